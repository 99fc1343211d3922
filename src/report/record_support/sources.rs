//! A source in words, as the screen has them; what the user said is the consultant's word on paper.

use crate::analysis::finding::ClockBasis;
use crate::case::{CaseSource, State};
use crate::model::time::ZoneBasis;
use crate::report::desk::Desk;
use crate::words::Phrase;

/// Name of the format, or that none is known.
pub fn format_words(desk: &Desk<'_>, source: &CaseSource) -> String {
    match source.format.map(|key| (key, format!("format-{key}"))) {
        Some((_, id)) if desk.words.knows(&id) => desk.word(&id),
        Some((key, _)) => key.to_owned(),
        None => desk.word("source-format-none"),
    }
}

/// Why it is not read whole; empty where it is.
pub fn state_words(desk: &Desk<'_>, source: &CaseSource) -> String {
    match &source.state {
        State::Done => String::new(),
        State::Waiting => desk.word("source-waiting"),
        State::Reading(_) => desk.word("source-reading"),
        State::Cancelled => desk.word("source-cancelled"),
        State::Failed(why) => desk.say(why),
    }
}

/// Zone and how it is known: `Europe/Paris, assumed`; a dash for a source without any time.
pub fn zone_words(desk: &Desk<'_>, source: &CaseSource) -> String {
    if source.span.is_none() && source.zone.is_none() {
        return "–".to_owned();
    }
    let basis = match source.zone_basis {
        ZoneBasis::Stated => "zone-stated",
        ZoneBasis::Derived => "zone-derived",
        ZoneBasis::Assumed => "zone-assumed",
        ZoneBasis::Set => "report-record-zone-set",
    };
    desk.say(&Phrase::new(basis).text("zone", source.zone.as_deref().unwrap_or("UTC")))
}

/// How the source's clock compares with the others; a dash where nothing is known of it.
pub fn clock_words(desk: &Desk<'_>, source: &CaseSource) -> String {
    let clock = desk.case.analysis.clocks.iter().find(|c| c.source == source.id);
    let Some(clock) = clock.filter(|c| c.basis != ClockBasis::Unknown) else {
        return "–".to_owned();
    };
    let way = match clock.ahead {
        0 => "right",
        ahead if ahead > 0 => "ahead",
        _ => "behind",
    };
    let id = match clock.basis {
        ClockBasis::Unknown | ClockBasis::Reference => "clock-reference".to_owned(),
        ClockBasis::Matches => format!("clock-{way}"),
        ClockBasis::User => format!("report-record-clock-set-{way}"),
    };
    let phrase = Phrase::new(id)
        .number("seconds", clock.seconds())
        .number("matches", clock.matches)
        .number("compared", clock.compared);
    desk.say(&phrase)
}

//! What is said of a source, in words and figures; shared by rail, bars, rows and card.

use crate::analysis::finding::ClockBasis;
use crate::app::panel::Scene;
use crate::case::{Case, CaseSource, State};
use crate::model::safe_text::SafeText;
use crate::model::time::ZoneBasis;
use crate::words::{Phrase, Words};

/// Sources with problems.
#[must_use]
pub fn n_problems(case: &Case) -> usize {
    case.sources.iter().filter(|s| s.is_troubled()).count()
}

/// File (with `!/` members) and the folder it is in, both safe to show.
#[must_use]
pub fn file_and_folder(name: &str) -> (String, String) {
    let (outer, member) = name.split_once("!/").map_or((name, None), |(o, m)| (o, Some(m)));
    let at = outer.rfind(['/', '\\']).map_or(0, |i| i + 1);
    let (folder, file) = outer.split_at(at);
    let file = member.map_or_else(|| file.to_owned(), |m| format!("{file} › {m}"));
    (SafeText::new(&file).into(), SafeText::new(folder).into())
}

/// Bytes done, bytes in all, records so far.
#[must_use]
pub fn work(case: &Case) -> (u64, u64, u64) {
    let mut sum = (0_u64, 0_u64, 0_u64);
    for source in &case.sources {
        let (done, records) = match &source.state {
            State::Waiting => (0, 0),
            State::Reading(task) => (task.bytes_done().min(source.bytes), task.records()),
            _ => (source.bytes, source.balance.total),
        };
        sum.0 = sum.0.saturating_add(done);
        sum.1 = sum.1.saturating_add(source.bytes);
        sum.2 = sum.2.saturating_add(records);
    }
    sum
}

/// Name of the format, or that none is known yet.
#[must_use]
pub fn format(scene: &Scene<'_>, source: &CaseSource) -> String {
    match source.format {
        Some(key) => word_or(scene.words, &format!("format-{key}"), key),
        None if matches!(source.state, State::Failed(_)) => scene.words.word("source-format-none"),
        None => scene.words.word("source-format-unknown"),
    }
}

/// The word of an id, or `other` where no word file has it.
#[must_use]
pub fn word_or(words: &Words, id: &str, other: &str) -> String {
    if words.knows(id) { words.word(id) } else { other.to_owned() }
}

/// How far it is.
#[must_use]
pub fn state(scene: &Scene<'_>, source: &CaseSource) -> String {
    match &source.state {
        State::Waiting => scene.words.word("source-waiting"),
        State::Reading(_) => scene.words.word("source-reading"),
        State::Done if source.is_troubled() => scene.words.word("source-damaged"),
        State::Done => scene.words.word("source-done"),
        State::Cancelled => scene.words.word("source-cancelled"),
        State::Failed(why) => scene.words.say(why),
    }
}

/// Zone and how it is known: `Europe/Paris, assumed`; nothing for a source without any time.
#[must_use]
pub fn zone(scene: &Scene<'_>, source: &CaseSource) -> String {
    if source.span.is_none() && source.zone.is_none() {
        return String::new();
    }
    let basis = match source.zone_basis {
        ZoneBasis::Stated => "zone-stated",
        ZoneBasis::Derived => "zone-derived",
        ZoneBasis::Assumed => "zone-assumed",
        ZoneBasis::Set => "zone-set",
    };
    let zone = source.zone.as_deref().unwrap_or("UTC");
    scene.words.say(&Phrase::new(basis).text("zone", zone))
}

/// First and last time in the site's zone.
#[must_use]
pub fn span(scene: &Scene<'_>, source: &CaseSource) -> String {
    match source.span {
        None => String::new(),
        Some(s) if s.first == s.last => scene.words.time(s.first),
        Some(s) => format!("{} – {}", scene.words.time(s.first), scene.words.time(s.last)),
    }
}

/// The balance as a sentence, for those who hear the window.
#[must_use]
pub fn balance(source: &CaseSource) -> Phrase {
    let b = &source.balance;
    Phrase::new("source-balance")
        .number("read", b.read)
        .number("recovered", b.recovered)
        .number("skipped", b.skipped)
        .number("damaged", b.damaged)
        .number("total", b.total)
}

/// How the source's clock compares with the others; empty where nothing is known of it.
pub fn clock(scene: &Scene<'_>, source: &CaseSource) -> String {
    let Some(clock) = scene.case.analysis.clocks.iter().find(|c| c.source == source.id) else {
        return String::new();
    };
    let way = match clock.ahead {
        0 => "right",
        ahead if ahead > 0 => "ahead",
        _ => "behind",
    };
    let id = match clock.basis {
        ClockBasis::Unknown => return String::new(),
        ClockBasis::Reference => "clock-reference".to_owned(),
        ClockBasis::Matches => format!("clock-{way}"),
        ClockBasis::User => format!("clock-set-{way}"),
    };
    let phrase = Phrase::new(id)
        .number("seconds", clock.seconds())
        .number("matches", clock.matches)
        .number("compared", clock.compared);
    scene.words.say(&phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_and_folder_of_every_kind_of_path() {
        let split = |p| file_and_folder(p);
        assert_eq!(split("C:\\IR\\Security.evtx"), ("Security.evtx".into(), "C:\\IR\\".into()));
        assert_eq!(split("/ir/all.zip!/logs/a.log"), ("all.zip › logs/a.log".into(), "/ir/".into()));
        assert_eq!(split("plain.csv"), ("plain.csv".into(), String::new()));
    }
}

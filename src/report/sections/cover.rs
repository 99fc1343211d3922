//! The first page: what this is, for whom, by whom, of which evidence. States no finding beyond the first sentence.

use crate::analysis::finding::VerdictKind;
use crate::case::file::Evidence;
use crate::case::report_settings::Party;
use crate::model::safe_text::SafeText;
use crate::report::compose::fingerprint;
use crate::report::desk::Desk;
use crate::report::document::Cover;
use crate::report::sections_support::verdict;
use crate::words::Phrase;

/// The cover.
#[must_use]
pub fn write(desk: &Desk<'_>) -> Cover {
    let headline = verdict(desk.case).map(|v| desk.say(&v.headline));
    Cover {
        kicker: desk.word("report-story-kicker"),
        title: title(desk),
        subtitle: headline.unwrap_or_else(|| desk.word("report-story-no-verdict")),
        logo: desk.settings.logo.clone(),
        rows: rows(desk),
        notices: notices(desk),
    }
}

fn title(desk: &Desk<'_>) -> String {
    let key = match verdict(desk.case).map(|v| v.kind) {
        Some(VerdictKind::AuthenticatedRelay | VerdictKind::OpenRelay | VerdictKind::InternalRelay) => {
            "relay"
        }
        Some(VerdictKind::MailboxTakeover) => "mailbox",
        Some(VerdictKind::ReverseNdr | VerdictKind::Backscatter) => "forged",
        Some(VerdictKind::NoRelaySeen | VerdictKind::Undetermined) | None => "examination",
    };
    desk.word(&format!("report-story-title-{key}"))
}

fn rows(desk: &Desk<'_>) -> Vec<(String, String)> {
    let settings = desk.settings;
    let state = if settings.finished { "report-story-state-final" } else { "report-story-state-draft" };
    let sources = desk.case.sources.len();
    let print = if sources > 0 { fingerprint(desk.case) } else { "–".to_owned() };
    let of = Phrase::new("report-story-print-of").text("print", &print).number("n", sources);
    let all = [
        ("report-story-client", party(&settings.client)),
        ("report-story-consultant", party(&settings.consultant)),
        ("report-story-reference", SafeText::new(settings.reference.trim()).into()),
        ("report-story-period", period(desk)),
        ("report-story-date", desk.words.date(desk.around.now)),
        ("report-story-print", desk.say(&of)),
        ("report-story-state", desk.word(state)),
    ];
    let to_fill = desk.word("report-story-to-fill");
    let filled = |(label, value): (&str, String)| {
        (desk.word(label), if value.is_empty() { to_fill.clone() } else { value })
    };
    all.into_iter().map(filled).collect()
}

/// Company, person and position, as far as they are given.
fn party(party: &Party) -> String {
    let parts = [&party.company, &party.person, &party.position].map(|p| p.trim());
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    SafeText::new(&parts.join(", ")).into()
}

fn period(desk: &Desk<'_>) -> String {
    let Some(span) = desk.case.store.span() else {
        return desk.word("report-story-no-period");
    };
    let zone = desk.words.zone().name();
    let phrase = Phrase::new("report-story-from-to");
    desk.say(&phrase.time("first", span.first).time("last", span.last).text("zone", zone))
}

fn notices(desk: &Desk<'_>) -> Vec<String> {
    let settings = desk.settings;
    let state = |wanted: Evidence| desk.around.evidence.values().filter(|e| **e == wanted).count();
    let (changed, missing) = (state(Evidence::Changed), state(Evidence::Missing));
    let counted = |id: &'static str, n: usize| desk.say(&Phrase::new(id).number("n", n));
    let all = [
        (true, desk.word("report-story-confidential")),
        (settings.redact, desk.word("report-story-redacted")),
        (!settings.finished, desk.word("report-story-draft")),
        (changed > 0, counted("report-story-changed", changed)),
        (missing > 0, counted("report-story-missing", missing)),
        (desk.case.is_demo, desk.word("report-story-demo")),
        (true, desk.word("report-story-no-advice")),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, text)| text).collect()
}

//! Fields of the evidence in words.

use crate::analysis::finding::{Confidence, Verdict, VerdictKind};
use crate::app::panel::Scene;
use crate::model::provenance::{Provenance, Unit};
use crate::model::rows::{Authentication, Outcome};
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::Phrase;

/// Time of day in the site's zone, as rows have it.
pub fn clock(scene: &Scene<'_>, time: UtcTime) -> String {
    if time.is_plausible() {
        time.in_zone(scene.words.zone(), "%H:%M:%S")
    } else {
        "?".to_owned()
    }
}

/// Text of a symbol, safe to show.
pub fn shown(scene: &Scene<'_>, symbol: Symbol) -> String {
    scene.case.store.show(symbol).into()
}

/// What came of an attempt; a code that has no words yet is shown as it is.
pub fn result(scene: &Scene<'_>, row: &Authentication) -> String {
    let word = scene.words.word(match row.outcome {
        Outcome::Success => "investigate-accepted",
        Outcome::Failure => "investigate-refused",
        Outcome::RightPasswordRefused => "investigate-right-password",
    });
    match (row.outcome, row.status) {
        (Outcome::Success, _) => word,
        (_, 0) if row.status_text.is_some() => format!("{word} ({})", shown(scene, row.status_text)),
        (_, 0) => word,
        (_, code) => format!("{word} (0x{code:08X})"),
    }
}

/// Mechanism, else the Windows logon type.
pub fn how(scene: &Scene<'_>, row: &Authentication) -> String {
    match (row.mechanism.is_some(), row.logon_type) {
        (true, _) => shown(scene, row.mechanism),
        (false, 0) => String::new(),
        (false, n) => scene
            .words
            .say(&Phrase::new("investigate-logon-type").text("n", &n.to_string())),
    }
}

/// File name without its folders, and the place in it.
pub fn place(scene: &Scene<'_>, at: Provenance) -> String {
    let name = scene
        .case
        .source(at.source)
        .map(|s| s.name.as_str())
        .unwrap_or_default();
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let id = match at.place.unit {
        Unit::File => "investigate-place-file",
        Unit::Record => "investigate-place-record",
        Unit::Line => "investigate-place-line",
        Unit::Item => "investigate-place-item",
    };
    scene.words.say(
        &Phrase::new(id)
            .text("file", SafeText::new(file).as_str())
            .number("n", at.place.number),
    )
}

/// The verdict's sentence, until analysis brings its own.
pub fn headline(scene: &Scene<'_>, verdict: &Verdict) -> String {
    let id = match (verdict.kind, verdict.account) {
        (VerdictKind::AuthenticatedRelay, Some(_)) => "investigate-head-authenticated-relay",
        (VerdictKind::AuthenticatedRelay, None) => "investigate-head-relay",
        (VerdictKind::OpenRelay, _) => "investigate-head-open-relay",
        (VerdictKind::InternalRelay, _) => "investigate-head-internal-relay",
        (VerdictKind::MailboxTakeover, _) => "investigate-head-mailbox-takeover",
        (VerdictKind::ReverseNdr, _) => "investigate-head-reverse-ndr",
        (VerdictKind::Backscatter, _) => "investigate-head-backscatter",
        (VerdictKind::NoRelaySeen, _) => "investigate-head-no-relay-seen",
        (VerdictKind::Undetermined, _) => "investigate-head-undetermined",
    };
    let name = verdict
        .account
        .map(|a| scene.case.analysis.directory.name(a))
        .unwrap_or_default();
    scene.words.say(
        &Phrase::new(id)
            .text("account", name.as_str())
            .number("n", verdict.addresses.len()),
    )
}

/// Second line of the banner.
pub fn subline(scene: &Scene<'_>, verdict: &Verdict) -> String {
    let words = scene.words;
    match verdict.span {
        Some(span) => words.say(
            &Phrase::new("investigate-since")
                .time("first", span.first)
                .time("last", span.last),
        ),
        None if verdict.kind == VerdictKind::Undetermined => {
            let collect = scene
                .case
                .analysis
                .coverage
                .iter()
                .find_map(|c| c.collect.as_ref());
            collect.map_or_else(|| words.word("investigate-collect"), |p| words.say(p))
        }
        None => String::new(),
    }
}

/// How sure, in words.
pub fn confidence(scene: &Scene<'_>, confidence: Confidence) -> String {
    scene.words.word(match confidence {
        Confidence::Possible => "investigate-possible",
        Confidence::Likely => "investigate-likely",
        Confidence::Established => "investigate-established",
    })
}

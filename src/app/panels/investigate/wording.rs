//! Fields of the evidence in words.

use crate::analysis::finding::{Verdict, VerdictKind};
use crate::app::panel::Scene;
use crate::knowledge::logon;
use crate::model::provenance::{Provenance, Unit};
use crate::model::rows::{Authentication, Deed, Outcome};
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::Phrase;

/// Time in the site's zone, as rows have it: with the day where the case is longer than one, with the year
/// where it is longer than that.
pub fn clock(scene: &Scene<'_>, time: UtcTime) -> String {
    if time.is_plausible() { time.in_zone(scene.words.zone(), clock_form(scene).0) } else { "?".to_owned() }
}

/// Width of a column of times.
pub fn clock_width(scene: &Scene<'_>) -> f32 {
    clock_form(scene).1
}

/// How rows write times, and the width that takes.
pub fn clock_form(scene: &Scene<'_>) -> (&'static str, f32) {
    const DAY: i64 = 86_400;
    match scene.case.store.span().map_or(0, |s| s.last.seconds_since(s.first)) {
        ..=DAY => ("%H:%M:%S", 76.0),
        seconds if seconds < 180 * DAY => ("%d/%m %H:%M:%S", 104.0),
        _ => ("%d/%m/%Y %H:%M:%S", 138.0),
    }
}

/// Text of a symbol, safe to show.
pub fn shown(scene: &Scene<'_>, symbol: Symbol) -> String {
    scene.case.store.show(symbol).into()
}

/// What came of an attempt, by its code where the code has words; an unknown code is shown as it is.
pub fn result(scene: &Scene<'_>, row: &Authentication) -> String {
    let words = scene.words;
    let plain = match row.outcome {
        Outcome::Success => return words.word("investigate-accepted"),
        Outcome::Failure => words.word("investigate-refused"),
        Outcome::RightPasswordRefused => words.word("investigate-right-password"),
    };
    match logon::status(row.status) {
        Some(code) if row.status != 0 => words.word(&code.word),
        _ if row.status != 0 => format!("{plain} (0x{:08X})", row.status),
        _ => plain,
    }
}

/// The code behind a refusal as the log has it: `0xC000006A`, `LogonDenied`; empty if there is none.
pub fn code(scene: &Scene<'_>, row: &Authentication) -> String {
    match row.status {
        0 => shown(scene, row.status_text),
        status => format!("0x{status:08X}"),
    }
}

/// Mechanism, else the Windows logon type in words.
pub fn how(scene: &Scene<'_>, row: &Authentication) -> String {
    match (row.mechanism.is_some(), logon::logon_type(row.logon_type)) {
        // The package's full name says no more than its short one.
        (true, _) if scene.case.store.raw(row.mechanism).starts_with("MICROSOFT_AUTHENTICATION_PACKAGE") => {
            "MSV1_0".to_owned()
        }
        (true, _) => shown(scene, row.mechanism),
        (false, _) if row.logon_type == 0 => String::new(),
        (false, Some(code)) => scene.words.word(&code.word),
        (false, None) => {
            let n = row.logon_type.to_string();
            scene.words.say(&Phrase::new("investigate-logon-type").text("n", &n))
        }
    }
}

/// File name without its folders, and the place in it.
pub fn place(scene: &Scene<'_>, at: Provenance) -> String {
    let name = scene.case.source(at.source).map(|s| s.name.as_str()).unwrap_or_default();
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let id = match at.place.unit {
        Unit::File => "investigate-place-file",
        Unit::Record => "investigate-place-record",
        Unit::Line => "investigate-place-line",
        Unit::Item => "investigate-place-item",
    };
    scene.words.say(&Phrase::new(id).text("file", SafeText::new(file).as_str()).number("n", at.place.number))
}

/// Second line of the banner: the verdict's own, else what to collect first.
pub fn subline(scene: &Scene<'_>, verdict: &Verdict) -> String {
    let first = || scene.case.analysis.coverage.iter().find_map(|c| c.collect.as_ref());
    match &verdict.subline {
        line if !line.id.is_empty() => scene.words.say(line),
        _ if verdict.kind == VerdictKind::Undetermined => {
            first().map_or_else(|| scene.words.word("investigate-collect"), |p| scene.words.say(p))
        }
        _ => String::new(),
    }
}

/// Id of the words for a deed.
pub fn deed_id(deed: Deed) -> &'static str {
    deed.word()
}

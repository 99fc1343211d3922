//! The roster of detections. Each sees one thing, says why it matters and what else looks like it.
//!
//! To add one: a file beside this one, its line in [`ROSTER`], its row in `assets/knowledge/detections.toml`, and
//! the words `finding-<key>`, `matters-<key>` and `innocent-<key>` in both languages. Nothing else knows it.

mod first_use;
mod forged_senders;
mod guessing;
mod name_guessing;
mod queue_growth;
mod right_password;
mod success_after_failures;

use super::finding::Finding;
use super::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::words::Phrase;
use std::cmp::Reverse;

/// Findings of one detection, in any order; the key is set by [`run`], and what is the same for all of a kind.
type Look = fn(&Scene<'_>, &Figures) -> Vec<Finding>;

/// Every detection by its key, sorted.
const ROSTER: &[(&str, Look)] = &[
    ("first-use-from-outside", first_use::look),
    ("forged-senders", forged_senders::look),
    ("name-guessing", name_guessing::look),
    ("password-guessing", guessing::look),
    ("queue-growth", queue_growth::look),
    ("right-password-refused", right_password::look),
    ("success-after-failures", success_after_failures::look),
];

/// Findings kept; the lightest go first.
const MAX_FINDINGS: usize = 200;

/// Runs all detections; findings come numbered, the heaviest first.
#[must_use]
pub fn run(scene: &Scene<'_>) -> Vec<Finding> {
    let nothing = Figures::default();
    let mut findings: Vec<Finding> = ROSTER
        .iter()
        .flat_map(|(key, look)| {
            let figures = scene.limits.detections.get(*key).unwrap_or(&nothing);
            let vouched = |f: &Finding| scene.ground.known.has_account(f.account);
            look(scene, figures).into_iter().map(move |f| complete(key, figures, vouched(&f), f))
        })
        .collect();
    findings.sort_by_key(|f| (Reverse(f.weight), f.span.map(|s| s.first), f.kind, f.account));
    findings.truncate(MAX_FINDINGS);
    for (f, n) in findings.iter_mut().zip(1..) {
        f.id = format!("F{n}");
    }
    findings
}

/// Adds what all findings of a kind share, where the detection did not say otherwise.
fn complete(key: &'static str, figures: &Figures, vouched: bool, mut f: Finding) -> Finding {
    f.kind = key;
    if f.weight == 0 {
        f.weight = figures.get("weight");
    }
    if vouched {
        f.weight = 1;
        f.innocent.push(Phrase::new("innocent-known-good"));
    }
    f.matters = Phrase::new(format!("matters-{key}"));
    f.innocent.insert(0, Phrase::new(format!("innocent-{key}")));
    f
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::detections::built_in;
    use crate::words::{Language, Words};

    #[test]
    fn every_detection_has_its_row_and_its_words_and_no_row_is_left_over() {
        let rows = built_in();
        let keys: Vec<&str> = ROSTER.iter().map(|(key, _)| *key).collect();
        assert!(keys.is_sorted());
        assert_eq!(rows.keys().map(String::as_str).collect::<Vec<_>>(), keys);
        let words = [Language::English, Language::French].map(|l| Words::new(l, chrono_tz::UTC));
        for (key, part) in keys.iter().flat_map(|k| ["finding", "matters", "innocent"].map(|p| (k, p))) {
            assert!(words.iter().all(|w| w.knows(&format!("{part}-{key}"))), "{part}-{key}");
        }
    }
}

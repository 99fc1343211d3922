//! The roster of detections. Each sees one thing, says why it matters and what else looks like it.
//!
//! To add one: a file beside this one, its line in `ROSTER`, its row in `assets/knowledge/detections.toml`, and
//! the words `finding-<key>`, `matters-<key>` and `innocent-<key>` in both languages. Nothing else knows it.

mod account_changes;
mod audit_policy_changed;
mod auth_in_clear;
mod back_pressure;
mod blocklisted;
mod clock_changed;
mod disabled_account;
mod first_smtp_use;
mod first_use;
mod flood;
mod foreign_senders;
mod forged_senders;
mod guessing;
mod locked_out;
mod log_cleared;
mod logging_gap;
mod many_networks;
mod many_recipients;
mod message_rate;
mod name_guessing;
mod ndr_storm;
mod no_mailbox;
mod other_doors;
mod outside_hours;
mod password_spraying;
mod persistence;
mod post_containment;
mod queue_growth;
mod record_gap;
mod right_password;
mod sender_account_mismatch;
mod special_account;
mod subject_campaign;
mod success_after_failures;
mod throttled_refusals;

use super::finding::Finding;
use super::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::words::Phrase;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Findings of one detection, in any order; the key is set by [`run`], and what is the same for all of a kind.
type Look = fn(&Scene<'_>, &Figures) -> Vec<Finding>;

/// Every detection by its key, sorted.
const ROSTER: &[(&str, Look)] = &[
    ("account-changes", account_changes::look),
    ("audit-policy-changed", audit_policy_changed::look),
    ("auth-in-clear", auth_in_clear::look),
    ("back-pressure", back_pressure::look),
    ("blocklisted", blocklisted::look),
    ("clock-changed", clock_changed::look),
    ("disabled-account-used", disabled_account::look),
    ("first-smtp-use", first_smtp_use::look),
    ("first-use-from-outside", first_use::look),
    ("flood", flood::look),
    ("foreign-senders-and-recipients", foreign_senders::look),
    ("forged-senders", forged_senders::look),
    ("locked-out", locked_out::look),
    ("log-cleared", log_cleared::look),
    ("logging-gap", logging_gap::look),
    ("many-networks", many_networks::look),
    ("many-recipients", many_recipients::look),
    ("message-rate", message_rate::look),
    ("name-guessing", name_guessing::look),
    ("ndr-storm", ndr_storm::look),
    ("no-mailbox-account", no_mailbox::look),
    ("outside-working-hours", outside_hours::look),
    ("password-guessing", guessing::look),
    ("password-in-use-elsewhere", other_doors::look),
    ("password-spraying", password_spraying::look),
    ("persistence", persistence::look),
    ("post-containment", post_containment::look),
    ("queue-growth", queue_growth::look),
    ("record-gap", record_gap::look),
    ("right-password-refused", right_password::look),
    ("sender-account-mismatch", sender_account_mismatch::look),
    ("special-account", special_account::look),
    ("subject-campaign", subject_campaign::look),
    ("success-after-failures", success_after_failures::look),
    ("throttled-refusals", throttled_refusals::look),
];

/// Findings kept; the lightest go first.
const MAX_FINDINGS: usize = 200;
/// Of one kind; so that a hundred clients that do the same do not hide what else is seen.
const MAX_OF_A_KIND: usize = 20;

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
    findings.sort_by_key(|f| {
        (Reverse(f.weight), f.kind, Reverse(f.rows.len()), f.span.map(|s| s.first), f.account)
    });
    limit(&mut findings);
    findings.sort_by_key(|f| (Reverse(f.weight), f.span.map(|s| s.first), f.kind, f.account));
    for (f, n) in findings.iter_mut().zip(1..) {
        f.id = format!("F{n}");
    }
    findings
}

/// Keeps the heaviest of each kind, those with most rows before others.
fn limit(findings: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    findings.retain(|f| {
        let n = seen.entry(f.kind).or_default();
        *n += 1;
        *n <= MAX_OF_A_KIND
    });
    findings.truncate(MAX_FINDINGS);
}

/// Adds what all findings of a kind share, where the detection did not say otherwise.
fn complete(key: &'static str, figures: &Figures, vouched: bool, mut f: Finding) -> Finding {
    f.kind = key;
    f.points = figures.get("points");
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

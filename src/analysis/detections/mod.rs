//! The roster of detections. Each sees one thing, says why it matters and what else looks like it.
//!
//! To add one: a file beside this one, a line in [`run`], and the words `finding-<kind>` and
//! `innocent-<kind>` in both languages.

mod first_use;
mod forged_senders;
mod guessing;
mod name_guessing;
mod queue_growth;
mod success_after_failures;

use super::finding::Finding;
use super::scene::Scene;
use std::cmp::Reverse;

/// Runs all detections; findings come numbered, the heaviest first.
#[must_use]
pub fn run(scene: &Scene<'_>) -> Vec<Finding> {
    let all: [fn(&Scene<'_>) -> Vec<Finding>; 6] = [
        guessing::look,
        name_guessing::look,
        success_after_failures::look,
        first_use::look,
        forged_senders::look,
        queue_growth::look,
    ];
    let mut findings: Vec<Finding> = all.iter().flat_map(|look| look(scene)).collect();
    findings.sort_by_key(|f| (Reverse(f.weight), f.span.map(|s| s.first), f.kind, f.account));
    findings.truncate(200);
    for (f, n) in findings.iter_mut().zip(1..) {
        f.id = format!("F{n}");
    }
    findings
}

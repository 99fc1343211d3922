//! Password guessing on one account.
//!
//! **What it sees:** many refused attempts on one account within minutes, or within an hour.
//! **Why it matters:** it is how most relay abuse begins.
//! **What else looks like it:** a device or phone that keeps an old password and tries for ever.

use crate::analysis::attempts::{densest, rows};
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let guessed = |refused: &[_]| {
        densest(refused, 300) >= limits.count("failures_in_5_minutes")
            || densest(refused, 3600) >= limits.count("failures_in_1_hour")
    };
    let many = u64::from(limits.get("many_failures"));
    let attacked = scene.attempts.iter().filter(|(_, tally)| guessed(&tally.refused));
    attacked
        .filter_map(|(&account, tally)| {
            let (first, last) = (tally.refused.first()?, tally.refused.last()?);
            let count = tally.refused.len() as u64;
            let name = scene.ground.directory.name(account);
            Some(Finding {
                weight: limits.get(if count >= many { "weight_of_many" } else { "weight" }),
                account: Some(account),
                sentence: Phrase::new("finding-password-guessing")
                    .text("account", name.as_str())
                    .number("n", count)
                    .time("first", first.time)
                    .time("last", last.time),
                span: Some(Span::between(first.time, last.time)),
                rows: rows(&tally.refused, 50),
                ..Finding::default()
            })
        })
        .collect()
}

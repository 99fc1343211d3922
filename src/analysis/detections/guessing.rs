//! Password guessing on one account.
//!
//! **What it sees:** many refused attempts on one account within minutes, or within an hour.
//! **Why it matters:** it is how most relay abuse begins.
//! **What else looks like it:** a device or phone that keeps an old password and tries for ever.

use crate::analysis::attempts::{densest, rows};
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>) -> Vec<Finding> {
    let limits = &scene.limits.guessing;
    let guessed = |refused: &[_]| {
        densest(refused, 300) >= limits.failures_in_5_minutes as usize
            || densest(refused, 3600) >= limits.failures_in_1_hour as usize
    };
    let attacked = scene.attempts.iter().filter(|(_, tally)| guessed(&tally.refused));
    attacked
        .filter_map(|(&account, tally)| {
            let (first, last) = (tally.refused.first()?, tally.refused.last()?);
            let count = tally.refused.len() as u64;
            let name = scene.ground.directory.name(account);
            Some(Finding {
                kind: "password-guessing",
                weight: if count >= 100 { 50 } else { 35 },
                account: Some(account),
                sentence: Phrase::new("finding-password-guessing")
                    .text("account", name.as_str())
                    .number("n", count)
                    .time("first", first.time)
                    .time("last", last.time),
                innocent: vec![Phrase::new("innocent-password-guessing")],
                span: Some(Span::between(first.time, last.time)),
                rows: rows(&tally.refused, 50),
                ..Finding::default()
            })
        })
        .collect()
}

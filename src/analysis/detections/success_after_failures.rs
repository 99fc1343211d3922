//! A password that was refused again and again, and then accepted.
//!
//! **What it sees:** an accepted sign-in from outside within a day of several refused ones, where the client
//! is not one that the account had used before.
//! **Why it matters:** the password has probably been guessed.
//! **What else looks like it:** a user who mistyped, or a device whose password was put right at last. The
//! same client failing and then succeeding a few times only is taken as that, and stays silent.

use crate::analysis::attempts::{opened, rows};
use crate::analysis::citing;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, _: &Figures) -> Vec<Finding> {
    let found = scene.attempts.iter().filter_map(|(&account, tally)| {
        let (success, before) = opened(scene.ground, &scene.limits.guessing, tally)?;
        let name = scene.ground.directory.name(account);
        let upto = tally.refused.partition_point(|f| f.time <= success.time);
        let mut shown = citing::attempt(scene, success);
        shown.extend(rows(tally.refused.get(upto.saturating_sub(30)..upto).unwrap_or(&[]), 30));
        let first = tally.refused.get(upto.saturating_sub(before)).map_or(success.time, |f| f.time);
        Some(Finding {
            account: Some(account),
            sentence: Phrase::new("finding-success-after-failures")
                .text("account", name.as_str())
                .number("n", before)
                .time("at", success.time)
                .text("address", scene.ground.store.raw(success.address)),
            span: Some(Span::between(first, success.time)),
            rows: shown,
            ..Finding::default()
        })
    });
    found.collect()
}

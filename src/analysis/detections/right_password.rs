//! A password that was right, though the sign-in was refused.
//!
//! **What it sees:** refusals whose code says that the password was right: expired, outside hours, no right to send.
//! **Why it matters:** whoever tried knows the password, as much as if the door had opened.
//! **What else looks like it:** the owner, whose own password has expired.

use crate::analysis::attempts::rows;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, _: &Figures) -> Vec<Finding> {
    let found = scene.attempts.iter().filter_map(|(&account, tally)| {
        let (first, last) = (tally.right_password.first()?, tally.right_password.last()?);
        Some(Finding {
            account: Some(account),
            sentence: Phrase::new("finding-right-password-refused")
                .text("account", scene.ground.directory.name(account).as_str())
                .number("n", tally.right_password.len())
                .time("first", first.time),
            span: Some(Span::between(first.time, last.time)),
            rows: rows(&tally.right_password, 50),
            ..Finding::default()
        })
    });
    found.collect()
}

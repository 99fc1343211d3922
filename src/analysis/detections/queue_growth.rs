//! Queues that grow right after an abused account was first used.
//!
//! **What it sees:** the total depth rises by hundreds within an hour of the first accepted use.
//! **Why it matters:** it ties what the client suffers to what the account did.
//! **What else looks like it:** an Internet outage, a newsletter, a blocklisted address after an older abuse.

use crate::analysis::finding::{DepthPoint, Finding};
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let mut points: Vec<DepthPoint> =
        scene.depth.curve.iter().chain(&scene.depth.snapshots).copied().collect();
    points.sort_by_key(|p| p.time);
    let found = scene.abusers.iter().filter_map(|abuser| {
        let spans = abuser.uses.iter().filter_map(|&i| scene.uses.get(i)?.span);
        let first = spans.map(|s| s.first).min()?;
        let until = first.plus_seconds(limits.seconds("growth_minutes"));
        let before = points.iter().rev().find(|p| p.time <= first).map_or(0, |p| p.depth);
        let top = points.iter().filter(|p| p.time > first && p.time <= until).max_by_key(|p| p.depth)?;
        let grown = top.depth.saturating_sub(before);
        (grown >= limits.get("growth_messages")).then(|| Finding {
            account: abuser.account,
            sentence: Phrase::new("finding-queue-growth")
                .number("before", before)
                .number("after", top.depth)
                .time("first", first)
                .time("at", top.time),
            span: Some(Span::between(first, top.time)),
            rows: readings(scene, Span::between(first, top.time)),
            ..Finding::default()
        })
    });
    found.collect()
}

/// Rows behind the growth: readings of the queues, else tracked messages.
fn readings(scene: &Scene<'_>, span: Span) -> Vec<crate::model::rows::RowRef> {
    use crate::model::rows::{RowRef, Table};
    let tables = &scene.ground.store.tables;
    let refs = |table, range: std::ops::Range<usize>| -> Vec<RowRef> {
        range.take(50).filter_map(|i| Some(RowRef { table, row: u32::try_from(i).ok()? })).collect()
    };
    let samples = refs(Table::QueueSample, tables.queues.within(span));
    if samples.is_empty() { refs(Table::MailEvent, tables.mail.within(span)) } else { samples }
}

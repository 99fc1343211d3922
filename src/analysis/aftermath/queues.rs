//! Queues that are back to what they were before the abuse, or rise again; a transport that was started.
//!
//! Compares readings of one curve with each other; what fills a queue is not its question.

use super::incident::Incident;
use super::{Aftermath, Contradiction, Sign, Strength};
use crate::analysis::finding::DepthPoint;
use crate::analysis::scene::Scene;
use crate::model::rows::{MailStep, QueueReading, RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Starts of one server within so many seconds are one.
const ONE_START: i64 = 600;

pub(super) fn look(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    starts(scene, incident, found);
    let Some(first) = incident.first else { return };
    let acts = found.signs.iter().filter(|s| answers(s.kind)).map(|s| s.at);
    // Without an act the queues may have run empty by themselves, which shows no cure.
    let Some(act) = acts.min() else { return };
    back_to_normal(scene, (first, act), found);
}

/// Signs that a queue can be the better for.
fn answers(kind: &str) -> bool {
    matches!(
        kind,
        "password-reset"
            | "account-disabled"
            | "queues-frozen"
            | "spam-purged"
            | "auth-off"
            | "relay-restricted"
    )
}

fn back_to_normal(scene: &Scene<'_>, (first, act): (UtcTime, UtcTime), found: &mut Aftermath) {
    let mut points: Vec<DepthPoint> =
        scene.depth.curve.iter().chain(&scene.depth.snapshots).copied().collect();
    points.sort_by_key(|p| p.time);
    let before = points.iter().filter(|p| p.time < first).map(|p| p.depth).max();
    let level = before.unwrap_or(0).max(scene.limits.clean_up.ordinary_queue);
    let top = points.iter().filter(|p| p.time >= first).map(|p| p.depth).max().unwrap_or(0);
    let later: Vec<&DepthPoint> = points.iter().filter(|p| p.time > act).collect();
    let (Some(normal), Some(last)) = (later.iter().find(|p| p.depth <= level), later.last()) else { return };
    if top <= level.saturating_mul(2) {
        return;
    }
    let again = later
        .iter()
        .find(|p| p.time > normal.time && p.depth > level.saturating_mul(2) && p.depth > level + 40);
    if let Some(again) = again.filter(|_| last.depth > level) {
        found.contradictions.push(grew_again(scene, normal, again));
        return;
    }
    // From here on all readings are as before.
    let since = later.iter().rev().take_while(|p| p.depth <= level).last();
    let Some(since) = since else { return };
    found.signs.push(normal_again(scene, (before, top), since, last));
}

fn normal_again(
    scene: &Scene<'_>,
    (before, top): (Option<u32>, u32),
    since: &DepthPoint,
    last: &DepthPoint,
) -> Sign {
    let mut sign = Sign {
        kind: "queues-normal",
        at: since.time,
        say: Phrase::new("aftermath-queues-normal")
            .number("top", top)
            .number("depth", since.depth)
            .time("at", since.time)
            .number("now", last.depth)
            .time("last", last.time),
        rows: [since, last].iter().filter_map(|p| reading_at(scene, p.time)).collect(),
        strength: Strength::Whole,
        ..Sign::default()
    };
    sign.rows.dedup();
    if before.is_none() {
        sign.limit(Phrase::new("aftermath-but-no-level-before"));
    }
    if last.time.seconds_since(since.time) < 3600 {
        sign.limit(Phrase::new("aftermath-but-one-reading"));
    }
    sign
}

fn grew_again(scene: &Scene<'_>, normal: &DepthPoint, again: &DepthPoint) -> Contradiction {
    Contradiction {
        kind: "queue-grew-again",
        against: vec!["queues-normal", "spam-purged"],
        at: again.time,
        say: Phrase::new("aftermath-queue-grew-again")
            .number("depth", normal.depth)
            .time("at", normal.time)
            .number("now", again.depth)
            .time("first", again.time),
        rows: [normal, again].iter().filter_map(|p| reading_at(scene, p.time)).collect(),
        ..Contradiction::default()
    }
}

/// The row of a reading: a total before a single queue, a tracked step where the curve is rebuilt.
fn reading_at(scene: &Scene<'_>, time: UtcTime) -> Option<RowRef> {
    let tables = &scene.ground.store.tables;
    let moment = crate::model::time::Span::between(time, time);
    let total = |i: &usize| tables.queues.reading.get(*i).is_some_and(|r| *r != QueueReading::Log);
    let queue = tables.queues.within(moment).find(total).or_else(|| tables.queues.within(moment).next());
    let queue =
        queue.and_then(|i| u32::try_from(i).ok()).map(|row| RowRef { table: Table::QueueSample, row });
    let mail = || tables.mail.within(moment).next().and_then(|i| u32::try_from(i).ok());
    queue.or_else(|| mail().map(|row| RowRef { table: Table::MailEvent, row }))
}

/// A transport that starts loads what its queues hold.
fn starts(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let (store, mail) = (scene.ground.store, &scene.ground.store.tables.mail);
    let mut starts: BTreeMap<Symbol, Vec<(UtcTime, Vec<u32>)>> = BTreeMap::new();
    for (i, _) in (0u32..).zip(&mail.step).filter(|(_, s)| **s == MailStep::Load) {
        let row = mail.row(i as usize);
        if !store.raw(row.event).eq_ignore_ascii_case("LOAD") || !incident.is_after(row.time) {
            continue;
        }
        let of = starts.entry(row.server).or_default();
        match of.last_mut().filter(|(at, _)| row.time.seconds_since(*at) <= ONE_START) {
            Some((_, rows)) => rows.push(i),
            None => of.push((row.time, vec![i])),
        }
    }
    for (server, list) in starts {
        found.signs.extend(list.into_iter().map(|(at, rows)| Sign {
            kind: "transport-restarted",
            at,
            say:
                Phrase::new("aftermath-transport-restarted").text("server", store.raw(server)).time("at", at),
            rows: rows.into_iter().take(50).map(|row| RowRef { table: Table::MailEvent, row }).collect(),
            strength: Strength::Whole,
            ..Sign::default()
        }));
    }
}

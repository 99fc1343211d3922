//! Queues that grow far above what was usual, or right after an account was opened.
//!
//! **What it sees:** the total depth rises by hundreds within an hour of the first accepted use of an abused
//! account; and stretches in which it stands far above the middle of all that came before.
//! **Why it matters:** it ties what the client suffers to what the account did, or dates it where no account
//! is known.
//! **What else looks like it:** an Internet outage, a newsletter, a blocklisted address after an older abuse.

use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::opened;
use crate::analysis::finding::{DepthBasis, DepthPoint, Finding};
use crate::analysis::scene::{SHOWN, Scene, shown};
use crate::knowledge::detections::Figures;
use crate::model::rows::{MailStep, RowRef, Table};
use crate::model::time::{Span, TICKS_PER_SECOND, UtcTime};
use crate::words::Phrase;
use std::ops::Range;

/// Steps of the past: the depth at the end of each is carried on where nothing is read.
const STEP_SECONDS: i64 = 600;
/// Steps that one silence of the readings gives at most.
const MOST_CARRIED: i64 = 6 * 24 * 7;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let mut found = after_first_uses(scene, limits);
    let told: Vec<Span> = found.iter().filter_map(|f| f.span).collect();
    for rise in rises(scene, limits) {
        let same = |s: &Span| s.first <= rise.span.last && rise.span.first <= s.last;
        if !told.iter().any(same) {
            found.extend(say(scene, limits, rise));
        }
    }
    found
}

/// Growth within an hour of the first use of each abused account.
fn after_first_uses(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
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
        (grown >= limits.get("growth_messages"))
            .then(|| tied(scene, abuser.account, first, (before, top.depth), Span::between(first, top.time)))
    });
    found.collect()
}

fn tied(
    scene: &Scene<'_>,
    account: Option<AccountId>,
    first: UtcTime,
    (before, after): (u32, u32),
    span: Span,
) -> Finding {
    Finding {
        account,
        sentence: Phrase::new("finding-queue-growth")
            .number("before", before)
            .number("after", after)
            .time("first", first)
            .time("at", span.last),
        span: Some(span),
        rows: readings(scene, span),
        ..Finding::default()
    }
}

/// A stretch far above the past.
struct Rise {
    usual: u32,
    top: DepthPoint,
    span: Span,
}

/// Stretches in which the curve stands far above the middle of its past.
fn rises(scene: &Scene<'_>, limits: &Figures) -> Vec<Rise> {
    if !may_be_rebuilt(scene) {
        return Vec::new();
    }
    let steps = steps(&scene.depth.curve);
    let least = usize::try_from(limits.seconds("past_hours") / STEP_SECONDS).unwrap_or(usize::MAX).max(1);
    let mut past: Vec<u32> = Vec::new();
    let mut rises: Vec<Rise> = Vec::new();
    let mut is_up = false;
    for point in steps {
        let usual = past.get(past.len() / 2).copied().unwrap_or(0);
        let high = usual
            .saturating_mul(limits.get("times_usual"))
            .max(usual.saturating_add(limits.get("growth_messages")));
        let far = past.len() >= least && point.depth >= high;
        match rises.last_mut().filter(|_| is_up) {
            Some(rise) if far => {
                rise.span.last = point.time;
                rise.top = if point.depth > rise.top.depth { point } else { rise.top };
            }
            _ if far => rises.push(Rise { usual, top: point, span: Span::between(point.time, point.time) }),
            // Only what is usual becomes the past.
            _ => past.insert(past.partition_point(|d| *d < point.depth), point.depth),
        }
        is_up = far;
    }
    rises.sort_by_key(|r| std::cmp::Reverse(r.top.depth));
    rises.truncate(limits.count("most_rises"));
    rises
}

/// A curve rebuilt from tracking that never shows mail leaving only ever grows.
fn may_be_rebuilt(scene: &Scene<'_>) -> bool {
    let rebuilt = scene.depth.curve.first().is_none_or(|p| p.basis == DepthBasis::Rebuilt);
    let leaves = |s: &MailStep| matches!(s, MailStep::Send | MailStep::Deliver | MailStep::Fail);
    !rebuilt || scene.ground.store.tables.mail.step.iter().any(leaves)
}

/// The curve in equal steps: the highest of each, and the last one carried on.
fn steps(curve: &[DepthPoint]) -> Vec<DepthPoint> {
    let number = |t: UtcTime| t.0.div_euclid(STEP_SECONDS * TICKS_PER_SECOND);
    let mut steps: Vec<DepthPoint> = Vec::new();
    let mut before: Option<DepthPoint> = None;
    for point in curve {
        let gap = before.map_or(0, |b| number(point.time) - number(b.time));
        if let Some(b) = before.filter(|_| gap > 1) {
            let carried = (1..gap.min(MOST_CARRIED))
                .map(|k| DepthPoint { time: b.time.plus_seconds(k * STEP_SECONDS), ..b });
            steps.extend(carried);
        }
        match steps.last_mut().filter(|s| gap == 0 && number(s.time) == number(point.time)) {
            Some(step) if step.depth < point.depth => *step = *point,
            Some(_) => {}
            None => steps.push(*point),
        }
        before = Some(*point);
    }
    steps
}

/// Says a rise: after a door was opened shortly before, where one was, else alone.
fn say(scene: &Scene<'_>, limits: &Figures, rise: Rise) -> Option<Finding> {
    let from = rise.span.first.plus_seconds(-limits.seconds("growth_minutes"));
    let shortly = scene.attempts.iter().filter_map(|(&account, tally)| {
        let (success, _) = opened(scene.ground, &scene.limits.guessing, tally)?;
        (from..=rise.span.first).contains(&success.time).then_some((success.time, account))
    });
    if let Some((account, first)) = abuse_at(scene, rise.span) {
        let span = Span::between(first, rise.top.time);
        return Some(tied(scene, account, first, (rise.usual, rise.top.depth), span));
    }
    if let Some((time, account)) = shortly.max() {
        let span = Span::between(time, rise.top.time);
        return Some(tied(scene, Some(account), time, (rise.usual, rise.top.depth), span));
    }
    let around = Span::between(rise.span.first.plus_seconds(-STEP_SECONDS), rise.top.time);
    let rows = readings(scene, around);
    (!rows.is_empty()).then(|| Finding {
        weight: limits.get("weight_alone"),
        sentence: Phrase::new("finding-queue-growth-alone")
            .number("usual", rise.usual)
            .number("after", rise.top.depth)
            .time("first", rise.span.first)
            .time("at", rise.top.time),
        span: Some(Span::between(rise.span.first, rise.span.last)),
        rows,
        ..Finding::default()
    })
}

/// The abuse that had begun when the queues rose, and was not over: the account, and its first use.
fn abuse_at(scene: &Scene<'_>, rise: Span) -> Option<(Option<AccountId>, UtcTime)> {
    let spans = scene.abusers.iter().filter_map(|a| {
        let span = a.uses.iter().filter_map(|&i| scene.uses.get(i)?.span).reduce(Span::join)?;
        Some((a.account, span))
    });
    let mut at = spans.filter(|(_, s)| s.first <= rise.first && rise.first <= s.last);
    at.next().map(|(account, span)| (account, span.first))
}

/// Rows behind the growth: readings of the queues, else tracked messages.
fn readings(scene: &Scene<'_>, span: Span) -> Vec<RowRef> {
    // The last rows show the height.
    let tables = &scene.ground.store.tables;
    let numbers = |range: Range<usize>| range.rev().take(SHOWN).rev().filter_map(|i| u32::try_from(i).ok());
    let samples = shown(Table::QueueSample, numbers(tables.queues.within(span)));
    if samples.is_empty() { shown(Table::MailEvent, numbers(tables.mail.within(span))) } else { samples }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};

    /// A reading every ten minutes for a day; from `up` on the depth is `high`.
    fn day(up: i64, high: u32) -> Scene {
        let mut s = Scene::site();
        for step in 0..144 {
            s.counter(
                step * 600,
                "EX1",
                if step >= up { high } else { 4 + u32::try_from(step % 3).unwrap() },
            );
        }
        s
    }

    #[test]
    fn a_queue_far_above_its_past_is_told_though_no_account_is_known() {
        let (_, a) = day(100, 900).analyse();
        let all = found(&a, "queue-growth");
        assert_eq!(all.len(), 1);
        assert!(all[0].1.starts_with("The queues rose to 900 messages"), "{all:?}");
    }

    #[test]
    fn a_door_that_was_opened_shortly_before_is_named() {
        let mut s = day(100, 900);
        s.guesses(58_000, "CONTOSO\\scanner", "203.0.113.9", 30);
        s.dialogue(59_400, "CONTOSO\\scanner", "203.0.113.9", "FE1", true);
        let (_, a) = s.analyse();
        let all = found(&a, "queue-growth");
        assert!(all[0].1.starts_with("The queues grew from 5 to 900 messages"), "{all:?}");
        assert!(all[0].0.account.is_some());
    }

    #[test]
    fn a_queue_that_always_was_deep_and_one_without_a_past_are_not() {
        assert!(found(&day(0, 900).analyse().1, "queue-growth").is_empty());
        assert!(found(&day(10, 900).analyse().1, "queue-growth").is_empty());
        assert!(found(&day(100, 60).analyse().1, "queue-growth").is_empty());
    }
}

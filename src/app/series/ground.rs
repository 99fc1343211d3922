//! What the timeline draws whatever the filters: gaps to cut, depth by next hop, bars of the sources.
//!
//! Built once per store, away from the window's thread where the store is big. Nothing here is worded.

use crate::analysis::finding::{Analysis, DepthBasis};
use crate::model::provenance::SourceId;
use crate::model::rows::QueueReading;
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{Span, TICKS_PER_SECOND, UtcTime};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A gap is worth a cut from this share of what is left to show.
const WORTH_A_CUT: f64 = 0.15;
/// The same of a gap of days: a night without a row is no gap.
const OF_DAYS: f64 = 0.05;
/// What counts as days.
const DAYS: i64 = 36 * 3_600 * TICKS_PER_SECOND;
/// Rows of source bars at most.
pub const BAR_ROWS: usize = 6;
/// Points kept of one next hop.
const HOP_POINTS: usize = 4_000;

/// A source as the window hands it in.
#[derive(Clone, Debug, Default)]
pub struct Witness {
    /// Which.
    pub id: SourceId,
    /// Format key.
    pub format: &'static str,
    /// First to last time.
    pub span: Option<Span>,
    /// Stretches its records cover.
    pub covered: Vec<Span>,
}

/// A source's bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which source.
    pub source: SourceId,
    /// Format key.
    pub format: &'static str,
    /// First to last.
    pub span: Span,
    /// Row, from the top.
    pub row: usize,
}

/// Depth of the queues of one next hop, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Name.
    pub name: Symbol,
    /// Readings in time.
    pub points: Vec<(UtcTime, u32)>,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// Stretches worth cutting out, in time.
    pub gaps: Vec<Span>,
    /// Are they over half of the case?
    pub wide: bool,
    /// The deepest next hops, the deepest first.
    pub hops: Vec<Hop>,
    /// What the curve rests on.
    pub bases: Vec<DepthBasis>,
    /// Bars in order of row and time.
    pub bars: Vec<Bar>,
}

impl Ground {
    /// Looks through a store.
    #[must_use]
    pub fn build(store: &EventStore, analysis: &Analysis, sources: &[Witness]) -> Self {
        let all = store.span();
        let gaps = all.map_or_else(Vec::new, |all| gaps(store, sources, all));
        let wide = all.is_some_and(|all| gaps.iter().map(|g| g.ticks()).sum::<i64>() > all.ticks() / 2);
        let mut bases = Vec::new();
        for point in &analysis.queue.curve {
            if !bases.contains(&point.basis) {
                bases.push(point.basis);
            }
        }
        Self { gaps, wide, hops: hops(store), bases, bars: bars(sources) }
    }
}

/// Stretches of `all` without any row and without any source that covers them, if long enough. The longest
/// is cut first, and what then is left to show is the measure for the next.
fn gaps(store: &EventStore, sources: &[Witness], all: Span) -> Vec<Span> {
    let least = all.ticks() / 100;
    let t = &store.tables;
    let mut runs: Vec<Span> = sources.iter().flat_map(|s| s.covered.iter().copied()).collect();
    for times in [
        &t.authentications.time,
        &t.sessions.time,
        &t.mail.time,
        &t.queues.time,
        &t.held.time,
        &t.actions.time,
    ] {
        runs_of(times, least, &mut runs);
    }
    runs.sort_unstable_by_key(|s| (s.first, s.last));
    let (mut found, mut end) = (Vec::new(), all.first);
    for run in runs.iter().filter(|r| r.last >= all.first && r.first <= all.last) {
        if run.first.0.saturating_sub(end.0) > least {
            found.push(Span { first: end, last: run.first });
        }
        end = end.max(run.last);
    }
    found.sort_by_key(|g| (Reverse(g.ticks()), g.first));
    let mut left = all.ticks();
    #[expect(clippy::cast_precision_loss, reason = "a share")]
    found.retain(|g| {
        let share = if g.ticks() > DAYS { OF_DAYS } else { WORTH_A_CUT };
        let worth = g.ticks() as f64 > left as f64 * share;
        left -= if worth { g.ticks() } else { 0 };
        worth
    });
    // A little of the gap stays on both sides, so that rows do not touch the mark.
    let margin = left / 80;
    let trimmed = |g: Span| Span {
        first: UtcTime(g.first.0.saturating_add(margin.min(g.ticks() / 4))),
        last: UtcTime(g.last.0.saturating_sub(margin.min(g.ticks() / 4))),
    };
    found.sort_by_key(|g| g.first);
    found.into_iter().map(trimmed).collect()
}

/// Stretches with rows never further apart than `least`.
fn runs_of(times: &[UtcTime], least: i64, runs: &mut Vec<Span>) {
    let mut run: Option<Span> = None;
    for &time in times.iter().filter(|t| t.is_plausible()) {
        match &mut run {
            Some(r) if time.0.saturating_sub(r.last.0) <= least => r.last = r.last.max(time),
            _ => runs.extend(run.replace(Span { first: time, last: time })),
        }
    }
    runs.extend(run);
}

fn hops(store: &EventStore) -> Vec<Hop> {
    let mut found: FxHashMap<Symbol, BTreeMap<UtcTime, u32>> = FxHashMap::default();
    let by_queue = |r: QueueReading| matches!(r, QueueReading::Snapshot | QueueReading::Log);
    for row in store.tables.queues.rows() {
        if by_queue(row.reading) && !row.is_shadow && row.next_hop.is_some() && row.time.is_plausible() {
            let depth = found.entry(row.next_hop).or_default().entry(row.time).or_default();
            *depth = depth.saturating_add(row.n_messages);
        }
    }
    let peak = |points: &BTreeMap<UtcTime, u32>| points.values().max().copied().unwrap_or(0);
    let mut ranked: Vec<_> = found.into_iter().map(|(name, points)| (peak(&points), name, points)).collect();
    ranked.retain(|(peak, ..)| *peak > 0);
    ranked.sort_by_key(|(peak, name, _)| (Reverse(*peak), *name));
    ranked.truncate(3);
    ranked.into_iter().map(|(_, name, points)| Hop { name, points: thin(points) }).collect()
}

/// The highest reading of each of a few thousand stretches.
fn thin(points: BTreeMap<UtcTime, u32>) -> Vec<(UtcTime, u32)> {
    let all: Vec<(UtcTime, u32)> = points.into_iter().collect();
    let size = all.len().div_ceil(HOP_POINTS).max(1);
    all.chunks(size).filter_map(|c| c.iter().max_by_key(|p| p.1).copied()).collect()
}

/// Packs the bars: a row takes a source where it has room, and a full picture keeps kinds together.
fn bars(sources: &[Witness]) -> Vec<Bar> {
    let mut listed: Vec<(Span, &Witness)> = sources.iter().filter_map(|s| Some((s.span?, s))).collect();
    listed.sort_by_key(|(span, s)| (span.first, s.id));
    let (mut rows, mut bars): (Vec<(UtcTime, &str)>, Vec<Bar>) = (Vec::new(), Vec::new());
    for (span, s) in listed {
        let free = rows.iter().position(|(end, _)| *end < span.first);
        let alike = || rows.iter().position(|(_, format)| *format == s.format).unwrap_or(BAR_ROWS - 1);
        let row = match free {
            Some(row) => row,
            None if rows.len() < BAR_ROWS => rows.len(),
            None => alike(),
        };
        match rows.get_mut(row) {
            Some(taken) => *taken = (taken.0.max(span.last), s.format),
            None => rows.push((span.last, s.format)),
        }
        bars.push(Bar { source: s.id, format: s.format, span, row });
    }
    bars.sort_by_key(|b| (b.row, b.span.first, b.source));
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::harvest::Harvest;
    use crate::model::rows::Authentication;

    fn at(seconds: i64) -> UtcTime {
        UtcTime::from_unix(1_762_136_094 + seconds, 0)
    }

    fn store(seconds: impl Iterator<Item = i64>) -> EventStore {
        let mut h = Harvest::default();
        for s in seconds {
            h.tables.authentications.push(Authentication { time: at(s), ..Authentication::default() });
        }
        EventStore::of(h)
    }

    #[test]
    fn nights_are_no_gaps_and_weeks_are_each_however_many() {
        const DAY: i64 = 86_400;
        let days = |days: &[i64]| -> Vec<Span> {
            let office = |d: &i64| (0..600).map(move |m| *d * DAY + m * 60).collect::<Vec<i64>>();
            let rows: Vec<i64> = days.iter().flat_map(office).collect();
            Ground::build(&store(rows.into_iter()), &Analysis::default(), &[]).gaps
        };
        assert!(days(&[0, 1, 2, 3, 4, 5, 6, 7]).is_empty());
        assert_eq!(days(&[0, 1, 2, 30, 31, 60, 61, 62, 90]).len(), 3);
    }

    #[test]
    fn a_long_silence_is_a_gap_unless_a_source_covers_it() {
        let store = store((0..100).chain(10_000..10_100));
        let ground = Ground::build(&store, &Analysis::default(), &[]);
        let gap = ground.gaps[0];
        assert!(
            ground.wide && gap.first > at(99) && gap.last < at(10_000) && gap.ticks() > 9_000 * 10_000_000
        );
        let witness =
            Witness { covered: vec![Span { first: at(50), last: at(10_050) }], ..Witness::default() };
        assert!(Ground::build(&store, &Analysis::default(), &[witness]).gaps.is_empty());
    }

    #[test]
    fn bars_share_a_row_only_one_after_the_other_while_there_is_room() {
        let source = |id: u16, a: i64, b: i64| Witness {
            id: SourceId(id),
            span: Some(Span { first: at(a), last: at(b) }),
            ..Witness::default()
        };
        let bars = bars(&[source(0, 0, 10), source(1, 5, 20), source(2, 11, 30)]);
        let rows: Vec<(u16, usize)> = bars.iter().map(|b| (b.source.0, b.row)).collect();
        assert_eq!(rows, [(0, 0), (2, 0), (1, 1)]);
        let many: Vec<Witness> = (0..40).map(|i| source(i, 0, 100)).collect();
        assert!(super::bars(&many).iter().all(|b| b.row < BAR_ROWS));
    }
}

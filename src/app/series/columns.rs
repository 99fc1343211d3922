//! All that one view of the timeline shows, column by column: made when view, width or rows change, then kept.
//!
//! A column costs a few short searches, so a frame costs the same with a thousand rows as with ten million.

use super::ground::Ground;
use super::{Lanes, PARTS, sums, sums_of_all};
use crate::analysis::finding::{Analysis, DepthBasis, DepthPoint};
use crate::app::widgets::time_axis::Axis;
use crate::model::store::EventStore;
use crate::model::time::{Span, UtcTime};

/// Points between two shapes that would else cover each other.
const CROWDED: f32 = 13.0;

/// The same where a number stands beside a shape.
const NUMBERED: f32 = 30.0;

/// Lowest and highest depth of a column, and what the highest rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth {
    /// Lowest.
    pub low: u32,
    /// Highest.
    pub high: u32,
    /// What it rests on.
    pub basis: DepthBasis,
}

/// Things that stand too close together to be drawn each for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crowd {
    /// Number of the first one.
    pub first: usize,
    /// How many.
    pub n: usize,
    /// When the first is.
    pub time: UtcTime,
}

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Where columns begin, and one instant behind the last.
    pub edges: Vec<UtcTime>,
    /// Sums of refused authentications, by part.
    pub failed: [Vec<u32>; PARTS],
    /// Sums of accepted authentications.
    pub accepted: Vec<u32>,
    /// Sums of the site's own messages.
    pub local: Vec<u32>,
    /// Sums of relayed messages.
    pub relayed: Vec<u32>,
    /// Depth of the queues.
    pub depth: Vec<Option<Depth>>,
    /// Highest depth of each of the deepest next hops.
    pub hops: Vec<Vec<Option<u32>>>,
    /// Snapshots: the highest of each crowd.
    pub snapshots: Vec<DepthPoint>,
    /// Actions, by row.
    pub actions: Vec<Crowd>,
    /// Sums of refused and accepted attempts of accounts.
    pub swim: Vec<[Vec<u32>; 2]>,
}

impl Columns {
    /// Counts for `n` columns of the axis; `swim`: those of accounts too.
    #[must_use]
    pub fn build(
        store: &EventStore,
        analysis: &Analysis,
        lanes: &Lanes,
        ground: &Ground,
        axis: &Axis,
        n: usize,
        swim: bool,
    ) -> Self {
        let edges = axis.edges(n);
        let (signed, mail) = (lanes.signed_before(store, &edges), lanes.mailed_before(store, &edges));
        let swimmers = if swim { super::swim::MOST } else { 0 };
        let hop = |points: &Vec<(UtcTime, u32)>| {
            by_column(&edges, |a, b| step(points, a, b, |p| p.0)?.iter().map(|p| p.1).max())
        };
        Self {
            failed: lanes.failed.each_ref().map(|rows| sums(rows, &signed)),
            accepted: sums(&lanes.accepted, &signed),
            local: sums(&lanes.local, &mail),
            relayed: sums(&lanes.relayed, &mail),
            depth: by_column(&edges, |a, b| depth(&analysis.queue.curve, a, b)),
            hops: ground.hops.iter().map(|h| hop(&h.points)).collect(),
            snapshots: snapshots(&analysis.queue.snapshots, axis),
            actions: crowds(&store.tables.actions.time, axis, NUMBERED, |t| *t),
            swim: lanes
                .swimmers
                .iter()
                .take(swimmers)
                .map(|s| [sums(&s.failed, &signed), sums(&s.accepted, &signed)])
                .collect(),
            edges,
        }
    }

    /// What a column covers.
    #[must_use]
    pub fn span(&self, column: usize) -> Option<Span> {
        let (first, end) = (*self.edges.get(column)?, *self.edges.get(column + 1)?);
        Some(Span { first, last: UtcTime(end.0 - 1).max(first) })
    }
}

fn by_column<T>(edges: &[UtcTime], f: impl Fn(UtcTime, UtcTime) -> T) -> Vec<T> {
    edges.windows(2).filter_map(|w| Some(f(*w.first()?, *w.get(1)?))).collect()
}

/// The points of a step curve that hold somewhere from `first` on and before `end`; `None` before its first.
fn step<T>(curve: &[T], first: UtcTime, end: UtcTime, time: impl Fn(&T) -> UtcTime) -> Option<&[T]> {
    let from = curve.partition_point(|p| time(p) <= first);
    let to = curve.partition_point(|p| time(p) < end).max(from);
    curve.get(from.saturating_sub(1)..to).filter(|points| !points.is_empty())
}

fn depth(curve: &[DepthPoint], first: UtcTime, end: UtcTime) -> Option<Depth> {
    let points = step(curve, first, end, |p| p.time)?;
    let high = points.iter().max_by_key(|p| p.depth)?;
    let low = points.iter().map(|p| p.depth).min()?;
    Some(Depth { low, high: high.depth, basis: high.basis })
}

fn snapshots(points: &[DepthPoint], axis: &Axis) -> Vec<DepthPoint> {
    let highest = |c: Crowd| points.get(c.first..c.first + c.n)?.iter().max_by_key(|p| p.depth).copied();
    crowds(points, axis, CROWDED, |p| p.time).into_iter().filter_map(highest).collect()
}

/// Starred rows as they fall together on the screen.
#[must_use]
pub fn stars(times: &[UtcTime], axis: &Axis) -> Vec<Crowd> {
    crowds(times, axis, CROWDED, |t| *t)
}

/// What is sorted by time, as it falls together on the screen: the first of a crowd and all less than `room` behind.
fn crowds<T>(all: &[T], axis: &Axis, room: f32, time: impl Fn(&T) -> UtcTime) -> Vec<Crowd> {
    let mut at = all.partition_point(|t| time(t) < axis.view.first);
    let end = all.partition_point(|t| time(t) <= axis.view.last);
    let mut found = Vec::new();
    while let Some(time_of_first) = all.get(at).filter(|_| at < end).map(&time) {
        let x = axis.x(time_of_first) + room;
        let near = if x >= axis.right() { axis.view.last } else { axis.time(x) };
        let to = all.partition_point(|t| time(t) <= near).clamp(at + 1, end);
        found.push(Crowd { first: at, n: to - at, time: time_of_first });
        at = to;
    }
    found
}

/// All rows of all tables, for the picture of the whole case.
#[must_use]
pub fn density(store: &EventStore, axis: &Axis, n: usize) -> Vec<u32> {
    let (t, edges) = (&store.tables, axis.edges(n));
    let mut total = vec![0u32; n];
    for times in [&t.authentications.time, &t.sessions.time, &t.mail.time, &t.queues.time, &t.actions.time] {
        for (sum, more) in total.iter_mut().zip(sums_of_all(times, &edges)) {
            *sum = sum.saturating_add(more);
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crowds_hold_everything_in_view_once_and_stand_apart() {
        let at = |s: i64| UtcTime::from_unix(1_762_136_094 + s, 0);
        let times: Vec<UtcTime> = (0..5_000).map(|i| at(i * i / 300)).collect();
        let view = Span { first: at(100), last: at(60_000) };
        let axis = Axis::new(view, 50.0, 700.0, &[Span { first: at(20_000), last: at(40_000) }]);
        let found = stars(&times, &axis);
        let inside = times.iter().filter(|t| view.contains(**t)).count();
        assert_eq!(found.iter().map(|c| c.n).sum::<usize>(), inside);
        assert!(found.len() <= 700 / 13 + 1, "{}", found.len());
        assert!(found.windows(2).all(|w| axis.x(w[1].time) - axis.x(w[0].time) >= 12.9));
    }
}

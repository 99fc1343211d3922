//! Queue depth over time: the server's own log, its performance counters, dumps, and a curve rebuilt from tracking.
//!
//! A rebuilt message waits once for each next hop it has recipients for, as the servers count it; the next
//! hop is the recipient's domain, since tracking names none. Shadow queues are copies and left out. What
//! the server itself counted goes before what we rebuild.
//!
//! Source: queue-exports.md sections 2.5 and 3.3.

use super::finding::{DepthBasis, DepthCurve, DepthPoint};
use super::site::Site;
use crate::knowledge::thresholds::Queue;
use crate::model::provenance::SourceId;
use crate::model::rows::{MailEvent, MailStep, QueueReading};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A server's total older than this says nothing about now; it is written every minute.
const STALE_SECONDS: i64 = 15 * 60;

/// Depth of all queues together.
#[must_use]
pub fn measure(store: &EventStore, site: &Site, limits: &Queue) -> DepthCurve {
    let snapshots = sum_dumps(store);
    let logged = sum_logs(store);
    let rebuilt = rebuild(store, site);
    let mut curve = DepthCurve::default();
    let tops = [highest(&logged), highest(&snapshots), highest(&rebuilt)];
    let direct = tops.iter().take(2).flatten().max_by_key(|p| p.depth).copied();
    // A dump shows one moment only: a rebuilt curve that goes higher at another is the better witness.
    let best = match (direct, tops.get(2).copied().flatten()) {
        (Some(d), Some(r)) if logged.is_empty() && r.depth > d.depth => Some(r),
        (Some(d), _) => Some(d),
        (None, r) => r,
    };
    if let Some(top) = best {
        (curve.peak, curve.peak_at, curve.basis) = (top.depth, top.time, top.basis);
    }
    let line = if logged.is_empty() { rebuilt } else { logged };
    curve.curve = thin(line, limits.curve_points as usize);
    curve.snapshots = thin(snapshots, limits.curve_points as usize);
    curve
}

fn highest(points: &[DepthPoint]) -> Option<DepthPoint> {
    points.iter().copied().rev().max_by_key(|p| p.depth).filter(|p| p.depth > 0)
}

fn point(time: UtcTime, depth: u64, basis: DepthBasis) -> DepthPoint {
    DepthPoint { time, depth: u32::try_from(depth).unwrap_or(u32::MAX), basis }
}

/// Each dump added up: all rows of one source and time.
fn sum_dumps(store: &EventStore) -> Vec<DepthPoint> {
    let mut sums: BTreeMap<UtcTime, u64> = BTreeMap::new();
    let table = &store.tables.queues;
    for row in table.rows().filter(|r| r.reading == QueueReading::Snapshot && r.time.is_plausible()) {
        *sums.entry(row.time).or_default() += if row.is_shadow { 0 } else { u64::from(row.n_messages) };
    }
    sums.into_iter().map(|(t, n)| point(t, n, DepthBasis::Snapshot)).collect()
}

/// The queue log or the counters: its totals where it has them, else the queues of one time added up; servers added
/// together by their last reading.
fn sum_logs(store: &EventStore) -> Vec<DepthPoint> {
    let rows = || store.tables.queues.rows().filter(|r| r.time.is_plausible() && !r.is_shadow);
    let totals = || rows().filter(|r| matches!(r.reading, QueueReading::LogTotal | QueueReading::Counter));
    if totals().next().is_none() {
        // Rows of one sample are written within moments of each other.
        let minute = |t: UtcTime| UtcTime(t.0 - t.0.rem_euclid(60 * crate::model::time::TICKS_PER_SECOND));
        let mut sums: BTreeMap<UtcTime, (UtcTime, u64)> = BTreeMap::new();
        for row in rows().filter(|r| r.reading == QueueReading::Log) {
            let (_, n) = sums.entry(minute(row.time)).or_insert((row.time, 0));
            *n += u64::from(row.n_messages);
        }
        return sums.into_values().map(|(t, n)| point(t, n, DepthBasis::QueueLog)).collect();
    }
    let servers = servers_of_sources(store);
    let mut last: BTreeMap<Symbol, (UtcTime, u64)> = BTreeMap::new();
    totals()
        .map(|row| {
            let server = row.server.or(servers.of(row.source));
            last.insert(server, (row.time, u64::from(row.n_messages)));
            last.retain(|_, (time, _)| row.time.seconds_since(*time) <= STALE_SECONDS);
            let sum = last.values().map(|(_, n)| n).sum();
            let by_counter = row.reading == QueueReading::Counter;
            point(row.time, sum, if by_counter { DepthBasis::Counter } else { DepthBasis::QueueLog })
        })
        .collect()
}

/// Totals name no server; the queues beside them do, in the same file or, on a quiet day, in another.
struct Servers {
    by_source: FxHashMap<SourceId, Symbol>,
    /// The one server of all queue logs, if there is just one.
    only: Symbol,
}

impl Servers {
    fn of(&self, source: SourceId) -> Symbol {
        self.by_source.get(&source).copied().unwrap_or(self.only)
    }
}

fn servers_of_sources(store: &EventStore) -> Servers {
    let named =
        || store.tables.queues.rows().filter(|r| r.reading != QueueReading::Snapshot && r.server.is_some());
    let first = named().next().map(|r| r.server).unwrap_or_default();
    let only = if named().all(|r| r.server == first) { first } else { Symbol::NONE };
    Servers { by_source: named().map(|r| (r.source, r.server)).collect(), only }
}

/// Message of a server, waiting for its recipients.
#[derive(Default)]
struct Waiting {
    /// Recipients left, in lower case numbers of [`Names`].
    left: Vec<Symbol>,
}

/// The queues as tracking moves them.
struct Queues<'a> {
    store: &'a EventStore,
    site: &'a Site,
    waiting: FxHashMap<(Symbol, u64), Waiting>,
    /// Messages seen before, so that a late row does not bring one back as backlog.
    known: FxHashMap<(Symbol, u64), ()>,
    depth: i64,
    backlog: i64,
    points: Vec<(UtcTime, i64)>,
}

fn rebuild(store: &EventStore, site: &Site) -> Vec<DepthPoint> {
    let mut queues = Queues {
        store,
        site,
        waiting: FxHashMap::default(),
        known: FxHashMap::default(),
        depth: 0,
        backlog: 0,
        points: Vec::new(),
    };
    for row in store.tables.mail.rows().filter(|r| r.time.is_plausible() && r.internal_id != 0) {
        queues.step(&row);
    }
    let backlog = queues.backlog;
    let depth =
        |(time, d): (UtcTime, i64)| point(time, u64::try_from(d + backlog).unwrap_or(0), DepthBasis::Rebuilt);
    queues.points.into_iter().map(depth).collect()
}

impl Queues<'_> {
    fn step(&mut self, row: &MailEvent) {
        let key = (row.server, row.internal_id);
        let before = self.depth;
        match row.step {
            MailStep::Receive | MailStep::Load | MailStep::Dsn => self.add(key, row),
            MailStep::Transfer => self.transfer(key, row),
            MailStep::Expand | MailStep::Rewrite => self.rewrite(key, row),
            MailStep::Send | MailStep::Deliver | MailStep::Fail | MailStep::Drop => self.remove(key, row),
            MailStep::Defer => self.meet(key, row),
            MailStep::Other => {}
        }
        if self.depth != before {
            match self.points.last_mut().filter(|(t, _)| *t == row.time) {
                Some((_, depth)) => *depth = self.depth,
                None => self.points.push((row.time, self.depth)),
            }
        }
    }

    /// Next hops a message waits for: domains of strangers, and one for all of ours.
    fn hops(&self, left: &[Symbol]) -> i64 {
        let hop = |r: &Symbol| match self.site.side(*r) {
            super::site::Side::Local => 0,
            _ => self.site.domain_number(*r),
        };
        match left {
            [] => 0,
            [_] => 1,
            _ => {
                let mut hops: Vec<u32> = left.iter().map(hop).collect();
                hops.sort_unstable();
                hops.dedup();
                i64::try_from(hops.len()).unwrap_or(i64::MAX)
            }
        }
    }

    /// Changes the recipients of a message and keeps the depth in step.
    fn change(&mut self, key: (Symbol, u64), edit: impl FnOnce(&mut Vec<Symbol>)) {
        let mut message = self.waiting.remove(&key).unwrap_or_default();
        let before = self.hops(&message.left);
        edit(&mut message.left);
        let after = self.hops(&message.left);
        self.depth += after - before;
        if !message.left.is_empty() {
            self.waiting.insert(key, message);
        }
    }

    fn listed(&self, row: &MailEvent) -> Vec<Symbol> {
        let listed = row.recipients.0.of(&self.store.tables.texts).to_vec();
        // A message whose recipients are not listed waits all the same.
        if listed.is_empty() { vec![Symbol::NONE] } else { listed }
    }

    fn add(&mut self, key: (Symbol, u64), row: &MailEvent) {
        // A DSN row may tell of a report already received under the same id.
        if self.known.insert(key, ()).is_some() && row.step != MailStep::Load {
            return;
        }
        let listed = self.listed(row);
        self.change(key, |left| {
            left.extend(listed);
            left.sort();
            left.dedup();
        });
    }

    /// Never seen arriving: it waited before the first row, and counts from the beginning.
    fn meet(&mut self, key: (Symbol, u64), row: &MailEvent) {
        if self.known.insert(key, ()).is_some() {
            return;
        }
        let listed = self.listed(row);
        self.backlog += self.hops(&listed);
        self.waiting.insert(key, Waiting { left: listed });
        // The depth from here on is that of all before, so nothing changes at this row.
    }

    fn transfer(&mut self, key: (Symbol, u64), row: &MailEvent) {
        let listed = self.listed(row);
        let old = self.store.raw(row.reference).trim().parse::<u64>().ok();
        if let Some(old) = old.map(|id| (row.server, id)).filter(|old| self.known.contains_key(old)) {
            self.change(old, |left| left.retain(|r| !listed.contains(r)));
        }
        self.add(key, row);
    }

    fn rewrite(&mut self, key: (Symbol, u64), row: &MailEvent) {
        self.meet(key, row);
        let members = row.recipients.0.of(&self.store.tables.texts).to_vec();
        let gone = row.related;
        self.change(key, |left| {
            left.retain(|r| *r != gone);
            left.extend(members);
            left.sort();
            left.dedup();
        });
    }

    fn remove(&mut self, key: (Symbol, u64), row: &MailEvent) {
        self.meet(key, row);
        let listed = self.listed(row);
        let text = &self.store.text;
        self.change(key, |left| {
            let before = left.len();
            left.retain(|r| !listed.contains(r));
            if left.len() == before {
                let same =
                    |r: &Symbol| listed.iter().any(|l| text.get(*l).eq_ignore_ascii_case(text.get(*r)));
                left.retain(|r| !same(r));
            }
            if left.len() == before && before == 1 {
                left.clear();
            }
        });
    }
}

/// At most `n` points: of each stretch the highest and the last.
fn thin(points: Vec<DepthPoint>, n: usize) -> Vec<DepthPoint> {
    if points.len() <= n || n < 2 {
        return points;
    }
    let size = points.len().div_ceil(n / 2);
    points
        .chunks(size)
        .flat_map(|bin| {
            let top = bin.iter().enumerate().max_by_key(|(i, p)| (p.depth, std::cmp::Reverse(*i)));
            let last = bin.len() - 1;
            let top = top.filter(|(i, _)| *i != last).map(|(_, p)| *p);
            top.into_iter().chain(bin.last().copied())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding::SiteSettings;
    use crate::analysis::tests_support::Scene;
    use crate::knowledge::thresholds::Thresholds;

    fn depth(scene: Scene) -> DepthCurve {
        let store = scene.store();
        let site = Site::of(
            &store,
            &SiteSettings { local_domains: vec!["contoso.test".into()], ..SiteSettings::default() },
        );
        measure(&store, &site, &Thresholds::built_in().queue)
    }

    fn steps(curve: &DepthCurve) -> Vec<u32> {
        curve.curve.iter().map(|p| p.depth).collect()
    }

    #[test]
    fn a_message_waits_once_for_each_next_hop_until_it_is_sent_or_given_up() {
        let mut s = Scene::default();
        s.step(0, MailStep::Receive, 7, &["a@example.net", "b@example.net", "c@example.org"], "", "");
        s.step(1, MailStep::Send, 7, &["a@example.net", "b@example.net"], "", "");
        s.step(2, MailStep::Fail, 7, &["c@example.org"], "", "");
        let curve = depth(s);
        assert_eq!(steps(&curve), [2, 1, 0]);
        assert_eq!((curve.peak, curve.basis), (2, DepthBasis::Rebuilt));
    }

    #[test]
    fn a_group_becomes_its_members_and_a_split_message_is_not_counted_twice() {
        let mut s = Scene::default();
        s.step(0, MailStep::Receive, 7, &["all@contoso.test"], "", "");
        s.step(1, MailStep::Expand, 7, &["a@example.net", "b@example.org"], "all@contoso.test", "");
        s.step(2, MailStep::Transfer, 8, &["b@example.org"], "", "7");
        s.step(3, MailStep::Send, 8, &["b@example.org"], "", "");
        s.step(4, MailStep::Send, 7, &["a@example.net"], "", "");
        assert_eq!(steps(&depth(s)), [1, 2, 1, 0]);
    }

    #[test]
    fn what_leaves_without_having_come_was_waiting_before() {
        let mut s = Scene::default();
        s.step(0, MailStep::Receive, 7, &["a@example.net"], "", "");
        s.step(1, MailStep::Send, 3, &["z@example.net"], "", "");
        s.step(2, MailStep::Send, 7, &["a@example.net"], "", "");
        assert_eq!(steps(&depth(s)), [2, 1, 0]);
    }

    #[test]
    fn a_counter_is_the_total_of_its_server_and_servers_add_up() {
        let mut s = Scene::default();
        s.counter(0, "EX1", 40);
        s.counter(1, "EX2", 2);
        s.counter(2, "EX1", 30);
        let curve = depth(s);
        assert_eq!(steps(&curve), [40, 42, 32]);
        assert_eq!((curve.peak, curve.basis), (42, DepthBasis::Counter));
    }

    #[test]
    fn what_the_server_counted_goes_before_what_we_rebuild() {
        let mut s = Scene::default();
        s.step(0, MailStep::Receive, 7, &["a@example.net"], "", "");
        s.snapshot(5, "example.net", 40, false);
        s.snapshot(5, "example.org", 2, false);
        s.snapshot(5, "shadow", 99, true);
        let curve = depth(s);
        assert_eq!((curve.peak, curve.basis), (42, DepthBasis::Snapshot));
        assert_eq!(curve.snapshots.len(), 1);
    }
}

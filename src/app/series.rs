//! What the timeline counts: which rows belong to which lane, and their exact sums between two instants.
//!
//! A lane is a list of row numbers in order of time (four bytes a row), built once per store and filter.
//! A sum costs two binary searches, however many rows lie between.

use crate::analysis::finding::{Analysis, Flow};
use crate::app::lists::{Question, Sieve};
use crate::model::rows::{MailStep, Outcome};
use crate::model::store::EventStore;
use crate::model::time::{Span, UtcTime};

/// The counted lanes, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Refused authentications.
    Failed,
    /// Accepted authentications.
    Accepted,
    /// Messages of the site's own.
    Local,
    /// Messages that are part of the abuse.
    Relayed,
}

/// Row numbers of each lane, in order of time.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// Rows of [`Lane::Failed`].
    pub failed: Vec<u32>,
    /// Rows of [`Lane::Accepted`].
    pub accepted: Vec<u32>,
    /// Rows of [`Lane::Local`].
    pub local: Vec<u32>,
    /// Rows of [`Lane::Relayed`].
    pub relayed: Vec<u32>,
}

impl Lanes {
    /// Lanes of the rows that pass the filters of `question`; its span and sorting play no part.
    #[must_use]
    pub fn build(store: &EventStore, analysis: &Analysis, question: &Question) -> Self {
        let sieve = Sieve::new(store, analysis, question);
        let (mut lanes, t) = (Self::default(), &store.tables);
        for (i, row) in (0u32..).zip(&t.authentications.outcome) {
            // What another log's row counts already is one attempt, not two.
            let is_echo = analysis.is_echo.get(i as usize).copied().unwrap_or(false);
            if !is_echo && sieve.authentication(i) {
                let lane = if *row == Outcome::Success { &mut lanes.accepted } else { &mut lanes.failed };
                lane.push(i);
            }
        }
        for (i, step) in (0u32..).zip(&t.mail.step) {
            let known = analysis.flow_of.get(i as usize).copied();
            let lane = match known {
                Some(Flow::Relayed) => &mut lanes.relayed,
                Some(Flow::None) => continue,
                None if *step != MailStep::Receive => continue,
                _ => &mut lanes.local,
            };
            if sieve.mail(i) {
                lane.push(i);
            }
        }
        lanes
    }

    /// How many of a lane lie from `first` on and before `end`.
    #[must_use]
    pub fn count(&self, store: &EventStore, lane: Lane, first: UtcTime, end: UtcTime) -> u64 {
        let (rows, times) = self.of(store, lane);
        let before = |edge: UtcTime| rows.partition_point(|&r| time(times, r) < edge);
        before(end).saturating_sub(before(first)) as u64
    }

    /// How many of a lane lie in `span`, both ends included.
    #[must_use]
    pub fn within(&self, store: &EventStore, lane: Lane, span: Span) -> u64 {
        self.count(store, lane, span.first, UtcTime(span.last.0.saturating_add(1)))
    }

    /// Exact sums of `n` equal stretches of `view`.
    #[must_use]
    pub fn bins(&self, store: &EventStore, lane: Lane, view: Span, n: usize) -> Vec<u32> {
        let (rows, times) = self.of(store, lane);
        let mut last = rows.partition_point(|&r| time(times, r) < view.first);
        let sum = |k| {
            let edge = edge(view, k + 1, n);
            let rest = rows.get(last..).unwrap_or(&[]);
            let count = rest.partition_point(|&r| time(times, r) < edge);
            last += count;
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        (0..n).map(sum).collect()
    }

    fn of<'a>(&'a self, store: &'a EventStore, lane: Lane) -> (&'a [u32], &'a [UtcTime]) {
        let t = &store.tables;
        match lane {
            Lane::Failed => (&self.failed, &t.authentications.time),
            Lane::Accepted => (&self.accepted, &t.authentications.time),
            Lane::Local => (&self.local, &t.mail.time),
            Lane::Relayed => (&self.relayed, &t.mail.time),
        }
    }
}

fn time(times: &[UtcTime], row: u32) -> UtcTime {
    times.get(row as usize).copied().unwrap_or_default()
}

/// Where stretch `k` of `n` begins; the last one ends just behind the view.
fn edge(view: Span, k: usize, n: usize) -> UtcTime {
    let length = i128::from(view.ticks()) + 1;
    let at = length * (k as i128) / (n.max(1) as i128);
    UtcTime(view.first.0.saturating_add(i64::try_from(at).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::harvest::Harvest;
    use crate::model::rows::Authentication;

    fn store(n: i64) -> EventStore {
        let mut h = Harvest::default();
        for i in 0..n {
            let outcome = if i % 3 == 0 { Outcome::Success } else { Outcome::Failure };
            let time = UtcTime::from_unix(1_762_136_094 + i * i % 977, 0);
            h.tables.authentications.push(Authentication { time, outcome, ..Authentication::default() });
        }
        EventStore::of(h)
    }

    #[test]
    fn the_columns_of_any_width_add_up_to_the_rows() {
        let store = store(5_000);
        let lanes = Lanes::build(&store, &Analysis::default(), &Question::default());
        let view = store.span().unwrap();
        for n in [1, 7, 300, 1_600] {
            let sum = |lane| lanes.bins(&store, lane, view, n).iter().map(|&c| u64::from(c)).sum::<u64>();
            assert_eq!((sum(Lane::Failed), sum(Lane::Accepted)), (3_333, 1_667), "{n} columns");
        }
        assert_eq!(lanes.within(&store, Lane::Failed, view), 3_333);
    }
}

//! What the timeline counts: which rows belong to which lane, and their exact sums between two instants.
//!
//! A lane is a list of row numbers in order of time (four bytes a row), built once per store and filter.
//! A sum costs two short searches, however many rows lie between: the instant is looked up once in the table,
//! and each lane then looks for that row's number.

pub mod columns;
pub mod ground;
pub mod ladder;
mod swim;

pub use swim::Swimmer;

use self::ladder::{Ladder, Rows};
use crate::analysis::finding::{Analysis, Flow};
use crate::app::lists::{Question, Sieve};
use crate::knowledge::logon;
use crate::model::rows::{MailStep, Outcome};
use crate::model::store::EventStore;
use crate::model::time::{Span, UtcTime};

/// Parts of the lane of refused authentications, from the bottom up.
pub const PARTS: usize = 5;

/// The counted lanes, from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Refused authentications, all parts together.
    Failed,
    /// Accepted authentications.
    Accepted,
    /// Messages of the site's own.
    Local,
    /// Messages that are part of the abuse.
    Relayed,
}

/// Why an attempt was refused; the parts of the lane of refused authentications by reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Wrong password, or a code that does not tell it from an unknown name.
    WrongPassword,
    /// No such account.
    UnknownName,
    /// The account is locked, disabled or expired.
    Locked,
    /// Anything else.
    Other,
}

impl Refusal {
    /// All, as they are stacked.
    pub const ALL: [Self; 4] = [Self::WrongPassword, Self::UnknownName, Self::Locked, Self::Other];

    /// By the code of the refusal, NTSTATUS or Kerberos.
    #[must_use]
    pub fn of(status: u32) -> Self {
        match logon::status(status).map_or("", |code| code.word.as_str()) {
            "nt-status-c000006a" | "nt-status-c000006d" | "kerberos-18" => Self::WrongPassword,
            "nt-status-c0000064" | "kerberos-6" => Self::UnknownName,
            "nt-status-c0000234" | "nt-status-c0000072" | "nt-status-c0000193" | "kerberos-12" => {
                Self::Locked
            }
            _ => Self::Other,
        }
    }

    /// Id of its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::WrongPassword => "timeline-wrong-password",
            Self::UnknownName => "timeline-unknown-name",
            Self::Locked => "timeline-locked",
            Self::Other => "timeline-other",
        }
    }
}

/// What the lanes rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Filters; span and sorting play no part.
    pub question: Question,
    /// Refused authentications by account instead of by reason?
    pub by_account: bool,
}

/// Row numbers of each lane, in order of time.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// Parts of [`Lane::Failed`]: by [`Refusal`], or the busiest accounts and then all others.
    pub failed: [Rows; PARTS],
    /// Rows of [`Lane::Accepted`].
    pub accepted: Rows,
    /// Rows of [`Lane::Local`].
    pub local: Rows,
    /// Rows of [`Lane::Relayed`].
    pub relayed: Rows,
    /// Accounts worth a lane of their own, the most suspect first.
    pub swimmers: Vec<Swimmer>,
    /// The accounts that `failed` is parted by, where it is.
    pub accounts: Vec<usize>,
    /// Times of authentications.
    pub signed: Ladder<UtcTime>,
    /// Times of mail.
    pub mailed: Ladder<UtcTime>,
}

impl Lanes {
    /// Lanes of the rows that pass the filters.
    #[must_use]
    pub fn build(store: &EventStore, analysis: &Analysis, asked: &Asked) -> Self {
        let (signed, mailed) = (&store.tables.authentications.time, &store.tables.mail.time);
        let (signed, mailed) = (Ladder::new(signed), Ladder::new(mailed));
        let mut lanes = Self { signed, mailed, ..Self::default() };
        let sieve = Sieve::new(store, analysis, &asked.question);
        lanes.authentications(store, analysis, &sieve, asked.by_account);
        lanes.mail(store, analysis, &sieve);
        lanes
    }

    fn authentications(&mut self, store: &EventStore, analysis: &Analysis, sieve: &Sieve<'_>, split: bool) {
        let t = &store.tables.authentications;
        // What another log's row counts already is one attempt, not two.
        let echo = |i: u32| analysis.is_echo.get(i as usize).copied().unwrap_or(false);
        let rows: Vec<u32> =
            (0u32..).zip(&t.time).map(|(i, _)| i).filter(|&i| !echo(i) && sieve.authentication(i)).collect();
        let crowd = swim::Crowd::of(store, analysis, &rows);
        (self.swimmers, self.accounts) = (crowd.swimmers(), crowd.most_refused(PARTS - 1));
        let mut reasons = rustc_hash::FxHashMap::default();
        for i in rows {
            let row = i as usize;
            let accepted = t.outcome.get(row) == Some(&Outcome::Success);
            let lane = crowd.lane_of(store, row);
            if let Some(swimmer) = lane.and_then(|l| self.swimmers.get_mut(l)) {
                if accepted { swimmer.accepted.push(i) } else { swimmer.failed.push(i) }
            }
            if accepted {
                self.accepted.push(i);
                continue;
            }
            let status = t.status.get(row).copied().unwrap_or(0);
            let part = if split {
                self.accounts.iter().position(|a| Some(*a) == lane).unwrap_or(PARTS - 1)
            } else {
                *reasons.entry(status).or_insert_with(|| Refusal::of(status) as usize)
            };
            if let Some(rows) = self.failed.get_mut(part) {
                rows.push(i);
            }
        }
    }

    fn mail(&mut self, store: &EventStore, analysis: &Analysis, sieve: &Sieve<'_>) {
        for (i, step) in (0u32..).zip(&store.tables.mail.step) {
            let known = analysis.flow_of.get(i as usize).copied();
            let lane = match known {
                Some(Flow::Relayed) => &mut self.relayed,
                Some(Flow::None) => continue,
                None if *step != MailStep::Receive => continue,
                _ => &mut self.local,
            };
            if sieve.mail(i) {
                lane.push(i);
            }
        }
    }

    /// How many of a lane lie in `span`, both ends included.
    #[must_use]
    pub fn within(&self, store: &EventStore, lane: Lane, span: Span) -> u64 {
        let edges = [span.first, UtcTime(span.last.0.saturating_add(1))];
        let ranks = match lane {
            Lane::Failed | Lane::Accepted => self.signed_before(store, &edges),
            Lane::Local | Lane::Relayed => self.mailed_before(store, &edges),
        };
        let lists = match lane {
            Lane::Failed => self.failed.as_slice(),
            Lane::Accepted => std::slice::from_ref(&self.accepted),
            Lane::Local => std::slice::from_ref(&self.local),
            Lane::Relayed => std::slice::from_ref(&self.relayed),
        };
        lists.iter().flat_map(|rows| sums(rows, &ranks)).map(u64::from).sum()
    }

    /// How many authentications come before each of some instants.
    #[must_use]
    pub fn signed_before(&self, store: &EventStore, edges: &[UtcTime]) -> Vec<usize> {
        let times = &store.tables.authentications.time;
        edges.iter().map(|edge| self.signed.rank(times, |t| t < edge)).collect()
    }

    /// How many rows of mail come before each of some instants.
    #[must_use]
    pub fn mailed_before(&self, store: &EventStore, edges: &[UtcTime]) -> Vec<usize> {
        let times = &store.tables.mail.time;
        edges.iter().map(|edge| self.mailed.rank(times, |t| t < edge)).collect()
    }
}

/// Exact sums of a lane between each two neighbours of `ranks`, which are numbers of rows in the table.
#[must_use]
pub fn sums(rows: &Rows, ranks: &[usize]) -> Vec<u32> {
    differences(ranks.iter().map(|rank| rows.before(*rank)))
}

/// The same of a whole table.
#[must_use]
pub fn sums_of_all(times: &[UtcTime], edges: &[UtcTime]) -> Vec<u32> {
    differences(edges.iter().map(|edge| times.partition_point(|t| t < edge)))
}

fn differences(ranks: impl Iterator<Item = usize>) -> Vec<u32> {
    let ranks: Vec<usize> = ranks.collect();
    let difference = |w: &[usize]| match w {
        [a, b] => u32::try_from(b.saturating_sub(*a)).unwrap_or(u32::MAX),
        _ => 0,
    };
    ranks.windows(2).map(difference).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::widgets::time_axis::Axis;
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
        let lanes = Lanes::build(&store, &Analysis::default(), &Asked::default());
        let view = store.span().unwrap();
        for n in [1, 7, 300, 1_600] {
            let edges = Axis::new(view, 0.0, 900.0, &[]).edges(n);
            let ranks = lanes.signed_before(&store, &edges);
            let sum = |rows: &Rows| sums(rows, &ranks).iter().map(|&c| u64::from(c)).sum::<u64>();
            let failed: u64 = lanes.failed.iter().map(|rows| sum(rows)).sum();
            assert_eq!((failed, sum(&lanes.accepted)), (3_333, 1_667), "{n} columns");
        }
        assert_eq!(lanes.within(&store, Lane::Failed, view), 3_333);
    }
}

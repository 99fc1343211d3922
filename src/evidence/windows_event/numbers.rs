//! Which record numbers an event log has, kept as runs: the holes between them are what it skips.
//!
//! Whole files only: where anything is damaged, holes explain themselves and none is told.

use crate::model::harvest::{Harvest, RecordGap};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;

/// Runs kept; a log of more pieces is no log of one machine in order.
const MAX_RUNS: usize = 20_000;
/// Holes told.
const MAX_HOLES: usize = 1_000;

/// Records whose numbers follow one another.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: (Place, UtcTime),
    last: (Place, UtcTime),
}

/// The numbers met so far, in order of the file.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    runs: Vec<Run>,
    /// Too many pieces, or something that makes numbers mean nothing.
    given_up: bool,
}

impl Numbers {
    /// A record of the log; its number is the place's.
    pub fn met(&mut self, place: Place, time: UtcTime) {
        let (at, is_full) = ((place, time), self.runs.len() >= MAX_RUNS);
        match self.runs.last_mut() {
            Some(run) if run.last.0.number.checked_add(1) == Some(place.number) => run.last = at,
            _ if is_full => self.give_up(),
            _ => self.runs.push(Run { first: at, last: at }),
        }
    }

    /// Numbers of this file say nothing.
    pub fn give_up(&mut self) {
        self.given_up = true;
        self.runs = Vec::new();
    }

    /// Tells the holes, if the log is whole otherwise.
    pub fn tell(mut self, out: &mut Harvest) {
        if self.given_up || out.balance.damaged > 0 {
            return;
        }
        self.runs.sort_by_key(|run| run.first.0.number);
        let mut reached: Option<(Place, UtcTime)> = None;
        for run in self.runs {
            if let Some((after, from)) = reached
                && run.first.0.number > after.number.saturating_add(1)
                && out.record_gaps.len() < MAX_HOLES
            {
                let (before, to) = run.first;
                out.record_gaps.push(RecordGap { after, from, before, to });
            }
            reached = reached.filter(|(place, _)| place.number >= run.last.0.number).or(Some(run.last));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holes(numbers: &[u64]) -> Vec<(u64, u64)> {
        let (mut of, mut out) = (Numbers::default(), Harvest::default());
        for (byte, &n) in (0..).zip(numbers) {
            of.met(Place::record(n, byte), UtcTime::from_unix(1_762_136_094, 0));
        }
        of.tell(&mut out);
        out.record_gaps.iter().map(|g| (g.after.number, g.before.number)).collect()
    }

    #[test]
    fn a_log_that_wrapped_or_repeats_itself_has_no_hole_and_one_record_less_makes_one() {
        assert!(holes(&[8, 9, 10, 5, 6, 7]).is_empty());
        assert!(holes(&[1, 2, 3, 2, 3, 4]).is_empty());
        assert_eq!(holes(&[1, 2, 4, 5, 9]), [(2, 4), (5, 9)]);
    }

    #[test]
    fn damage_explains_holes() {
        let (mut of, mut out) = (Numbers::default(), Harvest::default());
        of.met(Place::record(1, 0), UtcTime::UNKNOWN);
        of.met(Place::record(9, 0), UtcTime::UNKNOWN);
        out.balance.damaged = 1;
        of.tell(&mut out);
        assert!(out.record_gaps.is_empty());
    }
}

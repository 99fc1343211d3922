//! Ascending values with every thousandth of them apart: a search looks there first and then at few neighbours.
//!
//! Answers are exact. A ladder holds no values but those of its rungs; the list is handed in at each search.

/// Values from one rung to the next.
const STEP: usize = 1_024;

/// Every 1,024th value of a list that ascends.
#[derive(Clone, Debug, Default)]
pub struct Ladder<T> {
    rungs: Vec<T>,
}

impl<T: Copy> Ladder<T> {
    /// The ladder of a list.
    #[must_use]
    pub fn new(all: &[T]) -> Self {
        Self { rungs: all.iter().step_by(STEP).copied().collect() }
    }

    /// How many of the list come before what `is_before` says; `all` is the list this ladder was made of.
    pub fn rank(&self, all: &[T], mut is_before: impl FnMut(&T) -> bool) -> usize {
        let rung = self.rungs.partition_point(&mut is_before);
        let from = rung.saturating_sub(1) * STEP;
        let to = (rung * STEP).min(all.len());
        from + all.get(from..to).map_or(0, |near| near.partition_point(is_before))
    }
}

/// Row numbers in order of time with their ladder.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    all: Vec<u32>,
    ladder: Ladder<u32>,
}

impl Rows {
    /// Adds a row that comes after all the others.
    pub fn push(&mut self, row: u32) {
        if self.all.len().is_multiple_of(STEP) {
            self.ladder.rungs.push(row);
        }
        self.all.push(row);
    }

    /// The row numbers.
    #[must_use]
    pub fn all(&self) -> &[u32] {
        &self.all
    }

    /// How many rows have a number below `rank`.
    #[must_use]
    pub fn before(&self, rank: usize) -> usize {
        self.ladder.rank(&self.all, |&row| (row as usize) < rank)
    }
}

impl FromIterator<u32> for Rows {
    fn from_iter<I: IntoIterator<Item = u32>>(rows: I) -> Self {
        let mut found = Self::default();
        rows.into_iter().for_each(|row| found.push(row));
        found
    }
}

impl std::ops::Deref for Rows {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rank_is_the_one_of_a_plain_search_and_is_found_near_a_rung() {
        for n in [0, 1, 1_023, 1_024, 1_025, 5_000, 1 << 20] {
            let all: Vec<u32> = (0..n).map(|i| i / 3 * 7).collect();
            let ladder = Ladder::new(&all);
            for wanted in (0..n * 3).step_by((n as usize).max(97) / 97).chain([u32::MAX]) {
                let (mut looks, plain) = (0, all.partition_point(|v| *v < wanted));
                let count = |v: &u32| {
                    looks += 1;
                    *v < wanted
                };
                assert_eq!(ladder.rank(&all, count), plain, "{wanted} of {n}");
                assert!(looks <= 24, "{looks} looks at {n} values");
            }
        }
    }

    #[test]
    fn rows_are_counted_by_their_number() {
        let rows = Rows::from_iter([2, 5, 9]);
        assert_eq!([0, 2, 3, 9, 10].map(|rank| rows.before(rank)), [0, 0, 1, 2, 3]);
        let many: Rows = (0..5_000).map(|i| i * 2).collect();
        assert_eq!(
            [0, 2_047, 2_048, 2_049, 20_000].map(|rank| many.before(rank)),
            [0, 1_024, 1_024, 1_025, 5_000]
        );
    }
}

//! Rows picked together, as ranges of row numbers: all of ten million rows are one range.

/// A set of row numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// First and last of each range; in order, never touching.
    ranges: Vec<(u32, u32)>,
}

impl Picked {
    /// Is the row picked?
    #[must_use]
    pub fn has(&self, row: u32) -> bool {
        let after = self.ranges.partition_point(|r| r.0 <= row);
        after.checked_sub(1).and_then(|i| self.ranges.get(i)).is_some_and(|r| row <= r.1)
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> u64 {
        self.ranges.iter().map(|r| u64::from(r.1 - r.0) + 1).sum()
    }

    /// None?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// This row alone.
    pub fn only(&mut self, row: u32) {
        self.ranges = vec![(row, row)];
    }

    /// Picks these rows too, in whatever order they come.
    pub fn add(&mut self, rows: &[u32]) {
        let mut rows = rows.to_vec();
        rows.sort_unstable();
        self.ranges.extend(
            rows.chunk_by(|a, b| a.checked_add(1) == Some(*b))
                .filter_map(|run| Some((*run.first()?, *run.last()?))),
        );
        self.settle();
    }

    /// Picks a row, or no longer.
    pub fn toggle(&mut self, row: u32) {
        if !self.has(row) {
            self.ranges.push((row, row));
            return self.settle();
        }
        let rest = self.ranges.iter().flat_map(|&(first, last)| {
            let inside = (first..=last).contains(&row);
            let before = if inside { row.checked_sub(1).map(|r| (first, r)) } else { Some((first, last)) };
            let after = if inside { row.checked_add(1).map(|r| (r, last)) } else { None };
            [before, after].into_iter().flatten().filter(|r| r.0 <= r.1)
        });
        self.ranges = rest.collect();
    }

    fn settle(&mut self) {
        self.ranges.sort_unstable();
        let mut out: Vec<(u32, u32)> = Vec::with_capacity(self.ranges.len());
        for &(first, last) in &self.ranges {
            match out.last_mut().filter(|r| first <= r.1.saturating_add(1)) {
                Some(r) => r.1 = r.1.max(last),
                None => out.push((first, last)),
            }
        }
        self.ranges = out;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_picked_added_and_taken_out() {
        let mut p = Picked::default();
        p.only(7);
        p.add(&[9, 8, 3]);
        assert_eq!((p.len(), p.has(8), p.has(5)), (4, true, false));
        p.toggle(8);
        assert_eq!((p.len(), p.has(8), p.has(9)), (3, false, true));
        let all: Vec<u32> = (0..100_000).collect();
        p.add(&all);
        assert_eq!((p.ranges.len(), p.len()), (1, 100_000));
    }
}

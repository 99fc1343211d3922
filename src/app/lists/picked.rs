//! Rows picked together, as ranges of places in their list: all of ten million rows are one range.

/// A set of places in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// First and last of each range; in order, never touching.
    ranges: Vec<(u32, u32)>,
}

impl Picked {
    /// Is the place picked?
    #[must_use]
    pub fn has(&self, place: u32) -> bool {
        let after = self.ranges.partition_point(|r| r.0 <= place);
        after.checked_sub(1).and_then(|i| self.ranges.get(i)).is_some_and(|r| place <= r.1)
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

    /// This place alone.
    pub fn only(&mut self, place: u32) {
        self.ranges = vec![(place, place)];
    }

    /// Picks all from one place to another too.
    pub fn add(&mut self, first: u32, last: u32) {
        if first <= last {
            self.ranges.push((first, last));
            self.settle();
        }
    }

    /// The places, in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.ranges.iter().flat_map(|&(first, last)| first..=last)
    }

    /// Picks a place, or no longer.
    pub fn toggle(&mut self, place: u32) {
        if !self.has(place) {
            self.ranges.push((place, place));
            return self.settle();
        }
        let rest = self.ranges.iter().flat_map(|&(first, last)| {
            let inside = (first..=last).contains(&place);
            let before = if inside { place.checked_sub(1).map(|r| (first, r)) } else { Some((first, last)) };
            let after = if inside { place.checked_add(1).map(|r| (r, last)) } else { None };
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
        p.add(8, 9);
        p.add(3, 3);
        p.add(5, 4);
        assert_eq!((p.len(), p.has(8), p.has(5)), (4, true, false));
        p.toggle(8);
        assert_eq!((p.len(), p.has(8), p.has(9)), (3, false, true));
        assert_eq!(p.iter().collect::<Vec<_>>(), [3, 7, 9]);
        p.add(0, 9_999_999);
        assert_eq!((p.ranges.len(), p.len()), (1, 10_000_000));
    }
}

//! The way back from a row to its place in a list, without going through the list.

/// How places are found. Made where the list is made, on its thread.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Places {
    /// Row numbers rise: halving finds the place.
    #[default]
    Up,
    /// Row numbers fall.
    Down,
    /// Place of each row by its number; [`NOWHERE`] for rows that are not listed.
    Map(Vec<u32>),
}

const NOWHERE: u32 = u32::MAX;

impl Places {
    /// The ways back of a list.
    #[must_use]
    pub fn of(rows: &[u32]) -> Self {
        if rows.is_sorted() {
            return Self::Up;
        }
        if rows.is_sorted_by(|a, b| a >= b) {
            return Self::Down;
        }
        let mut map = vec![NOWHERE; rows.iter().max().map_or(0, |&last| last as usize + 1)];
        for (place, &row) in (0..NOWHERE).zip(rows) {
            if let Some(slot) = map.get_mut(row as usize) {
                *slot = place;
            }
        }
        Self::Map(map)
    }

    /// Place of a row in the list that this was made of.
    #[must_use]
    pub fn find(&self, rows: &[u32], row: u32) -> Option<u32> {
        let place = match self {
            Self::Up => rows.binary_search(&row).ok()?,
            Self::Down => rows.binary_search_by(|r| row.cmp(r)).ok()?,
            Self::Map(map) => return map.get(row as usize).copied().filter(|p| *p != NOWHERE),
        };
        u32::try_from(place).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_finds_its_place_in_any_order() {
        for rows in [vec![2u32, 5, 9], vec![9, 5, 2], vec![5, 9, 2], vec![]] {
            let places = Places::of(&rows);
            for (place, row) in (0u32..).zip(&rows) {
                assert_eq!(places.find(&rows, *row), Some(place), "{rows:?}");
            }
            assert_eq!((places.find(&rows, 3), places.find(&rows, 10)), (None, None), "{rows:?}");
        }
    }
}

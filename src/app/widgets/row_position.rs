//! Where a long list stands: a whole first row and a part of a row.
//!
//! A scroll offset in 32-bit pixels swallows wheel steps above a million rows; a row number does not.
//! Pure arithmetic, no egui.

use crate::app::theme::ROW_HEIGHT;

/// The first visible row and how far it is scrolled out, in points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Position {
    /// First row that is at least partly visible.
    pub first: u64,
    /// Points of it above the edge, below [`ROW_HEIGHT`].
    pub hidden: f32,
}

impl Position {
    /// Moves by `points` (down is positive) and stays within `total` rows seen through `height` points.
    #[must_use]
    pub fn scrolled(self, points: f64, total: u64, height: f32) -> Self {
        let row = f64::from(ROW_HEIGHT);
        let moved = f64::from(self.hidden) + points;
        let rows = (moved / row).floor();
        let hidden = moved - rows * row;
        let first = if rows < 0.0 {
            self.first.checked_sub(to_rows(-rows))
        } else {
            Some(self.first.saturating_add(to_rows(rows)))
        };
        let top = Self::default();
        first.map_or(top, |first| Self { first, hidden: narrow(hidden) }.within(total, height))
    }

    /// The nearest position that shows no emptiness below the last row.
    #[must_use]
    pub fn within(self, total: u64, height: f32) -> Self {
        let last = Self::end(total, height);
        if (self.first, self.hidden) > (last.first, last.hidden) { last } else { self }
    }

    /// The position that shows the last row at the bottom.
    #[must_use]
    pub fn end(total: u64, height: f32) -> Self {
        let rows = f64::from(height) / f64::from(ROW_HEIGHT);
        let whole = rows.ceil();
        match total.checked_sub(to_rows(whole)) {
            Some(first) => Self { first, hidden: narrow((whole - rows) * f64::from(ROW_HEIGHT)) },
            None => Self::default(),
        }
    }

    /// The nearest position that shows `row` whole.
    #[must_use]
    pub fn revealing(self, row: u64, total: u64, height: f32) -> Self {
        let at_bottom = Self::end(row.saturating_add(1), height);
        if row < self.first || (row == self.first && self.hidden > 0.0) {
            Self { first: row, hidden: 0.0 }.within(total, height)
        } else if (self.first, self.hidden) < (at_bottom.first, at_bottom.hidden) {
            at_bottom
        } else {
            self
        }
    }

    /// How far down, 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "row counts stay below 2^53")]
    pub fn fraction(self, total: u64, height: f32) -> f64 {
        let place = |p: Self| p.first as f64 + f64::from(p.hidden) / f64::from(ROW_HEIGHT);
        let last = place(Self::end(total, height));
        if last > 0.0 { (place(self) / last).min(1.0) } else { 0.0 }
    }

    /// The position `fraction` of the way down.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "row counts stay below 2^53")]
    pub fn at_fraction(fraction: f64, total: u64, height: f32) -> Self {
        let last = Self::end(total, height);
        let rows = last.first as f64 + f64::from(last.hidden) / f64::from(ROW_HEIGHT);
        Self::default().scrolled(rows * fraction.clamp(0.0, 1.0) * f64::from(ROW_HEIGHT), total, height)
    }

    /// Rows at least partly visible through `height` points.
    #[must_use]
    pub fn visible(self, total: u64, height: f32) -> std::ops::Range<u64> {
        let rows = to_rows(f64::from((height + self.hidden) / ROW_HEIGHT).ceil());
        self.first.min(total)..self.first.saturating_add(rows).min(total)
    }
}

/// A count of rows; 0 below zero.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn to_rows(rows: f64) -> u64 {
    rows as u64
}

#[expect(clippy::cast_possible_truncation, reason = "below one row")]
fn narrow(points: f64) -> f32 {
    (points as f32).clamp(0.0, ROW_HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEN_MILLION: u64 = 10_000_000;

    #[test]
    fn a_wheel_step_of_three_points_counts_at_the_end_of_ten_million_rows() {
        let mut at = Position { first: 9_900_000, hidden: 0.0 };
        for _ in 0..26 {
            at = at.scrolled(3.0, TEN_MILLION, 300.0);
        }
        assert_eq!(at, Position { first: 9_900_003, hidden: 0.0 });
        for _ in 0..26 {
            at = at.scrolled(-3.0, TEN_MILLION, 300.0);
        }
        assert_eq!(at, Position { first: 9_900_000, hidden: 0.0 });
    }

    #[test]
    fn the_last_row_stands_at_the_bottom_and_never_higher() {
        let end = Position::end(TEN_MILLION, 260.0);
        assert_eq!(end, Position { first: TEN_MILLION - 10, hidden: 0.0 });
        assert_eq!(Position::default().scrolled(1e15, TEN_MILLION, 260.0), end);
        assert_eq!(end.scrolled(-1e15, TEN_MILLION, 260.0), Position::default());
        assert_eq!(Position::end(3, 260.0), Position::default());
    }

    #[test]
    fn a_row_is_revealed_by_the_smallest_move() {
        let at = Position { first: 100, hidden: 5.0 };
        assert_eq!(at.revealing(105, 1_000, 260.0), at);
        assert_eq!(at.revealing(100, 1_000, 260.0).hidden, 0.0);
        let below = at.revealing(500, 1_000, 260.0);
        assert_eq!(below.visible(1_000, 260.0), 491..501);
    }

    #[test]
    fn the_bar_goes_where_it_is_dragged() {
        for fraction in [0.0, 0.25, 0.5, 1.0] {
            let at = Position::at_fraction(fraction, TEN_MILLION, 300.0);
            assert!((at.fraction(TEN_MILLION, 300.0) - fraction).abs() < 1e-6);
        }
    }
}

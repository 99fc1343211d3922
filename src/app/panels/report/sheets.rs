//! Where the pages lie below each other, in points of the screen. Pure.

use super::zoom::MARGIN;
use eframe::egui::{Pos2, Rect, pos2, vec2};
use std::ops::Range;

/// Between two pages.
const GAP: f32 = 14.0;

/// Pages below each other, centred.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheets {
    /// Points of the screen a point of paper.
    pub factor: f32,
    /// Width of all.
    pub width: f32,
    /// Height of all.
    pub height: f32,
    rects: Vec<Rect>,
}

impl Sheets {
    /// Pages of these sizes in points of paper, centred in `room` or wider.
    pub fn of(pages: &[(f32, f32)], factor: f32, room: f32) -> Self {
        let widest = pages.iter().map(|(width, _)| width * factor).fold(0.0, f32::max);
        let width = (widest + 2.0 * MARGIN).max(room);
        let mut top = MARGIN;
        let mut rects = Vec::with_capacity(pages.len());
        for (w, h) in pages {
            let size = vec2(w * factor, h * factor);
            rects.push(Rect::from_min_size(pos2((width - size.x) * 0.5, top), size));
            top += size.y + GAP;
        }
        Self { factor, width, height: top - GAP + MARGIN, rects }
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.rects.len()
    }

    /// Where a page lies below `origin`.
    pub fn rect(&self, page: usize, origin: Pos2) -> Option<Rect> {
        self.rects.get(page).map(|rect| rect.translate(origin.to_vec2()))
    }

    /// How far down one scrolls to see a page from its top.
    pub fn top(&self, page: usize) -> f32 {
        self.rects.get(page).map_or(0.0, |rect| (rect.top() - GAP * 0.5).max(0.0))
    }

    /// The pages between two heights.
    pub fn between(&self, from: f32, to: f32) -> Range<usize> {
        let first = self.rects.partition_point(|rect| rect.bottom() < from);
        first..self.rects.partition_point(|rect| rect.top() <= to).max(first)
    }

    /// The page at a height; the one above it where it lies between two.
    pub fn at(&self, height: f32) -> usize {
        self.rects.partition_point(|rect| rect.top() <= height).saturating_sub(1)
    }

    /// A height as a page and the part of that page above it.
    pub fn anchor(&self, height: f32) -> (usize, f32) {
        let page = self.at(height);
        let part = self.rects.get(page).map_or(0.0, |rect| (height - rect.top()) / rect.height().max(1.0));
        (page, part)
    }

    /// The height of an anchor.
    pub fn height_of(&self, (page, part): (usize, f32)) -> f32 {
        self.rects.get(page).map_or(0.0, |rect| rect.top() + rect.height() * part)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets(factor: f32) -> Sheets {
        Sheets::of(&[(100.0, 200.0); 3], factor, 500.0)
    }

    #[test]
    fn only_pages_in_sight_are_named() {
        let all = sheets(1.0);
        assert_eq!((all.len(), all.width, all.height), (3, 500.0, 660.0));
        assert_eq!(all.between(0.0, 100.0), 0..1);
        assert_eq!(all.between(100.0, 300.0), 0..2);
        assert_eq!(all.between(9_000.0, 9_100.0), 3..3);
        assert_eq!((all.at(0.0), all.at(235.0), all.at(9_000.0)), (0, 1, 2));
    }

    #[test]
    fn what_is_looked_at_stays_in_sight_at_another_size() {
        let (small, large) = (sheets(1.0), sheets(2.0));
        let at = small.anchor(330.0);
        assert_eq!(at, (1, 0.5));
        assert!((large.height_of(at) - (MARGIN + 400.0 + GAP + 200.0)).abs() < 1e-3);
        assert_eq!(Sheets::of(&[], 1.0, 10.0).anchor(5.0), (0, 0.0));
    }
}

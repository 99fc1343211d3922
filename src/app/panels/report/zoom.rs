//! How large pages are shown: sizes to choose from, and how many pixels a point that takes. Pure.

/// A page at its real size has so many points of the screen a point of paper: 96 against 72 an inch.
const REAL: f32 = 96.0 / 72.0;
/// Kept free around the pages.
pub const MARGIN: f32 = 16.0;
/// A page drawn with more pixels a point than this is no sharper to the eye, yet very big.
const SHARPEST: f32 = 4.0;

/// How large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// As wide as there is room.
    #[default]
    Width,
    /// A page as a whole.
    Page,
    /// Percent of the real size.
    Percent(u16),
}

impl Zoom {
    /// All to choose from.
    pub const ALL: [Self; 7] = [
        Self::Width,
        Self::Page,
        Self::Percent(75),
        Self::Percent(100),
        Self::Percent(125),
        Self::Percent(150),
        Self::Percent(200),
    ];

    /// Points of the screen a point of paper, for pages whose largest sides are these in this room.
    pub fn factor(self, largest: (f32, f32), room: (f32, f32)) -> f32 {
        let fit = |room: f32, size: f32| ((room - 2.0 * MARGIN) / size.max(1.0)).max(0.05);
        match self {
            Self::Width => fit(room.0, largest.0),
            Self::Page => fit(room.0, largest.0).min(fit(room.1, largest.1)),
            Self::Percent(percent) => f32::from(percent) / 100.0 * REAL,
        }
    }

    /// The next larger size than what is shown, or the next smaller.
    pub fn step(factor: f32, larger: bool) -> Self {
        let size = |zoom: &Self| if let Self::Percent(p) = zoom { f32::from(*p) / 100.0 * REAL } else { 0.0 };
        let mut sizes = Self::ALL.into_iter().filter(|zoom| size(zoom) > 0.0);
        // A hair's breadth counts as the same.
        let found = match larger {
            true => sizes.find(|zoom| size(zoom) > factor * 1.01),
            false => sizes.rfind(|zoom| size(zoom) < factor * 0.99),
        };
        found.unwrap_or(if larger { Self::Percent(200) } else { Self::Percent(75) })
    }
}

/// Hundredths of a pixel a point, where no side may have more pixels than `most`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "kept within 5 and 400")]
pub fn scale(factor: f32, pixels_per_point: f32, largest: (f32, f32), most: f32) -> u32 {
    let side = largest.0.max(largest.1).max(1.0);
    let scale = (factor * pixels_per_point).min(SHARPEST).min((most - 2.0) / side);
    (scale.max(0.05) * 100.0).floor() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const A4: (f32, f32) = (595.0, 842.0);

    #[test]
    fn pages_fit_the_room_or_have_the_size_that_was_chosen() {
        let room = (627.0, 453.0);
        assert!((Zoom::Width.factor(A4, room) - 1.0).abs() < 1e-6);
        assert!((Zoom::Page.factor(A4, room) - 0.5).abs() < 1e-6);
        assert!((Zoom::Percent(150).factor(A4, room) - 2.0).abs() < 1e-6);
        assert!(Zoom::Page.factor(A4, (0.0, 0.0)) > 0.0);
    }

    #[test]
    fn larger_and_smaller_go_from_what_is_seen_and_stop_at_the_ends() {
        assert_eq!(Zoom::step(1.2, true), Zoom::Percent(100));
        assert_eq!(Zoom::step(REAL, true), Zoom::Percent(125));
        assert_eq!(Zoom::step(REAL, false), Zoom::Percent(75));
        assert_eq!(Zoom::step(9.0, true), Zoom::Percent(200));
        assert_eq!(Zoom::step(0.1, false), Zoom::Percent(75));
    }

    #[test]
    fn no_picture_is_larger_than_it_may_be() {
        assert_eq!(scale(1.5, 2.0, A4, 16_384.0), 300);
        assert_eq!(scale(2.6, 3.0, A4, 16_384.0), 400);
        assert_eq!(scale(2.6, 3.0, A4, 2_048.0), 242);
    }
}

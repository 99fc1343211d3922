//! The timeline of the report as a figure: the lanes of the screen, counted from the same rows.
//!
//! | module | what it does |
//! |---|---|
//! | `axis` | which stretch is shown, in bars of which length |
//! | `lanes` | what is counted |
//! | `drawing` | where everything stands |
//! | `told` | the caption, and the same in words |

pub mod axis;
mod drawing;
mod heads;
pub mod lanes;
mod letters;
mod told;

use crate::report::desk::Desk;
use crate::report::document::Figure;
use lanes::Lanes;

/// The figure; none where no row has a time.
#[must_use]
pub fn figure(desk: &Desk<'_>) -> Option<Figure> {
    let lanes = lanes(desk)?;
    let (width, height, shapes) = drawing::drawn(desk, &lanes);
    let caption = told::caption(desk, &lanes);
    Some(Figure { width, height, shapes, described: told::described(desk, &lanes), caption })
}

/// What it counts.
#[must_use]
pub fn lanes(desk: &Desk<'_>) -> Option<Lanes> {
    Lanes::of(desk.case, desk.words.zone())
}

//! The first page: what this is, for whom, by whom, of which evidence.

use crate::report::desk::Desk;
use crate::report::document::Cover;

/// The cover.
#[must_use]
pub fn write(_desk: &Desk<'_>) -> Cover {
    Cover::default()
}

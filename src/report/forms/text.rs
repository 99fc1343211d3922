//! The report as plain text, for mail and for those who diff.

use crate::report::document::Document;

/// The whole text, with a line end after each line.
#[must_use]
pub fn page(_document: &Document) -> String {
    String::new()
}

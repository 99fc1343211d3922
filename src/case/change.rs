//! A confirmed action of the user that can be taken back: what it was, what stood before, what stands now.

use super::marks::Mark;
use crate::analysis::finding::SiteSettings;
use crate::model::provenance::Provenance;
use crate::words::Phrase;

/// One action; applying `after` does it, applying `before` takes it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What was done, in words (`change-starred` ...): menus say "Undo: ...", custody keeps it.
    pub what: Phrase,
    /// What it changes.
    pub part: Part,
}

/// The part of a case that an action changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// The mark of one row.
    Mark {
        /// Which row, by its place.
        at: Provenance,
        /// Before.
        before: Mark,
        /// After.
        after: Mark,
    },
    /// What the user says about the site.
    Site {
        /// Before.
        before: Box<SiteSettings>,
        /// After.
        after: Box<SiteSettings>,
    },
}

impl Change {
    /// The action that takes this one back, and says so.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let part = match self.part.clone() {
            Part::Mark { at, before, after } => Part::Mark { at, before: after, after: before },
            Part::Site { before, after } => Part::Site { before: after, after: before },
        };
        let what = Phrase::new("change-taken-back").sentence("what", self.what.clone());
        Self { what, part }
    }
}

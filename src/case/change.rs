//! A confirmed action of the user that can be taken back: what it was, what stood before, what stands now.

use super::marks::Mark;
use super::work::{Item, ItemKey};
use crate::analysis::finding::SiteSettings;
use crate::model::provenance::Provenance;
use crate::words::Phrase;
use std::sync::Arc;

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
    /// A step, a machine, a test, the consent, an answer.
    Item {
        /// Which.
        key: ItemKey,
        /// Before; nothing where there was none.
        before: Option<Box<Item>>,
        /// After; nothing where it goes.
        after: Option<Box<Item>>,
    },
    /// Nothing: something was made of the case, and the log says so.
    Noted,
    /// A step that gets a proof whose bytes go into the case file; they stay there when it is taken back.
    Proof {
        /// Which step.
        key: ItemKey,
        /// Before.
        before: Option<Box<Item>>,
        /// After.
        after: Option<Box<Item>>,
        /// The file.
        file: Arc<ProofFile>,
    },
}

/// The bytes of a file that proves a step.
#[derive(Clone, PartialEq, Eq)]
pub struct ProofFile {
    /// SHA-256 in hex.
    pub sha256: String,
    /// All of it.
    pub data: Vec<u8>,
}

impl std::fmt::Debug for ProofFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ProofFile({}, {} bytes)", self.sha256, self.data.len())
    }
}

impl Change {
    /// The action that takes this one back, and says so.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let part = match self.part.clone() {
            Part::Mark { at, before, after } => Part::Mark { at, before: after, after: before },
            Part::Site { before, after } => Part::Site { before: after, after: before },
            Part::Item { key, before, after } => Part::Item { key, before: after, after: before },
            Part::Noted => Part::Noted,
            Part::Proof { key, before, after, file } => {
                Part::Proof { key, before: after, after: before, file }
            }
        };
        let what = Phrase::new("change-taken-back").sentence("what", self.what.clone());
        Self { what, part }
    }
}

//! What the user puts on a row: a star, tags, a note. The evidence itself is never changed.

use crate::model::provenance::Provenance;
use std::collections::BTreeMap;

/// Marks by place: rows move from store to store, places do not.
pub type Marks = BTreeMap<Provenance, Mark>;

/// What stands on one row; an empty one is no mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Mark {
    /// Starred rows reach the report.
    pub star: bool,
    /// Words of the user's own, sorted, each once.
    pub tags: Vec<String>,
    /// A note.
    pub note: String,
}

impl Mark {
    /// Nothing on it?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.star && self.tags.is_empty() && self.note.is_empty()
    }
}

//! How safe the case is: where its file is and whether the last action has reached it.

use crate::model::time::UtcTime;
use crate::words::Phrase;
use std::path::PathBuf;

/// The file of a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Home {
    /// The file; `None` while the case lives in memory only (command line, no folder to write to).
    pub path: Option<PathBuf>,
    /// Did the user choose its place and name?
    pub named: bool,
    /// State of the saving.
    pub saved: Saved,
}

/// State of the saving.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Saved {
    /// Nothing to save yet.
    #[default]
    Nothing,
    /// Being written.
    Saving,
    /// All that was confirmed is in the file, since when.
    At(UtcTime),
    /// It could not be written, and why; the next action tries again.
    Failed(Phrase),
    /// Another window has it; nothing is written here.
    ReadOnly {
        /// Who has it open (user and machine as they name themselves), or why it cannot be written; empty
        /// where its rows are damaged and nothing may be written over what is left. Raw.
        holder: String,
        /// Since when.
        since: Option<UtcTime>,
    },
}

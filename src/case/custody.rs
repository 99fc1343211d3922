//! The custody log: who did what, when. Append-only; each entry carries the hash of the one before.

use crate::model::time::UtcTime;
use crate::words::Phrase;

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Place in the log, from 1.
    pub number: u64,
    /// When.
    pub at: UtcTime,
    /// User and machine as they name themselves. Raw: show it as safe text.
    pub who: String,
    /// What was done, in words.
    pub what: Phrase,
    /// SHA-256 over the hash of the entry before and all of the above.
    pub hash: [u8; 32],
}

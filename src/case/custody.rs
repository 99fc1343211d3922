//! The custody log: who did what, when. Append-only; each entry carries the hash of the one before.
//!
//! The chain shows that nothing was changed or taken out after the fact by a slip. It is no signature: who can
//! write the file can write a new chain.

use crate::model::time::UtcTime;
use crate::words::Phrase;
use sha2::{Digest, Sha256};

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

/// What the hash of an entry covers.
#[derive(Clone, Copy, Debug)]
pub struct Sealed<'a> {
    /// Hash of the entry before; zeros before the first.
    pub previous: &'a [u8; 32],
    /// Place in the log.
    pub number: u64,
    /// When.
    pub at: UtcTime,
    /// Who.
    pub who: &'a str,
    /// What, as JSON with the keys in the order of [`Phrase`].
    pub what: &'a str,
}

impl Sealed<'_> {
    /// SHA-256 over all of it; each text goes behind its length, so that none can pass for another.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.previous);
        hash.update(self.number.to_le_bytes());
        hash.update(self.at.0.to_le_bytes());
        for text in [self.who, self.what] {
            hash.update((text.len() as u64).to_le_bytes());
            hash.update(text.as_bytes());
        }
        hash.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_counts_and_none_passes_for_another() {
        let first = Sealed { previous: &[0; 32], number: 1, at: UtcTime(5), who: "anna", what: "{}" };
        let others = [
            Sealed { previous: &[1; 32], ..first },
            Sealed { number: 2, ..first },
            Sealed { at: UtcTime(6), ..first },
            Sealed { who: "ann", what: "a{}", ..first },
        ];
        assert!(others.iter().all(|other| other.hash() != first.hash()));
    }
}

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

/// Checks the chain piece by piece, as a long one takes longer than a frame has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Entries found in order so far.
    pub sound: usize,
    /// The first that does not follow from the one before, or was changed.
    pub broken: Option<usize>,
}

impl Chain {
    /// Goes on checking, `most` entries at most. Begins anew where the log has become shorter.
    pub fn follow(&mut self, log: &[Entry], most: usize) {
        if log.len() < self.sound || self.broken.is_some_and(|at| at >= log.len()) {
            *self = Self::default();
        }
        let end = log.len().min(self.sound.saturating_add(most));
        while self.broken.is_none() && self.sound < end {
            let before = self.sound.checked_sub(1).and_then(|i| log.get(i));
            match log.get(self.sound) {
                Some(entry) if entry.follows(before) => self.sound += 1,
                _ => self.broken = Some(self.sound),
            }
        }
    }

    /// Is there nothing left to check?
    #[must_use]
    pub fn is_done(&self, log: &[Entry]) -> bool {
        self.broken.is_some() || self.sound == log.len()
    }
}

impl Entry {
    /// Is this the entry after `before`, with all of it as it was written?
    #[must_use]
    pub fn follows(&self, before: Option<&Self>) -> bool {
        let (number, previous) = before.map_or((0, [0; 32]), |b| (b.number, b.hash));
        let Ok(what) = serde_json::to_string(&self.what) else { return false };
        let (at, who) = (self.at, self.who.as_str());
        let sealed = Sealed { previous: &previous, number: self.number, at, who, what: &what };
        number.checked_add(1) == Some(self.number) && sealed.hash() == self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sound log of so many entries.
    fn log(n: u64) -> Vec<Entry> {
        let mut log: Vec<Entry> = Vec::new();
        for number in 1..=n {
            let what = Phrase::new("change-vouched").text("who", &format!("CONTOSO\\u{number}"));
            let (at, who) = (UtcTime(5), "anna@PC7".to_owned());
            let words = serde_json::to_string(&what).unwrap();
            let previous = log.last().map_or([0; 32], |e| e.hash);
            let hash = Sealed { previous: &previous, number, at, who: &who, what: &words }.hash();
            log.push(Entry { number, at, who, what, hash });
        }
        log
    }

    fn checked(log: &[Entry]) -> Option<usize> {
        let mut chain = Chain::default();
        while !chain.is_done(log) {
            chain.follow(log, 2);
        }
        chain.broken
    }

    #[test]
    fn a_slip_in_any_part_of_the_log_is_found_where_it_is() {
        let sound = log(5);
        assert_eq!((checked(&sound), checked(&[])), (None, None));
        let altered = |change: fn(&mut Vec<Entry>)| {
            let mut log = sound.clone();
            change(&mut log);
            checked(&log)
        };
        assert_eq!(altered(|log| log[2].who = "ann@PC7".into()), Some(2));
        assert_eq!(altered(|log| log[3].what = Phrase::new("change-hours")), Some(3));
        assert_eq!(altered(|log| log[1].at = UtcTime(6)), Some(1));
        assert_eq!(altered(|log| drop(log.remove(0))), Some(0));
        assert_eq!(altered(|log| drop(log.remove(2))), Some(2));
        assert_eq!(altered(|log| log.swap(0, 1)), Some(0));
    }

    #[test]
    fn new_entries_are_checked_without_the_old_ones() {
        let mut log = log(4);
        let mut chain = Chain::default();
        chain.follow(&log[..3], 100);
        log[0].who.clear();
        chain.follow(&log, 100);
        assert_eq!((chain.sound, chain.broken), (4, None));
    }

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

//! The likeness of a body: 64 bits that differ little where two bodies differ in few words (a simhash).
//!
//! Words are taken as they stand in the file: case, digits and HTML marks do not count, encoded lines count
//! whole. Nothing is decoded, and no word of a body is kept.

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Lines and letters of a body that count; letters say the same at their beginning.
const MAX_LINES: u32 = 2_000;
const MAX_LETTERS: usize = 64 * 1024;
/// Fewer words than this are no body to compare.
const FEW_WORDS: u32 = 8;
/// A longer word without a blank is an encoded line.
const LONG_WORD: usize = 40;

/// The likeness of a body while it passes by.
#[derive(Debug)]
pub(super) struct Likeness {
    /// For each bit: words that have it, less words that do not.
    bits: [i32; 64],
    words: u32,
    lines: u32,
    letters: usize,
}

impl Default for Likeness {
    fn default() -> Self {
        Self { bits: [0; 64], words: 0, lines: 0, letters: 0 }
    }
}

impl Likeness {
    /// A line of the body.
    pub(super) fn line(&mut self, line: &str) {
        let is_frame = line.starts_with("--") || starts_with_content(line);
        if self.lines >= MAX_LINES || self.letters >= MAX_LETTERS || is_frame {
            return;
        }
        self.lines += 1;
        self.letters += line.len();
        // A line cut by the encoding goes on in the next one: its last word may be halved, as always there.
        let line = line.trim_end().trim_end_matches('=');
        if line.len() > LONG_WORD && !line.contains(char::is_whitespace) && !line.contains('<') {
            return self.word(line);
        }
        // A mark that spans lines is rare; a lone sign of its beginning must not swallow the rest.
        let (mut word, mut in_tag) = (String::new(), false);
        for c in line.chars().chain([' ']) {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                c if c.is_alphabetic() && !in_tag => word.extend(c.to_lowercase()),
                _ => {}
            }
            if !c.is_alphabetic() && !word.is_empty() {
                if word.chars().count() > 2 {
                    self.word(&word);
                }
                word.clear();
            }
        }
    }

    fn word(&mut self, word: &str) {
        let mut hasher = FxHasher::default();
        word.hash(&mut hasher);
        let hash = spread(hasher.finish());
        self.words += 1;
        for (i, bit) in self.bits.iter_mut().enumerate() {
            *bit += if hash >> i & 1 == 1 { 1 } else { -1 };
        }
    }

    /// The bits; 0 where there were too few words.
    pub(super) fn bits(&self) -> u64 {
        if self.words < FEW_WORDS {
            return 0;
        }
        let set = self.bits.iter().enumerate().filter(|(_, n)| **n > 0);
        set.fold(0, |bits, (i, _)| bits | 1 << i).max(1)
    }
}

/// The fast hash leaves its low bits poor; every bit must have its say.
fn spread(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    hash ^ (hash >> 33)
}

fn starts_with_content(line: &str) -> bool {
    line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("content-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> u64 {
        let mut likeness = Likeness::default();
        text.lines().for_each(|l| likeness.line(l));
        likeness.bits()
    }

    fn letter(name: &str, sum: u32) -> String {
        format!(
            "<p>Dear {name},</p>\nyour account has been chosen by our committee for a prize of {sum} coins.\n\
             Please send your address and a copy of your passport before Friday, so that our bank can make\n\
             the transfer without delay. This offer cannot be repeated, and nobody else has received it.\n\
             With kind regards from the whole team of the lottery department"
        )
    }

    #[test]
    fn a_letter_to_another_name_is_nearly_the_same_and_another_letter_is_not() {
        let a = of(&letter("Anna", 500));
        assert_eq!(a, of(&letter("Anna", 700).to_uppercase()));
        let apart = |text: &str| (a ^ of(text)).count_ones();
        assert!(apart(&letter("Bertrand", 9)) <= 6, "{}", apart(&letter("Bertrand", 9)));
        let other = "Minutes of the meeting of Monday: the budget was read, the roof will be repaired in spring, \
                     and the new printer stays where it is until somebody finds the missing cable";
        assert!(apart(other) > 15, "{}", apart(other));
    }

    #[test]
    fn a_few_words_and_frames_alone_are_no_body() {
        assert_eq!(of("Hello\nsee attachment"), 0);
        assert_eq!(of(&"--boundary\nContent-Type: text/plain\n".repeat(20)), 0);
        let line = "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5IGhpcyByZWFzb24s\n";
        assert_ne!(of(&line.repeat(8)), 0);
    }
}

//! Text in blocks: a line that looks like a beginning, and the lines up to the next one.
//!
//! What a beginning looks like is the caller's to say. Memory is one block, cut at [`MAX_BLOCK`].

use super::lines::{Line, Lines};
use crate::evidence::source::Source;
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use std::io;

/// Longest block that is kept, in bytes.
pub const MAX_BLOCK: usize = 1 << 20;

/// One block.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its lines, joined by `\n`; blank ones at its end are left out.
    pub text: String,
    /// First line, and the byte it begins at.
    pub place: Place,
    /// The lines before any beginning: no record.
    pub is_preface: bool,
    /// Some of it was not in the file's encoding.
    pub bad_encoding: bool,
    /// The source ends in it, within a line.
    pub unfinished: bool,
    too_long: bool,
}

impl Block {
    /// What makes the block unfit as a record, if anything.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        self.too_long.then_some(Fault::TooLong { limit: MAX_BLOCK })
    }

    fn add(&mut self, line: &Line) {
        self.bad_encoding |= line.bad_encoding;
        self.unfinished = line.unfinished;
        self.too_long |= line.too_long || self.text.len() + line.text.len() > MAX_BLOCK;
        if !self.too_long {
            self.text.push('\n');
            self.text.push_str(&line.text.replace('\0', ""));
        }
    }
}

/// Walks a source block by block.
pub struct Blocks<'s> {
    lines: Lines<'s>,
    begins: &'s dyn Fn(&str) -> bool,
    next: Option<Line>,
    any: bool,
}

impl<'s> Blocks<'s> {
    /// Blocks of `source` from where it stands.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn new(source: &'s mut Source, begins: &'s dyn Fn(&str) -> bool) -> io::Result<Self> {
        Ok(Self { lines: Lines::new(source)?, begins, next: None, any: false })
    }

    /// The next block, or `None` at the end.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn next_block(&mut self) -> io::Result<Option<Block>> {
        let first = match self.next.take() {
            Some(line) => line,
            None => match self.lines.next_line()? {
                Some(line) => line,
                None => return Ok(None),
            },
        };
        let is_preface = !self.any && !(self.begins)(&first.text);
        self.any = true;
        let mut block = Block { place: first.place, is_preface, ..Block::default() };
        block.add(&first);
        while let Some(line) = self.lines.next_line()? {
            if (self.begins)(&line.text) {
                self.next = Some(line);
                break;
            }
            block.add(&line);
        }
        block.text = block.text.trim_start_matches('\n').trim_end().to_owned();
        Ok(Some(block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_belong_to_the_beginning_above_them() {
        let begins = |line: &str| line.starts_with('>');
        let mut source = Source::of_bytes("x", b"banner\n\n> a\n b\0c\n\n> d".to_vec());
        let mut blocks = Blocks::new(&mut source, &begins).unwrap();
        let all: Vec<Block> = std::iter::from_fn(|| blocks.next_block().unwrap()).collect();
        let texts: Vec<&str> = all.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["banner", "> a\n bc", "> d"]);
        assert!(all[0].is_preface && !all[1].is_preface && all[2].unfinished);
        assert_eq!(all[1].place, Place::line(3, 8));
    }
}

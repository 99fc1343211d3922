//! A source in pieces of any length, without copying what lies whole in one block.
//!
//! Chunks straddle blocks, since the file header is shorter than a chunk; only those are put together.

use crate::evidence::source::Source;
use std::io;

/// Looks ahead in a source; memory is two blocks.
#[derive(Debug)]
pub struct Window<'s> {
    source: &'s mut Source,
    block: Vec<u8>,
    at: usize,
    /// Byte of the source at `block[at]`.
    byte: u64,
    joined: Vec<u8>,
    is_end: bool,
}

impl<'s> Window<'s> {
    /// A window at the place where `source` stands.
    pub fn new(source: &'s mut Source) -> Self {
        let byte = source.position();
        Self { source, block: Vec::new(), at: 0, byte, joined: Vec::new(), is_end: false }
    }

    /// Byte of the source where the window stands.
    #[must_use]
    pub fn byte(&self) -> u64 {
        self.byte
    }

    /// The next `n` bytes, fewer only at the end; they stay until [`Window::take`].
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn peek(&mut self, n: usize) -> io::Result<&[u8]> {
        if self.block.len().saturating_sub(self.at) < n && !self.is_end {
            self.join(n)?;
        }
        let end = self.block.len().min(self.at.saturating_add(n));
        Ok(self.block.get(self.at..end).unwrap_or(&[]))
    }

    /// Steps over `n` bytes that were looked at.
    pub fn take(&mut self, n: usize) {
        let n = n.min(self.block.len().saturating_sub(self.at));
        self.at += n;
        self.byte += n as u64;
    }

    /// Puts the rest of the block before the next one.
    fn join(&mut self, n: usize) -> io::Result<()> {
        std::mem::swap(&mut self.joined, &mut self.block);
        self.block.clear();
        self.block.extend_from_slice(self.joined.get(self.at..).unwrap_or(&[]));
        self.at = 0;
        while self.block.len() < n {
            let next = self.source.next_block()?;
            if next.is_empty() {
                self.is_end = true;
                break;
            }
            if self.block.is_empty() {
                self.block = next;
            } else {
                self.block.extend_from_slice(&next);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::source::BLOCK;

    #[test]
    fn every_byte_is_seen_once_whatever_the_pieces() {
        let bytes: Vec<u8> = (0..2 * BLOCK + 77).map(|i| (i % 251) as u8).collect();
        let mut source = Source::of_bytes("x", bytes.clone());
        let mut window = Window::new(&mut source);
        let mut seen = Vec::new();
        for piece in [4096, 65_536].into_iter().chain(std::iter::repeat(65_536)) {
            let got = window.peek(piece).unwrap().to_vec();
            if got.is_empty() {
                break;
            }
            window.take(got.len());
            seen.extend(got);
        }
        assert_eq!(seen, bytes);
        assert_eq!(window.byte(), bytes.len() as u64);
    }
}

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
    /// Byte of the source where the window stands.
    byte: u64,
    /// Bytes that straddle: what the last block left, then the beginning of `block`.
    joined: Vec<u8>,
    /// Bytes of `joined` stepped over, and how many of its last are in `block` too.
    used: usize,
    shared: usize,
    is_end: bool,
}

impl<'s> Window<'s> {
    /// A window at the place where `source` stands.
    pub fn new(source: &'s mut Source) -> Self {
        let byte = source.position();
        Self { source, block: Vec::new(), at: 0, byte, joined: Vec::new(), used: 0, shared: 0, is_end: false }
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
        while self.ahead().len() < n && self.grow(n)? {}
        let ahead = self.ahead();
        Ok(ahead.get(..n.min(ahead.len())).unwrap_or(&[]))
    }

    /// Steps over `n` bytes that were looked at.
    pub fn take(&mut self, n: usize) {
        let n = n.min(self.ahead().len());
        self.byte += n as u64;
        if self.joined.is_empty() {
            self.at += n;
            return;
        }
        self.used += n;
        // Once only bytes of the block are left, the block itself goes on.
        if let Some(into) = (self.used + self.shared).checked_sub(self.joined.len()) {
            self.at = into;
            self.joined.clear();
            (self.used, self.shared) = (0, 0);
        }
    }

    fn ahead(&self) -> &[u8] {
        let (bytes, at) =
            if self.joined.is_empty() { (&self.block, self.at) } else { (&self.joined, self.used) };
        bytes.get(at..).unwrap_or(&[])
    }

    /// Makes more bytes stand in a row; false at the end.
    fn grow(&mut self, n: usize) -> io::Result<bool> {
        if !self.joined.is_empty() && self.shared < self.block.len() {
            self.share(n);
            return Ok(true);
        }
        if self.is_end {
            return Ok(false);
        }
        if self.joined.is_empty() {
            self.joined.extend_from_slice(self.block.get(self.at..).unwrap_or(&[]));
        }
        let next = self.source.next_block()?;
        self.is_end = next.is_empty();
        if self.is_end {
            // What is left stays in the joined bytes alone.
            (self.block, self.at, self.shared) = (next, 0, 0);
            return Ok(false);
        }
        (self.block, self.at, self.shared) = (next, 0, 0);
        if !self.joined.is_empty() {
            self.share(n);
        }
        Ok(true)
    }

    /// Adds the next bytes of the block to the joined ones, so that `n` are ahead if it has them.
    fn share(&mut self, n: usize) {
        let wanted = n.saturating_sub(self.joined.len() - self.used);
        let end = self.block.len().min(self.shared + wanted);
        self.joined.extend_from_slice(self.block.get(self.shared..end).unwrap_or(&[]));
        self.shared = end;
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

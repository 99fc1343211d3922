//! A JSON text as a window of UTF-8 bytes that knows which byte and line of the source it stands at.

use crate::evidence::shapes::lines::{Encoding, sniff};
use crate::evidence::source::Source;
use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr_iter;
use std::io;

/// The window. Only [`Text::fill`] makes it longer, only [`Text::consume`] shorter.
pub(super) struct Text<'s> {
    source: &'s mut Source,
    /// For UTF-16; UTF-8 is taken as it is.
    decoder: Option<Decoder>,
    bytes: Vec<u8>,
    used: usize,
    /// Byte of the source where the window begins.
    pub byte: u64,
    /// Its line, from 1.
    pub line: u64,
    /// Some of it was broken UTF-16.
    pub bad_encoding: bool,
    at_end: bool,
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text(at {})", self.byte)
    }
}

impl<'s> Text<'s> {
    pub fn new(source: &'s mut Source) -> io::Result<Self> {
        let (encoding, mark) = sniff(source.head()?);
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Utf16Le => Some(UTF_16LE.new_decoder_without_bom_handling()),
            Encoding::Utf16Be => Some(UTF_16BE.new_decoder_without_bom_handling()),
        };
        io::copy(&mut io::Read::take(&mut *source, mark as u64), &mut io::sink())?;
        Ok(Self {
            byte: source.position(),
            source,
            decoder,
            bytes: Vec::new(),
            used: 0,
            line: 1,
            bad_encoding: false,
            at_end: false,
        })
    }

    /// What lies in the window.
    pub fn rest(&self) -> &[u8] {
        self.bytes.get(self.used..).unwrap_or_default()
    }

    /// Puts another block into the window; false at the end.
    pub fn fill(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        self.bytes.drain(..self.used);
        self.used = 0;
        let block = self.source.next_block()?;
        self.at_end = block.is_empty();
        match &mut self.decoder {
            None => self.bytes.extend_from_slice(&block),
            Some(decoder) => {
                let room = decoder.max_utf8_buffer_length(block.len()).unwrap_or(0);
                let mut text = String::with_capacity(room);
                let (_, _, bad) = decoder.decode_to_string(&block, &mut text, self.at_end);
                self.bad_encoding |= bad;
                self.bytes.extend_from_slice(text.as_bytes());
            }
        }
        Ok(!self.at_end || self.used < self.bytes.len())
    }

    /// Takes `n` bytes out of the window.
    pub fn consume(&mut self, n: usize) {
        let end = self.used.saturating_add(n).min(self.bytes.len());
        let taken = self.bytes.get(self.used..end).unwrap_or_default();
        self.line += memchr_iter(b'\n', taken).count() as u64;
        self.byte += match self.decoder {
            None => taken.len() as u64,
            Some(_) => taken.iter().map(|b| utf16_bytes(*b)).sum(),
        };
        self.used = end;
    }
}

/// Bytes that a character takes in UTF-16, counted at the first byte it has in UTF-8.
fn utf16_bytes(first: u8) -> u64 {
    match first {
        0x80..=0xBF => 0,
        0xF0.. => 4,
        _ => 2,
    }
}

/// Bytes as text, and whether they were not UTF-8 but are read as windows-1252.
pub(super) fn characters(bytes: &[u8]) -> (std::borrow::Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    }
}

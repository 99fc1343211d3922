//! Text by lines, whatever its encoding and line ends, with the place of each line.
//!
//! UTF-8 (with or without mark), UTF-16 of both orders (with mark or by its looks), else windows-1252 for
//! the lines that are not UTF-8. UTF-16 may turn into bytes half-way, as `>>` in PowerShell makes it. LF,
//! CRLF and a lone CR end a line. Memory is one line, and a line is cut at [`MAX_LINE`]. Knows no fields.

use crate::evidence::source::Source;
use crate::model::provenance::Place;
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io;

/// Longest line that is read, in bytes; the rest of a longer one is passed over and told.
pub const MAX_LINE: usize = 1 << 20;
/// So many pairs of printable ASCII in a row are no UTF-16: of Chinese text one pair in five is.
const ASCII_PAIRS: usize = 32;

/// How the bytes of a text become characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, falling back to windows-1252 line by line.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Encoding of a text by its first bytes, and the length of its byte order mark.
#[must_use]
pub fn sniff(head: &[u8]) -> (Encoding, usize) {
    match head {
        [0xFF, 0xFE, ..] => (Encoding::Utf16Le, 2),
        [0xFE, 0xFF, ..] => (Encoding::Utf16Be, 2),
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::Utf8, 3 + sniff_again(rest)),
        _ => (by_zeros(&head[..head.len().min(4096)]), 0),
    }
}

/// A second mark, as joined exports have it.
fn sniff_again(rest: &[u8]) -> usize {
    if rest.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 }
}

/// Latin text in UTF-16 has a zero in every second byte.
fn by_zeros(head: &[u8]) -> Encoding {
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if half > 8 && odd > half * 7 / 10 && even < half / 10 => Encoding::Utf16Le,
        () if half > 8 && even > half * 7 / 10 && odd < half / 10 => Encoding::Utf16Be,
        () => Encoding::Utf8,
    }
}

/// Decodes a whole text: mark off, characters right, whether something was not decodable.
#[must_use]
pub fn decode(bytes: &[u8]) -> (String, bool) {
    let (encoding, mark) = sniff(bytes);
    decode_as(&bytes[mark.min(bytes.len())..], encoding)
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> (String, bool) {
    match encoding {
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true),
        },
        Encoding::Utf16Le => {
            let (text, bad) = UTF_16LE.decode_without_bom_handling(bytes);
            (text.into_owned(), bad)
        }
        Encoding::Utf16Be => {
            let (text, bad) = UTF_16BE.decode_without_bom_handling(bytes);
            (text.into_owned(), bad)
        }
    }
}

/// One line, without its end.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The text; zero bytes at both ends are left out.
    pub text: String,
    /// Line number from 1, and the byte it begins at.
    pub place: Place,
    /// Not UTF-8 (read as windows-1252), or broken UTF-16.
    pub bad_encoding: bool,
    /// Cut at [`MAX_LINE`].
    pub too_long: bool,
    /// Zero bytes left out at its ends.
    pub n_zeros: u64,
    /// The file ended before the line did.
    pub unfinished: bool,
}

/// Walks a source line by line.
#[derive(Debug)]
pub struct Lines<'s> {
    source: &'s mut Source,
    encoding: Encoding,
    pending: Vec<u8>,
    used: usize,
    /// Byte of the source at `pending[used]`.
    byte: u64,
    number: u64,
    at_end: bool,
    /// UTF-16 ended before this line.
    has_turned: bool,
}

impl<'s> Lines<'s> {
    /// Lines of `source` from where it stands; the encoding is sniffed there.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn new(source: &'s mut Source) -> io::Result<Self> {
        let (encoding, mark) = sniff(source.head()?);
        let byte = source.position();
        let mut lines = Self {
            source,
            encoding,
            pending: Vec::new(),
            used: 0,
            byte,
            number: 0,
            at_end: false,
            has_turned: false,
        };
        lines.fill()?;
        lines.consume(mark.min(lines.pending.len()));
        Ok(lines)
    }

    /// How the text is encoded.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// What the user said about the source.
    #[must_use]
    pub fn hints(&self) -> &crate::evidence::hints::Hints {
        &self.source.hints
    }

    /// The next line, or `None` at the end.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        let start = self.byte;
        let mut raw = Vec::new();
        let (mut too_long, mut any) = (false, false);
        loop {
            if self.used == self.pending.len() && !self.fill()? {
                if !any {
                    return Ok(None);
                }
                return Ok(Some(self.finish_line(&raw, start, too_long, true)));
            }
            any = true;
            let rest = &self.pending[self.used..];
            let (mut body, mut end) = match self.line_end(rest) {
                Some((at, width)) => (at, Some(width)),
                None => (rest.len(), None),
            };
            let turn = self.turn(&rest[..body]);
            if let Some(at) = turn {
                (body, end) = (at, Some(usize::from(matches!(rest.get(at), Some(b'\n' | b'\r')))));
            }
            let room = MAX_LINE.saturating_sub(raw.len());
            raw.extend_from_slice(&rest[..body.min(room)]);
            too_long |= body > room;
            self.consume(body + end.unwrap_or(0));
            if end.is_some() {
                if turn.is_none() {
                    self.swallow_feed()?;
                }
                let line = self.finish_line(&raw, start, too_long, false);
                if turn.is_some() {
                    (self.encoding, self.has_turned) = (Encoding::Utf8, true);
                }
                return Ok(Some(line));
            }
        }
    }

    /// Where UTF-16 ends and bytes go on, if it does so before the line ends.
    fn turn(&self, line: &[u8]) -> Option<usize> {
        if self.encoding == Encoding::Utf8 {
            return None;
        }
        let is_ascii = |pair: &[u8]| pair.iter().all(|b| matches!(b, b'\t' | b'\n' | b'\r' | b' '..=b'~'));
        let mut run = 0;
        for (i, pair) in line.chunks_exact(2).enumerate() {
            run = if is_ascii(pair) { run + 1 } else { 0 };
            if run == ASCII_PAIRS {
                return Some((i + 1 - ASCII_PAIRS) * 2);
            }
        }
        None
    }

    fn width(&self) -> usize {
        if self.encoding == Encoding::Utf8 { 1 } else { 2 }
    }

    /// Position and width of the next LF or CR in whole units.
    fn line_end(&self, rest: &[u8]) -> Option<(usize, usize)> {
        let unit = |pair: &[u8]| match (self.encoding, pair) {
            (Encoding::Utf16Le, [low, high]) => u16::from_le_bytes([*low, *high]),
            (Encoding::Utf16Be, [high, low]) => u16::from_be_bytes([*high, *low]),
            _ => 0,
        };
        match self.encoding {
            Encoding::Utf8 => memchr::memchr2(b'\n', b'\r', rest).map(|at| (at, 1)),
            _ => rest.chunks_exact(2).position(|p| matches!(unit(p), 10 | 13)).map(|i| (i * 2, 2)),
        }
    }

    /// After a CR, takes the LF that belongs to it.
    fn swallow_feed(&mut self) -> io::Result<()> {
        let width = self.width();
        let ended_by_cr = self.used >= width && self.unit_at(self.used - width) == Some(13);
        if !ended_by_cr {
            return Ok(());
        }
        if self.used + width > self.pending.len() {
            self.fill()?;
        }
        if self.unit_at(self.used) == Some(10) {
            self.consume(width);
        }
        Ok(())
    }

    fn unit_at(&self, at: usize) -> Option<u16> {
        let byte = |i: usize| self.pending.get(i).copied();
        match self.encoding {
            Encoding::Utf8 => byte(at).map(u16::from),
            Encoding::Utf16Le => Some(u16::from_le_bytes([byte(at)?, byte(at + 1)?])),
            Encoding::Utf16Be => Some(u16::from_be_bytes([byte(at)?, byte(at + 1)?])),
        }
    }

    fn consume(&mut self, n: usize) {
        self.used += n;
        self.byte += n as u64;
    }

    /// Reads another block behind what is left; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        let block = self.source.next_block()?;
        if block.is_empty() {
            self.at_end = true;
            return Ok(false);
        }
        // One unit stays, so that a CR at the very end of a block is still seen.
        let keep = self.used.saturating_sub(2);
        self.pending.drain(..keep);
        self.used -= keep;
        self.pending.extend_from_slice(&block);
        Ok(true)
    }

    fn finish_line(&mut self, raw: &[u8], start: u64, too_long: bool, unfinished: bool) -> Line {
        self.number += 1;
        let body = trim_zeros(raw, self.encoding);
        let (text, mut bad_encoding) = decode_as(body, self.encoding);
        bad_encoding |= std::mem::take(&mut self.has_turned);
        let n_zeros = (raw.len() - body.len()) as u64;
        let place = Place::line(self.number, start);
        Line { text, place, bad_encoding, too_long, n_zeros, unfinished }
    }
}

fn trim_zeros(raw: &[u8], encoding: Encoding) -> &[u8] {
    if encoding != Encoding::Utf8 {
        return raw;
    }
    let from = raw.iter().position(|b| *b != 0).unwrap_or(raw.len());
    let to = raw.iter().rposition(|b| *b != 0).map_or(from, |i| i + 1);
    &raw[from..to]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(bytes: &[u8]) -> Vec<Line> {
        let mut source = Source::of_bytes("x", bytes.to_vec());
        let mut lines = Lines::new(&mut source).unwrap();
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    fn texts(bytes: &[u8]) -> Vec<String> {
        lines_of(bytes).into_iter().map(|l| l.text).collect()
    }

    #[test]
    fn every_line_end_and_encoding_gives_the_same_lines() {
        let utf16 = |f: fn(u16) -> [u8; 2], mark: &[u8]| -> Vec<u8> {
            mark.iter().copied().chain("é a\r\nb\n".encode_utf16().flat_map(f)).collect()
        };
        for bytes in [
            "\u{feff}é a\r\nb\n".as_bytes().to_vec(),
            "é a\rb\r".as_bytes().to_vec(),
            b"\xe9 a\nb".to_vec(),
            utf16(u16::to_le_bytes, &[0xFF, 0xFE]),
            utf16(u16::to_be_bytes, &[0xFE, 0xFF]),
        ] {
            assert_eq!(texts(&bytes), ["é a", "b"], "{bytes:x?}");
        }
    }

    #[test]
    fn utf16_that_turns_into_bytes_is_read_to_the_end_and_told() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let tail =
            "2025-11-03 02:14:54 mx01 smtpd: 550 5.7.60 client 198.51.100.7 rejected, and another\nlast\n";
        let mut bytes =
            [vec![0xFF, 0xFE], wide("first\r\nsecond"), format!("\n{tail}").into_bytes()].concat();
        let found = lines_of(&bytes);
        let texts: Vec<&str> = found.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["first", "second", tail.lines().next().unwrap(), "last"]);
        assert_eq!(found.iter().filter(|l| l.bad_encoding).count(), 1);
        bytes.truncate(2);
        bytes.extend(wide(&"上海邮件服务器的日志".repeat(20)));
        assert_eq!(lines_of(&bytes).len(), 1);
    }

    #[test]
    fn a_line_knows_where_it_begins_and_what_was_wrong_with_it() {
        let mut bytes = b"one\r\n\0\0two\0\nthree".to_vec();
        let found = lines_of(&bytes);
        assert_eq!(found[1].place, Place::line(2, 5));
        assert_eq!((found[1].text.as_str(), found[1].n_zeros), ("two", 3));
        assert!(found[2].unfinished && !found[1].unfinished);
        bytes.extend(vec![b'x'; MAX_LINE + 5]);
        bytes.extend(b"\nlast");
        let found = lines_of(&bytes);
        assert!(found[2].too_long);
        assert_eq!(found[3].text, "last");
    }
}

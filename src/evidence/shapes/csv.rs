//! Comma-separated rows over lines: RFC 4180 quotes, also with semicolons and tabs, and honest about damage.
//!
//! A quote that never closes costs its own line and no other. Quotes inside an unquoted field, and quotes
//! that neither close nor double, are kept as they are. Rows may be ragged; what fields mean, and whether
//! a row is a record, is the format's to say. Memory is one row and the lines looked ahead.

pub mod headed;

use super::lines::{Line, Lines};
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use memchr::{memchr, memchr_iter};
use std::collections::VecDeque;
use std::io;

/// Lines after which an open quote is given up.
const MAX_AHEAD_LINES: usize = 100;
/// The same in bytes.
const MAX_AHEAD_BYTES: usize = 1 << 20;
/// What many broken quotes bring the first limit down to, so that they cannot make reading slow.
const MIN_AHEAD_LINES: usize = 4;

/// One row: its fields, unquoted, in one buffer that the next row uses again.
#[derive(Clone, Debug, Default)]
pub struct Row {
    text: String,
    /// Start and end of each field in `text`.
    ends: Vec<(usize, usize)>,
    /// First line of the row, and the byte it begins at.
    pub place: Place,
    /// Some of it was not in the file's encoding.
    pub bad_encoding: bool,
    /// A line was cut at [`MAX_LINE`](super::lines::MAX_LINE).
    pub too_long: bool,
    /// Zero bytes left out at the ends of its lines.
    pub n_zeros: u64,
    /// A quote does not close; the row is its first line alone.
    pub unclosed: bool,
    /// The file ended before the line did.
    pub unfinished: bool,
}

impl Row {
    /// Number of fields, 1 at least for a row that was read.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// No field at all: only before the first read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The field at `index` from 0; empty where the row has none.
    #[must_use]
    pub fn get(&self, index: usize) -> &str {
        let range = self.ends.get(index).copied().unwrap_or_default();
        self.text.get(range.0..range.1).unwrap_or("")
    }

    /// All fields in order.
    pub fn fields(&self) -> impl ExactSizeIterator<Item = &str> {
        self.ends.iter().map(|(a, b)| self.text.get(*a..*b).unwrap_or(""))
    }

    /// Nothing but one blank field?
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.ends.len() <= 1 && self.text.trim().is_empty()
    }

    /// The whole line where it begins with `#` and the reader takes such lines for comments.
    #[must_use]
    pub fn comment(&self) -> Option<&str> {
        let one = self.ends.len() == 1 && self.text.starts_with('#');
        one.then_some(self.text.as_str())
    }

    /// What makes the row unfit as a record, if anything.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        let limit = super::lines::MAX_LINE;
        match () {
            () if self.too_long => Some(Fault::TooLong { limit }),
            () if self.unclosed => Some(Fault::Quote),
            () => None,
        }
    }

    /// The same row with the field at `at` and the `surplus` fields behind it as one, commas between them.
    #[must_use]
    pub fn with_joined(&self, at: usize, surplus: usize) -> Self {
        let mut joined = Self { text: String::new(), ends: Vec::new(), ..self.clone() };
        for (i, field) in self.fields().enumerate() {
            if i > at && i - at <= surplus {
                joined.text.push(',');
                joined.text.push_str(field);
                if let Some(last) = joined.ends.last_mut() {
                    last.1 = joined.text.len();
                }
            } else {
                joined.text.push_str(field);
                joined.end_field();
            }
        }
        joined
    }

    /// The fields of one comma-separated line at hand, as recognition needs them.
    #[must_use]
    pub fn of_line(line: &str) -> Self {
        let mut row = Self::default();
        if row.split_quoted(line, b',', false) {
            row.end_field();
            row.unclosed = true;
        }
        row
    }

    fn begin(&mut self, line: &mut Line) {
        *self = Self {
            text: std::mem::take(&mut self.text),
            ends: std::mem::take(&mut self.ends),
            place: line.place,
            ..Self::default()
        };
        self.text.clear();
        self.ends.clear();
        self.note(line);
    }

    fn note(&mut self, line: &Line) {
        self.bad_encoding |= line.bad_encoding;
        self.too_long |= line.too_long;
        self.n_zeros = self.n_zeros.saturating_add(line.n_zeros);
        self.unfinished |= line.unfinished;
    }

    /// Takes a line without quotes as it is.
    fn split_plain(&mut self, line: &mut Line, delimiter: u8) {
        self.text = std::mem::take(&mut line.text);
        let mut start = 0;
        for at in memchr_iter(delimiter, self.text.as_bytes()) {
            self.ends.push((start, at));
            start = at + 1;
        }
        self.ends.push((start, self.text.len()));
    }

    /// Appends the fields of `line`; true while a quote is still open at its end.
    fn split_quoted(&mut self, line: &str, delimiter: u8, mut open: bool) -> bool {
        let mut rest = line;
        loop {
            if !open {
                if let Some(inside) = rest.strip_prefix('"') {
                    (rest, open) = (inside, true);
                    continue;
                }
                let (field, after) = cut(rest, delimiter);
                self.text.push_str(field);
                self.end_field();
                match after {
                    Some(after) => rest = after,
                    None => return false,
                }
                continue;
            }
            let (inside, after) = cut(rest, b'"');
            self.text.push_str(inside);
            let Some(after) = after else { return true };
            rest = after;
            match rest.as_bytes().first() {
                None => {
                    self.end_field();
                    return false;
                }
                Some(b) if *b == delimiter => {
                    self.end_field();
                    (rest, open) = (&rest[1..], false);
                }
                Some(b'"') => {
                    self.text.push('"');
                    rest = &rest[1..];
                }
                Some(_) => self.text.push('"'),
            }
        }
    }

    fn end_field(&mut self) {
        let start = self.ends.last().map_or(0, |e| e.1);
        self.ends.push((start, self.text.len()));
    }
}

/// Text before an ASCII byte, and behind it if it occurs.
fn cut(text: &str, byte: u8) -> (&str, Option<&str>) {
    match memchr(byte, text.as_bytes()) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    }
}

/// Reads rows.
#[derive(Debug)]
pub struct CsvReader<'s> {
    lines: Lines<'s>,
    delimiter: u8,
    comments: bool,
    n_fields: Option<usize>,
    starts_row: Option<fn(&str) -> bool>,
    /// Lines that were looked at and given back.
    waiting: VecDeque<Line>,
    /// Lines after which an open quote is given up: now, at most, and at least.
    patience: usize,
    most: usize,
    least: usize,
}

impl<'s> CsvReader<'s> {
    /// Rows of `lines` between `delimiter`, an ASCII byte such as [`sniff_delimiter`] gives.
    #[must_use]
    pub fn new(lines: Lines<'s>, delimiter: u8) -> Self {
        Self {
            lines,
            delimiter: if delimiter.is_ascii() { delimiter } else { b',' },
            comments: false,
            n_fields: None,
            starts_row: None,
            waiting: VecDeque::new(),
            patience: MAX_AHEAD_LINES,
            most: MAX_AHEAD_LINES,
            least: MIN_AHEAD_LINES,
        }
    }

    /// The same for a row whose first line was taken from `lines` already.
    #[must_use]
    pub fn beginning_with(first: Line, lines: Lines<'s>, delimiter: u8) -> Self {
        let mut reader = Self::new(lines, delimiter);
        reader.waiting.push_back(first);
        reader
    }

    /// Lines that begin with `#` come whole, as one field ([`Row::comment`]).
    #[must_use]
    pub fn with_comments(mut self) -> Self {
        self.comments = true;
        self
    }

    /// Says by which looks a line begins a row, whatever quote is open before it.
    #[must_use]
    pub fn with_row_start(mut self, starts_row: fn(&str) -> bool) -> Self {
        self.starts_row = Some(starts_row);
        self
    }

    /// Says that rows may span many lines, as the messages of events do: up to `most`, and never fewer than
    /// `least` are looked through for the end of a quote.
    #[must_use]
    pub fn with_patience(mut self, most: usize, least: usize) -> Self {
        (self.patience, self.most, self.least) = (most, most, least);
        self
    }

    /// Says how many fields the header names: a row over several lines is believed only if it has as many.
    pub fn expect_fields(&mut self, n: usize) {
        self.n_fields = Some(n);
    }

    /// Between which bytes fields stand.
    #[must_use]
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// What the user said about the source.
    #[must_use]
    pub fn hints(&self) -> &crate::evidence::hints::Hints {
        self.lines.hints()
    }

    /// Reads the next row into `row`; false at the end. Blank lines are rows too ([`Row::is_blank`]).
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn next_row(&mut self, row: &mut Row) -> io::Result<bool> {
        let Some(mut line) = self.next_line()? else {
            return Ok(false);
        };
        row.begin(&mut line);
        if self.comments && line.text.starts_with('#') {
            row.text = line.text;
            row.ends.push((0, row.text.len()));
        } else if memchr(b'"', line.text.as_bytes()).is_none() {
            row.split_plain(&mut line, self.delimiter);
        } else if row.split_quoted(&line.text, self.delimiter, false) {
            self.close_quote(row)?;
        }
        Ok(true)
    }

    fn next_line(&mut self) -> io::Result<Option<Line>> {
        match self.waiting.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next_line(),
        }
    }

    /// Adds lines to a row whose quote is open; else leaves it at its first line and gives them back.
    fn close_quote(&mut self, row: &mut Row) -> io::Result<()> {
        let (first, n_ends) = (row.text.len(), row.ends.len());
        let mut seen = Vec::new();
        let mut closed = false;
        while !row.too_long && seen.len() < self.patience && row.text.len() - first < MAX_AHEAD_BYTES {
            let Some(line) = self.next_line()? else { break };
            let fresh = self.starts_row.is_some_and(|starts| starts(&line.text));
            seen.push(line);
            let Some(line) = seen.last().filter(|l| !fresh && !l.too_long) else {
                break;
            };
            row.text.push('\n');
            if !row.split_quoted(&line.text, self.delimiter, true) {
                closed = self.n_fields.is_none_or(|n| n == row.ends.len());
                break;
            }
        }
        if closed {
            seen.iter().for_each(|line| row.note(line));
            self.patience = self.most;
            return Ok(());
        }
        self.patience = (self.patience / 2).max(self.least);
        row.text.truncate(first);
        row.ends.truncate(n_ends);
        row.end_field();
        row.unclosed = !row.too_long;
        for line in seen.into_iter().rev() {
            self.waiting.push_front(line);
        }
        Ok(())
    }
}

/// The separator of Excel's first line `sep=;`, which is no row.
#[must_use]
pub fn stated_delimiter(line: &str) -> Option<u8> {
    let stated = line.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n', '"']);
    let stated = stated.trim_start_matches('"');
    let (prefix, rest) = stated.split_at_checked(4)?;
    match rest.as_bytes() {
        [byte] if prefix.eq_ignore_ascii_case("sep=") && (byte.is_ascii_punctuation() || *byte == b'\t') => {
            Some(*byte)
        }
        _ => None,
    }
}

/// What separates the fields: as stated by `sep=`, else whichever of comma, semicolon and tab the first
/// row has most of, outside quotes; comma where there is none.
#[must_use]
pub fn sniff_delimiter(head: &str) -> u8 {
    let mut lines = head.lines().filter(|l| !l.trim().is_empty());
    let first = lines.find(|l| !l.starts_with('#')).unwrap_or("");
    if let Some(stated) = stated_delimiter(first) {
        return stated;
    }
    let outside: Vec<&str> = first.split('"').step_by(2).collect();
    let count = |b: u8| outside.iter().map(|part| memchr_iter(b, part.as_bytes()).count()).sum::<usize>();
    // The first of equals, hence the reverse.
    [b'\t', b';', b','].into_iter().max_by_key(|b| count(*b)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::source::Source;

    fn read(text: &str, set: impl Fn(CsvReader<'_>) -> CsvReader<'_>) -> Vec<(Vec<String>, Row)> {
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        let mut reader = set(CsvReader::new(Lines::new(&mut source).unwrap(), b','));
        let mut row = Row::default();
        let mut all = Vec::new();
        while reader.next_row(&mut row).unwrap() {
            all.push((row.fields().map(str::to_owned).collect(), row.clone()));
        }
        all
    }

    fn fields(text: &str) -> Vec<Vec<String>> {
        read(text, |r| r).into_iter().map(|r| r.0).collect()
    }

    #[test]
    fn quotes_protect_delimiters_quotes_and_line_ends() {
        let rows = fields("a,\"b,1\",c\r\n\"x \"\"y\"\"\",\"\",\"two\r\nlines\"\nlast,,\n");
        assert_eq!(rows[0], ["a", "b,1", "c"]);
        assert_eq!(rows[1], ["x \"y\"", "", "two\nlines"]);
        assert_eq!(rows[2], ["last", "", ""]);
    }

    #[test]
    fn stray_quotes_are_kept_as_they_are() {
        assert_eq!(fields("a\"b,c\n\"say \"hi\" now\",d\n"), [["a\"b", "c"], ["say \"hi\" now", "d"]]);
    }

    #[test]
    fn a_quote_that_never_closes_costs_one_row() {
        let text = "1,\"open,x\n2,b,x\n3,c,x\n";
        let rows = read(text, |r| r);
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[0].1.fault(), Some(Fault::Quote));
        assert_eq!(rows[2].0, ["3", "c", "x"]);
        assert_eq!(rows[2].1.place, Place::line(3, 16));
    }

    #[test]
    fn a_quote_closed_by_another_row_is_not_believed() {
        let mut source = Source::of_bytes("x", b"\"1\",\"a\n\"2\",\"b\"\n\"3\",\"c\nd\"\n".to_vec());
        let mut reader = CsvReader::new(Lines::new(&mut source).unwrap(), b',');
        reader.expect_fields(2);
        let mut row = Row::default();
        let mut found = Vec::new();
        while reader.next_row(&mut row).unwrap() {
            found.push((row.unclosed, row.get(0).to_owned(), row.get(1).to_owned()));
        }
        let row = |open, a: &str, b: &str| (open, a.to_owned(), b.to_owned());
        assert_eq!(found, [row(true, "1", "a"), row(false, "2", "b"), row(false, "3", "c\nd")]);
    }

    #[test]
    fn a_line_that_looks_like_a_row_ends_an_open_quote() {
        let rows = read("20,\"a\n20,b\",c\n", |r| r.with_row_start(|l| l.starts_with("20,")));
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1].0, ["20", "b\"", "c"]);
    }

    #[test]
    fn comments_come_whole() {
        let rows = read("#Fields: a,\"b\nx,y\n", |r| r.with_comments());
        assert_eq!(rows[0].1.comment(), Some("#Fields: a,\"b"));
        assert_eq!(rows[1].0, ["x", "y"]);
    }

    #[test]
    fn thousands_of_broken_quotes_lose_no_row() {
        let text = "1,\"x\n".repeat(20_000);
        assert_eq!(fields(&text).len(), 20_000);
    }

    #[test]
    fn the_delimiter_is_stated_or_counted() {
        assert_eq!(sniff_delimiter("sep=;\r\na,b;c"), b';');
        assert_eq!(sniff_delimiter("#TYPE X\n\"a;b;c\",\"d\"\n"), b',');
        assert_eq!(sniff_delimiter("a;b;c\n1,5;2;3"), b';');
        assert_eq!(sniff_delimiter("a\tb"), b'\t');
        assert_eq!(sniff_delimiter("one"), b',');
    }
}

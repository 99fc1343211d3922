//! CSV logs whose `#` lines name the columns: `#Fields: a,b,c`, at the top and perhaps again further down.
//!
//! Gives rows with their time and their columns by name, and keeps the balance of what cannot be such a
//! row. Knows the header's form and the time's, no column's meaning.

use super::{CsvReader, Row};
use crate::evidence::format::RawRecord;
use crate::evidence::later::{BYTES_AFTER, SHOWN_AFTER};
use crate::evidence::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::Lines;
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::task::Task;
use chrono::NaiveDate;
use std::io;

/// Rows between two looks at the task.
const BATCH: u64 = 1024;

/// A time that states no zone; such logs are written in UTC, and the reader says that it assumed so.
const NO_ZONE: &str = "note-time-without-zone";

/// A time as these logs write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Read as UTC.
    pub time: UtcTime,
    /// It ends in `Z`.
    pub zoned: bool,
}

/// Reads `2025-11-03T02:14:54.700Z`, with 0 to 7 decimals, with or without `Z`; nothing else.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<Stamp> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<u32> {
        let digits = bytes.get(from..to)?;
        digits.iter().try_fold(0u32, |n, b| {
            b.is_ascii_digit().then(|| n.saturating_mul(10).saturating_add(u32::from(b - b'0')))
        })
    };
    let is = |at: usize, b: u8| bytes.get(at) == Some(&b);
    if !(is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':') && is(16, b':')) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(i32::try_from(number(0, 4)?).ok()?, number(5, 7)?, number(8, 10)?)?;
    let whole = date.and_hms_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?)?;
    let zoned = bytes.last() == Some(&b'Z');
    let end = bytes.len() - usize::from(zoned);
    let ticks = match bytes.get(19..end)? {
        [] => 0,
        [b'.', decimals @ ..] if (1..=7).contains(&decimals.len()) => {
            let scale = 10u32.pow(u32::try_from(7 - decimals.len()).ok()?);
            number(20, end)?.saturating_mul(scale)
        }
        _ => return None,
    };
    let time = UtcTime::from_unix(whole.and_utc().timestamp(), i64::from(ticks));
    Some(Stamp { time, zoned })
}

/// Does a line begin as a row does: with a time and a comma?
#[must_use]
pub fn starts_row(line: &str) -> bool {
    line.split_once(',').is_some_and(|(time, _)| parse_stamp(time).is_some())
}

/// What stands behind `#<name>:`, whatever the case of the name.
#[must_use]
pub fn header_value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (key, value) = line.trim_start_matches('\u{feff}').strip_prefix('#')?.split_once(':')?;
    key.trim().eq_ignore_ascii_case(name).then(|| value.trim())
}

/// Column names of a `#Fields` line.
#[must_use]
pub fn field_names(line: &str) -> Option<Vec<&str>> {
    header_value(line, "Fields").map(|names| names.split(',').map(str::trim).collect())
}

/// The value of a header in the first lines of a file.
#[must_use]
pub fn stated<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let header =
        head.lines().take_while(|l| l.trim().is_empty() || l.trim_start_matches('\u{feff}').starts_with('#'));
    header.take(20).find_map(|l| header_value(l, name))
}

/// The first whole lines that are rows, as fields.
#[must_use]
pub fn first_rows(head: &str, n: usize) -> Vec<Row> {
    let lines = head.lines().filter(|l| starts_row(l));
    lines.take(n).map(Row::of_line).collect()
}

/// Where each wanted column stands in a row.
#[derive(Clone, Copy, Debug)]
pub struct Columns<const N: usize> {
    at: [usize; N],
    /// Number of columns.
    pub count: usize,
}

impl<const N: usize> Columns<N> {
    /// Columns by their names, compared without case; the first of equal names counts.
    #[must_use]
    pub fn named(wanted: &[&str; N], names: &[&str]) -> Self {
        let place = |w: &str| names.iter().position(|n| n.eq_ignore_ascii_case(w)).unwrap_or(usize::MAX);
        Self { at: wanted.map(place), count: names.len() }
    }

    /// The value of the wanted column `index`; empty where the file has no such column.
    #[must_use]
    pub fn get<'r>(&self, row: &'r Row, index: usize) -> &'r str {
        self.at.get(index).map_or("", |at| row.get(*at))
    }
}

/// Who makes sense of the rows.
pub trait Rows {
    /// A `#` line.
    fn header(&mut self, line: &str, place: Place, out: &mut Harvest);

    /// How many fields a row must have, given the first row when no header said so.
    fn width(&mut self, first: &Row) -> usize;

    /// The row with its surplus fields put back where they belong; `None` where that cannot be told.
    fn mended(&self, _: &Row) -> Option<Row> {
        None
    }

    /// A sound row; it was announced, and this says what became of it.
    fn row(&mut self, row: &Row, time: UtcTime, out: &mut Harvest);
}

/// Reads a whole source and tells `rows`.
///
/// # Errors
/// What the system says; cancelled; nothing readable where rows are and none is sound.
pub fn read(
    source: &mut Source,
    out: &mut Harvest,
    task: &Task,
    rows: &mut dyn Rows,
) -> Result<(), ReadError> {
    let lines = Lines::new(source)?;
    let mut reader = CsvReader::new(lines, b',').with_comments().with_row_start(starts_row);
    let mut row = Row::default();
    let mut told = Told::default();
    while reader.next_row(&mut row)? {
        if row.n_zeros > 0 {
            out.warn(row.place, Fault::Zeros { bytes: row.n_zeros });
        }
        if let Some(line) = row.comment() {
            rows.header(line, row.place, out);
        } else if !row.is_blank() {
            take(&row, out, rows, &mut told);
        }
        if out.balance.total.is_multiple_of(BATCH) {
            task.set_records(out.balance.total);
            if task.is_cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
    }
    task.set_records(out.balance.total);
    out.covered = out.span.into_iter().collect();
    let nothing = out.balance.total > 0 && out.balance.read == 0 && out.balance.skipped == 0;
    if nothing { Err(ReadError::NothingReadable) } else { Ok(()) }
}

/// What is told once a file.
#[derive(Default)]
struct Told {
    no_zone: bool,
    encoding: bool,
}

fn take(row: &Row, out: &mut Harvest, rows: &mut dyn Rows, told: &mut Told) {
    out.record();
    let (expected, found) = (rows.width(row), row.len());
    let short = (expected != found).then_some(match row.unfinished {
        true if found < expected => Fault::CutShort,
        _ => Fault::Fields { expected, found },
    });
    let surplus = row.fault().is_none() && found > expected;
    let mended = if surplus { rows.mended(row) } else { None };
    if let Some(fault) = row.fault().or(short) {
        if mended.is_none() {
            out.damaged(row.place, fault);
            return;
        }
        out.warn(row.place, fault);
    }
    let row = mended.as_ref().unwrap_or(row);
    let Some(stamp) = parse_stamp(row.get(0)) else {
        out.damaged(row.place, Fault::Time(quote(row.get(0))));
        return;
    };
    if row.bad_encoding && !std::mem::replace(&mut told.encoding, true) {
        out.warn(row.place, Fault::Encoding);
    }
    if !stamp.zoned && !std::mem::replace(&mut told.no_zone, true) {
        out.warn(row.place, Fault::Note(NO_ZONE));
    }
    if !stamp.time.is_plausible() {
        out.warn(row.place, Fault::Time(quote(row.get(0))));
    }
    rows.row(row, stamp.time, out);
}

/// A few characters of evidence for a damage report, without credentials.
fn quote(text: &str) -> String {
    mask::mask_client(text).chars().take(40).collect()
}

/// Rows looked through for more of a conversation.
const ROWS_AFTER: usize = 2_000;

/// The row at `place` with the names of its columns, masked; `client` says which field of which row a
/// client typed.
///
/// # Errors
/// What the system says; nothing readable where the source ends before the place.
pub fn raw(
    source: &mut Source,
    place: Place,
    names: impl Fn(usize) -> Vec<&'static str>,
    client: impl Fn(&Row) -> Option<usize>,
) -> Result<RawRecord, ReadError> {
    raw_and_after(source, place, names, client, None)
}

/// As [`raw`], with the rows after it that have the same text in column `same`.
///
/// # Errors
/// As [`raw`].
pub fn raw_and_after(
    source: &mut Source,
    place: Place,
    names: impl Fn(usize) -> Vec<&'static str>,
    client: impl Fn(&Row) -> Option<usize>,
    same: Option<usize>,
) -> Result<RawRecord, ReadError> {
    skip_to(source, place.byte)?;
    let mut lines = Lines::new(source)?;
    let line = lines.next_line()?.ok_or(ReadError::NothingReadable)?;
    let text = SafeText::lines(&mask::mask(&line.text));
    let mut reader = CsvReader::beginning_with(line, lines, b',').with_comments().with_row_start(starts_row);
    let mut row = Row::default();
    reader.next_row(&mut row)?;
    let fields = names(row.len()).into_iter().zip(masked(&row, &client));
    let fields = fields.map(|(name, v)| (SafeText::new(name), SafeText::new(&v))).collect();
    let mut after = Vec::new();
    let (mut next, mut looked) = (Row::default(), 0);
    while let Some(same) = same.filter(|_| looked < ROWS_AFTER && after.len() < SHOWN_AFTER) {
        looked += 1;
        // What cannot be read here is told where the file is read whole.
        if !matches!(reader.next_row(&mut next), Ok(true)) {
            break;
        }
        if next.place.byte.saturating_sub(row.place.byte) > BYTES_AFTER {
            break;
        }
        if !row.get(same).is_empty() && next.get(same) == row.get(same) {
            after.push(SafeText::new(&masked(&next, &client).join(",")));
        }
    }
    Ok(RawRecord { text, fields, after })
}

/// The fields of a row without credentials.
fn masked(row: &Row, client: &impl Fn(&Row) -> Option<usize>) -> Vec<String> {
    let typed = client(row);
    let value = |(i, field): (usize, &str)| match typed {
        Some(at) if at == i => mask::mask_client(field),
        _ => mask::mask(field),
    };
    row.fields().enumerate().map(value).collect()
}

fn skip_to(source: &mut Source, byte: u64) -> io::Result<()> {
    let ahead = byte.saturating_sub(source.position());
    io::copy(&mut io::Read::take(source, ahead), &mut io::sink()).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_keep_the_digits_they_have() {
        for text in ["2025-11-03T02:14:54.700Z", "2025-11-03T02:14:54Z", "2025-11-03T02:14:54.0000001Z"] {
            assert_eq!(parse_stamp(text).unwrap().time.rfc3339(), text);
        }
        assert!(!parse_stamp("2025-11-03T02:14:54.7").unwrap().zoned);
        for bad in [
            "2026-02-30T10:00:00Z",
            "2026-03-01T25:00:00Z",
            "03/04/2026 02:30",
            "",
            "2026-03-01T08:00:00+01:00",
        ] {
            assert_eq!(parse_stamp(bad), None, "{bad}");
        }
    }

    #[test]
    fn headers_are_read_whatever_their_case() {
        let head = "\u{feff}#Software: X\r\n#Log-Type: Message Tracking Log\r\n#Fields: a, b\r\n";
        assert_eq!(stated(head, "Log-type"), Some("Message Tracking Log"));
        assert_eq!(field_names("#Fields: a, b"), Some(vec!["a", "b"]));
    }
}

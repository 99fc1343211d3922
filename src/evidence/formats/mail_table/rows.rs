//! Rows of a table, be it CSV or JSON, by what their columns hold.

use super::columns::{Column, Layout};
use crate::evidence::dates::looks_like_date;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::{CsvReader, Row, sniff_delimiter, stated_delimiter};
use crate::evidence::shapes::json;
use crate::evidence::shapes::lines::{Lines, decode};
use crate::evidence::shapes::object::{Item, Object};
use crate::evidence::source::Source;
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use crate::task::Task;

/// Objects at the beginning that are looked at to recognise a table.
const FIRST_OBJECTS: usize = 8;
/// Most columns of a header that are looked at.
const MAX_COLUMNS: usize = 4096;

/// Zero bytes from which on a record must have stood in their place.
const LOST: u64 = 64;

/// What is met on the way.
pub(super) enum Met<'a> {
    Row(Record<'a>),
    Damaged(Place, Fault),
    Warned(Place, Fault),
}

/// A row by its columns.
pub(super) struct Record<'a> {
    pub place: Place,
    /// The name of the time column says that it is UTC.
    pub utc: bool,
    layout: &'a Layout,
    values: Values<'a>,
}

enum Values<'a> {
    Row(&'a Row),
    Object(&'a Object),
}

impl<'a> Record<'a> {
    /// The value of a column; empty where there is none.
    pub fn get(&self, column: Column) -> &'a str {
        let Some(at) = self.layout.at(column) else {
            return "";
        };
        match self.values {
            Values::Row(row) => row.get(at),
            Values::Object(object) => object.fields.get(at).map_or("", |(_, value)| value),
        }
    }

    /// The first value that is not empty.
    pub fn first_of(&self, columns: &[Column]) -> &'a str {
        let mut values = columns.iter().map(|c| self.get(*c));
        values.find(|v| !v.trim().is_empty()).unwrap_or("")
    }
}

/// Names of the columns, or of the fields of the first objects, by the first bytes of a file.
pub(super) fn first_names(head: &str) -> Option<Vec<String>> {
    if head.contains("#Fields:") {
        return None;
    }
    let mut source = Source::of_bytes("", head.as_bytes().to_vec());
    if json::looks_like(head) {
        return first_object(&mut source);
    }
    let mut reader = CsvReader::new(Lines::new(&mut source).ok()?, sniff(head));
    header(&mut reader, &mut Row::default()).ok()?
}

/// The delimiter of the first line that is no remark of PowerShell's.
fn sniff(head: &str) -> u8 {
    sniff_delimiter(head.trim_start_matches(|c: char| c == '\u{feff}' || c == '\0' || c.is_whitespace()))
}

/// The names of the first object that has a known one.
fn first_object(source: &mut Source) -> Option<Vec<String>> {
    let task = Task::detached();
    let mut reader = json::Reader::new(source, &task).ok()?;
    for _ in 0..FIRST_OBJECTS {
        if let Item::Object(object) = reader.next_item().ok()?? {
            let names: Vec<String> = object.fields.into_iter().map(|(name, _)| name).collect();
            if !Layout::of(&names).is_empty() {
                return Some(names);
            }
        }
    }
    None
}

/// The header row, behind `sep=;` and `#TYPE …`.
fn header(reader: &mut CsvReader<'_>, row: &mut Row) -> Result<Option<Vec<String>>, ReadError> {
    while reader.next_row(row)? {
        let first = row.get(0).trim_start_matches('\u{feff}');
        let stated = stated_delimiter(first).is_some() || (row.len() == 2 && first == "sep=");
        if row.is_blank() || stated || first.starts_with('#') {
            continue;
        }
        let names = row.fields().take(MAX_COLUMNS);
        let plain = names.map(|n| n.trim_start_matches('\u{feff}').trim().to_owned());
        return Ok(Some(plain.collect()));
    }
    Ok(None)
}

/// Hands on all rows, damage and remarks in order, until `each` says no.
///
/// # Errors
/// What the system says on reading; cancelled.
pub(super) fn each(
    source: &mut Source,
    task: &Task,
    each: &mut dyn FnMut(Met<'_>) -> bool,
) -> Result<(), ReadError> {
    let (head, _) = decode(source.head()?);
    if json::looks_like(&head) { objects(source, task, each) } else { rows(source, sniff(&head), each) }
}

fn objects(source: &mut Source, task: &Task, each: &mut dyn FnMut(Met<'_>) -> bool) -> Result<(), ReadError> {
    let mut reader = json::Reader::new(source, task)?;
    while let Some(item) = reader.next_item()? {
        let go_on = match item {
            Item::Object(object) => one_object(&object, each),
            Item::Damaged(place, fault) => each(Met::Damaged(place, fault)),
            Item::Warned(place, fault) => each(Met::Warned(place, fault)),
        };
        if !go_on {
            break;
        }
    }
    Ok(())
}

fn one_object(object: &Object, each: &mut dyn FnMut(Met<'_>) -> bool) -> bool {
    let names: Vec<&str> = object.fields.iter().map(|(name, _)| name.as_str()).collect();
    let layout = Layout::of(&names);
    if layout.is_empty() {
        return each(Met::Damaged(object.place, Fault::Record("no known field".to_owned())));
    }
    each(Met::Row(Record {
        place: object.place,
        utc: layout.utc,
        layout: &layout,
        values: Values::Object(object),
    }))
}

fn rows(source: &mut Source, delimiter: u8, each: &mut dyn FnMut(Met<'_>) -> bool) -> Result<(), ReadError> {
    let mut row = Row::default();
    let mut reader = CsvReader::new(Lines::new(source)?, delimiter);
    let Some(names) = header(&mut reader, &mut row)? else {
        return Ok(());
    };
    let layout = Layout::of(&names);
    if layout.repeated && !each(Met::Warned(row.place, Fault::Header("column names"))) {
        return Ok(());
    }
    reader.expect_fields(names.len());
    if layout.at(Column::Time) == Some(0) {
        reader = reader.with_row_start(begins_with_date);
    }
    let mut told_encoding = false;
    while reader.next_row(&mut row)? {
        let warned = remark(&row, &mut told_encoding);
        let lost = row.n_zeros >= LOST;
        let met = |fault| if lost { Met::Damaged(row.place, fault) } else { Met::Warned(row.place, fault) };
        if warned.is_some_and(|fault| !each(met(fault))) {
            break;
        }
        let header_again = row.fields().eq(names.iter().map(String::as_str));
        if header_again || is_blank(&row) {
            continue;
        }
        if !one_row(&row, names.len(), &layout, each) {
            break;
        }
    }
    Ok(())
}

/// Nothing, or half a character at the end of a file in UTF-16.
fn is_blank(row: &Row) -> bool {
    row.is_blank() || (row.bad_encoding && row.len() == 1 && row.get(0) == "\u{fffd}")
}

/// What there is to tell of a row beside its fields; the encoding once.
fn remark(row: &Row, told_encoding: &mut bool) -> Option<Fault> {
    if row.n_zeros > 0 {
        return Some(Fault::Zeros { bytes: row.n_zeros });
    }
    let first = row.bad_encoding && !std::mem::replace(told_encoding, true);
    first.then_some(Fault::Encoding)
}

fn one_row(row: &Row, expected: usize, layout: &Layout, each: &mut dyn FnMut(Met<'_>) -> bool) -> bool {
    let found = row.len();
    let uneven = (found != expected).then_some(Fault::Fields { expected, found });
    // One cell alone, or no date where the fields are shifted, is no row of this table.
    let time = layout.at(Column::Time).map_or("", |at| row.get(at));
    let lost = uneven.clone().filter(|_| found < 2 || !looks_like_date(time));
    let cut = (row.unfinished && found < expected).then_some(Fault::CutShort);
    if let Some(fault) = row.fault().or(cut).or(lost) {
        return each(Met::Damaged(row.place, fault));
    }
    let go_on = uneven.is_none_or(|fault| each(Met::Warned(row.place, fault)));
    go_on && each(Met::Row(Record { place: row.place, utc: layout.utc, layout, values: Values::Row(row) }))
}

/// Does a line begin as rows do whose first column is the time?
fn begins_with_date(line: &str) -> bool {
    let first = line.split([',', ';', '\t', '|']).next().unwrap_or("");
    looks_like_date(first.trim_matches('"'))
}

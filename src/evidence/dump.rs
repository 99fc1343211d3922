//! A dump of cmdlet objects, whatever its serialisation: which it is, what its objects are called, and a walk.
//!
//! Knows no cmdlet. Formats decide by the names whether a dump is theirs.

use super::format::{Head, RawRecord};
use super::mask::mask;
use super::problem::ReadError;
use super::shapes::csv::{CsvReader, Row, sniff_delimiter, stated_delimiter};
use super::shapes::lines::{Lines, decode};
use super::shapes::object::{Item, Object, same_name};
use super::shapes::{clixml, format_list, format_table, json};
use super::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::task::Task;

/// How a dump was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serialisation {
    /// `Export-Clixml`
    Clixml,
    /// `ConvertTo-Json`
    Json,
    /// `Export-Csv`
    Csv,
    /// `Format-List`
    List,
    /// `Format-Table`
    Table,
}

/// How the text is laid out, if it can be a dump at all.
#[must_use]
pub fn serialisation(text: &str) -> Option<Serialisation> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    match start.chars().next()? {
        '<' => clixml::looks_like(text).then_some(Serialisation::Clixml),
        '[' | '{' => Some(Serialisation::Json),
        _ if format_table::looks_like(text) => Some(Serialisation::Table),
        _ if format_list::looks_like(text) => Some(Serialisation::List),
        _ => header(text).is_some_and(|names| names.len() >= 2).then_some(Serialisation::Csv),
    }
}

/// Names of the first objects' fields, as far as the head shows them.
#[must_use]
pub fn names(head: &Head<'_>, serialisation: Serialisation) -> Vec<String> {
    match serialisation {
        Serialisation::Clixml => clixml::names(head.text).take(400).collect(),
        Serialisation::List => format_list::names(head.text).take(400).collect(),
        Serialisation::Table => format_table::names(head.text),
        Serialisation::Csv => header(head.text).unwrap_or_default(),
        Serialisation::Json => json_names(head.text),
    }
}

/// Are all of `wanted` among `names`?
#[must_use]
pub fn has_all(names: &[String], wanted: &[&str]) -> bool {
    wanted.iter().all(|w| names.iter().any(|n| same_name(n, w)))
}

/// The first line that is no type note and no `sep=`, as header names.
fn header(text: &str) -> Option<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let line = text.lines().find(|l| !is_preface(l))?;
    let delimiter = sniff_delimiter(text);
    let row = Row::of_line(&line.replace(delimiter as char, ","));
    Some(row.fields().map(|f| f.trim().to_owned()).collect())
}

fn is_preface(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with("#TYPE") || stated_delimiter(line).is_some()
}

/// Words in quotes that a colon follows.
fn json_names(text: &str) -> Vec<String> {
    let pieces: Vec<&str> = text.split('"').collect();
    let named = pieces.windows(2).filter(|w| w[1].trim_start().starts_with(':'));
    named.map(|w| w[0].to_owned()).take(400).collect()
}

/// The first of `names` inside a value that JSON nests (`{"Address":"contoso.test",…}`); any other value as it is.
#[must_use]
pub fn inner(text: &str, names: &[&str]) -> String {
    let Ok(map) = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text) else {
        return text.to_owned();
    };
    let found = names.iter().find_map(|name| map.get(*name).filter(|v| !v.is_null()));
    match found {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => text.to_owned(),
    }
}

/// Walks all objects of a dump.
///
/// # Errors
/// Not readable, too big, or cancelled.
pub fn walk(source: &mut Source, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
    let head = decode(source.head()?).0;
    match serialisation(&head).ok_or(ReadError::Unrecognised)? {
        Serialisation::Clixml => clixml::read(source, task, each),
        Serialisation::Json => json::read(source, task, each),
        Serialisation::List => format_list::read(source, task, each),
        Serialisation::Table => format_table::read(source, task, each),
        Serialisation::Csv => walk_csv(source, &head, task, each),
    }
}

fn walk_csv(
    source: &mut Source,
    head: &str,
    task: &Task,
    each: &mut dyn FnMut(Item),
) -> Result<(), ReadError> {
    let delimiter = sniff_delimiter(head);
    let mut reader = CsvReader::new(Lines::new(source)?, delimiter);
    let (mut row, mut names) = (Row::default(), Vec::<String>::new());
    let mut n = 0;
    while reader.next_row(&mut row)? {
        let text = row.get(0);
        if row.is_blank() || (names.is_empty() && (text.starts_with("#TYPE") || text.starts_with("sep="))) {
            continue;
        }
        if names.is_empty() {
            names = row.fields().map(|f| f.trim().to_owned()).collect();
            reader.expect_fields(names.len());
            continue;
        }
        n += 1;
        each(object_of(&row, &names, n));
        if task.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
    }
    Ok(())
}

fn object_of(row: &Row, names: &[String], n: u64) -> Item {
    let place = Place::item(n, row.place.byte);
    if let Some(fault) = row.fault() {
        return Item::Damaged(place, fault);
    }
    if row.len() != names.len() {
        return Item::Damaged(place, Fault::Fields { expected: names.len(), found: row.len() });
    }
    let values = row.fields().map(plain_value);
    Item::Object(Object { place, fields: names.iter().cloned().zip(values).collect() })
}

/// A collection that `Export-Csv` replaced by its type's name is no value.
fn plain_value(text: &str) -> String {
    let is_type = text.starts_with("System.") || text.starts_with("Microsoft.Exchange.");
    if is_type && !text.contains(' ') { String::new() } else { text.to_owned() }
}

/// Keeps the balance while `take` makes rows of the objects: `true` read, `false` skipped.
///
/// # Errors
/// As [`walk`].
pub fn harvest(
    source: &mut Source,
    out: &mut Harvest,
    task: &Task,
    take: &mut dyn FnMut(&Object, &mut Harvest) -> bool,
) -> Result<(), ReadError> {
    walk(source, task, &mut |item| match item {
        Item::Object(object) => {
            out.record();
            if take(&object, out) {
                out.read(crate::model::time::UtcTime::UNKNOWN);
            } else {
                out.skipped();
            }
            task.set_records(out.balance.total);
        }
        Item::Damaged(place, fault) => {
            out.record();
            out.damaged(place, fault);
        }
        Item::Warned(place, fault) => out.warn(place, fault),
    })
}

/// The n-th object of a dump, for the inspector.
///
/// # Errors
/// Not readable, or no such object.
pub fn raw(source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
    let mut found = None;
    walk(source, &Task::detached(), &mut |item| {
        if let Item::Object(object) = item
            && object.place.number == place.number
        {
            found = Some(object);
        }
    })?;
    let object = found.ok_or(ReadError::NothingReadable)?;
    let safe = |text: &str| SafeText::new(&mask(text));
    let fields: Vec<_> = object.fields.iter().map(|(n, v)| (safe(n), safe(v))).collect();
    let lines: Vec<String> = fields.iter().map(|(n, v)| format!("{n} : {v}")).collect();
    Ok(RawRecord { text: SafeText::lines(&lines.join("\n")), fields, after: Vec::new() })
}

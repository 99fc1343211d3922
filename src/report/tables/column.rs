//! What a table is: its columns with their types and meanings, and how a value of a row is got.
//!
//! One description serves the writers, the documentation and the tests. Nothing here knows a file format.

use super::book::Book;
use crate::model::provenance::{Provenance, Unit};
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use std::borrow::Cow;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Real,
    /// An instant, UTC.
    Time,
    /// Several texts.
    Texts,
    /// Yes or no.
    Boolean,
}

impl Kind {
    /// As the documentation calls it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Real => "real",
            Self::Time => "time",
            Self::Texts => "list of text",
            Self::Boolean => "boolean",
        }
    }
}

/// A value. Texts are safe and, where that was asked for, redacted.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell<'a> {
    /// Not stated.
    #[default]
    Nothing,
    /// A text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A number with a fraction; never infinite.
    Real(f64),
    /// An instant that is stated.
    Time(UtcTime),
    /// Several texts.
    Texts(Vec<Cow<'a, str>>),
    /// Yes or no.
    Boolean(bool),
}

impl Cell<'_> {
    /// A key of ours; nothing where it is empty.
    #[must_use]
    pub fn key(key: &'static str) -> Self {
        if key.is_empty() { Self::Nothing } else { Self::Text(Cow::Borrowed(key)) }
    }

    /// A count.
    #[must_use]
    pub fn count(n: impl TryInto<i64>) -> Self {
        Self::Integer(n.try_into().unwrap_or(i64::MAX))
    }

    /// A number whose zero means "not stated".
    #[must_use]
    pub fn stated(n: impl TryInto<i64>) -> Self {
        match n.try_into().unwrap_or(i64::MAX) {
            0 => Self::Nothing,
            n => Self::Integer(n),
        }
    }

    /// A rate, with the digits that its source had.
    #[must_use]
    pub fn rate(rate: f32) -> Self {
        // By way of its shortest spelling: 0.1 must not become 0.10000000149.
        let rate = rate.is_finite().then(|| rate.to_string().parse().ok()).flatten();
        rate.map_or(Self::Nothing, Self::Real)
    }

    /// An instant.
    #[must_use]
    pub fn time(time: UtcTime) -> Self {
        if time == UtcTime::UNKNOWN { Self::Nothing } else { Self::Time(time) }
    }

    /// Writes a text into `out` for people: nothing for what is not stated.
    pub fn say(&self, out: &mut String) {
        match self {
            Self::Nothing => {}
            Self::Text(text) => out.push_str(text),
            Self::Integer(n) => out.push_str(&n.to_string()),
            Self::Real(n) => out.push_str(&n.to_string()),
            Self::Time(time) => out.push_str(&time.rfc3339()),
            Self::Texts(list) => out.push_str(&list.join("; ")),
            Self::Boolean(yes) => out.push_str(if *yes { "true" } else { "false" }),
        }
    }
}

/// Microseconds since 1970, before it negative.
#[must_use]
pub fn microseconds(time: UtcTime) -> i64 {
    time.0.saturating_sub(UtcTime::from_unix(0, 0).0).div_euclid(TICKS_PER_SECOND / 1_000_000)
}

/// Gives the value of a column in a row; nothing beyond the last row.
pub type Get = for<'a> fn(&'a Book<'a>, usize) -> Cell<'a>;

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name, in every format; the same name has the same kind in every table.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// Unit, or empty.
    pub unit: &'static str,
    /// What it means.
    pub means: &'static str,
    /// Gives its values.
    pub get: Get,
}

/// A column without a unit.
#[must_use]
pub const fn column(name: &'static str, kind: Kind, means: &'static str, get: Get) -> Column {
    Column { name, kind, unit: "", means, get }
}

/// A column with a unit.
#[must_use]
pub const fn measured(
    name: &'static str,
    kind: Kind,
    unit: &'static str,
    means: &'static str,
    get: Get,
) -> Column {
    Column { name, kind, unit, means, get }
}

/// A table.
#[derive(Clone, Debug)]
pub struct Table {
    /// What one row is, in one word: `authentication`.
    pub noun: &'static str,
    /// What one row is, in a sentence, and in which order rows come.
    pub about: &'static str,
    /// Which time a row has.
    pub stamp: &'static str,
    /// Columns whose values tell a row in one line.
    pub headline: &'static [&'static str],
    /// Columns in their order.
    pub columns: Vec<Column>,
    /// How many rows.
    pub rows: fn(&Book<'_>) -> usize,
    /// When a row happened, where rows are events.
    pub when: Option<fn(&Book<'_>, usize) -> UtcTime>,
    /// Where a row stands in the evidence, where it stands in one place.
    pub place: Option<fn(&Book<'_>, usize) -> Provenance>,
}

/// Columns that tell when.
pub const WHEN: [Column; 2] = [
    column("time", Kind::Time, "When, UTC; the clock of its source put right", |b, i| Cell::time(b.when(i))),
    column("local_time", Kind::Text, "The same on the wall clock of the site, with its offset", |b, i| {
        b.local(b.when(i))
    }),
];

/// Columns that tell where a row stands in the evidence.
pub const WHERE: [Column; 4] = [
    column(
        "source_file",
        Kind::Text,
        "File of the evidence, `!/` before the member of an archive",
        |b, i| b.place(i).map_or(Cell::Nothing, |at| b.file(at.source)),
    ),
    column("place_unit", Kind::Text, "What place_number counts: file, record, line, item", |b, i| {
        b.place(i).map_or(Cell::Nothing, |at| Cell::key(unit(at.place.unit)))
    }),
    column(
        "place_number",
        Kind::Integer,
        "Record id, line or item in the file; 0 for the file as a whole",
        |b, i| b.place(i).map_or(Cell::Nothing, |at| Cell::count(at.place.number)),
    ),
    measured(
        "place_byte",
        Kind::Integer,
        "bytes",
        "From the start of the file to the record, line or item",
        |b, i| b.place(i).map_or(Cell::Nothing, |at| Cell::count(at.place.byte)),
    ),
];

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::File => "file",
        Unit::Record => "record",
        Unit::Line => "line",
        Unit::Item => "item",
    }
}

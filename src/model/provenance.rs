//! Where a fact stands: which source, and where in it.

use super::text::Symbol;

/// A source of the case, by order of arrival from zero.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct SourceId(pub u16);

/// How places in a source are counted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Unit {
    /// The file as a whole.
    #[default]
    File,
    /// A record of an event log; `number` is its record id, which need not be unique.
    Record,
    /// A line of text, counted from 1 as an editor shows it.
    Line,
    /// An object of a dump (CLIXML, JSON, printed list), counted from 1.
    Item,
}

/// Where in a source. Any place can be read again: `byte` is where its raw bytes begin.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Place {
    /// What `number` counts.
    pub unit: Unit,
    /// Record id, line or item number; 0 for the whole file.
    pub number: u64,
    /// Bytes from the start of the source to the record, line or item.
    pub byte: u64,
}

impl Place {
    /// The source as a whole.
    pub const FILE: Self = Self { unit: Unit::File, number: 0, byte: 0 };

    /// A text line, from 1, that begins at `byte`.
    #[must_use]
    pub fn line(number: u64, byte: u64) -> Self {
        Self { unit: Unit::Line, number, byte }
    }

    /// An event record with its id, at `byte` of the file.
    #[must_use]
    pub fn record(number: u64, byte: u64) -> Self {
        Self { unit: Unit::Record, number, byte }
    }

    /// The n-th object of a dump, from 1.
    #[must_use]
    pub fn item(number: u64, byte: u64) -> Self {
        Self { unit: Unit::Item, number, byte }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.unit {
            Unit::File => f.write_str("whole file"),
            Unit::Record => write!(f, "record {} at byte {}", self.number, self.byte),
            Unit::Line => write!(f, "line {}", self.number),
            Unit::Item => write!(f, "item {} at byte {}", self.number, self.byte),
        }
    }
}

/// A place in one of the case's sources.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Provenance {
    /// Which source.
    pub source: SourceId,
    /// Where in it.
    pub place: Place,
}

/// A server as a source names it.
pub type Server = Symbol;

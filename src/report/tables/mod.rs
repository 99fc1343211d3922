//! Every table of a case for other programs: CSV, JSON lines, Timesketch, Parquet; indicators as STIX.
//!
//! A table is described once, in `sheets`; the writers know no table, and no table knows a writer. Rows are
//! written as they are read, so a table of any length needs the memory of a stretch of it.
//!
//! | module | what it does |
//! |---|---|
//! | `column` | what a table is: columns, kinds, meanings, values |
//! | `book` | the case opened for a table; makes texts safe and redacts them |
//! | `sheets` | the tables |
//! | `indicators` | what is worth looking for elsewhere |
//! | `separated`, `lines`, `columnar`, `stix` | the writers |
//! | `schema` | the documentation of all tables |

pub mod book;
pub mod column;
mod columnar;
pub mod indicators;
mod lines;
pub mod schema;
mod separated;
pub mod sheets;
mod stix;

use super::redact::Redactor;
use crate::case::Case;
use crate::task::Task;
use crate::words::{Phrase, Words};
use book::Book;
use column::{Cell, Column, Table};
use std::io::{self, Write};
use std::ops::Range;

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Which {
    /// Attempts to authenticate.
    Authentications,
    /// Messages: tracked ones and those at rest.
    Messages,
    /// Readings of queues.
    Queues,
    /// SMTP conversations.
    Sessions,
    /// What detections saw.
    Findings,
    /// Sources, with balance and hash.
    Evidence,
    /// Acts of people and services.
    Actions,
    /// Accounts by suspicion.
    Suspects,
    /// Steps of the clean-up.
    Steps,
    /// Addresses, accounts, names to look for.
    Indicators,
    /// The custody log.
    Custody,
}

impl Which {
    /// All, in the order of the menu.
    pub const ALL: [Self; 11] = [
        Self::Authentications,
        Self::Messages,
        Self::Queues,
        Self::Sessions,
        Self::Findings,
        Self::Evidence,
        Self::Actions,
        Self::Suspects,
        Self::Steps,
        Self::Indicators,
        Self::Custody,
    ];

    /// Name on the command line and in file names; `export-table-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Authentications => "authentications",
            Self::Messages => "messages",
            Self::Queues => "queues",
            Self::Sessions => "sessions",
            Self::Findings => "findings",
            Self::Evidence => "evidence",
            Self::Actions => "actions",
            Self::Suspects => "suspects",
            Self::Steps => "steps",
            Self::Indicators => "indicators",
            Self::Custody => "custody",
        }
    }
}

impl Format {
    /// All, in the order of the menu.
    pub const ALL: [Self; 6] =
        [Self::Csv, Self::CsvExcel, Self::JsonLines, Self::Timesketch, Self::Parquet, Self::Stix];

    /// Name on the command line; `export-format-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::CsvExcel => "csv-excel",
            Self::JsonLines => "jsonl",
            Self::Timesketch => "timesketch",
            Self::Parquet => "parquet",
            Self::Stix => "stix",
        }
    }

    /// How a file's name ends.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv | Self::CsvExcel => "csv",
            Self::JsonLines | Self::Timesketch => "jsonl",
            Self::Parquet => "parquet",
            Self::Stix => "json",
        }
    }

    /// Does this table come in this format?
    #[must_use]
    pub fn offers(self, which: Which) -> bool {
        match self {
            Self::Stix => which == Which::Indicators,
            // Timesketch is a timeline: what has no time of its own has no place there.
            Self::Timesketch => !matches!(
                which,
                Which::Evidence | Which::Suspects | Which::Steps | Which::Indicators | Which::Custody
            ),
            _ => true,
        }
    }
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated, formulas disarmed.
    Csv,
    /// The same for a French Excel: semicolons, byte order mark.
    CsvExcel,
    /// One JSON object a line.
    JsonLines,
    /// JSON lines as Timesketch takes them.
    Timesketch,
    /// Parquet.
    Parquet,
    /// STIX 2.1, for indicators alone.
    Stix,
}

/// The description of a table.
#[must_use]
pub fn table(which: Which) -> Table {
    match which {
        Which::Authentications => sheets::authentications::table(),
        Which::Messages => sheets::messages::table(),
        Which::Queues => sheets::queues::table(),
        Which::Sessions => sheets::sessions::table(),
        Which::Findings => sheets::findings::table(),
        Which::Evidence => sheets::evidence::table(),
        Which::Actions => sheets::actions::table(),
        Which::Suspects => sheets::suspects::table(),
        Which::Steps => sheets::steps::table(),
        Which::Indicators => sheets::indicators::table(),
        Which::Custody => sheets::custody::table(),
    }
}

/// Writes a table; answers how many rows. A timeline leaves out rows whose time is unknown or absurd, STIX
/// leaves out indicators that nobody else can use; those are not counted.
///
/// # Errors
/// It cannot be written, or the table does not come in that format.
pub fn write(
    case: &Case,
    words: &Words,
    which: Which,
    format: Format,
    redactor: Option<&Redactor>,
    task: &Task,
    out: &mut (dyn Write + Send),
) -> Result<u64, ExportError> {
    if !format.offers(which) {
        return Err(ExportError::NotOffered);
    }
    let table = table(which);
    let book = Book::new(case, words, redactor, (which, &table));
    let rows = Rows { table: &table, book: &book, task };
    match format {
        Format::Csv => separated::write(&rows, &separated::PLAIN, out),
        Format::CsvExcel => separated::write(&rows, &separated::FRENCH_EXCEL, out),
        Format::JsonLines => lines::write(&rows, out),
        Format::Timesketch => lines::timeline(&rows, out),
        Format::Parquet => columnar::write(&rows, out),
        Format::Stix => stix::write(&rows, out),
    }
}

/// Rows between two looks at whether the export was called off.
const BATCH: usize = 4_096;

/// The rows of a table, for a writer.
struct Rows<'a> {
    table: &'a Table,
    book: &'a Book<'a>,
    task: &'a Task,
}

impl<'a> Rows<'a> {
    fn len(&self) -> usize {
        (self.table.rows)(self.book)
    }

    fn cell(&self, column: &Column, row: usize) -> Cell<'a> {
        (column.get)(self.book, row)
    }

    /// All rows in stretches; looks before each whether the export was called off.
    fn stretches(&self) -> impl Iterator<Item = Result<Range<usize>, ExportError>> {
        let len = self.len();
        (0..len).step_by(BATCH).map(move |from| {
            self.task.set_records(from as u64);
            let stretch = from..len.min(from + BATCH);
            if self.task.is_cancelled() { Err(ExportError::Cancelled) } else { Ok(stretch) }
        })
    }
}

/// Why a table could not be written.
#[derive(Debug)]
pub enum ExportError {
    /// That table does not come in that format.
    NotOffered,
    /// It could not be written.
    Io(io::Error),
    /// It was called off.
    Cancelled,
}

impl ExportError {
    /// In words.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NotOffered => Phrase::new("export-not-offered"),
            Self::Io(error) => Phrase::new("export-failed").text("why", &error.to_string()),
            Self::Cancelled => Phrase::new("export-cancelled"),
        }
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

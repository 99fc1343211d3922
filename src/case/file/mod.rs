//! The case file: one SQLite file that survives anything, and trusts nothing that stands in it.
//!
//! All functions block; the workbench calls them on its worker threads. Every change is one transaction: it is
//! in the file whole, or not at all. Nothing here reads evidence but [`verify`], which hashes it again.

mod error;

pub use error::CaseFileError;

use super::CaseSource;
use super::change::Change;
use super::custody::Entry;
use super::marks::Marks;
use crate::analysis::finding::{Analysis, SiteSettings};
use crate::model::store::EventStore;
use crate::model::time::UtcTime;
use crate::task::Task;
use crate::words::Phrase;
use std::path::Path;

/// An open case file.
#[derive(Debug)]
pub struct CaseFile {
    who: String,
}

/// What may be done with an open case file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// All.
    Write,
    /// It is read only.
    Read {
        /// Who has it open, or why it cannot be written. Raw.
        holder: String,
        /// Since when, where another window has it.
        since: Option<UtcTime>,
    },
}

/// Everything small of a case at once: what the first frame needs.
#[derive(Clone, Debug, Default)]
pub struct Face {
    /// Files, by number.
    pub sources: Vec<CaseSource>,
    /// Number of the next source.
    pub next_id: u16,
    /// What the user said about the site.
    pub settings: SiteSettings,
    /// Stars, tags and notes.
    pub marks: Marks,
    /// What was done, in order.
    pub custody: Vec<Entry>,
    /// What the window wanted kept, as JSON.
    pub view: String,
    /// Are these invented incidents?
    pub is_demo: bool,
    /// What analysis said when rows were saved last: without references to rows and without lists along them.
    pub analysis: Analysis,
    /// A store without rows that holds the texts behind the symbols of `analysis`; shown until the rows are in.
    pub store: EventStore,
}

/// What [`verify`] found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// Entries of the custody log.
    pub entries: u64,
    /// Chunks of rows and small rows whose checksum was looked at.
    pub checked: u64,
    /// What is damaged in the case file, in sentences; empty where all holds.
    pub faults: Vec<Phrase>,
    /// Each source: its name, and what became of its file.
    pub sources: Vec<(String, Evidence)>,
}

impl Verified {
    /// Does everything hold that could be looked at?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.faults.is_empty() && self.sources.iter().all(|(_, e)| *e != Evidence::Changed)
    }
}

/// What became of the file of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The same bytes as when it was read.
    Same,
    /// Other bytes.
    Changed,
    /// Not where it was, or not readable.
    Missing,
    /// It was never hashed: not read whole.
    NotHashed,
}

type Result<T> = std::result::Result<T, CaseFileError>;

impl CaseFile {
    /// Makes a new case file and holds it for writing.
    ///
    /// # Errors
    /// There is such a file already, or it cannot be written.
    pub fn create(_path: &Path, who: &str, _now: UtcTime) -> Result<Self> {
        let _ = Self { who: who.to_owned() };
        Err(CaseFileError::NotCase)
    }

    /// Opens a case file: for writing, or for reading where another has it or it cannot be written.
    ///
    /// # Errors
    /// It is no case file, damaged, newer, or cannot be read.
    pub fn open(_path: &Path, _who: &str, _now: UtcTime, _task: &Task) -> Result<(Self, Access)> {
        Err(CaseFileError::NotCase)
    }

    /// Everything small.
    ///
    /// # Errors
    /// Part of it is damaged.
    pub fn face(&self) -> Result<Face> {
        Err(CaseFileError::NotCase)
    }

    /// All rows.
    ///
    /// # Errors
    /// Part of them is damaged, or the task was cancelled.
    pub fn rows(&self, _task: &Task) -> Result<EventStore> {
        Err(CaseFileError::NotCase)
    }

    /// Saves sources, rows and what analysis says of them, with entries in the custody log: all or nothing.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn save_rows(
        &mut self,
        _sources: &[CaseSource],
        _next_id: u16,
        _is_demo: bool,
        _store: &EventStore,
        _analysis: &Analysis,
        _entries: Vec<(UtcTime, Phrase)>,
    ) -> Result<Vec<Entry>> {
        Err(CaseFileError::NotCase)
    }

    /// Saves one confirmed action with its entry in the custody log.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn record(&mut self, _who: &str, _now: UtcTime, _change: &Change) -> Result<Entry> {
        Err(CaseFileError::NotCase)
    }

    /// Adds an entry to the custody log.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn log(&mut self, _who: &str, _now: UtcTime, _what: Phrase) -> Result<Entry> {
        Err(CaseFileError::NotCase)
    }

    /// Keeps what the window wants kept.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn save_view(&mut self, _view: &str) -> Result<()> {
        Err(CaseFileError::NotCase)
    }

    /// Save as: a whole copy in another file, which is then open for writing. This one stays as it is.
    ///
    /// # Errors
    /// There is such a file already, it cannot be written, or the task was cancelled.
    pub fn copy_to(&mut self, _path: &Path, _who: &str, _now: UtcTime, _task: &Task) -> Result<Self> {
        Err(CaseFileError::NotCase)
    }

    /// For tests of a full disk: the file may grow by so many pages and no more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn limit_pages(&mut self, _extra: u32) -> Result<()> {
        Err(CaseFileError::NotCase)
    }
}

/// Checks the custody chain, every checksum, the structure of the file, and hashes the evidence that is still there.
///
/// # Errors
/// It is no case file, or cannot be read.
pub fn verify(_path: &Path, _task: &Task) -> Result<Verified> {
    Err(CaseFileError::NotCase)
}

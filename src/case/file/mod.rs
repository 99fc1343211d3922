//! The case file: one SQLite file that survives anything, and trusts nothing that stands in it.
//!
//! All functions block; the workbench calls them on its worker threads. Every change is one transaction: it is
//! in the file whole, or not at all. Nothing here reads evidence but [`verify`], which hashes it again.

mod chunks;
mod copy;
mod error;
mod face;
mod items;
mod lock;
mod schema;
mod small;
mod sources;
mod verify;

pub use error::CaseFileError;
pub use schema::VERSION;
pub use verify::{hash_again, verify};

use super::CaseSource;
use super::change::{Change, Part};
use super::custody::Entry;
use super::marks::Marks;
use super::work::Work;
use crate::analysis::finding::{Analysis, SiteSettings};
use crate::model::store::EventStore;
use crate::model::time::UtcTime;
use crate::task::Task;
use crate::words::Phrase;
use lock::{Lock, Locked};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use schema::Guard;
use small::Meter;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open case file.
#[derive(Debug)]
pub struct CaseFile {
    // Closed before the lock goes.
    connection: Connection,
    guard: Arc<Guard>,
    path: PathBuf,
    who: String,
    version: u32,
    lock: Option<Lock>,
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
    /// Steps, machines, tests, consent, answers of checks.
    pub work: Work,
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
    pub fn create(path: &Path, who: &str, now: UtcTime) -> Result<Self> {
        Self::create_within(path, who, now, None)
    }

    /// [`CaseFile::create`] on a disk that has so many pages left, for tests.
    ///
    /// # Errors
    /// As [`CaseFile::create`].
    pub fn create_within(path: &Path, who: &str, now: UtcTime, pages: Option<u32>) -> Result<Self> {
        let lock = locked(path, who, now)?;
        if path.exists() {
            return Err(CaseFileError::Exists);
        }
        let half = copy::half(path)?;
        let made = make(&half, who, now, pages);
        copy::put_in_place(made, &half, path)?;
        Self::opened(path, who, Some(lock), None)
    }

    /// Opens a case file: for writing, or for reading where another has it or it cannot be written.
    ///
    /// # Errors
    /// It is no case file, damaged, newer, or cannot be read.
    pub fn open(path: &Path, who: &str, now: UtcTime, task: &Task) -> Result<(Self, Access)> {
        schema::check_header(path)?;
        let read = |holder: String, since| -> Result<(Self, Access)> {
            Ok((Self::opened(path, who, None, Some(task))?, Access::Read { holder, since }))
        };
        if let Err(error) = OpenOptions::new().read(true).write(true).open(path) {
            return read(error.to_string(), None);
        }
        match lock::take(path, who, now) {
            Locked::Theirs { holder, since } => read(holder, since),
            Locked::Impossible(error) => read(error.to_string(), None),
            Locked::Ours(lock) => {
                let mut file = Self::opened(path, who, Some(lock), Some(task))?;
                file.migrate(now)?;
                Ok((file, Access::Write))
            }
        }
    }

    /// Opens a case file for reading only, whoever has it. Takes no lock, changes nothing.
    ///
    /// # Errors
    /// As [`CaseFile::open`].
    pub fn open_to_read(path: &Path, task: &Task) -> Result<Self> {
        schema::check_header(path)?;
        Self::opened(path, "", None, Some(task))
    }

    /// Connects, and looks at the tables and the custody log.
    fn opened(path: &Path, who: &str, lock: Option<Lock>, task: Option<&Task>) -> Result<Self> {
        let mode =
            if lock.is_some() { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
        let (connection, guard) = schema::connect(path, mode)?;
        guard.begin(task);
        let (path, who) = (path.to_owned(), who.to_owned());
        let mut file = Self { connection, guard, path, who, version: 0, lock };
        let checked = file.check();
        file.version = file.told(checked)?;
        Ok(file)
    }

    fn check(&self) -> Result<u32> {
        let number = |name: &str| self.connection.pragma_query_value(None, name, |r| r.get::<_, u32>(0));
        // The header once more, as SQLite sees it: a journal may have brought an older one back.
        let (application, version) = (number("application_id")?, number("user_version")?);
        match version {
            _ if application != schema::APPLICATION => return Err(CaseFileError::NotCase),
            1..=VERSION => {}
            0 => return Err(CaseFileError::damaged("case-part-header", version)),
            _ => return Err(CaseFileError::Newer),
        }
        schema::check_schema(&self.connection, version)?;
        if self.lock.is_some() {
            let mode: String = self.connection.query_row("PRAGMA journal_mode=DELETE", [], |r| r.get(0))?;
            if mode != "delete" {
                return Err(CaseFileError::damaged("case-part-header", mode));
            }
        }
        small::custody(&self.connection, &Meter::new(self.bytes()))?;
        Ok(version)
    }

    /// Was it the user who stopped it?
    fn told<T>(&self, result: Result<T>) -> Result<T> {
        match result {
            Err(CaseFileError::TooMuch) if self.guard.is_cancelled() => Err(CaseFileError::Cancelled),
            other => other,
        }
    }

    fn bytes(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |m| m.len())
    }

    /// Brings an older file to this version, in one transaction.
    fn migrate(&mut self, now: UtcTime) -> Result<()> {
        if self.version == VERSION {
            return Ok(());
        }
        let who = self.who.clone();
        let version = self.version;
        self.write(|to| {
            schema::make_newer(to, version)?;
            if version < schema::since("item") {
                small::seal(to, "item")?;
            }
            small::log(to, now, &who, Phrase::new("custody-migrated").number("n", VERSION))
        })?;
        self.version = VERSION;
        Ok(())
    }

    /// One transaction: whole, or not at all.
    fn write<T>(&mut self, f: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        if self.lock.is_none() {
            return Err(CaseFileError::Held { holder: String::new(), since: None });
        }
        self.guard.begin_long(None);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = f(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// Everything small.
    ///
    /// # Errors
    /// Part of it is damaged.
    pub fn face(&self) -> Result<Face> {
        self.guard.begin(None);
        let (from, meter) = (&self.connection, Meter::new(self.bytes()));
        let wrong = |part| move |e: serde_json::Error| CaseFileError::damaged(part, e);
        let settings: SiteSettings = match small::body(from, "site", "case-part-site", &meter)? {
            Some(body) => serde_json::from_str(&body).map_err(wrong("case-part-site"))?,
            None => SiteSettings::default(),
        };
        let view = if self.version > 1 { small::body(from, "view", "case-part-view", &meter)? } else { None };
        let (mut analysis, store) = match small::body(from, "face", "case-part-face", &meter)? {
            Some(body) => face::read(&body)?,
            None => Default::default(),
        };
        analysis.figures = settings.thresholds();
        let sources = small::sources(from, &meter)?;
        let after = sources.iter().map(|s| s.id.0.saturating_add(1)).max().unwrap_or(0);
        let next_id = small::meta(from, "next_id")?.and_then(|n| n.parse().ok()).unwrap_or(0);
        Ok(Face {
            next_id: after.max(next_id),
            sources,
            settings,
            marks: small::marks(from, &meter)?,
            work: if self.version < schema::since("item") {
                Work::default()
            } else {
                items::work(from, &meter)?
            },
            custody: small::custody(from, &meter)?,
            view: view.unwrap_or_default(),
            is_demo: small::meta(from, "is_demo")?.as_deref() == Some("yes"),
            analysis,
            store,
        })
    }

    /// All rows.
    ///
    /// # Errors
    /// Part of them is damaged, or the task was cancelled.
    pub fn rows(&self, task: &Task) -> Result<EventStore> {
        self.guard.begin_long(Some(task));
        let read = chunks::rows(&self.connection, self.bytes(), task);
        self.told(read)
    }

    /// Saves sources, rows and what analysis says of them, with entries in the custody log: all or nothing.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn save_rows(
        &mut self,
        sources: &[CaseSource],
        next_id: u16,
        is_demo: bool,
        store: &EventStore,
        analysis: &Analysis,
        entries: Vec<(UtcTime, Phrase)>,
    ) -> Result<Vec<Entry>> {
        let (who, face) = (self.who.clone(), face::written(analysis, store)?);
        self.write(|to| {
            small::put_sources(to, sources)?;
            small::put_meta(to, "next_id", &next_id.to_string())?;
            small::put_meta(to, "is_demo", if is_demo { "yes" } else { "no" })?;
            chunks::put_rows(to, store)?;
            small::put_body(to, "face", &face)?;
            entries.into_iter().map(|(at, what)| small::log(to, at, &who, what)).collect()
        })
    }

    /// Saves one confirmed action with its entry in the custody log.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn record(&mut self, who: &str, now: UtcTime, change: &Change) -> Result<Entry> {
        self.write(|to| {
            match &change.part {
                Part::Mark { at, after, .. } => small::put_mark(to, *at, after)?,
                Part::Site { after, .. } => small::put_body(to, "site", &small::to_json(after)?)?,
                Part::Noted => {}
                Part::Item { key, after, .. } => items::put(to, key, after.as_deref())?,
                Part::Proof { key, after, file, .. } => {
                    items::put_proof(to, file)?;
                    items::put(to, key, after.as_deref())?;
                }
            }
            small::log(to, now, who, change.what.clone())
        })
    }

    /// Keeps what the user says about the site without an entry: what a case begins with.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn save_site(&mut self, settings: &SiteSettings) -> Result<()> {
        let body = small::to_json(settings)?;
        self.write(|to| small::put_body(to, "site", &body))
    }

    /// Adds an entry to the custody log.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn log(&mut self, who: &str, now: UtcTime, what: Phrase) -> Result<Entry> {
        self.write(|to| small::log(to, now, who, what))
    }

    /// The bytes of a file that proves a step, by its SHA-256 in hex; nothing where the case does not hold it.
    ///
    /// # Errors
    /// They cannot be read, or are not those that were put in.
    pub fn proof(&self, sha256: &str) -> Result<Option<Vec<u8>>> {
        self.guard.begin(None);
        if self.version < schema::since("proof") {
            return Ok(None);
        }
        items::proof(&self.connection, sha256)
    }

    /// Keeps what the window wants kept.
    ///
    /// # Errors
    /// It cannot be written; the file is as before.
    pub fn save_view(&mut self, view: &str) -> Result<()> {
        self.write(|to| small::put_body(to, "view", view))
    }

    /// Save as: a whole copy in another file, which is then open for writing. This one stays as it is. A file of
    /// that name goes, unless it is an open case.
    ///
    /// # Errors
    /// The other file is an open case, it cannot be written, or the task was cancelled.
    pub fn copy_to(&mut self, path: &Path, who: &str, now: UtcTime, task: &Task) -> Result<Self> {
        let lock = locked(path, who, now)?;
        let half = copy::half(path)?;
        self.guard.begin_long(Some(task));
        let made = copy::pages(&self.connection, &half, task).and_then(|()| {
            let from = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (to, _) = schema::connect(&half, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
            small::log(&to, now, who, Phrase::new("custody-copied").text("from", &from))?;
            Ok(())
        });
        copy::put_in_place(made, &half, path)?;
        let mut copy = Self::opened(path, who, Some(lock), None)?;
        copy.migrate(now)?;
        Ok(copy)
    }

    /// For tests of a full disk: the file may grow by so many pages and no more.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn limit_pages(&mut self, extra: u32) -> Result<()> {
        self.guard.begin(None);
        let pages: u32 = self.connection.pragma_query_value(None, "page_count", |r| r.get(0))?;
        limit(&self.connection, pages.saturating_add(extra))
    }
}

fn limit(connection: &Connection, pages: u32) -> Result<()> {
    let sql = format!("PRAGMA max_page_count={}", pages.max(1));
    Ok(connection.query_row(&sql, [], |_| Ok(()))?)
}

fn locked(path: &Path, who: &str, now: UtcTime) -> Result<Lock> {
    match lock::take(path, who, now) {
        Locked::Ours(lock) => Ok(lock),
        Locked::Theirs { holder, since } => Err(CaseFileError::Held { holder, since }),
        Locked::Impossible(error) => Err(CaseFileError::writing(&error)),
    }
}

/// A new case file with nothing in it.
fn make(path: &Path, who: &str, now: UtcTime, pages: Option<u32>) -> Result<()> {
    let (mut to, _) =
        schema::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    to.pragma_update(None, "page_size", schema::PAGE)?;
    if let Some(pages) = pages {
        limit(&to, pages)?;
    }
    let transaction = to.transaction_with_behavior(TransactionBehavior::Immediate)?;
    schema::make_tables(&transaction)?;
    for table in ["source", "mark", "chunk", "item"] {
        small::seal(&transaction, table)?;
    }
    small::put_meta(&transaction, "made_with", concat!("relayscope ", env!("CARGO_PKG_VERSION")))?;
    small::log(&transaction, now, who, Phrase::new("custody-created"))?;
    transaction.commit()?;
    Ok(())
}

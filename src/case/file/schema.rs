//! The door: nothing of a file is asked for before its header and its tables are exactly ours.
//!
//! A case file may be forged. SQLite sees it only after its header has been read here, then with everything
//! turned off that a schema could set going, with small limits, and with a count of steps that ends.

use super::error::CaseFileError;
use super::lock::beside;
use crate::task::Task;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

type Result<T> = std::result::Result<T, CaseFileError>;

/// Says that a SQLite file is a case of ours: `RSCF`.
pub const APPLICATION: u32 = 0x5253_4346;
/// The version written. 1 had no table `view`, 2 had neither `item` nor `proof`.
pub const VERSION: u32 = 3;
/// Bytes of a page.
pub const PAGE: u32 = 8_192;
/// Steps of SQLite's machine for everything small; a case with a hundred thousand marks needs a tenth.
const STEPS: u64 = 100_000_000;
/// Steps between two looks at the task.
const STRIDE: i32 = 5_000;
/// Bytes of one text or blob; the largest we write is 16 MiB.
const MAX_LENGTH: i32 = 64 << 20;
/// How long one waits for another's transaction.
const PATIENCE: Duration = Duration::from_secs(5);
/// Ends a journal that names a file of another database, which SQLite would delete.
const SUPER_JOURNAL: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// The table that version 2 brought.
const VIEW: &str = "CREATE TABLE view (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL)";

/// The tables that version 3 brought.
const ITEM: &str = "CREATE TABLE item (key TEXT NOT NULL PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID";
/// Bytes of files that prove a step.
const PROOF: &str = "CREATE TABLE proof (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, data BLOB NOT NULL)";

/// Every table as it is made, in the order of their names.
pub const TABLES: &[(&str, &str)] = &[
    (
        "chunk",
        "CREATE TABLE chunk (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, part INTEGER NOT NULL, name TEXT NOT NULL, \
         n INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, layout INTEGER NOT NULL, \
         crc INTEGER NOT NULL, data BLOB NOT NULL)",
    ),
    (
        "custody",
        "CREATE TABLE custody (number INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, \
         what TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL)",
    ),
    ("face", "CREATE TABLE face (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL)"),
    ("item", ITEM),
    (
        "mark",
        "CREATE TABLE mark (source INTEGER NOT NULL, unit INTEGER NOT NULL, number INTEGER NOT NULL, \
         byte INTEGER NOT NULL, star INTEGER NOT NULL, tags TEXT NOT NULL, note TEXT NOT NULL, \
         crc INTEGER NOT NULL, PRIMARY KEY (source, unit, number, byte)) WITHOUT ROWID",
    ),
    (
        "meta",
        "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID",
    ),
    ("proof", PROOF),
    ("site", "CREATE TABLE site (id INTEGER PRIMARY KEY, body TEXT NOT NULL, crc INTEGER NOT NULL)"),
    (
        "source",
        "CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT, \
         state TEXT NOT NULL, n_read INTEGER NOT NULL, n_recovered INTEGER NOT NULL, n_skipped INTEGER NOT NULL, \
         n_damaged INTEGER NOT NULL, n_total INTEGER NOT NULL, body TEXT NOT NULL, crc INTEGER NOT NULL)",
    ),
    ("view", VIEW),
];

/// Ends what takes too many steps, or what the user stopped.
#[derive(Debug, Default)]
pub struct Guard {
    steps: AtomicU64,
    task: Mutex<Option<Task>>,
}

impl Guard {
    /// Small things from here on: a count of steps that ends.
    pub fn begin(&self, task: Option<&Task>) {
        self.steps.store(STEPS, Ordering::Relaxed);
        self.watch(task);
    }

    /// Long work from here on, as long as the task lets it.
    pub fn begin_long(&self, task: Option<&Task>) {
        self.steps.store(u64::MAX, Ordering::Relaxed);
        self.watch(task);
    }

    fn watch(&self, task: Option<&Task>) {
        *self.task.lock().unwrap_or_else(PoisonError::into_inner) = task.cloned();
    }

    /// Was it the user who stopped it?
    pub fn is_cancelled(&self) -> bool {
        self.task.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(Task::is_cancelled)
    }

    fn must_end(&self) -> bool {
        let stride = u64::from(STRIDE.unsigned_abs());
        let left = self.steps.load(Ordering::Relaxed);
        self.steps.store(left.saturating_sub(stride), Ordering::Relaxed);
        left < stride || self.is_cancelled()
    }
}

/// The version of a case file, by its header alone.
///
/// # Errors
/// It is no case file, newer, or its header does not fit it.
pub fn check_header(path: &Path) -> Result<u32> {
    let mut file = File::open(path).map_err(|e| CaseFileError::reading(&e))?;
    let about = file.metadata().map_err(|e| CaseFileError::reading(&e))?;
    let mut head = [0; 100];
    if !about.is_file() || file.read_exact(&mut head).is_err() || !head.starts_with(b"SQLite format 3\0") {
        return Err(CaseFileError::NotCase);
    }
    let word = |at: usize| head.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes);
    if word(68) != APPLICATION {
        return Err(CaseFileError::NotCase);
    }
    let version = word(60);
    let faults = [
        ("page size", u32::from(u16::from_be_bytes([head[16], head[17]])) != PAGE),
        ("format", head[18] != 1 || head[19] != 1),
        ("fractions", head.get(20..24) != Some(&[0, 64, 32, 32])),
        ("encoding", word(56) != 1),
        ("version", version == 0),
        ("-wal", beside(path, "-wal").exists()),
    ];
    if let Some((what, _)) = faults.iter().find(|(_, wrong)| *wrong) {
        return Err(CaseFileError::damaged("case-part-header", what));
    }
    if version > VERSION {
        return Err(CaseFileError::Newer);
    }
    // While a journal waits, SQLite first brings the file back to the size it names.
    let whole = u64::from(word(28)) * u64::from(PAGE) == about.len();
    if !whole && !has_journal(path)? {
        return Err(CaseFileError::damaged("case-part-header", format!("{} bytes", about.len())));
    }
    Ok(version)
}

/// Is there a journal beside it? One that names a file to be deleted is refused.
fn has_journal(path: &Path) -> Result<bool> {
    let Ok(mut journal) = File::open(beside(path, "-journal")) else { return Ok(false) };
    let mut end = [0; 8];
    let read = journal.seek(SeekFrom::End(-8)).and_then(|_| journal.read_exact(&mut end));
    if read.is_ok() && end == SUPER_JOURNAL {
        return Err(CaseFileError::damaged("case-part-header", "-journal"));
    }
    Ok(true)
}

/// A connection with everything turned off that a file could set going. Reads nothing yet.
pub fn connect(path: &Path, flags: OpenFlags) -> Result<(Connection, Arc<Guard>)> {
    has_journal(path)?;
    let mut connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    let guard = Arc::new(Guard::default());
    guard.begin(None);
    let watched = Arc::clone(&guard);
    connection.progress_handler(STRIDE, Some(move || watched.must_end()))?;
    connection.busy_timeout(PATIENCE)?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_CREATE, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
    ] {
        connection.set_db_config(config, on)?;
    }
    for (limit, value) in [
        (Limit::SQLITE_LIMIT_LENGTH, MAX_LENGTH),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 4_096),
        (Limit::SQLITE_LIMIT_COLUMN, 32),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 16),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 2),
        (Limit::SQLITE_LIMIT_VDBE_OP, 10_000),
        (Limit::SQLITE_LIMIT_FUNCTION_ARG, 8),
        (Limit::SQLITE_LIMIT_ATTACHED, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 16),
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 32),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 0),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, value)?;
    }
    connection.execute_batch(
        "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA synchronous=FULL; \
         PRAGMA cache_size=-16384;",
    )?;
    Ok((connection, guard))
}

/// Are the tables exactly those of `version`, word for word, and nothing more?
pub fn check_schema(connection: &Connection, version: u32) -> Result<()> {
    let strange = |place: String| CaseFileError::damaged("case-part-schema", place);
    let broken = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::CannotOpen | ErrorCode::DiskFull,
        ) => error.into(),
        Some(ErrorCode::ReadOnly | ErrorCode::SystemIoFailure) => {
            CaseFileError::CannotRead(error.to_string())
        }
        _ => CaseFileError::damaged("case-part-schema", "sqlite_schema"),
    };
    let mut statement = connection
        .prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT 100")
        .map_err(broken)?;
    let row = |r: &rusqlite::Row<'_>| Ok([r.get(0)?, r.get(1)?, r.get(2)?, r.get::<_, String>(3)?]);
    let mut found = statement
        .query_map([], row)
        .and_then(Iterator::collect::<rusqlite::Result<Vec<[String; 4]>>>)
        .map_err(broken)?;
    found.sort();
    let wanted = TABLES.iter().filter(|(name, _)| version >= since(name));
    let wanted: Vec<[String; 4]> =
        wanted.map(|(name, sql)| ["table", name, name, sql].map(str::to_owned)).collect();
    if found == wanted { Ok(()) } else { Err(strange("sqlite_schema".into())) }
}

/// The version that brought a table.
#[must_use]
pub fn since(table: &str) -> u32 {
    match table {
        "view" => 2,
        "item" | "proof" => 3,
        _ => 1,
    }
}

/// Makes the tables that a file of an older version lacks.
pub fn make_newer(connection: &Connection, version: u32) -> rusqlite::Result<()> {
    for (_, sql) in TABLES.iter().filter(|(name, _)| since(name) > version) {
        connection.execute(sql, [])?;
    }
    connection.pragma_update(None, "user_version", VERSION)
}

/// Makes all tables in an empty file.
pub fn make_tables(connection: &Connection) -> rusqlite::Result<()> {
    for (_, sql) in TABLES {
        connection.execute(sql, [])?;
    }
    connection.pragma_update(None, "application_id", APPLICATION)?;
    connection.pragma_update(None, "user_version", VERSION)
}

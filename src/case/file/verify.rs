//! Looks at everything a case file states: its chain, its checksums, its structure, and the evidence itself.

use super::error::CaseFileError;
use super::schema::{self, Guard};
use super::small::{self, Meter};
use super::{Evidence, Result, Verified, chunks, face, items};
use crate::case::CaseSource;
use crate::evidence::hints::Hints;
use crate::evidence::intake::{self, Candidate};
use crate::model::provenance::SourceId;
use crate::task::Task;
use crate::words::Phrase;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Checks the custody chain, every checksum, the structure of the file, and hashes the evidence that is still there.
///
/// # Errors
/// It is no case file, or cannot be read.
pub fn verify(path: &Path, task: &Task) -> Result<Verified> {
    let version = schema::check_header(path)?;
    let (connection, guard) = schema::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    schema::check_schema(&connection, version)?;
    let bytes = std::fs::metadata(path).map_or(0, |m| m.len());
    let mut found = Verified::default();
    guard.begin(Some(task));
    let sources = small_things(&connection, bytes, version, &mut found);
    guard.begin_long(Some(task));
    large_things(&connection, &guard, bytes, task, &mut found)?;
    guard.begin_long(Some(task));
    structure(&connection, &mut found);
    if task.is_cancelled() {
        return Err(CaseFileError::Cancelled);
    }
    drop(connection);
    let mut opened = BTreeMap::new();
    for source in &sources {
        let state = evidence(Some(path), source, &mut opened, task);
        if task.is_cancelled() {
            return Err(CaseFileError::Cancelled);
        }
        found.sources.push((source.name.clone(), state));
    }
    Ok(found)
}

fn note<T>(found: &mut Verified, read: Result<T>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err(error) => {
            found.faults.push(error.phrase());
            None
        }
    }
}

fn small_things(from: &Connection, bytes: u64, version: u32, found: &mut Verified) -> Vec<CaseSource> {
    let meter = Meter::new(bytes);
    if let Some(entries) = note(found, small::custody(from, &meter)) {
        found.entries = entries.len() as u64;
    }
    let sources = note(found, small::sources(from, &meter)).unwrap_or_default();
    let marks = note(found, small::marks(from, &meter)).unwrap_or_default();
    found.checked += (sources.len() + marks.len()) as u64;
    if version >= schema::since("item") {
        let work = note(found, items::work(from, &meter)).unwrap_or_default();
        found.checked += work.items().len() as u64;
        found.checked += note(found, items::check_proofs(from, &work)).unwrap_or(0);
    }
    for (table, part) in [("site", "case-part-site"), ("face", "case-part-face"), ("view", "case-part-view")]
    {
        if version >= schema::since(table) {
            let body = note(found, small::body(from, table, part, &meter)).flatten();
            found.checked += u64::from(body.is_some());
            if let ("face", Some(body)) = (table, body) {
                note(found, face::read(&body));
            }
        }
    }
    for name in ["next_id", "is_demo", "repeats", "ahead"] {
        note(found, small::meta(from, name));
    }
    sources
}

fn large_things(
    from: &Connection,
    guard: &Guard,
    bytes: u64,
    task: &Task,
    found: &mut Verified,
) -> Result<()> {
    note(found, small::check_seal(from, "chunk", "case-part-rows"));
    match chunks::check(from, guard, bytes, task) {
        Ok((checked, faults)) => {
            found.checked += checked;
            found.faults.extend(faults.iter().map(CaseFileError::phrase));
        }
        Err(CaseFileError::Cancelled) => return Err(CaseFileError::Cancelled),
        Err(error) => found.faults.push(error.phrase()),
    }
    Ok(())
}

/// SQLite's own look at its pages.
fn structure(connection: &Connection, found: &mut Verified) {
    let said = connection.query_row("PRAGMA quick_check(1)", [], |r| r.get::<_, String>(0));
    match said {
        Ok(word) if word == "ok" => {}
        Ok(word) => found.faults.push(CaseFileError::damaged("case-part-file", word).phrase()),
        Err(error) => found.faults.push(CaseFileError::from(error).phrase()),
    }
}

type Opened = BTreeMap<PathBuf, Vec<Candidate>>;

/// Hashes the evidence again as it lies now. `case` is the file that names it; `None` where the user did.
#[must_use]
pub fn hash_again(case: Option<&Path>, sources: &[CaseSource], task: &Task) -> BTreeMap<SourceId, Evidence> {
    let mut opened = BTreeMap::new();
    let looked = sources.iter().take_while(|_| !task.is_cancelled());
    looked.map(|source| (source.id, evidence(case, source, &mut opened, task))).collect()
}

/// What became of a source's file.
fn evidence(case: Option<&Path>, source: &CaseSource, opened: &mut Opened, task: &Task) -> Evidence {
    let Some(stated) = &source.sha256 else { return Evidence::NotHashed };
    let file = Path::new(source.name.split("!/").next().unwrap_or_default());
    if case.is_some_and(|case| reaches_elsewhere(case, file)) {
        return Evidence::Missing;
    }
    let candidates = opened.entry(file.to_owned()).or_insert_with(|| {
        // A folder of that name is no evidence of this source.
        let files = if file.is_file() { vec![file.to_owned()] } else { Vec::new() };
        intake::find(&files, task).into_iter().flatten().collect()
    });
    let Some(candidate) = candidates.iter().find(|c| c.name == source.name) else { return Evidence::Missing };
    let digest = intake::open(candidate, source.id, Hints::default(), task).ok().and_then(|s| s.finish(task));
    match digest {
        None => Evidence::Missing,
        Some(digest) => {
            let hash: String = digest.sha256.iter().map(|b| format!("{b:02x}")).collect();
            if hash == *stated { Evidence::Same } else { Evidence::Changed }
        }
    }
}

/// Does the name lead to another machine, where the case is not? Asking there would hand this user's sign-in to
/// whoever wrote the name.
fn reaches_elsewhere(case: &Path, file: &Path) -> bool {
    let machine = |p: &Path| {
        let text = p.to_string_lossy().replace('\\', "/");
        text.strip_prefix("//").map(|t| t.split('/').next().unwrap_or_default().to_lowercase())
    };
    machine(file).is_some_and(|there| machine(case) != Some(there))
}

/// The sentence of what became of a source.
impl Evidence {
    /// The sentence.
    #[must_use]
    pub fn phrase(self) -> Phrase {
        Phrase::new(match self {
            Self::Same => "evidence-same",
            Self::Changed => "evidence-changed",
            Self::Missing => "evidence-missing",
            Self::NotHashed => "evidence-not-hashed",
        })
    }
}

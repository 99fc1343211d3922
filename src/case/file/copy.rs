//! Files that appear whole or not at all: written beside their place under another name, then moved there.

use super::error::CaseFileError;
use super::lock::beside;
use super::schema;
use crate::task::Task;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

type Result<T> = std::result::Result<T, CaseFileError>;

/// Pages copied between two looks at the task.
const STRIDE: i32 = 512;
/// Waits for another's transaction, each of [`PAUSE`].
const MAX_WAITS: u32 = 200;
const PAUSE: Duration = Duration::from_millis(50);

/// The name under which a file is written before it takes its place; what an earlier try left there goes. The
/// lock of the place must be held.
pub fn half(path: &Path) -> Result<PathBuf> {
    let half = beside(path, ".part");
    for left in [half.clone(), beside(&half, "-journal"), beside(&half, "-wal")] {
        match fs::remove_file(&left) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(CaseFileError::writing(&error));
            }
            _ => {}
        }
    }
    Ok(half)
}

/// Moves a file that is whole to its place; one that is not goes.
pub fn put_in_place(made: Result<()>, half: &Path, path: &Path) -> Result<()> {
    let moved = made.and_then(|()| put(half, path).map_err(|e| CaseFileError::writing(&e)));
    if moved.is_err() {
        // What cannot be removed now is removed by the next try.
        let _ = fs::remove_file(half);
        let _ = fs::remove_file(beside(half, "-journal"));
    }
    moved
}

fn put(half: &Path, path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(half)?.sync_all()?;
    fs::rename(half, path)?;
    // The name itself; where folders cannot be opened (Windows) the system sees to it.
    if let Some(Ok(folder)) = path.parent().map(File::open) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Copies every page.
pub fn pages(from: &Connection, half: &Path, task: &Task) -> Result<()> {
    let (mut to, _) =
        schema::connect(half, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    let backup = Backup::new(from, &mut to)?;
    let mut waits = 0;
    loop {
        if task.is_cancelled() {
            return Err(CaseFileError::Cancelled);
        }
        match backup.step(STRIDE)? {
            StepResult::Done => return Ok(()),
            StepResult::More => task.advance(u64::from(STRIDE.unsigned_abs()) * u64::from(schema::PAGE)),
            _ if waits < MAX_WAITS => {
                waits += 1;
                std::thread::sleep(PAUSE);
            }
            _ => return Err(CaseFileError::CannotRead(String::new())),
        }
    }
}

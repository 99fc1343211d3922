//! One writer at a time, over all processes and machines that see the folder.
//!
//! `NAME.relaycase.lock` is locked as long as the case is open for writing; the system lets go of it when the
//! process ends, however that ends. Windows lets nobody read a locked file, so who it is and since when stand in
//! `NAME.relaycase.holder`. Both go on a clean close.

use crate::model::time::UtcTime;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Tries at a lock file that is taken away under our hands.
const TRIES: usize = 8;
/// Bytes of the holder's text that are read.
const MAX_HOLDER: u64 = 1_024;

/// Held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    lock: PathBuf,
    holder: PathBuf,
}

/// What came of trying.
#[derive(Debug)]
pub enum Locked {
    /// It is ours.
    Ours(Lock),
    /// Somebody else has it.
    Theirs {
        /// Who; empty where that cannot be read.
        holder: String,
        /// Since when.
        since: Option<UtcTime>,
    },
    /// Nothing can be locked here, and why.
    Impossible(io::Error),
}

/// A file beside the case file.
pub fn beside(case: &Path, ending: &str) -> PathBuf {
    let mut name = case.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Tries to become the writer of `case`. Does not wait.
pub fn take(case: &Path, who: &str, now: UtcTime) -> Locked {
    let (lock, holder) = (beside(case, ".lock"), beside(case, ".holder"));
    for _ in 0..TRIES {
        let file = match open(&lock) {
            Ok(file) => file,
            Err(error) => return Locked::Impossible(error),
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return theirs(&holder),
            Err(TryLockError::Error(error)) => return Locked::Impossible(error),
            Ok(()) if stands(&lock) => {
                // Who cannot be told is no reason not to work.
                let _ = fs::write(&holder, format!("{}\n{}\n", now.0, one_line(who)));
                return Locked::Ours(Lock { _file: file, lock, holder });
            }
            Ok(()) => {}
        }
    }
    theirs(&holder)
}

fn open(lock: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(lock)
}

/// Is the file we have locked still the one of this name? Another writer may have removed it on closing, just
/// before we locked it. A second handle on the same file cannot be locked.
fn stands(lock: &Path) -> bool {
    let again = OpenOptions::new().read(true).write(true).open(lock);
    again.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn theirs(holder: &Path) -> Locked {
    let mut text = Vec::new();
    let read = File::open(holder).and_then(|f| f.take(MAX_HOLDER).read_to_end(&mut text));
    let text = String::from_utf8_lossy(if read.is_ok() { &text } else { &[] }).into_owned();
    let mut lines = text.lines();
    let since = lines.next().and_then(|l| l.parse().ok()).map(UtcTime).filter(|t| t.is_plausible());
    Locked::Theirs { holder: lines.next().unwrap_or_default().to_owned(), since }
}

fn one_line(who: &str) -> String {
    who.replace(['\r', '\n'], " ")
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still locked: whoever opens the name from now on gets a file of their own.
        let _ = fs::remove_file(&self.holder);
        let _ = fs::remove_file(&self.lock);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_hears_who_and_since_when_and_the_third_may() {
        let folder = tempfile::tempdir().unwrap();
        let case = folder.path().join("a.relaycase");
        let since = UtcTime::from_unix(1_762_136_094, 0);
        let Locked::Ours(first) = take(&case, "anna on PC1", since) else { panic!("not locked") };
        let Locked::Theirs { holder, since: told } = take(&case, "ben", since) else {
            panic!("locked twice")
        };
        assert_eq!((holder.as_str(), told), ("anna on PC1", Some(since)));
        drop(first);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(matches!(take(&case, "ben", since), Locked::Ours(_)));
    }
}

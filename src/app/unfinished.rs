//! Unnamed cases that were left without a goodbye: a program that was killed could not note them as recent.
//!
//! Looks into the folder of unnamed cases on a thread; opens nothing.

use super::settings::Recent;
use crate::model::time::UtcTime;
use crate::workbench::keeping::is_case_file;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::UNIX_EPOCH;

/// Files looked at.
const MAX_FILES: usize = 1_000;

/// Looks into `folder`; the list, latest first, arrives after `wake` was called.
pub fn look(folder: PathBuf, wake: impl Fn() + Send + 'static) -> Receiver<Vec<Recent>> {
    let (send, found) = channel();
    let body = move || {
        // The window may be gone by now.
        let _ = send.send(cases_in(&folder));
        wake();
    };
    // Without a thread nothing is found, and nothing is lost: the files stay where they are.
    let _ = std::thread::Builder::new().name("unfinished".to_owned()).spawn(body);
    found
}

fn cases_in(folder: &Path) -> Vec<Recent> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().take(MAX_FILES).flatten();
    let cases = entries.filter(|e| is_case_file(&e.path())).filter_map(|e| {
        let changed = e.metadata().ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        let opened = UtcTime::from_unix(i64::try_from(changed.as_secs()).ok()?, 0).0;
        Some(Recent { path: e.path(), named: false, is_demo: false, opened })
    });
    let mut cases: Vec<Recent> = cases.collect();
    cases.sort_by(|a, b| (b.opened, &a.path).cmp(&(a.opened, &b.path)));
    cases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_files_are_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.relaycase", "a.relaycase.lock", "notes.txt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let found = look(folder.path().to_owned(), || {}).recv().unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].path.ends_with("a.relaycase") && !found[0].named);
        assert!(look(folder.path().join("none"), || {}).recv().unwrap().is_empty());
    }
}

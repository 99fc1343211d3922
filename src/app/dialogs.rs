//! The system's own dialogs for files and folders, on a thread of their own: the window never waits.

use super::panels::report::names;
use crate::workbench::command::Product;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Ending of case files.
pub const CASE: &str = "relaycase";

/// What came of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Evidence to read.
    Evidence(Vec<PathBuf>),
    /// A case to open.
    Case(PathBuf),
    /// Where to save the case.
    SaveAs(PathBuf),
    /// A file that proves a step.
    Proof(String, PathBuf),
    /// Where to write the bytes of a proof.
    TakeOut(String, PathBuf),
    /// What to write, where, and whether to open it then.
    Output(Product, bool, PathBuf),
    /// The mark of the report.
    Logo(PathBuf),
}

/// At most one dialog at a time.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<Receiver<Chosen>>,
}

impl Dialogs {
    /// Asks for files; does nothing while another dialog is open.
    pub fn ask_files(&mut self, title: String, wake: impl Fn() + Send + 'static) {
        let choose = move || rfd::FileDialog::new().set_title(title).pick_files().map(Chosen::Evidence);
        self.ask(choose, wake);
    }

    /// Asks for folders.
    pub fn ask_folder(&mut self, title: String, wake: impl Fn() + Send + 'static) {
        let choose = move || rfd::FileDialog::new().set_title(title).pick_folders().map(Chosen::Evidence);
        self.ask(choose, wake);
    }

    /// Asks for a case file.
    pub fn ask_case(&mut self, title: String, kind: String, wake: impl Fn() + Send + 'static) {
        let dialog = move || rfd::FileDialog::new().set_title(title).add_filter(kind, &[CASE]).pick_file();
        self.ask(move || dialog().map(Chosen::Case), wake);
    }

    /// Asks where to save the case; the system's dialog itself asks before it takes a file that exists.
    pub fn ask_save(&mut self, title: String, kind: String, name: String, wake: impl Fn() + Send + 'static) {
        let dialog = move || {
            let dialog = rfd::FileDialog::new().set_title(title).add_filter(kind, &[CASE]);
            dialog.set_file_name(name).save_file()
        };
        self.ask(move || dialog().map(|path| Chosen::SaveAs(with_ending(path))), wake);
    }

    /// Asks for a file that proves a step.
    pub fn ask_proof(&mut self, title: String, step: String, wake: impl Fn() + Send + 'static) {
        let dialog = move || rfd::FileDialog::new().set_title(title).pick_file();
        self.ask(move || dialog().map(|path| Chosen::Proof(step, path)), wake);
    }

    /// Asks where to write the bytes of a proof.
    pub fn ask_take_out(
        &mut self,
        title: String,
        (sha256, name): (String, String),
        wake: impl Fn() + Send + 'static,
    ) {
        let dialog = move || rfd::FileDialog::new().set_title(title).set_file_name(name).save_file();
        self.ask(move || dialog().map(|path| Chosen::TakeOut(sha256, path)), wake);
    }

    /// Asks where to write something; the name begins as `name` and ends as such files do.
    pub fn ask_output(
        &mut self,
        title: String,
        (kind, name): (String, String),
        (product, open): (Product, bool),
        wake: impl Fn() + Send + 'static,
    ) {
        let ending = names::ending(product);
        let dialog = move || {
            let dialog = rfd::FileDialog::new().set_title(title).add_filter(kind, &[ending]);
            dialog.set_file_name(name).save_file()
        };
        self.ask(move || dialog().map(|path| Chosen::Output(product, open, unasked(path, ending))), wake);
    }

    /// Asks for a picture.
    pub fn ask_logo(&mut self, title: String, kind: String, wake: impl Fn() + Send + 'static) {
        let endings = ["png", "jpg", "jpeg"];
        let dialog = move || rfd::FileDialog::new().set_title(title).add_filter(kind, &endings).pick_file();
        self.ask(move || dialog().map(Chosen::Logo), wake);
    }

    /// What was chosen since; `None` while the dialog is open or when it was closed without a choice.
    pub fn take(&mut self) -> Option<Chosen> {
        match self.open.as_ref()?.try_recv() {
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => {
                self.open = None;
                None
            }
            Ok(chosen) => {
                self.open = None;
                Some(chosen)
            }
        }
    }

    fn ask(
        &mut self,
        choose: impl FnOnce() -> Option<Chosen> + Send + 'static,
        wake: impl Fn() + Send + 'static,
    ) {
        if self.open.is_some() {
            return;
        }
        let (send, receive) = channel();
        let thread = std::thread::Builder::new().name("dialog".into()).spawn(move || {
            if let Some(chosen) = choose() {
                // The window may have closed meanwhile.
                let _ = send.send(chosen);
            }
            drop(send);
            wake();
        });
        self.open = thread.is_ok().then_some(receive);
    }
}

/// Is this a case file, by its name?
#[must_use]
pub fn is_case(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(CASE))
}

/// The path with the ending of case files, whatever else the user typed before it.
#[must_use]
pub fn with_ending(path: PathBuf) -> PathBuf {
    ended(path, CASE)
}

fn ended(path: PathBuf, ending: &str) -> PathBuf {
    if path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending)) {
        return path;
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(ending);
    name.into()
}

/// Names tried beside one that is taken.
const BESIDE: u32 = 1_000;

/// The path with its ending. Where the ending is ours the system's dialog has not asked about a file of that
/// name, so one that is there is left alone and a number is put behind ours.
fn unasked(path: PathBuf, ending: &str) -> PathBuf {
    let whole = ended(path.clone(), ending);
    if whole == path || !whole.exists() {
        return whole;
    }
    let beside = |n: u32| {
        let mut name = path.clone().into_os_string();
        name.push(format!(" ({n}).{ending}"));
        PathBuf::from(name)
    };
    (2..BESIDE).map(beside).find(|path| !path.exists()).unwrap_or(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_keeps_its_name_and_gets_its_ending_once() {
        let ended = |name: &str| with_ending(PathBuf::from(name));
        assert_eq!(ended("contoso 2025.11"), PathBuf::from("contoso 2025.11.relaycase"));
        assert_eq!(ended("a.RelayCase"), PathBuf::from("a.RelayCase"));
        assert!(is_case(Path::new("x/a.relaycase")) && !is_case(Path::new("a.log")));
    }

    #[test]
    fn a_file_that_nobody_was_asked_about_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        assert_eq!(unasked(at("report"), "pdf"), at("report.pdf"));
        std::fs::write(at("report.pdf"), "there").unwrap();
        assert_eq!(unasked(at("report"), "pdf"), at("report (2).pdf"));
        assert_eq!(unasked(at("report.pdf"), "pdf"), at("report.pdf"), "the dialog has asked about this one");
    }
}

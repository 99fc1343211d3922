//! The thread that owns the case file. Requests are carried out in order; each is answered by a [`Kept`].
//!
//! Nobody else touches the file. Never decides anything: what a case is and what an action means is the
//! workbench's business.

use crate::analysis::finding::Analysis;
use crate::case::CaseSource;
use crate::case::change::Change;
use crate::case::custody::Entry;
use crate::case::file::{Access, CaseFile, CaseFileError, Face};
use crate::model::store::EventStore;
use crate::model::time::UtcTime;
use crate::task::Task;
use crate::words::Phrase;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Ending of case files.
pub const EXTENSION: &str = "relaycase";
/// Names tried for an unnamed case that begins in the same second as others.
const MAX_NAMES: u32 = 100;

/// Is an action done, taken back, or done again?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// For the first time.
    Do,
    /// Taken back.
    Undo,
    /// Again.
    Redo,
    /// As a consequence of something else: undo knows nothing of it.
    Follow,
}

/// What the file is to hold of all sources and rows.
#[derive(Debug)]
pub struct Contents {
    /// Sources.
    pub sources: Vec<CaseSource>,
    /// Number of the next source.
    pub next_id: u16,
    /// The demo?
    pub is_demo: bool,
    /// Rows.
    pub store: Arc<EventStore>,
    /// What they mean.
    pub analysis: Arc<Analysis>,
    /// What happened to sources since the last time.
    pub log: Vec<(UtcTime, Phrase)>,
}

/// A request to the keeper.
#[derive(Debug)]
pub enum Request {
    /// Begin an unnamed case in this folder.
    Create(PathBuf),
    /// Begin a case in this very file.
    CreateAt(PathBuf),
    /// Open this file; the one before is closed once this one is open.
    Open(PathBuf, Task),
    /// Go on in a copy with this name; an unnamed one is taken away once the copy stands.
    SaveAs(PathBuf, Task),
    /// Keep all sources and rows.
    Contents(Box<Contents>),
    /// Keep an action.
    Record(Way, Box<Change>),
    /// Keep the state of the views.
    View(String),
    /// Write the bytes of a proof, by its SHA-256, to a file.
    TakeOut(String, PathBuf),
    /// Let go of the file; delete it if it holds nothing anybody made.
    Close {
        /// Nothing in it is worth keeping.
        discard: bool,
    },
    /// Let go and tell when it is done.
    End(Sender<()>),
}

/// What came of a request.
#[derive(Debug)]
pub enum Kept {
    /// A case was begun; unnamed, or in the file asked for. With its custody log.
    Created(PathBuf, bool, Vec<Entry>),
    /// A case was opened; its rows follow.
    Opened(PathBuf, Box<Face>, Access),
    /// The rows of the opened case.
    Rows(Box<EventStore>),
    /// The rows of the opened case cannot be read, and why.
    NoRows(Phrase),
    /// The case goes on in this file. With its custody log.
    SavedAs(PathBuf, Vec<Entry>),
    /// An action is in the file.
    Recorded(Way, Box<Change>, Entry),
    /// Sources and rows are in the file.
    ContentsWritten(Vec<Entry>),
    /// The state of the views is in the file.
    ViewWritten,
    /// The bytes of a proof were written, or why not, in a sentence.
    TakenOut(Phrase),
    /// An action could not be kept, and why.
    NotRecorded(Way, Box<Change>, Phrase),
    /// What was asked for could not be opened, and why; the case before goes on.
    NotOpened(Phrase),
    /// Sources and rows could not be kept; what happened to sources is still to be told.
    ContentsNotWritten(Vec<(UtcTime, Phrase)>, Phrase),
    /// The rest could not be kept, and why.
    NotWritten(Phrase),
}

/// The handle on the thread; dropping it ends the thread after what was asked for.
#[derive(Debug)]
pub struct Keeper {
    requests: Sender<(u64, Request)>,
}

impl Keeper {
    /// Starts the thread; `None` where the system has none left. Answers carry the number of the case that asked.
    pub fn start(
        who: String,
        now: fn() -> UtcTime,
        answer: impl Fn(u64, Kept) + Send + 'static,
    ) -> Option<Self> {
        let (requests, inbox) = channel();
        let mut desk =
            Desk { who, now, file: None, named: false, refused: None, number: 0, tell: Box::new(answer) };
        let body = move || desk.serve(&inbox);
        std::thread::Builder::new().name("keep".to_owned()).spawn(body).ok()?;
        Some(Self { requests })
    }

    /// Asks for something on behalf of case `number`. False if the thread is gone.
    pub fn ask(&self, number: u64, request: Request) -> bool {
        self.requests.send((number, request)).is_ok()
    }

    /// Waits until all is in the file, for the end of the program; `timeout` at most.
    pub fn end(&self, timeout: Duration) {
        let (done, wait) = channel();
        if self.ask(0, Request::End(done)) {
            // Beyond the timeout the file's own safety holds: what was confirmed is in it.
            let _ = wait.recv_timeout(timeout);
        }
    }
}

struct Desk {
    who: String,
    now: fn() -> UtcTime,
    file: Option<(PathBuf, CaseFile)>,
    named: bool,
    /// Why the last case could not be begun.
    refused: Option<Phrase>,
    /// The case that asks.
    number: u64,
    tell: Box<dyn Fn(u64, Kept) + Send>,
}

impl Desk {
    fn serve(&mut self, inbox: &Receiver<(u64, Request)>) {
        while let Ok((number, request)) = inbox.recv() {
            self.number = number;
            self.carry_out(request);
        }
        self.file = None;
    }

    fn answer(&self, kept: Kept) {
        (self.tell)(self.number, kept);
    }

    fn carry_out(&mut self, request: Request) {
        match request {
            Request::Create(folder) => self.create(&folder),
            Request::CreateAt(path) => self.create_at(&path),
            Request::Open(path, task) => self.open(&path, &task),
            Request::SaveAs(path, task) => self.save_as(&path, &task),
            Request::Contents(contents) => self.contents(*contents),
            Request::Record(way, change) => self.record(way, change),
            Request::View(view) => self.view(&view),
            Request::TakeOut(sha256, path) => self.take_out(&sha256, &path),
            Request::Close { discard } => self.close(discard),
            Request::End(done) => {
                self.file = None;
                // The head may have gone on without us.
                let _ = done.send(());
            }
        }
    }

    fn contents(&mut self, contents: Contents) {
        let Contents { sources, next_id, is_demo, store, analysis, log } = contents;
        let kept = match &mut self.file {
            None => Err(self.no_file()),
            Some((_, file)) => file
                .save_rows(&sources, next_id, is_demo, &store, &analysis, log.clone())
                .map_err(|error| error.phrase()),
        };
        self.answer(match kept {
            Ok(entries) => Kept::ContentsWritten(entries),
            Err(why) => Kept::ContentsNotWritten(log, why),
        });
    }

    fn view(&mut self, view: &str) {
        let kept = match &mut self.file {
            None => Err(self.no_file()),
            Some((_, file)) => file.save_view(view).map_err(|error| error.phrase()),
        };
        self.answer(match kept {
            Ok(()) => Kept::ViewWritten,
            Err(why) => Kept::NotWritten(why),
        });
    }

    fn take_out(&self, sha256: &str, path: &Path) {
        let place = path.to_string_lossy();
        let said = match self.file.as_ref().map(|(_, file)| file.proof(sha256)) {
            Some(Ok(Some(data))) => match write_new(path, &data) {
                Ok(()) => Phrase::new("work-proof-taken-out").text("file", &place),
                Err(error) => CaseFileError::CannotWrite(error.to_string()).phrase(),
            },
            Some(Err(error)) => error.phrase(),
            Some(Ok(None)) | None => Phrase::new("work-proof-not-here"),
        };
        self.answer(Kept::TakenOut(said));
    }

    /// Why there is no file to write to.
    fn no_file(&self) -> Phrase {
        self.refused.clone().unwrap_or_else(|| Phrase::new("case-not-kept"))
    }

    fn record(&mut self, way: Way, change: Box<Change>) {
        let now = (self.now)();
        let made = match (&mut self.file, way) {
            (None, _) => Err(self.no_file()),
            (Some((_, file)), Way::Undo) => {
                file.record(&self.who, now, &change.inverse()).map_err(|e| e.phrase())
            }
            (Some((_, file)), _) => file.record(&self.who, now, &change).map_err(|e| e.phrase()),
        };
        self.answer(match made {
            Ok(entry) => Kept::Recorded(way, change, entry),
            Err(why) => Kept::NotRecorded(way, change, why),
        });
    }

    fn create(&mut self, folder: &Path) {
        let now = (self.now)();
        let made = std::fs::create_dir_all(folder).map_err(|e| CaseFileError::CannotWrite(e.to_string()));
        let made = made.and_then(|()| create_unnamed(folder, &self.who, now));
        self.begin(made, false);
    }

    fn create_at(&mut self, path: &Path) {
        let made = CaseFile::create(path, &self.who, (self.now)());
        self.begin(made.map(|file| (path.to_owned(), file)), true);
    }

    fn begin(&mut self, made: Result<(PathBuf, CaseFile), CaseFileError>, named: bool) {
        let begun = made.and_then(|(path, file)| {
            let custody = file.face()?.custody;
            Ok((path, file, custody))
        });
        match begun {
            Ok((path, file, custody)) => {
                (self.file, self.named) = (Some((path.clone(), file)), named);
                self.answer(Kept::Created(path, named, custody));
            }
            Err(error) => {
                self.refused = Some(error.phrase());
                self.answer(Kept::NotWritten(error.phrase()));
            }
        }
    }

    fn open(&mut self, path: &Path, task: &Task) {
        let opened = CaseFile::open(path, &self.who, (self.now)(), task).and_then(|(file, access)| {
            let face = file.face()?;
            Ok((file, access, face))
        });
        let (file, access, face) = match opened {
            Ok(opened) => opened,
            Err(error) => return self.answer(Kept::NotOpened(error.phrase())),
        };
        self.answer(Kept::Opened(path.to_owned(), Box::new(face), access));
        match file.rows(task) {
            Ok(store) => self.answer(Kept::Rows(Box::new(store))),
            Err(error) => self.answer(Kept::NoRows(error.phrase())),
        }
        (self.file, self.named) = (Some((path.to_owned(), file)), true);
    }

    fn save_as(&mut self, path: &Path, task: &Task) {
        let now = (self.now)();
        let Some((_, file)) = &mut self.file else {
            return self.answer(Kept::NotWritten(self.no_file()));
        };
        let saved = file.copy_to(path, &self.who, now, task).and_then(|copy| {
            let custody = copy.face()?.custody;
            Ok((copy, custody))
        });
        match saved {
            Ok((copy, custody)) => {
                let before = self.file.replace((path.to_owned(), copy));
                if !self.named {
                    delete(before);
                }
                self.named = true;
                self.answer(Kept::SavedAs(path.to_owned(), custody));
            }
            Err(error) => self.answer(Kept::NotWritten(error.phrase())),
        }
    }

    fn close(&mut self, discard: bool) {
        let file = self.file.take();
        if discard && !self.named {
            delete(file);
        }
    }
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, data: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(data)
}

/// A new file in `folder` under a name nobody has.
fn create_unnamed(folder: &Path, who: &str, now: UtcTime) -> Result<(PathBuf, CaseFile), CaseFileError> {
    let stamp = now.in_zone(chrono_tz::Tz::UTC, "%Y%m%d-%H%M%S");
    let name = |n: u32| match n {
        0 => format!("case-{stamp}.{EXTENSION}"),
        _ => format!("case-{stamp}-{n}.{EXTENSION}"),
    };
    let free = (0..MAX_NAMES).map(|n| folder.join(name(n))).find(|path| !path.exists());
    let path = free.unwrap_or_else(|| folder.join(name(MAX_NAMES)));
    CaseFile::create(&path, who, now).map(|file| (path, file))
}

/// Takes an unnamed file away. Where that fails it stays, which harms nobody.
fn delete(file: Option<(PathBuf, CaseFile)>) {
    if let Some((path, file)) = file {
        drop(file);
        let _ = std::fs::remove_file(path);
    }
}

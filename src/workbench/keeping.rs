//! The case and its file: begun on its own, opened, copied, and told of every confirmed action.
//!
//! An action changes the case only once the file has it. Never waits for the file.

use super::Workbench;
use super::actions::Actions;
use super::keeper::{Contents, Keeper, Kept, Request, Way};
use crate::analysis::finding::SiteSettings;
use crate::case::Case;
use crate::case::change::{Change, Part};
use crate::case::custody::Entry;
use crate::case::file::{Access, Face};
use crate::case::marks::Mark;
use crate::case::saved::{Home, Saved};
use crate::model::store::EventStore;
use crate::model::time::{UtcTime, ZoneBasis};
use crate::words::Phrase;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How a workbench keeps its case.
#[derive(Debug, Default)]
pub struct Keeping {
    keeper: Option<Keeper>,
    /// Where unnamed cases are begun; without one, only named cases are kept.
    folder: Option<PathBuf>,
    /// Requests not yet answered.
    pub(super) waiting: usize,
    /// Has a file been asked for or had?
    has_file: bool,
    /// Has another case been asked for? Until it is here, nothing may change: it would end in the wrong file.
    changing: bool,
    /// What happened to sources since they were last kept.
    log: Vec<(UtcTime, Phrase)>,
    /// Actions asked for and not yet in the file, in order.
    pub(super) asked: Vec<Change>,
    /// Why sources and rows are not in the file, while they are not.
    unsaved: Option<Phrase>,
    /// Why the last action could not be kept, until one can.
    refused: Option<Phrase>,
    /// Do the rows differ from those in the file?
    pub(super) rows_changed: bool,
}

/// The wall clock. Only custody entries and names of unnamed cases ask for it.
pub fn system_clock() -> UtcTime {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    UtcTime::from_unix(i64::try_from(since.as_secs()).unwrap_or(0), i64::from(since.subsec_nanos()) / 100)
}

/// User and machine as they name themselves.
pub fn who() -> String {
    let named = |keys: &[&str]| keys.iter().find_map(|k| std::env::var(k).ok().filter(|v| !v.is_empty()));
    let user = named(&["USER", "USERNAME", "LOGNAME"]);
    let host = named(&["COMPUTERNAME", "HOSTNAME"])
        .or_else(|| std::fs::read_to_string("/proc/sys/kernel/hostname").ok())
        .map(|name| name.trim().to_owned());
    match (user, host) {
        (Some(user), Some(host)) => format!("{user}@{host}"),
        (user, host) => user.or(host).unwrap_or_else(|| "?".to_owned()),
    }
}

impl Workbench {
    /// Keeps the case in a file: an unnamed one in `folder` from the first file on, or one that is opened.
    #[must_use]
    pub fn kept(mut self, folder: Option<PathBuf>) -> Self {
        let answer = self.jobs.answering();
        self.keeping.keeper = Keeper::start(who(), system_clock, answer);
        self.keeping.folder = folder;
        self
    }

    /// Is the case in a file, or will be?
    pub(super) fn has_file(&self) -> bool {
        self.keeping.has_file
    }

    /// May the case be changed? If not, says so.
    pub(super) fn may_change(&mut self) -> bool {
        let read_only = matches!(self.case.home.saved, Saved::ReadOnly { .. });
        if read_only {
            self.case.notice = Some(Phrase::new("case-read-only"));
        }
        !read_only && !self.keeping.changing
    }

    /// Begins an unnamed case where there is none yet.
    pub(super) fn ensure_file(&mut self) {
        if let (false, Some(folder)) = (self.keeping.has_file, self.keeping.folder.clone()) {
            self.keeping.has_file = true;
            self.ask(Request::Create(folder));
        }
    }

    /// Begins the case in this very file.
    pub fn begin_file(&mut self, path: &Path) {
        self.keeping.has_file = true;
        self.ask(Request::CreateAt(path.to_owned()));
    }

    pub(super) fn ask(&mut self, request: Request) -> bool {
        // How the window looks is kept in passing: nobody need see it said.
        let in_passing = matches!(request, Request::View(_) | Request::TakeOut(..));
        let taken = self.keeping.keeper.as_ref().is_some_and(|k| k.ask(self.case.number, request));
        if taken {
            self.keeping.waiting += 1;
            if !in_passing && !matches!(self.case.home.saved, Saved::ReadOnly { .. }) {
                self.case.home.saved = Saved::Saving;
            }
        }
        taken
    }

    /// Notes what happened to a source; it is kept with the rows.
    pub(super) fn note(&mut self, what: Phrase) {
        if self.has_file() {
            self.keeping.log.push((system_clock(), what));
        }
    }

    /// Keeps an action, then does it; without a file does it at once.
    pub(super) fn confirm(&mut self, way: Way, change: Change) {
        self.ensure_file();
        self.keep_contents();
        if self.has_file() && self.ask(Request::Record(way, Box::new(change.clone()))) {
            self.keeping.asked.push(wanted(way, &change));
            return;
        }
        self.done(way, change);
    }

    /// Keeps sources and rows as they are now.
    pub(super) fn keep_contents(&mut self) {
        let settled = self.analysing.is_none() && !self.stale && !self.preview.running;
        if !self.has_file() || !self.keeping.rows_changed || !settled || self.keeping.changing {
            return;
        }
        self.keeping.rows_changed = false;
        let contents = Contents {
            sources: self.case.sources.clone(),
            next_id: self.next_id,
            is_demo: self.case.is_demo,
            store: Arc::clone(&self.case.store),
            analysis: Arc::clone(&self.case.analysis),
            log: std::mem::take(&mut self.keeping.log),
        };
        self.ask(Request::Contents(Box::new(contents)));
    }

    /// Keeps the state of the views.
    pub(super) fn keep_view(&mut self, view: String) {
        if self.case.view == view || self.keeping.changing {
            return;
        }
        self.case.view.clone_from(&view);
        if self.has_file() && !matches!(self.case.home.saved, Saved::ReadOnly { .. }) {
            self.ask(Request::View(view));
        }
    }

    /// Begins a new case; the present one stays in its file.
    pub(super) fn new_case(&mut self) {
        if self.keeping.changing {
            return;
        }
        let discard = self.is_worthless();
        if self.has_file() {
            self.ask(Request::Close { discard });
            self.keeping.waiting = self.keeping.waiting.saturating_sub(1);
        }
        // The zone is how this user reads times, not a fact of one case.
        let settings = SiteSettings { zone: self.case.settings.zone, ..SiteSettings::default() };
        self.begin(Case { settings, ..Case::default() });
        self.keeping.has_file = false;
    }

    /// Nothing that anybody made: no files, or the demo as it came.
    fn is_worthless(&self) -> bool {
        let case = &self.case;
        let untouched = case.marks.is_empty() && case.work.items().is_empty() && self.actions.is_empty();
        untouched && (case.sources.is_empty() || case.is_demo)
    }

    /// Another case takes the place of this one; jobs of the old one come to nothing.
    fn begin(&mut self, case: Case) {
        self.cancel_loading();
        if let Some(task) = self.analysing.take() {
            task.cancel();
        }
        self.cancel_checks();
        self.forget_reports();
        self.jobs.turn_page();
        self.candidates.clear();
        self.zones.clear();
        self.day_first.clear();
        self.harvests.clear();
        self.leaving.clear();
        (self.searching, self.stale, self.next_id) = (0, false, 0);
        self.preview.forget();
        self.actions = Actions::default();
        self.keeping.log.clear();
        self.keeping.asked.clear();
        (self.keeping.rows_changed, self.keeping.unsaved, self.keeping.refused) = (false, None, None);
        let number = self.case.number + 1;
        let generation = self.case.generation + 1;
        let old = std::mem::replace(&mut self.case, Case { number, generation, ..case });
        self.jobs.let_go(old);
    }

    /// Opens a case file.
    pub(super) fn open_case(&mut self, path: PathBuf) {
        if self.case.home.path.as_deref() == Some(path.as_path()) || self.keeping.changing {
            return;
        }
        let task = self.wake.sibling();
        self.keeping.changing = self.ask(Request::Open(path, task));
        if !self.keeping.changing {
            self.case.notice = Some(Phrase::new("case-not-kept"));
        }
    }

    /// Goes on in a copy of that name.
    pub(super) fn save_as(&mut self, path: PathBuf) {
        if self.keeping.changing {
            return;
        }
        self.ensure_file();
        let task = self.wake.sibling();
        let asked =
            if self.has_file() { self.ask(Request::SaveAs(path, task)) } else { self.save_memory(path) };
        if !asked {
            self.case.notice = Some(Phrase::new("case-not-kept"));
        }
    }

    /// A case that could have no file until now gets one, with all that was done in memory.
    fn save_memory(&mut self, path: PathBuf) -> bool {
        if !self.ask(Request::CreateAt(path)) {
            return false;
        }
        (self.keeping.has_file, self.keeping.rows_changed) = (true, true);
        let marks = self.case.marks.iter().map(|(at, mark)| {
            let part = Part::Mark { at: *at, before: Mark::default(), after: mark.clone() };
            Change { what: Phrase::new("change-from-memory").text("place", &at.place.to_string()), part }
        });
        let settings = Box::new(self.case.settings.clone());
        let site = Part::Site { before: Box::default(), after: settings };
        let site = Change { what: Phrase::new("change-site-from-memory"), part: site };
        let items = self.case.work.items().iter().map(|(key, item)| {
            let (key, after) = (key.clone(), Some(Box::new(item.clone())));
            Change {
                what: Phrase::new("change-item-from-memory"),
                part: Part::Item { key, before: None, after },
            }
        });
        let all: Vec<Change> = marks.chain([site]).chain(items).collect();
        all.into_iter().all(|change| self.ask(Request::Record(Way::Follow, Box::new(change))))
    }

    /// Writes the bytes of a proof to a file.
    pub(super) fn take_out_proof(&mut self, sha256: String, path: PathBuf) {
        if !self.has_file() || !self.ask(Request::TakeOut(sha256, path)) {
            self.case.notice = Some(Phrase::new("case-not-kept"));
        }
    }

    /// Waits until all that was confirmed is in the file, for the end of the program; `timeout` at most.
    pub fn close(&mut self, timeout: Duration) {
        let discard = self.is_worthless();
        if let Some(keeper) = &self.keeping.keeper {
            keeper.ask(self.case.number, Request::Close { discard });
            keeper.end(timeout);
        }
    }

    pub(super) fn take_kept(&mut self, number: u64, kept: Kept) {
        // Rows come in addition to the answer that a case was opened.
        let rows = matches!(kept, Kept::Rows(_) | Kept::NoRows(_));
        if !rows {
            self.keeping.waiting = self.keeping.waiting.saturating_sub(1);
        }
        let of_this_case = if rows { self.case.opening } else { number == self.case.number };
        if !of_this_case {
            return;
        }
        match kept {
            Kept::Created(path, named, entries) => self.at_home(path, named, entries),
            Kept::SavedAs(path, entries) => self.at_home(path, true, entries),
            Kept::Opened(path, face, access) => self.opened(path, *face, access),
            Kept::Rows(store) => self.take_rows(*store),
            Kept::NoRows(why) => self.without_rows(why),
            Kept::Recorded(way, change, entry) => {
                self.answered(way, &change);
                self.case.custody.push(entry);
                self.done(way, *change);
                let refused = self.keeping.refused.take();
                self.overtake(refused);
                self.saved();
            }
            Kept::ContentsWritten(entries) => {
                self.case.custody.extend(entries);
                let unsaved = self.keeping.unsaved.take();
                self.overtake(unsaved);
                self.saved();
            }
            Kept::ViewWritten => self.saved(),
            Kept::TakenOut(what) => {
                self.case.notice = Some(what);
                self.saved();
            }
            Kept::NotRecorded(way, change, why) => {
                self.answered(way, &change);
                self.not_done(way, *change);
                self.keeping.refused = Some(why.clone());
                self.failed(why);
            }
            Kept::NotOpened(why) => {
                self.keeping.changing = false;
                self.case.notice = Some(why);
                self.saved();
            }
            Kept::ContentsNotWritten(log, why) => {
                self.keeping.log.splice(..0, log);
                self.keeping.rows_changed = true;
                self.keeping.unsaved = Some(why.clone());
                self.failed(why);
            }
            Kept::NotWritten(why) => self.failed(why),
        }
    }

    fn answered(&mut self, way: Way, change: &Change) {
        let change = wanted(way, change);
        if let Some(at) = self.keeping.asked.iter().position(|c| *c == change) {
            self.keeping.asked.remove(at);
        }
    }

    /// What was said of a failure does not hold any more.
    fn overtake(&mut self, why: Option<Phrase>) {
        if why.is_some() && self.case.notice == why {
            self.case.notice = None;
        }
    }

    fn saved(&mut self) {
        let quiet =
            self.keeping.waiting == 0 && matches!(self.case.home.saved, Saved::Saving | Saved::Failed(_));
        if quiet {
            self.case.home.saved = match (&self.keeping.unsaved, &self.case.home.path) {
                // Rows that are not in the file stay unsaved, whatever else reached it.
                (Some(why), _) => Saved::Failed(why.clone()),
                (None, None) => Saved::Nothing,
                (None, Some(_)) => Saved::At(system_clock()),
            };
        }
    }

    /// Tells why, and tries again with the next action.
    fn failed(&mut self, why: Phrase) {
        self.case.notice = Some(why.clone());
        self.case.home.saved = Saved::Failed(why);
        if self.case.home.path.is_none() {
            // No file can be had there: the work goes on in memory, and "save as" may find a better place.
            (self.keeping.has_file, self.keeping.folder) = (false, None);
        }
    }

    fn at_home(&mut self, path: PathBuf, named: bool, custody: Vec<Entry>) {
        self.case.custody = custody;
        self.case.home = Home { path: Some(path), named, saved: Saved::Saving };
        self.keep_contents();
        self.saved();
    }

    fn opened(&mut self, path: PathBuf, face: Face, access: Access) {
        let waiting = self.keeping.waiting;
        let named = self.keeping.folder.as_deref() != path.parent();
        let saved = match access {
            Access::Write => Saved::At(system_clock()),
            Access::Read { holder, since } => Saved::ReadOnly { holder, since },
        };
        let next_id = face.next_id;
        self.begin(Case {
            sources: face.sources,
            settings: face.settings,
            marks: face.marks,
            work: face.work,
            custody: face.custody,
            view: face.view,
            is_demo: face.is_demo,
            analysis: Arc::new(face.analysis),
            store: Arc::new(face.store),
            home: Home { path: Some(path), named, saved },
            opening: true,
            ..Case::default()
        });
        self.keeping.waiting = waiting;
        (self.keeping.has_file, self.keeping.changing) = (true, false);
        self.next_id = next_id;
        for source in &self.case.sources {
            let zone = source.zone.as_deref().filter(|_| source.zone_basis == ZoneBasis::Set);
            self.zones.extend(zone.and_then(|z| z.parse().ok()).map(|zone| (source.id, zone)));
        }
    }

    /// The rows are damaged: the verdict as it was saved stays, and nothing is written over what is left.
    fn without_rows(&mut self, why: Phrase) {
        self.case.opening = false;
        self.case.home.saved = Saved::ReadOnly { holder: String::new(), since: None };
        self.case.notice = Some(why);
    }

    /// The rows of the opened case are in; what they mean is found anew, as every part of the program may have learnt.
    fn take_rows(&mut self, store: EventStore) {
        self.case.opening = false;
        let judged = Arc::unwrap_or_clone(std::mem::take(&mut self.case.analysis));
        self.swap_store(store, judged);
        self.stale = true;
    }
}

/// What an action changes once it is done: an undo puts back what stood before.
fn wanted(way: Way, change: &Change) -> Change {
    if way == Way::Undo { change.inverse() } else { change.clone() }
}

/// Does a path name a case file?
#[must_use]
pub fn is_case_file(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(super::keeper::EXTENSION))
}

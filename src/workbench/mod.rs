//! The one place where a case changes. Heads send commands and poll; jobs run here.
//!
//! [`Workbench::submit`] and [`Workbench::poll`] never wait: no file, no lock, no join. Work goes to
//! jobs, comes back as an outcome, and only then touches the case. Of several analyses wanted, the
//! newest runs.

mod actions;
mod checking;
pub mod command;
mod jobs;
mod keeper;
pub mod keeping;
mod outcome;
mod preview;
pub mod reporting;
mod working;

use crate::analysis::finding::{Analysis, SiteSettings, SourceFact};
use crate::case::change::{Change, Part};
use crate::case::{Case, CaseSource, RawView, State};
use crate::evidence::hints::{Hints, stamp_in_name};
use crate::evidence::intake::{self, Candidate, Loaded};
use crate::evidence::problem::ReadError;
use crate::model::provenance::{Provenance, SourceId};
use crate::model::rows::Tables;
use crate::model::store::EventStore;
use crate::model::text::Interner;
use crate::model::time::ZoneBasis;
use crate::task::Task;
use crate::words::Phrase;
use actions::Actions;
use checking::Line;
use chrono_tz::Tz;
use command::Command;
use jobs::Jobs;
use keeper::Way;
use keeping::Keeping;
use outcome::{Errand, Outcome};
use preview::Preview;
use reporting::Reports;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Owns the case and the jobs that work for it.
#[derive(Debug)]
pub struct Workbench {
    case: Case,
    jobs: Jobs,
    wake: Task,
    /// Where each source is read from.
    candidates: BTreeMap<SourceId, Candidate>,
    /// Zones the user gave to single sources.
    zones: BTreeMap<SourceId, Tz>,
    /// Orders of day and month the user gave to single sources.
    day_first: BTreeMap<SourceId, bool>,
    /// Rows that wait for the next store; merged in this order, whichever was read first.
    harvests: BTreeMap<SourceId, (Tables, Interner)>,
    /// Sources whose rows leave with the next store.
    leaving: BTreeSet<SourceId>,
    /// Folders being searched, and demos being written.
    searching: usize,
    /// The analysis under way.
    analysing: Option<Task>,
    /// The store or the settings have changed since the last analysis began.
    stale: bool,
    /// Rows shown while files are still being read, and when they were last put together.
    preview: Preview,
    next_id: u16,
    actions: Actions,
    keeping: Keeping,
    line: Line,
    reports: Reports,
}

impl Workbench {
    /// An empty case; `wake` is called from jobs when there is something to poll.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let wake = Task::new(wake);
        Self {
            case: Case::default(),
            jobs: Jobs::new(wake.clone()),
            wake,
            candidates: BTreeMap::new(),
            zones: BTreeMap::new(),
            day_first: BTreeMap::new(),
            harvests: BTreeMap::new(),
            leaving: BTreeSet::new(),
            searching: 0,
            analysing: None,
            stale: false,
            preview: Preview::default(),
            next_id: 0,
            actions: Actions::default(),
            keeping: Keeping::default(),
            line: Line::default(),
            reports: Reports::default(),
        }
    }

    /// The case as it stands.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Is nothing under way, and nothing left to take in?
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.keeping.waiting == 0
            && self.case.checking.is_empty()
            && !self.case.preview.working
            && !self.case.preview.writing
            && self.searching == 0
            && self.analysing.is_none()
            && !self.stale
            && !self.case.is_loading()
    }

    /// Sets all that is known of the site before anything is read.
    pub fn set_site(&mut self, settings: SiteSettings) {
        let before = std::mem::replace(&mut self.case.settings, settings);
        if self.has_file() {
            let after = std::mem::replace(&mut self.case.settings, before.clone());
            let part = Part::Site { before: Box::new(before), after: Box::new(after) };
            self.confirm(Way::Follow, Change { what: Phrase::new("change-site"), part });
        }
        self.stale = !self.case.sources.is_empty();
        self.analyse_if_due();
    }

    /// Carries out a command, or starts the job that will. Never waits.
    pub fn submit(&mut self, command: Command) {
        match command {
            Command::AddPaths(_)
            | Command::OpenDemo
            | Command::Remove(_)
            | Command::Retry(_)
            | Command::SetSourceZone(..)
            | Command::SetSourceDayFirst(..)
            | Command::SetSiteZone(_)
                if !self.may_change() => {}
            Command::AddPaths(paths) => {
                self.ensure_file();
                self.search(paths);
            }
            Command::OpenDemo => {
                self.ensure_file();
                self.open_demo();
            }
            Command::CancelLoading => self.cancel_loading(),
            Command::Remove(id) => self.remove(id),
            Command::Retry(id) => self.read_again(id),
            Command::SetSourceZone(id, zone) => {
                self.note_source("change-source-zone", id, zone.name());
                self.zones.insert(id, zone);
                self.read_again(id);
            }
            Command::SetSourceDayFirst(id, day_first) => {
                self.note_source("change-source-dates", id, if day_first { "31/12" } else { "12/31" });
                self.day_first.insert(id, day_first);
                self.read_again(id);
            }
            Command::ShowRaw(at) => self.show_raw(at),
            Command::Mark(at, mark) => self.mark(at, mark),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::KeepView(view) => self.keep_view(view),
            Command::NewCase => self.new_case(),
            Command::OpenCase(path) => self.open_case(path),
            Command::SaveAs(path) => self.save_as(path),
            Command::Check(question) => self.check(*question),
            Command::CancelChecks => self.cancel_checks(),
            Command::TakeOutProof(sha256, path) => self.take_out_proof(sha256, path),
            Command::Dismiss => self.case.notice = None,
            other => {
                if let Some(told) = self.work(other).and_then(|other| self.report(other)) {
                    self.learn(told);
                }
            }
        }
        self.analyse_if_due();
    }

    /// Takes in what jobs have brought. Never waits. True if something changed.
    pub fn poll(&mut self) -> bool {
        let arrived = self.jobs.arrived();
        let changed = !arrived.is_empty();
        arrived.into_iter().for_each(|outcome| self.take(outcome));
        self.analyse_if_due();
        changed
    }

    /// For heads without a window: waits until something happened, or `timeout`.
    pub fn wait(&mut self, timeout: Duration) {
        if let Some(outcome) = self.jobs.wait(timeout) {
            self.take(outcome);
        }
        self.poll();
    }

    fn take(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Found(found) => {
                self.searching = self.searching.saturating_sub(1);
                found.into_iter().for_each(|one| self.add(one));
            }
            Outcome::FoundAgain(id, found) => self.take_found_again(id, found),
            Outcome::Loaded(id, loaded) => self.take_loaded(id, *loaded),
            Outcome::Analysed { store, analysis } => {
                self.analysing = None;
                self.case.analysing = false;
                for source in &mut self.case.sources {
                    let of = store.repeats.iter().filter(|r| r.source == source.id);
                    source.repeats = of.map(|r| (r.of, r.rows)).collect();
                }
                self.swap_store(*store, analysis.map(|a| *a).unwrap_or_default());
                self.keep_contents();
            }
            Outcome::Kept(number, kept) => self.take_kept(number, *kept),
            Outcome::Glimpse(id, rows) => self.preview.glimpse = Some((id, *rows)),
            Outcome::Assembled(store) => {
                self.preview.running = false;
                self.swap_store(*store, Analysis::default());
            }
            Outcome::Told(number, result) => self.take_told(number, *result),
            Outcome::Checked(number, answers) => self.take_checked(number, answers),
            Outcome::Hashed(hashed) => self.take_hashed(hashed),
            Outcome::PagesSet(language, set) => self.take_pages(language, set),
            Outcome::PagesDrawn { number, scale, images } => self.take_drawn(number, scale, images),
            Outcome::Logo(logo) => self.take_logo_read(logo),
            Outcome::Produced(written, open) => self.take_produced(written, open),
            Outcome::Opened(Ok(())) => {}
            Outcome::Opened(Err(why)) => self.case.notice = Some(why),
            Outcome::Raw(view) => self.case.raw = Some(*view),
            Outcome::DemoWritten(Ok(folder)) => {
                self.searching = self.searching.saturating_sub(1);
                self.case.is_demo = true;
                self.search(vec![folder]);
            }
            Outcome::DemoWritten(Err(detail)) => {
                self.searching = self.searching.saturating_sub(1);
                let error = ReadError::Io(std::io::Error::other(detail));
                self.add(Err(("demo".to_owned(), error)));
            }
            Outcome::Failed(errand) => self.take_failure(errand),
        }
    }

    /// A job broke down: what it held is gone, and the user is told where the result would have stood.
    fn take_failure(&mut self, errand: Errand) {
        let error = ReadError::Io(std::io::Error::other(format!("{} broke down", errand.name())));
        match errand {
            Errand::Read(id) => {
                if let Some(source) = self.source_mut(id) {
                    source.state = State::Failed(error.phrase());
                }
                return;
            }
            Errand::Find | Errand::Demo => self.searching = self.searching.saturating_sub(1),
            Errand::Analyse => {
                self.analysing = None;
                self.case.analysing = false;
            }
            Errand::Assemble => self.preview.running = false,
            Errand::Check => self.check_failed(),
            Errand::Report => self.report_failed(),
            Errand::Raw | Errand::Prove => {}
        }
        self.add(Err((errand.name().to_owned(), error)));
    }

    fn search(&mut self, paths: Vec<PathBuf>) {
        self.searching += 1;
        let task = self.wake.sibling();
        self.jobs.spawn(Errand::Find, move || Outcome::Found(intake::find(&paths, &task)));
    }

    fn open_demo(&mut self) {
        self.searching += 1;
        self.jobs.spawn(Errand::Demo, || Outcome::DemoWritten(write_demo().map_err(|e| e.to_string())));
    }

    fn add(&mut self, found: Result<Candidate, (String, ReadError)>) {
        let id = SourceId(self.next_id);
        let Some(next) = self.next_id.checked_add(1) else { return self.tell_full() };
        self.next_id = next;
        match found {
            Ok(candidate) => {
                let mut source = CaseSource::named(id, &candidate.name);
                (source.bytes, source.modified) = (candidate.bytes, candidate.modified);
                self.case.sources.push(source);
                self.candidates.insert(id, candidate);
                self.start_reading(id);
            }
            Err((name, error)) => {
                self.case.sources.push(CaseSource {
                    state: State::Failed(error.phrase()),
                    ..CaseSource::named(id, &name)
                });
            }
        }
    }

    /// No number is left for another source: said once, under the last number.
    fn tell_full(&mut self) {
        let id = SourceId(u16::MAX);
        if self.case.source(id).is_none() {
            let state = State::Failed(ReadError::Declined("declined-too-many-files").phrase());
            self.case.sources.push(CaseSource { state, ..CaseSource::named(id, "") });
        }
    }

    fn start_reading(&mut self, id: SourceId) {
        let Some(candidate) = self.candidates.get(&id).cloned() else {
            return;
        };
        let hints = self.hints(id, &candidate);
        let task = self.wake.sibling();
        if let Some(source) = self.source_mut(id) {
            source.state = State::Reading(task.clone());
        }
        let watcher = self.watcher(id);
        self.jobs.read(Errand::Read(id), move || {
            let loaded = intake::load_watched(&candidate, id, hints, &task, watcher);
            Outcome::Loaded(id, Box::new(loaded))
        });
    }

    fn hints(&self, id: SourceId, candidate: &Candidate) -> Hints {
        let set = self.zones.get(&id).copied();
        let stamp = stamp_in_name(&candidate.name);
        Hints {
            zone: set.or(self.case.settings.zone),
            zone_basis: if set.is_some() { ZoneBasis::Set } else { ZoneBasis::Assumed },
            day_first: self.day_first.get(&id).copied().or(self.case.settings.day_first),
            captured_at: stamp.or(candidate.modified),
            captured_by_file_time: stamp.is_none(),
        }
    }

    fn take_loaded(&mut self, id: SourceId, loaded: Loaded) {
        let Some(source) = self.source_mut(id) else { return };
        let Loaded { mut harvest, digest, format, why, result } = loaded;
        source.format = format;
        source.why = why;
        source.state = match &result {
            Ok(()) => State::Done,
            Err(ReadError::Cancelled) => State::Cancelled,
            Err(error) => State::Failed(error.phrase()),
        };
        if let Some(digest) = digest {
            source.bytes = digest.bytes;
            source.sha256 = Some(digest.sha256.iter().map(|b| format!("{b:02x}")).collect());
        }
        source.balance = harvest.balance;
        source.damages = std::mem::take(&mut harvest.damages);
        source.damages.sort_by_key(|d| (d.place.byte, d.place.number));
        source.more_damages = harvest.more_damages;
        source.event_ids = std::mem::take(&mut harvest.event_ids);
        source.span = harvest.span;
        source.covered = std::mem::take(&mut harvest.covered);
        source.record_gaps = std::mem::take(&mut harvest.record_gaps);
        source.server = harvest.text.get(harvest.server).to_owned();
        source.zone = harvest.zone.take();
        source.zone_basis = harvest.zone_basis;
        source.date_order = harvest.date_order;
        let (name, records) = (source.name.clone(), harvest.balance.total);
        let sha = source.sha256.clone().unwrap_or_default();
        self.note(Phrase::new("change-added").text("source", &name).text("sha", &sha).number("n", records));
        self.harvests.insert(id, (harvest.tables, harvest.text));
        self.stale = true;
    }

    fn cancel_loading(&mut self) {
        for source in &mut self.case.sources {
            if let State::Reading(task) = &source.state {
                task.cancel();
            }
        }
    }

    fn remove(&mut self, id: SourceId) {
        self.stop_reading(id);
        if let Some(name) = self.case.source(id).map(|s| s.name.clone()) {
            self.note(Phrase::new("change-removed").text("source", &name));
        }
        self.case.sources.retain(|s| s.id != id);
        self.candidates.remove(&id);
        self.leaving.insert(id);
        self.reanalyse();
    }

    /// Takes the source out and reads it again under a new number, in its old place.
    fn read_again(&mut self, id: SourceId) {
        let Some(at) = self.case.sources.iter().position(|s| s.id == id) else {
            return;
        };
        let Some(candidate) = self.candidates.remove(&id) else {
            return self.look_for(id);
        };
        self.stop_reading(id);
        self.marks_follow(id, SourceId(self.next_id));
        if let Some(zone) = self.zones.remove(&id) {
            self.zones.insert(SourceId(self.next_id), zone);
        }
        if let Some(day_first) = self.day_first.remove(&id) {
            self.day_first.insert(SourceId(self.next_id), day_first);
        }
        self.leaving.insert(id);
        self.add(Ok(candidate));
        if at + 1 < self.case.sources.len() {
            self.case.sources.swap_remove(at);
        }
        self.stale = true;
    }

    /// A source of an opened case: its file is looked for by name, then read again.
    fn look_for(&mut self, id: SourceId) {
        let Some(name) = self.case.source(id).map(|s| s.name.clone()) else { return };
        self.searching += 1;
        let task = self.wake.sibling();
        self.jobs.spawn(Errand::Find, move || Outcome::FoundAgain(id, intake::find_again(&name, &task)));
    }

    fn take_found_again(&mut self, id: SourceId, found: Result<Candidate, ReadError>) {
        self.searching = self.searching.saturating_sub(1);
        match found {
            Ok(candidate) => {
                self.candidates.insert(id, candidate);
                self.read_again(id);
            }
            Err(error) => self.case.notice = Some(error.phrase()),
        }
    }

    fn stop_reading(&mut self, id: SourceId) {
        if let Some(State::Reading(task)) = self.case.source(id).map(|s| &s.state) {
            task.cancel();
        }
    }

    /// Sources whose times were read with the site's zone for want of one of their own are read again.
    fn zone_changed(&mut self) {
        let assumed = |s: &&CaseSource| s.zone_basis == ZoneBasis::Assumed && s.zone.is_some();
        let again: Vec<SourceId> = self.case.sources.iter().filter(assumed).map(|s| s.id).collect();
        again.into_iter().for_each(|id| self.read_again(id));
    }

    fn note_source(&mut self, id: &'static str, source: SourceId, set: &str) {
        if let Some(name) = self.case.source(source).map(|s| s.name.clone()) {
            self.note(Phrase::new(id).text("source", &name).text("set", set));
        }
    }

    fn show_raw(&mut self, at: Provenance) {
        let Some(source) = self.case.source(at.source) else { return };
        let Some(format) = source.format else { return };
        let (known, name) = (self.candidates.get(&at.source).cloned(), source.name.clone());
        let task = self.wake.sibling();
        self.jobs.spawn(Errand::Raw, move || {
            let candidate = known.map_or_else(|| intake::find_again(&name, &task), Ok);
            let record =
                candidate.and_then(|c| intake::raw(&c, format, at.place, &task)).map_err(|e| e.phrase());
            Outcome::Raw(Box::new(RawView { at, record }))
        });
    }

    fn reanalyse(&mut self) {
        if let Some(task) = &self.analysing {
            task.cancel();
        }
        self.stale = true;
    }

    /// A new store takes the old one's place; the old one, which may be big, is let go of on a thread.
    fn swap_store(&mut self, store: EventStore, analysis: Analysis) {
        let old = std::mem::replace(&mut self.case.store, Arc::new(store));
        let before = std::mem::replace(&mut self.case.analysis, Arc::new(analysis));
        self.case.generation += 1;
        if !old.text.is_empty() {
            self.jobs.let_go((old, before));
        }
    }

    /// Starts the next analysis when one is wanted, none runs, and all files at hand are in.
    fn analyse_if_due(&mut self) {
        self.preview_if_due();
        if self.preview.running
            || !self.stale
            || self.analysing.is_some()
            || self.searching > 0
            || self.case.is_loading()
        {
            return;
        }
        self.stale = false;
        let task = self.wake.sibling();
        self.analysing = Some(task.clone());
        self.case.analysing = true;
        // The case keeps drawing from its own store; an empty one costs nothing to take over.
        let store =
            if self.case.store.text.is_empty() { Arc::default() } else { Arc::clone(&self.case.store) };
        let harvests = std::mem::take(&mut self.harvests);
        let mut leaving = std::mem::take(&mut self.leaving);
        leaving.extend(self.preview.partial.take());
        self.keeping.rows_changed |=
            !harvests.is_empty() || !leaving.is_empty() || self.preview.forget_rows();
        let (settings, facts) = (self.case.settings.clone(), facts(&self.case));
        self.jobs.spawn(Errand::Analyse, move || {
            let base: EventStore = Arc::unwrap_or_clone(store);
            let base = base.on_clocks(BTreeMap::new());
            let store = base.without(&leaving).with(harvests.into_values());
            let (store, analysis) = crate::analysis::run(store, &settings, &facts, &task);
            Outcome::Analysed { store: Box::new(store), analysis: analysis.map(Box::new) }
        });
    }

    fn source_mut(&mut self, id: SourceId) -> Option<&mut CaseSource> {
        self.case.sources.iter_mut().find(|s| s.id == id)
    }
}

fn facts(case: &Case) -> Vec<SourceFact> {
    let known = case.sources.iter().filter_map(|s| {
        let (source, span) = (s.id, s.span);
        let read = s.balance.read + s.balance.recovered;
        let zone_assumed = s.zone.is_some() && s.zone_basis == ZoneBasis::Assumed;
        let (server, record_gaps) = (s.server.clone(), s.record_gaps.clone());
        let name = s.name.clone();
        Some(SourceFact { source, name, format: s.format?, span, read, zone_assumed, record_gaps, server })
    });
    known.collect()
}

/// The demo goes to the system's folder for passing files; the same seed always tells the same story.
fn write_demo() -> std::io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(concat!("relayscope-demo-", env!("CARGO_PKG_VERSION")));
    crate::demo::write(&folder, &crate::demo::Options::default())?;
    Ok(folder)
}

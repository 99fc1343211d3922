//! Rows appear as they come: while files are still being read, what is in already is put together and shown.
//!
//! Only for a case that shows nothing yet, since a half-read store must not take the place of an analysed
//! one. Files are put together in their order, each once all before it are in, so the final store is the
//! same whether anybody looked or not. Never analyses: a verdict needs all files at hand.

use super::Workbench;
use super::outcome::{Errand, Outcome};
use crate::case::State;
use crate::model::provenance::SourceId;
use crate::model::rows::Tables;
use crate::model::store::EventStore;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A store grows by the half before it is put together again, so that all the copying together stays small.
const GROWTH: usize = 2;

/// What is shown before all files are in.
#[derive(Debug, Default)]
pub struct Preview {
    /// Does the head show rows while files are read? The command line does not.
    pub wanted: bool,
    /// Is a store being put together?
    pub running: bool,
    /// Rows of the last one.
    rows: usize,
}

impl Preview {
    /// Another case begins.
    pub(super) fn forget(&mut self) {
        (self.running, self.rows) = (false, 0);
    }

    /// Were rows put together that nobody has analysed yet? Once told, they count as seen.
    pub(super) fn forget_rows(&mut self) -> bool {
        std::mem::take(&mut self.rows) > 0
    }
}

impl Workbench {
    /// Shows rows while files are still being read.
    #[must_use]
    pub fn with_preview(mut self) -> Self {
        self.preview.wanted = true;
        self
    }

    /// Puts together what has arrived, where that shows markedly more than before.
    pub(super) fn preview_if_due(&mut self) {
        let idle = !self.preview.running && self.analysing.is_none() && self.leaving.is_empty();
        if !self.preview.wanted || !idle || !self.case.is_loading() || self.is_judged() {
            return;
        }
        let upto = self.first_unread();
        let arrived: usize = self.harvests.range(..upto).map(|(_, (t, _))| rows(t)).sum();
        if arrived == 0 || arrived < self.preview.rows / GROWTH {
            return;
        }
        let rest = self.harvests.split_off(&upto);
        let harvests: BTreeMap<_, _> = std::mem::replace(&mut self.harvests, rest);
        self.preview.rows += arrived;
        self.preview.running = true;
        let store = Arc::clone(&self.case.store);
        self.jobs.spawn(Errand::Assemble, move || {
            let base: EventStore = Arc::unwrap_or_clone(store);
            Outcome::Assembled(Box::new(base.with(harvests.into_values())))
        });
    }

    fn is_judged(&self) -> bool {
        !self.case.analysis.coverage.is_empty()
    }

    /// The first source that is not in yet.
    fn first_unread(&self) -> SourceId {
        let unread =
            self.case.sources.iter().filter(|s| matches!(s.state, State::Waiting | State::Reading(_)));
        unread.map(|s| s.id).min().unwrap_or(SourceId(u16::MAX))
    }
}

fn rows(tables: &Tables) -> usize {
    let t = tables;
    t.authentications.len() + t.sessions.len() + t.mail.len() + t.queues.len() + t.held.len()
}

//! Rows appear as they come: while files are still being read, what is in already is put together and shown.
//!
//! Only for a case that shows nothing yet, since a half-read store must not take the place of an analysed
//! one. Files are put together in their order, each once all before it are in; of the first that is not in
//! yet, the rows read so far. So the final store is the same whether anybody looked or not. Never analyses: a
//! verdict needs all files at hand.

use super::Workbench;
use super::outcome::{Errand, Outcome};
use crate::case::State;
use crate::model::harvest::Watcher;
use crate::model::provenance::SourceId;
use crate::model::rows::Tables;
use crate::model::store::EventStore;
use crate::model::text::Interner;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is shown before all files are in.
#[derive(Debug, Default)]
pub struct Preview {
    /// Does the head show rows while files are read? The command line does not.
    pub wanted: bool,
    /// Is a store being put together?
    pub running: bool,
    /// Rows so far of a source that is still being read.
    pub glimpse: Option<(SourceId, (Tables, Interner))>,
    /// The source of which the store holds a part only.
    pub partial: Option<SourceId>,
    /// Rows of files that are in whole.
    whole: usize,
    /// Rows shown.
    shown: usize,
}

impl Preview {
    /// Another case begins.
    pub(super) fn forget(&mut self) {
        *self = Self { wanted: self.wanted, ..Self::default() };
    }

    /// Were rows put together that nobody has analysed yet? Once told, they count as seen.
    pub(super) fn forget_rows(&mut self) -> bool {
        (self.glimpse, self.whole) = (None, 0);
        std::mem::take(&mut self.shown) > 0
    }
}

impl Workbench {
    /// Shows rows while files are still being read.
    #[must_use]
    pub fn with_preview(mut self) -> Self {
        self.preview.wanted = true;
        self
    }

    /// Who looks at the rows of a source while it is read; nobody where a verdict stands already.
    pub(super) fn watcher(&self, id: SourceId) -> Option<Watcher> {
        let tell = self.jobs.telling();
        let watched = self.preview.wanted && !self.is_judged();
        watched
            .then(|| Watcher::new(move |tables, text| tell(Outcome::Glimpse(id, Box::new((tables, text))))))
    }

    /// Puts together what has arrived, where that shows half as many rows again as before.
    pub(super) fn preview_if_due(&mut self) {
        let idle = !self.preview.running && self.analysing.is_none() && self.leaving.is_empty();
        if !self.preview.wanted || !idle || !self.case.is_loading() || self.case.opening || self.is_judged() {
            return;
        }
        let upto = self.first_unread();
        let part =
            self.preview.glimpse.as_ref().filter(|(id, _)| *id == upto).map_or(0, |(_, (t, _))| rows(t));
        let whole: usize = self.harvests.range(..upto).map(|(_, (t, _))| rows(t)).sum();
        let total = self.preview.whole + whole + part;
        if total == 0 || total < self.preview.shown + self.preview.shown / 2 {
            return;
        }
        (self.preview.whole, self.preview.shown) = (self.preview.whole + whole, total);
        self.assemble(upto, part > 0);
    }

    fn assemble(&mut self, upto: SourceId, with_part: bool) {
        let rest = self.harvests.split_off(&upto);
        let harvests: BTreeMap<_, _> = std::mem::replace(&mut self.harvests, rest);
        let gone: BTreeSet<SourceId> = self.preview.partial.take().into_iter().collect();
        let part = self.preview.glimpse.take().filter(|_| with_part);
        self.preview.partial = part.as_ref().map(|(id, _)| *id);
        self.preview.running = true;
        let store = Arc::clone(&self.case.store);
        self.jobs.spawn(Errand::Assemble, move || {
            let base: EventStore = Arc::unwrap_or_clone(store);
            let part = part.map(|(_, rows)| rows);
            Outcome::Assembled(Box::new(base.without(&gone).with(harvests.into_values().chain(part))))
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

//! All rows of a case, sorted by time and frozen.
//!
//! A store is built, shared and never changed; the next one takes its place. Symbols keep their numbers
//! from one store to the next, row numbers do not.

use super::harvest::Harvest;
use super::provenance::SourceId;
use super::repeats::{self, Repeats};
use super::rows::{RowRef, Tables};
use super::safe_text::SafeText;
use super::text::{Interner, Symbol};
use super::time::{Span, UtcTime};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of all sources.
#[derive(Clone, Debug, Default)]
pub struct EventStore {
    /// Rows, each table sorted by time, source, place; what stands in two sources is there once.
    pub tables: Tables,
    /// Texts behind the symbols.
    pub text: Interner,
    /// Whose rows stand in another source too, and how many; by source.
    pub repeats: Vec<Repeats>,
    /// Those rows; they share the pools of `tables`.
    aside: Tables,
    /// Ticks that each source's clock is ahead, already taken off its rows.
    ahead: BTreeMap<SourceId, i64>,
}

impl EventStore {
    /// This store and the rows of `harvests`, sorted anew.
    #[must_use]
    pub fn with(mut self, harvests: impl IntoIterator<Item = (Tables, Interner)>) -> Self {
        self.take_back();
        for (tables, text) in harvests {
            if self.text.is_empty() {
                (self.tables, self.text) = (tables, text);
                continue;
            }
            let symbols = self.text.absorb(&text);
            drop(text);
            self.tables.absorb(tables, &symbols);
        }
        self.settled()
    }

    /// What else a case file keeps of this store: rows set aside, and the ticks each clock is ahead.
    #[must_use]
    pub fn kept(&self) -> (&Tables, &BTreeMap<SourceId, i64>) {
        (&self.aside, &self.ahead)
    }

    /// The store of parts that a case file kept.
    #[must_use]
    pub fn restored(
        (mut tables, aside): (Tables, Tables),
        text: Interner,
        repeats: Vec<Repeats>,
        ahead: BTreeMap<SourceId, i64>,
    ) -> Self {
        // They were sorted when they were written; a forged file may not be.
        tables.sort();
        Self { tables, text, repeats, aside, ahead }
    }

    /// A store of one harvest, as tests like it.
    #[must_use]
    pub fn of(harvest: Harvest) -> Self {
        Self::default().with([(harvest.tables, harvest.text)])
    }

    /// The store without the rows of some sources.
    #[must_use]
    pub fn without(mut self, gone: &BTreeSet<SourceId>) -> Self {
        if gone.is_empty() {
            return self;
        }
        self.take_back();
        self.tables.keep_sources(|s| !gone.contains(&s));
        self.settled()
    }

    /// The store with times put right: `ahead` says by how many ticks each source's clock is ahead. What was
    /// put right before is put back first, so the result depends on `ahead` alone.
    #[must_use]
    pub fn on_clocks(mut self, ahead: BTreeMap<SourceId, i64>) -> Self {
        if ahead == self.ahead {
            return self;
        }
        let of = |list: &BTreeMap<SourceId, i64>, s| list.get(&s).copied().unwrap_or(0);
        let earlier = |s: SourceId| of(&ahead, s).saturating_sub(of(&self.ahead, s));
        self.tables.move_times(&earlier);
        self.aside.move_times(&earlier);
        self.tables.sort();
        self.ahead = ahead;
        self
    }

    fn take_back(&mut self) {
        self.tables.append(std::mem::take(&mut self.aside));
    }

    fn settled(mut self) -> Self {
        self.tables.sort();
        (self.aside, self.repeats) = repeats::set_aside(&mut self.tables, &self.text);
        self
    }

    /// Text as it stands in the evidence: for comparing, never for showing.
    #[must_use]
    pub fn raw(&self, symbol: Symbol) -> &str {
        self.text.get(symbol)
    }

    /// Text made safe to show.
    #[must_use]
    pub fn show(&self, symbol: Symbol) -> SafeText {
        SafeText::new(self.text.get(symbol))
    }

    /// When a row happened.
    #[must_use]
    pub fn time_of(&self, at: RowRef) -> UtcTime {
        use super::rows::Table;
        let (i, t) = (at.row as usize, &self.tables);
        match at.table {
            Table::Authentication => t.authentications.row(i).time,
            Table::Session => t.sessions.row(i).time,
            Table::MailEvent => t.mail.row(i).time,
            Table::QueueSample => t.queues.row(i).time,
            Table::HeldMessage => t.held.row(i).time,
            Table::Action => t.actions.row(i).time,
        }
    }

    /// From the first to the last plausible time of authentications, sessions, mail and queues.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        let t = &self.tables;
        // Times ascend, so those that are plausible lie together, however many are not.
        let ends = |times: &[UtcTime]| -> Option<Span> {
            let known = UtcTime::plausible();
            let from = times.partition_point(|t| *t < known.start);
            let to = times.partition_point(|t| *t < known.end);
            let known = times.get(from..to)?;
            Some(Span::between(*known.first()?, *known.last()?))
        };
        [&t.authentications.time, &t.sessions.time, &t.mail.time, &t.queues.time, &t.actions.time]
            .into_iter()
            .filter_map(|times| ends(times))
            .reduce(Span::join)
    }
}

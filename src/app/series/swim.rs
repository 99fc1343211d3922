//! Accounts with a lane of their own: the suspects first, then whoever signs in most.
//!
//! Built where the lanes are built; nothing here runs once a frame.

use super::ladder::Rows;
use crate::analysis::accounts::AccountId;
use crate::analysis::finding::Analysis;
use crate::model::rows::Outcome;
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Lanes of their own at most.
pub const MOST: usize = 8;

/// An account with its attempts, in order of time.
#[derive(Clone, Debug, Default)]
pub struct Swimmer {
    /// A spelling of it, for filtering.
    pub symbol: Symbol,
    /// Who it is, where the directory knows.
    pub id: Option<AccountId>,
    /// Refused attempts.
    pub failed: Rows,
    /// Accepted ones.
    pub accepted: Rows,
}

/// Who the rows at hand are about.
pub struct Crowd {
    who: Vec<(Option<AccountId>, Symbol)>,
    refused: Vec<u64>,
    slot: FxHashMap<Symbol, usize>,
}

impl Crowd {
    /// Counts the attempts of everybody and ranks them.
    pub fn of(store: &EventStore, analysis: &Analysis, rows: &[u32]) -> Self {
        let t = &store.tables.authentications;
        let mut counts: FxHashMap<Symbol, (u64, u64)> = FxHashMap::default();
        for &i in rows {
            let count = counts.entry(symbol_of(store, i as usize)).or_default();
            let refused = t.outcome.get(i as usize) != Some(&Outcome::Success);
            (count.0, count.1) = (count.0 + 1, count.1 + u64::from(refused));
        }
        counts.remove(&Symbol::NONE);
        let mut people: FxHashMap<(Option<AccountId>, Symbol), (u64, u64)> = FxHashMap::default();
        let mut seen: Vec<(Symbol, (u64, u64))> = counts.iter().map(|(s, c)| (*s, *c)).collect();
        seen.sort_unstable();
        for (symbol, count) in seen {
            let person = people.entry(person(analysis, symbol)).or_default();
            *person = (person.0 + count.0, person.1 + count.1);
        }
        let rank = |id: Option<AccountId>| {
            analysis.suspects.iter().position(|s| Some(s.account) == id).unwrap_or(usize::MAX)
        };
        let mut who: Vec<_> = people.into_iter().collect();
        who.sort_by_key(|(p, count)| (rank(p.0), Reverse(count.0), *p));
        let refused = who.iter().map(|(_, count)| count.1).collect();
        let who: Vec<(Option<AccountId>, Symbol)> = who.into_iter().map(|(p, _)| p).collect();
        let at: FxHashMap<_, usize> = who.iter().enumerate().map(|(i, p)| (*p, i)).collect();
        let slot = counts.keys().filter_map(|s| Some((*s, *at.get(&person(analysis, *s))?))).collect();
        Self { who, refused, slot }
    }

    /// The first ones, without rows yet.
    pub fn swimmers(&self) -> Vec<Swimmer> {
        let lane = |&(id, symbol): &(Option<AccountId>, Symbol)| Swimmer { symbol, id, ..Swimmer::default() };
        let last = self.most_refused(4).into_iter().max().map_or(0, |m| m + 1);
        // Lanes of the parts by account come along, so that those have a name too.
        self.who.iter().take(MOST.max(last.min(64))).map(lane).collect()
    }

    /// The lanes of those refused most.
    pub fn most_refused(&self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.who.len().min(64)).collect();
        order.sort_by_key(|i| Reverse(self.refused.get(*i).copied().unwrap_or(0)));
        order.retain(|i| self.refused.get(*i).is_some_and(|r| *r > 0));
        order.truncate(n);
        order
    }

    /// The lane of a row.
    pub fn lane_of(&self, store: &EventStore, row: usize) -> Option<usize> {
        self.slot.get(&symbol_of(store, row)).copied()
    }
}

fn symbol_of(store: &EventStore, row: usize) -> Symbol {
    let t = &store.tables.authentications;
    let name = t.account.get(row).copied().unwrap_or_default();
    name.or(t.sid.get(row).copied().unwrap_or_default())
}

/// One and the same for all spellings of an account.
fn person(analysis: &Analysis, symbol: Symbol) -> (Option<AccountId>, Symbol) {
    let id = analysis.directory.of(symbol);
    let first = id.and_then(|id| analysis.directory.get(id)).and_then(|a| a.as_written.first().copied());
    (id, first.unwrap_or(symbol))
}

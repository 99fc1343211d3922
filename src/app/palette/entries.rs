//! All that the palette offers besides acts: accounts, addresses, files, findings, zones. Plain data.

use super::fits::fold;
use crate::app::acts::Act;
use crate::app::panel::{Pick, Scene, Wish};
use crate::app::panels::source_words::file_and_folder;
use crate::case::Case;
use crate::model::rows::RowRef;
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::words::Words;
use crate::workbench::command::Command;
use chrono_tz::{TZ_VARIANTS, Tz};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Entries of each kind at most.
const MOST: usize = 20_000;

/// What choosing an entry does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Does {
    /// Something to do.
    Act(Act),
    /// Narrow Investigate.
    Pick(Pick),
    /// The site's zone.
    Zone(Tz),
}

/// A line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// As shown; safe.
    pub text: String,
    /// As compared.
    pub folded: String,
    /// Id of the word for its kind.
    pub kind: &'static str,
    /// What it does.
    pub does: Does,
}

impl Entry {
    /// An entry; `text` must be safe to show.
    #[must_use]
    pub fn new(text: String, kind: &'static str, does: Does) -> Self {
        Self { folded: fold(&text), text, kind, does }
    }
}

/// Client addresses, those of verdicts first, then by how often they are seen. Looks at every row.
#[must_use]
pub fn addresses(store: &EventStore, verdicts: &[Symbol]) -> Vec<Symbol> {
    let mut seen: FxHashMap<Symbol, u32> = FxHashMap::default();
    let columns = [&store.tables.authentications.address, &store.tables.sessions.address];
    for symbol in columns.into_iter().flatten().filter(|s| s.is_some()) {
        *seen.entry(*symbol).or_default() += 1;
    }
    let named: FxHashSet<Symbol> = verdicts.iter().copied().collect();
    let mut others: Vec<(u32, Symbol)> =
        seen.into_iter().filter(|(s, _)| !named.contains(s)).map(|(s, n)| (n, s)).collect();
    others.sort_by_key(|(n, symbol)| (Reverse(*n), *symbol));
    verdicts.iter().copied().chain(others.into_iter().map(|(_, s)| s)).take(MOST).collect()
}

/// All entries but the acts: suspects, other accounts, addresses, sources, findings, zones.
#[must_use]
pub fn entries(case: &Case, words: &Words, addresses: &[Symbol]) -> Vec<Entry> {
    let mut all = accounts(case);
    let address = |s: &Symbol| {
        let text = case.store.show(*s).to_string();
        Entry::new(text, "palette-address", Does::Pick(Pick::Address(*s)))
    };
    all.extend(addresses.iter().map(address));
    all.extend(case.analysis.findings.iter().filter_map(|f| {
        let row = *f.rows.first()?;
        let does = Does::Pick(Pick::Row(case.generation, row));
        Some(Entry::new(words.say(&f.sentence), "palette-finding", does))
    }));
    all.extend(case.sources.iter().map(|s| {
        let (file, _) = file_and_folder(&s.name);
        Entry::new(file, "palette-source", Does::Pick(Pick::Source(s.id)))
    }));
    let zone = |z: &Tz| Entry::new(z.name().to_owned(), "palette-zone", Does::Zone(*z));
    all.extend(TZ_VARIANTS.iter().map(zone));
    all
}

fn accounts(case: &Case) -> Vec<Entry> {
    let directory = &case.analysis.directory;
    let suspects: Vec<_> = case.analysis.suspects.iter().map(|s| s.account).collect();
    let first: FxHashSet<_> = suspects.iter().copied().collect();
    let others = (0_u32..).take(directory.accounts.len()).map(crate::analysis::accounts::AccountId);
    let others = others.filter(|id| !first.contains(id));
    let known = suspects.iter().map(|id| (*id, "palette-suspect"));
    let all = known.chain(others.map(|id| (id, "palette-account")));
    all.take(MOST)
        .filter_map(|(id, kind)| {
            let account = directory.get(id)?;
            let symbol = *account.as_written.first()?;
            Some(Entry::new(account.name.to_string(), kind, Does::Pick(Pick::Account(symbol))))
        })
        .collect()
}

/// The wishes that an entry other than an act becomes.
pub fn ask(scene: &Scene<'_>, does: Does, wishes: &mut Vec<Wish>) {
    match does {
        Does::Act(_) => {}
        Does::Zone(zone) => wishes.push(Wish::Do(Command::SetSiteZone(zone))),
        Does::Pick(pick) => {
            wishes.push(Wish::Pick(pick));
            if let Pick::Row(generation, row) = pick {
                show(scene, generation, row, wishes);
            }
        }
    }
}

fn show(scene: &Scene<'_>, generation: u64, row: RowRef, wishes: &mut Vec<Wish>) {
    if generation == scene.case.generation {
        let at = scene.case.store.tables.provenance(row);
        wishes.push(Wish::Do(Command::ShowRaw(at)));
    }
}

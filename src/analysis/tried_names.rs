//! Many names tried: which of them exist, in which stretch of time, and whether it was a few passwords each.
//!
//! Guessing of names and spraying of passwords look alike but for what the names are; both detections ask here.

use super::accounts::AccountId;
use super::attempts::{Attempt, densest};
use super::scene::Scene;
use super::site::Origin;
use crate::knowledge::detections::Figures;
use crate::model::rows::Outcome;
use crate::model::text::Symbol;
use crate::model::time::Span;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A refused attempt and whose name it tried.
pub type Try = (AccountId, Attempt);

/// Spraying, from its first to its last dense stretch.
pub struct Spraying {
    /// Clients; none where no log states them.
    pub clients: Vec<Symbol>,
    /// Refused attempts on accounts that were tried a few times each.
    pub tries: Vec<Try>,
    /// When.
    pub span: Span,
}

/// The site's spraying, if there was any.
#[must_use]
pub fn spraying(scene: &Scene<'_>, limits: &Figures) -> Option<Spraying> {
    let mut by_client: BTreeMap<Symbol, Vec<Try>> = BTreeMap::new();
    for (&id, tally) in scene.attempts {
        for a in tally.refused.iter().filter(|a| is_from_elsewhere(scene, a)) {
            by_client.entry(a.address).or_default().push((id, *a));
        }
    }
    by_client.values_mut().for_each(|tries| tries.sort_by_key(|(id, a)| (a.time, a.row, *id)));
    let known = existing(scene);
    let exist = |s: &Spraying| {
        mostly_exist(&known, s.tries.iter().map(|(id, _)| *id), limits.count("existing_percent"))
    };
    let alone = by_client.iter().filter(|(client, _)| client.is_some());
    let alone = alone.filter_map(|(_, tries)| one_hand(tries, limits)).filter(exist);
    alone.reduce(join).or_else(|| {
        let mut all: Vec<Try> = by_client.values().flatten().copied().collect();
        all.sort_by_key(|(id, a)| (a.time, a.row, *id));
        several_hands(&all, limits).filter(exist)
    })
}

fn is_from_elsewhere(scene: &Scene<'_>, a: &Attempt) -> bool {
    matches!(scene.ground.site.origin(a.address), Origin::Outside | Origin::Unstated)
}

fn one_hand(tries: &[Try], limits: &Figures) -> Option<Spraying> {
    dense(tries, limits, limits.count("accounts_of_one_client"), limits.seconds("window_minutes"))
}

fn several_hands(tries: &[Try], limits: &Figures) -> Option<Spraying> {
    dense(tries, limits, limits.count("accounts_together"), limits.seconds("together_minutes"))
}

fn join(mut a: Spraying, b: Spraying) -> Spraying {
    a.clients.extend(b.clients);
    a.tries.extend(b.tries);
    Spraying { span: a.span.join(b.span), ..a }
}

/// From the first to the last stretch of `seconds` in which `n` accounts were tried, none of them often.
fn dense(tries: &[Try], limits: &Figures, n: usize, seconds: i64) -> Option<Spraying> {
    let mut by_account: BTreeMap<AccountId, Vec<Attempt>> = BTreeMap::new();
    tries.iter().for_each(|(id, a)| by_account.entry(*id).or_default().push(*a));
    // An account tried often is guessed by itself, and says nothing of the others.
    by_account.retain(|_, own| densest(own, seconds) <= limits.count("tries_of_an_account"));
    let few: Vec<Try> = tries.iter().filter(|(id, _)| by_account.contains_key(id)).copied().collect();
    let span = broad_span(&few, n, seconds)?;
    let tries: Vec<Try> = few.into_iter().filter(|(_, a)| span.contains(a.time)).collect();
    let clients: BTreeSet<Symbol> = tries.iter().map(|(_, a)| a.address).filter(|c| c.is_some()).collect();
    Some(Spraying { clients: clients.into_iter().collect(), tries, span })
}

/// From the first to the last stretch of `seconds` in which at least `n` names were tried.
#[must_use]
pub fn broad_span(tries: &[(AccountId, Attempt)], n: usize, seconds: i64) -> Option<Span> {
    let mut names: BTreeMap<AccountId, usize> = BTreeMap::new();
    let (mut from, mut span) = (0, None);
    for (id, a) in tries {
        *names.entry(*id).or_default() += 1;
        while let Some((old, _)) = tries.get(from).filter(|(_, b)| a.time.seconds_since(b.time) > seconds) {
            if let Some(count) = names.get_mut(old) {
                *count -= 1;
                if *count == 0 {
                    names.remove(old);
                }
            }
            from += 1;
        }
        if names.len() >= n {
            Span::grow(&mut span, tries.get(from).map(|(_, b)| b.time).unwrap_or_default());
            Span::grow(&mut span, a.time);
        }
    }
    span
}

/// Which names exist, as far as the logs tell: an accepted one does, and a refusal's code may say so or not.
/// Names that no code speaks of are left out.
#[must_use]
pub fn existing(scene: &Scene<'_>) -> FxHashMap<AccountId, bool> {
    let table = &scene.ground.store.tables.authentications;
    let mut found: FxHashMap<AccountId, bool> = FxHashMap::default();
    for ((&account, &status), &outcome) in table.account.iter().zip(&table.status).zip(&table.outcome) {
        let told = if outcome == Outcome::Failure { exists_by(status) } else { Some(true) };
        if let (Some(told), Some(account)) = (told, scene.ground.directory.of(account)) {
            *found.entry(account).or_default() |= told;
        }
    }
    found
}

/// Does a refusal's code say that the name exists? Windows-events.md section 1.5.
fn exists_by(status: u32) -> Option<bool> {
    match status {
        0xC000_0064 | 0x6 => Some(false),
        // Wrong password, restricted, disabled, expired, locked out.
        0xC000_006A | 0xC000_006E | 0xC000_0072 | 0xC000_0193 | 0xC000_0234 | 0x12 | 0x18 => Some(true),
        _ => None,
    }
}

/// Do the accounts mostly exist? Not where no code tells.
#[must_use]
pub fn mostly_exist(
    known: &FxHashMap<AccountId, bool>,
    accounts: impl IntoIterator<Item = AccountId>,
    percent: usize,
) -> bool {
    let told: Vec<bool> = accounts.into_iter().filter_map(|a| known.get(&a).copied()).collect();
    let exist = told.iter().filter(|exists| **exists).count();
    exist > 0 && exist * 100 >= percent * told.len()
}

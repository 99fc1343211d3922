//! Accepted sign-ins over SMTP, each counted once, as the detections of sign-ins look at them.
//!
//! Two logs write one sign-in moments apart; here it is one, with the client that either of them states. It does
//! not judge, and an envelope sender is never looked at.

use super::accounts::AccountId;
use super::attempts::{Attempt, Tally, is_over_smtp, opened};
use super::finding::Finding;
use super::scene::Scene;
use super::site::Origin;
use super::uses::client_of;
use crate::knowledge::detections::Figures;
use crate::model::rows::{Outcome, RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use std::collections::BTreeMap;

/// Rows that a finding shows at most.
pub const MAX_ROWS: usize = 50;

/// Sign-ins looked back at for the one another log speaks of too.
const LOOK_BACK: usize = 8;

/// One accepted sign-in over SMTP, however many logs saw it.
#[derive(Clone, Copy, Debug)]
pub struct SignIn {
    /// When the first log wrote it.
    pub time: UtcTime,
    /// Its row, that of the SMTP log where there is one.
    pub row: u32,
    /// Client, where known.
    pub address: Symbol,
    /// Where the client stands.
    pub origin: Origin,
    /// Kinds of witness that saw it, a bit each.
    seen: u8,
}

/// Accepted sign-ins over SMTP by account, in order of time.
pub type SignIns = BTreeMap<AccountId, Vec<SignIn>>;

/// The accepted sign-ins of people over SMTP.
#[must_use]
pub fn over_smtp(scene: &Scene<'_>) -> SignIns {
    gather(scene, |i| scene.ground.noise_of.get(i) == Some(&0))
}

/// The accepted sign-ins over SMTP among rows that are `wanted`, by row number.
#[must_use]
pub fn gather(scene: &Scene<'_>, wanted: impl Fn(usize) -> bool) -> SignIns {
    let g = scene.ground;
    let table = &g.store.tables.authentications;
    let window = i64::from(g.joins.same_attempt_seconds);
    let mut all = SignIns::new();
    let accepted = table.outcome.iter().enumerate().filter(|(_, outcome)| **outcome == Outcome::Success);
    for (i, _) in accepted.filter(|(i, _)| wanted(*i)) {
        let row = table.row(i);
        // An explicit-credentials record (4648, 552) comes with the logon it announces.
        let account = g.directory.of(row.account).filter(|_| !matches!(row.event_id, 552 | 4648));
        let (address, number) = (client_of(g, scene.mail, i), u32::try_from(i).unwrap_or(u32::MAX));
        let attempt = Attempt { time: row.time, row: number, address };
        if let Some(account) = account.filter(|_| is_over_smtp(g, scene.mail, &attempt)) {
            let (origin, seen) = (g.site.origin(address), bit(row.witness));
            let new = SignIn { time: row.time, row: number, address, origin, seen };
            note(all.entry(account).or_default(), window, new);
        }
    }
    all
}

/// Adds a sign-in, or what a second log knows of one that is there.
fn note(list: &mut Vec<SignIn>, window: i64, new: SignIn) {
    let from = list.len().saturating_sub(LOOK_BACK);
    let same = |old: &&mut SignIn| {
        let near = new.time.seconds_since(old.time) <= window;
        let one = old.address == new.address || old.address.is_none() || new.address.is_none();
        near && one && old.seen & new.seen == 0
    };
    match list.iter_mut().skip(from).find(same) {
        None => list.push(new),
        Some(old) => {
            old.seen |= new.seen;
            if old.address.is_none() {
                (old.address, old.origin) = (new.address, new.origin);
            }
            if new.seen == bit(Witness::Smtp) {
                old.row = new.row;
            }
        }
    }
}

fn bit(witness: Witness) -> u8 {
    match witness {
        Witness::Logon => 1,
        Witness::Credential => 2,
        Witness::Kerberos => 4,
        Witness::Transport => 8,
        Witness::Smtp => 16,
    }
}

/// Rows of sign-ins, as many as a finding shows, in order.
#[must_use]
pub fn refs<'a>(list: impl IntoIterator<Item = &'a SignIn>) -> Vec<RowRef> {
    let row = |s: &SignIn| RowRef { table: Table::Authentication, row: s.row };
    let mut rows: Vec<RowRef> = list.into_iter().take(MAX_ROWS).map(row).collect();
    rows.sort();
    rows
}

/// Clients of sign-ins, each once, in order of number.
#[must_use]
pub fn clients<'a>(list: impl IntoIterator<Item = &'a SignIn>) -> Vec<Symbol> {
    let mut found: Vec<Symbol> = list.into_iter().map(|s| s.address).filter(|a| a.is_some()).collect();
    found.sort();
    found.dedup();
    found
}

/// What many accounts do at once is the way of the site: then only abused accounts, and those that guessing has
/// opened, are told.
#[must_use]
pub fn unless_usual(scene: &Scene<'_>, limits: &Figures, found: Vec<Finding>) -> Vec<Finding> {
    let usual = found.len() > limits.count("accounts_at_most");
    let told = |f: &Finding| !usual || f.account.is_some_and(|id| is_suspect(scene, id));
    found.into_iter().filter(told).collect()
}

fn is_suspect(scene: &Scene<'_>, account: AccountId) -> bool {
    let abused = scene.abusers.iter().any(|a| a.account == Some(account));
    let guessed = |t: &Tally| opened(scene.ground, &scene.limits.guessing, t).is_some();
    abused || scene.attempts.get(&account).is_some_and(guessed)
}

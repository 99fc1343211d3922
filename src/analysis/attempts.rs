//! Attempts on each account, each counted once, in order of time: what guessing looks like.

use super::accounts::AccountId;
use super::attribution::{Attribution, Ground};
use super::clients::is_transport_process;
use super::site::Origin;
use super::uses::client_of;
use crate::knowledge::thresholds::Guessing;
use crate::model::rows::{Outcome, RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use std::collections::BTreeMap;

/// One attempt. Kept small: there are as many as counted sign-ins.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// When.
    pub time: UtcTime,
    /// Row of the authentication table.
    pub row: u32,
    /// Client, where known.
    pub address: Symbol,
}

/// Attempts on one account.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Refused.
    pub refused: Vec<Attempt>,
    /// Accepted.
    pub accepted: Vec<Attempt>,
    /// Refused although the password was right.
    pub right_password: Vec<Attempt>,
}

/// Attempts by account.
pub type Attempts = BTreeMap<AccountId, Tally>;

/// Counts the attempts of people; noise and echoes left out.
#[must_use]
pub fn tally(g: Ground<'_>, mail: &Attribution) -> Attempts {
    let mut attempts = Attempts::new();
    for (i, row) in g.store.tables.authentications.rows().enumerate() {
        let counts = g.noise_of.get(i) == Some(&0) && mail.is_echo.get(i) == Some(&false);
        let (true, Some(account)) = (counts, g.directory.of(row.account)) else {
            continue;
        };
        let address = client_of(g, mail, i);
        let attempt = Attempt { time: row.time, row: u32::try_from(i).unwrap_or(u32::MAX), address };
        let tally = attempts.entry(account).or_default();
        match row.outcome {
            Outcome::Success => tally.accepted.push(attempt),
            Outcome::Failure => tally.refused.push(attempt),
            Outcome::RightPasswordRefused => tally.right_password.push(attempt),
        }
    }
    attempts
}

/// Was this attempt made over SMTP, as far as its row shows?
#[must_use]
pub fn is_over_smtp(g: Ground<'_>, mail: &Attribution, attempt: &Attempt) -> bool {
    let row = g.store.tables.authentications.row(attempt.row as usize);
    matches!(row.witness, Witness::Smtp | Witness::Transport)
        || mail.address_of.get(attempt.row as usize).is_some_and(|a| a.is_some())
        || is_transport_process(g.store.raw(row.process))
}

/// The rows of attempts, `n` at most.
#[must_use]
pub fn rows<'a>(attempts: impl IntoIterator<Item = &'a Attempt>, n: usize) -> Vec<RowRef> {
    let row = |a: &Attempt| RowRef { table: Table::Authentication, row: a.row };
    attempts.into_iter().take(n).map(row).collect()
}

/// Most attempts within `seconds`.
#[must_use]
pub fn densest(attempts: &[Attempt], seconds: i64) -> usize {
    let (mut from, mut best) = (0, 0);
    for (i, a) in attempts.iter().enumerate() {
        while attempts.get(from).is_some_and(|f| a.time.seconds_since(f.time) > seconds) {
            from += 1;
        }
        best = best.max(i + 1 - from);
    }
    best
}

/// The accepted attempt from outside that follows guessing, and how many refused ones came before it.
#[must_use]
pub fn opened<'a>(g: Ground<'_>, limits: &Guessing, tally: &'a Tally) -> Option<(&'a Attempt, usize)> {
    let memory = i64::from(limits.failures_memory_hours) * 3600;
    let mut known: Vec<Symbol> = Vec::new();
    for success in &tally.accepted {
        let before = tally.refused.partition_point(|f| f.time <= success.time);
        let from = tally.refused.partition_point(|f| success.time.seconds_since(f.time) > memory);
        let recent = tally.refused.get(from..before).unwrap_or(&[]);
        let outside = g.site.origin(success.address) == Origin::Outside;
        let elsewhere = recent.iter().filter(|f| f.address != success.address).count();
        // A handful of refusals from the very client that then got in is mistyping.
        let guessing = recent.len() >= limits.failures_in_1_hour as usize
            || elsewhere >= limits.failures_before_success as usize;
        if outside && guessing && !known.contains(&success.address) {
            return Some((success, recent.len()));
        }
        let quiet = recent.len() < limits.failures_before_success as usize;
        if quiet && known.len() < 64 && !known.contains(&success.address) {
            known.push(success.address);
        }
    }
    None
}

//! What the detections of sign-ins share: accepted sign-ins over SMTP, each counted once, and which names exist.
//!
//! Two logs write one sign-in moments apart; here it is one, with the client that either of them states. It does
//! not judge, and an envelope sender is never looked at.

use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::{Attempt, Tally, is_over_smtp, opened};
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::uses::client_of;
use crate::knowledge::detections::Figures;
use crate::model::rows::{Outcome, RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Rows that a finding shows at most.
pub(super) const MAX_ROWS: usize = 50;

/// Sign-ins looked back at for the one another log speaks of too.
const LOOK_BACK: usize = 8;

/// One accepted sign-in over SMTP, however many logs saw it.
#[derive(Clone, Copy, Debug)]
pub(super) struct SignIn {
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
pub(super) type SignIns = BTreeMap<AccountId, Vec<SignIn>>;

/// The accepted sign-ins of people over SMTP.
pub(super) fn over_smtp(scene: &Scene<'_>) -> SignIns {
    gather(scene, |i| scene.ground.noise_of.get(i) == Some(&0))
}

/// The accepted sign-ins over SMTP among rows that are `wanted`, by row number.
pub(super) fn gather(scene: &Scene<'_>, wanted: impl Fn(usize) -> bool) -> SignIns {
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
pub(super) fn refs<'a>(list: impl IntoIterator<Item = &'a SignIn>) -> Vec<RowRef> {
    let row = |s: &SignIn| RowRef { table: Table::Authentication, row: s.row };
    let mut rows: Vec<RowRef> = list.into_iter().take(MAX_ROWS).map(row).collect();
    rows.sort();
    rows
}

/// Clients of sign-ins, each once, in order of number.
pub(super) fn clients<'a>(list: impl IntoIterator<Item = &'a SignIn>) -> Vec<Symbol> {
    let mut found: Vec<Symbol> = list.into_iter().map(|s| s.address).filter(|a| a.is_some()).collect();
    found.sort();
    found.dedup();
    found
}

/// What many accounts do at once is the way of the site: then only abused accounts, and those that guessing has
/// opened, are told.
pub(super) fn unless_usual(scene: &Scene<'_>, limits: &Figures, found: Vec<Finding>) -> Vec<Finding> {
    let usual = found.len() > limits.count("accounts_at_most");
    let told = |f: &Finding| !usual || f.account.is_some_and(|id| is_suspect(scene, id));
    found.into_iter().filter(told).collect()
}

fn is_suspect(scene: &Scene<'_>, account: AccountId) -> bool {
    let abused = scene.abusers.iter().any(|a| a.account == Some(account));
    let guessed = |t: &Tally| opened(scene.ground, &scene.limits.guessing, t).is_some();
    abused || scene.attempts.get(&account).is_some_and(guessed)
}

/// Which names exist, as far as the logs tell: an accepted one does, and a refusal's code may say so or not.
/// Names that no code speaks of are left out.
pub(super) fn existing(scene: &Scene<'_>) -> FxHashMap<AccountId, bool> {
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
pub(super) fn mostly_exist(
    known: &FxHashMap<AccountId, bool>,
    accounts: impl IntoIterator<Item = AccountId>,
    percent: usize,
) -> bool {
    let told: Vec<bool> = accounts.into_iter().filter_map(|a| known.get(&a).copied()).collect();
    let exist = told.iter().filter(|exists| **exists).count();
    exist > 0 && exist * 100 >= percent * told.len()
}

/// Rows and answers for the tests of these detections.
#[cfg(test)]
pub(super) mod in_tests {
    use crate::analysis::finding::{Analysis, Finding};
    use crate::analysis::tests_support::{Scene, at};
    use crate::model::provenance::Place;
    use crate::model::rows::*;
    use crate::model::store::EventStore;
    use crate::words::{Language, Words};

    /// A day in seconds.
    pub const DAY: i64 = 86_400;

    /// A site whose SMTP log, Security log and tracking cover `days`.
    pub fn covered(days: i64) -> Scene {
        let mut s = Scene::site();
        for format in ["smtp-receive", "evtx", "message-tracking"] {
            s.covers(format, 0, days * DAY);
        }
        s
    }

    fn push(s: &mut Scene, t: i64, account: &str, row: Authentication) {
        let n = s.harvest.tables.authentications.len() as u64 + 500_000;
        let (account, server) = (s.harvest.intern(account), s.harvest.intern("EX1"));
        let source = s.harvest.source;
        let place = Place::line(n, n * 100);
        s.harvest.tables.authentications.push(Authentication {
            time: at(t),
            source,
            place,
            account,
            server,
            ..row
        });
    }

    /// An accepted sign-in over SMTP as the SMTP log has it, dialogue and conversation.
    pub fn smtp(s: &mut Scene, t: i64, account: &str, address: &str) {
        let id = format!("S{t}{account}");
        s.dialogue(t, account, address, &id, true);
        s.front(t, &id, address, account);
    }

    /// A logon over another door.
    pub fn door(s: &mut Scene, t: i64, account: &str, address: &str, logon_type: u8, process: &str) {
        let (address, process) = (s.harvest.intern(address), s.harvest.intern(process));
        let row =
            Authentication { event_id: 4624, logon_type, address, process, ..Authentication::default() };
        push(s, t, account, row);
    }

    /// A refused logon that the transport asked for, with its code.
    pub fn refused(s: &mut Scene, t: i64, account: &str, status: u32) {
        let process = s.harvest.intern(crate::analysis::tests_support::FRONT);
        let outcome = Outcome::Failure;
        let row = Authentication {
            event_id: 4625,
            logon_type: 8,
            process,
            status,
            outcome,
            ..Authentication::default()
        };
        push(s, t, account, row);
    }

    /// A refused sign-in in the SMTP log with a refused logon that has this code.
    pub fn guess(s: &mut Scene, t: i64, account: &str, address: &str, status: u32) {
        refused(s, t, account, status);
        s.dialogue(t, account, address, &format!("G{t}{account}"), false);
    }

    /// Event 1035 of the transport: a client was refused.
    pub fn event_1035(s: &mut Scene, t: i64, address: &str) {
        let (address, outcome, witness) = (s.harvest.intern(address), Outcome::Failure, Witness::Transport);
        let row = Authentication { event_id: 1035, witness, outcome, address, ..Authentication::default() };
        push(s, t, "", row);
    }

    /// Something done to an account.
    pub fn deed(s: &mut Scene, t: i64, deed: Deed, target: &str) {
        let n = s.harvest.tables.actions.len() as u64 + 900_000;
        let (target, source) = (s.harvest.intern(target), s.harvest.source);
        let place = Place::line(n, n * 100);
        s.harvest.tables.actions.push(Action {
            time: at(t),
            source,
            place,
            deed,
            target,
            ..Action::default()
        });
    }

    /// The findings of a kind, with what they were found in.
    pub fn found(scene: Scene, kind: &str) -> (EventStore, Analysis, Vec<Finding>) {
        let (store, analysis) = scene.analyse();
        let found: Vec<Finding> = analysis.findings.iter().filter(|f| f.kind == kind).cloned().collect();
        (store, analysis, found)
    }

    /// The one finding of a kind; fails if there are none or several.
    pub fn only(scene: Scene, kind: &str) -> (EventStore, Analysis, Finding) {
        let (store, analysis, mut found) = found(scene, kind);
        assert_eq!(found.len(), 1, "{kind}: {found:?}");
        let f = found.remove(0);
        assert!(!f.rows.is_empty() && f.rows.len() <= 50 && f.span.is_some(), "{f:?}");
        (store, analysis, f)
    }

    /// Nothing of a kind was found.
    pub fn silent(scene: Scene, kind: &str) -> bool {
        found(scene, kind).2.is_empty()
    }

    /// The sentence in English; none of its facts may be missing.
    pub fn said(f: &Finding) -> String {
        let words = Words::new(Language::English, chrono_tz::UTC);
        let text = words.say(&f.sentence);
        assert!(!text.contains('{') && !text.contains('['), "{text}");
        text
    }

    /// The account's name.
    pub fn name(a: &Analysis, f: &Finding) -> String {
        f.account.map(|id| a.directory.name(id).to_string()).unwrap_or_default()
    }
}

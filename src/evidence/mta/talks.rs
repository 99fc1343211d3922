//! SMTP conversations as a mail server's log tells them, a few lines each, interleaved with others.
//!
//! A conversation is found by its channel (the process that leads it, or its number). It stays known for a
//! while after its end, since the queue manager tells of its messages a moment later. How many are known at
//! a time is bounded; the oldest becomes its row first.

use crate::model::columns::{Numbers, Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::rows::{Authentication, Outcome, Session, Witness};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Conversations known at a time.
const MAX_KNOWN: usize = 4096;
/// Recipients of a conversation that are listed.
const MAX_RECIPIENTS: usize = 100;
/// Messages of a conversation whose numbers are listed.
const MAX_QUEUED: usize = 10_000;

/// When and where a line stands.
#[derive(Clone, Copy, Debug, Default)]
pub struct At {
    /// Its time.
    pub time: UtcTime,
    /// Its place.
    pub place: Place,
}

/// An answer to AUTH.
#[derive(Clone, Copy, Debug, Default)]
pub struct Auth<'a> {
    /// Account as the log names it, else not stated.
    pub account: Symbol,
    /// Mechanism, in capitals where it is known.
    pub mechanism: &'a str,
    /// Reason of a refusal.
    pub reason: Symbol,
}

/// One conversation so far.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    /// What becomes its row.
    pub row: Session,
    /// Program that leads it.
    pub process: Symbol,
    /// An accepted AUTH was told, with or without its account.
    pub has_success: bool,
    queued: Vec<u64>,
    recipients: Vec<Symbol>,
}

impl Talk {
    /// A conversation that nothing has been said in.
    #[must_use]
    pub fn new(row: Session, process: Symbol) -> Self {
        Self { row, process, ..Self::default() }
    }

    /// A line of this conversation was met.
    pub fn meet(&mut self, at: At) {
        self.row.last = self.row.last.max(at.time);
        self.row.n_rows = self.row.n_rows.saturating_add(1);
    }

    /// AUTH was accepted; told once for each account.
    pub fn accept(&mut self, at: At, auth: Auth<'_>, out: &mut Harvest) {
        if self.has_success && (auth.account.is_none() || auth.account == self.row.account) {
            return;
        }
        self.has_success = true;
        let mechanism = mechanism(auth.mechanism, out);
        if self.row.account.is_none() {
            self.row.account = auth.account;
            self.row.accepted_at = at.time;
            self.row.mechanism = mechanism;
        }
        self.witness(at, Outcome::Success, auth, mechanism, out);
    }

    /// AUTH was refused.
    pub fn refuse(&mut self, at: At, auth: Auth<'_>, out: &mut Harvest) {
        self.row.n_refused = self.row.n_refused.saturating_add(1);
        let mechanism = mechanism(auth.mechanism, out);
        self.witness(at, Outcome::Failure, auth, mechanism, out);
    }

    /// A message of this conversation is in the queue.
    pub fn queue(&mut self, id: u64, n_recipients: u32) {
        self.row.n_queued = self.row.n_queued.saturating_add(1);
        self.row.n_recipients = self.row.n_recipients.saturating_add(n_recipients);
        if self.queued.len() < MAX_QUEUED {
            self.queued.push(id);
        }
    }

    /// A recipient was accepted or asked for.
    pub fn name_recipient(&mut self, recipient: Symbol) {
        if self.recipients.len() < MAX_RECIPIENTS {
            self.recipients.push(recipient);
        }
    }

    fn witness(&self, at: At, outcome: Outcome, auth: Auth<'_>, mechanism: Symbol, out: &mut Harvest) {
        out.tables.authentications.push(Authentication {
            time: at.time,
            source: out.source,
            place: at.place,
            outcome,
            witness: Witness::Smtp,
            account: auth.account,
            address: self.row.address,
            workstation: self.row.helo,
            mechanism,
            process: self.process,
            status_text: auth.reason,
            server: self.row.server,
            session: self.row.session,
            connector: self.row.connector,
            ..Authentication::default()
        });
    }

    fn close(mut self, out: &mut Harvest) {
        self.row.queued = Numbers(Run::push(&mut out.tables.numbers, self.queued));
        self.row.recipients = Texts(Run::push(&mut out.tables.texts, self.recipients));
        out.tables.sessions.push(self.row);
    }
}

/// The mechanism in its usual spelling; some servers write it as the client did.
pub fn mechanism(text: &str, out: &mut Harvest) -> Symbol {
    let known = crate::evidence::mask::mechanism_of(&format!("AUTH {text}"));
    out.intern(known.unwrap_or(text))
}

/// All conversations that are still known.
#[derive(Debug, Default)]
pub struct Talks {
    known: FxHashMap<u64, Talk>,
    current: FxHashMap<Symbol, u64>,
    /// Numbers of the known ones, oldest first.
    ages: VecDeque<u64>,
    opened: u64,
}

impl Talks {
    /// Begins a conversation on `channel`; one that was open there has ended. Gives its number.
    pub fn begin(&mut self, channel: Symbol, at: At, talk: Talk, out: &mut Harvest) -> u64 {
        while self.known.len() >= MAX_KNOWN {
            let Some(oldest) = self.ages.pop_front() else { break };
            if let Some(talk) = self.known.remove(&oldest) {
                talk.close(out);
            }
        }
        // Channels of conversations that became rows long ago must not pile up.
        if self.current.len() > MAX_KNOWN * 2 {
            let known = &self.known;
            self.current.retain(|_, n| known.contains_key(n));
        }
        self.opened += 1;
        let row = Session { time: at.time, last: at.time, source: out.source, place: at.place, ..talk.row };
        self.known.insert(self.opened, Talk { row, ..talk });
        self.ages.push_back(self.opened);
        self.current.insert(channel, self.opened);
        self.opened
    }

    /// Number of the conversation that goes on there.
    #[must_use]
    pub fn on(&self, channel: Symbol) -> Option<u64> {
        self.current.get(&channel).copied().filter(|n| self.known.contains_key(n))
    }

    /// The conversation with this number, while it is known.
    pub fn get(&mut self, n: u64) -> Option<&mut Talk> {
        self.known.get_mut(&n)
    }

    /// Nothing more will be said there.
    pub fn end(&mut self, channel: Symbol) {
        self.current.remove(&channel);
    }

    /// Makes rows of all that are left.
    pub fn close_all(&mut self, out: &mut Harvest) {
        while let Some(n) = self.ages.pop_front() {
            if let Some(talk) = self.known.remove(&n) {
                talk.close(out);
            }
        }
        self.current.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversations_that_never_end_are_closed_by_age_and_none_is_lost() {
        let (mut talks, mut out) = (Talks::default(), Harvest::default());
        for i in 0..10_000u32 {
            talks.begin(Symbol(i + 1), At::default(), Talk::default(), &mut out);
        }
        assert!(talks.known.len() <= MAX_KNOWN && talks.current.len() <= MAX_KNOWN * 2 + 1);
        talks.close_all(&mut out);
        assert_eq!(out.tables.sessions.len(), 10_000);
    }

    #[test]
    fn an_account_is_told_once_and_late_messages_still_count() {
        let (mut talks, mut out) = (Talks::default(), Harvest::default());
        let (channel, account) = (out.intern("smtpd[1]"), out.intern("scanner"));
        let n = talks.begin(channel, At::default(), Talk::default(), &mut out);
        for _ in 0..3 {
            let auth = Auth { account, mechanism: "login", ..Auth::default() };
            talks.get(n).unwrap().accept(At::default(), auth, &mut out);
        }
        talks.end(channel);
        assert_eq!(talks.on(channel), None);
        talks.get(n).unwrap().queue(7, 3);
        talks.close_all(&mut out);
        let row = out.tables.sessions.row(0);
        assert_eq!((row.n_queued, row.n_recipients, out.text.get(row.mechanism)), (1, 3, "LOGIN"));
        assert_eq!(out.tables.authentications.len(), 1);
    }
}

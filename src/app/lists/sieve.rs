//! What is picked anywhere, held against the rows of every list: account, address, session, message, file.

use super::address_of;
use super::question::Question;
use crate::analysis::accounts::AccountId;
use crate::analysis::finding::{Analysis, Conversation};
use crate::model::provenance::SourceId;
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use rustc_hash::FxHashSet;

/// Filters by account, address and noise, prepared for many rows.
#[derive(Debug)]
pub struct Sieve<'a> {
    store: &'a EventStore,
    analysis: &'a Analysis,
    id: Option<AccountId>,
    spellings: Option<FxHashSet<Symbol>>,
    address: Option<Symbol>,
    session: Option<Symbol>,
    message: Option<Symbol>,
    /// SMTP sessions that the message of `message` came by; authentications and sessions follow them.
    of_message: FxHashSet<Symbol>,
    source: Option<SourceId>,
    with_noise: bool,
}

impl<'a> Sieve<'a> {
    /// The sieve of a question.
    #[must_use]
    pub fn new(store: &'a EventStore, analysis: &'a Analysis, question: &Question) -> Self {
        let id = question.account.and_then(|s| analysis.directory.of(s));
        let spellings = question.account.map(|symbol| {
            let account = id.and_then(|id| analysis.directory.get(id));
            let known = account.into_iter().flat_map(|a| a.as_written.iter().chain(&a.sids));
            known.copied().chain([symbol]).collect()
        });
        let mail = &store.tables.mail;
        let of_message = question.message.map(|wanted| {
            let rows =
                mail.message_id.iter().zip(&mail.session).filter(|(id, s)| **id == wanted && s.is_some());
            rows.map(|(_, session)| *session).collect()
        });
        let Question { address, session, message, source, with_noise, .. } = *question;
        let of_message = of_message.unwrap_or_default();
        Self { store, analysis, id, spellings, address, session, message, of_message, source, with_noise }
    }

    /// Is it of the session picked, and of a session that brought the message picked?
    fn of_session(&self, session: Option<Symbol>) -> bool {
        self.session.is_none_or(|wanted| session == Some(wanted))
            && (self.message.is_none() || session.is_some_and(|s| self.of_message.contains(&s)))
    }

    fn of_source(&self, source: Option<&SourceId>) -> bool {
        self.source.is_none_or(|wanted| source == Some(&wanted))
    }

    /// Does a reading of a queue pass? Only its file can be picked.
    #[must_use]
    pub fn queue(&self, row: u32) -> bool {
        self.of_source(self.store.tables.queues.source.get(row as usize))
    }

    /// Does an authentication pass?
    #[must_use]
    pub fn authentication(&self, row: u32) -> bool {
        let (i, t) = (row as usize, &self.store.tables.authentications);
        let noisy = self.analysis.noise_of.get(i).is_some_and(|&n| n != 0);
        let named = |s: &FxHashSet<Symbol>| {
            [t.account.get(i), t.sid.get(i)].into_iter().flatten().any(|x| s.contains(x))
        };
        (self.with_noise || !noisy)
            && self.spellings.as_ref().is_none_or(named)
            && self.address.is_none_or(|a| address_of(self.store, self.analysis, row) == a)
            && self.of_session(t.session.get(i).copied())
            && self.of_source(t.source.get(i))
    }

    /// Does a tracked row pass?
    #[must_use]
    pub fn mail(&self, row: u32) -> bool {
        let (i, t) = (row as usize, &self.store.tables.mail);
        let client = || {
            t.original_address.get(i).copied().unwrap_or_default().or(t
                .address
                .get(i)
                .copied()
                .unwrap_or_default())
        };
        let joined = self.analysis.account_of_mail.get(i).copied().flatten();
        let named = |s: &FxHashSet<Symbol>| {
            (joined.is_some() && joined == self.id) || t.account.get(i).is_some_and(|x| s.contains(x))
        };
        self.spellings.as_ref().is_none_or(named)
            && self.address.is_none_or(|a| client() == a)
            && self.session.is_none_or(|s| t.session.get(i) == Some(&s))
            && self.message.is_none_or(|m| t.message_id.get(i) == Some(&m))
            && self.of_source(t.source.get(i))
    }

    /// Does a message at rest pass?
    pub(super) fn held(&self, row: u32) -> bool {
        let (i, t) = (row as usize, &self.store.tables.held);
        let named = |s: &FxHashSet<Symbol>| t.account.get(i).is_some_and(|x| s.contains(x));
        self.spellings.as_ref().is_none_or(named)
            && self.address.is_none_or(|a| t.address.get(i) == Some(&a))
            && self.session.is_none()
            && self.message.is_none_or(|m| t.message_id.get(i) == Some(&m))
            && self.of_source(t.source.get(i))
    }

    /// Does a conversation pass?
    pub(super) fn conversation(&self, c: &Conversation) -> bool {
        let named = |_: &FxHashSet<Symbol>| c.account.is_some() && c.account == self.id;
        let t = &self.store.tables.sessions;
        let part = |p: &u32| {
            let i = *p as usize;
            self.of_session(t.session.get(i).copied()) && self.of_source(t.source.get(i))
        };
        self.spellings.as_ref().is_none_or(named)
            && self.address.is_none_or(|a| a == c.address)
            && (c.parts.iter().any(part)
                || (self.session.is_none() && self.message.is_none() && self.source.is_none()))
    }
}

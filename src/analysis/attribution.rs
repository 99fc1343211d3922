//! Session, account, message: which account brought each tracked message, and from where.
//!
//! Joins, the strongest first: the session id of the tracking row is a conversation's; the client and the
//! time fit one conversation (the hub's log is missing); the logon that the transport asked for just before
//! (there is no protocol log at all). Each message says which join it rests on.
//!
//! This file does not judge. The envelope sender is never taken for the account.

use super::accounts::{AccountDirectory, AccountId};
use super::clients::{self, is_transport_process};
use super::finding::Flow;
use super::known_good::KnownGood;
use super::sessions::Conversations;
use super::sign_ins::{self, Names};
use super::site::{Origin, Side, Site};
use crate::knowledge::thresholds::Joins;
use crate::model::rows::{Authentication, MailEvent, MailStep, Outcome, Witness};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What an attribution rests on, the strongest last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// Not attributed.
    #[default]
    None,
    /// A logon by the mail service shortly before.
    Logon,
    /// Client and time of a record that names both client and account (event 1708), or of a conversation.
    ClientAndTime,
    /// The session id, or a log that names the account itself.
    Session,
}

/// Who brought what.
#[derive(Clone, Debug, Default)]
pub struct Attribution {
    /// For each authentication: the real client, where a join knows more than the row.
    pub address_of: Vec<Symbol>,
    /// For each authentication: another witness's row of it counts already.
    pub is_echo: Vec<bool>,
    /// For each tracked row: which way it goes.
    pub flow_of: Vec<Flow>,
    /// For each tracked row: the account.
    pub account_of: Vec<Option<AccountId>>,
    /// For each tracked row: what that rests on.
    pub link_of: Vec<Link>,
    /// For each tracked row: the conversation.
    pub conversation_of: Vec<Option<u32>>,
    /// For each tracked row: the real client.
    pub client_of: Vec<Symbol>,
    /// For each tracked row without conversation or session: which visit of its client, from 1; else 0.
    pub visit_of: Vec<u32>,
}

/// What attribution reads.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// Rows.
    pub store: &'a EventStore,
    /// Ours or not.
    pub site: &'a Site,
    /// Who is who.
    pub directory: &'a AccountDirectory,
    /// Conversations.
    pub conversations: &'a Conversations,
    /// Reason each authentication was set aside; 0 if it was not.
    pub noise_of: &'a [u8],
    /// What the user knows to be in order.
    pub known: &'a KnownGood,
    /// Figures.
    pub joins: &'a Joins,
}

impl Attribution {
    /// Attributes all rows; `n log n`.
    #[must_use]
    pub fn of(ground: Ground<'_>) -> Self {
        let mut all =
            Self { address_of: clients::of_attempts(ground), is_echo: echoes(ground), ..Self::default() };
        all.follow_mail(ground);
        all.visit_of = vec![0; all.flow_of.len()];
        all.follow_visits(ground);
        all
    }

    fn follow_mail(&mut self, g: Ground<'_>) {
        let by_client = ClientIndex::of(g);
        let mut seen = Seen::default();
        for row in g.store.tables.mail.rows() {
            let flow = flow(g, &row, &mut seen);
            let client = [row.original_address, row.address]
                .into_iter()
                .find(|&a| a.is_some() && g.site.origin(a) != Origin::Own);
            let mut client = client.unwrap_or_default();
            let by_id = if flow == Flow::None { None } else { g.conversations.of(row.session) };
            let near = || by_client.at(client, row.time, g.joins);
            let by_time =
                if by_id.is_none() && flow != Flow::None && is_smtp(g.store, &row) { near() } else { None };
            let conversation = by_id.or(by_time);
            let of = conversation.and_then(|c| g.conversations.list.get(c as usize));
            let named = g.directory.of(row.account);
            let account = named.or(of.and_then(|c| c.account));
            if let Some(address) = of.map(|c| c.address).filter(|&a| by_id.is_some() && a.is_some()) {
                client = address;
            }
            self.flow_of.push(flow);
            self.account_of.push(account.filter(|_| flow != Flow::None));
            self.link_of.push(match account {
                None => Link::None,
                Some(_) if named.is_some() => Link::Session,
                Some(_) if conversation.is_some_and(|c| g.conversations.is_by_logon(c)) => Link::Logon,
                Some(_) if by_id.is_some() => Link::Session,
                Some(_) => Link::ClientAndTime,
            });
            self.conversation_of.push(conversation);
            self.client_of.push(client);
        }
    }

    /// Relayed mail that no protocol log explains, visit by visit: the sign-in that opened each.
    fn follow_visits(&mut self, g: Ground<'_>) {
        let told = sign_ins::by_event(g.names());
        let visits = self.visits(g, &told);
        let modern = transport_logons(g);
        let legacy = if told.is_empty() { sign_ins::service_logons(g.names()) } else { Vec::new() };
        let before = i64::from(g.joins.logon_to_mail_seconds);
        let window = |v: &Visit| [Span::between(v.first.plus_seconds(-before), v.first.plus_seconds(2))];
        let windows: Vec<[Span; 1]> = visits.iter().map(window).collect();
        let spans: Vec<&[Span]> = windows.iter().map(<[Span; 1]>::as_slice).collect();
        let fit = g.joins.logon_fit_percent;
        let elected = sign_ins::elect(&legacy, &spans, fit, fit);
        // Here the logon's process is known to be the transport's: a second abuser with few visits counts too.
        let by_transport = sign_ins::elect(&modern, &spans, g.joins.transport_visits_percent, fit);
        let elected: Vec<_> = by_transport.into_iter().zip(elected).map(|(a, b)| a.or(b)).collect();
        for ((n, visit), elected) in (1..).zip(visits).zip(elected) {
            let near = |list: &[(UtcTime, AccountId)]| latest(list, visit.first, before);
            let by_event = told.get(&visit.client).and_then(|list| near(list));
            let by_logon = elected.map(|(_, account)| account);
            let link = if by_event.is_some() { Link::ClientAndTime } else { Link::Logon };
            for i in visit.rows {
                if visit.numbered {
                    put(&mut self.visit_of, i, n);
                }
                if let Some(account) = by_event.or(by_logon) {
                    put(&mut self.account_of, i, Some(account));
                    put(&mut self.link_of, i, link);
                }
            }
        }
    }

    /// Relayed mail without conversation, cut into visits: by session id, else by pauses and sign-ins.
    fn visits(&self, g: Ground<'_>, told: &BTreeMap<Symbol, Vec<(UtcTime, AccountId)>>) -> Vec<Visit> {
        let pause = i64::from(g.joins.after_session_seconds);
        let mut visits: Vec<Visit> = Vec::new();
        let mut open: BTreeMap<(Symbol, Symbol), usize> = BTreeMap::new();
        for (i, row) in g.store.tables.mail.rows().enumerate() {
            let free = self.account_of.get(i) == Some(&None) && self.conversation_of.get(i) == Some(&None);
            let client = self.client_of.get(i).copied().unwrap_or_default();
            // A client that event 1708 knows signed in for all its mail, whoever it claims to be from.
            let known = told.contains_key(&client) && self.flow_of.get(i) == Some(&Flow::Outbound);
            let relayed = known || self.flow_of.get(i) == Some(&Flow::Relayed);
            let outside = matches!(g.site.origin(client), Origin::Outside | Origin::Unstated);
            if !(free && relayed && outside && may_be_authenticated(&row)) {
                continue;
            }
            let signed_in = told.get(&client).map_or(0, |l| l.partition_point(|(t, _)| *t <= row.time));
            let same = |v: &Visit| {
                !v.numbered || (row.time.seconds_since(v.last) <= pause && v.signed_in == signed_in)
            };
            let key = (row.session, client);
            let known = open.get(&key).copied().filter(|&n| visits.get(n).is_some_and(same));
            let n = known.unwrap_or(visits.len());
            if known.is_none() {
                let numbered = row.session.is_none();
                let (first, last, rows) = (row.time, row.time, Vec::new());
                visits.push(Visit { client, first, last, signed_in, numbered, rows });
                open.insert(key, n);
            }
            if let Some(visit) = visits.get_mut(n) {
                visit.last = row.time;
                visit.rows.push(i);
            }
        }
        visits
    }
}

/// Mail of one client that belongs together.
struct Visit {
    client: Symbol,
    first: UtcTime,
    last: UtcTime,
    /// How many sign-ins of the client came before.
    signed_in: usize,
    /// No session id holds it together.
    numbered: bool,
    rows: Vec<usize>,
}

/// The account of the last entry up to two seconds after `time`, `before` seconds before it at most.
fn latest(list: &[(UtcTime, AccountId)], time: UtcTime, before: i64) -> Option<AccountId> {
    let end = list.partition_point(|(t, _)| *t <= time.plus_seconds(2));
    let &(at, account) = end.checked_sub(1).and_then(|i| list.get(i))?;
    (time.seconds_since(at) <= before).then_some(account)
}

impl<'a> Ground<'a> {
    /// What finding sign-ins reads.
    #[must_use]
    pub fn names(&self) -> Names<'a> {
        let Self { store, site, directory, noise_of, joins, .. } = *self;
        Names { store, site, directory, noise_of, joins }
    }
}

fn put<T>(list: &mut [T], i: usize, value: T) {
    if let Some(slot) = list.get_mut(i) {
        *slot = value;
    }
}

/// Exchange 2000/2003 names events by number, and the protocol only sometimes.
fn is_smtp(store: &EventStore, row: &MailEvent) -> bool {
    let via = store.raw(row.via);
    let unstated = matches!(via, "" | "-") && row.address.is_some() && is_numbered(store, row);
    via.eq_ignore_ascii_case("SMTP") || unstated
}

/// Is this a row of the tracking of Exchange 2000/2003?
fn is_numbered(store: &EventStore, row: &MailEvent) -> bool {
    let event = store.raw(row.event);
    !event.is_empty() && event.bytes().all(|b| b.is_ascii_digit())
}

/// Messages met so far: the server that saw each first, and when it saw it last.
type Seen = FxHashMap<Symbol, (Symbol, UtcTime)>;

/// message-info says AUTH by a person's client, or says nothing.
#[must_use]
pub fn may_be_authenticated(row: &MailEvent) -> bool {
    let by_person = matches!(row.mechanism, 0x06 | 0x07 | 0x0A | 0x0B | 0x0C | 0xFF);
    by_person && !row.auth_as.eq_ignore_ascii_case(&b'A')
}

/// Accepted logons that the transport asked for, in time.
fn transport_logons(g: Ground<'_>) -> Vec<(UtcTime, AccountId)> {
    let mut processes: FxHashMap<Symbol, bool> = FxHashMap::default();
    let rows = g.store.tables.authentications.rows().zip(g.noise_of);
    rows.filter(|(r, noise)| r.witness == Witness::Logon && r.outcome == Outcome::Success && **noise == 0)
        .filter(|(r, _)| {
            *processes.entry(r.process).or_insert_with(|| is_transport_process(g.store.raw(r.process)))
        })
        .filter_map(|(r, _)| Some((r.time, g.directory.of(r.account)?)))
        .collect()
}

/// Which way a received message goes; `None` for other steps and for a second server's copy.
fn flow(g: Ground<'_>, row: &MailEvent, seen: &mut Seen) -> Flow {
    if row.step != MailStep::Receive {
        return Flow::None;
    }
    let id = row.network_id.or(row.message_id);
    // Senders may repeat a message id; a copy is what another server has seen.
    let known = seen.insert(id, (row.server, row.time)).filter(|_| id.is_some());
    let is_new = known.is_none_or(|(server, _)| server == row.server);
    if let (Some((first, _)), false) = (known, is_new) {
        seen.insert(id, (first, row.time));
    }
    // Rows for further recipients of one message, written a moment later.
    let moment = i64::from(g.joins.same_attempt_seconds);
    let again = known.is_some_and(|(_, last)| is_new && row.time.seconds_since(last) <= moment);
    if again && is_numbered(g.store, row) {
        return Flow::None;
    }
    let from_server = g.site.origin(row.address) == Origin::Own
        && matches!(g.site.origin(row.original_address), Origin::Own | Origin::Unstated);
    if from_server && !is_new {
        return Flow::None;
    }
    let (any_local, any_foreign) = reach(g, row);
    let sender = g.site.side(row.reverse_path.or(row.sender));
    let smtp = is_smtp(g.store, row);
    match sender {
        Side::Foreign if any_foreign && smtp => Flow::Relayed,
        Side::Foreign | Side::Null | Side::Unstated if any_local && smtp => Flow::Inbound,
        _ if any_foreign => Flow::Outbound,
        Side::Foreign => Flow::Inbound,
        _ => Flow::Internal,
    }
}

/// Does it go to one of ours, and to any other?
fn reach(g: Ground<'_>, row: &MailEvent) -> (bool, bool) {
    let recipients = row.recipients.0.of(&g.store.tables.texts);
    let any = |side: Side| recipients.iter().any(|&r| g.site.side(r) == side);
    (any(Side::Local), any(Side::Foreign))
}

/// Signed-in conversations by client, each list in order of time.
struct ClientIndex(FxHashMap<Symbol, Vec<(Span, u32)>>);

impl ClientIndex {
    fn of(g: Ground<'_>) -> Self {
        let mut index: FxHashMap<Symbol, Vec<(Span, u32)>> = FxHashMap::default();
        for (n, c) in (0u32..).zip(&g.conversations.list) {
            if let (Some(span), true) = (c.span, c.account.is_some() && c.address.is_some()) {
                index.entry(c.address).or_default().push((span, n));
            }
        }
        Self(index)
    }

    /// The conversation of `client` that was open at `time`, the last opened first. Looks at 32 at most, so
    /// a client with ten thousand open conversations costs no more than others.
    fn at(&self, client: Symbol, time: UtcTime, joins: &Joins) -> Option<u32> {
        let list = self.0.get(&client)?;
        let end = list.partition_point(|(span, _)| span.first <= time.plus_seconds(1));
        let after = i64::from(joins.after_session_seconds);
        let open = |(span, _): &&(Span, u32)| time <= span.last.plus_seconds(1);
        let recent = || list.iter().take(end).rev().take(32);
        let late = |(span, _): &&(Span, u32)| time <= span.last.plus_seconds(after);
        recent().find(open).or_else(|| recent().find(late)).map(|(_, n)| *n)
    }
}

/// The fullest witness of an account counts; another's row counts only at times the fuller ones do not
/// cover. Rows without an account repeat what named rows tell, where those cover the time.
fn echoes(g: Ground<'_>) -> Vec<bool> {
    let table = &g.store.tables.authentications;
    let window = i64::from(g.joins.same_attempt_seconds);
    let mut covered: BTreeMap<(Witness, bool), Option<Span>> = BTreeMap::new();
    let mut counts: FxHashMap<(Option<AccountId>, bool), BTreeMap<Witness, u64>> = FxHashMap::default();
    let key = |r: &Authentication| (g.directory.of(r.account), r.outcome == Outcome::Success);
    for (row, _) in table.rows().zip(g.noise_of).filter(|(_, n)| **n == 0) {
        let (account, success) = key(&row);
        *counts.entry((account, success)).or_default().entry(row.witness).or_default() += 1;
        if account.is_some() {
            // Two logs write one attempt moments apart, also the first and the last one.
            let span = covered.entry((row.witness, success)).or_default();
            Span::grow(span, row.time.plus_seconds(-window));
            Span::grow(span, row.time.plus_seconds(window));
        }
    }
    let fuller = |row: &Authentication| -> bool {
        let (account, success) = key(row);
        let Some(of) = counts.get(&(account, success)) else {
            return false;
        };
        let mine = (of.get(&row.witness).copied().unwrap_or(0), std::cmp::Reverse(row.witness));
        covered.iter().any(|((witness, s), span)| {
            let holds =
                *s == success && *witness != row.witness && span.is_some_and(|s| s.contains(row.time));
            let named = account.is_some() || !matches!(witness, Witness::Kerberos);
            let theirs = (of.get(witness).copied().unwrap_or(0), std::cmp::Reverse(*witness));
            holds && named && (account.is_none() || theirs > mine)
        })
    };
    // An explicit-credentials record (4648, 552) comes with the logon it announces.
    table.rows().map(|row| matches!(row.event_id, 4648 | 552) || fuller(&row)).collect()
}

//! Does the server relay for anybody: strangers to strangers, from outside, without a password?
//!
//! A connector that lets named addresses relay is none of that: it is told by its configured ranges, or by
//! the one client that uses it. Mail for a domain of ours that we do not know looks the same in tracking,
//! so without a list of our domains many domains of recipients are asked for.

use super::{blank, doubts_about_domains, seal};
use crate::analysis::finding::{Confidence, Flow, Reason, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::analysis::site::{Origin, Side};
use crate::model::rows::{Outcome, RowRef, Session, SiteFact, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Seen {
    granted: BTreeMap<u32, Vec<u32>>,
    logged_messages: u64,
    logged_recipients: u64,
    mail: Vec<u32>,
    recipients: u64,
    clients: BTreeMap<Symbol, u64>,
    domains: BTreeSet<u32>,
    /// Conversations; where none is known, session ids and clients.
    sessions: BTreeSet<(Option<u32>, Symbol, Symbol)>,
    span: Option<Span>,
}

/// The verdict of an open relay, if there is one.
#[must_use]
pub fn judge(scene: &Scene<'_>) -> Option<Verdict> {
    let seen = look(scene);
    let by_log = !seen.granted.is_empty();
    let tracked = seen.mail.len() as u64;
    let messages = tracked.max(seen.logged_messages);
    let limits = &scene.limits.open_relay;
    let least = if by_log { limits.messages } else { limits.messages_by_tracking_alone };
    let told = by_log || seen.domains.len() >= scene.strangers_domains();
    if messages < u64::from(least) || !told || !scene.ground.site.knows_domains() {
        return None;
    }
    let clients = busiest(scene, &seen);
    let mut v = Verdict {
        kind: VerdictKind::OpenRelay,
        confidence: confidence(scene, &seen),
        headline: Phrase::new("verdict-open-relay")
            .number("messages", messages)
            .number("addresses", clients.len()),
        kinds: u8::from(by_log) + u8::from(tracked > 0),
        addresses: clients,
        span: seen.span,
        messages,
        recipients: seen.recipients.max(seen.logged_recipients),
        sessions: seen.sessions.len() as u64,
        ..blank()
    };
    if let Some(span) = seen.span {
        v.subline = Phrase::new("subline-open-relay").time("first", span.first).time("last", span.last);
    }
    v.reasons_for = reasons(scene, &seen);
    v.reasons_against = doubts_about_domains(scene);
    v.reasons_against.push(Reason::plain(Phrase::new("against-scoped-relay")));
    seal(&mut v);
    Some(v)
}

fn confidence(scene: &Scene<'_>, seen: &Seen) -> Confidence {
    let by_log = !seen.granted.is_empty();
    match (by_log, seen.mail.is_empty()) {
        _ if by_log && seen.clients.len() < 2 && !is_open_by_configuration(scene, seen) => {
            Confidence::Possible
        }
        (true, false) => Confidence::Established,
        _ => Confidence::Likely,
    }
}

/// Clients, the busiest first.
fn busiest(scene: &Scene<'_>, seen: &Seen) -> Vec<Symbol> {
    let mut clients: Vec<(Symbol, u64)> = seen.clients.iter().map(|(a, n)| (*a, *n)).collect();
    clients.sort_by_key(|(a, n)| (Reverse(*n), scene.ground.store.raw(*a)));
    clients.into_iter().map(|(a, _)| a).collect()
}

fn reasons(scene: &Scene<'_>, seen: &Seen) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !seen.granted.is_empty() {
        let parts = seen.granted.values().flatten();
        let connectors: BTreeSet<&str> = parts
            .clone()
            .map(|&i| scene.ground.store.raw(scene.ground.store.tables.sessions.row(i as usize).connector))
            .collect();
        let phrase = Phrase::new("reason-any-recipient")
            .number("n", seen.granted.len())
            .list("connectors", connectors.into_iter().take(5));
        let rows = parts.take(20).map(|&row| RowRef { table: Table::Session, row }).collect();
        reasons.push(Reason::new(phrase, rows));
    }
    if !seen.mail.is_empty() {
        let phrase = Phrase::new("reason-anonymous-mail")
            .number("n", seen.mail.len())
            .number("recipients", seen.recipients);
        let rows = seen.mail.iter().take(20).map(|&row| RowRef { table: Table::MailEvent, row }).collect();
        reasons.push(Reason::new(phrase, rows));
    }
    reasons
}

fn look(scene: &Scene<'_>) -> Seen {
    let g = scene.ground;
    let mut seen = Seen::default();
    let tables = &g.store.tables;
    for (n, c) in (0u32..).zip(&g.conversations.list) {
        let rows: Vec<(u32, Session)> =
            c.parts.iter().map(|&i| (i, tables.sessions.row(i as usize))).collect();
        let front = front(&rows);
        let open = front.iter().any(|(_, r)| r.any_recipient_before_auth && !is_scoped(scene, r.connector));
        let vouched = g.known.has_client(g.store, c.address);
        if c.account.is_some() || vouched || !open || g.site.origin(c.address) != Origin::Outside {
            continue;
        }
        let any = |side, list: &[Symbol]| list.iter().any(|&a| g.site.side(a) == side);
        let out = rows.iter().any(|(_, r)| any(Side::Foreign, r.recipients.0.of(&tables.texts)));
        let forged = rows.iter().any(|(_, r)| g.site.side(r.reverse_path) == Side::Foreign);
        if out && forged && c.messages > 0 {
            seen.logged_messages += c.messages;
            seen.logged_recipients += c.recipients;
            *seen.clients.entry(c.address).or_default() += c.messages;
            seen.sessions.insert((Some(n), Symbol::NONE, Symbol::NONE));
            seen.granted.insert(n, front.iter().map(|(i, _)| *i).collect());
            c.span.into_iter().for_each(|s| seen.span = Some(seen.span.map_or(s, |t| t.join(s))));
        }
    }
    look_at_tracking(scene, &mut seen);
    seen
}

/// The rows at which the client itself was met; a hub grants the front end that hands it on any recipient.
fn front(rows: &[(u32, Session)]) -> Vec<(u32, Session)> {
    let is_hub = |r: &Session| r.proxied_session.is_some() || r.proxied_address.is_some();
    let front: Vec<(u32, Session)> = rows.iter().filter(|(_, r)| !is_hub(r)).copied().collect();
    if front.is_empty() { rows.to_vec() } else { front }
}

/// Is a tracked message's client let in by its address, at the connector where it was met?
#[must_use]
pub fn is_scoped_mail(scene: &Scene<'_>, conversation: Option<u32>, connector: Symbol) -> bool {
    let list = &scene.ground.conversations.list;
    let met = conversation.and_then(|c| list.get(c as usize)).map(|c| {
        let row = |i: &u32| (*i, scene.ground.store.tables.sessions.row(*i as usize));
        front(&c.parts.iter().map(row).collect::<Vec<_>>())
    });
    match met {
        Some(front) if !front.is_empty() => front.iter().any(|(_, r)| is_scoped(scene, r.connector)),
        _ => is_scoped(scene, connector),
    }
}

fn look_at_tracking(scene: &Scene<'_>, seen: &mut Seen) {
    let g = scene.ground;
    let unsigned = Unsigned::of(scene);
    for (i, _) in scene.mail.flow_of.iter().enumerate().filter(|(_, f)| **f == Flow::Relayed) {
        let row = g.store.tables.mail.row(i);
        let conversation = scene.mail.conversation_of.get(i).copied().flatten();
        let client = scene.mail.client_of.get(i).copied().unwrap_or_default();
        let granted = conversation.is_some_and(|c| seen.granted.contains_key(&c));
        let told = row.mechanism == 0 && row.auth_as.eq_ignore_ascii_case(&b'A');
        let anonymous = told || unsigned.has(client);
        let unnamed = scene.mail.account_of.get(i) == Some(&None);
        let outside = g.site.origin(client) == Origin::Outside;
        let vouched = g.known.has_client(g.store, client);
        if !unnamed
            || vouched
            || !outside
            || !(granted || anonymous)
            || is_scoped_mail(scene, conversation, row.connector)
        {
            continue;
        }
        seen.mail.push(u32::try_from(i).unwrap_or(u32::MAX));
        seen.recipients += u64::from(row.n_recipients);
        let recipients = row.recipients.0.of(&g.store.tables.texts);
        let strangers = recipients.iter().filter(|&&r| g.site.side(r) == Side::Foreign);
        seen.domains.extend(strangers.map(|&r| g.site.domain_number(r)));
        if !granted {
            *seen.clients.entry(client).or_default() += 1;
            let known = |s: Symbol| if conversation.is_some() { Symbol::NONE } else { s };
            seen.sessions.insert((conversation, known(row.session), known(client)));
        }
        Span::grow(&mut seen.span, row.time);
    }
}

/// Clients that never signed in to a server of 2000 or 2003, which states no such thing in its tracking.
///
/// Known only where signing in is logged: by event 1708, or by AUTH in the log of the SMTP service.
struct Unsigned {
    is_logged: bool,
    signed_in: BTreeSet<Symbol>,
}

impl Unsigned {
    fn of(scene: &Scene<'_>) -> Self {
        let old = scene.ground.site.view.generation == "2000-2003";
        let rows = scene.ground.store.tables.authentications.rows();
        let over_smtp = rows.filter(|r| matches!(r.witness, Witness::Smtp | Witness::Transport));
        let accepted = over_smtp.filter(|r| r.outcome == Outcome::Success && r.address.is_some());
        let signed_in: BTreeSet<Symbol> = accepted.map(|r| r.address).collect();
        Self { is_logged: old && !signed_in.is_empty(), signed_in }
    }

    fn has(&self, client: Symbol) -> bool {
        self.is_logged && !self.signed_in.contains(&client)
    }
}

/// Ranges of a connector in the configuration, by the part of its name after the server.
fn ranges<'a>(scene: &Scene<'a>, connector: Symbol) -> Option<&'a str> {
    let store = scene.ground.store;
    let last = |name: &'a str| name.rsplit('\\').next().unwrap_or(name);
    let wanted = last(store.raw(connector));
    let mut rows =
        store.tables.site.rows().filter(|r| r.fact == SiteFact::ReceiveConnector && r.remote.is_some());
    rows.find(|r| last(store.raw(r.name)).eq_ignore_ascii_case(wanted)).map(|r| store.raw(r.remote))
}

fn is_everywhere(ranges: &str) -> bool {
    ["0.0.0.0-255.255.255.255", "0.0.0.0/0", "::-ffff", "::/0"].iter().any(|all| ranges.contains(all))
}

/// Open to named addresses only, as the configuration says.
#[must_use]
pub fn is_scoped(scene: &Scene<'_>, connector: Symbol) -> bool {
    ranges(scene, connector).is_some_and(|r| !is_everywhere(r))
}

fn is_open_by_configuration(scene: &Scene<'_>, seen: &Seen) -> bool {
    let sessions = &scene.ground.store.tables.sessions;
    let connector = |i: &u32| sessions.row(*i as usize).connector;
    seen.granted.values().flatten().map(connector).any(|c| ranges(scene, c).is_some_and(is_everywhere))
}

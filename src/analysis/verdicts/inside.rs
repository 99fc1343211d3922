//! An allowed host or application is abused: strangers to strangers from inside, without signing in.
//!
//! A host that writes as one of ours in bulk is a newsletter, a printer, a shop: never accused here. A host
//! outside counts too where the connector's configuration lets its address in. No account is named, for
//! none signed in.

use super::open_relay::{is_scoped, is_scoped_mail};
use super::{blank, busiest_hour, doubts_about_domains, seal, some_rows};
use crate::analysis::finding::{Confidence, Conversation, Flow, Reason, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::analysis::site::{Origin, Side};
use crate::model::rows::Table;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What one host brought.
#[derive(Debug, Default)]
struct Host {
    address: Symbol,
    /// Tracked messages.
    mail: Vec<u32>,
    /// Rows of its conversations.
    sessions: Vec<u32>,
    conversations: BTreeSet<(Option<u32>, Symbol)>,
    logged: u64,
    recipients: u64,
    logged_recipients: u64,
    senders: BTreeSet<u32>,
    domains: BTreeSet<u32>,
    /// When how many messages came.
    items: Vec<(UtcTime, u64)>,
    span: Option<Span>,
}

impl Host {
    fn messages(&self) -> u64 {
        self.logged.max(self.mail.len() as u64)
    }
}

/// The verdict on hosts inside, if any is abused.
#[must_use]
pub fn judge(scene: &Scene<'_>) -> Option<Verdict> {
    let hosts: Vec<Host> = hosts(scene).into_iter().filter(|h| is_abused(scene, h)).collect();
    let messages = hosts.iter().map(Host::messages).sum();
    let span = hosts.iter().filter_map(|h| h.span).reduce(Span::join)?;
    let (tracked, logged) = (any(&hosts, |h| !h.mail.is_empty()), any(&hosts, |h| h.logged > 0));
    let names = || hosts.iter().take(3).map(|h| scene.ground.store.raw(h.address));
    let outside = hosts.iter().any(|h| scene.ground.site.origin(h.address) == Origin::Outside);
    let id = if outside { "verdict-allowed-relay" } else { "verdict-internal-relay" };
    let headline = Phrase::new(id).list("hosts", names()).number("n", hosts.len());
    let mut v = Verdict {
        kind: VerdictKind::InternalRelay,
        confidence: if tracked && logged && scene.ground.site.has_list() {
            Confidence::Established
        } else {
            Confidence::Likely
        },
        headline,
        subline: Phrase::new("subline-open-relay").time("first", span.first).time("last", span.last),
        kinds: u8::from(tracked) + u8::from(logged),
        addresses: hosts.iter().map(|h| h.address).collect(),
        span: Some(span),
        messages,
        recipients: hosts.iter().map(|h| h.recipients.max(h.logged_recipients)).sum(),
        sessions: hosts.iter().map(|h| h.conversations.len() as u64).sum(),
        reasons_for: hosts.iter().map(|h| reason(scene, h)).collect(),
        reasons_against: doubts_about_domains(scene),
        ..blank()
    };
    v.reasons_against.push(Reason::plain(Phrase::new("against-internal-relay")));
    seal(&mut v);
    Some(v)
}

fn any(hosts: &[Host], test: impl Fn(&Host) -> bool) -> bool {
    hosts.iter().any(test)
}

fn reason(scene: &Scene<'_>, h: &Host) -> Reason {
    let phrase = Phrase::new("reason-internal-mail")
        .text("host", scene.ground.store.raw(h.address))
        .number("n", h.messages())
        .number("recipients", h.recipients.max(h.logged_recipients))
        .number("senders", h.senders.len());
    let mut rows = some_rows(Table::MailEvent, h.mail.iter().take(14).copied());
    rows.extend(some_rows(Table::Session, h.sessions.iter().take(20 - rows.len()).copied()));
    Reason::new(phrase, rows)
}

fn is_abused(scene: &Scene<'_>, h: &Host) -> bool {
    let limits = &scene.limits.relay;
    let senders = h.senders.len() >= limits.sender_domains_without_list as usize;
    let told = h.domains.len() >= scene.strangers_domains() && (senders || scene.ground.site.has_list());
    told && busiest_hour(h.items.iter().copied()) >= u64::from(limits.forged_messages_in_1_hour)
}

/// Hosts that brought mail of strangers to strangers without signing in, the busiest first.
fn hosts(scene: &Scene<'_>) -> Vec<Host> {
    let mut hosts: BTreeMap<Symbol, Host> = BTreeMap::new();
    collect_mail(scene, &mut hosts);
    collect_conversations(scene, &mut hosts);
    let mut hosts: Vec<Host> = hosts.into_iter().map(|(address, h)| Host { address, ..h }).collect();
    hosts.iter_mut().for_each(|h| h.items.sort_unstable());
    hosts.sort_by_key(|h| (Reverse(h.messages()), scene.ground.store.raw(h.address)));
    hosts
}

/// Does a client with this address on this connector stand inside, or is it let in by its address?
fn is_allowed(scene: &Scene<'_>, client: Symbol, connector: Symbol) -> bool {
    match scene.ground.site.origin(client) {
        Origin::Internal => true,
        Origin::Outside => is_scoped(scene, connector),
        _ => false,
    }
}

fn collect_mail(scene: &Scene<'_>, hosts: &mut BTreeMap<Symbol, Host>) {
    let g = scene.ground;
    for (i, _) in scene.mail.flow_of.iter().enumerate().filter(|(_, f)| **f == Flow::Relayed) {
        let row = g.store.tables.mail.row(i);
        let client = scene.mail.client_of.get(i).copied().unwrap_or_default();
        // 06, 07, 0a and 0b: somebody signed in, though no log says who.
        let signed_in = matches!(row.mechanism, 0x06 | 0x07 | 0x0A | 0x0B) && row.auth_as != b'A';
        let named = scene.mail.account_of.get(i).is_some_and(Option::is_some);
        let vouched = g.known.has_client(g.store, client);
        let conversation = scene.mail.conversation_of.get(i).copied().flatten();
        let allowed = match g.site.origin(client) {
            Origin::Outside => is_scoped_mail(scene, conversation, row.connector),
            origin => origin == Origin::Internal,
        };
        if signed_in || named || vouched || !allowed {
            continue;
        }
        let h = hosts.entry(client).or_default();
        h.mail.push(u32::try_from(i).unwrap_or(u32::MAX));
        h.recipients += u64::from(row.n_recipients);
        h.senders.insert(g.site.domain_number(row.reverse_path.or(row.sender)));
        let recipients = row.recipients.0.of(&g.store.tables.texts);
        h.domains.extend(recipients.iter().map(|&r| g.site.domain_number(r)));
        let id = if conversation.is_some() { Symbol::NONE } else { row.session };
        h.conversations.insert((conversation, id));
        h.items.push((row.time, 1));
        Span::grow(&mut h.span, row.time);
    }
}

/// Conversations of the SMTP log; their messages count where tracking has not told of the host already.
fn collect_conversations(scene: &Scene<'_>, hosts: &mut BTreeMap<Symbol, Host>) {
    let tracked: BTreeSet<Symbol> = hosts.keys().copied().collect();
    for (n, c) in (0u32..).zip(&scene.ground.conversations.list) {
        let Some(sender) = relayed_sender(scene, c) else { continue };
        let h = hosts.entry(c.address).or_default();
        h.logged += c.messages;
        h.logged_recipients += c.recipients;
        h.sessions.extend(&c.parts);
        h.conversations.insert((Some(n), Symbol::NONE));
        if let (Some(span), false) = (c.span, tracked.contains(&c.address)) {
            h.senders.insert(sender);
            h.domains.extend(recipients(scene, c).map(|r| scene.ground.site.domain_number(r)));
            h.items.push((span.first, c.messages));
            h.span = Some(h.span.map_or(span, |s| s.join(span)));
        }
    }
}

fn recipients<'a>(scene: &Scene<'a>, c: &'a Conversation) -> impl Iterator<Item = Symbol> + 'a {
    let tables = &scene.ground.store.tables;
    let of = |i: &u32| tables.sessions.row(*i as usize).recipients;
    c.parts.iter().flat_map(move |i| of(i).0.of(&tables.texts).iter().copied())
}

/// Domain of the sender of a conversation that relays for a host inside without signing in.
fn relayed_sender(scene: &Scene<'_>, c: &Conversation) -> Option<u32> {
    let g = scene.ground;
    let rows = || c.parts.iter().map(|&i| g.store.tables.sessions.row(i as usize));
    let allowed = c.account.is_none()
        && !g.known.has_client(g.store, c.address)
        && c.messages > 0
        && rows().any(|r| is_allowed(scene, c.address, r.connector))
        && recipients(scene, c).any(|r| g.site.side(r) == Side::Foreign);
    let sender = rows().map(|r| r.reverse_path).find(|&s| g.site.side(s) == Side::Foreign);
    sender.filter(|_| allowed).map(|s| g.site.domain_number(s))
}

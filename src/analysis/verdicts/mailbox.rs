//! A mailbox is used by somebody else: mail leaves it in bulk, through Outlook, OWA or a phone, not over SMTP.
//!
//! Bulk alone is a newsletter. It takes a second leg: the account was opened after guessing or from where it
//! never was, or a rule or forwarding was set up around that time. The mailbox is known by the sender that
//! the store wrote; `Send As` allows others to write so, which is said, and keeps the verdict from being
//! called established. The account is named only if it has signed in.

use super::silence::is_out_of_mailbox;
use super::{blank, busiest_hour, doubts_about_domains, seal, some_rows};
use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::{Attempt, Tally, opened};
use crate::analysis::citing;
use crate::analysis::finding::{Confidence, Flow, Reason, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::model::account::AccountName;
use crate::model::address::parse_address;
use crate::model::rows::{Deed, MailStep, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};

/// What left one mailbox.
#[derive(Debug, Default)]
struct Mailbox {
    mail: Vec<u32>,
    recipients: u64,
    items: Vec<(UtcTime, u64)>,
    span: Option<Span>,
}

impl Mailbox {
    fn add(&mut self, scene: &Scene<'_>, i: u32) {
        let row = scene.ground.store.tables.mail.row(i as usize);
        self.mail.push(i);
        self.recipients += u64::from(row.n_recipients);
        self.items.push((row.time, u64::from(row.n_recipients)));
        Span::grow(&mut self.span, row.time);
    }
}

/// A mailbox with what speaks for its abuse.
struct Taken<'a> {
    sender: &'a str,
    mailbox: &'a Mailbox,
    span: Span,
    account: Option<AccountId>,
    addresses: Vec<Symbol>,
    legs: Vec<Reason>,
}

/// The verdict on the mailbox that sent most, if one is abused.
#[must_use]
pub fn judge(scene: &Scene<'_>) -> Option<Verdict> {
    let boxes = mailboxes(scene);
    let taken = boxes.iter().filter_map(|(sender, mailbox)| examine(scene, sender, mailbox));
    let taken: Vec<Taken<'_>> = taken.collect();
    let first = taken.iter().max_by_key(|t| (t.mailbox.recipients, std::cmp::Reverse(t.sender)))?;
    let span = taken.iter().map(|t| t.span).reduce(Span::join);
    let mut v = Verdict {
        kind: VerdictKind::MailboxTakeover,
        confidence: Confidence::Likely,
        headline: Phrase::new("verdict-mailbox-takeover")
            .text("mailbox", first.sender)
            .number("others", taken.len() - 1),
        kinds: 2,
        account: first.account,
        accounts: taken.iter().filter_map(|t| t.account).collect(),
        addresses: taken
            .iter()
            .flat_map(|t| t.addresses.iter().copied())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        span,
        messages: taken.iter().map(|t| t.mailbox.mail.len() as u64).sum(),
        recipients: taken.iter().map(|t| t.mailbox.recipients).sum(),
        reasons_for: taken.iter().flat_map(|t| reasons(scene, t)).collect(),
        reasons_against: doubts_about_domains(scene),
        ..blank()
    };
    if let Some(span) = span {
        v.subline = Phrase::new("subline-open-relay").time("first", span.first).time("last", span.last);
    }
    let against = Phrase::new("against-mailbox").text("mailbox", first.sender);
    v.reasons_against.push(Reason::plain(against));
    seal(&mut v);
    Some(v)
}

/// Mailboxes that write to strangers, by sender in lower case.
fn mailboxes(scene: &Scene<'_>) -> BTreeMap<String, Mailbox> {
    let g = scene.ground;
    let mut boxes: BTreeMap<String, Mailbox> = BTreeMap::new();
    for (i, _) in scene.mail.flow_of.iter().enumerate().filter(|(_, f)| **f == Flow::Outbound) {
        let row = g.store.tables.mail.row(i);
        if !is_out_of_mailbox(scene, &row) {
            continue;
        }
        let sender = g.store.raw(row.sender.or(row.reverse_path)).trim_matches(['<', '>']).to_lowercase();
        boxes.entry(sender).or_default().add(scene, u32::try_from(i).unwrap_or(u32::MAX));
    }
    boxes.remove("");
    let least = u64::from(scene.limits.mailbox.burst_recipients_in_1_hour);
    boxes.values_mut().for_each(|m| keep_bursts(scene, m, least));
    boxes
}

/// Keeps the mail that left in bursts: of what a mailbox sends in a week, little belongs to the bulk.
fn keep_bursts(scene: &Scene<'_>, m: &mut Mailbox, least: u64) {
    let half = 1800;
    let (mut from, mut to, mut sum) = (0, 0, 0u64);
    let dense: Vec<bool> = m
        .items
        .iter()
        .map(|(time, _)| {
            while let Some((_, n)) = m.items.get(to).filter(|(t, _)| t.seconds_since(*time) <= half) {
                (sum, to) = (sum + n, to + 1);
            }
            while let Some((_, n)) = m.items.get(from).filter(|(t, _)| time.seconds_since(*t) > half) {
                (sum, from) = (sum.saturating_sub(*n), from + 1);
            }
            sum >= least
        })
        .collect();
    let kept: Vec<u32> = m.mail.iter().zip(&dense).filter(|(_, d)| **d).map(|(i, _)| *i).collect();
    *m = Mailbox::default();
    kept.into_iter().for_each(|i| m.add(scene, i));
}

fn examine<'a>(scene: &Scene<'_>, sender: &'a str, mailbox: &'a Mailbox) -> Option<Taken<'a>> {
    let bulk = busiest_hour(mailbox.items.iter().copied());
    let span = mailbox.span.filter(|_| bulk >= u64::from(scene.limits.relay.bulk_recipients_in_1_hour))?;
    let account = account_of(scene, sender);
    if scene.ground.known.has_account(account) {
        return None;
    }
    let tally = account.and_then(|a| scene.attempts.get(&a));
    let sign_in = tally.and_then(|t| strange_sign_in(scene, t, span));
    let rule = rule(scene, sender, span);
    let addresses = sign_in.as_ref().map(|(a, _)| a.address).filter(|a| a.is_some()).into_iter().collect();
    let legs: Vec<Reason> = sign_in.map(|(_, reason)| reason).into_iter().chain(rule).collect();
    let signed_in = tally.is_some_and(|t| !t.accepted.is_empty());
    (!legs.is_empty()).then(|| Taken {
        sender,
        mailbox,
        span,
        account: account.filter(|_| signed_in),
        addresses,
        legs,
    })
}

/// The account that a mailbox belongs to by its name: the address itself, or its local part, if that is one account.
fn account_of(scene: &Scene<'_>, sender: &str) -> Option<AccountId> {
    let wanted = AccountName::parse(sender)?;
    let directory = scene.ground.directory;
    let spelled = directory.by_symbol.iter().filter_map(|(symbol, id)| {
        let name = AccountName::parse(scene.ground.store.raw(*symbol))?;
        name.may_be(&wanted).then_some(*id)
    });
    let found: BTreeSet<AccountId> = spelled.collect();
    match found.len() {
        1 => found.first().copied(),
        _ => None,
    }
}

/// An accepted sign-in from outside within a day of the mail: after guessing, or from where the account never was.
fn strange_sign_in(scene: &Scene<'_>, tally: &Tally, span: Span) -> Option<(Attempt, Reason)> {
    let g = scene.ground;
    let day = 24 * 3600;
    let near = |a: &&Attempt| a.time >= span.first.plus_seconds(-day) && a.time <= span.last;
    let outside = |a: &&Attempt| g.site.origin(a.address) == Origin::Outside;
    if let Some((a, n)) = opened(g, &scene.limits.guessing, tally).filter(|(a, _)| near(a)) {
        let phrase = Phrase::new("reason-mailbox-guessed")
            .number("n", n)
            .time("at", a.time)
            .text("address", g.store.raw(a.address));
        return Some((*a, Reason::new(phrase, citing::attempt(scene, a))));
    }
    let before: Vec<&Attempt> = tally.accepted.iter().filter(|a| !near(a) && a.time < span.first).collect();
    let networks: FxHashSet<Option<[u8; 2]>> =
        before.iter().map(|a| network(g.store.raw(a.address))).collect();
    let enough = before.len() >= scene.limits.mailbox.earlier_sign_ins as usize;
    let new = |a: &&Attempt| !networks.contains(&network(g.store.raw(a.address)));
    let a = tally.accepted.iter().filter(|_| enough).filter(near).filter(outside).find(new)?;
    let phrase = Phrase::new("reason-mailbox-new-place")
        .time("at", a.time)
        .text("address", g.store.raw(a.address))
        .number("before", before.len());
    Some((*a, Reason::new(phrase, citing::attempt(scene, a))))
}

/// The first two bytes of an address: what tells one provider's network from another, roughly.
fn network(address: &str) -> Option<[u8; 2]> {
    match parse_address(address)? {
        std::net::IpAddr::V4(ip) => ip.octets().first_chunk().copied(),
        std::net::IpAddr::V6(ip) => ip.octets().first_chunk().copied(),
    }
}

/// A rule or a forwarding set up for this mailbox within a day of the mail.
fn rule(scene: &Scene<'_>, sender: &str, span: Span) -> Option<Reason> {
    let g = scene.ground;
    let day = 24 * 3600;
    let near = Span::between(span.first.plus_seconds(-day), span.last.plus_seconds(day));
    let local_part = sender.split('@').next().unwrap_or(sender);
    let table = &g.store.tables.actions;
    let telling = |i: &u32| {
        let row = table.row(*i as usize);
        let text = [row.detail, row.target, row.actor].map(|s| g.store.raw(s).to_lowercase()).join(" ");
        let sets =
            text.contains("-inboxrule") || (text.contains("set-mailbox") && text.contains("forwarding"));
        row.deed == Deed::Cmdlet && sets && text.contains(local_part)
    };
    let rows: Vec<u32> = table.within(near).filter_map(|i| u32::try_from(i).ok()).filter(telling).collect();
    let first = rows.first().map(|&i| table.row(i as usize))?;
    let phrase = Phrase::new("reason-mailbox-rule").number("n", rows.len()).time("at", first.time);
    Some(Reason::new(phrase, some_rows(Table::Action, rows)))
}

fn reasons(scene: &Scene<'_>, t: &Taken<'_>) -> Vec<Reason> {
    let phrase = Phrase::new("reason-mailbox-mail")
        .text("mailbox", t.sender)
        .number("n", t.mailbox.mail.len())
        .number("recipients", t.mailbox.recipients);
    let mut reasons = vec![Reason::new(phrase, some_rows(Table::MailEvent, t.mailbox.mail.iter().copied()))];
    reasons.extend(t.legs.iter().cloned());
    reasons.extend(failed(scene, t.mailbox));
    reasons
}

/// Many of its recipients do not exist or refuse.
fn failed(scene: &Scene<'_>, mailbox: &Mailbox) -> Option<Reason> {
    let mail = &scene.ground.store.tables.mail;
    let ids: FxHashMap<Symbol, ()> = mailbox
        .mail
        .iter()
        .filter_map(|&i| mail.message_id.get(i as usize))
        .filter(|s| s.is_some())
        .map(|s| (*s, ()))
        .collect();
    let rows = (0u32..)
        .zip(mail.rows())
        .filter(|(_, r)| r.step == MailStep::Fail && ids.contains_key(&r.message_id));
    let rows: Vec<(u32, u64)> = rows.map(|(i, r)| (i, u64::from(r.n_recipients))).collect();
    let n: u64 = rows.iter().map(|(_, n)| n).sum();
    let share = n.saturating_mul(100) / mailbox.recipients.max(1);
    let phrase = Phrase::new("reason-mailbox-failed").number("n", n).number("percent", share);
    (share >= u64::from(scene.limits.mailbox.failed_percent))
        .then(|| Reason::new(phrase, some_rows(Table::MailEvent, rows.iter().map(|(i, _)| *i))))
}

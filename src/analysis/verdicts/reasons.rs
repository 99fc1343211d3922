//! Reasons for and against an abused account, each with its rows.

use super::some_rows;
use crate::analysis::attempts::{self, Attempt};
use crate::analysis::attribution::Link;
use crate::analysis::finding::{Confidence, Reason};
use crate::analysis::ranking::honest_use;
use crate::analysis::scene::Scene;
use crate::analysis::site::Side;
use crate::analysis::uses::{Abuse, Abuser, Use};
use crate::model::account::AccountName;
use crate::model::rows::{Held, RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Everything one abuser did, seen together.
#[derive(Debug)]
pub struct Deeds<'a> {
    /// The account and its abused uses.
    pub abuser: &'a Abuser,
    /// Those uses.
    pub uses: Vec<&'a Use>,
    /// Kinds of source that show it.
    pub kinds: BTreeSet<&'static str>,
    /// How sure.
    pub confidence: Confidence,
}

/// Clients, the busiest first.
#[must_use]
pub fn addresses(scene: &Scene<'_>, uses: &[&Use]) -> Vec<Symbol> {
    let mut busy: BTreeMap<Symbol, (u64, usize)> = BTreeMap::new();
    for u in uses.iter().filter(|u| u.address.is_some()) {
        let (messages, accepted) = busy.entry(u.address).or_default();
        (*messages, *accepted) = (*messages + u.messages(), *accepted + u.accepted.len());
    }
    let mut busy: Vec<_> = busy.into_iter().collect();
    busy.sort_by_key(|(a, n)| (Reverse(*n), scene.ground.store.raw(*a)));
    busy.into_iter().map(|(a, _)| a).collect()
}

/// Refused attempts on the account before its abuse began.
#[must_use]
pub fn refused<'a>(scene: &Scene<'a>, deeds: &Deeds<'_>, span: Span) -> &'a [Attempt] {
    let tally = deeds.abuser.account.and_then(|a| scene.attempts.get(&a));
    let own = deeds.uses.iter().filter_map(|u| u.span).map(|s| s.first).min().unwrap_or(span.first);
    tally.map_or(&[][..], |t| {
        let before = t.refused.partition_point(|a| a.time <= own);
        t.refused.get(..before).unwrap_or(&[])
    })
}

/// Our own addresses that the abuse wrote as, though they are not the account's; the most used first.
#[must_use]
pub fn forged_locals(scene: &Scene<'_>, deeds: &Deeds<'_>) -> Vec<(Symbol, u64)> {
    let g = scene.ground;
    let account = deeds.abuser.account.and_then(|a| g.directory.get(a));
    let spelled =
        account.into_iter().flat_map(|a| &a.as_written).filter_map(|&s| AccountName::parse(g.store.raw(s)));
    let own: BTreeSet<String> = spelled.map(|n| n.name).collect();
    let mut senders: BTreeMap<Symbol, u64> = BTreeMap::new();
    for item in deeds.uses.iter().flat_map(|u| &u.items).filter(|i| g.site.side(i.sender) == Side::Local) {
        let local_part =
            AccountName::parse(g.store.raw(item.sender).trim_matches(['<', '>'])).map(|n| n.name);
        if local_part.is_some_and(|l| !own.contains(&l)) {
            *senders.entry(item.sender).or_default() += item.messages;
        }
    }
    let mut senders: Vec<(Symbol, u64)> = senders.into_iter().collect();
    senders.sort_by_key(|(s, n)| (Reverse(*n), g.store.raw(*s)));
    senders
}

/// Messages in a queue dump that came from the abuser's clients, or are the very ones tracked.
#[must_use]
pub fn held_rows(scene: &Scene<'_>, uses: &[&Use]) -> Vec<RowRef> {
    let tables = &scene.ground.store.tables;
    let clients: BTreeSet<Symbol> = uses.iter().map(|u| u.address).filter(|a| a.is_some()).collect();
    let ids = uses.iter().flat_map(|u| &u.mail).filter_map(|&i| tables.mail.message_id.get(i as usize));
    let ids: rustc_hash::FxHashSet<Symbol> = ids.copied().filter(|s| s.is_some()).collect();
    // A message file waits nowhere: it is proof of content, and its headers can be forged.
    let rows = (0u32..).zip(tables.held.rows()).filter(|(_, h)| h.held == Held::Queued);
    let ours = rows.filter(|(_, h)| clients.contains(&h.address) || ids.contains(&h.message_id));
    ours.map(|(row, _)| RowRef { table: Table::HeldMessage, row }).collect()
}

/// Why it is abuse, the most telling first.
#[must_use]
pub fn reasons_for(scene: &Scene<'_>, d: &Deeds<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(reason_signed_in(scene, d));
    reasons.push(reason_mail(scene, d));
    reasons.extend(reason_guessed(scene, d));
    reasons.extend(reason_security(scene, d));
    let held = held_rows(scene, &d.uses);
    if !held.is_empty() {
        let phrase = Phrase::new("reason-queue-dump").number("n", held.len());
        reasons.push(Reason::new(phrase, held.into_iter().take(20).collect()));
    }
    if scene.depth.peak >= scene.limits.queue.remarkable_messages {
        let phrase = Phrase::new("reason-queue-peak")
            .number("peak", scene.depth.peak)
            .time("at", scene.depth.peak_at)
            .word("basis", format!("depth-{}", scene.depth.basis.key()));
        let at = Span::between(scene.depth.peak_at.plus_seconds(-1), scene.depth.peak_at);
        let range = scene.ground.store.tables.queues.within(at);
        let rows = some_rows(Table::QueueSample, range.filter_map(|i| u32::try_from(i).ok()));
        reasons.push(Reason::new(phrase, rows));
    }
    reasons
}

fn account_name(scene: &Scene<'_>, d: &Deeds<'_>) -> String {
    d.abuser.account.map(|a| scene.ground.directory.name(a).to_string()).unwrap_or_default()
}

fn reason_signed_in(scene: &Scene<'_>, d: &Deeds<'_>) -> Option<Reason> {
    let table = &scene.ground.store.tables.authentications;
    let smtp = |i: &u32| matches!(table.row(*i as usize).witness, Witness::Smtp | Witness::Transport);
    let named = |c: &&u32| !scene.ground.conversations.is_by_logon(**c);
    let mut rows: Vec<u32> = d.uses.iter().flat_map(|u| &u.accepted).copied().filter(smtp).collect();
    rows.sort_unstable();
    let conversations = d.uses.iter().map(|u| u.conversations.iter().filter(named).count()).sum::<usize>();
    let n = rows.len().max(conversations);
    let (first, last) = d.uses.iter().filter_map(|u| u.span).reduce(Span::join).map(|s| (s.first, s.last))?;
    let names: Vec<Symbol> = addresses(scene, &d.uses);
    // Exim names the account with each message and no sign-in of its own.
    let messages: usize = d.uses.iter().map(|u| u.mail.len()).sum();
    let by_message = conversations == 0 && n > 1 && n == messages;
    let phrase = Phrase::new(if by_message { "reason-signed-in-by-message" } else { "reason-signed-in" })
        .text("account", &account_name(scene, d))
        .number("n", n)
        .list("addresses", names.iter().take(6).map(|&a| scene.ground.store.raw(a)))
        .time("first", first)
        .time("last", last);
    let parts = || {
        d.uses
            .iter()
            .flat_map(|u| &u.conversations)
            .filter_map(|&c| scene.ground.conversations.list.get(c as usize))
    };
    let sessions = some_rows(Table::Session, parts().flat_map(|c| c.parts.iter().copied()));
    let mut shown = some_rows(Table::Authentication, rows);
    shown.truncate(14);
    shown.extend(sessions.into_iter().take(6));
    (n > 0).then_some(Reason::new(phrase, shown))
}

/// Does event 1708 name the account, rather than the SMTP log?
fn by_event(scene: &Scene<'_>, d: &Deeds<'_>) -> bool {
    let table = &scene.ground.store.tables.authentications;
    let event = |i: &u32| table.row(*i as usize).witness == Witness::Transport;
    d.uses.iter().flat_map(|u| &u.accepted).any(event)
}

fn reason_mail(scene: &Scene<'_>, d: &Deeds<'_>) -> Reason {
    let sum = |f: fn(&Use) -> u64| d.uses.iter().map(|u| f(u)).sum::<u64>();
    let (tracked, logged) = (sum(|u| u.tracked), sum(|u| u.logged));
    let weakest = d.uses.iter().filter(|u| u.tracked > 0).map(|u| u.link).min();
    let id = match weakest {
        None => "reason-mail-logged",
        Some(Link::Session) => "reason-mail-tracked",
        Some(Link::ClientAndTime) => "reason-mail-by-client",
        Some(Link::Logon) => "reason-mail-by-logon",
        Some(Link::None) => "reason-mail-unnamed",
    };
    let phrase = Phrase::new(id)
        .number("messages", sum(Use::messages))
        .number("recipients", sum(Use::recipients))
        .number("forged", sum(Use::forged));
    debug_assert!(tracked > 0 || logged > 0, "an abuser without mail");
    // The log of sessions keeps the first sender of each only, so they are not counted from it.
    if weakest.is_none() {
        let conversations = d.uses.iter().flat_map(|u| &u.conversations);
        let parts = conversations.filter_map(|&c| scene.ground.conversations.list.get(c as usize));
        let rows = some_rows(Table::Session, parts.flat_map(|c| c.parts.iter().copied()));
        return Reason::new(phrase, rows);
    }
    let phrase = phrase.number("senders", d.abuser.figures.senders);
    Reason::new(phrase, some_rows(Table::MailEvent, d.uses.iter().flat_map(|u| &u.mail).copied()))
}

fn reason_guessed(scene: &Scene<'_>, d: &Deeds<'_>) -> Option<Reason> {
    let span = d.uses.iter().filter_map(|u| u.span).reduce(Span::join)?;
    let refused = refused(scene, d, span);
    let (first, last) = (refused.first()?, refused.last()?);
    let phrase = Phrase::new("reason-guessed")
        .text("account", &account_name(scene, d))
        .number("n", refused.len())
        .time("first", first.time)
        .time("last", last.time);
    // The last ones before the door opened are the most telling.
    let rows = attempts::rows(refused.iter().rev(), 20);
    (refused.len() >= scene.limits.guessing.failures_before_success as usize)
        .then_some(Reason::new(phrase, rows))
}

fn reason_security(scene: &Scene<'_>, d: &Deeds<'_>) -> Option<Reason> {
    let table = &scene.ground.store.tables.authentications;
    let logon = |i: &u32| table.row(*i as usize).witness == Witness::Logon;
    let rows: Vec<u32> = d.uses.iter().flat_map(|u| &u.accepted).copied().filter(logon).collect();
    let phrase =
        Phrase::new("reason-security").number("n", rows.len()).text("account", &account_name(scene, d));
    (!rows.is_empty()).then(|| Reason::new(phrase, some_rows(Table::Authentication, rows)))
}

/// Why perhaps not, and what would contradict it.
#[must_use]
pub fn reasons_against(scene: &Scene<'_>, d: &Deeds<'_>) -> Vec<Reason> {
    let mut against = Vec::new();
    against.extend(d.abuser.account.and_then(|a| honest_use(scene, a)));
    let forged = forged_locals(scene, d);
    if !forged.is_empty() {
        let names: Vec<&str> = forged.iter().take(5).map(|(s, _)| scene.ground.store.raw(*s)).collect();
        let phrase = Phrase::new("against-forged-locals").list("senders", names).number("n", forged.len());
        against.push(Reason::plain(phrase));
    }
    if d.abuser.why == Abuse::ForgedInside {
        against.push(Reason::plain(Phrase::new("against-inside")));
    }
    let loose = d.uses.iter().filter(|u| u.tracked > 0).map(|u| u.link).min();
    let id = match loose {
        Some(Link::Logon) => Some("against-by-logon"),
        Some(Link::ClientAndTime) if by_event(scene, d) => Some("against-by-event"),
        Some(Link::ClientAndTime) => Some("against-by-client"),
        Some(Link::None) => Some("against-unnamed"),
        _ => None,
    };
    against.extend(id.map(|id| Reason::plain(Phrase::new(id))));
    let stray: u64 = scene.uses.iter().filter(|u| u.account.is_none()).map(Use::messages).sum();
    if d.abuser.account.is_some() && stray > 0 {
        against.push(Reason::plain(Phrase::new("against-stray").number("n", stray)));
    }
    let name = account_name(scene, d);
    if !name.is_empty() {
        against.push(Reason::plain(Phrase::new("against-owner").text("account", &name)));
    }
    against
}

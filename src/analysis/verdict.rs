//! What happened, how sure, why, and why perhaps not.
//!
//! An account is accused only on what it did: mail from strangers to strangers, from outside, in bulk, in
//! sessions that signed in. Without a protocol log the join is by time alone, and the verdict says so.
//!
//! Source: product.md section 3; queue-exports.md section 6 (deciding facts).

use super::attribution::Link;
use super::coverage::{self, is_quiet_after};
use super::finding::{Confidence, Reason, Verdict, VerdictKind};
use super::open_relay;
use super::ranking::honest_use;
use super::scene::Scene;
use super::site::Side;
use super::uses::{Abuse, Abuser, Use};
use crate::model::account::AccountName;
use crate::model::rows::{RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// All verdicts; the one that explains most of the mail first, one at least.
#[must_use]
pub fn decide(scene: &Scene<'_>) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = relay_by_account(scene)
        .into_iter()
        .chain(open_relay::judge(scene))
        .collect();
    verdicts.sort_by_key(|v| (Reverse(v.messages), v.kind));
    if verdicts.is_empty() {
        verdicts.push(silence(scene));
    }
    verdicts
}

/// Everything one abuser did, seen together.
struct Deeds<'a> {
    abuser: &'a Abuser,
    uses: Vec<&'a Use>,
    kinds: BTreeSet<&'static str>,
    confidence: Confidence,
}

fn relay_by_account(scene: &Scene<'_>) -> Option<Verdict> {
    let named = scene.abusers.iter().any(|a| a.account.is_some());
    let chosen = scene.abusers.iter().filter(|a| a.account.is_some() || !named);
    let deeds: Vec<Deeds<'_>> = chosen.map(|a| examine(scene, a)).collect();
    let first = deeds.first()?;
    let uses: Vec<&Use> = deeds.iter().flat_map(|d| d.uses.iter().copied()).collect();
    let span = uses.iter().filter_map(|u| u.span).reduce(Span::join);
    let mut verdict = Verdict {
        kind: VerdictKind::AuthenticatedRelay,
        confidence: first.confidence,
        account: first.abuser.account,
        accounts: deeds.iter().filter_map(|d| d.abuser.account).collect(),
        addresses: addresses(scene, &uses),
        span,
        messages: uses.iter().map(|u| u.messages()).sum(),
        recipients: uses.iter().map(|u| u.recipients()).sum(),
        sessions: uses.iter().map(|u| u.sessions).sum(),
        kinds: u8::try_from(first.kinds.len()).unwrap_or(u8::MAX),
        ..blank()
    };
    verdict.reasons_for = deeds.iter().flat_map(|d| reasons_for(scene, d)).collect();
    verdict.reasons_against = deeds.iter().flat_map(|d| reasons_against(scene, d)).collect();
    verdict.reasons_against.extend(doubts_about_domains(scene));
    verdict.headline = headline(scene, &verdict);
    verdict.subline = subline(scene, first, &verdict);
    seal(&mut verdict);
    Some(verdict)
}

/// A verdict with nothing in it yet.
#[must_use]
pub fn blank() -> Verdict {
    Verdict {
        kind: VerdictKind::Undetermined,
        confidence: Confidence::Possible,
        headline: Phrase::default(),
        subline: Phrase::default(),
        pill: Phrase::default(),
        kinds: 0,
        account: None,
        accounts: Vec::new(),
        addresses: Vec::new(),
        span: None,
        messages: 0,
        recipients: 0,
        sessions: 0,
        reasons_for: Vec::new(),
        reasons_against: Vec::new(),
        rows: Vec::new(),
    }
}

/// Gathers the rows of the reasons, and words the label.
pub fn seal(verdict: &mut Verdict) {
    // A share of each reason, so that a long one does not crowd the others out.
    let mut rows: Vec<RowRef> = verdict
        .reasons_for
        .iter()
        .flat_map(|r| r.rows.iter().copied().take(20))
        .take(100)
        .collect();
    rows.sort();
    rows.dedup();
    verdict.rows = rows;
    verdict.pill = Phrase::new("confidence-pill")
        .word("confidence", format!("confidence-{}", verdict.confidence.key()))
        .number("kinds", verdict.kinds);
}

fn examine<'a>(scene: &Scene<'a>, abuser: &'a Abuser) -> Deeds<'a> {
    let uses: Vec<&Use> = abuser.uses.iter().filter_map(|&i| scene.uses.get(i)).collect();
    let witness = |u: &Use, w: Witness| {
        u.accepted
            .iter()
            .any(|&i| scene.ground.store.tables.authentications.row(i as usize).witness == w)
    };
    let any = |test: &dyn Fn(&Use) -> bool| uses.iter().any(|u| test(u));
    let mut kinds = BTreeSet::new();
    let smtp = any(&|u| !u.conversations.is_empty() || witness(u, Witness::Smtp));
    let facts = [
        ("smtp-log", smtp),
        ("tracking", any(&|u| u.tracked > 0)),
        (
            "security-log",
            any(&|u| witness(u, Witness::Logon) || (u.link == Link::Logon && u.tracked > 0)),
        ),
        ("queue-dump", !held_rows(scene, &uses).is_empty()),
    ];
    kinds.extend(facts.iter().filter(|(_, holds)| *holds).map(|(kind, _)| *kind));
    let confidence = confidence(scene, abuser, &uses, smtp);
    Deeds {
        abuser,
        uses,
        kinds,
        confidence,
    }
}

fn confidence(scene: &Scene<'_>, abuser: &Abuser, uses: &[&Use], smtp: bool) -> Confidence {
    let loose = uses.iter().any(|u| u.link == Link::Logon && u.tracked > 0);
    let stray: u64 = scene
        .uses
        .iter()
        .filter(|u| u.account.is_none())
        .map(Use::messages)
        .sum();
    let explained: u64 = uses.iter().map(|u| u.messages()).sum();
    match abuser.account {
        None => Confidence::Possible,
        Some(_) if !smtp && loose && stray > explained => Confidence::Possible,
        Some(_) if !smtp => Confidence::Likely,
        Some(_) if abuser.why == Abuse::BulkAfterGuessing || !scene.ground.site.knows_domains() => {
            Confidence::Likely
        }
        Some(_) => Confidence::Established,
    }
}

/// Clients, the busiest first.
fn addresses(scene: &Scene<'_>, uses: &[&Use]) -> Vec<Symbol> {
    let mut busy: BTreeMap<Symbol, (u64, usize)> = BTreeMap::new();
    for u in uses.iter().filter(|u| u.address.is_some()) {
        let (messages, accepted) = busy.entry(u.address).or_default();
        (*messages, *accepted) = (*messages + u.messages(), *accepted + u.accepted.len());
    }
    let mut busy: Vec<_> = busy.into_iter().collect();
    busy.sort_by_key(|(a, n)| (Reverse(*n), scene.ground.store.raw(*a)));
    busy.into_iter().map(|(a, _)| a).collect()
}

fn headline(scene: &Scene<'_>, v: &Verdict) -> Phrase {
    let name = |id| scene.ground.directory.name(id);
    match (v.account, v.accounts.len()) {
        (None, _) => {
            Phrase::new("verdict-authenticated-relay-unnamed").number("addresses", v.addresses.len())
        }
        (Some(id), 0 | 1) => Phrase::new("verdict-authenticated-relay")
            .text("account", name(id).as_str())
            .number("addresses", v.addresses.len()),
        (Some(_), _) => {
            let names: Vec<String> = v.accounts.iter().take(3).map(|&a| name(a).to_string()).collect();
            Phrase::new("verdict-authenticated-relay-several")
                .list("accounts", names.iter().map(String::as_str))
                .number("n", v.accounts.len())
                .number("addresses", v.addresses.len())
        }
    }
}

fn subline(scene: &Scene<'_>, deeds: &Deeds<'_>, v: &Verdict) -> Phrase {
    let Some(span) = v.span else {
        return Phrase::default();
    };
    let stopped = is_quiet_after(scene, span.last);
    let forged = forged_locals(scene, deeds);
    let id = match (stopped, forged.is_empty()) {
        (true, true) => "subline-stopped",
        (true, false) => "subline-stopped-forged",
        (false, true) => "subline-last",
        (false, false) => "subline-last-forged",
    };
    let phrase = Phrase::new(id)
        .time("first", span.first)
        .number("failures", refused(scene, deeds, span).len())
        .time("last", span.last);
    if forged.is_empty() {
        return phrase;
    }
    let names: Vec<&str> = forged
        .iter()
        .take(3)
        .map(|(s, _)| scene.ground.store.raw(*s))
        .collect();
    phrase.list("senders", names)
}

/// Refused attempts on the account before its abuse began.
fn refused<'a>(scene: &Scene<'a>, deeds: &Deeds<'_>, span: Span) -> &'a [super::attempts::Attempt] {
    let tally = deeds.abuser.account.and_then(|a| scene.attempts.get(&a));
    let own = deeds
        .uses
        .iter()
        .filter_map(|u| u.span)
        .map(|s| s.first)
        .min()
        .unwrap_or(span.first);
    tally.map_or(&[][..], |t| {
        let before = t.refused.partition_point(|a| a.time <= own);
        t.refused.get(..before).unwrap_or(&[])
    })
}

/// Our own addresses that the abuse wrote as, though they are not the account's; the most used first.
fn forged_locals(scene: &Scene<'_>, deeds: &Deeds<'_>) -> Vec<(Symbol, u64)> {
    let g = scene.ground;
    let account = deeds.abuser.account.and_then(|a| g.directory.get(a));
    let spelled = account
        .into_iter()
        .flat_map(|a| &a.as_written)
        .filter_map(|&s| AccountName::parse(g.store.raw(s)));
    let own: BTreeSet<String> = spelled.map(|n| n.name).collect();
    let mut senders: BTreeMap<Symbol, u64> = BTreeMap::new();
    for item in deeds
        .uses
        .iter()
        .flat_map(|u| &u.items)
        .filter(|i| g.site.side(i.sender) == Side::Local)
    {
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
fn held_rows(scene: &Scene<'_>, uses: &[&Use]) -> Vec<RowRef> {
    let tables = &scene.ground.store.tables;
    let clients: BTreeSet<Symbol> = uses.iter().map(|u| u.address).filter(|a| a.is_some()).collect();
    let ids = uses
        .iter()
        .flat_map(|u| &u.mail)
        .filter_map(|&i| tables.mail.message_id.get(i as usize));
    let ids: rustc_hash::FxHashSet<Symbol> = ids.copied().filter(|s| s.is_some()).collect();
    let rows = (0u32..).zip(tables.held.rows());
    let ours = rows.filter(|(_, h)| clients.contains(&h.address) || ids.contains(&h.message_id));
    ours.map(|(row, _)| RowRef {
        table: Table::HeldMessage,
        row,
    })
    .collect()
}

fn some_rows(table: Table, rows: impl IntoIterator<Item = u32>) -> Vec<RowRef> {
    rows.into_iter()
        .take(20)
        .map(|row| RowRef { table, row })
        .collect()
}

fn reasons_for(scene: &Scene<'_>, d: &Deeds<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    reasons.extend(reason_signed_in(scene, d));
    reasons.push(reason_mail(d));
    reasons.extend(reason_guessed(scene, d));
    reasons.extend(reason_security(scene, d));
    let held = held_rows(scene, &d.uses);
    if !held.is_empty() {
        let phrase = Phrase::new("reason-queue-dump").number("n", held.len());
        reasons.push(Reason {
            phrase,
            rows: held.into_iter().take(20).collect(),
        });
    }
    if scene.depth.peak >= scene.limits.queue.growth_messages {
        let phrase = Phrase::new("reason-queue-peak")
            .number("peak", scene.depth.peak)
            .time("at", scene.depth.peak_at)
            .word("basis", format!("depth-{}", scene.depth.basis.key()));
        let at = Span::between(scene.depth.peak_at.plus_seconds(-1), scene.depth.peak_at);
        let range = scene.ground.store.tables.queues.within(at);
        let rows = some_rows(Table::QueueSample, range.filter_map(|i| u32::try_from(i).ok()));
        reasons.push(Reason { phrase, rows });
    }
    reasons
}

fn account_name(scene: &Scene<'_>, d: &Deeds<'_>) -> String {
    d.abuser
        .account
        .map(|a| scene.ground.directory.name(a).to_string())
        .unwrap_or_default()
}

fn reason_signed_in(scene: &Scene<'_>, d: &Deeds<'_>) -> Option<Reason> {
    let table = &scene.ground.store.tables.authentications;
    let smtp = |i: &u32| table.row(*i as usize).witness == Witness::Smtp;
    let mut rows: Vec<u32> = d
        .uses
        .iter()
        .flat_map(|u| &u.accepted)
        .copied()
        .filter(smtp)
        .collect();
    rows.sort_unstable();
    let conversations = d.uses.iter().map(|u| u.conversations.len()).sum::<usize>();
    let n = rows.len().max(conversations);
    let (first, last) = d
        .uses
        .iter()
        .filter_map(|u| u.span)
        .reduce(Span::join)
        .map(|s| (s.first, s.last))?;
    let names: Vec<Symbol> = addresses(scene, &d.uses);
    let phrase = Phrase::new("reason-signed-in")
        .text("account", &account_name(scene, d))
        .number("n", n)
        .list(
            "addresses",
            names.iter().take(6).map(|&a| scene.ground.store.raw(a)),
        )
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
    (n > 0).then_some(Reason { phrase, rows: shown })
}

fn reason_mail(d: &Deeds<'_>) -> Reason {
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
        .number("forged", sum(Use::forged))
        .number("senders", d.abuser.figures.senders);
    let mail = some_rows(Table::MailEvent, d.uses.iter().flat_map(|u| &u.mail).copied());
    debug_assert!(tracked > 0 || logged > 0, "an abuser without mail");
    Reason { phrase, rows: mail }
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
    let rows = super::attempts::rows(refused.iter().rev(), 20);
    (refused.len() >= scene.limits.guessing.failures_before_success as usize)
        .then_some(Reason { phrase, rows })
}

fn reason_security(scene: &Scene<'_>, d: &Deeds<'_>) -> Option<Reason> {
    let table = &scene.ground.store.tables.authentications;
    let logon = |i: &u32| table.row(*i as usize).witness == Witness::Logon;
    let rows: Vec<u32> = d
        .uses
        .iter()
        .flat_map(|u| &u.accepted)
        .copied()
        .filter(logon)
        .collect();
    let phrase = Phrase::new("reason-security")
        .number("n", rows.len())
        .text("account", &account_name(scene, d));
    (!rows.is_empty()).then(|| Reason {
        phrase,
        rows: some_rows(Table::Authentication, rows),
    })
}

fn reasons_against(scene: &Scene<'_>, d: &Deeds<'_>) -> Vec<Reason> {
    let mut against = Vec::new();
    against.extend(d.abuser.account.and_then(|a| honest_use(scene, a)));
    let forged = forged_locals(scene, d);
    if !forged.is_empty() {
        let names: Vec<&str> = forged
            .iter()
            .take(5)
            .map(|(s, _)| scene.ground.store.raw(*s))
            .collect();
        let phrase = Phrase::new("against-forged-locals")
            .list("senders", names)
            .number("n", forged.len());
        against.push(Reason {
            phrase,
            rows: Vec::new(),
        });
    }
    let loose = d.uses.iter().filter(|u| u.tracked > 0).map(|u| u.link).min();
    let id = match loose {
        Some(Link::Logon) => Some("against-by-logon"),
        Some(Link::ClientAndTime) => Some("against-by-client"),
        Some(Link::None) => Some("against-unnamed"),
        _ => None,
    };
    against.extend(id.map(|id| Reason {
        phrase: Phrase::new(id),
        rows: Vec::new(),
    }));
    let stray: u64 = scene
        .uses
        .iter()
        .filter(|u| u.account.is_none())
        .map(Use::messages)
        .sum();
    if d.abuser.account.is_some() && stray > 0 {
        against.push(Reason {
            phrase: Phrase::new("against-stray").number("n", stray),
            rows: Vec::new(),
        });
    }
    let name = account_name(scene, d);
    let would = Phrase::new("against-owner").text("account", &name);
    against.push(Reason {
        phrase: would,
        rows: Vec::new(),
    });
    against
}

/// What is uncertain about "ours" and "foreign".
#[must_use]
pub fn doubts_about_domains(scene: &Scene<'_>) -> Vec<Reason> {
    let view = &scene.ground.site.view;
    let mut doubts = Vec::new();
    if !scene.ground.site.has_list() {
        let names = view.local_domains.iter().take(5).map(|(d, _)| d.as_str());
        let id = if view.local_domains.is_empty() {
            "against-no-domains"
        } else {
            "against-domains-concluded"
        };
        let phrase = Phrase::new(id);
        let phrase = if view.local_domains.is_empty() {
            phrase
        } else {
            phrase.list("domains", names)
        };
        doubts.push(Reason {
            phrase,
            rows: Vec::new(),
        });
    }
    if !view.ignored_domains.is_empty() {
        let names = view.ignored_domains.iter().map(String::as_str);
        let phrase = Phrase::new("against-ignored-domain").list("domains", names);
        doubts.push(Reason {
            phrase,
            rows: Vec::new(),
        });
    }
    doubts
}

/// No relay was seen: does that mean there was none?
fn silence(scene: &Scene<'_>) -> Verdict {
    let reach = coverage::reach(scene);
    let odd = other_ways(scene);
    let covered = reach.receive || reach.tracking;
    let mut v = blank();
    v.reasons_against.extend(doubts_about_domains(scene));
    if covered && odd.is_empty() {
        v.kind = VerdictKind::NoRelaySeen;
        v.confidence = match (reach.receive, reach.tracking) {
            (true, true) => Confidence::Established,
            (_, true) => Confidence::Likely,
            _ => Confidence::Possible,
        };
        v.kinds = u8::from(reach.receive) + u8::from(reach.tracking);
        v.headline = Phrase::new("verdict-no-relay-seen");
        let id = match (reach.receive, reach.tracking) {
            (true, true) => "reason-covered-both",
            (true, false) => "reason-covered-receive",
            _ => "reason-covered-tracking",
        };
        v.reasons_for.push(Reason {
            phrase: Phrase::new(id),
            rows: Vec::new(),
        });
        v.reasons_against.push(Reason {
            phrase: Phrase::new("against-silence"),
            rows: Vec::new(),
        });
    } else {
        v.headline = Phrase::new("verdict-undetermined");
        if odd.is_empty() {
            v.reasons_for.push(Reason {
                phrase: Phrase::new("reason-not-covered"),
                rows: Vec::new(),
            });
        }
        v.reasons_for.extend(odd);
        v.reasons_against.push(Reason {
            phrase: coverage::collect_receive(),
            rows: Vec::new(),
        });
    }
    seal(&mut v);
    v
}

/// Mail that leaves in bulk, though not as a relay by an account or by anybody: named, not judged here.
fn other_ways(scene: &Scene<'_>) -> Vec<Reason> {
    use super::finding::Flow;
    let tables = &scene.ground.store.tables;
    let raw = |s: Symbol| scene.ground.store.raw(s);
    let (mut reports, mut mailbox, mut inside) = (Vec::new(), Vec::new(), Vec::new());
    for (i, flow) in (0u32..).zip(&scene.mail.flow_of) {
        let row = tables.mail.row(i as usize);
        let via = raw(row.via);
        let outbound = matches!(flow, Flow::Outbound | Flow::Relayed);
        match () {
            () if !outbound => {}
            () if via.eq_ignore_ascii_case("DSN") => reports.push(i),
            () if via.eq_ignore_ascii_case("STOREDRIVER") || matches!(row.mechanism, 3 | 4) => {
                mailbox.push(i)
            }
            () if *flow == Flow::Relayed => inside.push(i),
            () => {}
        }
    }
    let densest = |rows: &[u32]| {
        let time = |i: &u32| tables.mail.row(*i as usize).time;
        let (mut from, mut best) = (0, 0usize);
        for (k, i) in rows.iter().enumerate() {
            while rows
                .get(from)
                .is_some_and(|f| time(i).seconds_since(time(f)) > 3600)
            {
                from += 1;
            }
            best = best.max(k + 1 - from);
        }
        best
    };
    let limits = &scene.limits.relay;
    let many = limits.outbound_messages_in_1_hour as usize;
    let kinds = [
        ("reason-other-reports", reports, many),
        ("reason-other-mailbox", mailbox, many),
        (
            "reason-other-inside",
            inside,
            limits.forged_messages_in_1_hour as usize,
        ),
    ];
    let told = kinds
        .into_iter()
        .filter(|(_, rows, least)| densest(rows) >= *least);
    told.map(|(id, rows, _)| Reason {
        phrase: Phrase::new(id).number("n", rows.len()),
        rows: some_rows(Table::MailEvent, rows),
    })
    .collect()
}

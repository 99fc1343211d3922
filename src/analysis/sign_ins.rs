//! Which account opened a conversation whose own log names none, as that of Exchange 2000 and 2003.
//!
//! Event 1708 has account and client together, so client and time find the conversation. Where diagnostics
//! were not raised, only the Security log is left: the service's logons in the seconds of relaying
//! conversations. It also logs people on for the web, so an account is taken only if it fits better than any
//! other, opens most of those conversations, and does little else.
//!
//! Conversations that bring mail for ours are never given to anybody here. The envelope sender is not looked
//! at but to tell relaying.
//!
//! Source: windows-events.md sections 1.4 and 2.1; queue-exports.md section 4.1.

use super::accounts::{AccountDirectory, AccountId};
use super::sessions::Conversations;
use super::site::{Origin, Side, Site};
use crate::knowledge::thresholds::Joins;
use crate::model::rows::{Authentication, Outcome, Witness};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Conversations of one client that may be open at once.
const MAX_OPEN: usize = 64;

/// What naming reads.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// Rows.
    pub store: &'a EventStore,
    /// Ours or not.
    pub site: &'a Site,
    /// Who is who.
    pub directory: &'a AccountDirectory,
    /// Reason each authentication was set aside; 0 if it was not.
    pub noise_of: &'a [u8],
    /// Figures.
    pub joins: &'a Joins,
}

/// Names the conversations that can be named; `n log n`.
pub fn name(n: Names<'_>, conversations: &mut Conversations) {
    let told = by_event(n);
    if told.is_empty() {
        name_by_logons(n, conversations);
        return;
    }
    let mut of_client: FxHashMap<Symbol, Vec<(Span, usize)>> = FxHashMap::default();
    for (i, c) in conversations.list.iter().enumerate() {
        if let Some(span) = c.span {
            of_client.entry(c.address).or_default().push((span, i));
        }
    }
    for (client, signed_in) in told {
        let list = of_client.get(&client).map_or(&[][..], Vec::as_slice);
        for (time, account) in signed_in {
            let end = list.partition_point(|(span, _)| span.first <= time.plus_seconds(1));
            let unnamed = |i: usize| conversations.list.get(i).is_some_and(|c| c.account.is_none());
            let mut recent = list.iter().take(end).rev().take(MAX_OPEN);
            let open = recent.find(|(span, i)| time <= span.last.plus_seconds(1) && unnamed(*i));
            if let Some(&(_, i)) = open {
                conversations.sign_in(i, account, time, false);
            }
        }
    }
}

/// Accepted sign-ins that event 1708 tells, by client, in order of time.
#[must_use]
pub fn by_event(n: Names<'_>) -> BTreeMap<Symbol, Vec<(UtcTime, AccountId)>> {
    let mut found: BTreeMap<Symbol, Vec<(UtcTime, AccountId)>> = BTreeMap::new();
    for row in people(n).filter(|r| r.witness == Witness::Transport && r.address.is_some()) {
        if let Some(account) = n.directory.of(row.account) {
            found.entry(row.address).or_default().push((row.time, account));
        }
    }
    found
}

/// Accepted attempts that are no noise.
fn people<'a>(n: Names<'a>) -> impl Iterator<Item = Authentication> + 'a {
    let rows = n.store.tables.authentications.rows().zip(n.noise_of);
    rows.filter(|(row, noise)| **noise == 0 && row.outcome == Outcome::Success).map(|(row, _)| row)
}

/// Did a service of Windows 2000 or 2003 ask for this logon on behalf of a client it does not name?
#[must_use]
pub fn is_service_logon(store: &EventStore, site: &Site, row: &Authentication) -> bool {
    let legacy = matches!(row.event_id, 528..=537 | 539 | 540);
    let mechanism = store.raw(row.mechanism).trim();
    let by_service = mechanism.is_empty() || mechanism.eq_ignore_ascii_case("advapi");
    let unnamed = matches!(site.origin(row.address), Origin::Unstated | Origin::Own);
    row.witness == Witness::Logon && legacy && matches!(row.logon_type, 3 | 8) && by_service && unnamed
}

/// The service's accepted logons, in order of time.
#[must_use]
pub fn service_logons(n: Names<'_>) -> Vec<(UtcTime, AccountId)> {
    let logons = people(n).filter(|r| is_service_logon(n.store, n.site, r));
    logons.filter_map(|r| Some((r.time, n.directory.of(r.account)?))).collect()
}

fn name_by_logons(n: Names<'_>, conversations: &mut Conversations) {
    let logons = service_logons(n);
    if logons.is_empty() {
        return;
    }
    let answered = answered(n);
    let outbound: Vec<(usize, Vec<Span>)> = conversations
        .list
        .iter()
        .enumerate()
        .filter(|(_, c)| c.account.is_none() && c.messages > 0 && n.site.origin(c.address) == Origin::Outside)
        .filter(|(_, c)| is_outbound(n, &c.parts))
        .filter_map(|(i, c)| Some((i, windows(n.joins, &answered, c.address, c.span?))))
        .collect();
    let parts = |i: usize| conversations.list.get(i).map_or(&[][..], |c| c.parts.as_slice());
    let (relaying, other): (Vec<_>, Vec<_>) =
        outbound.into_iter().partition(|(i, _)| side_of_sender(n, parts(*i)) == Side::Foreign);
    let spans: Vec<&[Span]> = relaying.iter().map(|(_, w)| w.as_slice()).collect();
    let fit = n.joins.logon_fit_percent;
    let elected = elect(&logons, &spans, fit, fit);
    for ((i, _), chosen) in relaying.iter().zip(elected) {
        if let Some((time, account)) = chosen {
            conversations.sign_in(*i, account, time, true);
        }
    }
    name_like_others(&logons, other, conversations);
}

/// A client whose relaying is named may begin a conversation under an address of ours: it is the same
/// account's if that account's logon is there again.
fn name_like_others(
    logons: &[(UtcTime, AccountId)],
    other: Vec<(usize, Vec<Span>)>,
    conversations: &mut Conversations,
) {
    let named = conversations.list.iter().zip(&conversations.by_logon).filter(|(_, by_logon)| **by_logon);
    let known: BTreeSet<(Symbol, AccountId)> =
        named.filter_map(|(c, _)| Some((c.address, c.account?))).collect();
    for (i, spans) in other {
        let Some(client) = conversations.list.get(i).map(|c| c.address) else { continue };
        let near = spans.iter().flat_map(|s| within(logons, s)).filter_map(|k| logons.get(k));
        let same = near.copied().find(|(_, account)| known.contains(&(client, *account)));
        if let Some((time, account)) = same {
            conversations.sign_in(i, account, time, true);
        }
    }
}

/// Indices of the logons in a span of time.
fn within(logons: &[(UtcTime, AccountId)], span: &Span) -> std::ops::Range<usize> {
    let from = logons.partition_point(|(t, _)| *t < span.first);
    let to = logons.partition_point(|(t, _)| *t <= span.last);
    from..to.max(from)
}

/// When the SMTP log shows an accepted AUTH without a name, by client.
fn answered(n: Names<'_>) -> FxHashMap<Symbol, Vec<UtcTime>> {
    let mut found: FxHashMap<Symbol, Vec<UtcTime>> = FxHashMap::default();
    for row in people(n).filter(|r| r.witness == Witness::Smtp && r.account.is_none()) {
        found.entry(row.address).or_default().push(row.time);
    }
    found
}

/// When the sign-in of a conversation must have been. Where the log shows AUTH at all, a conversation
/// without it was not signed in, and has no such time.
fn windows(
    joins: &Joins,
    answered: &FxHashMap<Symbol, Vec<UtcTime>>,
    client: Symbol,
    span: Span,
) -> Vec<Span> {
    let near = i64::from(joins.same_attempt_seconds);
    let around = |t: UtcTime| Span::between(t.plus_seconds(-near), t.plus_seconds(near));
    if answered.is_empty() {
        let last = span.last.min(span.first.plus_seconds(i64::from(joins.logon_to_mail_seconds)));
        return vec![Span::between(span.first.plus_seconds(-near), last)];
    }
    let of_client = answered.get(&client).map_or(&[][..], Vec::as_slice);
    of_client.iter().filter(|t| span.contains(**t)).map(|&t| around(t)).collect()
}

/// Does any of its mail go to strangers?
fn is_outbound(n: Names<'_>, parts: &[u32]) -> bool {
    let table = &n.store.tables.sessions;
    let any = |i: &u32| {
        let recipients = table.row(*i as usize).recipients;
        recipients.0.of(&n.store.tables.texts).iter().any(|&r| n.site.side(r) == Side::Foreign)
    };
    parts.iter().any(any)
}

/// Whom the first envelope claims to be from.
fn side_of_sender(n: Names<'_>, parts: &[u32]) -> Side {
    let table = &n.store.tables.sessions;
    let senders = parts.iter().map(|&i| table.row(i as usize).reverse_path);
    n.site.side(senders.into_iter().find(|s| s.is_some()).unwrap_or_default())
}

/// For each visit, the account whose logon opened it, with that logon's time.
///
/// `logons` are in order of time; a visit is the times its sign-in may have been at. An account counts only
/// if it opens at least `visits_percent` of all visits, and `own_percent` of its logons open one. Two accounts
/// that fit a visit equally well leave it unnamed.
#[must_use]
pub fn elect(
    logons: &[(UtcTime, AccountId)],
    visits: &[&[Span]],
    visits_percent: u32,
    own_percent: u32,
) -> Vec<Option<(UtcTime, AccountId)>> {
    let mut opened: BTreeMap<AccountId, (usize, BTreeSet<usize>)> = BTreeMap::new();
    let candidates: Vec<BTreeMap<AccountId, UtcTime>> = visits
        .iter()
        .map(|spans| {
            let mut first: BTreeMap<AccountId, UtcTime> = BTreeMap::new();
            for i in spans.iter().flat_map(|s| within(logons, s)) {
                if let Some(&(time, account)) = logons.get(i) {
                    first.entry(account).or_insert(time);
                    opened.entry(account).or_default().1.insert(i);
                }
            }
            first.keys().for_each(|a| opened.entry(*a).or_default().0 += 1);
            first
        })
        .collect();
    let mut all: BTreeMap<AccountId, usize> = BTreeMap::new();
    logons.iter().for_each(|(_, account)| *all.entry(*account).or_default() += 1);
    let fits = |part: usize, whole: usize, percent: u32| part * 100 >= whole * percent as usize;
    let fit = |account: &AccountId| {
        let (n_visits, own) = opened.get(account)?;
        let precise = fits(own.len(), all.get(account).copied().unwrap_or(0), own_percent);
        (precise && fits(*n_visits, visits.len(), visits_percent)).then_some(*n_visits)
    };
    let choose = |of: &BTreeMap<AccountId, UtcTime>| {
        let best = of.keys().filter_map(fit).max()?;
        let mut top = of.iter().filter(|(account, _)| fit(account) == Some(best));
        match (top.next(), top.next()) {
            (Some((account, time)), None) => Some((*time, *account)),
            _ => None,
        }
    };
    candidates.iter().map(choose).collect()
}

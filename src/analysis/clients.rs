//! The real client of each attempt: halves of one attempt put together.
//!
//! The Security log has the account of an attempt over SMTP and no client; the SMTP log has both; event 1035
//! has the client and no account, and is written once a client and quarter of an hour at most. So a refusal
//! without a client is given the client of the same account's dialogue moments apart, else of the only
//! refusal in that moment, else of the only client that event 1035 names in the quarter of an hour before.
//! With two such clients it stays without.
//!
//! Source: windows-events.md sections 0 and 1.4.

use super::accounts::AccountId;
use super::attribution::Ground;
use super::sign_ins;
use super::site::Origin;
use crate::model::rows::{Authentication, Outcome, Witness};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use rustc_hash::FxHashMap;

/// Did the transport service itself ask for this logon?
#[must_use]
pub fn is_transport_process(process: &str) -> bool {
    let name = process.rsplit(['\\', '/']).next().unwrap_or(process).to_ascii_lowercase();
    let name = name.strip_suffix(".exe").unwrap_or(&name);
    matches!(name, "edgetransport" | "msexchangefrontendtransport" | "msexchangetransport" | "inetinfo")
}

/// Accepted or refused AUTH dialogues of each account, in time, with the client.
type Dialogues = FxHashMap<(AccountId, bool), Vec<(UtcTime, Symbol)>>;

/// For each authentication: the real client, where a join knows more than the row. `n log n`.
#[must_use]
pub fn of_attempts(g: Ground<'_>) -> Vec<Symbol> {
    let throttled = Throttled::of(g);
    let mut dialogues = Dialogues::default();
    let mut refusals: Vec<(UtcTime, Symbol)> = Vec::new();
    for row in g.store.tables.authentications.rows() {
        let client = dialogue_client(g, &row);
        let account = g.directory.of(row.account);
        match (row.witness, account) {
            (Witness::Smtp, Some(id)) if client.is_some() => {
                dialogues.entry((id, row.outcome == Outcome::Success)).or_default().push((row.time, client));
            }
            (Witness::Transport, Some(id)) if client.is_some() && row.outcome == Outcome::Success => {
                dialogues.entry((id, true)).or_default().push((row.time, client));
            }
            (Witness::Transport | Witness::Smtp, None)
                if client.is_some() && row.outcome != Outcome::Success =>
            {
                refusals.push((row.time, client));
            }
            _ => {}
        }
    }
    add_by_logon(g, &mut dialogues);
    let window = i64::from(g.joins.same_attempt_seconds);
    let mut processes: FxHashMap<Symbol, bool> = FxHashMap::default();
    let rows = g.store.tables.authentications.rows();
    rows.map(|row| {
        if row.witness == Witness::Smtp {
            let client = dialogue_client(g, &row);
            return if client == row.address { Symbol::NONE } else { client };
        }
        let by_smtp = row.witness == Witness::Credential
            || sign_ins::is_service_logon(g.store, g.site, &row)
            || *processes
                .entry(row.process)
                .or_insert_with(|| is_transport_process(g.store.raw(row.process)));
        if !by_smtp || matches!(g.site.origin(row.address), Origin::Outside | Origin::Internal) {
            return Symbol::NONE;
        }
        let success = row.outcome == Outcome::Success;
        let list = g.directory.of(row.account).and_then(|id| dialogues.get(&(id, success)));
        let named = list.and_then(|l| nearest(l, row.time, window));
        let refused = || lone(&refusals, row.time, window).or_else(|| throttled.client_at(row.time));
        named.or_else(|| (!success).then(refused).flatten()).unwrap_or_default()
    })
    .collect()
}

/// Conversations that a logon alone has named: the logon comes from their client.
fn add_by_logon(g: Ground<'_>, dialogues: &mut Dialogues) {
    let named = g.conversations.list.iter().zip(&g.conversations.accepted_at).zip(&g.conversations.by_logon);
    for ((c, &at), _) in named.filter(|(_, by_logon)| **by_logon) {
        if let Some(account) = c.account {
            dialogues.entry((account, true)).or_default().push((at, c.address));
        }
    }
    dialogues.values_mut().for_each(|list| list.sort_unstable());
}

/// The client of an AUTH dialogue, as the conversation knows it.
fn dialogue_client(g: Ground<'_>, row: &Authentication) -> Symbol {
    let known = g.site.origin(row.address) != Origin::Own && row.address.is_some();
    if known || row.session.is_none() {
        return row.address;
    }
    let of = g.conversations.of(row.session).and_then(|c| g.conversations.list.get(c as usize));
    of.map_or(row.address, |c| c.address.or(row.address))
}

fn nearest(list: &[(UtcTime, Symbol)], time: UtcTime, window: i64) -> Option<Symbol> {
    let at = list.partition_point(|(t, _)| *t < time);
    let near = [at.checked_sub(1), Some(at)].into_iter().flatten().filter_map(|i| list.get(i));
    let distance = |(t, _): &&(UtcTime, Symbol)| t.0.abs_diff(time.0);
    let best = near.min_by_key(distance)?;
    let limit = u64::try_from(window.saturating_mul(crate::model::time::TICKS_PER_SECOND)).unwrap_or(0);
    (best.0.0.abs_diff(time.0) <= limit).then_some(best.1)
}

/// The one entry within the window; none if there are several.
fn lone(list: &[(UtcTime, Symbol)], time: UtcTime, window: i64) -> Option<Symbol> {
    let first = list.partition_point(|(t, _)| *t < time.plus_seconds(-window));
    let mut near = list.iter().skip(first).take_while(|(t, _)| *t <= time.plus_seconds(window));
    match (near.next(), near.next()) {
        (Some(only), None) => Some(only.1),
        _ => None,
    }
}

/// Refusals that event 1035 tells, once a client and quarter of an hour.
struct Throttled {
    /// In order of time.
    told: Vec<(UtcTime, Symbol)>,
    seconds: i64,
}

impl Throttled {
    fn of(g: Ground<'_>) -> Self {
        let rows = g.store.tables.authentications.rows();
        let told =
            rows.filter(|r| r.event_id == 1035 && r.witness == Witness::Transport && r.address.is_some());
        let told = told.map(|r| (r.time, r.address)).collect();
        Self { told, seconds: i64::from(g.joins.throttle_seconds) }
    }

    /// The only client told of in the throttle's time before.
    fn client_at(&self, time: UtcTime) -> Option<Symbol> {
        let from = self.told.partition_point(|(t, _)| time.seconds_since(*t) > self.seconds);
        let mut near = self.told.iter().skip(from).take_while(|(t, _)| *t <= time.plus_seconds(2));
        let (_, first) = near.next()?;
        near.all(|(_, client)| client == first).then_some(*first)
    }
}

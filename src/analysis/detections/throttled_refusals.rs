//! How many refused attempts stand behind the few events that name their client.
//!
//! Exchange since 2007 writes event 1035 once for each client and quarter of an hour at most. The Security log has
//! every refused logon of the mail service, with the account and without the client.
//!
//! **What it sees:** such refusals in the quarter of an hour after a 1035 event, where no SMTP log has them.
//! **Why it matters:** the events alone make an attack look a hundred times smaller than it was.
//! **What else looks like it:** nothing; but a refusal may belong to a client that wrote no event of its own.

use crate::analysis::accounts::AccountId;
use crate::analysis::clients::is_transport_process;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::sign_ins::is_service_logon;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::MAX_ROWS;
use crate::knowledge::detections::Figures;
use crate::model::rows::{Authentication, Outcome, RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A row with its time.
type Dated = (UtcTime, u32);

/// What is known of one client, or of several that cannot be told apart.
#[derive(Default)]
struct Group {
    events: Vec<Dated>,
    refusals: Vec<Dated>,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let events = events(scene);
    if events.is_empty() {
        return Vec::new();
    }
    let groups = assign(&events, &refusals(scene), limits.seconds("throttle_seconds"));
    let hidden = |g: &Group| g.refusals.len().saturating_sub(g.events.len());
    let many = |g: &Group| hidden(g) >= limits.count("hidden_refusals");
    let mut told: Vec<(&Symbol, &Group)> = groups.iter().filter(|(_, g)| many(g)).collect();
    told.sort_by_key(|(client, g)| (std::cmp::Reverse(hidden(g)), **client));
    told.truncate(limits.count("clients_at_most"));
    told.into_iter().filter_map(|(client, g)| tell(scene, *client, g, hidden(g))).collect()
}

/// Events 1035 without an account, with their clients.
fn events(scene: &Scene<'_>) -> Vec<(Dated, Symbol)> {
    let numbered = (0u32..).zip(scene.ground.store.tables.authentications.rows());
    let is = |r: &Authentication| {
        r.event_id == 1035 && r.witness == Witness::Transport && r.account.is_none() && r.address.is_some()
    };
    numbered.filter(|(_, r)| is(r)).map(|(i, r)| ((r.time, i), r.address)).collect()
}

/// Refused logons of the mail service that name an account and no client, and that no SMTP log has.
fn refusals(scene: &Scene<'_>) -> Vec<Dated> {
    let g = scene.ground;
    let table = &g.store.tables.authentications;
    let mut dialogues: FxHashMap<AccountId, Vec<UtcTime>> = FxHashMap::default();
    let mut found: Vec<(Dated, AccountId)> = Vec::new();
    let outcomes = table.outcome.iter().zip(g.noise_of).enumerate();
    for (i, _) in outcomes.filter(|(_, (o, noise))| **o == Outcome::Failure && **noise == 0) {
        let row = table.row(i);
        let Some(id) = g.directory.of(row.account) else { continue };
        if row.witness == Witness::Smtp {
            dialogues.entry(id).or_default().push(row.time);
        } else if scene.mail.is_echo.get(i) == Some(&false) && is_half(scene, &row) {
            found.push(((row.time, u32::try_from(i).unwrap_or(u32::MAX)), id));
        }
    }
    let window = g.joins.same_attempt_seconds.into();
    found.retain(|((time, _), id)| dialogues.get(id).is_none_or(|list| !is_near(list, *time, window)));
    found.into_iter().map(|(dated, _)| dated).collect()
}

/// Does the row name an account that the mail service tried, and no client?
fn is_half(scene: &Scene<'_>, row: &Authentication) -> bool {
    let g = scene.ground;
    let unnamed = matches!(g.site.origin(row.address), Origin::Unstated | Origin::Own);
    let by_mail = row.witness == Witness::Credential
        || is_service_logon(g.store, g.site, row)
        || is_transport_process(g.store.raw(row.process));
    unnamed && by_mail
}

fn is_near(list: &[UtcTime], time: UtcTime, window: i64) -> bool {
    let at = list.partition_point(|t| time.seconds_since(*t) > window);
    list.get(at).is_some_and(|t| t.seconds_since(time) <= window)
}

/// Gives each refusal to the one client with an event in the seconds before it, else to none in particular.
fn assign(events: &[(Dated, Symbol)], refusals: &[Dated], seconds: i64) -> BTreeMap<Symbol, Group> {
    let mut groups: BTreeMap<Symbol, Group> = BTreeMap::new();
    let mut active: BTreeMap<Symbol, usize> = BTreeMap::new();
    let (mut from, mut to, mut marked) = (0, 0, 0);
    let mut shared: Vec<bool> = vec![false; events.len()];
    for &(time, row) in refusals {
        // The event may be written a moment after the refusal it tells of.
        while let Some((_, client)) = events.get(to).filter(|((t, _), _)| *t <= time.plus_seconds(2)) {
            *active.entry(*client).or_default() += 1;
            to += 1;
        }
        while let Some((_, client)) = events.get(from).filter(|((t, _), _)| time.seconds_since(*t) > seconds)
        {
            leave(&mut active, *client);
            from += 1;
        }
        let one = active.keys().next().copied().filter(|_| active.len() == 1);
        if active.len() > 1 {
            shared.get_mut(from.max(marked)..to).into_iter().flatten().for_each(|s| *s = true);
            marked = to;
        }
        if !active.is_empty() {
            groups.entry(one.unwrap_or_default()).or_default().refusals.push((time, row));
        }
    }
    for (&(dated, client), shared) in events.iter().zip(shared) {
        groups.entry(if shared { Symbol::NONE } else { client }).or_default().events.push(dated);
    }
    groups
}

fn leave(active: &mut BTreeMap<Symbol, usize>, client: Symbol) {
    if let Some(n) = active.get_mut(&client) {
        *n -= 1;
        if *n == 0 {
            active.remove(&client);
        }
    }
}

fn tell(scene: &Scene<'_>, client: Symbol, group: &Group, hidden: usize) -> Option<Finding> {
    let sentence = if client.is_some() {
        Phrase::new("finding-throttled-refusals").text("address", scene.ground.store.raw(client))
    } else {
        Phrase::new("finding-throttled-refusals-together")
    };
    let mut span = None;
    group.events.iter().chain(&group.refusals).for_each(|(time, _)| Span::grow(&mut span, *time));
    let events = group.events.iter().take(MAX_ROWS / 2);
    let refusals = group.refusals.iter().take(MAX_ROWS / 2);
    let mut rows: Vec<RowRef> =
        events.chain(refusals).map(|&(_, row)| RowRef { table: Table::Authentication, row }).collect();
    rows.sort();
    Some(Finding {
        sentence: sentence
            .number("events", group.events.len())
            .number("n", group.refusals.len())
            .number("hidden", hidden)
            .time("first", span?.first)
            .time("last", span?.last),
        span,
        rows,
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::Scene;

    const KEY: &str = "throttled-refusals";
    const WRONG: u32 = 0xC000_006A;

    /// Half an hour of refusals, ten seconds apart, with an event at each quarter of an hour and client.
    fn halves(clients: &[&str]) -> Scene {
        let mut s = covered(1);
        for i in 0..180 {
            refused(&mut s, 1000 + 10 * i, "CONTOSO\\scanner", WRONG);
        }
        for client in clients {
            event_1035(&mut s, 1000, client);
            event_1035(&mut s, 1901, client);
        }
        s
    }

    #[test]
    fn two_events_of_one_client_stand_for_all_refusals_after_them() {
        let (_, _, f) = only(halves(&["203.0.113.9"]), KEY);
        let said = said(&f);
        assert!(
            said.starts_with("2 logged refusals of 203.0.113.9 stand for 180 refused attempts at least"),
            "{said}"
        );
        assert!(said.contains("178"), "{said}");
        assert_eq!(f.rows.len(), 27);
    }

    #[test]
    fn several_clients_at_once_are_counted_together() {
        let (store, _, f) = only(halves(&["203.0.113.9", "198.51.100.7"]), KEY);
        assert!(said(&f).starts_with("4 logged refusals of several clients stand for 180"), "{}", said(&f));
        let ids: Vec<u32> =
            f.rows.iter().map(|r| store.tables.authentications.event_id[r.row as usize]).collect();
        assert_eq!(ids.iter().filter(|id| **id == 1035).count(), 4);
    }

    #[test]
    fn refusals_long_after_the_event_or_in_the_smtp_log_are_silent() {
        let mut s = covered(1);
        event_1035(&mut s, 1000, "203.0.113.9");
        (0..100).for_each(|i| refused(&mut s, 9000 + 10 * i, "CONTOSO\\scanner", WRONG));
        assert!(silent(s, KEY));
        let mut s = covered(1);
        event_1035(&mut s, 1000, "203.0.113.9");
        (0..80).for_each(|i| guess(&mut s, 1000 + 10 * i, "CONTOSO\\scanner", "203.0.113.9", WRONG));
        assert!(silent(s, KEY));
        assert!(silent(halves(&[]), KEY));
    }
}

//! Who came through a door that a setting had closed: a sign-in after it was switched off, mail relayed after relay
//! was restricted.
//!
//! Connectors are compared by their own names. Our own hosts inside may do both.

use super::incident::Incident;
use super::settings::{Ordered, key_of, ordered};
use super::{Aftermath, Contradiction, from, silence};
use crate::analysis::finding::Flow;
use crate::analysis::scene::{SHOWN, Scene};
use crate::analysis::site::Origin;
use crate::analysis::uses::client_of;
use crate::model::rows::{Outcome, RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

pub(super) fn look(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let calls = ordered(scene, incident);
    found.contradictions.extend(signed_in(scene, &last_closings(&calls, "auth-off")));
    let restricted = last_closings(&calls, "relay-restricted").into_values().min();
    let Some(at) = restricted else { return };
    let contradiction = relayed(scene, at.plus_seconds(incident.grace));
    if contradiction.is_none() && incident.accounts.is_empty() && incident.first.is_some() {
        found.signs.extend(silence::no_relay(scene, at, found));
    }
    found.contradictions.extend(contradiction);
}

/// When each connector was last closed.
fn last_closings(calls: &[Ordered], kind: &str) -> BTreeMap<String, UtcTime> {
    calls.iter().filter(|o| o.closes(kind)).map(|o| (o.object_key(), o.at())).collect()
}

/// Accepted sign-ins from outside on connectors that offer none any longer.
fn signed_in(scene: &Scene<'_>, closed: &BTreeMap<String, UtcTime>) -> Vec<Contradiction> {
    let (g, table) = (scene.ground, &scene.ground.store.tables.authentications);
    let Some(from_time) = closed.values().min() else { return Vec::new() };
    let mut keys: FxHashMap<Symbol, Option<UtcTime>> = FxHashMap::default();
    let mut by_connector: BTreeMap<Symbol, Vec<u32>> = BTreeMap::new();
    for i in table.time.partition_point(|t| t <= from_time)..table.len() {
        let row = table.row(i);
        if row.witness != Witness::Smtp || row.outcome != Outcome::Success || row.connector.is_none() {
            continue;
        }
        let text = || closed.get(&key_of(g.store.raw(row.connector))).copied();
        let at = *keys.entry(row.connector).or_insert_with(text);
        // The service takes a moment to read a new setting.
        let later = at.is_some_and(|at| row.time > at.plus_seconds(60));
        if later && g.site.origin(client_of(g, scene.mail, i)) == Origin::Outside {
            by_connector.entry(row.connector).or_default().extend(u32::try_from(i));
        }
    }
    by_connector.into_iter().filter_map(|(connector, rows)| still_offers(scene, connector, &rows)).collect()
}

fn still_offers(scene: &Scene<'_>, connector: Symbol, rows: &[u32]) -> Option<Contradiction> {
    let g = scene.ground;
    let i = *rows.first()? as usize;
    let row = g.store.tables.authentications.row(i);
    let account = g.directory.of(row.account);
    let name = account.map_or_else(|| g.store.show(row.account), |id| g.directory.name(id));
    Some(Contradiction {
        kind: "signed-in-after-auth-off",
        against: vec!["auth-off"],
        account,
        at: row.time,
        say: Phrase::new("aftermath-signed-in-after-auth-off")
            .text("connector", g.store.raw(connector))
            .text("account", name.as_str())
            .sentence("from", from(scene, client_of(g, scene.mail, i)))
            .time("first", row.time)
            .number("n", rows.len()),
        rows: rows.iter().take(SHOWN).map(|&row| RowRef { table: Table::Authentication, row }).collect(),
        ..Contradiction::default()
    })
}

/// Mail of strangers to strangers after relay was restricted.
fn relayed(scene: &Scene<'_>, after: UtcTime) -> Option<Contradiction> {
    let (g, mail) = (scene.ground, &scene.ground.store.tables.mail);
    let client = |i: usize| scene.mail.client_of.get(i).copied().unwrap_or_default();
    let rows: Vec<usize> = (mail.time.partition_point(|t| *t <= after)..mail.len())
        .filter(|i| scene.mail.flow_of.get(*i) == Some(&Flow::Relayed))
        .filter(|i| g.site.origin(client(*i)) == Origin::Outside)
        .collect();
    let first = *rows.first()?;
    let account = scene.mail.account_of.get(first).copied().flatten();
    let refs = rows.iter().take(SHOWN).filter_map(|i| u32::try_from(*i).ok());
    Some(Contradiction {
        kind: "relayed-after-restricted",
        against: vec!["relay-restricted"],
        account,
        at: mail.time.get(first).copied().unwrap_or_default(),
        say: Phrase::new("aftermath-relayed-after-restricted")
            .sentence("from", from(scene, client(first)))
            .text("account", account.map(|id| g.directory.name(id)).unwrap_or_default().as_str())
            .text("signed", if account.is_some() { "yes" } else { "no" })
            .time("first", mail.time.get(first).copied().unwrap_or_default())
            .number("n", rows.len()),
        rows: refs.map(|row| RowRef { table: Table::MailEvent, row }).collect(),
        ..Contradiction::default()
    })
}

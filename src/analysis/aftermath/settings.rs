//! Settings of the server: cmdlets that close a hole, freeze and purge queues, raise logs; audit and lockout policy.
//!
//! The log of cmdlets tells what was ordered. Whether it holds, only the next logs and a check from outside show.

use super::accounts::Act;
use super::incident::Incident;
use super::{Aftermath, Contradiction, Sign, Strength, done_by};
use crate::analysis::scene::Scene;
use crate::knowledge::acts::{AuditChange, audit_change, is_person};
use crate::knowledge::signs::{self, Call, value_of};
use crate::model::address::{Network, is_private};
use crate::model::rows::{Action, Deed, RowRef, Table, Witness};
use crate::model::text::{Name, Symbol, name_of};
use crate::model::time::UtcTime;
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// Letters of a call that a sentence shows.
const SHOWN_LETTERS: usize = 200;

/// A call that shows a sign, or undoes it.
pub(super) struct Ordered {
    row: u32,
    act: Action,
    call: &'static Call,
    object: String,
}

impl Ordered {
    /// The object without its server, in lower case: `default frontend ex1`.
    pub(super) fn object_key(&self) -> String {
        key_of(&self.object)
    }

    /// When.
    pub(super) fn at(&self) -> UtcTime {
        self.act.time
    }

    /// Does it close what this kind of sign is about?
    pub(super) fn closes(&self, kind: &str) -> bool {
        self.call.sign == kind && !self.call.opens
    }

    fn is_right(&self) -> bool {
        self.call.sample.to_ascii_lowercase().contains("adpermission")
    }
}

/// A connector's name without its server, in lower case.
pub(super) fn key_of(object: &str) -> String {
    object.rsplit('\\').next().unwrap_or(object).trim().to_lowercase()
}

/// All calls of the table since the abuse began, in order of time.
pub(super) fn ordered(scene: &Scene<'_>, incident: &Incident) -> Vec<Ordered> {
    let mut known: FxHashMap<Symbol, (Vec<&'static Call>, String)> = FxHashMap::default();
    let mut all = Vec::new();
    for (row, act) in scene.deeds(&[Deed::Cmdlet]).into_iter().filter(|(_, a)| incident.is_after(a.time)) {
        let text = scene.ground.store.raw(act.detail);
        let (calls, object) = known.entry(act.detail).or_insert_with(|| signs::read(text));
        let opens = |kind: &str| calls.iter().any(|c| c.opens && c.sign == kind);
        for &call in calls.iter().filter(|c| c.opens || !opens(&c.sign)) {
            all.push(Ordered { row, act, call, object: object.clone() });
        }
    }
    all
}

pub(super) fn look(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let calls = ordered(scene, incident);
    found.signs.extend(signs_of(scene, &calls));
    found.contradictions.extend(undone(scene, &calls));
    audit(scene, incident, found);
    lockout(scene, incident, found);
    first_witness(scene, found);
}

/// One sign for each kind, hand and object.
fn signs_of(scene: &Scene<'_>, calls: &[Ordered]) -> Vec<Sign> {
    let mut groups: BTreeMap<(&str, &str, Symbol, &str), Vec<&Ordered>> = BTreeMap::new();
    for o in calls.iter().filter(|o| !o.call.opens) {
        let limit = o.call.limit.as_deref().unwrap_or("");
        groups.entry((&o.call.sign, limit, o.act.actor, &o.object)).or_default().push(o);
    }
    groups.into_values().filter_map(|group| sign(scene, &group)).collect()
}

fn sign(scene: &Scene<'_>, group: &[&Ordered]) -> Option<Sign> {
    let first = group.first()?;
    let kind = name_of(&first.call.sign);
    let call = shortened(scene.ground.store.raw(first.act.detail));
    let mut sign = Sign {
        kind,
        at: first.act.time,
        say: done_by(scene, format!("aftermath-{kind}"), first.act.actor, first.act.time)
            .text("call", &call)
            .number("n", group.len()),
        rows: group.iter().map(|o| RowRef { table: Table::Action, row: o.row }).collect(),
        strength: Strength::Whole,
        ..Sign::default()
    };
    if let Some(limit) = &first.call.limit {
        sign.limit(Phrase::new(format!("aftermath-but-{limit}")));
    }
    let listed: Vec<IpAddr> = if kind == "relay-restricted" { outside_in(scene, group) } else { Vec::new() };
    if !listed.is_empty() {
        let named: Vec<String> = listed.iter().take(3).map(ToString::to_string).collect();
        sign.limit(
            Phrase::new("aftermath-but-outside-list").list("addresses", named.iter().map(String::as_str)),
        );
    }
    if kind == "connector-changed" {
        sign.limit(Phrase::new("aftermath-but-any-change"));
    }
    if matches!(kind, "auth-off" | "relay-restricted") {
        sign.but.push(Phrase::new("aftermath-but-ordered"));
    }
    Some(sign)
}

fn shortened(call: &str) -> String {
    match call.char_indices().nth(SHOWN_LETTERS) {
        Some((at, _)) => format!("{}…", call.get(..at).unwrap_or("")),
        None => call.to_owned(),
    }
}

/// Addresses outside that a list of hosts holds: a list can be the abuser's own.
fn outside_in(scene: &Scene<'_>, group: &[&Ordered]) -> Vec<IpAddr> {
    let ours: Vec<Network> =
        scene.ground.site.view.internal.iter().filter_map(|(text, _)| Network::parse(text)).collect();
    let lists = group.iter().filter_map(|o| value_of(scene.ground.store.raw(o.act.detail), "remoteipranges"));
    let text: Vec<String> = lists.collect();
    let parts = text.iter().flat_map(|list| list.split([',', ';', ' ', '-', '{', '}', '(', ')', '@', '"']));
    let found = parts.filter_map(Network::parse).map(|network| network.address);
    found.filter(|a| !is_private(*a) && !ours.iter().any(|n| n.contains(*a))).take(50).collect()
}

/// Connectors that were opened again after they had been closed.
fn undone(scene: &Scene<'_>, calls: &[Ordered]) -> Vec<Contradiction> {
    let opening = calls.iter().filter(|o| o.call.opens && is_undoing(calls, o));
    opening.map(|o| contradiction(scene, o)).collect()
}

fn is_undoing(calls: &[Ordered], open: &Ordered) -> bool {
    let same = |o: &Ordered| o.object_key() == open.object_key() && o.closes(&open.call.sign);
    let closed_again = calls.iter().any(|o| same(o) && o.at() > open.at());
    let closed_before = calls.iter().any(|o| same(o) && o.at() <= open.at());
    // A connector that takes mail of listed hosts alone needs the right to write to anybody.
    let has_list = calls.iter().any(|o| same(o) && !o.is_right());
    let any_before = calls.iter().any(|o| o.closes(&open.call.sign) && o.at() <= open.at());
    match open.is_right() {
        true => any_before && !has_list && !closed_again,
        false => closed_before && !closed_again,
    }
}

fn contradiction(scene: &Scene<'_>, open: &Ordered) -> Contradiction {
    let (kind, against): (Name, Name) = match open.call.sign.as_str() {
        "auth-off" => ("auth-on-again", "auth-off"),
        _ => ("relay-open-again", "relay-restricted"),
    };
    let call = shortened(scene.ground.store.raw(open.act.detail));
    Contradiction {
        kind,
        against: vec![against],
        at: open.at(),
        say: done_by(scene, format!("aftermath-{kind}"), open.act.actor, open.at()).text("call", &call),
        rows: vec![RowRef { table: Table::Action, row: open.row }],
        ..Contradiction::default()
    }
}

/// Auditing that was switched on, and off again.
fn audit(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let store = scene.ground.store;
    let way = |a: &Action| audit_change(store.raw(a.detail));
    let changes =
        scene.deeds(&[Deed::AuditPolicyChanged]).into_iter().filter(|(_, a)| incident.is_after(a.time));
    let changes: Vec<Act> = changes.collect();
    let by_person = |a: &Action| way(a) == AuditChange::Unstated && is_person(store.raw(a.actor));
    let mut groups: BTreeMap<(Symbol, Symbol, bool), Vec<&Act>> = BTreeMap::new();
    for change in changes.iter().filter(|(_, a)| way(a) == AuditChange::On || by_person(a)) {
        let stated = way(&change.1) == AuditChange::On;
        groups.entry((change.1.server, change.1.actor, stated)).or_default().push(change);
    }
    for ((server, actor, stated), group) in groups {
        let Some((_, first)) = group.first() else { continue };
        let say = done_by(scene, "aftermath-audit-raised", actor, first.time);
        let mut sign = Sign {
            kind: "audit-raised",
            at: first.time,
            say: say.text("server", store.raw(server)).text("way", if stated { "on" } else { "unstated" }),
            rows: group.iter().map(|(row, _)| RowRef { table: Table::Action, row: *row }).collect(),
            strength: Strength::Whole,
            ..Sign::default()
        };
        if !stated {
            sign.limit(Phrase::new("aftermath-but-way-unstated"));
        }
        found.signs.push(sign);
    }
    let raised = found.signs.iter().filter(|s| s.kind == "audit-raised").map(|s| s.at).min();
    let off = changes.iter().rev().find(|(_, a)| way(a) == AuditChange::Off);
    let on_later = |at| changes.iter().any(|(_, a)| a.time > at && way(a) == AuditChange::On);
    if let Some((row, a)) = off.filter(|(_, a)| raised.is_some_and(|r| a.time > r) && !on_later(a.time)) {
        found.contradictions.push(Contradiction {
            kind: "audit-off-again",
            against: vec!["audit-raised"],
            at: a.time,
            say: done_by(scene, "aftermath-audit-off-again", a.actor, a.time)
                .text("server", store.raw(a.server)),
            rows: vec![RowRef { table: Table::Action, row: *row }],
            ..Contradiction::default()
        });
    }
}

/// The policy of the domain, where its record speaks of lockout or does not say of what.
fn lockout(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let store = scene.ground.store;
    let changed =
        |a: &Action| incident.is_after(a.time) && signs::is_shown_by("lockout-policy-changed", a.event_id);
    for (row, act) in scene.deeds(&[Deed::Other]).into_iter().filter(|(_, a)| changed(a)) {
        let detail = store.raw(act.detail).to_lowercase();
        let mut sign = Sign {
            kind: "lockout-policy-changed",
            at: act.time,
            say: done_by(scene, "aftermath-lockout-policy-changed", act.actor, act.time)
                .text("domain", store.raw(act.target)),
            rows: vec![RowRef { table: Table::Action, row }],
            strength: Strength::Whole,
            ..Sign::default()
        };
        if !detail.contains("lockout") && !detail.contains("verrouillage") {
            sign.limit(Phrase::new("aftermath-but-which-policy"));
        }
        found.signs.push(sign);
    }
}

/// The first event of the transport about a sign-in after its logs were raised.
fn first_witness(scene: &Scene<'_>, found: &mut Aftermath) {
    let raised =
        |s: &&Sign| matches!(s.kind, "audit-raised" | "event-level-raised" | "protocol-logging-raised");
    let Some(raised) = found.signs.iter().filter(raised).map(|s| s.at).min() else { return };
    let table = &scene.ground.store.tables.authentications;
    let from = table.time.partition_point(|t| *t <= raised);
    let told = |row: &usize| {
        table.witness.get(*row) == Some(&Witness::Transport)
            && table.event_id.get(*row).is_some_and(|id| matches!(id, 1708 | 1035))
    };
    let Some(row) = (from..table.len()).find(told) else { return };
    let witness = table.row(row);
    found.signs.push(Sign {
        kind: "first-witness-after",
        account: scene.ground.directory.of(witness.account),
        at: witness.time,
        say: Phrase::new("aftermath-first-witness-after")
            .text("event", &witness.event_id.to_string())
            .time("at", witness.time)
            .time("raised", raised)
            .sentence("from", super::from(scene, witness.address)),
        rows: u32::try_from(row)
            .map(|row| RowRef { table: Table::Authentication, row })
            .into_iter()
            .collect(),
        strength: Strength::Whole,
        ..Sign::default()
    });
}

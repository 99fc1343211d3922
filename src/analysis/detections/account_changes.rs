//! Accounts made, switched on, deleted, or given a group.
//!
//! **What it sees:** what the security log records of administrators' work on accounts, by kind and hand;
//! heavier for groups that rule, and near an abuse.
//! **Why it matters:** an intruder who has more than one account does not need the first any longer.
//! **What else looks like it:** a new colleague, a migration. Accounts of machines, and accounts switched on
//! by the hand that just made them, are left out.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::acts::{is_everybodys_group, is_ruling_group};
use crate::knowledge::detections::Figures;
use crate::model::rows::{Action, Deed, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

const KINDS: [Deed; 4] =
    [Deed::AccountCreated, Deed::AccountEnabled, Deed::AccountDeleted, Deed::GroupMemberAdded];

/// Acts of one kind by one hand.
#[derive(Default)]
struct Acts {
    rows: Vec<u32>,
    targets: Vec<Symbol>,
    span: Option<Span>,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let store = scene.ground.store;
    let mut by_kind: BTreeMap<(&str, Symbol, Symbol), Acts> = BTreeMap::new();
    let mut made: FxHashMap<(Symbol, Symbol), UtcTime> = FxHashMap::default();
    for (i, row) in scene.deeds(&KINDS) {
        let of_all = row.deed == Deed::GroupMemberAdded && is_everybodys_group(store.raw(row.sid));
        if of_all || store.raw(row.target).ends_with('$') || is_echo(&row, &mut made, limits) {
            continue;
        }
        let kind = kind(scene, &row);
        // A group that rules is worth a finding of its own.
        let group = if kind == "ruling-group" { row.target } else { Symbol::NONE };
        let acts = by_kind.entry((kind, row.actor, group)).or_default();
        acts.rows.push(i);
        acts.targets.push(if row.deed == Deed::GroupMemberAdded { row.detail } else { row.target });
        Span::grow(&mut acts.span, row.time);
    }
    let found = by_kind.into_iter().filter_map(|((kind, actor, group), acts)| {
        let around = acts.span?;
        let first = acts.targets.first().map(|t| named(scene, *t)).unwrap_or_default();
        Some(Finding {
            account: acts.targets.first().and_then(|t| scene.ground.directory.of(*t)),
            weight: weight(scene, limits, kind, around.first),
            sentence: Phrase::new("finding-account-changes")
                .text("kind", kind)
                .text("actor", store.raw(actor))
                .text("named", if actor.is_some() { "yes" } else { "no" })
                .text("target", &first)
                .text("group", store.raw(group))
                .number("n", acts.rows.len())
                .time("at", around.first),
            span: acts.span,
            rows: shown(Table::Action, acts.rows),
            ..Finding::default()
        })
    });
    found.collect()
}

fn kind(scene: &Scene<'_>, row: &Action) -> &'static str {
    let raw = |s| scene.ground.store.raw(s);
    match row.deed {
        Deed::AccountCreated => "created",
        Deed::AccountEnabled => "enabled",
        Deed::AccountDeleted => "deleted",
        _ if is_ruling_group(raw(row.target), raw(row.sid)) => "ruling-group",
        _ => "group",
    }
}

fn weight(scene: &Scene<'_>, limits: &Figures, kind: &str, at: UtcTime) -> u32 {
    let own =
        if kind == "ruling-group" { limits.get("weight_of_ruling_group") } else { limits.get("weight") };
    let near = scene.is_near_abuse(at, limits.seconds("near_abuse_days"));
    (own + if near { limits.get("more_near_abuse") } else { 0 }).min(100)
}

/// An account by its name where the log has one; a member stands with its SID behind the name.
fn named(scene: &Scene<'_>, target: Symbol) -> String {
    let text = scene.ground.store.raw(target);
    let (name, sid) = match text.rfind("S-1-") {
        Some(at) => (text.get(..at).unwrap_or("").trim(), text.get(at..).unwrap_or("")),
        None => (text, ""),
    };
    let symbol = scene.ground.store.text.find(sid);
    let known = symbol.and_then(|s| scene.ground.directory.of(s)).map(|id| scene.ground.directory.name(id));
    match known {
        Some(known) => known.to_string(),
        None if name.is_empty() => sid.to_owned(),
        None => name.to_owned(),
    }
}

/// Making an account switches it on a moment later.
fn is_echo(row: &Action, made: &mut FxHashMap<(Symbol, Symbol), UtcTime>, limits: &Figures) -> bool {
    let key = (row.actor, row.target);
    if row.deed == Deed::AccountCreated {
        made.insert(key, row.time);
    }
    let lately = |t: &UtcTime| row.time.seconds_since(*t) <= limits.seconds("echo_minutes");
    row.deed == Deed::AccountEnabled && made.get(&key).is_some_and(lately)
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::Deed;

    #[test]
    fn a_new_account_in_a_group_that_rules_weighs_more_than_a_new_account() {
        let mut s = Scene::site();
        s.act(0, (4720, Deed::AccountCreated), "CONTOSO\\helper", "CONTOSO\\admin", "");
        s.act(1, (4722, Deed::AccountEnabled), "CONTOSO\\helper", "CONTOSO\\admin", "");
        s.act(
            9,
            (4728, Deed::GroupMemberAdded),
            "CONTOSO\\Admins du domaine",
            "CONTOSO\\admin",
            "CN=helper S-1-5-21-1-2-3-1105",
        );
        let (_, a) = s.analyse();
        let all = found(&a, "account-changes");
        assert_eq!(all.len(), 2, "{all:?}");
        assert!(
            all[0].1.starts_with("CONTOSO\\admin put CN=helper into CONTOSO\\Admins du domaine"),
            "{all:?}"
        );
        assert!(all[1].1.starts_with("CONTOSO\\admin made the account CONTOSO\\helper"), "{all:?}");
        assert!(all[0].0.weight > all[1].0.weight);
    }

    #[test]
    fn machines_that_join_are_no_accounts_of_people() {
        let mut s = Scene::site();
        s.act(0, (4720, Deed::AccountCreated), "CONTOSO\\PC17$", "CONTOSO\\admin", "");
        s.act(1, (4738, Deed::AccountChanged), "CONTOSO\\m.durand", "CONTOSO\\admin", "");
        assert!(found(&s.analyse().1, "account-changes").is_empty());
    }
}

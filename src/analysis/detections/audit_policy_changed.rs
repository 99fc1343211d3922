//! Something that Windows logged until then, and no longer does.
//!
//! **What it sees:** changes of the audit policy that switch something off, or do not say which way they go.
//! **Why it matters:** from then on the security log may be silent about sign-ins, whoever makes them.
//! **What else looks like it:** a group policy that is applied. A change that only switches on stays silent,
//! and so does one by the machine itself that does not say what it switches off.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::acts::{AuditChange, audit_change, is_person};
use crate::knowledge::detections::Figures;
use crate::model::rows::{Action, Deed, Table};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Changes by one hand on one server.
#[derive(Default)]
struct Changes {
    rows: Vec<u32>,
    span: Option<Span>,
    off: bool,
}

pub(super) fn look(scene: &Scene<'_>, _: &Figures) -> Vec<Finding> {
    let store = scene.ground.store;
    let mut by_hand: BTreeMap<(Symbol, Symbol), Changes> = BTreeMap::new();
    for (i, row) in scene.deeds(&[Deed::AuditPolicyChanged]).into_iter().filter(|(_, r)| counts(scene, r)) {
        let changes = by_hand.entry((row.server, row.actor)).or_default();
        changes.rows.push(i);
        Span::grow(&mut changes.span, row.time);
        changes.off |= audit_change(store.raw(row.detail)) == AuditChange::Off;
    }
    let found = by_hand.into_iter().map(|((server, actor), Changes { rows, span, off })| Finding {
        sentence: Phrase::new("finding-audit-policy-changed")
            .text("actor", store.raw(actor))
            .text("server", store.raw(server))
            .text("named", if actor.is_some() { "yes" } else { "no" })
            .text("way", if off { "off" } else { "unstated" })
            .number("n", rows.len())
            .time("at", span.map(|s| s.first).unwrap_or_default()),
        span,
        rows: shown(Table::Action, rows),
        ..Finding::default()
    });
    found.collect()
}

fn counts(scene: &Scene<'_>, row: &Action) -> bool {
    let store = scene.ground.store;
    match audit_change(store.raw(row.detail)) {
        AuditChange::Off => true,
        AuditChange::On => false,
        AuditChange::Unstated => is_person(store.raw(row.actor)),
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::Deed;

    #[test]
    fn auditing_that_is_switched_off_is_told() {
        let mut s = Scene::site();
        s.act(100, (4719, Deed::AuditPolicyChanged), "", "CONTOSO\\admin", "{0CCE9215} %%8448, %%8450");
        let (_, a) = s.analyse();
        let (f, said) = found(&a, "audit-policy-changed").remove(0);
        assert!(said.starts_with("CONTOSO\\admin switched off auditing"), "{said}");
        assert_eq!(f.rows.len(), 1);
    }

    #[test]
    fn auditing_that_is_switched_on_and_an_empty_group_policy_are_not() {
        let mut s = Scene::site();
        s.act(100, (4719, Deed::AuditPolicyChanged), "", "CONTOSO\\admin", "{0CCE9215} %%8449");
        s.act(200, (4719, Deed::AuditPolicyChanged), "", "CONTOSO\\EX1$", "");
        assert!(found(&s.analyse().1, "audit-policy-changed").is_empty());
    }
}

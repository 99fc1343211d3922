//! A security log that somebody emptied.
//!
//! **What it sees:** the record that a cleared log begins with, and who cleared it; heavier near an abuse.
//! **Why it matters:** what happened before is no longer in that log, and this may have been the purpose.
//! **What else looks like it:** an administrator who makes room, or saves the log and starts it anew.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::detections::Figures;
use crate::model::rows::{Deed, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::BTreeMap;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let store = scene.ground.store;
    let mut by_hand: BTreeMap<(Symbol, Symbol), Vec<u32>> = BTreeMap::new();
    for (i, row) in scene.deeds(&[Deed::LogCleared]) {
        by_hand.entry((row.server, row.actor)).or_default().push(i);
    }
    let found = by_hand.into_iter().filter_map(|((server, actor), rows)| {
        let times = || rows.iter().filter_map(|&i| store.tables.actions.time.get(i as usize).copied());
        let (first, last) = (times().next()?, times().next_back()?);
        let near = times().any(|t| hides_abuse(scene, limits, t));
        Some(Finding {
            weight: if near { limits.get("weight_near_abuse") } else { 0 },
            sentence: Phrase::new("finding-log-cleared")
                .text("actor", store.raw(actor))
                .text("server", store.raw(server))
                .text("named", if actor.is_some() { "yes" } else { "no" })
                .number("n", rows.len())
                .time("at", first),
            span: Some(Span::between(first, last)),
            rows: shown(Table::Action, rows),
            ..Finding::default()
        })
    });
    found.collect()
}

/// Cleared long before an abuse it hides nothing of it.
fn hides_abuse(scene: &Scene<'_>, limits: &Figures, at: UtcTime) -> bool {
    let hides = |s: &Span| {
        let from = s.first.plus_seconds(-limits.seconds("before_abuse_hours"));
        (from..=s.last.plus_seconds(limits.seconds("after_abuse_days"))).contains(&at)
    };
    scene.abuse_spans().iter().any(hides)
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::Deed;

    #[test]
    fn an_emptied_security_log_is_told_with_who_emptied_it() {
        let mut s = Scene::site();
        s.logon(0, "CONTOSO\\m.durand", true);
        s.act(100, (1102, Deed::LogCleared), "", "CONTOSO\\admin", "");
        let (_, a) = s.analyse();
        let (f, said) = found(&a, "log-cleared").remove(0);
        assert!(said.starts_with("CONTOSO\\admin emptied the security log of EX1"), "{said}");
        assert_eq!((f.rows.len(), f.weight), (1, 40));
    }

    #[test]
    fn other_acts_empty_nothing() {
        let mut s = Scene::site();
        s.act(100, (4719, Deed::AuditPolicyChanged), "", "CONTOSO\\admin", "%%8449");
        assert!(found(&s.analyse().1, "log-cleared").is_empty());
    }
}

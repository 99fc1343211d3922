//! Commands that leave something behind: a copy of the mail, a way in, a right.
//!
//! **What it sees:** in Exchange's log of cmdlets, calls of the kinds that the table of cmdlets lists.
//! **Why it matters:** a new password does not take back a forwarding, a rule or a connector.
//! **What else looks like it:** an administrator's daily work: ask who did it and why. Calls that only look,
//! and those that close what is listed, stay silent.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::cmdlets::{Act, left_by};
use crate::knowledge::detections::Figures;
use crate::knowledge::signs;
use crate::model::rows::{Deed, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Calls of one kind by one hand.
#[derive(Default)]
struct Calls {
    rows: Vec<u32>,
    first: Option<(UtcTime, Symbol)>,
    span: Option<Span>,
    weight: u32,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let store = scene.ground.store;
    let mut known = FxHashMap::default();
    let mut by_kind: BTreeMap<(&str, Symbol), Calls> = BTreeMap::new();
    for (i, row) in scene.deeds(&[Deed::Cmdlet]) {
        let act = *known.entry(row.detail).or_insert_with(|| kept(store.raw(row.detail)));
        let Some(act) = act else { continue };
        let calls = by_kind.entry((act.kind.as_str(), row.actor)).or_default();
        calls.rows.push(i);
        calls.first = calls.first.or(Some((row.time, row.detail)));
        calls.weight = calls.weight.max(act.weight);
        Span::grow(&mut calls.span, row.time);
    }
    let found = by_kind.into_iter().filter_map(|((kind, actor), calls)| {
        let (at, call) = calls.first?;
        let near = scene.is_near_abuse(at, limits.seconds("near_abuse_days"));
        let call: String = store.raw(call).chars().take(limits.count("shown_letters")).collect();
        Some(Finding {
            weight: (calls.weight + if near { limits.get("more_near_abuse") } else { 0 }).min(100),
            sentence: Phrase::new("finding-persistence")
                .text("kind", kind)
                .text("actor", store.raw(actor))
                .text("named", if actor.is_some() { "yes" } else { "no" })
                .text("call", &call)
                .number("n", calls.rows.len())
                .time("at", at),
            span: calls.span,
            rows: shown(Table::Action, calls.rows),
            ..Finding::default()
        })
    });
    found.collect()
}

/// What a call leaves behind, unless all it does is close a way in.
fn kept(call: &str) -> Option<&'static Act> {
    let closes = || signs::only_shows(call, "auth-off");
    left_by(call).filter(|_| !closes())
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::knowledge::cmdlets::acts;
    use crate::model::rows::Deed;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_of_call_has_its_words() {
        let mut s = Scene::site();
        let kinds: BTreeSet<&str> = acts().iter().map(|a| a.kind.as_str()).collect();
        for (t, act) in (0..).zip(acts()) {
            s.act(t, (1, Deed::Cmdlet), "", "contoso.test/Users/admin", &act.sample);
        }
        let (_, a) = s.analyse();
        let said: BTreeSet<String> = found(&a, "persistence")
            .into_iter()
            .map(|(_, s)| s.split(':').next().unwrap().to_owned())
            .collect();
        assert_eq!(said.len(), kinds.len(), "{said:?}");
        assert!(
            said.iter().any(|s| s.starts_with("contoso.test/Users/admin made copies of mail go elsewhere")),
            "{said:?}"
        );
    }

    #[test]
    fn looking_and_raising_the_log_leave_nothing() {
        let mut s = Scene::site();
        for (t, call) in [
            (0, "Get-Queue -Server \"EX1\""),
            (
                1,
                "Set-ReceiveConnector -Identity \"EX1\\Client Frontend EX1\" -ProtocolLoggingLevel \"Verbose\"",
            ),
            (3, "Set-ReceiveConnector -Identity \"EX1\\Client Frontend EX1\" -AuthMechanism \"Tls\""),
            (2, "Set-Mailbox -Identity \"m.durand\" -ForwardingSmtpAddress $null"),
        ] {
            s.act(t, (1, Deed::Cmdlet), "", "admin", call);
        }
        s.act(3, (6, Deed::CmdletFailed), "", "admin", "New-InboxRule -ForwardTo \"x@shop.example\"");
        assert!(found(&s.analyse().1, "persistence").is_empty());
    }
}

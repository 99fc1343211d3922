//! A password that was refused again and again, and then accepted.
//!
//! **What it sees:** an accepted sign-in from outside within a day of several refused ones, where the client
//! is not one that the account had used before.
//! **Why it matters:** the password has probably been guessed.
//! **What else looks like it:** a user who mistyped, or a device whose password was put right at last. The
//! same client failing and then succeeding a few times only is taken as that, and stays silent.

use crate::analysis::attempts::{opened, rows};
use crate::analysis::citing;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, _: &Figures) -> Vec<Finding> {
    let found = scene.attempts.iter().filter_map(|(&account, tally)| {
        let (success, before) = opened(scene.ground, &scene.limits.guessing, tally)?;
        let name = scene.ground.directory.name(account);
        let upto = tally.refused.partition_point(|f| f.time <= success.time);
        let mut shown = citing::attempt(scene, success);
        shown.extend(rows(tally.refused.get(upto.saturating_sub(30)..upto).unwrap_or(&[]), 30));
        let first = tally.refused.get(upto.saturating_sub(before)).map_or(success.time, |f| f.time);
        Some(Finding {
            account: Some(account),
            sentence: Phrase::new("finding-success-after-failures")
                .text("account", name.as_str())
                .number("n", before)
                .time("at", success.time)
                .text("address", scene.ground.store.raw(success.address)),
            span: Some(Span::between(first, success.time)),
            rows: shown,
            ..Finding::default()
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::finding::Analysis;
    use crate::analysis::tests_support::Scene;
    use crate::model::rows::{RowRef, Table};
    use crate::model::store::EventStore;

    fn cited(store: &EventStore, a: &Analysis, kind: &str) -> Vec<(u32, String)> {
        let finding = a.findings.iter().find(|f| f.kind == kind).unwrap();
        let row = |r: &RowRef| match r.table {
            Table::Authentication => {
                let row = store.tables.authentications.row(r.row as usize);
                (row.event_id, store.raw(row.address).to_owned())
            }
            _ => (0, String::new()),
        };
        finding.rows.iter().take(2).map(row).collect()
    }

    #[test]
    fn an_attempt_whose_client_another_log_states_is_cited_with_that_log() {
        let mut s = Scene::site();
        s.guesses(0, "CONTOSO\\scanner", "203.0.113.9", 30);
        s.logon(1000, "CONTOSO\\scanner", true);
        s.event_1708(1001, "CONTOSO\\scanner", "203.0.113.9");
        let (store, a) = s.analyse();
        let cited = cited(&store, &a, "success-after-failures");
        assert!(cited.contains(&(1708, "203.0.113.9".to_owned())), "{cited:?}");
    }
}

//! Other servers refuse our mail and name a blocklist as the reason.
//!
//! **What it sees:** in answers of other servers, kept by tracking, queues and held messages, the texts of
//! the table of blocklists.
//! **Why it matters:** it dates the damage: since then honest mail is refused too, and a removal must be asked.
//! **What else looks like it:** an old listing of another's making, a list that is dead and lists everybody.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{SHOWN, Scene};
use crate::knowledge::blocklists::named_in;
use crate::knowledge::detections::Figures;
use crate::model::rows::{MailStep, RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Refusals that name one list.
#[derive(Default)]
struct Refusals {
    rows: Vec<RowRef>,
    span: Option<Span>,
    n: u64,
}

struct Lists<'s, 'a> {
    scene: &'s Scene<'a>,
    known: FxHashMap<Symbol, Option<&'static str>>,
    found: BTreeMap<&'static str, Refusals>,
}

impl Lists<'_, '_> {
    fn take(&mut self, text: Symbol, time: UtcTime, table: Table, i: usize) {
        if text.is_none() {
            return;
        }
        let store = self.scene.ground.store;
        if let Some(list) = *self.known.entry(text).or_insert_with(|| named_in(store.raw(text))) {
            let refusals = self.found.entry(list).or_default();
            refusals.n += 1;
            Span::grow(&mut refusals.span, time);
            if refusals.rows.len() < SHOWN {
                refusals.rows.push(RowRef { table, row: u32::try_from(i).unwrap_or(u32::MAX) });
            }
        }
    }
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let tables = &scene.ground.store.tables;
    let mut lists = Lists { scene, known: FxHashMap::default(), found: BTreeMap::new() };
    let answered =
        |s: MailStep| matches!(s, MailStep::Send | MailStep::Defer | MailStep::Fail | MailStep::Dsn);
    for (i, row) in tables.mail.rows().enumerate().filter(|(_, r)| answered(r.step)) {
        lists.take(row.status, row.time, Table::MailEvent, i);
    }
    for (i, row) in tables.queues.rows().enumerate() {
        lists.take(row.last_error, row.time, Table::QueueSample, i);
    }
    for (i, row) in tables.held.rows().enumerate() {
        lists.take(row.last_error.or(row.status), row.time, Table::HeldMessage, i);
    }
    let enough = |(list, r): &(&str, Refusals)| {
        r.n >= u64::from(limits.get(if list.is_empty() { "refusals_without_name" } else { "refusals" }))
    };
    let found = lists.found.into_iter().filter(enough).filter_map(|(list, r)| {
        let span = r.span?;
        Some(Finding {
            sentence: Phrase::new("finding-blocklisted")
                .text("list", list)
                .text("named", if list.is_empty() { "no" } else { "yes" })
                .number("n", r.n)
                .time("first", span.first)
                .time("last", span.last),
            span: Some(span),
            rows: r.rows,
            ..Finding::default()
        })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::MailStep;

    fn refused(answer: &str) -> Scene {
        let mut s = Scene::site();
        for i in 0..4 {
            s.step(i * 60, MailStep::Fail, 10 + u64::try_from(i).unwrap(), &["v@example.net"], "", "");
            s.answered(answer);
        }
        s
    }

    #[test]
    fn refusals_that_name_a_list_are_told_by_list() {
        let (_, a) = refused("[{LED=550 5.7.1 Client host blocked using zen.spamhaus.org}]").analyse();
        let (f, said) = found(&a, "blocklisted").remove(0);
        assert!(said.starts_with("Other servers refused our mail 4 times and named Spamhaus"), "{said}");
        assert_eq!(f.rows.len(), 4);
    }

    #[test]
    fn an_unknown_user_is_no_blocklist() {
        assert!(found(&refused("550 5.1.1 User unknown").analyse().1, "blocklisted").is_empty());
    }
}

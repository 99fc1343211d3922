//! The server itself says that it had too many connections, messages or failed sign-ins at once.
//!
//! **What it sees:** its own warnings about limits that were reached, put together by kind.
//! **Why it matters:** they come without any figure of ours: the server defended itself, and when.
//! **What else looks like it:** a limit set too low, a backup server that catches up, a monitoring tool.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::detections::Figures;
use crate::model::rows::{Deed, Table};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Warnings of one kind by one server.
#[derive(Default)]
struct Warnings {
    rows: Vec<u32>,
    span: Option<Span>,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let store = scene.ground.store;
    let mut by_kind: BTreeMap<(&str, Symbol), Warnings> = BTreeMap::new();
    for (i, row) in scene.deeds(&[Deed::Flood]) {
        let warnings = by_kind.entry((kind(row.event_id), row.server)).or_default();
        warnings.rows.push(i);
        Span::grow(&mut warnings.span, row.time);
    }
    let many = by_kind.into_iter().filter(|(_, w)| w.rows.len() >= limits.count("warnings"));
    let found = many.filter_map(|((kind, server), Warnings { rows, span })| {
        let around = span?;
        Some(Finding {
            sentence: Phrase::new("finding-flood")
                .text("server", store.raw(server))
                .text("kind", kind)
                .number("n", rows.len())
                .time("first", around.first)
                .time("last", around.last),
            span,
            rows: shown(Table::Action, rows),
            ..Finding::default()
        })
    });
    found.collect()
}

fn kind(event_id: u32) -> &'static str {
    match event_id {
        1012 => "sign-ins",
        1031 => "messages",
        _ => "connections",
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::Deed;

    #[test]
    fn repeated_warnings_of_one_kind_are_one_finding() {
        let mut s = Scene::site();
        for i in 0..5 {
            s.act(900 * i, (1031, Deed::Flood), "", "", "MessageRatePerSource");
        }
        let (_, a) = s.analyse();
        let (f, said) = found(&a, "flood").remove(0);
        assert!(said.starts_with("EX1 says 5 times that it took too many messages"), "{said}");
        assert_eq!(f.rows.len(), 5);
    }

    #[test]
    fn a_single_warning_is_an_ordinary_day() {
        let mut s = Scene::site();
        s.act(0, (1009, Deed::Flood), "", "", "Default EX1");
        s.act(9, (1031, Deed::Flood), "", "", "x");
        assert!(found(&s.analyse().1, "flood").is_empty());
    }
}

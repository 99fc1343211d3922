//! Guessing of names: one password, or none that matters, tried on many accounts.
//!
//! **What it sees:** refused attempts on many different names within ten minutes.
//! **Why it matters:** the attacker looks for any account that opens; the one that did may be among them.
//! **What else looks like it:** an old address book in a scanner, or a directory sync gone wrong.

use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::Attempt;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::rows::{RowRef, Table};
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeMap;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    // The first few attempts on each name show the breadth; the rest is guessing of passwords.
    let first = |(&id, tally): (&AccountId, &crate::analysis::attempts::Tally)| -> Vec<(AccountId, Attempt)> {
        tally.refused.iter().map(|a| (id, *a)).collect()
    };
    let mut tries: Vec<(AccountId, Attempt)> = scene.attempts.iter().flat_map(first).collect();
    tries.sort_by_key(|(id, a)| (a.time, a.row, *id));
    let Some(span) = broad_span(&tries, limits.count("names_in_10_minutes")) else {
        return Vec::new();
    };
    let within: Vec<&(AccountId, Attempt)> = tries.iter().filter(|(_, a)| span.contains(a.time)).collect();
    let mut names: BTreeMap<AccountId, Attempt> = BTreeMap::new();
    for (id, a) in &within {
        names.entry(*id).or_insert(*a);
    }
    let mut rows: Vec<RowRef> =
        names.values().take(50).map(|a| RowRef { table: Table::Authentication, row: a.row }).collect();
    rows.sort();
    vec![Finding {
        sentence: Phrase::new("finding-name-guessing")
            .number("names", names.len())
            .number("n", within.len())
            .time("first", span.first)
            .time("last", span.last),
        span: Some(span),
        rows,
        ..Finding::default()
    }]
}

/// From the first to the last ten minutes in which at least `n` names were tried.
fn broad_span(tries: &[(AccountId, Attempt)], n: usize) -> Option<Span> {
    let mut names: BTreeMap<AccountId, usize> = BTreeMap::new();
    let (mut from, mut span) = (0, None);
    for (id, a) in tries {
        *names.entry(*id).or_default() += 1;
        while let Some((old, _)) = tries.get(from).filter(|(_, b)| a.time.seconds_since(b.time) > 600) {
            if let Some(count) = names.get_mut(old) {
                *count -= 1;
                if *count == 0 {
                    names.remove(old);
                }
            }
            from += 1;
        }
        if names.len() >= n {
            Span::grow(&mut span, tries.get(from).map(|(_, b)| b.time).unwrap_or_default());
            Span::grow(&mut span, a.time);
        }
    }
    span
}

//! Guessing of names: one password, or none that matters, tried on many names.
//!
//! **What it sees:** refused attempts on many different names within ten minutes. Where the names mostly exist
//! and were tried a few times each, it is spraying, and that detection speaks instead.
//! **Why it matters:** the attacker looks for any account that opens; the one that did may be among them.
//! **What else looks like it:** an old address book in a scanner, or a directory sync gone wrong.

use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::Attempt;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::tried_names::{broad_span, existing, mostly_exist, spraying};
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
    let Some(span) = broad_span(&tries, limits.count("names_in_10_minutes"), 600) else {
        return Vec::new();
    };
    let within: Vec<&(AccountId, Attempt)> = tries.iter().filter(|(_, a)| span.contains(a.time)).collect();
    let mut names: BTreeMap<AccountId, Attempt> = BTreeMap::new();
    for (id, a) in &within {
        names.entry(*id).or_insert(*a);
    }
    if is_spraying(scene, span, &names) {
        return Vec::new();
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

/// Do the names mostly exist, and was it a few passwords each?
fn is_spraying(scene: &Scene<'_>, span: Span, names: &BTreeMap<AccountId, Attempt>) -> bool {
    let Some(limits) = scene.limits.detections.get("password-spraying") else {
        return false;
    };
    let exist = || mostly_exist(&existing(scene), names.keys().copied(), limits.count("existing_percent"));
    let overlaps = |s: Span| s.first <= span.last && span.first <= s.last;
    exist() && spraying(scene, limits).is_some_and(|s| overlaps(s.span))
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;

    #[test]
    fn names_that_mostly_do_not_exist_are_guessed_and_the_accounts_rows_are_shown() {
        let mut s = covered(1);
        for i in 0..20 {
            let status = if i % 10 == 0 { 0xC000_006A } else { 0xC000_0064 };
            guess(&mut s, 1000 + 5 * i, &format!("name{i}"), "203.0.113.9", status);
        }
        let (_, _, f) = only(s, "name-guessing");
        assert_eq!((f.account, f.rows.len()), (None, 20));
        assert!(
            said(&f).starts_with("20 different accounts were tried in 20 refused attempts"),
            "{}",
            said(&f)
        );
    }

    #[test]
    fn where_no_code_tells_many_names_are_guessing_of_names() {
        let mut s = covered(1);
        for i in 0..20 {
            s.dialogue(1000 + 5 * i, &format!("name{i}"), "203.0.113.9", &format!("S{i}"), false);
        }
        assert!(!silent(s, "name-guessing"));
    }

    #[test]
    fn a_few_names_over_a_day_are_silent() {
        let mut s = covered(1);
        for i in 0..20 {
            guess(&mut s, 1000 + 3600 * i, &format!("name{i}"), "203.0.113.9", 0xC000_0064);
        }
        assert!(silent(s, "name-guessing"));
    }
}

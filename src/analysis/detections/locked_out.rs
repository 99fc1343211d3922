//! An account that Windows locked out again and again while its password was being guessed.
//!
//! **What it sees:** repeated lockouts of an account that had refused attempts in the hour before.
//! **Why it matters:** the guessing was so heavy that the owner could not work, and it stops no attacker for long.
//! **What else looks like it:** a device or a scheduled task that keeps an old password after a change.

use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::{Attempt, rows};
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::smtp_sign_ins::MAX_ROWS;
use crate::knowledge::detections::Figures;
use crate::model::rows::{Deed, RowRef, Table};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Lockouts with their rows, in order of time.
type Lockouts = Vec<(UtcTime, u32)>;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let found = lockouts(scene).into_iter().filter_map(|(id, list)| {
        let refused = &scene.attempts.get(&id)?.refused;
        let before = limits.seconds("refused_before_minutes");
        let guessed: Lockouts =
            list.into_iter().filter(|(t, _)| !within(refused, *t, before).is_empty()).collect();
        let enough = guessed.len() >= limits.count("lockouts");
        enough.then(|| tell(scene, id, &guessed, refused, before))?
    });
    found.collect()
}

fn lockouts(scene: &Scene<'_>) -> BTreeMap<AccountId, Lockouts> {
    let g = scene.ground;
    let mut found: BTreeMap<AccountId, Lockouts> = BTreeMap::new();
    let numbered = (0u32..).zip(g.store.tables.actions.rows());
    for (row, action) in numbered.filter(|(_, a)| a.deed == Deed::AccountLockedOut) {
        let id = g.directory.of(action.target).or_else(|| g.directory.of(action.sid));
        id.into_iter().for_each(|id| found.entry(id).or_default().push((action.time, row)));
    }
    found
}

/// Refused attempts in the seconds before a time.
fn within(refused: &[Attempt], time: UtcTime, before: i64) -> &[Attempt] {
    let from = refused.partition_point(|a| time.seconds_since(a.time) > before);
    let to = refused.partition_point(|a| a.time <= time.plus_seconds(2));
    refused.get(from..to).unwrap_or(&[])
}

fn tell(
    scene: &Scene<'_>,
    id: AccountId,
    lockouts: &[(UtcTime, u32)],
    refused: &[Attempt],
    before: i64,
) -> Option<Finding> {
    let (first, last) = (lockouts.first()?.0, lockouts.last()?.0);
    let lead = within(refused, first, before);
    let mut shown = rows(lead, MAX_ROWS / 2);
    let deeds = lockouts.iter().take(MAX_ROWS / 2);
    shown.extend(deeds.map(|&(_, row)| RowRef { table: Table::Action, row }));
    Some(Finding {
        account: Some(id),
        sentence: Phrase::new("finding-locked-out")
            .text("account", scene.ground.directory.name(id).as_str())
            .number("n", lockouts.len())
            .time("first", first)
            .time("last", last),
        span: Some(Span::between(lead.first().map_or(first, |a| a.time), last)),
        rows: shown,
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::model::rows::{Deed, Table};

    const KEY: &str = "locked-out";

    #[test]
    fn lockouts_during_guessing_are_told_with_the_refusals_before_the_first() {
        let mut s = covered(1);
        for i in 0..3 {
            s.guesses(1000 + 4000 * i, "CONTOSO\\scanner", "203.0.113.9", 10);
            deed(&mut s, 1030 + 4000 * i, Deed::AccountLockedOut, "CONTOSO\\scanner");
        }
        let (_, a, f) = only(s, KEY);
        assert_eq!(name(&a, &f), "CONTOSO\\scanner");
        let actions = f.rows.iter().filter(|r| r.table == Table::Action).count();
        assert_eq!((actions, f.rows.len()), (3, 13));
        assert!(said(&f).starts_with("CONTOSO\\scanner was locked out 3 times"), "{}", said(&f));
    }

    #[test]
    fn one_lockout_or_lockouts_without_refusals_are_silent() {
        let mut s = covered(1);
        s.guesses(1000, "CONTOSO\\scanner", "203.0.113.9", 10);
        deed(&mut s, 1030, Deed::AccountLockedOut, "CONTOSO\\scanner");
        assert!(silent(s, KEY));
        let mut s = covered(1);
        s.logon(100, "CONTOSO\\m.durand", true);
        (0..4).for_each(|i| deed(&mut s, 20_000 + 4000 * i, Deed::AccountLockedOut, "CONTOSO\\m.durand"));
        assert!(silent(s, KEY));
    }
}

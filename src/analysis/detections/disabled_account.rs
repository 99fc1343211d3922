//! Accounts that were closed, and are used all the same; and closed ones that were opened just before.
//!
//! **What it sees:** a sign-in accepted after the account was disabled and not enabled again; an account enabled
//! and within a day signed in to SMTP from outside, where it never had; or many refusals because it is disabled,
//! after it had been used.
//! **Why it matters:** a disabled account is nobody's, so nobody notices; and refusals show that the intruder goes
//! on trying.
//! **What else looks like it:** servers that have not heard yet of the change, and a colleague who comes back.

use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::Tally;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::{MAX_ROWS, SignIn, SignIns, over_smtp};
use crate::knowledge::detections::Figures;
use crate::model::rows::{Deed, RowRef, Table};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Refused because the account is disabled.
const DISABLED: u32 = 0xC000_0072;

/// A row with its time.
type Dated = (UtcTime, u32);

/// What was done to one account, in order of time.
#[derive(Default)]
struct Life {
    created: Vec<Dated>,
    disabled: Vec<Dated>,
    enabled: Vec<Dated>,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let sign_ins = over_smtp(scene);
    let lives = lives(scene);
    let none = Tally::default();
    let of = |id: &AccountId| scene.attempts.get(id).unwrap_or(&none);
    let mut found: Vec<Finding> = Vec::new();
    for (&id, life) in &lives {
        found.extend(used_while_disabled(scene, limits, id, life, &accepted(&sign_ins, id, of(&id))));
        found.extend(enabled_before_use(scene, limits, id, life, sign_ins.get(&id)));
    }
    let refused = scene.attempts.iter();
    found.extend(refused.filter_map(|(&id, tally)| refused_as_disabled(scene, limits, id, tally)));
    found
}

fn lives(scene: &Scene<'_>) -> BTreeMap<AccountId, Life> {
    let g = scene.ground;
    let mut lives: BTreeMap<AccountId, Life> = BTreeMap::new();
    for (row, action) in (0u32..).zip(g.store.tables.actions.rows()) {
        let Some(id) = g.directory.of(action.target).or_else(|| g.directory.of(action.sid)) else {
            continue;
        };
        let dated = (action.time, row);
        match action.deed {
            Deed::AccountCreated => lives.entry(id).or_default().created.push(dated),
            Deed::AccountDisabled => lives.entry(id).or_default().disabled.push(dated),
            Deed::AccountEnabled => lives.entry(id).or_default().enabled.push(dated),
            _ => {}
        }
    }
    lives
}

/// Accepted uses over any door, each once.
fn accepted(sign_ins: &SignIns, id: AccountId, tally: &Tally) -> Vec<Dated> {
    let smtp = sign_ins.get(&id).into_iter().flatten().map(|s| (s.time, s.row));
    let mut all: Vec<Dated> = smtp.chain(tally.accepted.iter().map(|a| (a.time, a.row))).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn used_while_disabled(
    scene: &Scene<'_>,
    limits: &Figures,
    id: AccountId,
    life: &Life,
    accepted: &[Dated],
) -> Option<Finding> {
    let grace = limits.seconds("grace_minutes");
    let used = |at: UtcTime| {
        let until = life.enabled.iter().map(|(t, _)| *t).find(|t| *t > at);
        let from = accepted.partition_point(|(t, _)| *t <= at.plus_seconds(grace));
        let to = until.map_or(accepted.len(), |until| accepted.partition_point(|(t, _)| *t < until));
        accepted.get(from..to).filter(|list| !list.is_empty())
    };
    let (at, deed, list) = life.disabled.iter().find_map(|&(t, row)| Some((t, row, used(t)?)))?;
    let (first, last) = (list.first()?, list.last()?);
    Some(Finding {
        account: Some(id),
        sentence: Phrase::new("finding-disabled-account-used")
            .text("account", scene.ground.directory.name(id).as_str())
            .time("disabled", at)
            .number("n", list.len())
            .time("at", first.0),
        span: Some(Span::between(at, last.0)),
        rows: shown(list, &[deed]),
        ..Finding::default()
    })
}

fn enabled_before_use(
    scene: &Scene<'_>,
    limits: &Figures,
    id: AccountId,
    life: &Life,
    sign_ins: Option<&Vec<SignIn>>,
) -> Option<Finding> {
    let first = sign_ins?.iter().find(|s| s.origin == Origin::Outside)?;
    let within = |t: UtcTime, seconds: i64| t <= first.time && first.time.seconds_since(t) <= seconds;
    let recent = |(t, _): &&Dated| within(*t, limits.seconds("enabled_before_hours"));
    let &(at, row) = life.enabled.iter().rev().find(recent)?;
    // Making an account enables it; that is no return from the dead.
    let made = life.created.iter().any(|(t, _)| at.seconds_since(*t).abs() <= 3600);
    (!made).then(|| Finding {
        weight: limits.get("weight_of_enabled"),
        account: Some(id),
        sentence: Phrase::new("finding-disabled-account-used-enabled")
            .text("account", scene.ground.directory.name(id).as_str())
            .time("enabled", at)
            .time("at", first.time)
            .text("address", scene.ground.store.raw(first.address)),
        span: Some(Span::between(at, first.time)),
        rows: shown(&[(first.time, first.row)], &[row]),
        ..Finding::default()
    })
}

fn refused_as_disabled(scene: &Scene<'_>, limits: &Figures, id: AccountId, tally: &Tally) -> Option<Finding> {
    let last_use = tally.accepted.first()?.time;
    let status = &scene.ground.store.tables.authentications.status;
    let disabled = |row: u32| status.get(row as usize) == Some(&DISABLED);
    let after = tally.refused.iter().filter(|a| a.time > last_use && disabled(a.row));
    let list: Vec<Dated> = after.map(|a| (a.time, a.row)).collect();
    let (first, last) = (list.first()?, list.last()?);
    (list.len() >= limits.count("refused_as_disabled")).then(|| Finding {
        weight: limits.get("weight_of_refused"),
        account: Some(id),
        sentence: Phrase::new("finding-disabled-account-used-refused")
            .text("account", scene.ground.directory.name(id).as_str())
            .number("n", list.len())
            .time("first", first.0)
            .time("last", last.0),
        span: Some(Span::between(first.0, last.0)),
        rows: shown(&list, &[]),
        ..Finding::default()
    })
}

/// Sign-ins and what was done to the account, as rows.
fn shown(list: &[Dated], deeds: &[u32]) -> Vec<RowRef> {
    let sign_ins = list.iter().take(MAX_ROWS - deeds.len());
    let mut rows: Vec<RowRef> =
        sign_ins.map(|&(_, row)| RowRef { table: Table::Authentication, row }).collect();
    rows.sort();
    rows.extend(deeds.iter().map(|&row| RowRef { table: Table::Action, row }));
    rows
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::at;
    use crate::model::rows::{Deed, Table};

    const KEY: &str = "disabled-account-used";

    #[test]
    fn a_use_after_the_account_was_disabled_is_told_with_the_deed() {
        let mut s = covered(3);
        smtp(&mut s, 500, "CONTOSO\\leaver", "203.0.113.9");
        deed(&mut s, 1000, Deed::AccountDisabled, "CONTOSO\\leaver");
        smtp(&mut s, 20_000, "CONTOSO\\leaver", "203.0.113.9");
        smtp(&mut s, 30_000, "CONTOSO\\leaver", "203.0.113.9");
        let (store, a, f) = only(s, KEY);
        assert_eq!(name(&a, &f), "CONTOSO\\leaver");
        let times: Vec<_> = f.rows.iter().map(|r| store.time_of(*r)).collect();
        assert_eq!(times, [at(20_000), at(30_000), at(1000)]);
        assert_eq!(f.rows[2].table, Table::Action);
        let said = said(&f);
        assert!(said.starts_with("CONTOSO\\leaver was disabled at"), "{said}");
        assert!(said.contains("2 times"), "{said}");
    }

    #[test]
    fn enabled_again_or_used_in_the_minutes_of_the_change_is_in_order() {
        let mut s = covered(3);
        smtp(&mut s, 500, "CONTOSO\\leaver", "203.0.113.9");
        deed(&mut s, 1000, Deed::AccountDisabled, "CONTOSO\\leaver");
        smtp(&mut s, 1300, "CONTOSO\\leaver", "203.0.113.9");
        deed(&mut s, 15_000, Deed::AccountEnabled, "CONTOSO\\leaver");
        smtp(&mut s, 20_000, "CONTOSO\\leaver", "203.0.113.9");
        assert!(silent(s, KEY));
    }

    #[test]
    fn an_account_enabled_right_before_its_first_use_from_outside_is_told_and_a_new_one_is_not() {
        let mut s = covered(3);
        deed(&mut s, 1000, Deed::AccountEnabled, "CONTOSO\\leaver");
        smtp(&mut s, 4000, "CONTOSO\\leaver", "203.0.113.9");
        deed(&mut s, 1000, Deed::AccountCreated, "CONTOSO\\newcomer");
        deed(&mut s, 1000, Deed::AccountEnabled, "CONTOSO\\newcomer");
        smtp(&mut s, 4000, "CONTOSO\\newcomer", "203.0.113.9");
        let (_, a, f) = only(s, KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len()), ("CONTOSO\\leaver", 2));
        assert!(said(&f).contains("was enabled at") && said(&f).contains("203.0.113.9"), "{}", said(&f));
    }

    #[test]
    fn many_refusals_of_a_disabled_account_after_its_use_are_told_and_a_few_are_not() {
        let scene = |n: i64| {
            let mut s = covered(3);
            s.logon(500, "CONTOSO\\scanner", true);
            (0..n).for_each(|i| refused(&mut s, 5000 + i, "CONTOSO\\scanner", 0xC000_0072));
            s
        };
        let (_, _, f) = only(scene(30), KEY);
        assert!(said(&f).contains("refused 30 times because it is disabled"), "{}", said(&f));
        assert_eq!(f.rows.len(), 30);
        assert!(silent(scene(3), KEY));
    }
}

//! Suspects: accounts somebody may have abused, the guilty above the merely attacked.
//!
//! The weight is the sum of its reasons, 100 at most: abuse seen 60, and 15 more when it is established;
//! opened after guessing 25 (10 beside abuse); password right though refused 20; attacked only 10. Whoever
//! never signed in is a target, not a suspect.

use super::accounts::AccountId;
use super::attempts::{Attempt, Tally, opened, rows};
use super::finding::{Confidence, Reason, Suspect, Verdict, VerdictKind};
use super::scene::Scene;
use super::uses::Use;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::words::Phrase;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Ranks all accounts that anything speaks against.
#[must_use]
pub fn rank(scene: &Scene<'_>, verdicts: &[Verdict]) -> Vec<Suspect> {
    let mut by_account: BTreeMap<AccountId, Vec<&Use>> = BTreeMap::new();
    for u in scene.uses {
        if let Some(account) = u.account {
            by_account.entry(account).or_default().push(u);
        }
    }
    let empty = Tally::default();
    let mut accounts: Vec<AccountId> = by_account.keys().chain(scene.attempts.keys()).copied().collect();
    accounts.sort();
    accounts.dedup();
    let weighed = accounts.into_iter().filter_map(|account| {
        let tally = scene.attempts.get(&account).unwrap_or(&empty);
        let uses = by_account.get(&account).map_or(&[][..], Vec::as_slice);
        weigh(scene, verdicts, account, tally, uses)
    });
    let mut suspects: Vec<Suspect> = weighed.collect();
    suspects.sort_by_key(|s| (Reverse(s.weight), Reverse(s.messages), Reverse(s.failures), s.account));
    suspects
}

fn weigh(
    scene: &Scene<'_>,
    verdicts: &[Verdict],
    account: AccountId,
    tally: &Tally,
    uses: &[&Use],
) -> Option<Suspect> {
    let silent = uses.iter().all(|u| u.messages() == 0);
    if tally.accepted.is_empty() && tally.right_password.is_empty() && silent {
        return None;
    }
    let mut suspect = describe(scene, account, tally, uses);
    let accuses = |v: &&Verdict| v.kind == VerdictKind::AuthenticatedRelay && v.accounts.contains(&account);
    let guilt = verdicts.iter().find(accuses);
    let attacked = tally.refused.len() >= scene.limits.guessing.failures_in_1_hour as usize;
    let reasons = [
        guilt.map(|v| abused(scene, account, v)),
        was_opened(scene, tally, guilt.is_some()),
        right_password(tally),
    ];
    let mut reasons: Vec<(u32, Reason)> = reasons.into_iter().flatten().collect();
    if reasons.is_empty() && attacked {
        reasons.push((
            10,
            reason(Phrase::new("suspect-attacked").number("n", tally.refused.len()), &tally.refused),
        ));
    }
    suspect.weight = reasons.iter().map(|(weight, _)| weight).sum::<u32>().min(100);
    suspect.reasons = reasons.into_iter().map(|(_, reason)| reason).collect();
    suspect.against = match guilt {
        Some(_) => honest_use(scene, account).into_iter().collect(),
        None => vec![reason(
            Phrase::new("suspect-no-abuse").number("messages", suspect.messages),
            &tally.accepted,
        )],
    };
    (suspect.weight > 0).then_some(suspect)
}

fn reason<'a>(phrase: Phrase, attempts: impl IntoIterator<Item = &'a Attempt>) -> Reason {
    Reason { phrase, rows: rows(attempts, 20) }
}

fn abused(scene: &Scene<'_>, account: AccountId, verdict: &Verdict) -> (u32, Reason) {
    let own = scene.abusers.iter().find(|a| a.account == Some(account));
    let uses: Vec<&Use> = own.into_iter().flat_map(|a| &a.uses).filter_map(|&i| scene.uses.get(i)).collect();
    let phrase = Phrase::new("suspect-abused")
        .text("account", scene.ground.directory.name(account).as_str())
        .number("messages", uses.iter().map(|u| u.messages()).sum::<u64>())
        .number("recipients", uses.iter().map(|u| u.recipients()).sum::<u64>());
    let weight = if verdict.confidence == Confidence::Established { 75 } else { 60 };
    (weight, Reason { phrase, rows: verdict.rows.iter().copied().take(20).collect() })
}

fn was_opened(scene: &Scene<'_>, tally: &Tally, guilty: bool) -> Option<(u32, Reason)> {
    let (success, before) = opened(scene.ground, &scene.limits.guessing, tally)?;
    let phrase = Phrase::new("suspect-opened")
        .number("n", before)
        .time("at", success.time)
        .text("address", scene.ground.store.raw(success.address));
    Some((if guilty { 10 } else { 25 }, reason(phrase, [success])))
}

fn right_password(tally: &Tally) -> Option<(u32, Reason)> {
    let phrase = Phrase::new("suspect-right-password").number("n", tally.right_password.len());
    (!tally.right_password.is_empty()).then(|| (20, reason(phrase, &tally.right_password)))
}

fn describe(scene: &Scene<'_>, account: AccountId, tally: &Tally, uses: &[&Use]) -> Suspect {
    let mut addresses: BTreeMap<Symbol, u64> = BTreeMap::new();
    for u in uses.iter().filter(|u| u.span.is_some() && u.origin > super::site::Origin::Own) {
        *addresses.entry(u.address).or_default() += u.messages() + u.accepted.len() as u64;
    }
    let mut addresses: Vec<(Symbol, u64)> = addresses.into_iter().collect();
    addresses.sort_by_key(|(a, n)| (Reverse(*n), scene.ground.store.raw(*a)));
    let used = |last: bool| {
        let spans = uses.iter().filter_map(|u| u.span).map(|s| if last { s.last } else { s.first });
        let rows = tally.accepted.iter().map(|a| a.time);
        if last { spans.chain(rows).max() } else { spans.chain(rows).min() }
    };
    Suspect {
        account,
        first_failure: tally.refused.first().map(|a| a.time),
        first_success: used(false),
        last_success: used(true),
        failures: tally.refused.len() as u64,
        successes: tally.accepted.len() as u64,
        addresses: addresses.into_iter().map(|(a, _)| a).collect(),
        sessions: uses.iter().map(|u| u.sessions).sum(),
        messages: uses.iter().map(|u| u.messages()).sum(),
        recipients: uses.iter().map(|u| u.recipients()).sum(),
        ..Suspect::default()
    }
}

/// The account's own, unremarkable use beside the abuse.
#[must_use]
pub fn honest_use(scene: &Scene<'_>, account: AccountId) -> Option<Reason> {
    let abuser = scene.abusers.iter().find(|a| a.account == Some(account))?;
    let honest: Vec<&Use> = abuser.honest.iter().filter_map(|&i| scene.uses.get(i)).collect();
    let honest: Vec<&Use> = honest.into_iter().filter(|u| u.span.is_some() && u.address.is_some()).collect();
    if honest.is_empty() {
        return None;
    }
    let names = honest.iter().take(5).map(|u| scene.ground.store.raw(u.address));
    let phrase = Phrase::new("against-honest-use")
        .text("account", scene.ground.directory.name(account).as_str())
        .list("addresses", names)
        .number("messages", honest.iter().map(|u| u.messages()).sum::<u64>());
    let row = |i: &u32| RowRef { table: Table::Authentication, row: *i };
    Some(Reason { phrase, rows: honest.iter().flat_map(|u| &u.accepted).take(20).map(row).collect() })
}

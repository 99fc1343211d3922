//! Suspects: accounts somebody may have abused, the guilty above the merely attacked.
//!
//! The weight is the sum of its reasons' points, 100 at most; each reason carries its own, and the figures
//! stand in `thresholds.toml` under `[ranking]`. Whoever never signed in is a target, not a suspect. Whom the
//! user vouches for stays in the list, at its end.

use super::accounts::AccountId;
use super::attempts::{Attempt, Tally, opened, rows};
use super::citing;
use super::finding::{Confidence, Finding, Reason, Suspect, Verdict, VerdictKind};
use super::scene::Scene;
use super::uses::Use;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::words::Phrase;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Ranks all accounts that anything speaks against.
#[must_use]
pub fn rank(scene: &Scene<'_>, verdicts: &[Verdict], findings: &[Finding]) -> Vec<Suspect> {
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
        weigh(scene, (verdicts, findings), account, tally, uses)
    });
    let mut suspects: Vec<Suspect> = weighed.collect();
    suspects.sort_by_key(|s| (Reverse(s.weight), Reverse(s.messages), Reverse(s.failures), s.account));
    suspects
}

fn weigh(
    scene: &Scene<'_>,
    (verdicts, findings): (&[Verdict], &[Finding]),
    account: AccountId,
    tally: &Tally,
    uses: &[&Use],
) -> Option<Suspect> {
    let silent = uses.iter().all(|u| u.messages() == 0);
    if tally.accepted.is_empty() && tally.right_password.is_empty() && silent {
        return None;
    }
    let points = &scene.limits.ranking;
    let accuses =
        |v: &&Verdict| matches!(v.kind, VerdictKind::AuthenticatedRelay | VerdictKind::MailboxTakeover);
    let guilt = verdicts.iter().filter(accuses).find(|v| v.accounts.contains(&account));
    let mut reasons: Vec<Reason> = guilt.into_iter().flat_map(|v| abused(scene, account, v)).collect();
    reasons.extend(was_opened(scene, tally, guilt.is_some()));
    reasons.extend(right_password(tally).map(|r| r.worth(points.right_password)));
    if reasons.is_empty() && tally.refused.len() >= scene.limits.guessing.failures_in_1_hour as usize {
        let phrase = Phrase::new("suspect-attacked").number("n", tally.refused.len());
        reasons.push(reason(phrase, &tally.refused).worth(points.attacked));
    }
    if reasons.is_empty() {
        return None;
    }
    reasons.extend(further(scene, account, findings));
    let mut suspect = describe(scene, account, tally, uses);
    suspect.weight = reasons.iter().map(|r| r.points).sum::<u32>().min(100);
    suspect.reasons = reasons;
    suspect.against = against(scene, &suspect, guilt.is_some(), tally);
    if scene.ground.known.has_account(Some(account)) {
        suspect.weight = 1;
    }
    Some(suspect)
}

fn against(scene: &Scene<'_>, suspect: &Suspect, guilty: bool, tally: &Tally) -> Vec<Reason> {
    let vouched = scene.ground.known.has_account(Some(suspect.account));
    let vouched = vouched.then(|| Reason::plain(Phrase::new("suspect-known-good")));
    let own = if guilty {
        honest_use(scene, suspect.account)
    } else {
        let phrase = Phrase::new("suspect-no-abuse").number("messages", suspect.messages);
        Some(reason(phrase, &tally.accepted))
    };
    vouched.into_iter().chain(own).collect()
}

fn reason<'a>(phrase: Phrase, attempts: impl IntoIterator<Item = &'a Attempt>) -> Reason {
    Reason::new(phrase, rows(attempts, 20))
}

/// What the account did in the abuse; and that it is established, where it is.
fn abused(scene: &Scene<'_>, account: AccountId, verdict: &Verdict) -> Vec<Reason> {
    let points = &scene.limits.ranking;
    let own = scene.abusers.iter().find(|a| a.account == Some(account));
    let uses: Vec<&Use> = own.into_iter().flat_map(|a| &a.uses).filter_map(|&i| scene.uses.get(i)).collect();
    // The verdict's rows are of all accounts; this one's sign-ins come first.
    let mut rows = citing::sign_ins(scene, uses.iter().copied(), 4);
    rows.extend(verdict.rows.iter().copied().filter(|r| r.table != Table::Authentication).take(16));
    let (messages, recipients) = match own {
        Some(_) => {
            (uses.iter().map(|u| u.messages()).sum::<u64>(), uses.iter().map(|u| u.recipients()).sum::<u64>())
        }
        None => (verdict.messages, verdict.recipients),
    };
    let phrase = Phrase::new("suspect-abused")
        .text("account", scene.ground.directory.name(account).as_str())
        .number("messages", messages)
        .number("recipients", recipients);
    let mut reasons = vec![Reason::new(phrase, rows.clone()).worth(points.abused)];
    if verdict.confidence == Confidence::Established {
        let phrase = Phrase::new("suspect-established");
        reasons.push(Reason::new(phrase, rows).worth(points.established));
    }
    reasons
}

fn was_opened(scene: &Scene<'_>, tally: &Tally, guilty: bool) -> Option<Reason> {
    let (success, before) = opened(scene.ground, &scene.limits.guessing, tally)?;
    let points = &scene.limits.ranking;
    let phrase = Phrase::new("suspect-opened")
        .number("n", before)
        .time("at", success.time)
        .text("address", scene.ground.store.raw(success.address));
    Some(Reason::new(phrase, citing::attempt(scene, success)).worth(if guilty {
        points.opened_beside_abuse
    } else {
        points.opened
    }))
}

fn right_password(tally: &Tally) -> Option<Reason> {
    let phrase = Phrase::new("suspect-right-password").number("n", tally.right_password.len());
    (!tally.right_password.is_empty()).then(|| reason(phrase, &tally.right_password))
}

/// Findings about the account beyond those that the other reasons already tell.
fn further(scene: &Scene<'_>, account: AccountId, findings: &[Finding]) -> Option<Reason> {
    let about = findings.iter().filter(|f| f.account == Some(account) && f.points > 0);
    let mut seen: BTreeMap<&str, &Finding> = BTreeMap::new();
    for f in about {
        seen.entry(f.kind).or_insert(f);
    }
    let worth: u32 = seen.values().map(|f| f.points).sum();
    let phrase = Phrase::new("suspect-findings")
        .number("n", seen.len())
        .list("findings", seen.values().map(|f| f.id.as_str()));
    let rows: Vec<RowRef> = seen.values().flat_map(|f| f.rows.iter().copied().take(4)).take(20).collect();
    (!seen.is_empty())
        .then(|| Reason::new(phrase, rows).worth(worth.min(scene.limits.ranking.further_findings_at_most)))
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
    Some(Reason::new(phrase, honest.iter().flat_map(|u| &u.accepted).take(20).map(row).collect()))
}

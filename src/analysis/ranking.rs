//! Suspects: accounts somebody may have abused, the guilty above the merely attacked.
//!
//! The weight is the sum of its reasons, 100 at most: abuse seen 60, and 15 more when it is established;
//! opened after guessing 25 (10 beside abuse); password right though refused 20; attacked only 10. Whoever
//! never signed in is a target, not a suspect.

use super::accounts::AccountId;
use super::attempts::{Tally, opened, rows};
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
    suspects.sort_by_key(|s| {
        (
            Reverse(s.weight),
            Reverse(s.messages),
            Reverse(s.failures),
            s.account,
        )
    });
    suspects
}

fn weigh(
    scene: &Scene<'_>,
    verdicts: &[Verdict],
    account: AccountId,
    tally: &Tally,
    uses: &[&Use],
) -> Option<Suspect> {
    if tally.accepted.is_empty() && tally.right_password.is_empty() && uses.iter().all(|u| u.messages() == 0)
    {
        return None;
    }
    let mut suspect = describe(scene, account, tally, uses);
    let guilt = verdicts
        .iter()
        .find(|v| v.kind == VerdictKind::AuthenticatedRelay && v.accounts.contains(&account));
    let name = scene.ground.directory.name(account);
    if let Some(verdict) = guilt {
        suspect.weight += if verdict.confidence == Confidence::Established {
            75
        } else {
            60
        };
        let own = scene.abusers.iter().find(|a| a.account == Some(account));
        let (mut messages, mut recipients) = (0, 0);
        for u in own
            .iter()
            .flat_map(|a| &a.uses)
            .filter_map(|&i| scene.uses.get(i))
        {
            (messages, recipients) = (messages + u.messages(), recipients + u.recipients());
        }
        let phrase = Phrase::new("suspect-abused")
            .text("account", name.as_str())
            .number("messages", messages)
            .number("recipients", recipients);
        suspect.reasons.push(Reason {
            phrase,
            rows: verdict.rows.iter().copied().take(20).collect(),
        });
    }
    if let Some((success, before)) = opened(scene.ground, &scene.limits.guessing, tally) {
        suspect.weight += if guilt.is_some() { 10 } else { 25 };
        let phrase = Phrase::new("suspect-opened")
            .number("n", before)
            .time("at", success.time)
            .text("address", scene.ground.store.raw(success.address));
        suspect.reasons.push(Reason {
            phrase,
            rows: rows([success], 20),
        });
    }
    if !tally.right_password.is_empty() {
        suspect.weight += 20;
        let phrase = Phrase::new("suspect-right-password").number("n", tally.right_password.len());
        suspect.reasons.push(Reason {
            phrase,
            rows: rows(&tally.right_password, 20),
        });
    }
    if suspect.weight == 0 && tally.refused.len() >= scene.limits.guessing.failures_in_1_hour as usize {
        suspect.weight = 10;
        let phrase = Phrase::new("suspect-attacked").number("n", tally.refused.len());
        suspect.reasons.push(Reason {
            phrase,
            rows: rows(&tally.refused, 20),
        });
    }
    if guilt.is_none() {
        let phrase = Phrase::new("suspect-no-abuse").number("messages", suspect.messages);
        suspect.against.push(Reason {
            phrase,
            rows: rows(&tally.accepted, 20),
        });
    } else if let Some(honest) = honest_use(scene, account) {
        suspect.against.push(honest);
    }
    suspect.weight = suspect.weight.min(100);
    (suspect.weight > 0).then_some(suspect)
}

fn describe(scene: &Scene<'_>, account: AccountId, tally: &Tally, uses: &[&Use]) -> Suspect {
    let mut addresses: BTreeMap<Symbol, u64> = BTreeMap::new();
    for u in uses
        .iter()
        .filter(|u| u.span.is_some() && u.origin > super::site::Origin::Own)
    {
        *addresses.entry(u.address).or_default() += u.messages() + u.accepted.len() as u64;
    }
    let mut addresses: Vec<(Symbol, u64)> = addresses.into_iter().collect();
    addresses.sort_by_key(|(a, n)| (Reverse(*n), scene.ground.store.raw(*a)));
    let used = |last: bool| {
        let spans = uses
            .iter()
            .filter_map(|u| u.span)
            .map(|s| if last { s.last } else { s.first });
        let rows = tally.accepted.iter().map(|a| a.time);
        if last {
            spans.chain(rows).max()
        } else {
            spans.chain(rows).min()
        }
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
    let honest: Vec<&Use> = honest
        .into_iter()
        .filter(|u| u.span.is_some() && u.address.is_some())
        .collect();
    if honest.is_empty() {
        return None;
    }
    let names = honest.iter().take(5).map(|u| scene.ground.store.raw(u.address));
    let phrase = Phrase::new("against-honest-use")
        .text("account", scene.ground.directory.name(account).as_str())
        .list("addresses", names)
        .number("messages", honest.iter().map(|u| u.messages()).sum::<u64>());
    let row = |i: &u32| RowRef {
        table: Table::Authentication,
        row: *i,
    };
    Some(Reason {
        phrase,
        rows: honest
            .iter()
            .flat_map(|u| &u.accepted)
            .take(20)
            .map(row)
            .collect(),
    })
}

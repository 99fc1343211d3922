//! An account that is used again after its password was reset or it was switched off.
//!
//! **What it sees:** after a reset, an accepted sign-in or mail of a client that took part in the account's
//! abuse; after it was switched off, any accepted sign-in until it is switched on again.
//! **Why it matters:** the door is still open: a session that was not cut, a second server, the new password.
//! **What else looks like it:** directories that have not yet agreed, for which some minutes are left out.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::Finding;
use crate::analysis::scene::{SHOWN, Scene};
use crate::knowledge::detections::Figures;
use crate::model::rows::{Action, Deed, RowRef, Table};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::BTreeMap;

const KINDS: [Deed; 4] =
    [Deed::PasswordReset, Deed::PasswordChanged, Deed::AccountDisabled, Deed::AccountEnabled];

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let mut by_account: BTreeMap<AccountId, Vec<(u32, Action)>> = BTreeMap::new();
    for (i, row) in scene.deeds(&KINDS) {
        let directory = scene.ground.directory;
        if let Some(account) = directory.of(row.target).or_else(|| directory.of(row.sid)) {
            by_account.entry(account).or_default().push((i, row));
        }
    }
    let grace = limits.seconds("grace_minutes");
    let found = by_account.iter().flat_map(|(&account, acts)| {
        [after_reset(scene, account, acts, grace), after_disabling(scene, account, acts, grace)]
    });
    found.flatten().collect()
}

/// The abuse goes on after the last new password before its end.
fn after_reset(scene: &Scene<'_>, account: AccountId, acts: &[(u32, Action)], grace: i64) -> Option<Finding> {
    let abuser = scene.abusers.iter().find(|a| a.account == Some(account))?;
    let uses = || abuser.uses.iter().filter_map(|&i| scene.uses.get(i));
    let begun = uses().filter_map(|u| u.span).map(|s| s.first).min()?;
    let reset = |(_, row): &&(u32, Action)| {
        matches!(row.deed, Deed::PasswordReset | Deed::PasswordChanged) && row.time >= begun
    };
    let (act, row) = acts.iter().find(reset)?;
    let from = row.time.plus_seconds(grace);
    let tables = &scene.ground.store.tables;
    let signed_in = uses().flat_map(|u| &u.accepted).map(|&i| (Table::Authentication, i));
    let mail = uses().flat_map(|u| &u.mail).map(|&i| (Table::MailEvent, i));
    let time = |&(table, i): &(Table, u32)| {
        let times = if table == Table::MailEvent { &tables.mail.time } else { &tables.authentications.time };
        times.get(i as usize).copied().unwrap_or_default()
    };
    let mut later: Vec<(UtcTime, Table, u32)> =
        signed_in.chain(mail).map(|at| (time(&at), at.0, at.1)).filter(|(t, ..)| *t > from).collect();
    later.sort();
    say(scene, account, "reset", (*act, row.time), &later)
}

/// Signed in while switched off.
fn after_disabling(
    scene: &Scene<'_>,
    account: AccountId,
    acts: &[(u32, Action)],
    grace: i64,
) -> Option<Finding> {
    let accepted = &scene.attempts.get(&account)?.accepted;
    let offs = acts.iter().filter(|(_, row)| row.deed == Deed::AccountDisabled);
    for (act, row) in offs {
        let on = |(_, a): &&(u32, Action)| a.deed == Deed::AccountEnabled && a.time >= row.time;
        let until = acts.iter().find(on).map_or(UtcTime(i64::MAX), |(_, a)| a.time);
        let from = accepted.partition_point(|a| a.time <= row.time.plus_seconds(grace));
        let later = accepted.iter().skip(from).take_while(|a| a.time < until);
        let later: Vec<(UtcTime, Table, u32)> =
            later.map(|a| (a.time, Table::Authentication, a.row)).collect();
        let finding = say(scene, account, "disabled", (*act, row.time), &later);
        if finding.is_some() {
            return finding;
        }
    }
    None
}

fn say(
    scene: &Scene<'_>,
    account: AccountId,
    how: &str,
    (act, at): (u32, UtcTime),
    later: &[(UtcTime, Table, u32)],
) -> Option<Finding> {
    let (first, last) = (later.first()?.0, later.last()?.0);
    let mut rows = vec![RowRef { table: Table::Action, row: act }];
    rows.extend(later.iter().take(SHOWN - 1).map(|&(_, table, row)| RowRef { table, row }));
    Some(Finding {
        account: Some(account),
        sentence: Phrase::new("finding-post-containment")
            .text("account", scene.ground.directory.name(account).as_str())
            .text("how", how)
            .number("n", later.len())
            .time("at", at)
            .time("first", first),
        span: Some(Span::between(at, last)),
        rows,
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::{Deed, Table};

    const THIEF: &str = "203.0.113.9";

    fn spam(s: &mut Scene, t: i64) {
        let id = format!("FE{t}");
        s.dialogue(t, "CONTOSO\\scanner", THIEF, &id, true);
        s.front(t, &id, THIEF, "CONTOSO\\scanner");
        for i in 0..40 {
            s.mail(t + i, &id, THIEF, "news@shop.example", &["v1@example.net"], "06I");
        }
    }

    #[test]
    fn a_thief_who_comes_back_after_the_reset_is_told_with_both() {
        let mut s = Scene::site();
        spam(&mut s, 1_000);
        s.act(5_000, (4724, Deed::PasswordReset), "CONTOSO\\scanner", "CONTOSO\\admin", "");
        spam(&mut s, 9_000);
        let (_, a) = s.analyse();
        let (f, said) = found(&a, "post-containment").remove(0);
        assert!(said.starts_with("CONTOSO\\scanner was used again"), "{said}");
        assert_eq!(f.rows[0].table, Table::Action);
        assert!(f.rows.len() > 10 && f.account.is_some());
    }

    #[test]
    fn the_owner_with_a_new_password_is_not() {
        let mut s = Scene::site();
        spam(&mut s, 1_000);
        s.act(5_000, (4724, Deed::PasswordReset), "CONTOSO\\scanner", "CONTOSO\\admin", "");
        s.logon(9_000, "CONTOSO\\scanner", true);
        s.dialogue(9_000, "CONTOSO\\scanner", "10.0.0.77", "OWN", true);
        assert!(found(&s.analyse().1, "post-containment").is_empty());
    }

    #[test]
    fn an_account_that_was_switched_off_signs_in_no_more_until_it_is_on_again() {
        let mut s = Scene::site();
        s.act(0, (4725, Deed::AccountDisabled), "CONTOSO\\scanner", "CONTOSO\\admin", "");
        s.act(7_000, (4722, Deed::AccountEnabled), "CONTOSO\\scanner", "CONTOSO\\admin", "");
        s.logon(9_000, "CONTOSO\\scanner", true);
        assert!(found(&s.analyse().1, "post-containment").is_empty());
        let mut s = Scene::site();
        s.act(0, (4725, Deed::AccountDisabled), "CONTOSO\\scanner", "CONTOSO\\admin", "");
        s.logon(9_000, "CONTOSO\\scanner", true);
        assert_eq!(found(&s.analyse().1, "post-containment").len(), 1);
    }
}

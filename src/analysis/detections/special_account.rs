//! Accounts that are nobody's mailbox, used over SMTP: guest, built-in administrator, service, computer.
//!
//! **What it sees:** such an account accepted over SMTP from outside; a guest also from inside.
//! **Why it matters:** they often have an old or empty password, many rights, and nobody who would notice.
//! **What else looks like it:** backup software or a device outside that sends its reports by such an account.
//!
//! Names are compared as `assets/knowledge/special_accounts.toml` has them, and the built-in accounts also by
//! their SID, so a renamed one is known.

use crate::analysis::accounts::{Account, AccountId};
use crate::analysis::finding::Finding;
use crate::analysis::noise;
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::{MAX_ROWS, SignIn, clients, gather, over_smtp, refs};
use crate::knowledge::detections::Figures;
use crate::knowledge::special_accounts::{Special, by_name, by_sid, computer};
use crate::model::account::AccountName;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let people = over_smtp(scene).into_iter().filter_map(|(id, list)| {
        let special = special(scene, scene.ground.directory.get(id)?)?;
        tell(scene, limits, id, special, &list)
    });
    let machines = gather(scene, is_computer(scene)).into_iter();
    let machines = machines.filter_map(|(id, list)| tell(scene, limits, id, computer()?, &list));
    people.chain(machines).collect()
}

/// Is a row set aside as a computer's? Such rows take no part elsewhere.
fn is_computer<'a>(scene: &Scene<'a>) -> impl Fn(usize) -> bool + 'a {
    let (store, noise_of) = (scene.ground.store, scene.ground.noise_of);
    let column = &store.tables.authentications.account;
    let set_aside = noise_of.iter().zip(column).filter(|(noise, _)| **noise != 0);
    let mut known: FxHashMap<Symbol, bool> = FxHashMap::default();
    for (_, &account) in set_aside {
        let judge = || noise::by_name(store.raw(account)) == Some("computer-account");
        known.entry(account).or_insert_with(judge);
    }
    move |i| column.get(i).is_some_and(|a| known.get(a) == Some(&true))
}

fn special(scene: &Scene<'_>, account: &Account) -> Option<&'static Special> {
    let store = scene.ground.store;
    let of_sid = account.sids.iter().find_map(|&sid| by_sid(store.raw(sid)));
    of_sid.or_else(|| {
        let names = account.as_written.iter().filter_map(|&s| AccountName::parse(store.raw(s)));
        names.into_iter().find_map(|n| by_name(&n.name))
    })
}

fn tell(
    scene: &Scene<'_>,
    limits: &Figures,
    id: AccountId,
    special: &Special,
    list: &[SignIn],
) -> Option<Finding> {
    let counts = |origin: Origin| origin == Origin::Outside || (special.inside && origin == Origin::Internal);
    let (mut mail, mut messages, mut addresses) = (Vec::new(), 0, BTreeSet::new());
    for u in scene.uses.iter().filter(|u| u.account == Some(id) && counts(u.origin) && u.messages() > 0) {
        messages += u.messages();
        addresses.insert(u.address);
        mail.extend(u.mail.iter().take(MAX_ROWS).map(|&row| RowRef { table: Table::MailEvent, row }));
    }
    // Where the mail comes from outside, a logon without a client is taken for its sign-in.
    let unstated = |s: &SignIn| messages > 0 && s.origin == Origin::Unstated;
    let list: Vec<&SignIn> = list.iter().filter(|s| counts(s.origin) || unstated(s)).collect();
    let (first, last) = (list.first()?, list.last()?);
    addresses.extend(clients(list.iter().copied()));
    let mut rows = refs(list.iter().copied());
    rows.extend(mail.into_iter().take(MAX_ROWS - rows.len()));
    Some(Finding {
        weight: limits.get(&format!("weight_of_{}", special.key)),
        account: Some(id),
        sentence: Phrase::new("finding-special-account")
            .text("account", scene.ground.directory.name(id).as_str())
            .word("special", format!("special-account-{}", special.key))
            .number("n", list.len())
            .number("addresses", addresses.len())
            .number("messages", messages)
            .time("first", first.time),
        span: Some(Span::between(first.time, last.time)),
        rows,
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;

    const KEY: &str = "special-account";

    #[test]
    fn the_guest_from_outside_is_told_in_any_language_with_what_it_sent() {
        let mut s = covered(1);
        smtp(&mut s, 1000, "CONTOSO\\Invité", "203.0.113.9");
        s.queued("news@shop.example", &["v1@example.net"], 12);
        smtp(&mut s, 2000, "CONTOSO\\Invité", "198.51.100.7");
        let (_, a, f) = only(s, KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len()), ("CONTOSO\\Invité", 2));
        let said = said(&f);
        assert!(said.starts_with("CONTOSO\\Invité, the guest account, signed in to SMTP 2 times"), "{said}");
        assert!(said.contains("2 addresses") && said.contains("12 messages"), "{said}");
    }

    #[test]
    fn a_renamed_administrator_is_known_by_its_sid_and_a_computer_by_its_name() {
        let mut s = covered(1);
        s.logon_with_sid(500, "CONTOSO\\boss", "S-1-5-21-1-2-3-500");
        smtp(&mut s, 1000, "CONTOSO\\boss", "203.0.113.9");
        smtp(&mut s, 1500, "CONTOSO\\PC7$", "203.0.113.9");
        let (_, a, found) = found(s, KEY);
        let names: Vec<String> = found.iter().map(|f| name(&a, f)).collect();
        assert_eq!(names, ["CONTOSO\\PC7$", "CONTOSO\\boss"]);
        assert!(said(&found[0]).contains("a computer’s account"), "{}", said(&found[0]));
        assert!(said(&found[1]).contains("the built-in administrator"), "{}", said(&found[1]));
    }

    #[test]
    fn without_an_smtp_log_the_logon_and_the_mail_from_outside_tell() {
        let mut s = covered(1);
        s.logon(1000, "CONTOSO\\svc-backup", true);
        for i in 0..30 {
            s.mail(1002 + i, "HB1", "203.0.113.9", "news@shop.example", &["v1@example.net"], "06I");
        }
        let (_, a, f) = only(s, KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len()), ("CONTOSO\\svc-backup", 31));
        assert!(said(&f).contains("from one address; 30 messages"), "{}", said(&f));
    }

    #[test]
    fn a_service_account_inside_a_server_of_ours_and_people_are_silent() {
        let mut s = covered(1);
        smtp(&mut s, 1000, "CONTOSO\\svc-backup", "10.0.0.60");
        smtp(&mut s, 1100, "CONTOSO\\Administrator", "10.0.0.60");
        smtp(&mut s, 1200, "CONTOSO\\EX2$", "10.0.0.6");
        smtp(&mut s, 1300, "CONTOSO\\m.durand", "203.0.113.9");
        smtp(&mut s, 1400, "CONTOSO\\guesthouse", "203.0.113.9");
        assert!(silent(s, KEY));
    }
}

//! Accounts that sign in to SMTP from outside, and whose name is on no mail of the house.
//!
//! **What it sees:** tracking covers days, most accounts that sign in have an address of ours with their name,
//! and this one neither writes nor gets any mail under its name.
//! **Why it matters:** an account without a mailbox has no reason to send from outside, and no owner who sees replies.
//! **What else looks like it:** a person whose address is written differently from the account, or a device.
//!
//! An address is looked at here only as a sign that a mailbox exists, never as a sign of who sent.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::site::{Origin, Side};
use crate::analysis::smtp_sign_ins::{SignIn, clients, over_smtp, refs, unless_usual};
use crate::knowledge::detections::Figures;
use crate::model::account::AccountName;
use crate::model::rows::Outcome;
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeSet;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let times = &scene.ground.store.tables.mail.time;
    let days = times.first().zip(times.last()).map_or(0, |(a, b)| b.seconds_since(*a));
    if days < limits.seconds("tracking_days") {
        return Vec::new();
    }
    let mailboxes = mailboxes(scene);
    let people = people(scene);
    let has = |id: &AccountId| has_mailbox(scene, &mailboxes, *id);
    let with = people.iter().filter(|id| has(id)).count();
    let names_are_addresses = with * 100 >= limits.count("named_percent") * people.len();
    if with < limits.count("named_accounts") || !names_are_addresses {
        return Vec::new();
    }
    let without = over_smtp(scene).into_iter().filter(|(id, _)| !has(id));
    let found = without.filter_map(|(id, list)| tell(scene, limits, id, &list));
    unless_usual(scene, limits, found.collect())
}

/// Names before the @ of all addresses of ours, lower case.
fn mailboxes(scene: &Scene<'_>) -> BTreeSet<String> {
    let (store, site) = (scene.ground.store, scene.ground.site);
    let symbols: BTreeSet<Symbol> =
        store.tables.mail.sender.iter().chain(&store.tables.texts).copied().collect();
    let ours = symbols.into_iter().filter(|&s| site.side(s) == Side::Local);
    ours.filter_map(|s| Some(local_part(store.raw(s))?.to_lowercase())).collect()
}

fn local_part(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(name, _)| name.trim_start_matches('<'))
}

/// Accounts that were accepted over any door, noise left out.
fn people(scene: &Scene<'_>) -> BTreeSet<AccountId> {
    let g = scene.ground;
    let table = &g.store.tables.authentications;
    let rows = table.account.iter().zip(&table.outcome).zip(g.noise_of);
    let accepted = rows.filter(|((_, outcome), noise)| **outcome == Outcome::Success && **noise == 0);
    let symbols: BTreeSet<Symbol> = accepted.map(|((account, _), _)| *account).collect();
    symbols.into_iter().filter_map(|s| g.directory.of(s)).collect()
}

fn has_mailbox(scene: &Scene<'_>, mailboxes: &BTreeSet<String>, id: AccountId) -> bool {
    let written = scene.ground.directory.get(id).map_or(&[][..], |a| a.as_written.as_slice());
    let mut names = written.iter().filter_map(|&s| AccountName::parse(scene.ground.store.raw(s)));
    names.any(|n| mailboxes.contains(&n.name))
}

fn tell(scene: &Scene<'_>, limits: &Figures, id: AccountId, list: &[SignIn]) -> Option<Finding> {
    let list: Vec<&SignIn> = list.iter().filter(|s| s.origin == Origin::Outside).collect();
    let (first, last) = (list.first()?, list.last()?);
    (list.len() >= limits.count("sign_ins")).then(|| Finding {
        account: Some(id),
        sentence: Phrase::new("finding-no-mailbox-account")
            .text("account", scene.ground.directory.name(id).as_str())
            .number("n", list.len())
            .number("addresses", clients(list.iter().copied()).len()),
        span: Some(Span::between(first.time, last.time)),
        rows: refs(list.iter().copied()),
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::Scene;

    const KEY: &str = "no-mailbox-account";

    /// Four colleagues with mail under their names over four days, and `account` from outside.
    fn house(account: &str, names: [&str; 4]) -> Scene {
        let mut s = covered(4);
        for (i, name) in (0..).zip(names) {
            s.logon(1000 + i, &format!("CONTOSO\\{name}"), true);
            s.mail(
                1000 + DAY * i,
                "",
                "198.51.100.30",
                "a@example.net",
                &[&format!("user{i}@contoso.test")],
                "00A",
            );
        }
        (0..5).for_each(|i| smtp(&mut s, 2 * DAY + 600 * i, account, "203.0.113.9"));
        s
    }

    const ALIKE: [&str; 4] = ["user0", "user1", "user2", "user3"];

    #[test]
    fn an_account_whose_name_is_on_no_mail_is_told_where_the_others_are() {
        let (_, a, f) = only(house("CONTOSO\\test1", ALIKE), KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len()), ("CONTOSO\\test1", 5));
        assert!(said(&f).starts_with("CONTOSO\\test1 signed in to SMTP 5 times"), "{}", said(&f));
    }

    #[test]
    fn an_account_with_mail_or_a_site_with_other_addresses_is_silent() {
        assert!(silent(house("user2@contoso.test", ALIKE), KEY));
        assert!(silent(house("CONTOSO\\test1", ["anna", "bert", "cleo", "user3"]), KEY));
    }
}

//! Spraying: a few common passwords tried on many accounts that exist.
//!
//! **What it sees:** within an hour one client from outside, or within minutes all clients together, tried many
//! accounts a few times each, and the accounts mostly exist.
//! **Why it matters:** whoever does so has a list of the site's accounts, and no lockout stops it.
//! **What else looks like it:** a gateway through which many people sign in, on the day their passwords expire.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::smtp_sign_ins::MAX_ROWS;
use crate::analysis::tried_names::{Spraying, spraying};
use crate::knowledge::detections::Figures;
use crate::model::rows::{RowRef, Table};
use crate::words::Phrase;
use std::collections::BTreeMap;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    spraying(scene, limits).map(|s| tell(scene, &s)).into_iter().collect()
}

fn tell(scene: &Scene<'_>, s: &Spraying) -> Finding {
    let mut first: BTreeMap<AccountId, u32> = BTreeMap::new();
    for (id, a) in &s.tries {
        first.entry(*id).or_insert(a.row);
    }
    let sentence = match s.clients.as_slice() {
        [only] => {
            Phrase::new("finding-password-spraying-one-client").text("address", scene.ground.store.raw(*only))
        }
        [] => Phrase::new("finding-password-spraying"),
        several => Phrase::new("finding-password-spraying-clients").number("clients", several.len()),
    };
    let mut rows: Vec<RowRef> =
        first.values().map(|&row| RowRef { table: Table::Authentication, row }).collect();
    rows.sort();
    rows.truncate(MAX_ROWS);
    Finding {
        sentence: sentence
            .number("accounts", first.len())
            .number("n", s.tries.len())
            .time("first", s.span.first)
            .time("last", s.span.last),
        span: Some(s.span),
        rows,
        ..Finding::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::{Scene, at};

    const WRONG: u32 = 0xC000_006A;
    const NO_SUCH_NAME: u32 = 0xC000_0064;

    /// `n` names of one client, two tries each.
    fn sprayed(n: i64, status: u32) -> Scene {
        let mut s = covered(1);
        for i in 0..2 * n {
            guess(&mut s, 1000 + 60 * i, &format!("CONTOSO\\user{}", i % n), "203.0.113.9", status);
        }
        s
    }

    #[test]
    fn a_few_passwords_on_many_accounts_that_exist_are_spraying_and_not_guessing_of_names() {
        let (store, a, f) = only(sprayed(12, WRONG), "password-spraying");
        assert_eq!(f.account, None);
        assert_eq!(f.rows.len(), 12, "one attempt on each account");
        assert!(f.rows.iter().all(|r| store.time_of(*r) < at(1000 + 60 * 12)));
        let said = said(&f);
        assert!(said.starts_with("12 accounts were tried, a few passwords each, from 203.0.113.9"), "{said}");
        assert!(said.contains("24 refused attempts"), "{said}");
        assert!(a.findings.iter().all(|f| f.kind != "name-guessing"));
    }

    #[test]
    fn without_clients_a_burst_over_many_accounts_is_enough_on_2003_too() {
        let mut s = covered(1);
        for i in 0..20 {
            s.service_logon(1000 + 10 * i, &format!("CONTOSO\\user{i}"), false);
        }
        let (_, _, f) = only(s, "password-spraying");
        assert!(said(&f).starts_with("20 accounts were tried, a few passwords each"), "{}", said(&f));
    }

    #[test]
    fn names_that_do_not_exist_few_accounts_or_many_tries_each_are_no_spraying() {
        assert!(silent(sprayed(12, NO_SUCH_NAME), "password-spraying"));
        assert!(silent(sprayed(6, WRONG), "password-spraying"));
        let mut s = covered(1);
        for i in 0..120 {
            guess(&mut s, 1000 + 10 * i, &format!("CONTOSO\\user{}", i % 12), "203.0.113.9", WRONG);
        }
        assert!(silent(s, "password-spraying"));
    }

    #[test]
    fn people_inside_who_mistype_are_no_spraying() {
        let mut s = covered(1);
        for i in 0..12 {
            guess(&mut s, 1000 + 60 * i, &format!("CONTOSO\\user{i}"), "10.0.0.77", WRONG);
        }
        assert!(silent(s, "password-spraying"));
    }
}

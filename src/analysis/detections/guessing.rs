//! Password guessing on one account.
//!
//! **What it sees:** many refused attempts on one account within minutes, or within an hour. A name that does not
//! exist is told as such, and weighs less: nobody can open it.
//! **Why it matters:** it is how most relay abuse begins.
//! **What else looks like it:** a device or phone that keeps an old password and tries for ever.

use crate::analysis::attempts::{densest, rows};
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::tried_names::existing;
use crate::knowledge::detections::Figures;
use crate::model::time::Span;
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let guessed = |refused: &[_]| {
        densest(refused, 300) >= limits.count("failures_in_5_minutes")
            || densest(refused, 3600) >= limits.count("failures_in_1_hour")
    };
    let many = u64::from(limits.get("many_failures"));
    let known = existing(scene);
    let attacked = scene.attempts.iter().filter(|(_, tally)| guessed(&tally.refused));
    attacked
        .filter_map(|(&account, tally)| {
            let (first, last) = (tally.refused.first()?, tally.refused.last()?);
            let count = tally.refused.len() as u64;
            let name = scene.ground.directory.name(account);
            let (weight, sentence) = match known.get(&account) {
                Some(false) => ("weight_of_missing_name", "finding-password-guessing-missing-name"),
                _ if count >= many => ("weight_of_many", "finding-password-guessing"),
                _ => ("weight", "finding-password-guessing"),
            };
            Some(Finding {
                weight: limits.get(weight),
                account: Some(account),
                sentence: Phrase::new(sentence)
                    .text("account", name.as_str())
                    .number("n", count)
                    .time("first", first.time)
                    .time("last", last.time),
                span: Some(Span::between(first.time, last.time)),
                rows: rows(&tally.refused, 50),
                ..Finding::default()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::{Scene, at};

    const KEY: &str = "password-guessing";

    fn tried(pause: i64, status: u32) -> Scene {
        let mut s = covered(1);
        (0..30).for_each(|i| guess(&mut s, 1000 + pause * i, "CONTOSO\\scanner", "203.0.113.9", status));
        s
    }

    #[test]
    fn many_wrong_passwords_within_minutes_are_told_with_their_rows() {
        let (store, a, f) = only(tried(5, 0xC000_006A), KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len(), f.weight), ("CONTOSO\\scanner", 30, 35));
        assert_eq!(store.time_of(f.rows[0]), at(1000));
        assert!(said(&f).starts_with("30 wrong passwords for CONTOSO\\scanner"), "{}", said(&f));
    }

    #[test]
    fn a_name_that_does_not_exist_has_no_password_to_be_wrong() {
        let (_, _, f) = only(tried(5, 0xC000_0064), KEY);
        assert!(said(&f).starts_with("30 refused attempts on CONTOSO\\scanner, a name that does not exist"));
        assert_eq!(f.weight, 15);
    }

    #[test]
    fn a_device_with_an_old_password_that_tries_now_and_then_is_silent() {
        assert!(silent(tried(1200, 0xC000_006A), KEY));
    }
}

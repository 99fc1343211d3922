//! The days after the demo incident through the whole core: what was done must be told as the story has it, and a
//! return of the abuser as a contradiction.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::analysis::aftermath::{Aftermath, Sign, Strength};
use relayscope::analysis::finding::{Analysis, Verdict};
use relayscope::demo::story::Cleanup;
use relayscope::demo::{self, After, Options, Story};
use relayscope::model::time::UtcTime;
use relayscope::words::{Language, Phrase, Words};
use relayscope::workbench::Workbench;
use support::analysed;

/// The story, and the case that was made of its files.
fn told(seed: u64, after: Option<After>) -> (Story, Workbench) {
    let folder = tempfile::tempdir().unwrap();
    let story = demo::write(folder.path(), &Options { seed, after, ..Options::default() }).unwrap();
    (story, analysed(&[folder.path()]))
}

fn analysis(bench: &Workbench) -> &Analysis {
    &bench.case().analysis
}

fn one<'a>(a: &'a Aftermath, kind: &str) -> &'a Sign {
    let found: Vec<&Sign> = a.signs.iter().filter(|s| s.kind == kind).collect();
    assert_eq!(found.len(), 1, "{kind}: {:?}", a.signs.iter().map(|s| s.kind).collect::<Vec<_>>());
    found[0]
}

/// Event logs keep the time to the digit; text logs to the millisecond.
fn same(a: UtcTime, b: UtcTime) -> bool {
    (a.0 - b.0).abs() < 10_000
}

fn english(phrase: &Phrase) -> String {
    Words::new(Language::English, chrono_tz::UTC).say(phrase)
}

/// What both stories share: each act under its kind, at its time.
fn acts_are_told(cleanup: &Cleanup, a: &Aftermath) {
    for (kind, at) in [
        ("audit-raised", cleanup.audit_raised_at),
        ("protocol-logging-raised", cleanup.logging_raised_at),
        ("event-level-raised", cleanup.event_level_raised_at),
        ("guest-disabled", cleanup.guest_disabled_at),
        ("spam-purged", cleanup.purged_at),
        ("auth-off", cleanup.auth_off_at),
        ("relay-restricted", cleanup.relay_restricted_at),
        ("lockout-policy-changed", cleanup.lockout_at),
        ("flow-resumed", cleanup.resumed_at),
        ("transport-restarted", cleanup.restarted_at),
    ] {
        let sign = one(a, kind);
        assert!(same(sign.at, at), "{kind}: {} is not {}", sign.at.rfc3339(), at.rfc3339());
        assert_eq!(sign.strength, Strength::Whole, "{kind}: {:?}", sign.but);
        assert!(!sign.place.is_empty(), "{kind}");
    }
    let frozen = a.signs.iter().filter(|s| s.kind == "queues-frozen" && s.strength == Strength::Whole);
    assert!(frozen.map(|s| s.at).eq([cleanup.frozen_at]));
}

/// The verdict without what may grow.
fn core(story: &Story, bench: &Workbench) -> (String, Vec<String>, UtcTime) {
    let verdict: &Verdict = &analysis(bench).verdicts[0];
    let account = analysis(bench).directory.name(verdict.account.unwrap()).to_string();
    assert_eq!(account, story.account);
    let store = bench.case().store.clone();
    let mut addresses: Vec<String> = verdict.addresses.iter().map(|a| store.raw(*a).to_owned()).collect();
    addresses.sort();
    (account, addresses, verdict.span.unwrap().first)
}

#[test]
fn the_clean_up_is_told_with_account_time_and_hand() {
    for seed in [1, 7] {
        let (story, bench) = told(seed, Some(After::Clean));
        let a = &analysis(&bench).aftermath;
        let cleanup = story.after.as_ref().unwrap();
        assert!(a.contradictions.is_empty(), "{:?}", a.contradictions);
        acts_are_told(cleanup, a);
        for (kind, at) in
            [("password-reset", story.password_reset_at), ("account-disabled", story.disabled_at)]
        {
            let sign = one(a, kind);
            let account = analysis(&bench).directory.name(sign.account.unwrap()).to_string();
            assert_eq!(
                (account.as_str(), sign.strength),
                (story.account.as_str(), Strength::Whole),
                "{kind}"
            );
            assert!(same(sign.at, at), "{kind}");
            assert!(english(&sign.say).starts_with("CONTOSO\\Administrator "), "{}", english(&sign.say));
        }
        assert!(same(a.last_abuse.unwrap(), story.last_success));
        let silent = one(a, "no-mail-since");
        assert!(same(silent.at, story.disabled_at));
        assert_eq!(silent.strength, Strength::Whole, "{:?}", silent.but);
        let refused = one(a, "only-refused-since");
        assert_eq!(refused.rows.len() as u64, (story.failures_after + cleanup.refused).min(50));
        let ended = one(a, "sessions-ended");
        assert_eq!(ended.strength, Strength::Whole, "{:?}", ended.but);
        let normal = one(a, "queues-normal");
        assert!(
            normal.at >= cleanup.purged_at && normal.at <= cleanup.snapshot_at,
            "{}",
            normal.at.rfc3339()
        );
        assert!(one(a, "first-witness-after").at > cleanup.audit_raised_at);
        assert!(cleanup.removed > 50, "something is left to purge");
    }
}

#[test]
fn the_abuser_who_is_still_in_contradicts_the_clean_up() {
    for seed in [1, 4] {
        let (story, bench) = told(seed, Some(After::StillIn));
        let a = &analysis(&bench).aftermath;
        let cleanup = story.after.as_ref().unwrap();
        let back = cleanup.still_in.as_ref().unwrap();
        acts_are_told(cleanup, a);
        let found: Vec<_> = a.contradictions.iter().filter(|c| c.kind == "used-after-reset").collect();
        assert_eq!(found.len(), 1, "{:?}", a.contradictions);
        assert!((found[0].at.0 - back.first.0).abs() < 10_000_000, "{}", found[0].at.rfc3339());
        let account = analysis(&bench).directory.name(found[0].account.unwrap()).to_string();
        assert_eq!(account, story.account);
        assert!(
            found[0].against.contains(&"password-reset") && found[0].against.contains(&"account-disabled")
        );
        let said = english(&found[0].say);
        assert!(said.contains(&back.address.to_string()), "{said}");
        assert!(said.contains(&format!("for {} messages", back.messages)), "{said}");
        assert!(
            a.signs
                .iter()
                .all(|s| !matches!(s.kind, "no-mail-since" | "only-refused-since" | "sessions-ended"))
        );
        assert!(
            a.signs.iter().filter(|s| s.kind == "password-reset").any(|s| s.strength == Strength::Partly)
        );
        assert!(same(a.last_abuse.unwrap(), back.last));
        // Relay is restricted to a list, and mail is relayed all the same: by authentication.
        assert!(a.contradictions.iter().any(|c| c.kind == "relayed-after-restricted"));
        assert!(
            a.contradictions.iter().all(|c| c.kind != "signed-in-after-auth-off"),
            "587 was left as it is"
        );
    }
}

#[test]
fn the_incident_alone_shows_what_was_done_that_day_and_no_contradiction() {
    let (story, bench) = told(1, None);
    let a = &analysis(&bench).aftermath;
    assert!(a.contradictions.is_empty(), "{:?}", a.contradictions);
    let mut kinds: Vec<&str> = a.signs.iter().map(|s| s.kind).collect();
    kinds.sort_unstable();
    let expected = [
        "account-disabled",
        "no-mail-since",
        "only-refused-since",
        "password-reset",
        "queues-frozen",
        "queues-normal",
        "sessions-ended",
    ];
    assert_eq!(kinds, expected);
    assert_eq!(one(a, "no-mail-since").strength, Strength::Partly, "less than a day is covered");
    assert_eq!(one(a, "queues-frozen").strength, Strength::Partly, "messages only");
    assert_eq!(one(a, "only-refused-since").rows.len() as u64, story.failures_after);
}

#[test]
fn the_days_after_leave_the_verdict_as_it_is() {
    let (story, plain) = told(1, None);
    let (_, clean) = told(1, Some(After::Clean));
    let (later, still) = told(1, Some(After::StillIn));
    let before = core(&story, &plain);
    assert_eq!(before, core(&story, &clean));
    assert_eq!(before, core(&story, &still));
    let verdict = |bench: &Workbench| analysis(bench).verdicts[0].clone();
    let (one, two, three) = (verdict(&plain), verdict(&clean), verdict(&still));
    assert_eq!((one.messages, one.span, one.kind), (two.messages, two.span, two.kind));
    let back = later.after.unwrap().still_in.unwrap();
    assert_eq!(three.messages, one.messages + back.messages);
    assert!(same(three.span.unwrap().last, back.last));
}

#[test]
fn a_server_of_2003_has_no_days_after() {
    let folder = tempfile::tempdir().unwrap();
    let generation = demo::Generation::Exchange2003;
    let options = Options { generation, after: Some(After::Clean), ..Options::default() };
    assert!(demo::write(folder.path(), &options).is_err());
}

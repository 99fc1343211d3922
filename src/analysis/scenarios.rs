//! Small incidents and their twins: a verdict must be there, and gone or softer when one fact changes.

use super::finding::{Analysis, Answer, Confidence, DepthBasis, Flow, Verdict, VerdictKind};
use super::tests_support::{Scene, at};
use crate::model::store::EventStore;
use crate::words::{Language, Words};

const THIEF: &str = "203.0.113.9";
const STRANGERS: &[&str] = &["v1@example.net", "v2@example.org"];

/// A day of logs of all kinds.
fn covered() -> Scene {
    let mut s = Scene::site();
    for format in ["evtx", "smtp-receive", "message-tracking"] {
        s.covers(format, 0, 86_000);
    }
    s
}

/// A spam session through `account` from `address`: as much of it as the logs hold.
fn spam(s: &mut Scene, t: i64, account: &str, address: &str, front: bool, hub: bool) {
    let (fe, hb) = (format!("FE{t}"), format!("HB{t}"));
    if front {
        s.dialogue(t, account, address, &fe, true);
        s.front(t, &fe, address, account);
    }
    if hub {
        s.hub(t + 1, &hb, &fe, address, 40, 80);
    }
    s.logon(t, account, true);
    for i in 0..40 {
        s.mail(t + 2 + i, &hb, address, "news@shop.example", STRANGERS, "06I");
    }
}

fn first(a: &Analysis) -> &Verdict {
    a.verdicts.first().unwrap()
}

fn name(a: &Analysis, v: &Verdict) -> String {
    v.account.map(|id| a.directory.name(id).to_string()).unwrap_or_default()
}

fn spoken(store: &EventStore, a: &Analysis) -> Vec<String> {
    let _ = store;
    let words = Words::new(Language::English, chrono_tz::UTC);
    let v = first(a);
    let mut all = vec![words.say(&v.headline), words.say(&v.subline), words.say(&v.pill)];
    all.extend(v.reasons_for.iter().chain(&v.reasons_against).map(|r| words.say(&r.phrase)));
    all
}

#[test]
fn a_guessed_account_that_sends_strangers_mail_is_established_by_three_kinds_of_source() {
    let mut s = covered();
    s.guesses(100, "scanner@contoso.test", THIEF, 50);
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, true);
    spam(&mut s, 2000, "CONTOSO\\scanner", "198.51.100.7", true, true);
    let (store, a) = s.analyse();
    let v = first(&a);
    assert_eq!(
        (v.kind, v.confidence, v.kinds),
        (VerdictKind::AuthenticatedRelay, Confidence::Established, 3)
    );
    assert_eq!(name(&a, v), "CONTOSO\\scanner");
    assert_eq!((v.messages, v.recipients, v.sessions), (80, 160, 2));
    let from: Vec<&str> = v.addresses.iter().map(|&s| store.raw(s)).collect();
    assert_eq!(from, ["198.51.100.7", THIEF]);
    assert_eq!(v.span.unwrap().first, at(1000));
    assert_eq!(v.span.unwrap().last, at(2041));
    assert_eq!(a.suspects[0].failures, 50, "an attempt seen by two logs counts once");
    assert_eq!(a.suspects[0].first_failure, Some(at(100)));
    let said = spoken(&store, &a);
    assert_eq!(said[0], "CONTOSO\\scanner relays spam through SMTP AUTH from 2 addresses");
    assert!(said[1].contains("after 50 wrong passwords") && said[1].contains("stopped"), "{said:?}");
    assert_eq!(said[2], "established · 3 sources agree");
    assert!(said.iter().all(|s| !s.contains('[') && !s.contains('{')), "{said:?}");
    assert!(v.reasons_for.iter().all(|r| !r.rows.is_empty()));
}

#[test]
fn without_the_hubs_log_client_and_time_join_the_mail() {
    let mut s = covered();
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, false);
    let (_, a) = s.analyse();
    let v = first(&a);
    assert_eq!((v.kind, v.confidence), (VerdictKind::AuthenticatedRelay, Confidence::Established));
    assert_eq!((v.messages, v.sessions), (40, 1));
}

#[test]
fn without_a_protocol_log_logons_and_tracking_name_the_account_less_surely() {
    let mut s = covered();
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, false, false);
    let (_, a) = s.analyse();
    let v = first(&a);
    assert_eq!((v.kind, v.confidence), (VerdictKind::AuthenticatedRelay, Confidence::Likely));
    assert_eq!((name(&a, v).as_str(), v.messages), ("CONTOSO\\scanner", 40));
}

#[test]
fn without_the_hub_and_tracking_nobody_is_accused() {
    let mut s = Scene::site();
    s.covers("smtp-receive", 0, 86_000);
    s.guesses(100, "CONTOSO\\scanner", THIEF, 50);
    s.dialogue(1000, "CONTOSO\\scanner", THIEF, "FE1", true);
    s.front(1000, "FE1", THIEF, "CONTOSO\\scanner");
    let (_, a) = s.analyse();
    assert_ne!(first(&a).kind, VerdictKind::AuthenticatedRelay);
    assert_eq!(a.suspects.len(), 1, "the opened account is a suspect all the same");
}

#[test]
fn two_abused_accounts_are_named_the_heavier_first() {
    let mut s = covered();
    spam(&mut s, 1000, "CONTOSO\\copier", "198.51.100.7", true, true);
    spam(&mut s, 2000, "CONTOSO\\scanner", THIEF, true, true);
    spam(&mut s, 3000, "CONTOSO\\scanner", THIEF, true, true);
    let (_, a) = s.analyse();
    let v = first(&a);
    let names: Vec<String> = v.accounts.iter().map(|&id| a.directory.name(id).to_string()).collect();
    assert_eq!(names, ["CONTOSO\\scanner", "CONTOSO\\copier"]);
    assert_eq!(v.messages, 120);
}

#[test]
fn the_honest_device_of_the_abused_account_is_not_the_abuser() {
    let mut s = covered();
    s.dialogue(500, "CONTOSO\\scanner", "10.0.0.60", "DEV", true);
    s.front(500, "DEV", "10.0.0.60", "CONTOSO\\scanner");
    s.mail(501, "DEV", "10.0.0.60", "scanner@contoso.test", &["m.durand@contoso.test"], "06I");
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, true);
    let (store, a) = s.analyse();
    let v = first(&a);
    assert_eq!(v.addresses.iter().map(|&s| store.raw(s)).collect::<Vec<_>>(), [THIEF]);
    assert_eq!((v.messages, v.span.unwrap().first), (40, at(1000)));
    assert!(spoken(&store, &a).iter().any(|s| s.contains("10.0.0.60")));
}

/// Mail of a signed-in client: `n` messages within the hour.
fn sender(account: &str, address: &str, from: &str, to: &[&str], n: i64) -> Scene {
    let mut s = covered();
    s.dialogue(1000, account, address, "FE1", true);
    s.front(1000, "FE1", address, account);
    s.hub(1001, "HB1", "FE1", address, u32::try_from(n).unwrap(), u32::try_from(n).unwrap());
    (0..n).for_each(|i| s.mail(1002 + i, "HB1", address, from, to, "06I"));
    s
}

#[test]
fn honest_senders_are_not_accused() {
    let cases = [
        (
            "a user at home",
            sender("CONTOSO\\m.durand", "198.51.100.20", "m.durand@contoso.test", &["a@example.net"], 20),
        ),
        (
            "a printer",
            sender("CONTOSO\\printer", "10.0.0.61", "printer@contoso.test", &["a@example.net"], 400),
        ),
        ("a newsletter", sender("CONTOSO\\news", "10.0.0.62", "news@contoso.test", STRANGERS, 2000)),
        (
            "a newsletter from outside",
            sender("CONTOSO\\news", "198.51.100.9", "news@contoso.test", STRANGERS, 2000),
        ),
    ];
    for (who, scene) in cases {
        let (_, a) = scene.analyse();
        assert_eq!(first(&a).kind, VerdictKind::NoRelaySeen, "{who}");
        assert!(a.suspects.is_empty(), "{who}");
    }
}

#[test]
fn own_mail_in_bulk_accuses_only_after_guessing_and_then_not_for_sure() {
    let mut s = sender("CONTOSO\\news", "198.51.100.9", "news@contoso.test", STRANGERS, 2000);
    s.guesses(100, "CONTOSO\\news", THIEF, 30);
    let (_, a) = s.analyse();
    assert_eq!((first(&a).kind, first(&a).confidence), (VerdictKind::AuthenticatedRelay, Confidence::Likely));
}

#[test]
fn colleagues_whose_addresses_were_forged_are_named_as_not_involved() {
    let mut s = covered();
    s.dialogue(1000, "CONTOSO\\scanner", THIEF, "FE1", true);
    s.front(1000, "FE1", THIEF, "CONTOSO\\scanner");
    s.hub(1001, "HB1", "FE1", THIEF, 60, 60);
    (0..30).for_each(|i| s.mail(1002 + i, "HB1", THIEF, "n.leroy@contoso.test", &["a@example.net"], "06I"));
    (0..30).for_each(|i| s.mail(1100 + i, "HB1", THIEF, "win@shop.example", &["a@example.net"], "06I"));
    let (store, a) = s.analyse();
    assert_eq!(first(&a).messages, 60, "all mail of the thief counts, whoever it claims to be from");
    assert!(a.flow_of.iter().all(|f| *f == Flow::Relayed));
    assert!(spoken(&store, &a)[1].contains("n.leroy@contoso.test"));
}

#[test]
fn whom_the_user_vouches_for_is_not_accused_and_stays_at_the_end_of_the_list() {
    let scene = |known: &[&str]| {
        let mut s = covered();
        s.settings.known_accounts = known.iter().map(|k| (*k).to_owned()).collect();
        spam(&mut s, 1000, "CONTOSO\\news", "198.51.100.7", true, true);
        spam(&mut s, 1500, "CONTOSO\\news", "198.51.100.7", true, true);
        spam(&mut s, 2000, "CONTOSO\\scanner", THIEF, true, true);
        s.guesses(100, "CONTOSO\\news", "198.51.100.99", 30);
        s.analyse().1
    };
    let ranked = |a: &Analysis| -> Vec<String> {
        a.suspects.iter().map(|s| a.directory.name(s.account).to_string()).collect()
    };
    assert_eq!(ranked(&scene(&[])), ["CONTOSO\\news", "CONTOSO\\scanner"]);
    let a = scene(&["news@contoso.test"]);
    assert_eq!(ranked(&a), ["CONTOSO\\scanner", "CONTOSO\\news"]);
    assert_eq!(first(&a).accounts.len(), 1);
    assert_eq!(a.suspects[1].against[0].phrase.id, "suspect-known-good");
    let by_client = {
        let mut s = covered();
        s.settings.known_clients =
            crate::model::address::Network::parse("203.0.113.0/24").into_iter().collect();
        spam(&mut s, 2000, "CONTOSO\\scanner", THIEF, true, true);
        s.analyse().1
    };
    assert_ne!(first(&by_client).kind, VerdictKind::AuthenticatedRelay);
}

#[test]
fn a_suspects_weight_is_the_sum_of_what_its_reasons_say() {
    let mut s = covered();
    s.guesses(100, "scanner@contoso.test", THIEF, 50);
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, true);
    let (_, a) = s.analyse();
    let suspect = &a.suspects[0];
    assert_eq!(suspect.weight, suspect.reasons.iter().map(|r| r.points).sum::<u32>().min(100));
    assert!(suspect.reasons.iter().all(|r| r.points > 0 && !r.rows.is_empty()));
    assert!(suspect.weight >= a.figures.ranking.abused + a.figures.ranking.established);
}

#[test]
fn refusals_without_a_client_are_given_the_only_one_that_event_1035_tells_of() {
    let scene = |second: Option<&str>| {
        let mut s = Scene::site();
        s.covers("evtx", 0, 86_000);
        s.event_1035(100, THIEF);
        second.into_iter().for_each(|address| s.event_1035(250, address));
        for t in (100..500).step_by(20) {
            s.logon(t, "CONTOSO\\scanner", false);
        }
        s.logon(1500, "CONTOSO\\scanner", false);
        let (store, a) = s.analyse();
        let given = |t: i64| {
            let i = store.tables.authentications.rows().position(|r| r.time == at(t) && r.event_id == 4625);
            store.raw(a.address_of[i.unwrap()]).to_owned()
        };
        [given(100), given(480), given(1500)]
    };
    assert_eq!(scene(None), [THIEF, THIEF, ""], "the quarter of an hour is over");
    assert_eq!(scene(Some("198.51.100.7")), [THIEF, "", ""], "two clients: nobody can say whose it was");
}

#[test]
fn a_user_who_mistypes_is_no_suspect() {
    let mut s = covered();
    for t in [100, 104, 108, 112] {
        s.dialogue(t, "CONTOSO\\m.durand", "198.51.100.20", "M", false);
    }
    s.dialogue(120, "CONTOSO\\m.durand", "198.51.100.20", "M", true);
    let (_, a) = s.analyse();
    assert!(a.suspects.is_empty() && a.findings.is_empty(), "{:?}", a.findings);
}

#[test]
fn guessing_without_success_is_a_finding_and_no_verdict_against_the_target() {
    let mut s = covered();
    s.guesses(100, "CONTOSO\\scanner", THIEF, 500);
    s.mail(5000, "", "198.51.100.30", "a@example.net", &["m.durand@contoso.test"], "00A");
    let (_, a) = s.analyse();
    assert_eq!(first(&a).kind, VerdictKind::NoRelaySeen);
    assert!(a.suspects.is_empty());
    assert_eq!(a.findings[0].kind, "password-guessing");
    assert_eq!(a.totals.failures, 500);
}

#[test]
fn guessing_many_names_is_told_as_such() {
    let mut s = covered();
    for i in 0..8 {
        s.guesses(100 + 10 * i, &format!("name{i}"), THIEF, 1);
    }
    let (_, a) = s.analyse();
    assert!(a.findings.iter().any(|f| f.kind == "name-guessing" && !f.rows.is_empty()));
}

fn anonymous(connector: &str, clients: &[&str]) -> Scene {
    let mut s = covered();
    for (i, client) in (0i64..).zip(clients) {
        let id = format!("A{i}");
        s.front(1000 + i, &id, client, "");
        s.queued("win@shop.example", STRANGERS, 30);
        s.relays_for_anybody(connector);
        (0..30).for_each(|k| s.mail(1010 + k, &id, client, "win@shop.example", STRANGERS, "00A"));
    }
    s
}

#[test]
fn a_server_that_relays_for_anybody_outside_is_an_open_relay() {
    let (_, a) = anonymous("EX1\\Default", &[THIEF, "198.51.100.7"]).analyse();
    let v = first(&a);
    assert_eq!((v.kind, v.confidence), (VerdictKind::OpenRelay, Confidence::Established));
    assert_eq!((v.messages, v.recipients, v.sessions), (60, 120, 2));
    assert_eq!(v.account, None);
}

#[test]
fn hosts_inside_that_relay_for_strangers_are_named_and_no_open_relay() {
    let (store, a) = anonymous("EX1\\Relay", &["10.0.0.70", "10.0.0.71"]).analyse();
    let v = first(&a);
    assert_eq!((v.kind, v.confidence, v.kinds), (VerdictKind::InternalRelay, Confidence::Established, 2));
    assert_eq!((v.messages, v.recipients, v.sessions, v.account), (60, 120, 2, None));
    assert_eq!(v.addresses.iter().map(|&s| store.raw(s)).collect::<Vec<_>>(), ["10.0.0.70", "10.0.0.71"]);
    assert!(a.verdicts.iter().all(|v| v.kind != VerdictKind::OpenRelay));
}

#[test]
fn one_client_outside_may_be_allowed_by_its_address() {
    let (_, a) = anonymous("EX1\\Cloud", &["198.51.100.7"]).analyse();
    assert_eq!((first(&a).kind, first(&a).confidence), (VerdictKind::OpenRelay, Confidence::Possible));
}

#[test]
fn mail_to_us_is_no_relay_and_silence_means_something_only_where_logs_cover_the_time() {
    let scene = || {
        let mut s = Scene::site();
        s.mail(1000, "", THIEF, "a@example.net", &["m.durand@contoso.test"], "00A");
        s.logon(80_000, "CONTOSO\\m.durand", true);
        s
    };
    let mut with = scene();
    with.covers("message-tracking", 0, 86_000);
    assert_eq!(first(&with.analyse().1).kind, VerdictKind::NoRelaySeen);
    let mut without = scene();
    without.covers("evtx", 0, 86_000);
    let (_, a) = without.analyse();
    assert_eq!(first(&a).kind, VerdictKind::Undetermined);
    assert_eq!(a.coverage.iter().find(|c| c.question == "how-many").unwrap().answer, Answer::No);
    assert!(a.coverage.iter().all(|c| (c.answer == Answer::Yes) == c.collect.is_none()));
}

#[test]
fn an_empty_case_says_that_it_cannot_tell() {
    let (_, a) = Scene::default().analyse();
    assert_eq!(first(&a).kind, VerdictKind::Undetermined);
}

#[test]
fn mail_out_of_a_mailbox_is_not_called_relaying() {
    let mut s = covered();
    s.logon(990, "CONTOSO\\m.durand", true);
    for i in 0..300 {
        s.mail(1000 + i, "", "", "m.durand@contoso.test", STRANGERS, "04I");
        s.out_of_a_mailbox();
    }
    let (_, a) = s.analyse();
    assert_eq!(first(&a).kind, VerdictKind::Undetermined);
    assert_eq!(first(&a).reasons_for[0].phrase.id, "reason-other-mailbox");
}

#[test]
fn noise_takes_no_part_and_logons_are_given_the_client_of_their_dialogue() {
    let mut s = covered();
    s.logon(10, "HealthMailbox1@contoso.test", true);
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, true);
    let (store, a) = s.analyse();
    assert_eq!((a.noise[0].reason, a.noise[0].count), ("health-mailbox", 1));
    assert_eq!(a.totals.successes, 1, "one sign-in, seen by two logs");
    let logon = (0..a.address_of.len()).find(|&i| a.address_of[i].is_some()).unwrap();
    assert_eq!(store.raw(a.address_of[logon]), THIEF);
    assert_eq!(store.tables.authentications.row(logon).event_id, 4624);
}

#[test]
fn queues_that_grow_after_the_first_use_are_tied_to_it() {
    let mut s = covered();
    s.snapshot(900, "example.net", 3, false);
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, true);
    s.snapshot(1500, "example.net", 900, false);
    let (_, a) = s.analyse();
    assert_eq!((a.queue.peak, a.queue.basis), (900, DepthBasis::Snapshot));
    assert!(a.findings.iter().any(|f| f.kind == "queue-growth"));
}

#[test]
fn every_sentence_can_be_said_in_both_languages_and_every_finding_has_rows_and_an_innocent_reading() {
    let mut s = covered();
    s.guesses(100, "scanner@contoso.test", THIEF, 50);
    s.dialogue(300, "CONTOSO\\scanner", "10.0.0.60", "DEV", true);
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, true);
    s.snapshot(1500, "example.net", 900, false);
    let (_, a) = s.analyse();
    for language in [Language::English, Language::French] {
        let words = Words::new(language, chrono_tz::UTC);
        for f in &a.findings {
            assert!(words.knows(&f.sentence.id), "{}", f.sentence.id);
            assert!(f.innocent.iter().all(|p| words.knows(&p.id)), "{}", f.kind);
            assert!(!f.rows.is_empty() && !f.innocent.is_empty());
        }
        for c in &a.coverage {
            assert!(words.knows(&c.why.id), "{}", c.why.id);
            assert!(c.collect.as_ref().is_none_or(|p| words.knows(&p.id)));
        }
        for s in &a.suspects {
            assert!(s.reasons.iter().chain(&s.against).all(|r| words.knows(&r.phrase.id)));
        }
    }
}

#[test]
fn the_same_store_gives_the_same_analysis() {
    let scene = || {
        let mut s = covered();
        s.guesses(100, "scanner@contoso.test", THIEF, 20);
        spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, true, true);
        s.analyse().1
    };
    assert_eq!(format!("{:?}", scene().verdicts), format!("{:?}", scene().verdicts));
    assert_eq!(format!("{:?}", scene().findings), format!("{:?}", scene().findings));
}

//! Small incidents on servers whose SMTP log names nobody, and their twins in which nobody may be accused.

use super::finding::{Analysis, Confidence, Flow, Verdict, VerdictKind};
use super::tests_support::{Scene, at};
use crate::words::{Language, Words};

const THIEF: &str = "203.0.113.9";
const STRANGERS: &[&str] = &["v1@example.net", "v2@example.org"];
const SPAMMER: &str = "news@shop.example";

fn covered() -> Scene {
    let mut s = Scene::site();
    for format in ["evt", "smtpsvc", "tracking-2003"] {
        s.covers(format, 0, 86_000);
    }
    s
}

/// What the logs hold of a spam session besides the Security log.
#[derive(Clone, Copy)]
struct Logged {
    event: bool,
    smtp: bool,
    tracking: bool,
}

const ALL: Logged = Logged { event: true, smtp: true, tracking: true };

/// 40 messages through `account`, signed in two seconds after the conversation began.
fn spam(s: &mut Scene, t: i64, account: &str, address: &str, logged: Logged) {
    s.service_logon(t + 2, account, true);
    if logged.event {
        s.event_1708(t + 2, account, address);
    }
    if logged.smtp {
        s.smtpsvc(t, address, SPAMMER, STRANGERS, 40);
    }
    if logged.tracking {
        (0..40).for_each(|i| s.mail_2003(t + 3 + i, address, SPAMMER, STRANGERS));
    }
}

fn first(a: &Analysis) -> &Verdict {
    a.verdicts.first().unwrap()
}

fn found(a: &Analysis) -> (VerdictKind, Confidence, String) {
    let v = first(a);
    let name = v.account.map(|id| a.directory.name(id).to_string()).unwrap_or_default();
    (v.kind, v.confidence, name)
}

fn accused(confidence: Confidence) -> (VerdictKind, Confidence, String) {
    (VerdictKind::AuthenticatedRelay, confidence, "CONTOSO\\scanner".to_owned())
}

#[test]
fn event_1708_names_the_account_and_time_and_client_join_the_rest() {
    let mut s = covered();
    (0..30).for_each(|i| s.service_logon(100 + 2 * i, "scanner", false));
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, ALL);
    spam(&mut s, 2000, "CONTOSO\\scanner", "198.51.100.7", ALL);
    let (store, a) = s.analyse();
    assert_eq!(found(&a), accused(Confidence::Established));
    let v = first(&a);
    assert_eq!((v.messages, v.recipients, v.sessions, v.kinds), (80, 160, 2, 4));
    assert_eq!((v.span.unwrap().first, v.span.unwrap().last), (at(1002), at(2042)));
    assert_eq!(v.addresses.iter().map(|&s| store.raw(s)).collect::<Vec<_>>(), ["198.51.100.7", THIEF]);
    assert_eq!(a.suspects[0].failures, 30, "529 and 680 of one attempt count once");
    assert_eq!(a.site.generation, "2000-2003");
    assert!(v.reasons_against.iter().any(|r| r.phrase.id == "against-by-event"));
}

#[test]
fn one_log_of_the_mail_beside_event_1708_is_enough() {
    for logged in [Logged { smtp: false, ..ALL }, Logged { tracking: false, ..ALL }] {
        let mut s = covered();
        spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, logged);
        spam(&mut s, 1063, "CONTOSO\\scanner", THIEF, logged);
        let (_, a) = s.analyse();
        assert_eq!(found(&a), accused(Confidence::Established));
        assert_eq!((first(&a).messages, first(&a).sessions), (80, 2));
    }
}

#[test]
fn without_event_1708_the_logon_that_fits_every_session_is_likely() {
    for logged in [ALL, Logged { smtp: false, ..ALL }, Logged { tracking: false, ..ALL }] {
        let mut s = covered();
        for t in [1000, 2000, 3000] {
            spam(&mut s, t, "CONTOSO\\scanner", THIEF, Logged { event: false, ..logged });
        }
        // Somebody reads his mail on the web all day, once in the seconds of a spam session.
        (0..20).for_each(|i| s.service_logon(2001 + 700 * i, "CONTOSO\\m.durand", true));
        let (_, a) = s.analyse();
        assert_eq!(found(&a), accused(Confidence::Likely));
        assert_eq!((first(&a).messages, first(&a).sessions), (120, 3));
        let against = &first(&a).reasons_against;
        assert!(against.iter().any(|r| r.phrase.id == "against-by-logon" || r.phrase.id == "against-owner"));
    }
}

#[test]
fn two_accounts_that_fit_equally_well_are_both_left_alone() {
    let mut s = covered();
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, Logged { event: false, ..ALL });
    s.service_logon(1001, "CONTOSO\\m.durand", true);
    let (_, a) = s.analyse();
    assert_eq!(first(&a).account, None);
    assert!(a.suspects.is_empty());
}

#[test]
fn a_web_user_in_the_seconds_of_mail_to_us_is_not_accused() {
    let mut s = covered();
    for i in 0..50 {
        let t = 1000 + 100 * i;
        s.smtpsvc(t, "198.51.100.30", "desk@partner.example", &["m.durand@contoso.test"], 1);
        s.mail_2003(t + 2, "198.51.100.30", "desk@partner.example", &["m.durand@contoso.test"]);
        s.service_logon(t + 1, "CONTOSO\\n.leroy", true);
    }
    let (_, a) = s.analyse();
    assert_eq!(first(&a).kind, VerdictKind::NoRelaySeen);
    assert!(a.suspects.is_empty() && a.account_of_mail.iter().all(Option::is_none));
}

#[test]
fn a_web_user_is_not_accused_of_what_strangers_relay_without_signing_in() {
    let mut s = covered();
    s.answer(500, "10.0.0.61", true);
    for t in [1000, 2000, 3000] {
        s.service_logon(t + 2, "CONTOSO\\n.leroy", true);
        s.smtpsvc(t, THIEF, SPAMMER, STRANGERS, 40);
    }
    let (_, a) = s.analyse();
    assert_eq!(first(&a).account, None, "the log shows AUTH, and these conversations had none");
}

#[test]
fn refusals_without_a_name_give_the_guesses_their_address() {
    let mut s = covered();
    for i in 0..30 {
        s.service_logon(100 + 10 * i, "CONTOSO\\scanner", false);
        s.answer(100 + 10 * i, THIEF, false);
    }
    let (store, a) = s.analyse();
    assert_eq!(a.findings[0].kind, "password-guessing");
    assert_eq!(a.totals.failures, 30, "one attempt in three records");
    let rows = store.tables.authentications.rows().zip(&a.address_of);
    let joined = rows.filter(|(r, address)| r.event_id == 529 && store.raw(**address) == THIEF).count();
    assert_eq!(joined, 30);
}

#[test]
fn rows_for_further_recipients_are_one_message() {
    let mut s = covered();
    s.mail_2003(1000, "198.51.100.30", "desk@partner.example", &["m.durand@contoso.test"]);
    s.again_for("n.leroy@contoso.test");
    let (_, a) = s.analyse();
    assert_eq!(a.flow_of, [Flow::Inbound, Flow::None]);
    assert_eq!(a.totals.messages, 1);
}

#[test]
fn mail_that_names_its_account_is_given_to_that_account() {
    let mut s = covered();
    s.dialogue(1000, "scanner@contoso.test", THIEF, "P1", true);
    s.front(1000, "P1", THIEF, "scanner@contoso.test");
    s.front(1000, "P2", THIEF, "");
    for i in 0..40 {
        s.mail(1001 + i, if i % 2 == 0 { "P1" } else { "P2" }, "", SPAMMER, STRANGERS, "");
        s.by_account("scanner@contoso.test");
    }
    let (store, a) = s.analyse();
    let v = first(&a);
    assert_eq!((v.kind, v.confidence), (VerdictKind::AuthenticatedRelay, Confidence::Established));
    assert_eq!((v.messages, v.sessions), (40, 2));
    assert_eq!(v.addresses.iter().map(|&s| store.raw(s)).collect::<Vec<_>>(), [THIEF]);
}

/// How the question of the account is answered, and what to collect.
fn which_account(logged: Logged) -> (&'static str, Option<String>) {
    let mut s = covered();
    spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, logged);
    let (_, a) = s.analyse();
    let c = a.coverage.iter().find(|c| c.question == "which-account").unwrap();
    (c.answer.key(), c.collect.as_ref().map(|phrase| phrase.id.to_string()))
}

#[test]
fn an_old_server_is_told_to_log_event_1708_and_nothing_of_powershell() {
    assert_eq!(which_account(ALL), ("yes", None));
    let silent = which_account(Logged { event: false, ..ALL });
    assert_eq!(silent, ("partly", Some("collect-receive-2003".to_owned())));
}

#[test]
fn every_sentence_can_be_said_in_both_languages() {
    for event in [true, false] {
        let mut s = covered();
        spam(&mut s, 1000, "CONTOSO\\scanner", THIEF, Logged { event, ..ALL });
        let (_, a) = s.analyse();
        for language in [Language::English, Language::French] {
            let words = Words::new(language, chrono_tz::UTC);
            let v = first(&a);
            let said = v.reasons_for.iter().chain(&v.reasons_against).map(|r| words.say(&r.phrase));
            assert!(said.into_iter().all(|s| !s.contains(['[', '{'])), "{language:?}");
        }
    }
}

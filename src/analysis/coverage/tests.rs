//! Small sites for the coverage: who is advised what, and when an answer is honest.

use crate::analysis::finding::{Analysis, Answer, Coverage, VerdictKind};
use crate::analysis::tests_support::Scene;
use crate::model::rows::MailStep;
use crate::words::{Fact, Language, Words};

const THIEF: &str = "203.0.113.9";
const STRANGERS: &[&str] = &["v1@example.net", "v2@example.org"];
const HOUR: i64 = 3600;
/// Commands that exist on Exchange or Windows alone.
const WINDOWS: [&str; 5] = ["Get-", "wevtutil", "robocopy", "auditpol", "C:\\"];

fn of<'a>(a: &'a Analysis, question: &str) -> &'a Coverage {
    a.coverage.iter().find(|c| c.question == question).unwrap()
}

fn command(c: &Coverage) -> String {
    let facts = c.collect.iter().flat_map(|p| &p.facts);
    let commands = facts.filter_map(|(name, fact)| match fact {
        Fact::Text(text) if *name == "command" => Some(text.to_string()),
        _ => None,
    });
    commands.collect()
}

fn commands(a: &Analysis) -> Vec<String> {
    a.coverage.iter().map(command).filter(|c| !c.is_empty()).collect()
}

/// A site with one message, read from these formats for a quarter of an hour.
fn site(formats: &[&'static str]) -> Scene {
    let mut s = Scene::site();
    s.mail(1000, "", THIEF, "a@example.net", &["m.durand@contoso.test"], "00A");
    s.mail(90_000, "", THIEF, "a@example.net", &["m.durand@contoso.test"], "00A");
    formats.iter().for_each(|format| s.covers(format, 1000, 1900));
    s
}

/// A spam session of 40 messages through the scanner's account, seen by the front end and by Windows.
fn abused() -> Scene {
    let mut s = Scene::site();
    for format in ["evtx", "smtp-receive", "message-tracking"] {
        s.covers(format, 0, 86_000);
    }
    s.dialogue(1000, "CONTOSO\\scanner", THIEF, "FE", true);
    s.front(1000, "FE", THIEF, "CONTOSO\\scanner");
    s.hub(1001, "HB", "FE", THIEF, 40, 80);
    s.logon(1000, "CONTOSO\\scanner", true);
    (0..40).for_each(|i| s.mail(1002 + i, "HB", THIEF, "news@shop.example", STRANGERS, "06I"));
    s
}

#[test]
fn the_nine_questions_come_in_the_order_people_ask_them() {
    let (_, a) = abused().analyse();
    let questions: Vec<&str> = a.coverage.iter().map(|c| c.question).collect();
    let expected = [
        "which-account",
        "from-where",
        "since-when",
        "how-many",
        "still-going-on",
        "other-accounts",
        "how-it-was-possible",
        "mailbox-read",
        "listed",
    ];
    assert_eq!(questions, expected);
}

#[test]
fn other_mail_servers_are_told_their_own_commands_alone() {
    for (format, own) in
        [("postfix-log", "postqueue -j"), ("exim-log", "exim -bp"), ("sendmail-log", "mailq")]
    {
        let (_, a) = site(&[format]).analyse();
        let said = commands(&a);
        assert!(said.iter().any(|c| c.contains(own)), "{format}: {said:?}");
        let foreign: Vec<&String> = said.iter().filter(|c| WINDOWS.iter().any(|w| c.contains(w))).collect();
        assert!(foreign.is_empty(), "{format}: {foreign:?}");
    }
}

#[test]
fn nothing_said_of_another_mail_server_speaks_of_message_tracking() {
    let (_, a) = site(&["postfix-log"]).analyse();
    for (language, tracking) in [(Language::English, "tracking"), (Language::French, "suivi")] {
        let words = Words::new(language, chrono_tz::UTC);
        let whys = a.coverage.iter().map(|c| words.say(&c.why));
        let collects = a.coverage.iter().filter_map(|c| c.collect.as_ref()).map(|p| words.say(p));
        let reasons = a.verdicts.iter().flat_map(|v| v.reasons_for.iter().chain(&v.reasons_against));
        let mut said = whys.chain(collects).chain(reasons.map(|r| words.say(&r.phrase)));
        assert_eq!(said.find(|s| s.to_lowercase().contains(tracking)), None);
    }
}

#[test]
fn the_cloud_is_asked_for_traces_and_sign_ins() {
    let said = commands(&site(&["message-trace"]).analyse().1).join("\n");
    assert!(said.contains("Get-MessageTraceV2") && said.contains("Sign-in logs"), "{said}");
    assert!(!said.contains("Get-Queue") && !said.contains("wevtutil"), "{said}");
}

#[test]
fn a_gateway_before_exchange_does_not_hide_the_exchange_server() {
    let mut s = abused();
    s.covers("postfix-log", 0, 10);
    let said = commands(&s.analyse().1).join("\n");
    assert!(said.contains("Get-ReceiveConnector") && !said.contains("postqueue"), "{said}");
}

#[test]
fn the_smtp_service_of_windows_is_an_old_server() {
    let mut s = site(&["smtpsvc", "postfix-log"]);
    s.smtpsvc(1100, THIEF, "a@example.net", STRANGERS, 1);
    let said = commands(&s.analyse().1).join("\n");
    assert!(said.contains("xcopy") && !said.contains("Get-"), "{said}");
}

#[test]
fn windows_that_logs_no_sign_in_is_told_to_do_so() {
    let audit = |s: Scene| command(of(&s.analyse().1, "since-when")).contains("auditpol");
    let mut silent = abused();
    silent.harvest.tables.authentications.keep_sources(|_| false);
    assert!(audit(silent));
    assert!(!audit(abused()));
}

#[test]
fn sign_ins_by_the_web_service_say_that_the_mailbox_may_have_been_read() {
    assert_eq!(of(&abused().analyse().1, "mailbox-read").answer, Answer::No);
    let with = |account: &str| {
        let mut s = abused();
        s.logon(2000, account, true);
        let process = s.harvest.intern("C:\\Windows\\System32\\inetsrv\\w3wp.exe");
        let last = s.harvest.tables.authentications.len() - 1;
        s.harvest.tables.authentications.process[last] = process;
        let (_, a) = s.analyse();
        of(&a, "mailbox-read").clone()
    };
    let read = with("CONTOSO\\scanner");
    assert_eq!((read.answer, read.why.id.as_ref()), (Answer::Partly, "why-mailbox-read-sign-ins"));
    assert!(command(&read).contains("-Identity scanner "), "{}", command(&read));
    assert_eq!(with("CONTOSO\\m.durand").answer, Answer::No, "somebody else's mailbox");
}

#[test]
fn refusals_of_our_mail_for_a_lists_sake_are_counted_and_our_own_are_not() {
    let refused = |step: MailStep, via: &str| {
        let mut s = abused();
        for i in 0..3 {
            s.step(3000 + i, step, 7, &["v1@example.net"], "", "");
            let status = s.harvest.intern("550 5.7.1 Client host blocked using zen.spamhaus.org");
            let via = s.harvest.intern(via);
            let last = s.harvest.tables.mail.len() - 1;
            (s.harvest.tables.mail.status[last], s.harvest.tables.mail.via[last]) = (status, via);
        }
        let (_, a) = s.analyse();
        let words = Words::new(Language::English, chrono_tz::UTC);
        (of(&a, "listed").answer, words.say(&of(&a, "listed").why))
    };
    let (answer, why) = refused(MailStep::Fail, "SMTP");
    assert_eq!(answer, Answer::Partly);
    assert!(why.starts_with("3 refusals name a blocklist (Spamhaus)"), "{why}");
    assert_eq!(refused(MailStep::Other, "SMTP").0, Answer::No);
    assert_eq!(refused(MailStep::Fail, "AGENT").0, Answer::No);
}

#[test]
fn the_command_for_a_blocklist_reverses_the_address_that_the_internet_sees() {
    let told = |own: &[&str]| {
        let mut s = abused();
        s.settings.own_servers = own.iter().map(|o| (*o).to_owned()).collect();
        command(of(&s.analyse().1, "listed"))
    };
    assert_eq!(told(&["10.0.0.5", "198.51.100.25"]), "nslookup 25.100.51.198.zen.spamhaus.org");
    assert_eq!(told(&[]), "nslookup 25.2.0.192.zen.spamhaus.org");
}

#[test]
fn quiet_nights_of_day_files_are_covered_and_a_missing_day_is_not() {
    let week = |days: &[i64]| {
        let mut s = Scene::site();
        for day in 0..7 {
            s.mail((24 * day + 9) * HOUR, "", THIEF, "a@example.net", &["m.durand@contoso.test"], "00A");
        }
        days.iter().for_each(|d| s.covers("tracking-2003", (24 * d + 8) * HOUR, (24 * d + 18) * HOUR));
        let (_, a) = s.analyse();
        (a.verdicts[0].kind, a.uncovered_mail.len())
    };
    assert_eq!(week(&[0, 1, 2, 3, 4, 5, 6]), (VerdictKind::NoRelaySeen, 0));
    assert_eq!(week(&[0, 1, 3, 4, 5, 6]), (VerdictKind::Undetermined, 1));
}

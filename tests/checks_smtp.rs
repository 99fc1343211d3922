//! The SMTP checks against servers on loopback: every verdict, and what is never sent.
#![allow(clippy::unwrap_used, clippy::allow_attributes, reason = "a test may fail")]

#[path = "support/smtp_server.rs"]
mod smtp_server;
mod support;

use relayscope::checks::answer::{CheckAnswer, CheckResult, Severity, Speaker};
use relayscope::checks::around::{Limits, SmtpLimits, Surroundings};
use relayscope::checks::consent::{Consent, Permit, Scope};
use relayscope::checks::smtp::{self, Question, RelayQuestion, SmtpQuestion, Vantage};
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use smtp_server::{Profile, Server, Tls};
use std::net::IpAddr;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const HOST: &str = "mail.contoso.test";

fn now() -> UtcTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    UtcTime::from_unix(i64::try_from(since.as_secs()).unwrap(), i64::from(since.subsec_nanos()) / 100)
}

fn short(detours: Vec<(u16, u16)>) -> Limits {
    let ms = Duration::from_millis;
    let smtp = SmtpLimits {
        connect: ms(2_000),
        banner: ms(1_500),
        reply: ms(1_500),
        quit: ms(300),
        session: ms(6_000),
        after_refusal: ms(1),
        between_connections: ms(1),
        before_retry: ms(20),
        tarpit: ms(700),
        detours,
        ..SmtpLimits::default()
    };
    Limits { smtp, ..Limits::default() }
}

fn permit(scope: Scope) -> Permit {
    let consent = Consent::new("Contoso", "A. Martin", [HOST.to_owned()], &Scope::ALL, now());
    consent.permit(scope, HOST, now()).unwrap()
}

fn question(ports: &[u16]) -> SmtpQuestion {
    SmtpQuestion {
        host: HOST.to_owned(),
        addresses: vec!["127.0.0.1".parse().unwrap()],
        ports: ports.to_vec(),
        helo: "check.example.net".to_owned(),
        hidden_auth: false,
        resolver: None,
    }
}

fn relay_question() -> RelayQuestion {
    RelayQuestion {
        host: HOST.to_owned(),
        addresses: vec!["127.0.0.1".parse().unwrap()],
        port: 25,
        helo: "check.example.net".to_owned(),
        local_domain: "contoso.test".to_owned(),
        from_domain: "example.com".to_owned(),
        to_domain: "example.net".to_owned(),
        control_mailbox: "postmaster@contoso.test".to_owned(),
        vantage: Vantage::Outside,
        resolver: None,
    }
}

/// Calls `check` with limits; hands back the answer and what was told meanwhile.
fn with(
    limits: Limits,
    check: impl FnOnce(&mut Surroundings<'_>) -> CheckAnswer,
) -> (CheckAnswer, Vec<CheckResult>) {
    let (task, mut told) = (Task::detached(), Vec::new());
    let answer = check(&mut Surroundings {
        limits,
        task: &task,
        clock: now,
        by: "A. Martin on pc-01",
        tell: &mut |result| told.push(result),
    });
    (answer, told)
}

fn probe_at(port: u16, server: &Server) -> CheckAnswer {
    let limits = short(vec![(port, server.port)]);
    with(limits, |around| smtp::probe(&question(&[port]), &permit(Scope::Smtp), None, around)).0
}

fn relay_at(server: &Server, question: &RelayQuestion) -> CheckAnswer {
    let limits = short(vec![(25, server.port)]);
    with(limits, |around| smtp::relay(question, &permit(Scope::Relay), around)).0
}

fn codes(answer: &CheckAnswer) -> Vec<&str> {
    let told = ["OPEN", "BANNER", "CLOCK"];
    answer.results.iter().map(|r| r.code.as_str()).filter(|code| !told.contains(code)).collect()
}

fn severity(answer: &CheckAnswer, code: &str) -> Option<Severity> {
    answer.results.iter().find(|r| r.code == code).map(|r| r.severity)
}

/// No message and no credential: not a word of it, on any line.
fn assert_harmless(server: &Server, may_auth: bool) {
    for line in server.lines() {
        let upper = line.to_uppercase();
        let known = ["EHLO ", "HELO ", "STARTTLS", "MAIL FROM:<", "RCPT TO:<", "RSET", "QUIT"];
        let auth = may_auth && (line == "AUTH LOGIN" || line == "*");
        assert!(auth || known.iter().any(|k| upper.starts_with(k)), "{line}");
    }
}

const TLS: &[&str] = &["SIZE", "STARTTLS"];
const OLD: &str = "220 mail.contoso.test Microsoft ESMTP MAIL Service, Version: 6.0.3790.4675 ready at  Mon, 3 Nov 2025 02:14:54 +0100";
const ALL_AUTH: &[&str] =
    &["AUTH GSSAPI NTLM LOGIN", "AUTH=LOGIN", "X-EXPS GSSAPI NTLM LOGIN", "X-EXPS=LOGIN"];

#[test]
fn every_profile_has_its_verdicts() {
    let base = Profile::default;
    let ms = Duration::from_millis;
    let profiles: Vec<(&str, u16, Profile, &[&str])> = vec![
        (
            "ex2003-open-auth",
            25,
            Profile { banner: OLD, ehlo: ALL_AUTH, ..base() },
            &["AUTH-CLEAR", "AUTH-25", "AUTH-NTLM", "X-EXPS", "TLS-NONE"],
        ),
        ("ex2003-fixed", 25, Profile { banner: OLD, ..base() }, &["AUTH-NONE", "TLS-NONE"]),
        (
            "ex2010-default",
            25,
            Profile {
                ehlo: &["STARTTLS", "AUTH NTLM", "X-ANONYMOUSTLS"],
                inside: &["AUTH NTLM LOGIN"],
                ..base()
            },
            &["AUTH-25", "AUTH-NTLM", "TLS-OLD"],
        ),
        (
            "ex2016-default-frontend",
            25,
            Profile { ehlo: &["STARTTLS", "X-EXPS GSSAPI NTLM"], ..base() },
            &["X-EXPS", "AUTH-NONE", "TLS-OLD"],
        ),
        ("ex2016-fixed", 25, Profile { ehlo: TLS, ..base() }, &["AUTH-NONE", "TLS-OLD"]),
        (
            "exo",
            587,
            Profile { ehlo: TLS, inside: &["AUTH LOGIN XOAUTH2"], ..base() },
            &["AUTH-TLS-587", "TLS-OLD"],
        ),
        (
            "ntlm on 587",
            587,
            Profile { ehlo: &["AUTH NTLM", "STARTTLS"], ..base() },
            &["AUTH-NTLM", "TLS-OLD"],
        ),
        ("587 in clear", 587, Profile { ehlo: &["AUTH PLAIN LOGIN"], ..base() }, &["AUTH-CLEAR", "TLS-NONE"]),
        (
            "cisco-masked",
            25,
            Profile { banner: "220 *****2***0*2*0*******0*00", ehlo: &["XXXXXXXA"], ..base() },
            &["UNRELIABLE", "AUTH-NONE", "TLS-NONE"],
        ),
        ("tarpit", 25, Profile { reply_delay: ms(900), ..base() }, &["TARPIT"]),
        ("421 at once", 25, Profile { banner: "421 4.3.2 Service not available", ..base() }, &["CLOSING"]),
        (
            "554",
            25,
            Profile { banner: "554 5.7.1 blocked using lists.example.net", ..base() },
            &["TURNED-AWAY"],
        ),
        ("slow", 25, Profile { banner_delay: ms(2_500), ..base() }, &["SILENT"]),
        (
            "starttls refused",
            587,
            Profile { ehlo: TLS, tls: Tls::Refused, ..base() },
            &["AUTH-UNKNOWN", "TLS-BROKEN"],
        ),
        (
            "starttls-breaks",
            25,
            Profile { ehlo: TLS, tls: Tls::Breaks, ..base() },
            &["AUTH-UNKNOWN", "TLS-BROKEN"],
        ),
        ("old TLS", 25, Profile { ehlo: TLS, tls: Tls::Old, ..base() }, &["AUTH-UNKNOWN", "TLS-OLD"]),
        ("other name", 25, Profile { ehlo: TLS, tls: Tls::OtherName, ..base() }, &["AUTH-NONE", "TLS-OLD"]),
        ("expired", 25, Profile { ehlo: TLS, tls: Tls::Expired, ..base() }, &["AUTH-NONE", "TLS-OLD"]),
        (
            "injects",
            25,
            Profile { ehlo: TLS, tls: Tls::Injects, ..base() },
            &["AUTH-NONE", "INJECTED", "TLS-OLD"],
        ),
        (
            "HELO only",
            25,
            Profile { ehlo_refused: true, ..base() },
            &["AUTH-UNKNOWN", "HELO-ONLY", "TLS-NONE"],
        ),
        (
            "465",
            465,
            Profile { implicit: true, inside: &["AUTH LOGIN"], ..base() },
            &["AUTH-TLS-587", "TLS-OLD", "CONNECTOR-465"],
        ),
        (
            "465 in clear",
            465,
            Profile { ehlo: TLS, inside: &["AUTH LOGIN"], ..base() },
            &["AUTH-TLS-587", "TLS-OLD", "CONNECTOR-465"],
        ),
        ("2525", 2525, Profile { ehlo: TLS, ..base() }, &["AUTH-NONE", "TLS-OLD", "CONNECTOR-2525"]),
    ];
    for (name, port, profile, expected) in profiles {
        let server = Server::play(profile);
        let answer = probe_at(port, &server);
        assert_eq!(codes(&answer), expected, "{name}: {:#?}", answer.transcript);
        assert_harmless(&server, false);
        assert!(answer.results.iter().all(|r| r.subject == format!("127.0.0.1:{port}")), "{name}");
    }
}

#[test]
fn severities_follow_the_table() {
    let open = probe_at(25, &Server::play(Profile { ehlo: ALL_AUTH, ..Profile::default() }));
    assert_eq!(open.worst(), Severity::Critical);
    assert_eq!(severity(&open, "AUTH-25"), Some(Severity::High));
    let no_tls = || Server::play(Profile::default());
    assert_eq!(severity(&probe_at(25, &no_tls()), "TLS-NONE"), Some(Severity::Medium));
    assert_eq!(severity(&probe_at(587, &no_tls()), "TLS-NONE"), Some(Severity::High));
    let masked = Profile { banner: "220 **********", ..Profile::default() };
    let masked = probe_at(25, &Server::play(masked));
    assert_eq!(severity(&masked, "AUTH-NONE"), Some(Severity::Unclear));
}

#[test]
fn the_certificate_is_recorded_and_what_was_injected_is_not_taken_for_an_offer() {
    let certificate = |tls| {
        let answer = probe_at(25, &Server::play(Profile { ehlo: TLS, tls, ..Profile::default() }));
        let result = answer.results.into_iter().find(|r| r.code == "TLS-OLD").unwrap();
        (result.raw, format!("{:?}", result.say))
    };
    let (raw, say) = certificate(Tls::SelfSigned);
    assert!(
        raw.contains("TLS 1.3") && raw.contains("mail.contoso.test") && raw.contains("2045-01-01"),
        "{raw}"
    );
    assert_eq!(raw.rsplit(' ').next().unwrap().len(), 64);
    assert!(say.contains("smtp-cert-self-signed"), "{say}");
    assert!(certificate(Tls::OtherName).1.contains("smtp-cert-other-name"));
    assert!(certificate(Tls::Expired).1.contains("smtp-cert-expired"));
    let injected =
        probe_at(25, &Server::play(Profile { ehlo: TLS, tls: Tls::Injects, ..Profile::default() }));
    let found = injected.results.iter().find(|r| r.code == "INJECTED").unwrap();
    assert!(found.raw.contains("AUTH PLAIN") && found.severity == Severity::High);
    assert_eq!(severity(&injected, "AUTH-NONE"), Some(Severity::Good));
}

#[test]
fn nothing_is_contacted_without_the_right_permit() {
    let server = Server::play(Profile::default());
    let limits = || short(vec![(25, server.port)]);
    let elsewhere =
        Consent::new("Contoso", "A. Martin", ["other.contoso.test".to_owned()], &Scope::ALL, now());
    let foreign = elsewhere.permit(Scope::Smtp, "other.contoso.test", now()).unwrap();
    let old = UtcTime(now().0 - 40 * 86_400 * 10_000_000);
    let over = Consent::new("Contoso", "A. Martin", [HOST.to_owned()], &Scope::ALL, old);
    let over = over.permit(Scope::Smtp, HOST, old).unwrap();
    for wrong in [permit(Scope::Dns), permit(Scope::Relay), permit(Scope::HiddenAuth), foreign, over] {
        let (answer, told) = with(limits(), |around| smtp::probe(&question(&[25]), &wrong, None, around));
        assert!(answer.results.is_empty() && told.is_empty());
        assert!(answer.cut_short.unwrap().id.starts_with("refusal-"));
    }
    let (answer, _) = with(limits(), |around| smtp::relay(&relay_question(), &permit(Scope::Smtp), around));
    assert!(answer.cut_short.unwrap().id.starts_with("refusal-"));
    assert_eq!(*server.connections.lock().unwrap(), 0);
}

#[test]
fn hidden_auth_is_tried_only_with_its_own_permit_and_cancelled() {
    let profile = Profile { auth: "334 VXNlcm5hbWU6", ..Profile::default() };
    let ask = |server: &Server, hidden: Option<&Permit>| {
        let question = SmtpQuestion { hidden_auth: true, ..question(&[25]) };
        let limits = short(vec![(25, server.port)]);
        with(limits, |around| smtp::probe(&question, &permit(Scope::Smtp), hidden, around)).0
    };
    for refused in [None, Some(&permit(Scope::Smtp)), Some(&permit(Scope::Relay))] {
        let server = Server::play(profile.clone());
        assert!(!codes(&ask(&server, refused)).contains(&"AUTH-HIDDEN"));
        assert_harmless(&server, false);
    }
    let server = Server::play(profile);
    let answer = ask(&server, Some(&permit(Scope::HiddenAuth)));
    assert_eq!(severity(&answer, "AUTH-HIDDEN"), Some(Severity::High));
    assert_harmless(&server, true);
    assert!(server.lines().windows(2).any(|w| w == ["AUTH LOGIN", "*"]));
    let closed = Server::play(Profile::default());
    let answer = ask(&closed, Some(&permit(Scope::HiddenAuth)));
    assert_eq!(severity(&answer, "AUTH-HIDDEN-NONE"), Some(Severity::Good));
}

fn to_control(recipient: &str) -> bool {
    recipient == "postmaster@contoso.test"
}

#[test]
fn a_closed_relay_passes_all_tests_and_the_control_says_that_it_means_something() {
    let server = Server::play(Profile {
        ehlo: TLS,
        rcpt: |_, to, _, _| if to_control(to) { "250 2.1.5 OK" } else { "550 5.7.1 Unable to relay" },
        ..Profile::default()
    });
    let answer = relay_at(&server, &relay_question());
    assert_eq!(answer.cut_short, None);
    assert_eq!(answer.results.len(), 18);
    assert!(answer.results.iter().all(|r| r.severity == Severity::Good), "{:#?}", answer.results);
    // Four refusals a connection: 16 refused tests in clear, one inside TLS.
    assert_eq!(*server.connections.lock().unwrap(), 5);
    assert_harmless(&server, false);
}

#[test]
fn an_open_relay_stops_the_tests() {
    let server = Server::play(Profile { rcpt: |_, _, _, _| "250 2.1.5 OK", ..Profile::default() });
    let answer = relay_at(&server, &relay_question());
    assert_eq!(codes(&answer), ["R01", "R20"]);
    assert_eq!(answer.worst(), Severity::Critical);
    assert_eq!(answer.cut_short.unwrap().id, "smtp-cut-open");
    assert_eq!(server.lines().iter().filter(|l| l.starts_with("RCPT")).count(), 2);
    assert_harmless(&server, false);
    let inside = Server::play(Profile {
        ehlo: TLS,
        rcpt: |_, to, inside, _| if inside || to_control(to) { "250 OK" } else { "550 5.7.1 no" },
        ..Profile::default()
    });
    assert_eq!(severity(&relay_at(&inside, &relay_question()), "R17"), Some(Severity::Critical));
}

#[test]
fn refusals_without_control_prove_nothing_and_oddities_are_ambiguous() {
    let all_refused = Server::play(Profile::default());
    let answer = relay_at(&all_refused, &relay_question());
    assert_eq!(severity(&answer, "R01"), Some(Severity::Unclear));
    assert_eq!(severity(&answer, "R20"), Some(Severity::Unclear));
    let without = RelayQuestion { control_mailbox: String::new(), ..relay_question() };
    let answer = relay_at(&Server::play(Profile::default()), &without);
    assert_eq!(answer.results.last().unwrap().say.id, "smtp-relay-no-control");
    assert_eq!(severity(&answer, "R01"), Some(Severity::Unclear));
    let percent = Server::play(Profile {
        rcpt: |_, to, _, _| if to.ends_with("@contoso.test") { "250 OK" } else { "550 5.7.1 no" },
        ..Profile::default()
    });
    let answer = relay_at(&percent, &relay_question());
    assert_eq!(
        (severity(&answer, "R07"), severity(&answer, "R01")),
        (Some(Severity::Unclear), Some(Severity::Good))
    );
    assert_eq!(severity(&answer, "R17"), Some(Severity::Unclear));
}

#[test]
fn what_is_put_off_is_asked_once_more_and_a_421_ends_the_run() {
    let greylisting = Server::play(Profile {
        ehlo: TLS,
        rcpt: |_, to, _, times| match (to_control(to), times) {
            (true, 0) => "451 4.7.1 Greylisted",
            (true, _) => "250 OK",
            _ => "550 5.7.1 no",
        },
        ..Profile::default()
    });
    let answer = relay_at(&greylisting, &relay_question());
    assert!(answer.results.iter().all(|r| r.severity == Severity::Good), "{:#?}", answer.results);
    let strict = Server::play(Profile { most_errors: 3, ..Profile::default() });
    let answer = relay_at(&strict, &relay_question());
    assert_eq!(answer.cut_short.unwrap().id, "smtp-cut-asked-to-stop");
    assert_eq!(*strict.connections.lock().unwrap(), 1);
    let tarpit = Server::play(Profile { reply_delay: Duration::from_millis(900), ..Profile::default() });
    assert_eq!(relay_at(&tarpit, &relay_question()).cut_short.unwrap().id, "smtp-cut-tarpit");
    assert_eq!(*tarpit.connections.lock().unwrap(), 1);
}

#[test]
fn inside_machines_have_tests_of_their_own() {
    let relays = || Profile { rcpt: |_, _, _, _| "250 OK", ..Profile::default() };
    let from = |vantage| relay_at(&Server::play(relays()), &RelayQuestion { vantage, ..relay_question() });
    assert_eq!(severity(&from(Vantage::InsideUnlisted), "R18"), Some(Severity::Critical));
    assert_eq!(severity(&from(Vantage::InsideListed), "R19"), Some(Severity::Good));
}

#[test]
fn a_slow_server_is_waited_for_and_its_delay_told() {
    let server = Server::play(Profile { banner_delay: Duration::from_millis(4_700), ..Profile::default() });
    let mut limits = short(vec![(25, server.port)]);
    (limits.smtp.banner, limits.smtp.session) = (Duration::from_secs(10), Duration::from_secs(20));
    let (answer, _) =
        with(limits, |around| smtp::probe(&question(&[25]), &permit(Scope::Smtp), None, around));
    assert_eq!(codes(&answer), ["DELAYED", "AUTH-NONE", "TLS-NONE"]);
}

#[test]
fn cancelling_ends_a_wait_at_once() {
    let server = Server::play(Profile { banner_delay: Duration::from_secs(15), ..Profile::default() });
    let mut limits = short(vec![(25, server.port)]);
    (limits.smtp.banner, limits.smtp.session) = (Duration::from_secs(60), Duration::from_secs(60));
    let task = Task::detached();
    let canceller = task.clone();
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        canceller.cancel();
    });
    let begun = Instant::now();
    let mut tell = |_: CheckResult| {};
    let mut around = Surroundings { limits, task: &task, clock: now, by: "A. Martin", tell: &mut tell };
    let answer = smtp::probe(&question(&[25, 587]), &permit(Scope::Smtp), None, &mut around);
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    assert_eq!(answer.cut_short.unwrap().id, "smtp-cut-cancelled");
}

#[test]
fn both_families_are_looked_at_each_by_itself() {
    let four = Server::play(Profile { ehlo: ALL_AUTH, ..Profile::default() });
    let Some(six) = Server::on(&format!("[::1]:{}", four.port), Profile::default()) else {
        support::say("skipped: no IPv6 on loopback");
        return;
    };
    assert_eq!(six.port, four.port);
    let addresses: Vec<IpAddr> = vec!["127.0.0.1".parse().unwrap(), "::1".parse().unwrap()];
    let question = SmtpQuestion { addresses, ..question(&[25]) };
    let limits = short(vec![(25, four.port)]);
    let (answer, told) = with(limits, |around| smtp::probe(&question, &permit(Scope::Smtp), None, around));
    let of = |code: &str| answer.results.iter().find(|r| r.code == code).unwrap().subject.clone();
    assert_eq!((of("AUTH-CLEAR"), of("AUTH-NONE")), ("127.0.0.1:25".to_owned(), "[::1]:25".to_owned()));
    assert_eq!(told, answer.results);
}

#[test]
fn a_closed_port_is_told_and_the_next_one_tried() {
    let server = Server::play(Profile::default());
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let limits = short(vec![(25, closed), (587, server.port)]);
    let (answer, _) =
        with(limits, |around| smtp::probe(&question(&[25, 587]), &permit(Scope::Smtp), None, around));
    assert_eq!(codes(&answer), ["CLOSED", "AUTH-NONE", "TLS-NONE"]);
    assert!(answer.through == "127.0.0.1" && answer.by == "A. Martin on pc-01");
    assert!(answer.transcript.iter().any(|l| l.who == Speaker::Client && l.text == "EHLO check.example.net"));
}

#[test]
fn a_pasted_session_gives_the_verdicts_of_the_session_itself() {
    let server = Server::play(Profile { ehlo: ALL_AUTH, ..Profile::default() });
    let asked = question(&[25]);
    let answer = probe_at(25, &server);
    let mark = |who| match who {
        Speaker::Client => "C: ",
        Speaker::Server => "S: ",
        Speaker::Remark => "",
    };
    for (times, marks) in [(true, true), (false, true), (false, false)] {
        let line = |l: &relayscope::checks::answer::SpokenLine| {
            let time = if times { format!("{} ", l.at.rfc3339()) } else { String::new() };
            format!("{time}{}{}", if marks { mark(l.who) } else { "" }, l.text)
        };
        let text = answer.transcript.iter().map(line).collect::<Vec<_>>().join("\r\n");
        let pasted = smtp::judge_transcript(Question::Smtp(&asked), &text, "B. Durand", now());
        assert_eq!(codes(&pasted), codes(&answer), "{text}");
        assert_eq!((pasted.by.as_str(), pasted.worst()), ("B. Durand", Severity::Critical));
    }
}

#[test]
fn a_pasted_relay_test_is_judged_and_credentials_in_a_paste_are_not_kept() {
    let text = "Trying 192.0.2.25...\n220 mail.contoso.test ESMTP\nEHLO x\n250 mail.contoso.test\n\
        MAIL FROM:<relaytest@example.com>\n250 2.1.0 OK\nRCPT TO:<relaytest@example.net>\n250 2.1.5 OK\nRSET\n250 ok\nQUIT\n221 bye\n";
    let answer = smtp::judge_transcript(Question::Relay(&relay_question()), text, "B. Durand", now());
    assert_eq!((codes(&answer), answer.worst()), (vec!["R01"], Severity::Critical));
    let secrets = "220 mx\nAUTH PLAIN AGFsaWNlAHMzY3JldA==\n235 ok\nAUTH LOGIN\n334 VXNlcm5hbWU6\nYWxpY2U=\n334 UGFzc3dvcmQ6\nczNjcmV0\n235 ok\nC: AUTH LOGIN YWxpY2U=\n\
        <-  334 UGFzc3dvcmQ6\n -> czNjcmV0\nsent: AUTH PLAIN AGFsaWNlAHMzY3JldA==\n";
    let answer = smtp::judge_transcript(Question::Smtp(&question(&[25])), secrets, "B. Durand", now());
    let kept = format!("{answer:?}");
    for secret in ["AGFsaWNl", "YWxpY2U", "czNjcmV0"] {
        assert!(!kept.contains(secret), "{kept}");
    }
    let nothing = smtp::judge_transcript(Question::Smtp(&question(&[25])), "hello", "B. Durand", now());
    assert_eq!(nothing.cut_short.unwrap().id, "smtp-cut-nothing-read");
}

#[test]
fn a_pasted_openssl_session_tells_what_is_offered_inside_tls() {
    let text = "CONNECTED(00000003)\nsubject=CN = mail.contoso.test\nissuer=CN = mail.contoso.test\n\
        New, TLSv1.3, Cipher is TLS_AES_256_GCM_SHA384\nVerify return code: 18 (self-signed certificate)\n250 SMTPUTF8\n\
        EHLO x\n250-mail.contoso.test\n250 AUTH LOGIN PLAIN\nQUIT\n221 bye\n";
    let answer = smtp::judge_transcript(Question::Smtp(&question(&[587])), text, "B. Durand", now());
    assert_eq!(codes(&answer), ["AUTH-TLS-587", "TLS-OLD"]);
}

/// A certificate that the world trusts cannot be had on loopback; its verdict is made of the facts alone.
#[test]
fn a_valid_certificate_is_good_and_several_faults_name_the_worst() {
    use relayscope::checks::network::tls::{CertificateFault, TlsFacts};
    use relayscope::checks::smtp::dialogue::ProbeFacts;
    use relayscope::checks::smtp::judge::{Place, judge};
    let place = Place { subject: "192.0.2.25:25", port: 25, at: now() };
    let verdict = |faults: &[CertificateFault]| {
        let tls = TlsFacts { version: "TLS 1.3".to_owned(), faults: faults.to_vec(), ..TlsFacts::default() };
        let facts = ProbeFacts { tls: Some(tls), ..ProbeFacts::default() };
        let result = judge(&place, &facts, None, Duration::ZERO).pop().unwrap();
        (result.code, result.severity, format!("{:?}", result.say))
    };
    let (code, severity, _) = verdict(&[]);
    assert_eq!((code.as_str(), severity), ("TLS-OK", Severity::Good));
    let (code, _, say) = verdict(&[CertificateFault::OtherName, CertificateFault::UnknownIssuer]);
    assert_eq!(code, "TLS-OLD");
    assert!(say.contains("smtp-cert-other-name"), "{say}");
}

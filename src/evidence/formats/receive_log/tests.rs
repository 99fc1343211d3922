//! Sessions as a receive log writes them, and what must come of them.

use super::*;
use crate::model::rows::{Authentication, Outcome};

fn rows(session: &str, rows: &[(&str, &str, &str)]) -> String {
    let line = |(i, (event, data, context)): (usize, &(&str, &str, &str))| {
        format!(
            "2025-11-03T02:10:{i:02}.000Z,EX1\\Default Frontend EX1,{session},{i},10.0.0.5:25,203.0.113.9:40112,{event},{data},{context}\r\n"
        )
    };
    rows.iter().enumerate().map(line).collect()
}

fn read(text: &str) -> Harvest {
    let mut out = Harvest::default();
    let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
    ReceiveLog.read(&mut source, &mut out, &Task::detached()).unwrap();
    assert!(out.balance.holds());
    out
}

fn attempts(out: &Harvest) -> Vec<Authentication> {
    out.tables.authentications.rows().collect()
}

const RELAY: &str = "SMTPSubmit SMTPAcceptAnyRecipient BypassAntiSpam";

#[test]
fn a_refusal_counts_once_at_the_moment_it_was_decided() {
    let out = read(&rows(
        "08DE1A0000000041",
        &[
            ("<", "EHLO scanner", ""),
            ("<", "AUTH LOGIN", ""),
            (">", "334 <authentication response>", ""),
            ("*", "", "Inbound AUTH LOGIN failed because of LogonDenied"),
            ("*", "", "User Name: CONTOSO\\scanner"),
            (">", "535 5.7.3 Authentication unsuccessful", ""),
        ],
    ));
    let [one] = attempts(&out)[..] else { panic!("one attempt") };
    assert_eq!((one.outcome, one.time.rfc3339().as_str()), (Outcome::Failure, "2025-11-03T02:10:03Z"));
    let text = |s: Symbol| out.text.get(s);
    assert_eq!(text(one.account), "CONTOSO\\scanner");
    assert_eq!(
        (text(one.mechanism), text(one.address), text(one.workstation)),
        ("LOGIN", "203.0.113.9", "scanner")
    );
    assert_eq!(text(one.status_text), "LogonDenied");
    assert_eq!(out.tables.sessions.row(0).n_refused, 1);
}

#[test]
fn each_attempt_counts_and_a_mechanism_not_offered_is_none() {
    let out = read(&rows(
        "08DE",
        &[
            ("<", "AUTH NTLM", ""),
            (">", "504 5.7.4 Unrecognized authentication type", ""),
            ("<", "AUTH LOGIN", ""),
            (">", "535 5.7.3 Authentication unsuccessful", ""),
            ("<", "AUTH LOGIN", ""),
            (">", "535 5.7.3 Authentication unsuccessful", ""),
        ],
    ));
    assert_eq!(attempts(&out).len(), 2);
}

#[test]
fn one_row_copied_nine_times_is_one_refusal() {
    let row = rows("08DE", &[(">", "535 5.7.3 Authentication unsuccessful", "")]);
    let out = read(&row.repeat(9));
    assert_eq!((out.balance.read, out.balance.skipped), (9, 0));
    assert_eq!(attempts(&out).len(), 1);
    assert_eq!(out.damages[0].fault, Fault::Repeated);
}

#[test]
fn an_accepted_account_may_relay_and_its_messages_are_counted() {
    let out = read(&rows(
        "08DE1A0000000042",
        &[
            ("+", "", ""),
            ("<", "AUTH login", ""),
            (">", "334 <authentication response>", ""),
            ("*", RELAY, "Set Session Permissions"),
            ("*", "CONTOSO\\scanner", "authenticated"),
            (">", "235 2.7.0 Authentication successful", ""),
            ("<", "MAIL FROM:<news@example.com> SIZE=10", ""),
            ("<", "RCPT TO:<v1@example.net>", ""),
            ("<", "RCPT TO:<v2@example.org>", ""),
            (">", "250 2.1.0 Sender OK", ""),
            (">", "250 2.1.5 Recipient OK", ""),
            (">", "550 5.1.1 User unknown", ""),
            ("<", "DATA", ""),
            (">", "354 Start mail input", ""),
            (">", "250 2.6.0 <a@b> [InternalId=90071] Queued mail for delivery", ""),
            ("-", "", "Local"),
        ],
    ));
    let session = out.tables.sessions.row(0);
    let text = |s: Symbol| out.text.get(s);
    assert_eq!(
        (text(session.account), text(session.mechanism), text(session.server)),
        ("CONTOSO\\scanner", "LOGIN", "EX1")
    );
    assert!(session.any_recipient_after_auth && !session.any_recipient_before_auth);
    assert_eq!(
        (session.n_mail, session.n_recipients, session.n_recipients_refused, session.n_queued),
        (1, 1, 1, 1)
    );
    assert_eq!(session.queued.0.of(&out.tables.numbers), [90071]);
    assert_eq!(text(session.reverse_path), "news@example.com");
    assert_eq!((session.local_port, session.n_rows), (25, 16));
    assert_eq!(attempts(&out).len(), 1);
}

#[test]
fn relaying_without_account_shows_before_any_auth() {
    let out = read(&rows(
        "08DE",
        &[
            ("+", "", ""),
            ("*", RELAY, "Set Session Permissions"),
            (">", "220 mx ready", ""),
            ("<", "MAIL FROM:<>", ""),
            ("<", "RCPT TO:<v@example.net>", ""),
        ],
    ));
    let session = out.tables.sessions.row(0);
    assert!(session.any_recipient_before_auth && !session.any_recipient_after_auth);
    assert_eq!((session.n_recipients, out.text.get(session.reverse_path)), (1, "<>"));
}

#[test]
fn the_hub_names_the_client_of_the_front_end() {
    for verb in ["XPROXY", "XPROXYFROM"] {
        let command = format!("{verb} SID=08DE1A0000000042 IP=203.0.113.9 PORT=40120 DOMAIN=scanner");
        let out = read(&rows("08DF", &[("<", &command, "")]));
        let session = out.tables.sessions.row(0);
        assert_eq!(out.text.get(session.proxied_session), "08DE1A0000000042");
        assert_eq!(out.text.get(session.proxied_address), "203.0.113.9");
    }
}

#[test]
fn a_right_password_without_the_right_to_submit_is_told_apart() {
    let out = read(&rows(
        "08DE",
        &[(
            "*",
            "",
            "Inbound AUTH LOGIN failed because the client CONTOSO\\scanner doesn't have submit permission.",
        )],
    ));
    let attempt = attempts(&out)[0];
    assert_eq!(attempt.outcome, Outcome::RightPasswordRefused);
    assert_eq!(out.text.get(attempt.account), "CONTOSO\\scanner");
}

#[test]
fn answers_never_leave_the_reader() {
    let secret = "aHVudGVyMi1odW50ZXIy";
    let initial = format!("AUTH LOGIN {secret}");
    let text = rows(
        "08DE",
        &[("<", &initial, ""), (">", "334 UGFzc3dvcmQ6", ""), ("<", secret, ""), (">", "235 ok", "")],
    );
    let out = read(&format!("{text}{secret},x\r\n"));
    assert!(out.text.symbols().all(|s| !out.text.get(s).contains(secret)));
    assert!(!format!("{:?}", out.damages).contains(secret));
    assert_eq!(attempts(&out)[0].outcome, Outcome::Success);
    let mut at = 0;
    for line in text.lines() {
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        let raw = ReceiveLog.raw(&mut source, Place::line(1, at)).unwrap();
        assert!(!format!("{raw:?}").contains(secret), "{raw:?}");
        assert_eq!(raw.fields.len(), 9);
        at += line.len() as u64 + 2;
    }
}

#[test]
fn sessions_that_never_end_are_closed_by_age() {
    let text: String = (0..10_000).map(|i| rows(&format!("{i:04X}"), &[("+", "", "")])).collect();
    let out = read(&text);
    assert_eq!(out.tables.sessions.len(), 10_000);
    assert_eq!(out.text.get(out.tables.sessions.row(0).session), "0000");
}

#[test]
fn a_send_log_is_not_taken_for_a_receive_log() {
    let recognise = |text: &str| ReceiveLog.recognise(&Head { bytes: text.as_bytes(), text, whole: true });
    assert!(recognise(&rows("08DE", &[("+", "", ""), (">", "220 mx", ""), ("<", "EHLO a", "")])).is_some());
    assert!(recognise(&rows("08DE", &[("+", "", ""), ("<", "220 mx", ""), (">", "EHLO a", "")])).is_none());
}

//! Lines of Postfix, and what must come of them.

use super::wording::{checked_name, queue_id, repeated};
use super::*;
use crate::model::harvest::Fault;
use crate::model::rows::Outcome;

fn read(lines: &[&str]) -> Harvest {
    let dressed =
        |(i, l): (usize, &&str)| format!("2025-11-03T03:{:02}:{:02}+01:00 mx {l}\n", i / 60, i % 60);
    let text: String = lines.iter().enumerate().map(dressed).collect();
    let mut out = Harvest::default();
    let mut source = Source::of_bytes("mail.log", text.into_bytes());
    PostfixLog.read(&mut source, &mut out, &Task::detached()).unwrap();
    assert!(out.balance.holds());
    out
}

const MESSAGE: &[&str] = &[
    "postfix/submission/smtpd[811]: connect from unknown[203.0.113.9]",
    "postfix/submission/smtpd[811]: Anonymous TLS connection established from unknown[203.0.113.9]: TLSv1.3 with cipher X",
    "postfix/submission/smtpd[811]: 3F373F5418: client=unknown[203.0.113.9], sasl_method=LOGIN, sasl_username=scanner@contoso.test",
    "postfix/cleanup[812]: 3F373F5418: message-id=<1@shop.example>",
    "postfix/qmgr[99]: 3F373F5418: from=<news@shop.example>, size=5794, nrcpt=2 (queue active)",
    "postfix/submission/smtpd[811]: disconnect from unknown[203.0.113.9] ehlo=2 starttls=1 auth=1 mail=1 rcpt=2 data=1 quit=1 commands=9",
    "postfix/smtp[820]: 3F373F5418: to=<v1@example.net>, relay=mx.example.net[192.0.2.10]:25, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 77)",
    "postfix/smtp[821]: 3F373F5418: to=<v2@example.org>, relay=none, delay=30, delays=0/0/30/0, dsn=4.4.1, status=deferred (connect to mx.example.org[192.0.2.11]:25: Connection timed out)",
    "postfix/qmgr[99]: 3F373F5418: from=<news@shop.example>, size=5794, nrcpt=2 (queue active)",
    "postfix/smtp[821]: 3F373F5418: to=<v2@example.org>, relay=mx.example.org[192.0.2.11]:25, delay=300, delays=0/0/30/0, dsn=5.1.1, status=bounced (host mx.example.org said: 550 no)",
    "postfix/qmgr[99]: 3F373F5418: removed",
];

#[test]
fn a_message_belongs_to_the_account_that_its_conversation_signed_in_with() {
    let out = read(MESSAGE);
    let text = |s: Symbol| out.text.get(s);
    let rows: Vec<MailEvent> = out.tables.mail.rows().collect();
    let steps: Vec<MailStep> = rows.iter().map(|r| r.step).collect();
    use MailStep::{Defer, Drop, Fail, Load, Receive, Send};
    assert_eq!(steps, [Receive, Load, Send, Defer, Fail, Drop]);
    let came = rows[0];
    assert_eq!((text(came.account), text(came.address)), ("scanner@contoso.test", "203.0.113.9"));
    assert_eq!((came.n_recipients, came.size, text(came.message_id)), (2, 5794, "1@shop.example"));
    let named: Vec<_> = came.recipients.0.of(&out.tables.texts).iter().map(|s| text(*s)).collect();
    assert_eq!(named, ["v1@example.net", "v2@example.org"]);
    let session = out.tables.sessions.row(0);
    assert_eq!((session.n_mail, session.n_queued, session.n_recipients, session.tls), (1, 1, 2, true));
    assert_eq!((session.session, text(session.connector)), (came.session, "submission/smtpd"));
    let [auth] = out.tables.authentications.rows().collect::<Vec<_>>()[..] else { panic!("one AUTH") };
    assert_eq!((auth.outcome, text(auth.mechanism), text(auth.server)), (Outcome::Success, "LOGIN", "mx"));
}

#[test]
fn a_message_that_a_filter_hands_back_is_one_message() {
    let mut lines = MESSAGE[..5].to_vec();
    lines.extend([
        "postfix/smtpd[830]: connect from localhost[127.0.0.1]",
        "postfix/smtpd[830]: 9E8D7C6B5A: client=localhost[127.0.0.1]",
        "postfix/cleanup[812]: 9E8D7C6B5A: message-id=<1@shop.example>",
        "postfix/qmgr[99]: 9E8D7C6B5A: from=<news@shop.example>, size=5999, nrcpt=2 (queue active)",
        "postfix/smtp[820]: 3F373F5418: to=<v1@example.net>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 9E8D7C6B5A)",
        "postfix/qmgr[99]: 3F373F5418: removed",
    ]);
    let out = read(&lines);
    let steps: Vec<MailStep> = out.tables.mail.rows().map(|r| r.step).collect();
    use MailStep::{Drop, Load, Other, Receive};
    assert_eq!(steps, [Receive, Load, Load, Other, Drop]);
}

#[test]
fn what_waited_before_the_log_began_is_no_arrival() {
    let out = read(&[
        "postfix/cleanup[812]: 1111122222: message-id=<0@contoso.test>",
        "postfix/qmgr[99]: 3F373F5418: from=<news@shop.example>, size=5794, nrcpt=2 (queue active)",
    ]);
    assert_eq!(out.tables.mail.row(0).step, MailStep::Defer);
    let out =
        read(&["postfix/qmgr[99]: 3F373F5418: from=<news@shop.example>, size=5, nrcpt=2 (queue active)"]);
    assert_eq!(out.tables.mail.row(0).step, MailStep::Receive, "a log of the queue manager alone");
}

#[test]
fn refusals_name_the_account_only_where_somebody_told_it() {
    let out = read(&[
        "postfix/smtpd[1]: warning: unknown[203.0.113.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
        "postfix/smtpd[1]: warning: unknown[203.0.113.9]: SASL login authentication failed: (reason unavailable), sasl_username=admin",
        "saslauthd[5]: do_auth         : auth failure: [user=scanner] [service=smtp] [realm=] [mech=pam] [reason=PAM auth error]",
        "postfix/smtpd[1]: warning: unknown[203.0.113.9]: SASL PLAIN authentication failed: authentication failure",
        "dovecot: auth: passwd-file(info,198.51.100.7): unknown user",
        "postfix/smtpd[1]: warning: unknown[203.0.113.9]: SASL PLAIN authentication failed: authentication failure",
        "postfix/smtpd[1]: message repeated 2 times: [ warning: unknown[203.0.113.9]: SASL PLAIN authentication failed: authentication failure]",
    ]);
    let rows: Vec<_> = out.tables.authentications.rows().collect();
    let names: Vec<_> = rows.iter().map(|r| out.text.get(r.account)).collect();
    assert_eq!(names, ["", "admin", "scanner", "", "", ""]);
    assert!(rows.iter().all(|r| r.outcome == Outcome::Failure));
    assert_eq!(out.text.get(rows[0].status_text), "", "a prompt is no reason");
    assert_eq!((out.tables.sessions.len(), out.tables.sessions.row(0).n_refused), (1, 6));
}

#[test]
fn an_accepted_sign_in_without_mail_is_told_without_a_name() {
    let out = read(&[
        "postfix/smtpd[1]: connect from unknown[203.0.113.9]",
        "postfix/smtpd[1]: disconnect from unknown[203.0.113.9] ehlo=1 auth=1 quit=1 commands=3",
        "postfix/smtpd[1]: connect from unknown[203.0.113.9]",
        "postfix/smtpd[1]: disconnect from unknown[203.0.113.9] ehlo=1 auth=0/1 quit=1 commands=2/3",
    ]);
    let rows: Vec<_> = out.tables.authentications.rows().collect();
    assert_eq!(rows.len(), 1);
    assert!(rows[0].account.is_none());
    assert_eq!(out.tables.sessions.len(), 2);
}

#[test]
fn an_alias_to_the_outside_keeps_the_recipient_that_the_client_gave() {
    let out = read(&[
        "postfix/smtpd[1]: 3F373F5418: client=mx.example.net[192.0.2.10]",
        "postfix/qmgr[99]: 3F373F5418: from=<a@example.net>, size=5, nrcpt=1 (queue active)",
        "postfix/smtp[8]: 3F373F5418: to=<me@example.org>, orig_to=<info@contoso.test>, relay=mx[192.0.2.11]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)",
    ]);
    let came = out.tables.mail.row(0);
    let named: Vec<_> = came.recipients.0.of(&out.tables.texts).iter().map(|s| out.text.get(*s)).collect();
    assert_eq!(named, ["info@contoso.test"]);
    assert_eq!((came.auth_as, came.mechanism), (b'A', 0));
}

#[test]
fn a_refused_recipient_counts_where_it_was_refused() {
    let out = read(&[
        "postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[203.0.113.9]: 454 4.7.1 <v1@example.net>: Relay access denied; from=<a@example.org> to=<v1@example.net> proto=ESMTP helo=<User>",
        "postfix/smtpd[1]: NOQUEUE: reject: EHLO from unknown[203.0.113.9]: 504 5.5.2 <User>: Helo command rejected: need fully-qualified hostname; proto=SMTP helo=<User>",
    ]);
    let (session, row) = (out.tables.sessions.row(0), out.tables.mail.row(0));
    assert_eq!((session.n_recipients_refused, out.text.get(session.helo)), (1, "User"));
    assert_eq!(out.text.get(row.status), "454 4.7.1 <v1@example.net>: Relay access denied");
    assert_eq!((out.text.get(row.reverse_path), row.n_recipients), ("a@example.org", 1));
}

#[test]
fn words_are_read_as_postfix_writes_them() {
    assert_eq!(queue_id("44JCRG5tYPzCqt2: removed"), Some(("44JCRG5tYPzCqt2", "removed")));
    assert_eq!(queue_id("warning: x"), None);
    assert_eq!(repeated("last message repeated 3 times"), Some((3, None)));
    assert_eq!(repeated("message repeated 2 times: [ a]"), Some((2, Some("a"))));
    let told = "auth-worker(12): Info: conn unix:auth-worker (pid=1): auth-worker<2>: sql(info@contoso.test,203.0.113.9,<x>): Password mismatch";
    assert_eq!(checked_name("dovecot", told), Some(("info@contoso.test", "203.0.113.9")));
}

#[test]
fn a_system_log_without_mail_is_not_claimed() {
    let recognise = |text: &str| PostfixLog.recognise(&Head { bytes: text.as_bytes(), text, whole: true });
    let other = "Nov  3 03:14:55 host sshd[1]: Failed password for root from 203.0.113.9\n".repeat(20);
    assert!(recognise(&other).is_none());
    assert!(recognise(&format!("{other}Nov  3 03:14:55 host postfix/master[1]: daemon started\n")).is_none());
    assert!(
        recognise("Nov  3 03:14:55 host postfix/smtpd[1]: connect from unknown[203.0.113.9]\n").is_some()
    );
}

#[test]
fn a_line_of_something_else_is_one_damaged_record() {
    let text = "Nov  3 03:14:55 mx postfix/qmgr[9]: daemon\n\u{1}\u{2} broken\n# note\n\n";
    let mut out = Harvest::default();
    let mut source = Source::of_bytes("mail.log", text.as_bytes().to_vec());
    PostfixLog.read(&mut source, &mut out, &Task::detached()).unwrap();
    assert_eq!((out.balance.read, out.balance.damaged, out.balance.total), (1, 1, 2));
    assert!(out.damages.iter().any(|d| matches!(d.fault, Fault::Record(_))));
}

#[test]
fn a_line_is_shown_with_what_its_process_and_its_message_did_later() {
    let text = [
        "Nov  3 03:14:55 mx postfix/smtpd[811]: connect from unknown[203.0.113.9]",
        "Nov  3 03:14:55 mx postfix/smtpd[812]: connect from unknown[198.51.100.7]",
        "Nov  3 03:14:56 mx postfix/smtpd[811]: 4F1A2B3C4D: client=unknown[203.0.113.9], sasl_username=scanner",
        "Nov  3 03:14:56 mx postfix/qmgr[7]: 4F1A2B3C4D: from=<a@contoso.test>, size=1, nrcpt=1 (queue active)",
        "Nov  3 03:14:57 mx postfix/smtpd[811]: disconnect from unknown[203.0.113.9] ehlo=1 quit=1",
        "Nov  3 03:14:58 mx postfix/smtpd[811]: connect from unknown[192.0.2.7]",
        "Nov  3 03:14:59 mx postfix/qmgr[7]: 4F1A2B3C4D: removed",
        "Nov  3 03:15:00 mx postfix/smtpd[812]: NOQUEUE: reject: RCPT from unknown[198.51.100.7]: 554 5.7.1 no",
        "Nov  3 03:15:01 mx postfix/smtpd[813]: NOQUEUE: reject: RCPT from unknown[192.0.2.8]: 554 5.7.1 no",
    ];
    let whole = text.join("\n");
    let after = |n: usize| -> Vec<usize> {
        let at = text.iter().take(n).map(|l| l.len() as u64 + 1).sum();
        let mut source = Source::of_bytes("x", whole.clone().into_bytes());
        let record = PostfixLog.raw(&mut source, Place::line(n as u64 + 1, at)).unwrap();
        let is = |line: &SafeText| text.iter().position(|t| SafeText::lines(t) == *line).unwrap();
        record.after.iter().map(is).collect()
    };
    assert_eq!((after(0), after(2), after(3)), (vec![2, 4], vec![3, 4, 6], vec![6]));
    assert_eq!((after(4), after(7), after(8)), (vec![], vec![], vec![]));
}

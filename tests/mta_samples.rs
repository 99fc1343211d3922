//! Mail servers other than Exchange: real logs against what was counted in them, and one incident end to end.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::evidence::hints::Hints;
use relayscope::evidence::intake::{Loaded, load_source};
use relayscope::evidence::source::Source;
use relayscope::model::harvest::Harvest;
use relayscope::model::rows::{MailStep, Outcome};
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use std::path::Path;

fn read(file: &str) -> Option<Loaded> {
    let path = support::shared()?.join("queues").join(file);
    let mut source = Source::of_bytes(file, std::fs::read(path).unwrap());
    // The logs state no year; these were kept by 14 August 2005.
    let captured = UtcTime::from_unix(1_124_020_800, 0);
    source.hints = Hints { captured_at: Some(captured), ..Hints::default() };
    Some(load_source(source, false, &Task::detached()))
}

fn count(out: &Harvest, outcome: Outcome) -> usize {
    out.tables.authentications.outcome.iter().filter(|o| **o == outcome).count()
}

fn events(out: &Harvest, event: &str) -> usize {
    out.tables.mail.event.iter().filter(|e| out.text.get(**e) == event).count()
}

#[test]
fn refusals_and_rejects_of_postfix_are_all_found() {
    let Some(loaded) = read("postfix/fail2ban_postfix.log") else { return };
    let out = &loaded.harvest;
    assert_eq!(loaded.format, Some("postfix-log"));
    assert_eq!((out.balance.total, out.balance.read), (63, 63));
    assert_eq!(count(out, Outcome::Failure), 14);
    assert_eq!(events(out, "reject") + events(out, "milter-reject"), 26);
    let denied = |s: &&relayscope::model::text::Symbol| out.text.get(**s).contains("Relay access denied");
    assert_eq!(out.tables.mail.status.iter().filter(denied).count(), 1);
    let first = out.tables.mail.row(0).time.rfc3339();
    assert_eq!(first, "2005-02-21T09:21:54Z");
    let stays = |t: &&UtcTime| **t < UtcTime::from_unix(1_124_020_800, 0);
    assert_eq!(out.tables.mail.time.iter().filter(stays).count(), out.tables.mail.len());
}

#[test]
fn both_stamps_of_postfix_in_one_file_are_read() {
    let Some(loaded) = read("postfix/crowdsec_postfix-logs.log") else { return };
    let out = &loaded.harvest;
    assert_eq!((loaded.format, out.balance.total, out.balance.read), (Some("postfix-log"), 7, 7));
    assert_eq!(count(out, Outcome::Failure), 1);
    let denied = |s: &&relayscope::model::text::Symbol| out.text.get(**s).contains("Relay access denied");
    assert_eq!(out.tables.mail.status.iter().filter(denied).count(), 2);
}

#[test]
fn a_printed_queue_is_counted_whole() {
    let Some(loaded) = read("postfix/kumina_showq.txt") else { return };
    let out = &loaded.harvest;
    assert_eq!((loaded.format, out.balance.total, out.balance.read), (Some("postfix-queue"), 24, 24));
    assert_eq!(out.tables.held.size.iter().sum::<u32>(), 118_702);
    let depths = out.tables.queues.rows().map(|q| (out.text.get(q.queue).to_owned(), q.n_messages));
    assert_eq!(depths.collect::<Vec<_>>(), [("active".to_owned(), 16), ("deferred".to_owned(), 8)]);
}

#[test]
fn arrivals_and_refusals_of_exim_are_all_found() {
    let Some(loaded) = read("exim/exim_testsuite_mainlog_3400.log") else { return };
    let out = &loaded.harvest;
    assert_eq!((loaded.format, out.balance.total, out.balance.read), (Some("exim-log"), 60, 60));
    let arrivals = out.tables.mail.rows().filter(|m| m.step == MailStep::Receive);
    let named: Vec<_> = arrivals.map(|m| out.text.get(m.account)).collect();
    assert_eq!((named.len(), named.iter().filter(|a| **a == "userx").count()), (10, 2));
    assert_eq!((count(out, Outcome::Success), count(out, Outcome::Failure)), (7, 27));
    let Some(loaded) = read("exim/crowdsec_exim-logs.log") else { return };
    let out = &loaded.harvest;
    assert_eq!((loaded.format, out.balance.total, out.balance.read), (Some("exim-log"), 12, 12));
    assert_eq!(count(out, Outcome::Failure), 6);
    let addresses = out.tables.authentications.address.iter().map(|a| out.text.get(*a));
    assert_eq!(addresses.collect::<Vec<_>>()[..3], ["1.2.3.4", "202.137.142.181", "1.2.3.4"]);
}

#[test]
fn refusals_and_attacks_on_sendmail_are_all_found() {
    let Some(loaded) = read("sendmail/fail2ban_sendmail-auth.log") else { return };
    let out = &loaded.harvest;
    assert_eq!((loaded.format, out.balance.total, out.balance.read), (Some("sendmail-log"), 13, 13));
    assert_eq!(count(out, Outcome::Failure), 13);
    let names: Vec<_> = out.tables.authentications.account.iter().map(|a| out.text.get(*a)).collect();
    let named = ["user@example.com", "criminal", "scanner", "scan", "test", "test", ""];
    assert_eq!(names[6..], named);
    let forged = out.tables.authentications.row(7).address;
    assert_eq!(out.text.get(forged), "192.0.2.4", "not the relay that the client put in its name");
}

#[test]
fn sentences_of_kerio_are_all_read() {
    let Some(loaded) = read("kerio/fail2ban_kerio.log") else { return };
    let out = &loaded.harvest;
    assert_eq!((loaded.format, out.balance.total, out.balance.read), (Some("kerio-log"), 15, 15));
    assert_eq!(count(out, Outcome::Failure), 2, "one unknown user, one refused sign-in");
    assert_eq!(events(out, "Relay attempt"), 2);
    assert!(out.tables.mail.address.iter().all(|a| a.is_some()));
}

/// Failures, an accepted sign-in, twenty messages to strangers, a growing queue.
#[test]
fn a_guessed_account_that_relays_through_postfix_is_named() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/postfix-log/incident.log");
    let bench = support::analysed(&[&file]);
    let analysis = &bench.case().analysis;
    let verdict = analysis.verdicts.first().unwrap();
    assert_eq!(verdict.kind.key(), "authenticated-relay");
    let account = analysis.directory.name(verdict.account.unwrap());
    assert!(account.to_string().to_lowercase().contains("scanner"), "{account}");
    assert_eq!((verdict.messages, verdict.recipients, verdict.sessions), (20, 30, 1));
    let suspect = analysis.suspects.first().unwrap();
    assert_eq!((suspect.failures, suspect.successes), (8, 1));
    assert_eq!(analysis.queue.peak, 17, "twenty came, four left on their way, one more came and left");
}

#[test]
fn a_system_log_stays_plain_text() {
    let text = "Nov  3 03:14:55 host sshd[1]: Failed password for root from 203.0.113.9 port 22 ssh2\n\
                Nov  3 03:14:56 host systemd[1]: Started Session 5 of user root.\n\
                Nov  3 03:14:57 host kernel: usb 1-1: new device\n";
    let loaded =
        load_source(Source::of_bytes("messages", text.as_bytes().to_vec()), false, &Task::detached());
    assert_eq!(loaded.format, Some("text"));
    assert!(loaded.harvest.tables.mail.is_empty() && loaded.harvest.tables.authentications.is_empty());
}

//! Incidents that are no relay through an account, each with a twin in which one fact changes.

use super::finding::{Analysis, Confidence, Verdict, VerdictKind};
use super::tests_support::{Scene, at};
use crate::model::rows::{Action, Deed, MailStep};

const THIEF: &str = "203.0.113.9";

fn covered() -> Scene {
    let mut s = Scene::site();
    for format in ["evtx", "smtp-receive", "message-tracking"] {
        s.covers(format, 0, 86_000);
    }
    s
}

fn kinds(a: &Analysis) -> Vec<VerdictKind> {
    a.verdicts.iter().map(|v| v.kind).collect()
}

fn first(a: &Analysis) -> &Verdict {
    a.verdicts.first().unwrap()
}

/// Changes the row of tracking written last.
fn last_mail(s: &mut Scene, step: MailStep, via: &str, id: &str, reference: &str) {
    let (via, id, reference) = (s.harvest.intern(via), s.harvest.intern(id), s.harvest.intern(reference));
    let table = &mut s.harvest.tables.mail;
    let i = table.len() - 1;
    (table.step[i], table.via[i], table.message_id[i], table.reference[i]) = (step, via, id, reference);
}

/// What leaves a mailbox for 400 strangers within ten minutes.
fn mailing(s: &mut Scene, t: i64, sender: &str) {
    for i in 0..20 {
        let to: Vec<String> = (0..20).map(|k| format!("v{i}x{k}@example{k}.net")).collect();
        let to: Vec<&str> = to.iter().map(String::as_str).collect();
        s.mail(t + 30 * i, "", "", sender, &to, "04I");
        s.out_of_a_mailbox();
    }
}

fn cmdlet(s: &mut Scene, t: i64, detail: &str) {
    let detail = s.harvest.intern(detail);
    s.harvest.tables.actions.push(Action { time: at(t), deed: Deed::Cmdlet, detail, ..Action::default() });
}

/// Guessing over another door than SMTP, and the sign-in that opened it.
fn opened(s: &mut Scene, account: &str) {
    for i in 0..30 {
        s.web_logon(1000 + 60 * i, account, THIEF, false);
    }
    s.web_logon(3000, account, THIEF, true);
}

#[test]
fn a_mailbox_that_was_opened_after_guessing_and_mails_strangers_is_taken_over() {
    let mut s = covered();
    opened(&mut s, "CONTOSO\\m.durand");
    mailing(&mut s, 4000, "m.durand@contoso.test");
    let (store, a) = s.analyse();
    let v = first(&a);
    assert_eq!((v.kind, v.confidence), (VerdictKind::MailboxTakeover, Confidence::Likely));
    assert_eq!(a.directory.name(v.account.unwrap()).as_str(), "CONTOSO\\m.durand");
    assert_eq!((v.messages, v.recipients), (20, 400));
    assert_eq!(v.addresses.iter().map(|&s| store.raw(s)).collect::<Vec<_>>(), [THIEF]);
}

#[test]
fn a_newsletter_out_of_a_mailbox_accuses_nobody() {
    let mut s = covered();
    for i in 0..5 {
        s.web_logon(100 + i, "CONTOSO\\m.durand", "198.51.100.20", true);
    }
    mailing(&mut s, 4000, "m.durand@contoso.test");
    let (_, a) = s.analyse();
    assert!(!kinds(&a).contains(&VerdictKind::MailboxTakeover), "{:?}", kinds(&a));
}

#[test]
fn a_rule_set_up_for_a_mailbox_is_a_second_leg_and_names_no_account_that_never_signed_in() {
    let mut s = covered();
    mailing(&mut s, 4000, "m.durand@contoso.test");
    cmdlet(&mut s, 3900, "New-InboxRule -Mailbox m.durand -DeleteMessage True");
    let (_, a) = s.analyse();
    assert_eq!((first(&a).kind, first(&a).account), (VerdictKind::MailboxTakeover, None));
    let mut s = covered();
    mailing(&mut s, 4000, "m.durand@contoso.test");
    cmdlet(&mut s, 3900, "New-InboxRule -Mailbox n.leroy -DeleteMessage True");
    assert!(!kinds(&s.analyse().1).contains(&VerdictKind::MailboxTakeover), "another's rule is none of it");
}

/// Forged mail for people we may not have, and the reports our server makes.
fn reverse(exists: bool) -> Scene {
    let mut s = covered();
    for i in 0..150 {
        let (victim, nobody, id) =
            (format!("v{i}@example.net"), format!("nobody{i}@contoso.test"), format!("<o{i}@x>"));
        s.front(1000 + 10 * i, &format!("A{i}"), THIEF, "");
        s.mail(1001 + 10 * i, &format!("A{i}"), THIEF, &victim, &[&nobody], "00A");
        last_mail(&mut s, MailStep::Receive, "SMTP", &id, "");
        s.mail(1002 + 10 * i, "", "", &victim, &[&nobody], "");
        let step = if exists { MailStep::Deliver } else { MailStep::Fail };
        last_mail(&mut s, step, "ROUTING", &id, "");
        if !exists {
            s.mail(1003 + 10 * i, "", "", "<>", &[&victim], "");
            last_mail(&mut s, MailStep::Dsn, "DSN", &format!("<d{i}@x>"), &id);
        }
    }
    s
}

#[test]
fn reports_about_mail_for_unknown_people_are_a_reverse_attack() {
    let (_, a) = reverse(false).analyse();
    let v = first(&a);
    assert_eq!((v.kind, v.confidence, v.account), (VerdictKind::ReverseNdr, Confidence::Established, None));
    assert_eq!((v.messages, v.recipients), (150, 150));
    assert!(v.reasons_for.iter().all(|r| !r.rows.is_empty()));
    assert_eq!(kinds(&reverse(true).analyse().1), [VerdictKind::NoRelaySeen]);
}

fn bounces(s: &mut Scene, to: &str) {
    for i in 0..120 {
        s.mail(5000 + 20 * i, "", "198.51.100.30", "<>", &[to], "00A");
    }
}

#[test]
fn bounces_for_mail_that_never_left_accuse_nobody() {
    let mut s = covered();
    bounces(&mut s, "m.durand@contoso.test");
    let (_, a) = s.analyse();
    assert_eq!(kinds(&a), [VerdictKind::Backscatter]);
    assert!(first(&a).account.is_none() && first(&a).addresses.is_empty() && a.suspects.is_empty());
}

#[test]
fn spam_through_an_account_explains_the_reports_and_bounces_it_causes() {
    let mut s = covered();
    s.dialogue(1000, "CONTOSO\\scanner", THIEF, "FE1", true);
    s.front(1000, "FE1", THIEF, "CONTOSO\\scanner");
    s.hub(1001, "HB1", "FE1", THIEF, 260, 260);
    for i in 0..200 {
        let sender = format!("win{i}@shop.example");
        s.mail(1002 + i, "HB1", THIEF, &sender, &["v1@example.net"], "06I");
        s.mail(1203 + i, "", "", "<>", &[&sender], "");
        last_mail(&mut s, MailStep::Dsn, "DSN", &format!("<d{i}@x>"), "");
    }
    (0..60).for_each(|i| s.mail(1500 + i, "HB1", THIEF, "n.leroy@contoso.test", &["v1@example.net"], "06I"));
    bounces(&mut s, "n.leroy@contoso.test");
    let (_, a) = s.analyse();
    assert_eq!(kinds(&a), [VerdictKind::AuthenticatedRelay], "one explains the others");
    let told: Vec<&str> = first(&a).reasons_for.iter().map(|r| r.phrase.id.as_ref()).collect();
    assert!(
        told.contains(&"reason-explains-reports") && told.contains(&"reason-explains-bounces"),
        "{told:?}"
    );
}

#[test]
fn an_account_abused_from_inside_is_named_less_surely() {
    let scene = |sender: &str| {
        let mut s = covered();
        s.dialogue(1000, "CONTOSO\\m.durand", "10.0.0.77", "FE1", true);
        s.front(1000, "FE1", "10.0.0.77", "CONTOSO\\m.durand");
        s.hub(1001, "HB1", "FE1", "10.0.0.77", 60, 60);
        (0..60).for_each(|i| s.mail(1002 + i, "HB1", "10.0.0.77", sender, &["v1@example.net"], "06I"));
        s.analyse().1
    };
    let a = scene("win@shop.example");
    assert_eq!((first(&a).kind, first(&a).confidence), (VerdictKind::AuthenticatedRelay, Confidence::Likely));
    assert_eq!(kinds(&scene("m.durand@contoso.test")), [VerdictKind::NoRelaySeen]);
}

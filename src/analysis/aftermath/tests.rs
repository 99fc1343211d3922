//! Each sign and each contradiction: one scene where it is told, one where it is not.

use super::{Aftermath, Contradiction, Sign, Strength};
use crate::analysis::finding::Analysis;
use crate::analysis::tests_support::{Scene, at};
use crate::model::rows::{Deed, MailStep};
use crate::model::store::EventStore;
use crate::words::{Language, Words};

const SCANNER: &str = "CONTOSO\\scanner";
const ADMIN: &str = "CONTOSO\\admin";
const SHELL: &str = "contoso.test/Users/admin";
const THIEF: &str = "203.0.113.9";
const HOUR: i64 = 3600;

/// A site whose SMTP log and tracking cover `hours`, with an abuse in the first.
fn abused(hours: i64) -> Scene {
    let mut s = Scene::site();
    for format in ["smtp-receive", "message-tracking"] {
        s.covers(format, 0, hours * HOUR);
    }
    spam(&mut s, 1_000, SCANNER, THIEF);
    s
}

/// A session of 40 messages from strangers to strangers.
fn spam(s: &mut Scene, t: i64, account: &str, client: &str) {
    let id = format!("FE{t}{account}");
    s.dialogue(t, account, client, &id, true);
    s.front(t, &id, client, account);
    for i in 0..40 {
        s.mail(t + i, &id, client, "news@shop.example", &["v1@example.net"], "06I");
    }
}

fn reset(s: &mut Scene, t: i64) {
    s.act(t, (4724, Deed::PasswordReset), SCANNER, ADMIN, "");
}

fn disabled(s: &mut Scene, t: i64) {
    s.act(t, (4725, Deed::AccountDisabled), SCANNER, ADMIN, "");
}

fn cmdlet(s: &mut Scene, t: i64, call: &str) {
    s.act(t, (1, Deed::Cmdlet), "", SHELL, call);
}

fn signs(a: &Aftermath, kind: &str) -> Vec<Sign> {
    a.signs.iter().filter(|s| s.kind == kind).cloned().collect()
}

fn against(a: &Aftermath, kind: &str) -> Vec<Contradiction> {
    a.contradictions.iter().filter(|s| s.kind == kind).cloned().collect()
}

/// The sentence in English; both languages must know all of it.
fn said(phrase: &crate::words::Phrase) -> String {
    let text = Words::new(Language::English, chrono_tz::UTC).say(phrase);
    let both = format!("{text}{}", Words::new(Language::French, chrono_tz::UTC).say(phrase));
    assert!(!both.contains(['[', '{']), "{both}");
    text
}

fn limits(sign: &Sign) -> Vec<&str> {
    sign.but.iter().map(|p| p.id.as_ref()).collect()
}

/// Analyses; whatever is told has rows, their places, and words.
fn told(s: Scene) -> Aftermath {
    let (store, a): (EventStore, Analysis) = s.analyse();
    for sign in &a.aftermath.signs {
        said(&sign.say);
        sign.but.iter().for_each(|b| drop(said(b)));
        assert!(
            !sign.rows.is_empty() && sign.rows.len() == sign.place.len() && sign.rows.len() <= 50,
            "{sign:?}"
        );
        assert_eq!(sign.place[0], store.tables.provenance(sign.rows[0]));
        assert_eq!(sign.strength == Strength::Partly, !sign.but.iter().all(|b| is_remark(&b.id)), "{sign:?}");
        assert!(Words::new(Language::French, chrono_tz::UTC).knows(&format!("aftermath-kind-{}", sign.kind)));
    }
    for c in &a.aftermath.contradictions {
        said(&c.say);
        assert!(
            !c.rows.is_empty()
                && c.rows.len() == c.place.len()
                && c.rows.len() <= 50
                && !c.against.is_empty()
        );
        assert!(Words::new(Language::French, chrono_tz::UTC).knows(&format!("aftermath-kind-{}", c.kind)));
    }
    a.aftermath
}

/// Said beside a sign without making it weaker.
fn is_remark(id: &str) -> bool {
    ["guest-of-one", "ordered", "soon", "open-session", "outlived"]
        .iter()
        .any(|r| id == format!("aftermath-but-{r}"))
}

#[test]
fn a_reset_of_the_abused_account_after_the_abuse_is_whole() {
    let mut s = abused(30);
    reset(&mut s, 5_000);
    let a = told(s);
    let [sign] = &signs(&a, "password-reset")[..] else { panic!("{a:?}") };
    assert_eq!((sign.at, sign.strength), (at(5_000), Strength::Whole));
    assert!(said(&sign.say).starts_with("CONTOSO\\admin reset the password of CONTOSO\\scanner at"));
    assert!(a.contradictions.is_empty());
    assert_eq!(a.last_abuse, Some(at(1_039)));
    assert_eq!(a.covered_until, Some(at(30 * HOUR)));
}

#[test]
fn a_reset_before_the_abuse_or_of_somebody_else_is_none() {
    let mut s = abused(30);
    reset(&mut s, 500);
    s.act(5_000, (4724, Deed::PasswordReset), "CONTOSO\\m.durand", ADMIN, "");
    assert!(told(s).signs.is_empty());
}

#[test]
fn a_change_by_the_owner_is_a_part_only() {
    let mut s = abused(30);
    s.act(5_000, (4723, Deed::PasswordChanged), SCANNER, SCANNER, "");
    let a = told(s);
    let sign = &signs(&a, "password-reset")[0];
    assert_eq!(sign.strength, Strength::Partly);
    assert_eq!(limits(sign), ["aftermath-but-own-change"]);
}

#[test]
fn of_two_abused_accounts_one_reset_is_a_part() {
    let scene = || {
        let mut s = abused(30);
        spam(&mut s, 3_000, "CONTOSO\\fax", "198.51.100.7");
        reset(&mut s, 6_000);
        s
    };
    let a = told(scene());
    assert_eq!(limits(&signs(&a, "password-reset")[0]), ["aftermath-but-others"]);
    let mut s = scene();
    s.act(6_100, (4724, Deed::PasswordReset), "CONTOSO\\fax", ADMIN, "");
    let a = told(s);
    assert!(signs(&a, "password-reset").iter().all(|s| s.strength == Strength::Whole));
    assert_eq!(signs(&a, "password-reset").len(), 2);
}

#[test]
fn a_reset_by_an_abused_account_is_a_part() {
    let mut s = abused(30);
    spam(&mut s, 3_000, "CONTOSO\\fax", "198.51.100.7");
    s.act(6_000, (4724, Deed::PasswordReset), SCANNER, "CONTOSO\\fax", "");
    let a = told(s);
    assert!(limits(&signs(&a, "password-reset")[0]).contains(&"aftermath-but-by-abused"));
}

#[test]
fn who_gets_in_after_the_reset_contradicts_it() {
    let mut s = abused(30);
    reset(&mut s, 5_000);
    spam(&mut s, 5_900, SCANNER, THIEF);
    let a = told(s);
    let [c] = &against(&a, "used-after-reset")[..] else { panic!("{a:?}") };
    assert_eq!(c.at, at(5_900));
    assert!(c.against.contains(&"password-reset"));
    assert!(said(&c.say).contains("was used again at Mon 3 Nov 2025 01:38:20"), "{}", said(&c.say));
    assert!(said(&c.say).contains("from 203.0.113.9, for 40 messages"), "{}", said(&c.say));
    assert_eq!(signs(&a, "password-reset")[0].strength, Strength::Partly);
    assert!(signs(&a, "no-mail-since").is_empty() && signs(&a, "only-refused-since").is_empty());
}

#[test]
fn a_second_reset_that_holds_ends_the_contradiction() {
    let mut s = abused(60);
    reset(&mut s, 5_000);
    spam(&mut s, 9_000, SCANNER, THIEF);
    reset(&mut s, 20_000);
    let a = told(s);
    assert!(a.contradictions.is_empty(), "{:?}", a.contradictions);
    let strengths: Vec<Strength> = signs(&a, "password-reset").iter().map(|s| s.strength).collect();
    assert_eq!(strengths, [Strength::Partly, Strength::Whole]);
}

#[test]
fn minutes_in_which_servers_learn_of_the_change_are_forgiven() {
    let mut s = abused(30);
    reset(&mut s, 5_000);
    spam(&mut s, 5_300, SCANNER, THIEF);
    let a = told(s);
    assert!(a.contradictions.is_empty(), "{:?}", a.contradictions);
    let sign = &signs(&a, "password-reset")[0];
    assert_eq!((limits(sign), sign.strength), (vec!["aftermath-but-soon"], Strength::Whole));
}

#[test]
fn the_owner_who_uses_the_new_password_is_no_contradiction() {
    let mut s = abused(30);
    reset(&mut s, 5_000);
    s.dialogue(9_000, SCANNER, "10.0.0.77", "OWN", true);
    let a = told(s);
    assert!(a.contradictions.is_empty());
    let [sign] = &signs(&a, "no-mail-since")[..] else { panic!("{a:?}") };
    assert!(said(&sign.say).starts_with("None of the clients of the abuse used CONTOSO\\scanner"));
    assert!(sign.but.iter().any(|b| said(b).contains("10.0.0.77")), "{sign:?}");
}

#[test]
fn a_session_that_was_open_before_is_named_as_such() {
    let open = |hours| {
        let mut s = Scene::site();
        for format in ["smtp-receive", "message-tracking"] {
            s.covers(format, 0, hours * HOUR);
        }
        s.dialogue(1_000, SCANNER, THIEF, "LONG", true);
        s.front(1_000, "LONG", THIEF, SCANNER);
        for i in 0..60 {
            s.mail(1_000 + 100 * i, "LONG", THIEF, "news@shop.example", &["v1@example.net"], "06I");
        }
        reset(&mut s, 4_000);
        s
    };
    let a = told(open(2));
    let [c] = &against(&a, "session-still-sending")[..] else { panic!("{a:?}") };
    assert_eq!(c.at, at(4_100));
    assert!(against(&a, "used-after-reset").is_empty());
    assert!(!c.against.contains(&"password-reset") && c.against.contains(&"sessions-ended"));
    let a = told(open(30));
    assert!(a.contradictions.is_empty(), "an hour without it: the session is over");
    let sign = &signs(&a, "password-reset")[0];
    assert_eq!((limits(sign), sign.strength), (vec!["aftermath-but-open-session"], Strength::Whole));
}

#[test]
fn a_disabled_account_is_a_sign_until_somebody_gets_in() {
    let mut s = abused(30);
    disabled(&mut s, 5_000);
    let a = told(s);
    assert_eq!(signs(&a, "account-disabled")[0].strength, Strength::Whole);
    assert!(a.contradictions.is_empty());
    let mut s = abused(30);
    disabled(&mut s, 5_000);
    s.web_logon(9_000, SCANNER, "198.51.100.7", true);
    let a = told(s);
    let c = &against(&a, "used-while-disabled")[0];
    assert_eq!(c.at, at(9_000));
    assert!(said(&c.say).contains("from 198.51.100.7"), "{}", said(&c.say));
}

#[test]
fn enabled_again_without_a_new_password_contradicts_and_with_one_does_not() {
    let on = |with_reset: bool| {
        let mut s = abused(30);
        disabled(&mut s, 5_000);
        if with_reset {
            reset(&mut s, 6_000);
        }
        s.act(7_000, (4722, Deed::AccountEnabled), SCANNER, ADMIN, "");
        told(s)
    };
    let a = on(false);
    assert_eq!(against(&a, "enabled-again")[0].at, at(7_000));
    assert_eq!(limits(&signs(&a, "account-disabled")[0]), ["aftermath-but-enabled-again"]);
    let a = on(true);
    assert!(a.contradictions.is_empty());
    assert_eq!(signs(&a, "account-disabled")[0].strength, Strength::Partly);
}

#[test]
fn a_deleted_account_is_warned_of() {
    let mut s = abused(30);
    s.act(5_000, (4726, Deed::AccountDeleted), SCANNER, ADMIN, "");
    let a = told(s);
    assert_eq!(limits(&signs(&a, "account-deleted")[0]), ["aftermath-but-deleted"]);
}

#[test]
fn guest_is_known_by_its_sid_and_never_by_its_name() {
    let guest = |name: &str, sid: &str, again: bool| {
        let mut s = abused(30);
        for (t, deed) in [(5_000, Deed::AccountDisabled), (6_000, Deed::AccountEnabled)]
            .into_iter()
            .take(1 + usize::from(again))
        {
            s.act(t, (4725, deed), name, ADMIN, "");
            let sid = s.harvest.intern(sid);
            let table = &mut s.harvest.tables.actions;
            let i = table.len() - 1;
            table.sid[i] = sid;
        }
        told(s)
    };
    let a = guest("CONTOSO\\Invité", "S-1-5-21-1-2-3-501", false);
    assert_eq!((signs(&a, "guest-disabled")[0].at, a.contradictions.len()), (at(5_000), 0));
    assert_eq!(
        against(&guest("CONTOSO\\Invité", "S-1-5-21-1-2-3-501", true), "guest-enabled-again")[0].at,
        at(6_000)
    );
    assert!(signs(&guest("CONTOSO\\Guest", "S-1-5-21-1-2-3-1501", false), "guest-disabled").is_empty());
    assert!(signs(&guest("CONTOSO\\Guest", "", false), "guest-disabled").is_empty());
}

#[test]
fn another_account_abused_afterwards_contradicts_until_it_is_answered() {
    let scene = |answered: bool| {
        let mut s = abused(30);
        reset(&mut s, 5_000);
        spam(&mut s, 20_000, "CONTOSO\\fax", "198.51.100.7");
        if answered {
            s.act(25_000, (4724, Deed::PasswordReset), "CONTOSO\\fax", ADMIN, "");
        }
        told(s)
    };
    let c = against(&scene(false), "another-account");
    assert_eq!(c[0].at, at(20_000));
    assert!(said(&c[0].say).contains("CONTOSO\\fax is abused since"), "{}", said(&c[0].say));
    assert!(scene(true).contradictions.is_empty());
}

#[test]
fn authentication_off_is_a_sign_and_on_again_or_used_a_contradiction() {
    let off = r#"Set-ReceiveConnector -Identity "EX1\Client Frontend EX1" -AuthMechanism "Tls""#;
    let scene = |then: &dyn Fn(&mut Scene)| {
        let mut s = abused(30);
        cmdlet(&mut s, 5_000, off);
        then(&mut s);
        told(s)
    };
    let a = scene(&|_| ());
    assert_eq!(
        (signs(&a, "auth-off")[0].at, signs(&a, "auth-off")[0].strength),
        (at(5_000), Strength::Whole)
    );
    assert!(a.contradictions.is_empty());
    let on = r#"Set-ReceiveConnector -Identity "EX1\Client Frontend EX1" -AuthMechanism "Tls, BasicAuth""#;
    assert_eq!(against(&scene(&|s| cmdlet(s, 6_000, on)), "auth-on-again")[0].at, at(6_000));
    let cured = scene(&|s| {
        cmdlet(s, 6_000, on);
        cmdlet(s, 7_000, off);
    });
    assert!(cured.contradictions.is_empty());
    let other = r#"Set-ReceiveConnector -Identity "EX1\Inside" -AuthMechanism "Tls, BasicAuth""#;
    assert!(scene(&|s| cmdlet(s, 6_000, other)).contradictions.is_empty());
    let used = scene(&|s| {
        s.dialogue(9_000, "CONTOSO\\m.durand", "198.51.100.9", "X1", true);
        let connector = s.harvest.intern("EX1\\Client Frontend EX1");
        let table = &mut s.harvest.tables.authentications;
        let i = table.len() - 1;
        table.connector[i] = connector;
    });
    assert_eq!(against(&used, "signed-in-after-auth-off")[0].at, at(9_000));
}

#[test]
fn a_call_that_failed_or_came_before_the_abuse_is_no_sign() {
    let mut s = abused(30);
    cmdlet(&mut s, 10, r#"Set-ReceiveConnector -Identity "EX1\A" -AuthMechanism "Tls""#);
    s.act(5_000, (6, Deed::CmdletFailed), "", SHELL, r#"Suspend-Queue -Identity "EX1\901""#);
    assert!(told(s).signs.is_empty());
}

#[test]
fn relay_that_is_restricted_and_opened_again() {
    let list = r#"Set-ReceiveConnector -Identity "EX1\Scan" -RemoteIPRanges "10.0.0.61""#;
    let all = r#"Set-ReceiveConnector -Identity "EX1\Scan" -RemoteIPRanges "0.0.0.0-255.255.255.255""#;
    let right = r#"Add-ADPermission -Identity "EX1\Scan" -User "ANONYMOUS" -ExtendedRights "ms-Exch-SMTP-Accept-Any-Recipient""#;
    let gone = r#"Remove-ADPermission -Identity "EX1\Scan" -User "ANONYMOUS" -ExtendedRights "ms-Exch-SMTP-Accept-Any-Recipient""#;
    let scene = |calls: &[&str]| {
        let mut s = abused(30);
        for (t, call) in (5_000..).zip(calls) {
            cmdlet(&mut s, t, call);
        }
        told(s)
    };
    assert_eq!(signs(&scene(&[list]), "relay-restricted")[0].strength, Strength::Whole);
    assert!(scene(&[list, right]).contradictions.is_empty(), "a list needs the right");
    assert_eq!(against(&scene(&[list, all]), "relay-open-again").len(), 1);
    assert_eq!(against(&scene(&[gone, right]), "relay-open-again").len(), 1);
    assert!(scene(&[gone]).contradictions.is_empty());
}

#[test]
fn a_list_of_somebody_elses_addresses_is_a_part_only() {
    let mut s = abused(30);
    cmdlet(&mut s, 5_000, r#"New-ReceiveConnector -Name "Scan" -RemoteIPRanges "10.0.0.61", "203.0.113.9""#);
    let a = told(s);
    assert_eq!(limits(&signs(&a, "relay-restricted")[0])[0], "aftermath-but-outside-list");
}

#[test]
fn an_open_relay_that_was_closed_is_quiet_for_as_long_as_tracking_tells() {
    let open = |spam_later: bool| {
        let mut s = Scene::site();
        for format in ["smtp-receive", "message-tracking"] {
            s.covers(format, 0, 40 * HOUR);
        }
        let relay = |s: &mut Scene, t: i64| {
            let id = format!("OPEN{t}");
            s.front(t, &id, THIEF, "");
            s.relays_for_anybody("EX1\\Scan");
            s.queued("news@shop.example", &["v1@example.net"], 40);
            for i in 0..40 {
                s.mail(t + i, &id, THIEF, "news@shop.example", &["v1@example.net"], "00A");
            }
        };
        relay(&mut s, 1_000);
        cmdlet(&mut s, 5_000, r#"Set-ReceiveConnector -Identity "EX1\Scan" -RemoteIPRanges "10.0.0.61""#);
        if spam_later {
            relay(&mut s, 20_000);
        }
        told(s)
    };
    let a = open(false);
    let [sign] = &signs(&a, "no-mail-since")[..] else { panic!("{a:?}") };
    assert_eq!((sign.at, sign.account, sign.strength), (at(5_000), None, Strength::Whole));
    let a = open(true);
    assert!(signs(&a, "no-mail-since").is_empty());
    assert_eq!(against(&a, "relayed-after-restricted")[0].at, at(20_000));
}

#[test]
fn mail_relayed_after_relay_was_restricted_contradicts() {
    let scene = |spam_at: i64| {
        let mut s = abused(30);
        cmdlet(&mut s, 5_000, r#"Set-ReceiveConnector -Identity "EX1\Scan" -RemoteIPRanges "10.0.0.61""#);
        spam(&mut s, spam_at, SCANNER, THIEF);
        told(s)
    };
    let c = against(&scene(9_000), "relayed-after-restricted");
    assert_eq!(c[0].at, at(9_000));
    assert!(said(&c[0].say).contains("40 messages were relayed"), "{}", said(&c[0].say));
    assert!(scene(3_000).contradictions.is_empty());
}

#[test]
fn what_exchange_was_told_to_do_is_told_by_kind() {
    for (call, kind, limit) in [
        (r#"Suspend-Queue -Identity "EX1\901""#, "queues-frozen", ""),
        ("Suspend-Message -Filter \"Status -eq 'Retry'\"", "queues-frozen", "aftermath-but-messages-only"),
        (r#"Set-SendConnector -Identity "Internet" -Enabled "False""#, "send-connector-off", ""),
        (r#"Set-SendConnector -Identity "Internet" -Enabled "True""#, "flow-resumed", ""),
        (r#"Resume-Queue -Identity "EX1\901""#, "flow-resumed", ""),
        (r#"Remove-Message -Server "EX1" -WithNDR "False""#, "spam-purged", ""),
        (r#"Remove-Message -Server "EX1""#, "spam-purged", "aftermath-but-with-reports"),
        (r#"Set-EventLogLevel -Identity "EX1\MSExchangeTransport" -Level "High""#, "event-level-raised", ""),
        (
            r#"Set-EventLogLevel -Identity "EX1\MSExchangeTransport" -Level "Lowest""#,
            "event-level-lowered",
            "",
        ),
        (
            r#"Set-ReceiveConnector -Identity "A" -ProtocolLoggingLevel "Verbose""#,
            "protocol-logging-raised",
            "",
        ),
        (r#"Set-ReceiveConnector -Identity "A" -MessageRateLimit "5""#, "sending-limited", ""),
        (r#"Set-ReceiveConnector -Identity "A" -Fqdn "mx""#, "connector-changed", "aftermath-but-any-change"),
    ] {
        let mut s = abused(30);
        cmdlet(&mut s, 5_000, call);
        let a = told(s);
        let of_kind = signs(&a, kind);
        assert_eq!((a.signs.len(), of_kind.len()), (1, 1), "{call}: {:?}", a.signs);
        assert_eq!(limits(&of_kind[0]).concat(), limit, "{call}");
        assert!(said(&of_kind[0].say).contains(call), "{}", said(&of_kind[0].say));
    }
}

#[test]
fn auditing_on_is_a_sign_off_again_a_contradiction_and_unstated_a_part() {
    let scene = |changes: &[(i64, &str)]| {
        let mut s = abused(30);
        for (t, detail) in changes {
            s.act(*t, (4719, Deed::AuditPolicyChanged), "", ADMIN, detail);
        }
        told(s)
    };
    let a = scene(&[(5_000, "{0CCE9215} %%8449, %%8451"), (5_001, "{0CCE923F} %%8449")]);
    let [sign] = &signs(&a, "audit-raised")[..] else { panic!("{a:?}") };
    assert_eq!((sign.at, sign.rows.len(), sign.strength), (at(5_000), 2, Strength::Whole));
    assert_eq!(signs(&scene(&[(5_000, "")]), "audit-raised")[0].strength, Strength::Partly);
    assert!(scene(&[(5_000, "{0CCE9215} %%8448")]).signs.is_empty());
    let a = scene(&[(5_000, "{0CCE9215} %%8449"), (9_000, "{0CCE9215} %%8448")]);
    assert_eq!(against(&a, "audit-off-again")[0].at, at(9_000));
}

#[test]
fn the_lockout_policy_is_told_from_another_part_of_the_policy() {
    let scene = |detail: &str| {
        let mut s = abused(30);
        s.act(5_000, (4739, Deed::Other), "CONTOSO", ADMIN, detail);
        told(s)
    };
    assert_eq!(signs(&scene("Lockout Policy 10"), "lockout-policy-changed")[0].strength, Strength::Whole);
    assert_eq!(signs(&scene("Password Policy"), "lockout-policy-changed")[0].strength, Strength::Partly);
}

#[test]
fn the_first_event_of_the_transport_after_raising_is_a_witness() {
    let scene = |raised: bool| {
        let mut s = abused(30);
        s.event_1035(4_000, THIEF);
        if raised {
            cmdlet(&mut s, 5_000, r#"Set-EventLogLevel -Identity "EX1\MSExchangeTransport" -Level "High""#);
        }
        s.event_1035(6_000, THIEF);
        told(s)
    };
    let a = scene(true);
    assert_eq!(signs(&a, "first-witness-after")[0].at, at(6_000));
    assert!(said(&signs(&a, "first-witness-after")[0].say).starts_with("The first event 1035 after"));
    assert!(signs(&scene(false), "first-witness-after").is_empty());
}

#[test]
fn silence_is_as_strong_as_it_is_long() {
    for (hours, strength) in [(30, Strength::Whole), (10, Strength::Partly)] {
        let mut s = abused(hours);
        reset(&mut s, 5_000);
        let a = told(s);
        let [sign] = &signs(&a, "no-mail-since")[..] else { panic!("{a:?}") };
        assert_eq!((sign.strength, sign.at), (strength, at(5_000)), "{hours}");
        assert!(said(&sign.say).starts_with("No sign-in and no message of CONTOSO\\scanner"));
    }
}

#[test]
fn silence_that_no_source_covers_is_none() {
    let mut s = abused(1);
    reset(&mut s, 5_000);
    assert!(signs(&told(s), "no-mail-since").is_empty(), "the logs end before");
    let mut s = Scene::site();
    s.covers("smtp-receive", 0, 2 * HOUR);
    // An event log of another kind, without any sign-in.
    s.covers("evtx", 0, 60 * HOUR);
    spam(&mut s, 1_000, SCANNER, THIEF);
    reset(&mut s, 5_000);
    let a = told(s);
    assert_eq!(a.covered_until, Some(at(2 * HOUR)));
    assert_eq!(signs(&a, "no-mail-since")[0].strength, Strength::Partly);
}

#[test]
fn a_hole_in_the_logs_is_said() {
    let mut s = Scene::site();
    for (from, to) in [(0, 3), (10, 60)] {
        s.covers("smtp-receive", from * HOUR, to * HOUR);
        s.covers("message-tracking", from * HOUR, to * HOUR);
    }
    spam(&mut s, 1_000, SCANNER, THIEF);
    reset(&mut s, 5_000);
    let a = told(s);
    assert_eq!(limits(&signs(&a, "no-mail-since")[0]), ["aftermath-but-hole"]);
}

#[test]
fn attempts_that_are_all_refused_show_that_the_reset_works() {
    let scene = |n: i64| {
        let mut s = abused(30);
        reset(&mut s, 5_000);
        for i in 0..n {
            s.dialogue(6_000 + 60 * i, SCANNER, THIEF, &format!("R{i}"), false);
        }
        told(s)
    };
    let a = scene(7);
    let [sign] = &signs(&a, "only-refused-since")[..] else { panic!("{a:?}") };
    assert_eq!((sign.at, sign.rows.len()), (at(6_000), 7));
    assert!(said(&sign.say).starts_with("All 7 attempts on CONTOSO\\scanner since"), "{}", said(&sign.say));
    assert!(signs(&scene(0), "only-refused-since").is_empty());
}

#[test]
fn sessions_have_ended_where_the_next_hour_is_covered() {
    let scene = |hours: i64| {
        let mut s = abused(hours);
        reset(&mut s, 2_000);
        told(s)
    };
    let a = scene(30);
    let [sign] = &signs(&a, "sessions-ended")[..] else { panic!("{a:?}") };
    assert_eq!((sign.at, sign.strength), (at(1_060), Strength::Whole));
    assert_eq!(limits(&signs(&scene(1), "sessions-ended")[0]), ["aftermath-but-hour-not-covered"]);
}

#[test]
fn queues_are_normal_at_the_level_before_and_not_while_they_rise() {
    let scene = |readings: &[(i64, u32)]| {
        let mut s = abused(30);
        reset(&mut s, 5_000);
        for (t, n) in readings {
            s.counter(*t, "EX1", *n);
        }
        told(s)
    };
    let a = scene(&[(100, 4), (4_000, 900), (7_000, 300), (9_000, 3), (20_000, 5)]);
    let [sign] = &signs(&a, "queues-normal")[..] else { panic!("{a:?}") };
    assert_eq!((sign.at, sign.strength, sign.rows.len()), (at(9_000), Strength::Whole, 2));
    assert!(signs(&scene(&[(100, 4), (4_000, 900), (9_000, 300)]), "queues-normal").is_empty());
    let a = scene(&[(100, 4), (4_000, 900), (9_000, 3), (20_000, 500)]);
    assert!(signs(&a, "queues-normal").is_empty());
    assert_eq!(against(&a, "queue-grew-again")[0].at, at(20_000));
}

#[test]
fn a_transport_that_loads_its_queues_was_started() {
    let scene = |event: &str| {
        let mut s = abused(30);
        s.step(6_000, MailStep::Load, 77, &["v1@example.net"], "", "");
        let event = s.harvest.intern(event);
        let table = &mut s.harvest.tables.mail;
        let i = table.len() - 1;
        table.event[i] = event;
        told(s)
    };
    assert_eq!(signs(&scene("LOAD"), "transport-restarted")[0].at, at(6_000));
    assert!(signs(&scene("RESUBMIT"), "transport-restarted").is_empty());
}

#[test]
fn where_no_abuse_is_known_acts_are_told_as_a_part() {
    let mut s = Scene::site();
    s.covers("smtp-receive", 0, 30 * HOUR);
    cmdlet(&mut s, 5_000, r#"Suspend-Queue -Identity "EX1\901""#);
    let a = told(s);
    assert_eq!(limits(&signs(&a, "queues-frozen")[0]), ["aftermath-but-no-abuse"]);
    assert_eq!(a.last_abuse, None);
}

//! Messages in two languages, hurt in the ways that exports hurt them.

use super::*;
use crate::model::harvest::Harvest;
use crate::model::rows::{Authentication, Outcome};

const ENGLISH: &str = "An account failed to log on.\n\nSubject:\n\tSecurity ID:\t\tS-1-5-18\n\tAccount Name:\t\tEX1$\n\
    \tAccount Domain:\t\tCONTOSO\n\tLogon ID:\t\t0x3E7\n\nLogon Type:\t\t\t8\n\nAccount For Which Logon Failed:\n\
    \tSecurity ID:\t\tS-1-0-0\n\tAccount Name:\t\tscanner\n\tAccount Domain:\t\tCONTOSO\n\nFailure Information:\n\
    \tFailure Reason:\t\tUnknown user name or bad password.\n\tStatus:\t\t\t0xC000006D\n\tSub Status:\t\t0xC000006A\n\n\
    Process Information:\n\tCaller Process ID:\t0x1a2c\n\tCaller Process Name:\tC:\\V15\\Bin\\MSExchangeFrontendTransport.exe\n\n\
    Network Information:\n\tWorkstation Name:\tEX1\n\tSource Network Address:\t-\n\tSource Port:\t\t-\n\n\
    Detailed Authentication Information:\n\tLogon Process:\t\tAdvapi  \n\tAuthentication Package:\tNegotiate\n";

const FRENCH: &str = "Échec d’ouverture de session d’un compte.\n\nSujet :\n\tID de sécurité :\t\tS-1-5-18\n\
    \tNom du compte :\t\tEX1$\n\tDomaine du compte :\t\tCONTOSO\n\tID d’ouverture de session :\t\t0x3E7\n\n\
    Type d’ouverture de session :\t\t\t8\n\nCompte pour lequel l’ouverture de session a échoué :\n\
    \tID de sécurité :\t\tS-1-0-0\n\tNom du compte :\t\tscanner\n\tDomaine du compte :\t\tCONTOSO\n\n\
    Informations sur l’échec :\n\tRaison de l’échec :\t\tNom d’utilisateur inconnu.\n\tÉtat :\t\t\t0xC000006D\n\
    \tSous-état :\t\t0xC000006A\n\nInformations sur le processus :\n\tID du processus de l’appelant :\t0x1a2c\n\
    \tNom du processus de l’appelant :\tC:\\V15\\Bin\\MSExchangeFrontendTransport.exe\n\n\
    Informations sur le réseau :\n\tNom de la station de travail :\tEX1\n\tAdresse du réseau source :\t-\n\
    \tPort source :\t\t-\n\nInformations détaillées sur l’authentification :\n\
    \tProcessus d’ouverture de session :\t\tAdvapi  \n\tPackage d’authentification :\tNegotiate\n";

fn harvest(source: &str, id: u64, keywords: u64, message: &str) -> Harvest {
    let mut out = Harvest::default();
    let mut recorder = Recorder::new(&mut out);
    let time = UtcTime::from_unix(1_762_136_094, 0);
    let printed = Printed { source, event_id: id, keywords, message, time, ..Printed::default() };
    Printer::default().message(&mut recorder, &printed);
    recorder.finish();
    out
}

fn row(source: &str, id: u64, message: &str) -> (Authentication, Harvest) {
    let out = harvest(source, id, AUDITS[1], message);
    assert_eq!(out.tables.authentications.len(), 1, "{message}");
    (out.tables.authentications.row(0), out)
}

fn assert_refused(source: &str, message: &str) {
    let (row, out) = row(source, 4625, message);
    let text = |symbol| out.text.get(symbol);
    assert_eq!(text(row.account), "CONTOSO\\scanner", "{message}");
    assert_eq!((row.status, row.logon_type), (0xC000_006A, 8), "{message}");
    assert_eq!(text(row.process), "C:\\V15\\Bin\\MSExchangeFrontendTransport.exe");
    assert_eq!((text(row.mechanism), text(row.workstation), text(row.address)), ("Advapi", "EX1", ""));
    assert_eq!(row.outcome, Outcome::Failure);
}

#[test]
fn the_account_is_the_one_under_the_target_in_both_languages() {
    for source in ["Microsoft-Windows-Security-Auditing", "Microsoft Windows security auditing.", "Security"]
    {
        assert_refused(source, ENGLISH);
        assert_refused(source, FRENCH);
    }
}

#[test]
fn what_an_export_does_to_the_words_changes_nothing() {
    let lost: String = FRENCH.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
    let hard = FRENCH.replace(" :", "\u{a0}:").replace('’', "'");
    for message in [lost, hard, FRENCH.replace('\n', "\r\n"), ENGLISH.replace("\t\t", " ").replace('\t', " ")]
    {
        assert_refused("Security", &message);
    }
    for message in [ENGLISH, FRENCH] {
        assert_refused("Security", &one_line(message));
        assert_refused("Security", &message.replace('\n', " "));
    }
}

#[test]
fn an_unknown_heading_never_makes_the_subject_the_account() {
    let strange =
        ENGLISH.replace("Subject:", "Antragsteller:").replace("Account For Which Logon Failed:", "X:");
    assert_refused("Security", &strange);
}

#[test]
fn a_message_in_unknown_words_is_counted_and_gives_no_row() {
    let out =
        harvest("Security", 4625, AUDITS[1], "Fehler beim Anmelden eines Kontos.\n\tKontoname:\tscanner");
    assert!(out.tables.authentications.is_empty());
    assert_eq!(out.event_ids.values().sum::<u64>(), 1);
    assert_eq!(out.damages.len(), 1);
    assert!(harvest("MsiInstaller", 4625, 0, ENGLISH).tables.authentications.is_empty());
}

#[test]
fn the_values_of_an_exchange_sentence_are_its_strings() {
    let message = "Inbound authentication failed with error LogonDenied for Receive connector Default Frontend \
        EX1. The authentication mechanism is Login. The source IP address of the client who tried to \
        authenticate to Microsoft Exchange is [203.0.113.9].";
    let (found, out) = row("MSExchangeFrontEndTransport", 2_147_746_827, message);
    let text = |symbol| out.text.get(symbol);
    assert_eq!(text(found.connector), "Default Frontend EX1");
    assert_eq!((text(found.address), text(found.status_text)), ("203.0.113.9", "LogonDenied"));
    let (found, out) = row("MSExchangeTransport", 1035, "Anmeldung abgelehnt, Adresse [203.0.113.9].");
    assert_eq!(out.text.get(found.address), "203.0.113.9");
}

#[test]
fn legacy_values_stand_in_the_order_of_the_strings() {
    let strings = |id, message: &str| {
        let labelled = labels::read(message);
        labels::ordered(id, &labels::strings(&labelled)).join("|")
    };
    let refused = "Logon Failure:\n \tReason:\t\tUnknown user name or bad password\n \tUser Name:\tscanner\n \
        \tDomain:\t\tCONTOSO\n \tLogon Type:\t3\n \tLogon Process:\tAdvapi  \n \tAuthentication Package:\tNegotiate\n \
        \tWorkstation Name:\tEX1\n";
    let expected = "scanner|CONTOSO|3|Advapi|Negotiate|EX1";
    assert_eq!(strings(529, refused), expected);
    assert_eq!(strings(529, &refused.replace('\n', " ")), expected);
    assert_eq!(strings(529, &one_line(refused)), expected);
    let unknown = refused.replace("Logon", "Xyz").replace("Name", "Zyx").replace("Reason", "Warum");
    assert_eq!(strings(529, &unknown), expected);
    let windows_2000 = "The logon to account: scanner\n by: MICROSOFT_AUTHENTICATION_PACKAGE_V1_0\n \
        from workstation: EX1\n failed. The error code was: 3221225578\n";
    let expected = "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0|scanner|EX1|3221225578";
    assert_eq!(strings(681, windows_2000), expected);
}

#[test]
fn audits_are_told_by_words_in_two_languages_and_by_numbers() {
    for failure in
        ["Audit Failure", "Échec de l’audit", "?chec de l?audit", "FailureAudit", "Classic,Audit Failure"]
    {
        assert_eq!(keywords(&[failure]), AUDITS[1], "{failure}");
    }
    assert_eq!(keywords(&["Information", "Succès de l'audit"]), AUDITS[0]);
    assert_eq!(keywords(&["-9218868437227405312"]) & AUDITS[1], AUDITS[1]);
    assert_eq!((audit_of_type("16"), keywords(&["Warning"])), (AUDITS[1], 0));
}

#[test]
fn a_hostile_message_takes_no_longer_than_its_length() {
    for hostile in
        [":".repeat(MAX_MESSAGE), "a:\t".repeat(MAX_MESSAGE / 3), "é ".repeat(MAX_MESSAGE / 3) + "::"]
    {
        let out = harvest("Security", 4625, AUDITS[1], &hostile);
        assert!(out.tables.authentications.is_empty());
    }
}

#[test]
fn deeds_have_their_target_their_actor_and_their_detail() {
    let subject =
        "Subject:\n\tSecurity ID:\t\tS-1-5-18\n\tAccount Name:\t\tadmin\n\tAccount Domain:\t\tCONTOSO\n\n";
    let locked = "Account That Was Locked Out:\n\tSecurity ID:\t\tS-1-5-21-1\n\tAccount Name:\t\tscanner\n\n\
        Additional Information:\n\tCaller Computer Name:\tEX1\n";
    let member = "Member:\n\tSecurity ID:\t\tS-1-5-21-2\n\tAccount Name:\t\tCN=scanner,DC=contoso,DC=test\n\nGroup:\n\
        \tSecurity ID:\t\tS-1-5-32-544\n\tGroup Name:\t\tAdministrators\n\tGroup Domain:\t\tBuiltin\n";
    for (id, message, target, detail) in [
        (4740, locked, "scanner", "EX1"),
        (4732, member, "Builtin\\Administrators", "CN=scanner,DC=contoso,DC=test S-1-5-21-2"),
        (1102, "", "", ""),
    ] {
        let source = if id == 1102 { "Eventlog" } else { "Security" };
        let out = harvest(source, id, AUDITS[0], &format!("Something was done.\n\n{subject}{message}"));
        let row = out.tables.actions.row(0);
        let text = |symbol| out.text.get(symbol);
        assert_eq!((text(row.target), text(row.detail)), (target, detail));
        assert_eq!(text(row.actor), "CONTOSO\\admin");
    }
}

#[test]
fn kerberos_answers_name_one_account_and_no_subject() {
    let message = "Kerberos pre-authentication failed.\n\nAccount Information:\n\tSecurity ID:\t\tS-1-5-21-7\n\
        \tAccount Name:\t\tscanner\n\nService Information:\n\tService Name:\t\tkrbtgt/CONTOSO\n\n\
        Network Information:\n\tClient Address:\t\t::ffff:203.0.113.9\n\tClient Port:\t\t50112\n\n\
        Additional Information:\n\tTicket Options:\t\t0x40810010\n\tFailure Code:\t\t0x18\n";
    let (found, out) = row("Security", 4771, message);
    let text = |symbol| out.text.get(symbol);
    assert_eq!((text(found.account), text(found.address)), ("scanner", "203.0.113.9"));
    assert_eq!((found.status, text(found.sid)), (0x18, "S-1-5-21-7"));
}

#[test]
fn a_client_cannot_write_labels_into_its_name() {
    let forged = ENGLISH.replace("\tscanner", "\tscanner Source Network Address: 192.0.2.1 Logon Type: 2");
    let (found, out) = row("Security", 4625, &forged);
    assert_eq!((found.logon_type, out.text.get(found.address)), (8, ""));
    assert!(out.text.get(found.account).starts_with("CONTOSO\\scanner Source"));
}

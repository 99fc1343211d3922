//! `SecEvent.Evt`: who authenticated, without ever a client's address for SMTP.
//!
//! An AUTH LOGIN makes 680 (the password is checked) and then 540 with 538, or 529 and its like. The mail
//! service asks for the logon, so the workstation is the server itself.

use super::super::plan::{Attempt, Outcome, millis, seconds};
use super::super::security_log::{Logon, WEB, bare_name, rid};
use super::super::sorted::Sorted;
use super::evt_writer::{EvtLog, Kind, Record};
use crate::model::time::UtcTime;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

const PACKAGE: &str = "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0";
/// Logon/Logoff, Account Management, Account Logon, System, as the log numbers them.
const LOGON: u16 = 2;
const MANAGEMENT: u16 = 7;
const ACCOUNT_LOGON: u16 = 9;
const SYSTEM: u16 = 1;
/// inetinfo.exe, which hosts SMTP and the web.
const INETINFO: &str = "1968";
const LOCAL_SYSTEM: [u32; 1] = [18];

/// The log being written.
pub(super) struct SecurityLog {
    log: EvtLog<BufWriter<File>>,
    waiting: Sorted<Record>,
    next_logon: u64,
}

/// What a logon event says beside the account.
struct Door<'a> {
    logon_type: u32,
    process: &'a str,
    package: &'a str,
    workstation: &'a str,
    address: &'a str,
}

impl SecurityLog {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 17, File::create(path)?);
        Ok(Self { log: EvtLog::new(out, "EX1")?, waiting: Sorted::new(), next_logon: 0x4_1000 })
    }

    fn push(
        &mut self,
        at: UtcTime,
        kind: Kind,
        event_id: u32,
        category: u16,
        user: Vec<u32>,
        strings: &[&str],
    ) {
        let strings = strings.iter().map(|s| (*s).to_owned()).collect();
        self.waiting
            .push(at, Record { source: "Security", event_id, kind, category, user: Some(user), strings });
    }

    /// The log was cleared, by the administrator who enlarged it.
    pub(super) fn cleared(&mut self, at: UtcTime) {
        let who = ["SYSTEM", "NT AUTHORITY", "(0x0,0x3E7)", "Administrator", "CONTOSO", "(0x0,0x32F10)"];
        self.push(at, Kind::AuditSuccess, 517, SYSTEM, LOCAL_SYSTEM.to_vec(), &who);
    }

    /// 628 (password set) or 629 (disabled), by the administrator.
    pub(super) fn account_changed(&mut self, at: UtcTime, event_id: u32, name: &str) {
        let target = format!("%{{{}}}", written(&user(name)));
        let strings = [name, "CONTOSO", &target, "Administrator", "CONTOSO", "(0x0,0x32F10)"];
        self.push(at, Kind::AuditSuccess, event_id, MANAGEMENT, user("administrator"), &strings);
    }

    /// 528 of a service that starts its hourly work.
    pub(super) fn service(&mut self, at: UtcTime) {
        let door =
            Door { logon_type: 5, process: "Advapi  ", package: "Negotiate", workstation: "", address: "-" };
        self.opened(at, 528, "NETWORK SERVICE", "NT AUTHORITY", &door, 0);
    }

    /// What an SMTP AUTH LOGIN leaves.
    pub(super) fn smtp(&mut self, attempt: &Attempt) {
        let name = bare_name(&attempt.typed);
        let code = match attempt.outcome {
            Outcome::Accepted => "0x0",
            Outcome::WrongPassword => "0xC000006A",
            Outcome::NoSuchName => "0xC0000064",
            Outcome::Disabled => "0xC0000072",
        };
        let accepted = attempt.outcome == Outcome::Accepted;
        let kind = if accepted { Kind::AuditSuccess } else { Kind::AuditFailure };
        let checked = UtcTime(attempt.at.0 - 4_000);
        self.push(checked, kind, 680, ACCOUNT_LOGON, LOCAL_SYSTEM.to_vec(), &[PACKAGE, name, "EX1", code]);
        if accepted {
            // Both types occur; which one depends on the virtual server's settings.
            let logon_type = if self.next_logon.is_multiple_of(32) { 8 } else { 3 };
            let door =
                Door { logon_type, process: "Advapi  ", package: PACKAGE, workstation: "EX1", address: "" };
            self.opened(attempt.at, 540, name, "CONTOSO", &door, 1);
        } else {
            self.failed(attempt);
        }
    }

    fn failed(&mut self, attempt: &Attempt) {
        let event_id = if attempt.outcome == Outcome::Disabled { 531 } else { 529 };
        let (domain, name) = attempt.typed.split_once('\\').unwrap_or(("", &attempt.typed));
        let caller = ["EX1$", "CONTOSO", "(0x0,0x3E7)", INETINFO, "-", "-", "-"];
        let strings = [&[name, domain, "3", "Advapi  ", PACKAGE, "EX1"][..], &caller].concat();
        self.push(attempt.at, Kind::AuditFailure, event_id, LOGON, LOCAL_SYSTEM.to_vec(), &strings);
    }

    /// A logon of the ordinary days.
    pub(super) fn logon(&mut self, logon: &Logon<'_>) {
        let address = logon.client.map(|c| c.to_string()).unwrap_or_default();
        let workstation = format!("PC-{}", address.rsplit('.').next().unwrap_or("1"));
        let kerberos = logon.package == "Kerberos";
        let door = match () {
            // The web server logs people on for whoever comes, as the mail service does.
            () if logon.process_name == WEB => Door {
                logon_type: 8,
                process: "Advapi  ",
                package: "Negotiate",
                workstation: "EX1",
                address: "-",
            },
            () => Door {
                logon_type: logon.logon_type,
                process: if kerberos { "Kerberos" } else { "NtLmSsp " },
                package: logon.package,
                workstation: if kerberos { "" } else { &workstation },
                address: &address,
            },
        };
        self.opened(logon.at, 540, logon.name, "CONTOSO", &door, logon.lasts);
    }

    /// 528 or 540, 576 for the privileged, and 538 some seconds later.
    fn opened(&mut self, at: UtcTime, event_id: u32, name: &str, domain: &str, door: &Door<'_>, lasts: i64) {
        let id = format!("(0x0,0x{:X})", self.next_logon);
        self.next_logon += 16;
        let kind = door.logon_type.to_string();
        let port = if door.address.len() > 1 { "1049" } else { door.address };
        let strings = [
            name,
            domain,
            &id,
            &kind,
            door.process,
            door.package,
            door.workstation,
            "-",
            "EX1$",
            "CONTOSO",
            "(0x0,0x3E7)",
            INETINFO,
            "-",
            door.address,
            port,
        ];
        self.push(at, Kind::AuditSuccess, event_id, LOGON, user(name), &strings);
        if name.ends_with('$') {
            let privileges = "SeSecurityPrivilege\r\n\t\t\tSeBackupPrivilege";
            self.push(
                millis(at, 1),
                Kind::AuditSuccess,
                576,
                LOGON,
                user(name),
                &[name, domain, &id, privileges],
            );
        }
        self.push(
            seconds(at, lasts),
            Kind::AuditSuccess,
            538,
            LOGON,
            user(name),
            &[name, domain, &id, &kind],
        );
    }

    /// Writes the events older than `limit`.
    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        while let Some((at, record)) = self.waiting.pop_before(limit) {
            self.log.append(at, &record)?;
        }
        Ok(())
    }

    /// Writes what happens before `end` and closes the log; the number of records.
    pub(super) fn finish(mut self, end: UtcTime) -> io::Result<u64> {
        self.flush_before(end)?;
        self.log.finish()
    }
}

/// Sub-authorities of the account's SID; one name has one.
fn user(name: &str) -> Vec<u32> {
    match name {
        "NETWORK SERVICE" => vec![20],
        name => vec![21, 1_004_336_348, 1_177_238_915, 682_003_330, rid(name)],
    }
}

fn written(parts: &[u32]) -> String {
    parts.iter().fold("S-1-5".to_owned(), |text, part| format!("{text}-{part}"))
}

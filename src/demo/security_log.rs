//! `Security.evtx`: what Windows audits when people, services and guessers authenticate.
//!
//! SMTP AUTH passes through the transport service, so its logons carry no client address: the process and
//! the time are all that joins them to the receive log.

use super::evtx_writer::{Content, Element, Event, EventLog, Template, Value, element};
use super::plan::{Attempt, Outcome, millis, seconds};
use super::sorted::Sorted;
use crate::model::time::UtcTime;
use std::fs::File;
use std::io::{self, BufWriter};
use std::net::IpAddr;
use std::path::Path;

/// Microsoft-Windows-Security-Auditing {54849625-5478-4994-a5ba-3e3b0328c30d}.
const AUDITING: [u8; 16] =
    [0x25, 0x96, 0x84, 0x54, 0x78, 0x54, 0x94, 0x49, 0xA5, 0xBA, 0x3E, 0x3B, 0x03, 0x28, 0xC3, 0x0D];
/// Microsoft-Windows-Eventlog {fc65ddd8-d6ef-4962-83d5-6e5cfe9ce148}.
const EVENTLOG: [u8; 16] =
    [0xD8, 0xDD, 0x65, 0xFC, 0xEF, 0xD6, 0x62, 0x49, 0x83, 0xD5, 0x6E, 0x5C, 0xFE, 0x9C, 0xE1, 0x48];
const SUCCESS: u64 = 0x8020_0000_0000_0000;
const FAILURE: u64 = 0x8010_0000_0000_0000;
const TRANSPORT: &str = r"C:\Program Files\Microsoft\Exchange Server\V15\Bin\MSExchangeFrontendTransport.exe";
/// IIS, which hosts Outlook on the web, EWS and ActiveSync.
pub(super) const WEB: &str = r"C:\Windows\System32\inetsrv\w3wp.exe";

const TEXT: u8 = 0x01;
const U32: u8 = 0x08;
const POINTER: u8 = 0x10;
const SID: u8 = 0x13;
const HEX32: u8 = 0x14;
const HEX64: u8 = 0x15;
const GUID: u8 = 0x0F;

const LOGON: [(&str, u8); 27] = [
    ("SubjectUserSid", SID),
    ("SubjectUserName", TEXT),
    ("SubjectDomainName", TEXT),
    ("SubjectLogonId", HEX64),
    ("TargetUserSid", SID),
    ("TargetUserName", TEXT),
    ("TargetDomainName", TEXT),
    ("TargetLogonId", HEX64),
    ("LogonType", U32),
    ("LogonProcessName", TEXT),
    ("AuthenticationPackageName", TEXT),
    ("WorkstationName", TEXT),
    ("LogonGuid", GUID),
    ("TransmittedServices", TEXT),
    ("LmPackageName", TEXT),
    ("KeyLength", U32),
    ("ProcessId", POINTER),
    ("ProcessName", TEXT),
    ("IpAddress", TEXT),
    ("IpPort", TEXT),
    ("ImpersonationLevel", TEXT),
    ("RestrictedAdminMode", TEXT),
    ("TargetOutboundUserName", TEXT),
    ("TargetOutboundDomainName", TEXT),
    ("VirtualAccount", TEXT),
    ("TargetLinkedLogonId", HEX64),
    ("ElevatedToken", TEXT),
];
const LOGON_FAILURE: [(&str, u8); 21] = [
    ("SubjectUserSid", SID),
    ("SubjectUserName", TEXT),
    ("SubjectDomainName", TEXT),
    ("SubjectLogonId", HEX64),
    ("TargetUserSid", SID),
    ("TargetUserName", TEXT),
    ("TargetDomainName", TEXT),
    ("Status", HEX32),
    ("FailureReason", TEXT),
    ("SubStatus", HEX32),
    ("LogonType", U32),
    ("LogonProcessName", TEXT),
    ("AuthenticationPackageName", TEXT),
    ("WorkstationName", TEXT),
    ("TransmittedServices", TEXT),
    ("LmPackageName", TEXT),
    ("KeyLength", U32),
    ("ProcessId", POINTER),
    ("ProcessName", TEXT),
    ("IpAddress", TEXT),
    ("IpPort", TEXT),
];
const LOGOFF: [(&str, u8); 5] = [
    ("TargetUserSid", SID),
    ("TargetUserName", TEXT),
    ("TargetDomainName", TEXT),
    ("TargetLogonId", HEX64),
    ("LogonType", U32),
];
const PRIVILEGES: [(&str, u8); 5] = [
    ("SubjectUserSid", SID),
    ("SubjectUserName", TEXT),
    ("SubjectDomainName", TEXT),
    ("SubjectLogonId", HEX64),
    ("PrivilegeList", TEXT),
];
const VALIDATION: [(&str, u8); 4] =
    [("PackageName", TEXT), ("TargetUserName", TEXT), ("Workstation", TEXT), ("Status", HEX32)];
const ACCOUNT_CHANGE: [(&str, u8); 7] = [
    ("TargetUserName", TEXT),
    ("TargetDomainName", TEXT),
    ("TargetSid", SID),
    ("SubjectUserSid", SID),
    ("SubjectUserName", TEXT),
    ("SubjectDomainName", TEXT),
    ("SubjectLogonId", HEX64),
];

const AUDIT_POLICY: [(&str, u8); 8] = [
    ("SubjectUserSid", SID),
    ("SubjectUserName", TEXT),
    ("SubjectDomainName", TEXT),
    ("SubjectLogonId", HEX64),
    ("CategoryId", TEXT),
    ("SubcategoryId", TEXT),
    ("SubcategoryGuid", GUID),
    ("AuditPolicyChanges", TEXT),
];
const DOMAIN_POLICY: [(&str, u8); 21] = [
    ("DomainPolicyChanged", TEXT),
    ("DomainName", TEXT),
    ("DomainSid", SID),
    ("SubjectUserSid", SID),
    ("SubjectUserName", TEXT),
    ("SubjectDomainName", TEXT),
    ("SubjectLogonId", HEX64),
    ("PrivilegeList", TEXT),
    ("MinPasswordAge", TEXT),
    ("MaxPasswordAge", TEXT),
    ("ForceLogoff", TEXT),
    ("LockoutThreshold", TEXT),
    ("LockoutObservationWindow", TEXT),
    ("LockoutDuration", TEXT),
    ("PasswordProperties", TEXT),
    ("MinPasswordLength", TEXT),
    ("PasswordHistoryLength", TEXT),
    ("MachineAccountQuota", TEXT),
    ("MixedDomainMode", TEXT),
    ("DomainBehaviorVersion", TEXT),
    ("OemInformation", TEXT),
];
/// Subcategories of the audit: Logon, Credential Validation.
const RAISED: [(&str, &str, [u8; 16]); 2] = [
    (
        "%%8273",
        "%%12544",
        [0x15, 0x92, 0xCE, 0x0C, 0xAE, 0x69, 0xD9, 0x11, 0xBE, 0xD3, 0x50, 0x50, 0x54, 0x50, 0x30, 0x30],
    ),
    (
        "%%8280",
        "%%14336",
        [0x3F, 0x92, 0xCE, 0x0C, 0xAE, 0x69, 0xD9, 0x11, 0xBE, 0xD3, 0x50, 0x50, 0x54, 0x50, 0x30, 0x30],
    ),
];

/// Kinds of events written here, with their templates' numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Logon,
    LogonFailure,
    Logoff,
    Privileges,
    Validation,
    AccountChange,
    AuditPolicy,
    DomainPolicy,
    Cleared,
}

struct Audit {
    kind: Kind,
    event_id: u16,
    keywords: u64,
    values: Vec<Value>,
}

/// A logon that succeeded, other than by SMTP.
pub(super) struct Logon<'a> {
    pub at: UtcTime,
    pub name: &'a str,
    pub logon_type: u32,
    /// Kerberos, NTLM or Negotiate.
    pub package: &'a str,
    pub process_name: &'a str,
    pub client: Option<IpAddr>,
    /// Seconds until the logoff.
    pub lasts: i64,
}

/// The log being written.
pub(super) struct SecurityLog {
    log: EventLog<BufWriter<File>>,
    templates: Vec<Template>,
    waiting: Sorted<Audit>,
    next_logon: u64,
}

impl SecurityLog {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let out = BufWriter::with_capacity(1 << 17, File::create(path)?);
        let tables: [&[(&'static str, u8)]; 8] = [
            &LOGON,
            &LOGON_FAILURE,
            &LOGOFF,
            &PRIVILEGES,
            &VALIDATION,
            &ACCOUNT_CHANGE,
            &AUDIT_POLICY,
            &DOMAIN_POLICY,
        ];
        let mut templates: Vec<Template> =
            (100..).zip(tables).map(|(id, fields)| Template::event_data(id, fields)).collect();
        templates.push(Template::new(110, cleared()));
        Ok(Self {
            log: EventLog::new(out, "Security", "EX1.contoso.test")?,
            templates,
            waiting: Sorted::new(),
            next_logon: 0x0004_1000,
        })
    }

    fn push(&mut self, at: UtcTime, kind: Kind, event_id: u16, keywords: u64, values: Vec<Value>) {
        self.waiting.push(at, Audit { kind, event_id, keywords, values });
    }

    /// The log was cleared, by the administrator who enlarged it.
    pub(super) fn cleared(&mut self, at: UtcTime) {
        self.push(at, Kind::Cleared, 1102, 0x4020_0000_0000_0000, administrator());
    }

    /// 4719: the administrator has successes and failures of logons audited.
    pub(super) fn audit_raised(&mut self, at: UtcTime) {
        for ((category, subcategory, guid), after) in RAISED.into_iter().zip([0, 1]) {
            let mut values = administrator();
            values.extend([
                Value::text(category),
                Value::text(subcategory),
                Value::Guid(guid),
                Value::text("%%8449, %%8451"),
            ]);
            self.push(seconds(at, after), Kind::AuditPolicy, 4719, SUCCESS, values);
        }
    }

    /// 4739: the administrator has accounts locked after ten wrong passwords.
    pub(super) fn lockout_set(&mut self, at: UtcTime) {
        let domain = Value::Sid(5, vec![21, 1_004_336_348, 1_177_238_915, 682_003_330]);
        let mut values = vec![Value::text("Lockout Policy"), Value::text("CONTOSO"), domain];
        values.extend(administrator());
        let figures = ["-", "-", "-", "-", "10", "900", "900", "-", "-", "-", "-", "-", "-", "-"];
        values.extend(figures.map(Value::text));
        self.push(at, Kind::DomainPolicy, 4739, SUCCESS, values);
    }

    /// 4724 (reset) or 4725 (disabled), by the administrator.
    pub(super) fn account_changed(&mut self, at: UtcTime, event_id: u16, name: &str) {
        let mut values = vec![Value::text(name), Value::text("CONTOSO"), sid(name)];
        values.extend(administrator());
        self.push(at, Kind::AccountChange, event_id, SUCCESS, values);
    }

    /// What an SMTP AUTH LOGIN leaves: 4776, then 4624 with its logoff, or 4625.
    pub(super) fn smtp(&mut self, attempt: &Attempt) {
        let name = bare_name(&attempt.typed);
        let (status, sub_status) = codes(attempt.outcome);
        let at = millis(attempt.at, -3);
        let keywords = if sub_status == 0 { SUCCESS } else { FAILURE };
        let validation = vec![
            Value::text("MICROSOFT_AUTHENTICATION_PACKAGE_V1_0"),
            Value::text(name),
            Value::text("EX1"),
            Value::Hex32(sub_status),
        ];
        self.push(UtcTime(at.0 - 4_000), Kind::Validation, 4776, keywords, validation);
        if attempt.outcome == Outcome::Accepted {
            let logon = Logon {
                at,
                name,
                logon_type: 8,
                package: "Negotiate",
                process_name: TRANSPORT,
                client: None,
                lasts: 1,
            };
            self.logon(&logon);
        } else {
            self.failed(at, &attempt.typed, (status, sub_status));
        }
    }

    fn failed(&mut self, at: UtcTime, typed: &str, (status, sub_status): (u32, u32)) {
        let (domain, name) = typed.split_once('\\').unwrap_or(("", typed));
        let reason = if sub_status == 0xC000_0072 { "%%2310" } else { "%%2313" };
        let mut values = server_subject();
        values.extend([
            Value::nobody(),
            Value::text(name),
            Value::text(domain),
            Value::Hex32(status),
            Value::text(reason),
            Value::Hex32(sub_status),
            Value::U32(8),
            Value::text("Advapi  "),
            Value::text("Negotiate"),
            Value::text("EX1"),
            Value::text("-"),
            Value::text("-"),
            Value::U32(0),
            Value::Hex64(0x2A34),
            Value::text(TRANSPORT),
            Value::text("-"),
            Value::text("-"),
        ]);
        self.push(at, Kind::LogonFailure, 4625, FAILURE, values);
    }

    /// 4624, 4672 for the mighty, and 4634 in its time.
    pub(super) fn logon(&mut self, logon: &Logon<'_>) {
        let id = self.next_logon;
        self.next_logon += 0x37;
        let (kerberos, cleartext) = (logon.package == "Kerberos", logon.logon_type == 8);
        let mut values = if cleartext {
            server_subject()
        } else {
            vec![Value::nobody(), Value::text("-"), Value::text("-"), Value::Hex64(0)]
        };
        let ip = logon.client.map_or_else(|| "-".to_owned(), |ip| ip.to_string());
        let port = logon.client.map_or_else(|| "-".to_owned(), |_| (49_152 + id % 16_000).to_string());
        let guid = if kerberos { [u8::try_from(id & 0xFF).unwrap_or(0); 16] } else { [0; 16] };
        let process = match (cleartext, kerberos) {
            (true, _) => "Advapi  ",
            (false, true) => "Kerberos",
            (false, false) => "NtLmSsp ",
        };
        let workstation = if kerberos { "-" } else { "EX1" };
        values.extend([
            sid(logon.name),
            Value::text(logon.name),
            Value::text("CONTOSO"),
            Value::Hex64(id),
            Value::U32(logon.logon_type),
            Value::text(process),
            Value::text(logon.package),
            Value::text(workstation),
            Value::Guid(guid),
            Value::text("-"),
            Value::text("-"),
            Value::U32(0),
            Value::Hex64(if cleartext { 0x2A34 } else { 0 }),
            Value::text(logon.process_name),
            Value::Text(ip),
            Value::Text(port),
            Value::text("%%1833"),
            Value::text("-"),
            Value::text("-"),
            Value::text("-"),
            Value::text("%%1843"),
            Value::Hex64(0),
            Value::text("%%1843"),
        ]);
        self.push(logon.at, Kind::Logon, 4624, SUCCESS, values);
        let who = vec![sid(logon.name), Value::text(logon.name), Value::text("CONTOSO"), Value::Hex64(id)];
        if logon.name.ends_with('$') {
            let privileges = "SeSecurityPrivilege\r\n\t\t\tSeBackupPrivilege\r\n\t\t\tSeImpersonatePrivilege";
            let values = [who.clone(), vec![Value::text(privileges)]].concat();
            self.push(logon.at, Kind::Privileges, 4672, SUCCESS, values);
        }
        let values = [who, vec![Value::U32(logon.logon_type)]].concat();
        self.push(seconds(logon.at, logon.lasts), Kind::Logoff, 4634, SUCCESS, values);
    }

    /// Writes the events older than `limit`.
    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        while let Some((at, audit)) = self.waiting.pop_before(limit) {
            let cleared = audit.kind == Kind::Cleared;
            self.log.append(&Event {
                at,
                provider: if cleared {
                    "Microsoft-Windows-Eventlog"
                } else {
                    "Microsoft-Windows-Security-Auditing"
                },
                guid: Some(if cleared { EVENTLOG } else { AUDITING }),
                event_id: audit.event_id,
                qualifiers: 0,
                version: if audit.kind == Kind::Logon { 2 } else { 0 },
                level: if cleared { 4 } else { 0 },
                task: task(audit.kind),
                keywords: audit.keywords,
                process: 712,
                thread: 4_100,
                template: &self.templates[audit.kind as usize],
                values: &audit.values,
            })?;
        }
        Ok(())
    }

    /// Writes what happens before `end` and closes the log; the number of records.
    pub(super) fn finish(mut self, end: UtcTime) -> io::Result<u64> {
        self.flush_before(end)?;
        self.log.finish()
    }
}

fn task(kind: Kind) -> u16 {
    match kind {
        Kind::Logon | Kind::LogonFailure => 12_544,
        Kind::Logoff => 12_545,
        Kind::Privileges => 12_548,
        Kind::Validation => 14_336,
        Kind::AccountChange => 13_824,
        Kind::AuditPolicy => 13_568,
        Kind::DomainPolicy => 13_569,
        Kind::Cleared => 104,
    }
}

fn codes(outcome: Outcome) -> (u32, u32) {
    match outcome {
        Outcome::Accepted => (0, 0),
        Outcome::WrongPassword => (0xC000_006D, 0xC000_006A),
        Outcome::NoSuchName => (0xC000_006D, 0xC000_0064),
        Outcome::Disabled => (0xC000_006E, 0xC000_0072),
    }
}

/// The account's name without domain, however it was typed.
pub(super) fn bare_name(typed: &str) -> &str {
    let name = typed.rsplit_once('\\').map_or(typed, |(_, name)| name);
    name.split_once('@').map_or(name, |(name, _)| name)
}

/// The administrator as subject.
fn administrator() -> Vec<Value> {
    let (name, domain) = (Value::text("Administrator"), Value::text("CONTOSO"));
    vec![sid("administrator"), name, domain, Value::Hex64(0x3_2F10)]
}

fn server_subject() -> Vec<Value> {
    vec![Value::Sid(5, vec![18]), Value::text("EX1$"), Value::text("CONTOSO"), Value::Hex64(0x3E7)]
}

/// A SID of the domain; one name has one.
fn sid(name: &str) -> Value {
    Value::Sid(5, vec![21, 1_004_336_348, 1_177_238_915, 682_003_330, rid(name)])
}

/// The last part of an account's SID.
pub(super) fn rid(name: &str) -> u32 {
    match name.to_ascii_lowercase().as_str() {
        "administrator" => 500,
        "guest" => 501,
        _ => 1_100 + crc32fast::hash(name.as_bytes()) % 8_000,
    }
}

/// `UserData` of event 1102.
fn cleared() -> Element {
    let schema = "http://manifests.microsoft.com/win/2004/08/windows/eventlog";
    let fields = [
        ("SubjectUserSid", SID),
        ("SubjectUserName", TEXT),
        ("SubjectDomainName", TEXT),
        ("SubjectLogonId", HEX64),
    ];
    let children = (0..).zip(fields).map(|(slot, (name, kind))| {
        Content::Child(element(name, Vec::new(), vec![Content::Slot(slot, kind, false)]))
    });
    let file =
        element("LogFileCleared", vec![("xmlns", Content::Literal(schema.to_owned()))], children.collect());
    element("UserData", Vec::new(), vec![Content::Child(file)])
}

//! Event logs of Windows Vista and later, as the viewer saves them in XML.
//!
//! SMTP AUTH passes through the transport service: its logons have the service's process and no address.
//! 1035 of the front end has the address and no account, and only one in 15 minutes for each client.

use super::format::{Generation, Scenario};
use super::log::{Log, utc};
use super::story::{Logon, Ms, Story, Talk};
use std::collections::BTreeMap;

const AUDITING: &str = "Microsoft-Windows-Security-Auditing";
const SUCCESS: &str = "0x8020000000000000";
const FAILURE: &str = "0x8010000000000000";

fn file(log: Log) -> Vec<u8> {
    let rows: Vec<String> = log.rows();
    // Records are numbered in the order in which they stand.
    let numbered = rows.iter().zip(1..).map(|(row, n)| row.replace("{record}", &n.to_string()));
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\r\n<Events>{}</Events>\r\n",
        numbered.collect::<String>()
    )
    .into_bytes()
}

fn event(at: Ms, (provider, id, channel, keywords): (&str, u32, &str, &str), data: &str) -> String {
    let time = utc(at, "%Y-%m-%dT%H:%M:%S%.3f");
    format!(
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='{provider}'/>\
         <EventID>{id}</EventID><Version>0</Version><Level>0</Level><Task>1</Task><Keywords>{keywords}</Keywords>\
         <TimeCreated SystemTime='{time}0000Z'/><EventRecordID>{{record}}</EventRecordID><Channel>{channel}</Channel>\
         <Computer>EX1.contoso.test</Computer><Security/></System><EventData>{data}</EventData></Event>\r\n"
    )
}

fn data(fields: &[(&str, &str)]) -> String {
    let one = |(name, value): &(&str, &str)| {
        let value = value.replace('&', "&amp;").replace('<', "&lt;");
        if name.is_empty() {
            format!("<Data>{value}</Data>")
        } else {
            format!("<Data Name='{name}'>{value}</Data>")
        }
    };
    fields.iter().map(one).collect()
}

/// One SID for each name.
fn sid(account: &str) -> String {
    let n = account.bytes().fold(1_000_u32, |n, b| (n * 31 + u32::from(b)) % 9_000);
    format!("S-1-5-21-1004336348-1177238915-682003330-{}", n + 1_000)
}

/// The Security log: who was let in, and who was not.
pub fn security(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "security");
    let process = match s.generation {
        Generation::Exchange2019 => {
            r"C:\Program Files\Microsoft\Exchange Server\V15\Bin\MSExchangeFrontendTransport.exe"
        }
        _ => r"C:\Program Files\Microsoft\Exchange Server\V14\Bin\EdgeTransport.exe",
    };
    for attempt in story.talks.iter().flat_map(|t| &t.attempts) {
        let door = Door { logon_type: "8", process, package: "Negotiate", client: "-", workstation: "EX1" };
        logon(&mut log, attempt.at, &attempt.account, attempt.accepted, attempt.unknown, &door);
    }
    for one in &story.logons {
        logon(&mut log, one.at, &one.account, one.accepted, one.unknown, &door(one));
    }
    for change in &story.changes {
        let id = match change.what.as_str() {
            "reset" => 4724,
            "disabled" => 4725,
            "enabled" => 4722,
            _ => 4740,
        };
        let fields = [
            ("TargetUserName", change.account.as_str()),
            ("TargetDomainName", "CONTOSO"),
            ("TargetSid", &sid(&change.account)),
            ("SubjectUserSid", &sid(&change.by)),
            ("SubjectUserName", &change.by),
            ("SubjectDomainName", "CONTOSO"),
            ("SubjectLogonId", "0x32f10"),
        ];
        log.row(change.at, |t| event(t, (AUDITING, id, "Security", SUCCESS), &data(&fields)));
    }
    file(log)
}

struct Door<'a> {
    logon_type: &'a str,
    process: &'a str,
    package: &'a str,
    client: &'a str,
    workstation: &'a str,
}

fn door(one: &Logon) -> Door<'_> {
    let client = if one.client.is_empty() { "-" } else { &one.client };
    match one.door.as_str() {
        "web" => {
            let process = r"C:\Windows\System32\inetsrv\w3wp.exe";
            Door { logon_type: "8", process, package: "Negotiate", client, workstation: "EX1" }
        }
        "desktop" => {
            let process = r"C:\Windows\System32\svchost.exe";
            Door { logon_type: "10", process, package: "Negotiate", client, workstation: "EX1" }
        }
        "service" => {
            let process = r"C:\Windows\System32\services.exe";
            Door { logon_type: "5", process, package: "Negotiate", client: "-", workstation: "" }
        }
        _ => Door { logon_type: "3", process: "-", package: "NTLM", client, workstation: "PC-7" },
    }
}

/// 4776 and 4624, or 4776 and 4625.
fn logon(log: &mut Log, at: Ms, account: &str, accepted: bool, unknown: bool, door: &Door<'_>) {
    let code = match (accepted, unknown) {
        (true, _) => "0x0",
        (false, false) => "0xc000006a",
        (false, true) => "0xc0000064",
    };
    let keywords = if accepted { SUCCESS } else { FAILURE };
    let by_password = door.logon_type != "5";
    if by_password {
        let checked = [
            ("PackageName", "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0"),
            ("TargetUserName", account),
            ("Workstation", door.workstation),
            ("Status", code),
        ];
        log.row(at - 5, |t| event(t, (AUDITING, 4776, "Security", keywords), &data(&checked)));
    }
    let port = if door.client == "-" { "-" } else { "50112" };
    let domain = if account.ends_with('$') || accepted { "CONTOSO" } else { "" };
    let sid = if accepted { sid(account) } else { "S-1-0-0".to_owned() };
    let subject = [
        ("SubjectUserSid", "S-1-5-18"),
        ("SubjectUserName", "EX1$"),
        ("SubjectDomainName", "CONTOSO"),
        ("SubjectLogonId", "0x3e7"),
        ("TargetUserSid", &sid),
        ("TargetUserName", account),
        ("TargetDomainName", domain),
    ];
    let refusal = [("Status", "0xc000006d"), ("FailureReason", "%%2313"), ("SubStatus", code)];
    let process_name = if door.package == "NTLM" { "NtLmSsp " } else { "Advapi  " };
    let how = [
        ("LogonType", door.logon_type),
        ("LogonProcessName", process_name),
        ("AuthenticationPackageName", door.package),
        ("WorkstationName", door.workstation),
        ("TransmittedServices", "-"),
        ("LmPackageName", "-"),
        ("KeyLength", "0"),
        ("ProcessId", "0x1a2c"),
        ("ProcessName", door.process),
        ("IpAddress", door.client),
        ("IpPort", port),
    ];
    let middle: &[(&str, &str)] = if accepted { &[("TargetLogonId", "0x5a3f21")] } else { &refusal };
    let fields = [&subject[..], middle, &how].concat();
    let id = if accepted { 4624 } else { 4625 };
    log.row(at, |t| event(t, (AUDITING, id, "Security", keywords), &data(&fields)));
}

/// 1035 of the transport service: a client that failed, without the account.
pub fn application(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "application");
    let provider = match s.generation {
        Generation::Exchange2019 => "MSExchangeFrontEndTransport",
        _ => "MSExchangeTransport",
    };
    let mut last: BTreeMap<&str, Ms> = BTreeMap::new();
    let failed = |t: &&Talk| t.attempts.iter().any(|a| !a.accepted);
    for talk in story.talks.iter().filter(failed) {
        if last.get(talk.client.as_str()).is_some_and(|at| talk.at - at < 900_000) {
            continue;
        }
        last.insert(&talk.client, talk.at);
        let fields =
            [("", "LogonDenied"), ("", "Client Frontend EX1"), ("", "Login"), ("", talk.client.as_str())];
        log.row(talk.at + 1_000, |t| {
            event(t, (provider, 1035, "Application", "0x80000000000000"), &data(&fields))
        });
    }
    file(log)
}

/// Which cmdlets ran.
pub fn management(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "management");
    for (at, line, by) in &story.cmdlets {
        let (name, parameters) = line.split_once(' ').unwrap_or((line, ""));
        let user = format!("contoso.test/Users/{by}");
        let fields =
            [("", name), ("", parameters), ("", &user), ("", ""), ("", ""), ("", "Remote-ManagementShell")];
        let about = ("MSExchange CmdletLogs", 1, "MSExchange Management", "0x80000000000000");
        log.row(*at, |t| event(t, about, &data(&fields)));
    }
    file(log)
}

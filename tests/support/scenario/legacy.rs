//! Exchange 2003 on Windows Server 2003: two binary event logs, the SMTP service's log, and tracking.

use super::format::Scenario;
use super::log::{Log, utc};
use super::story::{Attempt, Fate, Letter, Ms, Report, Story, Talk};
use evt::Event;

#[path = "../evt.rs"]
mod evt;

const PACKAGE: &str = "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0";

fn file(log: Log<Event>) -> Vec<u8> {
    let events = log.rows();
    let len: usize = events.iter().map(|e| e.bytes(1).len()).sum();
    let mut ring = evt::Log::new(len.next_multiple_of(4) + 4_096, 1);
    for event in &events {
        ring.write(event);
    }
    ring.file(false)
}

fn audit(t: Ms, id: u32, accepted: bool, strings: &[&str]) -> Event {
    Event::new("Security", id, if accepted { 8 } else { 16 }, (t / 1_000) as u32, strings)
}

/// 680 with 540 or 529, for SMTP and the web alike: the same process serves both.
pub fn security(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "security");
    for attempt in story.talks.iter().flat_map(|t| &t.attempts) {
        logon(&mut log, attempt);
    }
    for one in &story.logons {
        let (at, account) = (one.at, one.account.clone());
        logon(&mut log, &Attempt { at, account, accepted: one.accepted, unknown: one.unknown });
    }
    for change in &story.changes {
        let id = if change.what == "reset" { 628 } else { 629 };
        let target = "%{S-1-5-21-1004336348-1177238915-682003330-1105}";
        let strings = [&change.account, "CONTOSO", target, &change.by, "CONTOSO", "(0x0,0x32F10)"];
        log.row(change.at, |t| audit(t, id, true, &strings));
    }
    file(log)
}

fn logon(log: &mut Log<Event>, a: &Attempt) {
    let code = match (a.accepted, a.unknown) {
        (true, _) => "0x0",
        (false, false) => "0xC000006A",
        (false, true) => "0xC0000064",
    };
    log.row(a.at, |t| audit(t, 680, a.accepted, &[PACKAGE, &a.account, "EX1", code]));
    let caller = ["EX1$", "CONTOSO", "(0x0,0x3E7)", "1968", "-", "-", "-"];
    if a.accepted {
        let logon = [&a.account, "CONTOSO", "(0x0,0x51A30)", "3", "Advapi  ", PACKAGE, "EX1", "-"];
        log.row(a.at, |t| audit(t, 540, true, &[&logon[..], &caller].concat()));
    } else {
        let refused = [&a.account, "", "3", "Advapi  ", PACKAGE, "EX1"];
        log.row(a.at, |t| audit(t, 529, false, &[&refused[..], &caller].concat()));
    }
}

/// 1708 for every accepted sign-in: the only record with account and client together.
pub fn application(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "application");
    for talk in &story.talks {
        for a in talk.attempts.iter().filter(|a| a.accepted) {
            let account = format!("CONTOSO\\{}", a.account);
            let write = |t| {
                let strings = [talk.client.as_str(), "LOGIN", &account];
                Event::new("MSExchangeTransport", 0x4000_0000 | 1708, 4, (t / 1_000) as u32, &strings)
            };
            log.row(a.at, write);
        }
    }
    file(log)
}

const SMTPSVC: &str = "#Software: Microsoft Internet Information Services 6.0\r\n#Version: 1.0\r\n#Date: 2009-11-03 00:00:00\r\n\
    #Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query \
    sc-status sc-win32-status sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer) \r\n";

/// Commands and answers of the SMTP service; the name in it is the greeting's.
pub fn smtpsvc(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "receive");
    for talk in &story.talks {
        let mut row = |at: Ms, method: &str, query: &str, status: u32| {
            log.row(at, |t| {
                let (time, client, helo) = (utc(t, "%Y-%m-%d %H:%M:%S"), &talk.client, &talk.helo);
                format!("{time} {client} {helo} SMTPSVC1 EX1 10.0.0.5 0 {method} - {query} {status} 0 47 34 0 SMTP - - - -\r\n")
            });
        };
        row(talk.at + 40, "EHLO", &format!("+{}", talk.helo), 250);
        for a in &talk.attempts {
            row(a.at - 100, "AUTH", "-", 334);
            row(a.at, "AUTH", "-", if a.accepted { 235 } else { 535 });
        }
        talk.letters.iter().for_each(|l| say(&mut row, l));
        row(talk.end(), "QUIT", &talk.helo, 240);
    }
    log.file(SMTPSVC)
}

fn say(row: &mut impl FnMut(Ms, &str, &str, u32), letter: &Letter) {
    let begin = letter.at - 900;
    let sender = letter.sender.trim_matches(['<', '>']);
    row(begin, "MAIL", &format!("+FROM:<{sender}>+SIZE={}", letter.bytes()), 250);
    let refused = letter.fate == Fate::Refused;
    for recipient in &letter.recipients {
        row(begin + 20, "RCPT", &format!("+TO:<{recipient}>"), if refused { 550 } else { 250 });
    }
    if !refused {
        row(letter.at, "DATA", &format!("+{}", letter.id()), 250);
    }
}

const TRACKING: &str = "# Message Tracking Log File\r\n# Exchange System Attendant Version 6.5.7638.1\r\n\
    # Date\tTime\tclient-ip\tClient-hostname\tPartner-Name\tServer-hostname\tserver-IP\tRecipient-Address\tEvent-ID\tMSGID\t\
    Priority\tRecipient-Report-Status\ttotal-bytes\tNumber-Recipients\tOrigination-Time\tEncryption\tservice-Version\t\
    Linked-MSGID\tMessage-Subject\tSender-Address\r\n";

/// One row for each recipient and step, in GMT without leading zeros.
pub fn tracking(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "tracking");
    for talk in &story.talks {
        talk.accepted().for_each(|l| life(&mut log, l, Some(talk)));
    }
    story.reports.iter().for_each(|Report { letter, .. }| life(&mut log, letter, None));
    log.file(TRACKING)
}

fn life(log: &mut Log, letter: &Letter, talk: Option<&Talk>) {
    let last: &[u32] = match letter.fate {
        Fate::Sent => &[1020, 1031],
        Fate::Delivered => &[1023, 1028],
        Fate::Rejected | Fate::Unknown => &[1030],
        Fate::Deferred | Fate::Refused => &[],
    };
    for step in [1019, 1025, 1024, 1033] {
        rows(log, letter, letter.at, step, talk);
    }
    last.iter().for_each(|&step| rows(log, letter, letter.at + 2_000, step, None));
}

fn rows(log: &mut Log, letter: &Letter, at: Ms, step: u32, talk: Option<&Talk>) {
    let (client, name) = talk.map_or(("-", "-"), |t| (t.client.as_str(), t.helo.as_str()));
    let id = letter.id();
    let (id, count, bytes) = (id.trim_matches(['<', '>']), letter.recipients.len(), letter.bytes());
    let sender = if letter.sender == "<>" { "" } else { &letter.sender };
    for recipient in &letter.recipients {
        log.row(at, |t| {
            let (date, time) = (utc(t, "%Y-%-m-%-d"), utc(t, "%-H:%-M:%-S GMT"));
            format!(
                "{date}\t{time}\t{client}\t{name}\t-\tEX1\t10.0.0.5\t{recipient}\t{step}\t{id}\t0\t0\t{bytes}\t{count}\t\
                 {date} {time}\t0\tVersion: 6.0.3790.3959\t-\t{}\t{sender}\r\n",
                letter.subject
            )
        });
    }
}

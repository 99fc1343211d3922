//! SMTP receive logs of the front end and of the hub behind it, joined by `XPROXY SID=`.
//!
//! The front end has the client, the guesses and the account; the hub has the envelopes.

use super::plan::{Attempt, Conversation, Mail, Outcome, millis, seconds};
use super::text_log::{TextLog, pattern, stamp};
use crate::model::time::UtcTime;
use std::io;
use std::path::Path;

const HEAD: &str = "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n\
#Log-type: SMTP Receive Protocol Log\r\n#Date: {date}\r\n\
#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n";
const ANONYMOUS: &str =
    "SMTPSubmit SMTPAcceptAnySender SMTPAcceptAuthoritativeDomainSender AcceptRoutingHeaders";
const PERMITTED: &str = "SMTPSubmit SMTPAcceptAnyRecipient BypassAntiSpam AcceptRoutingHeaders";
/// Hub session of a front-end session.
pub(super) const HUB: u64 = 0x1_0000_0000;

/// Both logs being written.
pub(super) struct ReceiveLogs {
    front_end: TextLog,
    hub: TextLog,
}

/// Rows of one session, numbered as they come.
struct Session<'a> {
    log: &'a mut TextLog,
    prefix: String,
    endpoints: String,
    next: u32,
}

impl Session<'_> {
    fn row(&mut self, at: UtcTime, event: &str, data: &str, context: &str) {
        let data = if data.contains([',', '"']) {
            format!("\"{}\"", data.replace('"', "\"\""))
        } else {
            data.to_owned()
        };
        let row = format!("{},{},{},{event},{data},{context}", self.prefix, self.next, self.endpoints);
        self.log.push(at, &row);
        self.next += 1;
    }
}

impl ReceiveLogs {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            front_end: TextLog::new(&folder.join("FrontEnd"), "RECV", HEAD)?,
            hub: TextLog::new(&folder.join("Hub"), "RECV", HEAD)?,
        })
    }

    pub(super) fn conversation(&mut self, c: &Conversation) {
        let end = conversation_end(c);
        let mut session = front_end_session(&mut self.front_end, c);
        greet(&mut session, c.start, &c.helo, &c.client.to_string());
        for attempt in &c.attempts {
            attempt_rows(&mut session, attempt);
        }
        session.row(end, "<", "QUIT", "");
        session.row(millis(end, 3), ">", "221 2.0.0 Service closing transmission channel", "");
        session.row(millis(end, 4), "-", "", "Local");
        if !c.mails.is_empty() {
            hub_rows(&mut self.hub, c, end);
        }
    }

    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        self.front_end.flush_before(limit)?;
        self.hub.flush_before(limit)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.front_end.finish()?;
        self.hub.finish().map(|_| ())
    }
}

/// A second after the last thing that happened.
fn conversation_end(c: &Conversation) -> UtcTime {
    let tarpit = |a: &Attempt| {
        if a.outcome == Outcome::Accepted { a.at } else { seconds(a.at, 5) }
    };
    let attempts = c.attempts.iter().map(tarpit);
    let last = attempts.chain(c.mails.iter().map(|m| m.accepted)).max();
    seconds(last.unwrap_or(c.start), 1)
}

fn front_end_session<'a>(log: &'a mut TextLog, c: &Conversation) -> Session<'a> {
    let (connector, port) =
        if c.submission { ("Client Frontend EX1", 587) } else { ("Default Frontend EX1", 25) };
    let mut session = Session {
        log,
        prefix: format!("EX1\\{connector},{:016X}", c.session),
        endpoints: format!("10.0.0.5:{port},{}:{}", c.client, c.port),
        next: 0,
    };
    session.row(c.start, "+", "", "");
    session
}

fn greet(session: &mut Session<'_>, start: UtcTime, helo: &str, client: &str) {
    let day = pattern(start, "%a, %-d %b %Y %H:%M:%S +0000");
    let banner = format!("220 EX1.contoso.test Microsoft ESMTP MAIL Service ready at {day}");
    session.row(millis(start, 1), "*", ANONYMOUS, "Set Session Permissions");
    session.row(millis(start, 2), ">", &banner, "");
    session.row(millis(start, 40), "<", &format!("EHLO {helo}"), "");
    let offer = format!(
        "250  EX1.contoso.test Hello [{client}] SIZE 37748736 PIPELINING DSN ENHANCEDSTATUSCODES AUTH LOGIN 8BITMIME BINARYMIME CHUNKING"
    );
    session.row(millis(start, 41), ">", &offer, "");
}

fn attempt_rows(session: &mut Session<'_>, attempt: &Attempt) {
    let at = attempt.at;
    session.row(millis(at, -110), "<", "AUTH LOGIN", "");
    session.row(millis(at, -109), ">", "334 <authentication response>", "");
    session.row(millis(at, -60), ">", "334 <authentication response>", "");
    if attempt.outcome != Outcome::Accepted {
        session.row(at, "*", "", "Inbound AUTH LOGIN failed because of LogonDenied");
        session.row(at, "*", "", &format!("User Name: {}", attempt.typed));
        session.row(at, "*", "Tarpit for '0.00:00:05' due to '535 5.7.3 Authentication unsuccessful'", "");
        session.row(seconds(at, 5), ">", "535 5.7.3 Authentication unsuccessful", "");
        return;
    }
    // Exchange logs the account it found, not what was typed.
    let account = format!("CONTOSO\\{}", super::security_log::bare_name(&attempt.typed));
    session.row(at, "*", PERMITTED, "Set Session Permissions");
    session.row(at, "*", &account, "authenticated");
    session.row(
        millis(at, 6),
        "*",
        "",
        "Setting up client proxy session to destination(s): EX1.contoso.test",
    );
    let proxied = format!("Proxy session was successfully set up. Session for{account} will now be proxied");
    session.row(millis(at, 31), "*", "", &proxied);
    session.row(millis(at, 32), ">", "235 2.7.0 Authentication successful", "");
}

fn hub_rows(log: &mut TextLog, c: &Conversation, end: UtcTime) {
    let authenticated = c.attempts.iter().any(|a| a.outcome == Outcome::Accepted);
    let connector = if authenticated { "Client Proxy EX1,465" } else { "Default EX1,2525" };
    let (connector, port) = connector.split_once(',').unwrap_or((connector, "2525"));
    let mut session = Session {
        log,
        prefix: format!("EX1\\{connector},{:016X}", c.session + HUB),
        endpoints: format!("10.0.0.5:{port},10.0.0.5:{}", c.port.wrapping_add(3)),
        next: 0,
    };
    let start = c.attempts.last().map_or(c.start, |a| a.at);
    session.row(millis(start, 7), "+", "", "");
    greet(&mut session, millis(start, 7), "EX1.contoso.test", "10.0.0.5");
    session.row(millis(start, 50), "<", "X-EXPS EXCHANGEAUTH SHA256 ", "");
    session.row(
        millis(start, 51),
        "*",
        "SMTPSubmit SMTPAcceptAnyRecipient SMTPAcceptAnySender SMTPAcceptXProxyFrom",
        "Set Session Permissions",
    );
    session.row(millis(start, 51), "*", "NT AUTHORITY\\SYSTEM", "authenticated");
    session.row(millis(start, 52), ">", "235 <authentication response>", "");
    let verb = if authenticated { "XPROXY" } else { "XPROXYFROM" };
    let proxy = format!(
        "{verb} SID={:016X} IP={} PORT={} DOMAIN={} CAPABILITIES=0",
        c.session, c.client, c.port, c.helo
    );
    session.row(millis(start, 53), "<", &proxy, "");
    session.row(millis(start, 54), ">", "250 XProxy accepted and authenticated", "");
    for (position, mail) in c.mails.iter().enumerate() {
        mail_rows(&mut session, c.session + HUB, millis(start, 7), position, mail);
    }
    session.row(end, "<", "QUIT", "");
    session.row(millis(end, 1), "-", "", "Remote");
}

fn mail_rows(session: &mut Session<'_>, id: u64, start: UtcTime, position: usize, mail: &Mail) {
    let begin = millis(mail.accepted, -900);
    session.row(begin, "<", &format!("MAIL FROM:<{}> SIZE={}", mail.sender, mail.bytes), "");
    let context = format!("{id:016X};{};{}", stamp(start), position + 1);
    session.row(begin, "*", &context, "receiving message");
    session.row(begin, ">", "250 2.1.0 Sender OK", "");
    for recipient in &mail.recipients {
        session.row(millis(begin, 20), "<", &format!("RCPT TO:<{recipient}>"), "");
        session.row(millis(begin, 21), ">", "250 2.1.5 Recipient OK", "");
    }
    session.row(millis(begin, 60), "<", "DATA", "");
    session.row(millis(begin, 61), ">", "354 Start mail input; end with <CRLF>.<CRLF>", "");
    let queued = format!(
        "250 2.6.0 {} [InternalId={}, Hostname=EX1.contoso.test] {} bytes in 0.210, 14.2 KB/sec Queued mail for delivery",
        message_id(mail),
        mail.id,
        mail.bytes
    );
    session.row(mail.accepted, ">", &queued, "");
}

/// `<…@…>`; a message keeps it everywhere.
pub(super) fn message_id(mail: &Mail) -> String {
    let domain = mail.sender.split_once('@').map_or("contoso.test", |(_, domain)| domain);
    format!("<{:08x}.{}@{domain}>", crc32fast::hash(&mail.id.to_le_bytes()), mail.id)
}

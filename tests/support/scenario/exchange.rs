//! Exchange 2010 and 2013 to 2019: receive logs of front end and hub, message tracking.
//!
//! Layout: the documented columns. In 2010 one service does it all; since 2013 a front end hands its client on
//! to the hub, with XPROXY where the client has signed in.

use super::format::{Generation, Scenario};
use super::log::{Log, stamp, utc};
use super::story::{Attempt, Fate, Letter, Ms, Report, Story, Talk};

const FIELDS: &str =
    "date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context";
const BEFORE_AUTH: &str =
    "SMTPSubmit SMTPAcceptAnySender SMTPAcceptAuthoritativeDomainSender AcceptRoutingHeaders";
const AFTER_AUTH: &str = "SMTPSubmit SMTPAcceptAnyRecipient BypassAntiSpam AcceptRoutingHeaders";

/// Session ids of front end and hub.
fn front_id(talk: &Talk) -> String {
    format!("{:016X}", 0x08DE_1A00_0000_0000_u64 + talk.number)
}

fn hub_id(talk: &Talk) -> String {
    format!("{:016X}", 0x08DE_1B00_0000_0000_u64 + talk.number)
}

fn head(kind: &str, at: &str, fields: &str) -> String {
    format!(
        "#Software: Microsoft Exchange Server\r\n#Version: 15.0.0.0\r\n#Log-type: {kind}\r\n#Date: {at}\r\n#Fields: {fields}\r\n"
    )
}

/// Rows of one conversation as one service has it.
struct Side<'a> {
    log: &'a mut Log,
    /// Connector and session.
    who: String,
    ends: String,
    sequence: usize,
}

impl Side<'_> {
    fn row(&mut self, at: Ms, event: &str, data: &str, context: &str) {
        let (n, who, ends) = (self.sequence, &self.who, &self.ends);
        let (data, context) = (quoted(data), quoted(context));
        self.log.row(at, |t| format!("{},{who},{n},{ends},{event},{data},{context}\r\n", stamp(t)));
        self.sequence += 1;
    }

    fn begin(&mut self, at: Ms, permissions: &str, helo: &str) {
        self.row(at, "+", "", "");
        self.row(at + 1, "*", permissions, "Set Session Permissions");
        let banner = format!("220 EX1.contoso.test Microsoft ESMTP MAIL Service ready at {}", utc(at, "%c"));
        self.row(at + 2, ">", &banner, "");
        self.row(at + 40, "<", &format!("EHLO {helo}"), "");
        self.row(
            at + 41,
            ">",
            "250  EX1.contoso.test Hello SIZE 37748736 PIPELINING DSN AUTH LOGIN 8BITMIME",
            "",
        );
    }

    fn attempt(&mut self, attempt: &Attempt) {
        let at = attempt.at;
        self.row(at - 100, "<", "AUTH LOGIN", "");
        self.row(at - 90, ">", "334 <authentication response>", "");
        self.row(at - 50, ">", "334 <authentication response>", "");
        if attempt.accepted {
            self.row(at, "*", AFTER_AUTH, "Set Session Permissions");
            self.row(at, "*", &format!("CONTOSO\\{}", attempt.account), "authenticated");
            self.row(at + 30, ">", "235 2.7.0 Authentication successful", "");
            return;
        }
        self.row(at, "*", "", "Inbound AUTH LOGIN failed because of LogonDenied");
        self.row(at, "*", "", &format!("User Name: {}", attempt.account));
        self.row(at, "*", "Tarpit for '0.00:00:05' due to '535 5.7.3 Authentication unsuccessful'", "");
        self.row(at + 5_000, ">", "535 5.7.3 Authentication unsuccessful", "");
    }

    fn letter(&mut self, letter: &Letter) {
        let begin = letter.at - 900;
        let sender = letter.sender.trim_matches(['<', '>']);
        self.row(begin, "<", &format!("MAIL FROM:<{sender}> SIZE={}", letter.bytes()), "");
        self.row(begin, ">", "250 2.1.0 Sender OK", "");
        for recipient in &letter.recipients {
            self.row(begin + 20, "<", &format!("RCPT TO:<{recipient}>"), "");
            if letter.fate == Fate::Refused {
                self.row(
                    begin + 21,
                    ">",
                    "550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain",
                    "",
                );
            } else {
                self.row(begin + 21, ">", "250 2.1.5 Recipient OK", "");
            }
        }
        if letter.fate == Fate::Refused {
            return self.row(begin + 30, "<", "RSET", "");
        }
        self.row(begin + 60, "<", "DATA", "");
        self.row(begin + 61, ">", "354 Start mail input; end with <CRLF>.<CRLF>", "");
        let queued = format!(
            "250 2.6.0 {} [InternalId={}, Hostname=EX1.contoso.test] {} bytes in 0.210, 14.2 KB/sec Queued mail for delivery",
            letter.id(),
            70_000 + letter.number,
            letter.bytes()
        );
        self.row(letter.at, ">", &queued, "");
    }

    fn end(&mut self, at: Ms) {
        self.row(at, "<", "QUIT", "");
        self.row(at + 3, ">", "221 2.0.0 Service closing transmission channel", "");
        self.row(at + 4, "-", "", "Local");
    }
}

/// An IPv6 address as it stands before a port.
fn in_brackets(address: &str) -> String {
    if address.contains(':') { format!("[{address}]") } else { address.to_owned() }
}

/// The connector of a talk, and its port.
fn connector(s: &Scenario, talk: &Talk) -> (String, u16) {
    let is_modern = s.generation == Generation::Exchange2019;
    match (&talk.connector, talk.attempts.is_empty(), is_modern) {
        (Some(name), ..) => (format!("EX1\\{name}"), 25),
        (None, true, true) => ("EX1\\Default Frontend EX1".into(), 25),
        (None, false, true) => ("EX1\\Client Frontend EX1".into(), 587),
        (None, true, false) => ("EX1\\Default EX1".into(), 25),
        (None, false, false) => ("EX1\\Client EX1".into(), 587),
    }
}

/// The receive log that clients talk to.
pub fn receive(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "receive");
    for talk in &story.talks {
        let (connector, port) = connector(s, talk);
        let mut side = Side {
            log: &mut log,
            who: format!("{connector},{}", front_id(talk)),
            ends: format!("10.0.0.5:{port},{}:{}", in_brackets(&talk.client), talk.port()),
            sequence: 0,
        };
        let any = if talk.open { " SMTPAcceptAnyRecipient" } else { "" };
        side.begin(talk.at, &format!("{BEFORE_AUTH}{any}"), &talk.helo);
        talk.attempts.iter().for_each(|a| side.attempt(a));
        // A front end no longer looks into what a signed-in client says.
        if talk.account().is_none() || s.generation == Generation::Exchange2010 {
            talk.letters.iter().for_each(|l| side.letter(l));
        }
        side.end(talk.end());
    }
    log.file(&head("SMTP Receive Protocol Log", &stamp(0), FIELDS))
}

/// The hub's, which has the front end for its client.
pub fn hub(s: &Scenario, story: &Story) -> Vec<u8> {
    let mut log = Log::new(s, "hub");
    for talk in story.talks.iter().filter(|t| t.accepted().next().is_some()) {
        let (connector, port, verb) = match talk.account() {
            Some(_) => ("Client Proxy EX1", 465, "XPROXY"),
            None => ("Default EX1", 2525, "XPROXYFROM"),
        };
        let mut side = Side {
            log: &mut log,
            who: format!("EX1\\{connector},{}", hub_id(talk)),
            ends: format!("10.0.0.5:{port},10.0.0.5:{}", talk.port() + 3),
            sequence: 0,
        };
        let start = talk.attempts.last().map_or(talk.at, |a| a.at) + 60;
        side.begin(start, BEFORE_AUTH, "EX1.contoso.test");
        side.row(start + 50, "<", "X-EXPS EXCHANGEAUTH SHA256 ", "");
        side.row(start + 51, "*", &format!("{AFTER_AUTH} SMTPAcceptXProxyFrom"), "Set Session Permissions");
        side.row(start + 51, "*", "NT AUTHORITY\\SYSTEM", "authenticated");
        side.row(start + 52, ">", "235 <authentication response>", "");
        let proxy = format!(
            "{verb} SID={} IP={} PORT={} DOMAIN={} CAPABILITIES=0",
            front_id(talk),
            talk.client,
            talk.port(),
            talk.helo
        );
        side.row(start + 53, "<", &proxy, "");
        side.row(start + 54, ">", "250 XProxy accepted and authenticated", "");
        talk.accepted().for_each(|l| side.letter(l));
        side.end(talk.end());
    }
    log.file(&head("SMTP Receive Protocol Log", &stamp(0), FIELDS))
}

const TRACKED_2010: [&str; 26] = [
    "date-time",
    "client-ip",
    "client-hostname",
    "server-ip",
    "server-hostname",
    "source-context",
    "connector-id",
    "source",
    "event-id",
    "internal-message-id",
    "message-id",
    "recipient-address",
    "recipient-status",
    "total-bytes",
    "recipient-count",
    "related-recipient-address",
    "reference",
    "message-subject",
    "sender-address",
    "return-path",
    "message-info",
    "directionality",
    "tenant-id",
    "original-client-ip",
    "original-server-ip",
    "custom-data",
];

/// What a tracking row says beside the message.
#[derive(Default)]
struct Step<'a> {
    client: (&'a str, &'a str),
    server: (&'a str, &'a str),
    context: String,
    connector: &'a str,
    source: &'a str,
    event: &'a str,
    status: &'a str,
    reference: &'a str,
    info: &'a str,
    original_client: &'a str,
    custom: String,
}

const HERE: (&str, &str) = ("10.0.0.5", "EX1");

struct Tracking<'a> {
    log: Log,
    names: Vec<&'a str>,
    is_modern: bool,
}

/// Message tracking, with 26 columns in 2010 and 30 in 2019.
pub fn tracking(s: &Scenario, story: &Story) -> Vec<u8> {
    let is_modern = s.generation == Generation::Exchange2019;
    let mut names = TRACKED_2010.to_vec();
    if is_modern {
        names.insert(11, "network-message-id");
        names.extend(["transport-traffic-type", "log-id", "schema-version"]);
    }
    let mut tracking = Tracking { log: Log::new(s, "tracking"), names, is_modern };
    story.talks.iter().for_each(|t| tracking.talk(s, t));
    story.posts.iter().for_each(|p| tracking.post(&p.letter));
    story.reports.iter().for_each(|r| tracking.report(r));
    let fields = tracking.names.join(",");
    tracking.log.file(&head("Message Tracking Log", &stamp(0), &fields))
}

impl Tracking<'_> {
    fn talk(&mut self, s: &Scenario, talk: &Talk) {
        let (name, _) = connector(s, talk);
        let signed_in = talk.account().is_some();
        let hub = if signed_in { "EX1\\Client Proxy EX1" } else { "EX1\\Default EX1" };
        let session = if self.is_modern { hub_id(talk) } else { front_id(talk) };
        for letter in talk.accepted() {
            let context = format!("{session};{};0", stamp(talk.at));
            let step = Step {
                server: HERE,
                context,
                source: "SMTP",
                event: "RECEIVE",
                info: if signed_in { "06I: " } else { "00A: NTS:" },
                ..Step::default()
            };
            let step = if self.is_modern {
                let custom =
                    format!("S:ProxiedClientIPAddress={};S:ProxiedClientHostname={}", talk.client, talk.helo);
                let client = ("10.0.0.5", "EX1.contoso.test");
                Step { client, connector: hub, original_client: &talk.client, custom, ..step }
            } else {
                Step { client: (&talk.client, &talk.helo), connector: &name, ..step }
            };
            self.step(letter.at, letter, &step);
            self.fate(letter);
        }
    }

    /// Out of a mailbox: the store hands it over.
    fn post(&mut self, letter: &Letter) {
        let context =
            "MDB:3e7c1f30-0000-4000-8000-000000000001, Event:4410, MessageClass:IPM.Note, ClientType:OWA";
        let submit = Step {
            client: HERE,
            server: HERE,
            context: context.into(),
            source: "STOREDRIVER",
            event: "SUBMIT",
            original_client: &letter.client,
            ..Step::default()
        };
        self.step(letter.at - 400, letter, &submit);
        let receive = Step { event: "RECEIVE", info: "04I: ", ..submit };
        self.step(letter.at, letter, &receive);
        self.fate(letter);
    }

    fn report(&mut self, report: &Report) {
        let step = Step {
            server: HERE,
            source: "DSN",
            event: "DSN",
            reference: report.about.as_deref().unwrap_or(""),
            info: "00I: ",
            ..Step::default()
        };
        self.step(report.letter.at, &report.letter, &step);
        self.fate(&report.letter);
    }

    fn fate(&mut self, letter: &Letter) {
        let host = format!("mx.{}", letter.next_hop());
        let out = Step { client: HERE, server: ("192.0.2.10", &host), source: "SMTP", ..Step::default() };
        let here = || Step { server: HERE, source: "SMTP", ..Step::default() };
        let at = letter.at + 1_500;
        let step = match letter.fate {
            Fate::Sent => {
                let event = if self.is_modern { "SENDEXTERNAL" } else { "SEND" };
                Step { event, connector: "Internet", status: "250 2.0.0 OK", ..out }
            }
            Fate::Delivered => Step { source: "STOREDRIVER", event: "DELIVER", client: HERE, ..here() },
            Fate::Deferred => Step { event: "DEFER", status: "451 4.7.0 Temporary server error", ..here() },
            Fate::Rejected => Step { event: "FAIL", status: "550 5.7.1 Message rejected as spam", ..here() },
            Fate::Unknown => {
                let status = "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found";
                Step { source: "ROUTING", event: "FAIL", status, ..here() }
            }
            Fate::Refused => return,
        };
        self.step(at, letter, &step);
    }

    fn step(&mut self, at: Ms, letter: &Letter, step: &Step<'_>) {
        let sender = if letter.sender == "<>" { "postmaster@contoso.test" } else { &letter.sender };
        let statuses = vec![step.status; letter.recipients.len()].join(";");
        let value = |name: &str| match name {
            "client-ip" => step.client.0.to_owned(),
            "client-hostname" => step.client.1.to_owned(),
            "server-ip" => step.server.0.to_owned(),
            "server-hostname" => step.server.1.to_owned(),
            "source-context" => step.context.clone(),
            "connector-id" => step.connector.to_owned(),
            "source" => step.source.to_owned(),
            "event-id" => step.event.to_owned(),
            "internal-message-id" => (70_000 + letter.number).to_string(),
            "message-id" => letter.id(),
            "network-message-id" => format!("{:08x}-0000-4000-8000-{:012x}", letter.number, letter.number),
            "recipient-address" => letter.recipients.join(";"),
            "recipient-status" if !step.status.is_empty() => statuses.clone(),
            "total-bytes" => letter.bytes().to_string(),
            "recipient-count" => letter.recipients.len().to_string(),
            "reference" => step.reference.to_owned(),
            "message-subject" => letter.subject.clone(),
            "sender-address" => sender.to_owned(),
            "return-path" => letter.sender.clone(),
            "message-info" => step.info.to_owned(),
            "directionality" => "Originating".to_owned(),
            "original-client-ip" => step.original_client.to_owned(),
            "custom-data" => step.custom.clone(),
            "transport-traffic-type" => "Email".to_owned(),
            "log-id" => format!("{:08x}-0000-4000-8000-{:012x}", letter.number, at & 0xFFFF_FFFF),
            "schema-version" => "15.02.1544.004".to_owned(),
            _ => String::new(),
        };
        let rest: Vec<String> = self.names.iter().skip(1).map(|n| quoted(&value(n))).collect();
        self.log.row(at, |t| format!("{},{}\r\n", stamp(t), rest.join(",")));
    }
}

/// A CSV field, in quotes where it needs them.
fn quoted(text: &str) -> String {
    if text.contains([',', '"']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

//! Message tracking: one row for each thing that happens to a message, in the 30 columns of Exchange 2019.

use super::people::LOCAL_DOMAIN;
use super::plan::{Conversation, Fate, Mail, Outcome, millis};
use super::receive_log::{HUB, message_id};
use super::text_log::{TextLog, stamp};
use crate::model::time::UtcTime;
use std::io;
use std::path::Path;

const HEAD: &str = "#Software: Microsoft Exchange Server\r\n#Version: 15.02.1544.004\r\n\
#Log-type: Message Tracking Log\r\n#Date: {date}\r\n\
#Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,\
internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,\
related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality,\
tenant-id,original-client-ip,original-server-ip,custom-data,transport-traffic-type,log-id,schema-version\r\n";

/// The tracking logs of transport and of mailbox delivery.
pub(super) struct TrackingLogs {
    transport: TextLog,
    delivery: TextLog,
    next_row: u64,
}

/// What a row says beside the message; the columns left out are empty.
#[derive(Default)]
struct Row<'a> {
    client: (&'a str, &'a str),
    server: (&'a str, &'a str),
    context: &'a str,
    connector: &'a str,
    source: &'a str,
    event: &'a str,
    status: &'a str,
    reference: &'a str,
    info: &'a str,
    original_client: &'a str,
    custom: &'a str,
}

const HERE: (&str, &str) = ("10.0.0.5", "EX1");

impl TrackingLogs {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        Ok(Self {
            transport: TextLog::new(folder, "MSGTRK", HEAD)?,
            delivery: TextLog::new(folder, "MSGTRKMD", HEAD)?,
            next_row: 0,
        })
    }

    /// The messages of a conversation: received, deferred, and what became of them.
    pub(super) fn conversation(&mut self, c: &Conversation) {
        let authenticated = c.attempts.iter().any(|a| a.outcome == Outcome::Accepted);
        let start = c.attempts.last().map_or(c.start, |a| a.at);
        let context = format!("{:016X};{};0", c.session + HUB, stamp(millis(start, 7)));
        let client = c.client.to_string();
        let custom = format!(
            "S:ProxiedClientIPAddress={client};S:ProxiedClientHostname={};S:FirstForestHop=EX1.contoso.test",
            c.helo
        );
        for mail in &c.mails {
            self.row(
                mail.accepted,
                mail,
                &Row {
                    client: ("10.0.0.5", "EX1.contoso.test"),
                    server: HERE,
                    context: &context,
                    connector: if authenticated { "EX1\\Client Proxy EX1" } else { "EX1\\Default EX1" },
                    source: "SMTP",
                    event: "RECEIVE",
                    info: if authenticated { "06I: " } else { "00A: NTS:" },
                    original_client: &client,
                    custom: &custom,
                    ..Row::default()
                },
            );
            self.fate(mail);
        }
    }

    /// A delivery report of our own server.
    pub(super) fn report(&mut self, mail: &Mail) {
        self.row(
            mail.accepted,
            mail,
            &Row { server: HERE, source: "DSN", event: "DSN", info: "00I: ", ..Row::default() },
        );
        self.fate(mail);
    }

    fn fate(&mut self, mail: &Mail) {
        if mail.deferred {
            self.row(
                millis(mail.accepted, 650),
                mail,
                &Row {
                    server: HERE,
                    source: "SMTP",
                    event: "DEFER",
                    status: "451 4.7.0 Temporary server error. Please try again later",
                    ..Row::default()
                },
            );
        }
        let host = format!("mx.{}", mail.next_hop());
        let sent = Row { client: HERE, server: ("192.0.2.10", &host), source: "SMTP", ..Row::default() };
        match mail.fate {
            Fate::Sent => self.row(
                mail.left,
                mail,
                &Row { event: "SENDEXTERNAL", connector: "Internet", status: "250 2.0.0 OK", ..sent },
            ),
            Fate::Failed => self.row(
                mail.left,
                mail,
                &Row {
                    server: HERE,
                    source: "SMTP",
                    event: "FAIL",
                    status: "550 5.7.1 Message rejected as spam",
                    ..Row::default()
                },
            ),
            Fate::Delivered => self.delivered(mail),
            // The days after tell its end.
            Fate::Removed => {}
        }
    }

    /// The transport was started and found the message in its queue.
    pub(super) fn loaded(&mut self, at: UtcTime, mail: &Mail) {
        let row = Row { server: HERE, source: "BOOTLOADER", event: "LOAD", ..Row::default() };
        self.row(at, mail, &row);
    }

    /// The administrator removed the message from its queue.
    pub(super) fn removed(&mut self, mail: &Mail) {
        let status = "550 4.3.2 QUEUE.Admin; message deleted by administrative action";
        let row = Row { server: HERE, source: "ADMIN", event: "FAIL", status, ..Row::default() };
        self.row(mail.left, mail, &row);
    }

    fn delivered(&mut self, mail: &Mail) {
        let there = Row { client: HERE, server: ("10.0.0.5", "EX1.contoso.test"), ..Row::default() };
        self.row(
            mail.left,
            mail,
            &Row {
                source: "SMTP",
                event: "SEND",
                connector: "Intra-Organization SMTP Send Connector",
                status: "250 2.1.5 Recipient OK",
                ..there
            },
        );
        let mut stored = mail.clone();
        stored.id += 5_000_000_000;
        let row = self.compose(
            &stored,
            message_id(mail),
            &Row { server: HERE, client: HERE, source: "STOREDRIVER", event: "DELIVER", ..Row::default() },
        );
        self.delivery.push(millis(mail.left, 140), &row);
    }

    fn row(&mut self, at: UtcTime, mail: &Mail, row: &Row<'_>) {
        let line = self.compose(mail, message_id(mail), row);
        self.transport.push(at, &line);
    }

    fn compose(&mut self, mail: &Mail, message_id: String, row: &Row<'_>) -> String {
        self.next_row += 1;
        let network = format!(
            "{:08x}-{:04x}-4c1d-9a00-{:012x}",
            crc32fast::hash(message_id.as_bytes()),
            mail.bytes & 0xFFFF,
            mail.id & 0xFFFF_FFFF
        );
        let log_id =
            format!("{:08x}-0000-4000-8000-{:012x}", crc32fast::hash(row.event.as_bytes()), self.next_row);
        let local = mail.sender.ends_with(LOCAL_DOMAIN) || mail.next_hop() != LOCAL_DOMAIN;
        let statuses = vec![row.status; mail.recipients.len()].join(";");
        let (bytes, count, id) =
            (mail.bytes.to_string(), mail.recipients.len().to_string(), mail.id.to_string());
        let recipients = mail.recipients.join(";");
        let return_path = if mail.is_report { "<>" } else { &mail.sender };
        let fields = [
            row.client.0,
            row.client.1,
            row.server.0,
            row.server.1,
            row.context,
            row.connector,
            row.source,
            row.event,
            &id,
            &message_id,
            &network,
            &recipients,
            if row.status.is_empty() { "" } else { &statuses },
            &bytes,
            &count,
            "",
            row.reference,
            &mail.subject,
            &mail.sender,
            return_path,
            row.info,
            if local { "Originating" } else { "Incoming" },
            "",
            row.original_client,
            if row.original_client.is_empty() { "" } else { "10.0.0.5" },
            row.custom,
            "Email",
            &log_id,
            "15.02.1544.004",
        ];
        fields.map(quoted).join(",")
    }

    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        self.transport.flush_before(limit)?;
        self.delivery.flush_before(limit)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.transport.finish()?;
        self.delivery.finish().map(|_| ())
    }
}

/// A CSV field, in quotes where it needs them.
pub(super) fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

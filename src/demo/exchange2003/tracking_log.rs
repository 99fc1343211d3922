//! `EX1.log\yyyymmdd.log`: message tracking of Exchange 2003, one row for each recipient and step.
//!
//! Hours and days are written without leading zeros, all in GMT.

use super::super::plan::{Conversation, Fate, Mail};
use super::super::receive_log::message_id;
use super::super::text_log::pattern;
use super::daily_log::DailyLog;
use crate::model::time::UtcTime;
use std::io;
use std::path::Path;

const HEAD: &str = "# Message Tracking Log File\r\n# Exchange System Attendant Version 6.5.7638.1\r\n\
# Date\tTime\tclient-ip\tClient-hostname\tPartner-Name\tServer-hostname\tserver-IP\tRecipient-Address\tEvent-ID\tMSGID\t\
Priority\tRecipient-Report-Status\ttotal-bytes\tNumber-Recipients\tOrigination-Time\tEncryption\tservice-Version\t\
Linked-MSGID\tMessage-Subject\tSender-Address\r\n";
/// Accepted, handed to the queues, categorised: steps of every message, at once.
const ACCEPTED: [u32; 4] = [1019, 1025, 1024, 1033];

/// Whom a message came from: address, name, protocol.
type Client<'a> = (&'a str, &'a str, &'a str);

const NOBODY: Client<'static> = ("-", "-", "-");

/// The log being written.
pub(super) struct TrackingLog(DailyLog);

impl TrackingLog {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        Ok(Self(DailyLog::new(folder, "%Y%m%d.log", HEAD)?))
    }

    /// The messages of a conversation, and what became of them.
    pub(super) fn conversation(&mut self, c: &Conversation) {
        let client = c.client.to_string();
        c.mails.iter().for_each(|m| self.life(m, (&client, &c.helo, "SMTP")));
    }

    /// A delivery report of our own server.
    pub(super) fn report(&mut self, mail: &Mail) {
        self.life(mail, NOBODY);
    }

    fn life(&mut self, mail: &Mail, client: Client<'_>) {
        ACCEPTED.iter().for_each(|&step| self.step(mail, mail.accepted, step, client));
        let (queued, left): (u32, &[u32]) = match mail.fate {
            Fate::Sent => (1034, &[1020, 1031]),
            Fate::Failed | Fate::Removed => (1034, &[1020, 1030]),
            Fate::Delivered => (1036, &[1023, 1028]),
        };
        self.step(mail, mail.accepted, queued, client);
        left.iter().for_each(|&step| self.step(mail, mail.left, step, NOBODY));
    }

    fn step(&mut self, mail: &Mail, at: UtcTime, step: u32, (address, name, partner): Client<'_>) {
        let (date, time) = (pattern(at, "%Y-%-m-%-d"), pattern(at, "%-H:%-M:%-S GMT"));
        let origin = pattern(mail.accepted, "%Y-%-m-%-d %-H:%-M:%-S GMT");
        let id = message_id(mail);
        for recipient in &mail.recipients {
            let row = format!(
                "{date}\t{time}\t{address}\t{name}\t{partner}\tEX1\t10.0.0.5\t{recipient}\t{step}\t{}\t0\t0\t{}\t{}\t{origin}\t0\tVersion: 6.0.3790.3959\t-\t{}\t{}",
                id.trim_matches(['<', '>']),
                mail.bytes,
                mail.recipients.len(),
                mail.subject,
                mail.sender
            );
            self.0.push(at, row);
        }
    }

    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        self.0.flush_before(limit)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.0.finish()
    }
}

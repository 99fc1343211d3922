//! `AppEvent.Evt`: what `MSExchangeTransport` says with diagnostics of "SMTP Protocol" at their maximum.
//!
//! 1708 is the only record of all that has account and client of a sign-in together.

use super::super::plan::{Conversation, Fate, Mail, Outcome, millis};
use super::super::security_log::bare_name;
use super::super::sorted::Sorted;
use super::evt_writer::{EvtLog, Kind, Record};
use crate::model::time::UtcTime;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

/// Category "SMTP Protocol"; its number is not described anywhere, so this is one of several possible.
const SMTP_PROTOCOL: u16 = 6;
/// Severity bits of an event id.
const INFORMATION: u32 = 0x4000_0000;
const ERROR: u32 = 0xC000_0000;

/// The log being written.
pub(super) struct ApplicationLog {
    log: EvtLog<BufWriter<File>>,
    waiting: Sorted<Record>,
    connection: u32,
}

impl ApplicationLog {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let out = BufWriter::new(File::create(path)?);
        Ok(Self { log: EvtLog::new(out, "EX1")?, waiting: Sorted::new(), connection: 0 })
    }

    fn push(&mut self, at: UtcTime, kind: Kind, event_id: u32, strings: Vec<String>) {
        let source = "MSExchangeTransport";
        let record = Record { source, event_id, kind, category: SMTP_PROTOCOL, user: None, strings };
        self.waiting.push(at, record);
    }

    /// 1708 for each sign-in; 7010 for a guesser that tried without a password first.
    pub(super) fn conversation(&mut self, c: &Conversation) {
        let client = c.client.to_string();
        for attempt in c.attempts.iter().filter(|a| a.outcome == Outcome::Accepted) {
            let account = format!("CONTOSO\\{}", bare_name(&attempt.typed));
            let strings = vec![client.clone(), "LOGIN".to_owned(), account];
            self.push(attempt.at, Kind::Information, INFORMATION | 1708, strings);
        }
        let failed = c.attempts.first().filter(|a| a.outcome != Outcome::Accepted);
        if let (Some(attempt), 0) = (failed, c.session % 16) {
            let answer = "550 5.7.1 Unable to relay for test@example.net";
            self.refused(millis(attempt.at, -300), 7010, &client, answer, "RCPT TO:<test@example.net>");
        }
    }

    /// 7004 for a message that its next hop refused for good.
    pub(super) fn fate(&mut self, mail: &Mail) {
        if mail.fate == Fate::Failed {
            let host = format!("mx.{}", mail.next_hop());
            let first = mail.recipients.first().map_or("", String::as_str);
            let command = format!("RCPT TO:<{first}>");
            self.refused(mail.left, 7004, &host, "550 5.7.1 Message rejected as spam", &command);
        }
    }

    fn refused(&mut self, at: UtcTime, event_id: u32, host: &str, answer: &str, command: &str) {
        self.connection += 1;
        let connection = self.connection.to_string();
        let strings = ["1", &connection, host, "rcpt", answer, command].map(str::to_owned);
        self.push(at, Kind::Error, ERROR | event_id, strings.to_vec());
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

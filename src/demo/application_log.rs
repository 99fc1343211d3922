//! `Application.evtx` and `MSExchange Management.evtx`: what Exchange says of failed authentications, of its
//! own strain, and of the administrator's cmdlets.
//!
//! Event 1035 is throttled as on a real server: one an address in fifteen minutes, so it counts nothing.

use super::evtx_writer::{Event, EventLog, Template, Value};
use super::plan::{Conversation, Outcome, seconds};
use super::sorted::Sorted;
use super::story::Story;
use crate::model::time::UtcTime;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter};
use std::net::IpAddr;
use std::path::Path;

const CLASSIC: u64 = 0x0080_0000_0000_0000;
const WARNING: u16 = 0x8004;
const INFORMATION: u16 = 0x4004;
/// Seconds in which one address causes one event 1035 at most.
const THROTTLE: i64 = 900;

struct Report {
    provider: &'static str,
    event_id: u16,
    qualifiers: u16,
    level: u8,
    task: u16,
    texts: Vec<String>,
}

/// A log of classic providers.
pub(super) struct ApplicationLog {
    log: EventLog<BufWriter<File>>,
    template: Template,
    waiting: Sorted<Report>,
    last_failure: BTreeMap<IpAddr, UtcTime>,
}

impl ApplicationLog {
    pub(super) fn create(path: &Path, channel: &'static str) -> io::Result<Self> {
        let out = BufWriter::new(File::create(path)?);
        Ok(Self {
            log: EventLog::new(out, channel, "EX1.contoso.test")?,
            template: Template::classic_data(200),
            waiting: Sorted::new(),
            last_failure: BTreeMap::new(),
        })
    }

    /// 1035 for a conversation with a failure, unless its address caused one lately.
    pub(super) fn conversation(&mut self, conversation: &Conversation) {
        let failed = conversation.attempts.iter().find(|a| a.outcome != Outcome::Accepted);
        let Some(attempt) = failed else { return };
        let last = self.last_failure.get(&conversation.client);
        if last.is_some_and(|last| attempt.at.seconds_since(*last) < THROTTLE) {
            return;
        }
        self.last_failure.insert(conversation.client, attempt.at);
        let connector = if conversation.submission { "Client Frontend EX1" } else { "Default Frontend EX1" };
        let texts = ["LogonDenied", connector, "Login", &conversation.client.to_string()].map(str::to_owned);
        self.push(attempt.at, "MSExchangeFrontEndTransport", 1035, WARNING, 3, 1, texts.to_vec());
    }

    /// 15004 in the night and 15005 in the afternoon.
    pub(super) fn back_pressure(&mut self, story: &Story) {
        let state =
            "Queue database and disk space (\"C:\\TransportRoles\\data\\Queue\\mail.que\") = 68% [Medium]";
        let up = seconds(story.queue_peak_at, -3_000);
        let down = seconds(story.queue_peak_at, 9_000);
        let texts = |from: &str, to: &str| vec![from.to_owned(), to.to_owned(), state.to_owned()];
        self.push(up, "MSExchangeTransport", 15_004, WARNING, 3, 15, texts("Normal", "Medium"));
        self.push(down, "MSExchangeTransport", 15_005, INFORMATION, 4, 15, texts("Medium", "Normal"));
    }

    /// What the Application log says every hour of an ordinary day.
    pub(super) fn hourly(&mut self, at: UtcTime) {
        let domain_controllers =
            "Process w3wp.exe () (PID=9120). DC1.contoso.test CDG 1 7 7 1 0 1 1 7 1".to_owned();
        self.push(at, "MSExchange ADAccess", 2080, INFORMATION, 4, 3, vec![domain_controllers]);
        let engine = ["Information Store - DB01", "8420,D,0", "DB01: ", "103"].map(str::to_owned);
        self.push(seconds(at, 611), "ESE", 326, 0, 4, 1, engine.to_vec());
    }

    /// Cmdlets of the administrator, as `MSExchange CmdletLogs` keeps them.
    pub(super) fn cmdlets(&mut self, story: &Story) {
        let peak = story.queue_peak_at;
        let verbose = r#"-Identity "EX1\Client Frontend EX1" -ProtocolLoggingLevel "Verbose""#;
        self.cmdlet(seconds(story.begins, 30), "Set-ReceiveConnector", verbose);
        for snapshot in &story.snapshots {
            self.cmdlet(snapshot.at, "Get-Queue", r#"-Server "EX1" -ResultSize "Unlimited""#);
        }
        self.cmdlet(seconds(peak, 4), "Get-Message", r#"-Server "EX1" -IncludeRecipientInfo "True""#);
        self.cmdlet(seconds(peak, 25), "Suspend-Message", r#"-Filter "Status -eq 'Retry'""#);
        self.cmdlet(seconds(peak, 95), "Export-Message", r#"-Identity "EX1\901""#);
    }

    /// One cmdlet of the administrator.
    pub(super) fn cmdlet(&mut self, at: UtcTime, name: &str, parameters: &str) {
        let sid = "S-1-5-21-1004336348-1177238915-682003330-500";
        let texts = [
            name,
            parameters,
            "contoso.test/Users/Administrator",
            sid,
            sid,
            "Remote-ManagementShell-Unknown",
            "9120 w3wp#MSExchangePowerShellAppPool",
            "",
            "31",
            "00:00:00.2180124",
            "en-US",
        ];
        let texts = texts.map(str::to_owned).to_vec();
        self.push(at, "MSExchange CmdletLogs", 1, INFORMATION, 4, 1, texts);
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of an event, each once")]
    fn push(
        &mut self,
        at: UtcTime,
        provider: &'static str,
        event_id: u16,
        qualifiers: u16,
        level: u8,
        task: u16,
        texts: Vec<String>,
    ) {
        self.waiting.push(at, Report { provider, event_id, qualifiers, level, task, texts });
    }

    /// Writes the events older than `limit`.
    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        while let Some((at, report)) = self.waiting.pop_before(limit) {
            self.log.append(&Event {
                at,
                provider: report.provider,
                guid: None,
                event_id: report.event_id,
                qualifiers: report.qualifiers,
                version: 0,
                level: report.level,
                task: report.task,
                keywords: CLASSIC,
                process: 0,
                thread: 0,
                template: &self.template,
                values: &[Value::Texts(report.texts)],
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

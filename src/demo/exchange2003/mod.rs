//! The same incident as an Exchange 2003 server would have written it: Windows Server 2003, domain controller
//! and mail server in one, as small offices had it.
//!
//! Nothing here names the account but event 1708, the Security log has no client, and no log has a session's
//! number. Times are whole seconds.
//!
//! Source: windows-events.md sections 1.1, 1.4, 2.1 and 3; queue-exports.md sections 1, 3.1 and 4.1.

mod application_log;
mod daily_log;
mod evt_writer;
mod queues;
mod security_log;
mod smtp_log;
mod tracking_log;

use super::Writers;
use super::plan::{Conversation, Plan};
use super::security_log::Logon;
use super::story::Story;
use crate::model::time::UtcTime;
use application_log::ApplicationLog;
use security_log::SecurityLog;
use smtp_log::SmtpLog;
use std::io;
use std::path::Path;
use tracking_log::TrackingLog;

/// All logs that are written side by side.
pub(super) struct Logs {
    security: SecurityLog,
    application: ApplicationLog,
    smtp: SmtpLog,
    tracking: TrackingLog,
}

impl Logs {
    pub(super) fn create(server: &Path) -> io::Result<Self> {
        Ok(Self {
            security: SecurityLog::create(&server.join("SecEvent.Evt"))?,
            application: ApplicationLog::create(&server.join("AppEvent.Evt"))?,
            smtp: SmtpLog::create(&server.join("SMTPSVC1"))?,
            tracking: TrackingLog::create(&server.join("EX1.log"))?,
        })
    }
}

impl Writers for Logs {
    fn open(&mut self, plan: &Plan) {
        let story = &plan.story;
        self.security.cleared(story.begins);
        self.security.account_changed(story.password_reset_at, 628, &plan.account_name);
        self.security.account_changed(story.disabled_at, 629, &plan.account_name);
        for mail in &plan.mails {
            self.application.fate(mail);
            if mail.is_report {
                self.tracking.report(mail);
            }
        }
        let mut hour = story.begins.plus_seconds(77);
        while hour < story.ends {
            self.security.service(hour);
            hour = hour.plus_seconds(3600);
        }
    }

    fn logon(&mut self, logon: &Logon<'_>) {
        // Health mailboxes came with Exchange 2013.
        if !logon.name.starts_with("HealthMailbox") {
            self.security.logon(logon);
        }
    }

    fn conversation(&mut self, conversation: &Conversation) {
        conversation.attempts.iter().for_each(|a| self.security.smtp(a));
        self.application.conversation(conversation);
        self.smtp.conversation(conversation);
        self.tracking.conversation(conversation);
    }

    fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        self.security.flush_before(limit)?;
        self.application.flush_before(limit)?;
        self.smtp.flush_before(limit)?;
        self.tracking.flush_before(limit)
    }

    fn finish(self, story: &mut Story) -> io::Result<()> {
        story.security_records = self.security.finish(story.ends)?;
        story.application_records = self.application.finish(story.ends)?;
        story.noise.health_mailbox_logons = 0;
        self.smtp.finish()?;
        self.tracking.finish()
    }
}

/// Queue dumps, counters and waiting messages; the story's snapshots are those of this generation.
pub(super) fn write_queues(folder: &Path, server: &Path, plan: &mut Plan) -> io::Result<()> {
    queues::name_snapshots(&mut plan.story);
    queues::write_counters(&server.join("PerfLogs"), plan)?;
    queues::write_snapshots(folder, plan)?;
    queues::write_sample(&server.join("Mailroot").join("vsi 1").join("Queue"), plan)
}

#[cfg(test)]
mod tests;

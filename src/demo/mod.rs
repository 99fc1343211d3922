//! An invented incident, written as the files a client would bring.
//!
//! One seed tells one story; the story knows its own answers, and the files are written from it. All names
//! and addresses are of the ranges set aside for examples. Nothing is read, and no clock is asked.
//!
//! | module | what it makes |
//! |---|---|
//! | [`story`] | what is true |
//! | `people`, `plan`, `teller` | names; conversations and messages; how they come about |
//! | `background` | the ordinary days around the incident |
//! | `security_log`, `application_log` | event logs, by `evtx_writer` |
//! | `receive_log`, `tracking_log` | text logs, by `text_log` |
//! | `queue_dumps` | queue log, `Get-Queue`, `Get-Message`, configuration, exported messages |
//! | [`cleanup`], `after` | what the administrator did on the days after, and its files |
//! | `exchange2003` | the same story in the files of Exchange 2003 on Windows Server 2003 |

mod after;
mod application_log;
mod background;
pub mod cleanup;
mod evtx_writer;
mod exchange2003;
mod people;
mod plan;
mod queue_dumps;
mod random;
mod receive_log;
mod security_log;
mod sorted;
pub mod story;
mod teller;
mod text_log;
mod tracking_log;

pub use story::{Noise, Snapshot, Story};

use crate::model::time::UtcTime;
use application_log::ApplicationLog;
use background::{Background, SLOT};
use plan::{Conversation, Plan, seconds};
use receive_log::ReceiveLogs;
use security_log::{Logon, SecurityLog};
use std::fs;
use std::io;
use std::path::Path;
use tracking_log::TrackingLogs;

/// Whose files the incident is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Generation {
    /// Exchange 2003 on Windows Server 2003.
    Exchange2003,
    /// Exchange 2019 on Windows Server 2019.
    #[default]
    Exchange2019,
}

/// What comes after the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// The hole is closed.
    Clean,
    /// The account is given back with a password that can be guessed, and the abuser returns.
    StillIn,
}

/// Which story, in whose files, and how much noise around it.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Multiplies the harmless records of the Security log; from 1. The incident stays as it is.
    pub scale: u32,
    /// Decides names, addresses, times and numbers, whatever the generation.
    pub seed: u64,
    /// Generation of the server.
    pub generation: Generation,
    /// The days after, told by Exchange 2019 alone.
    pub after: Option<After>,
}

impl Default for Options {
    fn default() -> Self {
        Self { scale: 1, seed: 1, generation: Generation::default(), after: None }
    }
}

/// Writes the incident into `dir`, which is made; files of the same names are replaced.
///
/// The same options give the same bytes. Memory stays that of ten minutes of records, whatever the scale.
///
/// # Errors
/// When a file cannot be written, or the days after are asked of Exchange 2003.
pub fn write(dir: &Path, options: &Options) -> io::Result<Story> {
    if options.after.is_some() && options.generation == Generation::Exchange2003 {
        return Err(io::Error::from(io::ErrorKind::Unsupported));
    }
    let days_before = 2 + i64::from(options.scale.max(1).ilog2());
    let mut plan = teller::plan(options.seed, days_before, options.after);
    let server = dir.join("EX1");
    fs::create_dir_all(&server)?;
    let days = (days_before + 1).unsigned_abs();
    let background = Background::new(options.seed, options.scale, days);
    match options.generation {
        Generation::Exchange2019 => {
            tell(Logs::create(&server)?, &mut plan, background)?;
            queue_dumps::write_queue_log(&server.join("QueueViewer"), &plan)?;
            queue_dumps::write_snapshots(dir, &plan)?;
            queue_dumps::write_configuration(dir)?;
            queue_dumps::write_sample(&dir.join("queue-sample"), &plan)?;
            if options.after.is_some() {
                after::write(dir, &mut plan, options)?;
            }
        }
        Generation::Exchange2003 => {
            tell(exchange2003::Logs::create(&server)?, &mut plan, background)?;
            exchange2003::write_queues(dir, &server, &mut plan)?;
        }
    }
    Ok(plan.story)
}

/// The logs of one generation, written side by side.
trait Writers: Sized {
    /// What does not depend on the slot.
    fn open(&mut self, plan: &Plan);
    /// A logon other than by SMTP.
    fn logon(&mut self, logon: &Logon<'_>);
    /// An SMTP conversation with its attempts and messages.
    fn conversation(&mut self, conversation: &Conversation);
    /// Writes what is older than `limit`.
    fn flush_before(&mut self, limit: UtcTime) -> io::Result<()>;
    /// Writes the rest, and tells the story how many records there are.
    fn finish(self, story: &mut Story) -> io::Result<()>;
}

/// Tells the whole story to the logs, slot by slot.
fn tell(mut logs: impl Writers, plan: &mut Plan, mut background: Background) -> io::Result<()> {
    logs.open(plan);
    let incident = std::mem::take(&mut plan.conversations);
    let mut next = 0;
    let mut slot = plan.story.begins;
    while slot < plan.story.ends {
        let end = seconds(slot, SLOT);
        background.logons(slot, &mut |logon| logs.logon(logon), &mut plan.story);
        let mut told = background.conversations(slot, &mut plan.story);
        let begun = incident[next..].iter().take_while(|c| c.start < end);
        told.extend(begun.cloned());
        next += incident[next..].iter().take_while(|c| c.start < end).count();
        told.sort_by_key(|c| (c.start, c.session));
        told.iter().for_each(|c| logs.conversation(c));
        logs.flush_before(slot)?;
        slot = end;
    }
    plan.conversations = incident;
    logs.finish(&mut plan.story)
}

/// The logs of Exchange 2019.
struct Logs {
    security: SecurityLog,
    application: ApplicationLog,
    management: ApplicationLog,
    receive: ReceiveLogs,
    tracking: TrackingLogs,
}

impl Logs {
    fn create(server: &Path) -> io::Result<Self> {
        Ok(Self {
            security: SecurityLog::create(&server.join("Security.evtx"))?,
            application: ApplicationLog::create(&server.join("Application.evtx"), "Application")?,
            management: ApplicationLog::create(
                &server.join("MSExchange Management.evtx"),
                "MSExchange Management",
            )?,
            receive: ReceiveLogs::create(&server.join("ProtocolLog"))?,
            tracking: TrackingLogs::create(&server.join("MessageTracking"))?,
        })
    }
}

impl Writers for Logs {
    fn open(&mut self, plan: &Plan) {
        let story = &plan.story;
        self.security.cleared(story.begins);
        self.security.account_changed(story.password_reset_at, 4724, &plan.account_name);
        self.security.account_changed(story.disabled_at, 4725, &plan.account_name);
        self.application.back_pressure(story);
        self.management.cmdlets(story);
        let mut hour = seconds(story.begins, 77);
        while hour < story.ends {
            self.application.hourly(hour);
            hour = seconds(hour, 3600);
        }
        plan.mails.iter().filter(|m| m.is_report).for_each(|m| self.tracking.report(m));
    }

    fn logon(&mut self, logon: &Logon<'_>) {
        self.security.logon(logon);
    }

    fn conversation(&mut self, conversation: &Conversation) {
        conversation.attempts.iter().for_each(|a| self.security.smtp(a));
        self.application.conversation(conversation);
        self.receive.conversation(conversation);
        self.tracking.conversation(conversation);
    }

    fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        self.security.flush_before(limit)?;
        self.application.flush_before(limit)?;
        self.receive.flush_before(limit)?;
        self.tracking.flush_before(limit)
    }

    fn finish(self, story: &mut Story) -> io::Result<()> {
        story.security_records = self.security.finish(story.ends)?;
        story.application_records = self.application.finish(story.ends)?;
        self.management.finish(story.ends)?;
        self.receive.finish()?;
        self.tracking.finish()
    }
}

#[cfg(test)]
mod tests;

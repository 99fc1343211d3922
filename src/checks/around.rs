//! What a check has around it: its limits, its task, the clock, who runs it, whom to tell. Asks nothing itself.
//!
//! A check never reads the clock or a setting by itself; tests hand in short limits and their own time.

use super::answer::CheckResult;
use crate::model::time::UtcTime;
use crate::task::Task;
use std::time::Duration;

/// How long and how often the network may be asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Of SMTP connections.
    pub smtp: SmtpLimits,
    /// Of questions to the DNS.
    pub dns: DnsLimits,
}

/// Limits of SMTP connections to one target in one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmtpLimits {
    /// Wait for a connection.
    pub connect: Duration,
    /// Wait for the greeting.
    pub banner: Duration,
    /// Wait for the answer to a command.
    pub reply: Duration,
    /// Wait for the answer to QUIT.
    pub quit: Duration,
    /// One connection from its beginning to its end.
    pub session: Duration,
    /// Rest after a refused command.
    pub after_refusal: Duration,
    /// Rest between two connections.
    pub between_connections: Duration,
    /// Wait before a test that was put off is asked again.
    pub before_retry: Duration,
    /// An answer slower than this is a tarpit, and ends the run.
    pub tarpit: Duration,
    /// Connections to one target in one run.
    pub connections: u32,
    /// Refused commands in one connection.
    pub refusals: u32,
    /// Ports that are reached through another one, as in a tunnel: the one asked about, the one connected to.
    pub detours: Vec<(u16, u16)>,
}

impl SmtpLimits {
    /// The port to connect to, to reach `port`.
    #[must_use]
    pub fn reached(&self, port: u16) -> u16 {
        self.detours.iter().find(|(asked, _)| *asked == port).map_or(port, |(_, through)| *through)
    }
}

impl Default for SmtpLimits {
    /// Those of RFC 5321 4.5.3.2 cut to what a person waits for, and polite to the other side.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            banner: Duration::from_secs(60),
            reply: Duration::from_secs(60),
            quit: Duration::from_secs(10),
            session: Duration::from_secs(300),
            after_refusal: Duration::from_secs(2),
            between_connections: Duration::from_secs(10),
            before_retry: Duration::from_secs(60),
            tarpit: Duration::from_secs(30),
            connections: 20,
            refusals: 4,
            detours: Vec::new(),
        }
    }
}

/// Limits of questions to the DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DnsLimits {
    /// Wait for one answer.
    pub answer: Duration,
    /// How often one question is put.
    pub attempts: usize,
    /// Rest between two questions.
    pub between: Duration,
    /// The whole check.
    pub whole: Duration,
    /// Questions in one run.
    pub questions: u32,
}

impl Default for DnsLimits {
    fn default() -> Self {
        Self {
            answer: Duration::from_secs(5),
            attempts: 2,
            between: Duration::from_millis(50),
            whole: Duration::from_secs(180),
            questions: 500,
        }
    }
}

/// What a check has around it.
pub struct Surroundings<'a> {
    /// How long and how often.
    pub limits: Limits,
    /// Asked at least every 200 ms whether to stop.
    pub task: &'a Task,
    /// The time now.
    pub clock: fn() -> UtcTime,
    /// Who runs it: user and machine.
    pub by: &'a str,
    /// Told of every result as it comes.
    pub tell: &'a mut dyn FnMut(CheckResult),
}

impl std::fmt::Debug for Surroundings<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Surroundings({}, {:?})", self.by, self.limits)
    }
}

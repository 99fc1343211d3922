//! The incident as conversations and messages, from which all writers write, whatever the generation.

use super::story::Story;
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use std::net::IpAddr;

/// How an attempt to authenticate ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Accepted,
    WrongPassword,
    NoSuchName,
    Disabled,
}

/// One AUTH LOGIN.
#[derive(Clone, Debug)]
pub(super) struct Attempt {
    pub at: UtcTime,
    /// As the client typed it: a bare name, a UPN or `DOMAIN\name`.
    pub typed: String,
    pub outcome: Outcome,
}

/// What becomes of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Delivered,
    Sent,
    Failed,
    /// Waits until the administrator removes it, without a report.
    Removed,
}

/// A message, accepted once and waiting in one queue.
#[derive(Clone, Debug)]
pub(super) struct Mail {
    pub id: u64,
    pub accepted: UtcTime,
    pub left: UtcTime,
    pub fate: Fate,
    pub sender: String,
    pub recipients: Vec<String>,
    pub subject: String,
    pub bytes: u64,
    pub deferred: bool,
    /// It is a delivery report of our own server.
    pub is_report: bool,
}

impl Mail {
    /// The queue's next hop: the recipients' domain, which they share.
    pub(super) fn next_hop(&self) -> &str {
        let first = self.recipients.first();
        first.and_then(|r| r.split_once('@')).map_or("", |(_, domain)| domain)
    }

    pub(super) fn waits_at(&self, at: UtcTime) -> bool {
        self.accepted <= at && at < self.left
    }
}

/// A conversation of a client with the front end, and with the hub behind it.
#[derive(Clone, Debug)]
pub(super) struct Conversation {
    pub session: u64,
    pub start: UtcTime,
    pub client: IpAddr,
    pub port: u16,
    pub helo: String,
    /// Port 587 instead of 25.
    pub submission: bool,
    pub attempts: Vec<Attempt>,
    pub mails: Vec<Mail>,
}

/// The incident with all its parts in order of time.
pub(super) struct Plan {
    pub story: Story,
    pub conversations: Vec<Conversation>,
    /// The spam and its delivery reports, by time accepted.
    pub mails: Vec<Mail>,
    pub account_name: String,
}

pub(super) fn seconds(at: UtcTime, n: i64) -> UtcTime {
    at.plus_seconds(n)
}

pub(super) fn millis(at: UtcTime, n: i64) -> UtcTime {
    UtcTime(at.0.saturating_add(n.saturating_mul(TICKS_PER_SECOND / 1000)))
}

/// Messages that wait at `at`.
pub(super) fn depth(mails: &[Mail], at: UtcTime) -> u64 {
    let waiting = mails.iter().filter(|m| m.waits_at(at)).count();
    u64::try_from(waiting).unwrap_or(0)
}

//! What is true of the days after the incident: what the administrator did, when, and whether it held.
//!
//! Nothing is written here. The clean-up begins the morning after; the password was reset and the account disabled
//! on the day itself.

use super::After;
use super::plan::seconds;
use super::story::Story;
use crate::model::time::UtcTime;
use std::net::IpAddr;

/// Spam that would leave later than so many seconds after the peak waits for the administrator.
pub(super) const STUCK_SECONDS: i64 = 15_000;
/// How long the logs of the days after last.
const HOURS: i64 = 48;

/// The truth about the days after.
#[derive(Clone, Debug)]
pub struct Cleanup {
    /// First instant of their logs.
    pub begins: UtcTime,
    /// Last instant.
    pub ends: UtcTime,
    /// 4719: logons are audited.
    pub audit_raised_at: UtcTime,
    /// `Set-ReceiveConnector -ProtocolLoggingLevel Verbose`.
    pub logging_raised_at: UtcTime,
    /// `Set-EventLogLevel`.
    pub event_level_raised_at: UtcTime,
    /// `Suspend-Queue`.
    pub frozen_at: UtcTime,
    /// The transport was started anew.
    pub restarted_at: UtcTime,
    /// 4725 for Guest.
    pub guest_disabled_at: UtcTime,
    /// `Remove-Message` without reports; the last spam is gone.
    pub purged_at: UtcTime,
    /// Messages it removed.
    pub removed: u64,
    /// `Set-ReceiveConnector -AuthMechanism Tls` on port 25.
    pub auth_off_at: UtcTime,
    /// `New-ReceiveConnector` for listed hosts alone.
    pub relay_restricted_at: UtcTime,
    /// 4739: accounts are locked after wrong passwords.
    pub lockout_at: UtcTime,
    /// `Resume-Queue`.
    pub resumed_at: UtcTime,
    /// `Get-Queue` with nothing but the shadow queue.
    pub snapshot_at: UtcTime,
    /// Refused attempts on the account on these days.
    pub refused: u64,
    /// The abuser's return, where he is still in.
    pub still_in: Option<Return>,
}

/// How the abuser came back.
#[derive(Clone, Debug)]
pub struct Return {
    /// 4724: a password that can be guessed.
    pub reset_at: UtcTime,
    /// 4722: the account is given back.
    pub enabled_at: UtcTime,
    /// First accepted use after that.
    pub first: UtcTime,
    /// Last accepted use.
    pub last: UtcTime,
    /// Where he came from, one of the addresses of the incident.
    pub address: IpAddr,
    /// Messages he sent.
    pub messages: u64,
    /// Their recipients.
    pub recipients: u64,
}

impl Cleanup {
    /// The morning after the incident; counts and the return itself are told later.
    pub(super) fn after(story: &Story, after: After) -> Self {
        let begins = story.ends;
        let at = |hour: i64, minute: i64| seconds(begins, hour * 3600 + minute * 60);
        let back = |address| Return {
            reset_at: at(16, 18),
            enabled_at: at(16, 21),
            first: at(25, 0),
            last: at(25, 0),
            address,
            messages: 0,
            recipients: 0,
        };
        let address = story.addresses.first().copied().filter(|_| after == After::StillIn);
        Self {
            begins,
            ends: at(HOURS, 0),
            audit_raised_at: at(7, 58),
            logging_raised_at: at(8, 2),
            event_level_raised_at: at(8, 4),
            frozen_at: at(8, 10),
            restarted_at: at(8, 16),
            guest_disabled_at: at(8, 25),
            purged_at: at(8, 50),
            removed: 0,
            auth_off_at: at(9, 5),
            relay_restricted_at: at(9, 20),
            lockout_at: at(9, 40),
            resumed_at: at(10, 30),
            snapshot_at: at(10, 45),
            refused: 0,
            still_in: address.map(back),
        }
    }
}

//! What is true of the invented incident, for whoever wants to check an answer against it.
//!
//! Nothing is thought out here: `teller` does that.
//!
//! Where a fact can be seen. Exchange 2019: as its field says. Exchange 2003, to the second: account and client
//! of each sign-in in event 1708, the sign-in itself in 540 and 680; refused ones in 529, 531 and 680, with the
//! client only in the SMTP log; sessions in the SMTP log; messages and recipients by 1019 in tracking; the peak
//! in the counters of its minute and in the snapshot. Health mailboxes did not exist.

pub use super::cleanup::{Cleanup, Return};
use crate::model::time::UtcTime;
use std::net::IpAddr;

/// A snapshot of the queues, as the administrator took it.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// File name within the folder.
    pub file: String,
    /// Capture time, which its name states too.
    pub at: UtcTime,
    /// Total depth without the shadow queue that the file lists as well.
    pub depth: u64,
}

/// Harmless activity in the files, by kind; a careful reader sets it aside.
#[derive(Clone, Debug, Default)]
pub struct Noise {
    /// 4624 of health mailboxes.
    pub health_mailbox_logons: u64,
    /// 4624 of computer accounts.
    pub computer_logons: u64,
    /// 4624 of people who logged on, by web, phone, share or SMTP.
    pub user_logons: u64,
    /// Authenticated SMTP conversations of people and of the multi-function printer.
    pub legitimate_submissions: u64,
    /// Failed attempts of the person who mistypes her password and then succeeds from her desk.
    pub mistyped: u64,
    /// Messages that came in from the Internet for local people.
    pub inbound_messages: u64,
}

/// The truth about what was written.
#[derive(Clone, Debug)]
pub struct Story {
    /// The guessed account, `CONTOSO\name`.
    pub account: String,
    /// The same account as its user principal name.
    pub account_upn: String,
    /// Where the account was used from by the abuser; sorted by number. Guessers who never got in are not here.
    pub addresses: Vec<IpAddr>,
    /// Where names and passwords were guessed from; sorted by number. One of them got in.
    pub guessing_addresses: Vec<IpAddr>,
    /// First wrong password for the account (front end's `LogonDenied` row).
    pub first_failure: UtcTime,
    /// First accepted use: the front end's `authenticated` row. Security 4624 is 3 ms earlier, in the same second.
    pub first_success: UtcTime,
    /// Last accepted use: the last message's `RECEIVE` row (and `Queued mail` row; no authentication succeeds later).
    pub last_success: UtcTime,
    /// Failed attempts on the account, before and after: one `LogonDenied`, one 4625 and one 4776 each.
    pub failures: u64,
    /// Those of `failures` that came after the password was reset.
    pub failures_after: u64,
    /// Accepted authentications of the account: `sessions` and the first one, which sent nothing.
    pub successes: u64,
    /// SMTP conversations that queued spam, front end and hub counted once.
    pub sessions: u64,
    /// Spam messages accepted: one tracking `RECEIVE` row each.
    pub messages: u64,
    /// Their envelope recipients, summed.
    pub recipients: u64,
    /// Highest total depth without shadow queues; the queue log, the snapshot at that minute and a depth rebuilt
    /// from tracking agree on it.
    pub queue_peak: u64,
    /// The minute whose queue log reading and snapshot show the peak. The rebuilt curve reaches it up to a
    /// minute earlier, at `last_success`.
    pub queue_peak_at: UtcTime,
    /// Attempts on other names during the guessing.
    pub guesses: u64,
    /// Distinct names tried by the guessers besides the account, counted without case.
    pub n_guessed_names: u64,
    /// Those of the guessed names that exist (wrong password); sorted.
    pub attacked_real_accounts: Vec<String>,
    /// Envelope senders the spam used; sorted.
    pub forged_senders: Vec<String>,
    /// The forged sender who is a local person and innocent.
    pub innocent_sender: String,
    /// Account of the person who mistypes her password every morning.
    pub mistyping_account: String,
    /// 4724 for the account.
    pub password_reset_at: UtcTime,
    /// 4725 for the account.
    pub disabled_at: UtcTime,
    /// Accepted domain.
    pub local_domain: String,
    /// Servers, the one whose logs these are first.
    pub servers: Vec<String>,
    /// Address of the first server.
    pub server_address: IpAddr,
    /// Site zone of all local times in the files.
    pub zone: String,
    /// Queue snapshots, oldest first.
    pub snapshots: Vec<Snapshot>,
    /// Messages that failed and caused a delivery report to the forged sender.
    pub non_delivery_reports: u64,
    /// Harmless activity.
    pub noise: Noise,
    /// First instant the logs cover.
    pub begins: UtcTime,
    /// Last instant the logs cover.
    pub ends: UtcTime,
    /// Records of `Security.evtx`.
    pub security_records: u64,
    /// Records of `Application.evtx`.
    pub application_records: u64,
    /// The days after, where they are told.
    pub after: Option<Cleanup>,
}

//! What analysis says: verdicts, suspects, findings, coverage. Plain data, worded only by `words`.
//!
//! Every claim carries the rows that bear it, what speaks against it, and an innocent explanation.
//! Row numbers are those of the store that was analysed.

use super::accounts::{AccountDirectory, AccountId};
use super::aftermath::Aftermath;
use crate::knowledge::thresholds::Thresholds;
use crate::model::address::Network;
use crate::model::harvest::RecordGap;
use crate::model::provenance::SourceId;
use crate::model::rows::RowRef;
use crate::model::text::{Name, Symbol};
use crate::model::time::{Span, TICKS_PER_SECOND, UtcTime};
use crate::words::Phrase;

/// What happened to the server's mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum VerdictKind {
    /// Somebody relays through an account's password.
    AuthenticatedRelay,
    /// The server relays for anybody.
    OpenRelay,
    /// An allowed host or application is abused.
    InternalRelay,
    /// Mail is sent through the mailbox itself (OWA, Outlook, EWS).
    MailboxTakeover,
    /// Forged messages to unknown recipients make the server send reports to victims.
    ReverseNdr,
    /// Reports about mail that others forged in our name come in.
    Backscatter,
    /// Sources that would show relaying cover the time, and show none.
    NoRelaySeen,
    /// These sources cannot tell.
    Undetermined,
}

impl SiteSettings {
    /// The figures that decide, with those that the user says otherwise.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        Thresholds::with(&self.figures)
    }
}

impl VerdictKind {
    /// Name as in JSON; `verdict-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AuthenticatedRelay => "authenticated-relay",
            Self::OpenRelay => "open-relay",
            Self::InternalRelay => "internal-relay",
            Self::MailboxTakeover => "mailbox-takeover",
            Self::ReverseNdr => "reverse-ndr",
            Self::Backscatter => "backscatter",
            Self::NoRelaySeen => "no-relay-seen",
            Self::Undetermined => "undetermined",
        }
    }
}

/// How sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Confidence {
    /// One weak witness.
    Possible,
    /// Good reasons, one leg.
    Likely,
    /// Two independent kinds of source agree, or one names the account in a session that queued the mail.
    Established,
}

impl Confidence {
    /// Name as in JSON; `confidence-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Established => "established",
        }
    }
}

/// A reason with the rows that show it, the most telling first, 20 at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Reason {
    /// The sentence.
    pub phrase: Phrase,
    /// Rows that show it.
    #[serde(skip)]
    pub rows: Vec<RowRef>,
    /// What it adds to a suspect's weight; 0 for reasons of verdicts.
    pub points: u32,
}

impl Reason {
    /// A sentence with the rows that show it.
    #[must_use]
    pub fn new(phrase: Phrase, rows: Vec<RowRef>) -> Self {
        Self { phrase, rows, points: 0 }
    }

    /// A sentence about what is missing, or that no single row shows.
    #[must_use]
    pub fn plain(phrase: Phrase) -> Self {
        Self::new(phrase, Vec::new())
    }

    /// What it adds to a suspect's weight.
    #[must_use]
    pub fn worth(self, points: u32) -> Self {
        Self { points, ..self }
    }
}

/// What happened, how sure, why, and why perhaps not.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Verdict {
    /// Kind.
    pub kind: VerdictKind,
    /// How sure.
    pub confidence: Confidence,
    /// What happened, in one sentence.
    pub headline: Phrase,
    /// Since when, after what, until when; empty id where there is nothing to add.
    pub subline: Phrase,
    /// Confidence and number of kinds of source that agree, as a short label.
    pub pill: Phrase,
    /// Independent kinds of source that agree: SMTP log, tracking, Security log, event 1708, queue dump.
    pub kinds: u8,
    /// The account it rests on, if one.
    pub account: Option<AccountId>,
    /// All accounts abused, the heaviest first.
    pub accounts: Vec<AccountId>,
    /// Where the abuser came from, the busiest first; never our own servers.
    pub addresses: Vec<Symbol>,
    /// The abuser's first and last accepted use.
    pub span: Option<Span>,
    /// Messages the abuse got accepted.
    pub messages: u64,
    /// Their envelope recipients, summed.
    pub recipients: u64,
    /// SMTP conversations that queued such mail.
    pub sessions: u64,
    /// Why.
    pub reasons_for: Vec<Reason>,
    /// Why perhaps not, and what would contradict it.
    pub reasons_against: Vec<Reason>,
    /// The rows it rests on, 100 at most, in order of table and time.
    #[serde(skip)]
    pub rows: Vec<RowRef>,
}

/// An account somebody may have abused.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Suspect {
    /// Account.
    pub account: AccountId,
    /// Weight of all reasons together, 0 to 100.
    pub weight: u32,
    /// First wrong password.
    pub first_failure: Option<UtcTime>,
    /// First accepted use.
    pub first_success: Option<UtcTime>,
    /// Last accepted use.
    pub last_success: Option<UtcTime>,
    /// Refused attempts, as seen by the fullest witness.
    pub failures: u64,
    /// Accepted attempts, as seen by the fullest witness.
    pub successes: u64,
    /// Addresses of its accepted uses, the busiest first.
    pub addresses: Vec<Symbol>,
    /// SMTP conversations that queued mail as this account.
    pub sessions: u64,
    /// Messages accepted from it.
    pub messages: u64,
    /// Their envelope recipients.
    pub recipients: u64,
    /// Why it stands here.
    pub reasons: Vec<Reason>,
    /// What speaks for its innocence.
    pub against: Vec<Reason>,
}

/// Something a detection saw.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// `F1`, `F2`, … in order of weight, then time.
    pub id: String,
    /// Detection, e.g. `password-guessing`.
    #[serde(deserialize_with = "crate::model::text::read_name")]
    pub kind: Name,
    /// 0 to 100.
    pub weight: u32,
    /// What it adds to its account's weight as a suspect.
    pub points: u32,
    /// The account it is about, if one.
    pub account: Option<AccountId>,
    /// What was seen.
    pub sentence: Phrase,
    /// Why it matters.
    pub matters: Phrase,
    /// Innocent explanations, one at least.
    pub innocent: Vec<Phrase>,
    /// When.
    pub span: Option<Span>,
    /// Rows that show it, 50 at most.
    #[serde(skip)]
    pub rows: Vec<RowRef>,
}

/// What was set aside, and how many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Noise {
    /// Reason; `noise-<key>` words it.
    #[serde(deserialize_with = "crate::model::text::read_name")]
    pub reason: Name,
    /// Authentications set aside.
    pub count: u64,
}

/// Can the sources answer?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum Answer {
    /// Whole.
    Yes,
    /// In part.
    Partly,
    /// Not at all.
    No,
}

impl Answer {
    /// Name as in JSON; `answer-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}

/// A key question and whether these sources can answer it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Coverage {
    /// Question; `question-<key>` words it.
    #[serde(deserialize_with = "crate::model::text::read_name")]
    pub question: Name,
    /// Can they?
    pub answer: Answer,
    /// Why.
    pub why: Phrase,
    /// What to collect next, with its command.
    pub collect: Option<Phrase>,
}

/// What a depth rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum DepthBasis {
    /// No reading at all.
    #[default]
    None,
    /// Rebuilt from tracking.
    Rebuilt,
    /// A dump of the queues.
    Snapshot,
    /// The server's queue log.
    QueueLog,
    /// A performance counter.
    Counter,
}

impl DepthBasis {
    /// Name as in JSON; `depth-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Rebuilt => "rebuilt",
            Self::Snapshot => "snapshot",
            Self::QueueLog => "queue-log",
            Self::Counter => "counter",
        }
    }
}

/// Messages waiting at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DepthPoint {
    /// When.
    pub time: UtcTime,
    /// Messages waiting, shadow copies left out.
    pub depth: u32,
    /// The reading it comes from.
    pub basis: DepthBasis,
}

/// Queue depth over time: curves by basis, and the highest point.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DepthCurve {
    /// Highest total depth.
    pub peak: u32,
    /// When; unknown without readings.
    pub peak_at: UtcTime,
    /// What the peak rests on.
    pub basis: DepthBasis,
    /// Rebuilt and logged readings in time; a step curve.
    pub curve: Vec<DepthPoint>,
    /// Snapshots in time.
    pub snapshots: Vec<DepthPoint>,
}

/// Which way a received message goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Flow {
    /// Not a RECEIVE of the transport, or the second half of one.
    #[default]
    None,
    /// From outside to us.
    Inbound,
    /// From us to outside.
    Outbound,
    /// Within the site.
    Internal,
    /// Accepted as part of the abuse, or from outside to outside.
    Relayed,
}

/// What a source is, as far as coverage needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFact {
    /// Which.
    pub source: SourceId,
    /// Its name, as raw as the path it was read from.
    pub name: String,
    /// Format key.
    pub format: &'static str,
    /// First and last time.
    pub span: Option<Span>,
    /// Records read.
    pub read: u64,
    /// Were its times read in a zone that nothing states?
    pub zone_assumed: bool,
    /// Record numbers that an event log skips.
    pub record_gaps: Vec<RecordGap>,
    /// Server, where named.
    pub server: String,
}

/// What the difference between two clocks rests on.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
pub enum ClockBasis {
    /// Nothing to compare it by; taken as right.
    #[default]
    Unknown,
    /// The clock that the others are compared with.
    Reference,
    /// Rows that tell of the same thing as another source's.
    Matches,
    /// The user said so.
    User,
}

impl ClockBasis {
    /// Name as in JSON; `clock-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Reference => "reference",
            Self::Matches => "matches",
            Self::User => "user",
        }
    }
}

/// How far a source's clock is off.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Clock {
    /// Which source.
    pub source: SourceId,
    /// Ticks it is ahead of the reference; taken off all its times. 0 where the difference is too small.
    pub ahead: i64,
    /// What that rests on.
    pub basis: ClockBasis,
    /// Rows that agree on it.
    pub matches: u32,
    /// Rows compared.
    pub compared: u32,
}

impl Clock {
    /// Seconds it is ahead, rounded; negative where it is behind.
    #[must_use]
    pub fn seconds_ahead(&self) -> i64 {
        (self.ahead + TICKS_PER_SECOND / 2).div_euclid(TICKS_PER_SECOND)
    }

    /// Seconds it is off, either way.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        self.seconds_ahead().unsigned_abs()
    }
}

/// What the user says about the site; all may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct SiteSettings {
    /// Domains that are ours.
    pub local_domains: Vec<String>,
    /// Networks that are ours.
    pub internal: Vec<Network>,
    /// Addresses and names of our servers.
    pub own_servers: Vec<String>,
    /// Zone of the site.
    pub zone: Option<chrono_tz::Tz>,
    /// Numeric dates have the day before the month; `None`: each file tells.
    pub day_first: Option<bool>,
    /// Exchange generation as in [`SiteView::generation`]; empty: concluded from the logs.
    pub generation: String,
    /// When people work; `None`: concluded from the logs.
    pub working_hours: Option<WorkingHours>,
    /// Accounts whose use is known to be in order, in any spelling.
    pub known_accounts: Vec<String>,
    /// Clients whose use is known to be in order.
    pub known_clients: Vec<Network>,
    /// Seconds that the clock of a source is ahead, as the user says; by its name or the end of it.
    pub clocks: Vec<(String, i64)>,
    /// Figures that differ from the built-in ones: `guessing.failures_in_1_hour`, `queue-growth.weight`.
    pub figures: Vec<(String, u32)>,
}

/// When people work at the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WorkingHours {
    /// First hour of the day, 0 to 23.
    pub from: u8,
    /// Hour at which work ends, 1 to 24.
    pub to: u8,
    /// Days of the week: bit 0 is Monday.
    pub days: u8,
    /// Zone of these hours.
    pub zone: chrono_tz::Tz,
}

impl WorkingHours {
    /// Do people work at this time?
    #[must_use]
    pub fn contain(&self, time: UtcTime) -> bool {
        let Some((day, hour)) = time.day_and_hour(self.zone) else {
            return true;
        };
        self.days & (1 << day) != 0 && (self.from..self.to).contains(&hour)
    }
}

/// Why the site view holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum SiteBasis {
    /// The user said so.
    User,
    /// The site's own configuration.
    Configuration,
    /// Concluded from the logs.
    Evidence,
    /// By default.
    Default,
}

impl SiteBasis {
    /// Name as in JSON; `basis-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Configuration => "configuration",
            Self::Evidence => "evidence",
            Self::Default => "default",
        }
    }
}

/// Generations of Exchange as the site view names them.
pub const GENERATIONS: [&str; 3] = ["2000-2003", "2007-2010", "2013-SE"];

/// What "local" means here, each entry with its basis; lists sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SiteView {
    /// Domains that are ours, lower case.
    pub local_domains: Vec<(String, SiteBasis)>,
    /// Our servers: names and addresses.
    pub own_servers: Vec<(String, SiteBasis)>,
    /// Networks that are ours.
    pub internal: Vec<(String, SiteBasis)>,
    /// Accepted domains that would make everything local, and are left out for that.
    pub ignored_domains: Vec<String>,
    /// Exchange generation in words (`2013-SE`), empty if unknown.
    pub generation: String,
    /// What that rests on.
    pub generation_basis: Option<SiteBasis>,
    /// When people work, where the logs or the user tell.
    pub working_hours: Option<(WorkingHours, SiteBasis)>,
}

/// Rows counted for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Totals {
    /// Accepted authentications, noise left out.
    pub successes: u64,
    /// Refused authentications, noise left out.
    pub failures: u64,
    /// SMTP conversations, one seen by front end and hub counted once.
    pub sessions: u64,
    /// Messages received by the transport.
    pub messages: u64,
    /// Queue readings.
    pub queue_samples: u64,
}

/// An SMTP conversation put together from all logs that saw it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    /// Rows of the session table, front end first.
    pub parts: Vec<u32>,
    /// First and last row.
    pub span: Option<Span>,
    /// The real client.
    pub address: Symbol,
    /// Account that signed in, if one.
    pub account: Option<AccountId>,
    /// Messages it queued.
    pub messages: u64,
    /// Their recipients.
    pub recipients: u64,
    /// Refused AUTH attempts in it.
    pub refused: u64,
}

/// All that analysis says of one store.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// What happened; the first explains most of the mail.
    pub verdicts: Vec<Verdict>,
    /// Accounts, the most suspect first.
    pub suspects: Vec<Suspect>,
    /// What detections saw, in order of id.
    pub findings: Vec<Finding>,
    /// What the evidence shows of the clean-up.
    pub aftermath: Aftermath,
    /// Queue depth.
    pub queue: DepthCurve,
    /// What was set aside, most first.
    pub noise: Vec<Noise>,
    /// Key questions.
    pub coverage: Vec<Coverage>,
    /// The site as understood.
    pub site: SiteView,
    /// Clocks of the sources, in order of source.
    pub clocks: Vec<Clock>,
    /// Figures that decided.
    pub figures: Thresholds,
    /// Counts.
    pub totals: Totals,
    /// Who is who.
    pub directory: AccountDirectory,
    /// SMTP conversations in order of time.
    pub conversations: Vec<Conversation>,
    /// For each authentication: index + 1 into `noise`, or 0.
    pub noise_of: Vec<u8>,
    /// For each authentication: another witness's row of the same attempt counts already.
    pub is_echo: Vec<bool>,
    /// For each authentication: the real client where a join knows more than the row.
    pub address_of: Vec<Symbol>,
    /// For each tracked row: which way it goes.
    pub flow_of: Vec<Flow>,
    /// For each tracked row: the account whose session brought it.
    pub account_of_mail: Vec<Option<AccountId>>,
    /// Stretches no source of authentications covers, within the case's span.
    pub uncovered_authentications: Vec<Span>,
    /// Stretches no source of mail covers.
    pub uncovered_mail: Vec<Span>,
    /// Stretches no source of queue depth covers.
    pub uncovered_depth: Vec<Span>,
}

//! The tables of the store: one vocabulary for what two dozen formats say.
//!
//! A field is `Symbol::NONE`, zero or `Default` when the evidence does not state it. All texts are as
//! written; joining spellings of one account is analysis, not storage.

use super::columns::{Cell, Known, Layout, Move, Numbers, Pools, Texts, kind_cells, pack, table, unpack};
use super::provenance::{Place, Provenance, SourceId};
use super::text::Symbol;
use super::time::UtcTime;

/// What came of an attempt to authenticate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Accepted.
    #[default]
    Success,
    /// Refused.
    Failure,
    /// The password was right, yet the logon was refused (expired, hours, no submit right).
    RightPasswordRefused,
}

/// Which kind of witness saw an authentication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Witness {
    /// Security log, a logon: 4624, 4625, 4648, 528 to 540.
    #[default]
    Logon,
    /// Security log, credentials checked: 4776, 680, 681.
    Credential,
    /// Security log, Kerberos: 4768, 4769, 4771, 672 to 676.
    Kerberos,
    /// Application log of the transport service: 1708, 1020, 1035, 1026.
    Transport,
    /// SMTP protocol log: an AUTH dialogue.
    Smtp,
}

/// Step of a message's life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MailStep {
    /// Any step without an effect on the queues; the raw event id says which.
    #[default]
    Other,
    /// Accepted by this server.
    Receive,
    /// Handed to the next server.
    Send,
    /// Put in a mailbox.
    Deliver,
    /// Delayed.
    Defer,
    /// Given up for its recipients.
    Fail,
    /// A delivery report was made.
    Dsn,
    /// A group became its members.
    Expand,
    /// A recipient's address was replaced (RESOLVE, REDIRECT).
    Rewrite,
    /// Split into a new message (TRANSFER).
    Transfer,
    /// Taken away without delivery (DROP, BADMAIL, DUPLICATE…, SUPPRESSED, POISONMESSAGE).
    Drop,
    /// Back in the queue after a start (LOAD, RESUBMIT).
    Load,
}

/// Where a queue reading comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QueueReading {
    /// A dump such as `Get-Queue`: one row a queue.
    #[default]
    Snapshot,
    /// The server's own queue log: one row a queue.
    Log,
    /// The server's own queue log: all queues of the server together; `queue` is not stated.
    LogTotal,
    /// A performance counter: all queues of the server together; `queue` is not stated.
    Counter,
}

/// Where a held message was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// A row of `Get-Message`: waiting in a queue.
    #[default]
    Queued,
    /// A message file.
    File,
}

/// What was done to an account, a server or a log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// Something recorded, without a class of its own.
    #[default]
    Other,
    /// Password set by somebody else (4724, 628).
    PasswordReset,
    /// Password changed by its owner (4723, 627).
    PasswordChanged,
    /// Account enabled (4722, 626).
    AccountEnabled,
    /// Account disabled (4725, 629).
    AccountDisabled,
    /// Account created (4720, 624).
    AccountCreated,
    /// Account deleted (4726, 630).
    AccountDeleted,
    /// Account changed (4738, 642).
    AccountChanged,
    /// Account locked out (4740, 644).
    AccountLockedOut,
    /// Account unlocked (4767, 671).
    AccountUnlocked,
    /// Member added to a group (4728, 4732, 4756, 636).
    GroupMemberAdded,
    /// An audit log was cleared (1102, 517).
    LogCleared,
    /// The audit policy was changed (4719, 612).
    AuditPolicyChanged,
    /// The clock was set (4616, 520).
    ClockChanged,
    /// An Exchange cmdlet ran (MSExchange CmdletLogs 1).
    Cmdlet,
    /// An Exchange cmdlet failed (MSExchange CmdletLogs 6).
    CmdletFailed,
    /// Back pressure rose or fell (15004 to 15007).
    BackPressure,
    /// Too many connections or messages (1009, 1012, 1021, 1031).
    Flood,
    /// A tool's rule matched an event; the event itself is elsewhere.
    Alert,
}

impl Deed {
    /// Id of its words.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Other => "deed-other",
            Self::PasswordReset => "deed-password-reset",
            Self::PasswordChanged => "deed-password-changed",
            Self::AccountEnabled => "deed-account-enabled",
            Self::AccountDisabled => "deed-account-disabled",
            Self::AccountCreated => "deed-account-created",
            Self::AccountDeleted => "deed-account-deleted",
            Self::AccountChanged => "deed-account-changed",
            Self::AccountLockedOut => "deed-account-locked-out",
            Self::AccountUnlocked => "deed-account-unlocked",
            Self::GroupMemberAdded => "deed-group-member-added",
            Self::LogCleared => "deed-log-cleared",
            Self::AuditPolicyChanged => "deed-audit-policy-changed",
            Self::ClockChanged => "deed-clock-changed",
            Self::Cmdlet => "deed-cmdlet",
            Self::CmdletFailed => "deed-cmdlet-failed",
            Self::BackPressure => "deed-back-pressure",
            Self::Flood => "deed-flood",
            Self::Alert => "deed-alert",
        }
    }
}

/// A fact about the site from its own configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SiteFact {
    /// Domain of `Get-AcceptedDomain`; `detail` is its type.
    #[default]
    AcceptedDomain,
    /// Connector of `Get-ReceiveConnector`; `detail` lists permission groups, `extra` the log level.
    ReceiveConnector,
}

kind_cells! {
    Outcome { Success, Failure, RightPasswordRefused }
    Witness { Logon, Credential, Kerberos, Transport, Smtp }
    MailStep { Other, Receive, Send, Deliver, Defer, Fail, Dsn, Expand, Rewrite, Transfer, Drop, Load }
    QueueReading { Snapshot, Log, LogTotal, Counter }
    Held { Queued, File }
    Deed { Other, PasswordReset, PasswordChanged, AccountEnabled, AccountDisabled, AccountCreated, AccountDeleted, AccountChanged, AccountLockedOut, AccountUnlocked, GroupMemberAdded, LogCleared, AuditPolicyChanged, ClockChanged, Cmdlet, CmdletFailed, BackPressure, Flood, Alert }
    SiteFact { AcceptedDomain, ReceiveConnector }
}

table! {
    /// One attempt to authenticate, whichever log saw it.
    Authentication,
    /// Authentications; sorted by time in a store.
    Authentications {
        /// When, by the clock of the server that wrote it.
        time: UtcTime,
        /// Source.
        source: SourceId,
        /// Place in the source.
        place: Place,
        /// Event id; 0 outside event logs.
        event_id: u32,
        /// Result.
        outcome: Outcome,
        /// Kind of witness.
        witness: Witness,
        /// Account as written, `DOMAIN\name` where the log has both.
        account: Symbol,
        /// SID of the account, `S-1-5-…`.
        sid: Symbol,
        /// Client address, canonical; not stated for most SMTP logons in the Security log.
        address: Symbol,
        /// Workstation the client named, or HELO name.
        workstation: Symbol,
        /// AUTH mechanism (`LOGIN`, `NTLM`) or logon process (`Advapi`).
        mechanism: Symbol,
        /// Program that asked for the logon, as written.
        process: Symbol,
        /// Windows logon type; 0 if none.
        logon_type: u8,
        /// NTSTATUS or Kerberos code that decides, else 0; `SubStatus` before `Status`.
        status: u32,
        /// Text of the refusal where there is no code (`LogonDenied`).
        status_text: Symbol,
        /// Server that recorded it.
        server: Symbol,
        /// SMTP session id, else not stated.
        session: Symbol,
        /// Receive connector.
        connector: Symbol,
    }
}

table! {
    /// One SMTP conversation as one log has it; a session that spans files gives several, joined later.
    Session,
    /// SMTP conversations, sorted by first row.
    Sessions {
        /// First row.
        time: UtcTime,
        /// Last row.
        last: UtcTime,
        /// Source.
        source: SourceId,
        /// First row's place.
        place: Place,
        /// Session id as written, 16 hex digits.
        session: Symbol,
        /// Server, from the connector's name.
        server: Symbol,
        /// Receive connector, `SERVER\Name`.
        connector: Symbol,
        /// Client address (of the proxy on the hub side).
        address: Symbol,
        /// Own address.
        local_address: Symbol,
        /// Own port; 25, 465, 587, 717, 2525; 0 if not stated.
        local_port: u16,
        /// HELO or EHLO argument.
        helo: Symbol,
        /// Account of the first accepted AUTH, as written.
        account: Symbol,
        /// When it was accepted.
        accepted_at: UtcTime,
        /// Mechanism of that AUTH.
        mechanism: Symbol,
        /// Refused AUTH attempts.
        n_refused: u32,
        /// XPROXY: session id at the front end.
        proxied_session: Symbol,
        /// XPROXY: the real client's address.
        proxied_address: Symbol,
        /// STARTTLS was used.
        tls: bool,
        /// `SMTPAcceptAnyRecipient` was granted before any AUTH.
        any_recipient_before_auth: bool,
        /// `SMTPAcceptAnyRecipient` was granted after AUTH.
        any_recipient_after_auth: bool,
        /// Reverse-path of the first MAIL.
        reverse_path: Symbol,
        /// MAIL commands accepted or not.
        n_mail: u32,
        /// Recipients accepted (250 after RCPT), or asked for where the answer is not logged.
        n_recipients: u32,
        /// Recipients refused.
        n_recipients_refused: u32,
        /// Messages queued (`Queued mail for delivery`).
        n_queued: u32,
        /// Internal message ids of the queued messages, in order.
        queued: Numbers,
        /// First recipients of the session, 100 at most.
        recipients: Texts,
        /// Rows of the log in this session.
        n_rows: u32,
    }
}

table! {
    /// One row of a message tracking log.
    MailEvent,
    /// Steps of tracked messages, sorted by time.
    MailEvents {
        /// When.
        time: UtcTime,
        /// Source.
        source: SourceId,
        /// Place in the source.
        place: Place,
        /// Step.
        step: MailStep,
        /// Event id as written (`RECEIVE`).
        event: Symbol,
        /// Source as written (`SMTP`, `STOREDRIVER`, `DSN`, `ROUTING`).
        via: Symbol,
        /// Server whose queue the row is about.
        server: Symbol,
        /// Client address as tracked; on 2013+ often our own front end.
        address: Symbol,
        /// The real client's address where stated (original-client-ip, `ProxiedClientIPAddress`).
        original_address: Symbol,
        /// Receive or send connector.
        connector: Symbol,
        /// SMTP session id out of source-context.
        session: Symbol,
        /// internal-message-id; unique in one server.
        internal_id: u64,
        /// message-id.
        message_id: Symbol,
        /// network-message-id.
        network_id: Symbol,
        /// Envelope recipients.
        recipients: Texts,
        /// recipient-count as written, or the number of recipients listed.
        n_recipients: u32,
        /// Status texts joined as written.
        status: Symbol,
        /// related-recipient-address (group, old address).
        related: Symbol,
        /// reference (message ids, or the old internal id of a TRANSFER).
        reference: Symbol,
        /// Subject.
        subject: Symbol,
        /// sender-address.
        sender: Symbol,
        /// return-path; `<>` is kept as such.
        reverse_path: Symbol,
        /// Size in bytes.
        size: u32,
        /// Submission mechanism of message-info (0x06, 0x07 AUTH LOGIN, 0x0A NTLM, 0x0B GSSAPI); 0xFF if none.
        mechanism: u8,
        /// Letter of message-info (`I`, `A`, `E`, `P`); 0 if none.
        auth_as: u8,
        /// Names the client's account where some log does so.
        account: Symbol,
    }
}

table! {
    /// The depth of a queue, or of a server's queues together, at one time.
    QueueSample,
    /// Queue readings, sorted by time.
    QueueSamples {
        /// When it was taken.
        time: UtcTime,
        /// Source.
        source: SourceId,
        /// Place in the source.
        place: Place,
        /// Kind of reading.
        reading: QueueReading,
        /// Server.
        server: Symbol,
        /// Identity as written (`EX1\901`).
        queue: Symbol,
        /// Next hop domain.
        next_hop: Symbol,
        /// Delivery type.
        delivery_type: Symbol,
        /// Status in the servers' words (`Retry`).
        status: Symbol,
        /// Messages waiting.
        n_messages: u32,
        /// Of them deferred.
        n_deferred: u32,
        /// Messages in a second coming in; NaN if not stated.
        incoming: f32,
        /// Messages in a second going out; NaN if not stated.
        outgoing: f32,
        /// Last error.
        last_error: Symbol,
        /// A redundant copy (shadow queue), not to be added up.
        is_shadow: bool,
    }
}

table! {
    /// A message at rest: in a queue dump, or a message file.
    HeldMessage,
    /// Messages at rest, sorted by time.
    HeldMessages {
        /// Received or written, as stated.
        time: UtcTime,
        /// Source.
        source: SourceId,
        /// Place in the source.
        place: Place,
        /// Where it was found.
        held: Held,
        /// Server.
        server: Symbol,
        /// Queue identity.
        queue: Symbol,
        /// Reverse-path (envelope sender); `<>` for reports.
        reverse_path: Symbol,
        /// `From:` of the header.
        header_from: Symbol,
        /// Envelope recipients, or header recipients of a message file.
        recipients: Texts,
        /// Number of recipients.
        n_recipients: u32,
        /// Subject.
        subject: Symbol,
        /// Message-ID.
        message_id: Symbol,
        /// Client address (SourceIP, X-Originating-IP, or the hop of our server).
        address: Symbol,
        /// Message source name (`SMTP:Client Proxy EX1`).
        via: Symbol,
        /// `X-MS-Exchange-Organization-AuthAs`.
        auth_as: Symbol,
        /// Authenticated account where a trusted hop names it.
        account: Symbol,
        /// Status.
        status: Symbol,
        /// Last error.
        last_error: Symbol,
        /// Spam confidence level; `i8::MIN as u8` if not stated, 0xFF is -1 (trusted).
        scl: u8,
        /// Size in bytes.
        size: u32,
        /// A delivery report (NDR)?
        is_report: bool,
        /// Likeness of the body's words: two bodies that differ little differ in few bits; 0 if not read.
        body: u64,
    }
}

table! {
    /// Something done to an account, a server or a log.
    Action,
    /// Actions, sorted by time.
    Actions {
        /// When.
        time: UtcTime,
        /// Source.
        source: SourceId,
        /// Place in the source.
        place: Place,
        /// Event id.
        event_id: u32,
        /// What.
        deed: Deed,
        /// Account, group or object it was done to.
        target: Symbol,
        /// SID of the target.
        sid: Symbol,
        /// Who did it.
        actor: Symbol,
        /// The rest in the log's words: cmdlet with parameters, member, level.
        detail: Symbol,
        /// Server.
        server: Symbol,
    }
}

table! {
    /// A line of the site's own configuration.
    SiteRow,
    /// Configuration of the site, in order of source.
    SiteRows {
        /// When it was taken; not stated for most.
        time: UtcTime,
        /// Source.
        source: SourceId,
        /// Place in the source.
        place: Place,
        /// Kind.
        fact: SiteFact,
        /// Domain or connector name.
        name: Symbol,
        /// Domain type; permission groups.
        detail: Symbol,
        /// Default domain marker; log level of a connector.
        extra: Symbol,
        /// Bindings of a connector.
        bindings: Symbol,
        /// Remote ranges of a connector.
        remote: Symbol,
    }
}

/// Which table a row is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// [`Authentications`]
    Authentication,
    /// [`Sessions`]
    Session,
    /// [`MailEvents`]
    MailEvent,
    /// [`QueueSamples`]
    QueueSample,
    /// [`HeldMessages`]
    HeldMessage,
    /// [`Actions`]
    Action,
}

/// A row of a store: valid for that store alone, since a later one may sort anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// Table.
    pub table: Table,
    /// Row number.
    pub row: u32,
}

/// All tables together with their pools.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Attempts to authenticate.
    pub authentications: Authentications,
    /// SMTP conversations.
    pub sessions: Sessions,
    /// Tracked messages.
    pub mail: MailEvents,
    /// Queue readings.
    pub queues: QueueSamples,
    /// Messages at rest.
    pub held: HeldMessages,
    /// Actions.
    pub actions: Actions,
    /// Configuration of the site.
    pub site: SiteRows,
    /// Pool behind [`Texts`].
    pub texts: Vec<Symbol>,
    /// Pool behind [`Numbers`].
    pub numbers: Vec<u64>,
}

impl Tables {
    /// Takes all rows of `other`; `symbols` gives the new symbol for each of its old ones.
    pub fn absorb(&mut self, other: Self, symbols: &[Symbol]) {
        let to = Move {
            symbols,
            texts: u32::try_from(self.texts.len()).unwrap_or(u32::MAX),
            numbers: u32::try_from(self.numbers.len()).unwrap_or(u32::MAX),
        };
        self.authentications.absorb(other.authentications, &to);
        self.sessions.absorb(other.sessions, &to);
        self.mail.absorb(other.mail, &to);
        self.queues.absorb(other.queues, &to);
        self.held.absorb(other.held, &to);
        self.actions.absorb(other.actions, &to);
        self.site.absorb(other.site, &to);
        self.numbers.extend(other.numbers);
        self.texts.extend(other.texts.into_iter().map(|mut text| {
            text.shift(&to);
            text
        }));
    }

    /// Appends rows that share these tables' pools.
    pub fn append(&mut self, other: Self) {
        self.authentications.append(other.authentications);
        self.sessions.append(other.sessions);
        self.mail.append(other.mail);
        self.queues.append(other.queues);
        self.held.append(other.held);
        self.actions.append(other.actions);
        self.site.append(other.site);
    }

    /// Sorts every table by time, source and place.
    pub fn sort(&mut self) {
        self.authentications.sort();
        self.sessions.sort();
        self.mail.sort();
        self.queues.sort();
        self.held.sort();
        self.actions.sort();
        self.site.sort();
    }

    /// Takes ticks off the times of every row, by its source. Times that are unknown stay so.
    pub fn move_times(&mut self, earlier: &dyn Fn(SourceId) -> i64) {
        let shift = |sources: &[SourceId], times: &mut [UtcTime]| {
            for (source, time) in sources.iter().zip(times).filter(|(_, t)| t.is_plausible()) {
                time.0 = time.0.saturating_sub(earlier(*source));
            }
        };
        shift(&self.authentications.source, &mut self.authentications.time);
        shift(&self.sessions.source, &mut self.sessions.time);
        shift(&self.sessions.source, &mut self.sessions.last);
        shift(&self.sessions.source, &mut self.sessions.accepted_at);
        shift(&self.mail.source, &mut self.mail.time);
        shift(&self.queues.source, &mut self.queues.time);
        shift(&self.held.source, &mut self.held.time);
        shift(&self.actions.source, &mut self.actions.time);
    }

    /// Drops every row whose source does not pass.
    pub fn keep_sources(&mut self, keep: impl Fn(SourceId) -> bool) {
        self.authentications.keep_sources(&keep);
        self.sessions.keep_sources(&keep);
        self.mail.keep_sources(&keep);
        self.queues.keep_sources(&keep);
        self.held.keep_sources(&keep);
        self.actions.keep_sources(&keep);
        self.site.keep_sources(&keep);
    }

    /// Where a row stands; the whole first source where there is no such row.
    #[must_use]
    pub fn provenance(&self, at: RowRef) -> Provenance {
        let i = at.row as usize;
        let (source, place) = match at.table {
            Table::Authentication => (self.authentications.row(i).source, self.authentications.row(i).place),
            Table::Session => (self.sessions.row(i).source, self.sessions.row(i).place),
            Table::MailEvent => (self.mail.row(i).source, self.mail.row(i).place),
            Table::QueueSample => (self.queues.row(i).source, self.queues.row(i).place),
            Table::HeldMessage => (self.held.row(i).source, self.held.row(i).place),
            Table::Action => (self.actions.row(i).source, self.actions.row(i).place),
        };
        Provenance { source, place }
    }
}

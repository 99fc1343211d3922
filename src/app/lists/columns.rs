//! The columns of the lists by name, so that a layout keeps its meaning when columns come or go.

use super::question::List;
use serde::{Deserialize, Serialize};

/// Declares the columns with the key that words and layouts use.
macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $key:literal),+ $(,)?) => {
        /// A column of some list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Col { $($(#[$doc])* #[serde(rename = $key)] $name),+ }

        impl Col {
            /// Key; `investigate-col-<key>` words it.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }
        }
    };
}

columns! {
    /// When.
    Time = "time",
    /// What came of it.
    Result = "result",
    /// Account as written.
    Account = "account",
    /// Client of an authentication.
    From = "from",
    /// Mechanism or logon type.
    How = "how",
    /// Log and server.
    SeenBy = "seen-by",
    /// Workstation or HELO name.
    Workstation = "workstation",
    /// AUTH mechanism.
    Mechanism = "mechanism",
    /// Windows logon type.
    LogonType = "logon-type",
    /// Server.
    Server = "server",
    /// Kind of log.
    Log = "log",
    /// Event id.
    EventId = "event-id",
    /// SID.
    Sid = "sid",
    /// Status code.
    Code = "code",
    /// Program that asked for the logon.
    Process = "process",
    /// File.
    File = "file",
    /// Line or record.
    Place = "place",
    /// Session id.
    Session = "session",
    /// Connector.
    Connector = "connector",
    /// Next hop.
    NextHop = "next-hop",
    /// Status as written.
    State = "state",
    /// Messages waiting.
    Waiting = "waiting",
    /// Messages deferred.
    Deferred = "deferred",
    /// Last error.
    LastError = "last-error",
    /// Queue identity.
    Queue = "queue",
    /// Delivery type.
    Delivery = "delivery",
    /// Messages in a second coming in.
    Incoming = "incoming",
    /// Messages in a second going out.
    Outgoing = "outgoing",
    /// Kind of reading.
    Reading = "reading",
    /// Event of message tracking, status of a message at rest.
    Event = "event",
    /// Sender.
    Sender = "sender",
    /// Number of recipients.
    To = "to",
    /// Subject.
    Subject = "subject",
    /// Client of a message or session.
    Client = "client",
    /// Recipients.
    Recipients = "recipients",
    /// Message-ID.
    MessageId = "message-id",
    /// Bytes.
    Size = "size",
    /// Envelope sender.
    ReversePath = "reverse-path",
    /// Source of tracking.
    Via = "via",
    /// Messages of a session.
    Messages = "messages",
    /// Refused attempts of a session.
    Refused = "refused",
    /// HELO name.
    Helo = "helo",
    /// Seconds from first to last row.
    Duration = "duration",
}

/// How a column stands in its list.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Which.
    pub column: Col,
    /// Width at first, in points; 0 for a time, whose width depends on the case.
    pub width: f32,
    /// Width it keeps where room is short.
    pub least: f32,
    /// Figures stand right.
    pub right: bool,
    /// Shown from the start?
    pub shown: bool,
}

const fn shown(column: Col, width: f32, least: f32) -> Plan {
    Plan { column, width, least, right: false, shown: true }
}

const fn figure(column: Col, width: f32) -> Plan {
    Plan { column, width, least: width, right: true, shown: true }
}

const fn more(column: Col, width: f32) -> Plan {
    Plan { column, width, least: 50.0, right: false, shown: false }
}

const fn more_figure(column: Col, width: f32) -> Plan {
    Plan { column, width, least: 50.0, right: true, shown: false }
}

use Col as C;

const AUTHENTICATIONS: &[Plan] = &[
    shown(C::Time, 0.0, 0.0),
    shown(C::Result, 160.0, 134.0),
    shown(C::Account, 210.0, 122.0),
    shown(C::From, 120.0, 106.0),
    shown(C::How, 90.0, 54.0),
    shown(C::SeenBy, 150.0, 64.0),
    more(C::Workstation, 120.0),
    more(C::Mechanism, 90.0),
    more(C::LogonType, 150.0),
    more(C::Server, 120.0),
    more(C::Log, 100.0),
    more_figure(C::EventId, 70.0),
    more(C::Sid, 180.0),
    more(C::Code, 110.0),
    more(C::Process, 120.0),
    more(C::Session, 150.0),
    more(C::Connector, 150.0),
    more(C::File, 160.0),
    more(C::Place, 100.0),
];

const QUEUES: &[Plan] = &[
    shown(C::NextHop, 190.0, 100.0),
    shown(C::State, 62.0, 56.0),
    figure(C::Waiting, 76.0),
    figure(C::Deferred, 72.0),
    shown(C::LastError, 190.0, 84.0),
    more(C::Time, 0.0),
    more(C::Server, 120.0),
    more(C::Queue, 120.0),
    more(C::Delivery, 120.0),
    more_figure(C::Incoming, 80.0),
    more_figure(C::Outgoing, 80.0),
    more(C::Reading, 100.0),
    more(C::File, 160.0),
    more(C::Place, 100.0),
];

const MESSAGES: &[Plan] = &[
    shown(C::Time, 0.0, 0.0),
    shown(C::Event, 74.0, 70.0),
    shown(C::Sender, 160.0, 84.0),
    figure(C::To, 36.0),
    shown(C::Client, 108.0, 104.0),
    shown(C::Subject, 120.0, 64.0),
    more(C::Recipients, 200.0),
    more(C::MessageId, 200.0),
    more(C::Connector, 150.0),
    more_figure(C::Size, 80.0),
    more(C::Server, 120.0),
    more(C::Account, 160.0),
    more(C::State, 160.0),
    more(C::ReversePath, 160.0),
    more(C::Via, 90.0),
    more(C::Session, 150.0),
    more(C::File, 160.0),
    more(C::Place, 100.0),
];

const SESSIONS: &[Plan] = &[
    shown(C::Time, 0.0, 0.0),
    shown(C::Client, 130.0, 104.0),
    shown(C::Account, 170.0, 76.0),
    figure(C::Messages, 74.0),
    figure(C::To, 38.0),
    figure(C::Refused, 62.0),
    more(C::Server, 120.0),
    more(C::Helo, 120.0),
    more_figure(C::Duration, 80.0),
    more(C::Mechanism, 90.0),
    more(C::ReversePath, 160.0),
    more(C::Session, 150.0),
    more(C::Connector, 150.0),
    more(C::File, 160.0),
    more(C::Place, 100.0),
];

/// All columns of a list, in their first order.
#[must_use]
pub fn plans(list: List) -> &'static [Plan] {
    match list {
        List::Authentications => AUTHENTICATIONS,
        List::Queues => QUEUES,
        List::Messages => MESSAGES,
        List::Sessions => SESSIONS,
    }
}

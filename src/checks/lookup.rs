//! A question to the DNS and what came of it, as the checks see it. Asks nothing itself.
//!
//! "No such name" is an answer. A refusal, a failure and a silence are none, and are never taken for one.

use super::answer::SpokenLine;
use crate::model::time::UtcTime;
use std::net::IpAddr;

/// Kinds of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// IPv4 address.
    A,
    /// IPv6 address.
    Aaaa,
    /// Text.
    Txt,
    /// Mail exchanger.
    Mx,
    /// Name of an address.
    Ptr,
    /// Alias.
    Cname,
}

impl RecordKind {
    /// As the DNS writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Txt => "TXT",
            Self::Mx => "MX",
            Self::Ptr => "PTR",
            Self::Cname => "CNAME",
        }
    }
}

/// One record of an answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// A or AAAA.
    Address(IpAddr),
    /// TXT, its strings joined. Raw: show it as safe text.
    Text(String),
    /// MX; the host without final dot, in lower case, empty for the null MX.
    Mail(u16, String),
    /// PTR; without final dot, in lower case.
    Name(String),
    /// CNAME on the way; without final dot, in lower case.
    Alias(String),
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Records came.
    Answered,
    /// There is no such name (NXDOMAIN).
    NoSuchName,
    /// The name has no such record.
    NoData,
    /// REFUSED.
    Refused,
    /// SERVFAIL.
    ServerFailure,
    /// Nothing came in time.
    TimedOut,
    /// What came makes no sense, or the resolver cannot be reached; why.
    Failed(String),
    /// The user stopped it.
    Cancelled,
}

/// A question and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookup {
    /// Name asked for, without final dot.
    pub name: String,
    /// Kind asked for.
    pub kind: RecordKind,
    /// What came of it.
    pub outcome: Outcome,
    /// Records, in the order they came.
    pub records: Vec<Record>,
    /// Shortest time to live of the records, or of the "no", in seconds.
    pub ttl: Option<u32>,
    /// When the answer came.
    pub at: UtcTime,
}

impl Lookup {
    /// Addresses of the answer.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.records.iter().filter_map(|r| if let Record::Address(a) = r { Some(*a) } else { None })
    }

    /// Texts of the answer.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.records.iter().filter_map(|r| if let Record::Text(t) = r { Some(t.as_str()) } else { None })
    }

    /// Is it certain: records, or a "no"?
    #[must_use]
    pub fn is_certain(&self) -> bool {
        matches!(self.outcome, Outcome::Answered | Outcome::NoSuchName | Outcome::NoData)
    }

    /// The answer in one line: `A 127.0.0.2, 127.0.0.4`, `NXDOMAIN`, `SERVFAIL`.
    #[must_use]
    pub fn raw(&self) -> String {
        let said = |record: &Record| match record {
            Record::Address(address) => address.to_string(),
            Record::Text(text) => format!("\"{text}\""),
            Record::Mail(preference, host) => format!("{preference} {host}."),
            Record::Name(name) | Record::Alias(name) => format!("{name}."),
        };
        match &self.outcome {
            Outcome::Answered => {
                let records: Vec<String> = self.records.iter().map(said).collect();
                format!("{} {}", self.kind.name(), records.join(", "))
            }
            Outcome::NoSuchName => "NXDOMAIN".to_owned(),
            Outcome::NoData => format!("no {}", self.kind.name()),
            Outcome::Refused => "REFUSED".to_owned(),
            Outcome::ServerFailure => "SERVFAIL".to_owned(),
            Outcome::TimedOut => "timeout".to_owned(),
            Outcome::Failed(why) => why.clone(),
            Outcome::Cancelled => "stopped".to_owned(),
        }
    }
}

/// Somebody who can be asked: the DNS, or a script in tests.
pub trait Ask {
    /// Asks; waits no longer than its limits say.
    fn ask(&mut self, name: &str, kind: RecordKind) -> Lookup;

    /// Who is asked, as an address with a port.
    fn resolver(&self) -> String;

    /// All questions and answers so far, for the transcript.
    fn spoken(&mut self) -> Vec<SpokenLine>;
}

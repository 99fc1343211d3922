//! What happened, as the mail server itself would know it: conversations, letters, logons. No log knows it all.

/// Milliseconds since 1970.
pub type Ms = i64;

/// One incident.
#[derive(Debug, Default)]
pub struct Story {
    pub talks: Vec<Talk>,
    /// Mail that leaves mailboxes.
    pub posts: Vec<Post>,
    pub reports: Vec<Report>,
    /// Logons that are not SMTP's.
    pub logons: Vec<Logon>,
    pub changes: Vec<Change>,
    pub cmdlets: Vec<(Ms, String, String)>,
    pub dumps: Vec<Dump>,
    pub connectors: Vec<Connector>,
    pub files: Vec<Letter>,
}

/// An SMTP conversation.
#[derive(Clone, Debug)]
pub struct Talk {
    pub at: Ms,
    pub number: u64,
    pub client: String,
    pub helo: String,
    pub attempts: Vec<Attempt>,
    pub letters: Vec<Letter>,
    pub open: bool,
    pub connector: Option<String>,
}

impl Talk {
    pub fn account(&self) -> Option<&str> {
        self.attempts.iter().find(|a| a.accepted).map(|a| a.account.as_str())
    }

    /// Letters that were taken in.
    pub fn accepted(&self) -> impl Iterator<Item = &Letter> {
        self.letters.iter().filter(|l| l.fate != Fate::Refused)
    }

    pub fn port(&self) -> u64 {
        40_000 + self.number % 20_000
    }

    /// A second after the last thing that happens.
    pub fn end(&self) -> Ms {
        let last = self.attempts.iter().map(|a| a.at + 5_000).chain(self.letters.iter().map(|l| l.at)).max();
        last.unwrap_or(self.at) + 1_000
    }
}

#[derive(Clone, Debug)]
pub struct Attempt {
    pub at: Ms,
    pub account: String,
    pub accepted: bool,
    pub unknown: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Sent,
    Delivered,
    Deferred,
    Rejected,
    Unknown,
    Refused,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Letter {
    pub at: Ms,
    pub number: u64,
    /// Envelope sender; `<>` for reports.
    pub sender: String,
    pub recipients: Vec<String>,
    pub subject: String,
    pub fate: Fate,
    pub client: String,
}

impl Letter {
    /// Keeps its id on all servers.
    pub fn id(&self) -> String {
        let domain = self.sender.split_once('@').map_or("contoso.test", |(_, d)| d);
        format!("<m{:08x}@{domain}>", self.number.wrapping_mul(2_654_435_761) & 0xFFFF_FFFF)
    }

    pub fn bytes(&self) -> u64 {
        4_000 + self.number % 900
    }

    pub fn next_hop(&self) -> &str {
        self.recipients.first().and_then(|r| r.split_once('@')).map_or("example.net", |(_, d)| d)
    }
}

#[derive(Clone, Debug)]
pub struct Post {
    pub letter: Letter,
}

/// A report of ours on a letter that failed.
#[derive(Clone, Debug)]
pub struct Report {
    pub letter: Letter,
    /// Id of the letter it is about.
    pub about: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Logon {
    pub at: Ms,
    pub account: String,
    pub client: String,
    pub door: String,
    pub accepted: bool,
    pub unknown: bool,
}

#[derive(Clone, Debug)]
pub struct Change {
    pub at: Ms,
    pub account: String,
    pub what: String,
    pub by: String,
}

/// A dump of the queues.
#[derive(Clone, Debug)]
pub struct Dump {
    pub at: Ms,
    pub queues: Vec<(String, u32)>,
    pub messages: usize,
    pub clixml: bool,
}

#[derive(Clone, Debug)]
pub struct Connector {
    pub name: String,
    pub permissions: String,
    pub ranges: String,
}

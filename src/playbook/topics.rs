//! What holds in a case and makes steps matter more, or less. Decided from the case elsewhere; says no sentence.

use super::step::{Priority, Step};
use crate::words::Phrase;

/// Something that holds in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// The built-in Guest account was used.
    GuestUsed,
    /// The abused account is the built-in Administrator.
    BuiltInAdministrator,
    /// The abused account also starts services or tasks.
    ServiceAccount,
    /// More than one account is abused.
    SeveralAccounts,
    /// The abused account was deleted, not disabled.
    AccountDeleted,
    /// Nothing shows a mailbox of the abused account.
    NoMailbox,
    /// The abused account was used from inside.
    FromInside,
    /// Mail is relayed without any sign-in.
    OpenRelay,
    /// The queued messages are reports; no account is abused.
    Backscatter,
    /// An audit log was cleared.
    LogsCleared,
    /// Passwords are guessed, none was found.
    OnlyGuessing,
    /// The site has more than one mail server.
    SeveralServers,
    /// Others sign in over SMTP too: people, devices, applications.
    OthersSignIn,
    /// A part of the mailboxes is in Exchange Online.
    CloudMailboxes,
    /// A live blocklist lists us.
    Listed,
}

/// How much a step matters in a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// Its condition is not known to hold: only shown when asked for, or once somebody began it.
    Dormant,
    /// Not the answer to what happened here; the topic says why.
    Beside,
    /// As always.
    #[default]
    Usual,
    /// What happened calls for it.
    Raised,
    /// First of all, in red.
    First,
}

impl Topic {
    /// All, the gravest first.
    pub const ALL: [Self; 15] = [
        Self::GuestUsed,
        Self::BuiltInAdministrator,
        Self::ServiceAccount,
        Self::SeveralAccounts,
        Self::AccountDeleted,
        Self::NoMailbox,
        Self::FromInside,
        Self::OpenRelay,
        Self::Backscatter,
        Self::LogsCleared,
        Self::OnlyGuessing,
        Self::SeveralServers,
        Self::OthersSignIn,
        Self::CloudMailboxes,
        Self::Listed,
    ];

    /// Machine name; `topic-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::GuestUsed => "guest-used",
            Self::BuiltInAdministrator => "built-in-administrator",
            Self::ServiceAccount => "service-account",
            Self::SeveralAccounts => "several-accounts",
            Self::AccountDeleted => "account-deleted",
            Self::NoMailbox => "no-mailbox",
            Self::FromInside => "from-inside",
            Self::OpenRelay => "open-relay",
            Self::Backscatter => "backscatter",
            Self::LogsCleared => "logs-cleared",
            Self::OnlyGuessing => "only-guessing",
            Self::SeveralServers => "several-servers",
            Self::OthersSignIn => "others-sign-in",
            Self::CloudMailboxes => "cloud-mailboxes",
            Self::Listed => "listed",
        }
    }

    /// In a sentence.
    #[must_use]
    pub fn say(self) -> Phrase {
        Phrase::new(format!("topic-{}", self.key()))
    }

    /// Steps it concerns, and how much.
    #[must_use]
    pub fn steps(self) -> &'static [(&'static str, Emphasis)] {
        use Emphasis::{Beside, First, Raised};
        match self {
            Self::GuestUsed => &[("ERA-02", First)],
            Self::BuiltInAdministrator => &[("ERA-03", First), ("ERA-01", Raised)],
            Self::ServiceAccount => &[("ERA-03", First), ("ERA-01", Raised)],
            Self::SeveralAccounts => &[("ERA-01", Raised)],
            Self::AccountDeleted => &[("CON-05", First)],
            Self::NoMailbox => &[("CON-05", Raised)],
            Self::FromInside => &[("ERA-08", Raised)],
            Self::OpenRelay => &[("ERA-10", First), ("CON-06", Beside)],
            Self::Backscatter => &[("ERA-09", Raised), ("CON-05", Beside), ("CON-06", Beside)],
            Self::LogsCleared => &[("ERA-08", Raised), ("CON-10", Raised)],
            Self::OnlyGuessing => &[("CON-08", Raised), ("REC-05", Raised), ("REC-06", Raised)],
            Self::SeveralServers => &[("ERA-06", Raised), ("VER-04", Raised)],
            Self::OthersSignIn => &[("REC-02", Raised), ("REC-04", Raised)],
            Self::CloudMailboxes => &[("REC-03", Raised), ("REC-09", Raised)],
            Self::Listed => &[("REC-12", Raised), ("REC-13", Raised)],
        }
    }
}

/// The topics that concern a step.
pub fn about(step: &Step, topics: &[Topic]) -> impl Iterator<Item = (Topic, Emphasis)> {
    let held = topics.iter().flat_map(|t| t.steps().iter().map(move |(id, e)| (*t, *id, *e)));
    held.filter(|(_, id, _)| *id == step.id).map(|(topic, _, emphasis)| (topic, emphasis))
}

/// How much a step matters while these topics hold.
#[must_use]
pub fn applies_now(step: &Step, topics: &[Topic]) -> Emphasis {
    let usual = if step.priority == Priority::If { Emphasis::Dormant } else { Emphasis::Usual };
    about(step, topics).map(|(_, emphasis)| emphasis).max().unwrap_or(usual)
}

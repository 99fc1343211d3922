//! Machines to look at or rebuild. Plain data; proposals come from the evidence, decisions from people.

use crate::model::time::UtcTime;
use crate::words::Phrase;

/// What is to become of a machine.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Fate {
    /// Nobody decided yet.
    #[default]
    Open,
    /// Looked at, nothing found.
    Clean,
    /// Repair.
    Repair,
    /// Install anew.
    Rebuild,
    /// Take out of service.
    Retire,
}

impl Fate {
    /// All, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Open, Self::Clean, Self::Repair, Self::Rebuild, Self::Retire];

    /// `fate-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Clean => "clean",
            Self::Repair => "repair",
            Self::Rebuild => "rebuild",
            Self::Retire => "retire",
        }
    }
}

/// A machine as the user keeps it; its key in the case is its name or address in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Machine {
    /// Name. Raw: show it as safe text.
    pub name: String,
    /// Addresses. Raw: show them as safe text.
    pub addresses: Vec<String>,
    /// Whose it is, what it is for. Raw: show it as safe text.
    pub role: String,
    /// System and patch level. Raw: show it as safe text.
    pub system: String,
    /// Signs seen on it. Raw: show it as safe text.
    pub signs: String,
    /// What is to become of it.
    pub fate: Fate,
    /// Who sees to it. Raw: show it as safe text.
    pub owner: String,
    /// By when, `2026-11-30`.
    pub due: String,
    /// Left out: it has nothing to do with the matter.
    pub dismissed: bool,
}

/// A machine that the evidence names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProposedMachine {
    /// Key in the case: its name or address in lower case.
    pub key: String,
    /// Name; empty where only an address is known. Raw: show it as safe text.
    pub name: String,
    /// Addresses, canonical, sorted.
    pub addresses: Vec<String>,
    /// Why it stands here, once each.
    pub why: Vec<Phrase>,
    /// First time it is named in this matter.
    pub first: UtcTime,
    /// Last time.
    pub last: UtcTime,
}

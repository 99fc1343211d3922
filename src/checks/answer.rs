//! What a check brought: findings with their codes, and the whole dialogue. Plain data; the same for all checks.
//!
//! An answer may also have been typed in by hand from another machine; then it says so.

use crate::model::time::UtcTime;
use crate::words::Phrase;

/// What was looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum CheckKind {
    /// Blocklists.
    Blocklists,
    /// DNS posture of a domain.
    Dns,
    /// Ports, greeting, TLS, AUTH offered.
    Smtp,
    /// Relay tests.
    Relay,
}

impl CheckKind {
    /// All, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Blocklists, Self::Smtp, Self::Relay, Self::Dns];

    /// `check-<key>` words it; also its name on the command line and in playbook steps.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Blocklists => "blocklists",
            Self::Dns => "dns",
            Self::Smtp => "smtp",
            Self::Relay => "relay",
        }
    }
}

/// How bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Severity {
    /// As it should be.
    Good,
    /// To know.
    Note,
    /// Nothing can be said: no answer, a masked banner, a list out of order. Never "good".
    Unclear,
    /// To mend.
    Medium,
    /// To mend soon.
    High,
    /// The hole itself.
    Critical,
}

impl Severity {
    /// `severity-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Note => "note",
            Self::Unclear => "unclear",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// One result of a check.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CheckResult {
    /// What it is about: `192.0.2.25:25`, a zone, a record. Raw: show it as safe text.
    pub subject: String,
    /// Short code that stays the same in all languages: `AUTH-CLEAR`, `LISTED`, `SPF-PASS`, `R01`.
    pub code: String,
    /// How bad.
    pub severity: Severity,
    /// In words.
    pub say: Phrase,
    /// What to do about it, or what else to know; may be an empty phrase (empty id).
    pub advice: Phrase,
    /// The answer as it came, one line. Raw: show it as safe text.
    pub raw: String,
    /// The document that says so: `RFC 5321 4.5.1`; empty where none does.
    pub reference: String,
    /// When the answer came.
    pub at: UtcTime,
}

/// Who said a line of a dialogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Speaker {
    /// We.
    Client,
    /// The other side.
    Server,
    /// A remark of ours: connected, TLS begun, timed out.
    Remark,
}

/// One line of a dialogue. Never holds a credential.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct SpokenLine {
    /// When.
    pub at: UtcTime,
    /// Who.
    pub who: Speaker,
    /// What, without line end. Raw: show it as safe text.
    pub text: String,
}

/// How an answer came to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Origin {
    /// The program asked.
    #[default]
    Asked,
    /// Somebody ran it elsewhere and typed the result in.
    ByHand,
}

/// What a check brought.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct CheckAnswer {
    /// What was looked into.
    pub kind: CheckKind,
    /// Whom it is about: host, address, domain. Raw: show it as safe text.
    pub target: String,
    /// When it began.
    pub begun: UtcTime,
    /// When it ended.
    pub ended: UtcTime,
    /// How it came to be.
    pub origin: Origin,
    /// Who ran it: user and machine, or the name typed in. Raw: show it as safe text.
    pub by: String,
    /// Resolver asked, or our own address as the server sees it; empty where unknown.
    pub through: String,
    /// Results, in the order they were asked for.
    pub results: Vec<CheckResult>,
    /// The whole dialogue.
    pub transcript: Vec<SpokenLine>,
    /// Why it ended early; nothing where it did not.
    pub cut_short: Option<Phrase>,
}

impl CheckAnswer {
    /// Its results, the worst first; those as bad as each other as they came.
    #[must_use]
    pub fn worst_first(&self) -> Vec<&CheckResult> {
        let mut results: Vec<&CheckResult> = self.results.iter().collect();
        results.sort_by_key(|r| std::cmp::Reverse(r.severity));
        results
    }

    /// The worst of its results; [`Severity::Unclear`] where there is none.
    #[must_use]
    pub fn worst(&self) -> Severity {
        let judged = self.results.iter().map(|r| r.severity).filter(|s| *s != Severity::Note);
        judged.max().unwrap_or(Severity::Unclear)
    }
}

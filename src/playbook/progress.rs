//! How far a step is: its state, its proofs, who decided what. Plain data of a case.

use crate::model::provenance::Provenance;
use crate::model::time::UtcTime;
use crate::words::Phrase;

/// State of a step.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum StepState {
    /// Nothing done yet.
    #[default]
    Todo,
    /// Begun.
    Doing,
    /// Done, with a proof.
    Done,
    /// Left out, with a justification.
    Skipped,
    /// Does not concern this site, as the user says.
    NotApplicable,
}

impl StepState {
    /// `state-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::Doing => "doing",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::NotApplicable => "na",
        }
    }

    /// Is nothing left to do?
    #[must_use]
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Skipped | Self::NotApplicable)
    }
}

/// What a proof is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum ProofKind {
    /// A file, hashed.
    File {
        /// Path it was taken from. Raw: show it as safe text.
        path: String,
        /// Size in bytes.
        bytes: u64,
        /// SHA-256 in hex.
        sha256: String,
        /// Do its bytes lie in the case file?
        embedded: bool,
    },
    /// An answer of a check, by its number in the case.
    Answer(u64),
    /// What somebody saw. Raw: show it as safe text.
    Observation {
        /// What.
        text: String,
        /// Who saw it.
        name: String,
    },
    /// Records of the evidence, the first of them by its place.
    Record {
        /// Sign, e.g. `password-reset`.
        sign: String,
        /// Where.
        at: Provenance,
        /// When it happened.
        when: UtcTime,
        /// What it shows.
        say: Phrase,
    },
}

/// One proof.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Proof {
    /// What.
    pub kind: ProofKind,
    /// When it was attached.
    pub at: UtcTime,
    /// Who attached it. Raw: show it as safe text.
    pub by: String,
}

/// What the client says to a step.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Decision {
    /// Accepted, or refused?
    pub accepted: bool,
    /// Who said so. Raw: show it as safe text.
    pub by: String,
    /// When it was noted.
    pub at: UtcTime,
}

/// All that is known of a step's progress; an empty one is "todo".
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Progress {
    /// State.
    pub state: StepState,
    /// When the state was set.
    pub since: UtcTime,
    /// Who set it. Raw: show it as safe text.
    pub by: String,
    /// Why it was left out, does not apply, or was done against a warning. Raw: show it as safe text.
    pub reason: String,
    /// Warnings that stood when it was set done, as they were said.
    pub overridden: Vec<Phrase>,
    /// Proofs in the order they were attached.
    pub proofs: Vec<Proof>,
    /// What the client says.
    pub decision: Option<Decision>,
    /// Who is to do it. Raw: show it as safe text.
    pub owner: String,
    /// By when: `2026-11-30`; empty where nobody said.
    pub due: String,
    /// Whatever else there is to say. Raw: show it as safe text.
    pub note: String,
}

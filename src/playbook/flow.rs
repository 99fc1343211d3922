//! The matrix of mail-flow tests: which messages must be seen to arrive. Plain data; sends nothing.

/// What came of a test.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum FlowResult {
    /// Not tried.
    #[default]
    Open,
    /// Arrived as it should.
    Passed,
    /// Did not.
    Failed,
    /// Does not apply; the remark says why.
    NotApplicable,
}

impl FlowResult {
    /// All, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Open, Self::Passed, Self::Failed, Self::NotApplicable];

    /// `flow-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotApplicable => "na",
        }
    }
}

/// One cell as the user keeps it; its key in the case is `ROUND/ID`, e.g. `window/OUT-EX1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct FlowCell {
    /// What came of it.
    pub result: FlowResult,
    /// Message-ID. Raw: show it as safe text.
    pub message_id: String,
    /// When it was sent, as typed. Raw: show it as safe text.
    pub sent: String,
    /// When it arrived, as typed. Raw: show it as safe text.
    pub received: String,
    /// Who did it. Raw: show it as safe text.
    pub by: String,
    /// Anything else, or why it does not apply. Raw: show it as safe text.
    pub remark: String,
}

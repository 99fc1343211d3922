//! What the window keeps for the timeline: its switches, what is being dragged, and what was counted.

use super::series::columns::Columns;
use super::series::ground::Ground;
use super::series::{Asked, Lanes};
use super::widgets::newest::Newest;
use crate::model::time::{Span, UtcTime};

/// What a drag moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grab {
    /// One end of the span; the other stays here.
    End(UtcTime),
    /// The whole span, held at an instant of it.
    Span(UtcTime, Span),
    /// On the picture of the whole case: the first end of what is shown.
    ViewFirst,
    /// The last end of what is shown.
    ViewLast,
    /// All of what is shown.
    View,
}

/// What columns rest on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Basis {
    /// Versions of lanes and ground.
    pub versions: (u64, u64),
    /// Generation of the case.
    pub generation: u64,
    /// What is shown.
    pub view: Option<Span>,
    /// Are gaps cut out?
    pub cut: bool,
    /// Are the lanes of accounts counted too?
    pub swim: bool,
    /// Left edge and width, to a hundredth of a point.
    pub place: (i64, i64),
}

/// What tells apart any two states of the marks without a look at each of them: every change of a mark is an
/// entry of the custody log.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MarksSeen {
    /// Number of the case.
    pub case: u64,
    /// Its generation.
    pub generation: u64,
    /// Entries in the custody log.
    pub entries: usize,
    /// Rows with a mark.
    pub marks: usize,
}

/// State of the timeline; the switches are kept from one start to the next.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct TimelineState {
    /// A lane for each of the busiest accounts instead of two for all?
    pub swim: bool,
    /// Bars of the sources?
    pub bars: bool,
    /// Refused authentications by account instead of by reason?
    pub by_account: bool,
    /// Lines of the deepest next hops?
    pub hops: bool,
    /// Gaps cut out? Undecided at first: then if one is over half of the case.
    #[serde(skip)]
    pub cut: Option<bool>,
    /// Did the keyboard bring the focus here? Then it is shown where it is.
    #[serde(skip)]
    pub by_keys: bool,
    /// What is being dragged.
    #[serde(skip)]
    pub grab: Option<Grab>,
    /// Lanes of the rows that pass the filters.
    #[serde(skip)]
    pub lanes: Newest<Asked, Lanes>,
    /// What no filter touches; by generation.
    #[serde(skip)]
    pub ground: Newest<u64, Ground>,
    /// When the starred rows are, in order.
    #[serde(skip)]
    pub stars: Newest<MarksSeen, Vec<UtcTime>>,
    /// Columns on screen and what they rest on.
    #[serde(skip)]
    pub columns: (Basis, Columns),
    /// Rows of the whole case by column and what they rest on.
    #[serde(skip)]
    pub density: (Basis, Vec<u32>),
}

impl Default for TimelineState {
    fn default() -> Self {
        Self {
            swim: false,
            bars: true,
            by_account: false,
            hops: false,
            cut: None,
            by_keys: false,
            grab: None,
            lanes: Newest::default(),
            ground: Newest::default(),
            stars: Newest::default(),
            columns: Default::default(),
            density: Default::default(),
        }
    }
}

impl TimelineState {
    /// The stretches cut out now.
    #[must_use]
    pub fn cuts(&self) -> &[Span] {
        let ground = self.ground.answer().map(|(_, g)| g);
        ground.filter(|g| self.cut.unwrap_or(g.wide)).map_or(&[], |g| &g.gaps)
    }
}

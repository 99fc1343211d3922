//! What stands left of each lane: its name, what its marks mean, and its peak.

use super::lanes::{Lanes, What, highest};
use super::letters::{width_of, wrapped};
use crate::analysis::finding::DepthBasis;
use crate::model::time::Span;
use crate::report::desk::Desk;
use crate::report::document::Ink;
use crate::words::Phrase;

/// Size of names.
pub const NAME: f32 = 7.2;
/// Size of all else.
pub const SMALL: f32 = 6.3;
/// Names are broken where they are wider.
const WIDEST: f32 = 92.0;
/// Room for a mark before its meaning.
pub const MARK: f32 = 9.0;

/// A lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    Failed,
    Accepted,
    Messages,
    Depth,
    Acts,
}

impl Lane {
    /// From top to bottom, with their heights.
    pub const ALL: [(Self, f32); 5] = [
        (Self::Failed, 46.0),
        (Self::Accepted, 34.0),
        (Self::Messages, 46.0),
        (Self::Depth, 60.0),
        (Self::Acts, 25.0),
    ];

    /// Id of its name: the one on the screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Failed => "investigate-lane-failed",
            Self::Accepted => "investigate-lane-accepted",
            Self::Messages => "investigate-lane-messages",
            Self::Depth => "investigate-lane-depth",
            Self::Acts => "investigate-lane-actions",
        }
    }

    /// Stretches of it that no source covers.
    pub fn uncovered<'a>(self, desk: &Desk<'a>) -> &'a [Span] {
        let a = &desk.case.analysis;
        match self {
            Self::Failed | Self::Accepted => &a.uncovered_authentications,
            Self::Messages => &a.uncovered_mail,
            Self::Depth => &a.uncovered_depth,
            Self::Acts => &[],
        }
    }
}

/// A mark whose meaning is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Square(Ink),
    Line,
    Ring,
    Diamond,
    Dot,
}

/// The head of a lane.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Lines of its name.
    pub name: Vec<String>,
    /// Lines below it, the first of each meaning with its mark.
    pub notes: Vec<(Option<Mark>, String)>,
    /// Its highest value; empty where it has none.
    pub peak: String,
}

impl Head {
    /// The head of a lane.
    pub fn of(desk: &Desk<'_>, lanes: &Lanes, lane: Lane) -> Self {
        let mut head = Self {
            name: wrapped(&desk.word(lane.name()), NAME, true, WIDEST),
            peak: peak(lanes, lane).map_or_else(String::new, |n| desk.number_of(n)),
            ..Self::default()
        };
        if lane == Lane::Depth {
            head.peak = highest(&desk.case.analysis, lanes.shown.span)
                .map_or_else(String::new, |p| desk.number_of(p.depth));
        }
        for (mark, text) in meanings(desk, lanes, lane) {
            let room = if mark.is_some() { WIDEST - MARK } else { WIDEST };
            let lines = wrapped(&text, SMALL, false, room).into_iter();
            head.notes.extend(lines.enumerate().map(|(k, line)| (mark.filter(|_| k == 0), line)));
        }
        head
    }

    /// Width of name and meanings.
    pub fn width(&self) -> f32 {
        let names = self.name.iter().map(|n| width_of(n, NAME, true));
        let notes = self.notes.iter().map(|(_, n)| width_of(n, SMALL, false) + MARK);
        names.chain(notes).fold(0.0, f32::max)
    }
}

/// The highest bar of a counted lane.
pub fn peak(lanes: &Lanes, lane: Lane) -> Option<u32> {
    let stacked = || lanes.own.iter().zip(&lanes.relayed).map(|(a, b)| a.saturating_add(*b));
    match lane {
        Lane::Failed => lanes.failed.iter().copied().max(),
        Lane::Accepted => lanes.accepted.iter().copied().max(),
        Lane::Messages => stacked().max(),
        Lane::Depth | Lane::Acts => None,
    }
}

/// All of a lane's bars together.
pub fn sum(lane: &[u32]) -> u64 {
    lane.iter().map(|n| u64::from(*n)).sum()
}

fn meanings(desk: &Desk<'_>, lanes: &Lanes, lane: Lane) -> Vec<(Option<Mark>, String)> {
    let counted =
        |ink, id: &'static str, n: u64| (Some(Mark::Square(ink)), desk.say(&Phrase::new(id).number("n", n)));
    match lane {
        Lane::Failed => vec![(None, desk.number_of(sum(&lanes.failed)))],
        Lane::Accepted => vec![(None, desk.number_of(sum(&lanes.accepted)))],
        Lane::Messages => {
            let own = counted(Ink::Own, "timeline-local", sum(&lanes.own));
            let relayed = counted(Ink::Abuse, "timeline-relayed", sum(&lanes.relayed));
            vec![relayed, own]
        }
        Lane::Depth => depths(desk),
        Lane::Acts => acts(desk, lanes),
    }
}

/// What the line rests on, and the rings.
fn depths(desk: &Desk<'_>) -> Vec<(Option<Mark>, String)> {
    let queue = &desk.case.analysis.queue;
    let mut bases: Vec<DepthBasis> = Vec::new();
    for point in &queue.curve {
        if !bases.contains(&point.basis) {
            bases.push(point.basis);
        }
    }
    let mut found: Vec<_> =
        bases.iter().map(|b| (Some(Mark::Line), desk.word(&format!("depth-{}", b.key())))).collect();
    if !queue.snapshots.is_empty() {
        found.push((Some(Mark::Ring), desk.word("depth-snapshot")));
    }
    found
}

fn acts(desk: &Desk<'_>, lanes: &Lanes) -> Vec<(Option<Mark>, String)> {
    let any = |logged: bool| lanes.acts.iter().any(|a| matches!(a.what, What::Logged(_)) == logged);
    let mut found = Vec::new();
    if any(true) {
        found.push((Some(Mark::Diamond), desk.word("report-figure-logged")));
    }
    if any(false) {
        found.push((Some(Mark::Dot), desk.word("report-figure-ticked")));
    }
    found
}

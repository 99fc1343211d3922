//! What the window keeps for itself in Investigate: selection, filters, order, sizes. Never part of a case.

use crate::app::lists::{List, Question, Rows};
use crate::app::timeline_state::TimelineState;
use crate::app::widgets::newest::Newest;
use crate::app::widgets::virtual_table::TableState;
use crate::model::provenance::{Provenance, SourceId};
use crate::model::rows::RowRef;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};

/// What is picked; all views follow. Symbols stay valid from one store to the next, rows do not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Stretch of time.
    pub span: Option<Span>,
    /// Account, by any of its spellings.
    pub account: Option<Symbol>,
    /// Client address.
    pub address: Option<Symbol>,
    /// SMTP session id.
    pub session: Option<Symbol>,
    /// Message-ID.
    pub message: Option<Symbol>,
    /// File.
    pub source: Option<SourceId>,
    /// Row in the inspector, of store `generation`.
    pub row: Option<(u64, RowRef)>,
}

/// Selections made before, to go back to. Follows the selection from frame to frame; a drag counts as one.
#[derive(Debug, Default)]
pub struct History {
    past: Vec<Selection>,
    future: Vec<Selection>,
    now: Selection,
}

impl History {
    /// Notices a new selection; call once a frame, with `settled` false while the pointer is down.
    pub fn follow(&mut self, selection: &Selection, settled: bool) {
        if settled && self.now != *selection {
            self.past.push(std::mem::replace(&mut self.now, selection.clone()));
            self.future.clear();
            let excess = self.past.len().saturating_sub(MAX_HISTORY);
            self.past.drain(..excess);
        }
    }

    /// The selection before this one.
    pub fn back(&mut self) -> Option<Selection> {
        let before = self.past.pop()?;
        self.future.push(std::mem::replace(&mut self.now, before.clone()));
        Some(before)
    }

    /// The selection that `back` left.
    pub fn forward(&mut self) -> Option<Selection> {
        let after = self.future.pop()?;
        self.past.push(std::mem::replace(&mut self.now, after.clone()));
        Some(after)
    }

    /// Is there one before, and one after?
    #[must_use]
    pub fn reach(&self) -> (bool, bool) {
        (!self.past.is_empty(), !self.future.is_empty())
    }
}

/// Selections remembered.
const MAX_HISTORY: usize = 200;

/// Tabs of the right card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Queues at one time.
    #[default]
    Queues,
    /// Messages.
    Messages,
    /// SMTP conversations.
    Sessions,
    /// Suspects and findings.
    Suspects,
}

/// A table with its list.
#[derive(Debug, Default)]
pub struct Listed {
    /// As on screen.
    pub state: TableState,
    /// Rows to show.
    pub rows: Newest<Question, Rows>,
}

/// Window state of the Investigate place; sizes are kept from one start to the next.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct InvestigateView {
    /// Height of the timeline.
    pub timeline: f32,
    /// Height of the inspector.
    pub inspector: f32,
    /// Share of the left table.
    pub split: f32,
    /// What is picked.
    #[serde(skip)]
    pub selection: Selection,
    /// Selections made before.
    #[serde(skip)]
    pub history: History,
    /// Is noise shown too?
    #[serde(skip)]
    pub with_noise: bool,
    /// Part of the time that is shown; all of it at first.
    #[serde(skip)]
    pub visible: Option<Span>,
    /// Instant clicked on the timeline; queues are shown as they stood then.
    #[serde(skip)]
    pub cursor: Option<UtcTime>,
    /// Tab of the right card.
    #[serde(skip)]
    pub tab: Tab,
    /// Authentications.
    #[serde(skip)]
    pub authentications: Listed,
    /// Queues.
    #[serde(skip)]
    pub queues: Listed,
    /// Messages.
    #[serde(skip)]
    pub messages: Listed,
    /// Conversations.
    #[serde(skip)]
    pub sessions: Listed,
    /// The timeline's own.
    pub time: TimelineState,
    /// Record last asked for.
    #[serde(skip)]
    pub asked: Option<Provenance>,
}

impl Default for InvestigateView {
    fn default() -> Self {
        Self {
            timeline: 224.0,
            inspector: 112.0,
            split: 0.56,
            selection: Selection::default(),
            history: History::default(),
            with_noise: false,
            visible: None,
            cursor: None,
            tab: Tab::default(),
            authentications: Listed::default(),
            queues: Listed {
                state: TableState { sort: (2, true), ..TableState::default() },
                rows: Newest::default(),
            },
            messages: Listed::default(),
            sessions: Listed::default(),
            time: TimelineState::default(),
            asked: None,
        }
    }
}

impl InvestigateView {
    /// What a list is asked, as things are picked now.
    #[must_use]
    pub fn question(&self, list: List, generation: u64, sort: (usize, bool)) -> Question {
        let Selection { span, account, address, session, message, source, .. } = self.selection;
        let with_noise = self.with_noise;
        Question { generation, list, span, account, address, session, message, source, with_noise, sort }
    }
}

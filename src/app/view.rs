//! What the window keeps for itself in Investigate: selection, filters, order, sizes. No fact of a case; a case
//! file keeps some of it as JSON (`kept_view.rs`) and looks at none.

use crate::app::lists::fold::Fold;
use crate::app::lists::picked::Picked;
use crate::app::lists::search::Hits;
use crate::app::lists::{List, Question, Rows};
use crate::app::panels::investigate::linked::Lit;
use crate::app::timeline_state::TimelineState;
use crate::app::widgets::newest::Newest;
use crate::app::widgets::virtual_table::{Column, TableState};
use crate::model::provenance::{Provenance, SourceId};
use crate::model::rows::RowRef;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Words;
use std::collections::BTreeSet;
use std::sync::Arc;

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

/// A table with its list. Its columns, order and filters are kept; the rest is of the moment.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Listed {
    /// As on screen.
    pub state: TableState,
    /// Rows to show.
    #[serde(skip)]
    pub rows: Newest<Question, Arc<Rows>>,
    /// Rows picked together, by their places, of the store `generation`.
    #[serde(skip)]
    pub picked: (u64, Picked),
    /// Open and closed groups.
    #[serde(skip)]
    pub fold: Fold,
    /// Places of the rows that a finding cites or that have a star, in order; of the rows of that version.
    #[serde(skip)]
    pub cited: Newest<(u64, Arc<BTreeSet<Provenance>>), Vec<u32>>,
    /// What the nearest related row is looked for of.
    #[serde(skip)]
    pub seeking: Option<Lit>,
    /// Place of that row, by the version of the rows.
    #[serde(skip)]
    pub sought: Newest<(u64, Lit), Option<u32>>,
    /// Row with the focus by its number, of the store `generation`: it stays in sight when the list changes.
    #[serde(skip)]
    pub focus: Option<(u64, u32)>,
}

/// Search in all lists.
#[derive(Debug, Default)]
pub struct Search {
    /// As typed.
    pub text: String,
    /// Texts of the evidence that hold it.
    pub hits: Newest<(u64, String), Arc<Hits>>,
    /// Asks for the keyboard in the next frame.
    pub take_focus: bool,
}

/// Tags or a note being written.
#[derive(Clone, Debug)]
pub struct Editing {
    /// Of which row.
    pub at: Provenance,
    /// A note? Else tags.
    pub is_note: bool,
    /// As typed.
    pub text: String,
}

/// What lists on threads need beyond the store: words of the language, and names of the files.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Words.
    pub words: Arc<Words>,
    /// Names of the files without their folders, by number; of the case at `generation`.
    pub files: (u64, Arc<Vec<String>>),
}

/// Rows wanted on the clipboard.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Number of the copy.
    pub number: u64,
    /// Of which list.
    pub list: List,
    /// Columns on screen.
    pub columns: Vec<Column>,
    /// Row numbers, of the store on screen when it was asked for.
    pub rows: Arc<Vec<u32>>,
}

/// The row looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked {
    /// Generation of its store.
    pub generation: u64,
    /// Which.
    pub at: RowRef,
    /// Its list and what others are held against; `None` where no list has it.
    pub lit: Option<(List, Lit)>,
}

/// Many rows being put in words for the clipboard.
#[derive(Debug, Default)]
pub struct Copying {
    /// What is to be copied, until it is done.
    pub wanted: Option<Wanted>,
    /// Copies asked for so far.
    pub count: u64,
    /// Their texts.
    pub text: Newest<u64, String>,
}

/// Window state of the Investigate place; sizes are kept from one start to the next.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct InvestigateView {
    /// Height of the timeline; 0 until it is set: then by the room there is.
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
    pub authentications: Listed,
    /// Queues.
    pub queues: Listed,
    /// Messages.
    pub messages: Listed,
    /// Conversations.
    pub sessions: Listed,
    /// The timeline's own.
    pub time: TimelineState,
    /// Record last asked for.
    #[serde(skip)]
    pub asked: Option<Provenance>,
    /// Parts of the selection that are kept but not applied, while they equal those picked.
    #[serde(skip)]
    pub resting: Selection,
    /// Only rows with a star?
    pub only_starred: bool,
    /// Search in all lists.
    #[serde(skip)]
    pub search: Search,
    /// Tags or a note being written.
    #[serde(skip)]
    pub editing: Option<Editing>,
    /// Words and names for lists on threads.
    #[serde(skip)]
    pub spoken: Option<Spoken>,
    /// Places of the rows with a star.
    #[serde(skip)]
    pub starred: Arc<BTreeSet<Provenance>>,
    /// The row looked at as others are held against it, worked out once.
    #[serde(skip)]
    pub lit: Option<Looked>,
    /// Conversation of each row of a session, by the generation of the store.
    #[serde(skip)]
    pub joined: Newest<u64, Arc<Vec<u32>>>,
    /// Many rows on their way to the clipboard: which copy, of how many rows it is made, and its text.
    #[serde(skip)]
    pub copying: Copying,
    /// The list that had the keyboard last.
    #[serde(skip)]
    pub last_list: List,
    /// Finding to bring into sight.
    #[serde(skip)]
    pub finding: Option<String>,
    /// The inspector asks for the keyboard.
    #[serde(skip)]
    pub focus_inspector: bool,
    /// Something to tell the user, until the next deed.
    #[serde(skip)]
    pub notice: String,
}

impl Default for InvestigateView {
    fn default() -> Self {
        Self {
            timeline: 0.0,
            inspector: 112.0,
            split: 0.59,
            selection: Selection::default(),
            history: History::default(),
            with_noise: false,
            visible: None,
            cursor: None,
            tab: Tab::default(),
            authentications: Listed::default(),
            queues: Listed::default(),
            messages: Listed::default(),
            sessions: Listed::default(),
            time: TimelineState::default(),
            asked: None,
            resting: Selection::default(),
            only_starred: false,
            search: Search::default(),
            editing: None,
            spoken: None,
            starred: Arc::default(),
            lit: None,
            joined: Newest::default(),
            copying: Copying::default(),
            last_list: List::default(),
            finding: None,
            focus_inspector: false,
            notice: String::new(),
        }
    }
}

impl InvestigateView {
    /// What a list is asked by the selection alone: what rests is left out.
    #[must_use]
    pub fn question(&self, list: List, generation: u64) -> Question {
        let (s, rest) = (&self.selection, &self.resting);
        Question {
            generation,
            list,
            span: applied(s.span, rest.span),
            account: applied(s.account, rest.account),
            address: applied(s.address, rest.address),
            session: applied(s.session, rest.session),
            message: applied(s.message, rest.message),
            source: applied(s.source, rest.source),
            with_noise: self.with_noise,
            ..Question::default()
        }
    }

    /// The table of a list.
    pub fn listed(&mut self, list: List) -> &mut Listed {
        match list {
            List::Authentications => &mut self.authentications,
            List::Queues => &mut self.queues,
            List::Messages => &mut self.messages,
            List::Sessions => &mut self.sessions,
        }
    }
}

fn applied<T: PartialEq>(picked: Option<T>, resting: Option<T>) -> Option<T> {
    picked.filter(|p| resting.as_ref() != Some(p))
}

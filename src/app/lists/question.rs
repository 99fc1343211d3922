//! What is asked of a list, and what a list answers. Plain data; it knows no row.

use super::columns::Col;
use super::filter::Filter;
use super::places::Places;
use super::values::Value;
use crate::model::provenance::{Provenance, SourceId};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Language;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The lists of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum List {
    /// Authentications.
    #[default]
    Authentications,
    /// Queues as they stood at one time.
    Queues,
    /// Tracked messages, then messages at rest.
    Messages,
    /// SMTP conversations.
    Sessions,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Authentications, Self::Queues, Self::Messages, Self::Sessions];
}

/// An order: by which column, and downwards?
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Sort {
    /// Column.
    pub column: Col,
    /// The greatest first.
    pub down: bool,
}

/// What is asked of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Generation of the case.
    pub generation: u64,
    /// Which list.
    pub list: List,
    /// Only this stretch of time.
    pub span: Option<Span>,
    /// Only this account, in any of its spellings.
    pub account: Option<Symbol>,
    /// Only this client address.
    pub address: Option<Symbol>,
    /// Only this SMTP session id.
    pub session: Option<Symbol>,
    /// Only this Message-ID.
    pub message: Option<Symbol>,
    /// Only rows of this file.
    pub source: Option<SourceId>,
    /// Noise too?
    pub with_noise: bool,
    /// Order; `None`: as the list comes (by time; queues: the fullest first).
    pub sort: Option<Sort>,
    /// Filters that are not suspended.
    pub filters: Vec<Filter>,
    /// Only rows in which this text stands; empty: all. In small letters.
    pub search: String,
    /// Only rows at these places.
    pub starred: Option<Arc<BTreeSet<Provenance>>>,
    /// Rows together by this column.
    pub group: Option<Col>,
    /// The time at which queues are shown.
    pub at: Option<UtcTime>,
    /// Language, zone and form of times, where words or times decide what is shown or in which order.
    pub spoken: Option<(Language, chrono_tz::Tz, &'static str)>,
}

/// Rows that have a value in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// The value.
    pub value: Value,
    /// Where its rows begin in [`Rows::rows`].
    pub start: u32,
    /// How many they are.
    pub count: u32,
    /// From the first to the last of them.
    pub span: Option<Span>,
}

/// Rows to show, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// Row numbers; in [`List::Messages`] messages at rest follow on the tracked ones.
    pub rows: Vec<u32>,
    /// Rows that the filters hide.
    pub hidden: u64,
    /// Where rows are grouped: the groups, the biggest first.
    pub groups: Vec<Group>,
    /// From a row back to its place.
    pub places: Places,
}

impl Rows {
    /// Place of a row in the list.
    #[must_use]
    pub fn place(&self, row: u32) -> Option<u32> {
        self.places.find(&self.rows, row)
    }
}

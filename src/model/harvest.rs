//! What one source gave: its rows, its balance, its damage.
//!
//! The balance is kept by whoever reads: every record is announced by [`Harvest::record`] and then ends in
//! exactly one of read, recovered, skipped or damaged. [`Balance::holds`] checks that the two agree.

use super::provenance::{Place, SourceId};
use super::rows::Tables;
use super::text::{Interner, Name, Symbol};
use super::time::{Span, UtcTime, ZoneBasis};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Damages kept with their text; more are counted, not listed.
pub const MAX_DAMAGES: usize = 1_000;

/// What became of the records of a source. `read + recovered + skipped + damaged = total`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Balance {
    /// Read whole.
    pub read: u64,
    /// Carved out of unused or broken space.
    pub recovered: u64,
    /// Left out on purpose (a repeated header, an object of no interest), with a reason in the warnings.
    pub skipped: u64,
    /// Not readable, with place and reason.
    pub damaged: u64,
    /// Records met.
    pub total: u64,
}

impl Balance {
    /// Is every record accounted for?
    #[must_use]
    pub fn holds(&self) -> bool {
        self.read + self.recovered + self.skipped + self.damaged == self.total
    }
}

/// What is wrong with a record, a chunk or a file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Fault {
    /// A stored checksum does not fit; the records may be sound all the same.
    Checksum {
        /// As stored.
        expected: u32,
        /// As computed.
        found: u32,
    },
    /// The bytes end in the middle.
    CutShort,
    /// The log was not closed cleanly; what is written is read.
    NotClosed,
    /// A header field does not fit; read by content instead. The text names the field.
    Header(#[serde(deserialize_with = "crate::model::text::read_name")] Name),
    /// A chunk without its signature or header; its records are carved where possible.
    Chunk(#[serde(deserialize_with = "crate::model::text::read_name")] Name),
    /// A record's structure does not hold; the text says what.
    Record(String),
    /// A time that is no time, or absurd. The text is as written.
    Time(String),
    /// More or fewer fields than the header names.
    Fields {
        /// As the header says.
        expected: usize,
        /// In the row.
        found: usize,
    },
    /// A quote that never closes.
    Quote,
    /// Longer than we read.
    TooLong {
        /// Limit in bytes.
        limit: usize,
    },
    /// Bytes that are not text in the file's encoding.
    Encoding,
    /// Zero bytes where records should be.
    Zeros {
        /// How many.
        bytes: u64,
    },
    /// Seen before in this source, and counted once.
    Repeated,
    /// Anything worth telling that is no damage. The text is a key of `words`.
    Note(#[serde(deserialize_with = "crate::model::text::read_name")] Name),
    /// An archive member that is not opened; the text is a key of `words`.
    Member(#[serde(deserialize_with = "crate::model::text::read_name")] Name),
}

impl Fault {
    /// Worth telling, yet nothing is lost by it.
    #[must_use]
    pub fn is_remark(&self) -> bool {
        matches!(self, Self::Note(_) | Self::Repeated)
    }
}

/// One fault with its place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Damage {
    /// Where.
    pub place: Place,
    /// What.
    pub fault: Fault,
}

/// What the dates of a source say about which number is the day and which the month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DateOrder {
    /// Some dates were read with an order that nothing had told until then.
    pub assumed: bool,
    /// What all dates of the source together say: is the day first?
    pub day_first: Option<bool>,
    /// It is said by the course of the dates, not by a number above 12.
    pub by_course: bool,
}

/// Record numbers that an event log skips: records removed, overwritten, or left out of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct RecordGap {
    /// Record before the gap.
    pub after: Place,
    /// Its time.
    pub from: UtcTime,
    /// Record after the gap.
    pub before: Place,
    /// Its time.
    pub to: UtcTime,
}

/// Records before a watcher sees rows for the first time; then whenever they have doubled.
const FIRST_LOOK: u64 = 4_096;

/// Somebody who wants to see rows while the source is still being read. Gets copies, at ever longer intervals,
/// so that all the copying together stays small.
#[derive(Clone)]
pub struct Watcher {
    next: u64,
    show: Arc<dyn Fn(Tables, Interner) + Send + Sync>,
}

impl Watcher {
    /// `show` is called on the reader's thread and must not wait.
    pub fn new(show: impl Fn(Tables, Interner) + Send + Sync + 'static) -> Self {
        Self { next: FIRST_LOOK, show: Arc::new(show) }
    }
}

impl std::fmt::Debug for Watcher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Watcher({})", self.next)
    }
}

/// Everything read out of one source.
#[derive(Clone, Debug, Default)]
pub struct Harvest {
    /// Which source; rows carry it too.
    pub source: SourceId,
    /// The rows.
    pub tables: Tables,
    /// The texts behind the rows' symbols.
    pub text: Interner,
    /// What became of the records.
    pub balance: Balance,
    /// Damage and warnings, the first [`MAX_DAMAGES`] in order of place.
    pub damages: Vec<Damage>,
    /// Damage and warnings beyond the list.
    pub more_damages: u64,
    /// Event logs: records by (provider, event id).
    pub event_ids: BTreeMap<(String, u32), u64>,
    /// Event logs: records by computer, to name the server.
    pub computers: BTreeMap<String, u64>,
    /// Span of the plausible times.
    pub span: Option<Span>,
    /// Server that wrote it, where one is named.
    pub server: Symbol,
    /// Zone the times were read with; `None` if the format is UTC.
    pub zone: Option<String>,
    /// How the zone is known.
    pub zone_basis: ZoneBasis,
    /// Order of day and month.
    pub date_order: DateOrder,
    /// Stretches that records cover without a gap, for logs written all the time; else the span.
    pub covered: Vec<Span>,
    /// Event logs: record numbers that are skipped, in order.
    pub record_gaps: Vec<RecordGap>,
    /// Who wants to see rows while they come.
    pub watcher: Option<Watcher>,
}

impl Harvest {
    /// An empty harvest of `source`.
    #[must_use]
    pub fn new(source: SourceId) -> Self {
        Self { source, ..Self::default() }
    }

    /// Announces a record; call once for each, before its end is known.
    pub fn record(&mut self) {
        self.balance.total += 1;
        if self.watcher.as_ref().is_some_and(|w| self.balance.total >= w.next) {
            self.show();
        }
    }

    fn show(&mut self) {
        if let Some(watcher) = &mut self.watcher {
            watcher.next = self.balance.total.saturating_mul(2);
            (watcher.show)(self.tables.clone(), self.text.clone());
        }
    }

    /// The announced record was read; `time` extends the span.
    pub fn read(&mut self, time: UtcTime) {
        self.balance.read += 1;
        Span::grow(&mut self.span, time);
    }

    /// The announced record was carved out of unused or broken space.
    pub fn recovered(&mut self, time: UtcTime) {
        self.balance.recovered += 1;
        Span::grow(&mut self.span, time);
    }

    /// The announced record is left out on purpose.
    pub fn skipped(&mut self) {
        self.balance.skipped += 1;
    }

    /// The announced record is not readable.
    pub fn damaged(&mut self, place: Place, fault: Fault) {
        self.balance.damaged += 1;
        self.warn(place, fault);
    }

    /// Something to tell that costs no record.
    pub fn warn(&mut self, place: Place, fault: Fault) {
        if self.damages.len() < MAX_DAMAGES {
            self.damages.push(Damage { place, fault });
        } else {
            self.more_damages += 1;
        }
    }

    /// Shorthand for `text.intern`.
    pub fn intern(&mut self, text: &str) -> Symbol {
        self.text.intern(text)
    }
}

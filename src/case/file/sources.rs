//! What a row of `source` keeps of a [`CaseSource`] beside its columns.

use crate::case::{CaseSource, State};
use crate::evidence::format_by_key;
use crate::model::harvest::{Balance, Damage, DateOrder, RecordGap};
use crate::model::provenance::SourceId;
use crate::model::text::name_of;
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::words::Phrase;

/// No source has more of anything; a forged count must not overflow a sum.
const MOST: u64 = 1 << 40;

/// The rest of a source, as JSON.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Body {
    failed: Option<Phrase>,
    format: Option<String>,
    why: Option<String>,
    modified: Option<UtcTime>,
    damages: Vec<Damage>,
    more_damages: u64,
    event_ids: Vec<(String, u32, u64)>,
    span: Option<Span>,
    covered: Vec<Span>,
    record_gaps: Vec<RecordGap>,
    server: String,
    zone: Option<String>,
    zone_basis: ZoneBasis,
    date_order: DateOrder,
    repeats: Vec<(SourceId, u64)>,
}

/// How far a source is, as a word in the file.
pub fn state_key(state: &State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Reading(_) => "reading",
        State::Done => "done",
        State::Cancelled => "cancelled",
        State::Failed(_) => "failed",
    }
}

impl Body {
    pub fn of(source: &CaseSource) -> Self {
        let failed = match &source.state {
            State::Failed(why) => Some(why.clone()),
            _ => None,
        };
        let ids = source.event_ids.iter().map(|((provider, id), n)| (provider.clone(), *id, *n));
        Self {
            failed,
            format: source.format.map(str::to_owned),
            why: source.why.map(str::to_owned),
            modified: source.modified,
            damages: source.damages.clone(),
            more_damages: source.more_damages,
            event_ids: ids.collect(),
            span: source.span,
            covered: source.covered.clone(),
            record_gaps: source.record_gaps.clone(),
            server: source.server.clone(),
            zone: source.zone.clone(),
            zone_basis: source.zone_basis,
            date_order: source.date_order,
            repeats: source.repeats.clone(),
        }
    }

    /// The source; one that was not read to its end when the case was saved counts as stopped.
    pub fn into_source(
        self,
        id: SourceId,
        name: String,
        sha256: Option<String>,
        state: &str,
        numbers: [u64; 6],
    ) -> CaseSource {
        let [bytes, read, recovered, skipped, damaged, total] = numbers.map(|n| n.min(MOST));
        let state = match (state, self.failed) {
            ("done", _) => State::Done,
            ("failed", why) => State::Failed(why.unwrap_or_default()),
            _ => State::Cancelled,
        };
        CaseSource {
            id,
            name,
            state,
            format: self.format.and_then(|key| format_by_key(&key)).map(|f| f.key()),
            why: self.why.map(|id| name_of(&id)).filter(|id| !id.is_empty()),
            sha256,
            bytes,
            modified: self.modified,
            balance: Balance { read, recovered, skipped, damaged, total },
            damages: self.damages,
            more_damages: self.more_damages.min(MOST),
            event_ids: self.event_ids.into_iter().map(|(of, id, n)| ((of, id), n.min(MOST))).collect(),
            span: self.span,
            covered: self.covered,
            record_gaps: self.record_gaps,
            server: self.server,
            zone: self.zone,
            zone_basis: self.zone_basis,
            date_order: self.date_order,
            repeats: self.repeats.into_iter().map(|(of, n)| (of, n.min(MOST))).collect(),
        }
    }
}

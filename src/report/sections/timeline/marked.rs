//! The rows that the consultant has starred, in words.

use super::events::Event;
use crate::case::marks::Mark;
use crate::model::provenance::{Provenance, SourceId};
use crate::model::rows::{RowRef, Table};
use crate::model::safe_text::SafeText;
use crate::report::desk::Desk;
use crate::report::sections_support::{Described, describe};
use std::collections::BTreeMap;

/// A starred row.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Where it stands.
    pub at: Provenance,
    /// The row; none where its source is not in the store.
    pub row: Option<RowRef>,
    /// The row in words.
    pub described: Described,
    /// Tags and note.
    pub note: String,
}

impl Marked {
    /// As an event, the `n`-th star.
    pub fn event(&self, n: usize) -> Event {
        let parts = [self.described.what.as_str(), self.note.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        Event {
            rank: 2,
            time: self.described.time,
            what: parts.join(" – "),
            who: self.described.who.clone(),
            rows: self.row.into_iter().collect(),
            star: Some(n),
        }
    }
}

/// All starred rows, in order of time.
pub fn starred(desk: &Desk<'_>) -> Vec<Marked> {
    let stars: BTreeMap<Provenance, &Mark> =
        desk.case.marks.iter().filter(|(_, mark)| mark.star).map(|(at, mark)| (*at, mark)).collect();
    if stars.is_empty() {
        return Vec::new();
    }
    let rows = rows_at(desk, &stars);
    let marked = |(at, mark): (&Provenance, &&Mark)| {
        let row = rows.get(at).copied();
        let place = || format!("{}, {}", desk.exhibit_name(at.source), desk.place(*at));
        let described = row
            .map_or_else(|| Described { what: place(), ..Described::default() }, |row| describe(desk, row));
        Marked { at: *at, row, described, note: note(mark) }
    };
    let mut all: Vec<Marked> = stars.iter().map(marked).collect();
    all.sort_by_key(|m| (m.described.time, m.at));
    all
}

/// `tag, tag – note`.
fn note(mark: &Mark) -> String {
    let parts = [mark.tags.join(", "), mark.note.trim().to_owned()];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    SafeText::new(&parts.join(" – ")).into()
}

/// The first row that stands at each of these places.
fn rows_at(desk: &Desk<'_>, wanted: &BTreeMap<Provenance, &Mark>) -> BTreeMap<Provenance, RowRef> {
    let t = &desk.case.store.tables;
    let tables = [
        (Table::Authentication, &t.authentications.source, &t.authentications.place),
        (Table::Session, &t.sessions.source, &t.sessions.place),
        (Table::MailEvent, &t.mail.source, &t.mail.place),
        (Table::QueueSample, &t.queues.source, &t.queues.place),
        (Table::HeldMessage, &t.held.source, &t.held.place),
        (Table::Action, &t.actions.source, &t.actions.place),
    ];
    let mut found = BTreeMap::new();
    for (table, sources, places) in tables {
        let rows = sources.iter().zip(places).zip(0u32..);
        for ((source, place), row) in rows.filter(|((source, _), _)| is_wanted(wanted, **source)) {
            let at = Provenance { source: *source, place: *place };
            if wanted.contains_key(&at) {
                found.entry(at).or_insert(RowRef { table, row });
            }
        }
    }
    found
}

/// Is any row of this source starred? Cheap, and spares most look-ups.
fn is_wanted(wanted: &BTreeMap<Provenance, &Mark>, source: SourceId) -> bool {
    let first = Provenance { source, ..Provenance::default() };
    wanted.range(first..).next().is_some_and(|(at, _)| at.source == source)
}

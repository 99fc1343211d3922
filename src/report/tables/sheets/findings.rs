//! What detections saw.

use crate::analysis::finding::Finding;
use crate::model::time::UtcTime;
use crate::report::tables::book::Book;
use crate::report::tables::column::{Cell, Column, Kind, Table, WHEN, column};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "finding",
        about: "One row for each finding, the heaviest first. Sentences are in the language of the export.",
        stamp: "First Seen",
        headline: &["id", "finding", "sentence"],
        columns: [COLUMNS, &WHEN, MORE].concat(),
        rows: |b| b.case.analysis.findings.len(),
        when: Some(|b, i| finding(b, i).and_then(|f| f.span).map_or(UtcTime::UNKNOWN, |s| s.first)),
        place: None,
    }
}

fn finding<'a>(b: &'a Book<'_>, i: usize) -> Option<&'a Finding> {
    b.case.analysis.findings.get(i)
}

fn of<'a>(b: &'a Book<'a>, i: usize, get: impl FnOnce(&'a Finding) -> Cell<'a>) -> Cell<'a> {
    finding(b, i).map_or(Cell::Nothing, get)
}

const COLUMNS: &[Column] = &[
    column("id", Kind::Text, "Number of the finding, or of the step", |b, i| of(b, i, |f| b.raw(&f.id))),
    column("finding", Kind::Text, "What kind: password-guessing, forged-senders, …", |b, i| {
        of(b, i, |f| Cell::key(f.kind))
    }),
    column("weight", Kind::Integer, "How heavy, 0 to 100", |b, i| of(b, i, |f| Cell::count(f.weight))),
    column("account", Kind::Text, "Account, one name for all its spellings", |b, i| {
        of(b, i, |f| b.account(f.account))
    }),
    column("sentence", Kind::Text, "What was seen", |b, i| of(b, i, |f| Cell::Text(b.say(&f.sentence)))),
    column("matters", Kind::Text, "Why it matters", |b, i| of(b, i, |f| Cell::Text(b.say(&f.matters)))),
    column("innocent", Kind::Texts, "How it could be innocent", |b, i| {
        of(b, i, |f| b.sentences(&f.innocent))
    }),
];

const MORE: &[Column] = &[
    column("last_time", Kind::Time, "Until when, UTC", |b, i| {
        Cell::time(finding(b, i).and_then(|f| f.span).map_or(UtcTime::UNKNOWN, |s| s.last))
    }),
    column("records", Kind::Texts, "Records that show it, 50 at most: file and place", |b, i| {
        of(b, i, |f| b.rows(&f.rows))
    }),
];

//! The custody log.

use crate::case::custody::Entry;
use crate::model::time::UtcTime;
use crate::report::tables::book::Book;
use crate::report::tables::column::{Cell, Column, Kind, Table, WHEN, column};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "custody",
        about: "One row for each entry of the custody log, in its order. Each hash covers the one before it.",
        stamp: "",
        headline: &[],
        columns: [NUMBER, &WHEN, ENTRY].concat(),
        rows: |b| b.case.custody.len(),
        when: Some(|b, i| b.case.custody.get(i).map_or(UtcTime::UNKNOWN, |entry| entry.at)),
        place: None,
    }
}

fn of<'a>(b: &'a Book<'a>, i: usize, get: impl FnOnce(&'a Entry) -> Cell<'a>) -> Cell<'a> {
    b.case.custody.get(i).map_or(Cell::Nothing, get)
}

const NUMBER: &[Column] = &[column("number", Kind::Integer, "Place in the log, from 1", |b, i| {
    of(b, i, |e| Cell::count(e.number))
})];

const ENTRY: &[Column] = &[
    column("who", Kind::Text, "User and machine, as they name themselves", |b, i| {
        of(b, i, |e| b.raw(&e.who))
    }),
    column("what", Kind::Text, "What was done", |b, i| of(b, i, |e| Cell::Text(b.say(&e.what)))),
    column("hash", Kind::Text, "SHA-256 over the entry and the hash before it", |b, i| {
        of(b, i, |e| Cell::Text(e.hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()))
    }),
];

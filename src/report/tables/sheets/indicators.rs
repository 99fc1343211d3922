//! Addresses, accounts, senders and names to look for elsewhere.

use crate::report::tables::book::Book;
use crate::report::tables::column::{Cell, Column, Kind, Table, column};
use crate::report::tables::indicators::Indicator;

/// The table.
pub fn table() -> Table {
    Table {
        noun: "indicator",
        about: "One row for each indicator: attacking addresses, abused accounts, forged senders, names that \
                abusers gave their machines.",
        stamp: "",
        headline: &[],
        columns: COLUMNS.to_vec(),
        rows: |b| b.indicators.len(),
        when: None,
        place: None,
    }
}

fn of<'a>(b: &'a Book<'a>, i: usize, get: impl FnOnce(&'a Indicator) -> Cell<'a>) -> Cell<'a> {
    b.indicators.get(i).map_or(Cell::Nothing, get)
}

const COLUMNS: &[Column] = &[
    column("indicator", Kind::Text, "ipv4-addr, ipv6-addr, user-account, email-addr, domain-name", |b, i| {
        of(b, i, |x| Cell::key(x.kind.key()))
    }),
    column("value", Kind::Text, "The indicator", |b, i| of(b, i, |x| b.raw(&x.value))),
    column("defanged", Kind::Text, "The same, so that no program makes a link of it", |b, i| {
        of(b, i, |x| Cell::Text(x.defanged(&b.shown(&x.value)).into()))
    }),
    column("first_time", Kind::Time, "From when, UTC", |b, i| of(b, i, |x| Cell::time(x.first))),
    column("last_time", Kind::Time, "Until when, UTC", |b, i| of(b, i, |x| Cell::time(x.last))),
    column("n_rows", Kind::Integer, "Rows in which it was met: sign-ins, conversations, messages", |b, i| {
        of(b, i, |x| Cell::count(x.rows))
    }),
    column(
        "role",
        Kind::Text,
        "What it did: abused-from, guessed-from, abused-account, forged-sender, forged-own-sender, helo-name",
        |b, i| of(b, i, |x| Cell::key(x.role.key())),
    ),
];

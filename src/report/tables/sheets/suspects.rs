//! Accounts by suspicion.

use crate::analysis::finding::{Reason, Suspect};
use crate::model::time::UtcTime;
use crate::report::tables::book::Book;
use crate::report::tables::column::{Cell, Column, Kind, Table, column, measured};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "suspect",
        about: "One row for each account that somebody may have abused, the most suspect first. Sentences are in \
                the language of the export.",
        stamp: "",
        headline: &[],
        columns: COLUMNS.to_vec(),
        rows: |b| b.case.analysis.suspects.len(),
        when: None,
        place: None,
    }
}

fn of<'a>(b: &'a Book<'a>, i: usize, get: impl FnOnce(&'a Suspect) -> Cell<'a>) -> Cell<'a> {
    b.case.analysis.suspects.get(i).map_or(Cell::Nothing, get)
}

fn time<'a>(b: &'a Book<'a>, i: usize, get: fn(&Suspect) -> Option<UtcTime>) -> Cell<'a> {
    of(b, i, |s| get(s).map_or(Cell::Nothing, Cell::time))
}

fn reasons<'a>(b: &Book<'a>, reasons: &'a [Reason]) -> Cell<'a> {
    b.sentences(reasons.iter().map(|r| &r.phrase))
}

const COLUMNS: &[Column] = &[
    column("rank", Kind::Integer, "Place in the list, from 1", |_, i| Cell::count(i + 1)),
    column("account", Kind::Text, "Account, one name for all its spellings", |b, i| {
        of(b, i, |s| b.account(Some(s.account)))
    }),
    column("spellings", Kind::Texts, "All spellings of the account in the evidence", |b, i| {
        of(b, i, |s| {
            let account = b.case.analysis.directory.get(s.account);
            b.texts(account.map_or(&[], |account| account.as_written.as_slice()))
        })
    }),
    column("weight", Kind::Integer, "How heavy, 0 to 100", |b, i| of(b, i, |s| Cell::count(s.weight))),
    column("n_failures", Kind::Integer, "Refused attempts to sign in, each counted once", |b, i| {
        of(b, i, |s| Cell::count(s.failures))
    }),
    column("n_successes", Kind::Integer, "Accepted sign-ins, each counted once", |b, i| {
        of(b, i, |s| Cell::count(s.successes))
    }),
    column("first_failure_time", Kind::Time, "First refused attempt, UTC", |b, i| {
        time(b, i, |s| s.first_failure)
    }),
    column("first_success_time", Kind::Time, "First accepted use, UTC", |b, i| {
        time(b, i, |s| s.first_success)
    }),
    column("last_success_time", Kind::Time, "Last accepted use, UTC", |b, i| time(b, i, |s| s.last_success)),
    column("addresses", Kind::Texts, "Clients of its accepted uses, the busiest first", |b, i| {
        of(b, i, |s| b.texts(&s.addresses))
    }),
    column("n_sessions", Kind::Integer, "SMTP conversations that queued mail", |b, i| {
        of(b, i, |s| Cell::count(s.sessions))
    }),
    measured("n_messages", Kind::Integer, "messages", "Messages", |b, i| {
        of(b, i, |s| Cell::count(s.messages))
    }),
    column("n_recipients", Kind::Integer, "Recipients", |b, i| of(b, i, |s| Cell::count(s.recipients))),
    column("reasons", Kind::Texts, "Why it stands here", |b, i| of(b, i, |s| reasons(b, &s.reasons))),
    column("against", Kind::Texts, "What speaks for its innocence", |b, i| {
        of(b, i, |s| reasons(b, &s.against))
    }),
];

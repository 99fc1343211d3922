//! Sources with what became of their records, their hashes, and how their times are known.

use crate::case::{CaseSource, State};
use crate::evidence::problem::fault_phrase;
use crate::model::time::{UtcTime, ZoneBasis};
use crate::report::tables::book::Book;
use crate::report::tables::column::{Cell, Column, Kind, Table, column, measured};
use crate::words::Phrase;
use std::borrow::Cow;

/// The table.
pub fn table() -> Table {
    Table {
        noun: "evidence",
        about: "One row for each file of the evidence, in the order of the case. Of its records, \
                n_read + n_recovered + n_skipped + n_damaged = n_total.",
        stamp: "",
        headline: &[],
        columns: [FILE, BALANCE, TIMES].concat(),
        rows: |b| b.case.sources.len(),
        when: None,
        place: None,
    }
}

fn of<'a>(b: &'a Book<'a>, i: usize, get: impl FnOnce(&'a CaseSource) -> Cell<'a>) -> Cell<'a> {
    b.case.sources.get(i).map_or(Cell::Nothing, get)
}

const FILE: &[Column] = &[
    column("exhibit", Kind::Integer, "Number among the exhibits of the report", |_, i| Cell::count(i + 1)),
    column(
        "source_file",
        Kind::Text,
        "File of the evidence, `!/` before the member of an archive",
        |b, i| of(b, i, |s| b.file(s.id)),
    ),
    column("format", Kind::Text, "Format as recognised", |b, i| {
        of(b, i, |s| Cell::key(s.format.unwrap_or_default()))
    }),
    column(
        "state",
        Kind::Text,
        "done, failed, cancelled, reading, waiting; of a step: todo, doing, done, skipped, na",
        |b, i| {
            of(b, i, |s| {
                Cell::key(match s.state {
                    State::Done => "done",
                    State::Failed(_) => "failed",
                    State::Cancelled => "cancelled",
                    State::Reading(_) => "reading",
                    State::Waiting => "waiting",
                })
            })
        },
    ),
    column("sha256", Kind::Text, "SHA-256 of the file as it was read", |b, i| {
        of(b, i, |s| s.sha256.as_deref().map_or(Cell::Nothing, |hash| Cell::Text(Cow::Borrowed(hash))))
    }),
    measured("size", Kind::Integer, "bytes", "Size", |b, i| of(b, i, |s| Cell::count(s.bytes))),
    column("modified_time", Kind::Time, "Last change of the file, UTC", |b, i| {
        of(b, i, |s| s.modified.map_or(Cell::Nothing, Cell::time))
    }),
    column("server", Kind::Text, "Server that recorded it or that it is about", |b, i| {
        of(b, i, |s| b.raw(&s.server))
    }),
];

const BALANCE: &[Column] = &[
    column("n_read", Kind::Integer, "Records read whole", |b, i| of(b, i, |s| Cell::count(s.balance.read))),
    column("n_recovered", Kind::Integer, "Records recovered from unused or broken space", |b, i| {
        of(b, i, |s| Cell::count(s.balance.recovered))
    }),
    column("n_skipped", Kind::Integer, "Records left out on purpose", |b, i| {
        of(b, i, |s| Cell::count(s.balance.skipped))
    }),
    column("n_damaged", Kind::Integer, "Records that cannot be read", |b, i| {
        of(b, i, |s| Cell::count(s.balance.damaged))
    }),
    column("n_total", Kind::Integer, "Records met", |b, i| of(b, i, |s| Cell::count(s.balance.total))),
    column("n_repeated", Kind::Integer, "Rows that stand in another file too and count there", |b, i| {
        of(b, i, |s| Cell::count(s.repeats.iter().fold(0u64, |sum, (_, n)| sum.saturating_add(*n))))
    }),
    column("n_warnings", Kind::Integer, "Warnings about the file and its records", |b, i| {
        of(b, i, |s| Cell::count((s.damages.len() as u64).saturating_add(s.more_damages)))
    }),
    column("warnings", Kind::Texts, "The first thousand of them: place and what is wrong", |b, i| {
        of(b, i, |s| warnings(b, s))
    }),
];

const TIMES: &[Column] = &[
    column("first_time", Kind::Time, "From when, UTC", |b, i| {
        Cell::time(b.case.sources.get(i).and_then(|s| s.span).map_or(UtcTime::UNKNOWN, |s| s.first))
    }),
    column("last_time", Kind::Time, "Until when, UTC", |b, i| {
        Cell::time(b.case.sources.get(i).and_then(|s| s.span).map_or(UtcTime::UNKNOWN, |s| s.last))
    }),
    column("zone", Kind::Text, "Zone that its times were read in", |b, i| {
        of(b, i, |s| b.raw(s.zone.as_deref().unwrap_or("UTC")))
    }),
    column("zone_basis", Kind::Text, "How the zone is known: stated, derived, assumed, set", |b, i| {
        of(b, i, |s| {
            Cell::key(match s.zone_basis {
                ZoneBasis::Stated => "stated",
                ZoneBasis::Derived => "derived",
                ZoneBasis::Assumed => "assumed",
                ZoneBasis::Set => "set",
            })
        })
    }),
    measured(
        "clock_ahead",
        Kind::Integer,
        "seconds",
        "How far its clock is ahead; times are put right by it",
        |b, i| {
            let clock = |s: &CaseSource| b.case.analysis.clocks.iter().find(|c| c.source == s.id);
            of(b, i, |s| clock(s).map_or(Cell::Nothing, |c| Cell::Integer(c.seconds_ahead())))
        },
    ),
    column("clock_basis", Kind::Text, "How that is known: unknown, reference, matches, user", |b, i| {
        let clock = |s: &CaseSource| b.case.analysis.clocks.iter().find(|c| c.source == s.id);
        of(b, i, |s| clock(s).map_or(Cell::Nothing, |c| Cell::key(c.basis.key())))
    }),
];

fn warnings<'a>(b: &'a Book<'a>, source: &'a CaseSource) -> Cell<'a> {
    let whole = match &source.state {
        State::Failed(why) => Some(b.say(why)),
        _ => None,
    };
    let said = |phrase: &Phrase| b.say(phrase);
    let listed = source.damages.iter().map(|d| {
        let what = said(&fault_phrase(&d.fault));
        Cow::Owned(format!("{}: {what}", d.place))
    });
    let repeats: Vec<Phrase> = b.case.repeats_of(source).collect();
    Cell::Texts(whole.into_iter().chain(listed).chain(repeats.iter().map(said)).collect())
}

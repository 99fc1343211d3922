//! SMTP conversations, put together from all logs that saw them.

use crate::analysis::finding::Conversation;
use crate::model::provenance::Provenance;
use crate::model::rows::Sessions;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::report::tables::book::{Book, at};
use crate::report::tables::column::{Cell, Column, Kind, Table, WHEN, WHERE, column, measured};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "session",
        about: "One row for each SMTP conversation, front end and hub counted once, in order of time. Where a \
                conversation stands in several places, its first one is given.",
        stamp: "Conversation Began",
        headline: &["client_address", "account", "n_messages", "n_recipients", "n_refused", "server"],
        columns: [&WHEN[..], COUNTS, TOLD, &WHERE].concat(),
        rows: |b| b.case.analysis.conversations.len(),
        when: Some(|b, i| conversation(b, i).and_then(|c| c.span).map_or(UtcTime::UNKNOWN, |s| s.first)),
        place: Some(|b, i| {
            let t = &b.case.store.tables.sessions;
            let part = parts(b, i).next().unwrap_or(usize::MAX);
            Provenance { source: at(&t.source, part), place: at(&t.place, part) }
        }),
    }
}

fn conversation<'a>(b: &'a Book<'_>, i: usize) -> Option<&'a Conversation> {
    b.case.analysis.conversations.get(i)
}

/// Rows of the session table.
fn parts<'a>(b: &'a Book<'_>, i: usize) -> impl Iterator<Item = usize> + 'a {
    conversation(b, i).into_iter().flat_map(|c| c.parts.iter().map(|part| *part as usize))
}

/// The first text that a part states.
fn first<'a>(b: &'a Book<'a>, i: usize, text: fn(&Sessions, usize) -> Symbol) -> Cell<'a> {
    let t = &b.case.store.tables.sessions;
    b.text(parts(b, i).map(|part| text(t, part)).find(|s| s.is_some()).unwrap_or_default())
}

fn any<'a>(b: &'a Book<'a>, i: usize, holds: fn(&Sessions, usize) -> bool) -> Cell<'a> {
    let t = &b.case.store.tables.sessions;
    Cell::Boolean(parts(b, i).any(|part| holds(t, part)))
}

const COUNTS: &[Column] = &[
    column("last_time", Kind::Time, "Until when, UTC", |b, i| {
        Cell::time(conversation(b, i).and_then(|c| c.span).map_or(UtcTime::UNKNOWN, |s| s.last))
    }),
    column("client_address", Kind::Text, "Client, as far as any log knows it", |b, i| {
        b.text(conversation(b, i).map_or(Symbol::NONE, |c| c.address))
    }),
    column("account", Kind::Text, "Account, one name for all its spellings", |b, i| {
        b.account(conversation(b, i).and_then(|c| c.account))
    }),
    column("account_as_written", Kind::Text, "Account as the evidence spells it", |b, i| {
        first(b, i, |t, part| at(&t.account, part))
    }),
    measured("n_messages", Kind::Integer, "messages", "Messages", |b, i| {
        conversation(b, i).map_or(Cell::Nothing, |c| Cell::count(c.messages))
    }),
    column("n_recipients", Kind::Integer, "Recipients", |b, i| {
        conversation(b, i).map_or(Cell::Nothing, |c| Cell::count(c.recipients))
    }),
    column("n_refused", Kind::Integer, "Refused attempts to sign in", |b, i| {
        conversation(b, i).map_or(Cell::Nothing, |c| Cell::count(c.refused))
    }),
    column("n_parts", Kind::Integer, "Logs or files that tell of it", |b, i| {
        conversation(b, i).map_or(Cell::Nothing, |c| Cell::count(c.parts.len()))
    }),
];

const TOLD: &[Column] = &[
    column("accepted_time", Kind::Time, "When the client's sign-in was accepted, UTC", |b, i| {
        let t = &b.case.store.tables.sessions;
        let mut times = parts(b, i).map(|part| at(&t.accepted_at, part)).filter(|t| *t != UtcTime::UNKNOWN);
        times.next().map_or(Cell::Nothing, Cell::time)
    }),
    column("mechanism", Kind::Text, "AUTH mechanism, logon process or package", |b, i| {
        first(b, i, |t, part| at(&t.mechanism, part))
    }),
    column("helo", Kind::Text, "Name the client gave itself (HELO, EHLO)", |b, i| {
        first(b, i, |t, part| at(&t.helo, part))
    }),
    column("server", Kind::Text, "Server that recorded it or that it is about", |b, i| {
        first(b, i, |t, part| at(&t.server, part))
    }),
    column("connector", Kind::Text, "Connector", |b, i| first(b, i, |t, part| at(&t.connector, part))),
    column("session", Kind::Text, "SMTP session id", |b, i| first(b, i, |t, part| at(&t.session, part))),
    column("local_address", Kind::Text, "Address of the server that the client came to", |b, i| {
        first(b, i, |t, part| at(&t.local_address, part))
    }),
    column("local_port", Kind::Integer, "Port of the server that the client came to", |b, i| {
        let t = &b.case.store.tables.sessions;
        Cell::stated(parts(b, i).map(|part| at(&t.local_port, part)).find(|port| *port != 0).unwrap_or(0))
    }),
    column("tls", Kind::Boolean, "Was it encrypted (STARTTLS)?", |b, i| {
        any(b, i, |t, part| at(&t.tls, part))
    }),
    column(
        "any_recipient_before_auth",
        Kind::Boolean,
        "Could the client write to anybody before it signed in?",
        |b, i| any(b, i, |t, part| at(&t.any_recipient_before_auth, part)),
    ),
    column("any_recipient_after_auth", Kind::Boolean, "Could it after it had signed in?", |b, i| {
        any(b, i, |t, part| at(&t.any_recipient_after_auth, part))
    }),
    column("reverse_path", Kind::Text, "Envelope sender; <> for reports", |b, i| {
        first(b, i, |t, part| at(&t.reverse_path, part))
    }),
    column(
        "recipients",
        Kind::Texts,
        "Envelope recipients as listed; of a file, those of its header",
        |b, i| {
            let tables = &b.case.store.tables;
            let lists = parts(b, i).map(|part| at(&tables.sessions.recipients, part).0.of(&tables.texts));
            b.texts(lists.max_by_key(|list| list.len()).unwrap_or_default())
        },
    ),
];

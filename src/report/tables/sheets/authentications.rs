//! Attempts to authenticate, as any log saw them.

use crate::model::provenance::Provenance;
use crate::model::rows::{Outcome, Witness};
use crate::report::tables::book::{Book, at};
use crate::report::tables::column::{Cell, Column, Kind, Table, WHEN, WHERE, column};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "authentication",
        about: "One row for each attempt to sign in that a log recorded, in order of time. Count only rows where \
                counts is true: the others are noise, or repeat what another log tells better.",
        stamp: "Sign-in Recorded",
        headline: &["result", "account", "client_address", "mechanism", "witness", "server"],
        columns: [&WHEN[..], WHO, HOW, COUNTED, &WHERE].concat(),
        rows: |b| b.case.store.tables.authentications.len(),
        when: Some(|b, i| at(&b.case.store.tables.authentications.time, i)),
        place: Some(|b, i| {
            let t = &b.case.store.tables.authentications;
            Provenance { source: at(&t.source, i), place: at(&t.place, i) }
        }),
    }
}

const WHO: &[Column] = &[
    column("result", Kind::Text, "success, failure, or right-password-refused", |b, i| {
        Cell::key(match at(&b.case.store.tables.authentications.outcome, i) {
            Outcome::Success => "success",
            Outcome::Failure => "failure",
            Outcome::RightPasswordRefused => "right-password-refused",
        })
    }),
    column("account", Kind::Text, "Account, one name for all its spellings", |b, i| {
        b.account_of(at(&b.case.store.tables.authentications.account, i))
    }),
    column("account_as_written", Kind::Text, "Account as the evidence spells it", |b, i| {
        b.text(at(&b.case.store.tables.authentications.account, i))
    }),
    column("sid", Kind::Text, "Security identifier of the account", |b, i| {
        b.text(at(&b.case.store.tables.authentications.sid, i))
    }),
    column("client_address", Kind::Text, "Client, as far as any log knows it", client),
    column("address_as_written", Kind::Text, "Client as this row has it", |b, i| {
        b.text(at(&b.case.store.tables.authentications.address, i))
    }),
    column("workstation", Kind::Text, "Workstation the client named, or its HELO name", |b, i| {
        b.text(at(&b.case.store.tables.authentications.workstation, i))
    }),
];

const HOW: &[Column] = &[
    column("mechanism", Kind::Text, "AUTH mechanism, logon process or package", |b, i| {
        b.text(at(&b.case.store.tables.authentications.mechanism, i))
    }),
    column(
        "logon_type",
        Kind::Integer,
        "Windows logon type: 3 network, 8 network with clear password",
        |b, i| Cell::stated(at(&b.case.store.tables.authentications.logon_type, i)),
    ),
    column("process", Kind::Text, "Program that asked for the logon", |b, i| {
        b.text(at(&b.case.store.tables.authentications.process, i))
    }),
    column(
        "status_code",
        Kind::Text,
        "NTSTATUS or Kerberos code that decided, hexadecimal",
        |b, i| match at(&b.case.store.tables.authentications.status, i) {
            0 => Cell::Nothing,
            code => Cell::Text(format!("0x{code:08X}").into()),
        },
    ),
    column("status", Kind::Text, "What the log itself says of the state or refusal", |b, i| {
        b.text(at(&b.case.store.tables.authentications.status_text, i))
    }),
    column("witness", Kind::Text, "Log that saw it: logon, credential, kerberos, transport, smtp", |b, i| {
        Cell::key(match at(&b.case.store.tables.authentications.witness, i) {
            Witness::Logon => "logon",
            Witness::Credential => "credential",
            Witness::Kerberos => "kerberos",
            Witness::Transport => "transport",
            Witness::Smtp => "smtp",
        })
    }),
    column("event_id", Kind::Integer, "Event id, where an event log says so", |b, i| {
        Cell::stated(at(&b.case.store.tables.authentications.event_id, i))
    }),
    column("server", Kind::Text, "Server that recorded it or that it is about", |b, i| {
        b.text(at(&b.case.store.tables.authentications.server, i))
    }),
    column("session", Kind::Text, "SMTP session id", |b, i| {
        b.text(at(&b.case.store.tables.authentications.session, i))
    }),
    column("connector", Kind::Text, "Connector", |b, i| {
        b.text(at(&b.case.store.tables.authentications.connector, i))
    }),
];

const COUNTED: &[Column] = &[
    column("counts", Kind::Boolean, "Is it counted in the totals?", |b, i| {
        Cell::Boolean(at(&b.case.analysis.noise_of, i) == 0 && !at(&b.case.analysis.is_echo, i))
    }),
    column(
        "noise_reason",
        Kind::Text,
        "Why it is set aside: what a healthy server does by itself",
        |b, i| {
            let place = usize::from(at(&b.case.analysis.noise_of, i)).checked_sub(1);
            let noise = place.and_then(|place| b.case.analysis.noise.get(place));
            Cell::key(noise.map_or("", |noise| noise.reason))
        },
    ),
    column("echo", Kind::Boolean, "Does another log's row of the same attempt count already?", |b, i| {
        Cell::Boolean(at(&b.case.analysis.is_echo, i))
    }),
];

fn client<'a>(b: &'a Book<'a>, i: usize) -> Cell<'a> {
    let joined = at(&b.case.analysis.address_of, i);
    b.text(joined.or(at(&b.case.store.tables.authentications.address, i)))
}

//! Readings of queues.

use crate::model::provenance::Provenance;
use crate::model::rows::QueueReading;
use crate::report::tables::book::at;
use crate::report::tables::column::{Cell, Column, Kind, Table, WHEN, WHERE, column, measured};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "queue",
        about: "One row for each reading of a queue, or of all queues of a server together (reading log-total or \
                counter), in order of time. Rows where counts is false are shadow copies, not to be added up.",
        stamp: "Queue Read",
        headline: &["reading", "server", "queue", "next_hop", "n_messages", "status"],
        columns: [&WHEN[..], COLUMNS, &WHERE].concat(),
        rows: |b| b.case.store.tables.queues.len(),
        when: Some(|b, i| at(&b.case.store.tables.queues.time, i)),
        place: Some(|b, i| {
            let t = &b.case.store.tables.queues;
            Provenance { source: at(&t.source, i), place: at(&t.place, i) }
        }),
    }
}

const COLUMNS: &[Column] = &[
    column("reading", Kind::Text, "What was read: snapshot, log, log-total, counter", |b, i| {
        Cell::key(match at(&b.case.store.tables.queues.reading, i) {
            QueueReading::Snapshot => "snapshot",
            QueueReading::Log => "log",
            QueueReading::LogTotal => "log-total",
            QueueReading::Counter => "counter",
        })
    }),
    column("server", Kind::Text, "Server that recorded it or that it is about", |b, i| {
        b.text(at(&b.case.store.tables.queues.server, i))
    }),
    column("queue", Kind::Text, "Queue, as its server names it", |b, i| {
        b.text(at(&b.case.store.tables.queues.queue, i))
    }),
    column("next_hop", Kind::Text, "Where its messages go next", |b, i| {
        b.text(at(&b.case.store.tables.queues.next_hop, i))
    }),
    column("delivery_type", Kind::Text, "Delivery type as written", |b, i| {
        b.text(at(&b.case.store.tables.queues.delivery_type, i))
    }),
    column("status", Kind::Text, "What the log itself says of the state or refusal", |b, i| {
        b.text(at(&b.case.store.tables.queues.status, i))
    }),
    measured("n_messages", Kind::Integer, "messages", "Messages", |b, i| {
        Cell::count(at(&b.case.store.tables.queues.n_messages, i))
    }),
    measured("n_deferred", Kind::Integer, "messages", "Of them deferred", |b, i| {
        Cell::count(at(&b.case.store.tables.queues.n_deferred, i))
    }),
    measured("incoming_rate", Kind::Real, "messages a second", "Coming in", |b, i| {
        b.case.store.tables.queues.incoming.get(i).map_or(Cell::Nothing, |rate| Cell::rate(*rate))
    }),
    measured("outgoing_rate", Kind::Real, "messages a second", "Going out", |b, i| {
        b.case.store.tables.queues.outgoing.get(i).map_or(Cell::Nothing, |rate| Cell::rate(*rate))
    }),
    column("last_error", Kind::Text, "Last error of the delivery", |b, i| {
        b.text(at(&b.case.store.tables.queues.last_error, i))
    }),
    column("counts", Kind::Boolean, "Is it counted in the totals?", |b, i| {
        Cell::Boolean(!at(&b.case.store.tables.queues.is_shadow, i))
    }),
];

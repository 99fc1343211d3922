//! What was done to accounts, servers and logs.

use crate::model::provenance::Provenance;
use crate::model::rows::Deed;
use crate::report::tables::book::at;
use crate::report::tables::column::{Cell, Column, Kind, Table, WHEN, WHERE, column};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "action",
        about: "One row for each act of people and services that a log recorded, in order of time.",
        stamp: "Action Recorded",
        headline: &["deed", "target", "actor", "detail", "server"],
        columns: [&WHEN[..], COLUMNS, &WHERE].concat(),
        rows: |b| b.case.store.tables.actions.len(),
        when: Some(|b, i| at(&b.case.store.tables.actions.time, i)),
        place: Some(|b, i| {
            let t = &b.case.store.tables.actions;
            Provenance { source: at(&t.source, i), place: at(&t.place, i) }
        }),
    }
}

const COLUMNS: &[Column] = &[
    column("deed", Kind::Text, "What was done: password-reset, cmdlet, log-cleared, …", |b, i| {
        Cell::key(deed(at(&b.case.store.tables.actions.deed, i)))
    }),
    column("target", Kind::Text, "Account, group or object it was done to", |b, i| {
        b.text(at(&b.case.store.tables.actions.target, i))
    }),
    column("sid", Kind::Text, "Security identifier of the account", |b, i| {
        b.text(at(&b.case.store.tables.actions.sid, i))
    }),
    column("actor", Kind::Text, "Who did it", |b, i| b.text(at(&b.case.store.tables.actions.actor, i))),
    column(
        "detail",
        Kind::Text,
        "The rest in the words of the log: cmdlet with parameters, member, level",
        |b, i| b.text(at(&b.case.store.tables.actions.detail, i)),
    ),
    column("event_id", Kind::Integer, "Event id, where an event log says so", |b, i| {
        Cell::stated(at(&b.case.store.tables.actions.event_id, i))
    }),
    column("server", Kind::Text, "Server that recorded it or that it is about", |b, i| {
        b.text(at(&b.case.store.tables.actions.server, i))
    }),
];

fn deed(deed: Deed) -> &'static str {
    match deed {
        Deed::Other => "other",
        Deed::PasswordReset => "password-reset",
        Deed::PasswordChanged => "password-changed",
        Deed::AccountEnabled => "account-enabled",
        Deed::AccountDisabled => "account-disabled",
        Deed::AccountCreated => "account-created",
        Deed::AccountDeleted => "account-deleted",
        Deed::AccountChanged => "account-changed",
        Deed::AccountLockedOut => "account-locked-out",
        Deed::AccountUnlocked => "account-unlocked",
        Deed::GroupMemberAdded => "group-member-added",
        Deed::LogCleared => "log-cleared",
        Deed::AuditPolicyChanged => "audit-policy-changed",
        Deed::ClockChanged => "clock-changed",
        Deed::Cmdlet => "cmdlet",
        Deed::CmdletFailed => "cmdlet-failed",
        Deed::BackPressure => "back-pressure",
        Deed::Flood => "flood",
        Deed::Alert => "alert",
    }
}

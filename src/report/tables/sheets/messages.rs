//! Messages: the steps of tracked ones, and those that were found at rest in queues and files.

use crate::analysis::finding::Flow;
use crate::case::Case;
use crate::model::provenance::Provenance;
use crate::model::rows::{Held, HeldMessages, MailEvents, MailStep};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::report::tables::book::{Book, at};
use crate::report::tables::column::{Cell, Column, Kind, Table, WHEN, WHERE, column, measured};

/// The table.
pub fn table() -> Table {
    Table {
        noun: "message",
        about: "One row for each step of a tracked message (kind tracking) and for each message at rest (kind \
                queued or file), in order of time. Rows where counts is true are the messages a server \
                received, each once.",
        stamp: "Message Recorded",
        headline: &[
            "event",
            "direction",
            "account",
            "reverse_path",
            "n_recipients",
            "subject",
            "client_address",
        ],
        columns: [&WHEN[..], STEP, ENVELOPE, WAY, &COUNTED, &WHERE].concat(),
        rows: |b| b.merged.len(),
        when: Some(when),
        place: Some(place),
    }
}

/// Tracked rows and messages at rest, put in one order of time.
#[must_use]
pub fn merged(case: &Case) -> Vec<u32> {
    let (mail, held) = (&case.store.tables.mail.time, &case.store.tables.held.time);
    let mut order = Vec::with_capacity(mail.len() + held.len());
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut next = 0;
    for (i, time) in mail.iter().enumerate() {
        while held.get(next).is_some_and(|held| held < time) {
            order.push(number(mail.len() + next));
            next += 1;
        }
        order.push(number(i));
    }
    order.extend((next..held.len()).map(|i| number(mail.len() + i)));
    order
}

/// A row of either table.
enum Row<'a> {
    Tracked(&'a MailEvents, usize),
    AtRest(&'a HeldMessages, usize),
}

fn row<'a>(b: &'a Book<'_>, i: usize) -> Row<'a> {
    let (mail, held) = (&b.case.store.tables.mail, &b.case.store.tables.held);
    let i = b.merged.get(i).map_or(usize::MAX, |i| *i as usize);
    match i.checked_sub(mail.len()) {
        None => Row::Tracked(mail, i),
        Some(i) => Row::AtRest(held, i),
    }
}

fn when(b: &Book<'_>, i: usize) -> UtcTime {
    match row(b, i) {
        Row::Tracked(t, i) => at(&t.time, i),
        Row::AtRest(t, i) => at(&t.time, i),
    }
}

fn place(b: &Book<'_>, i: usize) -> Provenance {
    match row(b, i) {
        Row::Tracked(t, i) => Provenance { source: at(&t.source, i), place: at(&t.place, i) },
        Row::AtRest(t, i) => Provenance { source: at(&t.source, i), place: at(&t.place, i) },
    }
}

/// A text of whichever table the row is in.
fn either<'a>(
    b: &'a Book<'a>,
    i: usize,
    tracked: fn(&MailEvents, usize) -> Symbol,
    at_rest: fn(&HeldMessages, usize) -> Symbol,
) -> Cell<'a> {
    b.text(match row(b, i) {
        Row::Tracked(t, i) => tracked(t, i),
        Row::AtRest(t, i) => at_rest(t, i),
    })
}

const NOT_TRACKED: fn(&MailEvents, usize) -> Symbol = |_, _| Symbol::NONE;
const NOT_AT_REST: fn(&HeldMessages, usize) -> Symbol = |_, _| Symbol::NONE;

const STEP: &[Column] = &[
    column("kind", Kind::Text, "What kind of thing the row tells of", |b, i| {
        Cell::key(match row(b, i) {
            Row::Tracked(..) => "tracking",
            Row::AtRest(t, i) if at(&t.held, i) == Held::Queued => "queued",
            Row::AtRest(..) => "file",
        })
    }),
    column(
        "step",
        Kind::Text,
        "Step of a tracked message: receive, send, deliver, defer, fail, …",
        |b, i| match row(b, i) {
            Row::Tracked(t, i) => Cell::key(step(at(&t.step, i))),
            Row::AtRest(..) => Cell::Nothing,
        },
    ),
    column("event", Kind::Text, "Event of the tracking log as written", |b, i| {
        either(b, i, |t, i| at(&t.event, i), NOT_AT_REST)
    }),
    column("via", Kind::Text, "Source of the message as written: SMTP, STOREDRIVER, …", |b, i| {
        either(b, i, |t, i| at(&t.via, i), |t, i| at(&t.via, i))
    }),
    column(
        "direction",
        Kind::Text,
        "Way of a received message: inbound, outbound, internal, relayed",
        |b, i| match row(b, i) {
            Row::Tracked(_, i) => Cell::key(direction(at(&b.case.analysis.flow_of, i))),
            Row::AtRest(..) => Cell::Nothing,
        },
    ),
    column("account", Kind::Text, "Account, one name for all its spellings", |b, i| match row(b, i) {
        Row::Tracked(t, i) => match at(&b.case.analysis.account_of_mail, i) {
            None => b.account_of(at(&t.account, i)),
            joined => b.account(joined),
        },
        Row::AtRest(t, i) => b.account_of(at(&t.account, i)),
    }),
    column("account_as_written", Kind::Text, "Account as the evidence spells it", |b, i| {
        either(b, i, |t, i| at(&t.account, i), |t, i| at(&t.account, i))
    }),
];

const ENVELOPE: &[Column] = &[
    column("reverse_path", Kind::Text, "Envelope sender; <> for reports", |b, i| {
        either(b, i, |t, i| at(&t.reverse_path, i), |t, i| at(&t.reverse_path, i))
    }),
    column("sender", Kind::Text, "Sender as tracked", |b, i| {
        either(b, i, |t, i| at(&t.sender, i), NOT_AT_REST)
    }),
    column("header_from", Kind::Text, "From: of the header", |b, i| {
        either(b, i, NOT_TRACKED, |t, i| at(&t.header_from, i))
    }),
    column(
        "recipients",
        Kind::Texts,
        "Envelope recipients as listed; of a file, those of its header",
        |b, i| {
            let run = match row(b, i) {
                Row::Tracked(t, i) => at(&t.recipients, i).0,
                Row::AtRest(t, i) => at(&t.recipients, i).0,
            };
            b.texts(run.of(&b.case.store.tables.texts))
        },
    ),
    column("n_recipients", Kind::Integer, "Recipients", |b, i| {
        Cell::count(match row(b, i) {
            Row::Tracked(t, i) => at(&t.n_recipients, i),
            Row::AtRest(t, i) => at(&t.n_recipients, i),
        })
    }),
    column("subject", Kind::Text, "Subject", |b, i| {
        either(b, i, |t, i| at(&t.subject, i), |t, i| at(&t.subject, i))
    }),
    column("message_id", Kind::Text, "Message-ID of the header", |b, i| {
        either(b, i, |t, i| at(&t.message_id, i), |t, i| at(&t.message_id, i))
    }),
    column("network_message_id", Kind::Text, "Id that Exchange keeps across servers", |b, i| {
        either(b, i, |t, i| at(&t.network_id, i), NOT_AT_REST)
    }),
    column("internal_message_id", Kind::Integer, "Id within one server", |b, i| match row(b, i) {
        Row::Tracked(t, i) => Cell::stated(at(&t.internal_id, i)),
        Row::AtRest(..) => Cell::Nothing,
    }),
    measured("size", Kind::Integer, "bytes", "Size", |b, i| {
        Cell::stated(match row(b, i) {
            Row::Tracked(t, i) => at(&t.size, i),
            Row::AtRest(t, i) => at(&t.size, i),
        })
    }),
    column("related", Kind::Text, "Related recipient: the group, or the old address", |b, i| {
        either(b, i, |t, i| at(&t.related, i), NOT_AT_REST)
    }),
    column("reference", Kind::Text, "Messages that the row refers to", |b, i| {
        either(b, i, |t, i| at(&t.reference, i), NOT_AT_REST)
    }),
];

const WAY: &[Column] =
    &[
        column("client_address", Kind::Text, "Client, as far as any log knows it", |b, i| {
            either(b, i, |t, i| at(&t.original_address, i).or(at(&t.address, i)), |t, i| at(&t.address, i))
        }),
        column("address_as_written", Kind::Text, "Client as this row has it", |b, i| {
            either(b, i, |t, i| at(&t.address, i), |t, i| at(&t.address, i))
        }),
        column(
            "mechanism_code",
            Kind::Text,
            "How the client submitted: 0x07 AUTH LOGIN, 0x0A NTLM, 0x0B GSSAPI",
            |b, i| match row(b, i) {
                Row::Tracked(t, i) if t.mechanism.get(i).is_some_and(|m| *m != 0xFF) => {
                    Cell::Text(format!("0x{:02X}", at(&t.mechanism, i)).into())
                }
                _ => Cell::Nothing,
            },
        ),
        column(
            "auth_as",
            Kind::Text,
            "As what the server took the client: I internal, A anonymous, …",
            |b, i| match row(b, i) {
                Row::Tracked(t, i) if at(&t.auth_as, i).is_ascii_graphic() => {
                    Cell::Text(char::from(at(&t.auth_as, i)).to_string().into())
                }
                Row::Tracked(..) => Cell::Nothing,
                Row::AtRest(t, i) => b.text(at(&t.auth_as, i)),
            },
        ),
        column("server", Kind::Text, "Server that recorded it or that it is about", |b, i| {
            either(b, i, |t, i| at(&t.server, i), |t, i| at(&t.server, i))
        }),
        column("session", Kind::Text, "SMTP session id", |b, i| {
            either(b, i, |t, i| at(&t.session, i), NOT_AT_REST)
        }),
        column("connector", Kind::Text, "Connector", |b, i| {
            either(b, i, |t, i| at(&t.connector, i), NOT_AT_REST)
        }),
        column("queue", Kind::Text, "Queue, as its server names it", |b, i| {
            either(b, i, NOT_TRACKED, |t, i| at(&t.queue, i))
        }),
        column("status", Kind::Text, "What the log itself says of the state or refusal", |b, i| {
            either(b, i, |t, i| at(&t.status, i), |t, i| at(&t.status, i))
        }),
        column("last_error", Kind::Text, "Last error of the delivery", |b, i| {
            either(b, i, NOT_TRACKED, |t, i| at(&t.last_error, i))
        }),
        column("scl", Kind::Integer, "Spam confidence level, -1 to 9", |b, i| match row(b, i) {
            Row::AtRest(t, i) => match t.scl.get(i).map(|scl| scl.cast_signed()) {
                None | Some(i8::MIN) => Cell::Nothing,
                Some(scl) => Cell::Integer(scl.into()),
            },
            Row::Tracked(..) => Cell::Nothing,
        }),
        column("is_report", Kind::Boolean, "Is it a delivery report? Known of messages at rest", |b, i| {
            match row(b, i) {
                Row::AtRest(t, i) => Cell::Boolean(at(&t.is_report, i)),
                Row::Tracked(..) => Cell::Nothing,
            }
        }),
    ];

const COUNTED: [Column; 1] =
    [column("counts", Kind::Boolean, "Is it counted in the totals?", |b, i| match row(b, i) {
        Row::Tracked(_, i) => Cell::Boolean(at(&b.case.analysis.flow_of, i) != Flow::None),
        Row::AtRest(..) => Cell::Boolean(false),
    })];

fn step(step: MailStep) -> &'static str {
    match step {
        MailStep::Other => "other",
        MailStep::Receive => "receive",
        MailStep::Send => "send",
        MailStep::Deliver => "deliver",
        MailStep::Defer => "defer",
        MailStep::Fail => "fail",
        MailStep::Dsn => "dsn",
        MailStep::Expand => "expand",
        MailStep::Rewrite => "rewrite",
        MailStep::Transfer => "transfer",
        MailStep::Drop => "drop",
        MailStep::Load => "load",
    }
}

fn direction(flow: Flow) -> &'static str {
    match flow {
        Flow::None => "",
        Flow::Inbound => "inbound",
        Flow::Outbound => "outbound",
        Flow::Internal => "internal",
        Flow::Relayed => "relayed",
    }
}

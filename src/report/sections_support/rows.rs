//! A row of the evidence in a few words: when, what, who and from where. The sender of a message is never said to be
//! the account.

use crate::knowledge::logon;
use crate::model::rows::{Authentication, Outcome, RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::report::desk::Desk;
use crate::words::Phrase;

/// A row in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// When.
    pub time: UtcTime,
    /// What happened.
    pub what: String,
    /// Who, and from where.
    pub who: String,
}

/// Characters of a text from evidence in a cell.
const CELL: usize = 120;

/// A row in words.
pub fn describe(desk: &Desk<'_>, at: RowRef) -> Described {
    let (what, who) = match at.table {
        Table::Authentication => sign_in(desk, at),
        Table::Session => session(desk, at),
        Table::MailEvent => mail(desk, at),
        Table::QueueSample => queue(desk, at),
        Table::HeldMessage => held(desk, at),
        Table::Action => action(desk, at),
    };
    Described { time: desk.case.store.time_of(at), what, who }
}

/// The client behind a row, where a row has one.
pub fn client(desk: &Desk<'_>, at: RowRef) -> String {
    let (tables, n) = (&desk.case.store.tables, at.row as usize);
    let symbol = match at.table {
        Table::Authentication => {
            let joined = desk.case.analysis.address_of.get(n).copied().unwrap_or_default();
            joined.or(tables.authentications.row(n).address)
        }
        Table::Session => tables.sessions.row(n).proxied_address.or(tables.sessions.row(n).address),
        Table::MailEvent => tables.mail.row(n).original_address.or(tables.mail.row(n).address),
        Table::QueueSample | Table::HeldMessage | Table::Action => Symbol::NONE,
    };
    cut(desk, symbol)
}

/// The parts that are stated, with commas between.
fn parts(texts: &[String]) -> String {
    let stated: Vec<&str> = texts.iter().map(String::as_str).filter(|t| !t.is_empty()).collect();
    stated.join(", ")
}

/// The same of texts of the store.
fn joined(desk: &Desk<'_>, symbols: &[Symbol]) -> String {
    let texts: Vec<String> = symbols.iter().map(|s| cut(desk, *s)).collect();
    parts(&texts)
}

/// The account by its name, whichever way the row spells it.
fn account(desk: &Desk<'_>, symbol: Symbol) -> String {
    let directory = &desk.case.analysis.directory;
    directory.of(symbol).map_or_else(|| cut(desk, symbol), |id| directory.name(id).into())
}

fn cut(desk: &Desk<'_>, symbol: Symbol) -> String {
    if symbol.is_none() { String::new() } else { desk.case.store.show(symbol).cut(CELL).into() }
}

fn sign_in(desk: &Desk<'_>, at: RowRef) -> (String, String) {
    let row = desk.case.store.tables.authentications.row(at.row as usize);
    let joined_address = desk.case.analysis.address_of.get(at.row as usize).copied().unwrap_or_default();
    let from = joined_address.or(row.address).or(row.workstation);
    let what = Phrase::new("report-story-row-sign-in").text("result", &result(desk, &row));
    (desk.say(&what), parts(&[account(desk, row.account), cut(desk, from)]))
}

/// What came of an attempt, by its code where the code has words.
fn result(desk: &Desk<'_>, row: &Authentication) -> String {
    let id = match row.outcome {
        Outcome::Success => "investigate-accepted",
        Outcome::Failure => "investigate-refused",
        Outcome::RightPasswordRefused => "investigate-right-password",
    };
    match logon::status(row.status) {
        Some(code) if row.status != 0 && row.outcome != Outcome::Success => desk.word(&code.word),
        _ => desk.word(id),
    }
}

fn session(desk: &Desk<'_>, at: RowRef) -> (String, String) {
    let row = desk.case.store.tables.sessions.row(at.row as usize);
    let what = Phrase::new("report-story-row-session")
        .number("messages", row.n_queued)
        .number("recipients", row.n_recipients);
    let client = row.proxied_address.or(row.address);
    (desk.say(&what), parts(&[account(desk, row.account), cut(desk, client)]))
}

fn mail(desk: &Desk<'_>, at: RowRef) -> (String, String) {
    let row = desk.case.store.tables.mail.row(at.row as usize);
    let what = Phrase::new("report-story-row-mail")
        .text("event", &desk.shown(row.event))
        .text("subject", &cut(desk, row.subject))
        .text("titled", if row.subject.is_some() { "yes" } else { "no" })
        .number("recipients", row.n_recipients);
    let from = joined(desk, &[row.original_address.or(row.address)]);
    (desk.say(&what), with_sender(desk, row.reverse_path.or(row.sender), from))
}

/// The sender as such, and the client.
fn with_sender(desk: &Desk<'_>, sender: Symbol, from: String) -> String {
    if sender.is_none() {
        return from;
    }
    let sender = desk.say(&Phrase::new("report-story-sender").text("sender", &cut(desk, sender)));
    if from.is_empty() { sender } else { format!("{sender}, {from}") }
}

fn queue(desk: &Desk<'_>, at: RowRef) -> (String, String) {
    let row = desk.case.store.tables.queues.row(at.row as usize);
    let what = Phrase::new("report-story-row-queue").number("n", row.n_messages);
    (desk.say(&what), joined(desk, &[row.server, row.queue.or(row.next_hop)]))
}

fn held(desk: &Desk<'_>, at: RowRef) -> (String, String) {
    let row = desk.case.store.tables.held.row(at.row as usize);
    let what = Phrase::new("report-story-row-held")
        .text("subject", &cut(desk, row.subject))
        .text("titled", if row.subject.is_some() { "yes" } else { "no" })
        .number("recipients", row.n_recipients);
    (desk.say(&what), with_sender(desk, row.reverse_path.or(row.header_from), joined(desk, &[row.address])))
}

fn action(desk: &Desk<'_>, at: RowRef) -> (String, String) {
    let row = desk.case.store.tables.actions.row(at.row as usize);
    let what = [desk.word(row.deed.word()), joined(desk, &[row.target.or(row.detail)])];
    let what: Vec<String> = what.into_iter().filter(|part| !part.is_empty()).collect();
    let by = Phrase::new("timeline-by").text("actor", &cut(desk, row.actor));
    let who = if row.actor.is_some() { desk.say(&by) } else { String::new() };
    (what.join(" · "), who)
}

//! Messages: a sample of those that the abuse got accepted, and of those that lie in queues or files.

use crate::analysis::finding::Flow;
use crate::model::provenance::Provenance;
use crate::model::rows::{HeldMessage, MailEvent, MailStep};
use crate::model::text::Symbol;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Rows of each table.
const MOST: usize = 50;
/// Characters of a subject.
const SUBJECT: usize = 90;

/// Relayed messages, the first in time.
pub fn relayed(desk: &Desk<'_>) -> Option<Block> {
    let case = desk.case;
    let mail = &case.store.tables.mail;
    let steps = mail.step.iter().zip(&case.analysis.flow_of).enumerate();
    let relayed = steps.filter(|(_, (step, flow))| **step == MailStep::Receive && **flow == Flow::Relayed);
    let all: Vec<usize> = relayed.map(|(row, _)| row).collect();
    let heads = [
        ("investigate-col-time", Align::Left, 14),
        ("investigate-col-client", Align::Left, 14),
        ("investigate-col-account", Align::Left, 14),
        ("investigate-col-sender", Align::Left, 18),
        ("investigate-recipients", Align::Right, 0),
        ("investigate-col-subject", Align::Left, 18),
        ("investigate-col-place", Align::Left, 14),
    ];
    let rows = all.iter().take(MOST).map(|row| relayed_row(desk, *row, &mail.row(*row))).collect();
    let rest = all.len().saturating_sub(MOST);
    record::cut_table(desk, "report-record-relayed", &heads, rows, (rest, "messages"))
}

fn relayed_row(desk: &Desk<'_>, at: usize, row: &MailEvent) -> Vec<Text> {
    let analysis = &desk.case.analysis;
    let account = analysis.account_of_mail.get(at).copied().flatten();
    let account = account.map_or_else(|| desk.shown(row.account), |id| analysis.directory.name(id).into());
    vec![
        record::cell(record::short_time(desk, row.time)),
        record::cell(desk.shown(row.original_address.or(row.address))),
        record::cell(account),
        record::cell(desk.shown(row.reverse_path.or(row.sender))),
        record::cell(desk.number_of(row.n_recipients)),
        record::cell(cut(desk, row.subject)),
        record::cell(place(desk, Provenance { source: row.source, place: row.place })),
    ]
}

fn cut(desk: &Desk<'_>, symbol: Symbol) -> String {
    if symbol.is_none() { "–".to_owned() } else { desk.case.store.show(symbol).cut(SUBJECT).into() }
}

/// `exhibit 3, line 12`.
fn place(desk: &Desk<'_>, at: Provenance) -> String {
    let exhibit = desk.exhibit(at.source).to_string();
    let phrase = Phrase::new("report-record-place").text("n", &exhibit).text("place", &desk.place(at));
    desk.say(&phrase)
}

/// Messages at rest, those to most people first.
pub fn held(desk: &Desk<'_>) -> Option<Block> {
    let held = &desk.case.store.tables.held;
    let mut all: Vec<usize> = (0..held.len()).collect();
    all.sort_by_key(|row| std::cmp::Reverse(held.n_recipients.get(*row).copied().unwrap_or_default()));
    let heads = [
        ("investigate-col-time", Align::Left, 14),
        ("investigate-col-queue", Align::Left, 14),
        ("investigate-col-client", Align::Left, 14),
        ("investigate-col-sender", Align::Left, 18),
        ("investigate-recipients", Align::Right, 0),
        ("investigate-col-subject", Align::Left, 18),
        ("investigate-col-place", Align::Left, 14),
    ];
    let rows = all.iter().take(MOST).map(|row| held_row(desk, &held.row(*row))).collect();
    let rest = all.len().saturating_sub(MOST);
    record::cut_table(desk, "report-record-held", &heads, rows, (rest, "messages"))
}

fn held_row(desk: &Desk<'_>, row: &HeldMessage) -> Vec<Text> {
    vec![
        record::cell(record::short_time(desk, row.time)),
        record::cell(desk.shown(row.queue)),
        record::cell(desk.shown(row.address)),
        record::cell(desk.shown(row.reverse_path.or(row.header_from))),
        record::cell(desk.number_of(row.n_recipients)),
        record::cell(cut(desk, row.subject)),
        record::cell(place(desk, Provenance { source: row.source, place: row.place })),
    ]
}

//! Accounts by suspicion, with all their figures.

use crate::analysis::finding::Suspect;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Rows.
const MOST: usize = 50;
/// Addresses named.
const ADDRESSES: usize = 5;

/// The table.
pub fn suspects(desk: &Desk<'_>) -> Option<Block> {
    let all = &desk.case.analysis.suspects;
    let heads = [
        ("investigate-col-account", Align::Left, 24),
        ("report-record-col-refused", Align::Right, 0),
        ("report-record-col-accepted", Align::Right, 0),
        ("report-record-col-first-accepted", Align::Left, 15),
        ("report-record-col-last-accepted", Align::Left, 15),
        ("investigate-col-messages", Align::Right, 0),
        ("investigate-col-recipients", Align::Right, 0),
        ("investigate-sessions", Align::Right, 0),
    ];
    let rows = all.iter().take(MOST).map(|s| row(desk, s)).collect();
    let rest = all.len().saturating_sub(MOST);
    record::cut_table(desk, "investigate-ranked", &heads, rows, (rest, "suspects"))
}

fn row(desk: &Desk<'_>, s: &Suspect) -> Vec<Text> {
    let number = |n: u64| record::cell(desk.number_of(n));
    vec![
        record::cell(account(desk, s)),
        number(s.failures),
        number(s.successes),
        record::cell(record::maybe_time(desk, s.first_success)),
        record::cell(record::maybe_time(desk, s.last_success)),
        number(s.messages),
        number(s.recipients),
        number(s.sessions),
    ]
}

/// The account, and where its accepted uses came from.
fn account(desk: &Desk<'_>, s: &Suspect) -> String {
    let name: String = desk.case.analysis.directory.name(s.account).into();
    let list: Vec<String> = s.addresses.iter().take(ADDRESSES).map(|a| desk.shown(*a)).collect();
    let more = s.addresses.len().saturating_sub(ADDRESSES);
    let more =
        if more > 0 { desk.say(&Phrase::new("report-cited-more").number("n", more)) } else { String::new() };
    let from = record::joined(&[list.join(", "), more], " ");
    if from.is_empty() { name } else { format!("{name} ({from})") }
}

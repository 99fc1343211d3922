//! What the receive and the send log of Exchange 2007 and later have in common: nine columns, and whose side
//! of the conversation they tell. Knows no meaning of any row.

use super::shapes::csv::Row;
use super::shapes::csv::headed::{self, Columns};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;

/// The columns, in the order in which every version writes them.
pub const COLUMNS: [&str; 9] = [
    "date-time",
    "connector-id",
    "session-id",
    "sequence-number",
    "local-endpoint",
    "remote-endpoint",
    "event",
    "data",
    "context",
];
/// Connector, `SERVER\Name`.
pub const CONNECTOR: usize = 1;
/// Session id, 16 hex digits.
pub const SESSION: usize = 2;
const SEQUENCE: usize = 3;
/// Own address and port.
pub const LOCAL: usize = 4;
/// The other side's address and port.
pub const REMOTE: usize = 5;
/// `+`, `-`, `<`, `>` or `*`.
pub const EVENT: usize = 6;
/// What was said.
pub const DATA: usize = 7;
/// What the server thought of it.
pub const CONTEXT: usize = 8;

/// Names for the columns of a row without a header.
#[must_use]
pub fn names(count: usize) -> Vec<&'static str> {
    if count == COLUMNS.len() { COLUMNS.to_vec() } else { Vec::new() }
}

/// Columns of a `#Fields` line; a line that lacks one, or has one twice, is told.
pub fn columns(line: &str, place: Place, out: &mut Harvest) -> Option<Columns<9>> {
    let names = headed::field_names(line)?;
    if COLUMNS.iter().any(|w| names.iter().filter(|n| n.eq_ignore_ascii_case(w)).count() != 1) {
        out.warn(place, Fault::Header("#Fields"));
    }
    Some(Columns::named(&COLUMNS, &names))
}

/// Has a row the shape of either log?
#[must_use]
pub fn looks_ours(row: &Row) -> bool {
    row.len() == COLUMNS.len()
        && matches!(row.get(EVENT), "+" | "-" | "<" | ">" | "*")
        && row.get(SEQUENCE).bytes().all(|b| b.is_ascii_digit())
}

/// In a send log replies come in and commands go out.
#[must_use]
pub fn is_client_side(row: &Row) -> bool {
    let data = row.get(DATA).as_bytes();
    match row.get(EVENT) {
        "<" => data.first().is_some_and(u8::is_ascii_digit) && data.get(3) == Some(&b' '),
        ">" => data.first().is_some_and(u8::is_ascii_alphabetic),
        _ => row.get(CONTEXT).contains("attempting to connect"),
    }
}

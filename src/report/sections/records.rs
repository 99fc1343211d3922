//! Every record that the report cites, by its number: exhibit, place, time, and what it says in short.

use crate::report::desk::{CitedRecord, Desk};
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::report::sections_support::describe;
use crate::words::Phrase;

/// The section; nothing where nothing is cited.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let heads = [
        ("report-record-col-record", Align::Left, 0),
        ("report-record-col-exhibit", Align::Left, 26),
        ("investigate-col-place", Align::Left, 16),
        ("investigate-col-time", Align::Left, 18),
        ("report-record-col-says", Align::Left, 38),
    ];
    let rows = desk.cited().iter().map(|cited| row(desk, cited)).collect();
    let table = record::table(desk, "", &heads, rows);
    let head = desk.paragraph(&Phrase::new("report-record-records"));
    table.map(|table| vec![head, table]).unwrap_or_default()
}

fn row(desk: &Desk<'_>, cited: &CitedRecord) -> Vec<Text> {
    let told = cited.row.map(|row| describe(desk, row));
    let (time, says) = match told {
        Some(told) => (record::short_time(desk, told.time), record::joined(&[told.what, told.who], " · ")),
        None => ("–".to_owned(), desk.word("report-record-row-gone")),
    };
    vec![
        record::cell(format!("R{}", cited.number.0)),
        record::cell(desk.exhibit_name(cited.at.source)),
        record::cell(desk.place(cited.at)),
        record::cell(time),
        record::cell(says),
    ]
}

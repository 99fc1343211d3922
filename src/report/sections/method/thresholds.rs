//! The figures that decided, each by its name; those that somebody changed are marked, with what they were.

use crate::knowledge::thresholds::Thresholds;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// The figures in two columns, read down the first and then down the second.
pub fn thresholds(desk: &Desk<'_>) -> Vec<Block> {
    let used = match desk.case.analysis.figures.figures() {
        none if none.values().all(|v| *v == 0) => desk.case.settings.thresholds().figures(),
        used => used,
    };
    let built_in = Thresholds::built_in().figures();
    let cells: Vec<(String, String)> =
        used.iter().map(|(name, value)| (name.clone(), value_words(desk, name, *value, &built_in))).collect();
    let half = cells.len().div_ceil(2);
    let (left, right) = cells.split_at(half.min(cells.len()));
    let row = |(n, (name, value)): (usize, &(String, String))| {
        let (second, its) = right.get(n).cloned().unwrap_or_default();
        [name.clone(), value.clone(), second, its].map(Text::from).to_vec()
    };
    let heads = [
        ("report-record-col-figure", Align::Mono, 38),
        ("report-record-col-value", Align::Right, 12),
        ("report-record-col-figure", Align::Mono, 38),
        ("report-record-col-value", Align::Right, 12),
    ];
    let changed = used.iter().filter(|(name, value)| built_in.get(*name) != Some(*value)).count();
    let table = record::table(desk, "", &heads, left.iter().enumerate().map(row).collect());
    let note = desk.paragraph(&Phrase::new("report-record-figures-changed").number("n", changed));
    [record::heading(desk, "report-record-figures"), note].into_iter().chain(table).collect()
}

fn value_words(desk: &Desk<'_>, name: &str, value: u32, built_in: &BTreeMap<String, u32>) -> String {
    match built_in.get(name) {
        Some(usual) if *usual != value => {
            desk.say(&Phrase::new("report-record-figure-was").number("value", value).number("usual", *usual))
        }
        _ => desk.number_of(value),
    }
}

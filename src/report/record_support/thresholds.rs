//! The figures that decided, each by its name; those that somebody changed are marked, with what they were.

use super::{heading, table};
use crate::knowledge::thresholds::Thresholds;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::words::Phrase;
use std::collections::BTreeMap;

/// That they decided, and how many somebody changed.
pub fn note(desk: &Desk<'_>) -> Vec<Block> {
    let (used, built_in) = (used(desk), Thresholds::built_in().figures());
    let changed = used.iter().filter(|(name, value)| built_in.get(*name) != Some(*value)).count();
    let note = desk.paragraph(&Phrase::new("report-record-figures-changed").number("n", changed));
    vec![heading(desk, "report-record-figures"), note]
}

fn used(desk: &Desk<'_>) -> BTreeMap<String, u32> {
    match desk.case.analysis.figures.figures() {
        none if none.values().all(|v| *v == 0) => desk.case.settings.thresholds().figures(),
        used => used,
    }
}

/// All in two columns, read down the first and then down the second.
pub fn list(desk: &Desk<'_>) -> Option<Block> {
    let (used, built_in) = (used(desk), Thresholds::built_in().figures());
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
    table(desk, "report-record-figures", &heads, left.iter().enumerate().map(row).collect())
}

fn value_words(desk: &Desk<'_>, name: &str, value: u32, built_in: &BTreeMap<String, u32>) -> String {
    match built_in.get(name) {
        Some(usual) if *usual != value => {
            desk.say(&Phrase::new("report-record-figure-was").number("value", value).number("usual", *usual))
        }
        _ => desk.number_of(value),
    }
}

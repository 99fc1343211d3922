//! Refused sign-ins by the address they came from. Counted as the totals are: without noise, each attempt once.

use crate::model::rows::Outcome;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use std::collections::{BTreeMap, BTreeSet};

/// Rows.
const MOST: usize = 50;

#[derive(Debug, Default)]
struct Seen {
    refused: u64,
    accepted: u64,
    accounts: BTreeSet<Symbol>,
    span: Option<Span>,
}

/// The table, the busiest address first.
pub fn refused(desk: &Desk<'_>) -> Option<Block> {
    let mut all: Vec<(Symbol, Seen)> = by_address(desk).into_iter().filter(|(_, s)| s.refused > 0).collect();
    let text = |symbol: Symbol| desk.case.store.raw(symbol);
    all.sort_by(|(a, x), (b, y)| y.refused.cmp(&x.refused).then_with(|| text(*a).cmp(text(*b))));
    let heads = [
        ("investigate-col-from", Align::Mono, 26),
        ("report-record-col-refused", Align::Right, 12),
        ("report-record-col-accepted", Align::Right, 12),
        ("report-record-col-names", Align::Right, 12),
        ("report-record-col-from", Align::Left, 19),
        ("report-record-col-to", Align::Left, 19),
    ];
    let rows = all.iter().take(MOST).map(|(address, seen)| row(desk, *address, seen)).collect();
    let rest = all.len().saturating_sub(MOST);
    record::cut_table(desk, "report-record-by-address", &heads, rows, (rest, "authentications"))
}

fn by_address(desk: &Desk<'_>) -> BTreeMap<Symbol, Seen> {
    let analysis = &desk.case.analysis;
    let rows = &desk.case.store.tables.authentications;
    let mut found: BTreeMap<Symbol, Seen> = BTreeMap::new();
    for row in 0..rows.len() {
        let noise = analysis.noise_of.get(row).is_some_and(|n| *n > 0);
        let echo = analysis.is_echo.get(row).copied().unwrap_or_default();
        if noise || echo {
            continue;
        }
        let of = |column: &[Symbol]| column.get(row).copied().unwrap_or_default();
        let seen = found.entry(of(&analysis.address_of).or(of(&rows.address))).or_default();
        match rows.outcome.get(row) {
            Some(Outcome::Success) => seen.accepted += 1,
            _ => seen.refused += 1,
        }
        seen.accounts.insert(of(&rows.account));
        if let Some(time) = rows.time.get(row).filter(|t| t.is_plausible()) {
            Span::grow(&mut seen.span, *time);
        }
    }
    found
}

fn row(desk: &Desk<'_>, address: Symbol, seen: &Seen) -> Vec<Text> {
    let end = |at: fn(&Span) -> UtcTime| record::cell(record::maybe_time(desk, seen.span.as_ref().map(at)));
    let named = if address.is_none() { desk.word("tables-nothing-stated") } else { desk.shown(address) };
    vec![
        record::cell(named),
        record::cell(desk.number_of(seen.refused)),
        record::cell(desk.number_of(seen.accepted)),
        record::cell(desk.number_of(seen.accounts.iter().filter(|a| a.is_some()).count())),
        end(|s| s.first),
        end(|s| s.last),
    ]
}

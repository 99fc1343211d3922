//! What to look for elsewhere: addresses, accounts, names, senders, subjects of the abuse. Addresses are written so that
//! nobody follows them by mistake; a sender is marked as what it is, and never said to be the account.

mod gather;

use crate::model::safe_text::SafeText;
use crate::report::defang::defang;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::sections_support::{abuses, column, table};
use crate::words::Phrase;
use gather::{Indicator, Kind, gather};

/// Exhibits named in a cell.
const EXHIBITS: usize = 4;
/// Characters of a value.
const VALUE: usize = 120;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    if desk.case.analysis.verdicts.is_empty() {
        return Vec::new();
    }
    let (all, left) = gather(desk.case);
    if all.is_empty() {
        let seen = abuses(desk.case).next().is_some();
        let id = if seen { "report-story-no-indicator" } else { "report-story-nothing-to-look-for" };
        return vec![desk.paragraph(&Phrase::new(id))];
    }
    let rows: Vec<Vec<Text>> = all.iter().map(|one| row(desk, one)).collect();
    let columns = vec![
        column(desk, "report-story-kind", Align::Left, 3),
        column(desk, "report-story-value", Align::Mono, 5),
        column(desk, "report-story-first", Align::Left, 3),
        column(desk, "report-story-last", Align::Left, 3),
        column(desk, "report-story-records", Align::Right, 2),
        column(desk, "report-story-seen-in", Align::Left, 3),
    ];
    let mut table = table(desk, "", columns, rows, 0);
    if left > 0 {
        table.foot = desk.say(&Phrase::new("report-story-more-indicators").number("n", left));
    }
    vec![desk.paragraph(&Phrase::new("report-story-indicators-how")), Block::Table(table)]
}

fn row(desk: &mut Desk<'_>, one: &Indicator) -> Vec<Text> {
    let time = |time: Option<crate::model::time::UtcTime>| time.map_or("–".to_owned(), |t| desk.time(t));
    let (first, last) = (time(one.span.map(|s| s.first)), time(one.span.map(|s| s.last)));
    let kind = desk.word(&format!("report-story-indicator-{}", one.kind.key()));
    let (records, seen) = (desk.number_of(one.records), exhibits(desk, one));
    let seen = desk.cite_words(seen, &one.rows);
    vec![kind.into(), value(one).into(), first.into(), last.into(), records.into(), seen]
}

fn value(one: &Indicator) -> String {
    let safe = SafeText::new(&one.value).cut(VALUE);
    match one.kind {
        Kind::Address | Kind::Helo | Kind::Sender => defang(safe.as_str()),
        // What the client must find in its own directory and queues stays as it is.
        Kind::Account | Kind::Workstation | Kind::Subject => safe.into(),
    }
}

fn exhibits(desk: &Desk<'_>, one: &Indicator) -> String {
    let mut numbers: Vec<usize> = one.sources.iter().map(|s| desk.exhibit(*s)).filter(|n| *n > 0).collect();
    numbers.sort_unstable();
    let shown: Vec<String> = numbers.iter().take(EXHIBITS).map(ToString::to_string).collect();
    let rest = if numbers.len() > EXHIBITS { ", …" } else { "" };
    let list = format!("{}{rest}", shown.join(", "));
    desk.say(&Phrase::new("report-story-exhibits").text("list", &list).number("n", numbers.len()))
}

//! What the evidence itself shows of the clean-up: what speaks against it, then its signs with their limits.

use crate::analysis::aftermath::{Contradiction, Sign, Strength};
use crate::model::provenance::Provenance;
use crate::model::rows::RowRef;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Signs told; the rest is counted.
const MOST: usize = 60;

/// A box for each contradiction; nothing where there is none.
pub fn contradictions(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let all = &case.analysis.aftermath.contradictions;
    let mut blocks: Vec<Block> = all.iter().take(MOST).map(|c| record::warning(against(desk, c))).collect();
    let rest = all.len().saturating_sub(MOST);
    if rest > 0 {
        blocks.push(desk.paragraph(&Phrase::new("rem-against-more").number("n", rest)));
    }
    blocks
}

fn against(desk: &mut Desk<'_>, c: &Contradiction) -> Text {
    let steps = record::steps_against(c);
    let phrase = Phrase::new("report-record-against")
        .sentence("what", c.say.clone())
        .number("n", steps.len())
        .list("steps", steps);
    let words = desk.say(&phrase);
    desk.cite_places(words, &places(&c.place, &c.rows))
}

fn places(places: &[Provenance], rows: &[RowRef]) -> Vec<(Provenance, Option<RowRef>)> {
    places.iter().enumerate().map(|(n, at)| (*at, rows.get(n).copied())).collect()
}

/// The signs in order of time, and until when the sources would show more.
pub fn signs(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let after = &case.analysis.aftermath;
    if case.sources.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![record::heading(desk, "report-record-shows")];
    blocks.extend(until(desk));
    let rows: Vec<Vec<Text>> = after.signs.iter().take(MOST).map(|sign| row(desk, sign)).collect();
    let heads = [
        ("investigate-col-time", Align::Left, 20),
        ("rem-shows", Align::Left, 46),
        ("report-record-col-limits", Align::Left, 34),
    ];
    let rest = after.signs.len().saturating_sub(MOST);
    match record::cut_table(desk, "", &heads, rows, (rest, "")) {
        Some(table) => blocks.push(table),
        None => blocks.push(desk.paragraph(&Phrase::new("report-record-no-signs"))),
    }
    blocks
}

fn until(desk: &Desk<'_>) -> Option<Block> {
    let after = &desk.case.analysis.aftermath;
    let (last, until) = (after.last_abuse?, after.covered_until?);
    Some(desk.paragraph(&Phrase::new("report-record-covered").time("last", last).time("until", until)))
}

fn row(desk: &mut Desk<'_>, sign: &Sign) -> Vec<Text> {
    let said = desk.say(&sign.say);
    let limits: Vec<String> = sign.but.iter().map(|but| desk.say(but)).collect();
    let limits = match (limits.is_empty(), sign.strength) {
        (false, _) => limits.join(" · "),
        (true, Strength::Partly) => desk.word("aftermath-strength-partly"),
        (true, Strength::Whole) => "–".to_owned(),
    };
    let when = record::cell(record::short_time(desk, sign.at));
    vec![when, desk.cite_places(said, &places(&sign.place, &sign.rows)), record::cell(limits)]
}

//! The exhibits: what each is and what became of its records; then its hash, then and now.

use crate::case::CaseSource;
use crate::case::file::Evidence;
use crate::model::safe_text::SafeText;
use crate::report::desk::{Desk, source_name};
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// What each is, and its balance.
pub fn exhibits(desk: &Desk<'_>) -> Option<Block> {
    let heads = [
        ("report-record-col-exhibit", Align::Right, 6),
        ("investigate-col-file", Align::Left, 26),
        ("fact-format", Align::Left, 18),
        ("fact-size", Align::Right, 10),
        ("fact-times", Align::Left, 20),
        ("report-record-col-balance", Align::Left, 20),
    ];
    let rows = desk.case.sources.iter().map(|source| row(desk, source)).collect();
    record::table(desk, "report-record-exhibits", &heads, rows)
}

fn row(desk: &Desk<'_>, source: &CaseSource) -> Vec<Text> {
    let server: String = SafeText::new(&source.server).into();
    let state = record::state_words(desk, source);
    let format = record::joined(&[record::format_words(desk, source), server, state], ", ");
    let span = source.span.map_or_else(|| "–".to_owned(), |s| record::short_span(desk, s.first, s.last));
    vec![
        record::cell(desk.number_of(desk.exhibit(source.id))),
        record::cell(source_name(source)),
        record::cell(format),
        record::cell(desk.words.bytes(source.bytes)),
        record::cell(span),
        record::cell(balance(desk, source)),
    ]
}

/// `1,432 + 0 + 0 + 2 = 1,434`: the column says which is which.
fn balance(desk: &Desk<'_>, source: &CaseSource) -> String {
    let b = &source.balance;
    let parts = [b.read, b.recovered, b.skipped, b.damaged].map(|n| desk.number_of(n));
    format!("{} = {}", parts.join(" + "), desk.number_of(b.total))
}

/// The hash of each, and what hashing it again brought.
pub fn hashes(desk: &Desk<'_>) -> Vec<Block> {
    let hashed_again = !desk.around.evidence.is_empty();
    let mut heads = vec![("report-record-col-exhibit", Align::Right, 6), ("column-hash", Align::Mono, 66)];
    if hashed_again {
        heads.push(("report-record-col-again", Align::Left, 28));
    }
    let rows = desk.case.sources.iter().map(|source| {
        let hash = source.sha256.as_ref().map(|hash| SafeText::new(hash).into());
        let hash: String = hash.unwrap_or_else(|| desk.word("evidence-not-hashed"));
        let again = hashed_again.then(|| record::cell(again(desk, source)));
        let cells = [record::cell(desk.number_of(desk.exhibit(source.id))), record::cell(hash)];
        cells.into_iter().chain(again).collect()
    });
    let table = record::table(desk, "report-record-hashes", &heads, rows.collect());
    let unhashed = || desk.unfinished("report-record-not-hashed-again");
    let missing = (!hashed_again).then(unhashed);
    table.into_iter().chain(missing).chain(changed(desk)).collect()
}

fn again(desk: &Desk<'_>, source: &CaseSource) -> String {
    let id = match desk.around.evidence.get(&source.id) {
        Some(Evidence::Same) => "evidence-same",
        Some(Evidence::Changed) => "evidence-changed",
        Some(Evidence::Missing) => "evidence-missing",
        None | Some(Evidence::NotHashed) => "evidence-not-hashed",
    };
    desk.word(id)
}

/// A warning where a file is no longer what was read.
fn changed(desk: &Desk<'_>) -> Option<Block> {
    let of = |wanted: Evidence| {
        let sources = desk.case.sources.iter();
        sources.filter(move |s| desk.around.evidence.get(&s.id) == Some(&wanted)).count()
    };
    let (changed, missing) = (of(Evidence::Changed), of(Evidence::Missing));
    let said =
        Phrase::new("report-record-evidence-changed").number("changed", changed).number("missing", missing);
    (changed + missing > 0).then(|| record::warning(desk.text(&said)))
}

//! What the sources can answer and what they cannot, and the stretches of time that none of them covers.

use crate::model::time::Span;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;

/// Stretches listed.
const MOST: usize = 30;

/// The questions, then the stretches.
pub fn coverage(desk: &Desk<'_>) -> Vec<Block> {
    let rows = desk.case.analysis.coverage.iter().map(|c| {
        vec![
            record::cell(desk.word(&format!("question-{}", c.question))),
            record::cell(desk.word(&format!("answer-{}", c.answer.key()))),
            record::cell(desk.say(&c.why)),
            record::cell(c.collect.as_ref().map_or_else(|| "–".to_owned(), |what| collect(desk, what))),
        ]
    });
    let rows: Vec<Vec<Text>> = rows.collect();
    let heads = [
        ("report-record-col-question", Align::Left, 22),
        ("report-record-col-answered", Align::Left, 12),
        ("report-record-col-why", Align::Left, 38),
        ("report-record-col-collect", Align::Left, 28),
    ];
    let head = record::heading(desk, "coverage-title");
    match record::table(desk, "", &heads, rows) {
        Some(table) => [head, table].into_iter().chain(uncovered(desk)).collect(),
        None => vec![head, desk.unfinished("coverage-none")],
    }
}

/// In a few words where there are some; the command is for the screen.
fn collect(desk: &Desk<'_>, what: &crate::words::Phrase) -> String {
    let short = format!("{}-short", what.id);
    if desk.words.knows(&short) { desk.word(&short) } else { desk.say(what) }
}

fn uncovered(desk: &Desk<'_>) -> Option<Block> {
    let analysis = &desk.case.analysis;
    let lanes = [
        ("timeline-no-sign-ins", &analysis.uncovered_authentications),
        ("timeline-no-mail", &analysis.uncovered_mail),
        ("timeline-no-depth", &analysis.uncovered_depth),
    ];
    let row = |id: &str, span: &Span| {
        let time = |t| record::cell(record::short_time(desk, t));
        vec![record::cell(desk.word(id)), time(span.first), time(span.last)]
    };
    let all: Vec<Vec<Text>> = lanes.iter().flat_map(|(id, spans)| spans.iter().map(|s| row(id, s))).collect();
    let rest = all.len().saturating_sub(MOST);
    let heads = [
        ("report-record-col-uncovered", Align::Left, 52),
        ("report-record-col-from", Align::Left, 24),
        ("report-record-col-to", Align::Left, 24),
    ];
    let shown = all.into_iter().take(MOST).collect();
    record::cut_table(desk, "report-record-uncovered", &heads, shown, (rest, ""))
}

//! The answers of checks: an overview with before and after, then the results of each, the worst first.

use crate::checks::answer::{CheckAnswer, CheckResult, Origin};
use crate::model::safe_text::SafeText;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support::{self as record, Thread};
use crate::words::Phrase;

/// Characters of a raw answer.
const RAW: usize = 160;
/// Results of one answer.
const MOST: usize = 100;

/// The overview and the results of the latest answers.
pub fn checks(desk: &Desk<'_>) -> Vec<Block> {
    let threads = record::answers_by_target(desk.case);
    let heads = [
        ("report-record-col-number", Align::Right, 6),
        ("report-record-col-check", Align::Left, 14),
        ("report-record-col-target", Align::Left, 24),
        ("chk-before", Align::Left, 20),
        ("report-record-col-now", Align::Left, 14),
        ("investigate-col-time", Align::Left, 22),
    ];
    let rows = threads.iter().map(|thread| overview(desk, thread)).collect();
    let Some(table) = record::table(desk, "report-record-checks", &heads, rows) else {
        return Vec::new();
    };
    let each = threads.iter().flat_map(|thread| results(desk, thread));
    std::iter::once(table).chain(each).collect()
}

fn severity(desk: &Desk<'_>, answer: &CheckAnswer) -> String {
    desk.word(&format!("severity-{}", answer.worst().key()))
}

fn overview(desk: &Desk<'_>, thread: &Thread<'_>) -> Vec<Text> {
    let (number, answer) = thread.latest;
    let before = thread.earlier.map_or_else(
        || desk.word("chk-not-asked-before"),
        |(_, a)| format!("{}, {}", severity(desk, a), record::short_time(desk, a.begun)),
    );
    vec![
        record::cell(desk.number_of(number)),
        record::cell(desk.word(&format!("check-{}", answer.kind.key()))),
        record::cell(SafeText::new(&answer.target)),
        record::cell(before),
        record::cell(severity(desk, answer)),
        record::cell(record::short_time(desk, answer.begun)),
    ]
}

fn results(desk: &Desk<'_>, thread: &Thread<'_>) -> Vec<Block> {
    let (number, answer) = thread.latest;
    let earlier = thread.earlier.map(|(_, answer)| answer);
    let mut blocks = vec![Block::Heading(record::answer_name(desk, number, answer))];
    blocks.push(Block::Paragraph(circumstances(desk, answer).into()));
    if let Some(why) = &answer.cut_short {
        blocks.push(record::warning(desk.text(why)));
    }
    let mut heads = vec![
        ("report-record-col-severity", Align::Left, 11),
        ("investigate-col-code", Align::Mono, 16),
        ("chk-col-about", Align::Left, 20),
        ("chk-col-says", Align::Left, 53),
    ];
    if earlier.is_some() {
        heads.push(("chk-before", Align::Left, 14));
    }
    let all = answer.worst_first();
    let rows = all.iter().take(MOST).map(|result| row(desk, result, earlier)).collect();
    let table = record::cut_table(desk, "", &heads, rows, (all.len().saturating_sub(MOST), ""));
    blocks.push(table.unwrap_or_else(|| desk.paragraph(&Phrase::new("chk-no-result"))));
    blocks
}

/// When, by whom, through what, and whether the program asked or somebody brought the answer.
fn circumstances(desk: &Desk<'_>, answer: &CheckAnswer) -> String {
    let id = match answer.origin {
        Origin::Asked => "chk-by",
        Origin::ByHand => "chk-by-hand-by",
    };
    let through = Phrase::new("chk-through").text("who", &answer.through);
    let through = if answer.through.is_empty() { String::new() } else { desk.say(&through) };
    let by = desk.say(&Phrase::new(id).text("who", &answer.by));
    record::joined(&[desk.time(answer.begun), by, through], " · ")
}

fn row(desk: &Desk<'_>, result: &CheckResult, earlier: Option<&CheckAnswer>) -> Vec<Text> {
    let mut cells = vec![
        record::cell(desk.word(&format!("severity-{}", result.severity.key()))),
        record::cell(SafeText::new(&result.code)),
        record::cell(SafeText::new(&result.subject)),
        record::cell(said(desk, result)),
    ];
    if let Some(earlier) = earlier {
        cells.push(record::cell(before(desk, result, earlier)));
    }
    cells
}

fn before(desk: &Desk<'_>, result: &CheckResult, earlier: &CheckAnswer) -> String {
    let Some(was) = record::same(result, earlier) else {
        return desk.word("chk-not-asked-before");
    };
    format!("{} {}", desk.word(&format!("severity-{}", was.severity.key())), SafeText::new(&was.code))
}

/// What it means, what to do, the answer as it came, and the rule.
fn said(desk: &Desk<'_>, result: &CheckResult) -> String {
    let advice = if result.advice.id.is_empty() { String::new() } else { desk.say(&result.advice) };
    let raw = SafeText::new(&result.raw).cut(RAW);
    let raw = match raw.as_str() {
        "" => String::new(),
        raw => desk.say(&Phrase::new("report-record-raw").text("raw", raw)),
    };
    let rule: String = SafeText::new(&result.reference).into();
    record::joined(&[desk.say(&result.say), advice, raw, rule], " · ")
}

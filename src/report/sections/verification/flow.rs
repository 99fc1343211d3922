//! The mail-flow tests that people made, a table for each round.

use crate::case::remedy;
use crate::case::work::ItemKey;
use crate::model::safe_text::SafeText;
use crate::playbook::flow::{FlowCell, FlowResult, FlowTest, ROUNDS, Round, grid};
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// The rounds that were begun, or that none was.
pub fn flow(desk: &Desk<'_>) -> Vec<Block> {
    let tests = tests(desk);
    let rounds: Vec<Block> = ROUNDS.iter().flat_map(|round| of_round(desk, round, &tests)).collect();
    match rounds.is_empty() {
        true => vec![desk.unfinished("report-record-no-flow")],
        false => std::iter::once(record::heading(desk, "chk-matrix")).chain(rounds).collect(),
    }
}

/// The tests of the screen: servers of the evidence, and those and the devices that people added.
fn tests(desk: &Desk<'_>) -> Vec<FlowTest> {
    let mut servers = remedy::facts(desk.case, desk.words.zone()).server_names;
    let known = grid(&servers, &[], false);
    let is_known = |name: &str| known.iter().any(|t| t.id.strip_prefix("IN-") == Some(name));
    servers.extend(named(desk, "IN-").into_iter().filter(|name| !is_known(name)));
    grid(&servers, &named(desk, "DEV-"), desk.case.work.brief().hybrid)
}

/// Names behind a prefix in the ids that the case keeps, each once.
fn named(desk: &Desk<'_>, prefix: &str) -> Vec<String> {
    let kept = desk.case.work.items().keys().filter_map(|key| match key {
        ItemKey::Flow(key) => key.split_once('/').map(|(_, id)| id),
        _ => None,
    });
    let mut names: Vec<String> = kept.filter_map(|id| id.strip_prefix(prefix)).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

fn of_round(desk: &Desk<'_>, round: &Round, tests: &[FlowTest]) -> Vec<Block> {
    let cell = |test: &FlowTest| desk.case.work.flow(&format!("{}/{}", round.key, test.id));
    let cells: Vec<(&FlowTest, FlowCell)> = tests.iter().map(|test| (test, cell(test))).collect();
    let noted = cells.iter().filter(|(_, c)| c.result != FlowResult::Open);
    let rows: Vec<Vec<Text>> = noted.map(|(test, cell)| row(desk, test, cell)).collect();
    let heads = [
        ("report-record-col-test", Align::Mono, 16),
        ("report-record-col-way", Align::Left, 32),
        ("report-record-col-result", Align::Left, 14),
        ("chk-flow-by", Align::Left, 16),
        ("chk-flow-remark", Align::Left, 22),
    ];
    let caption = format!("round-{}", round.key);
    let Some(table) = record::table(desk, &caption, &heads, rows) else {
        return Vec::new();
    };
    vec![desk.paragraph(&totals(&cells)), table]
}

fn totals(cells: &[(&FlowTest, FlowCell)]) -> Phrase {
    let of = |result| cells.iter().filter(|(_, c)| c.result == result).count();
    Phrase::new("chk-flow-totals")
        .number("passed", of(FlowResult::Passed))
        .number("failed", of(FlowResult::Failed))
        .number("na", of(FlowResult::NotApplicable))
        .number("open", of(FlowResult::Open))
}

fn row(desk: &Desk<'_>, test: &FlowTest, cell: &FlowCell) -> Vec<Text> {
    let safe = |raw: &str| String::from(SafeText::new(raw.trim()));
    let noted = |id: &str, raw: &str| match safe(raw) {
        text if text.is_empty() => text,
        text => format!("{} {text}", desk.word(id)),
    };
    let remark = [
        noted("chk-flow-sent", &cell.sent),
        noted("chk-flow-received", &cell.received),
        noted("chk-flow-message-id", &cell.message_id),
        safe(&cell.remark),
    ];
    vec![
        record::cell(SafeText::new(&test.id)),
        record::cell(format!("{} → {}", desk.say(&test.from), desk.say(&test.to))),
        record::cell(desk.word(&format!("flow-{}", cell.result.key()))),
        record::cell(record::typed(&cell.by)),
        record::cell(record::joined(&remark, " · ")),
    ]
}

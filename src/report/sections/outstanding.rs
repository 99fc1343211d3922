//! Outstanding and refused actions: what is open and must be done, what was left out, refused or said not to apply,
//! each with who and why; what is due.
//!
//! A tick that the evidence contradicts is told here too: it is not proven.

use crate::analysis::aftermath::Contradiction;
use crate::case::remedy;
use crate::model::safe_text::SafeText;
use crate::playbook::machines::{Fate, Machine};
use crate::playbook::progress::{Progress, StepState};
use crate::playbook::rules;
use crate::playbook::step::{Priority, Step, steps};
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support::{self as record, Head};
use crate::words::Phrase;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    if !record::is_begun(desk.case) {
        return vec![desk.unfinished("report-record-not-begun")];
    }
    let all: Vec<(&'static Step, Progress)> =
        steps().iter().map(|step| (step, desk.case.work.step(&step.id))).collect();
    let mut blocks = contradicted(desk, &all);
    blocks.extend(duties(desk));
    blocks.extend(open(desk, &all));
    blocks.extend(refused(desk, &all));
    blocks.extend(reasoned(desk, &all, StepState::Skipped, "rem-left-skipped"));
    blocks.extend(reasoned(desk, &all, StepState::NotApplicable, "rem-left-na"));
    blocks.extend(machines(desk));
    if blocks.is_empty() {
        blocks.push(desk.paragraph(&Phrase::new("rem-left-nothing")));
    }
    blocks
}

type Steps = [(&'static Step, Progress)];

/// What speaks against steps that are ticked, with those steps: one box for each thing that the evidence says.
fn contradicted(desk: &mut Desk<'_>, all: &Steps) -> Vec<Block> {
    let case = desk.case;
    let mut found: Vec<(&Contradiction, Vec<&str>)> = Vec::new();
    for (step, _) in all.iter().filter(|(_, p)| p.state == StepState::Done) {
        for against in record::standing_against(case, &step.id) {
            match found.iter_mut().find(|(known, _)| *known == against) {
                Some((_, steps)) => steps.push(&step.id),
                None => found.push((against, vec![&step.id])),
            }
        }
    }
    found.into_iter().map(|(against, steps)| not_proven(desk, against, &steps)).collect()
}

fn not_proven(desk: &mut Desk<'_>, against: &Contradiction, steps: &[&str]) -> Block {
    let places: Vec<_> =
        against.place.iter().enumerate().map(|(n, at)| (*at, against.rows.get(n).copied())).collect();
    let phrase = Phrase::new("report-record-not-proven")
        .number("n", steps.len())
        .list("steps", steps.iter().copied())
        .sentence("what", against.say.clone());
    let words = desk.say(&phrase);
    record::warning(desk.cite_places(words, &places))
}

/// What is due at a time.
fn duties(desk: &Desk<'_>) -> Vec<Block> {
    let line = |duty: &remedy::Duty| {
        let overdue = if duty.overdue { desk.word("rem-overdue") } else { String::new() };
        let step = duty.step.unwrap_or_default().to_owned();
        Text::from(record::joined(&[desk.say(&duty.say), step, overdue], " · "))
    };
    let lines: Vec<Text> = remedy::duties(desk.case, desk.around.now).iter().map(line).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![record::heading(desk, "rem-left-due"), Block::Points(lines)]
}

fn is_refused(progress: &Progress) -> bool {
    progress.decision.as_ref().is_some_and(|d| !d.accepted)
}

/// Steps that must be done and are not, and all that somebody has begun.
fn open(desk: &Desk<'_>, all: &Steps) -> Vec<Block> {
    let (topics, platform) = (remedy::topics(desk.case), remedy::platform(desk.case));
    let progress = remedy::progress(desk.case);
    let is_open = |(step, p): &&(&'static Step, Progress)| {
        let counts = rules::counts(step, &progress, &topics, platform) && step.priority == Priority::Must;
        !p.state.is_settled() && !is_refused(p) && (counts || p.state == StepState::Doing)
    };
    let row = |(step, p): &(&'static Step, Progress)| {
        let nobody = || match step.priority {
            Priority::Must => desk.word("rem-left-nobody"),
            Priority::Should | Priority::If => String::new(),
        };
        let due = record::due_words(desk, p);
        vec![
            record::cell(&step.id),
            record::cell(record::title(desk, step)),
            record::cell(desk.word(&format!("state-{}", p.state.key()))),
            record::cell(if due.is_empty() { nobody() } else { due }),
        ]
    };
    let rows = all.iter().filter(is_open).map(row).collect();
    let heads = [
        STEP,
        TITLE,
        ("report-record-col-state", Align::Left, 14),
        ("report-record-col-owner", Align::Left, 28),
    ];
    headed(desk, "report-record-open", &heads, rows)
}

const STEP: Head = ("report-record-col-step", Align::Left, 10);
const TITLE: Head = ("report-record-col-title", Align::Left, 48);
const REASON: Head = ("rem-reason-field", Align::Left, 36);
const WHO: Head = ("report-record-col-who", Align::Left, 26);

fn headed(desk: &Desk<'_>, head: &str, heads: &[Head], rows: Vec<Vec<Text>>) -> Vec<Block> {
    let table = record::table(desk, "", heads, rows);
    table.map(|table| vec![record::heading(desk, head), table]).unwrap_or_default()
}

/// What the client refused.
fn refused(desk: &Desk<'_>, all: &Steps) -> Vec<Block> {
    let row = |(step, p): &(&'static Step, Progress)| {
        let decision = p.decision.as_ref()?;
        let said = Phrase::new("rem-client-refused").text("who", &decision.by);
        let said = Phrase::new("report-record-said-at").sentence("said", said).time("at", decision.at);
        Some(vec![
            record::cell(&step.id),
            record::cell(record::title(desk, step)),
            record::cell(record::joined(&[safe(&p.reason), safe(&p.note)], " · ")),
            record::cell(desk.say(&said)),
        ])
    };
    let rows = all.iter().filter(|(_, p)| is_refused(p)).filter_map(row).collect();
    headed(desk, "rem-left-refused", &[STEP, TITLE, REASON, WHO], rows)
}

/// What was left out, or does not apply: why, who says so, when.
fn reasoned(desk: &Desk<'_>, all: &Steps, state: StepState, head: &str) -> Vec<Block> {
    let row = |(step, p): &(&'static Step, Progress)| {
        let who = Phrase::new("report-record-by-at").text("who", &p.by).time("at", p.since);
        vec![
            record::cell(&step.id),
            record::cell(record::title(desk, step)),
            record::cell(record::joined(&[record::typed(&p.reason), safe(&p.note)], " · ")),
            record::cell(desk.say(&who)),
        ]
    };
    let rows = all.iter().filter(|(_, p)| p.state == state).map(row).collect();
    headed(desk, head, &[STEP, TITLE, REASON, WHO], rows)
}

fn safe(raw: &str) -> String {
    SafeText::new(raw.trim()).into()
}

/// Machines that are not dealt with.
fn machines(desk: &Desk<'_>) -> Vec<Block> {
    let open = desk.case.work.machines().filter(|(_, m)| !m.dismissed && m.fate != Fate::Clean);
    let row = |(key, m): (&str, &Machine)| {
        let due = record::due_day(desk, &m.due);
        let owner = if m.owner.trim().is_empty() { desk.word("rem-left-nobody") } else { safe(&m.owner) };
        vec![
            record::cell(safe(if m.name.is_empty() { key } else { &m.name })),
            record::cell(safe(&m.role)),
            record::cell(desk.word(&format!("fate-{}", m.fate.key()))),
            record::cell(record::joined(&[owner, due], " · ")),
        ]
    };
    let heads = [
        ("report-record-col-machine", Align::Left, 26),
        ("rem-machine-role", Align::Left, 28),
        ("rem-machine-fate", Align::Left, 20),
        ("report-record-col-owner", Align::Left, 26),
    ];
    headed(desk, "rem-left-machines", &heads, open.map(row).collect())
}

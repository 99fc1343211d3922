//! Actions taken, with their proofs: what speaks against them first, then each step that is done, what is being done,
//! what the evidence itself shows, and the machines.
//!
//! A tick is what somebody said; the evidence is what was recorded. The two stand side by side and are never mixed.

mod done;
mod machines;
mod shows;

use crate::playbook::progress::{Progress, StepState};
use crate::playbook::step::{Phase, Step, steps};
use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = shows::contradictions(desk);
    let begun = blocks.len();
    for phase in Phase::ALL {
        blocks.extend(of_phase(desk, phase));
    }
    if blocks.len() == begun {
        blocks.push(desk.unfinished("report-record-nothing-done"));
    }
    blocks.extend(in_progress(desk));
    blocks.extend(shows::signs(desk));
    blocks.extend(machines::machines(desk));
    blocks
}

/// Steps in this state with how far they are, in the order of the playbook.
fn in_state(desk: &Desk<'_>, state: StepState) -> Vec<(&'static Step, Progress)> {
    let all = steps().iter().map(|step| (step, desk.case.work.step(&step.id)));
    all.filter(|(_, progress)| progress.state == state).collect()
}

fn of_phase(desk: &mut Desk<'_>, phase: Phase) -> Vec<Block> {
    let done = in_state(desk, StepState::Done).into_iter().filter(|(step, _)| step.phase == phase);
    let facts: Vec<Block> =
        done.map(|(step, progress)| Block::Fact(done::fact(desk, step, &progress))).collect();
    let head = record::heading(desk, &format!("phase-{}", phase.key()));
    if facts.is_empty() { facts } else { std::iter::once(head).chain(facts).collect() }
}

/// What somebody has begun, a line each.
fn in_progress(desk: &Desk<'_>) -> Vec<Block> {
    let line = |(step, progress): (&'static Step, Progress)| {
        let begun = Phrase::new("report-record-begun")
            .text("step", &step.id)
            .text("title", &record::title(desk, step))
            .time("at", progress.since)
            .text("who", &progress.by);
        let proofs = Phrase::new("report-record-proofs-so-far").number("n", progress.proofs.len());
        let proofs = if progress.proofs.is_empty() { String::new() } else { desk.say(&proofs) };
        Text::from(record::joined(&[desk.say(&begun), proofs, record::due_words(desk, &progress)], " · "))
    };
    let lines: Vec<Text> = in_state(desk, StepState::Doing).into_iter().map(line).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    vec![record::heading(desk, "report-record-doing"), Block::Points(lines)]
}

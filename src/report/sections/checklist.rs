//! Every step that this site and this case call for, with its state, to go through with the client and sign.

use crate::case::remedy;
use crate::playbook::progress::{Progress, StepState};
use crate::playbook::rules;
use crate::playbook::step::{Phase, Priority, Step, steps};
use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let (topics, platform) = (remedy::topics(case), remedy::platform(case));
    let progress = remedy::progress(case);
    // What somebody spoke about stands here even where the playbook would leave it out.
    let is_listed =
        |step: &&Step| progress.contains_key(&step.id) || rules::counts(step, &progress, &topics, platform);
    let listed: Vec<&'static Step> = steps().iter().filter(is_listed).collect();
    let name = desk.word(&format!("platform-{}", platform.key()));
    let totals = rules::progress_of(steps(), &progress, &topics, platform);
    let head = Phrase::new("report-record-checklist").text("platform", &name);
    let sum = Phrase::new("rem-progress")
        .number("n", totals.settled)
        .number("all", totals.all)
        .number("must", totals.open_must);
    let mut blocks = vec![desk.paragraph(&head), desk.paragraph(&sum)];
    for phase in Phase::ALL {
        let of = listed.iter().filter(|s| s.phase == phase);
        let boxes: Vec<Text> = of.map(|step| line(desk, step, &case.work.step(&step.id))).collect();
        if !boxes.is_empty() {
            blocks.push(record::heading(desk, &format!("phase-{}", phase.key())));
            blocks.push(Block::Boxes(boxes));
        }
    }
    blocks
}

fn line(desk: &Desk<'_>, step: &Step, progress: &Progress) -> Text {
    let priority = match step.priority {
        Priority::Must => "rem-must",
        Priority::Should => "rem-should",
        Priority::If => "rem-if",
    };
    let head = Phrase::new("report-record-check-line")
        .text("step", &step.id)
        .text("title", &record::title(desk, step))
        .word("priority", priority);
    record::joined(&[desk.say(&head), state(desk, step, progress), client(desk, progress)], " · ").into()
}

fn state(desk: &Desk<'_>, step: &Step, progress: &Progress) -> String {
    let contradicted =
        progress.state == StepState::Done && !record::standing_against(desk.case, &step.id).is_empty();
    let word = match contradicted {
        true => desk.word("report-record-done-contradicted"),
        false => desk.word(&format!("state-{}", progress.state.key())),
    };
    if progress.by.is_empty() || !progress.since.is_plausible() {
        return word;
    }
    let by = Phrase::new("report-record-by-at").text("who", &progress.by).time("at", progress.since);
    format!("{word}, {}", desk.say(&by))
}

fn client(desk: &Desk<'_>, progress: &Progress) -> String {
    let said = progress.decision.as_ref().map(|decision| {
        let id = if decision.accepted { "rem-client-accepted" } else { "rem-client-refused" };
        desk.say(&Phrase::new(id).text("who", &decision.by))
    });
    said.unwrap_or_default()
}

//! Recommendations: what the consultant writes, then the steps beyond the obligatory ones that this case calls for.
//!
//! Nothing is recommended that the client has refused or somebody has settled.

use crate::case::remedy;
use crate::playbook::progress::Progress;
use crate::playbook::rules;
use crate::playbook::step::{Phase, Priority, Step, steps};
use crate::playbook::topics::{Emphasis, Topic, about, applies_now};
use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::report::fit::fit;
use crate::report::record_support as record;
use crate::words::Phrase;

/// Characters of a why.
const WHY: usize = 320;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = desk.typed("recommendations");
    if record::is_begun(desk.case) {
        blocks.extend(of_playbook(desk));
    }
    let remarks = desk.typed("remarks");
    if !remarks.is_empty() {
        blocks.push(record::heading(desk, "report-field-remarks"));
        blocks.extend(remarks);
    }
    blocks
}

fn of_playbook(desk: &Desk<'_>) -> Vec<Block> {
    let (topics, platform) = (remedy::topics(desk.case), remedy::platform(desk.case));
    let progress = remedy::progress(desk.case);
    let open = |step: &&'static Step| {
        let refused = |p: &Progress| p.decision.as_ref().is_some_and(|d| !d.accepted);
        let settled = progress.get(&step.id).is_some_and(|p| p.state.is_settled() || refused(p));
        let matters = applies_now(step, &topics) != Emphasis::Beside;
        let counts = rules::counts(step, &progress, &topics, platform);
        counts && matters && !settled && step.priority != Priority::Must
    };
    let open: Vec<&'static Step> = steps().iter().filter(open).collect();
    let mut blocks: Vec<Block> = Phase::ALL.iter().flat_map(|p| of_phase(desk, *p, &open, &topics)).collect();
    if !blocks.is_empty() {
        blocks.insert(0, desk.paragraph(&Phrase::new("report-record-recommended")));
    }
    blocks
}

/// The steps of a phase: those that the case calls for first, then by priority, then as the playbook has them.
fn of_phase(desk: &Desk<'_>, phase: Phase, open: &[&'static Step], topics: &[Topic]) -> Vec<Block> {
    let mut of: Vec<&Step> = open.iter().copied().filter(|s| s.phase == phase).collect();
    of.sort_by_key(|step| (std::cmp::Reverse(applies_now(step, topics)), step.priority));
    let points: Vec<Text> = of.iter().map(|step| point(desk, step, topics)).collect();
    if points.is_empty() {
        return Vec::new();
    }
    vec![record::heading(desk, &format!("phase-{}", phase.key())), Block::Points(points)]
}

fn point(desk: &Desk<'_>, step: &Step, topics: &[Topic]) -> Text {
    let priority = match step.priority {
        Priority::Must => "rem-must",
        Priority::Should => "rem-should",
        Priority::If => "rem-if",
    };
    let why = fit(&record::why(desk, step), WHY);
    let here: Vec<String> =
        about(step, topics).filter(|(_, e)| *e > Emphasis::Usual).map(|(t, _)| desk.say(&t.say())).collect();
    let phrase = Phrase::new("report-record-recommend")
        .text("title", &record::title(desk, step))
        .text("step", &step.id)
        .word("priority", priority);
    let phrase = phrase.text("why", &why);
    Text::from(record::joined(&[desk.say(&phrase), here.join(" ")], " "))
}

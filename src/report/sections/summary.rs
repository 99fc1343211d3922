//! The whole matter on one page, for a reader who has never seen the tool: who, what, since when, still going on, how
//! many, how sure, what was done, what is left. No event ids, no codes, no references; those stand in the facts.

use crate::analysis::aftermath::Sign;
use crate::analysis::finding::VerdictKind;
use crate::model::time::UtcTime;
use crate::playbook::progress::StepState;
use crate::report::desk::Desk;
use crate::report::document::{Block, NoteKind, Text};
use crate::report::page::Page;
use crate::report::sections_support::{StepAt, Steps, in_plain_words, telling_signs, verdict};
use crate::words::{Fact, Phrase};

/// Characters of one name from evidence.
const NAME: usize = 60;
/// Steps named of those done.
const DONE: usize = 3;
/// Steps named of those open, and of those refused.
const LEFT: usize = 4;
/// Contradictions said here; all stand in the section on verification.
const AGAINST: usize = 2;
/// Signs of the clean-up said here.
const SIGNS: usize = 2;
/// Facts of a sentence that only an administrator understands: commands, numbers of events, identifiers.
const CODES: [&str; 4] = ["call", "event", "sid", "connector"];

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let steps = Steps::of(desk.case);
    let mut blocks = what_happened(desk);
    blocks.extend(clean_up(desk, &steps));
    blocks.extend(left(desk, &steps));
    blocks
}

fn what_happened(desk: &Desk<'_>) -> Vec<Block> {
    let Some(page) = Page::of(desk.case, desk.words, NAME) else {
        return vec![desk.unfinished("report-story-no-verdict")];
    };
    let mut blocks = vec![Block::Lead(page.headline.into())];
    let plain = verdict(desk.case).and_then(|v| in_plain_words(desk, v));
    let sure = [plain.unwrap_or_default(), sentence(page.how_sure)].join(" ").trim().to_owned();
    blocks.push(Block::Paragraph(sure.into()));
    let besides: Vec<Text> = page.seen.into_iter().chain(page.others).map(Text::from).collect();
    if !besides.is_empty() {
        blocks.push(Block::Points(besides));
    }
    let collect = |what: &Option<String>| {
        let more = Phrase::new("page-collect").text("what", what.as_deref().unwrap_or_default());
        what.as_ref().map(|_| desk.say(&more)).unwrap_or_default()
    };
    let answers =
        page.answers.iter().map(|a| (a.asked.clone(), format!("{}{}", a.said, collect(&a.collect))));
    blocks.push(Block::Pairs(answers.map(|(asked, said)| (asked, said.into())).collect()));
    blocks.push(Block::Paragraph(page.against.into()));
    blocks
}

/// With a full stop, where it has none.
fn sentence(text: String) -> String {
    if text.ends_with(['.', '!', '?', '…']) { text } else { format!("{text}.") }
}

/// What was done, and what the evidence says of it; what contradicts it first.
fn clean_up(desk: &Desk<'_>, steps: &Steps) -> Vec<Block> {
    let after = &desk.case.analysis.aftermath;
    let done = steps.done();
    let begun = steps.all.iter().any(|s| s.progress.state != StepState::Todo);
    let mut blocks = vec![Block::Heading(desk.word("report-story-done"))];
    let against = after.contradictions.iter().take(AGAINST);
    let against: Vec<String> = against.map(|c| sentence(desk.say(&plain(c.kind, &c.say, c.at)))).collect();
    if !against.is_empty() {
        let what = against.join(" ");
        let phrase = Phrase::new("report-story-contradicted")
            .text("what", &what)
            .number("more", after.contradictions.len().saturating_sub(AGAINST));
        blocks.push(Block::Note(NoteKind::Warning, desk.text(&phrase)));
    }
    if begun {
        blocks.push(desk.paragraph(&progress(steps)));
        blocks.push(Block::Points(named(desk, &done, DONE)));
    } else {
        blocks.push(desk.unfinished("report-story-nothing-done"));
    }
    let shown = |s: &&Sign| Phrase::new("report-story-shown").sentence("what", plain(s.kind, &s.say, s.at));
    let signs: Vec<Text> =
        telling_signs(&desk.case.analysis.aftermath, SIGNS).iter().map(|s| desk.text(&shown(s))).collect();
    blocks.push(Block::Points(signs));
    blocks.retain(|b| !matches!(b, Block::Points(points) if points.is_empty()));
    blocks
}

/// The sentence, or the name of what it is about where the sentence holds codes.
fn plain(kind: &str, say: &Phrase, at: UtcTime) -> Phrase {
    let is_code = |(name, _): &(std::borrow::Cow<'static, str>, Fact)| CODES.contains(&name.as_ref());
    if !say.facts.iter().any(is_code) {
        return say.clone();
    }
    Phrase::new("report-story-kind-at").word("kind", format!("aftermath-kind-{kind}")).time("at", at)
}

fn progress(steps: &Steps) -> Phrase {
    let done = steps.in_state(StepState::Done).count();
    Phrase::new("report-story-progress")
        .number("done", done)
        .number("all", steps.totals.all)
        .number("aside", steps.totals.settled.saturating_sub(done))
}

/// Titles of steps, and how many more.
fn named(desk: &Desk<'_>, steps: &[&StepAt], most: usize) -> Vec<Text> {
    let title = |s: &&StepAt| Text::from(s.step.title.get(desk.words.language()).to_owned());
    let mut texts: Vec<Text> = steps.iter().take(most).map(title).collect();
    if steps.len() > most {
        texts.push(desk.text(&Phrase::new("cli-more").number("n", steps.len() - most)));
    }
    texts
}

/// What must still be done, what the client has refused; what to do first where nothing was begun.
fn left(desk: &Desk<'_>, steps: &Steps) -> Vec<Block> {
    // Before anything was analysed nobody knows what is left.
    if verdict(desk.case).is_none() && steps.totals.settled == 0 {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(desk.word("report-story-left"))];
    let (open, refused) = (steps.open_must(), steps.refused());
    if steps.all.iter().all(|s| s.progress.state == StepState::Todo) && verdict(desk.case).is_some() {
        blocks.push(desk.paragraph(&Phrase::new("page-first")));
        let page = Page::of(desk.case, desk.words, NAME);
        let first = page.map(|p| p.steps).unwrap_or_default();
        blocks.push(Block::Numbered(first.into_iter().map(Text::from).collect()));
    }
    let calm = verdict(desk.case).is_none_or(|v| v.kind == VerdictKind::NoRelaySeen);
    if !calm || steps.totals.settled > 0 {
        let phrase = Phrase::new("report-story-open-must").number("n", open.len());
        blocks.push(desk.paragraph(&phrase));
        blocks.push(Block::Points(named(desk, &open, LEFT)));
    }
    if !refused.is_empty() {
        blocks.push(desk.paragraph(&Phrase::new("report-story-refused").number("n", refused.len())));
        blocks.push(Block::Points(named(desk, &refused, LEFT)));
    }
    blocks.retain(|b| !matches!(b, Block::Points(points) if points.is_empty()));
    if blocks.len() == 1 {
        blocks.push(desk.paragraph(&Phrase::new("rem-left-nothing")));
    }
    blocks
}

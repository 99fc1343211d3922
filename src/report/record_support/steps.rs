//! Steps of the clean-up as the record tells of them, and what the evidence says against them.

use super::{joined, set};
use crate::analysis::aftermath::{Contradiction, Sign};
use crate::case::Case;
use crate::knowledge::signs;
use crate::model::safe_text::SafeText;
use crate::playbook::progress::Progress;
use crate::playbook::step::Step;
use crate::report::desk::Desk;
use crate::words::{Language, Phrase};

/// Title as on screen.
pub fn title(desk: &Desk<'_>, step: &Step) -> String {
    set(desk, step.title.get(desk.words.language()))
}

/// Why it is done, as on screen.
pub fn why(desk: &Desk<'_>, step: &Step) -> String {
    set(desk, step.why.get(desk.words.language()))
}

/// Who is to do it and by when; empty where nobody said.
pub fn due_words(desk: &Desk<'_>, progress: &Progress) -> String {
    let owner = SafeText::new(progress.owner.trim()).into();
    joined(&[owner, due_day(desk, &progress.due), SafeText::new(progress.note.trim()).into()], " · ")
}

/// By when; empty where nobody said. What is no day of the form `2026-11-30` stands as it was typed.
pub fn due_day(desk: &Desk<'_>, typed: &str) -> String {
    let typed = typed.trim();
    let pattern = match desk.words.language() {
        Language::English => "%-d %b %Y",
        Language::French => "%d/%m/%Y",
    };
    let day = chrono::NaiveDate::parse_from_str(typed, "%Y-%m-%d").map(|day| day.format(pattern).to_string());
    let due = Phrase::new("report-record-due").text("day", &day.unwrap_or_else(|_| typed.to_owned()));
    if typed.is_empty() { String::new() } else { desk.say(&due) }
}

/// Is there anything a report could be about: a file, or work that somebody did?
pub fn is_begun(case: &Case) -> bool {
    !case.sources.is_empty() || !case.work.items().is_empty()
}

/// Signs that prove a step.
fn proving<'a>(case: &'a Case, step: &str) -> Vec<&'a Sign> {
    let kinds: Vec<&str> = signs::proving(step).map(|k| k.kind.as_str()).collect();
    case.analysis.aftermath.signs.iter().filter(|s| kinds.contains(&s.kind)).collect()
}

/// What speaks against a step and is newer than all that proves it.
pub fn standing_against<'a>(case: &'a Case, step: &str) -> Vec<&'a Contradiction> {
    let proven = proving(case, step).into_iter().map(|sign| sign.at).max();
    let kinds: Vec<&str> = signs::proving(step).map(|k| k.kind.as_str()).collect();
    let all = case.analysis.aftermath.contradictions.iter();
    let about = all.filter(|c| c.against.iter().any(|kind| kinds.contains(kind)));
    about.filter(|c| proven.is_none_or(|at| c.at >= at)).collect()
}

/// The steps that something speaks against, in order of their ids.
pub fn steps_against(against: &Contradiction) -> Vec<&'static str> {
    let mut steps: Vec<&str> = Vec::new();
    let kinds = against.against.iter().filter_map(|kind| signs::kind(kind));
    for step in kinds.flat_map(|kind| &kind.steps) {
        if !steps.contains(&step.as_str()) {
            steps.push(step);
        }
    }
    steps.sort_unstable();
    steps
}

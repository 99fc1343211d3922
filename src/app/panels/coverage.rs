//! What these sources can and cannot answer, and what to collect next.

use super::source_words::word_or;
use crate::analysis::finding::{Answer, Coverage};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{ROW, SMALL};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::words::{Fact, Phrase, Words};
use eframe::egui::{Label, RichText, Sense, Ui, vec2};

/// Draws the card.
pub fn coverage_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let (words, case) = (scene.words, scene.case);
    ui.label(parts::head(words.word("coverage-title")));
    if case.analysis.coverage.is_empty() {
        let id = if case.is_loading() || case.analysing { "coverage-later" } else { "coverage-none" };
        ui.label(parts::quiet(words.word(id), scene.theme));
    }
    for question in &case.analysis.coverage {
        ui.add_space(6.0);
        question_ui(ui, scene, question, wishes);
    }
}

fn question_ui(ui: &mut Ui, scene: &Scene<'_>, question: &Coverage, wishes: &mut Vec<Wish>) {
    let (words, theme) = (scene.words, scene.theme);
    let (icon, color) = match question.answer {
        Answer::Yes => (Icon::Check, theme.good),
        Answer::Partly => (Icon::Partly, theme.warning),
        Answer::No => (Icon::Cross, theme.warning),
    };
    ui.horizontal_wrapped(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
        icons::paint(ui.painter(), icon, rect.center(), 13.0, color);
        let key = question.question;
        let text = word_or(words, &format!("question-{key}"), key);
        ui.add(Label::new(RichText::new(text).font(fonts::medium(ROW))).wrap());
        let key = question.answer.key();
        let answer = word_or(words, &format!("answer-{key}"), key);
        ui.label(RichText::new(answer).font(fonts::medium(SMALL)).color(color));
    });
    ui.label(parts::quiet(words.say(&question.why), theme));
    if let Some(collect) = &question.collect {
        // Two questions may ask for the same command.
        ui.push_id(question.question, |ui| collect_ui(ui, scene, collect, wishes));
    }
}

/// What to collect, and below it the command alone, to copy.
fn collect_ui(ui: &mut Ui, scene: &Scene<'_>, collect: &Phrase, wishes: &mut Vec<Wish>) {
    let command = collect.facts.iter().find_map(|(name, fact)| match fact {
        Fact::Text(text) if *name == "command" => Some(text.as_str()),
        _ => None,
    });
    let said = sentence(scene.words, collect);
    ui.label(RichText::new(said).size(ROW));
    let copy = scene.words.word("coverage-copy");
    let command = command.unwrap_or_default();
    if !command.is_empty() && parts::code_block(ui, scene.theme, command, &copy) {
        wishes.push(Wish::Copy(command.to_owned()));
    }
}

/// What to collect, without the command that follows it.
#[must_use]
pub fn sentence(words: &Words, collect: &Phrase) -> String {
    let mut what = collect.clone();
    what.facts.retain(|(name, _)| *name != "command");
    let said = words.say(&what.text("command", ""));
    said.trim_end_matches([' ', ':', '\u{a0}', '\u{202f}']).to_owned()
}

//! The button that asks, with what stands against it; and the answers about each target, the latest first.

use super::history::Thread;
use super::{consent, fields, history, results, targets, transcript};
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::parts;
use crate::checks::answer::CheckKind;
use crate::checks::question::Question;
use crate::model::safe_text::SafeText;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::Ui;
use std::collections::BTreeMap;

/// What is open of the answers, by name.
#[derive(Debug, Default)]
pub struct Folds(BTreeMap<String, bool>);

impl Folds {
    /// Whether this part is open.
    pub fn of(&mut self, key: String) -> &mut bool {
        self.0.entry(key).or_default()
    }
}

/// The button; a question that cannot be asked leaves it quiet and says why.
pub fn ask_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (id, missing): (&str, &str),
    question: Option<Question>,
    wishes: &mut Vec<Wish>,
) {
    let refused = question.as_ref().and_then(|question| targets::refused(scene, question));
    let may = question.is_some() && refused.is_none();
    let pressed = fields::primary(ui, scene, may, &scene.words.word(id));
    match &question {
        None => fields::why(ui, scene, missing),
        Some(_) => consent::refusal_ui(ui, scene, refused.as_ref()),
    }
    if let (true, Some(question)) = (pressed, question) {
        wishes.push(Wish::Do(Command::Check(Box::new(question))));
    }
}

/// A card with the answers of these kinds, one part for each target.
pub fn answers_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    kinds: &[CheckKind],
    folds: &mut Folds,
    wishes: &mut Vec<Wish>,
) {
    let threads = history::threads(scene.case, kinds);
    fields::card(ui, scene, |ui| {
        fields::head(ui, scene, "chk-came-back");
        if threads.is_empty() {
            fields::why(ui, scene, "chk-nothing-came");
        }
        for thread in &threads {
            ui.push_id((thread.kind, thread.target), |ui| thread_ui(ui, scene, thread, folds, wishes));
        }
    });
}

fn thread_ui(ui: &mut Ui, scene: &Scene<'_>, thread: &Thread<'_>, folds: &mut Folds, wishes: &mut Vec<Wish>) {
    let Some((_, answer)) = thread.latest() else { return };
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        let kind = scene.words.word(&format!("check-{}", thread.kind.key()));
        ui.label(parts::medium(format!("{kind} · {}", SafeText::new(thread.target))));
        results::worst_ui(ui, scene, answer);
    });
    results::origin_ui(ui, scene, answer);
    results::results_ui(ui, scene, answer, thread.earlier());
    let key = |part: &str| format!("{part} {} {}", thread.kind.key(), thread.target);
    let name = |id: &'static str| scene.words.say(&Phrase::new(id).text("target", thread.target));
    if !answer.transcript.is_empty()
        && fields::fold(ui, scene.theme, &name("chk-transcript"), folds.of(key("transcript")))
    {
        transcript::transcript_ui(ui, scene, answer, wishes);
    }
    if let Some(earlier) = thread.earlier()
        && fields::fold(ui, scene.theme, &name("chk-compare"), folds.of(key("compare")))
    {
        transcript::compare_ui(ui, scene, earlier, answer);
    }
}

//! All answers, the newest first; one opens with its results and its dialogue, and becomes proof of a step.

use super::{fields, results, transcript};
use crate::app::panel::{Scene, Wish};
use crate::app::panels::remediate::list::{Line, Row, Tone, list_ui};
use crate::app::panels::remediate::proofs::fitting;
use crate::app::style;
use crate::app::widgets::parts;
use crate::case::work::{Item, ItemKey};
use crate::checks::answer::{CheckAnswer, Origin, Severity};
use crate::model::safe_text::SafeText;
use crate::playbook::progress::ProofKind;
use crate::playbook::step::{Step, steps};
use crate::words::Phrase;
use crate::workbench::command::{Command, StepDeed};
use eframe::egui::{Popup, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// What is open.
#[derive(Debug, Default)]
pub struct AnswersView {
    open: u64,
    take_focus: bool,
    reveal: bool,
}

/// Draws the page into the room that is left.
pub fn answers_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut AnswersView, wishes: &mut Vec<Wish>) {
    let mut all: Vec<(u64, &CheckAnswer)> = scene.case.work.answers().collect();
    all.sort_by_key(|(number, answer)| std::cmp::Reverse((answer.begun, *number)));
    let Some((newest, _)) = all.first() else {
        fields::card(ui, scene, |ui| fields::why(ui, scene, "chk-answers-none"));
        return;
    };
    if !all.iter().any(|(number, _)| *number == view.open) {
        view.open = *newest;
    }
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    let width = (area.width() * 0.3).clamp(220.0, 340.0);
    let (left, right) = area.split_left_right_at_x(area.left() + width);
    let lines: Vec<Line> = all.iter().map(|(n, answer)| Line::Row(row(scene, *n, answer))).collect();
    let name = scene.words.word("chk-tab-answers");
    let flags = (&mut view.take_focus, &mut view.reveal);
    let mut list = inside(ui, scene, left, "answers");
    let done = list_ui(&mut list, scene, &name, &lines, &view.open.to_string(), flags);
    if let Some(open) = done.chosen.and_then(|key| key.parse().ok()) {
        view.open = open;
    }
    let right = Rect::from_min_max(pos2(right.left() + 10.0, right.top()), right.max);
    let mut detail = inside(ui, scene, right, "answer");
    if let Some((number, answer)) = all.iter().find(|(number, _)| *number == view.open) {
        ScrollArea::vertical().id_salt(number).auto_shrink(false).show(&mut detail, |ui| {
            answer_ui(ui, scene, *number, answer, wishes);
        });
    }
}

/// A card that fills `rect`.
fn inside(ui: &mut Ui, scene: &Scene<'_>, rect: Rect, name: &str) -> Ui {
    ui.painter().add(style::card(scene.theme).paint(rect.shrink(12.0)));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(11.0, 9.0))).id_salt(name));
    inside.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
    inside
}

fn row(scene: &Scene<'_>, number: u64, answer: &CheckAnswer) -> Row {
    let words = scene.words;
    let kind = words.word(&format!("check-{}", answer.kind.key()));
    let worst = answer.worst();
    let tone = match worst {
        Severity::Good => Tone::Good,
        Severity::Note | Severity::Unclear => Tone::Quiet,
        Severity::Medium | Severity::High | Severity::Critical => Tone::Warning,
    };
    let mut pills = vec![(words.word(&format!("severity-{}", worst.key())), tone)];
    if answer.origin == Origin::ByHand {
        pills.push((words.word("chk-by-hand"), Tone::Quiet));
    }
    Row {
        key: number.to_string(),
        title: format!("{kind} · {}", SafeText::new(&answer.target)),
        under: answer.begun.in_zone(words.zone(), "%Y-%m-%d %H:%M"),
        pills,
        ..Row::default()
    }
}

fn answer_ui(ui: &mut Ui, scene: &Scene<'_>, number: u64, answer: &CheckAnswer, wishes: &mut Vec<Wish>) {
    let kind = scene.words.word(&format!("check-{}", answer.kind.key()));
    ui.horizontal_wrapped(|ui| {
        ui.label(parts::head(format!("{kind} · {}", SafeText::new(&answer.target))));
        results::worst_ui(ui, scene, answer);
    });
    results::origin_ui(ui, scene, answer);
    proof_ui(ui, scene, number, answer, wishes);
    ui.add_space(6.0);
    results::results_ui(ui, scene, answer, None);
    fields::section(ui, scene, "chk-transcript-head");
    transcript::transcript_ui(ui, scene, answer, wishes);
}

/// A menu of steps that the answer can prove, those that ask for it first; and those it proves already.
fn proof_ui(ui: &mut Ui, scene: &Scene<'_>, number: u64, answer: &CheckAnswer, wishes: &mut Vec<Wish>) {
    let button = fields::seen(parts::menu_button(ui, scene.theme, &scene.words.word("chk-prove")));
    Popup::menu(&button).width(420.0).show(|ui| {
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            let fits = |step: &&Step| fitting(&step.id).contains(&answer.kind);
            let (first, others): (Vec<&Step>, Vec<&Step>) = steps().iter().partition(fits);
            for step in first.into_iter().chain(others) {
                let name = format!("{}  {}", step.id, step.title.get(scene.words.language()));
                if ui.button(name).clicked() {
                    let deed = StepDeed::Prove(ProofKind::Answer(number));
                    wishes.push(Wish::Do(Command::Step(step.id.clone(), deed)));
                    wishes.push(Wish::GoToStep(step.id.clone()));
                    ui.close();
                }
            }
        });
    });
    let proven = proven_by(scene, number);
    if !proven.is_empty() {
        let said = Phrase::new("chk-proves").list("steps", proven.iter().copied());
        fields::quiet(ui, scene, &scene.words.say(&said));
    }
}

fn proven_by<'a>(scene: &Scene<'a>, number: u64) -> Vec<&'a str> {
    let steps = scene.case.work.items().iter().filter_map(|(key, item)| match (key, item) {
        (ItemKey::Step(id), Item::Step(progress)) => Some((id.as_str(), progress)),
        _ => None,
    });
    let is_proof = |kind: &ProofKind| matches!(kind, ProofKind::Answer(n) if *n == number);
    steps.filter(|(_, p)| p.proofs.iter().any(|proof| is_proof(&proof.kind))).map(|(id, _)| id).collect()
}

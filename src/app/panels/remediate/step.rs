//! The open step: what it is, how far it is and what can be done about it; below, all that is known of it.
//!
//! Nothing is blocked. A tick without a proof asks for one; against a loud warning it asks for a reason.

use super::form::{Asking, Form};
use super::known::{Known, StepFacts};
use super::list::{Tone, paint_state};
use super::people::{people_ui, warn};
use super::proofs::{bullet, proofs_ui};
use super::signs::{signs_ui, warn_icon};
use super::{how, section, time_label};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{HEADLINE, ROW};
use crate::app::widgets::{parts, typed};
use crate::model::safe_text::SafeText;
use crate::playbook::progress::{Progress, StepState};
use crate::playbook::step::{Priority, Step};
use crate::words::Phrase;
use crate::workbench::command::StepDeed;
use eframe::egui::{
    Align, Button, CollapsingHeader, Frame, Grid, Key, Label, Layout, Margin, RichText, ScrollArea, Sense,
    Ui, vec2,
};

/// What the keyboard is to do in this frame.
#[derive(Debug, Default)]
pub struct Reach {
    /// Go to the first button of the step.
    pub into: bool,
    /// Go back to the list.
    pub back: bool,
}

/// Draws the step into a card of its own.
pub fn step_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (known, step): (&Known, &'static Step),
    form: &mut Form,
    reach: &mut Reach,
    wishes: &mut Vec<Wish>,
) {
    let progress = scene.case.work.step(&step.id);
    let facts = known.step(&step.id);
    head(ui, scene, (facts, step, &progress));
    states(ui, scene, (facts, step, &progress), form, reach, wishes);
    question(ui, scene, (facts, step), form, reach, wishes);
    ui.add_space(2.0);
    ui.separator();
    ScrollArea::vertical().id_salt(("step", &step.id)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(ui.available_width() - 6.0);
        warnings(ui, scene, facts, wishes);
        signs_ui(ui, scene, form, (&progress, &facts.standing), wishes);
        about(ui, scene, facts, step);
        how::how_ui(ui, scene, known, wishes);
        proofs_ui(ui, scene, form, (step, &progress), wishes);
        after(ui, scene, step);
        people_ui(ui, scene, form, &progress, wishes);
        ui.add_space(12.0);
    });
}

fn head(ui: &mut Ui, scene: &Scene<'_>, (facts, step, progress): (&StepFacts, &Step, &Progress)) {
    let (words, theme) = (scene.words, scene.theme);
    let title = step.title.get(words.language());
    let title = RichText::new(title).font(fonts::bold(HEADLINE - 1.0)).color(theme.text);
    ui.add(Label::new(title).wrap());
    ui.horizontal_wrapped(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(17.0, 18.0), Sense::hover());
        paint_state(ui.painter(), theme, progress.state, rect.center());
        let state = words.word(&format!("state-{}", progress.state.key()));
        ui.label(parts::medium(state).size(ROW));
        since(ui, scene, progress);
        let phase = words.word(&format!("phase-{}", step.phase.key()));
        ui.label(parts::quiet(format!("{} · {phase}", step.id), theme));
        pill(ui, scene, &words.word(priority_word(step.priority)), Tone::Quiet);
        if step.window {
            pill(ui, scene, &words.word("rem-window"), Tone::Quiet)
                .on_hover_text(words.word("rem-window-why"));
        }
        if !facts.applies {
            pill(ui, scene, &words.word("rem-elsewhere"), Tone::Quiet);
        }
    });
    said(ui, scene, progress);
}

/// Id of the word for a priority.
pub fn priority_word(priority: Priority) -> &'static str {
    match priority {
        Priority::Must => "rem-must",
        Priority::Should => "rem-should",
        Priority::If => "rem-if",
    }
}

fn pill(ui: &mut Ui, scene: &Scene<'_>, text: &str, tone: Tone) -> eframe::egui::Response {
    let (ink, ground) = tone.colors(scene.theme);
    parts::pill(ui, text, ink, ground)
}

fn since(ui: &mut Ui, scene: &Scene<'_>, progress: &Progress) {
    if progress.state != StepState::Todo && progress.since.is_plausible() {
        time_label(ui, scene, progress.since);
        ui.label(parts::quiet(SafeText::new(&progress.by).as_str(), scene.theme));
    }
}

/// Why it stands as it does, and the warnings it was ticked against.
fn said(ui: &mut Ui, scene: &Scene<'_>, progress: &Progress) {
    let words = scene.words;
    if !progress.reason.is_empty() {
        let reason = words.say(&Phrase::new("rem-reason").text("why", &progress.reason));
        ui.add(Label::new(RichText::new(reason).size(ROW)).wrap());
    }
    for warning in &progress.overridden {
        let text = words.say(&Phrase::new("rem-overridden").sentence("what", warning.clone()));
        ui.add(Label::new(parts::quiet(text, scene.theme)).wrap());
    }
}

fn states(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (facts, step, progress): (&StepFacts, &Step, &Progress),
    form: &mut Form,
    reach: &mut Reach,
    wishes: &mut Vec<Wish>,
) {
    let words = scene.words;
    let settled = progress.state.is_settled();
    ui.horizontal_wrapped(|ui| {
        if !settled {
            let done = parts::primary(ui, scene.theme, &words.word("rem-done"));
            if std::mem::take(&mut reach.into) {
                done.request_focus();
            }
            if done.clicked() {
                form.tick(scene, &facts.standing, None, wishes);
            }
        }
        if progress.state == StepState::Todo && ui.button(words.word("rem-begin")).clicked() {
            form.deed(StepDeed::Begin, wishes);
        }
        if progress.state != StepState::Todo {
            let reopen = ui.button(words.word("rem-reopen"));
            if std::mem::take(&mut reach.into) {
                reopen.request_focus();
            }
            if reopen.clicked() {
                form.deed(StepDeed::Reopen, wishes);
            }
        }
        if !settled {
            if ui.button(words.word("rem-skip")).clicked() {
                form.ask(Asking::Skip, model(scene, step));
            }
            if ui.button(words.word("rem-not-applicable")).clicked() {
                form.ask(Asking::NotApplicable, String::new());
            }
        }
    });
}

/// The model justification; empty where the step should not be left out.
pub fn model(scene: &Scene<'_>, step: &Step) -> String {
    use crate::words::Language;
    if !step.skip.allowed {
        return String::new();
    }
    match scene.words.language() {
        Language::English => step.skip.en.clone(),
        Language::French => step.skip.fr.clone(),
    }
}

/// What is asked for, in place; Escape drops it.
fn question(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (facts, step): (&StepFacts, &Step),
    form: &mut Form,
    reach: &mut Reach,
    wishes: &mut Vec<Wish>,
) {
    if form.asking == Asking::Nothing {
        return;
    }
    let theme = scene.theme;
    let frame = Frame::new().fill(theme.warning_ground).corner_radius(5).inner_margin(Margin::same(8));
    ui.add_space(2.0);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        match form.asking {
            Asking::Nothing => {}
            Asking::Proof => proof_question(ui, scene),
            Asking::Done => {
                warn(ui, scene, &scene.words.word("rem-ask-done"));
                loud(ui, scene, facts);
                answer(ui, scene, facts, form, "rem-done-anyway", wishes);
            }
            Asking::Skip => {
                let id = if step.skip.allowed { "rem-ask-skip" } else { "rem-ask-skip-never" };
                warn(ui, scene, &scene.words.word(id));
                answer(ui, scene, facts, form, "rem-skip-now", wishes);
            }
            Asking::NotApplicable => {
                warn(ui, scene, &scene.words.word("rem-ask-na"));
                answer(ui, scene, facts, form, "rem-na-now", wishes);
            }
        }
    });
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        form.drop_question();
        reach.back = true;
    }
}

fn proof_question(ui: &mut Ui, scene: &Scene<'_>) {
    ui.horizontal_wrapped(|ui| {
        warn_icon(ui, scene);
        warn(ui, scene, &scene.words.word("rem-proof-needed"));
    });
}

fn loud(ui: &mut Ui, scene: &Scene<'_>, facts: &StepFacts) {
    for say in &facts.standing.loud {
        ui.horizontal_wrapped(|ui| {
            warn_icon(ui, scene);
            warn(ui, scene, &scene.words.say(say));
        });
    }
}

fn answer(
    ui: &mut Ui,
    scene: &Scene<'_>,
    facts: &StepFacts,
    form: &mut Form,
    act: &'static str,
    wishes: &mut Vec<Wish>,
) {
    let words = scene.words;
    let reason = typed::lines(ui, &words.word("rem-reason-field"), "", &mut form.reason, 2);
    if std::mem::take(&mut form.take_focus) {
        reason.request_focus();
    }
    let given = !form.reason.trim().is_empty();
    let entered = typed::entered(ui, &reason);
    ui.horizontal_wrapped(|ui| {
        let act = ui.add_enabled(given, Button::new(words.word(act)));
        if given && (act.clicked() || entered) {
            carry_out(scene, facts, form, wishes);
        }
        if ui.button(words.word("rem-leave")).clicked() {
            form.drop_question();
        }
    });
}

fn carry_out(scene: &Scene<'_>, facts: &StepFacts, form: &mut Form, wishes: &mut Vec<Wish>) {
    let reason = form.reason.trim().to_owned();
    match form.asking {
        Asking::Done => {
            let proof = form.pending.take();
            form.tick(scene, &facts.standing, proof, wishes);
        }
        Asking::Skip => form.deed(StepDeed::Skip(reason), wishes),
        Asking::NotApplicable => form.deed(StepDeed::NotApplicable(reason), wishes),
        Asking::Nothing | Asking::Proof => {}
    }
    form.drop_question();
}

fn warnings(ui: &mut Ui, scene: &Scene<'_>, facts: &StepFacts, wishes: &mut Vec<Wish>) {
    for warning in &facts.warnings {
        let text = scene.words.say(&warning.say);
        ui.horizontal_wrapped(|ui| {
            if warning.loud {
                warn_icon(ui, scene);
                ui.label(parts::medium(text).size(ROW).color(scene.theme.warning));
            } else {
                ui.label(parts::quiet(text, scene.theme));
            }
            if let Some(step) = warning.step {
                let open = scene.words.say(&Phrase::new("rem-open-step").text("step", step));
                if ui.small_button(open).clicked() {
                    wishes.push(Wish::GoToStep(step.to_owned()));
                }
            }
        });
    }
}

/// What, why, risk, and under which condition.
fn about(ui: &mut Ui, scene: &Scene<'_>, facts: &StepFacts, step: &Step) {
    let language = scene.words.language();
    let holds: Vec<String> = facts.holds.iter().map(|say| scene.words.say(say)).collect();
    let rows = [
        ("rem-what", step.action.get(language)),
        ("rem-when", step.when.as_ref().map_or("", |when| when.get(language))),
        ("rem-here", &holds.join("\n")),
        ("rem-why", step.why.get(language)),
        ("rem-risk", step.risk.get(language)),
    ];
    ui.add_space(8.0);
    Grid::new(("about", &step.id)).num_columns(2).min_col_width(64.0).spacing(vec2(12.0, 6.0)).show(
        ui,
        |ui| {
            for (id, text) in rows.iter().filter(|(_, text)| !text.is_empty()) {
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.add(Label::new(parts::quiet(scene.words.word(id), scene.theme)).extend());
                });
                ui.vertical(|ui| paragraph(ui, text));
                ui.end_row();
            }
        },
    );
}

fn paragraph(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).size(ROW)).wrap());
}

/// How to check, and how to go back.
fn after(ui: &mut Ui, scene: &Scene<'_>, step: &Step) {
    let language = scene.words.language();
    section(ui, scene, "rem-verify");
    bullet(ui, scene, step.verify.get(language));
    ui.add_space(6.0);
    let title = RichText::new(scene.words.word("rem-rollback")).font(fonts::medium(ROW));
    CollapsingHeader::new(title).id_salt(("rollback", &step.id)).show(ui, |ui| {
        paragraph(ui, step.rollback.get(language));
    });
}

//! Who says what to a step: the client's decision, who is to do it and by when, a note.

use super::form::Form;
use super::{field, section, time_label};
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::{parts, typed};
use crate::model::safe_text::SafeText;
use crate::playbook::progress::{Decision, Progress};
use crate::words::Phrase;
use crate::workbench::command::StepDeed;
use eframe::egui::{RichText, Ui};

/// Draws the part.
pub fn people_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    form: &mut Form,
    progress: &Progress,
    wishes: &mut Vec<Wish>,
) {
    section(ui, scene, "rem-client");
    match &progress.decision {
        Some(decision) => decided(ui, scene, form, decision, wishes),
        None => decide(ui, scene, form, wishes),
    }
    section(ui, scene, "rem-who");
    assign(ui, scene, form, wishes);
}

fn decided(ui: &mut Ui, scene: &Scene<'_>, form: &Form, decision: &Decision, wishes: &mut Vec<Wish>) {
    let (words, theme) = (scene.words, scene.theme);
    ui.horizontal_wrapped(|ui| {
        let (id, ink) = match decision.accepted {
            true => ("rem-client-accepted", theme.good),
            false => ("rem-client-refused", theme.warning),
        };
        let said = Phrase::new(id).text("who", SafeText::new(&decision.by).as_str());
        ui.label(RichText::new(words.say(&said)).size(ROW).color(ink));
        time_label(ui, scene, decision.at);
        if ui.button(words.word("rem-client-back")).clicked() {
            form.deed(StepDeed::Decide(None), wishes);
        }
    });
}

fn decide(ui: &mut Ui, scene: &Scene<'_>, form: &mut Form, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.horizontal_wrapped(|ui| {
        let name = words.word("rem-client-by");
        typed::line(ui, &name, &name, &mut form.client_by, 210.0);
        let named = !form.client_by.trim().is_empty();
        for (accepted, id) in [(true, "rem-client-accept"), (false, "rem-client-refuse")] {
            let button = ui.add_enabled(named, eframe::egui::Button::new(words.word(id)));
            if button.on_disabled_hover_text(words.word("rem-client-who")).clicked() {
                let said = (accepted, form.client_by.trim().to_owned());
                form.deed(StepDeed::Decide(Some(said)), wishes);
            }
        }
    });
}

fn assign(ui: &mut Ui, scene: &Scene<'_>, form: &mut Form, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let mut kept = false;
    ui.horizontal_wrapped(|ui| {
        let owner = field(ui, scene, "rem-owner", &mut form.owner, 210.0);
        let due = field(ui, scene, "rem-due", &mut form.due, 150.0);
        kept = owner.lost_focus() || due.lost_focus();
    });
    if !typed::is_day(&form.due) {
        warn(ui, scene, &words.word("rem-bad-day"));
    }
    let name = words.word("rem-note");
    ui.label(parts::quiet(&name, scene.theme));
    let note = typed::lines(ui, &name, "", &mut form.note, 2);
    kept |= note.lost_focus() || typed::entered(ui, &note);
    if kept {
        form.flush(wishes);
    }
}

/// A sentence about something that is wrong.
pub fn warn(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.label(RichText::new(text).size(ROW).color(scene.theme.warning));
}

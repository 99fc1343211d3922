//! Checks that run or wait, with what has come back so far, and the button that stops them.

use super::fields;
use super::results::{mark, state_word};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::case::Checking;
use crate::checks::answer::{CheckKind, CheckResult};
use crate::model::safe_text::SafeText;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{Label, RichText, Sense, Ui, vec2};

/// Results shown of the check that runs, the newest.
const SHOWN: usize = 4;

/// Draws the strip, if anything runs.
pub fn running_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let [first, waiting @ ..] = scene.case.checking.as_slice() else { return };
    fields::card(ui, scene, |ui| {
        ui.horizontal_wrapped(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            icons::paint(ui.painter(), Icon::Waiting, rect.center(), 14.0, scene.theme.accent);
            ui.label(RichText::new(said(scene, first)).font(fonts::medium(ROW)));
            if !waiting.is_empty() {
                let wait = Phrase::new("chk-waiting").number("n", waiting.len());
                ui.label(parts::quiet(scene.words.say(&wait), scene.theme));
            }
            if fields::button(ui, true, &scene.words.word("chk-stop")) {
                wishes.push(Wish::Do(Command::CancelChecks));
            }
        });
        let from = first.results.len().saturating_sub(SHOWN);
        for result in first.results.get(from..).into_iter().flatten() {
            line(ui, scene, first.kind, result);
        }
    });
}

fn said(scene: &Scene<'_>, checking: &Checking) -> String {
    let said = Phrase::new("chk-running")
        .word("check", format!("check-{}", checking.kind.key()))
        .text("target", &checking.target)
        .number("n", checking.results.len());
    scene.words.say(&said)
}

fn line(ui: &mut Ui, scene: &Scene<'_>, kind: CheckKind, result: &CheckResult) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
        mark(ui.painter(), result.severity, rect.center(), scene.theme);
        let about = SafeText::new(&result.subject);
        let text = format!("{about}: {} · {}", state_word(scene, kind, result), scene.words.say(&result.say));
        ui.add(Label::new(RichText::new(text).size(ROW)).truncate());
    });
}

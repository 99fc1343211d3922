//! The whole dialogue of an answer, line by line with its times; and two answers side by side, before and after.

use super::fields;
use super::results::{self, state_ui, state_word};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{CONTROL_RADIUS, ROW};
use crate::app::widgets::parts;
use crate::checks::answer::{CheckAnswer, Speaker, SpokenLine};
use crate::model::safe_text::SafeText;
use eframe::egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

/// Height of the dialogue on screen.
const HEIGHT: f32 = 260.0;
/// Height of a line.
const LINE: f32 = 16.0;

/// Draws the dialogue, with a button to copy it.
pub fn transcript_ui(ui: &mut Ui, scene: &Scene<'_>, answer: &CheckAnswer, wishes: &mut Vec<Wish>) {
    if answer.transcript.is_empty() {
        fields::why(ui, scene, "chk-no-transcript");
        return;
    }
    if fields::button(ui, true, &scene.words.word("chk-copy-transcript")) {
        wishes.push(Wish::Copy(as_text(answer)));
    }
    lines_ui(ui, scene, answer);
}

fn lines_ui(ui: &mut Ui, scene: &Scene<'_>, answer: &CheckAnswer) {
    let ground = Frame::new()
        .fill(scene.theme.control)
        .corner_radius(CONTROL_RADIUS)
        .inner_margin(Margin::symmetric(10, 6));
    ground.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        let scroll = ScrollArea::vertical().max_height(HEIGHT).auto_shrink([false, true]);
        scroll.show_rows(ui, LINE, answer.transcript.len(), |ui, rows| {
            for line in answer.transcript.get(rows).into_iter().flatten() {
                line_ui(ui, scene, line);
            }
        });
    });
}

fn line_ui(ui: &mut Ui, scene: &Scene<'_>, line: &SpokenLine) {
    let ink = match line.who {
        Speaker::Client => scene.theme.accent,
        Speaker::Server => scene.theme.text,
        Speaker::Remark => scene.theme.quiet,
    };
    let time = line.at.in_zone(chrono_tz::UTC, "%H:%M:%S%.3f");
    let said = format!("{time}Z {} {}", who(line.who), SafeText::new(&line.text));
    let text = RichText::new(&said).font(fonts::mono(11.5)).color(ink);
    ui.set_min_height(LINE);
    ui.add(Label::new(text).truncate()).on_hover_text(said);
}

fn who(speaker: Speaker) -> &'static str {
    match speaker {
        Speaker::Client => "C:",
        Speaker::Server => "S:",
        Speaker::Remark => "--",
    }
}

/// The dialogue as text: `2026-11-24T02:53:15.123Z C: EHLO host`.
pub fn as_text(answer: &CheckAnswer) -> String {
    let line = |l: &SpokenLine| format!("{} {} {}\r\n", l.at.rfc3339(), who(l.who), SafeText::new(&l.text));
    answer.transcript.iter().map(line).collect()
}

/// Draws two answers about the same target in two columns.
pub fn compare_ui(ui: &mut Ui, scene: &Scene<'_>, earlier: &CheckAnswer, later: &CheckAnswer) {
    fields::two(ui, 0.5, |left, right| {
        side(left, scene, "chk-before", earlier);
        side(right, scene, "chk-after", later);
    });
}

fn side(ui: &mut Ui, scene: &Scene<'_>, id: &'static str, answer: &CheckAnswer) {
    ui.push_id(id, |ui| {
        fields::head(ui, scene, id);
        fields::quiet(ui, scene, &results::both_times(scene, answer.begun));
        for result in &answer.results {
            ui.horizontal_wrapped(|ui| {
                state_ui(ui, scene, result.severity, &state_word(scene, answer.kind, result));
                let about = SafeText::new(&result.subject);
                ui.label(parts::medium(about.as_str()).size(ROW));
                ui.label(parts::quiet(&result.code, scene.theme));
            })
            .response
            .on_hover_text(scene.words.say(&result.say));
        }
        ui.add_space(4.0);
        if !answer.transcript.is_empty() {
            lines_ui(ui, scene, answer);
        }
    });
}

//! What goes on in the background: progress in bytes and records with Cancel, or a summary; warnings.

use super::{case_words, source_words};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::icons::Icon;
use crate::app::widgets::parts;
use crate::case::{Checking, State};
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align, Button, Frame, Label, Layout, Margin, Panel, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, vec2,
};

/// Draws the bottom bar.
pub fn bottom_bar_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let theme = scene.theme;
    let frame = Frame::new().fill(theme.card).inner_margin(Margin::symmetric(16, 0));
    let bar =
        Panel::bottom("bottom").exact_size(30.0).resizable(false).show_separator_line(false).frame(frame);
    let shown = bar.show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            unsaved(ui, scene);
            warnings(ui, scene, wishes);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if scene.case.is_loading() {
                    progress(ui, scene, wishes);
                } else if let Some(running) = scene.case.checking.first() {
                    checking(ui, scene, running, wishes);
                } else {
                    ui.add(Label::new(parts::quiet(summary(scene), theme)).truncate());
                }
            });
        });
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, theme.line));
}

/// That the case is not written, or not by us; the top bar says so too, yet shorter.
fn unsaved(ui: &mut Ui, scene: &Scene<'_>) {
    let standing = case_words::standing(scene.case, scene.words).filter(|s| s.warns);
    let Some(standing) = standing else { return };
    let id = if standing.icon == Icon::Lock { "bottom-read-only" } else { "bottom-unsaved" };
    let text = RichText::new(scene.words.word(id)).font(fonts::medium(ROW)).color(scene.theme.warning);
    ui.add(Label::new(text).sense(Sense::hover())).on_hover_text(standing.whole);
}

fn warnings(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let n = source_words::n_problems(scene.case);
    if n == 0 {
        return;
    }
    let text = scene.words.say(&Phrase::new("bottom-warnings").number("n", n));
    let text = RichText::new(text).font(fonts::medium(ROW)).color(scene.theme.warning);
    if ui.add(Button::new(text).frame_when_inactive(false)).clicked() {
        wishes.push(Wish::ShowProblems);
    }
}

fn summary(scene: &Scene<'_>) -> String {
    let (case, words) = (scene.case, scene.words);
    if case.sources.is_empty() {
        return words.word("bottom-no-sources");
    }
    let sources = words.say(&Phrase::new("state-sources").number("n", case.sources.len()));
    let records = case.sources.iter().map(|s| s.balance.total).sum::<u64>();
    let records = words.say(&Phrase::new("bottom-records").number("n", records));
    let analysing =
        if case.analysing { format!(" · {}", words.word("top-analysing")) } else { String::new() };
    format!("{sources} · {records}{analysing}")
}

/// The check that runs, how many wait, and a way to stop them.
fn checking(ui: &mut Ui, scene: &Scene<'_>, running: &Checking, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let title = Phrase::new("bottom-checking")
        .word("check", format!("check-{}", running.kind.key()))
        .text("target", &running.target)
        .number("n", running.results.len())
        .number("waiting", scene.case.checking.len() - 1);
    ui.add(Label::new(RichText::new(words.say(&title)).size(ROW)).truncate());
    if ui.add(Button::new(RichText::new(words.word("bottom-stop-checks")).size(ROW))).clicked() {
        wishes.push(Wish::Do(Command::CancelChecks));
    }
}

fn progress(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let (words, case) = (scene.words, scene.case);
    let reading = case.sources.iter().find(|s| matches!(s.state, State::Reading(_)));
    let name = reading.map_or_else(String::new, |s| source_words::file_and_folder(&s.name).0);
    let (done, all, records) = source_words::work(case);
    let title = words.say(&Phrase::new("bottom-reading").text("name", &name));
    ui.add(Label::new(RichText::new(title).size(ROW)).truncate());
    let share = share(done, all);
    bar(ui, scene, 128.0, share);
    let figures = Phrase::new("bottom-progress")
        .text("done", &words.bytes(done))
        .text("all", &words.bytes(all))
        .number("records", records);
    ui.label(parts::quiet(words.say(&figures), scene.theme));
    let cancel = RichText::new(words.word("bottom-cancel")).font(fonts::medium(ROW));
    ui.spacing_mut().button_padding.y = 1.0;
    ui.spacing_mut().interact_size.y = 22.0;
    if ui.button(cancel).clicked() {
        wishes.push(Wish::Do(Command::CancelLoading));
    }
}

/// Part of the whole, 0 to 1.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a bar of a hundred pixels")]
pub fn share(done: u64, all: u64) -> f32 {
    if all == 0 { 0.0 } else { (done as f32 / all as f32).clamp(0.0, 1.0) }
}

/// A slim bar of progress.
pub fn bar(ui: &mut Ui, scene: &Scene<'_>, width: f32, share: f32) {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
    let percent = scene.words.say(&Phrase::new("bottom-percent").number("n", percent(share)));
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &percent));
    ui.painter().rect_filled(rect, 3.0, scene.theme.line);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(done, 3.0, scene.theme.accent);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
fn percent(share: f32) -> u64 {
    (share * 100.0) as u64
}

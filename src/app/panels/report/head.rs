//! The head of the place: draft or final, what can be written, and what was written last.

use super::{hindrance, more, options};
use crate::app::panel::{Scene, Wish};
use crate::app::panels::checks::fields;
use crate::app::theme::BODY;
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::report::forms::Form;
use crate::workbench::command::{Command, Product};
use eframe::egui::{Button, Label, Response, RichText, Sense, Ui, vec2};

/// The report as PDF.
const PDF: Product = Product::Report(Form::Pdf);

/// Draws the head.
pub fn head_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.horizontal_wrapped(|ui| {
        ui.heading(words.word("report-app-place"));
        ui.add_space(4.0);
        standing_ui(ui, scene);
        ui.add_space(8.0);
        let why = hindrance(scene.case);
        if export_ui(ui, scene, why.is_none()) {
            wishes.push(Wish::ChooseOutput { product: PDF, open: false });
        }
        let print = button(ui, why.is_none(), &words.word("report-app-print"));
        if told(scene, print, "report-app-print-why").clicked() {
            wishes.push(Wish::ChooseOutput { product: PDF, open: true });
        }
        more::more_ui(ui, scene, why.is_none(), wishes);
        if let Some(why) = why {
            ui.label(parts::quiet(words.word(why), scene.theme));
        }
    });
    written_ui(ui, scene, wishes);
    ui.add_space(2.0);
}

fn standing_ui(ui: &mut Ui, scene: &Scene<'_>) {
    let theme = scene.theme;
    if options::is_final(scene.case) {
        parts::pill(ui, &scene.words.word("report-app-final"), theme.good, theme.good_ground);
    } else {
        parts::pill(ui, &scene.words.word("report-app-draft"), theme.quiet, theme.control);
    }
}

fn export_ui(ui: &mut Ui, scene: &Scene<'_>, enabled: bool) -> bool {
    let text = scene.words.word("report-app-export");
    if enabled {
        parts::primary(ui, scene.theme, &text).clicked()
    } else {
        button(ui, false, &text).clicked()
    }
}

fn button(ui: &mut Ui, enabled: bool, text: &str) -> Response {
    ui.add_enabled(enabled, Button::new(text).min_size(vec2(0.0, 30.0)))
}

/// With a hint.
fn told(scene: &Scene<'_>, response: Response, id: &str) -> Response {
    let hint = scene.words.word(id);
    response.on_hover_text(&hint).on_disabled_hover_text(&hint)
}

/// What is being written, and what was.
fn written_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let (preview, words, theme) = (&scene.case.preview, scene.words, scene.theme);
    if preview.writing {
        ui.horizontal(|ui| {
            mark(ui, Icon::Waiting, theme.quiet);
            ui.label(parts::quiet(words.word("report-app-writing"), theme));
        });
        return;
    }
    let Some((said, path)) = &preview.written else { return };
    ui.horizontal(|ui| {
        mark(ui, Icon::Check, theme.good);
        // What can be done about it keeps its place beside a long path.
        let room = (ui.available_width() - 220.0).max(120.0);
        let text = words.say(said);
        let galley = ui.painter().layout_no_wrap(text.clone(), crate::app::fonts::text(BODY), theme.text);
        ui.scope(|ui| {
            ui.set_max_width(room.min(galley.size().x + 2.0));
            ui.add(Label::new(RichText::new(&text)).truncate()).on_hover_text(&text);
        });
        if fields::button(ui, true, &words.word("report-app-open")) {
            wishes.push(Wish::Do(Command::OpenWritten));
        }
        if fields::button(ui, true, &words.word("report-app-copy-path")) {
            wishes.push(Wish::Copy(path.to_string_lossy().into_owned()));
        }
    });
}

fn mark(ui: &mut Ui, icon: Icon, color: eframe::egui::Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 26.0), Sense::hover());
    icons::paint(ui.painter(), icon, rect.center(), 14.0, color);
}

//! The Report place: what goes in at the left, the pages as they will be at the right, what can be written above.
//!
//! Sets no page and writes no file: both are commands. The pages on screen stay until newer ones are there.

mod bar;
mod edits;
mod entries;
mod head;
mod more;
pub mod names;
mod nothing;
mod options;
mod pages;
mod pictures;
mod setting;
mod sheets;
mod zoom;

use crate::app::panel::{Scene, Wish};
use crate::app::style;
use crate::app::widgets::splitter::splitter;
use crate::case::Case;
use crate::words::Phrase;
use eframe::egui::{Id, Key, Rect, Ui, UiBuilder, pos2, vec2};
use options::OptionsForm;
use pages::PagesView;
use setting::Setting;

/// Between options and pages.
const GAP: f32 = 10.0;
/// Widths that the options may have.
const WIDTHS: std::ops::RangeInclusive<f32> = 250.0..=560.0;
/// Their width at first.
const USUAL_WIDTH: f32 = 330.0;

/// What the place shows.
#[derive(Debug, Default)]
pub struct ReportView {
    options: OptionsForm,
    pages: PagesView,
    setting: Setting,
    /// The frame in which the place was drawn last.
    seen: Option<u64>,
}

/// Id of the sentence that says why nothing can be written now; `None` where it can.
#[must_use]
pub fn hindrance(case: &Case) -> Option<&'static str> {
    match () {
        () if case.sources.is_empty() => Some("why-not-empty"),
        () if is_busy(case) => Some("report-app-why-not-reading"),
        () if case.preview.writing => Some("report-app-why-not-writing"),
        () => None,
    }
}

/// Is evidence on its way, so that a report would say too little?
fn is_busy(case: &Case) -> bool {
    case.is_loading() || case.analysing
}

/// A few words for the rail: draft or final, and how many pages there are.
#[must_use]
pub fn rail_state(scene: &Scene<'_>) -> String {
    let (case, words) = (scene.case, scene.words);
    if case.sources.is_empty() {
        return words.word("state-nothing-yet");
    }
    if case.preview.writing {
        return words.word("report-app-state-writing");
    }
    let id = if options::is_final(case) { "report-app-state-final" } else { "report-app-state-draft" };
    let state = words.word(id);
    match case.preview.pages.len() {
        0 => state,
        n => words.say(&Phrase::new("report-app-state").text("state", &state).number("n", n)),
    }
}

/// Draws the place.
pub fn report_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ReportView, wishes: &mut Vec<Wish>) {
    if scene.case.sources.is_empty() {
        return nothing::nothing_ui(ui, scene, wishes);
    }
    let frame = ui.ctx().cumulative_frame_nr();
    view.pages.take_focus |= view.seen.is_none_or(|seen| frame > seen + 1) || leaves(ui);
    view.seen = Some(frame);
    view.options.follow(scene);
    // Who wishes for something else has finished typing; what was typed comes first.
    if !wishes.is_empty() {
        view.options.flush(wishes);
    }
    view.setting.follow(ui, scene, wishes);
    head::head_ui(ui, scene, wishes);
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    let (left, right) = divide(ui, scene, area);
    let mut options = card(ui, scene, left);
    options::options_ui(&mut options, scene, &mut view.options, wishes);
    let mut pages = ui.new_child(UiBuilder::new().max_rect(right).id_salt("pages"));
    bar::bar_ui(&mut pages, scene, &mut view.pages, &mut view.setting);
    pages::pages_ui(&mut pages, scene, &mut view.pages, wishes);
}

/// Options and pages; the gap between them can be dragged, and is remembered.
fn divide(ui: &Ui, scene: &Scene<'_>, area: Rect) -> (Rect, Rect) {
    let id = Id::unique("report-options");
    let width = ui.data_mut(|d| d.get_persisted(id)).unwrap_or(USUAL_WIDTH);
    let (left, gap, right) = split(area, width);
    let moved = splitter(ui, id, gap, &scene.words.word("report-app-divider"), scene.theme);
    if moved != 0.0 {
        let width = (left.width() + moved).clamp(*WIDTHS.start(), *WIDTHS.end());
        ui.data_mut(|d| d.insert_persisted(id, width));
    }
    (left, right)
}

/// Escape leads back to the pages, unless it closes something else first.
fn leaves(ui: &Ui) -> bool {
    ui.input(|i| i.key_pressed(Key::Escape)) && !eframe::egui::Popup::is_any_open(ui.ctx())
}

/// Options, the gap, pages.
fn split(area: Rect, width: f32) -> (Rect, Rect, Rect) {
    let width = width.min(area.width() * 0.48).round();
    let (left, rest) = area.split_left_right_at_x(area.left() + width);
    let (gap, right) = rest.split_left_right_at_x(rest.left() + GAP);
    (left, gap, right)
}

/// A card that fills `rect`; what is drawn into it stays within.
fn card(ui: &mut Ui, scene: &Scene<'_>, rect: Rect) -> Ui {
    let frame = style::card(scene.theme);
    ui.painter().add(frame.paint(rect.shrink(12.0)));
    let inner = Rect::from_min_max(rect.min + vec2(12.0, 8.0), pos2(rect.right() - 6.0, rect.bottom() - 6.0));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("options"));
    inside.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
    inside
}

//! The Evidence place: a row for each source, what is known of the chosen one, the site, the coverage.

use super::source_rows::{HEAD, ROW_HEIGHT, rows_ui};
use super::source_words;
use super::{coverage, site, source_detail};
use crate::app::panel::{Scene, Wish};
use crate::app::style;
use crate::app::widgets::parts;
use crate::case::CaseSource;
use crate::model::provenance::SourceId;
use crate::words::Phrase;
use eframe::egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

/// Space between cards.
const GAP: f32 = 12.0;
/// From this width on, site and coverage stand beside the table.
const WIDE: f32 = 1500.0;
/// Height of the head line.
const TITLE: f32 = 34.0;

/// What is chosen and typed.
#[derive(Debug, Default)]
pub struct EvidenceView {
    /// The row chosen; without one, the first that has problems, else the first.
    pub chosen: Option<SourceId>,
    /// Show only sources with problems.
    pub only_problems: bool,
    /// What is being typed in the site sheet.
    pub site: site::SiteTyped,
}

/// Draws the Evidence place.
pub fn evidence_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut EvidenceView, wishes: &mut Vec<Wish>) {
    let all = ui.max_rect();
    title(ui, scene, view);
    let shown: Vec<&CaseSource> =
        scene.case.sources.iter().filter(|s| !view.only_problems || s.is_troubled()).collect();
    let places = Places::of(Rect::from_min_max(pos2(all.left(), all.top() + TITLE), all.max), shown.len());
    card(ui, scene, places.table, |ui| {
        if let Some(id) = rows_ui(ui, scene, &shown, chosen(view, &shown)) {
            view.chosen = Some(id);
        }
    });
    let source = chosen(view, &shown).and_then(|id| scene.case.source(id));
    card(ui, scene, places.detail, |ui| match source {
        Some(source) => source_detail::detail_ui(ui, scene, source, wishes),
        None => {
            ui.label(parts::quiet(scene.words.word("sources-no-problems"), scene.theme));
        }
    });
    card(ui, scene, places.site, |ui| site::site_ui(ui, scene, &mut view.site, wishes));
    card(ui, scene, places.coverage, |ui| coverage::coverage_ui(ui, scene, wishes));
}

fn chosen(view: &EvidenceView, shown: &[&CaseSource]) -> Option<SourceId> {
    let kept = view.chosen.filter(|id| shown.iter().any(|s| s.id == *id));
    let bad = || shown.iter().find(|s| s.is_troubled());
    kept.or_else(|| bad().or(shown.first()).map(|s| s.id))
}

fn title(ui: &mut Ui, scene: &Scene<'_>, view: &mut EvidenceView) {
    let words = scene.words;
    ui.horizontal(|ui| {
        ui.heading(words.word("place-evidence"));
        ui.add_space(8.0);
        let n = scene.case.sources.len();
        let all = words.say(&Phrase::new("sources-all").number("n", n));
        if parts::choice(ui, scene.theme, &all, !view.only_problems) {
            view.only_problems = false;
        }
        let n = source_words::n_problems(scene.case);
        let bad = words.say(&Phrase::new("sources-problems").number("n", n));
        if parts::choice(ui, scene.theme, &bad, view.only_problems) {
            view.only_problems = true;
        }
    });
}

/// A card that fills `rect` and scrolls within.
fn card(ui: &mut Ui, scene: &Scene<'_>, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().max_rect(rect).id_salt((rect.min.x as i32, rect.min.y as i32));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.expand(1.0).intersect(ui.clip_rect()));
        style::card(scene.theme).show(ui, |ui| {
            ui.set_min_size(rect.size() - vec2(26.0, 26.0));
            ScrollArea::vertical().max_height(rect.height() - 26.0).auto_shrink([false, false]).show(ui, add);
        });
    });
}

/// Where the four cards stand.
struct Places {
    table: Rect,
    detail: Rect,
    site: Rect,
    coverage: Rect,
}

impl Places {
    fn of(all: Rect, n_rows: usize) -> Self {
        let n = f32::from(u8::try_from(n_rows).unwrap_or(u8::MAX));
        let wanted = HEAD + n * ROW_HEIGHT + 28.0;
        let table_height = wanted.clamp(120.0, (all.height() * 0.52).max(120.0));
        if all.width() >= WIDE {
            return Self::beside(all, table_height);
        }
        let (table, below) = split_down(all, table_height);
        let (detail, right) = split_across(below, (all.width() - 2.0 * GAP) * 0.36);
        let (site, coverage) = split_across(right, (right.width() - GAP) * 0.5);
        Self { table, detail, site, coverage }
    }

    fn beside(all: Rect, table_height: f32) -> Self {
        let (left, right) = split_across(all, all.width() - 380.0 - GAP);
        let (table, detail) = split_down(left, table_height);
        let (site, coverage) = split_down(right, all.height() * 0.42);
        Self { table, detail, site, coverage }
    }
}

fn split_down(rect: Rect, height: f32) -> (Rect, Rect) {
    let (a, b) = rect.split_top_bottom_at_y(rect.top() + height);
    (a, Rect::from_min_max(b.min + vec2(0.0, GAP), b.max))
}

fn split_across(rect: Rect, width: f32) -> (Rect, Rect) {
    let (a, b) = rect.split_left_right_at_x(rect.left() + width);
    (a, Rect::from_min_max(b.min + vec2(GAP, 0.0), b.max))
}

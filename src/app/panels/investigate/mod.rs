//! The Investigate place: the answer, the picture, the rows, the raw line, from top to bottom.
//!
//! Only lays out; each part is a file of its own. Nothing here changes the case.

mod authentications;
mod banner;
mod cells;
mod chips;
mod deeds;
mod inspector;
pub mod linked;
mod mail;
mod marking;
mod rows;
mod suspects;
mod timeline;
mod wording;

pub use crate::app::view::InvestigateView;

use crate::app::panel::{Scene, Wish};
use crate::app::widgets::splitter::splitter;
use crate::model::safe_text::SafeText;
use eframe::egui::{Id, Rect, Ui, pos2};

const GAP: f32 = 10.0;

/// Name of a source's file without its folders, safe to show.
fn source_name(source: &crate::case::CaseSource) -> String {
    let name = &source.name;
    SafeText::new(name.rsplit(['/', '\\']).next().unwrap_or(name)).into()
}

/// Draws the place into all the room that is left.
pub fn investigate_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView, wishes: &mut Vec<Wish>) {
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    let cut =
        |top: f32, height: f32| Rect::from_min_max(pos2(area.left(), top), pos2(area.right(), top + height));
    let head = cut(area.top(), 66.0);
    banner::banner_ui(ui, head, scene, view, wishes);
    let below = head.bottom() + GAP;
    if !rows::any(scene) {
        rows::nothing_ui(ui, Rect::from_min_max(pos2(area.left(), below), area.max), scene);
        return;
    }
    let room = area.bottom() - below;
    let height = timeline_height(view, room);
    // The tables keep some rows, however low the window is.
    let most = (room * 0.4).min(room - height - 200.0).max(72.0);
    let foot = view.inspector.clamp(72.0, most);
    let picture = cut(below, height);
    timeline::timeline_ui(ui, picture, scene, view, wishes);
    let gap = cut(picture.bottom(), GAP);
    let moved =
        splitter(ui, Id::unique("under-timeline"), gap, &scene.words.word("investigate-resize"), scene.theme);
    if moved != 0.0 {
        view.timeline = height + moved;
    }
    let chips = cut(gap.bottom() - 2.0, 26.0);
    rows::refresh_ui(ui, scene, view, mail::list(view.tab));
    chips::chips_ui(ui, chips, scene, view);
    let bottom = cut(area.bottom() - foot, foot);
    let tables =
        Rect::from_min_max(pos2(area.left(), chips.bottom() + 4.0), pos2(area.right(), bottom.top() - GAP));
    tables_ui(ui, tables, scene, view, wishes);
    let gap = cut(tables.bottom(), GAP);
    let moved =
        splitter(ui, Id::unique("over-inspector"), gap, &scene.words.word("investigate-resize"), scene.theme);
    if moved != 0.0 {
        view.inspector = foot - moved;
    }
    inspector::inspector_ui(ui, bottom, scene, view, wishes);
    marking::marking_ui(ui, scene, view, wishes);
    rows::copying_ui(ui, scene, view, wishes);
}

/// Height of the timeline: as it was set, else a third of the room; lanes of accounts take what they need.
fn timeline_height(view: &InvestigateView, room: f32) -> f32 {
    let own = (room * 0.32).clamp(228.0, 300.0).min(room * 0.42);
    let needed = if view.time.swim { 300.0 } else { 150.0 };
    let wanted = if view.timeline > 0.0 { view.timeline } else { own.max(needed) };
    wanted.clamp(150.0, (room * 0.5).max(150.0))
}

fn tables_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut InvestigateView, wishes: &mut Vec<Wish>) {
    view.split = view.split.clamp(0.2, 0.8);
    let middle = area.left() + area.width() * view.split;
    let left = Rect::from_min_max(area.min, pos2(middle - GAP / 2.0, area.bottom()));
    let right = Rect::from_min_max(pos2(middle + GAP / 2.0, area.top()), area.max);
    let gap = Rect::from_min_max(pos2(left.right(), area.top()), pos2(right.left(), area.bottom()));
    let moved =
        splitter(ui, Id::unique("between-tables"), gap, &scene.words.word("investigate-resize"), scene.theme);
    view.split += moved / area.width().max(1.0);
    authentications::authentications_ui(ui, left, scene, view, wishes);
    mail::mail_ui(ui, right, scene, view, wishes);
}

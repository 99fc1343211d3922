//! One line of text in a given width: cut with an ellipsis, set left or right, never over its neighbour.

use eframe::egui::text::{LayoutJob, TextWrapping};
use eframe::egui::{Align, Align2, Color32, FontId, Galley, Painter, Pos2, Rect};
use std::sync::Arc;

/// Lays out one line, cut at `width` with an ellipsis.
pub fn fit(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}

/// Width of a text in one line.
pub fn width_of(painter: &Painter, text: &str, font: FontId) -> f32 {
    painter.layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x
}

/// Paints one line in `rect`, vertically centred. True if it had to be cut.
pub fn line(painter: &Painter, rect: Rect, right: bool, text: &str, font: FontId, color: Color32) -> bool {
    if text.is_empty() || rect.width() <= 0.0 {
        return false;
    }
    let galley = fit(painter, text, font, color, rect.width());
    let anchor = if right { Align2([Align::Max, Align::Center]) } else { Align2::LEFT_CENTER };
    let at = anchor.anchor_size(anchor.pos_in_rect(&rect), galley.size()).min;
    let elided = galley.elided;
    painter.galley(Pos2::new(at.x.round(), at.y.round()), galley, color);
    elided
}

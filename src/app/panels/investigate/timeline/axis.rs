//! Labels of the axis, in the site's zone: hours or days, and the date where it is a new one.

use super::Layout;
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::SMALL;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::time_axis::{Axis, Piece, Tick, ticks};
use eframe::egui::{Painter, Rect, Stroke, pos2, vec2};

/// A stretch between cuts too short for a mark says its day all the same: else nobody could tell how far it is.
fn untold_ui(
    painter: &Painter,
    layout: &Layout,
    scene: &Scene<'_>,
    axis: &Axis,
    marks: &[Tick],
    free: &mut f32,
) {
    let told = |p: &Piece| marks.iter().any(|m| (p.left..=p.right).contains(&m.x));
    for piece in axis.pieces().iter().filter(|p| !p.cut && !told(p)) {
        let date = scene.words.date(piece.span.first);
        let width = width_of(painter, &date, fonts::text(SMALL));
        let x = ((piece.left + piece.right - width) / 2.0).min(piece.right - width);
        let x = x.max(layout.names);
        // Dates of marks begin a little to the left of them.
        let over = |m: &&Tick| m.new_day && m.x - 22.0 < x + width && m.x + width - 12.0 > x;
        let taken = marks.iter().find(over).is_some();
        if x >= *free && !taken {
            let place = Rect::from_min_size(pos2(x, layout.axis.top() + 13.0), vec2(width + 1.0, 14.0));
            line(painter, place, false, &date, fonts::text(SMALL), scene.theme.text);
            *free = x + width + 12.0;
        }
    }
}

pub(super) fn axis_ui(painter: &Painter, layout: &Layout, scene: &Scene<'_>, axis: &Axis) {
    let (rect, theme) = (layout.axis, scene.theme);
    let (mut free, mut free_date) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
    let marks = ticks(axis, scene.words.zone(), 64.0);
    let below = |x: f32, top: f32, w: f32| Rect::from_min_size(pos2(x, top), vec2(w + 1.0, 14.0));
    untold_ui(painter, layout, scene, axis, &marks, &mut free_date);
    for tick in marks {
        painter.vline(tick.x, rect.top() - 4.0..=rect.top(), Stroke::new(1.0, theme.outline));
        let width = width_of(painter, &tick.label, fonts::text(SMALL));
        let x = (tick.x - width / 2.0).min(layout.right - width - 6.0);
        if x < free {
            continue;
        }
        line(painter, below(x, rect.top(), width), false, &tick.label, fonts::text(SMALL), theme.quiet);
        free = x + width + 8.0;
        let date = scene.words.date(tick.time);
        let width = width_of(painter, &date, fonts::text(SMALL));
        if tick.new_day && x >= free_date && x + width < layout.right {
            line(painter, below(x, rect.top() + 13.0, width), false, &date, fonts::text(SMALL), theme.text);
            free_date = x + width + 12.0;
        }
    }
}

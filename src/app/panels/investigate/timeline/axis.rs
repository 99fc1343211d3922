//! Labels of the axis, in the site's zone: hours or days, and the date where it is a new one.

use super::Layout;
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::SMALL;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::time_axis::{Axis, ticks};
use eframe::egui::{Painter, Rect, Stroke, pos2, vec2};

pub(super) fn axis_ui(painter: &Painter, layout: &Layout, scene: &Scene<'_>, axis: &Axis) {
    let (rect, theme) = (layout.axis, scene.theme);
    let (mut free, mut free_date) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
    let below = |x: f32, top: f32, w: f32| Rect::from_min_size(pos2(x, top), vec2(w + 1.0, 14.0));
    for tick in ticks(axis, scene.words.zone(), 64.0) {
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

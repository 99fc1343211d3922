//! The whole case in a slim strip: how many rows when, what is shown as a frame to drag, the span tinted.

use super::density_of;
use super::lanes::columns;
use super::pointer::place_of;
use crate::app::panel::Scene;
use crate::app::timeline_state::Grab;
use crate::app::view::InvestigateView;
use crate::app::widgets::time_axis::Axis;
use crate::model::time::{Span, UtcTime};
use eframe::egui::{
    CursorIcon, Id, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// How near an edge of the frame has to be to be taken.
const NEAR: f32 = 5.0;

pub(super) fn minimap_ui(
    ui: &Ui,
    rect: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    all: Span,
    cuts: &[Span],
) {
    let response = ui.interact(rect, Id::unique("minimap"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, scene.words.word("timeline-minimap")));
    let axis = Axis::new(all, rect.left(), rect.width(), cuts);
    pointer(ui, &response, &axis, all, cuts, view);
    let (theme, painter) = (scene.theme, ui.painter_at(rect.expand(2.0)));
    painter.rect_filled(rect, 2, theme.ground);
    if let Some(span) = view.selection.span {
        let tint = Rect::from_x_y_ranges(
            axis.x(span.first)..=axis.x(span.last).max(axis.x(span.first) + 1.0),
            rect.y_range(),
        );
        painter.rect_filled(tint.intersect(rect), 0, theme.selected);
    }
    let counts = density_of(scene, view, &axis).to_vec();
    columns(&painter, rect.shrink2(vec2(0.0, 1.0)), &[(&counts, theme.quiet)], 0.15);
    for cut in axis.pieces().iter().filter(|p| p.cut) {
        painter.vline((cut.left + cut.right) / 2.0, rect.y_range(), Stroke::new(2.0, theme.outline));
    }
    frame_ui(&painter, rect, scene, view.visible.map(|v| edges(&axis, v)), &response);
}

fn edges(axis: &Axis, view: Span) -> (f32, f32) {
    let (a, b) = (axis.x(view.first), axis.x(view.last));
    (a, b.max(a + 2.0))
}

/// What lies outside of the frame is dimmed; without a frame all is shown.
fn frame_ui(
    painter: &eframe::egui::Painter,
    rect: Rect,
    scene: &Scene<'_>,
    frame: Option<(f32, f32)>,
    response: &Response,
) {
    let theme = scene.theme;
    let focused = if response.has_focus() { 2.0 } else { 1.0 };
    painter.rect_stroke(rect, 2, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let Some((a, b)) = frame else {
        return;
    };
    let dim = theme.card.gamma_multiply(0.6);
    painter.rect_filled(Rect::from_x_y_ranges(rect.left()..=a, rect.y_range()), 0, dim);
    painter.rect_filled(Rect::from_x_y_ranges(b..=rect.right(), rect.y_range()), 0, dim);
    let window = Rect::from_x_y_ranges(a..=b, rect.y_range()).expand2(vec2(0.0, 1.0));
    painter.rect_stroke(window, 2, Stroke::new(focused, theme.accent), StrokeKind::Middle);
    for x in [a, b] {
        let grip = Rect::from_center_size(pos2(x, rect.center().y), vec2(3.0, 9.0));
        painter.rect_filled(grip, 1, theme.accent);
    }
}

fn pointer(ui: &Ui, response: &Response, axis: &Axis, all: Span, cuts: &[Span], view: &mut InvestigateView) {
    let seen = view.visible.unwrap_or(all);
    let (a, b) = edges(axis, seen);
    let at = |p: Pos2| {
        if (p.x - a).abs() < NEAR && a > axis.left {
            Grab::ViewFirst
        } else if (p.x - b).abs() < NEAR {
            Grab::ViewLast
        } else if (p.x - a).abs() < NEAR {
            Grab::ViewFirst
        } else {
            Grab::View
        }
    };
    if response.drag_started() {
        view.time.grab = ui.input(|i| i.pointer.press_origin()).map(at);
    }
    let moved = response.drag_delta().x;
    match (view.time.grab, place_of(ui, response)) {
        (Some(Grab::ViewFirst), Some(p)) if response.dragged() => {
            let first = axis.time(p.x).min(UtcTime(seen.last.0 - 1)).max(all.first);
            view.visible = Some(Span { first, last: seen.last });
        }
        (Some(Grab::ViewLast), Some(p)) if response.dragged() => {
            let last = axis.time(p.x).max(UtcTime(seen.first.0 + 1)).min(all.last);
            view.visible = Some(Span { first: seen.first, last });
        }
        (Some(Grab::View), Some(_)) if response.dragged() => {
            let own = Axis::new(seen, a, b - a, cuts);
            view.visible = Some(own.panned(moved, all, cuts));
        }
        (_, Some(p)) if response.clicked() => {
            let own = Axis::new(seen, a, b - a, cuts);
            view.visible = Some(own.panned(p.x - (a + b) / 2.0, all, cuts));
        }
        _ => {}
    }
    if response.drag_stopped() {
        view.time.grab = None;
    }
    if view.visible == Some(all) {
        view.visible = None;
    }
    if let Some(p) = response.hover_pos() {
        let edge = matches!(at(p), Grab::ViewFirst | Grab::ViewLast);
        ui.set_cursor_icon(if edge { CursorIcon::ResizeHorizontal } else { CursorIcon::Grab });
    }
}

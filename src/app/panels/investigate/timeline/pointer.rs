//! What the pointer does on the lanes: spans and their handles, zoom, pan, the cursor.

use super::Picture;
use crate::app::panel::Wish;
use crate::app::timeline_state::Grab;
use crate::app::view::InvestigateView;
use crate::model::time::{Span, UtcTime};
use eframe::egui::{CursorIcon, Event, PointerButton, Pos2, Rect, Response, Stroke, Ui, pos2, vec2};

/// How near a handle has to be to be taken.
const NEAR: f32 = 5.0;

pub(super) fn pointer(
    ui: &Ui,
    response: &Response,
    picture: &Picture<'_>,
    view: &mut InvestigateView,
    _: &mut Vec<Wish>,
) {
    drag(ui, response, picture, view);
    let (axis, all, cuts) = (picture.axis, picture.all, picture.cuts);
    if response.dragged_by(PointerButton::Middle) {
        view.visible = Some(axis.panned(-response.drag_delta().x, all, cuts));
    }
    if response.double_clicked() {
        (view.visible, view.selection.span, view.cursor) = (None, None, None);
    } else if let (true, Some(p)) = (response.clicked(), place_of(ui, response)) {
        view.cursor = Some(axis.time(p.x));
    }
    if response.clicked() || response.drag_started() {
        response.request_focus();
        view.time.by_keys = false;
    }
    if let Some(p) = response.hover_pos() {
        wheel(ui, p, picture, view);
        let handle = end_at(picture, view, p).is_some() || matches!(view.time.grab, Some(Grab::End(_)));
        let inside = ui.input(|i| i.modifiers.shift) && moved(picture, view, p).is_some();
        ui.set_cursor_icon(match (handle, inside) {
            (true, _) => CursorIcon::ResizeHorizontal,
            (_, true) => CursorIcon::Grab,
            _ => CursorIcon::Crosshair,
        });
    }
}

fn drag(ui: &Ui, response: &Response, picture: &Picture<'_>, view: &mut InvestigateView) {
    if let (true, Some(p)) =
        (response.drag_started_by(PointerButton::Primary), ui.input(|i| i.pointer.press_origin()))
    {
        let shift = ui.input(|i| i.modifiers.shift);
        let whole = moved(picture, view, p).filter(|_| shift);
        // A drag from an end of the span moves that end: the other one stays.
        let end = || Grab::End(end_at(picture, view, p).unwrap_or_else(|| picture.axis.time(p.x)));
        view.time.grab = Some(whole.unwrap_or_else(end));
    }
    let here = place_of(ui, response).map(|p| picture.axis.time(p.x));
    match (view.time.grab, here) {
        (Some(Grab::End(anchor)), Some(t)) if response.dragged() || response.drag_stopped() => {
            view.selection.span = Some(Span::between(anchor, t));
        }
        (Some(Grab::Span(at, span)), Some(t)) if response.dragged() || response.drag_stopped() => {
            view.selection.span = Some(shifted(span, t.0.saturating_sub(at.0), picture.all));
        }
        _ => {}
    }
    if response.drag_stopped() {
        view.time.grab = None;
    }
}

/// Where the pointer is, or was when its button was let go: by the end of a slow frame it may be far from there.
pub(super) fn place_of(ui: &Ui, response: &Response) -> Option<Pos2> {
    let released = |e: &Event| match e {
        Event::PointerButton { pos, pressed: false, .. } => Some(*pos),
        _ => None,
    };
    ui.input(|i| i.events.iter().rev().find_map(released)).or_else(|| response.interact_pointer_pos())
}

/// The span moved by some ticks, its length kept, within the case.
fn shifted(span: Span, by: i64, all: Span) -> Span {
    let (least, most) = (all.first.0.saturating_sub(span.first.0), all.last.0.saturating_sub(span.last.0));
    let by = by.clamp(least.min(0), most.max(0));
    Span { first: UtcTime(span.first.0.saturating_add(by)), last: UtcTime(span.last.0.saturating_add(by)) }
}

/// The far end of the span whose near end is under the pointer.
fn end_at(picture: &Picture<'_>, view: &InvestigateView, p: Pos2) -> Option<UtcTime> {
    let span = view.selection.span?;
    let near = |t: UtcTime| (picture.axis.x(t) - p.x).abs() < NEAR;
    if near(span.last) { Some(span.first) } else { near(span.first).then_some(span.last) }
}

fn moved(picture: &Picture<'_>, view: &InvestigateView, p: Pos2) -> Option<Grab> {
    let (span, at) = (view.selection.span?, picture.axis.time(p.x));
    span.contains(at).then_some(Grab::Span(at, span))
}

fn wheel(ui: &Ui, p: Pos2, picture: &Picture<'_>, view: &mut InvestigateView) {
    let (wheel, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
    let factor = (f64::from(wheel.y) * 0.01).exp() * f64::from(pinch.max(0.01));
    if wheel.y != 0.0 || (pinch - 1.0).abs() > 1e-4 {
        view.visible = Some(picture.axis.zoomed(p.x, factor, picture.all, picture.cuts));
    } else if wheel.x != 0.0 {
        view.visible = Some(picture.axis.panned(-wheel.x, picture.all, picture.cuts));
    }
}

/// The cursor, and the ends of the span with a grip each.
pub(super) fn marks_ui(ui: &Ui, picture: &Picture<'_>, view: &InvestigateView, response: &Response) {
    let (axis, plot, theme) = (picture.axis, picture.plot, picture.scene.theme);
    let painter = ui.painter();
    if let Some(at) = view.cursor.filter(|t| axis.view.contains(*t)) {
        let x = axis.x(at);
        painter.vline(x, plot.y_range(), Stroke::new(1.0, theme.text));
        let tip =
            vec![pos2(x - 4.0, plot.top() - 4.0), pos2(x + 4.0, plot.top() - 4.0), pos2(x, plot.top() + 1.0)];
        painter.add(eframe::egui::Shape::convex_polygon(tip, theme.text, Stroke::NONE));
    }
    let ends = view.selection.span.into_iter().flat_map(|s| [s.first, s.last]);
    for x in ends.filter(|t| axis.view.contains(*t)).map(|t| axis.x(t)) {
        painter.vline(x, plot.y_range(), Stroke::new(1.5, theme.accent));
        let grip = Rect::from_center_size(pos2(x, plot.center().y), vec2(7.0, 22.0));
        painter.rect(grip, 3, theme.card, Stroke::new(1.5, theme.accent), eframe::egui::StrokeKind::Inside);
        for d in [-1.0, 1.0] {
            painter.vline(x + d, grip.shrink(6.0).y_range(), Stroke::new(1.0, theme.accent));
        }
    }
    if response.has_focus() && view.time.by_keys {
        let around = plot.expand(2.0);
        painter.rect_stroke(around, 3, Stroke::new(2.0, theme.accent), eframe::egui::StrokeKind::Outside);
    }
}

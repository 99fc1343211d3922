//! The timeline by keyboard alone: arrows, plus and minus, Home, End, 0, Enter, W, Escape.

use super::Picture;
use crate::app::view::InvestigateView;
use crate::model::time::{Span, UtcTime};
use eframe::egui::{EventFilter, Key, Response, Ui};

pub(super) fn keys(ui: &Ui, response: &Response, picture: &Picture<'_>, view: &mut InvestigateView) {
    let nobody = ui.memory(|m| m.focused().is_none());
    if !(response.has_focus() || (response.hovered() && nobody)) {
        return;
    }
    if response.gained_focus() {
        // A click that brings it here says otherwise in the same frame.
        view.time.by_keys = !(response.clicked() || response.drag_started());
    }
    let filter = EventFilter { horizontal_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    let (modifiers, pressed) = ui.input(|i| (i.modifiers, KEYS.into_iter().find(|k| i.key_pressed(*k))));
    let Some(key) = pressed else { return };
    view.time.by_keys |= response.has_focus();
    match (key, modifiers.shift, modifiers.command || modifiers.ctrl) {
        (Key::ArrowLeft, true, start) => move_end(picture, view, start, -1.0),
        (Key::ArrowRight, true, start) => move_end(picture, view, start, 1.0),
        (Key::Plus | Key::Equals | Key::Minus | Key::Num0, _, true) => {}
        (Key::Escape, ..) if view.selection.span.is_some() => view.selection.span = None,
        (Key::Escape, ..) => view.cursor = None,
        (Key::Enter, ..) => view.selection.span = Some(picture.axis.view),
        (Key::W, _, false) => view.time.swim = !view.time.swim,
        (Key::Num0, ..) => view.visible = None,
        (_, false, false) | (Key::Plus, true, false) => view.visible = Some(seen(picture, key)),
        _ => {}
    }
}

const KEYS: [Key; 11] = [
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::Plus,
    Key::Equals,
    Key::Minus,
    Key::Home,
    Key::End,
    Key::Num0,
    Key::Enter,
    Key::W,
    Key::Escape,
];

/// What is seen after a key that moves the view.
fn seen(picture: &Picture<'_>, key: Key) -> Span {
    let (axis, all, cuts) = (picture.axis, picture.all, picture.cuts);
    let middle = axis.left + axis.width / 2.0;
    match key {
        Key::ArrowLeft => axis.panned(-axis.width / 8.0, all, cuts),
        Key::ArrowRight => axis.panned(axis.width / 8.0, all, cuts),
        Key::Plus | Key::Equals => axis.zoomed(middle, 1.5, all, cuts),
        Key::Minus => axis.zoomed(middle, 1.0 / 1.5, all, cuts),
        Key::Home => axis.panned(-1e9, all, cuts),
        Key::End => axis.panned(1e9, all, cuts),
        _ => axis.view,
    }
}

/// Moves an end of the span by a hundredth of what is seen. Without a span one begins at the cursor.
fn move_end(picture: &Picture<'_>, view: &mut InvestigateView, start: bool, way: f32) {
    let axis = picture.axis;
    let middle = axis.time(axis.left + axis.width / 2.0);
    let begin = view.cursor.filter(|t| axis.view.contains(*t)).unwrap_or(middle);
    let span = view.selection.span.unwrap_or(Span { first: begin, last: begin });
    let moved = |t: UtcTime| axis.time(axis.x(t) + way * axis.width / 100.0);
    view.selection.span = Some(if start {
        Span { first: moved(span.first).min(span.last), last: span.last }
    } else {
        Span { first: span.first, last: moved(span.last).max(span.first) }
    });
}

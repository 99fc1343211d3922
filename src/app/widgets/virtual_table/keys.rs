//! What the keys do while a table has the keyboard.

use super::{Done, Pick, Table, TableState, row_rect};
use crate::app::theme::ROW_HEIGHT;
use eframe::egui::{Event, EventFilter, Key, Modifiers, Rect, Response, Ui, vec2};

/// Takes in the keys.
pub fn keys(
    ui: &Ui,
    focus: &Response,
    table: &Table<'_>,
    body: Rect,
    total: u64,
    state: &mut TableState,
) -> Option<Done> {
    if !focus.has_focus() || state.menu.is_some() {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(focus.id, filter));
    if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Slash)) {
        // The sign itself must not land in the field that gets the keyboard.
        ui.input_mut(|i| i.events.retain(|e| !matches!(e, Event::Text(t) if t == "/")));
        state.filter_row = !state.filter_row;
        state.take_filter = state.filter_row;
        return Some(Done::Changed);
    }
    if total == 0 {
        return None;
    }
    menu(ui, table, body, state);
    if state.group.is_none() {
        sideways(ui, state);
    }
    letters(ui, state.at).or_else(|| moves(ui, body, total, state))
}

fn letters(ui: &Ui, at: Option<u64>) -> Option<Done> {
    // egui tells copying by an event of its own.
    if ui.input(|i| i.events.contains(&Event::Copy)) {
        return Some(Done::Copy);
    }
    let key = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
    if key(Modifiers::COMMAND, Key::A) {
        return Some(Done::All);
    }
    if key(Modifiers::SHIFT, Key::N) {
        return Some(Done::Next(false));
    }
    if key(Modifiers::NONE, Key::N) {
        return Some(Done::Next(true));
    }
    let at = at?;
    let all = [
        (Key::S, Done::Star(at)),
        (Key::T, Done::Tag(at)),
        (Key::R, Done::Related),
        (Key::Enter, Done::Inspect),
        (Key::ArrowLeft, Done::Fold(at, false)),
        (Key::ArrowRight, Done::Fold(at, true)),
    ];
    let found = all.into_iter().find(|(k, _)| key(Modifiers::NONE, *k)).map(|(_, done)| done);
    if matches!(found, Some(Done::Tag(_))) {
        ui.input_mut(|i| i.events.retain(|e| !matches!(e, Event::Text(_))));
    }
    found
}

/// Without groups to open, the ways left and right lead to the columns out of sight.
fn sideways(ui: &Ui, state: &mut TableState) {
    const STEP: f32 = 60.0;
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    // The next frame holds it to what there is.
    state.across += if pressed(Key::ArrowRight) { STEP } else { 0.0 };
    state.across -= if pressed(Key::ArrowLeft) { STEP } else { 0.0 };
}

/// Shift+F10, as on every Windows; egui knows no menu key.
fn menu(ui: &Ui, table: &Table<'_>, body: Rect, state: &mut TableState) {
    let wanted = ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, Key::F10));
    if let (true, Some(at)) = (wanted, state.at) {
        let row = row_rect(body, state.position, at);
        let column = table.columns.first().map(|c| c.column);
        state.menu = Some((at, column, row.left_bottom() + vec2(30.0, 0.0)));
    }
}

fn moves(ui: &Ui, body: Rect, total: u64, state: &mut TableState) -> Option<Done> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows on screen")]
    let page = ((body.height() / ROW_HEIGHT) as u64).max(1);
    let at = state.at.unwrap_or(state.position.first);
    let pressed = |key| ui.input(|i| i.key_pressed(key));
    let moves = [
        (Key::ArrowDown, at.saturating_add(u64::from(state.at.is_some()))),
        (Key::ArrowUp, at.saturating_sub(1)),
        (Key::PageDown, at.saturating_add(page)),
        (Key::PageUp, at.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, u64::MAX),
    ];
    let target = moves.into_iter().find(|(key, _)| pressed(*key))?.1.min(total - 1);
    let extends = ui.input(|i| i.modifiers.shift);
    if !extends {
        state.anchor = Some(target);
    }
    state.at = Some(target);
    state.position = state.position.revealing(target, total, body.height());
    Some(Done::Chosen(target, if extends { Pick::Range } else { Pick::Alone }))
}

//! The heads: press to sort, drag to move, drag the grip for the width, right-click for all of it in words.

use super::{Column, Done, Filling, Line, PAD, Table, TableState};
use crate::app::fonts;
use crate::app::lists::Sort;
use crate::app::lists::columns::Col;
use crate::app::theme::ROW;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::marks::sorted;
use crate::words::Phrase;
use eframe::egui::containers::menu::menu_style;
use eframe::egui::{
    Align, CursorIcon, Id, Layout, Painter, Popup, PopupCloseBehavior, PopupKind, Rect, Response, Role,
    ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Draws the heads and takes in what is done to them.
pub fn head_ui(
    ui: &Ui,
    table: &Table<'_>,
    head: Rect,
    filling: &Filling<'_>,
    state: &mut TableState,
) -> Option<Done> {
    let (theme, lane) = (table.dress.theme, Table::lane(head));
    ui.painter_at(head).hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let painter = ui.painter_at(lane);
    let mut done = None;
    for (i, column) in table.columns.iter().enumerate() {
        let cell = table.column_rect(head, i);
        let id = table.id.with(("head", column.column));
        let hit = cell.shrink2(vec2(4.0, 0.0)).intersect(lane);
        if !hit.is_positive() {
            continue;
        }
        let response = ui.interact(hit, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.title));
        title(&painter, cell, column, &response, state, table);
        done = pressed(ui, table, head, filling, state, column.column, &response).or(done);
        if lane.expand(2.0).contains(cell.right_center()) {
            grip(ui, table, cell, i, filling, state);
        }
    }
    menu(ui, table, filling, state).or(done)
}

fn title(
    painter: &Painter,
    cell: Rect,
    column: &Column,
    response: &Response,
    state: &TableState,
    table: &Table<'_>,
) {
    let theme = table.dress.theme;
    let color = if response.hovered() || response.has_focus() { theme.text } else { theme.quiet };
    let mut text = cell.shrink2(vec2(PAD, 0.0));
    if let Some(sort) = state.sort.filter(|s| s.column == column.column) {
        let x = if column.right { text.left() } else { text.right() };
        sorted(painter, pos2(x, text.center().y), sort.down, color);
        if column.right { text.min.x += 8.0 } else { text.max.x -= 8.0 }
    }
    if state.group == Some(column.column) {
        painter.hline(text.x_range(), cell.bottom() - 2.0, Stroke::new(2.0, theme.accent));
    }
    if line(painter, text, column.right, &column.title, fonts::medium(ROW), color) && response.hovered() {
        response.show_tooltip_text(&column.title);
    }
}

fn pressed(
    ui: &Ui,
    table: &Table<'_>,
    head: Rect,
    filling: &Filling<'_>,
    state: &mut TableState,
    column: Col,
    response: &Response,
) -> Option<Done> {
    if response.secondary_clicked() {
        state.head_menu = response.interact_pointer_pos().map(|at| (column, at));
    }
    if response.clicked() {
        state.press(column);
        return Some(Done::Changed);
    }
    let target = response.interact_pointer_pos().and_then(|p| table.column_at(head, p.x));
    let target = target.and_then(|i| Some((i, table.columns.get(i)?.column)));
    let (i, target) = target.filter(|t| t.1 != column)?;
    if response.dragged() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
        let edge = table.column_rect(head, i);
        let before = table.columns.iter().position(|c| c.column == column).is_some_and(|from| from > i);
        let x = if before { edge.left() } else { edge.right() };
        ui.painter().vline(x, head.y_range(), Stroke::new(2.0, table.dress.theme.accent));
    }
    if response.drag_stopped() {
        state.move_to(filling.columns, column, target);
        return Some(Done::Changed);
    }
    None
}

fn grip(ui: &Ui, table: &Table<'_>, cell: Rect, i: usize, filling: &Filling<'_>, state: &mut TableState) {
    let Some(column) = table.columns.get(i) else { return };
    let area = Rect::from_center_size(pos2(cell.right(), cell.center().y), vec2(8.0, cell.height()));
    let id = table.id.with(("grip", column.column));
    let response =
        ui.interact(area, id, Sense::click_and_drag()).on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
    let name = Phrase::new("tables-resize").text("column", &column.title);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, table.dress.words.say(&name)));
    if response.hovered() || response.dragged() {
        ui.painter().vline(cell.right(), cell.y_range(), Stroke::new(2.0, table.dress.theme.accent));
    }
    if response.double_clicked() {
        state.widths.insert(column.column, fit(ui, column, table, filling, state));
    } else if response.dragged() {
        // From the width on screen, which may be less than the one wished for.
        state.widths.insert(column.column, (cell.width() + response.drag_delta().x).max(36.0));
    }
}

/// The width that head and visible rows need.
fn fit(ui: &Ui, column: &Column, table: &Table<'_>, filling: &Filling<'_>, state: &TableState) -> f32 {
    const MOST: f32 = 600.0;
    let first = state.position.first;
    let mut width = width_of(ui.painter(), &column.title, fonts::medium(ROW)) + 10.0;
    for n in first..first.saturating_add(60).min(filling.total) {
        if let Some(Line::Row(row)) = (filling.line)(n, &table.columns) {
            let place = table.columns.iter().position(|c| c.column == column.column);
            let Some(cell) = place.and_then(|i| row.cells.get(i)) else { continue };
            let mark = if cell.mark.is_some() { 18.0 } else { 0.0 };
            width = width.max(width_of(ui.painter(), &cell.text, fonts::text(ROW)) + mark);
        }
    }
    (width + 2.0 * PAD + 2.0).min(MOST)
}

fn menu(ui: &Ui, table: &Table<'_>, filling: &Filling<'_>, state: &mut TableState) -> Option<Done> {
    let (column, at) = state.head_menu?;
    let (mut open, mut done) = (true, None);
    let id: Id = table.id.with("head-menu");
    Popup::new(id, ui.ctx().clone(), at, ui.layer_id())
        .kind(PopupKind::Menu)
        .layout(Layout::top_down_justified(Align::Min))
        .style(menu_style)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .open_bool(&mut open)
        .show(|ui| {
            let pressed = items(ui, table, column, state);
            let listed = columns(ui, table, filling, state);
            if pressed.is_some() {
                ui.close();
            }
            done = pressed.or(listed);
        });
    if !open {
        state.head_menu = None;
    }
    done
}

fn items(ui: &mut Ui, table: &Table<'_>, column: Col, state: &mut TableState) -> Option<Done> {
    let words = table.dress.words;
    let mut press = |id: &str| ui.button(words.word(id)).clicked();
    let mut done = Some(Done::Changed);
    if press("tables-sort-up") {
        state.sort = Some(Sort { column, down: false });
    } else if press("tables-sort-down") {
        state.sort = Some(Sort { column, down: true });
    } else if press("tables-sort-usual") {
        state.sort = None;
    } else if press("tables-hide") {
        let all: Vec<Column> = table.columns.iter().map(|c| (*c).clone()).collect();
        state.toggle(&all, column);
    } else if state.group != Some(column) && press("tables-group") {
        state.group = Some(column);
    } else if state.group.is_some() && press("tables-ungroup") {
        state.group = None;
    } else if state.group.is_some() && press("tables-expand") {
        done = Some(Done::FoldAll(true));
    } else if state.group.is_some() && press("tables-collapse") {
        done = Some(Done::FoldAll(false));
    } else if press("tables-widths") {
        (state.order, state.widths) = (Vec::new(), Default::default());
    } else {
        done = None;
    }
    done
}

/// All columns with ticks.
fn columns(ui: &mut Ui, table: &Table<'_>, filling: &Filling<'_>, state: &mut TableState) -> Option<Done> {
    ui.separator();
    ui.label(table.dress.words.word("tables-columns"));
    let mut done = None;
    ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
        for column in filling.columns {
            let mut on = table.columns.iter().any(|c| c.column == column.column);
            if ui.checkbox(&mut on, &column.title).changed() {
                state.toggle(filling.columns, column.column);
                done = Some(Done::Changed);
            }
        }
    });
    done
}

//! A table of any length: only the rows on screen are asked for and drawn.
//!
//! The position is exact ([`Position`]); wheel, bar and keys move it. The table knows cells, not evidence.
//! Every visible row is announced as "row n of N" with its texts.

use super::line_of_text::line;
use super::marks::{Mark, sorted};
use super::row_position::Position;
use crate::app::fonts;
use crate::app::theme::{ROW, ROW_HEIGHT, Theme};
use eframe::egui::Role;
use eframe::egui::{
    CursorIcon, EventFilter, Id, Key, Painter, Rect, Response, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Inset of cells.
const PAD: f32 = 10.0;
/// Width of the scroll bar's lane.
const BAR: f32 = 10.0;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Head.
    pub title: String,
    /// Width at first, in points.
    pub width: f32,
    /// Width it keeps where room is short, in points.
    pub least: f32,
    /// Figures stand right.
    pub right: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Text, safe to show.
    pub text: String,
    /// A mark with its colour before the text.
    pub mark: Option<(Mark, eframe::egui::Color32)>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, mark: None }
    }
}

/// What the window remembers of a table.
#[derive(Clone, Debug, Default)]
pub struct TableState {
    /// Where the list stands.
    pub position: Position,
    /// Widths as dragged; empty at first.
    pub widths: Vec<f32>,
    /// Sorted by which column, and downwards?
    pub sort: (usize, bool),
    /// Row with the focus, by place in the list.
    pub at: Option<u64>,
    /// Cell whose menu is open.
    pub menu: Option<(u64, usize)>,
}

/// What was done to a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Done {
    /// Another order was asked for; the state has it.
    Sorted,
    /// A row was chosen.
    Chosen(u64),
    /// Only rows with this cell's value.
    Only(u64, usize),
    /// This cell to the clipboard.
    Copy(u64, usize),
}

/// Words and colours of a table.
#[derive(Clone, Copy)]
pub struct Dress<'a> {
    /// Colours.
    pub theme: &'a Theme,
    /// Name of the table for screen readers.
    pub name: &'a str,
    /// "Only this".
    pub only: &'a str,
    /// "Copy".
    pub copy: &'a str,
    /// `row 3 of 5,000` for a place in the list from 1.
    pub row: &'a dyn Fn(u64) -> String,
}

impl std::fmt::Debug for Dress<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dress({})", self.name)
    }
}

/// Draws the table in `rect`; `cells` gives the cells of a row.
pub fn table_ui(
    ui: &mut Ui,
    rect: Rect,
    columns: &[Column],
    total: u64,
    state: &mut TableState,
    dress: Dress<'_>,
    cells: &mut dyn FnMut(u64) -> Vec<Cell>,
) -> Option<Done> {
    let id = ui.scope_id().with(dress.name);
    let (head, body) = rect.split_top_bottom_at_y(rect.top() + ROW_HEIGHT);
    let edges = edges(columns, state, rect.width() - BAR);
    let mut done = head_ui(ui, id, head, columns, &edges, state, dress);
    let focus = ui.interact(body, id, Sense::click());
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, dress.name));
    scroll(ui, body, total, state);
    done = keys(ui, &focus, body, total, state).or(done);
    state.position = state.position.within(total, body.height());
    let painter = ui.painter_at(body);
    for row in state.position.visible(total, body.height()) {
        let frame = row_rect(body, state.position, row);
        done = row_ui(
            ui,
            &painter,
            id,
            frame.intersect(body),
            frame,
            row,
            &edges,
            columns,
            state,
            dress,
            cells(row),
        )
        .or(done);
    }
    if focus.has_focus() {
        painter.rect_stroke(
            body.shrink(1.0),
            0,
            Stroke::new(1.0, dress.theme.accent),
            eframe::egui::StrokeKind::Inside,
        );
    }
    bar(ui, id, body, total, state, dress);
    done
}

/// Left edge of each column and the right edge of the last, from the table's left.
fn edges(columns: &[Column], state: &mut TableState, width: f32) -> Vec<f32> {
    if state.widths.len() != columns.len() {
        state.widths = columns.iter().map(|c| c.width).collect();
    }
    // Where the table is too narrow for all, columns give way down to what they need; the last are cut.
    let least = |c: &Column, w: f32| c.least.min(w);
    let sum: f32 = state.widths.iter().sum();
    let pairs = || columns.iter().zip(state.widths.iter().copied());
    let slack: f32 = pairs().map(|(c, w)| w - least(c, w)).sum();
    let share = ((sum - width).max(0.0) / slack.max(1.0)).min(1.0);
    let mut edges = vec![0.0];
    let mut x = 0.0;
    for (c, w) in pairs() {
        x += w - (w - least(c, w)) * share;
        edges.push(x);
    }
    if let Some(last) = edges.last_mut() {
        *last = last.max(width);
    }
    edges
}

fn column_rect(area: Rect, edges: &[f32], column: usize) -> Rect {
    let edge = |i: usize| area.left() + edges.get(i).copied().unwrap_or(0.0);
    let right = edge(column + 1).min(area.right() - if column + 2 == edges.len() { BAR } else { 0.0 });
    Rect::from_min_max(pos2(edge(column).min(right), area.top()), pos2(right, area.bottom()))
}

fn row_rect(body: Rect, position: Position, row: u64) -> Rect {
    #[expect(clippy::cast_precision_loss, reason = "rows on screen")]
    let n = row.saturating_sub(position.first) as f32;
    let top = body.top() + n * ROW_HEIGHT - position.hidden;
    Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), ROW_HEIGHT))
}

fn head_ui(
    ui: &Ui,
    id: Id,
    head: Rect,
    columns: &[Column],
    edges: &[f32],
    state: &mut TableState,
    dress: Dress<'_>,
) -> Option<Done> {
    let (theme, painter) = (dress.theme, ui.painter_at(head));
    painter.hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let mut done = None;
    for (i, column) in columns.iter().enumerate() {
        let cell = column_rect(head, edges, i);
        let response = ui.interact(cell.shrink2(vec2(4.0, 0.0)), id.with(("head", i)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.title));
        if response.clicked() {
            state.sort = (i, state.sort.0 == i && !state.sort.1);
            done = Some(Done::Sorted);
        }
        let color = if response.hovered() { theme.text } else { theme.quiet };
        let sorted_here = state.sort.0 == i;
        let mut text = cell.shrink2(vec2(PAD, 0.0));
        if sorted_here {
            sorted(
                &painter,
                pos2(if column.right { text.left() } else { text.right() }, text.center().y),
                state.sort.1,
                color,
            );
            if column.right { text.min.x += 8.0 } else { text.max.x -= 8.0 }
        }
        line(&painter, text, column.right, &column.title, fonts::medium(ROW), color);
        resize(ui, id, cell, i, state, theme);
    }
    done
}

fn resize(ui: &Ui, id: Id, cell: Rect, column: usize, state: &mut TableState, theme: &Theme) {
    if column + 1 >= state.widths.len() {
        return;
    }
    let grip = Rect::from_center_size(pos2(cell.right(), cell.center().y), vec2(8.0, cell.height()));
    let response = ui
        .interact(grip, id.with(("grip", column)), Sense::DRAG)
        .on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
    if response.hovered() || response.dragged() {
        ui.painter().vline(cell.right(), cell.y_range(), Stroke::new(2.0, theme.accent));
    }
    if let Some(width) = state.widths.get_mut(column) {
        *width = (*width + response.drag_delta().x).max(36.0);
    }
}

fn scroll(ui: &Ui, body: Rect, total: u64, state: &mut TableState) {
    if ui.rect_contains_pointer(body) {
        let points = ui.input(|i| i.smooth_scroll_delta().y);
        state.position = state.position.scrolled(f64::from(-points), total, body.height());
    }
}

fn keys(ui: &Ui, focus: &Response, body: Rect, total: u64, state: &mut TableState) -> Option<Done> {
    if !focus.has_focus() || total == 0 {
        return None;
    }
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(focus.id, arrows));
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
    state.at = Some(target);
    state.position = state.position.revealing(target, total, body.height());
    Some(Done::Chosen(target))
}

#[expect(clippy::too_many_arguments, reason = "one row, drawn in one place")]
fn row_ui(
    ui: &Ui,
    painter: &Painter,
    id: Id,
    hit: Rect,
    frame: Rect,
    row: u64,
    edges: &[f32],
    columns: &[Column],
    state: &mut TableState,
    dress: Dress<'_>,
    cells: Vec<Cell>,
) -> Option<Done> {
    let theme = dress.theme;
    let hit = Rect::from_min_max(hit.min, pos2(hit.right() - BAR, hit.bottom()));
    let response = ui.interact(hit, id.with(row), Sense::CLICK);
    let chosen = state.at == Some(row);
    response.widget_info(|| {
        let texts: Vec<&str> = cells.iter().map(|c| c.text.as_str()).collect();
        WidgetInfo::selected(
            Role::Row,
            true,
            chosen,
            format!("{}: {}", (dress.row)(row + 1), texts.join(", ")),
        )
    });
    if chosen || response.hovered() {
        painter.rect_filled(frame, 0, if chosen { theme.selected } else { theme.hovered });
    }
    painter.hline(frame.x_range(), frame.bottom() - 0.5, Stroke::new(1.0, theme.line));
    for (i, (cell, column)) in cells.iter().zip(columns).enumerate() {
        let mut rect = column_rect(frame, edges, i).shrink2(vec2(PAD, 0.0));
        if let Some((mark, color)) = cell.mark {
            mark.paint(painter, pos2(rect.left() + 5.0, rect.center().y), color);
            rect.min.x += 18.0;
        }
        line(painter, rect, column.right, &cell.text, fonts::text(ROW), theme.text);
    }
    pointer(ui, id, &response, row, edges, frame, state, dress)
}

#[expect(clippy::too_many_arguments, reason = "belongs to row_ui")]
fn pointer(
    ui: &Ui,
    id: Id,
    response: &Response,
    row: u64,
    edges: &[f32],
    frame: Rect,
    state: &mut TableState,
    dress: Dress<'_>,
) -> Option<Done> {
    let column = response.interact_pointer_pos().map(|p| {
        let x = p.x - frame.left();
        edges.partition_point(|&e| e <= x).saturating_sub(1).min(edges.len().saturating_sub(2))
    });
    let mut done = None;
    if response.clicked() {
        state.at = Some(row);
        ui.memory_mut(|m| m.request_focus(id));
        done = Some(Done::Chosen(row));
    }
    if response.double_clicked() {
        done = column.map(|c| Done::Only(row, c));
    }
    if response.secondary_clicked() {
        state.menu = column.map(|c| (row, c));
    }
    if let Some((r, c)) = state.menu.filter(|m| m.0 == row) {
        response.context_menu(|ui| {
            if ui.button(dress.only).clicked() {
                done = Some(Done::Only(r, c));
            }
            if ui.button(dress.copy).clicked() {
                done = Some(Done::Copy(r, c));
            }
        });
    }
    done
}

fn bar(ui: &Ui, id: Id, body: Rect, total: u64, state: &mut TableState, dress: Dress<'_>) {
    let lane = Rect::from_min_max(pos2(body.right() - BAR, body.top()), body.max);
    #[expect(clippy::cast_precision_loss, reason = "a share of the height")]
    let share = body.height() / (total as f32 * ROW_HEIGHT).max(1.0);
    if share >= 1.0 {
        return;
    }
    let length = (share * lane.height()).max(24.0).min(lane.height());
    let room = f64::from(lane.height() - length).max(1.0);
    let response = ui.interact(lane, id.with("bar"), Sense::DRAG | Sense::CLICK);
    if let (Some(p), true) = (response.interact_pointer_pos(), response.is_pointer_button_down_on()) {
        let fraction = f64::from(p.y - lane.top() - length / 2.0) / room;
        state.position = Position::at_fraction(fraction, total, body.height());
    }
    #[expect(clippy::cast_possible_truncation, reason = "screen position")]
    let top = lane.top() + (state.position.fraction(total, body.height()) * room) as f32;
    let thumb = Rect::from_min_size(pos2(lane.left() + 3.0, top), vec2(4.0, length));
    let color =
        if response.hovered() || response.dragged() { dress.theme.quiet } else { dress.theme.uncovered };
    ui.painter_at(body).rect_filled(thumb, 2, color);
}

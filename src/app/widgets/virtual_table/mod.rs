//! A table of any length: only the rows on screen are asked for and drawn.
//!
//! The position is exact ([`Position`]); wheel, bar and keys move it. The table knows cells, not evidence.
//! Every visible row is announced as "row n of N" with its texts.

mod filters;
mod head;
mod keys;
mod lines;
mod state;

pub use state::TableState;

use super::line_of_text::width_of;
use super::marks::Mark;
use super::row_position::Position;
use crate::app::fonts;
use crate::app::lists::columns::Col;
use crate::app::theme::{ROW, ROW_HEIGHT, Theme};
use crate::words::Words;
use eframe::egui::containers::menu::menu_style;
use eframe::egui::{
    Align, Color32, Id, Layout, Popup, PopupKind, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
};

/// Inset of cells.
const PAD: f32 = 8.0;
/// Width of the scroll bar's lane.
const BAR: f32 = 10.0;
/// Width of the lane with the stars.
const STARS: f32 = 22.0;

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name.
    pub column: Col,
    /// Head.
    pub title: String,
    /// Width at first, in points.
    pub width: f32,
    /// Width it keeps where room is short, in points.
    pub least: f32,
    /// Figures stand right.
    pub right: bool,
    /// Shown from the start?
    pub shown: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Text, safe to show.
    pub text: String,
    /// A mark with its colour before the text.
    pub mark: Option<(Mark, Color32)>,
}

/// A line of the table.
#[derive(Clone, Debug)]
pub enum Line {
    /// A row.
    Row(RowLine),
    /// The head of a group.
    Group(GroupLine),
}

/// A row of the table.
#[derive(Clone, Debug, Default)]
pub struct RowLine {
    /// Its number among the rows, from 1, and how many those are.
    pub number: (u64, u64),
    /// Its cells, in the order of the columns shown.
    pub cells: Vec<Cell>,
    /// Has it a star?
    pub star: bool,
    /// Its tags and note, in words; empty: none.
    pub remarks: String,
    /// Belongs to what is looked at elsewhere.
    pub lit: bool,
    /// One of several picked together.
    pub picked: bool,
}

/// The head of a group.
#[derive(Clone, Debug, Default)]
pub struct GroupLine {
    /// `group 3 of 20`.
    pub name: String,
    /// Value, count, share, first and last.
    pub text: String,
    /// Are its rows shown?
    pub open: bool,
}

/// How a row was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Alone.
    Alone,
    /// All from the anchor to here.
    Range,
    /// In addition, or no longer.
    Toggle,
}

/// What was done to a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Done {
    /// Order, columns, grouping or filters changed; the state has it.
    Changed,
    /// A line was chosen.
    Chosen(u64, Pick),
    /// Only rows with this cell's value.
    Only(u64, Col),
    /// All rows are wanted together.
    All,
    /// The picked rows to the clipboard.
    Copy,
    /// Star on or off.
    Star(u64),
    /// Tags are to be written.
    Tag(u64),
    /// To the next row that a finding cites or that has a star; false: the one before.
    Next(bool),
    /// To the inspector.
    Inspect,
    /// Related rows of the other tables.
    Related,
    /// Open or close a group.
    Fold(u64, bool),
    /// Every group open, or closed.
    FoldAll(bool),
}

/// Words and colours of a table.
#[derive(Clone, Copy, Debug)]
pub struct Dress<'a> {
    /// Colours.
    pub theme: &'a Theme,
    /// Words.
    pub words: &'a Words,
    /// Name of the table for screen readers.
    pub name: &'a str,
}

/// What fills a table.
pub struct Filling<'a> {
    /// All columns the list has.
    pub columns: &'a [Column],
    /// Number of lines.
    pub total: u64,
    /// A line; asked for lines on screen only. The columns are those shown.
    pub line: &'a dyn Fn(u64, &[&Column]) -> Option<Line>,
    /// What the pointer is told beyond the text of a cell.
    pub hint: &'a dyn Fn(u64, Col) -> String,
    /// The menu of a cell.
    pub menu: &'a mut dyn FnMut(&mut Ui, u64, Option<Col>),
}

impl std::fmt::Debug for Filling<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Filling({})", self.total)
    }
}

/// Everything the parts of one table share while it is drawn.
struct Table<'a> {
    id: Id,
    dress: Dress<'a>,
    columns: Vec<&'a Column>,
    /// Left edge of each column and the right edge of the last, from the table's left; moved by as much as
    /// the table is scrolled across.
    edges: Vec<f32>,
}

/// Draws the table in `rect`.
pub fn table_ui(
    ui: &mut Ui,
    rect: Rect,
    state: &mut TableState,
    dress: Dress<'_>,
    filling: &mut Filling<'_>,
) -> Option<Done> {
    let id = ui.scope_id().with(dress.name);
    let columns = state.shown(filling.columns);
    let mut edges = edges(ui, &columns, state, rect.width() - BAR);
    let hidden = (edges.last().copied().unwrap_or(0.0) - (rect.width() - BAR)).max(0.0);
    across(ui, rect, hidden, state);
    edges.iter_mut().for_each(|edge| *edge -= state.across);
    let table = Table { id, dress, columns, edges };
    let (head, mut body) = rect.split_top_bottom_at_y(rect.top() + ROW_HEIGHT);
    let mut done = head::head_ui(ui, &table, head, filling, state);
    if state.filter_row {
        let (row, rest) = body.split_top_bottom_at_y(body.top() + ROW_HEIGHT + 2.0);
        done = filters::filters_ui(ui, &table, row, state).or(done);
        body = rest;
    }
    if hidden > 0.5 {
        let lane = body.with_min_y(body.bottom() - BAR).with_max_x(body.right() - BAR);
        across_bar(ui, &table, lane, hidden, state);
        body.max.y -= BAR;
    }
    done = body_ui(ui, &table, body, filling, state).or(done);
    menu_ui(ui, &table, filling, state);
    done
}

fn body_ui(
    ui: &mut Ui,
    table: &Table<'_>,
    body: Rect,
    filling: &Filling<'_>,
    state: &mut TableState,
) -> Option<Done> {
    let focus = ui.interact(body, table.id, Sense::click());
    focus.widget_info(|| WidgetInfo::labeled(Role::Table, true, table.dress.name));
    if std::mem::take(&mut state.take_focus) {
        focus.request_focus();
    }
    scroll(ui, body, filling.total, state);
    let mut done = keys::keys(ui, &focus, table, body, filling.total, state);
    state.position = state.position.within(filling.total, body.height());
    let painter = ui.painter_at(body);
    for n in state.position.visible(filling.total, body.height()) {
        let frame = row_rect(body, state.position, n);
        done = match (filling.line)(n, &table.columns) {
            Some(Line::Row(row)) => {
                let place = lines::Place { frame, body, line: n };
                lines::row_ui(ui, &painter, table, place, state, &row, filling.hint)
            }
            Some(Line::Group(group)) => {
                let place = lines::Place { frame, body, line: n };
                lines::group_ui(ui, &painter, table, place, state, &group)
            }
            None => None,
        }
        .or(done);
    }
    if focus.has_focus() {
        let stroke = Stroke::new(1.0, table.dress.theme.accent);
        painter.rect_stroke(body.shrink(1.0), 0, stroke, StrokeKind::Inside);
    }
    bar(ui, table.id, body, filling.total, state, table.dress);
    done
}

/// The menu of a cell, opened by the pointer or by keys.
fn menu_ui(ui: &Ui, table: &Table<'_>, filling: &mut Filling<'_>, state: &mut TableState) {
    let Some((line, column, at)) = state.menu else { return };
    let mut open = true;
    Popup::new(table.id.with("menu"), ui.ctx().clone(), at, ui.layer_id())
        .kind(PopupKind::Menu)
        .layout(Layout::top_down_justified(Align::Min))
        .style(menu_style)
        .open_bool(&mut open)
        .show(|ui| (filling.menu)(ui, line, column));
    if !open {
        state.menu = None;
        state.take_focus = true;
    }
}

fn edges(ui: &Ui, columns: &[&Column], state: &TableState, width: f32) -> Vec<f32> {
    // Where the table is too narrow for all, columns give way down to what they and their heads need.
    let head = |c: &Column| width_of(ui.painter(), &c.title, fonts::medium(ROW)).ceil() + 2.0 * PAD;
    let wide = |c: &Column| state.widths.get(&c.column).copied().unwrap_or(c.width.max(head(c)));
    // A width that was dragged is meant.
    let least = |c: &Column, w: f32| match state.widths.get(&c.column) {
        Some(_) => w,
        None => c.least.max(head(c)).min(w),
    };
    let pairs = || columns.iter().map(|c| (*c, wide(c)));
    let sum: f32 = STARS + pairs().map(|(_, w)| w).sum::<f32>();
    let slack: f32 = pairs().map(|(c, w)| w - least(c, w)).sum();
    let share = ((sum - width).max(0.0) / slack.max(1.0)).min(1.0);
    let mut edges = vec![STARS];
    let mut x = STARS;
    for (c, w) in pairs() {
        x += w - (w - least(c, w)) * share;
        edges.push(x);
    }
    if let Some(last) = edges.last_mut() {
        *last = last.max(width);
    }
    edges
}

impl Table<'_> {
    fn column_rect(&self, area: Rect, column: usize) -> Rect {
        let edge = |i: usize| area.left() + self.edges.get(i).copied().unwrap_or(0.0);
        Rect::from_min_max(pos2(edge(column), area.top()), pos2(edge(column + 1), area.bottom()))
    }

    /// Where columns may show: neither over the stars nor under the bar.
    fn lane(area: Rect) -> Rect {
        Rect::from_min_max(pos2(area.left() + STARS, area.top()), pos2(area.right() - BAR, area.bottom()))
    }

    /// The column under a place of the screen; `None` on the stars.
    fn column_at(&self, area: Rect, x: f32) -> Option<usize> {
        let x = x - area.left();
        if x < STARS {
            return None;
        }
        let i = self.edges.partition_point(|&e| e <= x).checked_sub(1)?;
        Some(i.min(self.columns.len().saturating_sub(1)))
    }
}

fn row_rect(body: Rect, position: Position, row: u64) -> Rect {
    #[expect(clippy::cast_precision_loss, reason = "rows on screen")]
    let n = row.saturating_sub(position.first) as f32;
    let top = body.top() + n * ROW_HEIGHT - position.hidden;
    Rect::from_min_size(pos2(body.left(), top), eframe::egui::vec2(body.width(), ROW_HEIGHT))
}

fn scroll(ui: &Ui, body: Rect, total: u64, state: &mut TableState) {
    if ui.rect_contains_pointer(body) {
        let points = ui.input(|i| i.smooth_scroll_delta().y);
        state.position = state.position.scrolled(f64::from(-points), total, body.height());
    }
}

/// Takes in a wheel that turns sideways.
fn across(ui: &Ui, rect: Rect, hidden: f32, state: &mut TableState) {
    if ui.rect_contains_pointer(rect) {
        state.across -= ui.input(|i| i.smooth_scroll_delta().x);
    }
    state.across = state.across.clamp(0.0, hidden);
}

/// The bar under a table whose columns need more room than there is.
fn across_bar(ui: &Ui, table: &Table<'_>, lane: Rect, hidden: f32, state: &mut TableState) {
    let share = lane.width() / (lane.width() + hidden);
    let length = (share * lane.width()).max(24.0).min(lane.width());
    let room = (lane.width() - length).max(1.0);
    let response = ui.interact(lane, table.id.with("across"), Sense::DRAG | Sense::CLICK);
    if let (Some(p), true) = (response.interact_pointer_pos(), response.is_pointer_button_down_on()) {
        state.across = ((p.x - lane.left() - length / 2.0) / room).clamp(0.0, 1.0) * hidden;
    }
    let left = lane.left() + (state.across / hidden).clamp(0.0, 1.0) * room;
    let thumb = Rect::from_min_size(pos2(left, lane.top() + 3.0), eframe::egui::vec2(length, 4.0));
    let theme = table.dress.theme;
    let color = if response.hovered() || response.dragged() { theme.quiet } else { theme.uncovered };
    ui.painter_at(lane).rect_filled(thumb, 2, color);
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
    let thumb = Rect::from_min_size(pos2(lane.left() + 3.0, top), eframe::egui::vec2(4.0, length));
    let color =
        if response.hovered() || response.dragged() { dress.theme.quiet } else { dress.theme.uncovered };
    ui.painter_at(body).rect_filled(thumb, 2, color);
}

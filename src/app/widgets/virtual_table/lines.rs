//! One line of a table: a row with its star and cells, or the head of a group.

use super::{BAR, Done, GroupLine, PAD, Pick, RowLine, STARS, Table, TableState};
use crate::app::fonts;
use crate::app::lists::columns::Col;
use crate::app::theme::ROW;
use crate::app::widgets::line_of_text::line;
use crate::app::widgets::marks;
use crate::words::Phrase;
use eframe::egui::{Painter, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its own frame.
    pub frame: Rect,
    /// The body that clips it.
    pub body: Rect,
    /// Its number.
    pub line: u64,
}

/// Draws a row.
pub fn row_ui(
    ui: &Ui,
    painter: &Painter,
    table: &Table<'_>,
    place: Place,
    state: &mut TableState,
    row: &RowLine,
    hint: &dyn Fn(u64, Col) -> String,
) -> Option<Done> {
    let (Place { frame, line: n, .. }, theme) = (place, table.dress.theme);
    let response = hit(ui, table, place);
    let chosen = state.at == Some(n) || row.picked;
    response.widget_info(|| {
        let (n, total) = row.number;
        let name = Phrase::new("investigate-row").number("n", n).number("total", total);
        let texts: Vec<&str> = row.cells.iter().map(|c| c.text.as_str()).collect();
        let text = format!("{}: {}", table.dress.words.say(&name), texts.join(", "));
        WidgetInfo::selected(Role::Row, true, chosen, text)
    });
    ground(painter, frame, chosen, response.hovered(), table);
    if row.lit {
        let edge = Rect::from_min_size(frame.min, vec2(3.0, frame.height()));
        painter.rect_filled(edge, 0, theme.accent);
        if !chosen {
            painter.rect_filled(frame, 0, theme.accent.gamma_multiply(0.12));
        }
    }
    if let Some(pointed) = cells(painter, table, frame, row, &response) {
        let column = table.columns.get(pointed.0).map(|c| c.column);
        let hint = column.map(|c| hint(n, c)).unwrap_or_default();
        let lines: Vec<&str> =
            [pointed.1, hint.as_str()].into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            response.show_tooltip_text(lines.join("\n"));
        }
    }
    let starred = star(ui, painter, table, place, row, response.hovered());
    pointer(ui, table, &response, n, frame, state).or(starred)
}

fn hit(ui: &Ui, table: &Table<'_>, place: Place) -> Response {
    let hit = place.frame.intersect(place.body);
    let hit = Rect::from_min_max(hit.min, pos2(hit.right() - BAR, hit.bottom()));
    ui.interact(hit, table.id.with(place.line), Sense::CLICK)
}

fn ground(painter: &Painter, frame: Rect, chosen: bool, hovered: bool, table: &Table<'_>) {
    let theme = table.dress.theme;
    if chosen || hovered {
        painter.rect_filled(frame, 0, if chosen { theme.selected } else { theme.hovered });
    }
    painter.hline(frame.x_range(), frame.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

/// Paints the cells; says which one is under the pointer, with its text where that had to be cut.
fn cells<'a>(
    painter: &Painter,
    table: &Table<'_>,
    frame: Rect,
    row: &'a RowLine,
    response: &Response,
) -> Option<(usize, &'a str)> {
    let painter = &painter.with_clip_rect(painter.clip_rect().intersect(Table::lane(frame)));
    let pointed = response.hover_pos().and_then(|p| table.column_at(frame, p.x));
    let mut found = None;
    for (i, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
        let mut rect = table.column_rect(frame, i).shrink2(vec2(PAD, 0.0));
        if let Some((mark, color)) = cell.mark {
            mark.paint(painter, pos2(rect.left() + 5.0, rect.center().y), color);
            rect.min.x += 18.0;
        }
        let cut = line(painter, rect, column.right, &cell.text, fonts::text(ROW), table.dress.theme.text);
        if pointed == Some(i) {
            found = Some((i, if cut { cell.text.as_str() } else { "" }));
        }
    }
    found
}

/// The star at the left, and a small sign where there are tags or a note.
fn star(
    ui: &Ui,
    painter: &Painter,
    table: &Table<'_>,
    Place { frame, body, line: n }: Place,
    row: &RowLine,
    hovered: bool,
) -> Option<Done> {
    let theme = table.dress.theme;
    let lane = Rect::from_min_size(frame.min, vec2(STARS, frame.height()));
    let response = ui.interact(lane.intersect(body), table.id.with(("star", n)), Sense::CLICK);
    response.widget_info(|| {
        let word = table.dress.words.word(if row.star { "tables-starred" } else { "tables-unstarred" });
        WidgetInfo::selected(Role::CheckBox, true, row.star, word)
    });
    let at = lane.center() + vec2(1.0, 0.0);
    if row.star {
        marks::star(painter, at, theme.warning, true);
    } else if hovered || response.hovered() {
        marks::star(painter, at, theme.outline, false);
    }
    if !row.remarks.is_empty() {
        painter.circle_filled(at + vec2(7.0, 8.0), 2.5, theme.accent);
        if response.hovered() {
            response.show_tooltip_text(&row.remarks);
        }
    }
    response.clicked().then_some(Done::Star(n))
}

fn pointer(
    ui: &Ui,
    table: &Table<'_>,
    response: &Response,
    n: u64,
    frame: Rect,
    state: &mut TableState,
) -> Option<Done> {
    let at = response.interact_pointer_pos();
    let column = at.and_then(|p| table.column_at(frame, p.x)).and_then(|i| table.columns.get(i));
    let column = column.map(|c| c.column);
    if response.secondary_clicked() {
        state.at = Some(n);
        state.menu = at.map(|at| (n, column, at));
    }
    if response.double_clicked() {
        return column.map(|c| Done::Only(n, c));
    }
    response.clicked().then(|| {
        ui.memory_mut(|m| m.request_focus(table.id));
        let keys = ui.input(|i| i.modifiers);
        let pick = match () {
            () if keys.shift => Pick::Range,
            () if keys.command => Pick::Toggle,
            () => Pick::Alone,
        };
        if pick != Pick::Range {
            state.anchor = Some(n);
        }
        state.at = Some(n);
        Done::Chosen(n, pick)
    })
}

/// Draws the head of a group.
pub fn group_ui(
    ui: &Ui,
    painter: &Painter,
    table: &Table<'_>,
    place: Place,
    state: &mut TableState,
    group: &GroupLine,
) -> Option<Done> {
    let (Place { frame, line: n, .. }, theme) = (place, table.dress.theme);
    let response = hit(ui, table, place);
    let chosen = state.at == Some(n);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Row, true, chosen, format!("{}: {}", group.name, group.text))
    });
    painter.rect_filled(frame, 0, theme.control);
    ground(painter, frame, chosen, response.hovered(), table);
    marks::fold(painter, pos2(frame.left() + STARS * 0.5 + 1.0, frame.center().y), group.open, theme.quiet);
    let text = Rect::from_min_max(pos2(frame.left() + STARS + PAD, frame.top()), frame.max);
    let text = Rect::from_min_max(text.min, pos2(text.right() - BAR - PAD, text.bottom()));
    if line(painter, text, false, &group.text, fonts::medium(ROW), theme.text) && response.hovered() {
        response.show_tooltip_text(&group.text);
    }
    if !response.clicked() {
        return None;
    }
    ui.memory_mut(|m| m.request_focus(table.id));
    (state.at, state.anchor) = (Some(n), Some(n));
    Some(Done::Fold(n, !group.open))
}

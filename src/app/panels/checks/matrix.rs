//! The matrix of mail-flow tests: a row a server, single tests below. One stop for Tab, arrows inside.
//!
//! Every cell says its result by a shape, a colour and a word.

use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::{CONTROL_RADIUS, ROW, SMALL, Theme};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::playbook::flow::{FlowKind, FlowResult, FlowTest};
use eframe::egui::{
    Align2, Color32, EventFilter, Id, Key, Modifiers, Painter, Pos2, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// A cell with the gap after it.
const CELL: Vec2 = vec2(110.0, 42.0);
const GAP: f32 = 4.0;
/// Room for the name of a server.
const NAMES: f32 = 110.0;
/// Characters of a server's name that a cell has room for.
const SHOWN: usize = 5;
/// Single tests in a row.
const ABREAST: usize = 5;

/// A row: its name, and its cells by their place in the list of tests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Server; empty for single tests.
    pub name: String,
    /// Cells.
    pub cells: Vec<usize>,
}

/// The tests of [`crate::playbook::flow::grid`] in rows.
#[must_use]
pub fn rows(tests: &[FlowTest]) -> Vec<Row> {
    let n = tests.iter().filter(|t| t.kind == FlowKind::Inbound).count();
    let name =
        |at: usize| tests.get(at).and_then(|t| t.id.strip_prefix("IN-")).unwrap_or_default().to_owned();
    let mut rows: Vec<Row> = (0..n)
        .map(|i| {
            let internal = (0..n).map(|to| 2 * n + i * n + to);
            Row { name: name(i), cells: [i, n + i].into_iter().chain(internal).collect() }
        })
        .collect();
    let single: Vec<usize> = (2 * n + n * n..tests.len()).collect();
    rows.extend(single.chunks(ABREAST).map(|cells| Row { name: String::new(), cells: cells.to_vec() }));
    rows
}

/// What was done to the matrix.
#[derive(Debug, Default)]
pub struct Done {
    /// Another cell was chosen, by its place in the list of tests.
    pub chosen: Option<usize>,
    /// One was clicked: its fields are wanted.
    pub clicked: bool,
    /// The matrix has the keyboard.
    pub focused: bool,
}

/// Draws the matrix.
pub fn matrix_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (tests, rows): (&[FlowTest], &[Row]),
    results: &[FlowResult],
    chosen: usize,
    take_focus: &mut bool,
) -> Done {
    let most = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let size = vec2(NAMES + float(most) * (CELL.x + GAP), float(rows.len()) * (CELL.y + GAP));
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let id = ui.scope_id().with("matrix");
    let focus = ui.interact(area, id, Sense::click());
    focus.widget_info(|| WidgetInfo::labeled(Role::Grid, true, scene.words.word("chk-matrix")));
    if std::mem::take(take_focus) {
        focus.request_focus();
    }
    let moved = moved(ui, &focus, rows, chosen);
    let chosen = moved.unwrap_or(chosen);
    let mut clicked = None;
    for (y, row) in rows.iter().enumerate() {
        let top = area.top() + float(y) * (CELL.y + GAP);
        let at = pos2(area.left(), top + CELL.y * 0.5);
        let ink = scene.theme.text;
        parts::fit(ui.painter(), at, Align2::LEFT_CENTER, &row.name, fonts::medium(ROW), ink, NAMES - 8.0);
        for (x, test) in row.cells.iter().enumerate() {
            let corner = pos2(area.left() + NAMES + float(x) * (CELL.x + GAP), top);
            let rect = Rect::from_min_size(corner, CELL);
            let Some(of) = tests.get(*test) else { continue };
            let result = results.get(*test).copied().unwrap_or_default();
            let here = *test == chosen;
            let response = cell_ui(ui, scene, (id, rect), of, result, here);
            if here && moved.is_some() {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(*test);
            }
        }
    }
    if clicked.is_some() {
        focus.request_focus();
    }
    if focus.has_focus() {
        let ring = Stroke::new(1.0, scene.theme.accent);
        ui.painter().rect_stroke(area.expand(3.0), 4, ring, StrokeKind::Inside);
    }
    Done { chosen: clicked.or(moved), clicked: clicked.is_some(), focused: focus.has_focus() }
}

fn cell_ui(
    ui: &Ui,
    scene: &Scene<'_>,
    (grid, rect): (Id, Rect),
    test: &FlowTest,
    result: FlowResult,
    here: bool,
) -> Response {
    let theme = scene.theme;
    let word = scene.words.word(&format!("flow-{}", result.key()));
    let response = ui.interact(rect, grid.with(&test.id), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Cell, true, here, format!("{}, {word}", test.id)));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let (ink, ground) = colors(theme, result);
    let edge = match (here, response.hovered()) {
        (true, _) => Stroke::new(2.0, theme.accent),
        (false, true) => Stroke::new(1.0, theme.outline),
        (false, false) => Stroke::new(1.0, theme.line),
    };
    let painter = ui.painter();
    painter.rect(rect, CONTROL_RADIUS, ground, edge, StrokeKind::Inside);
    mark(painter, result, pos2(rect.left() + 13.0, rect.center().y), ink);
    let (left, width) = (rect.left() + 24.0, rect.width() - 28.0);
    let (up, down) = (rect.top() + 13.0, rect.bottom() - 12.0);
    let at = pos2(left, up);
    let cut =
        parts::fit(painter, at, Align2::LEFT_CENTER, &short(test), fonts::medium(ROW), theme.text, width);
    let font = fonts::text(SMALL);
    let cut = parts::fit(painter, pos2(left, down), Align2::LEFT_CENTER, &word, font, ink, width) || cut;
    if cut && response.hovered() {
        response.show_tooltip_text(format!("{} · {word}", test.id));
    }
    response
}

/// `IN`, `OUT`, `→ EX2`, `DL`.
fn short(test: &FlowTest) -> String {
    match test.kind {
        FlowKind::Inbound => "IN".to_owned(),
        FlowKind::Outbound => "OUT".to_owned(),
        FlowKind::Internal => {
            let to = test.id.rsplit('-').next().unwrap_or(&test.id);
            format!("INT {}", end_of(to))
        }
        FlowKind::Other => test.id.strip_prefix("DEV-").unwrap_or(&test.id).to_owned(),
    }
}

/// The end of a long name, since servers differ there.
fn end_of(name: &str) -> String {
    let surplus = name.chars().count().saturating_sub(SHOWN);
    match surplus {
        0 => name.to_owned(),
        n => format!("…{}", name.chars().skip(n + 1).collect::<String>()),
    }
}

fn colors(theme: &Theme, result: FlowResult) -> (Color32, Color32) {
    match result {
        FlowResult::Open => (theme.quiet, theme.card),
        FlowResult::Passed => (theme.good, theme.good_ground),
        FlowResult::Failed => (theme.warning, theme.warning_ground),
        FlowResult::NotApplicable => (theme.quiet, theme.control),
    }
}

fn mark(painter: &Painter, result: FlowResult, at: Pos2, ink: Color32) {
    match result {
        FlowResult::Open => drop(painter.circle_stroke(at, 5.0, Stroke::new(1.3, ink))),
        FlowResult::Passed => icons::paint(painter, Icon::Check, at, 13.0, ink),
        FlowResult::Failed => icons::paint(painter, Icon::Cross, at, 13.0, ink),
        FlowResult::NotApplicable => {
            painter.line_segment([at - vec2(4.5, 0.0), at + vec2(4.5, 0.0)], Stroke::new(1.8, ink));
        }
    }
}

/// Where the arrows lead to.
fn moved(ui: &Ui, focus: &Response, rows: &[Row], chosen: usize) -> Option<usize> {
    if !focus.has_focus() {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(focus.id, filter));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let ways = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight, Key::Home, Key::End];
    let key = ways.into_iter().find(|key| pressed(*key))?;
    Some(next(rows, chosen, key))
}

/// The cell that a key leads to from this one.
fn next(rows: &[Row], from: usize, key: Key) -> usize {
    let column_of = |row: &Row| row.cells.iter().position(|cell| *cell == from);
    let place = rows.iter().enumerate().find_map(|(y, row)| column_of(row).map(|x| (x, y)));
    let (x, y) = place.unwrap_or((0, 0));
    let (x, y) = match key {
        Key::ArrowUp => (x, y.saturating_sub(1)),
        Key::ArrowDown => (x, (y + 1).min(rows.len().saturating_sub(1))),
        Key::ArrowLeft => (x.saturating_sub(1), y),
        Key::ArrowRight => (x + 1, y),
        Key::Home => (0, y),
        _ => (usize::MAX, y),
    };
    let row = rows.get(y);
    let last = |row: &Row| row.cells.len().saturating_sub(1);
    row.and_then(|row| row.cells.get(x.min(last(row)))).copied().unwrap_or(from)
}

#[expect(clippy::cast_precision_loss, reason = "rows and columns on screen")]
fn float(n: usize) -> f32 {
    n as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playbook::flow::grid;

    fn ids(tests: &[FlowTest], row: &Row) -> Vec<String> {
        row.cells.iter().map(|cell| tests[*cell].id.clone()).collect()
    }

    #[test]
    fn every_test_has_one_cell_and_a_server_its_own_row() {
        let servers = ["EX1", "EX2"].map(str::to_owned);
        let tests = grid(&servers, &["copier".to_owned()], true);
        let rows = rows(&tests);
        assert_eq!(ids(&tests, &rows[1]), ["IN-EX2", "OUT-EX2", "INT-EX2-EX1", "INT-EX2-EX2"]);
        let mut all: Vec<usize> = rows.iter().flat_map(|row| row.cells.clone()).collect();
        all.sort_unstable();
        assert_eq!(all, (0..tests.len()).collect::<Vec<_>>());
    }

    #[test]
    fn servers_with_long_names_can_be_told_apart_in_their_cells() {
        let servers = ["EXCHHUB1", "EXCHHUB2"].map(str::to_owned);
        let tests = grid(&servers, &[], false);
        let shown: Vec<String> =
            tests.iter().filter(|t| t.kind == FlowKind::Internal).map(short).take(2).collect();
        assert_eq!(shown, ["INT …HUB1", "INT …HUB2"]);
        assert_eq!(end_of("EX1"), "EX1");
    }

    #[test]
    fn arrows_stay_within_the_matrix() {
        let tests = grid(&["EX1".to_owned()], &[], false);
        let rows = rows(&tests);
        assert_eq!(next(&rows, 0, Key::ArrowLeft), 0);
        assert_eq!(next(&rows, 0, Key::ArrowUp), 0);
        assert_eq!(next(&rows, 0, Key::ArrowRight), 1);
        assert_eq!(tests[next(&rows, 0, Key::ArrowDown)].id, "DL");
        let last = tests.len() - 1;
        assert_eq!(next(&rows, last, Key::ArrowDown), last);
        assert_eq!(next(&[], 0, Key::ArrowDown), 0);
    }
}

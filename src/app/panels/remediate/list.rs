//! A list of two-line rows under headings: one stop for Tab, arrows inside, the rest of the keys for its owner.
//!
//! Every row says its state by a shape, a colour and a word. The list knows rows, not steps.

use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::{ROW, SMALL, Theme};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::playbook::progress::StepState;
use eframe::egui::{
    Align, Align2, Color32, EventFilter, Id, Key, Modifiers, Painter, Pos2, Rect, Response, Role, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a row.
const HEIGHT: f32 = 42.0;
/// Height of a heading.
const HEAD: f32 = 28.0;
/// From the left edge to the texts.
const INSET: f32 = 30.0;
/// Kept free for the scroll bar.
const BAR: f32 = 10.0;

/// What a word on a coloured ground says by its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something is wrong.
    Warning,
    /// Something is well.
    Good,
    /// To know.
    Quiet,
}

impl Tone {
    /// Ink and ground.
    pub fn colors(self, theme: &Theme) -> (Color32, Color32) {
        match self {
            Self::Warning => (theme.warning, theme.warning_ground),
            Self::Good => (theme.good, theme.good_ground),
            Self::Quiet => (theme.quiet, theme.control),
        }
    }
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// What the row is of; given back when it is chosen.
    pub key: String,
    /// Painted at the left, where the row has a state.
    pub state: Option<StepState>,
    /// First line.
    pub title: String,
    /// Second line, before the pills.
    pub under: String,
    /// Short words, the most important first.
    pub pills: Vec<(String, Tone)>,
    /// Stands behind the others.
    pub faded: bool,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A heading with what stands at its right.
    Head(String, String),
    /// A row.
    Row(Row),
}

/// What was done to the list.
#[derive(Debug, Default)]
pub struct Done {
    /// Another row was chosen, by its key.
    pub chosen: Option<String>,
    /// The list has the keyboard.
    pub focused: bool,
}

/// Draws the list into the room that is left.
pub fn list_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    name: &str,
    lines: &[Line],
    chosen: &str,
    (take_focus, reveal): (&mut bool, &mut bool),
) -> Done {
    let id = ui.scope_id().with(name);
    let area = ui.available_rect_before_wrap();
    let focus = ui.interact(area, id, Sense::click());
    focus.widget_info(|| WidgetInfo::labeled(Role::List, true, name));
    if std::mem::take(take_focus) {
        focus.request_focus();
    }
    let keys: Vec<&str> = lines.iter().filter_map(key).collect();
    let moved = moved(ui, &focus, &keys, chosen, area.height());
    *reveal |= moved.is_some();
    let chosen = moved.as_deref().unwrap_or(chosen).to_owned();
    let scroll = ScrollArea::vertical().id_salt(id).auto_shrink(false);
    let clicked = scroll.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        for line in lines {
            match line {
                Line::Head(text, beside) => head(ui, scene, text, beside),
                Line::Row(row) => {
                    let response = row_ui(ui, scene, id, row, row.key == chosen);
                    if row.key == chosen && std::mem::take(reveal) {
                        response.scroll_to_me(Some(Align::Center));
                    }
                    if response.clicked() {
                        clicked = Some(row.key.clone());
                    }
                }
            }
        }
        clicked
    });
    if clicked.inner.is_some() {
        focus.request_focus();
    }
    let focused = focus.has_focus();
    if focused {
        let ring = Stroke::new(1.0, scene.theme.accent);
        ui.painter().rect_stroke(area, 4, ring, StrokeKind::Inside);
    }
    Done { chosen: clicked.inner.or(moved), focused }
}

fn key(line: &Line) -> Option<&str> {
    match line {
        Line::Row(row) => Some(row.key.as_str()),
        Line::Head(..) => None,
    }
}

/// Where the arrows lead to.
fn moved(ui: &Ui, focus: &Response, keys: &[&str], chosen: &str, height: f32) -> Option<String> {
    if !focus.has_focus() {
        return None;
    }
    let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(focus.id, filter));
    let last = keys.len().checked_sub(1)?;
    let at = keys.iter().position(|key| *key == chosen);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows on screen")]
    let page = ((height / HEIGHT) as usize).max(1);
    let here = at.unwrap_or(0);
    let ways = [
        (Key::ArrowDown, at.map_or(0, |at| at + 1)),
        (Key::ArrowUp, here.saturating_sub(1)),
        (Key::PageDown, here + page),
        (Key::PageUp, here.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let to = ways.into_iter().find(|(key, _)| pressed(*key))?.1.min(last);
    keys.get(to).map(|key| (*key).to_owned())
}

fn head(ui: &mut Ui, scene: &Scene<'_>, text: &str, beside: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    let (theme, painter) = (scene.theme, ui.painter());
    let at = pos2(rect.left() + 8.0, rect.bottom() - 11.0);
    let right = pos2(rect.right() - BAR - 4.0, at.y);
    let taken = painter.text(right, Align2::RIGHT_CENTER, beside, fonts::text(SMALL), theme.quiet);
    let width = taken.left() - at.x - 6.0;
    parts::fit(painter, at, Align2::LEFT_CENTER, text, fonts::bold(ROW), theme.text, width);
}

fn row_ui(ui: &mut Ui, scene: &Scene<'_>, list: Id, row: &Row, chosen: bool) -> Response {
    let size = vec2(ui.available_width(), HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let response = ui.interact(rect, list.with(&row.key), Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, chosen, spoken(scene, row)));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let (theme, painter) = (scene.theme, ui.painter());
    if chosen || response.hovered() {
        let ground = if chosen { theme.selected } else { theme.hovered };
        painter.rect_filled(rect, 5, ground);
    }
    if chosen {
        let edge = Rect::from_min_size(rect.min + vec2(0.0, 6.0), vec2(3.0, HEIGHT - 12.0));
        painter.rect_filled(edge, 1, theme.accent);
    }
    if let Some(state) = row.state {
        paint_state(painter, theme, state, pos2(rect.left() + 16.0, rect.center().y));
    }
    let cut = texts(painter, theme, rect, row);
    if cut && response.hovered() {
        let pills: Vec<&str> = row.pills.iter().map(|(text, _)| text.as_str()).collect();
        response.show_tooltip_text(format!("{}\n{}", row.title, pills.join(" · ")));
    }
    response
}

/// Both lines; true where something had to be cut.
fn texts(painter: &Painter, theme: &Theme, rect: Rect, row: &Row) -> bool {
    let ink = if row.faded { theme.quiet } else { theme.text };
    let (left, right) = (rect.left() + INSET, rect.right() - BAR);
    let (up, down) = (rect.top() + 13.0, rect.top() + 30.0);
    let mut cut = parts::fit(
        painter,
        pos2(left, up),
        Align2::LEFT_CENTER,
        &row.title,
        fonts::medium(ROW),
        ink,
        right - left,
    );
    let under = painter.layout_no_wrap(row.under.clone(), fonts::text(SMALL), theme.quiet);
    let room = (right - left).min(under.size().x);
    let font = fonts::text(SMALL);
    cut |= parts::fit(
        painter,
        pos2(left, down),
        Align2::LEFT_CENTER,
        &row.under,
        font,
        theme.quiet,
        right - left,
    );
    let mut x = if row.under.is_empty() { left } else { left + room + 8.0 };
    for (text, tone) in &row.pills {
        let (ink, ground) = tone.colors(theme);
        let galley = painter.layout_no_wrap(text.clone(), fonts::medium(SMALL), ink);
        let pill = Rect::from_min_size(pos2(x, down - 8.0), vec2(galley.size().x + 12.0, 16.0));
        if pill.right() > right {
            return true;
        }
        painter.rect_filled(pill, 8, ground);
        painter.galley(pill.center() - galley.size() * 0.5, galley, ink);
        x = pill.right() + 4.0;
    }
    cut
}

/// The row in one sentence: title, state, pills.
fn spoken(scene: &Scene<'_>, row: &Row) -> String {
    let state = row.state.map(|state| scene.words.word(&format!("state-{}", state.key())));
    let pills = row.pills.iter().map(|(text, _)| text.clone());
    let under =
        Some(row.under.clone()).filter(|under| !under.is_empty() && !row.title.contains(under.as_str()));
    let beginning = match under {
        Some(under) => format!("{under} {}", row.title),
        None => row.title.clone(),
    };
    std::iter::once(beginning).chain(state).chain(pills).collect::<Vec<_>>().join(", ")
}

/// State of a step as a shape: ring, half ring, disc with a tick, ring with a bar, small bar.
pub fn paint_state(painter: &Painter, theme: &Theme, state: StepState, at: Pos2) {
    let ring = |color| painter.circle_stroke(at, 6.5, Stroke::new(1.4, color));
    let bar = |length: f32, color| {
        let (a, b) = (at - vec2(length, 0.0), at + vec2(length, 0.0));
        painter.line_segment([a, b], Stroke::new(1.8, color));
    };
    match state {
        StepState::Todo => drop(ring(theme.outline)),
        StepState::Doing => icons::paint(painter, Icon::Partly, at, 19.0, theme.accent),
        StepState::Done => {
            painter.circle_filled(at, 7.5, theme.good);
            icons::paint(painter, Icon::Check, at, 11.0, theme.card);
        }
        StepState::Skipped => {
            ring(theme.quiet);
            bar(3.5, theme.quiet);
        }
        StepState::NotApplicable => bar(5.0, theme.outline),
    }
}

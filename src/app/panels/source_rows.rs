//! The table of sources: two lines a row, figures right-aligned, times as bars on one axis.

use super::bottom_bar::share;
use super::source_words;
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::{ROW, SMALL, Theme};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts::{self, elide_middle, fit};
use crate::case::{CaseSource, State};
use crate::model::provenance::SourceId;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Color32, Painter, Rect, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a row.
pub const ROW_HEIGHT: f32 = 44.0;
/// Height of the table's head.
pub const HEAD: f32 = 28.0;
/// Width of a column of figures.
const FIGURES: f32 = 66.0;
const N_FIGURES: u8 = 5;

/// Left edges and widths of the columns.
#[derive(Clone, Copy, Debug)]
struct Columns {
    name: (f32, f32),
    format: (f32, f32),
    figures: f32,
    axis: (f32, f32),
    server: (f32, f32),
    hash: (f32, f32),
}

impl Columns {
    fn of(left: f32, width: f32) -> Self {
        let figures = FIGURES * f32::from(N_FIGURES);
        let (server, hash, gap) = (124.0, 70.0, 14.0);
        let rest = (width - figures - server - hash - 4.0 * gap - 16.0).max(300.0);
        let (name, format) = (rest * 0.38, rest * 0.36);
        let axis = rest - name - format;
        let x0 = left + 8.0;
        let x1 = x0 + name + gap;
        let x2 = x1 + format;
        let x3 = x2 + figures + gap + 6.0;
        let x4 = x3 + axis + gap;
        Self {
            name: (x0, name),
            format: (x1, format),
            figures: x2,
            axis: (x3, axis),
            server: (x4, server),
            hash: (x4 + server + gap - 6.0, hash),
        }
    }

    /// Right edge of a column of figures.
    fn figure(&self, i: u8) -> f32 {
        self.figures + FIGURES * f32::from(i + 1)
    }
}

/// Draws the table; gives the row that was pressed.
pub fn rows_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    shown: &[&CaseSource],
    chosen: Option<SourceId>,
) -> Option<SourceId> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = Columns::of(ui.max_rect().left(), ui.available_width());
    let axis = shown.iter().filter_map(|s| s.span).reduce(Span::join);
    head(ui, scene, &columns, axis);
    let mut pressed = None;
    for source in shown {
        if row(ui, scene, source, &columns, axis, chosen == Some(source.id)).clicked() {
            pressed = Some(source.id);
        }
    }
    pressed
}

fn head(ui: &mut Ui, scene: &Scene<'_>, c: &Columns, axis: Option<Span>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let (painter, theme, y) = (ui.painter(), scene.theme, rect.top() + 10.0);
    let say = |x: f32, width: f32, align: Align2, id: &str| {
        let font = fonts::medium(SMALL);
        fit(painter, pos2(x, y), align, &scene.words.word(id), font, theme.quiet, width);
    };
    say(c.name.0, c.name.1, Align2::LEFT_CENTER, "column-source");
    say(c.format.0, c.format.1, Align2::LEFT_CENTER, "column-format");
    let figures = ["column-read", "column-recovered", "column-skipped", "column-damaged", "column-total"];
    for (i, id) in (0_u8..).zip(figures) {
        say(c.figure(i), FIGURES - 4.0, Align2::RIGHT_CENTER, id);
    }
    say(c.server.0, c.server.1, Align2::LEFT_CENTER, "column-server");
    say(c.hash.0, c.hash.1, Align2::LEFT_CENTER, "column-hash");
    if let Some(axis) = axis {
        axis_labels(painter, scene, c, axis, y);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

/// The first and last day at the ends of the axis; the time of day where all is within a day.
fn axis_labels(painter: &Painter, scene: &Scene<'_>, c: &Columns, axis: Span, y: f32) {
    let zone = scene.words.zone();
    let french = scene.words.language() == crate::words::Language::French;
    let pattern = match axis.last.seconds_since(axis.first) / 86_400 {
        0 => "%H:%M",
        1..300 if french => "%d/%m",
        1..300 => "%-d %b",
        _ if french => "%m/%Y",
        _ => "%b %Y",
    };
    let ends =
        [(c.axis.0, Align2::LEFT_CENTER, axis.first), (c.axis.0 + c.axis.1, Align2::RIGHT_CENTER, axis.last)];
    for (x, align, time) in ends {
        painter.text(pos2(x, y), align, time.in_zone(zone, pattern), fonts::text(SMALL), scene.theme.quiet);
    }
}

fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    source: &CaseSource,
    c: &Columns,
    axis: Option<Span>,
    chosen: bool,
) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::click());
    let theme = scene.theme;
    let (file, folder) = source_words::file_and_folder(&source.name);
    let told = [
        file.clone(),
        source_words::format(scene, source),
        source_words::state(scene, source),
        scene.words.say(&source_words::balance(source)),
    ];
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, told.join(", ")));
    ground(ui.painter(), theme, rect, &response, chosen);
    let (up, down) = (rect.top() + 14.0, rect.top() + 31.0);
    let p = &ui.painter().clone();
    fit(p, pos2(c.name.0, up), Align2::LEFT_CENTER, &file, fonts::medium(ROW), theme.text, c.name.1);
    let folder = elide_middle(&folder, 34);
    fit(p, pos2(c.name.0, down), Align2::LEFT_CENTER, &folder, fonts::text(SMALL), theme.quiet, c.name.1);
    let at = pos2(c.format.0, up);
    fit(p, at, Align2::LEFT_CENTER, &told[1], fonts::text(ROW), theme.text, c.format.1);
    state(ui, scene, source, pos2(c.format.0, down), c.format.1, &told[2]);
    figures(p, scene, source, c, rect.center().y);
    bar(p, scene, source, c, axis, rect);
    server(p, scene, source, c, up, down);
    hash(ui, scene, source, c, rect);
    response.on_hover_ui(|ui| hover(ui, scene, source))
}

fn ground(painter: &Painter, theme: &Theme, rect: Rect, response: &Response, chosen: bool) {
    if chosen {
        painter.rect_filled(rect, 5.0, theme.selected);
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        painter.rect_filled(edge, 1.5, theme.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 5.0, theme.hovered);
    }
    if response.has_focus() {
        painter.rect_stroke(rect, 5.0, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
    } else if !chosen {
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    }
}

fn hover(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource) {
    let safe = crate::model::safe_text::SafeText::new(&source.name);
    ui.label(safe.as_str());
    if let Some(why) = source.why {
        ui.label(parts::quiet(source_words::word_or(scene.words, why, why), scene.theme));
    }
    if let State::Failed(why) = &source.state {
        ui.label(scene.words.say(why));
    }
    let span = source_words::span(scene, source);
    if !span.is_empty() {
        ui.label(parts::quiet(span, scene.theme));
    }
}

fn state(
    ui: &mut Ui,
    scene: &Scene<'_>,
    source: &CaseSource,
    at: eframe::egui::Pos2,
    width: f32,
    text: &str,
) {
    let theme = scene.theme;
    let (icon, color) = match &source.state {
        State::Waiting => (Icon::Waiting, theme.quiet),
        State::Reading(task) => {
            let bar = Rect::from_min_size(at - vec2(0.0, 3.0), vec2(width.min(110.0), 6.0));
            progress(ui.painter(), theme, bar, share(task.bytes_done(), source.bytes));
            return;
        }
        State::Done if source.is_troubled() => (Icon::Warning, theme.warning),
        State::Done => (Icon::Check, theme.good),
        State::Cancelled => (Icon::Cross, theme.quiet),
        State::Failed(_) => (Icon::Warning, theme.warning),
    };
    icons::paint(ui.painter(), icon, at + vec2(6.0, 0.0), 11.0, color);
    let at = at + vec2(17.0, 0.0);
    fit(ui.painter(), at, Align2::LEFT_CENTER, text, fonts::text(SMALL), color, width - 17.0);
}

fn progress(painter: &Painter, theme: &Theme, rect: Rect, share: f32) {
    painter.rect_filled(rect, 3.0, theme.line);
    let done = Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    painter.rect_filled(done, 3.0, theme.accent);
}

fn figures(painter: &Painter, scene: &Scene<'_>, source: &CaseSource, c: &Columns, y: f32) {
    let (b, theme) = (&source.balance, scene.theme);
    if b.total == 0 && !matches!(source.state, State::Done) {
        return;
    }
    let all = [b.read, b.recovered, b.skipped, b.damaged, b.total];
    for (i, n) in (0_u8..).zip(all) {
        let (color, font) = match (i, n) {
            (3, 1..) => (theme.warning, fonts::medium(ROW)),
            (1..=3, 0) => (theme.quiet, fonts::text(ROW)),
            (4, _) => (theme.text, fonts::medium(ROW)),
            _ => (theme.text, fonts::text(ROW)),
        };
        let at = pos2(c.figure(i), y);
        let drawn = painter.text(at, Align2::RIGHT_CENTER, scene.words.number(n), font, color);
        if i == 3 && n > 0 {
            icons::paint(painter, Icon::Warning, pos2(drawn.left() - 9.0, y), 11.0, theme.warning);
        }
    }
}

fn bar(
    painter: &Painter,
    scene: &Scene<'_>,
    source: &CaseSource,
    c: &Columns,
    axis: Option<Span>,
    row: Rect,
) {
    let (Some(axis), Some(span)) = (axis, source.span) else {
        return;
    };
    let theme = scene.theme;
    let y = row.center().y;
    let track = Rect::from_min_max(pos2(c.axis.0, y - 5.0), pos2(c.axis.0 + c.axis.1, y + 5.0));
    painter.rect_filled(track, 3.0, theme.control);
    piece(painter, track, axis, span, theme.accent.gamma_multiply(0.45));
    for covered in &source.covered {
        piece(painter, track, axis, *covered, theme.accent);
    }
}

fn piece(painter: &Painter, track: Rect, axis: Span, span: Span, color: Color32) {
    // A moment at the very end is seen too.
    let x0 = at(axis, span.first, track).min(track.right() - 4.0);
    let x1 = at(axis, span.last, track);
    let rect = Rect::from_min_max(pos2(x0, track.top()), pos2(x1.max(x0 + 4.0), track.bottom()));
    painter.rect_filled(rect.intersect(track), 3.0, color);
}

#[expect(clippy::cast_precision_loss, reason = "a bar of some hundred pixels")]
fn at(axis: Span, time: UtcTime, track: Rect) -> f32 {
    let length = axis.ticks().max(1) as f32;
    let since = time.0.saturating_sub(axis.first.0) as f32;
    track.left() + track.width() * (since / length).clamp(0.0, 1.0)
}

fn server(painter: &Painter, scene: &Scene<'_>, source: &CaseSource, c: &Columns, up: f32, down: f32) {
    let theme = scene.theme;
    let server = crate::model::safe_text::SafeText::new(&source.server);
    let (x, width) = c.server;
    fit(painter, pos2(x, up), Align2::LEFT_CENTER, server.as_str(), fonts::text(ROW), theme.text, width);
    if matches!(source.state, State::Done | State::Cancelled) {
        let zone = source_words::zone(scene, source);
        fit(painter, pos2(x, down), Align2::LEFT_CENTER, &zone, fonts::text(SMALL), theme.quiet, width);
    }
}

fn hash(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource, c: &Columns, row: Rect) {
    let Some(hash) = &source.sha256 else {
        return;
    };
    let rect = Rect::from_center_size(pos2(c.hash.0 + c.hash.1 * 0.5, row.center().y), vec2(c.hash.1, 22.0));
    let response = ui.interact(rect, ui.scope_id().with(("hash", source.id)), Sense::click());
    let name = scene.words.say(&Phrase::new("source-copy-hash").text("hash", hash));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let short: String = hash.chars().take(8).collect();
    let color = if response.hovered() { scene.theme.accent } else { scene.theme.quiet };
    let at = rect.left_center();
    ui.painter().text(at, Align2::LEFT_CENTER, short, fonts::mono(SMALL), color);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(2.0, scene.theme.accent), StrokeKind::Inside);
    }
    if response.on_hover_text(name).clicked() {
        ui.ctx().copy_text(hash.clone());
    }
}

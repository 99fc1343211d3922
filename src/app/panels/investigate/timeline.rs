//! Lanes on one axis: who tried, who came in, what mail went, how deep the queues stood, what was done.
//!
//! Sums per column are exact and kept until rows, filters, view or width change.

use super::rows::card;
use crate::analysis::finding::DepthPoint;
use crate::app::fonts;
use crate::app::lists::List;
use crate::app::panel::{Scene, Wish};
use crate::app::series::{Lane, Lanes};
use crate::app::theme::{ROW, SMALL};
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::marks::Mark;
use crate::app::widgets::time_axis::{Axis, ticks};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use eframe::egui::{
    Color32, CursorIcon, Id, Key, Mesh, Painter, PointerButton, Rect, Response, Role, Sense, Shape, Stroke,
    Ui, WidgetInfo, pos2, vec2,
};

const COLUMN: f32 = 4.0;
const LANES: [Lane; 4] = [Lane::Failed, Lane::Accepted, Lane::Local, Lane::Relayed];

/// Draws the timeline and takes in drags, wheel and keys.
pub fn timeline_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    _: &mut Vec<Wish>,
) {
    card(ui, area, scene.theme);
    let Some(all) = scene.case.store.span() else {
        return;
    };
    refresh(ui, scene, view);
    let names = names(scene);
    let gutter =
        names.iter().map(|n| width_of(ui.painter(), n, fonts::medium(ROW))).fold(90.0, f32::max) + 26.0;
    let plot = Rect::from_min_max(
        pos2(area.left() + gutter, area.top() + 8.0),
        pos2(area.right() - 16.0, area.bottom() - 30.0),
    );
    let mut axis = Axis { view: view.visible.unwrap_or(all), left: plot.left(), width: plot.width() };
    let response = ui.interact(plot, Id::unique("timeline"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, scene.words.word("investigate-timeline")));
    pointer(ui, &response, &axis, all, view);
    keys(ui, &response, &axis, all, view);
    axis.view = view.visible.unwrap_or(all);
    if view.lanes.answer().is_some_and(|(q, _)| q.generation == scene.case.generation) {
        draw(ui, plot, scene, view, &axis, &names, area.left() + 12.0, &response);
    }
    axis_ui(ui.painter(), area, plot, scene, &axis);
}

fn names(scene: &Scene<'_>) -> Vec<String> {
    ["failed", "accepted", "messages", "depth", "actions"]
        .iter()
        .map(|n| scene.words.word(&format!("investigate-lane-{n}")))
        .collect()
}

fn refresh(ui: &Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    let mut question = view.question(List::Authentications, scene.case.generation);
    question.span = None;
    let (store, analysis, q) = (scene.case.store.clone(), scene.case.analysis.clone(), question.clone());
    let n = store.tables.authentications.len().max(store.tables.mail.len());
    view.lanes.ask(&question, n, ui.ctx(), move || Lanes::build(&store, &analysis, &q));
}

fn pointer(ui: &Ui, response: &Response, axis: &Axis, all: Span, view: &mut InvestigateView) {
    if let (true, Some(p)) =
        (response.drag_started_by(PointerButton::Primary), ui.input(|i| i.pointer.press_origin()))
    {
        // A drag from an edge of the span moves that edge: the other one is where it began.
        let near = |t: UtcTime| (axis.x(t) - p.x).abs() < 5.0;
        let grabbed = view
            .selection
            .span
            .and_then(|s| if near(s.first) { Some(s.last) } else { near(s.last).then_some(s.first) });
        view.anchor = Some(grabbed.unwrap_or_else(|| axis.time(p.x)));
    }
    if let (Some(anchor), Some(p)) = (view.anchor, response.interact_pointer_pos()) {
        view.selection.span = Some(Span::between(anchor, axis.time(p.x)));
    }
    if response.drag_stopped() {
        view.anchor = None;
    }
    if response.dragged_by(PointerButton::Middle) {
        view.visible = Some(axis.panned(-response.drag_delta().x, all));
    }
    if response.double_clicked() {
        (view.visible, view.selection.span) = (None, None);
    }
    if let Some(p) = response.hover_pos() {
        let wheel = ui.input(|i| i.smooth_scroll_delta());
        if wheel.y != 0.0 {
            view.visible = Some(axis.zoomed(p.x, (f64::from(wheel.y) * 0.01).exp(), all));
        } else if wheel.x != 0.0 {
            view.visible = Some(axis.panned(-wheel.x, all));
        }
        let edge = view
            .selection
            .span
            .is_some_and(|s| [s.first, s.last].iter().any(|t| (axis.x(*t) - p.x).abs() < 5.0));
        ui.set_cursor_icon(if edge { CursorIcon::ResizeHorizontal } else { CursorIcon::Crosshair });
    }
    if view.visible == Some(all) {
        view.visible = None;
    }
}

fn keys(ui: &Ui, response: &Response, axis: &Axis, all: Span, view: &mut InvestigateView) {
    if response.clicked() {
        response.request_focus();
    }
    let nobody = ui.memory(|m| m.focused().is_none());
    if !(response.has_focus() || (response.hovered() && nobody)) {
        return;
    }
    let filter = eframe::egui::EventFilter { horizontal_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input(|i| i.key_pressed(key));
    let (middle, step) = (axis.left + axis.width / 2.0, axis.width / 8.0);
    let changed = if pressed(Key::ArrowLeft) {
        axis.panned(-step, all)
    } else if pressed(Key::ArrowRight) {
        axis.panned(step, all)
    } else if pressed(Key::Plus) || pressed(Key::Equals) {
        axis.zoomed(middle, 1.5, all)
    } else if pressed(Key::Minus) {
        axis.zoomed(middle, 1.0 / 1.5, all)
    } else {
        if pressed(Key::Escape) {
            view.selection.span = None;
        }
        return;
    };
    view.visible = Some(changed);
}

#[expect(clippy::too_many_arguments, reason = "one picture")]
fn draw(
    ui: &Ui,
    plot: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    axis: &Axis,
    names: &[String],
    left: f32,
    response: &Response,
) {
    bins(scene, view, axis);
    let (theme, painter) = (scene.theme, ui.painter_at(plot.expand2(vec2(1.0, 8.0))));
    let heights = [0.25, 0.19, 0.22, 0.22, 0.12];
    let mut top = plot.top();
    let rects: Vec<Rect> = heights
        .iter()
        .map(|h| {
            let rect =
                Rect::from_min_size(pos2(plot.left(), top), vec2(plot.width(), h * plot.height() - 4.0));
            top += h * plot.height();
            rect
        })
        .collect();
    let [failed, accepted, messages, depth, actions] = rects.as_slice() else {
        return;
    };
    for rect in &rects {
        painter.rect_stroke(*rect, 2, Stroke::new(1.0, theme.line), eframe::egui::StrokeKind::Inside);
    }
    selection(&painter, plot, scene, view, axis);
    let [f, a, l, r] = &view.bins.sums;
    columns(&painter, *failed, &[(f, theme.failed)], false);
    columns(&painter, *accepted, &[(a, theme.accepted)], true);
    columns(&painter, *messages, &[(l, theme.local), (r, theme.relayed)], false);
    depth_ui(&painter, *depth, scene, axis);
    actions_ui(&painter, *actions, scene, axis);
    let a = &scene.case.analysis;
    let lanes = [
        (&a.uncovered_authentications, failed.union(*accepted)),
        (&a.uncovered_mail, *messages),
        (&a.uncovered_depth, *depth),
    ];
    for (spans, lane) in lanes {
        spans.iter().for_each(|s| hatched(&painter, lane, axis, *s, theme.uncovered));
    }
    gutter(ui.painter(), &rects, scene, view, names, left);
    readout(ui, plot, scene, view, axis, response);
}

fn bins(scene: &Scene<'_>, view: &mut InvestigateView, axis: &Axis) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns on screen")]
    let n = ((axis.width / COLUMN) as usize).clamp(1, 8_192);
    let key = (view.lanes.version, scene.case.generation, Some(axis.view), n);
    if let (true, Some((_, lanes))) = (view.bins.key != key, view.lanes.answer()) {
        view.bins.sums = LANES.map(|lane| lanes.bins(&scene.case.store, lane, axis.view, n));
        view.bins.key = key;
    }
}

/// Columns stacked from the bottom; the highest fills the lane. `flat` raises small ones so that each can be seen.
fn columns(painter: &Painter, rect: Rect, parts: &[(&Vec<u32>, Color32)], flat: bool) {
    let n = parts.first().map_or(0, |p| p.0.len());
    let sum = |k: usize| parts.iter().map(|p| u64::from(p.0.get(k).copied().unwrap_or(0))).sum::<u64>();
    let peak = (0..n).map(sum).max().unwrap_or(0).max(1);
    let mut mesh = Mesh::default();
    #[expect(clippy::cast_precision_loss, reason = "heights on screen")]
    for k in 0..n {
        let (mut bottom, step) = (rect.bottom() - 1.0, rect.width() / n as f32);
        let x = rect.left() + k as f32 * step;
        for (counts, color) in parts {
            let count = counts.get(k).copied().unwrap_or(0);
            if count == 0 {
                continue;
            }
            let share = count as f32 / peak as f32;
            let share = if flat { 0.5 + share / 2.0 } else { share };
            let top = bottom - (share * (rect.height() - 4.0)).max(1.5);
            mesh.add_colored_rect(
                Rect::from_min_max(pos2(x, top), pos2(x + (step - 1.0).max(1.0), bottom)),
                *color,
            );
            bottom = top;
        }
    }
    painter.add(Shape::mesh(mesh));
}

fn depth_ui(painter: &Painter, rect: Rect, scene: &Scene<'_>, axis: &Axis) {
    let (queue, theme) = (&scene.case.analysis.queue, scene.theme);
    #[expect(clippy::cast_precision_loss, reason = "heights on screen")]
    let y = |d: u32| rect.bottom() - 1.0 - d as f32 / queue.peak.max(1) as f32 * (rect.height() - 6.0);
    let (mut mesh, mut path) = (Mesh::default(), Vec::new());
    let mut x = rect.left();
    while x < rect.right() {
        if let Some(d) = highest(&queue.curve, axis.time(x), axis.time(x + 1.0)) {
            mesh.add_colored_rect(
                Rect::from_min_max(pos2(x, y(d)), pos2(x + 1.0, rect.bottom() - 1.0)),
                theme.depth_fill,
            );
            path.push(pos2(x, y(d)));
        }
        x += 1.0;
    }
    painter.add(Shape::mesh(mesh));
    painter.add(Shape::line(path, Stroke::new(1.5, theme.depth)));
    for p in queue.snapshots.iter().filter(|p| axis.view.contains(p.time)) {
        painter.circle(pos2(axis.x(p.time), y(p.depth)), 3.5, theme.card, Stroke::new(1.5, theme.depth));
    }
}

/// Highest depth of a step curve from `first` on and before `end`; `None` before its first reading.
fn highest(curve: &[DepthPoint], first: UtcTime, end: UtcTime) -> Option<u32> {
    let from = curve.partition_point(|p| p.time <= first);
    let to = curve.partition_point(|p| p.time < end).max(from);
    let inside = curve.get(from.saturating_sub(1)..to).unwrap_or(&[]);
    let inside = if from == 0 { curve.get(..to).unwrap_or(&[]) } else { inside };
    inside.iter().map(|p| p.depth).max()
}

fn actions_ui(painter: &Painter, rect: Rect, scene: &Scene<'_>, axis: &Axis) {
    let mut last = f32::NEG_INFINITY;
    for time in &scene.case.store.tables.actions.time {
        let x = axis.x(*time);
        if axis.view.contains(*time) && x - last >= 3.0 {
            Mark::Action.paint(painter, pos2(x, rect.center().y), scene.theme.action);
            last = x;
        }
    }
}

fn selection(painter: &Painter, plot: Rect, scene: &Scene<'_>, view: &InvestigateView, axis: &Axis) {
    let Some(span) = view.selection.span else { return };
    let (a, b) = (axis.x(span.first).max(plot.left()), axis.x(span.last).min(plot.right()));
    if a <= b {
        painter.rect_filled(
            Rect::from_min_max(pos2(a, plot.top()), pos2(b, plot.bottom() - 4.0)),
            0,
            scene.theme.selected,
        );
    }
    for t in [span.first, span.last].into_iter().filter(|t| axis.view.contains(*t)) {
        painter.vline(axis.x(t), plot.y_range(), Stroke::new(1.5, scene.theme.accent));
    }
}

fn hatched(painter: &Painter, rect: Rect, axis: &Axis, span: Span, color: Color32) {
    let area = Rect::from_min_max(
        pos2(axis.x(span.first).max(rect.left()), rect.top()),
        pos2(axis.x(span.last).min(rect.right()), rect.bottom()),
    );
    if area.width() <= 0.0 {
        return;
    }
    let (clipped, mut x) =
        (painter.with_clip_rect(area.intersect(painter.clip_rect())), area.left() - area.height());
    while x < area.right() {
        clipped.line_segment(
            [pos2(x, area.bottom()), pos2(x + area.height(), area.top())],
            Stroke::new(1.0, color),
        );
        x += 7.0;
    }
}

/// Names of the lanes with their sums: of the span where one is selected, else of the whole case.
fn gutter(
    painter: &Painter,
    rects: &[Rect],
    scene: &Scene<'_>,
    view: &InvestigateView,
    names: &[String],
    left: f32,
) {
    let (Some((_, lanes)), Some(all)) = (view.lanes.answer(), scene.case.store.span()) else {
        return;
    };
    let span = view.selection.span.unwrap_or(all);
    let count = |lane| scene.words.number(lanes.within(&scene.case.store, lane, span));
    let mail = lanes.within(&scene.case.store, Lane::Local, span)
        + lanes.within(&scene.case.store, Lane::Relayed, span);
    let peak = scene.words.say(&Phrase::new("investigate-peak").number("n", scene.case.analysis.queue.peak));
    let figures = [count(Lane::Failed), count(Lane::Accepted), scene.words.number(mail), peak, String::new()];
    for ((rect, name), figure) in rects.iter().zip(names).zip(figures) {
        let row = |top: f32| Rect::from_min_max(pos2(left, top), pos2(rect.left() - 8.0, top + 15.0));
        line(painter, row(rect.top()), false, name, fonts::medium(ROW), scene.theme.quiet);
        if rect.height() > 26.0 {
            line(painter, row(rect.top() + 14.0), false, &figure, fonts::text(SMALL), scene.theme.quiet);
        }
    }
}

fn axis_ui(painter: &Painter, area: Rect, plot: Rect, scene: &Scene<'_>, axis: &Axis) {
    let mut free = f32::NEG_INFINITY;
    for tick in ticks(axis, scene.words.zone(), 64.0) {
        painter.vline(tick.x, plot.bottom() - 4.0..=plot.bottom(), Stroke::new(1.0, scene.theme.line));
        let width = width_of(painter, &tick.label, fonts::text(SMALL));
        let x = (tick.x - width / 2.0).min(area.right() - width - 6.0);
        let below = |x: f32, top: f32, w: f32| Rect::from_min_size(pos2(x, top), vec2(w + 1.0, 14.0));
        line(
            painter,
            below(x, plot.bottom(), width),
            false,
            &tick.label,
            fonts::text(SMALL),
            scene.theme.quiet,
        );
        let date = scene.words.date(tick.time);
        let width = width_of(painter, &date, fonts::text(SMALL));
        if tick.new_day && x >= free && x + width < area.right() {
            line(
                painter,
                below(x, plot.bottom() + 13.0, width),
                false,
                &date,
                fonts::text(SMALL),
                scene.theme.text,
            );
            free = x + width + 12.0;
        }
    }
}

/// Exact values at the pointer.
fn readout(ui: &Ui, plot: Rect, scene: &Scene<'_>, view: &InvestigateView, axis: &Axis, response: &Response) {
    let Some(p) = response.hover_pos() else { return };
    ui.painter().vline(p.x, plot.y_range(), Stroke::new(1.0, scene.theme.quiet));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "columns on screen"
    )]
    let at = |s: &Vec<u32>| {
        s.get(((p.x - axis.left) / axis.width * s.len() as f32) as usize).copied().unwrap_or(0)
    };
    let [f, a, l, r] = &view.bins.sums;
    let depth = highest(&scene.case.analysis.queue.curve, axis.time(p.x), axis.time(p.x + 1.0)).unwrap_or(0);
    let text = Phrase::new("investigate-readout")
        .time("time", axis.time(p.x))
        .number("failed", at(f))
        .number("accepted", at(a))
        .number("local", at(l))
        .number("relayed", at(r))
        .number("depth", depth);
    response.show_tooltip_text(scene.words.say(&text));
}

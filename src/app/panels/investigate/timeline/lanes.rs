//! The lanes themselves: their places, stacked columns, hatching where nothing covers, names with sums.

use super::cuts::clear_of;
use super::{Layout, Picture, actions, depth, swim};
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::series::{Lane, PARTS, Refusal};
use crate::app::theme::{ROW, SMALL};
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::{fit, line, width_of};
use crate::model::time::Span;
use crate::words::Phrase;
use eframe::egui::{
    Color32, Id, Mesh, Painter, Popup, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};

/// Lanes from top to bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Failed,
    Accepted,
    Swim,
    Messages,
    Depth,
    Actions,
}

impl Row {
    fn name(self) -> &'static str {
        match self {
            Self::Failed => "investigate-lane-failed",
            Self::Accepted => "investigate-lane-accepted",
            Self::Swim => "timeline-swim",
            Self::Messages => "investigate-lane-messages",
            Self::Depth => "investigate-lane-depth",
            Self::Actions => "investigate-lane-actions",
        }
    }
}

/// Places of the lanes; with a lane for each account those stand instead of the two for all.
pub(super) fn rows(plot: Rect, swim: bool) -> Vec<(Row, Rect)> {
    let lowest = 18.0;
    let room = plot.height() - lowest;
    let shares: &[(Row, f32)] = if swim {
        &[(Row::Swim, 0.62), (Row::Messages, 0.17), (Row::Depth, 0.21)]
    } else {
        &[(Row::Failed, 0.3), (Row::Accepted, 0.18), (Row::Messages, 0.24), (Row::Depth, 0.28)]
    };
    let heights = shares.iter().map(|(row, share)| (*row, share * room)).chain([(Row::Actions, lowest)]);
    let mut top = plot.top();
    heights
        .map(|(row, height)| {
            let rect =
                Rect::from_min_size(pos2(plot.left(), top), vec2(plot.width(), (height - 3.0).max(4.0)));
            top += height;
            (row, rect)
        })
        .collect()
}

pub(super) fn lanes_ui(ui: &Ui, picture: &Picture<'_>, view: &InvestigateView, rows: &[(Row, Rect)]) {
    // Diamonds and rings at the very ends stand whole.
    let (theme, painter) = (picture.scene.theme, ui.painter_at(picture.plot.expand2(vec2(8.0, 8.0))));
    for (_, rect) in rows {
        painter.rect_stroke(*rect, 2, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    }
    selected(&painter, picture, view);
    let c = &view.time.columns.1;
    let shades = theme.failed_shades();
    for (row, rect) in rows {
        let mut right = f32::NEG_INFINITY;
        for span in uncovered(picture.scene, *row) {
            hatched(&painter, *rect, picture, *span, &mut right);
        }
        match row {
            Row::Failed => {
                let parts: Vec<(&Vec<u32>, Color32)> = c.failed.iter().zip(shades).collect();
                columns(&painter, *rect, &parts, 0.0);
                legend(&painter, *rect, picture, view);
            }
            Row::Accepted => columns(&painter, *rect, &[(&c.accepted, theme.accepted)], 0.5),
            Row::Swim => swim::swim_ui(&painter, *rect, picture, view),
            Row::Messages => {
                columns(&painter, *rect, &[(&c.local, theme.local), (&c.relayed, theme.relayed)], 0.0);
            }
            Row::Depth => depth::depth_ui(&painter, *rect, picture, view),
            Row::Actions => actions::actions_ui(&painter, *rect, picture, view),
        }
    }
}

/// Stretches of a lane that no source covers.
pub(super) fn uncovered<'a>(scene: &'a Scene<'_>, row: Row) -> &'a [Span] {
    let a = &scene.case.analysis;
    match row {
        Row::Failed | Row::Accepted | Row::Swim => &a.uncovered_authentications,
        Row::Messages => &a.uncovered_mail,
        Row::Depth => &a.uncovered_depth,
        Row::Actions => &[],
    }
}

/// Columns stacked from the bottom; the highest fills the lane. `least` raises small ones so that each can be seen.
pub(super) fn columns(painter: &Painter, rect: Rect, parts: &[(&Vec<u32>, Color32)], least: f32) {
    let n = parts.iter().map(|p| p.0.len()).max().unwrap_or(0);
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
            let share = least + count as f32 / peak as f32 * (1.0 - least);
            let top = (bottom - (share * (rect.height() - 4.0)).max(1.5)).max(rect.top() + 1.0);
            let column = Rect::from_min_max(pos2(x, top), pos2(x + (step - 1.0).max(1.0), bottom));
            mesh.add_colored_rect(column, *color);
            bottom = top;
        }
    }
    painter.add(Shape::mesh(mesh));
}

/// Names of the parts of refused authentications, from the bottom of the stack up; parts without a row are left out.
pub(super) fn parts(scene: &Scene<'_>, view: &InvestigateView) -> Vec<(usize, String)> {
    let Some((asked, lanes)) = view.time.lanes.answer() else {
        return Vec::new();
    };
    let name = |k: usize| {
        let swimmer = lanes.accounts.get(k).and_then(|a| lanes.swimmers.get(*a));
        match (asked.by_account, swimmer) {
            (true, Some(s)) => swim::name(scene, s),
            (true, None) => scene.words.word("timeline-all-others"),
            (false, _) => Refusal::ALL.get(k).map_or_else(String::new, |r| scene.words.word(r.word())),
        }
    };
    let some = |k: &usize| lanes.failed.get(*k).is_some_and(|rows| !rows.is_empty());
    (0..PARTS).filter(some).map(|k| (k, name(k))).collect()
}

fn legend(painter: &Painter, rect: Rect, picture: &Picture<'_>, view: &InvestigateView) {
    let scene = picture.scene;
    let parts = parts(scene, view);
    if rect.height() < 22.0 || parts.len() < 2 {
        return;
    }
    let (theme, mut x) = (scene.theme, rect.left() + 6.0);
    for (k, name) in parts {
        let width = width_of(painter, &name, fonts::text(SMALL)).min(150.0);
        x = clear_of(picture.axis, x, width + 18.0);
        let ground = Rect::from_min_size(pos2(x, rect.top() + 2.0), vec2(width + 18.0, 14.0));
        if ground.right() > rect.right() {
            return;
        }
        painter.rect_filled(ground, 3, theme.card.gamma_multiply(0.85));
        let square = Rect::from_center_size(pos2(x + 7.0, ground.center().y), vec2(8.0, 8.0));
        let color = theme.failed_shades().get(k).copied().unwrap_or(theme.failed);
        painter.rect_filled(square, 1, color);
        let galley = fit(painter, &name, fonts::text(SMALL), theme.quiet, width + 1.0);
        painter.galley(pos2(x + 15.0, ground.center().y - galley.size().y / 2.0), galley, theme.quiet);
        x += width + 26.0;
    }
}

fn selected(painter: &Painter, picture: &Picture<'_>, view: &InvestigateView) {
    let Some(span) = view.selection.span else { return };
    let (axis, plot) = (picture.axis, picture.plot);
    let (a, b) = (axis.x(span.first).max(plot.left()), axis.x(span.last).min(plot.right()));
    if a <= b {
        let tint = Rect::from_x_y_ranges(a..=b, plot.y_range());
        painter.rect_filled(tint, 0, picture.scene.theme.selected);
    }
}

/// Points from one line of the hatching to the next.
const APART: f32 = 9.0;

/// Hatching, quieter than anything that is known; what would fall on what is hatched already is left out.
fn hatched(painter: &Painter, rect: Rect, picture: &Picture<'_>, span: Span, right: &mut f32) {
    let area = Rect::from_min_max(
        pos2(picture.axis.x(span.first).max(rect.left()).max(*right), rect.top()),
        pos2(picture.axis.x(span.last).min(rect.right()), rect.bottom()),
    );
    if area.width() < 1.0 {
        return;
    }
    *right = area.right();
    let clipped = painter.with_clip_rect(area.intersect(painter.clip_rect()));
    let (height, stroke) =
        (area.height(), Stroke::new(1.0, picture.scene.theme.uncovered.gamma_multiply(0.8)));
    let mut x = area.left() - height - (area.left() - height).rem_euclid(APART);
    while x < area.right() {
        clipped.line_segment([pos2(x, area.bottom()), pos2(x + height, area.top())], stroke);
        x += APART;
    }
}

/// Names of the lanes with their sums: of the span where one is selected, else of the whole case.
pub(super) fn names_ui(
    ui: &mut Ui,
    layout: &Layout,
    picture: &Picture<'_>,
    view: &mut InvestigateView,
    rows: &[(Row, Rect)],
) {
    let theme = picture.scene.theme;
    for (row, rect) in rows.iter().filter(|(row, _)| *row != Row::Swim) {
        let name = picture.scene.words.word(row.name());
        let narrow = if matches!(row, Row::Failed | Row::Depth) { 24.0 } else { 6.0 };
        let place =
            |top: f32| Rect::from_min_max(pos2(layout.names, top), pos2(rect.left() - narrow, top + 15.0));
        line(ui.painter(), place(rect.top()), false, &name, fonts::medium(ROW), theme.quiet);
        let figure = figure(picture, view, *row);
        let room = rect.left() - narrow - layout.names;
        let beside = width_of(ui.painter(), &name, fonts::medium(ROW))
            + width_of(ui.painter(), &figure, fonts::text(SMALL))
            + 8.0;
        if rect.height() > 25.0 {
            line(ui.painter(), place(rect.top() + 13.0), false, &figure, fonts::text(SMALL), theme.quiet);
        } else if beside <= room {
            // A low lane has room for one line.
            line(ui.painter(), place(rect.top()), true, &figure, fonts::text(SMALL), theme.quiet);
        }
        menu(ui, *row, *rect, picture.scene, view, &name);
    }
}

fn figure(picture: &Picture<'_>, view: &InvestigateView, row: Row) -> String {
    let (scene, span) = (picture.scene, view.selection.span.unwrap_or(picture.all));
    let Some((_, lanes)) = view.time.lanes.answer() else {
        return String::new();
    };
    let count = |lane| lanes.within(&scene.case.store, lane, span);
    match row {
        Row::Failed => scene.words.number(count(Lane::Failed)),
        Row::Accepted => scene.words.number(count(Lane::Accepted)),
        Row::Messages => scene.words.number(count(Lane::Local) + count(Lane::Relayed)),
        Row::Depth => {
            scene.words.say(&Phrase::new("investigate-peak").number("n", scene.case.analysis.queue.peak))
        }
        Row::Swim | Row::Actions => String::new(),
    }
}

/// The small menu beside the names of the two lanes that can be shown in two ways.
fn menu(ui: &mut Ui, row: Row, rect: Rect, scene: &Scene<'_>, view: &mut InvestigateView, name: &str) {
    let (one, other, chosen) = match row {
        Row::Failed => ("timeline-by-reason", "timeline-by-account", &mut view.time.by_account),
        Row::Depth => ("timeline-total-only", "timeline-with-hops", &mut view.time.hops),
        _ => return,
    };
    let place = Rect::from_center_size(pos2(rect.left() - 14.0, rect.top() + 8.0), vec2(16.0, 16.0));
    let button = ui.interact(place, Id::unique("lane-menu").with(name), Sense::click());
    let label = scene.words.say(&Phrase::new("timeline-menu").text("lane", name));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let color = if button.hovered() || button.has_focus() { scene.theme.accent } else { scene.theme.quiet };
    let (c, d) = (place.center(), 3.5);
    let arrow = vec![c + vec2(-d, -1.5), c + vec2(d, -1.5), c + vec2(0.0, 2.5)];
    ui.painter().add(Shape::convex_polygon(arrow, color, Stroke::NONE));
    Popup::menu(&button).show(|ui| {
        for (id, on) in [(one, false), (other, true)] {
            if ui.radio(*chosen == on, scene.words.word(id)).clicked() {
                *chosen = on;
                ui.close();
            }
        }
    });
}

//! Depth of the queues: what was rebuilt or logged as area and line, dumps as rings, next hops as thin lines.

use super::Picture;
use super::cuts::clear_of;
use crate::app::fonts;
use crate::app::series::columns::Columns;
use crate::app::theme::SMALL;
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::{fit, width_of};
use eframe::egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};

pub(super) fn depth_ui(painter: &Painter, rect: Rect, picture: &Picture<'_>, view: &InvestigateView) {
    let (theme, columns) = (picture.scene.theme, &view.time.columns.1);
    let peak = peak(columns, picture);
    #[expect(clippy::cast_precision_loss, reason = "heights on screen")]
    let y = |d: u32| rect.bottom() - 1.0 - d as f32 / peak as f32 * (rect.height() - 6.0);
    let x = |k: usize| place(picture, columns, k);
    let (mut mesh, mut line) = (Mesh::default(), Vec::new());
    for (k, depth) in columns.depth.iter().enumerate() {
        let Some(depth) = depth else { continue };
        let (left, right) = (x(k), x(k + 1));
        let area = Rect::from_min_max(pos2(left, y(depth.high)), pos2(right, rect.bottom() - 1.0));
        mesh.add_colored_rect(area, theme.depth_fill);
        // Low and high of the column, so that no peak and no trough falls between two points.
        line.push(pos2(left, y(depth.high)));
        if depth.low < depth.high {
            line.push(pos2((left + right) / 2.0, y(depth.low)));
        }
    }
    painter.add(Shape::mesh(mesh));
    painter.add(Shape::line(line, Stroke::new(1.5, theme.depth)));
    if view.time.hops {
        hops_ui(painter, rect, picture, view, &y);
    }
    for p in &columns.snapshots {
        let at = pos2(picture.axis.x(p.time), y(p.depth));
        painter.circle(at, 3.5, theme.card, Stroke::new(1.5, theme.depth));
    }
    legend(painter, rect, picture, view);
}

/// The scale: the case's peak, so that zooming does not change what a height means.
fn peak(columns: &Columns, picture: &Picture<'_>) -> u32 {
    let seen = columns.snapshots.iter().map(|p| p.depth).max().unwrap_or(0);
    picture.scene.case.analysis.queue.peak.max(seen).max(1)
}

#[expect(clippy::cast_precision_loss, reason = "columns on screen")]
fn place(picture: &Picture<'_>, columns: &Columns, k: usize) -> f32 {
    picture.axis.left + picture.axis.width * k as f32 / columns.depth.len().max(1) as f32
}

fn hops_ui(
    painter: &Painter,
    rect: Rect,
    picture: &Picture<'_>,
    view: &InvestigateView,
    y: &dyn Fn(u32) -> f32,
) {
    let Some((_, ground)) = view.time.ground.answer() else { return };
    let (columns, color) = (&view.time.columns.1, picture.scene.theme.depth_quiet());
    let mut taken: Vec<f32> = Vec::new();
    for (n, (hop, depths)) in (0u8..).zip(ground.hops.iter().zip(&columns.hops)) {
        let at = |(k, d): (usize, &Option<u32>)| Some(pos2(place(picture, columns, k), y((*d)?)));
        let points: Vec<Pos2> = depths.iter().enumerate().filter_map(at).collect();
        let Some(last) = points.last().copied() else { continue };
        let dash = 3.0 + 4.0 * f32::from(n);
        painter.extend(Shape::dashed_line(&points, Stroke::new(1.2, color), dash, 3.0));
        let name: String = picture.scene.case.store.show(hop.name).into();
        let galley = fit(painter, &name, fonts::text(SMALL), picture.scene.theme.quiet, 150.0);
        let mut top = (last.y - 14.0).max(rect.top());
        while taken.iter().any(|t| (t - top).abs() < 12.0) && top < rect.bottom() {
            top += 12.0;
        }
        if top + 12.0 <= rect.bottom() {
            taken.push(top);
            let left = (last.x - galley.size().x - 4.0).max(rect.left() + 2.0);
            painter.galley(pos2(left, top), galley, Color32::PLACEHOLDER);
        }
    }
}

/// Which is the line and which the rings, by what they rest on.
fn legend(painter: &Painter, rect: Rect, picture: &Picture<'_>, view: &InvestigateView) {
    if rect.height() < 22.0 {
        return;
    }
    let scene = picture.scene;
    let (theme, words) = (scene.theme, scene.words);
    let bases = view.time.ground.answer().map(|(_, g)| g.bases.as_slice()).unwrap_or_default();
    let mut named: Vec<(bool, String)> =
        bases.iter().map(|b| (false, words.word(&format!("depth-{}", b.key())))).collect();
    if !scene.case.analysis.queue.snapshots.is_empty() {
        named.push((true, words.word("depth-snapshot")));
    }
    let mut x = rect.left() + 6.0;
    for (ring, text) in named {
        let width = width_of(painter, &text, fonts::text(SMALL));
        x = clear_of(picture.axis, x, width + 22.0);
        let ground = Rect::from_min_size(pos2(x, rect.top() + 2.0), vec2(width + 22.0, 14.0));
        painter.rect_filled(ground, 3, theme.card.gamma_multiply(0.85));
        let at = pos2(x + 8.0, ground.center().y);
        let stroke = Stroke::new(1.5, theme.depth);
        if ring {
            painter.circle(at, 3.5, theme.card, stroke);
        } else {
            painter.line_segment([at - vec2(5.0, 0.0), at + vec2(5.0, 0.0)], stroke);
        }
        let galley = fit(painter, &text, fonts::text(SMALL), theme.quiet, width + 2.0);
        painter.galley(pos2(x + 18.0, ground.center().y - galley.size().y / 2.0), galley, theme.quiet);
        x += width + 30.0;
    }
}

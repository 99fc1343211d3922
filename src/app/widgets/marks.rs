//! Marks painted as shapes, so that no font needs to have them: ▲ refused, ● accepted, ◆ action, ★ starred.

use eframe::egui::{Color32, Painter, Pos2, Shape, Stroke, pos2, vec2};

/// A mark with a meaning; its colour says the same again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// ▲
    Refused,
    /// ●
    Accepted,
    /// △: right password, refused all the same.
    Half,
    /// ◆
    Action,
    /// ★: starred by the user.
    Star,
}

impl Mark {
    /// Paints the mark, about 8 points wide.
    pub fn paint(self, painter: &Painter, at: Pos2, color: Color32) {
        let triangle = vec![at + vec2(0.0, -4.0), at + vec2(4.5, 3.5), at + vec2(-4.5, 3.5)];
        let shape = match self {
            Self::Refused => Shape::convex_polygon(triangle, color, Stroke::NONE),
            Self::Half => Shape::closed_line(triangle, Stroke::new(1.5, color)),
            Self::Accepted => Shape::circle_filled(at, 4.0, color),
            Self::Action => Shape::convex_polygon(diamond(at), color, Stroke::NONE),
            Self::Star => return star(painter, at, color, true),
        };
        painter.add(shape);
    }
}

fn diamond(at: Pos2) -> Vec<Pos2> {
    vec![at + vec2(0.0, -6.5), at + vec2(4.5, 0.0), at + vec2(0.0, 6.5), at + vec2(-4.5, 0.0)]
}

/// A small × for chips.
pub fn cross(painter: &Painter, at: Pos2, color: Color32) {
    let (r, stroke) = (3.0, Stroke::new(1.4, color));
    painter.line_segment([at + vec2(-r, -r), at + vec2(r, r)], stroke);
    painter.line_segment([at + vec2(-r, r), at + vec2(r, -r)], stroke);
}

/// A small arrow that says which way a column is sorted.
pub fn sorted(painter: &Painter, at: Pos2, descending: bool, color: Color32) {
    let d = if descending { 1.0 } else { -1.0 };
    let points =
        vec![pos2(at.x - 3.5, at.y - 2.0 * d), pos2(at.x + 3.5, at.y - 2.0 * d), pos2(at.x, at.y + 2.5 * d)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A star, filled or hollow.
pub fn star(painter: &Painter, at: Pos2, color: Color32, filled: bool) {
    let point = |i: u8| {
        let angle = f32::from(i) * std::f32::consts::PI / 5.0 - std::f32::consts::FRAC_PI_2;
        let radius = if i.is_multiple_of(2) { 6.5 } else { 2.8 };
        at + vec2(angle.cos(), angle.sin()) * radius
    };
    let points: Vec<Pos2> = (0..10).map(point).collect();
    if filled {
        // A star is not convex; its five points and its middle are.
        for i in [0u8, 2, 4, 6, 8] {
            let tip = vec![point((i + 9) % 10), point(i), point(i + 1)];
            painter.add(Shape::convex_polygon(tip, color, Stroke::NONE));
        }
        let middle = [1u8, 3, 5, 7, 9].map(point).to_vec();
        painter.add(Shape::convex_polygon(middle, color, Stroke::NONE));
    }
    painter.add(Shape::closed_line(points, Stroke::new(1.2, color)));
}

/// A small triangle: to the right where what follows is hidden, down where it is shown.
pub fn fold(painter: &Painter, at: Pos2, open: bool, color: Color32) {
    let points = if open {
        vec![at + vec2(-4.0, -2.5), at + vec2(4.0, -2.5), at + vec2(0.0, 3.0)]
    } else {
        vec![at + vec2(-2.5, -4.0), at + vec2(3.0, 0.0), at + vec2(-2.5, 4.0)]
    };
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

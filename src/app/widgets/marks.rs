//! Marks painted as shapes, so that no font needs to have them: ▲ refused, ● accepted, ◆ action, ★ starred.

use eframe::egui::{Color32, Mesh, Painter, Pos2, Shape, Stroke, pos2, vec2};

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
        match self {
            Self::Refused => painter.add(Shape::convex_polygon(triangle, color, Stroke::NONE)),
            Self::Half => painter.add(Shape::closed_line(triangle, Stroke::new(1.5, color))),
            Self::Accepted => painter.circle_filled(at, 4.0, color),
            Self::Action => painter.add(Shape::convex_polygon(diamond(at), color, Stroke::NONE)),
            Self::Star => painter.add(star(at, color)),
        };
    }
}

/// Five points; drawn as triangles around the middle, since the outline is not convex.
fn star(at: Pos2, color: Color32) -> Shape {
    let corner = |k: u8| {
        let turn = f32::from(k) * std::f32::consts::PI / 5.0 - std::f32::consts::FRAC_PI_2;
        let radius = if k.is_multiple_of(2) { 5.5 } else { 2.3 };
        at + vec2(turn.cos(), turn.sin()) * radius
    };
    let mut mesh = Mesh::default();
    mesh.colored_vertex(at, color);
    (0..10).for_each(|k| mesh.colored_vertex(corner(k), color));
    (0..10).for_each(|k| mesh.add_triangle(0, k + 1, (k + 1) % 10 + 1));
    Shape::mesh(mesh)
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

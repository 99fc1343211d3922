//! Icons as strokes, so that none depends on a glyph that a font may lack.
//!
//! Every function paints into a square of the given size around `at`, in one colour.

use eframe::egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// The place of the sources: a box of papers.
    Evidence,
    /// The place of the timeline: a lens over bars.
    Investigate,
    /// A lens.
    Search,
    /// A triangle with a bar and a dot.
    Warning,
    /// A sheet with a folded corner.
    File,
    /// A folder.
    Folder,
    /// A tick.
    Check,
    /// A cross.
    Cross,
    /// A disc, half of it filled.
    Theme,
    /// A ring, half of it filled: in part.
    Partly,
    /// Two sheets.
    Copy,
    /// A clock face.
    Waiting,
    /// A small arrow down: opens a list.
    Chevron,
    /// An arrow to the left.
    Back,
    /// An arrow to the right.
    Forward,
    /// An arrow that turns back.
    Undo,
    /// An arrow that turns on.
    Redo,
    /// A prompt: type what to do.
    Palette,
    /// A question mark.
    Question,
    /// A lock.
    Lock,
}

/// Paints an icon.
pub fn paint(painter: &Painter, icon: Icon, at: Pos2, size: f32, color: Color32) {
    let p = Pen { painter, at, unit: size / 16.0, color };
    match icon {
        Icon::Evidence => p.evidence(),
        Icon::Investigate => p.investigate(),
        Icon::Search => p.search(),
        Icon::Warning => p.warning(),
        Icon::File => p.file(),
        Icon::Folder => p.folder(),
        Icon::Check => p.line(&[(-5.0, 0.5), (-1.5, 4.0), (5.5, -4.5)]),
        Icon::Cross => {
            p.line(&[(-4.0, -4.0), (4.0, 4.0)]);
            p.line(&[(-4.0, 4.0), (4.0, -4.0)]);
        }
        Icon::Theme | Icon::Partly => p.half(),
        Icon::Copy => p.copy(),
        Icon::Waiting => p.waiting(),
        Icon::Back => p.arrow(-1.0),
        Icon::Forward => p.arrow(1.0),
        Icon::Undo => p.turn(-1.0),
        Icon::Redo => p.turn(1.0),
        Icon::Palette => p.palette(),
        Icon::Question => p.question(),
        Icon::Lock => p.lock(),
        Icon::Chevron => p.line(&[(-3.5, -1.5), (0.0, 2.0), (3.5, -1.5)]),
    }
}

/// The mark of a failed authentication: a triangle.
pub fn paint_failed(painter: &Painter, at: Pos2, size: f32, color: Color32) {
    let (w, h) = (size * 0.5, size * 0.45);
    let corners = vec![at + vec2(0.0, -h), at + vec2(w, h), at + vec2(-w, h)];
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// The mark of an accepted authentication: a dot.
pub fn paint_accepted(painter: &Painter, at: Pos2, size: f32, color: Color32) {
    painter.circle_filled(at, size * 0.45, color);
}

/// The mark of an action: a diamond.
pub fn paint_action(painter: &Painter, at: Pos2, size: f32, color: Color32) {
    let (w, h) = (size * 0.4, size * 0.55);
    let corners = vec![at + vec2(0.0, -h), at + vec2(w, 0.0), at + vec2(0.0, h), at + vec2(-w, 0.0)];
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// A reading of a queue: a ring.
pub fn paint_snapshot(painter: &Painter, at: Pos2, size: f32, color: Color32, ground: Color32) {
    painter.circle(at, size * 0.36, ground, Stroke::new(size * 0.16, color));
}

/// Our own mark: a message passing on, seen through the arc of a scope.
pub fn paint_mark(painter: &Painter, at: Pos2, size: f32, ink: Color32, accent: Color32) {
    let p = Pen { painter, at, unit: size / 16.0, color: accent };
    p.arc(6.5, -0.78, 3.93, 1.8);
    let ink = Pen { color: ink, ..p };
    for y in [-2.6, 0.0, 2.6] {
        ink.line_of(&[(-3.6, y), (1.2, y)], 1.5);
    }
    ink.line_of(&[(1.6, -3.0), (4.6, 0.0), (1.6, 3.0)], 1.7);
}

struct Pen<'a> {
    painter: &'a Painter,
    at: Pos2,
    unit: f32,
    color: Color32,
}

impl Pen<'_> {
    fn to(&self, (x, y): (f32, f32)) -> Pos2 {
        self.at + vec2(x, y) * self.unit
    }

    fn stroke(&self, width: f32) -> Stroke {
        Stroke::new((width * self.unit).max(1.0), self.color)
    }

    fn line(&self, points: &[(f32, f32)]) {
        self.line_of(points, 1.4);
    }

    fn line_of(&self, points: &[(f32, f32)], width: f32) {
        let points = points.iter().map(|p| self.to(*p)).collect();
        self.painter.add(Shape::line(points, self.stroke(width)));
    }

    fn frame(&self, (x0, y0): (f32, f32), (x1, y1): (f32, f32), radius: f32) {
        let rect = Rect::from_two_pos(self.to((x0, y0)), self.to((x1, y1)));
        let round = radius * self.unit;
        self.painter.rect_stroke(rect, round, self.stroke(1.3), StrokeKind::Middle);
    }

    fn arc(&self, radius: f32, from: f32, length: f32, width: f32) {
        let steps = 24_u8;
        let points: Vec<(f32, f32)> = (0..=steps)
            .map(|i| from - length * f32::from(i) / f32::from(steps))
            .map(|a| (radius * a.cos(), radius * a.sin()))
            .collect();
        self.line_of(&points, width);
    }

    fn evidence(&self) {
        self.frame((-6.0, -2.0), (6.0, 6.0), 1.0);
        self.line(&[(-4.5, -4.0), (4.5, -4.0)]);
        self.line(&[(-3.0, -6.0), (3.0, -6.0)]);
        self.line(&[(-2.0, 1.0), (2.0, 1.0)]);
    }

    fn investigate(&self) {
        self.line(&[(-6.0, 6.0), (6.0, 6.0)]);
        self.line(&[(-4.5, 5.5), (-4.5, 2.0)]);
        self.line(&[(-1.5, 5.5), (-1.5, -2.0)]);
        self.line(&[(1.5, 5.5), (1.5, -5.5)]);
        self.line(&[(4.5, 5.5), (4.5, 0.0)]);
    }

    fn search(&self) {
        let ring = self.to((-1.0, -1.0));
        self.painter.circle_stroke(ring, 4.2 * self.unit, self.stroke(1.4));
        self.line(&[(2.2, 2.2), (5.8, 5.8)]);
    }

    fn warning(&self) {
        self.line(&[(0.0, -6.0), (6.5, 5.5), (-6.5, 5.5), (0.0, -6.0)]);
        self.line(&[(0.0, -2.2), (0.0, 1.6)]);
        self.painter.circle_filled(self.to((0.0, 3.6)), 0.95 * self.unit, self.color);
    }

    fn file(&self) {
        self.line(&[(1.5, -6.5), (-4.5, -6.5), (-4.5, 6.5), (4.5, 6.5), (4.5, -3.5), (1.5, -6.5)]);
        self.line(&[(1.2, -6.2), (1.2, -3.2), (4.2, -3.2)]);
    }

    fn folder(&self) {
        self.line(&[
            (-6.5, 5.0),
            (-6.5, -5.0),
            (-1.5, -5.0),
            (0.5, -2.8),
            (6.5, -2.8),
            (6.5, 5.0),
            (-6.5, 5.0),
        ]);
    }

    fn half(&self) {
        let radius = 5.5 * self.unit;
        self.painter.circle_stroke(self.at, radius, self.stroke(1.3));
        let steps = 16_u8;
        let points = (0..=steps)
            .map(|i| std::f32::consts::PI * (0.5 + f32::from(i) / f32::from(steps)))
            .map(|a| self.at + vec2(a.cos(), a.sin()) * radius)
            .collect();
        self.painter.add(Shape::convex_polygon(points, self.color, Stroke::NONE));
    }

    fn copy(&self) {
        self.frame((-2.0, -2.0), (5.5, 6.0), 1.5);
        self.line(&[(-4.0, 2.5), (-5.5, 2.5), (-5.5, -5.5), (2.0, -5.5), (2.0, -4.0)]);
    }

    /// To the left (-1) or right (1).
    fn arrow(&self, to: f32) {
        self.line(&[(-5.5 * to, 0.0), (5.5 * to, 0.0)]);
        self.line(&[(1.5 * to, -4.0), (5.5 * to, 0.0), (1.5 * to, 4.0)]);
    }

    /// An arrow that comes from below and turns to the left (-1) or right (1).
    fn turn(&self, to: f32) {
        self.line(&[
            (-2.0 * to, 5.0),
            (-4.5 * to, 4.0),
            (-5.5 * to, 1.5),
            (-4.5 * to, -1.0),
            (-2.0 * to, -2.0),
            (5.0 * to, -2.0),
        ]);
        self.line(&[(2.0 * to, -5.2), (5.2 * to, -2.0), (2.0 * to, 1.2)]);
    }

    fn palette(&self) {
        self.frame((-6.5, -5.0), (6.5, 5.0), 1.5);
        self.line(&[(-3.8, -2.2), (-1.4, 0.0), (-3.8, 2.2)]);
        self.line(&[(0.4, 2.4), (3.8, 2.4)]);
    }

    fn question(&self) {
        self.line(&[
            (-3.0, -3.0),
            (-2.2, -5.0),
            (0.0, -5.8),
            (2.2, -5.0),
            (3.0, -3.0),
            (2.0, -1.0),
            (0.0, 0.4),
            (0.0, 2.2),
        ]);
        self.painter.circle_filled(self.to((0.0, 5.0)), 1.0 * self.unit, self.color);
    }

    fn lock(&self) {
        self.frame((-4.5, -1.0), (4.5, 6.0), 1.0);
        self.line(&[(-2.8, -1.0), (-2.8, -4.0), (-1.2, -5.6), (1.2, -5.6), (2.8, -4.0), (2.8, -1.0)]);
    }

    fn waiting(&self) {
        self.painter.circle_stroke(self.at, 5.5 * self.unit, self.stroke(1.3));
        self.line(&[(0.0, -3.2), (0.0, 0.0), (2.4, 1.4)]);
    }
}

/// Middle of the left edge of `rect`, a little inside: where an icon before a text goes.
#[must_use]
pub fn leading(rect: Rect, inset: f32) -> Pos2 {
    pos2(rect.left() + inset, rect.center().y)
}

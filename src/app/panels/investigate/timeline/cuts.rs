//! Where a gap is cut out: a narrow band with a zig-zag, and its length in words under the pointer.

use super::{Layout, Picture};
use crate::app::panel::Scene;
use crate::app::widgets::time_axis::{Axis, Piece};
use crate::model::time::{Span, TICKS_PER_SECOND};
use crate::words::Phrase;
use eframe::egui::{Pos2, Rect, Shape, Stroke, Ui, pos2};

pub(super) fn cuts_ui(ui: &Ui, picture: &Picture<'_>, layout: &Layout) {
    let theme = picture.scene.theme;
    for piece in picture.axis.pieces().iter().filter(|p| p.cut) {
        let band = Rect::from_x_y_ranges(
            piece.left..=piece.right,
            layout.plot.top() - 1.0..=layout.bars.bottom().max(layout.plot.bottom()),
        );
        ui.painter().rect_filled(band.shrink2([2.0, 0.0].into()), 0, theme.ground);
        let middle = band.center().x;
        for x in [middle - 2.5, middle + 2.5] {
            ui.painter().add(Shape::line(zigzag(x, band), Stroke::new(1.0, theme.outline)));
        }
    }
}

/// The first place from `x` on where `width` points are free of cuts: what is written there can be read.
pub(super) fn clear_of(axis: &Axis, x: f32, width: f32) -> f32 {
    let over = |x: f32, p: &Piece| p.cut && p.left < x + width && p.right > x;
    axis.pieces().iter().fold(x, |x, p| if over(x, p) { p.right + 4.0 } else { x })
}

fn zigzag(x: f32, band: Rect) -> Vec<Pos2> {
    let (mut points, mut y, mut side) = (Vec::new(), band.top(), 2.5);
    while y <= band.bottom() {
        points.push(pos2(x + side, y));
        (y, side) = (y + 5.0, -side);
    }
    points
}

/// `5 d 3 h`, `3 h 12 min`, `12 min 30 s`, `4 s`, `20 ms`: the two largest units.
pub(super) fn length(scene: &Scene<'_>, span: Span) -> String {
    let ticks = span.ticks().max(0);
    let seconds = ticks / TICKS_PER_SECOND;
    let phrase = |id: &'static str, a: i64, b: i64| {
        Phrase::new(id).number("a", a.unsigned_abs()).number("b", b.unsigned_abs())
    };
    let (minutes, hours, days) = (seconds / 60, seconds / 3_600, seconds / 86_400);
    let phrase = match seconds {
        86_400.. => phrase("timeline-days", days, hours % 24),
        3_600.. => phrase("timeline-hours", hours, minutes % 60),
        60.. => phrase("timeline-minutes", minutes, seconds % 60),
        10.. => phrase("timeline-seconds", seconds, 0),
        _ => phrase("timeline-milliseconds", ticks / (TICKS_PER_SECOND / 1_000), 0),
    };
    scene.words.say(&phrase)
}

//! The icon of the window, painted by code: a message passing on, inside the arc of a scope.

use eframe::egui::IconData;

/// Edge in pixels.
const SIZE: u16 = 64;
const GROUND: [f32; 3] = [18.0, 40.0, 59.0];
const INK: [f32; 3] = [242.0, 246.0, 250.0];
const ACCENT: [f32; 3] = [86.0, 180.0, 233.0];

/// The icon as the system wants it.
#[must_use]
pub fn icon() -> IconData {
    let rgba = (0..SIZE)
        .flat_map(|y| (0..SIZE).map(move |x| (x, y)))
        .flat_map(|(x, y)| pixel(f32::from(x) + 0.5, f32::from(y) + 0.5))
        .collect();
    IconData { rgba, width: u32::from(SIZE), height: u32::from(SIZE) }
}

/// Colour and opacity of a pixel; edges are smooth over one pixel.
fn pixel(x: f32, y: f32) -> [u8; 4] {
    let (x, y) = (x - 32.0, y - 32.0);
    let tile = cover(rounded_square(x, y, 30.0, 14.0));
    let arc = cover(arc(x, y)) * tile;
    let ink = arrow(x, y).into_iter().map(cover).fold(0.0, f32::max) * tile;
    let mix = |i: usize| {
        let under = GROUND[i] + (ACCENT[i] - GROUND[i]) * arc;
        byte(under + (INK[i] - under) * ink)
    };
    [mix(0), mix(1), mix(2), byte(tile * 255.0)]
}

/// Distance to a square with round corners, negative inside.
fn rounded_square(x: f32, y: f32, half: f32, round: f32) -> f32 {
    let (dx, dy) = ((x.abs() - half + round).max(0.0), (y.abs() - half + round).max(0.0));
    dx.hypot(dy) - round
}

/// A ring open to the right.
fn arc(x: f32, y: f32) -> f32 {
    let open = x > 0.0 && y.abs() < x;
    if open { 9.0 } else { (x.hypot(y) - 20.0).abs() - 2.6 }
}

/// Three lines of a message and the head of an arrow.
fn arrow(x: f32, y: f32) -> [f32; 5] {
    let line = |at: f32| segment(x, y, (-11.0, at), (5.0, at)) - 2.0;
    [
        line(-8.0),
        line(0.0),
        line(8.0),
        segment(x, y, (8.0, -11.0), (19.0, 0.0)) - 2.4,
        segment(x, y, (8.0, 11.0), (19.0, 0.0)) - 2.4,
    ]
}

/// Distance to a segment.
fn segment(x: f32, y: f32, a: (f32, f32), b: (f32, f32)) -> f32 {
    let (bx, by) = (b.0 - a.0, b.1 - a.1);
    let along = (((x - a.0) * bx + (y - a.1) * by) / (bx * bx + by * by)).clamp(0.0, 1.0);
    (x - a.0 - bx * along).hypot(y - a.1 - by * along)
}

fn cover(distance: f32) -> f32 {
    (0.5 - distance).clamp(0.0, 1.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn byte(value: f32) -> u8 {
    value.clamp(0.0, 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_are_clear_and_the_middle_is_not() {
        let icon = icon();
        assert_eq!(icon.rgba.len(), 64 * 64 * 4);
        assert_eq!(icon.rgba[3], 0);
        assert_eq!(icon.rgba[(32 * 64 + 32) * 4 + 3], 255);
    }
}

//! A figure as SVG, for PDF and HTML alike. Labels are escaped; nothing in it runs or fetches.
//!
//! Plain shapes only: hatching is lines cut at the edges of its rectangle, so no reader needs patterns or clips.

use super::markup::escaped;
use crate::report::document::{Anchor, Figure, Ink, Shape};
use std::fmt::Write as _;

/// Points from one slanting line to the next.
const APART: f32 = 4.5;
/// No figure is larger; keeps hostile sizes from making endless hatching.
const FARTHEST: f32 = 20_000.0;
/// Colour of hatching.
const HATCHING: &str = "#8E98A5";

/// The whole SVG.
#[must_use]
pub fn figure(figure: &Figure) -> String {
    let (width, height) = (place(figure.width), place(figure.height));
    let mut out = String::with_capacity(4_096 + figure.shapes.len() * 64);
    push(
        &mut out,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
             height=\"{height}\" role=\"img\" font-family=\"'Noto Sans', sans-serif\">\n"
        ),
    );
    push(&mut out, format_args!("<title>{}</title>\n", escaped(&figure.caption)));
    push(&mut out, format_args!("<desc>{}</desc>\n", escaped(&figure.described)));
    figure.shapes.iter().for_each(|shape| draw(&mut out, shape));
    out.push_str("</svg>\n");
    out
}

fn draw(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Rect { x, y, width, height, ink } => {
            let (x, y, width, height) = (place(*x), place(*y), place(width.max(0.0)), place(height.max(0.0)));
            push(out, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""));
            push(out, format_args!(" fill=\"{}\"/>\n", color(*ink)));
        }
        Shape::Hatched { x, y, width, height } => hatched(out, *x, *y, *width, *height),
        Shape::Line { points, ink, width, dashed } => {
            let dash = if *dashed { " stroke-dasharray=\"3 2.2\"" } else { "" };
            push(out, format_args!("<polyline points=\"{}\" fill=\"none\"", list(points)));
            push(out, format_args!(" stroke=\"{}\" stroke-width=\"{}\"", color(*ink), place(*width)));
            push(out, format_args!(" stroke-linejoin=\"round\"{dash}/>\n"));
        }
        Shape::Area { points, ink } => {
            push(out, format_args!("<polygon points=\"{}\" fill=\"{}\"/>\n", list(points), color(*ink)));
        }
        Shape::Dot { x, y, radius, ink } => {
            let (x, y, radius) = (place(*x), place(*y), place(radius.max(0.0)));
            let color = color(*ink);
            push(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{color}\"/>\n"));
        }
        Shape::Label { x, y, text, size, ink, anchor, strong } => {
            let (x, y, size, color) = (place(*x), place(*y), place(*size), color(*ink));
            let weight = if *strong { " font-weight=\"600\"" } else { "" };
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            push(out, format_args!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{color}\""));
            push(out, format_args!("{weight}{anchor}>{}</text>\n", escaped(text)));
        }
    }
}

/// Slanting lines from the lower left to the upper right; neighbours go on in one another's.
fn hatched(out: &mut String, x: f32, y: f32, width: f32, height: f32) {
    let (left, top) = (within(x), within(y));
    let (right, bottom) = (within(left + width), within(top + height));
    if right <= left || bottom <= top {
        return;
    }
    let mut lines = String::new();
    // Where a line would cross the lower edge, counted from 0 for all rectangles alike.
    let mut foot = ((left - (bottom - top) + bottom) / APART).ceil() * APART - bottom;
    while foot < right {
        let (from, to) = (foot.max(left), (foot + bottom - top).min(right));
        if to > from {
            let (y_from, y_to) = (bottom - (from - foot), bottom - (to - foot));
            push(
                &mut lines,
                format_args!("M{} {}L{} {}", place(from), place(y_from), place(to), place(y_to)),
            );
        }
        foot += APART;
    }
    push(
        out,
        format_args!("<path d=\"{lines}\" fill=\"none\" stroke=\"{HATCHING}\" stroke-width=\"0.6\"/>\n"),
    );
}

fn list(points: &[(f32, f32)]) -> String {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", place(*x), place(*y))).collect();
    points.join(" ")
}

/// A coordinate with two digits at most; what is no number is 0.
fn place(value: f32) -> String {
    let text = format!("{:.2}", within(value));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn within(value: f32) -> f32 {
    if value.is_finite() { value.clamp(-FARTHEST, FARTHEST) } else { 0.0 }
}

/// The colours of the screen, a little further apart so that each is another grey on paper without colour.
#[must_use]
pub fn color(ink: Ink) -> &'static str {
    match ink {
        Ink::Text => "#17212E",
        Ink::Act => "#2F3946",
        Ink::Abuse => "#842270",
        Ink::Accepted => "#0B62A0",
        Ink::Muted => "#616D7C",
        Ink::Queue => "#0A8F6C",
        Ink::Refused => "#DF6E1B",
        Ink::Own => "#A4ADB8",
        Ink::Grid => "#DCE1E8",
        Ink::Band => "#F6E9F3",
        Ink::Paper => "#FFFFFF",
    }
}

fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use super::*;

    const INKS: [Ink; 11] = [
        Ink::Text,
        Ink::Act,
        Ink::Abuse,
        Ink::Accepted,
        Ink::Muted,
        Ink::Queue,
        Ink::Refused,
        Ink::Own,
        Ink::Grid,
        Ink::Band,
        Ink::Paper,
    ];

    /// CIE lightness, 0 to 100.
    fn lightness(color: &str) -> f64 {
        let part = |at: usize| f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
        let linear = |v: f64| if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
        let y = 0.2126 * linear(part(1)) + 0.7152 * linear(part(3)) + 0.0722 * linear(part(5));
        116.0 * y.cbrt() - 16.0
    }

    #[test]
    fn every_ink_is_another_grey() {
        let greys = INKS.map(|ink| lightness(color(ink)));
        assert!(greys.windows(2).all(|w| w[1] - w[0] >= 4.0), "{greys:?}");
        // What stands on one another in one lane is told apart at a glance.
        assert!(lightness(color(Ink::Own)) - lightness(color(Ink::Abuse)) > 30.0);
    }

    #[test]
    fn hatching_stays_within_its_rectangle_whatever_the_figures() {
        let draw = |x, y, width, height| {
            let mut out = String::new();
            hatched(&mut out, x, y, width, height);
            out
        };
        let lines = draw(10.0, 20.0, 30.0, 15.0);
        let inside = lines.split(['M', 'L', '"', ' ']).filter_map(|n| n.parse::<f32>().ok());
        let places: Vec<f32> = inside.filter(|n| *n != 0.6).collect();
        assert!(places.len() >= 8 * 4, "{lines}");
        for pair in places.chunks(2) {
            assert!((10.0..=40.0).contains(&pair[0]) && (20.0..=35.0).contains(&pair[1]), "{lines}");
        }
        for odd in [f32::NAN, f32::INFINITY, -5.0, 0.0] {
            assert_eq!(draw(1.0, 1.0, odd, 5.0), "");
        }
        assert!(draw(0.0, 0.0, 1e30, 1e30).len() < 1 << 20);
    }

    #[test]
    fn labels_are_text_whatever_they_say() {
        let label = |text: &str| Shape::Label {
            x: 1.0,
            y: f32::NAN,
            text: text.to_owned(),
            size: 8.0,
            ink: Ink::Text,
            anchor: Anchor::Middle,
            strong: true,
        };
        let hostile = "</text><script>alert('x')</script>]]>\u{202e}\x1b";
        let drawn = figure(&Figure { shapes: vec![label(hostile)], width: 9.0, ..Figure::default() });
        let whole = "&lt;/text&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;]]&gt;‹U+202E›‹U+001B›";
        assert!(drawn.contains(whole) && !drawn.contains("<script"), "{drawn}");
        assert!(drawn.contains("viewBox=\"0 0 9 0\"") && drawn.contains(" y=\"0\""), "{drawn}");
    }
}

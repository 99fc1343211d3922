//! How wide a label is, as near as can be told without its font: never less than it is.

/// Width in points of a text in the sans of the report.
#[must_use]
pub fn width_of(text: &str, size: f32, strong: bool) -> f32 {
    let ems: f32 = text.chars().map(ems).sum();
    ems * size * if strong { 1.06 } else { 1.0 }
}

fn ems(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | 'I' | '!' | '(' | ')' | '/' => 0.34,
        ' ' | '\u{a0}' | '\u{202f}' | '·' => 0.28,
        'f' | 'r' | 't' | '-' => 0.42,
        'm' | 'w' | 'M' | 'W' | '→' | '%' | '…' => 0.95,
        c if c.is_uppercase() => 0.72,
        // Wide scripts take a whole square.
        c if c as u32 >= 0x1100 => 1.0,
        _ => 0.6,
    }
}

/// Lines of at most `width` points, parted at spaces; a longer word stands alone.
#[must_use]
pub fn wrapped(text: &str, size: f32, strong: bool, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|w| !w.is_empty()) {
        match lines.last_mut() {
            Some(line) if width_of(&format!("{line} {word}"), size, strong) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

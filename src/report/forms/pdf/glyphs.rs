//! Which characters the fonts of the report show. The archival standard refuses a file with one character that has no
//! glyph, so every such character becomes a visible mark that names it: `‹U+65E5›`. Loses nothing, guesses nothing.

use super::world::fonts;
use crate::model::safe_text::SafeText;
use std::fmt::Write as _;
use typst::text::Font;

/// What a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// Noto Sans; JetBrains Mono lends it symbols.
    Sans,
    /// JetBrains Mono; Noto Sans lends it symbols.
    Mono,
    /// Noto Sans alone, as drawings are set.
    Drawing,
}

impl Face {
    fn own(self) -> &'static str {
        if self == Self::Mono { "JetBrains Mono" } else { "Noto Sans" }
    }

    fn lender(self) -> &'static str {
        if self == Self::Mono { "Noto Sans" } else { "JetBrains Mono" }
    }
}

/// Where a writer lets a long word be broken; no text of its own.
pub const MAY_BREAK: char = '\u{200b}';

/// The text with marks for what its face cannot show. Line ends and places to break stay.
#[must_use]
pub fn shown(text: &str, face: Face) -> String {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b)) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(['\n', MAY_BREAK]) {
        let line = part.trim_end_matches(['\n', MAY_BREAK]);
        out.push_str(&shown_line(SafeText::new(line).as_str(), face));
        out.push_str(part.get(line.len()..).unwrap_or_default());
    }
    out
}

fn shown_line(line: &str, face: Face) -> String {
    let mut out = String::with_capacity(line.len());
    let mut lent = false;
    for c in line.chars() {
        let c = if c == '\u{202f}' && !covers(face.own(), c) { '\u{a0}' } else { c };
        let own = covers(face.own(), c) && !(lent && is_combining(c));
        lent = !own && may_be_lent(c) && face != Face::Drawing && covers(face.lender(), c);
        if own || lent {
            out.push(c);
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "‹U+{:04X}›", c as u32);
        }
    }
    out
}

/// Do all weights of a family show it? An object mark would be taken for one of the typesetter's own.
fn covers(family: &str, c: char) -> bool {
    let mut family = fonts().iter().filter(|font| font.info().family == family).peekable();
    c != '\u{fffc}' && family.peek().is_some() && family.all(|font| shows(font, c))
}

fn shows(font: &Font, c: char) -> bool {
    font.info().coverage.contains(c as u32)
}

/// Arrows, signs of mathematics, boxes, shapes: they stand alone. A letter or accent of another font could end up
/// in one cluster with what that font does not have.
fn may_be_lent(c: char) -> bool {
    matches!(c as u32, 0x2010..=0x2027 | 0x2030..=0x205E | 0x20A0..=0x20BF | 0x2100..=0x2BFF)
}

/// Does it sit on the character before it?
#[must_use]
pub fn is_combining(c: char) -> bool {
    matches!(c as u32, 0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x6D6..=0x6ED
        | 0x900..=0xDFF | 0xE31..=0xE4E | 0x1AB0..=0x1AFF | 0x1CD0..=0x1DFF | 0x20D0..=0x20FF | 0xA8E0..=0xA8FF
        | 0xFE20..=0xFE2F)
}

#[cfg(test)]
mod tests {
    use super::{Face, shown};

    #[test]
    fn what_no_font_shows_is_named_and_the_rest_stays() {
        assert_eq!(
            shown("jérôme · 12\u{a0}300 « ok » – œuvre", Face::Sans),
            "jérôme · 12\u{a0}300 « ok » – œuvre"
        );
        assert_eq!(shown("日b🙂", Face::Sans), "‹U+65E5›b‹U+1F642›");
        assert_eq!(
            shown("a\u{202e}b\u{e0a0}\u{fffc}\u{ffff}", Face::Mono),
            "a‹U+202E›b‹U+E0A0›‹U+FFFC›‹U+FFFF›"
        );
        assert_eq!(shown("a → b", Face::Sans), "a → b", "an arrow is lent");
        assert_eq!(shown("a → b", Face::Drawing), "a ‹U+2192› b");
        for face in [Face::Sans, Face::Mono] {
            let narrow = shown("1\u{202f}000", face);
            assert!(narrow == "1\u{202f}000" || narrow == "1\u{a0}000", "{narrow:?}");
        }
    }
}

//! The one door through which text from evidence reaches a screen, a terminal or a file we write.
//!
//! Control, bidirectional and invisible characters become visible marks such as `‹U+202E›`; nothing is
//! dropped. Escaping for a medium (HTML, CSV) comes on top, where that medium is written.

use std::borrow::Cow;
use std::fmt;

/// Text without any character that could move a cursor, reorder a line or hide.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(from = "String", into = "String")]
pub struct SafeText(String);

impl SafeText {
    /// Makes text from evidence safe to show. Tabs and line ends become visible marks too.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        Self(Self::shown(raw).into_owned())
    }

    /// The same, without a copy where nothing has to be marked: for the many cells of a table.
    #[must_use]
    pub fn shown(raw: &str) -> Cow<'_, str> {
        if raw.chars().all(is_plain) {
            return Cow::Borrowed(raw);
        }
        let mut out = String::with_capacity(raw.len() + 16);
        for c in raw.chars() {
            push_shown(&mut out, c);
        }
        Cow::Owned(out)
    }

    /// A record as it stands in its file: line ends stay, a tab is an arrow, all else as in [`SafeText::new`].
    #[must_use]
    pub fn lines(raw: &str) -> Self {
        let shown = |line: &str| Self::new(&line.replace('\t', " → ")).0;
        Self(raw.lines().map(shown).collect::<Vec<_>>().join("\n"))
    }

    /// At most `n` characters, with an ellipsis where something was cut.
    #[must_use]
    pub fn cut(&self, n: usize) -> Self {
        match self.0.char_indices().nth(n) {
            Some((at, _)) => Self(format!("{}…", &self.0[..at])),
            None => self.clone(),
        }
    }

    /// The safe text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Also from a file of ours, which may be forged.
impl From<String> for SafeText {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl From<SafeText> for String {
    fn from(text: SafeText) -> Self {
        text.0
    }
}

fn push_shown(out: &mut String, c: char) {
    if is_plain(c) {
        out.push(c);
    } else {
        use fmt::Write as _;
        // Writing to a String cannot fail.
        let _ = write!(out, "‹U+{:04X}›", c as u32);
    }
}

/// Is it shown as itself? Not: controls, bidi marks, zero-width and other invisible characters, private
/// use, non-characters, and variation selectors.
fn is_plain(c: char) -> bool {
    let n = c as u32;
    !(c.is_control()
        || matches!(n, 0xAD | 0x34F | 0x61C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F)
        || matches!(n, 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFEFF | 0xFFA0)
        || matches!(n, 0xE000..=0xF8FF | 0xFE00..=0xFE0F | 0xFFF0..=0xFFFB | 0xFDD0..=0xFDEF)
        || matches!(n, 0xE_0000..=0x10_FFFF)
        || n & 0xFFFE == 0xFFFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_or_hides_gets_through() {
        assert_eq!(SafeText::new("invoice\u{202e}fdp.exe").as_str(), "invoice‹U+202E›fdp.exe");
        assert_eq!(SafeText::new("\x1b[31mred\x07").as_str(), "‹U+001B›[31mred‹U+0007›");
        assert_eq!(SafeText::new("a\r\nb\tc").as_str(), "a‹U+000D›‹U+000A›b‹U+0009›c");
        assert_eq!(SafeText::lines("a\tb\nc\x07").as_str(), "a → b\nc‹U+0007›");
        assert_eq!(SafeText::new("jérôme 日本").as_str(), "jérôme 日本");
        assert_eq!(SafeText::new("jérôme").cut(3).as_str(), "jér…");
    }
}

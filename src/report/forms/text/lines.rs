//! Lines of bounded width. What would move a cursor or hide is shown by its number once more, as in every form.

use crate::model::safe_text::SafeText;

/// Characters of a line at most; only a single long word goes beyond.
pub const WIDTH: usize = 100;
/// Characters of a label at most before its value goes below it.
const LABEL: usize = 34;

/// The text so far.
#[derive(Debug, Default)]
pub struct Lines {
    out: String,
}

impl Lines {
    /// All of it, with a line end after the last line.
    pub fn done(self) -> String {
        self.out
    }

    /// One line as it is.
    pub fn add(&mut self, line: &str) {
        self.out.push_str(line.trim_end_matches(' '));
        self.out.push('\n');
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A text in as many lines as it takes; nothing where there is none.
    pub fn whole(&mut self, text: &str) {
        self.hanging("", text);
    }

    /// The same with a mark before the first line; the others begin where its text begins.
    pub fn hanging(&mut self, mark: &str, text: &str) {
        if width_of(mark) > WIDTH / 2 {
            self.whole(mark);
            return self.whole(text);
        }
        let indent = " ".repeat(width_of(mark));
        for (k, line) in wrapped(text, WIDTH.saturating_sub(indent.len())).iter().enumerate() {
            self.add(&format!("{}{line}", if k == 0 { mark } else { &indent }));
        }
    }

    /// A heading, underlined.
    pub fn heading(&mut self, text: &str, under: char) {
        self.gap();
        self.whole(text);
        let longest = self.out.lines().next_back().map_or(0, width_of).min(WIDTH);
        self.add(&under.to_string().repeat(longest));
    }

    /// Labels and values in two columns.
    pub fn pairs(&mut self, pairs: &[(&str, String)], indent: usize) {
        let longest = pairs.iter().map(|(label, _)| width_of(&safe(label))).max().unwrap_or(0).min(LABEL);
        for (label, value) in pairs {
            let label = safe(label);
            let mark = format!("{}{}", " ".repeat(indent), padded(&label, longest + 2));
            if width_of(&label) > longest {
                self.hanging(&" ".repeat(indent), &label);
                self.hanging(&" ".repeat(indent + longest + 2), value);
            } else if value.is_empty() {
                self.add(&mark);
            } else {
                self.hanging(&mark, value);
            }
        }
    }
}

/// A text without what a line must not hold; where a word may be broken leaves no trace.
pub fn safe(text: &str) -> String {
    text.split('\u{200b}').map(|part| SafeText::lines(part).to_string()).collect()
}

/// Columns that a text takes: letters of wide scripts take two.
pub fn width_of(text: &str) -> usize {
    let columns = |c: char| match c as u32 {
        0x0300..=0x036F => 0,
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE6F => 2,
        0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1_F300..=0x1_FAFF | 0x2_0000..=0x3_FFFD => 2,
        _ => 1,
    };
    text.chars().map(columns).sum()
}

/// The text and blanks up to a width.
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(width_of(text))))
}

/// Lines of at most `width` columns, parted at spaces; a longer word stands alone, whole.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    safe(text).lines().flat_map(|line| wrapped_line(line, width)).collect()
}

fn wrapped_line(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<(String, usize)> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let long = width_of(word);
        match lines.last_mut() {
            Some((line, used)) if *used + 1 + long <= width => {
                line.push(' ');
                line.push_str(word);
                *used += 1 + long;
            }
            _ => lines.push((word.to_owned(), long)),
        }
    }
    lines.into_iter().map(|(line, _)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_parted_at_spaces_and_a_hash_stays_whole() {
        let hash = "a".repeat(64);
        assert_eq!(wrapped(&format!("one two {hash} three"), 10), ["one two", &hash, "three"]);
        assert_eq!(wrapped("ab\u{200b}cd \x1b[0m\tx\u{a0}:", 80), ["abcd ‹U+001B›[0m → x\u{a0}:"]);
        assert!(wrapped("", 10).is_empty());
    }

    #[test]
    fn values_stand_below_one_another() {
        let mut lines = Lines::default();
        lines.pairs(&[("Client", "Contoso".into()), ("Reference", "1".into())], 2);
        assert_eq!(lines.done(), "  Client     Contoso\n  Reference  1\n");
    }
}

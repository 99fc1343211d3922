//! A text as it is compared: small letters, and one spelling for what tools write in several.
//!
//! Defanged points (`[.]`), entities of XML, doubled quotes and backslashes and the blanks of French typography
//! count as what they stand for. Places in the text lead back to places in the original.

use crate::model::safe_text::SafeText;

/// What is written in several ways, and what it counts as.
const FOLDED: &[(&str, char)] = &[
    ("[.]", '.'),
    ("(.)", '.'),
    ("[dot]", '.'),
    ("[@]", '@'),
    ("[at]", '@'),
    ("[:]", ':'),
    ("\\\\", '\\'),
    ("\"\"", '"'),
    ("&amp;", '&'),
    ("&apos;", '\''),
    ("&quot;", '"'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("‹U+0009›", '\t'),
    (" → ", '\t'),
];

/// A text as it is compared.
#[derive(Debug)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// For each of its bytes, and for its end, the place in the original; empty where they are the same.
    places: Vec<usize>,
}

impl Plain {
    /// The plain form of a safe text.
    pub fn of(original: &str) -> Self {
        if original.is_ascii() && !original.bytes().any(|b| b"[(\\\"&".contains(&b)) {
            return Self { text: original.to_ascii_lowercase(), places: Vec::new() };
        }
        let mut plain = Self {
            text: String::with_capacity(original.len()),
            places: Vec::with_capacity(original.len() + 1),
        };
        let mut rest = original;
        while let Some(first) = rest.chars().next() {
            let (counts_as, length) = folded(rest, first);
            plain.push(counts_as, original.len() - rest.len());
            rest = rest.get(length..).unwrap_or_default();
        }
        plain.places.push(original.len());
        plain
    }

    fn push(&mut self, c: char, place: usize) {
        self.text.push(c);
        self.places.extend(std::iter::repeat_n(place, c.len_utf8()));
    }

    /// The place in the original that a place in the plain text comes from.
    pub fn place(&self, at: usize) -> usize {
        if self.places.is_empty() { at } else { self.places.get(at).copied().unwrap_or(0) }
    }
}

/// What a text begins with, as it counts, and its length in bytes.
fn folded(rest: &str, first: char) -> (char, usize) {
    let begins = |written: &&(&str, char)| {
        let start = rest.get(..written.0.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(written.0))
    };
    let may = matches!(first, '[' | '(' | '\\' | '"' | '&' | '‹' | ' ');
    if let Some((written, counts_as)) = FOLDED.iter().filter(|_| may).find(begins) {
        return (*counts_as, written.len());
    }
    let counts_as = match first {
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        other => small(other),
    };
    (counts_as, first.len_utf8())
}

fn small(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

/// A value as it is looked for.
pub fn key(raw: &str) -> String {
    Plain::of(SafeText::new(raw.trim()).as_str()).text
}

/// Can a name go on across this character?
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_spellings_count_as_one_and_lead_back_to_their_place() {
        let plain = Plain::of("É 203[.]0[.]113[.]9 CONTOSO\\\\Anna");
        assert_eq!(plain.text, "é 203.0.113.9 contoso\\anna");
        let at = plain.text.find("203").unwrap();
        assert_eq!((plain.place(at), plain.place(at + 3)), (3, 6));
        let end = plain.text.len();
        assert_eq!(plain.place(end), "É 203[.]0[.]113[.]9 CONTOSO\\\\Anna".len());
        assert_eq!(key("Facture\u{a0}: O&apos;Brien"), key("facture : o'brien"));
        assert_eq!(Plain::of("Plain").place(3), 3);
    }
}

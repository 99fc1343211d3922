//! What the logs and queues of all mail servers share: lines, a clock without year, conversations, messages.
//!
//! Knows no server's wording; the formats bring that. A message waits once, however many next hops it has,
//! as these servers count their queues: its arrival is a row of its own beside the one that tells of it.

pub mod clock;
pub mod letters;
pub mod line;
pub mod queue;
pub mod talks;

use crate::model::address::parse_address;
use crate::model::harvest::Harvest;
use crate::model::text::Symbol;

/// Longest text of a field that is kept, in characters.
const MAX_TEXT: usize = 400;

/// The text as a symbol, cut at a length no honest field has.
pub fn keep(text: &str, out: &mut Harvest) -> Symbol {
    let text = text.trim();
    match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => out.text.intern(&text[..end]),
        None => out.text.intern(text),
    }
}

/// A server's reply or reason as a symbol, without what may be a secret.
pub fn keep_masked(text: &str, out: &mut Harvest) -> Symbol {
    keep(&super::mask::mask(text), out)
}

/// A network address in its one spelling; nothing for names.
pub fn keep_address(text: &str, out: &mut Harvest) -> Symbol {
    parse_address(text).map_or(Symbol::NONE, |ip| out.text.intern(&ip.to_string()))
}

/// Inside of `<a@b>`; the null path stays `<>`, and so does a text without brackets.
#[must_use]
pub fn path(text: &str) -> &str {
    let text = text.trim();
    match text.strip_prefix('<').and_then(|t| t.strip_suffix('>')) {
        Some("") => "<>",
        Some(inner) => inner,
        None => text,
    }
}

/// The text between two marks, the first that fits.
#[must_use]
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

/// The digits a text begins with, as a number; 0 if there are none.
#[must_use]
pub fn number(text: &str) -> u32 {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_as_they_stand_and_never_endlessly() {
        let mut out = Harvest::default();
        let long = keep(&"é".repeat(1000), &mut out);
        assert_eq!(out.text.get(long).chars().count(), MAX_TEXT);
        assert_eq!((path("<a@b>"), path("<>"), path("a@b")), ("a@b", "<>", "a@b"));
        assert_eq!(between("helo=<x> from=<y>", "from=<", ">"), Some("y"));
        assert_eq!(between("from=<y", "from=<", ">"), None);
        assert_eq!((number("12,"), number("x")), (12, 0));
    }
}

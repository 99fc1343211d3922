//! Text for XML and HTML: escaped, and without any character that neither may hold.
//!
//! Texts of a document are safe already; what would not be is made safe here once more, so that no form
//! depends on who wrote the document.

use crate::model::safe_text::SafeText;

/// Where a long word may be broken: no text of its own.
const MAY_BREAK: char = '\u{200b}';

/// Text for an element or for an attribute in double or single quotes. Line ends stay.
pub fn escaped(text: &str) -> String {
    text.split(MAY_BREAK).map(part).collect()
}

/// The same for an element of HTML, where long words may be broken as the text says.
pub fn escaped_html(text: &str) -> String {
    text.split(MAY_BREAK).map(part).collect::<Vec<_>>().join("<wbr>")
}

fn part(text: &str) -> String {
    let safe = SafeText::lines(text);
    let mut out = String::with_capacity(safe.as_str().len() + 16);
    for c in safe.as_str().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_ends_an_element_an_attribute_or_a_section() {
        assert_eq!(escaped("</style>'\"&]]>"), "&lt;/style&gt;&#39;&quot;&amp;]]&gt;");
        assert_eq!(escaped("a\u{202e}b\x1b[0m\u{0}"), "a‹U+202E›b‹U+001B›[0m‹U+0000›");
        assert_eq!(escaped("a\nb\u{200b}c"), "a\nbc");
        assert_eq!(super::escaped_html("<ab\u{200b}cd"), "&lt;ab<wbr>cd");
    }
}

//! The style of the page, with what only this report knows: its paper, what stands at head and foot of a printed page.

use crate::case::report_settings::Paper;
use crate::model::safe_text::SafeText;
use crate::report::document::Document;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The look, the same for every report.
const LOOK: &str = include_str!("../../../../assets/report/report.css");

/// All of the style.
pub fn of(document: &Document) -> String {
    let paper = match document.paper {
        Paper::A4 => "A4",
        Paper::Letter => "letter",
    };
    let mut style = format!("{LOOK}@page {{ size: {paper}; margin: 25mm 21mm 23mm;\n");
    let small = "font-size: 7.5pt; color: #5a6675;";
    for (place, text) in [
        ("top-left", string(&document.head)),
        ("top-right", string(&document.head_right)),
        ("bottom-left", string(&document.foot)),
        ("bottom-right", page_number(&document.page_n_of)),
    ] {
        // Writing to a String cannot fail.
        let _ = writeln!(style, "@{place} {{ content: {text}; {small} }}");
    }
    style.push_str("}\n@page :first { @top-left { content: none } @top-right { content: none }");
    style.push_str(" @bottom-left { content: none } @bottom-right { content: none } }\n");
    for percent in 1..=100 {
        let _ = writeln!(style, ".w{percent} {{ width: {percent}% }}");
    }
    style
}

/// A text as a string of CSS: whatever is no letter or digit is written by its number.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in SafeText::new(text).as_str().chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            let _ = write!(out, "\\{:06x}", c as u32);
        }
    }
    out.push('"');
    out
}

/// `Page {n} of {of}` with the counters of the printed page.
fn page_number(words: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (k, part) in words.split("{n}").enumerate() {
        parts.extend((k > 0).then(|| "counter(page)".to_owned()));
        for (k, part) in part.split("{of}").enumerate() {
            parts.extend((k > 0).then(|| "counter(pages)".to_owned()));
            parts.push(string(part));
        }
    }
    parts.join(" ")
}

/// SHA-256 of the style, as the policy names it.
pub fn hash(style: &str) -> String {
    base64(&Sha256::digest(style.as_bytes()))
}

/// Bytes as base64 with padding (RFC 4648).
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |group: u32, k: usize| {
        let at = (group >> (18 - 6 * k)) & 63;
        char::from(DIGITS.get(at as usize).copied().unwrap_or(b'='))
    };
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |k: usize| u32::from(three.get(k).copied().unwrap_or(0));
        let group = (byte(0) << 16) | (byte(1) << 8) | byte(2);
        for k in 0..4 {
            out.push(if k <= three.len() { digit(group, k) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_the_standard_gives_it() {
        let known = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (n, encoded) in known.iter().enumerate() {
            assert_eq!(base64(&b"foobar"[..n]), *encoded);
        }
    }

    #[test]
    fn nothing_ends_a_string_of_the_style() {
        assert_eq!(string("a\"}</style>é"), "\"a\\000022\\00007d\\00003c\\00002fstyle\\00003e\\0000e9\"");
        assert_eq!(page_number("Page {n} of {of}"), "\"Page \" counter(page) \" of \" counter(pages) \"\"");
    }
}

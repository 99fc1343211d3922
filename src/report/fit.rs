//! Cuts text for a line of bounded width: at characters, and at a space where there is one.

/// The text, or its beginning and `…`, in `width` characters at most.
#[must_use]
pub fn fit(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let end = text.char_indices().nth(width.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end).unwrap_or_default();
    let word = head.rfind(' ').filter(|at| *at > end / 2).and_then(|at| head.get(..at));
    format!("{}…", word.unwrap_or(head).trim_end())
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn a_long_text_ends_at_a_word_and_never_within_a_character() {
        assert_eq!(fit("short", 5), "short");
        assert_eq!(fit("one two three", 9), "one two…");
        assert_eq!(fit("éééééééé", 4), "ééé…");
        assert_eq!(fit(&"x".repeat(500), 160).chars().count(), 160);
    }
}

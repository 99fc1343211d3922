//! How well a text fits what was typed. Pure: texts in, points out.

/// The text as it is compared: small letters without accents.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'â' | 'ä' | 'á' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' => folded.push('i'),
            'ô' | 'ö' | 'ó' => folded.push('o'),
            'û' | 'ù' | 'ü' | 'ú' => folded.push('u'),
            'ç' => folded.push('c'),
            'œ' => folded.push_str("oe"),
            '’' => folded.push('\''),
            other => folded.push(other),
        }
    }
    folded
}

/// Points of a folded text for folded words typed; `None` where one of the words does not fit at all.
#[must_use]
pub fn points(text: &str, typed: &str) -> Option<u32> {
    typed.split_whitespace().try_fold(0_u32, |sum, word| Some(sum.saturating_add(points_of(text, word)?)))
}

/// The whole text, its beginning, the beginning of a word, somewhere inside, letters in this order.
fn points_of(text: &str, word: &str) -> Option<u32> {
    let begins = |part: &str| part.starts_with(word);
    match () {
        () if text == word => Some(100),
        () if text.starts_with(word) => Some(80),
        () if text.split(|c: char| !c.is_alphanumeric()).any(begins) => Some(60),
        () if text.contains(word) => Some(40),
        () if word.chars().count() > 1 && in_order(text, word) => Some(5),
        () => None,
    }
}

/// Do the letters stand in the text in this order, near each other?
fn in_order(text: &str, word: &str) -> bool {
    let (mut rest, mut skipped) = (text, 0_usize);
    for letter in word.chars() {
        let Some(at) = rest.find(letter) else { return false };
        skipped += if rest.len() == text.len() { 0 } else { at };
        rest = rest.get(at + letter.len_utf8()..).unwrap_or("");
    }
    skipped <= word.len() * 2
}

/// Indices of the best texts for what was typed, the best first, texts with equal points in their order.
#[must_use]
pub fn best<'a>(texts: impl Iterator<Item = &'a str>, typed: &str, most: usize) -> Vec<usize> {
    let typed = fold(typed);
    let mut found: Vec<(u32, usize)> =
        texts.enumerate().filter_map(|(i, text)| Some((points(text, &typed)?, i))).collect();
    found.sort_by_key(|(points, i)| (std::cmp::Reverse(*points), *i));
    found.into_iter().take(most).map(|(_, i)| i).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_fit_stands_first_and_order_decides_between_equals() {
        let texts = ["open files…", "reopen", "undo", "contoso\\opera", "save as…"];
        assert_eq!(best(texts.into_iter(), "Ope", 12), [0, 3, 1]);
        assert_eq!(best(texts.into_iter(), "", 3), [0, 1, 2]);
        assert!(best(texts.into_iter(), "open nothing", 12).is_empty());
    }

    #[test]
    fn words_may_be_in_any_order_and_lack_accents_or_letters() {
        assert!(points(&fold("Thème sombre"), "sombre theme").is_some());
        assert!(points(&fold("CONTOSO\\scanner"), "scnr").is_some());
        assert_eq!(points(&fold("CONTOSO\\scanner"), "rcs"), None);
        assert!(points("scanner", "scanner") > points("scanner2", "scanner"));
    }
}

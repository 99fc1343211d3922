//! Where a long token may be broken: hashes, addresses, paths. Ordinary words stay whole.

use super::glyphs::{Face, is_combining, shown};
use serde_json::{Value, json};

/// Characters of a token that is never broken.
const SHORT: usize = 14;
/// Characters of an ordinary word at most; what is longer is no word.
const LONGEST_WORD: usize = 30;
/// A token up to this moves to the next line whole, where it fits there.
const WHOLE: usize = 300;
/// Pieces of a token that is given as a whole: places to break in it.
const PIECE: usize = 4;

/// A text as the template takes it: itself, or its parts.
pub fn run(text: &str, face: Face) -> Value {
    let text = shown(text, face);
    let mut parts: Vec<Value> = Vec::new();
    let mut plain = String::new();
    for token in text.split_inclusive([' ', '\n']) {
        let word = token.trim_end_matches([' ', '\n']);
        if !is_long(word) {
            plain.push_str(token);
            continue;
        }
        let first = parts.is_empty() && plain.is_empty();
        if !plain.is_empty() {
            parts.push(std::mem::take(&mut plain).into());
        }
        let whole = !first && word.chars().count() <= WHOLE;
        parts.push(json!({ "pieces": pieces(word), "whole": whole }));
        plain.push_str(token.get(word.len()..).unwrap_or_default());
    }
    if parts.is_empty() {
        return plain.into();
    }
    if !plain.is_empty() {
        parts.push(plain.into());
    }
    parts.into()
}

fn is_long(word: &str) -> bool {
    let n = word.chars().count();
    n > SHORT && (n > LONGEST_WORD || !word.chars().all(is_of_words))
}

fn is_of_words(c: char) -> bool {
    c.is_alphabetic()
        || matches!(
            c,
            '’' | '\'' | '-' | ',' | '.' | ';' | ':' | '(' | ')' | '«' | '»' | '\u{a0}' | '\u{202f}'
        )
}

/// A token cut at punctuation, and every few characters between.
fn pieces(word: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let mut room = 0;
    for c in word.chars() {
        let glued = matches!(c, '\u{a0}' | '\u{202f}' | '›')
            || is_combining(c)
            || piece.ends_with(['\u{a0}', '\u{202f}', '‹']);
        if room == 0 && !glued && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            room = PIECE;
        }
        piece.push(c);
        room = if is_joint(c) { 0 } else { usize::saturating_sub(room.max(1), 1) };
    }
    pieces.push(piece);
    pieces
}

fn is_joint(c: char) -> bool {
    matches!(
        c,
        '@' | '.' | '/' | '\\' | '_' | '-' | ':' | '=' | '&' | '?' | ',' | ';' | '+' | '›' | ')' | ']' | '>'
    )
}

#[cfg(test)]
mod tests {
    use super::{Face, pieces, run};
    use serde_json::json;

    #[test]
    fn words_stay_whole_and_long_tokens_come_in_pieces_that_make_the_same_text() {
        assert_eq!(run("Une authentification réussie", Face::Sans), json!("Une authentification réussie"));
        let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assert_eq!(pieces(hash).concat(), hash);
        assert!(pieces(hash).iter().all(|p| p.chars().count() <= 4), "{:?}", pieces(hash));
        assert_eq!(pieces("jean.dupont@contoso.test"), ["jean", ".", "dupo", "nt@", "cont", "oso.", "test"]);
        let parts = run(&format!("Hash: {hash} end"), Face::Sans);
        assert_eq!(parts[0], "Hash: ");
        assert_eq!(parts[1]["whole"], true);
        assert_eq!(parts[2], " end");
    }
}

//! Where a long token may be broken: hashes, addresses, paths. Ordinary words stay whole.

use super::glyphs::{Face, MAY_BREAK, is_combining, shown};
use serde_json::{Value, json};

/// Characters of a token that is never broken.
const SHORT: usize = 14;
/// Characters of an ordinary word at most; what is longer is no word.
const LONGEST_WORD: usize = 30;
/// A token up to this moves to the next line whole, where it fits there.
const WHOLE: usize = 300;
/// Characters between two joints of a token that stay together.
const PART: usize = 20;
/// Characters between places to break in what has no joints: hashes.
const PIECE: usize = 4;

/// A text as the template takes it: itself, or its parts.
pub fn run(text: &str, face: Face) -> Value {
    run_within(text, face, LONGEST_WORD)
}

/// The same in a narrow place, with room for that many characters in a line.
pub fn run_within(text: &str, face: Face, room: usize) -> Value {
    let longest = room.clamp(PIECE, LONGEST_WORD);
    let text = shown(text, face);
    let mut parts: Vec<Value> = Vec::new();
    let mut plain = String::new();
    for token in text.split_inclusive([' ', '\n']) {
        let word = token.trim_end_matches([' ', '\n']);
        if !is_long(word, longest) {
            plain.push_str(token);
            continue;
        }
        let first = parts.is_empty() && plain.is_empty();
        if !plain.is_empty() {
            parts.push(std::mem::take(&mut plain).into());
        }
        let whole = !first && word.chars().count() <= WHOLE;
        parts.push(json!({ "pieces": all_pieces(word, longest), "whole": whole }));
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

fn is_long(word: &str, longest: usize) -> bool {
    let n = word.chars().count();
    let ordinary = n <= SHORT || word.chars().all(is_of_words);
    word.contains(MAY_BREAK) || n > longest || !ordinary
}

fn is_of_words(c: char) -> bool {
    c.is_alphabetic()
        || matches!(
            c,
            '’' | '\'' | '-' | ',' | '.' | ';' | ':' | '(' | ')' | '«' | '»' | '\u{a0}' | '\u{202f}'
        )
}

/// A token cut where its writer says so, and at its joints; what is too long between them every few characters.
fn all_pieces(word: &str, longest: usize) -> Vec<String> {
    let parts = word.split(MAY_BREAK).flat_map(|part| cut(part, usize::MAX));
    parts
        .flat_map(
            |part| if part.chars().count() <= longest.min(PART) { vec![part] } else { cut(&part, PIECE) },
        )
        .collect()
}

/// A token cut at joints, and after `room` characters.
fn cut(word: &str, room: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut piece = String::new();
    let (mut left, mut joint) = (room, false);
    for c in word.chars() {
        let glued = is_combining(c) || matches!(c, '\u{a0}' | '\u{202f}') || holds_on(&piece);
        if (left == 0 || joint) && !glued && !piece.is_empty() {
            pieces.push(std::mem::take(&mut piece));
            left = room;
        }
        piece.push(c);
        left = left.saturating_sub(1);
        joint = is_joint(c);
    }
    pieces.push(piece);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Does it end in a no-break space, or within a mark?
fn holds_on(piece: &str) -> bool {
    let in_mark = |tail: &str| !tail.contains('›') && tail.len() < 9;
    piece.ends_with(['\u{a0}', '\u{202f}']) || piece.rsplit_once('‹').is_some_and(|(_, tail)| in_mark(tail))
}

fn is_joint(c: char) -> bool {
    matches!(
        c,
        '@' | '.' | '/' | '\\' | '_' | '-' | ':' | '=' | '&' | '?' | ',' | ';' | '+' | '›' | ')' | ']' | '>'
    )
}

#[cfg(test)]
mod tests {
    use super::{Face, LONGEST_WORD, all_pieces, run, run_within};
    use serde_json::json;

    #[test]
    fn words_stay_whole_and_long_tokens_come_in_pieces_that_make_the_same_text() {
        assert_eq!(run("Une authentification réussie", Face::Sans), json!("Une authentification réussie"));
        let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        let pieces = |word| all_pieces(word, LONGEST_WORD);
        assert_eq!(pieces(hash).concat(), hash);
        assert!(pieces(hash).iter().all(|p| p.chars().count() <= 4), "{:?}", pieces(hash));
        assert_eq!(pieces("jean.dupont@contoso.test"), ["jean.", "dupont@", "contoso.", "test"]);
        assert_eq!(all_pieces("jean.dupont@x", 5), ["jean.", "dupo", "nt@", "x"]);
        assert_eq!(pieces("aa‹U+65E5›‹U+1F642›bb"), ["aa‹U+65E5›", "‹U+1F642›", "bb"]);
        assert_eq!(run_within("authentification", Face::Sans, 10)[0]["pieces"][0], "auth");
        let parts = run(&format!("Hash: {hash} end"), Face::Sans);
        assert_eq!(parts[0], "Hash: ");
        assert_eq!(parts[1]["whole"], true);
        assert_eq!(parts[2], " end");
        assert_eq!(run("a ab\u{200b}cd", Face::Sans)[1]["pieces"], json!(["ab", "cd"]));
    }
}

//! The case in plain words for a terminal or a mail: first a page to paste, then the facts it rests on.
//!
//! No escape byte of our own, none from evidence.

mod facts;
#[cfg(test)]
mod tests;

use crate::case::Case;
use crate::report::page;
use crate::words::Words;

/// The page and the facts, with a line end after each line.
#[must_use]
pub fn summary(case: &Case, words: &Words) -> String {
    let mut lines = page::lines(case, words);
    if !lines.is_empty() {
        lines.extend([String::new(), words.word("cli-facts")]);
    }
    let page: String = lines.iter().map(|line| format!("{line}\n")).collect();
    page + &facts::text(case, words)
}

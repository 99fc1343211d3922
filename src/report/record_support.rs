//! What the sections of the record (actions, checks, evidence, annexes) say in the same way: tables, people, times,
//! steps, sources, answers of checks.
//!
//! Reads the case through the desk; decides nothing.

mod answers;
mod sources;
mod steps;
pub mod thresholds;

pub use answers::{Thread, answer_name, answers_by_target, is_listed, same, spoken, verdict_of_answer};
pub use sources::{clock_words, format_words, state_words, zone_words};
pub use steps::{due_day, due_words, is_begun, standing_against, steps_against, title, why};

use super::desk::Desk;
use super::document::{Align, Block, Column, NoteKind, Table, Text};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::{Language, Phrase};

/// A column: id of its title, how it stands, share of the width.
pub type Head = (&'static str, Align, u16);

/// A table with a caption; nothing where it has no rows.
pub fn table(desk: &Desk<'_>, caption: &str, heads: &[Head], rows: Vec<Vec<Text>>) -> Option<Block> {
    let column = |(id, align, share): &Head| Column { title: desk.word(id), align: *align, share: *share };
    let columns: Vec<Column> = heads.iter().map(column).collect();
    let caption = if caption.is_empty() { String::new() } else { desk.word(caption) };
    (!rows.is_empty()).then(|| Block::Table(Table { caption, columns, rows, foot: String::new() }))
}

/// The same with the first rows alone; its foot says how many there are beyond, and where they stand.
pub fn cut_table(
    desk: &Desk<'_>,
    caption: &str,
    heads: &[Head],
    rows: Vec<Vec<Text>>,
    (hidden, export): (usize, &str),
) -> Option<Block> {
    let foot = match (hidden, export) {
        (0, _) => String::new(),
        (n, "") => desk.say(&Phrase::new("report-record-more-rows").number("n", n)),
        (n, key) => {
            let table = Phrase::new("report-record-more-rows-export").number("n", n).text("table", key);
            desk.say(&table)
        }
    };
    match table(desk, caption, heads, rows) {
        Some(Block::Table(table)) => Some(Block::Table(Table { foot, ..table })),
        other => other,
    }
}

/// A text of a cell.
pub fn cell(words: impl Into<String>) -> Text {
    Text::from(words.into())
}

/// What somebody typed, safe; a dash where nobody did.
pub fn typed(raw: &str) -> String {
    let text = SafeText::new(raw.trim());
    if text.as_str().is_empty() { "–".to_owned() } else { text.into() }
}

/// Texts one behind the other, empty ones left out.
pub fn joined(parts: &[String], between: &str) -> String {
    let stated: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    stated.join(between)
}

/// A time as tables have room for it; a dash where it is not known.
pub fn short_time(desk: &Desk<'_>, time: UtcTime) -> String {
    let pattern = match desk.words.language() {
        Language::English => "%-d %b %Y %H:%M:%S",
        Language::French => "%d/%m/%Y %H:%M:%S",
    };
    if time.is_plausible() { time.in_zone(desk.words.zone(), pattern) } else { "–".to_owned() }
}

/// From one time to another, as tables have room for it.
pub fn short_span(desk: &Desk<'_>, first: UtcTime, last: UtcTime) -> String {
    match (short_time(desk, first), short_time(desk, last)) {
        (first, last) if first == last => first,
        (first, last) => format!("{first} – {last}"),
    }
}

/// A time that need not be known.
pub fn maybe_time(desk: &Desk<'_>, time: Option<UtcTime>) -> String {
    time.map_or_else(|| "–".to_owned(), |time| short_time(desk, time))
}

/// A sentence of the screen, where lines have no full stop, as a sentence of a text.
pub fn ended(words: String) -> Text {
    let ends = words.ends_with(['.', '!', '?', '…', ':']);
    Text::from(if ends { words } else { format!("{words}.") })
}

/// A box to beware of.
pub fn warning(text: Text) -> Block {
    Block::Note(NoteKind::Warning, text)
}

/// A heading by its id.
pub fn heading(desk: &Desk<'_>, id: &str) -> Block {
    Block::Heading(desk.word(id))
}

/// Words of the assets, set as the language sets its texts.
pub fn set(desk: &Desk<'_>, words: &str) -> String {
    desk.say(&Phrase::new("report-record-as-is").text("text", words))
}

//! The parts of a section as lines. A table stands in columns where it fits, else row by row as labels and values.

use super::lines::{Lines, WIDTH, padded, safe, width_of, wrapped};
use crate::report::document::{Align, Block, Column, Fact, NoteKind, Signature, Table, Text};

/// Blanks between columns.
const BETWEEN: usize = 2;
/// A column is not made narrower than this for words.
const NARROWEST: usize = 12;

/// Writes one part.
pub fn write(lines: &mut Lines, block: &Block) {
    match block {
        Block::Heading(words) => lines.heading(words, '-'),
        Block::Paragraph(text) | Block::Lead(text) => lines.whole(&text.plain()),
        Block::Note(kind, text) => lines.hanging(mark(*kind), &text.plain()),
        Block::Points(texts) => points(lines, texts, "* "),
        Block::Boxes(texts) => points(lines, texts, "[ ] "),
        Block::Numbered(texts) => {
            for (k, text) in texts.iter().enumerate() {
                lines.hanging(&padded(&format!("{}.", k + 1), 4), &text.plain());
            }
        }
        Block::Pairs(pairs) => {
            let pairs: Vec<(&str, String)> = pairs.iter().map(|(l, t)| (l.as_str(), t.plain())).collect();
            lines.pairs(&pairs, 0);
        }
        Block::Table(table) => self::table(lines, table),
        Block::Figure(figure) => {
            lines.hanging("[] ", &figure.caption);
            lines.gap();
            lines.whole(&figure.described);
        }
        Block::Lines(all) => all.iter().for_each(|line| verbatim(lines, line)),
        Block::Fact(fact) => self::fact(lines, fact),
        Block::Signatures(places) => places.iter().for_each(|place| signature(lines, place)),
    }
}

fn mark(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Plain => "i  ",
        NoteKind::Warning => "!  ",
        NoteKind::Unfinished => "…  ",
    }
}

fn points(lines: &mut Lines, texts: &[Text], mark: &str) {
    texts.iter().for_each(|text| lines.hanging(mark, &text.plain()));
}

/// A line of a log or dialogue stays one line, however long: it can be searched for as it is.
fn verbatim(lines: &mut Lines, line: &str) {
    for line in safe(line).lines() {
        lines.add(&format!("    {line}"));
    }
}

fn fact(lines: &mut Lines, fact: &Fact) {
    let id = padded(&safe(&fact.id), 4);
    let sure = if fact.confidence.is_empty() { String::new() } else { format!(" ({})", fact.confidence) };
    lines.hanging(&format!("{} ", id.trim_end()), &format!("{}{sure}", fact.sentence.plain()));
    for (label, texts) in &fact.parts {
        lines.hanging("    ", label);
        points(lines, texts, "    * ");
    }
}

fn signature(lines: &mut Lines, place: &Signature) {
    lines.gap();
    lines.whole(&place.role);
    for (label, value) in &place.lines {
        let value = if value.is_empty() { "_".repeat(40) } else { value.clone() };
        lines.pairs(&[(&padded(&safe(label), 30), value)], 2);
    }
}

fn table(lines: &mut Lines, table: &Table) {
    lines.whole(&table.caption);
    if !table.caption.is_empty() {
        lines.gap();
    }
    let cells: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| safe(&cell.plain())).collect()).collect();
    match widths(&table.columns, &cells) {
        Some(widths) => in_columns(lines, table, &cells, &widths),
        None => one_by_one(lines, table, &cells),
    }
    if !table.foot.is_empty() {
        lines.gap();
        lines.whole(&table.foot);
    }
}

/// Widths of the columns, none where they do not fit: figures and identifiers take what they need, words share
/// the rest.
fn widths(columns: &[Column], cells: &[Vec<String>]) -> Option<Vec<usize>> {
    let longest = |k: usize, measure: fn(&str) -> usize| {
        let title = columns.get(k).map_or(0, |c| measure(&c.title));
        cells.iter().filter_map(|row| row.get(k)).map(|cell| measure(cell)).fold(title, usize::max)
    };
    let wanted: Vec<usize> = (0..columns.len()).map(|k| longest(k, width_of)).collect();
    // No word is broken, so a column is never narrower than its longest.
    let least: Vec<usize> = columns
        .iter()
        .zip(&wanted)
        .enumerate()
        .map(|(k, (column, wanted))| match column.align {
            Align::Left => longest(k, longest_word).max(NARROWEST).min(*wanted),
            Align::Right | Align::Mono => *wanted,
        })
        .collect();
    let room = WIDTH.saturating_sub(BETWEEN * columns.len().saturating_sub(1));
    let needed: usize = least.iter().sum();
    let mut left = room.checked_sub(needed)?;
    let mut widths = least;
    for (width, wanted) in widths.iter_mut().zip(&wanted) {
        let more = (*wanted - *width).min(left);
        *width += more;
        left -= more;
    }
    Some(widths)
}

fn longest_word(text: &str) -> usize {
    text.split([' ', '\n']).map(width_of).max().unwrap_or(0)
}

fn in_columns(lines: &mut Lines, table: &Table, cells: &[Vec<String>], widths: &[usize]) {
    let titles: Vec<String> = table.columns.iter().map(|c| c.title.clone()).collect();
    row(lines, table, &titles, widths);
    let rule: Vec<String> = widths.iter().map(|w| "-".repeat(*w)).collect();
    lines.add(&rule.join(&" ".repeat(BETWEEN)));
    cells.iter().for_each(|cells| row(lines, table, cells, widths));
}

fn row(lines: &mut Lines, table: &Table, cells: &[String], widths: &[usize]) {
    let parts: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, w)| wrapped(cell, *w)).collect();
    let height = parts.iter().map(Vec::len).max().unwrap_or(0);
    for k in 0..height {
        let mut line = String::new();
        for ((part, column), width) in parts.iter().zip(&table.columns).zip(widths) {
            let text = part.get(k).map_or("", String::as_str);
            let blanks = " ".repeat(width.saturating_sub(width_of(text)));
            if column.align == Align::Right {
                line.extend([&blanks, text]);
            } else {
                line.extend([text, &blanks]);
            }
            line.push_str(&" ".repeat(BETWEEN));
        }
        lines.add(&line);
    }
}

fn one_by_one(lines: &mut Lines, table: &Table, cells: &[Vec<String>]) {
    for row in cells {
        lines.gap();
        let titles = table.columns.iter().map(|c| c.title.as_str());
        let pairs: Vec<(&str, String)> =
            titles.zip(row.iter().cloned()).filter(|(_, value)| !value.is_empty()).collect();
        lines.pairs(&pairs, 0);
    }
}

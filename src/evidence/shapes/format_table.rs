//! `Format-Table` output: a header, a row of dashes that gives the columns, and a line for each object.
//!
//! Text is left-aligned and numbers are right-aligned, so a value may begin left of its dashes; a blank
//! parts two values. What did not fit ends in `...` as PowerShell cut it, and that is told: counts are
//! usable, text is not whole. Knows no cmdlet.

use super::lines::Lines;
use super::object::{Item, Object};
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use crate::task::Task;

/// Most columns of a table.
const MAX_COLUMNS: usize = 200;
/// Lines at the beginning among which the dashes must stand.
const FIRST_LINES: usize = 40;

/// Do the first lines of a text hold a header and its dashes?
#[must_use]
pub fn looks_like(text: &str) -> bool {
    !names(text).is_empty()
}

/// Names of the first table's columns; empty where there is none.
#[must_use]
pub fn names(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().take(FIRST_LINES).collect();
    let found = lines.windows(2).find_map(|pair| match pair {
        [header, dashes] => Table::of(header, dashes),
        _ => None,
    });
    found.map(|t| t.names).unwrap_or_default()
}

/// Reads all objects of `source` in their order.
///
/// # Errors
/// Not readable, or cancelled.
pub fn read(source: &mut Source, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
    let mut lines = Lines::new(source)?;
    let (mut table, mut before): (Option<Table>, String) = (None, String::new());
    let (mut n, mut told_cut, mut told_encoding) = (0, false, false);
    while let Some(line) = lines.next_line()? {
        if line.bad_encoding && !std::mem::replace(&mut told_encoding, true) {
            each(Item::Warned(line.place, Fault::Encoding));
        }
        let text = line.text.trim_end();
        if text.is_empty() {
            // A blank line ends a table; one stands before its header.
            table = None;
        } else if let Some(begun) = Table::of(&before, text) {
            table = Some(begun);
        } else if let Some(table) = &table {
            n += 1;
            let place = Place::item(n, line.place.byte);
            let fields = table.cells(text);
            let cut = fields.iter().any(|(_, v)| v.ends_with("...") || v.ends_with('…'));
            if line.too_long || (line.unfinished && fields.iter().any(|(_, v)| v.is_empty())) {
                each(Item::Damaged(place, Fault::CutShort));
            } else {
                each(Item::Object(Object { place, fields }));
            }
            if cut && !std::mem::replace(&mut told_cut, true) {
                each(Item::Warned(place, Fault::Note("note-table-cut")));
            }
        }
        before = line.text;
        if task.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
    }
    Ok(())
}

struct Table {
    names: Vec<String>,
    /// Where each column's dashes begin and end, in characters.
    dashes: Vec<(usize, usize)>,
}

impl Table {
    /// A table by its header and its dashes; `None` where the two are none.
    fn of(header: &str, dashes: &str) -> Option<Self> {
        let dashes = groups(dashes.trim_end())?;
        let mut table = Self { names: Vec::new(), dashes };
        table.names = table.split(header.trim_start_matches('\u{feff}').trim_end());
        let named = table.names.iter().all(|n| n.starts_with(|c: char| c.is_alphabetic()));
        named.then_some(table)
    }

    fn cells(&self, line: &str) -> Vec<(String, String)> {
        self.names.iter().cloned().zip(self.split(line)).collect()
    }

    /// The parts of a line below the dashes: each border is the blank nearest to the next column.
    fn split(&self, line: &str) -> Vec<String> {
        let chars: Vec<char> = line.chars().collect();
        let mut from = 0;
        let mut parts = Vec::with_capacity(self.dashes.len());
        for (i, (_, end)) in self.dashes.iter().enumerate() {
            let next = self.dashes.get(i + 1).map_or(chars.len(), |n| n.0);
            let mut to = next.max(from);
            while to > *end && to < chars.len() && chars.get(to - 1).is_some_and(|c| *c != ' ') {
                to -= 1;
            }
            let to = to.min(chars.len());
            let part: String = chars.get(from..to).unwrap_or_default().iter().collect();
            parts.push(part.trim().to_owned());
            from = to;
        }
        parts
    }
}

/// Two groups of dashes at least, and nothing else but blanks.
fn groups(line: &str) -> Option<Vec<(usize, usize)>> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut last = ' ';
    for (at, c) in line.chars().enumerate() {
        match (c, last) {
            ('-', '-') => found.last_mut()?.1 = at + 1,
            ('-', _) if found.len() < MAX_COLUMNS => found.push((at, at + 1)),
            (' ', _) => {}
            _ => return None,
        }
        last = c;
    }
    (found.len() >= 2).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\nIdentity        DeliveryType         Status MessageCount NextHopDomain\n--------        ------------         ------ ------------ -------------\nEX1\\901         DnsConnectorDelivery Retry          1482 a-very-long-na...\nEX1\\Submission  Undefined            Ready             0 Submission\n\n";

    #[test]
    fn columns_come_from_the_dashes_and_numbers_may_begin_before_them() {
        assert!(looks_like(TABLE));
        let mut source = Source::of_bytes("x", TABLE.as_bytes().to_vec());
        let mut found = Vec::new();
        read(&mut source, &Task::detached(), &mut |item| found.push(item)).unwrap();
        let Item::Object(first) = &found[0] else { panic!("{found:?}") };
        assert_eq!(first.get(&["Identity"]), "EX1\\901");
        assert_eq!((first.get(&["Status"]), first.get(&["MessageCount"])), ("Retry", "1482"));
        assert_eq!(first.get(&["NextHopDomain"]), "a-very-long-na...");
        assert!(matches!(&found[1], Item::Warned(_, Fault::Note("note-table-cut"))));
        let Item::Object(second) = &found[2] else { panic!("{found:?}") };
        assert_eq!((second.get(&["Identity"]), second.get(&["MessageCount"])), ("EX1\\Submission", "0"));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn rules_and_prose_are_no_table() {
        assert!(!looks_like("Title\n-----\ntext\n"));
        assert!(!looks_like("-----Q-ID----- --Size--\n"));
        assert!(!looks_like("1 2\n- -\n"));
    }
}

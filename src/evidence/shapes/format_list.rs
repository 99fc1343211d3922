//! `Format-List` output and its pastes: blocks of `Name : value`.
//!
//! Long values wrap, indented to the value's column or, after a paste, at column 0; a blank line ends an
//! object, but in pastes that double every line end only the return of the first name does. Knows no cmdlet.

use super::lines::Lines;
use super::object::{Item, Object, same_name};
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use crate::task::Task;

/// Longest value kept.
const MAX_VALUE: usize = 64 * 1024;
/// Most fields of one object.
const MAX_FIELDS: usize = 1_000;
/// Longest name of a property.
const MAX_NAME: usize = 60;

/// Do the lines of a text look like a printed list: names padded to one column, then a colon?
#[must_use]
pub fn looks_like(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).take(40).collect();
    let columns: Vec<usize> = lines.iter().filter_map(|l| Some(split(l)?.2)).collect();
    let first = columns.first().copied();
    columns.len() >= 3 && columns.iter().filter(|c| Some(**c) == first).count() * 3 >= lines.len()
}

/// Names in a text, in their order.
pub fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    text.lines().filter_map(|line| Some(split(line)?.0.to_owned()))
}

/// Reads all objects of `source` in their order.
///
/// # Errors
/// Not readable, or cancelled.
pub fn read(source: &mut Source, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
    let mut lines = Lines::new(source)?;
    let mut block = Block::default();
    while let Some(line) = lines.next_line()? {
        if line.bad_encoding {
            each(Item::Warned(line.place, Fault::Encoding));
        }
        block.take(&line.text, line.place, each);
        if task.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
    }
    block.end(each);
    Ok(())
}

/// Name, value and column of the colon of a line `Name   : value`.
fn split(line: &str) -> Option<(&str, &str, usize)> {
    let at = line.find(" :").or_else(|| line.find(':').filter(|at| *at > 0))?;
    let (name, rest) = (line[..at].trim(), line[at..].trim_start_matches(' '));
    let value = rest.strip_prefix(':')?;
    let spaced = value.is_empty() || value.starts_with(' ');
    let named = name.starts_with(|c: char| c.is_alphabetic())
        && name.len() <= MAX_NAME
        && name.chars().all(|c| c.is_alphanumeric() || "-_ .".contains(c))
        && name.split(' ').count() <= 3;
    let colon = line.len() - rest.len();
    (spaced && named && !line.starts_with(' ')).then_some((name, value.trim(), colon))
}

#[derive(Default)]
struct Block {
    n: u64,
    colon: usize,
    object: Object,
    blank: bool,
}

impl Block {
    fn take(&mut self, line: &str, place: Place, each: &mut dyn FnMut(Item)) {
        if line.trim().is_empty() {
            self.blank = true;
            return;
        }
        match split(line).filter(|(_, _, colon)| self.object.fields.is_empty() || *colon == self.colon) {
            Some((name, value, colon)) => {
                if self.object.has(name) && self.begins_anew(name) {
                    self.end(each);
                }
                if self.object.fields.is_empty() {
                    self.n += 1;
                    self.object.place = Place::item(self.n, place.byte);
                    self.colon = colon;
                }
                if self.object.fields.len() < MAX_FIELDS {
                    self.object.fields.push((name.to_owned(), value.to_owned()));
                }
            }
            None => self.continue_value(line),
        }
        self.blank = false;
    }

    /// An object begins where its first name comes back.
    fn begins_anew(&self, name: &str) -> bool {
        self.object.fields.first().is_some_and(|(first, _)| same_name(first, name)) || self.blank
    }

    /// A wrapped line belongs to the value before it; PowerShell breaks at blanks and inside words alike,
    /// so what was indented is joined with a blank.
    fn continue_value(&mut self, line: &str) {
        let Some((_, value)) = self.object.fields.last_mut() else {
            return;
        };
        if value.len() + line.len() < MAX_VALUE {
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(line.trim());
        }
    }

    fn end(&mut self, each: &mut dyn FnMut(Item)) {
        let object = std::mem::take(&mut self.object);
        if !object.fields.is_empty() {
            each(Item::Object(object));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "\n\nIdentity      : EX1\\901\nStatus        : Retry\nMessageCount  : 1482\nLastError     : [{LRT=3-11-2025 03:15:05};{LED=451 4.7.0 Temporary server error. Please try again\n                later.};{FQDN=mx.example.net}]\nNextHopDomain : example.net\n\nIdentity      : EX1\\902\nStatus        : Ready\nMessageCount  : 3\nLastError     :\nNextHopDomain : example.org\n";

    fn objects(text: &str) -> Vec<Object> {
        let mut found = Vec::new();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        let mut each = |item| match item {
            Item::Object(o) => found.push(o),
            other => panic!("{other:?}"),
        };
        read(&mut source, &Task::detached(), &mut each).unwrap();
        found
    }

    #[test]
    fn wrapped_values_are_put_together() {
        assert!(looks_like(LIST));
        let found = objects(LIST);
        assert_eq!(found.len(), 2);
        assert!(found[0].get(&["LastError"]).contains("try again later.}"), "{:?}", found[0]);
        assert_eq!(found[1].get(&["Status"]), "Ready");
        assert_eq!(found[1].place.number, 2);
    }

    #[test]
    fn a_paste_with_doubled_line_ends_gives_the_same_objects() {
        let pasted = LIST.trim_start().replace('\n', "\n\n").replace("                later", "later");
        let (plain, pasted) = (objects(LIST), objects(&pasted));
        let fields = |o: &[Object]| o.iter().map(|o| o.fields.clone()).collect::<Vec<_>>();
        assert_eq!(fields(&plain), fields(&pasted));
    }

    #[test]
    fn prose_and_logs_are_no_list() {
        assert!(!looks_like("Dear all,\nthe server: EX1\nis slow.\nRegards: me\n"));
        assert!(!looks_like(
            "2025-11-03T02:14:54Z a : b\n2025-11-03T02:14:55Z a : b\n2025-11-03T02:14:56Z a : c\n"
        ));
    }
}

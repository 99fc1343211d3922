//! JSON as the objects of a dump: an array of them, one alone, one a line, or several documents in a row.
//!
//! Streamed: memory is one object and a block. A broken object costs itself; reading goes on at the next
//! line or at the next object that begins like the sound ones before. Nesting is measured before anything
//! is parsed. Dates such as `/Date(1762136094700)/` stay text. Knows no cmdlet.

mod scan;
mod text;
mod value;

use super::object::{Item, Object};
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use crate::task::Task;
use memchr::{memchr, memchr2};
use scan::{Scan, Step};
use std::collections::VecDeque;
use text::{Text, characters};
use value::Fields;

/// Longest object that is read, in bytes of UTF-8.
pub const MAX_OBJECT: usize = 16 << 20;
/// Bytes that may be looked at in vain before damage is passed over in bigger steps.
const MAX_WASTE: usize = 256 << 20;
/// Blanks between `{` and the first name of an object.
const MAX_INDENT: usize = 256;
/// Longest first name by which objects are told apart.
const MAX_NAME: usize = 64;

/// Reads all objects of `source` and hands them on in order.
///
/// # Errors
/// What the system says; cancelled; nothing readable where something is and no object is whole.
pub fn read(source: &mut Source, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
    let mut reader = Reader::new(source, task)?;
    let (mut any, mut whole) = (false, false);
    while let Some(item) = reader.next_item()? {
        any = true;
        whole |= matches!(item, Item::Object(_));
        each(item);
    }
    if any && !whole {
        return Err(ReadError::NothingReadable);
    }
    Ok(())
}

/// Could a text be JSON with objects, by its first character?
#[must_use]
pub fn looks_like(head: &str) -> bool {
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\0'));
    start.starts_with(['{', '['])
}

/// Walks a source object by object.
#[derive(Debug)]
pub struct Reader<'s> {
    text: Text<'s>,
    task: &'s Task,
    waiting: VecDeque<Item>,
    in_array: bool,
    /// An array was closed: what follows is another document, or garbage.
    closed: bool,
    /// Objects stand outside any array.
    lined: bool,
    /// Records met.
    number: u64,
    /// First name of the sound objects, with its quotes.
    first_name: Vec<u8>,
    wasted: usize,
    told: Told,
}

/// What is told once a source.
#[derive(Debug, Default)]
struct Told {
    encoding: bool,
    repeated: bool,
    joined: bool,
    cut: bool,
}

impl<'s> Reader<'s> {
    /// Objects of `source` from where it stands.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn new(source: &'s mut Source, task: &'s Task) -> Result<Self, ReadError> {
        Ok(Self {
            text: Text::new(source)?,
            task,
            waiting: VecDeque::new(),
            in_array: false,
            closed: false,
            lined: false,
            number: 0,
            first_name: Vec::new(),
            wasted: 0,
            told: Told::default(),
        })
    }

    /// The next object, damage or remark; `None` at the end.
    ///
    /// # Errors
    /// What the system says on reading; cancelled.
    pub fn next_item(&mut self) -> Result<Option<Item>, ReadError> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Ok(Some(item));
            }
            let Some(byte) = self.skip_blanks()? else {
                self.end();
                return Ok(self.waiting.pop_front());
            };
            match (byte, self.in_array) {
                (b'{', _) => self.object()?,
                (b'[', false) => self.open_array(),
                (b',', _) => self.text.consume(1),
                (b']', true) => self.close_array(),
                (b'[' | b'"', true) => self.no_object()?,
                (_, true) => self.pass_word()?,
                (_, false) => self.pass_line(byte)?,
            }
        }
    }

    fn more(&mut self) -> Result<bool, ReadError> {
        if self.task.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
        Ok(self.text.fill()?)
    }

    /// The next byte that is neither blank nor zero.
    fn skip_blanks(&mut self) -> Result<Option<u8>, ReadError> {
        let (place, mut zeros) = (self.here(), 0);
        let found = loop {
            let rest = self.text.rest();
            let blank = |b: &u8| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | 0);
            let n = rest.iter().take_while(|b| blank(b)).count();
            zeros += rest.iter().take(n).filter(|b| **b == 0).count() as u64;
            let next = rest.get(n).copied();
            self.text.consume(n);
            if next.is_some() || !self.more()? {
                break next;
            }
        };
        if zeros > 0 {
            self.warn(place, Fault::Zeros { bytes: zeros });
        }
        Ok(found)
    }

    fn here(&self) -> Place {
        if self.in_array {
            Place::item(self.number.saturating_add(1), self.text.byte)
        } else {
            Place::line(self.text.line, self.text.byte)
        }
    }

    fn warn(&mut self, place: Place, fault: Fault) {
        self.waiting.push_back(Item::Warned(place, fault));
    }

    fn damaged(&mut self, place: Place, fault: Fault) {
        self.number = self.number.saturating_add(1);
        self.told.cut |= fault == Fault::CutShort;
        self.waiting.push_back(Item::Damaged(place, fault));
    }

    fn open_array(&mut self) {
        if self.number > 0 && !std::mem::replace(&mut self.told.joined, true) {
            let place = self.here();
            self.warn(place, Fault::Note("note-json-joined"));
        }
        self.text.consume(1);
        self.in_array = true;
    }

    fn close_array(&mut self) {
        self.text.consume(1);
        (self.in_array, self.closed) = (false, true);
    }

    fn end(&mut self) {
        let place = self.here();
        if std::mem::take(&mut self.in_array) && !self.told.cut {
            self.warn(place, Fault::CutShort);
        }
        if self.text.bad_encoding && !std::mem::replace(&mut self.told.encoding, true) {
            self.warn(place, Fault::Encoding);
        }
    }

    fn object(&mut self) -> Result<(), ReadError> {
        let place = self.here();
        match self.scan()? {
            Ok(length) => self.parse(length, place),
            Err(fault) => {
                self.damaged(place, fault);
                return self.find_next();
            }
        }
        Ok(())
    }

    /// A member of an array that is a list or a text.
    fn no_object(&mut self) -> Result<(), ReadError> {
        let place = self.here();
        match self.scan()? {
            Ok(length) => {
                self.text.consume(length);
                self.damaged(place, Fault::Record("not an object".to_owned()));
                Ok(())
            }
            Err(fault) => {
                self.damaged(place, fault);
                self.find_next()
            }
        }
    }

    /// The length of the value that begins here. In vain, it counts as waste.
    fn scan(&mut self) -> Result<Result<usize, Fault>, ReadError> {
        let mut scan = Scan::default();
        let fault = loop {
            match scan.run(self.text.rest()) {
                Step::Whole(length) => return Ok(Ok(length)),
                Step::Broken(why) => break Fault::Record(why.to_owned()),
                Step::More if scan.at > MAX_OBJECT => break Fault::TooLong { limit: MAX_OBJECT },
                Step::More if self.more()? => {}
                Step::More => break Fault::CutShort,
            }
        };
        self.wasted = self.wasted.saturating_add(scan.at);
        if self.wasted > MAX_WASTE {
            self.text.consume(scan.at.saturating_sub(1));
        }
        Ok(Err(fault))
    }

    /// Takes the object of `length` bytes that lies in the window.
    fn parse(&mut self, length: usize, place: Place) {
        let bytes = self.text.rest().get(..length).unwrap_or_default();
        let (text, not_utf8) = characters(bytes);
        let parsed = serde_json::from_str::<Fields>(&text);
        if self.first_name.is_empty() && parsed.is_ok() {
            self.first_name = first_name(bytes).to_vec();
        }
        match parsed {
            Ok(Fields { fields, repeated }) => {
                self.text.consume(length);
                self.whole(Object { place, fields }, not_utf8, repeated);
            }
            Err(error) => {
                // An object that begins inside means that the brackets deceive.
                let inside = next_start(bytes, &self.first_name).map(|(at, _)| at);
                self.wasted = self.wasted.saturating_add(length);
                let inside = inside.filter(|_| self.wasted <= MAX_WASTE);
                self.text.consume(inside.unwrap_or(length));
                self.damaged(place, Fault::Record(error.to_string()));
            }
        }
    }

    fn whole(&mut self, object: Object, not_utf8: bool, repeated: bool) {
        let place = object.place;
        self.number = self.number.saturating_add(1);
        self.lined |= !self.in_array;
        if not_utf8 && !std::mem::replace(&mut self.told.encoding, true) {
            self.warn(place, Fault::Encoding);
        }
        if repeated && !std::mem::replace(&mut self.told.repeated, true) {
            self.warn(place, Fault::Note("note-json-name-twice"));
        }
        self.waiting.push_back(Item::Object(object));
    }

    /// Goes on after damage: at the next line that begins a value, or at the next object that begins as
    /// the sound ones do.
    fn find_next(&mut self) -> Result<(), ReadError> {
        loop {
            if let Some((at, on_line)) = next_start(self.text.rest(), &self.first_name) {
                self.in_array &= !(on_line && self.lined);
                self.text.consume(at);
                return Ok(());
            }
            // A beginning may lie across the end of the window.
            let tail = 2 * MAX_INDENT + MAX_NAME + 8;
            let length = self.text.rest().len();
            self.text.consume(length.saturating_sub(tail));
            if !self.more()? {
                self.text.consume(tail);
                return Ok(());
            }
        }
    }

    /// A number, a bare word or anything else in an array.
    fn pass_word(&mut self) -> Result<(), ReadError> {
        let place = self.here();
        self.text.consume(1);
        loop {
            let ends = |b: &u8| matches!(b, b',' | b'[' | b']' | b'{' | b'"') || b.is_ascii_whitespace();
            let rest = self.text.rest();
            let (n, length) = (rest.iter().take_while(|b| !ends(b)).count(), rest.len());
            self.text.consume(n);
            if n < length || !self.more()? {
                break;
            }
        }
        self.damaged(place, Fault::Record("not an object".to_owned()));
        Ok(())
    }

    /// A line outside any array that begins no object.
    fn pass_line(&mut self, first: u8) -> Result<(), ReadError> {
        let place = self.here();
        loop {
            let rest = self.text.rest();
            let (found, length) = (memchr(b'\n', rest), rest.len());
            self.text.consume(found.unwrap_or(length));
            if found.is_some() || !self.more()? {
                break;
            }
        }
        if self.closed || matches!(first, b']' | b'}') {
            self.warn(place, Fault::Note("note-json-trailing"));
        } else {
            self.damaged(place, Fault::Record("not an object".to_owned()));
        }
        Ok(())
    }
}

/// The name that an object begins with, quotes included; empty where it has none or a long one.
fn first_name(object: &[u8]) -> &[u8] {
    let blanks = object.iter().skip(1).take_while(|b| b.is_ascii_whitespace());
    let rest = object.get(1 + blanks.count()..).unwrap_or_default();
    let mut scan = Scan::default();
    match rest.first().map(|_| scan.run(rest)) {
        Some(Step::Whole(n)) if n <= MAX_NAME && rest.starts_with(b"\"") => rest.get(..n).unwrap_or_default(),
        _ => &[],
    }
}

/// The next place behind the first byte where reading can go on, and whether a line begins there.
fn next_start(bytes: &[u8], name: &[u8]) -> Option<(usize, bool)> {
    let mut at = 1;
    while let Some(found) = memchr2(b'{', b'[', bytes.get(at..)?) {
        at += found;
        if at.checked_sub(1).and_then(|i| bytes.get(i)) == Some(&b'\n') {
            return Some((at, true));
        }
        let named = !name.is_empty() && bytes.get(at) == Some(&b'{');
        if named && is_member(bytes.get(..at)?) && begins_with(bytes.get(at + 1..)?, name) {
            return Some((at, false));
        }
        at += 1;
    }
    None
}

/// Does what stands before an object leave room for one? Behind a colon it belongs to another.
fn is_member(before: &[u8]) -> bool {
    let mut near = before.iter().rev().take(MAX_INDENT);
    let last = near.find(|b| !b.is_ascii_whitespace());
    matches!(last, Some(b',' | b'[' | b'}'))
}

fn begins_with(inside: &[u8], name: &[u8]) -> bool {
    let blanks = inside.iter().take(MAX_INDENT).take_while(|b| b.is_ascii_whitespace()).count();
    inside.get(blanks..).is_some_and(|rest| rest.starts_with(name))
}

#[cfg(test)]
mod tests;

//! PowerShell's CLIXML as flat objects.
//!
//! An enum is its word, a list its members joined by `;`, a nested object its `ToString`. Back references
//! (`Ref`) give the value of what they refer to. Entities and document types are never expanded. Reads the
//! whole text, up to [`LIMIT`]; nesting is a stack of our own with a bound.

use super::lines::{Encoding, decode, sniff};
use super::object::{Item, Object};
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use crate::task::Task;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

/// Biggest dump that is read.
pub const LIMIT: usize = 256 << 20;
/// Deepest nesting; real dumps stay below ten.
const MAX_DEPTH: usize = 64;
/// Longest value kept.
const MAX_VALUE: usize = 64 * 1024;
/// Back references remembered.
const MAX_REFERENCES: usize = 1 << 20;

/// Does a text begin like CLIXML?
#[must_use]
pub fn looks_like(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let start = text.find("<Objs").filter(|at| *at < 512);
    start.is_some_and(|at| text[at..].contains("schemas.microsoft.com/powershell"))
}

/// Names of properties in a text, in their order, as `N="…"` has them.
pub fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(" N=\"").skip(1).filter_map(|rest| Some(unescape(rest.split('"').next()?)))
}

/// Reads all objects of `source` in their order.
///
/// # Errors
/// Not readable, bigger than [`LIMIT`], or cancelled.
pub fn read(source: &mut Source, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
    let head = source.head()?.to_vec();
    let (encoding, mark) = sniff(&head);
    let Some(bytes) = source.read_to_limit(LIMIT)? else {
        return Err(ReadError::TooBig { limit: LIMIT as u64 });
    };
    let (text, bad) = decode(&bytes);
    drop(bytes);
    if bad {
        each(Item::Warned(Place::FILE, Fault::Encoding));
    }
    let mut walk = Walk::new(&text, encoding, mark as u64);
    walk.run(task, each)
}

/// An element that is open.
#[derive(Default)]
struct Frame {
    tag: Tag,
    name: String,
    reference: Option<String>,
    text: String,
    to_string: Option<String>,
    items: Vec<String>,
    fields: Vec<(String, String)>,
    /// Byte of the text where it begins.
    begins: usize,
}

/// What an element is to us.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Tag {
    /// `Obj`
    Object,
    /// `Props`, `MS`
    Properties,
    /// `LST`, `IE`, `STK`, `QUE`
    List,
    /// `ToString`
    ToString,
    /// `Objs`
    Root,
    /// A primitive: `S`, `I32`, `DT`, …
    #[default]
    Value,
    /// `TN`, `TNRef`, `DCT`: nothing to show
    Ignored,
}

struct Walk<'t> {
    text: &'t str,
    frames: Vec<Frame>,
    references: FxHashMap<String, String>,
    n: u64,
    offsets: Offsets,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, encoding: Encoding, mark: u64) -> Self {
        let offsets = Offsets { encoding, at: 0, byte: mark };
        Self { text, frames: Vec::new(), references: FxHashMap::default(), n: 0, offsets }
    }

    fn run(&mut self, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
        let mut reader = Reader::from_str(self.text);
        loop {
            let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match reader.read_event() {
                Ok(Event::Start(start)) => {
                    if self.frames.len() >= MAX_DEPTH {
                        return self.give_up(each, "nested too deep");
                    }
                    self.open(&start, at);
                }
                Ok(Event::Empty(start)) => {
                    self.open(&start, at);
                    self.close(each);
                }
                Ok(Event::End(_)) => self.close(each),
                Ok(Event::Text(text)) => self.add_text(&text),
                Ok(Event::GeneralRef(entity)) => self.add_text(&plain_entity(&entity)),
                Ok(Event::CData(data)) => self.add_text(&data),
                Ok(Event::Eof) if self.frames.is_empty() => return Ok(()),
                Ok(Event::Eof) => return self.give_up(each, ""),
                Ok(_) => {}
                Err(_) => return self.give_up(each, "not well-formed"),
            }
            if task.is_cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
    }

    /// The rest cannot be told apart: one damaged record with its place.
    fn give_up(&mut self, each: &mut dyn FnMut(Item), why: &str) -> Result<(), ReadError> {
        let begins = self.frames.iter().find(|f| f.tag == Tag::Object).map(|f| f.begins);
        let byte = self.offsets.byte_of(self.text, begins.unwrap_or(self.offsets.at));
        let fault = if why.is_empty() { Fault::CutShort } else { Fault::Record(why.to_owned()) };
        let place = Place::item(self.n + 1, byte);
        each(if begins.is_some() { Item::Damaged(place, fault) } else { Item::Warned(place, fault) });
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>, at: usize) {
        let attribute = |name: &str| {
            let found = start.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == name);
            found.map(|a| a.value.into_owned())
        };
        let tag = tag_of(start.local_name().as_ref());
        let name = attribute("N").map(|n| unescape(&n)).unwrap_or_default();
        let reference = attribute("RefId");
        let is_reference = start.local_name().as_ref() == "Ref";
        let known = reference.as_ref().filter(|_| is_reference).and_then(|r| self.references.get(r));
        let text = known.cloned().unwrap_or_default();
        let reference = reference.filter(|_| tag == Tag::Object);
        self.frames.push(Frame { tag, name, reference, text, begins: at, ..Frame::default() });
    }

    fn add_text(&mut self, text: &str) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if matches!(frame.tag, Tag::Value | Tag::ToString) && frame.text.len() < MAX_VALUE {
            frame.text.push_str(text);
        }
    }

    fn close(&mut self, each: &mut dyn FnMut(Item)) {
        let Some(frame) = self.frames.pop() else { return };
        match frame.tag {
            Tag::Properties => {
                if let Some(parent) = self.frames.last_mut() {
                    parent.fields.extend(frame.fields);
                }
            }
            Tag::List => {
                if let Some(parent) = self.frames.last_mut() {
                    parent.items.extend(frame.items);
                }
            }
            Tag::ToString => {
                if let Some(parent) = self.frames.last_mut() {
                    parent.to_string = Some(unescape(&frame.text));
                }
            }
            Tag::Object if self.is_outermost() && !frame.fields.is_empty() => self.emit(frame, each),
            Tag::Object | Tag::Value => self.attach(frame),
            Tag::Root | Tag::Ignored => {}
        }
    }

    /// Is what has just closed an object of the dump, not a value of one?
    fn is_outermost(&self) -> bool {
        self.frames.iter().all(|f| {
            f.tag == Tag::Root || f.tag == Tag::List || (f.tag == Tag::Object && f.fields.is_empty())
        })
    }

    fn emit(&mut self, frame: Frame, each: &mut dyn FnMut(Item)) {
        self.n += 1;
        let place = Place::item(self.n, self.offsets.byte_of(self.text, frame.begins));
        each(Item::Object(Object { place, fields: frame.fields }));
    }

    /// Gives a closed value to what holds it.
    fn attach(&mut self, frame: Frame) {
        let value = value_of(&frame);
        if let Some(reference) = frame.reference.filter(|_| self.references.len() < MAX_REFERENCES) {
            self.references.insert(reference, value.clone());
        }
        let Some(parent) = self.frames.last_mut() else {
            return;
        };
        match parent.tag {
            Tag::Properties => parent.fields.push((frame.name, value)),
            Tag::List => parent.items.push(value),
            // The number of an enum, or the value of a wrapped primitive.
            Tag::Object if parent.text.is_empty() => parent.text = value,
            _ => {}
        }
    }
}

fn value_of(frame: &Frame) -> String {
    if frame.tag == Tag::Value {
        return unescape(&frame.text);
    }
    if !frame.items.is_empty() {
        let mut joined = frame.items.join(";");
        if joined.len() > MAX_VALUE {
            joined = joined.chars().take(MAX_VALUE / 4).collect();
        }
        return joined;
    }
    match &frame.to_string {
        Some(text) => text.clone(),
        // A list that is empty is no value, and its type's name none either.
        None => frame.text.clone(),
    }
}

fn tag_of(name: &str) -> Tag {
    match name {
        "Obj" => Tag::Object,
        "Props" | "MS" => Tag::Properties,
        "LST" | "IE" | "STK" | "QUE" => Tag::List,
        "ToString" => Tag::ToString,
        "Objs" => Tag::Root,
        "TN" | "TNRef" | "T" | "DCT" | "En" => Tag::Ignored,
        _ => Tag::Value,
    }
}

/// The five entities of XML and character references; anything else stays as written.
fn plain_entity(name: &str) -> String {
    let code = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let character = match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix('#') {
            Some(digits) => match digits.strip_prefix(['x', 'X']) {
                Some(hex) => code(hex, 16),
                None => code(digits, 10),
            },
            None => None,
        },
    };
    character.map_or_else(|| format!("&{name};"), String::from)
}

/// `_x000D_` and its like are single UTF-16 units.
fn unescape(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        units.extend(rest[..at].encode_utf16());
        let unit = rest.get(at + 2..at + 7).filter(|s| s.ends_with('_'));
        match unit.and_then(|s| u16::from_str_radix(&s[..4], 16).ok()) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[at + 7..];
            }
            None => {
                units.extend("_x".encode_utf16());
                rest = &rest[at + 2..];
            }
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units)
}

/// Bytes of the file for places in the decoded text, which are asked for in rising order.
struct Offsets {
    encoding: Encoding,
    at: usize,
    byte: u64,
}

impl Offsets {
    fn byte_of(&mut self, text: &str, at: usize) -> u64 {
        let passed = text.get(self.at..at).unwrap_or("");
        self.byte += match self.encoding {
            Encoding::Utf8 => passed.len() as u64,
            _ => passed.encode_utf16().count() as u64 * 2,
        };
        self.at = self.at.max(at.min(text.len()));
        self.byte
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DUMP: &str = r#"<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0"><TN RefId="0"><T>Queue</T></TN><ToString>EX1\901</ToString><Props>
    <Obj N="Status" RefId="1"><TN RefId="1"><T>Enum</T></TN><ToString>Retry</ToString><I32>3</I32></Obj>
    <I32 N="MessageCount">1482</I32><Nil N="FirstRetryTime" />
    <S N="LastError">451 4.7.0_x000D__x000A_try &lt;later&gt;</S>
    <Obj N="Recipients" RefId="2"><TN RefId="2"><T>List</T></TN><LST><S>a@example.net</S><S>b@example.net</S></LST></Obj>
  </Props></Obj>
  <Obj RefId="3"><Props><Ref N="Status" RefId="1" /><I32 N="MessageCount">2</I32></Props></Obj>
</Objs>"#;

    fn items(bytes: Vec<u8>) -> Vec<Item> {
        let mut found = Vec::new();
        let mut source = Source::of_bytes("x", bytes);
        read(&mut source, &Task::detached(), &mut |item| found.push(item)).unwrap();
        found
    }

    fn object(item: &Item) -> &Object {
        match item {
            Item::Object(object) => object,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn enums_lists_escapes_and_references_become_plain_values() {
        let found = items(DUMP.as_bytes().to_vec());
        let first = object(&found[0]);
        assert_eq!(first.get(&["Status"]), "Retry");
        assert_eq!(first.get(&["LastError"]), "451 4.7.0\r\ntry <later>");
        assert_eq!(first.get(&["Recipients"]), "a@example.net;b@example.net");
        assert_eq!(first.get(&["message-count"]), "1482");
        assert!(first.has("FirstRetryTime"));
        assert_eq!(object(&found[1]).get(&["Status"]), "Retry");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn utf_16_gives_the_same_objects_at_their_own_bytes() {
        let wide: Vec<u8> =
            "\u{feff}".encode_utf16().chain(DUMP.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let found = items(wide);
        let at = DUMP.find("<Obj RefId=\"3\"").unwrap() as u64;
        assert_eq!(object(&found[1]).place, Place::item(2, 2 + at * 2));
        assert_eq!(object(&found[0]).get(&["Status"]), "Retry");
    }

    #[test]
    fn a_cut_dump_gives_its_whole_objects_and_says_where_it_ends() {
        let cut = DUMP.find("<I32 N=\"MessageCount\">2").unwrap();
        let found = items(DUMP.as_bytes()[..cut].to_vec());
        assert_eq!(found.len(), 2);
        assert!(matches!(&found[1], Item::Damaged(place, _) if place.number == 2), "{found:?}");
    }
}

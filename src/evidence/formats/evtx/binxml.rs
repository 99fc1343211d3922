//! Binary XML, as far as the values of events need it: where in a template each wanted value comes from.
//!
//! A template definition is read once a chunk and gives a [`Plan`]; a record then needs only its table of
//! values. Whatever does not have the plain shape (entities, processing instructions, text in several
//! pieces) is [`Odd`] and left to the `evtx` crate.
//!
//! Source: Microsoft MS-EVEN6, section 2.2.12; libyal, "Windows XML Event Log (EVTX) format".

use super::chunk::{u16_at, u32_at};

/// Not a shape we read ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Odd;

/// Deepest nesting of elements in a template.
const MAX_DEPTH: usize = 32;
/// Most values of a record.
const MAX_VALUES: usize = 4_096;

/// Bytes of a chunk: UTF-16LE text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// First byte.
    pub start: usize,
    /// Length in bytes.
    pub len: usize,
}

impl Text {
    /// The bytes; empty outside the chunk.
    #[must_use]
    pub fn of(self, chunk: &[u8]) -> &[u8] {
        chunk.get(self.start..self.start.saturating_add(self.len)).unwrap_or(&[])
    }

    fn is(self, chunk: &[u8], name: &str) -> bool {
        is_text(self.of(chunk), name)
    }
}

/// Is this UTF-16LE text equal to `name`?
#[must_use]
pub fn is_text(utf16: &[u8], name: &str) -> bool {
    utf16.len() == name.len() * 2
        && utf16.chunks_exact(2).zip(name.bytes()).all(|(unit, byte)| unit == [byte, 0])
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// Stands in the template.
    Template(Text),
    /// The record's value of this number.
    Record(usize),
}

/// The parts of `System` that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `Provider/@Name`
    Provider,
    /// `EventID`
    EventId,
    /// `TimeCreated/@SystemTime`
    Time,
    /// `EventRecordID`
    RecordId,
    /// `Computer`
    Computer,
    /// `Keywords`
    Keywords,
}

/// Where the values of a record stand.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    system: [Option<From>; Part::Keywords as usize + 1],
    /// Fields of `EventData` and `UserData` in order; `None` for unnamed `Data`.
    pub data: Vec<(Option<Text>, From)>,
    /// Value that holds `EventData` as binary XML of its own.
    pub nested: Option<usize>,
}

impl Plan {
    /// Where a part of `System` comes from.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<From> {
        self.system.get(part as usize).copied().flatten()
    }

    /// The same plan, the chunk it was made from standing `by` bytes further on.
    #[must_use]
    pub fn moved(mut self, by: usize) -> Self {
        let text = |t: &mut Text| t.start += by;
        let from = |f: &mut From| {
            if let From::Template(t) = f {
                text(t);
            }
        };
        self.system.iter_mut().flatten().for_each(from);
        for (name, value) in &mut self.data {
            name.iter_mut().for_each(text);
            from(value);
        }
        self
    }
}

/// A template instance: its definition and its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Beginning of the template's GUID: the same template has it in every chunk.
    pub id: u32,
    /// Where the definition's elements begin and end in the chunk; `None` where it is damaged.
    pub definition: Option<(usize, usize)>,
    /// Where the table of values begins.
    pub values: usize,
}

/// What a stretch of binary XML is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// One instance of a template.
    Template(Instance),
    /// Elements without a template, from this byte.
    Elements(usize),
}

/// Looks at the beginning of a stretch of binary XML.
///
/// # Errors
/// [`Odd`] for any other shape.
pub fn fragment(chunk: &[u8], start: usize, end: usize) -> Result<Fragment, Odd> {
    let mut cursor = Cursor { chunk, at: start, end: end.min(chunk.len()) };
    // The fragment header may be missing where one stands in the value of another.
    let mut token = cursor.u8()?;
    if token == 0x0F {
        cursor.skip(3)?;
        token = cursor.u8()?;
    }
    match token {
        0x0C => Ok(Fragment::Template(cursor.instance()?)),
        0x01 | 0x41 => Ok(Fragment::Elements(cursor.at - 1)),
        _ => Err(Odd),
    }
}

/// One value of a record: type, first byte, length.
pub type ValueAt = (u8, usize, usize);

/// Reads the table of values at `at`; `values` is filled anew.
///
/// # Errors
/// [`Odd`] if it does not fit before `end`, or a type is none.
pub fn read_values(chunk: &[u8], at: usize, end: usize, values: &mut Vec<ValueAt>) -> Result<(), Odd> {
    values.clear();
    let n = u32_at(chunk, at) as usize;
    let table = at.checked_add(4).ok_or(Odd)?;
    if n > MAX_VALUES {
        return Err(Odd);
    }
    let mut value = table + n * 4;
    let entries = chunk.get(table..value).ok_or(Odd)?;
    for entry in entries.chunks_exact(4) {
        let size = usize::from(u16_at(entry, 0));
        let kind = entry.get(2).copied().ok_or(Odd)?;
        if !is_type(kind, size) {
            return Err(Odd);
        }
        values.push((kind, value, size));
        value += size;
    }
    if value > end { Err(Odd) } else { Ok(()) }
}

/// A known type, of the size it must have.
fn is_type(kind: u8, size: usize) -> bool {
    match kind {
        0x03 | 0x04 => size == 1,
        0x05 | 0x06 => size == 2,
        0x07 | 0x08 | 0x0B | 0x0D | 0x14 => size == 4,
        0x09 | 0x0A | 0x0C | 0x11 | 0x15 => size == 8,
        0x0F | 0x12 => size == 16,
        0x00..=0x02 | 0x0E | 0x10 | 0x13 | 0x20 | 0x21 | 0x23 => true,
        0x81..=0x95 | 0xA1 => true,
        _ => false,
    }
}

/// Works out a plan from a template definition, or from the elements of a record itself.
///
/// # Errors
/// [`Odd`] for shapes that are not plain.
pub fn plan(chunk: &[u8], start: usize, end: usize, in_template: bool) -> Result<Plan, Odd> {
    let cursor = Cursor { chunk, at: start, end: end.min(chunk.len()) };
    let mut planner =
        Planner { cursor, in_template, path: Vec::new(), attribute: None, plan: Plan::default() };
    while planner.token()? {}
    Ok(planner.plan)
}

struct Cursor<'c> {
    chunk: &'c [u8],
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    fn skip(&mut self, n: usize) -> Result<(), Odd> {
        self.at = self.at.checked_add(n).filter(|at| *at <= self.end).ok_or(Odd)?;
        Ok(())
    }

    fn u8(&mut self) -> Result<u8, Odd> {
        let at = self.at;
        self.skip(1)?;
        self.chunk.get(at).copied().ok_or(Odd)
    }

    fn u16(&mut self) -> Result<usize, Odd> {
        let at = self.at;
        self.skip(2)?;
        Ok(usize::from(u16_at(self.chunk, at)))
    }

    fn u32(&mut self) -> Result<usize, Odd> {
        let at = self.at;
        self.skip(4)?;
        Ok(u32_at(self.chunk, at) as usize)
    }

    /// A name by its offset; at its first use it stands right here.
    fn name(&mut self) -> Result<Text, Odd> {
        let offset = self.u32()?;
        let length_at = offset.checked_add(6).ok_or(Odd)?;
        let len = usize::from(u16_at(self.chunk, length_at)) * 2;
        let start = length_at + 2;
        if start + len > self.chunk.len() {
            return Err(Odd);
        }
        if offset == self.at {
            self.skip(8 + len + 2)?;
        }
        Ok(Text { start, len })
    }

    /// What follows the token of a template instance.
    fn instance(&mut self) -> Result<Instance, Odd> {
        self.skip(1)?;
        let at = self.at;
        let offset = {
            self.skip(4)?;
            self.u32()?
        };
        let id = u32_at(self.chunk, at);
        let definition = self.definition(offset, id);
        if offset == self.at {
            // Where the values begin only a sound definition tells.
            let (_, end) = definition.ok_or(Odd)?;
            self.skip(end - offset)?;
        }
        Ok(Instance { id, definition, values: self.at })
    }

    /// The elements of the definition at `offset`, if it is that of `id`.
    fn definition(&self, offset: usize, id: u32) -> Option<(usize, usize)> {
        let header = offset.checked_add(24).filter(|h| *h <= self.chunk.len())?;
        let size = u32_at(self.chunk, offset + 20) as usize;
        let end = header.checked_add(size).filter(|e| *e <= self.chunk.len())?;
        // The id is the beginning of the definition's GUID: a wrong offset shows.
        (u32_at(self.chunk, offset + 4) == id).then_some((header, end))
    }
}

/// What an open element is.
#[derive(Clone, Copy, Debug)]
enum Element {
    Event,
    System,
    Payload,
    /// A part of `System` whose text counts, or whose attributes do.
    Part(Option<Part>),
    /// A field; its name, and whether its text was met.
    Field(Option<Text>, bool),
    Other,
}

#[derive(Clone, Copy, Debug)]
enum Attribute {
    Part(Part),
    FieldName,
    Other,
}

struct Planner<'c> {
    cursor: Cursor<'c>,
    in_template: bool,
    path: Vec<(Element, Text)>,
    attribute: Option<Attribute>,
    plan: Plan,
}

impl Planner<'_> {
    /// Reads one token; false at the end.
    fn token(&mut self) -> Result<bool, Odd> {
        if self.cursor.at >= self.cursor.end {
            return Ok(false);
        }
        match self.cursor.u8()? {
            0x00 => return Ok(false),
            0x0F => self.cursor.skip(3)?,
            token @ (0x01 | 0x41) => self.open(token == 0x41)?,
            0x06 | 0x46 => self.attribute()?,
            0x02 => self.attribute = None,
            0x03 | 0x04 => {
                self.attribute = None;
                self.path.pop().ok_or(Odd)?;
            }
            0x05 | 0x45 => self.text()?,
            0x0D | 0x0E => {
                let number = self.cursor.u16()?;
                let kind = self.cursor.u8()?;
                self.found(From::Record(number), kind)?;
            }
            _ => return Err(Odd),
        }
        Ok(true)
    }

    fn open(&mut self, has_attributes: bool) -> Result<(), Odd> {
        if self.in_template {
            self.cursor.skip(2)?;
        }
        self.cursor.skip(4)?;
        let name = self.cursor.name()?;
        if has_attributes {
            self.cursor.skip(4)?;
        }
        if self.path.len() >= MAX_DEPTH {
            return Err(Odd);
        }
        let element = self.element(name);
        self.path.push((element, name));
        self.attribute = None;
        Ok(())
    }

    fn element(&self, name: Text) -> Element {
        let chunk = self.cursor.chunk;
        let is_payload = name.is(chunk, "EventData") || name.is(chunk, "UserData");
        match self.path.last().map(|(element, _)| element) {
            None if name.is(chunk, "Event") => Element::Event,
            // The root of a nested fragment: `EventData`, or what stands inside `UserData`.
            None if !name.is(chunk, "Data") => Element::Payload,
            Some(Element::Event) if is_payload => Element::Payload,
            Some(Element::Event) if name.is(chunk, "System") => Element::System,
            Some(Element::System) => Element::Part(match () {
                () if name.is(chunk, "EventID") => Some(Part::EventId),
                () if name.is(chunk, "EventRecordID") => Some(Part::RecordId),
                () if name.is(chunk, "Computer") => Some(Part::Computer),
                () if name.is(chunk, "Keywords") => Some(Part::Keywords),
                () => None,
            }),
            None | Some(Element::Payload | Element::Field(..)) => {
                Element::Field((!name.is(chunk, "Data")).then_some(name), false)
            }
            _ => Element::Other,
        }
    }

    fn attribute(&mut self) -> Result<(), Odd> {
        let name = self.cursor.name()?;
        let chunk = self.cursor.chunk;
        let (element, of) = self.path.last().ok_or(Odd)?;
        self.attribute = Some(match element {
            Element::Part(_) if of.is(chunk, "Provider") && name.is(chunk, "Name") => {
                Attribute::Part(Part::Provider)
            }
            Element::Part(_) if of.is(chunk, "TimeCreated") && name.is(chunk, "SystemTime") => {
                Attribute::Part(Part::Time)
            }
            Element::Field(..) if name.is(chunk, "Name") => Attribute::FieldName,
            _ => Attribute::Other,
        });
        Ok(())
    }

    fn text(&mut self) -> Result<(), Odd> {
        if self.cursor.u8()? != 1 {
            return Err(Odd);
        }
        let len = self.cursor.u16()? * 2;
        let start = self.cursor.at;
        self.cursor.skip(len)?;
        self.found(From::Template(Text { start, len }), 1)
    }

    /// A value, in an attribute or an element.
    fn found(&mut self, from: From, kind: u8) -> Result<(), Odd> {
        let Some((element, _)) = self.path.last_mut() else {
            return Err(Odd);
        };
        match (self.attribute, element, from) {
            (Some(Attribute::Part(part)), _, _) => self.part(part, from),
            (Some(Attribute::FieldName), Element::Field(name, _), From::Template(text)) => {
                *name = Some(text);
                Ok(())
            }
            (Some(Attribute::FieldName), _, _) => Err(Odd),
            (Some(Attribute::Other), _, _) => Ok(()),
            (None, Element::Part(Some(part)), _) => {
                let part = *part;
                self.part(part, from)
            }
            (None, Element::Field(name, met), _) => {
                if std::mem::replace(met, true) {
                    return Err(Odd);
                }
                self.plan.data.push((*name, from));
                Ok(())
            }
            (None, Element::Event | Element::Payload, From::Record(number)) if kind & 0x7F == 0x21 => {
                self.plan.nested = self.plan.nested.or(Some(number));
                Ok(())
            }
            (None, _, _) => Ok(()),
        }
    }

    fn part(&mut self, part: Part, from: From) -> Result<(), Odd> {
        match self.plan.system.get_mut(part as usize) {
            Some(slot @ None) => {
                *slot = Some(from);
                Ok(())
            }
            _ => Err(Odd),
        }
    }
}

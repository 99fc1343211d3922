//! Writes Windows event logs (EVTX 3.1): chunks, templates and substitution arrays as Windows makes them.
//!
//! A record names two templates: one for `System`, whose last value is a fragment that names the other,
//! for the event's data. A template stands once in each 64 KiB chunk, where it is first used.
//! Memory holds one chunk.
//!
//! Source: libevtx, "Windows XML Event Log (EVTX) format"; layout compared with logs of Windows 10.

use crate::model::time::UtcTime;
use std::collections::BTreeMap;
use std::io::{self, Seek, SeekFrom, Write};

const CHUNK: usize = 65_536;
const HEADER: usize = 512;
/// Slots of the two `System` templates before the fragment.
const MANIFEST_SLOTS: u16 = 17;
const CLASSIC_SLOTS: u16 = 14;

/// A substituted value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Null,
    Text(String),
    U8(u8),
    U16(u16),
    U32(u32),
    U64(u64),
    Guid([u8; 16]),
    FileTime(i64),
    /// `S-1-5-…`: authority 5 and its sub-authorities; `S-1-0-0` is [`Value::nobody`].
    Sid(u8, Vec<u32>),
    Hex32(u32),
    Hex64(u64),
    /// The unnamed `Data` of classic events.
    Texts(Vec<String>),
}

impl Value {
    pub(super) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// `S-1-0-0`.
    pub(super) fn nobody() -> Self {
        Self::Sid(0, vec![0])
    }

    fn kind(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Text(_) => 0x01,
            Self::U8(_) => 0x04,
            Self::U16(_) => 0x06,
            Self::U32(_) => 0x08,
            Self::U64(_) => 0x0A,
            Self::Guid(_) => 0x0F,
            Self::FileTime(_) => 0x11,
            Self::Sid(..) => 0x13,
            Self::Hex32(_) => 0x14,
            Self::Hex64(_) => 0x15,
            Self::Texts(_) => 0x81,
        }
    }

    fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Null => {}
            Self::Text(text) => put_utf16(out, text),
            Self::U8(v) => out.push(*v),
            Self::U16(v) => out.extend(v.to_le_bytes()),
            Self::U32(v) | Self::Hex32(v) => out.extend(v.to_le_bytes()),
            Self::U64(v) | Self::Hex64(v) => out.extend(v.to_le_bytes()),
            Self::Guid(v) => out.extend(v),
            Self::FileTime(v) => out.extend(v.to_le_bytes()),
            Self::Sid(authority, subs) => {
                out.extend([1, u8::try_from(subs.len()).unwrap_or(0), 0, 0, 0, 0, 0, *authority]);
                out.extend(subs.iter().flat_map(|s| s.to_le_bytes()));
            }
            Self::Texts(texts) => {
                for text in texts {
                    put_utf16(out, text);
                    out.extend([0, 0]);
                }
            }
        }
    }
}

/// What stands between an element's tags, or in an attribute.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Literal(String),
    /// Substitution: number, type, left out when null.
    Slot(u16, u8, bool),
    Child(Element),
}

/// An element of a template.
#[derive(Clone, Debug)]
pub(super) struct Element {
    name: &'static str,
    /// The element is left out when this value is null.
    depends_on: Option<u16>,
    attributes: Vec<(&'static str, Content)>,
    content: Vec<Content>,
}

/// An element with its attributes and content.
pub(super) fn element(
    name: &'static str,
    attributes: Vec<(&'static str, Content)>,
    content: Vec<Content>,
) -> Element {
    Element { name, depends_on: None, attributes, content }
}

/// An element's body that every record of a kind shares.
#[derive(Clone, Debug)]
pub(super) struct Template {
    guid: [u8; 16],
    root: Element,
}

impl Template {
    /// `id` is the template's identity within the log.
    pub(super) fn new(id: u32, root: Element) -> Self {
        let mut guid = [0x5A; 16];
        guid[..4].copy_from_slice(&id.wrapping_mul(0x9E37_79B1).to_le_bytes());
        Self { guid, root }
    }

    fn id(&self) -> u32 {
        u32::from_le_bytes([self.guid[0], self.guid[1], self.guid[2], self.guid[3]])
    }

    /// `EventData` with one named `Data` a field; `fields` are names and value types.
    pub(super) fn event_data(id: u32, fields: &[(&'static str, u8)]) -> Self {
        let data = (0..).zip(fields).map(|(slot, (name, kind))| {
            let name = vec![("Name", Content::Literal((*name).to_owned()))];
            Content::Child(element("Data", name, vec![Content::Slot(slot, *kind, false)]))
        });
        Self::new(id, element("EventData", Vec::new(), data.collect()))
    }

    /// `EventData` of a classic provider: unnamed `Data`, one a string.
    pub(super) fn classic_data(id: u32) -> Self {
        let mut data = element("Data", Vec::new(), vec![Content::Slot(0, 0x81, true)]);
        data.depends_on = Some(0);
        Self::new(id, element("EventData", Vec::new(), vec![Content::Child(data)]))
    }
}

/// One event, as its provider reports it.
#[derive(Clone, Debug)]
pub(super) struct Event<'a> {
    pub at: UtcTime,
    pub provider: &'a str,
    /// GUID of a provider with a manifest; `None` is a classic one.
    pub guid: Option<[u8; 16]>,
    pub event_id: u16,
    /// High half of a classic provider's event identifier.
    pub qualifiers: u16,
    pub version: u8,
    pub level: u8,
    pub task: u16,
    pub keywords: u64,
    pub process: u32,
    pub thread: u32,
    pub template: &'a Template,
    pub values: &'a [Value],
}

/// An event log being written, oldest record first.
pub(super) struct EventLog<W> {
    out: W,
    channel: &'static str,
    manifest: Template,
    classic: BTreeMap<String, Template>,
    computer: String,
    chunk: Chunk,
    n_chunks: u64,
    next_record: u64,
}

impl<W: Write + Seek> EventLog<W> {
    pub(super) fn new(mut out: W, channel: &'static str, computer: &str) -> io::Result<Self> {
        out.write_all(&[0; 4096])?;
        Ok(Self {
            out,
            channel,
            manifest: Template::new(1, manifest_system(computer)),
            classic: BTreeMap::new(),
            computer: computer.to_owned(),
            chunk: Chunk::new(1),
            n_chunks: 0,
            next_record: 1,
        })
    }

    /// Appends one event.
    pub(super) fn append(&mut self, event: &Event<'_>) -> io::Result<()> {
        if let (None, None) = (event.guid, self.classic.get(event.provider)) {
            let id = 2 + u32::try_from(self.classic.len()).unwrap_or(0);
            let root = classic_system(event.provider, self.channel, &self.computer);
            self.classic.insert(event.provider.to_owned(), Template::new(id, root));
        }
        if !self.try_append(event) {
            self.close_chunk()?;
            if !self.try_append(event) {
                return Err(io::Error::other("an event larger than a chunk"));
            }
        }
        self.next_record += 1;
        Ok(())
    }

    /// False where the chunk has no room; the chunk is then as before.
    fn try_append(&mut self, event: &Event<'_>) -> bool {
        let system = match event.guid {
            Some(_) => &self.manifest,
            None => self.classic.get(event.provider).unwrap_or(&self.manifest),
        };
        let values = system_values(event, self.channel, self.next_record);
        self.chunk.append(self.next_record, system, &values, event)
    }

    fn close_chunk(&mut self) -> io::Result<()> {
        let next = Chunk::new(self.next_record);
        let full = std::mem::replace(&mut self.chunk, next);
        if full.n_records > 0 {
            self.out.write_all(&full.finish())?;
            self.n_chunks += 1;
        }
        Ok(())
    }

    /// Writes the last chunk and the file header; the number of records.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        self.close_chunk()?;
        let header = file_header(self.n_chunks, self.next_record);
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&header)?;
        self.out.flush()?;
        Ok(self.next_record - 1)
    }
}

fn file_header(n_chunks: u64, next_record: u64) -> Vec<u8> {
    let mut header = b"ElfFile\0".to_vec();
    header.extend(0u64.to_le_bytes());
    header.extend(n_chunks.saturating_sub(1).to_le_bytes());
    header.extend(next_record.to_le_bytes());
    header.extend(128u32.to_le_bytes());
    for half in [1u16, 3, 4096, u16::try_from(n_chunks & 0xFFFF).unwrap_or(0)] {
        header.extend(half.to_le_bytes());
    }
    header.resize(120, 0);
    let checksum = crc32fast::hash(&header);
    header.resize(124, 0);
    header.extend(checksum.to_le_bytes());
    header.resize(4096, 0);
    header
}

/// 64 KiB of records, with the names and templates they share.
#[derive(Clone)]
struct Chunk {
    bytes: Vec<u8>,
    names: BTreeMap<&'static str, u32>,
    templates: BTreeMap<u32, u32>,
    first_record: u64,
    n_records: u64,
    last_offset: usize,
}

impl Chunk {
    fn new(first_record: u64) -> Self {
        let mut bytes = Vec::with_capacity(CHUNK + HEADER);
        bytes.resize(HEADER, 0);
        Self {
            bytes,
            names: BTreeMap::new(),
            templates: BTreeMap::new(),
            first_record,
            n_records: 0,
            last_offset: HEADER,
        }
    }

    fn offset(&self) -> u32 {
        u32::try_from(self.bytes.len()).unwrap_or(u32::MAX)
    }

    fn put_u32(&mut self, v: u32) {
        self.bytes.extend(v.to_le_bytes());
    }

    fn patch(&mut self, at: usize, v: &[u8]) {
        self.bytes[at..at + v.len()].copy_from_slice(v);
    }

    fn read_u32(&self, at: usize) -> u32 {
        let b = &self.bytes[at..at + 4];
        u32::from_le_bytes([b[0], b[1], b[2], b[3]])
    }

    /// Writes the length of all that follows a four-byte field at `at` into it.
    fn patch_length(&mut self, at: usize) {
        let length = u32::try_from(self.bytes.len() - at - 4).unwrap_or(0);
        self.patch(at, &length.to_le_bytes());
    }

    fn append(&mut self, number: u64, system: &Template, values: &[Value], event: &Event<'_>) -> bool {
        let start = self.bytes.len();
        // Names and templates are entered as they are met, so a record that does not fit is undone whole.
        let fresh =
            !self.templates.contains_key(&system.id()) || !self.templates.contains_key(&event.template.id());
        let before = fresh.then(|| self.clone());
        self.put_record(number, system, values, event);
        // libevtx passes over a record that ends exactly where the chunk does.
        if self.bytes.len() >= CHUNK {
            match before {
                Some(chunk) => *self = chunk,
                None => self.bytes.truncate(start),
            }
            return false;
        }
        self.last_offset = start;
        self.n_records += 1;
        true
    }

    fn put_record(&mut self, number: u64, system: &Template, values: &[Value], event: &Event<'_>) {
        let start = self.bytes.len();
        self.bytes.extend(b"**\0\0\0\0\0\0");
        self.bytes.extend(number.to_le_bytes());
        self.bytes.extend(event.at.0.to_le_bytes());
        self.put_instance(system, values, Some(event));
        self.bytes.push(0);
        while !(self.bytes.len() - start + 4).is_multiple_of(8) {
            self.bytes.push(0);
        }
        let size = u32::try_from(self.bytes.len() - start + 4).unwrap_or(0).to_le_bytes();
        self.bytes.extend(size);
        self.patch(start + 4, &size);
    }

    /// A template, by definition or by reference, and the values for it; `inner` becomes the last value.
    fn put_instance(&mut self, template: &Template, values: &[Value], inner: Option<&Event<'_>>) {
        self.bytes.extend([0x0F, 1, 1, 0, 0x0C, 1]);
        self.put_u32(template.id());
        self.put_template(template);
        let count = values.len() + usize::from(inner.is_some());
        self.put_u32(u32::try_from(count).unwrap_or(0));
        let mut data = Vec::new();
        for value in values {
            let from = data.len();
            value.put(&mut data);
            self.put_descriptor(data.len() - from, value.kind());
        }
        let fragment = self.bytes.len();
        if inner.is_some() {
            self.put_descriptor(0, 0x21);
        }
        self.bytes.extend(data);
        if let Some(event) = inner {
            let from = self.bytes.len();
            self.put_instance(event.template, event.values, None);
            self.bytes.push(0);
            let size = u16::try_from(self.bytes.len() - from).unwrap_or(u16::MAX);
            self.patch(fragment, &size.to_le_bytes());
        }
    }

    fn put_descriptor(&mut self, size: usize, kind: u8) {
        self.bytes.extend(u16::try_from(size).unwrap_or(u16::MAX).to_le_bytes());
        self.bytes.extend([kind, 0]);
    }

    fn put_template(&mut self, template: &Template) {
        if let Some(&known) = self.templates.get(&template.id()) {
            return self.put_u32(known);
        }
        let at = self.offset() + 4;
        self.put_u32(at);
        let bucket = 384 + 4 * usize::try_from(template.id() % 32).unwrap_or(0);
        let next = self.read_u32(bucket);
        self.put_u32(next);
        self.patch(bucket, &at.to_le_bytes());
        self.templates.insert(template.id(), at);
        self.bytes.extend(template.guid);
        let size = self.bytes.len();
        self.put_u32(0);
        self.bytes.extend([0x0F, 1, 1, 0]);
        self.put_element(&template.root);
        self.bytes.push(0);
        self.patch_length(size);
    }

    fn put_element(&mut self, element: &Element) {
        let has_attributes = !element.attributes.is_empty();
        self.bytes.push(if has_attributes { 0x41 } else { 0x01 });
        self.bytes.extend(element.depends_on.unwrap_or(0xFFFF).to_le_bytes());
        let size = self.bytes.len();
        self.put_u32(0);
        self.put_name(element.name);
        if has_attributes {
            self.put_attributes(&element.attributes);
        }
        if element.content.is_empty() {
            self.bytes.push(0x03);
        } else {
            self.bytes.push(0x02);
            element.content.iter().for_each(|c| self.put_content(c));
            self.bytes.push(0x04);
        }
        self.patch_length(size);
    }

    fn put_attributes(&mut self, attributes: &[(&'static str, Content)]) {
        let size = self.bytes.len();
        self.put_u32(0);
        for (position, (name, value)) in attributes.iter().enumerate() {
            let more = position + 1 < attributes.len();
            self.bytes.push(if more { 0x46 } else { 0x06 });
            self.put_name(name);
            self.put_content(value);
        }
        self.patch_length(size);
    }

    fn put_content(&mut self, content: &Content) {
        match content {
            Content::Literal(text) => {
                self.bytes.extend([0x05, 1]);
                let length = u16::try_from(text.encode_utf16().count()).unwrap_or(0);
                self.bytes.extend(length.to_le_bytes());
                put_utf16(&mut self.bytes, text);
            }
            Content::Slot(slot, kind, optional) => {
                self.bytes.push(if *optional { 0x0E } else { 0x0D });
                self.bytes.extend(slot.to_le_bytes());
                self.bytes.push(*kind);
            }
            Content::Child(child) => self.put_element(child),
        }
    }

    /// A name stands where it is first used; its hash leads to it from the chunk's table.
    fn put_name(&mut self, name: &'static str) {
        if let Some(&known) = self.names.get(name) {
            return self.put_u32(known);
        }
        let at = self.offset() + 4;
        self.put_u32(at);
        let hash = name_hash(name);
        let bucket = 128 + 4 * usize::from(hash % 64);
        let next = self.read_u32(bucket);
        self.put_u32(next);
        self.patch(bucket, &at.to_le_bytes());
        self.names.insert(name, at);
        self.bytes.extend(hash.to_le_bytes());
        self.bytes.extend(u16::try_from(name.len()).unwrap_or(0).to_le_bytes());
        put_utf16(&mut self.bytes, name);
        self.bytes.extend([0, 0]);
    }

    fn finish(mut self) -> Vec<u8> {
        let free = self.bytes.len();
        let records = crc32fast::hash(&self.bytes[HEADER..]);
        let last = self.first_record + self.n_records.saturating_sub(1);
        let mut header = b"ElfChnk\0".to_vec();
        for id in [self.first_record, last, self.first_record, last] {
            header.extend(id.to_le_bytes());
        }
        for part in [128, self.last_offset, free] {
            header.extend(u32::try_from(part).unwrap_or(0).to_le_bytes());
        }
        header.extend(records.to_le_bytes());
        self.patch(0, &header);
        self.bytes.resize(CHUNK, 0);
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(&self.bytes[..120]);
        hasher.update(&self.bytes[128..HEADER]);
        self.patch(124, &hasher.finalize().to_le_bytes());
        self.bytes
    }
}

fn put_utf16(out: &mut Vec<u8>, text: &str) {
    out.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
}

fn name_hash(name: &str) -> u16 {
    let hash = name.encode_utf16().fold(0u32, |h, unit| h.wrapping_mul(65_599).wrapping_add(u32::from(unit)));
    u16::try_from(hash & 0xFFFF).unwrap_or(0)
}

fn slot(number: u16, kind: u8) -> Content {
    Content::Slot(number, kind, true)
}

fn literal(text: &str) -> Content {
    Content::Literal(text.to_owned())
}

fn leaf(name: &'static str, number: u16, kind: u8) -> Content {
    let mut leaf = element(name, Vec::new(), vec![slot(number, kind)]);
    leaf.depends_on = Some(number);
    Content::Child(leaf)
}

fn event_id() -> Content {
    let mut id = element("EventID", vec![("Qualifiers", slot(4, 0x06))], vec![slot(3, 0x06)]);
    id.depends_on = Some(3);
    Content::Child(id)
}

fn time_created() -> Content {
    let time = vec![("SystemTime", slot(6, 0x11))];
    Content::Child(element("TimeCreated", time, Vec::new()))
}

fn root(system: Vec<Content>, fragment: u16) -> Element {
    let schema = literal("http://schemas.microsoft.com/win/2004/08/events/event");
    let system = Content::Child(element("System", Vec::new(), system));
    let mut event =
        element("Event", vec![("xmlns", schema)], vec![system, Content::Slot(fragment, 0x21, true)]);
    event.depends_on = Some(fragment);
    event
}

/// `System` of providers with a manifest.
fn manifest_system(computer: &str) -> Element {
    let child = |name, attributes| Content::Child(element(name, attributes, Vec::new()));
    let system = vec![
        child("Provider", vec![("Name", slot(14, 0x01)), ("Guid", slot(15, 0x0F))]),
        event_id(),
        leaf("Version", 11, 0x04),
        leaf("Level", 0, 0x04),
        leaf("Task", 2, 0x06),
        leaf("Opcode", 1, 0x04),
        leaf("Keywords", 5, 0x15),
        time_created(),
        leaf("EventRecordID", 10, 0x0A),
        child("Correlation", vec![("ActivityID", slot(7, 0x0F)), ("RelatedActivityID", slot(13, 0x0F))]),
        child("Execution", vec![("ProcessID", slot(8, 0x08)), ("ThreadID", slot(9, 0x08))]),
        leaf("Channel", 16, 0x01),
        Content::Child(element("Computer", Vec::new(), vec![literal(computer)])),
        child("Security", vec![("UserID", slot(12, 0x13))]),
    ];
    root(system, MANIFEST_SLOTS)
}

/// `System` of one classic provider.
fn classic_system(provider: &str, channel: &str, computer: &str) -> Element {
    let child = |name, attributes| Content::Child(element(name, attributes, Vec::new()));
    let plain = |name, text| Content::Child(element(name, Vec::new(), vec![literal(text)]));
    let system = vec![
        child("Provider", vec![("Name", literal(provider))]),
        event_id(),
        leaf("Level", 0, 0x04),
        leaf("Task", 2, 0x06),
        leaf("Keywords", 5, 0x15),
        time_created(),
        leaf("EventRecordID", 10, 0x0A),
        plain("Channel", channel),
        plain("Computer", computer),
        child("Security", vec![("UserID", slot(12, 0x13))]),
    ];
    root(system, CLASSIC_SLOTS)
}

fn system_values(event: &Event<'_>, channel: &str, number: u64) -> Vec<Value> {
    let manifest = event.guid.is_some();
    let only = |value| if manifest { value } else { Value::Null };
    let mut values = vec![
        Value::U8(event.level),
        only(Value::U8(0)),
        Value::U16(event.task),
        Value::U16(event.event_id),
        if manifest { Value::Null } else { Value::U16(event.qualifiers) },
        Value::Hex64(event.keywords),
        Value::FileTime(event.at.0),
        Value::Null,
        only(Value::U32(event.process)),
        only(Value::U32(event.thread)),
        Value::U64(number),
        only(Value::U8(event.version)),
        Value::Null,
        Value::Null,
    ];
    if let Some(guid) = event.guid {
        values.extend([Value::text(event.provider), Value::Guid(guid), Value::text(channel)]);
    }
    values
}

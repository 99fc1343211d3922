//! Events as XML text: saved by the Event Viewer, or printed by `wevtutil`, with or without a root.
//!
//! The text is cut into `<Event>…</Event>` first and each piece is parsed by itself, so a broken event costs
//! one record and memory is one event. Document types and entities are never expanded, nothing is fetched.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Encoding, sniff};
use crate::evidence::source::Source;
use crate::evidence::windows_event::Recorder;
use crate::evidence::windows_event::xml::EventXml;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::task::Task;
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;
use std::io;

/// Longest event that is read, in bytes.
const MAX_EVENT: usize = 4 << 20;
/// Namespace of Windows events.
const NAMESPACE: &str = "schemas.microsoft.com/win/2004/08/events/event";

/// The format.
#[derive(Debug)]
pub struct EventXmlFile;

impl Format for EventXmlFile {
    fn key(&self) -> &'static str {
        "event-xml"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let text = behind_number(head.text.trim_start_matches(['\u{feff}', '\0']).trim_start());
        let has_event = ["<Event>", "<Event ", "<Events>", "<Events "].iter().any(|tag| text.contains(tag));
        let (certainty, why) = match text.starts_with('<') && has_event {
            true if text.contains(NAMESPACE) => (90, "why-event-xml-namespace"),
            true => (60, "why-event-xml-looks"),
            false => return None,
        };
        Some(Recognised { certainty, why })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut pieces = Pieces::new(source)?;
        let mut recorder = Recorder::new(out);
        let end = loop {
            if task.is_cancelled() {
                break Err(ReadError::Cancelled);
            }
            match pieces.next_piece() {
                Ok(Some(piece)) => take(&piece, &mut recorder),
                Ok(None) => break Ok(()),
                Err(error) => break Err(ReadError::Io(error)),
            }
            task.set_records(recorder.out.balance.total);
        };
        tell_frame(&pieces, recorder.out);
        recorder.finish();
        if end.is_ok() && out.balance.read == 0 {
            return Err(ReadError::NothingReadable);
        }
        end
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let mut pieces = Pieces::new(source)?;
        while let Some(piece) = pieces.next_piece()? {
            match piece {
                Piece::Event { text, byte, .. } if byte == place.byte => return Ok(raw_record(&text)),
                _ if pieces.byte > place.byte => break,
                _ => {}
            }
        }
        Err(ReadError::NothingReadable)
    }
}

/// The text behind the line `Record N` that `evtx_dump` writes before each event.
fn behind_number(text: &str) -> &str {
    let numbered = text.strip_prefix("Record ").and_then(|rest| rest.split_once('\n'));
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    match numbered {
        Some((number, rest)) if is_number(number.trim()) => rest.trim_start(),
        _ => text,
    }
}

fn raw_record(text: &str) -> RawRecord {
    let event = EventXml::parse(text).unwrap_or_default();
    let safe = |text: &str| SafeText::new(&mask(text));
    let system = event.system.iter().map(|(name, text)| (safe(name), safe(text)));
    let mut position = 0;
    let data = event.data.iter().map(|(name, text)| {
        position += usize::from(name.is_none());
        let name = name.clone().unwrap_or_else(|| format!("Data {position}"));
        (safe(&name), safe(text))
    });
    RawRecord { text: SafeText::lines(&mask(text)), fields: system.chain(data).collect(), after: Vec::new() }
}

fn take(piece: &Piece, recorder: &mut Recorder<'_>) {
    match piece {
        Piece::Event { text, byte, is_odd } => {
            recorder.out.record();
            let place = Place::record(0, *byte);
            let event = EventXml::parse(text);
            let odd = *is_odd || event.as_ref().is_ok_and(|e| e.is_odd);
            match event.and_then(|event| event.record(*byte, recorder)) {
                Ok(time) => {
                    recorder.out.read(time);
                    if odd {
                        recorder.out.warn(place, Fault::Encoding);
                    }
                }
                Err(why) => recorder.out.damaged(place, Fault::Record(why)),
            }
        }
        Piece::Broken { byte, fault } => {
            recorder.out.record();
            recorder.out.damaged(Place::record(0, *byte), fault.clone());
        }
        Piece::Foreign { byte } => {
            recorder.out.record();
            recorder.out.skipped();
            let fault = Fault::Note("note-xml-foreign");
            recorder.out.warn(Place::record(0, *byte), fault);
        }
    }
}

fn tell_frame(pieces: &Pieces<'_>, out: &mut Harvest) {
    if pieces.has_doctype {
        out.warn(Place::FILE, Fault::Note("note-xml-doctype"));
    }
    if pieces.lies_about_encoding {
        out.warn(Place::FILE, Fault::Note("note-xml-encoding"));
    }
    if pieces.has_root && !pieces.is_closed {
        out.warn(Place::record(0, pieces.byte), Fault::CutShort);
    }
}

/// What stands between two cuts.
enum Piece {
    /// One event, from its first `<` on.
    Event { text: String, byte: u64, is_odd: bool },
    /// An event that never ends, or is too long.
    Broken { byte: u64, fault: Fault },
    /// Elements that are no events.
    Foreign { byte: u64 },
}

/// The patterns that cut the text, in its encoding.
struct Tags {
    event: Vec<u8>,
    event_end: Vec<u8>,
    open: Vec<u8>,
    close: Vec<u8>,
}

struct Pieces<'s> {
    source: &'s mut Source,
    encoding: Encoding,
    tags: Tags,
    pending: Vec<u8>,
    at: usize,
    /// Byte of the source at `pending[at]`.
    byte: u64,
    is_end: bool,
    /// Foreign elements were told since the last event.
    told_foreign: bool,
    has_root: bool,
    is_closed: bool,
    has_doctype: bool,
    lies_about_encoding: bool,
}

impl<'s> Pieces<'s> {
    fn new(source: &'s mut Source) -> io::Result<Self> {
        let (encoding, mark) = sniff(source.head()?);
        let bytes = |text: &str| encode(text, encoding);
        let byte = source.position();
        let mut pieces = Self {
            source,
            encoding,
            tags: Tags {
                event: bytes("<Event"),
                event_end: bytes("</Event>"),
                open: bytes("<"),
                close: bytes(">"),
            },
            pending: Vec::new(),
            at: 0,
            byte,
            is_end: false,
            told_foreign: false,
            has_root: false,
            is_closed: false,
            has_doctype: false,
            lies_about_encoding: false,
        };
        pieces.fill()?;
        pieces.skip(mark);
        Ok(pieces)
    }

    /// The next event, or what stands in its place.
    fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        loop {
            let start = self.find(0, Find::Event)?;
            let gap = start.unwrap_or(self.rest().len());
            let byte = self.byte;
            let is_foreign = self.look_between(gap);
            self.skip(gap);
            if is_foreign && !self.told_foreign {
                self.told_foreign = true;
                return Ok(Some(Piece::Foreign { byte }));
            }
            if start.is_none() {
                if self.is_end {
                    return Ok(None);
                }
                continue;
            }
            self.told_foreign = false;
            return self.event().map(Some);
        }
    }

    /// The event that begins here.
    fn event(&mut self) -> io::Result<Piece> {
        let byte = self.byte;
        let width = self.tags.open.len();
        if let Some(end) = self.find(0, Find::Tag)? {
            let before = end.saturating_sub(self.tags.close.len() + width);
            let slash = encode("/", self.encoding);
            let is_empty = self.rest().get(before..before + width) == Some(&slash);
            if is_empty && self.find_within(width, end, Find::Event).is_none() {
                return Ok(self.cut(end, byte));
            }
        }
        let Some(end) = self.find(0, Find::End)? else {
            return Ok(self.last_event(byte));
        };
        if end > MAX_EVENT {
            return Ok(self.broken(byte, Fault::TooLong { limit: MAX_EVENT }));
        }
        match self.find_within(width, end, Find::Event) {
            Some(next) => {
                self.skip(next);
                let fault = Fault::Record("the event does not end".to_owned());
                Ok(Piece::Broken { byte, fault })
            }
            None => Ok(self.cut(end, byte)),
        }
    }

    /// The event the file ends in: whole if the cut took closing tags only, else broken.
    fn last_event(&mut self, byte: u64) -> Piece {
        let rest = self.rest().len();
        let is_alone = self.find_within(self.tags.open.len(), rest, Find::Event).is_none();
        let (text, is_odd) = decode(self.rest().get(..rest.min(MAX_EVENT)).unwrap_or(&[]), self.encoding);
        match closed(&text).filter(|_| is_alone && rest <= MAX_EVENT) {
            Some(text) => {
                self.skip(rest);
                Piece::Event { text, byte, is_odd }
            }
            None => self.broken(byte, Fault::CutShort),
        }
    }

    fn cut(&mut self, end: usize, byte: u64) -> Piece {
        let (text, is_odd) = decode(self.rest().get(..end).unwrap_or(&[]), self.encoding);
        self.skip(end);
        Piece::Event { text, byte, is_odd }
    }

    /// Gives up an event: on to the next one in sight, else past what is there.
    fn broken(&mut self, byte: u64, fault: Fault) -> Piece {
        let rest = self.rest().len();
        let next = self.find_within(self.tags.open.len(), rest, Find::Event);
        self.skip(next.unwrap_or(rest));
        Piece::Broken { byte, fault }
    }

    /// Notes what the text between events says; true for elements that are neither root nor event.
    fn look_between(&mut self, gap: usize) -> bool {
        let (text, _) = decode(self.rest().get(..gap).unwrap_or(&[]), self.encoding);
        self.has_doctype |= text.contains("<!DOCTYPE");
        self.has_root |= text.contains("<Events");
        self.is_closed |= text.contains("</Events>");
        self.lies_about_encoding |= declared(&text).is_some_and(|name| !self.may_be(&name));
        let tags = text.split('<').skip(1);
        !self.has_doctype
            && tags
                .filter(|tag| !tag.starts_with(['?', '!']))
                .any(|tag| !tag.starts_with("Events") && !tag.starts_with("/Events"))
    }

    fn may_be(&self, name: &str) -> bool {
        let is_wide = self.encoding != Encoding::Utf8;
        let single = ["utf-8", "us-ascii", "windows-1252", "iso-8859-1"];
        if is_wide { name.starts_with("utf-16") } else { single.contains(&name) }
    }

    fn rest(&self) -> &[u8] {
        self.pending.get(self.at..).unwrap_or(&[])
    }

    fn skip(&mut self, n: usize) {
        let n = n.min(self.rest().len());
        self.at += n;
        self.byte += n as u64;
    }

    /// Looks from `from` on, reading more while there is more and the limit allows.
    fn find(&mut self, from: usize, what: Find) -> io::Result<Option<usize>> {
        let mut from = from;
        loop {
            let end = self.rest().len();
            if let Some(hit) = self.find_within(from, end, what) {
                return Ok(Some(hit));
            }
            // What is left may hold the beginning of the pattern.
            from = end.saturating_sub(self.tags.event_end.len() + 8) & !1;
            let keeps_all = what != Find::Event;
            if (keeps_all && end > MAX_EVENT) || (!keeps_all && end > 2 * crate::evidence::source::BLOCK) {
                return Ok(None);
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    fn find_within(&self, from: usize, to: usize, what: Find) -> Option<usize> {
        let pattern = match what {
            Find::Event => &self.tags.event,
            Find::End => &self.tags.event_end,
            Find::Tag => &self.tags.close,
        };
        let width = self.tags.open.len();
        let area = self.rest().get(from..to)?;
        let mut hits = memmem::find_iter(area, pattern).map(|hit| from + hit);
        hits.find(|hit| hit % width == 0 && (what != Find::Event || self.is_name_end(hit + pattern.len())))
            .map(|hit| match what {
                Find::Event => hit,
                Find::End | Find::Tag => hit + pattern.len(),
            })
    }

    /// `<Event` is an event only if the name ends there.
    fn is_name_end(&self, at: usize) -> bool {
        let rest = self.rest();
        let unit = match self.encoding {
            Encoding::Utf8 | Encoding::Utf16Le => rest.get(at),
            Encoding::Utf16Be => rest.get(at + 1),
        };
        matches!(unit, Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n'))
    }

    /// Reads another block; false at the end.
    fn fill(&mut self) -> io::Result<bool> {
        let block = self.source.next_block()?;
        if block.is_empty() {
            self.is_end = true;
            return Ok(false);
        }
        self.pending.drain(..self.at);
        self.at = 0;
        self.pending.extend_from_slice(&block);
        Ok(true)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Find {
    /// Where the next event begins.
    Event,
    /// Behind the next end of an event.
    End,
    /// Behind the next `>`.
    Tag,
}

/// A cut event with the closing tags it lacks; `None` if more than closing tags is gone.
fn closed(text: &str) -> Option<String> {
    let (whole, tail) = text.split_at(text.rfind('>')? + 1);
    let lost = match () {
        () if whole.ends_with("</Data>") => "</EventData></Event>",
        () if ["</EventData>", "</UserData>"].iter().any(|tag| whole.ends_with(tag)) => "</Event>",
        () => return None,
    };
    let is_tag = lost.starts_with(tail.trim());
    is_tag.then(|| format!("{whole}{lost}"))
}

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    }
}

fn decode(bytes: &[u8], encoding: Encoding) -> (String, bool) {
    let wide = |codec: &'static encoding_rs::Encoding| {
        let (text, bad) = codec.decode_without_bom_handling(bytes);
        (text.into_owned(), bad)
    };
    match encoding {
        Encoding::Utf16Le => wide(UTF_16LE),
        Encoding::Utf16Be => wide(UTF_16BE),
        Encoding::Utf8 => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), false),
            Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), true),
        },
    }
}

/// The encoding an XML declaration names, in lower case.
fn declared(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("<?xml ")?;
    let (declaration, _) = rest.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding=")?;
    let name = value.trim_start_matches(['"', '\'']);
    let end = name.find(['"', '\'', ' ']).unwrap_or(name.len());
    name.get(..end).map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(id: u32) -> String {
        format!(
            "<Event xmlns='http://{NAMESPACE}'><System><Provider Name='MSExchangeFrontEndTransport'/>\
             <EventID>1035</EventID><TimeCreated SystemTime='2025-11-03T02:14:54Z'/>\
             <EventRecordID>{id}</EventRecordID><Computer>EX1</Computer></System><EventData>\
             <Data>LogonDenied</Data><Data>EX1\\Default</Data><Data>Login</Data><Data>203.0.113.9</Data>\
             </EventData></Event>"
        )
    }

    fn read(text: &str) -> Harvest {
        read_bytes(text.as_bytes().to_vec())
    }

    fn read_bytes(bytes: Vec<u8>) -> Harvest {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", bytes);
        let _ = EventXmlFile.read(&mut source, &mut out, &Task::detached());
        assert!(out.balance.holds());
        out
    }

    #[test]
    fn events_are_read_with_and_without_a_root_in_every_encoding() {
        let many = (event(1) + "\r\n" + &event(2) + &event(3)).replace("LogonDenied", "Réfusé");
        let rooted = format!("<?xml version=\"1.0\"?>\n<Events>{many}</Events>");
        for text in [&many, &rooted] {
            for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
                let out = read_bytes(encode(&format!("\u{feff}{text}"), encoding));
                assert_eq!((out.balance.read, out.damages.len()), (3, 0), "{encoding:?}");
                let row = out.tables.authentications.row(2);
                assert_eq!(out.text.get(row.address), "203.0.113.9");
                assert_eq!(out.text.get(row.status_text), "Réfusé");
                assert_eq!(row.place.number, 3);
            }
        }
    }

    #[test]
    fn a_broken_event_costs_one_record() {
        let text = event(1) + &event(2).replace("</System>", "") + &event(3);
        assert_eq!((read(&text).balance.read, read(&text).balance.damaged), (2, 1));
        let text = event(1) + &event(2).replace("</Event>", "") + &event(3);
        assert_eq!((read(&text).balance.read, read(&text).balance.damaged), (2, 1));
        let text = format!("<Events>{}{}", event(1), &event(2)[..200]);
        let out = read(&text);
        assert_eq!((out.balance.read, out.balance.damaged), (1, 1));
        assert!(out.damages.iter().any(|d| d.fault == Fault::CutShort));
    }

    #[test]
    fn a_cut_that_takes_closing_tags_only_costs_nothing() {
        let whole = event(1) + &event(2);
        for (lost, read) in [(1, 2), (8, 2), (9, 2), (20, 2), (21, 1), (60, 1)] {
            let out = read_bytes(whole.as_bytes()[..whole.len() - lost].to_vec());
            assert_eq!(out.balance.read, read, "{lost} bytes lost");
        }
    }

    #[test]
    fn no_entity_is_expanded_and_no_document_type_believed() {
        let text = format!(
            "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><Events>{}</Events>",
            event(1).replace("LogonDenied", "&a;")
        );
        let out = read(&text);
        let row = out.tables.authentications.row(0);
        assert_eq!(out.text.get(row.status_text), "&a;");
        assert!(out.damages.iter().any(|d| d.fault == Fault::Note("note-xml-doctype")));
    }

    #[test]
    fn an_event_can_be_read_again_at_its_place() {
        let text = event(1) + &event(2) + &event(3);
        let out = read(&text);
        let place = out.tables.authentications.row(1).place;
        let mut source = Source::of_bytes("x", text.into_bytes());
        let raw = EventXmlFile.raw(&mut source, place).unwrap();
        assert!(raw.fields.iter().any(|(n, v)| n.as_str() == "EventRecordID" && v.as_str() == "2"));
    }
}

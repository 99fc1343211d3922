//! Event logs of Windows NT to Server 2003 (`SecEvent.Evt`, `AppEvent.Evt`), wrapped, in use or damaged.
//!
//! Known by its signature, never by its name. The header of a log that was in use is not believed; the end
//! mark in the ring is. Texts of messages are in libraries of the server and are not made up here.
//!
//! The file is read at once, since its oldest record may stand anywhere in it and its newest may be cut by
//! its end. Windows maps all open logs into one process and cannot hold more than some 300 MB of them.
//!
//! Source: Microsoft, "Event Log File Format"; libyal, "Windows Event Log (EVT) format".

mod reader;
mod record;
mod ring;

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::evidence::windows_event::sid_text;
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::task::Task;
use reader::text_of;
use record::{Record, kind_name};
use ring::{MAGIC, Ring, Step};
use std::fmt::Write;

/// Biggest file that is read: well above what Windows can write.
const LIMIT: usize = 512 << 20;
/// Bytes in which a record must stand for a damaged beginning to be known.
const NEAR: usize = 16 << 10;
/// Bytes of a record's data that are shown.
const SHOWN_DATA: usize = 256;

/// The format.
#[derive(Debug)]
pub struct Evt;

impl Format for Evt {
    fn key(&self) -> &'static str {
        "evt"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let is_cut = head.whole && head.bytes.len() > 3 && MAGIC.starts_with(head.bytes);
        if head.bytes.starts_with(MAGIC) || is_cut {
            return Some(Recognised { certainty: 100, why: "why-evt-signature" });
        }
        let near = head.bytes.get(..head.bytes.len().min(NEAR))?;
        let has_record = Ring::new(near.to_vec()).first_sound(0).is_some();
        has_record.then_some(Recognised { certainty: 95, why: "why-evt-record" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let file = whole(source)?;
        if file.is_empty() {
            return Err(ReadError::Empty);
        }
        reader::read(file, out, task)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let mut ring = Ring::new(whole(source)?);
        let at = ring.index(place.byte).ok_or(ReadError::NothingReadable)?;
        ring.turn(at);
        match ring.step(0, ring.bytes().len()) {
            Step::Record { len, .. } => Ok(raw_record(&Record::new(ring.bytes().get(..len).unwrap_or(&[])))),
            Step::Gap { .. } => Err(ReadError::NothingReadable),
        }
    }
}

fn whole(source: &mut Source) -> Result<Vec<u8>, ReadError> {
    source.read_to_limit(LIMIT)?.ok_or(ReadError::TooBig { limit: LIMIT as u64 })
}

fn raw_record(record: &Record<'_>) -> RawRecord {
    let (source, computer, _) = record.names();
    let kind = record.kind();
    let named = kind_name(kind).map(|name| format!(" ({name})")).unwrap_or_default();
    let mut fields = vec![
        ("RecordNumber".to_owned(), record.number().to_string()),
        ("TimeGenerated".to_owned(), record.generated().rfc3339()),
        ("TimeWritten".to_owned(), record.written().rfc3339()),
        ("Source".to_owned(), text_of(source)),
        ("EventID".to_owned(), format!("{} (0x{:08X})", record.event_id(), record.whole_id())),
        ("EventType".to_owned(), format!("{kind}{named}")),
        ("Category".to_owned(), record.category().to_string()),
        ("Computer".to_owned(), text_of(computer)),
    ];
    fields.extend(sid_text(record.sid().0).map(|sid| ("User".to_owned(), sid)));
    let strings = record.strings().0;
    fields.extend(strings.iter().enumerate().map(|(i, s)| (format!("String {}", i + 1), text_of(s))));
    let data = record.data().0;
    if !data.is_empty() {
        fields.push((format!("Data ({} bytes)", data.len()), hex(data)));
    }
    let safe: Vec<_> = fields.iter().map(|(n, v)| (SafeText::new(n), SafeText::new(&mask(v)))).collect();
    let lines: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {}", mask(value))).collect();
    RawRecord { text: SafeText::lines(&lines.join("\n")), fields: safe, after: Vec::new() }
}

fn hex(data: &[u8]) -> String {
    let mut text = String::new();
    for byte in data.iter().take(SHOWN_DATA) {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    if data.len() > SHOWN_DATA {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::ring::HEADER;
    use super::*;

    fn certainty(bytes: &[u8]) -> Option<u8> {
        Evt.recognise(&Head { bytes, text: "", whole: true }).map(|r| r.certainty)
    }

    #[test]
    fn it_is_known_by_its_signature_or_by_a_whole_record() {
        let mut record = vec![0; HEADER + 64];
        record[HEADER] = 64;
        record[HEADER + 4..HEADER + 8].copy_from_slice(b"LfLe");
        assert_eq!(certainty(&record), None);
        record[HEADER + 60] = 64;
        assert_eq!(certainty(&record), Some(95));
        assert_eq!(certainty(b"\x30\0\0\0LfLe and more"), Some(100));
        assert_eq!((certainty(b"ElfFile\0"), certainty(b"0")), (None, None));
    }

    #[test]
    fn a_header_alone_is_not_one_record() {
        let mut header = MAGIC.to_vec();
        header.resize(HEADER, 0);
        let mut out = Harvest::default();
        let result = Evt.read(&mut Source::of_bytes("x", header), &mut out, &Task::detached());
        assert!(matches!(result, Err(ReadError::NothingReadable)));
    }
}

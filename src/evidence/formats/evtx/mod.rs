//! Windows event logs of Vista and later (EVTX), whole, damaged or cut.
//!
//! Reads forward a chunk at a time. Time and id of an event are those of its `System` part: the record
//! header's differ in exported logs. Checksums are told, never a reason to refuse. Slack behind the used
//! part of a sound chunk is not read.
//!
//! Source: libyal, "Windows XML Event Log (EVTX) format"; Microsoft MS-EVEN6.

mod binxml;
mod chunk;
mod fallback;
mod reader;
mod record;
mod window;

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::evidence::windows_event::xml::EventXml;
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::task::Task;
use chunk::{CHUNK, CHUNK_MAGIC, FILE_HEADER, FILE_MAGIC};
use memchr::memmem;
use reader::Reader;
use window::Window;

/// The format.
#[derive(Debug)]
pub struct Evtx;

impl Format for Evtx {
    fn key(&self) -> &'static str {
        "evtx"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        // A chunk near its place: the beginning is damaged, or bytes were put in or lost.
        let beginning = head.bytes.get(..head.bytes.len().min(2 * FILE_HEADER));
        let has_chunk = beginning.is_some_and(|b| memmem::find(b, CHUNK_MAGIC).is_some());
        let is_cut = head.whole && head.bytes.len() > 3 && FILE_MAGIC.starts_with(head.bytes);
        let (certainty, why) = match head.bytes.starts_with(FILE_MAGIC) {
            true => (100, "why-evtx-signature"),
            false if is_cut => (95, "why-evtx-signature"),
            false if has_chunk => (95, "why-evtx-chunk"),
            false => return None,
        };
        Some(Recognised { certainty, why })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader::new(Window::new(source), out);
        let header = reader.file_header()?;
        let end = loop {
            if task.is_cancelled() {
                break Err(ReadError::Cancelled);
            }
            match reader.next_chunk() {
                Ok(true) => task.set_records(reader.recorder.out.balance.total),
                Ok(false) => break Ok(()),
                Err(error) => break Err(ReadError::Io(error)),
            }
        };
        reader.rescue();
        if end.is_ok() {
            reader.close(&header);
            reader.tell_holes();
        }
        reader.recorder.finish();
        out.damages.sort_by_key(|d| d.place.byte);
        let is_empty_log = header.is_sound() && header.n_chunks == 0;
        let got = out.balance.read + out.balance.recovered + out.balance.skipped;
        if end.is_ok() && got == 0 && !is_empty_log {
            return Err(ReadError::NothingReadable);
        }
        end
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let (chunk, offset) = chunk_at(source, place.byte)?;
        let mut text = None;
        let rendered = fallback::render(&chunk, true, |at, xml| {
            if at == offset {
                text = xml.ok();
            }
            at < offset
        });
        match (rendered, text) {
            (Ok(()), Some(text)) => Ok(raw_record(&text)),
            _ => Err(ReadError::NothingReadable),
        }
    }
}

/// The chunk that holds byte `byte` of the file, and how far into it that is.
fn chunk_at(source: &mut Source, byte: u64) -> Result<(Vec<u8>, usize), ReadError> {
    let mut window = Window::new(source);
    let earliest = byte.saturating_sub(CHUNK as u64);
    while window.byte() < earliest {
        let step = usize::try_from(earliest - window.byte()).unwrap_or(CHUNK).min(CHUNK);
        if window.peek(step)?.is_empty() {
            return Err(ReadError::NothingReadable);
        }
        window.take(step);
    }
    let start = window.byte();
    let bytes = window.peek(2 * CHUNK)?;
    let at = usize::try_from(byte.saturating_sub(start)).unwrap_or(0);
    // The nearest signature before it; where that is damaged, the grid.
    let before = bytes.get(..at).unwrap_or(&[]);
    let by_magic = memmem::rfind(before, CHUNK_MAGIC).filter(|m| at - m < CHUNK);
    let into = byte.saturating_sub(FILE_HEADER as u64) % CHUNK as u64;
    let by_grid = at.saturating_sub(usize::try_from(into).unwrap_or(0));
    let from = by_magic.unwrap_or(by_grid);
    let end = bytes.len().min(from + CHUNK);
    let chunk = bytes.get(from..end).ok_or(ReadError::NothingReadable)?;
    Ok((chunk.to_vec(), at - from))
}

fn raw_record(xml: &str) -> RawRecord {
    let event = EventXml::parse(xml).unwrap_or_default();
    let safe = |text: &str| SafeText::new(&mask(text));
    let system = event.system.iter().map(|(name, text)| (safe(name), safe(text)));
    let mut position = 0;
    let data = event.data.iter().map(|(name, text)| {
        position += usize::from(name.is_none());
        let name = name.clone().unwrap_or_else(|| format!("Data {position}"));
        (safe(&name), safe(text))
    });
    RawRecord { text: SafeText::lines(&mask(xml)), fields: system.chain(data).collect(), after: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::chunk::{ChunkHeader, Step};
    use super::*;
    use crate::evidence::windows_event::Recorder;
    use crate::model::harvest::Fault;
    use rustc_hash::FxHashSet;
    use std::path::Path;

    /// Sound samples, or none where they are not at hand.
    fn samples() -> Vec<(String, Vec<u8>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/events");
        let Ok(entries) = std::fs::read_dir(folder) else {
            let _ = std::io::Write::write_all(&mut std::io::stderr(), b"skipped: no samples\n");
            return Vec::new();
        };
        let paths = entries.map(|e| e.unwrap().path());
        let logs = paths.filter(|p| p.extension().is_some_and(|e| e == "evtx"));
        let whole =
            logs.filter(|p| !["bad-chunk", "truncated"].iter().any(|w| p.to_string_lossy().contains(w)));
        whole.map(|p| (p.display().to_string(), std::fs::read(p).unwrap())).collect()
    }

    fn read(bytes: &[u8]) -> Harvest {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", bytes.to_vec());
        Evtx.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    /// The same log with every record rendered by the `evtx` crate and read as XML.
    fn read_by_the_crate(bytes: &[u8]) -> Harvest {
        let mut out = Harvest::default();
        let mut recorder = Recorder::new(&mut out);
        let mut steps = Vec::new();
        for (i, chunk) in bytes[FILE_HEADER..].chunks_exact(CHUNK).enumerate() {
            let base = (FILE_HEADER + i * CHUNK) as u64;
            if !chunk.starts_with(CHUNK_MAGIC) {
                continue;
            }
            chunk::walk(chunk, &ChunkHeader::read(chunk), CHUNK, &mut steps);
            let live = steps.iter().filter_map(|s| match s {
                Step::Record(span) => Some(span.offset),
                Step::Lost { .. } => None,
            });
            let live: FxHashSet<usize> = live.collect();
            fallback::render(chunk, false, |at, xml| {
                if live.contains(&at) {
                    let event = EventXml::parse(&xml.unwrap()).unwrap();
                    event.record(base + at as u64, &mut recorder).unwrap();
                }
                true
            })
            .unwrap();
        }
        recorder.finish();
        out
    }

    /// Every row with its texts spelt out.
    fn rows(out: &Harvest) -> Vec<String> {
        // The crate writes control characters as "_"; we keep them, and mask them where they are shown.
        let text = |s| out.text.get(s).replace(char::is_control, "_");
        let logons = out.tables.authentications.rows().map(|r| {
            let names =
                [r.account, r.sid, r.address, r.workstation, r.mechanism, r.process].map(text).join("|");
            let rest = [r.status_text, r.server, r.connector].map(text).join("|");
            format!(
                "{:?} {} {} {names} {} {:#x} {rest} {:?}",
                r.place, r.time.0, r.event_id, r.logon_type, r.status, r.outcome
            )
        });
        let actions = out.tables.actions.rows().map(|r| {
            let names = [r.target, r.sid, r.actor, r.detail, r.server].map(text).join("|");
            format!("{:?} {} {} {names} {:?}", r.place, r.time.0, r.event_id, r.deed)
        });
        let mut all: Vec<String> = logons.chain(actions).collect();
        all.sort();
        all
    }

    #[test]
    fn our_reader_and_the_crate_agree_field_by_field() {
        for (name, bytes) in samples() {
            let (ours, theirs) = (read(&bytes), read_by_the_crate(&bytes));
            assert_eq!(ours.event_ids, theirs.event_ids, "{name}");
            assert_eq!(ours.computers, theirs.computers, "{name}");
            for (a, b) in rows(&ours).iter().zip(&rows(&theirs)) {
                assert_eq!(a, b, "{name}");
            }
            assert_eq!(rows(&ours).len(), rows(&theirs).len(), "{name}");
        }
    }

    #[test]
    fn a_row_leads_back_to_its_record() {
        for (name, bytes) in samples() {
            let out = read(&bytes);
            let n = out.tables.authentications.len();
            for row in [0, n / 2, n.saturating_sub(1)].into_iter().filter(|i| *i < n) {
                let row = out.tables.authentications.row(row);
                let raw = Evtx.raw(&mut Source::of_bytes("x", bytes.clone()), row.place).unwrap();
                let field = |name: &str| raw.fields.iter().find(|(n, _)| n.as_str() == name);
                let id = field("EventRecordID").unwrap().1.as_str().to_owned();
                assert_eq!(id, row.place.number.to_string(), "{name}");
                assert!(raw.text.as_str().contains('\n'));
            }
        }
    }

    #[test]
    fn a_log_appended_to_itself_counts_its_records_once() {
        for (name, bytes) in samples() {
            let (once, twice) = (read(&bytes), read(&[bytes.clone(), bytes].concat()));
            assert_eq!(once.balance.read, twice.balance.read, "{name}");
            assert_eq!(twice.balance.skipped, once.balance.read, "{name}");
            assert!(twice.damages.iter().any(|d| d.fault == Fault::Repeated));
        }
    }

    #[test]
    fn it_is_known_by_its_signatures_alone() {
        let head = |bytes: &[u8]| {
            let head = Head { bytes, text: "", whole: true };
            Evtx.recognise(&head).map(|r| r.certainty)
        };
        assert_eq!(head(b"ElfFile\0rest"), Some(100));
        let mut damaged = vec![0; FILE_HEADER];
        damaged.extend(CHUNK_MAGIC);
        assert_eq!(head(&damaged), Some(95));
        damaged.insert(0, 0);
        assert_eq!(head(&damaged), Some(95));
        assert_eq!(head(b"\x30\0\0\0LfLe"), None);
    }

    #[test]
    fn a_header_alone_is_nothing_unless_it_says_so() {
        let mut header = vec![0; FILE_HEADER];
        header[..8].copy_from_slice(FILE_MAGIC);
        let mut out = Harvest::default();
        let result = Evtx.read(&mut Source::of_bytes("x", header), &mut out, &Task::detached());
        assert!(matches!(result, Err(ReadError::NothingReadable)));
    }
}

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
mod record;
mod window;

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::evidence::windows_event::xml::EventXml;
use crate::evidence::windows_event::{Recorder, time_as_found};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::task::Task;
use chunk::{CHUNK, CHUNK_MAGIC, ChunkHeader, FILE_HEADER, FILE_MAGIC, FileHeader, MAX_RECORDS, Span, Step};
use memchr::memmem;
use record::Records;
use rustc_hash::{FxHashMap, FxHashSet};
use window::Window;

/// A clock set back by more than this within a chunk is told, in ticks.
const CLOCK_BACK: i64 = 60 * crate::model::time::TICKS_PER_SECOND;

/// The format.
#[derive(Debug)]
pub struct Evtx;

impl Format for Evtx {
    fn key(&self) -> &'static str {
        "evtx"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let chunk = head.bytes.get(FILE_HEADER..FILE_HEADER + 8);
        let (certainty, why) = match head.bytes.starts_with(FILE_MAGIC) {
            true => (100, "why-evtx-signature"),
            false if chunk == Some(CHUNK_MAGIC) => (95, "why-evtx-chunk"),
            false if head.bytes.starts_with(CHUNK_MAGIC) => (95, "why-evtx-chunk"),
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
        if end.is_ok() {
            reader.close(&header);
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
        let step = usize::try_from(earliest - window.byte())
            .unwrap_or(CHUNK)
            .min(CHUNK);
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
    RawRecord {
        text: SafeText::lines(&mask(xml)),
        fields: system.chain(data).collect(),
    }
}

struct Reader<'s, 'h> {
    window: Window<'s>,
    recorder: Recorder<'h>,
    records: Records,
    steps: Vec<Step>,
    /// Chunks read so far: first id and checksum of the records.
    seen: FxHashSet<(u64, u32)>,
    /// Highest id in the record headers so far.
    last_id: u64,
    /// Zero chunks since the last one in use: where they begin, and how many.
    zeros: Option<(u64, u64)>,
    n_chunks: u64,
    told_odd: bool,
}

impl<'s, 'h> Reader<'s, 'h> {
    fn new(window: Window<'s>, out: &'h mut Harvest) -> Self {
        Self {
            window,
            recorder: Recorder::new(out),
            records: Records::default(),
            steps: Vec::new(),
            seen: FxHashSet::default(),
            last_id: 0,
            zeros: None,
            n_chunks: 0,
            told_odd: false,
        }
    }

    fn warn(&mut self, byte: u64, fault: Fault) {
        self.recorder.out.warn(Place::record(0, byte), fault);
    }

    fn file_header(&mut self) -> Result<FileHeader, ReadError> {
        let bytes = self.window.peek(FILE_HEADER)?;
        if bytes.is_empty() {
            return Err(ReadError::Empty);
        }
        if bytes.starts_with(CHUNK_MAGIC) {
            self.warn(0, Fault::Header("signature"));
            return Ok(FileHeader::default());
        }
        let header = FileHeader::read(bytes);
        let n = bytes.len();
        self.window.take(n);
        if !header.has_magic {
            self.warn(0, Fault::Header("signature"));
        }
        if !header.is_known {
            self.warn(0, Fault::Header("version"));
        }
        if let Some(m) = header.mismatch {
            let (expected, found) = (m.expected, m.found);
            self.warn(0, Fault::Checksum { expected, found });
        }
        if header.is_dirty {
            self.warn(0, Fault::NotClosed);
        }
        Ok(header)
    }

    /// Reads the next chunk; false at the end.
    fn next_chunk(&mut self) -> std::io::Result<bool> {
        let byte = self.window.byte();
        let bytes = self.window.peek(CHUNK)?;
        let (present, is_zero) = (bytes.len(), bytes.iter().all(|b| *b == 0));
        if bytes.is_empty() {
            return Ok(false);
        }
        if bytes.starts_with(FILE_MAGIC) {
            self.window.take(FILE_HEADER);
            self.warn(byte, Fault::Note("note-evtx-appended"));
            return Ok(true);
        }
        if is_zero {
            self.window.take(present);
            let (start, n) = self.zeros.unwrap_or((byte, 0));
            self.zeros = Some((start, n + 1));
            return Ok(true);
        }
        // Out of step with the grid: go on where the next signature is.
        let has_magic = bytes.starts_with(CHUNK_MAGIC);
        let ahead = bytes.get(1..).and_then(|b| memmem::find(b, CHUNK_MAGIC));
        let present = ahead.filter(|_| !has_magic).map_or(present, |at| at + 1);
        let mut chunk = bytes.get(..present).unwrap_or(&[]);
        let padded;
        if present < CHUNK {
            let mut copy = chunk.to_vec();
            copy.resize(CHUNK, 0);
            padded = copy;
            chunk = &padded;
        }
        let zeros = self.zeros.take();
        let n_zeros = zeros.map_or(0, |(_, n)| n);
        let mut part = Part {
            recorder: &mut self.recorder,
            records: &mut self.records,
            chunk,
            byte,
            present,
            last_id: &mut self.last_id,
            zeros,
            told_odd: &mut self.told_odd,
        };
        part.read(&mut self.seen, &mut self.steps);
        self.n_chunks += 1 + n_zeros;
        self.window.take(present);
        Ok(true)
    }

    /// What the file header counts and the file does not have.
    fn close(&mut self, header: &FileHeader) {
        let n_zero = self.zeros.map_or(0, |(_, n)| n);
        let counted = u64::from(header.n_chunks);
        if !header.is_sound() || counted <= self.n_chunks {
            return;
        }
        let missing = counted - self.n_chunks;
        let written = header.next_record.saturating_sub(1);
        let lost = written.saturating_sub(self.last_id);
        let lost = lost.min(missing.saturating_mul(MAX_RECORDS));
        let (byte, fault) = match self.zeros {
            Some((byte, _)) => (byte, zeros(n_zero.min(missing))),
            None => (self.window.byte(), Fault::CutShort),
        };
        lose(self.recorder.out, Place::record(0, byte), lost, fault);
    }
}

fn zeros(n_chunks: u64) -> Fault {
    Fault::Zeros {
        bytes: n_chunks.saturating_mul(CHUNK as u64),
    }
}

/// Counts `n` records as damaged, with one fault for all.
fn lose(out: &mut Harvest, place: Place, n: u64, fault: Fault) {
    out.balance.total += n;
    out.balance.damaged += n;
    out.warn(place, fault);
}

/// One chunk while it is read.
struct Part<'r, 'h> {
    recorder: &'r mut Recorder<'h>,
    records: &'r mut Records,
    chunk: &'r [u8],
    byte: u64,
    present: usize,
    last_id: &'r mut u64,
    zeros: Option<(u64, u64)>,
    told_odd: &'r mut bool,
}

impl Part<'_, '_> {
    fn read(&mut self, seen: &mut FxHashSet<(u64, u32)>, steps: &mut Vec<Step>) {
        let header = ChunkHeader::read(self.chunk);
        chunk::walk(self.chunk, &header, self.present, steps);
        let first = steps.iter().find_map(|step| match step {
            Step::Record(span) => Some(span.id),
            Step::Lost { .. } => None,
        });
        self.tell_zeros(first);
        self.tell_header(&header, first.is_some());
        if header.is_sound() {
            *self.last_id = (*self.last_id).max(header.last);
        }
        let Some(first) = first else {
            self.lost(steps);
            return;
        };
        if !seen.insert((first, header.data_crc)) {
            return self.repeated(steps);
        }
        self.tell_clock(steps);
        self.all(steps, header.has_magic);
    }

    fn place(&self, offset: usize, id: u64) -> Place {
        Place::record(id, self.byte + offset as u64)
    }

    /// Zero chunks before this one should have held records.
    fn tell_zeros(&mut self, first: Option<u64>) {
        if let Some((byte, n)) = self.zeros {
            let gap = first.and_then(|id| id.checked_sub(*self.last_id)?.checked_sub(1));
            let lost = gap.unwrap_or(0).min(n.saturating_mul(MAX_RECORDS)).max(1);
            lose(self.recorder.out, Place::record(0, byte), lost, zeros(n));
        }
    }

    fn tell_header(&mut self, header: &ChunkHeader, has_records: bool) {
        let place = self.place(0, 0);
        let out = &mut *self.recorder.out;
        if !header.has_magic {
            let what = if has_records {
                "signature"
            } else {
                "no record in it"
            };
            out.warn(place, Fault::Chunk(what));
        } else if self.present < CHUNK {
            out.warn(place, Fault::CutShort);
        } else {
            for m in [header.mismatch, header.data_mismatch].into_iter().flatten() {
                let (expected, found) = (m.expected, m.found);
                out.warn(place, Fault::Checksum { expected, found });
            }
            if header.bad_free {
                out.warn(place, Fault::Header("free space offset"));
            }
            if !chunk::tables_hold(self.chunk) {
                out.warn(place, Fault::Header("string and template tables"));
            }
        }
    }

    fn tell_clock(&mut self, steps: &[Step]) {
        let mut before = i64::MIN;
        for step in steps {
            let Step::Record(span) = step else { continue };
            let written = UtcTime::from_filetime(span.written);
            let place = self.place(span.offset, span.id);
            if !written.is_plausible() {
                let text = time_as_found(written);
                self.recorder.out.warn(place, Fault::Time(text));
                continue;
            }
            if written.0 < before.saturating_sub(CLOCK_BACK) {
                self.recorder.out.warn(place, Fault::Note("note-evtx-clock-back"));
            }
            before = written.0;
        }
    }

    fn lost(&mut self, steps: &[Step]) {
        for step in steps {
            if let Step::Lost { offset, n } = step {
                let fault = self.gap_fault(*offset);
                let place = self.place(*offset, 0);
                lose(self.recorder.out, place, *n, fault);
            }
        }
    }

    fn gap_fault(&self, offset: usize) -> Fault {
        let rest = self.chunk.get(offset..self.present.max(offset)).unwrap_or(&[]);
        let n_zeros = rest.iter().take_while(|b| **b == 0).count();
        match n_zeros {
            _ if self.present < CHUNK && rest.len() < CHUNK / 2 && n_zeros == rest.len() => Fault::CutShort,
            0..=7 => Fault::Record("no whole record here".to_owned()),
            n => Fault::Zeros { bytes: n as u64 },
        }
    }

    fn repeated(&mut self, steps: &[Step]) {
        let mut n = 0;
        for step in steps {
            if let Step::Record(_) = step {
                self.recorder.out.record();
                self.recorder.out.skipped();
                n += 1;
            }
        }
        if n > 0 {
            let place = self.place(0, 0);
            self.recorder.out.warn(place, Fault::Repeated);
        }
        self.lost(steps);
    }

    fn all(&mut self, steps: &[Step], has_magic: bool) {
        self.records.begin_chunk();
        let mut odd: Vec<Span> = Vec::new();
        for step in steps {
            let Step::Record(span) = step else { continue };
            *self.last_id = (*self.last_id).max(span.id);
            if !span.is_closed {
                let place = self.place(span.offset, span.id);
                let fault = Fault::Record("its two sizes differ".to_owned());
                self.recorder.out.warn(place, fault);
            }
            match self.records.read(self.chunk, self.byte, span, self.recorder) {
                Ok(time) => self.done(time, has_magic),
                Err(binxml::Odd) => odd.push(*span),
            }
        }
        self.lost(steps);
        if !odd.is_empty() {
            self.by_the_crate(&odd, has_magic);
        }
    }

    fn done(&mut self, time: UtcTime, has_magic: bool) {
        self.recorder.out.record();
        if has_magic {
            self.recorder.out.read(time);
        } else {
            self.recorder.out.recovered(time);
        }
    }

    fn by_the_crate(&mut self, odd: &[Span], has_magic: bool) {
        let wanted: FxHashSet<usize> = odd.iter().map(|s| s.offset).collect();
        let mut texts: FxHashMap<usize, Result<String, String>> = FxHashMap::default();
        let rendered = fallback::render(self.chunk, false, |at, xml| {
            if wanted.contains(&at) {
                texts.insert(at, xml);
            }
            texts.len() < wanted.len()
        });
        for span in odd {
            let unread = || {
                rendered
                    .clone()
                    .err()
                    .unwrap_or_else(|| "binary XML broken".to_owned())
            };
            let xml = texts.remove(&span.offset).unwrap_or_else(|| Err(unread()));
            let byte = self.byte + span.offset as u64;
            let time = xml.and_then(|xml| EventXml::parse(&xml)?.record(byte, self.recorder));
            match time {
                Ok(time) => {
                    self.done(time, has_magic);
                    if !std::mem::replace(self.told_odd, true) {
                        let place = self.place(span.offset, span.id);
                        self.recorder.out.warn(place, Fault::Note("note-evtx-odd-shape"));
                    }
                }
                Err(why) => {
                    self.recorder.out.record();
                    let place = self.place(span.offset, span.id);
                    self.recorder.out.damaged(place, Fault::Record(why));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Sound samples, or none where they are not at hand.
    fn samples() -> Vec<(String, Vec<u8>)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples/events");
        let Ok(entries) = std::fs::read_dir(folder) else {
            println!("skipped: no samples");
            return Vec::new();
        };
        let paths = entries.map(|e| e.unwrap().path());
        let logs = paths.filter(|p| p.extension().is_some_and(|e| e == "evtx"));
        let whole = logs.filter(|p| {
            !["bad-chunk", "truncated"]
                .iter()
                .any(|w| p.to_string_lossy().contains(w))
        });
        whole
            .map(|p| (p.display().to_string(), std::fs::read(p).unwrap()))
            .collect()
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
        let text = |s| out.text.get(s);
        let logons = out.tables.authentications.rows().map(|r| {
            let names = [r.account, r.sid, r.address, r.workstation, r.mechanism, r.process]
                .map(text)
                .join("|");
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
                let raw = Evtx
                    .raw(&mut Source::of_bytes("x", bytes.clone()), row.place)
                    .unwrap();
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
            let head = Head {
                bytes,
                text: "",
                whole: true,
            };
            Evtx.recognise(&head).map(|r| r.certainty)
        };
        assert_eq!(head(b"ElfFile\0rest"), Some(100));
        let mut damaged = vec![0; FILE_HEADER];
        damaged.extend(CHUNK_MAGIC);
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

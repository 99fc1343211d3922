//! Walks an EVTX file chunk by chunk and puts its events, and its damage, into a harvest.
//!
//! Balance of a chunk: each record is read by our own plans, else by the `evtx` crate, else it is damaged;
//! a carved one is recovered; all records of a chunk seen before are skipped.

use super::binxml::Odd;
use super::chunk::{
    self, CHUNK, CHUNK_MAGIC, ChunkHeader, FILE_HEADER, FILE_MAGIC, FileHeader, MAX_RECORDS, Span, Step,
};
use super::fallback;
use super::record::Records;
use super::window::Window;
use crate::evidence::problem::ReadError;
use crate::evidence::windows_event::numbers::Numbers;
use crate::evidence::windows_event::xml::EventXml;
use crate::evidence::windows_event::{Recorder, time_as_found};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use memchr::memmem;
use rustc_hash::{FxHashMap, FxHashSet};

/// Chunks with unreadable records that are kept for a second try at the end, at most.
const MAX_WAITING: usize = 64;

/// A clock set back by more than this within a chunk is told, in ticks.
const CLOCK_BACK: i64 = 60 * TICKS_PER_SECOND;

/// The state of reading one file.
pub struct Reader<'s, 'h> {
    window: Window<'s>,
    /// Where events go.
    pub recorder: Recorder<'h>,
    records: Records,
    steps: Vec<Step>,
    /// Chunks read so far: first id and checksum of the records.
    seen: FxHashSet<(u64, u32)>,
    /// Highest id in the record headers so far.
    last_id: u64,
    /// Ids in the record headers: an export numbers them anew, so that a filter leaves no hole here.
    numbers: Numbers,
    /// Zero chunks since the last one in use: where they begin, and how many.
    zeros: Option<(u64, u64)>,
    n_chunks: u64,
    told_odd: bool,
    waiting: Vec<Waiting>,
}

/// Records that could not be read in their chunk, and may be with a template from another one.
struct Waiting {
    chunk: Vec<u8>,
    byte: u64,
    has_magic: bool,
    /// Each with why it could not be read.
    spans: Vec<(Span, String)>,
}

impl<'s, 'h> Reader<'s, 'h> {
    /// A reader at the start of a file.
    pub fn new(window: Window<'s>, out: &'h mut Harvest) -> Self {
        Self {
            window,
            recorder: Recorder::new(out),
            records: Records::default(),
            steps: Vec::new(),
            seen: FxHashSet::default(),
            last_id: 0,
            numbers: Numbers::default(),
            zeros: None,
            n_chunks: 0,
            told_odd: false,
            waiting: Vec::new(),
        }
    }

    fn warn(&mut self, byte: u64, fault: Fault) {
        self.recorder.out.warn(Place::record(0, byte), fault);
    }

    /// Reads the file header and tells what is wrong with it.
    ///
    /// # Errors
    /// An empty file, or what the system says.
    pub fn file_header(&mut self) -> Result<FileHeader, ReadError> {
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
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn next_chunk(&mut self) -> std::io::Result<bool> {
        let byte = self.window.byte();
        let bytes = self.window.peek(CHUNK)?;
        let (present, is_zero) = (bytes.len(), bytes.iter().all(|b| *b == 0));
        if bytes.is_empty() {
            return Ok(false);
        }
        if bytes.starts_with(FILE_MAGIC) {
            self.window.take(FILE_HEADER);
            self.warn(byte, Fault::Note("note-evtx-appended"));
            self.numbers.give_up();
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
            numbers: &mut self.numbers,
            zeros,
            told_odd: &mut self.told_odd,
            waiting: &mut self.waiting,
        };
        part.read(&mut self.seen, &mut self.steps);
        self.n_chunks += 1 + n_zeros;
        self.window.take(present);
        Ok(true)
    }

    /// Tries the records again whose template is damaged in their own chunk: every other chunk with the
    /// same template has it too.
    pub fn rescue(&mut self) {
        for waiting in std::mem::take(&mut self.waiting) {
            let bytes = self.records.begin_rescue(&waiting.chunk);
            let mut n_rescued = 0;
            for (span, why) in waiting.spans {
                self.recorder.out.record();
                match self.records.read(&bytes, waiting.byte, &span, &mut self.recorder) {
                    Ok(time) if waiting.has_magic => self.recorder.out.read(time),
                    Ok(time) => self.recorder.out.recovered(time),
                    Err(Odd) => {
                        let place = Place::record(span.id, waiting.byte + span.offset as u64);
                        self.recorder.out.damaged(place, Fault::Record(why));
                        continue;
                    }
                }
                n_rescued += 1;
            }
            if n_rescued > 0 {
                self.warn(
                    waiting.byte,
                    Fault::Chunk("a template of its records; read with that of another block"),
                );
            }
        }
    }

    /// Tells which records the log numbers and does not have.
    pub fn tell_holes(&mut self) {
        let numbers = std::mem::take(&mut self.numbers);
        if self.recorder.out.balance.recovered == 0 {
            numbers.tell(self.recorder.out);
        }
    }

    /// What the file header counts and the file does not have.
    pub fn close(&mut self, header: &FileHeader) {
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

/// Erased sectors: the unused part of a chunk holds zeros or old records.
fn is_overwritten(unused: &[u8]) -> bool {
    unused.chunks_exact(512).any(|sector| sector.iter().all(|b| *b == 0xFF))
}

fn zeros(n_chunks: u64) -> Fault {
    Fault::Zeros { bytes: n_chunks.saturating_mul(CHUNK as u64) }
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
    numbers: &'r mut Numbers,
    zeros: Option<(u64, u64)>,
    told_odd: &'r mut bool,
    waiting: &'r mut Vec<Waiting>,
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
            let what = if has_records { "signature" } else { "no record in it" };
            out.warn(place, Fault::Chunk(what));
        } else if self.present < CHUNK {
            out.warn(place, Fault::CutShort);
        } else {
            for m in [header.mismatch, header.data_mismatch].into_iter().flatten() {
                let (expected, found) = (m.expected, m.found);
                out.warn(place, Fault::Checksum { expected, found });
            }
            if !header.bad_free && is_overwritten(self.chunk.get(header.free..).unwrap_or(&[])) {
                out.warn(place, Fault::Chunk("its unused part is overwritten"));
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
            self.numbers.met(self.place(span.offset, span.id), UtcTime::from_filetime(span.written));
            if !span.is_closed {
                let place = self.place(span.offset, span.id);
                let fault = Fault::Record("its two sizes differ".to_owned());
                self.recorder.out.warn(place, fault);
            }
            match self.records.read(self.chunk, self.byte, span, self.recorder) {
                Ok(time) => self.done(time, has_magic),
                Err(Odd) => odd.push(*span),
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
        let mut unread_spans = Vec::new();
        for span in odd {
            let unread = || rendered.clone().err().unwrap_or_else(|| "binary XML broken".to_owned());
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
                Err(why) => unread_spans.push((*span, why)),
            }
        }
        self.put_off(unread_spans, has_magic);
    }

    /// Keeps records for a second try at the end, or counts them as damaged.
    fn put_off(&mut self, spans: Vec<(Span, String)>, has_magic: bool) {
        if spans.is_empty() {
            return;
        }
        if self.waiting.len() < MAX_WAITING {
            let (chunk, byte) = (self.chunk.to_vec(), self.byte);
            return self.waiting.push(Waiting { chunk, byte, has_magic, spans });
        }
        for (span, why) in spans {
            self.recorder.out.record();
            let place = self.place(span.offset, span.id);
            self.recorder.out.damaged(place, Fault::Record(why));
        }
    }
}

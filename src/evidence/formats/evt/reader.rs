//! Puts the events of a legacy log, and its damage, into a harvest.
//!
//! Records between the oldest and the end mark are read, whatever their frame suffered. Whole records outside
//! are older ones that were overwritten or cleared: they are counted as recovered and give neither rows nor
//! counts of events, since the log no longer states them. How many a gap cost is told by the numbers around.

use super::record::Record;
use super::ring::{Bounds, HEADER, Header, MIN_RECORD, Ring, Step};
use crate::evidence::mask::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::windows_event::numbers::Numbers;
use crate::evidence::windows_event::strings::{Strings, record_from};
use crate::evidence::windows_event::{Recorder, System, sid_text};
use crate::knowledge::windows_events::Role;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;
use encoding_rs::UTF_16LE;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Longest text, in bytes, that is remembered by its bytes, and how many are.
const MAX_REMEMBERED: usize = 512;
const MAX_TEXTS: usize = 1 << 18;
/// Records between two looks at the task.
const BATCH: u64 = 1_024;

/// Reads the whole of `file` into `out`.
///
/// # Errors
/// Not one record, in a log that does not say it is empty; or the user stopped it.
pub fn read(file: Vec<u8>, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
    let header = Header::read(&file);
    let file_len = file.len();
    let mut ring = Ring::new(file);
    let mark = ring.end_mark(&header);
    tell_header(&header, mark, &ring, file_len, out);
    let is_empty = mark.is_some_and(|(_, b)| b.oldest == 0 || b.begin == b.end);
    let stated = turn(&mut ring, &header, mark);
    let end = if mark.is_some() { ring.before_mark() } else { ring.bytes().len() };
    let live = live_start(&ring, &header, stated, end, out)..end;
    let mut reader = Reader {
        ring: &ring,
        recorder: Recorder::new(out),
        texts: Texts::default(),
        numbers: Numbers::default(),
    };
    let result = reader.live(live.clone(), stated, task).and_then(|()| reader.older(live.start, task));
    let numbers = reader.numbers;
    reader.recorder.finish();
    if result.is_ok() {
        numbers.tell(out);
    }
    out.damages.sort_by_key(|d| d.place.byte);
    match result {
        Ok(()) if out.balance.read + out.balance.recovered == 0 && !is_empty => {
            Err(ReadError::NothingReadable)
        }
        result => result,
    }
}

fn tell_header(
    header: &Header,
    mark: Option<(usize, Bounds)>,
    ring: &Ring,
    file_len: usize,
    out: &mut Harvest,
) {
    let mut warn = |fault| out.warn(Place::record(0, 0), fault);
    if !header.has_magic {
        warn(Fault::Header("signature"));
    } else if !header.is_known {
        warn(Fault::Header("version"));
    }
    if header.is_dirty {
        warn(Fault::NotClosed);
    }
    match mark {
        None if header.is_trusted() && header.bounds.end as usize >= file_len => warn(Fault::CutShort),
        None => warn(Fault::Header("end mark")),
        Some((at, b)) if header.is_trusted() => {
            let is_there = ring.byte(at) == u64::from(header.bounds.end);
            if !is_there || b.begin != header.bounds.begin {
                warn(Fault::Header("offsets"));
            }
        }
        Some(_) => {}
    }
}

/// Turns the ring so that the newest record comes last; gives the bounds to go by.
fn turn(ring: &mut Ring, header: &Header, mark: Option<(usize, Bounds)>) -> Option<Bounds> {
    if let Some((at, bounds)) = mark {
        ring.turn_behind_mark(at);
        return Some(bounds);
    }
    let stated = header.is_trusted().then_some(header.bounds);
    let end = stated.and_then(|b| ring.index(b.end.into()));
    // Without any end the first whole record comes first, so that the one cut by the file's end is whole.
    ring.turn(end.or_else(|| ring.first_sound(0)).unwrap_or(0));
    stated.filter(|_| end.is_some())
}

/// Where the oldest record that still belongs to the log stands.
fn live_start(ring: &Ring, header: &Header, stated: Option<Bounds>, end: usize, out: &mut Harvest) -> usize {
    let Some(bounds) = stated else { return 0 };
    let begins = [Some(bounds.begin), header.is_trusted().then_some(header.bounds.begin)];
    let places: Vec<usize> = begins.into_iter().flatten().filter_map(|b| ring.index(b.into())).collect();
    if let Some(at) = places.iter().find(|at| **at == end || ring.is_sound(**at, end)) {
        return *at;
    }
    out.warn(Place::record(0, 0), Fault::Header("oldest record"));
    let mut from = 0;
    let mut found = None;
    while let Some(at) = ring.first_sound(from).filter(|at| *at < end && bounds.oldest != 0) {
        let step = ring.step(at, end);
        let bytes = ring.bytes().get(at..step.end()).unwrap_or(&[]);
        if Record::new(bytes).number() == bounds.oldest {
            found = Some(at);
        }
        from = step.end();
    }
    found.or(places.first().copied().filter(|at| *at < end)).unwrap_or(0)
}

struct Reader<'r, 'h> {
    ring: &'r Ring,
    recorder: Recorder<'h>,
    texts: Texts,
    numbers: Numbers,
}

impl Reader<'_, '_> {
    fn live(&mut self, range: Range<usize>, stated: Option<Bounds>, task: &Task) -> Result<(), ReadError> {
        let mut at = range.start;
        let mut gap = at..at;
        let mut expected = stated.map(|b| b.oldest);
        while at < range.end {
            self.pause(task)?;
            let filling = self.ring.filling(at, range.end);
            if filling > 0 {
                at += filling;
                gap = if gap.is_empty() { at..at } else { gap.start..at };
                continue;
            }
            let step = self.ring.step(at, range.end);
            at = step.end();
            match step {
                Step::Gap { .. } => gap.end = at,
                Step::Record { at: start, len, flaw } => {
                    let number = self.number(start, len);
                    self.lost(gap, expected, Some(number));
                    self.event(start, len, flaw);
                    expected = Some(number.wrapping_add(1));
                    gap = at..at;
                }
            }
        }
        self.lost(gap, expected, stated.map(|b| b.next));
        Ok(())
    }

    fn pause(&self, task: &Task) -> Result<(), ReadError> {
        let total = self.recorder.out.balance.total;
        if total.is_multiple_of(BATCH) {
            task.set_records(total);
            if task.is_cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
        Ok(())
    }

    fn number(&self, at: usize, len: usize) -> u32 {
        Record::new(self.ring.bytes().get(at..at + len).unwrap_or(&[])).number()
    }

    /// Counts what a gap cost: by the numbers around it, yet never more than it has room for.
    fn lost(&mut self, gap: Range<usize>, expected: Option<u32>, next: Option<u32>) {
        let bytes = self.ring.bytes().get(gap.clone()).unwrap_or(&[]);
        let n_zeros = bytes.iter().take_while(|b| **b == 0).count();
        // Unused space behind the newest record of a log without an end mark.
        let is_blank = n_zeros == bytes.len() && next.is_none();
        if bytes.is_empty() || is_blank {
            return;
        }
        let missing = expected.zip(next).map_or(1, |(e, n)| n.saturating_sub(e)) as usize;
        let lost = missing.min(bytes.len() / MIN_RECORD).max(1) as u64;
        let fault = match n_zeros {
            0..=7 => Fault::Record("no whole record here".to_owned()),
            n => Fault::Zeros { bytes: n as u64 },
        };
        let out = &mut *self.recorder.out;
        out.balance.total += lost;
        out.balance.damaged += lost;
        out.warn(Place::record(0, self.ring.byte(gap.start)), fault);
    }

    fn event(&mut self, at: usize, len: usize, flaw: Option<&'static str>) {
        let record = Record::new(self.ring.bytes().get(at..at + len).unwrap_or(&[]));
        let place = Place::record(record.number().into(), self.ring.byte(at));
        self.recorder.out.record();
        self.numbers.met(place, record.generated());
        let (source, computer, _) = record.names();
        let provider = self.texts.of(source, self.recorder.out);
        if provider.is_none() {
            self.recorder.out.damaged(place, Fault::Record("no source".to_owned()));
            return;
        }
        let system = System {
            place,
            time: record.generated(),
            provider,
            event_id: record.event_id(),
            computer: self.texts.of(computer, self.recorder.out),
            keywords: record.keywords(),
        };
        let frame = flaw.map(|what| Fault::Record(what.to_owned()));
        let (strings, strings_fault) = record.strings();
        let (sid, sid_fault) = record.sid();
        for fault in [frame, strings_fault, sid_fault, record.data().1].into_iter().flatten() {
            self.recorder.out.warn(place, fault);
        }
        let mut of_record = OfRecord { strings, sid, texts: &mut self.texts };
        record_from(&mut self.recorder, &system, &mut of_record);
        self.recorder.out.read(system.time);
    }

    /// Counts records before `end`, which the log no longer states.
    fn older(&mut self, end: usize, task: &Task) -> Result<(), ReadError> {
        let (mut at, mut n) = (0, 0);
        while at < end {
            self.pause(task)?;
            let start = self.ring.next_start(at, end);
            if start >= end {
                break;
            }
            let step = self.ring.step(start, end);
            // Of an older record the beginning is enough: its end may have been overwritten.
            let is_record = matches!(step, Step::Record { .. }) || self.ring.is_begun(start, end);
            at = step.end();
            if is_record {
                self.recorder.out.record();
                // Their times say nothing about what the log covers.
                self.recorder.out.recovered(UtcTime::UNKNOWN);
                n += 1;
            }
        }
        if n > 0 {
            let first = Place::record(0, HEADER as u64);
            self.recorder.out.warn(first, Fault::Note("note-evt-recovered"));
        }
        Ok(())
    }
}

/// The strings of one record, decoded only when a rule wants them.
struct OfRecord<'r, 't> {
    strings: Vec<&'r [u8]>,
    sid: &'r [u8],
    texts: &'t mut Texts,
}

impl Strings for OfRecord<'_, '_> {
    fn len(&self) -> usize {
        self.strings.len()
    }

    fn get(&mut self, n: usize, role: Role, out: &mut Harvest) -> Symbol {
        let bytes = n.checked_sub(1).and_then(|i| self.strings.get(i)).copied().unwrap_or(&[]);
        if role == Role::Detail {
            // Commands of clients are among these; no secret may enter the store.
            return out.intern(&mask(&text_of(bytes)));
        }
        self.texts.of(bytes, out)
    }

    fn user(&mut self, out: &mut Harvest) -> Symbol {
        out.intern(&sid_text(self.sid).unwrap_or_default())
    }
}

/// Texts by their bytes, so that a name that occurs a million times is decoded once.
#[derive(Default)]
struct Texts {
    known: FxHashMap<Box<[u8]>, Symbol>,
}

impl Texts {
    fn of(&mut self, bytes: &[u8], out: &mut Harvest) -> Symbol {
        if let Some(symbol) = self.known.get(bytes) {
            return *symbol;
        }
        let symbol = out.intern(&text_of(bytes));
        if bytes.len() <= MAX_REMEMBERED && self.known.len() < MAX_TEXTS {
            self.known.insert(bytes.into(), symbol);
        }
        symbol
    }
}

/// The text of UTF-16 bytes, trimmed.
pub fn text_of(bytes: &[u8]) -> String {
    UTF_16LE.decode_without_bom_handling(bytes).0.trim().to_owned()
}

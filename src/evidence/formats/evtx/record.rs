//! From a record to an event: its values by the plan of its template.
//!
//! Texts are looked up by their UTF-16 bytes, so a name that occurs a million times is decoded once. Only
//! events that give rows have their fields looked at.

use super::binxml::{
    Fragment, From, Instance, Odd, Part, Plan, ValueAt, fragment, is_text, plan, read_values,
};
use super::chunk::{Span, u16_at, u32_at, u64_at};
use crate::evidence::windows_event::xml::parse_time;
use crate::evidence::windows_event::{Found, Recorder, System, Value, parse_number, sid_text};
use crate::knowledge::windows_events::{Field, Role, Rule};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::text::Symbol;
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use chrono::NaiveDate;
use encoding_rs::{UTF_16LE, WINDOWS_1252};
use rustc_hash::FxHashMap;

/// Longest text, in bytes, that is remembered by its bytes.
const MAX_REMEMBERED: usize = 512;
/// Texts remembered at most.
const MAX_TEXTS: usize = 1 << 18;
/// Templates remembered beyond their chunk at most.
const MAX_LENDERS: usize = 512;
/// Chunks kept for the templates in them at most.
const MAX_LENDING_CHUNKS: usize = 32;

/// Reads the records of one file, chunk by chunk.
#[derive(Debug, Default)]
pub struct Records {
    texts: FxHashMap<Box<[u8]>, Symbol>,
    sids: FxHashMap<Box<[u8]>, Symbol>,
    plans: Vec<Plan>,
    /// Plan of each template definition of this chunk, by where it begins.
    by_definition: Vec<(usize, Option<usize>)>,
    /// Fields of a rule in a plan, for this chunk.
    bindings: Vec<Binding>,
    outer: Vec<ValueAt>,
    inner: Vec<ValueAt>,
    found: Found,
    /// Sound template definitions by their id: in which of `lending`, and where.
    lenders: FxHashMap<u32, (usize, (usize, usize))>,
    /// Chunks that hold them.
    lending: Vec<Box<[u8]>>,
    /// This chunk is the last of `lending`.
    is_lending: bool,
    /// Plans that stand in for damaged definitions while a chunk is rescued.
    lent: FxHashMap<u32, usize>,
}

/// Plan, event id, and where in the plan each role stands.
type Binding = (usize, u32, Vec<(Role, Bound)>);

/// Where a wanted field stands.
#[derive(Clone, Copy, Debug)]
enum Bound {
    At(From),
    Position(usize),
}

impl Records {
    /// Forgets the templates of the last chunk.
    pub fn begin_chunk(&mut self) {
        self.plans.clear();
        self.by_definition.clear();
        self.bindings.clear();
        self.lent.clear();
        self.is_lending = false;
        if self.texts.len() > MAX_TEXTS {
            self.texts.clear();
        }
    }

    /// Reads one record of `chunk`, which begins at byte `base` of the file; gives its time.
    ///
    /// # Errors
    /// [`Odd`] where it is not of the plain shape; nothing is counted then.
    pub fn read(
        &mut self,
        chunk: &[u8],
        base: u64,
        span: &Span,
        recorder: &mut Recorder<'_>,
    ) -> Result<UtcTime, Odd> {
        let start = span.offset + 24;
        let end = span.offset + span.size - 4;
        let (outer, mut values) = (self.content(chunk, start, end, 0)?, std::mem::take(&mut self.outer));
        let result = self.event(chunk, base + span.offset as u64, outer, &values, recorder);
        values.clear();
        self.outer = values;
        result
    }

    /// The plan of a stretch of binary XML; its values go to the outer (0) or inner (1) table.
    fn content(&mut self, chunk: &[u8], start: usize, end: usize, level: u8) -> Result<usize, Odd> {
        let mut values = std::mem::take(if level == 0 { &mut self.outer } else { &mut self.inner });
        values.clear();
        let plan = match fragment(chunk, start, end)? {
            Fragment::Template(instance) => {
                read_values(chunk, instance.values, end, &mut values)?;
                self.template(chunk, instance)?
            }
            Fragment::Elements(at) => {
                let plan = plan(chunk, at, end, false)?;
                self.plans.push(plan);
                self.plans.len() - 1
            }
        };
        *(if level == 0 { &mut self.outer } else { &mut self.inner }) = values;
        Ok(plan)
    }

    fn template(&mut self, chunk: &[u8], instance: Instance) -> Result<usize, Odd> {
        let lent = |records: &Self| records.lent.get(&instance.id).copied().ok_or(Odd);
        let Some(definition) = instance.definition else { return lent(self) };
        let known = self.by_definition.iter().find(|(at, _)| *at == definition.0);
        if let Some((_, plan)) = known {
            return plan.map_or_else(|| lent(self), Ok);
        }
        let made = plan(chunk, definition.0, definition.1, true).ok().map(|plan| {
            self.plans.push(plan);
            self.plans.len() - 1
        });
        self.by_definition.push((definition.0, made));
        match made {
            Some(plan) => {
                self.remember(chunk, instance.id, definition);
                Ok(plan)
            }
            None => lent(self),
        }
    }

    /// Keeps a sound definition for chunks in which it is damaged.
    fn remember(&mut self, chunk: &[u8], id: u32, definition: (usize, usize)) {
        let is_full = self.lenders.len() >= MAX_LENDERS
            || (!self.is_lending && self.lending.len() >= MAX_LENDING_CHUNKS);
        if is_full || !self.lent.is_empty() || self.lenders.contains_key(&id) {
            return;
        }
        if !std::mem::replace(&mut self.is_lending, true) {
            self.lending.push(chunk.into());
        }
        self.lenders.insert(id, (self.lending.len() - 1, definition));
    }

    /// Prepares for records whose template definitions are damaged in their own chunk: gives the bytes to
    /// read them from, which are those of the chunk and behind it those of the chunks that lend.
    pub fn begin_rescue(&mut self, chunk: &[u8]) -> Vec<u8> {
        self.begin_chunk();
        let mut bytes = chunk.to_vec();
        let bases: Vec<usize> = self
            .lending
            .iter()
            .map(|lender| {
                bytes.extend_from_slice(lender);
                bytes.len() - lender.len()
            })
            .collect();
        let mut ids: Vec<_> = self.lenders.iter().map(|(id, at)| (*id, *at)).collect();
        ids.sort_unstable();
        for (id, (lender, definition)) in ids {
            let (Some(bytes), Some(base)) = (self.lending.get(lender), bases.get(lender)) else { continue };
            if let Ok(plan) = plan(bytes, definition.0, definition.1, true) {
                self.plans.push(plan.moved(*base));
                self.lent.insert(id, self.plans.len() - 1);
            }
        }
        bytes
    }

    fn event(
        &mut self,
        chunk: &[u8],
        byte: u64,
        outer: usize,
        values: &[ValueAt],
        recorder: &mut Recorder<'_>,
    ) -> Result<UtcTime, Odd> {
        let system = self.system(chunk, byte, outer, values, recorder)?;
        let nested = self.plans.get(outer).and_then(|p| p.nested);
        let is_stray =
            |(i, (kind, _, len)): (usize, &ValueAt)| *kind == 0x21 && *len > 0 && nested != Some(i);
        if values.iter().enumerate().any(is_stray) {
            return Err(Odd);
        }
        let wanted = recorder.rule(&system);
        let inner = match (wanted, nested.and_then(|n| values.get(n))) {
            (Some(_), Some((0x21, at, len))) if *len > 0 => Some(self.content(chunk, *at, at + len, 1)?),
            _ => None,
        };
        recorder.count(&system);
        if let Some(rule) = wanted {
            self.fields(chunk, inner.unwrap_or(outer), inner.is_none().then_some(values), rule, recorder);
            recorder.row(rule, &system, &self.found);
        }
        Ok(system.time)
    }

    fn system(
        &mut self,
        chunk: &[u8],
        byte: u64,
        plan: usize,
        values: &[ValueAt],
        recorder: &mut Recorder<'_>,
    ) -> Result<System, Odd> {
        let plan = self.plans.get(plan).ok_or(Odd)?;
        let part = |part| plan.part(part).map(|from| locate(chunk, from, values));
        let [provider, id, time, record, computer, keywords] = [
            part(Part::Provider),
            part(Part::EventId),
            part(Part::Time),
            part(Part::RecordId),
            part(Part::Computer),
            part(Part::Keywords),
        ];
        let out = &mut *recorder.out;
        let provider = self.value(provider.ok_or(Odd)?, out);
        let id = number(self.value(id.ok_or(Odd)?, out), out).ok_or(Odd)? & 0xFFFF;
        let mut optional = |part: Option<Piece<'_>>| part.map_or(Value::Missing, |p| self.value(p, out));
        let (record, keywords, computer) = (optional(record), optional(keywords), optional(computer));
        let record = number(record, out).unwrap_or(0);
        Ok(System {
            place: Place::record(record, byte),
            time: time_of(time.ok_or(Odd)?)?,
            provider: text(provider).ok_or(Odd)?,
            event_id: u32::try_from(id).map_err(|_| Odd)?,
            computer: text(computer).unwrap_or_default(),
            keywords: number(keywords, out).unwrap_or(0),
        })
    }

    /// Fills `found` with the fields that `rule` wants; `outer` are the values unless the plan is nested.
    fn fields(
        &mut self,
        chunk: &[u8],
        plan: usize,
        outer: Option<&[ValueAt]>,
        rule: &Rule,
        recorder: &mut Recorder<'_>,
    ) {
        let binding = self.binding(chunk, plan, rule);
        let inner = std::mem::take(&mut self.inner);
        let values = outer.unwrap_or(&inner);
        let mut found = std::mem::take(&mut self.found);
        found.clear();
        let n = self.bindings.get(binding).map_or(0, |(_, _, b)| b.len());
        for i in 0..n {
            let Some((role, bound)) = self.bindings.get(binding).and_then(|(_, _, b)| b.get(i)).copied()
            else {
                break;
            };
            let piece = match bound {
                Bound::At(from) => Some(locate(chunk, from, values)),
                Bound::Position(n) => self.plans.get(plan).and_then(|p| positional(chunk, p, values, n)),
            };
            let value = piece.map_or(Value::Missing, |p| self.value(p, recorder.out));
            found.put(role, value);
        }
        self.found = found;
        self.inner = inner;
    }

    fn binding(&mut self, chunk: &[u8], plan: usize, rule: &Rule) -> usize {
        let known = self.bindings.iter();
        if let Some(at) = known.clone().position(|(p, id, _)| *p == plan && *id == rule.id) {
            return at;
        }
        let data = self.plans.get(plan).map_or(&[][..], |p| &p.data);
        let place = |field: &Field| match field {
            Field::Position(n) => Some(Bound::Position(*n)),
            Field::Named(name) => data
                .iter()
                .find(|(n, _)| n.is_some_and(|n| is_text(n.of(chunk), name)))
                .map(|(_, from)| Bound::At(*from)),
        };
        let fields = rule.fields.iter();
        let bound = fields.filter_map(|(role, field)| Some((*role, place(field)?))).collect();
        self.bindings.push((plan, rule.id, bound));
        self.bindings.len() - 1
    }

    fn value(&mut self, (kind, bytes): Piece<'_>, out: &mut Harvest) -> Value {
        match kind {
            0x01 | 0x81 => Value::Text(self.utf16(bytes, out)),
            0x02 => {
                Value::Text(out.intern(WINDOWS_1252.decode_without_bom_handling(bytes).0.trim_matches(blank)))
            }
            0x03..=0x0A | 0x0D | 0x14 | 0x15 => Value::Number(integer(kind, bytes)),
            0x10 if matches!(bytes.len(), 4 | 8) => Value::Number(integer(kind, bytes)),
            0x11 | 0x12 => match time_of((kind, bytes)) {
                Ok(time) => Value::Text(out.intern(&seven_digits(time))),
                Err(Odd) => Value::Missing,
            },
            0x0F => Value::Text(out.intern(&guid(bytes))),
            0x13 => Value::Text(self.sid(bytes, out)),
            _ => Value::Missing,
        }
    }

    fn utf16(&mut self, bytes: &[u8], out: &mut Harvest) -> Symbol {
        if let Some(symbol) = self.texts.get(bytes) {
            return *symbol;
        }
        let text = UTF_16LE.decode_without_bom_handling(bytes).0.replace('\0', " ");
        let symbol = out.intern(text.trim_matches(blank));
        if bytes.len() <= MAX_REMEMBERED {
            self.texts.insert(bytes.into(), symbol);
        }
        symbol
    }

    fn sid(&mut self, bytes: &[u8], out: &mut Harvest) -> Symbol {
        if let Some(symbol) = self.sids.get(bytes) {
            return *symbol;
        }
        let symbol = out.intern(&sid_text(bytes).unwrap_or_default());
        if self.sids.len() < MAX_TEXTS {
            self.sids.insert(bytes.into(), symbol);
        }
        symbol
    }
}

/// Type and bytes of a value.
type Piece<'c> = (u8, &'c [u8]);

fn blank(c: char) -> bool {
    c == '\0' || c.is_whitespace()
}

fn locate<'c>(chunk: &'c [u8], from: From, values: &[ValueAt]) -> Piece<'c> {
    match from {
        From::Template(text) => (0x01, text.of(chunk)),
        From::Record(number) => values
            .get(number)
            .map_or((0, &[]), |(kind, at, len)| (*kind, chunk.get(*at..at + len).unwrap_or(&[]))),
    }
}

/// The n-th unnamed `Data`, from 1; an array of strings stands for as many.
fn positional<'c>(chunk: &'c [u8], plan: &Plan, values: &[ValueAt], n: usize) -> Option<Piece<'c>> {
    let mut left = n.checked_sub(1)?;
    for (_, from) in plan.data.iter().filter(|(name, _)| name.is_none()) {
        let (kind, bytes) = locate(chunk, *from, values);
        if kind != 0x81 {
            match left.checked_sub(1) {
                Some(fewer) => left = fewer,
                None => return Some((kind, bytes)),
            }
            continue;
        }
        for part in strings(bytes) {
            match left.checked_sub(1) {
                Some(fewer) => left = fewer,
                None => return Some((0x01, part)),
            }
        }
    }
    None
}

/// The strings of an array, each ended by a zero.
fn strings(mut bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        if bytes.len() < 2 {
            return None;
        }
        let end = bytes.chunks_exact(2).position(|unit| unit == [0, 0]);
        let end = end.map_or(bytes.len(), |units| units * 2);
        let part = bytes.get(..end)?;
        bytes = bytes.get(end + 2..).unwrap_or(&[]);
        Some(part)
    })
}

fn integer(kind: u8, bytes: &[u8]) -> u64 {
    let byte = bytes.first().copied().unwrap_or(0);
    match (kind, bytes.len()) {
        (0x03, _) => i64::from(byte.cast_signed()).cast_unsigned(),
        (0x05, _) => i64::from(u16_at(bytes, 0).cast_signed()).cast_unsigned(),
        (0x07, _) => i64::from(u32_at(bytes, 0).cast_signed()).cast_unsigned(),
        (_, 1) => u64::from(byte),
        (_, 2) => u64::from(u16_at(bytes, 0)),
        (_, 4) => u64::from(u32_at(bytes, 0)),
        _ => u64_at(bytes, 0),
    }
}

fn text(value: Value) -> Option<Symbol> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn number(value: Value, out: &Harvest) -> Option<u64> {
    match value {
        Value::Number(n) => Some(n),
        Value::Text(text) => parse_number(out.text.get(text)),
        Value::Missing => None,
    }
}

fn time_of((kind, bytes): Piece<'_>) -> Result<UtcTime, Odd> {
    match kind {
        0x11 => Ok(UtcTime::from_filetime(u64_at(bytes, 0))),
        0x12 => Ok(system_time(bytes)),
        0x01 => Ok(parse_time(&UTF_16LE.decode_without_bom_handling(bytes).0)),
        _ => Err(Odd),
    }
}

/// A time as event XML writes it.
fn seven_digits(time: UtcTime) -> String {
    let ticks = time.0.rem_euclid(TICKS_PER_SECOND);
    let seconds = time.to_utc().map(|utc| utc.format("%Y-%m-%dT%H:%M:%S").to_string());
    seconds.map_or_else(String::new, |seconds| format!("{seconds}.{ticks:07}Z"))
}

/// A SYSTEMTIME; unknown where it is no calendar time.
fn system_time(bytes: &[u8]) -> UtcTime {
    let part = |i: usize| u32::from(u16_at(bytes, i * 2));
    let year = i32::from(u16_at(bytes, 0));
    let date = NaiveDate::from_ymd_opt(year, part(1), part(3));
    let naive = date.and_then(|d| d.and_hms_milli_opt(part(4), part(5), part(6), part(7)));
    naive.map_or(UtcTime::UNKNOWN, UtcTime::from_utc)
}

fn guid(bytes: &[u8]) -> String {
    let [a, b, c] = [u32_at(bytes, 0), u16_at(bytes, 4).into(), u16_at(bytes, 6).into()];
    let hex = |part: Option<&[u8]>| -> String {
        let bytes = part.unwrap_or(&[]).iter();
        bytes.map(|b| format!("{b:02x}")).collect()
    };
    let (d, e) = (hex(bytes.get(8..10)), hex(bytes.get(10..16)));
    format!("{{{a:08x}-{b:04x}-{c:04x}-{d}-{e}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sids_guids_and_calendar_times_are_written_as_windows_does() {
        let bytes = [1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 0x20, 2, 0, 0];
        assert_eq!(sid_text(&bytes).unwrap(), "S-1-5-32-544");
        assert_eq!(sid_text(&bytes[..9]), None);
        assert_eq!(
            guid(&[
                0x25, 0x96, 0x84, 0x54, 0x78, 0x54, 0x94, 0x49, 0xa5, 0xba, 0x3e, 0x3b, 3, 0x28, 0xc3, 13
            ]),
            "{54849625-5478-4994-a5ba-3e3b0328c30d}"
        );
        let time = [0xE9, 7, 11, 0, 1, 0, 3, 0, 2, 0, 14, 0, 54, 0, 0, 0];
        assert_eq!(system_time(&time).rfc3339(), "2025-11-03T02:14:54Z");
        assert_eq!(system_time(&[0xFF; 16]), UtcTime::UNKNOWN);
    }

    #[test]
    fn an_array_of_strings_counts_as_many_fields_the_empty_ones_too() {
        let bytes: Vec<u8> = "a\0\0bc\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let parts: Vec<String> =
            strings(&bytes).map(|p| UTF_16LE.decode_without_bom_handling(p).0.into_owned()).collect();
        assert_eq!(parts, ["a", "", "bc"]);
    }
}

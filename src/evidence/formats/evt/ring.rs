//! The ring a legacy log is written in: where it begins and ends, and the records in it.
//!
//! Bytes 48 to the end of the file are one circle. A record may be cut at the end of the file and go on at
//! byte 48, so the circle is turned until its end mark stands last; from then on nothing is cut, and what
//! stands before the oldest record is older still. Nothing here knows what a record means.
//!
//! Source: Microsoft, "Event Log File Format" (ELF_EOF_RECORD); libyal, "Windows Event Log (EVT) format".

use memchr::memmem;

/// Bytes of the file header.
pub const HEADER: usize = 48;
/// The first bytes of every log: the header's size and the signature.
pub const MAGIC: &[u8] = b"\x30\0\0\0LfLe";
/// Stands in the header and in every record, behind its size.
const SIGNATURE: &[u8] = b"LfLe";
/// Bytes of a record before its names.
pub const FIXED: usize = 56;
/// The shortest record: its fixed part and the copy of its size.
pub const MIN_RECORD: usize = FIXED + 4;
/// Bytes of the end mark.
const END_MARK: usize = 40;
/// What the end mark holds behind its size.
const END_MAGIC: [u8; 16] =
    [0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0x22, 0x22, 0x33, 0x33, 0x33, 0x33, 0x44, 0x44, 0x44, 0x44];
/// Fills the end of the file where the fixed part of a record would not fit.
const FILLER: u32 = 0x27;
/// Header flag: in use, or not closed; its pointers are stale.
const DIRTY: u32 = 1;

/// A number at `at`; 0 beyond the end.
pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at.saturating_add(4)).and_then(|b| b.try_into().ok());
    four.map_or(0, u32::from_le_bytes)
}

/// A short number at `at`; 0 beyond the end.
pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let two = bytes.get(at..at.saturating_add(2)).and_then(|b| b.try_into().ok());
    two.map_or(0, u16::from_le_bytes)
}

/// Where the log stands in the ring, as the header or the end mark says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// Byte of the oldest record.
    pub begin: u32,
    /// Byte of the end mark.
    pub end: u32,
    /// Number of the record to be written next.
    pub next: u32,
    /// Number of the oldest record; 0 in an empty log.
    pub oldest: u32,
}

/// The file header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// It begins as it should.
    pub has_magic: bool,
    /// Version 1.1, the only one there is.
    pub is_known: bool,
    /// The log was in use when it was copied: the bounds are stale.
    pub is_dirty: bool,
    /// As stated; not to be trusted by themselves.
    pub bounds: Bounds,
}

impl Header {
    /// Reads the first bytes of a file, which may be too few.
    pub fn read(bytes: &[u8]) -> Self {
        let n = |at| u32_at(bytes, at);
        Self {
            has_magic: bytes.starts_with(MAGIC),
            is_known: (n(8), n(12)) == (1, 1),
            is_dirty: n(36) & DIRTY != 0,
            bounds: Bounds { begin: n(16), end: n(20), next: n(24), oldest: n(28) },
        }
    }

    /// May its bounds be believed, if nothing speaks against them?
    pub fn is_trusted(&self) -> bool {
        self.has_magic && !self.is_dirty
    }
}

/// What stands at a place of the ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A record, and what is wrong with its frame.
    Record { at: usize, len: usize, flaw: Option<&'static str> },
    /// Bytes that are no record.
    Gap { at: usize, len: usize },
}

impl Step {
    /// Where the next step begins.
    pub fn end(&self) -> usize {
        match self {
            Self::Record { at, len, .. } | Self::Gap { at, len } => at + len,
        }
    }
}

/// The bytes of the circle, turned.
#[derive(Debug)]
pub struct Ring {
    bytes: Vec<u8>,
    /// Bytes between byte 48 of the file and the first of `bytes`.
    turned: usize,
}

impl Ring {
    /// The ring of a whole file, not turned yet.
    pub fn new(mut file: Vec<u8>) -> Self {
        file.drain(..HEADER.min(file.len()));
        // Whole double words: a cut file must not shift what follows its end.
        file.truncate(file.len() & !3);
        Self { bytes: file, turned: 0 }
    }

    /// All bytes, in the order they were turned to.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Byte of the file at `at`.
    pub fn byte(&self, at: usize) -> u64 {
        let around = (at + self.turned).checked_rem(self.bytes.len()).unwrap_or(0);
        (HEADER + around) as u64
    }

    /// Where byte `byte` of the file stands; `None` outside the ring.
    pub fn index(&self, byte: u64) -> Option<usize> {
        let around = usize::try_from(byte).ok()?.checked_sub(HEADER)?;
        let len = self.bytes.len();
        (around < len).then(|| (around + len - self.turned) % len)
    }

    /// Turns it so that `at` comes first.
    pub fn turn(&mut self, at: usize) {
        let len = self.bytes.len();
        if len > 0 {
            self.bytes.rotate_left(at % len);
            self.turned = (self.turned + at) % len;
        }
    }

    /// Where the file ended before the turn; 0 if it was not turned.
    fn seam(&self) -> usize {
        if self.turned == 0 { self.bytes.len() } else { self.bytes.len() - self.turned }
    }

    /// The end mark and where it stands: the header's if it is there, else the newest. Call before turning.
    pub fn end_mark(&self, header: &Header) -> Option<(usize, Bounds)> {
        let stated = header.is_trusted().then(|| self.index(header.bounds.end.into())).flatten();
        if let Some(found) = stated.and_then(|at| Some((at, self.end_mark_at(at)?))) {
            return Some(found);
        }
        // The mark itself may be cut by the end of the file.
        let joint: Vec<u8> = self.around(self.bytes.len().saturating_sub(END_MARK), 2 * END_MARK);
        let over = memmem::find(&joint, &END_MAGIC).map(|at| self.bytes.len().saturating_sub(END_MARK) + at);
        let found = memmem::find_iter(&self.bytes, &END_MAGIC).chain(over);
        let marks = found.filter_map(|at| {
            let at = at.checked_sub(4)?;
            Some((at, self.end_mark_at(at)?))
        });
        // Among equals the one that knows its own place, then the first.
        let knows = |at: usize, b: &Bounds| self.byte(at) == u64::from(b.end);
        marks.fold(None, |best: Option<(usize, Bounds)>, (at, b)| match best {
            Some((i, old)) if (old.next, knows(i, &old)) >= (b.next, knows(at, &b)) => Some((i, old)),
            _ => Some((at, b)),
        })
    }

    fn end_mark_at(&self, at: usize) -> Option<Bounds> {
        let mark = self.around(at, END_MARK);
        let is_mark = mark.get(4..20) == Some(&END_MAGIC[..])
            && (u32_at(&mark, 0) as usize == END_MARK || u32_at(&mark, 36) as usize == END_MARK);
        let n = |at| u32_at(&mark, at);
        is_mark.then(|| Bounds { begin: n(20), end: n(24), next: n(28), oldest: n(32) })
    }

    /// `n` bytes from `at` on, around the end.
    fn around(&self, at: usize, n: usize) -> Vec<u8> {
        self.bytes.iter().cycle().skip(at).take(n.min(self.bytes.len())).copied().collect()
    }

    /// Turns the ring so that the end mark at `at` comes last.
    pub fn turn_behind_mark(&mut self, at: usize) {
        self.turn(at + END_MARK);
    }

    /// Where the records end in a ring that was turned behind its mark.
    pub fn before_mark(&self) -> usize {
        self.bytes.len().saturating_sub(END_MARK)
    }

    /// The first record whose frame is whole, at or after `from`.
    pub fn first_sound(&self, from: usize) -> Option<usize> {
        let starts = memmem::find_iter(self.bytes.get(from..)?, SIGNATURE);
        let mut starts = starts.filter_map(|at| (from + at).checked_sub(4).filter(|at| *at >= from));
        starts.find(|at| self.is_sound(*at, self.bytes.len()))
    }

    /// Does a whole record stand at `at`: signature, a possible size, and its copy?
    pub fn is_sound(&self, at: usize, end: usize) -> bool {
        self.has_signature(at) && self.possible_len(at, end).is_some_and(|len| self.is_closed(at, len))
    }

    /// Does a record begin at `at`, whatever became of its end?
    pub fn is_begun(&self, at: usize, end: usize) -> bool {
        self.has_signature(at) && self.possible_len(at, end).is_some()
    }

    fn has_signature(&self, at: usize) -> bool {
        self.bytes.get(at.saturating_add(4)..).is_some_and(|b| b.starts_with(SIGNATURE))
    }

    /// The size stated at `at`, if a record of that size can stand there.
    fn possible_len(&self, at: usize, end: usize) -> Option<usize> {
        let len = u32_at(&self.bytes, at) as usize;
        let fits = len >= MIN_RECORD && len.is_multiple_of(4) && at.checked_add(len)? <= end;
        fits.then_some(len)
    }

    fn is_closed(&self, at: usize, len: usize) -> bool {
        u32_at(&self.bytes, at + len - 4) as usize == len
    }

    /// What stands at `at`, looking no further than `end`; at least one byte long.
    pub fn step(&self, at: usize, end: usize) -> Step {
        if self.is_sound(at, end) {
            return Step::Record { at, len: u32_at(&self.bytes, at) as usize, flaw: None };
        }
        let next = self.next_start(at + 1, end);
        let flawed = if self.has_signature(at) { self.flawed(at, next, end) } else { self.unsigned(at, end) };
        flawed.unwrap_or(Step::Gap { at, len: next.max(at + 1) - at })
    }

    /// A record whose size or its copy is wrong, where the other of the two, or what follows, tells its end.
    fn flawed(&self, at: usize, next: usize, end: usize) -> Option<Step> {
        let record = |len, flaw| Some(Step::Record { at, len, flaw: Some(flaw) });
        let stated = self.possible_len(at, end);
        if let Some(len) = stated.filter(|len| self.leads_on(at + len, end)) {
            return record(len, "its two sizes differ");
        }
        let implied = next.saturating_sub(at);
        if implied >= MIN_RECORD && self.is_closed(at, implied) {
            return record(implied, "its size is wrong");
        }
        let len = stated.filter(|len| at + len <= next && u32_at(&self.bytes, at + len - 4) == 0)?;
        record(len, "its end is missing")
    }

    /// A record that lost its signature only.
    fn unsigned(&self, at: usize, end: usize) -> Option<Step> {
        let len = self.possible_len(at, end)?;
        let is_record = self.is_closed(at, len) && self.leads_on(at + len, end);
        is_record.then_some(Step::Record { at, len, flaw: Some("its signature is wrong") })
    }

    /// Is `at` where something may follow a record: the end, a record, or filling?
    fn leads_on(&self, at: usize, end: usize) -> bool {
        at == end || self.is_begun(at, end) || self.filling(at, end) > 0
    }

    /// Bytes of filling from `at` to the end of the file; 0 if something else stands there.
    pub fn filling(&self, at: usize, end: usize) -> usize {
        let seam = self.seam();
        let rest = self.bytes.get(at..seam.min(end)).unwrap_or(&[]);
        let is_filling = seam <= end && rest.len() < MIN_RECORD && !rest.is_empty();
        let all = rest.chunks(4).all(|word| u32_at(word, 0) == FILLER);
        if is_filling && all { rest.len() } else { 0 }
    }

    /// The next place from `from` on where a record may begin, else `end`.
    pub fn next_start(&self, from: usize, end: usize) -> usize {
        let rest = self.bytes.get(from.saturating_add(4)..end).unwrap_or(&[]);
        memmem::find(rest, SIGNATURE).map_or(end, |at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(n: u8) -> Vec<u8> {
        let mut bytes = vec![n; 64];
        bytes[..4].copy_from_slice(&64u32.to_le_bytes());
        bytes[4..8].copy_from_slice(SIGNATURE);
        bytes[60..].copy_from_slice(&64u32.to_le_bytes());
        bytes
    }

    fn ring(parts: &[&[u8]]) -> Ring {
        Ring::new([&[0; HEADER][..], &parts.concat()].concat())
    }

    fn whole(at: usize) -> Step {
        Step::Record { at, len: 64, flaw: None }
    }

    #[test]
    fn a_record_cut_by_the_end_of_the_file_is_whole_once_the_ring_is_turned() {
        let (a, b) = (record(1), record(2));
        let mut ring = ring(&[&b[20..], &a, &b[..20]]);
        assert_eq!(ring.step(0, 128), Step::Gap { at: 0, len: 44 });
        assert_eq!(ring.first_sound(0), Some(44));
        ring.turn(44);
        assert_eq!([ring.step(0, 128), ring.step(64, 128)], [whole(0), whole(64)]);
        assert_eq!((ring.byte(64), ring.index(48)), (48 + 108, Some(84)));
    }

    #[test]
    fn a_wrong_size_is_told_by_its_copy_and_a_wrong_copy_by_what_follows() {
        let [mut a, mut b, c] = [record(1), record(2), record(3)];
        a[..4].copy_from_slice(&u32::MAX.to_le_bytes());
        b[60..].copy_from_slice(&12u32.to_le_bytes());
        let ring = ring(&[&a, &b, &c]);
        let flaw = |at| match ring.step(at, 192) {
            Step::Record { len: 64, flaw, .. } => flaw,
            _ => Some("no record"),
        };
        assert_eq!(flaw(0), Some("its size is wrong"));
        assert_eq!(flaw(64), Some("its two sizes differ"));
        assert_eq!(flaw(128), None);
    }

    #[test]
    fn filling_at_the_end_of_the_file_is_no_damage() {
        let (a, fill) = (record(1), [0x27, 0, 0, 0].repeat(5));
        let ring = ring(&[&a, &fill]);
        assert_eq!(ring.filling(64, 84), 20);
        assert_eq!(ring.filling(0, 84), 0);
    }

    #[test]
    fn no_bytes_take_a_step_of_nothing() {
        for bytes in [&b""[..], b"Lf", b"\0\0\0\0LfLe", b"\x40\0\0\0LfLeLfLe"] {
            let ring = ring(&[bytes]);
            assert!(ring.step(0, ring.bytes().len()).end() > 0);
            assert_eq!(ring.end_mark(&Header::default()), None);
        }
    }
}

//! Headers of an EVTX file and its chunks, and the walk from record to record.
//!
//! A header is believed only as far as its checksum holds. Past damage the walk goes on at the next record
//! whose two sizes agree. Stale records behind the used part of a sound chunk are not records of the log.
//!
//! Source: libyal, "Windows XML Event Log (EVTX) format".

use memchr::memmem;

/// Length of a chunk.
pub const CHUNK: usize = 65_536;
/// Length of the file header.
pub const FILE_HEADER: usize = 4_096;
/// Where records begin in a chunk.
pub const RECORDS: usize = 512;
/// Signature of a file.
pub const FILE_MAGIC: &[u8; 8] = b"ElfFile\0";
/// Signature of a chunk.
pub const CHUNK_MAGIC: &[u8; 8] = b"ElfChnk\0";
/// Signature of a record.
const RECORD_MAGIC: &[u8; 4] = &[0x2A, 0x2A, 0, 0];
/// Header and trailing size of a record.
const MIN_RECORD: usize = 28;
/// More records than a chunk can hold: ids further apart say nothing of what was lost.
pub const MAX_RECORDS: u64 = 2_400;

/// More names and templates than a chunk can hold.
const MAX_LINKS: usize = 8_192;

/// A checksum that does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// As stored.
    pub expected: u32,
    /// As computed.
    pub found: u32,
}

/// Reads a little-endian number; 0 outside the bytes.
#[must_use]
pub fn u16_at(bytes: &[u8], at: usize) -> u16 {
    array_at(bytes, at).map_or(0, u16::from_le_bytes)
}

/// Reads a little-endian number; 0 outside the bytes.
#[must_use]
pub fn u32_at(bytes: &[u8], at: usize) -> u32 {
    array_at(bytes, at).map_or(0, u32::from_le_bytes)
}

/// Reads a little-endian number; 0 outside the bytes.
#[must_use]
pub fn u64_at(bytes: &[u8], at: usize) -> u64 {
    array_at(bytes, at).map_or(0, u64::from_le_bytes)
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn crc(parts: &[Option<&[u8]>]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    for part in parts.iter().flatten() {
        hasher.update(part);
    }
    hasher.finalize()
}

fn mismatch(expected: u32, found: u32) -> Option<Mismatch> {
    (expected != found).then_some(Mismatch { expected, found })
}

/// What the file header says.
#[derive(Clone, Copy, Debug, Default)]
pub struct FileHeader {
    /// It has the signature.
    pub has_magic: bool,
    /// All its bytes are there.
    pub is_whole: bool,
    /// Its checksum, where it does not hold.
    pub mismatch: Option<Mismatch>,
    /// The log was not closed cleanly: counts are stale.
    pub is_dirty: bool,
    /// Number of chunks.
    pub n_chunks: u16,
    /// Id of the record to be written next.
    pub next_record: u64,
    /// Version 3 with blocks of 4096 bytes, as we know them.
    pub is_known: bool,
}

impl FileHeader {
    /// Reads the first 4096 bytes of a file.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        Self {
            has_magic: bytes.starts_with(FILE_MAGIC),
            mismatch: mismatch(u32_at(bytes, 124), crc(&[bytes.get(..120)])),
            is_whole: bytes.len() == FILE_HEADER,
            is_dirty: u32_at(bytes, 120) & 1 != 0,
            n_chunks: u16_at(bytes, 42),
            next_record: u64_at(bytes, 24),
            is_known: u16_at(bytes, 38) == 3 && usize::from(u16_at(bytes, 40)) == FILE_HEADER,
        }
    }

    /// May its counts be believed?
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.is_whole && self.has_magic && self.mismatch.is_none() && !self.is_dirty
    }
}

/// What a chunk header says.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChunkHeader {
    /// It has the signature.
    pub has_magic: bool,
    /// Its checksum, where it does not hold.
    pub mismatch: Option<Mismatch>,
    /// Checksum of its records, where it does not hold.
    pub data_mismatch: Option<Mismatch>,
    /// Checksum of its records as computed, to know the chunk again.
    pub data_crc: u32,
    /// First record id.
    pub first: u64,
    /// Last record id.
    pub last: u64,
    /// End of the used part; the whole chunk where the header names none.
    pub free: usize,
    /// The header's own end of the used part is impossible.
    pub bad_free: bool,
}

impl ChunkHeader {
    /// Reads the header of a whole chunk.
    #[must_use]
    pub fn read(chunk: &[u8]) -> Self {
        let stated = u32_at(chunk, 48) as usize;
        let bad_free = !(RECORDS..=CHUNK).contains(&stated);
        let free = if bad_free { CHUNK } else { stated };
        let data_crc = crc(&[chunk.get(RECORDS..free)]);
        // Flag 4: written without checksums.
        let unsigned = u32_at(chunk, 120) & 4 != 0;
        let header_crc = crc(&[chunk.get(..120), chunk.get(128..RECORDS)]);
        Self {
            has_magic: chunk.starts_with(CHUNK_MAGIC),
            mismatch: mismatch(u32_at(chunk, 124), header_crc).filter(|_| !unsigned),
            data_mismatch: mismatch(u32_at(chunk, 52), data_crc).filter(|_| !unsigned),
            data_crc,
            first: u64_at(chunk, 24),
            last: u64_at(chunk, 32),
            free,
            bad_free,
        }
    }

    /// May its numbers be believed?
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.has_magic && self.mismatch.is_none() && !self.bad_free
    }
}

/// Do the string and template tables of a chunk lead somewhere, and to an end? Nothing we read depends on
/// them, but damage shows here first.
#[must_use]
pub fn tables_hold(chunk: &[u8]) -> bool {
    let buckets = (128..RECORDS).step_by(4).map(|at| u32_at(chunk, at) as usize);
    let mut left = MAX_LINKS;
    let strings: Vec<usize> = buckets.clone().take(64).filter(|o| *o != 0).collect();
    let all_one = strings.len() > 32 && strings.iter().all(|o| Some(o) == strings.first());
    let mut chains = buckets;
    !all_one && chains.all(|bucket| chain_ends(chunk, bucket, &mut left))
}

/// Each link begins with the offset of the next one; 0 ends the chain.
fn chain_ends(chunk: &[u8], bucket: usize, left: &mut usize) -> bool {
    let mut at = bucket;
    while at != 0 {
        if !(RECORDS..CHUNK).contains(&at) || *left == 0 {
            return false;
        }
        *left -= 1;
        at = u32_at(chunk, at) as usize;
    }
    true
}

/// A record in a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Bytes from the start of the chunk.
    pub offset: usize,
    /// Length with header and trailing size.
    pub size: usize,
    /// Id in the record header; the event's own id is in `System`.
    pub id: u64,
    /// FILETIME in the record header.
    pub written: u64,
    /// The copy of the size at its end agrees.
    pub is_closed: bool,
}

/// What the walk meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A record.
    Record(Span),
    /// Bytes that should be records and are not.
    Lost {
        /// Where they begin in the chunk.
        offset: usize,
        /// How many records, by the ids around; 0 where no id is missing.
        n: u64,
    },
}

/// Walks the records of a chunk of which the first `present` bytes are there; `steps` is filled anew.
pub fn walk(chunk: &[u8], header: &ChunkHeader, present: usize, steps: &mut Vec<Step>) {
    steps.clear();
    let mut walk = Walk {
        chunk,
        sound: header.is_sound(),
        live_end: if header.is_sound() { header.free } else { CHUNK },
        present: present.min(chunk.len()),
        previous: header.is_sound().then(|| header.first.wrapping_sub(1)),
        at: RECORDS,
        steps,
    };
    while walk.step() {}
    walk.close(header);
}

struct Walk<'c> {
    chunk: &'c [u8],
    sound: bool,
    live_end: usize,
    present: usize,
    /// Id of the record before; in a sound chunk the one before its first.
    previous: Option<u64>,
    at: usize,
    steps: &'c mut Vec<Step>,
}

impl Walk<'_> {
    /// One record or one gap; false at the end.
    fn step(&mut self) -> bool {
        if self.at + MIN_RECORD > self.live_end.min(self.present) {
            return false;
        }
        match self.record_at(self.at).filter(|span| self.fits(span)) {
            Some(span) => {
                self.previous = Some(span.id);
                self.at = span.offset + span.size;
                self.steps.push(Step::Record(span));
                true
            }
            None => self.resync(),
        }
    }

    fn record_at(&self, at: usize) -> Option<Span> {
        let chunk = self.chunk;
        if chunk.get(at..at.checked_add(4)?)? != RECORD_MAGIC {
            return None;
        }
        let size = u32_at(chunk, at + 4) as usize;
        let end = at.checked_add(size)?;
        (size >= MIN_RECORD && end <= self.present.min(CHUNK)).then(|| Span {
            offset: at,
            size,
            id: u64_at(chunk, at + 8),
            written: u64_at(chunk, at + 16),
            is_closed: u32_at(chunk, end - 4) as usize == size,
        })
    }

    /// Without an agreeing copy of its size a record must be followed by another, or by the end.
    fn fits(&self, span: &Span) -> bool {
        let end = span.offset + span.size;
        span.is_closed
            || self.chunk.get(end..end + 4) == Some(RECORD_MAGIC)
            || (self.sound && end == self.live_end)
    }

    /// Goes on at the next record that is whole; false where there is none.
    fn resync(&mut self) -> bool {
        let gap = self.at;
        let rest = self.chunk.get(gap..self.live_end).unwrap_or(&[]);
        if rest.iter().all(|b| *b == 0) {
            return false;
        }
        let Some(next) = self.next_record(gap + 1) else {
            let n = u64::from(self.sound || self.previous.is_none() && self.is_record_like(gap));
            if n > 0 {
                self.steps.push(Step::Lost { offset: gap, n });
                self.previous = self.previous.map(|p| p.saturating_add(n));
            }
            return false;
        };
        let older = self.previous.is_some_and(|p| next.id <= p);
        if !self.sound && older {
            return false;
        }
        let missing = self.previous.and_then(|p| next.id.checked_sub(p)?.checked_sub(1));
        let n = missing.filter(|n| *n <= MAX_RECORDS).unwrap_or(1);
        self.steps.push(Step::Lost { offset: gap, n });
        self.at = next.offset;
        true
    }

    fn is_record_like(&self, at: usize) -> bool {
        self.chunk.get(at..at + 4) == Some(RECORD_MAGIC)
    }

    fn next_record(&self, from: usize) -> Option<Span> {
        let area = self.chunk.get(..self.live_end.min(self.present))?;
        let hits = memmem::find_iter(area.get(from..)?, RECORD_MAGIC);
        hits.filter_map(|hit| self.record_at(from + hit)).find(|span| span.is_closed)
    }

    /// Records that a sound header counts and the walk did not meet.
    fn close(&mut self, header: &ChunkHeader) {
        let Some(previous) = self.previous.filter(|_| self.sound) else {
            return;
        };
        let missing = header.last.saturating_sub(previous);
        if (1..=MAX_RECORDS).contains(&missing) && self.at < self.live_end {
            let n_known = match self.steps.last() {
                Some(Step::Lost { offset, n }) if *offset == self.at => *n,
                _ => 0,
            };
            if n_known > 0 {
                self.steps.pop();
            }
            self.steps.push(Step::Lost { offset: self.at, n: missing + n_known });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chunk of `n` records of 40 bytes with ids from 1.
    fn chunk(n: u64) -> Vec<u8> {
        let mut chunk = vec![0; RECORDS];
        for id in 1..=n {
            chunk.extend([0x2A, 0x2A, 0, 0]);
            chunk.extend(40u32.to_le_bytes());
            chunk.extend(id.to_le_bytes());
            chunk.extend([0x11; 20]);
            chunk.extend(40u32.to_le_bytes());
        }
        let free = u32::try_from(chunk.len()).unwrap();
        chunk.resize(CHUNK, 0);
        chunk[..8].copy_from_slice(CHUNK_MAGIC);
        chunk[24..32].copy_from_slice(&1u64.to_le_bytes());
        chunk[32..40].copy_from_slice(&n.to_le_bytes());
        chunk[48..52].copy_from_slice(&free.to_le_bytes());
        seal(&mut chunk);
        chunk
    }

    fn seal(chunk: &mut [u8]) {
        let free = u32_at(chunk, 48) as usize;
        let data = crc(&[chunk.get(RECORDS..free)]);
        chunk[52..56].copy_from_slice(&data.to_le_bytes());
        let header = crc(&[chunk.get(..120), chunk.get(128..RECORDS)]);
        chunk[124..128].copy_from_slice(&header.to_le_bytes());
    }

    fn count(chunk: &[u8], present: usize) -> (usize, u64) {
        let mut steps = Vec::new();
        walk(chunk, &ChunkHeader::read(chunk), present, &mut steps);
        let lost = steps.iter().map(|s| match s {
            Step::Lost { n, .. } => *n,
            Step::Record(_) => 0,
        });
        let n_lost = lost.sum();
        let n = steps.iter().filter(|s| matches!(s, Step::Record(_))).count();
        (n, n_lost)
    }

    #[test]
    fn a_damaged_record_costs_that_record_alone() {
        for (at, value) in [(4, 0), (4, 39), (4, 0xFFFF_FFFF), (0, 0)] {
            let mut bytes = chunk(10);
            let record = RECORDS + 4 * 40;
            bytes[record + at..record + at + 4].copy_from_slice(&u32::to_le_bytes(value));
            assert_eq!(count(&bytes, CHUNK), (9, 1), "{value:#x} at {at}");
        }
    }

    #[test]
    fn ids_tell_how_many_records_a_hole_held() {
        let mut bytes = chunk(10);
        bytes[RECORDS + 2 * 40..RECORDS + 5 * 40].fill(0);
        assert_eq!(count(&bytes, CHUNK), (7, 3));
        assert_eq!(count(&chunk(10), RECORDS + 4 * 40 + 5), (4, 6));
        let mut bytes = chunk(10);
        bytes[RECORDS + 9 * 40..RECORDS + 10 * 40].fill(0);
        assert_eq!(count(&bytes, CHUNK), (9, 1));
    }

    #[test]
    fn a_chunk_without_header_is_carved_and_stale_records_are_left_alone() {
        let mut bytes = chunk(10);
        bytes[..RECORDS].fill(0);
        assert_eq!(count(&bytes, CHUNK), (10, 0));
        let mut stale = chunk(10);
        let free = u32::try_from(RECORDS + 4 * 40).unwrap();
        stale[48..52].copy_from_slice(&free.to_le_bytes());
        stale[32..40].copy_from_slice(&4u64.to_le_bytes());
        seal(&mut stale);
        assert_eq!(count(&stale, CHUNK), (4, 0));
    }
}

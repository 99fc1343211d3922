//! Writes `.evt`, the event log of Windows up to Server 2003: closed cleanly, never wrapped.
//!
//! Records follow each other from byte 48; behind the last stands the end record, and the file is filled up
//! to the next 64 KiB, as the service sizes its logs. Nothing is read back.
//!
//! Source: Microsoft, "Event Log File Format" (ELF_LOGFILE_HEADER, EVENTLOGRECORD, ELF_EOF_RECORD).

use crate::model::time::UtcTime;
use std::io::{self, Seek, SeekFrom, Write};

const HEADER: u32 = 48;
const END: u32 = 40;
const SIGNATURE: u32 = 0x654C_664C;
/// Logs grow by this much.
const GRAIN: u32 = 64 * 1024;

/// Kinds of records, by the number the file has for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Error = 1,
    Information = 4,
    AuditSuccess = 8,
    AuditFailure = 16,
}

/// One record to write.
pub(super) struct Record {
    pub source: &'static str,
    /// With severity and facility in its high bits.
    pub event_id: u32,
    pub kind: Kind,
    pub category: u16,
    /// Authority and sub-authorities of the user; none for "N/A".
    pub user: Option<Vec<u32>>,
    pub strings: Vec<String>,
}

/// A log being written.
pub(super) struct EvtLog<W: Write + Seek> {
    out: W,
    computer: &'static str,
    end: u32,
    n_records: u32,
}

impl<W: Write + Seek> EvtLog<W> {
    pub(super) fn new(mut out: W, computer: &'static str) -> io::Result<Self> {
        out.write_all(&[0; HEADER as usize])?;
        Ok(Self { out, computer, end: HEADER, n_records: 0 })
    }

    pub(super) fn append(&mut self, at: UtcTime, record: &Record) -> io::Result<()> {
        self.n_records += 1;
        let bytes = encode(self.n_records, at, self.computer, record);
        self.out.write_all(&bytes)?;
        self.end += length(&bytes);
        Ok(())
    }

    /// Writes the end record, the filling and the header; the number of records.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        let (next, oldest) = (self.n_records + 1, u32::from(self.n_records > 0));
        let end =
            [END, 0x1111_1111, 0x2222_2222, 0x3333_3333, 0x4444_4444, HEADER, self.end, next, oldest, END];
        self.out.write_all(&words(&end))?;
        let used = self.end + END;
        let size = used.div_ceil(GRAIN) * GRAIN;
        self.out.write_all(&vec![0; (size - used) as usize])?;
        let header = [HEADER, SIGNATURE, 1, 1, HEADER, self.end, next, oldest, size, 0, 0, HEADER];
        self.out.seek(SeekFrom::Start(0))?;
        self.out.write_all(&words(&header))?;
        self.out.flush()?;
        Ok(u64::from(self.n_records))
    }
}

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|n| n.to_le_bytes()).collect()
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend(text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
}

fn pad(out: &mut Vec<u8>) {
    out.resize(out.len().next_multiple_of(4), 0);
}

/// The record with its length in front and behind. Offsets count from its start.
fn encode(number: u32, at: UtcTime, computer: &str, record: &Record) -> Vec<u8> {
    let mut tail = Vec::new();
    text(&mut tail, record.source);
    text(&mut tail, computer);
    pad(&mut tail);
    let user = 56 + length(&tail);
    let sid = record.user.as_deref().map(sid).unwrap_or_default();
    tail.extend(&sid);
    let strings = 56 + length(&tail);
    record.strings.iter().for_each(|s| text(&mut tail, s));
    let data = 56 + length(&tail);
    pad(&mut tail);
    let whole = 56 + length(&tail) + 4;
    let second = u32::try_from(at.seconds_since(UtcTime::from_unix(0, 0))).unwrap_or(0);
    let n_strings = u32::try_from(record.strings.len()).unwrap_or(0);
    let mut out = words(&[
        whole,
        SIGNATURE,
        number,
        second,
        second,
        record.event_id,
        record.kind as u32 | n_strings << 16,
        u32::from(record.category),
        0,
        strings,
        length(&sid),
        user,
        0,
        data,
    ]);
    out.extend(tail);
    out.extend(whole.to_le_bytes());
    out
}

/// A SID: revision 1, number of sub-authorities, authority 5 in six bytes, then the sub-authorities.
fn sid(parts: &[u32]) -> Vec<u8> {
    let mut out = vec![1, u8::try_from(parts.len()).unwrap_or(0), 0, 0, 0, 0, 0, 5];
    out.extend(words(parts));
    out
}

//! One record of a legacy log: its fixed part, names, strings, SID and data, wherever its offsets point.
//!
//! An offset is looked at only where its length says that something is there; the rest may be garbage. What
//! an offset beyond the record hides is looked for where Windows always puts it: names, SID, strings, data.

use super::ring::{FIXED, u16_at, u32_at};
use crate::evidence::windows_event::{AUDIT_FAILURE, AUDIT_SUCCESS};
use crate::model::harvest::Fault;
use crate::model::time::UtcTime;

/// A record, from its size to the copy of its size.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    bytes: &'r [u8],
}

/// A part of a record, and what is wrong with it.
pub type Part<T> = (T, Option<Fault>);

impl<'r> Record<'r> {
    /// A view of the bytes of one record.
    pub fn new(bytes: &'r [u8]) -> Self {
        Self { bytes }
    }

    fn n(&self, at: usize) -> u32 {
        u32_at(self.bytes, at)
    }

    /// Its number in the log.
    pub fn number(&self) -> u32 {
        self.n(8)
    }

    /// When it happened; seconds since 1970, so every value is a time, if an absurd one.
    pub fn generated(&self) -> UtcTime {
        UtcTime::from_unix(self.n(12).into(), 0)
    }

    /// When it reached the log.
    pub fn written(&self) -> UtcTime {
        UtcTime::from_unix(self.n(16).into(), 0)
    }

    /// The id with its severity and facility bits.
    pub fn whole_id(&self) -> u32 {
        self.n(20)
    }

    /// The id alone.
    pub fn event_id(&self) -> u32 {
        self.n(20) & 0xFFFF
    }

    /// Type of the event: 8 and 16 are audits.
    pub fn kind(&self) -> u16 {
        u16_at(self.bytes, 24)
    }

    /// Number of the category, which the source names.
    pub fn category(&self) -> u16 {
        u16_at(self.bytes, 28)
    }

    /// The audit bits a later Windows would set.
    pub fn keywords(&self) -> u64 {
        match self.kind() {
            8 => AUDIT_SUCCESS,
            16 => AUDIT_FAILURE,
            _ => 0,
        }
    }

    /// Source and computer, UTF-16 without their ends, and where they end.
    pub fn names(&self) -> (&'r [u8], &'r [u8], usize) {
        let (source, at) = self.text_at(FIXED, self.content_end());
        let (computer, at) = self.text_at(at, self.content_end());
        (source, computer, at)
    }

    /// The insertion strings, UTF-16 without their ends.
    pub fn strings(&self) -> Part<Vec<&'r [u8]>> {
        let n = usize::from(u16_at(self.bytes, 26));
        let (mut at, misplaced) = match self.stretch(n, 36) {
            Some(start) => (start, None),
            None => (self.after_sid(), Some(Fault::Record("its strings are not where it says".to_owned()))),
        };
        let end = self.strings_end(at);
        let mut strings = Vec::new();
        while strings.len() < n && at < end {
            let (text, next) = self.text_at(at, end);
            strings.push(text);
            at = next;
        }
        let missing = (strings.len() < n).then_some(Fault::Fields { expected: n, found: strings.len() });
        (strings, misplaced.or(missing))
    }

    /// The SID of the account concerned, in bytes; empty if there is none.
    pub fn sid(&self) -> Part<&'r [u8]> {
        self.block(self.n(40), 44, "its SID is not where it says")
    }

    /// Data of the source's own, in bytes; empty if there is none.
    pub fn data(&self) -> Part<&'r [u8]> {
        self.block(self.n(48), 52, "its data is not where it says")
    }

    fn block(&self, len: u32, offset_at: usize, flaw: &str) -> Part<&'r [u8]> {
        let len = len as usize;
        if len == 0 {
            return (&[], None);
        }
        let start = self.stretch(len, offset_at);
        let found = start.and_then(|s| self.bytes.get(s..s.checked_add(len)?));
        match found.filter(|_| start.is_some_and(|s| s + len <= self.content_end())) {
            Some(bytes) => (bytes, None),
            None => (&[], Some(Fault::Record(flaw.to_owned()))),
        }
    }

    /// The offset at `offset_at`, if it points into the record's content; nothing of length 0 is sought.
    fn stretch(&self, len: usize, offset_at: usize) -> Option<usize> {
        let start = self.n(offset_at) as usize;
        (len == 0 || (FIXED..self.content_end()).contains(&start)).then_some(start)
    }

    /// Behind the names and the SID, where the strings stand.
    fn after_sid(&self) -> usize {
        let sid = self.sid().0;
        let start = self.n(44) as usize;
        if sid.is_empty() { self.names().2 } else { start + sid.len() }
    }

    /// Strings end where the data begins, else with the record.
    fn strings_end(&self, from: usize) -> usize {
        let data = self.n(52) as usize;
        let before_data = !self.data().0.is_empty() && data > from;
        if before_data { data } else { self.content_end() }
    }

    fn content_end(&self) -> usize {
        self.bytes.len().saturating_sub(4)
    }

    /// UTF-16 from `at` to its zero or `end`, and where the next text begins.
    fn text_at(&self, at: usize, end: usize) -> (&'r [u8], usize) {
        let rest = self.bytes.get(at..end.max(at)).unwrap_or(&[]);
        let units = rest.chunks_exact(2).position(|unit| unit == [0, 0]);
        let len = units.map_or(rest.len() & !1, |n| n * 2);
        (rest.get(..len).unwrap_or(&[]), at.saturating_add(len + 2))
    }
}

/// What Windows calls a type of event; `None` for a number it does not use.
pub fn kind_name(kind: u16) -> Option<&'static str> {
    Some(match kind {
        0 => "Success",
        1 => "Error",
        2 => "Warning",
        4 => "Information",
        8 => "Success Audit",
        16 => "Failure Audit",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    /// Source `S`, computer `C`, two strings, without SID and data.
    fn bytes() -> Vec<u8> {
        let mut bytes = vec![0; FIXED];
        bytes.extend(utf16("S\0C\0one\0two\0"));
        bytes.resize(bytes.len().next_multiple_of(4) + 4, 0);
        bytes[26] = 2;
        bytes[36] = FIXED as u8 + 8;
        bytes
    }

    #[test]
    fn strings_behind_a_false_offset_are_found_where_windows_puts_them() {
        let mut bytes = bytes();
        let texts = |bytes: &[u8]| {
            let (strings, fault) = Record::new(bytes).strings();
            (strings.concat(), fault)
        };
        assert_eq!(texts(&bytes), (utf16("onetwo"), None));
        bytes[36..40].copy_from_slice(&u32::MAX.to_le_bytes());
        let (strings, fault) = texts(&bytes);
        assert_eq!(strings, utf16("onetwo"));
        assert!(matches!(fault, Some(Fault::Record(_))));
    }

    #[test]
    fn more_strings_than_there_are_and_parts_outside_are_told() {
        let mut bytes = bytes();
        bytes[26..28].copy_from_slice(&[0xFF, 0xFF]);
        let (strings, fault) = Record::new(&bytes).strings();
        assert_eq!(strings[..2], [&utf16("one")[..], &utf16("two")]);
        assert!(matches!(fault, Some(Fault::Fields { expected: 65_535, .. })));
        bytes[40..44].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
        assert!(Record::new(&bytes).sid().1.is_some());
        // No length: the offset is not even looked at.
        bytes[52..56].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Record::new(&bytes).data(), (&[][..], None));
    }
}

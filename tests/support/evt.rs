//! Writes legacy event logs: records with strings in a ring, with its filling, its end mark, stale or not.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]

/// One event to be written.
#[derive(Clone, Debug)]
pub struct Event {
    pub source: &'static str,
    pub computer: &'static str,
    /// With severity bits.
    pub id: u32,
    /// 1 error, 2 warning, 4 information, 8 success audit, 16 failure audit.
    pub kind: u16,
    /// Seconds since 1970.
    pub time: u32,
    pub sid: Vec<u8>,
    pub strings: Vec<String>,
    pub data: Vec<u8>,
}

impl Event {
    pub fn new(source: &'static str, id: u32, kind: u16, time: u32, strings: &[&str]) -> Self {
        let strings = strings.iter().map(|s| (*s).to_owned()).collect();
        Self { source, computer: "EX1", id, kind, time, sid: Vec::new(), strings, data: Vec::new() }
    }

    /// The bytes of the record numbered `number`.
    pub fn bytes(&self, number: u32) -> Vec<u8> {
        let names = utf16(&[self.source, self.computer]);
        let strings = utf16(&self.strings.iter().map(String::as_str).collect::<Vec<_>>());
        let sid_at = 56 + names.len();
        let strings_at = sid_at + self.sid.len();
        let data_at = strings_at + strings.len();
        let len = (data_at + self.data.len() + 4).next_multiple_of(4);
        let short = |low: usize, high: u16| low as u32 | u32::from(high) << 16;
        let fixed = [
            len as u32,
            u32::from_le_bytes(*b"LfLe"),
            number,
            self.time,
            self.time,
            self.id,
            short(usize::from(self.kind), self.strings.len() as u16),
            2,
            0,
            strings_at as u32,
            self.sid.len() as u32,
            sid_at as u32,
            self.data.len() as u32,
            data_at as u32,
        ];
        let mut bytes = words(&fixed);
        for part in [&names, &self.sid, &strings, &self.data] {
            bytes.extend(part);
        }
        bytes.resize(len - 4, 0);
        bytes.extend((len as u32).to_le_bytes());
        bytes
    }
}

fn utf16(texts: &[&str]) -> Vec<u8> {
    let ended = texts.iter().flat_map(|t| t.encode_utf16().chain([0]));
    ended.flat_map(u16::to_le_bytes).collect()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|w| w.to_le_bytes()).collect()
}

/// Writes as Windows does: one record after another, over the oldest once the file is full.
pub struct Log {
    ring: Vec<u8>,
    /// Where the records of the log begin, oldest first, with number and length.
    records: std::collections::VecDeque<(usize, u32, usize)>,
    at: usize,
    next: u32,
}

impl Log {
    /// An empty log of `len` bytes, header and all.
    pub fn new(len: usize, first_number: u32) -> Self {
        let ring = vec![0; len - 48];
        Self { ring, records: std::collections::VecDeque::new(), at: 0, next: first_number }
    }

    pub fn write(&mut self, event: &Event) -> &mut Self {
        let bytes = event.bytes(self.next);
        let left = self.ring.len() - self.at;
        if left < 56 {
            self.free(left);
            let filling = words(&vec![0x27; left / 4]);
            self.put(self.at, &filling);
            self.at = 0;
        }
        self.free(bytes.len() + 40);
        self.put(self.at, &bytes);
        self.records.push_back((self.at, self.next, bytes.len()));
        self.at = (self.at + bytes.len()) % self.ring.len();
        self.next += 1;
        self
    }

    /// Gives up the oldest records that stand in the next `n` bytes.
    fn free(&mut self, n: usize) {
        let len = self.ring.len();
        while self
            .records
            .front()
            .is_some_and(|(at, _, _)| (at + len - self.at) % len < n && self.records.len() > 1)
        {
            self.records.pop_front();
        }
    }

    /// Gives up the `n` oldest records early; their bytes stay until something is written there.
    pub fn forget(&mut self, n: usize) -> &mut Self {
        self.records.drain(..n.min(self.records.len()));
        self
    }

    fn put(&mut self, at: usize, bytes: &[u8]) {
        let len = self.ring.len();
        bytes.iter().enumerate().for_each(|(i, b)| self.ring[(at + i) % len] = *b);
    }

    /// The file; a dirty one has the header of an empty log.
    pub fn file(&mut self, is_dirty: bool) -> Vec<u8> {
        let (begin, oldest) = self.records.front().map_or((self.at, 0), |(at, n, _)| (*at, *n));
        let [begin, end] = [begin, self.at].map(|at| at as u32 + 48);
        let max = self.ring.len() as u32 + 48;
        let mark =
            [40, 0x1111_1111, 0x2222_2222, 0x3333_3333, 0x4444_4444, begin, end, self.next, oldest, 40];
        self.put(self.at, &words(&mark));
        let magic = u32::from_le_bytes(*b"LfLe");
        let stated = if is_dirty { [48, 48, 1, 0] } else { [begin, end, self.next, oldest] };
        let header = [&[48, magic, 1, 1], &stated[..], &[max, u32::from(is_dirty), 0, 48]].concat();
        [words(&header), self.ring.clone()].concat()
    }
}

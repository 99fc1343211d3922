//! Finds where a JSON value ends without parsing it, and refuses what is nested too deep, without recursion.

use memchr::memchr3;

/// Levels of nesting that are read.
const MAX_DEPTH: usize = 64;

/// How far a scan came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The value has this many bytes.
    Whole(usize),
    /// It goes on behind the bytes at hand.
    More,
    /// It is no JSON, for this reason.
    Broken(&'static str),
}

/// A scan that can go on when more bytes are there.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    /// Bytes looked at.
    pub at: usize,
    /// Closing brackets that are awaited.
    awaited: Vec<u8>,
    in_string: bool,
}

impl Scan {
    /// Goes on over `bytes`: the same as before and perhaps more. The first is `{`, `[` or `"`.
    pub fn run(&mut self, bytes: &[u8]) -> Step {
        while let Some(&byte) = bytes.get(self.at) {
            let step = if self.in_string { self.string(bytes) } else { self.structure(byte) };
            match step {
                Some(Step::Whole(_)) | None if self.is_done() => return Step::Whole(self.at),
                Some(step) => return step,
                None => {}
            }
        }
        Step::More
    }

    fn is_done(&self) -> bool {
        self.awaited.is_empty() && !self.in_string
    }

    /// Goes to the end of a string, or to the end of the bytes.
    fn string(&mut self, bytes: &[u8]) -> Option<Step> {
        let rest = bytes.get(self.at..).unwrap_or_default();
        let Some(found) = memchr3(b'"', b'\\', b'\n', rest) else {
            self.at = bytes.len();
            return Some(Step::More);
        };
        let at = self.at + found;
        match bytes.get(at) {
            Some(b'"') => {
                self.at = at + 1;
                self.in_string = false;
                None
            }
            // What is escaped is looked at together with its backslash, or not yet.
            Some(b'\\') if at + 1 < bytes.len() => {
                self.at = at + 2;
                None
            }
            Some(b'\\') => {
                self.at = at;
                Some(Step::More)
            }
            _ => Some(Step::Broken("a string goes over the end of its line")),
        }
    }

    fn structure(&mut self, byte: u8) -> Option<Step> {
        self.at += 1;
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' if self.awaited.len() >= MAX_DEPTH => {
                return Some(Step::Broken("nested too deep"));
            }
            b'{' => self.awaited.push(b'}'),
            b'[' => self.awaited.push(b']'),
            b'}' | b']' if self.awaited.pop() != Some(byte) => {
                return Some(Step::Broken("brackets do not match"));
            }
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(text: &str) -> Step {
        Scan::default().run(text.as_bytes())
    }

    #[test]
    fn a_value_ends_where_its_brackets_do() {
        assert_eq!(scan("{\"a}\\\"\":[{}]} tail"), Step::Whole(13));
        assert_eq!(scan("\"x\\\\\",1"), Step::Whole(5));
        assert_eq!(scan("[1,2}"), Step::Broken("brackets do not match"));
        assert_eq!(scan("{\"a\":\"\\"), Step::More);
    }

    #[test]
    fn a_scan_goes_on_byte_by_byte() {
        let text = b"{\"a\":\"b\\\"\\\\\"}";
        let mut scan = Scan::default();
        for n in 1..text.len() {
            assert_eq!(scan.run(&text[..n]), Step::More);
        }
        assert_eq!(scan.run(text), Step::Whole(text.len()));
    }

    #[test]
    fn depth_is_bounded() {
        assert_eq!(scan(&"[".repeat(100_000)), Step::Broken("nested too deep"));
        let deepest = "[".repeat(MAX_DEPTH) + &"]".repeat(MAX_DEPTH);
        assert_eq!(scan(&deepest), Step::Whole(deepest.len()));
    }
}

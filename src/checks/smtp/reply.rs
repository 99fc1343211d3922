//! Replies of an SMTP server, out of bytes: RFC 5321 4.2. Believes nothing; every length has an end.
//!
//! The code is the one of the first line. Oddities that leave the reply readable are noted, not mended.

use std::collections::VecDeque;

/// Longest line that is read.
pub const LINE_BYTES: usize = 4 * 1024;
/// Longest reply.
pub const REPLY_BYTES: usize = 64 * 1024;
/// Most lines of a reply.
pub const REPLY_LINES: usize = 256;
/// All that one session may bring.
pub const SESSION_BYTES: usize = 1024 * 1024;

/// One reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// 220, 250, 550.
    pub code: u16,
    /// `5.7.1`, where the reply begins with one (RFC 3463).
    pub enhanced: Option<String>,
    /// Its lines as they came, without line end. Raw: show them as safe text.
    pub raw: Vec<String>,
    /// What is odd about it.
    pub faults: Vec<Fault>,
}

impl Reply {
    /// The texts of its lines, without codes.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.raw.iter().map(|line| line.get(4..).unwrap_or(""))
    }

    /// The whole reply in one line.
    #[must_use]
    pub fn one_line(&self) -> String {
        self.raw.join(" / ")
    }

    /// First digit: 2 accepted, 3 go on, 4 later, 5 no.
    #[must_use]
    pub fn class(&self) -> u16 {
        self.code / 100
    }

    /// Does its enhanced code begin so?
    #[must_use]
    pub fn is_about(&self, prefix: &str) -> bool {
        self.enhanced.as_deref().is_some_and(|code| code.starts_with(prefix))
    }
}

/// What is odd about a reply that can still be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A line ends without CR.
    BareLineFeed,
    /// NUL or another byte that has no place in a line.
    ControlBytes,
    /// Lines of one reply have different codes.
    MixedCodes,
    /// Bytes came that no command asked for.
    Unasked,
}

impl Fault {
    /// Id of its words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::BareLineFeed => "smtp-fault-bare-lf",
            Self::ControlBytes => "smtp-fault-control",
            Self::MixedCodes => "smtp-fault-mixed",
            Self::Unasked => "smtp-fault-unasked",
        }
    }
}

/// Why no reply can be made of what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A line, a reply or the session has no end.
    Endless,
    /// A line is no SMTP reply.
    NotSmtp,
}

/// Makes replies of bytes as they come.
#[derive(Debug, Default)]
pub struct ReplyReader {
    waiting: VecDeque<u8>,
    session: usize,
    reply: Reply,
    reply_bytes: usize,
}

impl ReplyReader {
    /// Takes bytes in.
    ///
    /// # Errors
    /// The session has brought too much.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        self.session = self.session.saturating_add(bytes.len());
        if self.session > SESSION_BYTES {
            return Err(Unreadable::Endless);
        }
        self.waiting.extend(bytes);
        Ok(())
    }

    /// The next whole reply; nothing while it is not complete.
    ///
    /// # Errors
    /// What came is endless or no SMTP.
    pub fn next_reply(&mut self) -> Result<Option<Reply>, Unreadable> {
        while let Some(line) = self.line()? {
            if self.take(&line)? {
                self.reply_bytes = 0;
                return Ok(Some(std::mem::take(&mut self.reply)));
            }
        }
        Ok(None)
    }

    /// Lines of a reply that has not ended, and the beginning of its last one: for the transcript.
    #[must_use]
    pub fn unfinished(&self) -> Vec<String> {
        let begun: Vec<u8> = self.waiting.iter().copied().take(LINE_BYTES).collect();
        let mut lines = self.reply.raw.clone();
        if !begun.is_empty() {
            lines.push(String::from_utf8_lossy(&begun).into_owned());
        }
        lines
    }

    /// Takes away what came without being asked for.
    pub fn take_waiting(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.waiting).into()
    }

    fn line(&mut self) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(end) = self.waiting.iter().take(LINE_BYTES).position(|b| *b == b'\n') else {
            let endless = self.waiting.len() >= LINE_BYTES;
            return if endless { Err(Unreadable::Endless) } else { Ok(None) };
        };
        Ok(Some(self.waiting.drain(..=end).collect()))
    }

    /// Adds a line to the reply; true where it is the last.
    fn take(&mut self, line: &[u8]) -> Result<bool, Unreadable> {
        self.reply_bytes += line.len();
        if self.reply_bytes > REPLY_BYTES || self.reply.raw.len() >= REPLY_LINES {
            return Err(Unreadable::Endless);
        }
        let text = self.text_of(line);
        let read = code_and_last(&text);
        self.reply.raw.push(text);
        let (code, last) = read.ok_or(Unreadable::NotSmtp)?;
        self.note_code(code);
        Ok(last)
    }

    fn text_of(&mut self, line: &[u8]) -> String {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let bare = line.strip_suffix(b"\r");
        if bare.is_none() {
            self.note(Fault::BareLineFeed);
        }
        let line = bare.unwrap_or(line);
        if line.iter().any(|b| (*b < 0x20 && *b != b'\t') || *b == 0x7f) {
            self.note(Fault::ControlBytes);
        }
        String::from_utf8_lossy(line).into_owned()
    }

    fn note_code(&mut self, code: u16) {
        if self.reply.code == 0 {
            self.reply.code = code;
            let first = self.reply.raw.first().and_then(|line| line.get(4..)).unwrap_or("");
            self.reply.enhanced = enhanced(first, code);
        } else if self.reply.code != code {
            self.note(Fault::MixedCodes);
        }
    }

    fn note(&mut self, fault: Fault) {
        if !self.reply.faults.contains(&fault) {
            self.reply.faults.push(fault);
        }
    }
}

/// Code of a line, and whether it is the last of its reply; nothing where it is no reply line.
#[must_use]
pub fn code_and_last(line: &str) -> Option<(u16, bool)> {
    let code: u16 = line.get(..3).filter(|c| c.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let last = match line.as_bytes().get(3) {
        None | Some(b' ') => true,
        Some(b'-') => false,
        Some(_) => return None,
    };
    (200..600).contains(&code).then_some((code, last))
}

fn enhanced(text: &str, code: u16) -> Option<String> {
    let word = text.split_whitespace().next()?;
    let parts: Vec<&str> = word.split('.').collect();
    let numbers = parts.iter().all(|p| (1..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()));
    let agrees = parts.first().and_then(|class| class.parse().ok()) == Some(code / 100);
    (parts.len() == 3 && numbers && agrees).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Option<Reply>, Unreadable> {
        let mut reader = ReplyReader::default();
        reader.feed(bytes)?;
        reader.next_reply()
    }

    #[test]
    fn a_reply_of_many_lines_is_one_reply_however_it_is_cut() {
        let bytes = b"250-mx.contoso.test\r\n250-SIZE 1\r\n250 STARTTLS\r\n221 bye\r\n";
        let mut reader = ReplyReader::default();
        let mut replies = Vec::new();
        for byte in bytes {
            reader.feed(&[*byte]).unwrap();
            replies.extend(reader.next_reply().unwrap());
        }
        assert_eq!(replies.iter().map(|r| (r.code, r.raw.len())).collect::<Vec<_>>(), [(250, 3), (221, 1)]);
        assert_eq!(replies[0].texts().collect::<Vec<_>>(), ["mx.contoso.test", "SIZE 1", "STARTTLS"]);
        assert!(replies.iter().all(|r| r.faults.is_empty()));
    }

    #[test]
    fn the_enhanced_code_is_read_where_it_agrees() {
        for (line, enhanced) in [
            ("550 5.7.54 SMTP; Unable to relay", Some("5.7.54")),
            ("250 2.1.0 a@example.com....Sender OK", Some("2.1.0")),
            ("550 1.2.3.4 is listed", None),
            ("550 2.1.0 no", None),
            ("550", None),
        ] {
            let reply = read(format!("{line}\r\n").as_bytes()).unwrap().unwrap();
            assert_eq!(reply.enhanced.as_deref(), enhanced, "{line}");
        }
    }

    #[test]
    fn oddities_are_noted_and_the_first_code_holds() {
        let mixed = read(b"220-a\r\n250-b\r\n220 c\r\n").unwrap().unwrap();
        assert_eq!((mixed.code, mixed.faults), (220, vec![Fault::MixedCodes]));
        let bare = read(b"220 mx\n").unwrap().unwrap();
        assert_eq!(bare.faults, [Fault::BareLineFeed]);
        let nul = read(b"220 a\0b\xff\r\n").unwrap().unwrap();
        assert_eq!(nul.faults, [Fault::ControlBytes]);
        assert_eq!(read(b"220 mx\r"), Ok(None));
    }

    #[test]
    fn what_is_no_reply_or_has_no_end_is_said_to_be_so() {
        for text in
            ["HTTP/1.1 400 Bad\r\n", "999 what\r\n", "-22 x\r\n", "=cmd\r\n", "2\u{e9}0 x\r\n", "2200\r\n"]
        {
            assert_eq!(read(text.as_bytes()), Err(Unreadable::NotSmtp), "{text}");
        }
        assert_eq!(read(&b"2".repeat(LINE_BYTES)), Err(Unreadable::Endless));
        assert_eq!(read(&b"220-more\r\n".repeat(300)), Err(Unreadable::Endless));
        let long = [b"220-", "x".repeat(4000).as_bytes(), b"\r\n"].concat();
        assert_eq!(read(&long.repeat(20)), Err(Unreadable::Endless));
        assert_eq!(read(&vec![b'2'; SESSION_BYTES + 1]), Err(Unreadable::Endless));
    }
}

//! Lines as syslog daemons write them: stamp, host, program with its process id, text.
//!
//! Three stamps occur: `Nov  3 03:14:55` (no year, no zone), ISO 8601 with offset, and RFC 5424 with its
//! structured data; a priority `<22>` may stand before each. Knows no mail server, and guesses no year.
//!
//! Source: RFC 3164 section 4.1, RFC 5424 section 6.

/// When a line says it was written, as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamp<'a> {
    /// Month from 1, day, time of day; year only where it is stated.
    Bsd {
        /// Stated by few daemons.
        year: Option<i32>,
        /// 1 to 12.
        month: u32,
        /// 1 to 31; not checked against the month.
        day: u32,
        /// `03:14:55`, perhaps with a fraction.
        clock: &'a str,
    },
    /// Date and time together, `2025-11-03T03:14:55.120+01:00`; the offset may be missing.
    Iso(&'a str),
}

/// One line, cut up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// When.
    pub stamp: Stamp<'a>,
    /// Host, as written.
    pub host: &'a str,
    /// Program, such as `postfix/submission/smtpd`; empty where the line names none.
    pub program: &'a str,
    /// Process id; empty where none is stated.
    pub pid: &'a str,
    /// The rest.
    pub text: &'a str,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Cuts a line up; `None` if it does not begin like one.
#[must_use]
pub fn parse(line: &str) -> Option<Entry<'_>> {
    let line = line.trim_start_matches('\u{feff}').trim_start();
    let line = without_priority(line);
    if let Some(rest) = line.strip_prefix("1 ").filter(|r| r.as_bytes().get(4) == Some(&b'-')) {
        return rfc5424(rest);
    }
    let (stamp, rest) = stamp(line)?;
    let (host, rest) = word(rest)?;
    let (program, pid, text) = tag(rest);
    Some(Entry { stamp, host, program, pid, text })
}

/// The stamp a line begins with, and what follows it.
#[must_use]
pub fn stamp(line: &str) -> Option<(Stamp<'_>, &str)> {
    let (first, rest) = word(line)?;
    if is_iso(first) {
        return Some((Stamp::Iso(first), rest));
    }
    let month = month_of(first)?;
    let (day, rest) = word(rest)?;
    let day = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    let (third, rest) = word(rest)?;
    if is_clock(third) {
        return Some((Stamp::Bsd { year: None, month, day, clock: third }, rest));
    }
    let year = Some(third.parse().ok().filter(|y| (1980..2100).contains(y))?);
    let (clock, rest) = word(rest).filter(|(c, _)| is_clock(c))?;
    Some((Stamp::Bsd { year, month, day, clock }, rest))
}

/// Month of an English abbreviation, from 1.
#[must_use]
pub fn month_of(name: &str) -> Option<u32> {
    let found = MONTHS.iter().position(|m| m.eq_ignore_ascii_case(name))?;
    u32::try_from(found + 1).ok()
}

/// The first word and what follows the blanks behind it.
#[must_use]
pub fn word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find([' ', '\t']).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    (!word.is_empty()).then(|| (word, rest.trim_start()))
}

fn without_priority(line: &str) -> &str {
    let inside = line.strip_prefix('<').and_then(|l| l.split_once('>'));
    match inside {
        Some((n, rest)) if (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => line,
    }
}

fn is_iso(word: &str) -> bool {
    let digit = |i: usize| word.as_bytes().get(i).is_some_and(u8::is_ascii_digit);
    let is = |i: usize, b: u8| word.as_bytes().get(i) == Some(&b);
    word.len() >= 19 && digit(0) && digit(3) && is(4, b'-') && is(7, b'-') && is(10, b'T') && is(13, b':')
}

fn is_clock(word: &str) -> bool {
    let colons = word.bytes().filter(|b| *b == b':').count();
    let digits = word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b','));
    colons == 2 && digits && word.len() >= 5
}

/// `postfix/smtpd[811]: text`; without such a tag all is text.
fn tag(rest: &str) -> (&str, &str, &str) {
    // Some daemons put the facility before the tag: `mail.info postfix/smtpd[811]: …`.
    let named = |r: &'_ str| r.split_once(": ").or_else(|| r.strip_suffix(':').map(|t| (t, ""))).is_some();
    if !named(rest) {
        return ("", "", rest);
    }
    let (tag, text) = rest.split_once(": ").unwrap_or((rest.trim_end_matches(':'), ""));
    let (name, pid) = match tag.split_once('[') {
        Some((name, pid)) if pid.ends_with(']') => (name, &pid[..pid.len() - 1]),
        _ => (tag, ""),
    };
    let name = name.rsplit(' ').next().unwrap_or(name);
    if tag.contains(' ') && !tag.starts_with("mail.") { ("", "", rest) } else { (name, pid, text) }
}

/// `2025-11-03T02:14:55Z mx postfix/smtpd 811 - - text`, behind the version.
fn rfc5424(rest: &str) -> Option<Entry<'_>> {
    let nil = |s| if s == "-" { "" } else { s };
    let (first, rest) = word(rest).filter(|(w, _)| is_iso(w))?;
    let (host, rest) = word(rest)?;
    let (program, rest) = word(rest)?;
    let (pid, rest) = word(rest)?;
    let (_, rest) = word(rest)?;
    let text = behind_structured(rest)?;
    let text = text.trim_start().trim_start_matches('\u{feff}');
    Some(Entry { stamp: Stamp::Iso(first), host: nil(host), program: nil(program), pid: nil(pid), text })
}

/// What follows `-` or `[id name="value"]…`; a bracket inside a value is escaped.
fn behind_structured(rest: &str) -> Option<&str> {
    if let Some(text) = rest.strip_prefix('-') {
        return Some(text);
    }
    let (mut quoted, mut escaped) = (false, false);
    let bytes = rest.strip_prefix('[')?.as_bytes();
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => quoted = !quoted,
            b']' if !quoted && bytes.get(i + 1) != Some(&b'[') => return rest.get(i + 2..),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "connect from unknown[203.0.113.9]";

    #[test]
    fn the_same_entry_in_every_dress() {
        for line in [
            "Nov  3 03:14:55 mx postfix/smtpd[811]: connect from unknown[203.0.113.9]",
            "<22>Nov 3 03:14:55 mx postfix/smtpd[811]: connect from unknown[203.0.113.9]",
            "Nov  3 2025 03:14:55 mx postfix/smtpd[811]: connect from unknown[203.0.113.9]",
            "2025-11-03T03:14:55.120000+01:00 mx postfix/smtpd[811]: connect from unknown[203.0.113.9]",
            "<22>1 2025-11-03T02:14:55Z mx postfix/smtpd 811 - - connect from unknown[203.0.113.9]",
            "<22>1 2025-11-03T02:14:55Z mx postfix/smtpd 811 - [o@1 a=\"\\\"]b\"][p@2] connect from unknown[203.0.113.9]",
        ] {
            let entry = parse(line).unwrap();
            assert_eq!(
                (entry.host, entry.program, entry.pid, entry.text),
                ("mx", "postfix/smtpd", "811", TEXT)
            );
        }
    }

    #[test]
    fn what_does_not_begin_with_a_stamp_is_no_line_of_syslog() {
        for line in
            ["", "Nov", "Nov  3", "Nov 3 03:14 mx x: y", "2025-11-03 mx x: y", "<22>1 2025-11-03T02:14", "é"]
        {
            assert_eq!(parse(line), None, "{line}");
        }
    }

    #[test]
    fn a_text_without_program_stays_whole() {
        let entry = parse("Nov  3 03:14:55 mx last message repeated 3 times").unwrap();
        assert_eq!((entry.program, entry.text), ("", "last message repeated 3 times"));
        let entry = parse("Nov  3 03:14:55 mx see the manual: it helps").unwrap();
        assert_eq!((entry.program, entry.text), ("", "see the manual: it helps"));
    }
}

//! Header fields as written, and what is in them. All work is bounded before a value is looked into.

use crate::model::address::parse_address;
use crate::model::time::UtcTime;
use chrono::{NaiveDate, TimeDelta};
use mail_parser::{Address, DateTime, HeaderValue, MessageParser};
use std::net::IpAddr;

/// Longest value that is kept of a field, in bytes.
const MAX_VALUE: usize = 64 << 10;
/// The same for lists of recipients, which are counted to their end.
const MAX_LIST: usize = 8 << 20;
/// Longest date that is looked at.
const MAX_DATE: usize = 128;

/// Fields by which a message is known.
const TYPICAL: &[&str] = &[
    "Received",
    "From",
    "To",
    "Cc",
    "Subject",
    "Date",
    "Message-ID",
    "Return-Path",
    "MIME-Version",
    "Content-Type",
    "Reply-To",
    "Sender",
    "Delivered-To",
    "X-Sender",
    "X-Receiver",
    "X-Mailer",
    "X-OriginalArrivalTime",
    "X-Originating-IP",
];

/// Is it a field by which a message is known?
pub(super) fn is_typical(name: &str) -> bool {
    TYPICAL.iter().any(|t| t.eq_ignore_ascii_case(name))
}

/// Name and value of a line that begins a field; the colon follows the name at once.
pub(super) fn header_name(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let sound = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    (!name.is_empty() && name.len() <= 100 && name.bytes().all(sound)).then_some((name, value))
}

/// `From sender Thu Aug 22 13:17:22 2002`: how each message of an mbox begins.
pub(super) fn is_mbox_line(line: &str) -> bool {
    line.starts_with("From ") && line.len() < 1_000 && line.bytes().filter(|b| *b == b':').count() >= 2
}

/// One field, unfolded.
#[derive(Debug)]
pub(super) struct Field {
    /// Its name as written.
    pub(super) name: String,
    /// Its value as written; folds are one blank.
    pub(super) value: String,
    /// Something was left out.
    pub(super) cut: bool,
}

impl Field {
    /// A field from its first line.
    pub(super) fn new(name: &str, value: &str) -> Self {
        let mut field = Self {
            name: name.to_owned(),
            value: String::new(),
            cut: false,
        };
        field.push(value.trim());
        field
    }

    /// Takes a line of continuation.
    pub(super) fn fold(&mut self, line: &str) {
        self.push(" ");
        self.push(line.trim());
    }

    /// Is it this field?
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// Longest value kept of it, in bytes.
    pub(super) fn limit(&self) -> usize {
        if self.is("To") || self.is("Cc") {
            MAX_LIST
        } else {
            MAX_VALUE
        }
    }

    fn push(&mut self, text: &str) {
        let part = cut(text, self.limit().saturating_sub(self.value.len()));
        self.value.push_str(part);
        self.cut |= part.len() < text.len();
    }
}

/// At most `limit` bytes of `text`, at a character's end.
pub(super) fn cut(text: &str, limit: usize) -> &str {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Hands one field to the parser, as what `name` says.
fn parsed<T>(name: &str, value: &str, take: impl FnOnce(&HeaderValue<'_>) -> Option<T>) -> Option<T> {
    let line = format!(
        "{name}: {}\r\n\r\n",
        cut(value, MAX_VALUE).replace(['\r', '\n'], " ")
    );
    let message = MessageParser::new().parse_headers(line.as_bytes())?;
    take(message.headers().first()?.value())
}

/// Text with its encoded words decoded; as written where that fails.
pub(super) fn text(value: &str) -> String {
    parsed("Subject", value, |v| v.as_text().map(str::to_owned))
        .unwrap_or_else(|| cut(value, MAX_VALUE).to_owned())
}

/// Addresses of a list: the first `keep`, and how many there are.
pub(super) fn addresses(value: &str, keep: usize) -> (Vec<String>, u64) {
    let whole = parsed("To", value, |v| v.as_address().map(|a| listed(a, keep)));
    let (kept, n) = whole.unwrap_or_default();
    let n = if value.len() > MAX_VALUE {
        n.max(count_addresses(value))
    } else {
        n
    };
    (kept, n)
}

fn listed(address: &Address<'_>, keep: usize) -> (Vec<String>, u64) {
    let stated = || address.iter().filter_map(|a| a.address());
    let kept = stated().take(keep).map(|a| cut(a, 1_000).to_owned()).collect();
    (kept, stated().count() as u64)
}

/// Entries with an `@`, commas within quotes and comments left aside.
fn count_addresses(value: &str) -> u64 {
    let (mut n, mut has_at, mut quoted, mut depth) = (0, false, false, 0u64);
    for b in value.bytes() {
        match b {
            b'"' if depth == 0 => quoted = !quoted,
            _ if quoted => {}
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            b'@' => has_at = true,
            b',' | b';' => n += u64::from(std::mem::take(&mut has_at)),
            _ => {}
        }
    }
    n + u64::from(has_at)
}

/// A point in time with a stated offset; `None` where it is no date, or one that no calendar has.
pub(super) fn date(value: &str) -> Option<UtcTime> {
    if value.len() > MAX_DATE {
        return None;
    }
    let d = DateTime::parse_rfc822(&format!("{value}\r\n\r\n")).filter(DateTime::is_valid)?;
    if !states_year(value, d.year) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into())?;
    let local = day.and_hms_opt(d.hour.into(), d.minute.into(), d.second.into())?;
    let offset = TimeDelta::minutes(i64::from(d.tz_hour) * 60 + i64::from(d.tz_minute));
    let utc = if d.tz_before_gmt {
        local.checked_add_signed(offset)
    } else {
        local.checked_sub_signed(offset)
    };
    utc.map(UtcTime::from_utc).filter(|t| t.is_plausible())
}

/// Is the year as written, with four digits or two? The parser makes 2000 of 0000.
fn states_year(value: &str, year: u16) -> bool {
    let (long, short) = (year.to_string(), format!("{:02}", year % 100));
    value.split_whitespace().any(|word| word == long || word == short)
}

/// Does a date end with its clock, so that no offset is stated?
pub(super) fn lacks_zone(value: &str) -> bool {
    let plain = value.split('(').next().unwrap_or(value);
    plain
        .split_whitespace()
        .last()
        .is_some_and(|word| word.contains(':'))
}

/// A step of the message's way, out of a `Received` field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Hop {
    /// Client, as the server saw it.
    pub(super) address: Option<IpAddr>,
    /// Protocol or program: `Microsoft SMTPSVC(6.0.3790.3959)`.
    pub(super) with: String,
    /// Account, where the server names it.
    pub(super) account: Option<String>,
}

impl Hop {
    /// Reads `from HELO ([ip]) by HOST with PROTOCOL; date`.
    pub(super) fn parse(value: &str) -> Self {
        let value = cut(value, 4_096);
        let client = value.split(" by ").next().unwrap_or_default();
        let with = value.split(" with ").nth(1).unwrap_or_default();
        let end = with.find(';').unwrap_or(with.len());
        Self {
            address: client
                .starts_with("from ")
                .then(|| last_address(client))
                .flatten(),
            with: with[..end].trim().to_owned(),
            account: authenticated_sender(value),
        }
    }

    /// Stamped by Exchange or the Windows SMTP service?
    pub(super) fn is_microsoft(&self) -> bool {
        let with = self.with.to_ascii_lowercase();
        with.starts_with("microsoft smtpsvc") || with.starts_with("microsoft smtp server")
    }
}

/// The last address of a hop's client: what comes first is the name the client gave itself.
fn last_address(client: &str) -> Option<IpAddr> {
    let words = client.split(|c: char| c.is_whitespace() || "()[]<>,;=".contains(c));
    let bare = words.map(|word| word.strip_prefix("IPv6:").unwrap_or(word));
    bare.filter_map(parse_address).next_back()
}

fn authenticated_sender(value: &str) -> Option<String> {
    let (_, after) = value.split_once("(Authenticated sender: ")?;
    let account = after.split(')').next()?.trim();
    (!account.is_empty()).then(|| cut(account, 256).to_owned())
}

/// A path without its brackets; the null path stays `<>`.
pub(super) fn path(value: &str) -> String {
    let word = value.split_whitespace().next().unwrap_or_default();
    match word.trim_matches(['<', '>']) {
        "" if word.is_empty() => String::new(),
        "" => "<>".to_owned(),
        bare => cut(bare, 1_000).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_of_a_hop_is_what_the_server_saw_not_what_the_client_said() {
        for (hop, address) in [
            (
                "from 192.0.2.1 ([203.0.113.9]) by EX1 with Microsoft SMTPSVC(6.0.3790.3959); x",
                "203.0.113.9",
            ),
            (
                "from scan (203.0.113.9) by EX1.contoso.test (10.0.0.5) with Microsoft SMTP Server (TLS) id 15.1.1; x",
                "203.0.113.9",
            ),
            (
                "from smtp.example.net - 203.0.113.9 by old  with Microsoft SMTPSVC(5.5.1775.675.6); x",
                "203.0.113.9",
            ),
            (
                "from a ([IPv6:2001:db8::1]) by b with Microsoft SMTPSVC(7.5); x",
                "2001:db8::1",
            ),
        ] {
            let hop = Hop::parse(hop);
            assert!(hop.is_microsoft(), "{hop:?}");
            assert_eq!(hop.address.unwrap().to_string(), address);
        }
        let pickup = Hop::parse("from mail pickup service by web1 with Microsoft SMTPSVC; x");
        assert_eq!((pickup.address, pickup.is_microsoft()), (None, true));
        assert!(!Hop::parse("from a ([192.0.2.1]) by b (Postfix) with ESMTPA id 1").is_microsoft());
    }

    #[test]
    fn a_date_is_read_with_its_offset_or_not_at_all() {
        let at = |text: &str| date(text).map(UtcTime::rfc3339);
        assert_eq!(
            at("Mon, 3 Nov 2025 03:14:54 +0100 (CET)").unwrap(),
            "2025-11-03T02:14:54Z"
        );
        assert_eq!(at("3 Nov 2025 03:14:54 -0500").unwrap(), "2025-11-03T08:14:54Z");
        for absurd in [
            "Thu, 1 Jan 0000 00:00:00 +0000",
            "Fri, 31 Dec 9999 23:59:60 +9999",
            "Mon, -1 Foo -5 99:99:99 -2500",
            "Mon, 30 Feb 2026 10:00:00 +0000",
            "soon",
            &"1".repeat(100_000),
        ] {
            assert_eq!(at(absurd), None, "{absurd:.40}");
        }
        assert!(lacks_zone("3 Nov 2025 03:14:54") && !lacks_zone("3 Nov 2025 03:14:54 GMT (x:y)"));
    }

    #[test]
    fn a_long_list_is_counted_to_its_end_and_kept_in_part() {
        let list = (0..20_000)
            .map(|i| format!("\"a, b\" <u{i}@example.net>, "))
            .collect::<String>();
        let (kept, n) = addresses(&list, 10);
        assert_eq!((kept.len(), n), (10, 20_000));
        assert_eq!(kept[9], "u9@example.net");
        assert_eq!(addresses("undisclosed-recipients:;", 10).1, 0);
        assert_eq!(addresses("Group: a@example.net, b@example.net;", 10).1, 2);
    }

    #[test]
    fn names_and_mbox_lines_are_told_from_other_lines() {
        assert_eq!(header_name("X-A: b"), Some(("X-A", " b")));
        assert_eq!(header_name("Identity       : EX1\\1"), None);
        assert!(is_mbox_line("From a@example.net Thu Aug 22 13:17:22 2002"));
        assert!(!is_mbox_line("From here on: all is well"));
        assert_eq!(path(" <> "), "<>");
        assert_eq!(path("<a@example.net> BODY=7BIT"), "a@example.net");
    }
}

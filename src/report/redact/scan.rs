//! What looks like an address, a mailbox, an account or a SID, whoever it belongs to. Works on plain text.
//!
//! Build numbers (`15.1.2507.6`), sections of an RFC and object identifiers are no addresses; times are none either.

use crate::model::address::parse_address;
use std::net::{IpAddr, Ipv4Addr};
use std::ops::Range;

/// Characters of an encoded word that are looked at; RFC 2047 allows 75.
const ENCODED: usize = 200;
/// Characters of an address in brackets.
const LITERAL: usize = 60;

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Where in the plain text.
    pub range: Range<usize>,
    /// Beginning of its alias.
    pub kind: &'static str,
    /// The value in its one spelling.
    pub value: String,
    /// An address before the rest of a name may be written backwards: then it is this one.
    pub backwards: Option<String>,
    /// A number or a path that may as well be none: left alone where no log states it.
    pub doubtful: bool,
}

/// Everything that looks like an address, a mailbox or a SID, in no order.
pub fn look(text: &str) -> Vec<Seen> {
    let mut found = Vec::new();
    if text.bytes().any(|b| b == b'.' || b == b':') {
        four(text, &mut found);
        six(text, &mut found);
    }
    if text.contains('@') {
        mailboxes(text, &mut found);
    }
    sids(text, &mut found);
    encoded(text, &mut found);
    profiles(text, &mut found);
    found
}

fn sure(range: Range<usize>, kind: &'static str, value: String) -> Seen {
    Seen { range, kind, value, backwards: None, doubtful: false }
}

fn before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|t| t.chars().next_back())
}

fn after(text: &str, at: usize) -> Option<char> {
    text.get(at..).and_then(|t| t.chars().next())
}

/// Ranges of the longest runs of characters that pass.
fn runs(text: &str, passes: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let (mut found, mut start) = (Vec::new(), None);
    for (at, c) in text.char_indices() {
        match (passes(c), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

/// IPv4: four numbers up to 255 that nothing continues. A name behind them makes them an address written backwards.
fn four(text: &str, found: &mut Vec<Seen>) {
    for run in runs(text, |c| c.is_ascii_digit() || c == '.') {
        let Some(written) = text.get(run.clone()) else { continue };
        let lead = written.len() - written.trim_start_matches('.').len();
        let digits = written.trim_matches('.');
        let range = run.start + lead..run.start + lead + digits.len();
        let Some(octets) = octets(digits) else { continue };
        if before(text, range.start).is_some_and(char::is_alphabetic) {
            continue;
        }
        let goes_on = after(text, run.end).is_some_and(char::is_alphabetic);
        if goes_on && range.end == run.end {
            continue;
        }
        let address = Ipv4Addr::from(octets);
        let [a, b, c, d] = octets;
        let backwards = goes_on.then(|| Ipv4Addr::new(d, c, b, a).to_string());
        if names_nobody(IpAddr::V4(address), text.get(range.end..).unwrap_or_default()) {
            continue;
        }
        let doubtful = is_version(text.get(..range.start).unwrap_or_default());
        found.push(Seen { range, kind: "address", value: address.to_string(), backwards, doubtful });
    }
}

fn octets(digits: &str) -> Option<[u8; 4]> {
    let parts: Vec<u8> = digits.split('.').map(|p| p.parse::<u8>().ok()).collect::<Option<_>>()?;
    parts.try_into().ok()
}

/// Does what stands before a number make it a version or a section?
fn is_version(before: &str) -> bool {
    let near: String = before.chars().rev().take(24).collect::<Vec<_>>().into_iter().rev().collect();
    let near = near.trim_end_matches(|c: char| " :(\"'=v/\t".contains(c));
    let words = [
        "version",
        "build",
        "release",
        "exchange",
        "server",
        "windows",
        "relayscope",
        "typst",
        "tls",
        "§",
        "section",
        "service",
        "ersion",
    ];
    words.iter().any(|w| near.ends_with(w)) || is_rfc(near)
}

fn is_rfc(near: &str) -> bool {
    let (words, number) = near.rsplit_once(' ').unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && words.ends_with("rfc")
}

/// Addresses of nobody in particular: this host, all hosts, masks, and the private ranges as a whole.
fn names_nobody(address: IpAddr, rest: &str) -> bool {
    let range = rest.starts_with('/')
        && matches!(
            address.to_string().as_str(),
            "10.0.0.0" | "172.16.0.0" | "192.168.0.0" | "169.254.0.0" | "fc00::" | "fe80::"
        );
    let mask = matches!(address, IpAddr::V4(v4) if v4.octets()[0] == 255 || v4.octets()[0] == 0);
    range || mask || address.is_loopback() || address.is_unspecified()
}

/// IPv6: as it is, behind `IPv6:`, with an IPv4 address in it.
fn six(text: &str, found: &mut Vec<Seen>) {
    for run in runs(text, |c| c.is_ascii_hexdigit() || c == ':' || c == '.') {
        let Some(written) = text.get(run.clone()) else { continue };
        if written.bytes().filter(|b| *b == b':').count() < 2 {
            continue;
        }
        let inside = |at: usize| before(text, run.start + at).is_some_and(char::is_alphanumeric);
        let starts = std::iter::once(0).chain(written.match_indices(':').map(|(at, _)| at + 1)).take(12);
        let whole = starts.filter(|at| !inside(*at)).find_map(|at| six_at(text, run.start + at, run.end));
        found.extend(whole);
    }
}

fn six_at(text: &str, start: usize, end: usize) -> Option<Seen> {
    let written = text.get(start..end)?;
    let trimmed = written.trim_end_matches(['.', ':']);
    let written = if trimmed.ends_with(':') || trimmed.is_empty() { written } else { trimmed };
    let whole = [written, text.get(start..end)?].into_iter().find(|w| w.parse::<IpAddr>().is_ok())?;
    let address = parse_address(whole)?;
    let range = start..start + whole.len();
    let goes_on = after(text, range.end).is_some_and(char::is_alphanumeric);
    if goes_on || names_nobody(address, text.get(range.end..)?) || whole.len() < 6 {
        return None;
    }
    Some(sure(range, "address", address.to_string()))
}

fn is_local(c: char) -> bool {
    c.is_alphanumeric() || "._-+'$%&#~^!".contains(c)
}

fn is_host(c: char) -> bool {
    c.is_alphanumeric() || ".-_".contains(c)
}

/// `local@domain` and `local@[address]`.
pub fn mailboxes(text: &str, found: &mut Vec<Seen>) {
    for (at, _) in text.match_indices('@') {
        let local = text.get(..at).unwrap_or_default();
        let start = local.rfind(|c| !is_local(c)).map_or(0, |i| i + after(text, i).map_or(1, char::len_utf8));
        let local = local.get(start..).unwrap_or_default();
        let start = start + local.len() - local.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let domain = text.get(at + 1..).unwrap_or_default();
        let literal = || domain.char_indices().take(LITERAL).find(|(_, c)| *c == ']').map(|(end, _)| end + 1);
        let length = domain.starts_with('[').then(literal).flatten();
        let length = length.unwrap_or_else(|| domain.find(|c| !is_host(c)).unwrap_or(domain.len()));
        let domain = domain.get(..length).unwrap_or_default().trim_end_matches(['.', '-', '_']);
        if start < at && domain.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
            let range = start..at + 1 + domain.len();
            let value = text.get(range.clone()).unwrap_or_default().to_owned();
            found.push(sure(range, "mailbox", value));
        }
    }
}

/// The whole text is one mailbox as this file would find it.
pub fn is_mailbox(text: &str) -> bool {
    let mut found = Vec::new();
    mailboxes(text, &mut found);
    found.iter().any(|s| s.range == (0..text.len()))
}

/// SIDs of domains, machines and of the cloud; those that every Windows has stay.
fn sids(text: &str, found: &mut Vec<Seen>) {
    for prefix in ["s-1-5-21-", "s-1-12-1-"] {
        for (start, _) in text.match_indices(prefix) {
            let rest = text.get(start + prefix.len()..).unwrap_or_default();
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
            let tail = rest.get(..digits).unwrap_or_default().trim_end_matches('-');
            if !tail.is_empty() && !before(text, start).is_some_and(char::is_alphanumeric) {
                let range = start..start + prefix.len() + tail.len();
                let value = text.get(range.clone()).unwrap_or_default().to_owned();
                found.push(sure(range, "sid", value));
            }
        }
    }
}

/// The whole text is one SID as this file would find it.
pub fn is_sid(text: &str) -> bool {
    let mut found = Vec::new();
    sids(text, &mut found);
    found.iter().any(|s| s.range == (0..text.len()))
}

/// Encoded words of mail headers (RFC 2047): nobody sees at once what they say.
fn encoded(text: &str, found: &mut Vec<Seen>) {
    let mut from = 0;
    while let Some(start) = text.get(from..).and_then(|t| t.find("=?")).map(|at| from + at) {
        let rest = text.get(start + 2..).unwrap_or_default();
        let near = rest.char_indices().take(ENCODED);
        let blank = near.into_iter().find(|(_, c)| c.is_whitespace()).or(rest.char_indices().nth(ENCODED));
        let blank = blank.map_or(rest.len(), |(at, _)| at);
        let end = rest.get(..blank).and_then(|t| t.rfind("?="));
        if let Some(end) = end {
            let range = start..start + 2 + end + 2;
            let value = text.get(range.clone()).unwrap_or_default().to_owned();
            found.push(sure(range, "text", value));
        }
        from = start + 2 + end.unwrap_or(0);
    }
}

/// The folder of a user: `\users\anna`, `/home/anna`.
fn profiles(text: &str, found: &mut Vec<Seen>) {
    for folder in ["\\users\\", "/users/", "/home/", "\\documents and settings\\"] {
        for (at, _) in text.match_indices(folder) {
            let start = at + folder.len();
            let rest = text.get(start..).unwrap_or_default();
            let end = rest.find(|c: char| !(is_host(c) || c == '$')).unwrap_or(rest.len());
            let value = rest.get(..end).unwrap_or_default();
            if value.chars().any(char::is_alphanumeric) && !matches!(value, "public" | "default") {
                found.push(sure(start..start + end, "folder", value.to_owned()));
            }
        }
    }
}

/// `DOMAIN\name` that is no part of a path: both parts.
pub fn accounts(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let is_name = |c: char| c.is_alphanumeric() || "._-$".contains(c);
    let pair = |at: usize| {
        let left = text.get(..at)?;
        let start = left.rfind(|c| !is_name(c)).map_or(0, |i| i + after(text, i).map_or(1, char::len_utf8));
        let rest = text.get(at + 1..)?;
        let length = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
        let name = rest.get(..length)?.trim_end_matches(['.', '-']);
        let end = at + 1 + name.len();
        let path = |c: Option<char>| c.is_some_and(|c| "\\/:%".contains(c));
        let is_path = path(before(text, start)) || path(after(text, at + 1 + length));
        let named = text.get(start..at)?.chars().any(char::is_alphanumeric)
            && name.chars().any(char::is_alphanumeric);
        (named && !is_path).then_some((start..at, at + 1..end))
    };
    text.match_indices('\\').filter_map(|(at, _)| pair(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(String, String)> {
        let mut found = look(text);
        found.retain(|s| !s.doubtful);
        found.sort_by_key(|s| s.range.start);
        found.into_iter().map(|s| (text[s.range].to_owned(), s.value)).collect()
    }

    fn one(text: &str) -> Option<String> {
        seen(text).into_iter().next().map(|(_, value)| value)
    }

    #[test]
    fn addresses_are_seen_in_all_their_spellings_and_versions_are_none() {
        for text in ["from 203.0.113.9.", "203.0.113.9:25", "[203.0.113.9]", "::ffff:203.0.113.9"] {
            assert_eq!(one(text).as_deref(), Some("203.0.113.9"), "{text}");
        }
        assert_eq!(look("9.113.0.203.zen.x")[0].backwards.as_deref(), Some("203.0.113.9"));
        assert_eq!(one("ehlo [ipv6:2001:db8::1]").as_deref(), Some("2001:db8::1"));
        assert_eq!(one("2001:0db8:0:0::1").as_deref(), Some("2001:db8::1"));
        let none = [
            "15.1.2507.6",
            "version: 8.3.83.6",
            "version 6.0.3790.4675",
            "1.3.6.1.4.1.311",
            "rfc 5321 4.5.3.2",
            "5.7.1",
            "02:14:54",
            "2025-11-03t02:14:54.700z",
            "127.0.0.2",
            "::1",
            "255.255.255.0",
            "10.0.0.0/8",
            "a::b",
            "50% of 1.2.3.4x",
            "v203.0.113.9",
            "0.0.0.0",
            "std::net",
            "ab12:cd34",
        ];
        for text in none {
            assert_eq!(seen(text), [], "{text}");
        }
    }

    #[test]
    fn mailboxes_sids_and_encoded_words_are_seen_whole() {
        assert_eq!(
            one("rcpt to:<anna.o'neil+x@contoso.test>").as_deref(),
            Some("anna.o'neil+x@contoso.test")
        );
        assert_eq!(one("user='anna@contoso.test', x").as_deref(), Some("anna@contoso.test"));
        assert_eq!(one("sasl_username=anna@contoso.test.").as_deref(), Some("anna@contoso.test"));
        assert_eq!(one("anna@[203.0.113.9]").as_deref(), Some("anna@[203.0.113.9]"));
        assert_eq!(one("the @ sign, @params"), None);
        assert_eq!(one("(s-1-5-21-1-2-3-1104)").as_deref(), Some("s-1-5-21-1-2-3-1104"));
        assert_eq!(one("s-1-5-18"), None);
        assert_eq!(one("subject: =?utf-8?b?rmfjdhvyzq==?= x").as_deref(), Some("=?utf-8?b?rmfjdhvyzq==?="));
        assert_eq!(one("c:\\users\\anna\\x").as_deref(), Some("anna"));
    }

    #[test]
    fn an_account_is_no_path() {
        let of = |text: &str| {
            accounts(text).into_iter().map(|(a, b)| format!("{} {}", &text[a], &text[b])).collect::<Vec<_>>()
        };
        assert_eq!(of("by contoso\\anna."), ["contoso anna"]);
        assert!(of("c:\\ir\\x.evtx and \\\\ex1\\share hklm:\\software a\\b\\c").is_empty());
    }
}

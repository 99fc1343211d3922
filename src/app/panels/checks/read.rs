//! What people type about the network, read as they write it; slips are named at once. Contacts nothing.

use crate::checks::consent::normal;
use crate::model::address::parse_address;
use crate::words::Phrase;
use std::net::{IpAddr, SocketAddr};

/// Port of the DNS.
const DNS: u16 = 53;

fn wrong(id: &'static str, part: &str) -> Phrase {
    Phrase::new(id).text("typed", part)
}

/// Entries of a line, however they are separated.
fn entries(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', ' ', '\t', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// A resolver, `IP` or `IP:PORT`; `None` for the system's.
///
/// # Errors
/// It is neither.
pub fn resolver(text: &str) -> Result<Option<SocketAddr>, Phrase> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let with_port = text.parse::<SocketAddr>().ok().filter(|a| a.port() > 0);
    let alone = || parse_address(text).map(|ip| SocketAddr::new(ip, DNS));
    with_port.or_else(alone).map(Some).ok_or_else(|| wrong("chk-bad-resolver", text))
}

/// Addresses.
///
/// # Errors
/// One of them is none.
pub fn addresses(text: &str) -> Result<Vec<IpAddr>, Phrase> {
    entries(text).map(|part| parse_address(part).ok_or_else(|| wrong("chk-bad-address", part))).collect()
}

/// Host names, domains and single addresses of a consent.
///
/// # Errors
/// One of them is a range, or no name.
pub fn targets(text: &str) -> Result<Vec<String>, Phrase> {
    let read = |part: &str| match part {
        range if range.contains('/') => Err(wrong("chk-bad-range", range)),
        part if parse_address(part).is_some() || is_domain(&normal(part)) => Ok(normal(part)),
        part => Err(wrong("chk-bad-target", part)),
    };
    entries(text).map(read).collect()
}

/// One host, by name or address, or nothing.
///
/// # Errors
/// It is neither.
pub fn host(text: &str) -> Result<(), Phrase> {
    let text = text.trim();
    let sound = text.is_empty() || parse_address(text).is_some() || is_domain(&normal(text));
    if sound { Ok(()) } else { Err(wrong("chk-bad-host", text)) }
}

/// One domain, or nothing.
///
/// # Errors
/// It is none.
pub fn domain(text: &str) -> Result<(), Phrase> {
    let text = text.trim();
    let sound = text.is_empty() || (is_domain(&normal(text)) && parse_address(text).is_none());
    if sound { Ok(()) } else { Err(wrong("chk-bad-domain", text)) }
}

/// One mailbox, or nothing.
///
/// # Errors
/// It is none.
pub fn mailbox(text: &str) -> Result<(), Phrase> {
    let text = text.trim();
    let parts = text.rsplit_once('@');
    let sound = parts.is_some_and(|(local, domain)| {
        !local.is_empty() && !local.contains(['<', '>', ' ', '"', '\r', '\n']) && is_domain(domain)
    });
    if sound || text.is_empty() { Ok(()) } else { Err(wrong("chk-bad-mailbox", text)) }
}

/// DKIM selectors.
///
/// # Errors
/// One of them is no label of the DNS.
pub fn selectors(text: &str) -> Result<Vec<String>, Phrase> {
    let read = |part: &str| {
        let sound = part.split('.').all(is_label);
        if sound { Ok(part.to_lowercase()) } else { Err(wrong("chk-bad-selector", part)) }
    };
    entries(text).map(read).collect()
}

/// Days of a plan.
///
/// # Errors
/// One of them is no number, or too far away.
pub fn days(text: &str) -> Result<Vec<u32>, Phrase> {
    let read = |part: &str| {
        let day = part.trim_start_matches(['D', 'd', 'J', 'j', '+']).parse::<u32>().ok();
        day.filter(|day| *day <= 365).ok_or_else(|| wrong("chk-bad-day", part))
    };
    entries(text).map(read).collect()
}

fn is_domain(text: &str) -> bool {
    text.len() <= 253 && text.contains('.') && text.split('.').all(is_label) && !is_numbers(text)
}

fn is_label(label: &str) -> bool {
    let fits = label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    (1..=63).contains(&label.len()) && fits && !label.starts_with('-') && !label.ends_with('-')
}

/// Four numbers that are no address are a slip, not a name.
fn is_numbers(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::dnsbl::is_public_resolver;

    fn slip<T>(read: Result<T, Phrase>) -> String {
        read.err().map(|phrase| phrase.id.into_owned()).unwrap_or_default()
    }

    #[test]
    fn targets_are_single_hosts_in_any_spelling_and_never_ranges() {
        let read = targets("Mail.Contoso.test. 203.0.113.25; [2001:db8::25]");
        assert_eq!(read, Ok(vec!["mail.contoso.test".into(), "203.0.113.25".into(), "2001:db8::25".into()]));
        assert_eq!(slip(targets("203.0.113.0/24")), "chk-bad-range");
        assert_eq!(slip(targets("203.0.113.999")), "chk-bad-target");
        assert_eq!(slip(targets("contoso")), "chk-bad-target");
    }

    #[test]
    fn a_resolver_is_an_address_with_or_without_a_port() {
        let port = |text: &str| resolver(text).map(|r| r.map(|r| r.port()));
        assert_eq!(port(""), Ok(None));
        assert_eq!(port("192.0.2.53"), Ok(Some(53)));
        assert_eq!(port("[2001:db8::53]:5353"), Ok(Some(5353)));
        assert_eq!(slip(resolver("dns.contoso.test")), "chk-bad-resolver");
        assert!(resolver("8.8.8.8").is_ok_and(|r| r.is_some_and(|r| is_public_resolver(r.ip()))));
    }

    #[test]
    fn mailboxes_days_and_selectors_are_checked_as_typed() {
        assert!(mailbox("test@contoso.test").is_ok() && mailbox("").is_ok());
        assert_eq!(slip(mailbox("test@contoso.test>\r\nRCPT")), "chk-bad-mailbox");
        assert_eq!(days("0, D+1; J+7"), Ok(vec![0, 1, 7]));
        assert_eq!(slip(days("soon")), "chk-bad-day");
        assert_eq!(selectors("selector1, S2"), Ok(vec!["selector1".into(), "s2".into()]));
    }
}

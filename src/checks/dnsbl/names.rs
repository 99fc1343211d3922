//! Names that are asked: addresses and domains below a zone. Asks nothing.

use std::fmt::Write;
use std::net::IpAddr;

/// An address turned round, as RFC 5782 has it: `25.2.0.192`, or 32 digits.
#[must_use]
pub fn reversed(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            format!("{d}.{c}.{b}.{a}")
        }
        IpAddr::V6(v6) => nibbles(v6.octets()),
    }
}

/// Digits of an IPv6 address, last first; a mapped one is not made IPv4.
pub(super) fn nibbles(octets: [u8; 16]) -> String {
    let mut text = String::with_capacity(64);
    for octet in octets.iter().rev() {
        let _ = write!(text, "{:x}.{:x}.", octet & 15, octet >> 4);
    }
    text.trim_end_matches('.').to_owned()
}

/// Name of an address in the tree of names of addresses.
#[must_use]
pub fn pointer(address: IpAddr) -> String {
    let tree = if address.to_canonical().is_ipv4() { "in-addr.arpa" } else { "ip6.arpa" };
    format!("{}.{tree}", reversed(address))
}

/// Is it an address that nobody outside can see?
#[must_use]
pub fn is_internal(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            a == 0 || a >= 224 || shared || v4.is_private() || v4.is_loopback() || v4.is_link_local()
        }
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            let local = first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80;
            local || v6.is_loopback() || v6.is_unspecified() || v6.is_multicast()
        }
    }
}

/// A domain as it is asked; nothing where it is an address or no name at all.
#[must_use]
pub fn domain(raw: &str) -> Option<String> {
    let text = raw.trim().trim_end_matches('.').to_lowercase();
    let label = |l: &str| {
        let letters = l.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        !l.is_empty() && l.len() <= 63 && letters
    };
    let is_name = text.contains('.') && text.len() <= 253 && text.split('.').all(label);
    (is_name && text.parse::<IpAddr>().is_err()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_turned_round() {
        assert_eq!(reversed("192.0.2.25".parse().unwrap()), "25.2.0.192");
        let six = reversed("2001:db8::1".parse().unwrap());
        assert!(six.starts_with("1.0.0.0.") && six.ends_with(".8.b.d.0.1.0.0.2") && six.len() == 63);
        assert_eq!(reversed("::ffff:192.0.2.25".parse().unwrap()), "25.2.0.192");
        assert_eq!(pointer("192.0.2.25".parse().unwrap()), "25.2.0.192.in-addr.arpa");
    }

    #[test]
    fn what_only_the_inside_sees_is_known() {
        for inside in [
            "10.1.2.3",
            "192.168.0.1",
            "172.16.9.9",
            "127.0.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "0.0.0.0",
            "::ffff:10.0.0.1",
            "255.255.255.255",
        ] {
            assert!(is_internal(inside.parse().unwrap()), "{inside}");
        }
        for outside in ["192.0.2.25", "203.0.113.9", "2001:db8::1", "100.128.0.1"] {
            assert!(!is_internal(outside.parse().unwrap()), "{outside}");
        }
    }

    #[test]
    fn an_address_is_no_domain() {
        assert_eq!(domain(" Contoso.Test. ").as_deref(), Some("contoso.test"));
        for wrong in ["192.0.2.25", "", "localhost", "a..b", "a b.test", "2001:db8::1"] {
            assert_eq!(domain(wrong), None, "{wrong}");
        }
    }
}

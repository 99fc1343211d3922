//! Names under which an address or a domain is asked for in a list (RFC 5782 section 2). Pure.

use std::net::IpAddr;

/// The name of an address in a zone: octets or nibbles reversed.
#[must_use]
pub fn of_address(address: IpAddr, zone: &str) -> String {
    let mut name = String::new();
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.octets().iter().rev().for_each(|octet| name += &format!("{octet}.")),
        IpAddr::V6(v6) => {
            for octet in v6.octets().iter().rev() {
                name += &format!("{:x}.{:x}.", octet & 15, octet >> 4);
            }
        }
    }
    name + zone.trim_end_matches('.')
}

/// The name of a domain in a zone.
#[must_use]
pub fn of_domain(domain: &str, zone: &str) -> String {
    format!("{}.{}", domain.trim_end_matches('.').to_lowercase(), zone.trim_end_matches('.'))
}

/// Is it an address that can be on a list: one that the whole Internet can reach?
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            let shared = a == 100 && (64..128).contains(&b);
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_multicast()
                || v4.is_broadcast()
                || shared
                || a == 0)
        }
        IpAddr::V6(v6) => v6.segments()[0] & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_asked_for_backwards() {
        let name = |address: &str| of_address(address.parse().unwrap(), "bl.example.");
        assert_eq!(name("192.0.2.25"), "25.2.0.192.bl.example");
        assert_eq!(name("::ffff:192.0.2.25"), "25.2.0.192.bl.example");
        let v6 = "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example";
        assert_eq!(name("2001:db8::1"), v6);
        assert_eq!(of_domain("Contoso.TEST.", "dbl.example"), "contoso.test.dbl.example");
    }

    #[test]
    fn addresses_inside_are_on_no_list() {
        let public = |address: &str| is_public(address.parse().unwrap());
        for inside in
            ["10.1.1.1", "192.168.0.1", "172.16.9.9", "127.0.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0"]
        {
            assert!(!public(inside), "{inside}");
        }
        assert!(!public("fe80::1") && !public("fd00::1") && !public("::1") && !public("::ffff:10.0.0.1"));
        assert!(public("192.0.2.25") && public("2001:db8::25") && public("100.128.0.1"));
    }
}

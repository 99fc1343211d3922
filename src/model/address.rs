//! Network addresses as logs write them: with ports, brackets, IPv4 inside IPv6, blanks for "none".

use std::net::{IpAddr, SocketAddr};

/// Reads `203.0.113.9`, `203.0.113.9:40112`, `[2001:db8::1]:25`, `::ffff:203.0.113.9`; IPv4-mapped
/// addresses come out as IPv4. `None` for names, blanks and dashes.
#[must_use]
pub fn parse_address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let plain = text.trim_start_matches('[').trim_end_matches(']');
    let parsed = plain.parse::<IpAddr>().or_else(|_| text.parse::<SocketAddr>().map(|s| s.ip()));
    parsed.ok().map(|ip| ip.to_canonical())
}

/// The address in its one spelling, or the text as it is where it is no address.
#[must_use]
pub fn canonical(text: &str) -> String {
    parse_address(text).map_or_else(|| text.trim().to_owned(), |ip| ip.to_string())
}

/// A network such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Network {
    /// Its address, host bits as given.
    pub address: IpAddr,
    /// Length of the prefix in bits.
    pub prefix: u8,
}

impl Network {
    /// Reads CIDR notation, or one address (its own network). `None` if it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (parse_address(address)?, Some(prefix.parse().ok()?)),
            None => (parse_address(text)?, None),
        };
        let full = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.unwrap_or(full);
        (prefix <= full).then_some(Self { address, prefix })
    }

    /// Does it hold `address`?
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address) {
            (IpAddr::V4(a), IpAddr::V4(b)) => {
                let differ = u32::from(a) ^ u32::from(b);
                differ.checked_shr(32 - u32::from(self.prefix.min(32))).unwrap_or(0) == 0
            }
            (IpAddr::V6(a), IpAddr::V6(b)) => {
                let differ = u128::from(a) ^ u128::from(b);
                differ.checked_shr(128 - u32::from(self.prefix.min(128))).unwrap_or(0) == 0
            }
            _ => false,
        }
    }
}

/// Inside by its kind: loopback, RFC 1918, link-local, unique-local (fc00::/7).
#[must_use]
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified(),
        IpAddr::V6(v6) => {
            v6.is_loopback() || v6.is_unspecified() || v6.is_unique_local() || v6.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_for_each_address() {
        assert_eq!(canonical("203.0.113.9:40112"), "203.0.113.9");
        assert_eq!(canonical("::ffff:10.23.123.11"), "10.23.123.11");
        assert_eq!(canonical("[2001:db8::1]:25"), "2001:db8::1");
        assert_eq!(parse_address("-"), None);
    }

    #[test]
    fn a_network_holds_its_own() {
        let net = Network::parse("10.0.0.0/8").unwrap();
        assert!(net.contains("10.200.1.1".parse().unwrap()));
        assert!(!net.contains("11.0.0.1".parse().unwrap()));
        assert!(Network::parse("0.0.0.0/0").unwrap().contains("8.8.8.8".parse().unwrap()));
        assert!(Network::parse("10.0.0.0/33").is_none());
    }
}

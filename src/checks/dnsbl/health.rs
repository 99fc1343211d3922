//! May a list be believed today? Its own test entries say so (RFC 5782 section 5).
//!
//! A list dies in five ways: it says "no" to everything, "yes" to everything, its name is sold, it stops answering,
//! or it wants an account. Nothing here says anything about the address that is looked into.

use super::names::{of_address, of_domain};
use crate::checks::lookup::{Ask, Lookup, Outcome, RecordKind};
use crate::knowledge::dnsbl::{Blocklist, Effect, Meaning, meanings};
use crate::words::Phrase;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What an answer of a list amounts to, by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Not there.
    No,
    /// There, with what it means; nothing where nobody knows what the code means.
    Yes(Vec<&'static Meaning>),
    /// The list does not serve us; why, where it says so.
    Refused(Option<&'static Meaning>),
    /// An address that no list gives: the name is parked, or somebody answers in its place.
    Lie(IpAddr),
    /// No answer.
    Nothing(Outcome),
}

/// Reads an answer of a list.
#[must_use]
pub fn read(list: Option<&'static Blocklist>, lookup: &Lookup) -> Said {
    match &lookup.outcome {
        Outcome::NoSuchName | Outcome::NoData => return Said::No,
        Outcome::Refused => return Said::Refused(None),
        Outcome::Answered => {}
        other => return Said::Nothing(other.clone()),
    }
    let mut meant = Vec::new();
    let mut any = false;
    for address in lookup.addresses() {
        match address {
            IpAddr::V4(v4) if v4.octets()[0] == 127 => meant.extend(meanings(list, v4)),
            lie => return Said::Lie(lie),
        }
        any = true;
    }
    if let Some(refused) = meant.iter().find(|m| m.effect == Effect::Refused) {
        return Said::Refused(Some(refused));
    }
    if any { Said::Yes(meant) } else { Said::No }
}

/// State of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It may be believed.
    Sound,
    /// It does not know its own test entry: empty, or it does not serve us.
    Empty,
    /// It lists what must never be listed: the whole world.
    ListsAll,
    /// It does not serve us; why, where it says so.
    Refused(Option<&'static Meaning>),
    /// Somebody else answers in its place.
    Lies(IpAddr),
    /// It does not answer.
    Silent(Outcome),
    /// It has nothing about addresses of this kind.
    NotThisKind,
}

impl Health {
    /// Why it is not believed, in a sentence; nothing where it is.
    #[must_use]
    pub fn phrase(&self) -> Option<Phrase> {
        Some(match self {
            Self::Sound => return None,
            Self::Empty => Phrase::new("dnsbl-health-empty"),
            Self::ListsAll => Phrase::new("dnsbl-health-lists-all"),
            Self::Refused(why) => refused(*why),
            Self::Lies(address) => Phrase::new("dnsbl-health-lies").text("address", &address.to_string()),
            Self::Silent(outcome) => silent(outcome),
            Self::NotThisKind => Phrase::new("dnsbl-health-not-this-kind"),
        })
    }
}

/// That a list does not serve us, and why.
#[must_use]
pub fn refused(why: Option<&Meaning>) -> Phrase {
    let why = why.map_or_else(|| "dnsbl-means-refused".to_owned(), |m| format!("dnsbl-means-{}", m.means));
    Phrase::new("dnsbl-refused").word("why", why)
}

/// That nothing came back.
#[must_use]
pub fn silent(outcome: &Outcome) -> Phrase {
    match outcome {
        Outcome::TimedOut => Phrase::new("dnsbl-silent-timeout"),
        Outcome::ServerFailure => Phrase::new("dnsbl-silent-servfail"),
        Outcome::Cancelled => Phrase::new("dnsbl-silent-stopped"),
        Outcome::Failed(why) => Phrase::new("dnsbl-silent-failed").text("why", why),
        _ => Phrase::new("dnsbl-silent"),
    }
}

/// What a list is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// IPv4 addresses.
    V4,
    /// IPv6 addresses.
    V6,
    /// Domains.
    Domain,
}

/// The test entries of a zone: what must be listed, and what must not be.
#[must_use]
pub fn test_entries(zone: &str, list: Option<&Blocklist>, kind: Kind) -> (String, String) {
    let v4 = |last| of_address(IpAddr::V4(Ipv4Addr::new(127, 0, 0, last)), zone);
    // RFC 5782 writes them as ::FFFF:7F00:2 and ::FFFF:7F00:1, which are asked for with all 32 nibbles.
    let v6 = |last| nibbles(Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0x7f00, last), zone);
    match (kind, list.and_then(|l| l.test.as_ref())) {
        (Kind::V4, _) => (v4(2), v4(1)),
        (Kind::V6, _) => (v6(2), v6(1)),
        (Kind::Domain, Some(test)) => (of_domain(&test.listed, zone), of_domain(&test.clean, zone)),
        (Kind::Domain, None) => (of_domain("test", zone), of_domain("invalid", zone)),
    }
}

fn nibbles(address: Ipv6Addr, zone: &str) -> String {
    let reversed: String =
        address.octets().iter().rev().map(|o| format!("{:x}.{:x}.", o & 15, o >> 4)).collect();
    reversed + zone.trim_end_matches('.')
}

/// Asks a zone for its test entries.
pub fn examine(ask: &mut dyn Ask, zone: &str, list: Option<&'static Blocklist>, kind: Kind) -> Health {
    let (listed, clean) = test_entries(zone, list, kind);
    match read(list, &ask.ask(&listed, RecordKind::A)) {
        Said::Yes(_) => {}
        Said::No if kind == Kind::V6 => return Health::NotThisKind,
        Said::No => return Health::Empty,
        Said::Refused(why) => return Health::Refused(why),
        Said::Lie(address) => return Health::Lies(address),
        Said::Nothing(outcome) => return Health::Silent(outcome),
    }
    examine_clean(ask, &clean, list)
}

/// Asks once more for what must not be listed: before a "yes" is believed.
pub fn examine_again(ask: &mut dyn Ask, zone: &str, list: Option<&'static Blocklist>, kind: Kind) -> Health {
    let (_, clean) = test_entries(zone, list, kind);
    examine_clean(ask, &clean, list)
}

fn examine_clean(ask: &mut dyn Ask, clean: &str, list: Option<&'static Blocklist>) -> Health {
    match read(list, &ask.ask(clean, RecordKind::A)) {
        Said::No => Health::Sound,
        Said::Yes(_) => Health::ListsAll,
        Said::Refused(why) => Health::Refused(why),
        Said::Lie(address) => Health::Lies(address),
        Said::Nothing(outcome) => Health::Silent(outcome),
    }
}

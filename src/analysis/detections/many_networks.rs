//! One account from many networks within a day.
//!
//! **What it sees:** accepted SMTP sign-ins of one account from several unrelated networks within hours.
//! **Why it matters:** people use two or three networks a day; a stolen password is used from everywhere at once.
//! **What else looks like it:** a phone on a journey, or a relay service that sends for the site.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::{SignIn, over_smtp, refs, unless_usual};
use crate::knowledge::detections::Figures;
use crate::model::address::parse_address;
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// A sign-in and the network it came from.
type Placed = (SignIn, u64);

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let all = over_smtp(scene).into_iter();
    let found = all.filter_map(|(id, list)| {
        let outside = list.into_iter().filter(|s| s.origin == Origin::Outside);
        tell(scene, limits, id, &with_networks(scene, outside))
    });
    unless_usual(scene, limits, found.collect())
}

/// /16 of IPv4, /32 of IPv6: what one provider or one company has. The number tells both kinds apart.
fn network(address: &str) -> Option<u64> {
    Some(match parse_address(address)? {
        IpAddr::V4(a) => u64::from(u32::from(a) >> 16),
        IpAddr::V6(a) => (1 << 40) | u64::try_from(u128::from(a) >> 96).unwrap_or(0),
    })
}

fn with_networks(scene: &Scene<'_>, list: impl Iterator<Item = SignIn>) -> Vec<Placed> {
    let mut known: BTreeMap<Symbol, Option<u64>> = BTreeMap::new();
    let mut of =
        |s: &SignIn| *known.entry(s.address).or_insert_with(|| network(scene.ground.store.raw(s.address)));
    list.filter_map(|s| Some((s, of(&s)?))).collect()
}

fn tell(scene: &Scene<'_>, limits: &Figures, id: AccountId, list: &[Placed]) -> Option<Finding> {
    let span = broad(list, limits.seconds("window_hours"), limits.count("networks"))?;
    let within: Vec<&Placed> = list.iter().filter(|(s, _)| span.contains(s.time)).collect();
    let networks: BTreeSet<u64> = within.iter().map(|(_, n)| *n).collect();
    // One sign-in from each network comes first: that is what shows the breadth.
    let mut seen: BTreeSet<u64> = BTreeSet::new();
    let (first, again): (Vec<&Placed>, Vec<&Placed>) =
        within.iter().copied().partition(|(_, n)| seen.insert(*n));
    Some(Finding {
        account: Some(id),
        sentence: Phrase::new("finding-many-networks")
            .text("account", scene.ground.directory.name(id).as_str())
            .number("n", within.len())
            .number("networks", networks.len())
            .time("first", span.first)
            .time("last", span.last),
        span: Some(span),
        rows: refs(first.into_iter().chain(again).map(|seen| &seen.0)),
        ..Finding::default()
    })
}

/// From the first to the last stretch of `seconds` with sign-ins from `n` networks.
fn broad(list: &[Placed], seconds: i64, n: usize) -> Option<Span> {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    let (mut from, mut span) = (0, None);
    for (s, network) in list {
        *counts.entry(*network).or_default() += 1;
        while let Some((_, gone)) = list.get(from).filter(|(o, _)| s.time.seconds_since(o.time) > seconds) {
            leave(&mut counts, *gone);
            from += 1;
        }
        if counts.len() >= n {
            Span::grow(&mut span, list.get(from).map(|(o, _)| o.time).unwrap_or_default());
            Span::grow(&mut span, s.time);
        }
    }
    span
}

fn leave(counts: &mut BTreeMap<u64, usize>, network: u64) {
    if let Some(n) = counts.get_mut(&network) {
        *n -= 1;
        if *n == 0 {
            counts.remove(&network);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::network;
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::Scene;

    const KEY: &str = "many-networks";

    fn from(addresses: &[&str], pause: i64) -> Scene {
        let mut s = covered(9);
        for (i, address) in (0..).zip(addresses) {
            smtp(&mut s, 1000 + pause * i, "CONTOSO\\scanner", address);
        }
        s
    }

    const MANY: &[&str] = &["203.0.113.9", "198.51.100.7", "192.0.2.8", "198.18.4.4", "2001:db8:1::5"];

    #[test]
    fn one_account_from_five_networks_within_hours_is_told() {
        let (_, a, f) = only(from(MANY, 1800), KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len()), ("CONTOSO\\scanner", 5));
        assert!(said(&f).starts_with("CONTOSO\\scanner signed in to SMTP from 5 networks"), "{}", said(&f));
    }

    #[test]
    fn a_slow_journey_one_network_and_our_own_networks_are_silent() {
        assert!(silent(from(MANY, 86_000), KEY));
        let one = ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.200.4", "203.0.9.5", "203.0.1.6"];
        assert!(silent(from(&one, 600), KEY));
        assert!(silent(from(&["10.0.0.1", "172.16.0.1", "192.168.0.1", "10.1.0.1", "10.2.0.1"], 60), KEY));
    }

    #[test]
    fn addresses_of_one_provider_are_one_network() {
        assert_eq!(network("203.0.113.1"), network("203.0.7.9"));
        assert_ne!(network("203.0.113.1"), network("203.1.113.1"));
        assert_eq!(network("2001:db8::1"), network("2001:db8:ffff::1"));
        assert_ne!(network("2001:db8::1"), network("0.0.32.1"));
        assert_eq!(network("no address"), None);
    }
}

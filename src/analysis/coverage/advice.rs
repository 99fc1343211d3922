//! What to collect next, from this very server: the sentence and the command, facts filled in.
//!
//! Whose server it is, the formats at hand tell, and for Exchange the rows tell the generation. Text from
//! evidence enters a command only where it is plain letters, digits, `.`, `-`, `_`, `@`: somebody will paste
//! it into a shell.

use crate::analysis::finding::Verdict;
use crate::analysis::scene::Scene;
use crate::knowledge::collecting::{Family, Generation, Kind, family, how};
use crate::model::account::AccountName;
use crate::model::address::{is_private, parse_address};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use chrono_tz::Tz;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};

/// Where nothing names the address that mail leaves from, the example of RFC 5737.
const EXAMPLE: Ipv4Addr = Ipv4Addr::new(192, 0, 2, 25);

/// Whose server the sources come from.
#[must_use]
pub fn generation(scene: &Scene<'_>) -> Generation {
    let mut read: BTreeMap<Family, u64> = BTreeMap::new();
    for source in scene.sources {
        if let Some(family) = family(source.format) {
            *read.entry(family).or_default() += source.read;
        }
    }
    let named = Generation::of_exchange(&scene.ground.site.view.generation);
    let has = |family| read.contains_key(&family);
    match read.iter().max_by_key(|(family, n)| (**n, Reverse(**family))) {
        _ if has(Family::Exchange) && named != Generation::Unknown => named,
        _ if has(Family::Exchange2003) => Generation::Exchange2003,
        _ if has(Family::Exchange) => Generation::Unknown,
        Some((Family::Postfix, _)) => Generation::Postfix,
        Some((Family::Exim, _)) => Generation::Exim,
        Some((Family::Sendmail, _)) => Generation::Sendmail,
        Some((Family::ExchangeOnline, _)) => Generation::ExchangeOnline,
        _ => named,
    }
}

/// The sentence with its command.
#[must_use]
pub fn collect(
    scene: &Scene<'_>,
    generation: Generation,
    kind: Kind,
    verdict: Option<&Verdict>,
) -> Option<Phrase> {
    let how = how(generation, kind)?;
    let address = outgoing(scene).unwrap_or(EXAMPLE);
    let [a, b, c, d] = address.octets();
    let (from, to) = days(verdict.and_then(|v| v.span).or_else(|| scene.ground.store.span()));
    let command = how
        .command
        .replace("{account}", &user(scene, verdict))
        .replace("{from}", &from)
        .replace("{to}", &to)
        .replace("{reversed}", &format!("{d}.{c}.{b}.{a}"));
    let phrase = Phrase::new(how.say.as_str());
    let phrase = if kind == Kind::Blocklists { phrase.text("address", &address.to_string()) } else { phrase };
    Some(phrase.text("command", &command))
}

/// Name of the abused account as a command takes it.
fn user(scene: &Scene<'_>, verdict: Option<&Verdict>) -> String {
    let written = verdict.and_then(|v| v.account).map(|a| scene.ground.directory.name(a));
    let name = written.and_then(|w| AccountName::parse(w.as_str()));
    let full = name.map(|n| match (n.is_upn, n.domain) {
        (true, Some(domain)) => format!("{}@{domain}", n.name),
        _ => n.name,
    });
    full.filter(|n| is_plain(n)).unwrap_or_else(|| "USER".to_owned())
}

fn is_plain(name: &str) -> bool {
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric());
    begins && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-_@".contains(c))
}

/// The day before and the day after, as every shell of PowerShell reads them.
fn days(span: Option<Span>) -> (String, String) {
    let day = |time: UtcTime, seconds| time.plus_seconds(seconds).in_zone(Tz::UTC, "%Y-%m-%d");
    let days = span.map(|s| (day(s.first, -86_400), day(s.last, 86_400)));
    days.unwrap_or_else(|| ("FROM".to_owned(), "TO".to_owned()))
}

/// An address of our own that the Internet can see.
fn outgoing(scene: &Scene<'_>) -> Option<Ipv4Addr> {
    let own = scene.ground.site.view.own_servers.iter().filter_map(|(name, _)| parse_address(name));
    let mut seen = own.filter(|ip| !is_private(*ip));
    seen.find_map(|ip| match ip {
        IpAddr::V4(v4) => Some(v4),
        IpAddr::V6(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_of_evidence_becomes_a_part_of_a_command() {
        for name in ["scanner", "m.durand", "m.durand@contoso.test"] {
            assert!(is_plain(name), "{name}");
        }
        for name in ["a; Remove-Item x", "a|b", "$(x)", "-Confirm", "a b", "", "x\u{202e}y", "a'b"] {
            assert!(!is_plain(name), "{name}");
        }
    }

    #[test]
    fn a_day_before_and_a_day_after_are_asked_for() {
        let at = |s: i64| UtcTime::from_unix(1_762_128_000 + s, 0);
        let span = Span::between(at(10), at(90_000));
        assert_eq!(days(Some(span)), ("2025-11-02".to_owned(), "2025-11-05".to_owned()));
    }
}

//! What is set aside: sign-ins that a healthy server makes by itself, each with its reason.
//!
//! Nothing is dropped. A row set aside stays in the table and in the counts by reason; it only takes no
//! part in findings. A printer or a monitoring account is no noise here: only the user can say so.

use super::finding::Noise;
use super::site::{Origin, Site};
use crate::model::account::AccountName;
use crate::model::rows::{Authentication, Witness};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Reasons, in the order of the numbers used while counting.
const REASONS: [&str; 6] = [
    "health-mailbox",
    "computer-account",
    "system-account",
    "service-logon",
    "server-to-server",
    "kerberos-preauth",
];

/// Sorts out each authentication. The second list holds, for each row, index + 1 into the first, or 0.
#[must_use]
pub fn set_aside(store: &EventStore, site: &Site) -> (Vec<Noise>, Vec<u8>) {
    let mut known: FxHashMap<Symbol, Option<&'static str>> = FxHashMap::default();
    let mut counts = [0u64; REASONS.len()];
    let number = |reason: &str| REASONS.iter().position(|r| *r == reason);
    let numbers: Vec<u8> = store
        .tables
        .authentications
        .rows()
        .map(|row| {
            let name = *known.entry(row.account).or_insert_with(|| by_name(store.raw(row.account)));
            let number = name.or_else(|| by_kind(store, site, &row)).and_then(number);
            number.into_iter().for_each(|n| counts[n] += 1);
            number.and_then(|n| u8::try_from(n + 1).ok()).unwrap_or(0)
        })
        .collect();
    let all = REASONS.iter().zip(counts).map(|(&reason, count)| Noise { reason, count });
    let mut noise: Vec<Noise> = all.filter(|n| n.count > 0).collect();
    noise.sort_by_key(|n| (Reverse(n.count), n.reason));
    let place =
        |reason: &str| noise.iter().zip(1u8..).find(|(n, _)| n.reason == reason).map_or(0, |(_, i)| i);
    let places: Vec<u8> = std::iter::once(0).chain(REASONS.iter().map(|r| place(r))).collect();
    let noise_of = numbers.into_iter().map(|n| places.get(usize::from(n)).copied().unwrap_or(0)).collect();
    (noise, noise_of)
}

/// Is this an account that no person signs in with?
#[must_use]
pub fn by_name(raw: &str) -> Option<&'static str> {
    let account = AccountName::parse(raw)?;
    let name = account.name.as_str();
    if name.starts_with("healthmailbox") || name.starts_with("extest_") {
        return Some("health-mailbox");
    }
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    let system = matches!(
        name,
        "system"
            | "anonymous logon"
            | "local service"
            | "network service"
            | "service"
            | "s-1-5-18"
            | "s-1-5-7"
    );
    if system || numbered("dwm-") || numbered("umfd-") {
        return Some("system-account");
    }
    account.is_computer().then_some("computer-account")
}

fn by_kind(store: &EventStore, site: &Site, row: &Authentication) -> Option<&'static str> {
    let mechanism = store.raw(row.mechanism).to_ascii_lowercase();
    let over_smtp = matches!(row.witness, Witness::Smtp | Witness::Transport);
    let from_server = site.origin(row.address) == Origin::Own;
    match row.witness {
        _ if over_smtp && mechanism.contains("exchangeauth") => Some("server-to-server"),
        _ if over_smtp && from_server && matches!(mechanism.as_str(), "kerberos" | "gssapi") => {
            Some("server-to-server")
        }
        Witness::Logon if matches!(row.logon_type, 4 | 5) => Some("service-logon"),
        // 0x19: the client is asked to authenticate first, as every sign-in by Kerberos begins.
        Witness::Kerberos if row.status == 0x19 => Some("kerberos-preauth"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding::SiteSettings;
    use crate::analysis::tests_support::Scene;

    #[test]
    fn what_the_server_does_by_itself_is_counted_by_reason_and_people_are_not() {
        let mut s = Scene::default();
        s.logon(0, "HealthMailbox1a2b3c@contoso.test", true);
        s.logon(1, "HealthMailbox1a2b3c@contoso.test", true);
        s.logon(2, "CONTOSO\\EX1$", true);
        s.logon(3, "NT AUTHORITY\\ANONYMOUS LOGON", true);
        s.logon(4, "Window Manager\\DWM-2", true);
        s.logon(5, "CONTOSO\\dwm-fan", true);
        s.logon(6, "CONTOSO\\m.durand", true);
        let store = s.store();
        let (noise, of) = set_aside(&store, &Site::of(&store, &SiteSettings::default()));
        let counted: Vec<_> = noise.iter().map(|n| (n.reason, n.count)).collect();
        assert_eq!(counted, [("health-mailbox", 2), ("system-account", 2), ("computer-account", 1)]);
        assert_eq!(of, [1, 1, 3, 2, 2, 0, 0]);
    }
}

//! What administrators' acts say in the words of Windows: services, audit changes, groups that rule.
//!
//! Read from `assets/knowledge/acts.toml`. Names people are compared with, never people.

use serde::Deserialize;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/acts.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Acts {
    services: Services,
    audit: Audit,
    everybody: Everybody,
    groups: Groups,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Everybody {
    rids: Vec<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    domains: Vec<String>,
    names: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Audit {
    off: Vec<String>,
    on: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Groups {
    rids: Vec<u32>,
    names: Vec<String>,
}

// A faulty table is empty here; a test refuses it.
static ACTS: LazyLock<Acts> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// Which way a change of the audit policy goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditChange {
    /// Something is no longer logged.
    Off,
    /// More is logged.
    On,
    /// The record does not say.
    Unstated,
}

/// Which way a change of the audit policy goes, by the record's own text.
#[must_use]
pub fn audit_change(detail: &str) -> AuditChange {
    let lower = detail.to_lowercase();
    let says = |texts: &[String]| texts.iter().any(|t| lower.contains(t.as_str()));
    match (says(&ACTS.audit.off), says(&ACTS.audit.on)) {
        (true, _) => AuditChange::Off,
        (false, true) => AuditChange::On,
        _ => AuditChange::Unstated,
    }
}

/// Is this actor a person, as far as the name shows: stated, no machine and no service of Windows?
#[must_use]
pub fn is_person(actor: &str) -> bool {
    let lower = actor.trim().to_lowercase();
    let (domain, name) = lower.rsplit_once('\\').unwrap_or(("", &lower));
    let is_service = ACTS.services.domains.iter().any(|d| d == domain)
        || ACTS.services.names.iter().any(|n| n == name)
        || lower.starts_with("s-1-5-1");
    !name.is_empty() && !name.ends_with('$') && !is_service
}

fn ends_with_one_of(sid: &str, rids: &[u32]) -> bool {
    let rid = sid.rsplit('-').next().and_then(|rid| rid.parse().ok());
    sid.starts_with("S-1-5-") && rid.is_some_and(|rid| rids.contains(&rid))
}

/// Is every account in this group from the beginning?
#[must_use]
pub fn is_everybodys_group(sid: &str) -> bool {
    ends_with_one_of(sid, &ACTS.everybody.rids)
}

/// Do the members of this group rule the server or the domain?
#[must_use]
pub fn is_ruling_group(name: &str, sid: &str) -> bool {
    let lower = name.trim().to_lowercase();
    let name = lower.rsplit_once('\\').map_or(lower.as_str(), |(_, name)| name);
    ACTS.groups.names.iter().any(|n| n == name) || ends_with_one_of(sid, &ACTS.groups.rids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_read_and_is_in_lower_case() {
        let acts: Acts = toml::from_str(TEXT).unwrap();
        let lists = [&acts.services.domains, &acts.services.names, &acts.audit.off, &acts.audit.on];
        let all = lists.into_iter().chain([&acts.groups.names]).flatten();
        assert!(all.clone().count() > 20 && all.clone().all(|t| *t == t.to_lowercase()));
    }

    #[test]
    fn services_and_machines_are_no_people_in_any_language() {
        for actor in
            ["", "CONTOSO\\EX1$", "NT AUTHORITY\\LOCAL SERVICE", "AUTORITE NT\\SERVICE LOCAL", "S-1-5-19"]
        {
            assert!(!is_person(actor), "{actor}");
        }
        assert!(is_person("CONTOSO\\Administrator") && is_person("contoso.test/Users/Administrator"));
    }

    #[test]
    fn groups_are_known_by_number_where_the_name_is_of_another_language() {
        assert!(is_ruling_group("BUILTIN\\Administratrices", "S-1-5-32-544"));
        assert!(is_ruling_group("CONTOSO\\Organization Management", ""));
        assert!(is_everybodys_group("S-1-5-21-1-2-3-513") && !is_everybodys_group("S-1-5-32-544"));
        assert!(!is_ruling_group("CONTOSO\\Sales", "S-1-5-21-1-2-3-1105"));
    }

    #[test]
    fn what_is_switched_off_is_told_from_what_is_switched_on() {
        assert_eq!(audit_change("{0CCE9215} %%8448, %%8451"), AuditChange::Off);
        assert_eq!(audit_change("{0CCE9215} Success Added"), AuditChange::On);
        assert_eq!(audit_change(""), AuditChange::Unstated);
    }
}

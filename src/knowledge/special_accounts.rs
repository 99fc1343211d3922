//! Accounts that are nobody's mailbox: the built-in ones in the languages of Windows, and names of services.
//!
//! Read from `assets/knowledge/special_accounts.toml`. Says nothing of who may use them.

use serde::Deserialize;
use std::sync::LazyLock;

/// A kind of account, and how it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Special {
    /// Key; `special-account-<key>` words it.
    pub key: String,
    /// Its relative id, the last part of its SID; 0 if it has none of its own.
    #[serde(default)]
    pub rid: u32,
    /// Names, lower case.
    #[serde(default)]
    pub names: Vec<String>,
    /// Beginnings of names, lower case.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// Is its use from inside remarkable too?
    #[serde(default)]
    pub inside: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kinds {
    kind: Vec<Special>,
}

const TEXT: &str = include_str!("../../assets/knowledge/special_accounts.toml");

// A faulty table is empty here; a test refuses it.
static KINDS: LazyLock<Kinds> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// The kind of an account by its bare name, lower case.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Special> {
    let is = |k: &&Special| {
        k.names.iter().any(|n| n == name) || k.prefixes.iter().any(|p| name.starts_with(p.as_str()))
    };
    KINDS.kind.iter().find(is)
}

/// The kind of an account by its SID, whatever its name.
#[must_use]
pub fn by_sid(sid: &str) -> Option<&'static Special> {
    let rid: u32 = sid.strip_prefix("S-1-5-21-")?.rsplit('-').next()?.parse().ok()?;
    KINDS.kind.iter().find(|k| k.rid == rid && rid > 0)
}

/// The kind of computers' own accounts.
#[must_use]
pub fn computer() -> Option<&'static Special> {
    KINDS.kind.iter().find(|k| k.key == "computer")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn every_kind_is_spoken_and_every_name_is_lower_case_and_listed_once() {
        let kinds: Kinds = toml::from_str(TEXT).unwrap();
        let spoken = [Language::English, Language::French].map(|l| Words::new(l, chrono_tz::Tz::UTC));
        let mut names: Vec<&String> =
            kinds.kind.iter().flat_map(|k| k.names.iter().chain(&k.prefixes)).collect();
        assert!(names.iter().all(|n| **n == n.to_lowercase()));
        names.sort();
        assert!(names.windows(2).all(|w| w[0] != w[1]));
        for kind in &kinds.kind {
            assert!(spoken.iter().all(|w| w.knows(&format!("special-account-{}", kind.key))), "{}", kind.key);
        }
    }

    #[test]
    fn built_in_accounts_are_known_by_sid_and_by_name_and_people_are_not() {
        assert_eq!(by_sid("S-1-5-21-1-2-3-501").unwrap().key, "guest");
        assert_eq!(by_name("administrateur").unwrap().key, "administrator");
        assert_eq!(by_name("svc-backup").unwrap().key, "service");
        assert!(by_name("guesthouse").is_none() && by_sid("S-1-5-21-1-2-3-1501").is_none());
        assert!(by_sid("S-1-5-18").is_none() && computer().is_some());
    }
}

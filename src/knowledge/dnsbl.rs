//! The blocklists that can be asked, and those that are closed: `assets/knowledge/dnsbl.toml`. Asks nothing.

use crate::words::Language;
use serde::Deserialize;
use std::net::IpAddr;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/dnsbl.toml");

/// A text in both languages.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Both {
    /// In one of them.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        if language == Language::French { &self.fr } else { &self.en }
    }
}

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lists {
    /// Addresses.
    Address,
    /// Domains.
    Domain,
    /// Both.
    Both,
}

/// How much a listing matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// No listing: good news.
    Good,
    /// No listing: says nothing.
    None,
    /// To know.
    Information,
    /// To know, and no consequence of the incident.
    Pbl,
    /// Few ask it.
    Low,
    /// Felt for some days.
    Medium,
    /// Much mail is refused.
    High,
}

/// What one answer means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meaning {
    /// The answer, or its beginning where it ends with a dot.
    pub answer: String,
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
    /// Where it differs from that of the list.
    pub weight: Option<Weight>,
}

/// What one bit means.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bit {
    /// The bit of the last number.
    pub bit: u8,
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

/// An answer that is no listing but a refusal.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refused {
    /// The answer, or its beginning where it ends with a dot.
    pub answer: String,
    /// `dnsbl-cause-<cause>` words it.
    pub cause: String,
}

/// A list that can be asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// Its zone.
    pub zone: String,
    /// Asked below this name too, with the key of an account before it; empty where it knows no keys.
    #[serde(default)]
    pub keyed: String,
    /// Asked with a key alone?
    #[serde(default)]
    pub needs_key: bool,
    /// Who keeps it.
    pub operator: String,
    /// Addresses or domains.
    pub kind: Lists,
    /// In which sets it is.
    pub sets: Vec<u8>,
    /// How much a listing matters.
    pub weight: Weight,
    /// A, B or C.
    pub sure: String,
    /// Does it know IPv6?
    #[serde(default)]
    pub ipv6: bool,
    /// Is being on it good?
    #[serde(default)]
    pub allows: bool,
    /// Name below the zone that must be listed; of a domain list.
    #[serde(default = "test")]
    pub test_listed: String,
    /// Name below the zone that must not.
    #[serde(default = "invalid")]
    pub test_unlisted: String,
    /// What it lists.
    pub lists: Both,
    /// Where to ask for removal; may be empty.
    pub removal: String,
    /// How long that takes.
    pub usual_time: Both,
    /// What it asks of those who ask.
    pub limits: Both,
    /// Its answers.
    #[serde(default)]
    pub codes: Vec<Meaning>,
    /// Its bits.
    #[serde(default)]
    pub bits: Vec<Bit>,
    /// Its refusals.
    #[serde(default)]
    pub errors: Vec<Refused>,
}

fn test() -> String {
    "test".to_owned()
}

fn invalid() -> String {
    "invalid".to_owned()
}

impl List {
    /// A zone we know nothing about, as the user names it: 127.0.0.2 is a listing.
    #[must_use]
    pub fn unknown(zone: &str, kind: Lists) -> Self {
        let nothing = Both::default;
        let listed = Meaning {
            answer: "127.0.0.2".to_owned(),
            en: "listed".to_owned(),
            fr: "inscrit".to_owned(),
            weight: None,
        };
        Self {
            zone: zone.trim().trim_matches('.').to_lowercase(),
            keyed: String::new(),
            needs_key: false,
            operator: zone.to_owned(),
            kind,
            sets: Vec::new(),
            weight: Weight::Low,
            sure: "C".to_owned(),
            ipv6: true,
            allows: false,
            test_listed: test(),
            test_unlisted: invalid(),
            lists: nothing(),
            removal: String::new(),
            usual_time: nothing(),
            limits: nothing(),
            codes: vec![listed],
            bits: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Can it be asked about addresses?
    #[must_use]
    pub fn takes_addresses(&self) -> bool {
        self.kind != Lists::Domain
    }

    /// Can it be asked about domains?
    #[must_use]
    pub fn takes_domains(&self) -> bool {
        self.kind != Lists::Address
    }
}

/// A list that is closed or dangerous; it is never asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Its zones.
    pub zones: Vec<String>,
    /// Its name.
    pub name: String,
    /// Since when, as far as known: year, month, day.
    pub closed: String,
    /// A, B or C.
    pub sure: String,
    /// What happened.
    pub story: Both,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    checked: String,
    public_resolvers: Vec<IpAddr>,
    list: Vec<List>,
    closed: Vec<Closed>,
}

// A faulty table is empty here; a test refuses it.
static TABLE: LazyLock<Table> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// The lists that can be asked.
#[must_use]
pub fn lists() -> &'static [List] {
    &TABLE.list
}

/// The lists that are closed, ORDB first.
#[must_use]
pub fn closed() -> &'static [Closed] {
    &TABLE.closed
}

/// When the table was last checked by hand.
#[must_use]
pub fn checked() -> &'static str {
    &TABLE.checked
}

/// Is it a resolver that anybody may use?
#[must_use]
pub fn is_public_resolver(address: IpAddr) -> bool {
    TABLE.public_resolvers.contains(&address.to_canonical())
}

/// The list of a zone, by its name or below it with a key.
#[must_use]
pub fn list_of(zone: &str) -> Option<&'static List> {
    let zone = zone.trim().trim_matches('.').to_lowercase();
    let with_key = |l: &&List| {
        !l.keyed.is_empty()
            && zone.strip_suffix(l.keyed.as_str()).is_some_and(|key| key.len() > 1 && key.ends_with('.'))
    };
    TABLE.list.iter().find(|l| l.zone == zone).or_else(|| TABLE.list.iter().find(with_key))
}

/// The list of a zone as it is to be asked: below a key where the zone has one, and one we know nothing of by
/// the usual rules.
#[must_use]
pub fn list_to_ask(zone: &str) -> List {
    let asked = List::unknown(zone, Lists::Both);
    match list_of(zone) {
        Some(known) => {
            List { needs_key: known.needs_key && known.zone == asked.zone, zone: asked.zone, ..known.clone() }
        }
        None => asked,
    }
}

/// The closed list of a zone or of a name below it.
#[must_use]
pub fn closed_of(zone: &str) -> Option<&'static Closed> {
    let zone = zone.trim().trim_matches('.').to_lowercase();
    let below = |z: &String| zone == *z || zone.strip_suffix(z.as_str()).is_some_and(|r| r.ends_with('.'));
    TABLE.closed.iter().find(|c| c.zones.iter().any(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_known_by_its_name_and_below_a_key() {
        let asked = |zone: &str| {
            let list = list_to_ask(zone);
            (list.zone, list.operator, list.needs_key)
        };
        let bare = asked("authbl.dq.spamhaus.net");
        assert!(bare.2, "without a key nobody answers");
        let keyed = asked("abc123.AuthBL.dq.spamhaus.net.");
        assert_eq!(keyed, ("abc123.authbl.dq.spamhaus.net".to_owned(), bare.1, false));
        assert_eq!(asked("k.zen.dq.spamhaus.net").1, asked("zen.spamhaus.org").1);
        assert_eq!(asked(".zen.dq.spamhaus.net").1, ".zen.dq.spamhaus.net");
        assert!(is_public_resolver("::ffff:8.8.8.8".parse().unwrap()));
        assert!(!is_public_resolver("10.0.0.53".parse().unwrap()));
    }

    #[test]
    fn the_table_reads_and_every_text_is_there_in_both_languages() {
        let table: Table = toml::from_str(TEXT).unwrap();
        assert!(table.list.len() >= 25 && table.closed.len() >= 15);
        for list in &table.list {
            for both in [&list.lists, &list.usual_time, &list.limits] {
                assert!(!both.en.is_empty() && !both.fr.is_empty(), "{}", list.zone);
            }
            assert!(["A", "B", "C"].contains(&list.sure.as_str()), "{}", list.zone);
            assert!(closed_of(&list.zone).is_none(), "{} is live and closed", list.zone);
        }
        assert!(table.closed.iter().all(|c| c.story.en != c.story.fr && !c.story.fr.is_empty()));
    }

    #[test]
    fn ordb_comes_first_and_says_that_it_listed_everyone() {
        let ordb = closed().first().unwrap();
        assert_eq!((ordb.name.as_str(), ordb.closed.as_str()), ("ORDB", "2006-12-18"));
        assert!(ordb.story.fr.contains("25/03/2008") && ordb.story.en.contains("every address"));
        assert_eq!(closed_of("spam.dnsbl.sorbs.net").unwrap().name, "SORBS");
        assert!(closed_of("notsorbs.net").is_none());
    }
}

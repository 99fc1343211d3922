//! Blocklists as `assets/knowledge/dnsbl.toml` describes them: zones, what their answers mean, who is dead.
//!
//! Asks nobody. Whether a list may be believed today is found out in `checks::dnsbl`.

use serde::Deserialize;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/dnsbl.toml");

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lists {
    /// IPv4 addresses.
    Ipv4,
    /// IPv6 addresses.
    Ipv6,
    /// Domains.
    Domain,
}

/// What an entry does to mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// Nothing worth speaking of.
    Information,
    /// Few servers refuse.
    Weak,
    /// Many servers refuse, for a while.
    Medium,
    /// Most servers refuse.
    Strong,
}

impl Weight {
    /// `dnsbl-weight-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Weak => "weak",
            Self::Medium => "medium",
            Self::Strong => "strong",
        }
    }
}

/// What an answer says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Listed.
    #[default]
    Listed,
    /// Listed by a policy, which no abuse brings about.
    Policy,
    /// Good news.
    Good,
    /// Neither.
    Neutral,
    /// No answer at all: the list does not serve us.
    Refused,
}

/// A meaning of an answer, or of a bit of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meaning {
    /// Address, or first and last of a range.
    #[serde(default)]
    answer: String,
    /// Bit of the last octet.
    #[serde(default)]
    bit: u8,
    /// `dnsbl-means-<means>` words it.
    pub means: String,
    /// What it says.
    #[serde(default)]
    pub effect: Effect,
}

/// Names that a list of domains keeps for tests.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestNames {
    /// Always listed.
    pub listed: String,
    /// Never listed.
    pub clean: String,
}

/// A list that lives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blocklist {
    /// What is asked.
    pub zone: String,
    /// Names its words.
    pub key: String,
    /// As people call it.
    pub name: String,
    /// 1 always, 2 on demand, 3 with an account, 0 when named.
    pub set: u8,
    /// What it lists.
    pub kinds: Vec<Lists>,
    /// What an entry does to mail.
    pub weight: Weight,
    /// Where an entry is looked up and taken out; empty where there is no such place.
    pub form: String,
    /// How sure these facts are: A, B, C.
    pub sure: String,
    /// May not everybody ask? `dnsbl-limits-<key>` says who may.
    #[serde(default)]
    pub limited: bool,
    /// Asked only under a name with a key of one's own.
    #[serde(default)]
    pub needs_key: bool,
    #[serde(default)]
    same: Vec<String>,
    /// Its own test names.
    pub test: Option<TestNames>,
    #[serde(default)]
    answers: Vec<Meaning>,
    #[serde(default)]
    bits: Vec<Meaning>,
}

/// A list that is closed or dangerous.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeadList {
    /// As people called it.
    pub name: String,
    /// `dnsbl-dead-<key>` tells its story.
    pub key: String,
    /// Its zones and all below.
    pub zones: Vec<String>,
    /// What it says today: `everything` is listed, `nothing` is, `unknown`; `dnsbl-dead-says-<says>` words it.
    pub says: String,
    /// How sure these facts are: A, B, C.
    pub sure: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Public {
    name: String,
    addresses: Vec<IpAddr>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    checked: String,
    list: Vec<Blocklist>,
    error: Vec<Meaning>,
    public: Vec<Public>,
    dead: Vec<DeadList>,
}

// A faulty table is empty here; a test refuses it.
static TABLE: LazyLock<Table> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// Month in which the facts of the table were looked at: `2026-11`.
#[must_use]
pub fn checked() -> &'static str {
    &TABLE.checked
}

/// Lists that live, in the order they are asked.
#[must_use]
pub fn lists() -> &'static [Blocklist] {
    &TABLE.list
}

/// Lists that are closed or dangerous.
#[must_use]
pub fn dead() -> &'static [DeadList] {
    &TABLE.dead
}

/// Is `name` this zone or below it?
fn within(name: &str, zone: &str) -> bool {
    let name = name.trim_end_matches('.').to_lowercase();
    name == zone || name.strip_suffix(zone).is_some_and(|head| head.ends_with('.'))
}

/// The list of a zone, also under a name with a key in it.
#[must_use]
pub fn list(zone: &str) -> Option<&'static Blocklist> {
    let exact = lists().iter().find(|l| l.zone.eq_ignore_ascii_case(zone.trim_end_matches('.')));
    exact.or_else(|| lists().iter().find(|l| l.same.iter().any(|same| within(zone, same))))
}

/// The dead list that a zone belongs to.
#[must_use]
pub fn dead_list(zone: &str) -> Option<&'static DeadList> {
    dead().iter().find(|d| d.zones.iter().any(|dead| within(zone, dead)))
}

/// Whose resolver for the public this is.
#[must_use]
pub fn public_resolver(address: IpAddr) -> Option<&'static str> {
    let named = |p: &&Public| p.addresses.contains(&address);
    TABLE.public.iter().find(named).map(|p| p.name.as_str())
}

/// What an answer of a list means; nothing where nobody knows. Without a list, the usual: 127.0.0.2 is "listed".
#[must_use]
pub fn meanings(list: Option<&'static Blocklist>, answer: Ipv4Addr) -> Vec<&'static Meaning> {
    let matching = |all: &'static [Meaning]| all.iter().filter(move |m| m.covers(answer));
    let errors: Vec<&Meaning> = matching(&TABLE.error).collect();
    if !errors.is_empty() {
        return errors;
    }
    let Some(list) = list else { return matching(&USUAL).collect() };
    let mask = answer.octets()[3];
    let whole = list.bits.iter().map(|m| m.bit).fold(0, |all, bit| all | bit);
    if !list.bits.is_empty() && answer.octets()[..3] == [127, 0, 0] && mask & !whole == 0 {
        return list.bits.iter().filter(|m| m.bit & mask != 0).collect();
    }
    matching(&list.answers).collect()
}

// What an unknown list says, by RFC 5782 section 2.1.
static USUAL: LazyLock<Vec<Meaning>> = LazyLock::new(|| {
    vec![Meaning {
        answer: "127.0.0.2".to_owned(),
        bit: 0,
        means: "listed".to_owned(),
        effect: Effect::Listed,
    }]
});

impl Meaning {
    fn covers(&self, answer: Ipv4Addr) -> bool {
        let (first, last) = self.answer.split_once('-').unwrap_or((&self.answer, &self.answer));
        match (first.parse::<Ipv4Addr>(), last.parse::<Ipv4Addr>()) {
            (Ok(first), Ok(last)) => (first..=last).contains(&answer),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn the_table_is_sound_and_all_its_words_are_there() {
        let table: Table = toml::from_str(TEXT).unwrap();
        let words = [Language::English, Language::French].map(|l| Words::new(l, chrono_tz::Tz::UTC));
        let say = |id: String| words.iter().for_each(|w| assert!(w.knows(&id), "{id}"));
        let mut zones = std::collections::BTreeSet::new();
        for list in &table.list {
            assert!(zones.insert(&list.zone), "{} twice", list.zone);
            assert!(list.set <= 3 && ["A", "B", "C"].contains(&list.sure.as_str()), "{}", list.zone);
            assert!(list.answers.is_empty() != list.bits.is_empty(), "{}: answers or bits", list.zone);
            say(format!("dnsbl-delist-{}", list.key));
            if list.limited {
                say(format!("dnsbl-limits-{}", list.key));
            }
            say(format!("dnsbl-weight-{}", list.weight.key()));
            for meaning in list.answers.iter().chain(&list.bits) {
                say(format!("dnsbl-means-{}", meaning.means));
                assert!(meaning.bit > 0 || meaning.covers_something(), "{}: {}", list.zone, meaning.answer);
            }
            assert!(dead_list(&list.zone).is_none(), "{} is dead", list.zone);
        }
        for meaning in &table.error {
            say(format!("dnsbl-means-{}", meaning.means));
        }
        for dead in &table.dead {
            say(format!("dnsbl-dead-{}", dead.key));
            say(format!("dnsbl-dead-says-{}", dead.says));
        }
        assert_eq!(table.dead[0].name, "ORDB");
    }

    impl Meaning {
        fn covers_something(&self) -> bool {
            let first = self.answer.split('-').next().and_then(|a| a.parse().ok());
            first.is_some_and(|a| self.covers(a))
        }
    }

    #[test]
    fn answers_read_as_their_operators_mean_them() {
        let read = |zone: &str, answer: &str| {
            let found = meanings(list(zone), answer.parse().unwrap());
            found.iter().map(|m| (m.means.as_str(), m.effect)).collect::<Vec<_>>()
        };
        assert_eq!(read("zen.spamhaus.org", "127.0.0.4"), [("xbl", Effect::Listed)]);
        assert_eq!(read("abc123.zen.dq.spamhaus.net", "127.0.0.11"), [("pbl-spamhaus", Effect::Policy)]);
        assert_eq!(read("zen.spamhaus.org", "127.255.255.254"), [("public-resolver", Effect::Refused)]);
        assert_eq!(read("zen.spamhaus.org", "127.0.0.77"), []);
        assert_eq!(read("multi.uribl.com", "127.0.0.1"), [("access-blocked", Effect::Refused)]);
        assert_eq!(
            read("multi.surbl.org", "127.0.0.72"),
            [("phishing", Effect::Listed), ("spam-domain", Effect::Listed)]
        );
        assert_eq!(read("list.dnswl.org", "127.0.0.255"), [("too-many-questions", Effect::Refused)]);
        assert_eq!(read("list.dnswl.org", "127.0.9.2"), [("allowed", Effect::Good)]);
        assert_eq!(read("rep.mailspike.net", "127.0.0.18"), [("good-reputation", Effect::Good)]);
        assert_eq!(read("hostkarma.junkemailfilter.com", "127.0.0.1"), [("allowed", Effect::Good)]);
        assert_eq!(read("bl.unknown.example", "127.0.0.2"), [("listed", Effect::Listed)]);
        assert_eq!(read("bl.unknown.example", "127.0.0.3"), []);
    }

    #[test]
    fn the_dead_are_known_by_all_their_names() {
        assert_eq!(dead_list("relays.ordb.org").map(|d| d.key.as_str()), Some("ordb"));
        assert_eq!(dead_list("DNSBL.sorbs.net.").map(|d| d.key.as_str()), Some("sorbs"));
        assert!(dead_list("notsorbs.net").is_none() && dead_list("zen.spamhaus.org").is_none());
        assert_eq!(public_resolver("8.8.8.8".parse().unwrap()), Some("Google"));
        assert_eq!(public_resolver("192.0.2.53".parse().unwrap()), None);
    }
}

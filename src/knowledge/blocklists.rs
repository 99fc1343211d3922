//! How refusals name a blocklist: the texts of `assets/knowledge/blocklist_texts.toml`. Asks no list anything.

use serde::Deserialize;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/blocklist_texts.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Texts {
    list: Vec<List>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    name: String,
    texts: Vec<String>,
}

// A faulty table is empty here; a test refuses it.
static TEXTS: LazyLock<Texts> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// The list that a refusal names; empty where it speaks of one without a name.
#[must_use]
pub fn named_in(refusal: &str) -> Option<&'static str> {
    let lower = refusal.to_lowercase();
    let names = |list: &&List| list.texts.iter().any(|text| lower.contains(text.as_str()));
    TEXTS.list.iter().find(names).map(|list| list.name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_lower_case_and_the_general_ones_come_last() {
        let lists: Texts = toml::from_str(TEXT).unwrap();
        assert!(lists.list.iter().flat_map(|l| &l.texts).all(|t| *t == t.to_lowercase()));
        assert!(lists.list.last().unwrap().name.is_empty());
    }

    #[test]
    fn a_refusal_names_its_list_and_an_ordinary_one_names_none() {
        let refusal =
            "550 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org";
        assert_eq!(named_in(refusal), Some("Spamhaus"));
        assert_eq!(named_in("554 Your address is on our blacklist"), Some(""));
        assert_eq!(named_in("550 5.1.1 User unknown"), None);
    }

    #[test]
    fn texts_as_servers_write_them_name_their_list() {
        for (list, text) in [
            (
                "SpamCop",
                "554 5.7.1 blocked using bl.spamcop.net; see https://www.spamcop.net/bl.shtml?192.0.2.25",
            ),
            (
                "Barracuda",
                "554 blocked using Barracuda Reputation; http://www.barracudanetworks.com/reputation/?r=1",
            ),
            ("blocklist.de", "554 5.7.1 Client host [192.0.2.25] blocked using bl.blocklist.de"),
            ("Microsoft", "550 5.7.1 part of their network is on our block list (S3150)."),
            ("Microsoft", "550 5.7.606 Access denied, banned sending IP [192.0.2.25]."),
            ("T-Online", "554 IP=192.0.2.25 - A problem occurred. Contact tosa@rx.t-online.de to clarify."),
            ("SFR", "550 5.7.1 SFR_IN_101 too much spam from 192.0.2.25"),
            ("", "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using lists.example.net"),
        ] {
            assert_eq!(named_in(text), Some(list), "{text}");
        }
        for text in
            ["451 4.7.0 Temporary server error. Please try again later.", "550 5.7.1 rejected as spam"]
        {
            assert_eq!(named_in(text), None, "{text}");
        }
    }
}

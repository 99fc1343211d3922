//! Texts of refusals that tell of a blocklist, and which one.
//!
//! Read from `assets/knowledge/blocklist_answers.toml`. A text says that another server refused us for a
//! list's sake at that time; whether the address stands there now, only the list itself can tell.

use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    list: String,
    says: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests alone read it"))]
    sample: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "tests alone read it"))]
    sure: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    answer: Vec<Answer>,
}

/// Name of a list that a text speaks of without naming it.
pub const UNNAMED: &str = "unnamed";

// A faulty table is empty here; a test refuses it.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/knowledge/blocklist_answers.toml")).unwrap_or_default()
});

/// The list a refusal speaks of; [`UNNAMED`] where it does not say which.
#[must_use]
pub fn named_in(text: &str) -> Option<&'static str> {
    let text = text.to_ascii_lowercase();
    TABLE.answer.iter().find(|a| text.contains(&a.says)).map(|a| a.list.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sample_names_its_list() {
        let table: Table =
            toml::from_str(include_str!("../../assets/knowledge/blocklist_answers.toml")).unwrap();
        assert!(table.answer.len() > 10);
        for answer in table.answer {
            assert_eq!(named_in(&answer.sample), Some(answer.list.as_str()), "{}", answer.sample);
            assert_eq!(answer.says, answer.says.to_lowercase());
            assert!(["vendor", "practice"].contains(&answer.sure.as_str()));
        }
    }

    #[test]
    fn other_refusals_name_no_list() {
        for text in [
            "550 5.1.1 <v1@example.net>: Recipient address rejected: User unknown",
            "451 4.7.0 Temporary server error. Please try again later. PRX2",
            "550 5.7.1 Message rejected as spam by content filtering",
            "421 4.7.0 Too many messages from 192.0.2.25, slow down",
        ] {
            assert_eq!(named_in(text), None, "{text}");
        }
    }
}

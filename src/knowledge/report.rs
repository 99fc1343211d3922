//! Which findings belong to a topic of the report: `assets/knowledge/report.toml`. Weighs nothing.

use serde::Deserialize;
use std::sync::LazyLock;

/// Keys of detections by topic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Topics {
    /// Key events of the timeline.
    pub events: Vec<String>,
    /// How somebody got in.
    pub ways_in: Vec<String>,
    /// What it did.
    pub consequences: Vec<String>,
    /// What somebody may have changed.
    pub changes: Vec<String>,
    /// Mail that came late or not at all.
    pub delays: Vec<String>,
    /// What was sent.
    pub letters: Vec<String>,
}

// A faulty table is empty here; a test refuses it.
static TOPICS: LazyLock<Topics> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/knowledge/report.toml")).unwrap_or_default());

/// All topics.
#[must_use]
pub fn topics() -> &'static Topics {
    &TOPICS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_names_detections_that_exist() {
        let t = topics();
        let known: toml::Table = include_str!("../../assets/knowledge/detections.toml").parse().unwrap();
        for list in [&t.events, &t.ways_in, &t.consequences, &t.changes, &t.delays, &t.letters] {
            assert!(!list.is_empty());
            assert!(list.iter().all(|key| known.contains_key(key)), "{list:?}");
        }
    }
}

//! What the rows of each format can show, and how sure its reading is.
//!
//! Read from `assets/knowledge/formats.toml`. Says nothing of how a format is read.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a source can speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shows {
    /// Who authenticated, or failed to.
    SignIns,
    /// Messages being accepted.
    Mail,
    /// The client's side of SMTP conversations.
    Client,
    /// Each step of each message.
    Tracking,
    /// Windows event logs.
    Events,
    /// Depth of queues at a moment.
    Queues,
    /// Depth of queues over time.
    Depth,
}

/// How sure the reading of a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// Checked on real files.
    Sample,
    /// Known from documents alone.
    Description,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    sure: Sure,
    #[serde(default)]
    daily: bool,
    shows: Vec<Shows>,
    keys: Vec<String>,
}

// A faulty table is empty here; a test refuses it.
static GROUPS: LazyLock<BTreeMap<String, Group>> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/knowledge/formats.toml")).unwrap_or_default());

fn group(key: &str) -> Option<&'static Group> {
    GROUPS.values().find(|group| group.keys.iter().any(|k| k == key))
}

/// Can a source of this format speak of that?
#[must_use]
pub fn shows(key: &str, what: Shows) -> bool {
    group(key).is_some_and(|group| group.shows.contains(&what))
}

/// Does the server begin a new file of this format every day?
#[must_use]
pub fn is_daily(key: &str) -> bool {
    group(key).is_some_and(|group| group.daily)
}

/// How sure the reading of a format is; `None` for a key that is not listed.
#[must_use]
pub fn sure(key: &str) -> Option<Sure> {
    group(key).map(|group| group.sure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_without_accounts_shows_no_sign_ins() {
        assert!(shows("smtp-receive", Shows::SignIns) && shows("postfix-log", Shows::Depth));
        assert!(!shows("smtpsvc", Shows::SignIns) && !shows("hayabusa", Shows::Events));
        assert!(is_daily("tracking-2003") && !is_daily("tracking-export"));
        assert_eq!(sure("evtx"), Some(Sure::Sample));
        assert_eq!(sure("no such format"), None);
    }
}

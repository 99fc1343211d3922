//! Mailbox providers that keep no public list: how their refusal looks, and where one asks them.
//!
//! Read from `assets/knowledge/provider_forms.toml`. Asks nobody.

use super::dnsbl::Both;
use serde::Deserialize;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/provider_forms.toml");

/// A provider.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Name.
    pub name: String,
    /// How its refusal looks in the SMTP log; empty where nothing shows there.
    pub sign: String,
    /// Where to ask.
    #[serde(rename = "where")]
    pub place: String,
    /// How long it usually takes.
    pub usual: Both,
    /// What else to know.
    pub note: Both,
    /// How sure: A, B, C.
    pub sure: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    provider: Vec<Provider>,
}

// A faulty table is empty here; a test refuses it.
static TABLE: LazyLock<Table> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// All providers, the largest first.
#[must_use]
pub fn providers() -> &'static [Provider] {
    &TABLE.provider
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_provider_says_where_to_ask_in_both_languages() {
        let table: Table = toml::from_str(TEXT).unwrap();
        assert!(table.provider.len() > 8);
        for provider in &table.provider {
            let texts = [&provider.name, &provider.place, &provider.usual.en, &provider.usual.fr];
            assert!(texts.iter().all(|t| !t.is_empty()), "{}", provider.name);
            assert_eq!(provider.note.en.is_empty(), provider.note.fr.is_empty(), "{}", provider.name);
            assert!(["A", "B", "C"].contains(&provider.sure.as_str()), "{}", provider.name);
        }
    }
}

//! What the SMTP checks know: greetings, verdicts, relay tests, read from `assets/knowledge/smtp_checks.toml`.
//!
//! Speaks to no server and judges none; says how bad a verdict is and what a relay test asks.

use serde::Deserialize;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/smtp_checks.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Tables {
    banner: Vec<Banner>,
    verdict: Vec<Verdict>,
    relay: Vec<RelayTest>,
}

/// A greeting and its product.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Banner {
    /// `smtp-product-<product>` words it.
    pub product: String,
    all: Vec<String>,
    /// Is it (or may it be) an Exchange server of one's own?
    #[serde(default)]
    pub exchange: bool,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by a test alone"))]
    sample: String,
}

/// A verdict on a port.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// `AUTH-CLEAR`; `smtp-<code in lower case>` words it.
    pub code: String,
    severity: String,
    submission: Option<String>,
    /// Is there an advice too?
    #[serde(default)]
    pub advice: bool,
    /// The document that says so; empty where none does.
    #[serde(default)]
    pub reference: String,
}

/// What an accepted recipient means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accepted {
    /// An open relay.
    Open,
    /// Nothing certain: many servers take any local part and refuse later.
    Ambiguous,
    /// Reception works, so refusals mean something.
    Control,
    /// As it should be: this machine may relay.
    Expected,
}

/// From where a relay test makes sense.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FromWhere {
    /// The Internet.
    #[default]
    Outside,
    /// A machine inside that may not relay.
    Unlisted,
    /// A machine inside that may relay.
    Listed,
    /// Anywhere.
    Anywhere,
}

/// One relay test: MAIL FROM, RCPT TO, RSET.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelayTest {
    /// `R01`; `smtp-relay-<id in lower case>` words it.
    pub id: String,
    /// Reverse path, with `{from}`, `{to}`, `{local}`, `{host}`, `{ip}`, `{control}`.
    pub sender: String,
    /// Recipient, with the same.
    pub recipient: String,
    /// What 250 means.
    pub accepted: Accepted,
    /// From where.
    #[serde(default)]
    pub from: FromWhere,
    /// Asked inside TLS.
    #[serde(default)]
    pub after_starttls: bool,
    /// A refused sender is as good as a refused recipient.
    #[serde(default)]
    pub sender_may_be_refused: bool,
}

// A faulty table is empty here; a test refuses it.
static TABLES: LazyLock<Tables> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

impl Verdict {
    /// Key of its severity on `port`.
    #[must_use]
    pub fn severity(&self, port: u16) -> &str {
        let submission = self.submission.as_deref().filter(|_| [465, 587].contains(&port));
        submission.unwrap_or(&self.severity)
    }
}

/// The product of a greeting.
#[must_use]
pub fn product_of(banner: &str) -> Option<&'static Banner> {
    let lower = banner.to_lowercase();
    TABLES.banner.iter().find(|b| b.all.iter().all(|text| lower.contains(text.as_str())))
}

/// The verdict with this code.
#[must_use]
pub fn verdict(code: &str) -> Option<&'static Verdict> {
    TABLES.verdict.iter().find(|v| v.code == code)
}

/// All verdicts, in the order of the table.
#[must_use]
pub fn verdicts() -> &'static [Verdict] {
    &TABLES.verdict
}

/// All relay tests, the control first.
#[must_use]
pub fn relay_tests() -> &'static [RelayTest] {
    &TABLES.relay
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};
    use chrono_tz::Tz;
    use std::collections::BTreeSet;

    #[test]
    fn every_greeting_is_recognised_by_its_sample() {
        let tables: Tables = toml::from_str(TEXT).unwrap();
        assert!(tables.banner.len() > 15);
        for banner in &tables.banner {
            assert!(banner.all.iter().all(|t| *t == t.to_lowercase()), "{}", banner.product);
            assert_eq!(product_of(&banner.sample).unwrap().product, banner.product);
        }
        assert!(product_of("mx.contoso.test ESMTP").is_none());
    }

    #[test]
    fn every_verdict_product_and_test_is_worded_in_both_languages() {
        for language in [Language::English, Language::French] {
            let words = Words::new(language, Tz::UTC);
            for verdict in verdicts() {
                let id = format!("smtp-{}", verdict.code.to_lowercase());
                assert!(words.knows(&id), "{id}");
                assert_eq!(words.knows(&format!("{id}-advice")), verdict.advice, "{id}-advice");
            }
            let products = TABLES.banner.iter().map(|b| format!("smtp-product-{}", b.product));
            let tests = relay_tests().iter().map(|t| format!("smtp-relay-{}", t.id.to_lowercase()));
            for id in products.chain(tests) {
                assert!(words.knows(&id), "{id}");
            }
        }
    }

    #[test]
    fn the_relay_tests_are_r01_to_r20_each_once() {
        let ids: BTreeSet<&str> = relay_tests().iter().map(|t| t.id.as_str()).collect();
        let expected: Vec<String> = (1..=20).map(|n| format!("R{n:02}")).collect();
        assert_eq!(ids.into_iter().collect::<Vec<_>>(), expected);
        let open = relay_tests().iter().filter(|t| t.accepted == Accepted::Open);
        let open: Vec<&str> = open.map(|t| t.id.as_str()).collect();
        assert_eq!(open, ["R01", "R02", "R03", "R04", "R05", "R06", "R17", "R18"]);
    }

    #[test]
    fn codes_are_unique_and_submission_is_judged_harder() {
        let codes: BTreeSet<&str> = verdicts().iter().map(|v| v.code.as_str()).collect();
        assert_eq!(codes.len(), verdicts().len());
        let none = verdict("TLS-NONE").unwrap();
        assert_eq!((none.severity(25), none.severity(587)), ("medium", "high"));
        let known = ["good", "note", "unclear", "medium", "high", "critical"];
        assert!(
            verdicts().iter().all(|v| known.contains(&v.severity(25)) && known.contains(&v.severity(465)))
        );
    }
}

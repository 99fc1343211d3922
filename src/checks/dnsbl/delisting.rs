//! The request to be taken off a list, with the facts of the case in it. Sends nothing.

use crate::model::time::UtcTime;
use crate::words::Phrase;

/// Facts of a request. What is not known stands as a visible gap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DelistingFacts {
    /// Public host name.
    pub host: String,
    /// Public address.
    pub address: String,
    /// Mail domain.
    pub domain: String,
    /// First abuse.
    pub start: Option<UtcTime>,
    /// Last abuse.
    pub end: Option<UtcTime>,
    /// When the account was disabled.
    pub disabled: Option<UtcTime>,
    /// When authentication was taken off the public port.
    pub auth_off: Option<UtcTime>,
    /// When the queues were purged.
    pub purged: Option<UtcTime>,
}

/// Stands where a fact is missing.
pub const GAP: &str = "[…]";

impl DelistingFacts {
    /// The request; times in UTC, since strangers read it.
    #[must_use]
    pub fn request(&self) -> Phrase {
        let text = |text: &str| if text.is_empty() { GAP.to_owned() } else { text.to_owned() };
        let time = |time: Option<UtcTime>| {
            time.map_or_else(|| GAP.to_owned(), |t| t.in_zone(chrono_tz::Tz::UTC, "%Y-%m-%d %H:%M UTC"))
        };
        Phrase::new("dnsbl-request")
            .text("host", &text(&self.host))
            .text("address", &text(&self.address))
            .text("domain", &text(&self.domain))
            .text("start", &time(self.start))
            .text("end", &time(self.end))
            .text("disabled", &time(self.disabled))
            .text("auth", &time(self.auth_off))
            .text("purged", &time(self.purged))
    }

    /// Ids of the words for the facts that are missing.
    #[must_use]
    pub fn missing(&self) -> Vec<&'static str> {
        let facts = [
            ("dnsbl-fact-host", self.host.is_empty()),
            ("dnsbl-fact-address", self.address.is_empty()),
            ("dnsbl-fact-domain", self.domain.is_empty()),
            ("dnsbl-fact-abuse", self.start.is_none() || self.end.is_none()),
            ("dnsbl-fact-disabled", self.disabled.is_none()),
            ("dnsbl-fact-auth", self.auth_off.is_none()),
            ("dnsbl-fact-purged", self.purged.is_none()),
        ];
        facts.into_iter().filter(|(_, missing)| *missing).map(|(id, _)| id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn the_request_states_what_is_known_and_shows_its_gaps() {
        let facts = DelistingFacts {
            host: "mail.contoso.test".to_owned(),
            address: "192.0.2.25".to_owned(),
            domain: "contoso.test".to_owned(),
            start: Some(UtcTime::from_unix(1_762_136_094, 0)),
            end: Some(UtcTime::from_unix(1_762_160_000, 0)),
            ..DelistingFacts::default()
        };
        assert_eq!(facts.missing(), ["dnsbl-fact-disabled", "dnsbl-fact-auth", "dnsbl-fact-purged"]);
        for (language, contact) in [
            (Language::English, "Contact: postmaster@contoso.test"),
            (Language::French, "postmaster@contoso.test"),
        ] {
            let said = Words::new(language, chrono_tz::Tz::UTC).say(&facts.request());
            assert!(said.contains("192.0.2.25") && said.contains("2025-11-03 02:14 UTC"), "{said}");
            assert!(said.contains(contact) && said.matches(GAP).count() == 3, "{said}");
        }
    }
}

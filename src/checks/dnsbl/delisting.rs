//! The request for removal, with the facts filled in. What is not known stays a visible gap, and is listed.
//!
//! Sends nothing.

use crate::knowledge::dnsbl;
use crate::model::time::UtcTime;
use crate::words::Phrase;

/// What the request says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Server that sent. Raw.
    pub host: Option<String>,
    /// Its address as the world sees it. Raw.
    pub ip: Option<String>,
    /// Domain of the sender. Raw.
    pub domain: Option<String>,
    /// When the abuse began.
    pub start: Option<UtcTime>,
    /// When it ended.
    pub end: Option<UtcTime>,
    /// When the account was disabled.
    pub disabled: Option<UtcTime>,
    /// When authentication was taken off the public port.
    pub auth_removed: Option<UtcTime>,
    /// When the queues were purged.
    pub purged: Option<UtcTime>,
}

/// A request, to be spoken in the language of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its text.
    pub text: Phrase,
    /// What is missing, each as it stands in the text.
    pub missing: Vec<Phrase>,
}

/// The request with these facts.
#[must_use]
pub fn request(facts: &Facts) -> Request {
    let mut request = Request { text: Phrase::new("dnsbl-request"), missing: Vec::new() };
    let texts = [("host", &facts.host), ("ip", &facts.ip), ("domain", &facts.domain)];
    for (name, fact) in texts {
        let known = fact.as_deref().map(str::trim).filter(|t| !t.is_empty());
        request.put(name, known.map(|t| Phrase::new("dnsbl-fact").text("fact", t)));
    }
    let times = [
        ("start", facts.start),
        ("end", facts.end),
        ("disabled", facts.disabled),
        ("authremoved", facts.auth_removed),
        ("purged", facts.purged),
    ];
    for (name, time) in times {
        let known = time.filter(|t| *t != UtcTime::UNKNOWN);
        request.put(name, known.map(|t| Phrase::new("dnsbl-fact-time").time("time", t)));
    }
    request
}

impl Request {
    fn put(&mut self, name: &'static str, known: Option<Phrase>) {
        let gap = || Phrase::new(format!("dnsbl-gap-{name}"));
        if known.is_none() {
            self.missing.push(gap());
        }
        let text = std::mem::take(&mut self.text);
        self.text = text.sentence(name, known.unwrap_or_else(gap));
    }
}

/// Where to send it for a list, and how long the list takes; nothing for a list that takes no requests.
#[must_use]
pub fn where_to(zone: &str) -> Option<Phrase> {
    let list = dnsbl::list_of(zone).filter(|l| !l.removal.is_empty())?;
    let time = super::results::both(&list.usual_time.en, &list.usual_time.fr);
    let name = Phrase::new("dnsbl-send-to").text("operator", &list.operator).text("url", &list.removal);
    Some(name.sentence("time", time))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    fn spoken(request: &Request, language: Language) -> String {
        Words::new(language, chrono_tz::UTC).say(&request.text)
    }

    #[test]
    fn known_facts_are_filled_in_and_missing_ones_stand_as_gaps() {
        let facts = Facts {
            host: Some("mail.contoso.test".to_owned()),
            ip: Some("192.0.2.25".to_owned()),
            start: Some(UtcTime::from_unix(1_792_000_000, 0)),
            ..Facts::default()
        };
        let request = request(&facts);
        assert_eq!(request.missing.len(), 5);
        for language in [Language::English, Language::French] {
            let text = spoken(&request, language);
            assert!(text.contains("mail.contoso.test") && text.contains("192.0.2.25"), "{text}");
            assert!(text.contains('«') && !text.contains('{') && text.contains("2026"), "{text}");
        }
        assert!(spoken(&request, Language::French).contains("courrier indésirable"));
    }

    #[test]
    fn a_list_that_takes_requests_says_where() {
        let words = Words::new(Language::French, chrono_tz::UTC);
        let said = words.say(&where_to("zen.spamhaus.org").unwrap());
        assert!(said.contains("https://check.spamhaus.org/") && said.contains("heure"), "{said}");
        assert_eq!(where_to("truncate.gbudb.net"), None);
    }
}

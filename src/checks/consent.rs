//! Who allowed what to be contacted. Without a [`Permit`] no probe can be made, and only a [`Consent`] gives one.
//!
//! Opens nothing. A permit holds for one target and one run; it cannot be written to a file, copied from one, or
//! made by anybody else.

use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use crate::words::Phrase;
use std::net::IpAddr;

/// What a consent covers besides its targets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Scope {
    /// Blocklists may be asked about the targets; their operators then know which address is looked into.
    Blocklists,
    /// DNS may be asked about the targets.
    Dns,
    /// SMTP connections to the targets: greeting, EHLO, STARTTLS.
    Smtp,
    /// Relay tests at the targets, up to RCPT.
    Relay,
    /// `AUTH LOGIN` and its cancellation at the targets; an error in their log.
    HiddenAuth,
}

impl Scope {
    /// All, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Blocklists, Self::Dns, Self::Smtp, Self::Relay, Self::HiddenAuth];

    /// `scope-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Blocklists => "blocklists",
            Self::Dns => "dns",
            Self::Smtp => "smtp",
            Self::Relay => "relay",
            Self::HiddenAuth => "hidden-auth",
        }
    }
}

/// What the client allowed, as it was recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Consent {
    /// Whose servers. Raw: show it as safe text.
    pub client: String,
    /// Who authorised it. Raw: show it as safe text.
    pub authorised_by: String,
    /// When it was recorded.
    pub given: UtcTime,
    /// Until when it holds.
    pub until: UtcTime,
    /// Host names, mail domains and addresses, in lower case, sorted; nothing else is contacted.
    pub targets: Vec<String>,
    /// What may be done.
    pub scopes: Vec<Scope>,
}

/// Days a consent holds unless the user says otherwise.
pub const USUAL_DAYS: i64 = 14;

impl Consent {
    /// A consent that is given now, for [`USUAL_DAYS`].
    #[must_use]
    pub fn new(
        client: &str,
        authorised_by: &str,
        targets: impl IntoIterator<Item = String>,
        scopes: &[Scope],
        now: UtcTime,
    ) -> Self {
        let mut targets: Vec<String> =
            targets.into_iter().map(|t| normal(&t)).filter(|t| !t.is_empty()).collect();
        targets.sort();
        targets.dedup();
        let mut scopes = scopes.to_vec();
        scopes.sort();
        scopes.dedup();
        Self {
            client: client.trim().to_owned(),
            authorised_by: authorised_by.trim().to_owned(),
            given: now,
            until: UtcTime(now.0.saturating_add(USUAL_DAYS * 86_400 * TICKS_PER_SECOND)),
            targets,
            scopes,
        }
    }

    /// What is still missing before it holds; `None` where nothing is.
    #[must_use]
    pub fn lacks(&self) -> Option<Phrase> {
        match () {
            () if self.client.is_empty() => Some(Phrase::new("consent-lacks-client")),
            () if self.authorised_by.is_empty() => Some(Phrase::new("consent-lacks-name")),
            () if self.targets.is_empty() => Some(Phrase::new("consent-lacks-targets")),
            () if self.scopes.is_empty() => Some(Phrase::new("consent-lacks-scopes")),
            () => None,
        }
    }

    /// The permission to do one thing to one target.
    ///
    /// # Errors
    /// The consent is incomplete or over, or does not name the target or the scope.
    pub fn permit(&self, scope: Scope, target: &str, now: UtcTime) -> Result<Permit, Refusal> {
        let target = normal(target);
        match () {
            () if self.lacks().is_some() => Err(Refusal::NoConsent),
            () if now < self.given || now > self.until => Err(Refusal::Over),
            () if !self.scopes.contains(&scope) => Err(Refusal::NotInScope(scope)),
            () if !self.targets.contains(&target) => Err(Refusal::NotNamed(target)),
            () => Ok(Permit { scope, target, until: self.until }),
        }
    }
}

/// A name or address as it is compared: lower case, no final dot, an IPv4 address mapped into IPv6 as IPv4.
#[must_use]
pub fn normal(target: &str) -> String {
    let text = target.trim().trim_end_matches('.').to_lowercase();
    let bare = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(&text);
    match bare.parse::<IpAddr>() {
        Ok(address) => address.to_canonical().to_string(),
        Err(_) => text,
    }
}

/// The permission to do one thing to one target. Only [`Consent::permit`] makes one.
#[derive(Debug, PartialEq, Eq)]
pub struct Permit {
    scope: Scope,
    target: String,
    until: UtcTime,
}

impl Permit {
    /// What may be done.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// To whom: a host name, a domain or an address, in lower case.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Until when.
    #[must_use]
    pub fn until(&self) -> UtcTime {
        self.until
    }
}

/// Why nothing was contacted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is no consent, or it is not complete.
    NoConsent,
    /// It does not hold yet, or no more.
    Over,
    /// It does not cover this.
    NotInScope(Scope),
    /// It does not name this target.
    NotNamed(String),
}

impl Refusal {
    /// In words.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NoConsent => Phrase::new("refusal-no-consent"),
            Self::Over => Phrase::new("refusal-over"),
            Self::NotInScope(scope) => {
                Phrase::new("refusal-not-in-scope").word("scope", format!("scope-{}", scope.key()))
            }
            Self::NotNamed(target) => Phrase::new("refusal-not-named").text("target", target),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consent() -> Consent {
        let targets = ["Mail.Contoso.test.", "::ffff:192.0.2.25"].map(str::to_owned);
        Consent::new("Contoso", "A. Martin", targets, &[Scope::Smtp, Scope::Blocklists], UtcTime(1000))
    }

    #[test]
    fn only_what_is_named_may_be_contacted_in_any_spelling() {
        let (consent, now) = (consent(), UtcTime(2000));
        let permit = consent.permit(Scope::Smtp, "mail.contoso.test", now).unwrap();
        assert_eq!((permit.scope(), permit.target()), (Scope::Smtp, "mail.contoso.test"));
        assert!(consent.permit(Scope::Blocklists, "192.0.2.25", now).is_ok());
        let refused = |scope, target| consent.permit(scope, target, now).unwrap_err();
        assert_eq!(refused(Scope::Smtp, "192.0.2.26"), Refusal::NotNamed("192.0.2.26".to_owned()));
        assert_eq!(refused(Scope::Smtp, "contoso.test"), Refusal::NotNamed("contoso.test".to_owned()));
        assert_eq!(refused(Scope::Relay, "192.0.2.25"), Refusal::NotInScope(Scope::Relay));
    }

    #[test]
    fn a_consent_that_is_over_or_incomplete_permits_nothing() {
        let whole = consent();
        let ask = |c: &Consent, now| c.permit(Scope::Smtp, "192.0.2.25", UtcTime(now));
        assert_eq!(ask(&whole, 999), Err(Refusal::Over));
        assert_eq!(ask(&whole, whole.until.0 + 1), Err(Refusal::Over));
        for incomplete in [
            Consent { client: String::new(), ..whole.clone() },
            Consent { authorised_by: String::new(), ..whole.clone() },
            Consent { targets: Vec::new(), ..whole.clone() },
            Consent { scopes: Vec::new(), ..whole.clone() },
            Consent::default(),
        ] {
            assert_eq!(ask(&incomplete, 2000), Err(Refusal::NoConsent));
        }
    }
}

//! What can be asked, and which permits it takes. Plain data: asks nothing itself.

use super::answer::CheckKind;
use super::consent::{Scope, normal};
use std::net::{IpAddr, SocketAddr};

/// Ports, greeting, TLS and AUTH of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SmtpQuestion {
    /// Host name, or an address where it has none.
    pub host: String,
    /// Its addresses; empty: they are looked up by the name.
    pub addresses: Vec<IpAddr>,
    /// Ports, in the order they are tried.
    pub ports: Vec<u16>,
    /// The name we give in EHLO.
    pub helo: String,
    /// Try `AUTH LOGIN` and cancel it?
    pub hidden_auth: bool,
    /// Resolver for the name; the system's where none is given.
    pub resolver: Option<SocketAddr>,
}

/// From where a relay test is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vantage {
    /// The Internet.
    #[default]
    Outside,
    /// A machine inside that may not relay.
    InsideUnlisted,
    /// A machine inside that may.
    InsideListed,
}

impl Vantage {
    /// All, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Outside, Self::InsideUnlisted, Self::InsideListed];

    /// `vantage-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Outside => "outside",
            Self::InsideUnlisted => "inside-unlisted",
            Self::InsideListed => "inside-listed",
        }
    }
}

/// Would the server relay? Up to RCPT, never DATA.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelayQuestion {
    /// Host name, or an address where it has none.
    pub host: String,
    /// Its addresses; empty: they are looked up by the name.
    pub addresses: Vec<IpAddr>,
    /// Port.
    pub port: u16,
    /// The name we give in EHLO.
    pub helo: String,
    /// The client's mail domain.
    pub local_domain: String,
    /// The consultant's domain that mail would come from.
    pub from_domain: String,
    /// The consultant's domain that mail would go to.
    pub to_domain: String,
    /// A mailbox of the client that takes test mail; empty: the control test is missing, and that is said.
    pub control_mailbox: String,
    /// From where.
    pub vantage: Vantage,
    /// Resolver for the name; the system's where none is given.
    pub resolver: Option<SocketAddr>,
}

/// Are these addresses and domains on blocklists?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BlocklistQuestion {
    /// Addresses that send.
    pub addresses: Vec<IpAddr>,
    /// Domains that send.
    pub domains: Vec<String>,
    /// Sets of lists: 1 always, 2 on demand, 3 with an account.
    pub sets: Vec<u8>,
    /// Resolver; the system's where none is given.
    pub resolver: Option<SocketAddr>,
    /// These zones alone.
    pub zones: Option<Vec<String>>,
}

/// What does the DNS say of a domain?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DnsQuestion {
    /// Mail domain.
    pub domain: String,
    /// Addresses that send.
    pub addresses: Vec<IpAddr>,
    /// Name the server gives in HELO; empty where unknown.
    pub helo: String,
    /// DKIM selectors.
    pub selectors: Vec<String>,
    /// Resolver; the system's where none is given.
    pub resolver: Option<SocketAddr>,
}

/// Something to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Blocklists.
    Blocklists(BlocklistQuestion),
    /// DNS.
    Dns(DnsQuestion),
    /// SMTP.
    Smtp(SmtpQuestion),
    /// Relay tests.
    Relay(RelayQuestion),
}

/// The host, and every address that is named beside it: it could be anybody's.
fn whom<'a>(
    scope: Scope,
    host: &'a str,
    addresses: &'a [IpAddr],
) -> impl Iterator<Item = (Scope, String)> + 'a {
    let beside = addresses.iter().map(ToString::to_string).filter(move |a| normal(a) != normal(host));
    std::iter::once(host.to_owned()).chain(beside).map(move |target| (scope, target))
}

impl Question {
    /// What is looked into.
    #[must_use]
    pub fn kind(&self) -> CheckKind {
        match self {
            Self::Blocklists(_) => CheckKind::Blocklists,
            Self::Dns(_) => CheckKind::Dns,
            Self::Smtp(_) => CheckKind::Smtp,
            Self::Relay(_) => CheckKind::Relay,
        }
    }

    /// Whom it is about.
    #[must_use]
    pub fn target(&self) -> String {
        match self {
            Self::Blocklists(q) => {
                let addresses = q.addresses.iter().map(ToString::to_string);
                addresses.chain(q.domains.iter().cloned()).collect::<Vec<_>>().join(", ")
            }
            Self::Dns(q) => q.domain.clone(),
            Self::Smtp(q) => q.host.clone(),
            Self::Relay(q) => format!("{}:{}", q.host, q.port),
        }
    }

    /// The permits it takes: what, to whom.
    #[must_use]
    pub fn needs(&self) -> Vec<(Scope, String)> {
        match self {
            Self::Blocklists(q) => {
                let targets = q.addresses.iter().map(ToString::to_string).chain(q.domains.iter().cloned());
                targets.map(|target| (Scope::Blocklists, target)).collect()
            }
            Self::Dns(q) => vec![(Scope::Dns, q.domain.clone())],
            Self::Smtp(q) => {
                let hidden = q.hidden_auth.then(|| (Scope::HiddenAuth, q.host.clone()));
                whom(Scope::Smtp, &q.host, &q.addresses).chain(hidden).collect()
            }
            Self::Relay(q) => whom(Scope::Relay, &q.host, &q.addresses).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_named_beside_a_host_takes_a_permit_of_its_own() {
        let question = SmtpQuestion {
            host: "mail.contoso.test".to_owned(),
            addresses: vec![IpAddr::from([192, 0, 2, 25])],
            hidden_auth: true,
            ..SmtpQuestion::default()
        };
        let needs = Question::Smtp(question).needs();
        let named: Vec<(Scope, &str)> =
            needs.iter().map(|(scope, target)| (*scope, target.as_str())).collect();
        let host = "mail.contoso.test";
        assert_eq!(named, [(Scope::Smtp, host), (Scope::Smtp, "192.0.2.25"), (Scope::HiddenAuth, host)]);
        let bare = RelayQuestion {
            host: "192.0.2.25".to_owned(),
            addresses: vec![IpAddr::from([192, 0, 2, 25])],
            ..RelayQuestion::default()
        };
        assert_eq!(Question::Relay(bare).needs(), [(Scope::Relay, "192.0.2.25".to_owned())]);
    }
}

//! Whom a check may be about: what the consent names, what the case proposes, and why something is refused.

use super::read;
use crate::app::panel::Scene;
use crate::case::Case;
use crate::checks::consent::{Consent, Refusal, Scope, normal};
use crate::checks::question::Question;
use crate::model::address::{is_private, parse_address};
use crate::words::Phrase;
use std::net::{IpAddr, SocketAddr};

/// May anything be contacted?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Net {
    /// No consent is recorded.
    Off,
    /// The one that is recorded is over.
    Over,
    /// Yes.
    On,
}

/// May anything be contacted now?
pub fn net(scene: &Scene<'_>) -> Net {
    match scene.case.work.consent() {
        None => Net::Off,
        Some(consent) if is_over(consent, scene) => Net::Over,
        Some(_) => Net::On,
    }
}

/// A window that has not been told the time yet cannot know.
fn is_over(consent: &Consent, scene: &Scene<'_>) -> bool {
    scene.now > consent.until
}

/// Something that a consent could name; `chk-from-<basis>` says where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Host, domain or address, as it is compared.
    pub target: String,
    /// Where it comes from.
    pub basis: &'static str,
}

/// What the case proposes: own domains, the host and the addresses that people named, own public addresses.
pub fn proposals(case: &Case) -> Vec<Proposal> {
    let (site, brief) = (&case.analysis.site, case.work.brief());
    let said = case.settings.local_domains.iter();
    let domains = said.chain(site.local_domains.iter().map(|(name, _)| name));
    let domains = domains.filter(|d| !d.starts_with('*')).map(|d| (d.clone(), "domain"));
    let host = std::iter::once((brief.host.clone(), "host"));
    let public = brief.public.iter().map(|p| (p.clone(), "public"));
    let servers = site.own_servers.iter().filter(|(n, _)| parse_address(n).is_some_and(|ip| !is_private(ip)));
    let servers = servers.map(|(name, _)| (name.clone(), "server"));
    let mut found: Vec<Proposal> = Vec::new();
    for (name, basis) in domains.chain(host).chain(public).chain(servers) {
        let target = normal(&name);
        if !target.is_empty() && found.iter().all(|p| p.target != target) {
            found.push(Proposal { target, basis });
        }
    }
    found
}

/// All that could be asked about: what the consent names, then what the case proposes.
pub fn candidates(case: &Case) -> Vec<String> {
    let mut all: Vec<String> = case.work.consent().map(|c| c.targets.clone()).unwrap_or_default();
    for proposal in proposals(case) {
        if !all.contains(&proposal.target) {
            all.push(proposal.target);
        }
    }
    all
}

/// Why this may not be done to that target; `None` where it may.
pub fn refusal(scene: &Scene<'_>, scope: Scope, target: &str) -> Option<Refusal> {
    let Some(consent) = scene.case.work.consent() else { return Some(Refusal::NoConsent) };
    // The moment it was given lies between two frames.
    let now = scene.now.max(consent.given);
    consent.permit(scope, target, now).err()
}

/// Why this question may not be asked. Addresses that are contacted must be named like their host.
pub fn refused(scene: &Scene<'_>, question: &Question) -> Option<Phrase> {
    let contacted: &[IpAddr] = match question {
        Question::Smtp(q) => &q.addresses,
        Question::Relay(q) => &q.addresses,
        Question::Blocklists(_) | Question::Dns(_) => &[],
    };
    let scope = question.needs().first().map_or(Scope::Smtp, |(scope, _)| *scope);
    let of_addresses = contacted.iter().map(|ip| (scope, ip.to_string()));
    let mut needs = question.needs().into_iter().chain(of_addresses);
    needs.find_map(|(scope, target)| refusal(scene, scope, &target)).map(|refusal| refusal.phrase())
}

/// The resolver that people named, if they did.
pub fn resolver(case: &Case) -> Option<SocketAddr> {
    read::resolver(&case.work.brief().resolver).ok().flatten()
}

/// The mail domain that the case knows best; empty where it knows none.
pub fn domain(case: &Case) -> String {
    let all = proposals(case);
    let known = all.into_iter().find(|p| p.basis == "domain").map(|p| p.target);
    let named = || {
        let consent = case.work.consent()?;
        consent.targets.iter().find(|t| parse_address(t).is_none()).cloned()
    };
    known.or_else(named).unwrap_or_default()
}

/// The server that the case knows best; empty where it knows none.
pub fn host(case: &Case) -> String {
    let brief = case.work.brief();
    if !brief.host.is_empty() {
        return normal(&brief.host);
    }
    let targets = case.work.consent().map(|c| c.targets.as_slice()).unwrap_or_default();
    let domain = domain(case);
    targets.iter().find(|t| **t != domain).cloned().unwrap_or_default()
}

//! What "local" means at this site: its domains, servers and networks, each with its basis.
//!
//! The user's word comes first, then the site's own configuration; only where neither names a domain are
//! domains concluded from the logs. A wildcard over everything (`*`, `*.com`) would make all mail local and
//! is left out, by name.

use super::finding::{SiteBasis, SiteSettings, SiteView};
use super::{habits, noise};
use crate::model::address::{Network, is_private, parse_address};
use crate::model::rows::{MailStep, Outcome, SiteFact, Tables, Witness};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Is a mail address ours?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// No address, or one without a domain.
    #[default]
    Unstated,
    /// The null reverse-path `<>`.
    Null,
    /// In one of our domains.
    Local,
    /// In any other.
    Foreign,
}

/// Where a client stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// No address is stated.
    #[default]
    Unstated,
    /// One of our servers.
    Own,
    /// In one of our networks.
    Internal,
    /// Anywhere else.
    Outside,
}

/// The site, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// What is shown of it.
    pub view: SiteView,
    domains: FxHashSet<String>,
    /// Of `*.contoso.test`: `.contoso.test`.
    suffixes: Vec<String>,
    sides: Vec<Side>,
    domain_of: Vec<u32>,
    origins: FxHashMap<Symbol, Origin>,
    networks: Vec<(Network, SiteBasis)>,
}

impl Site {
    /// Puts the site together from the user's word, the configuration and the logs.
    #[must_use]
    pub fn of(store: &EventStore, settings: &SiteSettings) -> Self {
        let mut site = Self::default();
        site.learn_domains(store, settings);
        site.learn_servers(store, settings);
        site.learn_networks(store, settings);
        site.learn_generation(store, settings);
        site.place_addresses(store);
        site.take_sides(store);
        site.view.working_hours = habits::working_hours(store, &site, settings);
        site
    }

    /// Is this mail address ours?
    #[must_use]
    pub fn side(&self, address: Symbol) -> Side {
        self.sides.get(address.0 as usize).copied().unwrap_or_default()
    }

    /// Number of the address's domain, equal for equal domains; 0 if it has none.
    #[must_use]
    pub fn domain_number(&self, address: Symbol) -> u32 {
        self.domain_of.get(address.0 as usize).copied().unwrap_or(0)
    }

    /// Where does this client stand?
    #[must_use]
    pub fn origin(&self, address: Symbol) -> Origin {
        self.origins.get(&address).copied().unwrap_or_default()
    }

    /// Is any domain of ours known?
    #[must_use]
    pub fn knows_domains(&self) -> bool {
        !self.domains.is_empty() || !self.suffixes.is_empty()
    }

    /// Are our domains listed by the user or the configuration, rather than concluded?
    #[must_use]
    pub fn has_list(&self) -> bool {
        let listed = |b: &SiteBasis| matches!(b, SiteBasis::User | SiteBasis::Configuration);
        self.view.local_domains.iter().any(|(_, basis)| listed(basis))
    }

    /// Is this domain one of ours? Lower case expected.
    #[must_use]
    pub fn is_local_domain(&self, domain: &str) -> bool {
        self.domains.contains(domain) || self.suffixes.iter().any(|s| domain.ends_with(s.as_str()))
    }

    /// Is this the name of one of our servers, short or full? Lower case expected.
    #[must_use]
    pub fn is_own_name(&self, name: &str) -> bool {
        let short = |n: &str| n.split('.').next().unwrap_or(n).to_lowercase();
        self.view.own_servers.iter().any(|(own, _)| parse_address(own).is_none() && short(own) == name)
    }

    fn learn_domains(&mut self, store: &EventStore, settings: &SiteSettings) {
        let mut found: BTreeMap<String, SiteBasis> = BTreeMap::new();
        for domain in &settings.local_domains {
            found.entry(clean_domain(domain)).or_insert(SiteBasis::User);
        }
        for row in store.tables.site.rows().filter(|r| r.fact == SiteFact::AcceptedDomain) {
            found.entry(clean_domain(store.raw(row.name))).or_insert(SiteBasis::Configuration);
        }
        found.remove("");
        self.view.ignored_domains = found.keys().filter(|d| covers_everything(d)).cloned().collect();
        found.retain(|d, _| !covers_everything(d));
        if found.is_empty() {
            found.extend(domains_in_logs(store).into_iter().map(|d| (d, SiteBasis::Evidence)));
        }
        for domain in found.keys() {
            match domain.strip_prefix('*') {
                Some(suffix) => self.suffixes.push(suffix.to_owned()),
                None => drop(self.domains.insert(domain.clone())),
            }
        }
        self.view.local_domains = found.into_iter().collect();
    }

    fn learn_servers(&mut self, store: &EventStore, settings: &SiteSettings) {
        let mut found: BTreeMap<String, SiteBasis> = BTreeMap::new();
        for own in settings.own_servers.iter().filter(|s| !s.trim().is_empty()) {
            found.insert(own.trim().to_owned(), SiteBasis::User);
        }
        for symbol in own_symbols(&store.tables) {
            let text = store.raw(symbol);
            let usable = parse_address(text).is_none_or(|ip| !ip.is_loopback() && !ip.is_unspecified());
            if usable && !text.is_empty() {
                found.entry(text.to_owned()).or_insert(SiteBasis::Evidence);
            }
        }
        self.view.own_servers = found.into_iter().collect();
    }

    fn learn_networks(&mut self, store: &EventStore, settings: &SiteSettings) {
        let stated = settings.internal.iter().map(|n| (*n, SiteBasis::User));
        self.networks = stated.collect();
        if settings.internal.is_empty() {
            self.networks = PRIVATE.iter().map(|n| (*n, SiteBasis::Default)).collect();
            self.networks.extend(networks_of_members(store).into_iter().map(|n| (n, SiteBasis::Evidence)));
        }
        let shown = |(n, basis): &(Network, SiteBasis)| (format!("{}/{}", n.address, n.prefix), *basis);
        self.view.internal = self.networks.iter().map(shown).collect();
        self.view.internal.sort();
    }

    fn learn_generation(&mut self, store: &EventStore, settings: &SiteSettings) {
        let (name, basis) = match settings.generation.as_str() {
            "" => (generation(store), SiteBasis::Evidence),
            stated => (stated, SiteBasis::User),
        };
        self.view.generation = name.to_owned();
        self.view.generation_basis = (!name.is_empty()).then_some(basis);
    }

    fn place_addresses(&mut self, store: &EventStore) {
        let own: FxHashSet<IpAddr> =
            self.view.own_servers.iter().filter_map(|(name, _)| parse_address(name)).collect();
        let tables = &store.tables;
        let columns = [
            &tables.authentications.address,
            &tables.sessions.address,
            &tables.sessions.proxied_address,
            &tables.mail.address,
            &tables.mail.original_address,
            &tables.held.address,
        ];
        for &symbol in columns.into_iter().flatten().filter(|s| s.is_some()) {
            let networks = &self.networks;
            let place = || match parse_address(store.raw(symbol)) {
                None => Origin::Unstated,
                Some(ip) if own.contains(&ip) || ip.is_loopback() => Origin::Own,
                Some(ip) if networks.iter().any(|(n, _)| n.contains(ip)) => Origin::Internal,
                Some(ip) if is_private(ip) && !has_user_networks(networks) => Origin::Internal,
                Some(ip) if ip.is_unspecified() => Origin::Unstated,
                Some(_) => Origin::Outside,
            };
            self.origins.entry(symbol).or_insert_with(place);
        }
    }

    fn take_sides(&mut self, store: &EventStore) {
        let n = store.text.len() + 1;
        (self.sides, self.domain_of) = (vec![Side::Unstated; n], vec![0; n]);
        let tables = &store.tables;
        let columns = [
            &tables.texts,
            &tables.mail.sender,
            &tables.mail.reverse_path,
            &tables.sessions.reverse_path,
            &tables.held.reverse_path,
        ];
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for &symbol in columns.into_iter().flatten() {
            let i = symbol.0 as usize;
            if self.sides.get(i) != Some(&Side::Unstated) {
                continue;
            }
            let side = self.side_of(store.raw(symbol));
            let domain = domain_of(store.raw(symbol)).unwrap_or_default();
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
            if let (Some(s), Some(d)) = (self.sides.get_mut(i), self.domain_of.get_mut(i)) {
                *s = side;
                *d = if domain.is_empty() { 0 } else { *numbers.entry(domain).or_insert(next) };
            }
        }
    }

    fn side_of(&self, address: &str) -> Side {
        match (address, domain_of(address)) {
            ("<>", _) => Side::Null,
            (_, None) => Side::Unstated,
            (_, Some(domain)) if self.is_local_domain(&domain) => Side::Local,
            _ => Side::Foreign,
        }
    }
}

/// Networks nobody routes on the Internet.
const PRIVATE: [Network; 4] = [
    Network { address: IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), prefix: 8 },
    Network { address: IpAddr::V4(Ipv4Addr::new(172, 16, 0, 0)), prefix: 12 },
    Network { address: IpAddr::V4(Ipv4Addr::new(192, 168, 0, 0)), prefix: 16 },
    Network { address: IpAddr::V6(Ipv6Addr::new(0xFC00, 0, 0, 0, 0, 0, 0, 0)), prefix: 7 },
];
/// Computers of the domain that must have signed in from a public network before it is taken as ours.
const MEMBERS: usize = 3;

fn has_user_networks(networks: &[(Network, SiteBasis)]) -> bool {
    networks.iter().any(|(_, basis)| *basis == SiteBasis::User)
}

/// Public networks from which several computers of the domain sign in: some sites use such inside.
fn networks_of_members(store: &EventStore) -> Vec<Network> {
    let mut members: BTreeMap<Ipv4Addr, FxHashSet<Symbol>> = BTreeMap::new();
    let mut computers: FxHashMap<Symbol, bool> = FxHashMap::default();
    for row in store.tables.authentications.rows().filter(|r| r.outcome == Outcome::Success) {
        let named = || noise::by_name(store.raw(row.account)) == Some("computer-account");
        if row.address.is_none() || !*computers.entry(row.account).or_insert_with(named) {
            continue;
        }
        if let Some(ip @ IpAddr::V4(v4)) = parse_address(store.raw(row.address))
            && !is_private(ip)
            && !ip.is_loopback()
            && !ip.is_unspecified()
        {
            let [a, b, c, _] = v4.octets();
            members.entry(Ipv4Addr::new(a, b, c, 0)).or_default().insert(row.account);
        }
    }
    let many = members.into_iter().filter(|(_, computers)| computers.len() >= MEMBERS);
    many.map(|(address, _)| Network { address: IpAddr::V4(address), prefix: 24 }).collect()
}

/// Domain of a mail address, lower case, brackets dropped.
pub(super) fn domain_of(address: &str) -> Option<String> {
    let (_, domain) = address.rsplit_once('@')?;
    let domain = domain.trim_matches(['<', '>', ' ', '"']).trim_end_matches('.');
    (!domain.is_empty()).then(|| domain.to_lowercase())
}

fn clean_domain(domain: &str) -> String {
    domain.trim().trim_start_matches('@').trim_end_matches('.').to_lowercase()
}

/// `*` and a wildcard over a top level (`*.com`, `*.co.uk`).
fn covers_everything(domain: &str) -> bool {
    let Some(rest) = domain.strip_prefix('*') else {
        return !domain.contains('.') && domain.len() <= 1;
    };
    let labels: Vec<&str> = rest.split('.').filter(|l| !l.is_empty()).collect();
    match labels.as_slice() {
        [] => true,
        // `*.local` and `*.test` are nobody's top level on the Internet, and then ours.
        [top] => !matches!(*top, "local" | "lan" | "internal" | "corp" | "intern"),
        [second, top] => {
            top.len() == 2 && matches!(*second, "co" | "com" | "org" | "net" | "ac" | "gov" | "gouv" | "asso")
        }
        _ => false,
    }
}

/// Domains that deliveries, mailboxes and accepted sign-ins show to be ours.
fn domains_in_logs(store: &EventStore) -> Vec<String> {
    let tables = &store.tables;
    let mut symbols: FxHashSet<Symbol> = FxHashSet::default();
    for row in tables.mail.rows() {
        let via = store.raw(row.via);
        let connector = store.raw(row.connector);
        if row.step == MailStep::Deliver || (row.step == MailStep::Send && is_inside(connector)) {
            symbols.extend(row.recipients.0.of(&tables.texts));
        }
        if row.step == MailStep::Receive && via.eq_ignore_ascii_case("STOREDRIVER") {
            symbols.insert(row.sender);
        }
    }
    let accepted = |i: &usize| tables.authentications.outcome.get(*i) == Some(&Outcome::Success);
    let spoken = (0..tables.authentications.len()).filter(accepted);
    symbols.extend(spoken.filter_map(|i| tables.authentications.account.get(i)));
    symbols.extend(&tables.sessions.account);
    let mut domains: Vec<String> = symbols.into_iter().filter_map(|s| domain_of(store.raw(s))).collect();
    domains.extend(server_domains(store));
    domains.sort();
    domains.dedup();
    domains
}

/// `contoso.test` of servers called `EX1.contoso.test`.
fn server_domains(store: &EventStore) -> Vec<String> {
    let servers: FxHashSet<Symbol> = store.tables.authentications.server.iter().copied().collect();
    let mut found: Vec<String> = servers
        .into_iter()
        .filter_map(|s| store.raw(s).split_once('.').map(|(_, domain)| domain.to_lowercase()))
        .filter(|d| d.contains('.'))
        .collect();
    found.sort();
    found
}

fn is_inside(connector: &str) -> bool {
    connector.to_ascii_lowercase().contains("intra-organization")
}

/// Names and addresses that rows state for our own servers, each once, in order of number.
fn own_symbols(tables: &Tables) -> Vec<Symbol> {
    let columns = [
        &tables.authentications.server,
        &tables.sessions.server,
        &tables.sessions.local_address,
        &tables.mail.server,
        &tables.queues.server,
    ];
    let mut found: FxHashSet<Symbol> = columns.into_iter().flatten().copied().collect();
    // A front end that hands a client on is the client of the hub behind it.
    found.extend(tables.sessions.rows().filter(|s| s.proxied_address.is_some()).map(|s| s.address));
    let proxied = |m: &crate::model::rows::MailEvent| {
        m.step == MailStep::Receive && m.original_address.is_some() && m.original_address != m.address
    };
    found.extend(tables.mail.rows().filter(proxied).map(|m| m.address));
    found.remove(&Symbol::NONE);
    let mut found: Vec<Symbol> = found.into_iter().collect();
    found.sort();
    found
}

/// Exchange generation as far as the logs show it.
fn generation(store: &EventStore) -> &'static str {
    let tables = &store.tables;
    let front = |s: &Symbol| {
        let name = store.raw(*s);
        name.contains("Frontend") || name.contains("Client Proxy")
    };
    let connectors: FxHashSet<Symbol> = tables.sessions.connector.iter().copied().collect();
    if connectors.iter().any(front) || tables.mail.network_id.iter().any(|n| n.is_some()) {
        return "2013-SE";
    }
    let a = &tables.authentications;
    let is_1708 = |(id, w): (&u32, &Witness)| *id == 1708 && *w == Witness::Transport;
    if a.event_id.iter().zip(&a.witness).any(is_1708) {
        return "2000-2003";
    }
    let numbered =
        |e: &Symbol| !store.raw(*e).is_empty() && store.raw(*e).bytes().all(|b| b.is_ascii_digit());
    let events: FxHashSet<Symbol> = tables.mail.event.iter().copied().collect();
    if events.iter().any(numbered) {
        return "2000-2003";
    }
    // Other mail servers have conversations and messages too, but no connectors and no store.
    let is_exchange = |s: &Symbol| matches!(store.raw(*s), "SMTP" | "STOREDRIVER" | "ROUTING");
    let is_connector = |s: &Symbol| store.raw(*s).contains('\\');
    if connectors.iter().any(is_connector) || tables.mail.via.iter().any(is_exchange) {
        return "2007-2010";
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_over_everything_is_no_domain_of_ours() {
        for domain in ["*", "*.com", "*.co.uk"] {
            assert!(covers_everything(domain), "{domain}");
        }
        for domain in ["*.contoso.test", "contoso.test", "*.local"] {
            assert!(!covers_everything(domain), "{domain}");
        }
    }

    #[test]
    fn a_public_network_of_several_domain_computers_is_inside_and_one_computer_proves_nothing() {
        let origin = |computers: usize| {
            let mut s = crate::analysis::tests_support::Scene::site();
            for i in 0..computers {
                s.web_logon(10, &format!("CONTOSO\\PC{i}$"), &format!("192.0.2.{}", 10 + i), true);
            }
            let (store, a) = s.analyse();
            let site = Site::of(&store, &SiteSettings::default());
            let shown =
                a.site.internal.iter().any(|(n, basis)| n == "192.0.2.0/24" && *basis == SiteBasis::Evidence);
            (site.origin(store.tables.authentications.address[0]), shown)
        };
        assert_eq!(origin(3), (Origin::Internal, true));
        assert_eq!(origin(1), (Origin::Outside, false));
    }

    #[test]
    fn the_domain_of_an_address_is_read_without_its_brackets() {
        assert_eq!(domain_of("<A@Example.NET>").as_deref(), Some("example.net"));
        assert_eq!(domain_of("postmaster"), None);
    }
}

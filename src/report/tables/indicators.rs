//! Which values of a case are worth looking for elsewhere, with how often and when they were met.
//!
//! Attacking addresses are those of the verdicts and those that passwords were guessed from, never inside ones.
//! Senders are the forged ones; a forged sender's domain is a victim and no indicator.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::{Flow, VerdictKind};
use crate::case::Case;
use crate::model::address::{Network, is_private, parse_address};
use crate::model::rows::{Outcome, Table};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use std::collections::BTreeMap;
use std::net::IpAddr;

/// What an indicator is, by its name in STIX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IndicatorKind {
    /// An address of version 4.
    Ipv4,
    /// An address of version 6.
    Ipv6,
    /// An account.
    Account,
    /// A mail address.
    Mailbox,
    /// A name of a machine or domain.
    Domain,
}

impl IndicatorKind {
    /// Name as in STIX.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Ipv4 => "ipv4-addr",
            Self::Ipv6 => "ipv6-addr",
            Self::Account => "user-account",
            Self::Mailbox => "email-addr",
            Self::Domain => "domain-name",
        }
    }
}

/// What it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Mail was relayed from there.
    Relayed,
    /// Passwords or names were guessed from there.
    Guessed,
    /// Somebody else used it.
    Abused,
    /// The spam claimed to come from there.
    Forged,
    /// The same of one of our own addresses: to be looked for at home, not to be blocked by others.
    ForgedOwn,
    /// The abuser's machine called itself so.
    Helo,
}

impl Role {
    /// Name in tables.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Relayed => "abused-from",
            Self::Guessed => "guessed-from",
            Self::Abused => "abused-account",
            Self::Forged => "forged-sender",
            Self::ForgedOwn => "forged-own-sender",
            Self::Helo => "helo-name",
        }
    }
}

/// A value to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What it is.
    pub kind: IndicatorKind,
    /// What it did.
    pub role: Role,
    /// The value. Raw: show it as safe text.
    pub value: String,
    /// First time it was met.
    pub first: UtcTime,
    /// Last time it was met.
    pub last: UtcTime,
    /// Rows it was met in.
    pub rows: u64,
}

impl Indicator {
    /// The value, given as it is shown, so that no program makes a link of it.
    #[must_use]
    pub fn defanged(&self, shown: &str) -> String {
        match self.kind {
            IndicatorKind::Account => shown.to_owned(),
            IndicatorKind::Ipv6 => shown.replace(':', "[:]"),
            IndicatorKind::Mailbox => shown.replace('@', "[@]").replace('.', "[.]"),
            IndicatorKind::Ipv4 | IndicatorKind::Domain => shown.replace('.', "[.]"),
        }
    }
}

/// All indicators of a case, by what they did, then what was met most.
#[must_use]
pub fn of(case: &Case) -> Vec<Indicator> {
    let mut found = Search::new(case);
    found.sign_ins();
    found.conversations();
    found.mail();
    let mut list: Vec<Indicator> = found.met.into_values().collect();
    list.sort_by(|a, b| (a.role, b.rows, &a.value).cmp(&(b.role, a.rows, &b.value)));
    list
}

/// Verdicts by which somebody uses another one's account.
const BY_ACCOUNT: [VerdictKind; 3] =
    [VerdictKind::AuthenticatedRelay, VerdictKind::MailboxTakeover, VerdictKind::InternalRelay];

struct Search<'a> {
    case: &'a Case,
    accounts: Vec<AccountId>,
    /// Outside clients that take part, and what each did.
    clients: BTreeMap<Symbol, Role>,
    met: BTreeMap<(Role, String), Indicator>,
}

impl<'a> Search<'a> {
    fn new(case: &'a Case) -> Self {
        let verdicts = case.analysis.verdicts.iter().filter(|v| BY_ACCOUNT.contains(&v.kind));
        let accounts = verdicts.flat_map(|v| v.account.iter().chain(&v.accounts)).copied().collect();
        let mut search = Self { case, accounts, clients: BTreeMap::new(), met: BTreeMap::new() };
        for symbol in case.analysis.verdicts.iter().flat_map(|v| &v.addresses) {
            search.client(*symbol, Role::Relayed);
        }
        search.guessers();
        search
    }

    /// Clients whose refused sign-ins a finding cites, and that were refused as often as guessing is.
    fn guessers(&mut self) {
        let case = self.case;
        let outcome = &case.store.tables.authentications.outcome;
        let refused = |row: usize| outcome.get(row) == Some(&Outcome::Failure);
        let mut times: BTreeMap<Symbol, u32> = BTreeMap::new();
        for row in (0..outcome.len()).filter(|row| refused(*row) && self.counts(*row)) {
            *times.entry(self.client_of(row)).or_default() += 1;
        }
        let rows = case.analysis.findings.iter().flat_map(|f| &f.rows);
        let cited = rows.filter(|r| r.table == Table::Authentication).map(|r| r.row as usize);
        for row in cited.filter(|row| refused(*row)) {
            let client = self.client_of(row);
            let often = times.get(&client).copied().unwrap_or(0);
            if often >= case.analysis.figures.guessing.failures_in_1_hour {
                self.client(client, Role::Guessed);
            }
        }
    }

    /// Is this sign-in neither noise nor told by another row?
    fn counts(&self, row: usize) -> bool {
        let analysis = &self.case.analysis;
        analysis.noise_of.get(row) == Some(&0) && analysis.is_echo.get(row) == Some(&false)
    }

    fn client(&mut self, symbol: Symbol, role: Role) {
        let address = parse_address(self.case.store.raw(symbol));
        if address.is_some_and(|ip| !is_inside(self.case, ip)) {
            self.clients.entry(symbol).or_insert(role);
        }
    }

    fn client_of(&self, row: usize) -> Symbol {
        let joined = self.case.analysis.address_of.get(row).copied().unwrap_or_default();
        joined.or(self.case.store.tables.authentications.address.get(row).copied().unwrap_or_default())
    }

    fn sign_ins(&mut self) {
        let (case, times) = (self.case, &self.case.store.tables.authentications.time);
        for row in 0..times.len() {
            if !self.counts(row) {
                continue;
            }
            let time = times.get(row).copied().unwrap_or_default();
            self.by_client(self.client_of(row), time);
            let spelling = case.store.tables.authentications.account.get(row).copied().unwrap_or_default();
            self.by_account(case.analysis.directory.of(spelling), time);
        }
    }

    fn conversations(&mut self) {
        let case = self.case;
        for c in &case.analysis.conversations {
            let time = c.span.map_or(UtcTime::UNKNOWN, |s| s.first);
            self.by_client(c.address, time);
            self.by_account(c.account, time);
            let abused = c.account.is_some_and(|id| self.accounts.contains(&id));
            let outside = self.clients.get(&c.address) == Some(&Role::Relayed);
            let part = c.parts.iter().map(|part| *part as usize);
            let named =
                part.filter_map(|part| case.store.tables.sessions.helo.get(part)).find(|h| h.is_some());
            if let (true, true, Some(helo)) = (abused, outside, named) {
                self.name(*helo, time);
            }
        }
    }

    fn mail(&mut self) {
        let (case, t) = (self.case, &self.case.store.tables.mail);
        for (row, flow) in case.analysis.flow_of.iter().enumerate().filter(|(_, f)| **f != Flow::None) {
            let time = t.time.get(row).copied().unwrap_or_default();
            let client = [&t.original_address, &t.address].map(|c| c.get(row).copied().unwrap_or_default());
            let [original, tracked] = client;
            self.by_client(original.or(tracked), time);
            let account = case.analysis.account_of_mail.get(row).copied().flatten();
            self.by_account(account, time);
            let abused = account.is_none_or(|id| self.accounts.contains(&id));
            if *flow == Flow::Relayed && abused {
                let [path, sender] =
                    [&t.reverse_path, &t.sender].map(|c| c.get(row).copied().unwrap_or_default());
                self.sender(path.or(sender), time);
            }
        }
    }

    fn by_client(&mut self, client: Symbol, time: UtcTime) {
        if let Some(role) = self.clients.get(&client).copied() {
            let Some(ip) = parse_address(self.case.store.raw(client)) else { return };
            let kind = if ip.is_ipv4() { IndicatorKind::Ipv4 } else { IndicatorKind::Ipv6 };
            self.meet(kind, role, ip.to_string(), time);
        }
    }

    fn by_account(&mut self, account: Option<AccountId>, time: UtcTime) {
        if let Some(id) = account.filter(|id| self.accounts.contains(id)) {
            let name = String::from(self.case.analysis.directory.name(id));
            self.meet(IndicatorKind::Account, Role::Abused, name, time);
        }
    }

    fn sender(&mut self, sender: Symbol, time: UtcTime) {
        let mailbox = self.case.store.raw(sender).trim_matches(['<', '>']).to_lowercase();
        if mailbox.contains('@') {
            let domain = mailbox.rsplit_once('@').map_or("", |(_, domain)| domain);
            let ours = self.case.analysis.site.local_domains.iter().any(|(own, _)| own == domain);
            let role = if ours { Role::ForgedOwn } else { Role::Forged };
            self.meet(IndicatorKind::Mailbox, role, mailbox, time);
        }
    }

    fn name(&mut self, helo: Symbol, time: UtcTime) {
        let name = self.case.store.raw(helo).trim().to_lowercase();
        if is_domain(&name) {
            self.meet(IndicatorKind::Domain, Role::Helo, name, time);
        }
    }

    fn meet(&mut self, kind: IndicatorKind, role: Role, value: String, time: UtcTime) {
        let new = Indicator { kind, role, value: value.clone(), first: time, last: time, rows: 0 };
        let known = self.met.entry((role, value)).or_insert(new);
        known.rows = known.rows.saturating_add(1);
        if time.is_plausible() {
            known.first = if known.first.is_plausible() { known.first.min(time) } else { time };
            known.last = known.last.max(time);
        }
    }
}

fn is_inside(case: &Case, address: IpAddr) -> bool {
    let site = &case.analysis.site;
    let ours = |text: &str| Network::parse(text).is_some_and(|n| n.contains(address));
    let own = |text: &str| parse_address(text) == Some(address);
    is_private(address)
        || site.internal.iter().any(|(text, _)| ours(text))
        || site.own_servers.iter().any(|(text, _)| own(text))
}

/// A name of several labels that a resolver would take; no address.
fn is_domain(name: &str) -> bool {
    let label = |l: &str| {
        !l.is_empty()
            && l.len() <= 63
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    name.len() <= 253 && name.contains('.') && parse_address(name).is_none() && name.split('.').all(label)
}

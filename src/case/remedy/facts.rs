//! What the case knows for commands: account, senders, servers, addresses, times. Guesses nothing.

use super::abuse::{self, is_inside};
use crate::analysis::accounts::{Account, AccountId};
use crate::analysis::finding::SiteBasis;
use crate::case::Case;
use crate::case::work::Brief;
use crate::model::account::AccountName;
use crate::model::address::{Network, is_private, parse_address};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::playbook::fill::{AccountNames, CaseFacts};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// More senders or addresses than this are of no use in commands.
const MOST: usize = 200;

/// What the case knows for commands; times will be written in `zone`.
#[must_use]
pub fn facts(case: &Case, zone: Tz) -> CaseFacts {
    let (ids, brief) = (abuse::accounts(case), case.work.brief());
    let servers = Servers::of(case, &ids);
    let accounts: Vec<AccountNames> =
        ids.iter().filter_map(|id| case.analysis.directory.get(*id)).map(|a| names(case, a)).collect();
    let domain = domain(case, &accounts);
    let span = case.analysis.verdicts.iter().find_map(|v| v.span);
    CaseFacts {
        senders: senders(case, &ids, &domain),
        server: servers.names.first().cloned().unwrap_or_default(),
        server_address: servers.address.map(|ip| ip.to_string()).unwrap_or_default(),
        servers: servers.others.iter().map(IpAddr::to_string).collect(),
        netbios: netbios(&accounts, &servers.names),
        server_names: servers.names,
        addresses: outside(case).iter().take(MOST).map(IpAddr::to_string).collect(),
        start: span.map(|s| s.first),
        end: span.map(|s| whole_second(s.last)),
        zone,
        mx: brief.mx.trim().to_owned(),
        public: public(case, &brief),
        internal: internal(case),
        host: brief.host.trim().to_owned(),
        hybrid: brief.hybrid,
        domain,
        accounts,
    }
}

/// Commands know seconds: the last record must lie within.
fn whole_second(time: UtcTime) -> UtcTime {
    let begun = UtcTime::from_unix(time.plus_seconds(0).seconds_since(UtcTime::from_unix(0, 0)), 0);
    if begun < time { begun.plus_seconds(1) } else { begun }
}

fn names(case: &Case, account: &Account) -> AccountNames {
    let written: Vec<&str> = account.as_written.iter().map(|s| case.store.raw(*s)).collect();
    let shown = account.name.as_str();
    let whole = written.iter().find(|w| w.eq_ignore_ascii_case(shown)).copied().unwrap_or(shown);
    let upn = written.iter().find(|w| AccountName::parse(w).is_some_and(|n| n.is_upn));
    let login = whole.rsplit_once('\\').map_or(whole, |(_, name)| name);
    let login = if login.contains('@') { login.rsplit_once('@').map_or(login, |(l, _)| l) } else { login };
    AccountNames {
        account: whole.to_owned(),
        login: login.to_owned(),
        upn: upn.map(|u| (*u).to_owned()).unwrap_or_default(),
    }
}

/// The domain of the abused account's address where that is ours, else the surest of our domains.
fn domain(case: &Case, accounts: &[AccountNames]) -> String {
    let plain =
        |(name, basis): &&(String, SiteBasis)| (!name.starts_with('*')).then_some((*basis, name.clone()));
    let mut ours: Vec<(SiteBasis, String)> =
        case.analysis.site.local_domains.iter().filter_map(|d| plain(&d)).collect();
    ours.sort();
    let of_account = accounts.iter().filter_map(|a| a.upn.rsplit_once('@')).map(|(_, d)| d.to_lowercase());
    let mut named = of_account.filter(|d| ours.iter().any(|(_, own)| own == d));
    named.next().or_else(|| ours.first().map(|(_, name)| name.clone())).unwrap_or_default()
}

/// `CONTOSO` of `CONTOSO\scanner`, unless that is a server's own account.
fn netbios(accounts: &[AccountNames], servers: &[String]) -> String {
    let domains = accounts.iter().filter_map(|a| a.account.split_once('\\')).map(|(domain, _)| domain);
    let mut named =
        domains.filter(|d| !d.contains('.') && servers.iter().all(|s| !s.eq_ignore_ascii_case(d)));
    named.next().unwrap_or_default().to_owned()
}

/// Attacking addresses: those of the verdicts, never inside ones.
fn outside(case: &Case) -> Vec<IpAddr> {
    let mut found = abuse::addresses(case);
    found.retain(|ip| !is_inside(case, *ip));
    found
}

/// Envelope senders of the spam: those in other domains first, then the busiest.
fn senders(case: &Case, ids: &[AccountId], domain: &str) -> Vec<String> {
    let tables = &case.store.tables;
    let mut count: BTreeMap<Symbol, u64> = BTreeMap::new();
    for row in abuse::mail_rows(case, ids) {
        let [path, sender] = [&tables.mail.reverse_path, &tables.mail.sender]
            .map(|column| column.get(row).copied().unwrap_or_default());
        *count.entry(path.or(sender)).or_default() += 1;
    }
    if count.is_empty() {
        for path in abuse::session_rows(case, ids).filter_map(|row| tables.sessions.reverse_path.get(row)) {
            *count.entry(*path).or_default() += 1;
        }
    }
    let mut merged: BTreeMap<String, u64> = BTreeMap::new();
    for (symbol, n) in count {
        *merged.entry(case.store.raw(symbol).trim_matches(['<', '>']).to_lowercase()).or_default() += n;
    }
    merged.remove("");
    let ours = |sender: &str| !domain.is_empty() && sender.ends_with(&format!("@{domain}"));
    let mut list: Vec<(bool, std::cmp::Reverse<u64>, String)> =
        merged.into_iter().map(|(s, n)| (ours(&s), std::cmp::Reverse(n), s)).collect();
    list.sort();
    list.into_iter().map(|(.., sender)| sender).take(MOST).collect()
}

fn public(case: &Case, brief: &Brief) -> Vec<String> {
    let own = case.analysis.site.own_servers.iter().filter_map(|(name, _)| parse_address(name));
    let own = own.filter(|ip| !is_private(*ip)).map(|ip| ip.to_string());
    let said: Vec<String> =
        brief.public.iter().map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect();
    let mut list = if said.is_empty() { own.collect() } else { said };
    // Commands take one; blocklists and SPF know IPv4 best.
    list.sort_by_key(|p| p.contains(':'));
    list
}

/// Our networks: those that are stated or seen; of the assumed ones, those that a server of ours is in.
fn internal(case: &Case) -> Vec<String> {
    let all = &case.analysis.site.internal;
    let own: Vec<IpAddr> =
        case.analysis.site.own_servers.iter().filter_map(|(name, _)| parse_address(name)).collect();
    let used = |text: &str| Network::parse(text).is_some_and(|n| own.iter().any(|ip| n.contains(*ip)));
    let known = all.iter().filter(|(text, basis)| *basis != SiteBasis::Default || used(text));
    let known: Vec<String> = known.map(|(text, _)| text.clone()).collect();
    if known.is_empty() { all.iter().map(|(text, _)| text.clone()).collect() } else { known }
}

/// The mail servers of the site.
#[derive(Debug, Default)]
struct Servers {
    /// Short names, the abused one first.
    names: Vec<String>,
    /// Inside address of the first.
    address: Option<IpAddr>,
    /// Inside addresses of the others.
    others: Vec<IpAddr>,
}

impl Servers {
    fn of(case: &Case, ids: &[AccountId]) -> Self {
        let main = Self::abused(case, ids);
        let addresses = Self::addresses_of(case, main.as_deref());
        let own = case.analysis.site.own_servers.iter();
        let own: BTreeSet<IpAddr> = own.filter_map(|(name, _)| parse_address(name)).collect();
        let inside = |ip: &&IpAddr| is_private(**ip);
        let single = if own.len() == 1 { own.first().copied() } else { None };
        let address = addresses.iter().find(inside).or(addresses.first()).copied().or(single);
        let others = own.iter().filter(inside).filter(|ip| !addresses.contains(ip) && Some(**ip) != address);
        Self { others: others.copied().collect(), address, names: Self::names(case, main) }
    }

    /// The server that took most of the abuse; else the one most logs are about.
    fn abused(case: &Case, ids: &[AccountId]) -> Option<String> {
        let tables = &case.store.tables;
        let sessions = abuse::session_rows(case, ids).filter_map(|row| tables.sessions.server.get(row));
        let mail = || abuse::mail_rows(case, ids).filter_map(|row| tables.mail.server.get(row));
        let any = || tables.sessions.server.iter().chain(&tables.mail.server);
        busiest(case, sessions).or_else(|| busiest(case, mail())).or_else(|| busiest(case, any()))
    }

    fn addresses_of(case: &Case, server: Option<&str>) -> Vec<IpAddr> {
        let sessions = &case.store.tables.sessions;
        let mut count: FxHashMap<Symbol, u64> = FxHashMap::default();
        for (name, address) in sessions.server.iter().zip(&sessions.local_address) {
            if server.is_none_or(|s| short(case.store.raw(*name)).eq_ignore_ascii_case(s)) {
                *count.entry(*address).or_default() += 1;
            }
        }
        let mut list: Vec<(std::cmp::Reverse<u64>, IpAddr)> = count
            .into_iter()
            .filter_map(|(s, n)| Some((std::cmp::Reverse(n), parse_address(case.store.raw(s))?)))
            .filter(|(_, ip)| !ip.is_loopback() && !ip.is_unspecified())
            .collect();
        list.sort();
        list.into_iter().map(|(_, ip)| ip).collect()
    }

    /// Short names of all servers that mail logs or the user name, the abused one first.
    fn names(case: &Case, main: Option<String>) -> Vec<String> {
        let tables = &case.store.tables;
        let columns = [&tables.sessions.server, &tables.mail.server, &tables.queues.server];
        let symbols: BTreeSet<Symbol> = columns.into_iter().flatten().copied().collect();
        let logged = symbols.into_iter().map(|s| case.store.raw(s));
        let said = case.analysis.site.own_servers.iter().filter(|(_, basis)| *basis == SiteBasis::User);
        let all = logged.chain(said.map(|(name, _)| name.as_str()));
        let all = all.filter(|n| !n.is_empty() && parse_address(n).is_none()).map(|n| short(n).to_owned());
        let others: BTreeSet<String> = all.collect();
        let mut names: Vec<String> = main.into_iter().collect();
        for name in others {
            if names.iter().all(|n| !n.eq_ignore_ascii_case(&name)) {
                names.push(name);
            }
        }
        names
    }
}

fn busiest<'a>(case: &Case, symbols: impl Iterator<Item = &'a Symbol>) -> Option<String> {
    let mut count: FxHashMap<Symbol, u64> = FxHashMap::default();
    for symbol in symbols.filter(|s| s.is_some()) {
        *count.entry(*symbol).or_default() += 1;
    }
    let names = count.into_iter().map(|(s, n)| (n, case.store.raw(s)));
    let named = names.filter(|(_, name)| !name.is_empty() && parse_address(name).is_none());
    let best = named.max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    best.map(|(_, name)| short(name).to_owned())
}

/// `EX1` of `EX1.contoso.test`.
fn short(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

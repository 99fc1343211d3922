//! Machines that the evidence names: where the abused accounts signed in from and logged on, inside addresses
//! that brought the mail, our own mail servers. Outside addresses of the attacker are no machines of the client.

use super::abuse::{self, is_inside, is_own};
use super::facts::facts;
use crate::analysis::accounts::AccountId;
use crate::case::Case;
use crate::model::address::parse_address;
use crate::model::rows::{Deed, Outcome, Witness};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::playbook::machines::ProposedMachine;
use crate::words::Phrase;
use chrono_tz::Tz;
use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

/// More are no inventory any more.
const MOST: usize = 500;

/// Machines to look at, in order of the reasons, then of the name.
#[must_use]
pub fn machines(case: &Case) -> Vec<ProposedMachine> {
    let ids = abuse::accounts(case);
    let mut list = Inventory { case, found: BTreeMap::new() };
    list.sign_ins(&ids);
    list.relaying(&ids);
    list.cleared_logs();
    list.own_servers();
    list.finish()
}

/// Why a machine stands in the list, the gravest first; `machine-<key>` words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    SignedInFrom,
    AccountLoggedOn,
    Relayed,
    LogCleared,
    OwnServer,
}

impl Why {
    fn id(self) -> &'static str {
        match self {
            Self::SignedInFrom => "machine-signed-in-from",
            Self::AccountLoggedOn => "machine-account-logged-on",
            Self::Relayed => "machine-relayed",
            Self::LogCleared => "machine-log-cleared",
            Self::OwnServer => "machine-own-server",
        }
    }
}

#[derive(Debug, Default)]
struct Found {
    name: String,
    addresses: BTreeSet<IpAddr>,
    why: BTreeSet<Why>,
    span: Option<Span>,
}

struct Inventory<'a> {
    case: &'a Case,
    /// By key: short name, or address, in lower case.
    found: BTreeMap<String, Found>,
}

impl Inventory<'_> {
    fn add(&mut self, name: &str, address: Option<IpAddr>, why: Why, time: Option<UtcTime>) {
        let address_text = address.map(|ip| ip.to_string()).unwrap_or_default();
        let short = name.split('.').next().unwrap_or(name);
        let key = if name.is_empty() { address_text } else { short.to_lowercase() };
        if key.is_empty() || (self.found.len() >= MOST && !self.found.contains_key(&key)) {
            return;
        }
        let machine = self.found.entry(key).or_default();
        if name.len() > machine.name.len() {
            machine.name = name.to_owned();
        }
        machine.addresses.extend(address);
        machine.why.insert(why);
        if let Some(time) = time {
            Span::grow(&mut machine.span, time);
        }
    }

    /// Accepted sign-ins of the abused accounts: the workstation, and the server that let them in.
    fn sign_ins(&mut self, ids: &[AccountId]) {
        let case = self.case;
        let rows = &case.store.tables.authentications;
        let times = rows.time.iter().zip(&rows.outcome).enumerate();
        for (row, (time, _)) in times.filter(|(_, (_, outcome))| **outcome == Outcome::Success) {
            let account = rows.account.get(row).and_then(|s| case.analysis.directory.of(*s));
            if !account.is_some_and(|id| ids.contains(&id)) {
                continue;
            }
            let text = |column: &[Symbol]| column.get(row).map_or("", |s| case.store.raw(*s));
            let address = self.client(row);
            let inside = address.filter(|ip| is_inside(case, *ip));
            // What an outside client calls itself, in HELO or NTLM, is its own invention.
            let is_smtp = rows.witness.get(row) == Some(&Witness::Smtp);
            let workstation = if is_smtp { "" } else { text(&rows.workstation) };
            let workstation = workstation.trim_start_matches('\\');
            let named = address.is_none() || inside.is_some();
            if named && is_name(workstation) && !self.is_ours(workstation) {
                self.add(workstation, inside, Why::SignedInFrom, Some(*time));
            } else if let Some(ip) = inside.filter(|ip| !is_own(case, *ip)) {
                self.add("", Some(ip), Why::SignedInFrom, Some(*time));
            }
            self.add(text(&rows.server), None, Why::AccountLoggedOn, Some(*time));
        }
    }

    /// The real client of a sign-in, where a join or the row knows it.
    fn client(&self, row: usize) -> Option<IpAddr> {
        let joined = self.case.analysis.address_of.get(row).copied().unwrap_or_default();
        let own = self.case.store.tables.authentications.address.get(row).copied().unwrap_or_default();
        parse_address(self.case.store.raw(joined.or(own))).filter(|ip| !ip.is_loopback())
    }

    fn is_ours(&self, name: &str) -> bool {
        let short = |n: &str| n.split('.').next().unwrap_or(n).to_lowercase();
        let own = self.case.analysis.site.own_servers.iter();
        own.map(|(n, _)| n).filter(|n| parse_address(n).is_none()).any(|own| short(own) == short(name))
    }

    /// Inside addresses from which mail of the abuse came.
    fn relaying(&mut self, ids: &[AccountId]) {
        let case = self.case;
        let abused: BTreeSet<IpAddr> = abuse::addresses(case).into_iter().collect();
        let inside = |ip: &IpAddr| is_inside(case, *ip) && !is_own(case, *ip) && !ip.is_loopback();
        for ip in abused.into_iter().filter(inside) {
            self.add("", Some(ip), Why::Relayed, None);
        }
        let mail = &case.store.tables.mail;
        for row in abuse::mail_rows(case, ids) {
            let at = |column: &[Symbol]| column.get(row).copied().unwrap_or_default();
            let client = parse_address(case.store.raw(at(&mail.original_address).or(at(&mail.address))));
            if let Some(ip) = client.filter(inside) {
                self.add("", Some(ip), Why::Relayed, mail.time.get(row).copied());
            }
        }
    }

    fn cleared_logs(&mut self) {
        let case = self.case;
        let actions = &case.store.tables.actions;
        let rows = actions.deed.iter().zip(&actions.server).zip(&actions.time);
        for ((_, server), time) in rows.filter(|((deed, _), _)| **deed == Deed::LogCleared) {
            self.add(case.store.raw(*server), None, Why::LogCleared, Some(*time));
        }
    }

    fn own_servers(&mut self) {
        let facts = facts(self.case, Tz::UTC);
        for (i, name) in facts.server_names.iter().enumerate() {
            let address = if i == 0 { parse_address(&facts.server_address) } else { None };
            self.add(name, address, Why::OwnServer, None);
        }
    }

    fn finish(self) -> Vec<ProposedMachine> {
        let whole = self.case.store.span().unwrap_or(Span::between(UtcTime::default(), UtcTime::default()));
        let mut list: Vec<(String, Found)> = self.found.into_iter().collect();
        list.sort_by(|a, b| a.1.why.first().cmp(&b.1.why.first()).then_with(|| a.0.cmp(&b.0)));
        let machine = |(key, found): (String, Found)| {
            let span = found.span.unwrap_or(whole);
            ProposedMachine {
                key,
                name: found.name,
                addresses: found.addresses.iter().map(IpAddr::to_string).collect(),
                why: found.why.iter().map(|w| Phrase::new(w.id())).collect(),
                first: span.first,
                last: span.last,
            }
        };
        list.into_iter().map(machine).collect()
    }
}

/// Can it be the name of a machine?
fn is_name(text: &str) -> bool {
    let known = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    !text.is_empty()
        && text != "-"
        && text.len() <= 255
        && text.chars().all(known)
        && parse_address(text).is_none()
}

//! Gathers every value of a case that names somebody or some machine, in the order in which aliases are given.
//!
//! Accounts come first, so that an address that is somebody's way to sign in has that person's alias; then what is
//! ours before what is foreign. Decides nothing about texts.

use super::known::{Gathering, Known, Spot, value};
use super::own::{self, Own};
use super::{plain, scan};
use crate::analysis::accounts::AccountId;
use crate::case::Case;
use crate::case::work::Item;
use crate::model::account::AccountName;
use crate::model::address::parse_address;
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::playbook::progress::{Progress, ProofKind};
use std::collections::BTreeSet;
use std::net::IpAddr;

/// Digits that make an account or host: fewer are ports, codes and event ids.
const DIGITS: usize = 6;
/// Characters of a name that stands by itself.
const SHORT: usize = 3;

/// How much a name matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Somebody or something in a log.
    Other,
    /// Suspected, or a finding is about it.
    Named,
    /// A verdict rests on it, or it is the site's own.
    Chief,
}

/// The values of a case.
pub fn gather(case: &Case, own: &Own) -> Known {
    let mut all = Collector { case, own, local: local_domains(case), to: Gathering::default() };
    all.stays();
    all.own_domains();
    all.accounts();
    all.addresses();
    all.hosts();
    all.windows_domains();
    all.people();
    all.paths();
    all.mailboxes();
    all.messages();
    all.to.done()
}

struct Collector<'a> {
    case: &'a Case,
    own: &'a Own,
    /// Domains that are the site's own.
    local: BTreeSet<String>,
    to: Gathering,
}

impl<'a> Collector<'a> {
    fn raw(&self, symbols: &BTreeSet<Symbol>) -> BTreeSet<&'a str> {
        symbols.iter().map(|s| self.case.store.raw(*s)).filter(|t| !t.is_empty()).collect()
    }

    /// Where a name without a domain is replaced; nowhere where it is a mere number.
    fn spot(&self, text: &str, weight: Weight) -> Option<Spot> {
        let is_number = text.chars().all(|c| c.is_ascii_digit() || "-_.:".contains(c));
        match () {
            () if is_number && text.len() < DIGITS => None,
            () if text.chars().count() < SHORT => Some(Spot::Field),
            () if !self.own.says(text) || weight == Weight::Chief => Some(Spot::Word),
            () if weight == Weight::Named => Some(Spot::Record),
            () => Some(Spot::Field),
        }
    }

    /// One value with an alias of its own, unless it has one.
    fn add(&mut self, kind: &'static str, raw: &str, weight: Weight) {
        let Some(text) = value(raw).filter(|t| !self.to.has(t)) else { return };
        if let Some(spot) = self.spot(&text, weight) {
            let alias = self.to.alias(kind, SafeText::new(raw.trim()).as_str());
            self.to.put(&text, Some(alias), spot);
        }
    }

    /// Another spelling of what has an alias.
    fn also(&mut self, alias: usize, raw: &str, weight: Weight) {
        if let Some((text, spot)) = value(raw).and_then(|t| Some((t.clone(), self.spot(&t, weight)?))) {
            self.to.put(&text, Some(alias), spot);
        }
    }

    /// The consultant signs the report.
    fn stays(&mut self) {
        let consultant = self.case.work.report().consultant;
        for text in [consultant.company, consultant.person].iter().filter_map(|t| value(t)) {
            self.to.put(&text, None, Spot::Word);
        }
    }

    fn own_domains(&mut self) {
        for domain in self.local.clone() {
            let alias = self.to.alias("domain", &domain);
            self.to.put(&domain, Some(alias), Spot::Word);
            // What people call the place, and Windows its domain.
            let label = domain.split('.').next().unwrap_or_default().to_owned();
            if label.chars().count() >= SHORT {
                self.also(alias, &label, Weight::Other);
            }
        }
    }

    fn accounts(&mut self) {
        let analysis = &self.case.analysis;
        let chief: Vec<AccountId> =
            analysis.verdicts.iter().flat_map(|v| v.account.iter().chain(&v.accounts)).copied().collect();
        let findings = analysis.findings.iter().filter_map(|f| f.account);
        let named: Vec<AccountId> = analysis.suspects.iter().map(|s| s.account).chain(findings).collect();
        let rest = (0..).map(AccountId).take(analysis.directory.accounts.len());
        let mut done = BTreeSet::new();
        let chief = chief.into_iter().map(|id| (id, Weight::Chief));
        let named = named.into_iter().map(|id| (id, Weight::Named));
        for (id, weight) in chief.chain(named).chain(rest.map(|id| (id, Weight::Other))) {
            if done.insert(id) {
                self.account(id, weight);
            }
        }
        let actors: BTreeSet<Symbol> = self.case.store.tables.actions.actor.iter().copied().collect();
        for actor in self.raw(&actors) {
            self.spellings(&[actor], &[], Weight::Other);
        }
        for known in self.case.settings.known_accounts.clone() {
            self.spellings(&[&known], &[], Weight::Other);
        }
    }

    fn account(&mut self, id: AccountId, weight: Weight) {
        let Some(account) = self.case.analysis.directory.get(id) else { return };
        let raw = |symbols: &[Symbol]| symbols.iter().map(|s| self.case.store.raw(*s)).collect::<Vec<&str>>();
        let (written, sids) = (raw(&account.as_written), raw(&account.sids));
        let all: Vec<&str> = std::iter::once(account.name.as_str()).chain(written).collect();
        self.spellings(&all, &sids, weight);
    }

    /// One person under all spellings, those too that follow from a domain of ours.
    fn spellings(&mut self, written: &[&str], sids: &[&str], weight: Weight) {
        let parsed: Vec<AccountName> = written.iter().filter_map(|w| AccountName::parse(w)).collect();
        let Some(first) = parsed.first() else { return };
        if parsed.iter().all(|p| p.is_computer() || own::is_nobody(&p.name)) {
            return;
        }
        let known = written.iter().find_map(|w| self.to.known(&value(w)?));
        let known = known.filter(|a| self.to.kind(*a) == "account");
        let shown = SafeText::new(written.first().copied().unwrap_or_default().trim());
        let alias = known.unwrap_or_else(|| self.to.alias("account", shown.as_str()));
        for (raw, name) in written.iter().zip(&parsed) {
            self.also(alias, raw, if name.domain.is_some() { Weight::Chief } else { weight });
        }
        sids.iter().for_each(|sid| self.also(alias, sid, Weight::Chief));
        for follows in self.also_written(&parsed, first) {
            self.also(alias, &follows, Weight::Chief);
        }
        let bare =
            parsed.iter().filter(|p| !p.is_computer() && !own::is_nobody(&p.name)).map(|p| p.name.clone());
        bare.collect::<BTreeSet<_>>().iter().for_each(|name| self.also(alias, name, weight));
    }

    /// `CONTOSO\anna` is `anna@contoso.test` where that domain is ours, and the other way round.
    fn also_written(&self, parsed: &[AccountName], first: &AccountName) -> Vec<String> {
        let mut found = Vec::new();
        for domain in &self.local {
            let label = domain.split('.').next().unwrap_or_default();
            let of_it =
                |p: &&AccountName| p.domain.as_deref().is_some_and(|d| d == domain.as_str() || d == label);
            if let Some(name) = parsed.iter().find(of_it) {
                found.push(format!("{}@{domain}", name.name));
                found.push(format!("{label}\\{}", name.name));
            }
        }
        if let Some(domain) = &first.domain {
            found.push(format!("{domain}\\{}", first.name));
        }
        found
    }

    fn addresses(&mut self) {
        let (analysis, t) = (&self.case.analysis, &self.case.store.tables);
        let of_verdicts = analysis.verdicts.iter().flat_map(|v| &v.addresses);
        let of_suspects = analysis.suspects.iter().flat_map(|s| &s.addresses);
        let first: Vec<Symbol> = of_verdicts.chain(of_suspects).copied().collect();
        first.iter().for_each(|s| self.address(self.case.store.raw(*s)));
        let columns = [
            &t.authentications.address,
            &analysis.address_of,
            &t.sessions.address,
            &t.sessions.local_address,
            &t.sessions.proxied_address,
            &t.mail.address,
            &t.mail.original_address,
            &t.held.address,
        ];
        let symbols: BTreeSet<Symbol> = columns.into_iter().flatten().copied().collect();
        let mut seen: BTreeSet<IpAddr> = self.raw(&symbols).into_iter().filter_map(parse_address).collect();
        seen.extend(self.typed().iter().filter_map(|t| parse_address(t)));
        seen.extend(self.case.settings.known_clients.iter().map(|n| n.address));
        seen.iter().for_each(|ip| self.address(&ip.to_string()));
    }

    fn address(&mut self, raw: &str) {
        let Some(ip) = parse_address(raw).filter(|ip| !ip.is_loopback() && !ip.is_unspecified()) else {
            return;
        };
        let text = ip.to_string();
        if !self.to.has(&text) {
            let alias = self.to.alias("address", &text);
            self.to.put(&text, Some(alias), Spot::Word);
        }
    }

    fn hosts(&mut self) {
        let (t, site) = (&self.case.store.tables, &self.case.analysis.site);
        let mut own: BTreeSet<&str> = site.own_servers.iter().map(|(name, _)| name.as_str()).collect();
        own.extend(self.case.sources.iter().map(|s| s.server.as_str()));
        own.extend(self.case.settings.own_servers.iter().map(String::as_str));
        let servers = [
            &t.authentications.server,
            &t.sessions.server,
            &t.mail.server,
            &t.queues.server,
            &t.held.server,
            &t.actions.server,
        ];
        own.extend(self.raw(&servers.into_iter().flatten().copied().collect()));
        let connectors =
            [&t.sessions.connector, &t.authentications.connector, &t.queues.queue, &t.held.queue];
        let connectors = self.raw(&connectors.into_iter().flatten().copied().collect());
        own.extend(connectors.iter().filter_map(|c| c.split_once('\\')).map(|(server, _)| server));
        own.iter().for_each(|name| self.host(name));
        let clients =
            [&t.authentications.workstation, &t.sessions.helo, &t.authentications.address, &t.mail.address];
        for name in self.raw(&clients.into_iter().flatten().copied().collect()) {
            self.host(name);
        }
        for name in self.typed() {
            self.host(&name);
        }
        let accounts: BTreeSet<Symbol> =
            self.case.analysis.directory.accounts.iter().flat_map(|a| &a.as_written).copied().collect();
        for account in
            self.raw(&accounts).into_iter().filter_map(AccountName::parse).filter(AccountName::is_computer)
        {
            self.host(account.name.trim_end_matches('$'));
        }
    }

    /// A machine; `EX1` and `EX1.contoso.test` are one.
    fn host(&mut self, raw: &str) {
        let name = raw.trim().trim_start_matches('\\').trim_matches(['[', ']', '.']);
        let Some(text) = value(name) else { return };
        let is_other = parse_address(name).is_some() || text.contains('@') || own::is_nobody(&text);
        let is_public = text.contains('.') && self.own.names(&text);
        if is_other || self.to.has(&text) || (is_public && !self.is_local(&text)) {
            return;
        }
        let label = text.split('.').next().unwrap_or_default().to_owned();
        let in_ours = self.is_local(&text);
        let short = self.to.known(&label).filter(|a| in_ours && self.to.kind(*a) == "host");
        let Some(spot) = self.spot(&text, Weight::Other) else { return };
        let alias = short.unwrap_or_else(|| self.to.alias("host", SafeText::new(name).as_str()));
        self.to.put(&text, Some(alias), spot);
        if in_ours {
            self.also(alias, &label, Weight::Other);
        }
    }

    /// A name within a domain of ours?
    fn is_local(&self, text: &str) -> bool {
        let within =
            |d: &String| text == d || text.strip_suffix(d.as_str()).is_some_and(|rest| rest.ends_with('.'));
        text.contains('.') && self.local.iter().any(within)
    }

    fn windows_domains(&mut self) {
        let accounts: BTreeSet<Symbol> =
            self.case.analysis.directory.accounts.iter().flat_map(|a| &a.as_written).copied().collect();
        let domains: BTreeSet<String> =
            self.raw(&accounts).into_iter().filter_map(AccountName::parse).filter_map(|a| a.domain).collect();
        for domain in domains.iter().filter(|d| !own::is_built_in(d) && !own::is_nobody(d)) {
            self.domain(domain);
        }
    }

    fn domain(&mut self, raw: &str) {
        let text = plain::key(raw.trim_matches(['.', '[', ']', '<', '>']));
        if parse_address(&text).is_none() && !text.contains('@') && !self.own.names(&text) {
            self.add("domain", &text, Weight::Other);
        }
    }

    /// Names, machines and targets that people typed in.
    fn typed(&self) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let brief = self.case.work.brief();
        found.extend([brief.host, brief.mx]);
        found.extend(brief.public);
        for item in self.case.work.items().values() {
            match item {
                Item::Consent(consent) => found.extend(consent.targets.iter().cloned()),
                Item::Machine(machine) => {
                    found.insert(machine.name.clone());
                    found.extend(machine.addresses.iter().cloned());
                }
                Item::Answer(answer) => {
                    let parts = answer.target.split([',', ' ', '/']);
                    found.extend(parts.map(|p| without_port(p).to_owned()));
                }
                _ => {}
            }
        }
        found.retain(|t| !t.trim().is_empty());
        found
    }

    fn people(&mut self) {
        let settings = self.case.work.report();
        self.company(&settings.client.company);
        self.person(&settings.client.person);
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut clients: BTreeSet<String> = BTreeSet::new();
        for item in self.case.work.items().values() {
            match item {
                Item::Step(progress) => names.extend(people_of(progress)),
                Item::Consent(consent) => {
                    clients.insert(consent.client.clone());
                    names.insert(consent.authorised_by.clone());
                }
                Item::Machine(machine) => drop(names.insert(machine.owner.clone())),
                Item::Flow(cell) => drop(names.insert(cell.by.clone())),
                Item::Answer(answer) => drop(names.insert(answer.by.clone())),
                Item::Brief(_) | Item::Plan(_) | Item::Report(_) => {}
            }
        }
        names.extend(self.case.custody.iter().map(|e| e.who.clone()));
        clients.iter().for_each(|c| self.company(c));
        names.iter().for_each(|n| self.person(n));
    }

    /// A company, and what people call it: its first word.
    fn company(&mut self, raw: &str) {
        self.add("company", raw, Weight::Other);
        let first = raw.split_whitespace().next().unwrap_or_default();
        self.part(raw, first);
    }

    /// A person, and the surname.
    fn person(&mut self, raw: &str) {
        self.add("person", raw, Weight::Other);
        let last = raw.split_whitespace().next_back().unwrap_or_default();
        self.part(raw, last);
    }

    fn part(&mut self, whole: &str, part: &str) {
        let alias = value(whole).and_then(|t| self.to.known(&t));
        if let Some(alias) =
            alias.filter(|_| part.chars().count() > SHORT && part.chars().all(char::is_alphabetic))
        {
            self.also(alias, part, Weight::Other);
        }
    }

    fn paths(&mut self) {
        let mut paths: Vec<String> = self.case.sources.iter().map(|s| s.name.replace("!/", "/")).collect();
        paths.extend(self.case.home.path.as_ref().map(|p| p.to_string_lossy().into_owned()));
        for item in self.case.work.items().values() {
            let Item::Step(progress) = item else { continue };
            paths.extend(progress.proofs.iter().filter_map(|p| match &p.kind {
                ProofKind::File { path, .. } => Some(path.clone()),
                _ => None,
            }));
        }
        for path in &paths {
            self.path(path);
        }
    }

    /// The folders of a file, and its name where that is more than the name of a kind of log.
    fn path(&mut self, path: &str) {
        let (folder, file) = path.rsplit_once(['/', '\\']).unwrap_or(("", path));
        if folder.chars().filter(|c| c.is_alphanumeric()).count() > 1 {
            self.add("folder", folder, Weight::Chief);
        }
        for part in folder.split(['/', '\\']).filter(|p| p.chars().count() >= SHORT) {
            if !self.own.is_common_path(&plain::key(part)) {
                self.add("folder", part, Weight::Other);
            }
        }
        let (stem, ending) = file.rsplit_once('.').unwrap_or((file, ""));
        let Some(text) = value(file).filter(|t| !self.to.has(t)) else { return };
        if !self.own.is_common_path(&plain::key(stem)) {
            let alias = self.to.alias("file", SafeText::new(file).as_str());
            self.to.put(&text, Some(alias), Spot::Word);
            if !ending.is_empty() {
                self.also(alias, stem, Weight::Other);
            }
        }
    }

    fn mailboxes(&mut self) {
        let t = &self.case.store.tables;
        let columns = [
            &t.texts,
            &t.sessions.reverse_path,
            &t.mail.sender,
            &t.mail.reverse_path,
            &t.mail.related,
            &t.held.reverse_path,
            &t.held.header_from,
        ];
        let symbols: BTreeSet<Symbol> = columns.into_iter().flatten().copied().collect();
        let brief = self.case.work.brief();
        let typed = [brief.test_from, brief.test_to, brief.test_mailbox];
        let written = self.raw(&symbols).into_iter().map(str::to_owned);
        let mut found = Found::default();
        written.chain(typed).for_each(|raw| found.read(&raw));
        let next_hops: BTreeSet<Symbol> = t.queues.next_hop.iter().copied().collect();
        let next_hops: Vec<String> =
            self.raw(&next_hops).into_iter().filter(|h| h.contains('.')).map(str::to_owned).collect();
        found.domains.extend(next_hops);
        for mailbox in found.mailboxes.iter().chain(&found.others) {
            self.add("mailbox", mailbox, Weight::Other);
        }
        found.names.iter().for_each(|name| self.person(name));
        found.domains.iter().for_each(|domain| self.domain(domain));
    }

    fn messages(&mut self) {
        let t = &self.case.store.tables;
        let subjects = self.raw(&t.mail.subject.iter().chain(&t.held.subject).copied().collect());
        subjects.into_iter().for_each(|s| self.add("subject", s, Weight::Other));
        let ids = t.mail.message_id.iter().chain(&t.held.message_id).chain(&t.mail.reference);
        for id in self.raw(&ids.copied().collect()) {
            let text = plain::key(id);
            let mut seen = Vec::new();
            scan::mailboxes(&text, &mut seen);
            for seen in seen {
                self.add("message", &seen.value, Weight::Other);
            }
        }
    }
}

fn local_domains(case: &Case) -> BTreeSet<String> {
    let site = &case.analysis.site;
    let seen = site.local_domains.iter().map(|(domain, _)| domain);
    let all = seen.chain(&site.ignored_domains).chain(&case.settings.local_domains);
    all.map(|d| plain::key(d.trim_matches(['*', '.']))).filter(|d| d.contains('.')).collect()
}

/// Everybody a step names.
fn people_of(progress: &Progress) -> Vec<String> {
    let mut names = vec![progress.by.clone(), progress.owner.clone()];
    names.extend(progress.decision.as_ref().map(|d| d.by.clone()));
    for proof in &progress.proofs {
        names.push(proof.by.clone());
        if let ProofKind::Observation { name, .. } = &proof.kind {
            names.push(name.clone());
        }
    }
    names
}

fn without_port(text: &str) -> &str {
    match text.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !host.contains(':') => host,
        _ => text,
    }
}

/// What fields of addresses hold.
#[derive(Default)]
struct Found {
    mailboxes: BTreeSet<String>,
    /// Names of another kind: X.500, local names.
    others: BTreeSet<String>,
    /// Names that stand before an address.
    names: BTreeSet<String>,
    domains: BTreeSet<String>,
}

impl Found {
    fn read(&mut self, raw: &str) {
        let text = plain::key(raw);
        let mut seen = Vec::new();
        scan::mailboxes(&text, &mut seen);
        if seen.is_empty() && text.chars().any(plain::is_word) {
            self.others.insert(raw.to_owned());
        }
        if let (Some(first), Some(name)) = (seen.first(), raw.split('<').next()) {
            let name = name.trim().trim_matches(['"', '\'']).trim();
            if !name.contains('@') && name.chars().count() >= SHORT && first.range.start > 0 {
                self.names.insert(name.to_owned());
            }
        }
        for one in seen {
            self.domains.extend(one.value.rsplit_once('@').map(|(_, domain)| domain.to_owned()));
            self.mailboxes.insert(one.value);
        }
    }
}

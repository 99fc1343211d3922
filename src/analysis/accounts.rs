//! Who is who: every spelling of an account in the evidence, and the people behind them.
//!
//! `DOMAIN\name`, `name@domain` and a bare name are one account where nothing speaks against it, and a SID
//! that a record ties to a name counts for that name. Two domains that disagree are never joined, and a
//! bare name that could be either of two people stays apart. Envelope senders are not looked at.

use super::site::Site;
use crate::knowledge::special_accounts;
use crate::model::account::AccountName;
use crate::model::rows::Outcome;
use crate::model::safe_text::SafeText;
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// An account of the directory, by rank of first appearance in spelling order.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct AccountId(pub u32);

/// One account with all its spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// `DOMAIN\name` where a domain is known, else as written.
    pub name: SafeText,
    /// Spellings found, sorted.
    pub as_written: Vec<Symbol>,
    /// Its SIDs, sorted.
    pub sids: Vec<Symbol>,
}

impl Account {
    /// Key of the kind of account that is nobody's mailbox (`guest`, `administrator`, `service`): by its SID,
    /// which no renaming changes; by its name where no SID is known or the kind has none.
    #[must_use]
    pub fn special(&self, store: &EventStore) -> Option<&'static str> {
        let by_sid = self.sids.iter().find_map(|s| special_accounts::by_sid(store.raw(*s)));
        let name = AccountName::parse(self.name.as_str())?.name;
        let by_name = || special_accounts::by_name(&name).filter(|k| k.rid == 0 || self.sids.is_empty());
        by_sid.or_else(by_name).map(|kind| kind.key.as_str())
    }
}

/// All accounts of a store.
#[derive(Clone, Debug, Default)]
pub struct AccountDirectory {
    /// Accounts, sorted by name.
    pub accounts: Vec<Account>,
    /// Account of each spelling and of each SID.
    pub by_symbol: FxHashMap<Symbol, AccountId>,
}

impl AccountDirectory {
    /// Account of a spelling or SID.
    #[must_use]
    pub fn of(&self, symbol: Symbol) -> Option<AccountId> {
        self.by_symbol.get(&symbol).copied()
    }

    /// The account; `None` for an id of another store.
    #[must_use]
    pub fn get(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(id.0 as usize)
    }

    /// Name to show; empty for an id of another store.
    #[must_use]
    pub fn name(&self, id: AccountId) -> SafeText {
        self.get(id).map(|a| a.name.clone()).unwrap_or_default()
    }

    /// Reads all names and SIDs of a store. `n log n` in the number of spellings.
    #[must_use]
    pub fn build(store: &EventStore, site: &Site) -> Self {
        let (spellings, sids) = collect(store);
        let mut sets = Sets::new(spellings.len());
        join_by_sid(&sids, &mut sets);
        let realms = Realms::learn(&spellings, &mut sets, site);
        join_by_name(&spellings, &realms, &mut sets);
        gather(store, &spellings, &sids, &mut sets)
    }
}

/// One way an account is written, and how often.
struct Spelling {
    symbol: Symbol,
    parsed: AccountName,
    accepted: u64,
    seen: u64,
}

/// SID with the spellings that records tie to it, by index.
type SidTies = BTreeMap<Symbol, BTreeSet<usize>>;

fn collect(store: &EventStore) -> (Vec<Spelling>, SidTies) {
    let t = &store.tables;
    let mut counts: FxHashMap<Symbol, (u64, u64)> = FxHashMap::default();
    let mut ties: FxHashMap<(Symbol, Symbol), ()> = FxHashMap::default();
    let mut note = |account: Symbol, sid: Symbol, accepted: bool| {
        let (yes, all) = counts.entry(account).or_default();
        *yes += u64::from(accepted);
        *all += 1;
        if sid.is_some() {
            ties.insert((sid, account), ());
        }
    };
    let a = &t.authentications;
    for ((&account, &sid), &outcome) in a.account.iter().zip(&a.sid).zip(&a.outcome) {
        note(account, sid, outcome == Outcome::Success);
    }
    t.sessions.account.iter().for_each(|&s| note(s, Symbol::NONE, true));
    t.mail.account.iter().for_each(|&s| note(s, Symbol::NONE, true));
    // A header of a message file can be forged: it names an account, it proves no use of it.
    t.held.account.iter().for_each(|&s| note(s, Symbol::NONE, false));
    for (&target, &sid) in t.actions.target.iter().zip(&t.actions.sid) {
        note(target, sid, false);
    }
    let mut spellings: Vec<Spelling> = counts
        .into_iter()
        .filter_map(|(symbol, (accepted, seen))| {
            let parsed = AccountName::parse(store.raw(symbol))?;
            Some(Spelling { symbol, parsed, accepted, seen })
        })
        .collect();
    spellings.sort_by_key(|s| s.symbol);
    let at: FxHashMap<Symbol, usize> = spellings.iter().enumerate().map(|(i, s)| (s.symbol, i)).collect();
    let mut sids = SidTies::new();
    for (sid, account) in ties.into_keys() {
        // Only SIDs of domains and machines name a person; S-1-5-18 and the null SID do not.
        if let (true, Some(&i)) = (store.raw(sid).starts_with("S-1-5-21-"), at.get(&account)) {
            sids.entry(sid).or_default().insert(i);
        }
    }
    (spellings, sids)
}

fn join_by_sid(sids: &SidTies, sets: &mut Sets) {
    for tied in sids.values() {
        let mut tied = tied.iter();
        if let Some(&first) = tied.next() {
            tied.for_each(|&other| sets.join(first, other));
        }
    }
}

/// Which domain names mean one domain.
#[derive(Default)]
struct Realms {
    /// The one name for each domain name that has several.
    same: BTreeMap<String, String>,
    /// Domain names that accepted sign-ins or our own lists vouch for.
    real: BTreeSet<String>,
}

impl Realms {
    fn learn(spellings: &[Spelling], sets: &mut Sets, site: &Site) -> Self {
        let mut realms = Self::default();
        let domains = || spellings.iter().filter_map(|s| s.parsed.domain.as_ref().map(|d| (s, d)));
        for (s, d) in domains() {
            if s.accepted > 0 || site.is_local_domain(d) {
                realms.real.insert(d.clone());
            }
        }
        let tied = tied_names(spellings, sets);
        let all: BTreeSet<&String> = domains().map(|(_, d)| d).collect();
        let (full, short): (Vec<&String>, Vec<&String>) = all.into_iter().partition(|d| d.contains('.'));
        for dns in &full {
            let found = tied.get(*dns).filter(|shorts| shorts.len() == 1).and_then(|s| s.first().cloned());
            let found = found.or_else(|| realms.by_label(dns, &full, &short, site));
            let found = found.or_else(|| realms.only_one(dns, &short, site));
            if let Some(name) = found {
                realms.same.insert((*dns).clone(), name);
            }
        }
        realms
    }

    /// `contoso.test` is `CONTOSO`, unless another full name has the same claim.
    fn by_label(&self, dns: &str, full: &[&String], short: &[&String], site: &Site) -> Option<String> {
        let label = |d: &str| d.split('.').next().unwrap_or(d).to_owned();
        let mine = label(dns);
        let vouched = |d: &str| site.is_local_domain(d) || self.real.contains(d);
        let rivals = full.iter().filter(|d| label(d) == mine && d.as_str() != dns);
        let beaten = rivals.clone().any(|d| vouched(d)) && !vouched(dns);
        let even = !vouched(dns) && rivals.clone().next().is_some();
        let known = short.iter().any(|s| **s == mine);
        (known && !beaten && !even).then_some(mine)
    }

    /// A mail domain of ours belongs to the site's only Windows domain.
    fn only_one(&self, dns: &str, short: &[&String], site: &Site) -> Option<String> {
        let windows = |s: &&&String| self.real.contains(**s) && !site.is_own_name(s) && !is_builtin(s);
        let mut windows = short.iter().filter(windows);
        match (site.is_local_domain(dns), windows.next(), windows.next()) {
            (true, Some(only), None) => Some((*only).clone()),
            _ => None,
        }
    }

    fn name<'a>(&'a self, domain: &'a str) -> &'a str {
        self.same.get(domain).map_or(domain, String::as_str)
    }

    fn is_real(&self, domain: &str) -> bool {
        self.real.contains(domain) || self.real.iter().any(|r| self.name(r) == domain)
    }
}

fn is_builtin(domain: &str) -> bool {
    matches!(
        domain,
        "nt authority" | "window manager" | "font driver host" | "builtin" | "nt service" | "workgroup"
    )
}

/// Full domain name with the short names that a SID ties to it.
fn tied_names(spellings: &[Spelling], sets: &mut Sets) -> BTreeMap<String, Vec<String>> {
    let mut members: BTreeMap<usize, Vec<&AccountName>> = BTreeMap::new();
    for (i, s) in spellings.iter().enumerate() {
        members.entry(sets.find(i)).or_default().push(&s.parsed);
    }
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for names in members.values().filter(|n| n.len() > 1) {
        let (full, short): (Vec<&str>, Vec<&str>) =
            names.iter().filter_map(|n| n.domain.as_deref()).partition(|d| d.contains('.'));
        for dns in full {
            let list = found.entry(dns.to_owned()).or_default();
            list.extend(short.iter().map(|s| (*s).to_owned()));
            list.sort();
            list.dedup();
        }
    }
    found
}

fn join_by_name(spellings: &[Spelling], realms: &Realms, sets: &mut Sets) {
    let mut by_name: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, s) in spellings.iter().enumerate() {
        by_name.entry(&s.parsed.name).or_default().push(i);
    }
    for members in by_name.values() {
        let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
        let mut bare = None;
        for &i in members {
            let Some(domain) = spellings.get(i).map(|s| s.parsed.domain.as_deref()) else {
                continue;
            };
            let first = match domain {
                Some(domain) => *classes.entry(realms.name(domain)).or_insert(i),
                None => *bare.get_or_insert(i),
            };
            sets.join(first, i);
        }
        if let (Some(bare), Some(owner)) = (bare, only_owner(&classes, realms, sets)) {
            sets.join(bare, owner);
        }
    }
}

/// The one person a bare name can mean: the only one, or the only one that a real domain vouches for.
fn only_owner(classes: &BTreeMap<&str, usize>, realms: &Realms, sets: &mut Sets) -> Option<usize> {
    let one = |found: Vec<usize>, sets: &mut Sets| {
        let roots: BTreeSet<usize> = found.iter().map(|&i| sets.find(i)).collect();
        (roots.len() == 1).then(|| found.first().copied()).flatten()
    };
    let real = classes.iter().filter(|(d, _)| realms.is_real(d)).map(|(_, &i)| i).collect();
    one(real, sets).or_else(|| {
        let none_real = classes.keys().all(|d| !realms.is_real(d));
        none_real.then(|| one(classes.values().copied().collect(), sets)).flatten()
    })
}

fn gather(store: &EventStore, spellings: &[Spelling], sids: &SidTies, sets: &mut Sets) -> AccountDirectory {
    let mut members: BTreeMap<usize, Vec<&Spelling>> = BTreeMap::new();
    for (i, s) in spellings.iter().enumerate() {
        members.entry(sets.find(i)).or_default().push(s);
    }
    let mut found: Vec<(usize, Account)> = members
        .into_iter()
        .map(|(root, list)| {
            let as_written: Vec<Symbol> = list.iter().map(|s| s.symbol).collect();
            let name = store.show(best_spelling(store, &list));
            (root, Account { name, as_written, sids: Vec::new() })
        })
        .collect();
    found.sort_by(|(_, a), (_, b)| {
        let key = |x: &Account| (x.name.as_str().to_lowercase(), x.as_written.clone());
        key(a).cmp(&key(b))
    });
    let rank: FxHashMap<usize, usize> = found.iter().enumerate().map(|(i, (root, _))| (*root, i)).collect();
    let mut directory = AccountDirectory {
        accounts: found.into_iter().map(|(_, account)| account).collect(),
        by_symbol: FxHashMap::default(),
    };
    for (&sid, tied) in sids {
        let at = tied.first().and_then(|&i| rank.get(&sets.find(i)));
        if let Some(account) = at.and_then(|&i| directory.accounts.get_mut(i)) {
            account.sids.push(sid);
        }
    }
    for (id, account) in (0u32..).zip(&directory.accounts) {
        let symbols = account.as_written.iter().chain(&account.sids);
        directory.by_symbol.extend(symbols.map(|&s| (s, AccountId(id))));
    }
    directory
}

/// `DOMAIN\name` first, then what was accepted most, then what is written most.
fn best_spelling(store: &EventStore, list: &[&Spelling]) -> Symbol {
    let rank = |s: &&&Spelling| {
        let windows = match &s.parsed.domain {
            Some(d) if !s.parsed.is_upn && !d.contains('.') => 0,
            Some(_) => 1,
            None => 2,
        };
        (windows, Reverse(s.accepted), Reverse(s.seen), store.raw(s.symbol).to_owned())
    };
    list.iter().min_by_key(rank).map(|s| s.symbol).unwrap_or_default()
}

/// Disjoint sets of spellings.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    fn find(&mut self, mut i: usize) -> usize {
        while let Some(&up) = self.parent.get(i) {
            if up == i {
                break;
            }
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(i) {
                *slot = above;
            }
            i = above;
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if let Some(slot) = self.parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding::SiteSettings;
    use crate::analysis::tests_support::Scene;

    fn directory(scene: Scene) -> (EventStore, AccountDirectory) {
        let store = scene.store();
        let site = Site::of(&store, &SiteSettings::default());
        let directory = AccountDirectory::build(&store, &site);
        (store, directory)
    }

    fn are_one(store: &EventStore, d: &AccountDirectory, a: &str, b: &str) -> bool {
        let id = |t: &str| d.of(store.text.find(t).unwrap()).unwrap();
        id(a) == id(b)
    }

    #[test]
    fn a_failure_with_the_upn_and_a_success_with_the_domain_are_one_person() {
        let mut s = Scene::default();
        s.logon(0, "scanner@contoso.test", false);
        s.logon(1, "scanner", false);
        s.logon(2, "CONTOSO\\Scanner", true);
        s.logon(3, "CONTOSO\\scanner", true);
        s.logon(4, "CONTOSO\\scanner", true);
        let (store, d) = directory(s);
        assert!(are_one(&store, &d, "scanner@contoso.test", "CONTOSO\\scanner"));
        assert!(are_one(&store, &d, "scanner", "CONTOSO\\Scanner"));
        assert_eq!(d.accounts.len(), 1);
        assert_eq!(d.accounts[0].name.as_str(), "CONTOSO\\scanner");
    }

    #[test]
    fn two_domains_that_disagree_stay_apart_and_so_does_the_bare_name() {
        let mut s = Scene::default();
        s.logon(0, "CONTOSO\\scanner", true);
        s.logon(1, "FABRIKAM\\scanner", true);
        s.logon(2, "scanner", false);
        let (store, d) = directory(s);
        assert!(!are_one(&store, &d, "CONTOSO\\scanner", "FABRIKAM\\scanner"));
        assert_eq!(d.accounts.len(), 3);
    }

    #[test]
    fn a_guessed_foreign_domain_does_not_claim_our_name() {
        let mut s = Scene::default();
        s.logon(0, "scanner@contoso.test", true);
        s.logon(1, "CONTOSO\\scanner", true);
        s.logon(2, "scanner@contoso.example", false);
        s.logon(3, "scanner", false);
        let (store, d) = directory(s);
        assert!(are_one(&store, &d, "scanner", "CONTOSO\\scanner"));
        assert!(!are_one(&store, &d, "scanner@contoso.example", "CONTOSO\\scanner"));
    }

    #[test]
    fn a_sid_joins_names_that_look_different() {
        let mut s = Scene::default();
        s.logon_with_sid(0, "CORP\\scanner", "S-1-5-21-1-2-3-1104");
        s.logon_with_sid(1, "copier@contoso.test", "S-1-5-21-1-2-3-1104");
        let (store, d) = directory(s);
        assert!(are_one(&store, &d, "CORP\\scanner", "copier@contoso.test"));
        assert_eq!(d.accounts[0].name.as_str(), "CORP\\scanner");
        assert_eq!(d.accounts[0].sids.len(), 1);
    }
}

//! Indicators out of the rows of the abuse, counted by records. Own servers and the site's ordinary mail are left out.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::Conversation;
use crate::case::Case;
use crate::case::remedy::abuse;
use crate::knowledge::report::topics;
use crate::model::address::parse_address;
use crate::model::provenance::SourceId;
use crate::model::rows::{Outcome, RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::report::sections_support::{abuses, findings};
use crate::words::Fact;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What an indicator is; `report-story-indicator-<key>` words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Where the abuser came from.
    Address,
    /// An abused account.
    Account,
    /// Name that the abuser's client gave in HELO.
    Helo,
    /// Workstation that it named when it signed in.
    Workstation,
    /// Envelope sender of the spam: not the account.
    Sender,
    /// Subject of a wave of spam.
    Subject,
}

impl Kind {
    /// Name in the words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Address => "address",
            Self::Account => "account",
            Self::Helo => "helo",
            Self::Workstation => "workstation",
            Self::Sender => "sender",
            Self::Subject => "subject",
        }
    }

    /// How many are listed.
    fn most(self) -> usize {
        match self {
            Self::Address => 30,
            Self::Sender => 20,
            Self::Account | Self::Helo | Self::Workstation => 12,
            Self::Subject => 8,
        }
    }
}

/// Something to look for elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Indicator {
    /// What it is.
    pub kind: Kind,
    /// Its value. Raw: show it as safe text.
    pub value: String,
    /// First and last record.
    pub span: Option<Span>,
    /// Records that show it.
    pub records: u64,
    /// The first of them.
    pub rows: Vec<RowRef>,
    /// Sources they are in.
    pub sources: BTreeSet<SourceId>,
}

/// Rows kept of each; as many as a text cites, for the records are counted beside it.
const ROWS: usize = 3;

/// Those that are listed, by kind, the most frequent first; and how many are not.
pub fn gather(case: &Case) -> (Vec<Indicator>, usize) {
    let mut heap = Heap { case, found: BTreeMap::new() };
    if abuses(case).next().is_some() {
        let abuse = Abuse::of(case);
        heap.sign_ins(&abuse);
        heap.sessions(&abuse);
        heap.mail(&abuse);
        heap.subjects();
    }
    heap.finish()
}

/// Accounts and clients of the abuse.
struct Abuse {
    accounts: Vec<AccountId>,
    addresses: BTreeSet<Symbol>,
}

impl Abuse {
    fn of(case: &Case) -> Self {
        let addresses = abuses(case).flat_map(|v| v.addresses.iter().copied()).collect();
        Self { accounts: abuse::accounts(case), addresses }
    }

    /// Where no address is known, the account alone tells.
    fn takes(&self, account: Option<AccountId>, address: Symbol) -> bool {
        let by_account = account.is_some_and(|id| self.accounts.contains(&id));
        self.addresses.contains(&address) || (self.addresses.is_empty() && by_account)
    }
}

struct Heap<'a> {
    case: &'a Case,
    found: BTreeMap<(Kind, String), Indicator>,
}

impl Heap<'_> {
    fn add(&mut self, kind: Kind, value: &str, at: RowRef) {
        let value = value.trim();
        if value.is_empty() || value == "<>" || value == "-" {
            return;
        }
        let key = (kind, value.to_lowercase());
        let fresh = || Indicator {
            kind,
            value: value.to_owned(),
            span: None,
            records: 0,
            rows: Vec::new(),
            sources: BTreeSet::new(),
        };
        let one = self.found.entry(key).or_insert_with(fresh);
        one.records += 1;
        one.sources.insert(self.case.store.tables.provenance(at).source);
        let time = self.case.store.time_of(at);
        if time.is_plausible() && time != UtcTime::UNKNOWN {
            Span::grow(&mut one.span, time);
        }
        if one.rows.len() < ROWS {
            one.rows.push(at);
        }
    }

    fn add_symbol(&mut self, kind: Kind, value: Symbol, at: RowRef) {
        let case = self.case;
        self.add(kind, case.store.raw(value), at);
    }

    fn account(&mut self, id: Option<AccountId>, abuse: &Abuse, at: RowRef) {
        let named =
            id.filter(|id| abuse.accounts.contains(id)).map(|id| self.case.analysis.directory.name(id));
        if let Some(name) = named {
            self.add(Kind::Account, name.as_str(), at);
        }
    }

    fn sign_ins(&mut self, abuse: &Abuse) {
        let (case, analysis) = (self.case, &self.case.analysis);
        let table = &case.store.tables.authentications;
        for n in 0..table.len() {
            if analysis.noise_of.get(n).is_some_and(|noise| *noise > 0) {
                continue;
            }
            let stated = |column: &[Symbol]| column.get(n).copied().unwrap_or_default();
            let address = stated(&analysis.address_of).or(stated(&table.address));
            let id = analysis.directory.of(stated(&table.account));
            let Some(at) = row(Table::Authentication, n).filter(|_| abuse.takes(id, address)) else {
                continue;
            };
            self.add_symbol(Kind::Address, address, at);
            self.account(id, abuse, at);
            if table.outcome.get(n) != Some(&Outcome::Failure) {
                self.workstation(stated(&table.workstation), at);
            }
        }
    }

    /// The SMTP log has the address where no name was given.
    fn workstation(&mut self, name: Symbol, at: RowRef) {
        let raw = self.case.store.raw(name);
        if parse_address(raw.trim_matches(['[', ']'])).is_none() && !self.is_own(raw) {
            self.add_symbol(Kind::Workstation, name, at);
        }
    }

    /// Is it one of our servers?
    fn is_own(&self, name: &str) -> bool {
        let short = |name: &str| name.split('.').next().unwrap_or(name).to_lowercase();
        let own = &self.case.analysis.site.own_servers;
        own.iter().any(|(server, _)| parse_address(server).is_none() && short(server) == short(name))
    }

    fn sessions(&mut self, abuse: &Abuse) {
        let case = self.case;
        let table = &case.store.tables.sessions;
        let theirs = |c: &&Conversation| abuse.takes(c.account, c.address);
        for c in case.analysis.conversations.iter().filter(theirs) {
            // The first part is the one that the client talked to; the others are our own servers among themselves.
            let Some(n) = c.parts.first().map(|n| *n as usize) else {
                continue;
            };
            let Some(at) = row(Table::Session, n) else {
                continue;
            };
            self.add_symbol(Kind::Address, c.address, at);
            self.account(c.account, abuse, at);
            let helo = table.helo.get(n).copied().unwrap_or_default();
            if !self.is_own(case.store.raw(helo)) {
                self.add_symbol(Kind::Helo, helo, at);
            }
        }
    }

    /// Senders stand in the log of messages; where there is none, in the sessions.
    fn mail(&mut self, abuse: &Abuse) {
        let case = self.case;
        let (mail, sessions) = (&case.store.tables.mail, &case.store.tables.sessions);
        let stated = |column: &[Symbol], n: usize| column.get(n).copied().unwrap_or_default();
        let mut none = true;
        for n in abuse::mail_rows(case, &abuse.accounts) {
            none = false;
            if let Some(at) = row(Table::MailEvent, n) {
                self.add_symbol(Kind::Sender, stated(&mail.reverse_path, n).or(stated(&mail.sender, n)), at);
            }
        }
        let rows = abuse::session_rows(case, &abuse.accounts).filter(|_| none);
        for n in rows {
            if let Some(at) = row(Table::Session, n) {
                self.add_symbol(Kind::Sender, stated(&sessions.reverse_path, n), at);
            }
        }
    }

    /// A finding has its first rows only, and says itself how many messages there are.
    fn subjects(&mut self) {
        let case = self.case;
        for finding in findings(case, &topics().letters) {
            let fact =
                |name: &str| finding.sentence.facts.iter().find(|(key, _)| key == name).map(|(_, f)| f);
            let Some(Fact::Text(subject)) = fact("subject") else {
                continue;
            };
            for at in finding.rows.iter().filter(|r| r.table != Table::Authentication) {
                self.add(Kind::Subject, subject.as_str(), *at);
            }
            let known = self.found.get_mut(&(Kind::Subject, subject.as_str().trim().to_lowercase()));
            if let (Some(one), Some(Fact::Number(n))) = (known, fact("n")) {
                one.records = *n;
                one.span = finding.span.or(one.span);
            }
        }
    }

    fn finish(self) -> (Vec<Indicator>, usize) {
        let mut all: Vec<Indicator> = self.found.into_values().collect();
        let total = all.len();
        all.sort_by(|a, b| {
            (a.kind, Reverse(a.records), &a.value).cmp(&(b.kind, Reverse(b.records), &b.value))
        });
        let mut taken: BTreeMap<Kind, usize> = BTreeMap::new();
        all.retain(|one| {
            let n = taken.entry(one.kind).or_default();
            *n += 1;
            *n <= one.kind.most()
        });
        let left = total - all.len();
        (all, left)
    }
}

fn row(table: Table, n: usize) -> Option<RowRef> {
    u32::try_from(n).ok().map(|row| RowRef { table, row })
}

//! All that detections and verdicts may look at, put together once.

use super::accounts::AccountId;
use super::attempts::Attempts;
use super::attribution::{Attribution, Ground};
use super::finding::{Clock, DepthCurve, Flow, SourceFact};
use super::site::{Origin, Side};
use super::uses::{Abuser, Use};
use crate::knowledge::thresholds::Thresholds;
use crate::model::rows::{Action, Deed, RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};

/// One store, analysed as far as uses of accounts.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Rows, site, accounts, conversations.
    pub ground: Ground<'a>,
    /// Figures.
    pub limits: &'a Thresholds,
    /// Who brought which mail.
    pub mail: &'a Attribution,
    /// Attempts by account.
    pub attempts: &'a Attempts,
    /// Use of accounts by client.
    pub uses: &'a [Use],
    /// Accounts that are abused.
    pub abusers: &'a [Abuser],
    /// Queue depth.
    pub depth: &'a DepthCurve,
    /// Clocks of the sources.
    pub clocks: &'a [Clock],
    /// Formats and times of the sources.
    pub sources: &'a [SourceFact],
}

/// Rows a finding shows at most.
pub const SHOWN: usize = 50;

/// The first rows of a table, as many as a finding shows.
#[must_use]
pub fn shown(table: Table, rows: impl IntoIterator<Item = u32>) -> Vec<RowRef> {
    rows.into_iter().take(SHOWN).map(|row| RowRef { table, row }).collect()
}

impl Scene<'_> {
    /// Domains of recipients that mail for strangers has at least. Mail for a domain of ours that is on no list
    /// looks the same in tracking, but all goes there.
    #[must_use]
    pub fn strangers_domains(&self) -> usize {
        let limits = &self.limits.relay;
        let listed = self.ground.site.has_list();
        (if listed { limits.recipient_domains } else { limits.recipient_domains_without_list }) as usize
    }

    /// Acts of these kinds with a stated time, in order of time.
    #[must_use]
    pub fn deeds(&self, kinds: &[Deed]) -> Vec<(u32, Action)> {
        let table = &self.ground.store.tables.actions;
        let wanted = (0u32..).zip(&table.deed).filter(|(_, deed)| kinds.contains(deed)).map(|(i, _)| i);
        let rows = wanted.map(|i| (i, table.row(i as usize)));
        rows.filter(|(_, row)| row.time.is_plausible()).collect()
    }

    /// From the first to the last use in the abuse of any account.
    #[must_use]
    pub fn abuse_spans(&self) -> Vec<Span> {
        let of = |a: &Abuser| a.uses.iter().filter_map(|&i| self.uses.get(i)?.span).reduce(Span::join);
        self.abusers.iter().filter_map(of).collect()
    }

    /// Did this happen within `seconds` of an abuse?
    #[must_use]
    pub fn is_near_abuse(&self, time: UtcTime, seconds: i64) -> bool {
        let near = |s: &Span| s.first.plus_seconds(-seconds) <= time && time <= s.last.plus_seconds(seconds);
        self.abuse_spans().iter().any(near)
    }
}

/// Whose mail it is, as far as logs tell: the account, else the client, else one of our own senders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An account that signed in.
    Account(AccountId),
    /// A client that is none of our servers.
    Client(Symbol),
    /// A sender of ours whose mail came out of a mailbox.
    Sender(Symbol),
}

impl Scene<'_> {
    /// Whose mail the tracked row is.
    #[must_use]
    pub fn who(&self, row: usize) -> Option<Who> {
        let (site, mail) = (self.ground.site, &self.ground.store.tables.mail);
        let client = self.mail.client_of.get(row).copied().unwrap_or_default();
        let [path, sender] =
            [&mail.reverse_path, &mail.sender].map(|c| c.get(row).copied().unwrap_or_default());
        let sender = path.or(sender);
        match self.mail.account_of.get(row).copied().flatten() {
            Some(account) => Some(Who::Account(account)),
            None if matches!(site.origin(client), Origin::Outside | Origin::Internal) => {
                Some(Who::Client(client))
            }
            None => (site.side(sender) == Side::Local).then_some(Who::Sender(sender)),
        }
    }

    /// Name to say.
    #[must_use]
    pub fn name_of(&self, who: Who) -> String {
        match who {
            Who::Account(id) => self.ground.directory.name(id).to_string(),
            Who::Client(symbol) | Who::Sender(symbol) => self.ground.store.raw(symbol).to_owned(),
        }
    }

    /// Rows of messages that leave the site, in time.
    pub fn leaving(&self) -> impl Iterator<Item = u32> + '_ {
        let leaves = |f: &Flow| matches!(f, Flow::Outbound | Flow::Relayed);
        (0u32..).zip(&self.mail.flow_of).filter(move |(_, f)| leaves(f)).map(|(i, _)| i)
    }
}

impl Who {
    /// The account, where it is one.
    #[must_use]
    pub fn account(self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(id),
            Self::Client(_) | Self::Sender(_) => None,
        }
    }
}

//! What belongs to the row looked at: rows of the same session, the same message, or the same account and
//! address at that time. They are tinted where they are; nothing scrolls unless the user asks.

use crate::analysis::accounts::AccountId;
use crate::app::lists::columns::Col;
use crate::app::lists::values::{Book, Value};
use crate::app::lists::{List, Rows, row_ref};
use crate::app::panel::Scene;
use crate::app::view::InvestigateView;
use crate::model::provenance::Provenance;
use crate::model::rows::{RowRef, Table};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use std::collections::BTreeSet;

/// Seconds within which the same account and address are taken for the same use.
const SAME_USE: i64 = 300;
/// Rows gone through in search of a related one.
const MAX_WALK: usize = 400_000;

/// The row looked at, as other rows are held against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lit {
    session: Symbol,
    message: Symbol,
    account: Symbol,
    id: Option<AccountId>,
    address: Symbol,
    /// When.
    pub time: UtcTime,
}

impl Lit {
    /// What lights rows of `list`; `None` where the row looked at is of that list itself.
    #[must_use]
    pub fn of(scene: &Scene<'_>, view: &mut InvestigateView, list: List) -> Option<Self> {
        let (_, at) = view.selection.row.filter(|(g, _)| *g == scene.case.generation)?;
        let key = (scene.case.generation, at);
        if view.lit.as_ref().is_none_or(|lit| (lit.0, lit.1) != key) {
            let book = Book { store: &scene.case.store, analysis: &scene.case.analysis };
            view.lit =
                Some((key.0, key.1, place(book, at).map(|(list, row)| (list, Self::row(book, list, row)))));
        }
        let (of, lit) = view.lit.as_ref().and_then(|lit| lit.2)?;
        (of != list).then_some(lit)
    }

    fn row(book: Book<'_>, list: List, row: u32) -> Self {
        let text = |column| match book.value(list, column, row) {
            Value::Text(symbol) => symbol,
            _ => Symbol::NONE,
        };
        let client = if list == List::Authentications { Col::From } else { Col::Client };
        let account = text(Col::Account);
        Self {
            session: text(Col::Session),
            message: text(Col::MessageId),
            account,
            id: book.analysis.directory.of(account),
            address: text(client),
            time: book.time(list, row),
        }
    }

    /// Does a row belong to it?
    #[must_use]
    pub fn has(&self, book: Book<'_>, list: List, row: u32) -> bool {
        let other = Self::row(book, list, row);
        let same = |a: Symbol, b: Symbol| a.is_some() && a == b;
        let account = same(self.account, other.account) || (self.id.is_some() && self.id == other.id);
        let near = other.time.seconds_since(self.time).abs() <= SAME_USE;
        same(self.session, other.session)
            || same(self.message, other.message)
            || (near && account && same(self.address, other.address))
    }
}

/// List and row number of a row of the store.
#[must_use]
pub fn place(book: Book<'_>, at: RowRef) -> Option<(List, u32)> {
    let tracked = u32::try_from(book.store.tables.mail.len()).unwrap_or(u32::MAX);
    Some(match at.table {
        Table::Authentication => (List::Authentications, at.row),
        Table::MailEvent => (List::Messages, at.row),
        Table::HeldMessage => (List::Messages, tracked.saturating_add(at.row)),
        Table::QueueSample => (List::Queues, at.row),
        Table::Session => {
            let all = &book.analysis.conversations;
            let i = all.iter().position(|c| c.parts.contains(&at.row))?;
            (List::Sessions, u32::try_from(i).ok()?)
        }
        Table::Action => return None,
    })
}

/// Place in the list of the related row nearest in time.
#[must_use]
pub fn nearest(book: Book<'_>, list: List, rows: &Rows, lit: &Lit) -> Option<usize> {
    let related = rows.rows.iter().take(MAX_WALK).enumerate().filter(|(_, r)| lit.has(book, list, **r));
    let by_time = |(_, row): &(usize, &u32)| book.time(list, **row).0.abs_diff(lit.time.0);
    let start = rows.rows.partition_point(|r| book.time(list, *r) < lit.time);
    if rows.rows.len() <= MAX_WALK {
        return related.min_by_key(by_time).map(|(i, _)| i);
    }
    // Of long lists the stretch around that time is gone through.
    let from = start.saturating_sub(MAX_WALK / 2);
    let around = rows.rows.iter().enumerate().skip(from).take(MAX_WALK);
    around.filter(|(_, r)| lit.has(book, list, **r)).min_by_key(by_time).map(|(i, _)| i)
}

/// Row numbers of a list that a finding cites or that have a star, in order.
#[must_use]
pub fn marked(book: Book<'_>, list: List, starred: &BTreeSet<Provenance>) -> Vec<u32> {
    let store: &EventStore = book.store;
    let cited: BTreeSet<RowRef> =
        book.analysis.findings.iter().flat_map(|f| f.rows.iter().copied()).collect();
    let total = match list {
        List::Authentications => store.tables.authentications.len(),
        List::Queues => store.tables.queues.len(),
        List::Messages => store.tables.mail.len() + store.tables.held.len(),
        List::Sessions => book.analysis.conversations.len(),
    };
    let total = u32::try_from(total).unwrap_or(u32::MAX);
    let wanted = |row: &u32| {
        row_ref(store, book.analysis, list, *row).is_some_and(|at| cited.contains(&at))
            || (!starred.is_empty() && book.provenance(list, *row).is_some_and(|at| starred.contains(&at)))
    };
    (0..total).filter(wanted).collect()
}

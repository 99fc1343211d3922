//! What belongs to the row looked at: rows of the same session, the same message, or the same account and
//! address at that time. They are tinted where they are; nothing scrolls unless the user asks.

use crate::analysis::accounts::AccountId;
use crate::app::lists::columns::Col;
use crate::app::lists::values::{Book, Value};
use crate::app::lists::{List, Rows};
use crate::app::panel::Scene;
use crate::app::view::{InvestigateView, Looked};
use crate::model::provenance::Provenance;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use std::collections::BTreeSet;

/// Seconds within which the same account and address are taken for the same use.
const SAME_USE: i64 = 300;

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
        let generation = scene.case.generation;
        if view.lit.is_none_or(|looked| (looked.generation, looked.at) != (generation, at)) {
            let book = Book { store: &scene.case.store, analysis: &scene.case.analysis };
            // A session's row waits for the thread that says to which conversation it belongs.
            let joined = view.joined.answer().filter(|(g, _)| *g == generation).map(|(_, j)| j.as_slice());
            let place = place(book, at, joined.or((at.table != Table::Session).then_some(&[]))?);
            let lit = place.map(|(list, row)| (list, Self::row(book, list, row)));
            view.lit = Some(Looked { generation, at, lit });
        }
        let (of, lit) = view.lit.and_then(|looked| looked.lit)?;
        (of != list).then_some(lit)
    }

    fn row(book: Book<'_>, list: List, row: u32) -> Self {
        let text = |column| text(book, list, column, row);
        let account = text(Col::Account);
        Self {
            session: text(Col::Session),
            message: text(Col::MessageId),
            account,
            id: book.analysis.directory.of(account),
            address: text(client(list)),
            time: book.time(list, row),
        }
    }

    /// Does a row belong to it? Asks for the dearer values last.
    #[must_use]
    pub fn has(&self, book: Book<'_>, list: List, row: u32) -> bool {
        let text = |column| text(book, list, column, row);
        let same = |a: Symbol, column| a.is_some() && a == text(column);
        if same(self.session, Col::Session) || same(self.message, Col::MessageId) {
            return true;
        }
        let near = || book.time(list, row).seconds_since(self.time).abs() <= SAME_USE;
        let account = || {
            let other = text(Col::Account);
            (self.account.is_some() && self.account == other)
                || (self.id.is_some() && self.id == book.analysis.directory.of(other))
        };
        near() && same(self.address, client(list)) && account()
    }
}

fn text(book: Book<'_>, list: List, column: Col, row: u32) -> Symbol {
    match book.value(list, column, row) {
        Value::Text(symbol) => symbol,
        _ => Symbol::NONE,
    }
}

fn client(list: List) -> Col {
    if list == List::Authentications { Col::From } else { Col::Client }
}

/// List and row number of a row of the store; `joined` says which conversation each row of a session is part of.
#[must_use]
pub fn place(book: Book<'_>, at: RowRef, joined: &[u32]) -> Option<(List, u32)> {
    let tracked = u32::try_from(book.store.tables.mail.len()).unwrap_or(u32::MAX);
    Some(match at.table {
        Table::Authentication => (List::Authentications, at.row),
        Table::MailEvent => (List::Messages, at.row),
        Table::HeldMessage => (List::Messages, tracked.saturating_add(at.row)),
        Table::QueueSample => (List::Queues, at.row),
        Table::Session => {
            (List::Sessions, joined.get(at.row as usize).copied().filter(|c| *c != NO_CONVERSATION)?)
        }
        Table::Action => return None,
    })
}

const NO_CONVERSATION: u32 = u32::MAX;

/// The conversation of each row of a session.
#[must_use]
pub fn joined(book: Book<'_>) -> Vec<u32> {
    let mut joined = vec![NO_CONVERSATION; book.store.tables.sessions.len()];
    for (n, conversation) in (0u32..).zip(&book.analysis.conversations) {
        for &part in &conversation.parts {
            if let Some(slot) = joined.get_mut(part as usize) {
                *slot = n;
            }
        }
    }
    joined
}

/// Place in the list of the related row nearest in time. Goes through the whole list: for threads.
#[must_use]
pub fn nearest(book: Book<'_>, list: List, rows: &Rows, lit: &Lit) -> Option<u32> {
    let related = (0u32..).zip(&rows.rows).filter(|(_, row)| lit.has(book, list, **row));
    related.min_by_key(|(_, row)| book.time(list, **row).0.abs_diff(lit.time.0)).map(|(place, _)| place)
}

/// Places of the rows that a finding cites or that have a star, in order. For threads.
#[must_use]
pub fn marked(book: Book<'_>, list: List, starred: &BTreeSet<Provenance>, rows: &Rows) -> Vec<u32> {
    let joined = if list == List::Sessions { joined(book) } else { Vec::new() };
    let cited = book.analysis.findings.iter().flat_map(|f| &f.rows);
    let cited = cited.filter_map(|at| place(book, *at, &joined)).filter(|(l, _)| *l == list);
    let mut places: Vec<u32> = cited.filter_map(|(_, row)| rows.place(row)).collect();
    if !starred.is_empty() {
        let has_star = |row| book.provenance(list, row).is_some_and(|at| starred.contains(&at));
        places.extend((0u32..).zip(&rows.rows).filter(|(_, row)| has_star(**row)).map(|(place, _)| place));
    }
    places.sort_unstable();
    places.dedup();
    places
}

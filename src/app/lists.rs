//! Which rows a table shows, in which order, and how many the filters hide. Pure functions of a frozen store.
//!
//! A list is row numbers, four bytes a row, made once per change and then only read.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::{Analysis, Conversation};
use crate::model::provenance::SourceId;
use crate::model::rows::RowRef;
use crate::model::rows::{QueueReading, Table};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use rustc_hash::FxHashSet;

/// The lists of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum List {
    /// Authentications.
    #[default]
    Authentications,
    /// Queues as they stood at one time.
    Queues,
    /// Tracked messages, then messages at rest.
    Messages,
    /// SMTP conversations.
    Sessions,
}

/// What is asked of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Generation of the case.
    pub generation: u64,
    /// Which list.
    pub list: List,
    /// Only this stretch of time.
    pub span: Option<Span>,
    /// Only this account, in any of its spellings.
    pub account: Option<Symbol>,
    /// Only this client address.
    pub address: Option<Symbol>,
    /// Only this SMTP session id.
    pub session: Option<Symbol>,
    /// Only this Message-ID.
    pub message: Option<Symbol>,
    /// Only rows of this file.
    pub source: Option<SourceId>,
    /// Noise too?
    pub with_noise: bool,
    /// Column to sort by, and downwards?
    pub sort: (usize, bool),
}

/// Rows to show, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Row numbers; in [`List::Messages`] messages at rest follow on the tracked ones.
    pub rows: Vec<u32>,
    /// Rows that the filters hide.
    pub hidden: u64,
}

/// Filters by account, address and noise, prepared for many rows.
#[derive(Debug)]
pub struct Sieve<'a> {
    store: &'a EventStore,
    analysis: &'a Analysis,
    id: Option<AccountId>,
    spellings: Option<FxHashSet<Symbol>>,
    address: Option<Symbol>,
    with_noise: bool,
}

impl<'a> Sieve<'a> {
    /// The sieve of a question.
    #[must_use]
    pub fn new(store: &'a EventStore, analysis: &'a Analysis, question: &Question) -> Self {
        let id = question.account.and_then(|s| analysis.directory.of(s));
        let spellings = question.account.map(|symbol| {
            let account = id.and_then(|id| analysis.directory.get(id));
            let known = account.into_iter().flat_map(|a| a.as_written.iter().chain(&a.sids));
            known.copied().chain([symbol]).collect()
        });
        Self { store, analysis, id, spellings, address: question.address, with_noise: question.with_noise }
    }

    /// Does an authentication pass?
    #[must_use]
    pub fn authentication(&self, row: u32) -> bool {
        let (i, t) = (row as usize, &self.store.tables.authentications);
        let noisy = self.analysis.noise_of.get(i).is_some_and(|&n| n != 0);
        let named = |s: &FxHashSet<Symbol>| {
            [t.account.get(i), t.sid.get(i)].into_iter().flatten().any(|x| s.contains(x))
        };
        (self.with_noise || !noisy)
            && self.spellings.as_ref().is_none_or(named)
            && self.address.is_none_or(|a| address_of(self.store, self.analysis, row) == a)
    }

    /// Does a tracked row pass?
    #[must_use]
    pub fn mail(&self, row: u32) -> bool {
        let (i, t) = (row as usize, &self.store.tables.mail);
        let client = || {
            t.original_address.get(i).copied().unwrap_or_default().or(t
                .address
                .get(i)
                .copied()
                .unwrap_or_default())
        };
        let joined = self.analysis.account_of_mail.get(i).copied().flatten();
        let named = |s: &FxHashSet<Symbol>| {
            (joined.is_some() && joined == self.id) || t.account.get(i).is_some_and(|x| s.contains(x))
        };
        self.spellings.as_ref().is_none_or(named) && self.address.is_none_or(|a| client() == a)
    }

    fn held(&self, row: u32) -> bool {
        let (i, t) = (row as usize, &self.store.tables.held);
        let named = |s: &FxHashSet<Symbol>| t.account.get(i).is_some_and(|x| s.contains(x));
        self.spellings.as_ref().is_none_or(named) && self.address.is_none_or(|a| t.address.get(i) == Some(&a))
    }

    fn conversation(&self, c: &Conversation) -> bool {
        let named = |_: &FxHashSet<Symbol>| c.account.is_some() && c.account == self.id;
        self.spellings.as_ref().is_none_or(named) && self.address.is_none_or(|a| a == c.address)
    }
}

/// The client of an authentication, as far as any log knows it.
#[must_use]
pub fn address_of(store: &EventStore, analysis: &Analysis, row: u32) -> Symbol {
    let i = row as usize;
    let joined = analysis.address_of.get(i).copied().unwrap_or_default();
    joined.or(store.tables.authentications.address.get(i).copied().unwrap_or_default())
}

/// The row of a line in a list.
#[must_use]
pub fn row_ref(store: &EventStore, analysis: &Analysis, list: List, row: u32) -> Option<RowRef> {
    let tracked = u32::try_from(store.tables.mail.len()).unwrap_or(u32::MAX);
    let (table, row) = match list {
        List::Authentications => (Table::Authentication, row),
        List::Queues => (Table::QueueSample, row),
        List::Messages if row < tracked => (Table::MailEvent, row),
        List::Messages => (Table::HeldMessage, row - tracked),
        List::Sessions => (Table::Session, *analysis.conversations.get(row as usize)?.parts.first()?),
    };
    Some(RowRef { table, row })
}

/// Answers a question.
#[must_use]
pub fn answer(store: &EventStore, analysis: &Analysis, q: &Question) -> Rows {
    let sieve = Sieve::new(store, analysis, q);
    let (mut rows, total) = match q.list {
        List::Authentications => authentications(store, &sieve, q.span),
        List::Messages => messages(store, &sieve, q.span),
        List::Sessions => sessions(analysis, &sieve, q.span),
        List::Queues => queues(store, queues_at(analysis, q.span)),
    };
    sort(store, analysis, q, &mut rows);
    let hidden = (total as u64).saturating_sub(rows.len() as u64);
    Rows { rows, hidden }
}

fn authentications(store: &EventStore, sieve: &Sieve<'_>, span: Option<Span>) -> (Vec<u32>, usize) {
    let t = &store.tables.authentications;
    let range = span.map_or(0..t.len(), |s| t.within(s));
    (numbers(range).filter(|&i| sieve.authentication(i)).collect(), t.len())
}

fn messages(store: &EventStore, sieve: &Sieve<'_>, span: Option<Span>) -> (Vec<u32>, usize) {
    let (mail, held) = (&store.tables.mail, &store.tables.held);
    let (a, b) = span.map_or((0..mail.len(), 0..held.len()), |s| (mail.within(s), held.within(s)));
    let after = u32::try_from(mail.len()).unwrap_or(u32::MAX);
    let tracked = numbers(a).filter(|&i| sieve.mail(i));
    let rest = numbers(b).filter(|&i| sieve.held(i)).map(|i| after.saturating_add(i));
    (tracked.chain(rest).collect(), mail.len() + held.len())
}

fn sessions(analysis: &Analysis, sieve: &Sieve<'_>, span: Option<Span>) -> (Vec<u32>, usize) {
    let all = &analysis.conversations;
    let touches = |c: &Conversation| {
        span.is_none_or(|s| c.span.is_some_and(|c| c.first <= s.last && c.last >= s.first))
    };
    let passing = (0u32..).zip(all).filter(|(_, c)| touches(c) && sieve.conversation(c));
    (passing.map(|(i, _)| i).collect(), all.len())
}

/// Readings up to ten minutes older than the newest still describe the same moment.
const SAME_READING: i64 = 600;

/// The newest reading of each queue at `at`, or of the last one of all; the first one where none is older.
/// When the queues are shown: at the end of the span, else at their highest, else at their last reading.
fn queues_at(analysis: &Analysis, span: Option<Span>) -> Option<UtcTime> {
    let peak = Some(analysis.queue.peak_at).filter(|at| at.is_plausible());
    span.map(|s| s.last).or(peak)
}

fn queues(store: &EventStore, at: Option<UtcTime>) -> (Vec<u32>, usize) {
    let t = &store.tables.queues;
    let end = at.map_or(t.len(), |at| t.time.partition_point(|&x| x <= at));
    let by_queue = |i: &u32| {
        t.reading
            .get(*i as usize)
            .is_some_and(|r| !matches!(r, QueueReading::LogTotal | QueueReading::Counter))
    };
    // A later reading says nothing of this time.
    let newest = numbers(0..end).rev().find(by_queue);
    let Some(newest) = newest.map(|i| t.row(i as usize).time) else {
        return (Vec::new(), 0);
    };
    let (from, to) = (newest.plus_seconds(-SAME_READING), newest);
    let mut seen = FxHashSet::default();
    let mut rows: Vec<u32> = numbers(t.within(Span { first: from, last: to }))
        .rev()
        .filter(by_queue)
        .filter(|&i| {
            let row = t.row(i as usize);
            seen.insert((row.server, row.queue, row.next_hop))
        })
        .collect();
    rows.reverse();
    let n = rows.len();
    (rows, n)
}

fn numbers(range: std::ops::Range<usize>) -> std::ops::Range<u32> {
    u32::try_from(range.start).unwrap_or(u32::MAX)..u32::try_from(range.end).unwrap_or(u32::MAX)
}

fn sort(store: &EventStore, analysis: &Analysis, q: &Question, rows: &mut [u32]) {
    let ranks = Ranks::of(store, analysis, q, rows);
    if let Some(ranks) = ranks {
        rows.sort_by_cached_key(|&r| ranks.of_row(r));
    }
    if q.sort.1 {
        rows.reverse();
    }
}

/// Sorting keys: numbers as they are, texts by the alphabet.
struct Ranks<'a> {
    key: Box<dyn Fn(u32) -> Key + 'a>,
    text: rustc_hash::FxHashMap<Symbol, u64>,
}

enum Key {
    Number(u64),
    Text(Symbol),
}

impl<'a> Ranks<'a> {
    /// `None` where the rows are in order already.
    fn of(store: &'a EventStore, analysis: &'a Analysis, q: &Question, rows: &[u32]) -> Option<Self> {
        let key = key_of(store, analysis, q.list, q.sort.0)?;
        let used: FxHashSet<Symbol> =
            rows.iter().filter_map(|&r| if let Key::Text(s) = key(r) { Some(s) } else { None }).collect();
        let mut texts: Vec<(String, Symbol)> =
            used.into_iter().map(|s| (store.raw(s).to_lowercase(), s)).collect();
        texts.sort();
        let text = (0u64..).zip(texts).map(|(n, (_, s))| (s, n)).collect();
        Some(Self { key, text })
    }

    fn of_row(&self, row: u32) -> (u64, u32) {
        let key = match (self.key)(row) {
            Key::Number(n) => n,
            Key::Text(s) => self.text.get(&s).copied().unwrap_or(0),
        };
        (key, row)
    }
}

type KeyOf<'a> = Option<Box<dyn Fn(u32) -> Key + 'a>>;

/// What column `column` of a list sorts by; columns are numbered as they stand on screen.
fn key_of<'a>(store: &'a EventStore, analysis: &'a Analysis, list: List, column: usize) -> KeyOf<'a> {
    match list {
        List::Authentications => authentication_key(store, analysis, column),
        List::Queues => queue_key(store, column),
        List::Messages => message_key(store, column),
        List::Sessions => session_key(analysis, column),
    }
}

fn authentication_key<'a>(store: &'a EventStore, analysis: &'a Analysis, column: usize) -> KeyOf<'a> {
    let t = &store.tables.authentications;
    Some(match column {
        1 => Box::new(|i| {
            let r = t.row(i as usize);
            Key::Number(((r.outcome as u64) << 32) | u64::from(r.status))
        }),
        2 => Box::new(|i| Key::Text(t.row(i as usize).account)),
        3 => Box::new(move |i| Key::Text(address_of(store, analysis, i))),
        4 => Box::new(|i| Key::Text(t.row(i as usize).mechanism)),
        5 => Box::new(|i| Key::Text(t.row(i as usize).server)),
        _ => return None,
    })
}

fn queue_key(store: &EventStore, column: usize) -> KeyOf<'_> {
    let t = &store.tables.queues;
    Some(match column {
        0 => Box::new(|i| Key::Text(t.row(i as usize).next_hop)),
        1 => Box::new(|i| Key::Text(t.row(i as usize).status)),
        2 => Box::new(|i| Key::Number(u64::from(t.row(i as usize).n_messages))),
        3 => Box::new(|i| Key::Number(u64::from(t.row(i as usize).n_deferred))),
        _ => Box::new(|i| Key::Text(t.row(i as usize).last_error)),
    })
}

fn message_key(store: &EventStore, column: usize) -> KeyOf<'_> {
    let (mail, held) = (&store.tables.mail, &store.tables.held);
    let split = move |i: u32| (i as usize).checked_sub(mail.len());
    let text = move |f: fn(&EventStore, usize, bool) -> Symbol| -> KeyOf<'_> {
        Some(Box::new(move |i| {
            Key::Text(match split(i) {
                Some(h) => f(store, h, true),
                None => f(store, i as usize, false),
            })
        }))
    };
    match column {
        1 => text(
            |s, i, at_rest| {
                if at_rest { s.tables.held.row(i).status } else { s.tables.mail.row(i).event }
            },
        ),
        2 => text(|s, i, at_rest| {
            if at_rest {
                s.tables.held.row(i).reverse_path
            } else {
                s.tables.mail.row(i).sender.or(s.tables.mail.row(i).reverse_path)
            }
        }),
        3 => Some(Box::new(move |i| {
            Key::Number(u64::from(match split(i) {
                Some(h) => held.row(h).n_recipients,
                None => mail.row(i as usize).n_recipients,
            }))
        })),
        4 => text(
            |s, i, at_rest| {
                if at_rest { s.tables.held.row(i).subject } else { s.tables.mail.row(i).subject }
            },
        ),
        5 => text(|s, i, at_rest| {
            if at_rest {
                s.tables.held.row(i).address
            } else {
                s.tables.mail.row(i).original_address.or(s.tables.mail.row(i).address)
            }
        }),
        _ => None,
    }
}

fn session_key(analysis: &Analysis, column: usize) -> KeyOf<'_> {
    let all = &analysis.conversations;
    let number = move |f: fn(&Conversation) -> u64| -> KeyOf<'_> {
        Some(Box::new(move |i| Key::Number(all.get(i as usize).map_or(0, f))))
    };
    match column {
        1 => Some(Box::new(move |i| Key::Text(all.get(i as usize).map_or(Symbol::NONE, |c| c.address)))),
        2 => number(|c| c.account.map_or(0, |a| u64::from(a.0) + 1)),
        3 => number(|c| c.messages),
        4 => number(|c| c.recipients),
        5 => number(|c| c.refused),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::harvest::Harvest;
    use crate::model::rows::Authentication;

    fn store() -> EventStore {
        let mut h = Harvest::default();
        for (i, name) in ["zoe", "Anna", "bob", "anna"].into_iter().enumerate() {
            let account = h.intern(name);
            let time = UtcTime::from_unix(1_762_136_094 + i as i64, 0);
            h.tables.authentications.push(Authentication { time, account, ..Authentication::default() });
        }
        EventStore::of(h)
    }

    #[test]
    fn names_sort_by_the_alphabet_and_ties_by_time() {
        let q = Question { sort: (2, false), ..Question::default() };
        assert_eq!(answer(&store(), &Analysis::default(), &q).rows, [1, 3, 2, 0]);
        let down = Question { sort: (0, true), ..q };
        assert_eq!(answer(&store(), &Analysis::default(), &down).rows, [3, 2, 1, 0]);
    }

    #[test]
    fn a_later_reading_of_the_queues_says_nothing_of_this_time() {
        let mut h = Harvest::default();
        let at = |minutes: i64| UtcTime::from_unix(1_762_136_094 + minutes * 60, 0);
        for minutes in [10, 20] {
            let time = at(minutes);
            h.tables.queues.push(crate::model::rows::QueueSample {
                time,
                n_messages: 5,
                ..Default::default()
            });
        }
        let store = EventStore::of(h);
        let until = |minutes: i64| {
            let span = Some(Span::between(at(0), at(minutes)));
            let q = Question { list: List::Queues, span, ..Question::default() };
            answer(&store, &Analysis::default(), &q).rows
        };
        assert_eq!(until(5), [0u32; 0]);
        assert_eq!(until(15), [0]);
        assert_eq!(until(25), [1]);
    }

    #[test]
    fn what_is_shown_and_what_is_hidden_make_the_whole() {
        let store = store();
        let account = store.text.find("bob");
        let q = Question { account, ..Question::default() };
        let found = answer(&store, &Analysis::default(), &q);
        assert_eq!((found.rows.as_slice(), found.hidden), (&[2][..], 3));
        let noisy = Analysis { noise_of: vec![0, 1, 0, 0], ..Analysis::default() };
        let quiet = answer(&store, &noisy, &Question::default());
        assert_eq!((quiet.rows.len(), quiet.hidden), (3, 1));
    }
}

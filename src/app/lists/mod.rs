//! Which rows a table shows, in which order, and how many the filters hide. Pure functions of a frozen store.
//!
//! A list is row numbers, four bytes a row, made once per change and then only read.

pub mod columns;
pub mod filter;
pub mod fold;
mod group;
pub mod picked;
mod places;
mod question;
pub mod search;
mod sieve;
pub mod sort;
pub mod values;

pub use question::{Group, List, Question, Rows, Sort};
pub use sieve::Sieve;

use crate::analysis::finding::{Analysis, Conversation};
use crate::model::rows::{QueueReading, RowRef, Table};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use filter::Judge;
use rustc_hash::FxHashSet;
use search::Hits;
use values::Voice;

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
pub fn answer(voice: Voice<'_>, hits: Option<&Hits>, q: &Question) -> Rows {
    let (store, analysis) = (voice.book.store, voice.book.analysis);
    let sieve = Sieve::new(store, analysis, q);
    let (mut rows, total) = match q.list {
        List::Authentications => authentications(store, &sieve, q.span),
        List::Messages => messages(store, &sieve, q.span),
        List::Sessions => sessions(analysis, &sieve, q.span),
        List::Queues => queues(store, &sieve, queues_at(analysis, q)),
    };
    let mut judges: Vec<Judge<'_>> = q.filters.iter().map(|f| Judge::new(voice, q.list, f)).collect();
    let starred = |row| {
        q.starred.as_ref().is_none_or(|s| voice.book.provenance(q.list, row).is_some_and(|p| s.contains(&p)))
    };
    if !judges.is_empty() || hits.is_some() || q.starred.is_some() {
        rows.retain(|&row| {
            hits.is_none_or(|h| h.row(voice.book, q.list, row))
                && starred(row)
                && judges.iter_mut().all(|j| j.passes(row))
        });
    }
    sort::sort(voice, q, &mut rows);
    let groups = q.group.map_or_else(Vec::new, |c| group::group(voice.book, q.list, c, &mut rows));
    let hidden = (total as u64).saturating_sub(rows.len() as u64);
    let places = places::Places::of(&rows);
    Rows { rows, hidden, groups, places }
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

/// When the queues are shown: where the cursor is, at the end of the span, at their highest, else at their
/// last reading.
fn queues_at(analysis: &Analysis, q: &Question) -> Option<UtcTime> {
    let peak = Some(analysis.queue.peak_at).filter(|at| at.is_plausible());
    q.at.or(q.span.map(|s| s.last)).or(peak)
}

/// The newest reading of each queue at `at`, or of the last one of all; the first one where none is older.
fn queues(store: &EventStore, sieve: &Sieve<'_>, at: Option<UtcTime>) -> (Vec<u32>, usize) {
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
    rows.retain(|&i| sieve.queue(i));
    (rows, n)
}

fn numbers(range: std::ops::Range<usize>) -> std::ops::Range<u32> {
    u32::try_from(range.start).unwrap_or(u32::MAX)..u32::try_from(range.end).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::harvest::Harvest;
    use crate::model::rows::Authentication;
    use crate::words::{Language, Words};
    use columns::Col;
    use filter::Filter;
    use values::{Book, Value};

    /// Answers in English; times with their hour alone.
    fn answer(store: &EventStore, analysis: &Analysis, q: &Question) -> Rows {
        let words = Words::new(Language::English, chrono_tz::Europe::Paris);
        let book = Book { store, analysis };
        let voice = Voice { book, words: &words, files: &["RECV.LOG".to_owned()], clock: "%H:%M:%S" };
        let hits = (!q.search.is_empty()).then(|| Hits::of(book, &q.search));
        super::answer(voice, hits.as_ref(), q)
    }

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
        let q = Question { sort: Some(Sort { column: Col::Account, down: false }), ..Question::default() };
        assert_eq!(answer(&store(), &Analysis::default(), &q).rows, [1, 3, 2, 0]);
        let down = Question { sort: Some(Sort { column: Col::Time, down: true }), ..q };
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
    fn spellings_of_one_account_are_counted_together() {
        use crate::analysis::accounts::{Account, AccountId};
        let store = store();
        let [anna, small] = ["Anna", "anna"].map(|name| store.text.find(name).unwrap());
        let mut analysis = Analysis::default();
        analysis.directory.accounts.push(Account { as_written: vec![anna, small], ..Account::default() });
        analysis.directory.by_symbol.extend([(anna, AccountId(0)), (small, AccountId(0))]);
        let q = Question { group: Some(Col::Account), ..Question::default() };
        let groups = |analysis: &Analysis| {
            answer(&store, analysis, &q).groups.iter().map(|g| g.count).collect::<Vec<_>>()
        };
        assert_eq!(groups(&analysis), [2, 1, 1]);
        assert_eq!(groups(&Analysis::default()), [1, 1, 1, 1]);
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

    fn filtered(column: Col, text: &str) -> Vec<u32> {
        let filters = vec![Filter { column, text: text.to_owned(), suspended: false }];
        answer(&store(), &Analysis::default(), &Question { filters, ..Question::default() }).rows
    }

    #[test]
    fn a_filter_keeps_what_it_asks_for_and_nothing_else() {
        assert_eq!(filtered(Col::Account, "ann"), [1, 3], "letters of any size");
        assert_eq!(filtered(Col::Account, "!ann"), [0, 2]);
        assert_eq!(filtered(Col::Account, "=bob"), [2]);
        assert_eq!(filtered(Col::Account, "!=bob"), [0, 1, 3]);
        assert_eq!(filtered(Col::Account, "=bo"), [0u32; 0]);
        assert_eq!(filtered(Col::Result, "accepted"), [0, 1, 2, 3]);
        assert_eq!(filtered(Col::Result, "refused"), [0u32; 0]);
    }

    #[test]
    fn times_compare_by_the_clock_of_the_site() {
        // 03:14:54 to 03:14:57 in Paris.
        assert_eq!(filtered(Col::Time, ">03:14:55"), [2, 3]);
        assert_eq!(filtered(Col::Time, "<03:14:55"), [0]);
        assert_eq!(filtered(Col::Time, ">03/11/2025 03:14:56"), [3]);
        assert_eq!(filtered(Col::Time, ">04/11/2025"), [0u32; 0]);
    }

    #[test]
    fn groups_add_up_to_the_rows_and_the_biggest_comes_first() {
        let mut h = Harvest::default();
        for (i, name) in ["a", "b", "b", "c", "b"].into_iter().enumerate() {
            let account = h.intern(name);
            let time = UtcTime::from_unix(1_762_136_094 + i as i64, 0);
            h.tables.authentications.push(Authentication { time, account, ..Authentication::default() });
        }
        let store = EventStore::of(h);
        let q = Question { group: Some(Col::Account), ..Question::default() };
        let found = answer(&store, &Analysis::default(), &q);
        assert_eq!(found.rows, [1, 2, 4, 0, 3]);
        let groups: Vec<_> = found.groups.iter().map(|g| (g.value, g.start, g.count)).collect();
        let name = |n: &str| Value::Text(store.text.find(n).unwrap());
        assert_eq!(groups, [(name("b"), 0, 3), (name("a"), 3, 1), (name("c"), 4, 1)]);
        let span = found.groups[0].span.unwrap();
        assert_eq!(span.last.seconds_since(span.first), 3);
        let plain = answer(&store, &Analysis::default(), &Question::default());
        assert!(plain.groups.is_empty());
    }

    #[test]
    fn a_search_finds_any_text_of_a_row_whatever_its_letters() {
        let search = |text: &str| {
            let q = Question { search: text.to_owned(), ..Question::default() };
            answer(&store(), &Analysis::default(), &q).rows
        };
        assert_eq!(search("nn"), [1, 3]);
        assert_eq!(search("no such text"), [0u32; 0]);
    }

    #[test]
    fn a_session_picked_leaves_its_rows_alone() {
        let mut h = Harvest::default();
        for id in ["08D0A1", "08D0A2"] {
            let session = h.intern(id);
            h.tables.authentications.push(Authentication { session, ..Authentication::default() });
        }
        let store = EventStore::of(h);
        let session = store.text.find("08D0A2");
        let q = Question { session, ..Question::default() };
        assert_eq!(answer(&store, &Analysis::default(), &q).rows, [1]);
        let message = store.text.find("08D0A1");
        let q = Question { message, ..Question::default() };
        assert_eq!(
            answer(&store, &Analysis::default(), &q).rows,
            [0u32; 0],
            "no authentication is a message"
        );
    }
}

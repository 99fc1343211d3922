//! The same event out of two files: a log and its export, overlapping logs, an archive and the live log.
//!
//! Rows of *different* sources that state the same thing in the same second are one event. The source with
//! most of them keeps its rows, those of the others are set aside, never dropped: the next store takes them
//! back and looks again. Rows of one source are never compared; a log may well say a thing twice.

use super::provenance::{Place, SourceId, Unit};
use super::rows::{
    Actions, Authentications, HeldMessages, MailEvents, QueueSamples, Sessions, SiteRows, Tables,
};
use super::text::{Interner, Symbol};
use super::time::{TICKS_PER_SECOND, UtcTime};
use std::collections::BTreeMap;

/// Rows of the keeping source that are looked at for the twin of one row.
const REACH: usize = 64;
/// Ticks in a millisecond.
const MILLISECOND: i64 = TICKS_PER_SECOND / 1000;

/// Rows of one source that also stand in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Repeats {
    /// Source whose rows are set aside.
    pub source: SourceId,
    /// Source that keeps them.
    pub of: SourceId,
    /// How many rows.
    pub rows: u64,
}

/// Takes the repeated rows out of sorted tables. The rows taken share the pools of `tables`.
pub fn set_aside(tables: &mut Tables, text: &Interner) -> (Tables, Vec<Repeats>) {
    let mut taken = Tables::default();
    let mut counts = BTreeMap::new();
    macro_rules! each {
        ($($table:ident),+) => { $({
            let twins = twins(&tables.$table, text);
            if !twins.is_empty() {
                twins.iter().for_each(|t| *counts.entry((t.source, t.of)).or_default() += 1);
                let mut gone = vec![false; tables.$table.len()];
                twins.iter().filter_map(|t| gone.get_mut(t.row).map(|g| *g = true)).for_each(drop);
                taken.$table = tables.$table.take_rows(&gone);
            }
        })+ };
    }
    each!(authentications, sessions, mail, queues, held, actions, site);
    let listed = counts.into_iter().map(|((source, of), rows)| Repeats { source, of, rows });
    (taken, listed.collect())
}

/// A row that stands in another source too.
struct Twin {
    row: usize,
    source: SourceId,
    of: SourceId,
}

/// What makes rows of a table the same.
trait Stated {
    /// What both must state alike.
    type Key: Ord;
    fn times(&self) -> &[UtcTime];
    fn sources(&self) -> &[SourceId];
    fn key(&self, row: usize) -> Self::Key;
    /// Do they contradict each other in something that both state?
    fn differ(&self, a: usize, b: usize, text: &Interner) -> bool;
}

fn twins<T: Stated>(table: &T, text: &Interner) -> Vec<Twin> {
    let (times, sources) = (table.times(), table.sources());
    let second = |row: usize| times[row].0.div_euclid(TICKS_PER_SECOND);
    let mut found = Vec::new();
    let mut from = 0;
    while from < times.len() {
        let to = (from + 1..times.len()).find(|row| second(*row) != second(from)).unwrap_or(times.len());
        if (from + 1..to).any(|row| sources[row] != sources[from]) {
            within_second(table, text, from..to, &mut found);
        }
        from = to;
    }
    found
}

fn within_second<T: Stated>(table: &T, text: &Interner, rows: std::ops::Range<usize>, found: &mut Vec<Twin>) {
    let mut keyed: Vec<(T::Key, SourceId, usize)> =
        rows.map(|row| (table.key(row), table.sources()[row], row)).collect();
    keyed.sort();
    for alike in keyed.chunk_by(|a, b| a.0 == b.0) {
        let by_source: Vec<&[(T::Key, SourceId, usize)]> = alike.chunk_by(|a, b| a.1 == b.1).collect();
        // The first of equals keeps its rows, so that two runs agree.
        let Some(keeper) = by_source.iter().rev().max_by_key(|rows| rows.len()) else { continue };
        let others = by_source.iter().filter(|rows| rows[0].1 != keeper[0].1);
        others.for_each(|rows| pair(table, text, keeper, rows, found));
    }
}

/// Gives each row of `rows` a row of `keeper` of its own that does not contradict it.
fn pair<T: Stated>(
    table: &T,
    text: &Interner,
    keeper: &[(T::Key, SourceId, usize)],
    rows: &[(T::Key, SourceId, usize)],
    found: &mut Vec<Twin>,
) {
    let mut free: Vec<usize> = keeper.iter().rev().map(|k| k.2).collect();
    for (_, source, row) in rows {
        let near = free.len().saturating_sub(REACH);
        let fits = (near..free.len()).rev().find(|i| is_twin(table, text, free[*i], *row));
        if let Some(at) = fits {
            free.remove(at);
            found.push(Twin { row: *row, source: *source, of: keeper[0].1 });
        }
    }
}

fn is_twin<T: Stated>(table: &T, text: &Interner, a: usize, b: usize) -> bool {
    let times = table.times();
    let within = |row: usize| times[row].0.rem_euclid(TICKS_PER_SECOND) / MILLISECOND;
    // An export that leaves out the fraction does not contradict it.
    let same_instant = within(a) == within(b) || within(a) == 0 || within(b) == 0;
    same_instant && !table.differ(a, b, text)
}

/// Both stated, and not the same.
fn unlike(a: Symbol, b: Symbol) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// Host names, with or without a domain.
fn unlike_hosts(a: Symbol, b: Symbol, text: &Interner) -> bool {
    let host = |s: Symbol| text.get(s).split('.').next().unwrap_or("");
    unlike(a, b) && !host(a).eq_ignore_ascii_case(host(b))
}

/// Both are numbered records of event logs, and not the same one.
fn unlike_records(a: Place, b: Place) -> bool {
    let numbered = |p: Place| p.unit == Unit::Record && p.number > 0;
    numbered(a) && numbered(b) && a.number != b.number
}

macro_rules! stated {
    ($($table:ident: $key:ty, |$k:ident, $row:ident| $key_of:expr, |$t:ident, $a:ident, $b:ident, $text:ident| $differ:expr;)+) => { $(
        impl Stated for $table {
            type Key = $key;
            fn times(&self) -> &[UtcTime] { &self.time }
            fn sources(&self) -> &[SourceId] { &self.source }
            fn key(&self, $row: usize) -> Self::Key { let $k = self; $key_of }
            fn differ(&self, $a: usize, $b: usize, $text: &Interner) -> bool { let $t = self; $differ }
        }
    )+ };
}

stated! {
    Authentications: (u8, u32, u8, Symbol, Symbol, Symbol),
        |t, i| (t.witness[i] as u8, t.event_id[i], t.outcome[i] as u8, t.account[i], t.address[i], t.session[i]),
        |t, a, b, text| unlike_records(t.place[a], t.place[b])
            || unlike_hosts(t.server[a], t.server[b], text)
            || unlike(t.workstation[a], t.workstation[b])
            || (t.status[a] != t.status[b] && t.status[a] != 0 && t.status[b] != 0);
    Sessions: (Symbol, Symbol, Symbol, u32, u32, u32),
        |t, i| (t.session[i], t.address[i], t.helo[i], t.n_rows[i], t.n_mail[i], t.n_recipients[i]),
        |t, a, b, _text| unlike(t.connector[a], t.connector[b]) || unlike(t.account[a], t.account[b]);
    MailEvents: (Symbol, u64, Symbol, Symbol, Symbol, u32),
        |t, i| (t.event[i], t.internal_id[i], t.message_id[i], t.sender[i], t.subject[i], t.n_recipients[i]),
        |t, a, b, text| unlike_hosts(t.server[a], t.server[b], text)
            || unlike(t.address[a], t.address[b])
            || unlike(t.session[a], t.session[b])
            || unlike(t.status[a], t.status[b]);
    QueueSamples: (u8, Symbol, Symbol, Symbol, Symbol, u32),
        |t, i| (t.reading[i] as u8, t.server[i], t.queue[i], t.next_hop[i], t.delivery_type[i], t.n_messages[i]),
        |t, a, b, _text| unlike(t.status[a], t.status[b]);
    HeldMessages: (u8, Symbol, Symbol, Symbol, Symbol, u32),
        |t, i| (t.held[i] as u8, t.message_id[i], t.queue[i], t.reverse_path[i], t.subject[i], t.size[i]),
        |t, a, b, _text| unlike(t.address[a], t.address[b]);
    Actions: (u32, u8, Symbol, Symbol),
        |t, i| (t.event_id[i], t.deed[i] as u8, t.target[i], t.actor[i]),
        |t, a, b, text| unlike_records(t.place[a], t.place[b]) || unlike_hosts(t.server[a], t.server[b], text);
    SiteRows: (u8, Symbol),
        |t, i| (t.fact[i] as u8, t.name[i]),
        |t, a, b, _text| unlike(t.detail[a], t.detail[b]) || unlike(t.bindings[a], t.bindings[b]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::harvest::Harvest;
    use crate::model::rows::{Authentication, Outcome, Witness};
    use crate::model::store::EventStore;

    /// (source, ticks after 02:14:54, account, server, record id or 0)
    type Row = (u16, i64, &'static str, &'static str, u64);

    fn store(rows: &[Row]) -> EventStore {
        let mut out = Harvest::default();
        for (source, ticks, account, server, record) in rows {
            let place = if *record > 0 { Place::record(*record, 0) } else { Place::line(1, 0) };
            let row = Authentication {
                time: UtcTime::from_unix(1_762_136_094, *ticks),
                source: SourceId(*source),
                place,
                event_id: 4625,
                outcome: Outcome::Failure,
                witness: Witness::Logon,
                account: out.intern(account),
                server: out.intern(server),
                ..Authentication::default()
            };
            out.tables.authentications.push(row);
        }
        EventStore::of(out)
    }

    fn kept(rows: &[Row]) -> Vec<u16> {
        store(rows).tables.authentications.source.iter().map(|s| s.0).collect()
    }

    #[test]
    fn a_log_and_its_export_are_one_event() {
        let log = (0, 1_234_567, "CONTOSO\\scanner", "EX1.contoso.test", 7);
        let export = (1, 0, "CONTOSO\\scanner", "", 0);
        let found = store(&[log, export]);
        assert_eq!(found.tables.authentications.source, [SourceId(0)]);
        assert_eq!(found.repeats, [Repeats { source: SourceId(1), of: SourceId(0), rows: 1 }]);
    }

    #[test]
    fn what_a_source_says_twice_stays_and_the_fuller_source_keeps() {
        let twice = (1, 0, "scanner", "", 0);
        assert_eq!(kept(&[(0, 5_000_000, "scanner", "EX1", 0), twice, twice]), [1, 1]);
        assert_eq!(kept(&[twice, twice]), [1, 1]);
    }

    #[test]
    fn what_contradicts_is_not_the_same() {
        let log = (0, 1_234_567, "scanner", "EX1.contoso.test", 7);
        for other in [
            (1, 1_234_567, "scanner", "DC1.contoso.test", 7),
            (1, 1_234_567, "scanner", "EX1.contoso.test", 8),
            (1, 2_234_567, "scanner", "EX1.contoso.test", 0),
            (1, 1_234_567, "printer", "EX1.contoso.test", 0),
            (1, 11_234_567, "scanner", "EX1.contoso.test", 0),
        ] {
            assert_eq!(kept(&[log, other]).len(), 2, "{other:?}");
        }
        assert_eq!(kept(&[log, (1, 1_234_567, "scanner", "ex1", 7)]), [0]);
    }

    #[test]
    fn rows_set_aside_come_back_when_their_twin_leaves() {
        let both = store(&[(0, 0, "scanner", "EX1", 7), (1, 0, "scanner", "EX1", 7)]);
        assert_eq!(both.tables.authentications.len(), 1);
        let left = both.without(&[SourceId(0)].into());
        assert_eq!(left.tables.authentications.source, [SourceId(1)]);
        assert!(left.repeats.is_empty());
    }
}

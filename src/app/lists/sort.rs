//! Order of rows: figures as they are, texts by the alphabet, ties by row number.

use super::columns::Col;
use super::question::{List, Question, Sort};
use super::values::{Value, Voice};
use rustc_hash::FxHashMap;

/// The order a list has where none was chosen.
#[must_use]
pub fn usual(list: List) -> Sort {
    match list {
        List::Queues => Sort { column: Col::Waiting, down: true },
        _ => Sort { column: Col::Time, down: false },
    }
}

/// Puts `rows`, which come in order of number, in the order asked for.
pub fn sort(voice: Voice<'_>, q: &Question, rows: &mut Vec<u32>) {
    let order = q.sort.unwrap_or(usual(q.list));
    // Rows come by time; only messages at rest follow on the tracked ones.
    let in_order = order.column == Col::Time && (q.list != List::Messages || q.sort.is_none());
    if !in_order {
        *rows = by_key(voice, q.list, order.column, rows);
    }
    if order.down {
        rows.reverse();
    }
}

fn by_key(voice: Voice<'_>, list: List, column: Col, rows: &[u32]) -> Vec<u32> {
    let value = |&row: &u32| voice.book.value(list, column, row);
    let ranks = ranks(voice, column, rows.iter().map(value));
    let key = |row: &u32| {
        let v = value(row);
        v.figure().unwrap_or_else(|| ranks.get(&v).copied().unwrap_or(0))
    };
    let keys = rows.iter().map(|row| (key(row), *row));
    if rows.iter().all(|row| key(row) <= u64::from(u32::MAX)) {
        // Key and row fit one number: half the memory.
        let mut packed: Vec<u64> = keys.map(|(key, row)| key << 32 | u64::from(row)).collect();
        packed.sort_unstable();
        #[expect(clippy::cast_possible_truncation, reason = "the lower half")]
        return packed.into_iter().map(|k| k as u32).collect();
    }
    let mut keys: Vec<(u64, u32)> = keys.collect();
    keys.sort_unstable();
    keys.into_iter().map(|(_, row)| row).collect()
}

/// The place of each worded value in the alphabet, from 1.
fn ranks(voice: Voice<'_>, column: Col, values: impl Iterator<Item = Value>) -> FxHashMap<Value, u64> {
    let mut ranks: FxHashMap<Value, u64> = FxHashMap::default();
    let mut texts = Vec::new();
    for value in values.filter(|v| v.figure().is_none()) {
        if ranks.insert(value, 0).is_none() {
            texts.push((voice.say(column, value).to_lowercase(), value));
        }
    }
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    for (n, (_, value)) in (1u64..).zip(texts) {
        ranks.insert(value, n);
    }
    ranks
}

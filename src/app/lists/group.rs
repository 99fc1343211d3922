//! Rows together by a value: the biggest group first, the rows of each in the order they had.

use super::columns::Col;
use super::question::{Group, List};
use super::values::{Book, Value};
use crate::model::time::Span;
use rustc_hash::FxHashMap;

/// Puts `rows` in groups and says where each begins.
#[must_use]
pub fn group(book: Book<'_>, list: List, column: Col, rows: &mut Vec<u32>) -> Vec<Group> {
    let mut number: FxHashMap<Value, u32> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    let mut of = Vec::with_capacity(rows.len());
    for &row in rows.iter() {
        let value = book.counted(list, column, row);
        let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        let n = *number.entry(value).or_insert(next);
        if n == next {
            groups.push(Group { value, start: 0, count: 0, span: None });
        }
        if let Some(group) = groups.get_mut(n as usize) {
            group.count += 1;
            Span::grow(&mut group.span, book.time(list, row));
        }
        of.push(n);
    }
    let mut order: Vec<u32> = (0..u32::try_from(groups.len()).unwrap_or(u32::MAX)).collect();
    let count = |n: u32| groups.get(n as usize).map_or(0, |g| g.count);
    // Of equal ones the first met stays first.
    order.sort_by_key(|&n| std::cmp::Reverse(count(n)));
    arrange(rows, &of, &order, groups)
}

fn arrange(rows: &mut Vec<u32>, of: &[u32], order: &[u32], mut groups: Vec<Group>) -> Vec<Group> {
    let mut start = 0;
    for &n in order {
        if let Some(group) = groups.get_mut(n as usize) {
            group.start = start;
            start += group.count;
        }
    }
    let mut free: Vec<u32> = groups.iter().map(|g| g.start).collect();
    let mut placed = vec![0; rows.len()];
    for (&row, &n) in rows.iter().zip(of) {
        if let Some(at) = free.get_mut(n as usize) {
            if let Some(slot) = placed.get_mut(*at as usize) {
                *slot = row;
            }
            *at += 1;
        }
    }
    *rows = placed;
    order.iter().filter_map(|&n| groups.get(n as usize).copied()).collect()
}

//! Puts what was thought of out of order into the order of time, in bounded memory.

use crate::model::time::UtcTime;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BinaryHeap;

/// Items waiting for their turn; those of one instant keep the order in which they came.
pub(super) struct Sorted<T> {
    order: BinaryHeap<Reverse<(UtcTime, u64)>>,
    items: BTreeMap<u64, T>,
    next: u64,
}

impl<T> Sorted<T> {
    pub(super) fn new() -> Self {
        Self { order: BinaryHeap::new(), items: BTreeMap::new(), next: 0 }
    }

    pub(super) fn push(&mut self, at: UtcTime, item: T) {
        self.order.push(Reverse((at, self.next)));
        self.items.insert(self.next, item);
        self.next += 1;
    }

    /// The earliest item that is older than `limit`.
    pub(super) fn pop_before(&mut self, limit: UtcTime) -> Option<(UtcTime, T)> {
        let &Reverse((at, key)) = self.order.peek()?;
        if at >= limit {
            return None;
        }
        self.order.pop();
        self.items.remove(&key).map(|item| (at, item))
    }
}

//! The deepest reading of each queue. Shadow copies are left out, as in the total depth.

use crate::model::rows::{QueueReading, QueueSample};
use crate::model::text::Symbol;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use std::collections::BTreeMap;

/// Rows.
const MOST: usize = 30;
/// Characters of an error.
const ERROR: usize = 120;

/// The table, the deepest queue first.
pub fn queues(desk: &Desk<'_>) -> Option<Block> {
    let mut peaks: BTreeMap<(Symbol, Symbol), QueueSample> = BTreeMap::new();
    let single = |q: &QueueSample| {
        !q.is_shadow && matches!(q.reading, QueueReading::Snapshot | QueueReading::Log) && q.n_messages > 0
    };
    for sample in desk.case.store.tables.queues.rows().filter(single) {
        let kept = peaks.entry((sample.server, sample.queue.or(sample.next_hop))).or_insert(sample);
        if sample.n_messages > kept.n_messages {
            *kept = sample;
        }
    }
    let mut all: Vec<QueueSample> = peaks.into_values().collect();
    let text = |symbol: Symbol| desk.case.store.raw(symbol);
    all.sort_by(|a, b| {
        let names = |q: &QueueSample| (q.server, q.queue.or(q.next_hop));
        let (x, y) = (names(a), names(b));
        let by_name = || text(x.0).cmp(text(y.0)).then_with(|| text(x.1).cmp(text(y.1)));
        b.n_messages.cmp(&a.n_messages).then_with(by_name)
    });
    let heads = [
        ("investigate-col-queue", Align::Left, 20),
        ("investigate-col-next-hop", Align::Left, 20),
        ("investigate-col-waiting", Align::Right, 12),
        ("investigate-col-time", Align::Left, 18),
        ("investigate-col-state", Align::Left, 10),
        ("investigate-col-last-error", Align::Left, 20),
    ];
    let rows = all.iter().take(MOST).map(|q| row(desk, q)).collect();
    let rest = all.len().saturating_sub(MOST);
    record::cut_table(desk, "report-record-queue-peaks", &heads, rows, (rest, "queues"))
}

fn row(desk: &Desk<'_>, q: &QueueSample) -> Vec<Text> {
    let error = match q.last_error.is_some() {
        true => desk.case.store.show(q.last_error).cut(ERROR).into(),
        false => "–".to_owned(),
    };
    vec![
        record::cell(desk.shown(q.queue.or(q.server))),
        record::cell(desk.shown(q.next_hop)),
        record::cell(desk.number_of(q.n_messages)),
        record::cell(record::short_time(desk, q.time)),
        record::cell(desk.shown(q.status)),
        record::cell(error),
    ]
}

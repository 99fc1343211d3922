//! Events by id in each event log.

use crate::model::safe_text::SafeText;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;

/// Rows of one source, and of all.
const OF_SOURCE: usize = 20;
const MOST: usize = 200;

/// The table, by exhibit, then the most frequent first.
pub fn events(desk: &Desk<'_>) -> Option<Block> {
    let (mut rows, mut hidden): (Vec<Vec<Text>>, usize) = (Vec::new(), 0);
    for source in &desk.case.sources {
        let mut ids: Vec<_> = source.event_ids.iter().collect();
        // Most first; the map's own order breaks ties.
        ids.sort_by(|a, b| b.1.cmp(a.1));
        let room = OF_SOURCE.min(MOST.saturating_sub(rows.len()));
        hidden += ids.len().saturating_sub(room);
        let row = |((provider, id), n): (&(String, u32), &u64)| {
            vec![
                record::cell(desk.exhibit_name(source.id)),
                record::cell(id.to_string()),
                record::cell(SafeText::new(provider)),
                record::cell(desk.number_of(*n)),
            ]
        };
        rows.extend(ids.into_iter().take(room).map(row));
    }
    let heads = [
        ("report-record-col-exhibit", Align::Left, 36),
        ("investigate-col-event-id", Align::Right, 10),
        ("report-record-col-provider", Align::Left, 40),
        ("report-record-col-count", Align::Right, 14),
    ];
    record::cut_table(desk, "source-event-ids", &heads, rows, (hidden, ""))
}

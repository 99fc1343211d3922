//! Annex of tables: suspects, relayed messages, refused sign-ins by address, events by id, messages at rest, queues,
//! and the figures that decided.
//!
//! Each is cut to what a reader looks through; the whole is one export away, and the foot says so.

mod addresses;
mod events;
mod messages;
mod queues;
mod suspects;

use crate::report::desk::Desk;
use crate::report::document::Block;
use crate::report::record_support as record;
use crate::words::Phrase;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let blocks: Vec<Block> = [
        suspects::suspects(desk),
        messages::relayed(desk),
        addresses::refused(desk),
        messages::held(desk),
        queues::queues(desk),
        events::events(desk),
    ]
    .into_iter()
    .flatten()
    .collect();
    if blocks.is_empty() {
        return blocks;
    }
    let head = desk.paragraph(&Phrase::new("report-record-tables"));
    [head].into_iter().chain(blocks).chain(record::thresholds::list(desk)).collect()
}

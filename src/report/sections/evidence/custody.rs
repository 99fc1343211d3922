//! The custody log, and whether its chain of hashes holds. Of a long log the beginning and the end.

use crate::case::custody::{Chain, Entry};
use crate::model::safe_text::SafeText;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, NoteKind, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Entries listed from either end.
const ENDS: usize = 100;

/// The log and the state of its chain.
pub fn custody(desk: &Desk<'_>) -> Vec<Block> {
    let log = &desk.case.custody;
    let mut blocks = vec![record::heading(desk, "report-record-custody")];
    if log.is_empty() {
        blocks.push(desk.unfinished("report-record-no-custody"));
        return blocks;
    }
    blocks.push(chain(desk, log));
    let parts = match log.len() > 2 * ENDS {
        true => vec![log.get(..ENDS), log.get(log.len() - ENDS..)],
        false => vec![log.get(..)],
    };
    let tables: Vec<Block> = parts.into_iter().flatten().filter_map(|part| table(desk, part)).collect();
    let hidden = Phrase::new("report-record-custody-hidden").number("n", log.len().saturating_sub(2 * ENDS));
    let hidden = (tables.len() > 1).then(|| desk.paragraph(&hidden));
    let mut tables = tables.into_iter();
    blocks.extend(tables.next());
    blocks.extend(hidden);
    blocks.extend(tables);
    blocks
}

fn chain(desk: &Desk<'_>, log: &[Entry]) -> Block {
    let mut chain = Chain::default();
    chain.follow(log, log.len().saturating_add(1));
    match chain.broken {
        Some(at) => {
            let broken =
                Phrase::new("journal-broken").number("at", at.saturating_add(1)).number("n", log.len());
            record::warning(desk.text(&broken))
        }
        None => {
            let last = log.last().map(|e| e.hash).unwrap_or_default();
            let hash: String = last.iter().map(|b| format!("{b:02x}")).collect();
            let sound = Phrase::new("journal-chain").number("n", log.len()).text("hash", &hash);
            Block::Note(NoteKind::Plain, desk.text(&sound))
        }
    }
}

fn table(desk: &Desk<'_>, entries: &[Entry]) -> Option<Block> {
    let row = |entry: &Entry| -> Vec<Text> {
        vec![
            record::cell(desk.number_of(entry.number)),
            record::cell(record::short_time(desk, entry.at)),
            record::cell(SafeText::new(&entry.who)),
            record::cell(desk.say(&entry.what)),
        ]
    };
    let heads = [
        ("report-record-col-number", Align::Right, 7),
        ("investigate-col-time", Align::Left, 20),
        ("report-record-col-who", Align::Left, 20),
        ("report-record-col-what", Align::Left, 53),
    ];
    record::table(desk, "", &heads, entries.iter().map(row).collect())
}

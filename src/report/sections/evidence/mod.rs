//! Evidence and chain of custody: every exhibit with what became of its records, its hash, and whether it is still the
//! same; damage, gaps, assumed zones; who did what with it.
//!
//! Nothing is judged here: a number that does not add up stands as it is.

mod custody;
mod exhibits;
mod problems;

use crate::report::compose::fingerprint;
use crate::report::desk::Desk;
use crate::report::document::Block;
use crate::report::record_support as record;
use crate::words::Phrase;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = vec![desk.paragraph(&Phrase::new("report-record-evidence"))];
    if desk.case.sources.is_empty() {
        blocks.push(desk.unfinished("report-record-no-evidence"));
    } else {
        blocks.extend(exhibits::exhibits(desk));
        blocks.extend(exhibits::hashes(desk));
        blocks.extend(this_fingerprint(desk));
        blocks.extend(problems::problems(desk));
    }
    blocks.extend(custody::custody(desk));
    blocks
}

fn this_fingerprint(desk: &Desk<'_>) -> Vec<Block> {
    let said = Phrase::new("report-record-fingerprint").text("fingerprint", &fingerprint(desk.case));
    vec![record::heading(desk, "report-record-fingerprint-head"), desk.paragraph(&said)]
}

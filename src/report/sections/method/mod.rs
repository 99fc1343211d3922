//! Method, tool and limits: how the conclusions were reached, with which settings and figures, and what they cannot
//! tell.

mod coverage;
mod settings;

use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Sentences on how it works.
const WORKS: [&str; 4] = [
    "report-record-works-reads",
    "report-record-works-joins",
    "report-record-works-weighs",
    "report-record-works-same",
];

/// What no such analysis can know.
const LIMITS: [&str; 5] = [
    "against-silence",
    "report-record-limit-sender",
    "report-record-limit-absence",
    "report-record-limit-people",
    "report-story-no-advice",
];

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = desk.typed("context");
    if !blocks.is_empty() {
        blocks.insert(0, record::heading(desk, "report-field-context"));
    }
    blocks.push(record::heading(desk, "report-record-tool"));
    blocks.push(
        desk.paragraph(&Phrase::new("report-record-version").text("version", env!("CARGO_PKG_VERSION"))),
    );
    blocks.push(Block::Numbered(WORKS.iter().map(|id| Text::from(desk.word(id))).collect()));
    blocks.extend(settings::settings(desk));
    blocks.extend(settings::zones_and_clocks(desk));
    blocks.extend(set_aside(desk));
    blocks.extend(coverage::coverage(desk));
    blocks.extend(limits(desk));
    blocks.extend(record::thresholds::note(desk));
    // They fill pages: they stand among the tables, unless those are left out.
    if desk.settings.without.contains("tables") || desk.case.sources.is_empty() {
        blocks.extend(record::thresholds::list(desk));
    }
    blocks
}

/// Rows that two sources state, and sign-ins that are nobody's.
fn set_aside(desk: &Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let repeats = case.sources.iter().flat_map(|source| {
        let rows = source.repeats.iter();
        rows.map(|(of, n)| {
            let phrase = Phrase::new("report-record-repeats")
                .text("source", &desk.exhibit_name(source.id))
                .text("other", &desk.exhibit_name(*of))
                .number("n", *n);
            desk.text(&phrase)
        })
    });
    let noise = case.analysis.noise.iter().map(|noise| {
        let reason = Phrase::new("report-record-noise")
            .number("n", noise.count)
            .word("reason", format!("noise-{}", noise.reason));
        desk.text(&reason)
    });
    let points: Vec<Text> = repeats.chain(noise).collect();
    if points.is_empty() {
        return Vec::new();
    }
    vec![record::heading(desk, "report-record-aside"), Block::Points(points)]
}

fn limits(desk: &Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let mut points: Vec<Text> = LIMITS.iter().map(|id| record::ended(desk.word(id))).collect();
    let damaged: u64 = case.sources.iter().map(|s| s.balance.damaged).sum();
    if damaged > 0 {
        points.push(desk.text(&Phrase::new("report-record-limit-damaged").number("n", damaged)));
    }
    let gaps: usize = case.sources.iter().map(|s| s.record_gaps.len()).sum();
    if gaps > 0 {
        points.push(desk.text(&Phrase::new("report-record-limit-gaps").number("n", gaps)));
    }
    vec![record::heading(desk, "report-record-limits"), Block::Points(points)]
}

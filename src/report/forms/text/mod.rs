//! The report as plain text, for mail and for those who diff.
//!
//! A hundred columns wide, parted at spaces alone: an address or hash is never broken, so that it can be copied.

mod blocks;
mod lines;

use crate::report::document::{Cover, Document, Section};
use lines::{Lines, WIDTH};

/// The whole text, with a line end after each line.
#[must_use]
pub fn page(document: &Document) -> String {
    let mut lines = Lines::default();
    lines.whole(&document.watermark);
    cover(&mut lines, &document.cover);
    contents(&mut lines, document);
    for part in &document.sections {
        section(&mut lines, part);
    }
    lines.gap();
    lines.add(&"-".repeat(WIDTH));
    lines.whole(&document.foot);
    lines.done()
}

fn cover(lines: &mut Lines, cover: &Cover) {
    lines.gap();
    lines.whole(&cover.kicker);
    lines.whole(&cover.title);
    lines.add(&"=".repeat(WIDTH));
    lines.whole(&cover.subtitle);
    lines.gap();
    let rows: Vec<(&str, String)> = cover.rows.iter().map(|(l, v)| (l.as_str(), v.clone())).collect();
    lines.pairs(&rows, 0);
    for notice in &cover.notices {
        lines.gap();
        lines.hanging("* ", notice);
    }
}

fn contents(lines: &mut Lines, document: &Document) {
    if !document.sections.is_empty() {
        lines.heading(&document.contents, '-');
        document.sections.iter().for_each(|s| lines.hanging("  ", &s.title));
    }
}

fn section(lines: &mut Lines, section: &Section) {
    lines.gap();
    lines.heading(&section.title, '=');
    for block in &section.blocks {
        lines.gap();
        blocks::write(lines, block);
    }
}

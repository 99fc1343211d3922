//! How long a report with an annex of 2,000 rows takes to be set and written, next to hashing what was written.
//!
//! `cargo bench --bench report [-- ROWS]`. Prints pages, bytes, seconds for setting and for the PDF, and the ratio to a
//! SHA-256 pass over the PDF by the same code; the median of five.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop where a premise fails")]

use relayscope::case::report_settings::Paper;
use relayscope::report::document::{Align, Block, Column, Cover, Document, Section, Table, Text};
use relayscope::report::forms::pdf::typeset;
use relayscope::task::Task;
use relayscope::words::Language;
use sha2::{Digest, Sha256};
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;

fn main() {
    let asked = std::env::args().skip(1).find_map(|a| a.replace('_', "").parse().ok());
    let rows: usize = asked.unwrap_or(2_000);
    let document = document(rows);
    let mut rounds: Vec<[Duration; 3]> = Vec::new();
    let (mut pages, mut bytes) = (0, 0);
    for _ in 0..ROUNDS {
        let (set, setting) = timed(|| typeset(&document, &Task::detached()).expect("it can be set"));
        let (pdf, writing) = timed(|| set.pdf().expect("it keeps the standard"));
        let (_, hashing) = timed(|| black_box(Sha256::digest(&pdf)));
        (pages, bytes) = (set.pages().len(), pdf.len());
        rounds.push([setting, writing, hashing]);
    }
    let median = |at: usize| {
        let mut all: Vec<f64> = rounds.iter().map(|r| r[at].as_secs_f64()).collect();
        all.sort_by(f64::total_cmp);
        all[ROUNDS / 2]
    };
    let (setting, writing, hashing) = (median(0), median(1), median(2));
    println!("{rows} rows: {pages} pages, {bytes} bytes of PDF");
    println!(
        "setting {setting:.2} s, PDF {writing:.2} s, {:.0} times a SHA-256 pass over the PDF",
        (setting + writing) / hashing
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let done = work();
    (done, begun.elapsed())
}

/// A report of nothing but a table like that of the cited records.
fn document(rows: usize) -> Document {
    let column = |title: &str, align, share| Column { title: title.to_owned(), align, share };
    let row = |n: usize| {
        let cells = [
            format!("R{n}"),
            format!("exhibit {} (EX1/Security.evtx)", n % 40 + 1),
            format!("record {}", 4_000_000 + n),
            format!("Mon 3 Nov 2025 02:{:02}:{:02}", n / 60 % 60, n % 60),
            format!("Sign-in: wrong password, CONTOSO\\warehouse, from 203.0.113.{}", n % 250),
        ];
        cells.map(Text::from).to_vec()
    };
    let table = Table {
        columns: vec![
            column("Record", Align::Left, 0),
            column("Exhibit", Align::Left, 26),
            column("Place", Align::Mono, 16),
            column("Time", Align::Left, 18),
            column("What it says", Align::Left, 38),
        ],
        rows: (1..=rows).map(row).collect(),
        ..Table::default()
    };
    let section = Section {
        key: "records",
        title: "Cited records".to_owned(),
        new_page: true,
        blocks: vec![Block::Table(table)],
    };
    Document {
        language: Language::English,
        paper: Paper::A4,
        title: "Report".to_owned(),
        author: String::new(),
        watermark: String::new(),
        cover: Cover::default(),
        head: String::new(),
        head_right: String::new(),
        foot: String::new(),
        page_n_of: "Page {n} of {of}".to_owned(),
        contents: "Contents".to_owned(),
        sections: vec![section],
        made_at: 1_790_000_000,
    }
}

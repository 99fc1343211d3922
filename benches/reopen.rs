//! How long a saved case of five million rows takes to open again, next to reading its file once.
//!
//! `cargo bench --bench reopen [-- ROWS]`. Prints the time to everything small with the first frame drawn from
//! it (verdict, sources), to all rows, to the verdict found anew, and the size of the file. The yardstick is a plain
//! read of the same file by the standard library in the same run.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop where a premise fails")]

#[path = "support/invented.rs"]
mod invented;

use eframe::egui::{Context, Pos2, RawInput, Rect, vec2};
use relayscope::app::panel::PlaceInApp;
use relayscope::app::settings::Settings;
use relayscope::app::shell::Shell;
use relayscope::app::style;
use relayscope::case::Case;
use relayscope::case::file::CaseFile;
use relayscope::model::time::UtcTime;
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::time::{Duration, Instant};

fn main() {
    let asked = std::env::args().skip(1).find_map(|a| a.replace('_', "").parse().ok());
    let rows: u64 = asked.unwrap_or(5_000_000);
    let case = invented::case(rows);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("reopen.relaycase");
    let now = UtcTime::from_unix(1_762_000_000, 0);
    let began = Instant::now();
    let mut file = CaseFile::create(&path, "bench", now).expect("a case file");
    file.save_rows(&case.sources, 1, false, &case.store, &case.analysis, Vec::new()).expect("saved");
    drop(file);
    let bytes = std::fs::metadata(&path).expect("a file").len();
    println!("{rows} rows saved in {:.2} s; the file has {} MiB", seconds(began), bytes >> 20);
    drop(case);
    let mut ratios = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        std::hint::black_box(std::fs::read(&path).expect("read"));
        let plain = seconds(began);
        let (small, all, judged) = reopen(&path);
        println!("read {plain:.2} s; first frame {small:.3} s, rows {all:.2} s, verdict anew {judged:.2} s");
        ratios.push(all / plain);
    }
    ratios.sort_by(f64::total_cmp);
    println!(
        "rows back in {:.1} times a plain read of the file (median of 5); memory {} MiB at most",
        ratios.get(2).expect("five"),
        invented::memory("VmHWM:")
    );
}

fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}

/// Seconds to the first frame, to all rows, and to the verdict found anew.
fn reopen(path: &std::path::Path) -> (f64, f64, f64) {
    let began = Instant::now();
    let mut bench = Workbench::new(|| {}).kept(None);
    bench.submit(Command::OpenCase(path.to_owned()));
    let until = |bench: &mut Workbench, done: &dyn Fn(&Case) -> bool| {
        while !done(bench.case()) {
            bench.wait(Duration::from_millis(5));
        }
        seconds(began)
    };
    until(&mut bench, &|c| !c.sources.is_empty());
    draw(bench.case());
    let small = seconds(began);
    let all = until(&mut bench, &|c| !c.opening);
    let mut judged = all;
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(5));
        judged = seconds(began);
    }
    bench.close(Duration::from_secs(10));
    (small, all, judged)
}

/// One frame of the whole window.
fn draw(case: &Case) {
    let ctx = Context::default();
    style::install(&ctx);
    let mut shell = Shell::new(Settings { place: PlaceInApp::Investigate, ..Settings::default() });
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 900.0))),
        ..RawInput::default()
    };
    let output = ctx.run_ui(input, |ui| shell.ui(ui, case, &mut Vec::new()));
    std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
}

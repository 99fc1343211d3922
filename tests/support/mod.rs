//! What several integration tests share.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A workbench that has read and analysed `paths`.
pub fn analysed(paths: &[&Path]) -> Workbench {
    let mut bench = Workbench::new(|| {});
    bench.submit(Command::AddPaths(paths.iter().map(|p| p.to_path_buf()).collect()));
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(50));
    }
    bench
}

/// The folder of real samples beside the checkout; where there is none, the test says that it is skipped.
pub fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    if !folder.is_dir() {
        say("skipped: no real samples beside the checkout");
        return None;
    }
    Some(folder)
}

/// A line for whoever reads the test's output.
pub fn say(line: &str) {
    let mut stderr = std::io::stderr();
    writeln!(stderr, "{line}").unwrap();
}

//! What several integration tests share.

use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
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

/// The folder of real samples beside the checkout, where there is one.
#[expect(dead_code, reason = "not every test needs real samples")]
pub fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    folder.is_dir().then_some(folder)
}

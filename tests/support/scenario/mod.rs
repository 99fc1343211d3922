//! Invented incidents as data (`tests/scenarios/*.toml`), told to log files and read back by the program.
//!
//! The writers here are the tests' own and share nothing with those of the demo, so that a mistake in one is not
//! repeated by the other. No real name, address or log is used.

pub mod cited;
mod dumps;
mod exchange;
pub mod format;
mod legacy;
mod log;
pub mod told;
mod unix;
mod windows;
mod write;

mod plot;
mod story;

use format::Told;
use relayscope::case::Case;
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// A scenario or its twin, written, read and analysed.
pub struct Run {
    pub told: Told,
    pub case: Case,
    /// Every record that anything cites, read again.
    pub raw: BTreeMap<cited::Key, Result<String, String>>,
}

impl Run {
    /// What a person would see first, for messages of tests.
    pub fn name(&self) -> String {
        if self.told.is_twin { format!("{} (twin)", self.told.name) } else { self.told.name.clone() }
    }
}

/// Writes the logs, lets the program read them, and reads again whatever is cited.
pub fn run(told: Told) -> Run {
    let folder = tempfile::tempdir().unwrap();
    write::everything(&told.scenario, folder.path());
    if let Ok(kept) = std::env::var("RELAYSCOPE_KEEP") {
        let own = Path::new(&kept).join(&told.name).join(if told.is_twin { "twin" } else { "incident" });
        std::fs::create_dir_all(&own).unwrap();
        write::everything(&told.scenario, &own);
    }
    let mut bench = Workbench::new(|| {});
    bench.set_site(told.scenario.site.settings());
    bench.submit(Command::AddPaths(vec![folder.path().to_owned()]));
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(20));
    }
    let raw = cited::read_again(&mut bench);
    Run { told, case: bench.case().clone(), raw }
}

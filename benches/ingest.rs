//! How long reading and analysing a big event log takes beside a SHA-256 pass over the same file, and how much
//! memory it needs at most.
//!
//! `cargo bench --bench ingest` writes the demo incident at a scale that gives 1 GiB of `Security.evtx`;
//! `RELAYSCOPE_BIG_EVTX=FILE` takes another log. The passes are taken in pairs, so that a busy machine slows
//! both. Targets: twice the pass, 400 MiB for 1 GiB.

use relayscope::demo::{self, Generation, Options};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Pairs of passes.
const PAIRS: usize = 5;
/// Gives 1 GiB of `Security.evtx`.
const SCALE: u32 = 320;
/// Bytes read at a time, as the product does.
const BLOCK: usize = 1 << 20;

fn main() {
    let made = tempfile::tempdir().unwrap_or_else(|e| stop(&e.to_string()));
    let log = std::env::var_os("RELAYSCOPE_BIG_EVTX").map_or_else(|| demo_log(made.path()), PathBuf::from);
    let mut ratios = Vec::new();
    for n in 1..=PAIRS {
        let hash = hash_pass(&log).as_secs_f64();
        let (took, records) = analyse(&log);
        ratios.push(took.as_secs_f64() / hash);
        say(&format!(
            "{n}: SHA-256 {hash:.2} s; {records} records read and analysed in {:.2} s",
            took.as_secs_f64()
        ));
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(PAIRS / 2).copied().unwrap_or_default();
    say(&format!("analyse / SHA-256: median {median:.2} of {PAIRS}; {}", peak()));
}

fn demo_log(folder: &Path) -> PathBuf {
    demo::write(
        folder,
        &Options { scale: SCALE, seed: 1, generation: Generation::Exchange2019, ..Options::default() },
    )
    .unwrap_or_else(|e| stop(&e.to_string()));
    folder.join("EX1").join("Security.evtx")
}

fn hash_pass(path: &Path) -> Duration {
    let start = Instant::now();
    let mut file = File::open(path).unwrap_or_else(|e| stop(&e.to_string()));
    let (mut hash, mut block) = (Sha256::new(), vec![0; BLOCK]);
    while let Ok(n @ 1..) = file.read(&mut block) {
        hash.update(block.get(..n).unwrap_or(&[]));
    }
    std::hint::black_box(hash.finalize());
    start.elapsed()
}

fn analyse(path: &Path) -> (Duration, u64) {
    let start = Instant::now();
    let mut bench = Workbench::new(|| {});
    bench.submit(Command::AddPaths(vec![path.to_owned()]));
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(50));
    }
    let took = start.elapsed();
    (took, bench.case().sources.iter().map(|s| s.balance.total).sum())
}

/// Peak memory of this process, where the system tells.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.map_or_else(String::new, |l| format!("peak memory {}", l.trim()))
}

fn say(text: &str) {
    let _ = writeln!(std::io::stdout(), "{text}");
}

fn stop(why: &str) -> ! {
    say(why);
    std::process::exit(1)
}

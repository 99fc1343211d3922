//! How long a load takes beside a SHA-256 pass over the same file, and how much memory it needs at most.
//!
//! `RELAYSCOPE_BIG_EVTX=Security.evtx cargo bench --bench ingest`, or the path as the first argument. Both
//! passes are taken in pairs, so that a busy machine slows both. Targets: twice the pass, 400 MiB for 1 GiB.

use relayscope::evidence::detect;
use relayscope::evidence::hints::Hints;
use relayscope::evidence::source::{BLOCK, Source};
use relayscope::model::harvest::{Balance, Harvest};
use relayscope::model::provenance::SourceId;
use relayscope::task::Task;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::time::Instant;

/// Pairs of passes.
const PAIRS: usize = 5;

fn main() {
    let given = std::env::args().skip(1).find(|a| !a.starts_with("--"));
    let Some(path) = given.or_else(|| std::env::var("RELAYSCOPE_BIG_EVTX").ok()) else {
        say("skipped: name a big event log in RELAYSCOPE_BIG_EVTX");
        return;
    };
    let mut ratios = Vec::new();
    for n in 1..=PAIRS {
        let (hash, load, balance) = (hash_pass(&path), Instant::now(), load(&path));
        let (hash, load) = (hash.as_secs_f64(), load.elapsed().as_secs_f64());
        ratios.push(load / hash);
        say(&format!("{n}: SHA-256 {hash:.2} s, load {load:.2} s, {balance:?}"));
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios.get(PAIRS / 2).copied().unwrap_or_default();
    say(&format!("load / SHA-256: median {median:.2} of {PAIRS}; {}", peak()));
}

fn hash_pass(path: &str) -> std::time::Duration {
    let start = Instant::now();
    let mut file = File::open(path).unwrap_or_else(|e| stop(&e.to_string()));
    let (mut hash, mut block) = (Sha256::new(), vec![0; BLOCK]);
    while let Ok(n @ 1..) = file.read(&mut block) {
        hash.update(block.get(..n).unwrap_or(&[]));
    }
    std::hint::black_box(hash.finalize());
    start.elapsed()
}

fn load(path: &str) -> Balance {
    let file = File::open(path).unwrap_or_else(|e| stop(&e.to_string()));
    let task = Task::detached();
    let name = "big".to_owned();
    let mut source = Source::ahead(SourceId(0), name, Hints::default(), Box::new(file), &task);
    let mut out = Harvest::default();
    match detect(&mut source) {
        Ok(Some((format, _))) => {
            if let Err(error) = format.read(&mut source, &mut out, &task) {
                stop(&error.to_string());
            }
        }
        _ => stop("not a format we know"),
    }
    std::hint::black_box(source.finish(&task));
    out.balance
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

//! Hostile and damaged inputs through the command line: nothing panics, hangs, grows or leaks, and every sound
//! record is read. The inputs come from a generator beside the checkout; without it the test says "skipped".

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Formats of the generator that are read today.
const KINDS: &str = "evtx,evt,csv,track,smtplog,xml,json,text,eml,zip,case";
/// Entries of which we hold another outcome, or another count, to be right, and why.
const HELD_WRONG: &[(&str, &str)] = &[
    (
        "evtx/synthetic-sector-4096-0.evtx",
        "zeros were written over zeros: not one byte differs from the sound log",
    ),
    ("zip/nested-8.zip", "it holds nothing but archives, each refused by name; nothing is left to load"),
    (
        "zip/overlap.zip",
        "no honest packer shares bytes between members: the archive is refused as a whole, with the reason",
    ),
];
/// Entries whose `max_good` counts records of which the bytes are gone; they stay out of the sum.
const NOT_THERE: &[&str] = &["xml/cut-10.xml", "xml/cut-1000.xml", "xml/cut-9000.xml"];
/// Share of the readable records, in thousandths, that must be read over all inputs.
const LEAST_READ: u64 = 995;
/// The limits are meant for a released build; this one is not optimised and shares the machine.
const PATIENCE: u64 = if cfg!(debug_assertions) { 6 } else { 2 };

#[derive(Default)]
struct Tally {
    inputs: usize,
    read: u64,
    could_be_read: u64,
    slowest_ms: u128,
    peak_mib: u64,
}

#[test]
fn hostile_inputs_cost_what_is_damaged_and_nothing_else() {
    let Some(samples) = support::shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new("python3")
        .arg(samples.join("bad/make_bad.py"))
        .args(["--only", KINDS, "--out"])
        .arg(folder.path())
        .output();
    let Ok(made) = made else { return support::say("skipped: no python3 to make the inputs") };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let manifest = std::fs::read(folder.path().join("manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let items = manifest["items"].as_array().unwrap();
    assert!(items.len() > 400, "the generator made {} inputs", items.len());
    let faults = Mutex::new(Vec::new());
    let tallies = Mutex::new(BTreeMap::<String, Tally>::new());
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = judge(folder.path(), item, &tallies);
                    faults.lock().unwrap().extend(found);
                }
            });
        }
    });
    let tallies = tallies.into_inner().unwrap();
    let sum = |of: fn(&Tally) -> u64| tallies.values().map(of).sum::<u64>();
    let (read, readable) = (sum(|t| t.read), sum(|t| t.could_be_read));
    support::say(&format!("all: {read} of {readable} readable records read"));
    for (kind, t) in &tallies {
        support::say(&format!(
            "{kind}: {} inputs, {} of {} readable records read, slowest {} ms, peak {} MiB",
            t.inputs, t.read, t.could_be_read, t.slowest_ms, t.peak_mib
        ));
    }
    let mut faults = faults.into_inner().unwrap();
    faults.sort();
    assert!(!faults.is_empty() || read * 1000 >= readable * LEAST_READ, "{read} of {readable} records read");
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

fn judge(folder: &Path, item: &Value, tallies: &Mutex<BTreeMap<String, Tally>>) -> Vec<String> {
    let name = item["file"].as_str().unwrap();
    let path = folder.join(name);
    let before = std::fs::read(&path).unwrap();
    let run = run(&path, item["limits"]["seconds"].as_u64().unwrap() * PATIENCE);
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{name}: {what}"));
    if run.timed_out {
        fault("hangs".to_owned());
        return faults;
    }
    if !matches!(run.code, Some(0 | 1 | 3)) {
        fault(format!("exit code {:?}", run.code));
    }
    if run.stderr.contains("panicked") {
        fault(format!("panics: {}", run.stderr.lines().take(3).collect::<Vec<_>>().join(" ")));
    }
    let limit = item["limits"]["resident_mb"].as_u64().unwrap();
    if run.peak_mib > limit {
        fault(format!("{} MiB, over the limit of {limit}", run.peak_mib));
    }
    for text in item["forbid"].as_array().unwrap().iter().map(|t| t.as_str().unwrap()) {
        if run.stdout.contains(text) || run.stderr.contains(text) {
            fault(format!("shows {text:?}"));
        }
    }
    if let Some(at) = run.stdout.find(|c: char| is_forbidden(c)) {
        fault(format!("raw control near {:?}", run.stdout[at..].chars().take(20).collect::<String>()));
    }
    if std::fs::read(&path).unwrap() != before {
        fault("the evidence was changed".to_owned());
    }
    // A repeat that is recognised is skipped, and accounted for.
    let repeats = item["checks"].as_array().unwrap().iter().any(|c| c == "dup-flagged");
    let read = match serde_json::from_str::<Value>(&run.stdout) {
        Ok(json) => balance(&json, repeats).unwrap_or_else(|what| {
            fault(what);
            0
        }),
        Err(error) => {
            fault(format!("no JSON: {error}"));
            0
        }
    };
    let class = match run.code {
        Some(3) => "refused-with-clear-error",
        Some(0) if !run.stdout.contains(r#""what": ""#) => "loads-clean",
        _ => "loads-with-warning",
    };
    let expected = match &item["expect"] {
        Value::String(one) => vec![one.as_str()],
        many => many.as_array().unwrap().iter().map(|e| e.as_str().unwrap()).collect(),
    };
    if !expected.contains(&class) && !HELD_WRONG.iter().any(|(held, _)| *held == name) {
        fault(format!("{class}, expected {}", expected.join(" or ")));
    }
    if let Some(least) = item["min_good"].as_u64().filter(|least| read < *least) {
        fault(format!("{read} read, {least} are sound"));
    }
    let mut tallies = tallies.lock().unwrap();
    let tally = tallies.entry(item["format"].as_str().unwrap().to_owned()).or_default();
    let most = item["max_good"].as_u64().filter(|_| !NOT_THERE.contains(&name));
    tally.inputs += 1;
    tally.read += most.map_or(0, |most| read.min(most));
    tally.could_be_read += most.unwrap_or(0);
    tally.slowest_ms = tally.slowest_ms.max(run.took.as_millis());
    tally.peak_mib = tally.peak_mib.max(run.peak_mib);
    faults
}

/// Controls, bidi marks and their like, which must never leave us raw.
fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// Records read of all sources, with the `repeats` left out if they count, if every source's balance holds.
fn balance(json: &Value, repeats: bool) -> Result<u64, String> {
    let mut read = 0;
    for source in json["sources"].as_array().unwrap() {
        let n = |key: &str| source[key].as_u64().unwrap();
        if n("read") + n("recovered") + n("skipped") + n("damaged") != n("total") {
            return Err(format!("balance does not hold: {source}"));
        }
        read += n("read") + n("recovered") + if repeats { n("skipped") } else { 0 };
    }
    Ok(read)
}

struct Run {
    stdout: String,
    stderr: String,
    code: Option<i32>,
    timed_out: bool,
    took: Duration,
    peak_mib: u64,
}

fn run(path: &Path, seconds: u64) -> Run {
    let began = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_relayscope"))
        .args(["analyse", "--quiet", "--json", "-"])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (out, err) = (collect(child.stdout.take()), collect(child.stderr.take()));
    let mut peak_mib = 0;
    let (mut code, mut timed_out) = (None, false);
    loop {
        peak_mib = peak_mib.max(resident(&child));
        match child.try_wait().unwrap() {
            Some(status) => {
                code = status.code();
                break;
            }
            None if began.elapsed() > Duration::from_secs(seconds) => {
                timed_out = true;
                child.kill().unwrap();
                child.wait().unwrap();
                break;
            }
            None => std::thread::park_timeout(Duration::from_millis(3)),
        }
    }
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let (stdout, stderr) = (text(out.join().unwrap()), text(err.join().unwrap()));
    Run { stdout, stderr, code, timed_out, took: began.elapsed(), peak_mib }
}

fn collect(pipe: Option<impl Read + Send + 'static>) -> std::thread::JoinHandle<Vec<u8>> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// Peak memory of a running process so far; 0 where the system does not tell.
fn resident(child: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) >> 10
}

//! The program is killed again and again while it loads, marks and saves; the case opens each time and holds
//! every action that was confirmed before.
//!
//! `RELAYSCOPE_KILLS=1000 cargo test --test kills` for many; a few by default. The killed process is this
//! very test binary, started again with the case to work on in its environment.
#![cfg(unix)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail, and its child talks by printing"
)]

use relayscope::case::file::CaseFile;
use relayscope::case::marks::Mark;
use relayscope::demo::{self, Options};
use relayscope::model::provenance::{Place, Provenance, SourceId};
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::time::Duration;

const CASE: &str = "RELAYSCOPE_KILLS_CASE";
const LOGS: &str = "RELAYSCOPE_KILLS_LOGS";

/// The child: opens the case, reads files into it, marks rows, and says what was confirmed.
#[test]
fn work_until_killed() {
    let (Ok(case), Ok(logs)) = (std::env::var(CASE), std::env::var(LOGS)) else {
        return;
    };
    let mut bench = Workbench::new(|| {}).kept(None);
    bench.submit(Command::OpenCase(case.clone().into()));
    let opened = |b: &Workbench| b.case().home.path.is_some() && !b.case().opening;
    while !opened(&bench) {
        bench.wait(Duration::from_millis(5));
        assert!(bench.case().notice.is_none(), "{:?}", bench.case().notice);
    }
    if bench.case().sources.is_empty() {
        bench.submit(Command::AddPaths(vec![logs.into()]));
    }
    let mut told = bench.case().custody.len();
    println!("opened {}", bench.case().marks.len());
    for n in 0u64.. {
        let at = Provenance { source: SourceId(0), place: Place::line(n % 50 + 1, n) };
        let mark = Mark { star: true, note: format!("note {n}"), ..Mark::default() };
        bench.submit(match n {
            // All sources and rows are written anew; now and then the whole case, into another file.
            _ if n % 25 == 24 && !bench.case().is_loading() => Command::Retry(bench.case().sources[0].id),
            _ if n % 90 == 89 => Command::SaveAs(other(bench.case().home.path.as_deref().unwrap())),
            _ if n % 7 == 6 => Command::Undo,
            _ => Command::Mark(at, mark),
        });
        bench.wait(Duration::from_millis(20));
        if bench.case().custody.len() > told {
            told = bench.case().custody.len();
            let marks: Vec<String> =
                bench.case().marks.iter().map(|(at, m)| format!("{}={}", at.place.byte, m.note)).collect();
            let path = bench.case().home.path.clone().unwrap();
            println!("confirmed {} {told} {}", path.display(), marks.join("|"));
            std::io::stdout().flush().unwrap();
        }
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_confirmed() {
    let kills: u64 = std::env::var("RELAYSCOPE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(25);
    let folder = tempfile::tempdir().unwrap();
    let (mut case, logs) = (folder.path().join("killed.relaycase"), folder.path().join("logs"));
    demo::write(&logs, &Options::default()).unwrap();
    let logs = logs.join("EX1/ProtocolLog/FrontEnd");
    let now = UtcTime::from_unix(1_762_136_094, 0);
    drop(CaseFile::create(&case, "tester", now).unwrap());
    let mut seed = 0x5EED_u64;
    let (mut confirmed_in_all, mut amid_a_write, mut with_rows) = (0, 0, 0);
    for kill in 0..kills {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let last = one_life(&case, &logs, Duration::from_millis(20 + (seed >> 33) % 1_500));
        if let Some((path, ..)) = &last {
            case.clone_from(path);
        }
        amid_a_write += u64::from(half_written(folder.path()));
        let (file, _) = CaseFile::open(&case, "tester", now, &Task::detached())
            .unwrap_or_else(|e| panic!("after kill {kill}: {e:?}"));
        let face = file.face().unwrap();
        let store = file.rows(&Task::detached()).unwrap();
        with_rows += u64::from(!store.tables.sessions.is_empty());
        if let Some((_, entries, marks)) = last {
            confirmed_in_all += 1;
            assert!(face.custody.len() >= entries, "after kill {kill}: {} of {entries}", face.custody.len());
            // What was asked for and not confirmed may be in the file or not; at most two actions are under way.
            let found: BTreeMap<String, String> =
                face.marks.iter().map(|(at, m)| (at.place.byte.to_string(), m.note.clone())).collect();
            let missing = marks.iter().filter(|(at, note)| found.get(*at) != Some(note)).count();
            let late = face.custody.len() - entries;
            assert!(missing <= late, "after kill {kill}: {missing} marks of {} differ", marks.len());
        }
    }
    println!(
        "{kills} kills: {confirmed_in_all} lives confirmed something, {amid_a_write} ended amid a write, {with_rows} left rows"
    );
    assert!(confirmed_in_all * 4 >= kills, "only {confirmed_in_all} of {kills} lives confirmed anything");
}

type Confirmed = (PathBuf, usize, BTreeMap<String, String>);

/// Did the kill leave a journal that has to be rolled back, or half a copy?
fn half_written(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap());
    entries.into_iter().any(|e| {
        let name = e.file_name().to_string_lossy().into_owned();
        (name.ends_with("-journal") || name.ends_with(".part")) && e.metadata().is_ok_and(|m| m.len() > 0)
    })
}

/// The file that the case goes on in after "save as": there are two, in turn.
fn other(case: &Path) -> PathBuf {
    let name = if case.ends_with("killed.relaycase") { "saved.relaycase" } else { "killed.relaycase" };
    case.with_file_name(name)
}

/// Starts the child, kills it after `life`; the last confirmation it printed whole.
fn one_life(case: &Path, logs: &Path, life: Duration) -> Option<Confirmed> {
    let program = std::env::current_exe().unwrap();
    let mut child = Process::new(program)
        .args(["work_until_killed", "--exact", "--nocapture"])
        .env(CASE, case)
        .env(LOGS, logs)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut last = None;
        for line in lines.split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            last = line.strip_prefix("confirmed ").map(str::to_owned).or(last);
        }
        last
    });
    std::thread::sleep(life);
    child.kill().unwrap();
    child.wait().unwrap();
    let last = reader.join().unwrap()?;
    let (path, rest) = last.split_once(' ')?;
    let (entries, marks) = rest.split_once(' ')?;
    let pairs = marks.split('|').filter_map(|m| m.split_once('='));
    Some((path.into(), entries.parse().ok()?, pairs.map(|(a, b)| (a.to_owned(), b.to_owned())).collect()))
}

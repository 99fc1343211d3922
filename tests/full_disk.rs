//! A disk that fills up while a case is worked on: the user is told, and what was confirmed is in the file.
//!
//! The work is done by this very test binary started again under a limit on the size of files, which the
//! shell sets; the system then refuses writes beyond it as a full disk does.
#![cfg(unix)]
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test may fail, and its child talks by printing"
)]

#[path = "support/bench.rs"]
mod bench;

use bench::finish;
use relayscope::case::file::CaseFile;
use relayscope::case::marks::Mark;
use relayscope::case::saved::Saved;
use relayscope::demo::{self, Options};
use relayscope::model::provenance::{Place, Provenance, SourceId};
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::path::Path;
use std::process::Command as Process;

const CASE: &str = "RELAYSCOPE_FULL_CASE";
const LOGS: &str = "RELAYSCOPE_FULL_LOGS";

/// The child: marks until the disk is full, reads files, and says what holds.
#[test]
fn work_on_a_disk_that_fills_up() {
    let (Ok(case), Ok(logs)) = (std::env::var(CASE), std::env::var(LOGS)) else {
        return;
    };
    let mut bench = Workbench::new(|| {}).kept(None);
    bench.submit(Command::OpenCase(case.into()));
    finish(&mut bench);
    let mut refused = 0;
    for n in 0u64..1_000 {
        let at = Provenance { source: SourceId(0), place: Place::line(n + 1, n) };
        let note = "a note that takes room ".repeat(40);
        bench.submit(Command::Mark(at, Mark { star: true, note, ..Mark::default() }));
        finish(&mut bench);
        if matches!(bench.case().home.saved, Saved::Failed(_)) {
            refused += 1;
            assert!(!bench.case().marks.contains_key(&at), "what is not in the file must not show");
            assert!(bench.case().notice.is_some(), "the user is told");
        }
        if refused == 3 {
            break;
        }
    }
    bench.submit(Command::AddPaths(vec![logs.into()]));
    finish(&mut bench);
    let told = matches!(bench.case().home.saved, Saved::Failed(_));
    let verdicts = bench.case().analysis.verdicts.len();
    println!("held {} refused {refused} told {told} verdicts {verdicts}", bench.case().marks.len());
}

#[test]
fn a_full_disk_is_told_and_nothing_confirmed_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let logs = folder.path().join("logs");
    demo::write(&logs, &Options::default()).unwrap();
    let now = UtcTime::from_unix(1_762_136_094, 0);
    for kibibytes in [256u64, 400, 512] {
        let case = folder.path().join(format!("full-{kibibytes}.relaycase"));
        drop(CaseFile::create(&case, "tester", now).unwrap());
        let said = child(&case, &logs, kibibytes);
        let held: usize = said.split(' ').nth(1).unwrap().parse().unwrap();
        assert!(said.contains("refused 3 told true"), "{kibibytes} KiB: {said}");
        assert!(!said.contains("verdicts 0"), "what cannot be saved can still be looked at: {said}");
        let (file, _) = CaseFile::open(&case, "tester", now, &Task::detached()).unwrap();
        assert_eq!(file.face().unwrap().marks.len(), held, "{kibibytes} KiB: {said}");
    }
}

/// Runs the child with files limited to so many KiB; what it printed.
fn child(case: &Path, logs: &Path, kibibytes: u64) -> String {
    // The limit counts blocks of 512 bytes; the signal that would end the program is ignored instead.
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", kibibytes * 2);
    let output = Process::new("sh")
        .args(["-c", &script])
        .arg(std::env::current_exe().unwrap())
        .args(["work_on_a_disk_that_fills_up", "--exact", "--nocapture"])
        .env(CASE, case)
        .env(LOGS, logs)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|l| l.strip_prefix("held ").map(|rest| format!("held {rest}")));
    line.unwrap_or_else(|| panic!("{text}\n{}", String::from_utf8_lossy(&output.stderr)))
}

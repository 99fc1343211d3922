//! The evidence annex: whole by its own hashes, every cited record in it and as it stands in its file; nothing of a
//! hostile case escapes, nothing half-written stays.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use bench::submit;
use chrono_tz::Tz;
use relayscope::case::report_settings::{Party, ReportSettings};
use relayscope::case::{Case, file};
use relayscope::checks::answer::{
    CheckAnswer, CheckKind, CheckResult, Origin, Severity, Speaker, SpokenLine,
};
use relayscope::demo;
use relayscope::model::provenance::Unit;
use relayscope::model::time::UtcTime;
use relayscope::report::annex;
use relayscope::report::compose::{Composed, compose, fingerprint};
use relayscope::report::desk::{Circumstances, CitedRecord};
use relayscope::report::document::Cited;
use relayscope::report::redact::Redactor;
use relayscope::task::Task;
use relayscope::words::{Language, Phrase, Words};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, StepDeed};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::Duration;

const NOW: i64 = 1_790_000_000;

fn demo_in(folder: &Path) -> Workbench {
    demo::write(&folder.join("demo"), &demo::Options::default()).unwrap();
    support::analysed(&[&folder.join("demo")])
}

/// The report with the first verdict's rows as what it cites.
fn report(case: &Case, words: &Words) -> Composed {
    let mut report = compose(case, words, &around());
    let rows = &case.analysis.verdicts[0].rows;
    let cited = rows.iter().zip(1..).map(|(row, n)| CitedRecord {
        number: Cited(n),
        at: case.store.tables.provenance(*row),
        row: Some(*row),
    });
    report.cited = cited.collect();
    report
}

fn around() -> Circumstances {
    Circumstances { now: UtcTime::from_unix(NOW, 0), ..Circumstances::default() }
}

fn write(case: &Case, language: Language, to: &Path) -> Result<u64, Phrase> {
    let words = Words::new(language, Tz::Europe__Paris);
    let report = report(case, &words);
    let evidence = file::hash_again(None, &case.sources, &Task::detached());
    annex::write(case, &words, &report, &Circumstances { evidence, ..around() }, to, &Task::detached())
}

/// Names and texts of a folder, below it.
fn folder(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![root.to_owned()];
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

fn zip(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut found = BTreeMap::new();
    for i in 0..archive.len() {
        let mut entry = archive.by_index(i).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        assert!(found.insert(name, bytes).is_none());
    }
    found
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

fn told(process: &mut Process) -> Option<String> {
    let output = process.output().ok()?;
    assert!(output.status.success(), "{process:?}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn it_is_whole_by_its_own_hashes_and_every_cited_record_is_as_in_its_file() {
    let scratch = tempfile::tempdir().unwrap();
    let bench = demo_in(scratch.path());
    let case = bench.case();
    let to = scratch.path().join("annex");
    let read = write(case, Language::English, &to).unwrap();
    let words = Words::new(Language::English, Tz::UTC);
    let cited = report(case, &words).cited;
    assert!(read > 20 && read == cited.len() as u64, "{read} of {}", cited.len());
    let files = folder(&to);
    assert_eq!(text(&files, "hashes.sha256").lines().count(), files.len() - 1);
    match told(Process::new("sha256sum").args(["--strict", "-c", "hashes.sha256"]).current_dir(&to)) {
        Some(said) => assert_eq!(said.lines().filter(|l| l.ends_with(": OK")).count(), files.len() - 1),
        None => support::say("skipped: no sha256sum"),
    }
    let line = FINGERPRINT;
    assert!(text(&files, "README.txt").contains(line));
    if let Some(said) = told(Process::new("sh").args(["-c", line]).current_dir(&to)) {
        assert_eq!(said.trim(), fingerprint(case).replace(' ', ""));
    }
    let index = text(&files, "records.csv");
    let mut lines_seen = 0;
    for record in &cited {
        let name = format!("records/R{:04}.txt", record.number.0);
        let said = text(&files, &name);
        assert!(index.contains(&name));
        let source = case.source(record.at.source).unwrap();
        assert!(said.contains(source.sha256.as_ref().unwrap()), "{said}");
        let (_, raw) = said.split_once("--- Record ---\n").unwrap();
        let n = record.at.place.number;
        assert!(raw.trim().len() > 40, "{said}");
        match record.at.place.unit {
            Unit::Line => {
                lines_seen += 1;
                let bytes = fs::read(&source.name).unwrap();
                let whole = String::from_utf8_lossy(&bytes);
                let line = whole.lines().nth(usize::try_from(n).unwrap() - 1).unwrap();
                assert_eq!(raw.lines().next().unwrap(), line.replace('\t', " → "), "{name}");
                assert!(said.contains(&format!("sed -n '{n}p' FILE")));
            }
            Unit::Record => assert!(said.contains(&format!("EventRecordID={n})")), "{said}"),
            _ => assert!(said.contains("tail -c +"), "{said}"),
        }
    }
    assert!(lines_seen > 0);
}

/// As the README prints it.
const FINGERPRINT: &str = "grep -v '^#' evidence.sha256 | cut -c1-64 | sha256sum | cut -c1-16";

#[test]
fn two_runs_are_the_same_and_folder_and_zip_hold_the_same_in_both_languages() {
    let scratch = tempfile::tempdir().unwrap();
    let bench = demo_in(scratch.path());
    for language in [Language::English, Language::French] {
        let place = |name: &str| scratch.path().join(format!("{language:?}-{name}"));
        write(bench.case(), language, &place("1.zip")).unwrap();
        write(bench.case(), language, &place("2.zip")).unwrap();
        assert!(fs::read(place("1.zip")).unwrap() == fs::read(place("2.zip")).unwrap());
        write(bench.case(), language, &place("folder")).unwrap();
        let files = folder(&place("folder"));
        assert!(zip(&place("1.zip")) == files);
        let all: String =
            files.iter().filter(|(n, _)| !n.starts_with("proofs/")).map(|(n, _)| text(&files, n)).collect();
        assert_eq!(wordless(&all), None);
        let readme = text(&files, "README.txt");
        let title = if language == Language::French { "Annexe de preuves" } else { "Evidence annex" };
        assert!(readme.starts_with(title) && readme.contains(&fingerprint(bench.case())));
    }
    let left: Vec<PathBuf> = fs::read_dir(scratch.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert!(left.iter().all(|p| p.extension().is_none_or(|e| e != "part")), "{left:?}");
}

/// An id that has no words stands in brackets.
fn wordless(text: &str) -> Option<&str> {
    let inside = text.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(inside, _)| inside);
    let mut ids =
        inside.filter(|t| t.starts_with("annex-") || t.starts_with("report-") || t.starts_with("format-"));
    ids.next()
}

#[test]
fn a_file_that_is_gone_or_changed_says_so_and_the_rest_is_there() {
    let scratch = tempfile::tempdir().unwrap();
    let bench = demo_in(scratch.path());
    let case = bench.case();
    let words = Words::new(Language::English, Tz::UTC);
    let cited = report(case, &words).cited;
    let gone = cited[0].at.source;
    let name = &case.source(gone).unwrap().name;
    fs::remove_file(name).unwrap();
    let lost = cited.iter().filter(|c| c.at.source == gone).count() as u64;
    let to = scratch.path().join("annex.zip");
    let read = write(case, Language::English, &to).unwrap();
    assert_eq!(read, cited.len() as u64 - lost);
    let files = zip(&to);
    let first = text(&files, "records/R0001.txt");
    let why = words.say(&file::Evidence::Missing.phrase());
    assert!(first.contains("can no longer be read") && first.contains(&why), "{first}");
    assert_eq!(files.keys().filter(|n| n.starts_with("records/")).count(), cited.len());
    assert!(text(&files, "records.csv").lines().nth(1).unwrap().contains("\"no\""));
}

#[test]
fn what_is_there_already_is_never_written_over_and_a_stopped_annex_leaves_nothing() {
    let scratch = tempfile::tempdir().unwrap();
    let bench = demo_in(scratch.path());
    let to = scratch.path().join("mine");
    fs::create_dir(&to).unwrap();
    fs::write(to.join("letter.txt"), "mine").unwrap();
    let refused = write(bench.case(), Language::English, &to).unwrap_err();
    assert_eq!(refused.id, "annex-folder-not-empty");
    assert_eq!(fs::read_dir(&to).unwrap().count(), 1);
    assert!(write(bench.case(), Language::English, &to.join("letter.txt")).is_err());
    assert_eq!(fs::read(to.join("letter.txt")).unwrap(), b"mine");
    let words = Words::new(Language::English, Tz::UTC);
    let task = Task::detached();
    task.cancel();
    for name in ["stopped.zip", "stopped"] {
        let path = scratch.path().join(name);
        let stopped =
            annex::write(bench.case(), &words, &report(bench.case(), &words), &around(), &path, &task);
        assert_eq!(stopped.unwrap_err().id, "annex-cancelled");
        assert!(!path.exists());
    }
    let nowhere = scratch.path().join("mine/letter.txt/annex.zip");
    assert_eq!(write(bench.case(), Language::English, &nowhere).unwrap_err().id, "report-not-written");
    let empty = scratch.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert!(write(bench.case(), Language::English, &empty).unwrap() > 0);
}

/// What people and servers may say to get out of their place.
const HOSTILE: [&str; 4] =
    ["../../../etc/passwd", "C:\\..\\x\u{202e}\u{1b}[31m", "=cmd|' /C calc'!A0", "a\r\nb\u{0}"];

fn hostile_answer() -> CheckAnswer {
    let at = UtcTime::from_unix(NOW, 0);
    let results = HOSTILE.map(|text| CheckResult {
        subject: text.into(),
        code: "LISTED".into(),
        severity: Severity::High,
        say: Phrase::new("check-answer-told").text("what", text),
        advice: Phrase::default(),
        raw: text.into(),
        reference: String::new(),
        at,
    });
    let transcript = HOSTILE.map(|t| SpokenLine { at, who: Speaker::Server, text: t.into() }).into();
    CheckAnswer {
        kind: CheckKind::Smtp,
        target: HOSTILE[0].into(),
        begun: at,
        ended: at,
        origin: Origin::ByHand,
        by: HOSTILE[1].into(),
        through: HOSTILE[3].into(),
        results: results.into(),
        transcript,
        cut_short: None,
    }
}

#[test]
fn hostile_names_make_no_paths_no_formulas_and_no_controls() {
    let scratch = tempfile::tempdir().unwrap();
    let mut bench = demo_in(scratch.path());
    submit(&mut bench, Command::EnterAnswer(Box::new(hostile_answer())));
    let to = scratch.path().join("annex.zip");
    write(bench.case(), Language::French, &to).unwrap();
    let files = zip(&to);
    assert!(files.keys().any(|n| n.starts_with("transcripts/A")));
    for name in files.keys() {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        assert!(plain && !name.contains("..") && !name.starts_with('/'), "{name}");
        let text = text(&files, name);
        let raw = text.chars().find(|c| (c.is_control() && *c != '\n' && *c != '\r') || *c == '\u{202e}');
        assert_eq!(raw, None, "{name}");
    }
}

#[test]
fn the_custody_log_can_be_checked_and_proofs_lie_in_it_by_their_hash() {
    let scratch = tempfile::tempdir().unwrap();
    demo::write(&scratch.path().join("demo"), &demo::Options::default()).unwrap();
    let mut bench = Workbench::new(|| {}).kept(Some(scratch.path().join("cases")));
    submit(&mut bench, Command::AddPaths(vec![scratch.path().join("demo")]));
    let shot = scratch.path().join("..hot.PNG");
    fs::write(&shot, b"not really a picture").unwrap();
    submit(&mut bench, Command::ProveByFile { step: "ERA-07".into(), path: shot, embed: true });
    let end = std::time::Instant::now() + Duration::from_secs(30);
    while bench.case().work.step("ERA-07").proofs.is_empty() {
        assert!(std::time::Instant::now() < end);
        bench.wait(Duration::from_millis(20));
    }
    submit(&mut bench, Command::Step("ERA-07".into(), StepDeed::Begin));
    let to = scratch.path().join("annex");
    write(bench.case(), Language::English, &to).unwrap();
    let files = folder(&to);
    let proof = files.keys().find(|n| n.starts_with("proofs/")).unwrap();
    assert!(proof.ends_with(".png"), "{proof}");
    assert_eq!(files[proof], b"not really a picture");
    assert!(text(&files, "proofs.csv").contains(proof.as_str()));
    let log = text(&files, "custody.txt");
    assert!(log.matches("SHA-256 ").count() >= bench.case().custody.len(), "{log}");
    let readme = text(&files, "README.txt");
    let program: Vec<&str> = readme
        .lines()
        .skip_while(|l| !l.contains("import hashlib"))
        .take_while(|l| l.starts_with("    "))
        .collect();
    let program: String = program.iter().map(|l| format!("{}\n", &l[4..])).collect();
    match told(Process::new("python3").args(["-c", &program]).current_dir(&to)) {
        Some(said) => {
            assert_eq!(said.lines().count(), bench.case().custody.len());
            assert!(said.lines().all(|l| l.ends_with(" holds")), "{said}");
        }
        None => support::say("skipped: no python3"),
    }
    bench.close(Duration::from_secs(30));
}

#[test]
fn a_redacted_annex_holds_no_value_of_the_case() {
    let scratch = tempfile::tempdir().unwrap();
    let mut bench = demo_in(scratch.path());
    let settings = ReportSettings {
        redact: true,
        client: Party { company: "Contoso SA".into(), ..Party::default() },
        ..ReportSettings::default()
    };
    submit(&mut bench, Command::Report(Box::new(settings)));
    for language in [Language::English, Language::French] {
        let to = scratch.path().join(format!("{language:?}"));
        write(bench.case(), language, &to).unwrap();
        let files = folder(&to);
        let redactor = Redactor::of(bench.case());
        let seen: String = files.keys().map(|n| text(&files, n)).collect();
        assert!(seen.contains("account-1") && seen.contains("address-1"));
        assert!(!files.contains_key("custody.jsonl"));
        for line in seen.lines() {
            let lower = line.to_lowercase();
            assert!(!lower.contains("contoso") && !lower.contains("203.0.113."), "{line}");
            assert_eq!(redactor.remains(line), [] as [String; 0], "{line}");
        }
    }
}

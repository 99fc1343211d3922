//! Invented incidents, from files on disk to sentences: each is judged as it must be, and its twin, in which one
//! fact is another, accuses nobody of it.
//!
//! `tests/scenarios/NAME.toml` says what happened and what must come of it, `NAME.snap` what the program says.
//! `RELAYSCOPE_BLESS=1 cargo test --test scenarios` writes the latter anew; then read each against its incident.
//! `RELAYSCOPE_SCENARIO=2003` runs only those with that in their names; `RELAYSCOPE_KEEP=DIR` leaves their logs in a
//! folder, to be opened in the window.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/scenario/mod.rs"]
mod scenario;

use relayscope::analysis::accounts::AccountId;
use relayscope::analysis::finding::{Confidence, Verdict, VerdictKind};
use relayscope::model::rows::Outcome;
use relayscope::model::text::Symbol;
use relayscope::words::{Language, Words};
use scenario::format::Expect;
use scenario::{Run, cited, format, run, told};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

/// Every scenario and twin, run once for all tests.
static RUNS: LazyLock<Vec<Run>> = LazyLock::new(run_all);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

fn run_all() -> Vec<Run> {
    let entries = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path());
    let wanted = std::env::var("RELAYSCOPE_SCENARIO").ok();
    let name = |p: &PathBuf| p.file_stem().unwrap().to_string_lossy().into_owned();
    let mut files: Vec<PathBuf> = entries.filter(|p| p.extension().is_some_and(|e| e == "toml")).collect();
    files.retain(|p| wanted.as_ref().is_none_or(|w| name(p).contains(w)));
    files.sort();
    let waiting = Mutex::new(files.iter().flat_map(|f| format::read(f)).enumerate().collect::<Vec<_>>());
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                loop {
                    let Some((i, told)) = waiting.lock().unwrap().pop() else { return };
                    let run = run(told);
                    done.lock().unwrap().push((i, run));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap();
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, run)| run).collect()
}

#[test]
fn every_snapshot_has_its_incident() {
    let files = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path());
    let alone: Vec<PathBuf> = files.filter(|f| !f.with_extension("toml").exists()).collect();
    assert!(alone.is_empty(), "{alone:?}");
}

fn is_accusing(kind: VerdictKind) -> bool {
    use VerdictKind::{AuthenticatedRelay, InternalRelay, MailboxTakeover, OpenRelay, ReverseNdr};
    matches!(kind, AuthenticatedRelay | OpenRelay | InternalRelay | MailboxTakeover | ReverseNdr)
}

fn accusing(run: &Run) -> impl Iterator<Item = &Verdict> {
    run.case.analysis.verdicts.iter().filter(|v| is_accusing(v.kind))
}

fn names(run: &Run, v: &Verdict) -> Vec<String> {
    let mut ids: Vec<AccountId> = v.account.into_iter().chain(v.accounts.iter().copied()).collect();
    ids.dedup();
    ids.into_iter().map(|id| told::name(&run.case, id)).collect()
}

fn say(line: &str) {
    let mut stderr = std::io::stderr();
    writeln!(stderr, "{line}").unwrap();
}

/// All that a run says otherwise than expected.
fn differences(run: &Run) -> Vec<String> {
    let expect = &run.told.scenario.expect;
    let faults = unread(run).into_iter().chain(unlike(run, expect));
    faults.map(|f| format!("{}: {f}", run.name())).collect()
}

/// Files that the program does not read whole.
fn unread(run: &Run) -> Vec<String> {
    let bad =
        run.case.sources.iter().filter(|s| s.format.is_none() || s.balance.damaged > 0 || !s.balance.holds());
    let name = |s: &relayscope::case::CaseSource| s.name.rsplit('/').next().unwrap_or("").to_owned();
    bad.map(|s| format!("{} is not read whole ({:?}, {:?})", name(s), s.format, s.damages)).collect()
}

fn unlike(run: &Run, expect: &Expect) -> Vec<String> {
    let mut faults = Vec::new();
    let mut same = |what: &str, wanted: String, found: String| {
        if wanted != found {
            faults.push(format!("{what} should be {wanted}, is {found}"));
        }
    };
    let verdicts = &run.case.analysis.verdicts;
    let kinds: Vec<String> = verdicts.iter().map(|v| v.kind.key().to_owned()).collect();
    same("kinds", format!("{:?}", expect.all_kinds()), format!("{kinds:?}"));
    let first = verdicts.first().unwrap();
    if let Some(confidence) = &expect.confidence {
        same("confidence", confidence.clone(), first.confidence.key().to_owned());
    }
    let account = first.account.map(|id| told::name(&run.case, id));
    same("account", format!("{:?}", expect.account), format!("{account:?}"));
    let mut accounts = if expect.accounts.is_empty() { expect.named() } else { expect.accounts.clone() };
    let mut found: Vec<String> = first.accounts.iter().map(|&id| told::name(&run.case, id)).collect();
    accounts.sort();
    found.sort();
    same("accounts", format!("{accounts:?}"), format!("{found:?}"));
    if !expect.addresses.is_empty() {
        let (mut wanted, mut found) = (expect.addresses.clone(), first.addresses.clone());
        wanted.sort();
        found.sort_by_key(|a| run.case.store.raw(*a).to_owned());
        let found: Vec<&str> = found.iter().map(|a| run.case.store.raw(*a)).collect();
        same("addresses", format!("{wanted:?}"), format!("{found:?}"));
    }
    if let Some(messages) = expect.messages {
        same("messages", messages.to_string(), first.messages.to_string());
    }
    if let Some(suspects) = &expect.suspects {
        let found: Vec<String> =
            run.case.analysis.suspects.iter().map(|s| told::name(&run.case, s.account)).collect();
        same("suspects", format!("{suspects:?}"), format!("{found:?}"));
    }
    let said: Vec<&str> = first.reasons_for.iter().map(|r| r.phrase.id.as_ref()).collect();
    let unsaid = expect.reasons.iter().filter(|id| !said.contains(&id.as_str()));
    faults.extend(unsaid.map(|id| format!("no reason {id}, but {said:?}")));
    let text = told::snapshot(run);
    let unsaid = expect.said.iter().filter(|part| !text.contains(part.as_str()));
    faults.extend(unsaid.map(|part| format!("nowhere says “{part}”")));
    let has = |kind: &String| run.case.analysis.findings.iter().any(|f| f.kind == kind);
    let missing = expect.findings.iter().filter(|k| !has(k)).map(|k| format!("no finding {k}"));
    let unwanted = expect.no_findings.iter().filter(|k| has(k)).map(|k| format!("a finding {k}"));
    faults.extend(missing.chain(unwanted));
    faults
}

/// The file beside the scenario, with what is said of it and of its twin.
fn snapshot_differs(runs: &[&Run]) -> Option<String> {
    let (name, file) = (&runs[0].told.name, folder().join(format!("{}.snap", runs[0].told.name)));
    let found = runs.iter().map(|r| told::snapshot(r)).collect::<Vec<_>>().join("\n");
    if std::env::var_os("RELAYSCOPE_BLESS").is_some() {
        std::fs::write(&file, &found).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    let pairs = expected.lines().chain(std::iter::repeat("(nothing)")).zip(found.lines());
    let first = pairs.into_iter().find(|(a, b)| a != b).unwrap_or(("more lines", "fewer lines"));
    (expected != found).then(|| format!("{name}.snap\n  expected {}\n  found    {}", first.0, first.1))
}

#[test]
fn each_incident_is_judged_as_it_must_be() {
    let mut faults = Vec::new();
    for run in RUNS.iter() {
        let differences = differences(run);
        let first = run.case.analysis.verdicts.first().unwrap();
        let mark = if differences.is_empty() { "ok" } else { "NOT AS EXPECTED" };
        say(&format!("{}: {} {mark}", run.name(), first.kind.key()));
        faults.extend(differences);
    }
    let mut names: Vec<&str> = RUNS.iter().map(|r| r.told.name.as_str()).collect();
    names.dedup();
    for name in names {
        let of: Vec<&Run> = RUNS.iter().filter(|r| r.told.name == name).collect();
        faults.extend(snapshot_differs(&of));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn in_each_twin_the_accusation_is_gone() {
    let mut faults = Vec::new();
    for run in RUNS.iter().filter(|r| r.told.is_twin) {
        for v in accusing(run) {
            let named = names(run, v);
            if run.told.clears.is_empty() || named.iter().any(|n| run.told.clears.contains(n)) {
                faults.push(format!("{}: {:?} is accused of {} still", run.name(), named, v.kind.key()));
            }
        }
    }
    let alone = RUNS.iter().filter(|r| !r.told.is_twin && accusing(r).next().is_some());
    let without = alone.filter(|r| !RUNS.iter().any(|t| t.told.is_twin && t.told.name == r.told.name));
    faults.extend(without.map(|r| format!("{} accuses and has no twin", r.told.name)));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Does any accepted sign-in, conversation or message in the evidence name this account?
fn signed_in(run: &Run, id: AccountId) -> bool {
    let (tables, directory) = (&run.case.store.tables, &run.case.analysis.directory);
    let is_it = |symbol: &Symbol| directory.of(*symbol) == Some(id);
    let rows = tables.authentications.account.iter().zip(&tables.authentications.outcome);
    rows.into_iter().any(|(account, outcome)| *outcome == Outcome::Success && is_it(account))
        || tables.sessions.account.iter().any(is_it)
        || tables.mail.account.iter().any(is_it)
}

#[test]
fn nobody_is_named_who_never_signed_in() {
    let mut faults = Vec::new();
    for run in RUNS.iter() {
        for v in &run.case.analysis.verdicts {
            let ids = v.account.iter().chain(&v.accounts);
            let strangers = ids.filter(|id| !signed_in(run, **id)).map(|id| told::name(&run.case, *id));
            faults.extend(strangers.map(|n| format!("{}: {n} never signed in", run.name())));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn established_means_two_kinds_of_source_or_a_session_that_names_the_account() {
    let by_session = |v: &Verdict| {
        v.reasons_for
            .iter()
            .any(|r| ["reason-mail-tracked", "reason-mail-logged"].contains(&r.phrase.id.as_ref()))
    };
    let mut faults = Vec::new();
    for run in RUNS.iter() {
        let sure = accusing(run).filter(|v| v.confidence == Confidence::Established);
        let weak = sure.filter(|v| v.kinds < 2 && !by_session(v));
        faults.extend(weak.map(|v| format!("{}: {} by {} kind", run.name(), v.kind.key(), v.kinds)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_claim_has_rows_and_every_finding_an_innocent_explanation() {
    let mut faults = Vec::new();
    for run in RUNS.iter() {
        let findings = run.case.analysis.findings.iter();
        let odd = findings.clone().filter(|f| f.innocent.is_empty()).map(|f| f.kind);
        faults.extend(odd.map(|kind| format!("{}: {kind} has no innocent explanation", run.name())));
        let found = findings.filter(|f| f.rows.is_empty()).map(|f| f.kind);
        let reasons = accusing(run).flat_map(|v| &v.reasons_for).filter(|r| r.rows.is_empty());
        let bare = found.chain(reasons.map(|r| r.phrase.id.as_ref()));
        faults.extend(bare.map(|claim| format!("{}: {claim} cites nothing", run.name())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_a_finding_cites_is_there() {
    let faults: Vec<String> = RUNS.iter().flat_map(cited::faults).collect();
    let n: usize = RUNS.iter().map(|r| r.raw.len()).sum();
    say(&format!("{n} records read again"));
    assert!(faults.is_empty(), "{} of {n}: {faults:#?}", faults.len());
}

#[test]
fn all_that_is_said_can_be_said_in_french() {
    let languages = [Language::English, Language::French].map(|l| Words::new(l, chrono_tz::UTC));
    let mut faults = Vec::new();
    for run in RUNS.iter() {
        for phrase in told::phrases(&run.case.analysis) {
            let unknown = told::ids(phrase).into_iter().filter(|id| !languages.iter().all(|w| w.knows(id)));
            faults.extend(unknown.map(|id| format!("{}: {id}", run.name())));
            let said =
                languages.iter().map(|w| w.say(phrase)).filter(|s| s.contains("{$") || s.starts_with('['));
            faults.extend(said.map(|s| format!("{}: {s}", run.name())));
        }
    }
    faults.sort();
    faults.dedup();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_sentence_has_a_hole() {
    let words = Words::new(Language::English, chrono_tz::UTC);
    let is_torn = |text: &str| ["  ", "“”", " ,", "()"].iter().any(|hole| text.contains(hole));
    let mut faults = Vec::new();
    for run in RUNS.iter() {
        let phrases = told::phrases(&run.case.analysis);
        let empty = phrases.into_iter().filter(|p| !told::empty_facts(p).is_empty());
        let torn = empty.filter(|p| is_torn(&words.say(p)));
        faults.extend(torn.map(|p| format!("{}: {}", run.name(), words.say(p))));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

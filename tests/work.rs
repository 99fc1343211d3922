//! The work on an incident, without a window: steps and their proofs, consent, answers, machines, the plan. What was
//! confirmed is there again; what was not allowed never happens.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;

use bench::{finish, submit};
use relayscope::case::file::{self, CaseFile};
use relayscope::case::work::{Brief, Item, ItemKey};
use relayscope::checks::answer::{CheckAnswer, CheckKind, Origin};
use relayscope::checks::consent::Scope;
use relayscope::checks::question::{BlocklistQuestion, Question, SmtpQuestion};
use relayscope::model::time::UtcTime;
use relayscope::playbook::flow::{FlowCell, FlowResult};
use relayscope::playbook::machines::{Fate, Machine};
use relayscope::playbook::progress::{ProofKind, StepState};
use relayscope::task::Task;
use relayscope::words::Phrase;
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, StepDeed};
use std::path::{Path, PathBuf};
use std::time::Duration;

fn begun(folder: &Path) -> Workbench {
    Workbench::new(|| {}).kept(Some(folder.join("cases")))
}

fn opened(path: &Path) -> Workbench {
    let mut bench = Workbench::new(|| {}).kept(None);
    submit(&mut bench, Command::OpenCase(path.to_owned()));
    bench
}

fn home(bench: &Workbench) -> PathBuf {
    bench.case().home.path.clone().unwrap()
}

fn step(bench: &mut Workbench, id: &str, deed: StepDeed) {
    submit(bench, Command::Step(id.to_owned(), deed));
}

fn seen(text: &str) -> ProofKind {
    ProofKind::Observation { text: text.to_owned(), name: "A. Martin".to_owned() }
}

fn done(reason: &str) -> StepDeed {
    StepDeed::Done { proof: None, overridden: Vec::new(), reason: reason.to_owned() }
}

fn notice(bench: &Workbench) -> &str {
    bench.case().notice.as_ref().map_or("", |n| n.id.as_ref())
}

fn close(bench: &mut Workbench) -> PathBuf {
    let home = home(bench);
    bench.close(Duration::from_secs(30));
    home
}

#[test]
fn a_step_is_done_only_with_a_proof_and_every_change_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    step(&mut bench, "CON-05", done(""));
    assert_eq!(
        (bench.case().work.step("CON-05").state, notice(&bench)),
        (StepState::Todo, "work-needs-proof")
    );
    step(&mut bench, "CON-05", StepDeed::Skip("  ".to_owned()));
    assert_eq!(
        (bench.case().work.step("CON-05").state, notice(&bench)),
        (StepState::Todo, "work-needs-reason")
    );
    submit(&mut bench, Command::Dismiss);
    step(&mut bench, "CON-05", StepDeed::Prove(seen("Enabled = False")));
    step(
        &mut bench,
        "CON-05",
        StepDeed::Done {
            proof: None,
            overridden: vec![Phrase::new("change-hours")],
            reason: "emergency".to_owned(),
        },
    );
    step(&mut bench, "CON-05", StepDeed::Decide(Some((true, "Director".to_owned()))));
    step(&mut bench, "CON-05", StepDeed::Assign { owner: "Ben".to_owned(), due: "2026-11-30".to_owned() });
    let before = bench.case().work.step("CON-05");
    assert_eq!(
        (before.state, before.proofs.len(), before.reason.as_str()),
        (StepState::Done, 1, "emergency")
    );
    assert!(before.since.is_plausible() && !before.by.is_empty() && before.overridden.len() == 1);
    let mut again = opened(&close(&mut bench));
    assert_eq!(again.case().work.step("CON-05"), before);
    step(&mut again, "CON-05", StepDeed::Unprove(0));
    assert_eq!(again.case().work.step("CON-05").state, StepState::Doing, "no proof is left");
    submit(&mut again, Command::Undo);
    assert_eq!(again.case().work.step("CON-05"), before);
    step(&mut again, "CON-05", StepDeed::Reopen);
    assert_eq!(
        (again.case().work.step("CON-05").state, again.case().work.step("CON-05").proofs.len()),
        (StepState::Todo, 1)
    );
    step(&mut again, "NO-01", StepDeed::Begin);
    assert_eq!(again.case().work.items().len(), 1, "a step that does not exist");
    let said: Vec<&str> = again.case().custody.iter().map(|e| e.what.id.as_ref()).collect();
    assert!(said.contains(&"change-step-proof") && said.contains(&"change-taken-back"), "{said:?}");
}

#[test]
fn a_file_that_proves_a_step_is_hashed_kept_taken_out_again_and_checked() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let shot = folder.path().join("screenshot.png");
    std::fs::write(&shot, b"not really a picture").unwrap();
    let prove =
        |path: &Path, embed| Command::ProveByFile { step: "ERA-07".to_owned(), path: path.to_owned(), embed };
    submit(&mut bench, prove(&shot, true));
    wait_for(&mut bench, |b| b.case().work.step("ERA-07").proofs.len() == 1);
    submit(&mut bench, prove(&shot, false));
    wait_for(&mut bench, |b| b.case().work.step("ERA-07").proofs.len() == 2);
    submit(&mut bench, prove(&folder.path().join("none.png"), true));
    wait_for(&mut bench, |b| notice(b) == "work-proof-unreadable");
    let kinds: Vec<ProofKind> = bench.case().work.step("ERA-07").proofs.into_iter().map(|p| p.kind).collect();
    let ProofKind::File { sha256, embedded: true, bytes: 20, .. } = &kinds[0] else {
        unreachable!("{kinds:?}")
    };
    assert!(matches!(&kinds[1], ProofKind::File { embedded: false, sha256: same, .. } if same == sha256));
    std::fs::remove_file(&shot).unwrap();
    submit(&mut bench, Command::TakeOutProof(sha256.clone(), shot.clone()));
    wait_for(&mut bench, |b| notice(b) == "work-proof-taken-out");
    assert_eq!(std::fs::read(&shot).unwrap(), b"not really a picture");
    submit(&mut bench, Command::TakeOutProof("ab".repeat(32), folder.path().join("x")));
    wait_for(&mut bench, |b| notice(b) == "work-proof-not-here");
    let home = close(&mut bench);
    assert!(file::verify(&home, &Task::detached()).unwrap().faults.is_empty());
    let connection = rusqlite::Connection::open(&home).unwrap();
    connection.execute("UPDATE proof SET data = x'00'", []).unwrap();
    drop(connection);
    let faults = file::verify(&home, &Task::detached()).unwrap().faults;
    assert_eq!(faults.len(), 1, "{faults:?}");
    let file =
        CaseFile::open(&home, "ben", UtcTime::from_unix(1_762_136_094, 0), &Task::detached()).unwrap().0;
    assert!(file.proof(sha256).is_err(), "bytes that are not those put in are never given out");
}

fn wait_for(bench: &mut Workbench, there: impl Fn(&Workbench) -> bool) {
    let end = std::time::Instant::now() + Duration::from_secs(20);
    while !there(bench) {
        assert!(std::time::Instant::now() < end, "never came: {:?}", bench.case().notice);
        bench.wait(Duration::from_millis(20));
    }
    finish(bench);
}

fn consent(targets: &[&str], scopes: &[Scope]) -> Command {
    Command::GiveConsent {
        client: "Contoso".to_owned(),
        authorised_by: "A. Martin".to_owned(),
        targets: targets.iter().map(|t| (*t).to_owned()).collect(),
        scopes: scopes.to_vec(),
    }
}

fn smtp(host: &str) -> Command {
    let question = SmtpQuestion { host: host.to_owned(), ports: vec![25], ..SmtpQuestion::default() };
    Command::Check(Box::new(Question::Smtp(question)))
}

#[test]
fn nothing_is_asked_beyond_the_consent() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let refused = |bench: &mut Workbench, command: Command, why: &str| {
        submit(bench, Command::Dismiss);
        bench.submit(command);
        assert!(bench.case().checking.is_empty(), "{why}: something is under way");
        finish(bench);
        assert_eq!(notice(bench), why);
        assert_eq!(bench.case().work.answers().count(), 0);
    };
    refused(&mut bench, smtp("127.0.0.1"), "refusal-no-consent");
    submit(&mut bench, consent(&[], &[Scope::Smtp]));
    assert_eq!((notice(&bench), bench.case().work.consent()), ("consent-lacks-targets", None));
    submit(&mut bench, consent(&["127.0.0.1"], &[Scope::Smtp]));
    refused(&mut bench, smtp("127.0.0.2"), "refusal-not-named");
    let lists =
        BlocklistQuestion { addresses: vec!["127.0.0.1".parse().unwrap()], ..BlocklistQuestion::default() };
    refused(&mut bench, Command::Check(Box::new(Question::Blocklists(lists))), "refusal-not-in-scope");
    submit(&mut bench, Command::WithdrawConsent);
    refused(&mut bench, smtp("127.0.0.1"), "refusal-no-consent");
}

fn typed_in(target: &str) -> CheckAnswer {
    CheckAnswer {
        kind: CheckKind::Smtp,
        target: target.to_owned(),
        begun: UtcTime::from_unix(1_762_136_094, 0),
        ended: UtcTime::from_unix(1_762_136_095, 0),
        origin: Origin::ByHand,
        by: String::new(),
        through: String::new(),
        results: Vec::new(),
        transcript: Vec::new(),
        cut_short: None,
    }
}

#[test]
fn answers_machines_tests_and_the_plan_are_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    submit(&mut bench, Command::EnterAnswer(Box::new(typed_in("mail.contoso.test"))));
    submit(&mut bench, Command::EnterAnswer(Box::new(typed_in("mail2.contoso.test"))));
    let machine = Machine { name: "PC7".to_owned(), fate: Fate::Rebuild, ..Machine::default() };
    submit(&mut bench, Command::Machine("pc7".to_owned(), Some(Box::new(machine.clone()))));
    let cell = FlowCell { result: FlowResult::Passed, by: "Ben".to_owned(), ..FlowCell::default() };
    submit(&mut bench, Command::Flow("window/OUT-EX1".to_owned(), Box::new(cell.clone())));
    submit(&mut bench, Command::PlanRetests(vec![7, 0, 1, 7]));
    submit(&mut bench, Command::RetestDone(1, true));
    let brief = Brief { host: "mail.contoso.test".to_owned(), ..Brief::default() };
    submit(&mut bench, Command::Brief(Box::new(brief.clone())));
    let before = bench.case().work.clone();
    let again = opened(&close(&mut bench));
    let work = &again.case().work;
    assert_eq!(*work, before);
    let numbers: Vec<u64> = work.answers().map(|(n, _)| n).collect();
    assert_eq!(numbers, [1, 2]);
    assert!(work.answers().all(|(_, a)| !a.by.is_empty()), "who typed it in is noted");
    assert_eq!(work.machines().map(|(key, m)| (key, m.clone())).collect::<Vec<_>>(), [("pc7", machine)]);
    assert_eq!((work.flow("window/OUT-EX1"), work.brief()), (cell, brief));
    let plan = work.plan().unwrap();
    assert_eq!((plan.days.as_slice(), plan.done.len()), ([0, 1, 7].as_slice(), 1));
    assert!(
        matches!(work.item(&ItemKey::Answer(2)), Some(Item::Answer(a)) if a.target == "mail2.contoso.test")
    );
}

#[test]
fn an_answer_stays_when_actions_are_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    step(&mut bench, "CON-01", StepDeed::Begin);
    submit(&mut bench, Command::EnterAnswer(Box::new(typed_in("mail.contoso.test"))));
    submit(&mut bench, Command::Undo);
    assert_eq!(bench.case().work.step("CON-01").state, StepState::Todo);
    assert_eq!(bench.case().work.answers().count(), 1);
}

//! The case file: what is saved comes back, what was confirmed is never lost, what is forged never gets in.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/incident.rs"]
mod incident;
mod support;

use relayscope::analysis::finding::{Analysis, SiteSettings};
use relayscope::case::Case;
use relayscope::case::change::{Change, Part, ProofFile};
use relayscope::case::file::{self, Access, CaseFile, CaseFileError, Evidence};
use relayscope::case::marks::Mark;
use relayscope::case::work::{Item, ItemKey};
use relayscope::model::harvest::{Damage, Fault, Harvest};
use relayscope::model::provenance::{Place, Provenance, SourceId};
use relayscope::model::rows::{Authentication, Outcome, Session};
use relayscope::model::store::EventStore;
use relayscope::model::time::UtcTime;
use relayscope::playbook::progress::{Progress, Proof, ProofKind, StepState};
use relayscope::task::Task;
use relayscope::words::Phrase;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

const WHO: &str = "anna on PC1";

fn now() -> UtcTime {
    incident::at(40_000)
}

fn task() -> Task {
    Task::detached()
}

fn starred(n: u64) -> Change {
    let at = Provenance { source: SourceId(1), place: Place::line(n, n * 100) };
    let after = Mark { star: true, tags: vec!["spam".into()], note: "see ‘invoice’".into() };
    let what = Phrase::new("change-starred").text("place", "line 4").text("source", "a.log");
    Change { what, part: Part::Mark { at, before: Mark::default(), after } }
}

fn ticked(id: &str) -> Change {
    let step = Progress { state: StepState::Doing, note: "n".repeat(30_000), ..Progress::default() };
    let key = ItemKey::Step(id.to_owned());
    let part = Part::Item { key, before: None, after: Some(Box::new(Item::Step(step))) };
    Change { what: Phrase::new("change-step-state").text("step", id).word("state", "state-doing"), part }
}

/// A step that gets a proof with its bytes.
fn proved(id: &str) -> Change {
    let data = b"a screenshot".repeat(2_000);
    let sha256: String = Sha256::digest(&data).iter().map(|b| format!("{b:02x}")).collect();
    let kind = ProofKind::File {
        path: "shot.png".to_owned(),
        bytes: data.len() as u64,
        sha256: sha256.clone(),
        embedded: true,
    };
    let proofs = vec![Proof { kind, at: now(), by: WHO.to_owned() }];
    let after = Some(Box::new(Item::Step(Progress { proofs, ..Progress::default() })));
    let file = Arc::new(ProofFile { sha256, data });
    let part = Part::Proof { key: ItemKey::Step(id.to_owned()), before: None, after, file };
    Change { what: Phrase::new("change-step-proof").text("step", id), part }
}

fn settled() -> Change {
    let after = SiteSettings { local_domains: vec!["contoso.test".into()], ..SiteSettings::default() };
    let part = Part::Site { before: Box::default(), after: Box::new(after) };
    Change { what: Phrase::new("change-domains").list("list", ["contoso.test"]), part }
}

/// The incident with something in every part of a source.
fn incident() -> Case {
    let mut case = incident::incident();
    let source = &mut case.sources[1];
    source.format = Some("message-tracking");
    source.sha256 = Some("ab".repeat(32));
    source.damages = vec![
        Damage { place: Place::line(7, 700), fault: Fault::Note("note-broke-off") },
        Damage { place: Place::line(8, 800), fault: Fault::Time("31/31/2025".into()) },
    ];
    source.event_ids.insert(("Security".into(), 4625), 12);
    case
}

fn save(file: &mut CaseFile, case: &Case) -> Result<(), CaseFileError> {
    let entries = vec![(now(), Phrase::new("custody-created"))];
    file.save_rows(&case.sources, 9, true, &case.store, &case.analysis, entries).map(|_| ())
}

/// A folder with a saved incident in it, marks and settings included.
fn saved() -> (tempfile::TempDir, PathBuf, Case) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("night.relaycase");
    let case = incident();
    let mut file = CaseFile::create(&path, WHO, now()).unwrap();
    save(&mut file, &case).unwrap();
    file.record(WHO, now(), &starred(4)).unwrap();
    file.record("ben on PC2", now(), &settled()).unwrap();
    file.save_view("{\"panel\":\"investigate\"}").unwrap();
    (folder, path, case)
}

fn open(path: &Path) -> Result<(CaseFile, Access), CaseFileError> {
    CaseFile::open(path, "ben on PC2", now(), &task())
}

/// Stores compared field by field; `Debug` shows every one of them.
fn assert_same(a: &EventStore, b: &EventStore) {
    assert_eq!(a.text.parts(), b.text.parts());
    assert_eq!(a.repeats, b.repeats);
    assert_eq!(a.kept().1, b.kept().1);
    for (a, b) in [(&a.tables, &b.tables), (a.kept().0, b.kept().0)] {
        assert!(format!("{a:?}") == format!("{b:?}"), "rows differ");
    }
}

#[test]
fn all_that_was_saved_comes_back() {
    let (_folder, path, case) = saved();
    let (file, access) = open(&path).unwrap();
    assert_eq!(access, Access::Write);
    let face = file.face().unwrap();
    assert_eq!((face.next_id, face.is_demo, face.view.as_str()), (9, true, "{\"panel\":\"investigate\"}"));
    assert_eq!(format!("{:?}", face.sources), format!("{:?}", case.sources));
    assert_eq!(face.settings.local_domains, ["contoso.test"]);
    assert_eq!(face.marks.values().next().unwrap().note, "see ‘invoice’");
    let who: Vec<&str> = face.custody.iter().map(|e| e.who.as_str()).collect();
    assert_eq!(who, [WHO, WHO, WHO, "ben on PC2"]);
    assert_eq!(face.custody[2].what, starred(4).what);
    assert_same(&file.rows(&task()).unwrap(), &case.store);
}

#[test]
fn the_verdict_stands_before_the_rows_are_in() {
    let (_folder, path, case) = saved();
    let face = open(&path).unwrap().0.face().unwrap();
    let (verdict, before) = (&face.analysis.verdicts[0], &case.analysis.verdicts[0]);
    assert_eq!((&verdict.headline, verdict.messages), (&before.headline, before.messages));
    assert_eq!(face.analysis.directory.name(verdict.account.unwrap()).as_str(), "CONTOSO\\scanner");
    let addresses: Vec<&str> = verdict.addresses.iter().map(|a| face.store.raw(*a)).collect();
    assert_eq!(addresses, ["203.0.113.9", "198.51.100.24", "198.51.100.77"]);
    assert_eq!(face.analysis.findings[0].kind, "password-guessing");
    assert_eq!(face.analysis.queue.peak, 8_412);
}

#[test]
fn rows_set_aside_and_clocks_put_right_can_still_be_taken_back() {
    let harvest = |source: u16| {
        let mut h = Harvest::new(SourceId(source));
        for i in 0..70_000 {
            let (account, server) = (h.intern(&format!("user{}", i % 700)), h.intern("EX1"));
            let place = Place::record(i + 1, i * 512);
            let (time, source) = (incident::at(i as i64), SourceId(source));
            let outcome = if i % 3 == 0 { Outcome::Success } else { Outcome::Failure };
            let row =
                Authentication { time, source, place, account, server, outcome, ..Authentication::default() };
            h.tables.authentications.push(row);
        }
        let recipients = ["a@example.net", "b@example.net"].map(|r| h.intern(r));
        let recipients = relayscope::model::columns::Texts(relayscope::model::columns::Run::push(
            &mut h.tables.texts,
            recipients,
        ));
        h.tables.sessions.push(Session {
            time: now(),
            source: SourceId(source),
            recipients,
            ..Session::default()
        });
        (h.tables, h.text)
    };
    let store = EventStore::default().with([harvest(0), harvest(1)]);
    let store = store.on_clocks([(SourceId(0), 420_000_000)].into());
    assert!(!store.repeats.is_empty() && store.tables.authentications.len() < 140_000);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.relaycase");
    let mut file = CaseFile::create(&path, WHO, now()).unwrap();
    file.save_rows(&[], 2, false, &store, &Analysis::default(), Vec::new()).unwrap();
    let back = file.rows(&task()).unwrap();
    assert_same(&back, &store);
    let without = |s: EventStore| s.without(&[SourceId(0)].into()).on_clocks([].into());
    assert_same(&without(back.clone()), &without(store.clone()));
    // Saved again with fewer rows: what is no longer there leaves the file too.
    let fewer = without(store);
    file.save_rows(&[], 2, false, &fewer, &Analysis::default(), Vec::new()).unwrap();
    assert_same(&file.rows(&task()).unwrap(), &fewer);
    assert!(file::verify(&path, &task()).unwrap().holds());
}

#[test]
fn a_second_window_reads_and_hears_who_writes() {
    let (folder, path, _) = saved();
    let (mut first, _) = CaseFile::open(&path, WHO, now(), &task()).unwrap();
    let (mut second, access) = open(&path).unwrap();
    assert_eq!(access, Access::Read { holder: WHO.into(), since: Some(now()) });
    assert_eq!(second.face().unwrap().marks.len(), 1);
    assert!(matches!(second.record("ben", now(), &starred(5)), Err(CaseFileError::Held { .. })));
    first.record(WHO, now(), &starred(6)).unwrap();
    assert_eq!(second.face().unwrap().marks.len(), 2);
    drop((first, second));
    assert_eq!(open(&path).unwrap().1, Access::Write);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["night.relaycase"]);
}

#[test]
fn there_is_one_file_of_a_name() {
    let (folder, path, _) = saved();
    assert_eq!(CaseFile::create(&path, WHO, now()).unwrap_err(), CaseFileError::Exists);
    assert!(file::verify(&path, &task()).unwrap().faults.is_empty());
    assert_eq!(open(&folder.path().join("none.relaycase")).unwrap_err().phrase().id, "case-file-cannot-read");
}

#[test]
fn save_as_is_a_whole_copy_that_goes_its_own_way() {
    let (folder, path, case) = saved();
    let (mut file, _) = open(&path).unwrap();
    let named = folder.path().join("named.relaycase");
    let mut copy = file.copy_to(&named, WHO, now(), &task()).unwrap();
    copy.record(WHO, now(), &starred(9)).unwrap();
    assert_same(&copy.rows(&task()).unwrap(), &case.store);
    assert_eq!((file.face().unwrap().marks.len(), copy.face().unwrap().marks.len()), (1, 2));
    assert_eq!(copy.face().unwrap().custody[4].what.id, "custody-copied");
    let held = file.copy_to(&named, WHO, now(), &task()).unwrap_err();
    assert!(matches!(held, CaseFileError::Held { .. }), "{held:?}");
    drop(copy);
    let cancelled = task();
    cancelled.cancel();
    assert_eq!(file.copy_to(&named, WHO, now(), &cancelled).unwrap_err(), CaseFileError::Cancelled);
    assert_eq!(open(&named).unwrap().0.face().unwrap().marks.len(), 2);
}

/// Takes the file back to version 2, or on to version 1.
fn make_old(path: &Path, version: u32) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(include_str!("fixtures/case/to-version-2.sql")).unwrap();
    if version == 1 {
        connection.execute_batch(include_str!("fixtures/case/to-version-1.sql")).unwrap();
    }
}

#[test]
fn a_file_of_version_2_is_brought_up_with_its_view() {
    let (_folder, path, case) = saved();
    make_old(&path, 2);
    assert!(file::verify(&path, &task()).unwrap().faults.is_empty());
    let (mut file, _) = open(&path).unwrap();
    assert_eq!(file.face().unwrap().view, "{\"panel\":\"investigate\"}");
    file.record(WHO, now(), &ticked("CON-05")).unwrap();
    assert_eq!(file.face().unwrap().work.step("CON-05").state, StepState::Doing);
    assert_same(&file.rows(&task()).unwrap(), &case.store);
}

#[test]
fn a_file_of_version_1_is_brought_up_and_one_of_the_future_is_left_alone() {
    let (_folder, path, case) = saved();
    make_old(&path, 1);
    assert!(file::verify(&path, &task()).unwrap().faults.is_empty());
    let (file, access) = open(&path).unwrap();
    assert_eq!(access, Access::Write);
    let face = file.face().unwrap();
    assert_eq!((face.view.as_str(), face.marks.len()), ("", 1));
    assert_eq!(face.custody.last().unwrap().what.id, "custody-migrated");
    assert_same(&file.rows(&task()).unwrap(), &case.store);
    drop(file);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", file::VERSION + 1).unwrap();
    drop(connection);
    let before = fs::read(&path).unwrap();
    assert_eq!(open(&path).unwrap_err(), CaseFileError::Newer);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_full_disk_at_any_write_loses_nothing_that_was_confirmed() {
    let folder = tempfile::tempdir().unwrap();
    let full = |e: CaseFileError| assert_eq!(e.phrase().id, "case-file-disk-full", "{e:?}");
    let path = folder.path().join("made.relaycase");
    let mut tried = 0;
    let mut file = loop {
        match CaseFile::create_within(&path, WHO, now(), Some(tried)) {
            Ok(file) => break file,
            Err(error) => full(error),
        }
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            0,
            "something is left of a case that never was"
        );
        tried += 1;
    };
    assert!(tried > 3, "creating never met the end of the disk");
    file.record(WHO, now(), &starred(1)).unwrap();
    let case = incident();
    for write in 0..5 {
        let mut tried = 0;
        let rows = file.rows(&task()).unwrap();
        let before = file.face().unwrap();
        loop {
            file.limit_pages(tried).unwrap();
            let done = match write {
                0 => save(&mut file, &case),
                1 => file.record(WHO, now(), &long(2)).map(|_| ()),
                2 => file.record(WHO, now(), &ticked("CON-05")).map(|_| ()),
                3 => file.record(WHO, now(), &proved("ERA-07")).map(|_| ()),
                _ => file.save_view(&"v".repeat(100_000)),
            };
            let Err(error) = done else { break };
            full(error);
            drop(file);
            file = open(&path).unwrap().0;
            let after = file.face().unwrap();
            assert_eq!(
                (&after.custody, &after.marks, &after.view, &after.work),
                (&before.custody, &before.marks, &before.view, &before.work)
            );
            assert_eq!(after.sources.len(), before.sources.len());
            assert_same(&file.rows(&task()).unwrap(), &rows);
            tried += 1;
        }
        assert!(tried > 0, "write {write} never met the end of the disk");
        drop(file);
        file = open(&path).unwrap().0;
    }
    let face = file.face().unwrap();
    assert_eq!((face.marks.len(), face.view.len(), face.sources.len()), (2, 100_000, 3));
    assert_eq!(face.work.items().len(), 2);
    assert_same(&file.rows(&task()).unwrap(), &case.store);
    drop(file);
    assert!(file::verify(&path, &task()).unwrap().faults.is_empty());
}

fn long(n: u64) -> Change {
    let mut change = starred(n);
    if let Part::Mark { after, .. } = &mut change.part {
        after.note = "n".repeat(60_000);
    }
    change
}

/// What is opened must come back whole, or be refused with a sentence; never in part and in silence.
fn judge(path: &Path, whole: Option<&Case>) -> Result<(), String> {
    let began = Instant::now();
    let opened = open(path).and_then(|(file, _)| Ok((file.face()?, file.rows(&task())?)));
    let verified = file::verify(path, &task());
    if began.elapsed() > Duration::from_secs(5) {
        return Err(format!("took {:?}", began.elapsed()));
    }
    let sound = verified.is_ok_and(|v| v.faults.is_empty());
    match (opened, whole) {
        (Err(_), _) if sound => Err("verify holds what cannot be opened".into()),
        (Err(_), _) => Ok(()),
        (Ok(_), None) => Err("it was opened".into()),
        (Ok((face, store)), Some(case)) => {
            let same = face.sources.len() == case.sources.len()
                && format!("{:?}", store.tables) == format!("{:?}", case.store.tables)
                && face.marks.len() == 1
                && face.custody.len() == 4;
            if same { Ok(()) } else { Err("it was half-loaded in silence".into()) }
        }
    }
}

#[test]
fn flipped_bits_and_missing_ends_are_told_wherever_they_are() {
    let (folder, path, case) = saved();
    let sound = fs::read(&path).unwrap();
    let broken = folder.path().join("broken.relaycase");
    let mut faults = Vec::new();
    let step = sound.len() / 97;
    for at in (0..sound.len()).step_by(step) {
        let mut bytes = sound.clone();
        bytes[at] ^= 1 << (at % 8);
        fs::write(&broken, &bytes).unwrap();
        faults.extend(judge(&broken, Some(&case)).err().map(|e| format!("bit in byte {at}: {e}")));
    }
    for end in (0..sound.len()).step_by(step * 8) {
        fs::write(&broken, &sound[..end]).unwrap();
        faults.extend(judge(&broken, None).err().map(|e| format!("cut at {end}: {e}")));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn whoever_changes_the_log_breaks_its_chain() {
    let (_folder, path, _) = saved();
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("UPDATE custody SET who = 'nobody' WHERE number = 2", []).unwrap();
    drop(connection);
    assert_eq!(open(&path).unwrap_err().phrase().id, "case-file-damaged");
    assert!(!file::verify(&path, &task()).unwrap().holds());
}

#[test]
fn verify_tells_evidence_that_changed_from_evidence_that_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["same", "changed", "gone"] {
        fs::write(
            folder.path().join(format!("{name}.csv")),
            format!("\"Identity\",\"MessageCount\"\r\n\"{name}\",\"1\"\r\n"),
        )
        .unwrap();
    }
    let bench = support::analysed(&[folder.path()]);
    let path = folder.path().join("a.relaycase");
    let mut file = CaseFile::create(&path, WHO, now()).unwrap();
    save(&mut file, bench.case()).unwrap();
    drop(file);
    fs::write(folder.path().join("changed.csv"), "other").unwrap();
    fs::remove_file(folder.path().join("gone.csv")).unwrap();
    let found = file::verify(&path, &task()).unwrap();
    let states: Vec<Evidence> = found.sources.iter().map(|(_, state)| *state).collect();
    assert_eq!(states, [Evidence::Changed, Evidence::Missing, Evidence::Same]);
    let run = |lang: &str| {
        let program = env!("CARGO_BIN_EXE_relayscope");
        Command::new(program).arg("verify").arg(&path).args(["--lang", lang]).output().unwrap()
    };
    let told = run("fr");
    assert_eq!(told.status.code(), Some(5));
    let text = String::from_utf8(told.stdout).unwrap();
    assert!(text.contains("modifié depuis la lecture") && text.contains("introuvable"), "{text}");
    fs::write(folder.path().join("changed.csv"), "\"Identity\",\"MessageCount\"\r\n\"changed\",\"1\"\r\n")
        .unwrap();
    assert_eq!(run("en").status.code(), Some(0));
    let no_case = folder.path().join("same.csv");
    let told = Command::new(env!("CARGO_BIN_EXE_relayscope")).arg("verify").arg(no_case).output().unwrap();
    assert_eq!(told.status.code(), Some(3));
}

#[test]
fn forged_case_files_are_refused_or_whole() {
    let Some(samples) = support::shared() else { return };
    let (folder, path, case) = saved();
    for good in [None, Some(&path)] {
        let out = folder.path().join(if good.is_some() { "real" } else { "built" });
        let mut maker = Command::new("python3");
        maker.arg(samples.join("bad/make_bad.py")).args(["--only", "case", "--out"]).arg(&out);
        if let Some(good) = good {
            maker.arg("--case").arg(good);
        }
        let Ok(made) = maker.output() else { return support::say("skipped: no python3 to make the files") };
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let manifest: serde_json::Value =
            serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
        let items = manifest["items"].as_array().unwrap();
        assert!(items.len() > 20, "the generator made {} files", items.len());
        let mut faults = Vec::new();
        for item in items {
            let name = item["file"].as_str().unwrap();
            let ours = name.contains("real-").then_some(&case);
            faults.extend(judge(&out.join(name), ours).err().map(|e| format!("{name}: {e}")));
        }
        assert!(faults.is_empty(), "{faults:#?}");
        support::say(&format!("{} forged case files, each refused or whole", items.len()));
    }
}

/// What is exactly a case of ours but for its numbers: pointers, lengths, counts that lie.
#[test]
fn a_sound_file_with_lying_numbers_is_refused() {
    let lies = [
        "UPDATE chunk SET n = n + 1",
        "UPDATE chunk SET n = 4000000000",
        "UPDATE chunk SET n = -1",
        "UPDATE chunk SET layout = 0",
        "UPDATE chunk SET layout = 7",
        "UPDATE chunk SET data = zeroblob(60000000) WHERE id < 4",
        "UPDATE chunk SET part = part + 1",
        "UPDATE chunk SET kind = 'mail' WHERE kind = 'queues'",
        "UPDATE chunk SET name = 'newer' WHERE name = 'helo'",
        "DELETE FROM chunk WHERE name = 'place'",
        "DELETE FROM source WHERE id = 1",
        "DELETE FROM mark",
        "DELETE FROM custody WHERE number = 4",
        "UPDATE source SET n_read = 9223372036854775807",
        "UPDATE face SET body = '[' || body",
        "UPDATE meta SET value = 'x'",
        "CREATE TRIGGER t AFTER INSERT ON mark BEGIN DELETE FROM custody; END",
        "CREATE VIEW w AS SELECT * FROM chunk",
        "CREATE INDEX i ON chunk(kind)",
        "ALTER TABLE mark ADD COLUMN more",
    ];
    let (folder, path, _) = saved();
    for lie in lies {
        let forged = folder.path().join("forged.relaycase");
        fs::copy(&path, &forged).unwrap();
        let connection = rusqlite::Connection::open(&forged).unwrap();
        connection.execute_batch(lie).unwrap();
        drop(connection);
        assert_eq!(judge(&forged, None), Ok(()), "{lie}");
    }
}

//! A case from its first file to its re-opening, without a window: what was confirmed is there again.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
mod support;

use bench::{finish, submit};
use relayscope::case::marks::Mark;
use relayscope::case::saved::Saved;
use relayscope::demo::{self, Options};
use relayscope::model::provenance::Provenance;
use relayscope::model::rows::{RowRef, Table};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::path::{Path, PathBuf};
use std::time::Duration;

const LONG: Duration = Duration::from_secs(30);

/// A folder with the demo's logs, and a case begun on them in `cases`.
fn begun(folder: &Path) -> Workbench {
    demo::write(&folder.join("logs"), &Options::default()).unwrap();
    let mut bench = Workbench::new(|| {}).kept(Some(folder.join("cases")));
    submit(&mut bench, Command::AddPaths(vec![folder.join("logs")]));
    bench
}

fn opened(path: &Path) -> Workbench {
    let mut bench = Workbench::new(|| {}).kept(None);
    submit(&mut bench, Command::OpenCase(path.to_owned()));
    bench
}

fn home(bench: &Workbench) -> PathBuf {
    bench.case().home.path.clone().unwrap()
}

fn a_row(bench: &Workbench) -> Provenance {
    bench.case().store.tables.provenance(RowRef { table: Table::Authentication, row: 3 })
}

fn starred() -> Mark {
    Mark { star: true, tags: vec!["attacker".to_owned()], note: "first use".to_owned() }
}

#[test]
fn an_unnamed_case_is_kept_from_the_first_file_on_and_opens_as_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let at = a_row(&bench);
    submit(&mut bench, Command::Mark(at, starred()));
    submit(&mut bench, Command::SetLocalDomains(vec!["contoso.test".to_owned()]));
    submit(&mut bench, Command::KeepView("{\"tab\":1}".to_owned()));
    assert!(matches!(bench.case().home.saved, Saved::At(_)), "{:?}", bench.case().home);
    let before = bench.case().clone();
    bench.close(LONG);
    let again = opened(&home(&bench));
    let after = again.case();
    assert_eq!(after.marks, before.marks);
    assert_eq!(after.settings, before.settings);
    assert_eq!(after.view, before.view);
    assert!(after.custody == before.custody, "{} entries of {}", after.custody.len(), before.custody.len());
    assert_eq!(after.analysis.verdicts, before.analysis.verdicts);
    assert_eq!(after.analysis.suspects, before.analysis.suspects);
    assert_eq!(after.store.tables.mail.len(), before.store.tables.mail.len());
    assert_eq!(after.store.repeats, before.store.repeats);
    let balance = |c: &relayscope::case::Case| {
        c.sources.iter().map(|s| (s.name.clone(), s.balance)).collect::<Vec<_>>()
    };
    assert_eq!(balance(after), balance(&before));
}

#[test]
fn an_opened_case_goes_on_raw_lines_further_files_removal() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    bench.close(LONG);
    let mut again = opened(&home(&bench));
    let at = a_row(&again);
    again.submit(Command::ShowRaw(at));
    while again.case().raw.is_none() {
        again.wait(Duration::from_millis(20));
    }
    assert!(again.case().raw.as_ref().unwrap().record.is_ok());
    let n = again.case().sources.len();
    let id = again.case().sources[0].id;
    submit(&mut again, Command::Mark(Provenance { source: id, ..at }, starred()));
    submit(&mut again, Command::Retry(id));
    assert_eq!(again.case().sources.len(), n);
    assert!(again.case().marks.keys().all(|p| p.source != id), "marks go along with the file");
    assert_eq!(again.case().marks.len(), 1);
    let gone = again.case().sources[0].id;
    submit(&mut again, Command::Remove(gone));
    again.close(LONG);
    let third = opened(&home(&again));
    assert_eq!(third.case().sources.len(), n - 1);
    assert_eq!(third.case().analysis.verdicts, again.case().analysis.verdicts);
}

#[test]
fn undo_and_redo_hold_after_the_file_has_them_and_are_in_the_custody_log() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let at = a_row(&bench);
    let n = bench.case().custody.len();
    submit(&mut bench, Command::Mark(at, starred()));
    assert!(bench.case().can_undo.is_some());
    submit(&mut bench, Command::Undo);
    assert!(bench.case().marks.is_empty() && bench.case().can_redo.is_some());
    submit(&mut bench, Command::Redo);
    assert_eq!(bench.case().marks.get(&at), Some(&starred()));
    submit(&mut bench, Command::Undo);
    assert_eq!(bench.case().custody.len(), n + 4);
    bench.close(LONG);
    assert!(opened(&home(&bench)).case().marks.is_empty());
}

#[test]
fn a_second_window_reads_only_and_says_who_has_the_case() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = begun(folder.path());
    let mut second = opened(&home(&first));
    let Saved::ReadOnly { holder, since } = second.case().home.saved.clone() else {
        panic!("{:?}", second.case().home)
    };
    assert!(!holder.is_empty() && since.is_some(), "{holder} {since:?}");
    assert_eq!(second.case().analysis.verdicts, first.case().analysis.verdicts);
    let at = a_row(&second);
    submit(&mut second, Command::Mark(at, starred()));
    assert!(second.case().marks.is_empty() && second.case().notice.is_some());
    submit(&mut first, Command::Mark(at, starred()));
    assert_eq!(first.case().marks.len(), 1, "the one who has it goes on");
    let copy = folder.path().join("copy.relaycase");
    submit(&mut second, Command::SaveAs(copy.clone()));
    submit(&mut second, Command::Mark(at, starred()));
    assert_eq!((home(&second), second.case().marks.len()), (copy, 1), "{:?}", second.case().home);
}

#[test]
fn save_as_names_the_case_and_takes_the_unnamed_file_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let unnamed = home(&bench);
    assert!(unnamed.exists() && !bench.case().home.named);
    let named = folder.path().join("contoso.relaycase");
    submit(&mut bench, Command::SaveAs(named.clone()));
    assert_eq!(home(&bench), named);
    assert!(bench.case().home.named && named.exists() && !unnamed.exists());
    submit(&mut bench, Command::NewCase);
    assert!(bench.case().sources.is_empty() && bench.case().home.path.is_none());
    assert!(!opened(&named).case().sources.is_empty());
}

#[test]
fn what_is_no_case_is_refused_and_the_present_case_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let (was, number) = (home(&bench), bench.case().number);
    let fake = folder.path().join("fake.relaycase");
    std::fs::write(&fake, "not a case").unwrap();
    submit(&mut bench, Command::OpenCase(fake));
    assert!(bench.case().notice.is_some());
    assert_eq!((home(&bench), bench.case().number), (was, number));
    let at = a_row(&bench);
    submit(&mut bench, Command::Mark(at, starred()));
    assert_eq!(bench.case().marks.len(), 1);
}

#[test]
fn rows_shown_before_all_files_are_in_change_nothing_in_the_end() {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options::default()).unwrap();
    let mut early = Workbench::new(|| {}).with_preview();
    early.submit(Command::AddPaths(vec![folder.path().to_owned()]));
    let mut most_shown = 0;
    while !early.is_idle() {
        early.wait(Duration::from_millis(2));
        if early.case().is_loading() {
            most_shown = most_shown.max(early.case().store.tables.mail.len());
        }
    }
    assert!(most_shown > 0, "rows appear before all files are in");
    let late = support::analysed(&[folder.path()]);
    assert_eq!(early.case().analysis.verdicts, late.case().analysis.verdicts);
    assert_eq!(early.case().analysis.findings, late.case().analysis.findings);
    let rows = |b: &Workbench| {
        let t = &b.case().store.tables;
        [
            t.authentications.len(),
            t.sessions.len(),
            t.mail.len(),
            t.queues.len(),
            t.held.len(),
            t.actions.len(),
        ]
    };
    assert_eq!(rows(&early), rows(&late));
    assert_eq!(
        early.case().store.tables.authentications.account,
        late.case().store.tables.authentications.account
    );
}

#[test]
fn what_is_under_way_ends_in_its_own_case() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let (first, at) = (home(&bench), a_row(&bench));
    bench.submit(Command::Mark(at, starred()));
    bench.submit(Command::NewCase);
    finish(&mut bench);
    assert!(
        bench.case().marks.is_empty() && bench.case().custody.is_empty(),
        "the star belongs to the case before"
    );
    submit(&mut bench, Command::AddPaths(vec![folder.path().join("logs/domains.xml")]));
    bench.submit(Command::OpenCase(first.clone()));
    bench.submit(Command::Mark(at, starred()));
    bench.submit(Command::SetLocalDomains(vec!["other.test".to_owned()]));
    finish(&mut bench);
    assert_eq!(home(&bench), first);
    assert_eq!(bench.case().marks.get(&at), Some(&starred()));
    assert!(bench.case().settings.local_domains.is_empty(), "asked of the case that was being left");
}

#[test]
fn where_no_file_can_be_made_the_work_goes_on_and_is_saved_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (logs, taken) = (folder.path().join("logs"), folder.path().join("taken"));
    demo::write(&logs, &Options::default()).unwrap();
    std::fs::write(&taken, "a file where the folder should be").unwrap();
    let mut bench = Workbench::new(|| {}).kept(Some(taken));
    submit(&mut bench, Command::AddPaths(vec![logs]));
    assert!(matches!(bench.case().home.saved, Saved::Failed(_)), "{:?}", bench.case().home);
    assert!(bench.case().notice.is_some() && !bench.case().analysis.verdicts.is_empty());
    let at = a_row(&bench);
    submit(&mut bench, Command::Mark(at, starred()));
    assert_eq!(bench.case().marks.len(), 1);
    let elsewhere = folder.path().join("elsewhere.relaycase");
    submit(&mut bench, Command::SaveAs(elsewhere.clone()));
    assert!(matches!(bench.case().home.saved, Saved::At(_)), "{:?}", bench.case().home);
    bench.close(LONG);
    let again = opened(&elsewhere);
    assert_eq!(again.case().marks.get(&at), Some(&starred()));
    assert_eq!(again.case().analysis.verdicts, bench.case().analysis.verdicts);
}

#[test]
fn a_mark_asked_for_while_an_undo_is_on_its_way_finds_what_the_undo_leaves() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    let at = a_row(&bench);
    submit(&mut bench, Command::Mark(at, starred()));
    bench.submit(Command::Undo);
    // Without waiting: the star is still there to see, and is asked off.
    bench.submit(Command::Mark(at, Mark::default()));
    finish(&mut bench);
    assert!(bench.case().marks.is_empty() && bench.case().can_undo.is_none());
    submit(&mut bench, Command::Mark(at, starred()));
    bench.submit(Command::Undo);
    bench.submit(Command::Mark(at, Mark { note: "second".to_owned(), ..Mark::default() }));
    finish(&mut bench);
    assert_eq!(bench.case().marks.get(&at).map(|m| (m.star, m.note.as_str())), Some((false, "second")));
    assert!(bench.case().can_redo.is_none(), "after a new action the old one cannot come back");
}

#[test]
fn a_case_whose_rows_are_damaged_says_so_and_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = begun(folder.path());
    bench.close(LONG);
    let path = home(&bench);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.execute("UPDATE chunk SET crc = crc + 1", []).unwrap();
    drop(connection);
    let before = std::fs::read(&path).unwrap();
    let mut again = opened(&path);
    assert!(again.case().notice.is_some(), "damage is told");
    let headlines =
        |b: &Workbench| b.case().analysis.verdicts.iter().map(|v| v.headline.clone()).collect::<Vec<_>>();
    assert_eq!(headlines(&again), headlines(&bench), "the verdict as it was saved");
    submit(&mut again, Command::AddPaths(vec![folder.path().join("logs/domains.xml")]));
    again.close(LONG);
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

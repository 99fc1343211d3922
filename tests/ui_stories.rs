//! Whole stories of the program, from dropped files to the case opened again: by mouse, by keyboard, in French.
#![expect(clippy::unwrap_used, reason = "a test may stop where a premise fails")]

#[path = "support/front.rs"]
mod front;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, pos2};
use front::Program;
use relayscope::app::kept_view::Kept;
use relayscope::app::lists::columns::Col;
use relayscope::app::panel::PlaceInApp;
use relayscope::app::settings::Settings;
use relayscope::app::view::Tab;
use relayscope::case::marks::Mark;
use relayscope::case::saved::Saved;
use relayscope::demo::{self, Options};
use relayscope::words::Language;
use std::path::{Path, PathBuf};

const CTRL: Modifiers = Modifiers::COMMAND;

/// A folder with the logs of the invented incident, the account it is about, and the verdict that names it.
fn logs(folder: &Path) -> (PathBuf, String, String) {
    let logs = folder.join("logs");
    let account = demo::write(&logs, &Options::default()).unwrap().account;
    let verdict = format!("{account} relays spam through SMTP AUTH");
    (logs, account, verdict)
}

fn french() -> Settings {
    Settings { language: Language::French, ..Settings::default() }
}

/// Both tables and the lanes show rows of the suspect alone, and fewer than there are.
fn all_of_the_suspect(p: &Program) {
    let (case, view) = (p.case(), &p.front().shell.investigate);
    let (analysis, t) = (&case.analysis, &case.store.tables);
    let suspect = analysis.suspects[0].account;
    let rows = &view.authentications.rows.answer().unwrap().1;
    let of = |row: u32| {
        let (account, sid) = (t.authentications.account[row as usize], t.authentications.sid[row as usize]);
        analysis.directory.of(account).or(analysis.directory.of(sid)) == Some(suspect)
    };
    assert!(!rows.rows.is_empty() && rows.hidden > 0, "{} shown, {} hidden", rows.rows.len(), rows.hidden);
    let named = |row: u32| case.store.raw(t.authentications.account[row as usize]);
    let others: Vec<&str> = rows.rows.iter().filter(|r| !of(**r)).map(|r| named(*r)).take(3).collect();
    assert!(others.is_empty(), "authentications of {others:?}");
    let sessions = &view.sessions.rows.answer().unwrap().1;
    assert!(!sessions.rows.is_empty() && sessions.hidden > 0);
    let addresses = &analysis.suspects[0].addresses;
    for row in &sessions.rows {
        let c = &analysis.conversations[*row as usize];
        let his = c.account == Some(suspect) || addresses.contains(&c.address);
        assert!(his, "a session of {}", case.store.raw(c.address));
    }
    let lanes = &view.time.lanes.answer().unwrap().1;
    let counted: Vec<u32> =
        lanes.failed.iter().chain([&lanes.accepted]).flat_map(|r| r.all()).copied().collect();
    assert!(!counted.is_empty() && counted.iter().all(|r| of(*r)), "lanes count others");
    assert!(!lanes.relayed.all().is_empty() && lanes.local.all().len() < t.mail.len());
}

/// All that must be the same after the case was closed and opened again.
#[derive(Debug, PartialEq)]
struct Left {
    view: Kept,
    account: Option<String>,
    tab: Tab,
    marks: Vec<Mark>,
    verdict: String,
    custody: usize,
}

fn left(p: &Program) -> Left {
    let (case, shell) = (p.case(), &p.front().shell);
    let account = shell.investigate.selection.account.map(|s| case.store.raw(s).to_owned());
    Left {
        view: Kept::of(&shell.investigate, shell.settings.place),
        account,
        tab: shell.investigate.tab,
        marks: case.marks.values().cloned().collect(),
        verdict: shell.words.say(&case.analysis.verdicts[0].headline),
        custody: case.custody.len(),
    }
}

/// Closes the program, starts it anew with the case on its command line, and compares.
fn closed_and_opened_again(p: Program, cases: &Path, settings: Settings) -> Program {
    let before = left(&p);
    assert!(before.view.json().contains("\"span\":["), "a span was picked: {}", before.view.json());
    let file = p.close();
    let again = Program::start(cases, settings, vec![file]);
    assert_eq!(left(&again), before);
    assert!(matches!(again.case().home.saved, Saved::At(_)), "{:?}", again.case().home);
    again
}

#[test]
fn by_mouse_from_dropped_files_to_the_case_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let ((logs, account, verdict), cases) = (logs(folder.path()), folder.path().join("cases"));
    let mut p = Program::start(&cases, Settings::default(), Vec::new());
    assert!(p.shows("Drop"), "{}", p.all());
    p.drop(&logs);
    p.click(Role::Button, "2 Investigate");
    assert!(p.shows(&verdict), "{}", p.all());
    p.click(Role::Button, "Why and who");
    p.scroll_to(&account, "Why and who");
    p.click(Role::Button, &account);
    p.click(Role::Button, "Sessions");
    all_of_the_suspect(&p);
    let plot = p.rect("Timeline");
    p.drag(
        pos2(plot.left() + plot.width() * 0.2, plot.center().y),
        pos2(plot.right() - 60.0, plot.center().y),
    );
    assert!(p.front().shell.investigate.selection.span.is_some());
    all_of_the_suspect(&p);
    // Only the left table has a column of accounts; the second press turns the order round.
    p.click(Role::ColumnHeader, "Account");
    p.click(Role::ColumnHeader, "Account");
    let sort = p.front().shell.investigate.authentications.state.sort.unwrap();
    assert_eq!((sort.column, sort.down), (Col::Account, true));
    let line = p.line("row 3 of", true);
    p.click_at(p.star(line), eframe::egui::PointerButton::Primary);
    let stars = |p: &Program| p.case().marks.values().filter(|m| m.star).count();
    assert_eq!(stars(&p), 1);
    p.click(Role::Button, "Undo");
    assert_eq!(stars(&p), 0, "undo takes it off");
    p.click_at(p.star(p.line("row 3 of", true)), eframe::egui::PointerButton::Primary);
    assert_eq!(stars(&p), 1);
    p.right_click_at(p.line("row 3 of", true));
    p.click(Role::Button, "Note…");
    p.type_text("first use");
    p.key(Key::Enter);
    let wanted = Mark { star: true, note: "first use".into(), ..Mark::default() };
    assert_eq!(p.case().marks.values().collect::<Vec<_>>(), [&wanted]);
    assert!(p.case().custody.windows(2).all(|w| w[1].follows(Some(&w[0]))), "the chain holds in memory");
    let again = closed_and_opened_again(p, &cases, Settings::default());
    assert!(again.shows(&verdict), "{}", again.all());
    all_of_the_suspect(&again);
    let said: Vec<String> =
        again.case().custody.iter().map(|e| again.front().shell.words.say(&e.what)).collect();
    assert!(said.iter().any(|s| s.starts_with("Taken back: Starred ")), "{said:?}");
}

#[test]
fn by_keyboard_alone_from_the_command_line_to_the_case_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let ((logs, _, verdict), cases) = (logs(folder.path()), folder.path().join("cases"));
    let mut p = Program::start(&cases, Settings::default(), vec![logs]);
    p.press(CTRL, Key::Num2);
    assert_eq!(p.front().shell.settings.place, PlaceInApp::Investigate);
    assert!(p.shows(&verdict), "{}", p.all());
    // The suspect stands first in the palette.
    p.press(CTRL, Key::K);
    p.key(Key::Enter);
    p.tab_to(Role::Button, "Sessions");
    p.key(Key::Enter);
    assert_eq!(p.front().shell.investigate.tab, Tab::Sessions);
    all_of_the_suspect(&p);
    p.tab_to(Role::Image, "Timeline");
    p.key(Key::Plus);
    p.key(Key::Enter);
    assert!(p.front().shell.investigate.selection.span.is_some());
    p.tab_to(Role::ColumnHeader, "Account");
    p.key(Key::Enter);
    assert_eq!(p.front().shell.investigate.authentications.state.sort.unwrap().column, Col::Account);
    p.tab_to(Role::Table, "Authentications");
    p.key(Key::ArrowDown);
    p.key(Key::ArrowDown);
    assert!(p.front().shell.investigate.selection.row.is_some());
    p.key(Key::S);
    assert_eq!(p.case().marks.len(), 1);
    p.press(CTRL, Key::Z);
    assert!(p.case().marks.is_empty());
    p.key(Key::S);
    p.key(Key::T);
    p.type_text("attacker");
    p.key(Key::Enter);
    let wanted = Mark { star: true, tags: vec!["attacker".into()], ..Mark::default() };
    assert_eq!(p.case().marks.values().collect::<Vec<_>>(), [&wanted]);
    p.press(CTRL, Key::Num1);
    assert_eq!(p.front().shell.settings.place, PlaceInApp::Evidence);
    p.press(CTRL, Key::Num2);
    let again = closed_and_opened_again(p, &cases, Settings::default());
    assert!(again.shows(&verdict));
    all_of_the_suspect(&again);
}

#[test]
fn en_francais() {
    let folder = tempfile::tempdir().unwrap();
    let ((logs, account, _), cases) = (logs(folder.path()), folder.path().join("cases"));
    let mut p = Program::start(&cases, french(), Vec::new());
    p.drop(&logs);
    p.press(CTRL, Key::Num2);
    assert!(p.shows(&format!("{account} relaie du spam par SMTP AUTH")), "{}", p.all());
    assert!(p.shows("enregistré à "), "{}", p.all());
    p.click(Role::Button, "Pourquoi et qui");
    p.scroll_to(&account, "Pourquoi et qui");
    p.click(Role::Button, &account);
    p.click(Role::Button, "Sessions");
    all_of_the_suspect(&p);
    p.tab_to(Role::Image, "Chronologie");
    p.key(Key::Plus);
    p.key(Key::Enter);
    p.click_at(p.star(p.line("ligne 3 sur", true)), eframe::egui::PointerButton::Primary);
    p.press(CTRL, Key::Z);
    p.press(CTRL, Key::Y);
    assert_eq!(p.case().marks.len(), 1);
    p.press(CTRL, Key::K);
    p.type_text("journal du dossier");
    p.key(Key::Enter);
    assert!(p.shows("Repris\u{a0}: Étoile posée") || p.shows("Repris\u{202f}: Étoile posée"), "{}", p.all());
    assert!(p.shows("vérifiées"), "{}", p.all());
    p.key(Key::Escape);
    let again = closed_and_opened_again(p, &cases, french());
    assert!(again.shows("relaie du spam"));
}

#[test]
fn a_second_window_on_the_same_case_reads_only_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let ((logs, account, _), cases) = (logs(folder.path()), folder.path().join("cases"));
    let mut first = Program::start(&cases, Settings::default(), vec![logs]);
    first.press(CTRL, Key::Num2);
    let file = first.case().home.path.clone().unwrap();
    for (settings, told, refused, dismiss) in [
        (Settings::default(), "read only: held by ", "This case is open read-only", "Dismiss this message"),
        (french(), "lecture seule", "Ce dossier est ouvert en lecture seule", "Fermer ce message"),
    ] {
        let mut second = Program::start(&folder.path().join("others"), settings, vec![file.clone()]);
        assert!(second.shows(told), "{}", second.all());
        second.press(CTRL, Key::Num2);
        assert!(second.shows(&account), "the case can be looked at");
        assert!(!second.shows(refused));
        let row = if told.starts_with("read") { "row 3 of" } else { "ligne 3 sur" };
        second.click_at(second.star(second.line(row, true)), eframe::egui::PointerButton::Primary);
        assert!(second.case().marks.is_empty());
        assert!(second.shows(refused), "{}", second.all());
        second.click(Role::Button, dismiss);
        assert!(!second.shows(refused) && second.case().notice.is_none());
        second.click_at(second.star(second.line(row, true)), eframe::egui::PointerButton::Primary);
        assert!(second.shows(refused), "it is said again");
        second.press(CTRL, Key::K);
        second.type_text(if told.starts_with("read") { "new case" } else { "nouveau dossier" });
        second.key(Key::Enter);
        assert!(second.case().sources.is_empty() && !second.shows(refused), "a new case has no old message");
    }
    first.click_at(first.star(first.line("row 3 of", true)), eframe::egui::PointerButton::Primary);
    assert_eq!(first.case().marks.len(), 1, "the one who has it goes on");
}

#[test]
fn a_recent_case_is_opened_by_click_and_by_enter() {
    let folder = tempfile::tempdir().unwrap();
    let ((logs, _, verdict), cases) = (logs(folder.path()), folder.path().join("cases"));
    let p = Program::start(&cases, Settings::default(), vec![logs]);
    let settings = p.front().shell.settings.clone();
    let file = p.close();
    assert_eq!(settings.recent.first().map(|r| r.path.clone()), Some(file.clone()));
    for by_keyboard in [false, true] {
        let mut again = Program::start(&cases, settings.clone(), Vec::new());
        assert!(again.case().sources.is_empty());
        let name = again.whole_name("Continue: ");
        if by_keyboard {
            again.tab_to(Role::Button, &name);
            again.key(Key::Enter);
        } else {
            again.click(Role::Button, &name);
        }
        assert_eq!(again.case().home.path.as_ref(), Some(&file));
        again.press(CTRL, Key::Num2);
        assert!(again.shows(&verdict), "{}", again.all());
        again.close();
    }
}

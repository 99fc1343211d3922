//! The Report place as a consultant uses it: options, pages, exports; by keyboard, in both languages, read-only.
//!
//! What stands on the pages is proved elsewhere: here pages are plain data, or whatever the typesetter gives.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where a premise fails")]

#[path = "support/cases.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod cases;
#[path = "support/front.rs"]
mod front;
#[path = "support/shell.rs"]
mod shell;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use front::Program;
use relayscope::app::panel::{PlaceInApp, Wish};
use relayscope::app::panels::report::names;
use relayscope::app::settings::Settings;
use relayscope::case::Case;
use relayscope::case::preview::{PageImage, Preview};
use relayscope::case::report_settings::{Paper, ReportSettings};
use relayscope::case::saved::Saved;
use relayscope::demo::{self, Options};
use relayscope::model::time::UtcTime;
use relayscope::report::forms::Form;
use relayscope::report::tables::{Format, Which};
use relayscope::words::{Language, Phrase};
use relayscope::workbench::command::{Command, Output, Product};
use shell::Story;
use std::path::Path;
use std::sync::Arc;

const CTRL: Modifiers = Modifiers::COMMAND;

/// Mon 3 Nov 2025 14:02:00 UTC.
fn now() -> UtcTime {
    UtcTime::from_unix(1_762_178_520, 0)
}

fn window(case: Case, language: Language) -> Harness<'static, Story> {
    let settings = Settings { language, place: PlaceInApp::Report, ..Settings::default() };
    let mut window = shell::window_with(case, settings);
    window.state_mut().shell.now = now();
    window.run();
    window
}

/// A case whose report has five pages.
fn set() -> Case {
    let section = |key: &str, page| (key.to_owned(), format!("Section {key}"), page);
    let pages = vec![(595.0, 842.0); 5];
    let outline = vec![section("summary", 1), section("facts", 3)];
    Case { preview: Preview { number: 1, pages, outline, ..Preview::default() }, ..cases::normal() }
}

/// All that can be read on the screen.
fn texts(window: &Harness<'_, Story>) -> Vec<String> {
    let told = window.query_all(by()).filter_map(|n| {
        let node = n.accesskit_node();
        node.label().or(node.value())
    });
    told.collect()
}

fn shows(window: &Harness<'_, Story>, text: &str) -> bool {
    texts(window).iter().any(|t| t.contains(text))
}

fn press(window: &mut Harness<'_, Story>, role: Role, name: &str) {
    let found = window
        .query_all_by_role(role)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(name)));
    found.unwrap_or_else(|| panic!("no {role:?} {name}: {:?}", texts(window))).click_accesskit();
    window.run();
}

fn commands(window: &Harness<'_, Story>) -> Vec<Command> {
    let done =
        window.state().wishes.iter().filter_map(|w| if let Wish::Do(c) = w { Some(c.clone()) } else { None });
    done.collect()
}

fn n_set(window: &Harness<'_, Story>) -> usize {
    commands(window).iter().filter(|c| matches!(c, Command::SetPages(_))).count()
}

fn asked_for(window: &Harness<'_, Story>) -> Vec<(Vec<usize>, u32)> {
    let all = commands(window).into_iter();
    all.filter_map(|c| if let Command::ShowPages { pages, scale } = c { Some((pages, scale)) } else { None })
        .collect()
}

/// The program with the invented incident read, at the report.
fn program(folder: &Path, language: Language) -> Program {
    let logs = folder.join("logs");
    demo::write(&logs, &Options::default()).unwrap();
    let settings = Settings { language, ..Settings::default() };
    let mut p = Program::start(&folder.join("cases"), settings, vec![logs]);
    p.press(CTRL, Key::Num5);
    assert_eq!(p.front().shell.settings.place, PlaceInApp::Report);
    p
}

fn settings(p: &Program) -> ReportSettings {
    p.case().work.report()
}

#[test]
fn without_evidence_the_place_says_what_a_report_will_hold_and_sets_none() {
    let mut window = window(Case::default(), Language::English);
    assert!(shows(&window, "Nothing has been read yet."));
    assert!(shows(&window, "Personal data: facts for the 72-hour decision"));
    assert!(shows(&window, "5 Report, nothing yet"));
    window.run_steps(8);
    assert_eq!(n_set(&window), 0);
    press(&mut window, Role::Button, "Open files…");
    assert_eq!(window.state().wishes.last(), Some(&Wish::ChooseFiles));
}

#[test]
fn while_evidence_is_read_nothing_is_set_and_nothing_can_be_written() {
    let mut window = window(cases::loading(), Language::English);
    window.run_steps(8);
    assert_eq!(n_set(&window), 0);
    assert!(shows(&window, "The report is set once everything has been read and analysed."));
    assert!(shows(&window, "Evidence is still being read"));
    window.key_press_modifiers(CTRL, Key::E);
    window.run_steps(2);
    press(&mut window, Role::Button, "Export PDF…");
    assert!(!window.state().wishes.iter().any(|w| matches!(w, Wish::ChooseOutput { .. })));
}

#[test]
fn the_report_is_set_once_and_again_a_moment_after_something_has_changed() {
    let mut window = window(cases::normal(), Language::English);
    window.run_steps(12);
    assert_eq!(n_set(&window), 1);
    window.state_mut().case.generation += 1;
    window.step();
    assert_eq!(n_set(&window), 1, "not at once: more may change");
    assert!(shows(&window, "not up to date"));
    window.run_steps(6);
    assert_eq!(n_set(&window), 2);
    let ctx = window.ctx.clone();
    window.state_mut().shell.take_in(&ctx, &Wish::Speak(Language::French));
    window.run_steps(6);
    assert_eq!(commands(&window).last(), Some(&Command::SetPages(Language::French)));
    assert_eq!(n_set(&window), 3);
}

#[test]
fn pages_in_sight_are_asked_for_once_and_not_in_each_frame() {
    let mut window = window(set(), Language::English);
    window.run_steps(8);
    let first = asked_for(&window);
    assert_eq!(first.len(), 1, "{first:?}");
    assert_eq!(first[0].0, [0, 1]);
    let (width, height) = (595 * first[0].1 as usize / 100, 842 * first[0].1 as usize / 100);
    let image = PageImage { width, height, rgba: vec![255; width * height * 4] };
    let preview = &mut window.state_mut().case.preview;
    preview.scale = first[0].1;
    preview.images = [0, 1].map(|page| (page, Arc::new(image.clone()))).into();
    window.run_steps(8);
    assert_eq!(asked_for(&window).len(), 1, "nothing is missing");

    press(&mut window, Role::Button, "Go to a section");
    press(&mut window, Role::Button, "Section facts, page 4");
    window.run_steps(4);
    assert!(shows(&window, "page 4 of 5"));
    let all = asked_for(&window);
    assert!(all.last().unwrap().0.contains(&3) && !all.last().unwrap().0.contains(&0), "{all:?}");
    assert!(all.last().unwrap().0.len() <= 4, "a page or two in sight and one on each side: {all:?}");
}

#[test]
fn keys_lead_through_the_pages_and_change_their_size() {
    let mut window = window(set(), Language::English);
    let mut at = |key: Key, wanted: &str| {
        window.key_press(key);
        window.run_steps(3);
        assert!(shows(&window, &format!("Pages of the report, page {wanted} of 5")), "{key:?}");
    };
    at(Key::ArrowRight, "2");
    at(Key::End, "5");
    at(Key::ArrowLeft, "4");
    at(Key::Home, "1");
    at(Key::PageDown, "1");
    at(Key::PageDown, "2");
    let before = asked_for(&window).last().unwrap().1;
    window.key_press(Key::Plus);
    window.run_steps(4);
    assert!(asked_for(&window).last().unwrap().1 > before, "more pixels for larger pages");
    assert!(shows(&window, "page 2 of 5"), "the page in sight stays");
    press(&mut window, Role::Button, "Next page");
    assert!(shows(&window, "page 3 of 5"));
}

#[test]
fn what_cannot_be_set_is_told_and_can_be_tried_again() {
    let mut case = set();
    case.preview.failed = Some(Phrase::new("report-logo-unreadable").text("file", "logo.png"));
    let mut window = window(case, Language::English);
    assert!(shows(&window, "The report could not be set: logo.png cannot be read."));
    assert!(shows(&window, "page 1 of 5"), "the pages of before stay");
    press(&mut window, Role::Button, "Try again");
    assert_eq!(n_set(&window), 2);
}

#[test]
fn options_go_into_the_case_one_by_one_and_undo_takes_them_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = program(folder.path(), Language::English);
    assert!(p.shows("5 Report, draft"), "{}", p.all());
    p.click(Role::Button, "Français");
    p.click(Role::Button, "US Letter");
    p.click(Role::Button, "Final");
    p.click(Role::CheckBox, "Redact names and addresses");
    p.click(Role::Button, "Sections: all");
    p.click(Role::CheckBox, "How it was possible");
    let all = settings(&p);
    assert_eq!((all.language, all.paper), (Some(Language::French), Paper::Letter));
    assert!(all.finished && all.redact);
    assert_eq!(all.without.iter().map(String::as_str).collect::<Vec<_>>(), ["how"]);
    assert!(p.shows("Sections: 1 left out") && p.shows("5 Report, final"), "{}", p.all());
    p.press(CTRL, Key::Z);
    assert!(settings(&p).without.is_empty());
    assert!(p.shows("Sections: all"));
    p.press(CTRL, Key::Y);
    p.tab_to(Role::Button, "Put all in");
    p.key(Key::Enter);
    assert!(settings(&p).without.is_empty() && settings(&p).redact);
    assert_eq!(p.case().preview.language, Language::French, "the pages follow");
}

#[test]
fn texts_are_kept_when_the_field_is_left_by_keyboard_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = program(folder.path(), Language::English);
    assert_eq!(p.focus().unwrap().0, Role::Document, "the pages have the keyboard at first");
    p.tab_to(Role::TextInput, "Client: Company");
    p.type_text("Contoso SA ");
    assert_eq!(settings(&p), ReportSettings::default(), "not while one is typing");
    p.tab_to(Role::TextInput, "Consultant: Name");
    p.type_text("B. Moreau");
    p.key(Key::Enter);
    assert_eq!(
        (settings(&p).client.company.as_str(), settings(&p).consultant.person.as_str()),
        ("Contoso SA", "B. Moreau")
    );
    p.tab_to(Role::Button, "Remarks: 0 of 5 written");
    p.key(Key::Enter);
    p.tab_to(Role::TextInput, "How it was possible: remarks");
    p.type_text("An old password.");
    // Whoever goes elsewhere has finished typing.
    p.press(CTRL, Key::Num2);
    assert_eq!(settings(&p).text("how"), "An old password.");
    p.press(CTRL, Key::Num5);
    assert!(p.shows("Remarks: 1 of 5 written"), "{}", p.all());
    p.tab_to(Role::TextInput, "Reference");
    p.key(Key::Escape);
    assert_eq!(p.focus().unwrap().0, Role::Document, "Escape leads back to the pages");
}

#[test]
fn the_keyboard_reaches_everything_that_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = program(folder.path(), Language::English);
    for name in
        ["Export PDF…", "Print…", "More", "As window", "US Letter", "Final", "Choose a logo…", "Fit width"]
    {
        p.tab_to(Role::Button, name);
    }
    p.tab_to(Role::Button, "More");
    p.key(Key::Enter);
    assert!(
        p.shows("HTML page…") && p.shows("Plain text…") && p.shows("Evidence annex (ZIP)…"),
        "{}",
        p.all()
    );
}

#[test]
fn every_button_asks_where_to_write_what_it_says() {
    let mut window = window(set(), Language::English);
    let wanted = |window: &Harness<'_, Story>| match window.state().wishes.last() {
        Some(Wish::ChooseOutput { product, open }) => Some((*product, *open)),
        _ => None,
    };
    let pdf = Product::Report(Form::Pdf);
    press(&mut window, Role::Button, "Export PDF…");
    assert_eq!(wanted(&window), Some((pdf, false)));
    press(&mut window, Role::Button, "Print…");
    assert_eq!(wanted(&window), Some((pdf, true)), "what is printed is opened");
    window.key_press_modifiers(CTRL, Key::E);
    window.run();
    assert_eq!(wanted(&window), Some((pdf, false)));
    press(&mut window, Role::Button, "More");
    press(&mut window, Role::Button, "HTML page…");
    assert_eq!(wanted(&window), Some((Product::Report(Form::Html), false)));
    press(&mut window, Role::Button, "More");
    press(&mut window, Role::Button, "Evidence annex");
    assert_eq!(wanted(&window), Some((Product::Annex, false)));
}

#[test]
fn every_table_comes_in_the_formats_that_it_is_offered_in() {
    for which in Which::ALL {
        let window = window(set(), Language::English);
        let word = |id: String| window.state().shell.words.word(&id);
        let table = word(format!("export-table-{}", which.key()));
        let format = format!("{}…", word(format!("export-format-{}", Format::Parquet.key())));
        let mut window = window;
        press(&mut window, Role::Button, "More");
        // "Evidence" begins like "Evidence annex".
        let is_it = |n: &egui_kittest::Node<'_>| {
            n.accesskit_node().label().is_some_and(|label| label.trim() == table)
        };
        window.query_all_by_role(Role::Button).find(is_it).unwrap().click_accesskit();
        window.run();
        let offered = Format::ALL.into_iter().filter(|f| f.offers(which)).count();
        let lines = texts(&window).iter().filter(|t| t.ends_with('…')).count();
        assert!(lines >= offered, "{which:?}");
        press(&mut window, Role::Button, &format);
        let wanted = Wish::ChooseOutput { product: Product::Table(which, Format::Parquet), open: false };
        assert_eq!(window.state().wishes.last(), Some(&wanted));
    }
}

#[test]
fn what_was_written_can_be_opened_and_its_path_copied() {
    let mut case = set();
    case.preview.writing = true;
    let mut window = window(case, Language::English);
    assert!(shows(&window, "Being written…") && shows(&window, "5 Report, writing…"));
    let said = Phrase::new("report-written").text("file", "/home/me/report.pdf");
    let preview = &mut window.state_mut().case.preview;
    (preview.writing, preview.written) = (false, Some((said, "/home/me/report.pdf".into())));
    window.run();
    assert!(shows(&window, "Written: /home/me/report.pdf"));
    press(&mut window, Role::Button, "Copy the path");
    assert_eq!(window.state().wishes.last(), Some(&Wish::Copy("/home/me/report.pdf".into())));
    let open = window.query_all_by_role_and_label(Role::Button, "Open").next().unwrap();
    open.click_accesskit();
    window.run();
    assert_eq!(commands(&window).last(), Some(&Command::OpenWritten));
}

#[test]
fn a_file_is_written_where_it_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = program(folder.path(), Language::English);
    let path = folder.path().join("report.txt");
    let product = Product::Report(Form::Text);
    let (language, settings) = (Language::English, None);
    let output = Output { product, path: path.clone(), language, open: false, settings, at: None };
    p.h.state_mut().workbench.submit(Command::Produce(Box::new(output)));
    p.settle();
    assert!(path.exists() && p.shows("Written: ") && p.shows("Copy the path"), "{}", p.all());
}

#[test]
fn a_case_that_others_hold_can_be_printed_but_not_changed() {
    let mut case = set();
    case.home.saved = Saved::ReadOnly { holder: "b.moreau@pc7".into(), since: None };
    let mut window = window(case, Language::English);
    assert!(shows(&window, "The options cannot be changed here."), "{:?}", texts(&window));
    for name in ["US Letter", "Final"] {
        let node = window.get_by_role_and_label(Role::Button, name);
        assert!(node.accesskit_node().is_disabled(), "{name}");
    }
    press(&mut window, Role::Button, "Final");
    assert!(!commands(&window).iter().any(|c| matches!(c, Command::Report(_))));
    press(&mut window, Role::Button, "Export PDF…");
    assert!(matches!(window.state().wishes.last(), Some(Wish::ChooseOutput { .. })));
}

#[test]
fn french_lacks_no_word_and_names_files_in_french() {
    let mut case = set();
    case.preview.written =
        Some((Phrase::new("report-written").text("file", "rapport.pdf"), "rapport.pdf".into()));
    let mut window = window(case, Language::French);
    for fold in ["Parties", "Remarques", "Fiche"] {
        press(&mut window, Role::Button, fold);
    }
    let all = texts(&window);
    assert!(all.iter().any(|t| t == "Imprimer…") && all.iter().any(|t| t == "page 1 sur 5"), "{all:?}");
    let missing: Vec<&String> = all.iter().filter(|t| t.starts_with('[')).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let story = window.state();
    let pdf = names::suggested(&story.case, &story.shell.words, Product::Report(Form::Pdf), now());
    assert_eq!(pdf, "relayscope-rapport-contoso-2025-11-03.pdf");
}

#[test]
fn another_case_begins_with_pages_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = program(folder.path(), Language::English);
    let number = p.case().preview.number;
    assert!(number >= 1);
    p.tab_to(Role::TextInput, "Client: Company");
    p.type_text("Contoso SA");
    p.key(Key::Enter);
    assert!(p.case().preview.number > number, "a change is set anew");
    p.click(Role::Button, "Unnamed case");
    p.click(Role::Button, "New case ");
    assert!(p.shows("Nothing has been read yet."), "{}", p.all());
    assert_eq!((p.case().preview.number, settings(&p)), (0, ReportSettings::default()));
    p.drop(&folder.path().join("logs"));
    // Once for the rows, and perhaps once more for what the custody log says of them.
    assert!((1..=2).contains(&p.case().preview.number), "{}", p.case().preview.number);
}

//! The window's shell and the Evidence place, as a person meets them. No screen is needed.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/cases.rs"]
mod cases;

use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use relayscope::analysis::finding::{Clock, ClockBasis};
use relayscope::app::panel::{PlaceInApp, Wish};
use relayscope::app::settings::Settings;
use relayscope::app::shell::Shell;
use relayscope::app::style;
use relayscope::case::Case;
use relayscope::model::time::TICKS_PER_SECOND;
use relayscope::words::Language;
use relayscope::workbench::command::Command;

struct Story {
    shell: Shell,
    case: Case,
    wishes: Vec<Wish>,
}

fn window(case: Case) -> Harness<'static, Story> {
    let story = Story { shell: Shell::new(Settings::default()), case, wishes: Vec::new() };
    Harness::builder().with_size([1280.0, 800.0]).with_context_setup(style::install).build_ui_state(
        |ui, story: &mut Story| {
            let mut wishes = Vec::new();
            story.shell.ui(ui, &story.case, &mut wishes);
            for wish in wishes {
                story.shell.take_in(ui.ctx(), &wish);
                story.wishes.push(wish);
            }
        },
        story,
    )
}

fn wishes_after_click(case: Case, label: &str) -> Vec<Wish> {
    let mut window = window(case);
    window.get_by_label(label).click();
    window.run();
    window.into_state().wishes
}

#[test]
fn the_empty_window_offers_the_demo_and_opening() {
    let wishes = wishes_after_click(cases::empty(), "Open the demo incident");
    assert_eq!(wishes, [Wish::Do(Command::OpenDemo)]);
    let mut window = window(cases::empty());
    assert!(window.query_by_label_contains("Drop event logs").is_some());
    assert_eq!(window.query_all_by_label("Open folder…").count(), 2);
    window.get_all_by_label("Open files…").next().unwrap().click();
    window.run();
    assert_eq!(window.state().wishes, [Wish::ChooseFiles]);
}

#[test]
fn commands_to_collect_can_be_copied_for_each_generation() {
    let mut window = window(cases::empty());
    assert!(window.query_by_label_contains("Get-TransportService").is_some());
    window.get_by_label("2007 / 2010").click();
    window.run();
    assert!(window.query_by_label_contains("Get-TransportServer |").is_some());
    window.get_all_by_label("Copy the commands").next().unwrap().click();
    window.run();
    assert!(matches!(&window.state().wishes[0], Wish::Copy(text) if text.contains("SmtpReceive")));
}

#[test]
fn loading_tells_bytes_and_records_and_can_be_cancelled() {
    let window = window(cases::loading());
    assert!(window.query_by_label_contains("Reading Security.evtx").is_some());
    assert!(window.query_by_label_contains("of 1.1\u{a0}GiB").is_some());
    drop(window);
    let wishes = wishes_after_click(cases::loading(), "Cancel");
    assert_eq!(wishes, [Wish::Do(Command::CancelLoading)]);
}

#[test]
fn every_source_has_a_row_with_its_balance() {
    let case = cases::normal();
    let window = window(cases::normal());
    for source in &case.sources {
        let file = source.name.rsplit(['\\', '/']).next().unwrap();
        assert!(window.query_all_by_label_contains(file).count() >= 1, "{file}");
    }
    let balance = "3,104,220 read + 0 recovered + 0 skipped + 0 damaged = 3,104,220 records";
    assert!(window.query_all_by_label_contains(balance).count() >= 1);
}

#[test]
fn damage_is_shown_with_its_place_and_reason() {
    let window = window(cases::damaged());
    assert!(window.query_by_label("3 problems").is_some());
    assert!(window.query_by_label("record 48,211").is_some());
    assert!(window.query_by_label_contains("1a2b3c4d").is_some());
    assert!(window.query_all_by_label_contains("88,290 read + 104 recovered").count() >= 1);
    assert!(window.query_by_label("2 sources with problems").is_some());
}

#[test]
fn the_count_of_problems_leads_to_the_sources_that_have_them() {
    let mut window = window(cases::damaged());
    window.get_by_label("2 sources with problems").click();
    window.run();
    assert_eq!(window.state().wishes, [Wish::ShowProblems]);
    assert!(window.query_by_label_contains("Security.evtx, ").is_none());
    assert!(window.query_by_label_contains("Application.evtx, ").is_some());
}

#[test]
fn a_source_can_be_chosen_read_again_and_removed() {
    let mut window = window(cases::normal());
    window.get_by_label_contains("MSGTRK2025110302-1.LOG, ").click();
    window.run();
    window.get_by_label("Read again").click();
    window.get_by_label("Remove").click();
    window.run();
    let id = cases::normal().sources[3].id;
    let wanted = [Wish::Do(Command::Retry(id)), Wish::Do(Command::Remove(id))];
    assert_eq!(window.state().wishes, wanted);
}

#[test]
fn another_language_is_spoken_at_once() {
    let mut window = window(cases::normal());
    window.get_by_label("FR").click();
    window.run();
    assert_eq!(window.state().wishes, [Wish::Speak(Language::French)]);
    assert!(window.query_by_label("Ouvrir des fichiers…").is_some());
    assert!(window.query_by_label_contains("compte établi").is_some());
    assert!(window.query_by_label("Open files…").is_none());
}

#[test]
fn ctrl_and_a_digit_go_to_a_place() {
    let mut window = window(cases::normal());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Num2);
    window.run();
    assert_eq!(window.state().shell.settings.place, PlaceInApp::Investigate);
}

#[test]
fn a_domain_of_ones_own_is_added_to_those_there() {
    let mut window = window(cases::normal());
    let label = "Add domains of your own";
    let role = egui::accesskit::Role::TextInput;
    window.get_by_role_and_label(role, label).focus();
    window.run();
    window.get_by_role_and_label(role, label).type_text("@Example.org");
    window.run();
    window.get_by_label("Add").click();
    window.run();
    let wanted = Wish::Do(Command::SetLocalDomains(vec!["example.org".into()]));
    assert_eq!(window.state().wishes, [wanted]);
}

#[test]
fn a_clock_that_was_wrong_is_shown_and_can_be_set() {
    let mut case = cases::normal();
    let id = case.sources[0].id;
    let clock = Clock {
        source: id,
        ahead: 420 * TICKS_PER_SECOND,
        basis: ClockBasis::Matches,
        matches: 193,
        compared: 200,
    };
    std::sync::Arc::make_mut(&mut case.analysis).clocks.push(clock);
    let mut window = window(case);
    assert!(window.query_by_label_contains("420 seconds ahead; put right (193 of 200").is_some());
    window.get_by_label("Set clock…").click();
    window.run();
    window.get_by_label("Set").click();
    window.run();
    assert_eq!(window.state().wishes, [Wish::Do(Command::SetSourceClock(id, Some(420)))]);
}

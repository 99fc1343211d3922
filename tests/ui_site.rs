//! The site sheet as a person corrects it.

#[path = "support/cases.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod cases;
#[path = "support/shell.rs"]
mod shell;

use eframe::egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use relayscope::app::panel::Wish;
use relayscope::model::address::Network;
use relayscope::workbench::command::Command;
use shell::{Story, window};

fn fill(window: &mut Harness<'_, Story>, field: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, field).type_text(text);
    window.run();
}

fn networks(names: &[&str]) -> Wish {
    Wish::Do(Command::SetInternal(names.iter().filter_map(|n| Network::parse(n)).collect()))
}

#[test]
fn a_proposal_is_accepted_or_struck_out() {
    let mut window = window(cases::normal());
    window.get_by_label("Accept EX1.contoso.test").click();
    window.run();
    window.get_by_label("Strike out 192.168.0.0/16").click_accesskit();
    window.run();
    let servers = Wish::Do(Command::SetOwnServers(vec!["EX1.contoso.test".into()]));
    assert_eq!(window.state().wishes, [servers, networks(&["10.0.0.0/8"])]);
}

#[test]
fn a_bad_network_is_refused_in_words_and_a_good_one_is_added() {
    let mut window = window(cases::normal());
    fill(&mut window, "Add networks of your own", "10.0.0.0/33");
    assert!(window.query_by_label_contains("“10.0.0.0/33” is no network").is_some());
    assert!(window.state().wishes.is_empty());
    let mut window = shell::window(cases::normal());
    fill(&mut window, "Add networks of your own", "192.0.2.0/24");
    window.key_press(eframe::egui::Key::Enter);
    window.run();
    let wanted = networks(&["10.0.0.0/8", "192.168.0.0/16", "192.0.2.0/24"]);
    assert_eq!(window.state().wishes, [wanted]);
}

#[test]
fn while_the_analysis_runs_the_sheet_says_so_and_the_old_result_stays() {
    let mut case = cases::normal();
    case.analysing = true;
    let window = window(case);
    assert!(window.query_by_label_contains("still the one before").is_some());
    assert!(window.query_by_label("example.com").is_some());
}

//! The tables without a screen: columns, filters, groups, picking, marks, search, keys alone, French.
#![expect(clippy::expect_used, reason = "a test may stop where a premise fails")]

#[path = "support/incident.rs"]
mod incident;

use eframe::egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use relayscope::app::lists::Sort;
use relayscope::app::lists::columns::Col;
use relayscope::app::panel::{Scene, Wish};
use relayscope::app::panels::investigate::{InvestigateView, investigate_ui};
use relayscope::app::style;
use relayscope::app::theme::Theme;
use relayscope::case::Case;
use relayscope::words::{Language, Words};
use relayscope::workbench::command::Command;

struct Place {
    case: Case,
    view: InvestigateView,
    wishes: Vec<Wish>,
}

fn open_in(language: Language) -> Harness<'static, Place> {
    let words = Words::new(language, chrono_tz::Europe::Paris);
    let theme = Theme::light();
    let place = Place { case: incident::incident(), view: InvestigateView::default(), wishes: Vec::new() };
    let mut h =
        Harness::builder().with_size(vec2(1280.0, 800.0)).with_context_setup(style::install).build_ui_state(
            move |ui, p: &mut Place| {
                let scene = Scene { case: &p.case, words: &words, theme: &theme };
                investigate_ui(ui, &scene, &mut p.view, &mut p.wishes);
            },
            place,
        );
    h.run();
    h
}

fn open() -> Harness<'static, Place> {
    open_in(Language::English)
}

fn shown(h: &Harness<'_, Place>) -> usize {
    h.state().view.authentications.rows.answer().expect("rows").1.rows.len()
}

#[test]
fn columns_moved_hidden_and_sorted_survive_being_kept() {
    let mut h = open();
    let state = &mut h.state_mut().view.authentications.state;
    state.order = vec![Col::Account, Col::Time, Col::EventId];
    state.sort = Some(Sort { column: Col::Account, down: true });
    state.widths.insert(Col::Account, 222.0);
    let kept = serde_json::to_string(&h.state().view).expect("it can be written");
    h.state_mut().view = serde_json::from_str(&kept).expect("it can be read");
    h.run();
    let state = &h.state().view.authentications.state;
    assert_eq!(state.order, [Col::Account, Col::Time, Col::EventId]);
    assert_eq!(state.sort, Some(Sort { column: Col::Account, down: true }));
    assert_eq!(state.widths.get(&Col::Account), Some(&222.0));
    assert!(h.query_by_label("Event id").is_some());
    assert!(h.query_by_label("Seen by").is_none());
}

#[test]
fn a_filter_under_a_head_narrows_and_its_chip_suspends_it() {
    let mut h = open();
    h.state_mut().view.authentications.state.type_in(Col::Account, "=sales2".to_owned());
    h.run();
    assert_eq!(shown(&h), 100);
    h.get_by_label("Suspend: Account: =sales2").click();
    h.run();
    assert_eq!(shown(&h), 1_743);
    h.get_by_label("Apply again: Account: =sales2").click();
    h.run();
    assert_eq!(shown(&h), 100);
    h.get_by_label("Remove: Account: =sales2").click();
    h.run();
    assert_eq!(shown(&h), 1_743);
}

#[test]
fn groups_show_counts_that_add_up() {
    let mut h = open();
    h.state_mut().view.authentications.state.group = Some(Col::Account);
    h.run();
    let groups = &h.state().view.authentications.rows.answer().expect("rows").1.groups;
    let counts: Vec<u32> = groups.iter().map(|g| g.count).collect();
    assert_eq!(counts, [1_443, 100, 100, 100]);
    assert!(h.query_by_label_contains("group 1 of 4: Account: CONTOSO\\scanner · 1,443 · 82.8 %").is_some());
    h.get_by_label_contains("group 1 of 4").click();
    h.run();
    assert!(h.query_by_label_contains("row 1 of 1,743").is_some(), "its rows are shown");
}

#[test]
fn rows_picked_together_are_copied_with_their_heads() {
    let mut h = open();
    h.get_by_label_contains("row 1 of 1,743").click();
    h.run();
    for _ in 0..2 {
        h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        h.run();
    }
    h.event(Event::Copy);
    h.run();
    let copied = h.state().wishes.iter().find_map(|w| if let Wish::Copy(t) = w { Some(t) } else { None });
    let lines: Vec<&str> = copied.expect("copied").lines().collect();
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[0], "Time\tResult\tAccount\tFrom\tHow\tSeen by");
    assert!(lines[1..].iter().all(|l| l.contains("CONTOSO\\scanner")));
}

#[test]
fn from_the_table_to_the_inspector_and_back_by_keys_and_a_star_on_the_way() {
    let mut h = open();
    h.get_by_label_contains("row 1 of 1,743").click();
    h.run();
    h.key_press(Key::S);
    h.run();
    let starred = |w: &Wish| matches!(w, Wish::Do(Command::Mark(_, mark)) if mark.star);
    assert!(h.state().wishes.iter().any(starred));
    h.key_press(Key::Enter);
    h.run();
    assert!(h.get_by_label("Fields of the row").is_focused());
    h.key_press(Key::Escape);
    h.run();
    h.key_press(Key::ArrowDown);
    h.run();
    assert_eq!(h.state().view.authentications.state.at, Some(1));
}

#[test]
fn a_search_counts_its_rows_in_every_tab() {
    let mut h = open();
    h.state_mut().view.search.text = "leroy".to_owned();
    h.run();
    assert!(h.query_by_label("Messages 9,310").is_some());
    assert_eq!(shown(&h), 0);
}

#[test]
fn heads_are_french_in_french() {
    let h = open_in(Language::French);
    assert!(h.query_by_label("Résultat").is_some() && h.query_by_label("Depuis").is_some());
}

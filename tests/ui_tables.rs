//! The tables without a screen: columns, filters, groups, picking, marks, search, keys alone, French.
#![expect(clippy::expect_used, reason = "a test may stop where a premise fails")]

#[path = "support/incident.rs"]
mod incident;

use eframe::egui::accesskit::Role;
use eframe::egui::{Color32, Event, Key, Modifiers, PointerButton, Pos2, Rect, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use relayscope::app::fonts;
use relayscope::app::lists::Sort;
use relayscope::app::lists::columns::Col;
use relayscope::app::panel::{Scene, Wish};
use relayscope::app::panels::investigate::{InvestigateView, investigate_ui};
use relayscope::app::style;
use relayscope::app::theme::{ROW, Theme};
use relayscope::case::Case;
use relayscope::words::{Language, Words};
use relayscope::workbench::command::Command;

struct Place {
    case: Case,
    view: InvestigateView,
    wishes: Vec<Wish>,
    words: Words,
}

/// What a window of 1280 x 800 leaves beside the rail, with the margin of the harness.
const ROOM: (f32, f32) = (1_076.0, 716.0);

fn open_in(language: Language) -> Harness<'static, Place> {
    let words = Words::new(language, chrono_tz::Europe::Paris);
    let theme = Theme::light();
    let (case, view) = (incident::incident(), InvestigateView::default());
    let place = Place { case, view, wishes: Vec::new(), words };
    let mut h =
        Harness::builder().with_size(vec2(ROOM.0, ROOM.1)).with_context_setup(style::install).build_ui_state(
            move |ui, p: &mut Place| {
                let scene = Scene {
                    case: &p.case,
                    words: &p.words,
                    theme: &theme,
                    now: relayscope::model::time::UtcTime::default(),
                };
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

fn head(h: &Harness<'_, Place>, title: &str) -> Rect {
    h.get_by_role_and_label(Role::ColumnHeader, title).rect()
}

fn button(h: &mut Harness<'_, Place>, pos: Pos2, button: PointerButton, pressed: bool) {
    h.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
}

fn drag(h: &mut Harness<'_, Place>, from: Pos2, to: Pos2) {
    h.event(Event::PointerMoved(from));
    button(h, from, PointerButton::Primary, true);
    h.step();
    for share in [0.3, 0.6, 1.0] {
        h.event(Event::PointerMoved(from + (to - from) * share));
        h.step();
    }
    button(h, to, PointerButton::Primary, false);
    h.run();
}

fn right_click(h: &mut Harness<'_, Place>, at: Pos2) {
    h.event(Event::PointerMoved(at));
    button(h, at, PointerButton::Secondary, true);
    h.step();
    button(h, at, PointerButton::Secondary, false);
    h.run();
}

/// Right-clicks the cell of a row that its label begins with, under a head.
fn cell_menu(h: &mut Harness<'_, Place>, row: &str, title: &str) {
    let y = h.get_by_label_contains(row).rect().center().y;
    let x = head(h, title).center().x;
    right_click(h, Pos2::new(x, y));
}

fn wished(h: &Harness<'_, Place>, wanted: impl Fn(&Command) -> bool) -> bool {
    h.state().wishes.iter().any(|w| if let Wish::Do(command) = w { wanted(command) } else { false })
}

fn order<'a>(h: &'a Harness<'_, Place>) -> &'a [Col] {
    &h.state().view.authentications.state.order
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

#[test]
fn the_slash_opens_the_filters_and_typing_under_a_head_narrows() {
    let mut h = open();
    h.get_by_label_contains("row 1 of 1,743").click();
    h.run();
    h.key_press(Key::Slash);
    h.run();
    assert!(h.get_by_role_and_label(Role::TextInput, "Filter: Time").is_focused());
    h.get_by_role_and_label(Role::TextInput, "Filter: Account").focus();
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Filter: Account").type_text("durand");
    h.run();
    assert_eq!(shown(&h), 100);
    h.key_press(Key::Enter);
    h.run();
    h.key_press(Key::Home);
    h.run();
    assert_eq!(h.state().view.authentications.state.at, Some(0), "the table has the keyboard again");
}

#[test]
fn a_head_dragged_onto_another_moves_its_column() {
    let mut h = open();
    let (from, to) = (head(&h, "From").center(), head(&h, "Result").center());
    drag(&mut h, from, to);
    assert_eq!(order(&h), [Col::Time, Col::From, Col::Result, Col::Account, Col::How, Col::SeenBy]);
    assert!(head(&h, "From").left() < head(&h, "Result").left());
    assert!(h.state().view.authentications.state.sort.is_none(), "a drag is no press");
}

#[test]
fn a_grip_makes_a_column_wider_and_the_rest_stays_within_reach() {
    let mut h = open();
    let before = head(&h, "Account").width();
    let grip = h.get_by_label("Width of the column: Account").rect().center();
    drag(&mut h, grip, grip + vec2(90.0, 0.0));
    assert!((head(&h, "Account").width() - before - 90.0).abs() < 12.0, "{}", head(&h, "Account").width());
    // What no longer fits is reached sideways.
    assert!(h.query_by_role_and_label(Role::ColumnHeader, "Seen by").is_none());
    h.get_by_label_contains("row 1 of 1,743").click();
    h.run();
    for _ in 0..4 {
        h.key_press(Key::ArrowRight);
        h.run();
    }
    assert!(head(&h, "Seen by").width() > 40.0);
}

#[test]
fn the_menu_of_a_head_hides_its_column() {
    let mut h = open();
    let at = head(&h, "How").center();
    right_click(&mut h, at);
    h.get_by_label("Hide this column").click();
    h.run();
    assert_eq!(order(&h), [Col::Time, Col::Result, Col::Account, Col::From, Col::SeenBy]);
    assert!(h.query_by_role_and_label(Role::ColumnHeader, "How").is_none());
}

#[test]
fn not_this_hides_the_rows_with_the_value_of_the_cell() {
    let mut h = open();
    cell_menu(&mut h, "row 1 of 1,743", "Account");
    h.get_by_label("Not this").click();
    h.run();
    assert_eq!(shown(&h), 300);
    assert!(h.query_by_label("Remove: Account: !=CONTOSO\\scanner").is_some());
}

#[test]
fn five_minutes_around_show_all_that_happened_then() {
    let mut h = open();
    h.state_mut().view.authentications.state.type_in(Col::Account, "=sales2".to_owned());
    h.run();
    cell_menu(&mut h, "row 1 of 100", "Time");
    h.get_by_label("±5 minutes around, all sources").click();
    h.run();
    let span = h.state().view.selection.span.expect("a span");
    assert_eq!(span.last.seconds_since(span.first), 600);
    assert!(h.query_by_label("Apply again: Account: =sales2").is_some(), "the filter rests");
    let first = incident::at(3_700 + 37).plus_seconds(-300);
    assert_eq!(span.first, first);
    let times = &h.state().case.store.tables.authentications.time;
    let expected = times.iter().filter(|t| **t >= span.first && **t <= span.last).count();
    assert!(shown(&h) > 8 && shown(&h) <= expected, "{} of {expected}", shown(&h));
}

#[test]
fn an_account_and_an_address_are_vouched_for_from_their_cells() {
    let mut h = open();
    cell_menu(&mut h, "row 1 of 1,743", "Account");
    h.get_by_label("Mark as known and in order").click();
    h.run();
    assert!(wished(&h, |c| matches!(c, Command::MarkAccount(name, true) if name.contains("scanner"))));
    cell_menu(&mut h, "row 1 of 1,743", "From");
    h.get_by_label("Mark as known and in order").click();
    h.run();
    assert!(wished(&h, |c| matches!(c, Command::MarkClient(_, true))));
    cell_menu(&mut h, "row 1 of 1,743", "How");
    assert!(h.query_by_label("Mark as known and in order").is_none(), "nobody vouches for a mechanism");
}

#[test]
fn tags_are_written_and_kept_by_keys() {
    let mut h = open();
    h.get_by_label_contains("row 2 of 1,743").click();
    h.run();
    h.key_press(Key::T);
    h.run();
    h.get_by_role_and_label(Role::TextInput, "Enter keeps · Esc drops").type_text("relay, admin");
    h.run();
    h.key_press(Key::Enter);
    h.run();
    assert!(wished(&h, |c| matches!(c, Command::Mark(_, mark) if mark.tags == ["admin", "relay"])));
    h.key_press(Key::ArrowDown);
    h.run();
    assert_eq!(h.state().view.authentications.state.at, Some(2), "the table has the keyboard again");
}

#[test]
fn the_next_row_with_a_star_is_one_key_away_in_any_order() {
    let mut h = open();
    let at = h.state().case.store.tables.provenance(relayscope::model::rows::RowRef {
        table: relayscope::model::rows::Table::Authentication,
        row: 1_000,
    });
    let place = h.state_mut();
    place.case.analysis = std::sync::Arc::new(relayscope::analysis::finding::Analysis {
        findings: Vec::new(),
        ..(*place.case.analysis).clone()
    });
    place.case.generation += 1;
    let star = relayscope::case::marks::Mark { star: true, ..Default::default() };
    place.case.marks.insert(at, star);
    place.view.authentications.state.sort = Some(Sort { column: Col::Account, down: true });
    place.view.with_noise = true;
    h.run();
    h.get_by_label_contains("row 1 of 4,943").click();
    h.run();
    h.key_press(Key::N);
    h.run();
    let (_, row) = h.state().view.authentications.focus.expect("a row");
    assert_eq!(row, 1_000);
    h.key_press(Key::Home);
    h.run();
    h.key_press_modifiers(Modifiers::SHIFT, Key::N);
    h.run();
    let state = &h.state().view.authentications.state;
    assert_eq!(state.at, Some(0), "there is none before the first row");
}

#[test]
fn all_rows_and_a_long_range_are_picked_at_once() {
    let mut h = open();
    h.get_by_label_contains("row 3 of 1,743").click();
    h.run();
    h.key_press_modifiers(Modifiers::SHIFT, Key::End);
    h.run();
    assert_eq!(h.state().view.authentications.picked.1.len(), 1_741);
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.run();
    assert_eq!(h.state().view.authentications.picked.1.len(), 1_743);
}

#[test]
fn picked_rows_stay_picked_when_the_order_changes() {
    let mut h = open();
    h.get_by_label_contains("row 3 of 1,743").click();
    h.run();
    h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    h.run();
    let picked = |h: &Harness<'_, Place>| {
        let listed = &h.state().view.authentications;
        let rows = &listed.rows.answer().expect("rows").1.rows;
        let mut picked: Vec<u32> = listed.picked.1.iter().map(|place| rows[place as usize]).collect();
        picked.sort_unstable();
        picked
    };
    let before = picked(&h);
    h.state_mut().view.authentications.state.sort = Some(Sort { column: Col::Time, down: true });
    h.run();
    assert_eq!((before.len(), picked(&h)), (2, before));
}

#[test]
fn a_filter_by_words_is_asked_again_in_another_language() {
    let mut h = open();
    h.state_mut().view.authentications.state.type_in(Col::Result, "=accepted".to_owned());
    h.run();
    assert_eq!(shown(&h), 11);
    h.state_mut().words = Words::new(Language::French, chrono_tz::Europe::Paris);
    h.run();
    assert_eq!(shown(&h), 0);
    assert!(h.query_by_label_contains("Aucune ligne ne passe").is_some(), "and says that filters hide them");
}

#[test]
fn no_head_is_cut_in_a_small_window() {
    for language in [Language::English, Language::French] {
        let h = open_in(language);
        let heads: Vec<_> = h.get_all_by_role(Role::ColumnHeader).collect();
        assert_eq!(heads.len(), 11, "{language:?}: all columns of both tables are on screen");
        for node in heads {
            let title = node.accesskit_node().label().unwrap_or_default();
            let galley = h
                .ctx
                .fonts_mut(|f| f.layout_no_wrap(title.clone(), fonts::medium(ROW), Color32::PLACEHOLDER));
            let room = node.rect().width() - 8.0;
            assert!(galley.size().x <= room + 0.5, "{language:?}: {title} needs more than {room}");
        }
    }
}

//! Palette, keys, undo, saved state and kept view, as a person at the keyboard meets them.
#![expect(clippy::unwrap_used, reason = "tests")]

#[path = "support/incident.rs"]
mod incident;
#[path = "support/shell.rs"]
mod shell;

use eframe::egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use relayscope::app::kept_view::Kept;
use relayscope::app::lists::columns::Col;
use relayscope::app::panel::{Pick, PlaceInApp, Wish};
use relayscope::app::panels::case_words::{standing, suggested_name};
use relayscope::app::settings::Settings;
use relayscope::app::shell::brought;
use relayscope::app::view::{InvestigateView, Tab};
use relayscope::case::Case;
use relayscope::case::custody::{Entry, Sealed};
use relayscope::case::saved::Saved;
use relayscope::model::text::Symbol;
use relayscope::model::time::UtcTime;
use relayscope::words::{Language, Phrase, Words};
use relayscope::workbench::command::Command;
use shell::{press, type_text, window, window_with};

const CTRL: Modifiers = Modifiers::COMMAND;

fn at_two() -> UtcTime {
    UtcTime::from_unix(1_762_178_520, 0)
}

#[test]
fn the_keyboard_alone_leads_to_a_suspect() {
    let mut window = window(incident::incident());
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "scanner");
    press(&mut window, Modifiers::NONE, Key::Enter);
    let story = window.state();
    assert_eq!(story.shell.settings.place, PlaceInApp::Investigate);
    let picked = story.shell.investigate.selection.account.unwrap();
    assert!(story.case.store.raw(picked).contains("scanner"));
    assert!(story.wishes.contains(&Wish::Pick(Pick::Account(picked))));
    assert!(window.query_by_label("Command palette").is_some_and(|n| n.rect().height() < 30.0));
}

#[test]
fn arrows_move_in_the_palette_and_escape_leaves_it() {
    let mut window = window(incident::incident());
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "theme dark");
    assert!(window.query_by_label_contains("Theme: dark").is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label_contains("Theme: dark").is_none());
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "go to");
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(window.state().wishes.last(), Some(&Wish::Go(PlaceInApp::Investigate)));
}

#[test]
fn the_palette_switches_lanes_groups_and_the_row_of_filters() {
    let mut window = window(incident::incident());
    let mut choose = |typed: &str| {
        press(&mut window, CTRL, Key::K);
        type_text(&mut window, typed);
        press(&mut window, Modifiers::NONE, Key::Enter);
        let view = &window.state().shell.investigate;
        let state = &view.authentications.state;
        (view.time.swim, state.group, state.filter_row, view.only_starred)
    };
    assert_eq!(choose("lanes by account"), (true, None, false, false));
    assert_eq!(choose("group authentications by account"), (true, Some(Col::Account), false, false));
    assert_eq!(choose("group authentications by address"), (true, Some(Col::From), false, false));
    assert_eq!(choose("each on its own"), (true, None, false, false));
    assert_eq!(choose("filter under"), (true, None, true, false));
    assert_eq!(choose("only starred"), (true, None, true, true));
    assert_eq!(window.state().shell.settings.place, PlaceInApp::Investigate);
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "journal of");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.query_by_label_contains("Nothing has been done in this case yet").is_some());
}

#[test]
fn a_journal_that_was_tampered_with_is_told_in_a_warning() {
    let mut case = incident::incident();
    let entry = |number| Entry {
        number,
        who: "anna@PC7".into(),
        what: Phrase::new("change-hours"),
        ..Entry::default()
    };
    case.custody = (1..=4).map(entry).collect();
    for i in 0..4_usize {
        let previous = i.checked_sub(1).map_or([0; 32], |before| case.custody[before].hash);
        let entry = &mut case.custody[i];
        let what = serde_json::to_string(&entry.what).unwrap();
        let sealed =
            Sealed { previous: &previous, number: entry.number, at: entry.at, who: &entry.who, what: &what };
        entry.hash = sealed.hash();
    }
    let mut window = window(case);
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "journal of");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.query_by_label_contains("4 entries, checked: none was changed").is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.state_mut().case.custody[2].who = "bert@PC8".into();
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "journal of");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.query_by_label_contains("does not hold: entry 3 of 4 was changed").is_some());
}

#[test]
fn undo_takes_back_while_a_table_has_the_keyboard_but_not_while_a_text_is_typed() {
    let mut case = incident::incident();
    case.can_undo = Some(Phrase::new("change-hours"));
    let mut window = window_with(case, Settings { place: PlaceInApp::Investigate, ..Settings::default() });
    window.get_by_label_contains("row 3 of 1,743").click();
    window.run();
    press(&mut window, CTRL, Key::Z);
    assert_eq!(window.state().wishes.last(), Some(&Wish::Do(Command::Undo)));
    press(&mut window, CTRL, Key::F);
    let before = window.state().wishes.len();
    type_text(&mut window, "abc");
    press(&mut window, CTRL, Key::Z);
    assert_eq!(window.state().wishes.len(), before, "the text is taken back, not the case");
}

#[test]
fn what_cannot_be_done_now_is_listed_with_why_and_does_nothing() {
    let mut window = window(incident::incident());
    press(&mut window, CTRL, Key::K);
    type_text(&mut window, "undo");
    assert!(window.query_by_label_contains("Undo, Nothing to undo").is_some());
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(!window.state().wishes.contains(&Wish::Do(Command::Undo)));
}

#[test]
fn the_page_of_shortcuts_opens_by_key_but_not_while_typing() {
    let mut window = window(incident::incident());
    press(&mut window, Modifiers::NONE, Key::F1);
    for text in
        ["Keyboard shortcuts", "Ctrl+Shift+S", "Next row cited by a finding or starred", "Lanes by account"]
    {
        assert!(window.query_all_by_label(text).count() >= 1, "{text}");
    }
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_label("Lanes by account").is_none());
    press(&mut window, CTRL, Key::K);
    press(&mut window, Modifiers::SHIFT, Key::Questionmark);
    assert!(window.query_by_label("Lanes by account").is_none());
}

#[test]
fn undo_says_what_it_takes_back_and_asks_for_it_by_button_and_key() {
    let mut case = incident::incident();
    case.can_undo = Some(Phrase::new("change-vouched").text("who", "CONTOSO\\scanner"));
    let mut window = window(case);
    window.get_by_label("Undo").hover();
    window.run();
    let tip = "Undo: CONTOSO\\scanner is known and in order (Ctrl+Z)";
    assert!(window.query_by_label(tip).is_some(), "no tooltip");
    window.get_by_label("Undo").click();
    window.run();
    press(&mut window, CTRL, Key::Z);
    // Nothing can be done again: the key asks for nothing.
    press(&mut window, CTRL, Key::Y);
    assert_eq!(window.state().wishes, [Wish::Do(Command::Undo), Wish::Do(Command::Undo)]);
}

#[test]
fn the_state_of_the_saving_is_said_in_both_languages() {
    let (english, french) =
        (Words::new(Language::English, chrono_tz::UTC), Words::new(Language::French, chrono_tz::UTC));
    let say = |saved: Saved, words: &Words| {
        let mut case = Case::default();
        case.home.saved = saved;
        standing(&case, words).map(|s| (s.short, s.warns))
    };
    assert_eq!(say(Saved::Nothing, &english), None);
    assert_eq!(say(Saved::At(at_two()), &english), Some(("saved at 14:02".into(), false)));
    assert_eq!(say(Saved::At(at_two()), &french), Some(("enregistré à 14:02".into(), false)));
    let failed = Saved::Failed(Phrase::new("investigate-no-suspects"));
    assert_eq!(say(failed.clone(), &english), Some(("NOT SAVED: No account stands out.".into(), true)));
    assert!(say(failed, &french).unwrap().0.starts_with("NON ENREGISTRÉ"));
    let held = Saved::ReadOnly { holder: "anna@PC7".into(), since: Some(at_two()) };
    let said = say(held.clone(), &english);
    assert_eq!(said, Some(("read only: held by anna@PC7 since 14:02".into(), true)));
    assert!(say(held, &french).unwrap().0.contains("tenu par anna@PC7 depuis 14:02"));
}

#[test]
fn nothing_in_the_top_bar_overlaps_at_1280_points() {
    let mut case = incident::incident();
    case.home.path = Some("C:/cases/contoso-headquarters-relay-incident-2025-11-03.relaycase".into());
    case.home.named = true;
    case.home.saved = Saved::ReadOnly { holder: "anna.longname@WORKSTATION7".into(), since: Some(at_two()) };
    for language in [Language::English, Language::French] {
        let zone = Some("America/Argentina/ComodRivadavia".to_owned());
        let window = window_with(case.clone(), Settings { language, zone, ..Settings::default() });
        let bar = |r: Rect| r.top() >= 0.0 && r.bottom() <= 44.0 && r.left() >= 190.0 && r.height() > 4.0;
        let leaf = |n: &egui_kittest::Node<'_>| n.children().next().is_none();
        let all: Vec<(String, Rect)> = window
            .query_all(egui_kittest::kittest::by())
            .filter(|n| n.accesskit_node().raw_bounds().is_some())
            .filter(|n| bar(n.rect()) && leaf(n) && n.accesskit_node().label().is_some())
            .map(|n| (n.accesskit_node().label().unwrap_or_default(), n.rect()))
            .collect();
        assert!(all.len() > 12, "{all:?}");
        for (i, (name, rect)) in all.iter().enumerate() {
            assert!(rect.right() <= 1280.0, "{name} is cut");
            for (other, there) in all.iter().take(i) {
                assert!(!rect.shrink(1.0).intersects(there.shrink(1.0)), "{name} lies over {other}");
            }
        }
    }
}

#[test]
fn with_large_text_the_bar_is_shorter_and_still_nothing_overlaps() {
    for language in [Language::English, Language::French] {
        let settings = Settings { language, place: PlaceInApp::Investigate, ..Settings::default() };
        let mut window = window_with(incident::incident(), settings);
        // 150 and 200 % of a window of 1280 by 800.
        for (width, height) in [(853.0, 533.0), (640.0, 400.0)] {
            window.set_size([width, height].into());
            window.run();
            let named = window.query_all(egui_kittest::kittest::by()).filter(|n| {
                n.accesskit_node().raw_bounds().is_some() && n.accesskit_node().label().is_some()
            });
            let bar: Vec<(String, Rect)> = named
                .filter(|n| {
                    n.children().next().is_none() && n.rect().bottom() <= 44.0 && n.rect().left() > 62.0
                })
                .map(|n| (n.accesskit_node().label().unwrap_or_default(), n.rect()))
                .collect();
            assert!(bar.len() >= 5, "{bar:?}");
            for (i, (name, rect)) in bar.iter().enumerate() {
                assert!(rect.right() <= width, "{name} is cut");
                for (other, there) in bar.iter().take(i) {
                    assert!(!rect.shrink(1.0).intersects(there.shrink(1.0)), "{name} lies over {other}");
                }
            }
        }
    }
}

#[test]
fn another_case_brings_its_own_view_and_the_view_goes_into_the_case() {
    let mut left = InvestigateView { tab: Tab::Sessions, ..InvestigateView::default() };
    left.selection.account = Some(Symbol(1));
    left.selection.span = incident::incident().store.span();
    let mut case = incident::incident();
    case.number = 7;
    case.view = Kept::of(&left, PlaceInApp::Investigate).json();
    let mut window = window(Case::default());
    window.state_mut().case = case;
    window.run();
    let view = &window.state().shell.investigate;
    assert_eq!((&view.selection, view.tab), (&left.selection, left.tab));
    assert_eq!(window.state().shell.settings.place, PlaceInApp::Investigate);
    assert!(window.state().wishes.is_empty(), "what was only read is not written again");
    window.state_mut().shell.investigate.selection.account = None;
    window.run_steps(8);
    let kept: Vec<&Wish> = window.state().wishes.iter().collect();
    assert!(matches!(kept[..], [Wish::Do(Command::KeepView(json))] if json.contains("\"account\":null")));
}

#[test]
fn a_case_file_is_opened_and_all_else_is_evidence() {
    let paths = vec!["a.log".into(), "b.RELAYCASE".into()];
    let wanted = [Command::OpenCase("b.RELAYCASE".into()), Command::AddPaths(vec!["a.log".into()])];
    assert_eq!(brought(paths), wanted);
}

#[test]
fn recent_cases_are_opened_from_the_empty_window_and_taken_off_the_list() {
    let mut settings = Settings::default();
    let mut case = Case::default();
    case.home.path = Some("/cases/contoso.relaycase".into());
    case.home.named = true;
    settings.remember(&case, at_two());
    let mut window = window_with(Case::default(), settings);
    assert!(window.query_by_label("Recent cases").is_some());
    window.get_by_label("Take contoso off the list").click();
    window.run();
    assert!(window.query_by_label("Recent cases").is_none());
}

#[test]
fn the_suggested_name_says_whose_case_and_which_day() {
    let mut case = incident::incident();
    let words = Words::new(Language::English, chrono_tz::UTC);
    let basis = relayscope::analysis::finding::SiteBasis::Configuration;
    std::sync::Arc::make_mut(&mut case.analysis).site.local_domains = vec![("contoso.test".into(), basis)];
    let name = suggested_name(&case, &words);
    assert!(name.starts_with("contoso-2025-11-0") && name.ends_with(".relaycase"), "{name}");
}

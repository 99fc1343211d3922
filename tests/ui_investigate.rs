//! The Investigate place without a screen: what is picked in one view narrows the others, and nothing lies.
#![expect(clippy::expect_used, reason = "a test may stop where a premise fails")]

#[path = "support/incident.rs"]
mod incident;

use eframe::egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, TouchPhase, pos2,
    vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use relayscope::analysis::finding::VerdictKind;
use relayscope::app::panel::{Scene, Wish};
use relayscope::app::panels::investigate::{InvestigateView, investigate_ui};
use relayscope::app::style;
use relayscope::app::theme::Theme;
use relayscope::case::{Case, RawView};
use relayscope::evidence::format::RawRecord;
use relayscope::model::safe_text::SafeText;
use relayscope::words::{Language, Phrase, Words};
use relayscope::workbench::command::Command;
use std::sync::Arc;

struct Place {
    case: Case,
    view: InvestigateView,
    wishes: Vec<Wish>,
}

fn open(case: Case) -> Harness<'static, Place> {
    let words = Words::new(Language::English, chrono_tz::Europe::Paris);
    let theme = Theme::light();
    let place = Place { case, view: InvestigateView::default(), wishes: Vec::new() };
    let mut h =
        Harness::builder().with_size(vec2(1100.0, 760.0)).with_context_setup(style::install).build_ui_state(
            move |ui, p: &mut Place| {
                let scene = Scene {
                    case: &p.case,
                    words: &words,
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

fn plot(h: &Harness<'_, Place>) -> Rect {
    h.get_by_label("Timeline").rect()
}

fn press(h: &mut Harness<'_, Place>, pos: Pos2, pressed: bool) {
    h.event(Event::PointerMoved(pos));
    h.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    h.step();
}

fn drag(h: &mut Harness<'_, Place>, from: Pos2, to: Pos2) {
    press(h, from, true);
    for k in 1..=4u8 {
        h.event(Event::PointerMoved(from + (to - from) * f32::from(k) / 4.0));
        h.step();
    }
    press(h, to, false);
    h.run();
}

#[test]
fn the_banner_says_who_and_how_much() {
    let h = open(incident::incident());
    assert!(
        h.query_by_label_contains("CONTOSO\\scanner relays spam through SMTP AUTH from 3 addresses")
            .is_some()
    );
    for count in ["9,310 messages", "41,322 recipients", "11 sessions"] {
        assert!(h.query_by_label(count).is_some(), "{count}");
    }
}

#[test]
fn dragging_selects_the_span_under_the_pointer() {
    let mut h = open(incident::incident());
    let (area, all) = (plot(&h), h.state().case.store.span().expect("has rows"));
    let y = area.center().y;
    drag(&mut h, pos2(area.left() + area.width() * 0.25, y), pos2(area.left() + area.width() * 0.5, y));
    let span = h.state().view.selection.span.expect("a span");
    let share = |t: i64| (t - all.first.0) as f64 / all.ticks() as f64;
    assert!((share(span.first.0) - 0.25).abs() < 0.002, "{}", share(span.first.0));
    assert!((share(span.last.0) - 0.5).abs() < 0.002, "{}", share(span.last.0));
    let rows = &h.state().view.authentications.rows.answer().expect("rows").1.rows;
    let times = &h.state().case.store.tables.authentications.time;
    assert!(!rows.is_empty() && rows.iter().all(|&r| span.contains(times[r as usize])));
    drag(&mut h, pos2(area.left() + area.width() * 0.5, y), pos2(area.left() + area.width() * 0.75, y));
    let moved = h.state().view.selection.span.expect("a span");
    assert_eq!(moved.first, span.first, "the end was moved, not the beginning");
    assert!((share(moved.last.0) - 0.75).abs() < 0.002);
    h.key_press(Key::Escape);
    h.run();
    assert_eq!(h.state().view.selection.span, None);
}

#[test]
fn the_wheel_zooms_around_the_pointer() {
    let mut h = open(incident::incident());
    let (area, all) = (plot(&h), h.state().case.store.span().expect("has rows"));
    h.event(Event::PointerMoved(pos2(area.left() + area.width() * 0.75, area.center().y)));
    h.step();
    h.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    h.run();
    let seen = h.state().view.visible.expect("zoomed in");
    assert!(seen.ticks() < all.ticks());
    let under = |first: i64, ticks: i64| first as f64 + 0.75 * ticks as f64;
    let drift = under(seen.first.0, seen.ticks()) - under(all.first.0, all.ticks());
    assert!(drift.abs() / (all.ticks() as f64) < 0.002, "{drift}");
}

#[test]
fn clicking_a_row_asks_for_its_raw_record() {
    let mut h = open(incident::incident());
    h.get_by_label_contains("row 3 of 1,743").click();
    h.run();
    let row = h.state().view.selection.row.expect("a row").1;
    let provenance = h.state().case.store.tables.provenance(row);
    assert_eq!(h.state().wishes, [Wish::Do(Command::ShowRaw(provenance))]);
    assert!(h.query_by_label_contains("Reading the record").is_some());
}

#[test]
fn later_lines_of_the_conversation_stand_below_the_cited_one() {
    let mut h = open(incident::incident());
    h.get_by_label_contains("row 3 of 1,743").click();
    h.run();
    let row = h.state().view.selection.row.expect("a row").1;
    let at = h.state().case.store.tables.provenance(row);
    let record = RawRecord {
        text: SafeText::new("LogonDenied"),
        after: vec![SafeText::new("User Name: scanner")],
        ..RawRecord::default()
    };
    h.state_mut().case.raw = Some(RawView { at, record: Ok(record.clone()) });
    h.run();
    let top = |h: &Harness<'_, Place>, label: &str| h.get_by_label(label).rect().top();
    let [cited, said, later] = ["LogonDenied", "Later lines of the same conversation:", "User Name: scanner"]
        .map(|label| top(&h, label));
    assert!(cited < said && said < later);
    let alone = RawRecord { after: Vec::new(), ..record };
    h.state_mut().case.raw = Some(RawView { at, record: Ok(alone) });
    h.run();
    assert!(h.query_by_label("Later lines of the same conversation:").is_none());
}

#[test]
fn a_suspect_narrows_every_table() {
    let mut h = open(incident::incident());
    h.get_by_label("Why and who").click();
    h.run();
    h.get_by_label("CONTOSO\\scanner").click();
    h.run();
    h.get_by_label("Messages").click();
    h.run();
    let state = h.state();
    assert_eq!(state.view.authentications.rows.answer().expect("rows").1.rows.len(), 1_443);
    assert_eq!(state.view.messages.rows.answer().expect("rows").1.rows.len(), 9_310);
    assert!(h.query_by_label("Remove: account is CONTOSO\\scanner").is_some());
    h.get_by_label("Remove: account is CONTOSO\\scanner").click();
    h.run();
    assert_eq!(h.state().view.selection.account, None);
}

#[test]
fn noise_is_hidden_with_its_count_until_asked_for() {
    let mut h = open(incident::incident());
    let shown = |h: &Harness<'_, Place>| h.state().view.authentications.rows.answer().map(|a| a.1.rows.len());
    assert_eq!(shown(&h), Some(1_743));
    h.get_by_label("Remove: noise hidden: 3,200").click();
    h.run();
    assert_eq!(shown(&h), Some(4_943));
}

#[test]
fn keys_walk_through_the_rows() {
    let mut h = open(incident::incident());
    h.get_by_label_contains("row 1 of 1,743").click();
    h.run();
    h.key_press(Key::End);
    h.run();
    assert!(h.query_by_label_contains("row 1,743 of 1,743").is_some());
    h.key_press(Key::ArrowUp);
    h.run();
    assert_eq!(h.state().view.authentications.state.at, Some(1_741));
}

#[test]
fn an_empty_place_says_what_belongs_there() {
    let h = open(Case::default());
    assert!(h.query_by_label("No evidence yet").is_some());
    let mut case = incident::incident();
    case.store = Arc::default();
    case.analysis = Arc::default();
    let h = open(case.clone());
    assert!(h.query_by_label("These files hold no authentication and no mail").is_some());
    case.sources[0].state = relayscope::case::State::Waiting;
    let h = open(case);
    assert!(h.query_by_label("Working…").is_some());
}

#[test]
fn rows_without_queues_say_how_to_get_them() {
    let mut case = incident::incident();
    let mut store = (*case.store).clone();
    store.tables.queues = Default::default();
    case.store = Arc::new(store);
    assert!(open(case).query_by_label("No queue readings. Export them with Get-Queue.").is_some());
}

#[test]
fn while_rows_are_compared_nothing_is_denied() {
    let mut case = incident::incident();
    case.store = Arc::default();
    case.analysis = Arc::default();
    case.analysing = true;
    let h = open(case);
    assert!(h.query_by_label("Working…").is_some());
    assert!(h.query_by_label("These files hold no authentication and no mail").is_none());
}

#[test]
fn a_name_that_would_turn_the_line_around_is_shown_with_its_marks() {
    let mut case = incident::incident();
    let mut store = (*case.store).clone();
    let hostile = store.text.intern("CONTOSO\\\u{202e}nimda\u{1b}[2J");
    store.tables.authentications.account.fill(hostile);
    case.store = Arc::new(store);
    let h = open(case);
    let rows: Vec<_> = h.query_all_by_label_contains("‹U+202E›nimda‹U+001B›").collect();
    assert!(rows.len() > 3, "{} rows show it", rows.len());
    assert!(h.query_all_by_label_contains("\u{202e}").next().is_none());
}

#[test]
fn a_claim_is_one_click_from_the_row_that_bears_it() {
    let mut h = open(incident::incident());
    h.get_by_label("Why and who").click();
    h.run();
    // Below many reasons the findings lie outside of what is seen.
    h.get_by_label_contains("F1 ").scroll_to_me();
    h.run();
    h.get_by_label_contains("F1 ").click();
    h.run();
    let first = h.state().case.analysis.findings[0].rows[0];
    let expected = h.state().case.store.tables.provenance(first);
    assert!(h.state().wishes.contains(&Wish::Do(Command::ShowRaw(expected))));
}

#[test]
fn several_verdicts_are_named_in_the_banner_and_told_apart_in_the_reasons() {
    let mut case = incident::incident();
    let analysis = Arc::make_mut(&mut case.analysis);
    let mut second = analysis.verdicts[0].clone();
    second.kind = VerdictKind::Backscatter;
    second.headline = Phrase::new("verdict-backscatter");
    analysis.verdicts.push(second);
    let mut h = open(case);
    assert!(h.query_by_label_contains("Also: backscatter").is_some());
    h.get_by_label("Why and who").click();
    h.run();
    h.get_by_label("Others forge your addresses, and the bounces come back to you").scroll_to_me();
    h.run();
}

#[test]
fn a_suspect_can_be_marked_as_known_and_in_order() {
    let mut h = open(incident::incident());
    h.get_by_label("Why and who").click();
    h.run();
    h.get_all_by_label("Mark as known and in order").next().expect("a suspect").scroll_to_me();
    h.run();
    h.get_all_by_label("Mark as known and in order").next().expect("a suspect").click();
    h.run();
    let suspect = h.state().case.analysis.suspects[0].account;
    let name: String = h.state().case.analysis.directory.name(suspect).into();
    assert!(h.state().wishes.contains(&Wish::Do(Command::MarkAccount(name, true))));
}

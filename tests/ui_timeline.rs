//! The timeline without a screen: what is dragged, pressed and clicked is exactly what is selected and counted.
#![expect(clippy::expect_used, reason = "a test may stop where a premise fails")]

#[path = "support/incident.rs"]
mod incident;

use eframe::egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Rect, Shape, TouchPhase,
    pos2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use relayscope::app::panel::{Scene, Wish};
use relayscope::app::panels::investigate::{InvestigateView, investigate_ui};
use relayscope::app::style;
use relayscope::app::theme::Theme;
use relayscope::app::widgets::time_axis::Axis;
use relayscope::case::Case;
use relayscope::case::marks::Mark;
use relayscope::model::harvest::Harvest;
use relayscope::model::provenance::{Place as Spot, SourceId};
use relayscope::model::rows::{Action, Authentication, Outcome, RowRef, Table};
use relayscope::model::store::EventStore;
use relayscope::model::time::{Span, UtcTime};
use relayscope::words::{Language, Words};
use std::sync::Arc;

struct Place {
    case: Case,
    view: InvestigateView,
    wishes: Vec<Wish>,
}

fn open_in(case: Case, language: Language) -> Harness<'static, Place> {
    let words = Words::new(language, chrono_tz::Europe::Paris);
    let theme = Theme::light();
    let place = Place { case, view: InvestigateView::default(), wishes: Vec::new() };
    let mut h = Harness::builder()
        .with_step_dt(0.05)
        .with_max_steps(40)
        .with_size(vec2(1100.0, 760.0))
        .with_context_setup(style::install)
        .build_ui_state(
            move |ui, p: &mut Place| {
                let scene = Scene { case: &p.case, words: &words, theme: &theme, now: UtcTime::default() };
                investigate_ui(ui, &scene, &mut p.view, &mut p.wishes);
            },
            place,
        );
    h.run();
    h
}

fn open(case: Case) -> Harness<'static, Place> {
    open_in(case, Language::English)
}

fn plot(h: &Harness<'_, Place>) -> Rect {
    h.get_by_label("Timeline").rect()
}

fn all(h: &Harness<'_, Place>) -> Span {
    h.state().case.store.span().expect("has rows")
}

/// The axis as it stands on screen.
fn axis(h: &Harness<'_, Place>) -> Axis {
    let (area, view) = (plot(h), &h.state().view);
    Axis::new(view.visible.unwrap_or(all(h)), area.left(), area.width(), view.time.cuts())
}

fn press(h: &mut Harness<'_, Place>, pos: Pos2, pressed: bool) {
    h.event(Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    });
    h.step();
}

fn drag_with(h: &mut Harness<'_, Place>, from: Pos2, to: Pos2, modifiers: Modifiers) {
    h.event(Event::ModifiersChanged(modifiers));
    h.event(Event::PointerMoved(from));
    press(h, from, true);
    for k in 1..=4u8 {
        h.event(Event::PointerMoved(from + (to - from) * f32::from(k) / 4.0));
        h.step();
    }
    press(h, to, false);
    h.event(Event::ModifiersChanged(Modifiers::NONE));
    h.run();
}

fn drag(h: &mut Harness<'_, Place>, from: Pos2, to: Pos2) {
    drag_with(h, from, to, Modifiers::NONE);
}

fn click(h: &mut Harness<'_, Place>, at: Pos2) {
    press(h, at, true);
    press(h, at, false);
    h.run();
}

fn wheel(h: &mut Harness<'_, Place>, at: Pos2, points: f32) {
    h.event(Event::PointerMoved(at));
    h.step();
    h.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    h.run();
}

fn in_plot(h: &Harness<'_, Place>, share: f32) -> Pos2 {
    let area = plot(h);
    pos2(area.left() + area.width() * share, area.center().y)
}

#[test]
fn a_drag_makes_the_span_its_handles_change_it_and_shift_moves_it() {
    let mut h = open(incident::incident());
    let (a, b) = (in_plot(&h, 0.3), in_plot(&h, 0.6));
    drag(&mut h, a, b);
    let axis = axis(&h);
    let span = h.state().view.selection.span.expect("a span");
    assert_eq!((span.first, span.last), (axis.time(a.x), axis.time(b.x)));
    let earlier = in_plot(&h, 0.2);
    drag(&mut h, a, earlier);
    let grown = h.state().view.selection.span.expect("a span");
    assert_eq!((grown.first, grown.last), (axis.time(earlier.x), span.last));
    let (from, to) = (in_plot(&h, 0.4), in_plot(&h, 0.5));
    drag_with(&mut h, from, to, Modifiers::SHIFT);
    let moved = h.state().view.selection.span.expect("a span");
    let by = axis.time(to.x).0 - axis.time(from.x).0;
    assert_eq!((moved.first.0 - grown.first.0, moved.ticks()), (by, grown.ticks()));
    h.key_press(Key::Escape);
    h.run();
    assert_eq!(h.state().view.selection.span, None);
}

#[test]
fn while_dragging_the_length_and_the_ends_are_told() {
    let mut h = open(incident::incident());
    let (a, b) = (in_plot(&h, 0.3), in_plot(&h, 0.6));
    press(&mut h, a, true);
    h.event(Event::PointerMoved(b));
    h.step();
    h.step();
    assert!(h.query_by_label_contains(" h ").is_some());
    assert!(h.query_by_label_contains("Mon 3 Nov 2025 00:5").is_some());
}

#[test]
fn a_click_sets_the_cursor_and_a_double_click_shows_all_again() {
    let mut h = open(incident::incident());
    let at = in_plot(&h, 0.4);
    wheel(&mut h, at, 200.0);
    assert!(h.state().view.visible.is_some());
    click(&mut h, at);
    assert_eq!(h.state().view.cursor, Some(axis(&h).time(at.x)));
    press(&mut h, at, true);
    press(&mut h, at, false);
    h.run();
    assert_eq!(h.state().view.visible, None);
}

#[test]
fn the_keyboard_alone_selects_a_span_and_finds_its_way() {
    let mut h = open(incident::incident());
    let at = in_plot(&h, 0.5);
    click(&mut h, at);
    assert!(!h.state().view.time.by_keys, "a click needs no ring around the lanes");
    h.get_by_label("Timeline").focus();
    h.state_mut().view.cursor = None;
    h.run();
    for _ in 0..3 {
        h.key_press_modifiers(Modifiers::SHIFT, Key::ArrowRight);
        h.run();
    }
    h.key_press_modifiers(Modifiers::CTRL | Modifiers::SHIFT, Key::ArrowLeft);
    h.run();
    assert!(h.state().view.time.by_keys, "the keyboard's place is shown");
    let span = h.state().view.selection.span.expect("a span");
    let share = span.ticks() as f64 / all(&h).ticks() as f64;
    assert!((share - 0.04).abs() < 0.001, "three steps and one: {share}");
    let told = h.get_by_label("Timeline").accesskit_node().value().expect("says what is shown");
    assert!(told.contains("Shown: ") && told.contains("Selected: "), "{told}");
    for key in [Key::Plus, Key::Plus, Key::Home] {
        h.key_press(key);
        h.run();
    }
    assert_eq!(h.state().view.visible.expect("zoomed").first, all(&h).first);
    h.key_press(Key::End);
    h.run();
    let seen = h.state().view.visible.expect("zoomed");
    assert_eq!(seen.last, all(&h).last);
    h.key_press(Key::Enter);
    h.run();
    assert_eq!(h.state().view.selection.span, Some(seen));
    h.key_press(Key::Num0);
    h.run();
    assert_eq!(h.state().view.visible, None);
    h.key_press(Key::W);
    h.run();
    assert!(h.query_by_label("Only this account: CONTOSO\\scanner").is_some());
}

#[test]
fn dragging_on_the_picture_of_the_whole_case_moves_and_resizes_what_is_shown() {
    let mut h = open(incident::incident());
    let middle = in_plot(&h, 0.5);
    wheel(&mut h, middle, 150.0);
    let before = h.state().view.visible.expect("zoomed");
    let map = h.get_by_label("The whole case").rect();
    let whole = Axis::new(all(&h), map.left(), map.width(), &[]);
    let from = pos2(whole.x(UtcTime(before.first.0 + before.ticks() / 2)), map.center().y);
    drag(&mut h, from, from + vec2(40.0, 0.0));
    let moved = h.state().view.visible.expect("zoomed");
    assert!(moved.first > before.first && (moved.ticks() - before.ticks()).abs() <= 2);
    let edge = pos2(whole.x(moved.first), map.center().y);
    drag(&mut h, edge, edge - vec2(30.0, 0.0));
    let wider = h.state().view.visible.expect("zoomed");
    assert_eq!((wider.first, wider.last), (whole.time(edge.x - 30.0), moved.last));
}

#[test]
fn accounts_have_lanes_with_refusals_then_success_and_a_click_narrows() {
    let mut h = open(incident::incident());
    h.get_by_label("A lane for each of the busiest accounts (W)").click();
    h.run();
    let state = h.state();
    let lanes = &state.view.time.lanes.answer().expect("lanes").1;
    let first = &lanes.swimmers[0];
    let times = &state.case.store.tables.authentications.time;
    let at = |rows: &[u32], last: bool| {
        let row = if last { rows.last() } else { rows.first() };
        times[*row.expect("rows") as usize]
    };
    assert_eq!((first.failed.len(), first.accepted.len()), (1_432, 11));
    assert!(at(&first.failed, true) < at(&first.accepted, false), "guessed first, came in afterwards");
    let [failed, accepted] = &state.view.time.columns.1.swim[0];
    let sum = |counts: &[u32]| counts.iter().sum::<u32>();
    assert_eq!((sum(failed), sum(accepted)), (1_432, 11));
    h.get_by_label("Only this account: CONTOSO\\scanner").click();
    h.run();
    assert_eq!(h.state().view.authentications.rows.answer().expect("rows").1.rows.len(), 1_443);
    h.get_by_label("Only this account: CONTOSO\\scanner").click();
    h.run();
    assert_eq!(h.state().view.selection.account, None);
}

#[test]
fn all_columns_together_are_what_the_tables_count_at_any_zoom() {
    let mut h = open(incident::incident());
    for round in 0..5 {
        let seen = h.state().view.visible.unwrap_or(all(&h));
        let (t, view) = (&h.state().case.store.tables, &h.state().view);
        let health = |i: &usize| h.state().case.analysis.noise_of[*i] != 0;
        let of = |outcome: Outcome| {
            let rows = t.authentications.within(seen).filter(|i| !health(i));
            rows.filter(|i| t.authentications.outcome[*i] == outcome).count()
        };
        let c = &view.time.columns.1;
        let sum = |counts: &[u32]| counts.iter().map(|n| *n as usize).sum::<usize>();
        let failed: usize = c.failed.iter().map(|part| sum(part)).sum();
        assert_eq!(failed, of(Outcome::Failure), "round {round}");
        assert_eq!(sum(&c.accepted), of(Outcome::Success), "round {round}");
        assert_eq!(sum(&c.local) + sum(&c.relayed), t.mail.within(seen).len(), "round {round}");
        let at = in_plot(&h, 0.45);
        wheel(&mut h, at, 90.0);
    }
}

/// Two nights of sign-ins with ten days of nothing between them.
fn with_gap() -> Case {
    let mut h = Harvest::default();
    let account = h.intern("CONTOSO\\scanner");
    for i in 0..400i64 {
        let time = incident::at(i * 60 + if i < 200 { 0 } else { 864_000 });
        h.tables.authentications.push(Authentication { time, account, ..Authentication::default() });
    }
    Case { store: Arc::new(EventStore::of(h)), generation: 1, ..Case::default() }
}

#[test]
fn a_gap_over_half_of_the_case_is_cut_out_and_every_place_still_has_its_instant() {
    let mut h = open(with_gap());
    let cut = axis(&h).pieces().iter().find(|p| p.cut).copied().expect("a cut");
    assert!(cut.right - cut.left < 20.0 && cut.span.ticks() > all(&h).ticks() / 2);
    let (a, b) = (in_plot(&h, 0.25), in_plot(&h, 0.75));
    drag(&mut h, a, b);
    let axis_now = axis(&h);
    let span = h.state().view.selection.span.expect("a span");
    assert_eq!((span.first, span.last), (axis_now.time(a.x), axis_now.time(b.x)));
    assert!(span.first < cut.span.first && span.last > cut.span.last);
    let at = in_plot(&h, 0.8);
    let held = axis_now.time(at.x);
    wheel(&mut h, at, 60.0);
    assert!((axis(&h).x(held) - at.x).abs() < 1.0, "zooming holds what is under the pointer");
    h.hover_at(pos2((cut.left + cut.right) / 2.0, at.y));
    h.key_press(Key::Num0);
    h.run();
    assert!(h.query_by_label_contains("without any row, cut out").is_some());
    h.get_by_label("Cut out long gaps").click();
    h.run();
    assert!(axis(&h).pieces().iter().all(|p| !p.cut));
    let total: u32 = h.state().view.time.columns.1.accepted.iter().sum();
    assert_eq!(total, 400);
}

#[test]
fn the_read_out_is_exact_says_what_covers_and_leaves_the_pointer_free() {
    let mut case = incident::incident();
    case.sources[0].span = case.store.span();
    let mut h = open(case);
    let at = in_plot(&h, 0.3);
    h.hover_at(at);
    h.run();
    let axis = axis(&h);
    let n = h.state().view.time.columns.1.edges.len() - 1;
    let k = ((at.x - axis.left) / axis.width * n as f32) as usize;
    let failed: u32 = h.state().view.time.columns.1.failed.iter().map(|p| p[k]).sum();
    assert!(failed > 0);
    let said = format!("{failed} failed sign-ins");
    assert!(!h.get_by_label_contains(&said).rect().contains(at));
    assert!(h.query_by_label("Covered by RECV2025110302-1.LOG").is_some());
    h.hover_at(pos2(axis.x(incident::at(31_000)), at.y));
    h.run();
    assert!(h.query_by_label("No source covers sign-ins here").is_some());
}

#[test]
fn an_action_says_what_was_done_and_a_click_takes_it_to_the_inspector() {
    let mut h = open(incident::incident());
    // The two actions are seven minutes apart: apart on screen only when zoomed in.
    h.state_mut().view.visible = Some(Span { first: incident::at(23_700), last: incident::at(24_900) });
    h.run();
    let at = pos2(axis(&h).x(incident::at(24_420)), plot(&h).bottom() - 10.0);
    h.hover_at(at);
    h.run();
    assert!(h.query_by_label_contains("Password reset by somebody else · CONTOSO\\scanner").is_some());
    click(&mut h, at);
    let row = h.state().view.selection.row.expect("a row").1;
    assert_eq!(row, RowRef { table: Table::Action, row: 1 });
}

#[test]
fn a_bar_below_the_lanes_names_its_file_and_narrows_to_it() {
    let mut case = incident::incident();
    for source in &mut case.sources {
        source.span = Some(Span { first: incident::at(0), last: incident::at(30_000) });
    }
    let mut h = open(case);
    let bars = h.get_by_label("Sources").rect();
    let at = pos2(bars.left() + 50.0, bars.top() + 5.0);
    h.hover_at(at);
    h.run();
    assert!(h.query_by_label_contains("RECV2025110302-1.LOG · ").is_some());
    click(&mut h, at);
    assert_eq!(h.state().view.selection.source, Some(SourceId(0)));
    h.get_by_label("Show the sources below").click();
    h.run();
    assert!(h.query_by_label("Sources").is_none());
}

#[test]
fn starred_rows_are_found_again_by_their_place() {
    let mut case = incident::incident();
    let at = RowRef { table: Table::Authentication, row: 900 };
    let (place, time) = (case.store.tables.provenance(at), case.store.time_of(at));
    case.marks.insert(place, Mark { star: true, ..Mark::default() });
    let h = open(case);
    assert!(h.state().view.time.stars.answer().expect("stars").1.contains(&time));
}

#[test]
fn it_speaks_french() {
    let mut h = open_in(incident::incident(), Language::French);
    h.hover_at(h.get_all_by_label("Chronologie").next().expect("the timeline").rect().center());
    h.run();
    assert!(h.query_by_label_contains("authentifications refusées").is_some());
}

#[test]
fn the_span_ends_where_the_button_was_let_go_though_the_pointer_went_on_in_the_same_frame() {
    let mut h = open(incident::incident());
    let (a, b, away) = (in_plot(&h, 0.3), in_plot(&h, 0.6), in_plot(&h, 0.05));
    press(&mut h, a, true);
    h.event(Event::PointerMoved(b));
    h.step();
    let button = PointerButton::Primary;
    h.event(Event::PointerButton { pos: b, button, pressed: false, modifiers: Modifiers::NONE });
    h.event(Event::PointerMoved(away));
    h.run();
    let span = h.state().view.selection.span.expect("a span");
    assert_eq!((span.first, span.last), (axis(&h).time(a.x), axis(&h).time(b.x)));
}

#[test]
fn what_is_said_of_the_pointer_covers_neither_lanes_nor_axis() {
    let mut h = open(incident::incident());
    let edges = h.query_all_by_label("Resize").map(|n| n.rect().top());
    let bottom = edges.fold(f32::INFINITY, f32::min);
    for share in [0.01, 0.5, 0.99] {
        let at = in_plot(&h, share);
        h.hover_at(at);
        h.run();
        let said = h.get_by_label_contains("column of ").rect();
        assert!(said.top() >= bottom && said.left() >= 0.0 && said.right() <= 1_100.0, "{said:?}");
    }
}

#[test]
fn lanes_without_room_are_counted_and_come_with_a_higher_timeline() {
    let mut h = open(many(2_000));
    h.state_mut().view.time.swim = true;
    h.state_mut().view.timeline = 190.0;
    h.run();
    let named = |h: &Harness<'_, Place>| h.query_all_by_label_contains("Only this account: ").count();
    let low = named(&h);
    assert!((1..8).contains(&low), "{low}");
    assert!(h.query_by_label(&format!("{} more", 8 - low)).is_some());
    h.state_mut().view.timeline = 320.0;
    h.run();
    assert_eq!((named(&h), h.query_by_label_contains(" more").is_none()), (8, true));
}

#[test]
fn a_lonely_old_row_stretches_nothing_and_its_day_is_told() {
    let mut harvest = Harvest::default();
    for seconds in (0..5_000).map(|i| i * 30).chain([-162_000_000]) {
        let time = incident::at(seconds);
        harvest.tables.authentications.push(Authentication { time, ..Authentication::default() });
    }
    let h = open(Case { store: Arc::new(EventStore::of(harvest)), generation: 1, ..Case::default() });
    let axis = axis(&h);
    let days = axis.right() - axis.x(incident::at(0));
    assert!(days > axis.width * 0.9, "{days} of {} points are left for what matters", axis.width);
    assert!(painted(&h).iter().any(|text| text.contains("2020")), "{:?}", painted(&h));
}

#[test]
fn a_star_that_is_taken_back_leaves_and_no_frame_looks_for_stars_again() {
    let mut case = incident::incident();
    let at = RowRef { table: Table::Authentication, row: 900 };
    let place = case.store.tables.provenance(at);
    case.marks.insert(place, Mark { star: true, ..Mark::default() });
    let mut h = open(case);
    let version = h.state().view.time.stars.version;
    let to = in_plot(&h, 0.5);
    wheel(&mut h, to, 100.0);
    assert_eq!(h.state().view.time.stars.version, version);
    h.state_mut().case.marks.remove(&place);
    h.run();
    assert!(h.state().view.time.stars.answer().expect("stars").1.is_empty());
}

/// Texts of the frame.
fn painted(h: &Harness<'_, Place>) -> Vec<String> {
    fn texts(shape: &Shape, found: &mut Vec<String>) {
        match shape {
            Shape::Vec(all) => all.iter().for_each(|s| texts(s, found)),
            Shape::Text(text) => found.push(text.galley.text().to_owned()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    h.output().shapes.iter().for_each(|s| texts(&s.shape, &mut found));
    found
}

/// Shapes and vertices that a frame gives to the painter.
fn weight(h: &Harness<'_, Place>) -> (usize, usize) {
    fn vertices(shape: &Shape) -> usize {
        match shape {
            Shape::Vec(all) => all.iter().map(vertices).sum(),
            Shape::Mesh(mesh) => mesh.vertices.len(),
            Shape::Path(path) => path.points.len(),
            _ => 1,
        }
    }
    let shapes = &h.output().shapes;
    (shapes.len(), shapes.iter().map(|s| vertices(&s.shape)).sum())
}

/// `n` sign-ins and a tenth as many actions within a day.
fn many(n: i64) -> Case {
    let mut h = Harvest::default();
    let names: Vec<_> = (0..50).map(|i| h.intern(&format!("CONTOSO\\user{i}"))).collect();
    for i in 0..n {
        let time = UtcTime(incident::at(0).0 + i * (864_000_000_000 / n));
        let outcome = if i % 7 == 0 { Outcome::Success } else { Outcome::Failure };
        let account = names[(i * i % 50) as usize];
        let status = [0xC000_006A, 0xC000_0064, 0xC000_0234][(i % 3) as usize];
        h.tables.authentications.push(Authentication {
            time,
            outcome,
            account,
            status,
            ..Default::default()
        });
        if i % 10 == 0 {
            h.tables.actions.push(Action { time, place: Spot::line(1, 1), ..Action::default() });
        }
    }
    Case { store: Arc::new(EventStore::of(h)), generation: 1, ..Case::default() }
}

/// Waits for the lists that are made on threads.
fn settle(h: &mut Harness<'_, Place>) {
    for _ in 0..2_000 {
        h.step();
        let view = &h.state().view;
        if view.time.lanes.answer().is_some()
            && view.time.ground.answer().is_some()
            && !view.time.lanes.is_working()
        {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    h.run();
}

#[test]
fn a_frame_weighs_the_same_with_a_hundred_times_the_rows() {
    let mut weights = Vec::new();
    for n in [10_000, 1_000_000] {
        let mut h = open(many(n));
        settle(&mut h);
        let plain = weight(&h);
        h.state_mut().view.time.swim = true;
        h.run();
        weights.push((plain, weight(&h)));
        let failed: u32 = h.state().view.time.columns.1.failed.iter().flatten().sum();
        assert_eq!(i64::from(failed), n - (n + 6) / 7);
    }
    let [few, lots] = weights.as_slice() else { return };
    for (few, lots) in [(few.0, lots.0), (few.1, lots.1)] {
        assert!(lots.0 <= few.0 + 40, "{few:?} shapes and vertices became {lots:?}");
        assert!(lots.1 <= few.1 * 3 / 2 && lots.1 < 40_000, "{few:?} became {lots:?}");
    }
}

//! Lanes on one axis: who tried, who came in, what mail went, how deep the queues stood, what was done.
//!
//! Sums per column are exact and kept until rows, filters, view or width change; no frame walks over rows.

mod actions;
mod axis;
mod cuts;
mod depth;
mod head;
mod keys;
mod lanes;
mod minimap;
mod pointer;
mod readout;
mod sources;
mod swim;

use super::rows::card;
use crate::app::fonts;
use crate::app::lists::List;
use crate::app::panel::{Scene, Wish};
use crate::app::series::columns::{Columns, density};
use crate::app::series::ground::{Ground, Witness};
use crate::app::series::{Asked, Lanes};
use crate::app::theme::ROW;
use crate::app::timeline_state::{Basis, MarksSeen};
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::width_of;
use crate::app::widgets::time_axis::Axis;
use crate::model::provenance::{Provenance, SourceId};
use crate::model::store::EventStore;
use crate::model::time::{Span, UtcTime};
use eframe::egui::{Id, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2};
use rustc_hash::FxHashSet;

/// Points of a column.
const COLUMN: f32 = 4.0;

/// Where the parts stand.
struct Layout {
    /// Left edge of names.
    names: f32,
    /// The whole case.
    map: Rect,
    /// The lanes.
    plot: Rect,
    /// Bars of the sources; empty where they are hidden.
    bars: Rect,
    /// Labels of the axis.
    axis: Rect,
    /// Right edge of the card.
    right: f32,
}

/// What all parts of the picture look at.
#[derive(Clone, Copy)]
struct Picture<'a> {
    scene: &'a Scene<'a>,
    axis: &'a Axis,
    plot: Rect,
    /// Lower edge of the card: what is said of the pointer stands below it and covers no lane.
    below: f32,
    all: Span,
    cuts: &'a [Span],
}

/// Draws the timeline and takes in drags, wheel and keys.
pub fn timeline_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    wishes: &mut Vec<Wish>,
) {
    card(ui, area, scene.theme);
    let Some(all) = scene.case.store.span() else {
        return;
    };
    refresh(ui, scene, view);
    let layout = layout(ui, area, scene, view);
    let cuts = view.time.cuts().to_vec();
    head::head_ui(ui, &layout, scene, view);
    minimap::minimap_ui(ui, layout.map, scene, view, all, &cuts);
    let plot = layout.plot;
    let response = ui.interact(plot, Id::unique("timeline"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, scene.words.word("investigate-timeline")));
    let axis = axis_of(view, plot, all, &cuts);
    let picture = Picture { scene, axis: &axis, plot, below: area.bottom(), all, cuts: &cuts };
    pointer::pointer(ui, &response, &picture, view, wishes);
    keys::keys(ui, &response, &picture, view);
    if view.visible == Some(all) {
        view.visible = None;
    }
    let axis = axis_of(view, plot, all, &cuts);
    let picture = Picture { axis: &axis, ..picture };
    told(ui, &response, &picture, view);
    if view.time.lanes.answer().is_some_and(|(asked, _)| asked.question.generation == scene.case.generation) {
        count(scene, view, &axis);
        draw(ui, &layout, &picture, view, &response, wishes);
    }
    axis::axis_ui(ui.painter(), &layout, scene, &axis);
}

fn axis_of(view: &InvestigateView, plot: Rect, all: Span, cuts: &[Span]) -> Axis {
    Axis::new(view.visible.unwrap_or(all), plot.left(), plot.width(), cuts)
}

fn layout(ui: &Ui, area: Rect, scene: &Scene<'_>, view: &InvestigateView) -> Layout {
    let widest = |n: &str| width_of(ui.painter(), &scene.words.word(n), fonts::medium(ROW));
    let names = ["failed", "accepted", "messages", "depth", "actions"]
        .map(|n| widest(&format!("investigate-lane-{n}")));
    let gutter = names.into_iter().fold(90.0, f32::max) + 56.0;
    let (left, right) = (area.left() + gutter, area.right() - 16.0);
    let strip = |top: f32, bottom: f32| Rect::from_min_max(pos2(left, top), pos2(right, bottom.max(top)));
    let map = strip(area.top() + 8.0, area.top() + 24.0);
    let axis = strip(area.bottom() - 29.0, area.bottom() - 3.0);
    let room = axis.top() - map.bottom() - 6.0;
    let wanted = if view.time.bars { sources::height(view) } else { 0.0 };
    // Where the card is low the lanes come first, above all those of accounts.
    let least = if view.time.swim { 180.0 } else { 118.0 };
    let bars = if room - wanted >= least { wanted } else { 0.0 };
    let plot = strip(map.bottom() + 6.0, axis.top() - bars);
    let bars = strip(plot.bottom(), plot.bottom() + bars);
    Layout { names: area.left() + 12.0, map, plot, bars, axis, right: area.right() }
}

/// Asks for what is counted anew when rows or filters change.
fn refresh(ui: &Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    let (case, ctx) = (scene.case, ui.ctx());
    let mut question = view.question(List::Authentications, case.generation);
    question.span = None;
    let asked = Asked { question, by_account: view.time.by_account };
    let n = case.store.tables.authentications.len().max(case.store.tables.mail.len());
    let (store, analysis, q) = (case.store.clone(), case.analysis.clone(), asked.clone());
    view.time.lanes.ask(&asked, n, ctx, move || Lanes::build(&store, &analysis, &q));
    if view.time.ground.answer().is_none_or(|(g, _)| *g != case.generation) {
        let witness = |s: &crate::case::CaseSource| Witness {
            id: s.id,
            format: s.format.unwrap_or(""),
            span: s.span,
            covered: s.covered.clone(),
        };
        let sources: Vec<Witness> = case.sources.iter().map(witness).collect();
        let (store, analysis) = (case.store.clone(), case.analysis.clone());
        let n = n.max(store.tables.queues.len());
        view.time.ground.ask(&case.generation, n, ctx, move || Ground::build(&store, &analysis, &sources));
    }
    let seen = MarksSeen {
        case: case.number,
        generation: case.generation,
        entries: case.custody.len(),
        marks: case.marks.len(),
    };
    if view.time.stars.answer().is_none_or(|(known, _)| *known != seen) {
        let wanted = case.marks.iter().filter(|(_, m)| m.star).map(|(p, _)| *p).collect();
        let store = case.store.clone();
        view.time.stars.ask(&seen, n, ctx, move || times_of(&store, &wanted));
    }
}

/// When the rows at some places are, in order.
fn times_of(store: &EventStore, wanted: &FxHashSet<Provenance>) -> Vec<UtcTime> {
    let (t, mut found) = (&store.tables, Vec::new());
    let mut look = |sources: &[SourceId], places: &[crate::model::provenance::Place], times: &[UtcTime]| {
        for ((&source, &place), &time) in sources.iter().zip(places).zip(times) {
            if wanted.contains(&Provenance { source, place }) && time.is_plausible() {
                found.push(time);
            }
        }
    };
    if !wanted.is_empty() {
        look(&t.authentications.source, &t.authentications.place, &t.authentications.time);
        look(&t.sessions.source, &t.sessions.place, &t.sessions.time);
        look(&t.mail.source, &t.mail.place, &t.mail.time);
        look(&t.queues.source, &t.queues.place, &t.queues.time);
        look(&t.held.source, &t.held.place, &t.held.time);
        look(&t.actions.source, &t.actions.place, &t.actions.time);
    }
    found.sort_unstable();
    found
}

#[expect(clippy::cast_possible_truncation, reason = "screen positions")]
fn basis(scene: &Scene<'_>, view: &InvestigateView, axis: &Axis) -> Basis {
    let hundredths = |x: f32| (x * 100.0) as i64;
    Basis {
        versions: (view.time.lanes.version, view.time.ground.version),
        generation: scene.case.generation,
        view: Some(axis.view),
        cut: !view.time.cuts().is_empty(),
        swim: view.time.swim,
        place: (hundredths(axis.left), hundredths(axis.width)),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "columns on screen")]
fn columns_of(axis: &Axis) -> usize {
    ((axis.width / COLUMN) as usize).clamp(1, 4_096)
}

fn count(scene: &Scene<'_>, view: &mut InvestigateView, axis: &Axis) {
    let basis = basis(scene, view, axis);
    if view.time.columns.0 == basis {
        return;
    }
    let nothing = Ground::default();
    let ground = view.time.ground.answer().map_or(&nothing, |(_, g)| g);
    if let Some((_, lanes)) = view.time.lanes.answer() {
        let (store, analysis) = (&scene.case.store, &scene.case.analysis);
        let columns = Columns::build(store, analysis, lanes, ground, axis, columns_of(axis), basis.swim);
        view.time.columns = (basis, columns);
    }
}

/// Rows of the whole case by column of the strip on top.
fn density_of<'a>(scene: &Scene<'_>, view: &'a mut InvestigateView, axis: &Axis) -> &'a [u32] {
    let basis = Basis { versions: (0, view.time.ground.version), swim: false, ..basis(scene, view, axis) };
    if view.time.density.0 != basis {
        view.time.density = (basis, density(&scene.case.store, axis, columns_of(axis)));
    }
    &view.time.density.1
}

/// Says to a screen reader what is shown and what is selected.
fn told(ui: &Ui, response: &Response, picture: &Picture<'_>, view: &InvestigateView) {
    let text = readout::told(picture, view);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(text));
}

fn draw(
    ui: &mut Ui,
    layout: &Layout,
    picture: &Picture<'_>,
    view: &mut InvestigateView,
    response: &Response,
    wishes: &mut Vec<Wish>,
) {
    let rows = lanes::rows(layout.plot, view.time.swim);
    lanes::lanes_ui(ui, picture, view, &rows);
    cuts::cuts_ui(ui, picture, layout);
    lanes::names_ui(ui, layout, picture, view, &rows);
    if let Some((_, rect)) = rows.iter().find(|(lane, _)| *lane == lanes::Row::Swim) {
        swim::names_ui(ui, layout, *rect, picture.scene, view);
    }
    sources::sources_ui(ui, layout, picture, view);
    pointer::marks_ui(ui, picture, view, response);
    if !actions::hover_ui(ui, picture, view, &rows, response, wishes) {
        readout::readout_ui(ui, picture, view, response);
    }
}

//! The Remediate place: the steps of the clean-up, each with its way, its warnings and its proofs; the machines;
//! what is left.
//!
//! Nothing here changes the case; a step is ticked by a command and shows as ticked once it is kept.

mod form;
mod how;
mod known;
mod left;
pub(super) mod list;
mod machines;
mod people;
pub(super) mod proofs;
mod rows;
mod signs;
mod step;
mod top;

use crate::app::panel::{Scene, Wish};
use crate::app::style;
use crate::app::widgets::{parts, typed};
use crate::model::time::UtcTime;
use crate::playbook::progress::StepState;
use crate::playbook::step::{Step, step as step_of, steps};
use crate::words::Phrase;
use crate::workbench::command::StepDeed;
use eframe::egui::{Key, Modifiers, Rect, Response, Ui, UiBuilder, pos2, vec2};
use form::{Asking, Form};
use known::Known;
use left::{LeftView, To};
use list::list_ui;
use machines::MachinesView;
use rows::{Rows, Shown, Wanted};
use step::Reach;

/// Between the cards.
const GAP: f32 = 10.0;

/// The pages of the place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The steps.
    #[default]
    Steps,
    /// The machines.
    Machines,
    /// What is left.
    Left,
}

impl Tab {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Steps, Self::Machines, Self::Left];

    /// Id of its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Steps => "rem-tab-steps",
            Self::Machines => "rem-machines",
            Self::Left => "rem-tab-left",
        }
    }
}

/// What the place shows.
#[derive(Debug, Default)]
pub struct RemediateView {
    /// The step that is open, by its id.
    pub open: String,
    /// The page that is open.
    pub tab: Tab,
    wanted: Wanted,
    known: Known,
    rows: Rows,
    form: Form,
    machines: MachinesView,
    left: LeftView,
    reach: Reach,
    /// Text of the field for the time of awareness.
    aware: String,
    reveal: bool,
    take_focus: bool,
    /// The frame in which the place was drawn last.
    seen: u64,
}

impl RemediateView {
    /// Opens a step.
    pub fn show(&mut self, id: &str) {
        id.clone_into(&mut self.open);
        self.wanted.shown = Shown::All;
        self.go(Tab::Steps);
    }

    /// Keeps up with the case; once a frame, whatever place is shown.
    pub fn follow(&mut self, scene: &Scene<'_>) {
        self.known.follow(scene);
    }

    /// Opens a page; the keyboard goes to its list.
    pub fn go(&mut self, tab: Tab) {
        self.tab = tab;
        self.reveal = true;
        match tab {
            Tab::Steps => self.take_focus = true,
            Tab::Machines => self.machines.take_focus = true,
            Tab::Left => self.left.take_focus = true,
        }
    }

    /// The step that is open; the first one shown where none is.
    fn step(&mut self) -> Option<&'static Step> {
        if step_of(&self.open).is_none() {
            let first = steps().iter().find(|s| self.known.is_shown(s)).or(steps().first());
            self.open = first.map(|s| s.id.clone()).unwrap_or_default();
        }
        step_of(&self.open)
    }
}

/// A few words for the rail: how much is settled, and whether the evidence speaks against it.
#[must_use]
pub fn rail_state(scene: &Scene<'_>, view: &RemediateView) -> String {
    let words = scene.words;
    if Known::is_contradicted(scene) {
        return words.word("rem-state-against");
    }
    let totals = view.known.totals;
    let begun = view.known.progress.values().any(|p| p.state != StepState::Todo);
    if !begun {
        return words.word(if scene.case.sources.is_empty() {
            "state-nothing-yet"
        } else {
            "rem-state-begin"
        });
    }
    let said = Phrase::new("rem-state")
        .number("n", totals.settled)
        .number("all", totals.all)
        .number("must", totals.open_must);
    words.say(&said)
}

/// Draws the place.
pub fn remediate_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RemediateView, wishes: &mut Vec<Wish>) {
    let frame = ui.ctx().cumulative_frame_nr();
    if frame > view.seen + 1 {
        view.go(view.tab);
    }
    view.seen = frame;
    top::top_ui(ui, scene, view, wishes);
    let area = ui.available_rect_before_wrap();
    ui.advance_cursor_after_rect(area);
    let (left, right) = split(area);
    match view.tab {
        Tab::Steps => steps_ui(ui, scene, view, (left, right), wishes),
        Tab::Machines => {
            let mut list = card(ui, scene, left, "machines");
            let mut detail = card(ui, scene, right, "machine");
            machines::machines_ui(&mut list, &mut detail, scene, &mut view.known, &mut view.machines, wishes);
            if ui.input(|i| i.key_pressed(Key::Escape)) {
                view.machines.take_focus = true;
            }
        }
        Tab::Left => {
            let mut list = card(ui, scene, area, "left");
            match left::left_ui(&mut list, scene, &view.known, &mut view.left, wishes) {
                Some(To::Step(id)) => view.show(&id),
                Some(To::Machine(key)) => {
                    view.machines.open = key;
                    view.go(Tab::Machines);
                }
                None => {}
            }
        }
    }
}

/// The list's part of the room, and the rest.
fn split(area: Rect) -> (Rect, Rect) {
    let width = (area.width() * 0.312).clamp(236.0, 360.0);
    let (left, right) = area.split_left_right_at_x(area.left() + width);
    (left, Rect::from_min_max(pos2(right.left() + GAP, right.top()), right.max))
}

/// A card that fills `rect`; what is drawn into it stays within.
fn card(ui: &mut Ui, scene: &Scene<'_>, rect: Rect, name: &str) -> Ui {
    let frame = style::card(scene.theme);
    ui.painter().add(frame.paint(rect.shrink(12.0)));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(rect.shrink2(vec2(11.0, 9.0))).id_salt(name));
    inside.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
    inside
}

fn steps_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut RemediateView,
    (left, right): (Rect, Rect),
    wishes: &mut Vec<Wish>,
) {
    view.rows.follow(scene, &view.known, view.wanted);
    let Some(step) = view.step() else { return };
    view.form.follow(&step.id, &scene.case.work.step(&step.id), wishes);
    view.known.fill(step, scene.words.language());
    let mut list = card(ui, scene, left, "steps");
    list_side(&mut list, scene, view, step, wishes);
    let mut detail = card(ui, scene, right, "step");
    let (form, reach) = (&mut view.form, &mut view.reach);
    step::step_ui(&mut detail, scene, (&view.known, step), form, reach, wishes);
    if std::mem::take(&mut view.reach.back) || leaves(ui) {
        view.take_focus = true;
    }
}

/// Escape leads back to the list, unless it closes something else first.
fn leaves(ui: &Ui) -> bool {
    ui.input(|i| i.key_pressed(Key::Escape)) && !eframe::egui::Popup::is_any_open(ui.ctx())
}

fn list_side(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut RemediateView,
    step: &'static Step,
    wishes: &mut Vec<Wish>,
) {
    chips(ui, scene, view);
    let name = scene.words.word("rem-steps");
    let flags = (&mut view.take_focus, &mut view.reveal);
    let done = list_ui(ui, scene, &name, &view.rows.lines, &view.open, flags);
    if view.rows.lines.is_empty() {
        ui.label(parts::quiet(scene.words.word("rem-no-step"), scene.theme));
    }
    if let Some(chosen) = done.chosen {
        view.open = chosen;
    } else if done.focused {
        keys(ui, scene, view, step, wishes);
    }
}

fn chips(ui: &mut Ui, scene: &Scene<'_>, view: &mut RemediateView) {
    let words = scene.words;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for (shown, count) in Shown::ALL.into_iter().zip(view.rows.counts) {
            let text = words.say(&Phrase::new(shown.word()).number("n", count));
            if parts::choice(ui, scene.theme, &text, view.wanted.shown == shown) {
                view.wanted.shown = shown;
                view.reveal = true;
            }
        }
    });
}

/// What the keys do while the list has the keyboard; `shortcuts` lists them.
fn keys(ui: &Ui, scene: &Scene<'_>, view: &mut RemediateView, step: &Step, wishes: &mut Vec<Wish>) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let (form, facts) = (&mut view.form, view.known.step(&step.id));
    let progress = scene.case.work.step(&step.id);
    let open = !progress.state.is_settled();
    if pressed(Key::Enter) {
        view.reach.into = true;
    } else if pressed(Key::Space) {
        match progress.state {
            StepState::Todo => form.deed(StepDeed::Begin, wishes),
            StepState::Doing => form.deed(StepDeed::Reopen, wishes),
            _ => {}
        }
    } else if pressed(Key::D) && open {
        form.tick(scene, &facts.standing, None, wishes);
    } else if pressed(Key::P) {
        form.ask(Asking::Proof, String::new());
    } else if pressed(Key::K) && open {
        form.ask(Asking::Skip, step::model(scene, step));
    } else if pressed(Key::O) && progress.state != StepState::Todo {
        form.deed(StepDeed::Reopen, wishes);
    } else if pressed(Key::A) {
        let all = signs::of_step(scene, &step.id);
        let fresh = all.into_iter().find(|(s, proves)| *proves && !signs::is_attached(&progress, s));
        if let Some((sign, _)) = fresh {
            let proof = signs::proof_of(scene, sign);
            match open {
                true => form.tick(scene, &facts.standing, Some(proof), wishes),
                false => form.deed(StepDeed::Prove(proof), wishes),
            }
        }
    } else if pressed(Key::C) {
        wishes.extend(view.known.first_command().map(|text| Wish::Copy(text.to_owned())));
    } else {
        return;
    }
    // The letter itself must not land in the field that gets the keyboard.
    ui.input_mut(|i| i.events.retain(|e| !matches!(e, eframe::egui::Event::Text(_))));
}

/// Heading of a part.
fn section(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    section_with(ui, scene, id, "");
}

/// Heading of a part, with a quiet word beside it.
fn section_with(ui: &mut Ui, scene: &Scene<'_>, id: &str, beside: &str) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.label(parts::head(scene.words.word(id)));
        if !beside.is_empty() {
            ui.label(parts::quiet(beside, scene.theme).color(scene.theme.good));
        }
    });
}

/// A field of one line with its name above.
fn field(ui: &mut Ui, scene: &Scene<'_>, id: &str, text: &mut String, width: f32) -> Response {
    typed::field(ui, scene.theme, (&scene.words.word(id), ""), text, width)
}

/// A time on the site's clocks; UTC on hover.
fn time_label(ui: &mut Ui, scene: &Scene<'_>, time: UtcTime) {
    let text = parts::quiet(scene.words.time(time), scene.theme);
    ui.label(text).on_hover_text(both_times(scene, time));
}

/// A time on the site's clocks and in UTC.
fn both_times(scene: &Scene<'_>, time: UtcTime) -> String {
    format!("{} ({})\n{}", scene.words.time(time), scene.words.zone().name(), time.rfc3339())
}

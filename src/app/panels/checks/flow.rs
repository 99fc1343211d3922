//! Mail-flow tests to fill in: before the change, in the window, on the next working day. Sends nothing.

use super::fields;
use super::matrix::{self, Row};
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::{parts, typed};
use crate::case::remedy;
use crate::case::work::ItemKey;
use crate::playbook::flow::{FlowCell, FlowResult, FlowTest, ROUNDS, grid};
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{Align, Key, Label, Layout, Modifiers, RichText, ScrollArea, Ui, vec2};

/// From this width on, the fields stand beside the matrix.
const WIDE: f32 = 860.0;
/// Width of the fields.
const FIELDS: f32 = 316.0;

/// The matrix and what is being typed about a cell.
#[derive(Debug, Default)]
pub struct FlowView {
    round: usize,
    chosen: usize,
    /// Case and generation that the servers are of.
    made_of: Option<(u64, u64)>,
    servers: Vec<String>,
    tests: Vec<FlowTest>,
    rows: Vec<Row>,
    /// What the tests are of.
    listed: (Vec<String>, Vec<String>, bool),
    draft: Draft,
    server: String,
    device: String,
    take_focus: bool,
    into: bool,
}

/// A cell as it is being written.
#[derive(Debug, Default)]
struct Draft {
    key: String,
    from: FlowCell,
    now: FlowCell,
}

impl Draft {
    /// Keeps up with the case; what was typed about another cell goes into the case first.
    fn follow(&mut self, key: &str, cell: &FlowCell, wishes: &mut Vec<Wish>) {
        if self.key != key {
            self.flush(wishes);
            *self = Self { key: key.to_owned(), from: cell.clone(), now: cell.clone() };
        } else if self.from != *cell {
            let (now, from) = (&mut self.now, &self.from);
            for (field, was, is) in [
                (&mut now.message_id, &from.message_id, &cell.message_id),
                (&mut now.sent, &from.sent, &cell.sent),
                (&mut now.received, &from.received, &cell.received),
                (&mut now.by, &from.by, &cell.by),
                (&mut now.remark, &from.remark, &cell.remark),
            ] {
                if field == was {
                    field.clone_from(is);
                }
            }
            now.result = cell.result;
            self.from = cell.clone();
        }
    }

    fn flush(&mut self, wishes: &mut Vec<Wish>) {
        if !self.key.is_empty() && self.now != self.from {
            wishes.push(Wish::Do(Command::Flow(self.key.clone(), Box::new(self.now.clone()))));
            self.from = self.now.clone();
        }
    }
}

impl FlowView {
    /// Keeps up with the servers and devices of the case.
    pub fn follow(&mut self, scene: &Scene<'_>) {
        let case = scene.case;
        let made_of = (case.number, case.generation);
        if self.made_of != Some(made_of) {
            self.servers = remedy::facts(case, scene.words.zone()).server_names;
            self.made_of = Some(made_of);
        }
        let kept = case.work.items().keys().filter_map(|key| match key {
            ItemKey::Flow(key) => key.split_once('/').map(|(_, id)| id),
            _ => None,
        });
        let kept: Vec<&str> = kept.collect();
        let listed = (self.all_servers(&kept), named(&kept, "DEV-"), case.work.brief().hybrid);
        if self.listed != listed || self.tests.is_empty() {
            self.tests = grid(&listed.0, &listed.1, listed.2);
            self.rows = matrix::rows(&self.tests);
            self.listed = listed;
            self.chosen = self.chosen.min(self.tests.len().saturating_sub(1));
        }
    }

    /// Those of the evidence, and those that people added.
    fn all_servers(&self, kept: &[&str]) -> Vec<String> {
        let known = grid(&self.servers, &[], false);
        let mut all = self.servers.clone();
        let more = named(kept, "IN-").into_iter();
        all.extend(more.filter(|name| known.iter().all(|t| t.id.strip_prefix("IN-") != Some(name))));
        all
    }

    fn key(&self, test: usize) -> String {
        let round = ROUNDS.get(self.round).map_or("", |r| r.key);
        format!("{round}/{}", self.tests.get(test).map_or("", |t| t.id.as_str()))
    }

    fn results(&self, scene: &Scene<'_>) -> Vec<FlowResult> {
        (0..self.tests.len()).map(|test| scene.case.work.flow(&self.key(test)).result).collect()
    }
}

/// Names behind a prefix in the ids that the case keeps, each once.
fn named(kept: &[&str], prefix: &str) -> Vec<String> {
    let mut all: Vec<String> =
        kept.iter().filter_map(|id| id.strip_prefix(prefix)).map(str::to_owned).collect();
    all.sort();
    all.dedup();
    all
}

/// Tests of the round that is open: those with a result, and all.
pub fn totals(scene: &Scene<'_>, view: &FlowView) -> (usize, usize) {
    let results = view.results(scene);
    (results.iter().filter(|r| **r != FlowResult::Open).count(), results.len())
}

/// Draws the page.
pub fn flow_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut FlowView, wishes: &mut Vec<Wish>) {
    fields::card(ui, scene, |ui| {
        fields::why(ui, scene, "chk-flow-why");
        rounds_ui(ui, scene, view);
        totals_ui(ui, scene, view);
        ui.add_space(6.0);
        if ui.available_width() < WIDE {
            left(ui, scene, view, wishes);
            right(ui, scene, view, wishes);
            return;
        }
        let room = ui.available_width() - FIELDS - 16.0;
        ui.horizontal_top(|ui| {
            part(ui, room, |ui| left(ui, scene, view, wishes));
            part(ui, FIELDS, |ui| right(ui, scene, view, wishes));
        });
    });
}

fn part(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        add(ui);
    });
}

fn rounds_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut FlowView) {
    ui.horizontal_wrapped(|ui| {
        for (n, round) in ROUNDS.iter().enumerate() {
            let name = scene.words.word(&format!("round-{}", round.key));
            if parts::choice(ui, scene.theme, &name, view.round == n) {
                view.round = n;
                view.take_focus = true;
            }
        }
    });
}

fn totals_ui(ui: &mut Ui, scene: &Scene<'_>, view: &FlowView) {
    let results = view.results(scene);
    let count = |result| results.iter().filter(|r| **r == result).count();
    let said = Phrase::new("chk-flow-totals")
        .number("passed", count(FlowResult::Passed))
        .number("failed", count(FlowResult::Failed))
        .number("na", count(FlowResult::NotApplicable))
        .number("open", count(FlowResult::Open));
    ui.label(RichText::new(scene.words.say(&said)).font(crate::app::fonts::medium(ROW)));
}

fn left(ui: &mut Ui, scene: &Scene<'_>, view: &mut FlowView, wishes: &mut Vec<Wish>) {
    let results = view.results(scene);
    let done = ScrollArea::horizontal().id_salt("matrix").show(ui, |ui| {
        ui.add_space(4.0);
        let tests = (view.tests.as_slice(), view.rows.as_slice());
        let done = matrix::matrix_ui(ui, scene, tests, &results, view.chosen, &mut view.take_focus);
        ui.add_space(6.0);
        done
    });
    let done = done.inner;
    if let Some(chosen) = done.chosen {
        view.chosen = chosen;
    }
    if done.clicked {
        // The fields show it; the keyboard stays in the matrix.
        view.into = false;
    } else if done.focused {
        keys(ui, scene, view, wishes);
    }
    fields::why(ui, scene, "chk-flow-keys");
    more_ui(ui, scene, view, wishes);
}

/// What the keys do while the matrix has the keyboard; `shortcuts` lists them.
fn keys(ui: &Ui, scene: &Scene<'_>, view: &mut FlowView, wishes: &mut Vec<Wish>) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let all = [
        (Key::P, FlowResult::Passed),
        (Key::F, FlowResult::Failed),
        (Key::N, FlowResult::NotApplicable),
        (Key::O, FlowResult::Open),
    ];
    if let Some((_, result)) = all.into_iter().find(|(key, _)| pressed(*key)) {
        set(scene, view, result, wishes);
    } else if pressed(Key::Enter) {
        view.into = true;
    } else {
        return;
    }
    // The letter itself must not land in a field that gets the keyboard.
    ui.input_mut(|i| i.events.retain(|e| !matches!(e, eframe::egui::Event::Text(_))));
}

/// Sets the result of the chosen cell; what was typed about it goes along.
fn set(scene: &Scene<'_>, view: &mut FlowView, result: FlowResult, wishes: &mut Vec<Wish>) {
    let key = view.key(view.chosen);
    view.draft.follow(&key, &scene.case.work.flow(&key), wishes);
    view.draft.now.result = result;
    view.draft.flush(wishes);
}

/// Servers and devices that the evidence does not name.
fn more_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut FlowView, wishes: &mut Vec<Wish>) {
    ui.horizontal_top(|ui| {
        let server = add_ui(ui, scene, ("chk-flow-server", "EX2"), &mut view.server);
        let device = add_ui(ui, scene, ("chk-flow-device", "copier"), &mut view.device);
        let new = [("IN-", server), ("DEV-", device)];
        for (prefix, name) in new.into_iter().filter_map(|(prefix, name)| Some((prefix, name?))) {
            let (servers, devices) =
                if prefix == "IN-" { (vec![name], vec![]) } else { (vec![], vec![name]) };
            let all = grid(&servers, &devices, false);
            if let Some(test) = all.iter().find(|t| t.id.starts_with(prefix)) {
                let key = format!("{}/{}", ROUNDS.first().map_or("", |r| r.key), test.id);
                wishes.push(Wish::Do(Command::Flow(key, Box::default())));
            }
        }
    });
}

/// A field with a name to add; gives it when it was entered.
fn add_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (id, hint): (&'static str, &str),
    text: &mut String,
) -> Option<String> {
    let field = fields::field(ui, scene, (id, hint), text, 250.0);
    let name = text.trim().to_owned();
    let entered = typed::entered(ui, &field) && !name.is_empty();
    if entered {
        text.clear();
    }
    entered.then_some(name)
}

/// The fields of the chosen cell.
fn right(ui: &mut Ui, scene: &Scene<'_>, view: &mut FlowView, wishes: &mut Vec<Wish>) {
    let key = view.key(view.chosen);
    view.draft.follow(&key, &scene.case.work.flow(&key), wishes);
    let Some(test) = view.tests.get(view.chosen) else { return };
    about_ui(ui, scene, test);
    let draft = &mut view.draft;
    let mut leave = false;
    ui.horizontal_wrapped(|ui| {
        for result in FlowResult::ALL {
            let name = scene.words.word(&format!("flow-{}", result.key()));
            if parts::choice(ui, scene.theme, &name, draft.now.result == result) {
                draft.now.result = result;
                leave = true;
            }
        }
    });
    let mut into = std::mem::take(&mut view.into);
    let now = &mut draft.now;
    for (id, hint, text) in [
        ("chk-flow-message-id", "<a1b2@contoso.test>", &mut now.message_id),
        ("chk-flow-sent", "2026-11-30 10:05", &mut now.sent),
        ("chk-flow-received", "2026-11-30 10:07", &mut now.received),
        ("chk-flow-by", "A. Martin", &mut now.by),
        ("chk-flow-remark", "", &mut now.remark),
    ] {
        let width = ui.available_width().min(FIELDS);
        let field = fields::field(ui, scene, (id, hint), text, width);
        if std::mem::take(&mut into) {
            field.request_focus();
        }
        leave |= field.lost_focus();
        view.take_focus |= typed::entered(ui, &field);
    }
    if now.result == FlowResult::NotApplicable && now.remark.trim().is_empty() {
        fields::warn(ui, scene, &scene.words.word("chk-flow-why-na"));
    }
    if leave {
        draft.flush(wishes);
    }
    if ui.input(|i| i.key_pressed(Key::Escape)) && !eframe::egui::Popup::is_any_open(ui.ctx()) {
        view.take_focus = true;
    }
}

fn about_ui(ui: &mut Ui, scene: &Scene<'_>, test: &FlowTest) {
    ui.label(parts::head(&test.id));
    for (id, phrase) in [
        ("chk-flow-from", &test.from),
        ("chk-flow-to", &test.to),
        ("chk-flow-method", &test.method),
        ("chk-flow-pass", &test.pass),
    ] {
        let text = format!("{} {}", scene.words.word(id), scene.words.say(phrase));
        ui.add(Label::new(RichText::new(text).size(ROW)).wrap());
    }
    ui.add_space(4.0);
}

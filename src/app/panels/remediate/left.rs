//! What is left: open steps with who and when, what the client refused, what was left out and why, what was done
//! against a warning, machines, and what is due.

use super::known::Known;
use super::list::{Line, Row, Tone, list_ui};
use super::rows::due;
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::parts;
use crate::case::remedy;
use crate::model::safe_text::SafeText;
use crate::playbook::machines::Fate;
use crate::playbook::progress::{Progress, StepState};
use crate::playbook::step::{Priority, Step, steps};
use crate::words::{Language, Phrase};
use eframe::egui::{Key, Label, Modifiers, Ui};

/// Where a machine's rows lead: their key begins so.
const MACHINE: &str = "machine:";

/// The list, kept until something changes.
#[derive(Debug, Default)]
pub struct LeftView {
    /// The row that is chosen.
    pub chosen: String,
    /// Asks for the keyboard.
    pub take_focus: bool,
    reveal: bool,
    made_of: Option<(u64, Language, String)>,
    lines: Vec<Line>,
}

/// Where the list leads to.
#[derive(Debug, PartialEq, Eq)]
pub enum To {
    /// A step, by its id.
    Step(String),
    /// A machine, by its key.
    Machine(String),
}

/// Draws the list; a row leads to its step or machine.
pub fn left_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    known: &Known,
    view: &mut LeftView,
    wishes: &mut Vec<Wish>,
) -> Option<To> {
    view.follow(scene, known);
    if view.lines.is_empty() {
        ui.add(Label::new(parts::quiet(scene.words.word("rem-left-nothing"), scene.theme)).wrap());
        return None;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(parts::quiet(scene.words.word("rem-left-hint"), scene.theme));
        if ui.small_button(scene.words.word("rem-left-copy")).clicked() {
            wishes.push(Wish::Copy(as_text(&view.lines)));
        }
    });
    let name = scene.words.word("rem-tab-left");
    let done = list_ui(ui, scene, &name, &view.lines, &view.chosen, (&mut view.take_focus, &mut view.reveal));
    let enter = done.focused && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    let clicked = done.chosen.is_some() && ui.input(|i| i.pointer.any_released());
    if let Some(chosen) = done.chosen {
        view.chosen = chosen;
    }
    ((enter || clicked) && !view.chosen.is_empty()).then(|| target(&view.chosen))
}

/// A row's key: the group and the step, so that a step may stand in two groups.
fn target(key: &str) -> To {
    match key.strip_prefix(MACHINE) {
        Some(machine) => To::Machine(machine.to_owned()),
        None => To::Step(key.rsplit(':').next().unwrap_or(key).to_owned()),
    }
}

/// As plain text, a line each.
fn as_text(lines: &[Line]) -> String {
    let line = |line: &Line| match line {
        Line::Head(head, _) => format!("\r\n{head}"),
        Line::Row(row) => {
            let pills: Vec<&str> = row.pills.iter().map(|(text, _)| text.as_str()).collect();
            let rest = [row.under.as_str(), &pills.join(", ")].join(" ");
            format!("- {} {}", row.title, rest.trim()).trim_end().to_owned()
        }
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\r\n").trim_start().to_owned()
}

impl LeftView {
    fn follow(&mut self, scene: &Scene<'_>, known: &Known) {
        let today = scene.now.in_zone(scene.words.zone(), "%Y-%m-%d %H");
        let made_of = (known.revision, scene.words.language(), today);
        if self.made_of.as_ref() != Some(&made_of) {
            self.made_of = Some(made_of);
            self.lines = lines(scene, known);
        }
    }
}

/// Does a group of the list take the step?
type Takes = fn(&Step, &Progress) -> bool;

fn is_open(progress: &Progress) -> bool {
    !progress.state.is_settled()
}

fn is_refused(progress: &Progress) -> bool {
    progress.decision.as_ref().is_some_and(|d| !d.accepted)
}

fn lines(scene: &Scene<'_>, known: &Known) -> Vec<Line> {
    let groups: [(&str, Takes); 7] = [
        ("rem-left-must", |s, p| is_open(p) && !is_refused(p) && s.priority == Priority::Must),
        ("rem-left-should", |s, p| is_open(p) && !is_refused(p) && s.priority == Priority::Should),
        ("rem-left-if", |s, p| is_open(p) && !is_refused(p) && s.priority == Priority::If),
        ("rem-left-refused", |_, p| is_refused(p)),
        ("rem-left-skipped", |_, p| p.state == StepState::Skipped),
        ("rem-left-na", |_, p| p.state == StepState::NotApplicable),
        ("rem-left-overridden", |_, p| p.state == StepState::Done && !p.overridden.is_empty()),
    ];
    let mut lines = duties(scene);
    for (head, takes) in groups {
        let nothing = Progress::default();
        let of = steps().iter().filter(|s| known.is_shown(s));
        let of = of.map(|s| (s, known.progress.get(&s.id).unwrap_or(&nothing)));
        let rows: Vec<Line> =
            of.filter(|(s, p)| takes(s, p)).map(|(s, p)| Line::Row(row(scene, head, s, p))).collect();
        group(scene, head, rows, &mut lines);
    }
    group(scene, "rem-left-machines", machines(scene), &mut lines);
    lines
}

fn group(scene: &Scene<'_>, head: &str, rows: Vec<Line>, lines: &mut Vec<Line>) {
    if !rows.is_empty() {
        lines.push(Line::Head(scene.words.word(head), scene.words.number(rows.len() as u64)));
        lines.extend(rows);
    }
}

fn row(scene: &Scene<'_>, group: &str, step: &Step, progress: &Progress) -> Row {
    let words = scene.words;
    let title = step.title.get(words.language());
    let mut under = vec![step.id.clone()];
    if let Some(decision) = progress.decision.as_ref().filter(|d| !d.accepted) {
        under.push(words.say(&Phrase::new("rem-client-refused").text("who", &decision.by)));
    }
    if !progress.reason.is_empty() {
        under.push(SafeText::new(&progress.reason).into());
    }
    if !progress.note.is_empty() {
        under.push(SafeText::new(&progress.note).into());
    }
    let mut pills: Vec<(String, Tone)> = due(scene, progress).into_iter().collect();
    if pills.is_empty() && is_open(progress) && !is_refused(progress) && step.priority == Priority::Must {
        pills.push((words.word("rem-left-nobody"), Tone::Quiet));
    }
    Row {
        key: format!("{group}:{}", step.id),
        state: Some(progress.state),
        title: title.to_owned(),
        under: under.join(" · "),
        pills,
        faded: false,
    }
}

/// Machines that are not dealt with.
fn machines(scene: &Scene<'_>) -> Vec<Line> {
    let words = scene.words;
    let open = scene.case.work.machines();
    let open = open.filter(|(_, m)| !m.dismissed && !matches!(m.fate, Fate::Clean));
    let row = |(key, machine): (&str, &crate::playbook::machines::Machine)| {
        let name = if machine.name.is_empty() { key } else { &machine.name };
        let progress =
            Progress { owner: machine.owner.clone(), due: machine.due.clone(), ..Progress::default() };
        let fate = (words.word(&format!("fate-{}", machine.fate.key())), Tone::Quiet);
        Line::Row(Row {
            key: format!("{MACHINE}{key}"),
            title: SafeText::new(name).into(),
            under: SafeText::new(&machine.role).into(),
            pills: std::iter::once(fate).chain(due(scene, &progress)).collect(),
            ..Row::default()
        })
    };
    open.map(row).collect()
}

/// What is due at a time: the legal clock, re-tests.
fn duties(scene: &Scene<'_>) -> Vec<Line> {
    let all = remedy::duties(scene.case, scene.now);
    let rows = all.into_iter().enumerate().map(|(n, duty)| {
        let pill = (scene.words.word("rem-overdue"), Tone::Warning);
        Line::Row(Row {
            key: format!("due-{n}:{}", duty.step.unwrap_or("VER-06")),
            title: scene.words.say(&duty.say),
            under: duty.step.unwrap_or_default().to_owned(),
            pills: duty.overdue.then_some(pill).into_iter().collect(),
            ..Row::default()
        })
    });
    let mut lines = Vec::new();
    group(scene, "rem-left-due", rows.collect(), &mut lines);
    lines
}

//! Machines to look at or rebuild: those the evidence names, with why, and those that people keep.

use super::known::Known;
use super::list::{Line, Row, Tone, list_ui};
use super::people::warn;
use super::{both_times, field, section};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::HEADLINE;
use crate::app::widgets::{parts, typed};
use crate::model::safe_text::SafeText;
use crate::playbook::machines::{Fate, Machine, ProposedMachine};
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{Button, Key, Label, Modifiers, RichText, ScrollArea, Ui};

/// What is typed about machines.
#[derive(Debug, Default)]
pub struct MachinesView {
    /// The machine that is open, by its key.
    pub open: String,
    /// Those set aside too.
    pub dismissed_too: bool,
    /// Asks for the keyboard in the list.
    pub take_focus: bool,
    reveal: bool,
    into: bool,
    new: String,
    form: (String, Machine),
    from: Machine,
}

/// A machine of the list: kept, proposed, or both.
struct Entry<'a> {
    key: String,
    kept: Option<&'a Machine>,
    proposed: Option<&'a ProposedMachine>,
}

impl Entry<'_> {
    fn is_dismissed(&self) -> bool {
        self.kept.is_some_and(|m| m.dismissed)
    }

    fn name(&self) -> String {
        let named = |name: &str, addresses: &[String]| match name.is_empty() {
            true => addresses.first().cloned().unwrap_or_default(),
            false => name.to_owned(),
        };
        let kept = self.kept.map(|m| named(&m.name, &m.addresses)).filter(|n| !n.is_empty());
        let name = kept.or_else(|| self.proposed.map(|p| named(&p.name, &p.addresses)));
        SafeText::new(&name.unwrap_or_else(|| self.key.clone())).into()
    }

    fn addresses(&self) -> String {
        let kept = self.kept.map(|m| &m.addresses).filter(|a| !a.is_empty());
        let all = kept.or(self.proposed.map(|p| &p.addresses));
        SafeText::new(&all.map(|a| a.join(", ")).unwrap_or_default()).into()
    }

    /// As it goes into the case when it is taken into the list.
    fn machine(&self) -> Machine {
        let proposed = self.proposed.map(|p| Machine {
            name: p.name.clone(),
            addresses: p.addresses.clone(),
            ..Machine::default()
        });
        self.kept.cloned().or(proposed).unwrap_or_default()
    }
}

fn entries<'a>(scene: &'a Scene<'_>, proposed: &'a [ProposedMachine]) -> Vec<Entry<'a>> {
    let kept = || scene.case.work.machines();
    let mut all: Vec<Entry<'a>> = proposed
        .iter()
        .map(|p| {
            let kept = kept().find(|(key, _)| *key == p.key).map(|(_, machine)| machine);
            Entry { key: p.key.clone(), kept, proposed: Some(p) }
        })
        .collect();
    for (key, machine) in kept() {
        if !all.iter().any(|e| e.key == key) {
            all.push(Entry { key: key.to_owned(), kept: Some(machine), proposed: None });
        }
    }
    all
}

/// Draws the list at the left and the open machine at the right.
pub fn machines_ui(
    left: &mut Ui,
    right: &mut Ui,
    scene: &Scene<'_>,
    known: &mut Known,
    view: &mut MachinesView,
    wishes: &mut Vec<Wish>,
) {
    let all = entries(scene, known.machines(scene));
    add_ui(left, scene, view, wishes);
    let lines = lines(scene, &all, view.dismissed_too);
    if lines.is_empty() {
        let id = if scene.case.sources.is_empty() { "rem-machines-empty" } else { "rem-machines-none" };
        left.add(Label::new(parts::quiet(scene.words.word(id), scene.theme)).wrap());
    }
    let first = lines.iter().find_map(|l| if let Line::Row(row) = l { Some(row.key.clone()) } else { None });
    if !all.iter().any(|e| e.key == view.open) {
        view.open = first.unwrap_or_default();
    }
    let name = scene.words.word("rem-machines");
    let done = list_ui(left, scene, &name, &lines, &view.open, (&mut view.take_focus, &mut view.reveal));
    if let Some(key) = done.chosen {
        view.flush(wishes);
        view.open = key;
    }
    let Some(entry) = all.iter().find(|e| e.key == view.open) else { return };
    if done.focused {
        keys(left, entry, view, wishes);
    }
    entry_ui(right, scene, entry, view, wishes);
}

fn put(key: &str, machine: Option<Machine>, wishes: &mut Vec<Wish>) {
    wishes.push(Wish::Do(Command::Machine(key.to_owned(), machine.map(Box::new))));
}

fn keys(ui: &Ui, entry: &Entry<'_>, view: &mut MachinesView, wishes: &mut Vec<Wish>) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) {
        view.into = true;
    } else if pressed(Key::A) && entry.kept.is_none() {
        put(&entry.key, Some(entry.machine()), wishes);
    } else if pressed(Key::X) {
        put(&entry.key, Some(Machine { dismissed: !entry.is_dismissed(), ..entry.machine() }), wishes);
    }
}

fn add_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut MachinesView, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.horizontal(|ui| {
        let name = words.word("rem-machine-new");
        let width = (ui.available_width() - 96.0).max(90.0);
        let field = typed::line(ui, &name, &name, &mut view.new, width);
        let typed = view.new.trim().to_owned();
        let add = ui.add_enabled(!typed.is_empty(), Button::new(words.word("rem-machine-add")));
        if !typed.is_empty() && (add.clicked() || typed::entered(ui, &field)) {
            let key = typed.to_lowercase();
            if !scene.case.work.machines().any(|(known, _)| known == key) {
                put(&key, Some(named(&typed)), wishes);
            }
            view.open = key;
            (view.reveal, view.take_focus) = (true, true);
            view.new.clear();
        }
    });
    let n = scene.case.work.machines().filter(|(_, m)| m.dismissed).count();
    if n > 0 {
        let text = words.say(&Phrase::new("rem-machines-dismissed").number("n", n));
        if parts::choice(ui, scene.theme, &text, view.dismissed_too) {
            view.dismissed_too = !view.dismissed_too;
        }
    }
}

/// A machine by what was typed: an address or a name.
fn named(typed: &str) -> Machine {
    match crate::model::address::parse_address(typed) {
        Some(_) => Machine { addresses: vec![typed.to_owned()], ..Machine::default() },
        None => Machine { name: typed.to_owned(), ..Machine::default() },
    }
}

/// Does a group of the list take the machine?
type Takes = fn(&Entry<'_>) -> bool;

fn lines(scene: &Scene<'_>, all: &[Entry<'_>], dismissed_too: bool) -> Vec<Line> {
    let groups: [(&str, Takes); 3] = [
        ("rem-machines-proposed", |e| e.kept.is_none()),
        ("rem-machines-kept", |e| e.kept.is_some() && !e.is_dismissed()),
        ("rem-machines-aside", |e| e.is_dismissed()),
    ];
    let mut lines = Vec::new();
    for (head, takes) in groups {
        let rows: Vec<Line> = all.iter().filter(|e| takes(e)).map(|e| Line::Row(row(scene, e))).collect();
        if !rows.is_empty() && (dismissed_too || head != "rem-machines-aside") {
            lines.push(Line::Head(scene.words.word(head), scene.words.number(rows.len() as u64)));
            lines.extend(rows);
        }
    }
    lines
}

fn row(scene: &Scene<'_>, entry: &Entry<'_>) -> Row {
    let words = scene.words;
    let mut pills = Vec::new();
    if let Some(machine) = entry.kept {
        let tone = if machine.fate == Fate::Open { Tone::Quiet } else { Tone::Good };
        pills.push((words.word(&format!("fate-{}", machine.fate.key())), tone));
        let owned: Vec<&str> =
            [machine.owner.as_str(), &machine.due].into_iter().filter(|t| !t.is_empty()).collect();
        if !owned.is_empty() {
            let over = typed::is_over(&machine.due, scene.now, words.zone());
            let tone = if over { Tone::Warning } else { Tone::Quiet };
            pills.push((SafeText::new(&owned.join(", ")).into(), tone));
        }
    }
    let why = entry.proposed.and_then(|p| p.why.first()).map(|why| words.say(why));
    let under = if entry.kept.is_some() { entry.addresses() } else { why.unwrap_or_default() };
    let under = if under == entry.name() { String::new() } else { under };
    Row {
        key: entry.key.clone(),
        title: entry.name(),
        under,
        pills,
        faded: entry.is_dismissed(),
        state: None,
    }
}

fn entry_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    entry: &Entry<'_>,
    view: &mut MachinesView,
    wishes: &mut Vec<Wish>,
) {
    ui.add(Label::new(RichText::new(entry.name()).font(fonts::bold(HEADLINE - 1.0))).wrap());
    ui.label(parts::quiet(entry.addresses(), scene.theme));
    buttons(ui, scene, entry, view, wishes);
    ui.separator();
    ScrollArea::vertical().id_salt(("machine", &entry.key)).auto_shrink(false).show(ui, |ui| {
        if let Some(proposed) = entry.proposed {
            section(ui, scene, "rem-machine-why");
            for why in &proposed.why {
                super::proofs::bullet(ui, scene, &scene.words.say(why));
            }
            times(ui, scene, proposed);
        }
        if entry.kept.is_some() {
            fields(ui, scene, entry, view, wishes);
        }
    });
}

fn times(ui: &mut Ui, scene: &Scene<'_>, machine: &ProposedMachine) {
    if machine.first.is_plausible() {
        let said = Phrase::new("rem-machine-times").time("first", machine.first).time("last", machine.last);
        let tip = format!("{}\n{}", both_times(scene, machine.first), both_times(scene, machine.last));
        ui.label(parts::quiet(scene.words.say(&said), scene.theme)).on_hover_text(tip);
    }
}

fn buttons(
    ui: &mut Ui,
    scene: &Scene<'_>,
    entry: &Entry<'_>,
    view: &mut MachinesView,
    wishes: &mut Vec<Wish>,
) {
    let words = scene.words;
    ui.horizontal_wrapped(|ui| {
        if entry.kept.is_none() {
            let accept = parts::primary(ui, scene.theme, &words.word("rem-machine-accept"));
            if std::mem::take(&mut view.into) {
                accept.request_focus();
            }
            if accept.clicked() {
                put(&entry.key, Some(entry.machine()), wishes);
            }
        }
        let word = if entry.is_dismissed() { "rem-machine-restore" } else { "rem-machine-dismiss" };
        if ui.button(words.word(word)).clicked() {
            put(&entry.key, Some(Machine { dismissed: !entry.is_dismissed(), ..entry.machine() }), wishes);
        }
        if entry.kept.is_some() && ui.button(words.word("rem-machine-off")).clicked() {
            put(&entry.key, None, wishes);
        }
    });
}

fn fields(
    ui: &mut Ui,
    scene: &Scene<'_>,
    entry: &Entry<'_>,
    view: &mut MachinesView,
    wishes: &mut Vec<Wish>,
) {
    let words = scene.words;
    view.follow(entry);
    section(ui, scene, "rem-machine-fate");
    ui.horizontal_wrapped(|ui| {
        for fate in Fate::ALL {
            let chosen = view.form.1.fate == fate;
            if parts::choice(ui, scene.theme, &words.word(&format!("fate-{}", fate.key())), chosen) {
                view.form.1.fate = fate;
                view.flush(wishes);
            }
        }
    });
    let (machine, into) = (&mut view.form.1, &mut view.into);
    let mut kept = false;
    ui.horizontal_wrapped(|ui| {
        let role = field(ui, scene, "rem-machine-role", &mut machine.role, 260.0);
        if std::mem::take(into) {
            role.request_focus();
        }
        kept |= role.lost_focus();
        kept |= field(ui, scene, "rem-machine-system", &mut machine.system, 260.0).lost_focus();
    });
    ui.horizontal_wrapped(|ui| {
        kept |= field(ui, scene, "rem-owner", &mut machine.owner, 260.0).lost_focus();
        kept |= field(ui, scene, "rem-due", &mut machine.due, 150.0).lost_focus();
    });
    if !typed::is_day(&machine.due) {
        warn(ui, scene, &words.word("rem-bad-day"));
    }
    let name = words.word("rem-machine-signs");
    ui.label(parts::quiet(&name, scene.theme));
    kept |= typed::lines(ui, &name, "", &mut machine.signs, 3).lost_focus();
    if kept {
        view.flush(wishes);
    }
}

impl MachinesView {
    /// Keeps up with the case; a field that is being written keeps its text.
    fn follow(&mut self, entry: &Entry<'_>) {
        let now = entry.machine();
        if self.form.0 != entry.key {
            (self.form, self.from) = ((entry.key.clone(), now.clone()), now);
            return;
        }
        if self.from == now {
            return;
        }
        let (form, from) = (&mut self.form.1, &self.from);
        for (field, was, is) in [
            (&mut form.role, &from.role, &now.role),
            (&mut form.system, &from.system, &now.system),
            (&mut form.signs, &from.signs, &now.signs),
            (&mut form.owner, &from.owner, &now.owner),
            (&mut form.due, &from.due, &now.due),
        ] {
            if field == was {
                field.clone_from(is);
            }
        }
        (form.fate, form.dismissed) = (now.fate, now.dismissed);
        self.from = now;
    }

    /// What was typed goes into the case; a slip in the day waits.
    pub fn flush(&self, wishes: &mut Vec<Wish>) {
        let (key, fields) = &self.form;
        let trim = |text: &String| text.trim().to_owned();
        let machine = Machine {
            role: trim(&fields.role),
            system: trim(&fields.system),
            signs: trim(&fields.signs),
            owner: trim(&fields.owner),
            due: trim(&fields.due),
            ..fields.clone()
        };
        if !key.is_empty() && machine != self.from && typed::is_day(&machine.due) {
            put(key, Some(machine), wishes);
        }
    }
}

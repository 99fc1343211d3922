//! The command palette: one list over everything that can be done or looked at, by keyboard alone.
//!
//! Draws over the window and asks by wish. What cannot be done now is listed all the same, quietly, with why.

mod entries;
mod fits;

use super::acts::{ALL, Act, Around};
use super::fonts;
use super::panel::Wish;
use super::shortcuts::keys_of;
use super::theme::{BODY, CONTROL_RADIUS, ROW, ROW_HEIGHT};
use super::widgets::newest::Newest;
use super::widgets::parts;
use crate::model::text::Symbol;
use crate::words::Language;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Id, Key, Margin, Modal, Modifiers, Response, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use entries::{Does, Entry, addresses, ask, entries};
use std::sync::Arc;

/// Lines shown at most.
pub const SHOWN: usize = 12;

/// What is typed, and what there is to choose from.
#[derive(Debug, Default)]
pub struct Palette {
    typed: String,
    at: usize,
    addresses: Newest<u64, Vec<Symbol>>,
    entries: Option<((u64, u64, Language), Vec<Entry>)>,
    found: Option<(String, Vec<usize>)>,
}

/// Draws the palette; false when it was closed or something was chosen.
pub fn palette_ui(ui: &Ui, around: &Around<'_>, palette: &mut Palette, wishes: &mut Vec<Wish>) -> bool {
    palette.gather(ui, around);
    let mut shown = palette.shown(around);
    shown.truncate(fitting(ui));
    let entered = palette.keys(ui, shown.len());
    let room = ui.ctx().content_rect().width();
    // Held at its top: what is typed stays in its place while the list below grows and shrinks.
    let id = Id::unique("palette");
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, top(ui)));
    let modal = Modal::new(id).area(area).show(ui.ctx(), |ui| {
        ui.set_width(620.0_f32.min(room - 60.0));
        field(ui, around, palette);
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        list(ui, around, palette, &shown)
    });
    let chosen = if entered { shown.get(palette.at) } else { modal.inner.and_then(|i| shown.get(i)) };
    match chosen {
        Some(entry) if hindrance(entry, around).is_none() => {
            choose(entry, around, wishes);
            false
        }
        _ => !modal.should_close(),
    }
}

/// Where the palette begins.
fn top(ui: &Ui) -> f32 {
    (ui.ctx().content_rect().height() * 0.11).min(90.0)
}

/// Lines that find room below the field.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a dozen lines at most")]
fn fitting(ui: &Ui) -> usize {
    let room = ui.ctx().content_rect().height() - top(ui) - 100.0;
    ((room / (ROW_HEIGHT + 2.0)).max(3.0) as usize).min(SHOWN)
}

fn choose(entry: &Entry, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    match entry.does {
        Does::Act(act) => wishes.push(act.wish(around)),
        other => ask(&around.scene, other, wishes),
    }
}

fn hindrance(entry: &Entry, around: &Around<'_>) -> Option<&'static str> {
    match entry.does {
        Does::Act(act) => act.hindrance(around),
        _ => None,
    }
}

impl Palette {
    /// Sees to it that there is something to choose from; big cases are gone through on another thread.
    fn gather(&mut self, ui: &Ui, around: &Around<'_>) {
        let case = around.scene.case;
        let (store, analysis) = (Arc::clone(&case.store), Arc::clone(&case.analysis));
        let rows = store.tables.authentications.address.len() + store.tables.sessions.address.len();
        let work = move || {
            let named = analysis.verdicts.iter().flat_map(|v| v.addresses.iter().copied());
            let mut first: Vec<Symbol> = Vec::new();
            named.for_each(|s| {
                if !first.contains(&s) {
                    first.push(s)
                }
            });
            addresses(&store, &first)
        };
        self.addresses.ask(&case.generation, rows, ui.ctx(), work);
        let words = around.scene.words;
        let key = (case.generation, self.addresses.version, words.language());
        if self.entries.as_ref().is_none_or(|(known, _)| *known != key) {
            let known = self.addresses.answer().map_or(&[][..], |(_, list)| list);
            self.entries = Some((key, entries(case, words, known)));
            self.found = None;
        }
    }

    /// The lines to show: acts with what they would do now, then the rest, the best fit first.
    fn shown(&mut self, around: &Around<'_>) -> Vec<Entry> {
        let act = |a: &Act| Entry::new(a.name(around), "palette-act", Does::Act(*a));
        let acts: Vec<Entry> = ALL.iter().filter(|a| **a != Act::Palette).map(act).collect();
        let others = self.entries.as_ref().map_or(&[][..], |(_, list)| list);
        let all = || suspects(others).chain(&acts).chain(others.iter().skip(suspects(others).count()));
        if self.found.as_ref().is_none_or(|(typed, _)| *typed != self.typed) {
            let found = fits::best(all().map(|e| e.folded.as_str()), &self.typed, SHOWN);
            self.found = Some((self.typed.clone(), found));
        }
        let found = self.found.iter().flat_map(|(_, found)| found);
        found.filter_map(|i| all().nth(*i).cloned()).collect()
    }

    /// Arrows move, Enter chooses; true when it was pressed.
    fn keys(&mut self, ui: &Ui, n: usize) -> bool {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let last = n.saturating_sub(1);
        if pressed(Key::ArrowDown) {
            self.at = if self.at >= last { 0 } else { self.at + 1 };
        }
        if pressed(Key::ArrowUp) {
            self.at = if self.at == 0 { last } else { self.at - 1 };
        }
        self.at = self.at.min(last);
        pressed(Key::Enter)
    }
}

/// The accounts under suspicion stand before all else, three at most.
fn suspects(others: &[Entry]) -> impl Iterator<Item = &Entry> {
    others.iter().take(3).take_while(|e| e.kind == "palette-suspect")
}

fn field(ui: &mut Ui, around: &Around<'_>, palette: &mut Palette) {
    let label = ui.label(parts::quiet(around.scene.words.word("palette-title"), around.scene.theme));
    let edit = TextEdit::singleline(&mut palette.typed)
        .margin(Margin::symmetric(10, 8))
        .desired_width(f32::INFINITY)
        .hint_text(around.scene.words.word("palette-hint"));
    let edit = ui.add(edit).labelled_by(label.id);
    edit.request_focus();
    if edit.changed() {
        palette.at = 0;
    }
}

fn list(ui: &mut Ui, around: &Around<'_>, palette: &mut Palette, shown: &[Entry]) -> Option<usize> {
    if shown.is_empty() {
        ui.label(parts::quiet(around.scene.words.word("palette-nothing"), around.scene.theme));
    }
    let mut clicked = None;
    for (i, entry) in shown.iter().enumerate() {
        if line(ui, around, entry, i == palette.at).clicked() {
            clicked = Some(i);
            palette.at = i;
        }
    }
    clicked
}

fn line(ui: &mut Ui, around: &Around<'_>, entry: &Entry, chosen: bool) -> Response {
    let (theme, words) = (around.scene.theme, around.scene.words);
    let why = hindrance(entry, around);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT + 2.0), Sense::click());
    let side = side(around, entry);
    let said = why.map_or_else(|| entry.text.clone(), |why| format!("{}, {}", entry.text, words.word(why)));
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, why.is_none(), chosen, format!("{said}, {side}"))
    });
    let ground = if chosen { Some(theme.selected) } else { response.hovered().then_some(theme.hovered) };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, f32::from(CONTROL_RADIUS), ground);
    }
    let ink = if why.is_some() { theme.quiet } else { theme.text };
    let font = if chosen { fonts::medium(BODY) } else { fonts::text(BODY) };
    let side_width = 170.0;
    let middle = rect.center().y;
    let at = pos2(rect.left() + 10.0, middle);
    parts::fit(
        ui.painter(),
        at,
        Align2::LEFT_CENTER,
        &entry.text,
        font,
        ink,
        rect.width() - side_width - 30.0,
    );
    let at = pos2(rect.right() - 10.0, middle);
    let text = why.map_or(side, |why| words.word(why));
    parts::fit(ui.painter(), at, Align2::RIGHT_CENTER, &text, fonts::text(ROW), theme.quiet, side_width);
    response
}

/// What stands at the right: the keys of an act, the kind of everything else.
fn side(around: &Around<'_>, entry: &Entry) -> String {
    let words = around.scene.words;
    match entry.does {
        Does::Act(act) => keys_of(act, words).unwrap_or_else(|| words.word(entry.kind)),
        _ => words.word(entry.kind),
    }
}

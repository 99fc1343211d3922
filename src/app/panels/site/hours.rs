//! Hours of work in the site sheet: from, to, days; or as the sign-ins show.

use super::{basis, title};
use crate::analysis::finding::WorkingHours;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::parts;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{DragValue, RichText, Ui};

/// Monday to Friday.
const WEEK: u8 = 0b1_1111;

/// Hours being changed; `None` while none are.
#[derive(Debug, Default)]
pub struct HoursTyped {
    editing: Option<(u8, u8, u8)>,
}

/// Draws the hours, or the fields to change them.
pub fn hours_ui(ui: &mut Ui, scene: &Scene<'_>, typed: &mut HoursTyped, wishes: &mut Vec<Wish>) {
    title(ui, scene, "site-hours");
    match typed.editing.as_mut() {
        Some(fields) => {
            if edit(ui, scene, fields, wishes) {
                typed.editing = None;
            }
        }
        None => show(ui, scene, typed),
    }
    if scene.case.settings.working_hours.is_some() {
        let back =
            ui.push_id("hours", |ui| ui.link(RichText::new(scene.words.word("site-back-to-logs")).size(ROW)));
        if back.inner.clicked() {
            wishes.push(Wish::Do(Command::SetWorkingHours(None)));
            typed.editing = None;
        }
    }
}

fn show(ui: &mut Ui, scene: &Scene<'_>, typed: &mut HoursTyped) {
    let known = scene.case.analysis.site.working_hours;
    let text = known.map_or_else(|| scene.words.word("site-unknown"), |(hours, _)| said(scene, &hours));
    ui.horizontal(|ui| {
        let button =
            ui.button(RichText::new(text).size(ROW)).on_hover_text(scene.words.word("site-hours-change"));
        if button.clicked() {
            typed.editing = Some(known.map_or((8, 18, WEEK), |(h, _)| (h.from, h.to, h.days)));
        }
        basis(ui, scene, known.map(|(_, basis)| basis));
    });
}

/// `8–18 h, Mon Tue Wed`.
fn said(scene: &Scene<'_>, hours: &WorkingHours) -> String {
    let days = (0..7).filter(|d| hours.days & (1 << d) != 0);
    let days: Vec<String> = days.map(|d| scene.words.word(&format!("day-{d}"))).collect();
    format!("{}–{} h, {}", hours.from, hours.to, days.join(" "))
}

/// The fields; true when they are to close.
fn edit(ui: &mut Ui, scene: &Scene<'_>, fields: &mut (u8, u8, u8), wishes: &mut Vec<Wish>) -> bool {
    let (words, (from, to, days)) = (scene.words, fields);
    ui.horizontal(|ui| {
        let label = ui.label(parts::quiet(words.word("site-hours-from"), scene.theme));
        ui.add(DragValue::new(from).range(0..=23).suffix(" h")).labelled_by(label.id);
        let label = ui.label(parts::quiet(words.word("site-hours-to"), scene.theme));
        ui.add(DragValue::new(to).range(1..=24).suffix(" h")).labelled_by(label.id);
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for day in 0..7_u8 {
            let bit = 1 << day;
            if parts::choice(ui, scene.theme, &words.word(&format!("day-{day}")), *days & bit != 0) {
                *days ^= bit;
            }
        }
    });
    let sound = *from < *to && *days != 0;
    if !sound {
        let why = words.say(&Phrase::new("site-bad-hours"));
        ui.label(RichText::new(why).size(ROW).color(scene.theme.warning));
    }
    let mut closes = false;
    ui.horizontal(|ui| {
        let set = ui.add_enabled(sound, eframe::egui::Button::new(words.word("source-clock-set")));
        if set.clicked() {
            let zone = scene.words.zone();
            let hours = WorkingHours { from: *from, to: *to, days: *days, zone };
            wishes.push(Wish::Do(Command::SetWorkingHours(Some(hours))));
            closes = true;
        }
        closes |= ui.button(words.word("site-hours-leave")).clicked();
    });
    closes
}

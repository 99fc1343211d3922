//! The consent: who allowed what to be contacted, when, until when. While there is none, the network is off.

use super::fields;
use super::form::{Draft, draft_ui};
use super::results::both_times;
use super::targets::{self, Net};
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::checks::consent::Consent;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{Grid, Label, RichText, Sense, Ui, vec2};

/// What is being typed for a consent.
#[derive(Debug, Default)]
pub struct ConsentForm {
    /// Is another one being written while one is recorded?
    again: bool,
    draft: Draft,
}

/// Draws the card.
pub fn consent_ui(ui: &mut Ui, scene: &Scene<'_>, form: &mut ConsentForm, wishes: &mut Vec<Wish>) {
    fields::head(ui, scene, "chk-consent");
    ui.add_space(2.0);
    let Some(consent) = scene.case.work.consent() else {
        off_ui(ui, scene);
        draft_ui(ui, scene, &mut form.draft, wishes);
        return;
    };
    standing(ui, scene, consent, wishes);
    if fields::fold(ui, scene.theme, &scene.words.word("chk-consent-again"), &mut form.again) {
        if form.draft.is_empty() {
            form.draft = Draft::of(consent);
        }
        if draft_ui(ui, scene, &mut form.draft, wishes) {
            *form = ConsentForm::default();
        }
    }
}

/// In plain words: what is off, and who learns what once it is on.
fn off_ui(ui: &mut Ui, scene: &Scene<'_>) {
    fields::banner(ui, scene.theme.warning_ground, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        locked(ui, scene, "chk-off");
        let all = ["chk-off-until", "chk-off-lists", "chk-off-server", "chk-off-never"];
        let text = all.map(|id| scene.words.word(id)).join(" ");
        ui.add(Label::new(RichText::new(text).size(ROW)).wrap());
    });
    ui.add_space(4.0);
}

fn locked(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
        icons::paint(ui.painter(), Icon::Lock, rect.center(), 15.0, scene.theme.warning);
        ui.label(parts::medium(scene.words.word(id)).color(scene.theme.warning));
    });
}

fn standing(ui: &mut Ui, scene: &Scene<'_>, consent: &Consent, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let on = targets::net(scene) == Net::On;
    let ground = if on { scene.theme.good_ground } else { scene.theme.warning_ground };
    fields::banner(ui, ground, |ui| {
        if on {
            ui.label(parts::medium(words.word("chk-on")).color(scene.theme.good));
        } else {
            locked(ui, scene, "chk-over");
        }
        let list = |items: &[String]| SafeText::new(&items.join(", ")).to_string();
        let scopes: Vec<String> =
            consent.scopes.iter().map(|s| words.word(&format!("scope-{}", s.key()))).collect();
        let rows = [
            ("chk-client", SafeText::new(&consent.client).into(), None),
            ("chk-authorised-by", SafeText::new(&consent.authorised_by).into(), None),
            ("chk-given", words.time(consent.given), Some(consent.given)),
            ("chk-until", words.time(consent.until), Some(consent.until)),
            ("chk-targets", list(&consent.targets), None),
            ("chk-scopes", scopes.join(", "), None),
        ];
        facts(ui, scene, &rows);
    });
    ui.add_space(4.0);
    if fields::button(ui, true, &words.word("chk-withdraw")) {
        wishes.push(Wish::Do(Command::WithdrawConsent));
    }
}

/// Names and values; a time is said in UTC too, on hover.
fn facts(ui: &mut Ui, scene: &Scene<'_>, rows: &[(&'static str, String, Option<UtcTime>)]) {
    Grid::new("chk-consent-facts").num_columns(2).spacing(vec2(10.0, 3.0)).show(ui, |ui| {
        for (id, value, time) in rows {
            ui.label(parts::quiet(scene.words.word(id), scene.theme));
            let said = ui.add(Label::new(RichText::new(value).size(ROW)).wrap());
            if let Some(time) = time {
                said.on_hover_text(both_times(scene, *time));
            }
            ui.end_row();
        }
    });
}

/// While nothing may be contacted: says so, and leads to the consent; true when it was pressed.
pub fn gate_ui(ui: &mut Ui, scene: &Scene<'_>) -> bool {
    let id = match targets::net(scene) {
        Net::On => return false,
        Net::Off => "chk-gate-off",
        Net::Over => "chk-gate-over",
    };
    let mut pressed = false;
    fields::banner(ui, scene.theme.warning_ground, |ui| {
        ui.horizontal_wrapped(|ui| {
            locked(ui, scene, id);
            pressed = fields::button(ui, true, &scene.words.word("chk-to-consent"));
        });
    });
    ui.add_space(6.0);
    pressed
}

/// Why something may not be asked, in words.
pub fn refusal_ui(ui: &mut Ui, scene: &Scene<'_>, refused: Option<&Phrase>) {
    if let Some(why) = refused {
        fields::quiet(ui, scene, &scene.words.say(why));
    }
}

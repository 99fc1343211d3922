//! What holds for all places: the case, its verdict in one line, back and undo, opening, zone, language, theme.

use super::{case_menu, zone_picker};
use crate::app::acts::{Act, Around};
use crate::app::panel::{Scene, ThemeChoice, Wish};
use crate::app::settings::SCALES;
use crate::app::shortcuts;
use crate::app::widgets::icons::Icon;
use crate::app::widgets::parts;
use crate::words::{Language, Phrase};
use crate::workbench::command::Command;
use eframe::egui::{Align, Frame, Label, Layout, Margin, Panel, Popup, Stroke, Ui};

/// Space between groups of buttons.
const APART: f32 = 12.0;

/// Draws the top bar.
pub fn top_bar_ui(ui: &mut Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    let theme = around.scene.theme;
    let frame = Frame::new().fill(theme.card).inner_margin(Margin::symmetric(12, 0));
    let bar = Panel::top("top").exact_size(44.0).resizable(false).show_separator_line(false).frame(frame);
    let shown = bar.show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            right(ui, around, wishes);
            ui.add_space(APART);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| left(ui, around, wishes));
        });
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

/// Below this width of the bar, in points, what keys and palette do as well is left out.
const ROOMY: f32 = 880.0;
/// Below this one undo, search and zone are left out too.
const TIGHT: f32 = 640.0;

/// From the right edge inwards.
fn right(ui: &mut Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    let (roomy, tight) = (ui.available_width() >= ROOMY, ui.available_width() < TIGHT);
    act(ui, around, Icon::Question, Act::Shortcuts, wishes);
    theme_menu(ui, around, wishes);
    language_switch(ui, &around.scene, wishes);
    if !tight {
        zone(ui, &around.scene, wishes);
        ui.add_space(APART - 4.0);
    }
    if roomy {
        act(ui, around, Icon::Folder, Act::OpenFolder, wishes);
        act(ui, around, Icon::File, Act::OpenFiles, wishes);
        ui.add_space(APART - 4.0);
    }
    act(ui, around, Icon::Palette, Act::Palette, wishes);
    if tight {
        return;
    }
    act(ui, around, Icon::Search, Act::Search, wishes);
    ui.add_space(APART - 4.0);
    act(ui, around, Icon::Redo, Act::Redo, wishes);
    act(ui, around, Icon::Undo, Act::Undo, wishes);
    if roomy {
        ui.add_space(APART - 4.0);
        act(ui, around, Icon::Forward, Act::Forward, wishes);
        act(ui, around, Icon::Back, Act::Back, wishes);
    }
}

fn left(ui: &mut Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    ui.spacing_mut().item_spacing.x = 6.0;
    case_menu::case_ui(ui, around, wishes);
    let verdict = verdict(&around.scene);
    if !verdict.is_empty() && ui.available_width() > 40.0 {
        ui.add_space(6.0);
        let label = Label::new(parts::quiet(&verdict, around.scene.theme)).truncate();
        ui.add(label).on_hover_text(&verdict);
    }
}

/// A button of an icon; its tooltip says what it would do and by which key, or why it cannot.
fn act(ui: &mut Ui, around: &Around<'_>, icon: Icon, act: Act, wishes: &mut Vec<Wish>) {
    let (scene, words) = (&around.scene, around.scene.words);
    let hindrance = act.hindrance(around);
    let name = act.name(around);
    let tip = match shortcuts::keys_of(act, words) {
        Some(keys) => words.say(&Phrase::new("tip-keys").text("what", &name).text("keys", &keys)),
        None => name.clone(),
    };
    let tip = hindrance.map_or(tip.clone(), |why| format!("{tip}\n{}", words.word(why)));
    let label = words.word(act.word());
    let clicked = ui
        .add_enabled_ui(hindrance.is_none(), |ui| {
            parts::icon_bare(ui, scene.theme, icon, &label).on_hover_text(&tip).on_disabled_hover_text(&tip)
        })
        .inner
        .clicked();
    if clicked {
        wishes.push(act.wish(around));
    }
}

/// The verdict in one short line; empty where there is none.
fn verdict(scene: &Scene<'_>) -> String {
    let case = scene.case;
    if case.is_loading() {
        return scene.words.word("top-reading");
    }
    if case.analysing {
        return scene.words.word("top-analysing");
    }
    let verdict = case.analysis.verdicts.first();
    verdict.map_or_else(String::new, |v| scene.words.say(&v.headline))
}

fn zone(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    // The offset of the days looked at, not of today.
    let at = scene.case.sources.iter().filter_map(|s| s.span).map(|s| s.last).max();
    let name = scene.words.word("top-zone");
    if let Some(zone) = zone_picker::zone_picker(ui, scene, &name, Some(scene.words.zone()), at) {
        wishes.push(Wish::Do(Command::SetSiteZone(zone)));
    }
}

fn language_switch(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding.x = 7.0;
        for (language, name) in [(Language::French, "FR"), (Language::English, "EN")] {
            let chosen = scene.words.language() == language;
            if parts::choice(ui, scene.theme, name, chosen) && !chosen {
                wishes.push(Wish::Speak(language));
            }
        }
    });
}

fn theme_menu(ui: &mut Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    let (scene, words) = (&around.scene, around.scene.words);
    let name = words.word("top-theme");
    let button = parts::icon_bare(ui, scene.theme, Icon::Theme, &name).on_hover_text(&name);
    Popup::menu(&button).show(|ui| {
        for (choice, id) in [
            (ThemeChoice::System, "top-theme-system"),
            (ThemeChoice::Light, "top-theme-light"),
            (ThemeChoice::Dark, "top-theme-dark"),
        ] {
            if ui.selectable_label(around.settings.theme == choice, words.word(id)).clicked() {
                wishes.push(Wish::Wear(choice));
            }
        }
        ui.separator();
        ui.label(parts::quiet(words.word("top-text-size"), scene.theme));
        for scale in SCALES {
            let text = words.say(&Phrase::new("top-text-percent").number("n", scale));
            if ui.selectable_label(around.settings.scale == scale, text).clicked() {
                wishes.push(Wish::Scale(scale));
            }
        }
    });
}

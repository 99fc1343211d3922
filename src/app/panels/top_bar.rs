//! What holds for all places: the case, its verdict in one line, opening, zone, language, theme.

use super::zone_picker;
use crate::app::fonts;
use crate::app::panel::{Scene, ThemeChoice, Wish};
use crate::app::settings::Settings;
use crate::app::theme::BODY;
use crate::app::widgets::icons::Icon;
use crate::app::widgets::parts;
use crate::words::Language;
use crate::workbench::command::Command;
use eframe::egui::{Align, Frame, Label, Layout, Margin, Panel, Popup, RichText, Stroke, Ui};

/// Draws the top bar.
pub fn top_bar_ui(ui: &mut Ui, scene: &Scene<'_>, settings: &Settings, wishes: &mut Vec<Wish>) {
    let theme = scene.theme;
    let frame = Frame::new().fill(theme.card).inner_margin(Margin::symmetric(16, 0));
    let bar = Panel::top("top").exact_size(44.0).resizable(false).show_separator_line(false).frame(frame);
    let shown = bar.show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            theme_menu(ui, scene, settings, wishes);
            language_switch(ui, scene, wishes);
            zone(ui, scene, wishes);
            let words = scene.words;
            if parts::icon_button(ui, theme, Icon::Folder, &words.word("top-open-folder")).clicked() {
                wishes.push(Wish::ChooseFolder);
            }
            if parts::icon_button(ui, theme, Icon::File, &words.word("top-open-files")).clicked() {
                wishes.push(Wish::ChooseFiles);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| title(ui, scene));
        });
    });
    let rect = shown.response.rect;
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

fn title(ui: &mut Ui, scene: &Scene<'_>) {
    let id = if scene.case.is_demo { "top-case-demo" } else { "top-case-untitled" };
    let title = RichText::new(scene.words.word(id)).font(fonts::bold(BODY));
    ui.add(Label::new(title).truncate());
    let verdict = verdict(scene);
    if !verdict.is_empty() {
        ui.add(Label::new(parts::quiet(&verdict, scene.theme)).truncate());
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
        for (language, name) in [(Language::French, "FR"), (Language::English, "EN")] {
            let chosen = scene.words.language() == language;
            if parts::choice(ui, scene.theme, name, chosen) && !chosen {
                wishes.push(Wish::Speak(language));
            }
        }
    });
}

fn theme_menu(ui: &mut Ui, scene: &Scene<'_>, settings: &Settings, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let button = parts::icon_only(ui, scene.theme, Icon::Theme, &words.word("top-theme"));
    Popup::menu(&button).show(|ui| {
        for (choice, id) in [
            (ThemeChoice::System, "top-theme-system"),
            (ThemeChoice::Light, "top-theme-light"),
            (ThemeChoice::Dark, "top-theme-dark"),
        ] {
            if ui.selectable_label(settings.theme == choice, words.word(id)).clicked() {
                wishes.push(Wish::Wear(choice));
            }
        }
    });
}

//! The site sheet: what is ours, each entry with why we think so; accepted, added, struck out, taken back.
//!
//! Two columns throughout: what it is, and what it rests on. Nothing here changes the case; the old result
//! stays on screen while a new analysis runs.

mod hours;
mod typed;

use super::zone_picker;
use crate::analysis::finding::{GENERATIONS, SiteBasis};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{ROW, ROW_HEIGHT};
use crate::app::widgets::icons::Icon;
use crate::app::widgets::parts;
use crate::model::safe_text::SafeText;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{
    Align, Button, Key, Label, Layout, Margin, Popup, RichText, Sense, TextEdit, Ui, UiBuilder, vec2,
};
use typed::List;

/// What stands in the fields of the sheet.
#[derive(Debug, Default)]
pub struct SiteTyped {
    fields: [String; 5],
    hours: hours::HoursTyped,
}

/// Draws the sheet.
pub fn site_ui(ui: &mut Ui, scene: &Scene<'_>, typed: &mut SiteTyped, wishes: &mut Vec<Wish>) {
    let (words, site) = (scene.words, &scene.case.analysis.site);
    ui.label(parts::head(words.word("site-title")));
    if scene.case.analysing {
        ui.label(parts::quiet(words.word("site-analysing"), scene.theme));
    }
    for list in List::ALL {
        list_ui(ui, scene, list, typed, wishes);
        if list == List::Domains && !site.ignored_domains.is_empty() {
            title(ui, scene, "site-ignored");
            let ignored = SafeText::new(&site.ignored_domains.join(", "));
            ui.label(RichText::new(ignored.as_str()).size(ROW));
        }
    }
    generation(ui, scene, wishes);
    zone(ui, scene, wishes);
    hours::hours_ui(ui, scene, &mut typed.hours, wishes);
}

/// Heading of a part.
fn title(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    ui.add_space(10.0);
    ui.label(parts::quiet(scene.words.word(id), scene.theme));
}

fn list_ui(ui: &mut Ui, scene: &Scene<'_>, list: List, typed: &mut SiteTyped, wishes: &mut Vec<Wish>) {
    title(ui, scene, list.title());
    let entries = list.entries(scene.case);
    if entries.is_empty() {
        ui.label(parts::quiet(scene.words.word(list.nothing()), scene.theme));
    }
    for (name, basis) in &entries {
        entry(ui, scene, list, name, *basis, wishes);
    }
    if let Some(field) = typed.fields.get_mut(list as usize) {
        add(ui, scene, list, field, wishes);
    }
    let own = list.own(scene.case);
    if !own.is_empty() && list.is_proposed() {
        let back = ui.link(RichText::new(scene.words.word("site-back-to-logs")).size(ROW));
        if back.clicked() {
            wishes.extend(list.set(scene.case, Vec::new()).map(Wish::Do));
        }
    }
}

/// One entry: its name, what it rests on, and what can be done about it.
fn entry(ui: &mut Ui, scene: &Scene<'_>, list: List, name: &str, basis: SiteBasis, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let shown: String = SafeText::new(name).into();
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT - 2.0), Sense::hover());
    let (left, right) = rect.split_left_right_at_fraction(0.52);
    let builder = |rect| UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    let text = RichText::new(&shown).font(fonts::medium(ROW));
    ui.new_child(builder(left)).add(Label::new(text).truncate()).on_hover_text(&shown);
    let mut side = ui.new_child(builder(right).layout(Layout::right_to_left(Align::Center)));
    side.spacing_mut().item_spacing.x = 2.0;
    let mut button = |icon, id: &'static str| {
        let tip = words.say(&Phrase::new(id).text("name", &shown));
        parts::icon_bare(&mut side, scene.theme, icon, &tip).on_hover_text(&tip).clicked()
    };
    if list.can_strike(basis) && button(Icon::Cross, "site-strike") {
        wishes.extend(list.strike(scene.case, name).map(Wish::Do));
    }
    if basis != SiteBasis::User && button(Icon::Check, "site-accept") {
        wishes.extend(list.accept(scene.case, name).map(Wish::Do));
    }
    side.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let basis = words.word(&format!("basis-{}", basis.key()));
        ui.add(Label::new(parts::quiet(&basis, scene.theme)).truncate()).on_hover_text(basis);
    });
}

/// A field for entries of one's own; what is wrong with them is said as they are typed.
fn add(ui: &mut Ui, scene: &Scene<'_>, list: List, field: &mut String, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let name = words.word(list.add());
    let read = list.read(field);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 90.0).max(80.0);
        let edit = TextEdit::singleline(field)
            .margin(Margin::symmetric(8, 4))
            .desired_width(width)
            .hint_text(list.example());
        let edit = ui.add(edit);
        edit.widget_info(|| {
            let mut info = eframe::egui::WidgetInfo::text_edit(true, "", field.as_str(), "");
            info.label = Some(name.clone());
            info
        });
        let edit = edit.on_hover_text(&name);
        let entered = edit.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        // The button comes with the first letter; its room is kept, so that nothing jumps.
        let pressed = !field.trim().is_empty() && {
            let sound = read.as_ref().is_ok_and(|new| !new.is_empty());
            let button = Button::new(RichText::new(words.word("site-add")).size(ROW));
            ui.push_id(list as usize, |ui| ui.add_enabled(sound, button)).inner.clicked()
        };
        if let (true, Ok(new)) = (entered || pressed, &read)
            && !new.is_empty()
        {
            wishes.extend(list.add_all(scene.case, new).into_iter().map(Wish::Do));
            field.clear();
        }
    });
    if let Err(why) = read {
        ui.label(RichText::new(words.say(&why)).size(ROW).color(scene.theme.warning));
    }
}

/// The generation of Exchange, from those known.
fn generation(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    title(ui, scene, "site-generation");
    let (words, site) = (scene.words, &scene.case.analysis.site);
    let exchange = |name: &str| format!("Exchange {name}");
    let known =
        if site.generation.is_empty() { words.word("site-unknown") } else { exchange(&site.generation) };
    let known: String = SafeText::new(&known).into();
    ui.horizontal(|ui| {
        let label = format!("{}: {known}", words.word("site-generation"));
        let button = parts::menu_button(ui, scene.theme, &known).on_hover_text(label);
        Popup::menu(&button).show(|ui| {
            let stated = scene.case.settings.generation.as_str();
            let choices = GENERATIONS.iter().map(|g| (*g, exchange(g)));
            for (key, text) in std::iter::once(("", words.word("site-back-to-logs"))).chain(choices) {
                if ui.selectable_label(stated == key, text).clicked() && stated != key {
                    wishes.push(Wish::Do(Command::SetGeneration(key.to_owned())));
                }
            }
        });
        basis(ui, scene, site.generation_basis);
    });
}

fn basis(ui: &mut Ui, scene: &Scene<'_>, basis: Option<SiteBasis>) {
    if let Some(basis) = basis {
        let word = scene.words.word(&format!("basis-{}", basis.key()));
        ui.add(Label::new(parts::quiet(word, scene.theme)).truncate());
    }
}

fn zone(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    title(ui, scene, "top-zone");
    let at = scene.case.sources.iter().filter_map(|s| s.span).map(|s| s.last).max();
    let name = scene.words.word("top-zone");
    ui.horizontal(|ui| {
        ui.push_id("site-zone", |ui| {
            if let Some(zone) = zone_picker::zone_picker(ui, scene, &name, Some(scene.words.zone()), at) {
                wishes.push(Wish::Do(Command::SetSiteZone(zone)));
            }
        });
        let stated = scene.case.settings.zone.is_some();
        basis(ui, scene, Some(if stated { SiteBasis::User } else { SiteBasis::Default }));
    });
}

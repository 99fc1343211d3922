//! All that is known of one source, in words, and what can be done with it.

use super::clock_picker::clock_picker;
use super::source_words;
use super::zone_picker::zone_picker;
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::case::CaseSource;
use crate::evidence::problem::{fault_phrase, place_phrase};
use crate::model::safe_text::SafeText;
use crate::model::time::ZoneBasis;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{Align, Grid, Label, Layout, RichText, Sense, Ui, vec2};
use egui_extras::{Column, TableBuilder};

/// Event ids listed.
const TOP_IDS: usize = 12;
/// Height of a line of that list.
const ID_ROW: f32 = 19.0;
/// From this width on, facts and lists stand side by side.
const WIDE: f32 = 800.0;
/// Damages listed.
const TOP_DAMAGES: usize = 100;

/// Draws the card.
pub fn detail_ui(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource, wishes: &mut Vec<Wish>) {
    let (file, _) = source_words::file_and_folder(&source.name);
    ui.add(Label::new(parts::head(file)).truncate());
    ui.add_space(4.0);
    buttons(ui, scene, source, wishes);
    ui.add_space(4.0);
    ui.spacing_mut().interact_size.y = 18.0;
    if ui.available_width() >= WIDE {
        ui.columns_const(|[left, right]| {
            facts(left, scene, source);
            damages(right, scene, source);
            event_ids(right, scene, source);
        });
    } else {
        damages(ui, scene, source);
        facts(ui, scene, source);
        event_ids(ui, scene, source);
    }
}

fn buttons(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.horizontal_wrapped(|ui| {
        if ui.button(words.word("source-retry")).clicked() {
            wishes.push(Wish::Do(Command::Retry(source.id)));
        }
        if source.zone_basis != ZoneBasis::Stated {
            let zone = zone_picker(ui, scene, &words.word("source-set-zone"), None, None);
            if let Some(zone) = zone {
                wishes.push(Wish::Do(Command::SetSourceZone(source.id, zone)));
            }
        }
        clock_picker(ui, scene, source, wishes);
        if source.date_order.assumed {
            for (day_first, word) in [(true, "source-day-first"), (false, "source-month-first")] {
                if ui.button(words.word(word)).on_hover_text(words.word("source-date-order-why")).clicked() {
                    wishes.push(Wish::Do(Command::SetSourceDayFirst(source.id, day_first)));
                }
            }
        }
        if ui.button(words.word("source-remove")).on_hover_text(words.word("source-remove-why")).clicked() {
            wishes.push(Wish::Do(Command::Remove(source.id)));
        }
    });
}

fn facts(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource) {
    let words = scene.words;
    let why = source.why.map_or_else(String::new, |why| source_words::word_or(words, why, why));
    let changed = source.modified.map_or_else(String::new, |t| words.time(t));
    let path: String = SafeText::new(&source.name).into();
    let balance =
        if source.balance.total > 0 { words.say(&source_words::balance(source)) } else { String::new() };
    let repeats: Vec<String> = scene.case.repeats_of(source).map(|phrase| words.say(&phrase)).collect();
    let rows = [
        ("fact-path", path),
        ("fact-state", source_words::state(scene, source)),
        ("fact-format", source_words::format(scene, source)),
        ("fact-why", why),
        ("fact-balance", balance),
        ("fact-repeats", repeats.join("\n")),
        ("fact-times", source_words::span(scene, source)),
        ("fact-server", SafeText::new(&source.server).into()),
        ("fact-zone", source_words::zone(scene, source)),
        ("fact-clock", source_words::clock(scene, source)),
        ("fact-size", words.bytes(source.bytes)),
        ("fact-changed", changed),
    ];
    Grid::new(("facts", source.id)).num_columns(2).spacing(vec2(12.0, 5.0)).show(ui, |ui| {
        for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
            ui.label(parts::quiet(words.word(name), scene.theme));
            ui.add(Label::new(RichText::new(value).size(ROW)).wrap());
            ui.end_row();
        }
        if let Some(hash) = &source.sha256 {
            ui.label(parts::quiet("SHA-256", scene.theme));
            ui.add(Label::new(RichText::new(hash).font(fonts::mono(11.0))).wrap());
            ui.end_row();
        }
    });
}

fn damages(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource) {
    if source.damages.is_empty() {
        return;
    }
    let words = scene.words;
    let bad = source.is_troubled();
    let n = source.damages.len() as u64 + source.more_damages;
    ui.add_space(8.0);
    ui.label(parts::head(
        words.say(&Phrase::new(if bad { "source-damages" } else { "source-remarks" }).number("n", n)),
    ));
    for damage in source.damages.iter().take(TOP_DAMAGES) {
        ui.horizontal_wrapped(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
            if damage.fault.is_remark() {
                icons::paint_accepted(ui.painter(), rect.center(), 6.0, scene.theme.quiet);
            } else {
                icons::paint(ui.painter(), Icon::Warning, rect.center(), 12.0, scene.theme.warning);
            }
            let place = words.say(&place_phrase(damage.place));
            let byte = words.say(&Phrase::new("at-byte").number("n", damage.place.byte));
            ui.label(RichText::new(place).font(fonts::medium(ROW))).on_hover_text(byte);
            ui.label(RichText::new(words.say(&fault_phrase(&damage.fault))).size(ROW));
        });
    }
    ui.add_space(4.0);
    let more = n.saturating_sub(TOP_DAMAGES as u64);
    if more > 0 {
        ui.label(parts::quiet(words.say(&Phrase::new("source-more").number("n", more)), scene.theme));
    }
}

fn event_ids(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource) {
    if source.event_ids.is_empty() {
        return;
    }
    let mut ids: Vec<_> = source.event_ids.iter().collect();
    // Most first; the map's own order breaks ties.
    ids.sort_by(|a, b| b.1.cmp(a.1));
    ui.add_space(8.0);
    ui.label(parts::head(scene.words.word("source-event-ids")));
    let shown: Vec<_> = ids.iter().take(TOP_IDS).collect();
    ui.push_id(("ids", source.id), |ui| {
        TableBuilder::new(ui)
            .vscroll(false)
            .column(Column::exact(52.0))
            .column(Column::remainder().clip(true))
            .column(Column::exact(84.0))
            .body(|body| {
                body.rows(ID_ROW, shown.len(), |mut row| {
                    let Some(((provider, id), n)) = shown.get(row.index()) else { return };
                    row.col(|ui| {
                        ui.label(RichText::new(id.to_string()).font(fonts::medium(ROW)));
                    });
                    row.col(|ui| {
                        ui.label(parts::quiet(SafeText::new(provider).as_str(), scene.theme));
                    });
                    row.col(|ui| {
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            ui.label(RichText::new(scene.words.number(**n)).size(ROW));
                        });
                    });
                })
            });
    });
    let more = ids.len().saturating_sub(TOP_IDS);
    if more > 0 {
        ui.label(parts::quiet(
            scene.words.say(&Phrase::new("source-more-ids").number("n", more)),
            scene.theme,
        ));
    }
}

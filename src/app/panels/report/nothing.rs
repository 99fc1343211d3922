//! Before the first source: what the report will hold, and how to bring what it needs.

use crate::app::panel::{Scene, Wish};
use crate::app::panels::empty::ways_in;
use crate::app::style;
use crate::app::widgets::parts;
use crate::report::sections;
use eframe::egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

/// Draws the place without a report.
pub fn nothing_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let width = ui.available_width().min(760.0);
        ui.vertical_centered(|ui| {
            ui.set_max_width(width);
            ui.add_space(20.0);
            style::card(scene.theme).inner_margin(20).show(ui, |ui| {
                ui.set_width(width - 40.0);
                ui.with_layout(Layout::top_down(Align::Min), |ui| text(ui, scene, wishes));
            });
        });
    });
}

fn text(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.heading(words.word("report-app-empty"));
    ui.add_space(4.0);
    ui.add(Label::new(words.word("report-app-empty-why")).wrap());
    ui.add_space(8.0);
    ways_in(ui, scene, wishes);
    ui.add_space(12.0);
    ui.label(parts::head(words.word("report-app-empty-holds")));
    holds(ui, scene);
}

/// The sections in two columns, read downwards.
fn holds(ui: &mut Ui, scene: &Scene<'_>) {
    let half = sections::ALL.len().div_ceil(2);
    ui.columns(2, |columns| {
        for (column, members) in columns.iter_mut().zip(sections::ALL.chunks(half.max(1))) {
            for member in members {
                let title = scene.words.word(&format!("report-section-{}", member.key));
                column.add(Label::new(RichText::new(title).size(crate::app::theme::ROW)).wrap());
            }
        }
    });
}

//! The menu of all else that can be written: other forms of the report, the evidence annex, every table.

use super::names;
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::parts;
use crate::report::forms::Form;
use crate::report::tables::{Format, Which};
use crate::words::Phrase;
use crate::workbench::command::Product;
use eframe::egui::containers::menu::SubMenuButton;
use eframe::egui::{Button, Popup, Ui};

/// Draws the button and its menu.
pub fn more_ui(ui: &mut Ui, scene: &Scene<'_>, enabled: bool, wishes: &mut Vec<Wish>) {
    let name = scene.words.word("report-app-more");
    let button = ui.add_enabled_ui(enabled, |ui| parts::menu_button(ui, scene.theme, &name)).inner;
    let button = button.on_hover_text(scene.words.word("report-app-more-why"));
    Popup::menu(&button).width(260.0).show(|ui| {
        for form in Form::ALL.into_iter().filter(|form| *form != Form::Pdf) {
            item(ui, scene, Product::Report(form), None, wishes);
        }
        item(ui, scene, Product::Annex, Some("report-app-annex-why"), wishes);
        ui.separator();
        ui.label(parts::quiet(scene.words.word("report-app-tables"), scene.theme));
        for which in Which::ALL {
            table(ui, scene, which, wishes);
        }
    });
}

/// A table, and beside it the formats that it comes in.
fn table(ui: &mut Ui, scene: &Scene<'_>, which: Which, wishes: &mut Vec<Wish>) {
    let name = scene.words.word(&format!("export-table-{}", which.key()));
    SubMenuButton::new(name).ui(ui, |ui| {
        for format in Format::ALL.into_iter().filter(|format| format.offers(which)) {
            item(ui, scene, Product::Table(which, format), None, wishes);
        }
    });
}

fn item(ui: &mut Ui, scene: &Scene<'_>, product: Product, hint: Option<&str>, wishes: &mut Vec<Wish>) {
    let kind = names::kind(product, scene.words);
    let text = match product {
        Product::Annex => scene.words.word("report-app-annex"),
        _ => scene.words.say(&Phrase::new("report-app-form").text("form", &kind)),
    };
    let mut response = ui.add(Button::new(text));
    if let Some(hint) = hint {
        response = response.on_hover_text(scene.words.word(hint));
    }
    if response.clicked() {
        wishes.push(Wish::ChooseOutput { product, open: false });
        ui.close();
    }
}

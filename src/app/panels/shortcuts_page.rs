//! The page of shortcuts: the one table of keys, by the places where they work.

use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::shortcuts::{Combo, Shortcut, TABLE, Where, spell};
use crate::app::theme::ROW;
use crate::app::widgets::parts;
use eframe::egui::{Grid, Id, Label, Modal, Modifiers, RichText, ScrollArea, Ui};

/// Draws the page; false when it was closed.
pub fn shortcuts_ui(ui: &Ui, scene: &Scene<'_>) -> bool {
    let height = ui.ctx().content_rect().height();
    let shown = Modal::new(Id::unique("shortcuts")).show(ui.ctx(), |ui| {
        ui.set_width(840.0_f32.min(ui.ctx().content_rect().width() - 60.0));
        let closed = parts::page_head(
            ui,
            scene.theme,
            &scene.words.word("act-shortcuts"),
            &scene.words.word("page-close"),
        );
        ui.add_space(6.0);
        ScrollArea::vertical().max_height(height - 130.0).min_scrolled_height(height - 130.0).show(
            ui,
            |ui| {
                if ui.available_width() < 700.0 {
                    Where::ALL.into_iter().for_each(|place| group(ui, scene, place));
                    return;
                }
                ui.columns(2, |columns| {
                    if let [left, right] = columns {
                        group(left, scene, Where::Everywhere);
                        group(left, scene, Where::Steps);
                        group(right, scene, Where::Tables);
                        group(right, scene, Where::Timeline);
                        group(right, scene, Where::Matrix);
                        group(left, scene, Where::Pages);
                    }
                });
            },
        );
        closed
    });
    !shown.inner && !shown.should_close()
}

fn group(ui: &mut Ui, scene: &Scene<'_>, place: Where) {
    ui.label(parts::head(scene.words.word(place.word())));
    Grid::new(("keys", place.word()))
        .num_columns(2)
        .min_col_width(130.0)
        .min_row_height(17.0)
        .spacing([12.0, 4.0])
        .show(ui, |ui| {
            for shortcut in TABLE.iter().filter(|s| s.place == place) {
                let keys = RichText::new(keys(scene, shortcut)).font(fonts::medium(ROW));
                ui.label(keys);
                ui.add(Label::new(RichText::new(scene.words.word(shortcut.word)).size(ROW)).truncate());
                ui.end_row();
            }
        });
    ui.add_space(10.0);
}

/// All its keys, as one reads them: `Shift+Left / Right`, `Ctrl+Y / Ctrl+Shift+Z`.
fn keys(scene: &Scene<'_>, shortcut: &Shortcut) -> String {
    let held = shortcut.keys.first().map(|combo| combo.held);
    let spelled = shortcut.keys.iter().enumerate().map(|(i, combo)| {
        let same = i > 0 && Some(combo.held) == held;
        let combo = if same { Combo { held: Modifiers::NONE, ..*combo } } else { *combo };
        spell(combo, scene.words)
    });
    spelled.collect::<Vec<_>>().join(" / ")
}

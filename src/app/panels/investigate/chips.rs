//! What narrows the lists, each with its ×, and how many rows that hides.

use super::rows::within;
use super::wording;
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::ROW;
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::marks::cross;
use crate::words::Phrase;
use eframe::egui::{Align, Layout, Rect, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the row of chips.
pub fn chips_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut InvestigateView) {
    within(ui, area, "chips", Layout::left_to_right(Align::Center), |ui| {
        let quiet = |text: String| RichText::new(text).font(fonts::text(ROW)).color(scene.theme.quiet);
        ui.label(quiet(scene.words.word("investigate-showing")));
        chips(ui, scene, view);
        if let Some((_, rows)) = view.authentications.rows.answer() {
            let hidden =
                Phrase::new("investigate-hidden").number("n", rows.rows.len()).number("hidden", rows.hidden);
            ui.label(quiet(scene.words.say(&hidden)));
        }
    });
}

fn chips(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    let words = scene.words;
    if let Some(span) = view.selection.span {
        let text = format!("{} – {}", wording::clock(scene, span.first), wording::clock(scene, span.last));
        if chip(ui, scene, &text) {
            view.selection.span = None;
        }
    }
    if let Some(account) = view.selection.account {
        let id = scene.case.analysis.directory.of(account);
        let name: String = id.map_or_else(
            || wording::shown(scene, account),
            |id| scene.case.analysis.directory.name(id).into(),
        );
        if chip(ui, scene, &words.say(&Phrase::new("investigate-account-is").text("account", &name))) {
            view.selection.account = None;
        }
    }
    if let Some(address) = view.selection.address {
        let text = Phrase::new("investigate-address-is").text("address", &wording::shown(scene, address));
        if chip(ui, scene, &words.say(&text)) {
            view.selection.address = None;
        }
    }
    let noise: u64 = scene.case.analysis.noise.iter().map(|n| n.count).sum();
    if noise > 0
        && !view.with_noise
        && chip(ui, scene, &words.say(&Phrase::new("investigate-noise-hidden").number("n", noise)))
    {
        view.with_noise = true;
    } else if view.with_noise && ui.button(words.word("investigate-hide-noise")).clicked() {
        view.with_noise = false;
    }
}

/// A chip; true if it was taken away.
fn chip(ui: &mut Ui, scene: &Scene<'_>, text: &str) -> bool {
    let theme = scene.theme;
    let width = width_of(ui.painter(), text, fonts::text(ROW)).min(280.0) + 36.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), Sense::click());
    let name = scene.words.say(&Phrase::new("investigate-remove").text("what", text));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.painter().rect_filled(rect, 11, if response.hovered() { theme.selected } else { theme.control });
    let inner =
        Rect::from_min_max(pos2(rect.left() + 10.0, rect.top()), pos2(rect.right() - 22.0, rect.bottom()));
    line(ui.painter(), inner, false, text, fonts::text(ROW), theme.text);
    cross(ui.painter(), pos2(rect.right() - 13.0, rect.center().y), theme.quiet);
    response.clicked()
}

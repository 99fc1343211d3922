//! What the user should know now, in a strip above the bottom bar, until it is dismissed.
//!
//! Nothing above it moves but the lower edge. Says only what the case says.

use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::BODY;
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::workbench::command::Command;
use eframe::egui::{Align, Frame, Label, Layout, Margin, Panel, RichText, Sense, Ui, WidgetText, vec2};

/// Room at the left for the icon, and at the right for the button.
const SIDES: f32 = 64.0;

/// Draws the strip, if there is something to say.
pub fn notice_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let Some(notice) = &scene.case.notice else { return };
    let theme = scene.theme;
    let text = RichText::new(scene.words.say(notice)).font(fonts::medium(BODY)).color(theme.warning);
    let width = (ui.available_width() - 32.0 - SIDES).max(80.0);
    let galley = WidgetText::from(text.clone()).into_galley(ui, None, width, fonts::medium(BODY));
    let height = (galley.size().y + 12.0).max(36.0);
    let frame = Frame::new().fill(theme.warning_ground).inner_margin(Margin::symmetric(16, 0));
    let strip =
        Panel::bottom("notice").exact_size(height).resizable(false).show_separator_line(false).frame(frame);
    strip.show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = scene.words.word("notice-dismiss");
            if parts::icon_bare(ui, theme, Icon::Cross, &name).on_hover_text(&name).clicked() {
                wishes.push(Wish::Do(Command::Dismiss));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let (rect, _) = ui.allocate_exact_size(vec2(16.0, 16.0), Sense::hover());
                icons::paint(ui.painter(), Icon::Warning, rect.center(), 15.0, theme.warning);
                ui.add(Label::new(text).wrap());
            });
        });
    });
}

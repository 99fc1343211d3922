//! Fields, boxes, cards and remarks of this place, each with a name; what gets the keyboard comes into sight.

use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::style;
use crate::app::theme::{CARD_RADIUS, ROW, Theme};
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::{marks, parts, typed};
use crate::words::Phrase;
use eframe::egui::{
    Align, Button, Color32, Frame, Label, Layout, Margin, Rect, Response, RichText, Role, Sense, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

/// A text that follows what the case knows until somebody types something else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefilled {
    /// As it stands.
    pub text: String,
    was: String,
}

impl Prefilled {
    /// Keeps up with what is known.
    pub fn follow(&mut self, known: &str) {
        if self.was != known {
            if self.text == self.was {
                known.clone_into(&mut self.text);
            }
            known.clone_into(&mut self.was);
        }
    }

    /// What is known stays as it was: the text still stands, as edited.
    pub fn refused(&mut self, known: &str) {
        known.clone_into(&mut self.was);
    }

    /// Is it other than what is known?
    pub fn is_edited(&self) -> bool {
        self.text != self.was
    }
}

/// Brings what has just got the keyboard into sight.
pub fn seen(response: Response) -> Response {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// A card as wide as there is room.
pub fn card(ui: &mut Ui, scene: &Scene<'_>, add: impl FnOnce(&mut Ui)) {
    style::card(scene.theme).show(ui, |ui| {
        ui.set_width(ui.available_width());
        // Columns would stretch buttons and sentences.
        ui.with_layout(Layout::top_down(Align::Min), add);
    });
    ui.add_space(6.0);
}

/// Between two parts side by side.
const GAP: f32 = 10.0;

/// Two parts side by side, the left one with this share of the room. Unlike columns, nothing is stretched.
pub fn two(ui: &mut Ui, share: f32, add: impl FnOnce(&mut Ui, &mut Ui)) {
    let area = Rect::from_min_max(ui.cursor().min, ui.max_rect().max);
    let middle = area.left() + ((area.width() - GAP) * share).floor();
    let part = |ui: &mut Ui, rect, name| {
        let layout = Layout::top_down(Align::Min);
        ui.new_child(UiBuilder::new().max_rect(rect).layout(layout).id_salt(name))
    };
    let mut left = part(ui, Rect::from_min_max(area.min, pos2(middle, area.bottom())), "left");
    let mut right = part(ui, Rect::from_min_max(pos2(middle + GAP, area.top()), area.max), "right");
    add(&mut left, &mut right);
    let height = left.min_rect().height().max(right.min_rect().height());
    ui.advance_cursor_after_rect(Rect::from_min_size(area.min, vec2(area.width(), height)));
}

/// Heading of a card or of a part of one.
pub fn head(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    ui.label(parts::head(scene.words.word(id)));
}

/// Heading of a further part.
pub fn section(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    ui.add_space(10.0);
    head(ui, scene, id);
}

/// A quiet sentence.
pub fn quiet(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.add(Label::new(parts::quiet(text, scene.theme)).wrap());
}

/// A quiet sentence by its id.
pub fn why(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    quiet(ui, scene, &scene.words.word(id));
}

/// A warning with its triangle.
pub fn warn(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
        icons::paint(ui.painter(), Icon::Warning, rect.center(), 13.0, scene.theme.warning);
        let text = RichText::new(text).font(fonts::medium(ROW)).color(scene.theme.warning);
        ui.add(Label::new(text).wrap());
    });
}

/// A part on a coloured ground.
pub fn banner(ui: &mut Ui, ground: Color32, add: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(ground).corner_radius(CARD_RADIUS).inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// A field of one line with its name above.
pub fn field(
    ui: &mut Ui,
    scene: &Scene<'_>,
    (id, hint): (&str, &str),
    text: &mut String,
    width: f32,
) -> Response {
    ui.vertical(|ui| {
        ui.set_width(width);
        let name = scene.words.word(id);
        ui.add(Label::new(parts::quiet(&name, scene.theme)).truncate());
        seen(typed::line(ui, &name, hint, text, width))
    })
    .inner
}

/// Fields in rows of as many as there is room for, none narrower than `least`.
pub fn grid(ui: &mut Ui, scene: &Scene<'_>, least: f32, all: &mut [(&str, &str, &mut String)]) {
    let (room, gap) = (ui.available_width(), ui.spacing().item_spacing.x);
    let fit = (1..=all.len()).rev().find(|n| each(room, gap, *n) >= least).unwrap_or(1);
    let width = each(room, gap, fit);
    for row in all.chunks_mut(fit) {
        ui.horizontal_top(|ui| {
            for (id, hint, text) in row {
                field(ui, scene, (id, hint), text, width);
            }
        });
    }
}

/// Width of each of `n` fields in a row.
fn each(room: f32, gap: f32, n: usize) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "fields on screen")]
    let n = n as f32;
    (room - gap * (n - 1.0)) / n
}

/// What is wrong with what was typed, if anything is.
pub fn slip<T>(ui: &mut Ui, scene: &Scene<'_>, read: &Result<T, Phrase>) {
    if let Err(why) = read {
        let text = RichText::new(scene.words.say(why)).size(ROW).color(scene.theme.warning);
        ui.add(Label::new(text).wrap());
    }
}

/// A button.
pub fn button(ui: &mut Ui, enabled: bool, text: &str) -> bool {
    seen(ui.add_enabled(enabled, Button::new(text))).clicked()
}

/// The button that one should press first; quiet while it cannot be pressed.
pub fn primary(ui: &mut Ui, scene: &Scene<'_>, enabled: bool, text: &str) -> bool {
    if enabled { seen(parts::primary(ui, scene.theme, text)).clicked() } else { button(ui, false, text) }
}

/// A box to tick; true when it was.
pub fn tick(ui: &mut Ui, enabled: bool, on: &mut bool, text: &str) -> bool {
    let tick = eframe::egui::Checkbox::new(on, text);
    seen(ui.add_enabled(enabled, tick)).changed()
}

/// A line that opens and closes what follows; gives whether it is open.
pub fn fold(ui: &mut Ui, theme: &Theme, text: &str, open: &mut bool) -> bool {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::medium(ROW), theme.text);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 28.0, 26.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, *open, text));
    let response = seen(response);
    if response.clicked() {
        *open = !*open;
    }
    let fill = if response.hovered() { theme.hovered } else { Color32::TRANSPARENT };
    let ring = parts::edge(&response, theme, eframe::egui::Stroke::NONE);
    ui.painter().rect(rect, 5, fill, ring, eframe::egui::StrokeKind::Inside);
    marks::fold(ui.painter(), rect.left_center() + vec2(10.0, 0.0), *open, theme.quiet);
    ui.painter().galley(rect.left_center() + vec2(21.0, -galley.size().y * 0.5), galley, theme.text);
    *open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_stays_when_the_case_learns_more() {
        let mut field = Prefilled::default();
        field.follow("mail.contoso.test");
        assert_eq!(field.text, "mail.contoso.test");
        field.text = "mx.contoso.test".into();
        field.follow("smtp.contoso.test");
        assert!(field.text == "mx.contoso.test" && field.is_edited());
    }
}

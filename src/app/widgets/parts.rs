//! Text that fits, buttons with painted icons, chips, copyable blocks.

use super::icons::{self, Icon};
use crate::app::fonts;
use crate::app::theme::{BODY, CONTROL_RADIUS, ROW, SMALL, Theme};
use eframe::egui::accesskit::Role;
use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align2, Button, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Response, RichText, Sense, Stroke,
    Ui, WidgetInfo, WidgetText, vec2,
};

/// Text at `at`, one line, cut with an ellipsis at `width`. True if it was cut.
pub fn fit(
    painter: &Painter,
    at: Pos2,
    align: Align2,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
) -> bool {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    let galley = painter.layout_job(job);
    let rect = align.anchor_size(at, galley.size());
    painter.galley(rect.min, galley.clone(), color);
    galley.elided
}

/// The text with its middle left out, so that both ends can be read, in at most `n` characters.
#[must_use]
pub fn elide_middle(text: &str, n: usize) -> String {
    let length = text.chars().count();
    if length <= n || n < 5 {
        return text.to_owned();
    }
    let (head, tail) = ((n - 1) / 2, n - 1 - (n - 1) / 2);
    let first: String = text.chars().take(head).collect();
    let last: String = text.chars().skip(length - tail).collect();
    format!("{first}…{last}")
}

/// Text in medium weight.
#[must_use]
pub fn medium(text: impl Into<String>) -> RichText {
    RichText::new(text).font(fonts::medium(BODY))
}

/// A head of a card.
#[must_use]
pub fn head(text: impl Into<String>) -> RichText {
    RichText::new(text).font(fonts::bold(BODY))
}

/// Quiet text at row size.
#[must_use]
pub fn quiet(text: impl Into<String>, theme: &Theme) -> RichText {
    RichText::new(text).size(ROW).color(theme.quiet)
}

/// The one button of a place that one should press first.
pub fn primary(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let label = RichText::new(text).font(fonts::medium(BODY)).color(theme.on_accent);
    ui.add(Button::new(label).fill(theme.accent).stroke(Stroke::NONE).min_size(vec2(0.0, 30.0)))
}

/// A button of icon and text; the text is its name.
pub fn icon_button(ui: &mut Ui, theme: &Theme, icon: Icon, text: &str) -> Response {
    let galley = WidgetText::from(text).into_galley(ui, None, f32::INFINITY, fonts::text(BODY));
    let with_text = !text.is_empty();
    let width = galley.size().x + if with_text { 42.0 } else { 30.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let look = ui.style().interact(&response);
    ui.painter().rect(
        rect,
        CornerRadius::same(CONTROL_RADIUS),
        look.weak_bg_fill,
        edge(&response, theme, look.bg_stroke),
        eframe::egui::StrokeKind::Inside,
    );
    icons::paint(ui.painter(), icon, icons::leading(rect, 16.0), 14.0, theme.quiet);
    let at = rect.left_center() + vec2(30.0, -galley.size().y * 0.5);
    ui.painter().galley(at, galley, theme.text);
    response
}

/// A square button of an icon alone; `name` is what it does.
pub fn icon_only(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    let look = ui.style().interact(&response);
    ui.painter().rect(
        rect,
        CornerRadius::same(CONTROL_RADIUS),
        look.weak_bg_fill,
        edge(&response, theme, look.bg_stroke),
        eframe::egui::StrokeKind::Inside,
    );
    icons::paint(ui.painter(), icon, rect.center(), 14.0, theme.text);
    response.on_hover_text(name)
}

/// A button of bold text that opens a menu, as its arrow says.
pub fn menu_button(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::bold(BODY), theme.text);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 32.0, 28.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, text));
    let fill = if response.hovered() { theme.hovered } else { Color32::TRANSPARENT };
    let ring = edge(&response, theme, Stroke::NONE);
    let corner = CornerRadius::same(CONTROL_RADIUS);
    ui.painter().rect(rect, corner, fill, ring, eframe::egui::StrokeKind::Inside);
    ui.painter().galley(rect.left_center() + vec2(8.0, -galley.size().y * 0.5), galley, theme.text);
    icons::paint(ui.painter(), Icon::Chevron, rect.right_center() - vec2(13.0, 0.0), 12.0, theme.quiet);
    response
}

/// A square button of an icon without a ground of its own, quiet until the pointer or the keyboard is on it.
pub fn icon_bare(ui: &mut Ui, theme: &Theme, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let over = enabled && (response.hovered() || response.has_focus());
    let fill = if over { theme.hovered } else { Color32::TRANSPARENT };
    let ring = edge(&response, theme, Stroke::NONE);
    let corner = CornerRadius::same(CONTROL_RADIUS);
    ui.painter().rect(rect, corner, fill, ring, eframe::egui::StrokeKind::Inside);
    // What cannot be done now stays visible, yet clearly behind what can.
    let ink = if enabled { theme.text } else { theme.outline.gamma_multiply(0.7) };
    icons::paint(ui.painter(), icon, rect.center(), 14.0, ink);
    response
}

/// Title of a page that lies over the window, with a button that closes it; true when it was pressed.
pub fn page_head(ui: &mut Ui, theme: &Theme, title: &str, close: &str) -> bool {
    ui.horizontal(|ui| {
        ui.heading(title);
        let right = eframe::egui::Layout::right_to_left(eframe::egui::Align::Center);
        ui.with_layout(right, |ui| icon_bare(ui, theme, Icon::Cross, close).on_hover_text(close).clicked())
            .inner
    })
    .inner
}

/// The edge of a control; the accent where it has the keyboard.
#[must_use]
pub fn edge(response: &Response, theme: &Theme, usual: Stroke) -> Stroke {
    if response.has_focus() { Stroke::new(2.0, theme.accent) } else { usual }
}

/// One of a few choices, side by side; true when it was pressed.
pub fn choice(ui: &mut Ui, theme: &Theme, text: &str, chosen: bool) -> bool {
    let (font, color, fill) = if chosen {
        (fonts::medium(ROW), theme.text, theme.selected)
    } else {
        (fonts::text(ROW), theme.quiet, Color32::TRANSPARENT)
    };
    let button = Button::new(RichText::new(text).font(font).color(color))
        .fill(fill)
        .selected(chosen)
        .stroke(Stroke::NONE);
    ui.add(button).clicked()
}

/// A short word on a coloured ground.
pub fn pill(ui: &mut Ui, text: &str, color: Color32, ground: Color32) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::medium(SMALL), color);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 5.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, rect.height() * 0.5, ground);
    ui.painter().galley(rect.min + vec2(8.0, 2.5), galley, color);
    response
}

/// Lines to copy, in mono on a ground of their own; gives true when the button `copy` was pressed.
pub fn code_block(ui: &mut Ui, theme: &Theme, lines: &str, copy: &str) -> bool {
    let frame = eframe::egui::Frame::new()
        .fill(theme.control)
        .corner_radius(CONTROL_RADIUS)
        .inner_margin(eframe::egui::Margin::symmetric(10, 8));
    let inner = frame.show(ui, |ui| {
        let right = 34.0;
        ui.set_width(ui.available_width());
        let width = (ui.available_width() - right).max(40.0);
        let mut job = LayoutJob::simple(lines.to_owned(), fonts::mono(11.5), theme.text, width);
        job.wrap.break_anywhere = false;
        ui.scope(|ui| {
            ui.set_max_width(width);
            ui.add(eframe::egui::Label::new(job).selectable(true));
        });
    });
    let corner = inner.response.rect.right_top() + vec2(-32.0, 4.0);
    let rect = Rect::from_min_size(corner, vec2(28.0, 28.0));
    let builder = eframe::egui::UiBuilder::new().max_rect(rect).id_salt(("copy", lines));
    let mut inside = ui.new_child(builder);
    icon_only(&mut inside, theme, Icon::Copy, copy).clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_keeps_both_its_ends() {
        assert_eq!(elide_middle("C:\\evidence\\2025\\DC1", 12), "C:\\ev…25\\DC1");
        assert_eq!(elide_middle("short", 12), "short");
        assert_eq!(elide_middle("é".repeat(40).as_str(), 9).chars().count(), 9);
    }
}

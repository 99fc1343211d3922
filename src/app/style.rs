//! egui's look from our [`Theme`]: sizes, spacing, colours of widgets. Set once; nothing is styled per frame.

use super::fonts;
use super::theme::{BODY, CARD_RADIUS, CONTROL_RADIUS, HEADLINE, ROW, SMALL, STEP, Theme};
use eframe::egui::{
    self, Color32, Context, CornerRadius, Frame, Margin, Stroke, Style, TextStyle, Visuals, vec2,
};
use eframe::epaint::Shadow;

/// Name of the text style of table rows.
pub const ROW_STYLE: &str = "row";

/// Fonts and both themes; call when a context begins, and in tests through `with_context_setup`.
pub fn install(ctx: &Context) {
    fonts::install(ctx);
    ctx.set_style_of(egui::Theme::Light, style(&Theme::light()));
    ctx.set_style_of(egui::Theme::Dark, style(&Theme::dark()));
}

/// Text style of table rows.
#[must_use]
pub fn row() -> TextStyle {
    TextStyle::Name(ROW_STYLE.into())
}

/// A group of things that belong together.
pub fn card(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.card)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(CARD_RADIUS)
        .inner_margin(Margin::same(12))
}

/// egui's style in these colours.
#[must_use]
pub fn style(theme: &Theme) -> Style {
    let mut style = Style {
        visuals: visuals(theme),
        // Nothing moves by itself.
        animation_time: 0.06,
        ..Style::default()
    };
    style.text_styles = [
        (TextStyle::Small, fonts::text(SMALL)),
        (TextStyle::Body, fonts::text(BODY)),
        (TextStyle::Button, fonts::text(BODY)),
        (TextStyle::Heading, fonts::bold(HEADLINE)),
        (TextStyle::Monospace, fonts::mono(ROW - 0.5)),
        (row(), fonts::text(ROW)),
    ]
    .into();
    space(&mut style);
    style
}

fn space(style: &mut Style) {
    let s = &mut style.spacing;
    s.item_spacing = vec2(2.0 * STEP, STEP);
    s.button_padding = vec2(2.5 * STEP, STEP);
    s.interact_size = vec2(8.0 * STEP, 6.5 * STEP);
    s.window_margin = Margin::same(12);
    s.menu_margin = Margin::same(6);
    s.indent = 4.0 * STEP;
    s.icon_width = 4.0 * STEP;
    s.icon_width_inner = 2.0 * STEP;
    s.icon_spacing = 1.5 * STEP;
    s.combo_height = 80.0 * STEP;
    s.tooltip_width = 110.0 * STEP;
    s.scroll.bar_width = 2.0 * STEP;
    s.scroll.floating_width = 4.0;
}

fn visuals(theme: &Theme) -> Visuals {
    let mut v = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    v.weak_text_color = Some(theme.quiet);
    v.selection.bg_fill = theme.selected;
    v.selection.stroke = Stroke::new(1.0, theme.text);
    v.hyperlink_color = theme.accent;
    v.faint_bg_color = theme.hovered;
    v.extreme_bg_color = theme.control;
    v.text_edit_bg_color = Some(theme.control);
    v.code_bg_color = theme.control;
    v.warn_fg_color = theme.warning;
    v.error_fg_color = theme.warning;
    v.window_fill = theme.card;
    v.window_stroke = Stroke::new(1.0, theme.line);
    v.panel_fill = theme.ground;
    v.window_corner_radius = CornerRadius::same(CARD_RADIUS);
    v.menu_corner_radius = CornerRadius::same(CARD_RADIUS);
    v.popup_shadow = shadow(theme, 12);
    v.window_shadow = shadow(theme, 24);
    v.text_cursor.stroke = Stroke::new(1.5, theme.accent);
    v.text_cursor.blink = false;
    v.striped = false;
    v.indent_has_left_vline = false;
    v.widgets = widgets(theme);
    v
}

fn shadow(theme: &Theme, blur: u8) -> Shadow {
    Shadow {
        offset: [0, 4],
        blur,
        spread: 0,
        color: Color32::from_black_alpha(if theme.is_dark { 110 } else { 36 }),
    }
}

fn widgets(theme: &Theme) -> egui::style::Widgets {
    let look = |fill: Color32, line: Color32| egui::style::WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(CONTROL_RADIUS),
        fg_stroke: Stroke::new(1.0, theme.text),
        expansion: 0.0,
    };
    egui::style::Widgets {
        noninteractive: look(theme.card, theme.line),
        inactive: look(theme.control, theme.line),
        hovered: look(theme.hovered, theme.outline),
        active: look(theme.selected, theme.accent),
        open: look(theme.selected, theme.outline),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_themes_are_set_and_differ() {
        let ctx = Context::default();
        install(&ctx);
        let fill = |t| ctx.style_of(t).visuals.panel_fill;
        assert_eq!(fill(egui::Theme::Light), Theme::light().ground);
        assert_eq!(fill(egui::Theme::Dark), Theme::dark().ground);
    }
}

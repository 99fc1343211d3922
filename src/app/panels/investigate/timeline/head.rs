//! The switches at the left of the strip: lanes of accounts, gaps, sources.

use super::Layout;
use crate::app::panel::Scene;
use crate::app::theme::Theme;
use crate::app::view::InvestigateView;
use eframe::egui::{Color32, Id, Painter, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

#[derive(Clone, Copy)]
enum Switch {
    Swim,
    Cut,
    Bars,
}

pub(super) fn head_ui(ui: &Ui, layout: &Layout, scene: &Scene<'_>, view: &mut InvestigateView) {
    let cut_now = !view.time.cuts().is_empty();
    let gaps = view.time.ground.answer().is_some_and(|(_, g)| !g.gaps.is_empty());
    let mut x = layout.names;
    let mut next = |on: bool, switch: Switch, word: &str| {
        let rect = Rect::from_min_size(pos2(x, layout.map.top() - 2.0), vec2(24.0, 20.0));
        x += 28.0;
        switch_ui(ui, rect, scene, on, switch, word)
    };
    if next(view.time.swim, Switch::Swim, "timeline-switch-swim") {
        view.time.swim = !view.time.swim;
    }
    if next(view.time.bars, Switch::Bars, "timeline-switch-bars") {
        view.time.bars = !view.time.bars;
    }
    if gaps && next(cut_now, Switch::Cut, "timeline-switch-cut") {
        view.time.cut = Some(!cut_now);
    }
}

/// A small button that stays down; true when it was pressed.
fn switch_ui(ui: &Ui, rect: Rect, scene: &Scene<'_>, on: bool, switch: Switch, word: &str) -> bool {
    let (theme, name) = (scene.theme, scene.words.word(word));
    let button = ui.interact(rect, Id::unique("timeline-switch").with(word), Sense::click());
    button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, &name));
    let fill = match (on, button.hovered()) {
        (true, _) => theme.selected,
        (false, true) => theme.hovered,
        _ => theme.control,
    };
    ui.painter().rect_filled(rect, 4, fill);
    if button.has_focus() || on {
        let stroke = Stroke::new(if button.has_focus() { 2.0 } else { 1.0 }, theme.accent);
        ui.painter().rect_stroke(rect, 4, stroke, eframe::egui::StrokeKind::Inside);
    }
    icon(ui.painter(), rect, switch, if on { theme.accent } else { theme.quiet }, theme);
    button.on_hover_text(name).clicked()
}

fn icon(painter: &Painter, rect: Rect, switch: Switch, color: Color32, theme: &Theme) {
    let (c, stroke) = (rect.center(), Stroke::new(1.5, color));
    let row = |y: f32, from: f32, to: f32| {
        painter.line_segment([c + vec2(from, y), c + vec2(to, y)], stroke);
    };
    match switch {
        Switch::Swim => {
            for (y, x) in [(-4.0, -2.0), (0.0, 3.0), (4.0, 0.0)] {
                row(y, -7.0, 7.0);
                painter.line_segment([c + vec2(x, y - 2.5), c + vec2(x, y)], stroke);
            }
        }
        Switch::Bars => {
            for (y, from, to) in [(-4.0, -7.0, 2.0), (0.0, -3.0, 7.0), (4.0, -6.0, 4.0)] {
                row(y, from, to);
                painter.circle_filled(c + vec2(from, y), 1.5, color);
            }
        }
        Switch::Cut => {
            row(0.0, -8.0, -3.0);
            row(0.0, 3.0, 8.0);
            for x in [-2.0, 2.0] {
                let points =
                    [vec2(x + 1.5, -5.0), vec2(x - 1.5, -1.5), vec2(x + 1.5, 1.5), vec2(x - 1.5, 5.0)];
                painter.line(points.map(|p| c + p).to_vec(), Stroke::new(1.2, color));
            }
            painter.circle_filled(c, 0.5, theme.card);
        }
    }
}

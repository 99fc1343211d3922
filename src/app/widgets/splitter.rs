//! The gap between two parts that can be dragged.

use crate::app::theme::Theme;
use eframe::egui::Role;
use eframe::egui::{CursorIcon, Id, Rect, Sense, Stroke, Ui, WidgetInfo};

/// A draggable gap; the result is how far it was moved this frame, in points. `label` says what it divides.
pub fn splitter(ui: &Ui, id: Id, gap: Rect, label: &str, theme: &Theme) -> f32 {
    let upright = gap.height() > gap.width();
    let response = ui.interact(gap, id, Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, label));
    let cursor = if upright { CursorIcon::ResizeHorizontal } else { CursorIcon::ResizeVertical };
    let response = response.on_hover_and_drag_cursor(cursor);
    if response.hovered() || response.dragged() {
        let stroke = Stroke::new(2.0, theme.accent);
        if upright {
            ui.painter().vline(gap.center().x, gap.shrink(4.0).y_range(), stroke);
        } else {
            ui.painter().hline(gap.shrink(4.0).x_range(), gap.center().y, stroke);
        }
    }
    let moved = response.drag_delta();
    if upright { moved.x } else { moved.y }
}

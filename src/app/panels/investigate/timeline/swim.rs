//! A thin lane for each of the most suspect and busiest accounts: refused attempts, then the accepted one.

use super::lanes::columns;
use super::{Layout, Picture};
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::series::Swimmer;
use crate::app::theme::SMALL;
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::line;
use crate::words::Phrase;
use eframe::egui::{
    CursorIcon, Id, Mesh, Painter, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Height below which a name could not be read.
const LOWEST: f32 = 12.5;

/// Name of an account, safe to show.
pub(super) fn name(scene: &Scene<'_>, swimmer: &Swimmer) -> String {
    let known =
        swimmer.id.map(|id| scene.case.analysis.directory.name(id)).filter(|n| !n.as_str().is_empty());
    known.unwrap_or_else(|| scene.case.store.show(swimmer.symbol)).into()
}

/// Places of the lanes that have room, as high as a name at least. Where not all have, the last place is left
/// for the number of those that come with a higher timeline.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lanes"
)]
fn places(rect: Rect, n: usize) -> Vec<Rect> {
    let room = ((rect.height() / LOWEST) as usize).max(1);
    let rows = n.min(room).max(1);
    let height = (rect.height() / rows as f32).min(26.0);
    let n = if n > room { room - 1 } else { n };
    let place = |k: usize| {
        Rect::from_min_size(pos2(rect.left(), rect.top() + k as f32 * height), vec2(rect.width(), height))
    };
    (0..n).map(place).collect()
}

pub(super) fn swim_ui(painter: &Painter, rect: Rect, picture: &Picture<'_>, view: &InvestigateView) {
    let theme = picture.scene.theme;
    let swim = &view.time.columns.1.swim;
    for (place, [failed, accepted]) in places(rect, swim.len()).into_iter().zip(swim) {
        let base = place.bottom() - 1.0;
        painter.hline(place.x_range(), base, Stroke::new(1.0, theme.line));
        // Refusals below, accepted attempts above: the place says what the colour says.
        let middle = place.top() + place.height() * 0.45;
        let low = Rect::from_min_max(pos2(place.left(), middle), pos2(place.right(), base));
        columns(painter, low, &[(failed, theme.failed)], 0.4);
        accepted_ui(painter, place, accepted, theme.accepted);
    }
}

#[expect(clippy::cast_precision_loss, reason = "columns on screen")]
fn accepted_ui(painter: &Painter, place: Rect, counts: &[u32], color: eframe::egui::Color32) {
    let step = place.width() / counts.len().max(1) as f32;
    let mut mesh = Mesh::default();
    for (k, _) in counts.iter().enumerate().filter(|(_, n)| **n > 0) {
        let x = place.left() + k as f32 * step;
        let tick = Rect::from_min_max(
            pos2(x, place.top() + 1.0),
            pos2(x + (step - 1.0).max(2.0), place.top() + place.height() * 0.5),
        );
        mesh.add_colored_rect(tick, color);
    }
    painter.add(Shape::mesh(mesh));
}

/// How many of the lanes have no room, at the foot of the names.
fn more_ui(ui: &Ui, layout: &Layout, rect: Rect, scene: &Scene<'_>, (placed, all): (usize, usize)) {
    if placed >= all {
        return;
    }
    let area = Rect::from_min_max(
        pos2(layout.names, rect.bottom() - LOWEST),
        pos2(rect.left() - 6.0, rect.bottom()),
    );
    let text = scene.words.say(&Phrase::new("timeline-more").number("n", all - placed));
    let response = ui.interact(area, Id::unique("swim-more"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    line(ui.painter(), area, false, &text, fonts::text(SMALL), scene.theme.quiet);
    response.on_hover_text(scene.words.word("timeline-more-lanes"));
}

/// Names at the left; a click shows only that account, another one all again.
pub(super) fn names_ui(
    ui: &mut Ui,
    layout: &Layout,
    rect: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
) {
    let Some((_, lanes)) = view.time.lanes.answer() else { return };
    let shown = view.time.columns.1.swim.len();
    let (theme, mut picked) = (scene.theme, None);
    let places = places(rect, shown);
    more_ui(ui, layout, rect, scene, (places.len(), shown));
    for (place, swimmer) in places.into_iter().zip(&lanes.swimmers) {
        let name = name(scene, swimmer);
        let area =
            Rect::from_min_max(pos2(layout.names, place.top()), pos2(place.left() - 6.0, place.bottom()));
        let button = ui.interact(area, Id::unique("swim").with(swimmer.symbol), Sense::click());
        let label = scene.words.say(&Phrase::new("timeline-only").text("account", &name));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        let chosen = view.selection.account == Some(swimmer.symbol);
        let lit = button.hovered() || button.has_focus() || chosen;
        let color = if lit { theme.accent } else { theme.quiet };
        let font = if chosen { fonts::medium(SMALL) } else { fonts::text(SMALL) };
        line(ui.painter(), area, false, &name, font, color);
        let counts = Phrase::new("timeline-attempts")
            .text("account", &name)
            .number("failed", swimmer.failed.len())
            .number("accepted", swimmer.accepted.len());
        let button = button.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(scene.words.say(&counts));
        if button.clicked() {
            picked = Some((!chosen).then_some(swimmer.symbol));
        }
    }
    if let Some(account) = picked {
        view.selection.account = account;
    }
}

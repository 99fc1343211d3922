//! A slim bar for each source below the lanes: from when to when it tells something, and of what.

use super::{Layout, Picture};
use crate::app::panel::Scene;
use crate::app::panels::investigate::source_name;
use crate::app::series::ground::Bar;
use crate::app::view::InvestigateView;
use crate::words::Phrase;
use eframe::egui::{CursorIcon, Id, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Height of a row with its gap.
const ROW: f32 = 5.0;
/// Room above the first row.
const ABOVE: f32 = 3.0;

/// Height that the bars would take.
#[expect(clippy::cast_precision_loss, reason = "rows on screen")]
pub(super) fn height(view: &InvestigateView) -> f32 {
    let rows = view.time.ground.answer().and_then(|(_, g)| g.bars.last()).map_or(0, |b| b.row + 1);
    if rows == 0 { 0.0 } else { rows as f32 * ROW + ABOVE + 3.0 }
}

pub(super) fn sources_ui(ui: &Ui, layout: &Layout, picture: &Picture<'_>, view: &mut InvestigateView) {
    let (area, scene) = (layout.bars, picture.scene);
    if area.height() < ROW {
        return;
    }
    let response = ui.interact(area, Id::unique("timeline-bars"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, scene.words.word("timeline-sources")));
    let painter = ui.painter_at(area);
    let word = scene.words.word("timeline-sources");
    let place =
        Rect::from_min_max(pos2(layout.names, area.top()), pos2(area.left() - 6.0, area.top() + 16.0));
    crate::app::widgets::line_of_text::line(
        ui.painter(),
        place,
        false,
        &word,
        crate::app::fonts::text(crate::app::theme::SMALL),
        scene.theme.quiet,
    );
    let hovered = response.hover_pos();
    let (mut under, mut drawn) = (Vec::new(), (usize::MAX, f32::NEG_INFINITY));
    let bars = view.time.ground.answer().map(|(_, g)| g.bars.as_slice()).unwrap_or_default();
    for bar in bars {
        let Some(rect) = place_of(bar, area, picture) else { continue };
        if hovered.is_some_and(|p| hit(rect, p)) {
            under.push(*bar);
        }
        let selected = view.selection.source == Some(bar.source);
        // Bars that end where the last one of the row ended already would only lie on it.
        if drawn.0 == bar.row && rect.right() <= drawn.1 && !selected {
            continue;
        }
        drawn = (bar.row, rect.right());
        let faint = view.selection.source.is_some() && !selected;
        let color = scene.theme.witness(bar.format).gamma_multiply(if faint { 0.35 } else { 0.85 });
        painter.rect_filled(rect, 1, color);
        if selected {
            painter.rect_stroke(rect.expand(1.0), 1, Stroke::new(1.0, scene.theme.text), StrokeKind::Outside);
        }
    }
    // The shortest is the hardest to reach otherwise.
    under.sort_by_key(|b| b.span.ticks());
    let Some((bar, p)) = under.first().zip(hovered) else { return };
    ui.set_cursor_icon(CursorIcon::PointingHand);
    let lines: Vec<_> =
        under.iter().take(6).map(|b| (Some(scene.theme.witness(b.format)), sentence(scene, b))).collect();
    super::readout::panel(ui, picture, p.x, &lines);
    if response.clicked() {
        let source = bar.source;
        view.selection.source = (view.selection.source != Some(source)).then_some(source);
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows on screen")]
fn place_of(bar: &Bar, area: Rect, picture: &Picture<'_>) -> Option<Rect> {
    let left = picture.axis.x(bar.span.first).max(area.left());
    let right = picture.axis.x(bar.span.last).min(area.right()).max(left + 2.0);
    let seen = bar.span.last >= picture.axis.view.first && bar.span.first <= picture.axis.view.last;
    let top = area.top() + ABOVE + bar.row as f32 * ROW;
    seen.then(|| Rect::from_min_size(pos2(left, top), vec2(right - left, ROW - 1.5)))
}

fn hit(rect: Rect, p: Pos2) -> bool {
    rect.expand2(vec2(2.0, 1.0)).contains(p)
}

/// File, first to last, records.
fn sentence(scene: &Scene<'_>, bar: &Bar) -> String {
    let source = scene.case.source(bar.source);
    let phrase = Phrase::new("timeline-source")
        .text("file", &source.map(source_name).unwrap_or_default())
        .time("first", bar.span.first)
        .time("last", bar.span.last)
        .number("n", source.map_or(0, |s| s.balance.total));
    scene.words.say(&phrase)
}

//! The answer in one sentence, how sure, and three counts that lead to their rows.

use super::rows::{any, card};
use super::wording;
use crate::analysis::finding::{Verdict, VerdictKind};
use crate::app::fonts;
use crate::app::lists::Sort;
use crate::app::lists::columns::Col;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, CARD_RADIUS, HEADLINE, ROW, SMALL};
use crate::app::view::{InvestigateView, Tab};
use crate::app::widgets::line_of_text::{line, width_of};
use crate::words::Phrase;
use eframe::egui::{Color32, CornerRadius, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Draws the banner.
pub fn banner_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut InvestigateView, _: &mut Vec<Wish>) {
    let theme = scene.theme;
    card(ui, area, theme);
    let Some(verdict) = scene.case.analysis.verdicts.first() else {
        let id = if scene.case.analysing {
            "investigate-analysing"
        } else if any(scene) || !scene.case.sources.is_empty() {
            "investigate-no-verdict-yet"
        } else {
            "investigate-nothing-yet"
        };
        edge(ui, area, theme.line);
        line(
            ui.painter(),
            area.shrink2(vec2(20.0, 0.0)),
            false,
            &scene.words.word(id),
            fonts::bold(HEADLINE),
            theme.quiet,
        );
        return;
    };
    let (ink, ground) = match verdict.kind {
        VerdictKind::Undetermined => (theme.quiet, theme.control),
        VerdictKind::NoRelaySeen => (theme.good, theme.good_ground),
        _ => (theme.warning, theme.warning_ground),
    };
    edge(ui, area, if verdict.kind == VerdictKind::Undetermined { theme.uncovered } else { ink });
    let mut right = area.right() - 16.0;
    if verdict.messages > 0 || verdict.sessions > 0 {
        right = counts_ui(ui, area, scene, view, verdict, right);
    }
    let area = Rect::from_min_max(pos2(area.left() + 20.0, area.top()), pos2(right - 8.0, area.bottom()));
    sentence(ui, area, scene, verdict, (ink, ground));
}

fn edge(ui: &Ui, area: Rect, color: Color32) {
    let rect = Rect::from_min_max(area.min, pos2(area.left() + 5.0, area.bottom()));
    let radius = CornerRadius { nw: CARD_RADIUS, sw: CARD_RADIUS, ne: 0, se: 0 };
    ui.painter().rect_filled(rect, radius, color);
}

/// The headline with its pill behind it, and the second line below; both whole where there is room.
fn sentence(ui: &mut Ui, area: Rect, scene: &Scene<'_>, verdict: &Verdict, pill: (Color32, Color32)) {
    let head = scene.words.say(&verdict.headline);
    let label = match verdict.kind {
        VerdictKind::Undetermined => String::new(),
        _ => scene.words.say(&verdict.pill),
    };
    let taken =
        if label.is_empty() { 0.0 } else { width_of(ui.painter(), &label, fonts::medium(ROW)) + 34.0 };
    let top = Rect::from_min_max(pos2(area.left(), area.top() + 10.0), pos2(area.right(), area.top() + 36.0));
    let room = top.with_max_x(top.right() - taken);
    let fits = |size: f32| width_of(ui.painter(), &head, fonts::bold(size)) <= room.width();
    let size = [HEADLINE, 15.0, BODY].into_iter().find(|s| fits(*s)).unwrap_or(15.0);
    let cut = line(ui.painter(), room, false, &head, fonts::bold(size), scene.theme.text);
    if taken > 0.0 {
        let end = room.left() + width_of(ui.painter(), &head, fonts::bold(size)).min(room.width());
        pill_ui(ui, pos2(end + 14.0, top.center().y), &label, pill);
    }
    let below =
        Rect::from_min_max(pos2(area.left(), area.top() + 36.0), pos2(area.right(), area.bottom() - 8.0));
    let sub = wording::subline(scene, verdict);
    let more = scene
        .case
        .analysis
        .verdicts
        .iter()
        .skip(1)
        .map(|v| scene.words.word(&format!("kind-{}", v.kind.key())));
    let more: Vec<String> = more.collect();
    let also = Phrase::new("investigate-also").list("kinds", more.iter().map(String::as_str));
    let sub = if more.is_empty() { sub } else { format!("{} · {sub}", scene.words.say(&also)) };
    let cut = line(ui.painter(), below, false, &sub, fonts::text(BODY), scene.theme.quiet) || cut;
    let response = ui.interact(area, ui.scope_id().with("sentence"), Sense::HOVER);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{head} {sub}")));
    if cut {
        response.on_hover_text(format!("{head}\n{sub}"));
    }
}

fn pill_ui(ui: &Ui, left: Pos2, label: &str, (ink, ground): (Color32, Color32)) {
    let width = width_of(ui.painter(), label, fonts::medium(ROW)) + 20.0;
    let rect = Rect::from_min_size(pos2(left.x, left.y - 11.0), vec2(width, 22.0));
    ui.painter().rect_filled(rect, 11, ground);
    line(ui.painter(), rect.shrink2(vec2(10.0, 0.0)), false, label, fonts::medium(ROW), ink);
}

/// Three counts from right to left; the result is where the next thing may end.
fn counts_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    verdict: &Verdict,
    right: f32,
) -> f32 {
    let all = [
        ("investigate-sessions", verdict.sessions, Tab::Sessions, 0),
        ("investigate-recipients", verdict.recipients, Tab::Messages, 3),
        ("investigate-messages", verdict.messages, Tab::Messages, 0),
    ];
    let mut right = right;
    for (id, n, tab, column) in all {
        let (name, figure) = (scene.words.word(id).to_lowercase(), scene.words.number(n));
        let painter = ui.painter();
        let width =
            width_of(painter, &name, fonts::text(SMALL)).max(width_of(painter, &figure, fonts::bold(16.0)))
                + 4.0;
        let rect =
            Rect::from_min_max(pos2(right - width, area.top() + 10.0), pos2(right, area.bottom() - 10.0));
        let response = ui.interact(rect, ui.scope_id().with((id, n)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{figure} {name}")));
        let color =
            if response.hovered() || response.has_focus() { scene.theme.accent } else { scene.theme.text };
        let (top, below) = rect.split_top_bottom_at_fraction(0.56);
        line(ui.painter(), top, true, &figure, fonts::bold(16.0), color);
        line(ui.painter(), below, true, &name, fonts::text(SMALL), scene.theme.quiet);
        if response.clicked() {
            show(scene, view, verdict, tab, column);
        }
        right -= width + 20.0;
    }
    right
}

/// The rows behind a count.
fn show(scene: &Scene<'_>, view: &mut InvestigateView, verdict: &Verdict, tab: Tab, column: usize) {
    let account = verdict.account.and_then(|a| scene.case.analysis.directory.get(a));
    view.selection.account = account.and_then(|a| a.as_written.first()).copied();
    view.selection.span = verdict.span;
    view.tab = tab;
    if tab == Tab::Messages {
        // The count of recipients shows those with the most first.
        let most = Sort { column: Col::To, down: true };
        view.messages.state.sort = (column != 0).then_some(most);
    }
}

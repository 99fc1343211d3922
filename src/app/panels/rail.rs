//! The dark rail on the left: our name and the places that work, each with its state.

use crate::app::fonts;
use crate::app::panel::{PlaceInApp, Scene, Wish};
use crate::app::panels::remediate::{self, RemediateView};
use crate::app::panels::{checks, report, source_words};
use crate::app::theme::{BODY, CARD_RADIUS, SMALL};
use crate::app::widgets::{icons, parts};
use crate::words::Phrase;
use eframe::egui::accesskit::Role;
use eframe::egui::{
    Align2, Frame, Margin, Panel, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

const WIDTH: f32 = 196.0;
/// Where the window is narrow, or the text large: numbers alone, names on hover.
const NARROW: f32 = 62.0;
/// Windows below this width, in points, get the narrow rail.
const WIDE_WINDOW: f32 = 1000.0;

/// Draws the rail.
pub fn rail_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    steps: &RemediateView,
    here: PlaceInApp,
    wishes: &mut Vec<Wish>,
) {
    let frame = Frame::new().fill(scene.theme.rail).inner_margin(Margin::symmetric(10, 0));
    let narrow = ui.ctx().content_rect().width() < WIDE_WINDOW;
    Panel::left("rail")
        .exact_size(if narrow { NARROW } else { WIDTH })
        .resizable(false)
        .show_separator_line(false)
        .frame(frame)
        .show(ui, |ui| {
            wordmark(ui, scene);
            ui.spacing_mut().item_spacing.y = 4.0;
            let places = [
                (PlaceInApp::Evidence, "1", "place-evidence", evidence_state(scene)),
                (PlaceInApp::Investigate, "2", "place-investigate", investigate_state(scene)),
                (PlaceInApp::Remediate, "3", "place-remediate", remediate::rail_state(scene, steps)),
                (PlaceInApp::Checks, "4", "place-checks", checks::rail_state(scene)),
                (PlaceInApp::Report, "5", "report-app-place", report::rail_state(scene)),
            ];
            for (place, number, name, state) in places {
                let name = scene.words.word(name);
                if place_button(ui, scene, number, &name, &state, place == here).clicked() {
                    wishes.push(Wish::Go(place));
                }
            }
        });
}

fn wordmark(ui: &mut Ui, scene: &Scene<'_>) {
    let theme = scene.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 60.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, "relayscope"));
    let painter = ui.painter();
    let middle = rect.center().y;
    icons::paint_mark(painter, pos2(rect.left() + 18.0, middle), 26.0, theme.rail_text, theme.rail_accent);
    if rect.width() < 100.0 {
        return;
    }
    let at = pos2(rect.left() + 40.0, middle);
    let relay = painter.layout_no_wrap("relay".into(), fonts::bold(18.0), theme.rail_text);
    let width = relay.size().x;
    painter.galley(pos2(at.x, middle - relay.size().y * 0.5), relay, theme.rail_text);
    let scope = pos2(at.x + width, middle);
    painter.text(scope, Align2::LEFT_CENTER, "scope", fonts::bold(18.0), theme.rail_accent);
}

fn place_button(
    ui: &mut Ui,
    scene: &Scene<'_>,
    number: &str,
    name: &str,
    state: &str,
    here: bool,
) -> Response {
    let theme = scene.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 50.0), Sense::click());
    response
        .widget_info(|| WidgetInfo::selected(Role::Button, true, here, format!("{number} {name}, {state}")));
    let painter = ui.painter();
    if here {
        painter.rect_filled(rect, f32::from(CARD_RADIUS), theme.rail_active);
    } else if response.hovered() {
        painter.rect_filled(rect, f32::from(CARD_RADIUS), theme.rail_active.gamma_multiply(0.5));
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, theme.rail_accent);
        painter.rect_stroke(rect, f32::from(CARD_RADIUS), ring, StrokeKind::Inside);
    }
    let ink = if here { theme.rail_accent } else { theme.rail_quiet };
    let ring = pos2(rect.left() + 20.0, rect.center().y);
    painter.circle_stroke(ring, 11.0, Stroke::new(1.2, ink));
    painter.text(ring, Align2::CENTER_CENTER, number, fonts::medium(SMALL), ink);
    if rect.width() < 100.0 {
        return response.on_hover_text(format!("{name}: {state}"));
    }
    let (left, width) = (rect.left() + 42.0, rect.width() - 50.0);
    let weight = if here { fonts::bold(BODY) } else { fonts::medium(BODY) };
    let (up, down) = (rect.center().y - 9.0, rect.center().y + 9.0);
    parts::fit(painter, pos2(left, up), Align2::LEFT_CENTER, name, weight, theme.rail_text, width);
    let font = fonts::text(SMALL);
    let cut =
        parts::fit(painter, pos2(left, down), Align2::LEFT_CENTER, state, font, theme.rail_quiet, width);
    if cut { response.on_hover_text(state) } else { response }
}

/// `14 sources · 2 warnings`.
fn evidence_state(scene: &Scene<'_>) -> String {
    let words = scene.words;
    let n = scene.case.sources.len();
    if n == 0 {
        return words.word("state-nothing-yet");
    }
    let problems = source_words::n_problems(scene.case);
    let sources = words.say(&Phrase::new("state-sources").number("n", n));
    if problems == 0 {
        return sources;
    }
    let warnings = words.say(&Phrase::new("state-warnings").number("n", problems));
    format!("{sources} · {warnings}")
}

fn investigate_state(scene: &Scene<'_>) -> String {
    let (case, words) = (scene.case, scene.words);
    if case.is_loading() || case.analysing {
        return words.word("state-working");
    }
    let Some(verdict) = case.analysis.verdicts.first() else {
        return words.word("state-nothing-yet");
    };
    match verdict.accounts.len() {
        0 => words.word("state-no-account"),
        n => words
            .say(&Phrase::new("state-accounts").number("n", n).text("confidence", verdict.confidence.key())),
    }
}

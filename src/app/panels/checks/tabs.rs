//! The tabs of the place, each with its state. One stop for Tab; the arrows lead from one to the next.

use super::targets::{self, Net};
use super::{ChecksView, flow, history};
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::{BODY, CONTROL_RADIUS, SMALL};
use crate::app::widgets::parts;
use crate::checks::answer::CheckKind;
use crate::playbook::plan;
use crate::words::Phrase;
use eframe::egui::{
    Align2, EventFilter, Key, Modifiers, Rect, Response, Role, Sense, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// The pages of the place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Consent and targets.
    #[default]
    Consent,
    /// Blocklists.
    Blocklists,
    /// Ports, AUTH, TLS, relay tests.
    Smtp,
    /// DNS posture.
    Dns,
    /// Mail-flow tests.
    Flow,
    /// The plan of re-tests.
    Retests,
    /// All answers.
    Answers,
}

impl Tab {
    /// All, in order.
    pub const ALL: [Self; 7] =
        [Self::Consent, Self::Blocklists, Self::Smtp, Self::Dns, Self::Flow, Self::Retests, Self::Answers];

    /// Id of its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Consent => "chk-tab-consent",
            Self::Blocklists => "check-blocklists",
            Self::Smtp => "check-smtp",
            Self::Dns => "check-dns",
            Self::Flow => "chk-tab-flow",
            Self::Retests => "chk-tab-retests",
            Self::Answers => "chk-tab-answers",
        }
    }
}

const HEIGHT: f32 = 42.0;

/// Draws the tabs.
pub fn tabs_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ChecksView) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 2.0);
        for tab in Tab::ALL {
            let here = view.tab == tab;
            let response = tab_ui(ui, scene, tab, &state(scene, view, tab), here);
            if here && std::mem::take(&mut view.take_focus) {
                response.request_focus();
            }
            if response.clicked() {
                view.go(tab);
            }
            if here && let Some(to) = moved(ui, &response, tab) {
                view.go(to);
            }
        }
    });
    ui.add_space(4.0);
}

fn tab_ui(ui: &mut Ui, scene: &Scene<'_>, tab: Tab, state: &str, here: bool) -> Response {
    let (theme, name) = (scene.theme, scene.words.word(tab.word()));
    let weight = if here { fonts::bold(BODY) } else { fonts::medium(BODY) };
    let upper = ui.painter().layout_no_wrap(name.clone(), weight, theme.text);
    let lower = ui.painter().layout_no_wrap(state.to_owned(), fonts::text(SMALL), theme.quiet);
    let width = upper.size().x.max(lower.size().x.min(150.0)) + 20.0;
    // Those that are not open are reached by the arrows.
    let sense = if here { Sense::click() } else { Sense::CLICK };
    let (rect, response) = ui.allocate_exact_size(vec2(width, HEIGHT), sense);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, format!("{name}, {state}")));
    let painter = ui.painter();
    if here || response.hovered() {
        painter.rect_filled(rect, CONTROL_RADIUS, if here { theme.card } else { theme.hovered });
    }
    if here {
        let line =
            Rect::from_min_max(pos2(rect.left() + 8.0, rect.bottom() - 3.0), rect.max - vec2(8.0, 0.0));
        painter.rect_filled(line, 1, theme.accent);
    }
    let ring = parts::edge(&response, theme, eframe::egui::Stroke::NONE);
    painter.rect_stroke(rect, CONTROL_RADIUS, ring, StrokeKind::Inside);
    painter.galley(pos2(rect.left() + 10.0, rect.top() + 5.0), upper, theme.text);
    let at = pos2(rect.left() + 10.0, rect.bottom() - 11.0);
    let room = rect.width() - 16.0;
    parts::fit(painter, at, Align2::LEFT_CENTER, state, fonts::text(SMALL), theme.quiet, room);
    response
}

fn moved(ui: &Ui, focus: &Response, tab: Tab) -> Option<Tab> {
    if !focus.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(focus.id, filter));
    let at = Tab::ALL.iter().position(|t| *t == tab)?;
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let to = if pressed(Key::ArrowRight) {
        at + 1
    } else if pressed(Key::ArrowLeft) {
        at.checked_sub(1)?
    } else {
        return None;
    };
    Tab::ALL.get(to).copied()
}

fn state(scene: &Scene<'_>, view: &ChecksView, tab: Tab) -> String {
    let words = scene.words;
    match tab {
        Tab::Consent => match targets::net(scene) {
            Net::Off => words.word("chk-state-off"),
            Net::Over => words.word("chk-state-over"),
            Net::On => {
                let until = scene.case.work.consent().map(|c| c.until).unwrap_or_default();
                words.say(&Phrase::new("chk-state-until").text("date", &words.date(until)))
            }
        },
        Tab::Blocklists => of_kinds(scene, &[CheckKind::Blocklists]),
        Tab::Smtp => of_kinds(scene, &[CheckKind::Smtp, CheckKind::Relay]),
        Tab::Dns => of_kinds(scene, &[CheckKind::Dns]),
        Tab::Flow => {
            let (done, all) = flow::totals(scene, &view.flow);
            words.say(&Phrase::new("chk-state-flow").number("n", done).number("all", all))
        }
        Tab::Retests => retests(scene),
        Tab::Answers => words.number(scene.case.work.answers().count() as u64),
    }
}

fn of_kinds(scene: &Scene<'_>, kinds: &[CheckKind]) -> String {
    if scene.case.checking.iter().any(|c| kinds.contains(&c.kind)) {
        return scene.words.word("chk-checking");
    }
    let latest = history::latest(scene.case).into_iter().filter(|(_, a)| kinds.contains(&a.kind));
    match latest.map(|(_, answer)| answer.worst()).max() {
        Some(worst) => scene.words.word(&format!("severity-{}", worst.key())),
        None => scene.words.word("chk-state-unasked"),
    }
}

fn retests(scene: &Scene<'_>) -> String {
    match scene.case.work.plan() {
        None => scene.words.word("chk-state-no-plan"),
        Some(_) => scene.words.say(&Phrase::new("chk-state-due").number("n", n_due(scene))),
    }
}

/// Re-tests whose day has come.
pub fn n_due(scene: &Scene<'_>) -> usize {
    let plan = scene.case.work.plan();
    plan.map_or(0, |plan| plan::due(plan, scene.now).iter().filter(|d| d.at <= scene.now).count())
}

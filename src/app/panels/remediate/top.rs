//! The head of the place: tabs, platform, order, how much is settled, the legal clock, what speaks against.

use super::known::Known;
use super::people::warn;
use super::signs::{self, warn_icon};
use super::{RemediateView, Tab};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::{parts, typed};
use crate::case::remedy;
use crate::case::work::Brief;
use crate::playbook::rules::Totals;
use crate::playbook::step::Platform;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{
    Button, Frame, Margin, Popup, PopupCloseBehavior, ProgressBar, RichText, Role, Ui, WidgetInfo,
};

/// Contradictions said at the top; the others stand at their steps.
const SAID: usize = 3;
/// Below this height there is room for one.
const LOW: f32 = 560.0;
/// Steps that are named beside one.
const NAMED: usize = 3;

/// Draws the head.
pub fn top_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RemediateView, wishes: &mut Vec<Wish>) {
    against_ui(ui, scene, view, wishes);
    ui.horizontal_wrapped(|ui| {
        ui.heading(scene.words.word("place-remediate"));
        ui.add_space(6.0);
        for tab in Tab::ALL {
            if parts::choice(ui, scene.theme, &scene.words.word(tab.word()), view.tab == tab) {
                view.go(tab);
            }
        }
        ui.add_space(6.0);
        platform_ui(ui, scene, &view.known, wishes);
    });
    ui.horizontal_wrapped(|ui| {
        progress_ui(ui, scene, view.known.totals);
        if view.tab == Tab::Steps {
            ui.add_space(6.0);
            for (emergency, id) in [(false, "rem-order-phase"), (true, "rem-order-emergency")] {
                let name = scene.words.word(id);
                if parts::choice(ui, scene.theme, &name, view.wanted.emergency == emergency) {
                    view.wanted.emergency = emergency;
                    view.reveal = true;
                }
            }
            hidden_ui(ui, scene, view);
        }
        ui.add_space(6.0);
        clock_ui(ui, scene, view, wishes);
    });
    ui.add_space(2.0);
}

/// Steps that do not apply here, to be shown too.
fn hidden_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RemediateView) {
    let n = view.rows.n_hidden;
    let text = scene.words.say(&Phrase::new("rem-hidden").number("n", n));
    let shown = view.wanted.hidden_too;
    if n > 0 && parts::choice(ui, scene.theme, &text, shown) {
        view.wanted.hidden_too = !shown;
    }
}

/// `12 of 44 settled, 3 must-steps open`.
pub fn settled(totals: Totals) -> Phrase {
    Phrase::new("rem-progress")
        .number("n", totals.settled)
        .number("all", totals.all)
        .number("must", totals.open_must)
}

fn progress_ui(ui: &mut Ui, scene: &Scene<'_>, totals: Totals) {
    #[expect(clippy::cast_precision_loss, reason = "44 at most")]
    let share = totals.settled as f32 / totals.all.max(1) as f32;
    let said = scene.words.say(&settled(totals));
    let bar = ProgressBar::new(share).desired_width(150.0).desired_height(8.0).fill(scene.theme.good);
    ui.add(bar).widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &said));
    ui.label(RichText::new(said).font(fonts::medium(ROW)));
}

fn platform_ui(ui: &mut Ui, scene: &Scene<'_>, known: &Known, wishes: &mut Vec<Wish>) {
    let Some((platform, basis)) = known.platform else { return };
    let words = scene.words;
    let word = |platform: Platform| words.word(&format!("platform-{}", platform.key()));
    let button = parts::menu_button(ui, scene.theme, &word(platform));
    let button = button.on_hover_text(words.word("rem-platform"));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        let brief = scene.case.work.brief();
        let choices = Platform::SITES.into_iter().map(|p| (Some(p), word(p)));
        for (choice, name) in std::iter::once((None, words.word("rem-platform-evidence"))).chain(choices) {
            if ui.selectable_label(brief.platform == choice, name).clicked() && brief.platform != choice {
                set_brief(Brief { platform: choice, ..brief.clone() }, wishes);
                ui.close();
            }
        }
        ui.separator();
        let mut hybrid = brief.hybrid;
        if ui.checkbox(&mut hybrid, words.word("rem-hybrid")).changed() {
            set_brief(Brief { hybrid, ..brief }, wishes);
        }
    });
    ui.label(parts::quiet(words.word(&format!("platform-basis-{}", basis.key())), scene.theme));
}

fn set_brief(brief: Brief, wishes: &mut Vec<Wish>) {
    wishes.push(Wish::Do(Command::Brief(Box::new(brief))));
}

/// The 72 hours from the time of awareness, and the field to set that time.
fn clock_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RemediateView, wishes: &mut Vec<Wish>) {
    let (words, theme) = (scene.words, scene.theme);
    let brief = scene.case.work.brief();
    let duty = remedy::duties(scene.case, scene.now).into_iter().find(|d| d.step == Some("CON-10"));
    let late = duty.as_ref().is_some_and(|d| d.overdue);
    let text = match (&duty, brief.aware_at) {
        (Some(duty), _) => words.say(&duty.say),
        (None, Some(at)) => words.say(&Phrase::new("rem-aware-since").time("at", at)),
        (None, None) => words.word("rem-aware-set"),
    };
    let ink = if late { theme.warning } else { theme.text };
    let button = ui.add(Button::new(RichText::new(text).size(ROW).color(ink)));
    let button = button.on_hover_text(words.word("rem-aware-why"));
    if button.clicked() {
        let at = brief.aware_at.unwrap_or(scene.now);
        view.aware = at.in_zone(words.zone(), "%Y-%m-%d %H:%M");
    }
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).width(260.0).show(|ui| {
        let name = words.say(&Phrase::new("rem-aware").text("zone", words.zone().name()));
        ui.label(parts::quiet(&name, theme));
        let field = typed::line(ui, &name, "2026-11-30 10:05", &mut view.aware, 240.0);
        let read = typed::time(&view.aware, words.zone());
        if read.is_none() {
            warn(ui, scene, &words.word("rem-bad-time"));
        }
        ui.horizontal(|ui| {
            let set = ui.add_enabled(read.is_some(), Button::new(words.word("rem-set")));
            if read.is_some() && (set.clicked() || typed::entered(ui, &field)) {
                set_brief(Brief { aware_at: read, ..brief.clone() }, wishes);
                ui.close();
            }
            if brief.aware_at.is_some() && ui.button(words.word("rem-unset")).clicked() {
                set_brief(Brief { aware_at: None, ..brief.clone() }, wishes);
                ui.close();
            }
        });
    });
}

/// What speaks against the work, above everything else.
fn against_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RemediateView, wishes: &mut Vec<Wish>) {
    let all = &scene.case.analysis.aftermath.contradictions;
    if all.is_empty() {
        return;
    }
    let said = if ui.available_height() < LOW { 1 } else { SAID };
    let frame =
        Frame::new().fill(scene.theme.warning_ground).corner_radius(8).inner_margin(Margin::symmetric(10, 6));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        for (n, against) in all.iter().take(said).enumerate() {
            ui.push_id(n, |ui| {
                ui.horizontal_wrapped(|ui| {
                    warn_icon(ui, scene);
                    let text = scene.words.say(&against.say);
                    ui.label(RichText::new(text).font(fonts::medium(ROW)).color(scene.theme.warning))
                        .on_hover_text(super::both_times(scene, against.at));
                    for step in signs::steps_against(against).into_iter().take(NAMED) {
                        let name = scene.words.say(&Phrase::new("rem-open-step").text("step", step));
                        if ui.small_button(name).clicked() {
                            view.show(step);
                        }
                    }
                    signs::show_first(ui, scene, &against.rows, &against.place, wishes);
                });
            });
        }
        if all.len() > said {
            let more = Phrase::new("rem-against-more").number("n", all.len() - said);
            warn(ui, scene, &scene.words.say(&more));
        }
    });
    ui.add_space(4.0);
}

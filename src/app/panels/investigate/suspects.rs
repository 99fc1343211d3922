//! Accounts by rank, with what speaks for and against each; then what the detections saw.

use super::rows::{empty_ui, within};
use crate::analysis::finding::{Finding, Suspect};
use crate::app::fonts;
use crate::app::panel::Scene;
use crate::app::theme::{BODY, ROW};
use crate::app::view::InvestigateView;
use crate::words::Phrase;
use eframe::egui::{Align, Layout, ProgressBar, Rect, RichText, ScrollArea, Ui};

/// Draws both lists.
pub fn suspects_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut InvestigateView) {
    let analysis = &scene.case.analysis;
    if analysis.suspects.is_empty() && analysis.findings.is_empty() {
        empty_ui(ui, area, scene, "investigate-no-suspects");
        return;
    }
    within(ui, area.shrink(10.0), "suspects", Layout::top_down(Align::Min), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            analysis.suspects.iter().for_each(|s| suspect_ui(ui, scene, view, s));
            ui.add_space(8.0);
            ui.label(RichText::new(scene.words.word("investigate-findings")).font(fonts::bold(BODY)));
            analysis.findings.iter().for_each(|f| finding_ui(ui, scene, f));
        });
    });
}

fn suspect_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView, s: &Suspect) {
    let (words, theme) = (scene.words, scene.theme);
    let name = scene.case.analysis.directory.name(s.account);
    ui.horizontal(|ui| {
        if ui.button(RichText::new(name.as_str()).font(fonts::bold(BODY))).clicked() {
            let account = scene.case.analysis.directory.get(s.account);
            view.selection.account = account.and_then(|a| a.as_written.first()).copied();
        }
        #[expect(clippy::cast_precision_loss, reason = "0 to 100")]
        let share = s.weight.min(100) as f32 / 100.0;
        ui.add(ProgressBar::new(share).desired_width(90.0).desired_height(6.0).fill(theme.warning));
    });
    let counts = Phrase::new("investigate-suspect-counts")
        .number("failures", s.failures)
        .number("successes", s.successes)
        .number("messages", s.messages)
        .number("recipients", s.recipients)
        .number("sessions", s.sessions);
    quiet(ui, scene, words.say(&counts));
    for reason in &s.reasons {
        ui.label(RichText::new(format!("+ {}", words.say(&reason.phrase))).font(fonts::text(ROW)));
    }
    for reason in &s.against {
        quiet(ui, scene, format!("– {}", words.say(&reason.phrase)));
    }
    ui.add_space(6.0);
}

fn finding_ui(ui: &mut Ui, scene: &Scene<'_>, f: &Finding) {
    ui.label(RichText::new(format!("{}  {}", f.id, scene.words.say(&f.sentence))).font(fonts::text(ROW)));
    for innocent in &f.innocent {
        let text = scene.words.say(innocent);
        quiet(ui, scene, scene.words.say(&Phrase::new("investigate-or").text("what", &text)));
    }
}

fn quiet(ui: &mut Ui, scene: &Scene<'_>, text: String) {
    ui.label(RichText::new(text).font(fonts::text(ROW)).color(scene.theme.quiet));
}

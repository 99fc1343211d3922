//! Why the verdict stands and what speaks against it; accounts by rank; what the detections saw.

use super::rows::{choose, empty_ui, within};
use crate::analysis::finding::{Finding, Reason, Suspect, Verdict};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, ROW};
use crate::app::view::InvestigateView;
use crate::model::rows::RowRef;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{
    Align, CursorIcon, Label, Layout, ProgressBar, Rect, Response, RichText, ScrollArea, Sense, Ui,
};

/// Draws the verdict's reasons and both lists. A claim is a button that leads to the first of its rows.
pub fn suspects_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    wishes: &mut Vec<Wish>,
) {
    let analysis = &scene.case.analysis;
    if analysis.verdicts.is_empty() && analysis.suspects.is_empty() && analysis.findings.is_empty() {
        empty_ui(ui, area, scene, "investigate-no-suspects");
        return;
    }
    let mut wanted = None;
    within(ui, area.shrink(10.0), "suspects", Layout::top_down(Align::Min), |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for verdict in &analysis.verdicts {
                if analysis.verdicts.len() > 1 {
                    verdict_ui(ui, scene, verdict);
                }
                reasons_ui(ui, scene, "investigate-why", &verdict.reasons_for, &mut wanted);
                reasons_ui(ui, scene, "investigate-against", &verdict.reasons_against, &mut wanted);
            }
            if !analysis.suspects.is_empty() {
                head(ui, scene, "investigate-ranked");
            }
            for suspect in &analysis.suspects {
                suspect_ui(ui, scene, view, suspect, &mut wanted);
                vouch(ui, scene, suspect, wishes);
            }
            if !analysis.findings.is_empty() {
                head(ui, scene, "investigate-findings");
            }
            for finding in &analysis.findings {
                let response = ui.scope(|ui| finding_ui(ui, scene, finding, &mut wanted)).response;
                if view.finding.as_ref().is_some_and(|id| *id == finding.id) {
                    response.scroll_to_me(Some(Align::Center));
                    view.finding = None;
                }
            }
        });
    });
    choose(scene, view, wanted, wishes);
}

fn head(ui: &mut Ui, scene: &Scene<'_>, id: &str) {
    ui.label(RichText::new(scene.words.word(id)).font(fonts::bold(BODY)));
}

/// Which verdict the reasons below belong to, where there are several.
fn verdict_ui(ui: &mut Ui, scene: &Scene<'_>, verdict: &Verdict) {
    ui.label(
        RichText::new(scene.words.say(&verdict.headline)).font(fonts::bold(BODY)).color(scene.theme.warning),
    );
    quiet(ui, scene, scene.words.say(&verdict.pill));
    ui.add_space(4.0);
}

fn reasons_ui(ui: &mut Ui, scene: &Scene<'_>, id: &str, reasons: &[Reason], wanted: &mut Option<RowRef>) {
    if reasons.is_empty() {
        return;
    }
    head(ui, scene, id);
    for reason in reasons {
        claim(ui, scene, &scene.words.say(&reason.phrase), &reason.rows, wanted);
    }
    ui.add_space(8.0);
}

/// A sentence; where rows bear it, a click leads to the first.
fn claim(ui: &mut Ui, scene: &Scene<'_>, text: &str, rows: &[RowRef], wanted: &mut Option<RowRef>) {
    let text = RichText::new(text).font(fonts::text(ROW)).color(scene.theme.text);
    let Some(first) = rows.first() else {
        ui.label(text);
        return;
    };
    let response = ui.add(Label::new(text).sense(Sense::click()));
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    let hint = Phrase::new("investigate-show-rows").number("n", rows.len());
    if response.on_hover_text(scene.words.say(&hint)).clicked() {
        *wanted = Some(*first);
    }
}

fn suspect_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    s: &Suspect,
    wanted: &mut Option<RowRef>,
) {
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
        claim(ui, scene, &format!("+{}  {}", reason.points, words.say(&reason.phrase)), &reason.rows, wanted);
    }
    for reason in &s.against {
        quiet(ui, scene, format!("– {}", words.say(&reason.phrase)));
    }
    ui.add_space(6.0);
}

/// Marks the account as known and in order, or takes that back.
fn vouch(ui: &mut Ui, scene: &Scene<'_>, s: &Suspect, wishes: &mut Vec<Wish>) {
    let name: String = scene.case.analysis.directory.name(s.account).into();
    let marked = scene.case.settings.known_accounts.iter().any(|known| known.eq_ignore_ascii_case(&name));
    let word = if marked { "suspect-unvouch" } else { "suspect-vouch" };
    if ui.small_button(scene.words.word(word)).on_hover_text(scene.words.word("suspect-vouch-why")).clicked()
    {
        wishes.push(Wish::Do(Command::MarkAccount(name, !marked)));
    }
    ui.add_space(6.0);
}

fn finding_ui(ui: &mut Ui, scene: &Scene<'_>, f: &Finding, wanted: &mut Option<RowRef>) {
    claim(ui, scene, &format!("{}  {}", f.id, scene.words.say(&f.sentence)), &f.rows, wanted);
    quiet(ui, scene, scene.words.say(&f.matters)).on_hover_text(figures(scene, f));
    for innocent in &f.innocent {
        let text = scene.words.say(innocent);
        quiet(ui, scene, scene.words.say(&Phrase::new("investigate-or").text("what", &text)));
    }
    ui.add_space(8.0);
}

/// The figures that decided, by the names they have in the site file.
fn figures(scene: &Scene<'_>, f: &Finding) -> String {
    let row = scene.case.analysis.figures.detections.get(f.kind);
    let listed =
        row.into_iter().flat_map(|r| &r.0).map(|(name, value)| format!("{}.{name} = {value}", f.kind));
    let listed: Vec<String> = listed.collect();
    format!("{}\n{}", scene.words.word("investigate-figures"), listed.join("\n"))
}

fn quiet(ui: &mut Ui, scene: &Scene<'_>, text: String) -> Response {
    ui.label(RichText::new(text).font(fonts::text(ROW)).color(scene.theme.quiet))
}

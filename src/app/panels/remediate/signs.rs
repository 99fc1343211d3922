//! What the evidence shows of a step: proposals with their limits, and what speaks against them. Nothing is ticked
//! here but by the user.

use super::form::{Form, Standing};
use super::people::warn;
use super::{both_times, section};
use crate::analysis::aftermath::{Contradiction, Sign, Strength};
use crate::app::panel::{Pick, Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::parts;
use crate::knowledge::signs;
use crate::model::provenance::{Place, Provenance, SourceId};
use crate::model::rows::{RowRef, Table};
use crate::model::time::UtcTime;
use crate::playbook::progress::{Progress, ProofKind};
use crate::words::Phrase;
use crate::workbench::command::StepDeed;
use eframe::egui::{Label, RichText, Sense, Ui, vec2};

/// Signs drawn of one step; the rest is counted.
const SHOWN: usize = 12;

/// Signs that prove a step, then those that only speak for it; with whether they prove it.
pub fn of_step<'a>(scene: &Scene<'a>, step: &str) -> Vec<(&'a Sign, bool)> {
    let all = &scene.case.analysis.aftermath.signs;
    let proves: Vec<&str> = signs::proving(step).map(|k| k.kind.as_str()).collect();
    let supports: Vec<&str> = signs::supporting(step).map(|k| k.kind.as_str()).collect();
    let of = |kinds: &[&str], proves: bool| {
        all.iter().filter(|s| kinds.contains(&s.kind)).map(|s| (s, proves)).collect::<Vec<_>>()
    };
    let mut found = of(&proves, true);
    found.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.strength));
    found.extend(of(&supports, false));
    found
}

/// What speaks against a step.
pub fn against_step<'a>(scene: &Scene<'a>, step: &str) -> Vec<&'a Contradiction> {
    let all = &scene.case.analysis.aftermath.contradictions;
    let kinds: Vec<&str> = signs::proving(step).map(|k| k.kind.as_str()).collect();
    all.iter().filter(|c| c.against.iter().any(|k| kinds.contains(k))).collect()
}

/// What speaks against a step and is newer than all that proves it.
pub fn standing_against<'a>(scene: &Scene<'a>, step: &str) -> Vec<&'a Phrase> {
    let proven =
        of_step(scene, step).into_iter().filter(|(_, proves)| *proves).map(|(sign, _)| sign.at).max();
    let against = against_step(scene, step).into_iter();
    against.filter(|c| proven.is_none_or(|at| c.at >= at)).map(|c| &c.say).collect()
}

/// The steps that something speaks against, in the order of the playbook.
pub fn steps_against(against: &Contradiction) -> Vec<&'static str> {
    let mut steps: Vec<&str> = Vec::new();
    for kind in &against.against {
        for step in signs::kind(kind).into_iter().flat_map(|k| &k.steps) {
            if !steps.contains(&step.as_str()) {
                steps.push(step);
            }
        }
    }
    steps
}

/// A sign as a proof; where no record bears it, as what the program saw.
pub fn proof_of(scene: &Scene<'_>, sign: &Sign) -> ProofKind {
    let (say, when) = (sign.say.clone(), sign.at);
    match sign.place.first() {
        Some(at) => ProofKind::Record { sign: sign.kind.to_owned(), at: *at, when, say },
        None => {
            let name = scene.words.word("rem-by-evidence");
            ProofKind::Observation { text: scene.words.say(&say), name }
        }
    }
}

/// Is this sign attached already?
pub fn is_attached(progress: &Progress, sign: &Sign) -> bool {
    progress.proofs.iter().any(|proof| match &proof.kind {
        ProofKind::Record { sign: kind, at, .. } => kind == sign.kind && Some(at) == sign.place.first(),
        _ => false,
    })
}

/// Draws the part; nothing where the evidence says nothing.
pub fn signs_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    form: &mut Form,
    (progress, stand): (&Progress, &Standing),
    wishes: &mut Vec<Wish>,
) {
    let found = of_step(scene, &form.step);
    let against = against_step(scene, &form.step);
    if found.is_empty() && against.is_empty() {
        return;
    }
    section(ui, scene, "rem-shows");
    for contradiction in against {
        against_ui(ui, scene, contradiction, wishes);
    }
    for (sign, proves) in found.iter().take(SHOWN) {
        ui.push_id((sign.kind, sign.at), |ui| {
            sign_ui(ui, scene, form, (sign, *proves), (progress, stand), wishes);
        });
    }
    if found.len() > SHOWN {
        let more = Phrase::new("rem-shows-more").number("n", found.len() - SHOWN);
        ui.label(parts::quiet(scene.words.say(&more), scene.theme));
    }
}

fn against_ui(ui: &mut Ui, scene: &Scene<'_>, against: &Contradiction, wishes: &mut Vec<Wish>) {
    ui.horizontal_wrapped(|ui| {
        warn_icon(ui, scene);
        warn(ui, scene, &scene.words.say(&against.say));
        show_first(ui, scene, &against.rows, &against.place, wishes);
    });
}

/// The sign of a warning, in the flow of a text.
pub fn warn_icon(ui: &mut Ui, scene: &Scene<'_>) {
    let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
    icons::paint(ui.painter(), Icon::Warning, rect.center(), 15.0, scene.theme.warning);
}

fn sign_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    form: &mut Form,
    (sign, proves): (&Sign, bool),
    (progress, stand): (&Progress, &Standing),
    wishes: &mut Vec<Wish>,
) {
    let (words, theme) = (scene.words, scene.theme);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::hover());
        icons::paint_action(ui.painter(), rect.center(), 11.0, if proves { theme.good } else { theme.quiet });
        let said = ui.add(Label::new(RichText::new(words.say(&sign.say)).size(ROW)).wrap());
        if sign.at.is_plausible() {
            said.on_hover_text(both_times(scene, sign.at));
        }
    });
    ui.indent("limits", |ui| {
        if !proves {
            ui.label(parts::quiet(words.word("rem-speaks-for"), theme));
        } else if sign.strength == Strength::Partly && sign.but.is_empty() {
            ui.label(parts::quiet(words.word("rem-partly"), theme));
        }
        for but in &sign.but {
            let text = words.say(&Phrase::new("rem-but").sentence("why", but.clone()));
            ui.add(Label::new(parts::quiet(text, theme)).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            buttons(ui, scene, form, (sign, proves), (progress, stand), wishes);
            show_first(ui, scene, &sign.rows, &sign.place, wishes);
        });
    });
}

fn buttons(
    ui: &mut Ui,
    scene: &Scene<'_>,
    form: &mut Form,
    (sign, proves): (&Sign, bool),
    (progress, stand): (&Progress, &Standing),
    wishes: &mut Vec<Wish>,
) {
    let words = scene.words;
    if is_attached(progress, sign) {
        ui.label(parts::quiet(words.word("rem-attached"), scene.theme));
        return;
    }
    let open = !progress.state.is_settled();
    if proves && open && ui.small_button(words.word("rem-accept-tick")).clicked() {
        form.tick(scene, stand, Some(proof_of(scene, sign)), wishes);
    }
    if ui.small_button(words.word("rem-accept-proof")).clicked() {
        form.deed(StepDeed::Prove(proof_of(scene, sign)), wishes);
    }
}

/// A button that leads to the first of the rows; without rows, where they stood.
pub fn show_first(
    ui: &mut Ui,
    scene: &Scene<'_>,
    rows: &[RowRef],
    place: &[Provenance],
    wishes: &mut Vec<Wish>,
) {
    match (rows.first(), place.first()) {
        (Some(row), _) => {
            let hint = Phrase::new("investigate-show-rows").number("n", rows.len());
            let button = ui.small_button(scene.words.word("rem-show")).on_hover_text(scene.words.say(&hint));
            if button.clicked() {
                wishes.push(Wish::Pick(Pick::Row(scene.case.generation, *row)));
            }
        }
        (None, Some(at)) => {
            let text = scene.words.say(&super::proofs::place_phrase(scene, *at));
            ui.label(parts::quiet(text, scene.theme));
        }
        (None, None) => {}
    }
}

/// A button that leads to the row at this place.
pub fn show_row(ui: &mut Ui, scene: &Scene<'_>, at: Provenance, wishes: &mut Vec<Wish>) {
    if ui.small_button(scene.words.word("rem-show")).clicked()
        && let Some(row) = find(scene, at)
    {
        wishes.push(Wish::Pick(Pick::Row(scene.case.generation, row)));
    }
}

/// When the row at this place happened.
pub fn row_time(scene: &Scene<'_>, at: Provenance) -> UtcTime {
    find(scene, at).map_or(UtcTime::UNKNOWN, |row| scene.case.store.time_of(row))
}

/// The row at this place. Looks at every row, so only when somebody asks for it.
fn find(scene: &Scene<'_>, at: Provenance) -> Option<RowRef> {
    let t = &scene.case.store.tables;
    let tables: [(Table, &[SourceId], &[Place]); 6] = [
        (Table::Action, &t.actions.source, &t.actions.place),
        (Table::Authentication, &t.authentications.source, &t.authentications.place),
        (Table::Session, &t.sessions.source, &t.sessions.place),
        (Table::MailEvent, &t.mail.source, &t.mail.place),
        (Table::QueueSample, &t.queues.source, &t.queues.place),
        (Table::HeldMessage, &t.held.source, &t.held.place),
    ];
    tables.into_iter().find_map(|(table, sources, places)| {
        let mut pairs = sources.iter().zip(places);
        let row = pairs.position(|(source, place)| *source == at.source && *place == at.place)?;
        Some(RowRef { table, row: u32::try_from(row).ok()? })
    })
}

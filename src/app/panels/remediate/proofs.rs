//! Proofs of the open step: those wanted, those there, and the ways to add one.

use super::form::{Asking, Form};
use super::signs::show_row;
use super::{section, time_label};
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::icons::{self, Icon};
use crate::app::widgets::{parts, typed};
use crate::checks::answer::{CheckAnswer, CheckKind, Severity};
use crate::model::provenance::{Provenance, Unit};
use crate::model::safe_text::SafeText;
use crate::playbook::progress::{Progress, Proof, ProofKind};
use crate::playbook::step::Step;
use crate::words::Phrase;
use crate::workbench::command::StepDeed;
use eframe::egui::{Align, Label, Layout, Popup, RichText, Sense, Ui, vec2};

/// Answers and rows offered, the newest first.
const OFFERED: usize = 30;
/// Characters of a hash that are shown at once.
const SHORT: usize = 12;

/// Draws the part.
pub fn proofs_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    form: &mut Form,
    (step, progress): (&Step, &Progress),
    wishes: &mut Vec<Wish>,
) {
    section(ui, scene, "rem-proof-wanted");
    for wanted in &step.proof {
        bullet(ui, scene, wanted.get(scene.words.language()));
    }
    if !progress.proofs.is_empty() {
        section(ui, scene, "rem-proof-there");
    }
    for (n, proof) in progress.proofs.iter().enumerate() {
        proof_ui(ui, scene, form, (n, proof), wishes);
    }
    section(ui, scene, "rem-proof-add");
    ui.horizontal_wrapped(|ui| {
        let file = scene.words.word("rem-proof-file");
        if parts::icon_button(ui, scene.theme, Icon::File, &file).clicked() {
            wishes.push(Wish::ChooseProof { step: form.step.clone() });
        }
        answers(ui, scene, form, wishes);
        starred(ui, scene, form, wishes);
    });
    observation(ui, scene, form, wishes);
}

/// A sentence with a dot before it.
pub fn bullet(ui: &mut Ui, scene: &Scene<'_>, text: &str) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(8.0, 17.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 2.0, scene.theme.quiet);
        ui.add(Label::new(RichText::new(text).size(ROW)).wrap());
    });
}

fn proof_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    form: &Form,
    (n, proof): (usize, &Proof),
    wishes: &mut Vec<Wish>,
) {
    let (words, theme) = (scene.words, scene.theme);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
        icons::paint(ui.painter(), icon(&proof.kind), rect.center(), 14.0, theme.quiet);
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let off = words.say(&Phrase::new("rem-proof-off").number("n", n + 1));
            if parts::icon_bare(ui, theme, Icon::Cross, &off).on_hover_text(&off).clicked() {
                form.deed(StepDeed::Unprove(n), wishes);
            }
            beside(ui, scene, &proof.kind, wishes);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                kind_ui(ui, scene, &proof.kind);
                attached(ui, scene, proof);
            });
        });
    });
    ui.add_space(2.0);
}

fn icon(kind: &ProofKind) -> Icon {
    match kind {
        ProofKind::File { .. } => Icon::File,
        ProofKind::Answer(_) => Icon::Search,
        ProofKind::Observation { .. } => Icon::Check,
        ProofKind::Record { .. } => Icon::Evidence,
    }
}

/// What can be done with a proof beside taking it off.
fn beside(ui: &mut Ui, scene: &Scene<'_>, kind: &ProofKind, wishes: &mut Vec<Wish>) {
    match kind {
        ProofKind::File { path, sha256, embedded: true, .. } => take_out(ui, scene, (path, sha256), wishes),
        ProofKind::Record { at, .. } => show_row(ui, scene, *at, wishes),
        _ => {}
    }
}

fn take_out(ui: &mut Ui, scene: &Scene<'_>, (path, sha256): (&str, &str), wishes: &mut Vec<Wish>) {
    if ui.small_button(scene.words.word("rem-proof-take-out")).clicked() {
        let (sha256, name) = (sha256.to_owned(), file_name(path).to_owned());
        wishes.push(Wish::ChooseTakeOut { sha256, name });
    }
}

/// Last part of a path of either kind.
fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn kind_ui(ui: &mut Ui, scene: &Scene<'_>, kind: &ProofKind) {
    let words = scene.words;
    let plain = |ui: &mut Ui, text: String| ui.add(Label::new(RichText::new(text).size(ROW)).wrap());
    match kind {
        ProofKind::File { path, bytes, sha256, embedded } => {
            let name = SafeText::new(file_name(path));
            plain(ui, format!("{}, {}", name.as_str(), words.bytes(*bytes)))
                .on_hover_text(SafeText::new(path).as_str());
            let short: String = sha256.chars().take(SHORT).collect();
            let kept = words.word(if *embedded { "rem-proof-embedded" } else { "rem-proof-by-hash" });
            ui.horizontal_wrapped(|ui| {
                let hash = RichText::new(format!("SHA-256 {short}…")).font(fonts::mono(11.0));
                ui.add(Label::new(hash.color(scene.theme.quiet))).on_hover_text(sha256);
                ui.label(parts::quiet(kept, scene.theme));
            });
        }
        ProofKind::Answer(number) => answer_ui(ui, scene, *number),
        ProofKind::Observation { text, name } => {
            plain(ui, SafeText::new(text).into());
            if !name.is_empty() {
                let by = Phrase::new("rem-proof-seen-by").text("who", name);
                ui.label(parts::quiet(words.say(&by), scene.theme));
            }
        }
        ProofKind::Record { at, when, say, .. } => {
            plain(ui, words.say(say));
            ui.horizontal_wrapped(|ui| {
                if when.is_plausible() {
                    time_label(ui, scene, *when);
                }
                ui.label(parts::quiet(words.say(&place_phrase(scene, *at)), scene.theme));
            });
        }
    }
}

fn answer_ui(ui: &mut Ui, scene: &Scene<'_>, number: u64) {
    let found = scene.case.work.answers().find(|(n, _)| *n == number);
    let Some((_, answer)) = found else {
        ui.label(parts::quiet(scene.words.word("rem-proof-answer-gone"), scene.theme));
        return;
    };
    let ink = if answer.worst() >= Severity::Medium { scene.theme.warning } else { scene.theme.text };
    ui.add(Label::new(RichText::new(answer_said(scene, answer)).size(ROW).color(ink)).wrap());
}

/// `SMTP, mail.contoso.test: good`.
fn answer_said(scene: &Scene<'_>, answer: &CheckAnswer) -> String {
    let phrase = Phrase::new("rem-proof-answer")
        .word("check", format!("check-{}", answer.kind.key()))
        .text("target", &answer.target)
        .word("worst", format!("severity-{}", answer.worst().key()));
    scene.words.say(&phrase)
}

fn attached(ui: &mut Ui, scene: &Scene<'_>, proof: &Proof) {
    let by = Phrase::new("rem-proof-attached").time("at", proof.at).text("who", &proof.by);
    let text = parts::quiet(scene.words.say(&by), scene.theme).size(11.0);
    ui.label(text).on_hover_text(format!("{} UTC", proof.at.in_zone(chrono_tz::UTC, "%Y-%m-%d %H:%M:%S")));
}

/// Checks whose answers prove a step; empty: any.
pub fn fitting(step: &str) -> &'static [CheckKind] {
    match step {
        "REC-11" | "REC-12" | "VER-06" => &[CheckKind::Blocklists],
        "ERA-07" | "REC-02" | "VER-01" => &[CheckKind::Smtp],
        "ERA-06" | "ERA-10" | "VER-02" => &[CheckKind::Relay],
        "REC-10" | "REC-13" => &[CheckKind::Dns],
        _ => &[],
    }
}

fn answers(ui: &mut Ui, scene: &Scene<'_>, form: &Form, wishes: &mut Vec<Wish>) {
    let kinds = fitting(&form.step);
    let fits = |kind: CheckKind| kinds.is_empty() || kinds.contains(&kind);
    let all = || scene.case.work.answers().rev().filter(|(_, a)| fits(a.kind)).take(OFFERED);
    let button = ui.add_enabled_ui(all().next().is_some(), |ui| {
        parts::icon_button(ui, scene.theme, Icon::Search, &scene.words.word("rem-proof-of-check"))
    });
    let button = button.inner.on_disabled_hover_text(scene.words.word("rem-proof-no-check"));
    Popup::menu(&button).show(|ui| {
        for (number, answer) in all() {
            let text = format!("{} · {}", answer_said(scene, answer), scene.words.time(answer.ended));
            if ui.button(text).clicked() {
                form.deed(StepDeed::Prove(ProofKind::Answer(number)), wishes);
                ui.close();
            }
        }
    });
}

fn starred(ui: &mut Ui, scene: &Scene<'_>, form: &Form, wishes: &mut Vec<Wish>) {
    let all = || scene.case.marks.iter().filter(|(_, mark)| mark.star).take(OFFERED);
    let button = ui.add_enabled_ui(all().next().is_some(), |ui| {
        parts::icon_button(ui, scene.theme, Icon::Evidence, &scene.words.word("rem-proof-starred"))
    });
    let button = button.inner.on_disabled_hover_text(scene.words.word("rem-proof-no-star"));
    Popup::menu(&button).show(|ui| {
        for (at, mark) in all() {
            let say = starred_phrase(scene, *at, &mark.note);
            if ui.button(scene.words.say(&say)).clicked() {
                let when = super::signs::row_time(scene, *at);
                let sign = "starred".to_owned();
                form.deed(StepDeed::Prove(ProofKind::Record { sign, at: *at, when, say }), wishes);
                ui.close();
            }
        }
    });
}

fn starred_phrase(scene: &Scene<'_>, at: Provenance, note: &str) -> Phrase {
    let place = place_phrase(scene, at);
    match note.is_empty() {
        true => Phrase::new("rem-proof-row").sentence("place", place),
        false => Phrase::new("rem-proof-row-noted").sentence("place", place).text("note", note),
    }
}

/// File name without its folders, and the place in it.
pub fn place_phrase(scene: &Scene<'_>, at: Provenance) -> Phrase {
    let name = scene.case.source(at.source).map(|s| s.name.as_str()).unwrap_or_default();
    let id = match at.place.unit {
        Unit::File => "investigate-place-file",
        Unit::Record => "investigate-place-record",
        Unit::Line => "investigate-place-line",
        Unit::Item => "investigate-place-item",
    };
    Phrase::new(id).text("file", file_name(name)).number("n", at.place.number)
}

fn observation(ui: &mut Ui, scene: &Scene<'_>, form: &mut Form, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    ui.add_space(4.0);
    let name = words.word("rem-seen");
    ui.label(parts::quiet(&name, scene.theme));
    let seen = typed::lines(ui, &name, &words.word("rem-seen-hint"), &mut form.seen, 2);
    if form.asking == Asking::Proof && std::mem::take(&mut form.take_focus) {
        seen.request_focus();
        seen.scroll_to_me(Some(Align::Center));
    }
    ui.horizontal_wrapped(|ui| {
        let name = words.word("rem-seen-by");
        let by = typed::line(ui, &name, &name, &mut form.seen_by, 210.0);
        let says = !form.seen.trim().is_empty();
        let add = ui.add_enabled(says, eframe::egui::Button::new(words.word("rem-seen-add")));
        if says && (add.clicked() || typed::entered(ui, &by) || typed::entered(ui, &seen)) {
            let text = std::mem::take(&mut form.seen).trim().to_owned();
            let kind = ProofKind::Observation { text, name: form.seen_by.trim().to_owned() };
            form.deed(StepDeed::Prove(kind), wishes);
            form.drop_question();
        }
    });
}

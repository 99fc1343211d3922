//! How to get off a list: the request in the operator's language with the facts filled in, and a loud warning
//! while containment is not proven. And the lists that are dead, since refusals still name them.

use super::results::Listing;
use super::{fields, history, targets};
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::parts;
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Severity};
use crate::checks::dnsbl::delisting::{Facts, request, where_to};
use crate::knowledge::dnsbl::{checked, closed};
use crate::knowledge::providers::{Provider, providers};
use crate::model::address::parse_address;
use crate::model::time::UtcTime;
use crate::playbook::progress::StepState;
use crate::words::{Language, Phrase, Words};
use chrono_tz::Tz;
use eframe::egui::Ui;

/// Steps that stand for proven containment.
const CONTAINED: [&str; 5] = ["CON-05", "CON-06", "CON-07", "VER-01", "VER-02"];

/// What is open.
#[derive(Debug, Default)]
pub struct DelistView {
    dead: bool,
    providers: bool,
    open: Option<(String, String)>,
    language: Option<Language>,
    /// The words of the request, which may be in another language than the window.
    words: Option<(Tz, Words)>,
}

impl DelistView {
    fn follow(&mut self, scene: &Scene<'_>) {
        let wanted = (self.language.unwrap_or_else(|| scene.words.language()), scene.words.zone());
        let made = self.words.as_ref().map(|(zone, words)| (words.language(), *zone));
        if made != Some(wanted) {
            self.words = Some((wanted.1, Words::new(wanted.0, wanted.1)));
        }
    }
}

/// Is this step done with a proof, or said not to apply?
fn is_proven(scene: &Scene<'_>, id: &str) -> bool {
    let step = scene.case.work.step(id);
    match step.state {
        StepState::Done => !step.proofs.is_empty(),
        StepState::NotApplicable => true,
        StepState::Todo | StepState::Doing | StepState::Skipped => false,
    }
}

/// A request for each list that lists a target; nothing where none does.
pub fn delist_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut DelistView, wishes: &mut Vec<Wish>) {
    let latest = history::latest(scene.case);
    let listed: Vec<(&CheckAnswer, &CheckResult)> = latest
        .iter()
        .filter(|(_, answer)| answer.kind == CheckKind::Blocklists)
        .flat_map(|(_, answer)| answer.results.iter().map(|r| (*answer, r)))
        .filter(|(_, r)| Listing::of(r) == Some(Listing::Listed) && r.severity >= Severity::Medium)
        .collect();
    if listed.is_empty() {
        return;
    }
    view.follow(scene);
    fields::card(ui, scene, |ui| {
        fields::head(ui, scene, "chk-delist");
        uncontained_ui(ui, scene, wishes);
        language_ui(ui, scene, view);
        for (answer, result) in listed {
            request_ui(ui, scene, view, answer, result, wishes);
        }
    });
}

fn uncontained_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    let open: Vec<&str> = CONTAINED.into_iter().filter(|id| !is_proven(scene, id)).collect();
    if open.is_empty() {
        return;
    }
    fields::banner(ui, scene.theme.warning_ground, |ui| {
        let said = Phrase::new("chk-delist-too-early").list("steps", open.iter().copied());
        fields::warn(ui, scene, &scene.words.say(&said));
        ui.horizontal_wrapped(|ui| {
            for id in open {
                let name = scene.words.say(&Phrase::new("chk-go-to-step").text("step", id));
                if fields::button(ui, true, &name) {
                    wishes.push(Wish::GoToStep(id.to_owned()));
                }
            }
        });
    });
    ui.add_space(4.0);
}

fn language_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut DelistView) {
    ui.horizontal(|ui| {
        ui.label(parts::quiet(scene.words.word("chk-delist-language"), scene.theme));
        let now = view.words.as_ref().map(|(_, words)| words.language());
        for (language, name) in [(Language::English, "English"), (Language::French, "Français")] {
            if parts::choice(ui, scene.theme, name, now == Some(language)) {
                view.language = Some(language);
            }
        }
    });
}

fn request_ui(
    ui: &mut Ui,
    scene: &Scene<'_>,
    view: &mut DelistView,
    answer: &CheckAnswer,
    result: &CheckResult,
    wishes: &mut Vec<Wish>,
) {
    let key = (answer.target.clone(), result.subject.clone());
    let mut open = view.open.as_ref() == Some(&key);
    let name = Phrase::new("chk-delist-request").text("list", &result.subject).text("target", &answer.target);
    let was = open;
    let shown =
        ui.push_id(&key, |ui| fields::fold(ui, scene.theme, &scene.words.say(&name), &mut open)).inner;
    if was != open {
        view.open = open.then_some(key);
    }
    let Some((_, words)) = view.words.as_ref().filter(|_| shown) else { return };
    if let Some(to) = where_to(&result.subject) {
        fields::quiet(ui, scene, &scene.words.say(&to));
    }
    let request = request(&facts(scene, answer));
    if !request.missing.is_empty() {
        let missing: Vec<String> = request.missing.iter().map(|gap| scene.words.say(gap)).collect();
        let said = Phrase::new("chk-delist-missing").list("what", missing.iter().map(String::as_str));
        fields::warn(ui, scene, &scene.words.say(&said));
    }
    let text = words.say(&request.text);
    if parts::code_block(ui, scene.theme, &text, &scene.words.word("chk-copy-request")) {
        wishes.push(Wish::Copy(text));
    }
}

/// What the case knows for a request: times are those of steps that are done, with their proofs.
fn facts(scene: &Scene<'_>, answer: &CheckAnswer) -> Facts {
    let brief = scene.case.work.brief();
    let span = scene.case.analysis.verdicts.iter().find_map(|v| v.span);
    let is_address = parse_address(&answer.target).is_some();
    let address = if is_address { Some(answer.target.clone()) } else { brief.public.first().cloned() };
    Facts {
        host: Some(targets::host(scene.case)),
        ip: address,
        domain: Some(if is_address { targets::domain(scene.case) } else { answer.target.clone() }),
        start: span.map(|s| s.first),
        end: span.map(|s| s.last),
        disabled: done(scene, "CON-05"),
        auth_removed: done(scene, "ERA-07"),
        purged: done(scene, "ERA-09"),
    }
}

/// When this step was ticked as done, with a proof.
fn done(scene: &Scene<'_>, id: &str) -> Option<UtcTime> {
    let step = scene.case.work.step(id);
    (step.state == StepState::Done && !step.proofs.is_empty()).then_some(step.since)
}

/// The dead lists, in a part that opens.
pub fn dead_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut DelistView) {
    fields::card(ui, scene, |ui| {
        if !fields::fold(ui, scene.theme, &scene.words.word("chk-dead"), &mut view.dead) {
            return;
        }
        fields::why(ui, scene, "chk-dead-why");
        for list in closed() {
            ui.add_space(4.0);
            ui.label(parts::medium(format!("{} ({})", list.name, list.zones.join(", "))));
            fields::quiet(ui, scene, list.story.in_language(scene.words.language()));
        }
        fields::quiet(ui, scene, &scene.words.say(&Phrase::new("chk-dead-checked").text("date", checked())));
    });
}

/// Providers that keep no public list, in a part that opens.
pub fn providers_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut DelistView) {
    fields::card(ui, scene, |ui| {
        if !fields::fold(ui, scene.theme, &scene.words.word("chk-providers"), &mut view.providers) {
            return;
        }
        fields::why(ui, scene, "chk-providers-why");
        for provider in providers() {
            ui.add_space(4.0);
            ui.label(parts::medium(provider.name.clone()));
            provider_lines(scene, provider).iter().for_each(|line| fields::quiet(ui, scene, line));
        }
    });
}

/// Where to ask and how long it takes, how its refusal looks, what else to know.
fn provider_lines(scene: &Scene<'_>, provider: &Provider) -> Vec<String> {
    let (words, language) = (scene.words, scene.words.language());
    let id = if provider.sure == "A" { "chk-provider-ask" } else { "chk-provider-ask-unsure" };
    let usual = provider.usual.in_language(language);
    let ask = words.say(&Phrase::new(id).text("where", &provider.place).text("usual", usual));
    let sign = words.say(&Phrase::new("chk-provider-sign").text("sign", &provider.sign));
    let note = provider.note.in_language(language).to_owned();
    let sign = if provider.sign.is_empty() { String::new() } else { sign };
    [ask, sign, note].into_iter().filter(|line| !line.is_empty()).collect()
}

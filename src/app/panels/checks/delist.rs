//! How to get off a list: the request in the operator's language with the facts filled in, and a loud warning
//! while containment is not proven. And the lists that are dead, since refusals still name them.

use super::results::Listing;
use super::{fields, history};
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::parts;
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Severity};
use crate::model::safe_text::SafeText;
use crate::playbook::progress::StepState;
use crate::words::{Language, Phrase, Words};
use chrono_tz::Tz;
use eframe::egui::Ui;

/// Steps that stand for proven containment, each with its sentence in a request.
const CONTAINED: [(&str, &str); 5] = [
    ("CON-05", "chk-delist-disabled"),
    ("CON-06", "chk-delist-password"),
    ("CON-07", "chk-delist-sessions"),
    ("VER-01", "chk-delist-auth"),
    ("VER-02", "chk-delist-relay"),
];

/// Lists that are closed or empty; `chk-dead-<key>` says since when, and what they answer.
const DEAD: [(&str, &str); 9] = [
    ("relays.ordb.org", "ordb"),
    ("dnsbl.sorbs.net", "sorbs"),
    ("ix.dnsbl.manitu.net", "nix"),
    ("dnsbl.ahbl.org", "ahbl"),
    ("list.dsbl.org", "dsbl"),
    ("dnsbl.njabl.org", "njabl"),
    ("cbl.abuseat.org", "cbl"),
    ("dul.ru", "dul"),
    ("bl.spamcannibal.org", "spamcannibal"),
];

/// What is open.
#[derive(Debug, Default)]
pub struct DelistView {
    dead: bool,
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
    let open: Vec<&str> = CONTAINED.iter().map(|(id, _)| *id).filter(|id| !is_proven(scene, id)).collect();
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
    let text = request(scene, words, answer, result);
    if parts::code_block(ui, scene.theme, &text, &scene.words.word("chk-copy-request")) {
        wishes.push(Wish::Copy(text.replace('\n', "\r\n")));
    }
}

/// The request: what happened, what was done and is proven, what is asked for. Names no account.
fn request(scene: &Scene<'_>, words: &Words, answer: &CheckAnswer, result: &CheckResult) -> String {
    let say = |id: &'static str| {
        let phrase = Phrase::new(id).text("address", &answer.target).text("list", &result.subject);
        words.say(&phrase)
    };
    let span = scene.case.analysis.verdicts.iter().find_map(|v| v.span);
    let happened = match span {
        Some(span) => {
            let phrase = Phrase::new("chk-delist-between").text("address", &answer.target);
            words.say(&phrase.time("from", span.first).time("to", span.last))
        }
        None => say("chk-delist-happened"),
    };
    let done =
        CONTAINED.iter().filter(|(id, _)| is_done(scene, id)).map(|(_, id)| format!("- {}", words.word(id)));
    let mut lines =
        vec![say("chk-delist-subject"), String::new(), say("chk-delist-hello"), String::new(), happened];
    let done: Vec<String> = done.collect();
    if !done.is_empty() {
        lines.push(words.word("chk-delist-done"));
        lines.extend(done);
    }
    lines.extend([say("chk-delist-ask"), String::new()]);
    lines.push(scene.case.work.consent().map(|c| SafeText::new(&c.client).into()).unwrap_or_default());
    lines.join("\n").trim_end().to_owned()
}

fn is_done(scene: &Scene<'_>, id: &str) -> bool {
    is_proven(scene, id) && scene.case.work.step(id).state == StepState::Done
}

/// The dead lists, in a part that opens.
pub fn dead_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut DelistView) {
    fields::card(ui, scene, |ui| {
        if !fields::fold(ui, scene.theme, &scene.words.word("chk-dead"), &mut view.dead) {
            return;
        }
        fields::why(ui, scene, "chk-dead-why");
        for (zone, key) in DEAD {
            ui.add_space(4.0);
            ui.label(parts::medium(zone));
            fields::why(ui, scene, &format!("chk-dead-{key}"));
        }
    });
}

//! The Checks place: consent first, then blocklists, SMTP, DNS; mail-flow tests, the plan of re-tests, answers.
//!
//! Nothing here contacts anybody: questions go as commands, and the workbench asks for the consent.

mod answers;
mod ask;
mod blocklists;
mod brief;
mod byhand;
mod consent;
mod delist;
mod dns;
pub(super) mod fields;
mod flow;
mod form;
mod history;
mod matrix;
mod read;
mod results;
mod retests;
mod running;
mod scopes;
mod smtp;
mod tabs;
mod targets;
mod transcript;

use crate::app::panel::{Scene, Wish};
use crate::checks::answer::Severity;
use crate::words::Phrase;
use eframe::egui::{Key, ScrollArea, Ui};
pub use tabs::Tab;
use targets::Net;

/// What the place shows.
#[derive(Debug, Default)]
pub struct ChecksView {
    /// The page that is open.
    pub tab: Tab,
    consent: consent::ConsentForm,
    brief: brief::BriefForm,
    blocklists: blocklists::BlocklistsView,
    smtp: smtp::SmtpView,
    dns: dns::DnsView,
    flow: flow::FlowView,
    retests: retests::RetestsView,
    answers: answers::AnswersView,
    /// Asks for the keyboard in the tabs.
    take_focus: bool,
    /// The frame in which the place was drawn last.
    seen: u64,
}

impl ChecksView {
    /// Opens a page; the keyboard goes to its tab.
    pub fn go(&mut self, tab: Tab) {
        self.tab = tab;
        self.take_focus = true;
    }
}

/// A few words for the rail: a re-test that is due comes first, then what runs, then the worst of what came back.
#[must_use]
pub fn rail_state(scene: &Scene<'_>) -> String {
    let words = scene.words;
    let due = tabs::n_due(scene);
    match scene.case.work.answers().count() {
        _ if due > 0 => words.say(&Phrase::new("chk-state-retests").number("n", due)),
        _ if !scene.case.checking.is_empty() => words.word("chk-checking"),
        0 if targets::net(scene) == Net::On => words.word("chk-state-unasked"),
        0 => words.word("chk-state-off"),
        n => words.say(&answered(scene, n)),
    }
}

/// `3 answers · 1 critical`, of the latest about each target.
fn answered(scene: &Scene<'_>, n: usize) -> Phrase {
    let latest = history::latest(scene.case);
    let worst = latest.iter().map(|(_, answer)| answer.worst()).max().unwrap_or(Severity::Unclear);
    let count = latest.iter().filter(|(_, answer)| answer.worst() == worst).count();
    Phrase::new("chk-state-answers")
        .number("n", n)
        .number("worst", count)
        .word("severity", format!("severity-{}", worst.key()))
}

/// Draws the place.
pub fn checks_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ChecksView, wishes: &mut Vec<Wish>) {
    let frame = ui.ctx().cumulative_frame_nr();
    view.take_focus |= frame > view.seen + 1;
    view.seen = frame;
    view.flow.follow(scene);
    tabs::tabs_ui(ui, scene, view);
    running::running_ui(ui, scene, wishes);
    let tab = view.tab;
    // In the matrix Escape leads back to the cells first.
    view.take_focus |= tab != Tab::Flow && leaves(ui);
    if tab == Tab::Answers {
        return answers::answers_ui(ui, scene, &mut view.answers, wishes);
    }
    ScrollArea::vertical().id_salt(("checks", tab)).auto_shrink(false).show(ui, |ui| {
        // The scroll bar lies beside the cards, not over their edge.
        ui.set_max_width(ui.available_width() - 8.0);
        page(ui, scene, view, wishes);
        ui.add_space(6.0);
    });
}

/// Escape leads back to the tabs, unless it closes something else first.
fn leaves(ui: &Ui) -> bool {
    ui.input(|i| i.key_pressed(Key::Escape)) && !eframe::egui::Popup::is_any_open(ui.ctx())
}

fn page(ui: &mut Ui, scene: &Scene<'_>, view: &mut ChecksView, wishes: &mut Vec<Wish>) {
    let mut to_consent = false;
    match view.tab {
        Tab::Consent => consent_page(ui, scene, view, wishes),
        Tab::Blocklists => {
            to_consent = blocklists::blocklists_ui(ui, scene, &mut view.blocklists, wishes);
        }
        Tab::Smtp => to_consent = smtp::smtp_ui(ui, scene, &mut view.smtp, wishes),
        Tab::Dns => to_consent = dns::dns_ui(ui, scene, &mut view.dns, wishes),
        Tab::Flow => flow::flow_ui(ui, scene, &mut view.flow, wishes),
        Tab::Retests => retests::retests_ui(ui, scene, &mut view.retests, wishes),
        Tab::Answers => {}
    }
    if to_consent {
        view.go(Tab::Consent);
    }
}

/// From this width on, consent and facts stand side by side.
const WIDE: f32 = 760.0;

fn consent_page(ui: &mut Ui, scene: &Scene<'_>, view: &mut ChecksView, wishes: &mut Vec<Wish>) {
    if ui.available_width() < WIDE {
        fields::card(ui, scene, |ui| consent::consent_ui(ui, scene, &mut view.consent, wishes));
        fields::card(ui, scene, |ui| brief::brief_ui(ui, scene, &mut view.brief, wishes));
        return;
    }
    fields::two(ui, 0.57, |left, right| {
        fields::card(left, scene, |ui| consent::consent_ui(ui, scene, &mut view.consent, wishes));
        fields::card(right, scene, |ui| brief::brief_ui(ui, scene, &mut view.brief, wishes));
    });
}

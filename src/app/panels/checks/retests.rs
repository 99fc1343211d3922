//! The plan of re-tests: now, the next day, after a week; what is due, and the same questions again.

use super::fields::{self, Prefilled};
use super::results::both_times;
use super::{history, read, targets};
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::typed;
use crate::case::remedy;
use crate::checks::answer::CheckKind;
use crate::checks::question::{BlocklistQuestion, DnsQuestion, Question, RelayQuestion, SmtpQuestion};
use crate::model::address::parse_address;
use crate::model::safe_text::SafeText;
use crate::playbook::plan::{RetestPlan, USUAL_DAYS};
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::Ui;

/// What is typed.
#[derive(Debug, Default)]
pub struct RetestsView {
    days: Prefilled,
}

/// Draws the page.
pub fn retests_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RetestsView, wishes: &mut Vec<Wish>) {
    fields::card(ui, scene, |ui| {
        fields::head(ui, scene, "chk-plan");
        fields::why(ui, scene, "chk-plan-why");
        days_ui(ui, scene, view, wishes);
        if let Some(plan) = scene.case.work.plan() {
            plan_ui(ui, scene, plan, wishes);
        }
    });
    fields::card(ui, scene, |ui| again_ui(ui, scene, wishes));
}

fn days_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RetestsView, wishes: &mut Vec<Wish>) {
    let planned = scene.case.work.plan().map_or(USUAL_DAYS.as_slice(), |plan| plan.days.as_slice());
    let said: Vec<String> = planned.iter().map(u32::to_string).collect();
    view.days.follow(&said.join(", "));
    let read = read::days(&view.days.text);
    let field = fields::field(ui, scene, ("chk-plan-days", "0, 1, 7"), &mut view.days.text, 240.0);
    let entered = typed::entered(ui, &field);
    fields::slip(ui, scene, &read);
    ui.horizontal_wrapped(|ui| {
        let days = read.ok().filter(|days| !days.is_empty());
        let id = if scene.case.work.plan().is_some() { "chk-plan-anew" } else { "chk-plan-now" };
        let pressed = fields::primary(ui, scene, days.is_some(), &scene.words.word(id));
        if let (true, Some(days)) = (pressed || entered, days) {
            wishes.push(Wish::Do(Command::PlanRetests(days)));
        }
        let planned = scene.case.work.plan().is_some();
        if planned && fields::button(ui, true, &scene.words.word("chk-plan-off")) {
            wishes.push(Wish::Do(Command::PlanRetests(Vec::new())));
        }
    });
}

fn plan_ui(ui: &mut Ui, scene: &Scene<'_>, plan: &RetestPlan, wishes: &mut Vec<Wish>) {
    ui.add_space(8.0);
    for day in &plan.days {
        let at = plan.from.plus_seconds(i64::from(*day) * 86_400);
        let noted = plan.done.iter().find(|(done, _)| done == day).map(|(_, at)| *at);
        let mut on = noted.is_some();
        let name = scene.words.say(&Phrase::new("chk-plan-day").number("day", *day).time("at", at));
        if fields::tick(ui, true, &mut on, &name) {
            wishes.push(Wish::Do(Command::RetestDone(*day, on)));
        }
        if let Some(noted) = noted {
            let said = Phrase::new("chk-plan-done").text("at", &both_times(scene, noted));
            fields::quiet(ui, scene, &scene.words.say(&said));
        }
    }
    let duties = remedy::duties(scene.case, scene.now);
    for duty in duties.iter().filter(|d| d.step.is_none() && d.at <= scene.now) {
        fields::warn(ui, scene, &scene.words.say(&duty.say));
    }
}

fn again_ui(ui: &mut Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
    fields::head(ui, scene, "chk-again");
    let all = again(scene);
    fields::why(ui, scene, if all.is_empty() { "chk-again-nothing" } else { "chk-again-why" });
    let mut may = Vec::new();
    for question in all {
        let kind = scene.words.word(&format!("check-{}", question.kind().key()));
        let said = format!("{kind} · {}", SafeText::new(&question.target()));
        ui.label(crate::app::widgets::parts::medium(said).size(crate::app::theme::ROW));
        match targets::refused(scene, &question) {
            Some(why) => fields::quiet(ui, scene, &scene.words.say(&why)),
            None => may.push(question),
        }
    }
    ui.add_space(4.0);
    if fields::primary(ui, scene, !may.is_empty(), &scene.words.word("chk-again-now")) {
        wishes.extend(may.into_iter().map(|question| Wish::Do(Command::Check(Box::new(question)))));
    }
}

/// What was asked so far, to be asked again: each target once.
fn again(scene: &Scene<'_>) -> Vec<Question> {
    let mut lists = BlocklistQuestion {
        sets: vec![1],
        resolver: targets::resolver(scene.case),
        ..BlocklistQuestion::default()
    };
    let mut rest = Vec::new();
    for thread in history::threads(scene.case, &CheckKind::ALL).into_iter().rev() {
        match thread.kind {
            CheckKind::Blocklists => thread.target.split(", ").for_each(|t| add(&mut lists, t)),
            CheckKind::Dns => rest.push(dns(scene, thread.target)),
            CheckKind::Smtp => rest.push(smtp(scene, thread.target)),
            CheckKind::Relay => rest.push(relay(scene, thread.target)),
        }
    }
    let any = !lists.addresses.is_empty() || !lists.domains.is_empty();
    any.then_some(Question::Blocklists(lists)).into_iter().chain(rest).collect()
}

fn add(lists: &mut BlocklistQuestion, target: &str) {
    match parse_address(target) {
        Some(ip) if !lists.addresses.contains(&ip) => lists.addresses.push(ip),
        None if !target.is_empty() && !lists.domains.iter().any(|d| d == target) => {
            lists.domains.push(target.to_owned());
        }
        _ => {}
    }
}

fn dns(scene: &Scene<'_>, domain: &str) -> Question {
    let brief = scene.case.work.brief();
    Question::Dns(DnsQuestion {
        domain: domain.to_owned(),
        addresses: brief.public.iter().filter_map(|p| parse_address(p)).collect(),
        helo: brief.host,
        selectors: brief.selectors,
        resolver: targets::resolver(scene.case),
    })
}

fn smtp(scene: &Scene<'_>, host: &str) -> Question {
    Question::Smtp(SmtpQuestion {
        host: host.to_owned(),
        ports: vec![25, 465, 587],
        resolver: targets::resolver(scene.case),
        ..SmtpQuestion::default()
    })
}

fn relay(scene: &Scene<'_>, target: &str) -> Question {
    let brief = scene.case.work.brief();
    let (host, port) = match target.rsplit_once(':').map(|(host, port)| (host, port.parse())) {
        Some((host, Ok(port))) if parse_address(target).is_none() => (host, port),
        _ => (target, 25),
    };
    let or = |said: String, usual: &str| if said.is_empty() { usual.to_owned() } else { said };
    Question::Relay(RelayQuestion {
        host: host.to_owned(),
        port,
        local_domain: targets::domain(scene.case),
        from_domain: or(brief.test_from, "example.com"),
        to_domain: or(brief.test_to, "example.net"),
        control_mailbox: brief.test_mailbox,
        resolver: targets::resolver(scene.case),
        ..RelayQuestion::default()
    })
}

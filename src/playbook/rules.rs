//! Order of the steps, warnings, how much is left. Warns and never blocks: an override is recorded elsewhere.

use super::progress::{Progress, StepState};
use super::step::{Platform, Priority, Step, step, steps};
use super::topics::{Emphasis, Topic, applies_now};
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Something to know before a step is set done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What.
    pub say: Phrase,
    /// One of the hard rules: in red, and a reason must be typed.
    pub loud: bool,
    /// The step that is missing.
    pub step: Option<&'static str>,
}

/// How much is settled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Steps done, left out with a reason, or said not to apply.
    pub settled: usize,
    /// Steps that apply.
    pub all: usize,
    /// Steps that must be done and are not settled.
    pub open_must: usize,
}

/// As things usually go: containment, clean-up, the change, back to work, proof, lessons.
const USUAL: [&str; 44] = [
    "CON-01", "CON-03", "CON-05", "CON-06", "CON-07", "CON-04", "CON-02", "CON-09", "CON-10", "CON-08",
    "ERA-02", "ERA-03", "ERA-04", "ERA-08", "ERA-01", "ERA-09", "REC-01", "ERA-10", "REC-04", "ERA-05",
    "ERA-11", "ERA-06", "ERA-07", "VER-01", "VER-02", "VER-03", "VER-04", "REC-02", "REC-03", "REC-05",
    "REC-06", "REC-07", "REC-08", "REC-09", "REC-10", "REC-11", "REC-12", "REC-13", "VER-05", "VER-06",
    "VER-07", "LES-01", "LES-02", "LES-03",
];

/// While spam still leaves: what is volatile, then account, sessions, queues.
const EMERGENCY: [&str; 4] = ["CON-01", "CON-05", "CON-07", "CON-04"];

/// Ids of the steps in the order to go through them.
#[must_use]
pub fn order(emergency: bool) -> Vec<&'static str> {
    let first: &[&str] = if emergency { &EMERGENCY } else { &[] };
    let rest = USUAL.iter().filter(|id| !first.contains(id));
    first.iter().chain(rest).copied().collect()
}

/// Is there something to do at this site? Cloud mailboxes bring the steps of Exchange Online along.
#[must_use]
pub fn applies(step: &Step, platform: Platform, topics: &[Topic]) -> bool {
    let cloud = topics.contains(&Topic::CloudMailboxes) && step.applies.contains(&Platform::ExchangeOnline);
    step.applies_to(platform) || cloud
}

/// Does the step count: it applies, and where it has a condition, that holds or somebody began?
#[must_use]
pub fn counts(step: &Step, all: &BTreeMap<String, Progress>, topics: &[Topic], platform: Platform) -> bool {
    let begun = all.get(&step.id).is_some_and(|p| p.state != StepState::Todo);
    applies(step, platform, topics) && (begun || applies_now(step, topics) != Emphasis::Dormant)
}

/// How much of these steps is settled.
pub fn progress_of<'a>(
    of: impl IntoIterator<Item = &'a Step>,
    all: &BTreeMap<String, Progress>,
    topics: &[Topic],
    platform: Platform,
) -> Totals {
    let mut totals = Totals::default();
    for step in of.into_iter().filter(|s| counts(s, all, topics, platform)) {
        let settled = is_settled(all, &step.id);
        totals.all += 1;
        totals.settled += usize::from(settled);
        totals.open_must += usize::from(!settled && step.priority == Priority::Must);
    }
    totals
}

fn state(all: &BTreeMap<String, Progress>, id: &str) -> StepState {
    all.get(id).map(|p| p.state).unwrap_or_default()
}

fn is_settled(all: &BTreeMap<String, Progress>, id: &str) -> bool {
    state(all, id).is_settled()
}

/// Done with a proof, or left out where that is allowed.
fn is_proven(all: &BTreeMap<String, Progress>, id: &str) -> bool {
    let may_skip = step(id).is_some_and(|s| s.skip.allowed);
    all.get(id).is_some_and(|p| match p.state {
        StepState::Done => !p.proofs.is_empty(),
        StepState::Skipped => may_skip,
        StepState::NotApplicable => true,
        StepState::Todo | StepState::Doing => false,
    })
}

/// What to know before this step is set done, the loudest first; what is missing is said once.
#[must_use]
pub fn warnings(
    step: &Step,
    all: &BTreeMap<String, Progress>,
    topics: &[Topic],
    platform: Platform,
) -> Vec<Warning> {
    let mut found = hard(step, all, topics);
    found.extend(must_open(step, all, topics, platform));
    found.extend(not_to_skip(step, all));
    for need in step.needs.iter().filter_map(|id| self::step(id)) {
        let open = applies(need, platform, topics) && !is_settled(all, &need.id);
        if open && found.iter().all(|w| w.step != Some(need.id.as_str())) {
            let say = Phrase::new("rule-needs").text("step", &need.id);
            found.push(Warning { say, loud: false, step: Some(&need.id) });
        }
    }
    found
}

fn hard(step: &Step, all: &BTreeMap<String, Progress>, topics: &[Topic]) -> Vec<Warning> {
    let several = topics.contains(&Topic::SeveralServers);
    let loud = |id: &'static str, missing: &'static str| Warning {
        say: Phrase::new(id).text("step", missing),
        loud: true,
        step: Some(missing),
    };
    let unsettled =
        |id: &'static str, missing: &'static str| (!is_settled(all, missing)).then(|| loud(id, missing));
    let unproven =
        |id: &'static str, missing: &'static str| (!is_proven(all, missing)).then(|| loud(id, missing));
    match step.id.as_str() {
        "ERA-07" if several => unsettled("rule-servers-cut-off", "ERA-06").into_iter().collect(),
        "ERA-09" => unsettled("rule-evidence-purged", "CON-01").into_iter().collect(),
        "REC-05" => unsettled("rule-lockout-by-strangers", "ERA-07").into_iter().collect(),
        "REC-12" => ["CON-05", "CON-06", "CON-07"]
            .into_iter()
            .filter_map(|id| unproven("rule-delisting-uncontained", id))
            .chain(["VER-01", "VER-02"].into_iter().filter_map(|id| unproven("rule-delisting-untested", id)))
            .collect(),
        "CON-05" if topics.contains(&Topic::AccountDeleted) => {
            vec![Warning { say: Phrase::new("rule-account-deleted"), loud: true, step: None }]
        }
        _ => Vec::new(),
    }
}

/// The review closes the case; nothing that must be done may be open then.
fn must_open(
    step: &Step,
    all: &BTreeMap<String, Progress>,
    topics: &[Topic],
    platform: Platform,
) -> Option<Warning> {
    if step.id != "LES-02" {
        return None;
    }
    let must = |s: &&Step| s.priority == Priority::Must && s.id != step.id;
    let open = steps().iter().filter(must).filter(|s| counts(s, all, topics, platform));
    let open: Vec<&str> = open.map(|s| s.id.as_str()).filter(|id| !is_settled(all, id)).collect();
    let say = Phrase::new("rule-must-open").number("n", open.len()).list("steps", open.iter().copied());
    (!open.is_empty()).then_some(Warning { say, loud: true, step: None })
}

fn not_to_skip(step: &Step, all: &BTreeMap<String, Progress>) -> Option<Warning> {
    let skipped = state(all, &step.id) == StepState::Skipped && !step.skip.allowed;
    let say = || Phrase::new("rule-not-to-skip").text("step", &step.id);
    skipped.then(|| Warning { say: say(), loud: true, step: None })
}

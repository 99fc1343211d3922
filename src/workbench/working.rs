//! The work on an incident: steps, proofs, machines, tests, consent, answers. Each is an action that can be taken
//! back. Contacts nothing; who may be contacted is decided in `checks::consent`.

use super::Workbench;
use super::command::{Command, StepDeed};
use super::keeper::Way;
use super::keeping::{system_clock, who};
use super::outcome::{Errand, Outcome};
use crate::case::change::{Change, Part, ProofFile};
use crate::case::work::{Item, ItemKey};
use crate::checks::answer::CheckAnswer;
use crate::checks::consent::Consent;
use crate::playbook::plan::RetestPlan;
use crate::playbook::progress::{Decision, Progress, Proof, ProofKind, StepState};
use crate::words::Phrase;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Bytes of a proof that go into the case file at most; larger ones are kept by their hash.
const MAX_EMBEDDED: u64 = 16 << 20;
/// Characters of a typed text that are kept.
const MAX_TEXT: usize = 20_000;

/// A file that was hashed to prove a step.
#[derive(Debug)]
pub struct Hashed {
    step: String,
    path: PathBuf,
    bytes: u64,
    sha256: String,
    data: Option<Vec<u8>>,
}

impl Workbench {
    /// Carries out what concerns the work on the incident; gives other commands back.
    pub(super) fn work(&mut self, command: Command) -> Option<Command> {
        match command {
            Command::Step(id, deed) => self.step(&id, deed),
            Command::ProveByFile { step, path, embed } => self.prove_by_file(step, path, embed),
            Command::Machine(key, machine) => {
                let what =
                    Phrase::new(if machine.is_some() { "change-machine" } else { "change-machine-off" });
                let what = what.text("name", &key);
                self.put(ItemKey::Machine(key), machine.map(|m| Item::Machine(*m)), what);
            }
            Command::Flow(key, cell) => {
                let word = format!("flow-{}", cell.result.key());
                let what = Phrase::new("change-flow").text("test", &key).word("result", word);
                self.put(ItemKey::Flow(key), Some(Item::Flow(*cell)), what);
            }
            Command::Brief(brief) => {
                self.put(ItemKey::Brief, Some(Item::Brief(*brief)), Phrase::new("change-brief"));
            }
            Command::GiveConsent { client, authorised_by, targets, scopes } => {
                self.give_consent(Consent::new(&client, &authorised_by, targets, &scopes, system_clock()));
            }
            Command::WithdrawConsent => {
                self.put(ItemKey::Consent, None, Phrase::new("change-consent-withdrawn"));
            }
            Command::PlanRetests(days) => self.plan_retests(days),
            Command::RetestDone(day, done) => self.retest_done(day, done),
            Command::EnterAnswer(answer) => self.enter_answer(*answer),
            other => return Some(other),
        }
        None
    }

    /// The item once all is done that was asked for.
    fn item_to_be(&self, key: &ItemKey) -> Option<Item> {
        let asked = self.keeping.asked.iter().rev().find_map(|change| match &change.part {
            Part::Item { key: of, after, .. } | Part::Proof { key: of, after, .. } if of == key => {
                Some(after.as_deref().cloned())
            }
            _ => None,
        });
        asked.unwrap_or_else(|| self.case.work.item(key).cloned())
    }

    /// Puts an item in its place as an action that can be taken back; says nothing where nothing changes.
    pub(super) fn put(&mut self, key: ItemKey, after: Option<Item>, what: Phrase) {
        let before = self.item_to_be(&key);
        if before != after {
            let (before, after) = (before.map(Box::new), after.map(Box::new));
            self.act(Change { what, part: Part::Item { key, before, after } });
        }
    }

    fn progress_to_be(&self, id: &str) -> Progress {
        match self.item_to_be(&ItemKey::Step(id.to_owned())) {
            Some(Item::Step(progress)) => progress,
            _ => Progress::default(),
        }
    }

    fn step(&mut self, id: &str, deed: StepDeed) {
        if crate::playbook::step::step(id).is_none() {
            return;
        }
        let before = self.progress_to_be(id);
        match apply(before, deed) {
            Ok((after, what)) => {
                let item = (after != Progress::default()).then_some(Item::Step(after));
                self.put(ItemKey::Step(id.to_owned()), item, what.text("step", id));
            }
            Err(why) => self.case.notice = Some(why.text("step", id)),
        }
    }

    fn prove_by_file(&mut self, step: String, path: PathBuf, embed: bool) {
        if !self.may_change() || crate::playbook::step::step(&step).is_none() {
            return;
        }
        let task = self.wake.sibling();
        self.jobs.spawn(Errand::Prove, move || Outcome::Hashed(hash(step, path, embed, &task).map(Box::new)));
    }

    /// A file was hashed: it becomes a proof of its step.
    pub(super) fn take_hashed(&mut self, hashed: Result<Box<Hashed>, Phrase>) {
        let hashed = match hashed {
            Ok(hashed) => hashed,
            Err(why) => {
                self.case.notice = Some(why);
                return;
            }
        };
        // Its bytes need a case file to go to.
        self.ensure_file();
        let Hashed { step, path, bytes, sha256, data } = *hashed;
        let path = path.to_string_lossy().into_owned();
        let embedded = data.is_some() && self.has_file();
        let kind = ProofKind::File { path, bytes, sha256: sha256.clone(), embedded };
        let before = self.progress_to_be(&step);
        let Ok((after, what)) = apply(before.clone(), StepDeed::Prove(kind)) else { return };
        let key = ItemKey::Step(step.clone());
        let before = (before != Progress::default()).then(|| Box::new(Item::Step(before)));
        let after = Some(Box::new(Item::Step(after)));
        let part = match data {
            Some(data) if embedded => {
                Part::Proof { key, before, after, file: Arc::new(ProofFile { sha256, data }) }
            }
            _ => Part::Item { key, before, after },
        };
        self.act(Change { what: what.text("step", &step), part });
    }

    pub(super) fn give_consent(&mut self, consent: Consent) {
        if let Some(lacking) = consent.lacks() {
            self.case.notice = Some(lacking);
            return;
        }
        let what = Phrase::new("change-consent")
            .text("who", &consent.authorised_by)
            .list("targets", consent.targets.iter().map(String::as_str));
        self.put(ItemKey::Consent, Some(Item::Consent(consent)), what);
    }

    fn plan_retests(&mut self, mut days: Vec<u32>) {
        days.sort_unstable();
        days.dedup();
        let plan = RetestPlan { from: system_clock(), days, done: Vec::new() };
        let item = (!plan.days.is_empty()).then_some(Item::Plan(plan));
        self.put(ItemKey::Plan, item, Phrase::new("change-plan"));
    }

    fn retest_done(&mut self, day: u32, done: bool) {
        let Some(Item::Plan(mut plan)) = self.item_to_be(&ItemKey::Plan) else { return };
        plan.done.retain(|(known, _)| *known != day);
        plan.done.extend(done.then(|| (day, system_clock())));
        plan.done.sort_unstable();
        let what = Phrase::new(if done { "change-retest-done" } else { "change-retest-open" });
        self.put(ItemKey::Plan, Some(Item::Plan(plan)), what.number("day", day));
    }

    /// An answer of a check is kept; undo knows nothing of it, since what was seen cannot be unseen.
    pub(super) fn enter_answer(&mut self, mut answer: CheckAnswer) {
        if !self.may_change() {
            return;
        }
        if answer.by.is_empty() {
            answer.by = who();
        }
        let asked = self.keeping.asked.iter().filter_map(|c| match &c.part {
            Part::Item { key: ItemKey::Answer(number), .. } => Some(*number),
            _ => None,
        });
        let last = self.case.work.answers().map(|(number, _)| number).chain(asked).max().unwrap_or(0);
        let what = Phrase::new("change-answer")
            .word("check", format!("check-{}", answer.kind.key()))
            .text("target", &answer.target);
        let (key, after) = (ItemKey::Answer(last + 1), Some(Box::new(Item::Answer(answer))));
        self.confirm(Way::Follow, Change { what, part: Part::Item { key, before: None, after } });
    }
}

/// A step after a deed, and what was done in words; the reason where it cannot be done.
fn apply(mut step: Progress, deed: StepDeed) -> Result<(Progress, Phrase), Phrase> {
    let (now, by) = (system_clock(), who());
    let what = match deed {
        StepDeed::Begin => set(&mut step, StepState::Doing, String::new()),
        StepDeed::Done { proof, overridden, reason } => {
            step.proofs.extend(proof.map(|kind| Proof { kind, at: now, by: by.clone() }));
            if step.proofs.is_empty() {
                return Err(Phrase::new("work-needs-proof"));
            }
            let what = set(&mut step, StepState::Done, reason);
            step.overridden = overridden;
            what
        }
        StepDeed::Skip(reason) | StepDeed::NotApplicable(reason) if reason.trim().is_empty() => {
            return Err(Phrase::new("work-needs-reason"));
        }
        StepDeed::Skip(reason) => set(&mut step, StepState::Skipped, reason),
        StepDeed::NotApplicable(reason) => set(&mut step, StepState::NotApplicable, reason),
        StepDeed::Reopen => set(&mut step, StepState::Todo, String::new()),
        StepDeed::Prove(kind) => {
            step.proofs.push(Proof { kind, at: now, by });
            return Ok((step, Phrase::new("change-step-proof")));
        }
        StepDeed::Unprove(at) if at < step.proofs.len() => {
            step.proofs.remove(at);
            if step.proofs.is_empty() && step.state == StepState::Done {
                set(&mut step, StepState::Doing, String::new());
            }
            return Ok((step, Phrase::new("change-step-unproved")));
        }
        StepDeed::Unprove(_) => return Ok((step, Phrase::new("change-step-unproved"))),
        StepDeed::Decide(said) => {
            let decision = |(accepted, by): (bool, String)| Decision { accepted, by: cut(&by), at: now };
            step.decision = said.map(decision);
            return Ok((step, Phrase::new("change-step-decision")));
        }
        StepDeed::Assign { owner, due } => {
            (step.owner, step.due) = (cut(&owner), cut(&due));
            return Ok((step, Phrase::new("change-step-owner")));
        }
        StepDeed::Note(note) => {
            step.note = cut(&note);
            return Ok((step, Phrase::new("change-step-note")));
        }
    };
    (step.since, step.by) = (now, by);
    Ok((step, what))
}

fn set(step: &mut Progress, state: StepState, reason: String) -> Phrase {
    step.state = state;
    step.reason = cut(&reason);
    step.overridden.clear();
    Phrase::new("change-step-state").word("state", format!("state-{}", state.key()))
}

/// A typed text without blanks around it, of a length that a case can hold.
fn cut(text: &str) -> String {
    text.trim().chars().take(MAX_TEXT).collect()
}

fn hash(step: String, path: PathBuf, embed: bool, task: &crate::task::Task) -> Result<Hashed, Phrase> {
    let refused = |why: &str, path: &Path| {
        let name = path.to_string_lossy();
        Phrase::new("work-proof-unreadable").text("file", &name).text("why", why)
    };
    let mut file = File::open(&path).map_err(|e| refused(&e.to_string(), &path))?;
    let about = file.metadata().map_err(|e| refused(&e.to_string(), &path))?;
    let mut data = (embed && about.len() <= MAX_EMBEDDED).then(Vec::new);
    let (mut sum, mut bytes, mut block) = (Sha256::new(), 0_u64, vec![0; 1 << 18]);
    loop {
        let n = file.read(&mut block).map_err(|e| refused(&e.to_string(), &path))?;
        let Some(read) = block.get(..n).filter(|read| !read.is_empty()) else { break };
        if task.is_cancelled() {
            return Err(refused("", &path));
        }
        sum.update(read);
        bytes += n as u64;
        // A file that grows while it is read is kept by its hash alone.
        data = data.filter(|_| bytes <= MAX_EMBEDDED);
        if let Some(data) = &mut data {
            data.extend_from_slice(read);
        }
    }
    let sha256 = sum.finalize().iter().map(|b| format!("{b:02x}")).collect();
    Ok(Hashed { step, path, bytes, sha256, data })
}

//! What is being typed about the open step, and the rules of ticking it: nothing is done without a proof, and
//! what stands against it is recorded with the reason why it was done all the same.

use crate::app::panel::{Scene, Wish};
use crate::app::widgets::typed;
use crate::playbook::progress::{Progress, ProofKind};
use crate::words::Phrase;
use crate::workbench::command::{Command, StepDeed};

/// What the head of a step asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asking {
    /// Nothing.
    #[default]
    Nothing,
    /// A proof, before it can be ticked.
    Proof,
    /// Why it is done against loud warnings.
    Done,
    /// Why it is left out.
    Skip,
    /// Why it does not apply.
    NotApplicable,
}

/// Texts of the open step that are not in the case yet.
#[derive(Debug, Default)]
pub struct Form {
    /// The step, by its id.
    pub step: String,
    /// What is asked for.
    pub asking: Asking,
    /// Asks for the keyboard in the field that is asked for.
    pub take_focus: bool,
    /// A proof that comes with the tick.
    pub pending: Option<ProofKind>,
    /// The reason that is asked for.
    pub reason: String,
    /// What somebody saw.
    pub seen: String,
    /// Who saw it.
    pub seen_by: String,
    /// Who speaks for the client.
    pub client_by: String,
    /// Who is to do it.
    pub owner: String,
    /// By when.
    pub due: String,
    /// A note.
    pub note: String,
    /// The progress that these texts began from.
    from: Progress,
}

impl Form {
    /// Keeps up with the case; what was typed about another step goes into the case first.
    pub fn follow(&mut self, step: &str, progress: &Progress, wishes: &mut Vec<Wish>) {
        if self.step != step {
            self.flush(wishes);
            let client_by = std::mem::take(&mut self.client_by);
            let seen_by = std::mem::take(&mut self.seen_by);
            *self = Self { step: step.to_owned(), client_by, seen_by, ..Self::default() };
            self.fill(progress);
        } else if self.from != *progress {
            if self.from.state != progress.state {
                (self.asking, self.pending) = (Asking::Nothing, None);
                self.reason.clear();
            }
            self.fill(progress);
        }
    }

    fn fill(&mut self, progress: &Progress) {
        // A field that is being written keeps its text while something else of the step changes.
        for (field, was, is) in [
            (&mut self.owner, &self.from.owner, &progress.owner),
            (&mut self.due, &self.from.due, &progress.due),
            (&mut self.note, &self.from.note, &progress.note),
        ] {
            if field == was {
                field.clone_from(is);
            }
        }
        self.from = progress.clone();
    }

    /// What was typed about owner, day and note goes into the case; a slip in the day waits.
    pub fn flush(&self, wishes: &mut Vec<Wish>) {
        if self.step.is_empty() {
            return;
        }
        let assigned = (self.owner.trim(), self.due.trim());
        if typed::is_day(&self.due) && assigned != (self.from.owner.as_str(), self.from.due.as_str()) {
            let (owner, due) = (assigned.0.to_owned(), assigned.1.to_owned());
            self.deed(StepDeed::Assign { owner, due }, wishes);
        }
        if self.note.trim() != self.from.note {
            self.deed(StepDeed::Note(self.note.trim().to_owned()), wishes);
        }
    }

    /// Asks for something, with a text to begin with.
    pub fn ask(&mut self, asking: Asking, reason: String) {
        (self.asking, self.reason, self.take_focus) = (asking, reason, true);
    }

    /// Nothing is asked any more.
    pub fn drop_question(&mut self) {
        (self.asking, self.pending) = (Asking::Nothing, None);
        self.reason.clear();
    }

    /// Ticks the step where that can be done at once; else asks for what is lacking.
    pub fn tick(
        &mut self,
        scene: &Scene<'_>,
        stand: &Standing,
        proof: Option<ProofKind>,
        wishes: &mut Vec<Wish>,
    ) {
        let proven = !scene.case.work.step(&self.step).proofs.is_empty();
        if proof.is_none() && !proven {
            return self.ask(Asking::Proof, String::new());
        }
        let loud = !stand.loud.is_empty();
        if loud && self.reason.trim().is_empty() {
            self.ask(Asking::Done, String::new());
            self.pending = proof;
            return;
        }
        let reason = if loud { self.reason.trim().to_owned() } else { String::new() };
        let overridden = stand.said.clone();
        self.drop_question();
        self.deed(StepDeed::Done { proof, overridden, reason }, wishes);
    }

    /// A deed about the open step.
    pub fn deed(&self, deed: StepDeed, wishes: &mut Vec<Wish>) {
        wishes.push(Wish::Do(Command::Step(self.step.clone(), deed)));
    }
}

/// Warnings that stand against ticking a step now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// All, as they are said.
    pub said: Vec<Phrase>,
    /// Those that ask for a reason.
    pub loud: Vec<Phrase>,
}

//! Checks: asked for by command, permitted by the case's consent, run one after another, kept when they end.
//!
//! Opens no socket; `checks` does, with the permit it is given here.

use super::Workbench;
use super::keeping::{system_clock, who};
use super::outcome::{Errand, Outcome};
use crate::case::Checking;
use crate::checks;
use crate::checks::answer::{CheckAnswer, CheckResult};
use crate::checks::consent::{Consent, Permit, Refusal};
use crate::checks::question::Question;
use std::collections::VecDeque;

/// Checks in line at most.
const MAX_LINE: usize = 64;

/// Questions that wait, and the number of the last.
#[derive(Debug, Default)]
pub struct Line {
    waiting: VecDeque<(u64, Question)>,
    last: u64,
}

impl Workbench {
    /// Puts a question in line, where the consent covers it; says why where it does not.
    pub(super) fn check(&mut self, question: Question) {
        if !self.may_change() || self.case.checking.len() >= MAX_LINE {
            return;
        }
        if let Err(refusal) = permits(self.case.work.consent(), &question) {
            self.case.notice = Some(refusal.phrase());
            return;
        }
        self.line.last += 1;
        self.case.checking.push(Checking {
            number: self.line.last,
            kind: question.kind(),
            target: question.target(),
            task: self.wake.sibling(),
            results: Vec::new(),
        });
        self.line.waiting.push_back((self.line.last, question));
        if self.case.checking.len() == 1 {
            self.next_check();
        }
    }

    /// Starts the first in line. The consent is asked again: it may have been withdrawn meanwhile.
    fn next_check(&mut self) {
        while let Some((number, question)) = self.line.waiting.pop_front() {
            let Some(task) = self.case.checking.iter().find(|c| c.number == number).map(|c| c.task.clone())
            else {
                continue;
            };
            match permits(self.case.work.consent(), &question) {
                Ok(permits) => return self.start_check(number, question, permits, task),
                Err(refusal) => {
                    self.case.notice = Some(refusal.phrase());
                    self.case.checking.retain(|c| c.number != number);
                }
            }
        }
    }

    fn start_check(
        &mut self,
        number: u64,
        question: Question,
        permits: Vec<Permit>,
        task: crate::task::Task,
    ) {
        let tell = self.jobs.telling();
        let earlier: Vec<CheckAnswer> = self.case.work.answers().map(|(_, answer)| answer.clone()).collect();
        self.jobs.spawn(Errand::Check, move || {
            let mut tell = |result: CheckResult| tell(Outcome::Told(number, Box::new(result)));
            let by = who();
            let answers = checks::ask(&question, &permits, &earlier, (&task, system_clock, &by), &mut tell);
            Outcome::Checked(number, answers)
        });
    }

    pub(super) fn take_told(&mut self, number: u64, result: CheckResult) {
        if let Some(running) = self.case.checking.iter_mut().find(|c| c.number == number) {
            running.results.push(result);
        }
    }

    pub(super) fn take_checked(&mut self, number: u64, answers: Vec<CheckAnswer>) {
        self.case.checking.retain(|c| c.number != number);
        answers.into_iter().for_each(|answer| self.enter_answer(answer));
        self.next_check();
    }

    /// The check that ran broke down; the others go on.
    pub(super) fn check_failed(&mut self) {
        if !self.case.checking.is_empty() {
            self.case.checking.remove(0);
        }
        self.next_check();
    }

    /// Stops the check that runs, which still brings what it has; those that wait are dropped.
    pub(super) fn cancel_checks(&mut self) {
        self.line.waiting.clear();
        self.case.checking.iter().for_each(|c| c.task.cancel());
        self.case.checking.truncate(1);
    }
}

/// All permits that a question takes, or why it may not be asked.
fn permits(consent: Option<&Consent>, question: &Question) -> Result<Vec<Permit>, Refusal> {
    let consent = consent.ok_or(Refusal::NoConsent)?;
    let now = system_clock();
    question.needs().iter().map(|(scope, target)| consent.permit(*scope, target, now)).collect()
}

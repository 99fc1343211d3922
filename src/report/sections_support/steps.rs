//! Steps of the clean-up as the report counts them. Ticks nothing.

use crate::case::{Case, remedy};
use crate::playbook::progress::{Progress, StepState};
use crate::playbook::rules::{self, Totals};
use crate::playbook::step::{Priority, Step, steps};

/// A step and how far it is.
#[derive(Clone, Debug)]
pub struct StepAt {
    /// The step.
    pub step: &'static Step,
    /// How far.
    pub progress: Progress,
}

/// The steps that count in this case, in the order to go through them.
#[derive(Clone, Debug)]
pub struct Steps {
    /// The steps.
    pub all: Vec<StepAt>,
    /// How much is settled.
    pub totals: Totals,
}

impl Steps {
    /// Those of a case. What the client has refused counts too, for somebody has spoken about it.
    pub fn of(case: &Case) -> Self {
        let (progress, topics) = (remedy::progress(case), remedy::topics(case));
        let platform = remedy::platform(case);
        let counts = |s: &&&'static Step| rules::counts(s, &progress, &topics, platform);
        let totals = rules::progress_of(steps(), &progress, &topics, platform);
        let ordered = rules::order(false);
        let listed: Vec<&'static Step> =
            ordered.iter().filter_map(|id| steps().iter().find(|s| s.id == *id)).collect();
        let is_refused = |id: &str| progress.get(id).is_some_and(refused);
        let all = listed.iter().filter(|s| counts(s) || is_refused(&s.id));
        let at = |step: &&'static Step| StepAt {
            step,
            progress: progress.get(&step.id).cloned().unwrap_or_default(),
        };
        Self { all: all.map(at).collect(), totals }
    }

    /// Those in this state.
    pub fn in_state(&self, state: StepState) -> impl Iterator<Item = &StepAt> {
        self.all.iter().filter(move |s| s.progress.state == state)
    }

    /// Done, those that must be done first.
    pub fn done(&self) -> Vec<&StepAt> {
        let mut done: Vec<&StepAt> = self.in_state(StepState::Done).collect();
        done.sort_by_key(|s| s.step.priority);
        done
    }

    /// Open ones that must be done and that nobody has refused.
    pub fn open_must(&self) -> Vec<&StepAt> {
        let must = |s: &&StepAt| s.step.priority == Priority::Must && !s.progress.state.is_settled();
        self.all.iter().filter(must).filter(|s| !refused(&s.progress)).collect()
    }

    /// What the client has refused.
    pub fn refused(&self) -> Vec<&StepAt> {
        self.all.iter().filter(|s| refused(&s.progress)).collect()
    }
}

fn refused(progress: &Progress) -> bool {
    progress.decision.as_ref().is_some_and(|d| !d.accepted)
}

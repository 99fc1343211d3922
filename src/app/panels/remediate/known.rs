//! What the case says about the steps, worked out once for each state of the case and kept.
//!
//! Nothing here is worded or drawn; the heavy parts are asked for only when somebody looks at them.

use super::form::Standing;
use super::signs;
use crate::app::panel::Scene;
use crate::case::remedy::{self, PlatformBasis};
use crate::case::work::Work;
use crate::playbook::fill::{CaseFacts, FilledLine, LineKind, fill};
use crate::playbook::machines::ProposedMachine;
use crate::playbook::progress::Progress;
use crate::playbook::rules::{self, Totals, Warning};
use crate::playbook::step::{Phase, Platform, Step, steps};
use crate::playbook::topics::{self, Emphasis, Topic};
use crate::words::{Language, Phrase};
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What is known of one step.
#[derive(Clone, Debug, Default)]
pub struct StepFacts {
    /// Is there something to do on this platform?
    pub applies: bool,
    /// How much it matters here.
    pub emphasis: Emphasis,
    /// What stands against it now.
    pub warnings: Vec<Warning>,
    /// The same, as a tick needs it.
    pub standing: Standing,
    /// What of the case concerns it.
    pub holds: Vec<Phrase>,
    /// The evidence shows that it was done, and nobody has ticked it.
    pub proposed: bool,
    /// The evidence speaks against it.
    pub against: bool,
}

/// The state of the case that all this is about.
#[derive(Debug, PartialEq)]
struct State {
    number: u64,
    generation: u64,
    zone: Tz,
    work: Work,
}

/// What is known of all steps.
#[derive(Debug, Default)]
pub struct Known {
    state: Option<State>,
    /// Grows whenever anything below changes.
    pub revision: u64,
    /// What the site runs on, and how that is known.
    pub platform: Option<(Platform, PlatformBasis)>,
    /// What holds in the case.
    pub topics: Vec<Topic>,
    /// How far the steps are.
    pub progress: BTreeMap<String, Progress>,
    /// How much is settled.
    pub totals: Totals,
    facts: CaseFacts,
    steps: BTreeMap<&'static str, StepFacts>,
    machines: Option<Vec<ProposedMachine>>,
    filled: Option<(String, Language)>,
    lines: Vec<FilledLine>,
}

static NOTHING: LazyLock<StepFacts> = LazyLock::new(StepFacts::default);

impl Known {
    /// Keeps up with the case.
    pub fn follow(&mut self, scene: &Scene<'_>) {
        let (case, zone) = (scene.case, scene.words.zone());
        let same = self.state.as_ref().is_some_and(|s| {
            (s.number, s.generation, s.zone) == (case.number, case.generation, zone) && s.work == case.work
        });
        if !same {
            let (number, generation) = (case.number, case.generation);
            self.state = Some(State { number, generation, zone, work: case.work.clone() });
            self.work_out(scene);
        }
    }

    fn work_out(&mut self, scene: &Scene<'_>) {
        let case = scene.case;
        self.revision += 1;
        (self.machines, self.filled) = (None, None);
        self.platform = Some(remedy::platform_and_basis(case));
        self.topics = remedy::topics(case);
        self.facts = remedy::facts(case, scene.words.zone());
        self.progress = remedy::progress(case);
        self.steps = steps().iter().map(|step| (step.id.as_str(), self.of(scene, step))).collect();
        self.totals = self.totals_of(steps());
    }

    fn of(&self, scene: &Scene<'_>, step: &'static Step) -> StepFacts {
        let platform = self.platform();
        let warnings = rules::warnings(step, &self.progress, &self.topics, platform);
        let against = signs::standing_against(scene, &step.id);
        let loud = warnings.iter().filter(|w| w.loud).map(|w| &w.say).chain(against.iter().copied());
        let quiet = warnings.iter().filter(|w| !w.loud).map(|w| &w.say);
        let standing =
            Standing { said: loud.clone().chain(quiet).cloned().collect(), loud: loud.cloned().collect() };
        let progress = self.progress.get(&step.id).cloned().unwrap_or_default();
        let fresh = |sign| !signs::is_attached(&progress, sign);
        let shown = signs::of_step(scene, &step.id).into_iter().any(|(sign, proves)| proves && fresh(sign));
        StepFacts {
            applies: rules::applies(step, platform, &self.topics),
            emphasis: topics::applies_now(step, &self.topics),
            holds: topics::about(step, &self.topics).map(|(topic, _)| topic.say()).collect(),
            proposed: shown && !progress.state.is_settled(),
            against: !signs::against_step(scene, &step.id).is_empty(),
            warnings,
            standing,
        }
    }

    /// What the site runs on.
    pub fn platform(&self) -> Platform {
        self.platform.map_or(Platform::Exchange2013, |(platform, _)| platform)
    }

    /// What is known of the step with this id.
    pub fn step(&self, id: &str) -> &StepFacts {
        self.steps.get(id).unwrap_or(&NOTHING)
    }

    /// Is the step one of those to go through here?
    pub fn is_shown(&self, step: &Step) -> bool {
        rules::counts(step, &self.progress, &self.topics, self.platform())
    }

    /// How much of these steps is settled.
    pub fn totals_of<'a>(&self, of: impl IntoIterator<Item = &'a Step>) -> Totals {
        rules::progress_of(of, &self.progress, &self.topics, self.platform())
    }

    /// How much of a phase is settled.
    pub fn totals_of_phase(&self, phase: Phase) -> Totals {
        self.totals_of(steps().iter().filter(|s| s.phase == phase))
    }

    /// Does the evidence speak against anything that was done?
    pub fn is_contradicted(scene: &Scene<'_>) -> bool {
        !scene.case.analysis.aftermath.contradictions.is_empty()
    }

    /// Machines that the evidence names.
    pub fn machines(&mut self, scene: &Scene<'_>) -> &[ProposedMachine] {
        self.machines.get_or_insert_with(|| remedy::machines(scene.case))
    }

    /// Fills the lines of a step in; kept until something changes.
    pub fn fill(&mut self, step: &Step, language: Language) {
        let wanted = (step.id.clone(), language);
        if self.filled.as_ref() != Some(&wanted) {
            self.lines = fill(step, self.platform(), &self.facts, language);
            self.filled = Some(wanted);
        }
    }

    /// The lines of the step that was filled in last.
    pub fn lines(&self) -> &[FilledLine] {
        &self.lines
    }

    /// Its first command.
    pub fn first_command(&self) -> Option<&str> {
        self.lines.iter().find(|l| is_command(l.kind)).map(|l| l.text.as_str())
    }
}

/// Is it something to paste?
pub fn is_command(kind: LineKind) -> bool {
    matches!(kind, LineKind::Cmd | LineKind::PowerShell | LineKind::Raw)
}

//! The steps as rows of the list: which are shown, in which order, with which words on them.

use super::known::Known;
use super::list::{Line, Row, Tone};
use super::step::priority_word;
use crate::app::panel::Scene;
use crate::app::widgets::typed;
use crate::model::safe_text::SafeText;
use crate::playbook::progress::Progress;
use crate::playbook::rules;
use crate::playbook::step::{Phase, Priority, Step, step, steps};
use crate::playbook::topics::Emphasis;
use crate::words::{Language, Phrase};

/// Which steps the list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Those that apply.
    #[default]
    All,
    /// Those not settled.
    Open,
    /// Those that must be done and are not settled.
    Must,
    /// Those that the evidence shows done, or speaks against.
    Proposed,
}

impl Shown {
    /// All, as the chips stand.
    pub const ALL: [Self; 4] = [Self::All, Self::Open, Self::Must, Self::Proposed];

    /// Id of the chip.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "rem-chip-all",
            Self::Open => "rem-chip-open",
            Self::Must => "rem-chip-must",
            Self::Proposed => "rem-chip-proposed",
        }
    }

    fn takes(self, known: &Known, step: &Step) -> bool {
        let open = !known.progress.get(&step.id).is_some_and(|p| p.state.is_settled());
        let facts = known.step(&step.id);
        match self {
            Self::All => true,
            Self::Open => open,
            Self::Must => open && step.priority == Priority::Must,
            Self::Proposed => facts.proposed || facts.against,
        }
    }
}

/// What the list is asked to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Which steps.
    pub shown: Shown,
    /// As in an emergency, not by phase.
    pub emergency: bool,
    /// Those that do not apply too.
    pub hidden_too: bool,
}

/// The list, kept until something changes.
#[derive(Debug, Default)]
pub struct Rows {
    made_of: Option<(u64, Wanted, Language, String)>,
    /// Lines.
    pub lines: Vec<Line>,
    /// Steps that do not apply here.
    pub n_hidden: usize,
    /// How many each chip would show.
    pub counts: [usize; 4],
}

impl Rows {
    /// Keeps up with the case and the choice.
    pub fn follow(&mut self, scene: &Scene<'_>, known: &Known, wanted: Wanted) {
        let today = scene.now.in_zone(scene.words.zone(), "%Y-%m-%d");
        let made_of = (known.revision, wanted, scene.words.language(), today);
        if self.made_of.as_ref() == Some(&made_of) {
            return;
        }
        self.made_of = Some(made_of);
        let applying = || steps().iter().filter(|s| known.is_shown(s));
        self.n_hidden = steps().len() - applying().count();
        self.counts = Shown::ALL.map(|shown| applying().filter(|s| shown.takes(known, s)).count());
        self.lines =
            if wanted.emergency { urgent(scene, known, wanted) } else { phases(scene, known, wanted) };
    }
}

fn takes(known: &Known, wanted: Wanted, step: &Step) -> bool {
    (wanted.hidden_too || known.is_shown(step)) && wanted.shown.takes(known, step)
}

fn phases(scene: &Scene<'_>, known: &Known, wanted: Wanted) -> Vec<Line> {
    let mut lines = Vec::new();
    for phase in Phase::ALL {
        let of = steps().iter().filter(|s| s.phase == phase && takes(known, wanted, s));
        let rows: Vec<Line> = of.map(|s| row(scene, known, s)).collect();
        if !rows.is_empty() {
            let totals = known.totals_of_phase(phase);
            let beside = Phrase::new("rem-of").number("n", totals.settled).number("all", totals.all);
            let word = scene.words.word(&format!("phase-{}", phase.key()));
            lines.push(Line::Head(word, scene.words.say(&beside)));
            lines.extend(rows);
        }
    }
    lines
}

/// As in an emergency: what comes before everything else, then the rest in its usual order.
fn urgent(scene: &Scene<'_>, known: &Known, wanted: Wanted) -> Vec<Line> {
    let order = rules::order(true);
    let usual = rules::order(false);
    // What is in front of its usual place was put there by the emergency.
    let n = order.iter().enumerate().take_while(|(i, id)| usual.get(*i) != Some(id) || *i == 0).count();
    let rows = |ids: &[&'static str]| -> Vec<Line> {
        let of = ids.iter().filter_map(|id| step(id)).filter(|s| takes(known, wanted, s));
        of.map(|s| row(scene, known, s)).collect()
    };
    let (first, rest) = order.split_at(n.min(order.len()));
    let mut lines = Vec::new();
    for (ids, head) in [(first, "rem-order-first"), (rest, "rem-order-then")] {
        let rows = rows(ids);
        if !rows.is_empty() {
            lines.push(Line::Head(scene.words.word(head), String::new()));
            lines.extend(rows);
        }
    }
    lines
}

fn row(scene: &Scene<'_>, known: &Known, step: &Step) -> Line {
    let progress = known.progress.get(&step.id).cloned().unwrap_or_default();
    Line::Row(Row {
        key: step.id.clone(),
        state: Some(progress.state),
        title: step.title.get(scene.words.language()).to_owned(),
        under: step.id.clone(),
        pills: pills(scene, known, step, &progress),
        faded: progress.state.is_settled() || !known.is_shown(step),
    })
}

fn pills(scene: &Scene<'_>, known: &Known, step: &Step, progress: &Progress) -> Vec<(String, Tone)> {
    let (words, facts) = (scene.words, known.step(&step.id));
    let open = !progress.state.is_settled();
    let refused = progress.decision.as_ref().is_some_and(|d| !d.accepted);
    let mut pills: Vec<(String, Tone)> = [
        (facts.against, "rem-pill-against", Tone::Warning),
        (facts.proposed, "rem-pill-proposed", Tone::Good),
        (open && facts.emphasis == Emphasis::First, "rem-pill-first", Tone::Warning),
        (refused, "rem-pill-refused", Tone::Warning),
        (facts.warnings.iter().any(|w| w.loud), "rem-pill-warning", Tone::Warning),
    ]
    .into_iter()
    .filter(|(holds, ..)| *holds)
    .map(|(_, id, tone)| (words.word(id), tone))
    .collect();
    if open {
        pills.extend(due(scene, progress));
    }

    pills.push((words.word(priority_word(step.priority)), Tone::Quiet));
    if step.window {
        pills.push((words.word("rem-window"), Tone::Quiet));
    }
    pills
}

/// Who is to do it, and by when.
pub fn due(scene: &Scene<'_>, progress: &Progress) -> Option<(String, Tone)> {
    let parts = [progress.owner.as_str(), progress.due.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    let over = typed::is_over(&progress.due, scene.now, scene.words.zone());
    let tone = if over { Tone::Warning } else { Tone::Quiet };
    (!parts.is_empty()).then(|| (SafeText::new(&parts.join(", ")).into(), tone))
}

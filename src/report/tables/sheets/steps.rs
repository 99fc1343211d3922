//! Steps of the clean-up and how far each is.

use crate::case::{Case, remedy};
use crate::model::time::UtcTime;
use crate::playbook::progress::{Progress, Proof, ProofKind};
use crate::playbook::rules;
use crate::playbook::step::{Priority, Step, steps};
use crate::report::tables::book::Book;
use crate::report::tables::column::{Cell, Column, Kind, Table, column};
use crate::words::Phrase;
use std::borrow::Cow;

/// The table.
pub fn table() -> Table {
    Table {
        noun: "step",
        about: "One row for each step of the clean-up, phase by phase, also those that nobody has begun. Titles \
                are in the language of the export.",
        stamp: "",
        headline: &[],
        columns: [STEP, PROGRESS].concat(),
        rows: |_| steps().len(),
        when: None,
        place: None,
    }
}

/// For each step: is there something to do at this site?
#[must_use]
pub fn applying(case: &Case) -> Vec<bool> {
    let (topics, platform) = (remedy::topics(case), remedy::platform(case));
    steps().iter().map(|step| rules::applies(step, platform, &topics)).collect()
}

fn of<'a>(i: usize, get: impl FnOnce(&'static Step) -> Cell<'a>) -> Cell<'a> {
    steps().get(i).map_or(Cell::Nothing, get)
}

/// A value of how far the step is.
fn far<'a>(b: &'a Book<'a>, i: usize, get: impl FnOnce(&Progress) -> Cell<'a>) -> Cell<'a> {
    of(i, |step| get(&b.case.work.step(&step.id)))
}

/// A text that somebody typed.
fn typed<'a>(b: &'a Book<'a>, text: &str) -> Cell<'a> {
    if text.is_empty() { Cell::Nothing } else { Cell::Text(Cow::Owned(b.shown_of(text))) }
}

const STEP: &[Column] = &[
    column("id", Kind::Text, "Number of the finding, or of the step", |_, i| {
        of(i, |s| Cell::Text(Cow::Borrowed(&s.id)))
    }),
    column("phase", Kind::Text, "contain, eradicate, recover, verify, lessons", |_, i| {
        of(i, |s| Cell::key(s.phase.key()))
    }),
    column("priority", Kind::Text, "must, should, if", |_, i| {
        of(i, |s| {
            Cell::key(match s.priority {
                Priority::Must => "must",
                Priority::Should => "should",
                Priority::If => "if",
            })
        })
    }),
    column("title", Kind::Text, "Title", |b, i| {
        of(i, |s| Cell::Text(Cow::Borrowed(s.title.get(b.words.language()))))
    }),
    column("applies", Kind::Boolean, "Is there something to do at this site?", |b, i| {
        b.applies.get(i).map_or(Cell::Nothing, |yes| Cell::Boolean(*yes))
    }),
];

const PROGRESS: &[Column] = &[
    column(
        "state",
        Kind::Text,
        "done, failed, cancelled, reading, waiting; of a step: todo, doing, done, skipped, na",
        |b, i| far(b, i, |p| Cell::key(p.state.key())),
    ),
    column("since_time", Kind::Time, "When the state was set, UTC", |b, i| {
        far(b, i, |p| Cell::time(p.since))
    }),
    column("by", Kind::Text, "Who set it", |b, i| far(b, i, |p| typed(b, &p.by))),
    column(
        "reason",
        Kind::Text,
        "Why it was left out, does not apply, or was done against a warning",
        |b, i| far(b, i, |p| typed(b, &p.reason)),
    ),
    column("overridden", Kind::Texts, "Warnings that stood when it was set done", |b, i| {
        far(b, i, |p| b.sentences(&p.overridden))
    }),
    column("n_proofs", Kind::Integer, "Proofs attached", |b, i| far(b, i, |p| Cell::count(p.proofs.len()))),
    column(
        "proofs",
        Kind::Texts,
        "The proofs: file with SHA-256, answer of a check, observation, record",
        |b, i| far(b, i, |p| Cell::Texts(p.proofs.iter().map(|proof| Cow::Owned(told(b, proof))).collect())),
    ),
    column("client_decision", Kind::Text, "accepted or refused by the client", |b, i| {
        far(b, i, |p| {
            Cell::key(p.decision.as_ref().map_or("", |d| if d.accepted { "accepted" } else { "refused" }))
        })
    }),
    column("decision_by", Kind::Text, "Who decided for the client", |b, i| {
        far(b, i, |p| p.decision.as_ref().map_or(Cell::Nothing, |d| typed(b, &d.by)))
    }),
    column("decision_time", Kind::Time, "When that was noted, UTC", |b, i| {
        far(b, i, |p| Cell::time(p.decision.as_ref().map_or(UtcTime::UNKNOWN, |d| d.at)))
    }),
    column("owner", Kind::Text, "Who is to do it", |b, i| far(b, i, |p| typed(b, &p.owner))),
    column("due", Kind::Text, "By when", |b, i| far(b, i, |p| typed(b, &p.due))),
    column("note", Kind::Text, "Whatever else there is to say", |b, i| far(b, i, |p| typed(b, &p.note))),
];

/// A proof in one line: what it is, then who attached it and when.
fn told(b: &Book<'_>, proof: &Proof) -> String {
    let what = match &proof.kind {
        ProofKind::File { path, bytes, sha256, .. } => {
            format!("file: {} ({bytes} bytes, SHA-256 {sha256})", b.shown_of(path))
        }
        ProofKind::Answer(number) => format!("answer: {number}"),
        ProofKind::Observation { text, name } => {
            format!("observation: {} ({})", b.shown_of(text), b.shown_of(name))
        }
        ProofKind::Record { at, say, .. } => {
            format!("record: {} ({})", said(b, say), b.cited(at.source, at.place))
        }
    };
    format!("{what} [{}, {}]", b.shown_of(&proof.by), proof.at.rfc3339())
}

fn said(b: &Book<'_>, phrase: &Phrase) -> String {
    b.say(phrase).into_owned()
}

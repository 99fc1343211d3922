//! A step that is done: who and when, each proof for what it is, warnings that stood and why it was done all the same.

use crate::model::provenance::Provenance;
use crate::model::rows::{RowRef, Table};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::playbook::progress::{Progress, Proof, ProofKind};
use crate::playbook::step::Step;
use crate::report::desk::Desk;
use crate::report::document::{Fact, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// A part of a fact: its label, its points.
type Part = (String, Vec<Text>);

/// The step with its proofs.
pub fn fact(desk: &mut Desk<'_>, step: &Step, progress: &Progress) -> Fact {
    let against = record::standing_against(desk.case, &step.id);
    let state = if against.is_empty() { "state-done" } else { "report-record-done-contradicted" };
    let proofs = progress.proofs.iter().map(|proof| of_proof(desk, proof)).collect();
    let against = against.iter().map(|c| desk.cite_places(desk.say(&c.say), &record_rows(&c.place, &c.rows)));
    let against: Vec<Text> = against.collect();
    let parts = [
        (desk.word("report-record-done-by"), vec![who_and_when(desk, progress)]),
        (desk.word("report-record-contradicted"), against),
        (desk.word("report-record-proofs"), proofs),
        overridden(desk, progress),
        (desk.word("rem-client"), client(desk, progress)),
        (desk.word("rem-note"), note(progress)),
    ];
    Fact {
        id: step.id.clone(),
        sentence: record::title(desk, step).into(),
        confidence: desk.word(state),
        parts: parts.into_iter().filter(|(_, points)| !points.is_empty()).collect(),
    }
}

fn record_rows(places: &[Provenance], rows: &[RowRef]) -> Vec<(Provenance, Option<RowRef>)> {
    places.iter().enumerate().map(|(n, at)| (*at, rows.get(n).copied())).collect()
}

fn who_and_when(desk: &Desk<'_>, progress: &Progress) -> Text {
    let phrase = Phrase::new("report-record-by-at").text("who", &progress.by).time("at", progress.since);
    desk.text(&phrase)
}

fn of_proof(desk: &mut Desk<'_>, proof: &Proof) -> Text {
    let attached = Phrase::new("rem-proof-attached").time("at", proof.at).text("who", &proof.by);
    let attached = desk.say(&attached);
    let with = |what: String| format!("{what} ({attached})");
    match &proof.kind {
        ProofKind::File { path, bytes, sha256, embedded } => {
            with(file(desk, (path, sha256), *bytes, *embedded)).into()
        }
        ProofKind::Answer(number) => with(answer(desk, *number)).into(),
        ProofKind::Observation { text, name } => with(observation(desk, text, name)).into(),
        ProofKind::Record { at, when, say, .. } => {
            let words = with(desk.say(say));
            let row = row_at(desk, *at, *when);
            desk.cite_places(words, &[(*at, row)])
        }
    }
}

fn file(desk: &Desk<'_>, (path, sha256): (&str, &str), bytes: u64, embedded: bool) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let kept = if embedded { "rem-proof-embedded" } else { "rem-proof-by-hash" };
    let phrase = Phrase::new("report-record-proof-file")
        .text("file", name)
        .text("size", &desk.words.bytes(bytes))
        .text("sha", sha256)
        .word("kept", kept);
    desk.say(&phrase)
}

fn answer(desk: &Desk<'_>, number: u64) -> String {
    let Some((_, answer)) = desk.case.work.answers().find(|(n, _)| *n == number) else {
        return desk.word("rem-proof-answer-gone");
    };
    let phrase = Phrase::new("report-record-proof-answer")
        .number("n", number)
        .sentence("answer", record::verdict_of_answer(answer))
        .time("at", answer.begun);
    desk.say(&phrase)
}

fn observation(desk: &Desk<'_>, text: &str, name: &str) -> String {
    let by = Phrase::new("rem-proof-seen-by").text("who", name);
    let by = if name.trim().is_empty() { String::new() } else { desk.say(&by) };
    let quoted = desk.say(&Phrase::new("report-record-quoted").text("text", text.trim()));
    record::joined(&[quoted, by], ", ")
}

/// Warnings that stood, and the reason why it was done all the same; a reason alone stands as such.
fn overridden(desk: &Desk<'_>, progress: &Progress) -> Part {
    let why = progress.reason.trim();
    let said = |id: &'static str| (!why.is_empty()).then(|| desk.text(&Phrase::new(id).text("why", why)));
    if progress.overridden.is_empty() {
        let reason = (!why.is_empty()).then(|| Text::from(String::from(SafeText::new(why))));
        return (desk.word("rem-reason-field"), reason.into_iter().collect());
    }
    let although = |warning: &Phrase| {
        let what = Phrase::new("rem-overridden").text("what", &desk.say(warning));
        desk.text(&what)
    };
    let warnings = progress.overridden.iter().map(although);
    (desk.word("report-record-overridden"), warnings.chain(said("rem-reason")).collect())
}

fn client(desk: &Desk<'_>, progress: &Progress) -> Vec<Text> {
    let said = progress.decision.as_ref().map(|decision| {
        let id = if decision.accepted { "rem-client-accepted" } else { "rem-client-refused" };
        let said = Phrase::new(id).text("who", &decision.by);
        desk.text(&Phrase::new("report-record-said-at").sentence("said", said).time("at", decision.at))
    });
    said.into_iter().collect()
}

fn note(progress: &Progress) -> Vec<Text> {
    let note = SafeText::new(progress.note.trim());
    if note.as_str().is_empty() { Vec::new() } else { vec![String::from(note).into()] }
}

/// The row at this place, where one of this time is there: rows are in order of time, so few are looked at.
fn row_at(desk: &Desk<'_>, at: Provenance, when: UtcTime) -> Option<RowRef> {
    let t = &desk.case.store.tables;
    let tables = [
        (Table::Action, &t.actions.time),
        (Table::Authentication, &t.authentications.time),
        (Table::Session, &t.sessions.time),
        (Table::MailEvent, &t.mail.time),
        (Table::QueueSample, &t.queues.time),
        (Table::HeldMessage, &t.held.time),
    ];
    tables.into_iter().find_map(|(table, times)| {
        let first = times.partition_point(|time| *time < when);
        let past = times.partition_point(|time| *time <= when);
        let mut rows =
            (first..past).filter_map(|row| u32::try_from(row).ok()).map(|row| RowRef { table, row });
        rows.find(|row| t.provenance(*row) == at)
    })
}

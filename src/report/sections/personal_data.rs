//! The sheet for the decision on the 72 hours: what the evidence shows of personal data, and what it cannot show. States
//! facts, decides nothing; what only the controller knows is asked for by name.

use crate::analysis::finding::{DepthBasis, Verdict, VerdictKind};
use crate::case::remedy::{self, HOURS_TO_NOTIFY, abuse};
use crate::case::report_settings::FIELDS;
use crate::knowledge::report::topics;
use crate::model::text::Symbol;
use crate::report::desk::Desk;
use crate::report::document::{Block, NoteKind, Text};
use crate::report::sections_support::{
    Steps, accounts, cannot_say, coverage, findings, in_plain_words, is_abuse, listed, telling_signs, verdict,
};
use crate::words::Phrase;
use std::collections::BTreeSet;

/// Fields that the controller fills in begin so.
const FIELD: &str = "data-";
/// The step that starts the legal clock.
const STEP: &str = "CON-10";
/// Accounts named.
const ACCOUNTS: usize = 8;
/// Measures named.
const MEASURES: usize = 10;
/// Signs of the clean-up told among the measures.
const SIGNS: usize = 6;
/// Findings told of one aspect.
const MOST: usize = 4;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let typed = FIELDS.iter().filter(|f| f.starts_with(FIELD)).any(|f| !desk.settings.text(f).is_empty());
    let aware = desk.case.work.brief().aware_at.is_some();
    let told = verdict(desk.case);
    let calm = told.is_none_or(|v| v.kind == VerdictKind::NoRelaySeen);
    if calm && !typed && !aware {
        return Vec::new();
    }
    let mut blocks = vec![desk.paragraph(&Phrase::new("report-story-data-intro"))];
    blocks.extend(clock(desk));
    blocks.extend(told.map(|v| happened(desk, v)).unwrap_or_default());
    blocks.extend(concerned(desk));
    blocks.extend(measures(desk));
    blocks.extend(of_controller(desk));
    blocks.push(Block::Note(NoteKind::Plain, desk.text(&Phrase::new("report-story-data-decision"))));
    blocks
}

/// When the controller became aware, and when the 72 hours end.
fn clock(desk: &Desk<'_>) -> Vec<Block> {
    let Some(aware) = desk.case.work.brief().aware_at else {
        return vec![desk.unfinished("report-story-not-aware")];
    };
    let zone = desk.words.zone().name();
    let at = |time| desk.say(&Phrase::new("report-story-time-in").time("at", time).text("zone", zone));
    let end = aware.plus_seconds(HOURS_TO_NOTIFY * 3600);
    let mut pairs: Vec<(String, Text)> = vec![
        (desk.word("report-story-aware"), at(aware).into()),
        (desk.word("report-story-hours-end"), at(end).into()),
    ];
    let duties = remedy::duties(desk.case, desk.around.now);
    if let Some(duty) = duties.iter().find(|d| d.step == Some(STEP)) {
        pairs.push((desk.word("report-story-at-report"), desk.text(&duty.say)));
    }
    vec![Block::Pairs(pairs)]
}

fn happened(desk: &mut Desk<'_>, verdict: &Verdict) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(desk.word("report-story-happened"))];
    let headline = desk.cite(&verdict.headline, &verdict.rows);
    blocks.push(Block::Paragraph(headline));
    blocks.extend(in_plain_words(desk, verdict).map(|text| Block::Paragraph(text.into())));
    let aspects: [(&str, Vec<Text>); 3] = [
        ("report-story-confidentiality", confidentiality(desk, verdict)),
        ("report-story-integrity", integrity(desk, verdict)),
        ("report-story-availability", availability(desk)),
    ];
    for (label, texts) in aspects {
        blocks.push(Block::Heading(desk.word(label)));
        blocks.push(Block::Points(texts));
    }
    blocks
}

/// Who knows a password can mostly open the mailbox too; whether somebody did is another question.
fn confidentiality(desk: &Desk<'_>, verdict: &Verdict) -> Vec<Text> {
    let by_password = matches!(verdict.kind, VerdictKind::AuthenticatedRelay | VerdictKind::MailboxTakeover);
    let mut texts = Vec::new();
    if by_password {
        texts.push(desk.text(&Phrase::new("report-story-could-open")));
    } else if is_abuse(verdict) {
        texts.push(desk.text(&Phrase::new("report-story-no-password")));
    }
    texts.extend(coverage(desk.case, "mailbox-read").map(|c| cannot_say(desk, c)));
    texts
}

fn integrity(desk: &mut Desk<'_>, verdict: &Verdict) -> Vec<Text> {
    let mut texts = Vec::new();
    for reason in verdict.reasons_against.iter().filter(|r| r.phrase.id == "against-forged-locals") {
        let text = desk.cite(&reason.phrase, &reason.rows);
        texts.push(text);
    }
    texts.extend(seen(desk, &topics().changes));
    if texts.is_empty() {
        texts.push(desk.text(&Phrase::new("report-story-no-change")));
    }
    texts
}

fn availability(desk: &mut Desk<'_>) -> Vec<Text> {
    let queue = &desk.case.analysis.queue;
    let peak = Phrase::new("report-story-peak-at")
        .number("peak", queue.peak)
        .time("at", queue.peak_at)
        .word("basis", format!("depth-{}", queue.basis.key()));
    let known = queue.peak_at.is_plausible() && queue.peak > 0;
    let mut texts: Vec<Text> = known.then(|| desk.text(&peak)).into_iter().collect();
    if queue.basis == DepthBasis::None {
        texts.push(desk.text(&Phrase::new("report-story-no-depth")));
    }
    texts.extend(seen(desk, &topics().delays));
    if texts.is_empty() {
        texts.push(desk.text(&Phrase::new("report-story-no-delay")));
    }
    texts
}

fn seen(desk: &mut Desk<'_>, kinds: &[String]) -> Vec<Text> {
    let case = desk.case;
    let found = findings(case, kinds).take(MOST);
    found
        .map(|f| {
            let said = format!("{} – {}", f.id, desk.say(&f.sentence));
            desk.cite_words(said, &f.rows)
        })
        .collect()
}

/// Accounts, recipients, and the kinds of data that the logs hold.
fn concerned(desk: &Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let ids = abuse::accounts(case);
    let mut pairs: Vec<(String, Text)> = Vec::new();
    let named = accounts(desk, &ids);
    let nobody = desk.word("report-story-nobody-named");
    let named = if named.is_empty() { nobody } else { listed(desk, &named, ACCOUNTS) };
    pairs.push((desk.word("report-story-accounts-concerned"), named.into()));
    let told = verdict(case).filter(|v| is_abuse(v));
    if let Some(v) = told.filter(|v| v.recipients > 0) {
        let different = recipients(desk, &ids);
        let phrase = Phrase::new("report-story-recipients-of")
            .number("n", v.recipients)
            .number("messages", v.messages)
            .number("different", different);
        pairs.push((desk.word("investigate-recipients"), desk.text(&phrase)));
    }
    let kinds = kinds_of_data(desk);
    if !kinds.is_empty() {
        pairs.push((desk.word("report-story-data-in-logs"), listed(desk, &kinds, kinds.len()).into()));
    }
    vec![Block::Heading(desk.word("report-story-concerned")), Block::Pairs(pairs)]
}

/// Different recipient addresses that the log of messages names for the abuse.
fn recipients(desk: &Desk<'_>, ids: &[crate::analysis::accounts::AccountId]) -> usize {
    let tables = &desk.case.store.tables;
    let lists = abuse::mail_rows(desk.case, ids).filter_map(|row| tables.mail.recipients.get(row));
    let all: BTreeSet<Symbol> = lists.flat_map(|list| list.0.of(&tables.texts)).copied().collect();
    all.len()
}

/// What the evidence at hand holds, by the tables that have rows.
fn kinds_of_data(desk: &Desk<'_>) -> Vec<String> {
    let t = &desk.case.store.tables;
    let sign_ins = !t.authentications.is_empty() || !t.sessions.is_empty();
    let mail = !t.mail.is_empty() || !t.held.is_empty() || !t.sessions.is_empty();
    let subjects = t.mail.subject.iter().chain(&t.held.subject).any(|s| s.is_some());
    let all = [
        (sign_ins, "report-story-data-names"),
        (sign_ins, "report-story-data-clients"),
        (mail, "report-story-data-mail"),
        (subjects, "report-story-data-subjects"),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, id)| desk.word(id)).collect()
}

/// What was done, so that the measures need not be written twice.
fn measures(desk: &mut Desk<'_>) -> Vec<Block> {
    let steps = Steps::of(desk.case);
    let done = steps.done();
    let title = |s: &&crate::report::sections_support::StepAt| {
        let title = s.step.title.get(desk.words.language());
        let phrase = Phrase::new("report-story-measure").text("title", title).time("at", s.progress.since);
        desk.text(&phrase)
    };
    let mut texts: Vec<Text> = done.iter().take(MEASURES).map(title).collect();
    if done.len() > MEASURES {
        texts.push(desk.text(&Phrase::new("cli-more").number("n", done.len() - MEASURES)));
    }
    let signs = telling_signs(&desk.case.analysis.aftermath, SIGNS);
    for sign in signs {
        let said = Phrase::new("report-story-shown").sentence("what", sign.say.clone());
        texts.push(desk.cite(&said, &sign.rows));
    }
    let mut blocks = vec![Block::Heading(desk.word("report-story-measures"))];
    if texts.is_empty() {
        blocks.push(desk.unfinished("report-story-nothing-done"));
    } else {
        blocks.push(Block::Points(texts));
    }
    blocks
}

/// What only the controller can say; what is not said yet stands in one box.
fn of_controller(desk: &Desk<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(desk.word("report-story-controller"))];
    let mut missing: Vec<String> = Vec::new();
    for field in FIELDS.iter().filter(|f| f.starts_with(FIELD)) {
        let label = desk.word(&format!("report-field-{field}"));
        let mut said: Vec<Text> = desk
            .typed(field)
            .into_iter()
            .filter_map(|block| if let Block::Paragraph(text) = block { Some(text) } else { None })
            .collect();
        if said.is_empty() {
            missing.push(label);
            continue;
        }
        let labels = std::iter::once(label).chain(std::iter::repeat(String::new()));
        blocks.push(Block::Pairs(labels.zip(said.drain(..)).collect()));
    }
    if !missing.is_empty() {
        let list = missing.iter().map(String::as_str);
        let note = Phrase::new("report-story-data-missing").number("n", missing.len()).list("list", list);
        blocks.push(Block::Note(NoteKind::Unfinished, desk.text(&note)));
    }
    blocks
}

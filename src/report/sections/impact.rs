//! What it did: how much, how long, how deep the queues were, who refused the mail, which lists name the site, and what
//! cannot be said. Every figure is that of the verdict or of the curve of the queues.

use crate::analysis::finding::{Answer, Verdict};
use crate::case::remedy::abuse;
use crate::checks::answer::{CheckAnswer, CheckKind, Severity};
use crate::knowledge::report::topics;
use crate::model::rows::MailStep;
use crate::model::text::Symbol;
use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::report::sections_support::{
    abuses, cannot_say, counts, coverage, duration, findings, is_abuse, verdict,
};
use crate::words::Phrase;
use std::collections::{BTreeMap, BTreeSet};

/// Findings told here; all stand among the facts.
const MOST: usize = 8;
/// Listings told of one address.
const LISTINGS: usize = 8;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let Some(first) = verdict(desk.case) else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    let pairs = volumes(desk);
    if !pairs.is_empty() {
        blocks.push(Block::Pairs(pairs));
    }
    blocks.extend(consequences(desk, first));
    blocks.extend(blocklists(desk));
    blocks.extend(desk.typed("impact"));
    blocks.extend(unknown(desk));
    blocks
}

fn volumes(desk: &Desk<'_>) -> Vec<(String, Text)> {
    let mut pairs: Vec<(String, Text)> = Vec::new();
    let mut put = |label: &str, value: String| pairs.push((desk.word(label), value.into()));
    for verdict in abuses(desk.case) {
        let kind = Phrase::new("report-story-volume")
            .word("kind", format!("kind-{}", verdict.kind.key()))
            .sentence("counts", counts(verdict));
        if verdict.messages > 0 {
            put("report-story-volumes", desk.say(&kind));
        }
        if let Some(span) = verdict.span {
            put("report-story-duration", duration(desk, span));
        }
    }
    let queue = &desk.case.analysis.queue;
    if queue.peak_at.is_plausible() && queue.peak > 0 {
        let peak = Phrase::new("report-story-peak-at")
            .number("peak", queue.peak)
            .time("at", queue.peak_at)
            .word("basis", format!("depth-{}", queue.basis.key()));
        put("report-story-queue", desk.say(&peak));
    }
    if let Some(fate) = fate(desk) {
        put("report-story-fate", desk.say(&fate));
    }
    pairs
}

/// What the log of messages tells of the abuse's messages afterwards; none where it says nothing.
fn fate(desk: &Desk<'_>) -> Option<Phrase> {
    let case = desk.case;
    abuses(case).next()?;
    let mail = &case.store.tables.mail;
    let ids = abuse::accounts(case);
    let message = |row: usize| mail.message_id.get(row).copied().filter(|id| id.is_some());
    let theirs: BTreeSet<Symbol> = abuse::mail_rows(case, &ids).filter_map(message).collect();
    let mut seen: BTreeMap<MailStep, BTreeSet<Symbol>> = BTreeMap::new();
    let told = [MailStep::Send, MailStep::Defer, MailStep::Fail];
    for (row, step) in mail.step.iter().enumerate().filter(|(_, step)| told.contains(step)) {
        if let Some(id) = message(row).filter(|id| theirs.contains(id)) {
            seen.entry(*step).or_default().insert(id);
        }
    }
    let n = |step: MailStep| seen.get(&step).map_or(0, BTreeSet::len);
    let phrase = Phrase::new("report-story-fates")
        .number("sent", n(MailStep::Send))
        .number("deferred", n(MailStep::Defer))
        .number("failed", n(MailStep::Fail));
    (!seen.is_empty()).then_some(phrase)
}

fn consequences(desk: &mut Desk<'_>, verdict: &Verdict) -> Option<Block> {
    let case = desk.case;
    let queue = verdict.reasons_for.iter().filter(|r| r.phrase.id == "reason-queue-dump");
    let mut points: Vec<Text> = queue.map(|r| desk.cite(&r.phrase, &r.rows)).collect();
    for finding in findings(case, &topics().consequences).take(MOST) {
        let said = format!("{} – {}", finding.id, desk.say(&finding.sentence));
        points.push(desk.cite_words(said, &finding.rows));
    }
    (!points.is_empty()).then_some(Block::Points(points))
}

/// The last answer for each address or domain.
fn blocklists(desk: &Desk<'_>) -> Vec<Block> {
    let answers = desk.case.work.answers().map(|(_, a)| a).filter(|a| a.kind == CheckKind::Blocklists);
    let last: BTreeMap<&str, &CheckAnswer> = answers.map(|a| (a.target.as_str(), a)).collect();
    let mut blocks = vec![Block::Heading(desk.word("report-story-blocklists"))];
    for answer in last.values() {
        blocks.push(desk.paragraph(&summed(answer)));
        let listed = answer.results.iter().filter(|r| r.code == "LISTED");
        let listed: Vec<Text> = listed.take(LISTINGS).map(|r| desk.text(&r.say)).collect();
        if !listed.is_empty() {
            blocks.push(Block::Points(listed));
        }
    }
    if last.is_empty() {
        blocks.push(desk.unfinished("report-story-no-blocklists"));
    }
    blocks
}

/// On how many lists, of how many that answered.
fn summed(answer: &CheckAnswer) -> Phrase {
    let n = |holds: &dyn Fn(&str) -> bool| answer.results.iter().filter(|r| holds(&r.code)).count();
    let (on, off) = (n(&|code| code == "LISTED"), n(&|code| code == "NOT-LISTED"));
    let unclear = answer.results.iter().filter(|r| r.severity == Severity::Unclear).count();
    let id = if on == 0 { "report-story-on-no-list" } else { "report-story-on-lists" };
    Phrase::new(id)
        .time("at", answer.ended)
        .text("target", &answer.target)
        .number("on", on)
        .number("of", on + off)
        .number("unclear", unclear)
}

fn unknown(desk: &Desk<'_>) -> Vec<Block> {
    let asked = ["how-many", "still-going-on", "mailbox-read", "listed"];
    let open = asked.iter().filter_map(|q| coverage(desk.case, q)).filter(|c| c.answer != Answer::Yes);
    let open: Vec<Text> = open.map(|c| cannot_say(desk, c)).collect();
    let calm = verdict(desk.case).is_none_or(|v| !is_abuse(v));
    if open.is_empty() || (calm && desk.case.sources.is_empty()) {
        return Vec::new();
    }
    vec![Block::Heading(desk.word("report-story-unknown")), Block::Points(open)]
}

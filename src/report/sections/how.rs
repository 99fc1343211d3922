//! How it was possible, what else was looked at and set aside, and how far the files carry that. A kind of incident is
//! set aside only as far as the files reach, and the section says so.

use crate::analysis::finding::{Answer, Verdict, VerdictKind};
use crate::knowledge::report::topics;
use crate::report::desk::Desk;
use crate::report::document::{Block, NoteKind, Text};
use crate::report::page::Page;
use crate::report::sections_support::{cannot_say, coverage, findings, is_abuse, verdict};
use crate::words::Phrase;

/// Reasons of a verdict that tell it.
const REASONS: [&str; 4] =
    ["reason-guessed", "reason-any-recipient", "reason-mailbox-guessed", "reason-mailbox-new-place"];
/// Findings told here; all stand among the facts.
const MOST: usize = 8;
/// Kinds of incident that are looked for.
const LOOKED_FOR: [VerdictKind; 6] = [
    VerdictKind::AuthenticatedRelay,
    VerdictKind::OpenRelay,
    VerdictKind::InternalRelay,
    VerdictKind::MailboxTakeover,
    VerdictKind::ReverseNdr,
    VerdictKind::Backscatter,
];
/// Characters of one name from evidence.
const NAME: usize = 60;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let Some(first) = verdict(desk.case) else {
        return Vec::new();
    };
    let mut blocks = Vec::new();
    if is_abuse(first) {
        blocks.extend(answer(desk));
        blocks.extend(shown(desk, first));
    } else if first.kind == VerdictKind::Undetermined {
        blocks.push(desk.unfinished("report-story-how-open"));
    }
    blocks.extend(desk.typed("how"));
    let open = open(desk);
    if first.kind == VerdictKind::Undetermined {
        blocks.extend([Block::Heading(desk.word("report-story-unknown")), Block::Points(open)]);
        return blocks;
    }
    blocks.extend(set_aside(desk));
    blocks.extend(limits(desk, open));
    blocks
}

fn answer(desk: &Desk<'_>) -> Option<Block> {
    let page = Page::of(desk.case, desk.words, NAME)?;
    let answer = page.answers.into_iter().find(|a| a.question == "how-it-was-possible")?;
    Some(Block::Lead(capital(&answer.said).into()))
}

/// An answer stands alone here.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", chars.as_str())
}

/// What the records show of it, with the number of the finding.
fn shown(desk: &mut Desk<'_>, verdict: &Verdict) -> Option<Block> {
    let case = desk.case;
    let told = verdict.reasons_for.iter().filter(|r| REASONS.contains(&r.phrase.id.as_ref()));
    let mut points: Vec<Text> = told.map(|r| desk.cite(&r.phrase, &r.rows)).collect();
    for finding in findings(case, &topics().ways_in).take(MOST) {
        let said = format!("{} – {}", finding.id, desk.say(&finding.sentence));
        points.push(desk.cite_words(said, &finding.rows));
    }
    (!points.is_empty()).then_some(Block::Points(points))
}

/// The other kinds of incident: also the case, or not seen.
fn set_aside(desk: &Desk<'_>) -> Vec<Block> {
    let verdicts = &desk.case.analysis.verdicts;
    let first = verdicts.first().map(|v| v.kind);
    let mut pairs: Vec<(String, Text)> = Vec::new();
    for kind in LOOKED_FOR.into_iter().filter(|kind| Some(*kind) != first) {
        let label = desk.word(&format!("kind-{}", kind.key()));
        let also = (1..).zip(verdicts).find(|(_, v)| v.kind == kind);
        let said = match also {
            Some((n, v)) => {
                let phrase = Phrase::new("report-story-also").text("id", &format!("V{n}"));
                desk.text(&phrase.sentence("what", v.headline.clone()))
            }
            None => desk.text(&Phrase::new(format!("report-story-not-{}", kind.key()))),
        };
        pairs.push((label, said));
    }
    vec![Block::Heading(desk.word("report-story-alternatives")), Block::Pairs(pairs)]
}

/// What the files cannot tell of it.
fn open(desk: &Desk<'_>) -> Vec<Text> {
    let asked = ["which-account", "how-many", "other-accounts", "how-it-was-possible"];
    let open = asked.iter().filter_map(|q| coverage(desk.case, q)).filter(|c| c.answer != Answer::Yes);
    open.map(|c| cannot_say(desk, c)).collect()
}

/// Silence proves something only where somebody would have spoken.
fn limits(desk: &Desk<'_>, open: Vec<Text>) -> Vec<Block> {
    if open.is_empty() {
        return vec![desk.paragraph(&Phrase::new("report-story-aside-covered"))];
    }
    let note = Block::Note(NoteKind::Plain, desk.text(&Phrase::new("report-story-aside-limits")));
    vec![note, Block::Points(open)]
}

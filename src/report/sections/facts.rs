//! The established facts, one by one: the verdicts as V1, V2, then what the detections saw under the numbers that the
//! screen and the JSON give it. Each with what it rests on, what speaks against it, and what else looks the same.

use crate::analysis::finding::{Finding, Reason, Verdict, VerdictKind};
use crate::report::desk::Desk;
use crate::report::document::{Block, Fact, NoteKind, Text};
use crate::report::sections_support::{counts, is_abuse};
use crate::words::Phrase;

/// Findings told in full; more are counted, and stand in the exported table.
const FINDINGS: usize = 80;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let analysis = &desk.case.analysis;
    if analysis.verdicts.is_empty() {
        return vec![desk.unfinished("report-story-no-verdict")];
    }
    let mut blocks = vec![desk.paragraph(&Phrase::new("report-story-facts-how"))];
    for (verdict, n) in analysis.verdicts.iter().zip(1..) {
        let fact = of_verdict(desk, verdict, n);
        blocks.push(Block::Fact(fact));
    }
    if !analysis.findings.is_empty() {
        blocks.push(Block::Heading(desk.word("cli-findings")));
    }
    for finding in analysis.findings.iter().take(FINDINGS) {
        let fact = of_finding(desk, finding);
        blocks.push(Block::Fact(fact));
    }
    if analysis.findings.len() > FINDINGS {
        let more = Phrase::new("report-story-more-rows").number("n", analysis.findings.len() - FINDINGS);
        blocks.push(Block::Note(NoteKind::Plain, desk.text(&more)));
    }
    blocks
}

fn of_verdict(desk: &mut Desk<'_>, verdict: &Verdict, n: usize) -> Fact {
    let sentence = desk.cite(&verdict.headline, &verdict.rows);
    let mut parts: Vec<(String, Vec<Text>)> =
        vec![(desk.word("report-story-figures"), figures(desk, verdict))];
    parts.push((desk.word("report-story-rests-on"), reasons(desk, &verdict.reasons_for)));
    parts.push((desk.word("cli-against"), reasons(desk, &verdict.reasons_against)));
    let innocent = Phrase::new(format!("report-story-innocent-{}", verdict.kind.key()));
    let innocent = if is_abuse(verdict) { vec![desk.text(&innocent)] } else { Vec::new() };
    parts.push((desk.word("report-story-innocent"), innocent));
    parts.retain(|(_, texts)| !texts.is_empty());
    Fact { id: format!("V{n}"), sentence, confidence: confidence(desk, verdict), parts }
}

fn confidence(desk: &Desk<'_>, verdict: &Verdict) -> String {
    match verdict.kind {
        VerdictKind::Undetermined => desk.word("report-story-not-settled"),
        _ => desk.say(&verdict.pill),
    }
}

/// Since when, until when, how much.
fn figures(desk: &Desk<'_>, verdict: &Verdict) -> Vec<Text> {
    let since = (!verdict.subline.id.is_empty()).then(|| desk.text(&verdict.subline));
    let counted = (verdict.messages > 0).then(|| desk.text(&counts(verdict)));
    since.into_iter().chain(counted).collect()
}

fn reasons(desk: &mut Desk<'_>, reasons: &[Reason]) -> Vec<Text> {
    reasons.iter().map(|r| desk.cite(&r.phrase, &r.rows)).collect()
}

fn of_finding(desk: &mut Desk<'_>, finding: &Finding) -> Fact {
    let sentence = desk.cite(&finding.sentence, &finding.rows);
    let parts = vec![
        (desk.word("report-story-matters"), vec![desk.text(&finding.matters)]),
        (desk.word("cli-against"), against(desk, finding)),
        (desk.word("report-story-innocent"), finding.innocent.iter().map(|p| desk.text(p)).collect()),
    ];
    let weight = desk.say(&Phrase::new("report-story-weight").number("n", finding.weight));
    Fact { id: finding.id.clone(), sentence, confidence: weight, parts }
}

/// What speaks for the account it is about; where nothing does, what would.
fn against(desk: &mut Desk<'_>, finding: &Finding) -> Vec<Text> {
    let case = desk.case;
    let suspects = case.analysis.suspects.iter();
    let mut about = suspects.filter(|s| finding.account == Some(s.account));
    let said = about.next().map(|s| reasons(desk, &s.against)).unwrap_or_default();
    if said.is_empty() { vec![desk.text(&Phrase::new("report-story-against-none"))] } else { said }
}

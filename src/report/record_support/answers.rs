//! Answers of checks: by what they are about, with the one before, and in words.

use crate::case::Case;
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Severity, Speaker, SpokenLine};
use crate::model::safe_text::SafeText;
use crate::report::desk::Desk;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// An answer with its number in the case.
type Numbered<'a> = (u64, &'a CheckAnswer);

/// All answers about one target, the newest first; never empty.
#[derive(Debug)]
pub struct Thread<'a> {
    /// The newest.
    pub latest: Numbered<'a>,
    /// The one before it.
    pub earlier: Option<Numbered<'a>>,
}

/// Does this result tell of a listing?
pub fn is_listed(result: &CheckResult) -> bool {
    let code = result.code.to_ascii_uppercase().replace('_', "-");
    code.starts_with("LISTED") && result.severity >= Severity::Medium
}

/// Answers by kind and target, in the order of the screen.
pub fn answers_by_target(case: &Case) -> Vec<Thread<'_>> {
    let mut found: BTreeMap<(usize, &str), Vec<Numbered<'_>>> = BTreeMap::new();
    for (number, answer) in case.work.answers() {
        let kind = CheckKind::ALL.iter().position(|k| *k == answer.kind).unwrap_or(CheckKind::ALL.len());
        found.entry((kind, answer.target.as_str())).or_default().push((number, answer));
    }
    found.into_values().filter_map(thread).collect()
}

fn thread(mut answers: Vec<Numbered<'_>>) -> Option<Thread<'_>> {
    answers.sort_by_key(|(number, answer)| std::cmp::Reverse((answer.begun, *number)));
    let latest = answers.first().copied()?;
    Some(Thread { latest, earlier: answers.get(1).copied() })
}

/// What an earlier answer said of the same thing: the same code, or the only result about the subject.
pub fn same<'a>(result: &CheckResult, earlier: &'a CheckAnswer) -> Option<&'a CheckResult> {
    let mut about = earlier.results.iter().filter(|r| r.subject == result.subject);
    let exact = about.clone().find(|r| r.code == result.code);
    exact.or_else(|| about.next().filter(|_| about.next().is_none()))
}

/// `SMTP, mail.contoso.test: good`.
pub fn verdict_of_answer(answer: &CheckAnswer) -> Phrase {
    Phrase::new("rem-proof-answer")
        .word("check", format!("check-{}", answer.kind.key()))
        .text("target", &answer.target)
        .word("worst", format!("severity-{}", answer.worst().key()))
}

/// `4. SMTP – mail.contoso.test`.
pub fn answer_name(desk: &Desk<'_>, number: u64, answer: &CheckAnswer) -> String {
    let name = Phrase::new("report-record-answer-name")
        .number("n", number)
        .word("check", format!("check-{}", answer.kind.key()))
        .text("target", &answer.target);
    desk.say(&name)
}

/// A line of a dialogue: time to the millisecond, who, what.
pub fn spoken(desk: &Desk<'_>, line: &SpokenLine) -> String {
    let who = match line.who {
        Speaker::Client => "C:",
        Speaker::Server => "S:",
        Speaker::Remark => "--",
    };
    let at = match line.at.is_plausible() {
        true => line.at.in_zone(desk.words.zone(), "%H:%M:%S%.3f"),
        false => "            ".to_owned(),
    };
    format!("{at}  {who} {}", SafeText::new(&line.text))
}

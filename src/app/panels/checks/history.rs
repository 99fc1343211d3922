//! Answers of the case by what they are about: the latest, and the one before it.

use crate::case::Case;
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult};
use std::collections::BTreeMap;

/// An answer with its number in the case.
pub type Numbered<'a> = (u64, &'a CheckAnswer);

/// All answers about one target, the newest first.
#[derive(Debug)]
pub struct Thread<'a> {
    /// Whom they are about. Raw.
    pub target: &'a str,
    /// What was looked into.
    pub kind: CheckKind,
    /// The answers.
    pub answers: Vec<Numbered<'a>>,
}

impl<'a> Thread<'a> {
    /// The newest.
    pub fn latest(&self) -> Option<Numbered<'a>> {
        self.answers.first().copied()
    }

    /// The one before it.
    pub fn earlier(&self) -> Option<&'a CheckAnswer> {
        self.answers.get(1).map(|(_, answer)| *answer)
    }
}

/// Answers of these kinds by target, what was asked last first.
pub fn threads<'a>(case: &'a Case, kinds: &[CheckKind]) -> Vec<Thread<'a>> {
    let mut found: BTreeMap<(CheckKind, &str), Vec<Numbered<'_>>> = BTreeMap::new();
    for (number, answer) in case.work.answers().rev().filter(|(_, a)| kinds.contains(&a.kind)) {
        found.entry((answer.kind, answer.target.as_str())).or_default().push((number, answer));
    }
    let thread = |((kind, target), mut answers): ((CheckKind, &'a str), Vec<Numbered<'a>>)| {
        answers.sort_by_key(|(number, answer)| std::cmp::Reverse((answer.begun, *number)));
        Thread { target, kind, answers }
    };
    let mut threads: Vec<Thread<'_>> = found.into_iter().map(thread).collect();
    threads.sort_by_key(|t| std::cmp::Reverse(t.latest().map(|(number, a)| (a.begun, number))));
    threads
}

/// The latest answer of each target and kind.
pub fn latest(case: &Case) -> Vec<Numbered<'_>> {
    threads(case, &CheckKind::ALL).iter().filter_map(Thread::latest).collect()
}

/// What an earlier answer said of the same thing.
pub fn same<'a>(result: &CheckResult, earlier: &'a CheckAnswer) -> Option<&'a CheckResult> {
    let about = |r: &&CheckResult| r.subject == result.subject;
    let code = |r: &&CheckResult| r.code == result.code;
    let exact = earlier.results.iter().filter(about).find(code);
    // A list or a port may say something else now; that is what one wants to see.
    exact.or_else(|| {
        let mut all = earlier.results.iter().filter(about);
        let only = all.next();
        only.filter(|_| all.next().is_none())
    })
}

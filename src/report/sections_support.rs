//! What several sections say in the same way: names, lists, durations, rows of the evidence, steps.
//!
//! Reads the case through the desk; decides nothing.

mod rows;
mod steps;

pub use rows::{Described, client, describe};
pub use steps::{StepAt, Steps};

use super::desk::Desk;
use super::document::{Align, Column, Table, Text};
use crate::analysis::accounts::AccountId;
use crate::analysis::aftermath::{Aftermath, Sign};
use crate::analysis::finding::{Coverage, Finding, Verdict, VerdictKind};
use crate::case::Case;
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;

/// The first verdict, which explains most of the mail.
pub fn verdict(case: &Case) -> Option<&Verdict> {
    case.analysis.verdicts.first()
}

/// Does it say that something happened?
pub fn is_abuse(verdict: &Verdict) -> bool {
    !matches!(verdict.kind, VerdictKind::NoRelaySeen | VerdictKind::Undetermined)
}

/// The verdicts that say that something happened.
pub fn abuses(case: &Case) -> impl Iterator<Item = &Verdict> {
    case.analysis.verdicts.iter().filter(|v| is_abuse(v))
}

/// Findings of these kinds, in order of their ids.
pub fn findings<'a>(case: &'a Case, kinds: &'a [String]) -> impl Iterator<Item = &'a Finding> + 'a {
    case.analysis.findings.iter().filter(move |f| kinds.iter().any(|kind| kind == f.kind))
}

/// Can the sources answer this?
pub fn coverage<'a>(case: &'a Case, question: &str) -> Option<&'a Coverage> {
    case.analysis.coverage.iter().find(|c| c.question == question)
}

/// The question, how far the files answer it, and why. A bare "no" would be taken for the answer.
pub fn cannot_say(desk: &Desk<'_>, coverage: &Coverage) -> Text {
    let phrase = Phrase::new("report-story-cannot-say")
        .word("question", format!("question-{}", coverage.question))
        .text("answer", coverage.answer.key())
        .sentence("why", coverage.why.clone());
    desk.text(&phrase)
}

/// Name of an account.
pub fn account(desk: &Desk<'_>, id: AccountId) -> String {
    desk.case.analysis.directory.name(id).into()
}

/// Names of accounts.
pub fn accounts(desk: &Desk<'_>, ids: &[AccountId]) -> Vec<String> {
    ids.iter().map(|id| account(desk, *id)).filter(|name| !name.is_empty()).collect()
}

/// Texts of the store.
pub fn texts(desk: &Desk<'_>, symbols: &[Symbol]) -> Vec<String> {
    symbols.iter().map(|s| desk.case.store.show(*s).into()).collect()
}

/// `a, b and c`, or `a, b and 7 more`; a dash where there is none.
pub fn listed(desk: &Desk<'_>, names: &[String], most: usize) -> String {
    let shown: Vec<&str> = names.iter().take(most).map(String::as_str).collect();
    match names.len().saturating_sub(most) {
        _ if names.is_empty() => "–".to_owned(),
        0 => desk.say(&Phrase::new("page-names").list("list", shown)),
        more => {
            desk.say(&Phrase::new("page-names-more").text("names", &shown.join(", ")).number("more", more))
        }
    }
}

/// How long a span is: `2 d 4 h`, `3 h 20 min`.
pub fn duration(desk: &Desk<'_>, span: Span) -> String {
    let seconds = span.last.seconds_since(span.first).unsigned_abs();
    let (id, a, b) = match seconds {
        86_400.. => ("timeline-days", seconds / 86_400, seconds % 86_400 / 3600),
        3600.. => ("timeline-hours", seconds / 3600, seconds % 3600 / 60),
        60.. => ("timeline-minutes", seconds / 60, seconds % 60),
        _ => return desk.say(&Phrase::new("timeline-seconds").number("a", seconds)),
    };
    desk.say(&Phrase::new(id).number("a", a).number("b", b))
}

/// Messages, recipients and sessions of a verdict.
pub fn counts(verdict: &Verdict) -> Phrase {
    Phrase::new("cli-counts")
        .number("messages", verdict.messages)
        .number("recipients", verdict.recipients)
        .number("sessions", verdict.sessions)
}

/// What happened, for a reader who has never seen a mail server from inside; none where nothing is claimed.
pub fn in_plain_words(desk: &Desk<'_>, verdict: &Verdict) -> Option<String> {
    let named = accounts(desk, &verdict.accounts);
    let span = verdict.span.filter(|_| is_abuse(verdict))?;
    let key = match verdict.kind {
        VerdictKind::AuthenticatedRelay if named.is_empty() => "authenticated-relay-unnamed",
        kind => kind.key(),
    };
    let phrase = Phrase::new(format!("report-story-plain-{key}"))
        .text("account", &listed(desk, &named, 2))
        .number("n", named.len())
        .time("first", span.first)
        .time("last", span.last);
    Some(desk.say(&phrase))
}

/// Signs of the clean-up that tell a reader most, in this order.
const TELLING: [&str; 10] = [
    "account-disabled",
    "password-reset",
    "guest-disabled",
    "account-deleted",
    "relay-restricted",
    "auth-off",
    "no-mail-since",
    "only-refused-since",
    "queues-normal",
    "sessions-ended",
];

/// The signs that show the whole and that nothing contradicts, the most telling first.
pub fn telling_signs(after: &Aftermath, most: usize) -> Vec<&Sign> {
    let rank = |s: &Sign| TELLING.iter().position(|kind| *kind == s.kind);
    let holds = |s: &&Sign| s.but.is_empty() && after.against(s.kind).next().is_none();
    let mut signs: Vec<&Sign> = after.signs.iter().filter(holds).filter(|s| rank(s).is_some()).collect();
    signs.sort_by_key(|s| rank(s));
    signs.truncate(most);
    signs
}

/// A column.
pub fn column(desk: &Desk<'_>, title: &str, align: Align, share: u16) -> Column {
    Column { title: desk.word(title), align, share }
}

/// A table; where more rows are known than shown, its foot says so.
pub fn table(
    desk: &Desk<'_>,
    caption: &str,
    columns: Vec<Column>,
    rows: Vec<Vec<Text>>,
    more: usize,
) -> Table {
    let foot = Phrase::new("report-story-more-rows").number("n", more);
    let foot = if more > 0 { desk.say(&foot) } else { String::new() };
    Table {
        caption: if caption.is_empty() { String::new() } else { desk.word(caption) },
        columns,
        rows,
        foot,
    }
}

//! Events that may be key events, each with its rank: the less, the more it counts.

use crate::analysis::accounts::AccountId;
use crate::analysis::aftermath::Strength;
use crate::analysis::finding::{DepthBasis, Verdict};
use crate::case::remedy::abuse;
use crate::knowledge::report::topics;
use crate::model::rows::{Deed, Outcome, RowRef, Table};
use crate::model::time::{Span, UtcTime};
use crate::playbook::progress::StepState;
use crate::report::desk::Desk;
use crate::report::sections_support::{Steps, abuses, account, accounts, client, describe, findings, listed};
use crate::words::Phrase;
use std::collections::BTreeSet;

/// Key events in the table.
pub const MOST: usize = 20;
/// Stars among them; the others stand in a table of their own.
pub const STARS: usize = 6;

/// The abuse itself.
const ABUSE: u8 = 0;
/// What contradicts the clean-up; stars of the consultant have 2.
const AGAINST: u8 = 1;
/// What the records show whole of the clean-up.
const SHOWN: u8 = 3;
/// What people say they have done.
const DONE: u8 = 4;
/// What others saw, and what was done beside it.
const BESIDE: u8 = 5;

/// Acts that matter whomever they are about.
const GRAVE: [Deed; 3] = [Deed::LogCleared, Deed::AuditPolicyChanged, Deed::ClockChanged];
/// Acts that matter where they are about an abused account.
const ABOUT: [Deed; 7] = [
    Deed::PasswordReset,
    Deed::PasswordChanged,
    Deed::AccountEnabled,
    Deed::AccountDisabled,
    Deed::AccountCreated,
    Deed::AccountDeleted,
    Deed::GroupMemberAdded,
];
/// Accounts whose wrong passwords are told.
const ACCOUNTS: usize = 3;

/// Something that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// How much it counts, 0 most.
    pub rank: u8,
    /// When.
    pub time: UtcTime,
    /// What.
    pub what: String,
    /// Who, and from where.
    pub who: String,
    /// Rows that show it.
    pub rows: Vec<RowRef>,
    /// Number of the star it comes from.
    pub star: Option<usize>,
}

/// All events beside the stars.
pub fn all(desk: &Desk<'_>) -> Vec<Event> {
    let mut all = Vec::new();
    for id in abuse::accounts(desk.case).into_iter().take(ACCOUNTS) {
        all.extend(wrong_passwords(desk, id));
    }
    for verdict in abuses(desk.case) {
        all.extend(uses(desk, verdict));
    }
    all.extend(messages(desk));
    all.extend(peak(desk));
    all.extend(told(desk));
    all.extend(aftermath(desk));
    all.extend(steps(desk));
    all.extend(acts(desk, &all));
    all
}

fn event(desk: &Desk<'_>, rank: u8, time: UtcTime, what: &Phrase, rows: Vec<RowRef>) -> Event {
    let who = rows.first().map(|row| describe(desk, *row).who).unwrap_or_default();
    Event { rank, time, what: desk.say(what), who, rows, star: None }
}

/// The sentence says who did it: beside it stands whom it is about.
fn about(desk: &Desk<'_>, id: Option<AccountId>, event: Event) -> Event {
    Event { who: id.map(|id| account(desk, id)).unwrap_or_default(), ..event }
}

/// The first wrong password for an account, and the last before it was used in the abuse.
fn wrong_passwords(desk: &Desk<'_>, id: AccountId) -> Vec<Event> {
    let case = desk.case;
    let Some(suspect) = case.analysis.suspects.iter().find(|s| s.account == id) else {
        return Vec::new();
    };
    let used = abuses(case).filter(|v| v.accounts.contains(&id)).find_map(|v| v.span).map(|s| s.first);
    let table = &case.store.tables.authentications;
    let is_refused = |row: &usize| {
        let of = table.account.get(*row).and_then(|s| case.analysis.directory.of(*s));
        of == Some(id)
            && table.outcome.get(*row) == Some(&Outcome::Failure)
            && case.analysis.noise_of.get(*row).is_none_or(|n| *n == 0)
    };
    let time = |row: &usize| table.time.get(*row).copied().unwrap_or_default();
    let refused = || (0..table.len()).filter(is_refused);
    let first = refused().find(|row| Some(time(row)) == suspect.first_failure);
    let last = refused().take_while(|row| used.is_none_or(|used| time(row) <= used)).last();
    let name = account(desk, id);
    let one = |id: &'static str, row: Option<usize>| {
        let row = RowRef { table: Table::Authentication, row: u32::try_from(row?).ok()? };
        let what = Phrase::new(id).text("account", &name).number("n", suspect.failures);
        Some(event(desk, ABUSE, case.store.time_of(row), &what, vec![row]))
    };
    let last = last.filter(|last| Some(*last) != first);
    let events = [one("report-story-first-wrong", first), one("report-story-last-wrong", last)];
    events.into_iter().flatten().collect()
}

/// The first and the last use in an abuse.
fn uses(desk: &Desk<'_>, verdict: &Verdict) -> Vec<Event> {
    let Some(span) = verdict.span else {
        return Vec::new();
    };
    let names = accounts(desk, &verdict.accounts);
    let one = |id: &'static str, time: UtcTime| {
        let what = Phrase::new(id)
            .word("kind", format!("kind-{}", verdict.kind.key()))
            .text("account", &listed(desk, &names, 2))
            .number("n", names.len());
        let rows = rows_at(desk, verdict, time);
        let who = rows.first().map(|row| client(desk, *row)).unwrap_or_default();
        Event { who, ..event(desk, ABUSE, time, &what, rows) }
    };
    vec![one("report-story-first-use", span.first), one("report-story-last-use", span.last)]
}

/// Rows of the abuse at exactly this time.
fn rows_at(desk: &Desk<'_>, verdict: &Verdict, time: UtcTime) -> Vec<RowRef> {
    let (case, at) = (desk.case, Span::between(time, time));
    let tables = &case.store.tables;
    let is_its = |id: Option<AccountId>| match id {
        Some(id) => verdict.accounts.contains(&id),
        None => verdict.accounts.is_empty(),
    };
    let row = |table: Table| move |row: usize| u32::try_from(row).ok().map(|row| RowRef { table, row });
    let accepted = |row: &usize| tables.authentications.outcome.get(*row) != Some(&Outcome::Failure);
    let of =
        |row: &usize| tables.authentications.account.get(*row).and_then(|s| case.analysis.directory.of(*s));
    let sign_ins = tables.authentications.within(at).filter(accepted).filter(|row| is_its(of(row)));
    let sessions = case.analysis.conversations.iter().filter(|c| is_its(c.account));
    let sessions = sessions.filter(|c| c.span.is_some_and(|s| s.first == time || s.last == time));
    let sessions = sessions.flat_map(|c| c.parts.iter().take(1)).map(|row| *row as usize);
    let relayed =
        |row: &usize| case.analysis.flow_of.get(*row) == Some(&crate::analysis::finding::Flow::Relayed);
    let mail = tables.mail.within(at).filter(relayed);
    let all = sign_ins.filter_map(row(Table::Authentication));
    let all =
        all.chain(sessions.filter_map(row(Table::Session))).chain(mail.filter_map(row(Table::MailEvent)));
    all.take(3).collect()
}

/// The first and the last message of the abuse that was accepted.
fn messages(desk: &Desk<'_>) -> Vec<Event> {
    let case = desk.case;
    if abuses(case).next().is_none() {
        return Vec::new();
    }
    let ids = abuse::accounts(case);
    let mut ends: Option<(usize, usize)> = None;
    for row in abuse::mail_rows(case, &ids) {
        ends = Some(ends.map_or((row, row), |(first, _)| (first, row)));
    }
    let one = |id: &'static str, row: usize| {
        let row = RowRef { table: Table::MailEvent, row: u32::try_from(row).ok()? };
        Some(event(desk, ABUSE, case.store.time_of(row), &Phrase::new(id), vec![row]))
    };
    let Some((first, last)) = ends else {
        return Vec::new();
    };
    [one("report-story-first-message", first), one("report-story-last-message", last)]
        .into_iter()
        .flatten()
        .collect()
}

fn peak(desk: &Desk<'_>) -> Option<Event> {
    let queue = &desk.case.analysis.queue;
    let what = Phrase::new("report-story-peak")
        .number("peak", queue.peak)
        .word("basis", format!("depth-{}", queue.basis.key()));
    let samples = &desk.case.store.tables.queues;
    let at = samples.within(Span::between(queue.peak_at, queue.peak_at));
    let read = at.filter(|row| samples.is_shadow.get(*row) == Some(&false));
    let read = read.filter(|_| queue.basis != DepthBasis::Rebuilt);
    let rows =
        read.filter_map(|row| u32::try_from(row).ok()).map(|row| RowRef { table: Table::QueueSample, row });
    let mut event = event(desk, ABUSE, queue.peak_at, &what, rows.collect());
    event.who = String::new();
    (queue.peak_at.is_plausible() && queue.peak > 0).then_some(event)
}

fn told(desk: &Desk<'_>) -> Vec<Event> {
    let told = findings(desk.case, &topics().events).filter_map(|f| f.span.map(|span| (f, span.first)));
    told.map(|(f, at)| about(desk, f.account, event(desk, BESIDE, at, &f.sentence, f.rows.clone()))).collect()
}

fn aftermath(desk: &Desk<'_>) -> Vec<Event> {
    let after = &desk.case.analysis.aftermath;
    let against = after.contradictions.iter().map(|c| {
        let what = Phrase::new("report-story-against").sentence("what", c.say.clone());
        about(desk, c.account, event(desk, AGAINST, c.at, &what, c.rows.clone()))
    });
    let rank = |strength| if strength == Strength::Whole { SHOWN } else { BESIDE };
    let signs = after
        .signs
        .iter()
        .map(|s| about(desk, s.account, event(desk, rank(s.strength), s.at, &s.say, s.rows.clone())));
    against.chain(signs).collect()
}

/// Steps that somebody has ticked.
fn steps(desk: &Desk<'_>) -> Vec<Event> {
    let steps = Steps::of(desk.case);
    let done = steps.in_state(StepState::Done).map(|s| {
        let title = s.step.title.get(desk.words.language());
        let what = Phrase::new("report-story-step-done").text("title", title);
        let by = Phrase::new("timeline-by").text("actor", &s.progress.by);
        let who = if s.progress.by.trim().is_empty() { String::new() } else { desk.say(&by) };
        Event { who, ..event(desk, DONE, s.progress.since, &what, Vec::new()) }
    });
    done.collect()
}

/// Acts of people that no other event tells.
fn acts(desk: &Desk<'_>, told: &[Event]) -> Vec<Event> {
    let case = desk.case;
    let ids = abuse::accounts(case);
    let known: BTreeSet<RowRef> = told.iter().flat_map(|e| e.rows.iter().copied()).collect();
    let table = &case.store.tables.actions;
    let matters = |row: &usize| {
        let deed = table.deed.get(*row).copied().unwrap_or_default();
        let target = table.target.get(*row).and_then(|s| case.analysis.directory.of(*s));
        GRAVE.contains(&deed) || (ABOUT.contains(&deed) && target.is_some_and(|id| ids.contains(&id)))
    };
    let rows = (0..table.len()).filter(matters).filter_map(|row| u32::try_from(row).ok());
    let rows = rows.map(|row| RowRef { table: Table::Action, row }).filter(|row| !known.contains(row));
    let act = |row: RowRef| {
        let described = describe(desk, row);
        let (time, what, who) = (described.time, described.what, described.who);
        Event { rank: BESIDE, time, what, who, rows: vec![row], star: None }
    };
    rows.take(MOST * 4).map(act).collect()
}

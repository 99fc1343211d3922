//! The plan of re-tests: which are done, which are due.

use crate::playbook::plan::{RetestPlan, due};
use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// The plan, or that there is none.
pub fn retests(desk: &Desk<'_>) -> Vec<Block> {
    let Some(plan) = desk.case.work.plan().filter(|plan| !plan.days.is_empty()) else {
        return vec![desk.unfinished("report-record-no-plan")];
    };
    let lines = plan.days.iter().map(|day| line(desk, plan, *day)).collect();
    vec![record::heading(desk, "chk-plan"), Block::Points(lines)]
}

fn line(desk: &Desk<'_>, plan: &RetestPlan, day: u32) -> Text {
    let at = plan.from.plus_seconds(i64::from(day) * 86_400);
    let named = desk.say(&Phrase::new("chk-plan-day").number("day", day).time("at", at));
    let noted = plan.done.iter().find(|(done, _)| *done == day).map(|(_, at)| *at);
    let overdue = due(plan, desk.around.now).iter().any(|d| d.day == day && d.overdue);
    let state = match noted {
        Some(at) => desk.say(&Phrase::new("chk-plan-done").text("at", &desk.time(at))),
        None if overdue => desk.word("rem-overdue"),
        None => desk.word("report-record-retest-open"),
    };
    format!("{named} · {state}").into()
}

//! The plan of re-tests: now, the next day, after a week. Plain data; asks no clock.

use crate::model::time::UtcTime;

/// When checks are to be repeated, and which were.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct RetestPlan {
    /// From when the days count.
    pub from: UtcTime,
    /// Days after which everything is to be checked again.
    pub days: Vec<u32>,
    /// Those done, with the time it was noted.
    pub done: Vec<(u32, UtcTime)>,
}

/// Days after which to check again unless the user says otherwise.
pub const USUAL_DAYS: [u32; 3] = [0, 1, 7];

/// A re-test that is not noted as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Days after the beginning.
    pub day: u32,
    /// When.
    pub at: UtcTime,
    /// Is it past its time by more than a day?
    pub overdue: bool,
}

const DAY: i64 = 86_400;

/// Re-tests that are left, the next one first.
#[must_use]
pub fn due(plan: &RetestPlan, now: UtcTime) -> Vec<Due> {
    let is_open = |day: &&u32| !plan.done.iter().any(|(done, _)| done == *day);
    let mut left: Vec<u32> = plan.days.iter().filter(is_open).copied().collect();
    left.sort_unstable();
    left.dedup();
    let when = |day: u32| plan.from.plus_seconds(i64::from(day) * DAY);
    let due = |day| Due { day, at: when(day), overdue: now.seconds_since(when(day)) > DAY };
    left.into_iter().map(due).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_comes_in_order_and_is_overdue_a_day_after_its_time() {
        let from = UtcTime::from_unix(1_762_128_000, 0);
        let plan = RetestPlan { from, days: vec![7, 0, 1, 1], done: vec![(0, from)] };
        let list = due(&plan, from.plus_seconds(2 * DAY + 1));
        let short: Vec<(u32, bool)> = list.iter().map(|d| (d.day, d.overdue)).collect();
        assert_eq!(short, [(1, true), (7, false)]);
        assert_eq!(list[1].at, from.plus_seconds(7 * DAY));
    }
}

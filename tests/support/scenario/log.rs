//! A log being written: rows in order of time, by its own clock, with what it lost left out.

use super::format::Scenario;
use super::plot::moment;
use super::story::Ms;
use chrono::DateTime;
use chrono_tz::Tz;

pub struct Log<T = String> {
    shift: Ms,
    gap: Option<(Ms, Ms)>,
    rows: Vec<(Ms, T)>,
}

impl<T> Log<T> {
    /// The log that the scenario calls `name`.
    pub fn new(scenario: &Scenario, name: &str) -> Self {
        let gap =
            scenario.gap.get(name).map(|[from, to]| (moment(&scenario.day, from), moment(&scenario.day, to)));
        Self { shift: scenario.clock.get(name).copied().unwrap_or(0) * 1_000, gap, rows: Vec::new() }
    }

    /// A row of something that truly happened at `at`; the writer is given the log's own time.
    pub fn row(&mut self, at: Ms, write: impl FnOnce(Ms) -> T) {
        if self.gap.is_none_or(|(from, to)| at < from || at > to) {
            self.rows.push((at, write(at + self.shift)));
        }
    }

    /// Rows in order of time.
    pub fn rows(mut self) -> Vec<T> {
        self.rows.sort_by_key(|(at, _)| *at);
        self.rows.into_iter().map(|(_, row)| row).collect()
    }
}

impl Log<String> {
    /// The file: a head, then the rows.
    pub fn file(self, head: &str) -> Vec<u8> {
        (head.to_owned() + &self.rows().concat()).into_bytes()
    }
}

/// The time by UTC.
pub fn utc(at: Ms, pattern: &str) -> String {
    DateTime::from_timestamp_millis(at).unwrap().format(pattern).to_string()
}

/// The time by a wall clock.
pub fn local(at: Ms, zone: Tz, pattern: &str) -> String {
    DateTime::from_timestamp_millis(at).unwrap().with_timezone(&zone).format(pattern).to_string()
}

/// `2025-11-03T02:14:54.700Z`.
pub fn stamp(at: Ms) -> String {
    utc(at, "%Y-%m-%dT%H:%M:%S%.3fZ")
}

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

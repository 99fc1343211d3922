//! Questions to the network: blocklists, DNS, SMTP. Never sends a message, never a password.
//!
//! | module | what it does |
//! |---|---|
//! | [`consent`] | who allowed what; without it nothing can be asked |
//! | [`question`] | what can be asked |
//! | [`answer`] | what came back |

pub mod answer;
pub mod around;
pub mod consent;
pub mod question;

use crate::model::time::UtcTime;
use crate::task::Task;
use answer::{CheckAnswer, CheckResult};
use consent::Permit;
use question::Question;

/// Asks, with the permits that the question takes; each result is told as it comes.
#[must_use]
pub fn ask(
    question: &Question,
    permits: &[Permit],
    earlier: &[CheckAnswer],
    (task, clock, by): (&Task, fn() -> UtcTime, &str),
    tell: &mut dyn FnMut(CheckResult),
) -> Vec<CheckAnswer> {
    let _ = (question, permits, earlier, task, clock, by, tell);
    Vec::new()
}

/// What to run on another machine to have the same answer, one command a line.
#[must_use]
pub fn by_hand(question: &Question) -> Vec<String> {
    let _ = question;
    Vec::new()
}

/// Judges what somebody ran elsewhere.
#[must_use]
pub fn judge(question: &Question, text: &str, by: &str, at: UtcTime) -> Vec<CheckAnswer> {
    let _ = (question, text, by, at);
    Vec::new()
}

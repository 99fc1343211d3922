//! Walks a log line by line and keeps its balance: each line is one record.
//!
//! Blank lines and comments are none. What a line means is up to the format.

use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Line, Lines, MAX_LINE};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::time::UtcTime;
use crate::task::Task;

/// Lines between two looks at the task.
const BATCH: u64 = 1024;

/// What a format made of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// It was read; its time, or unknown.
    Read(UtcTime),
    /// Left out on purpose; the format tells why.
    Skipped,
    /// No line of this format.
    Damaged(Fault),
    /// No record at all: a header, a trailer.
    NoRecord,
}

/// Reads all lines of `source` and settles each as `take` says.
///
/// # Errors
/// What the system says; cancelled; nothing readable where lines are and none is sound.
pub fn each(
    source: &mut Source,
    out: &mut Harvest,
    task: &Task,
    take: &mut dyn FnMut(&Line, &mut Harvest) -> Made,
) -> Result<(), ReadError> {
    let mut lines = Lines::new(source)?;
    let mut n = 0u64;
    while let Some(line) = lines.next_line()? {
        n += 1;
        if n.is_multiple_of(BATCH) {
            task.set_records(out.balance.total);
            if task.is_cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
        take_line(&line, out, take);
    }
    task.set_records(out.balance.total);
    out.covered = out.span.into_iter().collect();
    let nothing = out.balance.total > 0 && out.balance.total == out.balance.damaged;
    if nothing { Err(ReadError::NothingReadable) } else { Ok(()) }
}

fn take_line(line: &Line, out: &mut Harvest, take: &mut dyn FnMut(&Line, &mut Harvest) -> Made) {
    if line.n_zeros > 0 {
        out.warn(line.place, Fault::Zeros { bytes: line.n_zeros });
    }
    if line.text.trim().is_empty() || line.text.starts_with('#') {
        return;
    }
    if line.too_long {
        out.warn(line.place, Fault::TooLong { limit: MAX_LINE });
    }
    let made = take(line, out);
    if made == Made::NoRecord {
        return;
    }
    out.record();
    match made {
        Made::Read(time) => out.read(time),
        Made::Skipped | Made::NoRecord => out.skipped(),
        Made::Damaged(fault) => out.damaged(line.place, fault),
    }
}

/// What is told of a line that no log of this kind holds.
#[must_use]
pub fn foreign() -> Made {
    Made::Damaged(Fault::Record("no line of this log".to_owned()))
}

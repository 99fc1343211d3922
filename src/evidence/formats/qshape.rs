//! The table that Postfix's `qshape` prints: how many messages wait for each domain, by age.
//!
//! Each domain is one reading of a queue's depth at the time of capture. The total is no domain and is
//! never added; a parent domain, whose count holds those below it, is left out. Which queue was asked for,
//! and whether the domains are those of senders (`-s`), the table does not say.
//!
//! Source: qshape(1).

use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::mta::keep;
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::queue::{captured, snapshot};
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::QueueSample;
use crate::task::Task;

/// Lines above the header that may be something else, such as the command itself.
const LOOK: usize = 5;
/// Most columns that a header may have.
const MAX_COLUMNS: usize = 64;

/// The format.
#[derive(Debug)]
pub struct Qshape;

impl Format for Qshape {
    fn key(&self) -> &'static str {
        "qshape"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let mut lines = head.text.lines().filter(|l| !l.trim().is_empty()).take(LOOK);
        lines.any(|l| columns(l).is_some()).then_some(Recognised { certainty: 85, why: "why-qshape" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let time = captured(source, out);
        out.warn(Place::FILE, Fault::Note("note-qshape"));
        let (mut n_columns, mut total, mut sum, mut has_parents) = (None, None, 0u64, false);
        let result = line::each(source, out, task, &mut |line, out| {
            if let Some(n) = columns(&line.text) {
                n_columns = Some(n);
                return Made::NoRecord;
            }
            // What stands above the table is no part of it.
            let Some(n_columns) = n_columns else { return Made::NoRecord };
            let Some((domain, n_messages)) = row(&line.text, n_columns) else { return line::foreign() };
            if domain == "TOTAL" && total.is_none() {
                total = Some(u64::from(n_messages));
                return Made::NoRecord;
            }
            if domain.starts_with('.') {
                has_parents = true;
                return Made::Skipped;
            }
            sum += u64::from(n_messages);
            let next_hop = keep(domain, out);
            let sample = snapshot(time, line.place, out);
            out.tables.queues.push(QueueSample { next_hop, n_messages, ..sample });
            Made::Read(time)
        });
        if has_parents {
            out.warn(Place::FILE, Fault::Note("note-qshape-parents"));
        }
        match total {
            Some(0) if out.balance.total == 0 => {
                out.warn(Place::FILE, Fault::Note("note-queue-empty"));
                out.tables.queues.push(snapshot(time, Place::FILE, out));
            }
            Some(total) if total > sum && out.balance.damaged == 0 => {
                out.warn(Place::FILE, Fault::Note("note-qshape-cut"))
            }
            _ => {}
        }
        result
    }
}

/// Number of columns of the header `T  5 10 20 40 80 160 320 640 1280 1280+`.
fn columns(line: &str) -> Option<usize> {
    let mut words = line.trim_start_matches('\u{feff}').split_whitespace();
    let ages: Vec<&str> = words.next().filter(|w| *w == "T").map(|_| words.take(MAX_COLUMNS).collect())?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let (last, ages) = ages.split_last()?;
    let sound = last.strip_suffix('+').is_some_and(is_number) && ages.iter().all(|a| is_number(a));
    sound.then_some(ages.len() + 2)
}

/// Domain and count of a row, which has a number in each column.
fn row(line: &str, n_columns: usize) -> Option<(&str, u32)> {
    let mut words = line.split_whitespace();
    let domain = words.next()?;
    let counts: Option<Vec<u32>> = words.take(MAX_COLUMNS + 2).map(|w| w.parse().ok()).collect();
    let counts = counts.filter(|c| c.len() == n_columns)?;
    // Each message has one age: where the ages do not add up, some digit was lost.
    let (total, ages) = counts.split_first()?;
    let sum: u64 = ages.iter().map(|n| u64::from(*n)).sum();
    (sum == u64::from(*total)).then_some((domain, *total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_must_fit_its_header_and_add_up() {
        assert_eq!(columns("      T  5 10 20 20+"), Some(5));
        for text in ["T", "T x", "T 5 10 20", "TOTAL 1 2 3+", ""] {
            assert_eq!(columns(text), None, "{text}");
        }
        assert_eq!(row(" example.net 7 1 2 0 4", 5), Some(("example.net", 7)));
        assert_eq!(row(" example.net 7 1 2 0 5", 5), None);
        assert_eq!(row(" example.net 7 1 2 4", 5), None);
        assert_eq!(row(" example.net 7 x 2 0 5", 5), None);
    }
}

//! `wevtutil qe LOG /f:text`: a block an event, `Name: value` lines, then the message.
//!
//! Two dialects: `Event[0]:` with local times that state no zone, and `Event[0]` with times in UTC.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::printed::{Reading, raw_block};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::blocks::Block;
use crate::evidence::source::Source;
use crate::evidence::windows_event::message::{Printed, keywords};
use crate::evidence::windows_event::parse_number;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// The format.
#[derive(Debug)]
pub struct WevtutilText;

impl Format for WevtutilText {
    fn key(&self) -> &'static str {
        "wevtutil-text"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let begins = head.text.lines().map(|l| l.trim_start_matches('\u{feff}')).any(begins);
        let named = ["Log Name:", "Event ID:"].iter().all(|name| head.text.contains(name));
        (begins && named).then_some(Recognised { certainty: 90, why: "why-wevtutil-text-blocks" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reading = Reading::new(source, out)?;
        let end = reading.blocks(source, &begins, task, &take);
        reading.finish(end, task)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        raw_block(source, place, &begins)
    }
}

/// `Event[12]` or `Event[12]:`.
fn begins(line: &str) -> bool {
    let number = line.strip_prefix("Event[").and_then(|rest| rest.split_once(']'));
    number.is_some_and(|(digits, rest)| {
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && matches!(rest.trim(), "" | ":")
    })
}

fn take(reading: &mut Reading<'_>, block: &Block) -> Result<UtcTime, Fault> {
    let (head, message) = block.text.split_once("\n  Description:").unwrap_or((&block.text, ""));
    let get = |name: &str| {
        let lines = head.lines().filter_map(|line| line.trim_start().strip_prefix(name));
        lines.filter_map(|rest| rest.strip_prefix(':')).next().map_or("", str::trim)
    };
    let is_cut = block.unfinished && message.is_empty() && !block.text.contains("\n  Description:");
    let event_id = parse_number(get("Event ID")).filter(|_| !is_cut);
    let missing = if block.unfinished { Fault::CutShort } else { Fault::Record("no event id".to_owned()) };
    let event_id = event_id.ok_or(missing)?;
    if block.unfinished {
        reading.recorder.out.warn(block.place, Fault::CutShort);
    }
    let time = reading.time(get("Date"), block.place);
    let printed = Printed {
        place: block.place,
        time,
        source: get("Source"),
        event_id,
        computer: get("Computer"),
        keywords: keywords(&[get("Keyword"), get("Keywords"), get("Level")]),
        message,
    };
    reading.printer.message(&mut reading.recorder, &printed);
    Ok(time)
}

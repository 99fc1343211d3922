//! Log Parser's CSV of its event log input: one row an event, with the strings joined by `|`.
//!
//! The strings are what the log holds, in whatever language, so they go before the message. Times are local
//! to the machine it ran on and state no zone.

use crate::evidence::dump::has_all;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::printed::{Reading, raw_row, table, titles};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::windows_event::message::{Printed, audit_of_type, keywords};
use crate::evidence::windows_event::parse_number;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// Columns by which it is known.
const WANTED: &[&str] = &["TimeGenerated", "EventID", "EventType", "SourceName"];

/// The format.
#[derive(Debug)]
pub struct LogParser;

impl Format for LogParser {
    fn key(&self) -> &'static str {
        "log-parser"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let ours = has_all(&titles(head.text), WANTED);
        ours.then_some(Recognised { certainty: 90, why: "why-log-parser-titles" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reading = Reading::new(source, out)?;
        let end = table(source, task, &mut |item| reading.item(item, take));
        reading.finish(end, task)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        raw_row(source, place)
    }
}

fn take(reading: &mut Reading<'_>, row: &Object) -> Result<UtcTime, Fault> {
    let get = |name: &str| row.get(&[name]);
    let event_id = parse_number(get("EventID")).ok_or_else(|| Fault::Record("no event id".to_owned()))?;
    let time = reading.time(get("TimeGenerated"), row.place);
    let by_type = audit_of_type(get("EventType"));
    let printed = Printed {
        place: row.place,
        time,
        source: get("SourceName"),
        event_id,
        computer: get("ComputerName"),
        keywords: if by_type == 0 { keywords(&[get("EventTypeName")]) } else { by_type },
        message: get("Message"),
    };
    let strings: Vec<&str> = get("Strings").split('|').collect();
    let has_strings = !get("Strings").is_empty();
    if !has_strings || !reading.printer.strings(&mut reading.recorder, &printed, &strings) {
        reading.printer.message(&mut reading.recorder, &printed);
    }
    Ok(time)
}

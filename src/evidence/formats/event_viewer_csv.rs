//! What the Event Viewer of Windows 2008 and later saves as CSV or text: titles, and the message behind them.
//!
//! English and French titles. The message column has no title and spans lines; a computer is not named.
//! Times are local to the viewer and state no zone.

use crate::evidence::dates::looks_like_date;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::printed::{Reading, raw_row, table_with_text, titles};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::windows_event::message::{Printed, keywords};
use crate::evidence::windows_event::parse_number;
use crate::knowledge::event_messages::{Column, column};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// The format.
#[derive(Debug)]
pub struct EventViewerCsv;

impl Format for EventViewerCsv {
    fn key(&self) -> &'static str {
        "event-viewer-csv"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let columns: Vec<Column> = titles(head.text).iter().filter_map(|t| column(t)).collect();
        let has = |wanted| columns.contains(&wanted);
        let ours = has(Column::DateTime) && has(Column::Source) && has(Column::EventId);
        ours.then_some(Recognised { certainty: 90, why: "why-event-viewer-csv-titles" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reading = Reading::new(source, out)?;
        let end = table_with_text(source, begins, task, &mut |item| reading.item(item, take));
        reading.finish(end, task)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        raw_row(source, place)
    }
}

/// A level or keyword, a date and time, and an event id as the fourth.
fn begins(line: &str) -> bool {
    [',', ';', '\t'].into_iter().any(|separator| {
        let fields: Vec<&str> = line.splitn(5, separator).map(|f| f.trim().trim_matches('"')).collect();
        let [_, time, _, event, _] = fields.as_slice() else { return false };
        time.contains(':') && looks_like_date(time) && parse_number(event).is_some()
    })
}

fn take(reading: &mut Reading<'_>, row: &Object) -> Result<UtcTime, Fault> {
    let get = |wanted| {
        let found = row.fields.iter().find(|(title, _)| column(title) == Some(wanted));
        found.map_or("", |(_, value)| value.as_str())
    };
    let event_id = get(Column::EventId);
    let event_id = parse_number(event_id).ok_or_else(|| Fault::Record("no event id".to_owned()))?;
    let time = reading.time(get(Column::DateTime), row.place);
    let untitled = row.fields.iter().rev().find(|(title, _)| title.is_empty());
    let printed = Printed {
        place: row.place,
        time,
        source: get(Column::Source),
        event_id,
        computer: get(Column::Computer),
        keywords: keywords(&[get(Column::Keywords), get(Column::Level)]),
        message: untitled.map_or("", |(_, message)| message),
    };
    reading.printer.message(&mut reading.recorder, &printed);
    Ok(time)
}

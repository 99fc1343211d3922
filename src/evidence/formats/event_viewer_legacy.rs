//! What the Event Viewer of Windows NT to 2003 saves: "Save Log File As" text without titles, and "Export
//! List" with titles and without messages.
//!
//! Saved files hold date, time, source, type, category, event, user, computer and a description that may
//! span lines and hold separators. Times are local to the viewer and state no zone.

use crate::evidence::dates::looks_like_date;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::printed::{Reading, raw_block, raw_row, table, titles};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::blocks::Block;
use crate::evidence::shapes::lines::decode;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::windows_event::message::{Printed, keywords};
use crate::evidence::windows_event::parse_number;
use crate::knowledge::event_messages::{Column, column};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// Columns of a saved log, the description included.
const COLUMNS: usize = 9;
/// Lines of the head that recognition looks at.
const LOOKED_AT: usize = 200;

/// The format.
#[derive(Debug)]
pub struct EventViewerLegacy;

impl Format for EventViewerLegacy {
    fn key(&self) -> &'static str {
        "event-viewer-legacy"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        if is_list(head.text) {
            return Some(Recognised { certainty: 90, why: "why-event-viewer-legacy-list" });
        }
        let saved = head.text.lines().map(|l| l.trim_start_matches('\u{feff}')).take(LOOKED_AT).any(begins);
        saved.then_some(Recognised { certainty: 75, why: "why-event-viewer-legacy-saved" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let head = decode(source.head()?).0;
        let mut reading = Reading::new(source, out)?;
        let end = match is_list(&head) {
            true => table(source, task, &mut |item| reading.item(item, take_listed)),
            false => reading.blocks(source, &begins, task, &take_saved),
        };
        reading.finish(end, task)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        crate::evidence::printed::skip_to(source, place)?;
        let text = decode(source.head()?).0;
        match text.lines().next().is_some_and(begins) {
            true => raw_block(source, place, &begins),
            false => raw_row(source, place),
        }
    }
}

/// Titles of an exported list, where date and time have a column each.
fn is_list(text: &str) -> bool {
    let columns: Vec<Column> = titles(text).iter().filter_map(|t| column(t)).collect();
    let wanted = [Column::Date, Column::Time, Column::Source, Column::EventId];
    wanted.iter().all(|w| columns.contains(w))
}

/// Does a line begin a saved event: a date, a time, and a number as the sixth?
fn begins(line: &str) -> bool {
    fields(line).is_some()
}

/// The fields of a saved event; the last is the rest as it is.
fn fields(text: &str) -> Option<Vec<&str>> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c == '"') {
        return None;
    }
    [',', '\t'].into_iter().find_map(|separator| {
        let fields: Vec<&str> = text.splitn(COLUMNS, separator).map(str::trim).collect();
        let [date, time, source, kind, _, event, _, _, ..] = fields.as_slice() else { return None };
        let bare = |field: &&str| field.trim_matches('"').to_owned();
        let dated = looks_like_date(&format!("{} {}", bare(date), bare(time)));
        let number = parse_number(event.trim_matches('"')).is_some();
        let worded = [source, kind].iter().all(|word| bare(word).starts_with(char::is_alphabetic));
        (dated && number && worded && time.contains(':')).then_some(fields)
    })
}

fn take_saved(reading: &mut Reading<'_>, block: &Block) -> Result<UtcTime, Fault> {
    let fields = fields(&block.text).ok_or_else(|| Fault::Record("no event".to_owned()))?;
    let get = |n: usize| fields.get(n).map_or("", |field| field.trim_matches('"'));
    let time = reading.time(&format!("{} {}", get(0), get(1)), block.place);
    let description = fields.get(COLUMNS - 1).copied().unwrap_or("");
    let printed = Printed {
        place: block.place,
        time,
        source: get(2),
        event_id: parse_number(get(5)).unwrap_or(0),
        computer: get(7),
        keywords: keywords(&[get(3)]),
        message: &unquoted(description),
    };
    reading.printer.message(&mut reading.recorder, &printed);
    Ok(time)
}

/// A description in quotes, if it is in quotes.
fn unquoted(text: &str) -> String {
    let inside = text.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    inside.map_or_else(|| text.to_owned(), |inside| inside.replace("\"\"", "\""))
}

fn take_listed(reading: &mut Reading<'_>, row: &Object) -> Result<UtcTime, Fault> {
    let get = |wanted| {
        let found = row.fields.iter().find(|(title, _)| column(title) == Some(wanted));
        found.map_or("", |(_, value)| value.trim())
    };
    let event_id = parse_number(get(Column::EventId));
    let event_id = event_id.ok_or_else(|| Fault::Record("no event id".to_owned()))?;
    let time = reading.time(&format!("{} {}", get(Column::Date), get(Column::Time)), row.place);
    let printed = Printed {
        place: row.place,
        time,
        source: get(Column::Source),
        event_id,
        computer: get(Column::Computer),
        keywords: keywords(&[get(Column::Level)]),
        message: "",
    };
    reading.printer.message(&mut reading.recorder, &printed);
    Ok(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_event_is_known_by_its_date_and_number() {
        assert!(begins(
            "11/3/2025,3:14:54 AM,Security,Failure Audit,Logon/Logoff,529,NT AUTHORITY\\SYSTEM,EX1,a, b"
        ));
        assert!(begins("03/11/2025\t03:14:54\tSecurity\tAudit des échecs\tx\t529\tN/A\tEX1\t"));
        assert!(!begins("Date,Time,Source,Type,Category,Event,User,Computer"));
        assert!(!begins("11/3/2025,3:14:54 AM,Security,Failure Audit,x,Logon,NT,EX1,a"));
    }

    #[test]
    fn a_description_keeps_its_separators_and_loses_its_quotes() {
        let line = "11/3/2025,3:14:54 AM,S,T,C,529,U,EX1,\"one, \"\"two\"\"\nthree\"";
        let fields = fields(line).unwrap();
        assert_eq!(unquoted(fields[8]), "one, \"two\"\nthree");
    }
}

//! `psloglist -s`: one event a line, between commas or what `-t` asked for, without titles.
//!
//! Record number, log, source, type, computer, local time, event id, user, and the message on one line.
//! Zero bytes that the tool leaves in its output are passed over.

use crate::evidence::dates::looks_like_date;
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

/// Columns, the message included.
const COLUMNS: usize = 9;
/// What may stand between them.
const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];
/// Lines of the head that recognition looks at.
const LOOKED_AT: usize = 50;

/// The format.
#[derive(Debug)]
pub struct PsLogList;

impl Format for PsLogList {
    fn key(&self) -> &'static str {
        "psloglist"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let mut lines = head.text.lines().map(|l| l.trim_start_matches('\u{feff}')).take(LOOKED_AT);
        lines.any(begins).then_some(Recognised { certainty: 75, why: "why-psloglist-columns" })
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

/// A record number, a date as the sixth and a number as the seventh column.
fn begins(line: &str) -> bool {
    fields(&line.replace('\0', "")).is_some()
}

fn fields(text: &str) -> Option<Vec<&str>> {
    let clean = |field: &'_ str| field.trim().trim_matches('"').to_owned();
    SEPARATORS.into_iter().find_map(|separator| {
        let fields: Vec<&str> = text.splitn(COLUMNS, separator).collect();
        let [number, log, source, kind, _, time, event, ..] = fields.as_slice() else { return None };
        let numbered = [number, event].iter().all(|n| parse_number(&clean(n)).is_some());
        let dated = time.contains(':') && looks_like_date(&clean(time));
        let worded = [log, source, kind].iter().all(|word| clean(word).starts_with(char::is_alphabetic));
        (numbered && dated && worded).then_some(fields)
    })
}

fn take(reading: &mut Reading<'_>, block: &Block) -> Result<UtcTime, Fault> {
    let fields = fields(&block.text).ok_or_else(|| Fault::Record("no event".to_owned()))?;
    let get = |n: usize| fields.get(n).map_or("", |field| field.trim().trim_matches('"'));
    if block.unfinished && fields.len() < COLUMNS {
        return Err(Fault::CutShort);
    }
    let time = reading.time(get(5), block.place);
    let printed = Printed {
        place: block.place,
        time,
        source: get(2),
        event_id: parse_number(get(6)).unwrap_or(0),
        computer: get(4).trim_start_matches('\\'),
        keywords: keywords(&[get(3)]),
        message: get(8),
    };
    reading.printer.message(&mut reading.recorder, &printed);
    Ok(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_by_its_numbers_and_its_date_whatever_separates_it() {
        let line = "7,Security,Security,AUDIT FAILURE,EX1,11/3/2025 3:14:54 AM,529,SYSTEM\\NT AUTHORITY,a, b";
        assert_eq!(fields(line).unwrap().last(), Some(&"a, b"));
        assert!(begins(&line.replace(',', "|")) && begins(&line.replace("EX1", "E\0X1")));
        assert!(!begins("11/3/2025,3:14:54 AM,Security,Failure Audit,x,529,y,EX1,z"));
    }
}

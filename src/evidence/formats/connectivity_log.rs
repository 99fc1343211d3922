//! Connectivity logs of Exchange 2007 and later (`CONNECTLOG*.LOG`): to whom the server connected, when.
//!
//! Rows are read and counted, and give no events: they name no message and no account. Where a
//! description states `QueueLength=n`, that is one next hop at one moment, seen as a connection opens. No
//! kind of queue reading says so: a snapshot is added to the dumps of its time and a log reading to the
//! other queues of its minute, so the same messages would count twice. It stays in the record's text, as
//! do failed connections and DNS errors.
//!
//! The layout is known from Microsoft's description alone.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::Row;
use crate::evidence::shapes::csv::headed::{self, Rows};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

const COLUMNS: [&str; 6] = ["date-time", "session", "source", "Destination", "direction", "description"];
const SESSION: usize = 1;
const DIRECTION: usize = 4;

/// The format.
#[derive(Debug)]
pub struct ConnectivityLog;

impl Format for ConnectivityLog {
    fn key(&self) -> &'static str {
        "connectivity-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        if let Some(stated) = headed::stated(head.text, "Log-type") {
            let ours = stated.to_ascii_lowercase().contains("connectivity log");
            return ours.then_some(Recognised { certainty: 95, why: "why-connectivity-header" });
        }
        let rows = headed::first_rows(head.text, 20);
        let ours = rows.iter().filter(|r| looks_ours(r)).count();
        (ours > 0 && ours * 2 > rows.len())
            .then_some(Recognised { certainty: 65, why: "why-connectivity-columns" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        out.warn(Place::FILE, Fault::Note("note-connectivity"));
        headed::read(source, out, task, &mut Reader::default())
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let names = |n: usize| if n == COLUMNS.len() { COLUMNS.to_vec() } else { Vec::new() };
        headed::raw(source, place, names, |_| None)
    }
}

fn looks_ours(row: &Row) -> bool {
    let session = row.get(SESSION);
    row.len() == COLUMNS.len()
        && session.len() == 16
        && session.bytes().all(|b| b.is_ascii_hexdigit())
        && matches!(row.get(DIRECTION), "+" | "-" | ">")
}

#[derive(Default)]
struct Reader {
    stated: Option<usize>,
}

impl Rows for Reader {
    fn header(&mut self, line: &str, _: Place, _: &mut Harvest) {
        self.stated = headed::field_names(line).map(|names| names.len()).or(self.stated);
    }

    fn width(&mut self, _: &Row) -> usize {
        self.stated.unwrap_or(COLUMNS.len())
    }

    fn row(&mut self, _: &Row, time: UtcTime, out: &mut Harvest) {
        out.read(time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_and_no_queue_length_becomes_a_depth() {
        let row = "2025-11-03T02:15:02.000Z,08DE1A0000000050,SMTP,example.net,+,DnsConnectorDelivery;QueueLength=1482\r\n";
        let head = Head { bytes: row.as_bytes(), text: row, whole: true };
        assert_eq!(ConnectivityLog.recognise(&head).unwrap().certainty, 65);
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", row.repeat(2).into_bytes());
        ConnectivityLog.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert_eq!((out.balance.read, out.tables.queues.len()), (2, 0));
        let mut source = Source::of_bytes("x", row.as_bytes().to_vec());
        let raw = ConnectivityLog.raw(&mut source, Place::line(1, 0)).unwrap();
        assert!(raw.fields[5].1.as_str().ends_with("QueueLength=1482"));
    }
}

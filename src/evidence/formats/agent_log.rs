//! Agent logs of Exchange 2007 and later (`AGENTLOG*.LOG`): what the anti-spam filters decided.
//!
//! Rows are read and counted, and give no events: filters look at mail that comes in from strangers, not
//! at who signed in. A file without its header is not claimed, since versions differ in their columns.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::Row;
use crate::evidence::shapes::csv::headed::{self, Rows};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// The format.
#[derive(Debug)]
pub struct AgentLog;

impl Format for AgentLog {
    fn key(&self) -> &'static str {
        "agent-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let stated = headed::stated(head.text, "Log-type")?;
        stated
            .to_ascii_lowercase()
            .contains("agent log")
            .then_some(Recognised { certainty: 95, why: "why-agent-log" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        out.warn(Place::FILE, Fault::Note("note-agent-log"));
        headed::read(source, out, task, &mut Reader::default())
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        headed::raw(source, place, |_| Vec::new(), |_| None)
    }
}

#[derive(Default)]
struct Reader {
    columns: Option<usize>,
}

impl Rows for Reader {
    fn header(&mut self, line: &str, _: Place, _: &mut Harvest) {
        self.columns = headed::field_names(line).map(|names| names.len()).or(self.columns);
    }

    /// Without names the first row shows how many there are.
    fn width(&mut self, first: &Row) -> usize {
        *self.columns.get_or_insert(first.len())
    }

    fn row(&mut self, _: &Row, time: UtcTime, out: &mut Harvest) {
        out.read(time);
    }
}

//! EvtxECmd's CSV: one row an event, the event's own fields as JSON in `Payload`, times in UTC.
//!
//! The columns that the tool's maps fill (`UserName`, `RemoteHost` …) are its reading, and are not used.

use crate::evidence::dump::has_all;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::printed::{Reading, raw_row, table, titles};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::windows_event::json::payload;
use crate::evidence::windows_event::message::keywords;
use crate::evidence::windows_event::xml::EventXml;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// Columns by which it is known.
const WANTED: &[&str] = &["EventRecordId", "TimeCreated", "EventId", "Provider", "Payload"];

/// The format.
#[derive(Debug)]
pub struct EvtxECmd;

impl Format for EvtxECmd {
    fn key(&self) -> &'static str {
        "evtxecmd"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let ours = has_all(&titles(head.text), WANTED);
        ours.then_some(Recognised { certainty: 95, why: "why-evtxecmd-titles" })
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
    let get = |name: &str| row.get(&[name]).to_owned();
    let written = get("TimeCreated");
    let time = match written.ends_with('Z') {
        true => written.replace(' ', "T"),
        false => format!("{}Z", written.replace(' ', "T")),
    };
    let payload_text = get("Payload");
    let data = match payload_text.trim() {
        "" => Vec::new(),
        text => parted(payload(text).ok_or_else(|| Fault::Record("the payload is no JSON".to_owned()))?),
    };
    let system = [
        ("EventID", get("EventId")),
        ("TimeCreated/@SystemTime", time),
        ("Provider/@Name", get("Provider")),
        ("EventRecordID", get("EventRecordId")),
        ("Computer", get("Computer")),
        ("Keywords", keywords(&[&get("Keywords")]).to_string()),
    ];
    let event = EventXml {
        system: system.into_iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| (n.to_owned(), v)).collect(),
        data,
        is_odd: false,
    };
    event.record(row.place.byte, &mut reading.recorder).map_err(Fault::Record)
}

/// Strings without names come as one text, joined by `, `.
fn parted(data: Vec<(Option<String>, String)>) -> Vec<(Option<String>, String)> {
    match data.as_slice() {
        [(None, joined)] => joined.split(", ").map(|text| (None, text.to_owned())).collect(),
        _ => data,
    }
}

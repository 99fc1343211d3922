//! `evtx_dump` as JSON: one object a line, or printed over lines behind `Record N`, or an array of them.
//!
//! The objects have the parts of the event's XML, so an event gives the same row as out of its log.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::printed::{Reading, raw_block};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::blocks::Block;
use crate::evidence::source::Source;
use crate::evidence::windows_event::json::parse;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// The format.
#[derive(Debug)]
pub struct EvtxDump;

impl Format for EvtxDump {
    fn key(&self) -> &'static str {
        "evtx-dump"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let start = head.text.trim_start_matches('\u{feff}').trim_start();
        if !(start.starts_with(['{', '[']) || start.starts_with("Record")) {
            return None;
        }
        let plain: String = head.text.chars().filter(|c| !c.is_whitespace()).take(40_000).collect();
        let ours = plain.contains("{\"Event\":{") && plain.contains("\"System\":{");
        ours.then_some(Recognised { certainty: 90, why: "why-evtx-dump-names" })
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

/// A line at whose first column an object begins; printed objects indent all that is in them.
fn begins(line: &str) -> bool {
    line.trim_start_matches(['[', '\u{feff}']).starts_with('{')
}

fn take(reading: &mut Reading<'_>, block: &Block) -> Result<UtcTime, Fault> {
    let text = block.text.trim_start_matches(['[', '\u{feff}']);
    // Behind the object may stand the comma or end of an array, and the number of the next record.
    let end = text.rfind('}').map_or(text.len(), |at| at + 1);
    let fault = |why: String| if block.unfinished { Fault::CutShort } else { Fault::Record(why) };
    let event = parse(text.get(..end).unwrap_or("")).map_err(fault)?;
    event.record(block.place.byte, &mut reading.recorder).map_err(Fault::Record)
}

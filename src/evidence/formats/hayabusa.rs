//! Hayabusa's timelines, CSV and JSON: alerts, not events.
//!
//! A rule that matched says what its author thought; the event itself is elsewhere. So each alert is an
//! action with the rule's title and details, never an authentication, and events are not counted.

use crate::evidence::dump::{has_all, names, serialisation};
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask::mask;
use crate::evidence::printed::{Reading, raw_row, skip_to, table, titles};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::json;
use crate::evidence::shapes::lines::decode;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::windows_event::message::one_line;
use crate::evidence::windows_event::parse_number;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Action, Deed};
use crate::model::time::UtcTime;
use crate::task::Task;
use serde_json::{Map, Value};

/// Fields that all of its profiles have.
const WANTED: &[&str] = &["Timestamp", "RuleTitle", "Level", "Computer", "EventID"];
/// Longest detail that is kept, in characters.
const MAX_DETAIL: usize = 2_000;

/// The format.
#[derive(Debug)]
pub struct Hayabusa;

impl Format for Hayabusa {
    fn key(&self) -> &'static str {
        "hayabusa"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let names = match json::looks_like(head.text) {
            true => names(head, serialisation(head.text)?),
            false => titles(head.text),
        };
        has_all(&names, WANTED).then_some(Recognised { certainty: 90, why: "why-hayabusa-fields" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let is_json = json::looks_like(&decode(source.head()?).0);
        let mut reading = Reading::new(source, out)?;
        let mut each = |item| reading.item(item, take);
        let end = if is_json { json::read(source, task, &mut each) } else { table(source, task, &mut each) };
        if reading.recorder.out.balance.read > 0 {
            reading.recorder.out.warn(Place::FILE, Fault::Note("note-alerts-not-events"));
        }
        reading.finish(end, task)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let at_start = source.position() == 0 && json::looks_like(&decode(source.head()?).0);
        if at_start {
            return crate::evidence::dump::raw(source, place);
        }
        skip_to(source, place)?;
        match json::looks_like(&decode(source.head()?).0) {
            true => crate::evidence::raw_line(source, place, &crate::evidence::hints::Hints::default()),
            false => raw_row(source, place),
        }
    }
}

fn take(reading: &mut Reading<'_>, alert: &Object) -> Result<UtcTime, Fault> {
    let get = |names: &[&str]| alert.get(names);
    let title = get(&["RuleTitle"]);
    if title.is_empty() {
        return Err(Fault::Record("no rule".to_owned()));
    }
    let time = reading.dates.tell(get(&["Timestamp"]), &reading.hints, alert.place, reading.recorder.out);
    let parts = [title, get(&["Level"]), get(&["Details"]), get(&["ExtraFieldInfo"])];
    let stated =
        parts.iter().map(|part| one_line(&plain(part))).filter(|part| !part.is_empty() && part != "-");
    let detail: String = stated.collect::<Vec<_>>().join(" ¦ ").chars().take(MAX_DETAIL).collect();
    let out = &mut *reading.recorder.out;
    let row = Action {
        time,
        source: out.source,
        place: alert.place,
        event_id: parse_number(get(&["EventID"])).and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
        deed: Deed::Alert,
        detail: out.intern(&mask(&detail)),
        server: out.intern(get(&["Computer"]).trim()),
        ..Action::default()
    };
    out.tables.actions.push(row);
    Ok(time)
}

/// Details that JSON keeps as an object, as CSV writes them: `TgtUser: scanner ¦ SrcIP: -`.
fn plain(text: &str) -> String {
    match serde_json::from_str::<Map<String, Value>>(text) {
        Ok(map) => {
            map.iter().map(|(name, value)| format!("{name}: {}", word(value))).collect::<Vec<_>>().join(" ¦ ")
        }
        Err(_) => text.to_owned(),
    }
}

fn word(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

//! Events as PowerShell objects: `Get-WinEvent` or `Get-EventLog`, out of `Export-Csv`, `Export-Clixml`,
//! `ConvertTo-Json` or `Format-List`.
//!
//! Strings are taken where a list of them was kept (`ReplacementStrings`), else the message is read. CSV
//! loses them, and often the accents too. Times state their offset in CLIXML and JSON, not in CSV.

use crate::evidence::dump::{Serialisation, has_all, names, serialisation};
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask::mask;
use crate::evidence::printed::{Reading, raw_row, skip_to, table, titles};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::decode;
use crate::evidence::shapes::object::{Item, Object};
use crate::evidence::shapes::{clixml, format_list, json};
use crate::evidence::source::Source;
use crate::evidence::windows_event::message::{AUDITS, Printed, audit_of_type, keywords};
use crate::evidence::windows_event::parse_number;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::{Place, Unit};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::task::Task;

/// Properties by which `Get-WinEvent` is known.
const WIN_EVENT: &[&str] = &["Id", "ProviderName", "TimeCreated"];
/// Properties by which `Get-EventLog` is known.
const EVENT_LOG: &[&str] = &["EntryType", "Source", "TimeGenerated"];
/// What must be left of either where only some properties were selected.
const SELECTED: [&[&str]; 3] =
    [&["TimeCreated", "TimeGenerated"], &["Id", "EventID", "InstanceId"], &["Message"]];
/// Column that Log Parser has and PowerShell has not.
const LOG_PARSER: &str = "SourceName";
/// Names of a printed list that recognition looks at.
const MAX_NAMES: usize = 400;

/// The format.
#[derive(Debug)]
pub struct EventObjects;

impl Format for EventObjects {
    fn key(&self) -> &'static str {
        "event-objects"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let kind = kind_of(head.text)?;
        let names = if kind == Serialisation::Csv { titles(head.text) } else { names(head, kind) };
        let certainty = if is_whole(&names) { 90 } else { 70 };
        is_ours(&names).then_some(Recognised { certainty, why: "why-event-objects-names" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let head = decode(source.head()?).0;
        let mut reading = Reading::new(source, out)?;
        let end = walk(&head, source, task, &mut |item| reading.item(item, take));
        reading.finish(end, task)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        if place.unit == Unit::Line {
            skip_to(source, place)?;
        }
        let head = decode(source.head()?).0;
        if place.unit == Unit::Line && !json::looks_like(&head) {
            return raw_row(source, place);
        }
        let mut found = None;
        walk(&head, source, &Task::detached(), &mut |item| match item {
            // Lines were skipped, so the first is the one.
            Item::Object(object) => {
                let is_it = place.unit == Unit::Line || object.place.number == place.number;
                found = found.take().or(is_it.then_some(object));
            }
            Item::Damaged(..) | Item::Warned(..) => {}
        })?;
        found.map(|object| shown(&object)).ok_or(ReadError::NothingReadable)
    }
}

fn shown(object: &Object) -> RawRecord {
    let safe = |text: &str| SafeText::new(&mask(text));
    let lines: Vec<String> = object.fields.iter().map(|(name, value)| format!("{name} : {value}")).collect();
    RawRecord {
        text: SafeText::lines(&mask(&lines.join("\n"))),
        fields: object.fields.iter().map(|(name, value)| (safe(name), safe(value))).collect(),
        after: Vec::new(),
    }
}

/// A message in CSV looks like a printed list, so titles decide before all else.
fn kind_of(text: &str) -> Option<Serialisation> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if start.starts_with(['<', '[', '{']) {
        return serialisation(text);
    }
    let listed = || format_list::names(text).take(MAX_NAMES).collect::<Vec<_>>();
    match is_ours(&titles(text)) {
        true => Some(Serialisation::Csv),
        false => is_ours(&listed()).then_some(Serialisation::List),
    }
}

fn is_ours(names: &[String]) -> bool {
    is_whole(names) || is_selected(names)
}

fn is_whole(names: &[String]) -> bool {
    has_all(names, WIN_EVENT) || has_all(names, EVENT_LOG)
}

fn is_selected(names: &[String]) -> bool {
    let has = |name: &&str| has_all(names, &[name]);
    SELECTED.iter().all(|any_of| any_of.iter().any(has)) && !has(&LOG_PARSER)
}

fn walk(head: &str, source: &mut Source, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
    match kind_of(head) {
        Some(Serialisation::Clixml) => clixml::read(source, task, each),
        Some(Serialisation::Json) => json::read(source, task, each),
        Some(Serialisation::List) => format_list::read(source, task, each),
        _ => table(source, task, each),
    }
}

fn take(reading: &mut Reading<'_>, object: &Object) -> Result<UtcTime, Fault> {
    let get = |names: &[&str]| object.get(names);
    let event_id = parse_number(get(&["EventID", "Id", "InstanceId"]));
    let event_id = event_id.ok_or_else(|| Fault::Record("no event id".to_owned()))?;
    let time = reading.time(get(&["TimeCreated", "TimeGenerated", "TimeWritten"]), object.place);
    let printed = Printed {
        place: object.place,
        time,
        source: get(&["ProviderName", "Source", "LogName"]),
        event_id,
        computer: get(&["MachineName"]),
        keywords: keywords_of(object),
        message: get(&["Message"]),
    };
    let strings = get(&["ReplacementStrings"]);
    let kept: Vec<&str> = strings.split(';').collect();
    // A printed list shows the first strings in braces, and not all of them.
    let has_strings = !strings.is_empty() && !is_type_name(strings) && !strings.starts_with('{');
    if !has_strings || !reading.printer.strings(&mut reading.recorder, &printed, &kept) {
        reading.printer.message(&mut reading.recorder, &printed);
    }
    Ok(time)
}

fn keywords_of(object: &Object) -> u64 {
    let entry = object.get(&["EntryType"]);
    let by_type = audit_of_type(entry);
    if by_type != 0 {
        return by_type;
    }
    let words = [object.get(&["Keywords"]), object.get(&["KeywordsDisplayNames"])];
    let known = keywords(&words);
    let is_audit = known & (AUDITS[0] | AUDITS[1]) != 0;
    if is_audit || parse_number(entry).is_some() { known } else { keywords(&[entry, words[1]]) }
}

fn is_type_name(text: &str) -> bool {
    text.starts_with("System.") && !text.contains(' ')
}

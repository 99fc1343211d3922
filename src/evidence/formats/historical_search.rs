//! Historical search of Exchange Online (`Start-HistoricalSearch`, "enhanced summary" and "extended report"):
//! one row a message with all recipients, or the tracking log's own columns.
//!
//! All times are UTC. `original_client_ip` may be a server that handed the message on, and that is told.
//!
//! Source: queue-exports.md section 5.

use crate::evidence::dates::DateReader;
use crate::evidence::dump;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::tracking::{Column, NAMES, NO_MECHANISM, Tracker, address, size};
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::MailEvent;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::task::Task;
use chrono_tz::Tz;

/// Recipients kept of a message.
const MAX_RECIPIENTS: usize = 10_000;
/// Longest list of statuses kept, in characters.
const MAX_STATUS: usize = 4096;

/// The format.
#[derive(Debug)]
pub struct HistoricalSearch;

impl Format for HistoricalSearch {
    fn key(&self) -> &'static str {
        "historical-search"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let names = dump::names(head, dump::serialisation(head.text)?);
        let why = match () {
            () if dump::has_all(&names, &["origin_timestamp_utc", "recipient_status"]) => {
                "why-historical-summary"
            }
            () if dump::has_all(&names, &["date_time_utc", "event_id", "message_id"]) => {
                "why-historical-extended"
            }
            () => return None,
        };
        Some(Recognised { certainty: 80, why })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut hints = source.hints.clone();
        (hints.zone, hints.zone_basis) = (Some(Tz::UTC), ZoneBasis::Set);
        let (mut dates, mut tracker) = (DateReader::default(), Tracker::default());
        let mut told = false;
        let result = dump::harvest(source, out, task, &mut |object, out| {
            let text = object.get(&["origin_timestamp_utc", "date_time_utc"]);
            let time = dates.tell(text, &hints, object.place, out);
            let event = if object.has("event_id") {
                let get = |column| value(object, column);
                tracker.event(&get, time, object.place, out)
            } else {
                summary(object, time, out)
            };
            if event.original_address.is_some() && !std::mem::replace(&mut told, true) {
                out.warn(object.place, Fault::Note("note-historical-client-ip"));
            }
            out.tables.mail.push(event);
            Span::grow(&mut out.span, time);
            true
        });
        (out.zone, out.zone_basis) = (None, ZoneBasis::Stated);
        out.covered = out.span.into_iter().collect();
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        dump::raw(source, place)
    }
}

fn value(object: &Object, column: Column) -> &str {
    NAMES.get(column as usize).map_or("", |name| object.get(&[name]))
}

/// A message with `addr##status;addr##status`.
fn summary(object: &Object, time: UtcTime, out: &mut Harvest) -> MailEvent {
    let listed = object.get(&["recipient_status"]);
    let pairs = listed.split(';').map(|p| p.split_once("##").unwrap_or((p, "")));
    let pairs: Vec<_> = pairs.filter(|(a, _)| !a.trim().is_empty()).take(MAX_RECIPIENTS).collect();
    let symbols: Vec<Symbol> = pairs.iter().map(|(a, _)| out.text.intern(a.trim())).collect();
    let statuses = pairs.iter().map(|(_, s)| s.trim()).collect::<Vec<_>>().join(";");
    let statuses: String = statuses.chars().take(MAX_STATUS).collect();
    let original_address = address(object.get(&["original_client_ip"]), out);
    let status = out.text.intern(&statuses);
    let mut text = |name: &str| out.text.intern(object.get(&[name]));
    MailEvent {
        time,
        place: object.place,
        status,
        sender: text("sender_address"),
        subject: text("message_subject"),
        message_id: text("message_id"),
        network_id: text("network_message_id"),
        connector: text("connector_id"),
        size: size(object.get(&["total_bytes"])),
        original_address,
        mechanism: NO_MECHANISM,
        source: out.source,
        n_recipients: u32::try_from(symbols.len()).unwrap_or(u32::MAX),
        recipients: Texts(Run::push(&mut out.tables.texts, symbols)),
        ..MailEvent::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_and_their_statuses_are_told_apart() {
        let text = "origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,network_message_id,original_client_ip\n\
            2025-11-03T02:14:55.1200000Z,a@example.com,b@example.net##Receive, Send;c@example.net##Fail,s,4306,<a>,0f,203.0.113.9\n";
        let text = text.replace(
            "b@example.net##Receive, Send;c@example.net##Fail",
            "\"b@example.net##Receive, Send;c@example.net##Fail\"",
        );
        let mut source = Source::of_bytes("x", text.into_bytes());
        let mut out = Harvest::default();
        HistoricalSearch.read(&mut source, &mut out, &Task::detached()).unwrap();
        let row = out.tables.mail.row(0);
        assert_eq!((row.n_recipients, out.text.get(row.status)), (2, "Receive, Send;Fail"));
        assert_eq!(out.text.get(row.original_address), "203.0.113.9");
    }
}

//! `wmic … get /format:csv` of the queue classes of Exchange 2000/2003: links, their queues, their messages.
//!
//! What the console calls a queue is a link in WMI; its queues are parts of it. Values are not quoted, so a
//! comma in a text makes a row too long: it is joined again where only one text can have held it, else the
//! row is damaged.
//!
//! Source: queue-exports.md section 1.3 (classes documented, the layout from field knowledge).

use crate::evidence::dates::DateReader;
use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Line, Lines, MAX_LINE};
use crate::evidence::source::Source;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage, QueueReading, QueueSample};
use crate::model::time::{Span, UtcTime};
use crate::task::Task;

/// Columns that may hold a comma.
const TEXTS: [&str; 7] =
    ["Subject", "Recipients", "Sender", "LinkName", "QueueName", "ExtendedStateInfo", "Name"];
/// States by column, and by bit of `StateFlags`.
const STATES: [(&str, &str, u32); 6] = [
    ("StateActive", "Active", 0x01),
    ("StateReady", "Ready", 0x02),
    ("StateRetry", "Retry", 0x04),
    ("StateScheduled", "Scheduled", 0x08),
    ("StateRemote", "Remote", 0x10),
    ("StateFrozen", "Frozen", 0x20),
];
/// Recipients kept of one message.
const MAX_RECIPIENTS: usize = 1_000;
/// Rows between two looks at the task.
const BATCH: u64 = 1024;

/// The format.
#[derive(Debug)]
pub struct WmicCsv;

impl Format for WmicCsv {
    fn key(&self) -> &'static str {
        "wmic-csv"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let line = head.text.lines().map(str::trim).find(|l| !l.trim_matches('\u{feff}').is_empty())?;
        names_of(line).map(|_| Recognised { certainty: 93, why: "why-wmic-csv" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let hints = source.hints.clone();
        let mut lines = Lines::new(source)?;
        let mut reader = Reader { hints, names: Vec::new(), dates: DateReader::default(), told: false };
        if reader.hints.captured_by_file_time {
            out.warn(Place::FILE, Fault::Note("note-captured-by-file-time"));
        }
        while let Some(line) = lines.next_line()? {
            let text = line.text.trim();
            if text.is_empty() {
                continue;
            }
            if let Some(names) = names_of(text) {
                reader.names = names;
                continue;
            }
            out.record();
            match reader.row(&line, out) {
                Ok(time) => out.read(time),
                Err(fault) => out.damaged(line.place, fault),
            }
            if out.balance.total.is_multiple_of(BATCH) && task.is_cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
        task.set_records(out.balance.total);
        Ok(())
    }
}

/// Names of a header that is ours: `Node` first, then those of a link, a queue or a queued message.
fn names_of(line: &str) -> Option<Vec<String>> {
    let line = line.trim_start_matches('\u{feff}');
    let names: Vec<String> = line.split(',').map(|n| n.trim().to_owned()).collect();
    let has = |name: &str| names.iter().any(|n| n == name);
    let depth = has("MessageCount") || has("NumberOfMessages");
    let ours = has("LinkName") && (depth || has("Sender") || has("RecipientCount"));
    (names.first().is_some_and(|n| n == "Node") && ours).then_some(names)
}

/// Does the value fit its column, as far as the column's kind is known?
fn fits(name: &str, value: &str) -> bool {
    let digits = |v: &str| v.bytes().all(|b| b.is_ascii_digit());
    match name {
        "MessageCount" | "NumberOfMessages" | "Size" | "RecipientCount" | "StateFlags" => digits(value),
        "OldestMessage" | "NextScheduledConnection" | "Received" | "Submission" | "Expiry" => {
            value.is_empty() || cim(value).is_some()
        }
        n if n.starts_with("State") || n.starts_with("Type") || n == "GlobalStop" => {
            matches!(value, "" | "TRUE" | "FALSE")
        }
        _ => true,
    }
}

/// `20091103021455.000000-300`: local time and its offset in minutes; with its zone as other dates have it.
fn cim(text: &str) -> Option<String> {
    let part = |from: usize, to: usize| text.get(from..to).filter(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let (hour, minute, second) = (part(8, 10)?, part(10, 12)?, part(12, 14)?);
    let offset: i32 = text.get(21..)?.parse().ok()?;
    let sign = if offset < 0 { '-' } else { '+' };
    let zone = format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60);
    Some(format!("{year}-{month}-{day} {hour}:{minute}:{second}{zone}"))
}

struct Reader {
    hints: Hints,
    names: Vec<String>,
    dates: DateReader,
    told: bool,
}

/// A row by the names of its columns.
struct Fields<'a> {
    names: &'a [String],
    values: Vec<String>,
}

impl Fields<'_> {
    fn get(&self, name: &str) -> &str {
        let at = self.names.iter().position(|n| n == name);
        at.and_then(|i| self.values.get(i)).map_or("", String::as_str)
    }

    fn fit(&self) -> bool {
        self.names.iter().zip(&self.values).all(|(name, value)| fits(name, value))
    }
}

impl Reader {
    fn row(&mut self, line: &Line, out: &mut Harvest) -> Result<UtcTime, Fault> {
        if line.too_long {
            return Err(Fault::TooLong { limit: MAX_LINE });
        }
        let fields = split(line, &self.names)?;
        let server = out.text.intern(fields.get("Node"));
        out.server = out.server.or(server);
        let counted =
            ["MessageCount", "NumberOfMessages"].iter().find(|n| fields.names.iter().any(|f| f == *n));
        let Some(counted) = counted else {
            return Ok(message(&fields, &mut self.dates, &self.hints, line.place, out));
        };
        let is_part = !fields.get("QueueName").is_empty();
        if is_part && !std::mem::replace(&mut self.told, true) {
            out.warn(line.place, Fault::Note("note-wmic-parts"));
        }
        let captured = self.hints.captured_at.unwrap_or(UtcTime::UNKNOWN);
        // Links and their parts are two pictures of the same messages: a second apart, so that they are
        // not added up.
        let time = if is_part && captured != UtcTime::UNKNOWN { captured.plus_seconds(1) } else { captured };
        let n_messages = fields.get(counted).parse().map_err(|_| Fault::Record((*counted).to_owned()))?;
        let name = if is_part { "QueueName" } else { "LinkName" };
        Span::grow(&mut out.span, time);
        out.tables.queues.push(QueueSample {
            time,
            source: out.source,
            place: line.place,
            reading: QueueReading::Snapshot,
            server,
            queue: out.text.intern(fields.get(name)),
            next_hop: if is_part { out.text.intern(fields.get("LinkName")) } else { Default::default() },
            delivery_type: out.text.intern(fields.get("ProtocolName")),
            status: out.text.intern(&state_of(&fields)),
            n_messages,
            incoming: f32::NAN,
            outgoing: f32::NAN,
            last_error: out.text.intern(fields.get("ExtendedStateInfo")),
            ..QueueSample::default()
        });
        Ok(time)
    }
}

/// The values of a line; surplus pieces go to the one text that can have held them.
fn split<'a>(line: &Line, names: &'a [String]) -> Result<Fields<'a>, Fault> {
    let pieces: Vec<&str> = line.text.trim().split(',').collect();
    let (expected, found) = (names.len(), pieces.len());
    let fault = if line.unfinished { Fault::CutShort } else { Fault::Fields { expected, found } };
    let Some(surplus) = found.checked_sub(expected).filter(|_| expected > 0) else {
        return Err(fault);
    };
    let owned = || pieces.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();
    if surplus == 0 {
        return Ok(Fields { names, values: owned() });
    }
    let texts = names.iter().enumerate().filter(|(_, n)| TEXTS.contains(&n.as_str()));
    let joined = texts.filter_map(|(at, _)| {
        let mut values = owned();
        let text = values.get(at..=at + surplus)?.join(",");
        values.splice(at..=at + surplus, [text]);
        Some(Fields { names, values }).filter(Fields::fit)
    });
    let mut ways: Vec<Fields<'_>> = joined.collect();
    match (ways.pop(), ways.is_empty()) {
        (Some(only), true) => Ok(only),
        _ => Err(fault),
    }
}

fn state_of(fields: &Fields<'_>) -> String {
    let flags: u32 = fields.get("StateFlags").parse().unwrap_or(0);
    let is = |(column, _, bit): &&(&str, &str, u32)| fields.get(column) == "TRUE" || flags & bit != 0;
    STATES.iter().filter(is).map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ")
}

fn message(
    fields: &Fields<'_>,
    dates: &mut DateReader,
    hints: &Hints,
    place: Place,
    out: &mut Harvest,
) -> UtcTime {
    let stated = ["Received", "Submission"].map(|n| fields.get(n)).into_iter().find(|v| !v.is_empty());
    let stamp = stated.map(|v| cim(v).unwrap_or_else(|| v.to_owned())).unwrap_or_default();
    let time = dates.tell(&stamp, hints, place, out);
    let sender = fields.get("Sender");
    let listed = fields.get("Recipients").trim_matches(['{', '}']).split([';', ',']).map(str::trim);
    let listed: Vec<_> =
        listed.filter(|r| !r.is_empty()).take(MAX_RECIPIENTS).map(|r| out.text.intern(r)).collect();
    let n = u32::try_from(listed.len()).unwrap_or(u32::MAX);
    let recipients = Texts(Run::push(&mut out.tables.texts, listed));
    let mut text = |name| out.text.intern(fields.get(name));
    let held = HeldMessage {
        time,
        source: out.source,
        place,
        held: Held::Queued,
        server: text("Node"),
        queue: text("LinkName"),
        reverse_path: text("Sender"),
        recipients,
        n_recipients: fields.get("RecipientCount").parse().unwrap_or(n),
        subject: text("Subject"),
        message_id: text("MessageId"),
        status: text("State"),
        scl: i8::MIN as u8,
        size: fields.get("Size").parse().unwrap_or(0),
        is_report: sender == "<>",
        ..HeldMessage::default()
    };
    out.tables.held.push(held);
    time
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_wmi_has_its_offset_in_minutes() {
        assert_eq!(cim("20091103021455.000000-300").unwrap(), "2009-11-03 02:14:55-05:00");
        assert_eq!(cim("20091103021455.000000+060").unwrap(), "2009-11-03 02:14:55+01:00");
        assert_eq!(cim("**************.000000+060"), None);
    }

    #[test]
    fn a_comma_is_given_back_to_the_one_text_that_can_have_held_it() {
        let names = names_of("Node,LinkName,RecipientCount,Sender,Size,Subject").unwrap();
        let line = |text: &str| Line { text: text.to_owned(), ..Line::default() };
        let found = split(&line("EX1,example.net,2,a@example.net,99,Win, big"), &names).unwrap();
        assert_eq!(found.get("Subject"), "Win, big");
        let two = names_of("Node,LinkName,RecipientCount,Sender,Subject").unwrap();
        assert!(split(&line("EX1,example.net,2,a@example.net,Win, big"), &two).is_err());
    }
}

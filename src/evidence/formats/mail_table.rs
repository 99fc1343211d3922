//! A table of mail that no format of its own describes: CSV or JSON whose column names say what they hold.
//!
//! Exports of traces, reports and filters differ in their names and agree in what they tell: when, from
//! whom, to whom, from where. It needs a time and something of a message, and takes no dump of queues,
//! messages or domains. A row whose time cannot be read is kept off the time axis.

mod columns;
mod rows;

use crate::evidence::dates::DateReader;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::json;
use crate::evidence::shapes::object::Item;
use crate::evidence::source::Source;
use crate::model::address::parse_address;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{MailEvent, MailStep};
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::{UtcTime, ZoneBasis};
use crate::task::Task;
use chrono_tz::Tz;
use columns::{Column, Layout};
use rows::{Met, Record};
use std::io;

/// Longest text of a field that is kept, in characters.
const MAX_TEXT: usize = 4096;
/// Most recipients of a row that are kept.
const MAX_RECIPIENTS: usize = 10_000;
/// Rows between two looks at the task.
const BATCH: u64 = 1024;
/// `message-info` names no mechanism.
const NO_MECHANISM: u8 = 0xFF;

/// The format.
#[derive(Debug)]
pub struct MailTable;

impl Format for MailTable {
    fn key(&self) -> &'static str {
        "mail-table"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let why = if json::looks_like(head.text) { "why-mail-table-names" } else { "why-mail-table-columns" };
        let names = rows::first_names(head.text)?;
        Layout::of(&names).is_mail(&names).then_some(Recognised { certainty: 30, why })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader::prepare(source, task)?;
        let mut last = 0;
        rows::each(source, task, &mut |met| {
            reader.take(met, out);
            if out.balance.total >= last + BATCH {
                last = out.balance.total;
                task.set_records(last);
            }
            !task.is_cancelled()
        })?;
        task.set_records(out.balance.total);
        if reader.utc {
            (out.zone, out.zone_basis) = (None, ZoneBasis::Stated);
        }
        out.covered = out.span.into_iter().collect();
        match () {
            () if task.is_cancelled() => Err(ReadError::Cancelled),
            () if out.balance.total > 0 && out.balance.read == 0 => Err(ReadError::NothingReadable),
            () => Ok(()),
        }
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let ahead = place.byte.saturating_sub(source.position());
        io::copy(&mut io::Read::take(&mut *source, ahead), &mut io::sink())?;
        if source.head()?.iter().find(|b| **b != 0) != Some(&b'{') {
            return crate::evidence::raw_line(source, place, &Hints::default());
        }
        let task = Task::detached();
        match json::Reader::new(source, &task)?.next_item()? {
            Some(Item::Object(object)) => Ok(raw_object(&object.fields)),
            _ => Err(ReadError::NothingReadable),
        }
    }
}

fn raw_object(fields: &[(String, String)]) -> RawRecord {
    let masked = |(name, value): &(String, String)| {
        // A secret is known by the name before it.
        let line = mask::mask(&format!("{name}: {value}"));
        let value = line.get(name.len() + 2..).unwrap_or_default();
        (SafeText::new(name), SafeText::new(value))
    };
    let lines: Vec<_> = fields.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    RawRecord {
        text: SafeText::lines(&mask::mask(&lines.join("\n"))),
        fields: fields.iter().map(masked).collect(),
        after: Vec::new(),
    }
}

/// Turns rows into events.
struct Reader {
    hints: Hints,
    dates: DateReader,
    /// The name of the time column says that it is UTC.
    utc: bool,
}

impl Reader {
    /// Learns from the beginning of the source how its dates are written.
    fn prepare(source: &mut Source, task: &Task) -> Result<Self, ReadError> {
        let mut reader = Self { hints: source.hints.clone(), dates: DateReader::default(), utc: false };
        let mut head = Source::of_bytes("", source.head()?.to_vec());
        rows::each(&mut head, task, &mut |met| {
            if let Met::Row(record) = met {
                reader.utc |= record.utc;
                reader.dates.learn(record.get(Column::Time));
            }
            true
        })?;
        if reader.utc {
            (reader.hints.zone, reader.hints.zone_basis) = (Some(Tz::UTC), ZoneBasis::Set);
        }
        Ok(reader)
    }

    fn take(&mut self, met: Met<'_>, out: &mut Harvest) {
        match met {
            Met::Row(record) => {
                out.record();
                let time = self.time(&record, out);
                let event = event(&record, time, out);
                out.tables.mail.push(event);
                out.read(time);
            }
            Met::Damaged(place, fault) => {
                out.record();
                out.damaged(place, fault);
            }
            Met::Warned(place, fault) => out.warn(place, fault),
        }
    }

    fn time(&mut self, record: &Record<'_>, out: &mut Harvest) -> UtcTime {
        let text = record.get(Column::Time);
        if text.trim().is_empty() {
            out.warn(record.place, Fault::Time(String::new()));
        }
        self.dates.tell(text, &self.hints, record.place, out)
    }
}

fn event(record: &Record<'_>, time: UtcTime, out: &mut Harvest) -> MailEvent {
    let recipients = recipients(record.get(Column::Recipient), out);
    let event = record.first_of(&[Column::Event, Column::Status]);
    let status = record.first_of(&[Column::Status, Column::Message]);
    let mut text = |text: &str| out.text.intern(&short(text));
    MailEvent {
        time,
        place: record.place,
        step: step_of(event),
        event: text(event),
        status: text(&mask::mask(&short(status))),
        subject: text(&mask::mask(&short(record.get(Column::Subject)))),
        sender: text(record.get(Column::Sender)),
        reverse_path: text(record.get(Column::ReturnPath)),
        message_id: text(record.get(Column::MessageId)),
        network_id: text(record.get(Column::NetworkId)),
        connector: text(record.get(Column::Connector)),
        size: size(record.get(Column::Size)),
        address: address(record.get(Column::Client), out),
        original_address: address(record.get(Column::OriginalClient), out),
        n_recipients: recipients.0.len,
        recipients,
        mechanism: NO_MECHANISM,
        source: out.source,
        ..MailEvent::default()
    }
}

/// The text up to [`MAX_TEXT`]; nothing where PowerShell wrote the type of a list in place of the list.
fn short(text: &str) -> String {
    let text = text.trim();
    let type_name = ["System.", "Microsoft.Exchange."].iter().any(|t| text.starts_with(t));
    let kept = if type_name && !text.contains(' ') { 0 } else { MAX_TEXT };
    text.chars().take(kept).collect()
}

fn recipients(text: &str, out: &mut Harvest) -> Texts {
    let listed = text.split([';', ',']).map(short).filter(|r| !r.is_empty());
    let pool = &mut out.text;
    let symbols = listed.take(MAX_RECIPIENTS).map(|r| pool.intern(&r));
    Texts(Run::push(&mut out.tables.texts, symbols))
}

fn address(text: &str, out: &mut Harvest) -> Symbol {
    parse_address(text).map_or(Symbol::NONE, |ip| out.text.intern(&ip.to_string()))
}

fn size(text: &str) -> u32 {
    let bytes = text.trim().parse::<u64>();
    bytes.map_or(0, |n| u32::try_from(n).unwrap_or(u32::MAX))
}

fn step_of(event: &str) -> MailStep {
    match event.trim().to_ascii_uppercase().as_str() {
        "RECEIVE" => MailStep::Receive,
        "SEND" => MailStep::Send,
        "DELIVER" => MailStep::Deliver,
        "FAIL" => MailStep::Fail,
        "DEFER" => MailStep::Defer,
        _ => MailStep::Other,
    }
}

#[cfg(test)]
mod tests;

//! Entries of the queue in either form.

use crate::evidence::mta::queue::Entry;
use crate::evidence::shapes::syslog::{self, Stamp};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::rows::HeldMessage;
use crate::model::time::UtcTime;
use serde_json::Value;

/// A line of the printed form.
pub(super) enum Printed<'a> {
    Header,
    Empty,
    Begin(Begin<'a>),
    Reason(&'a str),
    Recipient(&'a str),
    Other,
}

/// The first line of an entry.
pub(super) struct Begin<'a> {
    pub state: &'static str,
    pub size: u32,
    pub stamp: Stamp<'a>,
    pub sender: &'a str,
}

pub(super) fn is_header(line: &str) -> bool {
    line.starts_with("-Queue ID-") && line.contains("Arrival Time")
}

/// What a line of the printed form is.
pub(super) fn printed(line: &str) -> Printed<'_> {
    let text = line.trim();
    match () {
        () if is_header(text) || (text.starts_with("-- ") && text.contains(" in ")) => Printed::Header,
        () if text == super::EMPTY => Printed::Empty,
        () if text.starts_with('(') => Printed::Reason(text.trim_start_matches('(').trim_end_matches(')')),
        () if line.starts_with([' ', '\t']) && !text.contains(' ') => Printed::Recipient(text),
        () => begin(line).map_or(Printed::Other, Printed::Begin),
    }
}

/// `3F373F5418*    5794 Mon Nov  3 03:14:55  news@shop.example`
fn begin(line: &str) -> Option<Begin<'_>> {
    let (id, rest) = syslog::word(line)?;
    let (size, rest) = syslog::word(rest)?;
    let (_weekday, rest) = syslog::word(rest)?;
    let (stamp, sender) = syslog::stamp(rest)?;
    let state = match id.chars().last()? {
        '*' => "active",
        '!' => "hold",
        _ => "deferred",
    };
    let id = id.trim_end_matches(['*', '!', '#']);
    let sound = id.len() >= 5 && id.bytes().all(|b| b.is_ascii_alphanumeric());
    let size = size.parse().ok().filter(|_| sound)?;
    Some(Begin { state, size, stamp, sender: sender.trim() })
}

/// From its first printed line.
pub(super) fn begun(begin: &Begin<'_>, time: UtcTime, place: Place, out: &mut Harvest) -> Entry {
    let row = HeldMessage { time, place, size: begin.size, ..HeldMessage::default() };
    Entry::new(begin.state, begin.state, row, out).sent_by(begin.sender, out)
}

/// From its JSON object; a missing field is not stated.
pub(super) fn listed(value: &Value, place: Place, out: &mut Harvest) -> Entry {
    let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or("");
    let arrival = value.get("arrival_time").and_then(Value::as_i64);
    let size = value.get("message_size").and_then(Value::as_u64).unwrap_or(0);
    let row = HeldMessage {
        time: arrival.map_or(UtcTime::UNKNOWN, |s| UtcTime::from_unix(s, 0)),
        place,
        size: u32::try_from(size).unwrap_or(u32::MAX),
        ..HeldMessage::default()
    };
    let queue = text("queue_name");
    let mut entry = Entry::new(queue, queue, row, out).sent_by(text("sender"), out);
    for recipient in value.get("recipients").and_then(Value::as_array).into_iter().flatten() {
        let of = |name: &str| recipient.get(name).and_then(Value::as_str).unwrap_or("");
        entry.recipient(of("address"), out);
        entry.reason(of("delay_reason"), out);
    }
    entry
}

//! Entries of the queue in either form, and the depth they add up to.

use super::captured;
use crate::evidence::mta::{keep, keep_masked};
use crate::evidence::shapes::syslog::{self, Stamp};
use crate::evidence::source::Source;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage, QueueReading, QueueSample};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use serde_json::Value;

/// Recipients of a message that are listed.
const MAX_RECIPIENTS: usize = 10_000;
/// Queues that are told apart; Postfix has six.
const MAX_QUEUES: usize = 64;
/// No spam confidence level is stated.
const NO_SCL: u8 = 0x80;

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

/// One message of the queue so far.
pub(super) struct Entry {
    row: HeldMessage,
    state: Symbol,
    recipients: Vec<Symbol>,
    n_recipients: u32,
}

impl Entry {
    /// From its first printed line.
    pub fn printed(begin: &Begin<'_>, time: UtcTime, place: Place, out: &mut Harvest) -> Self {
        let size = begin.size;
        Self::new(begin.state, begin.sender, HeldMessage { time, place, size, ..HeldMessage::default() }, out)
    }

    /// From its JSON object; a missing field is not stated.
    pub fn listed(value: &Value, place: Place, out: &mut Harvest) -> Self {
        let text = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or("");
        let arrival = value.get("arrival_time").and_then(Value::as_i64);
        let size = value.get("message_size").and_then(Value::as_u64).unwrap_or(0);
        let row = HeldMessage {
            time: arrival.map_or(UtcTime::UNKNOWN, |s| UtcTime::from_unix(s, 0)),
            place,
            size: u32::try_from(size).unwrap_or(u32::MAX),
            ..HeldMessage::default()
        };
        let mut entry = Self::new(text("queue_name"), text("sender"), row, out);
        for recipient in value.get("recipients").and_then(Value::as_array).into_iter().flatten() {
            let of = |name: &str| recipient.get(name).and_then(Value::as_str).unwrap_or("");
            entry.recipient(of("address"), out);
            entry.reason(of("delay_reason"), out);
        }
        entry
    }

    fn new(state: &str, sender: &str, row: HeldMessage, out: &mut Harvest) -> Self {
        let is_report = sender.is_empty() || sender.eq_ignore_ascii_case("MAILER-DAEMON");
        let state = keep(state, out);
        let row = HeldMessage {
            source: out.source,
            held: Held::Queued,
            queue: state,
            reverse_path: keep(if is_report { "<>" } else { sender }, out),
            status: state,
            scl: NO_SCL,
            is_report,
            ..row
        };
        Self { row, state, recipients: Vec::new(), n_recipients: 0 }
    }

    /// When it came.
    pub fn time(&self) -> UtcTime {
        self.row.time
    }

    /// Names one more recipient.
    pub fn recipient(&mut self, name: &str, out: &mut Harvest) {
        self.n_recipients = self.n_recipients.saturating_add(1);
        if self.recipients.len() < MAX_RECIPIENTS {
            self.recipients.push(keep(name, out));
        }
    }

    /// Why it waits; the first reason counts.
    pub fn reason(&mut self, reason: &str, out: &mut Harvest) {
        if self.row.last_error.is_none() {
            self.row.last_error = keep_masked(reason, out);
        }
    }
}

/// All entries, and how many wait in each queue.
pub(super) struct Listed {
    captured: UtcTime,
    /// Queue and its entries, in order of first appearance; there are half a dozen.
    depths: Vec<(Symbol, u32)>,
}

impl Listed {
    pub fn new(source: &Source, out: &mut Harvest) -> Self {
        Self { captured: captured(source, out), depths: Vec::new() }
    }

    /// Makes a row of an entry that is whole.
    pub fn take(&mut self, entry: Option<Entry>, out: &mut Harvest) {
        let Some(entry) = entry else { return };
        let has_room = self.depths.len() < MAX_QUEUES;
        match self.depths.iter_mut().find(|(queue, _)| *queue == entry.state) {
            Some((_, n)) => *n = n.saturating_add(1),
            None if has_room => self.depths.push((entry.state, 1)),
            None => {}
        }
        let recipients = Texts(Run::push(&mut out.tables.texts, entry.recipients));
        out.tables.held.push(HeldMessage { recipients, n_recipients: entry.n_recipients, ..entry.row });
    }

    /// One reading for each queue; for an empty one that nothing waits.
    pub fn close(mut self, out: &mut Harvest) {
        if self.depths.is_empty() && out.balance.total == 0 {
            self.depths.push((Symbol::NONE, 0));
        }
        for (queue, n_messages) in self.depths {
            let is_deferred = out.text.get(queue) == "deferred";
            out.tables.queues.push(QueueSample {
                time: self.captured,
                source: out.source,
                place: Place::FILE,
                reading: QueueReading::Snapshot,
                queue,
                status: queue,
                n_messages,
                n_deferred: if is_deferred { n_messages } else { 0 },
                incoming: f32::NAN,
                outgoing: f32::NAN,
                ..QueueSample::default()
            });
        }
    }
}

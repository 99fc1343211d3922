//! The transport service's own queue log (`TRANSPORTQUEUE*.LOG`, 2013 and later): queue depths by the minute.
//!
//! The layout is known from its description alone, so each file says that it is unverified. Queues below
//! the server's threshold are not written: absence means few, not none.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::Row;
use crate::evidence::shapes::csv::headed::{self, Columns, Rows};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{QueueReading, QueueSample};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;

/// All columns as described.
const COLUMNS: &str = "Timestamp,SequenceNumber,EventId,QueueIdentity,Status,DeliveryType,NextHopDomain,NextHopKey,MessageCount,DeferredMessageCount,LockedMessageCount,IncomingRate,OutgoingRate,Velocity,NextHopCategory,RiskLevel,OutboundIPPool,NextHopConnector,TlsDomain,LastError,Data,CustomData";

/// The columns that are read.
const WANTED: [&str; 13] = [
    "EventId",
    "QueueIdentity",
    "Status",
    "DeliveryType",
    "NextHopDomain",
    "MessageCount",
    "DeferredMessageCount",
    "IncomingRate",
    "OutgoingRate",
    "LastError",
    "Data",
    "QueueStatus",
    "ActiveMessageCount",
];

#[derive(Clone, Copy)]
enum Column {
    EventId,
    QueueIdentity,
    Status,
    DeliveryType,
    NextHopDomain,
    MessageCount,
    DeferredMessageCount,
    IncomingRate,
    OutgoingRate,
    LastError,
    Data,
    QueueStatus,
    ActiveMessageCount,
}

/// The format.
#[derive(Debug)]
pub struct TransportQueue;

impl Format for TransportQueue {
    fn key(&self) -> &'static str {
        "transport-queue"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let stated = headed::stated(head.text, "Log-type");
        let fields = headed::stated(head.text, "Fields").unwrap_or("");
        let ours = stated.is_some_and(|t| t.eq_ignore_ascii_case("Transport Queue Log"))
            || (fields.contains("QueueIdentity") && fields.contains("MessageCount"));
        ours.then_some(Recognised { certainty: 95, why: "why-transport-queue" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        out.warn(Place::FILE, Fault::Note("note-transport-queue-unverified"));
        headed::read(source, out, task, &mut Reader::default())
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let names: Vec<&str> = COLUMNS.split(',').collect();
        let named = |n: usize| {
            if n == names.len() { names.clone() } else { Vec::new() }
        };
        headed::raw(source, place, named, |_| None)
    }
}

#[derive(Default)]
struct Reader {
    columns: Option<Columns<13>>,
}

impl Reader {
    fn columns(&mut self) -> Columns<13> {
        let all = || Columns::named(&WANTED, &COLUMNS.split(',').collect::<Vec<_>>());
        *self.columns.get_or_insert_with(all)
    }
}

impl Rows for Reader {
    fn header(&mut self, line: &str, _: Place, _: &mut Harvest) {
        if let Some(names) = headed::field_names(line) {
            self.columns = Some(Columns::named(&WANTED, &names));
        }
    }

    fn width(&mut self, _: &Row) -> usize {
        self.columns().count
    }

    fn row(&mut self, row: &Row, time: UtcTime, out: &mut Harvest) {
        let columns = self.columns();
        let get = |column: Column| columns.get(row, column as usize);
        let sample = match get(Column::EventId) {
            "QUEUE" => one_queue(&get, out),
            "SUMMARY" => total(get(Column::Data)),
            _ => None,
        };
        if let Some(sample) = sample {
            let server = sample.server.or(out.server);
            let (source, place) = (out.source, row.place);
            out.tables.queues.push(QueueSample { time, source, place, server, ..sample });
        }
        out.read(time);
    }
}

fn one_queue<'r>(get: &impl Fn(Column) -> &'r str, out: &mut Harvest) -> Option<QueueSample> {
    let waiting = get(Column::MessageCount).parse().or_else(|_| get(Column::ActiveMessageCount).parse());
    let rate = |column| get(column).parse().unwrap_or(f32::NAN);
    let identity = get(Column::QueueIdentity);
    let server = out.text.intern(identity.split_once('\\').map_or("", |(server, _)| server));
    out.server = out.server.or(server);
    let mut text = |column| out.text.intern(get(column));
    Some(QueueSample {
        reading: QueueReading::Log,
        server,
        queue: text(Column::QueueIdentity),
        next_hop: text(Column::NextHopDomain),
        delivery_type: text(Column::DeliveryType),
        status: text(Column::Status).or(text(Column::QueueStatus)),
        n_messages: waiting.ok()?,
        n_deferred: get(Column::DeferredMessageCount).parse().unwrap_or(0),
        incoming: rate(Column::IncomingRate),
        outgoing: rate(Column::OutgoingRate),
        last_error: text(Column::LastError),
        is_shadow: identity.to_ascii_lowercase().contains("\\shadow")
            || get(Column::DeliveryType).eq_ignore_ascii_case("ShadowRedundancy"),
        ..QueueSample::default()
    })
}

/// `TotalMessageCount = 9120; PoisonMessageCount = 0`
fn total(data: &str) -> Option<QueueSample> {
    let pairs = data.split([';', ',']).filter_map(|pair| pair.split_once('='));
    let total = pairs.map(|(k, v)| (k.trim(), v.trim())).find(|(k, _)| *k == "TotalMessageCount")?;
    Some(QueueSample {
        reading: QueueReading::LogTotal,
        queue: Symbol::NONE,
        n_messages: total.1.parse().ok()?,
        incoming: f32::NAN,
        outgoing: f32::NAN,
        ..QueueSample::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queues_and_totals_become_readings() {
        let text = format!(
            "#Log-type: Transport Queue Log\n#Fields: {COLUMNS}\n\
             2025-11-03T02:15:00.000Z,1,QUEUE,EX1\\901,Retry,DnsConnectorDelivery,example.net,,1482,3,0,6.2,0.1,-6.1,External,Normal,0,137c,,451 4.7.0 Later,,\n\
             2025-11-03T02:15:00.010Z,,SUMMARY,,,,,,,,,,,,,,,,,,TotalMessageCount = 9120; PoisonMessageCount = 0,\n\
             2025-11-03T02:15:01.000Z,,START,,,,,,,,,,,,,,,,,,,\n"
        );
        let head = Head { bytes: text.as_bytes(), text: &text, whole: true };
        assert!(TransportQueue.recognise(&head).is_some());
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.into_bytes());
        TransportQueue.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert_eq!((out.balance.read, out.tables.queues.len()), (3, 2));
        let (queue, total) = (out.tables.queues.row(0), out.tables.queues.row(1));
        assert_eq!((queue.n_messages, queue.n_deferred, out.text.get(queue.server)), (1482, 3, "EX1"));
        assert_eq!((total.reading, total.n_messages), (QueueReading::LogTotal, 9120));
        assert_eq!(out.damages[0].fault, Fault::Note("note-transport-queue-unverified"));
    }
}

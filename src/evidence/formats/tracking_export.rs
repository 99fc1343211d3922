//! `Get-MessageTrackingLog` as CSV, CLIXML, JSON or a printed list: the tracking log through a cmdlet.
//!
//! CSV and lists print local times without a zone, yet `SourceContext` states some of the same moments in
//! UTC (`…;2021-01-15T21:06:01.371Z;0`). From such pairs the zone and the order of day and month are worked
//! out; without them the hints decide. Plain `Export-Csv` loses recipients, and that is told.
//!
//! Source: queue-exports.md sections 0 (trap 1) and 3.2.

use crate::evidence::dates::DateReader;
use crate::evidence::dump;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::headed::parse_stamp;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::tracking::{Column, NAMES, Tracker};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::task::Task;
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// The cmdlet stops at this many rows unless told otherwise.
const DEFAULT_RESULT_SIZE: u64 = 1_000;
/// Zones are whole quarters of an hour.
const QUARTER: i64 = 900;
/// The context is written up to this many seconds after the row's own time…
const EARLY: i64 = 60;
/// …or up to this long before it.
const LATE: i64 = 240;
/// Farthest offset from UTC, in seconds.
const MAX_OFFSET: i64 = 14 * 3600;
/// What summer time adds.
const SUMMER: i64 = 3600;

/// The format.
#[derive(Debug)]
pub struct TrackingExport;

impl Format for TrackingExport {
    fn key(&self) -> &'static str {
        "tracking-export"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let names = dump::names(head, dump::serialisation(head.text)?);
        let ours = dump::has_all(&names, &["Timestamp", "EventId", "MessageId"])
            && ["SourceContext", "InternalMessageId", "ConnectorId"]
                .iter()
                .any(|n| dump::has_all(&names, &[n]));
        ours.then_some(Recognised { certainty: 80, why: "why-tracking-export" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let hints = source.hints.clone();
        let mut reader = Reader::default();
        let result = dump::harvest(source, out, task, &mut |object, out| reader.take(object, out));
        if out.balance.read == DEFAULT_RESULT_SIZE {
            out.warn(Place::FILE, Fault::Note("note-result-size"));
        }
        reader.settle(hints, out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        dump::raw(source, place)
    }
}

#[derive(Default)]
struct Reader {
    tracker: Tracker,
    times: Vec<Written>,
    told_lost: bool,
}

/// The time of a row as written, and the moment its context states.
struct Written {
    row: usize,
    text: String,
    stated: Option<UtcTime>,
}

/// A row whose context states its moment: its wall clock, read as if it were UTC, and the offset.
#[derive(Clone, Copy)]
struct Pair {
    wall: UtcTime,
    offset: i64,
}

impl Reader {
    fn take(&mut self, object: &Object, out: &mut Harvest) -> bool {
        let get = |column: Column| value(object, column);
        let event = self.tracker.event(&get, UtcTime::UNKNOWN, object.place, out);
        let lost = event.recipients.0.len == 0 && event.n_recipients > 0;
        if lost && !std::mem::replace(&mut self.told_lost, true) {
            out.warn(object.place, Fault::Note("note-tracking-recipients-lost"));
        }
        let stated = get(Column::SourceContext).split(';').find_map(parse_stamp).filter(|s| s.zoned);
        self.times.push(Written {
            row: out.tables.mail.len(),
            text: object.get(&["Timestamp"]).to_owned(),
            stated: stated.map(|s| s.time),
        });
        out.tables.mail.push(event);
        true
    }

    /// Gives all rows their times, once all that the file says of them is known.
    fn settle(self, mut hints: Hints, out: &mut Harvest) {
        let mut dates = DateReader::default();
        self.times.iter().for_each(|w| dates.learn(&w.text));
        let (day_first, pairs) = pairs(&self.times, &dates, &hints);
        hints.day_first = hints.day_first.or(day_first);
        let wall_clock = Hints { zone: Some(Tz::UTC), ..hints.clone() };
        for written in &self.times {
            let place = out.tables.mail.row(written.row).place;
            let wall = dates.read(&written.text, &wall_clock).filter(|d| !d.zoned && d.time.is_plausible());
            let time = match wall.and_then(|d| Some(d.time.plus_seconds(-nearest(&pairs, d.time)?))) {
                Some(time) => time,
                None => dates.tell(&written.text, &hints, place, out),
            };
            Span::grow(&mut out.span, time);
            if let Some(slot) = out.tables.mail.time.get_mut(written.row) {
                *slot = time;
            }
        }
        tell_zone(&pairs, out);
        out.covered = out.span.into_iter().collect();
    }
}

fn value(object: &Object, column: Column) -> &str {
    match column {
        Column::RecipientAddress => object.get(&["Recipients", "recipient-address"]),
        Column::SenderAddress => object.get(&["Sender", "sender-address"]),
        Column::CustomData => object.get(&["EventData", "custom-data"]),
        other => NAMES.get(other as usize).map_or("", |name| object.get(&[name])),
    }
}

/// The order of day and month that the contexts confirm, and the pairs by wall clock that agree.
fn pairs(times: &[Written], dates: &DateReader, hints: &Hints) -> (Option<bool>, Vec<Pair>) {
    let of = |day_first: Option<bool>| {
        let hints = Hints { zone: Some(Tz::UTC), day_first, ..hints.clone() };
        let pair = |w: &Written| {
            let wall = dates.read(&w.text, &hints).filter(|d| !d.zoned)?.time;
            Some(Pair { wall, offset: offset(wall, w.stated?)? })
        };
        agreeing(times.iter().filter_map(pair).collect())
    };
    if hints.day_first.is_some() {
        return (hints.day_first, of(hints.day_first));
    }
    let (day, month) = (of(Some(true)), of(Some(false)));
    match day.len().cmp(&month.len()) {
        std::cmp::Ordering::Greater => (Some(true), day),
        std::cmp::Ordering::Less => (Some(false), month),
        std::cmp::Ordering::Equal => (None, day),
    }
}

/// Seconds that a wall clock is ahead of UTC, if the two can be one moment.
fn offset(wall: UtcTime, utc: UtcTime) -> Option<i64> {
    let ahead = wall.seconds_since(utc);
    let offset = (ahead + EARLY).div_euclid(QUARTER) * QUARTER;
    (ahead - offset <= LATE && offset.abs() <= MAX_OFFSET).then_some(offset)
}

/// The pairs of the most frequent offset and of its summer or winter, by wall clock; others are chance.
fn agreeing(mut pairs: Vec<Pair>) -> Vec<Pair> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    pairs.iter().for_each(|p| *counts.entry(p.offset).or_default() += 1);
    let top = counts.iter().max_by_key(|(offset, n)| (**n, -offset.abs()));
    let Some((top, most)) = top.map(|(o, n)| (*o, *n)) else {
        return Vec::new();
    };
    let other = |o: i64| counts.get(&o).copied().unwrap_or(0);
    let second = [top - SUMMER, top + SUMMER]
        .into_iter()
        .max_by_key(|o| other(*o))
        .filter(|o| other(*o) >= 2 && other(*o) * 20 >= most);
    pairs.retain(|p| p.offset == top || Some(p.offset) == second);
    pairs.sort_by_key(|p| p.wall);
    pairs
}

/// The offset of the pair nearest to a wall clock.
fn nearest(pairs: &[Pair], wall: UtcTime) -> Option<i64> {
    let at = pairs.partition_point(|p| p.wall < wall);
    let around = [at.checked_sub(1).and_then(|i| pairs.get(i)), pairs.get(at)];
    let near = around.into_iter().flatten().min_by_key(|p| p.wall.seconds_since(wall).abs());
    near.map(|p| p.offset)
}

fn tell_zone(pairs: &[Pair], out: &mut Harvest) {
    let mut offsets: Vec<i64> = pairs.iter().map(|p| p.offset).collect();
    offsets.sort_unstable();
    offsets.dedup();
    if offsets.is_empty() {
        return;
    }
    out.zone = Some(offsets.into_iter().map(zone_name).collect::<Vec<_>>().join(", "));
    out.zone_basis = ZoneBasis::Derived;
    out.warn(Place::FILE, Fault::Note("note-zone-derived"));
}

/// `UTC+01:00`
fn zone_name(offset: i64) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.abs() / 60;
    format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "Timestamp,SourceContext,EventId,Source,InternalMessageId,MessageId,Recipients,RecipientCount,Sender,ServerHostname\n";

    fn read(rows: &str) -> Harvest {
        let text = format!("{HEADER}{rows}");
        let head = Head { bytes: text.as_bytes(), text: &text, whole: true };
        assert!(TrackingExport.recognise(&head).is_some());
        let mut source = Source::of_bytes("x", text.into_bytes());
        source.hints = Hints { zone: Some(chrono_tz::Asia::Tokyo), ..Hints::default() };
        let mut out = Harvest::default();
        TrackingExport.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    fn times(out: &Harvest) -> Vec<String> {
        out.tables.mail.time.iter().map(|t| t.rfc3339()).collect()
    }

    #[test]
    fn the_zone_and_the_order_come_out_of_the_contexts() {
        let out = read(
            "03/11/2025 03:15:01,08DE;2025-11-03T02:14:54.900Z;0,RECEIVE,SMTP,1,<a>,a@example.net,1,x@example.com,EX1\n\
             03/11/2025 03:20:00,,SEND,SMTP,1,<a>,a@example.net,1,x@example.com,EX1\n",
        );
        assert_eq!(times(&out), ["2025-11-03T02:15:01Z", "2025-11-03T02:20:00Z"]);
        assert_eq!((out.zone.as_deref(), out.zone_basis), (Some("UTC+01:00"), ZoneBasis::Derived));
        let out = read(
            "11/3/2025 8:45:01 AM,08DE;2025-11-03T02:14:54.900Z;0,RECEIVE,SMTP,1,<a>,a@example.net,1,x@example.com,EX1\n",
        );
        assert_eq!(times(&out), ["2025-11-03T02:15:01Z"]);
        assert_eq!(out.zone.as_deref(), Some("UTC+06:30"));
    }

    #[test]
    fn over_a_change_of_clocks_each_row_takes_the_offset_of_its_season() {
        let pair =
            |wall: &str, utc: &str| format!("{wall},08DE;{utc}Z;0,RECEIVE,SMTP,1,<a>,,1,x@example.com,EX1\n");
        let rows = [
            pair("2025-10-25 12:00:00", "2025-10-25T10:00:00"),
            pair("2025-10-25 12:00:05", "2025-10-25T10:00:03"),
            pair("2025-10-27 12:00:00", "2025-10-27T11:00:00"),
            pair("2025-10-27 12:00:05", "2025-10-27T11:00:01"),
            "2025-10-27 12:01:00,,SEND,SMTP,1,<a>,,1,x@example.com,EX1\n".to_owned(),
            "2025-10-25 12:01:00,,SEND,SMTP,1,<a>,,1,x@example.com,EX1\n".to_owned(),
        ];
        let out = read(&rows.concat());
        assert_eq!(times(&out)[4..], ["2025-10-27T11:01:00Z", "2025-10-25T10:01:00Z"]);
        assert_eq!(out.zone.as_deref(), Some("UTC+01:00, UTC+02:00"));
        let lost = Fault::Note("note-tracking-recipients-lost");
        assert_eq!(out.damages.iter().filter(|d| d.fault == lost).count(), 1);
    }

    #[test]
    fn without_contexts_the_hints_decide() {
        let out = read("2025-11-03 12:00:00,,SEND,SMTP,1,<a>,a@example.net,1,x@example.com,EX1\n");
        assert_eq!(times(&out), ["2025-11-03T03:00:00Z"]);
        assert_eq!(out.zone.as_deref(), Some("Asia/Tokyo"));
    }
}

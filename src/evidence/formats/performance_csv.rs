//! Performance counters as text (`typeperf`, `relog`, perfmon: PDH-CSV 4.0 and PDH-TSV 4.0): depth over time.
//!
//! Each row gives one reading a server: all its queues together. A total is never added to its parts, and a
//! sample that is missing gives no reading rather than a dip. Counters other than queue lengths pass by.
//!
//! Source: queue-exports.md sections 1.4 and 2.6 (header and rows seen in samples, names documented; the
//! names in other languages than English are from field knowledge).

use crate::evidence::dates::DateReader;
use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::{CsvReader, Row};
use crate::evidence::shapes::lines::{Lines, decode};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::rows::{QueueReading, QueueSample};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;
use std::collections::BTreeMap;

/// Rows between two looks at the task.
const BATCH: u64 = 1024;

/// The format.
#[derive(Debug)]
pub struct PerformanceCsv;

impl Format for PerformanceCsv {
    fn key(&self) -> &'static str {
        "performance-csv"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let ours = head.text.lines().take(10).any(|l| is_header(l.trim_start_matches('\u{feff}')));
        ours.then_some(Recognised { certainty: 97, why: "why-performance-csv" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let head = decode(source.head()?).0;
        let delimiter = if head.contains("(PDH-TSV") { b'\t' } else { b',' };
        let mut reader = Reader { hints: source.hints.clone(), ..Reader::default() };
        let mut rows = CsvReader::new(Lines::new(source)?, delimiter);
        let mut row = Row::default();
        while rows.next_row(&mut row)? {
            reader.row(&row, out);
            if out.balance.total.is_multiple_of(BATCH) {
                task.set_records(out.balance.total);
                if task.is_cancelled() {
                    return Err(ReadError::Cancelled);
                }
            }
        }
        task.set_records(out.balance.total);
        out.covered = out.span.into_iter().collect();
        let nothing = out.balance.total > 0 && out.balance.damaged == out.balance.total;
        if nothing { Err(ReadError::NothingReadable) } else { Ok(()) }
    }
}

fn is_header(line: &str) -> bool {
    let line = line.trim_start_matches('"');
    line.starts_with("(PDH-CSV") || line.starts_with("(PDH-TSV")
}

/// Columns whose sum is the depth of one server.
#[derive(Debug, Default)]
struct Depth {
    server: Symbol,
    columns: Vec<usize>,
}

#[derive(Default)]
struct Reader {
    hints: Hints,
    dates: DateReader,
    /// What turns the local times into UTC, as text: `+01:00`; empty where the header states no bias.
    offset: String,
    count: usize,
    depths: Vec<Depth>,
}

impl Reader {
    fn row(&mut self, row: &Row, out: &mut Harvest) {
        let first = row.get(0).trim_start_matches('\u{feff}').to_owned();
        if row.n_zeros > 0 {
            out.warn(row.place, Fault::Zeros { bytes: row.n_zeros });
        }
        if is_header(&first) {
            return self.header(&first, row, out);
        }
        // What the console adds ("Exiting, please wait...") is no record.
        if !first.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        out.record();
        match self.sample(&first, row, out) {
            Ok(time) if self.depths.is_empty() => {
                let _ = time;
                out.skipped();
            }
            Ok(time) => out.read(time),
            Err(fault) => out.damaged(row.place, fault),
        }
    }

    fn header(&mut self, first: &str, row: &Row, out: &mut Harvest) {
        self.offset = bias(first).map(offset_of).unwrap_or_default();
        self.count = row.len();
        let names: Vec<&str> = row.fields().collect();
        self.depths = depths(&names, out);
        if self.depths.is_empty() {
            out.warn(row.place, Fault::Note("note-performance-no-queue"));
        }
        if let [only] = &self.depths[..] {
            out.server = out.server.or(only.server);
        }
    }

    fn sample(&mut self, stamp: &str, row: &Row, out: &mut Harvest) -> Result<UtcTime, Fault> {
        if let Some(fault) = row.fault() {
            return Err(fault);
        }
        if row.len() != self.count {
            let fields = Fault::Fields { expected: self.count, found: row.len() };
            return Err(if row.unfinished { Fault::CutShort } else { fields });
        }
        let text = format!("{}{}", year_first(stamp), self.offset);
        let sound = self.dates.read(&text, &self.hints).filter(|d| d.time.is_plausible());
        sound.ok_or_else(|| Fault::Time(stamp.chars().take(40).collect()))?;
        let time = self.dates.tell(&text, &self.hints, row.place, out);
        for depth in &self.depths {
            if let Some(n_messages) = sum(depth, row) {
                out.tables.queues.push(QueueSample {
                    time,
                    source: out.source,
                    place: row.place,
                    reading: QueueReading::Counter,
                    server: depth.server,
                    n_messages,
                    incoming: f32::NAN,
                    outgoing: f32::NAN,
                    ..QueueSample::default()
                });
            }
        }
        Ok(time)
    }
}

/// The sum of a server's counters; `None` where one of them was not sampled.
fn sum(depth: &Depth, row: &Row) -> Option<u32> {
    let values = depth.columns.iter().map(|i| row.get(*i).trim().parse::<f64>().ok());
    let total: f64 = values.collect::<Option<Vec<f64>>>()?.into_iter().sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in the range of u32")]
    (0.0..=f64::from(u32::MAX)).contains(&total).then(|| total.round() as u32)
}

/// Minutes from local time to UTC: the last bracket of `(PDH-CSV 4.0) (W. Europe Standard Time)(-60)`.
fn bias(cell: &str) -> Option<i32> {
    let (_, last) = cell.trim_end().trim_end_matches(')').rsplit_once('(')?;
    last.trim().parse().ok().filter(|minutes: &i32| minutes.abs() <= 14 * 60)
}

fn offset_of(bias: i32) -> String {
    let sign = if bias > 0 { '-' } else { '+' };
    format!(" {sign}{:02}:{:02}", bias.abs() / 60, bias.abs() % 60)
}

/// `11/03/2009 03:15:00.010` has the month first in every language.
fn year_first(stamp: &str) -> String {
    let (date, time) = stamp.trim().split_once(' ').unwrap_or((stamp, ""));
    match date.split('/').collect::<Vec<_>>()[..] {
        [month, day, year] => format!("{year}-{month}-{day} {time}"),
        _ => stamp.to_owned(),
    }
}

/// What a counter says of the depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// All delivery queues in one number.
    All,
    /// All internal, or all external ones; both together are all.
    Half,
    /// One of the disjoint parts.
    Part,
}

/// `\\EX1\SMTP Server(_Total)\Remote Queue Length` in its parts, lower case but for the host.
fn parts(name: &str) -> Option<(&str, String, String, String)> {
    let (host, rest) = name.trim().strip_prefix("\\\\")?.split_once('\\')?;
    let (object, counter) = rest.rsplit_once('\\')?;
    let (object, instance) = object.split_once('(').unwrap_or((object, ""));
    let lower = |s: &str| s.trim().trim_end_matches(')').to_lowercase();
    Some((host, lower(object), lower(instance), counter.trim().to_lowercase()))
}

const SMTP_SERVERS: [&str; 6] =
    ["smtp server", "serveur smtp", "smtp-server", "servidor smtp", "server smtp", "smtp-service"];

fn kind_of(object: &str, counter: &str) -> Option<Kind> {
    if object.starts_with("msexchangetransport queues") {
        return transport_kind(counter);
    }
    SMTP_SERVERS.contains(&object).then(|| is_smtp_queue(counter).then_some(Kind::Part))?
}

fn transport_kind(counter: &str) -> Option<Kind> {
    const PARTS: [&str; 9] = [
        "active remote delivery queue length",
        "retry remote delivery queue length",
        "active mailbox delivery queue length",
        "retry mailbox delivery queue length",
        "active non-smtp delivery queue length",
        "retry non-smtp delivery queue length",
        "submission queue length",
        "unreachable queue length",
        "poison queue length",
    ];
    match counter {
        "aggregate delivery queue length (all queues)" => Some(Kind::All),
        c if c.starts_with("internal aggregate delivery queue length") => Some(Kind::Half),
        c if c.starts_with("external aggregate delivery queue length") => Some(Kind::Half),
        c => PARTS.contains(&c).then_some(Kind::Part),
    }
}

/// The length of a local, remote, retry or categorizer queue, in the languages we know.
fn is_smtp_queue(counter: &str) -> bool {
    const LENGTH: [&str; 5] = ["length", "longueur", "länge", "longitud", "lunghezza"];
    const QUEUE: [&str; 6] = ["queue", "file d", "warteschlange", "cola", "coda", "wachtrij"];
    const WHICH: [&str; 8] =
        ["remote", "local", "lokal", "distant", "remot", "categori", "kategori", "catégor"];
    let has = |words: &[&str]| words.iter().any(|w| counter.contains(w));
    (has(&LENGTH) || counter.contains("lengte")) && has(&QUEUE) && has(&WHICH)
}

/// Its column, what it says, whether it is of the total instance, and its name with its instance.
type Counter = (usize, Kind, bool, String);

/// Which columns make up the depth of each server.
fn depths(names: &[&str], out: &mut Harvest) -> Vec<Depth> {
    let mut objects: BTreeMap<(&str, String), Vec<Counter>> = BTreeMap::new();
    for (i, name) in names.iter().enumerate().skip(1) {
        if let Some((host, object, instance, counter)) = parts(name)
            && let Some(kind) = kind_of(&object, &counter)
        {
            let is_total = instance == "_total";
            objects.entry((host, object)).or_default().push((i, kind, is_total, counter + &instance));
        }
    }
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for ((host, _), counters) in objects {
        found.entry(host).or_default().extend(chosen(counters));
    }
    let depth = |(host, columns)| Depth { server: out.text.intern(host), columns };
    found.into_iter().map(depth).collect()
}

/// The total where there is one, else its instances; the widest counter there, else its parts.
fn chosen(mut counters: Vec<Counter>) -> Vec<usize> {
    if counters.iter().any(|c| c.2) {
        counters.retain(|c| c.2);
    }
    let halves = counters.iter().filter(|c| c.1 == Kind::Half).count();
    let kind = match () {
        () if counters.iter().any(|c| c.1 == Kind::All) => Kind::All,
        () if halves >= 2 => Kind::Half,
        () => Kind::Part,
    };
    counters.retain(|c| c.1 == kind);
    // One counter may be collected twice.
    let mut seen = std::collections::BTreeSet::new();
    counters.retain(|c| seen.insert(c.3.clone()));
    counters.into_iter().map(|c| c.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Vec<usize> {
        let mut all = vec!["(PDH-CSV 4.0)"];
        all.extend(names);
        depths(&all, &mut Harvest::default()).into_iter().flat_map(|d| d.columns).collect()
    }

    #[test]
    fn a_total_is_never_added_to_its_parts() {
        let object = "\\\\EX1\\MSExchangeTransport Queues(_total)\\";
        let all = format!("{object}Aggregate Delivery Queue Length (All Queues)");
        let part = format!("{object}Active Remote Delivery Queue Length");
        let other = part.replace("_total", "high priority");
        let internal = format!("{object}Internal Active Remote Delivery Queue Length");
        assert_eq!(columns(&[&part, &all, &internal]), [2]);
        assert_eq!(columns(&[&part, &other, &part, &internal]), [1]);
        assert_eq!(
            columns(&[
                "\\\\EX1\\SMTP Server(SMTP 1)\\Remote Queue Length",
                "\\\\EX1\\SMTP Server(SMTP 2)\\Remote Queue Length",
                "\\\\EX1\\SMTP Server(SMTP 1)\\Messages Sent Total"
            ]),
            [1, 2]
        );
    }

    #[test]
    fn the_bias_is_added_to_local_time() {
        assert_eq!(bias("(PDH-CSV 4.0) (India Standard Time)(-330)").map(offset_of).unwrap(), " +05:30");
        assert_eq!(bias("(PDH-CSV 4.0) (UTC)(0)").map(offset_of).unwrap(), " +00:00");
        assert_eq!(bias("(PDH-CSV 4.0)"), None);
        assert_eq!(year_first("11/03/2009 03:15:00.010"), "2009-11-03 03:15:00.010");
    }
}

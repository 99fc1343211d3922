//! Message tracking of Exchange 2000 and 2003 (`yyyymmdd.log`): every step of every message, in UTC.
//!
//! The log has a row for each recipient; rows of one message, event and second become one step, so the
//! depth of the queues can be rebuilt as for later versions. No column names the account: `Sender-Address`
//! is what the sender claims. Exchange 5.5 wrote something else under the same title; it is declined.
//!
//! Source: queue-exports.md section 3.1 (columns documented; ids from 1019 on from field knowledge).

use crate::evidence::dates::DateReader;
use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Line, Lines, MAX_LINE};
use crate::evidence::shapes::object::same_name;
use crate::evidence::source::Source;
use crate::model::address::parse_address;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{MailEvent, MailStep};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;
use rustc_hash::FxHashMap;

/// The columns in their documented order.
const COLUMNS: [&str; 20] = [
    "Date",
    "Time",
    "client-ip",
    "Client-hostname",
    "Partner-Name",
    "Server-hostname",
    "server-IP",
    "Recipient-Address",
    "Event-ID",
    "MSGID",
    "Priority",
    "Recipient-Report-Status",
    "total-bytes",
    "Number-Recipients",
    "Origination-Time",
    "Encryption",
    "service-Version",
    "Linked-MSGID",
    "Message-Subject",
    "Sender-Address",
];
const DATE: usize = 0;
const TIME: usize = 1;
const CLIENT: usize = 2;
const PARTNER: usize = 4;
const SERVER: usize = 5;
const RECIPIENT: usize = 7;
const EVENT: usize = 8;
const MESSAGE: usize = 9;
const STATUS: usize = 11;
const BYTES: usize = 12;
const N_RECIPIENTS: usize = 13;
const LINKED: usize = 17;
const SUBJECT: usize = 18;
const SENDER: usize = 19;

/// `message-info` names no mechanism.
const NO_MECHANISM: u8 = 0xFF;
/// Steps of one second that are held open for further recipients.
const MAX_OPEN: usize = 10_000;
/// Recipients kept of one step.
const MAX_RECIPIENTS: usize = 10_000;
/// Rows between two looks at the task.
const BATCH: u64 = 1024;

/// What an event does to the queues; ids that are not listed do nothing.
fn step_of(event: &str) -> MailStep {
    match event.parse::<u32>() {
        Ok(0 | 1019) => MailStep::Receive,
        Ok(7 | 1029 | 1031) => MailStep::Send,
        Ok(9 | 1023 | 1028) => MailStep::Deliver,
        Ok(43 | 1030) => MailStep::Fail,
        Ok(50..=52 | 1021 | 1022 | 1026 | 1039..=1041) => MailStep::Drop,
        Ok(1032 | 1035 | 1037) => MailStep::Defer,
        _ => MailStep::Other,
    }
}

/// The format.
#[derive(Debug)]
pub struct Tracking2003;

impl Format for Tracking2003 {
    fn key(&self) -> &'static str {
        "tracking-2003"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let text = head.text.trim_start_matches('\u{feff}');
        let titled = text.lines().take(5).any(is_title);
        let header = text.lines().take(20).any(|l| header_of(l).is_some());
        let mut rows = text.lines().filter(|l| !l.starts_with('#')).take(20);
        let certainty = match () {
            () if titled || is_55(text) => 96,
            () if header => 92,
            () if rows.any(looks_ours) => 75,
            () => return None,
        };
        Some(Recognised { certainty, why: "why-tracking-2003" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        if is_55(&crate::evidence::shapes::lines::decode(source.head()?).0) {
            return Err(ReadError::Declined("declined-tracking-55"));
        }
        let hints = source.hints.clone();
        let mut lines = Lines::new(source)?;
        let mut reader = Reader::new(hints);
        while let Some(line) = lines.next_line()? {
            reader.line(&line, out);
            if out.balance.total.is_multiple_of(BATCH) {
                task.set_records(out.balance.total);
                if task.is_cancelled() {
                    return Err(ReadError::Cancelled);
                }
            }
        }
        reader.flush(out);
        task.set_records(out.balance.total);
        out.covered = out.span.into_iter().collect();
        let nothing = out.balance.total > 0 && out.balance.read == 0;
        if nothing { Err(ReadError::NothingReadable) } else { Ok(()) }
    }
}

fn is_title(line: &str) -> bool {
    line.trim_start_matches(['#', ' ']).to_ascii_lowercase().starts_with("message tracking log file")
        && line.starts_with('#')
}

/// Version 5.5 says so in its second line, or has an X.400 message id first.
fn is_55(text: &str) -> bool {
    let stated = |l: &str| l.starts_with('#') && l.contains("System Attendant Version 5.");
    let x400 = |l: &str| l.to_ascii_lowercase().starts_with("c=") && l.contains(";a=") && l.contains('\t');
    text.lines().take(20).any(|l| stated(l) || x400(l))
}

/// Column names of a header line, `# Date⇥Time⇥…`.
fn header_of(line: &str) -> Option<Vec<&str>> {
    let names: Vec<&str> = line.strip_prefix('#')?.split('\t').map(str::trim).collect();
    let has = |name: &str| names.iter().any(|n| same_name(n, name));
    (has("MSGID") && has("Event-ID") && has("Date")).then_some(names)
}

fn looks_ours(line: &str) -> bool {
    let fields: Vec<&str> = line.split('\t').collect();
    fields.len() == COLUMNS.len()
        && fields.get(TIME).is_some_and(|t| t.ends_with("GMT"))
        && fields.get(EVENT).is_some_and(|e| !e.is_empty() && e.bytes().all(|b| b.is_ascii_digit()))
}

/// A number for a message id. The depth is kept by numbers, and these logs have texts: 64-bit FNV-1a, the
/// same on every machine and run. Among a million messages the odds of two alike are one in forty million.
fn number_of(message: &str) -> u64 {
    let hash = message.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    if message.is_empty() { 0 } else { hash.max(1) }
}

/// A step whose recipients are still coming.
struct Open {
    event: MailEvent,
    recipients: Vec<Symbol>,
}

struct Reader {
    hints: crate::evidence::hints::Hints,
    dates: DateReader,
    /// Where each of [`COLUMNS`] stands.
    at: [usize; 20],
    count: usize,
    own: Symbol,
    now: UtcTime,
    open: Vec<Open>,
    by_key: FxHashMap<(Symbol, Symbol), usize>,
    told_encoding: bool,
}

impl Reader {
    fn new(hints: crate::evidence::hints::Hints) -> Self {
        Self {
            hints,
            dates: DateReader::default(),
            at: std::array::from_fn(|i| i),
            count: COLUMNS.len(),
            own: Symbol::NONE,
            now: UtcTime::UNKNOWN,
            open: Vec::new(),
            by_key: FxHashMap::default(),
            told_encoding: false,
        }
    }

    fn line(&mut self, line: &Line, out: &mut Harvest) {
        if line.n_zeros > 0 {
            out.warn(line.place, Fault::Zeros { bytes: line.n_zeros });
        }
        if line.text.starts_with('#') {
            self.header(&line.text);
        } else if !line.text.trim().is_empty() {
            out.record();
            if line.bad_encoding && !std::mem::replace(&mut self.told_encoding, true) {
                out.warn(line.place, Fault::Encoding);
            }
            if let Err(fault) = self.row(line, out) {
                out.damaged(line.place, fault);
            }
        }
    }

    fn header(&mut self, line: &str) {
        if let Some(names) = header_of(line) {
            let place = |w: &str| names.iter().position(|n| same_name(n, w)).unwrap_or(usize::MAX);
            self.at = COLUMNS.map(place);
            self.count = names.len();
            // The log of another server may follow.
            self.own = Symbol::NONE;
        }
    }

    fn row(&mut self, line: &Line, out: &mut Harvest) -> Result<(), Fault> {
        let fields: Vec<&str> = line.text.split('\t').map(str::trim).collect();
        let n = fields.len() - usize::from(fields.len() == self.count + 1 && line.text.ends_with('\t'));
        match () {
            () if line.too_long => return Err(Fault::TooLong { limit: MAX_LINE }),
            () if n < self.count && line.unfinished => return Err(Fault::CutShort),
            () if n != self.count => return Err(Fault::Fields { expected: self.count, found: n }),
            () => {}
        }
        let at = self.at;
        let get = |column: usize| at.get(column).and_then(|i| fields.get(*i)).copied().unwrap_or("");
        let stamp = utc_text(get(DATE), get(TIME));
        let dated = self.dates.read(&stamp, &self.hints).filter(|d| d.time.is_plausible());
        let time = dated.ok_or_else(|| Fault::Time(stamp.chars().take(40).collect()))?.time;
        if time != self.now || self.open.len() >= MAX_OPEN {
            self.flush(out);
            self.now = time;
        }
        self.take(&get, time, line.place, out);
        out.read(time);
        Ok(())
    }

    fn take<'l>(&mut self, get: &impl Fn(usize) -> &'l str, time: UtcTime, place: Place, out: &mut Harvest) {
        let key = (out.intern(get(MESSAGE)), out.intern(get(EVENT)));
        let recipient = out.intern(get(RECIPIENT));
        let known = self.by_key.get(&key).copied().filter(|_| key.0.is_some());
        if let Some(open) = known.and_then(|i| self.open.get_mut(i)) {
            open.add(recipient);
            return;
        }
        self.own = self.own.or(out.intern(get(SERVER)));
        out.server = out.server.or(self.own);
        let mut open = Open { event: event(get, time, place, out), recipients: Vec::new() };
        open.event.server = self.own;
        open.add(recipient);
        self.by_key.insert(key, self.open.len());
        self.open.push(open);
    }

    fn flush(&mut self, out: &mut Harvest) {
        self.by_key.clear();
        for mut open in self.open.drain(..) {
            let listed = u32::try_from(open.recipients.len()).unwrap_or(u32::MAX);
            open.event.n_recipients = open.event.n_recipients.max(listed);
            open.event.recipients = Texts(Run::push(&mut out.tables.texts, open.recipients));
            out.tables.mail.push(open.event);
        }
    }
}

impl Open {
    fn add(&mut self, recipient: Symbol) {
        if recipient.is_some() && self.recipients.len() < MAX_RECIPIENTS {
            self.recipients.push(recipient);
        }
    }
}

/// `2009-11-3` and `2:14:55 GMT`; the log is UTC also where it leaves `GMT` out.
fn utc_text(date: &str, time: &str) -> String {
    let zone = if time.ends_with(|c: char| c.is_ascii_digit()) { " GMT" } else { "" };
    format!("{date} {time}{zone}")
}

fn event<'l>(get: &impl Fn(usize) -> &'l str, time: UtcTime, place: Place, out: &mut Harvest) -> MailEvent {
    let message = get(MESSAGE);
    let address = parse_address(get(CLIENT)).map(|ip| ip.to_string()).unwrap_or_default();
    let sender = get(SENDER);
    let mut text = |text: &str| out.text.intern(text);
    MailEvent {
        time,
        place,
        step: step_of(get(EVENT)),
        event: text(get(EVENT)),
        via: text(get(PARTNER)),
        address: text(&address),
        internal_id: if message == "-" { 0 } else { number_of(message) },
        message_id: text(message),
        n_recipients: get(N_RECIPIENTS).parse().unwrap_or(0),
        status: text(get(STATUS)),
        reference: text(get(LINKED)),
        subject: text(get(SUBJECT)),
        sender: text(sender),
        reverse_path: if sender == "<>" { text(sender) } else { Symbol::NONE },
        size: get(BYTES).parse::<u64>().map_or(0, |n| u32::try_from(n).unwrap_or(u32::MAX)),
        mechanism: NO_MECHANISM,
        source: out.source,
        ..MailEvent::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Harvest, ReadError> {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        Tracking2003.read(&mut source, &mut out, &Task::detached())?;
        assert!(out.balance.holds());
        Ok(out)
    }

    fn row(time: &str, recipient: &str, event: u32, message: &str) -> String {
        format!(
            "2009-11-3\t{time} GMT\t203.0.113.9\tUser\t-\tEX1\t10.0.0.5\t{recipient}\t{event}\t{message}\t0\t0\t4306\t2\t2009-11-3 2:14:55 GMT\t0\tVersion: 6.0.3790.3959\t-\tWin big\tnews@shop.example\n"
        )
    }

    #[test]
    fn rows_of_one_step_are_one_event_even_where_others_stand_between() {
        let text = [
            row("2:14:55", "a@example.net", 1019, "m1@x"),
            row("2:14:55", "c@example.net", 1019, "m2@x"),
            row("2:14:55", "b@example.net", 1019, "m1@x"),
            row("2:14:56", "a@example.net", 1031, "m1@x"),
        ];
        let out = read(&text.concat()).unwrap();
        assert_eq!((out.balance.read, out.tables.mail.len()), (4, 3));
        let first = out.tables.mail.row(0);
        assert_eq!((first.step, first.recipients.0.len, first.n_recipients), (MailStep::Receive, 2, 2));
        assert_eq!(first.internal_id, out.tables.mail.row(2).internal_id);
        assert_ne!(first.internal_id, out.tables.mail.row(1).internal_id);
        assert_eq!(first.time.rfc3339(), "2009-11-03T02:14:55Z");
    }

    #[test]
    fn the_number_of_a_message_id_never_changes() {
        assert_eq!(number_of("a"), 0xAF63_DC4C_8601_EC8C);
        assert_eq!(number_of(""), 0);
    }

    #[test]
    fn version_5_5_is_declined_by_name() {
        let text = "# Message Tracking Log File\n# Exchange System Attendant Version 5.5.2650.0\nx\ty\n";
        assert!(matches!(read(text), Err(ReadError::Declined("declined-tracking-55"))));
    }
}

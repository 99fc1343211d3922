//! What waits in sendmail's queues, as `mailq` (`sendmail -bp`) prints it, with or without `-v`.
//!
//! Each folder of messages is a queue of its own. Times are local, to the minute and without a year.
//! Nothing tells who signed in. Jobs that went away while they were printed are left out, and told.
//!
//! Source: Sendmail installation and operation guide, "Printing the queue".

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::path;
use crate::evidence::mta::queue::{self, Entry, Listed};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::Line;
use crate::evidence::shapes::syslog::{self, Stamp, word};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::HeldMessage;
use crate::task::Task;

/// Lines of the head that are looked at.
const LOOK: usize = 40;
/// Kinds of body that stand on a line before the reason.
const BODIES: [&str; 2] = ["8BITMIME", "7BIT"];

/// The format.
#[derive(Debug)]
pub struct SendmailQueue;

impl Format for SendmailQueue {
    fn key(&self) -> &'static str {
        "sendmail-queue"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let mut lines = head.text.lines().filter(|l| !l.trim().is_empty()).take(LOOK);
        let ours = |l: &str| is_header(l.trim()) || (l.contains("mqueue") && empty(l.trim()).is_some());
        lines.any(ours).then_some(Recognised { certainty: 90, why: "why-sendmail-queue" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader {
            listed: Listed::new(source, out),
            clock: Clock::new(&source.hints),
            queue: String::new(),
            entry: None,
            is_inside: false,
            is_empty: false,
            has_gone: false,
        };
        let result = line::each(source, out, task, &mut |line, out| reader.line(line, out));
        reader.listed.take(reader.entry, out);
        if reader.is_empty && out.balance.total == 0 {
            out.warn(Place::FILE, Fault::Note("note-queue-empty"));
        }
        if reader.has_gone {
            out.warn(Place::FILE, Fault::Note("note-queue-job-gone"));
        }
        reader.listed.close(out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        queue::raw_entry(source, place, |line| {
            let text = line.trim();
            is_around(text) || begun(text).is_some() || !line.starts_with([' ', '\t', '(', '<'])
        })
    }
}

struct Reader {
    listed: Listed,
    clock: Clock,
    /// Folder whose messages are being listed.
    queue: String,
    entry: Option<Entry>,
    /// Between a header and what follows its table.
    is_inside: bool,
    /// A folder was said to be empty.
    is_empty: bool,
    /// A job had left before it could be printed.
    has_gone: bool,
}

impl Reader {
    fn line(&mut self, line: &Line, out: &mut Harvest) -> Made {
        let text = line.text.trim();
        if is_around(text) {
            self.listed.take(self.entry.take(), out);
            // The line that counts a folder's requests ends so; its header may be hurt.
            self.is_inside = is_header(text) || text.ends_with(')');
            self.is_empty |= empty(text).is_some();
            self.queue = folder(text).map_or_else(|| self.queue.clone(), str::to_owned);
            return Made::NoRecord;
        }
        // Around the tables stand prompts and commands.
        if !self.is_inside {
            return Made::NoRecord;
        }
        let Some((status, begin)) = begun(text) else {
            return self.other(&line.text, out);
        };
        self.listed.take(self.entry.take(), out);
        let clock = format!("{}:00", begin.clock);
        let stamp = Stamp::Bsd { year: None, month: begin.month, day: begin.day, clock: &clock };
        let time = self.clock.tell(stamp, line.place, out);
        let row = HeldMessage { time, place: line.place, size: begin.size, ..HeldMessage::default() };
        self.entry = Some(Entry::new(&self.queue, status, row, out).sent_by(path(begin.sender), out));
        Made::Read(time)
    }

    /// A line that begins no message. Copying may have taken its indentation.
    fn other(&mut self, line: &str, out: &mut Harvest) -> Made {
        if line.starts_with([' ', '\t', '(', '<']) {
            if let Some(entry) = &mut self.entry {
                belongs(line.trim(), entry, out);
            }
            return Made::NoRecord;
        }
        self.listed.take(self.entry.take(), out);
        if id(line).is_some_and(|(_, rest)| rest.starts_with('(')) {
            self.has_gone = true;
            return Made::Skipped;
        }
        line::foreign()
    }
}

/// State and first line of a message.
fn begun(text: &str) -> Option<(&'static str, Begin<'_>)> {
    let (status, rest) = id(text)?;
    Some((status, Begin::parse(rest)?))
}

/// A reason, a kind of body, or a recipient of the message above.
fn belongs(text: &str, entry: &mut Entry, out: &mut Harvest) {
    let body = BODIES.iter().find_map(|b| text.strip_prefix(b));
    let text = body.unwrap_or(text).trim_start();
    match text.strip_prefix('(').or_else(|| text.strip_prefix("QUARANTINE: ")) {
        Some(reason) => entry.reason(reason.strip_suffix(')').unwrap_or(reason), out),
        None if !text.is_empty() => entry.recipient(path(text), out),
        None => {}
    }
}

fn is_header(text: &str) -> bool {
    text.starts_with('-') && text.contains("-Q-ID-") && text.contains("-Q-Time-")
}

/// A line around the entries: header, folder, trailer.
fn is_around(text: &str) -> bool {
    let status = text.ends_with("Queue status...");
    is_header(text) || status || text.starts_with("Total requests: ") || folder(text).is_some()
}

/// Name of a folder in `/var/spool/mqueue (2 requests)` or `/var/spool/mqueue is empty`.
fn folder(text: &str) -> Option<&str> {
    let counted = || {
        let (name, n) = text.strip_suffix(')')?.split_once(" (")?;
        let (n, unit) = n.split_once(' ')?;
        let sound = n.bytes().all(|b| b.is_ascii_digit()) && unit.starts_with("request");
        sound.then_some(name)
    };
    empty(text).or_else(counted)
}

fn empty(text: &str) -> Option<&str> {
    text.strip_suffix(" is empty").filter(|name| !name.contains(' '))
}

/// What the mark behind a message id says, and what follows it: `5A32EtqU004567*     5794 Mon …`.
fn id(line: &str) -> Option<(&'static str, &str)> {
    let (id, rest) = word(line)?;
    let status = match id.chars().last()? {
        '*' => "active",
        '-' => "too young",
        'X' => "load too high",
        _ => "",
    };
    let id = if status.is_empty() { id } else { &id[..id.len() - 1] };
    let sound = id.len() >= 7 && id.bytes().all(|b| b.is_ascii_alphanumeric());
    sound.then_some((status, rest))
}

/// What follows the id of a message.
#[derive(Debug, PartialEq, Eq)]
struct Begin<'a> {
    size: u32,
    month: u32,
    day: u32,
    clock: &'a str,
    sender: &'a str,
}

impl<'a> Begin<'a> {
    /// `5794 Mon Nov  3 03:14 <news@shop.example>`; with `-v` a priority instead of the weekday.
    fn parse(rest: &'a str) -> Option<Self> {
        let (size, rest) = word(rest)?;
        let size = size.parse().ok()?;
        // A priority that will be raised has a mark, and no blank, behind it.
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
        let (first, behind) = word(rest.trim_start_matches('+'))?;
        let (month, rest) = match syslog::month_of(first) {
            Some(month) => (month, behind),
            None => word(behind).and_then(|(second, rest)| Some((syslog::month_of(second)?, rest)))?,
        };
        let (day, rest) = word(rest)?;
        let day = day.parse().ok().filter(|d| (1..=31).contains(d))?;
        let (clock, sender) = word(rest)?;
        let digits = |i: usize| clock.as_bytes().get(i).is_some_and(u8::is_ascii_digit);
        let sound =
            clock.len() == 5 && &clock.as_bytes()[2..3] == b":" && [0, 1, 3, 4].into_iter().all(digits);
        (sound && !sender.is_empty()).then_some(Self { size, month, day, clock, sender: sender.trim() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_with_and_without_priority() {
        let begin =
            Some(Begin { size: 5794, month: 11, day: 3, clock: "03:14", sender: "<news@shop.example>" });
        assert_eq!(Begin::parse("5794 Mon Nov  3 03:14 <news@shop.example>"), begin);
        assert_eq!(Begin::parse("5794      35806 Nov  3 03:14 <news@shop.example>"), begin);
        assert_eq!(Begin::parse("5794     150806+Nov  3 03:14 <news@shop.example>"), begin);
        for text in
            ["5794 Mon Nov  3 03:14", "5794 Mon Nov 33 03:14 <a>", "x Mon Nov 3 03:14 <a>", "1 Nov 3 é:é <a>"]
        {
            assert_eq!(Begin::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_mark_behind_an_id_is_no_part_of_it() {
        assert_eq!(id("5A32EtqU004567* 1"), Some(("active", "1")));
        assert_eq!(id("5A32EtqU004567X 1"), Some(("load too high", "1")));
        assert_eq!(id("5A32EtqU004567 1"), Some(("", "1")));
        assert_eq!(id("hello, world"), None);
        assert_eq!(id("é*"), None);
    }

    #[test]
    fn folders_are_named_by_what_stands_around_their_messages() {
        assert_eq!(folder("/var/spool/mqueue (2 requests)"), Some("/var/spool/mqueue"));
        assert_eq!(folder("/var/spool/mqueue/q1 is empty"), Some("/var/spool/mqueue/q1"));
        assert_eq!(folder("(Deferred: mailbox is empty"), None);
        assert!(is_around("Total requests: 3") && is_around("MSP Queue status..."));
    }

    #[test]
    fn a_message_is_shown_with_all_its_lines_and_no_other() {
        let text = "-----Q-ID----- --Size-- -----Q-Time----- ---\n5A32EtqU004567  1 Mon Nov  3 03:14 <a@shop.example>\n\t(Deferred)\n\t<v1@example.net>\n5A32EuqU004568  2 Mon Nov  3 03:15 <b@shop.example>\n\t\tTotal requests: 2\n";
        for (sender, has, not) in [("<a@", "v1@example.net", "<b@"), ("<b@", "03:15", "Total")] {
            let at = text.find(sender).and_then(|i| text[..i].rfind('\n')).unwrap() + 1;
            let mut source = Source::of_bytes("q", text.as_bytes().to_vec());
            let raw = SendmailQueue.raw(&mut source, Place::line(2, at as u64)).unwrap();
            assert!(raw.text.as_str().contains(has) && !raw.text.as_str().contains(not), "{raw:?}");
        }
    }

    #[test]
    fn a_hurt_header_loses_no_message() {
        let text = "/var/spool/mqueue (1 request)\n-----Q-I\n5A32EtqU004567  1 Mon Nov  3 03:14 <a@shop.example>\n\t<v1@example.net>\n";
        let mut source = Source::of_bytes("q", text.as_bytes().to_vec());
        let mut out = Harvest::default();
        SendmailQueue.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert_eq!((out.balance.read, out.balance.damaged), (1, 1));
    }
}

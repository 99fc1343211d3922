//! What waits in Exim's queue, as `exim -bp` prints it.
//!
//! It prints how old a message is, not when it came: times are worked out from the time of capture, and
//! sizes are as rounded as printed. Nothing tells who signed in. An empty queue prints nothing at all.
//!
//! Source: Exim specification, chapter "The Exim command line", option -bp.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::queue::{self, Entry, Listed};
use crate::evidence::mta::{between, path};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::syslog::word;
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::HeldMessage;
use crate::model::time::UtcTime;
use crate::task::Task;

/// Lines of the head that are looked at.
const LOOK: usize = 200;
/// Recipients are indented by ten; by eight where they are marked as done.
const INDENT: &str = "       ";

/// The format.
#[derive(Debug)]
pub struct EximQueue;

impl Format for EximQueue {
    fn key(&self) -> &'static str {
        "exim-queue"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let lines = head.text.lines().filter(|l| !l.trim().is_empty()).take(LOOK);
        let (mut all, mut begun) = (0usize, 0usize);
        for line in lines.filter(|l| recipient(l).is_none()) {
            all += 1;
            begun += usize::from(Begin::parse(line).is_some());
        }
        (begun * 2 > all).then_some(Recognised { certainty: 85, why: "why-exim-queue" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let captured = source.hints.captured_at;
        let note = if captured.is_some() { "note-queue-age" } else { "note-queue-age-unknown" };
        out.warn(Place::FILE, Fault::Note(note));
        let mut listed = Listed::new(source, out);
        let mut entry: Option<Entry> = None;
        let result = line::each(source, out, task, &mut |line, out| {
            if let Some(begin) = Begin::parse(&line.text) {
                listed.take(entry.take(), out);
                let time = captured.map_or(UtcTime::UNKNOWN, |t| t.plus_seconds(-begin.age));
                entry = Some(begin.entry(time, line.place, out));
                return Made::Read(time);
            }
            let Some(recipient) = recipient(&line.text) else {
                listed.take(entry.take(), out);
                return line::foreign();
            };
            // Recipients below a head that was hurt are lost with it, once.
            if let (Some(entry), Recipient::Waits(name)) = (entry.as_mut(), recipient) {
                entry.recipient(name, out);
            }
            Made::NoRecord
        });
        listed.take(entry, out);
        listed.close(out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        queue::raw_entry(source, place, |line| Begin::parse(line).is_some())
    }
}

/// The first line of an entry.
#[derive(Debug, PartialEq, Eq)]
struct Begin<'a> {
    /// In seconds.
    age: i64,
    size: u32,
    /// Not stated where the spool file cannot be read.
    sender: Option<&'a str>,
    status: &'a str,
}

impl<'a> Begin<'a> {
    /// ` 4h  5.7K 1sXyZ0-000000001Ab-0000 <news@shop.example> *** frozen ***`; the size may be missing.
    fn parse(line: &'a str) -> Option<Self> {
        let (first, rest) = word(line)?;
        let age = age(first)?;
        let (second, behind) = word(rest)?;
        let (size, id, rest) = match size(second) {
            Some(size) => word(behind).map(|(id, rest)| (size, id, rest))?,
            None => (0, second, behind),
        };
        // A local user who set the sender stands before it.
        let user = rest.strip_prefix('(').and_then(|r| r.split_once(") "));
        let rest = user.map_or(rest, |(_, rest)| rest);
        let sender = rest.strip_prefix('<').and_then(|r| r.find('>')).and_then(|end| rest.get(..end + 2));
        let status = between(rest, "*** ", " ***").unwrap_or("");
        let sound = is_id(id) && (sender.is_some() || !status.is_empty());
        sound.then(|| Self { age, size, sender: sender.map(path), status })
    }

    fn entry(&self, time: UtcTime, place: Place, out: &mut Harvest) -> Entry {
        let row = HeldMessage { time, place, size: self.size, ..HeldMessage::default() };
        let entry = Entry::new("", self.status, row, out);
        match self.sender {
            Some(sender) => entry.sent_by(sender, out),
            None => entry,
        }
    }
}

/// `25m`, `4h`, `3d` in seconds.
fn age(text: &str) -> Option<i64> {
    let unit = match text.chars().last()? {
        'm' => 60,
        'h' => 3600,
        'd' => 86_400,
        _ => return None,
    };
    let digits = &text[..text.len() - 1];
    let sound = (1..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse::<i64>().ok().filter(|_| sound).map(|n| n * unit)
}

/// `803`, `5.7K`, `12M` in bytes.
fn size(text: &str) -> Option<u32> {
    let (digits, unit) = match text.chars().last()? {
        'K' => (&text[..text.len() - 1], 1024.0),
        'M' => (&text[..text.len() - 1], 1024.0 * 1024.0),
        'G' => (&text[..text.len() - 1], 1024.0 * 1024.0 * 1024.0),
        _ => (text, 1.0),
    };
    let sound = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let bytes = digits.parse::<f64>().ok().filter(|_| sound)? * unit;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative; saturates")]
    Some(bytes.round() as u32)
}

/// `10HmcA-0005vi-00`, or since 4.97 `10HmaX-000000005vi-0000`.
fn is_id(text: &str) -> bool {
    let parts: Vec<usize> = text.splitn(4, '-').map(str::len).collect();
    let letters = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    letters && matches!(parts[..], [6, 6, 2] | [6, 11, 4])
}

/// A recipient of the message above.
#[derive(Debug, PartialEq, Eq)]
enum Recipient<'a> {
    Waits(&'a str),
    Done,
}

fn recipient(line: &str) -> Option<Recipient<'_>> {
    let text = line.strip_prefix(INDENT)?.trim();
    let done = ["D ", "+D "].iter().any(|mark| text.starts_with(mark));
    let name = (!text.is_empty() && !text.contains(' ')).then_some(Recipient::Waits(text));
    if done { Some(Recipient::Done) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_states_age_size_and_sender_with_either_id() {
        let new = " 4h  5.7K 1sXyZ0-000000001Ab-0000 <news@shop.example> *** frozen ***";
        let begin = |age, size, sender, status| Some(Begin { age, size, sender, status });
        assert_eq!(Begin::parse(new), begin(14_400, 5837, Some("news@shop.example"), "frozen"));
        let old = "25m   803 10HmcA-0005vi-00 <>";
        assert_eq!(Begin::parse(old), begin(1500, 803, Some("<>"), ""));
        let no_size = " 3d       10HmcA-0005vi-00 (root) <root@mx.contoso.test>";
        assert_eq!(Begin::parse(no_size), begin(259_200, 0, Some("root@mx.contoso.test"), ""));
        let broken = " 3d   12M 10HmcA-0005vi-00 *** spool format error: size=12 ***";
        assert_eq!(Begin::parse(broken), begin(259_200, 12 << 20, None, "spool format error: size=12"));
        for line in
            [" 4x 5.7K 10HmcA-0005vi-00 <>", " 4h 5.7K 10HmcA-005vi-00 <>", " 4h 5.7K 10HmcA-0005vi-00", "é"]
        {
            assert_eq!(Begin::parse(line), None, "{line}");
        }
    }

    #[test]
    fn who_has_the_message_waits_no_more() {
        assert_eq!(recipient("          v1@example.net"), Some(Recipient::Waits("v1@example.net")));
        assert_eq!(recipient("        D v1@example.net"), Some(Recipient::Done));
        assert_eq!(recipient("v1@example.net"), None);
    }

    #[test]
    fn without_a_time_of_capture_no_time_is_made_up() {
        let text = " 4h  5.7K 1sXyZ0-000000001Ab-0000 <news@shop.example>\n          v1@example.net\n";
        let mut source = Source::of_bytes("q", text.as_bytes().to_vec());
        let mut out = Harvest::default();
        EximQueue.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert_eq!(out.tables.held.row(0).time, UtcTime::UNKNOWN);
        assert_eq!(out.damages[0].fault, Fault::Note("note-queue-age-unknown"));
    }
}

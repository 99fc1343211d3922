//! What waits in Postfix's queue, as `mailq` (`postqueue -p`) prints it or `postqueue -j` lists it.
//!
//! Each entry is a message at rest; the entries of each queue together are one reading of its depth, at the
//! time of capture. The printed form states local times without a year, and nothing of who signed in.
//!
//! Source: postqueue(1).

mod entries;

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::queue::{self, Entry, Listed};
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::task::Task;
use entries::Printed;

const EMPTY: &str = "Mail queue is empty";

/// The printed form.
#[derive(Debug)]
pub struct PostfixQueue;

impl Format for PostfixQueue {
    fn key(&self) -> &'static str {
        "postfix-queue"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let first = head.text.lines().map(str::trim).find(|l| !l.is_empty())?;
        let header = entries::is_header(first);
        (header || first == EMPTY).then_some(Recognised { certainty: 90, why: "why-postfix-queue" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut listed = Listed::new(source, out);
        let mut clock = Clock::new(&source.hints);
        let mut entry: Option<Entry> = None;
        let result = line::each(source, out, task, &mut |line, out| {
            match entries::printed(&line.text) {
                Printed::Header => {}
                Printed::Empty => out.warn(line.place, Fault::Note("note-queue-empty")),
                Printed::Begin(began) => {
                    listed.take(entry.take(), out);
                    let time = clock.tell(began.stamp, line.place, out);
                    entry = Some(entries::begun(&began, time, line.place, out));
                    return Made::Read(time);
                }
                Printed::Reason(reason) if entry.is_some() => {
                    entry.iter_mut().for_each(|e| e.reason(reason, out))
                }
                Printed::Recipient(name) if entry.is_some() => {
                    entry.iter_mut().for_each(|e| e.recipient(name, out))
                }
                // What belongs to a head that was hurt is lost with it, once.
                Printed::Reason(_) | Printed::Recipient(_) => {}
                Printed::Other => {
                    listed.take(entry.take(), out);
                    return line::foreign();
                }
            }
            Made::NoRecord
        });
        listed.take(entry, out);
        listed.close(out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        queue::raw_entry(source, place, |_| false)
    }
}

/// The form of one JSON object a line.
#[derive(Debug)]
pub struct PostqueueJson;

impl Format for PostqueueJson {
    fn key(&self) -> &'static str {
        "postqueue-json"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let first = head.text.lines().map(str::trim).find(|l| !l.is_empty())?;
        let named = ["\"queue_name\"", "\"queue_id\"", "\"arrival_time\""].iter().all(|n| first.contains(n));
        (first.starts_with('{') && named).then_some(Recognised { certainty: 92, why: "why-postqueue-json" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut listed = Listed::new(source, out);
        let result = line::each(source, out, task, &mut |line, out| {
            let text = line.text.trim();
            match serde_json::from_str::<serde_json::Value>(text) {
                Ok(value) if value.is_object() => {
                    let entry = entries::listed(&value, line.place, out);
                    let time = entry.time();
                    listed.take(Some(entry), out);
                    Made::Read(time)
                }
                Ok(_) => line::foreign(),
                Err(_) if line.unfinished => Made::Damaged(Fault::CutShort),
                Err(error) => Made::Damaged(Fault::Record(error.to_string())),
            }
        });
        listed.close(out);
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::time::UtcTime;

    fn read(format: &dyn Format, text: &str) -> Harvest {
        let head = Head { bytes: text.as_bytes(), text, whole: true };
        assert!(format.recognise(&head).is_some(), "{text}");
        let mut source = Source::of_bytes("q", text.as_bytes().to_vec());
        source.hints.captured_at = Some(UtcTime::from_unix(1_762_171_200, 0));
        let mut out = Harvest::default();
        format.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    #[test]
    fn both_forms_give_the_same_message() {
        let printed = "-Queue ID-  --Size-- ----Arrival Time---- -Sender/Recipient-------\n3F373F5418     5794 Mon Nov  3 03:14:55  news@shop.example\n(connect to mx.example.net[192.0.2.10]:25: Connection timed out)\n                                         v1@example.net\n\n-- 5 Kbytes in 1 Request.\n";
        let json = "{\"queue_name\": \"deferred\", \"queue_id\": \"3F373F5418\", \"arrival_time\": 1762139695, \"message_size\": 5794, \"forced_expire\": false, \"sender\": \"news@shop.example\", \"recipients\": [{\"address\": \"v1@example.net\", \"delay_reason\": \"connect to mx.example.net[192.0.2.10]:25: Connection timed out\"}]}\n";
        let say = |out: Harvest| {
            let (row, queue) = (out.tables.held.row(0), out.tables.queues.row(0));
            let texts = [row.queue, row.reverse_path, row.last_error, queue.queue]
                .map(|s| out.text.get(s).to_owned());
            (texts, row.size, row.n_recipients, row.time.rfc3339(), queue.n_messages, out.balance.total)
        };
        let printed = say(read(&PostfixQueue, printed));
        assert_eq!(printed.0[0], "deferred");
        assert_eq!((printed.1, printed.2, printed.4, printed.5), (5794, 1, 1, 1));
        assert_eq!(say(read(&PostqueueJson, json)), printed);
    }

    #[test]
    fn an_empty_queue_is_sound_and_said() {
        let out = read(&PostfixQueue, "Mail queue is empty\n");
        assert_eq!(out.balance.total, 0);
        assert!(out.damages.iter().any(|d| d.fault == Fault::Note("note-queue-empty")));
        assert_eq!(out.tables.queues.row(0).n_messages, 0);
    }
}

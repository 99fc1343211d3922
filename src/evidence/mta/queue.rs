//! Messages that a printed queue lists, and the depths they add up to.
//!
//! Each entry is a message at rest; all entries of a queue together are one reading of its depth, at the
//! time of capture. Knows no server's layout.

use super::{keep, keep_masked};
use crate::evidence::format::RawRecord;
use crate::evidence::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::Lines;
use crate::evidence::source::Source;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage, QueueReading, QueueSample};
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use std::io;

/// Recipients of a message that are listed.
const MAX_RECIPIENTS: usize = 10_000;
/// Queues that are told apart; Postfix has six, sendmail one for each folder.
const MAX_QUEUES: usize = 64;
/// Lines of an entry that are shown.
const MAX_RAW: usize = 200;
/// No spam confidence level is stated.
const NO_SCL: u8 = 0x80;

/// One message of the queue so far.
#[derive(Debug)]
pub struct Entry {
    row: HeldMessage,
    recipients: Vec<Symbol>,
    n_recipients: u32,
}

impl Entry {
    /// A message in `queue`, which may be without a name; `row` brings time, place and size.
    pub fn new(queue: &str, status: &str, row: HeldMessage, out: &mut Harvest) -> Self {
        let row = HeldMessage {
            source: out.source,
            held: Held::Queued,
            queue: keep(queue, out),
            status: keep(status, out),
            scl: NO_SCL,
            ..row
        };
        Self { row, recipients: Vec::new(), n_recipients: 0 }
    }

    /// Who sent it; the null path, in any of its spellings, makes it a report.
    #[must_use]
    pub fn sent_by(mut self, sender: &str, out: &mut Harvest) -> Self {
        let is_report = matches!(sender, "" | "<>") || sender.eq_ignore_ascii_case("MAILER-DAEMON");
        self.row.is_report = is_report;
        self.row.reverse_path = keep(if is_report { "<>" } else { sender }, out);
        self
    }

    /// When it came.
    #[must_use]
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
#[derive(Debug)]
pub struct Listed {
    captured: UtcTime,
    /// One reading for each queue, in order of first appearance; there are few.
    depths: Vec<QueueSample>,
}

impl Listed {
    /// Nothing listed yet.
    pub fn new(source: &Source, out: &mut Harvest) -> Self {
        Self { captured: captured(source, out), depths: Vec::new() }
    }

    /// Makes a row of an entry that is whole.
    pub fn take(&mut self, entry: Option<Entry>, out: &mut Harvest) {
        let Some(entry) = entry else { return };
        self.count(&entry.row, out);
        let recipients = Texts(Run::push(&mut out.tables.texts, entry.recipients));
        out.tables.held.push(HeldMessage { recipients, n_recipients: entry.n_recipients, ..entry.row });
    }

    /// Postfix names its queues by the state of their messages.
    fn count(&mut self, row: &HeldMessage, out: &Harvest) {
        let known = self.depths.iter().position(|q| q.queue == row.queue);
        if known.is_none() && self.depths.len() < MAX_QUEUES {
            let status = if row.status == row.queue { row.queue } else { Symbol::NONE };
            let sample = snapshot(self.captured, Place::FILE, out);
            self.depths.push(QueueSample { queue: row.queue, status, ..sample });
        }
        if let Some(sample) = self.depths.iter_mut().find(|q| q.queue == row.queue) {
            sample.n_messages = sample.n_messages.saturating_add(1);
            let is_deferred = out.text.get(row.status) == "deferred";
            sample.n_deferred = sample.n_deferred.saturating_add(u32::from(is_deferred));
        }
    }

    /// Hands over the readings; of an empty queue one that nothing waits.
    pub fn close(mut self, out: &mut Harvest) {
        if self.depths.is_empty() && out.balance.total == 0 {
            self.depths.push(snapshot(self.captured, Place::FILE, out));
        }
        self.depths.into_iter().for_each(|sample| out.tables.queues.push(sample));
    }
}

/// A reading at the time of capture, of a queue still to be named.
#[must_use]
pub fn snapshot(time: UtcTime, place: Place, out: &Harvest) -> QueueSample {
    QueueSample {
        time,
        source: out.source,
        place,
        reading: QueueReading::Snapshot,
        incoming: f32::NAN,
        outgoing: f32::NAN,
        ..QueueSample::default()
    }
}

/// Time of capture, told where it is the file's.
pub fn captured(source: &Source, out: &mut Harvest) -> UtcTime {
    if source.hints.captured_by_file_time {
        out.warn(Place::FILE, Fault::Note("note-captured-by-file-time"));
    }
    let time = source.hints.captured_at.unwrap_or(UtcTime::UNKNOWN);
    Span::grow(&mut out.span, time);
    time
}

/// The entry that begins at `place`, up to a blank line or to the line where `is_next` holds.
///
/// # Errors
/// What the system says on reading.
pub fn raw_entry(
    source: &mut Source,
    place: Place,
    is_next: impl Fn(&str) -> bool,
) -> Result<RawRecord, ReadError> {
    let ahead = place.byte.saturating_sub(source.position());
    io::copy(&mut io::Read::take(&mut *source, ahead), &mut io::sink())?;
    let (mut lines, mut text) = (Lines::new(source)?, String::new());
    for i in 0..MAX_RAW {
        let line = lines.next_line()?.filter(|l| !l.text.trim().is_empty());
        let Some(line) = line.filter(|l| i == 0 || !is_next(&l.text)) else { break };
        text.push_str(&line.text);
        text.push('\n');
    }
    Ok(RawRecord {
        text: SafeText::lines(&mask::mask(text.trim_end())),
        fields: Vec::new(),
        after: Vec::new(),
    })
}

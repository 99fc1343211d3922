//! Messages on their way through a mail server, followed by their queue id.
//!
//! Few lines tell of one message: who brought it, what it is, each delivery, its end. An accepted message
//! gives a row that says so, with all recipients that later lines name, and one that puts it in the queue;
//! its end takes it out again. Deliveries leave the depth alone: such a queue counts files, not next hops.
//!
//! The number of a message is made of its queue id alone, so that yesterday's file and today's agree. A
//! short id may come back for another message, but not before the first one is gone.

use super::talks::At;
use super::{keep, keep_masked};
use crate::model::columns::{Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::rows::{MailEvent, MailStep};
use crate::model::text::Symbol;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Messages followed at a time.
const MAX_KNOWN: usize = 200_000;
/// Recipients of a message that are listed.
const MAX_RECIPIENTS: usize = 10_000;
/// `message-info` names no mechanism.
pub const NO_MECHANISM: u8 = 0xFF;

/// One message so far.
#[derive(Clone, Debug, Default)]
pub struct Letter {
    /// What is known of it, in the form of its rows.
    pub about: MailEvent,
    /// Conversation that brought it.
    pub talk: Option<u64>,
    /// Its arrival was told.
    pub has_come: bool,
    /// A filter handed it back under a new id: the same message once more.
    pub is_copy: bool,
    /// Recipients that are done with.
    pub n_done: u32,
    serial: u64,
    row: Option<usize>,
    recipients: Vec<Symbol>,
}

impl Letter {
    /// Names an envelope recipient, as the client gave it.
    pub fn address_to(&mut self, recipient: Symbol) {
        if recipient.is_some()
            && self.recipients.len() < MAX_RECIPIENTS
            && !self.recipients.contains(&recipient)
        {
            self.recipients.push(recipient);
        }
    }

    /// How many recipients are named so far.
    #[must_use]
    pub fn n_named(&self) -> u32 {
        u32::try_from(self.recipients.len()).unwrap_or(u32::MAX)
    }

    /// Writes the recipients into the row of its arrival.
    fn settle(self, out: &mut Harvest) {
        let Some(row) = self.row else { return };
        let n = self.n_named();
        let run = Texts(Run::push(&mut out.tables.texts, self.recipients));
        if let Some(cell) = out.tables.mail.recipients.get_mut(row) {
            *cell = run;
        }
        if let Some(cell) = out.tables.mail.n_recipients.get_mut(row) {
            *cell = n.max(*cell);
        }
    }
}

/// A step of a message, as one line tells it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Step<'a> {
    /// Which.
    pub step: MailStep,
    /// The log's word for it.
    pub event: &'a str,
    /// Recipients of this step.
    pub recipients: &'a [&'a str],
    /// Where to, as written.
    pub relay: &'a str,
    /// Answer or reason.
    pub status: &'a str,
}

/// All messages that are still followed.
#[derive(Debug, Default)]
pub struct Letters {
    known: FxHashMap<Symbol, Letter>,
    ages: VecDeque<(Symbol, u64)>,
    opened: u64,
}

impl Letters {
    /// The message with this queue id, if it is followed.
    #[must_use]
    pub fn get(&self, queue_id: Symbol) -> Option<&Letter> {
        self.known.get(&queue_id)
    }

    /// The message with this queue id, new or known.
    pub fn open(&mut self, queue_id: Symbol, out: &mut Harvest) -> &mut Letter {
        if !self.known.contains_key(&queue_id) {
            self.make_room(out);
            self.opened += 1;
            self.ages.push_back((queue_id, self.opened));
        }
        let serial = self.opened;
        self.known.entry(queue_id).or_insert_with(|| Letter {
            about: MailEvent {
                reference: queue_id,
                mechanism: NO_MECHANISM,
                source: out.source,
                ..MailEvent::default()
            },
            serial,
            ..Letter::default()
        })
    }

    /// A new message under this id, whatever was there before.
    pub fn renew(&mut self, queue_id: Symbol, out: &mut Harvest) -> &mut Letter {
        if let Some(letter) = self.known.remove(&queue_id) {
            letter.settle(out);
        }
        self.open(queue_id, out)
    }

    fn make_room(&mut self, out: &mut Harvest) {
        while self.known.len() >= MAX_KNOWN {
            let Some((oldest, serial)) = self.ages.pop_front() else { break };
            if self.known.get(&oldest).is_some_and(|l| l.serial == serial)
                && let Some(letter) = self.known.remove(&oldest)
            {
                letter.settle(out);
            }
        }
        if self.ages.len() > MAX_KNOWN * 2 {
            let known = &self.known;
            self.ages.retain(|(id, serial)| known.get(id).is_some_and(|l| l.serial == *serial));
        }
    }

    /// The server took the message: its arrival, and its place in the queue. Gives its number.
    pub fn accept(&mut self, queue_id: Symbol, at: At, events: [&str; 2], out: &mut Harvest) -> u64 {
        let row = out.tables.mail.len();
        let event = out.intern(events[0]);
        let letter = self.open(queue_id, out);
        letter.row = Some(row);
        let about = letter.about;
        out.tables.mail.push(MailEvent {
            time: at.time,
            place: at.place,
            step: MailStep::Receive,
            event,
            ..about
        });
        self.enqueue(queue_id, at, MailStep::Load, events[1], out)
    }

    /// The message waits: from now on, or (as a delay) since before the log began.
    pub fn enqueue(
        &mut self,
        queue_id: Symbol,
        at: At,
        step: MailStep,
        event: &str,
        out: &mut Harvest,
    ) -> u64 {
        let internal_id = number_of(out.text.get(queue_id));
        let event = out.intern(event);
        let row = self.row_of(queue_id, at, step, event, out);
        out.tables.mail.push(MailEvent { internal_id, ..row });
        internal_id
    }

    /// A delivery, a delay, a failure: a row of its own.
    pub fn step(&mut self, queue_id: Symbol, at: At, step: Step<'_>, out: &mut Harvest) {
        let event = out.intern(step.event);
        let (connector, status) = (keep(step.relay, out), keep_masked(step.status, out));
        let named: Vec<Symbol> = step.recipients.iter().map(|r| keep(r, out)).collect();
        // A delay of a message never seen arriving shows that it was waiting before.
        let waits = step.step == MailStep::Defer;
        let internal_id = if waits { number_of(out.text.get(queue_id)) } else { 0 };
        let row = self.row_of(queue_id, at, step.step, event, out);
        let n_recipients = u32::try_from(named.len()).unwrap_or(u32::MAX);
        let recipients = Texts(Run::push(&mut out.tables.texts, named));
        out.tables.mail.push(MailEvent { internal_id, recipients, n_recipients, connector, status, ..row });
    }

    /// The message is gone from the queue.
    pub fn leave(&mut self, queue_id: Symbol, at: At, event: &str, out: &mut Harvest) {
        self.enqueue(queue_id, at, MailStep::Drop, event, out);
        if let Some(letter) = self.known.remove(&queue_id) {
            letter.settle(out);
        }
    }

    /// What is known of a message, for one more row about it.
    fn row_of(&self, queue_id: Symbol, at: At, step: MailStep, event: Symbol, out: &Harvest) -> MailEvent {
        let about = self.get(queue_id).map(|l| l.about).unwrap_or_default();
        MailEvent {
            time: at.time,
            source: out.source,
            place: at.place,
            step,
            event,
            server: about.server.or(out.server),
            message_id: about.message_id,
            reverse_path: about.reverse_path,
            size: about.size,
            session: about.session,
            reference: queue_id,
            mechanism: NO_MECHANISM,
            ..MailEvent::default()
        }
    }

    /// Completes the rows of all messages that still wait.
    pub fn close_all(&mut self, out: &mut Harvest) {
        while let Some((id, serial)) = self.ages.pop_front() {
            if self.known.get(&id).is_some_and(|l| l.serial == serial)
                && let Some(letter) = self.known.remove(&id)
            {
                letter.settle(out);
            }
        }
    }
}

/// The same number for the same id in every file (FNV-1a, 64 bits); never 0.
#[must_use]
pub fn number_of(queue_id: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    queue_id.bytes().fold(0xCBF2_9CE4_8422_2325, step).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recipients_named_later_stand_in_the_row_of_the_arrival() {
        let (mut letters, mut out) = (Letters::default(), Harvest::default());
        let id = out.intern("3F373F5418");
        letters.open(id, &mut out).about.n_recipients = 3;
        letters.accept(id, At::default(), ["from=", "queue active"], &mut out);
        for name in ["v1@example.net", "v2@example.net", "v1@example.net"] {
            let symbol = out.intern(name);
            letters.open(id, &mut out).address_to(symbol);
        }
        letters.leave(id, At::default(), "removed", &mut out);
        let rows: Vec<MailEvent> = out.tables.mail.rows().collect();
        let steps: Vec<MailStep> = rows.iter().map(|r| r.step).collect();
        assert_eq!(steps, [MailStep::Receive, MailStep::Load, MailStep::Drop]);
        assert_eq!((rows[0].n_recipients, rows[0].recipients.0.len, rows[0].internal_id), (3, 2, 0));
        assert_eq!(
            (rows[1].internal_id, rows[2].internal_id),
            (number_of("3F373F5418"), rows[1].internal_id)
        );
    }

    #[test]
    fn what_is_followed_is_bounded_and_settled_in_order() {
        let (mut letters, mut out) = (Letters::default(), Harvest::default());
        for i in 0..MAX_KNOWN as u32 + 10 {
            letters.open(Symbol(i + 1), &mut out);
        }
        assert_eq!(letters.known.len(), MAX_KNOWN);
        letters.close_all(&mut out);
        assert!(letters.known.is_empty() && letters.ages.is_empty());
    }
}

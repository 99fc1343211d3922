//! `Get-MessageTrace` and `Get-MessageTraceV2` of Exchange Online: one row for each message and recipient.
//!
//! All times are UTC. A trace names no account; the sender's address is what the message claims. Rows tell
//! what became of a message and touch no queue of ours: only a failure is a step.
//!
//! Source: queue-exports.md section 5; Microsoft, "Get-MessageTraceV2".

use crate::evidence::dates::DateReader;
use crate::evidence::dump;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::evidence::tracking::{NO_MECHANISM, address, size};
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{MailEvent, MailStep};
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::task::Task;
use chrono_tz::Tz;

/// Rows at which the cmdlets stop by default.
const DEFAULT_SIZE: u64 = 1_000;

/// The format.
#[derive(Debug)]
pub struct MessageTrace;

impl Format for MessageTrace {
    fn key(&self) -> &'static str {
        "message-trace"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let names = dump::names(head, dump::serialisation(head.text)?);
        dump::has_all(&names, &["MessageTraceId", "SenderAddress", "RecipientAddress", "Received"])
            .then_some(Recognised { certainty: 80, why: "why-message-trace" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut hints = source.hints.clone();
        (hints.zone, hints.zone_basis) = (Some(Tz::UTC), ZoneBasis::Set);
        let mut dates = DateReader::default();
        let result = dump::harvest(source, out, task, &mut |object, out| {
            let time = dates.tell(object.get(&["Received"]), &hints, object.place, out);
            let event = event(object, time, out);
            out.tables.mail.push(event);
            Span::grow(&mut out.span, time);
            true
        });
        if out.balance.read == DEFAULT_SIZE {
            out.warn(Place::FILE, Fault::Note("note-trace-size"));
        }
        (out.zone, out.zone_basis) = (None, ZoneBasis::Stated);
        out.covered = out.span.into_iter().collect();
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        dump::raw(source, place)
    }
}

fn event(object: &Object, time: UtcTime, out: &mut Harvest) -> MailEvent {
    let recipient = out.text.intern(object.get(&["RecipientAddress"]));
    let recipients = recipient.is_some().then_some(recipient);
    let status = object.get(&["Status"]);
    let from_ip = address(object.get(&["FromIP"]), out);
    let mut text = |name: &str| out.text.intern(object.get(&[name]));
    MailEvent {
        time,
        place: object.place,
        step: if status.eq_ignore_ascii_case("Failed") { MailStep::Fail } else { MailStep::Other },
        event: text("Status"),
        message_id: text("MessageId"),
        network_id: text("MessageTraceId"),
        subject: text("Subject"),
        sender: text("SenderAddress"),
        address: from_ip,
        size: size(object.get(&["Size"])),
        mechanism: NO_MECHANISM,
        source: out.source,
        n_recipients: u32::from(recipient.is_some()),
        recipients: Texts(Run::push(&mut out.tables.texts, recipients)),
        ..MailEvent::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_utc_whatever_the_site_is_and_no_step_is_made_of_a_delivery() {
        let text = "Organization,MessageId,Received,SenderAddress,RecipientAddress,Subject,Status,ToIP,FromIP,Size,MessageTraceId\n\
            x,<a>,23/11/2025 02:14:55,a@example.com,b@example.net,s,Delivered,,203.0.113.9,4306,11\n\
            x,<a>,23/11/2025 02:14:56,a@example.com,c@example.net,s,Failed,,203.0.113.9,4306,11\n";
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        source.hints.zone = Some(chrono_tz::Europe::Paris);
        let mut out = Harvest::default();
        MessageTrace.read(&mut source, &mut out, &Task::detached()).unwrap();
        let rows: Vec<_> = out.tables.mail.rows().collect();
        assert_eq!(rows[0].time.rfc3339(), "2025-11-23T02:14:55Z");
        assert_eq!((rows[0].step, rows[1].step), (MailStep::Other, MailStep::Fail));
        assert_eq!((rows[0].n_recipients, rows[0].size, out.zone), (1, 4306, None));
    }
}

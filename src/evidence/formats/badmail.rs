//! The reason beside a dead message (`.BDR` of the Badmail folder): one short text, one record.
//!
//! The message itself is the `.BAD` file beside it. The text states no time, and none is made up.
//!
//! Source: queue-exports.md section 1.2.

use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::decode;
use crate::evidence::source::Source;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage};
use crate::model::time::UtcTime;
use crate::task::Task;

const BEGINS: &str = "unable to deliver this message because";
/// The dead message was itself a delivery report.
const REPORT_DIED: &str = "0xc00402c7";
/// Longest reason that is read, in bytes.
const LIMIT: usize = 1 << 20;
const MAX_REASON: usize = 2_000;
const MAX_RECIPIENTS: usize = 1_000;

/// The format.
#[derive(Debug)]
pub struct Badmail;

impl Format for Badmail {
    fn key(&self) -> &'static str {
        "badmail"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let text = head.text.trim_start_matches('\u{feff}').trim_start();
        let begins = text.get(..BEGINS.len()).is_some_and(|t| t.eq_ignore_ascii_case(BEGINS));
        begins.then_some(Recognised { certainty: 90, why: "why-badmail" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, _: &Task) -> Result<(), ReadError> {
        let bytes = source.read_to_limit(LIMIT)?.ok_or(ReadError::TooBig { limit: LIMIT as u64 })?;
        let text = decode(&bytes).0;
        out.record();
        let Some(code) = code_of(&text) else {
            out.damaged(Place::line(1, 0), Fault::CutShort);
            return Ok(());
        };
        let sender = behind(&text, "message sender was");
        let recipients = recipients(&text).map(|r| out.text.intern(r)).collect::<Vec<_>>();
        let n_recipients = u32::try_from(recipients.len()).unwrap_or(u32::MAX);
        let reason: String = mask::mask(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        let is_report = sender == Some("<>") || code.eq_ignore_ascii_case(REPORT_DIED);
        if code.eq_ignore_ascii_case(REPORT_DIED) {
            out.warn(Place::FILE, Fault::Note("note-badmail-report"));
        }
        let row = HeldMessage {
            source: out.source,
            place: Place::line(1, 0),
            held: Held::File,
            reverse_path: out.intern(sender.unwrap_or("")),
            recipients: Texts(Run::push(&mut out.tables.texts, recipients)),
            n_recipients,
            status: out.intern(code),
            last_error: out.intern(&reason.chars().take(MAX_REASON).collect::<String>()),
            scl: i8::MIN as u8,
            is_report,
            ..HeldMessage::default()
        };
        out.tables.held.push(row);
        out.read(UtcTime::UNKNOWN);
        Ok(())
    }
}

/// `0xC00402C7`: eight digits, or the text was cut.
fn code_of(text: &str) -> Option<&str> {
    let at = text.find("0x")?;
    let code = text.get(at..at + 10)?;
    code.get(2..)?.bytes().all(|b| b.is_ascii_hexdigit()).then_some(code)
}

/// The first word behind `label`, without the dot that ends the sentence.
fn behind<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(label)?;
    let word = rest.split_whitespace().next()?;
    let word = word.trim_end_matches('.');
    Some(if word == "<>" { word } else { word.trim_matches(['<', '>']) })
}

/// Words behind the last colon after "intended for" or "recipients" that are addresses.
fn recipients(text: &str) -> impl Iterator<Item = &str> {
    let list = text.split_once("intended for").map_or("", |(_, rest)| rest);
    let words = list.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>'));
    words.map(|w| w.trim_end_matches('.')).filter(|w| w.contains('@')).take(MAX_RECIPIENTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_sender_are_found_and_a_cut_code_is_none() {
        let text = "The specific error code was 0xC00402C7. The message sender was <>.";
        assert_eq!((code_of(text), behind(text, "message sender was")), (Some("0xC00402C7"), Some("<>")));
        assert_eq!(code_of("the code was 0xC004"), None);
        assert_eq!(code_of("0xé9999999"), None);
    }
}

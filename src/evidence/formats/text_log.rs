//! Any lines of text that nobody else claims: counted, to be searched and shown, nothing more. XML, and a
//! lone value of JSON, are no lines; where no format knows them they are refused.

use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Lines, MAX_LINE};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// The format.
#[derive(Debug)]
pub struct TextLog;

impl Format for TextLog {
    fn key(&self) -> &'static str {
        "text"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let text = head.text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        let is_text = text.chars().nth(1).is_some();
        (is_text && !is_xml(head) && !is_lone_json(head))
            .then_some(Recognised { certainty: 5, why: "why-text" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        out.warn(Place::FILE, Fault::Note("note-text-only"));
        let mut lines = Lines::new(source)?;
        let mut told_encoding = false;
        while let Some(line) = lines.next_line()? {
            if line.n_zeros > 0 {
                out.warn(line.place, Fault::Zeros { bytes: line.n_zeros });
            }
            if line.text.trim().is_empty() {
                continue;
            }
            out.record();
            out.read(UtcTime::UNKNOWN);
            if line.bad_encoding && !std::mem::replace(&mut told_encoding, true) {
                out.warn(line.place, Fault::Encoding);
            }
            if line.too_long {
                out.warn(line.place, Fault::TooLong { limit: MAX_LINE });
            }
            if out.balance.total.is_multiple_of(1024) {
                task.set_records(out.balance.total);
                if task.is_cancelled() {
                    return Err(ReadError::Cancelled);
                }
            }
        }
        task.set_records(out.balance.total);
        Ok(())
    }
}

/// A tag, a declaration or a comment; a syslog priority (`<34>`) is none.
fn is_xml(head: &Head<'_>) -> bool {
    let text = head.text.trim_start_matches(['\u{feff}', '\0']).trim_start();
    text.strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphabetic() || c == '?' || c == '!'))
}

/// Lists in lists, or one number or word alone: JSON that says nothing, and no text to search either.
fn is_lone_json(head: &Head<'_>) -> bool {
    let text = head.text.trim_start_matches('\u{feff}').trim();
    let opened: i32 = text
        .bytes()
        .take(1024)
        .map(|b| i32::from(matches!(b, b'[' | b'{')) - i32::from(matches!(b, b']' | b'}')))
        .sum();
    let deep = text.starts_with(['[', '{']) && opened > 32;
    let small = head.whole && text.len() < 1024;
    let value = || serde_json::from_str::<serde_json::Value>(text);
    deep || (small && value().is_ok_and(|v| !v.is_array() && !v.is_object()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_and_no_row_is_made_up() {
        let text = "Mar  1 08:00:00 mx postfix/smtpd[77]: connect\n\npassword=hunter2\n";
        let head = Head { bytes: text.as_bytes(), text, whole: true };
        assert_eq!(TextLog.recognise(&head).unwrap().certainty, 5);
        assert!(TextLog.recognise(&Head { text: "", ..head }).is_none());
        assert!(TextLog.recognise(&Head { text: "\u{feff} <a>1</a>", ..head }).is_none());
        assert!(TextLog.recognise(&Head { text: "<34>Oct 11 22:14:15 mx su: failed", ..head }).is_some());
        for json in ["42", "\"word\"", &"[".repeat(2000)] {
            assert!(TextLog.recognise(&Head { text: json, ..head }).is_none(), "{json}");
        }
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        TextLog.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert_eq!((out.balance.read, out.balance.total), (2, 2));
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        let raw = TextLog.raw(&mut source, Place::line(3, 47)).unwrap();
        assert_eq!(raw.text.as_str(), "password=•••");
    }
}

//! One event as text exports print it: the rendered message, read back into the fields it was made of.
//!
//! Security events of 2008 and later name their fields by labels under headings; older ones print their
//! strings in order; Exchange puts them into sentences. Fields go by the names and positions that the event
//! logs themselves have, so the same event gives the same row. A message in no known words gives no row.

mod labels;
mod sentence;

use super::{Found, Recorder, System, Value, parse_number, strings};
use crate::evidence::mask::mask;
use crate::knowledge::event_messages::{self, audit};
use crate::knowledge::windows_events::{Becomes, Field, Role, Rule};
use crate::model::harvest::Fault;
use crate::model::provenance::Place;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
pub use sentence::one_line;

/// Bits of the keywords: the audit was a success, a failure.
pub const AUDITS: [u64; 2] = [0x0020_0000_0000_0000, 0x0010_0000_0000_0000];
/// Longest message that is read, in bytes; those of Windows stay below 8 KiB.
const MAX_MESSAGE: usize = 256 * 1024;
/// Provider of the Security log until Windows 2003.
const LEGACY: &str = "Security";
/// Provider of Exchange's transport service; which of its two is not told by the words.
const EXCHANGE: &str = "MSExchangeTransport";
/// Shortest template that tells its provider, in bytes.
const MIN_TELLING: usize = 30;

/// An event as an export states it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Printed<'a> {
    /// Where it stands.
    pub place: Place,
    /// When.
    pub time: UtcTime,
    /// Provider, or the name it is shown by.
    pub source: &'a str,
    /// Event id, with or without severity bits.
    pub event_id: u64,
    /// Computer; empty where the export leaves it out.
    pub computer: &'a str,
    /// Keywords, or the audit bits alone.
    pub keywords: u64,
    /// The rendered message; empty where the export leaves it out.
    pub message: &'a str,
}

/// The audit bits of the first word that tells them: a number, `Audit Failure`, `Échec de l’audit` …
#[must_use]
pub fn keywords(words: &[&str]) -> u64 {
    let told = |word: &&str| match (parse_number(word), audit(word)) {
        (Some(number), _) => (number != 0).then_some(number),
        (None, Some(true)) => Some(AUDITS[0]),
        (None, Some(false)) => Some(AUDITS[1]),
        (None, None) => None,
    };
    let parts = words.iter().flat_map(|w| std::iter::once(*w).chain(w.split([',', ';'])));
    parts.map(str::trim).find_map(|word| told(&word)).unwrap_or(0)
}

/// Audit bits of the numbers that stand for an event's type: 8 success, 16 failure.
#[must_use]
pub fn audit_of_type(number: &str) -> u64 {
    match number.trim() {
        "8" => AUDITS[0],
        "16" => AUDITS[1],
        _ => 0,
    }
}

/// Puts printed events into a harvest, and tells once a source what they lack.
#[derive(Debug, Default)]
pub struct Printer {
    no_message: bool,
    not_understood: bool,
    no_provider: bool,
}

impl Printer {
    /// Counts an event and makes its row by its message, if its id gives one.
    pub fn message(&mut self, recorder: &mut Recorder<'_>, printed: &Printed<'_>) {
        let mut system = system(recorder, printed);
        let message = cut(printed.message);
        if printed.source.trim().is_empty() {
            self.name_provider(recorder, &mut system, message);
        }
        if event_messages::is_named(recorder.out.text.get(system.provider)) {
            self.named(recorder, &system, message);
            return;
        }
        let found = self.strings_of(recorder, &system, message);
        if found.is_empty() {
            self.lacking(recorder, &system, message);
        } else {
            strings::record(recorder, &system, &found);
        }
    }

    /// The same for an event whose strings the export has kept; `false` where it is not known what they
    /// are, and nothing was counted.
    pub fn strings(&mut self, recorder: &mut Recorder<'_>, printed: &Printed<'_>, texts: &[&str]) -> bool {
        let system = system(recorder, printed);
        let is_named = event_messages::is_named(event_messages::provider(printed.source, system.event_id));
        let names = event_messages::names(system.event_id).filter(|names| names.len() <= texts.len());
        match names {
            Some(names) if is_named => {
                let values = names.iter().map(String::as_str).zip(texts.iter().copied());
                fields(recorder, &system, values.collect());
            }
            _ if is_named => return false,
            _ => {
                let symbols: Vec<_> = texts.iter().map(|t| recorder.out.intern(t.trim())).collect();
                strings::record(recorder, &system, &symbols);
            }
        }
        true
    }

    /// An export without the provider's name: only Security events have its labels, only Exchange its words.
    fn name_provider(&mut self, recorder: &mut Recorder<'_>, system: &mut System, message: &str) {
        let security = event_messages::provider(LEGACY, system.event_id);
        let labelled = labels::read(message);
        let is_security =
            security != LEGACY && labels::named(&labelled).iter().any(|(n, _)| n.ends_with("UserName"));
        let line = one_line(message);
        // A template that is hardly more than its value fits other providers too.
        let mut telling = event_messages::templates(system.event_id).filter(|t| t.len() > MIN_TELLING);
        let provider = match () {
            () if is_security => security,
            () if telling.any(|template| sentence::read(template, &line).is_some()) => EXCHANGE,
            () => return,
        };
        system.provider = recorder.out.intern(provider);
        if !std::mem::replace(&mut self.no_provider, true) {
            recorder.out.warn(system.place, Fault::Note("note-event-without-provider"));
        }
    }

    fn named(&mut self, recorder: &mut Recorder<'_>, system: &System, message: &str) {
        let labelled = labels::read(message);
        let values = labels::named(&labelled);
        if is_told(recorder.rule(system), &values) {
            fields(recorder, system, values);
        } else {
            self.lacking(recorder, system, message);
        }
    }

    /// The strings that a message was made of, as far as it shows them.
    fn strings_of(&mut self, recorder: &mut Recorder<'_>, system: &System, message: &str) -> Vec<Symbol> {
        let line = one_line(message);
        let by_sentence = event_messages::templates(system.event_id).find_map(|t| sentence::read(t, &line));
        let texts: Vec<String> = match by_sentence {
            Some(texts) => texts,
            None if recorder.out.text.get(system.provider) == LEGACY => {
                let labelled = labels::read(message);
                labels::ordered(system.event_id, &labels::strings(&labelled))
            }
            None => Vec::new(),
        };
        let texts = if texts.is_empty() { whole(recorder, system, line) } else { texts };
        texts.iter().map(|text| recorder.out.intern(text)).collect()
    }

    /// The event is counted; why it gives no row is told, if it should have given one.
    fn lacking(&mut self, recorder: &mut Recorder<'_>, system: &System, message: &str) {
        if recorder.count(system).is_none() {
            return;
        }
        let (told, note) = match message.trim().is_empty() {
            true => (&mut self.no_message, "note-event-without-message"),
            false => (&mut self.not_understood, "note-event-message-unknown"),
        };
        if !std::mem::replace(told, true) {
            recorder.out.warn(system.place, Fault::Note(note));
        }
    }
}

/// Does a message say as much as its row must: whom it is about, or anything where it names nobody?
fn is_told(rule: Option<&Rule>, values: &[(&str, &str)]) -> bool {
    let named = rule.and_then(|rule| rule.fields.iter().find(|(role, _)| *role == Role::Name));
    match named {
        Some((_, Field::Named(name))) => values.iter().any(|(n, _)| n == name),
        _ => !values.is_empty(),
    }
}

/// Deeds are told in the message's own words where its strings cannot be told apart.
fn whole(recorder: &mut Recorder<'_>, system: &System, line: String) -> Vec<String> {
    let rule = recorder.rule(system);
    let is_deed = rule.is_some_and(|rule| matches!(rule.becomes, Becomes::Action(_)));
    if is_deed && !line.is_empty() { vec![mask(&line)] } else { Vec::new() }
}

fn system(recorder: &mut Recorder<'_>, printed: &Printed<'_>) -> System {
    let event_id = u32::try_from(printed.event_id & 0xFFFF).unwrap_or(0);
    System {
        place: printed.place,
        time: printed.time,
        provider: recorder.out.intern(event_messages::provider(printed.source, event_id)),
        event_id,
        computer: recorder.out.intern(printed.computer.trim()),
        keywords: printed.keywords,
    }
}

fn fields(recorder: &mut Recorder<'_>, system: &System, values: Vec<(&str, &str)>) {
    let Some(rule) = recorder.count(system) else { return };
    let found = found(rule, &values, recorder);
    recorder.row(rule, system, &found);
}

fn found(rule: &Rule, values: &[(&str, &str)], recorder: &mut Recorder<'_>) -> Found {
    let mut found = Found::default();
    for (role, field) in &rule.fields {
        let Field::Named(name) = field else { continue };
        let value = values.iter().find(|(n, _)| n == name).map(|(_, value)| value.trim());
        // Viewers show a name in place of a SID.
        let value = value.filter(|v| *role != Role::Sid || v.starts_with("S-1-"));
        if let Some(value) = value {
            found.put(*role, Value::Text(recorder.out.intern(value)));
        }
    }
    found
}

fn cut(message: &str) -> &str {
    let mut end = message.len().min(MAX_MESSAGE);
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    message.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests;

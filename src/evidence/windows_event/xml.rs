//! One event as XML text, as the Event Viewer, `wevtutil` and the `evtx` crate write it.
//!
//! Entities and document types are never expanded: a reference that is no character stays as written. Depth,
//! attributes and fields are bounded.

use super::{Found, Recorder, System, Value, parse_number};
use crate::knowledge::windows_events::{Field, Rule};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use chrono::DateTime;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event as Token};

/// Deepest nesting that is followed.
const MAX_DEPTH: usize = 64;
/// Attributes of one element that are read.
const MAX_ATTRIBUTES: usize = 64;
/// Fields of one event that are kept.
const MAX_FIELDS: usize = 4_096;

/// An event read from XML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventXml {
    /// `System`: element or `Element/@Attribute` and its text, in order.
    pub system: Vec<(String, String)>,
    /// `EventData` or `UserData`: name (`None` for unnamed `Data`) and text, in order.
    pub data: Vec<(Option<String>, String)>,
    /// Something was not text as XML has it: a reference nobody defined, a NUL.
    pub is_odd: bool,
}

impl EventXml {
    /// Reads one `<Event>…</Event>`.
    ///
    /// # Errors
    /// What breaks the event, in English.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut walk = Walk::default();
        loop {
            match reader.read_event().map_err(|e| e.to_string())? {
                Token::Start(tag) => walk.open(&tag)?,
                Token::Empty(tag) => {
                    walk.open(&tag)?;
                    walk.close();
                }
                Token::End(_) => walk.close(),
                Token::Text(text) => walk.text.push_str(&text.xml10_content()),
                Token::CData(text) => walk.text.push_str(&text.xml10_content()),
                Token::GeneralRef(reference) => walk.reference(&reference),
                Token::DocType(_) => return Err("a document type inside an event".to_owned()),
                Token::Eof => break,
                Token::Comment(_) | Token::Decl(_) | Token::PI(_) => {}
            }
        }
        if walk.path.is_empty() && walk.seen_event {
            walk.event.is_odd |= text.contains('\0');
            Ok(walk.event)
        } else {
            Err("the event does not end".to_owned())
        }
    }

    /// A value of `System`, such as `EventID` or `Provider/@Name`.
    #[must_use]
    pub fn system(&self, name: &str) -> Option<&str> {
        let found = self.system.iter().find(|(n, _)| n == name);
        found.map(|(_, text)| text.trim())
    }

    /// The text of a field.
    #[must_use]
    pub fn field(&self, field: &Field) -> Option<&str> {
        match field {
            Field::Named(name) => {
                self.data.iter().find(|(n, _)| n.as_deref() == Some(name)).map(|(_, text)| text.as_str())
            }
            Field::Position(n) => {
                let unnamed = self.data.iter().filter(|(name, _)| name.is_none());
                unnamed.map(|(_, t)| t.as_str()).nth(n.checked_sub(1)?)
            }
        }
    }

    /// Counts the event, makes its row and gives its time.
    ///
    /// # Errors
    /// Which part every event must have is missing.
    pub fn record(&self, byte: u64, recorder: &mut Recorder<'_>) -> Result<UtcTime, String> {
        let id = self.system("EventID").and_then(parse_number);
        let id = id.ok_or("no event id")? & 0xFFFF;
        let written = self.system("TimeCreated/@SystemTime").ok_or("no time")?;
        let provider = self.system("Provider/@Name").ok_or("no provider")?;
        let number = |name| self.system(name).and_then(parse_number).unwrap_or(0);
        let system = System {
            place: Place::record(number("EventRecordID"), byte),
            time: parse_time(written),
            provider: recorder.out.intern(provider),
            event_id: u32::try_from(id).unwrap_or(0),
            computer: recorder.out.intern(self.system("Computer").unwrap_or("")),
            keywords: number("Keywords"),
        };
        if let Some(rule) = recorder.count(&system) {
            let found = self.found(rule, recorder);
            recorder.row(rule, &system, &found);
        }
        Ok(system.time)
    }

    fn found(&self, rule: &Rule, recorder: &mut Recorder<'_>) -> Found {
        let mut found = Found::default();
        for (role, field) in &rule.fields {
            if let Some(text) = self.field(field) {
                found.put(*role, Value::Text(recorder.out.intern(text.trim())));
            }
        }
        found
    }
}

/// Reads `2025-11-03T02:14:54.1234567Z`; unknown where it is no time.
#[must_use]
pub fn parse_time(text: &str) -> UtcTime {
    let parsed = DateTime::parse_from_rfc3339(text.trim());
    parsed.map_or(UtcTime::UNKNOWN, |t| UtcTime::from_utc(t.naive_utc()))
}

#[derive(Default)]
struct Walk {
    path: Vec<String>,
    /// Name of the open `Data`, by attribute.
    data_name: Option<String>,
    /// An element closed since the last one opened: what follows is no leaf.
    has_children: bool,
    text: String,
    seen_event: bool,
    event: EventXml,
}

impl Walk {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        if self.path.len() >= MAX_DEPTH {
            return Err("elements nested too deep".to_owned());
        }
        let name = tag.local_name().as_ref().to_owned();
        self.seen_event |= self.path.is_empty() && name == "Event";
        self.text.clear();
        self.has_children = false;
        self.data_name = None;
        self.path.push(name);
        self.attributes(tag)
    }

    fn attributes(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        let mut names: Vec<&str> = Vec::new();
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|e| e.to_string())?;
            let name = attribute.key.into_inner();
            if names.len() >= MAX_ATTRIBUTES || names.contains(&name) {
                return Err("too many attributes, or one twice".to_owned());
            }
            names.push(name);
            let text = attribute
                .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                .map_or_else(|_| attribute.value.clone().into_owned(), std::borrow::Cow::into_owned);
            self.attribute(name, text);
        }
        Ok(())
    }

    fn attribute(&mut self, name: &str, text: String) {
        match self.path.as_slice() {
            [_, part, element] if part == "System" => {
                self.event.system.push((format!("{element}/@{name}"), text));
            }
            [_, part, .., _] if is_payload(part) && name == "Name" => self.data_name = Some(text),
            _ => {}
        }
    }

    fn close(&mut self) {
        let text = std::mem::take(&mut self.text);
        let leaf = !std::mem::replace(&mut self.has_children, true);
        match self.path.as_slice() {
            [_, part, element] if leaf && part == "System" => {
                self.event.system.push((element.clone(), text));
            }
            [_, part, .., element] if leaf && is_payload(part) && self.path.len() > 2 => {
                let named = self.data_name.take();
                let name = named.or_else(|| (element != "Data").then(|| element.clone()));
                if self.event.data.len() < MAX_FIELDS {
                    self.event.data.push((name, text));
                }
            }
            _ => {}
        }
        self.path.pop();
    }

    fn reference(&mut self, reference: &BytesRef<'_>) {
        let name: &str = reference;
        let plain = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        match plain.filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')) {
            Some(c) => self.text.push(c),
            None => {
                self.event.is_odd = true;
                self.text.push_str(&format!("&{name};"));
            }
        }
    }
}

fn is_payload(part: &str) -> bool {
    part == "EventData" || part == "UserData"
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENT: &str = "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>\
        <Provider Name='MSExchangeTransport'/><EventID Qualifiers='32772'>1035</EventID>\
        <TimeCreated SystemTime='2025-11-03T02:14:54.1234567Z'/><EventRecordID>7</EventRecordID>\
        <Computer>EX1</Computer></System><EventData><Data>LogonDenied</Data><Data>Default &lt;EX1&gt;</Data>\
        <Data Name='Extra'>x</Data><Data>Login</Data><Data/></EventData></Event>";

    #[test]
    fn fields_are_found_by_name_and_by_position() {
        let event = EventXml::parse(EVENT).unwrap();
        assert_eq!(event.system("EventID"), Some("1035"));
        assert_eq!(event.system("Provider/@Name"), Some("MSExchangeTransport"));
        assert_eq!(event.field(&Field::Position(2)), Some("Default <EX1>"));
        assert_eq!(event.field(&Field::Position(3)), Some("Login"));
        assert_eq!(event.field(&Field::Named("Extra".into())), Some("x"));
        assert_eq!(event.field(&Field::Position(0)), None);
        assert_eq!(parse_time("2025-11-03T02:14:54.1234567Z").rfc3339(), "2025-11-03T02:14:54.1234567Z");
    }

    #[test]
    fn nothing_is_expanded_and_a_cut_event_is_an_error() {
        let odd = EVENT.replace("LogonDenied", "a&unknown;&#0;b");
        let event = EventXml::parse(&odd).unwrap();
        assert!(event.is_odd);
        assert_eq!(event.field(&Field::Position(1)), Some("a&unknown;&#0;b"));
        assert!(EventXml::parse(&EVENT[..EVENT.len() - 9]).is_err());
        assert!(EventXml::parse("<Event a='1' a='2'/>").is_err());
    }
}

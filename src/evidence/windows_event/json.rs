//! One event as JSON, as `evtx_dump` and EvtxECmd write it: the same parts that XML has.
//!
//! Numbers may be texts. Unnamed strings are a list under `Data`, `#text`; a name that returns has `_1`
//! behind it and is left out, since the first of a name counts. Values that are lists are joined.

use super::xml::EventXml;
use serde_json::{Map, Value};

/// Fields of one event that are kept.
const MAX_FIELDS: usize = 4_096;

/// Reads one `{"Event": {…}}`.
///
/// # Errors
/// What is wrong with it, in English.
pub fn parse(text: &str) -> Result<EventXml, String> {
    let value: Value = serde_json::from_str(text).map_err(|e| e.to_string())?;
    let event = value.get("Event").and_then(Value::as_object).ok_or("no event")?;
    let system = event.get("System").and_then(Value::as_object).ok_or("no system part")?;
    let mut read = EventXml::default();
    system.iter().for_each(|(name, value)| part(name, value, &mut read.system));
    ["EventData", "UserData"]
        .iter()
        .filter_map(|part| event.get(*part))
        .for_each(|v| data(v, &mut read.data));
    read.data.truncate(MAX_FIELDS);
    Ok(read)
}

/// The fields of `{"EventData": {"Data": [{"@Name": …, "#text": …}]}}`; `None` if it is no JSON.
#[must_use]
pub fn payload(text: &str) -> Option<Vec<(Option<String>, String)>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let mut fields = Vec::new();
    ["EventData", "UserData"].iter().filter_map(|part| value.get(*part)).for_each(|v| data(v, &mut fields));
    fields.truncate(MAX_FIELDS);
    Some(fields)
}

/// A part of `System`, with its attributes (`#attributes`, or `NAME_attributes` beside it).
fn part(name: &str, value: &Value, system: &mut Vec<(String, String)>) {
    let element = name.strip_suffix("_attributes").unwrap_or(name);
    let own = if element == name { None } else { value.as_object() };
    let attributes = own.or_else(|| value.get("#attributes").and_then(Value::as_object));
    for (attribute, value) in attributes.into_iter().flatten() {
        system.push((format!("{element}/@{attribute}"), text_of(value)));
    }
    if own.is_none() && !text_of(value).is_empty() {
        system.push((element.to_owned(), text_of(value)));
    }
}

fn data(value: &Value, fields: &mut Vec<(Option<String>, String)>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, value)| field(name, value, fields)),
        Value::Array(items) => items.iter().for_each(|item| data(item, fields)),
        _ => {}
    }
}

fn field(name: &str, value: &Value, fields: &mut Vec<(Option<String>, String)>) {
    match (name, value) {
        ("#attributes" | "@xmlns" | "Binary" | "#text", _) => {}
        ("Data", Value::Array(items)) => items.iter().for_each(|item| field(name, item, fields)),
        ("Data", Value::Object(map)) => named_or_not(map, fields),
        ("Data", value) => fields.push((None, text_of(value))),
        (_, Value::Object(map)) if !map.contains_key("#text") => data(value, fields),
        _ => fields.push((Some(name.to_owned()), text_of(value))),
    }
}

/// `{"@Name": "x", "#text": "y"}`, or `{"#text": ["a", "b"]}` without names.
fn named_or_not(map: &Map<String, Value>, fields: &mut Vec<(Option<String>, String)>) {
    let attributes = map.get("#attributes").and_then(Value::as_object);
    let name = map.get("@Name").or_else(|| attributes?.get("Name")).map(text_of);
    match (name, map.get("#text")) {
        (None, Some(Value::Array(items))) => items.iter().for_each(|i| fields.push((None, text_of(i)))),
        (name, Some(value)) => fields.push((name, text_of(value))),
        (name, None) => fields.push((name, String::new())),
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(is) => is.to_string(),
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(" "),
        Value::Object(map) => map.get("#text").map(text_of).unwrap_or_default(),
        Value::Null => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::windows_events::Field;

    #[test]
    fn both_shapes_of_an_id_and_of_the_data_are_read() {
        let named = r##"{"Event":{"System":{"EventID":4625,"Provider":{"#attributes":{"Name":"P"}},
            "TimeCreated":{"#attributes":{"SystemTime":"2025-11-03T02:14:54Z"}}},
            "EventData":{"TargetUserName":"scanner","LogonType":"8"}}}"##;
        let event = parse(named).unwrap();
        assert_eq!((event.system("EventID"), event.system("Provider/@Name")), (Some("4625"), Some("P")));
        assert_eq!(event.field(&Field::Named("LogonType".into())), Some("8"));
        let listed = r##"{"Event":{"System":{"EventID":{"#attributes":{"Qualifiers":32772},"#text":"1035"},
            "Provider_attributes":{"Name":"Q"}},"EventData":{"Data":{"#text":["LogonDenied","EX1"]}}}}"##;
        let event = parse(listed).unwrap();
        assert_eq!((event.system("EventID"), event.system("Provider/@Name")), (Some("1035"), Some("Q")));
        assert_eq!(event.field(&Field::Position(2)), Some("EX1"));
        assert!(parse("[]").is_err() && parse("{\"Event\":").is_err());
    }

    #[test]
    fn a_payload_names_its_fields() {
        let text = r##"{"EventData":{"Data":[{"@Name":"TargetUserName","#text":"scanner"},{"@Name":"LogonType","#text":"8"}]}}"##;
        assert_eq!(payload(text).unwrap()[1], (Some("LogonType".to_owned()), "8".to_owned()));
        assert_eq!(payload(r#"{"EventData":{"Data":"one"}}"#).unwrap(), [(None, "one".to_owned())]);
        assert_eq!(payload("{"), None);
    }
}

//! The fields of one JSON object, made flat: what a value says, as text.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fmt;

/// Longest text kept of a value that is an object without a value of its own, in characters.
const MAX_NESTED: usize = 4096;

/// Names and texts in their order.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub fields: Vec<(String, String)>,
    /// A name stood there twice; the first value is kept.
    pub repeated: bool,
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Collect)
    }
}

struct Collect;

impl<'de> Visitor<'de> for Collect {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut found = Fields::default();
        let mut seen = HashSet::new();
        while let Some((name, value)) = map.next_entry::<String, Value>()? {
            if seen.insert(name.clone()) {
                found.fields.push((name, flat(value)));
            } else {
                found.repeated = true;
            }
        }
        Ok(found)
    }
}

/// A value as text. Recursion is bounded by the depth that the scan lets through.
fn flat(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(is) => is.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text,
        Value::Array(items) => items.into_iter().map(flat).collect::<Vec<_>>().join(";"),
        Value::Object(map) => nested(map),
    }
}

/// PowerShell wraps values: `{"value":2,"Value":"Retry"}`, `{"value":"/Date(…)/","DisplayHint":2,"DateTime":"…"}`.
fn nested(mut map: Map<String, Value>) -> String {
    let hinted = map.contains_key("DisplayHint").then_some("DateTime");
    let names = ["Value", "value"].into_iter().chain(hinted);
    for name in names {
        if let Some(value) = map.remove(name).filter(|v| !v.is_null()) {
            return flat(value);
        }
    }
    Value::Object(map).to_string().chars().take(MAX_NESTED).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str) -> Fields {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn values_become_text() {
        let found = fields(
            r#"{"a":null,"b":true,"n":12,"l":["x",2,["y"]],"s":{"value":3,"Value":"Retry"},
                "d":{"value":"\/Date(1)\/","DisplayHint":2},"o":{"x":[1]}}"#,
        );
        let texts: Vec<_> = found.fields.iter().map(|f| f.1.as_str()).collect();
        assert_eq!(texts, ["", "true", "12", "x;2;y", "Retry", "/Date(1)/", "{\"x\":[1]}"]);
    }

    #[test]
    fn the_first_of_two_values_is_kept_and_it_is_told() {
        let found = fields(r#"{"a":1,"a":2}"#);
        assert_eq!(found.fields, [("a".to_owned(), "1".to_owned())]);
        assert!(found.repeated);
    }
}

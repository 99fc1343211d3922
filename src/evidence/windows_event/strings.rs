//! One event as its insertion strings: legacy logs and the exports that keep them.
//!
//! Fields stand by position alone, and the same id has other positions in another Windows: the rule is
//! chosen by how many strings there are.

use super::{Found, Recorder, System, Value};
use crate::knowledge::windows_events::{Field, Rule};
use crate::model::text::Symbol;

/// Counts the event and makes its row, if its id gives one. `strings` are %1, %2 … in their order.
pub fn record(recorder: &mut Recorder<'_>, system: &System, strings: &[Symbol]) {
    if let Some(rule) = recorder.count(system) {
        let found = found(rule, strings);
        recorder.row(rule, system, &found);
    }
}

fn found(rule: &Rule, strings: &[Symbol]) -> Found {
    let mut found = Found::default();
    for (role, field) in &rule.fields {
        if let Field::Position(n) = field
            && let Some(text) = n.checked_sub(1).and_then(|i| strings.get(i))
        {
            found.put(*role, Value::Text(*text));
        }
    }
    found
}

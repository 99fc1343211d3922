//! One event as its insertion strings: legacy logs and the exports that keep them.
//!
//! Fields stand by position alone, and the same id has other positions in another Windows: the rule is
//! chosen by how many strings there are, or by where one of them is a SID.

use super::{Found, Recorder, System, Value, is_sid};
use crate::knowledge::windows_events::{Field, RECORD_USER, Role, Rule};
use crate::model::harvest::Harvest;
use crate::model::text::Symbol;

/// The strings of an event, given as symbols one by one: a reader need not keep what no rule wants.
pub trait Strings {
    /// How many there are.
    fn len(&self) -> usize;

    /// String `n`, from 1, which will play `role`; not stated beyond the last.
    fn get(&mut self, n: usize, role: Role, out: &mut Harvest) -> Symbol;

    /// The SID beside the strings, of the account the record is about.
    fn user(&mut self, out: &mut Harvest) -> Symbol;

    /// Are there none?
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Strings that are symbols already, without a SID.
struct Known<'s>(&'s [Symbol]);

impl Strings for Known<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&mut self, n: usize, _: Role, _: &mut Harvest) -> Symbol {
        n.checked_sub(1).and_then(|i| self.0.get(i)).copied().unwrap_or_default()
    }

    fn user(&mut self, _: &mut Harvest) -> Symbol {
        Symbol::NONE
    }
}

/// Counts the event and makes its row, if its id gives one. `strings` are %1, %2 … in their order.
pub fn record(recorder: &mut Recorder<'_>, system: &System, strings: &[Symbol]) {
    record_from(recorder, system, &mut Known(strings));
}

/// The same for strings that are looked up one by one. An event whose strings are all lost is only counted.
pub fn record_from(recorder: &mut Recorder<'_>, system: &System, strings: &mut dyn Strings) {
    let rules = recorder.count_all(system);
    let n = strings.len();
    let out = &mut *recorder.out;
    let fits =
        |rule: &&Rule| rule.when.allows(n) && rule.when.sid_at.is_none_or(|at| sid_at(strings, at, out));
    let rule = rules.iter().find(fits).filter(|_| n > 0);
    if let Some(rule) = rule {
        let found = found(rule, strings, recorder.out);
        recorder.row(rule, system, &found);
    }
}

fn sid_at(strings: &mut dyn Strings, at: usize, out: &mut Harvest) -> bool {
    let text = strings.get(at, Role::Sid, out);
    is_sid(out.text.get(text))
}

fn found(rule: &Rule, strings: &mut dyn Strings, out: &mut Harvest) -> Found {
    let mut found = Found::default();
    for (role, field) in &rule.fields {
        let text = match field {
            Field::Position(n) => strings.get(*n, *role, out),
            Field::Named(name) if name == RECORD_USER => strings.user(out),
            Field::Named(_) => Symbol::NONE,
        };
        if text.is_some() {
            found.put(*role, Value::Text(text));
        }
    }
    found
}

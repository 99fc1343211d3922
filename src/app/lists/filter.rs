//! A filter under a head: `text`, `!text`, `=text`, `!=text`, `>5`, `<02:00`. Read once, then asked of many rows.

use super::columns::Col;
use super::question::List;
use super::values::{Value, Voice};
use crate::model::time::{UtcTime, from_local};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use chrono_tz::Tz;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// A filter as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Column.
    pub column: Col,
    /// As typed.
    pub text: String,
    /// Kept, but not applied.
    #[serde(default)]
    pub suspended: bool,
}

/// What a filter demands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Demand {
    Holds(String),
    HoldsNot(String),
    Is(String),
    IsNot(String),
    Above(Edge),
    Below(Edge),
}

/// A figure or time to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    Number(u64),
    /// Seconds of the day.
    Clock(u32),
    Instant(UtcTime),
}

/// Is what was typed understood in this column?
#[must_use]
pub fn is_valid(column: Col, text: &str, zone: Tz) -> bool {
    demand(column, text, zone).is_some()
}

fn demand(column: Col, text: &str, zone: Tz) -> Option<Demand> {
    let text = text.trim();
    let small = |t: &str| Some(t.trim().to_lowercase()).filter(|t| !t.is_empty());
    // An exact filter may ask for an empty cell.
    let exact = |t: &str| t.trim().to_lowercase();
    if let Some(rest) = text.strip_prefix("!=") {
        return Some(Demand::IsNot(exact(rest)));
    }
    if let Some(rest) = text.strip_prefix('!') {
        return small(rest).map(Demand::HoldsNot);
    }
    if let Some(rest) = text.strip_prefix('=') {
        return Some(Demand::Is(exact(rest)));
    }
    match (text.strip_prefix('>'), text.strip_prefix('<')) {
        (Some(rest), _) if is_ordered(column) => edge(column, rest, zone).map(Demand::Above),
        (_, Some(rest)) if is_ordered(column) => edge(column, rest, zone).map(Demand::Below),
        _ => small(text).map(Demand::Holds),
    }
}

/// Has the column figures or times?
fn is_ordered(column: Col) -> bool {
    use Col as C;
    matches!(
        column,
        C::Time
            | C::EventId
            | C::Waiting
            | C::Deferred
            | C::Incoming
            | C::Outgoing
            | C::To
            | C::Size
            | C::Messages
            | C::Refused
            | C::Duration
            | C::Place
    )
}

fn edge(column: Col, text: &str, zone: Tz) -> Option<Edge> {
    let text = text.trim();
    match column {
        Col::Time => time_edge(text, zone),
        Col::Incoming | Col::Outgoing => {
            let thousandths = text.replace(',', ".").parse::<f64>().ok()? * 1_000.0;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
            (thousandths >= 0.0).then_some(Edge::Number(thousandths as u64))
        }
        _ => text.replace([',', ' ', '\u{202f}', '\u{a0}'], "").parse().ok().map(Edge::Number),
    }
}

fn time_edge(text: &str, zone: Tz) -> Option<Edge> {
    let clock = |t: &str| ["%H:%M:%S", "%H:%M"].iter().find_map(|f| NaiveTime::parse_from_str(t, f).ok());
    if let Some(time) = clock(text) {
        return Some(Edge::Clock(time.num_seconds_from_midnight()));
    }
    let (day, rest) = text.split_once(' ').unwrap_or((text, "00:00"));
    let day = ["%d/%m/%Y", "%Y-%m-%d"].iter().find_map(|f| NaiveDate::parse_from_str(day, f).ok())?;
    let local = NaiveDateTime::new(day, clock(rest)?);
    Some(Edge::Instant(from_local(local, zone).time()))
}

/// A filter ready to be asked; remembers what it said of a text.
#[derive(Debug)]
pub struct Judge<'a> {
    voice: Voice<'a>,
    list: List,
    column: Col,
    demand: Option<Demand>,
    known: FxHashMap<Value, bool>,
}

impl<'a> Judge<'a> {
    /// The filter of a list. One that is not understood hides nothing.
    #[must_use]
    pub fn new(voice: Voice<'a>, list: List, filter: &Filter) -> Self {
        let demand = demand(filter.column, &filter.text, voice.words.zone());
        Self { voice, list, column: filter.column, demand, known: FxHashMap::default() }
    }

    /// Does a row pass?
    pub fn passes(&mut self, row: u32) -> bool {
        let Some(demand) = &self.demand else { return true };
        let value = self.voice.book.value(self.list, self.column, row);
        match demand {
            Demand::Above(edge) => self.beside(value, *edge) == Some(std::cmp::Ordering::Greater),
            Demand::Below(edge) => self.beside(value, *edge) == Some(std::cmp::Ordering::Less),
            _ if matches!(value, Value::Time(_) | Value::At(_) | Value::Texts(..)) => self.read(value),
            _ => match self.known.get(&value) {
                Some(&answer) => answer,
                None => {
                    let answer = self.read(value);
                    self.known.insert(value, answer);
                    answer
                }
            },
        }
    }

    fn read(&self, value: Value) -> bool {
        let text = self.voice.say(self.column, value).trim().to_lowercase();
        // A figure may be typed without its separators.
        let bare = if let Value::Number(n) = value { n.to_string() } else { String::new() };
        match &self.demand {
            Some(Demand::Holds(t)) => text.contains(t) || bare.contains(t),
            Some(Demand::HoldsNot(t)) => !(text.contains(t) || bare.contains(t)),
            Some(Demand::Is(t)) => text == *t || (bare == *t && !bare.is_empty()),
            Some(Demand::IsNot(t)) => text != *t && (bare != *t || bare.is_empty()),
            _ => true,
        }
    }

    fn beside(&self, value: Value, edge: Edge) -> Option<std::cmp::Ordering> {
        match (value, edge) {
            (Value::Number(n) | Value::Rate(n), Edge::Number(m)) => Some(n.cmp(&m)),
            (Value::At(place), Edge::Number(m)) => Some(place.number.cmp(&m)),
            (Value::Time(t), Edge::Instant(m)) => t.is_plausible().then(|| t.cmp(&m)),
            (Value::Time(t), Edge::Clock(m)) => {
                let local = t.to_utc()?.with_timezone(&self.voice.words.zone());
                Some(local.num_seconds_from_midnight().cmp(&m))
            }
            _ => None,
        }
    }
}

/// The filter that keeps, or hides, the rows with this text.
#[must_use]
pub fn exactly(column: Col, text: &str, keep: bool) -> Filter {
    let sign = if keep { "=" } else { "!=" };
    Filter { column, text: format!("{sign}{text}"), suspended: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Europe::Paris;

    #[test]
    fn what_is_typed_is_understood_or_said_to_be_wrong() {
        for (column, text) in [
            (Col::Account, "scan"),
            (Col::Account, "!scan"),
            (Col::Account, "="),
            (Col::Waiting, ">1,000"),
            (Col::Time, "<02:00"),
            (Col::Time, ">03/11/2025 02:14"),
            (Col::Account, ">5"),
        ] {
            assert!(is_valid(column, text, ZONE), "{text}");
        }
        for (column, text) in
            [(Col::Waiting, ">many"), (Col::Time, "<25:00"), (Col::Account, "!"), (Col::To, "")]
        {
            assert!(!is_valid(column, text, ZONE), "{text}");
        }
    }
}

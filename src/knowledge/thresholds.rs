//! What counts as much, as soon, as new: the figures of `assets/knowledge/thresholds.toml`, typed.
//!
//! No figure that decides a finding stands in code. The fields mean what the comments of the file say.

use super::detections::{self, Detections};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../assets/knowledge/thresholds.toml");

/// Declares a table of whole numbers.
macro_rules! figures {
    ($(#[$doc:meta])* $name:ident { $($field:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(#[doc = concat!("`", stringify!($field), "`")] pub $field: u32),+ }
    };
}

figures! {
    /// How near in time two logs must be to speak of one thing.
    Joins { same_attempt_seconds, throttle_seconds, after_session_seconds, logon_to_mail_seconds, logon_fit_percent, transport_visits_percent }
}
figures! {
    /// When wrong passwords are guessing.
    Guessing {
        failures_in_1_hour, failures_before_success, failures_memory_hours,
    }
}
figures! {
    /// When mail through an account is abuse.
    Relay {
        forged_messages_in_1_hour, forged_recipients_in_1_hour, forged_messages_in_all, senders_of_one_account,
        outbound_messages_in_1_hour, bulk_recipients_in_1_hour, sender_domains_without_list,
        recipient_domains_without_list, recipient_domains,
    }
}
figures! {
    /// When relaying without an account is an open relay.
    OpenRelay { messages, messages_by_tracking_alone }
}
figures! {
    /// When a mailbox is taken over.
    Mailbox { burst_recipients_in_1_hour, earlier_sign_ins, failed_percent }
}
figures! {
    /// When delivery reports are an attack.
    Reports { reports_in_1_hour }
}
figures! {
    /// Points of a suspect.
    Ranking {
        abused, established, opened, opened_beside_abuse, right_password, attacked, further_findings_at_most,
    }
}
figures! {
    /// When two clocks are compared.
    Clocks { widest_minutes, least_matches, least_percent, least_seconds }
}
figures! {
    /// When hours of work are believed.
    Hours { least_sign_ins, least_days, holding_percent, longest_hours }
}
figures! {
    /// When a queue grows, and how finely its curve is kept.
    Queue { remarkable_messages, curve_points }
}
figures! {
    /// When sources cover a time.
    Coverage { covering_percent, least_minutes, stopped_after_minutes, gap_minutes }
}
figures! {
    /// What the evidence shows of the clean-up.
    CleanUp { grace_minutes, whole_hours, session_over_minutes, ordinary_queue }
}

/// All figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Joins in time.
    pub joins: Joins,
    /// Guessing.
    pub guessing: Guessing,
    /// Abuse of an account.
    pub relay: Relay,
    /// Open relay.
    pub open_relay: OpenRelay,
    /// Mailboxes.
    pub mailbox: Mailbox,
    /// Delivery reports.
    pub reports: Reports,
    /// Suspects.
    pub ranking: Ranking,
    /// Clocks.
    pub clocks: Clocks,
    /// Hours of work.
    pub working_hours: Hours,
    /// Queues.
    pub queue: Queue,
    /// Coverage.
    pub coverage: Coverage,
    /// The clean-up.
    pub clean_up: CleanUp,
    /// Detections, from a file of their own.
    #[serde(skip)]
    pub detections: Detections,
}

impl Thresholds {
    /// The built-in figures but for those that the user says otherwise: `guessing.failures_in_1_hour`,
    /// `queue-growth.weight`. A name that nothing has is left out; [`Thresholds::has`] tells.
    #[must_use]
    pub fn with(figures: &[(String, u32)]) -> Self {
        let mut table: toml::Table = toml::from_str(TEXT).unwrap_or_default();
        let mut detections = detections::built_in();
        for (name, value) in figures {
            let Some((part, figure)) = name.split_once('.') else { continue };
            let known = table.get_mut(part).and_then(|t| t.get_mut(figure));
            let of_detection = detections.get_mut(part).and_then(|row| row.0.get_mut(figure));
            match (known, of_detection) {
                (Some(place), _) => *place = toml::Value::Integer(i64::from(*value)),
                (None, Some(place)) => *place = *value,
                (None, None) => {}
            }
        }
        let figures: Self = table.try_into().unwrap_or_default();
        Self { detections, ..figures }
    }

    /// Is there a figure of this name?
    #[must_use]
    pub fn has(name: &str) -> bool {
        let table: toml::Table = toml::from_str(TEXT).unwrap_or_default();
        let part = name.split_once('.');
        part.is_some_and(|(part, figure)| {
            let known = table.get(part).is_some_and(|t| t.get(figure).is_some());
            known || detections::built_in().get(part).is_some_and(|row| row.0.contains_key(figure))
        })
    }

    /// Every figure by its name, sorted.
    #[must_use]
    pub fn figures(&self) -> BTreeMap<String, u32> {
        let table = toml::Table::try_from(self).unwrap_or_default();
        let parts = table.iter().filter_map(|(part, row)| Some((part, row.as_table()?)));
        let value = |v: &toml::Value| v.as_integer().and_then(|n| u32::try_from(n).ok());
        let general = parts.flat_map(|(part, row)| {
            row.iter().filter_map(move |(name, v)| Some((format!("{part}.{name}"), value(v)?)))
        });
        let of_detections = self.detections.iter().flat_map(|(part, row)| {
            row.0.iter().map(move |(name, value)| (format!("{part}.{name}"), *value))
        });
        general.chain(of_detections).collect()
    }

    /// The figures this program was built with; a test holds that they can be read.
    #[must_use]
    pub fn built_in() -> Self {
        let figures: Self = toml::from_str(TEXT).unwrap_or_default();
        Self { detections: detections::built_in(), ..figures }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_is_stated_and_none_is_zero() {
        let figures: Thresholds = toml::from_str(TEXT).unwrap();
        assert_eq!(
            Thresholds { detections: detections::built_in(), ..figures.clone() },
            Thresholds::built_in()
        );
        assert!(!format!("{figures:?}").contains(": 0"));
    }

    #[test]
    fn a_figure_can_be_changed_by_its_name_and_all_can_be_listed() {
        let changed = [("guessing.failures_in_1_hour".to_owned(), 7), ("queue-growth.weight".to_owned(), 3)];
        let figures = Thresholds::with(&changed).figures();
        assert_eq!((figures["guessing.failures_in_1_hour"], figures["queue-growth.weight"]), (7, 3));
        assert!(figures.keys().all(|name| Thresholds::has(name)));
        assert!(!Thresholds::has("guessing.nonsense") && !Thresholds::has("nonsense"));
    }
}

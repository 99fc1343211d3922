//! What counts as much, as soon, as new: the figures of `assets/knowledge/thresholds.toml`, typed.
//!
//! No figure that decides a finding stands in code. The fields mean what the comments of the file say.

use super::detections::{self, Detections};
use serde::Deserialize;

const TEXT: &str = include_str!("../../assets/knowledge/thresholds.toml");

/// Declares a table of whole numbers.
macro_rules! figures {
    ($(#[$doc:meta])* $name:ident { $($field:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $(#[doc = concat!("`", stringify!($field), "`")] pub $field: u32),+ }
    };
}

figures! {
    /// How near in time two logs must be to speak of one thing.
    Joins { same_attempt_seconds, after_session_seconds, logon_to_mail_seconds, logon_fit_percent }
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
        recipient_domains_without_list,
    }
}
figures! {
    /// When relaying without an account is an open relay.
    OpenRelay { messages, messages_by_tracking_alone }
}
figures! {
    /// When a queue grows, and how finely its curve is kept.
    Queue { remarkable_messages, curve_points }
}
figures! {
    /// When sources cover a time.
    Coverage { covering_percent, least_minutes, stopped_after_minutes, gap_minutes }
}

/// All figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
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
    /// Queues.
    pub queue: Queue,
    /// Coverage.
    pub coverage: Coverage,
    /// Detections, from a file of their own.
    #[serde(skip)]
    pub detections: Detections,
}

impl Thresholds {
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
}

//! The weight and the figures of every detection: `assets/knowledge/detections.toml`.
//!
//! A row is a detection's own; no other code asks for its figures.

use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../assets/knowledge/detections.toml");

/// The figures of one detection, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(transparent)]
pub struct Figures(pub BTreeMap<String, u32>);

impl Figures {
    /// A figure; 0 if the row has none of that name, which a test of the roster excludes.
    #[must_use]
    pub fn get(&self, name: &str) -> u32 {
        self.0.get(name).copied().unwrap_or(0)
    }

    /// A figure as a count of rows.
    #[must_use]
    pub fn count(&self, name: &str) -> usize {
        self.get(name) as usize
    }

    /// A figure in hours, minutes or seconds, in seconds: the unit is the last part of its name.
    #[must_use]
    pub fn seconds(&self, name: &str) -> i64 {
        let unit = match name.rsplit('_').next() {
            Some("days") => 86_400,
            Some("hours") => 3_600,
            Some("minutes") => 60,
            _ => 1,
        };
        i64::from(self.get(name)) * unit
    }
}

/// Rows by key of the detection.
pub type Detections = BTreeMap<String, Figures>;

/// The rows this program was built with; a test holds that they can be read.
#[must_use]
pub fn built_in() -> Detections {
    toml::from_str(TEXT).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_has_a_weight_within_bounds() {
        let rows: Detections = toml::from_str(TEXT).unwrap();
        assert!(!rows.is_empty());
        for (key, row) in rows {
            assert!((1..=100).contains(&row.get("weight")), "{key}");
            assert!(!row.0.values().any(|v| *v == 0), "{key}: a figure of nothing decides nothing");
        }
    }

    #[test]
    fn a_figure_tells_its_unit_by_its_name() {
        let row = Figures(BTreeMap::from([("quiet_hours".to_owned(), 2), ("pause_minutes".to_owned(), 3)]));
        assert_eq!((row.seconds("quiet_hours"), row.seconds("pause_minutes")), (7_200, 180));
    }
}

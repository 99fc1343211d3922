//! What a file cannot say of itself, and who said it instead.

use crate::model::time::{LocalReading, UtcTime, ZoneBasis, from_local};
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// Help for formats whose times have no zone, whose dates are ambiguous, or whose capture time is missing.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// Zone of the source's wall clock; UTC when nobody said.
    pub zone: Option<Tz>,
    /// Who said so: `Set` for this source, else `Assumed` from the site.
    pub zone_basis: ZoneBasis,
    /// Day before month in numeric dates; `None`: decide by the file.
    pub day_first: Option<bool>,
    /// When a dump was taken: out of the file's name, else its time of change.
    pub captured_at: Option<UtcTime>,
    /// `captured_at` comes from the file's time, not from its name.
    pub captured_by_file_time: bool,
}

impl Hints {
    /// Reads a wall clock in the source's zone.
    #[must_use]
    pub fn local(&self, naive: NaiveDateTime) -> LocalReading {
        from_local(naive, self.zone.unwrap_or(Tz::UTC))
    }

    /// Basis to report for times read through [`Hints::local`].
    #[must_use]
    pub fn basis(&self) -> ZoneBasis {
        if self.zone.is_some() && self.zone_basis == ZoneBasis::Set {
            ZoneBasis::Set
        } else {
            ZoneBasis::Assumed
        }
    }
}

/// The UTC stamp our own collection commands put in a name: `queues_20251103T021454Z.xml`.
#[must_use]
pub fn stamp_in_name(name: &str) -> Option<UtcTime> {
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    name.char_indices().find_map(|(at, _)| {
        let stamp = name.get(at..at + 16).filter(|s| s.is_ascii())?;
        let shaped =
            digits(&stamp[..8]) && &stamp[8..9] == "T" && digits(&stamp[9..15]) && stamp.ends_with('Z');
        let naive = shaped.then(|| NaiveDateTime::parse_from_str(stamp, "%Y%m%dT%H%M%SZ").ok())?;
        naive.map(UtcTime::from_utc)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capture_time_is_read_from_the_name_our_command_gives() {
        let at = stamp_in_name("queues_20251103T021454Z.xml").unwrap();
        assert_eq!(at.rfc3339(), "2025-11-03T02:14:54Z");
        assert_eq!(stamp_in_name("files été 2025.xml"), None);
    }
}

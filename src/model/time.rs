//! Points and stretches of time: UTC, in ticks of 100 ns, with how well the zone is known.
//!
//! The tick is Windows' own (FILETIME: since 1601-01-01 00:00 UTC), so nothing an event log states is
//! rounded. Site time is made for showing only, from a zone the case names; nothing here reads a clock.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

/// Ticks in a second.
pub const TICKS_PER_SECOND: i64 = 10_000_000;
/// Seconds from 1601-01-01 to 1970-01-01.
const UNIX_EPOCH_SECONDS: i64 = 11_644_473_600;

/// A point in time: 100 ns ticks since 1601-01-01 00:00 UTC. Ordered; zero is "not stated".
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct UtcTime(pub i64);

impl UtcTime {
    /// The time is not stated in the evidence, or cannot be read.
    pub const UNKNOWN: Self = Self(0);

    /// From a Windows FILETIME; `UNKNOWN` above the 63-bit range.
    #[must_use]
    pub fn from_filetime(ticks: u64) -> Self {
        Self(i64::try_from(ticks).unwrap_or(0))
    }

    /// From seconds since 1970 and ticks within the second; `UNKNOWN` where it does not fit.
    #[must_use]
    pub fn from_unix(seconds: i64, ticks: i64) -> Self {
        let since_1601 = seconds.checked_add(UNIX_EPOCH_SECONDS);
        let whole = since_1601.and_then(|s| s.checked_mul(TICKS_PER_SECOND));
        Self(whole.and_then(|w| w.checked_add(ticks)).unwrap_or(0))
    }

    /// From a calendar time that is UTC already.
    #[must_use]
    pub fn from_utc(naive: NaiveDateTime) -> Self {
        let utc = naive.and_utc();
        Self::from_unix(utc.timestamp(), i64::from(utc.timestamp_subsec_nanos()) / 100)
    }

    /// Is it stated, and within 1980 to 2100? Anything else is kept, flagged and left off the axis.
    #[must_use]
    pub fn is_plausible(self) -> bool {
        Self::plausible().contains(&self)
    }

    /// All times that logs of mail servers can have: from 1980 until before 2100.
    #[must_use]
    pub fn plausible() -> std::ops::Range<Self> {
        Self::from_unix(315_532_800, 0)..Self::from_unix(4_102_444_800, 0)
    }

    /// The calendar time in UTC; `None` outside chrono's range.
    #[must_use]
    pub fn to_utc(self) -> Option<DateTime<Utc>> {
        let seconds = self.0.div_euclid(TICKS_PER_SECOND) - UNIX_EPOCH_SECONDS;
        let nanos = u32::try_from(self.0.rem_euclid(TICKS_PER_SECOND) * 100).ok()?;
        DateTime::from_timestamp(seconds, nanos)
    }

    /// RFC 3339 in UTC with the digits the source had: whole seconds, milliseconds, or all seven.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let Some(utc) = self.to_utc() else {
            return String::new();
        };
        let base = utc.format("%Y-%m-%dT%H:%M:%S");
        let ticks = self.0.rem_euclid(TICKS_PER_SECOND);
        match ticks {
            0 => format!("{base}Z"),
            t if t % 10_000 == 0 => format!("{base}.{:03}Z", t / 10_000),
            t => format!("{base}.{t:07}Z"),
        }
    }

    /// Seconds later (or earlier, when negative); stays within range.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(TICKS_PER_SECOND)))
    }

    /// Whole seconds from `earlier` to here.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / TICKS_PER_SECOND
    }

    /// The second time that the wall clock of `zone` shows what it shows now, where an hour is repeated.
    #[must_use]
    pub fn again_in(self, zone: Tz) -> Option<Self> {
        let local = self.to_utc()?.with_timezone(&zone).naive_local();
        match zone.from_local_datetime(&local) {
            chrono::LocalResult::Ambiguous(_, second) => Some(Self::from_utc(second.naive_utc())),
            _ => None,
        }
    }

    /// Day of the week (0 is Monday) and hour of the day in `zone`; `None` outside chrono's range.
    #[must_use]
    pub fn day_and_hour(self, zone: Tz) -> Option<(u8, u8)> {
        let local = self.to_utc()?.with_timezone(&zone);
        let day = u8::try_from(local.weekday().num_days_from_monday()).ok()?;
        Some((day, u8::try_from(local.hour()).ok()?))
    }

    /// The wall clock in `zone`, e.g. for `%Y-%m-%d %H:%M:%S`; empty where the time is out of range.
    #[must_use]
    pub fn in_zone(self, zone: Tz, pattern: &str) -> String {
        self.to_utc().map_or_else(String::new, |utc| utc.with_timezone(&zone).format(pattern).to_string())
    }
}

/// How a wall-clock reading without offset turns into UTC in `zone`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalReading {
    /// One answer.
    Single(UtcTime),
    /// The hour that autumn repeats: the first of the two is taken, and the row is flagged.
    Ambiguous(UtcTime),
    /// An hour that spring skips: read with the offset before the jump, and flagged.
    Skipped(UtcTime),
}

impl LocalReading {
    /// The time taken, whatever the case.
    #[must_use]
    pub fn time(self) -> UtcTime {
        match self {
            Self::Single(t) | Self::Ambiguous(t) | Self::Skipped(t) => t,
        }
    }
}

/// Reads a wall clock in `zone`.
#[must_use]
pub fn from_local(naive: NaiveDateTime, zone: Tz) -> LocalReading {
    match zone.from_local_datetime(&naive) {
        chrono::LocalResult::Single(t) => LocalReading::Single(UtcTime::from_utc(t.naive_utc())),
        chrono::LocalResult::Ambiguous(first, _) => {
            LocalReading::Ambiguous(UtcTime::from_utc(first.naive_utc()))
        }
        chrono::LocalResult::None => {
            let hour = TimeDelta::hours(1);
            let before = zone.from_local_datetime(&(naive - hour)).earliest();
            let time = before.map_or(UtcTime::UNKNOWN, |t| UtcTime::from_utc((t + hour).naive_utc()));
            LocalReading::Skipped(time)
        }
    }
}

/// A stretch of time, both ends included; never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Span {
    /// First instant.
    pub first: UtcTime,
    /// Last instant, never before `first`.
    pub last: UtcTime,
}

impl Span {
    /// The span between two instants, in whichever order they come.
    #[must_use]
    pub fn between(a: UtcTime, b: UtcTime) -> Self {
        Self { first: a.min(b), last: a.max(b) }
    }

    /// Does it hold `time`?
    #[must_use]
    pub fn contains(self, time: UtcTime) -> bool {
        (self.first..=self.last).contains(&time)
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Length in ticks.
    #[must_use]
    pub fn ticks(self) -> i64 {
        self.last.0.saturating_sub(self.first.0)
    }

    /// Grows `span` so that it holds `time`; unknown and absurd times are left out.
    pub fn grow(span: &mut Option<Self>, time: UtcTime) {
        if !time.is_plausible() {
            return;
        }
        let point = Self { first: time, last: time };
        *span = Some(span.map_or(point, |s| s.join(point)));
    }
}

/// Why we believe the zone of a source's times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ZoneBasis {
    /// The format is UTC by definition, or each time states its offset.
    #[default]
    Stated,
    /// Worked out from two times of the same thing in the file.
    Derived,
    /// Taken from the site's zone, since the file says nothing.
    Assumed,
    /// Set by the user for this source.
    Set,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> LocalReading {
        from_local(text.parse().unwrap(), chrono_tz::Europe::Paris)
    }

    #[test]
    fn precision_is_what_the_source_had() {
        let t = UtcTime::from_unix(1_762_136_094, 0);
        assert_eq!(t.rfc3339(), "2025-11-03T02:14:54Z");
        assert_eq!(UtcTime(t.0 + 7_000_000).rfc3339(), "2025-11-03T02:14:54.700Z");
        assert_eq!(UtcTime(t.0 + 1).rfc3339(), "2025-11-03T02:14:54.0000001Z");
    }

    #[test]
    fn the_repeated_hour_is_flagged_and_the_skipped_one_too() {
        assert!(matches!(local("2026-10-25T02:30:00"), LocalReading::Ambiguous(_)));
        assert!(matches!(local("2026-03-29T02:30:00"), LocalReading::Skipped(_)));
        assert_eq!(local("2026-03-29T02:30:00").time().rfc3339(), "2026-03-29T01:30:00Z");
        assert_eq!(local("2025-11-03T03:14:54").time().rfc3339(), "2025-11-03T02:14:54Z");
    }

    #[test]
    fn absurd_times_stay_off_the_axis() {
        assert!(!UtcTime::from_filetime(u64::MAX).is_plausible());
        assert!(!UtcTime::from_unix(i64::MAX, 0).is_plausible());
        let mut span = None;
        Span::grow(&mut span, UtcTime::UNKNOWN);
        assert_eq!(span, None);
    }
}

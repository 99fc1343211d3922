//! Which stretch of time the figure shows, in bars of a round length, and where its labels stand.
//!
//! Bars begin at round times of the site's wall clock. Nothing here counts or draws.

use crate::model::time::{LocalReading, Span, TICKS_PER_SECOND, UtcTime, from_local};
use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;

/// Bars at most.
const MOST: i64 = 180;
/// A case this many times longer than the abuse is not shown whole.
const MUCH_LONGER: i64 = 20;

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;

/// Seconds that one bar, or the stretch between two labels, may be.
const STEPS: [i64; 26] = [
    1,
    2,
    5,
    10,
    15,
    30,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    20 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    4 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
    91 * DAY,
    364 * DAY,
];

/// The stretch shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// First and last instant.
    pub span: Span,
    /// Seconds of a bar.
    pub bar: i64,
    /// Number of bars.
    pub n: usize,
    /// Is it all that there is?
    pub whole: bool,
}

impl Shown {
    /// The whole case, or the abuse with what is around it where that would else be a line.
    #[must_use]
    pub fn of(all: Span, abuse: Option<Span>, zone: Tz) -> Self {
        let wanted = match abuse {
            Some(abuse) if all.ticks() / MUCH_LONGER > abuse.ticks().max(HOUR * TICKS_PER_SECOND) => {
                around(abuse, all)
            }
            _ => all,
        };
        let least = Span { first: wanted.first, last: wanted.last.max(wanted.first.plus_seconds(MINUTE)) };
        let bars = |bar: i64| {
            let first = floor(least.first, bar, zone);
            (first, least.last.seconds_since(first) / bar + 1)
        };
        let bar = STEPS.into_iter().find(|s| bars(*s).1 <= MOST).unwrap_or(364 * DAY);
        let (first, n) = bars(bar);
        let last = UtcTime(first.plus_seconds(n * bar).0.saturating_sub(1));
        Self { span: Span { first, last }, bar, n: usize::try_from(n).unwrap_or(1), whole: wanted == all }
    }

    /// The bar that counts an instant; none outside.
    #[must_use]
    pub fn bar_of(&self, time: UtcTime) -> Option<usize> {
        let ticks = self.bar.checked_mul(TICKS_PER_SECOND).filter(|_| self.span.contains(time))?;
        usize::try_from((time.0 - self.span.first.0) / ticks).ok().filter(|k| *k < self.n)
    }

    /// When a bar begins; that of the number of bars is when the last ends.
    #[must_use]
    pub fn begin(&self, bar: usize) -> UtcTime {
        self.span.first.plus_seconds(i64::try_from(bar).unwrap_or(0).saturating_mul(self.bar))
    }

    /// How far into the stretch an instant is: 0 to 1, held within.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "places on paper")]
    pub fn part(&self, time: UtcTime) -> f32 {
        let time = time.clamp(self.span.first, self.span.last);
        ((time.0 - self.span.first.0) as f64 / (self.span.ticks() + 1) as f64) as f32
    }

    /// The round length that bars of about this share of the stretch have.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a share")]
    pub fn step(&self, share: f32) -> i64 {
        let seconds = (self.span.ticks() / TICKS_PER_SECOND) as f32 * share;
        let years = (seconds / (364 * DAY) as f32).ceil() as i64;
        STEPS.into_iter().find(|s| *s as f32 >= seconds).unwrap_or(years * 364 * DAY)
    }
}

/// The abuse with half again of its length, three hours at least, on both sides.
fn around(abuse: Span, all: Span) -> Span {
    let margin = (abuse.ticks() / 2).max(3 * HOUR * TICKS_PER_SECOND);
    let first = UtcTime(abuse.first.0.saturating_sub(margin)).max(all.first);
    let last = UtcTime(abuse.last.0.saturating_add(margin)).min(all.last);
    Span::between(first, last)
}

/// The last round time of the wall clock that is not after `time`; weeks begin on Monday.
fn floor(time: UtcTime, step: i64, zone: Tz) -> UtcTime {
    let Some(local) = time.to_utc().map(|utc| utc.with_timezone(&zone).naive_local()) else {
        return time;
    };
    let seconds = local.and_utc().timestamp();
    let over = (seconds - monday(step)).rem_euclid(step);
    let whole = time.0 - time.0.rem_euclid(TICKS_PER_SECOND);
    UtcTime(whole).plus_seconds(-over)
}

/// Seconds from 1970 to where steps of this length are counted from.
fn monday(step: i64) -> i64 {
    if step % (7 * DAY) == 0 { 4 * DAY } else { 0 }
}

/// A label of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// When.
    pub time: UtcTime,
    /// The hour; empty where days are counted.
    pub hour: String,
    /// Does a day begin here?
    pub midnight: bool,
}

/// Labels at round times of the wall clock, `share` of the stretch apart at least.
#[must_use]
pub fn ticks(shown: &Shown, share: f32, zone: Tz) -> Vec<Tick> {
    let step = shown.step(share);
    let local = |t: UtcTime| t.to_utc().map(|utc| utc.with_timezone(&zone).naive_local());
    let Some(first) = local(floor(shown.span.first, step, zone)) else {
        return Vec::new();
    };
    let mut found: Vec<Tick> = Vec::new();
    for k in 0..=(1.0 / share.max(0.001)) as i64 + 2 {
        let Some(now) = later(first, k.saturating_mul(step)) else { break };
        // The hour that spring skips has no label, the hour that autumn repeats has its first.
        let (LocalReading::Single(time) | LocalReading::Ambiguous(time)) = from_local(now, zone) else {
            continue;
        };
        if shown.span.contains(time) && found.last().is_none_or(|t| t.time < time) {
            found.push(tick(time, now, step));
        }
    }
    found
}

fn tick(time: UtcTime, now: NaiveDateTime, step: i64) -> Tick {
    let hour = match step {
        DAY.. => String::new(),
        MINUTE.. => now.format("%H:%M").to_string(),
        _ => now.format("%H:%M:%S").to_string(),
    };
    Tick { time, hour, midnight: now.and_utc().timestamp().rem_euclid(DAY) == 0 }
}

fn later(from: NaiveDateTime, seconds: i64) -> Option<NaiveDateTime> {
    DateTime::from_timestamp(from.and_utc().timestamp().checked_add(seconds)?, 0).map(|t| t.naive_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARIS: Tz = Tz::Europe__Paris;

    fn span(seconds: i64) -> Span {
        let first = UtcTime::from_unix(1_761_436_801, 7);
        Span { first, last: first.plus_seconds(seconds) }
    }

    #[test]
    fn from_an_instant_to_a_century_there_are_bars_that_hold_it_all() {
        for seconds in [0, 1, 59, 3_600, 86_400, 1_000_000, 40_000_000, 3_700_000_000] {
            for zone in [Tz::UTC, PARIS, Tz::Asia__Kathmandu] {
                let (all, shown) = (span(seconds), Shown::of(span(seconds), None, zone));
                assert!(shown.whole && shown.n >= 1 && shown.n as i64 <= MOST, "{seconds}: {shown:?}");
                assert!(shown.span.contains(all.first) && shown.span.contains(all.last));
                assert_eq!(shown.bar_of(shown.span.last), Some(shown.n - 1));
                assert_eq!(shown.begin(shown.n).0, shown.span.last.0 + 1);
                let ticks = ticks(&shown, 0.12, zone);
                assert!((2..=9).contains(&ticks.len()), "{seconds} {zone}: {ticks:?}");
            }
        }
    }

    #[test]
    fn a_short_abuse_in_a_long_case_is_shown_with_what_is_around_it() {
        let all = span(90 * DAY);
        let first = all.first.plus_seconds(30 * DAY);
        let abuse = Span { first, last: first.plus_seconds(4 * HOUR) };
        let shown = Shown::of(all, Some(abuse), PARIS);
        assert!(!shown.whole && shown.span.contains(abuse.first) && shown.span.contains(abuse.last));
        assert!(shown.span.ticks() < 12 * HOUR * TICKS_PER_SECOND, "{shown:?}");
        let long = Span { first, last: first.plus_seconds(10 * DAY) };
        assert!(Shown::of(all, Some(long), PARIS).whole);
    }

    #[test]
    fn bars_and_labels_begin_at_round_times_of_the_site() {
        let shown = Shown::of(span(3 * DAY), None, PARIS);
        assert_eq!(shown.span.first.in_zone(PARIS, "%M:%S"), "00:00");
        let ticks = ticks(&shown, 0.1, PARIS);
        // The night of 26 October has an hour twice.
        let labels: Vec<&str> = ticks.iter().map(|t| t.hour.as_str()).collect();
        assert!(ticks.iter().filter(|t| t.midnight).count() >= 2, "{labels:?}");
        assert!(ticks.iter().all(|t| t.midnight == (t.hour == "00:00")), "{labels:?}");
    }
}

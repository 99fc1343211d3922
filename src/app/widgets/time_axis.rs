//! Time across the screen: where an instant stands, zooming and panning, and ticks in the site's zone.
//!
//! Positions are worked out in 64 bits; only the last step to the screen is 32 bits wide.

use crate::model::time::{LocalReading, Span, TICKS_PER_SECOND, UtcTime, from_local};
use chrono::{Datelike, Months, NaiveDate, NaiveDateTime, TimeDelta, Timelike};
use chrono_tz::Tz;

/// Shortest stretch that can be shown: 10 ms.
const SHORTEST: i64 = TICKS_PER_SECOND / 100;

/// A stretch of time across a stretch of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// What is shown.
    pub view: Span,
    /// Left edge, in points.
    pub left: f32,
    /// Width, in points.
    pub width: f32,
}

impl Axis {
    /// Where an instant stands; may lie outside.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn x(&self, time: UtcTime) -> f32 {
        let part = (time.0.saturating_sub(self.view.first.0)) as f64 / self.view.ticks().max(1) as f64;
        self.left + (part * f64::from(self.width)).clamp(-1e6, 1e6) as f32
    }

    /// The instant at a place, held within the view.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn time(&self, x: f32) -> UtcTime {
        let part = (f64::from(x - self.left) / f64::from(self.width.max(1.0))).clamp(0.0, 1.0);
        UtcTime(self.view.first.0.saturating_add((part * self.view.ticks() as f64) as i64))
    }

    /// The view after zooming by `factor` (above 1: closer); what is under `x` stays under it.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn zoomed(&self, x: f32, factor: f64, all: Span) -> Span {
        let part = (f64::from(x - self.left) / f64::from(self.width.max(1.0))).clamp(0.0, 1.0);
        let longest = all.ticks().max(SHORTEST) as f64;
        let length = (self.view.ticks() as f64 / factor).clamp(SHORTEST as f64, longest);
        let first = self.time(x).0.saturating_sub((part * length) as i64);
        placed(first, length as i64, all)
    }

    /// The view moved by `points` to the right in time, within `all`.
    #[must_use]
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "screen positions")]
    pub fn panned(&self, points: f32, all: Span) -> Span {
        let ticks = f64::from(points) / f64::from(self.width.max(1.0)) * self.view.ticks() as f64;
        placed(self.view.first.0.saturating_add(ticks as i64), self.view.ticks(), all)
    }
}

fn placed(first: i64, length: i64, all: Span) -> Span {
    let latest = all.last.0.saturating_sub(length).max(all.first.0);
    let first = first.clamp(all.first.0, latest);
    Span { first: UtcTime(first), last: UtcTime(first.saturating_add(length).min(all.last.0.max(first))) }
}

/// A mark on the axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// When.
    pub time: UtcTime,
    /// Where.
    pub x: f32,
    /// Hour, minute or day there.
    pub label: String,
    /// Does a new day begin here, as seen on the screen?
    pub new_day: bool,
}

/// Steps of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Seconds(i64),
    Days(u32),
    Months(u32),
}

const STEPS: [Step; 27] = {
    use Step::{Days as D, Months as M, Seconds as S};
    [
        S(1),
        S(2),
        S(5),
        S(10),
        S(15),
        S(30),
        S(60),
        S(120),
        S(300),
        S(600),
        S(900),
        S(1800),
        S(3600),
        S(7200),
        S(10_800),
        S(21_600),
        S(43_200),
        D(1),
        D(2),
        D(7),
        D(14),
        M(1),
        M(2),
        M(3),
        M(6),
        M(12),
        M(60),
    ]
};

impl Step {
    fn seconds(self) -> i64 {
        match self {
            Self::Seconds(s) => s,
            Self::Days(d) => i64::from(d) * 86_400,
            Self::Months(m) => i64::from(m) * 2_592_000,
        }
    }

    fn floor(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        let date = at.date();
        match self {
            Self::Seconds(s) => {
                let second = i64::from(at.num_seconds_from_midnight());
                date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::seconds(second - second % s))
            }
            Self::Days(d) => {
                let day = date.num_days_from_ce();
                let days = day - day.rem_euclid(i32::try_from(d).ok()?);
                NaiveDate::from_num_days_from_ce_opt(days)?.and_hms_opt(0, 0, 0)
            }
            Self::Months(m) => {
                let month = date.month0() - date.month0() % m.min(12);
                NaiveDate::from_ymd_opt(date.year(), month + 1, 1)?.and_hms_opt(0, 0, 0)
            }
        }
    }

    fn after(self, at: NaiveDateTime) -> Option<NaiveDateTime> {
        match self {
            Self::Seconds(s) => at.checked_add_signed(TimeDelta::seconds(s)),
            Self::Days(d) => at.checked_add_signed(TimeDelta::days(i64::from(d))),
            Self::Months(m) => at.checked_add_months(Months::new(m)),
        }
    }

    fn label(self, at: NaiveDateTime) -> String {
        match self {
            Self::Seconds(s) if s < 60 => at.format("%H:%M:%S").to_string(),
            Self::Seconds(_) => at.format("%H:%M").to_string(),
            Self::Days(_) => at.format("%d/%m").to_string(),
            Self::Months(_) => at.format("%m/%Y").to_string(),
        }
    }
}

/// Ticks at least `room` points apart, in the zone's wall clock. The hour that spring skips has none, the
/// hour that autumn repeats has its first.
#[must_use]
pub fn ticks(axis: &Axis, zone: Tz, room: f32) -> Vec<Tick> {
    let Some(step) = step_for(axis, room) else {
        return Vec::new();
    };
    let local = |t: UtcTime| t.to_utc().map(|u| u.with_timezone(&zone).naive_local());
    let mut at = local(axis.view.first).and_then(|t| step.floor(t));
    let mut found: Vec<Tick> = Vec::new();
    let mut day = None;
    for _ in 0..2_000 {
        let Some(now) = at else { break };
        at = step.after(now);
        let (LocalReading::Single(time) | LocalReading::Ambiguous(time)) = from_local(now, zone) else {
            continue;
        };
        if time > axis.view.last {
            break;
        }
        let x = axis.x(time);
        let clear = found.last().is_none_or(|t| x - t.x >= room);
        if time >= axis.view.first && clear {
            let new_day = day != Some(now.date());
            day = Some(now.date());
            found.push(Tick { time, x, label: step.label(now), new_day });
        }
    }
    found
}

fn step_for(axis: &Axis, room: f32) -> Option<Step> {
    let points_per_tick = axis.width / axis.view.ticks().max(1) as f32;
    let fits = |s: &Step| s.seconds() as f32 * TICKS_PER_SECOND as f32 * points_per_tick >= room;
    (axis.width > room).then(|| STEPS.into_iter().find(fits).unwrap_or(Step::Months(60)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(seconds: i64) -> Axis {
        let first = UtcTime::from_unix(1_761_436_800, 0);
        Axis { view: Span { first, last: first.plus_seconds(seconds) }, left: 100.0, width: 1000.0 }
    }

    #[test]
    fn labels_never_overlap_from_a_second_to_twenty_years() {
        for seconds in [1, 7, 60, 3_600, 36_000, 86_400, 900_000, 40_000_000, 600_000_000] {
            for zone in [Tz::UTC, Tz::Europe__Paris, Tz::Asia__Kathmandu] {
                let all = ticks(&axis(seconds), zone, 60.0);
                assert!(all.windows(2).all(|w| w[1].x - w[0].x >= 60.0), "{seconds} {zone}");
                assert!(seconds < 7 || all.len() >= 2, "{seconds} {zone}: {}", all.len());
            }
        }
    }

    #[test]
    fn the_night_that_has_an_hour_twice_shows_each_label_once() {
        let all = ticks(&axis(36_000), Tz::Europe__Paris, 30.0);
        let mut labels: Vec<&str> = all.iter().map(|t| t.label.as_str()).collect();
        let n = labels.len();
        labels.dedup();
        assert_eq!(labels.len(), n);
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer_under_it() {
        let axis = axis(36_000);
        let (x, before) = (420.0, axis.time(420.0));
        let closer = Axis { view: axis.zoomed(x, 8.0, axis.view), ..axis };
        assert!((closer.x(before) - x).abs() < 0.1);
        assert_eq!(closer.zoomed(x, 1e-9, axis.view), axis.view);
    }

    #[test]
    fn panning_stops_at_the_ends() {
        let all = axis(36_000);
        let axis = Axis { view: all.zoomed(600.0, 4.0, all.view), ..all };
        assert_eq!(axis.panned(1e9, all.view).last, all.view.last);
        assert_eq!(axis.panned(-1e9, all.view).first, all.view.first);
    }
}

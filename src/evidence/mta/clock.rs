//! Times of logs whose stamps state neither year nor zone.
//!
//! The year is the one that continues the line before; at a break, or at the first line, the latest in which
//! the stamp does not lie after the capture of the file. That is an assumption and told once. Zones are left
//! to [`DateReader`].

use crate::evidence::dates::DateReader;
use crate::evidence::hints::Hints;
use crate::evidence::shapes::syslog::Stamp;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use chrono::{Datelike, Days, NaiveDate};
use chrono_tz::Tz;

/// A log goes on after this many days at most; later it may as well be another year.
const STEP_DAYS: i64 = 45;

/// Seconds by which the wall clock goes back when an hour is repeated: less is a line out of order.
const BACK: std::ops::RangeInclusive<i64> = 1_801..=5_400;
/// Seconds of the hour that is repeated.
const HOUR: i64 = 3_600;

/// Does a stamp say its own offset from UTC?
fn states_offset(text: &str) -> bool {
    text.get(10..).is_some_and(|clock| clock.contains(['Z', '+', '-']))
}

/// Reads the stamps of one source, in their order.
#[derive(Debug)]
pub struct Clock {
    hints: Hints,
    dates: DateReader,
    /// Date of capture by the clock of the site.
    captured: Option<NaiveDate>,
    before: Option<NaiveDate>,
    told: bool,
    /// Stamp of the line before: a busy log has hundreds with the same one.
    last: (String, UtcTime),
    /// Time of the last line whose stamp was one.
    known: UtcTime,
    /// That line stood in the second pass of the hour that autumn repeats.
    in_second: bool,
}

impl Clock {
    /// A clock for a source with these hints.
    #[must_use]
    pub fn new(hints: &Hints) -> Self {
        let zone = hints.zone.unwrap_or(Tz::UTC);
        let captured = hints.captured_at.and_then(UtcTime::to_utc);
        Self {
            captured: captured.map(|t| t.with_timezone(&zone).date_naive()),
            hints: hints.clone(),
            dates: DateReader::default(),
            before: None,
            told: false,
            last: (String::new(), UtcTime::UNKNOWN),
            known: UtcTime::UNKNOWN,
            in_second: false,
        }
    }

    /// The time of a stamp; what cannot be read is told and unknown.
    pub fn tell(&mut self, stamp: Stamp<'_>, place: Place, out: &mut Harvest) -> UtcTime {
        match stamp {
            Stamp::Iso(text) => self.text(text, place, out),
            Stamp::Bsd { year, month, day, clock } => {
                let Some(year) = year.or_else(|| self.year(month, day, place, out)) else {
                    return UtcTime::UNKNOWN;
                };
                let clock = clock.replace(',', ".");
                self.text(&format!("{year:04}-{month:02}-{day:02} {clock}"), place, out)
            }
        }
    }

    /// The time of a date written in full.
    pub fn text(&mut self, text: &str, place: Place, out: &mut Harvest) -> UtcTime {
        if self.last.0 != text {
            let time = self.dates.tell(text, &self.hints, place, out);
            let time = if states_offset(text) { time } else { self.second_pass(time) };
            self.last.0.clear();
            self.last.0.push_str(text);
            self.last.1 = time;
        }
        self.last.1
    }

    /// The hour that autumn repeats is read as the first; but lines stand in the order they were written, so
    /// where the wall clock has gone back within it, the second has begun, and lasts however quiet the log is.
    fn second_pass(&mut self, time: UtcTime) -> UtcTime {
        if !time.is_plausible() {
            return time;
        }
        let before = std::mem::replace(&mut self.known, time);
        let again = self.hints.zone.and_then(|zone| time.again_in(zone));
        let lasts = |again: &UtcTime| self.in_second && again.seconds_since(before).abs() <= HOUR;
        let begins = before.is_plausible() && BACK.contains(&before.seconds_since(time));
        let second = again.filter(|again| begins || lasts(again));
        self.in_second = second.is_some();
        self.known = second.unwrap_or(time);
        self.known
    }

    fn year(&mut self, month: u32, day: u32, place: Place, out: &mut Harvest) -> Option<i32> {
        if !std::mem::replace(&mut self.told, true) {
            let known = self.captured.is_some();
            out.warn(place, Fault::Note(if known { "note-year-assumed" } else { "note-year-unknown" }));
        }
        let date = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
        let follows = |year: &i32| {
            let step = self.before.zip(date(*year)).map(|(before, d)| (d - before).num_days());
            step.is_some_and(|days| (-1..=STEP_DAYS).contains(&days))
        };
        let next = self.before.map(|b| [b.year(), b.year() + 1, b.year() - 1]);
        let year = next.and_then(|years| years.into_iter().find(follows)).or_else(|| self.latest(date))?;
        // A day that no calendar has is told as no time by whoever reads it.
        self.before = date(year).or(self.before);
        Some(year)
    }

    /// The latest year in which the date is not after the capture, a day of grace for zones.
    fn latest(&self, date: impl Fn(i32) -> Option<NaiveDate>) -> Option<i32> {
        let captured = self.captured?;
        let limit = captured.checked_add_days(Days::new(1))?;
        let years = (captured.year() - 8..=limit.year()).rev();
        let fits = |year: &i32| date(*year).is_some_and(|d| d <= limit);
        Some(years.into_iter().find(fits).unwrap_or(captured.year()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::shapes::syslog;

    fn times(captured: &str, stamps: &[&str]) -> (Vec<String>, Harvest) {
        let utc = format!("{captured}T12:00:00").parse().map(UtcTime::from_utc).unwrap();
        let mut clock = Clock::new(&Hints { captured_at: Some(utc), ..Hints::default() });
        let mut out = Harvest::default();
        let mut tell = |text: &&str| {
            let (stamp, _) = syslog::stamp(text).unwrap();
            clock.tell(stamp, Place::FILE, &mut out).rfc3339()[..10].to_owned()
        };
        let days = stamps.iter().map(&mut tell).collect();
        (days, out)
    }

    #[test]
    fn the_year_is_the_latest_that_is_not_ahead_of_the_file() {
        let (days, out) = times("2025-11-03", &["Nov  3 01:00:00", "Feb  1 01:00:00", "Dec 30 01:00:00"]);
        assert_eq!(days, ["2025-11-03", "2025-02-01", "2024-12-30"]);
        let notes = out.damages.iter().filter(|d| d.fault == Fault::Note("note-year-assumed")).count();
        assert_eq!(notes, 1);
    }

    #[test]
    fn a_log_goes_on_over_new_year_and_back_for_a_late_line() {
        let (days, _) = times(
            "2026-01-10",
            &["Dec 31 23:59:59", "Jan  1 00:00:01", "Dec 31 23:59:59", "Jan  1 00:00:02", "Jan 20 00:00:00"],
        );
        assert_eq!(days, ["2025-12-31", "2026-01-01", "2025-12-31", "2026-01-01", "2026-01-20"]);
    }

    #[test]
    fn a_leap_day_takes_a_year_that_has_one() {
        assert_eq!(times("2025-11-03", &["Feb 29 01:00:00"]).0, ["2024-02-29"]);
    }

    #[test]
    fn without_any_capture_time_no_year_is_made_up() {
        let mut clock = Clock::new(&Hints::default());
        let mut out = Harvest::default();
        let (stamp, _) = syslog::stamp("Nov  3 01:00:00 x").unwrap();
        assert_eq!(clock.tell(stamp, Place::FILE, &mut out), UtcTime::UNKNOWN);
        assert_eq!(out.damages[0].fault, Fault::Note("note-year-unknown"));
        let (stamp, _) = syslog::stamp("2025-11-03T03:14:55+01:00 x").unwrap();
        assert_eq!(clock.tell(stamp, Place::FILE, &mut out).rfc3339(), "2025-11-03T02:14:55Z");
    }

    /// `hh:mm` in UTC of lines of the night in which Paris sets its clocks back.
    fn night(stamps: &[&str]) -> Vec<String> {
        let utc = "2025-10-27T12:00:00".parse().map(UtcTime::from_utc).unwrap();
        let zone = Some(Tz::Europe__Paris);
        let mut clock = Clock::new(&Hints { captured_at: Some(utc), zone, ..Hints::default() });
        let mut out = Harvest::default();
        let mut tell = |at: &&str| {
            let text = format!("Oct 26 {at} mx postfix");
            let (stamp, _) = syslog::stamp(&text).unwrap();
            let time = clock.tell(stamp, Place::line(1, 0), &mut out).rfc3339();
            time.get(11..16).unwrap_or("").to_owned()
        };
        stamps.iter().map(&mut tell).collect()
    }

    #[test]
    fn the_hour_that_autumn_repeats_is_read_twice_where_the_lines_go_back() {
        let stamps = ["01:59:00", "02:10:00", "02:09:59", "02:50:00", "02:05:00", "02:59:00", "03:01:00"];
        assert_eq!(night(&stamps), ["23:59", "00:10", "00:09", "00:50", "01:05", "01:59", "02:01"]);
    }

    #[test]
    fn a_silence_in_the_second_pass_does_not_end_it() {
        let stamps = ["02:55:00", "02:00:10", "02:59:20", "02:59:50", "03:00:00"];
        assert_eq!(night(&stamps), ["00:55", "01:00", "01:59", "01:59", "02:00"]);
    }

    #[test]
    fn lines_out_of_order_by_minutes_do_not_begin_the_second_pass() {
        assert_eq!(night(&["02:10:00", "02:07:00", "02:11:00"]), ["00:10", "00:07", "00:11"]);
    }

    #[test]
    fn a_stamp_that_is_none_does_not_end_the_second_pass() {
        assert_eq!(
            night(&["02:50:00", "02:05:00", "25:61:00", "02:06:00"]),
            ["00:50", "01:05", "00:00", "01:06"]
        );
    }

    #[test]
    fn a_line_after_the_hour_leaves_the_late_one_in_its_second_pass() {
        assert_eq!(night(&["02:50:00", "03:00:01", "02:59:59"]), ["00:50", "02:00", "01:59"]);
    }
}

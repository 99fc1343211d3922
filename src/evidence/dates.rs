//! Reads the dates of dumps and tables, as PowerShell, Excel and people write them.
//!
//! A date that states its offset is UTC; any other is a wall clock in the zone of the hints. Whether the day
//! or the month comes first is learnt from the dates of the file, else taken from the hints, else assumed
//! and told. What all dates together say goes into the harvest, so that a file whose first dates were read
//! under a wrong assumption can be read again. What is no date in the calendar is not bent into one.

use super::hints::Hints;
use crate::model::harvest::{DateOrder, Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::{LocalReading, UtcTime};
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

/// Longest text that may be a date, in bytes.
const MAX_TEXT: usize = 64;
/// Farthest offset from UTC that any place has, in seconds.
const MAX_OFFSET: i64 = 14 * 3600;
/// Two-digit years from here on are of the last century.
const CENTURY: u32 = 80;
/// A file may be saved on a clock that is this many seconds behind the one in it.
const CLOCK_SLACK: i64 = 2 * 86_400;
/// Changes of date from which on their course tells the order.
const COURSE: u32 = 3;
/// One reading must take this many times as long as the other before the shorter one is believed.
const MUCH_LONGER: i64 = 10;

/// Is it a date by its form, in whatever order?
#[must_use]
pub fn looks_like_date(text: &str) -> bool {
    Written::parse(text).is_some() || json_date(text).is_some()
}

/// A date that was read, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The time.
    pub time: UtcTime,
    /// It states its offset; else it was read in the zone of the hints.
    pub zoned: bool,
    /// Day before month was assumed: neither the file nor the hints say so.
    pub order_assumed: bool,
    /// A leap second, read as the second before.
    pub leap_second: bool,
    /// In the hour that autumn repeats or spring skips; see [`LocalReading`].
    pub clock_change: bool,
}

/// Reads the dates of one source, and learns from them which comes first, day or month.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateReader {
    day_first: bool,
    month_first: bool,
    order_assumed: bool,
    if_day_first: Course,
    if_month_first: Course,
    told: Told,
}

/// How the dates of a source run under one reading of their numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Course {
    last: Option<i64>,
    first: i64,
    end: i64,
    back: u32,
    forth: u32,
    /// Some date lies after the file was saved, or is none.
    impossible: bool,
}

impl Course {
    fn step(&mut self, naive: Option<NaiveDateTime>, saved: Option<UtcTime>) {
        let Some(day) = naive.map(|n| n.and_utc().timestamp().div_euclid(86_400)) else {
            self.impossible = true;
            return;
        };
        let saved = saved.filter(|t| t.is_plausible()).map(|t| t.plus_seconds(CLOCK_SLACK));
        self.impossible |= saved.is_some_and(|t| UtcTime::from_unix(day * 86_400, 0) > t);
        let last = self.last.unwrap_or(day);
        self.first = self.last.map_or(day, |_| self.first.min(day));
        self.end = self.last.map_or(day, |_| self.end.max(day));
        self.back += u32::from(day < last);
        self.forth += u32::from(day > last);
        self.last = Some(day);
    }

    fn is_one_way(&self) -> bool {
        self.back == 0 || self.forth == 0
    }

    fn is_much_shorter_than(&self, other: &Self) -> bool {
        other.end - other.first > MUCH_LONGER * (self.end - self.first).max(1)
    }

    /// Only this reading can be right.
    fn beats(&self, other: &Self) -> bool {
        let enough = self.back + self.forth >= COURSE;
        match (self.impossible, other.impossible) {
            (false, true) => true,
            (false, false) if self.is_one_way() && !other.is_one_way() => enough,
            (false, false) if self.is_one_way() => enough && self.is_much_shorter_than(other),
            _ => false,
        }
    }
}

/// What is told once a source.
#[derive(Clone, Copy, Debug, Default)]
struct Told {
    order: bool,
    leap: bool,
    clock: bool,
    no_zone: bool,
}

impl DateReader {
    /// Looks at a date for a number above 12. Show it as many dates of the source as are at hand before
    /// reading the first; texts that are no dates do no harm.
    pub fn learn(&mut self, text: &str) {
        let Some(written) = Written::parse(text).filter(|w| w.order == Order::Open) else {
            return;
        };
        let [first, second, _] = written.date;
        self.day_first |= first > 12 && second <= 12;
        self.month_first |= second > 12 && first <= 12;
    }

    /// The time that `text` states; `None` if it is no date, not in the calendar, or not in 1601 to 9999.
    /// It may still be absurd: see [`UtcTime::is_plausible`].
    #[must_use]
    pub fn read(&self, text: &str, hints: &Hints) -> Option<Dated> {
        if let Some(time) = json_date(text) {
            return Some(Dated::stated(time));
        }
        let written = Written::parse(text)?;
        let (day_first, order_assumed) = self.order(&written, hints);
        let naive = written.naive(day_first)?;
        let dated = match written.offset {
            Some(offset) => Dated::stated(UtcTime::from_utc(naive).plus_seconds(-offset)),
            None => Dated::local(hints.local(naive)),
        };
        (dated.time >= UtcTime::UNKNOWN).then_some(Dated {
            order_assumed,
            leap_second: written.leap_second,
            ..dated
        })
    }

    /// Reads the time of a record and tells `out` what there is to tell: a text that is no time, or an
    /// absurd one, each time; all else once a source. Empty text is silently [`UtcTime::UNKNOWN`].
    pub fn tell(&mut self, text: &str, hints: &Hints, place: Place, out: &mut Harvest) -> UtcTime {
        if text.trim().is_empty() {
            return UtcTime::UNKNOWN;
        }
        self.learn(text);
        let dated = self.read(text, hints);
        self.follow(text, hints, dated, out);
        if !dated.is_some_and(|d| d.time.is_plausible()) {
            let short = super::mask::mask(text).chars().take(40).collect();
            out.warn(place, Fault::Time(short));
        }
        let Some(dated) = dated else {
            return UtcTime::UNKNOWN;
        };
        if !dated.zoned {
            out.zone = Some(hints.zone.unwrap_or(Tz::UTC).name().to_owned());
            out.zone_basis = hints.basis();
        }
        let told = &mut self.told;
        let notes = [
            (dated.order_assumed, &mut told.order, "note-date-order-assumed"),
            (dated.leap_second, &mut told.leap, "note-leap-second"),
            (dated.clock_change, &mut told.clock, "note-clock-change"),
            (!dated.zoned && hints.zone.is_none(), &mut told.no_zone, "note-time-without-zone"),
        ];
        for (_, told, note) in notes.into_iter().filter(|(is, told, _)| *is && !**told) {
            *told = true;
            out.warn(place, Fault::Note(note));
        }
        dated.time
    }

    /// Keeps the course of the dates, and what they say of their order, up to date.
    fn follow(&mut self, text: &str, hints: &Hints, dated: Option<Dated>, out: &mut Harvest) {
        let Some(written) = Written::parse(text).filter(|w| w.order == Order::Open && dated.is_some()) else {
            return;
        };
        self.order_assumed |= dated.is_some_and(|d| d.order_assumed);
        self.if_day_first.step(written.naive(true), hints.captured_at);
        self.if_month_first.step(written.naive(false), hints.captured_at);
        let (day_first, by_course) = match (self.day_first, self.month_first) {
            (true, false) => (Some(true), false),
            (false, true) => (Some(false), false),
            (true, true) => (None, false),
            _ if self.if_day_first.beats(&self.if_month_first) => (Some(true), true),
            _ if self.if_month_first.beats(&self.if_day_first) => (Some(false), true),
            _ => (None, false),
        };
        out.date_order = DateOrder { assumed: self.order_assumed, day_first, by_course };
    }

    /// Is the day first, and is that but assumed?
    fn order(&self, written: &Written, hints: &Hints) -> (bool, bool) {
        let [first, second, _] = written.date;
        match (self.day_first, self.month_first, hints.day_first) {
            _ if written.order != Order::Open || first > 12 => (true, false),
            _ if second > 12 => (false, false),
            (true, false, _) => (true, false),
            (false, true, _) => (false, false),
            (_, _, Some(day_first)) => (day_first, false),
            _ => (true, first != second),
        }
    }
}

impl Dated {
    fn stated(time: UtcTime) -> Self {
        Self { time, zoned: true, order_assumed: false, leap_second: false, clock_change: false }
    }

    fn local(reading: LocalReading) -> Self {
        Self {
            zoned: false,
            clock_change: !matches!(reading, LocalReading::Single(_)),
            ..Self::stated(reading.time())
        }
    }
}

/// `/Date(1762136094700)/`: milliseconds since 1970 in UTC; an offset behind them is for show only.
fn json_date(text: &str) -> Option<UtcTime> {
    let inside = text.trim().trim_matches('\\').strip_prefix("/Date(")?;
    let (inside, _) = inside.split_once(')')?;
    let at = inside.get(1..)?.find(['+', '-']).map_or(inside.len(), |i| i + 1);
    let millis: i64 = inside.get(..at)?.parse().ok()?;
    let ticks = millis.rem_euclid(1000) * 10_000;
    let time = UtcTime::from_unix(millis.div_euclid(1000), ticks);
    (time > UtcTime::UNKNOWN).then_some(time)
}

/// How the three numbers of a date stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    YearFirst,
    /// With dots, as no month-first country writes them.
    DayFirst,
    Open,
}

/// A date as its numbers.
#[derive(Clone, Copy, Debug)]
struct Written {
    date: [u32; 3],
    order: Order,
    hour: u32,
    minute: u32,
    second: u32,
    ticks: u32,
    leap_second: bool,
    /// Seconds east of UTC.
    offset: Option<i64>,
}

impl Written {
    fn parse(text: &str) -> Option<Self> {
        let plain = plain(text)?;
        let mut rest = Rest(plain.as_bytes());
        let mut written = rest.date()?;
        if !rest.0.is_empty() {
            rest.gap()?;
            rest.clock(&mut written)?;
            written.offset = rest.offset()?;
        }
        rest.0.is_empty().then_some(written)
    }

    fn naive(&self, day_first: bool) -> Option<NaiveDateTime> {
        let [a, b, c] = self.date;
        let (year, month, day) = match self.order {
            Order::YearFirst => (a, b, c),
            _ if day_first => (c, b, a),
            _ => (c, a, b),
        };
        let year = i32::try_from(year).ok().filter(|y| (1601..=9999).contains(y))?;
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        date.and_hms_nano_opt(self.hour, self.minute, self.second, self.ticks * 100)
    }
}

/// ASCII with plain blanks: Windows puts narrow blanks before AM and PM, and direction marks anywhere.
fn plain(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_TEXT {
        return None;
    }
    let marks = |c: &char| !matches!(c, '\u{200E}' | '\u{200F}');
    let blank = |c| {
        if matches!(c, '\u{A0}' | '\u{202F}' | '\t') { ' ' } else { c }
    };
    let plain: String = text.chars().filter(marks).map(blank).collect();
    plain.is_ascii().then_some(plain)
}

/// What is left to read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        let found = self.0.first() == Some(&byte);
        if found {
            self.0 = &self.0[1..];
        }
        found
    }

    fn blanks(&mut self) {
        while self.eat(b' ') {}
    }

    /// All digits at hand and how many they are, nine at most.
    fn number(&mut self) -> Option<(u32, usize)> {
        let n = self.0.iter().take_while(|b| b.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(n);
        self.0 = rest;
        let value = digits.iter().take(9).fold(0, |v, b| v * 10 + u32::from(b - b'0'));
        (1..=9).contains(&n).then_some((value, n))
    }

    /// A number of one or two digits.
    fn short(&mut self) -> Option<u32> {
        self.number().filter(|(_, n)| *n <= 2).map(|(value, _)| value)
    }

    fn date(&mut self) -> Option<Written> {
        let (first, n_first) = self.number()?;
        let separator = *self.0.first().filter(|b| matches!(b, b'-' | b'/' | b'.'))?;
        self.eat(separator);
        let second = self.short()?;
        self.eat(separator).then_some(())?;
        let (third, n_third) = self.number()?;
        let (order, third) = match (n_first, n_third, separator) {
            (4, 1..=2, _) => (Order::YearFirst, third),
            (1..=2, 2 | 4, b'.') => (Order::DayFirst, full_year(third, n_third)),
            (1..=2, 2 | 4, _) => (Order::Open, full_year(third, n_third)),
            _ => return None,
        };
        Some(Written {
            date: [first, second, third],
            order,
            hour: 0,
            minute: 0,
            second: 0,
            ticks: 0,
            leap_second: false,
            offset: None,
        })
    }

    /// Between date and time.
    fn gap(&mut self) -> Option<()> {
        let found = self.eat(b'T') || self.eat(b't') || {
            self.eat(b',');
            self.0.first() == Some(&b' ')
        };
        self.blanks();
        found.then_some(())
    }

    fn clock(&mut self, written: &mut Written) -> Option<()> {
        written.hour = self.short()?;
        self.eat(b':').then_some(())?;
        written.minute = self.short()?;
        if self.eat(b':') {
            written.second = self.short()?;
            if self.eat(b'.') || self.eat(b',') {
                written.ticks = self.ticks()?;
            }
        }
        if written.second == 60 {
            (written.second, written.leap_second) = (59, true);
        }
        self.blanks();
        written.hour = self.half_day(written.hour)?;
        self.blanks();
        Some(())
    }

    /// Decimals of a second in 100 ns; what is finer is left out.
    fn ticks(&mut self) -> Option<u32> {
        let (value, n) = self.number()?;
        let power = |n: usize| u32::try_from(n).ok().map(|n| 10u32.pow(n));
        match n {
            0..=7 => Some(value * power(7 - n)?),
            _ => Some(value / power(n - 7)?),
        }
    }

    /// The hour of 24, given AM or PM behind the time.
    fn half_day(&mut self, hour: u32) -> Option<u32> {
        let afternoon = match self.0.first().map(u8::to_ascii_lowercase) {
            Some(b'a') => false,
            Some(b'p') => true,
            _ => return Some(hour),
        };
        self.0 = &self.0[1..];
        self.eat(b'.');
        let _ = self.eat(b'M') || self.eat(b'm');
        self.eat(b'.');
        let twelve = u32::from(afternoon) * 12;
        (1..=12).contains(&hour).then_some(hour % 12 + twelve)
    }

    /// `Z`, `UTC`, `GMT`, `+01:00`, `+0100`, `+01`; `Some(None)` where nothing stands, `None` for all else.
    fn offset(&mut self) -> Option<Option<i64>> {
        if self.0.is_empty() {
            return Some(None);
        }
        let utc = [&b"Z"[..], b"UTC", b"GMT"];
        if utc.iter().any(|name| self.0.eq_ignore_ascii_case(name)) {
            self.0 = &[];
            return Some(Some(0));
        }
        let west = self.eat(b'-');
        (west || self.eat(b'+')).then_some(())?;
        let (hours, minutes) = match self.number()? {
            (hours, 1..=2) if self.eat(b':') => (hours, self.short()?),
            (hours, 1..=2) => (hours, 0),
            (both, 4) => (both / 100, both % 100),
            _ => return None,
        };
        let seconds = i64::from(hours) * 3600 + i64::from(minutes) * 60;
        let sound = minutes < 60 && seconds <= MAX_OFFSET;
        sound.then_some(Some(if west { -seconds } else { seconds }))
    }
}

fn full_year(year: u32, digits: usize) -> u32 {
    match year {
        _ if digits > 2 => year,
        y if y < CENTURY => 2000 + y,
        y => 1900 + y,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> Hints {
        Hints { zone: Some(chrono_tz::Europe::Paris), ..Hints::default() }
    }

    fn read(text: &str) -> Option<Dated> {
        DateReader::default().read(text, &paris())
    }

    #[test]
    fn dates_are_read_in_every_usual_form() {
        for (text, expected) in [
            ("2025-11-03T02:14:54.7Z", "2025-11-03T02:14:54.700Z"),
            ("2025-11-03T03:14:54+01:00", "2025-11-03T02:14:54Z"),
            ("2025-11-02 22:14:54.1234567 -0400", "2025-11-03T02:14:54.1234567Z"),
            ("2025-11-03 02:14 UTC", "2025-11-03T02:14:00Z"),
            ("2025-11-03 03:14:54", "2025-11-03T02:14:54Z"),
            ("2025/11/3 3:14:54", "2025-11-03T02:14:54Z"),
            ("/Date(1762136094700)/", "2025-11-03T02:14:54.700Z"),
            ("\\/Date(1762136094700+0100)\\/", "2025-11-03T02:14:54.700Z"),
            ("/Date(-1)/", "1969-12-31T23:59:59.999Z"),
            ("23/11/2025 03:14", "2025-11-23T02:14:00Z"),
            ("11/23/2025 3:14:54 AM", "2025-11-23T02:14:54Z"),
            ("11/23/2025, 12:14:54\u{202f}a.m.", "2025-11-22T23:14:54Z"),
            ("11/23/25 3:14 pm", "2025-11-23T14:14:00Z"),
            ("3.11.2025 03:14:54", "2025-11-03T02:14:54Z"),
            ("23-11-98 03:14:54", "1998-11-23T02:14:54Z"),
            ("2025-11-03", "2025-11-02T23:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ] {
            let found = read(text).map(|d| d.time.rfc3339());
            assert_eq!(found.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_bent_into_one() {
        for text in [
            "",
            "-",
            "2026-02-30T10:00:00Z",
            "2026-03-01T25:61:61Z",
            "2026-03-01T08:00:00+14:30",
            "-0001-01-01T00:00:00Z",
            "1600-12-31T00:00:00Z",
            "1601-01-01T00:00:00+01:00",
            "٢٠٢٦-03-01",
            "99999999999999999999/1/1",
            "2026-03-01T08:00:00Z and more",
            "31/31/2026 10:00",
            "13:00 PM",
            "2026-03-01 13:00 PM",
            "2026-03-01T08:00:00.00000000000001Z",
            "/Date(99999999999999999999)/",
            "/Date()/",
            "+",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_order_is_learnt_then_hinted_then_assumed_and_told() {
        let mut dates = DateReader::default();
        let time = |d: &DateReader, hints: &Hints| {
            let dated = d.read("03/04/2026 12:00Z", hints).unwrap();
            (dated.time.rfc3339()[..10].to_owned(), dated.order_assumed)
        };
        assert_eq!(time(&dates, &paris()), ("2026-04-03".into(), true));
        let american = Hints { day_first: Some(false), ..paris() };
        assert_eq!(time(&dates, &american), ("2026-03-04".into(), false));
        dates.learn("13/04/2026 02:30");
        assert_eq!(time(&dates, &american), ("2026-04-03".into(), false));
        dates.learn("04/13/2026 02:30");
        assert_eq!(time(&dates, &paris()), ("2026-04-03".into(), true));
    }

    /// The order that a column of dates tells, saved on 20 Nov 2025, and whether by its course.
    fn order_of(dates: &[&str]) -> (Option<bool>, bool) {
        let saved = Hints { captured_at: Some(UtcTime::from_unix(1_763_640_000, 0)), ..Hints::default() };
        let (mut reader, mut out) = (DateReader::default(), Harvest::default());
        for date in dates {
            reader.tell(&format!("{date} 03:14:55"), &saved, Place::FILE, &mut out);
        }
        (out.date_order.day_first, out.date_order.by_course)
    }

    #[test]
    fn all_dates_together_tell_the_order() {
        assert_eq!(order_of(&["03/11/2025", "04/11/2025", "13/11/2025"]), (Some(true), false));
        assert_eq!(order_of(&["11/03/2025", "11/04/2025", "11/13/2025"]), (Some(false), false));
        // 3 to 6 November, or March to June with one day a month.
        assert_eq!(order_of(&["11/03/2025", "11/04/2025", "11/05/2025", "11/06/2025"]), (Some(false), true));
        assert_eq!(order_of(&["03/11/2025", "04/11/2025", "05/11/2025", "06/11/2025"]), (Some(true), true));
        // The 11th of December had not come when the file was saved.
        assert_eq!(order_of(&["11/12/2025"]), (Some(false), true));
        assert_eq!(order_of(&["03/04/2025", "05/04/2025"]), (None, false));
        assert_eq!(order_of(&["13/11/2025", "11/13/2025"]), (None, false));
    }

    #[test]
    fn odd_seconds_and_odd_hours_are_flagged() {
        let leap = read("2016-12-31T23:59:60Z").unwrap();
        assert!(leap.leap_second && leap.time.rfc3339() == "2016-12-31T23:59:59Z");
        assert!(read("2026-10-25 02:30:00").unwrap().clock_change);
        assert!(read("2026-03-29 02:30:00").unwrap().clock_change);
    }

    #[test]
    fn a_source_tells_once_what_it_assumes_and_each_time_what_is_no_time() {
        let (mut dates, mut out) = (DateReader::default(), Harvest::default());
        let hints = Hints::default();
        for text in ["03/04/2026 02:30", "05/04/2026 02:30", "soon", "", "1601-01-01T00:00:00Z"] {
            dates.tell(text, &hints, Place::FILE, &mut out);
        }
        let faults: Vec<_> = out.damages.into_iter().map(|d| d.fault).collect();
        assert_eq!(
            faults,
            [
                Fault::Note("note-date-order-assumed"),
                Fault::Note("note-time-without-zone"),
                Fault::Time("soon".into()),
                Fault::Time("1601-01-01T00:00:00Z".into()),
            ]
        );
        assert_eq!(out.zone.as_deref(), Some("UTC"));
    }
}

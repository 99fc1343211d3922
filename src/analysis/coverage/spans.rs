//! Which stretches of time sources cover, joined, and the holes between them.
//!
//! A log that the server begins anew every day speaks for its day from midnight, however quiet the night;
//! where the next day's file is there too, up to the next midnight. Never beyond a last record that no
//! further file follows: a log may have been switched off right after it.

use crate::analysis::finding::SourceFact;
use crate::knowledge::formats::{Shows, is_daily, shows};
use crate::model::time::{Span, TICKS_PER_SECOND, UtcTime};

const TICKS_PER_DAY: i64 = 86_400 * TICKS_PER_SECOND;

/// Spans of the sources that can show all of something, joined where they touch, in order.
#[must_use]
pub fn spans(sources: &[SourceFact], what: &[Shows]) -> Vec<Span> {
    let speaks = |s: &&SourceFact| what.iter().all(|w| shows(s.format, *w));
    let mut spans: Vec<Span> =
        sources.iter().filter(speaks).filter_map(|source| reach_of(source, sources)).collect();
    spans.sort_by_key(|s| (s.first, s.last));
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| span.first <= last.last) {
            Some(last) => *last = last.join(span),
            None => joined.push(span),
        }
    }
    joined
}

/// Stretches of `whole` that none of `covered` holds and that last longer than `least` seconds.
#[must_use]
pub fn gaps(whole: Span, covered: &[Span], least: i64) -> Vec<Span> {
    let mut gaps = Vec::new();
    let mut from = whole.first;
    for span in covered {
        if span.first > from {
            gaps.push(Span::between(from, span.first.min(whole.last)));
        }
        from = from.max(span.last);
    }
    if from < whole.last {
        gaps.push(Span::between(from, whole.last));
    }
    gaps.retain(|g| g.last.seconds_since(g.first) > least);
    gaps
}

/// What a source speaks for: its records' time, or its day.
fn reach_of(source: &SourceFact, sources: &[SourceFact]) -> Option<Span> {
    let span = source.span?;
    let Some(day) = only_day(source) else {
        return Some(span);
    };
    let follows = |s: &&SourceFact| s.format == source.format && s.server == source.server;
    let next = sources.iter().filter(follows).filter_map(|s| s.span).any(|s| day_of(s.first) == day + 1);
    let last = if next { midnight(day + 1) } else { span.last };
    Some(Span::between(midnight(day), last))
}

/// The day of a file that holds one day; `None` for files that run on, and where nothing states the zone,
/// since its midnight is another one then.
fn only_day(source: &SourceFact) -> Option<i64> {
    let span = source.span.filter(|_| is_daily(source.format) && !source.zone_assumed)?;
    let day = day_of(span.first);
    (day == day_of(span.last)).then_some(day)
}

fn day_of(time: UtcTime) -> i64 {
    time.0.div_euclid(TICKS_PER_DAY)
}

fn midnight(day: i64) -> UtcTime {
    UtcTime(day.saturating_mul(TICKS_PER_DAY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::provenance::SourceId;

    const HOUR: i64 = 3600;

    /// Seconds after 2025-11-03T00:00:00Z.
    fn at(seconds: i64) -> UtcTime {
        UtcTime::from_unix(1_762_128_000 + seconds, 0)
    }

    fn file(format: &'static str, first: i64, last: i64) -> SourceFact {
        let span = Some(Span::between(at(first), at(last)));
        let server = "EX1".to_owned();
        SourceFact { source: SourceId(0), format, span, read: 1, server, ..SourceFact::default() }
    }

    fn hours(sources: &[SourceFact]) -> Vec<(i64, i64)> {
        let hour = |t: UtcTime| t.seconds_since(at(0)) / HOUR;
        spans(sources, &[Shows::Mail]).iter().map(|s| (hour(s.first), hour(s.last))).collect()
    }

    #[test]
    fn a_day_file_speaks_for_its_day_up_to_its_last_record() {
        assert_eq!(hours(&[file("tracking-2003", 8 * HOUR, 18 * HOUR)]), [(0, 18)]);
        assert_eq!(hours(&[file("message-tracking", 8 * HOUR, 18 * HOUR)]), [(8, 18)]);
    }

    #[test]
    fn files_of_days_in_a_row_leave_no_hole_and_a_missing_day_leaves_one() {
        let day = |n: i64| file("smtpsvc", (24 * n + 8) * HOUR, (24 * n + 18) * HOUR);
        assert_eq!(hours(&[day(1), day(0)]), [(0, 42)]);
        assert_eq!(hours(&[day(0), day(2)]), [(0, 18), (48, 66)]);
    }

    #[test]
    fn the_day_files_of_another_server_fill_no_hole() {
        let day = |n: i64| file("smtpsvc", (24 * n + 8) * HOUR, (24 * n + 18) * HOUR);
        let other = SourceFact { server: "EX2".into(), ..day(1) };
        assert_eq!(hours(&[day(0), other]), [(0, 18), (24, 42)]);
    }

    #[test]
    fn where_no_zone_is_stated_the_records_alone_count() {
        let local = SourceFact { zone_assumed: true, ..file("smtpsvc", 8 * HOUR, 18 * HOUR) };
        assert_eq!(hours(&[local]), [(8, 18)]);
    }

    #[test]
    fn a_file_that_runs_over_midnight_is_no_day_file() {
        assert_eq!(hours(&[file("smtpsvc", 20 * HOUR, 30 * HOUR)]), [(20, 30)]);
    }

    #[test]
    fn holes_at_both_ends_and_in_between_are_found() {
        let whole = Span::between(at(0), at(10 * HOUR));
        let covered = [Span::between(at(HOUR), at(2 * HOUR)), Span::between(at(4 * HOUR), at(5 * HOUR))];
        assert_eq!(gaps(whole, &covered, HOUR - 1).len(), 3);
        assert_eq!(gaps(whole, &covered, 2 * HOUR).len(), 1);
    }
}

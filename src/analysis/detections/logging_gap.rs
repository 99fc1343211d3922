//! A log that is written all the time, and fell silent while others went on.
//!
//! **What it sees:** in the middle of a protocol, tracking or security log a silence far longer than its own
//! usual pauses, in which another log that tells of the same things has about as many rows as always.
//! **Why it matters:** logging was off, a file is missing, or rows were taken away: nobody can say what
//! happened in that time, and silence is no proof.
//! **What else looks like it:** a service that was stopped, a file that was not copied.

use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::provenance::SourceId;
use crate::model::rows::{MailStep, RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::{BTreeMap, BTreeSet};

/// Formats that a server writes all the time; exports may be filtered and are left out.
const STEADY: &[&str] = &[
    "evt",
    "evtx",
    "exim-log",
    "message-tracking",
    "postfix-log",
    "sendmail-log",
    "smtp-receive",
    "smtpsvc",
    "tracking-2003",
];
/// Silences told, the longest first.
const MOST: usize = 5;

/// Rows of one kind of log of one server, in time: first, last, row.
type Stream = Vec<(UtcTime, UtcTime, RowRef)>;

/// What a log must go on with, so that the silence of `kind` means something: mail that this log would show.
/// A quiet night has sign-ins and no mail; only a security log is never silent by itself.
fn tells_of(kind: &str, other: &str) -> bool {
    match kind {
        "tracking" => other == "queued",
        "protocol" => other == "received",
        "security" => matches!(other, "protocol" | "tracking"),
        _ => false,
    }
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let streams = streams(scene);
    let mut found: Vec<Finding> = Vec::new();
    for (key, stream) in &streams {
        for (span, rows) in silences(stream, limits) {
            let goes_on = |((kind, _), s): (&(&str, Symbol), &Stream)| {
                tells_of(key.0, kind) && goes_on(s, span, limits)
            };
            if streams.iter().any(goes_on) {
                found.push(say(scene, *key, span, rows));
            }
        }
    }
    found.sort_by_key(|f| std::cmp::Reverse(f.span.map_or(0, Span::ticks)));
    found.truncate(MOST);
    found
}

fn streams(scene: &Scene<'_>) -> BTreeMap<(&'static str, Symbol), Stream> {
    let steady: BTreeSet<SourceId> =
        scene.sources.iter().filter(|s| STEADY.contains(&s.format)).map(|s| s.source).collect();
    let tables = &scene.ground.store.tables;
    let mut streams: BTreeMap<(&'static str, Symbol), Stream> = BTreeMap::new();
    let mut put = |kinds: &[&'static str], server, source, first: UtcTime, last, table, i: usize| {
        if steady.contains(&source) && first.is_plausible() {
            let row = RowRef { table, row: u32::try_from(i).unwrap_or(u32::MAX) };
            for kind in kinds {
                streams.entry((kind, server)).or_default().push((first, last, row));
            }
        }
    };
    for (i, r) in tables.sessions.rows().enumerate() {
        let kinds: &[&str] = if r.n_queued > 0 { &["protocol", "queued"] } else { &["protocol"] };
        put(kinds, r.server, r.source, r.time, r.last.max(r.time), Table::Session, i);
    }
    for (i, r) in tables.mail.rows().enumerate() {
        let by_smtp = r.step == MailStep::Receive && r.address.is_some();
        let kinds: &[&str] = if by_smtp { &["tracking", "received"] } else { &["tracking"] };
        put(kinds, r.server, r.source, r.time, r.time, Table::MailEvent, i);
    }
    for (i, r) in tables.authentications.rows().enumerate().filter(|(_, r)| is_security(r.event_id)) {
        put(&["security"], r.server, r.source, r.time, r.time, Table::Authentication, i);
    }
    streams
}

fn is_security(event_id: u32) -> bool {
    matches!(event_id, 528..=553 | 672..=683 | 4_624..=4_648 | 4_768..=4_777)
}

/// Pauses far longer than usual, with the rows on both sides.
fn silences(stream: &Stream, limits: &Figures) -> Vec<(Span, Vec<RowRef>)> {
    if stream.len() < limits.count("least_rows") {
        return Vec::new();
    }
    let mut until = UtcTime::UNKNOWN;
    let mut pauses: Vec<(i64, usize)> = Vec::new();
    for (i, (first, last, _)) in stream.iter().enumerate() {
        if i > 0 {
            pauses.push((first.seconds_since(until), i));
        }
        until = until.max(*last);
    }
    let mut sorted: Vec<i64> = pauses.iter().map(|(p, _)| *p).collect();
    sorted.sort_unstable();
    let of_hundred = sorted.get(sorted.len() * 99 / 100).copied().unwrap_or(0);
    let next = sorted.iter().rev().nth(limits.count("rank_of_usual")).copied().unwrap_or(0);
    let least = limits
        .seconds("least_minutes")
        .max(of_hundred * i64::from(limits.get("times_common_pause")))
        .max(next * i64::from(limits.get("times_longest_pause")));
    let long = pauses.into_iter().filter(|(p, _)| *p >= least);
    let silence = |(_, i): (i64, usize)| {
        let before = stream.get(..i)?.iter().max_by_key(|(_, last, _)| *last)?;
        let after = stream.get(i)?;
        Some((Span::between(before.1, after.0), vec![before.2, after.2]))
    };
    long.filter_map(silence).collect()
}

/// Has this log about as many rows in the silence as at other times?
fn goes_on(stream: &Stream, silence: Span, limits: &Figures) -> bool {
    let (Some(first), Some(last)) = (stream.first(), stream.last()) else {
        return false;
    };
    let from = stream.partition_point(|(t, ..)| *t <= silence.first);
    let to = stream.partition_point(|(t, ..)| *t < silence.last);
    let n = to.saturating_sub(from) as u128;
    let whole = u128::try_from(Span::between(first.0, last.0).ticks()).unwrap_or(0).max(1);
    let part = u128::try_from(silence.ticks()).unwrap_or(0);
    let usual = stream.len() as u128 * part / whole;
    n >= limits.count("rows_of_others") as u128
        && n * 100 >= usual * u128::from(limits.get("percent_of_usual"))
}

fn say(scene: &Scene<'_>, (kind, server): (&str, Symbol), span: Span, rows: Vec<RowRef>) -> Finding {
    let minutes = span.last.seconds_since(span.first) / 60;
    Finding {
        sentence: Phrase::new("finding-logging-gap")
            .text("kind", kind)
            .text("server", scene.ground.store.raw(server))
            .number("hours", minutes / 60)
            .number("minutes", minutes % 60)
            .time("first", span.first)
            .time("last", span.last),
        span: Some(span),
        rows,
        ..Finding::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, at, found};

    /// A day with a logon and a message every minute; the first pauses where `off` says so, the second where `quiet`.
    fn day(off: std::ops::Range<i64>, quiet: std::ops::Range<i64>) -> Scene {
        let mut s = Scene::site();
        s.covers("evtx", 0, 86_000);
        s.covers("message-tracking", 0, 86_000);
        for minute in (0..1_440).filter(|m| !off.contains(m)) {
            s.logon(minute * 60, "CONTOSO\\m.durand", true);
        }
        s.next_source();
        for minute in (0..1_440).filter(|m| !quiet.contains(m)) {
            s.mail(minute * 60 + 7, "", "198.51.100.7", "a@example.net", &["b@contoso.test"], "00A");
        }
        s
    }

    #[test]
    fn a_security_log_that_stops_while_mail_goes_on_is_told() {
        let (_, a) = day(300..500, 0..0).analyse();
        let (f, said) = found(&a, "logging-gap").remove(0);
        assert!(said.starts_with("The security log of EX1 is silent for 3 h 21 min"), "{said}");
        assert_eq!((f.span.unwrap().first, f.rows.len()), (at(299 * 60), 2));
    }

    #[test]
    fn a_night_in_which_all_is_quiet_is_not() {
        assert!(found(&day(300..500, 300..500).analyse().1, "logging-gap").is_empty());
    }

    #[test]
    fn nor_is_a_night_without_mail_in_which_passwords_are_guessed() {
        assert!(found(&day(0..0, 300..500).analyse().1, "logging-gap").is_empty());
    }
}

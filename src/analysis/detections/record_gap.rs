//! Records that an event log numbers and does not have.
//!
//! **What it sees:** a few places where the record numbers of a log jump, in a log that is otherwise whole.
//! **Why it matters:** whoever takes single records out of a log leaves such holes.
//! **What else looks like it:** an export that was filtered. A log with more than a few holes is taken for
//! one and stays silent; so does one with damage, which explains holes by itself.

use crate::analysis::finding::{Finding, SourceFact};
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::harvest::RecordGap;
use crate::model::provenance::SourceId;
use crate::model::rows::{RowRef, Table};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let few = |s: &&SourceFact| (1..=limits.count("most_holes")).contains(&s.record_gaps.len());
    let found = scene.sources.iter().filter(few).filter_map(|source| {
        let gaps = put_right(scene, source);
        let rows = around(scene, source.source, &gaps);
        let (first, last) = (gaps.first()?, gaps.last()?);
        let skipped = |g: &RecordGap| g.before.number.saturating_sub(g.after.number).saturating_sub(1);
        let missing: u64 = gaps.iter().map(skipped).sum();
        (!rows.is_empty()).then(|| Finding {
            sentence: Phrase::new("finding-record-gap")
                .text("server", &source.server)
                .number("n", missing)
                .number("holes", gaps.len())
                .time("first", first.from)
                .time("last", first.to),
            span: Some(Span::between(first.from, last.to)),
            rows,
            ..Finding::default()
        })
    });
    found.collect()
}

/// The holes by the clock that the rows were put right with.
fn put_right(scene: &Scene<'_>, source: &SourceFact) -> Vec<RecordGap> {
    let ahead = scene.clocks.iter().find(|c| c.source == source.source).map_or(0, |c| c.ahead);
    let right = |time: UtcTime| UtcTime(time.0.saturating_sub(ahead));
    source.record_gaps.iter().map(|g| RecordGap { from: right(g.from), to: right(g.to), ..*g }).collect()
}

/// For each hole the last row of the log before it and the first behind it.
fn around(scene: &Scene<'_>, source: SourceId, gaps: &[RecordGap]) -> Vec<RowRef> {
    let tables = &scene.ground.store.tables;
    let (a, b) = (&tables.authentications, &tables.actions);
    let mut of_log = rows_of(Table::Authentication, &a.source, &a.time, source);
    of_log.extend(rows_of(Table::Action, &b.source, &b.time, source));
    of_log.sort();
    let mut rows = Vec::new();
    for gap in gaps {
        let before = of_log.partition_point(|(t, _)| *t <= gap.from).checked_sub(1);
        let after = of_log.partition_point(|(t, _)| *t < gap.to);
        rows.extend(
            [before, Some(after)].into_iter().flatten().filter_map(|i| of_log.get(i)).map(|(_, r)| *r),
        );
    }
    rows.sort();
    rows.dedup();
    rows.truncate(50);
    rows
}

fn rows_of(table: Table, sources: &[SourceId], times: &[UtcTime], of: SourceId) -> Vec<(UtcTime, RowRef)> {
    let rows = (0u32..).zip(sources.iter().zip(times));
    rows.filter(|(_, (s, _))| **s == of).map(|(row, (_, t))| (*t, RowRef { table, row })).collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};

    fn log(holes: i64) -> Scene {
        let mut s = Scene::site();
        s.covers("evtx", 0, 86_000);
        for t in 0..100 {
            s.logon(t * 60, "CONTOSO\\m.durand", true);
        }
        for hole in 0..holes {
            s.skips(hole * 60, hole * 60 + 60, 12);
        }
        s
    }

    #[test]
    fn a_hole_in_the_numbers_is_told_with_the_rows_around_it() {
        let (_, a) = log(1).analyse();
        let (f, said) = found(&a, "record-gap").remove(0);
        assert!(said.starts_with("12 records are missing in an event log of EX1"), "{said}");
        assert_eq!(f.rows.len(), 2);
    }

    #[test]
    fn a_filtered_export_is_all_holes_and_stays_silent() {
        assert!(found(&log(90).analyse().1, "record-gap").is_empty());
    }
}

//! Damaged records with place and reason, zones that were assumed, record numbers that are skipped.

use crate::case::CaseSource;
use crate::evidence::problem::fault_phrase;
use crate::model::harvest::{Damage, RecordGap};
use crate::model::provenance::{Place, Provenance};
use crate::model::time::ZoneBasis;
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;
use crate::words::Phrase;

/// Damages listed of a source.
const OF_SOURCE: usize = 5;
/// Gaps listed.
const GAPS: usize = 30;

/// All three.
pub fn problems(desk: &Desk<'_>) -> Vec<Block> {
    let assumed: Vec<String> = desk
        .case
        .sources
        .iter()
        .filter(|s| s.zone_basis == ZoneBasis::Assumed)
        .map(|s| desk.exhibit_name(s.id))
        .collect();
    let said = Phrase::new("report-record-zones-assumed")
        .number("n", assumed.len())
        .text("zone", desk.words.zone().name())
        .list("exhibits", assumed.iter().map(String::as_str));
    let zones = (!assumed.is_empty())
        .then(|| Block::Note(crate::report::document::NoteKind::Plain, desk.text(&said)));
    damages(desk).into_iter().chain(gaps(desk)).chain(zones).collect()
}

fn damages(desk: &Desk<'_>) -> Option<Block> {
    let faults = |source: &CaseSource| -> Vec<Damage> {
        source.damages.iter().filter(|d| !d.fault.is_remark()).cloned().collect()
    };
    let (mut rows, mut hidden) = (Vec::new(), 0_u64);
    for source in &desk.case.sources {
        let all = faults(source);
        rows.extend(all.iter().take(OF_SOURCE).map(|damage| row(desk, source, damage)));
        let beyond = all.len().saturating_sub(OF_SOURCE) as u64;
        // What is not listed may be remarks too; "more" then says no more than the source itself knows.
        hidden = hidden.saturating_add(beyond).saturating_add(source.more_damages);
    }
    let heads = [
        ("report-record-col-exhibit", Align::Left, 30),
        ("investigate-col-place", Align::Left, 22),
        ("report-record-col-damage", Align::Left, 48),
    ];
    let hidden = usize::try_from(hidden).unwrap_or(usize::MAX);
    record::cut_table(desk, "report-record-damages", &heads, rows, (hidden, ""))
}

fn row(desk: &Desk<'_>, source: &CaseSource, damage: &Damage) -> Vec<Text> {
    vec![
        record::cell(desk.exhibit_name(source.id)),
        record::cell(place(desk, source, damage.place)),
        record::cell(desk.say(&fault_phrase(&damage.fault))),
    ]
}

fn place(desk: &Desk<'_>, source: &CaseSource, place: Place) -> String {
    desk.place(Provenance { source: source.id, place })
}

fn gaps(desk: &Desk<'_>) -> Option<Block> {
    let all = desk.case.sources.iter().flat_map(|s| s.record_gaps.iter().map(move |gap| (s, gap)));
    let end = |source: &CaseSource, at: Place, time| {
        record::cell(format!("{}, {}", place(desk, source, at), record::short_time(desk, time)))
    };
    let row = |(source, gap): (&CaseSource, &RecordGap)| {
        let name = record::cell(desk.exhibit_name(source.id));
        vec![name, end(source, gap.after, gap.from), end(source, gap.before, gap.to)]
    };
    let rows: Vec<Vec<Text>> = all.map(row).collect();
    let hidden = rows.len().saturating_sub(GAPS);
    let heads = [
        ("report-record-col-exhibit", Align::Left, 32),
        ("report-record-col-after", Align::Left, 34),
        ("report-record-col-before", Align::Left, 34),
    ];
    let shown = rows.into_iter().take(GAPS).collect();
    record::cut_table(desk, "report-record-gaps", &heads, shown, (hidden, ""))
}

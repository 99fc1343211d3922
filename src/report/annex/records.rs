//! One file for each cited record: where it stands, what it says, how to find it again; and an index of them.
//!
//! Each source is opened once. What can no longer be read says why, and costs nothing else.

use super::bundle::Bundle;
use super::{Pen, csv_line};
use crate::case::file::{self, Evidence};
use crate::case::{Case, CaseSource};
use crate::evidence::format::RawRecord;
use crate::evidence::intake::{self, Candidate};
use crate::evidence::problem::ReadError;
use crate::model::provenance::{Place, SourceId, Unit};
use crate::report::desk::CitedRecord;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Columns of the index.
const COLUMNS: [&str; 10] =
    ["reference", "exhibit", "file", "sha256", "unit", "number", "byte", "read", "text", "why_not"];

type Read = Result<RawRecord, Phrase>;

/// A source as it lies now.
struct Now {
    state: Evidence,
    candidate: Result<Candidate, Phrase>,
}

/// All records with their index, and how many could be read.
pub fn all(pen: &Pen<'_>, cited: &[CitedRecord]) -> Result<(Bundle, u64), Phrase> {
    let mut sources: BTreeMap<SourceId, Now> = BTreeMap::new();
    let mut files = Bundle::default();
    let (mut index, mut n_read) = (csv_line(&COLUMNS), 0);
    for record in cited {
        pen.go_on()?;
        let now = sources.entry(record.at.source).or_insert_with(|| look(pen, record.at.source));
        let read = read(pen, record, now);
        n_read += u64::from(read.is_ok());
        let name = format!("records/R{:04}.txt", record.number.0);
        files.text(&name, &text(pen, record, now.state, &read));
        index.push_str(&row(pen, record, &name, &read));
    }
    files.text("records.csv", &index);
    Ok((files, n_read))
}

fn look(pen: &Pen<'_>, id: SourceId) -> Now {
    let Some(source) = pen.case.source(id) else {
        return Now { state: Evidence::Missing, candidate: Err(Evidence::Missing.phrase()) };
    };
    let known = pen.desk.around.evidence.get(&id).copied();
    let state = known.unwrap_or_else(|| state(pen.case, source, pen));
    let candidate = match state {
        Evidence::Missing => Err(state.phrase()),
        // Never hashed, so nobody has asked where its name leads: a share is not asked from here.
        Evidence::NotHashed if source.name.starts_with(['\\', '/']) && is_share(&source.name) => {
            Err(Evidence::Missing.phrase())
        }
        _ => intake::find_again(&source.name, pen.task).map_err(|e| e.phrase()),
    };
    Now { state, candidate }
}

fn is_share(name: &str) -> bool {
    name.replace('\\', "/").starts_with("//")
}

fn state(case: &Case, source: &CaseSource, pen: &Pen<'_>) -> Evidence {
    let one = std::slice::from_ref(source);
    let found = file::hash_again(case.home.path.as_deref(), one, pen.task);
    found.get(&source.id).copied().unwrap_or(Evidence::Missing)
}

fn read(pen: &Pen<'_>, record: &CitedRecord, now: &Now) -> Read {
    let candidate = now.candidate.as_ref().map_err(Clone::clone)?;
    let format = pen.case.source(record.at.source).and_then(|s| s.format);
    let format = format.ok_or_else(|| ReadError::Unrecognised.phrase())?;
    intake::raw(candidate, format, record.at.place, pen.task).map_err(|e| e.phrase())
}

/// Who it is: exhibit, hash, place, state of the file.
fn head(pen: &Pen<'_>, record: &CitedRecord, state: Evidence) -> String {
    let source = pen.case.source(record.at.source);
    let sha256 = source.and_then(|s| s.sha256.as_deref()).unwrap_or("–");
    let format = source.and_then(|s| s.format).map_or_else(String::new, |f| pen.word(&format!("format-{f}")));
    let place = record.at.place;
    let mut out = format!("R{}\n\n", record.number.0);
    out.push_str(&pen.pair("annex-label-exhibit", &pen.safe(&pen.desk.exhibit_name(record.at.source))));
    out.push_str(&pen.pair("annex-label-format", &format));
    out.push_str(&pen.pair("annex-label-sha256", sha256));
    out.push_str(&pen.pair("annex-label-now", &pen.say(&state.phrase())));
    out.push_str(&pen.pair("annex-label-place", &pen.desk.place(record.at)));
    if place.unit != Unit::File {
        out.push_str(&pen.pair("annex-label-byte", &place.byte.to_string()));
    }
    out
}

fn text(pen: &Pen<'_>, record: &CitedRecord, state: Evidence, read: &Read) -> String {
    let mut out = head(pen, record, state);
    let ways = ways(record.at.place);
    if !ways.is_empty() {
        out.push_str(&title(&pen.word("annex-head-find")));
        ways.iter().for_each(|way| out.push_str(&format!("{way}\n")));
    }
    match read {
        Err(why) => {
            out.push_str(&title(&pen.word("annex-head-unreadable")));
            out.push_str(&format!("{}\n", pen.say(why)));
        }
        Ok(raw) => out.push_str(&body(pen, raw)),
    }
    out
}

fn body(pen: &Pen<'_>, raw: &RawRecord) -> String {
    let mut out = title(&pen.word("annex-head-record"));
    out.push_str(&format!("{}\n", pen.record(raw.text.as_str())));
    if !raw.fields.is_empty() {
        out.push_str(&title(&pen.word("annex-head-fields")));
        for (name, value) in &raw.fields {
            out.push_str(&format!("{}: {}\n", pen.record(name.as_str()), pen.record(value.as_str())));
        }
    }
    if !raw.after.is_empty() {
        out.push_str(&title(&pen.word("annex-head-after")));
        raw.after.iter().for_each(|line| out.push_str(&format!("{}\n", pen.record(line.as_str()))));
    }
    out
}

fn title(words: &str) -> String {
    format!("\n--- {words} ---\n")
}

/// Commands that show the record; `FILE` stands for the exhibit, whose name may be anything.
fn ways(place: Place) -> Vec<String> {
    let (n, byte) = (place.number, place.byte);
    let bytes = format!("tail -c +{} FILE | head -c 600", byte.saturating_add(1));
    match place.unit {
        Unit::File => Vec::new(),
        Unit::Record => vec![
            format!("wevtutil qe FILE /lf:true /f:xml \"/q:*[System[(EventRecordID={n})]]\""),
            format!("Get-WinEvent -Path FILE -FilterXPath '*[System[(EventRecordID={n})]]' | Format-List *"),
            format!("Get-WinEvent -Path FILE -Oldest | Where-Object RecordId -eq {n} | Format-List *"),
        ],
        Unit::Line => {
            vec![format!("sed -n '{n}p' FILE"), format!("(Get-Content FILE -TotalCount {n})[-1]"), bytes]
        }
        Unit::Item => vec![bytes],
    }
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::File => "file",
        Unit::Record => "record",
        Unit::Line => "line",
        Unit::Item => "item",
    }
}

fn row(pen: &Pen<'_>, record: &CitedRecord, name: &str, read: &Read) -> String {
    let source = pen.case.source(record.at.source);
    let place = record.at.place;
    let why = read.as_ref().err().map_or_else(String::new, |why| pen.say(why));
    csv_line(&[
        &format!("R{}", record.number.0),
        &pen.desk.exhibit(record.at.source).to_string(),
        &pen.safe(source.map_or("", |s| s.name.as_str())),
        source.and_then(|s| s.sha256.as_deref()).unwrap_or_default(),
        unit(place.unit),
        &place.number.to_string(),
        &place.byte.to_string(),
        if read.is_ok() { "yes" } else { "no" },
        name,
        &why,
    ])
}

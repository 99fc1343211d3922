//! JSON lines: one object a row. And the same as the importer of Timesketch takes it.
//!
//! Timesketch wants `message`, `datetime` (ISO 8601) and `timestamp_desc` in each line, `timestamp` in microseconds
//! since 1970, and keeps some names for itself. Rows without a time have no place in a timeline. What is not
//! stated is left out there, null elsewhere.
//!
//! Source: Timesketch, "Create timeline from JSON/CSV file", and its `read_and_validate_jsonl`.

use super::column::{Cell, Column, microseconds};
use super::{ExportError, Rows};
use crate::model::time::UtcTime;
use serde_json::to_writer;
use std::io::{self, Write};

type Out<'a> = &'a mut (dyn Write + Send);

/// Writes one object a row.
pub fn write(rows: &Rows<'_>, out: Out<'_>) -> Result<u64, ExportError> {
    for stretch in rows.stretches() {
        for row in stretch? {
            out.write_all(b"{")?;
            for (i, column) in rows.table.columns.iter().enumerate() {
                member(out, i == 0, column.name)?;
                value(out, &rows.cell(column, row))?;
            }
            out.write_all(b"}\n")?;
        }
    }
    Ok(rows.len() as u64)
}

/// Writes the rows that have a time as Timesketch takes them.
pub fn timeline(rows: &Rows<'_>, out: Out<'_>) -> Result<u64, ExportError> {
    let headline = headline(rows);
    let mut message = String::new();
    let mut written = 0;
    for stretch in rows.stretches() {
        for row in stretch? {
            let when = rows.book.when(row);
            if !when.is_plausible() {
                continue;
            }
            tell(rows, &headline, row, &mut message);
            event(rows, row, (when, &message), out)?;
            written += 1;
        }
    }
    Ok(written)
}

fn headline<'a>(rows: &Rows<'a>) -> Vec<&'a Column> {
    let of = |name: &&str| rows.table.columns.iter().find(|c| c.name == *name);
    rows.table.headline.iter().filter_map(of).collect()
}

/// `authentication: failure · CONTOSO\scanner · 203.0.113.9`
fn tell(rows: &Rows<'_>, headline: &[&Column], row: usize, message: &mut String) {
    message.clear();
    message.push_str(rows.table.noun);
    let mut mark = ": ";
    for cell in headline.iter().map(|c| rows.cell(c, row)).filter(|cell| *cell != Cell::Nothing) {
        message.push_str(mark);
        cell.say(message);
        mark = " · ";
    }
}

fn event(rows: &Rows<'_>, row: usize, (when, message): (UtcTime, &str), out: Out<'_>) -> io::Result<()> {
    out.write_all(b"{\"message\":")?;
    to_writer(&mut *out, message)?;
    let moment = when.to_utc().map(|utc| utc.format("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string());
    let (datetime, micros) = (moment.unwrap_or_default(), microseconds(when));
    let (stamp, noun) = (rows.table.stamp, rows.table.noun);
    write!(out, ",\"datetime\":\"{datetime}\",\"timestamp\":{micros}")?;
    write!(out, ",\"timestamp_desc\":\"{stamp}\",\"data_type\":\"relayscope:{noun}\"")?;
    for column in rows.table.columns.iter().filter(|c| c.name != "time") {
        let cell = rows.cell(column, row);
        if cell != Cell::Nothing && cell != Cell::Texts(Vec::new()) {
            member(out, false, column.name)?;
            value(out, &cell)?;
        }
    }
    out.write_all(b"}\n")
}

/// Names are ours: nothing in them needs a mark.
fn member(out: Out<'_>, first: bool, name: &str) -> io::Result<()> {
    write!(out, "{}\"{name}\":", if first { "" } else { "," })
}

fn value(out: Out<'_>, cell: &Cell<'_>) -> io::Result<()> {
    match cell {
        Cell::Nothing => out.write_all(b"null")?,
        Cell::Text(text) => to_writer(out, text)?,
        Cell::Integer(n) => write!(out, "{n}")?,
        Cell::Real(n) => to_writer(out, n)?,
        Cell::Time(time) => to_writer(out, &time.rfc3339())?,
        Cell::Texts(list) => to_writer(out, list)?,
        Cell::Boolean(yes) => write!(out, "{yes}")?,
    }
    Ok(())
}

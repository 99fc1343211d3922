//! The small things of a case as rows that the sqlite3 shell shows: sources, site, marks, custody, view.
//!
//! Every row carries a checksum over its values, and `meta` says how many rows a table has and what their
//! checksums add up to: a bit that flips and a row that goes are told.

use super::error::CaseFileError;
use super::sources::{self, Body};
use crate::case::CaseSource;
use crate::case::custody::{Entry, Sealed};
use crate::case::marks::{Mark, Marks};
use crate::model::provenance::{Place, Provenance, SourceId, Unit};
use crate::model::time::UtcTime;
use crate::words::Phrase;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::cell::Cell;

type Result<T> = std::result::Result<T, CaseFileError>;

/// Units of places as numbers in the file.
const UNITS: [Unit; 4] = [Unit::File, Unit::Record, Unit::Line, Unit::Item];

/// Bytes that may still be read: a file cannot hold more than it is long, so a forged one cannot show a page twice.
#[derive(Debug)]
pub struct Meter(Cell<u64>);

impl Meter {
    /// For a file of so many bytes.
    pub fn new(bytes: u64) -> Self {
        Self(Cell::new(bytes.saturating_add(1 << 20)))
    }

    /// Takes bytes off.
    pub fn take(&self, bytes: usize) -> Result<()> {
        let left = self.0.get().checked_sub(bytes as u64).ok_or(CaseFileError::TooMuch)?;
        self.0.set(left);
        Ok(())
    }
}

/// A checksum over values; each goes behind its length.
pub fn checksum(parts: &[&[u8]]) -> u32 {
    let mut crc = crc32fast::Hasher::new();
    for part in parts {
        crc.update(&(part.len() as u64).to_le_bytes());
        crc.update(part);
    }
    crc.finalize()
}

pub fn to_json<T: serde::Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| CaseFileError::CannotWrite(e.to_string()))
}

pub fn put_meta(to: &Connection, name: &str, value: &str) -> Result<()> {
    let crc = checksum(&[name.as_bytes(), value.as_bytes()]);
    to.prepare("INSERT OR REPLACE INTO meta (name, value, crc) VALUES (?1, ?2, ?3)")?
        .execute(params![name, value, crc])?;
    Ok(())
}

pub fn meta(from: &Connection, name: &str) -> Result<Option<String>> {
    let damaged = || CaseFileError::damaged("case-part-meta", name);
    let mut statement = from.prepare("SELECT value, crc FROM meta WHERE name = ?1")?;
    let row = |r: &Row<'_>| Ok((r.get::<_, String>(0), r.get::<_, u32>(1)));
    let Some(found) = statement.query_row([name], row).optional()? else { return Ok(None) };
    match found {
        (Ok(value), Ok(crc)) if crc == checksum(&[name.as_bytes(), value.as_bytes()]) => Ok(Some(value)),
        _ => Err(damaged()),
    }
}

/// Notes how many rows a table has and what their checksums add up to.
pub fn seal(to: &Connection, table: &str) -> Result<()> {
    put_meta(to, &format!("sum-{table}"), &sum(to, table)?)
}

fn sum(of: &Connection, table: &str) -> Result<String> {
    // The names are ours, never the file's.
    let sql = format!("SELECT count(*), coalesce(sum(crc), 0) FROM {table}");
    let (n, crc): (i64, i64) = of.query_row(&sql, [], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(format!("{n} {crc}"))
}

/// Does a table have the rows that `meta` says?
pub fn check_seal(from: &Connection, table: &str, part: &'static str) -> Result<()> {
    let stated = meta(from, &format!("sum-{table}"))?;
    let found = sum(from, table)?;
    if stated.as_deref() == Some(found.as_str()) { Ok(()) } else { Err(CaseFileError::damaged(part, table)) }
}

/// Tables of one row with a text in it.
pub fn put_body(to: &Connection, table: &str, body: &str) -> Result<()> {
    let sql = format!("INSERT OR REPLACE INTO {table} (id, body, crc) VALUES (1, ?1, ?2)");
    to.execute(&sql, params![body, checksum(&[table.as_bytes(), body.as_bytes()])])?;
    Ok(())
}

/// The text of such a table; `None` where there is none yet.
pub fn body(from: &Connection, table: &str, part: &'static str, meter: &Meter) -> Result<Option<String>> {
    let damaged = || CaseFileError::damaged(part, table);
    let sql = format!("SELECT body, crc FROM {table} WHERE id = 1");
    let row = |r: &Row<'_>| Ok((r.get::<_, String>(0), r.get::<_, u32>(1)));
    let Some((Ok(body), Ok(crc))) = from.query_row(&sql, [], row).optional()? else {
        let rows: i64 = from.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0))?;
        return if rows == 0 { Ok(None) } else { Err(damaged()) };
    };
    meter.take(body.len())?;
    if crc == checksum(&[table.as_bytes(), body.as_bytes()]) { Ok(Some(body)) } else { Err(damaged()) }
}

/// Puts these sources in the place of those there.
pub fn put_sources(to: &Connection, sources: &[CaseSource]) -> Result<()> {
    to.execute("DELETE FROM source", [])?;
    let mut statement = to.prepare(
        "INSERT INTO source (id, name, bytes, sha256, state, n_read, n_recovered, n_skipped, n_damaged, n_total, \
         body, crc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?;
    for source in sources {
        let (body, b) = (to_json(&Body::of(source))?, &source.balance);
        let state = sources::state_key(&source.state);
        let numbers =
            [source.bytes, b.read, b.recovered, b.skipped, b.damaged, b.total].map(u64::cast_signed);
        let crc =
            source_checksum(source.id.0, (&source.name, state, &body), source.sha256.as_deref(), numbers);
        let [bytes, read, recovered, skipped, damaged, total] = numbers;
        statement.execute(params![
            source.id.0,
            source.name,
            bytes,
            source.sha256,
            state,
            read,
            recovered,
            skipped,
            damaged,
            total,
            body,
            crc
        ])?;
    }
    seal(to, "source")
}

fn source_checksum(id: u16, texts: (&str, &str, &str), sha256: Option<&str>, numbers: [i64; 6]) -> u32 {
    let numbers = numbers.map(i64::to_le_bytes);
    let hash = sha256.unwrap_or("-");
    let texts = [texts.0, texts.1, texts.2, hash].map(str::as_bytes);
    let id = id.to_le_bytes();
    let parts: Vec<&[u8]> =
        [&id[..]].into_iter().chain(texts).chain(numbers.iter().map(<[u8; 8]>::as_slice)).collect();
    checksum(&parts)
}

/// All sources, by number.
pub fn sources(from: &Connection, meter: &Meter) -> Result<Vec<CaseSource>> {
    check_seal(from, "source", "case-part-source")?;
    let mut statement = from.prepare(
        "SELECT id, name, bytes, sha256, state, n_read, n_recovered, n_skipped, n_damaged, n_total, body, crc \
         FROM source ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let n = found.len() + 1;
        let source = source(row, meter).map_err(|e| match e {
            CaseFileError::TooMuch => e,
            _ => CaseFileError::damaged("case-part-source", n),
        })?;
        found.push(source);
    }
    Ok(found)
}

fn source(row: &Row<'_>, meter: &Meter) -> Result<CaseSource> {
    let text = |i: usize| row.get::<_, String>(i);
    let (id, name, sha256): (u16, _, Option<String>) = (row.get(0)?, text(1)?, row.get(3)?);
    let (state, body, crc): (_, _, u32) = (text(4)?, text(10)?, row.get(11)?);
    meter.take(name.len() + body.len())?;
    let mut numbers = [0; 6];
    for (number, i) in numbers.iter_mut().zip([2, 5, 6, 7, 8, 9]) {
        *number = row.get(i)?;
    }
    if crc != source_checksum(id, (&name, &state, &body), sha256.as_deref(), numbers) {
        return Err(CaseFileError::damaged("case-part-source", id));
    }
    let body: Body =
        serde_json::from_str(&body).map_err(|e| CaseFileError::damaged("case-part-source", e))?;
    Ok(body.into_source(SourceId(id), name, sha256, &state, numbers.map(i64::cast_unsigned)))
}

/// Puts a mark on a place, or takes it off.
pub fn put_mark(to: &Connection, at: Provenance, mark: &Mark) -> Result<()> {
    let unit = at.place.unit as u8;
    let place = [at.place.number.cast_signed(), at.place.byte.cast_signed()];
    if mark.is_empty() {
        to.execute(
            "DELETE FROM mark WHERE source = ?1 AND unit = ?2 AND number = ?3 AND byte = ?4",
            params![at.source.0, unit, place[0], place[1]],
        )?;
    } else {
        let tags = to_json(&mark.tags)?;
        let crc = mark_checksum(at, mark.star, &tags, &mark.note);
        to.execute(
            "INSERT OR REPLACE INTO mark (source, unit, number, byte, star, tags, note, crc) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![at.source.0, unit, place[0], place[1], mark.star, tags, mark.note, crc],
        )?;
    }
    seal(to, "mark")
}

fn mark_checksum(at: Provenance, star: bool, tags: &str, note: &str) -> u32 {
    let numbers =
        [u64::from(at.source.0), at.place.unit as u64, at.place.number, at.place.byte, u64::from(star)];
    let numbers: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    checksum(&[&numbers, tags.as_bytes(), note.as_bytes()])
}

/// All marks.
pub fn marks(from: &Connection, meter: &Meter) -> Result<Marks> {
    check_seal(from, "mark", "case-part-mark")?;
    let mut statement = from.prepare("SELECT source, unit, number, byte, star, tags, note, crc FROM mark")?;
    let mut rows = statement.query([])?;
    let mut found = Marks::new();
    while let Some(row) = rows.next()? {
        let (at, mark) = mark_of(row, meter).map_err(|e| match e {
            CaseFileError::TooMuch => e,
            _ => CaseFileError::damaged("case-part-mark", found.len() + 1),
        })?;
        found.insert(at, mark);
    }
    Ok(found)
}

fn mark_of(row: &Row<'_>, meter: &Meter) -> Result<(Provenance, Mark)> {
    let damaged = || CaseFileError::damaged("case-part-mark", "");
    let unit = *UNITS.get(usize::from(row.get::<_, u8>(1)?)).ok_or_else(damaged)?;
    let (number, byte): (i64, i64) = (row.get(2)?, row.get(3)?);
    let place = Place { unit, number: number.cast_unsigned(), byte: byte.cast_unsigned() };
    let at = Provenance { source: SourceId(row.get(0)?), place };
    let (star, tags, note): (bool, String, String) = (row.get(4)?, row.get(5)?, row.get(6)?);
    meter.take(tags.len() + note.len())?;
    if row.get::<_, u32>(7)? != mark_checksum(at, star, &tags, &note) {
        return Err(damaged());
    }
    let tags = serde_json::from_str(&tags).map_err(|_| damaged())?;
    Ok((at, Mark { star, tags, note }))
}

/// Adds an entry to the custody log.
pub fn log(to: &Connection, at: UtcTime, who: &str, what: Phrase) -> Result<Entry> {
    let last = "SELECT number, hash FROM custody ORDER BY number DESC LIMIT 1";
    let last = to.query_row(last, [], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, [u8; 32]>(1)?))).optional()?;
    let (last, previous) = last.unwrap_or((0, [0; 32]));
    let (number, words) = (last.saturating_add(1), to_json(&what)?);
    let sealed = Sealed { previous: &previous, number: number.cast_unsigned(), at, who, what: &words };
    let hash = sealed.hash();
    to.execute(
        "INSERT INTO custody (number, at, who, what, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![number, at.0, who, words, previous, hash],
    )?;
    put_meta(to, "sum-custody", &custody_sum(number, &hash))?;
    Ok(Entry { number: number.cast_unsigned(), at, who: who.to_owned(), what, hash })
}

fn custody_sum(number: i64, hash: &[u8; 32]) -> String {
    let hash: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    format!("{number} {hash}")
}

/// The custody log, its chain checked.
pub fn custody(from: &Connection, meter: &Meter) -> Result<Vec<Entry>> {
    let mut statement =
        from.prepare("SELECT number, at, who, what, previous, hash FROM custody ORDER BY number")?;
    let mut rows = statement.query([])?;
    let mut found: Vec<Entry> = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = entry(row, found.last(), meter).map_err(|e| match e {
            CaseFileError::TooMuch => e,
            _ => CaseFileError::damaged("case-part-custody", found.len() + 1),
        })?;
        found.push(entry);
    }
    let end = found.last().map(|e| custody_sum(e.number.cast_signed(), &e.hash));
    if meta(from, "sum-custody")? == end {
        Ok(found)
    } else {
        Err(CaseFileError::damaged("case-part-custody", found.len()))
    }
}

fn entry(row: &Row<'_>, before: Option<&Entry>, meter: &Meter) -> Result<Entry> {
    let damaged = || CaseFileError::damaged("case-part-custody", "");
    let (number, at, who, what): (i64, i64, String, String) =
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let (previous, hash): ([u8; 32], [u8; 32]) = (row.get(4)?, row.get(5)?);
    meter.take(who.len() + what.len())?;
    let (number, at) = (number.cast_unsigned(), UtcTime(at));
    let follows = before.map_or((1, [0; 32]), |e| (e.number + 1, e.hash)) == (number, previous);
    let sealed = Sealed { previous: &previous, number, at, who: &who, what: &what };
    if !follows || sealed.hash() != hash {
        return Err(damaged());
    }
    let what = serde_json::from_str(&what).map_err(|_| damaged())?;
    Ok(Entry { number, at, who, what, hash })
}

//! Items of the work on an incident as rows: their key and body as JSON, each with a checksum; and the bytes of
//! files that prove a step.

use super::error::CaseFileError;
use super::small::{self, Meter};
use crate::case::change::ProofFile;
use crate::case::work::{Item, ItemKey, Work};
use crate::playbook::progress::ProofKind;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

type Result<T> = std::result::Result<T, CaseFileError>;

/// Puts an item in its place, or takes it out.
pub fn put(to: &Connection, key: &ItemKey, item: Option<&Item>) -> Result<()> {
    let key = small::to_json(key)?;
    match item {
        None => drop(to.execute("DELETE FROM item WHERE key = ?1", [&key])?),
        Some(item) => {
            let body = small::to_json(item)?;
            let crc = small::checksum(&[key.as_bytes(), body.as_bytes()]);
            to.execute(
                "INSERT OR REPLACE INTO item (key, body, crc) VALUES (?1, ?2, ?3)",
                params![key, body, crc],
            )?;
        }
    }
    small::seal(to, "item")
}

/// All items.
pub fn work(from: &Connection, meter: &Meter) -> Result<Work> {
    small::check_seal(from, "item", "case-part-item")?;
    let mut statement = from.prepare("SELECT key, body, crc FROM item ORDER BY key")?;
    let mut rows = statement.query([])?;
    let (mut found, mut n) = (Work::default(), 0);
    while let Some(row) = rows.next()? {
        n += 1;
        let (key, item) = one(row, meter).map_err(|e| match e {
            CaseFileError::TooMuch => e,
            _ => CaseFileError::damaged("case-part-item", n),
        })?;
        found.put(key, Some(item));
    }
    Ok(found)
}

fn one(row: &Row<'_>, meter: &Meter) -> Result<(ItemKey, Item)> {
    let damaged = || CaseFileError::damaged("case-part-item", "");
    let (key, body, crc): (String, String, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
    meter.take(key.len() + body.len())?;
    if crc != small::checksum(&[key.as_bytes(), body.as_bytes()]) {
        return Err(damaged());
    }
    let key: ItemKey = serde_json::from_str(&key).map_err(|_| damaged())?;
    let item: Item = serde_json::from_str(&body).map_err(|_| damaged())?;
    if item.fits(&key) { Ok((key, item)) } else { Err(damaged()) }
}

/// Keeps the bytes of a file, once.
pub fn put_proof(to: &Connection, file: &ProofFile) -> Result<()> {
    let known = "SELECT id FROM proof WHERE sha256 = ?1";
    if to.query_row(known, [&file.sha256], |r| r.get::<_, i64>(0)).optional()?.is_none() {
        to.execute("INSERT INTO proof (sha256, data) VALUES (?1, ?2)", params![file.sha256, &file.data[..]])?;
    }
    Ok(())
}

/// The bytes of a file that proves a step; an error where they are not those that were put in.
pub fn proof(from: &Connection, sha256: &str) -> Result<Option<Vec<u8>>> {
    let sql = "SELECT data FROM proof WHERE sha256 = ?1";
    let Some(data) = from.query_row(sql, [sha256], |r| r.get::<_, Vec<u8>>(0)).optional()? else {
        return Ok(None);
    };
    if hex(&data) == sha256 { Ok(Some(data)) } else { Err(CaseFileError::damaged("case-part-proof", sha256)) }
}

/// SHA-256 in hex.
pub fn hex(data: &[u8]) -> String {
    Sha256::digest(data).iter().map(|b| format!("{b:02x}")).collect()
}

/// Are the files that steps name in the case, unchanged? Counts them.
pub fn check_proofs(from: &Connection, work: &Work) -> Result<u64> {
    let mut checked = 0;
    for item in work.items().values() {
        let Item::Step(progress) = item else { continue };
        for kept in &progress.proofs {
            if let ProofKind::File { sha256, embedded: true, .. } = &kept.kind {
                match proof(from, sha256)? {
                    Some(_) => checked += 1,
                    None => return Err(CaseFileError::damaged("case-part-proof", sha256)),
                }
            }
        }
    }
    Ok(checked)
}

//! A chunk read by the `evtx` crate: for records of an odd shape, and for showing one as XML.
//!
//! The crate gets a copy whose header says nothing that could stop it: signature in place, no ends, no
//! string table (names are then read where they stand).

use super::chunk::{CHUNK, CHUNK_MAGIC, RECORDS};
use evtx::{EvtxChunkData, ParserSettings};
use std::sync::Arc;

/// Every record of `chunk` as XML, with the offset of its record; `each` says whether to go on.
///
/// # Errors
/// What the crate says of the chunk as a whole.
pub fn render(
    chunk: &[u8],
    indent: bool,
    mut each: impl FnMut(usize, Result<String, String>) -> bool,
) -> Result<(), String> {
    let settings = Arc::new(ParserSettings::new().num_threads(1).indent(indent));
    let mut data = EvtxChunkData::new(open_ended(chunk), false).map_err(|e| e.to_string())?;
    let mut chunk = data.parse(settings).map_err(|e| e.to_string())?;
    for record in chunk.iter().flatten() {
        let at = usize::try_from(record.binxml_offset).unwrap_or(0);
        let xml = record.into_xml().map_err(|e| e.to_string());
        if !each(at.saturating_sub(24), xml.map(|r| r.data)) {
            break;
        }
    }
    Ok(())
}

fn open_ended(chunk: &[u8]) -> Vec<u8> {
    let mut copy = chunk.to_vec();
    copy.resize(CHUNK, 0);
    let mut put = |at: usize, bytes: &[u8]| {
        if let Some(slot) = copy.get_mut(at..at + bytes.len()) {
            slot.copy_from_slice(bytes);
        }
    };
    put(0, CHUNK_MAGIC);
    put(24, &0u64.to_le_bytes());
    put(32, &u64::MAX.to_le_bytes());
    put(40, &128u32.to_le_bytes());
    put(44, &(CHUNK as u32).to_le_bytes());
    put(48, &(CHUNK as u32).to_le_bytes());
    put(128, &[0; RECORDS - 128]);
    copy
}

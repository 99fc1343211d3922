//! The rows of a case as chunks of columns: one blob a column for each 65,536 rows, each with its checksum.
//!
//! What stands in the file about lengths is only compared, never believed: a chunk counts if its bytes are as
//! many as its rows need, if its checksum fits, and if its numbers point into the pools that are there.

use super::error::CaseFileError;
use super::schema::Guard;
use super::small::{self, Meter, checksum};
use crate::model::columns::{Known, Layout, pack, unpack};
use crate::model::rows::{
    Actions, Authentications, HeldMessages, MailEvents, QueueSamples, Sessions, SiteRows, Tables,
};
use crate::model::store::EventStore;
use crate::model::text::Interner;
use crate::model::time::UtcTime;
use crate::task::Task;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::ops::Range;

type Result<T> = std::result::Result<T, CaseFileError>;

/// Rows of a chunk.
const ROWS: usize = 65_536;
/// Bytes of text of a chunk, and one string more.
const TEXT: usize = 4 << 20;
/// Chunks of a case at most: a hundred million rows have fewer.
const MAX_CHUNKS: usize = 500_000;
/// Bytes of rows in memory for each byte of the file, at most: a row has a time and a place, which are written.
const GROWTH: u64 = 16;

/// Kind (table), part (from 0), name (column).
type Key = (String, u32, String);

/// What `chunk` says of a blob.
#[derive(Clone, Debug)]
struct Stated {
    id: i64,
    n: usize,
    first: i64,
    last: i64,
    layout: Layout,
    crc: u32,
    bytes: usize,
}

/// Calls a macro with each table's name in the file, its field and its type.
macro_rules! each_table {
    ($use:ident) => {
        $use! {
            authentications: Authentications, sessions: Sessions, mail: MailEvents, queues: QueueSamples,
            held: HeldMessages, actions: Actions, site: SiteRows
        }
    };
}

fn damaged(kind: &str, part: u32, name: &str) -> CaseFileError {
    CaseFileError::damaged("case-part-rows", format!("{kind}/{part}/{name}"))
}

fn crc_of(key: (&str, u32, &str), n: usize, times: (i64, i64), layout: Layout, data: &[u8]) -> u32 {
    let numbers = [i64::from(key.1), i64::try_from(n).unwrap_or(0), times.0, times.1, layout as i64];
    let numbers: Vec<u8> = numbers.iter().flat_map(|n| n.to_le_bytes()).collect();
    checksum(&[key.0.as_bytes(), key.2.as_bytes(), &numbers, data])
}

fn directory(of: &Connection) -> Result<BTreeMap<Key, Stated>> {
    let mut statement = of.prepare(
        "SELECT id, kind, part, name, n, first, last, layout, crc, length(data) FROM chunk ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key: Key = (row.get(1)?, row.get(2)?, row.get(3)?);
        let layout = Layout::of(row.get(7)?).ok_or_else(|| damaged(&key.0, key.1, &key.2))?;
        let n = row.get::<_, u32>(4)? as usize;
        let known_length = n <= ROWS;
        let stated = Stated {
            id: row.get(0)?,
            n,
            first: row.get(5)?,
            last: row.get(6)?,
            layout,
            crc: row.get(8)?,
            bytes: row.get::<_, u32>(9)? as usize,
        };
        if !known_length || found.len() >= MAX_CHUNKS || key.0.len() > 40 || key.2.len() > 40 {
            return Err(CaseFileError::TooMuch);
        }
        if found.insert(key.clone(), stated).is_some() {
            return Err(damaged(&key.0, key.1, &key.2));
        }
    }
    Ok(found)
}

/// Writes chunks, leaving those that are there already as they are.
struct Writer<'a> {
    to: &'a Connection,
    there: BTreeMap<Key, Stated>,
}

impl Writer<'_> {
    fn put(
        &mut self,
        key: (&str, u32, &str),
        n: usize,
        times: (i64, i64),
        written: &(Layout, Vec<u8>),
    ) -> Result<()> {
        let (layout, data) = written;
        let crc = crc_of(key, n, times, *layout, data);
        let old = self.there.remove(&(key.0.to_owned(), key.1, key.2.to_owned()));
        if let Some(old) = &old
            && (old.n, old.crc, old.bytes, old.layout) == (n, crc, data.len(), *layout)
            && self.holds(old.id, data)?
        {
            return Ok(());
        }
        self.to
            .prepare(
                "INSERT OR REPLACE INTO chunk (id, kind, part, name, n, first, last, layout, crc, data) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                old.map(|o| o.id),
                key.0,
                key.1,
                key.2,
                u32::try_from(n).unwrap_or(0),
                times.0,
                times.1,
                *layout as i64,
                crc,
                data
            ])?;
        Ok(())
    }

    /// Is this the data of that chunk? A checksum alone could meet by chance.
    fn holds(&self, id: i64, data: &[u8]) -> Result<bool> {
        let mut statement = self.to.prepare("SELECT data FROM chunk WHERE id = ?1")?;
        Ok(statement.query_row([id], |r| Ok(r.get_ref(0)?.as_blob().is_ok_and(|there| there == data)))?)
    }

    /// Cells of a pool.
    fn put_pool<T: crate::model::columns::Cell>(&mut self, kind: &str, pool: &[T]) -> Result<()> {
        for (part, cells) in (0..).zip(pool.chunks(ROWS)) {
            self.put((kind, part, "cell"), cells.len(), (0, 0), &pack(cells))?;
        }
        Ok(())
    }

    fn put_text(&mut self, text: &Interner) -> Result<()> {
        let (heap, ends) = text.parts();
        let (mut from, mut start) = (0, 0);
        let mut part = 0;
        while from < ends.len() {
            let rest = ends.get(from..).unwrap_or_default();
            let n = rest.partition_point(|end| end - start <= TEXT).clamp(1, ROWS).min(rest.len());
            let stretch = rest.get(..n).unwrap_or_default();
            let end = stretch.last().copied().unwrap_or(start);
            let lengths: Vec<u32> = stretch
                .iter()
                .scan(start, |before, end| {
                    Some(u32::try_from(end - std::mem::replace(before, *end)).unwrap_or(0))
                })
                .collect();
            let bytes = heap.get(start..end).unwrap_or_default().as_bytes().to_vec();
            self.put(("text", part, "bytes"), n, (0, 0), &(Layout::Plain, bytes))?;
            self.put(("text", part, "length"), n, (0, 0), &pack(&lengths))?;
            (from, start, part) = (from + n, end, part + 1);
        }
        Ok(())
    }

    fn put_tables(&mut self, prefix: &str, tables: &Tables) -> Result<()> {
        macro_rules! put {
            ($($field:ident: $table:ident),+) => { $({
                let (table, kind) = (&tables.$field, format!("{prefix}{}", stringify!($field)));
                for (part, rows) in (0..).zip(stretches(table.len())) {
                    let times = ends(table.time.get(rows.clone()).unwrap_or_default());
                    for name in $table::COLUMNS {
                        let written = table.pack(name, rows.clone());
                        self.put((&kind, part, name), rows.len(), times, &written)?;
                    }
                }
            })+ };
        }
        each_table!(put);
        Ok(())
    }

    /// Takes out what no chunk has taken the place of.
    fn finish(self) -> Result<()> {
        for stated in self.there.values() {
            self.to.prepare("DELETE FROM chunk WHERE id = ?1")?.execute([stated.id])?;
        }
        small::seal(self.to, "chunk")
    }
}

fn stretches(rows: usize) -> impl Iterator<Item = Range<usize>> {
    (0..rows).step_by(ROWS).map(move |from| from..rows.min(from + ROWS))
}

/// First and last time of a stretch.
fn ends(times: &[UtcTime]) -> (i64, i64) {
    let ticks = || times.iter().map(|t| t.0);
    (ticks().min().unwrap_or(0), ticks().max().unwrap_or(0))
}

/// Puts the rows of a store in the place of those there.
pub fn put_rows(to: &Connection, store: &EventStore) -> Result<()> {
    let mut writer = Writer { to, there: directory(to)? };
    let (aside, ahead) = store.kept();
    writer.put_text(&store.text)?;
    writer.put_pool("texts", &store.tables.texts)?;
    writer.put_pool("numbers", &store.tables.numbers)?;
    writer.put_tables("", &store.tables)?;
    writer.put_tables("aside-", aside)?;
    writer.finish()?;
    small::put_meta(to, "repeats", &small::to_json(&store.repeats)?)?;
    small::put_meta(to, "ahead", &small::to_json(&ahead.iter().collect::<Vec<_>>())?)
}

/// Reads chunks back.
struct Reader<'a> {
    from: &'a Connection,
    there: BTreeMap<Key, Stated>,
    meter: Meter,
    /// Bytes of memory that may still be filled.
    room: Meter,
    task: &'a Task,
}

impl Reader<'_> {
    /// Hands the data of a chunk over, its checksum having been looked at.
    fn with<T>(
        &self,
        key: (&str, u32, &str),
        stated: &Stated,
        f: impl FnOnce(&[u8]) -> Option<T>,
    ) -> Result<T> {
        if self.task.is_cancelled() {
            return Err(CaseFileError::Cancelled);
        }
        self.meter.take(stated.bytes)?;
        let mut statement = self.from.prepare("SELECT data FROM chunk WHERE id = ?1")?;
        let read = statement.query_row([stated.id], |r| {
            let data = r.get_ref(0)?.as_blob().ok().filter(|data| data.len() == stated.bytes);
            let sound = data.filter(|data| {
                let crc = crc_of(key, stated.n, (stated.first, stated.last), stated.layout, data);
                crc == stated.crc
            });
            Ok(sound.and_then(f))
        })?;
        self.task.advance(stated.bytes as u64);
        read.ok_or_else(|| damaged(key.0, key.1, key.2))
    }

    /// How many parts a kind has; each of its columns must have them all.
    fn take(&mut self, kind: &str, part: u32, name: &str) -> Option<Stated> {
        self.there.remove(&(kind.to_owned(), part, name.to_owned()))
    }

    fn pool<T: crate::model::columns::Cell>(&mut self, kind: &str, known: &Known) -> Result<Vec<T>> {
        let mut pool = Vec::new();
        for part in 0.. {
            let Some(stated) = self.take(kind, part, "cell") else { break };
            self.room.take(stated.n.saturating_mul(size_of::<T>()))?;
            let key = (kind, part, "cell");
            self.with(key, &stated, |data| unpack(&mut pool, stated.n, stated.layout, data, known))?;
        }
        Ok(pool)
    }

    fn text(&mut self) -> Result<Interner> {
        let (mut heap, mut ends) = (String::new(), Vec::new());
        for part in 0.. {
            let Some(bytes) = self.take("text", part, "bytes") else { break };
            let lengths = self.take("text", part, "length").ok_or_else(|| damaged("text", part, "length"))?;
            self.room.take(bytes.bytes.saturating_add(bytes.n.saturating_mul(16)))?;
            self.with(("text", part, "bytes"), &bytes, |data| {
                heap.push_str(std::str::from_utf8(data).ok()?);
                Some(())
            })?;
            let mut read: Vec<u32> = Vec::new();
            self.with(("text", part, "length"), &lengths, |data| {
                unpack(&mut read, lengths.n, lengths.layout, data, &Known::default())
            })?;
            let before = ends.last().copied().unwrap_or(0);
            ends.extend(read.iter().scan(before, |end: &mut usize, n| {
                *end = end.saturating_add(*n as usize);
                Some(*end)
            }));
            if ends.last().copied().unwrap_or(0) != heap.len() {
                return Err(damaged("text", part, "length"));
            }
        }
        Interner::restored(heap, ends).ok_or_else(|| damaged("text", 0, "length"))
    }

    fn tables(&mut self, prefix: &str, known: &Known) -> Result<Tables> {
        let mut tables = Tables::default();
        macro_rules! read {
            ($($field:ident: $table:ident),+) => { $({
                let (table, kind) = (&mut tables.$field, format!("{prefix}{}", stringify!($field)));
                for part in 0.. {
                    let Some(time) = self.take(&kind, part, "time") else { break };
                    self.room.take(time.n.saturating_mul($table::ROW))?;
                    for name in $table::COLUMNS {
                        let stated = if *name == "time" { Some(time.clone()) } else { self.take(&kind, part, name) };
                        let stated = stated.filter(|s| s.n == time.n).ok_or_else(|| damaged(&kind, part, name))?;
                        let key = (kind.as_str(), part, *name);
                        self.with(key, &stated, |data| table.unpack(name, stated.n, (stated.layout, data), known))?;
                    }
                }
                if !table.is_even() || u32::try_from(table.len()).is_err() {
                    return Err(damaged(&kind, 0, "time"));
                }
            })+ };
        }
        each_table!(read);
        Ok(tables)
    }
}

/// The store as it was saved. `bytes` is the length of the file.
pub fn rows(from: &Connection, bytes: u64, task: &Task) -> Result<EventStore> {
    small::check_seal(from, "chunk", "case-part-rows")?;
    let room = Meter::new(bytes.saturating_mul(GROWTH).saturating_add(64 << 20));
    let mut reader = Reader { from, there: directory(from)?, meter: Meter::new(bytes), room, task };
    let text = reader.text()?;
    let known = Known { symbols: text.len(), ..Known::default() };
    let texts = reader.pool("texts", &known)?;
    let numbers = reader.pool("numbers", &known)?;
    let known = Known { symbols: text.len(), texts: texts.len(), numbers: numbers.len() };
    let tables = reader.tables("", &known)?;
    let aside = reader.tables("aside-", &known)?;
    // A column, a table or a part that nobody asked for was left out in silence otherwise.
    if let Some((kind, part, name)) = reader.there.keys().next() {
        return Err(damaged(kind, *part, name));
    }
    let list =
        |name: &str| -> Result<String> { Ok(small::meta(from, name)?.unwrap_or_else(|| "[]".to_owned())) };
    let wrong = |_| CaseFileError::damaged("case-part-meta", "repeats, ahead");
    let repeats = serde_json::from_str(&list("repeats")?).map_err(wrong)?;
    let ahead: Vec<(_, i64)> = serde_json::from_str(&list("ahead")?).map_err(wrong)?;
    let tables = Tables { texts, numbers, ..tables };
    Ok(EventStore::restored((tables, aside), text, repeats, ahead.into_iter().collect()))
}

/// Looks at the checksum of every chunk; how many there are, and which are damaged.
pub fn check(from: &Connection, guard: &Guard, bytes: u64, task: &Task) -> Result<(u64, Vec<CaseFileError>)> {
    let there = directory(from)?;
    let room = Meter::new(0);
    let reader = Reader { from, there: BTreeMap::new(), meter: Meter::new(bytes), room, task };
    let mut faults = Vec::new();
    for ((kind, part, name), stated) in &there {
        match reader.with((kind, *part, name), stated, |_| Some(())) {
            Ok(()) => {}
            Err(CaseFileError::Cancelled) => return Err(CaseFileError::Cancelled),
            Err(_) if guard.is_cancelled() => return Err(CaseFileError::Cancelled),
            Err(error) => faults.push(error),
        }
    }
    faults.truncate(100);
    Ok((there.len() as u64, faults))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of sound checksums that says of itself to be billions of rows, all of them nothing.
    #[test]
    fn rows_that_nothing_is_written_for_do_not_fill_the_memory() {
        let forged = Connection::open_in_memory().unwrap();
        super::super::schema::make_tables(&forged).unwrap();
        let writer = Writer { to: &forged, there: BTreeMap::new() };
        forged.execute_batch("BEGIN").unwrap();
        let (mut writer, nothing) = (writer, (Layout::Nothing, Vec::new()));
        for part in 0..100 {
            for name in Authentications::COLUMNS {
                writer.put(("authentications", part, name), ROWS, (0, 0), &nothing).unwrap();
            }
        }
        writer.finish().unwrap();
        forged.execute_batch("COMMIT").unwrap();
        let found = rows(&forged, 300_000, &Task::detached());
        assert_eq!(
            found.map(|store| store.tables.authentications.len()).unwrap_err(),
            CaseFileError::TooMuch
        );
    }

    #[test]
    fn a_number_beyond_its_pool_is_damage() {
        let forged = Connection::open_in_memory().unwrap();
        super::super::schema::make_tables(&forged).unwrap();
        let mut store = EventStore::default();
        store.text.intern("scanner");
        let account = crate::model::text::Symbol(2);
        store
            .tables
            .authentications
            .push(crate::model::rows::Authentication { account, ..Default::default() });
        put_rows(&forged, &store).unwrap();
        let found = rows(&forged, 1 << 20, &Task::detached()).map(|_| ()).unwrap_err();
        assert_eq!(found, CaseFileError::damaged("case-part-rows", "authentications/0/account"));
    }
}

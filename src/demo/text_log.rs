//! Exchange's text logs: rows in order of time, a head on each file, a new file every twelve hours.

use super::sorted::Sorted;
use crate::model::time::UtcTime;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Hours after which a new file is begun.
const FILE_HOURS: i64 = 12;

/// A log being written into one folder.
pub(super) struct TextLog {
    folder: PathBuf,
    prefix: &'static str,
    head: &'static str,
    rows: Sorted<String>,
    file: Option<(UtcTime, BufWriter<File>)>,
    /// Data rows written so far.
    pub n_rows: u64,
}

impl TextLog {
    /// `head` is the lines before and after `#Date: …`, with `{date}` in the place of the time.
    pub(super) fn new(folder: &Path, prefix: &'static str, head: &'static str) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), prefix, head, rows: Sorted::new(), file: None, n_rows: 0 })
    }

    /// A row without its time, which is put in front.
    pub(super) fn push(&mut self, at: UtcTime, rest: &str) {
        self.rows.push(at, format!("{},{rest}\r\n", stamp(at)));
    }

    /// Writes the rows older than `limit`.
    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        while let Some((at, row)) = self.rows.pop_before(limit) {
            self.file_for(at)?.write_all(row.as_bytes())?;
            self.n_rows += 1;
        }
        Ok(())
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> io::Result<u64> {
        self.flush_before(UtcTime(i64::MAX))?;
        if let Some((_, mut file)) = self.file.take() {
            file.flush()?;
        }
        Ok(self.n_rows)
    }

    fn file_for(&mut self, at: UtcTime) -> io::Result<&mut BufWriter<File>> {
        let stale = |begun: UtcTime| at.seconds_since(begun) >= FILE_HOURS * 3600;
        let current = self.file.take().filter(|(begun, _)| !stale(*begun));
        let open = match current {
            Some(open) => open,
            None => (at, self.open(at)?),
        };
        Ok(&mut self.file.insert(open).1)
    }

    fn open(&self, at: UtcTime) -> io::Result<BufWriter<File>> {
        let name = format!("{}{}-1.LOG", self.prefix, pattern(at, "%Y%m%d%H"));
        let mut file = BufWriter::new(File::create(self.folder.join(name))?);
        let head = self.head.replace("{date}", &stamp(at));
        file.write_all(head.as_bytes())?;
        Ok(file)
    }
}

/// `2025-11-03T02:14:54.700Z`.
pub(super) fn stamp(at: UtcTime) -> String {
    pattern(at, "%Y-%m-%dT%H:%M:%S%.3fZ")
}

/// The time in UTC by a chrono pattern.
pub(super) fn pattern(at: UtcTime, pattern: &str) -> String {
    at.to_utc().map_or_else(String::new, |t| t.format(pattern).to_string())
}

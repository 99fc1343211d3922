//! A text log in order of time with a new file every day (UTC).

use super::super::sorted::Sorted;
use super::super::text_log::pattern;
use crate::model::time::UtcTime;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The log being written.
pub(super) struct DailyLog {
    folder: PathBuf,
    /// Pattern of file names, and of the head of each file.
    name: &'static str,
    head: &'static str,
    rows: Sorted<String>,
    file: Option<(String, BufWriter<File>)>,
}

impl DailyLog {
    pub(super) fn new(folder: &Path, name: &'static str, head: &'static str) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        Ok(Self { folder: folder.to_owned(), name, head, rows: Sorted::new(), file: None })
    }

    /// A whole line but for its end.
    pub(super) fn push(&mut self, at: UtcTime, row: String) {
        self.rows.push(at, row);
    }

    /// Writes the rows older than `limit`.
    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        while let Some((at, row)) = self.rows.pop_before(limit) {
            let out = self.file_for(at)?;
            out.write_all(row.as_bytes())?;
            out.write_all(b"\r\n")?;
        }
        Ok(())
    }

    /// Writes what is left.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.flush_before(UtcTime(i64::MAX))?;
        self.file.take().map_or(Ok(()), |(_, mut file)| file.flush())
    }

    fn file_for(&mut self, at: UtcTime) -> io::Result<&mut BufWriter<File>> {
        let name = pattern(at, self.name);
        let open = match self.file.take().filter(|(current, _)| *current == name) {
            Some(open) => open,
            None => {
                let mut file = BufWriter::new(File::create(self.folder.join(&name))?);
                file.write_all(pattern(at, self.head).as_bytes())?;
                (name, file)
            }
        };
        Ok(&mut self.file.insert(open).1)
    }
}

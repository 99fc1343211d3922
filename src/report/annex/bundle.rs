//! The files of the annex, their hashes, and their way into a ZIP or a folder.
//!
//! Two runs give the same bytes: files stand in a fixed order, and times in the ZIP are all the same.

use crate::task::Task;
use crate::words::Phrase;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Folders that the annex may have.
const FOLDERS: [&str; 3] = ["records", "transcripts", "proofs"];

/// Files in their order, by names of ours.
#[derive(Debug, Default)]
pub struct Bundle {
    files: Vec<(String, Vec<u8>)>,
}

impl Bundle {
    /// Adds a text.
    pub fn text(&mut self, name: &str, text: &str) {
        self.bytes(name, text.as_bytes().to_vec());
    }

    /// Adds a file.
    pub fn bytes(&mut self, name: &str, bytes: Vec<u8>) {
        self.files.push((name.to_owned(), bytes));
    }

    /// Adds the files of another behind these.
    pub fn append(&mut self, mut other: Self) {
        self.files.append(&mut other.files);
    }

    /// How many files lie in a folder.
    pub fn count_in(&self, folder: &str) -> usize {
        self.files.iter().filter(|(name, _)| name.starts_with(folder)).count()
    }

    /// Is there a file of that name?
    pub fn has(&self, name: &str) -> bool {
        self.files.iter().any(|(known, _)| known == name)
    }

    /// The whole: first the text to read, then the hashes of all others, then the others.
    pub fn headed(self, readme: &str) -> Self {
        let mut all = Self::default();
        all.text("README.txt", readme);
        all.append(self);
        let line = |(name, bytes): &(String, Vec<u8>)| format!("{}  {name}\n", hex(&Sha256::digest(bytes)));
        let hashes: String = all.files.iter().map(line).collect();
        all.files.insert(1.min(all.files.len()), ("hashes.sha256".to_owned(), hashes.into_bytes()));
        all
    }
}

/// Bytes in hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn is_zip(to: &Path) -> bool {
    to.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"))
}

/// May it be written there? Asked before the work begins.
pub fn check(to: &Path) -> Result<(), Phrase> {
    let Ok(mut there) = fs::read_dir(to) else {
        let is_file = !is_zip(to) && to.exists();
        return if is_file { Err(not_empty(to)) } else { Ok(()) };
    };
    let is_free = there.next().is_none() && !is_zip(to);
    if is_free { Ok(()) } else { Err(not_empty(to)) }
}

fn not_empty(to: &Path) -> Phrase {
    Phrase::new("annex-folder-not-empty").text("file", &to.to_string_lossy())
}

/// Writes all of it, or leaves nothing behind.
pub fn save(bundle: &Bundle, to: &Path, task: &Task) -> Result<(), Phrase> {
    let saved = if is_zip(to) { save_zip(bundle, to, task) } else { save_folder(bundle, to, task) };
    saved.map_err(|error| match error.kind() {
        io::ErrorKind::Interrupted => Phrase::new("annex-cancelled"),
        _ => Phrase::new("report-not-written")
            .text("file", &to.to_string_lossy())
            .text("why", &error.to_string()),
    })
}

fn go_on(task: &Task) -> io::Result<()> {
    if task.is_cancelled() { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
}

/// Beside its place first, then into it.
fn save_zip(bundle: &Bundle, to: &Path, task: &Task) -> io::Result<()> {
    let mut name = to.file_name().unwrap_or_default().to_os_string();
    name.push(".part");
    let part = to.with_file_name(name);
    let saved = pack(bundle, &part, task).and_then(|()| fs::rename(&part, to));
    if saved.is_err() {
        // Half an archive helps nobody.
        let _ = fs::remove_file(&part);
    }
    saved
}

fn pack(bundle: &Bundle, part: &Path, task: &Task) -> io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(part)?));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in &bundle.files {
        go_on(task)?;
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    zip.finish()?.flush()
}

fn save_folder(bundle: &Bundle, to: &Path, task: &Task) -> io::Result<()> {
    let was_there = to.is_dir();
    fs::create_dir_all(to)?;
    let saved = lay_out(bundle, to, task);
    if saved.is_err() {
        clear(bundle, to, was_there);
    }
    saved
}

fn lay_out(bundle: &Bundle, to: &Path, task: &Task) -> io::Result<()> {
    for folder in FOLDERS.iter().filter(|f| bundle.count_in(&format!("{f}/")) > 0) {
        fs::create_dir(to.join(folder))?;
    }
    for (name, bytes) in &bundle.files {
        go_on(task)?;
        OpenOptions::new().write(true).create_new(true).open(place(to, name))?.write_all(bytes)?;
    }
    Ok(())
}

/// The place of a file; the parts of its name are ours.
fn place(to: &Path, name: &str) -> PathBuf {
    name.split('/').fold(to.to_owned(), |path, part| path.join(part))
}

/// Takes away what was begun; a folder that was there before stays, empty.
fn clear(bundle: &Bundle, to: &Path, was_there: bool) {
    for (name, _) in &bundle.files {
        let _ = fs::remove_file(place(to, name));
    }
    for folder in FOLDERS {
        let _ = fs::remove_dir(to.join(folder));
    }
    if !was_there {
        let _ = fs::remove_dir(to);
    }
}

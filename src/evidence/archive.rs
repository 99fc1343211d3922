//! ZIP archives as folders: members are listed and streamed, never unpacked to disk.
//!
//! A member's name is for showing only; no path is ever built from it. Links, special files, encrypted
//! members and members that would unpack beyond reason are named and not opened.

use super::problem::ReadError;
use crate::model::safe_text::SafeText;
use chrono::NaiveDateTime;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use zip::ZipArchive;
use zip::result::ZipError;

/// Members listed of one archive; the rest is told as one.
pub const MAX_MEMBERS: usize = 10_000;
/// A member that unpacks to more than this, and by more than [`MAX_RATIO`], is a bomb.
const BOMB_BYTES: u64 = 64 << 20;
/// Honest logs shrink thirty-fold at most.
const MAX_RATIO: u64 = 200;
/// Bytes that are kept of an archive without a directory.
const MAX_SALVAGED: u64 = 128 << 20;
/// Characters of a member's name that are shown.
const MAX_NAME: usize = 300;
const BUFFER: usize = 64 * 1024;
const BLOCK: usize = 1 << 20;

/// A ZIP archive, open; clones share the file and keep a position each.
pub type Archive = ZipArchive<SharedFile>;

/// A member that can be read.
#[derive(Debug)]
pub struct Member {
    /// Number in the archive.
    pub index: usize,
    /// Name, safe to show.
    pub name: String,
    /// Bytes it unpacks to, as the archive says.
    pub bytes: u64,
    /// Time of change by the clock of whoever packed it; no zone.
    pub modified: Option<NaiveDateTime>,
}

/// Does a file of this beginning look like a ZIP archive, a self-extracting one included?
#[must_use]
pub fn looks_like_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"MZ")
}

/// Opens the directory of an archive.
///
/// # Errors
/// Not readable, or no archive after all.
pub fn open_archive(path: &Path) -> Result<Archive, ReadError> {
    ZipArchive::new(SharedFile::new(File::open(path)?)).map_err(read_error)
}

/// The members in the archive's order: those to read, and those not opened with the reason; what concerns
/// the archive as a whole comes without a name.
pub fn members(archive: &mut Archive) -> Vec<Result<Member, (String, ReadError)>> {
    if archive.has_overlapping_files().unwrap_or(false) {
        return vec![whole_archive("declined-overlap")];
    }
    let n = archive.len();
    let mut found: Vec<_> = (0..n.min(MAX_MEMBERS)).filter_map(|i| member(archive, i)).collect();
    if n > MAX_MEMBERS {
        found.push(whole_archive("declined-too-many-members"));
    }
    // The directory is kept by name, so of two members with one name the last is read.
    if archive.has_duplicate_names() {
        found.push(whole_archive("declined-repeated-names"));
    }
    if names_differ(archive) {
        found.push(whole_archive("declined-names-differ"));
    }
    found
}

/// A member read without the directory: its name, safe to show, and its bytes or why there are none.
pub type Salvaged = Result<(String, Vec<u8>), (String, ReadError)>;

/// What can still be read of an archive whose directory is damaged or cut off: the members one after the
/// other, as far as each begins where the one before ended.
///
/// # Errors
/// The file cannot be opened.
pub fn salvage(path: &Path) -> Result<Vec<Salvaged>, ReadError> {
    let mut file = io::BufReader::new(File::open(path)?);
    let mut found = Vec::new();
    let mut room = MAX_SALVAGED;
    while found.len() < MAX_MEMBERS && room > 0 {
        let Ok(Some(entry)) = zip::read::read_zipfile_from_stream(&mut file) else { break };
        let name = shown_name(&String::from_utf8_lossy(entry.name_raw()));
        if entry.is_dir() {
            continue;
        }
        let mut bytes = Vec::new();
        let outcome = entry.take(room).read_to_end(&mut bytes);
        room = room.saturating_sub(bytes.len() as u64);
        found.push(match outcome {
            Ok(_) if room == 0 => Err((name, ReadError::Declined("declined-bomb"))),
            Ok(_) => Ok((name, bytes)),
            Err(error) => Err((name, error.into())),
        });
    }
    Ok(found)
}

/// Has a member another name before its bytes than in the directory? Two programs then show two names.
fn names_differ(archive: &mut Archive) -> bool {
    let mut file = archive.clone().into_inner();
    (0..archive.len().min(MAX_MEMBERS)).any(|index| {
        let Ok(entry) = archive.by_index_raw(index) else { return false };
        let name = entry.name_raw();
        local_name(&mut file, entry.header_start(), name.len()).is_ok_and(|local| local != name)
    })
}

/// The name in the header before a member's bytes; a longer one is cut behind `length`, where it differs.
fn local_name(file: &mut SharedFile, header: u64, length: usize) -> io::Result<Vec<u8>> {
    let mut fixed = [0; 30];
    file.seek(SeekFrom::Start(header))?;
    file.read_exact(&mut fixed)?;
    let stated = usize::from(u16::from_le_bytes([fixed[26], fixed[27]]));
    let mut name = vec![0; stated.min(length + 1)];
    file.read_exact(&mut name)?;
    Ok(name)
}

/// Something that concerns no single member.
fn whole_archive(why: &'static str) -> Result<Member, (String, ReadError)> {
    Err((String::new(), ReadError::Declined(why)))
}

/// `None` for folders.
fn member(archive: &mut Archive, index: usize) -> Option<Result<Member, (String, ReadError)>> {
    let entry = match archive.by_index_raw(index) {
        Ok(entry) => entry,
        Err(error) => return Some(Err((format!("#{index}"), read_error(error)))),
    };
    let name = shown_name(&String::from_utf8_lossy(entry.name_raw()));
    let kind = entry.unix_mode().unwrap_or(0) & 0o170_000;
    let bomb = entry.size() > BOMB_BYTES && entry.size() / MAX_RATIO > entry.compressed_size();
    let refused = match () {
        () if entry.is_symlink() => Some("declined-link"),
        () if !matches!(kind, 0 | 0o100_000 | 0o040_000) => Some("declined-special"),
        () if entry.encrypted() => Some("declined-encrypted"),
        () if bomb => Some("declined-bomb"),
        () => None,
    };
    if let Some(why) = refused {
        return Some(Err((name, ReadError::Declined(why))));
    }
    let modified = entry.last_modified().and_then(wall_clock);
    (!entry.is_dir()).then_some(Ok(Member { index, name, bytes: entry.size(), modified }))
}

fn wall_clock(time: zip::DateTime) -> Option<NaiveDateTime> {
    let date = chrono::NaiveDate::from_ymd_opt(time.year().into(), time.month().into(), time.day().into())?;
    date.and_hms_opt(time.hour().into(), time.minute().into(), time.second().into())
}

fn shown_name(raw: &str) -> String {
    SafeText::new(raw).cut(MAX_NAME).into()
}

fn read_error(error: ZipError) -> ReadError {
    match error {
        ZipError::Io(error) => ReadError::Io(error),
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ReadError::Declined("declined-packing")
        }
        other => ReadError::Io(io::Error::new(io::ErrorKind::InvalidData, other.to_string())),
    }
}

/// The bytes of a member: a small one at once, a bigger one unpacked on a thread of its own, two blocks ahead.
///
/// # Errors
/// The member cannot be opened, a small one not be unpacked, or no thread can be had.
pub fn open_member(archive: &Archive, index: usize) -> Result<Box<dyn Read + Send>, ReadError> {
    let mut archive = archive.clone();
    if let Some(bytes) = small_member(&mut archive, index)? {
        return Ok(Box::new(io::Cursor::new(bytes)));
    }
    let (send, blocks) = sync_channel(2);
    std::thread::Builder::new().name("unzip".into()).spawn(move || unpack(&mut archive, index, &send))?;
    Ok(Box::new(Blocks { blocks, block: Vec::new(), used: 0 }))
}

/// All bytes of a member below a block; `None` if it is more, whatever it says of itself.
fn small_member(archive: &mut Archive, index: usize) -> Result<Option<Vec<u8>>, ReadError> {
    let entry = archive.by_index(index).map_err(read_error)?;
    if entry.size() >= BLOCK as u64 {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    entry.take(BLOCK as u64).read_to_end(&mut bytes)?;
    Ok((bytes.len() < BLOCK).then_some(bytes))
}

/// Sends the member's bytes until they end, fail, or nobody listens.
fn unpack(archive: &mut Archive, index: usize, send: &SyncSender<io::Result<Vec<u8>>>) {
    let mut entry = match archive.by_index(index) {
        Ok(entry) => entry,
        Err(error) => return drop(send.send(Err(io::Error::other(error.to_string())))),
    };
    let mut room = BOMB_BYTES.max(entry.compressed_size().saturating_mul(MAX_RATIO));
    loop {
        let mut block = Vec::with_capacity(BLOCK);
        let outcome = entry.by_ref().take(BLOCK as u64).read_to_end(&mut block);
        let (n, end) = (block.len() as u64, block.len() < BLOCK);
        if n > 0 && send.send(Ok(block)).is_err() {
            return;
        }
        if let Err(error) = outcome {
            return drop(send.send(Err(error)));
        }
        if end {
            return;
        }
        let Some(left) = room.checked_sub(n) else {
            return drop(send.send(Err(io::Error::other("unpacks to far more than it says"))));
        };
        room = left;
    }
}

struct Blocks {
    blocks: Receiver<io::Result<Vec<u8>>>,
    block: Vec<u8>,
    used: usize,
}

impl Read for Blocks {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.used == self.block.len() {
            // The sender is gone: the end.
            let Ok(next) = self.blocks.recv() else {
                return Ok(0);
            };
            self.block = next?;
            self.used = 0;
        }
        let n = out.len().min(self.block.len() - self.used);
        out[..n].copy_from_slice(&self.block[self.used..self.used + n]);
        self.used += n;
        Ok(n)
    }
}

/// A file several readers share, each at a position of its own.
#[derive(Debug)]
pub struct SharedFile {
    file: Arc<Mutex<File>>,
    at: u64,
    buffer: Vec<u8>,
    buffer_at: u64,
}

impl Clone for SharedFile {
    /// Without what is buffered: each member of a big archive keeps a clone.
    fn clone(&self) -> Self {
        Self { file: Arc::clone(&self.file), at: self.at, buffer: Vec::new(), buffer_at: self.at }
    }
}

impl SharedFile {
    fn new(file: File) -> Self {
        Self { file: Arc::new(Mutex::new(file)), at: 0, buffer: Vec::new(), buffer_at: 0 }
    }

    fn buffered(&self) -> &[u8] {
        let skip = self.at.checked_sub(self.buffer_at);
        skip.and_then(|n| self.buffer.get(usize::try_from(n).ok()?..)).unwrap_or(&[])
    }

    fn fill(&mut self) -> io::Result<()> {
        let mut file = self.file.lock().map_err(|_| io::Error::other("lock"))?;
        file.seek(SeekFrom::Start(self.at))?;
        self.buffer.resize(BUFFER, 0);
        let n = file.read(&mut self.buffer)?;
        self.buffer.truncate(n);
        self.buffer_at = self.at;
        Ok(())
    }
}

impl Read for SharedFile {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.buffered().is_empty() {
            self.fill()?;
        }
        let ready = self.buffered();
        let n = out.len().min(ready.len());
        out[..n].copy_from_slice(&ready[..n]);
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for SharedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => {
                let file = self.file.lock().map_err(|_| io::Error::other("lock"))?;
                file.metadata()?.len().checked_add_signed(by)
            }
        };
        self.at = target.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

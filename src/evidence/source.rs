//! One open source: bytes in order, hashed as they pass.
//!
//! Opened read-only, read once from front to back. A big file is read and hashed on a thread of its own, a
//! few blocks ahead of the reader, so hashing costs no time of its own. Never writes, never seeks in a
//! source that is being read for the case.

use super::format::HEAD;
use super::hints::Hints;
use crate::model::provenance::SourceId;
use crate::task::Task;
use sha2::{Digest, Sha256};
use std::io::{self, Read};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

/// Bytes read and hashed at a time; a whole number of EVTX chunks.
pub const BLOCK: usize = 1 << 20;
/// Blocks read ahead of the reader.
const AHEAD: usize = 4;

/// SHA-256 of a source and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digested {
    /// SHA-256 of all bytes.
    pub sha256: [u8; 32],
    /// Number of bytes.
    pub bytes: u64,
}

/// A source being read.
pub struct Source {
    /// Which source of the case.
    pub id: SourceId,
    /// Name as shown: path, with `!/` before the member of an archive.
    pub name: String,
    /// What the user or the site say about its times.
    pub hints: Hints,
    position: u64,
    block: Vec<u8>,
    used: usize,
    feed: Feed,
}

enum Feed {
    Ahead { blocks: Receiver<io::Result<Vec<u8>>>, reader: JoinHandle<Option<Digested>> },
    Plain { reader: Box<dyn Read + Send>, hash: Sha256, bytes: u64, done: bool },
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source({}, at {})", self.name, self.position)
    }
}

impl Source {
    /// A source over `reader`, hashed in the reader's own thread.
    #[must_use]
    pub fn new(id: SourceId, name: String, hints: Hints, reader: Box<dyn Read + Send>) -> Self {
        let feed = Feed::Plain { reader, hash: Sha256::new(), bytes: 0, done: false };
        Self { id, name, hints, position: 0, block: Vec::new(), used: 0, feed }
    }

    /// A source that is read and hashed ahead on its own thread; falls back to [`Source::new`]
    /// where no thread can be had.
    #[must_use]
    pub fn ahead(
        id: SourceId,
        name: String,
        hints: Hints,
        reader: Box<dyn Read + Send>,
        task: &Task,
    ) -> Self {
        let (send, blocks) = sync_channel(AHEAD);
        let task = task.clone();
        let shared = std::sync::Arc::new(std::sync::Mutex::new(Some(reader)));
        let theirs = std::sync::Arc::clone(&shared);
        let thread = std::thread::Builder::new().name(format!("read:{name}")).spawn(move || {
            let reader = theirs.lock().ok()?.take()?;
            read_ahead(reader, &send, &task)
        });
        match (thread, shared) {
            (Ok(thread), _) => {
                let feed = Feed::Ahead { blocks, reader: thread };
                Self { id, name, hints, position: 0, block: Vec::new(), used: 0, feed }
            }
            (Err(_), shared) => {
                let reader = shared.lock().ok().and_then(|mut r| r.take());
                Self::new(id, name, hints, reader.unwrap_or_else(|| Box::new(io::empty())))
            }
        }
    }

    /// A source of bytes at hand, as tests use it.
    #[must_use]
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Self {
        Self::new(SourceId(0), name.to_owned(), Hints::default(), Box::new(io::Cursor::new(bytes)))
    }

    /// Bytes handed out so far, counted from the start of the file.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// States that the reader was opened at `position` of the file.
    pub fn starts_at(&mut self, position: u64) {
        self.position = position;
    }

    /// The first bytes, up to [`HEAD`], without taking them; shorter only if the source is.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn head(&mut self) -> io::Result<&[u8]> {
        while self.block.len() - self.used < HEAD {
            let more = self.fetch()?;
            if more.is_empty() {
                break;
            }
            self.block.drain(..self.used);
            self.used = 0;
            self.block.extend_from_slice(&more);
        }
        let end = self.block.len().min(self.used + HEAD);
        Ok(&self.block[self.used..end])
    }

    /// The next block, as long as it comes ([`BLOCK`] bytes but at the end); empty at the end.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn next_block(&mut self) -> io::Result<Vec<u8>> {
        let block = if self.used < self.block.len() {
            let mut block = std::mem::take(&mut self.block);
            block.drain(..std::mem::take(&mut self.used));
            block
        } else {
            self.fetch()?
        };
        self.position += block.len() as u64;
        Ok(block)
    }

    /// All that is left, if it is at most `limit` bytes; `None` if it is more.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn read_to_limit(&mut self, limit: usize) -> io::Result<Option<Vec<u8>>> {
        let mut all = self.next_block()?;
        loop {
            let block = self.next_block()?;
            if block.is_empty() {
                return Ok(Some(all));
            }
            if all.len() + block.len() > limit {
                return Ok(None);
            }
            all.extend_from_slice(&block);
        }
    }

    /// Reads what is left, so that the hash covers all bytes, and gives it. `None` if the source could
    /// not be read to its end, or the task was cancelled.
    #[must_use]
    pub fn finish(mut self, task: &Task) -> Option<Digested> {
        loop {
            if task.is_cancelled() {
                return None;
            }
            match self.next_block() {
                Ok(block) if block.is_empty() => break,
                Ok(_) => {}
                Err(_) => return None,
            }
        }
        match self.feed {
            Feed::Ahead { reader, blocks } => {
                drop(blocks);
                reader.join().ok().flatten()
            }
            Feed::Plain { hash, bytes, .. } => Some(Digested { sha256: hash.finalize().into(), bytes }),
        }
    }

    fn fetch(&mut self) -> io::Result<Vec<u8>> {
        match &mut self.feed {
            Feed::Ahead { blocks, .. } => blocks.recv().unwrap_or_else(|_| Ok(Vec::new())),
            Feed::Plain { done: true, .. } => Ok(Vec::new()),
            Feed::Plain { reader, hash, bytes, done } => {
                let block = read_block(reader)?;
                *done = block.len() < BLOCK;
                hash.update(&block);
                *bytes += block.len() as u64;
                Ok(block)
            }
        }
    }
}

impl Read for Source {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.used == self.block.len() {
            self.block = self.fetch()?;
            self.used = 0;
        }
        let n = out.len().min(self.block.len() - self.used);
        out[..n].copy_from_slice(&self.block[self.used..self.used + n]);
        self.used += n;
        self.position += n as u64;
        Ok(n)
    }
}

fn read_block(reader: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut block = Vec::with_capacity(BLOCK);
    reader.take(BLOCK as u64).read_to_end(&mut block)?;
    Ok(block)
}

fn read_ahead(
    mut reader: Box<dyn Read + Send>,
    send: &std::sync::mpsc::SyncSender<io::Result<Vec<u8>>>,
    task: &Task,
) -> Option<Digested> {
    let mut hash = Sha256::new();
    let mut bytes = 0;
    loop {
        if task.is_cancelled() {
            return None;
        }
        match read_block(&mut reader) {
            Ok(block) => {
                hash.update(&block);
                bytes += block.len() as u64;
                task.advance(block.len() as u64);
                let end = block.len() < BLOCK;
                if !block.is_empty() {
                    // The reader may have stopped early; the hash still goes to the end.
                    let _ = send.send(Ok(block));
                }
                if end {
                    return Some(Digested { sha256: hash.finalize().into(), bytes });
                }
            }
            Err(error) => {
                let _ = send.send(Err(error));
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_covers_all_bytes_whoever_reads_them() {
        let bytes: Vec<u8> = (0..3 * BLOCK + 17).map(|i| (i % 251) as u8).collect();
        let expected: [u8; 32] = Sha256::digest(&bytes).into();
        let task = Task::detached();
        let cursor = Box::new(io::Cursor::new(bytes.clone()));
        let mut ahead = Source::ahead(SourceId(0), "x".into(), Hints::default(), cursor, &task);
        assert_eq!(ahead.head().unwrap().len(), HEAD);
        assert_eq!(ahead.next_block().unwrap(), bytes[..BLOCK]);
        assert_eq!(ahead.finish(&task).unwrap(), Digested { sha256: expected, bytes: bytes.len() as u64 });
        let mut plain = Source::of_bytes("x", bytes.clone());
        let mut all = Vec::new();
        plain.head().unwrap();
        plain.read_to_end(&mut all).unwrap();
        assert_eq!(all, bytes);
        assert_eq!(plain.finish(&task).unwrap().sha256, expected);
    }
}

//! Finds the files in what the user gave, and reads each one whole.
//!
//! Folders are walked by name, links are not followed, ZIP archives are opened by content. Whatever goes
//! wrong with one file is that file's matter: a parser that panics ends its file, never the job.

use super::archive::{self, Archive};
use super::format::{Format, RawRecord};
use super::hints::{Hints, stamp_in_name};
use super::problem::ReadError;
use super::shapes::lines::{self, Encoding};
use super::source::{Digested, Source};
use super::{detect, format_by_key};
use crate::model::harvest::{Fault, Harvest, Watcher};
use crate::model::provenance::{Place, SourceId, Unit};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::task::Task;
use chrono::NaiveDateTime;
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Folders below the one given.
const MAX_DEPTH: usize = 32;
/// Files found in one go.
const MAX_FILES: usize = 50_000;
/// From here on a file is read and hashed ahead on a thread of its own.
const BIG: u64 = 4 << 20;
/// Below this, a record is found again by reading from the start.
const REREAD: u64 = 64 << 20;

/// A file, or a member of an archive, that may be evidence.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Name as shown: path, with `!/` before the member of an archive. Safe text.
    pub name: String,
    /// The file, or the archive.
    pub path: PathBuf,
    /// Number of the member in its archive.
    pub member: Option<usize>,
    /// Bytes, as stated.
    pub bytes: u64,
    /// Time of change; not known for members of archives, which state no zone.
    pub modified: Option<UtcTime>,
    wall_clock: Option<NaiveDateTime>,
    archive: Option<Archive>,
    /// Its bytes, where the archive has no directory to find them by.
    salvaged: Option<Arc<[u8]>>,
}

/// What is not read, by name, and why.
pub type Refused = (String, ReadError);

/// Everything in `paths` that may be evidence, in a stable order, and what could not be opened.
#[must_use]
pub fn find(paths: &[PathBuf], task: &Task) -> Vec<Result<Candidate, Refused>> {
    let mut found = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(about) => visit(path, &about, 0, &mut found, task),
            Err(error) => found.push(Err((shown(path), error.into()))),
        }
    }
    found
}

fn shown(path: &Path) -> String {
    SafeText::new(&path.to_string_lossy()).into()
}

fn visit(
    path: &Path,
    about: &Metadata,
    depth: usize,
    found: &mut Vec<Result<Candidate, Refused>>,
    task: &Task,
) {
    if task.is_cancelled() {
        return;
    }
    let refuse = |why| Err((shown(path), ReadError::Declined(why)));
    match () {
        () if found.len() > MAX_FILES => {}
        () if found.len() == MAX_FILES => found.push(refuse("declined-too-many-files")),
        () if about.is_dir() && depth >= MAX_DEPTH => found.push(refuse("declined-too-deep")),
        () if about.is_dir() => walk(path, depth, found, task),
        () if about.is_symlink() => found.push(refuse("declined-link")),
        () if about.is_file() => visit_file(path, about, found),
        () => found.push(refuse("declined-special")),
    }
}

fn walk(folder: &Path, depth: usize, found: &mut Vec<Result<Candidate, Refused>>, task: &Task) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries.take(MAX_FILES).collect::<io::Result<Vec<_>>>(),
        Err(error) => Err(error),
    };
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => return found.push(Err((shown(folder), error.into()))),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        match entry.metadata() {
            Ok(about) => visit(&entry.path(), &about, depth + 1, found, task),
            Err(error) => found.push(Err((shown(&entry.path()), error.into()))),
        }
    }
}

fn visit_file(path: &Path, about: &Metadata, found: &mut Vec<Result<Candidate, Refused>>) {
    let mut head = Vec::new();
    match File::open(path).and_then(|f| f.take(4).read_to_end(&mut head)) {
        Err(error) => found.push(Err((shown(path), error.into()))),
        Ok(_) if archive::looks_like_zip(&head) => visit_zip(path, &head, about, found),
        Ok(_) => found.push(Ok(plain(path, about))),
    }
}

fn plain(path: &Path, about: &Metadata) -> Candidate {
    Candidate {
        name: shown(path),
        path: path.to_owned(),
        member: None,
        bytes: about.len(),
        modified: about.modified().ok().and_then(utc),
        wall_clock: None,
        archive: None,
        salvaged: None,
    }
}

fn utc(time: std::time::SystemTime) -> Option<UtcTime> {
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    let seconds = i64::try_from(since.as_secs()).ok()?;
    Some(UtcTime::from_unix(seconds, i64::from(since.subsec_nanos()) / 100))
}

fn visit_zip(path: &Path, head: &[u8], about: &Metadata, found: &mut Vec<Result<Candidate, Refused>>) {
    let outer = shown(path);
    let mut opened = match archive::open_archive(path) {
        Ok(opened) => opened,
        // A program without an archive behind it is a file like any other.
        Err(_) if head.starts_with(b"MZ") => return found.push(Ok(plain(path, about))),
        Err(ReadError::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
            return salvage(path, &outer, found);
        }
        Err(error) => return found.push(Err((outer, error))),
    };
    let members = archive::members(&mut opened);
    if members.is_empty() {
        return found.push(Err((outer, ReadError::Empty)));
    }
    found.extend(members.into_iter().map(|member| match member {
        Ok(member) => Ok(Candidate {
            name: format!("{outer}!/{}", member.name),
            path: path.to_owned(),
            member: Some(member.index),
            bytes: member.bytes,
            modified: None,
            wall_clock: member.modified,
            archive: Some(opened.clone()),
            salvaged: None,
        }),
        Err((name, error)) if name.is_empty() => Err((outer.clone(), error)),
        Err((name, error)) => Err((format!("{outer}!/{name}"), error)),
    }));
}

/// An archive without a usable directory: what its members still are, and a word on the archive.
fn salvage(path: &Path, outer: &str, found: &mut Vec<Result<Candidate, Refused>>) {
    let members = archive::salvage(path).unwrap_or_default();
    let any = members.iter().any(Result::is_ok);
    let why = if any { "declined-salvaged-zip" } else { "declined-broken-zip" };
    found.push(Err((outer.to_owned(), ReadError::Declined(why))));
    found.extend(members.into_iter().enumerate().map(|(index, member)| match member {
        Ok((name, bytes)) => Ok(Candidate {
            name: format!("{outer}!/{name}"),
            path: path.to_owned(),
            member: Some(index),
            bytes: bytes.len() as u64,
            modified: None,
            wall_clock: None,
            archive: None,
            salvaged: Some(bytes.into()),
        }),
        Err((name, error)) => Err((format!("{outer}!/{name}"), error)),
    }));
}

/// The candidate that goes by this name, as a case that was saved knows it.
///
/// # Errors
/// The file, or the member of the archive, is not there any more.
pub fn find_again(name: &str, task: &Task) -> Result<Candidate, ReadError> {
    let outer = name.split_once("!/").map_or(name, |(outer, _)| outer);
    let found = find(&[PathBuf::from(outer)], task);
    let mut refused = ReadError::Io(io::ErrorKind::NotFound.into());
    for one in found {
        match one {
            Ok(candidate) if candidate.name == name => return Ok(candidate),
            Ok(_) => {}
            Err((_, error)) => refused = error,
        }
    }
    Err(refused)
}

/// The bytes of a candidate, from the front, hashed as they pass.
///
/// # Errors
/// It cannot be opened, or the archive packs it in a way we do not read.
pub fn open(candidate: &Candidate, id: SourceId, hints: Hints, task: &Task) -> Result<Source, ReadError> {
    let hints = with_capture_time(candidate, hints);
    let name = candidate.name.clone();
    if let Some(bytes) = &candidate.salvaged {
        return Ok(Source::new(id, name, hints, Box::new(io::Cursor::new(Arc::clone(bytes)))));
    }
    let reader: Box<dyn Read + Send> = match (candidate.member, &candidate.archive) {
        (Some(index), Some(archive)) => archive::open_member(archive, index)?,
        (Some(index), None) => archive::open_member(&archive::open_archive(&candidate.path)?, index)?,
        (None, _) => Box::new(File::open(&candidate.path)?),
    };
    if candidate.bytes < BIG {
        Ok(Source::new(id, name, hints, reader))
    } else {
        Ok(Source::ahead(id, name, hints, reader, task))
    }
}

/// A dump states no time of its own: its name does, else the file's time.
fn with_capture_time(candidate: &Candidate, mut hints: Hints) -> Hints {
    if hints.captured_at.is_some() {
        return hints;
    }
    // Only the last part of the name: a folder's stamp is another matter.
    let last = candidate.name.rsplit(['/', '\\']).next().unwrap_or_default();
    let packed = candidate.wall_clock.map(|t| hints.local(t).time());
    let by_file = candidate.modified.or(packed);
    hints.captured_at = stamp_in_name(last);
    hints.captured_by_file_time = hints.captured_at.is_none() && by_file.is_some();
    hints.captured_at = hints.captured_at.or(by_file);
    hints
}

/// One source, read.
#[derive(Debug)]
pub struct Loaded {
    /// What it gave; sound even where `result` is an error.
    pub harvest: Harvest,
    /// Hash over all bytes; `None` where they could not all be read.
    pub digest: Option<Digested>,
    /// Key of the format it was read as.
    pub format: Option<&'static str>,
    /// Id of the sentence that says why it is taken for that format.
    pub why: Option<&'static str>,
    /// Did anything come of it?
    pub result: Result<(), ReadError>,
}

/// Opens, recognises and reads a candidate to its end; twice where only all of its dates together tell
/// whether the day or the month comes first.
#[must_use]
pub fn load(candidate: &Candidate, id: SourceId, hints: Hints, task: &Task) -> Loaded {
    load_watched(candidate, id, hints, task, None)
}

/// [`load`], with somebody who sees rows on the way.
#[must_use]
pub fn load_watched(
    candidate: &Candidate,
    id: SourceId,
    hints: Hints,
    task: &Task,
    watcher: Option<Watcher>,
) -> Loaded {
    let loaded = load_once(candidate, id, hints.clone(), task, watcher);
    let order = loaded.harvest.date_order;
    if !order.assumed || order.day_first.is_none() || loaded.result.is_err() {
        return loaded;
    }
    let mut again = load_once(candidate, id, Hints { day_first: order.day_first, ..hints }, task, None);
    if order.by_course {
        again.harvest.warn(Place::FILE, Fault::Note("note-date-order-by-course"));
    }
    again
}

fn load_once(
    candidate: &Candidate,
    id: SourceId,
    hints: Hints,
    task: &Task,
    watcher: Option<Watcher>,
) -> Loaded {
    match open(candidate, id, hints, task) {
        Ok(source) => read_watched(source, candidate.member.is_some(), task, watcher),
        Err(error) => Loaded::refused(id, error),
    }
}

impl Loaded {
    fn refused(id: SourceId, error: ReadError) -> Self {
        Self { harvest: Harvest::new(id), digest: None, format: None, why: None, result: Err(error) }
    }
}

/// Recognises and reads an open source; `inside` an archive, further archives stay closed.
#[must_use]
pub fn load_source(source: Source, inside: bool, task: &Task) -> Loaded {
    read_watched(source, inside, task, None)
}

fn read_watched(mut source: Source, inside: bool, task: &Task, watcher: Option<Watcher>) -> Loaded {
    let mut loaded = Loaded::refused(source.id, ReadError::Unrecognised);
    loaded.harvest.watcher = watcher;
    let is_guessed = source.head().is_ok_and(is_unmarked_utf16);
    match recognise(&mut source, inside) {
        Ok((format, why)) => {
            if is_guessed {
                loaded.harvest.warn(Place::FILE, Fault::Note("note-utf16-unmarked"));
            }
            loaded.format = Some(format.key());
            loaded.why = Some(why);
            loaded.result = read_guarded(format, &mut source, &mut loaded.harvest, task);
        }
        Err(error) => loaded.result = Err(error),
    }
    loaded.digest = source.finish(task);
    if task.is_cancelled() {
        loaded.result = Err(ReadError::Cancelled);
    }
    loaded
}

/// UTF-16 text without a byte order mark.
fn is_unmarked_utf16(head: &[u8]) -> bool {
    let start = head.get(..512.min(head.len()) & !1).unwrap_or(&[]);
    let (encoding, mark) = lines::sniff(head);
    let is_text = |text: &str| text.chars().all(|c| !c.is_control() || c.is_whitespace());
    mark == 0 && encoding != Encoding::Utf8 && is_text(&lines::decode(start).0)
}

fn recognise(source: &mut Source, inside: bool) -> Result<(&'static dyn Format, &'static str), ReadError> {
    let head = source.head()?;
    if head.is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(why) = declined(head, inside) {
        return Err(ReadError::Declined(why));
    }
    let claim = detect(source)?.ok_or(ReadError::Unrecognised)?;
    Ok((claim.0, claim.1.why))
}

/// Kinds of file we know and do not read; the id says what to do instead.
fn declined(head: &[u8], inside: bool) -> Option<&'static str> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    match () {
        () if head.get(4..8) == Some(&[0xEF, 0xCD, 0xAB, 0x89]) => Some("declined-ese"),
        () if inside && starts(b"PK\x03\x04") => Some("declined-nested-zip"),
        () if starts(b"\x1F\x8B") || starts(b"7z\xBC\xAF\x27\x1C") || starts(b"Rar!\x1A\x07") => {
            Some("declined-packed")
        }
        () if starts(b"%PDF-") => Some("declined-pdf"),
        () if starts(b"SQLite format 3\0") => Some("declined-sqlite"),
        () if is_blg(head) => Some("declined-blg"),
        () => None,
    }
}

/// Performance logs begin with a record header of the tag `%BLG` or hold the name of their counters.
fn is_blg(head: &[u8]) -> bool {
    let utf16: Vec<u8> = "PDH.DLL".encode_utf16().flat_map(u16::to_le_bytes).collect();
    head.get(..512.min(head.len())).is_some_and(|start| {
        memchr::memmem::find(start, b"%BLG").is_some() || memchr::memmem::find(start, &utf16).is_some()
    })
}

/// Reads, and keeps a panic inside. What was read before a failure stays.
fn read_guarded(
    format: &dyn Format,
    source: &mut Source,
    harvest: &mut Harvest,
    task: &Task,
) -> Result<(), ReadError> {
    let outcome = catch_unwind(AssertUnwindSafe(|| format.read(source, harvest, task)));
    let anything = harvest.balance.read + harvest.balance.recovered > 0;
    let result = match outcome {
        Ok(Err(ReadError::Io(_))) if anything => {
            harvest.warn(Place::FILE, Fault::Note("note-broke-off"));
            Ok(())
        }
        Ok(result) => result,
        Err(_) => {
            harvest.warn(Place::FILE, Fault::Note("note-reader-failed"));
            if anything { Ok(()) } else { Err(ReadError::NothingReadable) }
        }
    };
    settle(harvest);
    result
}

/// Makes the balance hold: a record announced and never settled is a damaged one.
fn settle(harvest: &mut Harvest) {
    let balance = &mut harvest.balance;
    if balance.holds() {
        return;
    }
    let settled = balance.read + balance.recovered + balance.skipped + balance.damaged;
    balance.total = balance.total.max(settled);
    balance.damaged += balance.total - settled;
    harvest.warn(Place::FILE, Fault::Note("note-unsettled"));
}

/// The record at `place`, read again for the eye.
///
/// # Errors
/// The file is gone or changed, or the format is not known.
pub fn raw(
    candidate: &Candidate,
    format_key: &str,
    place: Place,
    task: &Task,
) -> Result<RawRecord, ReadError> {
    let format = format_by_key(format_key).ok_or(ReadError::Unrecognised)?;
    let start = start_for(candidate, format_key, place);
    let mut source = if start == 0 {
        open(candidate, SourceId(0), Hints::default(), task)?
    } else {
        let mut file = File::open(&candidate.path)?;
        file.seek(SeekFrom::Start(start))?;
        let name = candidate.name.clone();
        let mut source = Source::new(SourceId(0), name, Hints::default(), Box::new(file));
        source.starts_at(start);
        source
    };
    catch_unwind(AssertUnwindSafe(|| format.raw(&mut source, place)))
        .unwrap_or(Err(ReadError::NothingReadable))
}

/// Where to begin reading to find `place`: the file's start, unless that is far away.
fn start_for(candidate: &Candidate, format_key: &str, place: Place) -> u64 {
    // An EVTX file's header, and each of its chunks.
    const HEADER: u64 = 4096;
    const CHUNK: u64 = 65_536;
    match place.unit {
        _ if candidate.member.is_some() => 0,
        Unit::Record if format_key == "evtx" => {
            place.byte.checked_sub(HEADER).map_or(0, |n| HEADER + n / CHUNK * CHUNK)
        }
        Unit::Line if place.byte > REREAD => place.byte,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    fn names(found: &[Result<Candidate, Refused>]) -> Vec<String> {
        let last = |name: &str| name.rsplit_once("x/").map_or(name, |n| n.1).to_owned();
        found
            .iter()
            .map(|f| match f {
                Ok(c) => last(&c.name),
                Err((name, error)) => format!("{} ({error})", last(name)),
            })
            .collect()
    }

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("x");
        fs::create_dir(&root).unwrap();
        (dir, root)
    }

    #[test]
    fn an_archive_without_its_directory_still_gives_its_members() {
        let (_dir, root) = folder();
        let bytes = zipped(&[("a.txt", b"first line\n"), ("b.txt", b"second line\n")]);
        let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        fs::write(root.join("cut.zip"), &bytes[..directory]).unwrap();
        let found = find(&[root], &Task::detached());
        assert_eq!(
            names(&found),
            ["cut.zip (known and not read: declined-salvaged-zip)", "cut.zip!/a.txt", "cut.zip!/b.txt"]
        );
        let task = Task::detached();
        let loaded = load(found[2].as_ref().unwrap(), SourceId(2), Hints::default(), &task);
        assert_eq!((loaded.format, loaded.harvest.balance.read), (Some("text"), 1));
    }

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn folders_and_archives_are_opened_whatever_their_names() {
        let (_dir, root) = folder();
        fs::create_dir(root.join("sub")).unwrap();
        fs::write(root.join("sub/b.txt"), "b").unwrap();
        let inner = zipped(&[("d.txt", b"d")]);
        let packed = zipped(&[("../evil\u{202e}.csv", b"x,y"), ("logs/c.log", b"c"), ("in.zip", &inner)]);
        fs::write(root.join("a.dat"), packed).unwrap();
        let found = find(&[root, PathBuf::from("/no/such/x/file")], &Task::detached());
        assert_eq!(
            names(&found)[..4],
            ["a.dat!/../evil‹U+202E›.csv", "a.dat!/logs/c.log", "a.dat!/in.zip", "sub/b.txt"]
        );
        assert!(matches!(&found[4], Err((_, ReadError::Io(_)))));
        let load =
            |i: usize| load(found[i].as_ref().unwrap(), SourceId(0), Hints::default(), &Task::detached());
        assert!(matches!(load(2).result, Err(ReadError::Declined("declined-nested-zip"))));
        assert_eq!(load(1).digest.unwrap().bytes, 1);
    }

    #[cfg(unix)]
    #[test]
    fn links_in_a_folder_are_named_and_not_followed() {
        let (_dir, root) = folder();
        std::os::unix::fs::symlink("/etc/passwd", root.join("link")).unwrap();
        let found = find(&[root], &Task::detached());
        assert!(matches!(&found[..], [Err((_, ReadError::Declined("declined-link")))]));
    }

    #[test]
    fn of_two_members_with_one_name_the_last_is_read_and_that_is_told() {
        let (_dir, root) = folder();
        let mut packed = zipped(&[("a.csv", b"first"), ("b.csv", b"second")]);
        let names: Vec<_> = memchr::memmem::find_iter(&packed, b"b.csv").collect();
        names.iter().for_each(|at| packed[*at] = b'a');
        fs::write(root.join("twice.zip"), packed).unwrap();
        let found = find(&[root], &Task::detached());
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].as_ref().unwrap().bytes, 6);
        assert!(matches!(&found[1], Err((_, ReadError::Declined("declined-repeated-names")))));
    }

    #[test]
    fn a_member_that_unpacks_beyond_reason_is_not_opened() {
        let (_dir, root) = folder();
        let packed = zipped(&[("zeros.csv", &vec![0; 70 << 20]), ("a.csv", b"a")]);
        fs::write(root.join("bomb.zip"), packed).unwrap();
        let found = find(&[root], &Task::detached());
        assert!(matches!(&found[0], Err((_, ReadError::Declined("declined-bomb")))));
        assert!(found[1].is_ok());
    }

    #[test]
    fn what_we_do_not_read_is_declined_by_name() {
        let of = |bytes: &[u8]| {
            let source = Source::of_bytes("x", bytes.to_vec());
            load_source(source, false, &Task::detached()).result
        };
        let ese = [0, 0, 0, 0, 0xEF, 0xCD, 0xAB, 0x89, 0, 0];
        assert!(matches!(of(&ese), Err(ReadError::Declined("declined-ese"))));
        assert!(matches!(of(b"%PDF-1.7"), Err(ReadError::Declined("declined-pdf"))));
        assert!(matches!(of(b""), Err(ReadError::Empty)));
        assert!(matches!(of(&[0xFF; 300]), Err(ReadError::Unrecognised)));
    }

    /// Reads one record, then breaks.
    struct Broken;

    impl Format for Broken {
        fn key(&self) -> &'static str {
            "broken"
        }

        fn recognise(&self, _: &super::super::format::Head<'_>) -> Option<super::super::format::Recognised> {
            None
        }

        fn read(&self, _: &mut Source, out: &mut Harvest, _: &Task) -> Result<(), ReadError> {
            out.record();
            out.read(UtcTime::UNKNOWN);
            out.record();
            panic!("as third-party parsers do");
        }
    }

    #[test]
    fn a_reader_that_panics_costs_its_record_and_the_balance_holds() {
        let (mut source, mut harvest) = (Source::of_bytes("x", vec![1]), Harvest::default());
        read_guarded(&Broken, &mut source, &mut harvest, &Task::detached()).unwrap();
        assert_eq!((harvest.balance.read, harvest.balance.damaged), (1, 1));
        assert!(harvest.balance.holds());
    }

    #[test]
    fn the_capture_time_comes_from_the_name_before_the_file() {
        let time = |name: &str| {
            let candidate = Candidate {
                name: name.into(),
                path: PathBuf::new(),
                member: None,
                bytes: 0,
                modified: Some(UtcTime(5)),
                wall_clock: None,
                archive: None,
                salvaged: None,
            };
            let hints = with_capture_time(&candidate, Hints::default());
            (hints.captured_at.unwrap().rfc3339(), hints.captured_by_file_time)
        };
        assert_eq!(time("q_20251103T021454Z.xml"), ("2025-11-03T02:14:54Z".into(), false));
        assert!(time("20251103T021454Z/q.xml").1);
    }
}

//! A `dir` listing of the Queue folder of the SMTP service: how many messages wait, and since when.
//!
//! Each `NTFS_*.EML` is one message. Times are those of what still waits, so their curve is not that of what
//! came in. The listing holds no sender and no recipient; the code page of its words does not matter.
//!
//! Source: queue-exports.md section 1.2.

use crate::evidence::dates::DateReader;
use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Line, Lines, MAX_LINE, decode};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage, QueueReading, QueueSample};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::task::Task;

/// Lines between two looks at the task.
const BATCH: u64 = 1024;

/// The format.
#[derive(Debug)]
pub struct QueueFolder;

impl Format for QueueFolder {
    fn key(&self) -> &'static str {
        "queue-folder"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let ours = head.text.lines().filter_map(entry).any(|e| e.is_message);
        ours.then_some(Recognised { certainty: 85, why: "why-queue-folder" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let hints = source.hints.clone();
        let mut dates = DateReader::default();
        decode(source.head()?).0.lines().filter_map(entry).for_each(|e| dates.learn(&e.stamp));
        if hints.captured_by_file_time {
            out.warn(Place::FILE, Fault::Note("note-captured-by-file-time"));
        }
        out.warn(Place::FILE, Fault::Note("note-queue-folder-survivors"));
        let mut reader = Reader { dates, hints, ..Reader::default() };
        let mut lines = Lines::new(source)?;
        while let Some(line) = lines.next_line()? {
            reader.line(&line, out);
            if line.place.number.is_multiple_of(BATCH) {
                task.set_records(out.balance.total);
                if task.is_cancelled() {
                    return Err(ReadError::Cancelled);
                }
            }
        }
        reader.end_folder(out);
        task.set_records(out.balance.total);
        if out.balance.read == 0 { Err(ReadError::NothingReadable) } else { Ok(()) }
    }
}

/// One file of the listing.
#[derive(Debug, PartialEq, Eq)]
struct Entry {
    stamp: String,
    size: Option<u64>,
    is_message: bool,
}

/// `11/03/2009  02:14 AM             4,306 NTFS_3b1c….EML`; `None` for what is no file.
fn entry(line: &str) -> Option<Entry> {
    let mut words = line.split([' ', '\t']).filter(|w| !w.is_empty());
    let date = words.next().filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))?;
    let time = words.next().filter(|w| w.contains(':'))?;
    let mut rest: Vec<&str> = words.collect();
    let name = rest.pop()?;
    let half = rest.first().filter(|w| w.starts_with(['A', 'P', 'a', 'p'])).copied();
    if half.is_some() {
        rest.remove(0);
    }
    if rest.iter().any(|w| w.contains('<')) {
        return None;
    }
    // A name with blanks leaves words before its last; they are no part of a number.
    let digits: String = rest.iter().take_while(|w| is_number(w)).flat_map(|w| w.chars()).collect();
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    let upper = name.to_ascii_uppercase();
    Some(Entry {
        stamp: format!("{date} {time}{}", half.map_or(String::new(), |h| format!(" {h}"))),
        size: digits.parse().ok(),
        is_message: upper.starts_with("NTFS_") && upper.ends_with(".EML"),
    })
}

/// Digits in groups; the no-break space of the OEM code pages comes out as `ÿ`.
fn is_number(word: &str) -> bool {
    let group = |c: char| matches!(c, ',' | '.' | '\'' | '’' | 'ÿ' | '\u{a0}' | '\u{202f}' | '\u{fffd}');
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || group(c))
}

/// The folder of a heading such as ` Directory of C:\Inetpub\mailroot\Queue`, whatever its language.
fn folder_of(line: &str) -> Option<&str> {
    let line = line.trim();
    let drive = line.find(":\\").and_then(|at| at.checked_sub(1));
    let share = line.find("\\\\");
    let at = drive.or(share)?;
    let heading = line.get(..at)?;
    let is_heading = heading.ends_with(' ')
        && !heading.contains('>')
        && !heading.starts_with(|c: char| c.is_ascii_digit());
    is_heading.then(|| line.get(at..)).flatten()
}

#[derive(Default)]
struct Reader {
    dates: DateReader,
    hints: crate::evidence::hints::Hints,
    folder: Symbol,
    place: Place,
    n_messages: u32,
    told_other: bool,
}

impl Reader {
    fn line(&mut self, line: &Line, out: &mut Harvest) {
        if line.n_zeros > 0 {
            out.warn(line.place, Fault::Zeros { bytes: line.n_zeros });
        }
        if let Some(folder) = folder_of(&line.text) {
            self.end_folder(out);
            self.folder = out.intern(folder);
            self.place = line.place;
            return;
        }
        let entry = entry(&line.text);
        let names_one = line.text.to_ascii_uppercase().contains("NTFS_");
        match entry {
            Some(entry) if entry.is_message => self.message(&entry, line, out),
            _ if names_one => {
                out.record();
                let cut = if line.unfinished { Fault::CutShort } else { Fault::Record("NTFS_".to_owned()) };
                out.damaged(line.place, cut);
            }
            Some(_) => {
                out.record();
                out.skipped();
                if !std::mem::replace(&mut self.told_other, true) {
                    out.warn(line.place, Fault::Note("note-queue-folder-other"));
                }
            }
            None => {}
        }
    }

    fn message(&mut self, entry: &Entry, line: &Line, out: &mut Harvest) {
        out.record();
        self.n_messages = self.n_messages.saturating_add(1);
        let dated = self.dates.read(&entry.stamp, &self.hints).filter(|d| d.time.is_plausible());
        let (Some(_), Some(size), false) = (dated, entry.size, line.too_long) else {
            let fault = match () {
                () if line.too_long => Fault::TooLong { limit: MAX_LINE },
                () if dated.is_none() => Fault::Time(entry.stamp.chars().take(40).collect()),
                () => Fault::Record("size".to_owned()),
            };
            return out.damaged(line.place, fault);
        };
        let time = self.dates.tell(&entry.stamp, &self.hints, line.place, out);
        out.tables.held.push(HeldMessage {
            time,
            source: out.source,
            place: line.place,
            held: Held::Queued,
            queue: self.folder,
            scl: i8::MIN as u8,
            size: u32::try_from(size).unwrap_or(u32::MAX),
            ..HeldMessage::default()
        });
        out.read(time);
    }

    /// The depth of the folder that ends here.
    fn end_folder(&mut self, out: &mut Harvest) {
        if self.n_messages == 0 {
            return;
        }
        let time = self.hints.captured_at.unwrap_or(UtcTime::UNKNOWN);
        Span::grow(&mut out.span, time);
        out.tables.queues.push(QueueSample {
            time,
            source: out.source,
            place: self.place,
            reading: QueueReading::Snapshot,
            queue: self.folder,
            n_messages: std::mem::take(&mut self.n_messages),
            incoming: f32::NAN,
            outgoing: f32::NAN,
            ..QueueSample::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_gives_date_and_size() {
        for (line, stamp) in [
            ("11/03/2009  02:14 AM             4,306 NTFS_3b1c.EML", "11/03/2009 02:14 AM"),
            ("03/11/2009  03:14             4\u{ff}306 NTFS_3b1c.EML", "03/11/2009 03:14"),
            ("03/11/2009  03:14             4 306 NTFS_3b1c.EML", "03/11/2009 03:14"),
            ("03.11.2009  03:14             4.306 ntfs_3b1c.eml", "03.11.2009 03:14"),
            ("11/03/2009  02:14a              4,306 NTFS_3b1c.EML", "11/03/2009 02:14a"),
        ] {
            let expected = Entry { stamp: stamp.into(), size: Some(4306), is_message: true };
            assert_eq!(entry(line), Some(expected), "{line}");
        }
        assert_eq!(entry("11/03/2009  02:14 AM    <DIR>          ."), None);
        assert_eq!(entry("               2 File(s)          8,612 bytes"), None);
    }

    #[test]
    fn the_folder_is_found_in_any_language() {
        assert_eq!(folder_of(" R\u{201a}pertoire de C:\\Inetpub\\Queue"), Some("C:\\Inetpub\\Queue"));
        assert_eq!(folder_of(" Verzeichnis von \\\\EX1\\c$\\Queue"), Some("\\\\EX1\\c$\\Queue"));
        assert_eq!(folder_of("C:\\>dir /a C:\\Queue"), None);
    }
}

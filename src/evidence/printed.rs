//! What the text exports of event logs share: tables and blocks of printed events, their dates, their
//! records read again.
//!
//! Knows no tool. Formats say which column or line holds what.

use super::dates::DateReader;
use super::format::RawRecord;
use super::hints::Hints;
use super::mask::mask;
use super::problem::ReadError;
use super::shapes::blocks::{Block, Blocks};
use super::shapes::csv::{CsvReader, Row, sniff_delimiter, stated_delimiter};
use super::shapes::lines::{Lines, decode};
use super::shapes::object::{Item, Object};
use super::source::Source;
use super::windows_event::Recorder;
use super::windows_event::message::Printer;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::task::Task;
use std::io;

/// Records between two looks at the task.
const BATCH: u64 = 512;
/// Lines of the longest message that is read, and those that are always looked through: reports of a crash
/// hold hundreds, a refused logon forty.
const MOST_LINES: usize = 2_000;
const LEAST_LINES: usize = 100;

/// Takes events one by one: what all formats of printed events keep while they read.
pub struct Reading<'h> {
    /// Where events go.
    pub recorder: Recorder<'h>,
    /// Makes rows of messages.
    pub printer: Printer,
    /// Reads the dates.
    pub dates: DateReader,
    /// What the user said about the source.
    pub hints: Hints,
    told_encoding: bool,
}

impl<'h> Reading<'h> {
    /// A reading of `source` into `out`; it learns from the beginning how dates are written.
    ///
    /// # Errors
    /// What the system says on reading.
    pub fn new(source: &mut Source, out: &'h mut Harvest) -> io::Result<Self> {
        let mut dates = DateReader::default();
        let head = decode(source.head()?).0;
        let cells = head.split([',', ';', '\t', '|', '"', '\n']);
        cells.flat_map(|cell| [cell, cell.rsplit(" : ").next().unwrap_or(cell)]).for_each(|c| dates.learn(c));
        Ok(Self {
            recorder: Recorder::new(out),
            printer: Printer::default(),
            dates,
            hints: source.hints.clone(),
            told_encoding: false,
        })
    }

    /// Reads the time of an event. One that is none is told where the event is counted, not here too.
    pub fn time(&mut self, text: &str, place: Place) -> UtcTime {
        self.dates.learn(text);
        match self.dates.read(text, &self.hints) {
            Some(dated) if dated.time.is_plausible() => {
                self.dates.tell(text, &self.hints, place, self.recorder.out)
            }
            dated => dated.map_or(UtcTime::UNKNOWN, |dated| dated.time),
        }
    }

    /// One record: announced, taken, settled. `take` gives the time, or what is wrong.
    pub fn record(&mut self, place: Place, take: impl FnOnce(&mut Self) -> Result<UtcTime, Fault>) {
        self.recorder.out.record();
        match take(self) {
            Ok(time) => self.recorder.out.read(time),
            Err(fault) => self.recorder.out.damaged(place, fault),
        }
    }

    /// Tells once that bytes are not in the file's encoding.
    pub fn tell_encoding(&mut self, bad: bool, place: Place) {
        if bad && !std::mem::replace(&mut self.told_encoding, true) {
            self.recorder.out.warn(place, Fault::Encoding);
        }
    }

    /// Takes the items of a table or a dump.
    pub fn item(&mut self, item: Item, take: impl FnOnce(&mut Self, &Object) -> Result<UtcTime, Fault>) {
        match item {
            Item::Object(object) => self.record(object.place, |reading| take(reading, &object)),
            Item::Damaged(place, fault) => self.record(place, |_| Err(fault)),
            Item::Warned(place, Fault::Encoding) => self.tell_encoding(true, place),
            Item::Warned(place, fault) => self.recorder.out.warn(place, fault),
        }
    }

    /// Takes all blocks of a source.
    ///
    /// # Errors
    /// Not readable, or cancelled.
    pub fn blocks(
        &mut self,
        source: &mut Source,
        begins: &dyn Fn(&str) -> bool,
        task: &Task,
        take: &dyn Fn(&mut Self, &Block) -> Result<UtcTime, Fault>,
    ) -> Result<(), ReadError> {
        let mut blocks = Blocks::new(source, begins)?;
        while let Some(block) = blocks.next_block()? {
            if block.is_preface {
                continue;
            }
            self.tell_encoding(block.bad_encoding, block.place);
            let fault = block.fault();
            self.record(block.place, |reading| match fault {
                Some(fault) => Err(fault),
                None => take(reading, &block),
            });
            look(self.recorder.out, task)?;
        }
        Ok(())
    }

    /// Ends the reading: counts are written, and a source of which nothing was read is refused.
    ///
    /// # Errors
    /// As `end` says; nothing readable.
    pub fn finish(self, end: Result<(), ReadError>, task: &Task) -> Result<(), ReadError> {
        let balance = self.recorder.out.balance;
        task.set_records(balance.total);
        self.recorder.finish();
        match end {
            Ok(()) if balance.total > 0 && balance.read == 0 && balance.skipped == 0 => {
                Err(ReadError::NothingReadable)
            }
            end => end,
        }
    }
}

fn look(out: &Harvest, task: &Task) -> Result<(), ReadError> {
    if out.balance.total.is_multiple_of(BATCH) {
        task.set_records(out.balance.total);
        if task.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
    }
    Ok(())
}

/// Titles of the first row that is no note on types and no `sep=`.
#[must_use]
pub fn titles(text: &str) -> Vec<String> {
    let line = text.lines().find(|line| !is_preface(line.trim_start_matches('\u{feff}')));
    let line = line.unwrap_or("").trim_start_matches('\u{feff}');
    // Titles hold no separator, so that each may stand for the comma.
    let row = Row::of_line(&line.replace(sniff_delimiter(text) as char, ","));
    row.fields().map(|title| title.trim().to_owned()).collect()
}

fn is_preface(line: &str) -> bool {
    line.trim().is_empty()
        || line.starts_with("#TYPE")
        || line.starts_with("sep=")
        || stated_delimiter(line).is_some()
}

/// Walks a table with titles.
///
/// # Errors
/// Not readable, or cancelled.
pub fn table(source: &mut Source, task: &Task, each: &mut dyn FnMut(Item)) -> Result<(), ReadError> {
    rows(source, None, task, each)
}

/// Walks a table whose rows may have a field more than titles, without a name. A line that `begins` a row
/// does so whatever quote is open before it.
///
/// # Errors
/// Not readable, or cancelled.
pub fn table_with_text(
    source: &mut Source,
    begins: fn(&str) -> bool,
    task: &Task,
    each: &mut dyn FnMut(Item),
) -> Result<(), ReadError> {
    rows(source, Some(begins), task, each)
}

fn rows(
    source: &mut Source,
    begins: Option<fn(&str) -> bool>,
    task: &Task,
    each: &mut dyn FnMut(Item),
) -> Result<(), ReadError> {
    let head = decode(source.head()?).0;
    let mut reader =
        CsvReader::new(Lines::new(source)?, sniff_delimiter(&head)).with_patience(MOST_LINES, LEAST_LINES);
    if let Some(begins) = begins {
        reader = reader.with_row_start(begins);
    }
    let (mut row, mut names, mut is_hurt, mut n) = (Row::default(), Vec::<String>::new(), false, 0u64);
    while reader.next_row(&mut row)? {
        if row.is_blank() || (names.is_empty() && is_preface(row.get(0).trim_start_matches('\u{feff}'))) {
            continue;
        }
        if names.is_empty() {
            names = row.fields().map(|f| f.trim().trim_start_matches('\u{feff}').to_owned()).collect();
            while names.last().is_some_and(String::is_empty) {
                names.pop();
            }
            if begins.is_none() {
                reader.expect_fields(names.len());
            }
            continue;
        }
        if row.bad_encoding {
            each(Item::Warned(row.place, Fault::Encoding));
        }
        let item = object(&row, &names, begins.is_some());
        // What follows a broken row up to the next whole one is still that row.
        let is_whole = matches!(item, Item::Object(_));
        if is_whole || !is_hurt {
            each(item);
        }
        is_hurt = !is_whole;
        n += 1;
        if n.is_multiple_of(BATCH) && task.is_cancelled() {
            return Err(ReadError::Cancelled);
        }
    }
    Ok(())
}

fn object(row: &Row, names: &[String], has_text: bool) -> Item {
    let (expected, found) = (names.len(), row.len());
    let fits = found == expected || (has_text && found == expected + 1);
    let short = (!fits).then_some(match row.unfinished && found < expected {
        true => Fault::CutShort,
        false => Fault::Fields { expected, found },
    });
    match row.fault().or(short) {
        Some(fault) => Item::Damaged(row.place, fault),
        None => {
            let names = names.iter().cloned().chain([String::new()]);
            let fields = names.zip(row.fields().map(str::to_owned)).collect();
            Item::Object(Object { place: row.place, fields })
        }
    }
}

/// Skips to a record and gives the source back there.
///
/// # Errors
/// What the system says on reading.
pub fn skip_to(source: &mut Source, place: Place) -> io::Result<()> {
    let ahead = place.byte.saturating_sub(source.position());
    io::copy(&mut io::Read::take(&mut *source, ahead), &mut io::sink())?;
    Ok(())
}

/// The row of a table at `place`, whole, whichever lines it spans.
///
/// # Errors
/// Not readable, or nothing is there.
pub fn raw_row(source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
    skip_to(source, place)?;
    let head = decode(source.head()?).0;
    let mut reader =
        CsvReader::new(Lines::new(source)?, sniff_delimiter(&head)).with_patience(MOST_LINES, LEAST_LINES);
    let mut row = Row::default();
    if !reader.next_row(&mut row)? {
        return Err(ReadError::NothingReadable);
    }
    let text = row.fields().collect::<Vec<_>>().join(" | ");
    Ok(RawRecord { text: SafeText::lines(&mask(&text)), fields: Vec::new(), after: Vec::new() })
}

/// The block at `place`.
///
/// # Errors
/// Not readable, or nothing is there.
pub fn raw_block(
    source: &mut Source,
    place: Place,
    begins: &dyn Fn(&str) -> bool,
) -> Result<RawRecord, ReadError> {
    skip_to(source, place)?;
    let block = Blocks::new(source, begins)?.next_block()?.ok_or(ReadError::NothingReadable)?;
    Ok(RawRecord { text: SafeText::lines(&mask(&block.text)), fields: Vec::new(), after: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str, begins: Option<fn(&str) -> bool>) -> Vec<Item> {
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        let mut all = Vec::new();
        rows(&mut source, begins, &Task::detached(), &mut |item| all.push(item)).unwrap();
        all
    }

    #[test]
    fn an_open_quote_costs_its_row_and_not_the_next() {
        let begins: fn(&str) -> bool = |line| line.starts_with("Row");
        let found = items("A,B\nRow1,2,\"text\nmore\nRow3,4,\"text\nmore\"\n", Some(begins));
        assert!(matches!(found[0], Item::Damaged(place, Fault::Quote) if place.number == 2), "{found:?}");
        let Item::Object(whole) = &found[1] else { panic!("{found:?}") };
        assert_eq!(whole.fields.last().unwrap(), &(String::new(), "text\nmore".to_owned()));
        assert_eq!(found.len(), 2);
        let found = items(&format!("sep=;\n\"A\";\"B\"\n1;\"{}\"\n", "x\n".repeat(900)), None);
        assert!(matches!(&found[..], [Item::Object(row)] if row.get(&["A"]) == "1"), "{}", found.len());
    }

    #[test]
    fn the_first_dates_are_read_in_the_order_that_a_later_one_shows() {
        let mut source =
            Source::of_bytes("x", b"a,11/3/2025 3:14:54 AM,b\nc,11/14/2025 3:00:00 AM,d".to_vec());
        let mut out = Harvest::default();
        let mut reading = Reading::new(&mut source, &mut out).unwrap();
        let time = reading.time("11/3/2025 3:14:54 AM", Place::FILE);
        assert_eq!(time.rfc3339(), "2025-11-03T03:14:54Z");
        assert_eq!(titles("#TYPE x\n\"A\";\"B\"\n1;2"), ["A", "B"]);
    }
}

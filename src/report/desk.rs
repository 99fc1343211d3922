//! What a section writes with: the case and its words, numbers of exhibits and of cited records.
//!
//! Numbers are given in order of first use, so two runs give the same ones. Every row that is cited stands in the
//! section `records`, which is written last.

use super::document::{Block, Cited, NoteKind, Text};
use crate::case::file::Evidence;
use crate::case::report_settings::ReportSettings;
use crate::case::{Case, CaseSource};
use crate::model::provenance::{Provenance, SourceId, Unit};
use crate::model::rows::RowRef;
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::{Phrase, Words};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Records cited behind one text; the rest is counted.
const SHOWN: usize = 3;

/// What a report must be told, for it asks nobody: the time, and what became of the evidence.
#[derive(Clone, Debug, Default)]
pub struct Circumstances {
    /// When the report is made.
    pub now: UtcTime,
    /// What hashing the sources again brought; empty where nobody has done it.
    pub evidence: BTreeMap<SourceId, Evidence>,
}

/// A record that a text rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CitedRecord {
    /// Its number.
    pub number: Cited,
    /// Where it stands.
    pub at: Provenance,
    /// The row that it gave; none where only its place is known.
    pub row: Option<RowRef>,
}

/// What a section writes with.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The case.
    pub case: &'a Case,
    /// Words in the language of the report; times in the site's zone.
    pub words: &'a Words,
    /// What people say about the report.
    pub settings: &'a ReportSettings,
    /// Time, and state of the evidence.
    pub around: &'a Circumstances,
    cited: Vec<CitedRecord>,
    by_place: BTreeMap<Provenance, Cited>,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    #[must_use]
    pub fn new(
        case: &'a Case,
        words: &'a Words,
        settings: &'a ReportSettings,
        around: &'a Circumstances,
    ) -> Self {
        Self { case, words, settings, around, cited: Vec::new(), by_place: BTreeMap::new() }
    }

    /// A sentence.
    #[must_use]
    pub fn say(&self, phrase: &Phrase) -> String {
        self.words.say(phrase)
    }

    /// A word or sentence without facts.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.words.word(id)
    }

    /// A sentence as a text without references.
    #[must_use]
    pub fn text(&self, phrase: &Phrase) -> Text {
        self.say(phrase).into()
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(&self, phrase: &Phrase) -> Block {
        Block::Paragraph(self.text(phrase))
    }

    /// A box that says what is not done yet.
    #[must_use]
    pub fn unfinished(&self, id: impl Into<Cow<'static, str>>) -> Block {
        Block::Note(NoteKind::Unfinished, self.text(&Phrase::new(id)))
    }

    /// What somebody typed, as paragraphs; none where nobody did.
    #[must_use]
    pub fn typed(&self, key: &str) -> Vec<Block> {
        let paragraphs = self.settings.text(key).split('\n').map(str::trim).filter(|p| !p.is_empty());
        paragraphs.map(|p| Block::Paragraph(SafeText::new(p).as_str().to_owned().into())).collect()
    }

    /// A sentence and the rows it rests on, the first three by number and the rest counted.
    pub fn cite(&mut self, phrase: &Phrase, rows: &[RowRef]) -> Text {
        let words = self.say(phrase);
        self.cite_words(words, rows)
    }

    /// The same with words that were said already.
    pub fn cite_words(&mut self, words: String, rows: &[RowRef]) -> Text {
        let mut places: Vec<(Provenance, Option<RowRef>)> = Vec::new();
        for row in rows {
            let at = self.case.store.tables.provenance(*row);
            if !places.iter().any(|(known, _)| *known == at) {
                places.push((at, Some(*row)));
            }
        }
        self.cite_places(words, &places)
    }

    /// The same with places, where the rows need not be known any more.
    pub fn cite_places(&mut self, words: String, places: &[(Provenance, Option<RowRef>)]) -> Text {
        let cites: Vec<Cited> = places.iter().take(SHOWN).map(|(at, row)| self.number(*at, *row)).collect();
        let rest = places.len().saturating_sub(SHOWN);
        let more = Phrase::new("report-cited-more").number("n", rest);
        let more = if rest > 0 { self.say(&more) } else { String::new() };
        Text { words, cites, more }
    }

    fn number(&mut self, at: Provenance, row: Option<RowRef>) -> Cited {
        if let Some(known) = self.by_place.get(&at) {
            return *known;
        }
        let number = Cited(u32::try_from(self.cited.len() + 1).unwrap_or(u32::MAX));
        self.by_place.insert(at, number);
        self.cited.push(CitedRecord { number, at, row });
        number
    }

    /// All records cited so far, by number.
    #[must_use]
    pub fn cited(&self) -> &[CitedRecord] {
        &self.cited
    }

    /// Number of a source among the exhibits, from 1 in the order of the case; 0 where it is none.
    #[must_use]
    pub fn exhibit(&self, source: SourceId) -> usize {
        self.case.sources.iter().position(|s| s.id == source).map_or(0, |at| at + 1)
    }

    /// The source with its exhibit number: `exhibit 3 (EX1/Security.evtx)`.
    #[must_use]
    pub fn exhibit_name(&self, source: SourceId) -> String {
        let name = self.case.source(source).map_or("", |s| short_name(&s.name));
        let number = self.exhibit(source).to_string();
        self.say(&Phrase::new("report-exhibit-name").text("n", &number).text("file", name))
    }

    /// A place in its source: `record 4711`, `line 12`. Numbers to look up stand without separators.
    #[must_use]
    pub fn place(&self, at: Provenance) -> String {
        let id = match at.place.unit {
            Unit::File => "report-place-file",
            Unit::Record => "report-place-record",
            Unit::Line => "report-place-line",
            Unit::Item => "report-place-item",
        };
        self.say(&Phrase::new(id).text("n", &at.place.number.to_string()))
    }

    /// A text of the store, safe; a dash where it is not stated.
    #[must_use]
    pub fn shown(&self, symbol: Symbol) -> String {
        if symbol.is_none() { "–".to_owned() } else { self.case.store.show(symbol).into() }
    }

    /// A time in the site's zone; a dash where it is not known.
    #[must_use]
    pub fn time(&self, time: UtcTime) -> String {
        if time.is_plausible() { self.words.time(time) } else { "–".to_owned() }
    }

    /// A count.
    #[must_use]
    pub fn number_of(&self, n: impl TryInto<u64>) -> String {
        self.words.number(n.try_into().unwrap_or(u64::MAX))
    }
}

/// The file with the folder it lies in: `EX1/Security.evtx`. Raw: show it as safe text.
#[must_use]
pub fn short_name(name: &str) -> &str {
    let mut cuts = name.rmatch_indices(['/', '\\']);
    cuts.nth(1).map_or(name, |(at, _)| name.get(at + 1..).unwrap_or(name))
}

/// The same of a source.
#[must_use]
pub fn source_name(source: &CaseSource) -> String {
    SafeText::new(short_name(&source.name)).into()
}

#[cfg(test)]
mod tests {
    use super::short_name;

    #[test]
    fn a_file_is_named_with_its_folder() {
        assert_eq!(short_name("/tmp/case/EX1/Security.evtx"), "EX1/Security.evtx");
        assert_eq!(short_name("C:\\IR\\EX1\\Security.evtx"), "EX1\\Security.evtx");
        assert_eq!(short_name("case.zip!/EX1/Security.evtx"), "EX1/Security.evtx");
        assert_eq!(short_name("mail.log"), "mail.log");
    }
}

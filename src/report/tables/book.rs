//! What values are read from: the case with what columns ask for over and over, made once.
//!
//! Every text of a table passes through here: made safe, and redacted where that was asked for.

use super::Which;
use super::column::{Cell, Table};
use super::indicators::{self, Indicator};
use super::sheets::{messages, steps};
use crate::analysis::accounts::AccountId;
use crate::case::Case;
use crate::model::provenance::{Place, Provenance, SourceId};
use crate::model::rows::RowRef;
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::report::redact::Redactor;
use crate::words::{Phrase, Words};
use std::borrow::Cow;

/// A case opened for one table.
pub struct Book<'a> {
    /// The case.
    pub case: &'a Case,
    /// Sentences and the zone of the site.
    pub words: &'a Words,
    redactor: Option<&'a Redactor>,
    when: Option<fn(&Book<'_>, usize) -> UtcTime>,
    place: Option<fn(&Book<'_>, usize) -> Provenance>,
    /// By number of the source.
    files: Vec<String>,
    accounts: Vec<String>,
    /// For messages: tracked rows and, beyond their number, messages at rest; in order of time.
    pub merged: Vec<u32>,
    /// For indicators.
    pub indicators: Vec<Indicator>,
    /// For steps: is there something to do at this site?
    pub applies: Vec<bool>,
}

impl<'a> Book<'a> {
    /// Opens a case for a table.
    #[must_use]
    pub fn new(
        case: &'a Case,
        words: &'a Words,
        redactor: Option<&'a Redactor>,
        (which, table): (Which, &Table),
    ) -> Self {
        let hide = |text: &str| match redactor {
            Some(redactor) => redactor.text(text),
            None => text.to_owned(),
        };
        let mut files = Vec::new();
        for source in &case.sources {
            let place = usize::from(source.id.0);
            files.resize(files.len().max(place + 1), String::new());
            if let Some(name) = files.get_mut(place) {
                *name = hide(&SafeText::shown(&source.name));
            }
        }
        let accounts = case.analysis.directory.accounts.iter().map(|a| hide(a.name.as_str()));
        Self {
            files,
            accounts: accounts.collect(),
            merged: if which == Which::Messages { messages::merged(case) } else { Vec::new() },
            indicators: if which == Which::Indicators { indicators::of(case) } else { Vec::new() },
            applies: if which == Which::Steps { steps::applying(case) } else { Vec::new() },
            when: table.when,
            place: table.place,
            case,
            words,
            redactor,
        }
    }

    /// When a row happened.
    #[must_use]
    pub fn when(&self, row: usize) -> UtcTime {
        self.when.map_or(UtcTime::UNKNOWN, |when| when(self, row))
    }

    /// Where a row stands.
    #[must_use]
    pub fn place(&self, row: usize) -> Option<Provenance> {
        self.place.map(|place| place(self, row))
    }

    /// A text of the store.
    #[must_use]
    pub fn text(&'a self, symbol: Symbol) -> Cell<'a> {
        if symbol.is_none() { Cell::Nothing } else { Cell::Text(self.shown(self.case.store.raw(symbol))) }
    }

    /// Several texts of the store.
    #[must_use]
    pub fn texts(&'a self, symbols: &[Symbol]) -> Cell<'a> {
        Cell::Texts(symbols.iter().map(|s| self.shown(self.case.store.raw(*s))).collect())
    }

    /// Any other text that is not ours; nothing where it is empty.
    #[must_use]
    pub fn raw(&'a self, text: &'a str) -> Cell<'a> {
        if text.is_empty() { Cell::Nothing } else { Cell::Text(self.shown(text)) }
    }

    /// A text safe to write.
    #[must_use]
    pub fn shown(&self, raw: &'a str) -> Cow<'a, str> {
        let safe = SafeText::shown(raw);
        match self.redactor {
            Some(redactor) => Cow::Owned(redactor.text(&safe)),
            None => safe,
        }
    }

    /// The same of a text that does not live as long as the case.
    #[must_use]
    pub fn shown_of(&self, raw: &str) -> String {
        self.hidden(SafeText::shown(raw).into_owned())
    }

    /// A sentence.
    #[must_use]
    pub fn say(&self, phrase: &Phrase) -> Cow<'a, str> {
        if phrase.id.is_empty() { Cow::Borrowed("") } else { Cow::Owned(self.hidden(self.words.say(phrase))) }
    }

    /// Several sentences.
    #[must_use]
    pub fn sentences<'p>(&self, phrases: impl IntoIterator<Item = &'p Phrase>) -> Cell<'a> {
        Cell::Texts(phrases.into_iter().map(|p| self.say(p)).collect())
    }

    fn hidden(&self, text: String) -> String {
        match self.redactor {
            Some(redactor) => redactor.text(&text),
            None => text,
        }
    }

    /// An instant on the wall clock of the site.
    #[must_use]
    pub fn local(&self, time: UtcTime) -> Cell<'a> {
        if time == UtcTime::UNKNOWN {
            return Cell::Nothing;
        }
        let utc = time.rfc3339();
        // With the digits that the source had.
        let fraction = utc.split_once('.').map_or("", |(_, rest)| rest.trim_end_matches('Z'));
        let dot = if fraction.is_empty() { "" } else { "." };
        let zone = self.words.zone();
        let (clock, offset) = (time.in_zone(zone, "%Y-%m-%d %H:%M:%S"), time.in_zone(zone, "%:z"));
        Cell::Text(Cow::Owned(format!("{clock}{dot}{fraction}{offset}")))
    }

    /// The name of a source's file.
    #[must_use]
    pub fn file(&'a self, source: SourceId) -> Cell<'a> {
        let name = self.files.get(usize::from(source.0)).filter(|name| !name.is_empty());
        name.map_or(Cell::Nothing, |name| Cell::Text(Cow::Borrowed(name)))
    }

    /// The one name of an account.
    #[must_use]
    pub fn account(&'a self, id: Option<AccountId>) -> Cell<'a> {
        let name = id.and_then(|id| self.accounts.get(id.0 as usize));
        name.map_or(Cell::Nothing, |name| Cell::Text(Cow::Borrowed(name)))
    }

    /// The one name of the account with this spelling; the spelling itself where nobody is known by it.
    #[must_use]
    pub fn account_of(&'a self, spelling: Symbol) -> Cell<'a> {
        match self.case.analysis.directory.of(spelling) {
            Some(id) => self.account(Some(id)),
            None => self.text(spelling),
        }
    }

    /// Rows of the store by file and place: `EX1/Security.evtx: record 4711 at byte 1234`.
    #[must_use]
    pub fn rows(&'a self, rows: &[RowRef]) -> Cell<'a> {
        let at = |row: &RowRef| {
            let Provenance { source, place } = self.case.store.tables.provenance(*row);
            Cow::Owned(self.cited(source, place))
        };
        Cell::Texts(rows.iter().map(at).collect())
    }

    /// A place in a file.
    #[must_use]
    pub fn cited(&'a self, source: SourceId, place: Place) -> String {
        let mut cited = String::new();
        self.file(source).say(&mut cited);
        format!("{cited}: {place}")
    }
}

/// A value of a column of the store; its default beyond the last row.
#[must_use]
pub fn at<T: Copy + Default>(column: &[T], row: usize) -> T {
    column.get(row).copied().unwrap_or_default()
}

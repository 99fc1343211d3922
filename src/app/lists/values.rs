//! What stands in a cell, as a small number that sorts, groups and filters fast; and its words.

use super::columns::Col;
use super::question::List;
use super::{address_of, row_ref};
use crate::analysis::finding::Analysis;
use crate::knowledge::logon;
use crate::model::columns::Run;
use crate::model::provenance::{Place, Provenance, Unit};
use crate::model::rows::{Outcome, QueueReading, Witness};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::{Phrase, Words};

/// A value of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Value {
    /// Not stated.
    #[default]
    Nothing,
    /// A text of the evidence.
    Text(Symbol),
    /// Several texts: start and length in the pool.
    Texts(u32, u32),
    /// A count.
    Number(u64),
    /// Thousandths of a rate.
    Rate(u64),
    /// An instant.
    Time(UtcTime),
    /// Something that the column puts in words.
    Code(u64),
    /// A place in a file.
    At(Place),
}

impl Value {
    /// The figure to compare by; `None` where words decide.
    #[must_use]
    pub fn figure(self) -> Option<u64> {
        match self {
            Self::Nothing => Some(0),
            Self::Number(n) | Self::Rate(n) => Some(n.saturating_add(1)),
            Self::Time(t) => Some(u64::try_from(t.0).unwrap_or(0)),
            Self::At(place) => Some(place.number),
            Self::Text(_) | Self::Texts(..) | Self::Code(_) => None,
        }
    }

    fn text(symbol: Symbol) -> Self {
        if symbol.is_some() { Self::Text(symbol) } else { Self::Nothing }
    }

    fn stated(n: u64) -> Self {
        if n == 0 { Self::Nothing } else { Self::Number(n) }
    }
}

fn at<T: Copy + Default>(column: &[T], i: usize) -> T {
    column.get(i).copied().unwrap_or_default()
}

/// A store with what was made of it: enough to say what stands in any cell.
#[derive(Clone, Copy, Debug)]
pub struct Book<'a> {
    /// Rows.
    pub store: &'a EventStore,
    /// Their meaning.
    pub analysis: &'a Analysis,
}

impl Book<'_> {
    /// The value of a cell.
    #[must_use]
    pub fn value(&self, list: List, column: Col, row: u32) -> Value {
        match column {
            Col::File => {
                self.provenance(list, row).map_or(Value::Nothing, |p| Value::Code(p.source.0.into()))
            }
            Col::Place => self.provenance(list, row).map_or(Value::Nothing, |p| Value::At(p.place)),
            _ => match list {
                List::Authentications => self.authentication(column, row),
                List::Queues => self.queue(column, row as usize),
                List::Messages => self.message(column, row as usize),
                List::Sessions => self.session(column, row as usize),
            },
        }
    }

    /// The value under which a row is counted: all spellings of an account are one.
    #[must_use]
    pub fn counted(&self, list: List, column: Col, row: u32) -> Value {
        match (column, self.value(list, column, row)) {
            (Col::Account, Value::Text(name)) => Value::Text(self.usual_name(name)),
            (_, value) => value,
        }
    }

    /// The spelling with the domain where there is one, else the first met.
    fn usual_name(&self, name: Symbol) -> Symbol {
        let directory = &self.analysis.directory;
        let spellings = directory.of(name).and_then(|id| directory.get(id)).map(|a| a.as_written.as_slice());
        let spellings = spellings.unwrap_or_default();
        let with_domain = spellings.iter().find(|s| self.store.raw(**s).contains('\\'));
        with_domain.or(spellings.first()).copied().unwrap_or(name)
    }

    /// Where a row stands in its file.
    #[must_use]
    pub fn provenance(&self, list: List, row: u32) -> Option<Provenance> {
        let t = &self.store.tables;
        let i = row as usize;
        let pair = |source: &[_], place: &[_], i| Provenance { source: at(source, i), place: at(place, i) };
        Some(match list {
            List::Authentications => pair(&t.authentications.source, &t.authentications.place, i),
            List::Queues => pair(&t.queues.source, &t.queues.place, i),
            List::Messages => match i.checked_sub(t.mail.len()) {
                None => pair(&t.mail.source, &t.mail.place, i),
                Some(i) => pair(&t.held.source, &t.held.place, i),
            },
            List::Sessions => t.provenance(row_ref(self.store, self.analysis, list, row)?),
        })
    }

    /// When a row happened.
    #[must_use]
    pub fn time(&self, list: List, row: u32) -> UtcTime {
        match self.value(list, Col::Time, row) {
            Value::Time(time) => time,
            _ => UtcTime::UNKNOWN,
        }
    }

    fn authentication(&self, column: Col, row: u32) -> Value {
        let (t, i) = (&self.store.tables.authentications, row as usize);
        match column {
            Col::Time => Value::Time(at(&t.time, i)),
            Col::Result => Value::Code(((at(&t.outcome, i) as u64) << 32) | u64::from(at(&t.status, i))),
            Col::Account => Value::text(at(&t.account, i)),
            Col::From => Value::text(address_of(self.store, self.analysis, row)),
            Col::How if at(&t.mechanism, i).is_some() => Value::Text(at(&t.mechanism, i)),
            Col::How | Col::LogonType => match at(&t.logon_type, i) {
                0 => Value::Nothing,
                n => Value::Code(n.into()),
            },
            Col::SeenBy => Value::Code(((at(&t.witness, i) as u64) << 32) | u64::from(at(&t.server, i).0)),
            Col::Workstation => Value::text(at(&t.workstation, i)),
            Col::Mechanism => Value::text(at(&t.mechanism, i)),
            Col::Server => Value::text(at(&t.server, i)),
            Col::Log => Value::Code(at(&t.witness, i) as u64),
            Col::EventId => Value::stated(at(&t.event_id, i).into()),
            Col::Sid => Value::text(at(&t.sid, i)),
            Col::Code => match at(&t.status, i) {
                0 => Value::text(at(&t.status_text, i)),
                status => Value::Code(status.into()),
            },
            Col::Process => Value::text(at(&t.process, i)),
            Col::Session => Value::text(at(&t.session, i)),
            Col::Connector => Value::text(at(&t.connector, i)),
            _ => Value::Nothing,
        }
    }

    fn queue(&self, column: Col, i: usize) -> Value {
        let t = &self.store.tables.queues;
        match column {
            Col::NextHop => Value::text(at(&t.next_hop, i).or(at(&t.queue, i))),
            Col::State => Value::text(at(&t.status, i)),
            Col::Waiting => Value::Number(at(&t.n_messages, i).into()),
            Col::Deferred => Value::Number(at(&t.n_deferred, i).into()),
            Col::LastError => Value::text(at(&t.last_error, i)),
            Col::Time => Value::Time(at(&t.time, i)),
            Col::Server => Value::text(at(&t.server, i)),
            Col::Queue => Value::text(at(&t.queue, i)),
            Col::Delivery => Value::text(at(&t.delivery_type, i)),
            Col::Incoming => rate(at(&t.incoming, i)),
            Col::Outgoing => rate(at(&t.outgoing, i)),
            Col::Reading => Value::Code(at(&t.reading, i) as u64),
            _ => Value::Nothing,
        }
    }

    fn message(&self, column: Col, i: usize) -> Value {
        let t = &self.store.tables.mail;
        let Some(i) = i.checked_sub(t.len()).map_or(Some(i), |_| None) else {
            return self.held(column, i - t.len());
        };
        match column {
            Col::Time => Value::Time(at(&t.time, i)),
            Col::Event => Value::text(at(&t.event, i)),
            Col::Sender => Value::text(at(&t.sender, i).or(at(&t.reverse_path, i))),
            Col::To => Value::Number(at(&t.n_recipients, i).into()),
            Col::Subject => Value::text(at(&t.subject, i)),
            Col::Client => Value::text(at(&t.original_address, i).or(at(&t.address, i))),
            Col::Recipients => texts(at(&t.recipients, i).0),
            Col::MessageId => Value::text(at(&t.message_id, i)),
            Col::Connector => Value::text(at(&t.connector, i)),
            Col::Size => Value::stated(at(&t.size, i).into()),
            Col::Server => Value::text(at(&t.server, i)),
            Col::Account => self.account_of_mail(i),
            Col::State => Value::text(at(&t.status, i)),
            Col::ReversePath => Value::text(at(&t.reverse_path, i)),
            Col::Via => Value::text(at(&t.via, i)),
            Col::Session => Value::text(at(&t.session, i)),
            _ => Value::Nothing,
        }
    }

    fn account_of_mail(&self, i: usize) -> Value {
        let joined = self.analysis.account_of_mail.get(i).copied().flatten();
        let account = joined.and_then(|id| self.analysis.directory.get(id));
        let name = account.and_then(|a| a.as_written.first()).copied().unwrap_or_default();
        Value::text(at(&self.store.tables.mail.account, i).or(name))
    }

    fn held(&self, column: Col, i: usize) -> Value {
        let t = &self.store.tables.held;
        match column {
            Col::Time => Value::Time(at(&t.time, i)),
            Col::Event | Col::State => Value::text(at(&t.status, i)),
            Col::Sender => Value::text(at(&t.reverse_path, i).or(at(&t.header_from, i))),
            Col::To => Value::Number(at(&t.n_recipients, i).into()),
            Col::Subject => Value::text(at(&t.subject, i)),
            Col::Client => Value::text(at(&t.address, i)),
            Col::Recipients => texts(at(&t.recipients, i).0),
            Col::MessageId => Value::text(at(&t.message_id, i)),
            Col::Size => Value::stated(at(&t.size, i).into()),
            Col::Server => Value::text(at(&t.server, i)),
            Col::Account => Value::text(at(&t.account, i)),
            Col::ReversePath => Value::text(at(&t.reverse_path, i)),
            Col::Via => Value::text(at(&t.via, i)),
            _ => Value::Nothing,
        }
    }

    fn session(&self, column: Col, i: usize) -> Value {
        let Some(c) = self.analysis.conversations.get(i) else { return Value::Nothing };
        let part = c.parts.first().map_or(usize::MAX, |&p| p as usize);
        let t = &self.store.tables.sessions;
        match column {
            Col::Time => c.span.map_or(Value::Nothing, |s| Value::Time(s.first)),
            Col::Client => Value::text(c.address),
            Col::Account => {
                let account = c.account.and_then(|a| self.analysis.directory.get(a));
                Value::text(account.and_then(|a| a.as_written.first()).copied().unwrap_or_default())
            }
            Col::Messages => Value::Number(c.messages),
            Col::To => Value::Number(c.recipients),
            Col::Refused => Value::Number(c.refused),
            Col::Server => Value::text(at(&t.server, part)),
            Col::Helo => Value::text(at(&t.helo, part)),
            Col::Duration => c.span.map_or(Value::Nothing, |s| {
                Value::Number(u64::try_from(s.last.seconds_since(s.first)).unwrap_or(0))
            }),
            Col::Mechanism => Value::text(at(&t.mechanism, part)),
            Col::ReversePath => Value::text(at(&t.reverse_path, part)),
            Col::Session => Value::text(at(&t.session, part)),
            Col::Connector => Value::text(at(&t.connector, part)),
            _ => Value::Nothing,
        }
    }
}

fn texts(run: Run) -> Value {
    if run.len == 0 { Value::Nothing } else { Value::Texts(run.start, run.len) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn rate(rate: f32) -> Value {
    if rate.is_nan() { Value::Nothing } else { Value::Rate((rate.max(0.0) * 1_000.0) as u64) }
}

/// What puts values in words.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    /// Rows and their meaning.
    pub book: Book<'a>,
    /// Words of the language.
    pub words: &'a Words,
    /// Names of the files by number, without their folders.
    pub files: &'a [String],
    /// How times are written (`%H:%M:%S`).
    pub clock: &'static str,
}

impl Voice<'_> {
    /// A value as people read it; safe to show.
    #[must_use]
    pub fn say(&self, column: Col, value: Value) -> String {
        match value {
            Value::Nothing => String::new(),
            Value::Text(s) => self.text(column, s),
            Value::Texts(start, len) => {
                let pool = &self.book.store.tables.texts;
                let shown = Run { start, len }.of(pool).iter().map(|s| self.shown(*s));
                shown.collect::<Vec<_>>().join("; ")
            }
            Value::Number(n) if column == Col::Duration => {
                format!("{}:{:02}:{:02}", n / 3_600, n / 60 % 60, n % 60)
            }
            // An event id is a name, not a count.
            Value::Number(n) if column == Col::EventId => n.to_string(),
            Value::Number(n) => self.words.number(n),
            Value::Rate(n) => format!("{}.{:03}", n / 1_000, n % 1_000),
            Value::Time(time) if time.is_plausible() => time.in_zone(self.words.zone(), self.clock),
            Value::Time(_) => "?".to_owned(),
            Value::Code(code) => self.code(column, code),
            Value::At(place) => self.place(place),
        }
    }

    fn shown(&self, symbol: Symbol) -> String {
        self.book.store.show(symbol).into()
    }

    fn text(&self, column: Col, symbol: Symbol) -> String {
        let raw = self.book.store.raw(symbol);
        // The package's full name says no more than its short one.
        if column == Col::How && raw.starts_with("MICROSOFT_AUTHENTICATION_PACKAGE") {
            return "MSV1_0".to_owned();
        }
        self.shown(symbol)
    }

    #[expect(clippy::cast_possible_truncation, reason = "halves of a code")]
    fn code(&self, column: Col, code: u64) -> String {
        match column {
            Col::Result => self.result((code >> 32) as u8, code as u32),
            Col::How | Col::LogonType => self.logon_type(code as u8),
            Col::SeenBy => {
                let (log, server) = (self.log(code >> 32), Symbol(code as u32));
                if server.is_some() { format!("{log} · {}", self.host(server)) } else { log }
            }
            Col::Log => self.log(code),
            Col::Code => format!("0x{code:08X}"),
            Col::File => {
                usize::try_from(code).ok().and_then(|i| self.files.get(i)).cloned().unwrap_or_default()
            }
            Col::Reading => self.reading(code),
            _ => code.to_string(),
        }
    }

    /// What came of an attempt, by its code where the code has words; an unknown code is shown as it is.
    fn result(&self, outcome: u8, status: u32) -> String {
        let plain = match outcome {
            o if o == Outcome::Success as u8 => return self.words.word("investigate-accepted"),
            o if o == Outcome::Failure as u8 => self.words.word("investigate-refused"),
            _ => self.words.word("investigate-right-password"),
        };
        match logon::status(status) {
            Some(code) if status != 0 => self.words.word(&code.word),
            _ if status != 0 => format!("{plain} (0x{status:08X})"),
            _ => plain,
        }
    }

    fn logon_type(&self, code: u8) -> String {
        match logon::logon_type(code) {
            Some(code) => self.words.word(&code.word),
            None => self.words.say(&Phrase::new("investigate-logon-type").text("n", &code.to_string())),
        }
    }

    fn log(&self, witness: u64) -> String {
        self.words.word(match witness {
            w if w == Witness::Smtp as u64 => "investigate-log-smtp",
            w if w == Witness::Transport as u64 => "investigate-log-application",
            _ => "investigate-log-security",
        })
    }

    fn reading(&self, reading: u64) -> String {
        self.words.word(match reading {
            r if r == QueueReading::Snapshot as u64 => "tables-reading-snapshot",
            r if r == QueueReading::Counter as u64 => "tables-reading-counter",
            _ => "tables-reading-log",
        })
    }

    /// A server by the first label of its name; addresses stay whole.
    #[must_use]
    pub fn host(&self, server: Symbol) -> String {
        let name = self.shown(server);
        let is_name = crate::model::address::parse_address(&name).is_none();
        let short = name.split('.').next().filter(|_| is_name).map(str::to_owned);
        short.unwrap_or(name)
    }

    fn place(&self, place: Place) -> String {
        let id = match place.unit {
            Unit::File => "tables-place-file",
            Unit::Record => "tables-place-record",
            Unit::Line => "tables-place-line",
            Unit::Item => "tables-place-item",
        };
        self.words.say(&Phrase::new(id).number("n", place.number))
    }
}

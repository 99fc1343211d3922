//! SMTP receive protocol logs of Exchange 2007 and later (`RECV*.LOG`, FrontEnd and Hub): who signed in,
//! from where, and what he was then allowed to send.
//!
//! Rows of many sessions interleave; each session becomes one row, each AUTH attempt one authentication.
//! State is bounded: the oldest open session is closed when there are too many. What a client sends within
//! an AUTH dialogue is never kept, not even encoded.

mod dialogue;

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::Row;
use crate::evidence::shapes::csv::headed::{self, Columns, Rows};
use crate::evidence::smtp_protocol::{
    COLUMNS, CONNECTOR, CONTEXT, DATA, EVENT, LOCAL, REMOTE, SESSION, columns, is_client_side, looks_ours,
    names,
};
use crate::evidence::source::Source;
use crate::model::address::parse_address;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;
use dialogue::Dialogue;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Sessions held open at a time.
const MAX_OPEN: usize = 4096;

/// The format.
#[derive(Debug)]
pub struct ReceiveLog;

impl Format for ReceiveLog {
    fn key(&self) -> &'static str {
        "smtp-receive"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        if let Some(stated) = headed::stated(head.text, "Log-type") {
            return stated
                .eq_ignore_ascii_case("SMTP Receive Protocol Log")
                .then_some(Recognised { certainty: 95, why: "why-smtp-receive-header" });
        }
        let rows = headed::first_rows(head.text, 50);
        let ours = rows.iter().filter(|r| looks_ours(r)).count();
        (ours > 0 && ours * 2 > rows.len() && !rows.iter().any(is_client_side))
            .then_some(Recognised { certainty: 75, why: "why-smtp-receive-columns" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader::default();
        let result = headed::read(source, out, task, &mut reader);
        reader.close_all(out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        // A refusal names its account a row below; the first row of a session tells little alone.
        let typed = |row: &Row| (row.get(EVENT) == "<").then_some(DATA);
        headed::raw_and_after(source, place, names, typed, Some(SESSION))
    }
}

/// One row, by its columns.
pub(super) struct Line<'a> {
    time: UtcTime,
    place: Place,
    event: &'a str,
    data: &'a str,
    context: &'a str,
}

#[derive(Default)]
struct Reader {
    columns: Option<Columns<9>>,
    open: FxHashMap<(Symbol, Symbol), Open>,
    /// Open sessions by age, each with the number it was opened under.
    ages: VecDeque<((Symbol, Symbol), u64)>,
    n_opened: u64,
    told_repeated: bool,
}

struct Open {
    number: u64,
    last: u64,
    dialogue: Dialogue,
}

impl Rows for Reader {
    fn header(&mut self, line: &str, place: Place, out: &mut Harvest) {
        self.columns = columns(line, place, out).or(self.columns);
    }

    fn width(&mut self, _: &Row) -> usize {
        self.columns.get_or_insert_with(|| Columns::named(&COLUMNS, &COLUMNS)).count
    }

    fn row(&mut self, row: &Row, time: UtcTime, out: &mut Harvest) {
        let columns = self.columns.unwrap_or_else(|| Columns::named(&COLUMNS, &COLUMNS));
        let get = |i: usize| columns.get(row, i);
        let session = out.text.intern(get(SESSION));
        let connector = out.text.intern(get(CONNECTOR));
        let key = (session, connector);
        let mark = fingerprint(row);
        if self.open.get(&key).is_some_and(|o| o.last == mark) {
            // Read, yet nothing happened twice: its attempt is counted once.
            out.read(time);
            if !std::mem::replace(&mut self.told_repeated, true) {
                out.warn(row.place, Fault::Repeated);
            }
            return;
        }
        out.read(time);
        let line = Line { time, place: row.place, event: get(EVENT), data: get(DATA), context: get(CONTEXT) };
        if !self.open.contains_key(&key) {
            let ends = (get(LOCAL), get(REMOTE));
            self.begin(key, &line, ends, out);
        }
        let ended = self.open.get_mut(&key).map(|open| {
            open.last = mark;
            open.dialogue.line(&line, out);
            line.event == "-"
        });
        if ended == Some(true) {
            self.close(key, out);
        }
    }
}

impl Reader {
    fn begin(&mut self, key: (Symbol, Symbol), line: &Line<'_>, ends: (&str, &str), out: &mut Harvest) {
        while self.open.len() >= MAX_OPEN {
            let Some((oldest, number)) = self.ages.pop_front() else {
                break;
            };
            if self.open.get(&oldest).is_some_and(|o| o.number == number) {
                self.close(oldest, out);
            }
        }
        // Sessions that ended leave their age behind; so the list stays as short as the sessions are few.
        if self.ages.len() > MAX_OPEN * 2 {
            let open = &self.open;
            self.ages.retain(|(key, number)| open.get(key).is_some_and(|o| o.number == *number));
        }
        let mut dialogue = Dialogue::new(out.source, key, line);
        let name = out.text.get(key.1).split_once('\\').map(|(server, _)| server.to_owned());
        dialogue.session.server = out.text.intern(name.as_deref().unwrap_or(""));
        out.server = out.server.or(dialogue.session.server);
        dialogue.session.local_address = address(ends.0, out);
        dialogue.session.address = address(ends.1, out);
        let port = ends.0.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
        dialogue.session.local_port = port.unwrap_or(0);
        self.n_opened += 1;
        self.ages.push_back((key, self.n_opened));
        self.open.insert(key, Open { number: self.n_opened, last: 0, dialogue });
    }

    fn close(&mut self, key: (Symbol, Symbol), out: &mut Harvest) {
        if let Some(open) = self.open.remove(&key) {
            open.dialogue.close(out);
        }
    }

    fn close_all(&mut self, out: &mut Harvest) {
        while let Some((key, number)) = self.ages.pop_front() {
            if self.open.get(&key).is_some_and(|o| o.number == number) {
                self.close(key, out);
            }
        }
    }
}

/// The same row twice in a row of one session is one row: its sequence number cannot repeat.
fn fingerprint(row: &Row) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    row.fields().for_each(|f| f.hash(&mut hasher));
    hasher.finish()
}

fn address(text: &str, out: &mut Harvest) -> Symbol {
    parse_address(text).map_or(Symbol::NONE, |ip| out.text.intern(&ip.to_string()))
}

#[cfg(test)]
mod tests;

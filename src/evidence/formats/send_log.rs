//! SMTP send protocol logs of Exchange 2007 and later (`SEND*.LOG`): what left the server, and what the
//! other side said to it.
//!
//! One mail event for each message offered. Conversations go outwards, so none is a client's session and
//! no AUTH in it is anybody's logon here. The step is `Other`: the depth is rebuilt from tracking, where
//! the same message is sent once already. State is bounded: the oldest conversation gives way.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::Row;
use crate::evidence::shapes::csv::headed::{self, Columns, Rows};
use crate::evidence::smtp_protocol::{
    COLUMNS, CONNECTOR, CONTEXT, DATA, EVENT, REMOTE, SESSION, columns, is_client_side, looks_ours, names,
};
use crate::evidence::source::Source;
use crate::model::address::parse_address;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::rows::{MailEvent, MailStep};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Messages under way at a time, one a conversation.
const MAX_OPEN: usize = 4096;
/// Recipients kept of a message.
const MAX_RECIPIENTS: usize = 100;

/// The format.
#[derive(Debug)]
pub struct SendLog;

impl Format for SendLog {
    fn key(&self) -> &'static str {
        "smtp-send"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        if let Some(stated) = headed::stated(head.text, "Log-type") {
            return stated
                .eq_ignore_ascii_case("SMTP Send Protocol Log")
                .then_some(Recognised { certainty: 95, why: "why-smtp-send-header" });
        }
        let rows = headed::first_rows(head.text, 50);
        let ours = rows.iter().filter(|r| looks_ours(r)).count();
        (ours * 2 > rows.len() && rows.iter().any(is_client_side))
            .then_some(Recognised { certainty: 75, why: "why-smtp-send-columns" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader::default();
        let result = headed::read(source, out, task, &mut reader);
        while let Some(key) = reader.ages.pop_front() {
            reader.finish(key, out);
        }
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let mut raw = headed::raw(source, place, names, |row| (row.get(EVENT) == ">").then_some(DATA))?;
        // Here our own server types the answers, so the line as a whole is put together from masked fields.
        if !raw.fields.is_empty() {
            let fields: Vec<&str> = raw.fields.iter().map(|f| f.1.as_str()).collect();
            raw.text = crate::model::safe_text::SafeText::new(&fields.join(","));
        }
        Ok(raw)
    }
}

/// Connector and session.
type Key = (Symbol, Symbol);

/// A message being offered.
struct Offer {
    event: MailEvent,
    recipients: Vec<Symbol>,
}

#[derive(Default)]
struct Reader {
    columns: Option<Columns<9>>,
    open: FxHashMap<Key, Offer>,
    /// Keys of open messages, the oldest first; ended ones may linger.
    ages: VecDeque<Key>,
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
        out.read(time);
        let key = (out.text.intern(get(CONNECTOR)), out.text.intern(get(SESSION)));
        let data = get(DATA).trim();
        match get(EVENT) {
            "*" if get(CONTEXT).starts_with("sending message") => {
                self.finish(key, out);
                let id = message_id(get(CONTEXT)).or(message_id(data)).unwrap_or("");
                let id = out.text.intern(id);
                self.begin(key, time, row.place, get(REMOTE), out).event.message_id = id;
            }
            ">" => self.command(key, data, (time, row.place, get(REMOTE)), out),
            "<" => self.reply(key, data, out),
            "-" => self.finish(key, out),
            _ => {}
        }
    }
}

impl Reader {
    fn command(&mut self, key: Key, data: &str, at: (UtcTime, Place, &str), out: &mut Harvest) {
        let (verb, rest) = data.split_once(' ').unwrap_or((data, ""));
        match verb.to_ascii_uppercase().as_str() {
            "MAIL" => {
                if self.open.get(&key).is_some_and(|o| o.event.reverse_path.is_some()) {
                    self.finish(key, out);
                }
                let path = out.text.intern(path_of(rest));
                self.begin(key, at.0, at.1, at.2, out).event.reverse_path = path;
            }
            "RCPT" => {
                let path = out.text.intern(path_of(rest));
                if let Some(offer) = self.open.get_mut(&key) {
                    offer.event.n_recipients = offer.event.n_recipients.saturating_add(1);
                    let room = offer.recipients.len() < MAX_RECIPIENTS;
                    offer.recipients.extend((room && path.is_some()).then_some(path));
                }
            }
            "RSET" | "QUIT" => self.finish(key, out),
            _ => {}
        }
    }

    /// The first refusal of a message is kept: later ones mostly follow from it.
    fn reply(&mut self, key: Key, data: &str, out: &mut Harvest) {
        let refused = matches!(data.as_bytes(), [b'4' | b'5', b'0'..=b'9', b'0'..=b'9', ..]);
        if let Some(offer) = self.open.get_mut(&key).filter(|o| refused && o.event.status.is_none()) {
            offer.event.status = out.text.intern(&mask::mask(data));
        }
    }

    /// The message under way in a conversation, or a new one.
    fn begin(
        &mut self,
        key: Key,
        time: UtcTime,
        place: Place,
        remote: &str,
        out: &mut Harvest,
    ) -> &mut Offer {
        if !self.open.contains_key(&key) {
            self.make_room(out);
            self.ages.push_back(key);
        }
        self.open.entry(key).or_insert_with(|| offer(key, time, place, remote, out))
    }

    fn make_room(&mut self, out: &mut Harvest) {
        if self.ages.len() > MAX_OPEN * 2 {
            let open = &self.open;
            let mut seen = rustc_hash::FxHashSet::default();
            self.ages.retain(|key| open.contains_key(key) && seen.insert(*key));
        }
        while self.open.len() >= MAX_OPEN {
            let Some(oldest) = self.ages.pop_front() else { break };
            self.finish(oldest, out);
        }
    }

    fn finish(&mut self, key: Key, out: &mut Harvest) {
        if let Some(Offer { mut event, recipients }) = self.open.remove(&key) {
            event.recipients = Texts(Run::push(&mut out.tables.texts, recipients));
            out.tables.mail.push(event);
        }
    }
}

fn offer(key: Key, time: UtcTime, place: Place, remote: &str, out: &mut Harvest) -> Offer {
    let server = out.text.get(key.0).split_once('\\').map(|(server, _)| server.to_owned());
    let address = parse_address(remote).map(|ip| ip.to_string());
    let event = MailEvent {
        time,
        source: out.source,
        place,
        step: MailStep::Other,
        event: out.text.intern("SEND"),
        via: out.text.intern("SMTP"),
        server: out.text.intern(server.as_deref().unwrap_or("")),
        address: out.text.intern(address.as_deref().unwrap_or("")),
        connector: key.0,
        session: key.1,
        mechanism: 0xFF,
        ..MailEvent::default()
    };
    Offer { event, recipients: Vec::new() }
}

/// The id in `sending message with RecordId 5 and InternetMessageId <a@b>`.
fn message_id(text: &str) -> Option<&str> {
    let (_, id) = text.split_once("InternetMessageId ")?;
    id.split_whitespace().next()
}

/// The address of `FROM:<a@b> SIZE=1` or `TO:<c@d>`; the null path stays `<>`.
fn path_of(arguments: &str) -> &str {
    let path = arguments.split_once(':').map_or("", |(_, p)| p.trim());
    let path = path.split_inclusive('>').next().unwrap_or("");
    match path.strip_prefix('<').and_then(|p| p.strip_suffix('>')) {
        Some("") => "<>",
        Some(inner) => inner,
        None => path.split_whitespace().next().unwrap_or(""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "aHVudGVyMi1odW50ZXIy";

    fn row(event: &str, data: &str, context: &str) -> String {
        format!(
            "2025-11-03T02:20:00.000Z,Internet,08DE1A0000000070,1,10.0.0.5:1025,192.0.2.25:25,{event},{data},{context}\r\n"
        )
    }

    fn read(text: &str) -> Harvest {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        SendLog.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    #[test]
    fn answers_to_challenges_never_leave_the_reader_and_are_no_logon() {
        let text = row(">", "AUTH LOGIN", "") + &row("<", "334 VXNlcm5hbWU6", "") + &row(">", SECRET, "");
        let out = read(&text);
        assert!(out.text.symbols().all(|s| !out.text.get(s).contains(SECRET)));
        assert_eq!((out.tables.authentications.len(), out.tables.sessions.len()), (0, 0));
        let at = text.find(SECRET).and_then(|i| text[..i].rfind('\n')).unwrap() + 1;
        let mut source = Source::of_bytes("x", text.into_bytes());
        let raw = SendLog.raw(&mut source, Place::line(3, at as u64)).unwrap();
        assert!(!format!("{raw:?}").contains(SECRET), "{raw:?}");
    }

    #[test]
    fn each_message_of_a_conversation_is_one_event() {
        let one = row(">", "MAIL FROM:<> SIZE=9", "") + &row(">", "RCPT TO:<v@example.net>", "");
        let out = read(&(one.clone() + &row("<", "550 5.1.1 No such user", "") + &one));
        let rows: Vec<_> = out.tables.mail.rows().collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(out.text.get(rows[0].reverse_path), "<>");
        assert_eq!(out.text.get(rows[0].status), "550 5.1.1 No such user");
        assert!(rows[1].status.is_none() && rows[1].step == MailStep::Other);
    }

    #[test]
    fn conversations_that_never_end_give_way_to_new_ones() {
        let many = |i| row(">", "MAIL FROM:<a@example.com>", "").replace("0070", &format!("{i:04X}"));
        let text: String = (0..10_000).map(many).collect();
        assert_eq!(read(&text).tables.mail.len(), 10_000);
    }
}

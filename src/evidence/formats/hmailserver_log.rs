//! The log of hMailServer: SMTP dialogues line by line, each with its session and client.
//!
//! Each session becomes one row, each answered AUTH one authentication. The account is the name the client
//! gave in answer to the server's first challenge; what it answers next is never kept. Queues and deliveries
//! are not told from this log. Known from its description alone, and each file says so.
//!
//! Source: hMailServer documentation, "Logging".

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::mask;
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::talks::{At, Auth, Talk, Talks};
use crate::evidence::mta::{keep, keep_address, keep_masked, path};
use crate::evidence::problem::ReadError;
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::Session;
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::task::Task;
use rustc_hash::FxHashMap;

/// "Username:" in base64, the first challenge of AUTH LOGIN.
const ASKS_NAME: &str = "VXNlcm5hbWU6";
/// Dialogues remembered at a time.
const MAX_OPEN: usize = 4096;

/// The format.
#[derive(Debug)]
pub struct HmailserverLog;

impl Format for HmailserverLog {
    fn key(&self) -> &'static str {
        "hmailserver-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let mut lines = head.text.lines().filter(|l| !l.trim().is_empty()).take(200);
        let ours = |l: &str| {
            let kind = l.trim_start_matches('\u{feff}').split('\t').next().unwrap_or("");
            matches!(
                kind,
                "\"SMTPD\"" | "\"SMTPC\"" | "\"POP3D\"" | "\"IMAPD\"" | "\"TCPIP\"" | "\"APPLICATION\""
            )
        };
        lines.any(ours).then_some(Recognised { certainty: 80, why: "why-hmailserver-log" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        out.warn(Place::FILE, Fault::Note("note-hmailserver-unverified"));
        let mut clock = Clock::new(&source.hints);
        let mut reader = Reader { talks: Talks::default(), states: FxHashMap::default() };
        let result = line::each(source, out, task, &mut |line, out| {
            let fields: Vec<&str> = line.text.split('\t').map(|f| f.trim().trim_matches('"')).collect();
            let date = fields.iter().find(|f| f.len() >= 19 && f.as_bytes().get(4) == Some(&b'-'));
            let Some(date) = date.filter(|_| fields.len() >= 4) else {
                return line::foreign();
            };
            let time = clock.text(date, line.place, out);
            if let ["SMTPD", _, session, _, client, said] = fields[..] {
                reader.said(session, client, said, At { time, place: line.place }, out);
            }
            Made::Read(time)
        });
        reader.talks.close_all(out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let record = crate::evidence::raw_line(source, place, &Hints::default())?;
        let text = record.text.as_str().to_owned();
        let Some((before, said)) = text.split_once("\"RECEIVED: ") else {
            return Ok(record);
        };
        let said = mask::mask_client(said.trim_end().trim_end_matches('"'));
        Ok(RawRecord { text: SafeText::new(&format!("{before}\"RECEIVED: {said}\"")), ..record })
    }
}

/// Where a dialogue stands.
#[derive(Clone, Debug, Default)]
struct State {
    mechanism: String,
    account: Symbol,
    /// The server asked for the name just now.
    asks_name: bool,
    /// A recipient waits for its answer.
    recipient: Symbol,
}

struct Reader {
    talks: Talks,
    states: FxHashMap<Symbol, State>,
}

impl Reader {
    fn said(&mut self, session: &str, client: &str, said: &str, at: At, out: &mut Harvest) {
        let channel = out.intern(&format!("{session} {client}"));
        let n = match self.talks.on(channel) {
            Some(n) => n,
            None => {
                let name = format!("{session} {}", at.time.rfc3339());
                let address = keep_address(client, out);
                let row = Session { session: out.intern(&name), address, ..Session::default() };
                let process = out.intern("hMailServer");
                self.talks.begin(channel, at, Talk::new(row, process), out)
            }
        };
        if self.states.len() >= MAX_OPEN {
            self.states.clear();
        }
        let state = self.states.entry(channel).or_default();
        let Some(talk) = self.talks.get(n) else { return };
        talk.meet(at);
        if let Some(command) = said.strip_prefix("RECEIVED: ") {
            received(command, state, talk, out);
        } else if let Some(reply) = said.strip_prefix("SENT: ") {
            sent(reply, state, talk, at, out);
            if reply.starts_with("221") {
                self.talks.end(channel);
                self.states.remove(&channel);
            }
        }
    }
}

fn received(command: &str, state: &mut State, talk: &mut Talk, out: &mut Harvest) {
    if std::mem::take(&mut state.asks_name) {
        state.account = decoded(command).map_or(Symbol::NONE, |name| keep(&name, out));
        return;
    }
    let upper = command.get(..10.min(command.len())).unwrap_or("").to_ascii_uppercase();
    if let Some(mechanism) = mask::mechanism_of(command) {
        *state = State { mechanism: mechanism.to_owned(), ..State::default() };
    } else if upper.starts_with("EHLO ") || upper.starts_with("HELO ") {
        talk.row.helo = talk.row.helo.or(keep(&command[5..], out));
    } else if upper.starts_with("MAIL FROM:") {
        talk.row.n_mail = talk.row.n_mail.saturating_add(1);
        let sender = command[10..].split_whitespace().next().unwrap_or("");
        talk.row.reverse_path = talk.row.reverse_path.or(keep(path(sender), out));
    } else if upper.starts_with("RCPT TO:") {
        state.recipient = keep(path(command[8..].split_whitespace().next().unwrap_or("")), out);
    }
}

fn sent(reply: &str, state: &mut State, talk: &mut Talk, at: At, out: &mut Harvest) {
    let recipient = std::mem::take(&mut state.recipient);
    match reply.get(..3) {
        Some("334") => state.asks_name = reply.contains(ASKS_NAME),
        Some("235") | Some("535") => {
            let is_accepted = reply.starts_with("235");
            let reason = if is_accepted { Symbol::NONE } else { keep_masked(reply, out) };
            let auth = Auth { account: state.account, mechanism: &state.mechanism, reason };
            if is_accepted { talk.accept(at, auth, out) } else { talk.refuse(at, auth, out) }
        }
        Some("250") if reply.contains("Queued") => talk.row.n_queued = talk.row.n_queued.saturating_add(1),
        Some("250") if recipient.is_some() => {
            talk.row.n_recipients = talk.row.n_recipients.saturating_add(1);
            talk.name_recipient(recipient);
        }
        Some(code) if recipient.is_some() && code.starts_with(['4', '5']) => {
            talk.row.n_recipients_refused = talk.row.n_recipients_refused.saturating_add(1);
        }
        _ => {}
    }
}

/// A name in base64; nothing where it is none, or no text.
fn decoded(text: &str) -> Option<String> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut n, mut bytes) = (0u32, 0, Vec::new());
    for letter in text.trim().trim_end_matches('=').bytes().take(1024) {
        let value = u32::try_from(LETTERS.iter().position(|l| *l == letter)?).ok()?;
        (bits, n) = (bits << 6 | value, n + 6);
        if n >= 8 {
            n -= 8;
            bytes.push(u8::try_from(bits >> n & 0xFF).ok()?);
        }
        bits &= (1 << n) - 1;
    }
    String::from_utf8(bytes).ok().filter(|t| !t.is_empty() && !t.chars().any(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_told_and_the_password_is_not() {
        let secret = "aHVudGVyMg==";
        let says = [
            "RECEIVED: AUTH LOGIN",
            "SENT: 334 VXNlcm5hbWU6",
            "RECEIVED: c2Nhbm5lcg==",
            "SENT: 334 UGFzc3dvcmQ6",
            "RECEIVED: aHVudGVyMg==",
            "SENT: 235 authenticated.",
        ];
        let line =
            |s: &&str| format!("\"SMTPD\"\t12\t56\t\"2025-11-03 03:14:55.123\"\t\"203.0.113.9\"\t\"{s}\"\n");
        let text: String = says.iter().map(line).collect();
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.clone().into_bytes());
        HmailserverLog.read(&mut source, &mut out, &Task::detached()).unwrap();
        let row = out.tables.authentications.row(0);
        assert_eq!((out.text.get(row.account), out.text.get(row.mechanism)), ("scanner", "LOGIN"));
        assert!(
            out.text.symbols().all(|s| !out.text.get(s).contains("hunter2") && out.text.get(s) != secret)
        );
        let at = text.find("RECEIVED: aHVu").and_then(|i| text[..i].rfind('\n')).unwrap() + 1;
        let mut source = Source::of_bytes("x", text.into_bytes());
        let raw = HmailserverLog.raw(&mut source, Place::line(5, at as u64)).unwrap();
        assert!(!raw.text.as_str().contains(secret), "{raw:?}");
        assert_eq!(decoded("no base64!"), None);
    }
}

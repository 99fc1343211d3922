//! The main log of Exim, plain or through syslog: arrivals with their account, deliveries, refused sign-ins.
//!
//! An arrival names the authenticator and, where the site sets an id, the account. Exim logs no conversation,
//! so none is told here; each message stands for itself. Times are local unless the log states an offset.
//!
//! Source: Exim specification, chapter 53 (log files); Exim's own test logs.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::later::{self, Belongs};
use crate::evidence::mask;
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::letters::{Letters, NO_MECHANISM, Step};
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::talks::{At, Auth, Talk};
use crate::evidence::mta::{between, keep, keep_address, keep_masked, number, path};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::syslog;
use crate::evidence::source::Source;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::rows::{MailEvent, MailStep, Session};
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;

/// Lines of the head that are looked at.
const LOOK: usize = 400;

/// The format.
#[derive(Debug)]
pub struct EximLog;

impl Format for EximLog {
    fn key(&self) -> &'static str {
        "exim-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let lines = head.text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).take(LOOK);
        let (mut all, mut ours) = (0usize, 0usize);
        for line in lines {
            all += 1;
            ours += usize::from(Dated::parse(line).is_some_and(|d| is_exim(d.text)));
        }
        (ours > 0 && ours * 3 >= all).then_some(Recognised { certainty: 78, why: "why-exim-log" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut clock = Clock::new(&source.hints);
        let mut letters = Letters::default();
        let result = line::each(source, out, task, &mut |line, out| {
            let Some(dated) = Dated::parse(&line.text) else {
                return line::foreign();
            };
            let time = dated.time(&mut clock, line.place, out);
            let server = out.intern(dated.host);
            out.server = out.server.or(server);
            take(dated.text, At { time, place: line.place }, &mut letters, out);
            Made::Read(time)
        });
        letters.close_all(out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        later::raw(source, place, |line| SafeText::lines(&mask::mask(line)), conversation)
    }
}

/// Lines of the same message.
fn conversation(cited: &str) -> Option<Belongs> {
    let cited = message_of(cited)?.to_owned();
    Some(Box::new(move |line| message_of(line) == Some(cited.as_str())))
}

fn message_of(line: &str) -> Option<&str> {
    syslog::word(Dated::parse(line)?.text).map(|(id, _)| id).filter(|id| is_id(id))
}

/// A line behind its stamp.
struct Dated<'a> {
    when: When<'a>,
    host: &'a str,
    text: &'a str,
}

enum When<'a> {
    Own { date: &'a str, clock: &'a str, offset: &'a str },
    Syslog(syslog::Stamp<'a>),
}

impl<'a> Dated<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let own = |line: &'a str| {
            let (date, rest) = syslog::word(line)?;
            let (clock, rest) = syslog::word(rest)?;
            let shaped =
                date.len() == 10 && date.as_bytes().get(4) == Some(&b'-') && clock.matches(':').count() == 2;
            let (offset, text) = syslog::word(rest).filter(|(w, _)| is_offset(w)).unwrap_or(("", rest));
            shaped.then(|| Self {
                when: When::Own { date, clock, offset },
                host: "",
                text: without_pid(text),
            })
        };
        own(line).or_else(|| {
            let entry = syslog::parse(line).filter(|e| e.program.starts_with("exim"))?;
            // Some sites keep Exim's own stamp behind that of syslog; both are of the same moment.
            let text = own(entry.text).map_or(entry.text, |d| d.text);
            Some(Self { when: When::Syslog(entry.stamp), host: entry.host, text: without_pid(text) })
        })
    }

    fn time(&self, clock: &mut Clock, place: Place, out: &mut Harvest) -> UtcTime {
        match &self.when {
            When::Syslog(stamp) => clock.tell(*stamp, place, out),
            When::Own { date, clock: time, offset: "" } => clock.text(&format!("{date} {time}"), place, out),
            When::Own { date, clock: time, offset } => {
                let (hours, minutes) = offset.split_at(3);
                clock.text(&format!("{date} {time} {hours}:{minutes}"), place, out)
            }
        }
    }
}

fn is_offset(word: &str) -> bool {
    word.len() == 5 && word.starts_with(['+', '-']) && word[1..].bytes().all(|b| b.is_ascii_digit())
}

fn without_pid(text: &str) -> &str {
    let inside = text.strip_prefix('[').and_then(|t| t.split_once("] "));
    inside.filter(|(pid, _)| pid.bytes().all(|b| b.is_ascii_digit())).map_or(text, |(_, rest)| rest)
}

/// `10HmcA-0005vi-00` or, since 4.97, `10HmaX-000000005vi-0000`.
fn is_id(word: &str) -> bool {
    let lengths: Vec<usize> = word.split('-').map(str::len).collect();
    let sound = word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    sound && (lengths == [6, 6, 2] || lengths == [6, 11, 4])
}

fn is_exim(text: &str) -> bool {
    let by_id = syslog::word(text).is_some_and(|(id, rest)| is_id(id) && is_step(rest));
    by_id
        || text.contains(" authenticator failed for ")
        || (text.starts_with("H=") && text.contains(" rejected "))
}

fn is_step(rest: &str) -> bool {
    let (mark, _) = syslog::word(rest).unwrap_or_default();
    matches!(mark, "<=" | "=>" | "->" | "**" | "==" | "*>" | "Completed")
}

/// The client's address: in brackets behind a blank or at the beginning; a HELO in brackets stands in others.
fn client(text: &str) -> &str {
    let real = |at: &usize| *at == 0 || text[..*at].ends_with(' ');
    let found = text.match_indices('[').map(|(at, _)| at).find(real);
    found.and_then(|at| text[at + 1..].split_once(']')).map_or("", |(address, _)| address)
}

/// The value of `A=`, `S=`… up to the next blank.
fn field<'a>(text: &'a str, name: &str) -> &'a str {
    let found = text.match_indices(name).find(|(at, _)| text[..*at].ends_with(' '));
    let rest = found.map_or("", |(at, _)| &text[at + name.len()..]);
    rest.split(' ').next().unwrap_or("")
}

fn take(text: &str, at: At, letters: &mut Letters, out: &mut Harvest) {
    if let Some((who, rest)) = text.split_once(" authenticator failed for ") {
        return refused(who, rest, at, out);
    }
    let (id, rest) = syslog::word(text).unwrap_or_default();
    if is_id(id) && is_step(rest) {
        let queue_id = out.intern(id);
        let (mark, rest) = syslog::word(rest).unwrap_or_default();
        return match mark {
            "<=" => arrived(queue_id, rest, at, letters, out),
            "Completed" => letters.leave(queue_id, at, "Completed", out),
            _ => delivered(queue_id, mark, rest, at, letters, out),
        };
    }
    if let Some((before, rest)) = text.split_once(" rejected RCPT ") {
        rejected(before, rest, at, out);
    }
}

/// A talk of one moment, for the witness alone.
fn moment(peer: &str, helo: &str, out: &mut Harvest) -> Talk {
    let row = Session {
        source: out.source,
        server: out.server,
        address: keep_address(client(peer), out),
        helo: keep(helo, out),
        ..Session::default()
    };
    let process = out.intern("exim");
    Talk::new(row, process)
}

fn helo(peer: &str) -> &str {
    between(peer, "(", ")").unwrap_or("")
}

fn refused(who: &str, rest: &str, at: At, out: &mut Harvest) {
    let (peer, reply) = rest.split_once(": ").unwrap_or((rest, ""));
    let account = keep(between(reply, "(set_id=", ")").unwrap_or(""), out);
    let reason = keep_masked(reply.split(" (set_id=").next().unwrap_or(reply), out);
    let mut talk = moment(peer, helo(peer), out);
    talk.refuse(at, Auth { account, mechanism: who, reason }, out);
}

fn arrived(queue_id: Symbol, text: &str, at: At, letters: &mut Letters, out: &mut Harvest) {
    let (sender, rest) = syslog::word(text).unwrap_or_default();
    // What the client said stands last; recipients are listed where the site asked for them.
    let (fields, named) = rest.rsplit_once(" for ").unwrap_or((rest, ""));
    let fields = &format!(" {fields}");
    let (driver, account) = field(fields, "A=").split_once(':').unwrap_or((field(fields, "A="), ""));
    let peer = fields.split_once(" H=").map_or("", |(_, p)| p);
    let is_smtp = field(fields, "P=").to_ascii_lowercase().contains("smtp");
    let via = out.intern(if is_smtp { "SMTP" } else { "LOCAL" });
    let account = keep(account.split(',').next().unwrap_or(account), out);
    if !driver.is_empty() {
        moment(peer, helo(peer), out).accept(at, Auth { account, mechanism: driver, ..Auth::default() }, out);
    }
    let is_anonymous = is_smtp && driver.is_empty();
    let about = MailEvent {
        source: out.source,
        reference: queue_id,
        server: out.server,
        via,
        account,
        address: keep_address(client(peer), out),
        message_id: keep(field(fields, "id="), out),
        reverse_path: keep(path(sender), out),
        size: number(field(fields, "S=")),
        mechanism: if is_anonymous { 0 } else { NO_MECHANISM },
        auth_as: if is_anonymous { b'A' } else { 0 },
        ..MailEvent::default()
    };
    let listed: Vec<Symbol> = named.split_whitespace().map(|r| keep(r, out)).collect();
    let letter = letters.renew(queue_id, out);
    letter.about = about;
    listed.into_iter().for_each(|r| letter.address_to(r));
    letters.accept(queue_id, at, ["<=", "<="], out);
}

fn delivered(queue_id: Symbol, mark: &str, text: &str, at: At, letters: &mut Letters, out: &mut Harvest) {
    let (first, rest) = syslog::word(text).unwrap_or_default();
    // `userx <userx@test.ex>`: the address before routing stands in brackets.
    let original = syslog::word(rest).map(|(w, _)| w).filter(|w| w.starts_with('<')).map_or(first, path);
    let original = original.trim_end_matches(':');
    if letters.get(queue_id).is_some() {
        let symbol = keep(original, out);
        letters.open(queue_id, out).address_to(symbol);
    }
    let is_remote = rest.contains(" H=") || rest.starts_with("H=");
    let step = match mark {
        "=>" | "->" if is_remote => MailStep::Send,
        "=>" | "->" => MailStep::Deliver,
        "**" => MailStep::Fail,
        "==" => MailStep::Defer,
        _ => MailStep::Other,
    };
    let relay = rest.split_once("H=").filter(|_| is_remote).map_or("", |(_, h)| h);
    let relay = relay.find(']').map_or("", |end| &relay[..=end]);
    let status = if matches!(mark, "**" | "==") { rest } else { "" };
    let step = Step { step, event: mark, recipients: &[original], relay, status };
    letters.step(queue_id, at, step, out);
}

/// `H=host [203.0.113.9] F=<a@b> rejected RCPT <c@d>: reason`
fn rejected(before: &str, rest: &str, at: At, out: &mut Harvest) {
    let (recipient, reason) = rest.split_once(": ").unwrap_or((rest, ""));
    let recipient = keep(path(recipient), out);
    let recipients = Texts(Run::push(&mut out.tables.texts, [recipient]));
    let row = MailEvent {
        time: at.time,
        source: out.source,
        place: at.place,
        event: out.intern("rejected RCPT"),
        via: out.intern("SMTP"),
        server: out.server,
        address: keep_address(client(before), out),
        reverse_path: keep(between(before, " F=<", ">").unwrap_or(""), out),
        recipients,
        n_recipients: 1,
        status: keep_masked(reason, out),
        mechanism: NO_MECHANISM,
        ..MailEvent::default()
    };
    out.tables.mail.push(row);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_not_what_it_says_of_itself() {
        for peer in
            ["([192.0.2.5]) [203.0.113.9]:55", "x ([127.0.0.1]) [203.0.113.9]:5", "H=(a) [203.0.113.9] U=C"]
        {
            assert_eq!(client(peer), "203.0.113.9", "{peer}");
        }
    }

    #[test]
    fn both_lengths_of_ids_are_known_and_no_date_is_one() {
        assert!(is_id("10HmcA-0005vi-00") && is_id("10HmaX-000000005vi-0000"));
        assert!(!is_id("2025-11-03") && !is_id("abcdef-abcdef"));
    }

    #[test]
    fn a_line_is_shown_with_later_ones_of_its_message() {
        let mut belongs = conversation("2025-11-03 03:14:55 10HmcA-0005vi-00 <= a@contoso.test").unwrap();
        assert!(belongs("2025-11-03 03:14:56 10HmcA-0005vi-00 => b@example.net"));
        assert!(!belongs("2025-11-03 03:14:56 10HmcB-0005vi-00 => b@example.net"));
        assert!(conversation("2025-11-03 03:14:55 plain authenticator failed for x").is_none());
    }
}

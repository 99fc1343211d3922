//! Logs of MDaemon, IceWarp and MailEnable, read in a general way.
//!
//! A line gives an authentication only where it states by itself that AUTH was accepted or refused, and for
//! which account or from which address. All else is counted and can be searched. Lines are never joined into
//! conversations: nothing proves that neighbours belong together. Each file says that this is unverified.
//!
//! Source: IceWarp support, "What do the icons in the Session History tab mean"; for MDaemon and MailEnable,
//! single lines as public tools for these logs quote them. MailEnable writes the month first in any locale.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::mask;
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::talks::{At, Auth, Talk};
use crate::evidence::mta::{keep, keep_address, keep_masked};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::Lines;
use crate::evidence::shapes::syslog::{month_of, word};
use crate::evidence::source::Source;
use crate::model::address::parse_address;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::Session;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::task::Task;
use std::io;

/// Lines of the head that are looked at.
const LOOK: usize = 200;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// What stands before a client's words.
const CLIENT: [&str; 2] = ["<-- ", "<<< "];
/// What stands before our words.
const SERVER: [&str; 2] = ["--> ", ">>> "];
/// Words that only a mail server's log has.
const WORDS: [&str; 8] = ["--> ", "<-- ", ">>> ", "<<< ", "SMTP", "MDaemon", "IceWarp", "Merak"];

/// The format.
#[derive(Debug)]
pub struct OtherMailLog;

impl Format for OtherMailLog {
    fn key(&self) -> &'static str {
        "other-mail-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let lines = head.text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).take(LOOK);
        let (mut all, mut ours, mut mail) = (0usize, 0usize, false);
        for line in lines.filter(|l| !is_around(l)) {
            all += 1;
            ours += usize::from(Parsed::of(line, &Hints::default()).is_some());
            mail |= WORDS.iter().any(|w| line.contains(w));
        }
        (mail && ours > 0 && ours * 2 >= all)
            .then_some(Recognised { certainty: 66, why: "why-other-mail-log" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        out.warn(Place::FILE, Fault::Note("note-other-mail-log"));
        let hints = source.hints.clone();
        let mut clock = Clock::new(&hints);
        let mut has_undated = false;
        let result = line::each(source, out, task, &mut |line, out| {
            let Some(parsed) = Parsed::of(&line.text, &hints) else {
                return if is_around(&line.text) { Made::NoRecord } else { line::foreign() };
            };
            let time = match &parsed.stamp {
                Some(stamp) => clock.text(stamp, line.place, out),
                None => {
                    has_undated = true;
                    UtcTime::UNKNOWN
                }
            };
            parsed.tell(At { time, place: line.place }, out);
            Made::Read(time)
        });
        if has_undated {
            out.warn(Place::FILE, Fault::Note("note-log-without-date"));
        }
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let ahead = place.byte.saturating_sub(source.position());
        io::copy(&mut io::Read::take(&mut *source, ahead), &mut io::sink())?;
        let line = Lines::new(source)?.next_line()?.ok_or(ReadError::NothingReadable)?;
        Ok(RawRecord {
            text: SafeText::new(&mask::mask(&hide(&line.text))),
            fields: Vec::new(),
            after: Vec::new(),
        })
    }
}

/// Ruled lines and banners between the records.
fn is_around(line: &str) -> bool {
    let line = line.trim_start_matches('\u{feff}').trim();
    let is_rule = line.len() > 2 && line.bytes().all(|b| matches!(b, b'-' | b'=' | b'*'));
    is_rule || ["MDaemon", "IceWarp", "Merak", "MailEnable"].iter().any(|name| line.starts_with(name))
}

/// A line, without what a client may have answered to a challenge.
fn hide(line: &str) -> String {
    if let Some((at, arrow)) = CLIENT.iter().find_map(|a| Some((line.find(a)?, a))) {
        let (before, said) = line.split_at(at + arrow.len());
        return format!("{before}{}", mask::mask_client(said));
    }
    let masked = |(i, field): (usize, &str)| match i {
        5 | 6 => mask::mask_client(field),
        _ => field.to_owned(),
    };
    line.split('\t').enumerate().map(masked).collect::<Vec<_>>().join("\t")
}

/// A line of one of the three, cut up.
#[derive(Debug, Default, PartialEq, Eq)]
struct Parsed<'a> {
    product: &'static str,
    /// Date and time as a date reader takes them; nothing where the line has no date.
    stamp: Option<String>,
    /// Client, where the layout has a place for it.
    address: &'a str,
    /// Account, where the layout has a place for it.
    account: &'a str,
    /// Our reply to the client.
    reply: &'a str,
    /// Any other sentence.
    sentence: &'a str,
}

impl<'a> Parsed<'a> {
    fn of(line: &'a str, hints: &Hints) -> Option<Self> {
        let line = line.trim_start_matches('\u{feff}').trim_end();
        mailenable(line, hints).or_else(|| mdaemon(line)).or_else(|| icewarp(line))
    }

    /// Puts what follows the stamp where it belongs.
    fn said(self, text: &'a str) -> Self {
        match SERVER.iter().find_map(|arrow| text.strip_prefix(arrow)) {
            Some(reply) => Self { reply, ..self },
            None if CLIENT.iter().any(|arrow| text.starts_with(arrow)) => self,
            None => Self { sentence: text, ..self },
        }
    }

    fn tell(&self, at: At, out: &mut Harvest) {
        let Some(is_accepted) = self.verdict() else { return };
        let named = || {
            [" for user ", " for account ", "Authenticated as "].iter().find_map(|w| after(self.sentence, w))
        };
        let account = Some(self.account).filter(|a| !a.is_empty()).or_else(named).unwrap_or("");
        let address = if parse_address(self.address).is_some() {
            self.address
        } else {
            after(self.sentence, " from ").unwrap_or("")
        };
        let (account, address) = (keep(account, out), keep_address(address, out));
        if account.is_none() && address.is_none() {
            return;
        }
        let row = Session { source: out.source, address, ..Session::default() };
        let mut talk = Talk::new(row, out.intern(self.product));
        if is_accepted {
            talk.accept(at, Auth { account, ..Auth::default() }, out);
        } else {
            let reason = keep_masked(if self.reply.is_empty() { self.sentence } else { self.reply }, out);
            talk.refuse(at, Auth { account, reason, ..Auth::default() }, out);
        }
    }

    /// Was AUTH accepted or refused? Nothing where the line does not say so of SMTP.
    fn verdict(&self) -> Option<bool> {
        // RFC 4954 section 6: nothing but AUTH is answered so.
        match self.reply.get(..4) {
            Some("235 ") => return Some(true),
            Some("535 " | "535-") => return Some(false),
            _ => {}
        }
        let sentence = self.sentence.to_ascii_lowercase();
        let is_smtp = !["imap", "pop", "http", "webmail", "worldclient"].iter().any(|w| sentence.contains(w));
        match () {
            () if !is_smtp => None,
            () if sentence.starts_with("authenticated as ") => Some(true),
            () if sentence.starts_with("authentication failed") => Some(false),
            () => None,
        }
    }
}

/// The word behind `mark`, without what encloses it; after ` from ` only an address makes sense.
fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let rest = &text[text.find(mark)? + mark.len()..];
    let first = rest.split_whitespace().next()?;
    let plain = first.trim_matches(|c| matches!(c, '\'' | '"' | '<' | '>' | '(' | ')' | ',' | ';' | '.'));
    (!plain.is_empty()).then_some(plain)
}

/// `Mon 2025-11-03 03:14:55.120: 05: --> 535 5.7.8 Authentication failed`; the level may be missing.
fn mdaemon(line: &str) -> Option<Parsed<'_>> {
    let (day, rest) = word(line)?;
    let (date, rest) = word(rest)?;
    let (clock, text) = word(rest)?;
    let clock = clock.strip_suffix(':').filter(|c| is_clock(c))?;
    let digits = date.bytes().filter(u8::is_ascii_digit).count();
    let sound = DAYS.contains(&day) && date.len() == 10 && digits == 8 && date.matches('-').count() == 2;
    let level = text.split_once(": ").filter(|(l, _)| l.len() == 2 && l.bytes().all(|b| b.is_ascii_digit()));
    let parsed = Parsed { product: "MDaemon", stamp: Some(format!("{date} {clock}")), ..Parsed::default() };
    sound.then(|| parsed.said(level.map_or(text, |(_, text)| text)))
}

/// `203.0.113.9 [0A1C] Mon, 03 Nov 2025 03:14:55 +0100 >>> 235 …`; newer ones have `03:14:55` alone.
fn icewarp(line: &str) -> Option<Parsed<'_>> {
    let (address, rest) = word(line)?;
    let (thread, rest) = word(rest)?;
    let thread = thread.strip_prefix('[')?.strip_suffix(']')?;
    let sound = (4..=16).contains(&thread.len()) && thread.bytes().all(|b| b.is_ascii_hexdigit());
    let (stamp, text) = match word(rest).filter(|_| sound)? {
        (clock, text) if is_clock(clock) => (None, text),
        _ => mail_date(rest).map(|(stamp, text)| (Some(stamp), text))?,
    };
    Some(Parsed { product: "IceWarp", stamp, address, ..Parsed::default() }.said(text))
}

/// `Mon, 03 Nov 2025 03:14:55 +0100` in the order of ISO, and what follows it.
fn mail_date(text: &str) -> Option<(String, &str)> {
    let (_, rest) = word(text).filter(|(day, _)| DAYS.iter().any(|d| day.strip_suffix(',') == Some(d)))?;
    let (day, rest) = word(rest)?;
    let (month, rest) = word(rest)?;
    let (year, rest) = word(rest)?;
    let (clock, rest) = word(rest).filter(|(c, _)| is_clock(c))?;
    let (offset, rest) = word(rest)?;
    let (day, year): (u32, u32) = (day.parse().ok()?, year.parse().ok()?);
    let sound = offset.len() == 5
        && offset.starts_with(['+', '-'])
        && offset.bytes().skip(1).all(|b| b.is_ascii_digit());
    let month = month_of(month).filter(|_| sound)?;
    let (hours, minutes) = offset.split_at(3);
    Some((format!("{year:04}-{month:02}-{day:02} {clock} {hours}:{minutes}"), rest))
}

/// Tab-separated: date and time, service, message, socket, client, command, data, reply, bytes, account.
fn mailenable<'a>(line: &'a str, hints: &Hints) -> Option<Parsed<'a>> {
    let fields: Vec<&str> = line.split('\t').map(str::trim).collect();
    let [stamp, service, _, _, address, command, ..] = fields[..] else { return None };
    let is_in = service == "SMTP-IN";
    let (date, clock) = stamp.split_once(' ').filter(|(_, c)| is_clock(c) && service.starts_with("SMTP-"))?;
    let parts: Vec<u32> = date.split('/').map_while(|p| p.parse().ok()).collect();
    let [month, day, year] = parts[..] else { return None };
    let month_first = hints.day_first != Some(true) && (1..=12).contains(&month);
    let stamp = match year {
        0..100 if month_first => format!("20{year:02}-{month:02}-{day:02} {clock}"),
        1980..2100 if month_first => format!("{year}-{month:02}-{day:02} {clock}"),
        _ => stamp.to_owned(),
    };
    let is_auth = is_in && command.eq_ignore_ascii_case("AUTH");
    let field = |i: usize| fields.get(i).copied().filter(|_| is_auth).unwrap_or("");
    // Only a whole address is surely a name here, and no number or answer to a challenge.
    let account = Some(field(10)).filter(|a| a.contains('@')).unwrap_or("");
    let parsed = Parsed { product: "MailEnable", stamp: Some(stamp), address, account, ..Parsed::default() };
    Some(Parsed { reply: field(7), ..parsed })
}

fn is_clock(text: &str) -> bool {
    let colons = text.bytes().filter(|b| *b == b':').count();
    text.len() >= 7 && colons == 2 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::text::Symbol;

    fn read(text: &str) -> (Vec<String>, Harvest) {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        OtherMailLog.read(&mut source, &mut out, &Task::detached()).unwrap();
        let rows = out.tables.authentications.rows();
        let say = |s: Symbol| out.text.get(s).to_owned();
        let rows = rows
            .map(|r| format!("{:?} {} {} {}", r.outcome, say(r.account), say(r.address), r.time.rfc3339()));
        (rows.collect(), out)
    }

    #[test]
    fn only_a_line_that_says_who_or_whence_is_a_witness() {
        for (line, told) in [
            (
                "Mon 2025-11-03 03:14:55: 05: Authenticated as scanner@contoso.test",
                "Success scanner@contoso.test  2025-11-03T03:14:55Z",
            ),
            (
                "203.0.113.9 [00000A1C] Mon, 03 Nov 2025 03:14:55 +0100 >>> 535 5.7.8 refused",
                "Failure  203.0.113.9 2025-11-03T02:14:55Z",
            ),
            (
                "11/03/25 03:14:55\tSMTP-IN\tA.MAI\t816\t203.0.113.9\tAUTH\tx\t235 Authenticated\t1\t2\tscanner@contoso.test",
                "Success scanner@contoso.test 203.0.113.9 2025-11-03T03:14:55Z",
            ),
        ] {
            assert_eq!(read(line).0, [told], "{line}");
        }
        for line in [
            "Mon 2025-11-03 03:14:55.120: 05: --> 535 5.7.8 Authentication failed",
            "203.0.113.9 [0A1C] Mon, 03 Nov 2025 03:14:55 +0100 <<< 535 5.7.8 refused by another",
            "203.0.113.9 [0A1C] Mon, 03 Nov 2025 03:14:55 +0100 >>> 250 2.1.5 535 Ok",
            "11/03/25 03:14:55\tSMTP-OU\tA.MAI\t816\t203.0.113.9\tAUTH\tx\t535 no\t1\t2",
        ] {
            let (rows, out) = read(line);
            assert_eq!((rows.len(), out.balance.read), (0, 1), "{line}");
        }
    }

    #[test]
    fn what_answers_a_challenge_is_not_shown() {
        for line in [
            "Mon 2025-11-03 03:14:55.120: 05: <-- aHVudGVyMg==",
            "203.0.113.9 [0A1C] 03:14:55 <<< aHVudGVyMg==",
            "11/03/25 03:14:55\tSMTP-IN\tA.MAI\t816\t203.0.113.9\tAUTH\taHVudGVyMg==\t235 Authenticated\t1\t2",
            "11/03/25 03:14:55\tSMTP-IN\tA.MAI\t816\t203.0.113.9\taHVudGVyMg==\t\t235 Authenticated\t1\t2",
        ] {
            let mut source = Source::of_bytes("x", line.as_bytes().to_vec());
            let raw = OtherMailLog.raw(&mut source, Place::line(1, 0)).unwrap();
            assert!(!raw.text.as_str().contains("aHVu") && raw.text.as_str().contains("14:55"), "{raw:?}");
            let (_, out) = read(line);
            assert!(out.text.symbols().all(|s| !out.text.get(s).contains("aHVu")));
        }
    }

    #[test]
    fn a_line_without_date_has_no_time_and_that_is_told() {
        let (rows, out) = read("203.0.113.9 [0A1C] 03:14:55 >>> 535 5.7.8 refused\n");
        assert_eq!(rows.len(), 1);
        assert_eq!(out.tables.authentications.row(0).time, UtcTime::UNKNOWN);
        assert!(out.damages.iter().any(|d| d.fault == Fault::Note("note-log-without-date")));
    }
}

//! The security log of Kerio Connect: refused sign-ins and relay attempts, one sentence each.
//!
//! It tells of what was refused, and of no mail; accepted sign-ins stand in other logs of Kerio. Sentences
//! that are not understood are counted and can be searched. Times are local.
//!
//! Source: public test logs.

use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::letters::NO_MECHANISM;
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::talks::{At, Auth, Talk};
use crate::evidence::mta::{between, keep, keep_address};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::syslog;
use crate::evidence::source::Source;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::rows::{MailEvent, Session};
use crate::model::text::Symbol;
use crate::task::Task;

/// Lines of the head that are looked at.
const LOOK: usize = 200;
/// Words that only a mail server's sentence has.
const WORDS: [&str; 6] = [
    "Relay attempt",
    "SMTP",
    "unknown recipient",
    "DNS blacklist",
    "mail from <",
    "Invalid password for user",
];

/// The format.
#[derive(Debug)]
pub struct KerioLog;

impl Format for KerioLog {
    fn key(&self) -> &'static str {
        "kerio-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let lines = head.text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).take(LOOK);
        let (mut all, mut dated, mut mail) = (0usize, 0usize, 0usize);
        for line in lines {
            let sentence = stamp(line);
            all += 1;
            dated += usize::from(sentence.is_some());
            mail += usize::from(sentence.is_some_and(|(_, s)| WORDS.iter().any(|w| s.contains(w))));
        }
        (mail > 0 && dated * 2 >= all).then_some(Recognised { certainty: 65, why: "why-kerio-log" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut clock = Clock::new(&source.hints);
        line::each(source, out, task, &mut |line, out| {
            let Some((date, sentence)) = stamp(&line.text) else {
                return line::foreign();
            };
            let time = clock.text(&date, line.place, out);
            take(sentence, At { time, place: line.place }, out);
            Made::Read(time)
        })
    }
}

/// `[18/Jan/2014 06:41:25] sentence`, the date in the order of ISO.
fn stamp(line: &str) -> Option<(String, &str)> {
    let (stamp, sentence) = line.trim_start().strip_prefix('[')?.split_once(']')?;
    let (date, clock) = stamp.split_once(' ')?;
    let mut parts = date.split('/');
    let (day, month, year) = (parts.next()?, syslog::month_of(parts.next()?)?, parts.next()?);
    let digits = |text: &str, n: usize| text.len() <= n && text.bytes().all(|b| b.is_ascii_digit());
    let sound = digits(day, 2) && digits(year, 4) && clock.matches(':').count() == 2;
    sound.then(|| (format!("{year}-{month:02}-{day:0>2} {clock}"), sentence.trim()))
}

fn take(sentence: &str, at: At, out: &mut Harvest) {
    if let Some((who, how)) = refusal(sentence) {
        let row = Session {
            source: out.source,
            address: keep_address(client(sentence), out),
            ..Session::default()
        };
        let (process, account) = (out.intern("Kerio"), keep(who, out));
        let (reason, mechanism) = (keep(how, out), between(sentence, "SASL method ", ".").unwrap_or(""));
        Talk::new(row, process).refuse(at, Auth { account, mechanism, reason }, out);
    } else if sentence.starts_with("Relay attempt") || sentence.starts_with("Attempt to deliver to unknown") {
        rejected(sentence, at, out);
    }
}

/// Account, if it is named, and why; only of SMTP.
fn refusal(sentence: &str) -> Option<(&str, &'static str)> {
    if sentence.starts_with("Failed SMTP login from ") {
        return Some(("", "Failed SMTP login"));
    }
    let sentence = sentence.strip_prefix("SMTP: ")?;
    let unknown = between(sentence, "User ", " doesn't exist").map(|who| (who, "User doesn't exist"));
    unknown.or_else(|| {
        between(sentence, "Invalid password for user ", ". ").map(|who| (who, "Invalid password"))
    })
}

/// The address that the sentence names.
fn client(sentence: &str) -> &str {
    let found = ["IP address ", " login from "].iter().find_map(|w| sentence.split_once(w));
    let word = found.and_then(|(_, rest)| rest.split([' ', ',']).next()).unwrap_or("");
    word.trim_end_matches('.')
}

fn rejected(sentence: &str, at: At, out: &mut Harvest) {
    let sender = between(sentence, "from <", ">").unwrap_or("");
    let recipient = between(sentence, " to <", ">").or_else(|| between(sentence, "recipient <", ">"));
    let recipient: Option<Symbol> = recipient.map(|r| keep(r, out));
    let recipients = Texts(Run::push(&mut out.tables.texts, recipient));
    let row = MailEvent {
        time: at.time,
        source: out.source,
        place: at.place,
        event: out.intern(sentence.split(" from ").next().unwrap_or("").split(" <").next().unwrap_or("")),
        via: out.intern("SMTP"),
        address: keep_address(client(sentence), out),
        reverse_path: keep(sender, out),
        recipients,
        n_recipients: recipients.0.len,
        mechanism: NO_MECHANISM,
        ..MailEvent::default()
    };
    out.tables.mail.push(row);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_gives_its_account_and_its_address() {
        let unknown = "SMTP: User printer@contoso.test doesn't exist. Attempt from IP address 203.0.113.9.";
        assert_eq!(refusal(unknown), Some(("printer@contoso.test", "User doesn't exist")));
        assert_eq!(client(unknown), "203.0.113.9");
        let failed = "Failed SMTP login from 203.0.113.9 with SASL method CRAM-MD5.";
        assert_eq!((refusal(failed), client(failed)), (Some(("", "Failed SMTP login")), "203.0.113.9"));
        assert_eq!(refusal("Administration login into Web Administration from 203.0.113.9 failed"), None);
        assert_eq!(stamp("[3/Nov/2025 03:14:55] x"), Some(("2025-11-03 03:14:55".to_owned(), "x")));
        assert_eq!(stamp("[x] y"), None);
    }
}

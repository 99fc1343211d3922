//! A session that was typed elsewhere, judged as if it had been ours. Credentials in it are masked, never kept.
//!
//! Understands what telnet, openssl and our own transcripts show: server lines by their code, commands by
//! their verb; `C:` and `S:` before them, and times, may be there or not.

use super::dialogue::ProbeFacts;
use super::ehlo::Offer;
use super::judge::{self, Place};
use super::relay::{self, Control, Outcome};
use super::reply::{Reply, ReplyReader, code_and_last};
use super::{Question, RelayQuestion, SmtpQuestion, relay_run};
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Origin, Speaker, SpokenLine};
use crate::checks::network::tls::{Certificate, CertificateFault, TlsFacts, TlsFailure};
use crate::knowledge::smtp_checks::Accepted;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

/// Lines that are read.
const MOST_LINES: usize = 5_000;
/// What stands for a credential.
const MASK: &str = "***";
/// First words of commands.
const VERBS: [&str; 14] = [
    "EHLO", "HELO", "STARTTLS", "MAIL", "RCPT", "RSET", "QUIT", "AUTH", "NOOP", "DATA", "VRFY", "HELP",
    "BDAT", "*",
];

/// What stands before a line in transcripts, the longer marks first.
const MARKS: [(&str, Speaker); 12] = [
    ("C:", Speaker::Client),
    ("S:", Speaker::Server),
    ("c:", Speaker::Client),
    ("s:", Speaker::Server),
    (">>>", Speaker::Client),
    ("<<<", Speaker::Server),
    ("->", Speaker::Client),
    ("~>", Speaker::Client),
    ("<**", Speaker::Server),
    ("<-", Speaker::Server),
    ("<~", Speaker::Server),
    (">", Speaker::Client),
];

/// Judges a session that somebody pasted: of the first address and port of the question.
#[must_use]
pub fn judge_transcript(question: Question<'_>, text: &str, by: &str, at: UtcTime) -> CheckAnswer {
    let session = Session::read(text);
    let (kind, host, results) = match question {
        Question::Smtp(asked) => (CheckKind::Smtp, &asked.host, smtp(asked, &session, at)),
        Question::Relay(asked) => (CheckKind::Relay, &asked.host, relay_tests(asked, &session, at)),
    };
    let spoken = |(who, text): (Speaker, String)| SpokenLine { at, who, text };
    let nothing = session.exchanges.is_empty();
    CheckAnswer {
        kind,
        target: host.clone(),
        begun: at,
        ended: at,
        origin: Origin::ByHand,
        by: by.to_owned(),
        through: String::new(),
        results,
        transcript: session.lines.into_iter().map(spoken).collect(),
        cut_short: nothing.then(|| Phrase::new("smtp-cut-nothing-read")),
    }
}

/// A command and its answer; the command is empty before the greeting.
struct Exchange {
    command: String,
    reply: Reply,
    inside: bool,
}

#[derive(Default)]
struct Session {
    lines: Vec<(Speaker, String)>,
    exchanges: Vec<Exchange>,
    tls: Option<Result<TlsFacts, TlsFailure>>,
}

impl Session {
    fn read(text: &str) -> Self {
        let mut session = Self { tls: of_openssl(text), ..Self::default() };
        let mut state = Reading::default();
        for line in text.lines().take(MOST_LINES) {
            let (who, line) = speaker(line, &state);
            let shown = masked(who, line, &state);
            session.lines.push((who, shown.chars().take(1000).collect()));
            session.exchanges.extend(state.take(who, line));
        }
        session
    }

    fn answers<'a>(&'a self, verb: &'a str, inside: bool) -> impl Iterator<Item = &'a Exchange> {
        let of_verb = move |e: &&Exchange| e.inside == inside && first_word(&e.command) == verb;
        self.exchanges.iter().filter(of_verb)
    }
}

#[derive(Default)]
struct Reading {
    command: Option<String>,
    reader: ReplyReader,
    inside: bool,
    /// The server waits for a name or a password: 334.
    waits: bool,
}

impl Reading {
    fn take(&mut self, who: Speaker, line: &str) -> Option<Exchange> {
        match who {
            Speaker::Client => {
                self.command = Some(line.to_owned());
                self.waits = false;
                None
            }
            Speaker::Server => self.heard(line),
            Speaker::Remark => {
                self.begun_anew(line);
                None
            }
        }
    }

    /// Where one paste holds several sessions, their first lines tell them apart.
    fn begun_anew(&mut self, line: &str) {
        let openssl = line.starts_with("CONNECTED(");
        if openssl || line.starts_with("Trying ") || line.starts_with("telnet ") {
            *self = Self { inside: openssl, ..Self::default() };
        }
    }

    fn heard(&mut self, line: &str) -> Option<Exchange> {
        let fed = self.reader.feed(format!("{line}\r\n").as_bytes());
        let Ok(Some(reply)) = fed.and_then(|()| self.reader.next_reply()) else { return None };
        self.waits = reply.class() == 3;
        let command = match self.command.take() {
            Some(command) => command,
            // openssl shows the last line of an EHLO it asked itself; only 220 greets.
            None if reply.code == 220 || reply.class() > 3 => String::new(),
            None => return None,
        };
        let exchange = Exchange { inside: self.inside, reply, command };
        self.inside |= first_word(&exchange.command) == "STARTTLS" && exchange.reply.class() == 2;
        Some(exchange)
    }
}

fn first_word(command: &str) -> String {
    command.split_whitespace().next().unwrap_or("").to_uppercase()
}

/// Who said a line, and the line without what stands before it.
fn speaker<'a>(line: &'a str, state: &Reading) -> (Speaker, &'a str) {
    let line = without_time(line.trim());
    for (mark, who) in MARKS {
        if let Some(rest) = line.strip_prefix(mark) {
            return (who, rest.trim_start());
        }
    }
    match () {
        () if code_and_last(line).is_some() => (Speaker::Server, line),
        () if VERBS.contains(&first_word(line).as_str()) => (Speaker::Client, line),
        // After 334 anything that is typed may be a name or a password.
        () if state.waits && !line.is_empty() => (Speaker::Client, line),
        () => (Speaker::Remark, line),
    }
}

fn without_time(line: &str) -> &str {
    match line.split_once(' ') {
        Some((first, rest)) if first.len() >= 20 && first.ends_with('Z') && first.contains('T') => rest,
        _ => line,
    }
}

fn masked(who: Speaker, line: &str, state: &Reading) -> String {
    if who != Speaker::Client {
        let upper = line.to_uppercase();
        let tells =
            who == Speaker::Remark && ["AUTH PLAIN ", "AUTH LOGIN "].iter().any(|a| upper.contains(a));
        return if tells { MASK.to_owned() } else { line.to_owned() };
    }
    let mut words = line.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        _ if state.waits && line != "*" => MASK.to_owned(),
        (Some(verb), Some(mechanism), Some(_)) if verb.eq_ignore_ascii_case("AUTH") => {
            format!("AUTH {mechanism} {MASK}")
        }
        _ => line.to_owned(),
    }
}

/// What openssl s_client says of TLS; nothing where the text is not of it.
fn of_openssl(text: &str) -> Option<Result<TlsFacts, TlsFailure>> {
    let after = |mark: &str| text.lines().find_map(|l| l.trim().strip_prefix(mark)).map(str::trim);
    let agreed = after("New, ")?;
    let (version, cipher) = agreed.split_once(", Cipher is ")?;
    let version = after("Protocol version: ")
        .or_else(|| after("Protocol  : "))
        .unwrap_or(version)
        .replace("TLSv", "TLS ");
    if !["TLS 1.2", "TLS 1.3"].contains(&version.as_str()) {
        return Some(Err(TlsFailure::NothingInCommon(version)));
    }
    let certificate = Certificate {
        subject: after("subject=").unwrap_or("").to_owned(),
        issuer: after("issuer=").unwrap_or("").to_owned(),
        ..Certificate::default()
    };
    let code = after("Verify return code: ").and_then(|c| c.split(' ').next());
    let faults = fault_of(code).into_iter().collect();
    Some(Ok(TlsFacts { version, cipher: cipher.to_owned(), certificate, others: 0, faults }))
}

/// Numbers of openssl's verification results.
fn fault_of(code: Option<&str>) -> Option<CertificateFault> {
    match code {
        Some("0") => None,
        Some("9") => Some(CertificateFault::NotYetValid),
        Some("10") => Some(CertificateFault::Expired),
        Some("18") => Some(CertificateFault::SelfSigned),
        Some("62") => Some(CertificateFault::OtherName),
        // Also where nothing is said: not seen to be good.
        _ => Some(CertificateFault::UnknownIssuer),
    }
}

fn smtp(asked: &SmtpQuestion, session: &Session, at: UtcTime) -> Vec<CheckResult> {
    let port = asked.ports.first().copied().unwrap_or(25);
    let subject = format!("{}:{port}", asked.host);
    if session.exchanges.is_empty() {
        return Vec::new();
    }
    let place = Place { subject: &subject, port, at };
    judge::judge(&place, &facts(session), None, Duration::ZERO)
}

fn facts(session: &Session) -> ProbeFacts {
    let mut facts = ProbeFacts {
        banner: session.answers("", false).chain(session.answers("", true)).next().map(|e| e.reply.clone()),
        clear: offer(session, false),
        secure: offer(session, true),
        closing: session.exchanges.iter().find(|e| e.reply.code == 421).map(|e| e.reply.clone()),
        hidden: session.answers("AUTH", false).map(|e| e.reply.clone()).collect(),
        ..ProbeFacts::default()
    };
    let refused = session.answers("STARTTLS", false).find(|e| e.reply.class() > 3);
    facts.starttls_refused = refused.map(|e| e.reply.clone());
    match &session.tls {
        Some(Ok(tls)) => facts.tls = Some(tls.clone()),
        Some(Err(failure)) => facts.tls_failure = Some(failure.clone()),
        None => {}
    }
    if facts.clear.as_ref().is_some_and(Offer::has_auth) {
        facts.hidden.clear();
    }
    facts
}

fn offer(session: &Session, inside: bool) -> Option<Offer> {
    let ehlo = session.answers("EHLO", inside).find(|e| e.reply.class() == 2);
    let helo = || session.answers("HELO", inside).find(|e| e.reply.class() == 2);
    ehlo.map(|e| Offer::read(&e.reply)).or_else(|| helo().map(|e| Offer::helo(&e.reply)))
}

fn relay_tests(asked: &RelayQuestion, session: &Session, at: UtcTime) -> Vec<CheckResult> {
    let subject = format!("{}:{}", asked.host, asked.port);
    let address = asked.addresses.first().copied().unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let planned = relay::plan(asked, address);
    let answered: Vec<_> = planned.iter().filter_map(|f| outcome(session, f).map(|o| (f, o))).collect();
    let accepted = |(f, o): &(&relay::Filled, Outcome<'_>)| {
        f.test.accepted == Accepted::Control && matches!(o, Outcome::Recipient(r) if r.class() == 2)
    };
    let control = if answered.iter().any(accepted) { Control::Accepted } else { Control::Missing };
    let mut results: Vec<CheckResult> = answered
        .iter()
        .map(|(filled, outcome)| relay::judge(filled, *outcome, control, &subject, at))
        .collect();
    results.sort_by(|a, b| a.code.cmp(&b.code));
    if asked.control_mailbox.trim().is_empty() && !results.is_empty() {
        results.push(relay_run::no_control(&subject, at));
    }
    results
}

/// The answer to one test: the recipient's where there is one, else the sender's.
fn outcome<'s>(session: &'s Session, filled: &relay::Filled) -> Option<Outcome<'s>> {
    let inside = filled.test.after_starttls;
    let mut sender: Option<&Exchange> = None;
    for exchange in session.exchanges.iter().filter(|e| e.inside == inside) {
        match first_word(&exchange.command).as_str() {
            "MAIL" => sender = names(&exchange.command, &filled.sender).then_some(exchange),
            "RCPT" if sender.is_some() && names(&exchange.command, &filled.recipient) => {
                return Some(Outcome::Recipient(&exchange.reply));
            }
            _ => continue,
        }
        if let Some(refused) = sender.filter(|e| e.reply.class() > 3) {
            return Some(Outcome::Sender(&refused.reply));
        }
    }
    None
}

fn names(command: &str, path: &str) -> bool {
    let typed = command.split_once('<').and_then(|(_, rest)| rest.rsplit_once('>')).map(|(path, _)| path);
    typed.is_some_and(|typed| typed.trim().eq_ignore_ascii_case(path))
}

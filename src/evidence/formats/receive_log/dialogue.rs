//! One SMTP session, row by row: its AUTH attempts, its permissions, its envelopes.
//!
//! An attempt counts once: when the server says why it refused, else at its 535; when it names the account,
//! else at its 235. A mechanism that is not offered (504) is no attempt.

use super::Line;
use crate::evidence::mask;
use crate::model::address::parse_address;
use crate::model::columns::{Numbers, Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::provenance::SourceId;
use crate::model::rows::{Authentication, Outcome, Session, Witness};
use crate::model::text::Symbol;
use std::collections::VecDeque;

/// Recipients kept of a session.
const MAX_RECIPIENTS: usize = 100;
/// Message ids kept of a session.
const MAX_QUEUED: usize = 10_000;
/// Commands waiting for their replies.
const MAX_WAITING: usize = 1_000;

/// Where an AUTH attempt stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Attempt {
    /// None under way.
    #[default]
    Idle,
    /// The command was seen, no result yet.
    Asked,
    /// Refused and counted; the 535 is still to come.
    Refused,
    /// Accepted and counted; the 235 is still to come.
    Accepted,
}

/// A command whose reply is awaited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    Mail,
    Recipient,
    Other,
}

/// A session being put together.
pub(super) struct Dialogue {
    pub(super) session: Session,
    attempt: Attempt,
    mechanism: Symbol,
    /// Authentication row of the last refusal, until its account is known.
    refusal: Option<usize>,
    auth_seen: bool,
    /// Any recipient was granted, and the next row says whether an account was behind it.
    granted: bool,
    /// The next client row is an answer to a challenge.
    secret_next: bool,
    waiting: VecDeque<Waiting>,
    recipients: Vec<Symbol>,
    queued: Vec<u64>,
}

impl Dialogue {
    pub(super) fn new(source: SourceId, key: (Symbol, Symbol), line: &Line<'_>) -> Self {
        let session = Session {
            time: line.time,
            last: line.time,
            source,
            place: line.place,
            session: key.0,
            connector: key.1,
            ..Session::default()
        };
        Self {
            session,
            attempt: Attempt::Idle,
            mechanism: Symbol::NONE,
            refusal: None,
            auth_seen: false,
            granted: false,
            secret_next: false,
            waiting: VecDeque::new(),
            recipients: Vec::new(),
            queued: Vec::new(),
        }
    }

    pub(super) fn line(&mut self, line: &Line<'_>, out: &mut Harvest) {
        self.session.n_rows = self.session.n_rows.saturating_add(1);
        self.session.last = self.session.last.max(line.time);
        self.settle_grant(line.context == "authenticated");
        match line.event {
            "<" => self.command(line.data.trim(), out),
            ">" => self.reply(line, out),
            "*" => self.information(line, out),
            _ => {}
        }
    }

    pub(super) fn close(mut self, out: &mut Harvest) {
        self.settle_grant(false);
        self.settle_recipients();
        self.session.recipients = Texts(Run::push(&mut out.tables.texts, self.recipients));
        self.session.queued = Numbers(Run::push(&mut out.tables.numbers, self.queued));
        out.tables.sessions.push(self.session);
    }

    fn settle_grant(&mut self, authenticated: bool) {
        if std::mem::take(&mut self.granted) {
            self.session.any_recipient_after_auth |= authenticated;
            self.session.any_recipient_before_auth |= !authenticated;
        }
    }

    fn command(&mut self, data: &str, out: &mut Harvest) {
        if std::mem::take(&mut self.secret_next) {
            self.expect(Waiting::Other);
            return;
        }
        let (verb, rest) = data.split_once(|c: char| c.is_whitespace()).unwrap_or((data, ""));
        match verb.to_ascii_uppercase().as_str() {
            "AUTH" | "X-EXPS" => self.begin_attempt(data, out),
            "X-ANONYMOUSTLS" => self.auth_seen = true,
            "HELO" | "EHLO" => {
                let helo = out.text.intern(&mask::mask(rest.trim()));
                self.session.helo = self.session.helo.or(helo);
            }
            "STARTTLS" => self.session.tls = true,
            "XPROXY" | "XPROXYFROM" => self.proxied(rest, out),
            "MAIL" => return self.mail(rest, out),
            "RCPT" => return self.recipient(rest, out),
            _ => {}
        }
        self.expect(Waiting::Other);
    }

    fn begin_attempt(&mut self, command: &str, out: &mut Harvest) {
        self.mechanism = out.text.intern(mask::mechanism_of(command).unwrap_or(""));
        self.attempt = Attempt::Asked;
        self.refusal = None;
        self.auth_seen = true;
    }

    fn proxied(&mut self, arguments: &str, out: &mut Harvest) {
        for argument in arguments.split_whitespace() {
            match argument.split_once('=') {
                Some(("SID", sid)) => self.session.proxied_session = out.text.intern(sid),
                Some(("IP", ip)) => self.session.proxied_address = address(ip, out),
                _ => {}
            }
        }
    }

    fn mail(&mut self, rest: &str, out: &mut Harvest) {
        self.settle_recipients();
        self.expect(Waiting::Mail);
        self.session.n_mail = self.session.n_mail.saturating_add(1);
        let path = out.text.intern(path_of(rest));
        self.session.reverse_path = self.session.reverse_path.or(path);
    }

    fn recipient(&mut self, rest: &str, out: &mut Harvest) {
        self.expect(Waiting::Recipient);
        if self.recipients.len() < MAX_RECIPIENTS {
            let path = out.text.intern(path_of(rest));
            self.recipients.extend(path.is_some().then_some(path));
        }
    }

    fn expect(&mut self, command: Waiting) {
        if self.waiting.len() >= MAX_WAITING && self.waiting.pop_front() == Some(Waiting::Recipient) {
            count(&mut self.session.n_recipients);
        }
        self.waiting.push_back(command);
    }

    /// Recipients whose replies the log does not have count as asked for.
    fn settle_recipients(&mut self) {
        for waiting in self.waiting.drain(..) {
            if waiting == Waiting::Recipient {
                count(&mut self.session.n_recipients);
            }
        }
    }

    fn reply(&mut self, line: &Line<'_>, out: &mut Harvest) {
        let Some(code) = line.data.get(..3).and_then(|c| c.parse::<u16>().ok()) else {
            return;
        };
        self.secret_next = code == 334;
        match code {
            235 => self.accepted(line, out),
            535 => self.refused_at_reply(line, out),
            // Not offered, not now, not like this: no password was tried.
            454 | 501 | 503 | 504 if self.attempt == Attempt::Asked => self.attempt = Attempt::Idle,
            250 if line.data.contains("Queued mail for delivery") => self.queued(line.data),
            _ => {}
        }
        if line.data.as_bytes().get(3) != Some(&b'-') {
            self.answered(code, line.data);
        }
    }

    /// Gives the reply to the command it belongs to; the enhanced status helps where rows are missing.
    fn answered(&mut self, code: u16, reply: &str) {
        let wanted = match reply.get(4..9) {
            _ if code == 354 => return self.settle_recipients(),
            Some("2.1.0") => Some(Waiting::Mail),
            Some("2.1.5") => Some(Waiting::Recipient),
            _ => None,
        };
        let at = wanted.map_or(Some(0), |w| self.waiting.iter().position(|x| *x == w));
        let Some(at) = at else { return };
        let answered = self.waiting.drain(..(at + 1).min(self.waiting.len())).next_back();
        if answered == Some(Waiting::Recipient) {
            let session = &mut self.session;
            count(if code < 300 { &mut session.n_recipients } else { &mut session.n_recipients_refused });
        }
    }

    fn queued(&mut self, reply: &str) {
        count(&mut self.session.n_queued);
        let id = reply.split_once("InternalId=").map_or("", |(_, id)| id);
        let digits = id.find(|c: char| !c.is_ascii_digit()).unwrap_or(id.len());
        if let (Ok(id), true) = (id[..digits].parse(), self.queued.len() < MAX_QUEUED) {
            self.queued.push(id);
        }
    }

    fn information(&mut self, line: &Line<'_>, out: &mut Harvest) {
        let context = line.context;
        match () {
            () if context == "authenticated" => self.authenticated(line, out),
            () if context == "Set Session Permissions" => self.permissions(line.data),
            () if context.starts_with("Inbound ") && context.contains(" failed because ") => {
                self.refused(line, out);
            }
            () if context.starts_with("User Name: ") => self.name_refused(&context[11..], out),
            () if context.starts_with("TLS protocol") && context.contains("succeeded") => {
                self.session.tls = true
            }
            () => {}
        }
    }

    fn permissions(&mut self, granted: &str) {
        if !granted.contains("SMTPAcceptAnyRecipient") {
            return;
        }
        if self.auth_seen || self.session.account.is_some() {
            self.session.any_recipient_after_auth = true;
        } else {
            self.granted = true;
        }
    }

    fn authenticated(&mut self, line: &Line<'_>, out: &mut Harvest) {
        let account = out.text.intern(line.data.trim());
        self.secret_next = false;
        self.attempt = Attempt::Accepted;
        self.auth_seen = true;
        if self.session.account.is_none() {
            self.session.account = account;
            self.session.accepted_at = line.time;
            self.session.mechanism = self.mechanism;
        }
        self.witness(line, Outcome::Success, account, "", out);
    }

    /// 235 without a row that names the account: a success all the same, if we saw it begin.
    fn accepted(&mut self, line: &Line<'_>, out: &mut Harvest) {
        if std::mem::take(&mut self.attempt) == Attempt::Asked {
            self.witness(line, Outcome::Success, Symbol::NONE, "", out);
            if self.session.accepted_at.0 == 0 {
                self.session.accepted_at = line.time;
                self.session.mechanism = self.mechanism;
            }
        }
    }

    fn refused(&mut self, line: &Line<'_>, out: &mut Harvest) {
        let context = line.context;
        let named = context.strip_prefix("Inbound AUTH ").and_then(|c| c.split(' ').next());
        let named = named.and_then(|m| mask::mechanism_of(&format!("AUTH {m}")));
        self.mechanism = self.mechanism.or(out.text.intern(named.unwrap_or("")));
        let reason = context.split_once(" because of ").map_or("", |(_, r)| r.trim());
        let unable =
            context.split_once("because the client ").and_then(|(_, r)| r.split_once(" doesn't have submit"));
        let (outcome, account) = match unable {
            Some((account, _)) => (Outcome::RightPasswordRefused, out.text.intern(account.trim())),
            None => (Outcome::Failure, Symbol::NONE),
        };
        self.attempt = Attempt::Refused;
        self.auth_seen = true;
        self.secret_next = false;
        count(&mut self.session.n_refused);
        let status = if unable.is_some() { "submit permission" } else { reason };
        self.refusal = Some(out.tables.authentications.len());
        self.witness(line, outcome, account, status, out);
    }

    fn name_refused(&mut self, name: &str, out: &mut Harvest) {
        let account = out.text.intern(name.trim());
        let cell = self.refusal.take().and_then(|row| out.tables.authentications.account.get_mut(row));
        if let Some(cell) = cell.filter(|c| c.is_none()) {
            *cell = account;
        }
    }

    fn refused_at_reply(&mut self, line: &Line<'_>, out: &mut Harvest) {
        if std::mem::take(&mut self.attempt) == Attempt::Refused {
            return;
        }
        count(&mut self.session.n_refused);
        self.auth_seen = true;
        self.witness(line, Outcome::Failure, Symbol::NONE, "535", out);
    }

    fn witness(&self, line: &Line<'_>, outcome: Outcome, account: Symbol, status: &str, out: &mut Harvest) {
        let status_text = out.text.intern(status);
        out.tables.authentications.push(Authentication {
            time: line.time,
            source: self.session.source,
            place: line.place,
            outcome,
            witness: Witness::Smtp,
            account,
            address: self.session.address,
            workstation: self.session.helo,
            mechanism: self.mechanism,
            status_text,
            server: self.session.server,
            session: self.session.session,
            connector: self.session.connector,
            ..Authentication::default()
        });
    }
}

fn count(n: &mut u32) {
    *n = n.saturating_add(1);
}

fn address(text: &str, out: &mut Harvest) -> Symbol {
    parse_address(text).map_or(Symbol::NONE, |ip| out.text.intern(&ip.to_string()))
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

//! The mail log of Postfix (also inside Zimbra, Proxmox and Mailcow): who signed in, from where, what he sent.
//!
//! The SMTP server names the client and its account, the queue manager the messages and their end, the
//! delivery agents each recipient. Postfix does not log an accepted AUTH by itself: it is told with the first
//! message, or by the counters of the disconnect. Lines of other programs are counted and not understood.
//!
//! Source: postconf(5), postfix.org SASL_README and DEBUG_README; public test logs.

mod wording;

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::later::{self, Belongs};
use crate::evidence::mask;
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::letters::{Letters, Step};
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::talks::{At, Auth, Talk, Talks};
use crate::evidence::mta::{keep, keep_address, keep_masked, number, path};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::syslog::{self, Entry};
use crate::evidence::source::Source;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::rows::{MailEvent, MailStep, Session};
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;
use rustc_hash::FxHashMap;
use wording::{Delivery, Program, Refusal, Reject};

/// Lines of the head that are looked at.
const LOOK: usize = 400;
/// Times that "repeated n times" is believed.
const MAX_REPEATS: u32 = 1000;
/// Message ids remembered, to know a message that a filter hands back.
const MAX_IDS: usize = 100_000;
/// The name that a helper told belongs to a refusal within so many seconds.
const NAME_SECONDS: i64 = 5;

/// The format.
#[derive(Debug)]
pub struct PostfixLog;

impl Format for PostfixLog {
    fn key(&self) -> &'static str {
        "postfix-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let lines = head.text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).take(LOOK);
        let (mut all, mut entries, mut ours) = (0usize, 0usize, 0usize);
        for line in lines {
            let entry = syslog::parse(line);
            all += 1;
            entries += usize::from(entry.is_some());
            ours += usize::from(entry.is_some_and(|e| Program::of(e.program).is_some()));
        }
        let enough = ours >= 3 || ours * 5 >= all;
        (ours > 0 && enough && entries * 2 >= all)
            .then_some(Recognised { certainty: 75, why: "why-postfix-log" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader::new(&source.hints);
        reader.has_cleanup = memchr::memmem::find(source.head()?, b"/cleanup").is_some();
        let result = line::each(source, out, task, &mut |line, out| {
            let Some(entry) = syslog::parse(&line.text) else {
                return line::foreign();
            };
            let time = reader.clock.tell(entry.stamp, line.place, out);
            reader.entry(&entry, At { time, place: line.place }, out);
            Made::Read(time)
        });
        reader.letters.close_all(out);
        reader.talks.close_all(out);
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        later::raw(source, place, |line| SafeText::lines(&mask::mask(line)), conversation)
    }
}

/// Lines with the same queue id, and of the same process until it meets the next client.
fn conversation(cited: &str) -> Option<Belongs> {
    let entry = syslog::parse(cited)?;
    let id = message_of(entry.text).map(str::to_owned);
    let mut talk = channel(&entry).filter(|_| !entry.text.starts_with("disconnect from "));
    Some(Box::new(move |line| {
        let Some(entry) = syslog::parse(line) else { return false };
        let same = talk.is_some() && channel(&entry) == talk;
        let is_next = same && entry.text.starts_with("connect from ");
        if is_next || same && entry.text.starts_with("disconnect from ") {
            talk = None;
        }
        (same && !is_next) || (id.is_some() && message_of(entry.text) == id.as_deref())
    }))
}

/// The message a line is about; a client that was turned away has none yet.
fn message_of(text: &str) -> Option<&str> {
    wording::queue_id(text).map(|(id, _)| id).filter(|id| *id != "NOQUEUE")
}

/// Which process of the SMTP server wrote the line.
fn channel(entry: &Entry<'_>) -> Option<String> {
    let ours = Program::of(entry.program).is_some_and(|p| p.daemon == "smtpd") && !entry.pid.is_empty();
    ours.then(|| format!("{} {}[{}]", entry.host, entry.program, entry.pid))
}

struct Reader {
    clock: Clock,
    talks: Talks,
    letters: Letters,
    /// Arrivals are logged here, so a message without one came earlier.
    has_cleanup: bool,
    by_message_id: FxHashMap<Symbol, Symbol>,
    /// An account that a password checker told, with its client if it knows it.
    named: Option<(Symbol, Symbol, UtcTime)>,
    last: (String, String, String),
}

/// Symbols of a line that go into every row.
#[derive(Clone, Copy)]
struct Origin {
    at: At,
    server: Symbol,
    process: Symbol,
    connector: Symbol,
}

impl Reader {
    fn new(hints: &Hints) -> Self {
        Self {
            clock: Clock::new(hints),
            talks: Talks::default(),
            letters: Letters::default(),
            has_cleanup: false,
            by_message_id: FxHashMap::default(),
            named: None,
            last: Default::default(),
        }
    }

    fn entry(&mut self, entry: &Entry<'_>, at: At, out: &mut Harvest) {
        if let Some((n, text)) = wording::repeated(entry.text) {
            let last = std::mem::take(&mut self.last);
            let again = match text {
                Some(text) => Entry { text, ..*entry },
                None => Entry { program: &last.0, pid: &last.1, text: &last.2, ..*entry },
            };
            (0..n.min(MAX_REPEATS)).for_each(|_| self.dispatch(&again, at, out));
            self.last = last;
            return;
        }
        for (kept, new) in
            [(&mut self.last.0, entry.program), (&mut self.last.1, entry.pid), (&mut self.last.2, entry.text)]
        {
            kept.clear();
            kept.push_str(new);
        }
        self.dispatch(entry, at, out);
    }

    fn dispatch(&mut self, entry: &Entry<'_>, at: At, out: &mut Harvest) {
        let Some(program) = Program::of(entry.program) else {
            if let Some((name, client)) = wording::checked_name(entry.program, entry.text) {
                self.named = Some((keep(name, out), keep_address(client, out), at.time));
            }
            return;
        };
        let server = out.intern(entry.host);
        out.server = out.server.or(server);
        let (process, connector) = (out.intern(entry.program), out.intern(program.service));
        let from = Origin { at, server, process, connector };
        match program.daemon {
            "smtpd" => self.smtpd(entry, from, out),
            "qmgr" | "nqmgr" | "postsuper" => self.queue_manager(entry.text, from, out),
            "cleanup" => self.cleanup(entry.text, from, out),
            "pickup" => self.pickup(entry.text, from, out),
            "bounce" => self.bounce(entry.text, from, out),
            "postscreen" => self.postscreen(entry.text, from, out),
            _ => self.delivery(entry.text, program.daemon, from, out),
        }
    }

    fn smtpd(&mut self, entry: &Entry<'_>, from: Origin, out: &mut Harvest) {
        let text = entry.text;
        if let Some(peer) = text.strip_prefix("connect from ") {
            self.talk(entry, wording::address_in(peer), true, from, out);
        } else if let Some(rest) = text.strip_prefix("disconnect from ") {
            self.disconnect(entry, rest, from, out);
        } else if let Some(refusal) = Refusal::parse(text) {
            self.refused(entry, &refusal, from, out);
        } else if let Some(reject) = Reject::parse(text) {
            let n = self.talk(entry, reject.address, false, from, out);
            self.rejected(&reject, Some(n), from, out);
        } else if let Some((id, fields)) = wording::queue_id(text).filter(|(_, f)| f.starts_with("client=")) {
            self.client(entry, id, fields, from, out);
        } else if let Some(peer) = text.split_once("TLS connection established from ").map(|(_, p)| p) {
            let n = self.talk(entry, wording::address_in(peer), false, from, out);
            self.talks.get(n).into_iter().for_each(|t| t.row.tls = true);
        }
    }

    /// The conversation this process leads with this client, new where it is another.
    fn talk(&mut self, entry: &Entry<'_>, address: &str, new: bool, from: Origin, out: &mut Harvest) -> u64 {
        let channel = out.intern(&format!("{} {}[{}]", entry.host, entry.program, entry.pid));
        let address = keep_address(address, out);
        if let Some(n) = self.talks.on(channel).filter(|_| !new)
            && let Some(talk) = self.talks.get(n).filter(|t| t.row.address == address)
        {
            talk.meet(from.at);
            return n;
        }
        let At { time, place } = from.at;
        // A process leads many conversations one after the other, some within a second.
        let session = format!("smtpd[{}] {} #{}", entry.pid, time.rfc3339(), place.number);
        let row = Session {
            session: out.intern(&session),
            server: from.server,
            connector: from.connector,
            address,
            n_rows: 1,
            ..Session::default()
        };
        self.talks.begin(channel, from.at, Talk::new(row, from.process), out)
    }

    fn disconnect(&mut self, entry: &Entry<'_>, rest: &str, from: Origin, out: &mut Harvest) {
        let n = self.talk(entry, wording::address_in(rest), false, from, out);
        if let Some(talk) = self.talks.get(n)
            && wording::accepted_auths(rest) > 0
            && !talk.has_success
        {
            talk.accept(from.at, Auth::default(), out);
        }
        let channel = out.intern(&format!("{} {}[{}]", entry.host, entry.program, entry.pid));
        self.talks.end(channel);
    }

    fn refused(&mut self, entry: &Entry<'_>, refusal: &Refusal<'_>, from: Origin, out: &mut Harvest) {
        let n = self.talk(entry, refusal.address, false, from, out);
        let address = keep_address(refusal.address, out);
        let told = self.named.take().filter(|(_, client, time)| {
            let near = from.at.time.seconds_since(*time) <= NAME_SECONDS;
            near && (client.is_none() || *client == address)
        });
        let account = keep(refusal.account, out).or(told.map(|t| t.0).unwrap_or_default());
        // Prompts and challenges stand where the reason should; they are nobody's name and no reason.
        let reason = if mask::is_answer(refusal.reason) { "" } else { refusal.reason };
        let reason = keep_masked(reason, out);
        let auth = Auth { account, mechanism: refusal.mechanism, reason };
        self.talks.get(n).into_iter().for_each(|t| t.refuse(from.at, auth, out));
    }

    fn rejected(&mut self, reject: &Reject<'_>, talk: Option<u64>, from: Origin, out: &mut Harvest) {
        let helo = keep(reject.helo, out);
        let reverse_path = keep(reject.reverse_path, out);
        let mut session = Symbol::NONE;
        if let Some(talk) = talk.and_then(|n| self.talks.get(n)) {
            session = talk.row.session;
            talk.row.helo = talk.row.helo.or(helo);
            talk.row.reverse_path = talk.row.reverse_path.or(reverse_path);
            talk.row.n_recipients_refused += u32::from(reject.stage == "RCPT");
        }
        let recipient = Some(keep(reject.recipient, out)).filter(|r| r.is_some());
        let recipients = Texts(Run::push(&mut out.tables.texts, recipient));
        let row = MailEvent {
            time: from.at.time,
            source: out.source,
            place: from.at.place,
            step: MailStep::Other,
            event: out.intern(reject.action),
            via: out.intern("SMTP"),
            server: from.server,
            address: keep_address(reject.address, out),
            connector: from.connector,
            session,
            recipients,
            n_recipients: recipients.0.len,
            status: keep_masked(reject.reply, out),
            reverse_path,
            mechanism: crate::evidence::mta::letters::NO_MECHANISM,
            ..MailEvent::default()
        };
        out.tables.mail.push(row);
    }

    /// `client=unknown[203.0.113.9], sasl_method=LOGIN, sasl_username=scanner`: a message begins.
    fn client(&mut self, entry: &Entry<'_>, id: &str, fields: &str, from: Origin, out: &mut Harvest) {
        let field = |name: &str| wording::field(fields, name);
        let n = self.talk(entry, wording::address_in(field("client=")), false, from, out);
        let account = keep(field("sasl_username="), out);
        let via = out.intern("SMTP");
        let original = keep_address(wording::address_in(field("orig_client=")), out);
        let is_copy = !field("orig_queue_id=").is_empty();
        let queue_id = out.intern(id);
        let Some(talk) = self.talks.get(n) else { return };
        talk.row.n_mail = talk.row.n_mail.saturating_add(1);
        if account.is_some() {
            let auth = Auth { account, mechanism: field("sasl_method="), reason: Symbol::NONE };
            talk.accept(from.at, auth, out);
        }
        let (address, session) = (talk.row.address, talk.row.session);
        let letter = self.letters.renew(queue_id, out);
        letter.talk = Some(n);
        letter.is_copy = is_copy;
        let about = &mut letter.about;
        (about.server, about.connector, about.via) = (from.server, from.connector, via);
        (about.address, about.session, about.account) = (address, session, account);
        about.original_address = original;
        if account.is_none() {
            (about.mechanism, about.auth_as) = (0, b'A');
        }
    }

    fn cleanup(&mut self, text: &str, from: Origin, out: &mut Harvest) {
        self.has_cleanup = true;
        let Some((id, rest)) = wording::queue_id(text) else { return };
        if let Some(reject) = Reject::parse(text) {
            return self.rejected(&reject, None, from, out);
        }
        let Some(message_id) = rest.strip_prefix("message-id=") else { return };
        let (queue_id, message_id) = (out.intern(id), keep(path(message_id), out));
        let client = self.letters.open(queue_id, out).about.address;
        let local =
            crate::model::address::parse_address(out.text.get(client)).is_none_or(|ip| ip.is_loopback());
        let earlier = self.by_message_id.get(&message_id).copied();
        let letter = self.letters.open(queue_id, out);
        letter.about.message_id = message_id;
        letter.about.server = from.server;
        letter.is_copy |= local && message_id.is_some() && earlier.is_some_and(|e| e != queue_id);
        if self.by_message_id.len() >= MAX_IDS {
            self.by_message_id.clear();
        }
        self.by_message_id.entry(message_id).or_insert(queue_id);
    }

    /// `uid=1000 from=<root>`: a program on the server itself brings a message.
    fn pickup(&mut self, text: &str, from: Origin, out: &mut Harvest) {
        let Some((id, rest)) = wording::queue_id(text) else { return };
        if rest.starts_with("uid=") {
            let (queue_id, via) = (out.intern(id), out.intern("PICKUP"));
            let about = &mut self.letters.renew(queue_id, out).about;
            (about.server, about.via) = (from.server, via);
        }
    }

    /// `sender non-delivery notification: 9A8B7C6D5E`: a report begins under that id.
    fn bounce(&mut self, text: &str, from: Origin, out: &mut Harvest) {
        if let Some((_, id)) = text.rsplit_once("notification: ") {
            let (queue_id, via) = (out.intern(id.trim()), out.intern("DSN"));
            let about = &mut self.letters.open(queue_id, out).about;
            (about.server, about.via) = (from.server, via);
        }
    }

    fn postscreen(&mut self, text: &str, from: Origin, out: &mut Harvest) {
        if let Some(reject) = Reject::parse(text) {
            self.rejected(&reject, None, from, out);
        }
    }

    fn queue_manager(&mut self, text: &str, from: Origin, out: &mut Harvest) {
        let Some((id, rest)) = wording::queue_id(text) else { return };
        let queue_id = out.intern(id);
        if rest == "removed" {
            return self.letters.leave(queue_id, from.at, "removed", out);
        }
        let Some(reverse_path) = crate::evidence::mta::between(rest, "from=<", ">,") else { return };
        let reverse_path = keep(if reverse_path.is_empty() { "<>" } else { reverse_path }, out);
        if wording::field(rest, "status=").starts_with("expired") {
            let step = Step { step: MailStep::Fail, event: "expired", status: rest, ..Step::default() };
            return self.letters.step(queue_id, from.at, step, out);
        }
        if !rest.ends_with("(queue active)") {
            return;
        }
        let came = self.letters.get(queue_id).is_some();
        let letter = self.letters.open(queue_id, out);
        if std::mem::replace(&mut letter.has_come, true) {
            return;
        }
        letter.about.reverse_path = reverse_path;
        letter.about.size = number(wording::field(rest, "size="));
        letter.about.n_recipients = number(wording::field(rest, "nrcpt="));
        letter.about.server = letter.about.server.or(from.server);
        self.activate(queue_id, came, from, out);
    }

    fn activate(&mut self, queue_id: Symbol, came: bool, from: Origin, out: &mut Harvest) {
        let Some(letter) = self.letters.get(queue_id) else { return };
        let (is_copy, talk, about) = (letter.is_copy, letter.talk, letter.about);
        if is_copy {
            self.letters.enqueue(queue_id, from.at, MailStep::Load, "queue active", out);
        } else if came || !self.has_cleanup {
            let events = ["from=", "queue active"];
            let id = self.letters.accept(queue_id, from.at, events, out);
            if let Some(talk) = talk.and_then(|n| self.talks.get(n)) {
                talk.queue(id, about.n_recipients);
                talk.row.reverse_path = talk.row.reverse_path.or(about.reverse_path);
            }
        } else {
            self.letters.enqueue(queue_id, from.at, MailStep::Defer, "queue active", out);
        }
    }

    fn delivery(&mut self, text: &str, daemon: &str, from: Origin, out: &mut Harvest) {
        let Some((id, rest)) = wording::queue_id(text) else { return };
        let Some(delivery) = Delivery::parse(rest) else { return };
        let queue_id = out.intern(id);
        if self.letters.get(queue_id).is_some() {
            let original = keep(delivery.original, out);
            self.letters.open(queue_id, out).address_to(original);
        }
        let step = Step {
            step: delivery.step(daemon),
            event: delivery.status,
            recipients: &[delivery.recipient],
            relay: if delivery.relay == "none" { "" } else { delivery.relay },
            status: delivery.answer,
        };
        self.letters.step(queue_id, from.at, step, out);
    }
}

#[cfg(test)]
mod tests;

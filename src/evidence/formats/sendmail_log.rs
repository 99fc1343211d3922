//! The mail log of sendmail: sign-ins by process, messages by queue id, deliveries with their `stat=`.
//!
//! A process serves one client, so its account is that of the messages it takes. sendmail logs no end of a
//! message; it has left when all its recipients are delivered or given up. An AUTH attack is one row without
//! an account, whatever number of commands it counted.
//!
//! Source: Sendmail Installation and Operation Guide, section 2.1.1; public test logs.

use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::mta::clock::Clock;
use crate::evidence::mta::letters::{Letters, NO_MECHANISM, Step};
use crate::evidence::mta::line::{self, Made};
use crate::evidence::mta::talks::{At, Auth, Talk, Talks};
use crate::evidence::mta::{between, keep, keep_address, keep_masked, number, path};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::syslog::{self, Entry};
use crate::evidence::source::Source;
use crate::model::harvest::Harvest;
use crate::model::rows::{MailEvent, MailStep, Session};
use crate::model::text::Symbol;
use crate::task::Task;

/// Lines of the head that are looked at.
const LOOK: usize = 400;

/// The format.
#[derive(Debug)]
pub struct SendmailLog;

impl Format for SendmailLog {
    fn key(&self) -> &'static str {
        "sendmail-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let lines = head.text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).take(LOOK);
        let (mut all, mut ours) = (0usize, 0usize);
        for line in lines {
            all += 1;
            ours += usize::from(syslog::parse(line).is_some_and(|e| is_sendmail(e.program)));
        }
        (ours > 0 && (ours >= 3 || ours * 3 >= all))
            .then_some(Recognised { certainty: 72, why: "why-sendmail-log" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader =
            Reader { clock: Clock::new(&source.hints), talks: Talks::default(), letters: Letters::default() };
        let result = line::each(source, out, task, &mut |line, out| {
            let Some(entry) = syslog::parse(&line.text) else {
                return line::foreign();
            };
            let time = reader.clock.tell(entry.stamp, line.place, out);
            if is_sendmail(entry.program) {
                reader.entry(&entry, At { time, place: line.place }, out);
            }
            Made::Read(time)
        });
        reader.letters.close_all(out);
        reader.talks.close_all(out);
        result
    }
}

fn is_sendmail(program: &str) -> bool {
    !program.contains('/') && (program.starts_with("sendmail") || program.starts_with("sm-"))
}

/// The value of `name`, which stands at the beginning or behind a comma, up to the next comma and blank.
fn field<'a>(text: &'a str, name: &str) -> &'a str {
    let starts = |at: &usize| *at == 0 || text[..*at].ends_with(", ");
    let found = text.match_indices(name).map(|(at, _)| at).find(starts);
    let rest = found.map_or("", |at| &text[at + name.len()..]);
    rest.split(", ").next().unwrap_or(rest).trim()
}

/// `203.0.113.9` of `User [203.0.113.9] (may be forged)`.
fn address(relay: &str) -> &str {
    between(relay, "[", "]").map_or("", |a| a.trim_start_matches("IPv6:"))
}

struct Reader {
    clock: Clock,
    talks: Talks,
    letters: Letters,
}

impl Reader {
    fn entry(&mut self, entry: &Entry<'_>, at: At, out: &mut Harvest) {
        let server = out.intern(entry.host);
        out.server = out.server.or(server);
        let (id, rest) = entry.text.split_once(": ").unwrap_or(("", entry.text));
        if rest.starts_with("AUTH failure") {
            self.refused(entry, rest, at, out);
        } else if rest.contains("possible SMTP attack: command=AUTH") {
            let (peer, reason) = rest.split_once(": ").unwrap_or((rest, ""));
            let auth = Auth { reason: keep(reason, out), ..Auth::default() };
            let n = self.talk(entry, address(peer), at, out);
            self.talks.get(n).into_iter().for_each(|t| t.refuse(at, auth, out));
        } else if let Some(start) = entry.text.find("AUTH=server, ") {
            self.accepted(entry, &entry.text[start..], at, out);
        } else if rest.starts_with("from=") {
            self.arrived(entry, id, rest, at, out);
        } else if rest.starts_with("to=") {
            self.delivered(id, rest, at, out);
        } else if rest.starts_with("ruleset=check_rcpt") {
            self.rejected(entry, rest, at, out);
        }
    }

    fn talk(&mut self, entry: &Entry<'_>, address: &str, at: At, out: &mut Harvest) -> u64 {
        let channel = out.intern(&format!("{} sendmail[{}]", entry.host, entry.pid));
        let address = keep_address(address, out);
        if let Some(n) = self.talks.on(channel)
            && let Some(talk) = self.talks.get(n).filter(|t| t.row.address == address)
        {
            talk.meet(at);
            return n;
        }
        let session = format!("sendmail[{}] {} #{}", entry.pid, at.time.rfc3339(), at.place.number);
        let row = Session {
            session: out.intern(&session),
            server: out.intern(entry.host),
            address,
            n_rows: 1,
            ..Session::default()
        };
        let process = out.intern(entry.program);
        self.talks.begin(channel, at, Talk::new(row, process), out)
    }

    /// `AUTH=server, relay=User [203.0.113.9], authid=scanner, mech=LOGIN, bits=0`
    fn accepted(&mut self, entry: &Entry<'_>, fields: &str, at: At, out: &mut Harvest) {
        let account = keep(field(fields, "authid="), out);
        let n = self.talk(entry, address(field(fields, "relay=")), at, out);
        let auth = Auth { account, mechanism: field(fields, "mech="), ..Auth::default() };
        self.talks.get(n).into_iter().for_each(|t| t.accept(at, auth, out));
    }

    /// `AUTH failure (LOGIN): authentication failure (-13) …, user=x, relay=host [203.0.113.9]`
    fn refused(&mut self, entry: &Entry<'_>, rest: &str, at: At, out: &mut Harvest) {
        // What the client gave as its name may look like a relay; the real one stands last.
        let (before, relay) = rest.rsplit_once(", relay=").unwrap_or((rest, ""));
        let account = keep(field(before, "user="), out);
        let mechanism = between(rest, "AUTH failure (", ")").unwrap_or("");
        let reason = before.split_once("): ").map_or("", |(_, r)| r);
        let reason = keep_masked(reason.split(" SASL(").next().unwrap_or(reason), out);
        let n = self.talk(entry, address(relay), at, out);
        let auth = Auth { account, mechanism, reason };
        self.talks.get(n).into_iter().for_each(|t| t.refuse(at, auth, out));
    }

    fn arrived(&mut self, entry: &Entry<'_>, id: &str, rest: &str, at: At, out: &mut Harvest) {
        let relay = address(field(rest, "relay="));
        let is_smtp = field(rest, "proto=").to_ascii_uppercase().contains("SMTP");
        let n = self.talk(entry, relay, at, out);
        let queue_id = out.intern(id);
        let sender = path(field(rest, "from="));
        let via = out.intern(if is_smtp { "SMTP" } else { "LOCAL" });
        let (reverse_path, message_id) = (keep(sender, out), keep(path(field(rest, "msgid=")), out));
        let server = out.intern(entry.host);
        let Some(talk) = self.talks.get(n) else { return };
        let is_anonymous = is_smtp && talk.row.account.is_none();
        let n_recipients = number(field(rest, "nrcpts="));
        talk.row.n_mail = talk.row.n_mail.saturating_add(1);
        talk.row.reverse_path = talk.row.reverse_path.or(reverse_path);
        let about = MailEvent {
            source: out.source,
            reference: queue_id,
            server,
            via,
            address: talk.row.address,
            session: talk.row.session,
            account: talk.row.account,
            message_id,
            reverse_path,
            size: number(field(rest, "size=")),
            n_recipients,
            mechanism: if is_anonymous { 0 } else { NO_MECHANISM },
            auth_as: if is_anonymous { b'A' } else { 0 },
            ..MailEvent::default()
        };
        self.letters.renew(queue_id, out).about = about;
        // Without recipients it was given up before it was a message.
        if n_recipients > 0 {
            let number = self.letters.accept(queue_id, at, ["from=", "from="], out);
            self.talks.get(n).into_iter().for_each(|t| t.queue(number, n_recipients));
        }
    }

    fn delivered(&mut self, id: &str, rest: &str, at: At, out: &mut Harvest) {
        let queue_id = out.intern(id);
        let named: Vec<&str> = field(rest, "to=").split(',').map(path).collect();
        let stat = rest.split_once(", stat=").map_or("", |(_, s)| s);
        let step = match stat {
            s if s.starts_with("Sent") && field(rest, "mailer=").starts_with("local") => MailStep::Deliver,
            s if s.starts_with("Sent") => MailStep::Send,
            s if s.starts_with("Deferred") => MailStep::Defer,
            s if s.starts_with("queued") || s.is_empty() => MailStep::Other,
            _ => MailStep::Fail,
        };
        let is_done = matches!(step, MailStep::Send | MailStep::Deliver | MailStep::Fail);
        let symbols: Vec<Symbol> = named.iter().map(|r| keep(r, out)).collect();
        let event = stat.split([' ', ':']).next().unwrap_or("");
        let what = Step { step, event, recipients: &named, relay: field(rest, "relay="), status: stat };
        self.letters.step(queue_id, at, what, out);
        if self.letters.get(queue_id).is_none() {
            return;
        }
        let letter = self.letters.open(queue_id, out);
        symbols.iter().for_each(|r| letter.address_to(*r));
        let n = u32::try_from(named.len()).unwrap_or(u32::MAX);
        letter.n_done = letter.n_done.saturating_add(if is_done { n } else { 0 });
        if is_done && letter.n_done >= letter.about.n_recipients {
            self.letters.leave(queue_id, at, "stat=", out);
        }
    }

    /// `ruleset=check_rcpt, arg1=<v1@example.net>, relay=[203.0.113.9], reject=550 5.7.1 … Relaying denied`
    fn rejected(&mut self, entry: &Entry<'_>, rest: &str, at: At, out: &mut Harvest) {
        let n = self.talk(entry, address(field(rest, "relay=")), at, out);
        if let Some(talk) = self.talks.get(n) {
            talk.row.n_recipients_refused = talk.row.n_recipients_refused.saturating_add(1);
            let recipient = keep(path(field(rest, "arg1=")), out);
            talk.name_recipient(recipient);
        }
    }
}

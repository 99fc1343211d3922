//! Small incidents for tests, row by row. Invented names and addresses only.

use super::finding::{Analysis, Finding, SiteSettings, SourceFact};
use crate::model::harvest::Harvest;
use crate::model::provenance::{Place, SourceId};
use crate::model::rows::*;
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::task::Task;
use crate::words::{Language, Words};

/// Seconds after 2025-11-03T00:00:00Z.
pub fn at(seconds: i64) -> UtcTime {
    UtcTime::from_unix(1_762_128_000 + seconds, 0)
}

/// A store in the making; every row has a place of its own.
#[derive(Default)]
pub struct Scene {
    pub harvest: Harvest,
    pub settings: SiteSettings,
    facts: Vec<SourceFact>,
    n: u64,
    next_id: u64,
}

pub const FRONT: &str = "C:\\Exchange\\V15\\Bin\\MSExchangeFrontendTransport.exe";

impl Scene {
    /// A site that knows its domain, with all kinds of source covering a day.
    pub fn site() -> Self {
        let mut scene = Self::default();
        scene.settings.local_domains = vec!["contoso.test".into()];
        scene
    }

    fn place(&mut self) -> (SourceId, Place) {
        self.n += 1;
        (self.harvest.source, Place::line(self.n, self.n * 100))
    }

    fn sym(&mut self, text: &str) -> Symbol {
        self.harvest.intern(text)
    }

    fn texts(&mut self, list: &[&str]) -> crate::model::columns::Texts {
        let symbols: Vec<Symbol> = list.iter().map(|t| self.sym(t)).collect();
        crate::model::columns::Texts(crate::model::columns::Run::push(
            &mut self.harvest.tables.texts,
            symbols,
        ))
    }

    /// Rows from now on come from another file.
    pub fn next_source(&mut self) {
        self.harvest.source.0 += 1;
    }

    /// States that a source of `format` covers these seconds.
    pub fn covers(&mut self, format: &'static str, first: i64, last: i64) {
        let span = Some(Span::between(at(first), at(last)));
        let source = SourceId(u16::try_from(self.facts.len()).unwrap());
        self.facts.push(SourceFact {
            source,
            format,
            span,
            read: 1,
            server: "EX1".into(),
            ..SourceFact::default()
        });
    }

    /// Names the last source that covers anything.
    pub fn named(&mut self, name: &str) {
        self.facts.last_mut().unwrap().name = name.to_owned();
    }

    fn authentication(&mut self, t: i64, account: &str, ok: bool) -> Authentication {
        let (source, place) = self.place();
        Authentication {
            time: at(t),
            source,
            place,
            account: self.sym(account),
            outcome: if ok { Outcome::Success } else { Outcome::Failure },
            server: self.sym("EX1"),
            ..Authentication::default()
        }
    }

    /// A logon in the Security log, asked for by the transport, without an address.
    pub fn logon(&mut self, t: i64, account: &str, ok: bool) {
        let row = self.authentication(t, account, ok);
        let process = self.sym(FRONT);
        let event_id = if ok { 4624 } else { 4625 };
        let status = if ok { 0 } else { 0xC000_006A };
        let row = Authentication { event_id, logon_type: 8, process, status, ..row };
        self.harvest.tables.authentications.push(row);
    }

    /// A logon by the web server (OWA), whose address is known.
    pub fn web_logon(&mut self, t: i64, account: &str, address: &str, ok: bool) {
        self.logon(t, account, ok);
        let process = self.sym("C:\\Windows\\System32\\inetsrv\\w3wp.exe");
        let address = self.sym(address);
        let table = &mut self.harvest.tables.authentications;
        let i = table.len() - 1;
        (table.process[i], table.address[i]) = (process, address);
    }

    pub fn logon_with_sid(&mut self, t: i64, account: &str, sid: &str) {
        let row = self.authentication(t, account, true);
        let sid = self.sym(sid);
        self.harvest.tables.authentications.push(Authentication { event_id: 4624, sid, ..row });
    }

    /// An AUTH dialogue in the SMTP log.
    pub fn dialogue(&mut self, t: i64, account: &str, address: &str, session: &str, ok: bool) {
        let row = self.authentication(t, account, ok);
        let (address, session, mechanism) = (self.sym(address), self.sym(session), self.sym("LOGIN"));
        let row = Authentication { witness: Witness::Smtp, address, session, mechanism, ..row };
        self.harvest.tables.authentications.push(row);
    }

    fn session(&mut self, t: i64, id: &str, address: &str) -> Session {
        let (source, place) = self.place();
        Session {
            time: at(t),
            last: at(t + 60),
            source,
            place,
            session: self.sym(id),
            server: self.sym("EX1"),
            connector: self.sym("EX1\\Client Frontend EX1"),
            local_address: self.sym("10.0.0.5"),
            address: self.sym(address),
            ..Session::default()
        }
    }

    /// A conversation at the front end, signed in where an account is given.
    pub fn front(&mut self, t: i64, id: &str, address: &str, account: &str) {
        let row = self.session(t, id, address);
        let account = self.sym(account);
        let accepted_at = if account.is_some() { at(t) } else { UtcTime::UNKNOWN };
        let after = account.is_some();
        let row = Session { account, accepted_at, any_recipient_after_auth: after, ..row };
        self.harvest.tables.sessions.push(row);
    }

    /// The hub's part of a front end's conversation.
    pub fn hub(&mut self, t: i64, id: &str, front: &str, client: &str, queued: u32, recipients: u32) {
        let row = self.session(t, id, "10.0.0.5");
        let row = Session {
            proxied_session: self.sym(front),
            proxied_address: self.sym(client),
            connector: self.sym("EX1\\Client Proxy EX1"),
            n_queued: queued,
            n_mail: queued,
            n_recipients: recipients,
            ..row
        };
        self.harvest.tables.sessions.push(row);
    }

    /// The last conversation queued mail, and its envelope stands in the same log.
    pub fn queued(&mut self, sender: &str, to: &[&str], queued: u32) {
        let (sender, to, n) = (self.sym(sender), self.texts(to), u32::try_from(to.len()).unwrap());
        let table = &mut self.harvest.tables.sessions;
        let i = table.len() - 1;
        (table.reverse_path[i], table.recipients[i]) = (sender, to);
        (table.n_queued[i], table.n_mail[i], table.n_recipients[i]) = (queued, queued, queued * n);
    }

    /// The last conversation may write to anybody without signing in.
    pub fn relays_for_anybody(&mut self, connector: &str) {
        let connector = self.sym(connector);
        let table = &mut self.harvest.tables.sessions;
        let i = table.len() - 1;
        (table.any_recipient_before_auth[i], table.connector[i]) = (true, connector);
    }

    /// A message received over SMTP; the client as the front end states it. `info` as in message-info.
    pub fn mail(&mut self, t: i64, session: &str, client: &str, sender: &str, to: &[&str], info: &str) {
        self.next_id += 1;
        let (source, place) = self.place();
        let id = format!("<{}@client.example>", self.next_id);
        let row = MailEvent {
            time: at(t),
            source,
            place,
            step: MailStep::Receive,
            event: self.sym("RECEIVE"),
            via: self.sym("SMTP"),
            server: self.sym("EX1"),
            address: self.sym("10.0.0.5"),
            original_address: self.sym(client),
            session: self.sym(session),
            internal_id: 1000 + self.next_id,
            message_id: self.sym(&id),
            recipients: self.texts(to),
            n_recipients: u32::try_from(to.len()).unwrap(),
            sender: self.sym(sender),
            reverse_path: self.sym(sender),
            mechanism: u8::from_str_radix(info.get(..2).unwrap_or("ff"), 16).unwrap(),
            auth_as: info.as_bytes().get(2).copied().unwrap_or(0),
            ..MailEvent::default()
        };
        self.harvest.tables.mail.push(row);
    }

    /// The last message came out of a mailbox, not over SMTP.
    pub fn out_of_a_mailbox(&mut self) {
        let via = self.sym("STOREDRIVER");
        let table = &mut self.harvest.tables.mail;
        let i = table.len() - 1;
        (table.via[i], table.mechanism[i]) = (via, 4);
    }

    /// Any step of a tracked message.
    pub fn step(&mut self, t: i64, step: MailStep, id: u64, to: &[&str], related: &str, reference: &str) {
        self.mail(t, "", "", "a@contoso.test", to, "");
        let (related, reference) = (self.sym(related), self.sym(reference));
        let table = &mut self.harvest.tables.mail;
        let i = table.len() - 1;
        (table.step[i], table.internal_id[i]) = (step, id);
        (table.related[i], table.reference[i]) = (related, reference);
    }

    /// One queue of a dump.
    pub fn snapshot(&mut self, t: i64, next_hop: &str, n: u32, shadow: bool) {
        let (source, place) = self.place();
        let row = QueueSample {
            time: at(t),
            source,
            place,
            server: self.sym("EX1"),
            next_hop: self.sym(next_hop),
            n_messages: n,
            is_shadow: shadow,
            ..QueueSample::default()
        };
        self.harvest.tables.queues.push(row);
    }

    /// The total of a server's queues, by its performance counters.
    pub fn counter(&mut self, t: i64, server: &str, n: u32) {
        let (source, place) = self.place();
        let (time, reading) = (at(t), QueueReading::Counter);
        let server = self.sym(server);
        let row =
            QueueSample { time, source, place, reading, server, n_messages: n, ..QueueSample::default() };
        self.harvest.tables.queues.push(row);
    }

    /// Wrong passwords, one every two seconds, in both logs.
    pub fn guesses(&mut self, t: i64, account: &str, address: &str, n: i64) {
        for i in 0..n {
            self.logon(t + 2 * i, account, false);
            self.dialogue(t + 2 * i, account, address, &format!("G{t}x{i}"), false);
        }
    }

    /// Event 1035: somebody at this address was refused, once a quarter of an hour.
    pub fn event_1035(&mut self, t: i64, address: &str) {
        let row = self.authentication(t, "", false);
        let row =
            Authentication { event_id: 1035, witness: Witness::Transport, address: self.sym(address), ..row };
        self.harvest.tables.authentications.push(row);
    }

    /// Event 1708 of Exchange 2000/2003.
    pub fn event_1708(&mut self, t: i64, account: &str, address: &str) {
        let row = self.authentication(t, account, true);
        let (address, mechanism, witness) = (self.sym(address), self.sym("LOGIN"), Witness::Transport);
        let row = Authentication { event_id: 1708, witness, address, mechanism, ..row };
        self.harvest.tables.authentications.push(row);
    }

    /// What Windows 2003 logs when a service checks a password: 680, then 540 or 529, without a client.
    pub fn service_logon(&mut self, t: i64, account: &str, ok: bool) {
        let status = if ok { 0 } else { 0xC000_006A };
        let bare = account.rsplit('\\').next().unwrap();
        let row = self.authentication(t, bare, ok);
        let row = Authentication { event_id: 680, witness: Witness::Credential, status, ..row };
        self.harvest.tables.authentications.push(row);
        let row = self.authentication(t, account, ok);
        let (mechanism, workstation) = (self.sym("Advapi  "), self.sym("EX1"));
        let event_id = if ok { 540 } else { 529 };
        let row = Authentication { event_id, logon_type: 3, mechanism, workstation, status, ..row };
        self.harvest.tables.authentications.push(row);
    }

    /// A conversation in the log of the Windows SMTP service, which has no account and no session id.
    pub fn smtpsvc(&mut self, t: i64, address: &str, sender: &str, to: &[&str], queued: u32) {
        let row = self.session(t, "", address);
        self.harvest.tables.sessions.push(Session { connector: Symbol::NONE, ..row });
        self.queued(sender, to, queued);
    }

    /// An AUTH answer in that log: the client, and no account.
    pub fn answer(&mut self, t: i64, address: &str, ok: bool) {
        let row = self.authentication(t, "", ok);
        let row = Authentication { witness: Witness::Smtp, address: self.sym(address), ..row };
        self.harvest.tables.authentications.push(row);
    }

    /// A message submitted, as Exchange 2003 tracks it.
    pub fn mail_2003(&mut self, t: i64, address: &str, sender: &str, to: &[&str]) {
        self.mail(t, "", "", sender, to, "");
        let (event, partner, address) = (self.sym("1019"), self.sym("-"), self.sym(address));
        let table = &mut self.harvest.tables.mail;
        let i = table.len() - 1;
        (table.event[i], table.via[i], table.address[i]) = (event, partner, address);
        table.reverse_path[i] = Symbol::NONE;
    }

    /// The last message is tracked once more, a second later, for another recipient.
    pub fn again_for(&mut self, to: &str) {
        let to = self.texts(&[to]);
        let table = &mut self.harvest.tables.mail;
        let mut row = table.row(table.len() - 1);
        (row.time, row.recipients) = (row.time.plus_seconds(1), to);
        table.push(row);
    }

    /// The last tracked message names its account, as Postfix does.
    pub fn by_account(&mut self, account: &str) {
        let account = self.sym(account);
        let table = &mut self.harvest.tables.mail;
        let i = table.len() - 1;
        table.account[i] = account;
    }

    pub fn store(self) -> EventStore {
        EventStore::of(self.harvest)
    }

    pub fn analyse(self) -> (EventStore, Analysis) {
        let (settings, facts) = (self.settings.clone(), self.facts.clone());
        let store = self.store();
        let (store, analysis) = super::run(store, &settings, &facts, &Task::detached());
        (store, analysis.unwrap())
    }

    /// An act of an administrator, as an event log has it.
    pub fn act(&mut self, t: i64, (event_id, deed): (u32, Deed), target: &str, actor: &str, detail: &str) {
        let (source, place) = self.place();
        let row = Action {
            time: at(t),
            source,
            place,
            event_id,
            deed,
            target: self.sym(target),
            actor: self.sym(actor),
            detail: self.sym(detail),
            server: self.sym("EX1"),
            ..Action::default()
        };
        self.harvest.tables.actions.push(row);
    }

    /// The last tracked message has this subject.
    pub fn about(&mut self, subject: &str) {
        let subject = self.sym(subject);
        let table = &mut self.harvest.tables.mail;
        let i = table.len() - 1;
        table.subject[i] = subject;
    }

    /// The last tracked message has so many recipients, though only a few are listed.
    pub fn with_recipients(&mut self, n: u32) {
        let table = &mut self.harvest.tables.mail;
        let i = table.len() - 1;
        table.n_recipients[i] = n;
    }

    /// The last tracked row says what another server answered.
    pub fn answered(&mut self, status: &str) {
        let status = self.sym(status);
        let table = &mut self.harvest.tables.mail;
        let i = table.len() - 1;
        table.status[i] = status;
    }

    /// A message file.
    pub fn message_file(&mut self, t: i64, sender: &str, to: &[&str], subject: &str, body: u64) {
        let (source, place) = self.place();
        let (sender, subject, recipients) = (self.sym(sender), self.sym(subject), self.texts(to));
        let row = HeldMessage {
            time: at(t),
            source,
            place,
            held: Held::File,
            reverse_path: sender,
            subject,
            recipients,
            n_recipients: u32::try_from(to.len()).unwrap(),
            body,
            ..HeldMessage::default()
        };
        self.harvest.tables.held.push(row);
    }

    /// The mail service refused a sender address to a signed-in account.
    pub fn send_as_denied(&mut self, t: i64, account: &str, sender: &str) {
        let row = self.authentication(t, account, true);
        let (witness, outcome) = (Witness::Transport, Outcome::RightPasswordRefused);
        let status_text = self.sym(sender);
        let row = Authentication { event_id: 1026, witness, outcome, status_text, ..row };
        self.harvest.tables.authentications.push(row);
    }

    /// The source stated last skips record numbers between these seconds.
    pub fn skips(&mut self, from: i64, to: i64, missing: u64) {
        let gap = crate::model::harvest::RecordGap {
            after: Place::record(100, 0),
            from: at(from),
            before: Place::record(101 + missing, 0),
            to: at(to),
        };
        self.facts.last_mut().unwrap().record_gaps.push(gap);
    }
}

/// Findings of one kind, each with its sentence in English.
pub fn found(analysis: &Analysis, kind: &str) -> Vec<(Finding, String)> {
    let words = Words::new(Language::English, chrono_tz::UTC);
    let french = Words::new(Language::French, chrono_tz::UTC);
    let of_kind = analysis.findings.iter().filter(|f| f.kind == kind);
    of_kind
        .map(|f| {
            assert!(!f.rows.is_empty() && f.rows.len() <= 50 && f.span.is_some(), "{f:?}");
            let said = words.say(&f.sentence);
            let both = format!("{said}{}", french.say(&f.sentence));
            assert!(!both.contains(['[', '{']), "{both}");
            (f.clone(), said)
        })
        .collect()
}

//! One conversation with a server: sends commands, reads replies, keeps the transcript and the pace.
//!
//! Says nothing of its own accord and judges nothing. Slow answers, endless ones and closed lines are ends,
//! each with its name.

use super::command::Command;
use super::dialogue::{Action, Dialogue, Heard};
use super::reply::{Fault, Reply, ReplyReader, Unreadable};
use crate::checks::answer::{Speaker, SpokenLine};
use crate::checks::around::{SmtpLimits, Surroundings};
use crate::checks::consent::{Permit, Scope};
use crate::checks::network::tcp::{self, Connection, Ended, NotConnected, Reach};
use crate::checks::network::tls::{self, TlsFacts, TlsFailure};
use crate::model::time::UtcTime;
use crate::task::Task;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

/// Lines of a reply without end that are kept.
const KEPT_OF_ENDLESS: usize = 5;
/// Characters of a line that are kept.
const KEPT_OF_LINE: usize = 1000;
/// Actions of one dialogue; more than any has.
const MOST_ACTIONS: usize = 32;

/// Why a conversation ended before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// The line ended.
    Ended(Ended),
    /// What came is no reply.
    Unreadable(Unreadable),
    /// An answer took longer than a tarpit may.
    Tarpit(Duration),
}

/// What conversations of one run share.
#[derive(Debug)]
pub struct Run<'a> {
    /// The leave to connect.
    pub permit: &'a Permit,
    /// What for.
    pub scope: Scope,
    /// The server's name.
    pub host: &'a str,
    /// The pace.
    pub limits: &'a SmtpLimits,
    /// Asked whether to stop.
    pub task: &'a Task,
    /// The time now.
    pub clock: fn() -> UtcTime,
    /// Everything said, in all conversations.
    pub transcript: Vec<SpokenLine>,
    /// Connections made.
    pub connections: u32,
    /// Our own address, as of the first connection.
    pub own_address: String,
}

impl<'a> Run<'a> {
    /// A run that has not connected yet.
    #[must_use]
    pub fn new<'b: 'a>(
        permit: &'a Permit,
        scope: Scope,
        host: &'a str,
        limits: &'a SmtpLimits,
        around: &Surroundings<'b>,
    ) -> Self {
        let (task, clock) = (around.task, around.clock);
        let (transcript, own_address) = (Vec::new(), String::new());
        Self { permit, scope, host, limits, task, clock, transcript, connections: 0, own_address }
    }

    /// Is there a connection left?
    #[must_use]
    pub fn may_connect(&self) -> bool {
        self.connections < self.limits.connections
    }

    /// Connects to a port, after the rest that is due.
    ///
    /// # Errors
    /// It is not permitted or not possible.
    pub fn connect(&mut self, address: IpAddr, port: u16) -> Result<Talk<'_, 'a>, NotConnected> {
        if !self.may_connect() {
            return Err(NotConnected::TooMany);
        }
        if self.connections > 0 && !tcp::rest(self.limits.between_connections, self.task) {
            return Err(NotConnected::Cancelled);
        }
        self.connections += 1;
        let reached = self.limits.reached(port);
        let reach = Reach {
            scope: self.scope,
            host: self.host,
            address: SocketAddr::new(address, reached),
            wait: self.limits.connect,
            session: self.limits.session,
        };
        let connected = tcp::connect(self.permit, &reach, (self.clock)(), self.task);
        match &connected {
            Ok(_) => self.remark(&format!("connected {}", SocketAddr::new(address, port))),
            Err(why) => self.remark(&format!("{} {why:?}", SocketAddr::new(address, port))),
        }
        let connection = connected?;
        if self.own_address.is_empty() {
            self.own_address = connection.own_address();
        }
        let (reader, slowest) = (ReplyReader::default(), Duration::ZERO);
        Ok(Talk { run: self, connection, reader, slowest, unasked: false })
    }

    /// A remark of ours in the transcript.
    pub fn remark(&mut self, text: &str) {
        self.spoken(Speaker::Remark, text);
    }

    fn spoken(&mut self, who: Speaker, text: &str) {
        let text = text.chars().take(KEPT_OF_LINE).collect();
        self.transcript.push(SpokenLine { at: (self.clock)(), who, text });
    }
}

/// One conversation.
#[derive(Debug)]
pub struct Talk<'r, 'a> {
    run: &'r mut Run<'a>,
    connection: Connection,
    reader: ReplyReader,
    /// The slowest answer.
    pub slowest: Duration,
    unasked: bool,
}

impl Talk<'_, '_> {
    /// The name to greet with: the one given, else our own address as a literal (RFC 5321 4.1.3).
    #[must_use]
    pub fn called(&self, helo: &str) -> String {
        match (helo.trim(), self.run.own_address.parse::<IpAddr>()) {
            ("", Ok(IpAddr::V4(own))) => format!("[{own}]"),
            ("", Ok(IpAddr::V6(own))) => format!("[IPv6:{own}]"),
            ("", Err(_)) => "localhost".to_owned(),
            (name, _) => name.to_owned(),
        }
    }

    /// Carries a dialogue to its end.
    ///
    /// # Errors
    /// It was cut short; what the dialogue gathered stays with it.
    pub fn carry(&mut self, dialogue: &mut Dialogue) -> Result<(), Cut> {
        let mut action = dialogue.begin();
        for _ in 0..MOST_ACTIONS {
            let heard = match &action {
                Action::AwaitGreeting => self.greeting().map(Heard::Reply),
                Action::Send(command) => self.say(command).map(Heard::Reply),
                Action::StartTls => Ok(self.heard_of_tls()),
                Action::Close => return Ok(()),
            };
            if self.unasked {
                dialogue.note(Fault::Unasked);
            }
            action = dialogue.hear(heard?);
        }
        Ok(())
    }

    /// The greeting.
    ///
    /// # Errors
    /// None came.
    pub fn greeting(&mut self) -> Result<Reply, Cut> {
        let wait = self.run.limits.banner;
        self.await_reply(wait).map(|(reply, _)| reply)
    }

    /// Sends a command and waits for its answer, then rests where it was refused.
    ///
    /// # Errors
    /// No answer came, or one that took too long.
    pub fn say(&mut self, command: &Command) -> Result<Reply, Cut> {
        self.drop_unasked();
        let line = command.line();
        self.run.spoken(Speaker::Client, &line);
        let limits = self.run.limits;
        let wait = if command.is_quit() { limits.quit } else { limits.reply };
        let until = Instant::now() + wait;
        self.connection.send(format!("{line}\r\n").as_bytes(), until).map_err(|e| self.ended(e))?;
        let (reply, taken) = self.await_reply(wait)?;
        if taken > limits.tarpit {
            self.run.remark(&format!("tarpit {} s", taken.as_secs()));
            return Err(Cut::Tarpit(taken));
        }
        if reply.class() == 5 && !tcp::rest(limits.after_refusal, self.run.task) {
            return Err(Cut::Ended(Ended::Cancelled));
        }
        Ok(reply)
    }

    /// Begins TLS; what came in clear before it is thrown away and handed back.
    pub fn secure(&mut self) -> (Result<TlsFacts, TlsFailure>, Vec<u8>) {
        let mut injected = self.reader.take_waiting();
        let (host, now, wait) = (self.run.host, (self.run.clock)(), self.run.limits.reply);
        let (result, more) = tls::secure(&mut self.connection, host, now, wait);
        injected.extend(more);
        if !injected.is_empty() {
            let text = String::from_utf8_lossy(&injected).into_owned();
            self.run.remark(&format!("in clear before TLS, thrown away: {text}"));
        }
        match &result {
            Ok(tls) => self.run.remark(&described(tls)),
            Err(failure) => self.run.remark(&format!("no TLS: {failure:?}")),
        }
        (result, injected)
    }

    /// Says QUIT and closes; the answer does not matter.
    pub fn take_leave(mut self) {
        let _ = self.say(&Command::quit());
    }

    fn heard_of_tls(&mut self) -> Heard {
        match self.secure() {
            (Ok(tls), injected) => Heard::Secured { tls, injected },
            (Err(failure), injected) => Heard::NotSecured { failure, injected },
        }
    }

    fn await_reply(&mut self, wait: Duration) -> Result<(Reply, Duration), Cut> {
        let begun = Instant::now();
        loop {
            let next = self.reader.next_reply();
            if let Some(reply) = next.map_err(|u| self.unreadable(u))? {
                let taken = begun.elapsed();
                self.slowest = self.slowest.max(taken);
                reply.raw.iter().for_each(|line| self.run.spoken(Speaker::Server, line));
                return Ok((reply, taken));
            }
            let bytes = self.connection.receive(begun + wait).map_err(|e| self.ended(e))?;
            self.reader.feed(&bytes).map_err(|u| self.unreadable(u))?;
        }
    }

    /// Replies that nobody asked for must not be taken for answers to what is said next.
    fn drop_unasked(&mut self) {
        let bytes = self.reader.take_waiting();
        if !bytes.is_empty() {
            self.unasked = true;
            self.run.remark(&format!("unasked, thrown away: {} bytes", bytes.len()));
        }
    }

    fn ended(&mut self, ended: Ended) -> Cut {
        self.keep_unfinished();
        self.run.remark(&format!("{ended:?}"));
        Cut::Ended(ended)
    }

    fn unreadable(&mut self, unreadable: Unreadable) -> Cut {
        self.keep_unfinished();
        self.run.remark(&format!("{unreadable:?}"));
        Cut::Unreadable(unreadable)
    }

    fn keep_unfinished(&mut self) {
        for line in self.reader.unfinished().iter().take(KEPT_OF_ENDLESS) {
            self.run.spoken(Speaker::Server, line);
        }
    }
}

/// TLS in one line of the transcript.
#[must_use]
pub fn described(tls: &TlsFacts) -> String {
    let certificate = &tls.certificate;
    let until = certificate.not_after.rfc3339();
    format!(
        "{} {}; {}; {}; [{}]; {} - {until}; SHA-256 {}",
        tls.version,
        tls.cipher,
        certificate.subject,
        certificate.issuer,
        certificate.names.join(", "),
        certificate.not_before.rfc3339(),
        certificate.sha256,
    )
}

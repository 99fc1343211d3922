//! The probe as a pure machine: a reply in, an action out. Greeting, EHLO, STARTTLS, EHLO again, QUIT.
//!
//! Knows no socket and no clock, judges nothing; it gathers [`ProbeFacts`]. It can say only what
//! [`Command`] can say, so it never sends a message or a password.

use super::command::{Command, HiddenAuth};
use super::ehlo::Offer;
use super::reply::{Fault, Reply};
use crate::checks::network::tls::{TlsFacts, TlsFailure};

/// What is to be done next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Wait for the greeting.
    AwaitGreeting,
    /// Send this and wait for the answer.
    Send(Command),
    /// Begin TLS.
    StartTls,
    /// Close; there is nothing more to say.
    Close,
}

/// What the other side did.
#[derive(Clone, Debug)]
pub enum Heard {
    /// It answered.
    Reply(Reply),
    /// TLS stands. `injected`: bytes that came before it in clear, and were thrown away.
    Secured {
        /// What was agreed, and the certificate.
        tls: TlsFacts,
        /// Bytes before the handshake.
        injected: Vec<u8>,
    },
    /// TLS did not come about.
    NotSecured {
        /// Why.
        failure: TlsFailure,
        /// Bytes before the handshake.
        injected: Vec<u8>,
    },
}

/// All that one connection showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProbeFacts {
    /// The greeting.
    pub banner: Option<Reply>,
    /// What is offered in clear.
    pub clear: Option<Offer>,
    /// What is offered inside TLS.
    pub secure: Option<Offer>,
    /// TLS, once it stands.
    pub tls: Option<TlsFacts>,
    /// Why TLS did not come about.
    pub tls_failure: Option<TlsFailure>,
    /// STARTTLS was refused with this reply.
    pub starttls_refused: Option<Reply>,
    /// Bytes that came in clear between the answer to STARTTLS and the handshake.
    pub injected: Vec<u8>,
    /// The answer to an AUTH LOGIN that was not offered, in clear or inside TLS.
    pub hidden: Vec<Reply>,
    /// Oddities of replies, each once.
    pub faults: Vec<Fault>,
    /// The reply that said the server closes (421).
    pub closing: Option<Reply>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Greeting,
    Ehlo,
    Helo,
    Hidden,
    Cancel,
    StartTls,
    Handshake,
    Quit,
    Done,
}

/// The probe of one connection.
#[derive(Debug)]
pub struct Dialogue {
    state: State,
    helo: String,
    hidden: Option<HiddenAuth>,
    secured: bool,
    implicit: bool,
    facts: ProbeFacts,
}

impl Dialogue {
    /// A probe that greets as `helo`; `implicit`: TLS comes first, as on port 465.
    #[must_use]
    pub fn new(helo: &str, implicit: bool, hidden: Option<HiddenAuth>) -> Self {
        let state = if implicit { State::Handshake } else { State::Greeting };
        let facts = ProbeFacts::default();
        Self { state, helo: helo.to_owned(), hidden, secured: false, implicit, facts }
    }

    /// The first thing to do.
    #[must_use]
    pub fn begin(&self) -> Action {
        if self.implicit { Action::StartTls } else { Action::AwaitGreeting }
    }

    /// What was gathered.
    #[must_use]
    pub fn into_facts(self) -> ProbeFacts {
        self.facts
    }

    /// Takes in what the other side did, and says what to do.
    pub fn hear(&mut self, heard: Heard) -> Action {
        match heard {
            Heard::Reply(reply) => self.hear_reply(reply),
            Heard::Secured { tls, injected } => {
                self.facts.tls = Some(tls);
                self.facts.injected = injected;
                self.secured = true;
                self.after_handshake()
            }
            Heard::NotSecured { failure, injected } => {
                self.facts.tls_failure = Some(failure);
                // Where TLS should come first, what comes in clear is a greeting.
                self.facts.injected = if self.implicit { Vec::new() } else { injected };
                self.end()
            }
        }
    }

    fn hear_reply(&mut self, reply: Reply) -> Action {
        for fault in &reply.faults {
            self.note(*fault);
        }
        if reply.code == 421 && self.state != State::Quit {
            self.facts.closing = Some(reply);
            return self.end();
        }
        match self.state {
            State::Greeting => self.greeted(reply),
            State::Ehlo | State::Helo => self.offered(&reply),
            State::Hidden => self.tried(reply),
            State::Cancel => self.go_on(),
            State::StartTls => self.may_secure(reply),
            State::Handshake | State::Quit | State::Done => self.end(),
        }
    }

    fn greeted(&mut self, reply: Reply) -> Action {
        let served = reply.class() == 2;
        self.facts.banner = Some(reply);
        if served { self.ehlo() } else { self.quit() }
    }

    fn ehlo(&mut self) -> Action {
        self.state = State::Ehlo;
        Action::Send(Command::ehlo(&self.helo))
    }

    fn offered(&mut self, reply: &Reply) -> Action {
        let offer = match (reply.class(), self.state) {
            (2, State::Ehlo) => Offer::read(reply),
            (2, _) => Offer::helo(reply),
            (5, State::Ehlo) => {
                self.state = State::Helo;
                return Action::Send(Command::helo(&self.helo));
            }
            _ => return self.quit(),
        };
        let (announced, place) = (offer.has_auth(), self.place());
        *place = Some(offer);
        match self.hidden {
            Some(leave) if !announced => {
                self.state = State::Hidden;
                Action::Send(Command::auth_login(leave))
            }
            _ => self.go_on(),
        }
    }

    fn place(&mut self) -> &mut Option<Offer> {
        if self.secured { &mut self.facts.secure } else { &mut self.facts.clear }
    }

    /// A 3xx waits for a name; it gets the star that cancels, never anything else.
    fn tried(&mut self, reply: Reply) -> Action {
        let waits = reply.class() == 3;
        self.facts.hidden.push(reply);
        if waits {
            self.state = State::Cancel;
            return Action::Send(Command::cancel());
        }
        self.go_on()
    }

    fn go_on(&mut self) -> Action {
        let offered = self.facts.clear.as_ref().is_some_and(|offer| offer.has("STARTTLS"));
        if self.secured || !offered {
            return self.quit();
        }
        self.state = State::StartTls;
        Action::Send(Command::starttls())
    }

    fn may_secure(&mut self, reply: Reply) -> Action {
        if reply.class() == 2 {
            self.state = State::Handshake;
            return Action::StartTls;
        }
        self.facts.starttls_refused = Some(reply);
        self.quit()
    }

    fn after_handshake(&mut self) -> Action {
        if self.implicit {
            self.state = State::Greeting;
            return Action::AwaitGreeting;
        }
        self.ehlo()
    }

    fn quit(&mut self) -> Action {
        self.state = State::Quit;
        Action::Send(Command::quit())
    }

    fn end(&mut self) -> Action {
        self.state = State::Done;
        Action::Close
    }

    /// Notes an oddity once.
    pub fn note(&mut self, fault: Fault) {
        if !self.facts.faults.contains(&fault) {
            self.facts.faults.push(fault);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::smtp::reply::ReplyReader;

    fn reply(text: &str) -> Heard {
        let mut reader = ReplyReader::default();
        reader.feed(text.replace('|', "\r\n").as_bytes()).unwrap();
        reader.feed(b"\r\n").unwrap();
        Heard::Reply(reader.next_reply().unwrap().unwrap())
    }

    fn secured() -> Heard {
        Heard::Secured { tls: TlsFacts::default(), injected: Vec::new() }
    }

    /// What is said, in order, when the other side does `heard`.
    fn said(mut dialogue: Dialogue, heard: impl IntoIterator<Item = Heard>) -> (Vec<String>, ProbeFacts) {
        let mut said = Vec::new();
        let mut name = |action: &Action| match action {
            Action::Send(command) => said.push(command.line()),
            other => said.push(format!("{other:?}")),
        };
        name(&dialogue.begin());
        for event in heard {
            name(&dialogue.hear(event));
        }
        (said, dialogue.into_facts())
    }

    fn plain() -> Dialogue {
        Dialogue::new("check.example.net", false, None)
    }

    #[test]
    fn starttls_is_followed_by_a_new_ehlo() {
        let (said, facts) = said(
            plain(),
            [
                reply("220 mx.contoso.test ESMTP"),
                reply("250-mx|250 STARTTLS"),
                reply("220 go"),
                secured(),
                reply("250-mx|250 AUTH LOGIN"),
                reply("221 bye"),
            ],
        );
        let expected = [
            "AwaitGreeting",
            "EHLO check.example.net",
            "STARTTLS",
            "StartTls",
            "EHLO check.example.net",
            "QUIT",
            "Close",
        ];
        assert_eq!(said, expected);
        assert!(!facts.clear.unwrap().has_auth() && facts.secure.unwrap().takes_passwords());
    }

    #[test]
    fn an_old_server_is_greeted_with_helo_and_a_closing_one_left() {
        let (old, facts) =
            said(plain(), [reply("220 mx"), reply("502 no"), reply("250 mx"), reply("221 bye")]);
        assert_eq!(old[1..], ["EHLO check.example.net", "HELO check.example.net", "QUIT", "Close"]);
        assert!(facts.clear.unwrap().by_helo);
        let (closing, facts) = said(plain(), [reply("421 4.3.2 busy")]);
        assert_eq!(closing[1..], ["Close"]);
        assert_eq!(facts.closing.unwrap().code, 421);
        let (away, _) = said(plain(), [reply("554 no"), reply("221 bye")]);
        assert_eq!(away[1..], ["QUIT", "Close"]);
    }

    #[test]
    fn tls_comes_first_where_it_is_implicit() {
        let dialogue = Dialogue::new("check.example.net", true, None);
        let heard = [secured(), reply("220 mx"), reply("250-mx|250 AUTH PLAIN"), reply("221 bye")];
        let (said, facts) = said(dialogue, heard);
        assert_eq!(said, ["StartTls", "AwaitGreeting", "EHLO check.example.net", "QUIT", "Close"]);
        assert!(facts.clear.is_none() && facts.secure.is_some());
    }

    #[test]
    fn whatever_the_answers_it_ends_and_says_nothing_forbidden() {
        let texts = [
            "220 a",
            "250 a",
            "250-a|250 STARTTLS",
            "334 VXNlcm5hbWU6",
            "354 go",
            "421 x",
            "500 x",
            "235 ok",
        ];
        for first in texts {
            for second in texts {
                for third in texts {
                    let heard = [first, second, third, third, second, first, first].map(reply);
                    let (said, _) = said(plain(), heard);
                    let sound = |s: &String| {
                        ["AwaitGreeting", "StartTls", "Close", "QUIT", "STARTTLS"].contains(&s.as_str())
                            || s.starts_with("EHLO ")
                            || s.starts_with("HELO ")
                    };
                    assert!(said.iter().all(sound), "{said:?}");
                    assert!(
                        said.contains(&"Close".to_owned())
                            || said.contains(&"QUIT".to_owned())
                            || said.contains(&"StartTls".to_owned())
                    );
                }
            }
        }
    }
}

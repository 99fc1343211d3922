//! SMTP checks: what a server says and offers on its ports, and whether it relays. Never a message, never a password.
//!
//! | module | what it does |
//! |---|---|
//! | [`command`] | all that can be said to a server: a closed list |
//! | [`reply`], [`ehlo`], [`banner`] | what a server says, read |
//! | [`dialogue`] | the probe as a pure machine |
//! | [`talk`] | one conversation: pace, transcript |
//! | [`judge`] | verdicts on a port |
//! | [`relay`](mod@relay), [`relay_run`] | relay tests: judgement, and the asking |
//! | [`by_hand`], [`pasted`] | the same, done on another machine |

pub mod banner;
pub mod by_hand;
pub mod command;
pub mod dialogue;
pub mod ehlo;
pub mod judge;
pub mod pasted;
pub mod relay;
pub mod relay_run;
pub mod reply;
pub mod talk;

use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Origin};
use crate::checks::around::Surroundings;
use crate::checks::consent::{Permit, Scope, normal};
use crate::checks::network::tcp::{Ended, NotConnected};
use crate::words::Phrase;
use command::HiddenAuth;
use dialogue::{Dialogue, ProbeFacts};
use judge::Place;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use talk::{Cut, Run};

pub use super::question::{RelayQuestion, SmtpQuestion, Vantage};
pub use by_hand::by_hand_commands;
pub use pasted::judge_transcript;

/// What is done elsewhere by hand.
#[derive(Clone, Copy, Debug)]
pub enum Question<'a> {
    /// A probe of ports.
    Smtp(&'a SmtpQuestion),
    /// Relay tests.
    Relay(&'a RelayQuestion),
}

/// Looks at ports: greeting, EHLO, STARTTLS, EHLO again.
pub fn probe(
    question: &SmtpQuestion,
    permit: &Permit,
    hidden: Option<&Permit>,
    around: &mut Surroundings<'_>,
) -> CheckAnswer {
    let limits = around.limits.smtp.clone();
    let begun = (around.clock)();
    let mut named: Vec<String> = question.addresses.iter().map(|a| a.to_canonical().to_string()).collect();
    named.push(normal(&question.host));
    let leave = hidden.filter(|_| question.hidden_auth).and_then(|p| HiddenAuth::allowed(p, &named, begun));
    let run = Run::new(permit, Scope::Smtp, &question.host, &limits, around);
    let mut prober = Prober { run, helo: &question.helo, leave, results: Vec::new(), cut_short: None };
    for address in &question.addresses {
        prober.address(*address, &question.ports, around.tell);
    }
    let Prober { run, results, cut_short, .. } = prober;
    answer(CheckKind::Smtp, &question.host, run, results, cut_short, (begun, around))
}

/// Tries the relay tests, up to RCPT, and stops at the first that shows an open relay.
pub fn relay(question: &RelayQuestion, permit: &Permit, around: &mut Surroundings<'_>) -> CheckAnswer {
    let limits = around.limits.smtp.clone();
    let begun = (around.clock)();
    let mut run = Run::new(permit, Scope::Relay, &question.host, &limits, around);
    let (results, cut_short) = match relay::senseless(question) {
        Some(why) => (Vec::new(), Some(why)),
        None => relay_run::all(question, &mut run, around.tell),
    };
    answer(CheckKind::Relay, &question.host, run, results, cut_short, (begun, around))
}

fn answer(
    kind: CheckKind,
    host: &str,
    run: Run<'_>,
    results: Vec<CheckResult>,
    cut_short: Option<Phrase>,
    (begun, around): (crate::model::time::UtcTime, &Surroundings<'_>),
) -> CheckAnswer {
    CheckAnswer {
        kind,
        target: host.to_owned(),
        begun,
        ended: (around.clock)(),
        origin: Origin::Asked,
        by: around.by.to_owned(),
        through: run.own_address,
        results,
        transcript: run.transcript,
        cut_short,
    }
}

struct Prober<'a> {
    run: Run<'a>,
    helo: &'a str,
    leave: Option<HiddenAuth>,
    results: Vec<CheckResult>,
    cut_short: Option<Phrase>,
}

/// What one connection showed.
struct Shown {
    facts: ProbeFacts,
    cut: Option<Cut>,
    slowest: Duration,
}

impl Shown {
    /// Does the pace of the other side forbid more connections? RFC 5321 3.8 and manners.
    fn forbids_more(&self) -> bool {
        self.facts.closing.is_some() || matches!(self.cut, Some(Cut::Tarpit(_)))
    }
}

impl Prober<'_> {
    fn address(&mut self, address: IpAddr, ports: &[u16], tell: &mut dyn FnMut(CheckResult)) {
        for port in ports {
            if self.run.task.is_cancelled() {
                self.cut_short = Some(Phrase::new("smtp-cut-cancelled"));
                return;
            }
            let before = self.results.len();
            let go_on = self.port(address, *port);
            self.results.iter().skip(before).cloned().for_each(&mut *tell);
            if !go_on {
                return;
            }
        }
    }

    /// One port of one address; false where no more may be asked of this address.
    fn port(&mut self, address: IpAddr, port: u16) -> bool {
        let subject = SocketAddr::new(address, port).to_string();
        let shown = match self.look(address, port) {
            Ok(shown) => shown,
            Err(why) => return self.not_connected(&subject, port, &why),
        };
        let place = Place { subject: &subject, port, at: (self.run.clock)() };
        self.results.extend(judge::judge(&place, &shown.facts, shown.cut, shown.slowest));
        if matches!(shown.cut, Some(Cut::Ended(Ended::Cancelled))) {
            self.cut_short = Some(Phrase::new("smtp-cut-cancelled"));
        } else if shown.forbids_more() {
            self.cut_short = Some(Phrase::new("smtp-cut-asked-to-stop").text("subject", &subject));
        }
        !shown.forbids_more()
    }

    /// On 465 TLS comes first; where it does not come about, a second connection asks in clear.
    fn look(&mut self, address: IpAddr, port: u16) -> Result<Shown, NotConnected> {
        let first = self.connection(address, port, port == 465)?;
        let in_clear = port == 465 && first.facts.tls.is_none() && !first.forbids_more();
        if !in_clear || self.run.task.is_cancelled() || !self.run.may_connect() {
            return Ok(first);
        }
        let second = self.connection(address, port, false)?;
        Ok(if second.facts.banner.is_some() { second } else { first })
    }

    fn connection(&mut self, address: IpAddr, port: u16, implicit: bool) -> Result<Shown, NotConnected> {
        let mut talk = self.run.connect(address, port)?;
        let mut dialogue = Dialogue::new(&talk.called(self.helo), implicit, self.leave);
        let cut = talk.carry(&mut dialogue).err();
        let slowest = talk.slowest;
        Ok(Shown { facts: dialogue.into_facts(), cut, slowest })
    }

    fn not_connected(&mut self, subject: &str, port: u16, why: &NotConnected) -> bool {
        let place = Place { subject, port, at: (self.run.clock)() };
        self.results.extend(judge::not_connected(&place, why));
        if let Some(why) = relay_run::of_not_connecting(why) {
            self.cut_short = Some(why);
            return false;
        }
        true
    }
}

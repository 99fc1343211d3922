//! Asks the relay tests: MAIL, RCPT, RSET; reconnects after four refusals; asks once more what was put off.
//!
//! Stops at an open relay, at a 421, at a tarpit, and when it is cancelled.

use super::RelayQuestion;
use super::command::Command;
use super::ehlo::Offer;
use super::relay::{self, Control, Filled, Outcome};
use super::reply::Reply;
use super::talk::{Cut, Run, Talk};
use crate::checks::answer::{CheckResult, Severity};
use crate::checks::network::tcp::{self, Ended, NotConnected};
use crate::knowledge::smtp_checks::Accepted;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use std::collections::VecDeque;
use std::net::{IpAddr, SocketAddr};

/// Why no more is asked.
enum Stop {
    Open,
    Closing,
    Cut(Cut),
    NotConnected(NotConnected),
    TurnedAway(Reply),
    Connections,
    Cancelled,
}

/// What was answered to one test.
struct Answered {
    filled: Filled,
    outcome: Kept,
    at: UtcTime,
}

enum Kept {
    Sender(Reply),
    Recipient(Reply),
    NotPut,
}

impl Kept {
    fn outcome(&self) -> Outcome<'_> {
        match self {
            Self::Sender(reply) => Outcome::Sender(reply),
            Self::Recipient(reply) => Outcome::Recipient(reply),
            Self::NotPut => Outcome::NotPut,
        }
    }

    fn is_refused(&self) -> bool {
        matches!(self, Self::Sender(r) | Self::Recipient(r) if r.class() >= 4)
    }
}

/// All tests at all addresses, and why they ended early.
pub fn all(
    question: &RelayQuestion,
    run: &mut Run<'_>,
    tell: &mut dyn FnMut(CheckResult),
) -> (Vec<CheckResult>, Option<Phrase>) {
    let (mut results, mut cut_short) = (Vec::new(), None);
    for address in &question.addresses {
        let subject = SocketAddr::new(*address, question.port).to_string();
        let mut tests = Tests { question, address: *address, subject, answered: Vec::new(), tell };
        let stop = tests.all(run).err();
        results.extend(tests.results((run.clock)()));
        cut_short = stop.as_ref().and_then(|stop| of_stop(stop, &tests.subject));
        let ends = matches!(stop, Some(Stop::Open | Stop::Cancelled | Stop::Connections));
        if ends || run.task.is_cancelled() {
            break;
        }
    }
    (results, cut_short)
}

fn of_stop(stop: &Stop, subject: &str) -> Option<Phrase> {
    match stop {
        Stop::Open => Some(Phrase::new("smtp-cut-open").text("subject", subject)),
        Stop::Closing => Some(Phrase::new("smtp-cut-asked-to-stop").text("subject", subject)),
        Stop::Cut(Cut::Ended(Ended::Cancelled)) | Stop::Cancelled => Some(Phrase::new("smtp-cut-cancelled")),
        Stop::Cut(Cut::Tarpit(_)) => Some(Phrase::new("smtp-cut-tarpit").text("subject", subject)),
        Stop::Cut(_) => Some(Phrase::new("smtp-cut-broken-off").text("subject", subject)),
        Stop::TurnedAway(reply) => Some(
            Phrase::new("smtp-cut-turned-away").text("subject", subject).text("answer", &reply.one_line()),
        ),
        Stop::Connections => Some(Phrase::new("smtp-cut-connections")),
        Stop::NotConnected(why) => of_not_connecting(why)
            .or_else(|| Some(Phrase::new("smtp-cut-not-reached").text("subject", subject))),
    }
}

/// Why a run ends, where the connection was not even tried.
#[must_use]
pub fn of_not_connecting(why: &NotConnected) -> Option<Phrase> {
    match why {
        NotConnected::Refused(refusal) => Some(refusal.phrase()),
        NotConnected::Cancelled => Some(Phrase::new("smtp-cut-cancelled")),
        NotConnected::TooMany => Some(Phrase::new("smtp-cut-connections")),
        NotConnected::Closed | NotConnected::Filtered | NotConnected::NoWay(_) => None,
    }
}

struct Tests<'a, 't> {
    question: &'a RelayQuestion,
    address: IpAddr,
    subject: String,
    answered: Vec<Answered>,
    tell: &'t mut dyn FnMut(CheckResult),
}

impl Tests<'_, '_> {
    fn all(&mut self, run: &mut Run<'_>) -> Result<(), Stop> {
        let planned = relay::plan(self.question, self.address);
        let (inside, plain): (Vec<_>, Vec<_>) = planned.into_iter().partition(|f| f.test.after_starttls);
        let put_off = self.series(run, plain, false, false)?;
        let put_off_inside = self.series(run, inside, true, false)?;
        if put_off.is_empty() && put_off_inside.is_empty() {
            return Ok(());
        }
        if !tcp::rest(run.limits.before_retry, run.task) {
            return Err(Stop::Cancelled);
        }
        self.series(run, put_off, false, true)?;
        self.series(run, put_off_inside, true, true).map(|_| ())
    }

    /// Puts `tests` in as many connections as it takes; hands back those that were put off.
    fn series(
        &mut self,
        run: &mut Run<'_>,
        tests: Vec<Filled>,
        inside: bool,
        last: bool,
    ) -> Result<Vec<Filled>, Stop> {
        let (mut left, mut put_off) = (VecDeque::from(tests), Vec::new());
        while !left.is_empty() {
            if !run.may_connect() {
                return Err(Stop::Connections);
            }
            let (most, clock) = (run.limits.refusals, run.clock);
            let mut talk = run.connect(self.address, self.question.port).map_err(Stop::NotConnected)?;
            if !begin(&mut talk, &self.question.helo, inside)? {
                talk.take_leave();
                left.drain(..).try_for_each(|f| self.keep(f, Kept::NotPut, clock()))?;
                break;
            }
            let mut refusals = 0;
            while refusals < most
                && let Some(filled) = left.pop_front()
            {
                let kept = put(&mut talk, &filled)?;
                refusals += u32::from(kept.is_refused());
                if relay::is_put_off(kept.outcome()) && !last {
                    put_off.push(filled);
                } else if let Err(stop) = self.keep(filled, kept, clock()) {
                    talk.take_leave();
                    return Err(stop);
                }
            }
            talk.take_leave();
        }
        Ok(put_off)
    }

    fn keep(&mut self, filled: Filled, outcome: Kept, at: UtcTime) -> Result<(), Stop> {
        let answered = Answered { filled, outcome, at };
        let result = self.judged(&answered);
        self.answered.push(answered);
        (self.tell)(result.clone());
        if relay::is_open(&result) { Err(Stop::Open) } else { Ok(()) }
    }

    fn control(&self) -> Control {
        let accepted = |a: &Answered| {
            a.filled.test.accepted == Accepted::Control
                && matches!(&a.outcome, Kept::Recipient(reply) if reply.class() == 2)
        };
        if self.answered.iter().any(accepted) { Control::Accepted } else { Control::Missing }
    }

    fn judged(&self, answered: &Answered) -> CheckResult {
        let outcome = answered.outcome.outcome();
        relay::judge(&answered.filled, outcome, self.control(), &self.subject, answered.at)
    }

    /// Judged anew: a control that was put off may have come last.
    fn results(&self, at: UtcTime) -> Vec<CheckResult> {
        let mut results: Vec<CheckResult> = self.answered.iter().map(|a| self.judged(a)).collect();
        results.sort_by(|a, b| a.code.cmp(&b.code));
        if self.question.control_mailbox.trim().is_empty() {
            results.push(no_control(&self.subject, at));
        }
        results
    }
}

/// The control cannot be asked, so refusals prove nothing; that is said.
#[must_use]
pub fn no_control(subject: &str, at: UtcTime) -> CheckResult {
    CheckResult {
        subject: subject.to_owned(),
        code: "R20".to_owned(),
        severity: Severity::Unclear,
        say: Phrase::new("smtp-relay-no-control"),
        advice: Phrase::new("smtp-relay-no-control-advice"),
        raw: String::new(),
        reference: String::new(),
        at,
    }
}

/// Greeting and EHLO, and TLS where `inside`; false where TLS cannot be had.
fn begin(talk: &mut Talk<'_, '_>, helo: &str, inside: bool) -> Result<bool, Stop> {
    welcome(talk.greeting().map_err(Stop::Cut)?)?;
    let offer = greet(talk, helo)?;
    if !inside {
        return Ok(true);
    }
    if !offer.has("STARTTLS") || said(talk, &Command::starttls())?.class() != 2 {
        return Ok(false);
    }
    if talk.secure().0.is_err() {
        return Err(Stop::Cut(Cut::Ended(Ended::Closed)));
    }
    greet(talk, helo).map(|_| true)
}

fn greet(talk: &mut Talk<'_, '_>, helo: &str) -> Result<Offer, Stop> {
    let name = talk.called(helo);
    let reply = said(talk, &Command::ehlo(&name))?;
    if reply.class() == 2 {
        return Ok(Offer::read(&reply));
    }
    let reply = said(talk, &Command::helo(&name))?;
    welcome(reply.clone()).map(|()| Offer::helo(&reply))
}

fn welcome(reply: Reply) -> Result<(), Stop> {
    match reply.code {
        421 => Err(Stop::Closing),
        200..300 => Ok(()),
        _ => Err(Stop::TurnedAway(reply)),
    }
}

fn put(talk: &mut Talk<'_, '_>, filled: &Filled) -> Result<Kept, Stop> {
    let sender = said(talk, &Command::mail(&filled.sender))?;
    let kept = match sender.class() {
        2 => Kept::Recipient(said(talk, &Command::rcpt(&filled.recipient))?),
        _ => Kept::Sender(sender),
    };
    // An open relay is told even where the line breaks now.
    let reset = said(talk, &Command::rset());
    let accepted = matches!(&kept, Kept::Recipient(reply) if reply.class() == 2);
    if accepted { Ok(kept) } else { reset.map(|_| kept) }
}

fn said(talk: &mut Talk<'_, '_>, command: &Command) -> Result<Reply, Stop> {
    let reply = talk.say(command).map_err(Stop::Cut)?;
    if reply.code == 421 { Err(Stop::Closing) } else { Ok(reply) }
}

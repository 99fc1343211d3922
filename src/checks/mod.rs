//! Questions to the network: blocklists, DNS, SMTP. Never sends a message, never a password.
//!
//! | module | what it does |
//! |---|---|
//! | [`consent`] | who allowed what; without it nothing can be asked |
//! | [`question`] | what can be asked |
//! | [`answer`] | what came back |
//! | [`around`] | limits, clock, task of a check |
//! | [`smtp`] | ports, greeting, TLS, AUTH; relay tests |
//! | [`dnsbl`] | blocklists |
//! | [`dns`] | what the DNS says of a domain |
//! | [`pasted`] | answers of the DNS that were got on another machine |
//! | [`network`] | the one place with sockets |

pub mod answer;
pub mod around;
pub mod consent;
pub mod dns;
pub mod dnsbl;
pub mod network;
pub mod pasted;
pub mod question;
pub mod smtp;

use crate::model::time::UtcTime;
use crate::task::Task;
use answer::{CheckAnswer, CheckResult};
use around::{Limits, Surroundings};
use consent::{Permit, Scope};
use question::{Question, RelayQuestion, SmtpQuestion};
use std::net::IpAddr;

/// Asks, with the permits that the question takes; each result is told as it comes.
#[must_use]
pub fn ask(
    question: &Question,
    permits: &[Permit],
    earlier: &[CheckAnswer],
    (task, clock, by): (&Task, fn() -> UtcTime, &str),
    tell: &mut dyn FnMut(CheckResult),
) -> Vec<CheckAnswer> {
    let mut around = Surroundings { limits: Limits::default(), task, clock, by, tell };
    let of = |scope: Scope| permits.iter().find(|p| p.scope() == scope);
    match question {
        Question::Blocklists(question) => dnsbl::check(question, permits, earlier, &mut around),
        Question::Dns(question) => {
            of(Scope::Dns).map(|permit| dns::check(question, permit, &mut around)).into_iter().collect()
        }
        Question::Smtp(question) => {
            let Some(permit) = of(Scope::Smtp) else { return Vec::new() };
            let addresses = found((&question.host, &question.addresses, question.resolver), permit, &around);
            let question = SmtpQuestion { addresses, ..question.clone() };
            vec![smtp::probe(&question, permit, of(Scope::HiddenAuth), &mut around)]
        }
        Question::Relay(question) => {
            let Some(permit) = of(Scope::Relay) else { return Vec::new() };
            let addresses = found((&question.host, &question.addresses, question.resolver), permit, &around);
            let question = RelayQuestion { addresses, ..question.clone() };
            vec![smtp::relay(&question, permit, &mut around)]
        }
    }
}

/// The addresses to connect to: those named, or those of the host.
fn found(
    (host, named, resolver): (&str, &[IpAddr], Option<std::net::SocketAddr>),
    permit: &Permit,
    around: &Surroundings<'_>,
) -> Vec<IpAddr> {
    if named.is_empty() { dns::resolve(host, resolver, permit, around) } else { named.to_vec() }
}

/// What to run on another machine to have the same answer, one command a line.
#[must_use]
pub fn by_hand(question: &Question) -> Vec<String> {
    match question {
        Question::Blocklists(question) => dnsbl::by_hand_commands(question),
        Question::Dns(question) => dns::by_hand_commands(question),
        Question::Smtp(question) => smtp::by_hand_commands(smtp::Question::Smtp(question)),
        Question::Relay(question) => smtp::by_hand_commands(smtp::Question::Relay(question)),
    }
}

/// Judges what somebody ran elsewhere.
#[must_use]
pub fn judge(question: &Question, text: &str, by: &str, at: UtcTime) -> Vec<CheckAnswer> {
    match question {
        Question::Blocklists(question) => dnsbl::judge_pasted(question, text, by, at),
        Question::Dns(question) => vec![dns::judge_pasted(question, text, by, at)],
        Question::Smtp(question) => {
            vec![smtp::judge_transcript(smtp::Question::Smtp(question), text, by, at)]
        }
        Question::Relay(question) => {
            vec![smtp::judge_transcript(smtp::Question::Relay(question), text, by, at)]
        }
    }
}

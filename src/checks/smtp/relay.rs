//! The relay tests as data and judgement: what each one says, and what an answer means. Pure.
//!
//! A refusal is good news only where the control was accepted; else the server may refuse everything.

use super::{RelayQuestion, Vantage};
use crate::checks::answer::{CheckResult, Severity};
use crate::checks::smtp::reply::Reply;
use crate::knowledge::smtp_checks::{Accepted, FromWhere, RelayTest, relay_tests};
use crate::model::time::UtcTime;
use crate::words::Phrase;
use std::net::IpAddr;

/// Top names that mail never reaches: a server may refuse them for that alone.
const RESERVED: [&str; 4] = ["test", "example", "invalid", "localhost"];

/// One test with its addresses filled in.
#[derive(Clone, Debug)]
pub struct Filled {
    /// Its row.
    pub test: &'static RelayTest,
    /// Reverse path.
    pub sender: String,
    /// Recipient.
    pub recipient: String,
}

/// Has the control been accepted?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Yes: refusals mean something.
    Accepted,
    /// No, or nobody asked.
    Missing,
}

/// Where a test ended.
#[derive(Clone, Copy, Debug)]
pub enum Outcome<'a> {
    /// MAIL FROM was not accepted.
    Sender(&'a Reply),
    /// The answer to RCPT TO.
    Recipient(&'a Reply),
    /// It could not be put: no STARTTLS, for one.
    NotPut,
}

/// The tests that make sense from where the user is, the control first, with their addresses.
#[must_use]
pub fn plan(question: &RelayQuestion, address: IpAddr) -> Vec<Filled> {
    let wanted = |test: &&'static RelayTest| match test.from {
        FromWhere::Anywhere => !question.control_mailbox.trim().is_empty(),
        FromWhere::Outside => question.vantage == Vantage::Outside,
        FromWhere::Unlisted => question.vantage == Vantage::InsideUnlisted,
        FromWhere::Listed => question.vantage == Vantage::InsideListed,
    };
    relay_tests().iter().filter(wanted).map(|test| filled(test, question, address)).collect()
}

fn filled(test: &'static RelayTest, question: &RelayQuestion, address: IpAddr) -> Filled {
    let literal = match address.to_canonical() {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => format!("IPv6:{six}"),
    };
    let fill = |template: &str| {
        template
            .replace("{from}", question.from_domain.trim())
            .replace("{to}", question.to_domain.trim())
            .replace("{local}", question.local_domain.trim())
            .replace("{host}", question.host.trim().trim_end_matches('.'))
            .replace("{ip}", &literal)
            .replace("{control}", question.control_mailbox.trim())
    };
    Filled { test, sender: fill(&test.sender), recipient: fill(&test.recipient) }
}

/// What makes the question senseless; nothing where it makes sense.
#[must_use]
pub fn senseless(question: &RelayQuestion) -> Option<Phrase> {
    let to = question.to_domain.trim().trim_end_matches('.').to_lowercase();
    let from = question.from_domain.trim().trim_end_matches('.').to_lowercase();
    let local = question.local_domain.trim().trim_end_matches('.').to_lowercase();
    let top = |domain: &str| domain.rsplit('.').next().unwrap_or("").to_owned();
    let reserved = [&to, &from].into_iter().find(|d| RESERVED.contains(&top(d).as_str()));
    match () {
        () if [&to, &from, &local].iter().any(|d| !is_domain(d)) => Some(Phrase::new("smtp-relay-no-domain")),
        () if to == local || from == local || to.ends_with(&format!(".{local}")) => {
            Some(Phrase::new("smtp-relay-own-domain").text("domain", &local))
        }
        () => reserved.map(|domain| Phrase::new("smtp-relay-reserved").text("domain", domain)),
    }
}

fn is_domain(text: &str) -> bool {
    let labels = text.split('.');
    text.contains('.')
        && labels.clone().all(|l| !l.is_empty())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c))
}

/// Put off: asked again once, later.
#[must_use]
pub fn is_put_off(outcome: Outcome<'_>) -> bool {
    matches!(outcome, Outcome::Sender(r) | Outcome::Recipient(r) if r.class() == 4 && r.code != 421)
}

/// Does this end the run: relay is open?
#[must_use]
pub fn is_open(result: &CheckResult) -> bool {
    result.severity == Severity::Critical
}

/// The result of one test.
#[must_use]
pub fn judge(
    filled: &Filled,
    outcome: Outcome<'_>,
    control: Control,
    subject: &str,
    at: UtcTime,
) -> CheckResult {
    let (severity, id) = meaning(filled.test, outcome, control);
    let raw = match outcome {
        Outcome::Sender(reply) | Outcome::Recipient(reply) => reply.one_line(),
        Outcome::NotPut => String::new(),
    };
    let name = format!("smtp-relay-{}", filled.test.id.to_lowercase());
    let advised = severity == Severity::Critical || filled.test.accepted == Accepted::Ambiguous;
    let open = severity == Severity::Critical;
    let advice = match advised && severity >= Severity::Unclear {
        true if open => Phrase::new("smtp-relay-open-advice"),
        true => Phrase::new("smtp-relay-ambiguous-advice"),
        false => Phrase::default(),
    };
    CheckResult {
        subject: subject.to_owned(),
        code: filled.test.id.clone(),
        severity,
        say: Phrase::new(id).word("test", name).text("recipient", &filled.recipient),
        advice,
        raw,
        reference: "RFC 2505 2.1; RFC 5321 3.6.2".to_owned(),
        at,
    }
}

fn meaning(test: &RelayTest, outcome: Outcome<'_>, control: Control) -> (Severity, &'static str) {
    match outcome {
        Outcome::NotPut => (Severity::Unclear, "smtp-relay-not-put"),
        Outcome::Sender(reply) | Outcome::Recipient(reply) if reply.class() == 4 => {
            (Severity::Unclear, "smtp-relay-put-off")
        }
        Outcome::Sender(reply) if reply.class() == 5 => sender_refused(test, reply, control),
        Outcome::Recipient(reply) if reply.class() == 2 => accepted(test),
        Outcome::Recipient(reply) if reply.class() == 5 => refused(test, reply, control),
        Outcome::Sender(_) | Outcome::Recipient(_) => (Severity::Unclear, "smtp-relay-odd"),
    }
}

fn accepted(test: &RelayTest) -> (Severity, &'static str) {
    match test.accepted {
        Accepted::Open => (Severity::Critical, "smtp-relay-open"),
        Accepted::Ambiguous => (Severity::Unclear, "smtp-relay-ambiguous"),
        Accepted::Control => (Severity::Good, "smtp-relay-control"),
        Accepted::Expected => (Severity::Good, "smtp-relay-expected"),
    }
}

fn refused(test: &RelayTest, reply: &Reply, control: Control) -> (Severity, &'static str) {
    match test.accepted {
        Accepted::Control => (Severity::Unclear, "smtp-relay-control-refused"),
        Accepted::Expected => (Severity::Medium, "smtp-relay-expected-refused"),
        // "No such user" is no refusal to relay.
        Accepted::Open if reply.is_about("5.1.") => (Severity::Unclear, "smtp-relay-unknown-user"),
        _ if control == Control::Missing => (Severity::Unclear, "smtp-relay-unproven"),
        _ => (Severity::Good, "smtp-relay-refused"),
    }
}

/// The sender was refused, so the recipient was never asked for.
fn sender_refused(test: &RelayTest, reply: &Reply, control: Control) -> (Severity, &'static str) {
    let by_policy = reply.enhanced.is_none() && reply.code == 550 || reply.is_about("5.7.");
    match test.accepted {
        Accepted::Control => (Severity::Unclear, "smtp-relay-control-refused"),
        Accepted::Expected => (Severity::Medium, "smtp-relay-expected-refused"),
        _ if !by_policy && !test.sender_may_be_refused => (Severity::Unclear, "smtp-relay-sender-refused"),
        _ if control == Control::Missing => (Severity::Unclear, "smtp-relay-unproven"),
        _ => (Severity::Good, "smtp-relay-refused"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> RelayQuestion {
        RelayQuestion {
            host: "mail.contoso.test".to_owned(),
            addresses: Vec::new(),
            port: 25,
            helo: "check.example.net".to_owned(),
            local_domain: "contoso.test".to_owned(),
            from_domain: "example.com".to_owned(),
            to_domain: "example.net".to_owned(),
            control_mailbox: "postmaster@contoso.test".to_owned(),
            vantage: Vantage::Outside,
            resolver: None,
        }
    }

    fn reply(code: u16, text: &str) -> Reply {
        let enhanced = text.split(' ').next().filter(|w| w.contains('.')).map(str::to_owned);
        Reply { code, enhanced, raw: vec![format!("{code} {text}")], faults: Vec::new() }
    }

    fn meant(id: &str, outcome: Outcome<'_>, control: Control) -> Severity {
        let planned = plan(&question(), "192.0.2.25".parse().unwrap());
        let filled = planned.iter().find(|f| f.test.id == id).unwrap();
        judge(filled, outcome, control, "192.0.2.25:25", UtcTime(1)).severity
    }

    #[test]
    fn templates_become_the_classic_addresses() {
        let planned = plan(&question(), "192.0.2.25".parse().unwrap());
        let of = |id: &str| {
            planned.iter().find(|f| f.test.id == id).map(|f| (f.sender.as_str(), f.recipient.as_str()))
        };
        assert_eq!(planned[0].test.id, "R20");
        assert_eq!(of("R02"), Some(("", "relaytest@example.net")));
        assert_eq!(of("R06"), Some(("relaytest@[192.0.2.25]", "relaytest@example.net")));
        assert_eq!(of("R08").unwrap().1, "relaytest%example.net@[192.0.2.25]");
        assert_eq!(of("R11").unwrap().1, "\"relaytest@example.net\"@contoso.test");
        assert_eq!(of("R13").unwrap().1, "@contoso.test:relaytest@example.net");
        assert_eq!(of("R16").unwrap().1, "example.net!relaytest@contoso.test");
        assert_eq!((planned.len(), of("R18"), of("R19")), (18, None, None));
        let inside =
            RelayQuestion { vantage: Vantage::InsideUnlisted, control_mailbox: String::new(), ..question() };
        let ids: Vec<String> =
            plan(&inside, "2001:db8::1".parse().unwrap()).iter().map(|f| f.test.id.clone()).collect();
        assert_eq!(ids, ["R18"]);
    }

    #[test]
    fn answers_mean_what_section_five_says() {
        let (open, relaying) = (reply(250, "2.1.5 Recipient OK"), reply(550, "5.7.1 Unable to relay"));
        let (unknown, later) = (reply(550, "5.1.1 User unknown"), reply(451, "4.7.1 Greylisted"));
        use Control::{Accepted, Missing};
        use Outcome::{Recipient, Sender};
        for (id, outcome, control, expected) in [
            ("R01", Recipient(&open), Accepted, Severity::Critical),
            ("R17", Recipient(&open), Missing, Severity::Critical),
            ("R07", Recipient(&open), Accepted, Severity::Unclear),
            ("R16", Recipient(&open), Accepted, Severity::Unclear),
            ("R01", Recipient(&relaying), Accepted, Severity::Good),
            ("R01", Recipient(&relaying), Missing, Severity::Unclear),
            ("R01", Recipient(&unknown), Accepted, Severity::Unclear),
            ("R07", Recipient(&unknown), Accepted, Severity::Good),
            ("R01", Recipient(&later), Accepted, Severity::Unclear),
            ("R20", Recipient(&open), Missing, Severity::Good),
            ("R20", Recipient(&relaying), Missing, Severity::Unclear),
            ("R03", Sender(&unknown), Accepted, Severity::Good),
            ("R01", Sender(&unknown), Accepted, Severity::Unclear),
            ("R01", Sender(&relaying), Accepted, Severity::Good),
            ("R17", Outcome::NotPut, Accepted, Severity::Unclear),
        ] {
            assert_eq!(meant(id, outcome, control), expected, "{id} {outcome:?} {control:?}");
        }
    }

    #[test]
    fn a_senseless_question_is_not_put() {
        let with = |to: &str, from: &str| {
            senseless(&RelayQuestion { to_domain: to.to_owned(), from_domain: from.to_owned(), ..question() })
        };
        assert_eq!(with("example.net", "example.com"), None);
        for (to, from) in [
            ("contoso.test", "example.com"),
            ("lab.test", "example.com"),
            ("", "example.com"),
            ("a b.net", "example.com"),
        ] {
            assert!(with(to, from).is_some(), "{to}");
        }
    }
}

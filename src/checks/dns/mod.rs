//! What the DNS says about a domain that sends mail: MX, names of addresses, HELO, SPF, DKIM, DMARC, TLS reports.
//!
//! Each result names the RFC it rests on. Asks nothing without a permit for the domain; changes nothing.

mod dkim;
mod dmarc;
mod mail;
mod rules;
mod spf;

use super::answer::{CheckAnswer, CheckKind, CheckResult, Origin, Speaker, SpokenLine};
use super::around::{Limits, Surroundings};
use super::consent::{Permit, Refusal, Scope, normal};
use super::dnsbl::{by_hand::command, names};
use super::network::dns::{Asker, Code, Kind, NoAsker, RawAnswer};
use super::pasted::Pasted;
pub use super::question::DnsQuestion;
use crate::model::time::UtcTime;
use crate::task::Task;
use crate::words::Phrase;
use std::net::{IpAddr, SocketAddr};

/// Who answers.
enum Source<'p> {
    /// The DNS, with a permit.
    Network(Box<Asker>, &'p Permit),
    /// A text from another machine.
    Pasted(Pasted),
}

/// Lines kept of a text from elsewhere.
const MOST_LINES: usize = 5_000;
/// Addresses and selectors looked into.
const MOST: usize = 16;

/// A check on its way.
struct Posture<'q, 'a, 'p> {
    question: &'q DnsQuestion,
    domain: String,
    source: Source<'p>,
    around: &'q mut Surroundings<'a>,
    results: Vec<CheckResult>,
}

impl Posture<'_, '_, '_> {
    fn ask(&mut self, name: &str, kind: Kind) -> RawAnswer {
        match &mut self.source {
            Source::Network(asker, permit) => asker.ask(name, kind, permit, self.around),
            Source::Pasted(pasted) => {
                let now = (self.around.clock)();
                let unknown = || RawAnswer::bare(Code::Other("-".to_owned()), now);
                pasted.answer(name, kind, now).unwrap_or_else(unknown)
            }
        }
    }

    /// What RFC 7208 makes of mail from `sender` out of `address`; nothing where it cannot be asked.
    fn judge_spf(&mut self, address: IpAddr, helo: &str, sender: &str) -> Option<&'static str> {
        match &mut self.source {
            Source::Network(asker, permit) => asker.spf(address, helo, sender, permit, self.around),
            Source::Pasted(_) => None,
        }
    }

    /// Records a result by its code; `name` is what it is about, `value` what was found.
    fn put(&mut self, code: &'static str, name: &str, value: &str, answer: &RawAnswer) {
        let mut result = rules::result(code, name, value);
        result.raw = answer.line();
        result.at = answer.at;
        (self.around.tell)(result.clone());
        self.results.push(result);
    }

    /// Did the question fail? Then it says so; a failed question is never "there is none".
    fn failed(&mut self, name: &str, answer: &RawAnswer) -> bool {
        let failed = !matches!(answer.code, Code::Answered | Code::NxDomain | Code::NoData);
        if failed {
            self.put("NO-ANSWER", name, answer.code.name(), answer);
        }
        failed
    }
}

/// Looks into the domain.
pub fn check(question: &DnsQuestion, permit: &Permit, around: &mut Surroundings<'_>) -> CheckAnswer {
    let begun = (around.clock)();
    let mut answer = CheckAnswer {
        kind: CheckKind::Dns,
        target: question.domain.clone(),
        begun,
        ended: begun,
        origin: Origin::Asked,
        by: around.by.to_owned(),
        through: String::new(),
        results: Vec::new(),
        transcript: Vec::new(),
        cut_short: None,
    };
    match start(question, permit, around) {
        Ok((domain, asker)) => {
            go(question, domain, Source::Network(Box::new(asker), permit), around, &mut answer);
        }
        Err(why) => answer.cut_short = Some(why),
    }
    answer.ended = (around.clock)();
    answer
}

fn start(
    question: &DnsQuestion,
    permit: &Permit,
    around: &Surroundings<'_>,
) -> Result<(String, Asker), Phrase> {
    let no_domain = || Phrase::new("dnsbl-no-domain").text("domain", &question.domain);
    let domain = names::domain(&question.domain).ok_or_else(no_domain)?;
    if permit.scope() != Scope::Dns {
        return Err(Refusal::NotInScope(Scope::Dns).phrase());
    }
    if permit.target() != domain {
        return Err(Refusal::NotNamed(domain).phrase());
    }
    let asker = Asker::new(question.resolver, permit, around).map_err(|why| match why {
        NoAsker::Refused(refusal) => refusal.phrase(),
        NoAsker::NoResolver(why) => Phrase::new("dns-no-resolver").text("why", &why),
    })?;
    Ok((domain, asker))
}

fn go(
    question: &DnsQuestion,
    domain: String,
    source: Source<'_>,
    around: &mut Surroundings<'_>,
    answer: &mut CheckAnswer,
) {
    let mut posture = Posture { question, domain, source, around, results: Vec::new() };
    mail::exchangers(&mut posture);
    mail::names(&mut posture);
    mail::helo(&mut posture);
    spf::look(&mut posture);
    dkim::look(&mut posture);
    dmarc::look(&mut posture);
    dmarc::tls(&mut posture);
    if let Source::Network(asker, _) = &mut posture.source {
        answer.through = asker.through();
        answer.transcript = asker.take_transcript();
        answer.cut_short = asker.is_spent(posture.around).then(|| Phrase::new("dns-stopped"));
    }
    answer.results = posture.results;
}

/// The addresses of a host, for whoever connects to it; none where the permit is for another host.
pub fn resolve(
    host: &str,
    resolver: Option<SocketAddr>,
    permit: &Permit,
    around: &Surroundings<'_>,
) -> Vec<IpAddr> {
    let host = normal(host);
    if host != permit.target() {
        return Vec::new();
    }
    if let Ok(address) = host.parse::<IpAddr>() {
        return vec![address];
    }
    let Ok(mut asker) = Asker::new(resolver, permit, around) else { return Vec::new() };
    let mut found = asker.ask(&host, Kind::A, permit, around).addresses();
    found.extend(asker.ask(&host, Kind::Aaaa, permit, around).addresses());
    found.dedup();
    found
}

/// Judges what somebody got elsewhere. What the text does not speak of stays unclear.
#[must_use]
pub fn judge_pasted(question: &DnsQuestion, text: &str, by: &str, at: UtcTime) -> CheckAnswer {
    let spoken = |line: &str| SpokenLine { at, who: Speaker::Server, text: line.to_owned() };
    let mut answer = CheckAnswer {
        kind: CheckKind::Dns,
        target: question.domain.clone(),
        begun: at,
        ended: at,
        origin: Origin::ByHand,
        by: by.to_owned(),
        through: String::new(),
        results: Vec::new(),
        transcript: text.lines().take(MOST_LINES).map(spoken).collect(),
        cut_short: None,
    };
    let Some(domain) = names::domain(&question.domain) else {
        answer.cut_short = Some(Phrase::new("dnsbl-no-domain").text("domain", &question.domain));
        return answer;
    };
    let (task, mut tell) = (Task::detached(), |_| {});
    let limits = Limits::default();
    let mut around = Surroundings { limits, task: &task, clock: || UtcTime::UNKNOWN, by, tell: &mut tell };
    go(question, domain, Source::Pasted(Pasted::read(text)), &mut around, &mut answer);
    answer.results.iter_mut().for_each(|result| result.at = at);
    answer
}

/// The questions to put elsewhere, where this machine has no network.
#[must_use]
pub fn by_hand_commands(question: &DnsQuestion) -> Vec<String> {
    let Some(domain) = names::domain(&question.domain) else { return Vec::new() };
    let mut asked = vec![(domain.clone(), "MX"), (domain.clone(), "TXT")];
    asked.extend(question.addresses.iter().take(MOST).map(|a| (names::pointer(*a), "PTR")));
    asked.extend(names::domain(&question.helo).map(|h| (h, "A")));
    let selectors = question.selectors.iter().take(MOST);
    let keys = selectors.filter_map(|s| names::domain(&format!("{s}._domainkey.{domain}")));
    asked.extend(keys.map(|k| (k, "TXT")));
    asked.extend(["_dmarc", "_mta-sts", "_smtp._tls"].map(|l| (format!("{l}.{domain}"), "TXT")));
    asked.iter().map(|(name, kind)| command(name, kind, question.resolver)).collect()
}

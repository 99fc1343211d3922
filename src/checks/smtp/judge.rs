//! Makes results of what a connection showed: the verdicts of the table, for each address and port.
//!
//! Pure. Never says "good" of what was not seen, or was seen through a device that changes it.

use super::banner::{self, Greeting};
use super::dialogue::ProbeFacts;
use super::ehlo::Offer;
use super::talk::Cut;
use crate::checks::answer::{CheckResult, Severity};
use crate::checks::network::tcp::{Ended, NotConnected};
use crate::checks::network::tls::{CertificateFault, TlsFacts, TlsFailure};
use crate::checks::smtp::reply::Unreadable;
use crate::knowledge::smtp_checks;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use std::time::Duration;

/// An answer this slow is worth a word; Exchange slows refusals by five seconds.
const WORTH_A_WORD: Duration = Duration::from_millis(4_500);

/// What is judged, and when.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// `192.0.2.25:25`.
    pub subject: &'a str,
    /// The port that is meant.
    pub port: u16,
    /// Now.
    pub at: UtcTime,
}

impl Place<'_> {
    /// A result by its code, with the table's severity and words; `say` adds the facts of the sentence.
    #[must_use]
    pub fn result(&self, code: &str, raw: &str, say: impl FnOnce(Phrase) -> Phrase) -> CheckResult {
        let known = smtp_checks::verdict(code);
        let id = format!("smtp-{}", code.to_lowercase());
        let advised = known.is_some_and(|v| v.advice);
        CheckResult {
            subject: self.subject.to_owned(),
            code: code.to_owned(),
            severity: severity(known.map_or("unclear", |v| v.severity(self.port))),
            say: say(Phrase::new(id.clone())),
            advice: if advised { Phrase::new(format!("{id}-advice")) } else { Phrase::default() },
            raw: raw.to_owned(),
            reference: known.map(|v| v.reference.clone()).unwrap_or_default(),
            at: self.at,
        }
    }

    fn plain(&self, code: &str, raw: &str) -> CheckResult {
        self.result(code, raw, |say| say)
    }
}

fn severity(key: &str) -> Severity {
    use Severity::{Critical, Good, High, Medium, Note, Unclear};
    let all = [Good, Note, Unclear, Medium, High, Critical];
    all.into_iter().find(|s| s.key() == key).unwrap_or(Unclear)
}

/// There is no connection; nothing where the run itself ended.
#[must_use]
pub fn not_connected(place: &Place<'_>, why: &NotConnected) -> Option<CheckResult> {
    match why {
        NotConnected::Closed => Some(place.plain("CLOSED", "")),
        NotConnected::Filtered => Some(place.plain("FILTERED", "")),
        NotConnected::NoWay(text) => Some(place.plain("NOT-REACHED", text)),
        NotConnected::Refused(_) | NotConnected::Cancelled | NotConnected::TooMany => None,
    }
}

/// All verdicts on one connection.
#[must_use]
pub fn judge(place: &Place<'_>, facts: &ProbeFacts, cut: Option<Cut>, slowest: Duration) -> Vec<CheckResult> {
    let greeting = facts.banner.as_ref().map(banner::read);
    let mut results = vec![place.plain("OPEN", "")];
    results.extend(of_greeting(place, facts, greeting));
    results.extend(of_pace(place, facts, cut, slowest));
    if facts.clear.is_some() || facts.secure.is_some() {
        results.extend(of_auth(place, facts));
        results.extend(of_hidden(place, facts));
    }
    results.extend(of_tls(place, facts));
    results.extend(of_connectors(place, greeting));
    if results.iter().any(|r| r.code == "UNRELIABLE") {
        results.iter_mut().filter(|r| r.severity == Severity::Good).for_each(doubt);
    }
    results
}

/// What a device in between may have changed is not good; it is unclear.
fn doubt(result: &mut CheckResult) {
    result.severity = Severity::Unclear;
    result.advice = Phrase::new("smtp-unreliable-advice");
}

fn of_greeting(place: &Place<'_>, facts: &ProbeFacts, greeting: Option<Greeting<'_>>) -> Vec<CheckResult> {
    let (Some(reply), Some(greeting)) = (&facts.banner, greeting) else { return Vec::new() };
    let raw = reply.one_line();
    if reply.class() != 2 {
        return vec![place.result("TURNED-AWAY", &raw, |say| say.text("answer", &raw))];
    }
    let mut results = vec![place.result("BANNER", &raw, |say| {
        let product = greeting.product.map_or("unknown", |p| p.product.as_str());
        say.text("name", greeting.host).word("product", format!("smtp-product-{product}"))
    })];
    results.extend(greeting.time.map(|time| of_clock(place, time, &raw)));
    let offers = [&facts.clear, &facts.secure];
    if greeting.masked || offers.into_iter().flatten().any(Offer::is_masked) {
        results.push(place.plain("UNRELIABLE", &raw));
    }
    results
}

fn of_clock(place: &Place<'_>, time: UtcTime, raw: &str) -> CheckResult {
    let seconds = place.at.seconds_since(time).unsigned_abs();
    place.result("CLOCK", raw, |say| say.time("time", time).number("seconds", seconds))
}

fn of_pace(place: &Place<'_>, facts: &ProbeFacts, cut: Option<Cut>, slowest: Duration) -> Vec<CheckResult> {
    let mut results = Vec::new();
    if let Some(reply) = &facts.closing {
        results.push(place.plain("CLOSING", &reply.one_line()));
    }
    results.extend(cut.and_then(|cut| of_cut(place, cut)));
    let tarpit = matches!(cut, Some(Cut::Tarpit(_)));
    if slowest >= WORTH_A_WORD && !tarpit {
        results.push(place.result("DELAYED", "", |say| say.number("seconds", slowest.as_secs())));
    }
    for fault in &facts.faults {
        results.push(place.result("PROTOCOL", "", |say| say.word("what", fault.words())));
    }
    results
}

fn of_cut(place: &Place<'_>, cut: Cut) -> Option<CheckResult> {
    let code = match cut {
        Cut::Ended(Ended::TooSlow | Ended::SessionOver) => "SILENT",
        Cut::Ended(Ended::Closed) => "BROKEN-OFF",
        Cut::Ended(Ended::Cancelled) => return None,
        Cut::Unreadable(Unreadable::Endless) => "ENDLESS",
        Cut::Unreadable(Unreadable::NotSmtp) => "NOT-SMTP",
        Cut::Tarpit(taken) => {
            return Some(place.result("TARPIT", "", |say| say.number("seconds", taken.as_secs())));
        }
    };
    Some(place.plain(code, ""))
}

fn of_auth(place: &Place<'_>, facts: &ProbeFacts) -> Vec<CheckResult> {
    let (clear, secure) = (facts.clear.as_ref(), facts.secure.as_ref());
    let offers = || clear.into_iter().chain(secure);
    let list = |offer: &Offer| offer.auth.join(" ");
    let mut results = Vec::new();
    let mut add = |code: &str, offer: &Offer| {
        results.push(place.result(code, &offer.raw, |say| say.text("mechanisms", &list(offer))));
    };
    if let Some(offer) = clear.filter(|o| o.takes_passwords()) {
        add("AUTH-CLEAR", offer);
    }
    let offering = offers().find(|o| o.has_auth());
    if let Some(offer) = offering.filter(|_| place.port == 25) {
        add("AUTH-25", offer);
    }
    if let Some(offer) = offers().find(|o| o.has_ntlm()) {
        add("AUTH-NTLM", offer);
    }
    let in_clear = clear.is_some_and(Offer::has_auth);
    let only_inside = |o: &&Offer| o.has_auth() && (!in_clear || o.takes_passwords());
    let passwords_in_clear = clear.is_some_and(Offer::takes_passwords);
    if let Some(offer) = secure.filter(only_inside).filter(|_| place.port != 25 && !passwords_in_clear) {
        add("AUTH-TLS-587", offer);
    }
    if let Some(offer) = offers().find(|o| !o.exchange_auth.is_empty()) {
        add("X-EXPS", offer);
    }
    if offering.is_none() {
        results.push(no_auth(place, facts));
    }
    if offers().any(|o| o.by_helo) {
        results.push(place.plain("HELO-ONLY", ""));
    }
    results
}

/// No AUTH was seen. That is good only where all of it was seen.
fn no_auth(place: &Place<'_>, facts: &ProbeFacts) -> CheckResult {
    let half = facts.clear.as_ref().is_some_and(|o| o.has("STARTTLS") || o.by_helo) && facts.secure.is_none();
    let only_inside = facts.clear.is_none() && place.port != 465;
    let raw = facts.secure.as_ref().or(facts.clear.as_ref()).map_or("", |o| o.raw.as_str());
    place.plain(if half || only_inside { "AUTH-UNKNOWN" } else { "AUTH-NONE" }, raw)
}

fn of_hidden(place: &Place<'_>, facts: &ProbeFacts) -> Option<CheckResult> {
    let taken = facts.hidden.iter().find(|r| r.class() == 3);
    if let Some(reply) = taken {
        return Some(place.plain("AUTH-HIDDEN", &reply.one_line()));
    }
    let refused = facts.hidden.last().filter(|_| facts.hidden.iter().all(|r| r.class() == 5));
    refused.map(|reply| place.plain("AUTH-HIDDEN-NONE", &reply.one_line()))
}

fn of_tls(place: &Place<'_>, facts: &ProbeFacts) -> Vec<CheckResult> {
    let mut results = Vec::new();
    if !facts.injected.is_empty() {
        let text = String::from_utf8_lossy(&facts.injected);
        let shown: String = text.chars().take(500).collect();
        let count = facts.injected.len();
        results.push(place.result("INJECTED", &shown, |say| say.number("bytes", count)));
    }
    let without = facts.clear.as_ref().filter(|o| !o.has("STARTTLS"));
    if let Some(tls) = &facts.tls {
        results.push(of_handshake(place, tls));
    } else if let Some(failure) = &facts.tls_failure {
        results.push(of_failure(place, failure));
    } else if let Some(reply) = &facts.starttls_refused {
        let raw = reply.one_line();
        results.push(place.result("TLS-BROKEN", &raw, |say| say.text("why", &raw)));
    } else if let Some(offer) = without {
        results.push(place.plain("TLS-NONE", &offer.raw));
    }
    results
}

fn of_handshake(place: &Place<'_>, tls: &TlsFacts) -> CheckResult {
    let raw = super::talk::described(tls);
    let facts = |say: Phrase| say.text("version", &tls.version).text("subject", &tls.certificate.subject);
    if let Some(first) = tls.faults.first() {
        let worst = tls.faults.iter().min_by_key(|f| weight(**f)).unwrap_or(first);
        return place.result("TLS-OLD", &raw, |say| facts(say).word("why", worst.words()));
    }
    place.result("TLS-OK", &raw, facts)
}

/// The fault that is named where there are several: the one that says most.
fn weight(fault: CertificateFault) -> u8 {
    match fault {
        CertificateFault::Unreadable => 0,
        CertificateFault::Expired | CertificateFault::NotYetValid => 1,
        CertificateFault::OtherName => 2,
        CertificateFault::Weak => 3,
        CertificateFault::SelfSigned => 4,
        CertificateFault::UnknownIssuer => 5,
    }
}

fn of_failure(place: &Place<'_>, failure: &TlsFailure) -> CheckResult {
    match failure {
        TlsFailure::NothingInCommon(text) => place.result("TLS-OLD", text, |say| {
            say.text("version", "TLS < 1.2").text("subject", "?").word("why", "smtp-tls-nothing-in-common")
        }),
        TlsFailure::Broken(text) => place.result("TLS-BROKEN", text, |say| say.text("why", text)),
        TlsFailure::Ended(ended) => {
            let why = format!("{ended:?}");
            place.result("TLS-BROKEN", &why, |say| say.text("why", &why))
        }
    }
}

/// Ports that Exchange keeps for its own servers and clients inside.
fn of_connectors(place: &Place<'_>, greeting: Option<Greeting<'_>>) -> Option<CheckResult> {
    let exchange = greeting.is_some_and(|g| g.product.is_some_and(|p| p.exchange));
    let code = match place.port {
        465 => "CONNECTOR-465",
        2525 => "CONNECTOR-2525",
        _ => return None,
    };
    exchange.then(|| place.plain(code, ""))
}

//! Results in words: what a reading means for the reader, how bad it is, what to do. Asks nothing.

use super::judge::Reading;
use crate::checks::answer::{CheckResult, Severity};
use crate::knowledge::dnsbl::{Closed, List, Weight};
use crate::model::time::UtcTime;
use crate::words::Phrase;

/// A text of the table in the reader's language.
pub(super) fn both(en: &str, fr: &str) -> Phrase {
    Phrase::new("dnsbl-both").text("en", en).text("fr", fr)
}

fn nothing() -> Phrase {
    Phrase::default()
}

fn result(zone: &str, code: &str, severity: Severity, say: Phrase, advice: Phrase) -> CheckResult {
    CheckResult {
        subject: zone.to_owned(),
        code: code.to_owned(),
        severity,
        say,
        advice,
        raw: String::new(),
        reference: "RFC 5782".to_owned(),
        at: UtcTime::UNKNOWN,
    }
}

/// The result of a reading; `healthy` where the list passed its check.
pub(super) fn of(list: &List, reading: &Reading, healthy: bool) -> CheckResult {
    let zone = list.zone.as_str();
    match reading {
        Reading::Listed(means, weight) => listed(list, means, *weight),
        Reading::Absent if healthy => absent(list),
        Reading::Absent => unclear(zone, "UNPROVED", Phrase::new("dnsbl-unproved").text("zone", zone)),
        Reading::Unknown => unclear(zone, "TO-INTERPRET", Phrase::new("dnsbl-unknown").text("zone", zone)),
        Reading::Refused(cause) => refused(zone, cause),
        Reading::Faulty(fault) => broken(zone, fault),
    }
}

fn unclear(zone: &str, code: &str, say: Phrase) -> CheckResult {
    let advice = match code {
        "TO-INTERPRET" => Phrase::new("dnsbl-advice-look").text("zone", zone),
        _ => Phrase::new("dnsbl-advice-test").text("zone", zone),
    };
    result(zone, code, Severity::Unclear, say, advice)
}

fn absent(list: &List) -> CheckResult {
    let severity = if list.allows { Severity::Note } else { Severity::Good };
    let say = Phrase::new("dnsbl-not-listed").text("zone", &list.zone);
    result(&list.zone, "NOT-LISTED", severity, say, nothing())
}

fn listed(list: &List, means: &[(String, String)], weight: Weight) -> CheckResult {
    let joined = |pick: fn(&(String, String)) -> &String| {
        means.iter().map(|m| pick(m).as_str()).collect::<Vec<_>>().join("; ")
    };
    let means = both(&joined(|m| &m.0), &joined(|m| &m.1));
    let (id, code, severity) = match weight {
        Weight::Good => ("dnsbl-good", "GOOD", Severity::Good),
        Weight::None => ("dnsbl-neutral", "NEUTRAL", Severity::Note),
        Weight::Information | Weight::Pbl => ("dnsbl-listed", "LISTED", Severity::Note),
        Weight::Low | Weight::Medium => ("dnsbl-listed", "LISTED", Severity::Medium),
        Weight::High => ("dnsbl-listed", "LISTED", Severity::High),
    };
    let say = Phrase::new(id).text("zone", &list.zone).sentence("means", means);
    result(&list.zone, code, severity, say, advice(list, weight))
}

fn advice(list: &List, weight: Weight) -> Phrase {
    match weight {
        Weight::Good | Weight::None => nothing(),
        Weight::Pbl => Phrase::new("dnsbl-advice-pbl").text("url", &list.removal),
        Weight::Information => Phrase::new("dnsbl-advice-information"),
        Weight::Low | Weight::Medium | Weight::High => {
            let time = both(&list.usual_time.en, &list.usual_time.fr);
            let id = if list.removal.is_empty() { "dnsbl-advice-wait" } else { "dnsbl-advice-removal" };
            let weight = Phrase::new(weight_word(weight));
            let phrase = Phrase::new(id).sentence("weight", weight).sentence("time", time);
            if list.removal.is_empty() { phrase } else { phrase.text("url", &list.removal) }
        }
    }
}

fn weight_word(weight: Weight) -> &'static str {
    match weight {
        Weight::High => "dnsbl-weight-high",
        Weight::Medium => "dnsbl-weight-medium",
        _ => "dnsbl-weight-low",
    }
}

/// A list that refuses us.
pub(super) fn refused(zone: &str, cause: &str) -> CheckResult {
    let cause = match cause {
        "typing" | "public-resolver" | "quota" | "misuse" | "dns" => cause,
        _ => "blocked",
    };
    let say = Phrase::new("dnsbl-refused").text("zone", zone).word("cause", format!("dnsbl-cause-{cause}"));
    let advice = Phrase::new("dnsbl-advice-resolver");
    result(zone, "REFUSED", Severity::Unclear, say, advice)
}

/// A list whose answers are worth nothing.
pub(super) fn broken(zone: &str, fault: &str) -> CheckResult {
    let say =
        Phrase::new("dnsbl-unreliable").text("zone", zone).word("fault", format!("dnsbl-fault-{fault}"));
    let advice = match fault {
        "hijacked" | "timeout" | "servfail" | "malformed" => Phrase::new("dnsbl-advice-resolver"),
        _ => nothing(),
    };
    result(zone, "UNRELIABLE", Severity::Unclear, say, advice)
}

/// A list that is closed and was not asked.
pub(super) fn closed(zone: &str, closed: &Closed) -> CheckResult {
    let story = both(&closed.story.en, &closed.story.fr);
    let say =
        Phrase::new("dnsbl-closed").text("zone", zone).text("name", &closed.name).sentence("story", story);
    result(zone, "CLOSED", Severity::Note, say, nothing())
}

/// A list that is asked with the key of an account alone.
pub(super) fn needs_key(list: &List) -> CheckResult {
    let say = Phrase::new("dnsbl-needs-key").text("zone", &list.keyed);
    result(&list.zone, "NO-ACCOUNT", Severity::Note, say, nothing())
}

/// A list that has no data for this kind of address.
pub(super) fn no_six(zone: &str) -> CheckResult {
    let say = Phrase::new("dnsbl-no-six").text("zone", zone);
    result(zone, "NO-IPV6", Severity::Note, say, nothing())
}

/// The resolver is one that the big lists refuse.
pub(super) fn public_resolver(server: &str) -> CheckResult {
    let say = Phrase::new("dnsbl-public-resolver").text("server", server);
    result(server, "PUBLIC-RESOLVER", Severity::Unclear, say, Phrase::new("dnsbl-advice-resolver"))
}

/// The same as some minutes ago, not asked again.
pub(super) fn earlier(before: &CheckResult, minutes: i64) -> CheckResult {
    let said = match before.say.facts.iter().find(|(name, _)| name == "before") {
        Some((_, crate::words::Fact::Sentence(inner))) => (**inner).clone(),
        _ => before.say.clone(),
    };
    let say = Phrase::new("dnsbl-earlier").number("minutes", minutes.max(0)).sentence("before", said);
    CheckResult { say, ..before.clone() }
}

/// A remark for the odd list that also lists an address nobody has.
pub(super) fn odd(list: &List) -> CheckResult {
    let say = Phrase::new("dnsbl-odd").text("zone", &list.zone);
    result(&list.zone, "ODD", Severity::Note, say, nothing())
}

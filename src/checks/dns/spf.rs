//! SPF: the record itself, and what it makes of the addresses that send (RFC 7208).

use super::{MOST, Posture};
use crate::checks::network::dns::{Kind, RawAnswer};

/// Questions RFC 7208 4.6.4 allows.
const MOST_LOOKUPS: u32 = 10;

pub(super) fn look(posture: &mut Posture<'_, '_, '_>) {
    let domain = posture.domain.clone();
    let answer = posture.ask(&domain, Kind::Txt);
    if posture.failed(&domain, &answer) {
        return;
    }
    let records = records(&answer);
    match records.as_slice() {
        [] => posture.put("SPF-NONE", &domain, "", &answer),
        [one] if terms(one).iter().any(|t| !is_term(t)) => {
            posture.put("SPF-PERMERROR", &domain, one, &answer);
        }
        [one] => {
            record(posture, one, &answer);
            addresses(posture, &answer);
        }
        [..] => posture.put("SPF-SEVERAL", &domain, &records.join(" | "), &answer),
    }
}

fn records(answer: &RawAnswer) -> Vec<String> {
    let texts = answer.texts().into_iter();
    texts.filter(|t| is_spf(t)).map(str::to_owned).collect()
}

fn is_spf(text: &str) -> bool {
    text.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case("v=spf1"))
}

fn terms(record: &str) -> Vec<String> {
    record.split_whitespace().skip(1).map(str::to_lowercase).collect()
}

/// Mechanism and domain of a term: `include:x`, `a/24`, `redirect=x`.
fn parts(term: &str) -> (&str, &str) {
    let bare = term.trim_start_matches(['+', '-', '~', '?']);
    let end = bare.find([':', '/', '=']).unwrap_or(bare.len());
    (&bare[..end], bare[end..].trim_start_matches([':', '=']))
}

/// Is it a mechanism or a modifier? RFC 7208 4.6 makes anything else an error; the crate passes over it.
fn is_term(term: &str) -> bool {
    const MECHANISMS: [&str; 8] = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"];
    let modifier = term.find('=').is_some_and(|at| !term[..at].contains([':', '/']));
    modifier || MECHANISMS.contains(&parts(term).0)
}

fn record(posture: &mut Posture<'_, '_, '_>, record: &str, answer: &RawAnswer) {
    let domain = posture.domain.clone();
    let lookups = lookups(posture, record);
    let terms = terms(record);
    let mut faults = Vec::new();
    if lookups > MOST_LOOKUPS {
        faults.push("SPF-LOOKUPS");
    }
    if terms.iter().any(|t| parts(t).0 == "ptr") {
        faults.push("SPF-PTR");
    }
    faults.extend(end(&terms));
    for code in &faults {
        posture.put(code, &domain, record, answer);
    }
    if faults.is_empty() {
        posture.put("SPF-RECORD-OK", &domain, record, answer);
    }
}

/// What is wrong with the end of a record.
fn end(terms: &[String]) -> Option<&'static str> {
    let all = terms.iter().find(|t| parts(t).0 == "all").map(String::as_str);
    match all {
        Some("-all" | "~all") => None,
        Some("?all") => Some("SPF-ALL-NEUTRAL"),
        Some(_) => Some("SPF-ALL-OPEN"),
        None if terms.iter().any(|t| t.starts_with("redirect=")) => None,
        None => Some("SPF-NO-ALL"),
    }
}

/// Terms that ask the DNS, through all that is included; stops soon after there are too many.
fn lookups(posture: &mut Posture<'_, '_, '_>, record: &str) -> u32 {
    let mut waiting = vec![record.to_owned()];
    let mut count = 0;
    while let Some(record) = waiting.pop() {
        for term in terms(&record) {
            let (name, target) = parts(&term);
            let asks = matches!(name, "include" | "a" | "mx" | "ptr" | "exists" | "redirect");
            count += u32::from(asks);
            if count > MOST_LOOKUPS {
                return count;
            }
            let follows = matches!(name, "include" | "redirect") && !target.contains('%');
            if follows && !target.is_empty() {
                let answer = posture.ask(target, Kind::Txt);
                waiting.extend(records(&answer).into_iter().next());
            }
        }
    }
    count
}

fn addresses(posture: &mut Posture<'_, '_, '_>, answer: &RawAnswer) {
    let sender = format!("postmaster@{}", posture.domain);
    let helo = if posture.question.helo.trim().is_empty() { &posture.domain } else { &posture.question.helo };
    let helo = helo.trim().to_lowercase();
    for address in posture.question.addresses.iter().take(MOST) {
        let address = address.to_canonical();
        let said = posture.judge_spf(address, &helo, &sender);
        let Some(said) = said else { return };
        posture.put(code(said), &address.to_string(), &sender, answer);
    }
}

fn code(said: &str) -> &'static str {
    match said {
        "pass" => "SPF-PASS",
        "fail" => "SPF-FAIL",
        "softfail" => "SPF-SOFTFAIL",
        "neutral" => "SPF-NEUTRAL",
        "none" => "SPF-RESULT-NONE",
        "permerror" => "SPF-PERMERROR",
        _ => "SPF-TEMPERROR",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_record_is_judged() {
        let judged = |record| end(&terms(record));
        assert_eq!(judged("v=spf1 mx -all"), None);
        assert_eq!(judged("v=spf1 MX ~ALL"), None);
        assert_eq!(judged("v=spf1 mx +all"), Some("SPF-ALL-OPEN"));
        assert_eq!(judged("v=spf1 mx all"), Some("SPF-ALL-OPEN"));
        assert_eq!(judged("v=spf1 mx ?all"), Some("SPF-ALL-NEUTRAL"));
        assert_eq!(judged("v=spf1 mx"), Some("SPF-NO-ALL"));
        assert_eq!(judged("v=spf1 redirect=contoso.test"), None);
    }

    #[test]
    fn terms_are_taken_apart() {
        assert_eq!(parts("~include:example.net"), ("include", "example.net"));
        assert_eq!(parts("a/24"), ("a", "/24"));
        assert_eq!(parts("redirect=example.net"), ("redirect", "example.net"));
        assert_eq!(parts(""), ("", ""));
        assert!(is_term("ip4:192.0.2.0/24") && is_term("exp=x.test") && is_term("-all") && is_term("a/24"));
        assert!(!is_term("nonsense:x") && !is_term("ipv4:192.0.2.1"));
    }
}

//! For a machine without a network: what to run elsewhere, and the judging of what is typed in. Asks nothing.

use super::judge::{self, Health};
use super::{BlocklistQuestion, Target, names, results};
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Origin, Speaker, SpokenLine};
use crate::checks::network::dns::{Code, RawAnswer, Record};
use crate::knowledge::dnsbl::{self, List};
use crate::model::time::UtcTime;
use std::net::{IpAddr, SocketAddr};

/// Characters and lines of a pasted text that are read.
const MOST_LINES: usize = 2_000;

/// A question as it is put elsewhere. Names hold letters, digits, dots and hyphens alone.
pub(in crate::checks) fn command(name: &str, kind: &str, resolver: Option<SocketAddr>) -> String {
    let server = resolver.map_or(String::new(), |r| format!(" {}", r.ip()));
    format!("nslookup -type={kind} {name}.{server}")
}

/// The questions to put elsewhere: for each list its two tests, then each target.
#[must_use]
pub fn by_hand_commands(question: &BlocklistQuestion) -> Vec<String> {
    let asked = |t: &Target| match t {
        Target::Address(a) => !names::is_internal(*a),
        Target::Domain(d) => names::domain(d).is_some(),
    };
    let targets: Vec<Target> = question.targets().into_iter().filter(asked).collect();
    let lists = question
        .lists()
        .into_iter()
        .filter(|l| dnsbl::closed_of(&l.zone).is_none() && !l.needs_key && names::domain(&l.zone).is_some());
    let names = lists.flat_map(|l| names_asked(&l, &targets));
    names.map(|name| command(&name, "A", question.resolver)).collect()
}

fn names_asked(list: &List, targets: &[Target]) -> Vec<String> {
    let six = |t: &Target| matches!(t, Target::Address(IpAddr::V6(_)));
    let fitting: Vec<&Target> = targets.iter().filter(|t| t.is_for(list) && (list.ipv6 || !six(t))).collect();
    let mut names = Vec::new();
    for target in fitting {
        names.extend(tests(list, target));
        names.push(target.name_below(&list.zone));
    }
    let mut once = Vec::new();
    names.into_iter().for_each(|n| {
        if !once.contains(&n) {
            once.push(n)
        }
    });
    once
}

/// Names of the two tests: what must be listed, what must not.
fn tests(list: &List, target: &Target) -> [String; 2] {
    let [must, must_not] = match target {
        Target::Domain(_) => [list.test_listed.clone(), list.test_unlisted.clone()],
        Target::Address(IpAddr::V4(_)) => ["2.0.0.127".to_owned(), "1.0.0.127".to_owned()],
        Target::Address(IpAddr::V6(_)) => {
            [2, 1].map(|n| names::nibbles(std::net::Ipv4Addr::new(127, 0, 0, n).to_ipv6_mapped().octets()))
        }
    };
    [format!("{must}.{}", list.zone), format!("{must_not}.{}", list.zone)]
}

/// Judges what somebody typed in or pasted: `NXDOMAIN`, `127.0.0.4`, or the output of nslookup, Resolve-DnsName
/// or dig. "Not listed" only where the two tests of the list are in it and passed.
#[must_use]
pub fn judge_by_hand(zone: &str, target: &str, typed: &str, by: &str, now: UtcTime) -> CheckAnswer {
    let list = dnsbl::list_to_ask(zone);
    let about = match target.trim().parse::<IpAddr>() {
        Ok(address) => Target::Address(address.to_canonical()),
        Err(_) => Target::Domain(target.trim().trim_end_matches('.').to_lowercase()),
    };
    let result = match dnsbl::closed_of(&list.zone) {
        Some(closed) => results::closed(&list.zone, closed),
        None => judged(&list, &about, typed, now),
    };
    let lines = typed.lines().take(MOST_LINES);
    let spoken = |l: &str| SpokenLine { at: now, who: Speaker::Server, text: l.to_owned() };
    CheckAnswer {
        kind: CheckKind::Blocklists,
        target: about.name(),
        begun: now,
        ended: now,
        origin: Origin::ByHand,
        by: by.to_owned(),
        through: String::new(),
        results: vec![CheckResult { at: now, ..result }],
        transcript: lines.map(spoken).collect(),
        cut_short: None,
    }
}

/// Judges a pasted text for all lists of a question: one answer for each target, with a result for each list that the
/// text speaks of.
#[must_use]
pub fn judge_pasted(question: &BlocklistQuestion, typed: &str, by: &str, now: UtcTime) -> Vec<CheckAnswer> {
    let lists = question.lists();
    let for_target = |target: &Target| {
        let spoken_of = lists.iter().filter(|l| target.is_for(l) && names_zone(typed, &l.zone));
        let each = spoken_of.map(|l| judge_by_hand(&l.zone, &target.name(), typed, by, now));
        each.reduce(|mut all, one| {
            all.results.extend(one.results);
            all
        })
    };
    question.targets().iter().filter_map(for_target).collect()
}

fn judged(list: &List, target: &Target, typed: &str, now: UtcTime) -> CheckResult {
    let own = target.name_below(&list.zone);
    let [must, must_not] = tests(list, target).map(|name| answer_for(&name, &list.zone, typed, now));
    let health = must.zip(must_not).map(|(yes, no)| judge::health(list, &yes, &no, None));
    let named = names_zone(typed, &list.zone);
    let asked = if named { answer_for(&own, &list.zone, typed, now) } else { Some(bare(typed, now)) };
    let answer = asked.unwrap_or_else(|| RawAnswer::bare(Code::Malformed, now));
    let result = match health {
        Some(Health::Refuses(cause)) => results::refused(&list.zone, &cause),
        Some(Health::Broken(fault)) => results::broken(&list.zone, fault),
        Some(Health::Works { .. }) => results::of(list, &judge::read(list, &answer), true),
        None => results::of(list, &judge::read(list, &answer), false),
    };
    CheckResult { raw: answer.line(), ..result }
}

fn names_zone(typed: &str, zone: &str) -> bool {
    typed.to_lowercase().contains(zone)
}

/// The code a line speaks of, if any.
fn code_in(line: &str) -> Option<Code> {
    let lower = line.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    match () {
        () if has(&["nxdomain", "non-existent domain", "does not exist", "n'existe pas", "n’existe pas"]) => {
            Some(Code::NxDomain)
        }
        () if has(&["servfail", "server failed", "server failure"]) => Some(Code::ServFail),
        () if has(&["refused"]) => Some(Code::Refused),
        () if has(&["timed out", "timeout", "no response"]) => Some(Code::Timeout),
        () => None,
    }
}

fn addresses_in(line: &str) -> impl Iterator<Item = IpAddr> + '_ {
    line.split(|c: char| c.is_whitespace() || ",;|".contains(c)).filter_map(|t| t.parse::<IpAddr>().ok())
}

fn whole(code: Option<Code>, found: Vec<IpAddr>, now: UtcTime) -> RawAnswer {
    let code = if found.is_empty() { code.unwrap_or(Code::Malformed) } else { Code::Answered };
    let records = found.into_iter().map(Record::Address).collect();
    RawAnswer { records, ..RawAnswer::bare(code, now) }
}

/// A bare answer: all of the text is about the one question.
fn bare(typed: &str, now: UtcTime) -> RawAnswer {
    let lines = || typed.lines().take(MOST_LINES);
    whole(lines().find_map(code_in), lines().flat_map(addresses_in).take(50).collect(), now)
}

/// What a pasted output says of one name; nothing where the name is not in it.
fn answer_for(name: &str, zone: &str, typed: &str, now: UtcTime) -> Option<RawAnswer> {
    let (mut seen, mut current, mut code, mut found) = (false, false, None, Vec::new());
    for line in typed.lines().take(MOST_LINES) {
        let lower = line.to_lowercase();
        if lower.trim_start().starts_with("server") || lower.trim_start().starts_with("serveur") {
            current = false;
        }
        if let Some(token) = lower.split([' ', '\t', ':', ',', '"', '\'']).find(|t| is_below(t, zone)) {
            current = token.trim_end_matches('.') == name;
            seen |= current;
        }
        if current {
            code = code.or_else(|| code_in(line));
            found.extend(addresses_in(line));
        }
    }
    seen.then(|| whole(code, found.into_iter().take(50).collect(), now))
}

fn is_below(token: &str, zone: &str) -> bool {
    token.trim_end_matches('.').strip_suffix(zone).is_some_and(|rest| rest.ends_with('.'))
}

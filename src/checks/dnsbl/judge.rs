//! What an answer of a list means, by RFC 5782 and the list's own codes. Asks nothing.
//!
//! Only "no such name" is "not listed", and only from a list that passed its own health check; what nobody knows is
//! to be interpreted, never a listing.

use crate::checks::network::dns::{Code, RawAnswer};
use crate::knowledge::dnsbl::{List, Weight};
use std::net::{IpAddr, Ipv4Addr};

/// What one answer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// On the list: what for (English, French), how much it matters.
    Listed(Vec<(String, String)>, Weight),
    /// No such name.
    Absent,
    /// 127.x that the table does not know.
    Unknown,
    /// An error code: `dnsbl-cause-<cause>` words it.
    Refused(String),
    /// Worth nothing: `dnsbl-fault-<fault>` words it.
    Faulty(&'static str),
}

/// Reads the answer to a question of type A.
#[must_use]
pub fn read(list: &List, answer: &RawAnswer) -> Reading {
    match answer.code {
        Code::Answered => addresses(list, &answer.addresses()),
        Code::NxDomain => Reading::Absent,
        Code::Refused => Reading::Refused("dns".to_owned()),
        _ => Reading::Faulty(fault(&answer.code)),
    }
}

fn fault(code: &Code) -> &'static str {
    match code {
        Code::Timeout | Code::Unreachable => "timeout",
        Code::ServFail | Code::Other(_) => "servfail",
        Code::Stopped => "stopped",
        _ => "malformed",
    }
}

fn addresses(list: &List, all: &[IpAddr]) -> Reading {
    let inside: Vec<Ipv4Addr> = all.iter().filter_map(|a| loopback(*a)).collect();
    if inside.is_empty() {
        return Reading::Faulty("hijacked");
    }
    if inside.len() < all.len() {
        return Reading::Faulty("mixed");
    }
    match inside.iter().find_map(|a| refusal(list, *a)) {
        Some(cause) => Reading::Refused(cause),
        None => listed(list, &inside),
    }
}

fn loopback(address: IpAddr) -> Option<Ipv4Addr> {
    match address {
        IpAddr::V4(v4) if v4.is_loopback() => Some(v4),
        _ => None,
    }
}

fn fits(pattern: &str, address: Ipv4Addr) -> bool {
    let text = address.to_string();
    text == pattern || pattern.ends_with('.') && text.starts_with(pattern)
}

/// The cause, where an answer is an error code and no listing.
fn refusal(list: &List, address: Ipv4Addr) -> Option<String> {
    if let Some(own) = list.errors.iter().find(|e| fits(&e.answer, address)) {
        return Some(own.cause.clone());
    }
    let blocked_bit = list.errors.iter().any(|e| e.answer == "127.0.0.1" && !list.bits.is_empty());
    let last = address.octets()[3];
    let general = match (address.octets(), last) {
        ([127, 255, 255, _], 252) => "typing",
        ([127, 255, 255, _], 254) => "public-resolver",
        ([127, 255, 255, _], 255) => "quota",
        ([127, 255, 255, _], _) => "blocked",
        ([127, 0, 0, _], odd) if blocked_bit && odd & 1 == 1 => "blocked",
        _ => return None,
    };
    Some(general.to_owned())
}

fn listed(list: &List, all: &[Ipv4Addr]) -> Reading {
    let mut known: Vec<(String, String)> = Vec::new();
    let mut weight: Option<Weight> = None;
    for address in all.iter().take(16) {
        for (en, fr, one) in meanings(list, *address) {
            weight = weight.max(Some(one));
            known.push((en, fr));
        }
    }
    known.dedup();
    weight.map_or(Reading::Unknown, |weight| Reading::Listed(known, weight))
}

fn meanings(list: &List, address: Ipv4Addr) -> Vec<(String, String, Weight)> {
    let [_, b, c, last] = address.octets();
    let has = |bit: u8| b == 0 && c == 0 && last & bit != 0;
    let bits = list.bits.iter().filter(|m| has(m.bit)).map(|m| (m.en.clone(), m.fr.clone(), list.weight));
    let code = list.codes.iter().find(|m| fits(&m.answer, address));
    let code = code.map(|m| (m.en.clone(), m.fr.clone(), m.weight.unwrap_or(list.weight)));
    bits.chain(code).collect()
}

/// How healthy a list is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It works. `odd` where it also lists an address nobody has.
    Works {
        /// It lists the random address of test T3.
        odd: bool,
    },
    /// It refuses us.
    Refuses(String),
    /// It does not work: `dnsbl-fault-<fault>` words it.
    Broken(&'static str),
}

/// Judges the answers to the tests: what must be listed, what must not, and an address nobody has.
#[must_use]
pub fn health(list: &List, must: &RawAnswer, must_not: &RawAnswer, random: Option<&RawAnswer>) -> Health {
    match read(list, must) {
        Reading::Absent => return Health::Broken("dead"),
        Reading::Refused(cause) => return Health::Refuses(cause),
        Reading::Faulty(fault) => return Health::Broken(fault),
        Reading::Listed(..) | Reading::Unknown => {}
    }
    match read(list, must_not) {
        Reading::Absent => {}
        Reading::Refused(cause) => return Health::Refuses(cause),
        Reading::Faulty(fault) => return Health::Broken(fault),
        Reading::Listed(..) | Reading::Unknown => return Health::Broken("wildcard"),
    }
    let odd = random.is_some_and(|r| r.code == Code::Answered);
    Health::Works { odd }
}

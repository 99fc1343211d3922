//! Who takes the domain's mail, and the names of the addresses that send it.

use super::{MOST, Posture};
use crate::checks::dnsbl::names;
use crate::checks::network::dns::{Code, Kind, RawAnswer, Record};
use std::net::IpAddr;

/// MX and the addresses of each.
pub(super) fn exchangers(posture: &mut Posture<'_, '_, '_>) {
    let domain = posture.domain.clone();
    let answer = posture.ask(&domain, Kind::Mx);
    if posture.failed(&domain, &answer) {
        return;
    }
    match answer.code {
        Code::NxDomain => posture.put("NO-SUCH-DOMAIN", &domain, "", &answer),
        Code::NoData => posture.put("MX-NONE", &domain, "", &answer),
        _ => each(posture, &domain, &answer),
    }
}

fn each(posture: &mut Posture<'_, '_, '_>, domain: &str, answer: &RawAnswer) {
    for record in answer.records.iter().take(MOST) {
        match record {
            Record::Exchanger(_, name) if name == "." => posture.put("MX-NULL", domain, name, answer),
            Record::Exchanger(_, name) if name.parse::<IpAddr>().is_ok() => {
                posture.put("MX-ADDRESS", domain, name, answer);
            }
            Record::Exchanger(_, name) => exchanger(posture, name),
            _ => {}
        }
    }
}

fn exchanger(posture: &mut Posture<'_, '_, '_>, name: &str) {
    let four = posture.ask(name, Kind::A);
    let six = posture.ask(name, Kind::Aaaa);
    let addresses = [four.addresses(), six.addresses()].concat();
    let alias = four.records.iter().chain(&six.records).any(|r| matches!(r, Record::Alias(_)));
    let list = addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if alias {
        posture.put("MX-ALIAS", name, &list, &four);
    }
    match addresses.iter().find(|a| names::is_internal(**a)) {
        Some(inside) => posture.put("MX-INTERNAL", name, &inside.to_string(), &four),
        None if !addresses.is_empty() => posture.put("MX-OK", name, &list, &four),
        None if posture.failed(name, &four) || posture.failed(name, &six) => {}
        None => posture.put("MX-DEAD", name, "", &four),
    }
}

/// The name of each address that sends, and the way back.
pub(super) fn names(posture: &mut Posture<'_, '_, '_>) {
    let addresses = posture.question.addresses.clone();
    addresses.into_iter().take(MOST).for_each(|address| name_of(posture, address.to_canonical()));
}

fn pointers(answer: &RawAnswer) -> Vec<String> {
    let name = |r: &Record| if let Record::Pointer(n) = r { Some(n.clone()) } else { None };
    answer.records.iter().filter_map(name).take(MOST).collect()
}

fn name_of(posture: &mut Posture<'_, '_, '_>, address: IpAddr) {
    let subject = address.to_string();
    if names::is_internal(address) {
        let now = (posture.around.clock)();
        return posture.put("PTR-INTERNAL", &subject, "", &RawAnswer::bare(Code::Stopped, now));
    }
    let answer = posture.ask(&names::pointer(address), Kind::Ptr);
    if posture.failed(&subject, &answer) {
        return;
    }
    let found = pointers(&answer);
    match found.as_slice() {
        [] => posture.put("PTR-NONE", &subject, "", &answer),
        [_] => back(posture, address, &found, &answer),
        [..] => {
            posture.put("PTR-SEVERAL", &subject, &found.join(", "), &answer);
            back(posture, address, &found, &answer);
        }
    }
}

fn back(posture: &mut Posture<'_, '_, '_>, address: IpAddr, found: &[String], answer: &RawAnswer) {
    let subject = address.to_string();
    let kind = if address.is_ipv4() { Kind::A } else { Kind::Aaaa };
    for name in found {
        let forward = posture.ask(name, kind);
        if posture.failed(name, &forward) {
            continue;
        }
        let code = match forward.addresses().contains(&address) {
            true if is_generic(name, address) => "PTR-GENERIC",
            true => "PTR-OK",
            false => "PTR-MISMATCH",
        };
        posture.put(code, &subject, name, answer);
    }
}

/// Does a name look like one a provider gives to all its lines?
fn is_generic(name: &str, address: IpAddr) -> bool {
    const WORDS: [&str; 9] = ["adsl", "dsl", "dyn", "dynamic", "pool", "dhcp", "ppp", "cable", "client"];
    let mut parts = name.split(|c: char| !c.is_alphabetic());
    let said = parts.any(|part| WORDS.contains(&part));
    let digits = |separator: &str| match address {
        IpAddr::V4(v4) => {
            let octets = v4.octets().map(|o| o.to_string());
            let turned: Vec<String> = octets.iter().rev().cloned().collect();
            name.contains(&octets.join(separator)) || name.contains(&turned.join(separator))
        }
        IpAddr::V6(_) => false,
    };
    said || digits("-") || digits(".")
}

/// The name the server says of itself.
pub(super) fn helo(posture: &mut Posture<'_, '_, '_>) {
    let helo = posture.question.helo.trim().trim_end_matches('.').to_lowercase();
    if helo.is_empty() {
        return;
    }
    let inside = [".local", ".lan", ".localdomain", ".internal", ".localhost"];
    if names::domain(&helo).is_none() || inside.iter().any(|end| helo.ends_with(end)) {
        let now = (posture.around.clock)();
        return posture.put("HELO-NO-NAME", &helo, "", &RawAnswer::bare(Code::NoData, now));
    }
    let four = posture.ask(&helo, Kind::A);
    let six = posture.ask(&helo, Kind::Aaaa);
    let found = [four.addresses(), six.addresses()].concat();
    if found.is_empty() {
        if !posture.failed(&helo, &four) && !posture.failed(&helo, &six) {
            posture.put("HELO-UNRESOLVED", &helo, "", &four);
        }
        return;
    }
    let ours = posture.question.addresses.iter().any(|a| found.contains(&a.to_canonical()));
    let code = if ours || posture.question.addresses.is_empty() { "HELO-OK" } else { "HELO-OTHER" };
    let list = found.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    posture.put(code, &helo, &list, &four);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_lines_are_known_and_names_of_servers_are_not() {
        let address = "192.0.2.25".parse().unwrap();
        for name in ["192-0-2-25.example.net", "host25.adsl.example.net", "25.2.0.192.example.net"] {
            assert!(is_generic(name, address), "{name}");
        }
        for name in ["mail.contoso.test", "dynamo.contoso.test", "smtp25.contoso.test"] {
            assert!(!is_generic(name, address), "{name}");
        }
    }
}

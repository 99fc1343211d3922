//! The same checks as lines to type on another machine, where this one may not or cannot connect.
//!
//! Only names and addresses made of harmless characters get into a line.

use super::command::Command;
use super::{Question, RelayQuestion, SmtpQuestion, relay};
use std::net::{IpAddr, Ipv4Addr};

/// Tests in one connection: most servers close after five refusals.
const TESTS_A_CONNECTION: usize = 4;

/// What to type, line by line.
#[must_use]
pub fn by_hand_commands(question: Question<'_>) -> Vec<String> {
    match question {
        Question::Smtp(question) => smtp(question),
        Question::Relay(question) => relay_tests(question),
    }
}

fn smtp(question: &SmtpQuestion) -> Vec<String> {
    let host = harmless(&question.host);
    let addresses = question.addresses.iter().map(IpAddr::to_string);
    let whom: Vec<String> =
        if question.addresses.is_empty() { vec![host.clone()] } else { addresses.collect() };
    let one = |address: &String, port: u16| {
        let talk = [Command::ehlo(called(&question.helo)).line(), Command::quit().line()];
        let clear = std::iter::once(format!("telnet {address} {port}")).chain(talk.clone());
        let inside = std::iter::once(openssl(address, &host, port)).chain(talk);
        if port == 465 { inside.collect::<Vec<_>>() } else { clear.chain(inside).collect() }
    };
    whom.iter().flat_map(|address| question.ports.iter().flat_map(move |port| one(address, *port))).collect()
}

/// The name to greet with; where none is given, whoever types it puts in the machine's own.
fn called(helo: &str) -> &str {
    if helo.trim().is_empty() { "YOUR-HOST-NAME" } else { helo }
}

/// `-ign_eof`: else openssl takes a line that begins with Q or R for a command of its own.
fn openssl(address: &str, host: &str, port: u16) -> String {
    let starttls = if port == 465 { "" } else { " -starttls smtp" };
    let whom = if address.contains(':') { format!("[{address}]") } else { address.to_owned() };
    format!(
        "openssl s_client -connect {whom}:{port}{starttls} -servername {host} -verify_hostname {host} -crlf -ign_eof"
    )
}

fn relay_tests(question: &RelayQuestion) -> Vec<String> {
    if relay::senseless(question).is_some() {
        return Vec::new();
    }
    let address = question.addresses.first().copied();
    let whom = address.map_or_else(|| harmless(&question.host), |a| a.to_string());
    let planned = relay::plan(question, address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)));
    let (inside, plain): (Vec<_>, Vec<_>) = planned.into_iter().partition(|f| f.test.after_starttls);
    let mut lines = Vec::new();
    let groups = plain.chunks(TESTS_A_CONNECTION).map(|g| (false, g)).chain([(true, inside.as_slice())]);
    for (secure, group) in groups.filter(|(_, group)| !group.is_empty()) {
        let host = harmless(&question.host);
        lines.push(match secure {
            true => openssl(&whom, &host, question.port),
            false => format!("telnet {whom} {}", question.port),
        });
        lines.push(Command::ehlo(called(&question.helo)).line());
        for test in group {
            let commands = [Command::mail(&test.sender), Command::rcpt(&test.recipient), Command::rset()];
            lines.extend(commands.iter().map(Command::line));
        }
        lines.push(Command::quit().line());
    }
    lines
}

fn harmless(host: &str) -> String {
    host.chars().filter(|c| c.is_ascii_alphanumeric() || ".:-_".contains(*c)).take(255).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probe_by_hand_asks_in_clear_and_inside_tls() {
        let question = SmtpQuestion {
            host: "mail.contoso.test; rm -rf /".to_owned(),
            addresses: vec!["192.0.2.25".parse().unwrap()],
            ports: vec![25, 465],
            helo: "check.example.net".to_owned(),
            hidden_auth: true,
            resolver: None,
        };
        let lines = by_hand_commands(Question::Smtp(&question));
        assert_eq!(lines[..3], ["telnet 192.0.2.25 25", "EHLO check.example.net", "QUIT"]);
        assert!(lines[3].starts_with(
            "openssl s_client -connect 192.0.2.25:25 -starttls smtp -servername mail.contoso.testrm-rf"
        ));
        assert!(lines[6].starts_with("openssl s_client -connect 192.0.2.25:465 -servername"));
        assert!(lines.iter().all(|l| !l.contains(';') && !l.starts_with("AUTH") && !l.starts_with("DATA")));
    }
}

//! Postfix and Exim: one log with everything, by the wall clock of the site.

use super::format::Scenario;
use super::log::{Log, local};
use super::story::{Fate, Letter, Ms, Story, Talk};
use chrono_tz::Tz;

fn zone(s: &Scenario) -> Tz {
    s.zone.as_ref().map_or(Tz::UTC, |z| z.parse().unwrap())
}

/// `maillog` of Postfix.
pub fn postfix(s: &Scenario, story: &Story) -> Vec<u8> {
    let (mut log, zone) = (Log::new(s, "maillog"), zone(s));
    for talk in &story.talks {
        postfix_talk(talk, &mut |at, program, text| {
            log.row(at, |t| format!("{} mx postfix/{program}: {text}\n", local(t, zone, "%b %e %H:%M:%S")));
        });
    }
    log.file("")
}

fn postfix_talk(talk: &Talk, say: &mut impl FnMut(Ms, &str, &str)) {
    let service = if talk.attempts.is_empty() { "smtpd" } else { "submission/smtpd" };
    let (program, client) =
        (format!("{service}[{}]", 1_000 + talk.number), format!("unknown[{}]", talk.client));
    say(talk.at, &program, &format!("connect from {client}"));
    for a in talk.attempts.iter().filter(|a| !a.accepted) {
        let account = &a.account;
        let text = format!(
            "warning: {client}: SASL LOGIN authentication failed: (reason unavailable), sasl_username={account}"
        );
        say(a.at, &program, &text);
    }
    for letter in &talk.letters {
        let first = letter.recipients.first().map_or("", String::as_str);
        if letter.fate == Fate::Refused {
            let sender = letter.sender.trim_matches(['<', '>']);
            let text = format!(
                "NOQUEUE: reject: RCPT from {client}: 554 5.7.1 <{first}>: Relay access denied; from=<{sender}> to=<{first}> proto=ESMTP helo=<{}>",
                talk.helo
            );
            say(letter.at, &program, &text);
            continue;
        }
        let signed_in =
            talk.account().map(|a| format!(", sasl_method=LOGIN, sasl_username={a}")).unwrap_or_default();
        let id = format!("{:011X}", 0x3F3_7300_0000_u64 + letter.number * 16);
        say(letter.at - 300, &program, &format!("{id}: client={client}{signed_in}"));
        postfix_letter(letter, &id, say);
    }
    say(talk.end(), &program, &format!("disconnect from {client} ehlo=1 quit=1 commands=2"));
}

fn postfix_letter(letter: &Letter, id: &str, say: &mut impl FnMut(Ms, &str, &str)) {
    let (sender, n) = (letter.sender.trim_matches(['<', '>']), letter.recipients.len());
    say(letter.at - 200, "cleanup[901]", &format!("{id}: message-id={}", letter.id()));
    say(
        letter.at,
        "qmgr[902]",
        &format!("{id}: from=<{sender}>, size={}, nrcpt={n} (queue active)", letter.bytes()),
    );
    for recipient in &letter.recipients {
        let host = recipient.split_once('@').map_or("example.net", |(_, d)| d);
        let relay = format!("relay=mx.{host}[192.0.2.10]:25, delay=2, delays=0/0/1/1");
        let text = match letter.fate {
            Fate::Delivered => format!(
                "{id}: to=<{recipient}>, relay=local, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (delivered to mailbox)"
            ),
            Fate::Deferred => format!(
                "{id}: to=<{recipient}>, {relay}, dsn=4.7.0, status=deferred (host mx.{host}[192.0.2.10] said: 451 4.7.0 Try again later)"
            ),
            Fate::Rejected | Fate::Unknown => format!(
                "{id}: to=<{recipient}>, {relay}, dsn=5.7.1, status=bounced (host mx.{host}[192.0.2.10] said: 550 5.7.1 Rejected)"
            ),
            _ => format!("{id}: to=<{recipient}>, {relay}, dsn=2.0.0, status=sent (250 2.0.0 OK)"),
        };
        say(letter.at + 2_000, "smtp[903]", &text);
    }
    if letter.fate != Fate::Deferred {
        say(letter.at + 3_000, "qmgr[902]", &format!("{id}: removed"));
    }
}

/// `mainlog` of Exim.
pub fn exim(s: &Scenario, story: &Story) -> Vec<u8> {
    let (mut log, zone) = (Log::new(s, "mainlog"), zone(s));
    for talk in &story.talks {
        exim_talk(talk, &mut |at, text| {
            log.row(at, |t| format!("{} {text}\n", local(t, zone, "%Y-%m-%d %H:%M:%S")));
        });
    }
    log.file("")
}

fn exim_talk(talk: &Talk, say: &mut impl FnMut(Ms, &str)) {
    let client = format!("({}) [{}]:{}", talk.helo, talk.client, talk.port());
    for a in talk.attempts.iter().filter(|a| !a.accepted) {
        let text = format!(
            "login authenticator failed for {client}: 535 Incorrect authentication data (set_id={})",
            a.account
        );
        say(a.at, &text);
    }
    for letter in &talk.letters {
        let sender = letter.sender.trim_matches(['<', '>']);
        if letter.fate == Fate::Refused {
            let first = letter.recipients.first().map_or("", String::as_str);
            say(letter.at, &format!("H={client} F=<{sender}> rejected RCPT <{first}>: relay not permitted"));
            continue;
        }
        let id = format!("1sX{:03}-{:011}-0000", letter.number % 1_000, letter.number);
        let (protocol, signed_in) = match talk.account() {
            Some(account) => ("esmtpsa", format!(" A=login:{account}")),
            None => ("esmtp", String::new()),
        };
        let shown = if sender.is_empty() { "<>" } else { sender };
        let arrival = format!(
            "{id} <= {shown} H={client} P={protocol}{signed_in} S={} id={} for {}",
            letter.bytes(),
            letter.id().trim_matches(['<', '>']),
            letter.recipients.join(" ")
        );
        say(letter.at, &arrival);
        for recipient in &letter.recipients {
            let host = recipient.split_once('@').map_or("example.net", |(_, d)| d);
            let text = match letter.fate {
                Fate::Delivered => format!("{id} => m.durand <{recipient}> R=localuser T=local_delivery"),
                Fate::Deferred => format!(
                    "{id} == {recipient} R=dnslookup T=remote_smtp defer (-53): retry time not reached for any host"
                ),
                Fate::Rejected | Fate::Unknown => {
                    format!("{id} ** {recipient} R=dnslookup T=remote_smtp: 550 5.7.1 Rejected")
                }
                _ => format!(
                    "{id} => {recipient} R=dnslookup T=remote_smtp H=mx.{host} [192.0.2.10] C=\"250 2.0.0 Ok\""
                ),
            };
            say(letter.at + 2_000, &text);
        }
        if letter.fate != Fate::Deferred {
            say(letter.at + 3_000, &format!("{id} Completed"));
        }
    }
}

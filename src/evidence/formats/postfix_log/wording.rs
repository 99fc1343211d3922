//! How Postfix words what it logs. Pure functions over one line's text; they keep nothing.

use crate::evidence::mta::{between, number, path};
use crate::model::rows::MailStep;

/// Programs of Postfix that log, by the last part of their name.
const DAEMONS: &[&str] = &[
    "anvil",
    "bounce",
    "cleanup",
    "discard",
    "dnsblog",
    "error",
    "flush",
    "lmtp",
    "local",
    "master",
    "nqmgr",
    "oqmgr",
    "pickup",
    "pipe",
    "policyd-spf",
    "postalias",
    "postdrop",
    "postfix-script",
    "postlogd",
    "postmap",
    "postqueue",
    "postscreen",
    "postsuper",
    "proxymap",
    "qmgr",
    "qmqpd",
    "scache",
    "sendmail",
    "showq",
    "smtp",
    "smtpd",
    "spawn",
    "tlsmgr",
    "tlsproxy",
    "trivial-rewrite",
    "verify",
    "virtual",
];

/// Programs behind `pipe` that put a message in a mailbox; any other may be a filter that hands it back.
const MAILBOX_PIPES: &[&str] = &["cyrus", "dovecot", "maildrop", "mailman", "procmail", "vacation"];

/// The program of a line, where it is one of Postfix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program<'a> {
    /// `submission/smtpd`: what stands behind the name of the instance.
    pub service: &'a str,
    /// `smtpd`.
    pub daemon: &'a str,
}

impl<'a> Program<'a> {
    /// Reads `postfix/submission/smtpd`; the instance may have any name.
    pub fn of(program: &'a str) -> Option<Self> {
        let (_, service) = program.split_once('/')?;
        let daemon = service.rsplit('/').next().unwrap_or(service);
        DAEMONS.contains(&daemon).then_some(Self { service, daemon })
    }
}

/// `3F373F5418: rest`; ids have five characters at least, short ones are hexadecimal, long ones letters.
pub fn queue_id(text: &str) -> Option<(&str, &str)> {
    let (id, rest) = text.split_once(": ")?;
    let sound = (5..=24).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    (sound && id != "warning" && id != "fatal" && id != "panic" && id != "error").then_some((id, rest))
}

/// `203.0.113.9` of `unknown[203.0.113.9]:55729, …` and of `[203.0.113.9]:60591`.
pub fn address_in(peer: &str) -> &str {
    between(peer, "[", "]").unwrap_or("")
}

/// The value behind `name`, up to the next comma and blank.
pub fn field<'a>(fields: &'a str, name: &str) -> &'a str {
    let starts = |(at, _): &(usize, &str)| *at == 0 || fields[..*at].ends_with(", ");
    let found = fields.match_indices(name).find(starts).map(|(at, _)| &fields[at + name.len()..]);
    found.map_or("", |rest| rest.split(", ").next().unwrap_or(rest)).trim()
}

/// How many times the line before came again, and which text where the line itself says so.
pub fn repeated(text: &str) -> Option<(u32, Option<&str>)> {
    if let Some(rest) = text.strip_prefix("last message repeated ") {
        return rest.contains(" time").then(|| (number(rest), None));
    }
    let rest = text.strip_prefix("message repeated ")?;
    let (n, inner) = rest.split_once(" times: [")?;
    Some((number(n), Some(inner.trim_end().strip_suffix(']')?.trim())))
}

/// AUTH commands accepted, of `… ehlo=1 auth=1 quit=1` or `auth=1/3`.
pub fn accepted_auths(counters: &str) -> u32 {
    counters.split_whitespace().find_map(|w| w.strip_prefix("auth=")).map_or(0, number)
}

/// Account and client that a password checker refused: saslauthd, its Zimbra form, Dovecot.
pub fn checked_name<'a>(program: &str, text: &'a str) -> Option<(&'a str, &'a str)> {
    match program {
        "saslauthd" if text.contains("auth failure: [user=") => {
            let smtp = between(text, "[service=", "]").is_none_or(|s| s.is_empty() || s == "smtp");
            between(text, "[user=", "]").filter(|_| smtp).map(|name| (name, ""))
        }
        "saslauthd" => between(text, "auth failed: authentication failed for [", "]").map(|name| (name, "")),
        "dovecot" if is_refusal(text) => {
            let (_, inside) = text.split_once('(').filter(|_| text.starts_with("auth"))?;
            let inside = inside.rsplit_once("): ").map_or(inside, |(i, _)| i);
            let inside = inside.rsplit('(').next().unwrap_or(inside);
            let mut parts = inside.split(',');
            parts.next().zip(parts.next()).filter(|(name, _)| !name.is_empty())
        }
        _ => None,
    }
}

fn is_refusal(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["password mismatch", "unknown user", "authentication failure"].iter().any(|w| text.contains(w))
}

/// A refused AUTH.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal<'a> {
    pub address: &'a str,
    pub mechanism: &'a str,
    pub reason: &'a str,
    pub account: &'a str,
}

impl<'a> Refusal<'a> {
    /// `warning: unknown[203.0.113.9]: SASL LOGIN authentication failed: reason, sasl_username=admin`
    pub fn parse(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix("warning: ").unwrap_or(text);
        let (peer, rest) = text.split_once(": SASL ")?;
        let (mechanism, rest) = rest.split_once(" authentication failed")?;
        let rest = rest.trim_start_matches([':', ' ']);
        let (reason, account) = rest.rsplit_once("sasl_username=").unwrap_or((rest, ""));
        let reason = reason.trim_end().trim_end_matches(',');
        let fits = !mechanism.contains(' ') && !peer.contains(' ');
        fits.then(|| Self { address: address_in(peer), mechanism, reason, account: account.trim() })
    }
}

/// A command that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reject<'a> {
    /// `reject`, `milter-reject`.
    pub action: &'a str,
    /// `RCPT`, `MAIL`, `EHLO`, `CONNECT`…
    pub stage: &'a str,
    pub address: &'a str,
    /// Reply with its reason.
    pub reply: &'a str,
    pub reverse_path: &'a str,
    pub recipient: &'a str,
    pub helo: &'a str,
}

impl<'a> Reject<'a> {
    /// `NOQUEUE: reject: RCPT from h[ip]: 554 5.7.1 <x>: Relay access denied; from=<a> to=<b> proto=SMTP helo=<c>`
    pub fn parse(text: &'a str) -> Option<Self> {
        let (_, rest) = text.split_once(": ")?;
        let (action, rest) = rest.split_once(": ")?;
        if !matches!(action, "reject" | "milter-reject" | "reject_warning") {
            return None;
        }
        let (stage, rest) = rest.split_once(" from ")?;
        let address = address_in(rest);
        let rest = rest.split_once(": ").map_or("", |(_, r)| r);
        // The tail comes last; what the client said stands in the reply too.
        let tail = ["; from=", "; proto=", "; client ["].iter().filter_map(|t| rest.rfind(t)).min();
        let (reply, tail) = rest.split_at(tail.unwrap_or(rest.len()));
        let inside = |name: &str| {
            let found = tail.rfind(name).map(|at| &tail[at + name.len()..]);
            found.and_then(|t| t.split_once('>')).map_or("", |(inner, _)| inner)
        };
        let has_sender = tail.contains("from=<");
        let sender = inside("from=<");
        Some(Self {
            action,
            stage,
            address,
            reply,
            reverse_path: if has_sender && sender.is_empty() { "<>" } else { sender },
            recipient: inside(" to=<"),
            helo: inside("helo=<"),
        })
    }
}

/// One recipient's delivery, or what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery<'a> {
    pub recipient: &'a str,
    /// The recipient before aliases, as the client gave it.
    pub original: &'a str,
    pub relay: &'a str,
    /// `sent`, `deferred`, `bounced`, `expired`…
    pub status: &'a str,
    pub answer: &'a str,
}

impl<'a> Delivery<'a> {
    /// `to=<v@example.net>, relay=mx[ip]:25, delay=1, delays=…, dsn=2.0.0, status=sent (250 ok)`
    pub fn parse(text: &'a str) -> Option<Self> {
        let (to, status) = text.strip_prefix("to=").and(text.split_once(", status="))?;
        let (status, answer) = status.split_once(' ').unwrap_or((status, ""));
        let recipient = path(field(to, "to="));
        let original = path(field(to, "orig_to="));
        let answer = answer.trim();
        let answer = answer.strip_prefix('(').map_or(answer, |a| a.strip_suffix(')').unwrap_or(a));
        Some(Self {
            recipient,
            original: if original.is_empty() { recipient } else { original },
            relay: field(to, "relay="),
            status,
            answer,
        })
    }

    /// What it does to the message, given the program that delivers.
    pub fn step(&self, daemon: &str) -> MailStep {
        let again = self.answer.contains("queued as") || self.answer.starts_with("forwarded as");
        let inside = self.relay.contains("[127.") || self.relay.contains("[::1]");
        match (self.status, daemon) {
            ("sent", "smtp") if inside && again => MailStep::Other,
            ("sent", "smtp") => MailStep::Send,
            ("sent", "lmtp" | "local" | "virtual") if !again => MailStep::Deliver,
            ("sent", "pipe") if MAILBOX_PIPES.contains(&self.relay) => MailStep::Deliver,
            ("deferred", _) => MailStep::Defer,
            ("bounced" | "expired", _) => MailStep::Fail,
            _ => MailStep::Other,
        }
    }
}

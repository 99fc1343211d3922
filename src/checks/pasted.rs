//! Answers of the DNS that somebody got on another machine: output of nslookup, dig or Resolve-DnsName, read back.
//!
//! Asks nothing. What the text does not say is not known; it is never "there is none".

use super::consent::normal;
use super::network::dns::{Code, Kind, RawAnswer, Record};
use crate::model::time::UtcTime;
use std::net::IpAddr;

/// Lines that are read.
const MOST_LINES: usize = 5_000;
/// Answers that are kept.
const MOST_ANSWERS: usize = 2_000;

/// What a text says, name by name.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    records: Vec<(String, Record)>,
    failures: Vec<(String, Code)>,
}

/// Where the reader stands in the text.
#[derive(Default)]
struct Reader {
    found: Pasted,
    /// The name that addresses and texts below belong to.
    current: Option<String>,
    /// Do quoted lines go on with the last text?
    in_text: bool,
}

impl Pasted {
    /// Reads a text.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut reader = Reader::default();
        for line in text.lines().take(MOST_LINES) {
            reader.line(line.trim());
        }
        reader.found
    }

    /// What it says to a question; nothing where it does not speak of it.
    #[must_use]
    pub fn answer(&self, name: &str, kind: Kind, now: UtcTime) -> Option<RawAnswer> {
        let name = normal(name);
        let of_kind = self.records.iter().filter(|(of, record)| *of == name && kind.is_of(record));
        let records: Vec<Record> = of_kind.map(|(_, record)| record.clone()).collect();
        if !records.is_empty() {
            return Some(RawAnswer { records, ..RawAnswer::bare(Code::Answered, now) });
        }
        let failure = self.failures.iter().find(|(of, _)| *of == name);
        failure.map(|(_, code)| RawAnswer::bare(code.clone(), now))
    }
}

impl Reader {
    fn line(&mut self, line: &str) {
        let lower = line.to_lowercase();
        if lower.starts_with("server") || lower.starts_with("serveur") {
            (self.current, self.in_text) = (None, false);
        } else if let Some(code) = failure(&lower) {
            self.fail(&lower, code);
        } else if let Some(name) = after_label(line, &["name:", "nom :", "nom\u{a0}:"]) {
            (self.current, self.in_text) = (Some(normal(name)), false);
        } else if !(self.zone_line(line) || self.equals_line(line)) {
            self.rest(line);
        }
    }

    fn keep(&mut self, name: &str, record: Record) {
        if self.found.records.len() < MOST_ANSWERS {
            self.found.records.push((normal(name), record));
        }
    }

    /// `*** dc1 can't find x.example: Non-existent domain`, `** server can't find x.example: NXDOMAIN`.
    fn fail(&mut self, lower: &str, code: Code) {
        let mut words =
            lower.split([' ', '\t', ':', ',', '"', ';']).map(|w| w.trim_matches(['*', '\'', '.']));
        let name = words.rfind(|w| w.contains('.') && w.parse::<IpAddr>().is_err());
        if let (Some(name), true) = (name, self.found.failures.len() < MOST_ANSWERS) {
            self.found.failures.push((normal(name), code));
        }
        (self.current, self.in_text) = (None, false);
    }

    /// dig: `x.example. 300 IN A 192.0.2.1`; Resolve-DnsName: `x.example A 300 Answer 192.0.2.1`.
    fn zone_line(&mut self, line: &str) -> bool {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (name, kind, rest) = match words.as_slice() {
            [name, _, "IN", kind, rest @ ..] | [name, kind, _, "Answer" | "Réponse", rest @ ..] => {
                (*name, *kind, rest)
            }
            _ => return false,
        };
        let text = || quoted(line).unwrap_or_else(|| rest.join(" ").trim_matches(['{', '}']).to_owned());
        let record = match (kind, rest) {
            ("A" | "AAAA", [address, ..]) => address.parse().ok().map(Record::Address),
            ("TXT", _) => Some(Record::Text(text())),
            ("MX", [first, second, ..]) => mail(first, second).or_else(|| mail(second, first)),
            ("PTR", [of, ..]) => Some(Record::Pointer(normal(of))),
            ("CNAME", [of, ..]) => Some(Record::Alias(normal(of))),
            _ => None,
        };
        if let Some(record) = record {
            self.keep(name, record);
        }
        (self.current, self.in_text) = (None, false);
        true
    }

    /// nslookup: `x.example text = "…"`, `x.example MX preference = 10, mail exchanger = mail.example`.
    fn equals_line(&mut self, line: &str) -> bool {
        let Some((head, value)) = line.split_once('=') else { return false };
        let mut words = head.split_whitespace();
        let (Some(name), what) = (words.next(), words.collect::<Vec<_>>().join(" ").to_lowercase()) else {
            return false;
        };
        let value = value.trim();
        let record = match what.as_str() {
            "text" => Some(Record::Text(quoted(value).unwrap_or_default())),
            "mx preference" => value
                .split_once(',')
                .and_then(|(preference, host)| mail(preference, host.rsplit('=').next().unwrap_or_default())),
            "mail exchanger" => value.split_once(' ').and_then(|(preference, host)| mail(preference, host)),
            "name" => Some(Record::Pointer(normal(value))),
            "canonical name" => Some(Record::Alias(normal(value))),
            _ => return false,
        };
        self.in_text = what == "text";
        self.current = self.in_text.then(|| normal(name));
        if let Some(record) = record {
            self.keep(name, record);
        }
        true
    }

    /// A line that goes on with what was begun: addresses of a name, a further piece of a text.
    fn rest(&mut self, line: &str) {
        let Some(name) = self.current.clone() else { return };
        if let (true, Some(more)) = (self.in_text, quoted(line)) {
            if let Some((_, Record::Text(text))) = self.found.records.last_mut() {
                text.push_str(&more);
            }
            return;
        }
        let words = line.split(|c: char| c.is_whitespace() || c == ',');
        let addresses: Vec<IpAddr> = words.filter_map(|w| w.parse().ok()).collect();
        addresses.into_iter().for_each(|address| self.keep(&name, Record::Address(address)));
    }
}

/// The code that a line of refusal speaks of.
fn failure(lower: &str) -> Option<Code> {
    let speaks = lower.starts_with('*') || lower.contains("status:") || lower.contains("resolve-dnsname");
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    match () {
        () if !speaks => None,
        () if has(&["nxdomain", "non-existent", "does not exist", "n'existe pas", "n’existe pas"]) => {
            Some(Code::NxDomain)
        }
        () if has(&["no answer", "no records", "aucune réponse"]) => Some(Code::NoData),
        () if has(&["servfail", "server failed", "server failure"]) => Some(Code::ServFail),
        () if has(&["refused"]) => Some(Code::Refused),
        () if has(&["timed out", "timed-out", "timeout"]) => Some(Code::Timeout),
        () => None,
    }
}

fn after_label<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let label = labels.iter().find(|label| line.to_lowercase().starts_with(*label))?;
    line.get(label.len()..).map(str::trim)
}

/// All that stands in double quotes, joined; nothing where nothing does.
fn quoted(line: &str) -> Option<String> {
    let pieces: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
    (!pieces.is_empty()).then(|| pieces.concat())
}

fn mail(preference: &str, host: &str) -> Option<Record> {
    let host = normal(host);
    let host = if host.is_empty() { ".".to_owned() } else { host };
    preference.trim().parse().ok().map(|preference| Record::Exchanger(preference, host))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcTime = UtcTime(0);

    fn said(text: &str, name: &str, kind: Kind) -> Option<String> {
        Pasted::read(text).answer(name, kind, NOW).map(|a| a.line())
    }

    #[test]
    fn nslookup_of_windows_is_read_with_its_own_server_left_out() {
        let text = "Server:  dc1.contoso.test\nAddress:  10.0.0.53\n\nNon-authoritative answer:\n\
            Name:    mail.contoso.test\nAddresses:  2001:db8::25\n\t  192.0.2.25\n\n\
            *** dc1.contoso.test can't find 25.2.0.192.bl.example: Non-existent domain\n\
            contoso.test\tMX preference = 10, mail exchanger = mail.contoso.test\n\
            contoso.test\ttext =\n\n\t\"v=spf1 ip4:192.0.2.25 \"\n\t\"-all\"\n\
            25.2.0.192.in-addr.arpa\tname = mail.contoso.test\n";
        assert_eq!(said(text, "Mail.contoso.test.", Kind::A).as_deref(), Some("192.0.2.25"));
        assert_eq!(said(text, "mail.contoso.test", Kind::Aaaa).as_deref(), Some("2001:db8::25"));
        assert_eq!(said(text, "dc1.contoso.test", Kind::A), None);
        assert_eq!(said(text, "25.2.0.192.bl.example", Kind::A).as_deref(), Some("NXDOMAIN"));
        assert_eq!(said(text, "contoso.test", Kind::Mx).as_deref(), Some("10 mail.contoso.test"));
        assert_eq!(said(text, "contoso.test", Kind::Txt).as_deref(), Some("\"v=spf1 ip4:192.0.2.25 -all\""));
        assert_eq!(said(text, "25.2.0.192.in-addr.arpa", Kind::Ptr).as_deref(), Some("mail.contoso.test"));
        assert_eq!(said(text, "_dmarc.contoso.test", Kind::Txt), None, "what was not asked is not known");
    }

    #[test]
    fn other_programs_are_read_too() {
        let dig =
            "contoso.test.\t300\tIN\tMX\t0 .\n_dmarc.contoso.test. 60 IN TXT \"v=DMARC1; \" \"p=reject\"\n";
        assert_eq!(said(dig, "contoso.test", Kind::Mx).as_deref(), Some("0 ."));
        assert_eq!(said(dig, "_dmarc.contoso.test", Kind::Txt).as_deref(), Some("\"v=DMARC1; p=reject\""));
        let linux = "Server:\t\t10.0.0.53\nAddress:\t10.0.0.53#53\n\n** server can't find gone.example: NXDOMAIN\n\
            contoso.test\tmail exchanger = 10 mail.contoso.test.\n*** Can't find x.contoso.test: No answer\n\
            ** server can't find bl.example: SERVFAIL\n";
        assert_eq!(said(linux, "gone.example", Kind::A).as_deref(), Some("NXDOMAIN"));
        assert_eq!(said(linux, "x.contoso.test", Kind::Txt).as_deref(), Some("NODATA"));
        assert_eq!(said(linux, "bl.example", Kind::A).as_deref(), Some("SERVFAIL"));
        assert_eq!(said(linux, "contoso.test", Kind::Mx).as_deref(), Some("10 mail.contoso.test"));
        let shell = "contoso.test    TXT  300  Answer  {v=spf1 -all}\nmail.contoso.test  A  300  Answer  192.0.2.25\n";
        assert_eq!(said(shell, "contoso.test", Kind::Txt).as_deref(), Some("\"v=spf1 -all\""));
        assert_eq!(said(shell, "mail.contoso.test", Kind::A).as_deref(), Some("192.0.2.25"));
    }

    #[test]
    fn any_text_is_read_to_its_end() {
        for text in ["", "=", "name:", "\"", "*** : : NXDOMAIN", "a IN IN IN", "x text = \"", "\u{202e}= = ="]
        {
            assert!(Pasted::read(text).answer("x", Kind::A, NOW).is_none_or(|a| a.addresses().is_empty()));
        }
    }
}

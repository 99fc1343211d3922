//! From the fields of a Windows event to rows, whichever file the event was in.
//!
//! Every event is counted by provider and id and by computer; those that
//! [`knowledge::windows_events`](crate::knowledge::windows_events) names give a row. Nothing is left out
//! because its address is `-`: an SMTP logon in the Security log never has one.

pub mod json;
pub mod message;
pub mod numbers;
pub mod strings;
pub mod xml;

use crate::evidence::mask::mask;
use crate::knowledge::logon;
use crate::knowledge::windows_events::{Becomes, ROLES, Role, Rule, Telling, rules};
use crate::model::account::join_name;
use crate::model::address::{canonical, parse_address};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Action, Authentication, Deed, Outcome, Witness};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use rustc_hash::FxHashMap;

/// Bit of the keywords: the audit was a failure.
pub const AUDIT_FAILURE: u64 = 0x0010_0000_0000_0000;
/// Bit of the keywords: the audit was a success.
pub const AUDIT_SUCCESS: u64 = 0x0020_0000_0000_0000;
/// The SID of nobody, as refused logons have it.
const NULL_SID: &str = "S-1-0-0";

/// What the `System` part of an event says.
#[derive(Clone, Copy, Debug, Default)]
pub struct System {
    /// EventRecordID and the byte of the record.
    pub place: Place,
    /// TimeCreated.
    pub time: UtcTime,
    /// Provider's name.
    pub provider: Symbol,
    /// Event id without severity bits.
    pub event_id: u32,
    /// Computer that wrote it, kept per event since logs are forwarded.
    pub computer: Symbol,
    /// Keywords; 0 if none.
    pub keywords: u64,
}

/// The value of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Value {
    /// Not in the event.
    #[default]
    Missing,
    /// Text, trimmed.
    Text(Symbol),
    /// A number, whichever its width.
    Number(u64),
}

/// The fields of one event by what they tell.
#[derive(Clone, Debug, Default)]
pub struct Found {
    values: [Value; ROLES],
    details: Vec<Symbol>,
}

impl Found {
    /// Forgets all values.
    pub fn clear(&mut self) {
        self.values = [Value::Missing; ROLES];
        self.details.clear();
    }

    /// Notes a value; the first of a role stays.
    pub fn put(&mut self, role: Role, value: Value) {
        match (role, value) {
            (Role::Detail, Value::Text(text)) if text.is_some() => self.details.push(text),
            _ => {
                if let Some(slot) = self.values.get_mut(role as usize).filter(|v| **v == Value::Missing) {
                    *slot = value;
                }
            }
        }
    }

    fn text(&self, role: Role) -> Symbol {
        match self.values.get(role as usize) {
            Some(Value::Text(text)) => *text,
            _ => Symbol::NONE,
        }
    }
}

/// Puts events into a harvest.
#[derive(Debug)]
pub struct Recorder<'h> {
    /// Where rows, counts and damage go.
    pub out: &'h mut Harvest,
    kinds: FxHashMap<(Symbol, u32), (u64, &'static [Rule])>,
    computers: FxHashMap<Symbol, u64>,
    joined: FxHashMap<(Symbol, Symbol), Symbol>,
    addresses: FxHashMap<Symbol, Symbol>,
    told_disagreement: bool,
}

impl<'h> Recorder<'h> {
    /// A recorder into `out`; call [`Recorder::finish`] at the end.
    pub fn new(out: &'h mut Harvest) -> Self {
        Self {
            out,
            kinds: FxHashMap::default(),
            computers: FxHashMap::default(),
            joined: FxHashMap::default(),
            addresses: FxHashMap::default(),
            told_disagreement: false,
        }
    }

    /// The rule by which an event gives a row, however many strings it has.
    pub fn rule(&mut self, system: &System) -> Option<&'static Rule> {
        always(self.kind(system).1)
    }

    fn kind(&mut self, system: &System) -> &mut (u64, &'static [Rule]) {
        let text = &self.out.text;
        self.kinds
            .entry((system.provider, system.event_id))
            .or_insert_with(|| (0, rules(text.get(system.provider), system.event_id)))
    }

    /// Counts an event and says by which rule it gives a row, however many strings it has.
    pub fn count(&mut self, system: &System) -> Option<&'static Rule> {
        always(self.count_all(system))
    }

    /// Counts an event and gives its rules, for readers that know its strings.
    pub fn count_all(&mut self, system: &System) -> &'static [Rule] {
        if system.computer.is_some() {
            *self.computers.entry(system.computer).or_default() += 1;
        }
        let kind = self.kind(system);
        kind.0 += 1;
        let rules = kind.1;
        if !system.time.is_plausible() {
            self.out.warn(system.place, Fault::Time(time_as_found(system.time)));
        }
        rules
    }

    /// Makes the row of an event.
    pub fn row(&mut self, rule: &Rule, system: &System, found: &Found) {
        match rule.becomes {
            Becomes::Authentication(witness, telling) => {
                self.authentication(rule, witness, telling, system, found);
            }
            Becomes::Action(deed) => self.action(rule, deed, system, found),
        }
    }

    /// Writes the counts into the harvest and names the server.
    pub fn finish(self) {
        let Self { out, kinds, computers, .. } = self;
        let counted = kinds.into_iter().map(|((provider, id), (n, _))| (provider, id, n));
        for (provider, id, n) in counted {
            let provider = out.text.get(provider).to_owned();
            *out.event_ids.entry((provider, id)).or_default() += n;
        }
        #[expect(clippy::iter_over_hash_type, reason = "sums into an ordered map")]
        for (computer, n) in computers {
            let computer = out.text.get(computer).to_owned();
            *out.computers.entry(computer).or_default() += n;
        }
        // The first by name wins among equals, so that two runs agree.
        let most = out.computers.iter().rev().max_by_key(|(_, n)| **n);
        let most = most.map(|(name, _)| name.clone()).unwrap_or_default();
        out.server = out.intern(&most);
        out.covered = out.span.into_iter().collect();
    }

    fn authentication(
        &mut self,
        rule: &Rule,
        witness: Witness,
        telling: Telling,
        system: &System,
        found: &Found,
    ) {
        let status = Some(self.status(found)).filter(|s| *s != 0).unwrap_or(rule.status);
        let code = logon::status(status);
        let outcome = outcome(telling, system.keywords, status);
        if telling == Telling::Audit && self.disagrees(system, found, status) {
            self.out.warn(system.place, Fault::Note("note-event-type-and-code"));
        }
        let ordinary = code.is_some_and(|c| c.ordinary);
        if ordinary || (rule.failures_only && outcome == Outcome::Success) {
            return;
        }
        let (client, host) = self.client(found.text(Role::Client));
        let was_right = outcome == Outcome::Failure && code.is_some_and(|c| c.password_was_right);
        let row = Authentication {
            time: system.time,
            source: self.out.source,
            place: system.place,
            event_id: system.event_id,
            outcome: if was_right { Outcome::RightPasswordRefused } else { outcome },
            witness,
            account: self.join(found.text(Role::Domain), found.text(Role::Name)),
            sid: self.sid(found),
            address: self.address(found.text(Role::Address)).or(client),
            workstation: self.workstation(found.text(Role::Workstation)).or(host),
            mechanism: found.text(Role::Mechanism).or(found.text(Role::Package)),
            process: found.text(Role::Process),
            logon_type: u8::try_from(self.number(found, Role::LogonType)).unwrap_or(0),
            status,
            status_text: found.text(Role::StatusText),
            server: system.computer,
            session: Symbol::NONE,
            connector: found.text(Role::Connector),
        };
        self.out.tables.authentications.push(row);
    }

    fn action(&mut self, rule: &Rule, deed: Deed, system: &System, found: &Found) {
        // Lists within a field come line by line; they become one line.
        let texts = found.details.iter().map(|s| self.out.text.get(*s));
        let parts: Vec<String> = texts.map(one_line).collect();
        let detail = mask(&parts.join(&rule.joint));
        let row = Action {
            time: system.time,
            source: self.out.source,
            place: system.place,
            event_id: system.event_id,
            // A refused attempt did nothing of the kind; the id says what was tried.
            deed: if system.keywords & AUDIT_FAILURE == 0 { deed } else { Deed::Other },
            target: self.join(found.text(Role::Domain), found.text(Role::Name)),
            sid: self.sid(found),
            actor: self.join(found.text(Role::ActorDomain), found.text(Role::ActorName)),
            detail: self.out.intern(&detail),
            server: system.computer,
        };
        self.out.tables.actions.push(row);
    }

    /// `SubStatus` unless it is zero, else `Status`.
    fn status(&self, found: &Found) -> u32 {
        let sub = self.number(found, Role::SubStatus);
        let code = if sub == 0 { self.number(found, Role::Status) } else { sub };
        u32::try_from(code & 0xFFFF_FFFF).unwrap_or(0)
    }

    fn number(&self, found: &Found, role: Role) -> u64 {
        match found.values.get(role as usize) {
            Some(Value::Number(n)) => *n,
            Some(Value::Text(text)) => parse_number(self.out.text.get(*text)).unwrap_or(0),
            _ => 0,
        }
    }

    /// The audit says one thing and its code another; told once, at the first.
    fn disagrees(&mut self, system: &System, found: &Found, status: u32) -> bool {
        let is_stated =
            [Role::Status, Role::SubStatus].iter().any(|role| match found.values.get(*role as usize) {
                Some(Value::Text(text)) => parse_number(self.out.text.get(*text)).is_some(),
                Some(Value::Number(_)) => true,
                _ => false,
            });
        let is_failure = system.keywords & AUDIT_FAILURE != 0;
        let is_success = system.keywords & AUDIT_SUCCESS != 0 && !is_failure;
        let differ = (is_failure && status == 0) || (is_success && status != 0);
        is_stated && differ && !std::mem::replace(&mut self.told_disagreement, true)
    }

    /// `S-1-…`, also where a log writes `%{S-1-…}` for its viewer.
    fn sid(&mut self, found: &Found) -> Symbol {
        let sid = found.text(Role::Sid);
        let text = self.out.text.get(sid);
        let inner = text.strip_prefix("%{").and_then(|t| t.strip_suffix('}')).map(str::to_owned);
        match inner {
            _ if text == NULL_SID => Symbol::NONE,
            Some(inner) => self.out.intern(&inner),
            None => sid,
        }
    }

    /// The name of a machine without the `\\\\` some Windows write before it.
    fn workstation(&mut self, written: Symbol) -> Symbol {
        let text = self.out.text.get(written);
        match text.strip_prefix("\\\\").map(str::to_owned) {
            Some(name) => self.out.intern(&name),
            None => written,
        }
    }

    /// Address and name of a client that is written as either, or as `name [address]`.
    fn client(&mut self, written: Symbol) -> (Symbol, Symbol) {
        let text = self.out.text.get(written).to_owned();
        if parse_address(&text).is_some() {
            return (self.address(written), Symbol::NONE);
        }
        let inside =
            text.rsplit_once(['[', '(']).map(|(name, rest)| (name, rest.trim_end_matches([']', ')'])));
        match inside.filter(|(_, rest)| parse_address(rest).is_some()) {
            Some((name, rest)) => (self.out.intern(&canonical(rest)), self.out.intern(name.trim())),
            None => (Symbol::NONE, written),
        }
    }

    fn join(&mut self, domain: Symbol, name: Symbol) -> Symbol {
        if domain.is_none() || name.is_none() {
            return name;
        }
        let text = &mut self.out.text;
        *self.joined.entry((domain, name)).or_insert_with(|| {
            let joined = join_name(text.get(domain), text.get(name));
            text.intern(&joined)
        })
    }

    fn address(&mut self, written: Symbol) -> Symbol {
        if written.is_none() {
            return written;
        }
        let text = &mut self.out.text;
        *self.addresses.entry(written).or_insert_with(|| {
            let address = canonical(text.get(written));
            text.intern(&address)
        })
    }
}

fn outcome(telling: Telling, keywords: u64, status: u32) -> Outcome {
    match telling {
        Telling::Always(outcome) => outcome,
        Telling::Audit if keywords & AUDIT_FAILURE != 0 => Outcome::Failure,
        Telling::Audit if keywords & AUDIT_SUCCESS != 0 || status == 0 => Outcome::Success,
        Telling::Audit => Outcome::Failure,
    }
}

fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

/// An absurd time in the words of the log, for the damage list.
#[must_use]
pub fn time_as_found(time: UtcTime) -> String {
    match time {
        UtcTime::UNKNOWN => "0".to_owned(),
        time if time.to_utc().is_some() => time.rfc3339(),
        UtcTime(ticks) => format!("FILETIME {ticks}"),
    }
}

/// Reads `0x` hex, the bare hex of an NTSTATUS, and signed or unsigned decimals, as logs write codes.
#[must_use]
pub fn parse_number(text: &str) -> Option<u64> {
    let text = text.trim();
    let prefixed = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    let has_letter = text.bytes().any(|b| b.is_ascii_alphabetic());
    match prefixed.or((text.len() == 8 && has_letter).then_some(text)) {
        Some(hex) => u64::from_str_radix(hex, 16).ok(),
        None => text.parse::<u64>().ok().or_else(|| text.parse::<i64>().ok().map(i64::cast_unsigned)),
    }
}

/// `S-1-5-21-…` of the bytes of a SID; `None` if they are none.
#[must_use]
pub fn sid_text(bytes: &[u8]) -> Option<String> {
    let [revision, count, a, b, c, d, e, f, rest @ ..] = bytes else {
        return None;
    };
    let authority = u64::from_be_bytes([0, 0, *a, *b, *c, *d, *e, *f]);
    let parts = rest.get(..usize::from(*count) * 4)?.chunks_exact(4);
    let parts = parts.filter_map(|p| p.try_into().ok()).map(|p| format!("-{}", u32::from_le_bytes(p)));
    Some(format!("S-{revision}-{authority}{}", parts.collect::<String>()))
}

/// Is this text a SID, with or without the `%{}` of a viewer's reference?
#[must_use]
pub fn is_sid(text: &str) -> bool {
    text.trim().trim_start_matches("%{").get(..4).is_some_and(|start| start.eq_ignore_ascii_case("S-1-"))
}

fn always(rules: &'static [Rule]) -> Option<&'static Rule> {
    rules.iter().find(|rule| rule.when.is_always())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECURITY: &str = "Microsoft-Windows-Security-Auditing";

    fn harvest_of(provider: &str, id: u32, keywords: u64, fields: &[(Role, &str)]) -> Harvest {
        let mut out = Harvest::default();
        let mut recorder = Recorder::new(&mut out);
        let system = System {
            provider: recorder.out.intern(provider),
            event_id: id,
            computer: recorder.out.intern("EX1.contoso.test"),
            time: UtcTime::from_unix(1_762_136_094, 0),
            keywords,
            place: Place::record(7, 4608),
        };
        let rule = recorder.count(&system);
        let mut found = Found::default();
        for (role, text) in fields {
            let text = recorder.out.intern(text);
            found.put(*role, Value::Text(text));
        }
        if let Some(rule) = rule {
            recorder.row(rule, &system, &found);
        }
        recorder.finish();
        out
    }

    #[test]
    fn a_refused_smtp_logon_without_address_is_a_row_all_the_same() {
        let out = harvest_of(
            SECURITY,
            4625,
            AUDIT_FAILURE,
            &[
                (Role::Name, "scanner"),
                (Role::Domain, "CONTOSO"),
                (Role::Sid, "S-1-0-0"),
                (Role::Address, "-"),
                (Role::LogonType, "8"),
                (Role::Status, "0xc000006d"),
                (Role::SubStatus, "0xc000006a"),
            ],
        );
        let row = out.tables.authentications.row(0);
        assert_eq!(out.text.get(row.account), "CONTOSO\\scanner");
        assert_eq!((row.status, row.logon_type), (0xC000_006A, 8));
        assert_eq!((row.address, row.sid), (Symbol::NONE, Symbol::NONE));
        assert_eq!(row.outcome, Outcome::Failure);
    }

    #[test]
    fn an_expired_password_is_told_apart_from_a_wrong_one() {
        let status = [(Role::Name, "scanner"), (Role::Status, "0xC0000071")];
        let out = harvest_of(SECURITY, 4776, AUDIT_FAILURE, &status);
        assert_eq!(out.tables.authentications.row(0).outcome, Outcome::RightPasswordRefused);
    }

    #[test]
    fn the_same_id_of_another_provider_is_only_counted() {
        let out = harvest_of("Microsoft-Windows-EventSystem", 4625, 0, &[]);
        assert!(out.tables.authentications.is_empty());
        assert_eq!(out.event_ids[&("Microsoft-Windows-EventSystem".to_owned(), 4625)], 1);
        assert_eq!(out.text.get(out.server), "EX1.contoso.test");
    }

    #[test]
    fn an_ipv6_spelling_of_an_ipv4_address_is_that_address() {
        let fields = [(Role::StatusText, "LogonDenied"), (Role::Address, "::ffff:203.0.113.9")];
        let out = harvest_of("MSExchangeFrontEndTransport", 1035, 0, &fields);
        let row = out.tables.authentications.row(0);
        assert_eq!(out.text.get(row.address), "203.0.113.9");
        assert_eq!((row.witness, row.account), (Witness::Transport, Symbol::NONE));
    }

    #[test]
    fn codes_are_read_however_they_are_written() {
        assert_eq!(parse_number("0xC000006A"), Some(0xC000_006A));
        assert_eq!(parse_number("-1073741718").map(|n| n & 0xFFFF_FFFF), Some(0xC000_006A));
        assert_eq!(parse_number("3221225578"), Some(0xC000_006A));
        assert_eq!(parse_number("c000006a"), Some(0xC000_006A));
        assert_eq!(parse_number("%%2313"), None);
    }
}

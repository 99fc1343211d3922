//! Is an address or a domain on a blocklist? Four states, and never "not listed" for want of an answer.
//!
//! Each list is examined first ([`health`]). What it then says is read by its own codes; a code that nobody knows is
//! left to be interpreted. Decides nothing about the incident.

pub mod delisting;
pub mod health;
pub mod names;

use super::answer::{CheckAnswer, CheckKind, CheckResult, Origin, Severity};
use super::around::Surroundings;
use super::lookup::{Ask, Lookup, RecordKind};
use super::question::BlocklistQuestion;
use crate::knowledge::dnsbl::{self, Blocklist, Effect, Lists, Meaning, Weight};
use crate::model::time::UtcTime;
use crate::words::Phrase;
use health::{Health, Kind, Said, examine, examine_again, read};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

/// More targets in one run are no consultant's work.
pub const MAX_TARGETS: usize = 16;
/// Zones in one run.
const MAX_ZONES: usize = 40;
/// A list is asked about the same address again after so many seconds.
const AGAIN_AFTER: i64 = 15 * 60;

/// What is looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Address(IpAddr),
    Domain(String),
}

impl Target {
    fn kind(&self) -> Kind {
        match self {
            Self::Address(IpAddr::V4(_)) => Kind::V4,
            Self::Address(IpAddr::V6(_)) => Kind::V6,
            Self::Domain(_) => Kind::Domain,
        }
    }

    fn name_in(&self, zone: &str) -> String {
        match self {
            Self::Address(address) => names::of_address(*address, zone),
            Self::Domain(domain) => names::of_domain(domain, zone),
        }
    }
}

impl std::fmt::Display for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(address) => write!(f, "{address}"),
            Self::Domain(domain) => f.write_str(domain),
        }
    }
}

/// A zone to ask, and what is known of it.
#[derive(Clone, Debug)]
struct Zone {
    zone: String,
    list: Option<&'static Blocklist>,
}

impl Zone {
    fn lists(&self, kind: Kind) -> bool {
        let wanted = match kind {
            Kind::V4 => Lists::Ipv4,
            Kind::V6 => Lists::Ipv6,
            Kind::Domain => Lists::Domain,
        };
        self.list.is_none_or(|l| l.kinds.contains(&wanted))
    }

    /// How its result is called: the zone itself.
    fn subject(&self) -> String {
        self.zone.clone()
    }
}

fn targets(question: &BlocklistQuestion) -> Vec<Target> {
    let addresses = question.addresses.iter().map(|a| Target::Address(a.to_canonical()));
    let domains = question.domains.iter().map(|d| Target::Domain(super::consent::normal(d)));
    let mut found: Vec<Target> = Vec::new();
    for target in addresses.chain(domains) {
        if !found.contains(&target) {
            found.push(target);
        }
    }
    found
}

fn zones(question: &BlocklistQuestion) -> Vec<Zone> {
    let named = |zone: &String| Zone { zone: super::consent::normal(zone), list: dnsbl::list(zone) };
    let in_sets = || dnsbl::lists().iter().filter(|l| question.sets.contains(&l.set));
    let all: Vec<Zone> = match &question.zones {
        Some(zones) => zones.iter().map(named).collect(),
        None => in_sets().map(|l| Zone { zone: l.zone.clone(), list: Some(l) }).collect(),
    };
    all.into_iter().take(MAX_ZONES).collect()
}

/// Asks all lists about all targets, one answer for each target. Results of the last minutes are not asked for again.
pub fn check_with(
    question: &BlocklistQuestion,
    ask: &mut dyn Ask,
    earlier: &[CheckAnswer],
    around: &mut Surroundings<'_>,
) -> Vec<CheckAnswer> {
    let targets = targets(question);
    let mut run = Run { ask, earlier, around, health: BTreeMap::new() };
    if targets.len() > MAX_TARGETS {
        return vec![run.too_many(question, targets.len())];
    }
    targets.iter().map(|target| run.target(target, &zones(question))).collect()
}

struct Run<'a, 'b, 'c> {
    ask: &'a mut dyn Ask,
    earlier: &'a [CheckAnswer],
    around: &'b mut Surroundings<'c>,
    /// Of zones examined in this run.
    health: BTreeMap<(String, u8), Health>,
}

impl Run<'_, '_, '_> {
    fn answer(&self, target: &str, begun: UtcTime) -> CheckAnswer {
        CheckAnswer {
            kind: CheckKind::Blocklists,
            target: target.to_owned(),
            begun,
            ended: begun,
            origin: Origin::Asked,
            by: self.around.by.to_owned(),
            through: self.ask.resolver(),
            results: Vec::new(),
            transcript: Vec::new(),
            cut_short: None,
        }
    }

    fn too_many(&self, question: &BlocklistQuestion, n: usize) -> CheckAnswer {
        let target = super::question::Question::Blocklists(question.clone()).target();
        let why = Phrase::new("dnsbl-too-many").number("n", n).number("most", MAX_TARGETS);
        CheckAnswer { cut_short: Some(why), ..self.answer(&target, (self.around.clock)()) }
    }

    fn target(&mut self, target: &Target, zones: &[Zone]) -> CheckAnswer {
        let mut answer = self.answer(&target.to_string(), (self.around.clock)());
        if let Target::Address(address) = target
            && !names::is_public(*address)
        {
            answer.cut_short = Some(Phrase::new("dnsbl-inside").text("address", &address.to_string()));
            return answer;
        }
        self.warn_of_public_resolver(&mut answer);
        for zone in zones {
            if self.around.task.is_cancelled() {
                answer.cut_short = Some(Phrase::new("dnsbl-silent-stopped"));
                break;
            }
            if zone.lists(target.kind()) {
                let result = self.zone(target, zone, &answer.target);
                (self.around.tell)(result.clone());
                answer.results.push(result);
            }
        }
        answer.transcript = self.ask.spoken();
        answer.ended = (self.around.clock)();
        answer
    }

    fn warn_of_public_resolver(&mut self, answer: &mut CheckAnswer) {
        let address = answer.through.parse::<SocketAddr>().map(|s| s.ip().to_canonical());
        if let Some(name) = address.ok().and_then(dnsbl::public_resolver) {
            let say = Phrase::new("dnsbl-public-resolver").text("name", name);
            let result = self.result(&answer.through, "PUBLIC-RESOLVER", Severity::Unclear, say);
            (self.around.tell)(result.clone());
            answer.results.push(result);
        }
    }

    fn result(&self, subject: &str, code: &str, severity: Severity, say: Phrase) -> CheckResult {
        CheckResult {
            subject: subject.to_owned(),
            code: code.to_owned(),
            severity,
            say,
            advice: Phrase::default(),
            raw: String::new(),
            reference: "RFC 5782".to_owned(),
            at: (self.around.clock)(),
        }
    }

    fn zone(&mut self, target: &Target, zone: &Zone, named: &str) -> CheckResult {
        if let Some(dead) = dnsbl::dead_list(&zone.zone) {
            let say = Phrase::new("dnsbl-dead")
                .text("name", &dead.name)
                .word("story", format!("dnsbl-dead-{}", dead.key));
            return self.result(&zone.subject(), "DEAD", Severity::Unclear, say);
        }
        if zone.list.is_some_and(|l| l.needs_key && l.zone == zone.zone) {
            let say = Phrase::new("dnsbl-needs-key").text("zone", &zone.zone);
            return self.result(&zone.subject(), "NO-ACCOUNT", Severity::Note, say);
        }
        if let Some(known) = self.asked_lately(&zone.zone, named) {
            return known;
        }
        let health = self.health_of(zone, target.kind());
        if let Some(why) = health.phrase() {
            return self.not_believed(zone, &health, why);
        }
        let lookup = self.ask.ask(&target.name_in(&zone.zone), RecordKind::A);
        self.judge(target, zone, &lookup)
    }

    /// What the list said less than a quarter of an hour ago.
    fn asked_lately(&self, zone: &str, named: &str) -> Option<CheckResult> {
        let now = (self.around.clock)();
        let of_target = |a: &&CheckAnswer| {
            a.kind == CheckKind::Blocklists && a.target == named && a.origin == Origin::Asked
        };
        let results = self.earlier.iter().rev().filter(of_target).flat_map(|a| &a.results);
        let lately = results.filter(|r| r.subject == zone && r.severity != Severity::Unclear);
        let known = lately.max_by_key(|r| r.at).filter(|r| now.seconds_since(r.at) < AGAIN_AFTER)?;
        let minutes = now.seconds_since(known.at).max(0) / 60;
        let advice = Phrase::new("dnsbl-asked-lately").number("n", minutes);
        Some(CheckResult { advice, ..known.clone() })
    }

    fn health_of(&mut self, zone: &Zone, kind: Kind) -> Health {
        let key = (zone.zone.clone(), kind as u8);
        if let Some(known) = self.health.get(&key) {
            return known.clone();
        }
        let health = examine(self.ask, &zone.zone, zone.list, kind);
        self.health.insert(key, health.clone());
        health
    }

    fn not_believed(&self, zone: &Zone, health: &Health, why: Phrase) -> CheckResult {
        let (code, severity) = match health {
            Health::Refused(_) => ("REFUSED", Severity::Unclear),
            Health::NotThisKind => ("NO-DATA", Severity::Note),
            _ => ("UNRELIABLE", Severity::Unclear),
        };
        let advice = match zone.list {
            Some(list) if code == "REFUSED" && list.limited => {
                Phrase::new(format!("dnsbl-limits-{}", list.key))
            }
            _ => Phrase::new("dnsbl-says-nothing"),
        };
        CheckResult { advice, ..self.result(&zone.subject(), code, severity, why) }
    }

    fn judge(&mut self, target: &Target, zone: &Zone, lookup: &Lookup) -> CheckResult {
        let said = read(zone.list, lookup);
        if matches!(said, Said::Yes(_)) {
            let again = examine_again(self.ask, &zone.zone, zone.list, target.kind());
            if let Some(why) = again.phrase() {
                return CheckResult { raw: lookup.raw(), ..self.not_believed(zone, &again, why) };
            }
        }
        let reason = matches!(said, Said::Yes(_)).then(|| self.ask.ask(&lookup.name, RecordKind::Txt));
        let mut result = match said {
            Said::No => {
                self.result(&zone.subject(), "NOT-LISTED", Severity::Good, Phrase::new("dnsbl-not-listed"))
            }
            Said::Yes(meant) => self.listed(zone, &meant),
            Said::Refused(why) => {
                let health = Health::Refused(why);
                self.not_believed(zone, &health, health::refused(why))
            }
            Said::Lie(address) => {
                let health = Health::Lies(address);
                let why = health.phrase().unwrap_or_default();
                self.not_believed(zone, &health, why)
            }
            Said::Nothing(outcome) => {
                let health = Health::Silent(outcome.clone());
                self.not_believed(zone, &health, health::silent(&outcome))
            }
        };
        let texts: Vec<String> = reason.iter().flat_map(|l| l.texts()).map(str::to_owned).collect();
        result.raw = [vec![lookup.raw()], texts].concat().join(" · ");
        result.at = lookup.at;
        result
    }

    fn listed(&self, zone: &Zone, meant: &[&'static Meaning]) -> CheckResult {
        let subject = zone.subject();
        let Some(worst) = meant.iter().min_by_key(|m| m.effect) else {
            let say = Phrase::new("dnsbl-interpret");
            return self.result(&subject, "INTERPRET", Severity::Unclear, say);
        };
        let means = format!("dnsbl-means-{}", worst.means);
        let (code, severity, id) = match worst.effect {
            Effect::Good => ("ALLOWED", Severity::Good, "dnsbl-allowed"),
            Effect::Neutral => ("NEUTRAL", Severity::Note, "dnsbl-neutral"),
            Effect::Policy => ("LISTED-POLICY", Severity::Note, "dnsbl-listed-policy"),
            Effect::Listed | Effect::Refused => ("LISTED", weighed(zone.list), "dnsbl-listed"),
        };
        let advice =
            zone.list.map_or_else(Phrase::default, |l| Phrase::new(format!("dnsbl-delist-{}", l.key)));
        let say = Phrase::new(id).word("means", means);
        CheckResult { advice, ..self.result(&subject, code, severity, say) }
    }
}

/// How bad an entry is.
fn weighed(list: Option<&Blocklist>) -> Severity {
    match list.map(|l| l.weight) {
        Some(Weight::Strong) => Severity::Critical,
        Some(Weight::Medium) | None => Severity::High,
        Some(Weight::Weak) => Severity::Medium,
        Some(Weight::Information) => Severity::Note,
    }
}

/// What to run on another machine: test entries first, then the targets; A and TXT.
#[must_use]
pub fn by_hand(question: &BlocklistQuestion) -> Vec<String> {
    let at = question.resolver.map_or_else(String::new, |s| format!(" {}", s.ip()));
    let mut lines = Vec::new();
    for target in targets(question).iter().take(MAX_TARGETS) {
        for zone in
            zones(question).iter().filter(|z| z.lists(target.kind()) && dnsbl::dead_list(&z.zone).is_none())
        {
            let (listed, clean) = health::test_entries(&zone.zone, zone.list, target.kind());
            for name in [listed, clean, target.name_in(&zone.zone)] {
                let line = format!("nslookup -type=A {name}.{at}");
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
            lines.push(format!("nslookup -type=TXT {}.{at}", target.name_in(&zone.zone)));
        }
    }
    lines
}

#[cfg(test)]
mod tests;

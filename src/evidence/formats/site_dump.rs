//! `Get-AcceptedDomain` and `Get-ReceiveConnector`: what the site's own configuration calls local, and who may
//! relay.
//!
//! Wildcards are kept as they are. Those over everything (`*`, `*.com`) would make all mail local; they are told,
//! and analysis leaves them out.

use crate::evidence::dump;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{SiteFact, SiteRow};
use crate::task::Task;

/// Words of the numbers that JSON has, by their place (CLIXML of Exchange 2019 states both).
const DOMAIN_TYPES: &[&str] = &["Authoritative", "ExternalRelay", "InternalRelay"];
const LOGGING_LEVELS: &[&str] = &["None", "Verbose"];
/// Flags of permission groups, lowest bit first.
const PERMISSION_GROUPS: &[&str] =
    &["AnonymousUsers", "ExchangeUsers", "ExchangeServers", "ExchangeLegacyServers", "Partners", "Custom"];

/// The format.
#[derive(Debug)]
pub struct SiteDump;

impl Format for SiteDump {
    fn key(&self) -> &'static str {
        "site-dump"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let names = dump::names(head, dump::serialisation(head.text)?);
        let why = match () {
            () if dump::has_all(&names, &["DomainName", "DomainType"]) => "why-accepted-domains",
            () if dump::has_all(&names, &["Bindings", "PermissionGroups"]) => "why-receive-connectors",
            () => return None,
        };
        Some(Recognised { certainty: 80, why })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        dump::harvest(source, out, task, &mut |object, out| {
            let row = if object.has("DomainName") { domain(object, out) } else { connector(object, out) };
            out.tables.site.push(row);
            true
        })
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        dump::raw(source, place)
    }
}

fn domain(object: &Object, out: &mut Harvest) -> SiteRow {
    let name = dump::inner(object.get(&["DomainName", "Name"]), &["Address", "Domain"]);
    if is_too_wide(&name) {
        out.warn(object.place, Fault::Note("note-wildcard-domain"));
    }
    let is_default = object.get(&["Default"]).eq_ignore_ascii_case("true");
    SiteRow {
        source: out.source,
        place: object.place,
        fact: SiteFact::AcceptedDomain,
        name: out.intern(&name),
        detail: out.intern(word(object.get(&["DomainType"]), DOMAIN_TYPES)),
        extra: out.intern(if is_default { "Default" } else { "" }),
        ..SiteRow::default()
    }
}

/// `*`, and a wildcard over a top level (`*.com`, `*.co.uk`) as analysis leaves it out too; `*.contoso.test`
/// and `*.local` are the site's own.
fn is_too_wide(domain: &str) -> bool {
    let Some(rest) = domain.trim().strip_prefix('*') else {
        return false;
    };
    let rest = rest.to_lowercase();
    let labels: Vec<&str> = rest.split('.').filter(|l| !l.is_empty()).collect();
    match labels.as_slice() {
        [] => true,
        [top] => !matches!(*top, "local" | "lan" | "internal" | "corp" | "intern"),
        [second, top] => {
            top.len() == 2 && matches!(*second, "co" | "com" | "org" | "net" | "ac" | "gov" | "gouv" | "asso")
        }
        _ => false,
    }
}

fn connector(object: &Object, out: &mut Harvest) -> SiteRow {
    let identity = object.get(&["Identity", "Name"]);
    let server = identity.split_once('\\').map_or("", |(server, _)| server);
    out.server = out.server.or(out.text.intern(server));
    SiteRow {
        source: out.source,
        place: object.place,
        fact: SiteFact::ReceiveConnector,
        name: out.intern(identity),
        detail: out.intern(&permission_groups(object.get(&["PermissionGroups"]))),
        extra: out.intern(word(object.get(&["ProtocolLoggingLevel"]), LOGGING_LEVELS)),
        bindings: out.intern(object.get(&["Bindings"])),
        remote: out.intern(object.get(&["RemoteIPRanges"])),
        ..SiteRow::default()
    }
}

fn word<'a>(text: &'a str, words: &[&'a str]) -> &'a str {
    let named = text.parse::<usize>().ok().and_then(|n| words.get(n).copied());
    named.unwrap_or(text)
}

fn permission_groups(text: &str) -> String {
    let Ok(flags) = text.parse::<u32>() else { return text.to_owned() };
    let set = PERMISSION_GROUPS.iter().enumerate().filter(|(bit, _)| flags >> bit & 1 == 1);
    set.map(|(_, name)| *name).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_domains_come_with_their_type_and_wildcards_are_told() {
        let text = "\"Name\",\"DomainName\",\"DomainType\",\"Default\"\n\"Contoso\",\"contoso.test\",\"Authoritative\",\"True\"\n\"All\",\"*\",\"InternalRelay\",\"False\"\n";
        let head = Head { bytes: text.as_bytes(), text, whole: true };
        assert_eq!(SiteDump.recognise(&head).unwrap().why, "why-accepted-domains");
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        SiteDump.read(&mut source, &mut out, &Task::detached()).unwrap();
        let names: Vec<&str> = out.tables.site.name.iter().map(|s| out.text.get(*s)).collect();
        assert_eq!(names, ["contoso.test", "*"]);
        assert_eq!(out.text.get(out.tables.site.row(0).extra), "Default");
        assert_eq!(out.damages.len(), 1);
    }

    #[test]
    fn a_wildcard_below_a_domain_of_the_site_is_not_told() {
        assert!(["*", "*.com", "*.CO.uk"].iter().all(|d| is_too_wide(d)));
        assert!(["*.contoso.test", "*.local", "contoso.test"].iter().all(|d| !is_too_wide(d)));
    }

    #[test]
    fn json_of_a_local_console_says_the_same_by_numbers() {
        let read = |text: &str| {
            let mut out = Harvest::default();
            let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
            SiteDump.read(&mut source, &mut out, &Task::detached()).unwrap();
            out
        };
        let out = read(
            r#"{"DomainName":{"SmtpDomain":{"Domain":"contoso.test"},"Address":"*.contoso.test","Domain":"contoso.test"},"DomainType":2,"Default":true}"#,
        );
        let row = out.tables.site.row(0);
        assert_eq!((out.text.get(row.name), out.text.get(row.detail)), ("*.contoso.test", "InternalRelay"));
        let out = read(
            r#"{"Identity":"EX1\\Relay","Bindings":["0.0.0.0:25"],"PermissionGroups":13,"ProtocolLoggingLevel":1}"#,
        );
        let row = out.tables.site.row(0);
        assert_eq!(out.text.get(row.detail), "AnonymousUsers, ExchangeServers, ExchangeLegacyServers");
        assert_eq!((out.text.get(row.extra), out.text.get(row.bindings)), ("Verbose", "0.0.0.0:25"));
    }
}

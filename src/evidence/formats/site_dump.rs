//! `Get-AcceptedDomain` and `Get-ReceiveConnector`: what the site's own configuration calls local, and who may
//! relay.
//!
//! Wildcards are kept as they are and told, since `*` would make everything local; analysis leaves them out.

use crate::evidence::dump;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{SiteFact, SiteRow};
use crate::task::Task;

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
    let name = object.get(&["DomainName", "Name"]);
    if name.contains('*') {
        out.warn(object.place, Fault::Note("note-wildcard-domain"));
    }
    let is_default = object.get(&["Default"]).eq_ignore_ascii_case("true");
    SiteRow {
        source: out.source,
        place: object.place,
        fact: SiteFact::AcceptedDomain,
        name: out.intern(name),
        detail: out.intern(object.get(&["DomainType"])),
        extra: out.intern(if is_default { "Default" } else { "" }),
        ..SiteRow::default()
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
        detail: out.intern(object.get(&["PermissionGroups"])),
        extra: out.intern(object.get(&["ProtocolLoggingLevel"])),
        bindings: out.intern(object.get(&["Bindings"])),
        remote: out.intern(object.get(&["RemoteIPRanges"])),
        ..SiteRow::default()
    }
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
}

//! Which records show that a step of the clean-up was done, as `assets/knowledge/signs.toml` lists them.
//!
//! Whether a record counts, and how far it carries, is analysis.

use super::cmdlets::parts;
use serde::Deserialize;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/signs.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    sign: Vec<Kind>,
    call: Vec<Call>,
}

/// A kind of sign.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// E.g. `password-reset`; `aftermath-kind-<kind>` names it in words.
    pub kind: String,
    /// Steps it proves (`CON-06`).
    #[serde(default)]
    pub steps: Vec<String>,
    /// Steps it speaks for without proving them.
    #[serde(default)]
    pub supports: Vec<String>,
    /// Events that show it.
    #[serde(default)]
    pub events: Vec<u32>,
}

/// A kind of call that shows a sign, or undoes one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The sign's kind.
    pub sign: String,
    cmdlets: Vec<String>,
    parameter: Option<String>,
    #[serde(default)]
    is: Vec<String>,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    lacks: Vec<String>,
    #[serde(default)]
    absent: bool,
    #[serde(default)]
    otherwise: bool,
    /// It undoes the sign.
    #[serde(default)]
    pub opens: bool,
    /// Why it shows a part only; `aftermath-but-<limit>` words it.
    pub limit: Option<String>,
    /// A call as the log keeps it.
    pub sample: String,
}

// A faulty table is empty here; a test refuses it.
static FILE: LazyLock<File> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// All kinds, in the order of the table.
#[must_use]
pub fn kinds() -> &'static [Kind] {
    &FILE.sign
}

/// The kind with this key.
#[must_use]
pub fn kind(key: &str) -> Option<&'static Kind> {
    kinds().iter().find(|k| k.kind == key)
}

/// Kinds that prove a step.
pub fn proving<'a>(step: &'a str) -> impl Iterator<Item = &'static Kind> + 'a {
    kinds().iter().filter(move |k| k.steps.iter().any(|s| s == step))
}

/// Kinds that speak for a step without proving it.
pub fn supporting<'a>(step: &'a str) -> impl Iterator<Item = &'static Kind> + 'a {
    kinds().iter().filter(move |k| k.supports.iter().any(|s| s == step))
}

/// Does an event of the Security log show this kind?
#[must_use]
pub fn is_shown_by(key: &str, event_id: u32) -> bool {
    kind(key).is_some_and(|k| k.events.contains(&event_id))
}

/// All that a call shows or undoes, and what it was done to: its identity or name; empty where it names none.
#[must_use]
pub fn read(call: &str) -> (Vec<&'static Call>, String) {
    let (name, given) = parts(call);
    let fits = |c: &&Call| c.cmdlets.contains(&name) && c.is_given(&given);
    let (otherwise, plain): (Vec<&Call>, Vec<&Call>) =
        FILE.call.iter().filter(fits).partition(|c| c.otherwise);
    let object =
        ["identity", "name", "server", "queue"].iter().find_map(|p| given.iter().find(|(g, _)| g == p));
    let object = object.map(|(_, value)| value.clone()).unwrap_or_default();
    (if plain.is_empty() { otherwise } else { plain }, object)
}

/// Is this sign all that a call shows, with nothing undone?
#[must_use]
pub fn only_shows(call: &str, kind: &str) -> bool {
    let (found, _) = read(call);
    !found.is_empty() && found.iter().all(|c| c.sign == kind && !c.opens)
}

/// The value of a call's parameter.
#[must_use]
pub fn value_of(call: &str, parameter: &str) -> Option<String> {
    parts(call).1.into_iter().find(|(name, _)| name == parameter).map(|(_, value)| value)
}

impl Call {
    fn is_given(&self, given: &[(String, String)]) -> bool {
        let Some(parameter) = &self.parameter else { return true };
        match given.iter().find(|(name, _)| name == parameter) {
            None => self.absent,
            Some((_, value)) => self.holds(&value.to_ascii_lowercase()),
        }
    }

    fn holds(&self, value: &str) -> bool {
        let contains = |t: &String| value.contains(t.as_str());
        (self.is.is_empty() || self.is.iter().any(|v| v == value))
            && (self.has.is_empty() || self.has.iter().any(contains))
            && !self.lacks.iter().any(contains)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_known_by_its_own_row() {
        let file: File = toml::from_str(TEXT).unwrap();
        assert!(file.sign.is_sorted_by(|a, b| a.kind != b.kind) && file.sign.len() > 20);
        for call in &file.call {
            let (found, _) = read(&call.sample);
            let own = found.iter().find(|c| c.sample == call.sample);
            assert!(own.is_some_and(|c| c.sign == call.sign && c.opens == call.opens), "{}", call.sample);
            assert!(kind(&call.sign).is_some(), "{}", call.sign);
        }
    }

    #[test]
    fn what_closes_is_told_from_what_opens() {
        let kinds = |call| {
            let (found, _) = read(call);
            found.iter().map(|c| (c.sign.as_str(), c.opens)).collect::<Vec<_>>()
        };
        assert_eq!(
            kinds(r#"Set-ReceiveConnector -Identity "EX1\A" -AuthMechanism "Tls""#),
            [("auth-off", false)]
        );
        assert_eq!(
            kinds(r#"Set-ReceiveConnector "EX1\A" -AuthMechanism "Tls, Integrated""#),
            [("auth-off", true)]
        );
        assert_eq!(
            kinds(
                r#"Set-ReceiveConnector -Identity A -ProtocolLoggingLevel "Verbose" -RemoteIPRanges "10.0.0.7""#
            ),
            [("relay-restricted", false), ("protocol-logging-raised", false)]
        );
        assert_eq!(
            kinds(r#"Set-ReceiveConnector -Identity A -Fqdn "mx.contoso.test""#),
            [("connector-changed", false)]
        );
        assert_eq!(kinds("Get-ReceiveConnector"), []);
        assert_eq!(read(r#"Set-ReceiveConnector -Identity "EX1\A" -Fqdn "x""#).1, "EX1\\A");
    }

    #[test]
    fn spam_that_is_purged_with_reports_is_a_part_only() {
        for (call, limit) in [
            ("Remove-Message -Server EX1 -WithNDR $false", None),
            ("Remove-Message -Server EX1", Some("with-reports")),
            ("Remove-Message -Server EX1 -WithNDR $true", Some("with-reports")),
        ] {
            assert_eq!(read(call).0[0].limit.as_deref(), limit, "{call}");
        }
    }
}

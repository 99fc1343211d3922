//! Cmdlets of Exchange that leave something behind, as `assets/knowledge/cmdlets.toml` lists them.
//!
//! A call is read as the log keeps it: the name, then `-Parameter "value"`. It is never run or completed.

use serde::Deserialize;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../assets/knowledge/cmdlets.toml");

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Acts {
    act: Vec<Act>,
}

/// A kind of call that leaves something behind.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// What it leaves; `left-<kind>` words it.
    pub kind: String,
    /// 1 to 100.
    pub weight: u32,
    cmdlets: Vec<String>,
    parameters: Vec<String>,
    /// Parameters that open something when they are set to nothing.
    #[serde(default)]
    opens: Vec<String>,
    /// A call as the log keeps it.
    pub sample: String,
}

// A faulty table is empty here; a test refuses it.
static ACTS: LazyLock<Acts> = LazyLock::new(|| toml::from_str(TEXT).unwrap_or_default());

/// All kinds, in the order of the table.
#[must_use]
pub fn acts() -> &'static [Act] {
    &ACTS.act
}

/// What a call leaves behind; `None` for routine.
#[must_use]
pub fn left_by(call: &str) -> Option<&'static Act> {
    let (name, given) = parts(call);
    acts().iter().find(|act| act.cmdlets.contains(&name) && act.is_given(&given))
}

/// A call's name and its parameters with their values, names in lower case.
#[must_use]
pub fn parts(call: &str) -> (String, Vec<(String, String)>) {
    let (name, rest) = call.trim().split_once(char::is_whitespace).unwrap_or((call.trim(), ""));
    (name.to_ascii_lowercase(), parameters(rest))
}

impl Act {
    fn is_given(&self, given: &[(String, String)]) -> bool {
        let counts = |(parameter, value): &(String, String)| {
            let opens_by_nothing = self.opens.contains(parameter);
            self.parameters.contains(parameter) && is_nothing(value) == opens_by_nothing
        };
        self.parameters.is_empty() || given.iter().any(counts)
    }
}

fn is_nothing(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "" | "$null" | "false" | "$false" | "@()" | "{}" | "none")
}

/// Parameters in lower case with their values, quotes dropped; a switch alone is `True`.
fn parameters(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = next_dash(rest) {
        let after = rest.get(at..).unwrap_or("");
        let end = after.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(after.len());
        let name = after.get(..end).unwrap_or("").to_ascii_lowercase();
        let tail = after.get(end..).unwrap_or("").trim_start_matches([' ', ':', '\t']);
        let (value, left) = value(tail);
        found.push((name, value));
        rest = left;
    }
    found
}

/// Where the name of the next parameter begins.
fn next_dash(text: &str) -> Option<usize> {
    let begins = |at: usize| at == 0 || text.get(..at).is_some_and(|t| t.ends_with(char::is_whitespace));
    let named =
        |at: usize| text.get(at + 1..).is_some_and(|t| t.starts_with(|c: char| c.is_ascii_alphabetic()));
    text.match_indices('-').map(|(at, _)| at).find(|at| begins(*at) && named(*at)).map(|at| at + 1)
}

/// A value, or several with commas between them.
fn value(text: &str) -> (String, &str) {
    let (mut all, mut rest) = one_value(text);
    loop {
        let next = rest.trim_start();
        let more = if all.ends_with(',') { Some(next) } else { next.strip_prefix(',').map(str::trim_start) };
        let Some(more) = more.filter(|m| !m.is_empty() && !m.starts_with('-')) else {
            return (all, rest);
        };
        let (value, left) = one_value(more);
        all = format!("{}, {value}", all.trim_end_matches(','));
        rest = left;
    }
}

fn one_value(text: &str) -> (String, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            let (value, rest) = inner.split_once(quote).unwrap_or((inner, ""));
            return (value.trim().to_owned(), rest);
        }
    }
    if text.is_empty() || text.starts_with('-') {
        return ("True".to_owned(), text);
    }
    let (value, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    // The blank stays with the rest, so that a dash behind it begins a parameter.
    let rest = text.get(text.len() - rest.len()..).unwrap_or("");
    (value.to_owned(), rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_is_known_by_its_own_row() {
        let acts: Acts = toml::from_str(TEXT).unwrap();
        for act in acts.act {
            let left = left_by(&act.sample).unwrap_or_else(|| panic!("{}", act.sample));
            assert_eq!((&left.kind, left.weight), (&act.kind, act.weight), "{}", act.sample);
            assert!((1..=100).contains(&act.weight));
        }
    }

    #[test]
    fn a_list_of_values_is_read_whole() {
        for call in ["X -A \"1\", \"2\" -B 3", "X -A \"1\",\"2\" -B 3", "X -A 1, 2 -B 3", "X -A '1, 2' -B 3"]
        {
            let given = parts(call).1;
            assert_eq!(given, [("a".into(), "1, 2".into()), ("b".into(), "3".into())], "{call}");
        }
        assert_eq!(parts("X -A 1, -B").1, [("a".into(), "1,".into()), ("b".into(), "True".into())]);
    }

    #[test]
    fn routine_and_what_closes_a_door_is_left_alone() {
        for call in [
            "Get-Mailbox -ResultSize Unlimited",
            "Test-Mailflow",
            r#"Set-ReceiveConnector -Identity "EX1\Client Frontend EX1" -ProtocolLoggingLevel "Verbose""#,
            r#"Set-Mailbox -Identity "m.durand" -ForwardingSmtpAddress "" -DeliverToMailboxAndForward "False""#,
            "Set-Mailbox -Identity m.durand -ForwardingSmtpAddress $null",
            r#"Set-CASMailbox -Identity "scanner" -SmtpClientAuthenticationDisabled "True""#,
            r#"Remove-InboxRule -Mailbox "m.durand" -Identity ".""#,
            r#"Set-Mailbox -Identity "the -forwardingaddress of x" -MaxSendSize "10MB""#,
        ] {
            assert!(left_by(call).is_none(), "{call}");
        }
    }
}

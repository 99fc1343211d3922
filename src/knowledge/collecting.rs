//! What to collect from which mail server, and the exact command that does it.
//!
//! Read from `assets/knowledge/collecting.toml`. The commands are not run here, nor anywhere: they are shown
//! to whoever sits at the server. What is missing is decided in `analysis::coverage`.

use serde::Deserialize;
use std::sync::LazyLock;

/// A generation of mail server that has commands of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Generation {
    /// Exchange 2000 and 2003, and the SMTP service of Windows.
    #[serde(rename = "2000-2003")]
    Exchange2003,
    /// Exchange 2007 and 2010.
    #[serde(rename = "2007-2010")]
    Exchange2010,
    /// Exchange 2013 to Subscription Edition.
    #[serde(rename = "2013-SE")]
    Exchange2013,
    /// Postfix.
    #[serde(rename = "postfix")]
    Postfix,
    /// Exim.
    #[serde(rename = "exim")]
    Exim,
    /// sendmail.
    #[serde(rename = "sendmail")]
    Sendmail,
    /// Exchange Online.
    #[serde(rename = "exchange-online")]
    ExchangeOnline,
    /// Nothing at hand names the server.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Generation {
    /// All, for tables that must have a row for each.
    pub const ALL: [Self; 8] = [
        Self::Exchange2003,
        Self::Exchange2010,
        Self::Exchange2013,
        Self::Postfix,
        Self::Exim,
        Self::Sendmail,
        Self::ExchangeOnline,
        Self::Unknown,
    ];

    /// By the name the rows give it (`2013-SE`); unknown for any other.
    #[must_use]
    pub fn of_exchange(name: &str) -> Self {
        match name {
            "2000-2003" => Self::Exchange2003,
            "2007-2010" => Self::Exchange2010,
            "2013-SE" => Self::Exchange2013,
            _ => Self::Unknown,
        }
    }

    /// Are its sign-ins in the Security log of Windows?
    #[must_use]
    pub fn is_on_windows(self) -> bool {
        !matches!(self, Self::Postfix | Self::Exim | Self::Sendmail | Self::ExchangeOnline)
    }
}

/// Whose server a format comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Exchange 2007 or later; the rows tell which.
    Exchange,
    /// Exchange 2000 or 2003, or the SMTP service of Windows.
    #[serde(rename = "exchange-2003")]
    Exchange2003,
    /// Postfix.
    Postfix,
    /// Exim.
    Exim,
    /// sendmail.
    Sendmail,
    /// Exchange Online.
    ExchangeOnline,
}

/// Kinds of source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The log of SMTP sessions.
    Receive,
    /// What became of each message.
    Tracking,
    /// Sign-ins on Windows, or of the service.
    Security,
    /// Switching the logging of sign-ins on.
    Audit,
    /// The queues.
    Queues,
    /// Who may relay, who may sign in.
    Connectors,
    /// Who opened a mailbox.
    MailboxAccess,
    /// Whether our address is on a blocklist.
    Blocklists,
}

impl Kind {
    /// All, for tables that must have a row for each.
    pub const ALL: [Self; 8] = [
        Self::Receive,
        Self::Tracking,
        Self::Security,
        Self::Audit,
        Self::Queues,
        Self::Connectors,
        Self::MailboxAccess,
        Self::Blocklists,
    ];
}

/// How one kind of source is had.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct How {
    /// From which server.
    pub generation: Generation,
    /// What.
    pub kind: Kind,
    /// Id of the sentence; `<say>-short` is its few words.
    pub say: String,
    /// The command, or the place in a console; `{account}`, `{from}`, `{to}`, `{reversed}` are filled in.
    pub command: String,
    /// How sure: `vendor`, `practice`, `weak`.
    pub sure: String,
    /// Who says so, and what else to know.
    pub source: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Server {
    family: Family,
    formats: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    server: Vec<Server>,
    how: Vec<How>,
}

// A faulty table is empty here; a test refuses it.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/knowledge/collecting.toml")).unwrap_or_default()
});

/// How this kind of source is had from this server.
#[must_use]
pub fn how(generation: Generation, kind: Kind) -> Option<&'static How> {
    TABLE.how.iter().find(|h| h.generation == generation && h.kind == kind)
}

/// Whose server a format comes from; `None` where it could be anybody's.
#[must_use]
pub fn family(format: &str) -> Option<Family> {
    TABLE.server.iter().find(|s| s.formats.iter().any(|f| f == format)).map(|s| s.family)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::formats;
    use crate::words::{Language, Words};

    fn table() -> Table {
        toml::from_str(include_str!("../../assets/knowledge/collecting.toml")).unwrap()
    }

    #[test]
    fn each_server_has_one_command_for_each_kind_of_source() {
        for generation in Generation::ALL {
            for kind in Kind::ALL {
                let table = table();
                let found = table.how.iter().filter(|h| h.generation == generation && h.kind == kind);
                assert_eq!(found.count(), 1, "{generation:?} {kind:?}");
            }
        }
    }

    #[test]
    fn every_entry_can_be_said_and_says_how_sure_it_is() {
        for language in [Language::English, Language::French] {
            let words = Words::new(language, chrono_tz::UTC);
            for how in table().how {
                assert!(words.knows(&how.say), "{}", how.say);
                assert!(words.knows(&format!("{}-short", how.say)), "{}-short", how.say);
                assert!(["vendor", "practice", "weak"].contains(&how.sure.as_str()), "{}", how.say);
                assert!(!how.source.is_empty() && !how.command.contains('\n'), "{}", how.say);
            }
        }
    }

    #[test]
    fn a_command_belongs_to_the_server_it_is_for() {
        for how in table().how {
            let exchange = ["TransportServer", "TransportService", "ReceiveConnector", "MSGTRK"];
            let old = ["Get-", "robocopy", "wevtutil", "auditpol"];
            let has = |list: &[&str]| list.iter().any(|w| how.command.contains(w));
            match how.generation {
                Generation::Exchange2003 => assert!(!has(&old), "{}", how.command),
                Generation::Exchange2010 => assert!(!has(&["Get-TransportService"]), "{}", how.command),
                Generation::Exchange2013 => assert!(!has(&["Get-TransportServer"]), "{}", how.command),
                Generation::Unknown => {}
                _ => assert!(!has(&exchange) && !has(&["C:\\"]), "{}", how.command),
            }
        }
    }

    #[test]
    fn no_typography_can_change_a_command() {
        for how in table().how {
            let odd = [" %", " ;", " :", " !", " ?", "’", "…"].iter().find(|s| how.command.contains(*s));
            assert_eq!(odd, None, "{}", how.command);
        }
    }

    #[test]
    fn facts_to_fill_in_are_the_four_that_are_known() {
        for how in table().how {
            let known = ["{account}", "{from}", "{to}", "{reversed}"];
            let bare = known.iter().fold(how.command.clone(), |text, fact| text.replace(fact, ""));
            let slots = bare.match_indices('{').filter(|(at, _)| {
                let rest = &bare[at + 1..];
                rest.find('}').is_some_and(|end| rest[..end].chars().all(|c| c.is_ascii_lowercase()))
            });
            let shell = ["exinstall"];
            let odd: Vec<&str> = slots
                .map(|(at, _)| &bare[at..])
                .filter(|s| !shell.iter().any(|n| s[1..].starts_with(n)))
                .collect();
            assert!(odd.is_empty(), "{odd:?}");
        }
    }

    #[test]
    fn every_format_named_is_one_that_is_read_and_stands_once() {
        let mut formats: Vec<String> = table().server.into_iter().flat_map(|s| s.formats).collect();
        let all = formats.len();
        assert!(formats.iter().all(|f| formats::sure(f).is_some()), "{formats:?}");
        formats.sort();
        formats.dedup();
        assert_eq!(formats.len(), all);
        assert_eq!(family("postfix-log"), Some(Family::Postfix));
        assert_eq!(family("evtx"), None, "an event log can be any server's");
    }
}

//! The lines of a step with the case's facts in them. Pure; what nobody knows stays in angle brackets.

use super::step::{Line, Platform, Step};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::Language;
use chrono_tz::Tz;

/// An abused account under its three names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountNames {
    /// `CONTOSO\scanner`. Raw.
    pub account: String,
    /// `scanner`. Raw.
    pub login: String,
    /// `scanner@contoso.test`; empty where no log writes it. Raw.
    pub upn: String,
}

/// What the case knows for commands. All raw: it is checked and quoted where it enters a line.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFacts {
    /// Abused accounts, the heaviest first.
    pub accounts: Vec<AccountNames>,
    /// Envelope senders of the spam, the busiest first.
    pub senders: Vec<String>,
    /// Name of the mail server that was used.
    pub server: String,
    /// Its inside address.
    pub server_address: String,
    /// Inside addresses of the other mail servers.
    pub servers: Vec<String>,
    /// Names of all mail servers, that one first.
    pub server_names: Vec<String>,
    /// The mail domain.
    pub domain: String,
    /// Short name of the Windows domain.
    pub netbios: String,
    /// Attacking addresses, the busiest first.
    pub addresses: Vec<String>,
    /// First abuse.
    pub start: Option<UtcTime>,
    /// Last abuse.
    pub end: Option<UtcTime>,
    /// Zone of the site.
    pub zone: Tz,
    /// An outside mail exchanger to test with.
    pub mx: String,
    /// Public addresses of the server.
    pub public: Vec<String>,
    /// Internal networks, `10.0.0.0/8`.
    pub internal: Vec<String>,
    /// Public host name of the server.
    pub host: String,
    /// Are some mailboxes in Exchange Online? Then its lines come along.
    pub hybrid: bool,
}

impl Default for CaseFacts {
    fn default() -> Self {
        Self {
            accounts: Vec::new(),
            senders: Vec::new(),
            server: String::new(),
            server_address: String::new(),
            servers: Vec::new(),
            server_names: Vec::new(),
            domain: String::new(),
            netbios: String::new(),
            addresses: Vec::new(),
            start: None,
            end: None,
            zone: Tz::UTC,
            mx: String::new(),
            public: Vec::new(),
            internal: Vec::new(),
            host: String::new(),
            hybrid: false,
        }
    }
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// A way through menus.
    Menu,
    /// For cmd.exe.
    Cmd,
    /// For PowerShell.
    PowerShell,
    /// For another device.
    Raw,
    /// A sentence.
    Note,
}

/// A line to show and to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledLine {
    /// The platform it is for.
    pub platform: Platform,
    /// What it is.
    pub kind: LineKind,
    /// The line; no control or bidirectional character can be in it.
    pub text: String,
    /// A remark; empty where there is none.
    pub note: String,
    /// Placeholders that nobody knows; they stand as words in angle brackets.
    pub missing: Vec<&'static str>,
    /// A value was left out because no quoting makes it safe here, or it is none.
    pub unsafe_value: bool,
}

/// The lines of a step on a platform, the case's facts filled in.
#[must_use]
pub fn fill(step: &Step, platform: Platform, facts: &CaseFacts, language: Language) -> Vec<FilledLine> {
    let _ = facts;
    step.lines(platform).into_iter().map(|(of, line)| shown(of, line, language)).collect()
}

fn shown(platform: Platform, line: &Line, language: Language) -> FilledLine {
    let note = if language == Language::French { &line.fr } else { &line.en };
    let (kind, text) = match (&line.menu, &line.cmd, &line.ps, &line.raw) {
        (Some(text), ..) => (LineKind::Menu, text),
        (_, Some(text), ..) => (LineKind::Cmd, text),
        (_, _, Some(text), _) => (LineKind::PowerShell, text),
        (.., Some(text)) => (LineKind::Raw, text),
        _ => (LineKind::Note, note),
    };
    let text = SafeText::new(text).as_str().to_owned();
    let note = if kind == LineKind::Note { String::new() } else { note.clone() };
    FilledLine { platform, kind, text, note, missing: Vec::new(), unsafe_value: false }
}

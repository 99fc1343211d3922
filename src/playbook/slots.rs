//! Placeholders of the playbook: what each stands for, and which values are plausible for it.
//!
//! Evidence is hostile: a "server" with blanks and semicolons is none, and enters no command at all.

use super::quote::is_showable;
use crate::model::address::{Network, parse_address};

/// A placeholder that a case fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    /// `CONTOSO\scanner`
    Account,
    /// `scanner`
    Login,
    /// `scanner@contoso.test`
    Upn,
    /// Envelope sender of the spam.
    Sender,
    /// Name of the mail server.
    Server,
    /// Its inside address.
    ServerAddress,
    /// Addresses of the other mail servers.
    Servers,
    /// Mail domain.
    Domain,
    /// Short name of the Windows domain.
    Netbios,
    /// An attacking address.
    Address,
    /// All attacking addresses.
    Addresses,
    /// First abuse.
    Start,
    /// Last abuse.
    End,
    /// Day of the first abuse.
    StartDay,
    /// Day of the last abuse.
    EndDay,
    /// An outside mail exchanger.
    Mx,
    /// Public address of the server.
    Public,
    /// Internal networks.
    Internal,
    /// Public host name of the server.
    Host,
}

impl Slot {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Account,
        Self::Login,
        Self::Upn,
        Self::Sender,
        Self::Server,
        Self::ServerAddress,
        Self::Servers,
        Self::Domain,
        Self::Netbios,
        Self::Address,
        Self::Addresses,
        Self::Start,
        Self::End,
        Self::StartDay,
        Self::EndDay,
        Self::Mx,
        Self::Public,
        Self::Internal,
        Self::Host,
    ];

    /// As in the asset, without braces; `fill-slot-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Login => "login",
            Self::Upn => "upn",
            Self::Sender => "sender",
            Self::Server => "server",
            Self::ServerAddress => "server_address",
            Self::Servers => "servers",
            Self::Domain => "domain",
            Self::Netbios => "netbios",
            Self::Address => "address",
            Self::Addresses => "addresses",
            Self::Start => "start",
            Self::End => "end",
            Self::StartDay => "start_day",
            Self::EndDay => "end_day",
            Self::Mx => "mx",
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Host => "host",
        }
    }

    /// Is it a list, whose elements are quoted one by one?
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(self, Self::Servers | Self::Addresses | Self::Internal)
    }

    /// Can `value` be what this stands for?
    #[must_use]
    pub fn is_plausible(self, value: &str) -> bool {
        is_showable(value)
            && match self {
                Self::Account => is_account(value),
                Self::Login => is_login(value),
                Self::Upn | Self::Sender => is_mail_address(value),
                Self::Server | Self::Domain | Self::Netbios | Self::Host => is_host(value),
                Self::Mx => is_host(value) || parse_address(value).is_some(),
                Self::ServerAddress | Self::Servers | Self::Address | Self::Addresses | Self::Public => {
                    value.parse::<std::net::IpAddr>().is_ok()
                }
                Self::Internal => Network::parse(value).is_some(),
                Self::Start | Self::End | Self::StartDay | Self::EndDay => {
                    value.chars().all(|c| c.is_ascii_digit() || "-: ".contains(c))
                }
            }
    }
}

fn is_host(value: &str) -> bool {
    let label = |l: &str| {
        let ends = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let plain = l.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
        plain && ends(l.chars().next()) && ends(l.chars().next_back())
    };
    value.split('.').all(label)
}

/// The characters that Windows refuses in a logon name.
const NEVER_IN_LOGINS: &str = "\"/\\[]:;|=,+*?<>";

fn is_login(value: &str) -> bool {
    let plain = value.chars().all(|c| !NEVER_IN_LOGINS.contains(c));
    plain && value.trim() == value && !value.ends_with('.') && value.chars().count() <= 64
}

fn is_account(value: &str) -> bool {
    match value.split_once('\\') {
        Some((domain, login)) => is_host(domain) && is_login(login),
        None => is_login(value),
    }
}

fn is_mail_address(value: &str) -> bool {
    let local = |l: &str| {
        let known = |c: char| c.is_alphanumeric() || ".!#$%&'*+-/=?^_`{|}~".contains(c);
        !l.is_empty() && l.chars().count() <= 64 && l.chars().all(known)
    };
    value.rsplit_once('@').is_some_and(|(l, domain)| local(l) && is_host(domain))
}

/// Words in angle brackets that no case knows; `fill-word-<word>` says them, blanks as hyphens.
pub const WORDS: [&str; 16] = [
    "DN",
    "NTP server",
    "Organization",
    "app",
    "connector",
    "date",
    "group",
    "machine",
    "new address",
    "queue",
    "resolver",
    "selector",
    "service",
    "service mailbox",
    "test mailbox",
    "thumbprint",
];

/// A piece of a line of the asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// A placeholder.
    Slot(Slot),
    /// A word in angle brackets.
    Word(&'static str),
}

/// Takes a line apart. Braces and angle brackets around anything else are text: script blocks, mail addresses.
#[must_use]
pub fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some((at, length, piece)) = next(rest) {
        let (text, from) = rest.split_at(at);
        if !text.is_empty() {
            found.push(Piece::Text(text));
        }
        found.push(piece);
        rest = from.get(length..).unwrap_or("");
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest));
    }
    found
}

/// Where the next placeholder begins, its length, and which it is.
fn next(line: &str) -> Option<(usize, usize, Piece<'static>)> {
    line.match_indices(['{', '<']).find_map(|(at, mark)| {
        let inside = line.get(at + 1..)?;
        let name = inside.split(if mark == "{" { '}' } else { '>' }).next()?;
        if name.len() == inside.len() {
            return None;
        }
        let piece = match mark {
            "{" => Piece::Slot(Slot::ALL.into_iter().find(|s| s.key() == name)?),
            _ => Piece::Word(WORDS.into_iter().find(|w| *w == name)?),
        };
        Some((at, name.len() + 2, piece))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_inside_a_script_block_is_found_and_the_block_stays() {
        let found = pieces("Get-Message -Filter {FromAddress -eq '{sender}'} | ForEach-Object { $_.X }");
        let expected = [
            Piece::Text("Get-Message -Filter {FromAddress -eq '"),
            Piece::Slot(Slot::Sender),
            Piece::Text("'} | ForEach-Object { $_.X }"),
        ];
        assert_eq!(found, expected);
        let found = pieces("MAIL FROM:<relaytest@{domain}> <date>");
        let expected = [
            Piece::Text("MAIL FROM:<relaytest@"),
            Piece::Slot(Slot::Domain),
            Piece::Text("> "),
            Piece::Word("date"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_cannot_be_a_name_is_none() {
        let good = [
            (Slot::Account, "CONTOSO\\jean dupont"),
            (Slot::Account, "scanner"),
            (Slot::Login, "o'brien"),
            (Slot::Login, "jérôme"),
            (Slot::Upn, "o'brien@contoso.test"),
            (Slot::Server, "EX1"),
            (Slot::Domain, "société.test"),
            (Slot::Address, "2001:db8::1"),
            (Slot::Internal, "10.0.0.0/8"),
        ];
        for (slot, value) in good {
            assert!(slot.is_plausible(value), "{slot:?} {value}");
        }
        let bad = [
            (Slot::Account, "x\" & del *"),
            (Slot::Account, "a\\b\\c"),
            (Slot::Login, "'; Remove-Mailbox *; '"),
            (Slot::Login, " x"),
            (Slot::Sender, "x y@contoso.test"),
            (Slot::Sender, "<>"),
            (Slot::Sender, "a\"b@contoso.test"),
            (Slot::Server, "EX1; calc"),
            (Slot::Server, "-EX1"),
            (Slot::Domain, "*"),
            (Slot::Domain, "a..b"),
            (Slot::Address, "203.0.113.9; calc"),
            (Slot::Internal, "10.0.0.0/99"),
            (Slot::Login, ""),
            (Slot::Login, "a\u{202e}b"),
        ];
        for (slot, value) in bad {
            assert!(!slot.is_plausible(value), "{slot:?} {value}");
        }
    }
}

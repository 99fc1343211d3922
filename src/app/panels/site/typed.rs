//! The lists of the site sheet: what stands in them, how typed text is read, the command that changes them.
//!
//! A user's list takes the place of what was proposed, so whoever adds or strikes one entry keeps the others.

use crate::analysis::finding::SiteBasis;
use crate::case::Case;
use crate::model::address::{Network, parse_address};
use crate::words::Phrase;
use crate::workbench::command::Command;

/// A list of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Accepted domains.
    Domains,
    /// Own servers.
    Servers,
    /// Internal networks.
    Networks,
    /// Accounts and senders known and in order.
    Accounts,
    /// Clients known and in order.
    Clients,
}

impl List {
    /// All, as the sheet shows them.
    pub const ALL: [Self; 5] = [Self::Domains, Self::Servers, Self::Networks, Self::Accounts, Self::Clients];

    /// Id of its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Domains => "site-domains",
            Self::Servers => "site-servers",
            Self::Networks => "site-networks",
            Self::Accounts => "site-good-accounts",
            Self::Clients => "site-good-clients",
        }
    }

    /// Id of what is said where it is empty.
    pub fn nothing(self) -> &'static str {
        if self.is_proposed() { "site-unknown" } else { "site-none" }
    }

    /// Id of the name of its field.
    pub fn add(self) -> &'static str {
        match self {
            Self::Domains => "site-add-domain",
            Self::Servers => "site-add-server",
            Self::Networks => "site-add-network",
            Self::Accounts => "site-add-account",
            Self::Clients => "site-add-client",
        }
    }

    /// What an entry looks like.
    pub fn example(self) -> &'static str {
        match self {
            Self::Domains => "contoso.test",
            Self::Servers => "EX1.contoso.test",
            Self::Networks => "10.0.0.0/8",
            Self::Accounts => "CONTOSO\\scanner",
            Self::Clients => "192.0.2.20",
        }
    }

    /// Does the evidence propose entries?
    pub fn is_proposed(self) -> bool {
        matches!(self, Self::Domains | Self::Servers | Self::Networks)
    }

    /// What stands in it, each with what it rests on.
    pub fn entries(self, case: &Case) -> Vec<(String, SiteBasis)> {
        let site = &case.analysis.site;
        let proposed = match self {
            Self::Domains => &site.local_domains,
            Self::Servers => &site.own_servers,
            Self::Networks => &site.internal,
            Self::Accounts | Self::Clients => {
                return self.own(case).into_iter().map(|name| (name, SiteBasis::User)).collect();
            }
        };
        // What the user has just said stands there at once, before the analysis that follows.
        let own = self.own(case);
        let is_own = |name: &str| own.iter().any(|o| o.eq_ignore_ascii_case(name));
        let said = own.iter().map(|name| (name.clone(), SiteBasis::User));
        let kept = proposed.iter().filter(|(name, basis)| *basis != SiteBasis::User && !is_own(name));
        said.chain(kept.cloned()).collect()
    }

    /// What the user has said.
    pub fn own(self, case: &Case) -> Vec<String> {
        let settings = &case.settings;
        match self {
            Self::Domains => settings.local_domains.clone(),
            Self::Servers => settings.own_servers.clone(),
            Self::Networks => settings.internal.iter().map(shown).collect(),
            Self::Accounts => settings.known_accounts.clone(),
            Self::Clients => settings.known_clients.iter().map(shown).collect(),
        }
    }

    /// Reads what was typed: several entries parted by commas, semicolons or blanks.
    pub fn read(self, typed: &str) -> Result<Vec<String>, Phrase> {
        let separators: &[char] = if self == Self::Accounts { &[',', ';'] } else { &[',', ';', ' '] };
        let parts = typed.split(separators).map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| self.read_one(part)).collect()
    }

    fn read_one(self, part: &str) -> Result<String, Phrase> {
        let wrong = |id: &'static str| Phrase::new(id).text("typed", part);
        match self {
            Self::Domains => domain(part).ok_or_else(|| wrong("site-bad-domain")),
            Self::Servers if parse_address(part).is_some() || is_host(part) => Ok(part.to_owned()),
            Self::Servers => Err(wrong("site-bad-server")),
            Self::Networks | Self::Clients => {
                let network = Network::parse(part).ok_or_else(|| wrong("site-bad-network"))?;
                Ok(shown(&network))
            }
            Self::Accounts => Ok(part.to_owned()),
        }
    }

    /// The command that makes the user's list this one; `None` for lists changed one by one.
    pub fn set(self, case: &Case, list: Vec<String>) -> Option<Command> {
        if list == self.own(case) {
            return None;
        }
        match self {
            Self::Domains => Some(Command::SetLocalDomains(list)),
            Self::Servers => Some(Command::SetOwnServers(list)),
            Self::Networks => {
                Some(Command::SetInternal(list.iter().filter_map(|n| Network::parse(n)).collect()))
            }
            Self::Accounts | Self::Clients => None,
        }
    }

    /// Adds entries to the user's own.
    pub fn add_all(self, case: &Case, new: &[String]) -> Vec<Command> {
        match self {
            Self::Accounts => new.iter().map(|name| Command::MarkAccount(name.clone(), true)).collect(),
            Self::Clients => {
                let networks = new.iter().filter_map(|n| Network::parse(n));
                networks.map(|n| Command::MarkClient(n, true)).collect()
            }
            _ => {
                // A network of one's own must not make the private ones foreign; domains that were only
                // concluded give way to those that are named.
                let keeps = self == Self::Networks;
                let mut all = if keeps { self.standing(case) } else { self.own(case) };
                for name in new {
                    if !all.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                        all.push(name.clone());
                    }
                }
                self.set(case, all).into_iter().collect()
            }
        }
    }

    /// The user's own; while there are none, the proposals that would give way to them.
    fn standing(self, case: &Case) -> Vec<String> {
        let own = self.own(case);
        if !own.is_empty() {
            return own;
        }
        let entries = self.entries(case).into_iter();
        entries.filter(|(_, basis)| self.gives_way(*basis)).map(|(name, _)| name).collect()
    }

    /// Does a proposal with this basis vanish as soon as the user names entries?
    fn gives_way(self, basis: SiteBasis) -> bool {
        let lists = matches!(self, Self::Domains | Self::Networks);
        lists && matches!(basis, SiteBasis::Evidence | SiteBasis::Default)
    }

    /// Can an entry with this basis be struck out?
    pub fn can_strike(self, basis: SiteBasis) -> bool {
        basis == SiteBasis::User || self.gives_way(basis)
    }

    /// Accepts a proposal: it becomes the user's own word, and so do those that would give way to it.
    pub fn accept(self, case: &Case, name: &str) -> Option<Command> {
        let mut all = self.standing(case);
        if !all.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            all.push(name.to_owned());
        }
        self.set(case, all)
    }

    /// Strikes an entry out; the others stay.
    pub fn strike(self, case: &Case, name: &str) -> Option<Command> {
        match self {
            Self::Accounts => Some(Command::MarkAccount(name.to_owned(), false)),
            Self::Clients => Network::parse(name).map(|n| Command::MarkClient(n, false)),
            _ => {
                let left = self.standing(case).into_iter().filter(|known| known != name).collect();
                self.set(case, left)
            }
        }
    }
}

fn shown(network: &Network) -> String {
    format!("{}/{}", network.address, network.prefix)
}

/// A domain as people type it: small letters, without `@`; `*.` may stand before it.
fn domain(typed: &str) -> Option<String> {
    let text = typed.trim_start_matches('@').to_lowercase();
    let bare = text.strip_prefix("*.").unwrap_or(&text);
    (bare.contains('.') && is_host(bare) && parse_address(bare).is_none()).then_some(text)
}

/// Could this be the name of a machine or a domain?
fn is_host(text: &str) -> bool {
    let label = |l: &str| {
        let fits = l.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
        (1..=63).contains(&l.len()) && fits && !l.starts_with('-') && !l.ends_with('-')
    };
    // Four numbers that are no address are a slip, not a name.
    let numbers = text.chars().all(|c| c.is_ascii_digit() || c == '.');
    text.len() <= 253 && !numbers && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_taken_as_people_type_them_and_slips_are_named() {
        let list = |names: &[&str]| Ok(names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        assert_eq!(List::Domains.read("@Contoso.test, example.com"), list(&["contoso.test", "example.com"]));
        assert_eq!(List::Networks.read("10.0.0.0/8;192.0.2.7"), list(&["10.0.0.0/8", "192.0.2.7/32"]));
        assert_eq!(List::Servers.read("EX1 192.0.2.5"), list(&["EX1", "192.0.2.5"]));
        assert_eq!(List::Domains.read("  "), list(&[]));
        for (list, typed, id) in [
            (List::Networks, "10.0.0.0/33", "site-bad-network"),
            (List::Domains, "contoso", "site-bad-domain"),
            (List::Servers, "192.0.2.999", "site-bad-server"),
        ] {
            assert_eq!(list.read(typed).map_err(|p| p.id.into_owned()), Err(id.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_the_user_said_is_kept_when_more_is_said_or_struck() {
        let mut case = Case::default();
        case.settings.local_domains = vec!["contoso.test".into()];
        let both = vec!["contoso.test".into(), "example.com".into()];
        assert_eq!(List::Domains.accept(&case, "example.com"), Some(Command::SetLocalDomains(both)));
        assert_eq!(List::Domains.accept(&case, "contoso.test"), None);
        let none = Some(Command::SetLocalDomains(Vec::new()));
        assert_eq!(List::Domains.strike(&case, "contoso.test"), none);
    }

    #[test]
    fn the_first_word_of_the_user_does_not_drop_the_other_proposals() {
        let mut case = Case::default();
        let internal = ["10.0.0.0/8", "192.168.0.0/16"].map(|n| (n.to_owned(), SiteBasis::Default));
        std::sync::Arc::make_mut(&mut case.analysis).site.internal = internal.to_vec();
        let all =
            |names: &[&str]| Command::SetInternal(names.iter().filter_map(|n| Network::parse(n)).collect());
        let both = ["10.0.0.0/8", "192.168.0.0/16"];
        assert_eq!(List::Networks.accept(&case, "10.0.0.0/8"), Some(all(&both)));
        assert_eq!(List::Networks.strike(&case, "10.0.0.0/8"), Some(all(&both[1..])));
        let added = List::Networks.add_all(&case, &["192.0.2.0/24".to_owned()]);
        assert_eq!(added, [all(&["10.0.0.0/8", "192.168.0.0/16", "192.0.2.0/24"])]);
    }
}

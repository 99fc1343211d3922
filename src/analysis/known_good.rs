//! What the user knows to be in order: accounts and clients that are not to be suspected.
//!
//! Marking hides nothing: rows and counts stay, findings stay at the end of the list, and the suspect says
//! who vouched for it. It only takes no part in accusing.

use super::accounts::{AccountDirectory, AccountId};
use super::finding::SiteSettings;
use crate::model::account::AccountName;
use crate::model::address::{Network, parse_address};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use std::collections::BTreeSet;

/// Accounts and networks that the user vouches for.
#[derive(Clone, Debug, Default)]
pub struct KnownGood {
    accounts: BTreeSet<AccountId>,
    clients: Vec<Network>,
}

impl KnownGood {
    /// Finds the accounts meant, in any of their spellings.
    #[must_use]
    pub fn of(store: &EventStore, directory: &AccountDirectory, settings: &SiteSettings) -> Self {
        let meant: Vec<AccountName> =
            settings.known_accounts.iter().filter_map(|name| AccountName::parse(name)).collect();
        let is_meant = |symbol: &Symbol| {
            let name = AccountName::parse(store.raw(*symbol));
            name.is_some_and(|name| meant.iter().any(|m| m.may_be(&name)))
        };
        let accounts = if meant.is_empty() {
            BTreeSet::new()
        } else {
            directory.by_symbol.iter().filter(|(s, _)| is_meant(s)).map(|(_, id)| *id).collect()
        };
        Self { accounts, clients: settings.known_clients.clone() }
    }

    /// Does the user vouch for this account?
    #[must_use]
    pub fn has_account(&self, account: Option<AccountId>) -> bool {
        account.is_some_and(|a| self.accounts.contains(&a))
    }

    /// Does the user vouch for this client?
    #[must_use]
    pub fn has_client(&self, store: &EventStore, address: Symbol) -> bool {
        let ip = if self.clients.is_empty() { None } else { parse_address(store.raw(address)) };
        ip.is_some_and(|ip| self.clients.iter().any(|n| n.contains(ip)))
    }
}

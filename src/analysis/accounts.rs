//! Who is who: every spelling of an account in the evidence, and the people behind them.
//!
//! `DOMAIN\name`, `name@domain` and a bare name are one account where nothing speaks against it, and a SID
//! that a record ties to a name counts for that name. Envelope senders are not looked at.

use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use rustc_hash::FxHashMap;

/// An account of the directory, by rank of first appearance in spelling order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountId(pub u32);

/// One account with all its spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// `DOMAIN\name` where a domain is known, else as written.
    pub name: SafeText,
    /// Spellings found, sorted.
    pub as_written: Vec<Symbol>,
    /// Its SIDs, sorted.
    pub sids: Vec<Symbol>,
}

/// All accounts of a store.
#[derive(Clone, Debug, Default)]
pub struct AccountDirectory {
    /// Accounts, sorted by name.
    pub accounts: Vec<Account>,
    /// Account of each spelling and of each SID.
    pub by_symbol: FxHashMap<Symbol, AccountId>,
}

impl AccountDirectory {
    /// Account of a spelling or SID.
    #[must_use]
    pub fn of(&self, symbol: Symbol) -> Option<AccountId> {
        self.by_symbol.get(&symbol).copied()
    }

    /// The account; `None` for an id of another store.
    #[must_use]
    pub fn get(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(id.0 as usize)
    }

    /// Name to show; empty for an id of another store.
    #[must_use]
    pub fn name(&self, id: AccountId) -> SafeText {
        self.get(id).map(|a| a.name.clone()).unwrap_or_default()
    }
}

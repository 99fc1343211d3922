//! Which accounts, conversations and mail of a case are the abuse, as the verdicts have it. Decides nothing.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::{Flow, VerdictKind};
use crate::case::Case;
use crate::model::address::{is_private, parse_address};
use crate::model::rows::MailStep;
use std::net::IpAddr;

/// Verdicts by which somebody uses another one's account.
const BY_ACCOUNT: [VerdictKind; 3] =
    [VerdictKind::AuthenticatedRelay, VerdictKind::MailboxTakeover, VerdictKind::InternalRelay];

/// Accounts abused, the heaviest first; empty while no verdict names one.
pub fn accounts(case: &Case) -> Vec<AccountId> {
    let verdicts = case.analysis.verdicts.iter().filter(|v| BY_ACCOUNT.contains(&v.kind));
    let mut found: Vec<AccountId> = Vec::new();
    for id in verdicts.flat_map(|v| v.account.iter().chain(&v.accounts)) {
        if !found.contains(id) {
            found.push(*id);
        }
    }
    found
}

/// Addresses the abuse came from, the busiest first.
pub fn addresses(case: &Case) -> Vec<IpAddr> {
    let mut found = Vec::new();
    for symbol in case.analysis.verdicts.iter().flat_map(|v| &v.addresses) {
        if let Some(ip) = parse_address(case.store.raw(*symbol)).filter(|ip| !found.contains(ip)) {
            found.push(ip);
        }
    }
    found
}

/// Is this address inside: private, in a network of ours, or one of our servers?
pub fn is_inside(case: &Case, address: IpAddr) -> bool {
    let networks = case.analysis.site.internal.iter();
    let ours = |text: &str| crate::model::address::Network::parse(text).is_some_and(|n| n.contains(address));
    is_private(address) || networks.into_iter().any(|(text, _)| ours(text)) || is_own(case, address)
}

/// Is it an address of one of our servers?
pub fn is_own(case: &Case, address: IpAddr) -> bool {
    let own = case.analysis.site.own_servers.iter();
    own.filter_map(|(name, _)| parse_address(name)).any(|ip| ip == address)
}

/// Rows of the session table that belong to conversations of these accounts.
pub fn session_rows<'a>(case: &'a Case, accounts: &'a [AccountId]) -> impl Iterator<Item = usize> + 'a {
    let conversations = case.analysis.conversations.iter();
    let theirs = conversations.filter(|c| c.account.is_some_and(|id| accounts.contains(&id)));
    theirs.flat_map(|c| c.parts.iter().map(|row| *row as usize))
}

/// Tracked rows by which the abuse's mail was received.
pub fn mail_rows<'a>(case: &'a Case, accounts: &'a [AccountId]) -> impl Iterator<Item = usize> + 'a {
    let (steps, analysis) = (&case.store.tables.mail.step, &case.analysis);
    let received = |row: &usize| steps.get(*row) == Some(&MailStep::Receive);
    let relayed = |row: usize| analysis.flow_of.get(row) == Some(&Flow::Relayed);
    let account = |row: usize| analysis.account_of_mail.get(row).copied().flatten();
    let theirs = move |row: &usize| match account(*row) {
        Some(id) => accounts.contains(&id),
        None => relayed(*row),
    };
    (0..steps.len()).filter(received).filter(theirs)
}

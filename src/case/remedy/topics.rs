//! What holds in the case and makes steps matter: read from verdicts, accounts and rows in one pass each.

use super::abuse;
use super::facts::facts;
use crate::analysis::accounts::AccountId;
use crate::analysis::finding::VerdictKind;
use crate::case::Case;
use crate::checks::answer::{CheckKind, Severity};
use crate::model::rows::{Deed, MailStep, Outcome, Witness};
use crate::playbook::step::Platform;
use crate::playbook::topics::Topic;
use chrono_tz::Tz;
use rustc_hash::FxHashSet;

/// Refused sign-ins from which on passwords are being guessed, where nothing else happened.
const GUESSES: u64 = 20;

/// Deliveries in tracking from which on a mailbox without any is remarkable.
const DELIVERIES: usize = 20;

/// What holds in the case, the gravest first.
#[must_use]
pub fn topics(case: &Case) -> Vec<Topic> {
    let ids = abuse::accounts(case);
    let seen = SignIns::read(case, &ids);
    let facts = facts(case, Tz::UTC);
    let verdict = |kinds: &[VerdictKind]| case.analysis.verdicts.iter().any(|v| kinds.contains(&v.kind));
    let holds = |topic: Topic| match topic {
        Topic::GuestUsed => seen.guest,
        Topic::BuiltInAdministrator => ids.iter().any(|id| special(case, *id) == Some("administrator")),
        Topic::ServiceAccount => seen.service,
        Topic::SeveralAccounts => ids.len() > 1,
        Topic::AccountDeleted => {
            deeds(case, Deed::AccountDeleted).any(|id| id.is_some_and(|id| ids.contains(&id)))
        }
        Topic::NoMailbox => has_no_mailbox(case, &facts.accounts.first().map(|a| a.login.clone())),
        Topic::FromInside => from_inside(case),
        Topic::OpenRelay => verdict(&[VerdictKind::OpenRelay]),
        Topic::Backscatter => verdict(&[VerdictKind::ReverseNdr, VerdictKind::Backscatter]),
        Topic::LogsCleared => deeds(case, Deed::LogCleared).next().is_some(),
        Topic::OnlyGuessing => only_guessing(case),
        Topic::SeveralServers => facts.server_names.len() > 1,
        Topic::OthersSignIn => seen.others,
        Topic::CloudMailboxes => facts.hybrid || super::platform(case) == Platform::ExchangeOnline,
        Topic::Listed => is_listed(case),
    };
    Topic::ALL.into_iter().filter(|t| holds(*t)).collect()
}

fn special(case: &Case, id: AccountId) -> Option<&'static str> {
    case.analysis.directory.get(id)?.special(&case.store)
}

/// What accepted sign-ins show.
#[derive(Debug, Default)]
struct SignIns {
    /// The Guest account was used.
    guest: bool,
    /// An abused account logs on as a service or a task.
    service: bool,
    /// Other accounts sign in over SMTP.
    others: bool,
}

/// Logon types of tasks and services.
const SERVICE_LOGONS: [u8; 2] = [4, 5];

impl SignIns {
    fn read(case: &Case, ids: &[AccountId]) -> Self {
        let accounts = &case.analysis.directory.accounts;
        let is_guest = |id: &AccountId| special(case, *id) == Some("guest");
        let numbers = (0..accounts.len()).filter_map(|n| u32::try_from(n).ok()).map(AccountId);
        let guests: FxHashSet<AccountId> = numbers.filter(is_guest).collect();
        let rows = &case.store.tables.authentications;
        let mut seen = Self::default();
        for row in (0..rows.len()).filter(|row| rows.outcome.get(*row) == Some(&Outcome::Success)) {
            let Some(id) = rows.account.get(row).and_then(|s| case.analysis.directory.of(*s)) else {
                continue;
            };
            // Logons of services are set aside as noise, and tell what an account is for all the same.
            let logon_type = rows.logon_type.get(row).copied().unwrap_or(0);
            seen.service |= ids.contains(&id) && SERVICE_LOGONS.contains(&logon_type);
            if case.analysis.noise_of.get(row).is_some_and(|n| *n > 0) {
                continue;
            }
            seen.guest |= guests.contains(&id);
            seen.others |= !ids.contains(&id) && rows.witness.get(row) == Some(&Witness::Smtp);
        }
        seen
    }
}

/// The accounts to which this was done.
fn deeds(case: &Case, deed: Deed) -> impl Iterator<Item = Option<AccountId>> + '_ {
    let actions = &case.store.tables.actions;
    let rows = actions.deed.iter().zip(&actions.target).filter(move |(d, _)| **d == deed);
    rows.map(|(_, target)| case.analysis.directory.of(*target))
}

fn from_inside(case: &Case) -> bool {
    let verdict = |v: &crate::analysis::finding::Verdict| v.kind == VerdictKind::InternalRelay;
    let inside = |ip: &std::net::IpAddr| abuse::is_inside(case, *ip) && !abuse::is_own(case, *ip);
    case.analysis.verdicts.iter().any(verdict) || abuse::addresses(case).iter().any(inside)
}

fn only_guessing(case: &Case) -> bool {
    let calm = [VerdictKind::NoRelaySeen, VerdictKind::Undetermined];
    let quiet = case.analysis.verdicts.iter().all(|v| calm.contains(&v.kind));
    quiet && abuse::accounts(case).is_empty() && case.analysis.totals.failures >= GUESSES
}

/// Tracking shows deliveries to others, none to a mailbox of this name.
fn has_no_mailbox(case: &Case, login: &Option<String>) -> bool {
    let Some(login) = login else {
        return false;
    };
    let (tables, store) = (&case.store.tables, &case.store);
    let domains: Vec<String> =
        case.analysis.site.local_domains.iter().map(|(d, _)| format!("{login}@{d}")).collect();
    let delivered = tables.mail.step.iter().zip(&tables.mail.recipients);
    let delivered = delivered.filter(|(step, _)| **step == MailStep::Deliver);
    let mut count = 0;
    for recipient in delivered.flat_map(|(_, list)| list.0.of(&tables.texts)) {
        let name = store.raw(*recipient);
        if domains.iter().any(|d| d.eq_ignore_ascii_case(name)) {
            return false;
        }
        count += 1;
    }
    count >= DELIVERIES
}

/// Does the last answer of the blocklists tell of a listing?
fn is_listed(case: &Case) -> bool {
    let mut lists = case.work.answers().map(|(_, a)| a).rev().filter(|a| a.kind == CheckKind::Blocklists);
    lists.next().is_some_and(|a| a.results.iter().any(|r| r.severity >= Severity::Medium))
}

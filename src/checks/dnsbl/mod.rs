//! Blocklists: is an address or a domain on one, and can the list be believed?
//!
//! A list is tested first (RFC 5782 section 5); of one that fails, a negative answer is never "not listed". Asks
//! nothing without a permit for the target, nothing about internal addresses, and nothing twice in 15 minutes.

pub mod by_hand;
pub mod delisting;
pub mod judge;
pub mod names;
mod results;
mod run;

use super::answer::CheckAnswer;
use super::around::Surroundings;
use super::consent::Permit;
use crate::knowledge::dnsbl::{self, List};
use std::net::IpAddr;

pub use super::question::BlocklistQuestion;
pub use by_hand::{by_hand_commands, judge_by_hand, judge_pasted};

/// Addresses, and domains, of one run at most.
pub const MOST_TARGETS: usize = 16;
/// Minutes before the same list is asked about the same address again.
pub const REST_MINUTES: i64 = 15;
/// Zones of one run at most.
const MOST_ZONES: usize = 60;

impl BlocklistQuestion {
    /// The lists asked, in the order of the table; closed ones are among the zones only.
    fn lists(&self) -> Vec<List> {
        let Some(zones) = &self.zones else {
            let chosen = |l: &&List| l.sets.iter().any(|s| self.sets.contains(s));
            return dnsbl::lists().iter().filter(chosen).cloned().collect();
        };
        zones.iter().take(MOST_ZONES).map(|zone| dnsbl::list_to_ask(zone)).collect()
    }

    fn targets(&self) -> Vec<Target> {
        let addresses = self.addresses.iter().map(|a| Target::Address(a.to_canonical()));
        let domains = self.domains.iter().map(|d| Target::Domain(d.trim().to_lowercase()));
        addresses.chain(domains).collect()
    }
}

/// Whom a question is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Address(IpAddr),
    Domain(String),
}

impl Target {
    fn name(&self) -> String {
        match self {
            Self::Address(address) => address.to_string(),
            Self::Domain(domain) => domain.clone(),
        }
    }

    /// Does the list know this kind at all?
    fn is_for(&self, list: &List) -> bool {
        match self {
            Self::Address(_) => list.takes_addresses(),
            Self::Domain(_) => list.takes_domains(),
        }
    }

    fn name_below(&self, zone: &str) -> String {
        match self {
            Self::Address(address) => format!("{}.{zone}", names::reversed(*address)),
            Self::Domain(domain) => format!("{domain}.{zone}"),
        }
    }
}

/// Asks the lists; one answer for one address or domain, in the order of the question.
pub fn check(
    question: &BlocklistQuestion,
    permits: &[Permit],
    earlier: &[CheckAnswer],
    around: &mut Surroundings<'_>,
) -> Vec<CheckAnswer> {
    run::run(question, permits, earlier, around)
}

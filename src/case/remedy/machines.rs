//! Machines of the case.
use crate::case::Case;
use crate::playbook::machines::ProposedMachine;

/// Machines to look at.
#[must_use]
pub fn machines(case: &Case) -> Vec<ProposedMachine> {
    let _ = case;
    Vec::new()
}

//! What holds in the case.
use crate::case::Case;
use crate::playbook::topics::Topic;

/// What holds in the case, the gravest first.
#[must_use]
pub fn topics(case: &Case) -> Vec<Topic> {
    let _ = case;
    Vec::new()
}

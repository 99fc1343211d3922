//! Facts of the case for commands.
use crate::case::Case;
use crate::playbook::fill::CaseFacts;
use chrono_tz::Tz;

/// What the case knows for commands; times will be written in `zone`.
#[must_use]
pub fn facts(case: &Case, zone: Tz) -> CaseFacts {
    let _ = case;
    CaseFacts { zone, ..CaseFacts::default() }
}

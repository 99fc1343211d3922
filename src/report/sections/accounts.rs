//! Accounts.

use crate::report::desk::Desk;
use crate::report::document::Block;

/// The section.
pub fn write(_desk: &mut Desk<'_>) -> Vec<Block> {
    Vec::new()
}

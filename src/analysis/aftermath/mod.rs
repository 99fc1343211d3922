//! What the evidence shows of the clean-up: what was done, whether it held, and what speaks against it.
//!
//! A sign is a record, or a silence with the time it is known for. Nothing is ticked here, and nobody is believed
//! who has no record.

pub mod sign;

pub use sign::{Aftermath, Contradiction, Sign, Strength};

//! The clean-up: steps, how far each is, what must come first. Pure: contacts nothing, changes no case.
//!
//! | module | what it does |
//! |---|---|
//! | [`step`] | the 44 steps, from `assets/playbook` |
//! | [`progress`] | how far a step is, and its proofs |
//! | [`topics`] | what holds in a case and makes steps matter |
//! | [`rules`] | order, warnings, how much is left |
//! | [`quote`] | values that may be hostile, made safe for a shell |
//! | [`slots`] | the placeholders, and which values are plausible for each |
//! | [`fill`] | the lines of a step with the case's facts in them |
//! | [`machines`] | machines to look at or rebuild |
//! | [`flow`] | the matrix of mail-flow tests |
//! | [`plan`] | when to check again |

pub mod fill;
pub mod flow;
pub mod machines;
pub mod plan;
pub mod progress;
pub mod quote;
pub mod rules;
pub mod slots;
pub mod step;
pub mod topics;

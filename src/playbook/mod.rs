//! The clean-up: steps, how far each is, what must come first. Pure: contacts nothing, changes no case.
//!
//! | module | what it does |
//! |---|---|
//! | [`step`] | the 44 steps, from `assets/playbook` |
//! | [`progress`] | how far a step is, and its proofs |
//! | [`machines`] | machines to look at or rebuild |
//! | [`flow`] | the matrix of mail-flow tests |
//! | [`plan`] | when to check again |

pub mod flow;
pub mod machines;
pub mod plan;
pub mod progress;
pub mod step;

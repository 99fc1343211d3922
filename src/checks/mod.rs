//! Questions to the network: blocklists, DNS, SMTP. Never sends a message, never a password.
//!
//! | module | what it does |
//! |---|---|
//! | [`consent`] | who allowed what; without it nothing can be asked |
//! | [`answer`] | what came back |
//! | [`around`] | limits, clock, task of a check |

pub mod answer;
pub mod around;
pub mod consent;
pub mod network;
pub mod smtp;

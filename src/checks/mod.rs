//! Questions to the network: blocklists, DNS, SMTP. Never sends a message, never a password.
//!
//! | module | what it does |
//! |---|---|
//! | [`consent`] | who allowed what; without it nothing can be asked |
//! | [`answer`] | what came back |
//! | [`around`] | limits, clock, task of a check |
//! | [`dns`] | DNS posture of a domain |
//! | [`dnsbl`] | blocklists |

pub mod answer;
pub mod around;
pub mod consent;
pub mod dns;
pub mod dnsbl;
pub mod network;

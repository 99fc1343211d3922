//! Questions to the network: blocklists, DNS, SMTP. Never sends a message, never a password.
//!
//! | module | what it does |
//! |---|---|
//! | [`consent`] | who allowed what; without it nothing can be asked |
//! | [`question`] | what can be asked |
//! | [`answer`] | what came back |
//! | [`around`] | limits, clock, task of a check |
//! | [`smtp`] | ports, greeting, TLS, AUTH; relay tests |
//! | [`dnsbl`] | blocklists |
//! | [`dns`] | what the DNS says of a domain |
//! | [`network`] | the one place with sockets |

pub mod answer;
pub mod around;
pub mod consent;
pub mod dns;
pub mod dnsbl;
pub mod network;
pub mod question;
pub mod smtp;

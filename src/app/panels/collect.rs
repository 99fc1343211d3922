//! What the empty window says to collect: which servers, and which kinds of source, the most telling first.
//!
//! The commands stand in `assets/knowledge/collecting.toml` alone.

use crate::knowledge::collecting::{Generation, How, Kind, how};

/// Servers to choose from, with the id of their name.
pub const SERVERS: [(Generation, &str); 7] = [
    (Generation::Exchange2013, "bring-2013"),
    (Generation::Exchange2010, "bring-2007"),
    (Generation::Exchange2003, "bring-2003"),
    (Generation::ExchangeOnline, "bring-online"),
    (Generation::Postfix, "bring-postfix"),
    (Generation::Exim, "bring-exim"),
    (Generation::Sendmail, "bring-sendmail"),
];

/// Kinds of source, the most telling first.
const KINDS: [Kind; 5] = [Kind::Receive, Kind::Security, Kind::Tracking, Kind::Queues, Kind::Connectors];

/// What to collect from a server, each command once.
#[must_use]
pub fn from(server: Generation) -> Vec<&'static How> {
    let mut all: Vec<&How> = KINDS.iter().filter_map(|kind| how(server, *kind)).collect();
    let mut seen = Vec::new();
    all.retain(|how| {
        let new = !seen.contains(&how.command.as_str());
        seen.push(how.command.as_str());
        new
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_names_something_to_collect_and_no_command_twice() {
        for (server, _) in SERVERS {
            let commands: Vec<&str> = from(server).iter().map(|h| h.command.as_str()).collect();
            assert!(commands.len() >= 2, "{server:?}");
            assert!(commands.iter().all(|c| !c.contains("{account}")), "{server:?}");
            assert!((1..commands.len()).all(|i| !commands[..i].contains(&commands[i])), "{server:?}");
        }
    }
}

//! The matrix of mail-flow tests: which messages must be seen to arrive. Plain data; sends nothing.

use crate::words::Phrase;

/// What came of a test.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum FlowResult {
    /// Not tried.
    #[default]
    Open,
    /// Arrived as it should.
    Passed,
    /// Did not.
    Failed,
    /// Does not apply; the remark says why.
    NotApplicable,
}

impl FlowResult {
    /// All, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::Open, Self::Passed, Self::Failed, Self::NotApplicable];

    /// `flow-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotApplicable => "na",
        }
    }
}

/// One cell as the user keeps it; its key in the case is `ROUND/ID`, e.g. `window/OUT-EX1`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct FlowCell {
    /// What came of it.
    pub result: FlowResult,
    /// Message-ID. Raw: show it as safe text.
    pub message_id: String,
    /// When it was sent, as typed. Raw: show it as safe text.
    pub sent: String,
    /// When it arrived, as typed. Raw: show it as safe text.
    pub received: String,
    /// Who did it. Raw: show it as safe text.
    pub by: String,
    /// Anything else, or why it does not apply. Raw: show it as safe text.
    pub remark: String,
}

/// A round of all tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Round {
    /// First part of a cell's key; `round-<key>` words it.
    pub key: &'static str,
}

/// Before the change, for reference; in the window; on the next working day.
pub const ROUNDS: [Round; 3] = [Round { key: "before" }, Round { key: "window" }, Round { key: "next-day" }];

/// What a test is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlowKind {
    /// From the Internet to a mailbox on a server.
    Inbound,
    /// From a mailbox on a server to the Internet.
    Outbound,
    /// Between two servers, or within one.
    Internal,
    /// Everything else of the plan.
    Other,
}

impl FlowKind {
    /// `flow-kind-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Inbound => "in",
            Self::Outbound => "out",
            Self::Internal => "int",
            Self::Other => "other",
        }
    }
}

/// One test of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowTest {
    /// `IN-EX1`, `INT-EX1-EX2`, `DL`; a cell's key in the case is `ROUND/ID`.
    pub id: String,
    /// Kind.
    pub kind: FlowKind,
    /// From where.
    pub from: Phrase,
    /// To where.
    pub to: Phrase,
    /// How.
    pub method: Phrase,
    /// What must be seen.
    pub pass: Phrase,
}

/// Servers beyond this many get no row: the matrix grows with their square.
pub const MOST_SERVERS: usize = 20;

/// All tests for these servers, devices (scanners, applications) and, in a hybrid, the cloud.
#[must_use]
pub fn grid(servers: &[String], devices: &[String], hybrid: bool) -> Vec<FlowTest> {
    let servers = servers.get(..servers.len().min(MOST_SERVERS)).unwrap_or(servers);
    let each = |f: fn(&str) -> FlowTest| servers.iter().map(move |s| f(s));
    let pairs = servers.iter().flat_map(|from| servers.iter().map(move |to| internal(from, to)));
    let devices = devices.iter().take(MOST_SERVERS).map(|d| device(d));
    let hybrid = hybrid.then(|| other("hyb"));
    let rest = ["dl", "ndr", "big", "pop", "mob", "pf"].map(other);
    each(inbound)
        .chain(each(outbound))
        .chain(pairs)
        .chain(rest)
        .chain(devices)
        .chain(hybrid)
        .chain([other("que")])
        .collect()
}

fn inbound(server: &str) -> FlowTest {
    FlowTest {
        id: format!("IN-{}", tag(server)),
        kind: FlowKind::Inbound,
        from: Phrase::new("flow-providers"),
        to: Phrase::new("flow-mailbox-on").text("server", server),
        method: Phrase::new("flow-in-method"),
        pass: Phrase::new("flow-in-pass"),
    }
}

fn outbound(server: &str) -> FlowTest {
    FlowTest {
        id: format!("OUT-{}", tag(server)),
        kind: FlowKind::Outbound,
        from: Phrase::new("flow-mailbox-on").text("server", server),
        to: Phrase::new("flow-providers"),
        method: Phrase::new("flow-out-method"),
        pass: Phrase::new("flow-out-pass"),
    }
}

fn internal(from: &str, to: &str) -> FlowTest {
    FlowTest {
        id: format!("INT-{}-{}", tag(from), tag(to)),
        kind: FlowKind::Internal,
        from: Phrase::new("flow-mailbox-on").text("server", from),
        to: Phrase::new("flow-mailbox-on").text("server", to),
        method: Phrase::new("flow-int-method"),
        pass: Phrase::new("flow-int-pass"),
    }
}

fn device(name: &str) -> FlowTest {
    FlowTest {
        id: format!("DEV-{}", tag(name)),
        from: Phrase::new("flow-dev-from").text("device", name),
        ..other("dev")
    }
}

fn other(key: &'static str) -> FlowTest {
    let words = |part: &str| Phrase::new(format!("flow-{key}-{part}"));
    FlowTest {
        id: key.to_ascii_uppercase(),
        kind: FlowKind::Other,
        from: words("from"),
        to: words("to"),
        method: words("method"),
        pass: words("pass"),
    }
}

/// A name within an id: no hyphen, which separates there.
fn tag(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '.' { c } else { '_' };
    name.to_uppercase().chars().map(plain).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};
    use chrono_tz::Tz;
    use std::collections::BTreeSet;

    #[test]
    fn n_servers_give_n_squared_internal_tests_each_with_an_id_and_words_of_its_own() {
        let servers = ["EX1", "EX-2", "EX3"].map(str::to_owned);
        let tests = grid(&servers, &["Scanner 1".to_owned()], true);
        let of = |kind| tests.iter().filter(|t| t.kind == kind).count();
        assert_eq!((of(FlowKind::Inbound), of(FlowKind::Outbound), of(FlowKind::Internal)), (3, 3, 9));
        let ids: BTreeSet<&str> = tests.iter().map(|t| t.id.as_str()).collect();
        assert_eq!(ids.len(), tests.len());
        for id in
            ["IN-EX1", "OUT-EX_2", "INT-EX1-EX_2", "INT-EX3-EX3", "DL", "NDR", "DEV-SCANNER_1", "HYB", "QUE"]
        {
            assert!(ids.contains(id), "{id}");
        }
        for words in [Language::English, Language::French].map(|l| Words::new(l, Tz::UTC)) {
            let phrases = tests.iter().flat_map(|t| [&t.from, &t.to, &t.method, &t.pass]);
            let unknown: Vec<&str> = phrases.map(|p| p.id.as_ref()).filter(|id| !words.knows(id)).collect();
            assert_eq!(unknown, Vec::<&str>::new());
            assert!(ROUNDS.iter().all(|r| words.knows(&format!("round-{}", r.key))));
        }
    }

    #[test]
    fn a_thousand_servers_give_no_million_of_tests() {
        let servers: Vec<String> = (0..1000).map(|n| format!("EX{n}")).collect();
        assert!(grid(&servers, &servers, false).len() < 500);
    }
}

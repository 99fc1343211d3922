//! The format of a scenario: what an incident responder writes, and what a twin changes in it.

use relayscope::analysis::finding::SiteSettings;
use relayscope::model::address::Network;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;
use toml::{Table, Value};

/// Which mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Generation {
    #[serde(rename = "2003")]
    Exchange2003,
    #[serde(rename = "2010")]
    Exchange2010,
    #[serde(rename = "2019")]
    Exchange2019,
    #[serde(rename = "postfix")]
    Postfix,
    #[serde(rename = "exim")]
    Exim,
}

/// An incident.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub title: String,
    pub generation: Generation,
    /// The day that all times count from, by UTC.
    pub day: String,
    /// Zone of the logs that write their site's wall clock.
    #[serde(default)]
    pub zone: Option<String>,
    /// Which logs exist.
    pub logs: Vec<String>,
    /// What the user says of the site.
    #[serde(default)]
    pub site: Site,
    /// Domains of `Get-AcceptedDomain`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Seconds by which a log's clock is ahead.
    #[serde(default)]
    pub clock: BTreeMap<String, i64>,
    /// From when to when a log has nothing.
    #[serde(default)]
    pub gap: BTreeMap<String, [String; 2]>,
    #[serde(default)]
    pub event: Vec<Event>,
    #[serde(default)]
    pub expect: Expect,
}

/// What the user says of the site; nothing by default.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Site {
    pub local_domains: Vec<String>,
    pub internal: Vec<String>,
    pub own_servers: Vec<String>,
    pub zone: Option<String>,
    pub known_accounts: Vec<String>,
    pub known_clients: Vec<String>,
}

fn networks(list: &[String]) -> Vec<Network> {
    list.iter().map(|n| Network::parse(n).unwrap()).collect()
}

impl Site {
    pub fn settings(&self) -> SiteSettings {
        SiteSettings {
            local_domains: self.local_domains.clone(),
            internal: networks(&self.internal),
            own_servers: self.own_servers.clone(),
            zone: self.zone.as_ref().map(|z| z.parse().unwrap()),
            known_accounts: self.known_accounts.clone(),
            known_clients: networks(&self.known_clients),
            ..SiteSettings::default()
        }
    }
}

/// One thing that happens, once or many times. `does` is the verb; see `plot.rs`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Event {
    pub does: String,
    /// `HH:MM` or `HH:MM:SS` UTC, with `+1d ` in front for the day after.
    pub at: String,
    /// How often, and every how many seconds.
    pub times: Option<usize>,
    pub every: Option<f64>,
    /// Accounts, clients, senders: one or several, taken in turn.
    pub account: Many,
    pub from: Many,
    pub sender: Many,
    /// Recipients by name, or how many strangers a message goes to.
    pub to: Recipients,
    pub subject: Option<String>,
    pub helo: Option<String>,
    /// Messages in one SMTP conversation.
    pub per_session: Option<usize>,
    pub connector: Option<String>,
    /// The connector takes any recipient without a password.
    pub open: bool,
    /// `sent`, `delivered`, `deferred`, `rejected` (by the next hop), `unknown` (no such user), `refused` (at RCPT).
    pub fate: Option<String>,
    /// Does our server report a message that failed to its sender?
    pub report: Option<bool>,
    /// How a logon comes in: `smtp`, `web`, `share`, `desktop`, `service`.
    pub door: Option<String>,
    /// The name guessed does not exist.
    pub unknown: bool,
    /// Of an account change: `reset`, `disabled`, `enabled`, `locked`.
    pub what: Option<String>,
    pub by: Option<String>,
    /// A cmdlet with its parameters.
    pub line: Option<String>,
    /// Next hops and the messages that wait for them.
    pub queues: BTreeMap<String, u32>,
    /// How many waiting messages the dump lists.
    pub messages: usize,
    /// `csv` or `clixml`.
    pub shape: Option<String>,
    /// Of a connector.
    pub ranges: Option<String>,
    pub permissions: Option<String>,
}

/// One text or a list of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Many {
    #[default]
    None,
    One(String),
    Several(Vec<String>),
}

impl Many {
    pub fn list(&self) -> Vec<String> {
        match self {
            Self::None => Vec::new(),
            Self::One(one) => vec![one.clone()],
            Self::Several(all) => all.clone(),
        }
    }
}

/// How many strangers, or who.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Recipients {
    #[default]
    Default,
    Strangers(usize),
    Named(Vec<String>),
}

/// What the program must say.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// Kind of the first verdict.
    pub kind: String,
    pub confidence: Option<String>,
    /// Kinds of all verdicts, where there are several.
    pub kinds: Vec<String>,
    pub account: Option<String>,
    pub accounts: Vec<String>,
    /// Where the first verdict says that the abuser came from; in any order.
    pub addresses: Vec<String>,
    pub messages: Option<u64>,
    /// Ids of reasons for the first verdict that must be among them.
    pub reasons: Vec<String>,
    /// What stands in the sentences, in English.
    pub said: Vec<String>,
    pub findings: Vec<String>,
    pub no_findings: Vec<String>,
    /// Accounts that are suspects, the most suspect first; not looked at where it is left out.
    pub suspects: Option<Vec<String>>,
}

impl Expect {
    /// Everybody that may be named.
    pub fn named(&self) -> Vec<String> {
        self.account.iter().chain(&self.accounts).cloned().collect()
    }

    /// Kinds of all verdicts.
    pub fn all_kinds(&self) -> Vec<String> {
        if self.kinds.is_empty() { vec![self.kind.clone()] } else { self.kinds.clone() }
    }
}

/// A scenario, or a scenario as its twin has it.
#[derive(Clone, Debug)]
pub struct Told {
    pub name: String,
    pub is_twin: bool,
    /// Which fact is another, in words.
    pub says: String,
    pub scenario: Scenario,
    /// Accounts that the twin must not accuse; all kinds of abuse are out where there are none.
    pub clears: Vec<String>,
}

/// Reads a scenario and its twin, if it has one.
///
/// `[twin]` has `says`, `expect`, `clears` (the accounts of the scenario by default) and any key of the
/// scenario that is another one. An event with `twin = "absent"` is not in the twin, one with `twin = "only"` is
/// there alone, one with `twin = { key = value }` is changed.
pub fn read(file: &Path) -> Vec<Told> {
    let name = file.file_stem().unwrap().to_string_lossy().into_owned();
    let mut table: Table = std::fs::read_to_string(file).unwrap().parse().unwrap();
    let twin = table.remove("twin");
    let first = told(&name, events(table.clone(), false));
    let Some(Value::Table(twin)) = twin else { return vec![first] };
    let second = told_of_twin(&name, table, twin, &first);
    vec![first, second]
}

fn told(name: &str, table: Table) -> Told {
    let scenario: Result<Scenario, _> = Value::Table(table).try_into();
    let scenario = scenario.map_err(|e| format!("{name}: {e}")).unwrap();
    Told { name: name.to_owned(), is_twin: false, says: String::new(), scenario, clears: Vec::new() }
}

fn told_of_twin(name: &str, mut table: Table, mut twin: Table, first: &Told) -> Told {
    let says = twin.remove("says").unwrap().as_str().unwrap().to_owned();
    let clears: Option<Vec<String>> = twin.remove("clears").map(|v| v.try_into().unwrap());
    table.remove("expect");
    table.extend(twin);
    let told = told(name, events(table, true));
    let clears = clears.unwrap_or_else(|| first.scenario.expect.named());
    Told { is_twin: true, says, clears, ..told }
}

/// The table with the events as the scenario or its twin has them.
fn events(mut table: Table, for_twin: bool) -> Table {
    if let Some(Value::Array(events)) = table.get_mut("event") {
        *events = std::mem::take(events).into_iter().filter_map(|e| as_told(e, for_twin)).collect();
    }
    table
}

fn as_told(event: Value, for_twin: bool) -> Option<Value> {
    let Value::Table(mut event) = event else { return Some(event) };
    match (event.remove("twin"), for_twin) {
        (Some(Value::String(word)), _) => (for_twin == (word == "only")).then_some(Value::Table(event)),
        (Some(Value::Table(changes)), true) => {
            event.extend(changes);
            Some(Value::Table(event))
        }
        _ => Some(Value::Table(event)),
    }
}

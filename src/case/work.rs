//! What people do about the incident: steps, machines, mail-flow tests, consent, answers of checks. Plain data.
//!
//! Everything is an item with a key; the case file keeps one row for each.

use super::report_settings::ReportSettings;
use crate::checks::answer::CheckAnswer;
use crate::checks::consent::Consent;
use crate::playbook::flow::FlowCell;
use crate::playbook::machines::Machine;
use crate::playbook::plan::RetestPlan;
use crate::playbook::progress::Progress;
use crate::playbook::step::Platform;
use std::collections::BTreeMap;

/// What only people know about the site, for the clean-up and the checks.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Brief {
    /// The platform, where the user chose one; else it follows from the evidence.
    pub platform: Option<Platform>,
    /// Is a part of the mailboxes in Exchange Online?
    pub hybrid: bool,
    /// Public host name of the server. Raw.
    pub host: String,
    /// Public addresses that mail leaves from. Raw.
    pub public: Vec<String>,
    /// An outside mail exchanger to test with. Raw.
    pub mx: String,
    /// Resolver to ask, `IP` or `IP:PORT`; empty for the system's. Raw.
    pub resolver: String,
    /// The consultant's own domains for relay tests; empty for example.com and example.net. Raw.
    pub test_from: String,
    /// The second of them. Raw.
    pub test_to: String,
    /// A mailbox of the client that takes test mail. Raw.
    pub test_mailbox: String,
    /// DKIM selectors beside those of the messages. Raw.
    pub selectors: Vec<String>,
    /// Time of awareness: both 72-hour clocks count from it.
    pub aware_at: Option<crate::model::time::UtcTime>,
}

/// Names one item of a case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum ItemKey {
    /// A step, by its id.
    Step(String),
    /// A machine, by its name or address in lower case.
    Machine(String),
    /// A mail-flow test, `ROUND/ID`.
    Flow(String),
    /// The consent.
    Consent,
    /// What only people know.
    Brief,
    /// The plan of re-tests.
    Plan,
    /// What people say about the report.
    Report,
    /// An answer of a check, by its number.
    Answer(u64),
}

/// An item of a case.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Item {
    /// How far a step is.
    Step(Progress),
    /// A machine.
    Machine(Machine),
    /// A mail-flow test.
    Flow(FlowCell),
    /// The consent.
    Consent(Consent),
    /// What only people know.
    Brief(Brief),
    /// The plan of re-tests.
    Plan(RetestPlan),
    /// What people say about the report.
    Report(ReportSettings),
    /// An answer of a check.
    Answer(CheckAnswer),
}

/// All items of a case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    items: BTreeMap<ItemKey, Item>,
}

impl Work {
    /// All items, by key.
    #[must_use]
    pub fn items(&self) -> &BTreeMap<ItemKey, Item> {
        &self.items
    }

    /// The item with this key.
    #[must_use]
    pub fn item(&self, key: &ItemKey) -> Option<&Item> {
        self.items.get(key)
    }

    /// Puts an item in its place, or takes it out. Items of another kind than their key are refused.
    pub fn put(&mut self, key: ItemKey, item: Option<Item>) {
        match item {
            Some(item) if item.fits(&key) => drop(self.items.insert(key, item)),
            Some(_) => {}
            None => drop(self.items.remove(&key)),
        }
    }

    /// How far a step is; "todo" where nothing is known.
    #[must_use]
    pub fn step(&self, id: &str) -> Progress {
        match self.items.get(&ItemKey::Step(id.to_owned())) {
            Some(Item::Step(progress)) => progress.clone(),
            _ => Progress::default(),
        }
    }

    /// The consent that is recorded.
    #[must_use]
    pub fn consent(&self) -> Option<&Consent> {
        match self.items.get(&ItemKey::Consent) {
            Some(Item::Consent(consent)) => Some(consent),
            _ => None,
        }
    }

    /// What only people know.
    #[must_use]
    pub fn brief(&self) -> Brief {
        match self.items.get(&ItemKey::Brief) {
            Some(Item::Brief(brief)) => brief.clone(),
            _ => Brief::default(),
        }
    }

    /// What people say about the report.
    #[must_use]
    pub fn report(&self) -> ReportSettings {
        match self.items.get(&ItemKey::Report) {
            Some(Item::Report(settings)) => settings.clone(),
            _ => ReportSettings::default(),
        }
    }

    /// The plan of re-tests, where there is one.
    #[must_use]
    pub fn plan(&self) -> Option<&RetestPlan> {
        match self.items.get(&ItemKey::Plan) {
            Some(Item::Plan(plan)) => Some(plan),
            _ => None,
        }
    }

    /// A mail-flow test by its key.
    #[must_use]
    pub fn flow(&self, key: &str) -> FlowCell {
        match self.items.get(&ItemKey::Flow(key.to_owned())) {
            Some(Item::Flow(cell)) => cell.clone(),
            _ => FlowCell::default(),
        }
    }

    /// Answers of checks, oldest first.
    pub fn answers(&self) -> impl DoubleEndedIterator<Item = (u64, &CheckAnswer)> {
        self.items.iter().filter_map(|(key, item)| match (key, item) {
            (ItemKey::Answer(number), Item::Answer(answer)) => Some((*number, answer)),
            _ => None,
        })
    }

    /// Machines that somebody has kept, by key.
    pub fn machines(&self) -> impl Iterator<Item = (&str, &Machine)> {
        self.items.iter().filter_map(|(key, item)| match (key, item) {
            (ItemKey::Machine(name), Item::Machine(machine)) => Some((name.as_str(), machine)),
            _ => None,
        })
    }
}

impl Item {
    /// Is it of the kind that its key names?
    #[must_use]
    pub fn fits(&self, key: &ItemKey) -> bool {
        matches!(
            (self, key),
            (Self::Step(_), ItemKey::Step(_))
                | (Self::Machine(_), ItemKey::Machine(_))
                | (Self::Flow(_), ItemKey::Flow(_))
                | (Self::Consent(_), ItemKey::Consent)
                | (Self::Brief(_), ItemKey::Brief)
                | (Self::Plan(_), ItemKey::Plan)
                | (Self::Report(_), ItemKey::Report)
                | (Self::Answer(_), ItemKey::Answer(_))
        )
    }
}

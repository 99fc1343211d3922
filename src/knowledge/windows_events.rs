//! Which Windows events become rows, and which of their fields says what.
//!
//! Read from `assets/knowledge/windows_events.toml` and, for Windows NT to 2003,
//! `windows_events_legacy.toml`. An id alone means nothing: 4625 of the Security log is
//! a refused logon, 4625 of `Microsoft-Windows-EventSystem` is not; so rules are found by provider and id.

use crate::model::rows::{Deed, Outcome, Witness};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a field of an event tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Name of the account, group or object.
    Name,
    /// Its domain.
    Domain,
    /// Its SID.
    Sid,
    /// Client address.
    Address,
    /// Workstation the client named.
    Workstation,
    /// Logon process or AUTH mechanism.
    Mechanism,
    /// Authentication package; stands in for a missing mechanism.
    Package,
    /// Program that asked for the logon.
    Process,
    /// Windows logon type.
    LogonType,
    /// NTSTATUS or Kerberos code.
    Status,
    /// NTSTATUS that says more than the status.
    SubStatus,
    /// Refusal in words.
    StatusText,
    /// Receive connector.
    Connector,
    /// Who did it.
    ActorName,
    /// The actor's domain.
    ActorDomain,
    /// Client as an address, a name, or `name [address]`.
    Client,
    /// The rest, in the log's words; several fields are joined.
    Detail,
}

/// How many roles there are.
pub const ROLES: usize = Role::Detail as usize + 1;

/// Where in an event a value stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Field {
    /// n-th unnamed `Data`, from 1.
    Position(usize),
    /// `Data` of this name, or an element of this name.
    Named(String),
}

/// Name of the field that is no string: the SID beside the strings of a legacy record.
pub const RECORD_USER: &str = "record-user";

/// Which form of an event a rule is for; the same id has other strings in another Windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// At least so many strings.
    pub min_strings: usize,
    /// At most so many.
    pub max_strings: usize,
    /// This string, from 1, is a SID.
    pub sid_at: Option<usize>,
}

impl When {
    /// May an event of `n` strings be of this form?
    #[must_use]
    pub fn allows(&self, n: usize) -> bool {
        (self.min_strings..=self.max_strings).contains(&n)
    }

    /// Does it hold for every form?
    #[must_use]
    pub fn is_always(&self) -> bool {
        self.min_strings == 0 && self.max_strings == usize::MAX && self.sid_at.is_none()
    }
}

/// How the result of an authentication is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// The event is always this.
    Always(Outcome),
    /// By the audit keywords, else by the status.
    Audit,
}

/// What an event becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// An attempt to authenticate.
    Authentication(Witness, Telling),
    /// Something done.
    Action(Deed),
}

/// One kind of event that gives rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Event id.
    pub id: u32,
    /// Which form of the event it is for.
    pub when: When,
    /// What it becomes.
    pub becomes: Becomes,
    /// Only failures give rows.
    pub failures_only: bool,
    /// NTSTATUS the id stands for where the event states no code; 0 if none.
    pub status: u32,
    /// Its fields, in the order of roles.
    pub fields: Vec<(Role, Field)>,
    /// Between the parts of the detail.
    pub joint: String,
}

static RULES: LazyLock<BTreeMap<Key, Vec<Rule>>> = LazyLock::new(|| load().unwrap_or_default());

/// The rules for an event, the first that fits its strings to be taken; empty for events that are only counted.
#[must_use]
pub fn rules(provider: &str, id: u32) -> &'static [Rule] {
    RULES.get(&(provider.to_owned(), id)).map_or(&[], Vec::as_slice)
}

/// The rule for an event whatever its strings; `None` for events that are only counted.
#[must_use]
pub fn rule(provider: &str, id: u32) -> Option<&'static Rule> {
    rules(provider, id).iter().find(|rule| rule.when.is_always())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    event: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Entry {
    ids: Vec<u32>,
    provider: OneOrMany<String>,
    witness: Option<String>,
    outcome: Option<String>,
    deed: Option<String>,
    #[serde(default)]
    failures_only: bool,
    min_strings: Option<usize>,
    max_strings: Option<usize>,
    sid_at: Option<usize>,
    status: Option<u32>,
    fields: BTreeMap<Role, OneOrMany<Field>>,
    joint: Option<String>,
    #[expect(dead_code, reason = "for the reader of the table")]
    source: String,
    sure: String,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

type Key = (String, u32);

fn load() -> Result<BTreeMap<Key, Vec<Rule>>, String> {
    let mut rules: BTreeMap<Key, Vec<Rule>> = BTreeMap::new();
    for text in [
        include_str!("../../assets/knowledge/windows_events.toml"),
        include_str!("../../assets/knowledge/windows_events_legacy.toml"),
    ] {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        for entry in file.event {
            if !["sample", "vendor", "weak"].contains(&entry.sure.as_str()) {
                return Err(format!("{:?}: sure = {}", entry.ids, entry.sure));
            }
            for (key, rule) in rules_of(entry)? {
                let forms = rules.entry(key.clone()).or_default();
                if forms.iter().any(|form| form.when.is_always() || form.when == rule.when) {
                    return Err(format!("{key:?} twice, or never reached"));
                }
                forms.push(rule);
            }
        }
    }
    Ok(rules)
}

fn rules_of(entry: Entry) -> Result<Vec<(Key, Rule)>, String> {
    let becomes = becomes(&entry)?;
    let fields = entry.fields.into_iter();
    let fields: Vec<_> =
        fields.flat_map(|(role, list)| list.into_vec().into_iter().map(move |f| (role, f))).collect();
    let rule = Rule {
        id: 0,
        when: When {
            min_strings: entry.min_strings.unwrap_or(0),
            max_strings: entry.max_strings.unwrap_or(usize::MAX),
            sid_at: entry.sid_at,
        },
        status: entry.status.unwrap_or(0),
        becomes,
        failures_only: entry.failures_only,
        fields,
        joint: entry.joint.unwrap_or_else(|| " ".to_owned()),
    };
    let providers = entry.provider.into_vec();
    let keys = providers.iter().flat_map(|p| entry.ids.iter().map(move |id| (p.clone(), *id)));
    Ok(keys.map(|(p, id)| ((p, id), Rule { id, ..rule.clone() })).collect())
}

fn becomes(entry: &Entry) -> Result<Becomes, String> {
    let unknown = || format!("{:?}: unknown witness, outcome or deed", entry.ids);
    match (&entry.witness, &entry.outcome, &entry.deed) {
        (Some(witness), Some(outcome), None) => Ok(Becomes::Authentication(
            witness_of(witness).ok_or_else(unknown)?,
            telling_of(outcome).ok_or_else(unknown)?,
        )),
        (None, None, Some(deed)) => Ok(Becomes::Action(deed_of(deed).ok_or_else(unknown)?)),
        _ => Err(unknown()),
    }
}

fn witness_of(word: &str) -> Option<Witness> {
    Some(match word {
        "logon" => Witness::Logon,
        "credential" => Witness::Credential,
        "kerberos" => Witness::Kerberos,
        "transport" => Witness::Transport,
        _ => return None,
    })
}

fn telling_of(word: &str) -> Option<Telling> {
    Some(match word {
        "success" => Telling::Always(Outcome::Success),
        "failure" => Telling::Always(Outcome::Failure),
        "right-password-refused" => Telling::Always(Outcome::RightPasswordRefused),
        "audit" => Telling::Audit,
        _ => return None,
    })
}

fn deed_of(word: &str) -> Option<Deed> {
    Some(match word {
        "password-reset" => Deed::PasswordReset,
        "password-changed" => Deed::PasswordChanged,
        "account-enabled" => Deed::AccountEnabled,
        "account-disabled" => Deed::AccountDisabled,
        "other" => Deed::Other,
        "account-created" => Deed::AccountCreated,
        "account-deleted" => Deed::AccountDeleted,
        "account-changed" => Deed::AccountChanged,
        "account-locked-out" => Deed::AccountLockedOut,
        "account-unlocked" => Deed::AccountUnlocked,
        "group-member-added" => Deed::GroupMemberAdded,
        "log-cleared" => Deed::LogCleared,
        "audit-policy-changed" => Deed::AuditPolicyChanged,
        "clock-changed" => Deed::ClockChanged,
        "cmdlet" => Deed::Cmdlet,
        "cmdlet-failed" => Deed::CmdletFailed,
        "back-pressure" => Deed::BackPressure,
        "flood" => Deed::Flood,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECURITY: &str = "Microsoft-Windows-Security-Auditing";

    #[test]
    fn the_table_loads_whole() {
        assert!(load().unwrap().len() > 40);
    }

    #[test]
    fn an_id_means_nothing_without_its_provider() {
        assert!(rule(SECURITY, 4625).is_some());
        assert_eq!(rule("Microsoft-Windows-EventSystem", 4625), None);
        assert_eq!(rule("MsiInstaller", 1035), None);
    }

    #[test]
    fn the_transport_refusal_has_an_address_and_no_account() {
        let rule = rule("MSExchangeFrontEndTransport", 1035).unwrap();
        assert!(rule.fields.contains(&(Role::Address, Field::Position(4))));
        assert!(rule.fields.iter().all(|(role, _)| *role != Role::Name));
    }
}

//! What the case knows for the playbook: facts for commands, topics, platform, machines, duties.
//!
//! Pure reading of one case; changes nothing. Not made for every frame: keep the answer by `case.generation`
//! and `case.work`.

pub mod abuse;
mod facts;
mod machines;
mod topics;

#[cfg(test)]
mod tests;

pub use facts::facts;
pub use machines::machines;
pub use topics::topics;

use super::Case;
use crate::model::time::UtcTime;
use crate::playbook::plan::due;
use crate::playbook::progress::Progress;
use crate::playbook::step::Platform;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// What the platform rests on; `platform-basis-<key>` words it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformBasis {
    /// The user chose it.
    Chosen,
    /// The evidence tells.
    Evidence,
    /// Nobody said: the most common one.
    Assumed,
}

impl PlatformBasis {
    /// Machine name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Evidence => "evidence",
            Self::Assumed => "assumed",
        }
    }
}

/// What the site runs on.
#[must_use]
pub fn platform(case: &Case) -> Platform {
    platform_and_basis(case).0
}

/// What the site runs on, and how that is known.
#[must_use]
pub fn platform_and_basis(case: &Case) -> (Platform, PlatformBasis) {
    if let Some(chosen) = case.work.brief().platform {
        return (chosen, PlatformBasis::Chosen);
    }
    let of_evidence = match case.analysis.site.generation.as_str() {
        "2000-2003" if is_windows_2000(case) => Some(Platform::Exchange2000),
        "2000-2003" => Some(Platform::Exchange2003),
        "2007-2010" => Some(Platform::Exchange2010),
        "2013-SE" => Some(Platform::Exchange2013),
        _ => None,
    };
    match of_evidence {
        Some(platform) => (platform, PlatformBasis::Evidence),
        None => (Platform::Exchange2013, PlatformBasis::Assumed),
    }
}

/// Failed NTLM sign-ins are event 681 on Windows 2000 alone; from 2003 on they are 680 too.
fn is_windows_2000(case: &Case) -> bool {
    case.store.tables.authentications.event_id.contains(&681)
}

/// How far each step is, by its id.
#[must_use]
pub fn progress(case: &Case) -> BTreeMap<String, Progress> {
    use crate::case::work::{Item, ItemKey};
    let steps = case.work.items().iter().filter_map(|(key, item)| match (key, item) {
        (ItemKey::Step(id), Item::Step(progress)) => Some((id.clone(), progress.clone())),
        _ => None,
    });
    steps.collect()
}

/// Something that is due at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What.
    pub say: Phrase,
    /// The step it belongs to, where one.
    pub step: Option<&'static str>,
    /// When it is due.
    pub at: UtcTime,
    /// Is that past?
    pub overdue: bool,
}

/// Hours to tell the authority, and to file a complaint, from the time of awareness.
pub const HOURS_TO_NOTIFY: i64 = 72;

/// What is due, the next first: the legal clock from the time of awareness, and re-tests.
#[must_use]
pub fn duties(case: &Case, now: UtcTime) -> Vec<Duty> {
    let mut duties: Vec<Duty> = legal(case, now).into_iter().chain(retests(case, now)).collect();
    duties.sort_by_key(|d| d.at);
    duties
}

fn legal(case: &Case, now: UtcTime) -> Option<Duty> {
    let settled = case.work.step("CON-10").state.is_settled();
    let aware = case.work.brief().aware_at.filter(|_| !settled)?;
    let at = aware.plus_seconds(HOURS_TO_NOTIFY * 3600);
    let overdue = now > at;
    let hours = at.seconds_since(now).unsigned_abs() / 3600;
    let id = if overdue { "duty-notify-late" } else { "duty-notify" };
    let say = Phrase::new(id).time("at", at).number("hours", hours);
    Some(Duty { say, step: Some("CON-10"), at, overdue })
}

fn retests(case: &Case, now: UtcTime) -> Vec<Duty> {
    let plan = case.work.plan().map(|plan| due(plan, now)).unwrap_or_default();
    let say = |day: u32, at| Phrase::new("duty-retest").number("day", u64::from(day)).time("at", at);
    plan.into_iter()
        .map(|d| Duty { say: say(d.day, d.at), step: None, at: d.at, overdue: d.overdue })
        .collect()
}

//! What the figure counts: the rows that the screen counts in its lanes, by bar.
//!
//! Like the screen, it leaves out what was set aside as noise and what another log's row counts already.

use super::axis::Shown;
use crate::analysis::finding::{Analysis, DepthPoint, Flow};
use crate::case::Case;
use crate::case::work::{Item, ItemKey};
use crate::model::rows::{Deed, MailStep, Outcome};
use crate::model::store::EventStore;
use crate::model::time::{Span, UtcTime};
use crate::playbook::progress::StepState;

/// Deeds that people do; what a server does by itself is left to the tables.
const OF_PEOPLE: [Deed; 12] = [
    Deed::PasswordReset,
    Deed::PasswordChanged,
    Deed::AccountEnabled,
    Deed::AccountDisabled,
    Deed::AccountCreated,
    Deed::AccountDeleted,
    Deed::AccountChanged,
    Deed::AccountUnlocked,
    Deed::GroupMemberAdded,
    Deed::LogCleared,
    Deed::AuditPolicyChanged,
    Deed::Cmdlet,
];

/// Something that somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// When.
    pub time: UtcTime,
    /// What the logs show, or the step that was ticked.
    pub what: What,
}

/// What an act is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A deed that the logs show.
    Logged(Deed),
    /// A step of the clean-up, by its id.
    Step(String),
}

/// The lanes, counted.
#[derive(Clone, Debug)]
pub struct Lanes {
    /// The stretch, and its bars.
    pub shown: Shown,
    /// Refused authentications.
    pub failed: Vec<u32>,
    /// Accepted ones.
    pub accepted: Vec<u32>,
    /// Messages of the site's own.
    pub own: Vec<u32>,
    /// Messages that are part of the abuse.
    pub relayed: Vec<u32>,
    /// Acts in order of time, also those after the stretch.
    pub acts: Vec<Act>,
}

impl Lanes {
    /// Counts a case; none where no row has a time.
    #[must_use]
    pub fn of(case: &Case, zone: chrono_tz::Tz) -> Option<Self> {
        let abuse = case.analysis.verdicts.first().and_then(|v| v.span);
        let shown = Shown::of(case.store.span()?, abuse, zone);
        let [failed, accepted] = authentications(&case.store, &case.analysis, &shown);
        let [own, relayed] = mail(&case.store, &case.analysis, &shown);
        Some(Self { shown, failed, accepted, own, relayed, acts: acts(case, &shown) })
    }
}

fn authentications(store: &EventStore, analysis: &Analysis, shown: &Shown) -> [Vec<u32>; 2] {
    let t = &store.tables.authentications;
    let mut lanes = [vec![0; shown.n], vec![0; shown.n]];
    for row in rows_in(&t.time, shown.span) {
        let noise = analysis.noise_of.get(row).is_some_and(|n| *n != 0);
        let echo = analysis.is_echo.get(row).copied().unwrap_or(false);
        if !noise && !echo {
            let accepted = t.outcome.get(row) == Some(&Outcome::Success);
            count(&mut lanes[usize::from(accepted)], shown, &t.time, row);
        }
    }
    lanes
}

fn mail(store: &EventStore, analysis: &Analysis, shown: &Shown) -> [Vec<u32>; 2] {
    let t = &store.tables.mail;
    let mut lanes = [vec![0; shown.n], vec![0; shown.n]];
    for row in rows_in(&t.time, shown.span) {
        let lane = match analysis.flow_of.get(row) {
            Some(Flow::Relayed) => 1,
            Some(Flow::None) => continue,
            None if t.step.get(row) != Some(&MailStep::Receive) => continue,
            _ => 0,
        };
        count(&mut lanes[lane], shown, &t.time, row);
    }
    lanes
}

/// Numbers of the rows in a stretch; times ascend.
fn rows_in(times: &[UtcTime], span: Span) -> std::ops::Range<usize> {
    times.partition_point(|t| *t < span.first)..times.partition_point(|t| *t <= span.last)
}

fn count(lane: &mut [u32], shown: &Shown, times: &[UtcTime], row: usize) {
    let bar = times.get(row).and_then(|t| shown.bar_of(*t));
    if let Some(n) = bar.and_then(|k| lane.get_mut(k)) {
        *n = n.saturating_add(1);
    }
}

fn acts(case: &Case, shown: &Shown) -> Vec<Act> {
    let t = &case.store.tables.actions;
    let logged = t.time.iter().zip(&t.deed).filter(|(_, deed)| OF_PEOPLE.contains(deed));
    let logged = logged.map(|(time, deed)| Act { time: *time, what: What::Logged(*deed) });
    let ticked = case.work.items().iter().filter_map(|(key, item)| match (key, item) {
        (ItemKey::Step(id), Item::Step(step)) if step.state == StepState::Done => {
            Some(Act { time: step.since, what: What::Step(id.clone()) })
        }
        _ => None,
    });
    let mut acts: Vec<Act> = logged.chain(ticked).collect();
    acts.retain(|a| a.time.is_plausible() && a.time >= shown.span.first);
    // Stable: the logs come first.
    acts.sort_by_key(|a| a.time);
    acts
}

/// Lowest and highest depth from `first` on and before `end`; none before the curve begins.
#[must_use]
pub fn depth_between(curve: &[DepthPoint], first: UtcTime, end: UtcTime) -> Option<(u32, u32)> {
    let from = curve.partition_point(|p| p.time <= first).saturating_sub(1);
    let to = curve.partition_point(|p| p.time < end);
    let depths = || curve.get(from..to).unwrap_or_default().iter().map(|p| p.depth);
    Some((depths().min()?, depths().max()?))
}

/// The highest reading in a stretch; of several alike the one that the analysis names, else the first.
#[must_use]
pub fn highest(analysis: &Analysis, span: Span) -> Option<DepthPoint> {
    let queue = &analysis.queue;
    let named = DepthPoint { time: queue.peak_at, depth: queue.peak, basis: queue.basis };
    let all = || std::iter::once(&named).chain(&queue.curve).chain(&queue.snapshots);
    let within = all().filter(|p| p.time.is_plausible() && span.contains(p.time));
    within.copied().reduce(|best, p| if p.depth > best.depth { p } else { best })
}

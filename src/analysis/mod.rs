//! From rows to a verdict: pure functions of one frozen store and the site's settings.
//!
//! No file, no clock, no thread. Same store, same settings: same findings, in the same order.
//!
//! The way, bottom to top: whose clock is wrong ([`clocks`]), what is ours ([`site`]), who is who
//! ([`accounts`]), what is noise ([`noise`]), which rows are one conversation ([`sessions`]) and who opened it
//! ([`sign_ins`]), who brought which mail ([`attribution`]), what each account did from where ([`attempts`],
//! [`uses`]), how deep the queues were ([`depth`]); then [`detections`], [`verdicts`], [`ranking`],
//! [`aftermath`] and [`coverage`] say what it means.

pub mod finding;

pub mod site;

pub mod accounts;
pub mod clocks;

pub mod noise;
pub mod sessions;
pub mod sign_ins;

pub mod attribution;
pub mod citing;
pub mod clients;
pub mod habits;
pub mod known_good;

pub mod attempts;
pub mod depth;
pub mod uses;

pub mod scene;

pub mod smtp_sign_ins;
pub mod tried_names;

pub mod aftermath;
pub mod coverage;
pub mod detections;
pub mod ranking;
pub mod verdicts;

#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod scenarios_2003;
#[cfg(test)]
mod scenarios_kinds;
#[cfg(test)]
mod tests_sign_ins;
#[cfg(test)]
mod tests_support;

use crate::knowledge::thresholds::Thresholds;
use crate::model::rows::Outcome;
use crate::model::store::EventStore;
use crate::task::Task;
use accounts::{AccountDirectory, AccountId};
use attempts::Attempts;
use attribution::{Attribution, Ground};
use finding::{Analysis, Flow, SiteSettings, Totals};
use known_good::KnownGood;
use sessions::Conversations;
use sign_ins::Names;
use site::Site;
use uses::{Abuser, Use};

/// Puts the clocks of `store` right and analyses it. No analysis if the task was cancelled.
#[must_use]
pub fn run(
    store: EventStore,
    settings: &SiteSettings,
    sources: &[finding::SourceFact],
    task: &Task,
) -> (EventStore, Option<Analysis>) {
    if task.is_cancelled() {
        return (store, None);
    }
    let (store, clocks) = clocks::put_right(store, settings, sources);
    let sources = clocks::move_spans(sources, &clocks);
    let analysis = analyse(&store, settings, &sources, &clocks, task);
    let analysis = analysis.map(|a| Analysis { clocks, ..a });
    (store, analysis)
}

/// Analyses a store whose clocks are right.
fn analyse(
    store: &EventStore,
    settings: &SiteSettings,
    sources: &[finding::SourceFact],
    clocks: &[finding::Clock],
    task: &Task,
) -> Option<Analysis> {
    let go = || (!task.is_cancelled()).then_some(());
    let limits = Thresholds::with(&settings.figures);
    let site = Site::of(store, settings);
    go()?;
    let directory = AccountDirectory::build(store, &site);
    let (noise, noise_of) = noise::set_aside(store, &site);
    go()?;
    let mut conversations = Conversations::join(store, &directory, &site);
    let names =
        Names { store, site: &site, directory: &directory, noise_of: &noise_of, joins: &limits.joins };
    sign_ins::name(names, &mut conversations);
    let (site, directory, conversations) = (&site, &directory, &conversations);
    let known = KnownGood::of(store, directory, settings);
    let (noise_of_rows, joins, known) = (&noise_of, &limits.joins, &known);
    let ground = Ground { store, site, directory, conversations, noise_of: noise_of_rows, known, joins };
    go()?;
    let (analysis, mail) = weigh(ground, &limits, (sources, clocks), noise, task)?;
    Some(Analysis {
        figures: limits,
        totals: totals(store, &noise_of, &mail, conversations),
        site: site.view.clone(),
        directory: directory.clone(),
        conversations: conversations.list.clone(),
        noise_of,
        is_echo: mail.is_echo,
        address_of: mail.address_of,
        flow_of: mail.flow_of,
        account_of_mail: mail.account_of,
        ..analysis
    })
}

/// Who brought which mail, how deep the queues were, and what that means.
fn weigh(
    ground: Ground<'_>,
    limits: &Thresholds,
    (sources, clocks): (&[finding::SourceFact], &[finding::Clock]),
    noise: Vec<finding::Noise>,
    task: &Task,
) -> Option<(Analysis, Attribution)> {
    let go = || (!task.is_cancelled()).then_some(());
    let mut mail = Attribution::of(ground);
    go()?;
    let attempts = attempts::tally(ground, &mail);
    let uses = uses::gather(ground, &mail);
    let memory = i64::from(limits.guessing.failures_memory_hours) * 3600;
    let abusers = uses::abusers(ground, limits, &uses, &refused_before(&attempts, memory));
    mark_relayed(&mut mail, &uses, &abusers);
    go()?;
    let depth = depth::measure(ground.store, ground.site, &limits.queue);
    go()?;
    let scene = scene::Scene {
        ground,
        limits,
        mail: &mail,
        attempts: &attempts,
        uses: &uses,
        abusers: &abusers,
        depth: &depth,
        clocks,
        sources,
    };
    let analysis = conclude(&scene, noise);
    Some((Analysis { queue: depth, ..analysis }, mail))
}

/// What it all means; the lists along the rows are added by the caller, who owns them.
fn conclude(scene: &scene::Scene<'_>, noise: Vec<finding::Noise>) -> Analysis {
    let verdicts = verdicts::decide(scene);
    let findings = detections::run(scene);
    let [uncovered_authentications, uncovered_mail, uncovered_depth] = coverage::uncovered(scene);
    Analysis {
        suspects: ranking::rank(scene, &verdicts, &findings),
        findings,
        coverage: coverage::answer(scene, verdicts.first()),
        aftermath: aftermath::look(scene, &verdicts),
        verdicts,
        noise,
        uncovered_authentications,
        uncovered_mail,
        uncovered_depth,
        ..Analysis::default()
    }
}

/// How many attempts on an account were refused within `memory` seconds before a time.
fn refused_before(
    attempts: &Attempts,
    memory: i64,
) -> impl Fn(AccountId, crate::model::time::UtcTime) -> u64 + '_ {
    move |account, time| {
        let refused = attempts.get(&account).map_or(&[][..], |t| t.refused.as_slice());
        let before = refused.partition_point(|a| a.time <= time);
        let from = refused.partition_point(|a| time.seconds_since(a.time) > memory);
        before.saturating_sub(from) as u64
    }
}

/// All mail of the abuse counts as relayed, whoever it claims to be from.
fn mark_relayed(mail: &mut Attribution, uses: &[Use], abusers: &[Abuser]) {
    let abused = abusers.iter().flat_map(|a| &a.uses).filter_map(|&i| uses.get(i));
    for &row in abused.flat_map(|u| &u.mail) {
        if let Some(flow) = mail.flow_of.get_mut(row as usize) {
            *flow = Flow::Relayed;
        }
    }
}

fn totals(store: &EventStore, noise_of: &[u8], mail: &Attribution, conversations: &Conversations) -> Totals {
    let tables = &store.tables;
    let outcomes = tables.authentications.outcome.iter().zip(noise_of).zip(&mail.is_echo);
    let counted = outcomes.filter(|((_, noise), echo)| **noise == 0 && !**echo).map(|((o, _), _)| *o);
    let (mut successes, mut failures) = (0, 0);
    for outcome in counted {
        if outcome == Outcome::Success { successes += 1 } else { failures += 1 }
    }
    Totals {
        successes,
        failures,
        sessions: conversations.list.len() as u64,
        messages: mail.flow_of.iter().filter(|f| **f != Flow::None).count() as u64,
        queue_samples: tables.queues.len() as u64,
    }
}

//! Clocks: how far the servers' clocks are apart, as rows show that two sources tell of.
//!
//! Two logs that saw one attempt on one account, one client's sign-in, one session or one message differ by
//! the same time again and again if a clock is off. The difference that most rows agree on is taken, if
//! enough do and far fewer agree that there is none. Logs of one transport service share its clock. A file
//! whose zone was assumed may be off by whole hours too. What the user says goes before all.
//!
//! Times are put right by the store (`EventStore::on_clocks`), before anything is joined.

use super::accounts::{AccountDirectory, AccountId};
use super::finding::{Clock, ClockBasis, SiteSettings, SourceFact};
use super::site::Site;
use crate::knowledge::formats::{Shows, shows};
use crate::knowledge::thresholds::{Clocks, Thresholds};
use crate::model::provenance::SourceId;
use crate::model::rows::{MailStep, Outcome, Witness};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Rows of one source that are looked up in another.
const MAX_ANCHORS: usize = 400;
/// Rows of the other source that one of them is compared with.
const MAX_NEIGHBOURS: usize = 4_000;

/// What two sources can both tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Mark {
    /// An attempt on an account, accepted or not.
    Attempt(AccountId, bool),
    /// A client that signed in, in logs that name no account.
    Client(Symbol),
    /// A front end's session handed on.
    Session(Symbol),
    /// A message that goes from one server to the next.
    Message(Symbol),
}

/// Times of each mark, sorted.
type Marks = BTreeMap<Mark, Vec<UtcTime>>;

/// Sources that share a clock: a transport service's logs by server, else one source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Transport(String),
    Source(SourceId),
}

/// The store on clocks put right, and the clocks. Near linear in the rows.
#[must_use]
pub fn put_right(
    store: EventStore,
    settings: &SiteSettings,
    sources: &[SourceFact],
) -> (EventStore, Vec<Clock>) {
    let store = store.on_clocks(BTreeMap::new());
    let limits = Thresholds::with(&settings.figures).clocks;
    let clocks = estimate(&store, settings, sources, &limits);
    let ahead = clocks.iter().filter(|c| c.ahead != 0).map(|c| (c.source, c.ahead)).collect();
    (store.on_clocks(ahead), clocks)
}

/// Moves the spans of sources as their rows were moved.
#[must_use]
pub fn move_spans(sources: &[SourceFact], clocks: &[Clock]) -> Vec<SourceFact> {
    let mut moved = sources.to_vec();
    for fact in &mut moved {
        let ahead = clocks.iter().find(|c| c.source == fact.source).map_or(0, |c| c.ahead);
        if let Some(span) = fact.span.as_mut() {
            span.first.0 = span.first.0.saturating_sub(ahead);
            span.last.0 = span.last.0.saturating_sub(ahead);
        }
    }
    moved
}

fn estimate(
    store: &EventStore,
    settings: &SiteSettings,
    sources: &[SourceFact],
    limits: &Clocks,
) -> Vec<Clock> {
    let units: BTreeMap<SourceId, Unit> = sources.iter().map(|f| (f.source, unit(f))).collect();
    let mut assumed: BTreeMap<&Unit, bool> = BTreeMap::new();
    for fact in sources {
        if let Some(unit) = units.get(&fact.source) {
            *assumed.entry(unit).or_insert(true) &= fact.zone_assumed;
        }
    }
    // One clock has nothing to be compared with, and a large log is not gone through in vain.
    let marks = if assumed.len() > 1 { collect(store, settings, &units) } else { BTreeMap::new() };
    let found = place(&marks, &assumed, limits);
    let user = |fact: &SourceFact| {
        let said = settings.clocks.iter().rev().find(|(name, _)| fact.name.ends_with(name.as_str()));
        said.map(|(_, seconds)| Clock {
            source: fact.source,
            ahead: seconds.saturating_mul(TICKS_PER_SECOND),
            basis: ClockBasis::User,
            ..Clock::default()
        })
    };
    let known = |fact: &SourceFact| {
        let clock = units.get(&fact.source).and_then(|u| found.get(u)).copied().unwrap_or_default();
        Clock { source: fact.source, ..clock }
    };
    sources.iter().map(|fact| user(fact).unwrap_or_else(|| known(fact))).collect()
}

fn unit(fact: &SourceFact) -> Unit {
    let server = fact.server.split('.').next().unwrap_or("").to_lowercase();
    let transport = [Shows::Client, Shows::Tracking, Shows::Depth].iter().any(|w| shows(fact.format, *w));
    if transport && !server.is_empty() && !fact.zone_assumed {
        Unit::Transport(server)
    } else {
        Unit::Source(fact.source)
    }
}

fn collect(
    store: &EventStore,
    settings: &SiteSettings,
    units: &BTreeMap<SourceId, Unit>,
) -> BTreeMap<Unit, Marks> {
    let site = Site::of(store, settings);
    let directory = AccountDirectory::build(store, &site);
    let mut all: BTreeMap<Unit, Marks> = BTreeMap::new();
    let mut note = |source: SourceId, mark: Mark, time: UtcTime| {
        if let (Some(unit), true) = (units.get(&source), time.is_plausible()) {
            let marks = match all.get_mut(unit) {
                Some(marks) => marks,
                None => all.entry(unit.clone()).or_default(),
            };
            marks.entry(mark).or_default().push(time);
        }
    };
    let tables = &store.tables;
    for row in tables.authentications.rows().filter(|r| r.witness != Witness::Kerberos) {
        match directory.of(row.account) {
            Some(account) => {
                note(row.source, Mark::Attempt(account, row.outcome == Outcome::Success), row.time)
            }
            None if row.address.is_some() => note(row.source, Mark::Client(row.address), row.time),
            None => {}
        }
        if row.witness == Witness::Transport && row.account.is_some() && row.address.is_some() {
            note(row.source, Mark::Client(row.address), row.time);
        }
    }
    for row in tables.sessions.rows() {
        if row.accepted_at.is_plausible() && row.session.is_some() {
            note(row.source, Mark::Session(row.session), row.accepted_at);
        }
        if row.proxied_session.is_some() {
            note(row.source, Mark::Session(row.proxied_session), row.time);
        }
    }
    for row in tables.mail.rows().filter(|r| matches!(r.step, MailStep::Receive | MailStep::Send)) {
        if row.message_id.is_some() {
            note(row.source, Mark::Message(row.message_id), row.time);
        }
    }
    all.values_mut().flat_map(BTreeMap::values_mut).for_each(|times| times.sort_unstable());
    all
}

/// Clocks by unit: the busiest transport service is the reference, the others follow along the best matches.
fn place<'a>(
    marks: &'a BTreeMap<Unit, Marks>,
    assumed: &BTreeMap<&Unit, bool>,
    limits: &Clocks,
) -> BTreeMap<&'a Unit, Clock> {
    let size = |m: &Marks| m.values().map(Vec::len).sum::<usize>();
    let is_transport = |u: &Unit| matches!(u, Unit::Transport(_));
    let first = marks.iter().max_by_key(|(u, m)| (is_transport(u), size(m), Reverse(*u)));
    let mut placed: BTreeMap<&Unit, Clock> = BTreeMap::new();
    let Some((reference, _)) = first else { return placed };
    placed.insert(reference, Clock { basis: ClockBasis::Reference, ..Clock::default() });
    let mut next = vec![reference];
    while let Some(from) = next.pop() {
        let (Some(base), Some(known)) = (marks.get(from), placed.get(from).copied()) else { continue };
        for (unit, own) in marks {
            let whole_hours = [unit, from].iter().any(|u| assumed.get(u) == Some(&true));
            if placed.contains_key(unit) {
                continue;
            }
            if let Some(apart) = compare(base, own, whole_hours, limits) {
                let ahead = known.ahead.saturating_add(apart.ahead);
                let small = ahead.abs() < i64::from(limits.least_seconds) * TICKS_PER_SECOND;
                placed.insert(unit, Clock { ahead: if small { 0 } else { ahead }, ..apart });
                next.push(unit);
            }
        }
    }
    placed
}

/// How far `own` is ahead of `base`, if enough rows agree. The shorter list is looked up in the longer: a
/// Security log tells of far more sign-ins than those over SMTP.
fn compare(base: &Marks, own: &Marks, whole_hours: bool, limits: &Clocks) -> Option<Clock> {
    let shared = |of: &Marks, other: &Marks| -> usize {
        of.iter().filter(|(m, _)| other.contains_key(m)).map(|(_, times)| times.len()).sum()
    };
    if shared(own, base) > shared(base, own) {
        let other_way = look_up(own, base, whole_hours, limits)?;
        return Some(Clock { ahead: -other_way.ahead, ..other_way });
    }
    look_up(base, own, whole_hours, limits)
}

/// How far `own` is ahead of `base`, by looking up its rows there.
fn look_up(base: &Marks, own: &Marks, whole_hours: bool, limits: &Clocks) -> Option<Clock> {
    let shared: Vec<(&Mark, &Vec<UtcTime>)> = own.iter().filter(|(m, _)| base.contains_key(m)).collect();
    let total: usize = shared.iter().map(|(_, times)| times.len()).sum();
    let step = total.div_ceil(MAX_ANCHORS).max(1);
    let anchors: Vec<(Mark, UtcTime)> =
        shared.iter().flat_map(|(m, times)| times.iter().map(|t| (**m, *t))).step_by(step).collect();
    if anchors.len() < limits.least_matches as usize {
        return None;
    }
    let differences = differences(base, &anchors, whole_hours, limits);
    let best = most_common(&differences)?;
    let exact = refine(&differences, best);
    let (matches, compared) = (agreeing(base, &anchors, exact), anchors.len());
    let without = agreeing(base, &anchors, 0);
    let enough = matches >= limits.least_matches as usize
        && matches * 100 >= compared * limits.least_percent as usize
        && (matches >= without * 2 || exact.abs() < TICKS_PER_SECOND);
    // Where the rows agree as they stand, the clocks agree.
    let agrees = without * 100 >= compared * limits.least_percent as usize && without * 2 > matches;
    let (ahead, matches) = if agrees { (0, without) } else { (exact, matches) };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (enough || agrees && matches >= limits.least_matches as usize).then(|| Clock {
        ahead,
        basis: ClockBasis::Matches,
        matches: count(matches),
        compared: count(compared),
        ..Clock::default()
    })
}

/// All differences of the anchors to rows of the same mark, within the window.
fn differences(base: &Marks, anchors: &[(Mark, UtcTime)], whole_hours: bool, limits: &Clocks) -> Vec<i64> {
    let near = i64::from(limits.widest_minutes) * 60;
    let hours: Vec<i64> = if whole_hours { (-28..=28).map(|half| half * 1800).collect() } else { vec![0] };
    let mut found = Vec::new();
    for (mark, time) in anchors {
        let Some(times) = base.get(mark) else { continue };
        for shift in &hours {
            let from = times.partition_point(|t| *t < time.plus_seconds(-shift - near));
            let around = times.iter().skip(from).take(MAX_NEIGHBOURS);
            let within = around.take_while(|t| **t <= time.plus_seconds(-shift + near));
            found.extend(within.map(|t| time.0.saturating_sub(t.0)));
        }
    }
    found
}

/// The second that most differences fall in or beside; of equals the smallest difference.
fn most_common(differences: &[i64]) -> Option<i64> {
    let mut bins: FxHashMap<i64, u32> = FxHashMap::default();
    let second = |d: &i64| (d + TICKS_PER_SECOND / 2).div_euclid(TICKS_PER_SECOND);
    differences.iter().for_each(|d| *bins.entry(second(d)).or_default() += 1);
    let of = |bin: i64| bins.get(&bin).copied().unwrap_or(0);
    let around = |bin: &i64| of(bin - 1) + 2 * of(*bin) + of(bin + 1);
    bins.keys().copied().max_by_key(|bin| (around(bin), Reverse(bin.abs()), *bin))
}

/// The middle of the differences around a second, in ticks.
fn refine(differences: &[i64], second: i64) -> i64 {
    let centre = second.saturating_mul(TICKS_PER_SECOND);
    let mut near: Vec<i64> =
        differences.iter().copied().filter(|d| (d - centre).abs() <= TICKS_PER_SECOND).collect();
    near.sort_unstable();
    near.get(near.len() / 2).copied().unwrap_or(centre)
}

/// Anchors with a row of the same mark within a second, once `ahead` is taken off.
fn agreeing(base: &Marks, anchors: &[(Mark, UtcTime)], ahead: i64) -> usize {
    let close = |(mark, time): &&(Mark, UtcTime)| {
        let moved = UtcTime(time.0.saturating_sub(ahead));
        let from = |times: &Vec<UtcTime>| times.partition_point(|t| t.0 < moved.0 - TICKS_PER_SECOND);
        base.get(mark)
            .is_some_and(|times| times.get(from(times)).is_some_and(|t| t.0 <= moved.0 + TICKS_PER_SECOND))
    };
    anchors.iter().filter(close).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests_support::Scene;

    /// Both logs of an hour's attempts at uneven times; the Security log's clock is `ahead` by seconds.
    fn clocks(ahead: i64, accounts: [&str; 2]) -> Vec<Clock> {
        let mut s = Scene::site();
        let times: Vec<i64> = (0..40).map(|i| 100 + i * 37 + (i * i) % 23).collect();
        s.covers("smtp-receive", 0, 4000);
        for &t in &times {
            s.dialogue(t, accounts[0], "203.0.113.9", &format!("S{t}"), t % 3 == 0);
        }
        s.next_source();
        s.covers("evtx", 0, 4000);
        for &t in &times {
            s.logon(t + ahead, accounts[1], t % 3 == 0);
        }
        s.analyse().1.clocks
    }

    #[test]
    fn a_clock_seven_minutes_ahead_or_behind_is_put_right_by_what_both_logs_saw() {
        for ahead in [420, -420, 61] {
            let clocks = clocks(ahead, ["CONTOSO\\scanner"; 2]);
            assert_eq!(clocks[0].basis, ClockBasis::Reference);
            assert_eq!(clocks[1].basis, ClockBasis::Matches);
            assert_eq!(clocks[1].ahead, ahead * TICKS_PER_SECOND, "{ahead}");
            assert_eq!(clocks[1].matches, 40);
        }
    }

    #[test]
    fn clocks_that_agree_stay_and_so_do_those_of_which_nothing_is_known() {
        let same = clocks(0, ["CONTOSO\\scanner"; 2]);
        assert_eq!((same[1].ahead, same[1].basis), (0, ClockBasis::Matches));
        let other = clocks(420, ["CONTOSO\\scanner", "CONTOSO\\copier"]);
        assert_eq!((other[1].ahead, other[1].basis), (0, ClockBasis::Unknown));
    }

    #[test]
    fn the_users_word_goes_before_the_rows() {
        let mut s = Scene::site();
        s.settings.clocks = vec![("b.evtx".to_owned(), -30)];
        s.covers("smtp-receive", 0, 4000);
        s.next_source();
        s.covers("evtx", 0, 4000);
        s.named("dc/b.evtx");
        s.logon(100, "CONTOSO\\scanner", true);
        let (store, a) = s.analyse();
        assert_eq!((a.clocks[1].basis, a.clocks[1].ahead), (ClockBasis::User, -30 * TICKS_PER_SECOND));
        assert_eq!(store.tables.authentications.time[0], crate::analysis::tests_support::at(130));
    }
}

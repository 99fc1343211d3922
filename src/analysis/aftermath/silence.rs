//! What no longer happens: sessions that have ended, attempts that are refused, an account that is used no more.
//!
//! Silence counts only for the time that sources cover which would speak, and says how long that is.

use super::accounts::acts_on;
use super::incident::{Abused, Incident};
use super::{Aftermath, Sign, Strength, from};
use crate::analysis::attempts::Attempt;
use crate::analysis::coverage::{gaps, spans};
use crate::analysis::finding::SourceFact;
use crate::analysis::scene::{SHOWN, Scene};
use crate::knowledge::formats::{Shows, shows};
use crate::model::provenance::SourceId;
use crate::model::rows::{Deed, RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, TICKS_PER_SECOND, UtcTime};
use crate::words::Phrase;
use std::collections::BTreeSet;

/// Addresses that a sentence names.
const NAMED: usize = 3;

/// Stretches in which an accepted sign-in would be known.
///
/// An event log counts only where it holds sign-ins at all: Application and Management logs never would.
pub(super) fn covered(scene: &Scene<'_>) -> Vec<Span> {
    let speaking: BTreeSet<SourceId> =
        scene.ground.store.tables.authentications.source.iter().copied().collect();
    let speaks = |s: &&SourceFact| {
        shows(s.format, Shows::SignIns) && (shows(s.format, Shows::Client) || speaking.contains(&s.source))
    };
    let sources: Vec<SourceFact> = scene.sources.iter().filter(speaks).cloned().collect();
    spans(&sources, &[Shows::SignIns])
}

pub(super) fn look(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let acts = scene.deeds(&[Deed::PasswordReset, Deed::PasswordChanged, Deed::AccountDisabled]);
    let (sign_ins, mail) = (covered(scene), spans(scene.sources, &[Shows::Mail]));
    let client = spans(scene.sources, &[Shows::Client]);
    for abused in &incident.accounts {
        let own = acts_on(scene, abused, &acts);
        let by_others = own.iter().filter(|(_, a)| a.deed != Deed::PasswordChanged);
        let last = by_others.map(|(_, a)| a.time).max().or_else(|| own.iter().map(|(_, a)| a.time).max());
        // Where the account itself was left alone, a connector without sign-in is what closed it.
        let closed = || found.signs.iter().filter(|s| s.kind == "auth-off").map(|s| s.at).max();
        let Some(act) = last.or_else(closed) else { continue };
        let later = abused.after(act, incident.grace);
        if !later.fresh.is_empty() {
            continue;
        }
        let quiet = later.soon.iter().chain(&later.old).map(|s| s.time).max();
        let from = quiet.map_or(act, |t| t.max(act));
        let refused =
            own.iter().map(|(_, a)| a.time).filter(|t| abused.after(*t, incident.grace).fresh.is_empty());
        found.signs.extend(only_refused(scene, abused, refused.min().unwrap_or(act)));
        found.signs.extend(sessions_ended(scene, abused, act, &client));
        found.signs.extend(no_use(scene, abused, (act, from), &sign_ins, &mail));
    }
}

/// All attempts since were refused, and there were some.
fn only_refused(scene: &Scene<'_>, abused: &Abused, since: UtcTime) -> Option<Sign> {
    let tally = scene.attempts.get(&abused.id)?;
    let refused: Vec<&Attempt> = tally.refused.iter().filter(|a| a.time > since).collect();
    let (first, last) = (refused.first()?, refused.last()?);
    if tally.accepted.iter().any(|a| a.time > since) {
        return None;
    }
    Some(Sign {
        kind: "only-refused-since",
        account: Some(abused.id),
        at: first.time,
        say: Phrase::new("aftermath-only-refused-since")
            .text("account", scene.ground.directory.name(abused.id).as_str())
            .number("n", refused.len())
            .time("since", since)
            .time("first", first.time)
            .time("last", last.time),
        rows: crate::analysis::attempts::rows(refused.iter().copied(), SHOWN),
        strength: Strength::Whole,
        ..Sign::default()
    })
}

/// The abuser's last session is over.
fn sessions_ended(scene: &Scene<'_>, abused: &Abused, act: UtcTime, client: &[Span]) -> Option<Sign> {
    let list = &scene.ground.conversations.list;
    let own = abused.conversations.iter().filter_map(|&c| list.get(c as usize));
    let last = own.filter(|c| c.span.is_some()).max_by_key(|c| c.span.map(|s| s.last))?;
    let end = last.span?.last;
    let mut sign = Sign {
        kind: "sessions-ended",
        account: Some(abused.id),
        at: end,
        say: Phrase::new("aftermath-sessions-ended")
            .text("account", scene.ground.directory.name(abused.id).as_str())
            .time("at", end)
            .sentence("from", from(scene, last.address)),
        rows: last.parts.iter().map(|&row| RowRef { table: Table::Session, row }).collect(),
        strength: Strength::Whole,
        ..Sign::default()
    };
    if end > act.plus_seconds(60) {
        sign.but.push(Phrase::new("aftermath-but-outlived").time("act", act));
    }
    // A quiet log may begin its next file in between; silent for all of it, it would show nothing.
    let over = i64::from(scene.limits.clean_up.session_over_minutes) * 60;
    let hour = Span::between(end.max(act), end.max(act).plus_seconds(over));
    let ends_before = client.last().is_none_or(|s| s.last < hour.last);
    let near: Vec<Span> = client.iter().copied().filter(|s| s.first <= hour.last).collect();
    if ends_before || !gaps(hour, &near, over - 1).is_empty() {
        sign.limit(Phrase::new("aftermath-but-hour-not-covered"));
    }
    Some(sign)
}

/// Neither a sign-in nor a message since, for as long as the sources tell.
fn no_use(
    scene: &Scene<'_>,
    abused: &Abused,
    (act, since): (UtcTime, UtcTime),
    sign_ins: &[Span],
    mail: &[Span],
) -> Option<Sign> {
    let until = sign_ins.last().map(|s| s.last).filter(|end| *end > since)?;
    let gap = i64::from(scene.limits.coverage.gap_minutes) * 60;
    let holes = gaps(Span::between(since, until), sign_ins, gap);
    let known = until.seconds_since(since) - holes.iter().map(|h| h.ticks()).sum::<i64>() / TICKS_PER_SECOND;
    if known <= 0 {
        return None;
    }
    let others = others_since(scene, abused, since);
    let id = if others.is_empty() { "aftermath-no-mail-since" } else { "aftermath-no-abuse-since" };
    let mut sign = Sign {
        kind: "no-mail-since",
        account: Some(abused.id),
        at: since,
        say: Phrase::new(id)
            .text("account", scene.ground.directory.name(abused.id).as_str())
            .time("since", since)
            .time("until", until)
            .number("hours", known / 3600),
        rows: acts_rows(scene, abused, act),
        strength: Strength::Whole,
        ..Sign::default()
    };
    limit_by_time(scene, &mut sign, known, &holes);
    // A quiet night has no mail to log: where a day is known, it will do.
    let enough = until.min(since.plus_seconds(whole_hours(scene) * 3600));
    if mail.last().is_none_or(|s| s.last.plus_seconds(gap) < enough) {
        sign.limit(Phrase::new("aftermath-but-mail-not-covered"));
    }
    if let Some(first) = others.first() {
        let addresses: BTreeSet<Symbol> = others.iter().map(|a| a.address).filter(|a| a.is_some()).collect();
        let named = addresses.iter().take(NAMED).map(|a| scene.ground.store.raw(*a));
        sign.rows.extend(crate::analysis::attempts::rows(others.iter().copied(), 10));
        let why = Phrase::new("aftermath-but-other-use").number("n", others.len()).time("first", first.time);
        sign.limit(why.list("addresses", named).number("known", addresses.len()));
    }
    Some(sign)
}

/// Where no account was abused: nobody relayed since relaying was restricted.
pub(super) fn no_relay(scene: &Scene<'_>, since: UtcTime, found: &Aftermath) -> Option<Sign> {
    let covered = spans(scene.sources, &[Shows::Tracking]);
    let until = covered.last().map(|s| s.last).filter(|end| *end > since)?;
    let gap = i64::from(scene.limits.coverage.gap_minutes) * 60;
    let holes = gaps(Span::between(since, until), &covered, gap);
    let known = until.seconds_since(since) - holes.iter().map(|h| h.ticks()).sum::<i64>() / TICKS_PER_SECOND;
    let restricted = found.signs.iter().filter(|s| s.kind == "relay-restricted");
    let mut sign = Sign {
        kind: "no-mail-since",
        at: since,
        say: Phrase::new("aftermath-no-relay-since")
            .time("since", since)
            .time("until", until)
            .number("hours", known / 3600),
        rows: restricted.flat_map(|s| s.rows.iter().copied()).collect(),
        strength: Strength::Whole,
        ..Sign::default()
    };
    limit_by_time(scene, &mut sign, known, &holes);
    Some(sign)
}

fn whole_hours(scene: &Scene<'_>) -> i64 {
    i64::from(scene.limits.clean_up.whole_hours)
}

fn limit_by_time(scene: &Scene<'_>, sign: &mut Sign, known: i64, holes: &[Span]) {
    let wanted = whole_hours(scene);
    if known < wanted * 3600 {
        sign.limit(Phrase::new("aftermath-but-short").number("hours", known / 3600).number("wanted", wanted));
    }
    if let Some(hole) = holes.first() {
        sign.limit(Phrase::new("aftermath-but-hole").time("first", hole.first).time("last", hole.last));
    }
}

/// Accepted uses since that are none of the abuser's.
fn others_since<'a>(scene: &Scene<'a>, abused: &Abused, since: UtcTime) -> Vec<&'a Attempt> {
    let accepted = scene.attempts.get(&abused.id).map_or(&[][..], |t| t.accepted.as_slice());
    accepted.iter().filter(|a| a.time > since.plus_seconds(1)).collect()
}

fn acts_rows(scene: &Scene<'_>, abused: &Abused, act: UtcTime) -> Vec<RowRef> {
    let (table, directory) = (&scene.ground.store.tables.actions, scene.ground.directory);
    let own = |i: &usize| {
        let row = table.row(*i);
        directory.of(row.target).or_else(|| directory.of(row.sid)) == Some(abused.id)
    };
    let at_once = || table.within(Span::between(act, act));
    // The act may be a setting of the server, which names no account.
    let on_account: Vec<usize> = at_once().filter(own).collect();
    let rows = if on_account.is_empty() { at_once().collect() } else { on_account };
    rows.into_iter()
        .take(10)
        .filter_map(|i| u32::try_from(i).ok())
        .map(|row| RowRef { table: Table::Action, row })
        .collect()
}

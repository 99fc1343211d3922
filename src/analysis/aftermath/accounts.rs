//! Passwords set anew, accounts switched off, on and deleted, and abusers who got in all the same.
//!
//! An account is known by every spelling and SID of the directory; Guest by its SID alone.

use super::incident::{Abused, Incident, Later, Seen};
use super::{Aftermath, Contradiction, Sign, Strength, done_by, from};
use crate::analysis::attempts::Attempt;
use crate::analysis::scene::Scene;
use crate::model::rows::{Action, Deed, RowRef, Table};
use crate::model::text::Name;
use crate::model::time::UtcTime;
use crate::words::Phrase;

const KINDS: [Deed; 5] = [
    Deed::PasswordReset,
    Deed::PasswordChanged,
    Deed::AccountDisabled,
    Deed::AccountEnabled,
    Deed::AccountDeleted,
];

/// Acts on one account that are looked at.
const MAX_ACTS: usize = 60;

/// An act with its row.
pub(super) type Act = (u32, Action);

pub(super) fn look(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let acts = scene.deeds(&KINDS);
    for abused in &incident.accounts {
        let own = acts_on(scene, abused, &acts);
        passwords(scene, incident, abused, &own, found);
        switched_off(scene, incident, abused, &own, found);
        deleted(scene, abused, &own, found);
    }
    for kind in ["password-reset", "account-disabled"] {
        name_the_others(scene, incident, kind, found);
    }
    late_comers(scene, incident, found);
    guest(scene, incident, &acts, found);
}

/// Acts on one account since its abuse began.
pub(super) fn acts_on(scene: &Scene<'_>, abused: &Abused, acts: &[Act]) -> Vec<Act> {
    let directory = scene.ground.directory;
    let on = |a: &Action| directory.of(a.target).or_else(|| directory.of(a.sid)) == Some(abused.id);
    let begun = abused.span.first.plus_seconds(-1);
    let own: Vec<Act> = acts.iter().filter(|(_, a)| a.time >= begun && on(a)).copied().collect();
    // What holds now, the last of them decide.
    own.get(own.len().saturating_sub(MAX_ACTS)..).unwrap_or(&[]).to_vec()
}

fn action(row: u32) -> RowRef {
    RowRef { table: Table::Action, row }
}

fn of_kinds<'a>(acts: &'a [Act], kinds: &'a [Deed]) -> impl DoubleEndedIterator<Item = &'a Act> + 'a {
    acts.iter().filter(move |(_, a)| kinds.contains(&a.deed))
}

fn sign(scene: &Scene<'_>, kind: Name, abused: &Abused, (row, act): &Act, id: &'static str) -> Sign {
    let directory = scene.ground.directory;
    let mut sign = Sign {
        kind,
        account: Some(abused.id),
        at: act.time,
        say: done_by(scene, id, act.actor, act.time).text("account", directory.name(abused.id).as_str()),
        rows: vec![action(*row)],
        strength: Strength::Whole,
        ..Sign::default()
    };
    let by_abused = directory.of(act.actor).is_some_and(|id| id != abused.id && is_abused(scene, id));
    if by_abused {
        sign.limit(Phrase::new("aftermath-but-by-abused").text("actor", scene.ground.store.raw(act.actor)));
    }
    sign
}

fn is_abused(scene: &Scene<'_>, id: crate::analysis::accounts::AccountId) -> bool {
    scene.abusers.iter().any(|a| a.account == Some(id))
}

/// New passwords, and whether the abuser got in after the last.
fn passwords(scene: &Scene<'_>, incident: &Incident, abused: &Abused, acts: &[Act], found: &mut Aftermath) {
    let resets: Vec<&Act> = of_kinds(acts, &[Deed::PasswordReset, Deed::PasswordChanged]).collect();
    for act in &resets {
        let own =
            act.1.deed == Deed::PasswordChanged || scene.ground.directory.of(act.1.actor) == Some(abused.id);
        let id = if own { "aftermath-password-changed" } else { "aftermath-password-reset" };
        let mut sign = sign(scene, "password-reset", abused, act, id);
        if own {
            sign.limit(Phrase::new("aftermath-but-own-change"));
        }
        limit_by_uses(scene, incident, &mut sign, &abused.after(act.1.time, incident.grace));
        found.signs.push(sign);
    }
    let Some(&&(row, act)) = resets.last() else { return };
    let later = abused.after(act.time, incident.grace);
    still_sending(scene, abused, (row, act), &later, found);
    let mut against = vec!["password-reset", "sessions-ended", "only-refused-since", "no-mail-since"];
    if of_kinds(acts, &[Deed::AccountEnabled]).any(|(_, a)| later.fresh.iter().any(|s| s.time > a.time)) {
        against.push("account-disabled");
    }
    found.contradictions.extend(used_again(
        scene,
        abused,
        ("used-after-reset", against),
        (row, act),
        &later.fresh,
    ));
}

fn limit_by_uses(scene: &Scene<'_>, incident: &Incident, sign: &mut Sign, later: &Later<'_>) {
    if let Some(seen) = later.fresh.first() {
        let why = Phrase::new("aftermath-but-used-again");
        sign.limit(why.time("first", seen.time).sentence("from", from(scene, seen.address)));
    }
    if let Some(last) = later.old.last() {
        sign.but.push(Phrase::new("aftermath-but-open-session").time("last", last.time));
    }
    if let Some(last) = later.soon.last() {
        let minutes = incident.grace.div_euclid(60);
        sign.but.push(Phrase::new("aftermath-but-soon").time("last", last.time).number("minutes", minutes));
    }
}

/// Somebody got in after an act that should have kept him out.
fn used_again(
    scene: &Scene<'_>,
    abused: &Abused,
    (kind, against): (Name, Vec<Name>),
    (row, act): Act,
    seen: &[&Seen],
) -> Option<Contradiction> {
    let (first, last) = (seen.first()?, seen.last()?);
    let messages = seen.iter().filter(|s| s.is_mail()).count();
    let rows = std::iter::once(action(row)).chain(seen.iter().map(|s| s.row));
    Some(Contradiction {
        kind,
        against,
        account: Some(abused.id),
        at: first.time,
        say: Phrase::new(format!("aftermath-{kind}"))
            .text("account", scene.ground.directory.name(abused.id).as_str())
            .time("at", act.time)
            .time("first", first.time)
            .time("last", last.time)
            .sentence("from", from(scene, first.address))
            .number("messages", messages),
        rows: rows.collect(),
        ..Contradiction::default()
    })
}

/// A session that was open before goes on: neither a new password nor a closed account ends it. Once sources show
/// long enough without it, it is over.
fn still_sending(scene: &Scene<'_>, abused: &Abused, act: Act, later: &Later<'_>, found: &mut Aftermath) {
    let mail: Vec<&Seen> = later.old.iter().filter(|s| s.is_mail()).copied().collect();
    let until = found.covered_until.unwrap_or_default();
    let over = i64::from(scene.limits.clean_up.session_over_minutes) * 60;
    if mail.last().is_some_and(|s| until.seconds_since(s.time) < over) {
        let against = vec!["sessions-ended", "no-mail-since"];
        found.contradictions.extend(used_again(
            scene,
            abused,
            ("session-still-sending", against),
            act,
            &mail,
        ));
    }
}

/// Accounts switched off, and what came of it.
fn switched_off(
    scene: &Scene<'_>,
    incident: &Incident,
    abused: &Abused,
    acts: &[Act],
    found: &mut Aftermath,
) {
    let offs: Vec<&Act> = of_kinds(acts, &[Deed::AccountDisabled]).collect();
    for off in &offs {
        let mut sign = sign(scene, "account-disabled", abused, off, "aftermath-account-disabled");
        if let Some((_, on)) = on_again(acts, off.1.time) {
            sign.limit(done_by(scene, "aftermath-but-enabled-again", on.actor, on.time));
        }
        if let Some(last) = abused.after(off.1.time, incident.grace).old.last() {
            sign.but.push(Phrase::new("aftermath-but-open-session").time("last", last.time));
        }
        found.signs.push(sign);
    }
    let Some(&&(row, off)) = offs.last() else { return };
    let on = on_again(acts, off.time);
    let until = on.map_or(UtcTime(i64::MAX), |(_, a)| a.time);
    let accepted = accepted_between(scene, abused, off.time.plus_seconds(incident.grace), until);
    let seen: Vec<Seen> = accepted.iter().map(as_seen).collect();
    let seen: Vec<&Seen> = seen.iter().collect();
    let against = vec!["account-disabled", "sessions-ended", "only-refused-since", "no-mail-since"];
    found.contradictions.extend(used_again(
        scene,
        abused,
        ("used-while-disabled", against),
        (row, off),
        &seen,
    ));
    let reset_before = |(_, r): &Act| r.deed == Deed::PasswordReset && r.time <= until;
    if let Some(on) = on.filter(|_| !acts.iter().any(reset_before)) {
        found.contradictions.push(enabled_again(scene, abused, on));
    }
    if !acts.iter().any(|(_, a)| matches!(a.deed, Deed::PasswordReset | Deed::PasswordChanged)) {
        let later = abused.after(off.time, incident.grace);
        still_sending(scene, abused, (row, off), &later, found);
    }
}

fn on_again(acts: &[Act], off: UtcTime) -> Option<&Act> {
    of_kinds(acts, &[Deed::AccountEnabled]).find(|(_, a)| a.time >= off)
}

fn accepted_between<'a>(scene: &Scene<'a>, abused: &Abused, from: UtcTime, until: UtcTime) -> &'a [Attempt] {
    let accepted = scene.attempts.get(&abused.id).map_or(&[][..], |t| t.accepted.as_slice());
    let (from, to) =
        (accepted.partition_point(|a| a.time < from), accepted.partition_point(|a| a.time < until));
    accepted.get(from..to).unwrap_or(&[])
}

fn as_seen(a: &Attempt) -> Seen {
    let row = RowRef { table: Table::Authentication, row: a.row };
    Seen { time: a.time, opened: a.time, address: a.address, row }
}

/// Switched on again although its password is still the old one.
fn enabled_again(scene: &Scene<'_>, abused: &Abused, (row, on): &Act) -> Contradiction {
    let say = done_by(scene, "aftermath-enabled-again", on.actor, on.time);
    Contradiction {
        kind: "enabled-again",
        against: vec!["account-disabled"],
        account: Some(abused.id),
        at: on.time,
        say: say.text("account", scene.ground.directory.name(abused.id).as_str()),
        rows: vec![action(*row)],
        ..Contradiction::default()
    }
}

fn deleted(scene: &Scene<'_>, abused: &Abused, acts: &[Act], found: &mut Aftermath) {
    for act in of_kinds(acts, &[Deed::AccountDeleted]) {
        let mut sign = sign(scene, "account-deleted", abused, act, "aftermath-account-deleted");
        sign.limit(Phrase::new("aftermath-but-deleted"));
        found.signs.push(sign);
    }
}

/// Where several accounts were abused, one of them is a part.
fn name_the_others(scene: &Scene<'_>, incident: &Incident, kind: Name, found: &mut Aftermath) {
    let has = |a: &&Abused| found.signs.iter().any(|s| s.kind == kind && s.account == Some(a.id));
    let without: Vec<&Abused> = incident.accounts.iter().filter(|a| !has(a)).collect();
    if without.is_empty() {
        return;
    }
    let names: Vec<String> =
        without.iter().take(5).map(|a| scene.ground.directory.name(a.id).to_string()).collect();
    let why = Phrase::new("aftermath-but-others").list("accounts", names.iter().map(String::as_str));
    found.signs.iter_mut().filter(|s| s.kind == kind).for_each(|s| s.limit(why.clone()));
}

/// Another account is abused once the first is closed.
fn late_comers(scene: &Scene<'_>, incident: &Incident, found: &mut Aftermath) {
    let closing = found.signs.iter().filter(|s| matches!(s.kind, "password-reset" | "account-disabled"));
    let Some((closed, at)) = closing.filter_map(|s| Some((s.account?, s.at))).min_by_key(|(_, at)| *at)
    else {
        return;
    };
    let directory = scene.ground.directory;
    for late in incident.accounts.iter().filter(|a| a.id != closed && a.span.first > at) {
        // Once its own password is new as well, that is over.
        let answered = found.signs.iter().any(|s| s.account == Some(late.id) && s.at > late.span.last);
        let Some(first) = late.seen.first().filter(|_| !answered) else { continue };
        found.contradictions.push(Contradiction {
            kind: "another-account",
            against: vec!["password-reset", "account-disabled"],
            account: Some(late.id),
            at: late.span.first,
            say: Phrase::new("aftermath-another-account")
                .text("closed", directory.name(closed).as_str())
                .time("at", at)
                .text("account", directory.name(late.id).as_str())
                .time("first", late.span.first)
                .sentence("from", from(scene, first.address)),
            rows: late.seen.iter().map(|s| s.row).collect(),
            ..Contradiction::default()
        });
    }
}

/// Guest switched off, known by its SID and never by its name.
fn guest(scene: &Scene<'_>, incident: &Incident, acts: &[Act], found: &mut Aftermath) {
    let store = scene.ground.store;
    let is_guest =
        |a: &Action| store.raw(a.sid).starts_with("S-1-5-21-") && store.raw(a.sid).ends_with("-501");
    let guests: Vec<Act> =
        acts.iter().filter(|(_, a)| is_guest(a) && incident.is_after(a.time)).copied().collect();
    for (row, act) in of_kinds(&guests, &[Deed::AccountDisabled]) {
        let say = done_by(scene, "aftermath-guest-disabled", act.actor, act.time);
        found.signs.push(Sign {
            kind: "guest-disabled",
            account: scene.ground.directory.of(act.sid),
            at: act.time,
            say: say.text("account", store.raw(act.target)).text("sid", store.raw(act.sid)),
            rows: vec![action(*row)],
            strength: Strength::Whole,
            but: vec![Phrase::new("aftermath-but-guest-of-one")],
            ..Sign::default()
        });
        let again = |(_, on): &&Act| on.sid == act.sid && on.time > act.time;
        let again = of_kinds(&guests, &[Deed::AccountEnabled]).find(again);
        let off_later =
            |(_, off): &Act| off.sid == act.sid && again.is_some_and(|(_, on)| off.time > on.time);
        if let Some((row, on)) = again.filter(|_| !of_kinds(&guests, &[Deed::AccountDisabled]).any(off_later))
        {
            let say = done_by(scene, "aftermath-guest-enabled-again", on.actor, on.time);
            found.contradictions.push(Contradiction {
                kind: "guest-enabled-again",
                against: vec!["guest-disabled"],
                account: scene.ground.directory.of(on.sid),
                at: on.time,
                say: say.text("account", store.raw(on.target)),
                rows: vec![action(*row)],
                ..Contradiction::default()
            });
        }
    }
}
